//! The clause of a figure: what a text says around a number, and how near two clauses are to each other.
//!
//! A figure says more than its number: a bound ("at least"), a direction ("fell by"), a sign, and what is counted. The words around
//! it tell what it is about. [`Wording`] holds the words of a text, folded and tied to concepts; [`Clause`] is what they say of
//! one figure. Each language is a file of tables (`ar`, `en`, …) and a list of concepts (`concepts/`), which ties the languages
//! together; a language without them yields clauses that say nothing.

mod ar;
mod bound;
mod concepts;
mod direction;
mod en;
mod grammar;
mod ko;
mod nearness;
mod ru;
mod words;

pub use bound::{Bound, BoundFit};
pub use direction::Direction;
pub use nearness::Nearness;

use std::cell::OnceCell;
use std::ops::Range;

use crate::figures::figure::{Figure, Quantity};
use crate::figures::units::Unit;
use concepts::PERSON;
use grammar::{Grammar, grammar};
pub use words::Word;
use words::hash;

/// How many words may stand between the ends of a change: from 5,640 firms to 6,120.
const JOINED: usize = 3;

/// What is done to those who are counted, by the names of the concepts.
const EVENTS: [u32; 18] = [
    hash(b"killed"),
    hash(b"wounded"),
    hash(b"missing"),
    hash(b"arrested"),
    hash(b"rescue"),
    hash(b"evacuate"),
    hash(b"capture"),
    hash(b"release"),
    hash(b"dismiss"),
    hash(b"hire"),
    hash(b"support"),
    hash(b"oppose"),
    hash(b"abstain"),
    hash(b"buy"),
    hash(b"sell"),
    hash(b"export"),
    hash(b"import"),
    hash(b"destroy"),
];

/// How many of them happen to people, at the beginning of the list.
const VICTIMS: usize = 10;

/// Units, by the names of the concepts: the table that figures are read by may lack what a language calls them.
const UNITS: [u32; 13] = [
    hash(b"tonne"),
    hash(b"barrel"),
    hash(b"metre"),
    hash(b"kilometre"),
    hash(b"mile"),
    hash(b"degree"),
    hash(b"day"),
    hash(b"week"),
    hash(b"month"),
    hash(b"year"),
    hash(b"hour"),
    hash(b"minute"),
    hash(b"point"),
];

/// Human beings, by the names of the concepts.
const PEOPLE: [u32; 34] = [
    PERSON,
    hash(b"soldier"),
    hash(b"officer"),
    hash(b"police"),
    hash(b"fighter"),
    hash(b"civilian"),
    hash(b"child"),
    hash(b"woman"),
    hash(b"man"),
    hash(b"worker"),
    hash(b"student"),
    hash(b"teacher"),
    hash(b"doctor"),
    hash(b"patient"),
    hash(b"prisoner"),
    hash(b"hostage"),
    hash(b"refugee"),
    hash(b"passenger"),
    hash(b"tourist"),
    hash(b"customer"),
    hash(b"voter"),
    hash(b"member"),
    hash(b"candidate"),
    hash(b"minister"),
    hash(b"president"),
    hash(b"journalist"),
    hash(b"expert"),
    hash(b"engineer"),
    hash(b"farmer"),
    hash(b"suspect"),
    hash(b"victim"),
    hash(b"player"),
    hash(b"killed"),
    hash(b"wounded"),
];

/// The words of a text, ready to compare what stands around its figures.
#[derive(Debug)]
pub struct Wording<'t> {
    text: &'t str,
    grammar: &'static Grammar,
    words: Vec<Word>,
    /// For each key the number of sentences that have it, by ascending keys.
    frequencies: OnceCell<Vec<(u32, u32)>>,
}

/// What a text says around a figure.
#[derive(Debug, Clone, Default)]
pub struct Clause {
    /// Indices of the words of its sentence.
    sentence: Range<usize>,
    /// Indices of the words of the figure itself.
    figure: Range<usize>,
    /// How the number is limited.
    pub bound: Bound,
    /// Where it goes.
    pub direction: Option<Direction>,
    /// Whether that is a level that was reached, not a change.
    is_level: bool,
    /// Whether "from" stands before the number: it is what something was before.
    pub after_from: bool,
    /// Whether "to" stands before the number: it is what something came to.
    pub after_to: bool,
    /// Whether the number is below zero.
    pub negative: bool,
    /// Whether it is somebody's age.
    pub age: bool,
    /// Whether a name follows at once, as after the number of a shirt or a list.
    pub labels: bool,
    /// Whether "number" stands before it: No. 1.
    numbered: bool,
    /// What is counted: keys of nouns.
    counted: Vec<u32>,
    /// What is done to it: concepts of verbs.
    events: Vec<u32>,
}

/// How what two figures count compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Different things.
    Different,
    /// One of them does not say, or says it in words that no table has.
    Unknown,
    /// The same.
    Same,
}

impl<'t> Wording<'t> {
    /// Reads the words of a text; blocks are parted by line breaks.
    pub fn new(text: &'t str, language: &str) -> Wording<'t> {
        let grammar = grammar(language);
        let words = words::split(text, Some(grammar.concepts), &grammar.affixes);
        Wording {
            text,
            grammar,
            words,
            frequencies: OnceCell::new(),
        }
    }

    /// Whether both texts are of one language.
    pub fn shares_language(&self, other: &Wording<'_>) -> bool {
        std::ptr::eq(self.grammar, other.grammar)
    }

    /// What the text says around one of its figures.
    pub fn clause(&self, figure: &Figure) -> Clause {
        let first = self
            .words
            .partition_point(|word| (word.end as usize) <= figure.range.start);
        let last = self
            .words
            .partition_point(|word| (word.start as usize) < figure.range.end)
            .max(first);
        let Some(number) = self
            .words
            .get(first.min(self.words.len().saturating_sub(1)))
        else {
            return Clause::default();
        };
        let start = self
            .words
            .partition_point(|word| word.sentence < number.sentence);
        let end = self
            .words
            .partition_point(|word| word.sentence <= number.sentence);
        let (first, last) = (first.clamp(start, end), last.clamp(start, end));
        let (before, after) = (&self.words[start..first], &self.words[last..end]);
        let is_amount = matches!(figure.quantity, Quantity::Amount { .. });
        let unit = match &figure.quantity {
            Quantity::Amount { unit, .. } => Some(*unit),
            _ => None,
        };
        let mut clause = Clause {
            sentence: start..end,
            figure: first..last,
            ..Clause::default()
        };
        if is_amount {
            clause.bound = bound::read(self.grammar, before, after);
            let is_after = |small: &[u32]| {
                before
                    .last()
                    .is_some_and(|word| small.iter().any(|small| word.is(*small)))
            };
            clause.after_from = is_after(self.grammar.from);
            clause.after_to = is_after(self.grammar.to);
            // "Up to 30" does not go up.
            let going = direction::read(self.grammar, before, after)
                .filter(|_| clause.bound != Bound::AtMost);
            clause.direction = going.map(|(direction, _)| direction);
            clause.is_level = going.is_some_and(|(_, level)| level);
            clause.numbered = before
                .last()
                .is_some_and(|word| self.grammar.number.iter().any(|number| word.is(*number)));
            clause.negative = self.is_negative(figure, before, after);
            clause.age = self
                .grammar
                .age_before
                .iter()
                .any(|phrase| phrase.ends(before))
                || self.grammar.age_after.iter().any(|phrase| {
                    phrase.begins(&self.words[last.saturating_sub(1).max(first)..end])
                        || phrase.begins(after)
                });
        }
        if unit == Some(Unit::COUNT) {
            self.read_counted(&mut clause, before, after);
            clause.labels = self.is_label(figure, before, after) || self.is_code(figure);
        }
        clause
    }

    /// The bytes of a figure with a few words on both sides of it, of its own part of the sentence.
    pub fn around(&self, figure: &Figure) -> Range<usize> {
        let clause = self.clause(figure);
        let part = self.words.get(clause.figure.start).map(|word| word.part);
        let is_beside = |word: &&Word| Some(word.part) == part;
        let before = self.words[clause.sentence.start..clause.figure.start]
            .iter()
            .rev()
            .take(4)
            .take_while(is_beside);
        let after = self.words[clause.figure.end..clause.sentence.end]
            .iter()
            .take(4)
            .take_while(is_beside);
        let start = before
            .last()
            .map_or(figure.range.start, |word| word.start as usize);
        let end = after
            .last()
            .map_or(figure.range.end, |word| word.end as usize);
        start.min(figure.range.start)..end.max(figure.range.end)
    }

    /// The words of the figure of a clause and the one after it, of which its unit is made.
    pub fn keys(&self, clause: &Clause) -> &[Word] {
        &self.words[clause.figure.start..(clause.figure.end + 1).min(clause.sentence.end)]
    }

    /// Whether a number is below zero: "minus 12", "-12".
    fn is_negative(&self, figure: &Figure, before: &[Word], after: &[Word]) -> bool {
        // Not "plus or minus 12".
        let or = before
            .len()
            .checked_sub(2)
            .is_some_and(|at| self.is_and(&before[at]));
        if (!or
            && self
                .grammar
                .negative
                .iter()
                .any(|phrase| phrase.ends(before)))
            || self
                .grammar
                .below_zero
                .iter()
                .any(|phrase| phrase.begins(after))
        {
            return true;
        }
        let is_minus = |c: char| matches!(c, '-' | '−' | '–');
        let ahead = self
            .text
            .get(..figure.range.start)
            .unwrap_or_default()
            .trim_end_matches(['$', '£', '€', '\u{200e}', '\u{200f}']);
        let inside = self
            .text
            .get(figure.range.clone())
            .is_some_and(|words| words.starts_with(is_minus));
        let rest = if inside {
            ahead
        } else {
            match ahead.strip_suffix(is_minus) {
                Some(rest) => rest,
                None => return false,
            }
        };
        rest.is_empty()
            || rest.ends_with(|c: char| c.is_whitespace() && c != '\u{a0}' || c == '(')
            // A dash between a word and a number is no sign.
            && (inside || !self.text[figure.range.start..].starts_with(' '))
    }

    /// Whether a number is a part of something like 24/7.
    fn is_code(&self, figure: &Figure) -> bool {
        let before = self.text.get(..figure.range.start).unwrap_or_default();
        let after = self.text.get(figure.range.end..).unwrap_or_default();
        let mut next = after.chars();
        before.ends_with('/')
            || (next.next() == Some('/') && next.next().is_some_and(char::is_numeric))
    }

    /// Whether a number stands before a name, as in lists of players: 16 Ed Barlow.
    fn is_label(&self, figure: &Figure, before: &[Word], after: &[Word]) -> bool {
        if !self.grammar.capitals
            || figure.in_words
            || before
                .last()
                .is_some_and(|word| word.key != 0 && self.touches(word, figure))
        {
            return false;
        }
        let [first, second, ..] = after else {
            return false;
        };
        let is_name = |word: &Word| word.capital && !word.is_concept() && word.key != 0;
        first.start as usize <= figure.range.end + 1
            && is_name(first)
            && is_name(second)
            && first.part == second.part
    }

    /// Whether a word stands right before a figure, without any mark between them.
    fn touches(&self, word: &Word, figure: &Figure) -> bool {
        self.text
            .get(word.end as usize..figure.range.start)
            .is_some_and(|between| between == " ")
    }

    /// Reads what is counted: the noun after the number, and what is done to it.
    fn read_counted(&self, clause: &mut Clause, before: &[Word], after: &[Word]) {
        let is_break = |word: &Word| {
            self.grammar.conjunctions.iter().any(|c| word.is(*c))
                || self.grammar.and.iter().any(|c| word.is(*c))
        };
        let part = after.first().map(|word| word.part);
        let near = || {
            after
                .iter()
                .take(7)
                .take_while(|word| Some(word.part) == part && !is_break(word) && !word.numeral)
        };
        // Small words before the noun, and the noun with its adjectives.
        let nouns = near()
            .skip_while(|word| self.grammar.linking.iter().any(|small| word.is(*small)))
            .take_while(|word| word.key != 0)
            .take(3);
        let mut stem = None;
        for word in nouns {
            if EVENTS.contains(&word.key) {
                clause.events.push(word.key);
            } else if word.is_concept() {
                clause.counted.push(word.key);
            } else {
                stem = stem.or(Some(word.key));
            }
        }
        if clause.counted.is_empty() {
            clause.counted.extend(stem);
        }
        clause.events.extend(
            near()
                .map(|word| word.key)
                .filter(|key| EVENTS.contains(key)),
        );
        let part = before.last().map(|word| word.part);
        let back = before
            .iter()
            .rev()
            .take(4)
            .take_while(|word| Some(word.part) == part && !is_break(word) && !word.numeral);
        clause
            .events
            .extend(back.map(|word| word.key).filter(|key| EVENTS.contains(key)));
    }

    /// Whether the text has the ordinal of a number before what a clause counts: "seventh year" for "seven years".
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

    /// Whether the text has a word in these letters.
    pub fn has_word(&self, letters: &str) -> bool {
        let hash = hash(letters.as_bytes());
        self.words.iter().any(|word| word.is(hash))
    }

    /// Whether a word is "and", or begins with it.
    fn is_and(&self, word: &Word) -> bool {
        let joined = |prefix: &&str| {
            word.bare != word.hash && self.text[word.start as usize..].starts_with(*prefix)
        };
        self.grammar.and.iter().any(|and| word.is(*and))
            || self.grammar.joined_and.iter().any(joined)
    }

    /// Whether the text lists so many things: pumps, pipes, valves and filters.
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
            // Each "and" may stand before the last thing of a list, which goes back over commas and others of its kind.
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

impl Clause {
    /// How what this figure counts compares with what another counts.
    pub fn counted(&self, other: &Clause) -> Counted {
        self.nouns(other).min(self.events(other)).max(
            match (self.nouns(other), self.events(other)) {
                (Counted::Same, Counted::Unknown) | (Counted::Unknown, Counted::Same) => {
                    Counted::Same
                }
                _ => Counted::Different,
            },
        )
    }

    fn nouns(&self, other: &Clause) -> Counted {
        if self.counted.iter().any(|key| other.counted.contains(key)) {
            return Counted::Same;
        }
        let concepts = |clause: &Clause| {
            clause
                .counted
                .iter()
                .copied()
                .filter(|key| key >> 31 == 0)
                .collect::<Vec<_>>()
        };
        let (ours, theirs) = (concepts(self), concepts(other));
        if ours.is_empty() || theirs.is_empty() {
            return Counted::Unknown;
        }
        let are_people = |keys: &[u32]| keys.iter().any(|key| PEOPLE.contains(key));
        if (ours.contains(&PERSON) && are_people(&theirs))
            || (theirs.contains(&PERSON) && are_people(&ours))
        {
            return Counted::Unknown;
        }
        Counted::Different
    }

    fn events(&self, other: &Clause) -> Counted {
        if self.events.is_empty() || other.events.is_empty() {
            return Counted::Unknown;
        }
        match self.events.iter().any(|key| other.events.contains(key)) {
            true => Counted::Same,
            false => Counted::Different,
        }
    }

    /// Whether both are the ends of a change from one number to another, in one sentence of one text.
    pub fn is_joined_to(&self, other: &Clause) -> bool {
        let (first, second) = if self.figure.start < other.figure.start {
            (self, other)
        } else {
            (other, self)
        };
        self.shares_sentence(other)
            && second.after_to
            && second.figure.start.saturating_sub(first.figure.end) <= JOINED
    }

    /// Whether both stand in one sentence of one text.
    pub fn shares_sentence(&self, other: &Clause) -> bool {
        self.sentence == other.sentence
    }

    /// Whether it is said what is counted.
    pub fn names_counted(&self) -> bool {
        !self.counted.is_empty() || !self.events.is_empty()
    }

    /// Whether it counts more than people in general.
    pub fn counts_specifically(&self) -> bool {
        !self.events.is_empty() || self.counted.iter().any(|key| *key != PERSON)
    }

    /// Whether it counts people: the word right after the number says so.
    pub fn counts_people(&self) -> bool {
        self.counted.first().is_some_and(|key| PEOPLE.contains(key))
    }

    /// Whether it counts a unit that is not among the words of another figure.
    pub fn counts_other_unit(&self, words: &[Word]) -> bool {
        let is_unit = |key: &u32| UNITS.contains(key);
        let mut units = words.iter().map(|word| word.key).filter(is_unit).peekable();
        let counted = self.counted.first().filter(|key| is_unit(key));
        counted.is_some_and(|counted| units.peek().is_some() && units.all(|unit| unit != *counted))
    }

    /// Whether it counts people whom something happened to, whom no text lists one by one.
    pub fn counts_victims(&self) -> bool {
        self.events
            .iter()
            .any(|key| EVENTS[..VICTIMS].contains(key))
    }

    /// Whether it counts what results are made of, or does not say what it counts.
    pub fn may_be_of_result(&self) -> bool {
        self.counted.is_empty() && self.events.is_empty() && !self.labels
            || self
                .counted
                .iter()
                .any(|key| concepts::RESULTS.contains(key))
    }

    /// Where the figure goes; growth of -3 is a fall.
    fn goes(&self) -> Option<Direction> {
        match self.direction {
            Some(Direction::Up) if self.negative => Some(Direction::Down),
            Some(Direction::Profit) if self.negative => Some(Direction::Loss),
            direction => direction,
        }
    }

    /// Whether they go in opposite directions, or one of them alone is below zero.
    pub fn is_reversed(&self, other: &Clause) -> bool {
        let falls =
            |clause: &Clause| matches!(clause.goes(), Some(Direction::Down | Direction::Loss));
        match (self.goes(), other.goes()) {
            (Some(one), Some(two)) if one.is_opposite(two) => self.is_level == other.is_level,
            _ => match (self.negative, other.negative) {
                (true, false) => !falls(other),
                (false, true) => !falls(self),
                _ => false,
            },
        }
    }
}
