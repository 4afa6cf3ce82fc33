//! What a language says around figures: bounds, signs, ages. Each language is a file of tables.

use crate::figures::clause::bound::StatedBound;
use crate::figures::clause::concepts::Table;
use crate::figures::clause::words::{Affixes, Word, hash};
use crate::figures::clause::{ar, en, ko, ru};

/// The most words that a phrase has.
const LONGEST: usize = 4;

/// Words that stand in a row, as their hashes.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    words: [u32; LONGEST],
    length: usize,
}

impl Phrase {
    /// The phrase of these words, which single spaces part.
    pub const fn of(text: &str) -> Phrase {
        let bytes = text.as_bytes();
        let mut phrase = Phrase {
            words: [0; LONGEST],
            length: 0,
        };
        let mut at = 0;
        while at < bytes.len() {
            let mut end = at;
            while end < bytes.len() && bytes[end] != b' ' {
                end += 1;
            }
            let (_, rest) = bytes.split_at(at);
            let (word, _) = rest.split_at(end - at);
            phrase.words[phrase.length] = hash(word);
            phrase.length += 1;
            at = end + 1;
        }
        phrase
    }

    /// The number of its words.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Returns true if it is one word that names a limit: a minimum.
    pub fn is_noun(&self, grammar: &Grammar) -> bool {
        self.length == 1 && grammar.limits.contains(&self.words[0])
    }

    /// Returns true if the words end with it.
    pub fn ends(&self, words: &[Word]) -> bool {
        words.len() >= self.length && self.is(&words[words.len() - self.length..])
    }

    /// Returns true if the words begin with it.
    pub fn begins(&self, words: &[Word]) -> bool {
        words.len() >= self.length && self.is(&words[..self.length])
    }

    fn is(&self, words: &[Word]) -> bool {
        self.words[..self.length]
            .iter()
            .zip(words)
            .all(|(hash, word)| word.is(*hash))
    }
}

/// A verb that limits a number from a distance.
#[derive(Debug)]
pub struct Verb {
    /// Its forms.
    pub words: &'static [u32],
    /// The words one of which stands right before the number; empty if it needs none.
    pub before: &'static [u32],
    /// What it says, unless it is negated.
    pub bound: StatedBound,
}

/// The tables of a language.
#[derive(Debug)]
pub struct Grammar {
    /// Its concepts.
    pub concepts: &'static Table,
    /// What its words are stripped of.
    pub affixes: Affixes,
    /// Bounds that stand before a figure; longer phrases first.
    pub before: &'static [(Phrase, StatedBound)],
    /// Bounds that stand after a figure.
    pub after: &'static [(Phrase, StatedBound)],
    /// Verbs that limit a number from a distance.
    pub verbs: &'static [Verb],
    /// Nouns that name a limit.
    pub limits: &'static [u32],
    /// Small words that may stand between a bound, a sign or a change and the figure.
    pub small: &'static [u32],
    /// Words before a number that make it negative.
    pub negative: &'static [Phrase],
    /// Words after a number that make it negative.
    pub below_zero: &'static [Phrase],
    /// Words before a number of years that make it an age.
    pub age_before: &'static [Phrase],
    /// Words after a number that make it an age.
    pub age_after: &'static [Phrase],
    /// Words that may stand between a number and the noun that it counts.
    pub linking: &'static [u32],
    /// Words before a number that is a place in a row.
    pub number: &'static [u32],
    /// Words before a number that something rises or falls to, not by.
    pub to: &'static [u32],
    /// Words before a number that something rises or falls from.
    pub from: &'static [u32],
    /// Words before two numbers that limit each other.
    pub between: &'static [u32],
    /// Words before a number that is an hour.
    pub hour: &'static [u32],
    /// Words that turn what a verb says round.
    pub not: &'static [u32],
    /// Words that end a clause.
    pub conjunctions: &'static [u32],
    /// First, second, third …, in all genders.
    pub ordinals: &'static [&'static [u32]],
    /// Words before the last of several things.
    pub and: &'static [u32],
    /// The same, where it is written together with the word.
    pub joined_and: &'static [&'static str],
    /// True if names are written with capitals.
    pub capitals: bool,
}

const NONE: Grammar = Grammar {
    concepts: &Table::read(""),
    affixes: Affixes {
        prefixes: &[],
        suffixes: &[],
        least: 3,
    },
    before: &[],
    after: &[],
    verbs: &[],
    limits: &[],
    small: &[],
    negative: &[],
    below_zero: &[],
    age_before: &[],
    age_after: &[],
    linking: &[],
    hour: &[],
    between: &[],
    from: &[],
    to: &[],
    number: &[],
    not: &[],
    conjunctions: &[],
    ordinals: &[],
    and: &[],
    joined_and: &[],
    capitals: false,
};

/// The tables of the language with this tag; empty ones for a language that has none.
pub fn grammar(language: &str) -> &'static Grammar {
    const UNKNOWN: &Grammar = &NONE;
    match language.split('-').next().unwrap_or(language) {
        "ar" => ar::GRAMMAR,
        "en" => en::GRAMMAR,
        "ko" => ko::GRAMMAR,
        "ru" => ru::GRAMMAR,
        _ => UNKNOWN,
    }
}
