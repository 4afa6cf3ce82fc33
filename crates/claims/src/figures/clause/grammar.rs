//! Tables of the words around figures: bounds, signs, ages. Each language is a file of tables.

use crate::figures::clause::bound::StatedBound;
use crate::figures::clause::concepts::ConceptTable;
use crate::figures::clause::contrast::{Base, Opposites};
use crate::figures::clause::polarity::{Denials, UNREAD};
use crate::figures::clause::prospect::{Prospects, UNKNOWN};
use crate::figures::clause::words::{Affixes, Word, hash};

/// Maximum number of words in a phrase.
const LONGEST: usize = 4;

/// A sequence of words, as hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashedPhrase {
    words: [u32; LONGEST],
    length: usize,
}

impl HashedPhrase {
    /// Returns the phrase of these words, separated by single spaces.
    pub const fn of(text: &str) -> HashedPhrase {
        let bytes = text.as_bytes();
        let mut phrase = HashedPhrase {
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

    /// Returns the hash of the phrase's first word.
    pub fn first(&self) -> u32 {
        self.words[0]
    }

    /// Returns the number of the phrase's words.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Returns true if the phrase is a single noun for a limit: a minimum.
    pub fn is_noun(&self, grammar: &ClauseGrammar) -> bool {
        self.length == 1 && grammar.limits.contains(&self.words[0])
    }

    /// Returns true if a word is one of the phrase's words.
    pub fn has(&self, word: &Word) -> bool {
        self.words[..self.length].iter().any(|hash| word.is(*hash))
    }

    /// Returns true if the words end with the phrase.
    pub fn ends(&self, words: &[Word]) -> bool {
        words.len() >= self.length && self.is(&words[words.len() - self.length..])
    }

    /// Returns true if the words begin with the phrase.
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

/// A verb that limits a number and may be separated from it.
#[derive(Debug)]
pub struct Verb {
    /// All forms of the verb.
    pub words: &'static [u32],
    /// Words of which one must stand directly before the number; empty if none is needed.
    pub before: &'static [u32],
    /// The bound that the verb expresses unless it is negated.
    pub bound: StatedBound,
}

/// The side of an hour on which an approximate time lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HourSide {
    /// Shortly before 2 p.m.
    Before,
    /// Shortly after 2 p.m.
    After,
    /// Around 2 p.m.
    Either,
}

/// Position of the head of a noun phrase: the noun that names the counted thing.
#[derive(Debug, Clone, Copy)]
pub enum HeadPosition {
    /// First: 12 سيارة إسعاف.
    First,
    /// Last, in the plural: 12 factory workers.
    Last {
        /// Endings of plurals.
        endings: &'static [&'static str],
        /// Plurals without such an ending.
        irregular: &'static [u32],
        /// Plurals that are not the head if a noun follows: 12 police cars.
        attributive: &'static [u32],
    },
}

/// The tables of a language.
#[derive(Debug)]
pub struct ClauseGrammar {
    /// Concepts.
    pub concepts: &'static ConceptTable,
    /// Prefixes and suffixes that are removed from words.
    pub affixes: Affixes,
    /// Bounds before a figure; longer phrases first.
    pub before: &'static [(HashedPhrase, StatedBound)],
    /// Bounds after a figure.
    pub after: &'static [(HashedPhrase, StatedBound)],
    /// Verbs that limit a number and may be separated from it.
    pub verbs: &'static [Verb],
    /// Verbs after which "up to" tells a destination: took the side up to 64 points.
    pub moves: &'static [u32],
    /// Verbs of small movements, whose "up" and "down" tell the direction: edged up to 4%.
    pub creeps: &'static [u32],
    /// Nouns for limits.
    pub limits: &'static [u32],
    /// Small words that may stand between a bound, a sign or a change and the figure.
    pub small: &'static [u32],
    /// Indefinite articles.
    pub articles: &'static [u32],
    /// Words before a number that make it negative.
    pub negative: &'static [HashedPhrase],
    /// Words after a number that make it negative.
    pub below_zero: &'static [HashedPhrase],
    /// Words near a number that mark it as a total: in all, a total of.
    pub in_all: &'static [HashedPhrase],
    /// Words before a number of years that make it an age.
    pub age_before: &'static [HashedPhrase],
    /// Words before a number of years that mark it as an age only after a name.
    pub aged: &'static [HashedPhrase],
    /// Words after a number that make it an age.
    pub age_after: &'static [HashedPhrase],
    /// Words that may stand between a number and the noun that it counts.
    pub linking: &'static [u32],
    /// Words before the starting point of a period: since 1976.
    pub since: &'static [u32],
    /// Words for a superlative that holds since some time: first, highest; the lowest for 40 years.
    pub extremes: &'static [u32],
    /// Words before an ordinal number.
    pub number: &'static [u32],
    /// Words before the number that something rises or falls to.
    pub to: &'static [u32],
    /// Words before the number that something rises or falls from.
    pub from: &'static [u32],
    /// Words between a part and its whole: 22 of 64.
    pub partitive: &'static [u32],
    /// Words before the whole of a part: of the 64 posts, 22 are vacant.
    pub out_of: &'static [u32],
    /// Phrases before a part, after its whole: of which, including.
    pub including: &'static [HashedPhrase],
    /// Words between a share and its whole: 58% of sales. Empty if the whole follows directly.
    pub share_of: &'static [u32],
    /// True if the whole stands before its share, with one of these endings.
    pub whole_before: bool,
    /// Endings of such a whole.
    pub share_of_endings: &'static [&'static str],
    /// Verbs that make a number the total of a thing near it: exports totalled.
    pub totalling: &'static [u32],
    /// Words that only introduce a number: the number of, stood at.
    pub stating: &'static [u32],
    /// Words before the two ends of a range.
    pub between: &'static [u32],
    /// Words before an hour.
    pub hour: &'static [u32],
    /// Words before the size of a change.
    pub by: &'static [u32],
    /// Words of growth that have other meanings, too: they count for percentages, money and points.
    pub rising: &'static [u32],
    /// Words of decline that have other meanings, too.
    pub falling: &'static [u32],
    /// Words that mean growth, unless a burden improves.
    pub improving: &'static [u32],
    /// Words that mean decline, unless a burden gets worse.
    pub worsening: &'static [u32],
    /// Words of direction that may be the subject of another one: growth.
    pub growth: &'static [u32],
    /// Nouns before which a word of direction names a position: the lower end.
    pub sides: &'static [u32],
    /// Words before a year.
    pub year: &'static [u32],
    /// Words that begin a relative or dependent clause.
    pub relative: &'static [u32],
    /// Words before a verb that mark it as possible: may.
    pub may: &'static [u32],
    /// Words that begin a condition, in which a negation before the number has no effect: if.
    pub conditions: &'static [u32],
    /// Words directly before an adjective that negate it.
    pub contrary: &'static [u32],
    /// Words that negate a verb.
    pub not: &'static [u32],
    /// Phrases before a number or a date that something is compared with: compared with, up from.
    pub compared: &'static [HashedPhrase],
    /// Phrases for the earlier time that a number is compared with, longer ones first.
    pub bases: &'static [(HashedPhrase, Base)],
    /// Words of opposite meaning.
    pub opposites: &'static [Opposites],
    /// Words that distinguish past events from expected ones.
    pub prospects: Prospects,
    /// Words that negate an event.
    pub denials: Denials,
    /// Words that show that a sentence is about an earlier time: a year ago, previously.
    pub earlier: &'static [u32],
    /// True if verbs stand after their numbers.
    pub is_verb_final: bool,
    /// Endings of verbs that close a clause, and do not apply to a number after them: 22명이 숨지고 8명이 다쳤다.
    pub closing: &'static [&'static str],
    /// True if the bounds that the grammar of numbers reads are used if these tables contain none.
    pub uses_bounds_of_figures: bool,
    /// Words that end a clause.
    pub conjunctions: &'static [u32],
    /// First, second, third …, in all genders.
    pub ordinals: &'static [&'static [u32]],
    /// Words before the last item of a list.
    pub and: &'static [u32],
    /// Forms of "and" that are joined to the next word.
    pub joined_and: &'static [&'static str],
    /// True if names are capitalized.
    pub capitals: bool,
    /// Words of bounds that mean "in the course of" before a duration.
    pub during: &'static [u32],
    /// Phrases after a number, or before "by" and a number, that mark it as a positive difference: 9% more.
    pub more: &'static [HashedPhrase],
    /// Phrases that mark it as a negative difference: 9% fewer.
    pub less: &'static [HashedPhrase],
    /// Words near an ordinal that mark it as a rank by size or merit.
    pub ranks: &'static [u32],
    /// Words that express a multiplication, unlike others with the same value: tripled, not trilateral.
    pub multiples: &'static [u32],
    /// Words before the time unit of a rate: per month.
    pub per: &'static [u32],
    /// Words for each of several things with the same number: each.
    pub each: &'static [u32],
    /// Phrases for a financial year, which may begin in one year and end in the next one.
    pub financial_year: &'static [HashedPhrase],
    /// Phrases for the year before another one.
    pub year_before: &'static [HashedPhrase],
    /// Words for a century.
    pub century: &'static [u32],
    /// Words directly next to the time that has passed since an event: five years ago.
    pub ago: &'static [u32],
    /// Phrases before an hour that make it an approximate time: shortly after 2 p.m.; longer ones before those that they end with.
    pub near_hour: &'static [(HashedPhrase, HourSide)],
    /// True if a noun form alone expresses two things, without a number: جنديان.
    pub has_duals: bool,
    /// The definite article, in a language where a number with it counts the noun before it: المتهمون التسعة. Empty elsewhere.
    pub article_after_noun: &'static str,
    /// Words for the time unit of a rate, each with its concept: monthly.
    pub rates: &'static [(u32, u32)],
    /// Position of the noun that names the counted thing.
    pub head: HeadPosition,
    /// True if the counted noun may stand before the number, which then has a counter after it: 병사 12명.
    pub counts_before: bool,
    /// Short words that are joined to the beginning of a name; longest first.
    pub name_prefixes: &'static [&'static str],
    /// Words for a disagreement between the sources of a sentence: differ, conflicting.
    pub disagreeing: &'static [u32],
}

/// Empty tables, for languages without tables.
pub const NONE: ClauseGrammar = ClauseGrammar {
    concepts: &ConceptTable::read(""),
    affixes: Affixes {
        prefixes: &[],
        suffixes: &[],
        least: 3,
    },
    before: &[],
    after: &[],
    verbs: &[],
    moves: &[],
    creeps: &[],
    limits: &[],
    small: &[],
    articles: &[],
    negative: &[],
    below_zero: &[],
    in_all: &[],
    age_before: &[],
    aged: &[],
    age_after: &[],
    linking: &[],
    hour: &[],
    partitive: &[],
    out_of: &[],
    including: &[],
    share_of: &[],
    whole_before: false,
    share_of_endings: &[],
    totalling: &[],
    stating: &[],
    between: &[],
    from: &[],
    since: &[],
    extremes: &[],
    to: &[],
    number: &[],
    by: &[],
    may: &[],
    rising: &[],
    falling: &[],
    improving: &[],
    worsening: &[],
    growth: &[],
    sides: &[],
    year: &[],
    relative: &[],
    conditions: &[],
    contrary: &[],
    not: &[],
    compared: &[],
    bases: &[],
    opposites: &[],
    prospects: UNKNOWN,
    denials: UNREAD,
    earlier: &[],
    is_verb_final: false,
    closing: &[],
    uses_bounds_of_figures: true,
    conjunctions: &[],
    ordinals: &[],
    and: &[],
    joined_and: &[],
    capitals: false,
    during: &[],
    more: &[],
    less: &[],
    ranks: &[],
    multiples: &[],
    per: &[],
    each: &[],
    financial_year: &[],
    year_before: &[],
    century: &[],
    ago: &[],
    near_hour: &[],
    has_duals: false,
    article_after_noun: "",
    rates: &[],
    head: HeadPosition::First,
    counts_before: false,
    name_prefixes: &[],
    disagreeing: &[],
};

impl ClauseGrammar {
    /// Returns true if the noun that names the counted thing is the first in its phrase.
    pub fn head_is_first(&self) -> bool {
        matches!(self.head, HeadPosition::First)
    }
}
