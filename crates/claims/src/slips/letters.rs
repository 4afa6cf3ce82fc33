//! Finds letters of another alphabet in a word: Persian letters in Arabic, Arabic ones in Persian, Latin ones in Cyrillic.
//!
//! Takes text, its language and its words; adds slips.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use super::{Slip, SlipKind, SlipLanguage};
use crate::quotes::is_arabic;

/// Letters of Persian, Urdu or Kurdish alone that look like Arabic ones, each with the Arabic letter.
const LOOK_ALIKES: [(char, char); 5] = [('ک', 'ك'), ('ی', 'ي'), ('ہ', 'ه'), ('ھ', 'ه'), ('ە', 'ه')];
/// Letters of Arabic that neither Persian nor Urdu uses.
const ARABIC_ALONE: [char; 5] = ['ة', 'ى', 'ي', 'ك', 'إ'];
/// Letters that Arabic does not have.
const NOT_ARABIC: [char; 9] = ['پ', 'چ', 'ژ', 'گ', 'ٹ', 'ڈ', 'ڑ', 'ں', 'ے'];
/// Very frequent words of Arabic, spelled in Persian letters; in Persian they are rare.
const ARABIC_WORDS: [&str; 12] = [
    "فی", "وفی", "هی", "وهی", "کان", "وکان", "کانت", "کما", "ذلک", "هناک", "کذلک", "لذلک",
];

/// Languages in the Arabic script with letters of their own for ك and ي, and these letters: Persian, Dari, Urdu, Sorani.
const OWN_LETTERS: [(&str, &[(char, char)]); 4] = [
    ("fa", &[('ك', 'ک'), ('ي', 'ی')]),
    ("prs", &[('ك', 'ک'), ('ي', 'ی')]),
    ("ur", &[('ك', 'ک'), ('ي', 'ی'), ('ه', 'ہ')]),
    ("ckb", &[('ك', 'ک'), ('ي', 'ی')]),
];

/// Letters of the Cyrillic and Greek alphabets that look like Latin ones.
const LIKE_LATIN: [(char, char); 48] = [
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('һ', 'h'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('Ѕ', 'S'),
    ('к', 'k'),
    ('м', 'm'),
    ('т', 't'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ο', 'o'),
    ('ν', 'v'),
];

/// Returns true if a text in a language may have any of these slips. Cheap test before its words are read.
pub fn may_have(text: &str, language: &SlipLanguage) -> bool {
    let is_look_alike = |c: char| LOOK_ALIKES.iter().any(|(letter, _)| *letter == c);
    (language.primary == "ar" && text.contains(is_look_alike))
        || own_letters(language).is_some_and(|own| text.contains(|c| arabic_of(own, c).is_some()))
        || has_two_alphabets(text)
        || has_stranger_in_arabic(text)
}

fn own_letters(language: &SlipLanguage) -> Option<&'static [(char, char)]> {
    let mut all = OWN_LETTERS.iter();
    all.find(|(tag, _)| *tag == language.primary)
        .map(|(_, letters)| *letters)
}

fn arabic_of(letters: &[(char, char)], c: char) -> Option<char> {
    let mut all = letters.iter();
    all.find(|(letter, _)| *letter == c)
        .map(|(_, other)| *other)
}

/// Returns true if a Latin letter stands directly beside a Cyrillic or Greek one.
fn has_two_alphabets(text: &str) -> bool {
    let mut last = None;
    text.chars().any(|c| {
        let here = alphabet(c);
        let before = std::mem::replace(&mut last, here);
        here.is_some() && before.is_some() && here != before
    })
}

/// Returns the script of a letter if it is Latin, Greek or Cyrillic, scripts whose letters look alike.
fn alphabet(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(Script::Latin),
        '\u{C0}'..='\u{24F}' if c.is_alphabetic() => Some(Script::Latin),
        '\u{370}'..='\u{3FF}' if c.is_alphabetic() => Some(Script::Greek),
        '\u{400}'..='\u{52F}' if c.is_alphabetic() => Some(Script::Cyrillic),
        _ => None,
    }
}

/// Returns true if a Latin, Greek or Cyrillic letter stands directly after an Arabic one.
fn has_stranger_in_arabic(text: &str) -> bool {
    let mut is_after_arabic = false;
    text.chars().any(|c| {
        let is_after = std::mem::replace(&mut is_after_arabic, is_arabic(c));
        is_after && alphabet(c).is_some()
    })
}

/// Returns the letter of another alphabet that stands between two letters of an Arabic word. A Latin name that an Arabic prefix is
/// joined to stands at its end.
fn stranger_in_arabic(word: &str) -> Option<char> {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(3).find_map(|three| match three {
        [before, c, after] if is_arabic(*before) && is_arabic(*after) => alphabet(*c).map(|_| *c),
        _ => None,
    })
}

pub fn find(text: &str, language: &SlipLanguage, words: &[Range<usize>], slips: &mut Vec<Slip>) {
    if language.primary == "ar" {
        persian_letters(text, words, slips);
    } else if let Some(own) = own_letters(language) {
        arabic_letters(text, own, words, slips);
    }
    for range in words {
        if let Some((letter, meant)) = mixed(&text[range.clone()]) {
            push(slips, range, SlipKind::MixedAlphabets, letter, meant);
        }
        if let Some(letter) = stranger_in_arabic(&text[range.clone()]) {
            slips.push(Slip {
                range: range.clone(),
                kind: SlipKind::MixedAlphabets,
                detail: format!(
                    "{letter} (U+{:04X}) among Arabic letters",
                    u32::from(letter)
                ),
            });
        }
    }
}

fn push(slips: &mut Vec<Slip>, range: &Range<usize>, kind: SlipKind, letter: char, meant: char) {
    let [letter, meant] = [letter, meant].map(|c| format!("{c} (U+{:04X})", u32::from(c)));
    slips.push(Slip {
        range: range.clone(),
        kind,
        detail: format!("{letter}, not {meant}"),
    });
}

/// Returns the words before and after the word `i`; empty at the ends.
fn beside<'t>(text: &'t str, words: &[Range<usize>], i: usize) -> [&'t str; 2] {
    let word = |i: usize| words.get(i).map_or("", |range| &text[range.clone()]);
    [i.checked_sub(1).map_or("", word), word(i + 1)]
}

/// Finds Persian letters in the words of an Arabic text. If a letter is certainly wrong in one word, it counts as wrong in
/// others as well.
fn persian_letters(text: &str, words: &[Range<usize>], slips: &mut Vec<Slip>) {
    let letter_of = |word: &str| {
        word.chars()
            .find_map(|c| Some((c, arabic_of(&LOOK_ALIKES, c)?)))
    };
    let is_alone = |i: usize, word: &str| {
        !beside(text, words, i).iter().any(|word| is_foreign(word)) && !word.contains(NOT_ARABIC)
    };
    let certain: Vec<char> = words
        .iter()
        .enumerate()
        .filter(|(i, range)| {
            is_arabic_word(&text[(*range).clone()]) && is_alone(*i, &text[(*range).clone()])
        })
        .filter_map(|(_, range)| letter_of(&text[range.clone()]))
        .map(|(letter, _)| letter)
        .collect();
    for (i, range) in words.iter().enumerate() {
        let word = &text[range.clone()];
        let Some((letter, meant)) = letter_of(word) else {
            continue;
        };
        let is_long = word.chars().filter(|c| is_arabic(*c)).count() >= 3;
        // Persian has neither of these letters; Urdu words that have them also have letters that Arabic lacks.
        let is_he = matches!(letter, 'ہ' | 'ھ');
        let is_meant = is_arabic_word(word) || (is_long && (is_he || certain.contains(&letter)));
        if is_meant && is_alone(i, word) {
            push(slips, range, SlipKind::ForeignLetter, letter, meant);
        }
    }
}

/// Finds Arabic letters in the words of a text whose language has its own letters for them.
fn arabic_letters(text: &str, own: &[(char, char)], words: &[Range<usize>], slips: &mut Vec<Slip>) {
    for (i, range) in words.iter().enumerate() {
        let word = &text[range.clone()];
        let letter = word.chars().find_map(|c| Some((c, arabic_of(own, c)?)));
        let around = beside(text, words, i);
        if let Some((letter, meant)) = letter
            && !is_quoted_arabic(word)
            && !around.iter().any(|word| is_quoted_arabic(word))
        {
            push(slips, range, SlipKind::ArabicLetter, letter, meant);
        }
    }
}

/// Returns true if a word can only be Arabic: by a letter, by its article (with the prefixes that may precede it), or
/// because it is in [`ARABIC_WORDS`].
fn is_arabic_word(word: &str) -> bool {
    word.contains(ARABIC_ALONE) || has_article(word) || ARABIC_WORDS.contains(&word)
}

fn has_article(word: &str) -> bool {
    let rest = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let rest = rest.strip_prefix(['ب', 'ك']).unwrap_or(rest);
    let article = rest.strip_prefix("ال").or_else(|| rest.strip_prefix("لل"));
    article.is_some_and(|noun| noun.chars().filter(|c| is_arabic(*c)).count() >= 3)
}

/// Returns true if a word indicates that the words around it are Persian or Urdu.
fn is_foreign(word: &str) -> bool {
    let is_look_alike = |c: char| arabic_of(&LOOK_ALIKES, c).is_some();
    word.contains(NOT_ARABIC) || (word.contains(is_look_alike) && !is_arabic_word(word))
}

/// Returns true if a word of a Persian or Urdu text indicates that it is a quotation in Arabic.
fn is_quoted_arabic(word: &str) -> bool {
    let is_vowel_sign = |c: char| matches!(c, '\u{64B}'..='\u{650}' | '\u{652}');
    word.contains(['ة', 'إ', 'أ']) || word.contains(is_vowel_sign) || has_article(word)
}

/// Returns the first letter of a word that belongs to the less frequent of its two alphabets, and the letter of the other
/// alphabet that it looks like. `None` for a word such as `SMSки`, which is visibly in two alphabets.
fn mixed(word: &str) -> Option<(char, char)> {
    let count = |script: Script| {
        word.chars()
            .filter(|c| alphabet(*c) == Some(script))
            .count()
    };
    let latin = count(Script::Latin);
    let (other, others) = [Script::Cyrillic, Script::Greek]
        .map(|script| (script, count(script)))
        .into_iter()
        .max_by_key(|(_, count)| *count)?;
    if latin == 0 || others == 0 {
        return None;
    }
    let like = |c: char| match alphabet(c)? {
        Script::Latin => LIKE_LATIN
            .iter()
            .find(|(letter, latin)| *latin == c && letter.script() == other)
            .map(|(letter, _)| *letter),
        _ => arabic_of(&LIKE_LATIN, c),
    };
    let strangers = |script: Script| word.chars().filter(move |c| alphabet(*c) == Some(script));
    let all_alike = |script: Script| {
        let mut all = strangers(script).map(|c| Some((c, like(c)?)));
        let first = all.next()??;
        all.all(|one| one.is_some()).then_some(first)
    };
    match latin.cmp(&others) {
        std::cmp::Ordering::Greater => all_alike(other),
        std::cmp::Ordering::Less => all_alike(Script::Latin),
        std::cmp::Ordering::Equal => all_alike(Script::Latin).or_else(|| all_alike(other)),
    }
}
