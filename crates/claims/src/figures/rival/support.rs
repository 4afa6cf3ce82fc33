//! Statements that have a claim's number: whether they may count the same as the claim, and how their bounds and
//! directions compare.

use std::rc::Rc;

use crate::figures::agree::Agreement;
use crate::figures::clause::{BoundFit, ChangeDirection, Clause, CountedMatch, StatedBound};
use crate::figures::compare::Distinction;
use crate::figures::figure::{Course, Figure, Quantity};
use crate::figures::number::Number;
use crate::figures::rival::Pairing;
use crate::figures::rival::kind::{is_count_or_money, is_equal, is_range, is_share};
use crate::figures::units::Dimension;

/// Maximum number of places of one number that are compared with the places of another number.
const MANY: usize = 8;

/// Minimum nearness of a part with another bound for it to contradict a claim.
const NEAR_PART: f32 = 0.3;

/// A statement that has the claim's number.
pub struct Support {
    pub index: usize,
    /// The words around the statement's figure.
    pub clause: Rc<Clause>,
    /// The relation of the statement's bound to the claim's.
    pub bound: BoundFit,
    /// True if the statement has the opposite direction or sign.
    pub reversed: bool,
    /// Difference in subject between the statement and the claim; `None` if there is certainly none.
    pub distinction: Option<Distinction>,
}

impl Support {
    /// Returns true if nothing in the statement about the number contradicts the claim.
    pub fn fits(&self) -> bool {
        !self.reversed && self.distinction.is_none() && self.bound != BoundFit::Conflict
    }
}

impl Pairing<'_, '_> {
    /// Returns the earlier and the later value of the change that the claim is an end of, or both ends of: from 27% to 22%.
    fn change(&self) -> Option<(Number, Number)> {
        let Quantity::Amount { from, to, unit, .. } = &self.claim.figure.quantity else {
            return None;
        };
        match self.claim.figure.course {
            Course::Rising => return Some((*from, *to)),
            Course::Falling => return Some((*to, *from)),
            Course::Unknown if from != to => return None,
            Course::Unknown => {}
        }
        let value = |other: &Figure| match &other.quantity {
            Quantity::Amount {
                from: low,
                to: high,
                unit: others,
                ..
            } if low == high && others == unit => Some(*low),
            _ => None,
        };
        let start = self.claim.figure.range.start;
        let others = || self.claim.beside.figures().iter();
        let next = others().find(|other| other.range.start > start && value(other).is_some());
        let last = others().rfind(|other| other.range.start < start && value(other).is_some());
        [next, last].into_iter().flatten().find_map(|figure| {
            let (clause, other) = (self.claim.wording.clause(figure), value(figure)?);
            if self.clause.changes_to(&clause) {
                Some((*from, other))
            } else if clause.changes_to(&self.clause) {
                Some((other, *from))
            } else {
                None
            }
        })
    }

    /// Returns true if the claim is an end of a change in the opposite direction: "rose from 27% to 22%".
    pub fn goes_against_itself(&self) -> bool {
        let Some(direction @ (ChangeDirection::Up | ChangeDirection::Down)) = self.clause.direction
        else {
            return false;
        };
        // "Fell from 3 to 5%" may mean the size of the fall.
        let is_size = self.claim.figure.course == Course::Rising
            && matches!(&self.claim.figure.quantity, Quantity::Amount { unit, .. }
                if matches!(unit.dimension, Dimension::Percent | Dimension::Point));
        self.change().is_some_and(|(from, to)| {
            from != to
                && (from < to) != (direction == ChangeDirection::Up)
                && !is_size
                && !self.clause.negative
        })
    }

    /// Returns true if the claim is a change from one number to another, and the statement has the reverse change.
    fn goes_back(&self, statement: &Figure) -> bool {
        let Quantity::Amount { from, to, .. } = &statement.quantity else {
            return false;
        };
        let stated = match statement.course {
            Course::Unknown => return false,
            Course::Rising => (*to, *from),
            Course::Falling => (*from, *to),
        };
        self.change() == Some(stated)
    }

    /// Returns true if the claim rises to its number and the statement's number was reached from a greater one, or the
    /// other way round. The verb of the statement may be in no table: "slipped from 84 to 81".
    fn reaches_otherwise(&self, index: usize, clause: &Clause) -> bool {
        let Some(direction @ (ChangeDirection::Up | ChangeDirection::Down)) = self.clause.direction
        else {
            return false;
        };
        if !self.clause.is_level() || self.clause.negative {
            return false;
        }
        let statement = &self.statement(index).figure;
        let Quantity::Amount { from, to, .. } = &statement.quantity else {
            return false;
        };
        let rises = match statement.course {
            Course::Rising => Some(is_equal_to(self.claim.figure, *to)),
            Course::Falling => Some(!is_equal_to(self.claim.figure, *from)),
            Course::Unknown if from == to && clause.after_to => {
                let before = index.checked_sub(1).map(|before| self.statement(before));
                before.and_then(|before| {
                    let earlier = self.original.clause(&before.figure);
                    let Quantity::Amount { from: start, .. } = &before.figure.quantity else {
                        return None;
                    };
                    (earlier.changes_to(clause)
                        && has_dimension_of(&before.figure, statement)
                        && start != from)
                        .then_some(start < from)
                })
            }
            Course::Unknown => None,
        };
        // An end of a range that the claim does not reach tells nothing.
        let is_end = match statement.course {
            Course::Rising => is_equal_to(self.claim.figure, *to),
            Course::Falling => is_equal_to(self.claim.figure, *from),
            Course::Unknown => true,
        };
        is_end && rises.is_some_and(|rises| rises != (direction == ChangeDirection::Up))
    }

    /// Returns true if the claim is an earlier value whose words contradict the later one before it: 26, down from 18.
    pub fn contradicts_later(&self) -> bool {
        let Some(direction @ (ChangeDirection::Up | ChangeDirection::Down)) = self.clause.direction
        else {
            return false;
        };
        let Quantity::Amount { from, to, .. } = &self.claim.figure.quantity else {
            return false;
        };
        if !self.clause.after_from
            || from != to
            || self.clause.negative
            || !self.claim.wording.turns_before(&self.clause)
        {
            return false;
        }
        let start = self.claim.figure.range.start;
        // 640 houses in 19 settlements, up from 574 houses.
        let counts_other = |other: &Figure| {
            let clause = self.claim.wording.clause(other);
            self.clause.names_counted()
                && clause.names_counted()
                && self.clause.counted(&clause) != CountedMatch::Same
        };
        let later = self
            .claim
            .beside
            .figures()
            .iter()
            .rfind(|other| other.range.start < start && !counts_other(other));
        let Some(later) = later.filter(|later| has_unit_of(self.claim.figure, later)) else {
            return false;
        };
        let clause = self.claim.wording.clause(later);
        let Quantity::Amount {
            from: value,
            to: end,
            ..
        } = &later.quantity
        else {
            return false;
        };
        value == end
            && clause.shares_sentence(&self.clause)
            && !clause.negative
            && clause.is_followed_closely_by(&self.clause)
            && value != from
            && (value > from) != (direction == ChangeDirection::Up)
    }

    /// For a claim that is a change between two numbers, each of which the original states: returns a statement of a change
    /// the other way round, unless the original states the claim's as well.
    pub fn turned_change(&self, low: &[usize], high: &[usize]) -> Option<usize> {
        let is_falling = match self.claim.figure.course {
            Course::Unknown => return None,
            Course::Rising => false,
            Course::Falling => true,
        };
        let clause = |index: usize| self.original.clause(&self.statement(index).figure);
        let mut turned = None;
        for one in low.iter().take(MANY) {
            for other in high.iter().take(MANY) {
                let (lower, upper) = (clause(*one), clause(*other));
                let falls = upper.changes_to(&lower);
                if falls || lower.changes_to(&upper) {
                    if falls == is_falling {
                        return None;
                    }
                    turned = Some(*one);
                }
            }
        }
        turned
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
            bound = match self.is_beyond(figure) {
                true => BoundFit::Conflict,
                false => BoundFit::Implied,
            };
        }
        // "Up to 35%" and "a maximum of 40 degrees" often mean no more than the number, and a translation may express them
        // in words that are in no table.
        if self.clause.bound == StatedBound::Plain
            && bound == BoundFit::Conflict
            && (self.clause.is_reached
                || !is_count_or_money(figure)
                || !self.claim.wording.shares_language(self.original))
        {
            bound = BoundFit::Differs;
        }
        // Minus 4 degrees are not four drones.
        if self.clause.negative
            && !clause.negative
            && clause.names_counted()
            && self.clause.counted(&clause) != CountedMatch::Same
            && self.clause.direction.is_none()
            && clause.direction.is_none()
        {
            return None;
        }
        // "Less than half" of something else contradicts nothing.
        let is_part = matches!(&figure.quantity, Quantity::Amount { to, unit, .. }
            if unit.dimension == Dimension::Count && *to < Number::whole(1));
        if is_part && bound == BoundFit::Conflict && self.nearness(&clause).score < NEAR_PART {
            return None;
        }
        let reversed = self.clause.is_reversed(&clause)
            || self.goes_back(figure)
            || self.reaches_otherwise(index, &clause)
            || self.claim.wording.has_opposite(
                &self.clause,
                self.original,
                &clause,
                is_share(figure),
            )
            || self
                .claim
                .wording
                .has_other_polarity(&self.clause, self.original, &clause);
        Some(Support {
            index,
            distinction: self.distinction(figure, &clause),
            clause,
            bound,
            reversed,
        })
    }

    /// Returns the difference in subject between a statement that has the number and the claim.
    fn distinction(&self, figure: &Figure, clause: &Clause) -> Option<Distinction> {
        let (own, wording) = (&self.clause, self.claim.wording);
        if wording.has_other_base(own, self.original, clause) {
            return Some(Distinction::Base);
        }
        // "By 177,000 to 212,000" looks like a range, of which only the first number is the size of the change.
        if (!is_range(figure) || self.is_first_end(figure)) && own.has_other_manner(clause) {
            return Some(Distinction::Manner);
        }
        if is_share(figure) && wording.has_other_whole(own, self.original, clause) {
            return Some(Distinction::Counted);
        }
        if self.is_level_after_change(figure, clause) {
            return Some(Distinction::Manner);
        }
        let is_amount = matches!(figure.quantity, Quantity::Amount { .. });
        (is_amount && wording.has_other_prospect(own, self.original, clause))
            .then_some(Distinction::Prospect)
    }

    /// Returns true if a claim is the number that a range begins with.
    fn is_first_end(&self, range: &Figure) -> bool {
        match (&range.quantity, range.course) {
            (Quantity::Amount { to, .. }, Course::Falling) => is_equal_to(self.claim.figure, *to),
            (Quantity::Amount { from, .. }, _) => is_equal_to(self.claim.figure, *from),
            _ => false,
        }
    }

    /// Returns true if a claim is the size of a change, and a statement gives its number as the level reached, in what
    /// looks like a range: "by 177,000 to 212,000". With percentages and rounder numbers, it may really be a range.
    fn is_level_after_change(&self, range: &Figure, clause: &Clause) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &range.quantity else {
            return false;
        };
        let is_precise = |number: &Number| number.digits().trim_matches('0').len() >= 3;
        from != to
            && range.course != Course::Falling
            && !matches!(unit.dimension, Dimension::Percent | Dimension::Point)
            && is_precise(from)
            && is_precise(to)
            && is_equal_to(self.claim.figure, *to)
            && self.clause.is_change_by()
            && clause.is_change_by()
    }

    /// Returns true if a claim goes beyond the end of a range: more than 15%, for 5% to 15%.
    fn is_beyond(&self, range: &Figure) -> bool {
        let (
            Quantity::Amount { from, to, .. },
            Quantity::Amount {
                from: low,
                to: high,
                ..
            },
        ) = (&self.claim.figure.quantity, &range.quantity)
        else {
            return false;
        };
        if from != to || low == high || range.course != Course::Unknown {
            return false;
        }
        match self.clause.bound {
            StatedBound::Over | StatedBound::AtLeast => from == high,
            StatedBound::Under | StatedBound::AtMost => from == low,
            _ => false,
        }
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
            && self.statements.likeness_of(self.claim.figure, figure) != Agreement::Same;
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
                    || clause.is_numbered()
                        && !self.clause.is_numbered()
                        && self.clause.counted_concept() != 0
                        && is_below(figure, 100)
                    || is_rounded
                        && (self.clause.counted(clause) == CountedMatch::Different
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

/// Returns true if an amount is this number.
fn is_equal_to(figure: &Figure, number: Number) -> bool {
    matches!(&figure.quantity, Quantity::Amount { from, to, .. } if from == to && *from == number)
}

/// Returns true if two amounts have the same dimension, or one of them lacks its unit.
fn has_unit_of(one: &Figure, other: &Figure) -> bool {
    match (&one.quantity, &other.quantity) {
        (Quantity::Amount { unit, .. }, Quantity::Amount { unit: others, .. }) => {
            unit == others
                || unit.dimension == Dimension::Count
                || others.dimension == Dimension::Count
        }
        _ => false,
    }
}

/// Returns true if two amounts have the same dimension.
fn has_dimension_of(one: &Figure, other: &Figure) -> bool {
    match (&one.quantity, &other.quantity) {
        (Quantity::Amount { unit, .. }, Quantity::Amount { unit: others, .. }) => unit == others,
        _ => false,
    }
}

fn is_below(figure: &Figure, number: u64) -> bool {
    matches!(&figure.quantity, Quantity::Amount { to, .. } if *to < Number::whole(number))
}
