//! The languages in which numbers in words are read, one module each, behind the trait [`FigureLanguage`].
//!
//! To add a language, write a module with its words ([`Lexicon`]), its grammar ([`FigureGrammar`]) and, where these do
//! not suffice, methods of its own ([`FigureLanguage`]); then add it to [`ALL`]. No code outside this folder depends on
//! a particular language, script or word. In all other languages, only digits are read ([`other`]).

mod ar;
mod en;
mod fa;
mod fr;
mod grammar;
mod ko;
pub mod letters;
mod other;
mod ru;

pub use grammar::{DateOrder, FigureGrammar, WrittenPhrase};

use crate::figures::cardinal::Cardinal;
use crate::figures::clause as context;
use crate::figures::figure::Hedge;
use crate::figures::lexicon::{Lexicon, Meaning};
use crate::figures::phrase;
use crate::figures::read::FigureReader;

/// The token before a run of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// A number, without a space.
    TightNumber,
    /// A number and a space.
    Number,
    /// Anything else.
    Other,
}

/// The way in which a language writes numbers.
///
/// The default methods fit most languages. The reader calls these methods and never tests for a particular language.
pub trait FigureLanguage: Sync {
    /// Returns the primary language subtag (BCP 47).
    fn subtag(&self) -> &'static str;

    /// Returns the words that figures consist of.
    fn lexicon(&self) -> &'static Lexicon;

    /// Returns the grammar: marks, order, and words in certain positions.
    fn grammar(&self) -> &'static FigureGrammar;

    /// Returns the tables of the words around figures: bounds, directions, counted things. Empty tables if there are none.
    fn context(&self) -> &'static context::ClauseGrammar {
        context::PLAIN
    }

    /// Returns the rules for the phrase of a figure and the counted noun; `None` if there are none.
    fn phrases(&self) -> Option<&'static phrase::Rules> {
        None
    }

    /// Returns the length in bytes of the first token in a run of letters. Languages that join counters and particles to
    /// numbers split them here, if their grammar says so ([`FigureGrammar::splits_words`]).
    fn first_piece(&self, run: &str, _before: Before) -> usize {
        run.len()
    }

    /// Reads a figure in a form that other languages do not have, and returns the index of the token after it.
    fn own_figure(&self, _reader: &mut FigureReader<'_>, _at: usize) -> Option<usize> {
        None
    }

    /// Returns the hedge that the words before a number express, if neither the lexicon nor the phrases give one.
    fn hedge_before(&self, _reader: &FigureReader<'_>, _start: usize) -> Hedge {
        Hedge::EXACT
    }

    /// Returns the hedge that the words after a number express, if the phrases give none.
    fn hedge_after(&self, _reader: &FigureReader<'_>, _at: usize) -> Hedge {
        Hedge::EXACT
    }

    /// Reads a cardinal number in digits, words, or both.
    fn cardinal(&self, reader: &FigureReader<'_>, at: usize, joins: bool) -> Option<Cardinal> {
        reader.cardinal_in_groups(at, joins)
    }

    /// Reads a number below a hundred in words.
    fn below_hundred(
        &self,
        reader: &FigureReader<'_>,
        at: usize,
        joins: bool,
    ) -> Option<(u64, usize)> {
        reader.below_hundred_in_words(at, joins)
    }

    /// Returns true if a mark in the spelling shows that a power of ten counts once, although the word looks like a
    /// dual.
    fn counts_once(&self, _word: &str) -> bool {
        false
    }

    /// Returns the denominator of a fraction whose spelling differs from a number only in a mark.
    fn marked_fraction(&self, _word: &str, _meaning: Meaning) -> Option<u64> {
        None
    }

    /// Returns the day of the week, from Monday, 0, for a word that usually means something else.
    fn weekday(&self, _word: &str) -> Option<u8> {
        None
    }

    /// Returns true if an ordinal in this form may be an hour of the day without the word for "hour".
    fn may_be_hour(&self, _word: &str) -> bool {
        false
    }

    /// Returns the name of a model or code without joined prefixes.
    fn code_name<'w>(&self, name: &'w str) -> &'w str {
        name
    }

    /// Returns a word without the short words that are joined to it, as far as they can be recognized by their letters.
    fn without_clitics<'w>(&self, word: &'w str) -> &'w str {
        word
    }
}

/// The languages with a module.
const ALL: &[&dyn FigureLanguage] = &[
    &ar::Arabic,
    &en::English,
    &fa::Persian,
    &fr::French,
    &ko::Korean,
    &ru::Russian,
];

/// Returns the language of a tag (BCP 47); for a language without a module, one in which only digits are read.
pub fn of(tag: &str) -> &'static dyn FigureLanguage {
    named(tag).unwrap_or(&other::Other)
}

/// Returns the language of a tag, if it has a module.
pub fn named(tag: &str) -> Option<&'static dyn FigureLanguage> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    ALL.iter()
        .copied()
        .find(|language| language.subtag().eq_ignore_ascii_case(primary))
}
