//! A minimal reader of Rust code, to find the paths (`a::b`) in it.

/// A word or a character of code, with its line number.
pub type Token = (usize, String);

/// Splits a file into tokens, without comments and literals. `::` is one token.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text;
    let line = |rest: &str| 1 + text[..text.len() - rest.len()].matches('\n').count();
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = literal(rest) {
            length
        } else if is_part_of_word(c) {
            let word = rest
                .find(|c: char| !is_part_of_word(c))
                .unwrap_or(rest.len());
            tokens.push((line(rest), rest[..word].to_owned()));
            word
        } else if rest.starts_with("::") {
            tokens.push((line(rest), "::".to_owned()));
            2
        } else {
            if !c.is_whitespace() {
                tokens.push((line(rest), c.to_string()));
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// Returns the length of the literal or lifetime at the start of a text, if there is one.
fn literal(text: &str) -> Option<usize> {
    let body = text.trim_start_matches(['r', 'b']);
    let prefix = text.len() - body.len();
    let hashes = body.len() - body.trim_start_matches('#').len();
    let is_raw = text[..prefix].contains('r') && body[hashes..].starts_with('"');
    if prefix <= 2 && is_raw {
        let start = prefix + hashes + 1;
        let end = format!("\"{}", &body[..hashes]);
        return Some(
            text[start..]
                .find(&end)
                .map_or(text.len(), |at| start + at + end.len()),
        );
    }
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    if quote == '\'' && !is_character(text) {
        let word = text[1..].find(|c: char| !is_part_of_word(c));
        return Some(word.map_or(text.len(), |end| 1 + end));
    }
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    Some(text.len())
}

/// Returns true if the text, which begins with `'`, begins with a character literal and not with a lifetime.
fn is_character(text: &str) -> bool {
    let mut after = text.chars().skip(1);
    after.next() == Some('\\') || after.next() == Some('\'')
}

fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Returns the tokens before `#[cfg(test)] mod tests`, which is the last item of a file. Other items for tests only are
/// not removed.
pub fn without_tests(tokens: &[Token]) -> &[Token] {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]", "mod", "tests", "{"];
    let at = tokens
        .windows(mark.len())
        .position(|window| window.iter().map(|(_, token)| token.as_str()).eq(mark));
    &tokens[..at.unwrap_or(tokens.len())]
}

/// Returns every path of two or more parts, from the crate's root, with its line number. A group in braces gives several
/// paths.
pub fn paths(tokens: &[Token], file: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let begins =
            is_word(&tokens[at].1) && tokens.get(at + 1).is_some_and(|(_, next)| next == "::");
        let goes_on = at > 0 && tokens[at - 1].1 == "::";
        if begins && !goes_on {
            at = path(tokens, at, "", file, &mut found);
        } else {
            at += 1;
        }
    }
    // `use rayon;` and `extern crate rayon;` name a crate with a single word.
    for window in tokens.windows(3) {
        if matches!(window[0].1.as_str(), "use" | "crate")
            && is_word(&window[1].1)
            && window[2].1 == ";"
        {
            found.push((window[1].0, window[1].1.clone()));
        }
    }
    found
}

/// Reads a path that begins at token `at`, below `prefix`; returns the index of the token after it.
fn path(
    tokens: &[Token],
    mut at: usize,
    prefix: &str,
    file: &str,
    found: &mut Vec<(usize, String)>,
) -> usize {
    let mut whole = prefix.to_owned();
    let mut line = tokens.get(at).map_or(0, |(line, _)| *line);
    while let Some((here, token)) = tokens.get(at) {
        if token == "{" {
            at += 1;
            while tokens.get(at).is_some_and(|(_, token)| token != "}") {
                let next = path(tokens, at, &whole, file, found);
                // A comma, or a token that no path contains.
                at = if next == at { at + 1 } else { next };
            }
            return at + 1;
        }
        if !is_word(token) {
            break;
        }
        if whole.is_empty() {
            line = *here;
        }
        whole = join(&whole, token, file);
        at += 1;
        if tokens.get(at).is_none_or(|(_, token)| token != "::") {
            break;
        }
        at += 1;
    }
    if whole != prefix {
        found.push((line, whole));
    }
    at
}

/// Appends a part to a path, and resolves `self` and `super`.
fn join(path: &str, part: &str, file: &str) -> String {
    match (path, part) {
        ("", "super" | "self") => {
            let stem = file
                .strip_suffix(".rs")
                .unwrap_or(file)
                .trim_end_matches("/mod");
            let here = format!("crate::{}", stem.replace('/', "::"));
            if part == "self" { here } else { parent(&here) }
        }
        ("", _) => part.to_owned(),
        (_, "super") => parent(path),
        (_, "self") => path.to_owned(),
        _ => format!("{path}::{part}"),
    }
}

fn parent(path: &str) -> String {
    path.rsplit_once("::")
        .map_or(path, |(parent, _)| parent)
        .to_owned()
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}
