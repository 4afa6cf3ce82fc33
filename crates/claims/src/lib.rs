//! Finds the claims of a text (figures, quotations, names) and compares them with those of another text.
//!
//! Takes running text and its language; returns figures, quotations and names with their byte ranges, and verdicts. Reads
//! neither files nor the clock, and does not depend on the model of a site.
//!
//! - [`figures`]: the figures of a text, their values, and whether another text states the same
//! - [`quotes`]: the quotations of a text, and whether another text contains their words
//! - [`names`]: the occurrences of listed names in a text
//! - [`allusions`]: whether a text may mean a name that it does not spell out
//! - [`mod@sentences`]: the sentences of a paragraph
//! - [`slips`]: typing and encoding errors in running text
//! - [`mod@verify`]: all of these together: every claim of a summary with its verdict

pub mod allusions;
mod bynames;
pub mod figures;
pub mod names;
pub mod quotes;
pub mod sentences;
pub mod slips;
pub mod verify;

pub use names::{NameFinder, NameMention};
pub use sentences::{LONGEST_SENTENCE, sentences, too_long};
pub use verify::verify;
