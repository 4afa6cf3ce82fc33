//! Compares two figures: whether they state the same value, and whether they are of the same kind.
//!
//! This file covers all pairs of kinds; `amounts` and `dates` hold the rules for amounts and dates.

mod amounts;
mod dates;

pub use amounts::{likeness_to_cell, measures_time};

use crate::figures::agree::amounts::amounts;
use crate::figures::agree::dates::{dates, dates_fit};
use crate::figures::figure::{Figure, Quantity, Rounding};
use crate::figures::languages::letters::{initial, is_joined, script};
use crate::figures::number::Number;
use crate::figures::units::{Dimension, Unit};

/// The relation of a claim to a statement, from weakest to strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// The two figures are unrelated.
    Unlike,
    /// The figures are of the same kind but state different values.
    Different,
    /// It cannot be decided whether the figures state the same value.
    Perhaps,
    /// The figures may state the same value: one number is rounded, lacks the unit of the other, or is a fraction that
    /// corresponds to the other's percentage. Such a statement supports a claim only in a paragraph that the claim
    /// cites.
    Loose,
    /// The figures state the same value.
    Same,
}

use Agreement::{Different, Loose, Perhaps, Same, Unlike};

/// Returns the relation of a claim to a statement that may support it. Not symmetric: a full date supports a claim of its
/// year, and 1,187 supports a claim of "about 1,200".
pub fn likeness(claim: &Figure, statement: &Figure) -> Agreement {
    use Quantity::{Amount, Clock, Code, Date, Fold, Ordinal, Pair, Some as Vague};
    match (&claim.quantity, &statement.quantity) {
        (Amount { .. }, Amount { .. }) => amounts(claim, statement),
        (Date(claimed), Date(stated)) => dates(*claimed, *stated),
        (Vague { order }, Vague { order: other }) => same_or_different(order == other),
        (Vague { order }, Amount { from, unit, .. }) => {
            let is_share = matches!(unit.dimension, Dimension::Percent | Dimension::Point);
            when(!is_share && fits_order(*from, *order), Same)
        }
        // "Thousands" does not support 3,500, but does not contradict it either.
        (Amount { from, .. }, Vague { order }) => {
            let is_rounded = claim.rounding != Rounding::Exact;
            when(is_rounded && fits_order(*from, *order), Perhaps)
        }
        (Code { .. }, Code { .. }) => codes(&claim.quantity, &statement.quantity),
        (Code { number, .. }, Date(date)) | (Date(date), Code { number, .. }) => {
            let is_year = date.month.is_none() && date.year.map(u64::from) == Some(*number);
            when(is_year, Same)
        }
        (Ordinal(place), Ordinal(other)) => same_or_different(place == other),
        (Fold(times), Fold(other)) => same_or_different(times == other),
        (Pair { .. }, Pair { .. }) => pairs(&claim.quantity, &statement.quantity),
        (Clock { .. }, Clock { .. }) => clocks(&claim.quantity, &statement.quantity),
        (Amount { from, to, unit, .. }, other) => against_amount(other, (*from, *to), *unit, true),
        (other, Amount { from, to, unit, .. }) => against_amount(other, (*from, *to), *unit, false),
        _ => Unlike,
    }
}

/// Returns `likeness` if a condition holds, and [`Unlike`] otherwise.
fn when(holds: bool, likeness: Agreement) -> Agreement {
    if holds { likeness } else { Unlike }
}

/// Compares two model or code numbers.
fn codes(claim: &Quantity, statement: &Quantity) -> Agreement {
    let (
        Quantity::Code {
            letters,
            number,
            suffix,
        },
        Quantity::Code {
            letters: others,
            number: other,
            suffix: end,
        },
    ) = (claim, statement)
    else {
        return Unlike;
    };
    let is_named_alike = names_agree(letters, others);
    if number != other {
        return when(is_named_alike && sounds_alike(letters, others), Different);
    }
    // A suffix of letters in one script may be missing in another.
    let suffixes_agree =
        suffix == end || !same_script(suffix, end) || !same_script(letters, others);
    same_or_different(is_named_alike && suffixes_agree)
}

/// Compares two results.
fn pairs(claim: &Quantity, statement: &Quantity) -> Agreement {
    let (
        Quantity::Pair {
            first,
            second,
            ordered,
        },
        Quantity::Pair {
            first: one,
            second: other,
            ordered: strict,
        },
    ) = (claim, statement)
    else {
        return Unlike;
    };
    let turned = (second, first) == (one, other) && !(*ordered && *strict);
    same_or_different((first, second) == (one, other) || turned)
}

/// Compares two times of day.
fn clocks(claim: &Quantity, statement: &Quantity) -> Agreement {
    let (
        Quantity::Clock { minutes, half },
        Quantity::Clock {
            minutes: other,
            half: open,
        },
    ) = (claim, statement)
    else {
        return Unlike;
    };
    let day = if *half || *open { 720 } else { 1440 };
    same_or_different(minutes % day == other % day)
}

/// Compares a figure of another kind with an amount or a range, since the same figure may be written either way.
fn against_amount(
    other: &Quantity,
    ends: (Number, Number),
    unit: Unit,
    is_claim: bool,
) -> Agreement {
    let (from, to) = ends;
    let is = |value: u64| from == to && Number::whole(value) == from;
    let is_count = unit.dimension == Dimension::Count;
    match other {
        // Four digits may be a year or a number of things; 3200 years BC.
        Quantity::Date(date) => {
            let is_year = date.month.is_none() && !date.decade && date.part.is_none();
            let counts = is_count || (unit == Unit::YEAR && date.ancient);
            when(
                is_year && counts && date.year.is_some_and(|year| is(year.into())),
                Loose,
            )
        }
        // 2A6 is not two of anything.
        Quantity::Code { number, suffix, .. } => {
            let number = Number::whole(*number);
            when(
                is_count && suffix.is_empty() && (number == from || number == to),
                Same,
            )
        }
        // In the 17th minute, after 17 minutes; في الثالثة والتسعين, 93 years old.
        Quantity::Ordinal(place) => {
            let counts = is_count || measures_time(unit);
            when(counts && is((*place).into()), Loose)
        }
        // Three-way talks of three countries; a three-year budget, موازنة ثلاثية.
        Quantity::Fold(times) => {
            let counts = is_count || unit.dimension == Dimension::Times;
            let lasts = measures_time(unit)
                && *times > 2
                && !(unit.dimension == Dimension::Months && unit.size > Unit::YEAR.size);
            when(
                (counts || lasts) && Number::whole((*times).into()) == from,
                Loose,
            )
        }
        Quantity::Pair {
            first,
            second,
            ordered,
        } => pair_and_amount((*first, *second, *ordered), ends, is_count),
        Quantity::Clock { minutes, .. } => {
            let (hour, minute) = (u64::from(minutes / 60), u64::from(minutes % 60));
            // 1:28 may be a ratio.
            if is_count && is_claim && minute > 2 && is(minute) {
                return Loose;
            }
            when(is_count && minute == 0 && is(hour), Same)
        }
        _ => Unlike,
    }
}

/// Compares a result ("four kicks to three") with a range of the same numbers, or with one of its numbers.
fn pair_and_amount(pair: (u64, u64, bool), ends: (Number, Number), is_count: bool) -> Agreement {
    let (first, second, ordered) = (Number::whole(pair.0), Number::whole(pair.1), pair.2);
    let (from, to) = ends;
    if from == to {
        return when(is_count && (from == first || from == second), Loose);
    }
    match (first, second) {
        both if both == ends => Same,
        // 3–4 is not 4–3.
        (first, second) if (second, first) == ends => {
            if ordered {
                Different
            } else {
                Same
            }
        }
        _ => Unlike,
    }
}

fn same_or_different(same: bool) -> Agreement {
    if same { Same } else { Different }
}

/// Returns true if two names of codes may be the same. In different scripts they always may; in one script they must be
/// equal, apart from Arabic prefixes.
fn names_agree(one: &str, other: &str) -> bool {
    if one == other || one.is_empty() || other.is_empty() || !same_script(one, other) {
        return true;
    }
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    !short.is_ascii() && long.strip_suffix(short).is_some_and(is_joined)
}

/// Returns true if two names are in one script. A name without letters counts as Latin.
fn same_script(one: &str, other: &str) -> bool {
    script(one) == script(other)
}

/// Returns true if two names in different scripts may begin with the same sound. Vowels and letters without an entry match
/// any sound.
fn sounds_alike(one: &str, other: &str) -> bool {
    if same_script(one, other) {
        return true;
    }
    match (initial(one), initial(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// Returns true if a number is of an order of magnitude (tens, thousands …): from two to ten times `order`.
fn fits_order(number: Number, order: u64) -> bool {
    let low = Number::whole(order).times(Number::whole(2));
    let high = Number::whole(order).times(Number::whole(10));
    low.is_some_and(|low| low <= number) && high.is_some_and(|high| number < high)
}

/// Returns true if two figures say the same, one of them perhaps rounded.
pub fn agree(one: &Figure, other: &Figure) -> bool {
    likeness(one, other) >= Loose || likeness(other, one) >= Loose
}

/// Returns true if two figures that are said to come from the same paragraph contradict each other: they are of one
/// kind (both percentages, both sums in one currency, both dates …) and state different values.
pub fn contradict(one: &Figure, other: &Figure) -> bool {
    !agree(one, other)
        && likeness(one, other) == Different
        && likeness(other, one) == Different
        && !dates_fit(one, other)
}
