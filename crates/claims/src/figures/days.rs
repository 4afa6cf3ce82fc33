//! Compares dates that an original gives relative to its publication or to the context.
//!
//! "In June", "yesterday" and "last year" are full dates for readers who know the publication date; a careful editor writes
//! them out. They are tried if no full date of the original supports a claim.

use crate::figures::agree::{Agreement, likeness};
use crate::figures::compare::{
    FigurePlace, FigureVerdict, Statement, Statements, found, is_looked_at,
};
use crate::figures::figure::{DatePart, Figure, PartialDate, Quantity, RelativePeriod};
use crate::figures::number::Number;
use crate::figures::units::known;
use mujaz_locale::Date;

impl Statements {
    /// Gives the verdict on a date whose year the original leaves to its publication date.
    pub(super) fn dated_by_publication(
        &self,
        claim: &Figure,
        cited: &[u32],
        beside: &[Figure],
    ) -> Option<FigureVerdict> {
        let (Quantity::Date(claimed), Some(published)) = (&claim.quantity, self.published) else {
            return None;
        };
        if claimed.hijri || claimed.decade {
            return None;
        }
        let (year, month) = (u16::try_from(published.year()).ok()?, published.month());
        let whole = PartialDate {
            year: Some(year),
            month: Some(month),
            day: Some(published.day()),
            ..PartialDate::default()
        };
        // The publication date itself, or its month with the year: the front matter of the original states them.
        let is_published =
            claimed.month.is_some() && likeness(claim, &dated(claim, whole)) == Agreement::Same;
        if is_published && !self.is_slip_of_date(claim, cited, beside) {
            return Some(FigureVerdict::Found(Vec::new()));
        }
        if let Some(places) = self.days_alone(claimed, cited, (year, month, published.day())) {
            return Some(found(places));
        }
        let claimed_year = claimed.year?;
        let claimed_month = claimed.month?;
        let near = claimed_year == year
            || (claimed_year + 1 == year && claimed_month >= month)
            || (claimed_year == year + 1 && claimed_month <= month);
        if !near {
            return None;
        }
        let says = |statement: &&Statement| match &statement.figure.quantity {
            Quantity::Date(stated)
                if stated.year.is_none()
                    && stated.month.is_some()
                    && is_looked_at(statement.place, cited) =>
            {
                let stated = PartialDate {
                    year: Some(claimed_year),
                    ..*stated
                };
                likeness(claim, &dated(&statement.figure, stated)) == Agreement::Same
            }
            _ => false,
        };
        let places: Vec<FigurePlace> = self.all.iter().filter(says).map(|s| s.place).collect();
        (!places.is_empty()).then(|| found(places))
    }

    /// Returns the places in which the original gives a claimed day by its number alone: 15일, on the 16th. The month is
    /// the one named before the day in its paragraph, or else the month of publication; or the month before or after
    /// that one, if "last month" stands there or the day is closer to the publication in it.
    fn days_alone(
        &self,
        claimed: &PartialDate,
        cited: &[u32],
        published: (u16, u8, u8),
    ) -> Option<Vec<FigurePlace>> {
        let (month, day) = (claimed.month?, claimed.day?);
        let (year, own_month, own_day) = published;
        // Number of months from that of publication to that of the claim: -1 for the month before.
        let apart = match claimed.year {
            Some(claimed) => {
                (i32::from(claimed) - i32::from(year)) * 12 + i32::from(month)
                    - i32::from(own_month)
            }
            None => (i32::from(month) - i32::from(own_month) + 17).rem_euclid(12) - 5,
        };
        let is_near = |place: FigurePlace| match apart {
            0 => true,
            -1 => {
                day > own_day
                    || self.leans(&place_alone(place), |span| span == RelativePeriod::Month)
            }
            1 => {
                day < own_day
                    || self.leans(&place_alone(place), |span| span == RelativePeriod::Month)
            }
            _ => false,
        };
        let mut places = Vec::new();
        let mut named: Option<(FigurePlace, PartialDate)> = None;
        for statement in &self.all {
            let stated = match &statement.figure.quantity {
                Quantity::Date(stated) => *stated,
                // On the 16th, 16-го.
                Quantity::Ordinal(place) if !statement.figure.in_words => PartialDate {
                    day: u8::try_from(*place).ok(),
                    ..PartialDate::default()
                },
                _ => continue,
            };
            let before = named.filter(|(place, _)| *place == statement.place);
            if stated.month.is_some() {
                named = Some((statement.place, stated));
                continue;
            }
            if stated.day != Some(day) || !is_looked_at(statement.place, cited) {
                continue;
            }
            let of_named = before.is_some_and(|(_, date)| {
                date.month == Some(month)
                    && (date.year.is_none() || claimed.year.is_none() || date.year == claimed.year)
            });
            if of_named || is_near(statement.place) {
                places.push(statement.place);
            }
        }
        (!places.is_empty()).then_some(places)
    }

    /// Returns true if the cited paragraphs have a date that differs from the claim in only one part, and that no other
    /// figure of the summary repeats. The claim is then more likely a slip than the publication date.
    fn is_slip_of_date(&self, claim: &Figure, cited: &[u32], beside: &[Figure]) -> bool {
        !cited.is_empty()
            && self.all.iter().any(|s| {
                let is_near = match (&claim.quantity, &s.figure.quantity) {
                    (Quantity::Date(claimed), Quantity::Date(stated)) => {
                        differs_once(*claimed, *stated)
                    }
                    _ => false,
                };
                let taken_up = || {
                    beside
                        .iter()
                        .any(|other| likeness(other, &s.figure) == Agreement::Same)
                };
                is_looked_at(s.place, cited) && is_near && !taken_up()
            })
    }

    /// Returns true if the original may give a date without its year, in a paragraph that names that year or the year
    /// before: nationalised in 1956 … resigned the following January.
    pub(super) fn dated_by_context(&self, claim: &Figure, cited: &[u32]) -> bool {
        let Quantity::Date(claimed) = &claim.quantity else {
            return false;
        };
        if self.is_year_before(claimed, cited) {
            return true;
        }
        let year = claimed.year.unwrap_or_default();
        let names = |place: FigurePlace| {
            self.all.iter().any(|s| {
                s.place == place
                    && matches!(&s.figure.quantity, Quantity::Date(date)
                        if date.hijri == claimed.hijri && date.year.is_some_and(|y| y == year || y + 1 == year))
            })
        };
        self.all.iter().any(|s| match &s.figure.quantity {
            // The month of a day alone is unknown if the publication date is unknown.
            Quantity::Date(date) if date.month.is_none() && date.day.is_some() => {
                self.published.is_none() && date.day == claimed.day && is_looked_at(s.place, cited)
            }
            Quantity::Date(date) if date.year.is_none() && is_looked_at(s.place, cited) => {
                let with_year = PartialDate {
                    year: Some(year),
                    ..*date
                };
                claimed.year.is_some()
                    && claimed.month.is_some()
                    && likeness(claim, &dated(&s.figure, with_year)) == Agreement::Same
                    && names(s.place)
            }
            _ => false,
        })
    }

    /// Returns true if a claim is a year, and a paragraph states the next one beside "one year": "lost 3 million in 2024, after a
    /// profit a year earlier".
    fn is_year_before(&self, claimed: &PartialDate, cited: &[u32]) -> bool {
        let is_year = claimed.parts()[1..].iter().all(Option::is_none) && !claimed.hijri;
        let Some(next) = claimed.year.filter(|_| is_year).map(|year| year + 1) else {
            return false;
        };
        let is_next = |quantity: &Quantity| matches!(quantity, Quantity::Date(date) if date.year == Some(next));
        let is_one_year = |quantity: &Quantity| {
            matches!(quantity, Quantity::Amount { from, to, unit, .. }
                if from == to && *unit == known::YEAR && *from == Number::whole(1))
        };
        let mut dated = self.all.iter().filter(|s| is_next(&s.figure.quantity));
        dated.any(|dated| {
            let mut here = self.all.iter().filter(|s| s.place == dated.place);
            is_looked_at(dated.place, cited) && here.any(|s| is_one_year(&s.figure.quantity))
        })
    }

    /// Returns true if a claim is the first or the last month of a part of the year that the original names: from January to June,
    /// of the first half.
    fn bounds_part(&self, claimed: &PartialDate, cited: &[u32]) -> bool {
        let Some(month) = claimed.month.filter(|_| claimed.day.is_none()) else {
            return false;
        };
        let is_end = |last: u8, length: u8| month == last || month + length == last + 1;
        self.all.iter().any(|statement| {
            is_looked_at(statement.place, cited)
                && match &statement.figure.quantity {
                    Quantity::Date(date) => match date.part {
                        Some(DatePart::Half(half)) => is_end(half * 6, 6),
                        Some(DatePart::Quarter(quarter)) => is_end(quarter * 3, 3),
                        _ => false,
                    },
                    _ => false,
                }
        })
    }

    /// Returns true if the original may express a date relative to its publication ("yesterday", "last year") or in the
    /// other calendar.
    pub(super) fn is_open_date(&self, claimed: PartialDate, cited: &[u32]) -> bool {
        let dated = |hijri: bool| {
            self.any(|quantity| {
                matches!(quantity, Quantity::Date(stated) if stated.hijri == hijri && stated.month.is_some() | stated.year.is_some())
            })
        };
        if claimed.hijri {
            return !dated(true);
        }
        if dated(true) && !dated(false) {
            return true;
        }
        if claimed.decade {
            return false;
        }
        if self.bounds_part(&claimed, cited) {
            return true;
        }
        if claimed.year.is_none() && claimed.month.is_none() && claimed.part.is_some() {
            // A quarter may be expressed in other words if the original never names a quarter.
            let divides = |quantity: &Quantity| matches!(quantity, Quantity::Date(date) if matches!(date.part, Some(DatePart::Quarter(_))));
            return !self.any(divides);
        }
        let Some(published) = self.published else {
            // Without a publication date, any date near it may be meant.
            return match claimed.year {
                Some(year) if self.years().next().is_some() => self.may_be_now(year, cited),
                _ => self.leans(cited, |_| true),
            };
        };
        let year = claimed.year.map_or(published.year(), i32::from);
        let Some(month) = claimed.month else {
            return match (year - published.year()).abs() {
                0 => self.leans_to_year(cited, 0) || self.lacks_years(cited),
                1 => self.leans_to_year(cited, year - published.year()),
                _ => false,
            };
        };
        let months =
            (year * 12 + i32::from(month)) - (published.year() * 12 + i32::from(published.month()));
        match claimed.day {
            Some(day) => {
                let Some(claimed) = Date::new(year, month, day) else {
                    return false;
                };
                let by = claimed.number() - published.number();
                self.leans(cited, |span| match span {
                    RelativePeriod::OneDay(days) => i64::from(days) == by,
                    // Day 1 is a Monday.
                    RelativePeriod::Weekday(day) => {
                        by.abs() <= 6 && (claimed.number() - 1).rem_euclid(7) == i64::from(day)
                    }
                    RelativePeriod::Month | RelativePeriod::Year(_) => false,
                })
            }
            None => {
                months.abs() <= 1
                    && self.leans(cited, |span| !matches!(span, RelativePeriod::Year(_)))
            }
        }
    }

    /// Returns true if the cited paragraphs have a time relative to the publication date that may lie in the year that
    /// is `by` years after it.
    fn leans_to_year(&self, cited: &[u32], by: i32) -> bool {
        self.leans(cited, |span| match span {
            RelativePeriod::Year(told) => told.is_none_or(|told| i32::from(told) == by),
            _ => by == 0,
        })
    }

    /// Returns true if a year may be meant by "last year" or "next year" in the cited paragraphs of an original without
    /// a publication date: the original names this year, or the one before or after it.
    fn may_be_now(&self, year: u16, cited: &[u32]) -> bool {
        let year = i32::from(year);
        self.years().any(|(_, stated)| match year - i32::from(stated) {
            0 => self.leans(cited, |_| true),
            by @ (-1 | 1) => self.leans(
                cited,
                |span| matches!(span, RelativePeriod::Year(told) if told.is_none_or(|told| i32::from(told) == by)),
            ),
            _ => false,
        })
    }

    /// Returns true if the cited paragraphs, or all if none is cited, have a time relative to the publication date.
    pub(super) fn leans(&self, cited: &[u32], is: impl Fn(RelativePeriod) -> bool) -> bool {
        self.all.iter().any(|statement| {
            is_looked_at(statement.place, cited)
                && matches!(&statement.figure.quantity, Quantity::Relative(span) if is(*span))
        })
    }

    /// Returns true if the cited paragraphs have dates without a year.
    fn lacks_years(&self, cited: &[u32]) -> bool {
        self.all.iter().any(|statement| {
            is_looked_at(statement.place, cited)
                && matches!(&statement.figure.quantity, Quantity::Date(date) if date.year.is_none() && date.month.is_some())
        })
    }
}

/// Returns a place as a list of cited paragraphs.
fn place_alone(place: FigurePlace) -> Vec<u32> {
    place.into_iter().collect()
}

/// Returns true if two dates with days differ in exactly one of the parts that both name.
fn differs_once(one: PartialDate, other: PartialDate) -> bool {
    let both = one.parts().into_iter().zip(other.parts());
    let differ = both.filter(|(a, b)| a.is_some() && b.is_some() && a != b);
    one.day.is_some() && other.day.is_some() && differ.count() == 1
}

/// Returns a copy of a figure with another date.
fn dated(figure: &Figure, moment: PartialDate) -> Figure {
    Figure {
        quantity: Quantity::Date(moment),
        ..figure.clone()
    }
}
