//! Computes the sparkline of a list: the number of articles per month.
//!
//! Takes a list of articles, newest first; returns bars for the last two years.

use crate::plan::Plan;
use crate::plan::lists::Month;
use crate::plan::view::{BarView, PulseView};

/// Maximum number of months.
const MONTHS: usize = 24;
/// Minimum number of articles for a full-height bar, so that single articles do not look like many.
const LOWEST_TOP: usize = 4;
/// Number of articles in these months from which there are bars.
const LEAST: usize = 12;
/// Minimum number of months shown, so that few bars are not wider than many.
const FEWEST: usize = 12;

impl<'a> Plan<'a> {
    /// Returns the bars for a list of articles, up to the site's newest month; `None` for few articles, for which bars
    /// add nothing to the list.
    pub(super) fn pulse(&self, language: usize, articles: &[usize]) -> Option<PulseView> {
        let months = &self.lists[language].months;
        let newest = place(months.first()?.year, months.first()?.month);
        let mut counts = [0_usize; MONTHS];
        let dates = articles.iter().filter_map(|index| {
            let date = self.site.articles[*index].date(self.site.preference(language))?;
            Some(place(date.year(), date.month()))
        });
        // The dates come newest first, so all dates after the first one that is too old are older still.
        for age in dates.map(|month| newest.abs_diff(month) as usize) {
            match counts.get_mut(age) {
                Some(count) => *count += 1,
                None => break,
            }
        }
        let oldest = counts.iter().rposition(|count| *count > 0)?;
        let top = counts.iter().copied().max()?.max(LOWEST_TOP);
        if oldest == 0 || counts.iter().sum::<usize>() < LEAST {
            return None;
        }
        let oldest = oldest.max(FEWEST - 1);
        let locale = &self.site.languages[language].locale;
        let title = |age: usize| {
            let place = newest - age as i32;
            match title(months, place) {
                "" => locale.month_and_year(place.div_euclid(12), place.rem_euclid(12) as u8 + 1),
                title => title.to_owned(),
            }
        };
        let bars = (0..=oldest)
            .rev()
            .map(|age| BarView {
                title: if counts[age] > 0 {
                    title(age)
                } else {
                    String::new()
                },
                count: counts[age],
                height: (counts[age] * 100).div_ceil(top),
            })
            .collect();
        Some(PulseView {
            bars,
            from: title(oldest),
            to: title(0),
        })
    }
}

/// Returns the number of a month, counted from year 0.
fn place(year: i32, month: u8) -> i32 {
    year * 12 + i32::from(month) - 1
}

/// Returns the title of a month; empty if the site has no articles from it.
fn title(months: &[Month], wanted: i32) -> &str {
    let newer = months.partition_point(|month| place(month.year, month.month) > wanted);
    match months.get(newer) {
        Some(month) if place(month.year, month.month) == wanted => &month.title,
        _ => "",
    }
}
