//! Collects the text within a paragraph: words, lines, links and bold type. Pure.

use super::clean::CleanToken;
use crate::blocks::without_bullet;
use crate::lines::INVISIBLE;
use crate::words;
use std::mem;

/// Minimum length of a line that is a paragraph of its own if it ends like a sentence, in characters.
const LONG: usize = 80;

/// A buffer for the text between two tags that separate paragraphs.
#[derive(Debug, Default)]
pub(super) struct InlineBuffer {
    /// The finished lines; a `<br>` ended each of them.
    lines: Vec<InlineLine>,
    last: InlineLine,
    links: usize,
    bold: usize,
    raised: usize,
    lowered: usize,
}

/// A line between two line breaks, or a paragraph.
#[derive(Debug, Default)]
pub(super) struct InlineLine {
    /// The text in the form that it has in the page.
    pub text: String,
    letters: usize,
    linked: usize,
    bold: usize,
}

impl InlineLine {
    /// Returns true if all words of the line are in links.
    pub(super) fn is_linked(&self) -> bool {
        self.letters > 0 && self.linked == self.letters
    }

    /// Returns true if all words of the line are bold.
    pub(super) fn is_bold(&self) -> bool {
        self.letters > 0 && self.bold == self.letters
    }

    /// Appends another line.
    pub(super) fn append(&mut self, other: InlineLine) {
        self.text.push(' ');
        self.text.push_str(&other.text);
        self.letters += other.letters;
        self.linked += other.linked;
        self.bold += other.bold;
    }
}

impl InlineBuffer {
    /// Adds text or a tag. Tags that separate paragraphs separate words here.
    pub(super) fn take(&mut self, token: &CleanToken) {
        match token {
            CleanToken::Text(text) => self.push(text),
            CleanToken::Open("br", _) => self.lines.push(mem::take(&mut self.last)),
            CleanToken::Open("a", _) => self.links += 1,
            CleanToken::Close("a") => self.links = self.links.saturating_sub(1),
            CleanToken::Open("b" | "strong", _) => self.bold += 1,
            CleanToken::Close("b" | "strong") => self.bold = self.bold.saturating_sub(1),
            CleanToken::Open("sup", _) => self.raised += 1,
            CleanToken::Close("sup") => self.raised = self.raised.saturating_sub(1),
            CleanToken::Open("sub", _) => self.lowered += 1,
            CleanToken::Close("sub") => self.lowered = self.lowered.saturating_sub(1),
            // Browsers show quotation marks around a <q>, which the text does not contain.
            CleanToken::Open("q", _) => self.push("“"),
            CleanToken::Close("q") => self.push("”"),
            CleanToken::Open(..) | CleanToken::Close(_) => self.last.text.push(' '),
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

    /// Removes and returns the text on one line. Open elements stay open for the text after it.
    pub(super) fn one_line(&mut self) -> String {
        let mut line = InlineLine::default();
        for other in self.lines.drain(..).chain([mem::take(&mut self.last)]) {
            line.append(other);
        }
        tidy(&line.text).0
    }

    /// Removes the text and returns it as paragraphs. Open elements stay open for the text after them.
    ///
    /// Two line breaks separate paragraphs. A single one does if both lines are long and the first ends like a
    /// sentence, or if one of them begins with a bullet. Other lines are joined, such as the lines of an address.
    pub(super) fn paragraphs(&mut self) -> Vec<InlineLine> {
        let mut paragraphs: Vec<InlineLine> = Vec::new();
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

/// Returns true if a single line break between two lines separates paragraphs.
fn parts(before: &str, after: &str) -> bool {
    let is_long = |text| words::chars(text) >= LONG;
    without_bullet(after).is_some()
        || without_bullet(before).is_some()
        || (is_long(before) && is_long(after) && words::ends_sentence(before))
}

/// Returns a text of digits as super- or subscript digits, so that 10<sup>6</sup> is not read as 106; other text
/// unchanged.
fn shifted(text: &str, digits: &str) -> String {
    if !text.trim().bytes().all(|b| b.is_ascii_digit()) {
        return text.to_string();
    }
    let small = |c: char| c.to_digit(10).and_then(|d| digits.chars().nth(d as usize));
    text.chars().map(|c| small(c).unwrap_or(c)).collect()
}

/// Returns a page's text as browsers show it, and the characters that were removed, except white space. Spaces are
/// single; control characters, and invisible marks within a word or at the start of the line, are removed.
///
/// A no-break space is kept between digits, where it is a separator. Elsewhere it is an artefact of editing programs.
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

/// Returns true if a space between `before` and `after` separates digits.
fn separates(before: &str, after: Option<&char>) -> bool {
    before.ends_with(char::is_numeric) && after.is_some_and(|c| c.is_numeric())
}
