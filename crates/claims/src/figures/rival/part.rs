//! Finds parts that a summary tells as their total: "410 jobs in all", of 640, of which 410 at home and 230 abroad.
//!
//! Takes a claim that is told as a total and the places that have its number; returns the total that the original has for it.

use crate::figures::rival::kind::is_of_kind;
use crate::figures::rival::support::Support;
use crate::figures::rival::{Pairing, Rival};

/// Number of figures before and after a part among which its total is.
const NEAR: usize = 4;

impl Pairing<'_, '_> {
    /// Returns the total that the original has, if it has the claim's number only as a part that makes up this total with another
    /// part, and the claim is told as the total.
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
}
