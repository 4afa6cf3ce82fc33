//! Splits a text into words, and finds doubled words.
//!
//! Takes text and its language; adds slips.

use std::ops::Range;

use super::{Slip, SlipKind, SlipLanguage, letters};
use crate::names::is_of_word;
use crate::quotes::is_arabic;

/// Words that no sentence has twice in a row, by language.
const NEVER_TWICE: [(&str, &[&str]); 2] = [
    (
        "ar",
        &[
            "في",
            "على",
            "إلى",
            "عن",
            "مع",
            "منذ",
            "خلال",
            "التي",
            "الذي",
            "الذين",
            "اللذين",
            "أن",
            "أو",
            "هذا",
            "هذه",
            "قد",
        ],
    ),
    (
        "en",
        &[
            "the", "an", "and", "or", "of", "than", "into", "their", "its", "our", "your", "my",
            "because", "from", "these", "those", "would", "could", "should",
        ],
    ),
];

pub fn find(text: &str, language: &SlipLanguage, slips: &mut Vec<Slip>) {
    let never = NEVER_TWICE
        .iter()
        .find(|(tag, _)| *tag == language.primary && may_have_doubled(text));
    let may_have_strangers = letters::may_have(text, language);
    if never.is_none() && !may_have_strangers {
        return;
    }
    let words = words(text);
    if let Some((_, never)) = never {
        doubled(text, &words, never, slips);
    }
    if may_have_strangers {
        letters::find(text, language, &words, slips);
    }
}

/// Returns true if two adjacent words may be equal. A cheap test: almost no text has any, and reading all letters takes
/// longer.
fn may_have_doubled(text: &str) -> bool {
    let mut last = "";
    text.contains('\u{A0}')
        || text.split_ascii_whitespace().any(|word| {
            let bare = word.trim_matches(|c: char| !is_of_word(c));
            let before = std::mem::replace(&mut last, bare);
            !last.is_empty() && before.eq_ignore_ascii_case(last)
        })
}

/// Returns the words of a text: letters with their marks, digits and apostrophes.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let of_word = is_arabic(c)
            || c.is_alphanumeric()
            || matches!(
                c,
                '\'' | '’' | '\u{640}' | '\u{64B}'
                    ..='\u{65F}' | '\u{670}' | '\u{200C}' | '\u{200D}'
            )
            || matches!(c, '\u{300}'..='\u{36F}');
        if of_word {
            match words.last_mut().filter(|_| open) {
                Some(word) => word.end = at + c.len_utf8(),
                None => words.push(at..at + c.len_utf8()),
            }
        }
        open = of_word;
    }
    words
}

/// Finds words of a list that occur twice in a row. The second must be in lowercase, since `the The` may be a name.
fn doubled(text: &str, words: &[Range<usize>], never: &[&str], slips: &mut Vec<Slip>) {
    for two in words.windows(2) {
        let (first, second) = (&text[two[0].clone()], &text[two[1].clone()]);
        let between = &text[two[0].end..two[1].start];
        if never.contains(&second)
            && first.to_lowercase() == second
            && between.chars().all(char::is_whitespace)
            && !between.contains("\n\n")
        {
            slips.push(Slip {
                range: two[0].start..two[1].end,
                kind: SlipKind::DoubledWord,
                detail: second.to_owned(),
            });
        }
    }
}
