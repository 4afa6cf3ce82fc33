//! Writes blocks as Markdown with the same meaning. Pure.
//!
//! Each paragraph becomes one line, so only markup inside a line or at its start needs a backslash (CommonMark 0.31, and
//! the extensions of pulldown-cmark except mathematics, super- and subscript by `^`, and typographic replacement, which
//! Mujaz does not enable).

use super::blocks::{Block, Is};

/// Returns the Markdown of an article's blocks. It ends with one line feed unless there are no blocks.
pub(super) fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut before: Option<&Block> = None;
    let mut lists = Vec::new();
    for block in blocks {
        if let Some(before) = before
            && !follows_at_once(before, block)
        {
            let both = before.quoted && block.quoted;
            out.push_str(if both { ">\n" } else { "\n" });
        }
        if before.is_none_or(|before| before.quoted != block.quoted) {
            lists.clear();
        }
        if block.quoted {
            out.push_str("> ");
        }
        push_block(&mut out, block, &mut lists);
        out.push('\n');
        before = Some(block);
    }
    out
}

/// A list that is open while its items are written.
struct OpenMarkdownList {
    /// Number of the last item; `None` if the list has no numbers.
    number: Option<u32>,
    /// The delimiter after the numbers. Two adjacent lists need different ones, or they would be merged.
    sign: char,
    /// Column at which the items' text begins.
    margin: usize,
}

/// Returns true if no empty line is needed between two blocks: within a table, and between items of one list.
fn follows_at_once(before: &Block, block: &Block) -> bool {
    let place = before.quoted == block.quoted;
    place
        && match (before.is, block.is) {
            (Is::Row { .. }, Is::Row { first }) => !first,
            // A numbered item that is deeper or begins another list could be read as text of the item before it.
            (
                Is::Item {
                    depth: a,
                    number: m,
                },
                Is::Item {
                    depth: b,
                    number: n,
                },
            ) => n.is_none() || (a == b && m.is_some_and(|m| n == m.checked_add(1))),
            _ => false,
        }
}

/// Writes a block. `lists` contains the lists that are open around it.
fn push_block(out: &mut String, block: &Block, lists: &mut Vec<OpenMarkdownList>) {
    match block.is {
        Is::Item { depth, number } => push_marker(out, depth, number, lists),
        Is::Continued { depth } => {
            lists.truncate(depth + 1);
            push_margin(out, lists);
        }
        Is::Paragraph => lists.clear(),
        Is::Heading(level) => {
            lists.clear();
            out.extend(std::iter::repeat_n('#', level.clamp(1, 6).into()));
            out.push(' ');
        }
        Is::Row { first } => {
            lists.clear();
            return push_row(out, block, first);
        }
    }
    let heading = matches!(block.is, Is::Heading(_));
    out.push_str(&escaped(&block.text, heading, start_of_markup(&block.text)));
}

/// Writes the marker of a list item that is inside `depth` other items.
fn push_marker(
    out: &mut String,
    depth: usize,
    number: Option<u32>,
    lists: &mut Vec<OpenMarkdownList>,
) {
    let before = lists.get(depth).map(|list| (list.number, list.sign));
    lists.truncate(depth);
    push_margin(out, lists);
    let sign = match (before, number) {
        (Some((Some(last), sign)), Some(number)) if number == last.saturating_add(1) => sign,
        (Some((Some(_), '.')), Some(_)) => ')',
        _ => '.',
    };
    let marker = number.map_or("- ".to_string(), |number| format!("{number}{sign} "));
    out.push_str(&marker);
    lists.push(OpenMarkdownList {
        number,
        sign,
        margin: lists.last().map_or(0, |list| list.margin) + marker.len(),
    });
}

/// Indents to the column of the innermost list's text.
fn push_margin(out: &mut String, lists: &[OpenMarkdownList]) {
    let margin = lists.last().map_or(0, |list| list.margin);
    out.extend(std::iter::repeat_n(' ', margin));
}

/// Writes a row of a table, and after the first one the delimiter row that makes it a table.
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

/// Returns a line of plain text with backslashes before everything that would be markup.
///
/// `start` is the offset of a character that would change the kind of the line.
fn escaped(text: &str, heading: bool, start: Option<usize>) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (i, c) in text.char_indices() {
        let markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' => true,
            '&' => is_entity(&text[i + 1..]),
            // A heading can end with `#` and have attributes in braces.
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

/// Returns the offset of the character that would make a line a heading, a quotation, a list item, a rule, a definition
/// or front matter.
fn start_of_markup(text: &str) -> Option<usize> {
    if text.starts_with(['#', '>', '-', '+', '=', ':']) {
        return Some(0);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (digits > 0 && text[digits..].starts_with(['.', ')'])).then_some(digits)
}

/// Returns true if the text after an ampersand makes it a character reference.
fn is_entity(rest: &str) -> bool {
    let after = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    after.len() < rest.len() && after.starts_with(';')
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use pulldown_cmark::{BrokenLink, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

    /// Parses Markdown with all extensions except those left out here, and returns its blocks without line numbers and
    /// type faces. Panics on any other markup, and on anything that could become a link or a citation.
    pub(crate) fn read_back(markdown: &str) -> Vec<Block> {
        let left_out =
            Options::ENABLE_MATH | Options::ENABLE_SUPERSCRIPT | Options::ENABLE_SMART_PUNCTUATION;
        let forged = |link: BrokenLink| -> Option<(CowStr, CowStr)> {
            panic!("[{}] in {markdown:?}", link.reference)
        };
        let options = Options::all() - left_out;
        let mut back = Back::default();
        for event in Parser::new_with_broken_link_callback(markdown, options, Some(forged)) {
            back.take(event, markdown);
        }
        back.blocks
    }

    /// Test helper: converts parser events back to blocks, to check that written Markdown keeps its meaning. Holds the
    /// blocks so far and the open elements.
    #[derive(Default)]
    struct Back {
        blocks: Vec<Block>,
        quotes: usize,
        lists: Vec<Option<u64>>,
        /// For each open item, true if it has text.
        items: Vec<bool>,
    }

    impl Back {
        fn take(&mut self, event: Event, markdown: &str) {
            match event {
                Event::Start(Tag::BlockQuote(None)) => self.quotes += 1,
                Event::End(TagEnd::BlockQuote(_)) => self.quotes -= 1,
                Event::Start(Tag::List(first)) => self.lists.push(first),
                Event::End(TagEnd::List(_)) => drop(self.lists.pop()),
                Event::Start(Tag::Item) => {
                    let depth = self.items.len();
                    let next = self.lists.last_mut().expect("a list");
                    let number = next.map(|n| n as u32);
                    *next = next.map(|n| n + 1);
                    self.push(Is::Item { depth, number });
                    self.items.push(false);
                }
                Event::End(TagEnd::Item) => drop(self.items.pop()),
                Event::Start(Tag::Paragraph) => {
                    let depth = self.items.len().saturating_sub(1);
                    match self.items.last_mut() {
                        Some(said @ false) => *said = true,
                        Some(true) => self.push(Is::Continued { depth }),
                        None => self.push(Is::Paragraph),
                    }
                }
                Event::Start(Tag::Heading {
                    level,
                    attrs,
                    id: None,
                    classes,
                }) if attrs.is_empty() && classes.is_empty() && level != HeadingLevel::H1 => {
                    self.push(Is::Heading(level as u8));
                }
                Event::Start(Tag::TableHead) => self.push(Is::Row { first: true }),
                Event::Start(Tag::TableRow) => self.push(Is::Row { first: false }),
                Event::Start(Tag::TableCell) => self.last().cells.push(String::new()),
                Event::Text(text) => {
                    if let Some(said) = self.items.last_mut() {
                        *said = true;
                    }
                    let block = self.last();
                    match block.cells.last_mut() {
                        Some(cell) => cell.push_str(&text),
                        None => block.text.push_str(&text),
                    }
                }
                Event::Start(Tag::Table(_))
                | Event::End(
                    TagEnd::Paragraph
                    | TagEnd::Heading(_)
                    | TagEnd::Table
                    | TagEnd::TableHead
                    | TagEnd::TableRow
                    | TagEnd::TableCell,
                ) => {}
                other => panic!("{other:?} in {markdown:?}"),
            }
        }

        fn push(&mut self, is: Is) {
            self.blocks.push(Block {
                is,
                quoted: self.quotes > 0,
                ..Block::default()
            });
        }

        fn last(&mut self) -> &mut Block {
            self.blocks.last_mut().expect("a block")
        }
    }

    /// Returns blocks in the form in which [`read_back`] returns them.
    pub(crate) fn as_read_back(blocks: &[Block]) -> Vec<Block> {
        let plain = |block: &Block| Block {
            is: block.is,
            quoted: block.quoted,
            text: match block.is {
                Is::Row { .. } => String::new(),
                _ => block.text.clone(),
            },
            cells: block.cells.clone(),
            ..Block::default()
        };
        blocks.iter().map(plain).collect()
    }

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
