//! The data of parallel pages, which show the summaries of an article next to its original.

use serde::Serialize;

use crate::plan::view::{DateView, LinkView, ProofView, Slot, TextView};

/// The texts of an article side by side, one row per paragraph of the original.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelView<'a> {
    /// The title of the summary in the page's language.
    pub title: &'a str,
    /// The address of the article's page.
    pub url: String,
    pub date: Option<DateView>,
    /// The proof of the summary in the page's language; `None` where it states no figure and cites nothing.
    pub proof: Option<ProofView<'a>>,
    /// The summaries: that of the page's language first, then the others in the order that its readers prefer.
    pub columns: Vec<ParallelColumn<'a>>,
    /// The main original.
    pub original: ParallelOriginal<'a>,
    /// The paragraphs that the article's page shows.
    pub rows: Vec<ParallelRow<'a>>,
    /// True if paragraphs after the last row are left out because of the original's rights.
    pub gap: bool,
    /// The uncited sentences of the summaries, one cell per column; empty if there are none.
    pub rest: Vec<ParallelCell<'a>>,
}

/// A summary, as a column of a parallel page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelColumn<'a> {
    /// The language (BCP 47).
    pub lang: &'a str,
    /// The direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language's name in that language.
    pub name: &'a str,
    /// The title.
    pub title: TextView<'a>,
    /// The address of the article's page.
    pub url: String,
}

/// The original, as a column of a parallel page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelOriginal<'a> {
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
}

/// A paragraph of the original, with the sentences of the summaries about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelRow<'a> {
    /// The paragraph's number in its original, from 1.
    pub number: u32,
    /// The original that begins with this row, if the article has several; otherwise `None`.
    pub begins: Option<ParallelOriginal<'a>>,
    /// The language and direction of the original, if they differ from the page's.
    pub lang: Option<&'a str>,
    pub dir: Option<&'static str>,
    /// True if paragraphs before the row are left out because of the original's rights.
    pub gap: bool,
    /// True if a summary cites the paragraph.
    pub cited: bool,
    /// The paragraph, in an element with the id `p4`.
    pub paragraph: Slot,
    /// A cell for each column.
    pub cells: Vec<ParallelCell<'a>>,
}

/// The sentences of a summary that belong to a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelCell<'a> {
    /// The language; `None` if it is the page's.
    pub lang: Option<&'a str>,
    /// The direction; `None` if `lang` is.
    pub dir: Option<&'static str>,
    /// The language's name in that language.
    pub name: &'a str,
    pub texts: Vec<ParallelText<'a>>,
    /// If the cell has no texts: the rows whose texts cite this paragraph as well.
    pub also: Vec<ParallelAlso<'a>>,
    /// The word before these rows, in the language of the cell.
    pub see: &'a str,
}

/// A row whose text cites another paragraph as well.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelAlso<'a> {
    /// The number of the row's paragraph in its original.
    pub number: u32,
    /// The label of this original, if it differs from that of the row.
    pub original: Option<&'a str>,
    /// The paragraph's id on the page.
    pub anchor: String,
    /// Label of the paragraph for screen readers, in the language of the cell.
    pub place: String,
}

impl ParallelCell<'_> {
    /// Returns `true` if the summary does not cite the paragraph.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.also.is_empty()
    }
}

/// A part of a summary next to a paragraph of the original.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelText<'a> {
    /// The topic of the passage around the text.
    pub topic: Option<LinkView<'a>>,
    pub text: Slot,
}
