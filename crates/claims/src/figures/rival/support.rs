//! Statements that have a claim's number: whether they count what the claim may count, and how their bounds and directions
//! compare.

use std::rc::Rc;

use crate::figures::agree::Likeness;
use crate::figures::clause::{BoundFit, Clause, Counted, Direction, StatedBound};
use crate::figures::figure::{Figure, Quantity};
use crate::figures::rival::Pairing;
use crate::figures::rival::kind::{is_count_or_money, is_equal, is_range};
use crate::figures::units::Dimension;

/// A statement that has the claim's number.
pub struct Support {
    pub index: usize,
    /// The words around it.
    pub clause: Rc<Clause>,
    /// The relation of its bound to the claim's.
    pub bound: BoundFit,
    /// True if it has the opposite direction or sign.
    pub reversed: bool,
}

impl Support {
    /// Returns true if neither its bound nor its direction contradicts the claim.
    pub fn fits(&self) -> bool {
        !self.reversed && self.bound != BoundFit::Conflict
    }
}

impl Pairing<'_, '_> {
    /// Returns true if the claim is the first of two numbers of a change in the opposite direction: "rose from 27% to 22%".
    pub(super) fn goes_against_itself(&self) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &self.claim.figure.quantity else {
            return false;
        };
        let Some(direction @ (Direction::Up | Direction::Down)) = self.clause.direction else {
            return false;
        };
        let end = self
            .claim
            .beside
            .iter()
            .find(|other| other.range.start >= self.claim.figure.range.end);
        let Some(Quantity::Amount {
            from: low,
            to: high,
            unit: other,
            ..
        }) = end.map(|end| &end.quantity)
        else {
            return false;
        };
        let is_change = self.clause.after_from
            && from == to
            && low == high
            && unit == other
            && !self.clause.negative;
        let joined =
            || end.is_some_and(|end| self.claim.wording.clause(end).is_joined_to(&self.clause));
        is_change && from != low && (from < low) != (direction == Direction::Up) && joined()
    }

    /// Returns the way in which a statement that has the number supports the claim; `None` if its number is of another kind.
    pub(super) fn support(&self, index: usize) -> Option<Support> {
        let figure = &self.statement(index).figure;
        let clause = self.original.clause(figure);
        if self.is_stray(figure, &clause) {
            return None;
        }
        let mut bound = self
            .clause
            .bound
            .fit(clause.bound, is_equal(self.claim.figure, figure));
        // A range states both bounds.
        if is_range(self.claim.figure) || is_range(figure) {
            bound = BoundFit::Implied;
        }
        // "Up to 35%" and "a maximum of 40 degrees" often mean no more than the number, and a translation may express them
        // in words that are in no table.
        if self.clause.bound == StatedBound::Plain
            && bound == BoundFit::Conflict
            && !(is_count_or_money(figure) && self.claim.wording.shares_language(self.original))
        {
            bound = BoundFit::Differs;
        }
        let reversed = self.clause.is_reversed(&clause);
        Some(Support {
            index,
            clause,
            bound,
            reversed,
        })
    }

    /// Returns true if a statement has the number of something that the claim cannot mean: an age, a shirt, a measure of
    /// something.
    pub(super) fn is_stray(&self, figure: &Figure, clause: &Clause) -> bool {
        let (Quantity::Amount { unit, .. }, Quantity::Amount { unit: other, .. }) =
            (&self.claim.figure.quantity, &figure.quantity)
        else {
            return false;
        };
        let is_rounded = !is_equal(self.claim.figure, figure)
            && self.statements.likeness_of(self.claim.figure, figure) != Likeness::Same;
        let labels = clause.labels
            && !self.clause.labels
            && (self.clause.names_counted() || unit.dimension != Dimension::Count);
        let is_measure = |dimension: Dimension| {
            !matches!(
                dimension,
                Dimension::Count
                    | Dimension::Percent
                    | Dimension::Point
                    | Dimension::Times
                    | Dimension::Coin
            )
        };
        match (unit.dimension, other.dimension) {
            (Dimension::Count, Dimension::Count) => {
                labels
                    || is_rounded
                        && (self.clause.counted(clause) == Counted::Different
                            || clause.age != self.clause.age)
            }
            (Dimension::Count, measure) => {
                is_measure(measure) && (is_rounded || self.clause.counts_people())
            }
            (measure, Dimension::Count) => {
                labels
                    || is_measure(measure)
                        && ((clause.counts_people()
                            && !matches!(measure, Dimension::Months | Dimension::Seconds))
                            || clause.counts_other_unit(self.claim.wording.keys(&self.clause)))
            }
            _ => is_rounded && clause.age != self.clause.age,
        }
    }
}
