//! The data of an article: its page, its entry in lists, its originals and its proof.

use serde::Serialize;

use crate::plan::view::{DateView, LinkView, Slot, TextView};

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TeaserView<'a> {
    /// The summary's title, in the page's language or else in one that has a summary.
    pub title: TextView<'a>,
    pub url: String,
    /// The summary's `description`.
    pub standfirst: Option<TextView<'a>>,
    pub date: Option<DateView>,
    pub topics: Vec<LinkView<'a>>,
    /// The publisher of the original.
    pub publisher: LinkView<'a>,
    /// The languages that the article is in, as a phrase in the page's language: `In Arabic and English`. `None` if the
    /// page's language is one of them.
    pub elsewhere: Option<String>,
    /// The proof, in small.
    pub proof: Option<ProofView<'a>>,
    /// True if the summary is a draft (shown only with `--drafts`).
    pub draft: bool,
    /// Label of a text that is not published now, such as "Embargoed until 1 September 2025". Only set with `--drafts`.
    pub held: Option<String>,
}

/// The proof of a summary: the number of its figures that were found in the original, and the paragraphs that it cites.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ProofView<'a> {
    /// Figures that the original states.
    pub found: usize,
    /// Number of the summary's figures, except those that it attributes to other sources.
    pub total: usize,
    /// Figures that the original does not state.
    pub absent: usize,
    /// The first missing ones as written in the summary, joined by the rules of the language.
    pub missing: Option<String>,
    /// Figures that the texts do not let a program decide.
    pub unclear: usize,
    /// Quotations that the original has word for word; 0 where the two are in different languages.
    pub quotations: usize,
    /// Paragraphs that the summary cites.
    pub cited: usize,
    /// Every paragraph of the original, in order.
    pub cells: Vec<CellView<'a>>,
}

/// A paragraph of an original, as a cell of a strip.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CellView<'a> {
    /// The paragraph's number in its original, from 1.
    pub number: u32,
    /// The id on the article's page.
    pub anchor: String,
    /// The label of the original, if this is the first paragraph of one of several.
    pub original: Option<&'a str>,
    /// True if the summary cites the paragraph.
    pub cited: bool,
    /// The id of the topic of the first passage that cites the paragraph.
    pub topic: Option<&'a str>,
    /// True if the article's page shows the paragraph.
    pub shown: bool,
}

/// An article: a summary and its original.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ArticleView<'a> {
    /// The summary's title.
    pub title: &'a str,
    /// The summary's `description`.
    pub standfirst: Option<&'a str>,
    pub date: Option<DateView>,
    /// The authors of the summary, as a list in the page's language.
    pub authors: Option<String>,
    /// The people who wrote, translated and reviewed the summary, by role; empty if nobody is named.
    pub bylines: Vec<Byline<'a>>,
    /// The statement of how software helped to write the summary.
    pub assistance: Option<&'a str>,
    /// Corrections since the summary was published, the newest first.
    pub corrections: Vec<CorrectionView<'a>>,
    /// The reasons why the desk accepts texts that were not found in the original.
    pub notes: Vec<NoteView<'a>>,
    pub topics: Vec<LinkView<'a>>,
    /// Listed names that the summary mentions.
    pub names: Vec<NameLink<'a>>,
    /// The summary.
    pub body: Slot,
    /// The original of the summary; if there are several, the main one.
    pub original: OriginalView<'a>,
    /// The other originals, by their ids.
    pub further_originals: Vec<OriginalView<'a>>,
    /// The next older article in this language; `None` if it is among the related ones.
    pub older: Option<LinkView<'a>>,
    /// The next newer article in this language; `None` if it is among the related ones.
    pub newer: Option<LinkView<'a>>,
    /// The teasers of related articles, which share its names and topics.
    pub related: Vec<Slot>,
    /// The address of the page with its texts side by side; `None` if there is none.
    pub parallel: Option<String>,
    /// The addresses of the summary's links to other sites, in order: footnotes for a printed page.
    pub links: Vec<String>,
    /// Selectors that connect the summary with the paragraphs that it cites; `None` if the page shows none of them.
    pub cross_references: Option<TiesView>,
    /// The proof; `None` if the summary states no figure and cites nothing.
    pub proof: Option<ProofView<'a>>,
    /// The numbers of the summary's figures and quotations that were traced to the original; `None` if it has none.
    pub trace: Option<TraceView>,
    /// The day on which the summary was checked against the original and sealed; `None` if either text has changed since.
    pub sealed: Option<DateView>,
    pub draft: bool,
    /// Label of a text that is not published now, such as "Embargoed until 1 September 2025". Only set with `--drafts`.
    pub held: Option<String>,
}

/// The people of one role in an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Byline<'a> {
    /// The role in words, as in "Translated by".
    pub label: &'a str,
    pub people: Vec<Credit<'a>>,
}

/// A person in a byline.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Credit<'a> {
    /// Separator between the name before and this one: a comma, or "and".
    pub before: String,
    pub name: &'a str,
    /// The address of the person's page; `None` if there is none.
    pub url: Option<String>,
}

/// A change that was made since a summary was published.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CorrectionView<'a> {
    /// The kind in words, as in "Correction".
    pub kind: &'a str,
    pub date: DateView,
    /// The change and its reason, in words for readers.
    pub text: TextView<'a>,
}

/// The reason why the desk accepts a text that was not found in the original.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NoteView<'a> {
    /// The words that the note is about; `None` if it is about the whole summary.
    pub words: Option<&'a str>,
    pub why: &'a str,
}

/// A link to a name, with a description. It prints as a [`LinkView`] with one more field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NameLink<'a> {
    /// The name.
    #[serde(flatten)]
    pub link: LinkView<'a>,
    /// Description of the named person, place or thing, in a few words.
    pub note: Option<TextView<'a>>,
}

/// Selectors for a `<style>` of the page, since CSS alone cannot relate a link to its paragraph. Each goes before `{ …
/// }`. A paragraph has its number as id (`p4`). The links to it (citations and figures of the summary) have the same
/// value as a class.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TiesView {
    /// Each paragraph while a reader points at a link to it, while such a link has the focus, or after following the
    /// link back.
    pub paragraphs: Slot,
    /// The links to a paragraph while a reader points at it or after following a link to it.
    pub links: Slot,
}

/// The result of comparing a summary's figures and quotations with the original, as phrases such as "14 figures and 2
/// quotations". Quotations are counted only if summary and original are in the same language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TraceView {
    /// Figures and quotations that the original contains, as a phrase.
    pub traced: Option<String>,
    /// Number of items in `traced`, for grammatical agreement.
    pub count: usize,
    /// Figures and quotations that the original does not contain, as a phrase.
    pub absent: Option<String>,
    /// Figures and quotations that could not be decided, as a phrase.
    pub unclear: Option<String>,
}

/// The original of an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct OriginalView<'a> {
    /// The id in citations; `None` for the original that is cited without an id.
    pub id: Option<&'a str>,
    /// The id on the page.
    pub anchor: String,
    pub title: TextView<'a>,
    /// The language (BCP 47).
    pub lang: &'a str,
    /// The direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The name of the original's language, in the page's language.
    pub language: &'a str,
    pub publisher: LinkView<'a>,
    /// The address at which the original was published.
    pub url: Option<&'a str>,
    pub author: Option<TextView<'a>>,
    /// The date of publication.
    pub published: Option<DateView>,
    /// The date on which the copy was made.
    pub retrieved: Option<DateView>,
    /// `link`, `cited` or `full`.
    pub rights: &'static str,
    /// The sources that the original itself names.
    pub sources: Vec<SourceView<'a>>,
    /// The text, as far as `rights` allows its publication.
    pub body: Option<Slot>,
    /// Number of paragraphs of the original.
    pub paragraphs: usize,
    /// Number of these paragraphs that are published here.
    pub shown: usize,
}

/// A source that an original names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SourceView<'a> {
    pub publisher: LinkView<'a>,
    pub title: Option<TextView<'a>>,
    pub url: Option<&'a str>,
}
