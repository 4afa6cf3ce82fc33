//! Finds two figures of a sentence that changed places: 12 soldiers and 30 civilians for 30 soldiers and 12 civilians.
//!
//! In the summary and in the original, each word of a sentence belongs to the nearer of the two figures. If words that belong
//! to either figure in the original belong to the other one in the summary, and none belongs to the same, the two were
//! exchanged. Words of two languages are compared by their concepts or by their sound.

use crate::figures::agree::{Likeness, agree, contradict};
use crate::figures::clause::Counted;
use crate::figures::clause::{Clause, Owner};
use crate::figures::figure::{Figure, Quantity};
use crate::figures::number::Number;
use crate::figures::rival::kind::{is_of_kind, is_range};
use crate::figures::rival::support::Support;
use crate::figures::rival::{Pairing, Rival};

/// Maximum number of places of the second number that are tried.
const MOST_PLACES: usize = 4;

/// Maximum ratio of two numbers that are confused with each other.
const MOST_RATIO: u64 = 10;

impl<'c> Pairing<'_, 'c> {
    /// Returns the statement that has the claim's number, and the one whose number belongs in the claim's place, if the
    /// summary exchanged the two. `fitting` are the statements that support the claim.
    pub(super) fn exchanged(&self, fitting: &[&Support]) -> Option<Rival> {
        if !is_exchangeable(self.claim.figure) {
            return None;
        }
        let [support] = fitting else {
            return None;
        };
        if self.clause.counted(&support.clause) == Counted::Same
            && self.clause.counts_specifically()
        {
            return None;
        }
        let wording = self.claim.wording;
        let others = self.claim.beside.iter().filter(|other| {
            other.range != self.claim.figure.range
                && is_exchangeable(other)
                && is_of_kind(self.claim.figure, other)
                && is_similar(self.claim.figure, other)
                && !agree(self.claim.figure, other)
        });
        let mut found = None;
        for other in others {
            let clause = wording.clause(other);
            if !clause.shares_sentence(&self.clause) {
                continue;
            }
            match self.exchange_with(&clause, other, support) {
                Exchange::Unclear => {}
                // It stands in its place beside one of the figures.
                Exchange::InPlace => return None,
                Exchange::Exchanged(index) => found = found.or(Some(index)),
            }
        }
        Some(Rival {
            stated: support.index,
            rival: found?,
            stated_nearness: 0.0,
            rival_nearness: 1.0,
            taken: true,
            beside: true,
            counted: false,
            translated: !wording.shares_language(self.original),
        })
    }

    /// Compares the places of the claim and of another figure of its sentence with their places in the original.
    fn exchange_with(&self, other: &Clause, figure: &Figure, support: &Support) -> Exchange {
        let place = self.statement(support.index).place;
        let all = self.statements.all().iter().enumerate();
        let stating = all.filter(|(index, statement)| {
            statement.place == place
                && *index != support.index
                && is_exchangeable(&statement.figure)
                && self.statements.likeness_of(figure, &statement.figure) == Likeness::Same
                && contradict(self.claim.figure, &statement.figure)
        });
        let ours = self.claim.wording.owners(&self.clause, other);
        let mut best = Exchange::Unclear;
        for (index, statement) in stating.take(MOST_PLACES) {
            let clause = self.original.clause(&statement.figure);
            let theirs = self.original.owners(&support.clause, &clause);
            // Number of words that stayed with their figure, and of those that left the first or the second one.
            let (mut same, mut crossed) = (0, [0, 0]);
            for one in &ours {
                let is_like = |two: &&Owner| self.claim.wording.is_like(one, self.original, two);
                let mut alike = theirs.iter().filter(is_like);
                let (Some(two), None) = (alike.next(), alike.next()) else {
                    continue;
                };
                if one.is_first == two.is_first {
                    same += 1;
                } else {
                    crossed[usize::from(one.is_first)] += 1;
                }
            }
            if same > 0 {
                return Exchange::InPlace;
            }
            // A single word may stand nearer to the other figure by chance: "12 of the 30 wounded".
            if crossed.iter().all(|words| *words > 0) {
                best = Exchange::Exchanged(index);
            }
        }
        best
    }
}

/// The result of comparing the places of two figures.
enum Exchange {
    /// Words tell that they stand as in the original.
    InPlace,
    /// No word tells.
    Unclear,
    /// They changed places; the statement whose number belongs in the claim's place.
    Exchanged(usize),
}

/// Returns true if a figure is of a kind that is exchanged: one number with or without a unit.
fn is_exchangeable(figure: &Figure) -> bool {
    matches!(figure.quantity, Quantity::Amount { .. }) && !is_range(figure)
}

/// Returns true if neither of two numbers is many times the other.
fn is_similar(one: &Figure, other: &Figure) -> bool {
    let (Quantity::Amount { from: one, .. }, Quantity::Amount { from: other, .. }) =
        (&one.quantity, &other.quantity)
    else {
        return false;
    };
    let most = |number: &Number| number.times(Number::whole(MOST_RATIO));
    most(one).is_some_and(|most| *other <= most) && most(other).is_some_and(|most| *one <= most)
}
