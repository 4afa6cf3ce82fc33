//! The weeks of a region: the day on which they begin, and their numbers.
//!
//! Takes a region; returns the rule by which its calendars count weeks (CLDR's `weekData`). In Egypt a week begins on
//! Saturday, in Britain on Monday, in the United States on Sunday. The first week of a year is the first one with at least
//! [`WeekRule::minimum`] days in it: with any day at all in most of the world, with four of them in most of Europe.

use icu_calendar::week::WeekInformation;
use icu_locale::{LanguageIdentifier, LocaleExpander};

use super::date::Date;

/// The regions in which the first week of a year has at least four days in it (CLDR 48, `minDays`). ICU4X has no data on it.
const FOUR_DAYS: [&str; 44] = [
    "AD", "AN", "AT", "AX", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FJ", "FO", "FR",
    "GB", "GF", "GG", "GI", "GP", "GR", "HU", "IE", "IM", "IS", "IT", "JE", "LI", "LT", "LU", "MC",
    "MQ", "NL", "NO", "PL", "PT", "RE", "RU", "SE", "SJ", "SK", "SM", "VA",
];

/// The rule for numbering the weeks of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WeekRule {
    /// The number of the day on which a week begins; 0 is Monday.
    pub first: u8,
    /// Minimum number of days of a year in its first week: 1 to 7.
    pub minimum: u8,
}

impl WeekRule {
    /// Returns the rule of a locale's region; for a bare language, of the region where most people speak it.
    pub(super) fn of(locale: &LanguageIdentifier) -> Result<WeekRule, String> {
        let mut full = locale.clone();
        LocaleExpander::new_extended().maximize(&mut full);
        let region = full.region.map(|region| region.to_string());
        let locale = icu_locale::Locale::from(full);
        let week = WeekInformation::try_new((&locale).into()).map_err(|error| error.to_string())?;
        let has_four_days = region.is_some_and(|region| FOUR_DAYS.contains(&region.as_str()));
        Ok(WeekRule {
            // ICU4X counts from 1 for Monday.
            first: week.first_weekday as u8 - 1,
            minimum: if has_four_days { 4 } else { 1 },
        })
    }

    /// Returns the first day of the week of a date.
    pub fn start(self, date: Date) -> Date {
        let weekday = (date.number() - 1).rem_euclid(7);
        let since = (weekday - i64::from(self.first)).rem_euclid(7);
        // The first days of the year 1 have no week that begins in range.
        date.plus(-since).unwrap_or(date)
    }

    /// Returns the year and number of the week of a date. The last days of a year may belong to the first week of the next one.
    pub fn week_of(self, date: Date) -> (i32, u8) {
        let start = self.start(date);
        let mut years = [date.year() + 1, date.year(), date.year() - 1].into_iter();
        let begun = years.find_map(|year| {
            let first = self.first_day(year, 1)?;
            (first <= start).then_some((year, first))
        });
        let (year, first) = begun.unwrap_or((date.year(), start));
        // A year has 53 weeks at most.
        let week = (start.number() - first.number()) / 7 + 1;
        (year, u8::try_from(week).unwrap_or(1))
    }

    /// Returns the first day of a week; `None` if the year has no such week.
    pub fn first_day(self, year: i32, week: u8) -> Option<Date> {
        let first = self.start(Date::new(year, 1, self.minimum)?);
        match week {
            1 => Some(first),
            2..=53 => {
                let day = first.plus(7 * (i64::from(week) - 1))?;
                (self.week_of(day) == (year, week)).then_some(day)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(locale: &str) -> WeekRule {
        WeekRule::of(&locale.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_week_begins_and_counts_by_the_region() {
        for (locale, first, minimum) in [
            ("ar-EG", 5, 1),
            ("ar", 5, 1),
            ("ar-SA", 6, 1),
            ("en-GB", 0, 4),
            ("en-US", 6, 1),
            ("de", 0, 4),
            ("ru", 0, 4),
            ("fa-IR", 5, 1),
        ] {
            assert_eq!(rule(locale), WeekRule { first, minimum }, "{locale}");
        }
    }

    #[test]
    fn weeks_have_the_numbers_of_their_region() {
        for (locale, date, week) in [
            // ISO 8601.
            ("en-GB", "2025-08-18", (2025, 34)),
            ("en-GB", "2025-08-17", (2025, 33)),
            ("en-GB", "2024-12-30", (2025, 1)),
            ("en-GB", "2021-01-03", (2020, 53)),
            ("en-GB", "2026-12-31", (2026, 53)),
            // Any day of the year makes a first week.
            ("ar-EG", "2025-08-16", (2025, 34)),
            ("ar-EG", "2025-08-22", (2025, 34)),
            ("ar-EG", "2025-08-23", (2025, 35)),
            ("ar-EG", "2024-12-28", (2025, 1)),
            ("en-US", "2025-01-01", (2025, 1)),
            ("en-US", "2025-08-17", (2025, 34)),
        ] {
            let (rule, date) = (rule(locale), Date::parse(date).unwrap());
            assert_eq!(rule.week_of(date), week, "{locale}: {date}");
            let first = rule.first_day(week.0, week.1).unwrap();
            assert!(
                first <= date && date < first.plus(7).unwrap(),
                "{locale}: {date}"
            );
        }
    }

    #[test]
    fn a_week_that_a_year_does_not_have_is_no_week() {
        assert_eq!(rule("en-GB").first_day(2025, 53), None);
        assert!(rule("en-GB").first_day(2026, 53).is_some());
        assert_eq!(rule("ar-EG").first_day(2025, 0), None);
        assert_eq!(rule("ar-EG").first_day(2025, 54), None);
    }

    #[test]
    fn every_day_is_in_the_week_that_it_names() {
        for rule in (0..7).flat_map(|first| [1, 4].map(|minimum| WeekRule { first, minimum })) {
            let first = Date::parse("2019-12-20").unwrap();
            for date in (0..4000).filter_map(|days| first.plus(days)) {
                let (year, week) = rule.week_of(date);
                assert_eq!(rule.first_day(year, week), Some(rule.start(date)), "{date}");
            }
        }
    }
}
