//! Figures in running text: where they stand, and what they say.
//!
//! Takes text and its language; gives [`Figure`]s with their places and, for a figure of one text and all figures of
//! another, a [`Verdict`]. Pure functions with a table of words per language; knows nothing of sites and files.

mod compare;
mod figure;

pub use compare::{Near, Place, Statements, Verdict, agree, contradict};
pub use figure::{Figure, Quantity};

/// The figures in a text, in its order and without overlaps.
///
/// `language` is the text's language tag (BCP 47). In a language that has no table of words, figures in digits are found.
pub fn find(text: &str, language: &str) -> Vec<Figure> {
    let _ = (text, language);
    Vec::new()
}
