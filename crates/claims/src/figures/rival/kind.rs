//! Kinds of figures, and which of them can replace each other.

use crate::figures::figure::{Figure, Quantity};
use crate::figures::number::Number;
use crate::figures::units::Dimension;

pub fn is_range(figure: &Figure) -> bool {
    matches!(&figure.quantity, Quantity::Amount { from, to, .. } if from != to)
}

pub fn is_count_or_money(figure: &Figure) -> bool {
    matches!(&figure.quantity, Quantity::Amount { unit, .. } if matches!(unit.dimension, Dimension::Count | Dimension::Money(_)))
}

pub fn is_count(figure: &Figure) -> bool {
    matches!(&figure.quantity, Quantity::Amount { unit, .. } if unit.dimension == Dimension::Count)
}

/// Returns true if a figure is a percentage or a fraction.
pub fn is_share(figure: &Figure) -> bool {
    matches!(&figure.quantity, Quantity::Amount { to, unit, .. }
        if unit.dimension == Dimension::Percent
            || unit.dimension == Dimension::Count && *to < Number::whole(1))
}

/// Returns true if a figure is of a kind for which rivals can be found.
pub fn has_kind(figure: &Figure) -> bool {
    match &figure.quantity {
        Quantity::Amount { from, to, .. } => {
            !(figure.in_words && from == to && *to <= Number::whole(2))
        }
        Quantity::Date(_) | Quantity::Clock { .. } | Quantity::Ordinal(_) => true,
        _ => false,
    }
}

/// Returns true if two figures are of one kind, so that one may replace the other.
pub fn is_of_kind(one: &Figure, other: &Figure) -> bool {
    match (&one.quantity, &other.quantity) {
        (Quantity::Amount { unit, .. }, Quantity::Amount { unit: second, .. }) => {
            unit.dimension == second.dimension && (has_kind(other) || is_count(other))
        }
        (Quantity::Date(one), Quantity::Date(other)) => {
            one.hijri == other.hijri
                && one.decade == other.decade
                && one
                    .parts()
                    .iter()
                    .zip(other.parts())
                    .all(|(one, other)| one.is_some() == other.is_some())
        }
        (Quantity::Clock { .. }, Quantity::Clock { .. })
        | (Quantity::Ordinal(_), Quantity::Ordinal(_)) => true,
        _ => false,
    }
}

/// Returns true if two amounts have a number in common, in any of their readings.
pub fn is_equal(one: &Figure, other: &Figure) -> bool {
    let numbers = |figure: &Figure| match &figure.quantity {
        Quantity::Amount {
            from,
            to,
            otherwise,
            ..
        } => Some([Some(*from), Some(*to), otherwise.as_deref().copied()]),
        _ => None,
    };
    let (Some(ours), Some(theirs)) = (numbers(one), numbers(other)) else {
        return true;
    };
    ours.iter()
        .flatten()
        .any(|number| theirs.contains(&Some(*number)))
}

/// Returns true if two dates name the same part or month, and the second one has another year or none.
pub fn is_period_of_another_year(one: &Figure, other: &Figure) -> bool {
    let (Quantity::Date(one), Quantity::Date(other)) = (&one.quantity, &other.quantity) else {
        return false;
    };
    one.hijri == other.hijri
        && (one.part, one.month, one.day) == (other.part, other.month, other.day)
        && one.decade == other.decade
        && one.year != other.year
        && (other.year.is_some() || one.part.is_some())
}
