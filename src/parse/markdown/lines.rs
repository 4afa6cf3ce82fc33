//! Finds lines that Markdown reads as another block than their author meant: unintended headings and lists, and headings
//! and lists that are read as text.
//!
//! Takes the range of a block in a trusted text; reports diagnostics.

use crate::diagnostic::codes;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::parse::markdown::Trust;
use crate::parse::markdown::writer::BodyWriter;

/// A list that is being written.
pub(super) struct OpenList {
    /// Byte range of the whole list.
    span: Range<usize>,
    /// The numbers of the items in the file; empty for a list without numbers.
    numbers: Vec<u64>,
    /// Number of items so far.
    items: usize,
    /// True if the list is at the margin, directly below a line of text that does not introduce it.
    is_sudden: bool,
}

/// The kind of mark at the beginning of a line that looks like a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ItemMark {
    Bullet,
    Number,
    Letter,
}

impl BodyWriter<'_, '_> {
    /// Reports lines of a paragraph that look like headings or list items.
    pub(super) fn check_lines(&mut self, span: &Range<usize>) {
        if self.trust == Trust::Untrusted {
            return;
        }
        let paragraph = &self.text[span.clone()];
        if let Some((at, mark, why)) = heading_that_is_none(paragraph) {
            let place = self.place(span.start + at..span.start + at + mark.len());
            let message = format!("this line is no heading, and readers would see `{mark}`: {why}");
            let found = Diagnostic::new(codes::MARK_UNREAD, self.path, message);
            let help = "write one to six `#` at the beginning of a line, and a space after them; `\\#` where readers are to see it";
            self.diagnostics.push(found.at(place).help(help));
        }
        let list = list_that_is_none(paragraph);
        self.is_unread_list = list.is_some();
        if let Some(line) = list {
            let place = self.place(span.start + line.start..span.start + line.end);
            let message = match paragraph.trim_end().lines().count() {
                1 => "this line is no item of a list, and readers would see its mark",
                _ => "these lines are no list: readers would see them as one paragraph",
            };
            let found = Diagnostic::new(codes::MARK_UNREAD, self.path, message);
            let help = "put an empty line before the first, and begin each with `- ` or with `1. `, in European digits, and a space";
            self.diagnostics.push(found.at(place).help(help));
        }
    }

    /// Checks a heading that is marked by a line of `=` or `-` below it.
    pub(super) fn check_underlined(&mut self, span: &Range<usize>) {
        let text = self.text[span.clone()].trim_end();
        if self.trust == Trust::Untrusted || text.trim_start().starts_with('#') {
            return;
        }
        let Some((words, line)) = text.rsplit_once('\n') else {
            return;
        };
        let words = words.trim_end();
        let is_long = words.contains('\n')
            || words.ends_with(['.', '!', '?', '؟', '؛', ';', '،', ',', ']', '…']);
        if is_long || line.trim().len() < 3 {
            let line = line.trim();
            let at = span.start + text.len() - line.len();
            let place = self.place(at..at + line.len());
            let message = format!("the line `{line}` makes a heading of the text above it");
            let found = Diagnostic::new(codes::HEADING_UNMEANT, self.path, message);
            let help = "put an empty line before it; a heading that is meant begins with `## `";
            self.diagnostics.push(found.at(place).help(help));
        }
    }

    pub(super) fn open_list(&mut self, span: Range<usize>) {
        let above = self.text[..span.start].trim_end_matches([' ', '\t']);
        let above = above
            .strip_suffix('\n')
            .unwrap_or_default()
            .trim_end_matches('\r');
        let line = above.rsplit('\n').next().unwrap_or_default().trim();
        let is_text = line.starts_with(|c: char| c.is_alphanumeric() || "«“\"(*[".contains(c));
        let is_sudden = self.depth == 0 && is_text && !line.ends_with([':', '：']);
        self.lists.push(OpenList {
            span,
            numbers: Vec::new(),
            items: 0,
            is_sudden,
        });
    }

    pub(super) fn note_item(&mut self, span: &Range<usize>) {
        self.check_item(span);
        if let Some(list) = self.lists.last_mut() {
            list.items += 1;
            let text = self.text[span.clone()].trim_start();
            let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or_default();
            list.numbers.extend(text[..digits].parse::<u64>().ok());
        }
    }

    /// Checks the lines of an item below its first one.
    fn check_item(&mut self, span: &Range<usize>) {
        if self.trust == Trust::Untrusted {
            return;
        }
        let item = item_that_is_none(&self.text[span.clone()]);
        self.is_unread_list = item.is_some();
        if let Some(line) = item {
            let place = self.place(span.start + line.start..span.start + line.end);
            let message = "this line is no item: readers would see it as a part of the one above";
            let found = Diagnostic::new(codes::MARK_UNREAD, self.path, message);
            let help = "begin it with `- ` or with `1. `, in European digits, and a space; put a backslash before a mark that readers are to see";
            self.diagnostics.push(found.at(place).help(help));
        }
    }

    pub(super) fn close_list(&mut self) {
        let Some(list) = self.lists.pop() else {
            return;
        };
        if self.trust == Trust::Untrusted {
            return;
        }
        let text = &self.text[list.span.clone()];
        let line = text.lines().next().unwrap_or_default().trim_end();
        let place = self.place(list.span.start..list.span.start + line.len());
        let (message, help) = match list.numbers.as_slice() {
            [first] if list.items == 1 && *first >= 100 => (
                format!("the number and the full stop at its beginning make a list of this paragraph: `{first}.`"),
                format!("write `{first}\\.`"),
            ),
            numbers if is_renumbered(numbers) => (
                format!("readers would see other numbers: {}", renumbered(numbers)),
                "number the items from one to the next, or write the numbers as words of the items".into(),
            ),
            _ if list.items == 1 && list.is_sudden => (
                "this line is read as a list of its own, in the midst of a paragraph".into(),
                "join it to the line before, or put a backslash before its mark; put an empty line before a list that is meant".into(),
            ),
            _ => return,
        };
        let found = Diagnostic::new(codes::LIST_UNMEANT, self.path, message);
        self.diagnostics.push(found.at(place).help(help));
    }
}

/// Returns true if the numbers of items are neither all equal nor consecutive.
fn is_renumbered(numbers: &[u64]) -> bool {
    let is_same = numbers.windows(2).all(|pair| pair[0] == pair[1]);
    let is_counted = numbers
        .windows(2)
        .all(|pair| pair[0].checked_add(1) == Some(pair[1]));
    !is_same && !is_counted
}

/// Returns the first item whose number changes, for a message.
fn renumbered(numbers: &[u64]) -> String {
    let first = numbers.first().copied().unwrap_or(1);
    let changed = (first..)
        .zip(numbers)
        .find(|(shown, written)| shown != *written);
    changed.map_or_else(String::new, |(shown, written)| {
        format!("{shown} for {written}")
    })
}

/// Returns the lines of a block with their offsets, without white space and quotation marks (`>`) before them.
fn lines(block: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    block.split_inclusive('\n').map(move |line| {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let start = at + line.len() - text.len();
        at += line.len();
        (start, text.trim_end_matches(['\n', '\r']))
    })
}

/// Returns a line that begins with `#` but is not a heading: its offset, its mark, and the reason.
fn heading_that_is_none(paragraph: &str) -> Option<(usize, &str, &'static str)> {
    let is_one_line = paragraph.trim_end().lines().count() == 1;
    lines(paragraph).find_map(|(at, line)| {
        if let Some(mark) = mark_at_end(line) {
            let start = at + line.trim_end().len() - mark.len();
            let mark = &paragraph[start..start + mark.len()];
            return Some((start, mark, "the mark of a heading stands before its words"));
        }
        let rest = line.trim_start_matches('#');
        let level = line.len() - rest.len();
        let next = rest.chars().next()?;
        let why = match level {
            0 => return None,
            7.. => "a heading has six of them at most",
            _ if next.is_whitespace() => "what stands after it is no ordinary space",
            // A hashtag is a single word, and part of a sentence.
            1 if !is_one_line || !is_heading_like(rest) => return None,
            _ if next.is_alphanumeric() || level > 1 => "a space is missing after it",
            _ => return None,
        };
        let length = level
            + if level < 7 && next.is_whitespace() {
                next.len_utf8()
            } else {
                0
            };
        Some((at, &line[..length], why))
    })
}

/// Returns two to six `#` at the end of a line that does not begin with one. This happens in Arabic lines if they were
/// typed at the left edge.
fn mark_at_end(line: &str) -> Option<&str> {
    let words = line.trim_end().trim_end_matches('#');
    let mark = &line.trim_end()[words.len()..];
    let is_mark = (2..=6).contains(&mark.len()) && words.ends_with(char::is_whitespace);
    (is_mark && !line.starts_with('#')).then_some(mark)
}

/// Returns true if a line has only a few words, no hashtags, no citation, and no end of a sentence. A single lower-case
/// word is a hashtag.
fn is_heading_like(text: &str) -> bool {
    let words = text.split_whitespace().count();
    text.starts_with(char::is_alphabetic)
        && (words > 1 || !text.starts_with(char::is_lowercase))
        && words <= 12
        && !text.contains(['#', '[', '@'])
        && !text
            .trim_end()
            .ends_with(['.', '!', '?', '؟', '…', ':', ';', '؛', ',', '،'])
}

/// Returns the first of several lines that look like list items but form one paragraph.
fn list_that_is_none(paragraph: &str) -> Option<Range<usize>> {
    if let Some(line) = lone_item(paragraph) {
        return Some(line);
    }
    let mut first: Option<(Range<usize>, ItemMark)> = None;
    let mut is_broken = false;
    for (at, line) in lines(paragraph) {
        // A line that ends with two spaces or a backslash has a line break, so readers see it as a line of its own.
        let was_broken =
            std::mem::replace(&mut is_broken, line.ends_with("  ") || line.ends_with('\\'));
        let Some(mark) = item_mark(line) else {
            continue;
        };
        match &first {
            Some((place, kind)) if *kind == mark && !was_broken => return Some(place.clone()),
            Some((_, kind)) if *kind == mark => {}
            _ => first = Some((at..at + line.trim_end().len(), mark)),
        }
    }
    None
}

/// Returns a line that is a paragraph by itself and looks like an item without its space: `-one`, `1.one`.
fn lone_item(paragraph: &str) -> Option<Range<usize>> {
    let mut all = lines(paragraph);
    let (at, line) = all.next()?;
    let unnumbered = line.trim_start_matches(is_digit);
    let has_number = (1..=3).contains(&line[..line.len() - unnumbered.len()].chars().count());
    let rest = match has_number {
        true => unnumbered.strip_prefix(['.', ')'])?,
        false => line.strip_prefix(['-', '+', '•'])?,
    };
    let is_item = rest.starts_with(|c: char| c.is_alphabetic() || "«“\"[*_`".contains(c))
        || (rest.starts_with(' ') && line.starts_with('•'));
    (is_item && all.next().is_none()).then(|| at..at + line.trim_end().len())
}

/// Returns the first line that continues an item but looks like an item of its own: `-two` below `- one`.
fn item_that_is_none(item: &str) -> Option<Range<usize>> {
    let is_number = item.starts_with(|c: char| c.is_ascii_digit());
    let mut is_broken = item.lines().next()?.ends_with(['\\', ' ']);
    for (at, line) in lines(item).skip(1) {
        let unnumbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let begins = |line: &str, marks: &[&str]| marks.iter().any(|mark| line.starts_with(mark));
        let is_item = begins(unnumbered, &["- ", "* ", "+ ", ". ", ") "]);
        // The blocks below are checked separately.
        if line.trim().is_empty() || is_item || begins(line, &["```", "~~~", "|", "<"]) {
            return None;
        }
        let was_broken = std::mem::replace(&mut is_broken, line.ends_with(['\\', ' ']));
        let is_meant = match item_mark(line) {
            Some(ItemMark::Bullet) => line.starts_with(['-', '+', '*', '•']),
            Some(ItemMark::Number) => is_number,
            Some(ItemMark::Letter) | None => false,
        };
        if is_meant && !was_broken {
            return Some(at..at + line.trim_end().len());
        }
    }
    None
}

fn item_mark(line: &str) -> Option<ItemMark> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let is_word = |text: &str| text.starts_with(|c: char| c.is_alphabetic() || "«“\"".contains(c));
    let is_no_space =
        |text: &str| text.starts_with(['\u{A0}', '\u{202F}', '\u{2003}', '\u{2002}', '\u{3000}']);
    match first {
        '•' | '●' | '▪' | '◦' | '‣' | '·' | '○' | '■' | '➢' | '►' | '⁃' => {
            return Some(ItemMark::Bullet);
        }
        '–' | '—' if rest.starts_with(char::is_whitespace) || is_word(rest) => {
            return Some(ItemMark::Bullet);
        }
        '-' | '+' if is_word(rest) || is_no_space(rest) => return Some(ItemMark::Bullet),
        '*' if (is_word(rest) || is_no_space(rest)) && !rest.contains('*') => {
            return Some(ItemMark::Bullet);
        }
        _ => {}
    }
    let open = line.strip_prefix('(').unwrap_or(line);
    let digits = open.find(|c: char| !is_digit(c)).unwrap_or(open.len());
    let after = &open[digits..];
    if digits > 0 && open[..digits].chars().count() <= 3 {
        let tail = after.strip_prefix(['.', ')', '-', '–', '/'])?;
        let is_item =
            tail.starts_with(char::is_whitespace) || (is_word(tail) && !after.starts_with('/'));
        return is_item.then_some(ItemMark::Number);
    }
    let letter = open.chars().next().filter(|c| c.is_alphabetic())?;
    let tail = open[letter.len_utf8()..].strip_prefix([')', '-', '–'])?;
    tail.starts_with(' ').then_some(ItemMark::Letter)
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_are_none_are_told_from_hashtags() {
        for (text, mark) in [
            ("##Trade", Some("##")),
            ("##التجارة", Some("##")),
            ("#Trade and transport", Some("#")),
            ("#التجارة والنقل", Some("#")),
            ("#\u{A0}Trade", Some("#\u{A0}")),
            ("####### Trade", Some("#######")),
            ("#Trade", Some("#")),
            ("#التجارة", Some("#")),
            ("text\n###Trade", Some("###")),
            ("#gaza", None),
            ("#Gaza is at peace, says #UN", None),
            ("#غزة تنتصر.", None),
            ("# Trade", None),
            ("#1 in the list", None),
        ] {
            let found = if text.starts_with("# ") {
                None
            } else {
                heading_that_is_none(text)
            };
            assert_eq!(found.map(|(_, mark, _)| mark), mark, "{text}");
        }
    }

    #[test]
    fn lists_that_are_none_are_told_from_text() {
        for (text, is_list) in [
            ("• one\n• two", true),
            ("Points:\n• one\n• two", true),
            ("١. أول\n٢. ثان", true),
            ("١) أول\n٢) ثان", true),
            ("1-أول\n2-ثان", true),
            ("أ) أول\nب) ثان", true),
            ("(1) one\n(2) two", true),
            ("-one\n-two", true),
            ("Points:\n2. one\n3. two", true),
            ("1.One\n2.Two", true),
            ("• one  \n• two", false),
            ("-one two", true),
            ("1.one two", true),
            ("2)one", true),
            ("١.بند واحد", true),
            ("-بند واحد", true),
            ("• one two", true),
            ("-[ ] one", true),
            ("-**one** two", true),
            ("1.[one](two.md)", true),
            ("-5 degrees", false),
            ("3.5 per cent", false),
            ("1990.it was", false),
            ("one • two\nthree", false),
            ("– he said", false),
            ("in 2024\n2025 was better", false),
            ("*one* and\n*two* and", false),
            ("-5% and\n-6% or", false),
            ("12/5\n13/5", false),
            ("a b\nc d", false),
        ] {
            assert_eq!(list_that_is_none(text).is_some(), is_list, "{text}");
        }
    }

    #[test]
    fn numbers_of_items_are_kept_or_change() {
        for (numbers, changes) in [
            (&[1, 2, 3][..], false),
            (&[1, 1, 1], false),
            (&[5, 6], false),
            (&[], false),
            (&[1, 3], true),
            (&[2022, 2024], true),
            (&[3, 2, 1], true),
        ] {
            assert_eq!(is_renumbered(numbers), changes, "{numbers:?}");
        }
    }

    #[test]
    fn a_line_of_an_item_that_looks_like_the_next_one() {
        for (item, expected) in [
            ("- one\n-two", Some("-two")),
            ("- one\n-بند\n", Some("-بند")),
            ("* one\n  •two", Some("•two")),
            ("1. one\n2.two", Some("2.two")),
            ("1. one\n٢. two", Some("٢. two")),
            ("- one\n-5 degrees", None),
            ("- one\n— two", None),
            ("- one\n  - two\n-three", None),
            ("- one\n\n  two", None),
            ("- one  \n-two", None),
            ("- in\n2024. Then", None),
        ] {
            let line = item_that_is_none(item).map(|range| &item[range]);
            assert_eq!(line, expected, "{item}");
        }
    }
}
