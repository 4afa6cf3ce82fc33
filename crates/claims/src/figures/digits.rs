//! Compares figures with originals in a language without a module, where only digits are read.
//!
//! In such an original, numbers may be in words that are not read, and so may powers of ten, units and months. Only digits
//! are written alike in every language. If a figure is usually written in digits and the original lacks these digits, the
//! claim is absent; about other claims nothing can be decided.

use crate::figures::compare::Statements;
use crate::figures::figure::{Figure, PartialDate, Quantity};
use crate::figures::number::Number;
use crate::figures::units::Dimension;

impl Statements {
    /// Returns true if an original, of which only digits are read, does not contain the digits of a claim.
    pub(super) fn lacks_digits(&self, claim: &Figure) -> bool {
        match &claim.quantity {
            Quantity::Amount { from, to, unit, .. } => {
                let is_share = matches!(unit.dimension, Dimension::Percent | Dimension::Point);
                let is_told = |number: &Number| {
                    let digits = number.digits().len();
                    // Numbers up to twelve, round numbers and fractions such as a third are often written in words.
                    let is_long = digits > 1 && *number > Number::whole(12);
                    let has_decimals = digits > 1 && number.as_whole().is_none();
                    number.step().is_some()
                        && (is_long || has_decimals || (is_share && !claim.in_words))
                };
                let is_time = matches!(unit.dimension, Dimension::Months | Dimension::Seconds);
                let is_told = |number: &Number| is_told(number) && !(is_time && claim.in_words);
                [from, to]
                    .into_iter()
                    .any(|end| is_told(end) && !self.has_digits(*end))
            }
            Quantity::Date(PartialDate {
                year: Some(year),
                hijri: false,
                decade: false,
                ..
            }) => {
                !self.is_year_of_publication(*year)
                    && !self.has_digits(Number::whole((*year).into()))
            }
            Quantity::Code { number, .. } => {
                *number > 9 && !self.has_digits(Number::whole(*number))
            }
            _ => false,
        }
    }

    /// Returns true if the original has the digits of a number, with any power of ten.
    fn has_digits(&self, number: Number) -> bool {
        let digits = number.digits();
        self.any(|quantity| {
            numbers(quantity)
                .into_iter()
                .any(|stated| stated.digits() == digits)
        })
    }

    /// Returns true if an original may call this year "this year" or "last year".
    fn is_year_of_publication(&self, year: u16) -> bool {
        self.published
            .is_some_and(|published| (published.year() - i32::from(year)).abs() <= 1)
    }
}

/// Returns the numbers that a figure is written with.
fn numbers(quantity: &Quantity) -> Vec<Number> {
    match quantity {
        Quantity::Amount {
            from,
            to,
            otherwise,
            ..
        } => {
            let mut all = vec![*from, *to];
            all.extend(otherwise.as_deref().copied());
            all
        }
        Quantity::Date(date) => {
            let parts = date.parts().into_iter().flatten();
            parts.map(|part| Number::whole(part.into())).collect()
        }
        Quantity::Pair { first, second, .. } => vec![Number::whole(*first), Number::whole(*second)],
        Quantity::Code { number, .. } => vec![Number::whole(*number)],
        Quantity::Ordinal(place) => vec![Number::whole((*place).into())],
        _ => Vec::new(),
    }
}
