//! Detects claimed durations that readers can calculate from dates of the original: the strike began on 2 December and
//! ended on 2 February, so it lasted two months.
//!
//! Such claims stay undecided. If the original states a duration in the claim's own unit, that one is compared, not the dates.

use crate::figures::compare::{FigurePlace, Statements, is_looked_at};
use crate::figures::figure::{Figure, PartialDate, Quantity, Rounding};
use crate::figures::units::{Dimension, Unit, known};
use mujaz_locale::Date;

/// Length of a month and of a year in days, on average.
const MONTH: f64 = 30.44;
const YEAR: f64 = 12.0 * MONTH;

/// Tolerances of a duration, as a part of its unit: without and with "about": three months, for 88 days.
const EXACT: f64 = 0.2;
const TOLERANCE: f64 = 0.5;

/// Greatest number of a unit in which editors give the time between two dates.
const MOST: f64 = 60.0;

/// Maximum number of dates, or of years, that are compared in pairs. In a text with more of them, some pairs fit by
/// chance.
const MANY: usize = 50;

/// Minimum number of years that may be counted from years alone.
const FEW: f64 = 2.5;

/// Shortest duration, in days: shorter ones fit by chance.
const SHORTEST: f64 = 3.0;

impl Statements {
    /// Returns true if a claim is a duration of at least three days that lies between two dates of a paragraph, or between a date
    /// and the publication.
    pub(super) fn is_elapsed(&self, claim: &Figure, cited: &[u32]) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &claim.quantity else {
            return false;
        };
        // Two and a half years are no time between two dates.
        let is_single = from == to && from.as_whole().is_some();
        let Some(unit_length) = length_in_days(*unit).filter(|_| is_single) else {
            return false;
        };
        let claimed = from.to_f64() * unit_length;
        if claimed < SHORTEST || from.to_f64() > MOST || self.states_duration_in(*unit, cited) {
            return false;
        }
        // The first and the last day may both be counted.
        let part = match claim.rounding {
            Rounding::Exact => EXACT,
            _ => TOLERANCE,
        };
        let tolerance = (unit_length * part).max(1.0);
        let mut days = self.days(cited);
        days.truncate(MANY);
        let is_long = unit_length >= YEAR && claimed >= FEW * YEAR;
        let is_meant = |days: i64| {
            let over = days.abs() as f64 - claimed;
            match claim.rounding {
                Rounding::Over => (0.0..=unit_length).contains(&over),
                Rounding::Under => (-unit_length..=0.0).contains(&over),
                // Somebody is 91 until the day on which he is 92.
                _ if is_long => (-tolerance..unit_length).contains(&over),
                _ => over.abs() <= tolerance,
            }
        };
        let is_between = |(place, one): &(FigurePlace, i64)| {
            let here = days.iter().filter(|(other, _)| other == place);
            here.map(|(_, other)| other - one).any(is_meant)
        };
        let is_until_now = |(place, one): &(FigurePlace, i64)| {
            let published = self.published.map(Date::number);
            (self.tells_of_now(*place) || is_long)
                && published.is_some_and(|now| is_meant(now - one))
        };
        if is_long && self.is_between_years(claimed / YEAR, claim.rounding, cited) {
            return true;
        }
        days.iter().any(|day| is_between(day) || is_until_now(day))
    }

    /// Returns true if a number of years lies between two years that a paragraph names, or between a year and the publication.
    fn is_between_years(&self, claimed: f64, rounding: Rounding, cited: &[u32]) -> bool {
        let years: Vec<(FigurePlace, u16)> = self
            .years()
            .filter(|(place, _)| is_looked_at(*place, cited))
            .take(MANY)
            .collect();
        let is_meant = |one: u16, other: u16| {
            let over = f64::from(one.abs_diff(other)) - claimed.round();
            match rounding {
                Rounding::Over => (0.0..=1.0).contains(&over),
                Rounding::Under => (-1.0..=0.0).contains(&over),
                _ => over == 0.0,
            }
        };
        let published = self.year_of_publication();
        years.iter().any(|(place, one)| {
            let here = years.iter().filter(|(other, _)| other == place);
            here.map(|(_, year)| *year)
                .chain(published)
                .any(|other| is_meant(*one, other))
        })
    }

    fn states_duration_in(&self, claimed: Unit, cited: &[u32]) -> bool {
        self.all().iter().any(|statement| {
            is_looked_at(statement.place, cited)
                && matches!(&statement.figure.quantity, Quantity::Amount { unit, .. } if *unit == claimed)
        })
    }

    /// Returns the day numbers of dates, with their places. A month counts as its middle. A date without a year takes
    /// the year of the date before it, or else lies in the twelve months before the publication.
    fn days(&self, cited: &[u32]) -> Vec<(FigurePlace, i64)> {
        let mut year = None;
        let mut days = Vec::new();
        for statement in self.all() {
            let Quantity::Date(date) = &statement.figure.quantity else {
                continue;
            };
            if date.hijri || date.decade || date.ancient {
                continue;
            }
            year = date.year.or(year);
            let day = self.day(date, year);
            let day = day.filter(|_| is_looked_at(statement.place, cited));
            days.extend(day.map(|day| (statement.place, day)));
        }
        days
    }

    fn day(&self, date: &PartialDate, year: Option<u16>) -> Option<i64> {
        let month = date.month?;
        let in_year = |year: i32| Date::new(year, month, date.day.unwrap_or(15)).map(Date::number);
        match (year, self.published) {
            (Some(year), _) => in_year(year.into()),
            (None, Some(published)) => {
                let day = in_year(published.year())?;
                match day <= published.number() {
                    true => Some(day),
                    false => in_year(published.year() - 1),
                }
            }
            (None, None) => None,
        }
    }

    /// Returns true if a place has a time relative to the publication, such as "on Thursday".
    fn tells_of_now(&self, place: FigurePlace) -> bool {
        self.all().iter().any(|statement| {
            statement.place == place && matches!(statement.figure.quantity, Quantity::Relative(_))
        })
    }
}

/// Returns the length of a day, a week, a month or a year in days.
fn length_in_days(unit: Unit) -> Option<f64> {
    let size = unit.size.to_f64();
    match unit.dimension {
        Dimension::Months if unit.size <= Unit::YEAR.size => Some(size * MONTH),
        Dimension::Seconds if unit.size >= known::DAY.size => Some(size / known::DAY.size.to_f64()),
        _ => None,
    }
}
