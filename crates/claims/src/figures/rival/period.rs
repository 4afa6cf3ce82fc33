//! Finds figures of another period: the half-year's number that a summary gives for a quarter.
//!
//! Takes a claim beside a date and the places that have its number; returns the figure that the original has for that date, if it
//! has the claim's number for another date alone.

use crate::figures::agree::{agree, contradict};
use crate::figures::clause::{Clause, Wording};
use crate::figures::figure::{DatePart, Figure, PartialDate, Quantity, RelativePeriod};
use crate::figures::rival::kind::{has_kind, is_of_kind, is_range};
use crate::figures::rival::support::Support;
use crate::figures::rival::{Pairing, Rival};

/// Maximum number of words between a figure and its date.
const NEAR: usize = 5;

/// Maximum number of words between a claim and its date.
const NEAR_CLAIM: usize = 9;

/// Number of figures before and after a figure that are searched for those of its sentence.
const AROUND: usize = 8;

impl Pairing<'_, '_> {
    /// Returns the figure that the original has for the claim's period, if it has the claim's number for another period.
    pub(super) fn of_another_period(&self, fitting: &[&Support]) -> Option<Rival> {
        let figure = self.claim.figure;
        let is_amount = matches!(figure.quantity, Quantity::Amount { .. });
        if !is_amount || !has_kind(figure) || is_range(figure) || self.clause.is_earlier {
            return None;
        }
        let (wording, figures) = (self.claim.wording, self.claim.beside.figures());
        let own = figures.partition_point(|other| other.range.start < figure.range.start);
        let near = own.saturating_sub(AROUND)..(own + AROUND + 1).min(figures.len());
        let dates = figures[near].iter().filter(|other| is_date(other));
        let date = closest(wording, &self.clause, dates, NEAR_CLAIM)?;
        let period = moment(date)?;
        let is_of_other = |support: &&Support| {
            let date = self.date_of(support.index, &support.clause);
            date.is_some_and(|other| self.excludes(period, other))
        };
        if !fitting.iter().all(is_of_other) {
            return None;
        }
        let rival = self.figure_of(date, fitting)?;
        Some(self.instead(fitting.first()?.index, rival))
    }

    /// Returns the date of a statement: the one next to it, or else the only one of its sentence.
    fn date_of(&self, index: usize, clause: &Clause) -> Option<&Figure> {
        let all = self.statements.all();
        let near = index.saturating_sub(AROUND)..(index + AROUND + 1).min(all.len());
        let figures = all[near.clone()].iter().map(|statement| &statement.figure);
        let mut dates = figures.filter(|figure| {
            is_date(figure) && self.original.clause(figure).shares_sentence(clause)
        });
        let beside = closest(self.original, clause, dates.clone(), NEAR);
        // In the first half of the year, 14,200 people came.
        let begins = |date: &&Figure| {
            self.original
                .begins_with(&self.original.clause(date), clause)
        };
        let beside = beside.or_else(|| dates.clone().find(begins));
        // The date of a number that stands between them is none.
        let is_nearest = |date: &&Figure| {
            let other = self.original.clause(date);
            let mut amounts = all[near.clone()].iter().map(|statement| &statement.figure);
            !amounts.any(|figure| {
                let between = self.original.clause(figure);
                matches!(figure.quantity, Quantity::Amount { .. })
                    && between.shares_sentence(clause)
                    && (clause.comes_before(&between) && between.comes_before(&other)
                        || other.comes_before(&between) && between.comes_before(clause))
            })
        };
        beside.or_else(|| {
            let only = dates.next().filter(|_| dates.next().is_none());
            only.filter(is_nearest)
        })
    }

    /// Returns true if a date of the original certainly names another period. A part of a year without a year lies in
    /// the publication's year.
    fn excludes(&self, period: PartialDate, other: &Figure) -> bool {
        let Quantity::Date(date) = &other.quantity else {
            return false;
        };
        let differ = |one: Option<u16>, two: Option<u16>| match (one, two) {
            (Some(one), Some(two)) => one != two,
            _ => false,
        };
        let year = date.year.or_else(|| self.year_left_out(date, other));
        let [_, month, day] = period.parts();
        let [_, other_month, other_day] = date.parts();
        let is_other_day = differ(month, other_month)
            || month.is_some() && month == other_month && differ(day, other_day);
        // The beginning of a year overlaps with its first quarter.
        let is_period = |part: Option<DatePart>| {
            part.filter(|part| matches!(part, DatePart::Quarter(_) | DatePart::Half(_)))
        };
        let parts = (is_period(period.part), is_period(date.part));
        let is_other_part = matches!(parts, (Some(one), Some(two)) if one != two);
        let is_plain = |date: &PartialDate| !date.hijri && !date.decade && !date.swappable;
        is_plain(&period)
            && is_plain(date)
            && (differ(period.year, year) || is_other_day || is_other_part)
    }

    /// Returns true if a quarter or half without its year may be the one that the claim names.
    fn may_be(&self, date: &Figure, other: &Figure) -> bool {
        let (Quantity::Date(claimed), Quantity::Date(stated)) = (&date.quantity, &other.quantity)
        else {
            return false;
        };
        claimed.part.is_some()
            && claimed.part == stated.part
            && claimed.parts()[1..] == stated.parts()[1..]
            && stated.year.is_none()
            && claimed.year == self.year_left_out(stated, other)
    }

    /// Returns the year of the publication for a part of a year that is given without its year, unless something of its
    /// sentence may name it: the fourth quarter of last year.
    fn year_left_out(&self, date: &PartialDate, figure: &Figure) -> Option<u16> {
        let published = self.statements.year_of_publication()?;
        let clause = self.original.clause(figure);
        let all = self.statements.all().iter();
        let mut others = all.filter(|other| {
            let names_year = match &other.figure.quantity {
                Quantity::Date(date) => date.year.is_some(),
                Quantity::Relative(span) => {
                    matches!(span, RelativePeriod::Year(year) if *year != Some(0))
                }
                _ => false,
            };
            names_year
                && other.figure.range != figure.range
                && self.original.clause(&other.figure).shares_sentence(&clause)
        });
        (date.part.is_some() && others.next().is_none()).then_some(published)
    }

    /// Returns the statement that has the claim's date right beside it and contradicts the claim.
    fn figure_of(&self, date: &Figure, fitting: &[&Support]) -> Option<usize> {
        let all = self.statements.all();
        let around = |support: &Support| {
            support.index.saturating_sub(super::search::AROUND)
                ..(support.index + super::search::AROUND).min(all.len())
        };
        let near = around(fitting.first()?);
        let is_rival = |index: &usize| {
            let figure = &all[*index].figure;
            if !is_of_kind(self.claim.figure, figure)
                || !contradict(self.claim.figure, figure)
                || self.taken_by(*index).is_some()
            {
                return false;
            }
            let clause = self.original.clause(figure);
            let date_of = self.date_of(*index, &clause);
            date_of.is_some_and(|other| {
                (agree(date, other) || self.may_be(date, other))
                    && self
                        .original
                        .stands_beside(&clause, &self.original.clause(other), NEAR)
            })
        };
        near.into_iter().find(is_rival)
    }
}

fn is_date(figure: &Figure) -> bool {
    matches!(figure.quantity, Quantity::Date(_) | Quantity::Relative(_))
}

/// Returns the date that stands closest to a figure of its text, in its part of the sentence, with at most `most` words
/// and no number between them; `None` if two are equally close.
fn closest<'f>(
    wording: &Wording<'_>,
    clause: &Clause,
    dates: impl Iterator<Item = &'f Figure>,
    most: usize,
) -> Option<&'f Figure> {
    let beside = dates.filter_map(|date| {
        let other = wording.clause(date);
        let is_beside = wording.stands_beside(clause, &other, most);
        is_beside.then(|| (clause.words_to(&other), date))
    });
    let mut beside: Vec<(usize, &Figure)> = beside.collect();
    beside.sort_by_key(|(words, _)| *words);
    match beside[..] {
        [(first, _), (second, _), ..] if first == second => None,
        [(_, date), ..] => Some(date),
        [] => None,
    }
}

/// Returns a date that is not relative to the publication.
fn moment(figure: &Figure) -> Option<PartialDate> {
    match &figure.quantity {
        Quantity::Date(date) => Some(*date),
        _ => None,
    }
}
