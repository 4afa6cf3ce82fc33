//! Recognizes a number that is a part of another one: "of the 22 institutions, nine are universities", "10.9 billion,
//! of which 730 million is aid".

use crate::figures::clause::concepts::TOTAL;
use crate::figures::clause::owners::OwnedWord;
use crate::figures::clause::words::{Word, hash};
use crate::figures::clause::{Clause, Wording};

/// Maximum number of words between "of which" and the part, and between the part and "of" before its whole.
const BESIDE: usize = 3;

/// Maximum number of words between a whole and the part after it: of the 7.9 million unemployed, 2.1 million.
const BETWEEN: usize = 5;

/// Concepts of goods, which limit the noun next to them: chip exports.
const GOODS: [u32; 22] = [
    hash(b"chip"),
    hash(b"car"),
    hash(b"ship"),
    hash(b"truck"),
    hash(b"oil"),
    hash(b"gas"),
    hash(b"coal"),
    hash(b"wheat"),
    hash(b"barley"),
    hash(b"rice"),
    hash(b"sugar"),
    hash(b"food"),
    hash(b"medicine"),
    hash(b"vaccine"),
    hash(b"steel"),
    hash(b"gold"),
    hash(b"copper"),
    hash(b"electronics"),
    hash(b"textile"),
    hash(b"weapon"),
    hash(b"animal"),
    hash(b"fish"),
];

impl Wording<'_> {
    /// Returns true if a figure is presented as a part of another one of its sentence.
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

    /// Returns true if the sentence of a figure has a word that marks a part or its whole.
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

    /// Returns true if a word of a figure's sentence only introduces a number: stood at, in total.
    pub fn only_states(&self, clause: &Clause, owner: &OwnedWord) -> bool {
        let mut words = self.words[clause.sentence.clone()].iter();
        words.any(|word| {
            let is_stating = word.key == TOTAL || word.is_one_of(self.grammar.stating);
            is_stating && owner.has_key(word.key)
        })
    }

    /// Returns the words that describe a part of a whole, and the other words of the sentence.
    pub fn words_of_part(&self, part: &Clause, whole: &Clause) -> (Vec<OwnedWord>, Vec<OwnedWord>) {
        let from = match whole.comes_before(part) {
            true => part.figure.start,
            // 98 of the 138 deputies voted for it.
            false => (whole.figure.end + 1).min(part.sentence.end),
        };
        let is_told = |word: &&Word| word.key != 0 && !word.numeral;
        let owners = |words: &[Word]| -> Vec<OwnedWord> {
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

    /// Returns the key of the thing of which a figure is presented as the total: total exports, exports totalled. The
    /// word for the total has to stand beside that of the thing, and nothing may limit the thing.
    pub fn totalled_thing(&self, clause: &Clause) -> Option<u32> {
        let part = self.words.get(clause.figure.start)?.part;
        let before = clause.sentence.start..clause.figure.start;
        let is_thing = |at: usize| {
            let word = self.words.get(at)?;
            (word.is_concept() && word.key != TOTAL && word.part == part).then_some(word.key)
        };
        let is_total = |word: &Word| {
            word.part == part && (word.key == TOTAL || word.is_one_of(self.grammar.totalling))
        };
        let mut found = None;
        for at in before.filter(|at| is_total(&self.words[*at])) {
            let behind = at.checked_sub(1).filter(|at| *at >= clause.sentence.start);
            let thing = behind
                .and_then(is_thing)
                .map(|key| (key, behind))
                .or_else(|| is_thing(at + 1).map(|key| (key, Some(at + 1))));
            found = found.or(thing);
        }
        let (key, at) = found?;
        self.limit_at(at?, clause).is_none().then_some(key)
    }

    /// Returns the concept of the goods that limit a thing, if the sentence of a figure names them before it: chip
    /// exports.
    pub fn limit_of(&self, clause: &Clause, thing: u32) -> Option<u32> {
        let mut places = clause.sentence.start..clause.figure.start;
        let at = places.rfind(|at| self.words[*at].key == thing)?;
        let limit = self.limit_at(at, clause)?;
        Some(self.words[limit].key)
    }

    /// Returns true if the sentence of a figure names a thing before the figure, without a word that limits the thing.
    pub fn names_unlimited(&self, clause: &Clause, thing: u32) -> bool {
        let mut places = clause.sentence.start..clause.figure.start;
        let at = places.rfind(|at| self.words[*at].key == thing);
        at.is_some_and(|at| self.limit_at(at, clause).is_none())
    }

    /// Returns the index of the noun that limits another one: before it, or after it where heads come first.
    fn limit_at(&self, at: usize, clause: &Clause) -> Option<usize> {
        let word = &self.words[at];
        let is_limit = |at: usize| {
            let other = self.words.get(at)?;
            let is_limit = other.part == word.part
                && clause.sentence.contains(&at)
                && GOODS.contains(&other.key);
            is_limit.then_some(at)
        };
        match self.grammar.counts_before || !self.grammar.head_is_first() {
            true => is_limit(at.checked_sub(1)?),
            // In Arabic and French, "of" may stand between them.
            false => is_limit(at + 1),
        }
    }
}
