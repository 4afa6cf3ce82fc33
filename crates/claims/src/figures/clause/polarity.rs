//! Distinguishes what happened from what did not, by a verb near a figure that only one of two texts negates: "did not
//! reach 500", "reached 500".
//!
//! The words are read only if two texts have the same number, not for every figure. A sentence with a word such as
//! "failed" or "without" leaves it open, and so does one that negates anything else.

use std::rc::Rc;

use crate::figures::clause::bound::StatedBound;
use crate::figures::clause::words::{Word, hash};
use crate::figures::clause::{Clause, Wording};

/// Maximum number of words between a figure and its verb.
const REACH: usize = 7;

/// Maximum number of small words between a negation and its verb.
const BETWEEN: usize = 3;

/// The words of a language that negate an event.
#[derive(Debug)]
pub struct Denials {
    /// Words that negate the verb after them.
    pub not: &'static [u32],
    /// Words that may stand between a negation and its verb, apart from insignificant ones: not yet reached.
    pub between: &'static [u32],
    /// Verbs that a negation makes positive: لا يزال, still.
    pub still: &'static [u32],
    /// Words before a number of things to which nothing applies: none of the 12.
    pub none: &'static [u32],
    /// Words that leave open what happened, wherever they stand in the sentence: failed, without, only.
    pub open: &'static [u32],
    /// Words for denying a statement.
    pub deny: &'static [u32],
    /// Words between a verb and a time up to which the verb does or does not hold: before 2028.
    pub until: &'static [u32],
    /// Verbs in all their forms, each with a name that is the same in all languages. Other verbs are compared as
    /// concepts or stems.
    pub verbs: &'static [(u32, &'static [u32])],
    /// Returns the verb of a form that is negative by itself: نرسید. Takes the word and the next one.
    pub negative: fn(&str, &str) -> Option<String>,
    /// Returns the stem of a form whose prefix or ending expresses person and tense: تبلغ, بلغت.
    pub stem: fn(&str, bool) -> Option<String>,
}

/// The verb "reach", in all languages.
pub const REACHED: u32 = hash(b"reach");

/// An empty table, for languages without one.
pub const UNREAD: Denials = Denials {
    not: &[],
    between: &[],
    still: &[],
    none: &[],
    open: &[],
    deny: &[],
    until: &[],
    verbs: &[],
    negative: |_, _| None,
    stem: |_, _| None,
};

/// The verbs beside a figure.
#[derive(Debug, Default)]
pub(super) struct Polarity {
    /// Keys of the verbs, and of all other words, that are not negated.
    told: Vec<u32>,
    /// Keys of the verbs that are negated.
    denied: Vec<u32>,
    /// The bound directly before the figure, apart from its negation.
    bound: Option<StatedBound>,
    /// True if the sentence denies its own statement.
    is_disputed: bool,
    /// True if a word such as "before" stands directly before the figure.
    until: bool,
}

impl Wording<'_> {
    /// Returns true if one text negates what the other one states of a figure.
    pub fn has_other_polarity(
        &self,
        clause: &Clause,
        original: &Wording<'_>,
        other: &Clause,
    ) -> bool {
        if !self.may_deny(clause) && !original.may_deny(other) {
            return false;
        }
        // They have not won since 1974: they won in 1974.
        if self.follows_since(clause) || original.follows_since(other) {
            return false;
        }
        let (own, theirs) = (self.polarity(clause), original.polarity(other));
        let is_denied = |told: &Polarity, denied: &Polarity| {
            let mut verbs = denied.denied.iter();
            verbs.any(|verb| told.told.contains(verb))
        };
        let is_other = own.bound == theirs.bound
            && own.until == theirs.until
            && (is_denied(&own, &theirs) || is_denied(&theirs, &own));
        is_other || theirs.is_disputed && !self.leaves_open()
    }

    /// Returns true if the sentence of a figure may deny something.
    fn may_deny(&self, clause: &Clause) -> bool {
        if self.grammar.is_verb_final {
            return true;
        }
        let mut denying = self.denying.borrow_mut();
        let denying = denying.get_or_insert_with(|| {
            let masks = self.masks();
            let words = self.words.iter().enumerate();
            let denying = words.filter(|(_, word)| masks.denials.may_have(word));
            denying.map(|(at, _)| at).collect()
        });
        let next = denying.partition_point(|at| *at < clause.sentence.start);
        denying
            .get(next)
            .is_some_and(|at| *at < clause.sentence.end)
    }

    /// Returns true if any word of the text denies something, or leaves it open.
    fn leaves_open(&self) -> bool {
        let table = &self.grammar.denials;
        self.words.iter().any(|word| {
            let mut words = [table.deny, table.not, table.open, table.none].into_iter();
            words.any(|words| word.is_one_of(words))
        })
    }

    /// Returns the verbs near a figure. Read only once per figure.
    fn polarity(&self, clause: &Clause) -> Rc<Polarity> {
        let contrast = self.contrast(clause);
        let mut polarity = contrast.polarity.borrow_mut();
        Rc::clone(polarity.get_or_insert_with(|| Rc::new(self.read_polarity(clause))))
    }

    fn read_polarity(&self, clause: &Clause) -> Polarity {
        let (table, masks) = (&self.grammar.denials, self.masks());
        let mut polarity = Polarity::default();
        let sentence = &self.words[clause.sentence.clone()];
        let before = &self.words[clause.sentence.start..clause.figure.start];
        let part = self.words.get(clause.figure.start).map(|word| word.part);
        polarity.is_disputed = match self.grammar.is_verb_final {
            true => sentence,
            false => before,
        }
        .iter()
        .any(|word| {
            // "Denied it, and accused the army of killing 12" denies something else.
            Some(word.part) == part && masks.denials.may_have(word) && word.is_one_of(table.deny)
        });
        if table.not.is_empty() && table.verbs.is_empty()
            || sentence
                .iter()
                .any(|word| masks.open.may_have(word) && word.is_one_of(table.open))
        {
            return polarity;
        }
        let bounds = self.grammar.before.iter();
        let bound = bounds.into_iter().find(|(phrase, _)| phrase.ends(before));
        polarity.bound = bound.map(|(_, bound)| *bound);
        let last = &before[before.len().saturating_sub(2)..];
        polarity.until = last.iter().any(|word| word.is_one_of(table.until));
        let behind = (clause.sentence.start..clause.figure.start).rev();
        let ahead = clause.figure.end..clause.sentence.end;
        let is_near = |at: &usize| {
            let word = &self.words[*at];
            Some(word.part) == part
                && !word.numeral
                && !self.is_and(word)
                && !word.is_one_of(self.grammar.conjunctions)
                && !word.is_one_of(self.grammar.relative)
        };
        let behind: Vec<usize> = behind.take(REACH).take_while(is_near).collect();
        let ahead: Vec<usize> = ahead.take(REACH).take_while(is_near).collect();
        // None of the 12 mines.
        let mut near = behind.iter().take(BETWEEN);
        let is_none = near.any(|at| self.words[*at].is_one_of(table.none));
        // The letter of "didn't" and "n'a" is joined by an apostrophe, unlike that of AT&T.
        let is_joined = |word: &Word| {
            let (start, end) = (word.start as usize, word.end as usize);
            end - start > 1
                || self.text[..start].ends_with(['\'', '’'])
                || self.text[end..].starts_with(['\'', '’'])
        };
        let is_not = |word: &Word| {
            masks.denials.may_have(word) && word.hash_is_one_of(table.not) && is_joined(word)
        };
        for (at, is_after) in behind
            .iter()
            .map(|at| (*at, false))
            .chain(ahead.iter().map(|at| (*at, true)))
        {
            let word = &self.words[at];
            let spelled = self.spelled(word);
            let next = self
                .words
                .get(at + 1)
                .filter(|next| next.sentence == word.sentence);
            let next = next.map_or("", |next| self.spelled(next));
            if let Some(verb) = (table.negative)(spelled, next) {
                polarity.denied.extend(self.verb_of(&verb));
                continue;
            }
            if word.key == 0 || is_not(word) {
                continue;
            }
            let start = if is_after {
                clause.figure.end
            } else {
                clause.sentence.start
            };
            let ahead = (start..at).rev().take(BETWEEN);
            let part = word.part;
            let is_small = |at: &usize| {
                let word = &self.words[*at];
                word.key == 0 || word.is_one_of(table.between)
            };
            let is_negated = ahead
                .clone()
                .take_while(|at| self.words[*at].part == part)
                .take_while(|at| is_not(&self.words[*at]) || is_small(at))
                .any(|at| is_not(&self.words[at]));
            let is_negated = is_negated || is_none && is_after;
            let keys = self.verb_keys(word, is_negated);
            match is_negated {
                true => polarity.denied.extend(keys),
                false => polarity.told.extend(keys),
            }
        }
        // A negation of something else may well be one of this, too: did not manage to reach 500.
        if sentence.iter().any(is_not) || !polarity.denied.is_empty() {
            polarity.told.clear();
        }
        polarity
    }

    /// Returns the keys for comparing a verb.
    fn verb_keys(&self, word: &Word, is_negated: bool) -> Vec<u32> {
        let table = &self.grammar.denials;
        let mut verbs = table.verbs.iter();
        let named = verbs.find(|(_, forms)| word.hash_is_one_of(forms));
        let mut keys = vec![named.map_or(word.key, |(name, _)| *name)];
        let stem = (table.stem)(self.spelled(word), is_negated);
        if let Some(form) = stem.map(|stem| hash(stem.as_bytes())) {
            let concept = self.grammar.concepts.concept(form);
            keys.extend([form, concept].into_iter().filter(|key| *key != 0));
        }
        keys
    }

    /// Returns the key of a verb that is in a table.
    fn verb_of(&self, verb: &str) -> Option<u32> {
        let form = hash(verb.as_bytes());
        let mut verbs = self.grammar.denials.verbs.iter();
        let named = verbs.find(|(_, forms)| forms.contains(&form));
        let concept = || Some(self.grammar.concepts.concept(form)).filter(|key| *key != 0);
        named.map(|(name, _)| *name).or_else(concept)
    }
}

impl Word {
    /// Returns true if the whole word, with its clitics, is in `words`.
    fn hash_is_one_of(&self, words: &[u32]) -> bool {
        words.contains(&self.hash)
    }
}
