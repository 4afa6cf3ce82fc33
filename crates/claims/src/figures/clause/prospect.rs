//! Distinguishes expected, planned or promised events from past ones, by the words near a figure: "will hire 300",
//! "hired 300".
//!
//! The words are read only if two texts have the same number, not for every figure.

use crate::figures::clause::grammar::HashedPhrase;
use crate::figures::clause::words::Word;
use crate::figures::clause::{Clause, Wording};

/// Maximum number of words between a figure and the word that presents it as past or expected.
const REACH: usize = 12;

/// Maximum number of words before a word for an expected event, in a part of the sentence that is about another number.
const MOST_BEFORE: usize = 2;

/// The time that a statement about a number refers to: past or future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prospect {
    /// The event has happened: hired 300.
    Done,
    /// The event is expected, planned or promised: plans to hire 300.
    Ahead,
}

/// The words of a language that distinguish past events from expected ones.
#[derive(Debug)]
pub struct Prospects {
    /// Phrases for expected, planned or promised events.
    pub ahead: &'static [HashedPhrase],
    /// Returns true for a word form with such a meaning that no table can list: سيوظف.
    pub is_ahead: fn(&str) -> bool,
    /// Words that cancel such a phrase: than expected, would have, will stay.
    pub exceptions: &'static [u32],
    /// Verbs in the past tense that state a result.
    pub done: &'static [u32],
    /// Other words of undertakings, which leave open how much is done already: under a contract for 12 ships.
    pub undertakings: &'static [u32],
}

/// An empty table, for languages without one.
pub const UNKNOWN: Prospects = Prospects {
    ahead: &[],
    is_ahead: |_| false,
    exceptions: &[],
    done: &[],
    undertakings: &[],
};

impl Wording<'_> {
    /// Returns true if this text presents a figure as past and the original presents it as expected, or the other way
    /// round.
    pub fn has_other_prospect(
        &self,
        clause: &Clause,
        original: &Wording<'_>,
        other: &Clause,
    ) -> bool {
        let (Some(own), Some(theirs)) = (
            self.contrast(clause).prospect,
            original.contrast(other).prospect,
        ) else {
            return false;
        };
        own != theirs
            && match own {
                Prospect::Done => !self.speaks_of_plans(clause),
                Prospect::Ahead => !original.speaks_of_plans(other),
            }
    }

    /// Returns whether the words nearest to a figure, in its part of the sentence, present it as past or expected;
    /// `None` if they leave it open.
    pub(super) fn prospect(&self, clause: &Clause) -> Option<Prospect> {
        let table = &self.grammar.prospects;
        let (start, end) = (clause.figure.start, clause.figure.end);
        let part = self.words.get(start)?.part;
        // "From 640 million this year to 1.5 billion by 2028": where something starts is not ahead.
        if table.ahead.is_empty() || clause.after_from || clause.compared {
            return None;
        }
        // Behind a conjunction or another number, the words tell of something else.
        let goes_on = |at: &usize| {
            let word = &self.words[*at];
            !word.numeral && !word.is_one_of(self.grammar.conjunctions)
        };
        let is_here = |at: &usize| self.words[*at].part == part;
        let before = (clause.sentence.start..start).rev().take(REACH);
        let before = before.take_while(|at| is_here(at) && goes_on(at));
        let before = before.into_iter().find_map(|at| self.told_at(at));
        let is_here = |at: &usize| self.grammar.is_verb_final || is_here(at);
        let after = (end..clause.sentence.end).take(REACH);
        let after = after.take_while(|at| is_here(at) && goes_on(at));
        let after = after.into_iter().find_map(|at| self.told_at(at));
        match (before, after) {
            (Some(before), Some(after)) if before != after => None,
            _ => before.or(after),
        }
    }

    /// Returns whether the word at an index presents the words near it as past or expected.
    fn told_at(&self, at: usize) -> Option<Prospect> {
        let table = &self.grammar.prospects;
        let word = &self.words[at];
        if !self.masks().prospects.may_have(word) && !(table.is_ahead)(self.spelled(word)) {
            return None;
        }
        let ahead = (table.ahead.iter()).find(|phrase| phrase.begins(&self.words[at..]));
        let length = match ahead {
            Some(phrase) => phrase.length(),
            None if (table.is_ahead)(self.spelled(word)) => 1,
            None => return word.is_one_of(table.done).then_some(Prospect::Done),
        };
        let beside = [at.checked_sub(1), Some(at + length)];
        let mut beside = beside.into_iter().flatten();
        let is_excepted = beside.any(|at| {
            let word = self.words.get(at);
            word.is_some_and(|word| word.is_one_of(table.exceptions))
        });
        (!is_excepted).then_some(Prospect::Ahead)
    }

    pub(super) fn spelled(&self, word: &Word) -> &str {
        let range = word.start as usize..word.end as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// Returns true if the sentence of a figure has a word for an undertaking, or one for an expected event that may be
    /// about the figure.
    fn speaks_of_plans(&self, clause: &Clause) -> bool {
        let table = &self.grammar.prospects;
        clause.sentence.clone().any(|at| {
            let words = &self.words[at..];
            words[0].is_one_of(table.undertakings)
                || ((table.ahead.iter()).any(|phrase| phrase.begins(words))
                    || (table.is_ahead)(self.spelled(&words[0])))
                    && !self.tells_of_next_number(at, clause)
        })
    }

    /// Returns true if a word behind a figure is about another number: it begins a part of the sentence, after "and",
    /// that has a number of its own. Inflation fell to 5.5%, and is expected to reach 3%.
    fn tells_of_next_number(&self, at: usize, clause: &Clause) -> bool {
        let part = self.words[at].part;
        let of_part = self.words[clause.sentence.clone()].iter();
        let of_part: Vec<&Word> = of_part.filter(|word| word.part == part).collect();
        let is_other = at >= clause.figure.end
            && self
                .words
                .get(clause.figure.start)
                .is_some_and(|word| word.part != part);
        let near = of_part.iter().take(MOST_BEFORE + 1);
        let mut near = near.into_iter().map(|word| word.start);
        is_other
            && of_part.first().is_some_and(|word| self.is_and(word))
            && near.any(|start| start == self.words[at].start)
            && of_part.iter().any(|word| word.numeral)
    }
}
