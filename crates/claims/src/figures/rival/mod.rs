//! Decides whether the place with a claim's number is about the subject of the claim.
//!
//! Takes a claim and the statements of an original that have its number. First it drops statements that count something
//! else: an age, the number of a shirt, a measure. Then it compares bounds, directions and signs of the others. Finally it
//! searches for a rival: a figure of the same kind with another number whose clause is clearly nearer to the claim's than
//! every clause with the number.

mod calendar;
mod derivation;
mod derived;
mod dual;
mod exchange;
mod joined;
pub mod kind;
mod named;
mod part;
mod period;
mod search;
mod support;

use std::rc::Rc;

use crate::figures::agree::Agreement;
use crate::figures::clause::{BoundFit, Clause, StatedBound, Wording};
use crate::figures::clause::{LIFE, TOTAL};
use crate::figures::compare::{
    Distinction, FigureClaim, FigurePlace, FigureVerdict, Reservation, Statement, Statements,
    found, is_looked_at,
};
use crate::figures::figure::{Figure, Quantity, Rounding};
use crate::figures::number::Number;
use crate::figures::reckoned::CalculationHints;
use crate::figures::units::{Dimension, Unit};
pub use calendar::Century;
use kind::{has_kind, is_count, is_equal};
use support::Support;

/// Maximum nearness of a statement with the number that is certainly about another subject.
const FAR: f32 = 0.22;

/// Minimum lead of a rival over such a statement, and minimum nearness of the rival.
const MARGIN_FAR: (f32, f32) = (0.17, 0.32);

/// Margins as in [`MARGIN_FAR`], across languages, where fewer words can be compared.
const MARGIN_TRANSLATED: (f32, f32) = (0.4, 0.6);

/// Minimum lead of a rival over any other statement, and minimum nearness of the rival.
const MARGIN: (f32, f32) = (0.28, 0.7);

/// Margins as in [`MARGIN`] if the rival counts the same as the claim, and no place with the number does. The rival's
/// nearness then includes a bonus for that.
const MARGIN_COUNTED: (f32, f32) = (0.15, 0.35);

/// Margins as in [`MARGIN`] if the rival and the statement stand in one sentence of the original, as in an exchange of
/// two numbers.
const MARGIN_EXCHANGED: (f32, f32) = (0.2, 0.4);

/// Margins as in [`MARGIN`] if the summary gives the rival's number as well, and the rival and the statement stand in
/// different sentences.
const MARGIN_TAKEN: (f32, f32) = (0.6, 0.7);

/// Margins as in [`MARGIN`] if clearly more of the claim's sentence stands beside the rival, see [`Pairing::company`].
const MARGIN_ACCOMPANIED: (f32, f32) = (0.08, 0.3);

/// Smallest number that takes the unit of the number before it if it has none.
const LARGE: u64 = 1_000_000;

/// Margins as in [`MARGIN`] if the rival's sentence has the claim's name, and no sentence with the number has it.
const MARGIN_NAMED: (f32, f32) = (0.15, 0.45);

/// Minimum nearness of a number that lacks the claim's unit or power of ten.
const NEAR_BARE: f32 = 0.35;

/// A statement with the claim's number, and another statement that is nearer to the subject of the claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rival {
    /// Index of the statement that has the number.
    pub stated: usize,
    /// Index of the rival.
    pub rival: usize,
    /// Nearness of the clause with the number to the claim's, from 0 to 1.
    pub stated_nearness: f32,
    /// Nearness of the rival's clause to the claim's, from 0 to 1.
    pub rival_nearness: f32,
    /// True if the summary gives the rival's number elsewhere.
    pub taken: bool,
    /// True if the rival and the statement stand in one sentence of the original.
    pub beside: bool,
    /// True if the rival counts the same as the claim, and no place with the number does.
    pub counted: bool,
    /// True if the texts are in different languages.
    pub translated: bool,
    /// True if the other figures of the claim's sentence stand beside the rival.
    pub accompanied: bool,
    /// True if the rival's sentence has the claim's name, and no sentence with the number has it.
    pub named: bool,
}

impl Rival {
    fn ahead(&self) -> f32 {
        self.rival_nearness - self.stated_nearness
    }

    /// Returns true if the rival is clearly nearer.
    pub fn is_clear(&self) -> bool {
        let ahead = self.ahead();
        let is_by = |(margin, least): (f32, f32)| ahead >= margin && self.rival_nearness >= least;
        match (self.taken, self.beside) {
            _ if self.counted => is_by(MARGIN_COUNTED),
            _ if self.accompanied && is_by(MARGIN_ACCOMPANIED) => true,
            _ if self.named && is_by(MARGIN_NAMED) => true,
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
    /// Returns the rival of a claim whose number the original has, no matter how near it is; `None` if there is none.
    pub fn rival_of(&self, claim: FigureClaim<'_>, original: &Wording<'_>) -> Option<Rival> {
        let pair = Pairing::new(self, claim, original);
        let supporting = self
            .all()
            .iter()
            .enumerate()
            .filter(|(_, statement)| self.likeness(claim.figure, statement) == Agreement::Same);
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

/// Minimum nearness of a statement in another text that contradicts a claim: in the claim's language, and in another
/// one.
const NEAR_ELSEWHERE: (f32, f32) = (0.6, 0.6);

impl Statements {
    /// Returns the statement (an index) that clearly gives another number for the subject of a claim. The text need not
    /// have the claim's number. `None` if the text may have the number as well, or if the claim's text gives another
    /// number of the text for the subject too. An exact number is compared with exact ones, if the text has any: "would
    /// need about 150 passengers" does not say how many passengers a ferry had.
    pub fn contradicting(&self, claim: FigureClaim<'_>, original: &Wording<'_>) -> Option<usize> {
        if !has_kind(claim.figure) || !self.stating(claim.figure).is_empty() {
            return None;
        }
        let pair = Pairing::new(self, claim, original);
        let places: Vec<usize> = (0..self.all().len()).collect();
        let mut rivals: Vec<(usize, Rc<Clause>)> = pair.rivals(&places).collect();
        let is_alike = |(_, clause): &(usize, Rc<Clause>)| clause.bound == pair.clause.bound;
        if rivals.iter().any(is_alike) {
            rivals.retain(is_alike);
        }
        if rivals
            .iter()
            .any(|(index, _)| pair.taken_by(*index).is_some())
        {
            return None;
        }
        let near = rivals.iter();
        let near = near.map(|(index, clause)| (pair.nearness(clause).score, *index));
        let (nearness, index) = near.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        let least = match claim.wording.shares_language(original) {
            true => NEAR_ELSEWHERE.0,
            false => NEAR_ELSEWHERE.1,
        };
        (nearness >= least).then_some(index)
    }
}

/// A claim and the original that it is compared with.
pub struct Pairing<'p, 'c> {
    statements: &'p Statements,
    /// The claim.
    pub claim: FigureClaim<'c>,
    original: &'p Wording<'p>,
    clause: Rc<Clause>,
}

impl<'p, 'c> Pairing<'p, 'c> {
    /// Reads the claim's clause.
    pub fn new(
        statements: &'p Statements,
        claim: FigureClaim<'c>,
        original: &'p Wording<'p>,
    ) -> Self {
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

    /// Returns the verdict on statements (indices) that have the claim's number; `None` if none of them supports it.
    pub fn weigh(&self, supporting: &[usize]) -> Option<FigureVerdict> {
        let supports: Vec<Support> = supporting
            .iter()
            .filter_map(|index| self.support(*index))
            .collect();
        if supports.is_empty() {
            return None;
        }
        // If a cited paragraph has the number, only cited statements count.
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
        if self.goes_against_itself() || self.contradicts_later() {
            return fitting
                .first()
                .map(|support| FigureVerdict::Reversed(support.index));
        }
        if let Some(support) = self.numbers_another(&fitting) {
            return Some(FigureVerdict::OtherThing(support, Distinction::Counted));
        }
        if self.is_result_of_opponent(&fitting) {
            return Some(FigureVerdict::OtherThing(
                fitting[0].index,
                Distinction::Counted,
            ));
        }
        let rival = self.of_another_name(&fitting);
        let rival = rival.or_else(|| self.exchanged_names(&fitting));
        let rival = rival.or_else(|| self.of_another_holder(&fitting));
        let rival = rival.or_else(|| self.told_as_total(&fitting));
        let rival = rival.or_else(|| self.told_as_whole(&fitting));
        let rival = rival.or_else(|| self.told_without_limit(&fitting));
        if let Some(rival) = rival.or_else(|| self.of_another_period(&fitting)) {
            return Some(FigureVerdict::OfAnother(rival));
        }
        let rival = self.rival(&fitting, &considered);
        if let Some(rival) = rival.filter(Rival::is_clear) {
            let conflicting = considered
                .iter()
                .find(|support| support.index == rival.rival);
            return Some(match conflicting {
                Some(support) => self.conflict(support),
                None => FigureVerdict::OfAnother(rival),
            });
        }
        let rival = self.compared_rival(&fitting);
        let rival = rival
            .or_else(|| self.exchanged(&fitting))
            .or_else(|| self.of_next_subject(&fitting));
        if let Some(rival) = rival {
            return Some(FigureVerdict::OfAnother(rival));
        }
        let is_counted = is_count(self.claim.figure);
        let is_other = |support: &Support| {
            is_equal(self.claim.figure, &self.statement(support.index).figure)
                && (is_counted && self.clause.excludes(&support.clause)
                    || self.clause.has_other_rate(&support.clause))
        };
        if supports.iter().all(is_other) {
            let first = fitting.first();
            return first
                .map(|support| FigureVerdict::OtherThing(support.index, Distinction::Counted));
        }
        let all = supports.iter().filter(|support| support.fits());
        let places: Vec<FigurePlace> = all
            .map(|support| self.statement(support.index).place)
            .collect();
        let FigureVerdict::Found(paragraphs) = found(places) else {
            return None;
        };
        if let Some(doubt) = self.cited_rival(&paragraphs, &fitting) {
            return Some(FigureVerdict::FoundBut(
                paragraphs,
                Reservation::Cited(doubt),
            ));
        }
        let best = fitting.iter().max_by_key(|support| support.bound)?;
        Some(match best.bound {
            BoundFit::Implied => FigureVerdict::Found(paragraphs),
            _ => FigureVerdict::FoundBut(paragraphs, Reservation::Bound(best.index)),
        })
    }

    /// For an ordinal of something to which the original gives only other ordinals: returns a place with its number.
    fn numbers_another(&self, fitting: &[&Support]) -> Option<usize> {
        let Quantity::Ordinal(2..) = self.claim.figure.quantity else {
            return None;
        };
        // "In the seventh minute and on 19": a number in digits may be the place in a series, unlike "number four".
        let is_ordinal = |support: &Support| {
            let figure = &self.statement(support.index).figure;
            matches!(figure.quantity, Quantity::Ordinal(_))
                || !figure.in_words && !support.clause.is_numbered()
        };
        let places = fitting.iter();
        let places = places.map(|support| (&*support.clause, is_ordinal(support)));
        let places: Vec<(&Clause, bool)> = places.collect();
        let wording = self.claim.wording;
        let is_of_another = wording.numbers_another(&self.clause, self.original, &places)
            || wording.numbers_other_name(&self.clause, self.original, &places);
        is_of_another.then(|| fitting[0].index)
    }

    fn conflict(&self, support: &Support) -> FigureVerdict {
        match (support.distinction, support.reversed) {
            (Some(distinction), _) => FigureVerdict::OtherThing(support.index, distinction),
            (_, true) => FigureVerdict::Reversed(support.index),
            _ => FigureVerdict::OtherBound(support.index),
        }
    }

    /// For a bare number that is compared with another one ("45 cents, compared with 40", "from 18 months to 12"), or a
    /// large one without a counted thing ("$18.6 billion, after 14 billion in nine months"): returns it with the unit
    /// of the number before it.
    pub fn with_unit_before(&self) -> Option<Figure> {
        let figure = self.claim.figure;
        let is_end = self.clause.compared || self.clause.after_from || self.clause.after_to;
        let Quantity::Amount { from, to, unit, .. } = &figure.quantity else {
            return None;
        };
        let is_large = *from >= Number::whole(LARGE);
        if !(is_end || is_large) || *unit != Unit::COUNT || self.clause.names_counted() {
            return None;
        }
        let figures = self.claim.beside.figures();
        let own = figures.partition_point(|other| other.range.start < figure.range.start);
        let other = figures.get(own.checked_sub(1)?)?;
        let wording = self.claim.wording;
        match &other.quantity {
            Quantity::Amount { unit, .. }
                if *unit != Unit::COUNT && wording.clause(other).shares_sentence(&self.clause) =>
            {
                Some(Figure {
                    quantity: Quantity::Amount {
                        from: *from,
                        to: *to,
                        unit: *unit,
                        otherwise: None,
                    },
                    ..figure.clone()
                })
            }
            _ => None,
        }
    }

    /// For a number whose bound does not stand directly next to it ("the share exceeds a half"): returns the number
    /// rounded as the bound says.
    pub fn with_bound_of_clause(&self) -> Option<Figure> {
        let rounding = match self.clause.bound {
            StatedBound::Over | StatedBound::AtLeast => Rounding::Over,
            StatedBound::Under | StatedBound::AtMost | StatedBound::Nearly => Rounding::Under,
            StatedBound::About => Rounding::About,
            _ => return None,
        };
        let figure = self.claim.figure;
        (figure.rounding == Rounding::Exact).then(|| Figure {
            rounding,
            ..figure.clone()
        })
    }

    /// Returns true if a claim is one of a unit, which the original expresses by an article: one hectare, a hectare.
    pub fn is_one_of_its_unit(&self) -> bool {
        let is_one = matches!(&self.claim.figure.quantity, Quantity::Amount { from, to, unit, .. }
            if from == to && *from == Number::whole(1) && *unit != Unit::COUNT);
        is_one
            && self.claim.figure.in_words
            && self.claim.wording.shares_language(self.original)
            && self
                .original
                .has_single(self.claim.wording.keys(&self.clause))
    }

    /// Returns true if readers may get the number by counting: the things of a list, or an ordinal.
    pub fn is_counted_by_reader(&self) -> bool {
        let number = match &self.claim.figure.quantity {
            Quantity::Amount { from, to, unit, .. }
                if from == to
                    && matches!(
                        unit.dimension,
                        Dimension::Count
                            | Dimension::Months
                            | Dimension::Seconds
                            | Dimension::Times
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
        // Won it three times before, of the fourth time.
        let is_before = self.clause.is_earlier && number > 1;
        if self.original.has_ordinal(number, &self.clause, &keys)
            || is_before && self.original.has_ordinal(number + 1, &self.clause, &keys)
        {
            return true;
        }
        let is_count_of_things = number > 2
            && self.clause.names_counted()
            && is_count(self.claim.figure)
            && !self.clause.counts_victims();
        if is_count_of_things && self.statements.has_list_of(number) {
            return true;
        }
        // Beside a list of one item more or less, the number is a miscount.
        let is_miscount = self.statements.has_list_of(number + 1)
            || number > 3 && self.statements.has_list_of(number - 1);
        let is_lists = is_count_of_things && self.claim.figure.in_words && !is_miscount;
        is_lists
            && (!self.has_other_count() && self.original.lists(number)
                || self.is_listed_in_cited(number))
    }

    /// Returns true if a cited paragraph lists `number` things next to one of its figures.
    fn is_listed_in_cited(&self, number: u64) -> bool {
        let all = self.statements.all().iter();
        let mut cited = all.filter(|statement| {
            let place = statement.place;
            place.is_some_and(|place| self.claim.cited.contains(&place))
        });
        cited.any(|statement| {
            let clause = self.original.clause(&statement.figure);
            self.original.lists_near(number, &clause)
        })
    }

    /// Returns true if a claim is a time of day, and the original gives another hour as a number without a unit: at 7.
    pub fn contradicts_bare_hour(&self) -> bool {
        matches!(self.claim.figure.quantity, Quantity::Clock { .. })
            && self.statements.all().iter().any(|statement| {
                let clause = || self.original.clause(&statement.figure);
                matches!(&statement.figure.quantity, Quantity::Amount { to, .. } if *to <= Number::whole(24))
                    && is_count(&statement.figure)
                    && clause().may_be_hour
                    && !clause().names_counted()
            })
    }

    /// Returns true if the original may give the claim's number without its unit or its power of ten, as in "$150 million: 90
    /// in buybacks", beside words of the claim.
    pub fn is_said_barely(&self) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &self.claim.figure.quantity else {
            return false;
        };
        let powers: &[u32] = match unit.dimension {
            Dimension::Percent => &[0],
            Dimension::Money(_) | Dimension::Count => &[3, 6, 9],
            _ => return false,
        };
        let all = self.statements.all().iter();
        let looked_at = all.filter(|statement| is_looked_at(statement.place, self.claim.cited));
        looked_at.into_iter().any(|statement| {
            let Quantity::Amount {
                from: low,
                to: high,
                unit: bare,
                ..
            } = &statement.figure.quantity
            else {
                return false;
            };
            let fits = |power: u32| {
                let scale = Number::whole(10_u64.pow(power));
                let (low, high) = (low.times(scale), high.times(scale));
                let is_end = from == to && (low == Some(*from) || high == Some(*from));
                (is_end || low == Some(*from) && high == Some(*to))
                    && (power == 0 || self.statements.has_scale(statement.place, scale))
            };
            // A number that has a power of ten of its own lacks none.
            let has_own_scale = *high >= Number::whole(1000);
            if has_own_scale
                || bare.dimension != Dimension::Count
                || !powers.iter().any(|power| fits(*power))
            {
                return false;
            }
            let clause = self.original.clause(&statement.figure);
            // Ranges and numbers of three digits are hardly ever equal by chance.
            let is_rare = low != high && from.digits().trim_matches('0').len() >= 3;
            !clause.counts_specifically() && (is_rare || self.nearness(&clause).score >= NEAR_BARE)
        })
    }

    /// Returns the topics of the claim's sentence.
    pub fn hints(&self) -> CalculationHints {
        let speaks_of = |concepts: &[u32]| self.claim.wording.speaks_of(&self.clause, concepts);
        CalculationHints {
            total: speaks_of(&[TOTAL]),
            change: !self.clause.is_level()
                && (self.clause.direction.is_some() || self.clause.is_difference),
            points: self.clause.counts_points()
                || self.claim.wording.is_part_of_point(&self.clause),
            people: self.clause.counts_any_people(),
            life: self.clause.age || speaks_of(&LIFE),
            earlier: self.clause.is_earlier,
        }
    }

    /// Returns true if a statement's number may be one side of a result.
    pub fn may_be_of_result(&self, figure: &Figure) -> bool {
        self.original.clause(figure).may_be_of_result()
    }
}
