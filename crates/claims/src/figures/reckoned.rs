//! Detects claimed numbers that readers can calculate from the numbers of an original: sums, differences, the years between
//! two dates.
//!
//! Such claims stay undecided: people must judge whether the calculation is appropriate.

use std::ops::RangeInclusive;

use crate::figures::clause::Wording;
use crate::figures::compare::{FigurePlace, Statements, is_looked_at};
use crate::figures::figure::{Figure, Quantity, Rounding};
use crate::figures::number::Number;
use crate::figures::units::{Dimension, Unit};

/// Maximum number of amounts of one unit in a paragraph for which sums are tried.
const MANY: usize = 4;

/// Ages from which a year of birth is calculated.
const LIFE: RangeInclusive<u16> = 15..=110;

/// Tolerances of a change that is given with "about", "over" or "nearly", relative to the change: with one significant
/// digit, and with more.
const COARSE: f64 = 0.15;
const FINE: f64 = 0.05;

/// Topics that the words of a claim's sentence indicate.
#[derive(Debug, Clone, Copy)]
pub struct CalculationHints {
    /// True for a total or a difference.
    pub total: bool,
    /// True for the size of a rise or a fall.
    pub change: bool,
    /// True if "points" follows the number.
    pub points: bool,
    /// True if the number counts people in general.
    pub people: bool,
    /// True for a birth, a death or an age.
    pub life: bool,
    /// True for an earlier time.
    pub earlier: bool,
}

impl Statements {
    /// Returns true if a claim may be calculated from the paragraphs that it cites. For a sentence about a total: as
    /// the sum or difference of two statements of one paragraph. For a sentence about a life: as the time between two
    /// years, or a year of birth.
    pub(super) fn is_reckoned(
        &self,
        claim: &Figure,
        cited: &[u32],
        hints: CalculationHints,
        original: &Wording<'_>,
    ) -> bool {
        match &claim.quantity {
            Quantity::Amount { from, to, unit, .. } if from == to => {
                (hints.total && self.is_sum(*from, *unit, cited))
                    || ((hints.change || unit.dimension == Dimension::Point)
                        && self.is_change(claim, hints.points, cited, original))
                    || (hints.people && self.is_sum_of_neighbours(*from, cited))
                    || self.is_time_between(*from, *unit, cited)
                    || self.is_elapsed(claim, cited)
                    || ((hints.life || hints.earlier) && self.is_span(*from, *unit, cited))
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

    /// Returns true if a number of at least two significant digits is the sum or the difference of two numbers of its unit.
    fn is_sum(&self, number: Number, unit: Unit, cited: &[u32]) -> bool {
        // A sum of small numbers fits by chance.
        let is_round = number.digits().trim_matches('0').len() < 2;
        if is_round && number < Number::whole(1000) {
            return false;
        }
        let amounts: Vec<(FigurePlace, Number)> = self
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
        // In a paragraph full of numbers, some sum fits by chance.
        let is_short = |place: &FigurePlace| {
            amounts.iter().filter(|(other, _)| other == place).count() <= MANY
        };
        amounts
            .iter()
            .enumerate()
            .filter(|(_, (place, _))| is_short(place))
            .any(|(index, (place, one))| {
                amounts[index + 1..]
                    .iter()
                    .filter(|(other, _)| other == place || !is_round)
                    .any(|(_, other)| {
                        one.plus(*other) == Some(number)
                            || (!is_round && one.distance(*other) == number && one != other)
                    })
            })
    }

    /// Returns true if a number is the sum of two numbers that follow each other in one paragraph: 15 pupils and two teachers.
    fn is_sum_of_neighbours(&self, number: Number, cited: &[u32]) -> bool {
        let counts = self
            .all()
            .iter()
            .filter_map(|statement| match &statement.figure.quantity {
                Quantity::Amount { from, to, unit, .. }
                    if from == to
                        && unit.dimension == Dimension::Count
                        && is_looked_at(statement.place, cited) =>
                {
                    Some((statement.place, *from))
                }
                _ => None,
            });
        let counts: Vec<(FigurePlace, Number)> = counts.collect();
        number > Number::whole(2)
            && counts
                .windows(2)
                .any(|pair| pair[0].0 == pair[1].0 && pair[0].1.plus(pair[1].1) == Some(number))
    }

    /// Returns true if a duration lies between two times of day that follow each other in one paragraph.
    fn is_time_between(&self, number: Number, unit: Unit, cited: &[u32]) -> bool {
        let clocks = self
            .all()
            .iter()
            .filter_map(|statement| match &statement.figure.quantity {
                Quantity::Clock { minutes, .. } if is_looked_at(statement.place, cited) => {
                    Some((statement.place, *minutes))
                }
                _ => None,
            });
        let clocks: Vec<(FigurePlace, u16)> = clocks.collect();
        unit.dimension == Dimension::Seconds
            && clocks.windows(2).any(|pair| {
                let minutes = u64::from(pair[0].1.abs_diff(pair[1].1));
                pair[0].0 == pair[1].0
                    && number.times(unit.size) == Some(Number::whole(60 * minutes))
            })
    }

    /// Returns true if a number is the difference between two values that follow each other in one paragraph: 14.8% and
    /// 13.7% for "1.1 points", $1.12 and $1.05 for "7 cents".
    fn is_change(
        &self,
        claim: &Figure,
        points: bool,
        cited: &[u32],
        original: &Wording<'_>,
    ) -> bool {
        let Quantity::Amount {
            from: number, unit, ..
        } = &claim.quantity
        else {
            return false;
        };
        // In an original that is read by its digits, numbers lack their units.
        let is_value = |other: &Unit| match unit.dimension {
            _ if !self.has_words && *other == Unit::COUNT => true,
            Dimension::Point => other.dimension == Dimension::Percent,
            // The difference between two percentages is none.
            Dimension::Percent => false,
            Dimension::Count if points => other.dimension == Dimension::Percent,
            Dimension::Coin => matches!(other.dimension, Dimension::Money(_)),
            _ => other == unit,
        };
        let hundredth = match unit.dimension {
            Dimension::Coin => Number::fraction(1, 100),
            _ => Number::whole(1),
        };
        let size = number.times(unit.size).and_then(|n| n.times(hundredth));
        let is_size = |change: Number| size.is_some_and(|size| is_rounded(claim, size, change));
        let mut last: Option<(FigurePlace, Number)> = None;
        for statement in self.all() {
            let Quantity::Amount {
                from,
                to,
                unit: other,
                ..
            } = &statement.figure.quantity
            else {
                continue;
            };
            // 412 hours, compared with 301; not 412 hours and 301 boats.
            let continues = other.dimension == Dimension::Count
                && unit.dimension != Dimension::Count
                && is_value(unit)
                && last.is_some_and(|(place, _)| place == statement.place)
                && !original.clause(&statement.figure).names_counted();
            let other: &Unit = if continues { unit } else { other };
            if !is_value(other) || !is_looked_at(statement.place, cited) {
                continue;
            }
            if from != to {
                // A range counts as a difference: "from 26 to 29" supports a claim of 3.
                let change = from.distance(*to).times(other.size);
                if change.is_some_and(&is_size) {
                    return true;
                }
                continue;
            }
            let value = from.times(other.size);
            if let (Some((place, before)), Some(value)) = (last, value)
                && place == statement.place
                && is_size(before.distance(value))
            {
                return true;
            }
            last = value.map(|value| (statement.place, value));
        }
        false
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
        let dates: Vec<(FigurePlace, u16)> = self
            .years()
            .filter(|(place, _)| is_looked_at(*place, cited))
            .collect();
        dates.iter().any(|(place, one)| {
            dates
                .iter()
                .any(|(other, year)| place == other && u64::from(one.abs_diff(*year)) == years)
        })
    }

    /// Returns true if a year is the year of birth of somebody whose age in another year is stated.
    fn is_year_of_life(&self, year: u16) -> bool {
        let published = self.year_of_publication();
        let mut others = self.years().map(|(_, year)| year).chain(published);
        others.any(|other| {
            let age = other.saturating_sub(year);
            // The birthday may be later in that year.
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

    /// Returns the year in which the original was published.
    pub(super) fn year_of_publication(&self) -> Option<u16> {
        let published = self.published?;
        u16::try_from(published.year()).ok()
    }

    /// Returns the years of dates, with their places.
    pub(super) fn years(&self) -> impl Iterator<Item = (FigurePlace, u16)> + '_ {
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

/// Returns true if a change equals the claim's, within the tolerance of its rounding.
fn is_rounded(claim: &Figure, size: Number, change: Number) -> bool {
    if size == change {
        return true;
    }
    let off = change.to_f64() / size.to_f64() - 1.0;
    // A number of one digit is rounded more coarsely: over a hundred.
    let is_coarse = size.digits().trim_matches('0').len() < 2;
    let tolerance = if is_coarse { COARSE } else { FINE };
    match claim.rounding {
        Rounding::Exact => false,
        Rounding::About => off.abs() <= tolerance / 2.0,
        Rounding::Over => (0.0..=tolerance).contains(&off),
        Rounding::Under => (-tolerance..=0.0).contains(&off),
    }
}
