//! Languages without a module: reads figures in digits, percentages, years, ISO dates and codes.

use crate::figures::languages::{Grammar, Language};
use crate::figures::lexicon::{Lexicon, SLOTS, endings};

/// Any language without a module of its own.
pub struct Other;

static LEXICON: Lexicon = Lexicon {
    words: &[],
    index: &[0; SLOTS],
    endings: &endings(&[], &[]),
    longest: 0,
    clitics: None,
};

static GRAMMAR: Grammar = Grammar::PLAIN;

impl Language for Other {
    fn subtag(&self) -> &'static str {
        "und"
    }

    fn lexicon(&self) -> &'static Lexicon {
        &LEXICON
    }

    fn grammar(&self) -> &'static Grammar {
        &GRAMMAR
    }
}
