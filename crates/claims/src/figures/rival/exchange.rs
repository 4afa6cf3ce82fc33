//! Finds two figures of a sentence that changed places: 12 soldiers and 30 civilians for 30 soldiers and 12 civilians.
//!
//! In the summary and in the original, each word of a sentence belongs to the nearer of the two figures. If words that belong
//! to either figure in the original belong to the other one in the summary, and none belongs to the same, the two were
//! exchanged. Words of two languages are compared by their concepts or by their sound.

use crate::figures::agree::{Agreement, agree, contradict};
use crate::figures::clause::CountedMatch;
use crate::figures::clause::{Clause, OwnedWord};
use crate::figures::figure::{Figure, Quantity};
use crate::figures::number::Number;
use crate::figures::rival::kind::{is_of_kind, is_range};
use crate::figures::rival::support::Support;
use crate::figures::rival::{Pairing, Rival};

/// Maximum number of places of the second number that are tried.
const MOST_PLACES: usize = 4;

/// Maximum number of other figures of the claim's sentence that are tried.
const MOST_OTHERS: usize = 32;

/// Maximum number of words of a sentence in which an exchange is searched for: each word is assigned to a figure, for each
/// pair of figures.
const MOST_WORDS: usize = 200;

/// Maximum number of words that belong to a figure whose predicate stands with the other figure.
const FEW: usize = 2;

/// Maximum ratio of two numbers that are confused with each other.
const MOST_RATIO: u64 = 10;

impl<'c> Pairing<'_, 'c> {
    /// Returns the statement that has the claim's number, and the one whose number belongs in the claim's place, if the
    /// summary exchanged the two. `fitting` are the statements that support the claim.
    pub(super) fn exchanged(&self, fitting: &[&Support]) -> Option<Rival> {
        if !is_exchangeable(self.claim.figure) || self.claim.wording.is_part_or_whole(&self.clause)
        {
            return None;
        }
        let [support] = fitting else {
            return None;
        };
        if self.clause.sentence_length() > MOST_WORDS
            || support.clause.sentence_length() > MOST_WORDS
        {
            return None;
        }
        let wording = self.claim.wording;
        let others = self.claim.beside.figures().iter().filter(|other| {
            other.range != self.claim.figure.range
                && is_exchangeable(other)
                && is_of_kind(self.claim.figure, other)
                && is_similar(self.claim.figure, other)
                && !agree(self.claim.figure, other)
        });
        let others = others
            .map(|other| (other, wording.clause(other)))
            .filter(|(_, clause)| clause.shares_sentence(&self.clause));
        let mut found = None;
        for (other, clause) in others.take(MOST_OTHERS) {
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
            accompanied: false,
            named: false,
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
                && self.statements.likeness_of(figure, &statement.figure) == Agreement::Same
                && contradict(self.claim.figure, &statement.figure)
        });
        let ours = self.claim.wording.owners(&self.clause, other);
        let mut best = Exchange::Unclear;
        for (index, statement) in stating.take(MOST_PLACES) {
            let clause = self.original.clause(&statement.figure);
            if clause.sentence_length() > MOST_WORDS {
                continue;
            }
            let theirs = self.original.owners(&support.clause, &clause);
            let wording = self.claim.wording;
            if self.counts_as(&support.clause, &clause)
                || wording.has_same_base(other, self.original, &clause)
            {
                return Exchange::InPlace;
            }
            let (few, theirs_few) = (side_of_few(&ours), side_of_few(&theirs));
            let is_elliptical = few.is_some() && theirs_few.is_some();
            let (mut all, mut telling) = (Moves::default(), Moves::default());
            for one in &ours {
                let is_like =
                    |two: &&OwnedWord| self.claim.wording.is_like(one, self.original, two);
                let mut alike = theirs.iter().filter(is_like);
                let (Some(two), None) = (alike.next(), alike.next()) else {
                    continue;
                };
                all.add(one, two);
                // "Oats cover 35% of the fields and barley 20%": the words of the shorter side name the subject, the
                // others describe both figures.
                if few == Some(one.is_first) || theirs_few == Some(two.is_first) {
                    telling.add(one, two);
                }
            }
            match is_elliptical {
                true if telling.stayed > 0 => return Exchange::InPlace,
                false if all.stayed > 0 => return Exchange::InPlace,
                _ => {}
            }
            if all.are_exchanged() || is_elliptical && telling.are_exchanged() {
                best = Exchange::Exchanged(index);
            }
        }
        best
    }
}

impl<'c> Pairing<'_, 'c> {
    /// If the claim gives the number of one statement to the subject of the next one in the same sentence, returns both
    /// statements: "cotton accounts for 41% of sales, tobacco for 17%", for "tobacco accounts for 41%".
    ///
    /// The words of the first figure apply to both, since the second clause leaves them out. So only the few words of
    /// the second figure are decisive: if the claim has them, and lacks a word of the first, its number is that of
    /// another subject.
    pub(super) fn of_next_subject(&self, fitting: &[&Support]) -> Option<Rival> {
        let [support] = fitting else {
            return None;
        };
        let figure = &self.statement(support.index).figure;
        if !is_single(figure) || self.clause.after_from || self.clause.compared {
            return None;
        }
        let place = self.statement(support.index).place;
        let next = support.index + 1;
        let other = self.statements.all().get(next)?;
        let clause = self.original.clause(&other.figure);
        if other.place != place
            || !clause.shares_sentence(&support.clause)
            || !is_single(&other.figure)
            || !is_of_kind(self.claim.figure, &other.figure)
            || !contradict(self.claim.figure, &other.figure)
            || clause.compared
            || clause.after_from
            || support.clause.is_joined_to(&clause)
            || self.taken_by(next).is_some()
            || self.counts_as(&support.clause, &clause)
        {
            return None;
        }
        let theirs = self.original.owners(&support.clause, &clause);
        let ours = self
            .claim
            .wording
            .words_of(&self.clause, self.claim.beside.figures());
        let wording = self.claim.wording;
        let has = |owner: &OwnedWord| {
            ours.iter()
                .any(|one| wording.is_like(one, self.original, owner))
        };
        let (first, second): (Vec<&OwnedWord>, Vec<&OwnedWord>) =
            theirs.iter().partition(|owner| owner.is_first);
        // A word beside another figure of the claim's sentence tells nothing of the claim.
        let beside = wording.words_beside(&self.clause, self.claim.beside.figures());
        let is_beside = |owner: &OwnedWord| {
            let mut beside = beside.iter();
            beside.any(|one| wording.is_like(one, self.original, owner))
        };
        let matched = second.iter().filter(|owner| is_beside(owner)).count();
        let is_told =
            (1..=FEW).contains(&second.len()) && matched * 2 >= second.len() && matched > 0;
        // Across languages, only concepts are certainly missing.
        let is_translated = !wording.shares_language(self.original);
        let lacks = |owner: &&&OwnedWord| !has(owner) && (!is_translated || owner.is_concept());
        let missing = first.iter().filter(lacks).count();
        (is_told && missing > 0).then_some(Rival {
            stated: support.index,
            rival: next,
            stated_nearness: 0.0,
            rival_nearness: 1.0,
            taken: false,
            beside: true,
            counted: false,
            translated: is_translated,
            accompanied: false,
            named: false,
        })
    }
}

impl Pairing<'_, '_> {
    /// Returns true if the claim counts the same things as its statement, and the other statement counts something
    /// else.
    fn counts_as(&self, stated: &Clause, other: &Clause) -> bool {
        self.clause.counted(stated) == CountedMatch::Same
            && self.clause.counted(other) == CountedMatch::Different
    }
}

/// Numbers of words that belong to the same figure in both sentences, and of words that changed the figure.
#[derive(Default)]
struct Moves {
    /// Number of words that stayed with their figure.
    stayed: usize,
    /// Number of words that left the second figure, and of those that left the first.
    left: [usize; 2],
}

impl Moves {
    fn add(&mut self, one: &OwnedWord, two: &OwnedWord) {
        if one.is_first == two.is_first {
            self.stayed += 1;
        } else {
            self.left[usize::from(one.is_first)] += 1;
        }
    }

    /// Returns true if words moved away from both figures, and none stayed. A single word may stand nearer to the other
    /// figure by chance: "12 of the 30 wounded".
    fn are_exchanged(&self) -> bool {
        self.stayed == 0 && self.left.iter().all(|words| *words > 0)
    }
}

/// The result of comparing the places of two figures.
enum Exchange {
    /// Words show that the figures stand as in the original.
    InPlace,
    /// No word decides.
    Unclear,
    /// The figures changed places; holds the statement whose number belongs in the claim's place.
    Exchanged(usize),
}

/// Returns the side with at most [`FEW`] words if the other one has more: true for the first figure.
fn side_of_few(owners: &[OwnedWord]) -> Option<bool> {
    let first = owners.iter().filter(|owner| owner.is_first).count();
    let second = owners.len() - first;
    match (first, second) {
        (1..=FEW, more) if more > first => Some(true),
        (more, 1..=FEW) if more > second => Some(false),
        _ => None,
    }
}

/// Returns true if a figure is one number or one time of day.
fn is_single(figure: &Figure) -> bool {
    is_exchangeable(figure) || matches!(figure.quantity, Quantity::Clock { .. })
}

/// Returns true if a figure is of a kind that is exchanged: one number with or without a unit.
fn is_exchangeable(figure: &Figure) -> bool {
    matches!(figure.quantity, Quantity::Amount { .. }) && !is_range(figure)
}

/// Returns true if neither of two numbers is a large multiple of the other.
pub(super) fn is_similar(one: &Figure, other: &Figure) -> bool {
    let (Quantity::Amount { from: one, .. }, Quantity::Amount { from: other, .. }) =
        (&one.quantity, &other.quantity)
    else {
        return false;
    };
    let most = |number: &Number| number.times(Number::whole(MOST_RATIO));
    most(one).is_some_and(|most| *other <= most) && most(other).is_some_and(|most| *one <= most)
}
