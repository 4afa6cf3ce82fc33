//! The languages whose numbers are read as words, one module each, behind the trait [`Language`].
//!
//! To add a language, write a module with its words ([`Lexicon`]), its habits ([`Grammar`]) and, where these do not suffice, its
//! own way of doing a step ([`Language`]); then add it to [`ALL`]. Nothing outside this folder asks for a language, a script
//! or a word. Every other language is read by its digits ([`other`]).

mod ar;
mod en;
mod fa;
mod fr;
mod grammar;
mod ko;
mod other;
mod ru;

pub use grammar::{DateOrder, Grammar, Phrase};

use crate::figures::cardinal::Cardinal;
use crate::figures::figure::Hedge;
use crate::figures::lexicon::{Lexicon, Meaning};
use crate::figures::read::Reader;

/// What stands before a run of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// A number, without a space.
    TightNumber,
    /// A number and a space.
    Number,
    /// Anything else.
    Other,
}

/// How a language writes numbers.
///
/// The default methods do what most languages need; the reader calls them instead of asking which language it reads.
pub trait Language: Sync {
    /// The primary language subtag (BCP 47).
    fn subtag(&self) -> &'static str;

    /// The words that figures are made of.
    fn lexicon(&self) -> &'static Lexicon;

    /// Marks, order, and words in certain positions.
    fn grammar(&self) -> &'static Grammar;

    /// Returns the length in bytes of the first piece of a run of letters. Languages that write counters and particles
    /// together with numbers take them apart here, if their grammar says so ([`Grammar::splits_words`]).
    fn first_piece(&self, run: &str, _before: Before) -> usize {
        run.len()
    }

    /// Reads a figure in a form that other languages do not have, and returns the piece after it.
    fn own_figure(&self, _reader: &mut Reader<'_>, _at: usize) -> Option<usize> {
        None
    }

    /// What the words before a number say of how exact it is, where the lexicon and the phrases do not tell.
    fn hedge_before(&self, _reader: &Reader<'_>, _start: usize) -> Hedge {
        Hedge::EXACT
    }

    /// What the words after a number say of how exact it is, where the phrases do not tell.
    fn hedge_after(&self, _reader: &Reader<'_>, _at: usize) -> Hedge {
        Hedge::EXACT
    }

    /// Reads a cardinal number in digits, words, or both.
    fn cardinal(&self, reader: &Reader<'_>, at: usize, joins: bool) -> Option<Cardinal> {
        reader.cardinal_in_groups(at, joins)
    }

    /// Reads a number below a hundred in words.
    fn below_hundred(&self, reader: &Reader<'_>, at: usize, joins: bool) -> Option<(u64, usize)> {
        reader.below_hundred_in_words(at, joins)
    }

    /// Returns true if a power of ten that looks like a dual counts one of itself, by a mark in its spelling.
    fn counts_once(&self, _word: &str) -> bool {
        false
    }

    /// The denominator of a part that is spelled like a number but for a mark.
    fn marked_fraction(&self, _word: &str, _meaning: Meaning) -> Option<u64> {
        None
    }

    /// The day of the week, from Monday, 0, that a word names although it usually means something else.
    fn weekday(&self, _word: &str) -> Option<u8> {
        None
    }

    /// Returns true if an ordinal in this form may be an hour of the day without the word for it.
    fn may_be_hour(&self, _word: &str) -> bool {
        false
    }

    /// The name of a model or code without what is written together with it.
    fn code_name<'w>(&self, name: &'w str) -> &'w str {
        name
    }

    /// A word without the short words that are written together with it, as far as its letters tell.
    fn without_clitics<'w>(&self, word: &'w str) -> &'w str {
        word
    }
}

/// The languages with words, by subtag.
const ALL: &[&dyn Language] = &[
    &ar::Arabic,
    &en::English,
    &fa::Persian,
    &fr::French,
    &ko::Korean,
    &ru::Russian,
];

/// Returns the language of a tag (BCP 47); one that is read by its digits if it has no module.
pub fn of(tag: &str) -> &'static dyn Language {
    named(tag).unwrap_or(&other::Other)
}

/// Returns the language of a tag, if it has a module.
pub fn named(tag: &str) -> Option<&'static dyn Language> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    ALL.iter()
        .copied()
        .find(|language| language.subtag().eq_ignore_ascii_case(primary))
}
