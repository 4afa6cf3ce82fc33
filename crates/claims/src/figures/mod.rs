//! Figures in running text: where they stand, and what they say.
//!
//! Takes text and its language; gives [`Figure`]s with their places and, for a figure of one text and all figures of
//! another, a [`Verdict`]. Pure functions with a table of words per language; knows nothing of sites and files.

mod agree;
mod amount;
mod ar;
mod cardinal;
mod clause;
mod code;
mod compare;
mod date;
mod days;
mod digits;
mod en;
mod figure;
mod lexicon;
mod measure;
mod near;
mod number;
mod range;
mod read;
mod reckoned;
mod rival;
mod tokens;
mod units;

pub use agree::{agree, contradict};
pub use clause::{Bound, Clause, Direction, Wording};
pub use compare::{Claim, Doubt, Place, Statement, Statements, Verdict};
pub use figure::{Figure, Moment, Part, Quantity, Rounding, Span};
pub use number::Number;
pub use rival::Rival;
pub use units::{Currency, Dimension, Unit};

use lexicon::Lexicon;
use read::Reader;

/// The figures in a text, in its order and without overlaps.
///
/// `language` is the text's language tag (BCP 47). In a language that has no table of words, figures in digits are found.
pub fn find(text: &str, language: &str) -> Vec<Figure> {
    let lexicon = lexicon(language);
    let tokens = tokens::tokens(text, lexicon);
    let ordered = lexicon.is_some_and(|lexicon| !lexicon.prefixes);
    Reader::read(text, &tokens, ordered)
}

/// Whether a language has a table of words; figures in the words of one that has none are not found.
pub fn is_known(language: &str) -> bool {
    lexicon(language).is_some()
}

/// The table of a language's words: the place to add a language to.
fn lexicon(language: &str) -> Option<&'static Lexicon> {
    const ARABIC: &Lexicon = &ar::LEXICON;
    const ENGLISH: &Lexicon = &en::LEXICON;
    match language.split('-').next().unwrap_or(language) {
        "ar" => Some(ARABIC),
        "en" => Some(ENGLISH),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
