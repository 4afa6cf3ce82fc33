//! Detects times that readers can derive from other times of the original (the 15th century from 1450, the financial
//! year 2023-24 from "the year ended March 2024", shortly after two from 14:05).

use crate::figures::clause::HourSide;
use crate::figures::compare::{FigurePlace, is_looked_at};
use crate::figures::figure::{Figure, Quantity, RelativePeriod};
use crate::figures::number::Number;
use crate::figures::rival::Pairing;
use crate::figures::units::{Dimension, Unit};

/// Greatest distance of an approximate hour from the time, in minutes.
const ABOUT_THE_HOUR: u16 = 20;

/// Length of the longest mark between two years, an en dash, in bytes.
const DASH: usize = 3;

/// The result of comparing a claimed century with the years of an original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Century {
    /// The claim is not a century, or the original names no year.
    Unknown,
    /// A year of the original lies in the claimed century.
    Named,
    /// All years of the original lie in other centuries.
    Other,
}

impl Pairing<'_, '_> {
    /// Returns true if readers get a claim from a time of the original.
    pub fn is_reckoned_time(&self) -> bool {
        self.century() == Century::Named
            || self.begins_financial_year()
            || self.is_year_before_last()
            || self.is_years_ago()
            || self.is_up_to_month()
            || self.is_about_the_hour()
    }

    /// Compares a claimed century with the years of the original.
    pub fn century(&self) -> Century {
        let Quantity::Ordinal(century) = self.claim.figure.quantity else {
            return Century::Unknown;
        };
        if !self.claim.wording.numbers_century(&self.clause) {
            return Century::Unknown;
        }
        let years = self.statements.years().map(|(_, year)| u32::from(year));
        let mut years = years.chain(self.bare_years());
        let mut named = false;
        // 1700 is the first year of the 1700s and, strictly, the last one of the 17th century.
        let is_in = |year: u32| century == year / 100 + 1 || century == year.div_ceil(100);
        match years.any(|year| {
            named = true;
            is_in(year)
        }) {
            true => Century::Named,
            false if named => Century::Other,
            false => Century::Unknown,
        }
    }

    /// Returns true if a claim is an approximate hour that the original gives to the minute: shortly after 2 p.m., for 14:05.
    fn is_about_the_hour(&self) -> bool {
        let Quantity::Clock { minutes, half } = self.claim.figure.quantity else {
            return false;
        };
        let Some(side) = self.claim.wording.side_of_hour(&self.clause) else {
            return false;
        };
        let is_near = |other: u16, open: bool| {
            let day = if half || open { 720 } else { 1440 };
            let after = (other % day + day - minutes % day) % day;
            let (is_after, is_before) = (after <= ABOUT_THE_HOUR, after + ABOUT_THE_HOUR >= day);
            match side {
                HourSide::After => is_after,
                HourSide::Before => after == 0 || is_before,
                HourSide::Either => is_after || is_before,
            }
        };
        self.statements.all().iter().any(|statement| {
            matches!(statement.figure.quantity, Quantity::Clock { minutes, half } if is_near(minutes, half))
        })
    }

    /// Returns true if a claim is the year before last, given in the original as the year before "last year".
    fn is_year_before_last(&self) -> bool {
        let published = self.statements.year_of_publication();
        let years = self.claimed_year().zip(published);
        if years.is_none_or(|(year, published)| year + 2 != published) {
            return false;
        }
        let all = || self.statements.all().iter();
        let last_year = |place: FigurePlace| {
            all().any(|statement| {
                statement.place == place
                    && matches!(
                        statement.figure.quantity,
                        Quantity::Relative(RelativePeriod::Year(Some(-1)))
                    )
            })
        };
        all().any(|statement| {
            is_looked_at(statement.place, self.claim.cited)
                && last_year(statement.place)
                && self
                    .original
                    .tells_of_year_before(&self.original.clause(&statement.figure))
        })
    }

    /// Returns true if a claim is a year that the original gives as a number of years ago: 2021, for "five years ago".
    fn is_years_ago(&self) -> bool {
        let published = self.statements.year_of_publication();
        let ago = published
            .zip(self.claimed_year())
            .and_then(|(now, then)| now.checked_sub(then));
        let Some(ago) = ago.filter(|ago| *ago > 1) else {
            return false;
        };
        self.statements.all().iter().any(|statement| {
            let is_span = matches!(&statement.figure.quantity, Quantity::Amount { from, to, unit, .. }
                if from == to && *unit == Unit::YEAR && *from == Number::whole(ago.into()));
            is_span && self.original.is_ago(&self.original.clause(&statement.figure))
        })
    }

    /// Returns true if a claim is the first months of the year, up to a month that the original names: the first 11 months, for
    /// "since the beginning of the year and until the end of November".
    fn is_up_to_month(&self) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &self.claim.figure.quantity else {
            return false;
        };
        let months = from.times(unit.size).and_then(Number::as_whole);
        let Some(months) = months.filter(|months| (2..12).contains(months)) else {
            return false;
        };
        from == to
            && unit.dimension == Dimension::Months
            && self.claim.wording.is_of_first(&self.clause)
            && self.statements.all().iter().any(|statement| {
                is_looked_at(statement.place, self.claim.cited)
                    && matches!(statement.figure.quantity, Quantity::Date(date) if date.month.map(u64::from) == Some(months))
            })
    }

    /// Returns the numbers of the original that may be years without any word for it: about 1340.
    fn bare_years(&self) -> impl Iterator<Item = u32> {
        self.statements.all().iter().filter_map(|statement| {
            let Quantity::Amount { from, to, unit, .. } = &statement.figure.quantity else {
                return None;
            };
            let year = from.as_whole().filter(|year| (1000..2100).contains(year));
            let year = year.filter(|_| from == to && *unit == Unit::COUNT)?;
            let clause = self.original.clause(&statement.figure);
            (!clause.names_counted()).then_some(u32::try_from(year).ok()?)
        })
    }

    /// Returns true if a claim is the year in which a financial year of the original begins, which ends in the next
    /// year.
    fn begins_financial_year(&self) -> bool {
        let Some(next) = self.claimed_year().map(|year| year + 1) else {
            return false;
        };
        let is_told =
            self.claim.wording.names_financial_year(&self.clause) || self.is_joined_to_year(next);
        is_told
            && self.statements.all().iter().any(|statement| {
                matches!(statement.figure.quantity, Quantity::Date(date) if date.year == Some(next))
                    && !self.begins_stated_pair(&statement.figure, next)
                    && self
                        .original
                        .names_financial_year(&self.original.clause(&statement.figure))
            })
    }

    /// Returns true if a year of the original is the first of two: a financial year 2023/24 does not end in 2023.
    fn begins_stated_pair(&self, year: &Figure, number: u16) -> bool {
        let all = self.statements.all().iter();
        let mut figures = all.map(|statement| &statement.figure);
        figures.any(|other| is_joined_year(year, other, number + 1))
    }

    /// Returns true if a year follows the claim after a dash or a slash.
    fn is_joined_to_year(&self, number: u16) -> bool {
        let mut figures = self.claim.beside.figures().iter();
        figures.any(|other| is_joined_year(self.claim.figure, other, number))
    }

    /// Returns the claim's year, if it is a year and nothing else.
    fn claimed_year(&self) -> Option<u16> {
        let Quantity::Date(claimed) = self.claim.figure.quantity else {
            return None;
        };
        let is_year = claimed.parts()[1..].iter().all(Option::is_none) && !claimed.hijri;
        claimed.year.filter(|_| is_year)
    }
}

/// Returns true if a figure is a year in two or four digits, and one mark separates it from another figure: 2023-24, 2023/2024.
fn is_joined_year(first: &Figure, second: &Figure, year: u16) -> bool {
    let end = first.range.end;
    let is_year = match &second.quantity {
        Quantity::Date(date) => date.year == Some(year),
        Quantity::Amount { from, .. } => *from == Number::whole(u64::from(year % 100)),
        _ => false,
    };
    is_year && (end + 1..=end + DASH).contains(&second.range.start)
}
