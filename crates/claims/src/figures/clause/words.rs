//! Normalizes the words of running text for comparison: folded, without clitics and endings, or as a concept.

use mujaz_locale::{is_alphabetic, is_alphanumeric, is_numeric};

use crate::figures::clause::concepts::{ConceptTable, STOP};

/// Bit that marks the keys of words that belong to no concept.
const STEM: u32 = 1 << 31;

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Start offset, in bytes.
    pub start: u32,
    /// End offset, in bytes.
    pub end: u32,
    /// Hash of the folded word.
    pub hash: u32,
    /// Hash of the folded word without its clitics.
    pub bare: u32,
    /// The concept, or the hash of the stem with [`STEM`] set; 0 for insignificant words and for numerals.
    pub key: u32,
    /// Number of the sentence, ascending.
    pub sentence: u32,
    /// Number of the part between commas, brackets and other marks, ascending through the text.
    pub part: u32,
    /// True if the word begins with a capital letter.
    pub capital: bool,
    /// True if the word is written in digits.
    pub numeral: bool,
}

impl Word {
    /// Returns true if the word has this hash, with or without its clitics.
    pub fn is(&self, hash: u32) -> bool {
        self.hash == hash || self.bare == hash
    }

    /// Returns true if the word is in `words`.
    pub fn is_one_of(&self, words: &[u32]) -> bool {
        words.iter().any(|hash| self.is(*hash))
    }

    /// Returns true if the word's key is a concept.
    pub fn is_concept(&self) -> bool {
        self.key != 0 && self.key & STEM == 0
    }
}

/// The prefixes and suffixes that are removed from the words of a language.
#[derive(Debug)]
pub struct Affixes {
    /// Prefixes that are joined to words; longest first.
    pub prefixes: &'static [&'static str],
    /// Endings; longest first.
    pub suffixes: &'static [&'static str],
    /// Minimum number of letters that must remain.
    pub least: usize,
}

/// The hash of no letters, to which [`hash_more`] adds letters.
pub const NO_LETTERS: u32 = 0x811C_9DC5;

/// Returns the hash of a word after folding (FNV-1a, 31 bits). Words that [`fold`] makes equal have equal hashes.
pub const fn hash(word: &[u8]) -> u32 {
    hash_of(hash_more(NO_LETTERS, word))
}

/// Adds letters to a state of the hash.
pub const fn hash_more(state: u32, letters: &[u8]) -> u32 {
    let mut value = state;
    let mut at = 0;
    while at < letters.len() {
        let (folded, length) = fold(letters, at);
        let mut rest = folded;
        while rest != 0 {
            value = (value ^ (rest & 0xFF)).wrapping_mul(0x0100_0193);
            rest >>= 8;
        }
        at += length;
    }
    value
}

/// Returns the hash of all letters that were added to a state.
pub const fn hash_of(state: u32) -> u32 {
    let value = state & !STEM;
    if value == 0 { 1 } else { value }
}

/// Returns the folded form of the character at an offset, and its length in bytes: lowercase, without Arabic marks, with one
/// form for alef, for ه and ة, for ي and ى. 0 for characters that are dropped.
const fn fold(word: &[u8], at: usize) -> (u32, usize) {
    let byte = word[at];
    if byte < 0x80 {
        return (byte.to_ascii_lowercase() as u32, 1);
    }
    if byte & 0xE0 == 0xC0 && at + 1 < word.len() {
        let code = ((byte as u32 & 0x1F) << 6) | (word[at + 1] as u32 & 0x3F);
        let folded = match code {
            0x622 | 0x623 | 0x625 | 0x671 => 0x627,
            0x629 => 0x647,
            0x649 | 0x6CC => 0x64A,
            0x6A9 => 0x643,
            0x640 | 0x64B..=0x65F | 0x670 => 0,
            0x401 | 0x451 => 0x435,
            0x410..=0x42F => code + 0x20,
            0xC0..=0xDE => code + 0x20,
            _ => code,
        };
        return (folded, 2);
    }
    // A zero-width non-joiner is often left out or written as a space.
    if byte == 0xE2 && at + 2 < word.len() && word[at + 1] == 0x80 && word[at + 2] == 0x8C {
        return (0, 3);
    }
    (byte as u32, 1)
}

/// Maximum number of words in a sentence. The meaning of a clause depends on its whole sentence.
const MOST_WORDS: usize = 700;

/// Splits a text into words, numbered by the sentences and parts that its marks define.
pub fn split(text: &str, table: Option<&ConceptTable>, affixes: &Affixes) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let (mut sentence, mut part) = (0, 0);
    let mut words_before = 0;
    let mut last_sentence = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !is_alphanumeric(first) {
            match first {
                '\n' => (sentence, part) = (sentence + 1, part + 1),
                '.' | '!' | '?' | '؟' | '…' if ends_sentence(text, start, words.last()) => {
                    (sentence, part) = (sentence + 1, part + 1);
                }
                ',' | '،' | ';' | '؛' | ':' | '(' | ')' | '–' | '—' | '|' => part += 1,
                _ => {}
            }
            continue;
        }
        let is_digit = is_numeric(first);
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.peek().copied() {
            let goes_on = if is_digit {
                is_numeric(c)
                    || (matches!(c, '.' | ',' | '٫' | '٬')
                        && digit_follows(text, at + c.len_utf8()))
            } else {
                (is_alphabetic(c) || is_mark(c)) && !is_numeric(c)
            };
            if !goes_on {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let word = &text[start..end];
        let whole = hash(word.as_bytes());
        let (bare, key) = if is_digit {
            (whole, 0)
        } else {
            look_up(word, whole, table, affixes)
        };
        if sentence != last_sentence || words.len() - words_before == MOST_WORDS {
            sentence += u32::from(sentence == last_sentence);
            (last_sentence, words_before) = (sentence, words.len());
        }
        words.push(Word {
            start: start as u32,
            end: end as u32,
            hash: whole,
            bare,
            key,
            sentence,
            part,
            capital: first.is_uppercase(),
            numeral: is_digit,
        });
    }
    words
}

/// Returns true if a character belongs to the word before it: Arabic marks, tatweel, combining accents.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{300}'..='\u{36F}' | '\u{200C}')
}

fn digit_follows(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_numeric)
}

/// Number of characters after a mark in which the next word is searched for.
const AHEAD: usize = 64;

/// Returns true if the mark at `at` ends a sentence: white space and no lowercase letter follows, and no initial or
/// abbreviation precedes.
fn ends_sentence(text: &str, at: usize, before: Option<&Word>) -> bool {
    let mut after = text[at..]
        .chars()
        .skip(1)
        .skip_while(|c| matches!(c, '"' | '”' | '’' | '»' | ')'));
    let Some(space) = after.next() else {
        return true;
    };
    if !space.is_whitespace() {
        return false;
    }
    let length = before
        .filter(|word| word.end as usize == at && !word.numeral)
        .map(|word| word.end - word.start);
    // 12°C is no initial.
    let is_degree = text[..at]
        .trim_end_matches(char::is_alphabetic)
        .ends_with('°');
    let initial = length == Some(1) && before.is_some_and(|word| word.capital) && !is_degree;
    let next = after.take(AHEAD).find(|c| c.is_alphanumeric());
    // No. 1, Feb. 2.
    let abbreviation =
        length.is_some_and(|length| length <= 4) && next.is_some_and(char::is_numeric);
    !initial && !abbreviation && !next.is_some_and(char::is_lowercase)
}

/// Returns the hash of a word without its clitics, and its key.
fn look_up(word: &str, whole: u32, table: Option<&ConceptTable>, affixes: &Affixes) -> (u32, u32) {
    let concept = |hash| table.map_or(0, |table| table.concept(hash));
    let known = concept(whole);
    if known != 0 {
        return (whole, said(known));
    }
    let (mut bare, mut stem, mut shortest) = (whole, word, word.len());
    // The second byte tells Arabic letters apart.
    let second = word.as_bytes().get(1);
    let prefixes = affixes.prefixes.iter().copied();
    let prefixes = prefixes.filter(|prefix| prefix.as_bytes().get(1) == second);
    for prefix in std::iter::once("").chain(prefixes) {
        let Some(rest) = word.strip_prefix(prefix) else {
            continue;
        };
        // A single prefix letter may precede a short word: ولا.
        let least = if prefix.chars().nth(1).is_none() {
            affixes.least.min(2)
        } else {
            affixes.least
        };
        if !is_long(rest, least) {
            continue;
        }
        if !prefix.is_empty() {
            let hash = hash(rest.as_bytes());
            if bare == whole {
                bare = hash;
            }
            let known = concept(hash);
            if known != 0 {
                return (hash, said(known));
            }
        }
        let last = rest.as_bytes().last().map(u8::to_ascii_lowercase);
        for suffix in affixes.suffixes {
            // Most words end in another byte.
            if suffix.as_bytes().last().copied() != last {
                continue;
            }
            let Some(root) = strip_suffix(rest, suffix) else {
                continue;
            };
            if !is_long(root, affixes.least) {
                continue;
            }
            let known = concept(hash(root.as_bytes()));
            if known != 0 && known != STOP {
                return (bare, known);
            }
            if root.len() < shortest {
                (stem, shortest) = (root, root.len());
            }
        }
        if rest.len() < shortest {
            (stem, shortest) = (rest, rest.len());
        }
    }
    (bare, hash(stem.as_bytes()) | STEM)
}

/// Returns the key of a concept; 0 for insignificant words.
fn said(concept: u32) -> u32 {
    if concept == STOP { 0 } else { concept }
}

fn strip_suffix<'w>(word: &'w str, suffix: &str) -> Option<&'w str> {
    let at = word.len().checked_sub(suffix.len())?;
    let end = word.get(at..)?;
    end.eq_ignore_ascii_case(suffix).then(|| &word[..at])
}

fn is_long(word: &str, least: usize) -> bool {
    word.chars().nth(least.saturating_sub(1)).is_some()
}
