//! Blocks → Markdown in which they mean what they meant as plain text. Pure.
//!
//! Each paragraph becomes one line, so only what is markup inside a line or at its start needs a backslash
//! (CommonMark 0.31, and the extensions that pulldown-cmark knows but for mathematics, super- and subscript by `^`, and
//! typographic replacement, none of which Mujaz reads).

use super::blocks::{Block, Is};

/// The Markdown of an article's blocks; ends in one line feed unless there are none.
pub(super) fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut before = None;
    for block in blocks {
        if before.is_some_and(|is| is != Is::Item || block.is != Is::Item) {
            out.push('\n');
        }
        out.push_str(match block.is {
            Is::Paragraph => "",
            Is::Heading => "## ",
            Is::Item => "- ",
        });
        out.push_str(&escaped(&block.text, block.is == Is::Heading));
        out.push('\n');
        before = Some(block.is);
    }
    out
}

/// A line of plain text with backslashes before whatever would be markup.
fn escaped(text: &str, heading: bool) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let start = start_of_markup(text);
    for (i, c) in text.char_indices() {
        let markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' => true,
            '&' => is_entity(&text[i + 1..]),
            // A heading can close with `#` and carry attributes in braces.
            '#' | '{' | '}' if heading => true,
            _ => Some(i) == start,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Where in a line the character stands that would make it a heading, a quotation, a list item, a rule, a definition or
/// front matter.
fn start_of_markup(text: &str) -> Option<usize> {
    if text.starts_with(['#', '>', '-', '+', '=', ':']) {
        return Some(0);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (digits > 0 && text[digits..].starts_with(['.', ')'])).then_some(digits)
}

/// Whether what follows an ampersand makes it a character reference.
fn is_entity(rest: &str) -> bool {
    let after = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    after.len() < rest.len() && after.starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(is: Is, text: &str) -> Block {
        Block {
            line: 1,
            text: text.to_string(),
            is,
        }
    }

    #[test]
    fn what_would_be_markup_gets_a_backslash_and_nothing_else_does() {
        for (plain, markdown) in [
            ("# 1 in the north", r"\# 1 in the north"),
            ("the #1 in the north", "the #1 in the north"),
            ("> said he", r"\> said he"),
            ("5 > 4, a < b", r"5 > 4, a \< b"),
            ("1. First", r"1\. First"),
            ("2025) First", r"2025\) First"),
            ("1.5 tonnes", r"1\.5 tonnes"),
            ("35% of $5, and (so) on!", "35% of $5, and (so) on!"),
            ("- a stroke", r"\- a stroke"),
            ("– a dash", "– a dash"),
            ("+++", r"\+++"),
            ("---", r"\---"),
            ("===", r"\==="),
            (": a definition", r"\: a definition"),
            ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
            ("a | b", r"a \| b"),
            ("see [p4] and [^1]", r"see \[p4\] and \[^1\]"),
            ("<script>", r"\<script>"),
            ("R&D, AT&T; &amp; &#65;", r"R&D, AT\&T; \&amp; \&#65;"),
            (r"C:\temp\", r"C:\\temp\\"),
        ] {
            let written = super::markdown(&[block(Is::Paragraph, plain)]);
            assert_eq!(written.trim_end_matches('\n'), markdown, "{plain}");
        }
    }

    #[test]
    fn headings_and_lists_have_their_own_lines() {
        let blocks = [
            block(Is::Paragraph, "One"),
            block(Is::Heading, "In C# { topic=war }"),
            block(Is::Item, "a"),
            block(Is::Item, "- b"),
            block(Is::Paragraph, "Two"),
        ];
        let expected = "One\n\n## In C\\# \\{ topic=war \\}\n\n- a\n- \\- b\n\nTwo\n";
        assert_eq!(super::markdown(&blocks), expected);
    }
}
