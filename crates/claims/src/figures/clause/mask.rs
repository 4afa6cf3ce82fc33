//! Excludes words quickly that are in none of several tables: most words are not, and many words are looked up in long
//! tables.

use crate::figures::clause::grammar::{ClauseGrammar, HashedPhrase};
use crate::figures::clause::words::Word;

/// Number of 64-bit blocks of a mask.
const BLOCKS: usize = 16;

/// A set of hashes that may have some more.
#[derive(Debug, Default)]
pub struct Mask([u64; BLOCKS]);

impl Mask {
    fn add(&mut self, words: &[u32]) {
        for hash in words {
            let (block, bit) = Mask::place(*hash);
            self.0[block] |= bit;
        }
    }

    fn place(hash: u32) -> (usize, u64) {
        let bit = hash as usize % (BLOCKS * 64);
        (bit / 64, 1 << (bit % 64))
    }

    fn has(&self, hash: u32) -> bool {
        let (block, bit) = Mask::place(hash);
        self.0[block] & bit != 0
    }

    /// Returns false if a word is certainly in none of the tables.
    pub fn may_have(&self, word: &Word) -> bool {
        self.has(word.hash) || self.has(word.bare)
    }
}

/// The masks of the tables of a language that are looked up beside figures.
#[derive(Debug, Default)]
pub struct Masks {
    /// Words for past and expected events.
    pub prospects: Mask,
    /// Words of opposite meaning.
    pub opposites: Mask,
    /// Words that deny something.
    pub denials: Mask,
    /// Words that leave open what happened.
    pub open: Mask,
}

impl Masks {
    /// Collects the tables of a language.
    pub fn of(grammar: &ClauseGrammar) -> Masks {
        let mut masks = Masks::default();
        masks.prospects.add(grammar.prospects.done);
        let ahead: Vec<u32> = grammar
            .prospects
            .ahead
            .iter()
            .map(HashedPhrase::first)
            .collect();
        masks.prospects.add(&ahead);
        for (_, first, second) in grammar.opposites {
            masks.opposites.add(first);
            masks.opposites.add(second);
        }
        let denials = &grammar.denials;
        for words in [denials.not, denials.none, denials.deny] {
            masks.denials.add(words);
        }
        masks.open.add(denials.open);
        masks
    }
}
