//! What a text claims, and how the claims of one text compare with those of another.
//!
//! Takes running text and its language; returns figures, quotations and names with their places, and verdicts. Reads no file
//! and no clock, and knows nothing of sites.
//!
//! - [`figures`]: the figures of a text, what each says, and whether another text says the same
//! - [`quotes`]: the quotations of a text, and whether another text contains their words
//! - [`names`]: where listed names occur in a text
//! - [`allusions`]: whether a text may speak of a name that it does not spell out
//! - [`mod@sentences`]: the sentences of a paragraph
//! - [`slips`]: slips of the keyboard in running text

pub mod allusions;
mod bynames;
pub mod figures;
pub mod names;
pub mod quotes;
pub mod sentences;
pub mod slips;

pub use names::{Mention, NameFinder};
pub use sentences::{LONGEST_SENTENCE, sentences, too_long};
