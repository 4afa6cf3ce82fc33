//! Finds the statement of an original that is most similar to an unsupported claim; the editor is shown it as a
//! suggestion.

use crate::figures::compare::{FigurePlace, Statements};
use crate::figures::figure::{Figure, Quantity};
use crate::figures::number::Number;
use crate::figures::units::Dimension;

impl Statements {
    /// Returns the index of the statement that is most similar to a claim that the original does not support.
    pub(super) fn nearest(&self, claim: &Figure, cited: &[u32]) -> Option<usize> {
        let is_cited = |place: FigurePlace| place.is_some_and(|place| cited.contains(&place));
        let near = self.all.iter().enumerate().filter_map(|(index, s)| {
            Some((distance(claim, &s.figure)?, !is_cited(s.place), index))
        });
        near.min().map(|(.., index)| index)
    }
}

/// Returns the distance of a statement from a claim, to suggest what an editor may have meant; `None` if they are not
/// similar.
fn distance(claim: &Figure, statement: &Figure) -> Option<usize> {
    match (&claim.quantity, &statement.quantity) {
        (
            Quantity::Amount { from, to, unit, .. },
            Quantity::Amount {
                from: low,
                to: high,
                unit: other,
                ..
            },
        ) => {
            // A part is not similar to a whole number: a half, 25.
            let one = Number::whole(1);
            if (*from < one) != (*low < one) {
                return None;
            }
            let same_unit = unit.dimension == other.dimension;
            let loose = |d: Dimension| {
                matches!(d, Dimension::Count | Dimension::Percent | Dimension::Point)
            };
            let alike = same_unit
                || (from, to) == (low, high)
                || (loose(unit.dimension) && loose(other.dimension));
            let ends = number_distance(*from, *low)?.min(number_distance(*to, *high)?);
            let limit = if same_unit { 2 } else { 0 };
            (alike && ends <= limit).then_some(
                ends * 4 + usize::from(!same_unit) * 2 + usize::from(unit.size != other.size),
            )
        }
        (Quantity::Date(one), Quantity::Date(other)) => {
            if one.hijri != other.hijri || one.decade != other.decade {
                return None;
            }
            let differs = |a: Option<u16>, b: Option<u16>| match (a, b) {
                (Some(a), Some(b)) if a == b => 0,
                (None, _) => 0,
                (Some(_), None) => 1,
                (Some(_), Some(_)) => 2,
            };
            let both = one.parts().into_iter().zip(other.parts());
            let parts: usize = both.map(|(a, b)| differs(a, b)).sum();
            let named = one.parts().iter().flatten().count();
            let alone = named == 1 && one.year.is_some() && {
                let (a, b) = (
                    i32::from(one.year.unwrap_or(0)),
                    i32::from(other.year.unwrap_or(0)),
                );
                (a - b).abs() > 9
                    && number_distance(Number::whole(a as u64), Number::whole(b as u64))
                        .is_none_or(|d| d > 1)
            };
            (parts <= 2 && !alone).then_some(parts * 2)
        }
        (Quantity::Some { .. }, Quantity::Some { .. }) => Some(2),
        (
            Quantity::Code {
                letters, number, ..
            },
            Quantity::Code {
                letters: others,
                number: other,
                ..
            },
        ) => {
            let same_name = letters == others || letters.is_ascii() != others.is_ascii();
            let digits = number_distance(Number::whole(*number), Number::whole(*other))?;
            (same_name || number == other).then_some(digits * 2)
        }
        (Quantity::Pair { .. }, Quantity::Pair { .. })
        | (Quantity::Clock { .. }, Quantity::Clock { .. })
        | (Quantity::Fold(_), Quantity::Fold(_)) => Some(2),
        (Quantity::Ordinal(one), Quantity::Ordinal(other)) => {
            number_distance(Number::whole((*one).into()), Number::whole((*other).into()))
        }
        _ => None,
    }
}

/// Returns the number of digits to change, drop, add or swap to turn one number into the other; `None` if it is more than
/// two. Powers of ten are ignored.
fn number_distance(one: Number, other: Number) -> Option<usize> {
    if one == other {
        return Some(0);
    }
    let (a, b) = (one.digits(), other.digits());
    let limit = if a.len().max(b.len()) <= 1 { 1 } else { 2 };
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let edits = strsim::damerau_levenshtein(&a, &b);
    (edits <= limit).then_some(edits.max(1))
}
