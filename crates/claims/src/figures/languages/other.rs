//! Languages without a module: reads figures in digits, percentages, years, ISO dates and codes.

use crate::figures::languages::{FigureGrammar, FigureLanguage};
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

static GRAMMAR: FigureGrammar = FigureGrammar::PLAIN;

impl FigureLanguage for Other {
    fn subtag(&self) -> &'static str {
        "und"
    }

    fn lexicon(&self) -> &'static Lexicon {
        &LEXICON
    }

    fn grammar(&self) -> &'static FigureGrammar {
        &GRAMMAR
    }
}
