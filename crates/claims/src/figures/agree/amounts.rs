//! Decides whether an amount supports another: the same number, in any unit of its dimension, or a number that it is rounded
//! to.

use crate::figures::agree::Agreement::{self, Different, Loose, Perhaps, Same, Unlike};
use crate::figures::agree::when;
use crate::figures::figure::{Figure, Quantity, Rounding};
use crate::figures::number::Number;
use crate::figures::units::{Dimension, Unit, known};

/// A number with its unit and its rounding.
#[derive(Clone, Copy)]
struct RoundedAmount {
    value: Number,
    unit: Unit,
    rounding: Rounding,
}

impl RoundedAmount {
    /// Returns the number in the base unit of its dimension; `None` if it does not fit.
    fn in_base(self) -> Option<Number> {
        self.value.times(self.unit.size)
    }
}

/// Denominator of the smallest part that editors write for a percentage near it: a third, for 34 per cent.
const FIFTH: u64 = 5;

/// Compares a claim with a number in a table cell, whose heading may hold its unit and one of these powers of ten.
pub fn likeness_to_cell(claim: &Figure, statement: &Figure, powers: &[u32]) -> Agreement {
    let (
        Quantity::Amount { from, to, unit, .. },
        Quantity::Amount {
            from: low,
            to: high,
            unit: other,
            ..
        },
    ) = (&claim.quantity, &statement.quantity)
    else {
        return Unlike;
    };
    if other.dimension != Dimension::Count || low != high || from != to {
        return Unlike;
    }
    let is = |claimed: Number, power: u32| {
        low.times(Number::whole(10_u64.pow(power)))
            .is_some_and(|stated| {
                let bare = RoundedAmount {
                    value: claimed,
                    unit: Unit::COUNT,
                    rounding: claim.rounding,
                };
                claimed == stated || rounds(bare, stated)
            })
    };
    let from_base = |n: Number| n.times(unit.size).unwrap_or(n);
    let fits = powers
        .iter()
        .any(|&power| is(*from, power) || is(from_base(*from), power));
    if fits { Loose } else { Unlike }
}

/// Compares two amounts.
pub fn amounts(claim: &Figure, statement: &Figure) -> Agreement {
    let (
        Quantity::Amount {
            from,
            to,
            unit,
            otherwise,
        },
        Quantity::Amount {
            from: low,
            to: high,
            unit: other,
            otherwise: second,
        },
    ) = (&claim.quantity, &statement.quantity)
    else {
        return Unlike;
    };
    let claimed = |value| RoundedAmount {
        value,
        unit: *unit,
        rounding: claim.rounding,
    };
    let stated = |value| RoundedAmount {
        value,
        unit: *other,
        rounding: statement.rounding,
    };
    if from != to {
        return measures(claimed(*from), stated(*low)).min(measures(claimed(*to), stated(*high)));
    }
    // A single number is supported by either end of a range, and by either reading of an ambiguous number.
    let mut best = Unlike;
    let other_end = (high != low).then_some(*high);
    for value in [Some(*from), otherwise.as_deref().copied()] {
        for end in [Some(*low), other_end, second.as_deref().copied()] {
            if let (Some(value), Some(end)) = (value, end) {
                best = best.max(measures(claimed(value), stated(end)));
            }
        }
    }
    // About 5 per cent, of a range from 4 to 6.
    let is_within = low < from && from < high && unit == other;
    if is_within && claim.rounding == Rounding::About && best < Perhaps {
        return Perhaps;
    }
    best
}

/// Compares two numbers with their units.
fn measures(claim: RoundedAmount, statement: RoundedAmount) -> Agreement {
    use Dimension::{Coin, Count, Money, Months, Percent, Point, Seconds, Times};
    let (claimed, stated) = (claim.value, statement.value);
    let is_equal = claimed == stated;
    let one = Number::whole(1);
    match (claim.unit.dimension, statement.unit.dimension) {
        (kind, other) if kind == other => of_one_kind(claim, statement),
        // A third is 33 per cent.
        (Count, Percent) if claimed < one => part_of_hundred(claim, statement, claim.rounding),
        // The reverse holds only if the text indicates rounding, or if the two are equal.
        (Percent, Count) if stated < one => {
            match part_of_hundred(statement, claim, claim.rounding) {
                Loose if claim.rounding == Rounding::Exact && !is_hundredth(stated) => Unlike,
                likeness => likeness,
            }
        }
        (Percent, Point) | (Point, Percent) => Different,
        // A quarter of a point, half-point.
        (Count, Point) if claimed < one => when(Some(claimed) == statement.in_base(), Loose),
        // 50.7 percent to 49.3: a number with decimals may well lack its percent sign.
        (Count, Percent) | (Percent, Count) => {
            when(is_equal && claimed.as_whole().is_none(), Loose)
        }
        // Cents of any currency.
        (Coin, Money(_)) => coins(claim, statement),
        (Money(_), Coin) => coins(statement, claim),
        (Months, Seconds) => days_of_months(statement, claim),
        (Seconds, Months) => days_of_months(claim, statement),
        (Times, other) | (other, Times) if other != Count => Unlike,
        (Count | Times, _) | (_, Count | Times) => {
            let bare = RoundedAmount {
                unit: Unit::COUNT,
                ..claim
            };
            let is_exact = statement.rounding == Rounding::Exact;
            // One and two are too frequent to count as evidence.
            let is_small = claimed == one || claimed == Number::whole(2);
            when(
                !is_small && (is_equal || (is_exact && rounds(bare, stated))),
                Loose,
            )
        }
        // Without a sign or a country, pounds are money or a weight.
        _ if is_equal && is_pound(claim.unit) && is_pound(statement.unit) => Same,
        _ => when(is_equal, Different),
    }
}

fn is_pound(unit: Unit) -> bool {
    unit == known::POUND || unit == known::POUND_STERLING
}

/// Compares two numbers of the same dimension.
fn of_one_kind(claim: RoundedAmount, statement: RoundedAmount) -> Agreement {
    if !claim.unit.is_compatible(statement.unit) {
        return Different;
    }
    let (Some(claimed), Some(stated)) = (claim.in_base(), statement.in_base()) else {
        return Perhaps;
    };
    if claimed == stated {
        return Same;
    }
    // Arabic has one word for both units.
    let is_field = |unit: Unit| matches!(unit, known::ACRE | known::FEDDAN);
    if is_field(claim.unit) && is_field(statement.unit) && claim.value == statement.value {
        return Same;
    }
    // The statement must be more precise than the claim's rounding: nearly three is not nearly four.
    let is_finer =
        statement.rounding == Rounding::Exact || statement.value.step() < claim.value.step();
    if is_finer && rounds(claim, stated) {
        return Loose;
    }
    // One in five; خُمس, which is written like five.
    let is_part = is_part_of(claimed, stated) || is_share_of(stated, claimed);
    if claim.unit.dimension == Dimension::Count && is_part {
        return Perhaps;
    }
    // The editor may have converted units, as kilometres into miles; times are not rounded in conversion.
    let is_converted = claim.unit.size != statement.unit.size
        && !measures_time(claim.unit)
        && is_near(claimed, stated, 50);
    if is_converted { Perhaps } else { Different }
}

/// Compares an amount in hundredths of a currency (cents) with an amount in the currency.
fn coins(coins: RoundedAmount, money: RoundedAmount) -> Agreement {
    let all = money
        .in_base()
        .and_then(|money| money.times(Number::whole(100)));
    if all == Some(coins.value) {
        Same
    } else {
        Different
    }
}

/// Average length of a month, in seconds.
const MONTH: u64 = 2_629_746;

/// Compares days or weeks with months or years: 90 days and three months.
fn days_of_months(days: RoundedAmount, months: RoundedAmount) -> Agreement {
    let in_days = days.unit.size >= known::DAY.size;
    let (Some(short), Some(long)) = (days.in_base(), months.in_base()) else {
        return Different;
    };
    let long = long.times(Number::whole(MONTH));
    let is_like = long.is_some_and(|long| is_near(long, short, 50));
    if in_days && is_like {
        Perhaps
    } else {
        Different
    }
}

/// Maximum distance of a percentage from a part that it is "more than" or "nearly", in percent.
const BESIDE_PART: Number = Number::whole(7);

/// Compares a fraction with a percentage: a third is 33 per cent, and about a third may be 32.
fn part_of_hundred(
    part: RoundedAmount,
    percentage: RoundedAmount,
    rounding: Rounding,
) -> Agreement {
    let (Some(left), Some(right)) = (part.value.times(Number::whole(100)), percentage.in_base())
    else {
        return Perhaps;
    };
    // More than a third is anything up to two fifths.
    let limit = match rounding {
        Rounding::Exact => Number::fraction(1, 2),
        Rounding::Over if right > left => BESIDE_PART,
        Rounding::Under if right < left => BESIDE_PART,
        _ => Number::whole(3),
    };
    let distance = left.distance(right);
    match distance <= limit {
        true => Loose,
        // A third, of 34 per cent.
        false => when(
            rounding == Rounding::Exact
                && part.value.denominator() <= FIFTH
                && distance <= Number::fraction(3, 2),
            Perhaps,
        ),
    }
}

/// Returns true if a claim is `stated` (in base units), rounded as its words indicate.
///
/// "About" allows half a unit of the last written place, but at most a tenth of the number; "over" and "nearly" allow one
/// unit of the last place, but at most a quarter.
fn rounds(claim: RoundedAmount, stated: Number) -> bool {
    if claim.rounding == Rounding::Exact {
        return false;
    }
    // Half an hour is not counted by tenths.
    let has_half = measures_time(claim.unit) && claim.value.denominator() == 2;
    let step = match has_half {
        true => Some(Number::fraction(1, 2)),
        false => claim.value.step(),
    };
    let step = step.and_then(|step| step.times(claim.unit.size));
    let (Some(step), Some(claimed)) = (step, claim.in_base()) else {
        return false;
    };
    let within = |limit: Number, share: u64| {
        claimed.distance(stated) <= limit && is_near(claimed, stated, share)
    };
    match claim.rounding {
        Rounding::Exact => false,
        Rounding::About => within(step.times(Number::fraction(1, 2)).unwrap_or(step), 10),
        Rounding::Over => stated >= claimed && within(step, 4),
        Rounding::Under => stated <= claimed && within(step, 4),
    }
}

/// Returns true if a fraction is a whole number of hundredths.
fn is_hundredth(part: Number) -> bool {
    part.times(Number::whole(100))
        .and_then(Number::as_whole)
        .is_some()
}

/// Returns true if `whole` is the denominator of a fraction: two of every three, من كل ثلاث.
fn is_share_of(share: Number, whole: Number) -> bool {
    whole > Number::whole(2) && whole.as_whole() == Some(share.denominator())
}

/// Returns true if a fraction is 1/`whole`.
fn is_part_of(part: Number, whole: Number) -> bool {
    whole > Number::whole(2) && part.times(whole) == Some(Number::whole(1))
}

/// Returns true if two numbers differ by at most one part in `share` of the first.
fn is_near(one: Number, other: Number, share: u64) -> bool {
    let Some(distance) = one.distance(other).times(Number::whole(share)) else {
        return false;
    };
    distance <= one
}

/// Returns true if a unit measures time.
pub fn measures_time(unit: Unit) -> bool {
    matches!(unit.dimension, Dimension::Months | Dimension::Seconds)
}
