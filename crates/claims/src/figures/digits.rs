//! Originals in languages without a table of words: what can be told by their digits alone.

use crate::figures::compare::Statements;
use crate::figures::figure::{Figure, Quantity};
use crate::figures::number::Number;

impl Statements {
    /// Whether a claim has a number of two digits or more that the original has nowhere, whatever its unit and its power of
    /// ten: 1.2 million may be written 1,2 with a word that nobody here can read.
    pub(super) fn lacks_digits(&self, claim: &Figure) -> bool {
        let stated: Vec<String> = self
            .all()
            .iter()
            .flat_map(|statement| digits(&statement.figure))
            .collect();
        let claimed = digits(claim);
        claimed
            .iter()
            .any(|digits| digits.len() > 1 && !stated.contains(digits))
    }
}

/// The significant digits of the numbers that a figure is made of; numbers below ten are left out.
fn digits(figure: &Figure) -> Vec<String> {
    let numbers: Vec<Number> = match &figure.quantity {
        Quantity::Amount {
            from,
            to,
            otherwise,
            ..
        } => {
            let mut numbers = vec![*from, *to];
            numbers.extend(otherwise.as_deref());
            numbers
        }
        // Months are written in words.
        Quantity::Date(date) => [date.year, date.day.map(u16::from)]
            .into_iter()
            .flatten()
            .map(|part| Number::whole(part.into()))
            .collect(),
        Quantity::Ordinal(number) => vec![Number::whole((*number).into())],
        Quantity::Pair { first, second, .. } => vec![Number::whole(*first), Number::whole(*second)],
        Quantity::Code { number, .. } => vec![Number::whole(*number)],
        Quantity::Clock { .. }
        | Quantity::Some { .. }
        | Quantity::Relative(_)
        | Quantity::Fold(_)
        | Quantity::Named(_) => Vec::new(),
    };
    let significant = |number: Number| {
        let digits = number.digits();
        digits.trim_matches('0').to_owned()
    };
    numbers.into_iter().map(significant).collect()
}
