//! The data of the search page.

use serde::Serialize;

use crate::plan::view::RegisterEntryView;

/// The search page. Its script takes its texts from here; without the script, the page links to lists.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SearchView<'a> {
    /// The languages that can be searched, the page's own first.
    pub languages: Vec<Searched<'a>>,
    /// Phrases for a number of results, by plural category of CLDR; `{n}` is replaced by the number.
    pub phrases: Vec<PluralPhrase<'a>>,
    /// The digits of the page's language: a numbering system of CLDR, such as `latn` or `arab`.
    pub numerals: &'static str,
    /// The names that most articles mention, in the sort order of the page's language.
    pub names: Vec<RegisterEntryView<'a>>,
    /// The publishers of articles, by whom results can be filtered, in the order of the page's language.
    pub publishers: Vec<RegisterEntryView<'a>>,
}

/// A language that can be searched.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Searched<'a> {
    /// The tag (BCP 47).
    pub lang: &'a str,
    /// The direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The name in the page's language.
    pub name: &'a str,
    /// True if the site has summaries in the language; false if it only has originals in it.
    pub has_summaries: bool,
}

/// A phrase for numbers of one plural category.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PluralPhrase<'a> {
    /// `zero`, `one`, `two`, `few`, `many` or `other`.
    pub category: &'a str,
    pub text: &'a str,
}
