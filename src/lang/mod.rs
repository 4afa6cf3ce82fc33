//! Everything that depends on a language: dates, numbers, plurals, lists, order, direction; names, figures and
//! quotations in running text.
//!
//! Pure functions and values. Takes text, language tags and settings; gives text, ranges and typed errors. Knows nothing
//! of sites, files, templates or the clock, and prints nothing.
//!
//! - [`tables`]: what is known about each language, in one place
//! - `endonyms`: what each language calls itself
//! - [`tag`]: language tags (BCP 47)
//! - [`direction`]: right to left or left to right, of a language and of a text
//! - [`date`]: a day of the Gregorian calendar
//! - [`numerals`], [`calendar`]: the digits and the second calendar that a site may choose
//! - [`locale`]: dates, numbers, plurals, lists and order in one language
//! - [`guess`]: which language a text is in
//! - [`figures`]: where figures stand in a text, what they say, and whether another text says the same
//! - [`mod@sentences`]: the sentences of a paragraph
//! - [`mod@fold`]: the form in which two spellings of the same words are equal
//! - [`forms`]: other forms under which somebody may look for a word
//! - [`names`]: where listed names occur in a text
//! - [`allusions`]: whether a text may speak of a name that it does not spell out
//! - [`quotes`]: where quotations stand in a text, and whether another text contains their words
//! - [`runs`]: runs of another direction or script in a text
//! - [`slips`]: slips of the keyboard in running text

pub mod allusions;
mod bynames;
pub mod calendar;
pub mod date;
pub mod direction;
mod endonyms;
pub mod figures;
pub mod fold;
pub mod forms;
pub mod guess;
pub mod locale;
pub mod names;
pub mod numerals;
pub mod quotes;
pub mod runs;
pub mod sentences;
pub mod slips;
pub mod tables;
pub mod tag;

pub use calendar::Calendar;
pub use date::{Date, When};
pub use direction::{
    Direction, direction_of_language, first_strong, isolate, isolated_text, only_language_of,
    script_of_language, with_isolates,
};
pub use endonyms::endonym;
pub use fold::{Folded, fold};
pub use guess::dominant_language;
pub use locale::{Locale, LocaleError, LocaleOptions, list_in};
pub use names::{Mention, NameFinder};
pub use numerals::Numerals;
pub use runs::{Run, Script, Writing, runs};
pub use sentences::sentences;
pub use tables::{LanguageEntry, Quotes, language_table, open_graph_locale};
pub use tag::{TagError, parse_tag};
