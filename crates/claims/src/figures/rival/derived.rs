//! Detects numbers that readers derive from two numbers of the original: a difference, a sum, a share, a multiple.
//!
//! Such a claim stays undecided if its sentence gives one of the two as well ("31 aircraft, 18 of which", of 31 and 13), since by
//! chance many differences of an original's numbers are equal to some number.

use crate::figures::agree::agree;
use crate::figures::clause::Direction;
use crate::figures::figure::{Figure, Quantity, Rounding};
use crate::figures::number::Number;
use crate::figures::rival::Pairing;
use crate::figures::units::{Dimension, Unit};

/// Maximum number of figures from the first to the second number.
const NEAR: usize = 4;

/// Number of figures before and after the claim among which those of its sentence are looked for.
const BESIDE: usize = 16;

/// Smallest amount that may lack its unit beside another one.
const LARGE: Number = Number::whole(1000);

/// Tolerance of a difference or a sum that is given with "about" or a like word, as a part of it.
const ROUNDED: f64 = 0.05;

/// Tolerances of a share or a multiple, as a part of it: as it is, with "about", and on one side with "over" or "nearly".
const SHARE: (f64, f64, f64) = (0.007, 0.05, 0.15);

impl Pairing<'_, '_> {
    /// Returns true if readers may derive a claim from two numbers beside each other.
    pub fn is_derived(&self) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &self.claim.figure.quantity else {
            return false;
        };
        if from == to {
            return self.derives(*from, *unit, None);
        }
        // Drops by $1.7 million to $17.8 million: a change and a level, which look like a range.
        self.clause.direction.is_some() && self.derives(*from, *unit, Some(*to))
    }

    /// Returns true if a number follows from two numbers, one of which is `level` or, without it, is given in the claim's sentence.
    fn derives(&self, number: Number, unit: Unit, level: Option<Number>) -> bool {
        let all = self.statements.all();
        let is_given = |index: usize| match level {
            Some(level) => has_value(&all[index].figure, level, unit),
            None => self.is_beside(&all[index].figure),
        };
        let is_partitive = self.claim.wording.is_part_or_whole(&self.clause);
        (0..all.len()).any(|first| {
            // From 17.50 to 20.
            let ends = ends(&all[first].figure);
            if let [one, other] = ends[..]
                && self.follows(number, unit, one, other)
                && is_given(first)
            {
                return true;
            }
            let last = (first + NEAR).min(all.len().saturating_sub(1));
            (first + 1..=last).any(|second| {
                let (Some(one), Some(other)) =
                    (value(&all[first].figure), value(&all[second].figure))
                else {
                    return false;
                };
                // Few pairs follow; only for these is the sentence looked at.
                if all[first].place != all[second].place || !self.follows(number, unit, one, other)
                {
                    return false;
                }
                let given = [is_given(first), is_given(second)];
                match is_ratio(number, unit) && !is_partitive {
                    true => given == [true, true],
                    false => given.contains(&true),
                }
            })
        })
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

    /// Returns true if a number is the difference, the sum, the share or the ratio of two amounts of one unit.
    fn follows(
        &self,
        number: Number,
        unit: Unit,
        (one, first): (Number, Unit),
        (other, second): (Number, Unit),
    ) -> bool {
        // Of two large amounts, one may lack its unit: 94.6 billion roubles in place of 71 billion.
        let is_bare = |unit: Unit, value: Number| unit == Unit::COUNT && value >= LARGE;
        let is_one_unit = first.is_compatible(second)
            || is_bare(first, one) && second.size == Number::whole(1)
            || is_bare(second, other) && first.size == Number::whole(1);
        if !is_one_unit || one == other {
            return false;
        }
        let rounding = self.claim.figure.rounding;
        if is_ratio(number, unit) {
            let (low, high) = (one.min(other).to_f64(), one.max(other).to_f64());
            let share = low / high;
            let change = match self.clause.direction {
                // A rise is measured against the smaller number, a fall against the larger one.
                Some(Direction::Up) => Some(high / low - 1.0),
                Some(_) => Some(1.0 - share),
                None => None,
            };
            let mut ratios = [Some(share), Some(high / low), change]
                .into_iter()
                .flatten();
            return ratios.any(|ratio| is_share(number.to_f64(), ratio, rounding));
        }
        let dimension = match first.dimension {
            Dimension::Count => second.dimension,
            dimension => dimension,
        };
        let hundredth = match (unit.dimension, dimension) {
            (Dimension::Coin, Dimension::Money(_)) => Number::fraction(1, 100),
            // The difference of two percentages is none.
            (Dimension::Percent, _) => return false,
            (one, other) if one == other => Number::whole(1),
            _ => return false,
        };
        let Some(claimed) = number.times(unit.size).and_then(|n| n.times(hundredth)) else {
            return false;
        };
        // By chance, many numbers are the sum or the difference of two others.
        let is_difference = self.clause.direction.is_some()
            || self.clause.is_difference
            || self.claim.wording.is_part_or_whole(&self.clause);
        let results = [
            Some(one.distance(other)).filter(|_| is_difference),
            one.plus(other).filter(|_| self.hints().total),
        ];
        results.into_iter().flatten().any(|result| {
            let distance = claimed.distance(result).to_f64();
            claimed == result
                || rounding != Rounding::Exact && distance <= ROUNDED * claimed.to_f64()
        })
    }
}

/// Returns true if a number is a share or a multiple.
fn is_ratio(number: Number, unit: Unit) -> bool {
    unit.dimension == Dimension::Times
        || unit.dimension == Dimension::Count && number < Number::whole(1)
}

/// Returns a single number in the base unit of its dimension, and its unit.
fn value(figure: &Figure) -> Option<(Number, Unit)> {
    match &figure.quantity {
        Quantity::Amount { from, to, unit, .. } if from == to => {
            Some((from.times(unit.size)?, *unit))
        }
        _ => None,
    }
}

/// Returns the ends of a range in the base unit of its dimension; nothing for a single number.
fn ends(figure: &Figure) -> Vec<(Number, Unit)> {
    match &figure.quantity {
        Quantity::Amount { from, to, unit, .. } if from != to => [from, to]
            .into_iter()
            .filter_map(|end| Some((end.times(unit.size)?, *unit)))
            .collect(),
        _ => Vec::new(),
    }
}

/// Returns true if an amount, or an end of a range, is a number of a unit.
fn has_value(figure: &Figure, number: Number, unit: Unit) -> bool {
    let own = value(figure).into_iter().chain(ends(figure));
    own.into_iter()
        .any(|(value, other)| other.is_compatible(unit) && number.times(unit.size) == Some(value))
}

fn is_share(claimed: f64, ratio: f64, rounding: Rounding) -> bool {
    let off = (ratio - claimed) / claimed;
    let (exact, about, side) = SHARE;
    match rounding {
        Rounding::Exact => off.abs() <= exact,
        Rounding::About => off.abs() <= about,
        Rounding::Over => (0.0..=side).contains(&off),
        Rounding::Under => (-side..=0.0).contains(&off),
    }
}
