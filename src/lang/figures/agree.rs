//! Whether two figures say the same, and whether they are of one kind.

use crate::lang::figures::figure::{Figure, Moment, Quantity, Rounding};
use crate::lang::figures::number::Number;
use crate::lang::figures::units::{Dimension, Unit};

/// How a figure stands to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They have nothing to do with each other.
    Unlike,
    /// They are of one kind and say different things.
    Different,
    /// A program cannot tell whether they say the same.
    Perhaps,
    /// They say the same as far as they go: one number is rounded, or lacks the unit that the other has, or is a part of
    /// which the other is the percentage. It takes the claim's own citation to tie them together.
    Loose,
    /// They say the same.
    Same,
}

use Likeness::{Different, Loose, Perhaps, Same, Unlike};

/// How what a claim says stands to a statement that may bear it out. Not the same the other way round: a statement of a
/// full date bears out a claim of its year, and a statement of 1,187 bears out a claim of "about 1,200".
pub fn likeness(claim: &Figure, statement: &Figure) -> Likeness {
    use Quantity::{Amount, Clock, Code, Date, Fold, Ordinal, Pair, Some as Vague};
    match (&claim.quantity, &statement.quantity) {
        (Amount { .. }, Amount { .. }) => amounts(claim, statement),
        (Date(claimed), Date(stated)) => dates(*claimed, *stated),
        (Vague { order }, Vague { order: other }) => same_or_different(order == other),
        (Vague { order }, Amount { from, unit, .. }) => {
            let is_share = matches!(unit.dimension, Dimension::Percent | Dimension::Point);
            when(!is_share && fits_order(*from, *order), Same)
        }
        // "Thousands" does not bear out 3,500, but it is not at odds with it either.
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

/// A likeness, where a condition for it holds.
fn when(holds: bool, likeness: Likeness) -> Likeness {
    if holds { likeness } else { Unlike }
}

/// Two model or code numbers.
fn codes(claim: &Quantity, statement: &Quantity) -> Likeness {
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
        return when(is_named_alike, Different);
    }
    let suffixes_agree = suffix == end || !same_script(suffix, end);
    same_or_different(is_named_alike && suffixes_agree)
}

/// Two results.
fn pairs(claim: &Quantity, statement: &Quantity) -> Likeness {
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

/// Two times of the day.
fn clocks(claim: &Quantity, statement: &Quantity) -> Likeness {
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

/// What is no amount against a number, or two as the ends of a range, with a unit: the same figure may be written either way.
fn against_amount(
    other: &Quantity,
    ends: (Number, Number),
    unit: Unit,
    is_claim: bool,
) -> Likeness {
    let (from, to) = ends;
    let is = |value: u64| from == to && Number::whole(value) == from;
    let is_count = unit.dimension == Dimension::Count;
    match other {
        // Four digits may be a year or a number of things; 3200 years before Christ.
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

/// A result against a range with the same numbers, or against one of them: by four kicks to three.
fn pair_and_amount(pair: (u64, u64, bool), ends: (Number, Number), is_count: bool) -> Likeness {
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

/// Whether a unit is one of time.
fn measures_time(unit: Unit) -> bool {
    matches!(unit.dimension, Dimension::Months | Dimension::Seconds)
}

fn same_or_different(same: bool) -> Likeness {
    if same { Same } else { Different }
}

/// Whether two names of codes may be the same: in two scripts a program cannot tell, and in one they must be equal, but
/// for what Arabic writes together with a word.
fn names_agree(one: &str, other: &str) -> bool {
    if one == other || one.is_empty() || other.is_empty() || !same_script(one, other) {
        return true;
    }
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    !short.is_ascii()
        && long.strip_suffix(short).is_some_and(|prefix| {
            matches!(
                prefix,
                "و" | "ف" | "ب" | "ل" | "ك" | "ال" | "وال" | "بال" | "لل" | "ول" | "وب"
            )
        })
}

fn same_script(one: &str, other: &str) -> bool {
    one.is_ascii() == other.is_ascii()
}

/// Whether a number is one of tens, or of thousands, and so on.
fn fits_order(number: Number, order: u64) -> bool {
    let low = Number::whole(order).times(Number::whole(2));
    let high = Number::whole(order).times(Number::whole(10));
    low.is_some_and(|low| low <= number) && high.is_some_and(|high| number < high)
}

/// How a claim stands to a number in a table's cell, whose heading may hold its unit and one of these powers of ten.
pub fn likeness_to_cell(claim: &Figure, statement: &Figure, powers: &[u32]) -> Likeness {
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
                claimed == stated || rounds(claimed, Unit::COUNT, stated, claim.rounding)
            })
    };
    let from_base = |n: Number| n.times(unit.size).unwrap_or(n);
    let fits = powers
        .iter()
        .any(|&power| is(*from, power) || is(from_base(*from), power));
    if fits { Loose } else { Unlike }
}

/// Two amounts.
fn amounts(claim: &Figure, statement: &Figure) -> Likeness {
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
    let mut best = ranges((*from, *to), *unit, (*low, *high), *other, claim, statement);
    let (otherwise, second) = (otherwise.as_deref().copied(), second.as_deref().copied());
    for claimed in [Some(*from), otherwise].into_iter().flatten() {
        for stated in [Some(*low), second].into_iter().flatten() {
            if (claimed, stated) == (*from, *low) || from != to || low != high {
                continue;
            }
            best = best.max(ranges(
                (claimed, claimed),
                *unit,
                (stated, stated),
                *other,
                claim,
                statement,
            ));
        }
    }
    best
}

/// Two ranges or numbers with their units.
fn ranges(
    claimed: (Number, Number),
    unit: Unit,
    stated: (Number, Number),
    other: Unit,
    claim: &Figure,
    statement: &Figure,
) -> Likeness {
    let is_range = claimed.0 != claimed.1;
    if is_range {
        let low = numbers(
            claimed.0,
            unit,
            stated.0,
            other,
            claim.rounding,
            statement.rounding,
        );
        let high = numbers(
            claimed.1,
            unit,
            stated.1,
            other,
            claim.rounding,
            statement.rounding,
        );
        low.min(high)
    } else {
        // One number is borne out by either end of a range.
        let low = numbers(
            claimed.0,
            unit,
            stated.0,
            other,
            claim.rounding,
            statement.rounding,
        );
        let high = numbers(
            claimed.0,
            unit,
            stated.1,
            other,
            claim.rounding,
            statement.rounding,
        );
        low.max(high)
    }
}

/// Two numbers with their units.
fn numbers(
    claimed: Number,
    unit: Unit,
    stated: Number,
    other: Unit,
    rounding: Rounding,
    of_stated: Rounding,
) -> Likeness {
    use Dimension::{Coin, Count, Money, Percent, Point, Times};
    let one = Number::whole(1);
    match (unit.dimension, other.dimension) {
        (one_dimension, two_dimension) if one_dimension == two_dimension => {
            if claimed == stated && unit.size == other.size {
                return Same;
            }
            let (Some(left), Some(right)) = (claimed.times(unit.size), stated.times(other.size))
            else {
                return Perhaps;
            };
            if left == right {
                return Same;
            }
            // What both round to the same place must be alike: nearly three is not nearly four.
            let is_finer = of_stated == Rounding::Exact || stated.step() < claimed.step();
            if is_finer && rounds(claimed, unit, right, rounding) {
                return Loose;
            }
            // One in five, خُمس, which is written like five.
            if unit.dimension == Count
                && (is_part_of(claimed, stated) || is_share_of(stated, claimed))
            {
                return Perhaps;
            }
            // Converted by the editor, as kilometres into miles.
            let converted =
                unit.size != other.size && !measures_time(unit) && is_near(left, right, 50);
            if converted { Perhaps } else { Different }
        }
        // A third is 33 per cent.
        (Count, Percent) if claimed < one => part_of_hundred(claimed, stated, other, rounding),
        // The other way round only where the text says that it rounds, or the two are equal.
        (Percent, Count) if stated < one => {
            match part_of_hundred(stated, claimed, unit, rounding) {
                Loose if rounding == Rounding::Exact && !is_hundredth(stated) => Unlike,
                likeness => likeness,
            }
        }
        (Percent, Point) | (Point, Percent) => Different,
        // 50.7 percent to 49.3: a number that is no whole one may well be without its sign.
        (Count, Percent) | (Percent, Count) => {
            when(claimed == stated && claimed.as_whole().is_none(), Loose)
        }
        // Cents of whatever it is.
        (Coin, Money(_)) => coins(claimed, stated, other),
        (Money(_), Coin) => coins(stated, claimed, unit),
        (Times, other) | (other, Times) if other != Count => Unlike,
        (Count | Times, _) | (_, Count | Times) => {
            let same = claimed == stated
                || (of_stated == Rounding::Exact && rounds(claimed, Unit::COUNT, stated, rounding));
            // One and two are said of too many things.
            let is_small = (claimed == one || claimed == Number::whole(2))
                && unit.dimension != other.dimension;
            when(same && !is_small, Loose)
        }
        _ if claimed == stated => Different,
        _ => Unlike,
    }
}

/// So many hundredths against so much of a currency.
fn coins(coins: Number, money: Number, unit: Unit) -> Likeness {
    let all = money
        .times(unit.size)
        .and_then(|money| money.times(Number::whole(100)));
    if all == Some(coins) { Same } else { Different }
}

/// Whether a part is a whole number of hundredths.
fn is_hundredth(part: Number) -> bool {
    part.times(Number::whole(100))
        .and_then(Number::as_whole)
        .is_some()
}

/// Whether a number is a share in so many: two of every three, من كل ثلاث.
fn is_share_of(share: Number, whole: Number) -> bool {
    whole > Number::whole(2) && whole.as_whole() == Some(share.denominator())
}

/// Whether a number is a part of which the other is the denominator.
fn is_part_of(part: Number, whole: Number) -> bool {
    whole > Number::whole(2) && part.times(whole) == Some(Number::whole(1))
}

/// A part against a percentage: a third is 33 per cent, and about a third may be 32.
fn part_of_hundred(part: Number, percentage: Number, unit: Unit, rounding: Rounding) -> Likeness {
    let (Some(left), Some(right)) = (part.times(Number::whole(100)), percentage.times(unit.size))
    else {
        return Perhaps;
    };
    let limit = match rounding {
        Rounding::Exact => Number::fraction(1, 2),
        _ => Number::whole(3),
    };
    if left.distance(right) <= limit {
        Loose
    } else {
        Unlike
    }
}

/// Whether a number, in its unit, is what another, in base units, is rounded to by the words around it.
///
/// "About" allows half of the last place that is written, but never more than a tenth of the number; "over" and "nearly" allow up
/// to one in the last place, but never more than a quarter.
fn rounds(claimed: Number, unit: Unit, stated: Number, rounding: Rounding) -> bool {
    if rounding == Rounding::Exact {
        return false;
    }
    let Some(step) = claimed.step().and_then(|step| step.times(unit.size)) else {
        return false;
    };
    let Some(claimed) = claimed.times(unit.size) else {
        return false;
    };
    let within = |limit: Number, share: u64| {
        let distance = claimed.distance(stated);
        distance <= limit && is_near(claimed, stated, share)
    };
    let half = step.times(Number::fraction(1, 2)).unwrap_or(step);
    match rounding {
        Rounding::Exact => false,
        Rounding::About => within(half, 10),
        Rounding::Over => stated >= claimed && within(step, 4),
        Rounding::Under => stated <= claimed && within(step, 4),
    }
}

/// Whether two numbers are apart by at most one part in `share` of the first.
fn is_near(one: Number, other: Number, share: u64) -> bool {
    let Some(distance) = one.distance(other).times(Number::whole(share)) else {
        return false;
    };
    distance <= one
}

/// Two dates: what the claim names must be named in the statement and be the same.
fn dates(claim: Moment, statement: Moment) -> Likeness {
    if claim.hijri != statement.hijri {
        return Unlike;
    }
    if claim.ancient != statement.ancient {
        return Different;
    }
    if claim.swappable || statement.swappable {
        let swap = |moment: Moment| Moment {
            day: moment.month,
            month: moment.day,
            swappable: false,
            ..moment
        };
        let plain = |moment: Moment| Moment {
            swappable: false,
            ..moment
        };
        let readings = |moment: Moment| {
            if moment.swappable {
                vec![plain(moment), swap(moment)]
            } else {
                vec![moment]
            }
        };
        let all = readings(claim).into_iter().flat_map(|claim| {
            readings(statement)
                .into_iter()
                .map(move |s| dates(claim, s))
        });
        return all.max().unwrap_or(Unlike);
    }
    if claim.decade || statement.decade {
        return decades(claim, statement);
    }
    let mut open = false;
    let mut part = |claimed: Option<u16>, stated: Option<u16>| match (claimed, stated) {
        (None, _) => true,
        (Some(_), None) => {
            open = true;
            true
        }
        (Some(claimed), Some(stated)) => claimed == stated,
    };
    let agree = part(claim.year, statement.year)
        & part(claim.month.map(u16::from), statement.month.map(u16::from))
        & part(claim.day.map(u16::from), statement.day.map(u16::from));
    if !agree {
        return Different;
    }
    if let Some(claimed) = claim.part {
        let fits = match (statement.part, statement.month, statement.day) {
            (Some(stated), ..) => stated == claimed,
            (None, _, Some(day)) if claim.month.is_some() => Moment::part_has_day(claimed, day),
            (None, Some(month), _) if claim.month.is_none() => {
                Moment::part_has_month(claimed, month)
            }
            // "Late 2026" for "2026": the text may have said it in other words, such as the fourth quarter.
            _ if !open => return Perhaps,
            _ => true,
        };
        if !fits {
            return Different;
        }
    }
    // A claim that names more than the statement is not borne out by it.
    if open { Different } else { Same }
}

fn decades(claim: Moment, statement: Moment) -> Likeness {
    let (Some(claimed), Some(stated)) = (claim.year, statement.year) else {
        return Unlike;
    };
    if claim.decade && statement.decade {
        // The nineties are those of the last century; the twenties may be those of this one.
        let full = |year: u16| if year < 100 { 1900 + year } else { year };
        let open = claimed == 20 || stated == 20;
        let same = full(claimed) == full(stated) || (open && claimed % 100 == stated % 100);
        return same_or_different(same);
    }
    // A year of a decade is not the decade, but an editor may sum years up.
    if claim.decade && stated / 10 * 10 % 100 == claimed % 100 {
        Perhaps
    } else {
        Unlike
    }
}

/// Whether two figures say the same, one of them perhaps rounded.
pub fn agree(one: &Figure, other: &Figure) -> bool {
    likeness(one, other) >= Loose || likeness(other, one) >= Loose
}

/// Whether two figures of two texts, both said to come from the same paragraph, contradict each other: they are of one
/// kind (both percentages, both sums in one currency, both dates …) and say different things.
pub fn contradict(one: &Figure, other: &Figure) -> bool {
    !agree(one, other)
        && likeness(one, other) == Different
        && likeness(other, one) == Different
        && !dates_fit(one, other)
}

/// Whether two dates are only not as exact as each other: 2017 and December 2017.
fn dates_fit(one: &Figure, other: &Figure) -> bool {
    let (Quantity::Date(one), Quantity::Date(other)) = (&one.quantity, &other.quantity) else {
        return false;
    };
    let fits = |a: Option<u16>, b: Option<u16>| a.is_none() || b.is_none() || a == b;
    fits(one.year, other.year)
        && fits(one.month.map(u16::from), other.month.map(u16::from))
        && fits(one.day.map(u16::from), other.day.map(u16::from))
}
