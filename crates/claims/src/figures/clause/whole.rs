//! Tells a number that is a part of another one: "of the 22 institutions, nine are universities", "10.9 billion, of which 730 million
//! is aid".

use crate::figures::clause::concepts::TOTAL;
use crate::figures::clause::owners::Owner;
use crate::figures::clause::words::Word;
use crate::figures::clause::{Clause, Wording};

/// Maximum number of words between "of which" and the part, and between the part and "of" before its whole.
const BESIDE: usize = 3;

/// Maximum number of words between a whole and the part after it: of the 7.9 million unemployed, 2.1 million.
const BETWEEN: usize = 5;

impl Wording<'_> {
    /// Returns true if a figure is told as a part of another one of its sentence.
    pub fn is_part_of(&self, part: &Clause, whole: &Clause) -> bool {
        let (first, second) = match whole.comes_before(part) {
            true => (whole, part),
            false => (part, whole),
        };
        let between = self.words.get(first.figure.end..second.figure.start);
        let Some(between) = between.filter(|_| part.shares_sentence(whole)) else {
            return false;
        };
        match whole.comes_before(part) {
            true => {
                let before = &self.words[whole.sentence.start..whole.figure.start];
                let near = &between[between.len().saturating_sub(BESIDE)..];
                let is_whole = before
                    .iter()
                    .rev()
                    .take(2)
                    .any(|word| word.is_one_of(self.grammar.out_of));
                let mut starts = 0..near.len();
                let begins = |at: usize| {
                    let mut phrases = self.grammar.including.iter();
                    phrases.any(|phrase| phrase.begins(&near[at..]))
                };
                starts.any(begins)
                    || is_whole
                        && before.len() <= 2
                        && between.len() <= BETWEEN
                        && !between.iter().any(|word| word.numeral)
            }
            false => {
                let last = &between[between.len().saturating_sub(2)..];
                between.len() <= BESIDE
                    && last.iter().any(|word| word.is_one_of(self.grammar.out_of))
            }
        }
    }

    /// Returns true if the sentence of a figure has a word by which parts are told from their whole.
    pub fn is_partitive(&self, clause: &Clause) -> bool {
        let mut at = clause.sentence.clone();
        let phrases = self.grammar.including;
        let begins = |at: usize| {
            phrases
                .iter()
                .any(|phrase| phrase.begins(&self.words[at..]))
        };
        let after = &self.words[clause.figure.end..clause.sentence.end];
        let near = after.iter().take(BESIDE);
        let is_of = near
            .into_iter()
            .any(|word| word.is_one_of(self.grammar.out_of));
        is_of || at.any(begins)
    }

    /// Returns true if a word of a figure's sentence says no more than that there is a number: stood at, in total.
    pub fn only_states(&self, clause: &Clause, owner: &Owner) -> bool {
        let mut words = self.words[clause.sentence.clone()].iter();
        words.any(|word| {
            let is_stating = word.key == TOTAL || word.is_one_of(self.grammar.stating);
            is_stating && owner.has_key(word.key)
        })
    }

    /// Returns the words that tell a part of a whole, and the other words of the sentence.
    pub fn words_of_part(&self, part: &Clause, whole: &Clause) -> (Vec<Owner>, Vec<Owner>) {
        let from = match whole.comes_before(part) {
            true => part.figure.start,
            // 98 of the 138 deputies voted for it.
            false => (whole.figure.end + 1).min(part.sentence.end),
        };
        let is_told = |word: &&Word| word.key != 0 && !word.numeral;
        let owners = |words: &[Word]| -> Vec<Owner> {
            let words = words.iter().filter(is_told);
            words.map(|word| self.owner(word, true)).collect()
        };
        let of_part = &self.words[from..part.sentence.end];
        // What follows the next number is said of that, and may be said of the part as well.
        (
            owners(of_part),
            owners(&self.words[part.sentence.start..from]),
        )
    }
}
