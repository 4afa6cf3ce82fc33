//! Letters of another language in an Arabic word, and words written twice.
//!
//! Takes text and its language, adds slips.

use std::ops::Range;

use super::{Kind, Language, Slip};
use crate::names::is_of_word;
use crate::quotes::is_arabic;

/// For each language the words that no sentence has twice in a row.
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

/// Letters that only Persian, Urdu or Kurdish writes, and that look like those of Arabic.
const LOOK_ALIKES: [char; 5] = ['ک', 'ی', 'ہ', 'ھ', 'ە'];
/// Letters of Arabic that neither Persian nor Urdu writes.
const ARABIC_ALONE: [char; 5] = ['ة', 'ى', 'ي', 'ك', 'إ'];
/// Letters that Arabic lacks.
const NOT_ARABIC: [char; 9] = ['پ', 'چ', 'ژ', 'گ', 'ٹ', 'ڈ', 'ڑ', 'ں', 'ے'];

pub fn find(text: &str, language: &Language, slips: &mut Vec<Slip>) {
    let never = NEVER_TWICE
        .iter()
        .find(|(tag, _)| *tag == language.primary && may_have_doubled(text));
    let look_alikes = language.primary == "ar" && text.contains(LOOK_ALIKES);
    if never.is_none() && !look_alikes {
        return;
    }
    let words = words(text);
    if let Some((_, never)) = never {
        doubled(text, &words, never, slips);
    }
    if look_alikes {
        foreign_letters(text, &words, slips);
    }
}

/// Whether two words side by side may be the same. Nearly no text has any, and reading all of its letters takes longer.
fn may_have_doubled(text: &str) -> bool {
    let mut last = "";
    text.contains('\u{A0}')
        || text.split_ascii_whitespace().any(|word| {
            let bare = word.trim_matches(|c: char| !is_of_word(c));
            let before = std::mem::replace(&mut last, bare);
            !last.is_empty() && before.eq_ignore_ascii_case(last)
        })
}

/// The words of a text: letters with the marks on them, digits and apostrophes.
fn words(text: &str) -> Vec<Range<usize>> {
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

/// Words of a list that stand twice, the second one in small letters, for `the The` may be a name.
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
                kind: Kind::DoubledWord,
                detail: second.to_owned(),
            });
        }
    }
}

fn foreign_letters(text: &str, words: &[Range<usize>], slips: &mut Vec<Slip>) {
    let word = |i: usize| words.get(i).map_or("", |range| &text[range.clone()]);
    for (i, range) in words.iter().enumerate() {
        let here = word(i);
        let beside = [i.checked_sub(1).map_or("", word), word(i + 1)];
        let letter = here.chars().find(|c| LOOK_ALIKES.contains(c));
        if let Some(letter) = letter.filter(|_| is_arabic_word(here))
            && !beside.iter().any(|word| is_foreign(word))
            && !here.contains(NOT_ARABIC)
        {
            slips.push(Slip {
                range: range.clone(),
                kind: Kind::ForeignLetter,
                detail: format!("{letter} (U+{:04X})", u32::from(letter)),
            });
        }
    }
}

/// Whether a word can be Arabic alone: by a letter, or by its article, with what may stand before it.
fn is_arabic_word(word: &str) -> bool {
    let rest = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let rest = rest.strip_prefix(['ب', 'ك']).unwrap_or(rest);
    let article = rest.strip_prefix("ال").or_else(|| rest.strip_prefix("لل"));
    word.contains(ARABIC_ALONE)
        || article.is_some_and(|noun| noun.chars().filter(|c| is_arabic(*c)).count() >= 3)
}

/// Whether a word tells that the words around it are Persian or Urdu.
fn is_foreign(word: &str) -> bool {
    word.contains(NOT_ARABIC) || (word.contains(LOOK_ALIKES) && !is_arabic_word(word))
}
