//! Tells two figures with one number apart by the words beside them: by the earlier time that each is compared with (a year or a
//! quarter ago), and by opposites (better and worse, above and below).
//!
//! The words are read where two texts have one number, not for every figure.

use crate::figures::clause::words::Word;
use crate::figures::clause::{Clause, Wording};

/// Maximum number of words between a figure and such a word.
const REACH: usize = 7;

/// Length of the time before the present at which a number holds, or with which a number is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    Year,
    Quarter,
    Month,
}

/// A pair of opposites, the same in all languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pole {
    /// Better, worse.
    Quality,
    /// Above a mark, below it.
    Level,
    /// At the latest, at the earliest.
    Limit,
    /// Filled, vacant.
    Occupied,
    /// Upper, lower.
    Height,
    /// North, south.
    North,
    /// East, west.
    East,
    /// Surplus, deficit.
    Balance,
    /// At home, on the road.
    Home,
}

/// The words for both sides of a pair.
pub type Opposites = (Pole, &'static [u32], &'static [u32]);

impl Wording<'_> {
    /// Returns the earlier time that the words beside a figure name: 3% up on the year, 31 in the prior quarter.
    fn base(&self, clause: &Clause) -> Option<Base> {
        let found = |words: &[Word]| {
            (0..words.len()).find_map(|at| {
                let mut bases = self.grammar.bases.iter();
                let (_, base) = bases.find(|(phrase, _)| phrase.begins(&words[at..]))?;
                Some(*base)
            })
        };
        let (before, after) = self.beside(clause);
        // What stands behind another number is said of that.
        let start = clause.figure.start - before.len();
        let is_behind_number = clause.sentence.start < start && self.words[start - 1].numeral;
        found(after).or_else(|| found(before).filter(|_| !is_behind_number))
    }

    /// Returns the words on both sides of a figure, in its part of the sentence and up to the next number.
    fn beside(&self, clause: &Clause) -> (&[Word], &[Word]) {
        let (start, end) = (clause.figure.start, clause.figure.end);
        let part = self.words.get(start).map(|word| word.part);
        let is_near = |word: &&Word| {
            Some(word.part) == part
                && !word.numeral
                && !self.is_and(word)
                && !word.is_one_of(self.grammar.conjunctions)
        };
        let before = &self.words[clause.sentence.start..start];
        let length = before.iter().rev().take(REACH).take_while(is_near).count();
        let before = &before[before.len() - length..];
        let after = &self.words[end..clause.sentence.end];
        let length = after.iter().take(REACH).take_while(is_near).count();
        (before, &after[..length])
    }

    /// Returns true if a figure of this text and one of the original are compared with different earlier times.
    pub fn has_other_base(&self, clause: &Clause, original: &Wording<'_>, other: &Clause) -> bool {
        match (self.base(clause), original.base(other)) {
            (Some(one), Some(two)) => one != two,
            _ => false,
        }
    }

    /// Returns true if a figure of this text and one of the original are compared with the same earlier time.
    pub fn has_same_base(&self, clause: &Clause, original: &Wording<'_>, other: &Clause) -> bool {
        let base = self.base(clause);
        base.is_some() && base == original.base(other)
    }

    /// Returns true if words of opposite meaning stand beside a figure of this text and one of the original, and neither
    /// part of a sentence has both.
    pub fn has_opposite(&self, clause: &Clause, original: &Wording<'_>, other: &Clause) -> bool {
        let has = |(before, after): (&[Word], &[Word]), words: &[u32]| {
            // Directly before a number, such a word is its bound: under 12%.
            let before = before.split_last().map_or(before, |(_, rest)| rest);
            let mut beside = before.iter().chain(after);
            beside.any(|word| word.is_one_of(words))
        };
        let beside = self.beside(clause);
        self.grammar.opposites.iter().any(|(pole, ours, theirs)| {
            let is_first = match (has(beside, ours), has(beside, theirs)) {
                (true, false) if !self.has_in_part(clause, theirs) => true,
                (false, true) if !self.has_in_part(clause, ours) => false,
                _ => return false,
            };
            let mut pairs = original.grammar.opposites.iter();
            pairs.any(|(same, first, second)| {
                let (own, opposite) = match is_first {
                    true => (first, second),
                    false => (second, first),
                };
                same == pole
                    && has(original.beside(other), opposite)
                    && !original.has_in_part(other, own)
            })
        })
    }

    fn has_in_part(&self, clause: &Clause, words: &[u32]) -> bool {
        let part = self.words.get(clause.figure.start).map(|word| word.part);
        let sentence = self.words[clause.sentence.clone()].iter();
        let mut here = sentence.filter(|word| Some(word.part) == part);
        here.any(|word| word.is_one_of(words))
    }
}
