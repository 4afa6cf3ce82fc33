//! Finds artifacts of copying from other programs that readers see or that break searches: presentation forms, ligatures,
//! stretched words, words cut at the end of a line, garbled characters.
//!
//! Takes text and its language; adds slips.

use std::ops::Range;

use mujaz_locale::fold::{is_print_form, print_form};

use super::{Slip, SlipKind, SlipLanguage};
use crate::quotes::is_arabic;

const TATWEEL: char = '\u{640}';

/// Words that are never the second half of a cut word: `pre- and post-war`.
const CONJUNCTIONS: [&str; 16] = [
    "and", "or", "to", "nor", "und", "oder", "bis", "et", "ou", "y", "e", "o", "и", "или", "да",
    "en",
];

pub fn find(text: &str, language: &SlipLanguage, slips: &mut Vec<Slip>) {
    if text.is_ascii() {
        return cut_words(text, slips);
    }
    let is_wide = matches!(language.primary.as_str(), "ja" | "zh" | "ko" | "yue");
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at < end {
            continue;
        }
        let after = &text[at + c.len_utf8()..];
        let (kind, range, detail) = match c {
            _ if is_print_form(c) && !(is_wide && is_full_width(c)) => {
                let word = word_at(text, at, |c| c.is_alphanumeric() || is_print_form(c));
                let plain = plain(&text[word.clone()]);
                (SlipKind::PrintForm, word, plain)
            }
            TATWEEL if is_stretched(&text[..at], after) => {
                let word = word_at(text, at, |c| is_arabic(c) || is_mark(c) || c == TATWEEL);
                let plain = text[word.clone()].replace(TATWEEL, "");
                (SlipKind::Stretched, word, plain)
            }
            _ => match garbled(c, after) {
                Some(length) => {
                    let range = at..at + length;
                    let detail = format!("U+{:04X}", u32::from(c));
                    (SlipKind::Garbled, range, detail)
                }
                None => {
                    // Of several in a row the first one tells. Each looks at all that follow.
                    if c == TATWEEL {
                        end = text.len() - after.trim_start_matches(TATWEEL).len();
                    }
                    continue;
                }
            },
        };
        end = range.end.max(at + c.len_utf8());
        slips.push(Slip {
            range,
            kind,
            detail,
        });
    }
    cut_words(text, slips);
}

/// Extends an offset in both directions to the characters of its word.
fn word_at(text: &str, at: usize, of_word: impl Fn(char) -> bool) -> Range<usize> {
    let before = text[..at].trim_end_matches(&of_word).len();
    let rest = text[at..].trim_start_matches(&of_word).len();
    before..text.len() - rest
}

/// Returns a word in ordinary characters.
fn plain(word: &str) -> String {
    let mut plain = String::new();
    for c in word.chars() {
        match print_form(c) {
            Some(letters) => plain.push_str(&letters),
            None => plain.push(c),
        }
    }
    plain
}

fn is_full_width(c: char) -> bool {
    matches!(c, '\u{FF01}'..='\u{FF5E}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// Returns true if a tatweel stretches a word: letters stand on both sides of it, and more than a joined prefix precedes it
/// (`لـكيم`, `الـ25`).
fn is_stretched(before: &str, after: &str) -> bool {
    let rest = after.trim_start_matches(TATWEEL);
    if !rest.starts_with(is_arabic) || !before.ends_with(|c| is_arabic(c) || is_mark(c)) {
        return false;
    }
    let start = before
        .trim_end_matches(|c| is_arabic(c) || is_mark(c))
        .len();
    let begins = &before[start..];
    let clitics = begins.trim_start_matches(['و', 'ف', 'ب', 'ل', 'ك', 'س']);
    rest.len() < after.len() || !matches!(clitics, "" | "ال")
}

/// Returns the length of a garbled sequence that begins with `c`: a replacement character, a private-use character, a
/// control character, or UTF-8 decoded in another encoding (`Ã©`, `â€™`, `Ø§Ù`). `None` if `c` is fine.
fn garbled(c: char, after: &str) -> Option<usize> {
    let next = after.chars().next();
    let is_byte =
        |c: char| matches!(c, '\u{80}'..='\u{BF}') || "ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™".contains(c);
    match c {
        '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{80}'..='\u{9F}' | '\u{2028}' | '\u{2029}' => {
            Some(c.len_utf8())
        }
        'Ã' | 'Â' if next.is_some_and(|n| matches!(n, '\u{80}'..='\u{BF}')) => {
            Some(c.len_utf8() + next.map_or(0, char::len_utf8))
        }
        'â' if after.starts_with('€') => {
            let third = after.chars().nth(1).filter(|c| is_byte(*c));
            Some(c.len_utf8() + '€'.len_utf8() + third.map_or(0, char::len_utf8))
        }
        'Ø' | 'Ù' | 'Ð' | 'Ñ' if next.is_some_and(is_byte) => {
            let mut rest = after.chars().skip(1);
            let again = rest
                .next()
                .is_some_and(|c| matches!(c, 'Ø' | 'Ù' | 'Ð' | 'Ñ'));
            let length = after.find(char::is_whitespace).unwrap_or(after.len());
            again.then_some(c.len_utf8() + length)
        }
        _ => None,
    }
}

/// Finds words that are cut in two by a hyphen and a space, as at line ends of a printed page.
fn cut_words(text: &str, slips: &mut Vec<Slip>) {
    for (at, _) in text.match_indices("- ") {
        let (before, after) = (&text[..at], &text[at + 2..]);
        let start = before.trim_end_matches(is_small).len();
        let length = after.len() - after.trim_start_matches(is_small).len();
        let capital = before[..start]
            .chars()
            .next_back()
            .filter(|c| c.is_uppercase());
        let start = start - capital.map_or(0, char::len_utf8);
        let (first, second) = (&before[start..], &after[..length]);
        let is_word = |half: &str| half.chars().count() >= 2;
        let is_whole = !before[..start].ends_with(|c: char| c.is_alphanumeric() || c == '-');
        if is_word(first) && is_word(second) && is_whole && !CONJUNCTIONS.contains(&second) {
            slips.push(Slip {
                range: start..at + 2 + length,
                kind: SlipKind::CutWord,
                detail: format!("{first}{second}"),
            });
        }
    }
}

/// Returns true for a lowercase letter.
fn is_small(c: char) -> bool {
    c.is_lowercase()
}
