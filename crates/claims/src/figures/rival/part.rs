//! Finds parts that a summary presents as their total: "410 jobs in all", of 640, of which 410 at home and 230 abroad.
//!
//! Takes a claim and the places that have its number; returns the total that the original has for it. A claim may be a
//! total by its words ("in all"), or by counting the thing for which the original gives the whole.

use crate::figures::clause::OwnedWord;
use crate::figures::figure::{Figure, Quantity};
use crate::figures::rival::kind::{is_count_or_money, is_of_kind};
use crate::figures::rival::support::Support;
use crate::figures::rival::{Pairing, Rival};

/// Number of figures before and after a part that are searched for its total.
const NEAR: usize = 4;

impl Pairing<'_, '_> {
    /// Returns the original's total, if the original has the claim's number only as a part that makes up this total
    /// with another part, and the claim is presented as the total.
    pub(super) fn told_as_total(&self, fitting: &[&Support]) -> Option<Rival> {
        if !self.claim.wording.is_told_as_total(&self.clause) {
            return None;
        }
        let total_of = |support: &&Support| {
            let near = support.index.saturating_sub(NEAR)..support.index + NEAR + 1;
            let all = self.statements.all().len();
            near.take_while(|index| *index < all).find(|index| {
                let figure = &self.statement(*index).figure;
                *index != support.index
                    && is_of_kind(self.claim.figure, figure)
                    && self.is_total(*index, support.index)
            })
        };
        let totals: Option<Vec<usize>> = fitting.iter().map(total_of).collect();
        let total = *totals?.first()?;
        // A summary that gives the total as well means a part.
        let is_given = self.taken_by(total).is_some();
        (!is_given).then_some(self.instead(fitting.first()?.index, total))
    }

    /// Returns the whole if the original has the claim's number only as a part of it ("of the 7.9 million unemployed,
    /// 2.1 million had been without work for half a year"; "revenue of 10.9 billion, of which 730 million is aid"), and
    /// the claim has words of the whole and none of the words that describe the part.
    pub(super) fn told_as_whole(&self, fitting: &[&Support]) -> Option<Rival> {
        let (wording, figures) = (self.claim.wording, self.claim.beside.figures());
        if !is_count_or_money(self.claim.figure) {
            return None;
        }
        let wholes: Option<Vec<usize>> = fitting
            .iter()
            .map(|support| self.whole_of(support))
            .collect();
        let whole = *wholes?.first()?;
        if self.taken_by(whole).is_some() || wording.is_partitive(&self.clause) {
            return None;
        }
        let support = fitting.first()?;
        let clause = self.original.clause(&self.statement(whole).figure);
        let is_like =
            |one: &OwnedWord, other: &OwnedWord| wording.is_like(one, self.original, other);
        let ours = wording.words_beside(&self.clause, figures);
        let (of_part, of_whole) = self.original.words_of_part(&support.clause, &clause);
        let has =
            |words: &[OwnedWord], own: &OwnedWord| words.iter().any(|other| is_like(own, other));
        let is_told = ours
            .iter()
            .any(|own| has(&of_whole, own) && !has(&of_part, own));
        let is_of_part = ours.iter().any(|own| has(&of_part, own));
        // Words that the sentence lacks may tell the part in another way.
        let is_new = |own: &OwnedWord| {
            !has(&of_whole, own) && !has(&of_part, own) && !wording.only_states(&self.clause, own)
        };
        (is_told && !is_of_part && !of_part.is_empty() && !ours.iter().any(is_new))
            .then(|| self.instead(support.index, whole))
    }

    /// Returns the statement whose number a statement is a part of, in its sentence.
    fn whole_of(&self, support: &Support) -> Option<usize> {
        let all = self.statements.all();
        let value = |figure: &Figure| match &figure.quantity {
            Quantity::Amount { from, to, unit, .. } if from == to => from.times(unit.size),
            _ => None,
        };
        let part = value(&self.statement(support.index).figure)?;
        let near = support.index.saturating_sub(NEAR)..(support.index + 2).min(all.len());
        near.rev().find(|index| {
            let figure = &all[*index].figure;
            *index != support.index
                && is_count_or_money(figure)
                && value(figure).is_some_and(|whole| whole > part)
                && self
                    .original
                    .is_part_of(&support.clause, &self.original.clause(figure))
        })
    }

    /// Returns the total, if the claim is presented as the total of a thing ("exports totalled 16.8 billion"), the
    /// original has its number only for a narrower thing ("chip exports"), and a larger number for the thing itself.
    pub(super) fn told_without_limit(&self, fitting: &[&Support]) -> Option<Rival> {
        let wording = self.claim.wording;
        let thing = wording.totalled_thing(&self.clause)?;
        let value = |figure: &Figure| match &figure.quantity {
            Quantity::Amount { from, to, unit, .. } if from == to => from.times(unit.size),
            _ => None,
        };
        let own = value(self.claim.figure)?;
        let is_limited = |support: &&Support| {
            let limit = self.original.limit_of(&support.clause, thing);
            limit.is_some_and(|limit| !wording.has_key(limit))
        };
        if !fitting.iter().all(is_limited) {
            return None;
        }
        let support = fitting.first()?;
        let all = self.statements.all();
        let near = support.index.saturating_sub(super::search::AROUND)
            ..(support.index + super::search::AROUND).min(all.len());
        let total = near.into_iter().find(|index| {
            let figure = &all[*index].figure;
            let clause = || self.original.clause(figure);
            is_of_kind(self.claim.figure, figure)
                && value(figure).is_some_and(|total| total > own)
                && self.original.names_unlimited(&clause(), thing)
        })?;
        self.taken_by(total)
            .is_none()
            .then(|| self.instead(support.index, total))
    }
}
