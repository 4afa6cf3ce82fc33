//! A style sheet without what only its authors read: comments, and white space that CSS does not need.
//!
//! Takes the bytes of a sheet and gives fewer that mean the same ([CSS Syntax 3](https://www.w3.org/TR/css-syntax-3/)).
//! It may not know any property or selector: it tells strings, addresses, comments and white space apart, and no more, so
//! that whatever CSS comes to know goes through as it is.

/// The sheet without comments and needless white space; what it cannot tell apart, such as a string without an end, it
/// leaves as it is.
pub fn squeezed(sheet: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(sheet.len());
    let (mut last, mut rest, mut spaced) = (&b""[..], sheet, false);
    while !rest.is_empty() {
        let (text, after) = rest.split_at(token(rest));
        rest = after;
        let is_comment = text.starts_with(b"/*");
        if text[0].is_ascii_whitespace() {
            spaced = true;
        } else if !is_comment {
            if text == b"}" && last == b";" {
                out.pop();
            }
            if spaced && !parts(last) && last != b":" && !parts(text) {
                out.push(b' ');
            }
            out.extend_from_slice(text);
            (last, spaced) = (text, false);
        } else if !spaced && rest.first().is_some_and(|byte| !byte.is_ascii_whitespace()) {
            // It may be all that keeps two words apart, and a space might be a combinator.
            out.extend_from_slice(b"/**/");
            last = text;
        }
    }
    out
}

/// Whether white space beside a token parts nothing that the token does not. The same is true after a colon, but not
/// before one.
fn parts(token: &[u8]) -> bool {
    matches!(token, b"" | b"{" | b"}" | b";" | b",")
}

/// How many bytes what stands first takes, at least one: a comment, a string, an address without quotation marks, an
/// escaped character, white space, or one byte of anything else. Not empty.
fn token(rest: &[u8]) -> usize {
    let until = |from: usize, ending: &[u8]| {
        let found = rest[from..]
            .windows(ending.len())
            .position(|part| part == ending);
        found.map_or(rest.len(), |at| from + at + ending.len())
    };
    match rest[0] {
        b'/' if rest.starts_with(b"/*") => until(2, b"*/"),
        quote @ (b'"' | b'\'') => string(rest, quote),
        b'u' | b'U' if is_bare_address(rest) => until(4, b")"),
        b'\\' => rest.len().min(2),
        byte if byte.is_ascii_whitespace() => rest
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count(),
        _ => 1,
    }
}

/// The length of a string, with both of its marks.
fn string(rest: &[u8], quote: u8) -> usize {
    let mut escaped = false;
    let end = rest[1..].iter().position(|&byte| {
        let ends = byte == quote && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(rest.len(), |at| at + 2)
}

/// Whether `url(` stands here with an address that no quotation mark holds, in which `/*` begins no comment.
fn is_bare_address(rest: &[u8]) -> bool {
    rest.len() > 4
        && rest[..4].eq_ignore_ascii_case(b"url(")
        && !matches!(rest[4..].trim_ascii_start().first(), Some(b'"' | b'\''))
}

#[cfg(test)]
mod tests {
    use super::squeezed;

    #[test]
    fn a_sheet_loses_comments_and_white_space_and_nothing_else() {
        for (sheet, expected) in [
            ("", ""),
            ("a { color: red; }\n", "a{color:red}"),
            ("/* What it is. */\n\na ,\nb { }", "a,b{}"),
            (
                "a { margin: 0 auto; padding: calc(1px + 2px) }",
                "a{margin:0 auto;padding:calc(1px + 2px)}",
            ),
            (
                "a :hover, a:hover > b { top: 0 }",
                "a :hover,a:hover > b{top:0}",
            ),
            (
                "@media (min-width: 4rem) and (x) { a { top: 0; } }",
                "@media (min-width:4rem) and (x){a{top:0}}",
            ),
            // A comment may be all that parts two words, and a space in its place would change a selector.
            (
                "a/* x */.b { margin: 0/**/auto }",
                "a/**/.b{margin:0/**/auto}",
            ),
            ("a /* x */ .b /* y */ { top: /* z */ 0 }", "a .b{top:0}"),
            ("a { top: 0; /* last */ }", "a{top:0}"),
            // Strings, addresses and escaped characters are left alone.
            (r#"a { content: "  ; /* } " }"#, r#"a{content:"  ; /* } "}"#),
            (
                r#"a { content: '\'  ' "\\" ; }"#,
                r#"a{content:'\'  ' "\\"}"#,
            ),
            (
                "a { background: url( x.png?/*  y ) 0 0 }",
                "a{background:url( x.png?/*  y ) 0 0}",
            ),
            (
                r#"a { background: URL( "x  y" ) }"#,
                r#"a{background:URL( "x  y" )}"#,
            ),
            (r"a\  b, .\;  c { top: 0 }", r"a\  b,.\; c{top:0}"),
            (
                "[dir=rtl] { --on: \"←\"; --none: ; }",
                "[dir=rtl]{--on:\"←\";--none:}",
            ),
            // What has no end.
            ("a { /* top", "a{"),
            ("a { content: \"  x", "a{content:\"  x"),
            ("a { background: url(  x", "a{background:url(  x"),
            ("a\\", "a\\"),
        ] {
            let got = squeezed(sheet.as_bytes());
            assert_eq!(String::from_utf8_lossy(&got), expected, "{sheet}");
            assert_eq!(squeezed(&got), got, "{sheet}, twice");
        }
    }
}
