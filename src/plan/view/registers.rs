//! The data of the pages on publishers and names.

use serde::Serialize;

use crate::plan::view::{LinkView, Pagination, PulseView, Slot, TextView};

/// The list of publishers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PublishersView<'a> {
    /// Publishers that have articles, in the sort order of the page's language.
    pub publishers: Vec<RegisterEntryView<'a>>,
}

/// A publisher or name in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RegisterEntryView<'a> {
    pub link: LinkView<'a>,
    /// Description of the named person, place or thing, in a few words.
    pub note: Option<TextView<'a>>,
    /// Number of articles.
    pub count: usize,
}

/// A page of a publisher.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PublisherView<'a> {
    pub publisher: LinkView<'a>,
    /// Description of the publisher, in a few words.
    pub note: Option<TextView<'a>>,
    /// The address of the publisher's own site.
    pub url: Option<&'a str>,
    /// Number of articles.
    pub count: usize,
    /// The sparkline of the publisher's articles, on the first page.
    pub pulse: Option<PulseView>,
    /// The teasers of the articles whose original it published or was a source of, newest first.
    pub articles: Vec<Slot>,
    /// This page's position among the publisher's pages.
    pub pagination: Pagination,
}

/// The list of names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NamesView<'a> {
    /// Names by kind; kinds without names are left out.
    pub groups: Vec<NameGroup<'a>>,
}

/// Names of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NameGroup<'a> {
    /// `person`, `organisation`, `place` or `thing`.
    pub kind: &'static str,
    /// Names that articles mention, in the sort order of the page's language.
    pub names: Vec<RegisterEntryView<'a>>,
}

/// A page of a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NameView<'a> {
    pub name: LinkView<'a>,
    /// `person`, `organisation`, `place` or `thing`.
    pub kind: &'static str,
    /// Description of the named person, place or thing, in a few words.
    pub note: Option<TextView<'a>>,
    /// Transliteration of the name into Latin letters.
    pub transliteration: Option<&'a str>,
    /// Every spelling, by language.
    pub spellings: Vec<Spelling<'a>>,
    /// Number of articles that mention the name.
    pub count: usize,
    /// The sparkline of the name's articles, on the first page.
    pub pulse: Option<PulseView>,
    /// The articles on this page, newest first.
    pub articles: Vec<NameArticle>,
    /// This page's position among the name's pages.
    pub pagination: Pagination,
}

/// An article on a name's page, with the sentences of its summary that contain the name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NameArticle {
    /// The article's teaser.
    pub teaser: Slot,
    /// The sentences; empty if the summary is in another language, or has the name only in its title.
    pub mentions: Vec<Slot>,
}

/// The spellings of a name in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Spelling<'a> {
    /// The language (BCP 47).
    pub lang: &'a str,
    /// The direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The name of the language, in the page's language.
    pub language: &'a str,
    /// The spelling that summaries use.
    pub preferred: &'a str,
    /// Other spellings that occur in originals.
    pub variants: &'a [String],
}
