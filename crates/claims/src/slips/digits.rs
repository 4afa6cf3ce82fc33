//! Finds digits of two numeral systems in one text or in one number.
//!
//! Takes text and its language; adds slips.

use std::ops::Range;

use super::{Slip, SlipKind, SlipLanguage, WORD, chunk, is_latin};
use crate::quotes::is_arabic;

/// The digit 0 of each numeral system of Arabic-script languages: European, Arabic-Indic, Persian.
const ZEROS: [char; 3] = ['0', '\u{660}', '\u{6F0}'];

/// A number's byte range and the count of its digits in each numeral system.
struct DigitRun {
    range: Range<usize>,
    digits: [usize; 3],
}

pub fn find(text: &str, language: &SlipLanguage, slips: &mut Vec<Slip>) {
    let mut counts = [0; 3];
    let mut first: [Option<Range<usize>>; 3] = [None, None, None];
    for number in numbers(text) {
        let system = most(&number.digits, &text[number.range.clone()]);
        if number.digits.iter().filter(|count| **count > 0).count() > 1 {
            slips.push(Slip {
                kind: SlipKind::MixedNumber,
                detail: written(&text[number.range.clone()], system),
                range: number.range,
            });
        } else if counts_for_text(text, &number.range, system, language) {
            counts[system] += 1;
            first[system].get_or_insert(number.range);
        }
    }
    let main = (0..3)
        .filter(|s| counts[*s] > 0)
        .min_by_key(|s| (usize::MAX - counts[*s], first[*s].as_ref().map(|r| r.start)));
    let Some(main) = main else { return };
    // All numbers of the text are in the digits of a neighbouring language: ۲۰۲۴ in Arabic, ٢٠٢٤ in Persian.
    let own = own_system(language);
    if let (Some(own), Some(range)) = (own, first[main].clone())
        && main != own
        && main != 0
        && !is_foreign_number(text, &range, language)
    {
        slips.push(Slip {
            range,
            kind: SlipKind::MixedDigits,
            detail: written("0123456789", own),
        });
        return;
    }
    for (system, range) in first.into_iter().enumerate() {
        if let Some(range) = range.filter(|_| system != main) {
            slips.push(Slip {
                range,
                kind: SlipKind::MixedDigits,
                detail: written("0123456789", main),
            });
        }
    }
}

/// Returns the numeral system of the language itself (an index into [`ZEROS`]), besides the European one.
fn own_system(language: &SlipLanguage) -> Option<usize> {
    match language.primary.as_str() {
        "ar" => Some(1),
        "fa" | "prs" | "ur" => Some(2),
        _ => None,
    }
}

/// Returns true if the word before a number is Persian and the text is Arabic.
fn is_foreign_number(text: &str, range: &Range<usize>, language: &SlipLanguage) -> bool {
    let before = text[..range.start].trim_end();
    let word = &before[before.trim_end_matches(is_arabic).len()..];
    language.primary == "ar" && word.contains(['پ', 'چ', 'ژ', 'گ'])
}

/// Returns the numbers of a text: runs of digits, with the separators between them.
fn numbers(text: &str) -> Vec<DigitRun> {
    let mut numbers: Vec<DigitRun> = Vec::new();
    let mut after_separator = false;
    for (at, c) in text.char_indices() {
        let Some((system, _)) = digit(c) else {
            let touches = numbers.last().is_some_and(|n| n.range.end == at);
            after_separator = touches && matches!(c, '.' | ',' | '٫' | '٬');
            continue;
        };
        let range = at..at + c.len_utf8();
        match numbers.last_mut() {
            Some(n) if n.range.end == at || (after_separator && is_one_apart(text, n, at)) => {
                n.range.end = range.end;
                n.digits[system] += 1;
            }
            _ => {
                let mut digits = [0; 3];
                digits[system] = 1;
                numbers.push(DigitRun { range, digits });
            }
        }
        after_separator = false;
    }
    numbers
}

/// Returns true if exactly one character stands between the end of a number and `at`.
fn is_one_apart(text: &str, number: &DigitRun, at: usize) -> bool {
    text[number.range.end..at].chars().count() == 1
}

/// Returns the numeral system of a digit and its value; `None` if `c` is not a digit.
pub(super) fn digit(c: char) -> Option<(usize, u32)> {
    let system = match c {
        '0'..='9' => 0,
        '\u{660}'..='\u{669}' => 1,
        '\u{6F0}'..='\u{6F9}' => 2,
        _ => return None,
    };
    Some((system, u32::from(c) - u32::from(ZEROS[system])))
}

/// Returns the most frequent system among the digits of a number; of two equally frequent ones, that of the first
/// digit.
fn most(digits: &[usize; 3], number: &str) -> usize {
    let first = number
        .chars()
        .next()
        .and_then(digit)
        .map(|(system, _)| system);
    (0..3)
        .max_by_key(|s| (digits[*s], first == Some(*s)))
        .unwrap_or(0)
}

/// Returns the text with its digits converted to another system.
fn written(text: &str, system: usize) -> String {
    text.chars()
        .map(|c| {
            digit(c)
                .and_then(|(_, value)| char::from_u32(u32::from(ZEROS[system]) + value))
                .unwrap_or(c)
        })
        .collect()
}

/// Returns true if a number counts as evidence for the numeral system of its text.
fn counts_for_text(
    text: &str,
    number: &Range<usize>,
    system: usize,
    language: &SlipLanguage,
) -> bool {
    let word = &text[chunk(text, number)];
    let mut before = text[..number.start].chars().rev();
    let hyphen = before
        .next()
        .is_some_and(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}'));
    let is_code = hyphen && before.next().is_some_and(char::is_alphabetic);
    let among_arabic = || {
        let before = text[..number.start].chars().rev().take(WORD);
        let after = text[number.end..].chars().take(WORD);
        let mut letters = before.filter(|c| c.is_alphabetic());
        let mut following = after.filter(|c| c.is_alphabetic());
        letters.next().is_some_and(is_arabic) || following.next().is_some_and(is_arabic)
    };
    !word.contains(is_latin)
        && !is_code
        && (language.is_arabic_script || system == 0 || !among_arabic())
}
