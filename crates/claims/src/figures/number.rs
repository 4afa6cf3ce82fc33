//! Defines [`Number`], an exact rational number: a third is exactly 1/3, and 1.2 million is exactly 1,200,000.

use std::cmp::Ordering;
use std::fmt;

/// A non-negative rational number in lowest terms.
///
/// Arithmetic returns `None` if a result does not fit into 64 bits, which figures in news never reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    numerator: u64,
    denominator: u64,
}

impl Number {
    /// Returns a whole number.
    pub const fn whole(value: u64) -> Number {
        Number {
            numerator: value,
            denominator: 1,
        }
    }

    /// Returns a fraction. `denominator` must not be 0.
    pub const fn fraction(numerator: u64, denominator: u64) -> Number {
        let divisor = gcd(numerator, denominator);
        Number {
            numerator: numerator / divisor,
            denominator: denominator / divisor,
        }
    }

    /// Returns the number if it is whole.
    pub fn as_whole(self) -> Option<u64> {
        (self.denominator == 1).then_some(self.numerator)
    }

    /// Returns the denominator: 4 for three quarters, 1 for a whole number.
    pub fn denominator(self) -> u64 {
        self.denominator
    }

    /// Returns the nearest floating-point number.
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// Returns the sum.
    pub fn plus(self, other: Number) -> Option<Number> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        let denominator = self.denominator.checked_mul(other.denominator)?;
        Some(Number::fraction(left.checked_add(right)?, denominator))
    }

    /// Returns the product.
    pub fn times(self, other: Number) -> Option<Number> {
        // Reduces crosswise first, so that products overflow only if the result does.
        let one = Number::fraction(self.numerator, other.denominator);
        let two = Number::fraction(other.numerator, self.denominator);
        Some(Number::fraction(
            one.numerator.checked_mul(two.numerator)?,
            one.denominator.checked_mul(two.denominator)?,
        ))
    }

    /// Returns the reciprocal; `None` for 0.
    pub fn inverse(self) -> Option<Number> {
        (self.numerator > 0).then_some(Number {
            numerator: self.denominator,
            denominator: self.numerator,
        })
    }

    /// Returns the absolute difference of two numbers.
    pub fn distance(self, other: Number) -> Number {
        let (less, more) = if self < other {
            (self, other)
        } else {
            (other, self)
        };
        let difference = u128::from(more.numerator) * u128::from(less.denominator)
            - u128::from(less.numerator) * u128::from(more.denominator);
        let denominator = u128::from(self.denominator) * u128::from(other.denominator);
        let divisor = gcd_wide(difference, denominator);
        // If the difference does not fit into 64 bits, it is rounded down to a whole number, at most `u64::MAX`.
        match (
            u64::try_from(difference / divisor),
            u64::try_from(denominator / divisor),
        ) {
            (Ok(numerator), Ok(denominator)) => Number::fraction(numerator, denominator),
            (Err(_), Ok(_)) => Number::whole(u64::MAX),
            _ => Number::whole((difference / denominator).try_into().unwrap_or(u64::MAX)),
        }
    }

    /// Returns the value of one unit in the last significant place: 100,000 for 1.2 million, 0.1 for 3.5, 1 for 57. `None`
    /// for 0 and for numbers without a finite decimal form, such as a third.
    pub fn step(self) -> Option<Number> {
        let (mut rest, mut place) = (self.numerator, 1_u64);
        if self.denominator == 1 {
            if rest == 0 {
                return None;
            }
            while rest.is_multiple_of(10) {
                rest /= 10;
                place *= 10;
            }
            return Some(Number::whole(place));
        }
        while !place.is_multiple_of(self.denominator) {
            place = place.checked_mul(10).filter(|p| *p <= 1_000_000_000)?;
        }
        Some(Number::fraction(1, place))
    }

    /// Returns the significant digits without zeros at either end, to compare how numbers look: `12` for 1.2 million.
    pub fn digits(self) -> String {
        let scaled = match self.step() {
            Some(step) => self
                .numerator
                .checked_mul(step.denominator)
                .map(|n| n / self.denominator / step.numerator),
            None => None,
        };
        scaled.unwrap_or(self.numerator).to_string()
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_whole() {
            Some(whole) => write!(f, "{whole}"),
            None => write!(f, "{}/{}", self.numerator, self.denominator),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        let product = |one: &Number, other: &Number| {
            let Number {
                numerator,
                denominator: _,
            } = one;
            let Number {
                numerator: _,
                denominator,
            } = other;
            u128::from(*numerator) * u128::from(*denominator)
        };
        product(self, other).cmp(&product(other, self))
    }
}

const fn gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a }
}

fn gcd_wide(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_place_that_is_written() {
        for (number, step, digits) in [
            (Number::whole(1_200_000), Some(Number::whole(100_000)), "12"),
            (Number::whole(57), Some(Number::whole(1)), "57"),
            (Number::fraction(7, 2), Some(Number::fraction(1, 10)), "35"),
            (Number::fraction(1, 4), Some(Number::fraction(1, 100)), "25"),
            (Number::fraction(1, 3), None, "1"),
            (Number::whole(0), None, "0"),
        ] {
            assert_eq!(number.step(), step, "{number:?}");
            assert_eq!(number.digits(), digits, "{number:?}");
        }
    }

    proptest! {
        #[test]
        fn any_two_numbers_can_be_reckoned_with(a in 0..=u64::MAX, b in 1..=u64::MAX, c in 0..=u64::MAX, d in 1..=u64::MAX) {
            let (one, other) = (Number::fraction(a, b), Number::fraction(c, d));
            one.plus(other);
            one.times(other);
            one.step();
            one.digits();
            prop_assert_eq!(one.distance(other), other.distance(one));
            prop_assert_eq!(one.distance(one), Number::whole(0));
        }
    }
}
