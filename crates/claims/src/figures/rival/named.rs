//! Finds figures of another name: the age of another person, the number of another name of a list, and the numbers of two names that
//! were exchanged.
//!
//! Takes a claim beside a name and the places that have its number; returns the figure that the original has for that name, if
//! it is another one. So the age of one person given to another is found, though the text has both ages.

use crate::figures::agree::{Agreement, agree, contradict};
use crate::figures::clause::{Clause, CountedMatch, FigureName, OwnedWord};
use crate::figures::compare::Statement;
use crate::figures::figure::{Figure, Quantity};
use crate::figures::rival::kind::is_of_kind;
use crate::figures::rival::support::Support;
use crate::figures::rival::{Pairing, Rival};
use crate::figures::units::known;

/// Maximum number of figures of an original among which those of a name are searched for, since each claim is compared with them.
const MOST_SEARCHED: usize = 2_000;

/// Maximum number of figures before two figures of a sentence that are looked at for those between a name and its figure.
const MOST_BEFORE: usize = 8;

impl Pairing<'_, '_> {
    /// Returns the figure that the original has next to the claim's name. `None` if it has none there, or has the
    /// claim's figure there as well.
    pub(super) fn of_another_name(&self, fitting: &[&Support]) -> Option<Rival> {
        let named = self.claim.wording.named(self.claim.figure, &self.clause)?;
        let mut rival = None;
        let all = self.statements.all().iter().take(MOST_SEARCHED);
        for (index, statement) in all.enumerate() {
            if !self.is_beside_name(statement, &named) {
                continue;
            }
            if agree(self.claim.figure, &statement.figure) {
                return None;
            }
            rival = rival.or(Some(index).filter(|index| self.may_replace(*index, &named, fitting)));
        }
        Some(self.instead(fitting.first()?.index, rival?))
    }

    /// Returns the figure that the original has for the claim's name if the summary exchanged the figures of two names:
    /// in the original, each is the first figure after the other's name, in one sentence.
    pub(super) fn exchanged_names(&self, fitting: &[&Support]) -> Option<Rival> {
        let [support] = fitting else {
            return None;
        };
        let (wording, figures) = (self.claim.wording, self.claim.beside.figures());
        let own = wording.sole_name(self.claim.figure, &self.clause, figures)?;
        let rival = self.first_after(&own, support)?;
        let of_other = |other: &&Figure| {
            let clause = wording.clause(other);
            let stated = self.statement(rival);
            let is_number = self.statements.likeness_of(other, &stated.figure) >= Agreement::Loose;
            is_number
                && other.range != self.claim.figure.range
                && clause.shares_sentence(&self.clause)
        };
        let other = figures.iter().find(of_other)?;
        let its = wording.sole_name(other, &wording.clause(other), figures)?;
        let is_exchanged = rival != support.index
            && self.first_after(&its, support) == Some(support.index)
            && contradict(self.claim.figure, &self.statement(rival).figure);
        is_exchanged.then(|| self.instead(support.index, rival))
    }

    /// Returns the figure that the original has for the claim's name, if the claim's number is that of another name in the same
    /// sentence, which the claim does not mention: "in Spain it was 1.35", where Spain's stood at 1.12 and Germany's at 1.35.
    pub(super) fn of_another_holder(&self, fitting: &[&Support]) -> Option<Rival> {
        let [support] = fitting else {
            return None;
        };
        if self.clause.compared || support.clause.compared {
            return None;
        }
        let (wording, figures) = (self.claim.wording, self.claim.beside.figures());
        let own = wording.sole_name(self.claim.figure, &self.clause, figures)?;
        let index = self.first_after(&own, support)?;
        let rival = &self.statement(index).figure;
        let clause = self.original.clause(rival);
        if index == support.index
            || clause.compared
            || !contradict(self.claim.figure, rival)
            || self.clause.counted(&clause) == CountedMatch::Different
        {
            return None;
        }
        let all = self.statements.all();
        let near = index.min(support.index).saturating_sub(MOST_BEFORE)..index.max(support.index);
        let near: Vec<Figure> = all[near].iter().map(|one| one.figure.clone()).collect();
        let holder = self.original.holder(rival, &clause, &near)?;
        let stated = &self.statement(support.index).figure;
        let other = self.original.holder(stated, &support.clause, &near)?;
        let is_other = wording.is_like(&own, self.original, &holder)
            && !wording.is_like(&own, self.original, &other)
            && !wording.has_like(&self.clause, self.original, &other);
        is_other.then(|| self.instead(support.index, index))
    }

    /// Returns true if a claim is a result that the original has for the opponent of its name alone: "Colne led 2-0"
    /// for "Ravenshead led 2-0", where the original says that one of them defeated the other.
    pub(super) fn is_result_of_opponent(&self, fitting: &[&Support]) -> bool {
        let Quantity::Pair { first, second, .. } = self.claim.figure.quantity else {
            return false;
        };
        let (wording, figures) = (self.claim.wording, self.claim.beside.figures());
        let verb = wording.verb_before(&self.clause);
        if first == second || verb == 0 {
            return false;
        }
        let Some(name) = wording.sole_name(self.claim.figure, &self.clause, figures) else {
            return false;
        };
        let is_of_opponent = |support: &&Support| {
            let figure = &self.statement(support.index).figure;
            let figures = [figure.clone()];
            let other = self.original.sole_name(figure, &support.clause, &figures);
            other.is_some_and(|other| {
                figure.quantity == self.claim.figure.quantity
                    && self.original.verb_before(&support.clause) == verb
                    && !wording.is_like(&name, self.original, &other)
                    && self.original.are_opponents((wording, &name), &other)
            })
        };
        fitting.iter().all(is_of_opponent)
    }

    /// Returns true if the sentence of a rival has a name that the sentences of the supports do not have.
    pub(super) fn has_name_alone(
        &self,
        name: &OwnedWord,
        rival: &Clause,
        fitting: &[&Support],
    ) -> bool {
        let has = |clause: &Clause| self.original.has_like(clause, self.claim.wording, name);
        has(rival) && !fitting.iter().any(|support| has(&support.clause))
    }

    /// Returns the first statement of the claim's kind after a name, in the sentence of a support; without ages.
    fn first_after(&self, name: &OwnedWord, support: &Support) -> Option<usize> {
        let end = self
            .original
            .only_like(&support.clause, self.claim.wording, name)?;
        let figure = &self.statement(support.index).figure;
        let is_next = |(_, statement): &(usize, &Statement)| {
            let clause = self.original.clause(&statement.figure);
            let named = self.original.named(&statement.figure, &clause);
            statement.figure.range.start >= end
                && clause.shares_sentence(&support.clause)
                && is_of_kind(figure, &statement.figure)
                && !named.is_some_and(|named| named.is_age)
        };
        let mut all = self.statements.all().iter().enumerate();
        all.find(is_next).map(|(index, _)| index)
    }

    /// Returns a statement that has the claim's number, and the one whose number belongs in its place.
    pub(super) fn instead(&self, stated: usize, rival: usize) -> Rival {
        Rival {
            stated,
            rival,
            stated_nearness: 0.0,
            rival_nearness: 1.0,
            taken: false,
            beside: false,
            counted: false,
            translated: !self.claim.wording.shares_language(self.original),
            accompanied: false,
            named: false,
        }
    }

    /// Returns true if a statement stands beside the same name in the same way.
    fn is_beside_name(&self, statement: &Statement, named: &FigureName) -> bool {
        let wording = self.claim.wording;
        // Without capital letters, a word that both texts have is seldom a name.
        if !named.is_age && !wording.has_capitals() && !self.original.has_capitals() {
            return false;
        }
        let clause = self.original.clause(&statement.figure);
        let other = self.original.named(&statement.figure, &clause);
        other.is_some_and(|other| {
            other.is_age == named.is_age && wording.is_like(&named.name, self.original, &other.name)
        })
    }

    /// Returns true if a statement may replace the claim: an age, if the claim's number is an age as well, or a number
    /// of the same list as all places with the claim's number.
    fn may_replace(&self, index: usize, named: &FigureName, fitting: &[&Support]) -> bool {
        let figure = &self.statement(index).figure;
        let clause = self.original.clause(figure);
        let has_name = |support: &&Support, is_age: bool| {
            let own = &self.statement(support.index).figure;
            let other = self.original.named(own, &support.clause);
            other.is_some_and(|other| other.is_age == is_age)
        };
        if named.is_age {
            // A number in brackets may also be the minute of a goal.
            let is_age = |support: &&Support| {
                let figure = &self.statement(support.index).figure;
                support.clause.age
                    || matches!(&figure.quantity, Quantity::Amount { unit, .. } if *unit == known::YEAR)
                    || has_name(support, true)
            };
            return fitting.iter().any(is_age);
        }
        let is_of_list = |support: &&Support| {
            support.clause.shares_sentence(&clause) && has_name(support, false)
        };
        is_of_kind(self.claim.figure, figure)
            && (!clause.names_counted() || self.clause.counted(&clause) == CountedMatch::Same)
            && fitting.iter().all(is_of_list)
    }
}
