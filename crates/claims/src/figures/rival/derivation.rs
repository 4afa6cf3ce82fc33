//! Finds the ways in which a number may be derived from two others: as a difference, a sum, a share, the level before a
//! change, a part of a whole.
//!
//! Takes only amounts, no text. Many numbers can be derived from two others by chance: the caller decides which of the
//! two must stand near the number.

use crate::figures::clause::ChangeDirection;
use crate::figures::figure::Rounding;
use crate::figures::number::Number;
use crate::figures::units::{Dimension, Unit};

/// Smallest amount that may lack its unit next to another amount.
const LARGE: Number = Number::whole(1000);

/// Relative tolerance of a difference, a sum or a level that is given with "about" or a similar word.
const ROUNDED: f64 = 0.05;

/// Relative tolerances of a share or a multiple: without such a word, with "about", and on one side with "over" or
/// "nearly".
const RATIO: (f64, f64, f64) = (0.007, 0.05, 0.15);

/// Such tolerances of an amount that is multiplied by a share or divided by it.
const PRODUCT: (f64, f64, f64) = (0.001, 0.02, 0.03);

/// A way in which a number can be derived from two amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derivation {
    /// The difference of both.
    Difference,
    /// The sum of both.
    Sum,
    /// One amount as a share or multiple of the other, or the relative change between them.
    Ratio,
    /// A level before or after a change: one amount is another level, and the other the size of the change. Holds the
    /// index of the level.
    Level(usize),
    /// A part of a whole: one amount is the whole, and the other a share of it or of the rest. Holds the index of the
    /// whole.
    Part(usize),
}

/// A number with its unit.
#[derive(Debug, Clone, Copy)]
pub struct BaseAmount {
    /// The number in the base unit of its dimension.
    pub value: Number,
    /// The unit in which the amount is given.
    pub unit: Unit,
}

impl BaseAmount {
    /// Converts a number of a unit; `None` if it becomes too large.
    pub fn new(number: Number, unit: Unit) -> Option<BaseAmount> {
        let value = number.times(unit.size)?;
        Some(BaseAmount { value, unit })
    }

    fn dimension(self) -> Dimension {
        self.unit.dimension
    }

    /// Returns the amount as a share or multiple, if it can be one: a percentage, a fraction, "three times".
    fn as_share(self) -> Option<f64> {
        let value = self.value.to_f64();
        match self.dimension() {
            Dimension::Percent => Some(value / 100.0),
            Dimension::Times => Some(value),
            Dimension::Count if self.value < Number::whole(1) => Some(value),
            _ => None,
        }
    }

    /// Returns true if the amount has the unit of another one. One of two large amounts may lack its unit: 94.6 billion
    /// roubles in place of 71 billion.
    fn shares_unit(self, other: BaseAmount) -> bool {
        let is_bare = |one: BaseAmount, with: BaseAmount| {
            one.unit == Unit::COUNT && one.value >= LARGE && with.unit.size == Number::whole(1)
        };
        self.unit.is_compatible(other.unit) || is_bare(self, other) || is_bare(other, self)
    }
}

/// A number for which a derivation is searched.
#[derive(Debug, Clone, Copy)]
pub struct Derived {
    /// The number.
    pub amount: BaseAmount,
    /// The rounding.
    pub rounding: Rounding,
    /// The direction of the change that the number is about.
    pub direction: Option<ChangeDirection>,
}

impl Derived {
    /// Returns every way in which the number can be derived from two amounts.
    pub fn ways(self, both: [BaseAmount; 2]) -> impl Iterator<Item = Derivation> {
        let [one, other] = both;
        let same = one.shares_unit(other) && one.value != other.value;
        let ratio = (same && self.is_ratio(one, other)).then_some(Derivation::Ratio);
        let sums = [
            (
                Derivation::Difference,
                Some(one.value.distance(other.value)),
            ),
            (Derivation::Sum, one.value.plus(other.value)),
        ];
        let sums = sums.into_iter().filter_map(move |(way, result)| {
            let of = dimension_of(one, other);
            (same && self.is_of(of) && self.is_result(result?, of)).then_some(way)
        });
        let pairs = [(0, one, other), (1, other, one)];
        let mixed = pairs.into_iter().flat_map(move |(index, main, second)| {
            let level = self
                .is_level(main, second)
                .then_some(Derivation::Level(index));
            let part = self
                .is_part(main, second)
                .then_some(Derivation::Part(index));
            level.into_iter().chain(part)
        });
        ratio.into_iter().chain(sums).chain(mixed)
    }

    /// Returns true if the number is the ratio of two amounts, or the relative change between them.
    fn is_ratio(self, one: BaseAmount, other: BaseAmount) -> bool {
        let Some(share) = self.amount.as_share() else {
            return false;
        };
        let (one, other) = (one.value, other.value);
        let (low, high) = (one.min(other).to_f64(), one.max(other).to_f64());
        let change = match self.direction {
            // A rise is measured against the smaller number, a fall against the larger one.
            Some(ChangeDirection::Up) => Some(high / low - 1.0),
            Some(_) => Some(1.0 - low / high),
            None => None,
        };
        let mut ratios = [Some(low / high), Some(high / low), change]
            .into_iter()
            .flatten();
        ratios.any(|ratio| self.is_near(share, ratio, RATIO))
    }

    /// Returns true if the number can be a difference or a sum of amounts of a dimension.
    fn is_of(self, dimension: Dimension) -> bool {
        match (self.amount.dimension(), dimension) {
            (Dimension::Coin, Dimension::Money(_)) => true,
            // The difference of two percentages is in points.
            (Dimension::Percent, _) => false,
            (Dimension::Point, Dimension::Percent) => true,
            (own, of) => own == of,
        }
    }

    /// Returns true if the number is the level before or after a change from or to a level.
    fn is_level(self, level: BaseAmount, change: BaseAmount) -> bool {
        if !self.amount.shares_unit(level) || self.amount.value == level.value {
            return false;
        }
        let (from, by) = (level.value.to_f64(), change.value.to_f64());
        let is_absolute = match (level.dimension(), change.dimension()) {
            // A change in percent is relative, or nobody knows of what.
            (Dimension::Percent, Dimension::Percent) => return false,
            (Dimension::Percent, Dimension::Point) => true,
            _ => level.shares_unit(change) && change.as_share().is_none(),
        };
        if is_absolute {
            let after = level.value.plus(change.value);
            let before = (level.value > change.value).then(|| level.value.distance(change.value));
            return [after, before]
                .into_iter()
                .flatten()
                .any(|result| self.is_result(result, level.dimension()));
        }
        let share = match change.dimension() {
            Dimension::Times => by - 1.0,
            _ => change.as_share().unwrap_or(0.0),
        };
        let levels = [
            from * (1.0 + share),
            from / (1.0 + share),
            from * (1.0 - share),
            from / (1.0 - share),
        ];
        share > 0.0
            && levels
                .into_iter()
                .any(|level| self.is_near(self.amount.value.to_f64(), level, PRODUCT))
    }

    /// Returns true if the number is a share of a whole, or the rest.
    fn is_part(self, whole: BaseAmount, share: BaseAmount) -> bool {
        let Some(share) = share.as_share().filter(|share| *share < 1.0) else {
            return false;
        };
        let (own, whole_value) = (self.amount.value.to_f64(), whole.value.to_f64());
        whole.as_share().is_none()
            && self.amount.shares_unit(whole)
            && [share, 1.0 - share]
                .into_iter()
                .any(|share| self.is_near(own, share * whole_value, PRODUCT))
    }

    /// Returns true if the number is the result of an addition or subtraction of amounts of a dimension. Cents are
    /// hundredths of money.
    fn is_result(self, result: Number, of: Dimension) -> bool {
        let size = match (self.amount.dimension(), of) {
            (Dimension::Coin, Dimension::Money(_)) => Number::fraction(1, 100),
            _ => Number::whole(1),
        };
        let Some(own) = self.amount.value.times(size) else {
            return false;
        };
        let distance = own.distance(result).to_f64();
        own == result || self.rounding != Rounding::Exact && distance <= ROUNDED * own.to_f64()
    }

    /// Returns true if a number is the result of a multiplication or division, within the tolerance of its rounding.
    fn is_near(self, own: f64, result: f64, (exact, about, side): (f64, f64, f64)) -> bool {
        let off = (result - own) / own;
        match self.rounding {
            Rounding::Exact => off.abs() <= exact,
            Rounding::About => off.abs() <= about,
            Rounding::Over => (0.0..=side).contains(&off),
            Rounding::Under => (-side..=0.0).contains(&off),
        }
    }
}

/// Returns the dimension of two amounts, one of which may lack it.
fn dimension_of(one: BaseAmount, other: BaseAmount) -> Dimension {
    match one.dimension() {
        Dimension::Count => other.dimension(),
        dimension => dimension,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(number: u64, dimension: Dimension) -> BaseAmount {
        let unit = Unit {
            dimension,
            ..Unit::COUNT
        };
        BaseAmount::new(Number::whole(number), unit).expect("a small number")
    }

    #[test]
    fn numbers_follow_in_the_ways_in_which_editors_reckon() {
        use Derivation::{Difference, Level, Part, Ratio, Sum};
        let count = |number| amount(number, Dimension::Count);
        let percent = |number| amount(number, Dimension::Percent);
        let point = |number| amount(number, Dimension::Point);
        for (number, both, rounding, expected) in [
            (
                count(32),
                [count(73), count(41)],
                Rounding::Exact,
                &[Difference, Level(0)][..],
            ),
            (
                count(128),
                [count(104), count(24)],
                Rounding::Exact,
                &[Sum, Level(0), Level(1)],
            ),
            (
                percent(30),
                [count(640), count(2150)],
                Rounding::About,
                &[Ratio],
            ),
            (percent(30), [count(640), count(2150)], Rounding::Over, &[]),
            (count(471), [count(312), percent(50)], Rounding::Exact, &[]),
            (
                percent(12),
                [percent(11), point(1)],
                Rounding::Exact,
                &[Level(0)],
            ),
            (
                point(7),
                [percent(38), percent(31)],
                Rounding::Exact,
                &[Difference],
            ),
            (percent(7), [percent(38), percent(31)], Rounding::Exact, &[]),
            (
                count(468),
                [count(312), percent(50)],
                Rounding::Exact,
                &[Level(0)],
            ),
            (
                count(480),
                [count(1200), percent(40)],
                Rounding::Exact,
                &[Part(0)],
            ),
            (
                count(720),
                [count(1200), percent(40)],
                Rounding::Exact,
                &[Level(0), Part(0)],
            ),
            (
                amount(15, Dimension::Coin),
                [amount(40, Dimension::Coin), amount(25, Dimension::Coin)],
                Rounding::Exact,
                &[Difference, Level(0)],
            ),
            (count(721), [count(1200), percent(45)], Rounding::Exact, &[]),
        ] {
            let derived = Derived {
                amount: number,
                rounding,
                direction: None,
            };
            let ways: Vec<Derivation> = derived.ways(both).collect();
            assert_eq!(ways, expected, "{number:?} of {both:?}");
        }
    }
}
