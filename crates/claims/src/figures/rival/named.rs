//! Figures of a name: the age of a person, and the number beside a name in a list.
//!
//! Takes a claim beside a name and the places that have its number; returns the figure that the original has beside that name, if
//! it is another one. So the age of one person given to another is found, though the text has both ages.

use crate::figures::agree::agree;
use crate::figures::clause::{Counted, Named};
use crate::figures::compare::Statement;
use crate::figures::rival::kind::is_of_kind;
use crate::figures::rival::support::Support;
use crate::figures::rival::{Pairing, Rival};

impl Pairing<'_, '_> {
    /// Returns the figure that the original has beside the claim's name. `None` if it has none there, or the claim's as well.
    pub(super) fn of_another_name(&self, fitting: &[&Support]) -> Option<Rival> {
        let named = self.claim.wording.named(self.claim.figure, &self.clause)?;
        let mut rival = None;
        for (index, statement) in self.statements.all().iter().enumerate() {
            if !self.is_beside_name(statement, &named) {
                continue;
            }
            if agree(self.claim.figure, &statement.figure) {
                return None;
            }
            rival = rival.or(Some(index).filter(|index| self.may_replace(*index, &named, fitting)));
        }
        Some(Rival {
            stated: fitting.first()?.index,
            rival: rival?,
            stated_nearness: 0.0,
            rival_nearness: 1.0,
            taken: false,
            beside: false,
            counted: false,
            translated: !self.claim.wording.shares_language(self.original),
            accompanied: false,
        })
    }

    /// Returns true if a statement stands beside the same name in the same way.
    fn is_beside_name(&self, statement: &Statement, named: &Named) -> bool {
        let wording = self.claim.wording;
        // Without capital letters, a word that both texts have is seldom a name.
        if !named.is_age && !wording.has_capitals() && !self.original.has_capitals() {
            return false;
        }
        let clause = self.original.clause(&statement.figure);
        let other = self.original.named(&statement.figure, &clause);
        other.is_some_and(|other| {
            other.is_age == named.is_age
                && self
                    .claim
                    .wording
                    .is_like(&named.name, self.original, &other.name)
        })
    }

    /// Returns true if a statement may be what the claim should say: an age, or a number of the same list as all places with the
    /// claim's number.
    fn may_replace(&self, index: usize, named: &Named, fitting: &[&Support]) -> bool {
        let figure = &self.statement(index).figure;
        let clause = self.original.clause(figure);
        let is_of_list = |support: &&Support| support.clause.shares_sentence(&clause);
        let is_of_kind = || {
            is_of_kind(self.claim.figure, figure)
                && (!clause.names_counted() || self.clause.counted(&clause) == Counted::Same)
        };
        named.is_age || is_of_kind() && fitting.iter().all(is_of_list)
    }
}
