//! Compares two dates: whether a date of an original states, contradicts or leaves open the date that a summary claims.

use crate::figures::agree::Agreement::{self, Different, Perhaps, Same, Unlike};
use crate::figures::agree::same_or_different;
use crate::figures::figure::{DatePart, Figure, PartialDate, Quantity};

/// Compares two dates: the statement must name every part that the claim names, with the same value.
pub fn dates(claim: PartialDate, statement: PartialDate) -> Agreement {
    if claim.hijri != statement.hijri {
        return Unlike;
    }
    if claim.ancient != statement.ancient {
        return Different;
    }
    if claim.swappable || statement.swappable {
        let swap = |moment: PartialDate| PartialDate {
            day: moment.month,
            month: moment.day,
            swappable: false,
            ..moment
        };
        let plain = |moment: PartialDate| PartialDate {
            swappable: false,
            ..moment
        };
        let readings = |moment: PartialDate| {
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
    let both = || claim.parts().into_iter().zip(statement.parts());
    if both().any(|(claimed, stated)| claimed.is_some() && stated.is_some() && claimed != stated) {
        return Different;
    }
    // True if the claim names a part that the statement does not name.
    let open = both().any(|(claimed, stated)| claimed.is_some() && stated.is_none());
    if let Some(claimed @ (DatePart::Quarter(_) | DatePart::Half(_))) = claim.part {
        return match (statement.part, statement.month) {
            (Some(stated @ (DatePart::Quarter(_) | DatePart::Half(_))), _) if stated == claimed => {
                if open {
                    Perhaps
                } else {
                    Same
                }
            }
            (Some(DatePart::Quarter(_)), _) if matches!(claimed, DatePart::Quarter(_)) => Different,
            (Some(DatePart::Half(_)), _) if matches!(claimed, DatePart::Half(_)) => Different,
            // A month of that part of the year, if the statement names the year.
            (None, Some(month))
                if !open && claim.month.is_none() && part_has_month(claimed, month) =>
            {
                Perhaps
            }
            (None, Some(_)) if !open && claim.month.is_some() => Perhaps,
            _ => Unlike,
        };
    }
    if let Some(claimed) = claim.part {
        let fits = match (statement.part, statement.month, statement.day) {
            // "Mid-2028" for the first half, "late" for the fourth quarter.
            (Some(stated @ (DatePart::Quarter(_) | DatePart::Half(_))), ..) => {
                return if !open && parts_overlap(claimed, stated) {
                    Perhaps
                } else {
                    Different
                };
            }
            (Some(stated), ..) => stated == claimed,
            (None, _, Some(day)) if claim.month.is_some() => part_has_day(claimed, day),
            (None, Some(month), _) if claim.month.is_none() => part_has_month(claimed, month),
            // "Late 2026" for "2026": the text may have expressed it in other words, such as the fourth quarter.
            _ if !open => return Perhaps,
            _ => true,
        };
        if !fits {
            return Different;
        }
    }
    // A statement does not support a claim that names more than it does.
    if open { Different } else { Same }
}

fn decades(claim: PartialDate, statement: PartialDate) -> Agreement {
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
    // A year is not its decade, but an editor may summarize years.
    if claim.decade && stated / 10 * 10 % 100 == claimed % 100 {
        Perhaps
    } else {
        Unlike
    }
}

/// Returns true if two dates differ only in precision: 2017 and December 2017.
pub fn dates_fit(one: &Figure, other: &Figure) -> bool {
    let (Quantity::Date(one), Quantity::Date(other)) = (&one.quantity, &other.quantity) else {
        return false;
    };
    let mut both = one.parts().into_iter().zip(other.parts());
    let parts = [one.part, other.part];
    let is_of_one_length = matches!(
        parts,
        [Some(DatePart::Quarter(_)), Some(DatePart::Quarter(_))]
            | [Some(DatePart::Half(_)), Some(DatePart::Half(_))]
    );
    both.all(|(a, b)| a.is_none() || b.is_none() || a == b)
        && (!is_of_one_length || one.part == other.part)
}

/// Returns true if the beginning, middle or end of a year may lie in a quarter or half of it.
fn parts_overlap(claimed: DatePart, stated: DatePart) -> bool {
    match (claimed, stated) {
        (DatePart::Early, DatePart::Quarter(quarter)) => quarter == 1,
        (DatePart::Mid, DatePart::Quarter(quarter)) => matches!(quarter, 2 | 3),
        (DatePart::Late, DatePart::Quarter(quarter)) => quarter == 4,
        (DatePart::Early, DatePart::Half(half)) => half == 1,
        (DatePart::Late, DatePart::Half(half)) => half == 2,
        _ => true,
    }
}

/// Returns true if a month lies in a part of the year, in loose usage.
fn part_has_month(part: DatePart, month: u8) -> bool {
    match part {
        DatePart::Early => month <= 4,
        DatePart::Mid => (5..=8).contains(&month),
        DatePart::Late => month >= 9,
        DatePart::Quarter(quarter) => month.div_ceil(3) == quarter,
        DatePart::Half(half) => month.div_ceil(6) == half,
    }
}

/// Returns true if a day lies in a part of the month, in loose usage.
fn part_has_day(part: DatePart, day: u8) -> bool {
    match part {
        DatePart::Early => day <= 11,
        DatePart::Mid => (9..=22).contains(&day),
        DatePart::Late => day >= 19,
        DatePart::Quarter(_) => true,
        DatePart::Half(half) => (day > 15) == (half == 2),
    }
}
