//! Numbers that an original does not give, but lets its readers reckon: sums, differences, the years between two dates.
//!
//! They are left undecided: whether the sum is the right one to draw is for people to judge.

use std::ops::RangeInclusive;

use crate::figures::compare::{Place, Statements, is_looked_at};
use crate::figures::figure::{Figure, Quantity};
use crate::figures::number::Number;
use crate::figures::units::{Dimension, Unit};

/// How many numbers of one unit a paragraph may have for sums to be tried.
const MANY: usize = 4;

/// Ages from which a year of birth is reckoned.
const LIFE: RangeInclusive<u16> = 15..=110;

/// What the sentence of a claim speaks of.
#[derive(Debug, Clone, Copy)]
pub struct Hints {
    /// A total or a difference.
    pub total: bool,
    /// A birth, a death, an age.
    pub life: bool,
}

impl Statements {
    /// Whether a claim is the sum or the difference of two statements of one paragraph that the claim points to, where its
    /// sentence speaks of a total; or, where it speaks of a life, the time between two years or a year of birth.
    pub(super) fn is_reckoned(&self, claim: &Figure, cited: &[u32], hints: Hints) -> bool {
        match &claim.quantity {
            Quantity::Amount { from, to, unit, .. } if from == to => {
                (hints.total && self.is_sum(*from, *unit, cited))
                    || (hints.life && self.is_span(*from, *unit, cited))
            }
            Quantity::Date(date) => {
                hints.life
                    && date.parts()[1..].iter().all(Option::is_none)
                    && !date.decade
                    && date.year.is_some_and(|year| self.is_year_of_life(year))
            }
            _ => false,
        }
    }

    /// Returns true if a number of at least two digits is the sum or the difference of two numbers of its unit.
    fn is_sum(&self, number: Number, unit: Unit, cited: &[u32]) -> bool {
        if number.digits().trim_matches('0').len() < 2 {
            return false;
        }
        let amounts: Vec<(Place, Number)> = self
            .all()
            .iter()
            .filter(|statement| is_looked_at(statement.place, cited))
            .filter_map(|statement| match &statement.figure.quantity {
                Quantity::Amount {
                    from,
                    to,
                    unit: other,
                    ..
                } if from == to && *other == unit => Some((statement.place, *from)),
                _ => None,
            })
            .collect();
        // In a paragraph full of numbers, some sum comes out right by chance.
        let is_short =
            |place: &Place| amounts.iter().filter(|(other, _)| other == place).count() <= MANY;
        amounts
            .iter()
            .enumerate()
            .filter(|(_, (place, _))| is_short(place))
            .any(|(index, (place, one))| {
                amounts[index + 1..]
                    .iter()
                    .filter(|(other, _)| other == place)
                    .any(|(_, other)| {
                        one.plus(*other) == Some(number)
                            || (one.distance(*other) == number && one != other)
                    })
            })
    }

    /// Returns true if a number of years lies between two years of one paragraph.
    fn is_span(&self, number: Number, unit: Unit, cited: &[u32]) -> bool {
        let years = match unit.dimension {
            Dimension::Months => number
                .times(unit.size)
                .and_then(|months| months.times(Number::fraction(1, 12))),
            _ => None,
        };
        let Some(years) = years
            .and_then(Number::as_whole)
            .filter(|years| (3..=2000).contains(years))
        else {
            return false;
        };
        let dates: Vec<(Place, u16)> = self
            .years()
            .filter(|(place, _)| is_looked_at(*place, cited))
            .collect();
        dates.iter().any(|(place, one)| {
            dates
                .iter()
                .any(|(other, year)| place == other && u64::from(one.abs_diff(*year)) == years)
        })
    }

    /// Returns true if a year is that of the birth of somebody whose age in another year is told.
    fn is_year_of_life(&self, year: u16) -> bool {
        let published = self
            .published
            .and_then(|date| u16::try_from(date.year()).ok());
        let mut others = self.years().map(|(_, year)| year).chain(published);
        others.any(|other| {
            let age = other.saturating_sub(year);
            // A birthday may not have come yet.
            let ages = [age, age.saturating_sub(1)].map(|age| Number::whole(age.into()));
            LIFE.contains(&age)
                && self.any(|quantity| match quantity {
                    Quantity::Amount { from, to, unit, .. } => {
                        from == to
                            && (*unit == Unit::YEAR || *unit == Unit::COUNT)
                            && ages.contains(from)
                    }
                    _ => false,
                })
        })
    }

    /// The years that dates name, with their places.
    fn years(&self) -> impl Iterator<Item = (Place, u16)> + '_ {
        self.all()
            .iter()
            .filter_map(|statement| match &statement.figure.quantity {
                Quantity::Date(date) if !date.hijri && !date.decade => {
                    Some((statement.place, date.year?))
                }
                _ => None,
            })
    }
}
