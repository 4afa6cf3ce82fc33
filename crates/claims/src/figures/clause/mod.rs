//! The clause of a figure: the words around a number, and the nearness of two clauses.
//!
//! A figure consists of more than its number: a bound ("at least"), a direction ("fell by"), a sign, and the counted thing.
//! The words around it identify its subject. [`Wording`] holds the words of a text, folded and mapped to concepts;
//! [`Clause`] holds the information about one figure. Each language is a file of tables (`ar`, `en`, …) and a list of
//! concepts (`concepts/`), which are the same across languages. A language without these yields empty clauses.

mod apart;
pub mod ar;
mod bound;
mod concepts;
mod contrast;
mod counted;
mod direction;
pub mod en;
pub mod fa;
pub mod fr;
mod grammar;
pub mod ko;
mod listed;
mod mask;
mod named;
mod nearness;
mod owners;
mod polarity;
mod prospect;
mod rate;
pub mod ru;
mod scope;
mod sound;
mod whole;
mod whole_of_share;
mod words;

pub use bound::{BoundFit, StatedBound};
pub use concepts::ConceptTable;
use concepts::{DAY, INFLATION, POINT};
pub use concepts::{LIFE, TOTAL, concept_name};
pub use counted::CountedMatch;
pub use direction::{ChangeDirection, Manner};
pub use named::FigureName;
pub use nearness::Nearness;
pub use owners::OwnedWord;
pub use scope::{Scope, TextSubject};
pub use sound::{Sound, sound};
pub use words::{NO_LETTERS, hash as word_hash, hash_more, hash_of};

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::figures::agree::measures_time;
use crate::figures::figure::{Figure, Quantity, Sign};
use crate::figures::languages;
use crate::figures::number::Number;
use crate::figures::units::Unit;
pub use grammar::{ClauseGrammar, HourSide};
pub use words::Word;

/// Maximum number of words between the ends of a change: from 5,640 firms to 6,120.
const JOINED: usize = 3;

/// Maximum number of words between the ends of a change if both "from" and "to" stand before them: from 27% in March 2020 to
/// 22%.
const JOINED_BY_BOTH: usize = 5;

/// Maximum number of words between a phrase of comparison and the end of the text that it introduces.
const COMPARED: usize = 12;

/// Maximum length of the text before the date of a dateline, in characters.
const LONGEST_PLACE: usize = 40;

/// Maximum number of words before the first figure of a sentence that begins with it: in the first half of the year.
const MOST_BEFORE_FIRST: usize = 2;

/// Maximum number of words for the counted thing, between a number and "in all".
const MOST_COUNTED: usize = 3;

/// Empty tables, for languages without tables.
pub const PLAIN: &ClauseGrammar = &grammar::NONE;

/// The words of a text, prepared to compare the context of its figures.
#[derive(Debug)]
pub struct Wording<'t> {
    text: &'t str,
    grammar: &'static ClauseGrammar,
    words: Vec<Word>,
    /// Number of sentences that contain each key, by ascending keys.
    frequencies: Vec<(u32, u32)>,
    /// Cache of the clauses, by the start of their figures.
    clauses: RefCell<BTreeMap<usize, Rc<Clause>>>,
    /// Cache of the contrasts of figures, by their first words.
    contrasts: RefCell<BTreeMap<usize, Rc<contrast::Contrast>>>,
    /// Masks of the language's tables, made when they are first needed.
    masks: RefCell<Option<Rc<mask::Masks>>>,
    /// Indices of the words that may deny something.
    denying: RefCell<Option<Rc<[usize]>>>,
    /// Cache of the sounds of words, by their indices; empty until one is needed.
    sounds: RefCell<Vec<Option<Sound>>>,
}

/// The context of a figure in a text.
#[derive(Debug, Clone, Default)]
pub struct Clause {
    /// Indices of the words of the figure's sentence.
    sentence: Range<usize>,
    /// Indices of the words of the figure itself.
    figure: Range<usize>,
    /// Bound of the number.
    pub bound: StatedBound,
    /// True if the number is the value that something reaches, which may be its upper limit.
    pub is_reached: bool,
    /// Direction of the change; `None` if the text states none.
    pub direction: Option<ChangeDirection>,
    /// Role of the number in the change: its size, or the level reached.
    manner: Manner,
    /// Index of the word that expresses the direction.
    direction_word: Option<usize>,
    /// True if a word before the number shows that it may be an hour.
    pub may_be_hour: bool,
    /// True if "from" stands before the number, so that it is the earlier value.
    pub after_from: bool,
    /// True if "to" stands before the number, so that it is the later value.
    pub after_to: bool,
    /// True if "by" stands before the number, so that it is the size of a change.
    after_by: bool,
    /// True if the sentence is about growth or inflation, whose level is itself a rate of change: growth fell to 3%.
    tells_growth: bool,
    /// True if something is compared with the number: "compared with 30", "up from 30".
    pub compared: bool,
    /// True if the sentence is about an earlier time: a year ago.
    pub is_earlier: bool,
    /// True if the number is a difference: 30 fewer beds.
    pub is_difference: bool,
    /// The time unit of the rate, as a concept: per month; 0 if none is named.
    rate: u32,
    /// True if the number is below zero.
    pub negative: bool,
    /// True if the number is somebody's age.
    pub age: bool,
    /// True if a name follows directly, as after the number of a shirt or in a list.
    pub labels: bool,
    /// True if "number" stands before the figure: No. 1.
    numbered: bool,
    /// The counted thing: keys of nouns.
    counted: Vec<u32>,
    /// The concepts of the head of the noun phrase after the number, and of nouns joined to it by "and"; empty unless the head
    /// is known for certain.
    heads: Vec<u32>,
    /// The event that certainly happens to the counted thing; 0 if it is unknown.
    fate: u32,
    /// Byte range of the words for the counted thing.
    counted_words: Option<Range<usize>>,
    /// Events that happen to the counted thing: concepts of verbs.
    events: Vec<u32>,
    /// Weights of the words of the sentence, by ascending keys.
    weights: Vec<(u32, f32)>,
}

impl<'t> Wording<'t> {
    /// Reads the words of a text, whose blocks are separated by line breaks.
    pub fn new(text: &'t str, language: &str) -> Wording<'t> {
        let grammar = languages::of(language).context();
        let words = words::split(text, Some(grammar.concepts), &grammar.affixes);
        Wording {
            text,
            grammar,
            frequencies: nearness::frequencies(&words),
            words,
            clauses: RefCell::default(),
            contrasts: RefCell::default(),
            masks: RefCell::default(),
            denying: RefCell::default(),
            sounds: RefCell::default(),
        }
    }

    fn masks(&self) -> Rc<mask::Masks> {
        let mut masks = self.masks.borrow_mut();
        Rc::clone(masks.get_or_insert_with(|| Rc::new(mask::Masks::of(self.grammar))))
    }

    /// Returns true if both texts are in one language.
    pub fn shares_language(&self, other: &Wording<'_>) -> bool {
        std::ptr::eq(self.grammar, other.grammar)
    }

    /// Returns the number of digits in which a figure is written.
    pub fn digits(&self, figure: &Figure) -> usize {
        let words = self.text.get(figure.range.clone()).unwrap_or_default();
        words.chars().filter(|c| c.is_numeric()).count()
    }

    /// Returns the clause of one of the text's figures. Reads it only once.
    pub fn clause(&self, figure: &Figure) -> Rc<Clause> {
        let mut clauses = self.clauses.borrow_mut();
        let entry = clauses.entry(figure.range.start);
        Rc::clone(entry.or_insert_with(|| Rc::new(self.read_clause(figure))))
    }

    fn read_clause(&self, figure: &Figure) -> Clause {
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
            clause.bound = match bound::read(self.grammar, before, after) {
                // 500+
                StatedBound::Plain if self.text[figure.range.end..].starts_with('+') => {
                    StatedBound::Over
                }
                StatedBound::Plain if self.grammar.uses_bounds_of_figures => {
                    StatedBound::of(figure.bound)
                }
                bound => bound,
            };
            // "Over two years" may mean "in the course of".
            let is_during = |word: &Word| self.grammar.during.iter().any(|small| word.is(*small));
            if clause.bound == StatedBound::Over
                && unit.is_some_and(measures_time)
                && before.last().is_some_and(is_during)
            {
                clause.bound = StatedBound::Unclear;
            }
            clause.is_reached = bound::is_reached(self.grammar, before);
            // To no less than 11%.
            let ahead = bound::without_bound(self.grammar, before);
            let is_after = |small: &[u32]| {
                [before.last(), ahead.last()]
                    .into_iter()
                    .flatten()
                    .any(|word| small.iter().any(|small| word.is(*small)))
            };
            clause.after_from = is_after(self.grammar.from);
            clause.may_be_hour = is_after(self.grammar.hour);
            clause.after_to = is_after(self.grammar.to);
            clause.after_by = is_after(self.grammar.by);
            clause.tells_growth = self.words[start..end]
                .iter()
                .any(|word| word.key == INFLATION || word.is_one_of(self.grammar.growth));
            // "Up to 30" is not a rise.
            let counts_points = after.first().is_some_and(|word| word.key == POINT);
            // A fall by a fifth.
            let is_part = matches!(&figure.quantity, Quantity::Amount { from, unit, .. }
                if *unit == Unit::COUNT && *from < Number::whole(1));
            let reading = direction::DirectionReader {
                grammar: self.grammar,
                measure: match is_part {
                    true => direction::MeasureKind::Percent,
                    false => direction::MeasureKind::of(unit, counts_points),
                },
                is_year: &|word| self.is_year(word),
                is_and: &|word| self.is_and(word),
                part: number.part,
            };
            let going = reading
                .read(before, after)
                .filter(|_| clause.bound != StatedBound::AtMost);
            clause.direction = going.map(|going| going.direction);
            clause.manner = going.map_or(Manner::Change, |going| going.manner);
            clause.direction_word = going.map(|going| match going.place {
                (between, true) => first - between - 1,
                (between, false) => last + between,
            });
            clause.numbered = before
                .last()
                .is_some_and(|word| self.grammar.number.iter().any(|number| word.is(*number)));
            let mut comparatives = self.grammar.more.iter().chain(self.grammar.less);
            clause.is_difference = comparatives.any(|phrase| phrase.begins(after));
            clause.rate = self.rate(figure, after);
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
        if matches!(figure.quantity, Quantity::Date(_)) {
            let is_from = |word: &Word| self.grammar.from.iter().any(|from| word.is(*from));
            // From the third quarter.
            let article = before.last().filter(|word| word.key == 0 && !is_from(word));
            let words = &before[..before.len() - usize::from(article.is_some())];
            clause.after_from = words.last().is_some_and(is_from);
        }
        clause.compared = self.is_compared(before)
            || matches!(figure.quantity, Quantity::Date(_)) && self.is_of_earlier(before);
        clause.is_earlier = self.words[start..end]
            .iter()
            .any(|word| self.grammar.earlier.iter().any(|earlier| word.is(*earlier)));
        if unit == Some(Unit::COUNT) {
            self.read_counted(&mut clause, before, after);
            self.read_heads(&mut clause, before, after);
            clause.fate = self.fate(&clause, before, after);
            clause.labels = self.is_label(figure, before, after) || self.is_code(figure);
        }
        clause.weights = self.weights(&clause);
        clause
    }

    /// Returns true if a phrase of comparison stands before a figure, in its part of the sentence.
    fn is_compared(&self, before: &[Word]) -> bool {
        let Some(last) = before.last() else {
            return false;
        };
        let part = before
            .iter()
            .rev()
            .take(COMPARED)
            .take_while(|word| word.part == last.part)
            .count();
        let first = before.len() - part;
        (first..before.len()).any(|at| {
            let phrases = self.grammar.compared.iter();
            phrases.into_iter().any(|phrase| {
                phrase.begins(&before[at..])
                    // "More than" is a bound.
                    && !(phrase.length() == 1
                        && self.grammar.before.iter().any(|(bound, _)| {
                            bound.length() > 1 && bound.ends(&before[..=at])
                        }))
            })
        })
    }

    /// Returns true if a figure stands in a dateline, which says when the report was written: MONTCLAIR, 9 June — .
    pub fn is_in_dateline(&self, figure: &Figure) -> bool {
        let (before, after) = (
            &self.text[..figure.range.start],
            &self.text[figure.range.end..],
        );
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        let is_short = line.chars().nth(LONGEST_PLACE).is_none();
        let after = after.trim_start_matches(')');
        is_short
            && [" — ", " – ", " - "]
                .iter()
                .any(|dash| after.starts_with(dash))
    }

    /// Returns true if "since" stands before a figure, with one word between at most: since 1976, منذ عام 1976.
    pub fn follows_since(&self, clause: &Clause) -> bool {
        let before = &self.words[clause.sentence.start..clause.figure.start];
        let near = &before[before.len().saturating_sub(2)..];
        near.iter().any(|word| word.is_one_of(self.grammar.since))
    }

    /// Returns true if the sentence of a clause has a superlative, such as first or highest. "At least" is a bound.
    pub fn names_extreme(&self, clause: &Clause) -> bool {
        let before = &self.words[clause.sentence.start..clause.figure.start];
        let before = bound::without_bound(self.grammar, before);
        let after = &self.words[clause.figure.end..clause.sentence.end];
        let mut words = before.iter().chain(after);
        words.any(|word| word.is_one_of(self.grammar.extremes))
    }

    /// Returns true if a number after "from" stands before a date, in its part of the sentence: from 49 cents in the second
    /// quarter of 2023.
    fn is_of_earlier(&self, before: &[Word]) -> bool {
        let near = before.iter().rev().take(COMPARED);
        let part = before.last().map(|word| word.part);
        let near = near.take_while(|word| Some(word.part) == part);
        let mut words = near.skip_while(|word| !word.numeral);
        let mut words = words.by_ref().skip_while(|word| word.numeral);
        words
            .next()
            .is_some_and(|word| self.grammar.from.iter().any(|from| word.is(*from)))
    }

    /// Returns the byte range of a figure with up to four words on both sides, within its part of the sentence, and
    /// with the word that expresses its direction.
    pub fn around(&self, figure: &Figure) -> Range<usize> {
        let clause = self.clause(figure);
        let part = self.words.get(clause.figure.start).map(|word| word.part);
        let is_beside = |word: &&Word| {
            let is_break =
                self.is_and(word) || self.grammar.conjunctions.iter().any(|c| word.is(*c));
            Some(word.part) == part && !is_break && !word.numeral
        };
        let before = self.words[clause.sentence.start..clause.figure.start]
            .iter()
            .rev()
            .take(4)
            .take_while(is_beside);
        let after = self.words[clause.figure.end..clause.sentence.end]
            .iter()
            .take(4)
            .take_while(is_beside);
        let mut start = before
            .last()
            .map_or(figure.range.start, |word| word.start as usize);
        let mut end = after
            .last()
            .map_or(figure.range.end, |word| word.end as usize);
        if let Some(word) = clause.direction_word.and_then(|at| self.words.get(at)) {
            start = start.min(word.start as usize);
            end = end.max(word.end as usize);
        }
        start.min(figure.range.start)..end.max(figure.range.end)
    }

    /// Returns true if two figures stand in one part of a sentence, with at most `most` words and no number between
    /// them.
    pub fn stands_beside(&self, one: &Clause, other: &Clause, most: usize) -> bool {
        let (first, second) = match one.comes_before(other) {
            true => (one, other),
            false => (other, one),
        };
        let between = self.words.get(first.figure.end..second.figure.start);
        let is_near =
            |between: &[Word]| between.len() <= most && !between.iter().any(|word| word.numeral);
        one.shares_sentence(other) && self.shares_part(one, other) && between.is_some_and(is_near)
    }

    /// Returns true if a sentence begins with the first figure, and the second one follows it closely.
    pub fn begins_with(&self, first: &Clause, second: &Clause) -> bool {
        let between = self.words.get(first.figure.end..second.figure.start);
        first.figure.start - first.sentence.start <= MOST_BEFORE_FIRST
            && between.is_some_and(|between| {
                between.len() <= JOINED && !between.iter().any(|word| word.numeral)
            })
    }

    /// Returns true if two figures stand in one part of a sentence.
    pub fn shares_part(&self, one: &Clause, other: &Clause) -> bool {
        let part = |clause: &Clause| self.words.get(clause.figure.start).map(|word| word.part);
        part(one) == part(other)
    }

    /// Returns true if a clause's sentence has a word of one of these concepts.
    pub fn speaks_of(&self, clause: &Clause, concepts: &[u32]) -> bool {
        let words = &self.words[clause.sentence.clone()];
        words.iter().any(|word| concepts.contains(&word.key))
    }

    /// Returns true if words near a figure mark it as a total: in all, a total of.
    pub fn is_told_as_total(&self, clause: &Clause) -> bool {
        let before = &self.words[clause.sentence.start..clause.figure.start];
        let after = &self.words[clause.figure.end..clause.sentence.end];
        // "5 more, 33 in total" tells of the next number.
        let next = after.iter().position(|word| word.numeral);
        let after = &after[..next.unwrap_or(after.len())];
        let is_near = |phrase: &grammar::HashedPhrase| {
            let mut places = 0..MOST_COUNTED.min(after.len());
            phrase.ends(before) || places.any(|at| phrase.begins(&after[at..]))
        };
        self.grammar.in_all.iter().any(is_near)
    }

    /// Returns the words of a clause's figure and the word after it, which include its unit.
    pub fn keys(&self, clause: &Clause) -> &[Word] {
        &self.words[clause.figure.start..(clause.figure.end + 1).min(clause.sentence.end)]
    }

    /// Returns true if a word of rise or fall stands directly before the "from" before a figure: down from 18.
    pub fn turns_before(&self, clause: &Clause) -> bool {
        let before = &self.words[clause.sentence.start..clause.figure.start];
        let Some((from, rest)) = before.split_last() else {
            return false;
        };
        self.grammar.from.iter().any(|word| from.is(*word))
            && rest
                .last()
                .is_some_and(|word| [concepts::RISE, concepts::FALL].contains(&word.key))
    }

    /// Returns true if a numeral looks like a year.
    fn is_year(&self, word: &Word) -> bool {
        let digits = &self.text[word.start as usize..word.end as usize];
        word.numeral && digits.chars().count() == 4 && digits.chars().all(char::is_numeric)
    }

    /// Returns true if a number is below zero: "minus 12", "-12".
    fn is_negative(&self, figure: &Figure, before: &[Word], after: &[Word]) -> bool {
        // The country before the sign of a currency: C$4.7 million.
        let before = match before.split_last() {
            Some((last, rest)) if last.end as usize == figure.range.start => rest,
            _ => before,
        };
        // Excludes "plus or minus 12".
        let or = before
            .len()
            .checked_sub(2)
            .is_some_and(|at| self.is_and(&before[at]));
        if !or && figure.sign == Sign::Minus {
            return true;
        }
        // A word for minus may be the last one of a bound: au moins 12.
        let ends_bound = || {
            let mut bounds = self.grammar.before.iter();
            bounds.any(|(phrase, _)| phrase.length() > 1 && phrase.ends(before))
        };
        if (!or
            && self
                .grammar
                .negative
                .iter()
                .any(|phrase| phrase.ends(before) && !ends_bound()))
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
            // A dash between a word and a number is not a sign.
            && (inside || !self.text[figure.range.start..].starts_with(' '))
    }
}

impl Clause {
    /// Returns true if both are the ends of a change from one number to another, in one sentence of one text.
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

    /// Returns true if this is the earlier value and the other one the later value of one change, in either order: from 22
    /// to 27, to 27 from 22.
    pub fn changes_to(&self, other: &Clause) -> bool {
        let (first, second) = if self.figure.start < other.figure.start {
            (self, other)
        } else {
            (other, self)
        };
        self.shares_sentence(other)
            && self.after_from
            && other.after_to
            && second.figure.start.saturating_sub(first.figure.end) <= JOINED_BY_BOTH
    }

    /// Returns true if "number" stands before the figure: No. 3.
    pub fn is_numbered(&self) -> bool {
        self.numbered
    }

    /// Returns true if only a few words stand between this figure and another one after it.
    pub fn is_followed_closely_by(&self, other: &Clause) -> bool {
        other.figure.start.saturating_sub(self.figure.end) <= JOINED_BY_BOTH
    }

    /// Returns true if at most two words stand between this figure and another one after it: 6.8% in August.
    pub fn stands_directly_before(&self, other: &Clause) -> bool {
        let between = other.figure.start.checked_sub(self.figure.end);
        self.shares_sentence(other) && between.is_some_and(|words| words <= 2)
    }

    /// Returns true if the number is the level reached: "rose to", not "rose by".
    pub fn is_level(&self) -> bool {
        self.manner == Manner::Level
    }

    /// Returns the similarity of two clauses of different texts, from 0 to 1: the weight of their common words relative
    /// to the weight of all their words. It is 0 if they count different things, or go in opposite directions.
    pub fn resemblance(&self, other: &Clause) -> f32 {
        let is_other_thing = self.counted(other) == CountedMatch::Different
            || self.is_level() != other.is_level()
            || self.is_reversed(other);
        if is_other_thing {
            return 0.0;
        }
        let (mut shared, mut all) = (0.0, 0.0);
        let (mut ours, mut theirs) = (self.weights.as_slice(), other.weights.as_slice());
        while let (Some((key, weight)), Some((other_key, other_weight))) =
            (ours.first(), theirs.first())
        {
            match key.cmp(other_key) {
                Ordering::Less => (all, ours) = (all + weight, &ours[1..]),
                Ordering::Greater => (all, theirs) = (all + other_weight, &theirs[1..]),
                Ordering::Equal => {
                    shared += weight.min(*other_weight);
                    all += weight.max(*other_weight);
                    (ours, theirs) = (&ours[1..], &theirs[1..]);
                }
            }
        }
        let rest = ours.iter().chain(theirs);
        all += rest.map(|(_, weight)| weight).sum::<f32>();
        if all > 0.0 { shared / all } else { 0.0 }
    }

    /// Returns the keys of the clause's words with the greatest weights, at most `most`.
    pub fn heaviest(&self, most: usize) -> Vec<u32> {
        let mut weights = self.weights.clone();
        weights.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        weights.into_iter().map(|(key, _)| key).take(most).collect()
    }

    /// Returns the number of words between its figure and that of another clause of the text.
    pub fn words_to(&self, other: &Clause) -> usize {
        let (first, second) = match self.comes_before(other) {
            true => (self, other),
            false => (other, self),
        };
        second.figure.start.saturating_sub(first.figure.end)
    }

    /// Returns true if its figure stands before that of another clause of the text.
    pub fn comes_before(&self, other: &Clause) -> bool {
        self.figure.start < other.figure.start
    }

    /// Returns the number of words of the clause's sentence.
    pub fn sentence_length(&self) -> usize {
        self.sentence.len()
    }

    /// Returns true if the number is the size of a change, and not a level: rose by 3%.
    pub fn is_size_of_change(&self) -> bool {
        self.direction.is_some() && self.manner == Manner::Change && !self.after_from
    }

    /// Returns true if the number is reached every day: 11 hours a day.
    pub fn is_daily(&self) -> bool {
        self.rate == DAY
    }

    /// Returns true if "by" stands before the number, so that it is the size of a change.
    pub fn follows_by(&self) -> bool {
        self.after_by
    }

    /// Returns true if "by" marks the number as the size of a change: rose by 3%.
    pub fn is_change_by(&self) -> bool {
        self.is_size_of_change() && self.after_by
    }

    /// Returns true if one number is the level that something rose or fell to, and the other one the size of a change: rose to 5%,
    /// rose by 5%.
    pub fn has_other_manner(&self, other: &Clause) -> bool {
        let moves = |clause: &Clause| {
            matches!(
                clause.direction,
                Some(ChangeDirection::Up | ChangeDirection::Down)
            ) && !clause.after_from
                && !clause.tells_growth
        };
        // "Puts the rise at 5%" tells its size.
        let is_level = |clause: &Clause| {
            clause.manner == Manner::Level && clause.after_to && !clause.may_be_hour
        };
        let is_size = |clause: &Clause| clause.manner == Manner::Change && clause.after_by;
        moves(self)
            && moves(other)
            && (is_level(self) && is_size(other) || is_size(self) && is_level(other))
    }

    /// Returns true if both stand in one sentence of one text.
    pub fn shares_sentence(&self, other: &Clause) -> bool {
        self.sentence == other.sentence
    }

    /// Returns the effective direction: growth of -3 is a fall.
    fn goes(&self) -> Option<ChangeDirection> {
        match self.direction {
            Some(ChangeDirection::Up) if self.negative => Some(ChangeDirection::Down),
            Some(ChangeDirection::Profit) if self.negative => Some(ChangeDirection::Loss),
            direction => direction,
        }
    }

    /// Returns true if the two clauses have opposite directions, or if only one of their numbers is below zero.
    pub fn is_reversed(&self, other: &Clause) -> bool {
        // Growth slowed to 1.4%: the economy grew by it.
        let slows = |one: &Clause, other: &Clause| {
            one.tells_growth
                && !other.tells_growth
                && one.manner != Manner::Change
                && one.direction == Some(ChangeDirection::Down)
                && other.direction == Some(ChangeDirection::Up)
        };
        if slows(self, other) || slows(other, self) {
            return false;
        }
        let falls = |clause: &Clause| {
            matches!(
                clause.goes(),
                Some(ChangeDirection::Down | ChangeDirection::Loss)
            )
        };
        match (self.goes(), other.goes()) {
            (Some(one), Some(two)) if one.is_opposite(two) => {
                self.manner.compares_with(other.manner)
            }
            // A profit of 3 million is not what was lost.
            (Some(ChangeDirection::Profit), Some(ChangeDirection::Down))
            | (Some(ChangeDirection::Down), Some(ChangeDirection::Profit)) => {
                self.manner == Manner::Change && other.manner == Manner::Change
            }
            // Growth of -3 is a fall of 3; a level of -3 is none of 3.
            _ => match (self.negative, other.negative) {
                (true, false) => !falls(other) || other.is_level(),
                (false, true) => !falls(self) || self.is_level(),
                _ => false,
            },
        }
    }
}
