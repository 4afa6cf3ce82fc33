//! The data of the archive and of the months in it.

use serde::Serialize;

use crate::plan::view::{Day, LinkView, Slot};

/// The archive's front page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ArchiveView<'a> {
    /// The columns of the calendars.
    pub week: Vec<WeekdayView>,
    /// Newest first.
    pub years: Vec<YearView<'a>>,
    /// The teasers of articles without a date.
    pub undated: Vec<Slot>,
}

/// A year of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct YearView<'a> {
    /// The year, in the page's digits.
    pub year: String,
    /// The months that have articles, in the order of a calendar.
    pub months: Vec<CalendarView<'a>>,
}

/// A day of the week, as the heading of a calendar's column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct WeekdayView {
    /// The abbreviation as a single letter.
    pub letter: String,
    /// The name.
    pub name: String,
}

/// A month as a grid of days.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CalendarView<'a> {
    /// The month's name.
    pub title: String,
    /// Month and year.
    pub full: String,
    /// The address of the month's page. A day with articles has an id there, such as `d18`.
    pub url: String,
    /// Number of articles in the month.
    pub count: usize,
    /// The weeks, which begin with the language's first day of the week.
    pub weeks: Vec<Vec<DayView>>,
    /// The articles as links, if there are few; empty if the month has enough articles for a grid.
    pub articles: Vec<MonthArticle<'a>>,
}

/// An article of a month with only a few.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthArticle<'a> {
    /// The day of the month.
    pub day: u8,
    /// The article.
    pub article: LinkView<'a>,
}

/// A day in a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DayView {
    /// The day of the month; 0 for cells before the first and after the last day.
    pub day: u8,
    /// Number of articles on that day.
    pub count: usize,
}

/// A link to a month that has articles.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthLink {
    /// Month and year.
    pub full: String,
    pub url: String,
    /// Number of articles in the month.
    pub count: usize,
}

/// The page of a month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthView<'a> {
    /// Month and year.
    pub title: String,
    /// Number of articles in the month.
    pub count: usize,
    /// The headings of the calendar's columns.
    pub week: Vec<WeekdayView>,
    /// The days as a grid.
    pub calendar: CalendarView<'a>,
    /// Newest day first.
    pub days: Vec<Day>,
    /// The next older month that has articles.
    pub older: Option<MonthLink>,
    /// The next newer month that has articles.
    pub newer: Option<MonthLink>,
}
