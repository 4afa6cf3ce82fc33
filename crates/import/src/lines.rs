//! Splits a text into clean lines: unifies line ends, removes control characters and invisible marks. Pure.

use super::{Dropped, Why, words};

/// A line of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The line's number in the text, from 1.
    pub number: usize,
    /// The text without white space at either end; empty for a blank line.
    pub text: String,
}

/// Characters that are invisible at the start of a line and hide its markup from a Markdown parser.
pub(super) const INVISIBLE: [char; 5] = ['\u{200e}', '\u{200f}', '\u{61c}', '\u{feff}', '\u{200b}'];

/// Splits a text into lines, and reports the characters that it removed.
pub(super) fn split(text: &str) -> (Vec<Line>, Vec<Dropped>) {
    let (text, mut dropped) = without_controls(&one_kind_of_line_end(text));
    let mut lines = Vec::new();
    for (i, raw) in text.split('\n').enumerate() {
        let mut rest = raw.trim();
        while let Some(mark) = rest.chars().next().filter(|c| INVISIBLE.contains(c)) {
            dropped.push(sign(i + 1, mark, Why::InvisibleMark));
            rest = rest[mark.len_utf8()..].trim_start();
        }
        lines.push(Line {
            number: i + 1,
            text: rest.to_string(),
        });
    }
    (lines, dropped)
}

/// Replaces every line end by a line feed: those of Windows and old Macs, and Unicode's line and paragraph separators.
pub(super) fn one_kind_of_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace(
        ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'],
        "\n",
    )
}

/// Removes control characters, except line feeds and tabs, and noncharacters.
pub(super) fn without_controls(text: &str) -> (String, Vec<Dropped>) {
    let mut kept = String::with_capacity(text.len());
    let mut dropped = Vec::new();
    let mut line = 1;
    for c in text.chars() {
        let is_space = c == '\n' || c == '\t';
        if words::is_unfit(c) || (c.is_control() && !is_space) {
            dropped.push(sign(line, c, Why::ControlCharacter));
        } else {
            line += usize::from(c == '\n');
            kept.push(c);
        }
    }
    (kept, dropped)
}

/// Returns a report of a dropped character, named by its code point since it is invisible.
pub(super) fn sign(line: impl Into<Option<usize>>, c: char, why: Why) -> Dropped {
    Dropped {
        line: line.into(),
        text: format!("U+{:04X}", u32::from(c)),
        why,
    }
}
