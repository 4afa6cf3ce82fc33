//! Finds figures of another period: the half-year's number that a summary gives for a quarter.
//!
//! Takes a claim beside a date and the places that have its number; returns the figure that the original has for that date, if it
//! has the claim's number for another date alone.

use crate::figures::agree::{agree, contradict};
use crate::figures::clause::Clause;
use crate::figures::figure::{Figure, PartialDate, Quantity};
use crate::figures::rival::kind::{has_kind, is_of_kind, is_range};
use crate::figures::rival::support::Support;
use crate::figures::rival::{Pairing, Rival};

/// Maximum number of words between a figure and its date.
const NEAR: usize = 5;

/// Number of figures before and after one among which those of its sentence are.
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
        let mut dates = figures[near]
            .iter()
            .filter(|other| is_date(other) && wording.clause(other).shares_sentence(&self.clause));
        let (Some(date), None) = (dates.next(), dates.next()) else {
            return None;
        };
        let period = period(date)?;
        if !wording.stands_beside(&self.clause, &wording.clause(date), NEAR) {
            return None;
        }
        let is_of_other = |support: &&Support| {
            let mut dates = self.dates_beside(support.index, &support.clause).peekable();
            dates.peek().is_some() && dates.all(|other| self.excludes(period, other))
        };
        if !fitting.iter().all(is_of_other) {
            return None;
        }
        let rival = self.figure_of(date, fitting)?;
        Some(self.instead(fitting.first()?.index, rival))
    }

    /// Returns the dates in the sentence of a statement.
    fn dates_beside<'s>(
        &'s self,
        index: usize,
        clause: &'s Clause,
    ) -> impl Iterator<Item = &'s Figure> {
        let all = self.statements.all();
        let near = index.saturating_sub(AROUND)..(index + AROUND + 1).min(all.len());
        let figures = all[near].iter().map(|statement| &statement.figure);
        figures.filter(move |figure| {
            matches!(figure.quantity, Quantity::Date(_) | Quantity::Relative(_))
                && self.original.clause(figure).shares_sentence(clause)
        })
    }

    /// Returns true if a date of the original certainly names another period. A part of a year without its year is one of the
    /// publication's year.
    fn excludes(&self, period: PartialDate, other: &Figure) -> bool {
        let Quantity::Date(other) = &other.quantity else {
            return false;
        };
        let year = |date: &PartialDate| {
            let published = self.statements.year_of_publication();
            date.year.or(published.filter(|_| date.part.is_some()))
        };
        let years = (year(&period), year(other));
        let has_other_year = matches!(years, (Some(one), Some(two)) if one != two);
        let has_other_part =
            matches!((period.part, other.part), (Some(one), Some(two)) if one != two);
        let is_plain = |date: &PartialDate| !date.hijri && !date.decade && date.day.is_none();
        is_plain(&period) && is_plain(other) && (has_other_year || has_other_part)
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
            let mut dates = self.dates_beside(*index, &clause);
            let (Some(only), None) = (dates.next(), dates.next()) else {
                return false;
            };
            agree(date, only)
                && self
                    .original
                    .stands_beside(&clause, &self.original.clause(only), NEAR)
        };
        near.into_iter().find(is_rival)
    }
}

fn is_date(figure: &Figure) -> bool {
    matches!(figure.quantity, Quantity::Date(_) | Quantity::Relative(_))
}

/// Returns a year, or a quarter or half of one.
fn period(figure: &Figure) -> Option<PartialDate> {
    match &figure.quantity {
        Quantity::Date(date) if date.month.is_none() && date.day.is_none() => Some(*date),
        _ => None,
    }
}
