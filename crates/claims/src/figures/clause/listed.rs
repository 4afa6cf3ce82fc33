//! Detects numbers that a reader can get by counting (the items of a list, the things that ordinals number), and numbers
//! that are parts of a counted whole.

use std::ops::Range;

use crate::figures::clause::concepts::POINT;
use crate::figures::clause::grammar::{HashedPhrase, HourSide};
use crate::figures::clause::words::{Word, hash};
use crate::figures::clause::{Clause, Wording};

/// Maximum number of words between a part and its whole.
const PARTITIVE: usize = 4;

/// Maximum number of words between an ordinal and a word of an order of size or merit.
const RANKED: usize = 2;

/// Maximum number of words for a thing in a list.
const MOST_OF_THING: usize = 4;

/// Maximum number of words between two numbers that are joined, among them "and": seven elected members and five others.
const MOST_BETWEEN: usize = 6;

/// The connection between a number of a list and the next one.
#[derive(Debug, Clone, Copy)]
pub struct Join {
    /// True if "and" stands before the next number, which is then the last one of the list.
    pub is_last: bool,
}

impl Wording<'_> {
    /// Returns true if the text has the ordinal of a number before the thing that a clause counts: "seventh year" for "seven
    /// years".
    pub fn has_ordinal(&self, number: u64, of: &Clause, keys: &[u32]) -> bool {
        let Some(ordinals) = usize::try_from(number)
            .ok()
            .and_then(|n| self.grammar.ordinals.get(n.checked_sub(1)?))
        else {
            return false;
        };
        let places = self
            .words
            .iter()
            .enumerate()
            .filter(|(_, word)| ordinals.iter().any(|ordinal| word.is(*ordinal)));
        places.into_iter().any(|(at, _)| {
            if of.numbered {
                return true;
            }
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            beside.filter_map(|at| self.words.get(at)).any(|word| {
                word.key != 0 && (of.counted.contains(&word.key) || keys.contains(&word.key))
            })
        })
    }

    /// Returns true if one of these words follows an indefinite article in the text.
    pub fn has_single(&self, words: &[Word]) -> bool {
        let is_article = |word: &Word| word.is_one_of(self.grammar.articles);
        self.words.windows(2).any(|pair| {
            let mut alike = words.iter().filter(|word| word.key != 0 && !word.numeral);
            is_article(&pair[0]) && alike.any(|word| word.key == pair[1].key)
        })
    }

    /// Returns the key of the thing that an ordinal numbers: the word after it, or else the word before it; the other way round in a
    /// language whose nouns stand before.
    pub fn numbered_thing(&self, clause: &Clause) -> Option<u32> {
        let key = |at: usize| {
            let word = self.words.get(at)?;
            (clause.sentence.contains(&at) && word.key != 0 && !word.numeral).then_some(word.key)
        };
        let before = || key(clause.figure.start.checked_sub(1)?);
        let after = || key(clause.figure.end);
        match self.grammar.head_is_first() {
            true => before().or_else(after),
            false => after().or_else(before),
        }
    }

    /// Returns true if an ordinal in words stands beside a word with this key.
    pub fn numbers(&self, thing: u32) -> bool {
        self.words.iter().enumerate().any(|(at, word)| {
            let ordinals = || self.grammar.ordinals.iter().flat_map(|forms| forms.iter());
            let is_thing = |at: Option<usize>| {
                at.and_then(|at| self.words.get(at))
                    .is_some_and(|word| word.key == thing)
            };
            (is_thing(at.checked_sub(1)) || is_thing(Some(at + 1)))
                && ordinals().any(|ordinal| word.is(*ordinal))
        })
    }

    /// Returns true if an ordinal numbers something to which the original gives only other ordinals than at these
    /// places: "the fifth reading", where the original has a third reading and a fifth law. `places` have the number;
    /// the flag is true if it may be part of a series there. Another number counts only if the thing stands next to it:
    /// "the last four".
    pub fn numbers_another(
        &self,
        clause: &Clause,
        original: &Wording<'_>,
        places: &[(&Clause, bool)],
    ) -> bool {
        let Some(thing) = self.numbered_thing(clause) else {
            return false;
        };
        let names_thing = |(place, is_ordinal): &(&Clause, bool)| {
            let near = match is_ordinal {
                true => place.sentence.clone(),
                false => original.around_number(place),
            };
            original.words[near].iter().any(|word| word.key == thing)
        };
        self.shares_language(original) && original.numbers(thing) && !places.iter().any(names_thing)
    }

    /// Returns the words of a figure, one word before it, and two words after it.
    fn around_number(&self, clause: &Clause) -> Range<usize> {
        let start = clause.figure.start.saturating_sub(1);
        start.max(clause.sentence.start)..(clause.figure.end + 2).min(clause.sentence.end)
    }

    /// Returns true if the original gives the ordinal only to others of the same kind: "third seed Wawrinka" where the original has
    /// "third seed Nishikori".
    pub fn numbers_other_name(
        &self,
        clause: &Clause,
        original: &Wording<'_>,
        places: &[(&Clause, bool)],
    ) -> bool {
        if !self.shares_language(original) || !self.grammar.capitals || self.grammar.head_is_first()
        {
            return false;
        }
        let Some((thing, name)) = self.thing_and_name(clause) else {
            return false;
        };
        let is_same = |(place, is_ordinal): &(&Clause, bool)| {
            let Some((other, others)) = original.thing_and_name(place) else {
                return true;
            };
            !is_ordinal
                || other != thing
                || name
                    .iter()
                    .any(|word| others.iter().any(|other| other.hash == word.hash))
        };
        !places.is_empty() && !places.iter().any(is_same)
    }

    /// Returns the key of the thing that stands right after an ordinal, and the capitalized words that follow it.
    fn thing_and_name(&self, clause: &Clause) -> Option<(u32, &[Word])> {
        let after = &self.words[clause.figure.end..clause.sentence.end];
        let (thing, rest) = after.split_first()?;
        let is_of_name = |word: &&Word| word.capital && !word.numeral && word.part == thing.part;
        let length = rest.iter().take_while(is_of_name).count();
        (thing.key != 0 && !thing.capital && length > 0).then(|| (thing.key, &rest[..length]))
    }

    /// Returns true if a figure is a part of a point: two tenths of a percentage point.
    pub fn is_part_of_point(&self, clause: &Clause) -> bool {
        let after = &self.words[clause.figure.end..clause.sentence.end];
        let near = after.iter().take(PARTITIVE + 2);
        let mut near = near.take_while(|word| !word.numeral);
        near.any(|word| word.key == POINT)
    }

    /// Returns true if a figure is the part or the whole in "22 of the 64 posts", whose two numbers cannot have been
    /// exchanged: the part would exceed the whole.
    pub fn is_part_or_whole(&self, clause: &Clause) -> bool {
        let sentence = &clause.sentence;
        // The word stands right before the whole, or before its article.
        let joins = |words: &[Word], is_before: bool| {
            let number = match is_before {
                true => words
                    .iter()
                    .rev()
                    .take(PARTITIVE + 1)
                    .position(|word| word.numeral),
                false => words
                    .iter()
                    .take(PARTITIVE + 1)
                    .position(|word| word.numeral),
            };
            let Some(length) = number else {
                return false;
            };
            let between = match is_before {
                true => &words[words.len() - length..],
                false => &words[..length],
            };
            let last = &between[length.saturating_sub(2)..];
            last.iter()
                .any(|word| word.is_one_of(self.grammar.partitive))
        };
        joins(&self.words[sentence.start..clause.figure.start], true)
            || joins(&self.words[clause.figure.end..sentence.end], false)
    }

    /// Returns true if an ordinal is a place in an order of size or merit: second-largest, in second place.
    pub fn is_rank(&self, clause: &Clause) -> bool {
        let (start, end) = (clause.figure.start, clause.figure.end);
        let near = start.saturating_sub(RANKED).max(clause.sentence.start)
            ..(end + RANKED).min(clause.sentence.end);
        self.words[near]
            .iter()
            .any(|word| word.is_one_of(self.grammar.ranks))
    }

    /// Returns true if a figure is a word for a multiple: tripled.
    pub fn multiplies(&self, clause: &Clause) -> bool {
        let mut words = self.words[clause.figure.clone()].iter();
        words.any(|word| word.is_one_of(self.grammar.multiples))
    }

    /// Returns true if the text has a word with this key.
    pub fn has_key(&self, key: u32) -> bool {
        self.words.iter().any(|word| word.key == key)
    }

    /// Returns true if the text has this word.
    pub fn has_word(&self, letters: &str) -> bool {
        let hash = hash(letters.as_bytes());
        self.words.iter().any(|word| word.is(hash))
    }

    /// Returns true if a word is "and", or begins with it.
    pub(super) fn is_and(&self, word: &Word) -> bool {
        let joined = |prefix: &&str| {
            word.bare != word.hash && self.text[word.start as usize..].starts_with(*prefix)
        };
        self.grammar.and.iter().any(|and| word.is(*and))
            || self.grammar.joined_and.iter().any(joined)
    }

    /// Returns the connection between a figure and the next one of the sentence; `None` if neither "and" nor a comma
    /// stands between them, or too many words do.
    pub fn join(&self, before: &Clause, after: &Clause) -> Option<Join> {
        let between = self.words.get(before.figure.end..after.figure.start)?;
        // "And" may be joined to the number itself.
        let first = self.words.get(after.figure.start)?;
        let is_last = between.iter().chain([first]).any(|word| self.is_and(word));
        let last = self.words.get(before.figure.end.checked_sub(1)?)?;
        let is_list = is_last || first.part != last.part;
        (is_list && between.len() <= MOST_BETWEEN).then_some(Join { is_last })
    }

    /// Returns true if the sentence of a figure gives the same number to each of several things.
    pub fn has_each(&self, clause: &Clause) -> bool {
        let sentence = &self.words[clause.sentence.clone()];
        sentence
            .iter()
            .any(|word| word.is_one_of(self.grammar.each))
    }

    /// Returns true if the sentence of a figure names a financial year.
    pub fn names_financial_year(&self, clause: &Clause) -> bool {
        self.has_phrase(clause, self.grammar.financial_year)
    }

    /// Returns true if the sentence of a figure is about the year before another one.
    pub fn tells_of_year_before(&self, clause: &Clause) -> bool {
        self.has_phrase(clause, self.grammar.year_before)
    }

    fn has_phrase(&self, clause: &Clause, phrases: &[HashedPhrase]) -> bool {
        let sentence = &self.words[clause.sentence.clone()];
        (0..sentence.len()).any(|at| phrases.iter().any(|phrase| phrase.begins(&sentence[at..])))
    }

    /// Returns the side of an approximate time of day, from the phrase before it or before the word for its hour;
    /// `None` if the time is not approximate.
    pub fn side_of_hour(&self, clause: &Clause) -> Option<HourSide> {
        let before = &self.words[clause.sentence.start..clause.figure.start];
        let side = |before: &[Word]| {
            let mut phrases = self.grammar.near_hour.iter();
            let found = phrases.find(|(phrase, _)| phrase.ends(before));
            found.map(|(_, side)| *side)
        };
        side(before).or_else(|| {
            let (last, before) = before.split_last()?;
            last.is_one_of(self.grammar.hour).then(|| side(before))?
        })
    }

    /// Returns true if a noun form alone can express two things: جنديان.
    pub fn has_duals(&self) -> bool {
        self.grammar.has_duals
    }

    /// Returns true if "ago" or "before" stands directly beside a time.
    pub fn is_ago(&self, clause: &Clause) -> bool {
        let before = clause.figure.start.checked_sub(1);
        let mut beside = [before, Some(clause.figure.end)].into_iter().flatten();
        beside.any(|at| {
            let word = self.words.get(at).filter(|_| clause.sentence.contains(&at));
            word.is_some_and(|word| word.is_one_of(self.grammar.ago))
        })
    }

    /// Returns true if "first" stands beside a figure: the first 11 months.
    pub fn is_of_first(&self, clause: &Clause) -> bool {
        let Some(first) = self.grammar.ordinals.first() else {
            return false;
        };
        let around = self.around_number(clause);
        self.words[around].iter().any(|word| word.is_one_of(first))
    }

    /// Returns true if a word for a century stands beside a figure.
    pub fn numbers_century(&self, clause: &Clause) -> bool {
        let is_century = |at: usize| {
            let word = self.words.get(at).filter(|_| clause.sentence.contains(&at));
            word.is_some_and(|word| word.is_one_of(self.grammar.century))
        };
        is_century(clause.figure.end) || clause.figure.start.checked_sub(1).is_some_and(is_century)
    }

    /// Returns true if the sentence of a figure, or the next one, lists this number of things.
    pub fn lists_near(&self, number: u64, clause: &Clause) -> bool {
        let Some(first) = self.words.get(clause.sentence.start) else {
            return false;
        };
        let start = clause.sentence.start;
        let words = self.words[start..].iter();
        let length = words.take_while(|word| word.sentence <= first.sentence + 1);
        let end = start + length.count();
        let is_separator = |at: &usize| {
            let (last, word) = (&self.words[at - 1], &self.words[*at]);
            let between = self.text.get(last.end as usize..word.start as usize);
            let is_comma = between.is_some_and(|between| between.contains([',', '،', ';', '؛']));
            last.sentence == word.sentence && is_comma || self.is_and(word)
        };
        // The things of a list stand at most a few words apart, the last one after "and".
        let mut things = 1;
        let mut last = start;
        for at in (start + 1..end).filter(is_separator) {
            let has_number = self.words[last..at].iter().any(|word| word.numeral);
            let is_of_list = !has_number
                && at - last <= MOST_OF_THING
                && self.words[last].sentence == self.words[at].sentence;
            things = if is_of_list { things + 1 } else { 2 };
            last = at;
            if self.is_and(&self.words[at]) && (things == number || things == number + 1) {
                return true;
            }
        }
        false
    }

    /// Returns true if the text lists this number of things: pumps, pipes, valves and filters.
    pub fn lists(&self, number: u64) -> bool {
        let mut from = 0;
        while from < self.words.len() {
            let sentence = self.words[from].sentence;
            let length = self.words[from..]
                .iter()
                .take_while(|word| word.sentence == sentence)
                .count();
            let words = &self.words[from..from + length];
            from += length;
            // Each "and" may stand before the last item of a list, which extends back over commas and further "and"s.
            let mut things = 1;
            for (at, word) in words.iter().enumerate().skip(1) {
                let is_comma = words[at - 1].part != word.part;
                let is_and = self.is_and(word);
                if is_comma || is_and {
                    things += 1;
                }
                if is_and && (things == number || things == number + 1) {
                    return true;
                }
            }
        }
        false
    }
}
