//! Detects numbers that readers derive from two numbers of the original, in one of the ways of [`Derivation`].
//!
//! Such a claim stays undecided if its sentence gives the numbers as well ("31 aircraft, 18 of which", from 31 and
//! 13), since many numbers equal some difference of an original's numbers by chance.

use crate::figures::agree::agree;
use crate::figures::clause::StatedBound;
use crate::figures::figure::{Figure, Quantity, Rounding};
use crate::figures::number::Number;
use crate::figures::rival::Pairing;
use crate::figures::rival::derivation::{BaseAmount, Derivation, Derived};
use crate::figures::units::{Dimension, Unit};

/// Maximum number of figures from the first to the second number.
const NEAR: usize = 4;

/// Number of significant digits from which on a number is not rounded.
const MANY_DIGITS: usize = 4;

/// Minimum number of significant digits of a sum or difference if no word of the claim's sentence indicates one.
const LONG: usize = 3;

/// Number of figures before and after the claim that are searched for those of its sentence.
const BESIDE: usize = 16;

impl Pairing<'_, '_> {
    /// Returns true if readers can derive a claim from two neighbouring numbers of the original.
    pub fn is_derived(&self) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &self.claim.figure.quantity else {
            return false;
        };
        if from == to {
            return self.derives(*from, *unit, None) || self.is_ratio_of_own();
        }
        // Drops by $1.7 million to $17.8 million: a change and a level, which look like a range.
        if self.clause.direction.is_some() && self.derives(*from, *unit, Some(*to)) {
            return true;
        }
        // Drops from $19.5 million to $17.8 million, unless the original has another range in its place.
        let mut ends = self
            .statements
            .all()
            .iter()
            .map(|other| ends(&other.figure));
        let is_end = |own: &BaseAmount| {
            let value = |number: &Number| number.times(unit.size);
            Some(own.value) == value(from) || Some(own.value) == value(to)
        };
        self.clause.after_from
            && !ends.any(|ends| ends.iter().any(is_end))
            && (self.derives(*from, *unit, Some(*to)) || self.derives(*to, *unit, Some(*from)))
    }

    /// Returns true if a claim is the number of years since a year that the original names as a starting point: the
    /// lowest for 40 years, of "the lowest since 1976". The years are counted to the publication or to another year of
    /// the original.
    pub fn is_time_since(&self) -> bool {
        let Some(years) = self.duration_in_years() else {
            return false;
        };
        if !self.claim.wording.names_extreme(&self.clause) {
            return false;
        }
        let all = self.statements.all().iter();
        let since = all.filter_map(|statement| match &statement.figure.quantity {
            Quantity::Date(date) if !date.hijri && !date.decade && !date.ancient => {
                let clause = self.original.clause(&statement.figure);
                date.year.filter(|_| self.original.follows_since(&clause))
            }
            _ => None,
        });
        let since: Vec<u16> = since.collect();
        let published = self.statements.year_of_publication();
        let until = || {
            self.statements
                .years()
                .map(|(_, year)| year)
                .chain(published)
        };
        since.iter().any(|since| {
            until().any(|until| until > *since && self.fits_bound(until - since, years))
        })
    }

    /// Returns the claim's length of time in years; `None` if it is not a whole number, or less than three.
    fn duration_in_years(&self) -> Option<u64> {
        let Quantity::Amount { from, to, unit, .. } = &self.claim.figure.quantity else {
            return None;
        };
        let months = from.times(unit.size).filter(|_| from == to);
        let years = months?.times(Number::fraction(1, 12))?.as_whole()?;
        (unit.dimension == Dimension::Months && years > 2).then_some(years)
    }

    /// Returns true if a number of years fits the claim's, within its bound: "more than 40" fits 41.
    fn fits_bound(&self, time: u16, years: u64) -> bool {
        let (time, tolerance) = (u64::from(time), (years / 10).max(1));
        match self.clause.bound {
            StatedBound::Over | StatedBound::AtLeast => {
                (years..=years.saturating_add(tolerance)).contains(&time)
            }
            StatedBound::Under | StatedBound::AtMost | StatedBound::Nearly => {
                (years - tolerance..=years).contains(&time)
            }
            StatedBound::About => time.abs_diff(years) <= tolerance,
            _ => time == years,
        }
    }

    /// Returns true if a number can be derived from two given numbers: one of them is `level`, or in the claim's
    /// sentence.
    fn derives(&self, number: Number, unit: Unit, level: Option<Number>) -> bool {
        let unit = match unit == Unit::COUNT && self.clause.counts_points() {
            true => Unit::POINT,
            false => unit,
        };
        let Some(amount) = BaseAmount::new(number, unit) else {
            return false;
        };
        // "About" before a number of many digits belongs to something else.
        let rounding = match number.digits().len() {
            0..MANY_DIGITS => self.claim.figure.rounding,
            _ => Rounding::Exact,
        };
        let derived = Derived {
            amount,
            rounding,
            direction: self.clause.direction,
        };
        let all = self.statements.all();
        let is_given = |index: usize| match level {
            Some(level) => has_value(&all[index].figure, level, unit),
            None => self.is_beside(&all[index].figure),
        };
        (0..all.len()).any(|first| {
            // From 17.50 to 20.
            let ends = ends(&all[first].figure);
            if let [one, other] = ends[..] {
                let mut ways = derived.ways([one, other]);
                // The ends are two levels.
                let may_follow =
                    |way: &Derivation| !matches!(way, Derivation::Level(_) | Derivation::Part(_));
                if ways.any(|way| {
                    may_follow(&way) && self.is_meant(way, || [is_given(first); 2], level)
                }) {
                    return true;
                }
            }
            let last = (first + NEAR).min(all.len().saturating_sub(1));
            (first + 1..=last).any(|second| {
                if all[first].place != all[second].place {
                    return false;
                }
                let (Some(one), Some(other)) = (self.stated(first), self.stated(second)) else {
                    return false;
                };
                // Few pairs follow; only for these is the sentence looked at.
                let mut ways = derived.ways([one, other]);
                ways.any(|way| {
                    let is_meant =
                        self.is_meant(way, || [is_given(first), is_given(second)], level)
                            || self.is_evident(way, [first, second]);
                    is_meant && self.is_change(way, [first, second])
                })
            })
        })
    }

    /// Returns a single number of the original in the base unit of its dimension, and its unit.
    fn stated(&self, index: usize) -> Option<BaseAmount> {
        let figure = &self.statements.all()[index].figure;
        let amount = value(figure)?;
        let counts_points =
            amount.unit == Unit::COUNT && self.original.clause(figure).counts_points();
        Some(match counts_points {
            true => BaseAmount {
                unit: Unit::POINT,
                ..amount
            },
            false => amount,
        })
    }

    /// Returns true if a number of three significant digits is exactly the sum or the difference of two numbers of one
    /// sentence, or the level before a change. Smaller numbers match by chance too often.
    fn is_evident(&self, way: Derivation, both: [usize; 2]) -> bool {
        let [one, other] =
            both.map(|index| self.original.clause(&self.statements.all()[index].figure));
        let may_follow = match way {
            Derivation::Difference | Derivation::Sum => true,
            Derivation::Level(_) => {
                self.clause.compared || self.clause.after_from || self.clause.is_earlier
            }
            _ => false,
        };
        let digits = numbers(self.claim.figure);
        let is_long =
            digits.iter().all(|digits| digits.len() >= LONG) || matches!(way, Derivation::Level(_));
        may_follow && is_long && self.is_plain() && one.shares_sentence(&other)
    }

    /// Returns true if a claim is given without rounding in two significant digits or more, and does not look like a
    /// slip of another number.
    fn is_plain(&self) -> bool {
        let is_long = match &self.claim.figure.quantity {
            Quantity::Amount { from, to, .. } => [from, to].into_iter().all(|number| {
                let whole = number.as_whole();
                number.digits().len() >= 2 || whole.is_some_and(|n| (11..100).contains(&n))
            }),
            _ => false,
        };
        is_long && self.claim.figure.rounding == Rounding::Exact && !self.is_slip()
    }

    /// Returns true if a share or a multiple is the ratio of two other figures of the claim's sentence, which are checked
    /// themselves.
    fn is_ratio_of_own(&self) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &self.claim.figure.quantity else {
            return false;
        };
        let is_share = *unit == Unit::COUNT && *from < Number::whole(1);
        let is_multiple = unit.dimension == Dimension::Times;
        let Some(amount) =
            BaseAmount::new(*from, *unit).filter(|_| from == to && (is_share || is_multiple))
        else {
            return false;
        };
        let derived = Derived {
            amount,
            rounding: self.claim.figure.rounding,
            direction: self.clause.direction,
        };
        let wording = self.claim.wording;
        let figures = self.claim.beside.figures().iter();
        let beside = figures.filter(|other| {
            other.range != self.claim.figure.range
                && wording.clause(other).shares_sentence(&self.clause)
        });
        let own: Vec<BaseAmount> = beside.filter_map(value).take(BESIDE).collect();
        own.iter().enumerate().any(|(at, one)| {
            own[at + 1..].iter().any(|other| {
                derived
                    .ways([*one, *other])
                    .any(|way| way == Derivation::Ratio)
            })
        })
    }

    /// Returns true if a derivation is probably intended: the words near the claim give enough of the two numbers.
    fn is_meant(
        &self,
        way: Derivation,
        given: impl Fn() -> [bool; 2],
        level: Option<Number>,
    ) -> bool {
        let is_partitive = || self.claim.wording.is_part_or_whole(&self.clause);
        let is_told = match way {
            Derivation::Difference => {
                self.clause.direction.is_some()
                    || self.clause.is_difference
                    || self.clause.follows_by()
                    || is_partitive()
            }
            Derivation::Sum => self.hints().total,
            // By chance, many percentages are the ratio of two numbers of their sentence.
            Derivation::Ratio if self.is_percentage() => {
                return is_partitive() && given() == [true, true];
            }
            Derivation::Ratio => is_partitive(),
            Derivation::Level(at) => {
                if self.is_slip() {
                    return false;
                }
                let is_compared = level.is_some()
                    || self.clause.compared
                    || self.clause.after_from
                    || self.clause.is_earlier;
                return is_compared && given()[at];
            }
            Derivation::Part(at) => return given()[at] && !self.is_slip(),
        };
        match is_told {
            // "Of the 24" tells of a whole, and of no sum or difference.
            true => given().contains(&true) || !is_partitive() && self.is_plain(),
            false => given() == [true, true] && !self.is_slip(),
        }
    }

    /// Returns true if the original has a number that differs from the claim's in one digit, or in the order of two
    /// digits. The claim may then be a slip that can be derived by chance as well.
    fn is_slip(&self) -> bool {
        let own = numbers(self.claim.figure);
        let all = self.statements.all().iter();
        let mut others = all.flat_map(|other| numbers(&other.figure));
        others.any(|other| own.iter().any(|own| differs_in_a_digit(own, &other)))
    }

    fn is_percentage(&self) -> bool {
        matches!(&self.claim.figure.quantity, Quantity::Amount { unit, .. } if unit.dimension == Dimension::Percent)
    }

    /// Returns false if the claim is derived from a level and a number that is not a change.
    fn is_change(&self, way: Derivation, both: [usize; 2]) -> bool {
        let Derivation::Level(level) = way else {
            return true;
        };
        let change = &self.statements.all()[both[1 - level]].figure;
        let clause = self.original.clause(change);
        clause.is_difference || clause.is_size_of_change()
    }

    /// Returns true if another figure of the claim's sentence gives a statement's number.
    fn is_beside(&self, statement: &Figure) -> bool {
        let wording = self.claim.wording;
        let figures = self.claim.beside.figures();
        let own = figures.partition_point(|f| f.range.start < self.claim.figure.range.start);
        let near = own.saturating_sub(BESIDE)..(own + BESIDE + 1).min(figures.len());
        figures[near]
            .iter()
            .filter(|other| other.range != self.claim.figure.range)
            .filter(|other| agree(other, statement))
            .any(|other| wording.clause(other).shares_sentence(&self.clause))
    }
}

/// Returns a single number in the base unit of its dimension, and its unit.
fn value(figure: &Figure) -> Option<BaseAmount> {
    match &figure.quantity {
        Quantity::Amount { from, to, unit, .. } if from == to => BaseAmount::new(*from, *unit),
        _ => None,
    }
}

/// Returns the ends of a range in the base unit of its dimension; nothing for a single number.
fn ends(figure: &Figure) -> Vec<BaseAmount> {
    match &figure.quantity {
        Quantity::Amount { from, to, unit, .. } if from != to => [from, to]
            .into_iter()
            .filter_map(|end| BaseAmount::new(*end, *unit))
            .collect(),
        _ => Vec::new(),
    }
}

/// Returns true if an amount, or an end of a range, is a number of a unit.
fn has_value(figure: &Figure, number: Number, unit: Unit) -> bool {
    let own = value(figure).into_iter().chain(ends(figure));
    own.into_iter()
        .any(|own| own.unit.is_compatible(unit) && number.times(unit.size) == Some(own.value))
}

/// Returns the significant digits of an amount, or of the ends of a range.
fn numbers(figure: &Figure) -> Vec<String> {
    match &figure.quantity {
        Quantity::Amount { from, to, .. } if from == to => vec![from.digits()],
        Quantity::Amount { from, to, .. } => vec![from.digits(), to.digits()],
        _ => Vec::new(),
    }
}

/// Returns true if two numbers of at least three digits differ in one digit, or in the order of two adjacent ones.
fn differs_in_a_digit(one: &str, other: &str) -> bool {
    if one.len() != other.len() || one.len() < 3 {
        return false;
    }
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let differing: Vec<usize> = (0..one.len()).filter(|at| one[*at] != other[*at]).collect();
    match differing[..] {
        [_] => true,
        [first, second] => {
            second == first + 1 && one[first] == other[second] && one[second] == other[first]
        }
        _ => false,
    }
}
