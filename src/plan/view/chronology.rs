//! The data of the chronologies.

use serde::Serialize;

use crate::plan::view::{DateView, LinkView, Pagination, Slot};

/// A chronology: sentences from summaries by the date that they mention, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChronologyView<'a> {
    /// The topic; `None` for the chronology of the whole site.
    pub topic: Option<LinkView<'a>>,
    /// Number of sentences on all pages of the chronology.
    pub count: usize,
    /// Links to all years of the chronology, on any page.
    pub index: Vec<YearLink>,
    /// The years on this page.
    pub years: Vec<ChronologyYear<'a>>,
    /// Position of this page among the chronology's pages.
    pub pagination: Pagination,
}

/// A link to a year of a chronology.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct YearLink {
    /// The year, in the format of the page's language.
    pub year: String,
    /// The address where the year begins.
    pub url: String,
}

/// A year of a chronology.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChronologyYear<'a> {
    /// The date in the format of the page's language.
    pub year: String,
    /// An id for the heading of the year.
    pub id: String,
    /// Entries: dates with only a year first, then by month and day.
    pub dates: Vec<ChronologyDate<'a>>,
}

/// The sentences for one day, month or year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChronologyDate<'a> {
    /// The day, or the month (`2024-06`); `None` if only the year is named.
    pub date: Option<DateView>,
    /// Sentences on the date, in the order in which their articles were published.
    pub entries: Vec<ChronologyEntry<'a>>,
}

/// An article's sentence for a date.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChronologyEntry<'a> {
    /// The first sentence of the summary that names the date, in order, with its citations if it could be cut out
    /// whole.
    pub sentence: Slot,
    /// Other dates in the sentence, for which it is not repeated.
    pub also: Vec<DateView>,
    /// The topics that it is on.
    pub topics: Vec<LinkView<'a>>,
    /// The article's title, in order.
    pub title: Slot,
    /// The address of the sentence if it has an id, or else of the article.
    pub url: String,
    /// The languages that the article is in, as in [`TeaserView`](crate::plan::view::TeaserView).
    pub elsewhere: Option<String>,
    /// True if the article is a draft (shown only with `--drafts`).
    pub draft: bool,
    /// Label of a text that is not published now, such as "Embargoed until 1 September 2025". Only set with `--drafts`.
    pub held: Option<String>,
}
