//! Compares the words of a text with the words of phrases in the tables ("at least", "square metres"), ignoring spelling
//! variants, and filters most words by their last byte.

use crate::figures::languages::{FigureGrammar, WrittenPhrase};
use crate::figures::lexicon::normalize_letter;

/// The last bytes of words that phrases begin or end with: a fast filter, since almost every word of a text differs in its
/// last byte.
pub(super) struct PhraseEnds {
    pub bounds_before: LastBytes,
    pub bounds_after: LastBytes,
    pub minus_after: LastBytes,
    pub units: LastBytes,
}

impl PhraseEnds {
    pub fn new(grammar: &FigureGrammar) -> PhraseEnds {
        let units = grammar.unit_phrases.iter().chain(grammar.money_phrases);
        let units = units.map(|(phrase, _)| *phrase);
        let first = |phrase: WrittenPhrase| phrase.first().copied();
        PhraseEnds {
            bounds_before: LastBytes::of(
                grammar
                    .bounds_before
                    .iter()
                    .filter_map(|(phrase, _)| phrase.last().copied()),
            ),
            bounds_after: LastBytes::of(
                grammar
                    .bounds_after
                    .iter()
                    .filter_map(|(phrase, _)| first(phrase)),
            ),
            minus_after: LastBytes::of(grammar.minus_after.iter().copied().filter_map(first)),
            units: LastBytes::of(
                units
                    .chain(grammar.percent_phrases.iter().copied())
                    .filter_map(first),
            ),
        }
    }
}

/// A set of bytes that words may end with.
pub(super) struct LastBytes([u64; 4]);

impl LastBytes {
    fn of<'w>(words: impl Iterator<Item = &'w str>) -> LastBytes {
        let mut set = [0; 4];
        for byte in words.filter_map(|word| word.bytes().last()) {
            // Spelling variants: ه ة, ي ى ی
            let spellings: &[u8] = match byte {
                0x87 | 0xA9 => &[0x87, 0xA9],
                0x89 | 0x8A | 0x8C => &[0x89, 0x8A, 0x8C],
                _ => &[byte],
            };
            for byte in spellings {
                set[usize::from(*byte) / 64] |= 1 << (byte % 64);
            }
        }
        LastBytes(set)
    }

    #[inline]
    pub fn may_have(&self, word: &str) -> bool {
        word.as_bytes().last().is_some_and(|last| {
            let last = last.to_ascii_lowercase();
            // Marks may follow any letter.
            matches!(last, 0x8B..=0x92) || self.0[usize::from(last) / 64] & (1 << (last % 64)) != 0
        })
    }
}

/// Returns true if a byte can end a letter with spelling variants (ه ة ي ى ی ё) or a mark.
#[inline]
fn is_open_end(last: u8) -> bool {
    matches!(last, 0x87 | 0x89..=0x92 | 0xA9)
}

/// Returns the first letter of a word, as normalized by [`NormalizedLetters`].
pub(super) fn first_letter(word: &str) -> Option<u16> {
    NormalizedLetters(word.as_bytes()).next()
}

/// Returns true if two words are equal apart from spelling variants. Usually their last bytes differ, which is tested first.
#[inline]
pub(super) fn same_word(one: &str, other: &str) -> bool {
    let (Some(last), Some(end)) = (one.as_bytes().last(), other.as_bytes().last()) else {
        return false;
    };
    if !is_open_end(*last) && !last.eq_ignore_ascii_case(end) {
        return false;
    }
    NormalizedLetters(one.as_bytes()).eq(NormalizedLetters(other.as_bytes()))
}

/// The letters of a word, normalized as by [`normalize`]; the bytes of longer characters.
struct NormalizedLetters<'w>(&'w [u8]);

impl Iterator for NormalizedLetters<'_> {
    type Item = u16;

    #[inline]
    fn next(&mut self) -> Option<u16> {
        loop {
            match *self.0 {
                [one @ 0xC3..=0xDF, two, ref rest @ ..] => {
                    self.0 = rest;
                    let code = (u16::from(one) & 0x1F) << 6 | u16::from(two) & 0x3F;
                    if let Some(letter) = normalize_letter(code) {
                        return Some(letter);
                    }
                }
                [one, ref rest @ ..] => {
                    self.0 = rest;
                    return Some(one.to_ascii_lowercase().into());
                }
                [] => return None,
            }
        }
    }
}
