//! Searches for rivals: figures of the claim's kind with another number whose clauses are nearer to the claim's.

use std::rc::Rc;

use crate::figures::agree::{agree, contradict};
use crate::figures::clause::{BoundFit, Clause, CountedMatch, Nearness, StatedBound};
use crate::figures::compare::Statement;
use crate::figures::figure::{Figure, Quantity};
use crate::figures::number::Number;
use crate::figures::rival::exchange::is_similar;
use crate::figures::rival::kind::{
    has_kind, is_count, is_equal, is_of_kind, is_period_of_another_year, is_range,
};
use crate::figures::rival::support::Support;
use crate::figures::rival::{MARGIN_FAR, Pairing, Rival};
use crate::figures::units::Dimension;

/// Tolerance for an exchange: the figure that gives the rival's number may be nearer to the claim's statement by less than
/// this.
const IN_EXCHANGE: f32 = 0.05;

/// Highest ordinal that may be a place in a series of events; beyond are centuries and minutes of a match.
const MOST_COUNTED: u32 = 20;

/// Number of figures before and after a figure that are tried as parts of a total.
const MANY: usize = 6;

/// Smallest number without a unit that counts as an amount of money.
const LARGE: u64 = 1000;

/// Bonus for the nearness of a statement whose paragraph is cited.
const CITED: f32 = 0.1;

/// Bonus for the nearness of a rival that counts the same as the claim while the others do not.
const COUNTED: f32 = 0.3;

/// Bonus for the nearness of a rival that has the claim's bound while the others do not.
const BOUNDED: f32 = 0.2;

/// Number of statements before and after a place with the claim's number that are searched for rivals.
pub(super) const AROUND: usize = 100;

/// Minimum lead of a rival in the company of other figures, see [`Pairing::company`].
const ACCOMPANIED: usize = 6;

/// Minimum nearness to a claim for another multiple that contradicts it.
const NEAR_MULTIPLE: f32 = 0.4;

/// Minimum lead of such a multiple over a statement of two things.
const AHEAD_OF_COUNT: f32 = 0.1;

/// Minimum nearness to a claim for another rank that contradicts it.
const NEAR_RANK: f32 = 0.4;

/// Maximum number of places with the claim's number. A number with more places is not compared with rivals.
const MOST_PLACES: usize = 32;

/// Nearness of a statement with the claim's number to the claim, measured in both ways.
struct Fit {
    /// For a rival in the same sentence, where the positions of words matter.
    nearness: Nearness,
    /// For a rival elsewhere, where the presence of words is enough.
    coverage: Nearness,
}

impl<'c> Pairing<'_, 'c> {
    /// Returns the figure with another number that is nearest to the claim, with the nearest of the statements that support
    /// it. Statements that have the number with another bound or direction are candidates, too.
    pub(super) fn rival(&self, fitting: &[&Support], considered: &[&Support]) -> Option<Rival> {
        // Places in a series stand in few words; another one beside them tells little.
        let is_small = matches!(self.claim.figure.quantity, Quantity::Ordinal(..=10));
        if !has_kind(self.claim.figure) || is_small || considered.len() > MOST_PLACES {
            return None;
        }
        let places: Vec<usize> = considered.iter().map(|support| support.index).collect();
        let mut rivals: Vec<(usize, Rc<Clause>)> = self.rivals(&places).collect();
        rivals.extend(self.rivals_without_unit(fitting, &places));
        // Both ends of a range are hardly equal by chance, so another range alone is a rival.
        if is_range(self.claim.figure) && !fitting.is_empty() {
            rivals.retain(|(index, _)| is_range(&self.statement(*index).figure));
        }
        let conflicting = considered
            .iter()
            .filter(|support| !support.fits() && support.distinction.is_none());
        if rivals.is_empty() && conflicting.clone().count() == 0 {
            return None;
        }
        if fitting.iter().any(|support| self.is_date_of_same(support)) {
            return None;
        }
        // Seven of the 12: five are no whole of seven.
        if let Some(part) = self.part_before() {
            rivals.retain(|(index, _)| is_at_least(&self.statement(*index).figure, part));
        }
        let counts_other = fitting
            .iter()
            .all(|support| self.clause.counted(&support.clause) == CountedMatch::Different);
        let bounds_differ = fitting
            .iter()
            .all(|support| support.bound == BoundFit::Differs);
        let conflicting = conflicting.map(|support| (support.index, &support.clause));
        let others = rivals
            .iter()
            .map(|(index, clause)| (*index, clause))
            .chain(conflicting);
        let fits: Vec<Fit> = fitting.iter().map(|support| self.fit(support)).collect();
        let (wording, figures) = (self.claim.wording, self.claim.beside.figures());
        let name = wording.sole_name(self.claim.figure, &self.clause, figures);
        let compared = others.filter_map(|(index, clause)| {
            let counts = self.clause.counted(clause) == CountedMatch::Same;
            let bounded =
                self.clause.bound != StatedBound::Plain && self.clause.bound == clause.bound;
            let near = self.nearness(clause);
            let mut nearness = self.with_citation(index, near.score);
            if counts && counts_other {
                nearness += COUNTED;
            }
            if counts && bounded && bounds_differ {
                nearness += BOUNDED;
            }
            let stated = fitting.iter().zip(&fits).map(|(support, fit)| {
                let stated = match support.clause.shares_sentence(clause) {
                    true => &fit.nearness,
                    false => &fit.coverage,
                };
                (
                    self.with_citation(support.index, stated.score),
                    stated,
                    support,
                )
            });
            let (stated_nearness, stated, support) =
                stated.max_by(|(one, ..), (other, ..)| one.total_cmp(other))?;
            let (ahead, all) = near.ahead_of(stated);
            // Across languages few words can be compared, and a single one of them may stand beside another figure by
            // chance.
            let is_told = ahead + usize::from(counts && counts_other) >= 2
                || (counts && counts_other && self.clause.counts_specifically())
                || (ahead > 0
                    && ahead == all
                    && self.claim.wording.shares_language(self.original)
                    && (all > 1 || support.clause.shares_sentence(clause)));
            if support.clause.shares_sentence(clause)
                && (self.original.is_part_of(&support.clause, clause)
                    || self.is_total(support.index, index)
                    || clause.comes_before(&support.clause) && self.is_told_beside(support, clause))
            {
                return None;
            }
            // "Narrowed from 19" tells of a value that another one is compared with, as "the season before" does.
            if self.clause.after_from && (support.clause.compared || support.clause.after_from) {
                return None;
            }
            // "The season before" tells of the value that another one is compared with.
            if self.clause.is_earlier && support.clause.compared && !clause.compared {
                return None;
            }
            let differs = clause.is_joined_to(&support.clause)
                || (clause.after_to != self.clause.after_to
                    && support.clause.after_to == self.clause.after_to);
            if !is_told || differs {
                return None;
            }
            let mut rival = Rival {
                stated: support.index,
                rival: index,
                stated_nearness,
                rival_nearness: nearness,
                taken: self.taken_by(index).is_some(),
                beside: support.clause.shares_sentence(clause),
                counted: counts && counts_other && self.clause.counts_specifically(),
                translated: !self.claim.wording.shares_language(self.original),
                accompanied: false,
                named: name
                    .as_ref()
                    .is_some_and(|name| self.has_name_alone(name, clause, fitting)),
            };
            if self.is_in_place(&rival, clause, &support.clause) {
                return None;
            }
            // Counting takes long, and decides only where a rival is clear, or would be with company.
            if rival.is_clear() {
                let is_likelier = self.company(rival.stated) <= self.company(index);
                return is_likelier.then_some(rival);
            }
            rival.accompanied = !rival.taken && !rival.translated;
            rival.accompanied &=
                rival.is_clear() && self.company(index) >= self.company(rival.stated) + ACCOMPANIED;
            Some(rival)
        });
        compared.max_by(|one, other| one.ahead().total_cmp(&other.ahead()))
    }

    /// Returns the part before a claim that is a whole: seven of the 12.
    fn part_before(&self) -> Option<Number> {
        let figures = self.claim.beside.figures();
        let own = figures.partition_point(|f| f.range.start < self.claim.figure.range.start);
        let part = &figures[own.checked_sub(1)?];
        let wording = self.claim.wording;
        let clause = wording.clause(part);
        match &part.quantity {
            Quantity::Amount { from, to, .. }
                if from == to && is_count(part) && wording.is_part_of(&clause, &self.clause) =>
            {
                Some(*from)
            }
            _ => None,
        }
    }

    /// Returns true if a claim is a date, and the number next to it is next to the date in the original as well: right
    /// before it ("6.8% in August") or as the next figure of its sentence ("the contract of 4 May is worth 71.9
    /// million").
    fn is_date_of_same(&self, support: &Support) -> bool {
        let is_date = |figure: &Figure| matches!(figure.quantity, Quantity::Date(_));
        let figures = self.claim.beside.figures();
        let own = figures.partition_point(|f| f.range.start < self.claim.figure.range.start);
        let all = self.statements.all();
        let pair = |at: Option<usize>, stated: Option<usize>| {
            let (one, other) = (figures.get(at?)?, &all.get(stated?)?.figure);
            let is_same = is_date(self.claim.figure) && !is_date(one) && agree(one, other);
            is_same.then(|| (self.claim.wording.clause(one), self.original.clause(other)))
        };
        let before = pair(own.checked_sub(1), support.index.checked_sub(1));
        let after = pair(own.checked_add(1), support.index.checked_add(1));
        before.is_some_and(|(claimed, stated)| {
            claimed.stands_directly_before(&self.clause)
                && stated.stands_directly_before(&support.clause)
        }) || after.is_some_and(|(claimed, stated)| {
            claimed.shares_sentence(&self.clause) && stated.shares_sentence(&support.clause)
        })
    }

    /// Returns how much of the claim's sentence stands near a statement: its other figures count, those next to the
    /// claim most, if they are in the sentence of the statement or near it in its paragraph. The place that has more of
    /// them is more likely the source of the sentence.
    fn company(&self, index: usize) -> usize {
        let wording = self.claim.wording;
        let figures = self.claim.beside.figures();
        let own = figures.partition_point(|f| f.range.start < self.claim.figure.range.start);
        let all = self.statements.all();
        let place = self.statement(index).place;
        let clause = self.original.clause(&self.statement(index).figure);
        let near = &all[index.saturating_sub(MANY)..(index + MANY + 1).min(all.len())];
        let weight = |(at, other): (usize, &Figure)| {
            if at == own || !wording.clause(other).shares_sentence(&self.clause) {
                return 0;
            }
            let here = near.iter().filter(|statement| statement.place == place);
            let mut alike = here.filter(|statement| agree(other, &statement.figure));
            let beside = |statement: &Statement| match self
                .original
                .clause(&statement.figure)
                .shares_sentence(&clause)
            {
                true => 2,
                false => 1,
            };
            let is_next = at.abs_diff(own) == 1;
            alike.by_ref().map(beside).max().unwrap_or_default() * if is_next { 3 } else { 1 }
        };
        let from = own.saturating_sub(MANY);
        let others = figures.iter().enumerate().skip(from).take(2 * MANY + 1);
        others.map(weight).sum()
    }

    /// Returns true if the summary gives the rival's number in its right place: the figure that has it is nearer to the
    /// rival's clause than to the clause with the claim's number.
    pub(super) fn is_in_place(
        &self,
        rival: &Rival,
        rival_clause: &Clause,
        stated_clause: &Clause,
    ) -> bool {
        let Some(figure) = self.taken_by(rival.rival) else {
            return false;
        };
        let wording = self.claim.wording;
        let clause = wording.clause(figure);
        let near = |other: &Clause| wording.nearness(&clause, self.original, other).score;
        near(stated_clause) < near(rival_clause) + IN_EXCHANGE
    }

    /// Returns the statements around the given ones (indices), and those in cited paragraphs.
    fn around(&self, places: &[usize]) -> impl Iterator<Item = (usize, &Statement)> {
        let all = self.statements.all().iter().enumerate();
        all.filter(|(index, _)| {
            let is_near = |place: &usize| place.abs_diff(*index) <= AROUND;
            self.is_cited(*index) || places.iter().any(is_near)
        })
    }

    /// Returns the statements of the claim's kind that contradict it, with their clauses, among those around the given ones.
    pub(super) fn rivals(&self, places: &[usize]) -> impl Iterator<Item = (usize, Rc<Clause>)> {
        let of_kind = self.around(places).filter(|(_, statement)| {
            is_of_kind(self.claim.figure, &statement.figure)
                && contradict(self.claim.figure, &statement.figure)
        });
        of_kind.filter_map(|(index, statement)| {
            let clause = self.original.clause(&statement.figure);
            let counts =
                !is_count(self.claim.figure) || self.clause.counted(&clause) == CountedMatch::Same;
            // "Two" in words is a rival only of what is counted clearly.
            let is_clear = has_kind(&statement.figure) || self.clause.counts_specifically();
            let is_like =
                !is_count(self.claim.figure) || is_similar(self.claim.figure, &statement.figure);
            let is_dateline = matches!(statement.figure.quantity, Quantity::Date(_))
                && self.original.is_in_dateline(&statement.figure);
            // 96 countries are no age.
            let may_be_age = !self.clause.age || clause.age || !is_count(&statement.figure);
            (counts && is_clear && is_like && may_be_age && !is_dateline).then_some((index, clause))
        })
    }

    /// Returns true if the claim has a word that belongs to the statement with its number and not to an earlier figure
    /// of the sentence, or has a direction that only this statement has. The words of the earlier figure may apply to
    /// both: "bad loans fell to 13.9%, and are higher in tourism (37%)".
    fn is_told_beside(&self, support: &Support, rival: &Clause) -> bool {
        let wording = self.claim.wording;
        let goes = |clause: &Clause| clause.direction.filter(|_| self.clause.direction.is_some());
        if goes(&support.clause).is_some()
            && goes(&support.clause) == self.clause.direction
            && goes(rival) != self.clause.direction
        {
            return true;
        }
        let ours = wording.words_beside(&self.clause, self.claim.beside.figures());
        let theirs = self.original.owners(&support.clause, rival);
        theirs.iter().filter(|owner| owner.is_first).any(|owner| {
            ours.iter()
                .any(|one| wording.is_like(one, self.original, owner))
        })
    }

    /// Returns true if a number is the sum of a part and of another number in the part's sentence. Words for the parts are words
    /// for the total: "34 aircraft, and we expect 41, so 75 for the year".
    pub(super) fn is_total(&self, total: usize, part: usize) -> bool {
        let value = |index: usize| match &self.statement(index).figure.quantity {
            Quantity::Amount { from, to, unit, .. } if from == to => from.times(unit.size),
            _ => None,
        };
        let (Some(total_value), Some(part_value)) = (value(total), value(part)) else {
            return false;
        };
        let clause = self.original.clause(&self.statement(part).figure);
        // Figures of one sentence follow each other.
        let near = part.saturating_sub(MANY)..(part + MANY).min(self.statements.all().len());
        near.filter(|index| *index != total && *index != part)
            .any(|index| {
                let figure = &self.statement(index).figure;
                is_of_kind(figure, &self.statement(total).figure)
                    && value(index).and_then(|other| other.plus(part_value)) == Some(total_value)
                    && self.original.clause(figure).shares_sentence(&clause)
            })
    }

    /// Returns other large numbers without a unit and without anything counted, for an amount of money that the original
    /// gives in this way: "capital expenditure was 27 million".
    fn rivals_without_unit(
        &self,
        fitting: &[&Support],
        places: &[usize],
    ) -> Vec<(usize, Rc<Clause>)> {
        let is_money = matches!(&self.claim.figure.quantity, Quantity::Amount { unit, .. }
            if matches!(unit.dimension, Dimension::Money(_)));
        let is_bare = |figure: &Figure, clause: &Clause| {
            is_count(figure)
                && !clause.names_counted()
                && matches!(&figure.quantity, Quantity::Amount { to, .. } if *to >= Number::whole(LARGE))
        };
        let is_stated_bare = |support: &&Support| {
            let figure = &self.statement(support.index).figure;
            is_bare(figure, &support.clause)
        };
        if !is_money || fitting.is_empty() || !fitting.iter().all(is_stated_bare) {
            return Vec::new();
        }
        let others = self.around(places).filter_map(|(index, statement)| {
            let clause = self.original.clause(&statement.figure);
            let is_other = !is_equal(self.claim.figure, &statement.figure);
            (is_other && is_bare(&statement.figure, &clause)).then_some((index, clause))
        });
        others.collect()
    }

    /// For a claim whose number the original has only as a value of comparison ("up from 30", "compared with the third
    /// quarter of 2019"): returns the figure that is compared with it. `None` if the claim's sentence may be about that
    /// earlier value as well.
    pub(super) fn compared_rival(&self, fitting: &[&Support]) -> Option<Rival> {
        let figure = self.claim.figure;
        let is_date = matches!(&figure.quantity, Quantity::Date(date)
            if date.year.is_some() && (date.part.is_some() || date.month.is_some()));
        let is_amount = has_kind(figure)
            && matches!(figure.quantity, Quantity::Amount { .. })
            && !is_range(figure);
        if !is_date && !is_amount
            || self.clause.compared
            || self.clause.after_from
            || self.clause.is_earlier && !is_date
            || !self.is_only_compared(fitting, is_date)
        {
            return None;
        }
        let wording = self.claim.wording;
        let beside = self.claim.beside.figures().iter().filter(|other| {
            other.range != figure.range && wording.clause(other).shares_sentence(&self.clause)
        });
        // A sentence with another date may be about that time, unless the original has that date for the later number,
        // or it is no earlier than the publication. Of several dates, those in the figure's part of the sentence count.
        let support = fitting.first()?;
        let is_date_of =
            |other: &&Figure| matches!(other.quantity, Quantity::Date(_) | Quantity::Relative(_));
        let is_in_part =
            |other: &&Figure| wording.shares_part(&self.clause, &wording.clause(other));
        let has_own_date = beside
            .clone()
            .filter(is_date_of)
            .any(|other| is_in_part(&other));
        let is_dated = |other: &Figure| {
            is_date_of(&other)
                && (!has_own_date || is_in_part(&other))
                && !self.dates_later(other, support)
                && !self.is_of_present(other, support)
        };
        let is_told = match is_date {
            true => beside.clone().any(|other| is_of_kind(figure, other)),
            false => beside.clone().any(is_dated),
        };
        let is_given = |index: usize| {
            let stated = &self.statement(index).figure;
            beside.clone().any(|other| agree(other, stated))
        };
        if is_told {
            return None;
        }
        if is_range(&self.statement(support.index).figure) {
            return None;
        }
        let all = self.statements.all().iter().enumerate();
        let mut others = all.filter(|(index, other)| {
            let clause = self.original.clause(&other.figure);
            *index != support.index
                && !clause.compared
                && !clause.after_from
                && match is_date {
                    true => is_period_of_another_year(figure, &other.figure),
                    false => {
                        *index < support.index
                            && clause.shares_sentence(&support.clause)
                            && is_of_kind(figure, &other.figure)
                            && contradict(figure, &other.figure)
                            && (!is_count(figure)
                                || self.clause.counted(&clause) == CountedMatch::Same
                                || *index + 1 == support.index && !clause.names_counted())
                            && !is_given(*index)
                    }
                }
        });
        let (rival, _) = others.next()?;
        Some(Rival {
            stated: support.index,
            rival,
            stated_nearness: 0.0,
            rival_nearness: 1.0,
            taken: false,
            beside: true,
            counted: false,
            translated: !wording.shares_language(self.original),
            accompanied: false,
            named: false,
        })
    }

    /// Returns true if the original has the claim's number only as a value of comparison. A date after "from" is one as
    /// well if the original compares with it elsewhere: fell 22% from the third quarter.
    fn is_only_compared(&self, fitting: &[&Support], is_date: bool) -> bool {
        let is_compared =
            |support: &&Support| support.clause.compared || self.is_earlier_end(support);
        let is_base =
            |support: &&Support| is_compared(support) || is_date && support.clause.after_from;
        fitting.iter().any(is_compared) && fitting.iter().all(is_base)
    }

    /// Returns true if a statement is the earlier value of a change and follows the later value: to 18% from 23%.
    fn is_earlier_end(&self, support: &Support) -> bool {
        let near = support.index.saturating_sub(MANY)..support.index;
        let mut near = near.rev().map(|index| &self.statement(index).figure);
        let figure = &self.statement(support.index).figure;
        let later = near.find(|other| is_of_kind(figure, other));
        support.clause.after_from
            && later.is_some_and(|later| {
                let clause = self.original.clause(later);
                clause.after_to
                    && clause.direction.is_some()
                    && clause.shares_sentence(&support.clause)
            })
    }

    /// Returns true if a date lies in the publication's year or later, and the statement is about the year before, so
    /// that the date is not the statement's.
    fn is_of_present(&self, date: &Figure, support: &Support) -> bool {
        let (Quantity::Date(date), Some(published)) =
            (&date.quantity, self.statements.year_of_publication())
        else {
            return false;
        };
        let Some(year) = date.year.filter(|_| !date.hijri && !date.decade) else {
            return false;
        };
        year > published || year == published && self.original.is_of_year_before(&support.clause)
    }

    /// Returns true if the original has a date in the sentence of a statement, and only before it: beside the later number of a
    /// change.
    fn dates_later(&self, date: &Figure, support: &Support) -> bool {
        let near = support.index.saturating_sub(MANY)..support.index + MANY;
        let near = near.filter(|index| *index < self.statements.all().len());
        let says = |index: &usize| {
            let figure = &self.statement(*index).figure;
            (agree(date, figure) || is_same_day(date, figure))
                && self
                    .original
                    .clause(figure)
                    .shares_sentence(&support.clause)
        };
        let places: Vec<usize> = near.filter(says).collect();
        !places.is_empty() && places.iter().all(|index| *index < support.index)
    }

    /// Returns true if the original counts the same thing as the claim or, in another language, possibly the same.
    pub(super) fn has_other_count(&self) -> bool {
        let is_translated = !self.claim.wording.shares_language(self.original);
        self.statements.all().iter().any(|statement| {
            let figure = &statement.figure;
            let clause = || self.original.clause(figure);
            is_count(figure)
                && has_kind(figure)
                && match self.clause.counted(&clause()) {
                    CountedMatch::Same => true,
                    CountedMatch::Unknown => is_translated && clause().names_counted(),
                    CountedMatch::Different => false,
                }
        })
    }

    /// Returns how well a statement with the number fits the claim.
    fn fit(&self, support: &Support) -> Fit {
        let wording = self.claim.wording;
        Fit {
            nearness: self.nearness(&support.clause),
            coverage: wording.coverage(&self.clause, self.original, &support.clause),
        }
    }

    pub(super) fn nearness(&self, clause: &Clause) -> Nearness {
        self.claim
            .wording
            .nearness(&self.clause, self.original, clause)
    }

    /// Returns the nearness of a statement, with the bonus if its paragraph is cited; at most 1.
    pub(super) fn with_citation(&self, index: usize, nearness: f32) -> f32 {
        let bonus = if self.is_cited(index) { CITED } else { 0.0 };
        (nearness + bonus).min(1.0)
    }

    /// Returns true if the claim cites the paragraph of a statement.
    fn is_cited(&self, index: usize) -> bool {
        let place = self.statement(index).place;
        place.is_some_and(|place| self.claim.cited.contains(&place))
    }

    /// Returns a figure of the claim's kind in a cited paragraph that the summary does not give. `None` if a cited paragraph
    /// has the claim's figure, or if another place that has it fits the claim better.
    pub(super) fn cited_rival(&self, stated: &[u32], fitting: &[&Support]) -> Option<usize> {
        let cited = self.claim.cited;
        if cited.is_empty()
            || stated.is_empty()
            || stated.iter().any(|number| cited.contains(number))
            || !has_kind(self.claim.figure)
        {
            return None;
        }
        let wording = self.claim.wording;
        let covered = |support: &&Support| {
            wording
                .coverage(&self.clause, self.original, &support.clause)
                .score
        };
        let covered = fitting.iter().map(covered).fold(0.0, f32::max);
        let rivals = self
            .rivals(&[])
            .filter(|(index, _)| self.taken_by(*index).is_none());
        let near = rivals.map(|(index, clause)| (self.nearness(&clause).score, index));
        let (nearness, rival) = near.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        (nearness >= covered).then_some(rival)
    }

    /// Returns another figure of the summary that gives a statement's number.
    pub(super) fn taken_by(&self, index: usize) -> Option<&'c Figure> {
        let statement = &self.statement(index).figure;
        self.claim
            .beside
            .giving(index, statement, self.claim.figure)
    }

    /// For an ordinal that the original does not have: returns an ordinal of the cited paragraphs with another number, unless
    /// one of these paragraphs has the claim's number in any form.
    pub fn other_ordinal(&self) -> Option<usize> {
        let Quantity::Ordinal(_) = self.claim.figure.quantity else {
            return None;
        };
        let cited = self.claim.cited;
        let all = self.statements.all().iter().enumerate();
        let mut others = all.filter(|(_, statement)| {
            let is_cited = statement.place.is_some_and(|place| cited.contains(&place));
            is_cited
                && matches!(
                    statement.figure.quantity,
                    Quantity::Ordinal(2..=MOST_COUNTED)
                )
        });
        others.next().map(|(index, _)| index)
    }

    /// For "twice", which the original may say in many ways: returns a statement of another multiple that is near the
    /// claim: three times as much, tripled. "Trilateral" does not count, though it has the same value. `stating` are
    /// the statements of the number two, which may count two things: they must be less near.
    pub fn other_multiple(&self, stating: &[usize]) -> Option<usize> {
        let is_multiple = |figure: &Figure| match &figure.quantity {
            Quantity::Amount { from, to, unit, .. } => {
                from == to && unit.dimension == Dimension::Times && *from > Number::whole(2)
            }
            Quantity::Fold(3..) => {
                self.original.multiplies(&self.original.clause(figure))
                    && self.claim.wording.multiplies(&self.clause)
            }
            _ => false,
        };
        let Quantity::Fold(2) = self.claim.figure.quantity else {
            return None;
        };
        if self.is_derived() {
            return None;
        }
        let all = self.statements.all().iter().enumerate();
        let others = all.filter(|(_, other)| is_multiple(&other.figure));
        let near = others.map(|(index, other)| {
            let clause = self.original.clause(&other.figure);
            (self.nearness(&clause).score, index)
        });
        let (nearness, index) = near.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        let clause = |index: &usize| self.original.clause(&self.statement(*index).figure);
        let is_nearer = |index: &usize| {
            is_count(&self.statement(*index).figure)
                && self.nearness(&clause(index)).score + AHEAD_OF_COUNT <= nearness
        };
        (nearness >= NEAR_MULTIPLE && stating.iter().all(is_nearer)).then_some(index)
    }

    /// For a rank by size or merit that the original does not have: returns another rank that is near the claim:
    /// third-largest, in third place. `None` if the summary gives that rank, too.
    pub fn other_rank(&self) -> Option<usize> {
        let Quantity::Ordinal(2..=MOST_COUNTED) = self.claim.figure.quantity else {
            return None;
        };
        if !self.claim.wording.is_rank(&self.clause) {
            return None;
        }
        let all = self.statements.all().iter().enumerate();
        let others = all.filter(|(_, other)| {
            matches!(other.figure.quantity, Quantity::Ordinal(2..=MOST_COUNTED))
        });
        let near = others.filter_map(|(index, other)| {
            let clause = self.original.clause(&other.figure);
            let is_rank = self.original.is_rank(&clause);
            is_rank.then(|| (self.nearness(&clause).score, index))
        });
        let (nearness, index) = near.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        (nearness >= NEAR_RANK && self.taken_by(index).is_none()).then_some(index)
    }

    /// Returns true if the original has another ordinal of the thing that the claim numbers: the first time, for "the tenth
    /// time".
    pub fn has_other_ordinal(&self) -> bool {
        matches!(self.claim.figure.quantity, Quantity::Ordinal(_))
            && self
                .claim
                .wording
                .numbered_thing(&self.clause)
                .is_some_and(|thing| self.original.numbers(thing))
    }

    /// For a date that the original leaves open, as "this year" does: returns a date that contradicts the claim and
    /// whose clause is clearly nearer than every clause that leaves it open.
    pub fn rival_of_open_date(&self) -> Option<usize> {
        let Quantity::Date(_) = self.claim.figure.quantity else {
            return None;
        };
        let is_open = |figure: &Figure| match &figure.quantity {
            Quantity::Relative(_) => true,
            Quantity::Date(date) => date.year.is_none(),
            _ => false,
        };
        let all = self.statements.all().iter().enumerate();
        let open = all.filter(|(_, statement)| is_open(&statement.figure));
        let open: Vec<usize> = open.map(|(index, _)| index).take(MOST_PLACES).collect();
        let near = |clause: &Clause| self.nearness(clause).score;
        let stated = open
            .iter()
            .map(|index| near(&self.original.clause(&self.statement(*index).figure)));
        let stated = stated.fold(0.0, f32::max);
        let rivals = self
            .rivals(&open)
            .filter(|(index, _)| self.taken_by(*index).is_none())
            .map(|(index, clause)| (near(&clause), index));
        let (nearness, rival) = rivals.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        (nearness >= MARGIN_FAR.1 && nearness - stated >= MARGIN_FAR.0).then_some(rival)
    }
}

/// Returns true if an amount is not less than a number.
fn is_at_least(figure: &Figure, least: Number) -> bool {
    matches!(&figure.quantity, Quantity::Amount { to, .. } if *to >= least)
}

/// Returns true if two figures name the same day or time relative to the publication: Thursday.
fn is_same_day(one: &Figure, other: &Figure) -> bool {
    matches!(one.quantity, Quantity::Relative(_)) && one.quantity == other.quantity
}
