//! Removes comments and unnecessary white space from a style sheet.
//!
//! Takes the bytes of a sheet; returns a shorter one with the same meaning ([CSS Syntax
//! 3](https://www.w3.org/TR/css-syntax-3/)). It must not know any property or selector: it only distinguishes strings,
//! addresses, comments and white space, so that future CSS passes through unchanged.

/// Returns the sheet without comments and unnecessary white space. Malformed input, such as an unterminated string, stays as
/// it is.
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
            // The comment may be all that separates two words, and a space in its place might be a combinator.
            out.extend_from_slice(b"/**/");
            last = text;
        }
    }
    out
}

/// Returns `true` if white space beside a token is unnecessary, since the token separates by itself. This also holds after a
/// colon, but not before one.
fn parts(token: &[u8]) -> bool {
    matches!(token, b"" | b"{" | b"}" | b";" | b",")
}

/// Returns the length in bytes, at least 1, of the first token of `rest`: a comment, a string, an unquoted address, an
/// escaped character, white space, or one byte of anything else. `rest` must not be empty.
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

/// Returns the length of a string with both quotation marks.
fn string(rest: &[u8], quote: u8) -> usize {
    let mut escaped = false;
    let end = rest[1..].iter().position(|&byte| {
        let ends = byte == quote && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(rest.len(), |at| at + 2)
}

/// Returns `true` if `rest` begins with an unquoted `url(`, in which `/*` does not begin a comment.
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
            // A comment may be all that separates two words, and a space in its place would change a selector.
            (
                "a/* x */.b { margin: 0/**/auto }",
                "a/**/.b{margin:0/**/auto}",
            ),
            ("a /* x */ .b /* y */ { top: /* z */ 0 }", "a .b{top:0}"),
            ("a { top: 0; /* last */ }", "a{top:0}"),
            // Strings, addresses and escaped characters stay unchanged.
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
            // Unterminated comments, strings and addresses.
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
