//! Blocks → Markdown in which they mean what they meant in the text or the page. Pure.
//!
//! Each paragraph becomes one line, so only what is markup inside a line or at its start needs a backslash
//! (CommonMark 0.31, and the extensions that pulldown-cmark knows but for mathematics, super- and subscript by `^`, and
//! typographic replacement, none of which Mujaz reads).

use super::blocks::{Block, Is};

/// The Markdown of an article's blocks; ends in one line feed unless there are none.
pub(super) fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut before: Option<&Block> = None;
    // Where the text of an open list item begins, by depth.
    let mut margins: Vec<usize> = Vec::new();
    for block in blocks {
        if let Some(before) = before
            && !follows_at_once(before, block)
        {
            let both = before.quoted && block.quoted;
            out.push_str(if both { ">\n" } else { "\n" });
        }
        if block.quoted {
            out.push_str("> ");
        }
        push_block(&mut out, block, &mut margins);
        out.push('\n');
        before = Some(block);
    }
    out
}

/// Whether no empty line is wanted between two blocks: within a table, and between items of one list.
fn follows_at_once(before: &Block, block: &Block) -> bool {
    let place = before.quoted == block.quoted;
    place
        && match (before.is, block.is) {
            (Is::Row { .. }, Is::Row { first }) => !first,
            // A numbered item that goes deeper or follows another list could be read as the text of the one before it.
            (
                Is::Item {
                    depth: a,
                    number: m,
                },
                Is::Item {
                    depth: b,
                    number: n,
                },
            ) => n.is_none() || (a == b && m.is_some()),
            _ => false,
        }
}

fn push_block(out: &mut String, block: &Block, margins: &mut Vec<usize>) {
    match block.is {
        Is::Paragraph => {}
        Is::Heading(level) => {
            out.extend(std::iter::repeat_n('#', level.clamp(1, 6).into()));
            out.push(' ');
        }
        Is::Item { depth, number } => {
            margins.truncate(depth);
            let margin = margins.last().copied().unwrap_or(0);
            let marker = number.map_or("- ".to_string(), |n| format!("{n}. "));
            out.extend(std::iter::repeat_n(' ', margin));
            out.push_str(&marker);
            margins.push(margin + marker.len());
        }
        Is::Continued { depth } => {
            let margin = margins.get(depth).copied().unwrap_or(0);
            out.extend(std::iter::repeat_n(' ', margin));
        }
        Is::Row { first } => return push_row(out, block, first),
    }
    let heading = matches!(block.is, Is::Heading(_));
    out.push_str(&escaped(&block.text, heading, start_of_markup(&block.text)));
}

/// A row of a table, and after the first one the line that makes it a table.
fn push_row(out: &mut String, block: &Block, first: bool) {
    for cell in &block.cells {
        out.push_str("| ");
        out.push_str(&escaped(cell, false, None));
        out.push(' ');
    }
    out.push('|');
    if first {
        out.push_str(if block.quoted { "\n> |" } else { "\n|" });
        out.extend(std::iter::repeat_n("---|", block.cells.len()));
    }
}

/// A line of plain text with backslashes before whatever would be markup.
///
/// `start` is where a sign stands that would make the line something else.
fn escaped(text: &str, heading: bool, start: Option<usize>) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
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
            text: text.to_string(),
            is,
            ..Block::default()
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
            block(Is::Heading(2), "In C# { topic=war }"),
            block(Is::ITEM, "a"),
            block(Is::ITEM, "- b"),
            block(Is::Paragraph, "Two"),
        ];
        let expected = "One\n\n## In C\\# \\{ topic=war \\}\n\n- a\n- \\- b\n\nTwo\n";
        assert_eq!(super::markdown(&blocks), expected);
    }
}
