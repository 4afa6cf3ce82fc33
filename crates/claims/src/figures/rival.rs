//! Whether the place that has a claim's number is about what the claim is about.
//!
//! Takes a claim and the statements of an original that have its number. First it drops those that count something else: an
//! age, the number of a shirt, a measure. Of the rest it compares bounds, directions and signs. Then it looks for a rival: a figure
//! of the same kind with another number whose clause is clearly nearer to the claim's than every clause that has the number.

use crate::figures::agree::{Likeness, agree, contradict};
use crate::figures::clause::{Bound, BoundFit, Clause, Counted, Direction, Nearness, Wording};
use crate::figures::compare::{
    Claim, Doubt, Place, Statement, Statements, Verdict, found, is_looked_at,
};
use crate::figures::figure::{Figure, Quantity};
use crate::figures::number::Number;
use crate::figures::units::Dimension;

/// A statement that has the number and covers no more of the claim's words than this is about something else.
const FAR: f32 = 0.22;

/// How much nearer than such a statement a rival has to be, and how near.
const MARGIN_FAR: (f32, f32) = (0.17, 0.32);

/// The same across languages, where fewer words can be compared.
const MARGIN_TRANSLATED: (f32, f32) = (0.4, 0.6);

/// How much nearer than any other statement a rival has to be, and how near.
const MARGIN: (f32, f32) = (0.28, 0.7);

/// The same where the rival counts what the claim counts and no place that has the number does; with what that adds.
const MARGIN_COUNTED: (f32, f32) = (0.15, 0.35);

/// The same where both stand in one sentence of the original, as in an exchange.
const MARGIN_EXCHANGED: (f32, f32) = (0.2, 0.4);

/// The same where the summary gives the rival's number, too, and they stand apart.
const MARGIN_TAKEN: (f32, f32) = (0.6, 0.7);

/// How much nearer the figure that gives the rival's number has to be to the claim's statement for an exchange.
const IN_EXCHANGE: f32 = 0.05;

/// What a citation of its paragraph adds to the nearness of a statement.
const CITED: f32 = 0.1;

/// What it adds to a rival's nearness if it counts what the claim counts and the others do not.
const COUNTED: f32 = 0.3;

/// What it adds if it has the claim's bound and the others do not.
const BOUNDED: f32 = 0.2;

/// A statement with the claim's number and one that is nearer to what the claim is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rival {
    /// Index of the statement that has the number.
    pub stated: usize,
    /// Index of the rival.
    pub rival: usize,
    /// How near the clause that has the number is to the claim's.
    pub stated_nearness: f32,
    /// How near the rival's clause is.
    pub rival_nearness: f32,
    /// Whether the summary gives the rival's number elsewhere.
    pub taken: bool,
    /// Whether both stand in one sentence of the original.
    pub beside: bool,
    /// Whether it counts what the claim counts, and no place that has the number does.
    pub counted: bool,
    /// Whether the texts are of two languages.
    pub translated: bool,
}

impl Rival {
    fn ahead(&self) -> f32 {
        self.rival_nearness - self.stated_nearness
    }

    /// Whether the rival is clearly nearer.
    pub fn is_clear(&self) -> bool {
        let ahead = self.ahead();
        let is_by = |(margin, least): (f32, f32)| ahead >= margin && self.rival_nearness >= least;
        match (self.taken, self.beside) {
            _ if self.counted => is_by(MARGIN_COUNTED),
            (_, true) => is_by(MARGIN_EXCHANGED),
            (true, false) => is_by(MARGIN_TAKEN),
            (false, false) => {
                is_by(MARGIN)
                    || (self.stated_nearness <= FAR
                        && is_by(if self.translated {
                            MARGIN_TRANSLATED
                        } else {
                            MARGIN_FAR
                        }))
            }
        }
    }
}

impl Statements {
    /// The rival of a claim whose number the original has, if there is one, however near.
    pub fn rival_of(&self, claim: Claim<'_>, original: &Wording<'_>) -> Option<Rival> {
        let pair = Pairing::new(self, claim, original);
        let supporting = self
            .all()
            .iter()
            .enumerate()
            .filter(|(_, statement)| self.likeness(claim.figure, statement) == Likeness::Same);
        let supports: Vec<Support> = supporting
            .filter_map(|(index, _)| pair.support(index))
            .collect();
        let all: Vec<&Support> = supports.iter().collect();
        let fitting: Vec<&Support> = all
            .iter()
            .copied()
            .filter(|support| support.fits())
            .collect();
        pair.rival(&fitting, &all)
    }
}

/// A claim and the original that it is held against.
pub struct Pairing<'p, 'c> {
    statements: &'p Statements,
    /// The claim.
    pub claim: Claim<'c>,
    original: &'p Wording<'p>,
    clause: Clause,
}

/// A statement that has the claim's number.
struct Support {
    index: usize,
    clause: Clause,
    bound: BoundFit,
    reversed: bool,
}

impl Support {
    fn fits(&self) -> bool {
        !self.reversed && self.bound != BoundFit::Conflict
    }
}

impl<'p, 'c> Pairing<'p, 'c> {
    /// Reads the claim's clause.
    pub fn new(statements: &'p Statements, claim: Claim<'c>, original: &'p Wording<'p>) -> Self {
        let clause = claim.wording.clause(claim.figure);
        Pairing {
            statements,
            claim,
            original,
            clause,
        }
    }

    fn statement(&self, index: usize) -> &'p Statement {
        &self.statements.all()[index]
    }

    /// The verdict on statements (indices) that have the claim's number; `None` if none of them supports it.
    pub fn weigh(&self, supporting: &[usize]) -> Option<Verdict> {
        let supports: Vec<Support> = supporting
            .iter()
            .filter_map(|index| self.support(*index))
            .collect();
        if supports.is_empty() {
            return None;
        }
        // What the sentence cites decides where it has the number.
        let is_cited = |support: &&Support| {
            is_looked_at(self.statement(support.index).place, self.claim.cited)
        };
        let cited: Vec<&Support> = supports.iter().filter(is_cited).collect();
        let considered: Vec<&Support> = if cited.is_empty() {
            supports.iter().collect()
        } else {
            cited
        };
        let fitting: Vec<&Support> = considered
            .iter()
            .copied()
            .filter(|support| support.fits())
            .collect();
        if fitting.is_empty() {
            return considered.first().map(|support| self.conflict(support));
        }
        if self.goes_against_itself() {
            return fitting
                .first()
                .map(|support| Verdict::Reversed(support.index));
        }
        let rival = self.rival(&fitting, &considered);
        if let Some(rival) = rival.filter(Rival::is_clear) {
            let conflicting = considered
                .iter()
                .find(|support| support.index == rival.rival);
            return Some(match conflicting {
                Some(support) => self.conflict(support),
                None => Verdict::OfAnother(rival),
            });
        }
        let all = supports.iter().filter(|support| support.fits());
        let places: Vec<Place> = all
            .map(|support| self.statement(support.index).place)
            .collect();
        let Verdict::Found(paragraphs) = found(places) else {
            return None;
        };
        if let Some(doubt) = self.cited_rival(&paragraphs, &fitting) {
            return Some(Verdict::FoundBut(paragraphs, Doubt::Cited(doubt)));
        }
        let best = fitting.iter().max_by_key(|support| support.bound)?;
        Some(match best.bound {
            BoundFit::Implied => Verdict::Found(paragraphs),
            _ => Verdict::FoundBut(paragraphs, Doubt::Bound(best.index)),
        })
    }

    /// Whether the claim is the first of two numbers of a change that goes the other way: "rose from 27% to 22%".
    fn goes_against_itself(&self) -> bool {
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

    /// How a statement that has the number supports the claim; `None` if its number is of another kind.
    fn support(&self, index: usize) -> Option<Support> {
        let figure = &self.statement(index).figure;
        let clause = self.original.clause(figure);
        if self.is_stray(figure, &clause) {
            return None;
        }
        let mut bound = self
            .clause
            .bound
            .fit(clause.bound, is_equal(self.claim.figure, figure));
        // A range says both ends.
        if is_range(self.claim.figure) || is_range(figure) {
            bound = BoundFit::Implied;
        }
        // "Up to 35%" and "a maximum of 40 degrees" are often said for the number without any intent, and a
        // translation may say it in words that no table has.
        if self.clause.bound == Bound::Plain
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

    fn conflict(&self, support: &Support) -> Verdict {
        match support.reversed {
            true => Verdict::Reversed(support.index),
            false => Verdict::OtherBound(support.index),
        }
    }

    /// Whether a statement has the number of something that the claim cannot mean: an age, a shirt, a measure of something.
    fn is_stray(&self, figure: &Figure, clause: &Clause) -> bool {
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

    /// The figure with another number that is nearest to the claim, beside the nearest of those that support it. Statements
    /// that have the number with another bound or direction are rivals, too.
    fn rival(&self, fitting: &[&Support], considered: &[&Support]) -> Option<Rival> {
        if !has_kind(self.claim.figure) {
            return None;
        }
        let rivals: Vec<(usize, Clause)> = self.rivals().collect();
        let conflicting = considered.iter().filter(|support| !support.fits());
        if rivals.is_empty() && conflicting.clone().count() == 0 {
            return None;
        }
        let counts_other = fitting
            .iter()
            .all(|support| self.clause.counted(&support.clause) == Counted::Different);
        let bounds_differ = fitting
            .iter()
            .all(|support| support.bound == BoundFit::Differs);
        let conflicting = conflicting.map(|support| (support.index, &support.clause));
        let others = rivals
            .iter()
            .map(|(index, clause)| (*index, clause))
            .chain(conflicting);
        let compared = others.filter_map(|(index, clause)| {
            let counts = self.clause.counted(clause) == Counted::Same;
            let bounded = self.clause.bound != Bound::Plain && self.clause.bound == clause.bound;
            let near = self.nearness(clause);
            let mut nearness = self.with_citation(index, near.score);
            if counts && counts_other {
                nearness += COUNTED;
            }
            if counts && bounded && bounds_differ {
                nearness += BOUNDED;
            }
            let stated = fitting.iter().map(|support| {
                let stated = self.fit_beside(support, clause);
                (
                    self.with_citation(support.index, stated.score),
                    stated,
                    support,
                )
            });
            let (stated_nearness, stated, support) =
                stated.max_by(|(one, ..), (other, ..)| one.total_cmp(other))?;
            let (ahead, all) = near.ahead_of(&stated);
            // Across languages few words can be compared, and one of them is soon beside another figure.
            let is_told = ahead + usize::from(counts && counts_other) >= 2
                || (counts && counts_other && self.clause.counts_specifically())
                || (ahead > 0 && ahead == all && self.claim.wording.shares_language(self.original));
            let rival = Rival {
                stated: support.index,
                rival: index,
                stated_nearness,
                rival_nearness: nearness,
                taken: self.taken_by(index).is_some(),
                beside: support.clause.shares_sentence(clause),
                counted: counts && counts_other && self.clause.counts_specifically(),
                translated: !self.claim.wording.shares_language(self.original),
            };
            let differs = clause.is_joined_to(&support.clause)
                || (clause.after_to != self.clause.after_to
                    && support.clause.after_to == self.clause.after_to);
            (is_told && !differs && !self.is_in_place(&rival, clause, &support.clause))
                .then_some(rival)
        });
        compared.max_by(|one, other| one.ahead().total_cmp(&other.ahead()))
    }

    /// Whether the summary gives the rival's number in its place: where the figure that has it is nearer to the rival's clause
    /// than to the one that has the claim's number.
    fn is_in_place(&self, rival: &Rival, rival_clause: &Clause, stated_clause: &Clause) -> bool {
        let Some(figure) = self.taken_by(rival.rival) else {
            return false;
        };
        let wording = self.claim.wording;
        let clause = wording.clause(figure);
        let near = |other: &Clause| wording.nearness(&clause, self.original, other).score;
        near(stated_clause) < near(rival_clause) + IN_EXCHANGE
    }

    /// The statements of the claim's kind that contradict it, with their clauses.
    fn rivals(&self) -> impl Iterator<Item = (usize, Clause)> + '_ {
        let all = self.statements.all().iter().enumerate();
        let of_kind = all.filter(|(_, statement)| {
            is_of_kind(self.claim.figure, &statement.figure)
                && contradict(self.claim.figure, &statement.figure)
        });
        of_kind.filter_map(|(index, statement)| {
            let clause = self.original.clause(&statement.figure);
            let counts =
                !is_count(self.claim.figure) || self.clause.counted(&clause) == Counted::Same;
            counts.then_some((index, clause))
        })
    }

    /// How well the sentence of a statement that has the number fits the claim, held against a rival's clause. Within one sentence
    /// the place of the words decides; elsewhere it is enough that they are there.
    fn fit_beside(&self, support: &Support, rival: &Clause) -> Nearness {
        match support.clause.shares_sentence(rival) {
            true => self.nearness(&support.clause),
            false => self
                .claim
                .wording
                .coverage(&self.clause, self.original, &support.clause),
        }
    }

    fn nearness(&self, clause: &Clause) -> Nearness {
        self.claim
            .wording
            .nearness(&self.clause, self.original, clause)
    }

    /// The nearness of a statement, and what it is worth that its paragraph is cited.
    fn with_citation(&self, index: usize, nearness: f32) -> f32 {
        let cited = self
            .statement(index)
            .place
            .is_some_and(|place| self.claim.cited.contains(&place));
        (nearness + if cited { CITED } else { 0.0 }).min(1.0)
    }

    /// A figure of the claim's kind in a cited paragraph that the summary does not give, where no cited paragraph has the
    /// claim's, and no place that has it fits the claim better.
    fn cited_rival(&self, stated: &[u32], fitting: &[&Support]) -> Option<usize> {
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
        let in_cited = |index: &usize| {
            self.statement(*index)
                .place
                .is_some_and(|place| cited.contains(&place))
        };
        let rivals = self
            .rivals()
            .filter(|(index, _)| in_cited(index) && self.taken_by(*index).is_none());
        let near = rivals.map(|(index, clause)| (self.nearness(&clause).score, index));
        let (nearness, rival) = near.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        (nearness >= covered).then_some(rival)
    }

    /// Another figure of the summary that gives a statement's number.
    fn taken_by(&self, index: usize) -> Option<&'c Figure> {
        let figure = &self.statement(index).figure;
        let mut others = self
            .claim
            .beside
            .iter()
            .filter(|other| other.range != self.claim.figure.range);
        others.find(|other| agree(other, figure))
    }

    /// For a date that the original leaves open, such as by "this year": a date that contradicts the claim and whose clause is
    /// clearly nearer than every clause that leaves it open.
    pub fn rival_of_open_date(&self) -> Option<usize> {
        let Quantity::Date(_) = self.claim.figure.quantity else {
            return None;
        };
        let open =
            self.statements
                .all()
                .iter()
                .enumerate()
                .filter(|(_, statement)| match &statement.figure.quantity {
                    Quantity::Relative(_) => true,
                    Quantity::Date(date) => date.year.is_none(),
                    _ => false,
                });
        let stated = open
            .map(|(_, statement)| {
                self.nearness(&self.original.clause(&statement.figure))
                    .score
            })
            .fold(0.0, f32::max);
        let rivals = self
            .rivals()
            .map(|(index, clause)| (self.nearness(&clause).score, index));
        let (nearness, rival) = rivals.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        (nearness >= MARGIN_FAR.1 && nearness - stated >= MARGIN_FAR.0).then_some(rival)
    }

    /// Whether a number may be what a reader gets by counting: the things of a list, or a place in a row; or what anybody adds to
    /// a name.
    pub fn is_counted_by_reader(&self) -> bool {
        if let Quantity::Code { letters, .. } = &self.claim.figure.quantity {
            // COVID-19 for COVID, where the original has no number with the name.
            return letters.len() > 3 && self.original.has_word(letters) && !self.statements.any(|quantity| matches!(quantity, Quantity::Code { letters: others, .. } if letters == others));
        }
        let number = match &self.claim.figure.quantity {
            Quantity::Amount { from, to, unit, .. }
                if from == to
                    && matches!(
                        unit.dimension,
                        Dimension::Count | Dimension::Months | Dimension::Seconds
                    ) =>
            {
                *from
            }
            Quantity::Ordinal(place) => Number::whole((*place).into()),
            _ => return false,
        };
        let Some(number) = number.as_whole().filter(|number| *number <= 20) else {
            return false;
        };
        let keys = match &self.claim.figure.quantity {
            Quantity::Amount { unit, .. } if unit.dimension != Dimension::Count => {
                self.claim.wording.keys(&self.clause)
            }
            _ => &[],
        };
        let keys: Vec<u32> = keys
            .iter()
            .map(|word| word.key)
            .filter(|key| *key != 0)
            .collect();
        if self.original.has_ordinal(number, &self.clause, &keys) {
            return true;
        }
        let is_lists = number > 2
            && self.claim.figure.in_words
            && self.clause.names_counted()
            && is_count(self.claim.figure)
            && !self.clause.counts_victims();
        is_lists && self.rivals().next().is_none() && self.original.lists(number)
    }

    /// Whether a statement's number may be a side of a result.
    pub fn may_be_of_result(&self, figure: &Figure) -> bool {
        self.original.clause(figure).may_be_of_result()
    }
}

fn is_range(figure: &Figure) -> bool {
    matches!(&figure.quantity, Quantity::Amount { from, to, .. } if from != to)
}

fn is_count_or_money(figure: &Figure) -> bool {
    matches!(&figure.quantity, Quantity::Amount { unit, .. } if matches!(unit.dimension, Dimension::Count | Dimension::Money(_)))
}

fn is_count(figure: &Figure) -> bool {
    matches!(&figure.quantity, Quantity::Amount { unit, .. } if unit.dimension == Dimension::Count)
}

/// Whether rivals can be told for a figure at all.
fn has_kind(figure: &Figure) -> bool {
    match &figure.quantity {
        Quantity::Amount { from, to, .. } => {
            !(figure.in_words && from == to && *to <= Number::whole(2))
        }
        Quantity::Date(_) | Quantity::Clock { .. } | Quantity::Ordinal(_) => true,
        _ => false,
    }
}

/// Whether two figures are of one kind, so that one may stand in the other's place.
fn is_of_kind(one: &Figure, other: &Figure) -> bool {
    match (&one.quantity, &other.quantity) {
        (Quantity::Amount { unit, .. }, Quantity::Amount { unit: second, .. }) => {
            unit.dimension == second.dimension && has_kind(other)
        }
        (Quantity::Date(one), Quantity::Date(other)) => {
            one.hijri == other.hijri
                && one.decade == other.decade
                && one
                    .parts()
                    .iter()
                    .zip(other.parts())
                    .all(|(one, other)| one.is_some() == other.is_some())
        }
        (Quantity::Clock { .. }, Quantity::Clock { .. })
        | (Quantity::Ordinal(_), Quantity::Ordinal(_)) => true,
        _ => false,
    }
}

/// Whether two amounts have one number in common, in any of their readings.
fn is_equal(one: &Figure, other: &Figure) -> bool {
    let numbers = |figure: &Figure| match &figure.quantity {
        Quantity::Amount {
            from,
            to,
            otherwise,
            ..
        } => Some([Some(*from), Some(*to), otherwise.as_deref().copied()]),
        _ => None,
    };
    let (Some(ours), Some(theirs)) = (numbers(one), numbers(other)) else {
        return true;
    };
    ours.iter()
        .flatten()
        .any(|number| theirs.contains(&Some(*number)))
}
