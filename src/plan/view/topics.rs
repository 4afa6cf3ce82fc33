//! The data of the pages on topics.

use serde::Serialize;

use crate::plan::view::{BriefView, DateView, LinkView, Pagination, Slot, TeaserView, TextView};

/// The list of topics.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TopicsView<'a> {
    /// By weight and title.
    pub topics: Vec<TopicEntry<'a>>,
}

/// A topic in the list of topics.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TopicEntry<'a> {
    pub topic: LinkView<'a>,
    pub description: Option<TextView<'a>>,
    /// Number of articles on the topic.
    pub count: usize,
    /// The newest article of the topic.
    pub latest: Option<TeaserView<'a>>,
    /// The newest article of the topic; `None` if it has no article.
    pub newest: Option<BriefView<'a>>,
}

/// A page of a topic.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TopicView<'a> {
    pub topic: LinkView<'a>,
    pub description: Option<TextView<'a>>,
    /// The introduction, on the first page.
    pub introduction: Option<Slot>,
    /// The address of the topic's chronology; `None` if the topic has no dates.
    pub chronology: Option<String>,
    /// The address of the topic's Atom feed.
    pub feed: String,
    /// The address of the topic as an e-book; `None` if there is none.
    pub book: Option<String>,
    /// Number of articles on the topic.
    pub count: usize,
    /// The sparkline of the topic's articles, on the first page.
    pub pulse: Option<PulseView>,
    /// The newest figures in the topic's passages that were found in the originals, on the first page.
    pub figures: Vec<FigureView<'a>>,
    /// This page's articles, newest first.
    pub articles: Vec<TopicArticle>,
    /// This page's position among the topic's pages.
    pub pagination: Pagination,
}

/// An article on a topic's page: only the passages on that topic.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TopicArticle {
    /// The article's teaser.
    pub teaser: Slot,
    /// The passages on the topic; empty if only its front matter names the topic, or if the summary is missing.
    pub passages: Vec<Slot>,
}

/// The sparkline of a list: bars with the number of articles per month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PulseView {
    /// The oldest month first, without gaps.
    pub bars: Vec<BarView>,
    /// The title of the first month.
    pub from: String,
    /// The title of the last month.
    pub to: String,
}

/// The bar of one month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct BarView {
    /// Month and year; empty if there are no articles.
    pub title: String,
    /// Number of articles.
    pub count: usize,
    /// Height of the bar in percent of the sparkline's height.
    pub height: usize,
}

/// A figure of a passage, in its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureView<'a> {
    /// The figure as written in the summary, with its unit or noun.
    pub text: String,
    /// For a figure that does not name its subject, such as 35%: the words of its clause before it. Often empty.
    pub lead_in: String,
    /// The words of the clause after the figure. Often empty.
    pub rest: String,
    /// The address of the paragraph of the original that states the figure, or of the section on the original if the
    /// page does not show the paragraph.
    pub url: String,
    /// The sentence.
    pub sentence: Slot,
    /// The article with the figure.
    pub article: LinkView<'a>,
    /// The article's date.
    pub date: Option<DateView>,
}
