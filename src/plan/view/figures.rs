//! The data of the register of figures.

use serde::Serialize;

use crate::plan::view::{DateView, LinkView, Pagination, Slot};

/// A page of the register of figures: every amount that was found in an original, by topic, unit and day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FiguresView<'a> {
    /// Number of figures on all pages of the register.
    pub count: usize,
    /// The address of the register as JSON.
    pub json: String,
    /// The address of the register as CSV.
    pub csv: String,
    /// Links to all topics of the register, on any page; the last one may be for figures outside all topics.
    pub index: Vec<LinkView<'a>>,
    /// The topics on this page.
    pub topics: Vec<FigureTopic<'a>>,
    /// Position of this page among the register's pages.
    pub pagination: Pagination,
}

/// The figures of a topic.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureTopic<'a> {
    /// `None` for figures outside all topics.
    pub topic: Option<LinkView<'a>>,
    /// An id for the topic's heading.
    pub id: String,
    pub units: Vec<FigureUnit<'a>>,
}

/// The figures of a topic in units of one kind: sums of money, percentages, numbers of things.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureUnit<'a> {
    pub title: &'a str,
    /// The newest first.
    pub series: Vec<FigureSeries<'a>>,
}

/// Figures that are about the same thing; most often a single one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureSeries<'a> {
    /// True if sources contradict each other that wrote at about the same time.
    pub disputed: bool,
    /// The chart, if the series has figures of three days or more.
    pub plot: Option<SeriesPlot>,
    /// The newest first.
    pub entries: Vec<FigureEntry<'a>>,
}

/// The chart of a series: paths of SVG in a box of 100 by 100.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SeriesPlot {
    /// The line.
    pub way: String,
    /// The points.
    pub stops: String,
    /// The first day.
    pub from: Option<DateView>,
    /// The last day.
    pub to: Option<DateView>,
    /// The figure of the first day, as written in the summary.
    pub first: String,
    /// The figure of the last day.
    pub last: String,
}

/// A sentence of the register with its figures; most often a single one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureEntry<'a> {
    /// The figures of the sentence in this entry, in the order of the text.
    pub amounts: Vec<FigureAmount>,
    /// The sentence.
    pub sentence: Slot,
    /// The article with the sentence.
    pub article: LinkView<'a>,
    /// The publisher of the original that states the first figure.
    pub publisher: LinkView<'a>,
    /// The publishers of the other originals, if they differ.
    pub further_publishers: Vec<LinkView<'a>>,
    /// The article's date.
    pub date: Option<DateView>,
    /// True if the article is a draft (shown only with `--drafts`).
    pub draft: bool,
    /// Label of a text that is not published now, such as "Embargoed until 1 September 2025". Only set with `--drafts`.
    pub held: Option<String>,
}

/// A figure of the register.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureAmount {
    /// For a figure that does not name its subject, such as 35%: the words of its clause before it. Often empty.
    pub lead_in: String,
    /// Words that belong to the figure and stand before it, as `from` does in `from 20 to 50 workers`. Often empty.
    pub before: String,
    /// The figure as written in the summary.
    pub text: String,
    /// The noun that the figure counts; empty if the figure contains its unit, or if the noun was not recognized.
    pub after: String,
    /// The words of the clause after the figure, like `lead_in`.
    pub rest: String,
    /// The paragraph of the original that states the figure, as a phrase; with the publisher's name if the article has
    /// several originals.
    pub place: String,
    /// The address of that paragraph, or of the section on the original if the page does not show the paragraph.
    pub url: String,
}
