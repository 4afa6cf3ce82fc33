//! Months as grids of days.
//!
//! Takes a month of a language's lists; returns its weeks, which begin with the language's first day of the week.

use crate::lang::Date;
use crate::link::address::Address;
use crate::plan::Plan;
use crate::plan::lists::Month;
use crate::plan::view::{CalendarView, DayView, MonthArticle, WeekdayView};

/// Months with no more articles than this are lists in the archive.
const FEW: usize = 3;
/// A cell of the grid that is outside the month.
const NO_DAY: DayView = DayView { day: 0, count: 0 };

impl<'a> Plan<'a> {
    /// Returns the headings of a calendar's columns.
    pub(super) fn week(&self, language: usize) -> Vec<WeekdayView> {
        let weekdays = self.site.languages[language].locale.weekdays().iter();
        weekdays
            .map(|weekday| WeekdayView {
                letter: weekday.letter.clone(),
                name: weekday.name.clone(),
            })
            .collect()
    }

    /// A month as a grid.
    pub(super) fn calendar(&self, language: usize, month: &Month) -> CalendarView<'a> {
        let locale = &self.site.languages[language].locale;
        let address = Address::month(self.tag(language), month.year, month.month);
        let mut counts = [0; 32];
        for article in &month.articles {
            let date = self.site.articles[*article].date(self.site.preference(language));
            // The index is in bounds: a month's list holds only articles of that month, and days go up to 31.
            if let Some(date) = date {
                counts[usize::from(date.day())] += 1;
            }
        }
        CalendarView {
            title: locale.month(month.month),
            full: month.title.clone(),
            url: self.site.href(&address),
            count: month.articles.len(),
            weeks: weeks(
                month.year,
                month.month,
                locale.weekdays()[0].number,
                &counts,
            ),
            articles: self.few(language, month),
        }
    }
}

impl<'a> Plan<'a> {
    /// The articles of a month with only a few; empty for other months.
    fn few(&self, language: usize, month: &Month) -> Vec<MonthArticle<'a>> {
        if month.articles.len() > FEW {
            return Vec::new();
        }
        let view = |index: &usize| {
            let article = &self.site.articles[*index];
            Some(MonthArticle {
                day: article.date(self.site.preference(language))?.day(),
                article: self.article_link(language, article)?,
            })
        };
        month.articles.iter().filter_map(view).collect()
    }
}

/// Returns the weeks of a month. `first` is the first day of the week, with 0 for Monday; `counts[day]` is the number of
/// articles on that day.
fn weeks(year: i32, month: u8, first: u8, counts: &[usize; 32]) -> Vec<Vec<DayView>> {
    let Some(start) = Date::new(year, month, 1) else {
        return Vec::new();
    };
    // Day number 1 is a Monday.
    let weekday = (start.number() - 1).rem_euclid(7) as u8;
    let blank = usize::from((weekday + 7 - first) % 7);
    let days = (1..=31).filter(|day| Date::new(year, month, *day).is_some());
    let days = days.map(|day| DayView {
        day,
        count: counts[usize::from(day)],
    });
    let cells: Vec<DayView> = std::iter::repeat_n(NO_DAY, blank).chain(days).collect();
    cells
        .chunks(7)
        .map(|week| {
            let mut week = week.to_vec();
            week.resize(7, NO_DAY);
            week
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_s_weeks_begin_where_the_language_has_them_begin() {
        const MONDAY: u8 = 0;
        const SATURDAY: u8 = 5;
        const SUNDAY: u8 = 6;
        for (year, month, first, weeks_of, first_week, last_week) in [
            // 1 August 2025 was a Friday.
            (2025, 8, MONDAY, 5, "0 0 0 0 1 2 3", "25 26 27 28 29 30 31"),
            (2025, 8, SATURDAY, 6, "0 0 0 0 0 0 1", "30 31 0 0 0 0 0"),
            (2025, 8, SUNDAY, 6, "0 0 0 0 0 1 2", "31 0 0 0 0 0 0"),
            // Exactly four weeks.
            (2021, 2, MONDAY, 4, "1 2 3 4 5 6 7", "22 23 24 25 26 27 28"),
            (2024, 2, MONDAY, 5, "0 0 0 1 2 3 4", "26 27 28 29 0 0 0"),
        ] {
            let mut counts = [0; 32];
            counts[7] = 3;
            let weeks = weeks(year, month, first, &counts);
            let written = |week: &Vec<DayView>| {
                let days: Vec<_> = week.iter().map(|day| day.day.to_string()).collect();
                days.join(" ")
            };
            assert_eq!(weeks.len(), weeks_of, "{year}-{month}");
            assert_eq!(written(&weeks[0]), first_week, "{year}-{month}");
            assert_eq!(written(&weeks[weeks_of - 1]), last_week, "{year}-{month}");
            let busy: Vec<_> = weeks.iter().flatten().filter(|day| day.count > 0).collect();
            assert_eq!(busy, [&DayView { day: 7, count: 3 }]);
        }
    }
}
