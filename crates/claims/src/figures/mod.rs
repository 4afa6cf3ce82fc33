//! Finds figures in running text, and parses their values.
//!
//! Takes text and its language; returns [`Figure`]s with their byte ranges and, for a figure of one text and all figures of
//! another, a [`FigureVerdict`]. Pure functions with a module per language (`languages`), without knowledge of sites
//! and files.

mod agree;
mod amount;
mod cardinal;
mod clause;
mod code;
mod compare;
mod date;
mod days;
mod designation;
mod digits;
mod elapsed;
mod figure;
pub(crate) mod languages;
pub(crate) mod lexicon;
mod measure;
mod near;
mod number;
mod parts;
mod phrase;
mod range;
mod read;
mod reckoned;
mod rival;
mod spelling;
mod tokens;
mod units;

pub use agree::{agree, contradict};
pub use clause::{
    ChangeDirection, Clause, CountedMatch, Scope, StatedBound, TextSubject, Wording, concept_name,
};
pub(crate) use clause::{ConceptTable, NO_LETTERS, Sound, hash_more, hash_of, sound, word_hash};
pub use compare::{
    Distinction, Doubt, FigureClaim, FigurePlace, FigureVerdict, Reservation, Statement,
    Statements, SummaryFigures,
};
pub use designation::Designation;
pub use figure::{
    Bound, Course, DatePart, Figure, Hedge, PartialDate, Quantity, RelativePeriod, Rounding, Sign,
};
pub(crate) use languages::letters::vowel_groups;
pub use number::Number;
pub use phrase::{
    FigureClause, clause_of, is_duration, is_followed_by_whole, is_relative, is_same_amount, phrase,
};
pub use rival::Rival;
pub use units::{Country, Currency, Dimension, Unit};

use crate::sentences::{LONGEST_SENTENCE, pieces};
use read::FigureReader;

/// Returns the figures of a text, in its order and without overlaps.
///
/// `language` is the text's language tag (BCP 47). In a language without a module in `languages`, only figures in digits are
/// found.
pub fn find(text: &str, language: &str) -> Vec<Figure> {
    let language = languages::of(language);
    let read = |text: &str| FigureReader::read(text, &tokens::tokens(text, language), language);
    if text.len() <= LONGEST_SENTENCE {
        return read(text);
    }
    // No figure crosses sentences, and the time for one grows with the square of its length.
    let mut figures = Vec::new();
    for piece in pieces(text, 2 * LONGEST_SENTENCE) {
        figures.extend(read(&text[piece.clone()]).into_iter().map(|figure| Figure {
            range: piece.start + figure.range.start..piece.start + figure.range.end,
            ..figure
        }));
    }
    figures
}

/// Returns true if only digits are read in a language: it has no module of its own in `languages`.
pub fn is_read_by_digits(language: &str) -> bool {
    !is_known(language)
}

/// Returns true if figures in words are read in a language, as well as those in digits.
pub fn is_known(language: &str) -> bool {
    languages::named(language).is_some()
}

#[cfg(test)]
mod tests;
