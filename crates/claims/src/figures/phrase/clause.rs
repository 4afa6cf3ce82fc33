//! Cuts the clause of a figure out of its sentence, for a figure whose phrase does not name its whole or subject:
//! "Russian exports grew by" 35% "over the past year".
//!
//! The words keep the order of the sentence, so that they have the same meaning as the sentence when read with the
//! figure.

use std::ops::Range;

use crate::figures::languages;

/// Maximum number of words before a figure.
const MOST_BEFORE: usize = 16;
/// Maximum number of words after a figure.
const MOST_AFTER: usize = 6;

/// The words around a figure. Neither range includes spaces at its ends; an empty one has no words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureClause {
    /// The words before the figure.
    pub before: Range<usize>,
    /// True if words of the clause were left out before `before`.
    pub is_cut_before: bool,
    /// The words after the figure.
    pub after: Range<usize>,
    /// True if words of the clause were left out after `after`.
    pub is_cut_after: bool,
}

/// Returns the words of the clause around a figure at `range` of a sentence, within `limits`: the end of the figure before it and
/// the start of the next one.
///
/// A clause ends at a mark and at another number. If nothing else stands in it, the words before that mark take its place.
pub fn clause_of(
    sentence: &str,
    range: Range<usize>,
    limits: Range<usize>,
    language: &str,
) -> FigureClause {
    let rules = languages::of(language).phrases();
    let joints = rules.map_or(&[][..], |rules| rules.joints);
    let limits = limits.start.min(range.start)..limits.end.clamp(range.end, sentence.len());
    let before = &sentence[..range.start];
    let behind = &sentence[range.end..limits.end];
    let (length, ends_at_number) = end_of_clause(behind, limits.end < sentence.len());
    let after_end = range.end + length;
    let mut start = limits.start + start_of_clause(&before[limits.start..]);
    let mut end = before.trim_end().len().max(start);
    let has_words = |range: Range<usize>| sentence[range].contains(char::is_alphabetic);
    if !has_words(start..end) && !has_words(range.end..after_end) {
        end = before[..start]
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .len();
        let from = limits.start.min(end);
        start = from + start_of_clause(&before[from..end]);
    }
    let mut words = spans(sentence, start..end);
    let is_joint = |word: &Range<usize>| {
        let word = sentence[word.clone()].to_lowercase();
        joints.contains(&word.as_str())
    };
    // What stands before "and" belongs to the number before it.
    let first = match is_after_number(before, start) {
        true => words.iter().rposition(is_joint).map_or(0, |at| at + 1),
        false => usize::from(words.first().is_some_and(is_joint)),
    };
    words.drain(..first);
    let mut following = spans(sentence, range.end..after_end);
    // The small word before another number belongs to that: of a population of 20 million.
    while ends_at_number && let Some(last) = following.last() {
        if !is_small(&sentence[last.clone()]) {
            break;
        }
        following.pop();
    }
    let around = |words: &[Range<usize>], place: usize| match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => place..place,
    };
    let left_out = words.len().saturating_sub(MOST_BEFORE);
    let shown = following.len().min(MOST_AFTER);
    FigureClause {
        before: around(&words[left_out..], range.start),
        is_cut_before: left_out > 0,
        after: around(&following[..shown], range.end),
        is_cut_after: shown < following.len(),
    }
}

/// Returns true if the clause that begins at an offset begins after a number, not after a mark.
fn is_after_number(text: &str, start: usize) -> bool {
    let last = text[..start].chars().next_back();
    last.is_some_and(|c| c.is_alphanumeric() || c == '%')
}

/// Returns true for a word of at most three letters.
fn is_small(word: &str) -> bool {
    word.chars().nth(3).is_none()
}

/// Returns the offset at which the clause begins that a text ends with.
fn start_of_clause(text: &str) -> usize {
    let mut chars = text.char_indices().rev().peekable();
    while let Some((at, c)) = chars.next() {
        let after = at + c.len_utf8();
        let previous = chars.peek().map(|(_, c)| *c);
        if c.is_numeric() {
            // The rest of a word that the digits are part of, such as "20%", goes with them.
            let space = text[after..].find(char::is_whitespace);
            return space.map_or(text.len(), |space| after + space);
        }
        if is_mark(previous, c, text[after..].chars().next()) {
            return after;
        }
    }
    0
}

/// Returns the offset at which the clause ends that a text begins with, and whether it ends at a number. `is_limited` is true if a
/// figure follows the text.
fn end_of_clause(text: &str, is_limited: bool) -> (usize, bool) {
    // What is joined to the number, such as "and" in و200, goes with it.
    let before = |at: usize| text[..at].rfind(char::is_whitespace).unwrap_or(0);
    let mut previous = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        if c.is_numeric() {
            return (before(at), true);
        }
        if is_mark(previous, c, next) {
            return (at, false);
        }
        previous = Some(c);
    }
    match is_limited {
        true => (before(text.len()), true),
        false => (text.len(), false),
    }
}

/// Returns true if a character ends a clause: a punctuation mark, except a point within a word.
fn is_mark(previous: Option<char>, c: char, next: Option<char>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        ',' | '،' | ';' | '؛' | ':' | '(' | ')' | '[' | ']' | '?' | '!' | '؟' | '–' | '—' => {
            true
        }
        '.' => !(is_letter(previous) && is_letter(next)),
        _ => false,
    }
}

/// Returns the ranges of the words in a part of a text.
fn spans(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = part.start;
    let pieces = text.get(part).unwrap_or_default();
    for piece in pieces.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if word.contains(char::is_alphanumeric) {
            words.push(at..at + word.len());
        }
        at += piece.len();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Quantity, find};

    #[test]
    fn a_figure_stands_with_the_words_of_its_clause() {
        let ferry = "It has room for 40 a trip; on the first one there were 15.";
        let famine = "Their share is between 3% and 5% of a population of 20 million, as it says.";
        let army = "نحو 1.2 مليون فرد، ويضاف إليهم 600 ألف في الاحتياط و200 ألف في تشكيلات.";
        let trade = "Russian exports of oil products and wheat to North Korea grew by 35% over the past year, and imports of chemicals by 28%.";
        let aboard = "The papers differ on how many were aboard: 86, according to the captain, or 92 by the port.";
        for (sentence, figure, lead_in, rest) in [
            (
                trade,
                "35%",
                "Russian exports of oil products and wheat to North Korea grew by",
                "over the past year",
            ),
            (trade, "28%", "imports of chemicals by", ""),
            (
                "The study puts active troops at about 1.2 million, with 600,000 reservists.",
                "1.2 million",
                "The study puts active troops at about",
                "",
            ),
            (
                aboard,
                "86",
                "The papers differ on how many were aboard",
                "",
            ),
            (aboard, "92", "", "by the port"),
            (ferry, "40", "It has room for", "a trip"),
            (ferry, "15", "on the first one there were", ""),
            (famine, "20 million", "of a population of", ""),
            (
                famine,
                "between 3% and 5%",
                "Their share is",
                "of a population",
            ),
            (army, "600 ألف", "ويضاف إليهم", "في الاحتياط"),
            (army, "200 ألف", "", "في تشكيلات"),
            (
                "Exports grew by 35% in a year and imports of chemicals by 28%.",
                "28%",
                "imports of chemicals by",
                "",
            ),
            (
                "A one two three four five six seven eight nine ten eleven twelve thirteen fourteen: 5% rise.",
                "5%",
                "",
                "rise",
            ),
            (
                "A lot of words stand in the clause before the number, which only rose, as all said with one voice on that long day, by what they called a modest and yet so very welcome little sum of some 5% now.",
                "5%",
                "by what they called a modest and yet so very welcome little sum of some",
                "now",
            ),
            ("5%", "5%", "", ""),
        ] {
            let language = if sentence.is_ascii() { "en" } else { "ar" };
            let start = sentence.find(figure).expect("has the figure");
            let range = start..start + figure.len();
            let mut figures = find(sentence, language);
            figures.retain(|other| matches!(other.quantity, Quantity::Amount { .. }));
            let ends = figures.iter().map(|other| other.range.end);
            let starts = figures.iter().map(|other| other.range.start);
            let from = ends.filter(|end| *end <= range.start).max();
            let to = starts.filter(|start| *start >= range.end).min();
            let limits = from.unwrap_or(0)..to.unwrap_or(sentence.len());
            let found = clause_of(sentence, range, limits, language);
            assert_eq!(&sentence[found.before], lead_in, "{sentence}: {figure}");
            assert_eq!(&sentence[found.after], rest, "{sentence}: {figure}");
        }
    }
}
