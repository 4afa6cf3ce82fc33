//! The data of the pages on editions of the briefing.

use serde::Serialize;

use crate::plan::notes::{CitedText, SourceNote};
use crate::plan::view::{
    CorrectionView, Credit, DateView, LinkView, NoteView, Pagination, ProofView, Slot, SourceView,
    TextView,
};

/// The list of editions of the briefing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct IssuesView<'a> {
    /// Number of editions.
    pub count: usize,
    /// The newest first.
    pub entries: Vec<IssueEntry<'a>>,
    /// The address of the Atom feed of editions.
    pub feed: String,
    pub pagination: Pagination,
}

/// An edition of the briefing in a list. It prints as a [`LinkView`] with more fields.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct IssueEntry<'a> {
    /// The edition.
    #[serde(flatten)]
    pub link: LinkView<'a>,
    /// The edition's `description`.
    pub standfirst: Option<TextView<'a>>,
    /// The title of the first article, if the edition has no file, so that its own title only names its days.
    pub lead: Option<TextView<'a>>,
    pub date: DateView,
    /// The days that the edition covers, in words.
    pub days: String,
    /// The number of the edition's week in words, if it covers a week.
    pub week: Option<String>,
    /// Number of the edition's articles.
    pub count: usize,
    /// The languages of the edition, as in [`TeaserView`](crate::plan::view::TeaserView).
    pub elsewhere: Option<String>,
    /// True if the edition is a draft (shown only with `--drafts`).
    pub draft: bool,
    /// Label of an edition that is not published now, as in [`TeaserView`](crate::plan::view::TeaserView).
    pub held: Option<String>,
}

/// An edition of the briefing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct IssueView<'a> {
    pub title: &'a str,
    /// True if the edition has no file, so that its title names its days.
    pub untitled: bool,
    /// The edition's `description`.
    pub standfirst: Option<&'a str>,
    pub date: DateView,
    /// The days that the edition covers, in words.
    pub days: String,
    /// The number of the edition's week in words, if it covers a week.
    pub week: Option<String>,
    /// Names of the authors; empty if nobody is named.
    pub authors: Vec<Credit<'a>>,
    /// Names of the translators.
    pub translators: Vec<Credit<'a>>,
    /// Names of the reviewers.
    pub reviewers: Vec<Credit<'a>>,
    /// The text; `None` if the edition consists of its articles.
    pub body: Option<Slot>,
    /// Number of figures in the text, and of those found in the originals; `None` if the text has no figures and
    /// quotations.
    pub proof: Option<ProofView<'a>>,
    /// The sources that the text cites, in order of their numbers.
    pub citations: Vec<SourceNote<'a>>,
    /// The cited sources, grouped by the text that they are of.
    pub cited: Vec<CitedText<'a>>,
    /// The corrections, the newest first.
    pub corrections: Vec<CorrectionView<'a>>,
    /// Reasons of waivers that readers see.
    pub notes: Vec<NoteView<'a>>,
    /// The full address, in the form in which it is printed.
    pub address: String,
    /// Number of the edition's articles.
    pub count: usize,
    /// The teasers of the edition's articles, in order.
    pub articles: Vec<Slot>,
    /// The originals of these articles, in the same order.
    pub sources: Vec<SourceView<'a>>,
    /// The next older edition in this language.
    pub older: Option<IssueEntry<'a>>,
    /// The next newer edition in this language.
    pub newer: Option<IssueEntry<'a>>,
    /// The address of the Atom feed of editions.
    pub feed: String,
    /// The address of the edition as an e-book; `None` if there is none.
    pub book: Option<String>,
    /// True if the edition is a draft (shown only with `--drafts`).
    pub draft: bool,
    /// Label of an edition that is not published now, as in [`TeaserView`](crate::plan::view::TeaserView).
    pub held: Option<String>,
}
