//! Formats and analyses text by the rules of its language: dates, numbers, plurals, lists and order; scripts and direction.
//!
//! Takes text, language tags and settings; returns text, ranges and typed errors. The data comes from CLDR, compiled in
//! through ICU4X. The crate reads neither files nor the clock, and does not depend on the model of a site.
//!
//! - [`tables`]: the data about each language that CLDR does not have, in one place
//! - [`tag`]: language tags (BCP 47)
//! - [`endonym`]: the name of each language in that language
//! - [`tag_meant`]: the tag that was meant by a language's name
//! - [`direction`]: right to left or left to right, of a language and of a text
//! - [`chars`]: which characters are letters
//! - [`runs`](mod@runs): runs of another direction or script in a text
//! - [`date`]: a day of the Gregorian calendar
//! - [`numerals`], [`calendar`]: the digits and the second calendar that a site may choose
//! - [`locale`]: dates, numbers, plurals, lists and order in one language
//! - [`guess`]: guesses the language of a text
//! - [`identify`]: detects texts that are not in the language that they are labelled with
//! - `words`: tells the language of a short text by its words
//! - [`fold`](mod@fold): a normalized form, in which two spellings of the same words are equal

pub mod calendar;
pub mod chars;
pub mod date;
pub mod direction;
mod endonyms;
pub mod fold;
pub mod guess;
pub mod identify;
mod language_names;
pub mod locale;
pub mod numerals;
pub mod runs;
pub mod tables;
pub mod tag;
pub mod weeks;
mod words;

pub use calendar::Calendar;
pub use chars::{is_alphabetic, is_alphanumeric, is_blank, is_invisible, is_numeric};
pub use date::{Date, When};
pub use direction::{
    Direction, direction_of_language, first_strong, isolate, isolated_text, only_language_of,
    script_of_language, with_isolates,
};
pub use endonyms::endonym;
pub use fold::{Folded, fold, nfc};
pub use guess::dominant_language;
pub use identify::{TextLength, is_common_word, is_in_script_of, language_of, other_language};
pub use language_names::tag_meant;
pub use locale::{Locale, LocaleError, LocaleOptions, list_in};
pub use numerals::Numerals;
pub use runs::{Run, Script, Writing, runs};
pub use tables::{LanguageEntry, Quotes, language_table, open_graph_locale};
pub use tag::{TagError, parse_tag};
pub use weeks::WeekRule;
