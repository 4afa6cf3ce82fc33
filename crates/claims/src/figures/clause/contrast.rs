//! Words beside a figure that exclude another reading of the same number: the time before which it is compared with, and one of two
//! opposites (better and worse, above and below).
//!
//! They are read where two texts have one number, not for every figure.

use crate::figures::clause::words::Word;
use crate::figures::clause::{Clause, Wording};

/// Maximum number of words between a figure and such a word.
const REACH: usize = 7;

/// Maximum number of words between a part and its whole.
const PARTITIVE: usize = 4;

/// The time between the present and the moment that a number is compared with, or is of.
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
    /// Returns the time before which a figure is compared with: 3% up on the year, 31 in the prior quarter.
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

    /// Returns true if a figure is the part or the whole in "22 of the 64 posts", in whose order nothing can be exchanged without
    /// the part exceeding the whole.
    pub fn is_part_or_whole(&self, clause: &Clause) -> bool {
        let sentence = &clause.sentence;
        // The word stands right before the whole, or before its article.
        let joins = |words: &[Word], is_before: bool| {
            let near: Vec<&Word> = match is_before {
                true => words.iter().rev().take(PARTITIVE + 1).collect(),
                false => words.iter().take(PARTITIVE + 1).collect(),
            };
            let Some(number) = near.iter().position(|word| word.numeral) else {
                return false;
            };
            let mut between: Vec<&Word> = near[..number].to_vec();
            if !is_before {
                between.reverse();
            }
            let mut last = between.iter().take(2);
            last.any(|word| is_one_of(word, self.grammar.partitive))
        };
        joins(&self.words[sentence.start..clause.figure.start], true)
            || joins(&self.words[clause.figure.end..sentence.end], false)
    }

    /// Returns the words on both sides of a figure, in its part of the sentence and up to the next number.
    fn beside(&self, clause: &Clause) -> (&[Word], &[Word]) {
        let (start, end) = (clause.figure.start, clause.figure.end);
        let part = self.words.get(start).map(|word| word.part);
        let is_near = |word: &&Word| {
            Some(word.part) == part
                && !word.numeral
                && !self.is_and(word)
                && !is_one_of(word, self.grammar.conjunctions)
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
        self.grammar.opposites.iter().any(|(pole, ours, theirs)| {
            let side = match (
                self.has_beside(clause, ours),
                self.has_beside(clause, theirs),
            ) {
                (true, false) if !self.has_in_part(clause, theirs) => 0,
                (false, true) if !self.has_in_part(clause, ours) => 1,
                _ => return false,
            };
            let mut pairs = original.grammar.opposites.iter();
            pairs.any(|(same, first, second)| {
                let (own, opposite) = match side {
                    0 => (first, second),
                    _ => (second, first),
                };
                same == pole
                    && original.has_beside(other, opposite)
                    && !original.has_in_part(other, own)
            })
        })
    }

    fn has_beside(&self, clause: &Clause, words: &[u32]) -> bool {
        let (before, after) = self.beside(clause);
        // Directly before a number, such a word is its bound: under 12%.
        let before = before.split_last().map_or(before, |(_, rest)| rest);
        before
            .iter()
            .chain(after)
            .any(|word| is_one_of(word, words))
    }

    fn has_in_part(&self, clause: &Clause, words: &[u32]) -> bool {
        let part = self.words.get(clause.figure.start).map(|word| word.part);
        let sentence = self.words[clause.sentence.clone()].iter();
        let mut here = sentence.filter(|word| Some(word.part) == part);
        here.any(|word| is_one_of(word, words))
    }

    /// Returns true if an ordinal numbers something to which the original gives other ordinals, and not the one of any of these
    /// places: the second reading, of a third reading and a second half.
    pub fn numbers_another(
        &self,
        clause: &Clause,
        original: &Wording<'_>,
        places: &[&Clause],
    ) -> bool {
        let Some(thing) = self.numbered_thing(clause) else {
            return false;
        };
        let is_numbered = |place: &&&Clause| {
            let words = &original.words[place.sentence.clone()];
            words.iter().any(|word| word.key == thing)
        };
        // In other languages the thing stands before its ordinal, or on either side.
        self.shares_language(original)
            && !self.grammar.head_is_first()
            && original.numbers(thing)
            && !places.iter().any(|place| is_numbered(&place))
    }
}

fn is_one_of(word: &Word, words: &[u32]) -> bool {
    words.iter().any(|hash| word.is(*hash))
}
