//! The data of the pages on authors and on corrections.

use serde::Serialize;

use crate::plan::view::{
    CorrectionView, IssueEntry, LinkView, Pagination, PulseView, Slot, TextView,
};

/// The list of authors.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AuthorsView<'a> {
    /// People who wrote, translated or reviewed summaries, in the sort order of the page's language.
    pub authors: Vec<AuthorEntry<'a>>,
}

/// A person in the list of authors.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AuthorEntry<'a> {
    pub link: LinkView<'a>,
    /// Description of the person, in a few words.
    pub note: Option<TextView<'a>>,
    /// Number of articles and editions.
    pub count: usize,
    /// Number of articles.
    pub articles: usize,
    /// Number of editions.
    pub editions: usize,
}

/// A page of an author.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AuthorView<'a> {
    pub author: LinkView<'a>,
    /// Description of the author, in a few words.
    pub note: Option<TextView<'a>>,
    /// The page with the mentions of a listed person; `None` if there is none.
    pub name: Option<LinkView<'a>>,
    /// The address of the Atom feed of the articles.
    pub feed: String,
    /// Number of articles.
    pub count: usize,
    /// The sparkline of the articles, on the first page.
    pub pulse: Option<PulseView>,
    /// The teasers of the articles, newest first.
    pub articles: Vec<Slot>,
    /// The editions that the author made, newest first; on the first page.
    pub editions: Vec<IssueEntry<'a>>,
    /// This page's position among the author's pages.
    pub pagination: Pagination,
}

/// The list of corrections.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CorrectionsView<'a> {
    /// Number of corrections.
    pub count: usize,
    /// The newest first.
    pub entries: Vec<CorrectedArticle<'a>>,
    /// The address of the Atom feed of corrected articles.
    pub feed: String,
    pub pagination: Pagination,
}

/// A correction with the article or edition that was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CorrectedArticle<'a> {
    pub correction: CorrectionView<'a>,
    pub article: LinkView<'a>,
    /// The languages of the text, as in [`TeaserView`](crate::plan::view::TeaserView).
    pub elsewhere: Option<String>,
}
