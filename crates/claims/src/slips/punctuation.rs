//! Finds punctuation marks of another script, and unpaired quotation marks.
//!
//! Takes text and its language; adds slips.

use std::ops::Range;

use super::{Slip, SlipKind, SlipLanguage, chunk};
use crate::quotes::{continued, is_arabic, is_invisible, pair, paragraphs};

/// The marks that differ between the scripts, in the same order in both arrays.
const LATIN: [char; 3] = [',', ';', '?'];
const ARABIC: [char; 3] = ['،', '؛', '؟'];

pub fn find(text: &str, language: &SlipLanguage, slips: &mut Vec<Slip>) {
    let (kind, wrong, right) = if language.is_arabic_script {
        (SlipKind::LatinPunctuation, LATIN, ARABIC)
    } else {
        (SlipKind::ArabicPunctuation, ARABIC, LATIN)
    };
    for (at, mark) in text.match_indices(wrong) {
        let range = at..at + mark.len();
        let misplaced = match kind {
            SlipKind::LatinPunctuation => is_latin_in_arabic(text, &range),
            _ => is_arabic_in_other(text, &range),
        };
        let instead = wrong.iter().position(|c| mark.starts_with(*c));
        if let Some(instead) = instead.filter(|_| misplaced) {
            slips.push(Slip {
                range,
                kind,
                detail: right[instead].to_string(),
            });
        }
    }
    if language.is_arabic_script {
        spacing(text, slips);
    }
    unpaired_quotes(text, slips);
    unclosed_brackets(text, slips);
}

/// Finds Arabic marks after white space, and before a letter without any.
fn spacing(text: &str, slips: &mut Vec<Slip>) {
    for (at, mark) in text.match_indices(ARABIC) {
        let before = &text[..at];
        let spaces = before.len() - before.trim_end_matches([' ', '\u{A0}']).len();
        let is_after_word = before[..at - spaces]
            .chars()
            .next_back()
            .is_some_and(|c| is_of_arabic_word(c) || c.is_numeric());
        let end = at + mark.len();
        let next = text[end..].chars().next();
        let is_joined = next.is_some_and(is_arabic);
        let is_before_word = after(text, &(at..end)).is_none_or(is_arabic);
        if is_after_word && is_before_word && (spaces > 0 || is_joined) {
            let next = next.filter(|_| is_joined).map_or(0, char::len_utf8);
            slips.push(Slip {
                range: at - spaces..end + next,
                kind: SlipKind::MarkSpacing,
                detail: mark.to_owned(),
            });
        }
    }
}

/// Finds round brackets that are opened directly before a word and not closed in their paragraph.
fn unclosed_brackets(text: &str, slips: &mut Vec<Slip>) {
    for paragraph in paragraphs(text) {
        let here = &text[paragraph.clone()];
        let mut open = Vec::new();
        for (at, c) in here.char_indices() {
            match c {
                '(' => open.push(at),
                ')' => drop(open.pop()),
                _ => {}
            }
        }
        let opens = |at: &usize| {
            let before = here[..*at].chars().next_back();
            let after = here[at + 1..].chars().next();
            before.is_none_or(char::is_whitespace) && after.is_some_and(char::is_alphanumeric)
        };
        for at in open.into_iter().filter(opens) {
            let start = paragraph.start + at;
            slips.push(Slip {
                range: start..start + 1,
                kind: SlipKind::UnclosedBracket,
                detail: "(".to_owned(),
            });
        }
    }
}

/// Returns true if a Latin mark separates Arabic words.
fn is_latin_in_arabic(text: &str, mark: &Range<usize>) -> bool {
    let beside = text[mark.end..]
        .trim_start_matches(is_invisible)
        .chars()
        .next();
    let apart = beside.is_none_or(|c| c.is_whitespace() || is_arabic(c) || is_bracket(c));
    let after_letter = before(text, mark).is_some_and(is_of_arabic_word);
    let after_number = before(text, mark).is_some_and(|c| c.is_numeric() || "%٪".contains(c));
    let before_word = after(text, mark).is_some_and(is_arabic);
    apart
        && (after_letter
            || (after_number && before_word && beside.is_some_and(char::is_whitespace)))
        && !is_address(&text[chunk(text, mark)])
}

/// Returns true if an Arabic mark follows a word or number of another script and no Arabic word follows it.
fn is_arabic_in_other(text: &str, mark: &Range<usize>) -> bool {
    before(text, mark).is_some_and(|c| c.is_alphanumeric() && !is_arabic(c))
        && !after(text, mark).is_some_and(is_arabic)
}

/// Returns the last character before a mark that is neither invisible nor a bracket or quotation mark.
fn before(text: &str, mark: &Range<usize>) -> Option<char> {
    let skipped = |c: &char| is_invisible(*c) || is_bracket(*c);
    text[..mark.start].chars().rev().find(|c| !skipped(c))
}

/// Returns the first character after a mark that is neither white space nor invisible nor a bracket or quotation mark.
fn after(text: &str, mark: &Range<usize>) -> Option<char> {
    let skipped = |c: &char| c.is_whitespace() || is_invisible(*c) || is_bracket(*c);
    text[mark.end..].chars().find(|c| !skipped(c))
}

fn is_bracket(c: char) -> bool {
    "()[]{}«»“”‘’\"'‹›„‟″".contains(c)
}

/// Returns true for a letter of the Arabic script, a mark on one, or the tatweel.
fn is_of_arabic_word(c: char) -> bool {
    is_arabic(c) || matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// Returns true if a run of text without white space is a web or mail address, or a line of code.
fn is_address(chunk: &str) -> bool {
    chunk.contains(['/', '@', '\\', '=', '_']) || chunk.contains("www.")
}

fn unpaired_quotes(text: &str, slips: &mut Vec<Slip>) {
    let mut next = paragraphs(text).peekable();
    while let Some(paragraph) = next.next() {
        let here = &text[paragraph.clone()];
        let marks = pair(here);
        let following = next.peek().map(|range| &text[range.clone()]);
        let continued = continued(here, &marks, following);
        for mark in marks.open.iter().chain(&marks.stray) {
            if continued.as_ref() != Some(mark) && is_quotation_mark(here, mark) {
                slips.push(Slip {
                    range: paragraph.start + mark.start..paragraph.start + mark.end,
                    kind: SlipKind::UnpairedQuote,
                    detail: here[mark.clone()].to_owned(),
                });
            }
        }
    }
}

/// Returns true if an unpaired mark is certainly a quotation mark: a double one, with a word on one side.
fn is_quotation_mark(text: &str, mark: &Range<usize>) -> bool {
    let free = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let before = text[..mark.start]
        .trim_end_matches(is_invisible)
        .chars()
        .next_back();
    let after = text[mark.end..]
        .trim_start_matches(is_invisible)
        .chars()
        .next();
    matches!(
        &text[mark.clone()],
        "“" | "”" | "„" | "‟" | "\"" | "«" | "»"
    ) && !(free(before) && free(after))
}
