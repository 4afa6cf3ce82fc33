//! The data of the front page.

use serde::Serialize;

use crate::plan::view::{DateView, IssueEntry, LinkView, Slot, TeaserView};

/// Articles of one day; `date` is `None` for articles without a date.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Day {
    /// The day; `None` for articles without a date.
    pub date: Option<DateView>,
    /// The day of the month; 0 without a date.
    pub number: u8,
    /// The teasers of the day's articles.
    pub articles: Vec<Slot>,
}

/// The front page of a language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HomeView<'a> {
    /// The newest edition of the briefing.
    pub edition: Option<IssueEntry<'a>>,
    /// The newest article.
    pub lead: Option<TeaserView<'a>>,
    /// The beginning of the article's summary, with its citations.
    pub opening: Option<Slot>,
    /// A column for each topic: its newest figure, or else a sentence on it.
    pub briefing: Vec<BriefView<'a>>,
    /// The teasers of the articles that come next.
    pub next: Vec<Slot>,
    /// Earlier articles, newest week first; empty if there are `months`.
    pub weeks: Vec<WeekView<'a>>,
    /// Earlier articles by month, newest first, if most weeks of the site have a single article.
    pub months: Vec<HomeMonth<'a>>,
    /// Number of all articles of the site.
    pub total: usize,
}

/// The newest article of a topic, for its column on the front page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct BriefView<'a> {
    /// The topic.
    pub topic: LinkView<'a>,
    /// The newest figure that is meaningful by itself and was traced.
    pub figure: Option<String>,
    /// The words of the figure's clause before it, as in `FigureView`.
    pub lead_in: String,
    /// The words of the figure's clause after it.
    pub rest: String,
    /// The address of the figure's paragraph, as in `FigureView`; `None` without a figure.
    pub url: Option<String>,
    /// The sentence of the figure, or else the first one on the topic; `None` if no summary in the language has a
    /// passage on it.
    pub sentence: Option<Slot>,
    /// The article with the sentence.
    pub article: LinkView<'a>,
    /// The article's date.
    pub date: Option<DateView>,
}

/// Articles of one week.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct WeekView<'a> {
    /// The first day of the week; `None` for articles without a date.
    pub from: Option<DateView>,
    /// The articles, newest first.
    pub articles: Vec<TeaserView<'a>>,
}

/// Articles of one month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HomeMonth<'a> {
    /// The month with its year; `None` for articles without a date.
    pub title: Option<String>,
    /// The articles, newest first.
    pub articles: Vec<HomeMonthArticle<'a>>,
}

/// An article in a month's list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HomeMonthArticle<'a> {
    /// The day of the month; 0 without a date.
    pub day: u8,
    /// The article.
    #[serde(flatten)]
    pub teaser: TeaserView<'a>,
}
