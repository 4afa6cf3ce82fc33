//! The text within a paragraph: words, lines, links and bold type. Pure.

use super::clean::Token;
use crate::blocks::without_bullet;
use crate::lines::INVISIBLE;
use crate::words;
use std::mem;

/// From how many characters on a line is a paragraph of its own, if it ends as a sentence does.
const LONG: usize = 80;

/// The text between two tags that part paragraphs, as it comes.
#[derive(Debug, Default)]
pub(super) struct Inline {
    /// Its lines: those before the last are ended by a `<br>`.
    lines: Vec<Line>,
    last: Line,
    links: usize,
    bold: usize,
    raised: usize,
    lowered: usize,
}

/// A line between two line breaks, or a paragraph.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Its text as it stands in the page.
    pub text: String,
    letters: usize,
    linked: usize,
    bold: usize,
}

impl Line {
    /// Returns true if all of its words are a link's.
    pub(super) fn is_linked(&self) -> bool {
        self.letters > 0 && self.linked == self.letters
    }

    /// Returns true if all of its words are bold.
    pub(super) fn is_bold(&self) -> bool {
        self.letters > 0 && self.bold == self.letters
    }

    /// Adds a further line.
    pub(super) fn append(&mut self, other: Line) {
        self.text.push(' ');
        self.text.push_str(&other.text);
        self.letters += other.letters;
        self.linked += other.linked;
        self.bold += other.bold;
    }
}

impl Inline {
    /// Takes text or a tag; tags that part paragraphs part words.
    pub(super) fn take(&mut self, token: &Token) {
        match token {
            Token::Text(text) => self.push(text),
            Token::Open("br", _) => self.lines.push(mem::take(&mut self.last)),
            Token::Open("a", _) => self.links += 1,
            Token::Close("a") => self.links = self.links.saturating_sub(1),
            Token::Open("b" | "strong", _) => self.bold += 1,
            Token::Close("b" | "strong") => self.bold = self.bold.saturating_sub(1),
            Token::Open("sup", _) => self.raised += 1,
            Token::Close("sup") => self.raised = self.raised.saturating_sub(1),
            Token::Open("sub", _) => self.lowered += 1,
            Token::Close("sub") => self.lowered = self.lowered.saturating_sub(1),
            // A browser shows the marks of a <q>, which the text does not have.
            Token::Open("q", _) => self.push("“"),
            Token::Close("q") => self.push("”"),
            Token::Open(..) | Token::Close(_) => self.last.text.push(' '),
        }
    }

    fn push(&mut self, text: &str) {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.last.letters += letters;
        self.last.linked += if self.links > 0 { letters } else { 0 };
        self.last.bold += if self.bold > 0 { letters } else { 0 };
        match (self.raised > 0, self.lowered > 0) {
            (true, _) => self.last.text.push_str(&shifted(text, "⁰¹²³⁴⁵⁶⁷⁸⁹")),
            (_, true) => self.last.text.push_str(&shifted(text, "₀₁₂₃₄₅₆₇₈₉")),
            _ => self.last.text.push_str(text),
        }
    }

    /// Takes out the text on one line, and keeps what is open for the text after it.
    pub(super) fn one_line(&mut self) -> String {
        let mut line = Line::default();
        for other in self.lines.drain(..).chain([mem::take(&mut self.last)]) {
            line.append(other);
        }
        tidy(&line.text).0
    }

    /// Takes out the paragraphs that the text is, and keeps what is open for the text after them.
    ///
    /// Two line breaks part paragraphs. One does where the line before it is long and ends as a sentence does, and the
    /// line after it is long as well or begins as an item of a list does; other lines go on, as those of an address do.
    pub(super) fn paragraphs(&mut self) -> Vec<Line> {
        let mut paragraphs: Vec<Line> = Vec::new();
        let mut after_blank = true;
        let lines = mem::take(&mut self.lines);
        for line in lines.into_iter().chain([mem::take(&mut self.last)]) {
            let text = line.text.trim();
            if text.is_empty() {
                after_blank = true;
                continue;
            }
            match paragraphs.last_mut() {
                Some(before) if !after_blank && !parts(before.text.trim(), text) => {
                    before.append(line)
                }
                _ => paragraphs.push(line),
            }
            after_blank = false;
        }
        paragraphs
    }
}

/// Returns true if a single line break between two lines parts paragraphs.
fn parts(before: &str, after: &str) -> bool {
    let is_long = |text| words::chars(text) >= LONG;
    without_bullet(after).is_some()
        || without_bullet(before).is_some()
        || (is_long(before) && is_long(after) && words::ends_sentence(before))
}

/// A text of digits alone as small digits, so that 10<sup>6</sup> is not read as 106; other text as it is.
fn shifted(text: &str, digits: &str) -> String {
    if !text.trim().bytes().all(|b| b.is_ascii_digit()) {
        return text.to_string();
    }
    let small = |c: char| c.to_digit(10).and_then(|d| digits.chars().nth(d as usize));
    text.chars().map(|c| small(c).unwrap_or(c)).collect()
}

/// A page's text as it is shown: single spaces, without control characters and the marks that hide what a line begins
/// with or what a word is; and the signs that were taken out, but for white space.
///
/// A no-break space stays between digits, where it is a separator; elsewhere it is an editor program's habit.
pub(super) fn tidy(text: &str) -> (String, Vec<char>) {
    let mut out = String::with_capacity(text.len());
    let mut taken_out = Vec::new();
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            c if out.is_empty() && c.is_whitespace() => {}
            '\u{a0}' if separates(&out, signs.peek()) => out.push(c),
            ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' | '\u{2028}'
            | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{ad}' | '\u{200b}' | '\u{feff}' => taken_out.push(c),
            c if words::is_unfit(c) || (out.is_empty() && INVISIBLE.contains(&c)) => {
                taken_out.push(c)
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    (out, taken_out)
}

/// Returns true if a space after some text and before a character stands between digits.
fn separates(before: &str, after: Option<&char>) -> bool {
    before.ends_with(char::is_numeric) && after.is_some_and(|c| c.is_numeric())
}
