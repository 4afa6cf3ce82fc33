//! A day of the Gregorian calendar, in the format of front matter: 2024-06-19.
//!
//! Parses and prints ISO 8601. `locale` formats dates for a language.

use std::fmt;

use icu_calendar::Gregorian;
use icu_calendar::types::RataDie;

/// A day of the (proleptic) Gregorian calendar, from year 1 to year 9999. Ordered by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // The order of the fields makes the derived order chronological.
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// Returns the day with this year (1 to 9999), month (1 to 12) and day of the month; `None` if there is no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let in_range = (1..=9999).contains(&year);
        let exists = icu_calendar::Date::try_new_gregorian(year, month, day).is_ok();
        (in_range && exists).then_some(Date { year, month, day })
    }

    /// Parses `YYYY-MM-DD`, in ASCII digits and with exactly this length; `None` for anything else and for days that do not
    /// exist.
    pub fn parse(text: &str) -> Option<Date> {
        let number = |s: &str, length: usize| -> Option<u16> {
            (s.len() == length && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok())?
        };
        let mut parts = text.split('-');
        let year = number(parts.next()?, 4)?;
        let month = number(parts.next()?, 2)?;
        let day = number(parts.next()?, 2)?;
        match parts.next() {
            // Two digits always fit into a byte.
            None => Date::new(year.into(), month as u8, day as u8),
            Some(_) => None,
        }
    }

    /// Returns the year, 1 to 9999.
    pub fn year(self) -> i32 {
        self.year
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Returns the day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Returns the day number: 1 for 1 January of the year 1, which was a Monday.
    pub fn number(self) -> i64 {
        // `to_icu` never returns `None` here, see below.
        self.to_icu()
            .map_or(0, |day| day.to_rata_die().to_i64_date())
    }

    /// Returns the day with a number, as [`Date::number`] counts; `None` outside the years 1 to 9999.
    pub fn from_number(number: i64) -> Option<Date> {
        const LAST: i64 = 3_652_059;
        if !(1..=LAST).contains(&number) {
            return None;
        }
        let day = icu_calendar::Date::from_rata_die(RataDie::new(number), Gregorian);
        Date::new(
            day.era_year().year,
            day.month().ordinal,
            day.day_of_month().0,
        )
    }

    /// Returns the day this many days later, or earlier if negative; `None` outside the years 1 to 9999.
    pub fn plus(self, days: i64) -> Option<Date> {
        Date::from_number(self.number() + days)
    }

    /// Returns the last day of the month.
    pub fn last_of_month(self) -> Date {
        let mut days = (28..=31).rev();
        days.find_map(|day| Date::new(self.year, self.month, day))
            .unwrap_or(self)
    }

    /// Converts the day for ICU4X. Never returns `None` for a `Date` from [`Date::new`], which validates in the same way.
    pub(super) fn to_icu(self) -> Option<icu_calendar::Date<Gregorian>> {
        icu_calendar::Date::try_new_gregorian(self.year, self.month, self.day).ok()
    }
}

/// Prints ISO 8601: `2024-06-19`, as in `<time datetime>`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A day, a month or a year: a date with the precision of the text. Ordered by time; a year comes before its months,
/// and a month before its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    // The order of the fields makes the derived order chronological.
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

impl When {
    /// Returns a year (1 to 9999), or a month or day of it; `None` if there is no such month or day, or if there is a day
    /// without a month.
    pub fn new(year: i32, month: Option<u8>, day: Option<u8>) -> Option<When> {
        let exists = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_some();
        (exists && (month.is_some() || day.is_none())).then_some(When { year, month, day })
    }

    /// Returns the year.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// Returns the month, from 1; `None` if only the year is known.
    pub fn month(&self) -> Option<u8> {
        self.month
    }

    /// Returns the day; `None` if only the year or month is known.
    pub fn day(&self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?)
    }
}

/// Prints ISO 8601: `2024-06-19`, `2024-06` or `2024`, as in `<time datetime>`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_are_numbered_in_their_row() {
        let number = |text| Date::parse(text).map(Date::number);
        assert_eq!(number("0001-01-01"), Some(1));
        assert_eq!(number("2024-03-01"), number("2024-02-28").map(|n| n + 2));
        // A Friday.
        assert_eq!(number("2026-11-20").map(|n| (n - 1).rem_euclid(7)), Some(4));
    }

    #[test]
    fn a_day_is_found_by_its_number() {
        for text in ["0001-01-01", "2024-02-29", "2024-12-31", "9999-12-31"] {
            let day = Date::parse(text).unwrap();
            assert_eq!(Date::from_number(day.number()), Some(day));
        }
        assert_eq!(Date::from_number(0), None);
        let last = Date::parse("9999-12-31").unwrap();
        assert_eq!(last.plus(1), None);
        assert_eq!(Date::from_number(i64::MAX), None);
        assert_eq!(
            Date::parse("2024-03-01").unwrap().plus(-1),
            Date::parse("2024-02-29")
        );
        assert_eq!(Date::parse("2024-02-03").unwrap().last_of_month().day(), 29);
    }

    #[test]
    fn a_year_comes_before_its_months_and_a_month_before_its_days() {
        let in_order = [
            (2012, None, None, "2012"),
            (2012, Some(6), None, "2012-06"),
            (2012, Some(6), Some(19), "2012-06-19"),
            (2012, Some(7), None, "2012-07"),
            (2013, None, None, "2013"),
        ];
        let whens = in_order.map(|(year, month, day, _)| When::new(year, month, day).unwrap());
        assert!(whens.is_sorted());
        assert_eq!(whens.map(|when| when.to_string()), in_order.map(|o| o.3));
        assert_eq!(When::new(2012, None, Some(1)), None);
        assert_eq!(When::new(2011, Some(2), Some(29)), None);
        assert_eq!(When::new(0, None, None), None);
    }

    #[test]
    fn only_days_that_exist_are_read() {
        for (text, exists) in [
            ("2024-06-19", true),
            ("2024-02-29", true),
            ("2023-02-29", false),
            ("1900-02-29", false),
            ("2000-02-29", true),
            ("2024-13-01", false),
            ("2024-00-01", false),
            ("2024-06-31", false),
            ("2024-06-00", false),
            ("0000-01-01", false),
            ("0001-01-01", true),
            ("9999-12-31", true),
            ("2024-6-19", false),
            ("24-06-19", false),
            ("+024-06-19", false),
            ("2024-06-19T00:00", false),
            ("2024-06-19-", false),
            (" 2024-06-19", false),
            ("٢٠٢٤-٠٦-١٩", false),
            ("", false),
        ] {
            assert_eq!(Date::parse(text).is_some(), exists, "{text}");
        }
    }

    #[test]
    fn days_are_ordered_by_time() {
        let days = ["0999-12-31", "2023-12-31", "2024-01-02", "2024-02-01"];
        let read: Vec<Date> = days.iter().filter_map(|d| Date::parse(d)).collect();
        assert_eq!(read.len(), days.len());
        assert!(read.is_sorted());
    }

    proptest! {
        #[test]
        fn a_day_reads_back_as_it_was_written(year in -9i32..10100, month in 0u8..14, day in 0u8..33) {
            if let Some(date) = Date::new(year, month, day) {
                prop_assert_eq!((date.year(), date.month(), date.day()), (year, month, day));
                prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
            }
        }

        #[test]
        fn whatever_is_read_was_written_so(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}|\\PC{0,12}") {
            if let Some(date) = Date::parse(&text) {
                prop_assert_eq!(date.to_string(), text);
            }
        }
    }
}
