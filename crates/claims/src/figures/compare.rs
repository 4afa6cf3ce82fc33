//! Compares a figure of one text with all figures of another.
//!
//! A claim is found if a statement has the same value, and absent if none has. Doubtful cases, which people must
//! decide, get the verdict [`FigureVerdict::CannotTell`]. Dates that depend on context are in `days`.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::figures::agree::{Agreement, agree, likeness, likeness_to_cell};
use crate::figures::clause::Wording;
use crate::figures::figure::{DatePart, Figure, Quantity, RelativePeriod};
use crate::figures::number::Number;
use crate::figures::rival::kind::is_equal;
use crate::figures::rival::{Century, Pairing, Rival};
use crate::figures::units::{Dimension, Unit, known};
use mujaz_locale::Date;

/// The place of a figure in an original: the number of a paragraph, or `None` for the title and the headings.
pub type FigurePlace = Option<u32>;

/// A figure of an original.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Paragraph, or `None` for a title or heading.
    pub place: FigurePlace,
    /// True if the statement is in a table, whose headings may state its unit.
    pub in_table: bool,
    /// The figure.
    pub figure: Figure,
}

/// All figures of an original, for [`Statements::verdict`].
#[derive(Debug, Clone, Default)]
pub struct Statements {
    pub(super) all: Vec<Statement>,
    pub(super) published: Option<Date>,
    /// True if figures in words are read in the language as well.
    pub(super) has_words: bool,
    headings: TableHeadings,
    /// Numbers of items of the lists.
    lists: Vec<u64>,
    /// Largest number of things or of money in each place. Collected once for all claims.
    largest: BTreeMap<FigurePlace, Number>,
}

/// The units and powers of ten in the tables of an original, each once. A heading such as "million tonnes" gives the
/// unit of the cells below it. Collected once for all claims.
#[derive(Debug, Clone, Default)]
struct TableHeadings {
    /// Powers of ten that may apply to the cells; 0 means none.
    powers: Vec<u32>,
    dimensions: Vec<Dimension>,
}

impl TableHeadings {
    fn of(statements: &[Statement]) -> TableHeadings {
        let (mut powers, mut dimensions) = (vec![0], Vec::new());
        for heading in statements.iter().filter(|statement| statement.in_table) {
            let (number, dimension) = match &heading.figure.quantity {
                Quantity::Amount { from, unit, .. } => (from.as_whole(), Some(unit.dimension)),
                Quantity::Some { order } => (Some(*order), None),
                Quantity::Named(unit) => (None, Some(unit.dimension)),
                _ => (None, None),
            };
            let power = [3, 6, 9]
                .into_iter()
                .find(|power| number == Some(10_u64.pow(*power)));
            let power = power.filter(|power| !powers.contains(power));
            let dimension = dimension.filter(|dimension| !dimensions.contains(dimension));
            powers.extend(power);
            dimensions.extend(dimension);
        }
        TableHeadings { powers, dimensions }
    }
}

/// The figures of a summary, and a cache of which of them give the original's numbers.
#[derive(Debug)]
pub struct SummaryFigures<'f> {
    figures: &'f [Figure],
    /// Indices of the first two figures that give a statement's number, by the statement's index.
    giving: RefCell<BTreeMap<usize, [Option<usize>; 2]>>,
}

impl<'f> SummaryFigures<'f> {
    /// Begins with the figures of a summary.
    pub fn new(figures: &'f [Figure]) -> Self {
        SummaryFigures {
            figures,
            giving: RefCell::default(),
        }
    }

    /// Returns the figures.
    pub fn figures(&self) -> &'f [Figure] {
        self.figures
    }

    /// Returns the first figure that gives the number of a statement (index and figure), other than a claim.
    pub fn giving(&self, index: usize, statement: &Figure, claim: &Figure) -> Option<&'f Figure> {
        let first_two = || {
            let all = self.figures.iter().enumerate();
            let mut agreeing = all.filter(|(_, figure)| agree(figure, statement));
            [(); 2].map(|()| agreeing.next().map(|(index, _)| index))
        };
        let indices = *self
            .giving
            .borrow_mut()
            .entry(index)
            .or_insert_with(first_two);
        let mut figures = indices
            .into_iter()
            .flatten()
            .map(|index| &self.figures[index]);
        figures.find(|figure| figure.range != claim.range)
    }
}

/// A figure to be checked against an original.
#[derive(Debug, Clone, Copy)]
pub struct FigureClaim<'c> {
    /// The figure.
    pub figure: &'c Figure,
    /// The paragraphs that the claim's sentence cites; they decide cases that the whole original leaves open.
    pub cited: &'c [u32],
    /// The figures of the same text.
    pub beside: &'c SummaryFigures<'c>,
    /// The words of the same text.
    pub wording: &'c Wording<'c>,
}

/// The result of checking a figure against an original.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureVerdict {
    /// The original states the claim in these paragraphs (ascending, without duplicates; empty if only the title or a
    /// heading states it).
    Found(Vec<u32>),
    /// The original states the claim in these paragraphs, but with a reservation.
    FoundBut(Vec<u32>, Reservation),
    /// The original does not state it. Holds the index of the most similar figure in [`Statements::all`], if there is one.
    Absent(Option<usize>),
    /// The original has the number with a bound that contradicts the claim's; its index.
    OtherBound(usize),
    /// The original has the number with the opposite direction or sign; its index.
    Reversed(usize),
    /// The original has the number for another subject, and another number for the subject of the claim.
    OfAnother(Rival),
    /// The original has the number only for a subject that excludes the claim's; its index.
    OtherThing(usize, Distinction),
    /// The texts do not allow a decision.
    CannotTell(Doubt),
}

/// The difference in subject between a claim and a number of the original that equals it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Distinction {
    /// The texts count different things, or per different times: soldiers for workers.
    Counted,
    /// The number is compared with another earlier time: a year ago, a quarter ago.
    Base,
    /// The number is the size of a change in one text and the level reached in the other one: by 5%, to 5%.
    Manner,
    /// The event has happened in one text and is expected or planned in the other one.
    Prospect,
}

/// The reason why it cannot be decided whether an original states a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// The original has a similar figure in the cited paragraphs, which may be the same.
    Similar,
    /// The original may state the date without its year, or relative to its publication: "last year".
    Reckoned,
    /// One of two numbers is missing; texts often give it in words.
    OneMissing,
    /// Numbers in words are not read in the original's language.
    UnreadLanguage,
    /// Texts often express this kind in words that are not figures: a dual, "both", "doubled".
    InWords,
    /// The texts have too many figures to compare this one as well in reasonable time.
    TooMany,
}

/// A reservation about a figure that the original states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reservation {
    /// The original does not state the claim's bound: "at least 30" for "30". Holds the index of its statement.
    Bound(usize),
    /// A cited paragraph has another figure of the same kind, and not this one. Holds the index of that figure.
    Cited(usize),
}

impl Statements {
    /// Takes the figures of an original in the order of its text, its publication date, to which its dates may be relative,
    /// and its language.
    pub fn new(all: Vec<Statement>, published: Option<Date>, language: &str) -> Statements {
        Statements {
            headings: TableHeadings::of(&all),
            largest: largest(&all),
            all,
            published,
            has_words: super::is_known(language),
            lists: Vec::new(),
        }
    }

    /// Adds the numbers of items of the original's lists, which readers may count.
    pub fn with_lists(self, lists: Vec<u64>) -> Statements {
        Statements { lists, ..self }
    }

    /// Returns true if the original has a list of `number` items.
    pub(super) fn has_list_of(&self, number: u64) -> bool {
        self.lists.contains(&number)
    }

    /// Returns true if a place has a number of things or of money that is at least this.
    pub(super) fn has_scale(&self, place: FigurePlace, least: Number) -> bool {
        self.largest.get(&place).is_some_and(|most| *most >= least)
    }

    /// Returns the figures that were given to [`Statements::new`].
    pub fn all(&self) -> &[Statement] {
        &self.all
    }

    /// Decides whether the original states a figure; `original` holds the words of the original.
    pub fn verdict(&self, claim: FigureClaim<'_>, original: &Wording<'_>) -> FigureVerdict {
        let FigureClaim {
            figure,
            cited,
            beside,
            ..
        } = claim;
        let (same, loose, open) = self.hold(figure, cited);
        let pair = Pairing::new(self, claim, original);
        let is_stated = |index: &usize| is_equal(figure, &self.all[*index].figure);
        if !same.iter().any(is_stated) && pair.is_time_since() {
            return FigureVerdict::CannotTell(Doubt::Reckoned);
        }
        if let Some(verdict) = pair.weigh(&same) {
            return verdict;
        }
        if same.is_empty()
            && !loose.is_empty()
            && let Some(other) = pair.other_multiple(&loose)
        {
            return FigureVerdict::Absent(Some(other));
        }
        if !loose.is_empty()
            && !self.has_other_unit(figure)
            && let Some(verdict) = pair.weigh(&loose)
        {
            return verdict;
        }
        if let Some(verdict) = self.both_ends(&pair, cited) {
            return verdict;
        }
        if let Some(verdict) = self.dated_by_publication(figure, cited, beside.figures()) {
            return verdict;
        }
        if open {
            return FigureVerdict::CannotTell(Doubt::Similar);
        }
        if self.dated_by_context(figure, cited) {
            return FigureVerdict::CannotTell(Doubt::Reckoned);
        }
        if !self.has_words {
            let is_reckoned =
                || pair.is_derived() || self.is_reckoned(figure, cited, pair.hints(), original);
            return match self.lacks_digits(figure) {
                true if is_reckoned() => FigureVerdict::CannotTell(Doubt::Reckoned),
                true => FigureVerdict::Absent(self.nearest(figure, cited)),
                false => FigureVerdict::CannotTell(Doubt::UnreadLanguage),
            };
        }
        if pair.is_reckoned_time() {
            return FigureVerdict::CannotTell(Doubt::Reckoned);
        }
        if pair.may_be_dual() {
            return FigureVerdict::CannotTell(Doubt::InWords);
        }
        if pair.century() != Century::Other
            && self.is_open(figure, cited)
            && !pair.contradicts_bare_hour()
        {
            let rival = pair.rival_of_open_date().or_else(|| pair.other_ordinal());
            let rival = rival.or_else(|| pair.other_multiple(&[]));
            let rival = rival.or_else(|| pair.other_rank());
            return match rival {
                Some(rival) => FigureVerdict::Absent(Some(rival)),
                None if pair.has_other_ordinal() => FigureVerdict::Absent(None),
                None => FigureVerdict::CannotTell(open_reason(figure)),
            };
        }
        if pair.is_said_barely() {
            return FigureVerdict::CannotTell(Doubt::Similar);
        }
        if let Some(complete) = pair.with_unit_before() {
            let claim = FigureClaim {
                figure: &complete,
                ..claim
            };
            let verdict = self.verdict(claim, original);
            if !matches!(verdict, FigureVerdict::Absent(_)) {
                return verdict;
            }
        }
        if let Some(bounded) = pair.with_bound_of_clause() {
            let claim = FigureClaim {
                figure: &bounded,
                ..claim
            };
            let verdict = self.verdict(claim, original);
            if !matches!(verdict, FigureVerdict::Absent(_)) {
                return verdict;
            }
        }
        if pair.is_one_of_its_unit() {
            return FigureVerdict::CannotTell(Doubt::InWords);
        }
        if pair.is_derived() || pair.follows_from_joined() {
            return FigureVerdict::CannotTell(Doubt::Reckoned);
        }
        let digits = |figure: &Figure| original.digits(figure);
        if self.is_rounded_in(figure, claim.wording.digits(figure), digits, cited) {
            return FigureVerdict::CannotTell(Doubt::Similar);
        }
        if self.is_said_in_two(figure, cited) {
            return FigureVerdict::CannotTell(Doubt::Similar);
        }
        if pair.is_counted_by_reader() || self.is_reckoned(figure, cited, pair.hints(), original) {
            return FigureVerdict::CannotTell(Doubt::Reckoned);
        }
        FigureVerdict::Absent(self.nearest(figure, cited))
    }

    /// Returns the place in which the two numbers of a result follow each other.
    fn adjacent(&self, stated: &[(bool, Vec<usize>); 2]) -> Option<FigurePlace> {
        let [(_, first), (_, second)] = stated;
        let place = |index: usize| self.all[index].place;
        let mut first = first.iter().filter(|index| {
            let next = [**index + 1, index.wrapping_sub(1)];
            second
                .iter()
                .any(|other| next.contains(other) && place(*other) == place(**index))
        });
        first.next().map(|index| place(*index))
    }

    /// Returns true if the original has a finer number of the claim's unit that rounds to it, though no word of the
    /// claim shows that it is rounded: 41 degrees, for 41.3. A number of one digit is too coarse, and one that is
    /// `written` in as many digits is not a rounding of it: 2.80 for 2.79.
    fn is_rounded_in(
        &self,
        claim: &Figure,
        written: usize,
        digits: impl Fn(&Figure) -> usize,
        cited: &[u32],
    ) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &claim.quantity else {
            return false;
        };
        let (Some(claimed), Some(step)) = (from.times(unit.size), from.step()) else {
            return false;
        };
        let Some(step) = step.times(unit.size).filter(|_| from == to) else {
            return false;
        };
        from.digits().len() >= 2
            && self.all.iter().any(|statement| {
                let Quantity::Amount {
                    from: low,
                    to: high,
                    unit: other,
                    ..
                } = &statement.figure.quantity
                else {
                    return false;
                };
                let (Some(stated), Some(finer)) = (low.times(other.size), low.step()) else {
                    return false;
                };
                let off = stated.distance(claimed).times(Number::whole(2));
                // A half is rounded up.
                let is_half = off == Some(step) && stated > claimed;
                low == high
                    && !is_half
                    && written < digits(&statement.figure)
                    && is_looked_at(statement.place, cited)
                    && other.is_compatible(*unit)
                    && finer.times(other.size).is_some_and(|finer| finer < step)
                    && off.is_some_and(|off| off <= step)
            })
    }

    /// Returns true if a claim is a share and the original has its part and its whole beside each other: the third time in four
    /// meetings, for "three in four".
    fn is_said_in_two(&self, claim: &Figure, cited: &[u32]) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &claim.quantity else {
            return false;
        };
        if from != to || *unit != Unit::COUNT || *from >= Number::whole(1) {
            return false;
        }
        let whole = Number::whole(from.denominator());
        let Some(part) = from.times(whole) else {
            return false;
        };
        let is = |number: Number| {
            move |statement: &&Statement| match &statement.figure.quantity {
                Quantity::Amount { from, to, .. } => from == to && *from == number,
                Quantity::Ordinal(place) => Number::whole(u64::from(*place)) == number,
                _ => false,
            }
        };
        let mut beside = self.all.windows(3);
        beside.any(|three| {
            let place = three[0].place;
            let mut here = three.iter().filter(|s| s.place == place);
            is_looked_at(place, cited)
                && here.clone().any(|s| is(whole)(&s))
                && here.any(|s| is(part)(&s))
        })
    }

    /// Returns the indices of the figures with the same value as a figure.
    pub fn stating(&self, figure: &Figure) -> Vec<usize> {
        let (same, loose, _) = self.hold(figure, &[]);
        if same.is_empty() { loose } else { same }
    }

    /// Compares a claim with all statements. Returns the indices of those with the same value, the indices of those
    /// that give the number without its unit, and true if the cited paragraphs leave it open.
    fn hold(&self, claim: &Figure, cited: &[u32]) -> (Vec<usize>, Vec<usize>, bool) {
        let (mut same, mut loose, mut open) = (Vec::new(), Vec::new(), false);
        for (index, statement) in self.all.iter().enumerate() {
            match self.likeness(claim, statement) {
                // A number elsewhere is not the model if the original has the same model with another number.
                Agreement::Same if self.is_other_model(claim, statement) => {}
                Agreement::Same => same.push(index),
                // One number is not a result; both together may be.
                Agreement::Loose if is_half_of_result(claim, &statement.figure) => {}
                Agreement::Loose if is_looked_at(statement.place, cited) => loose.push(index),
                Agreement::Perhaps => open |= is_looked_at(statement.place, cited),
                _ => {}
            }
        }
        (same, loose, open)
    }

    /// Returns true if a claim is a model number, the statement is not, and the original has a model of that name.
    fn is_other_model(&self, claim: &Figure, statement: &Statement) -> bool {
        let Quantity::Code { letters, .. } = &claim.quantity else {
            return false;
        };
        let is_model = |quantity: &Quantity| matches!(quantity, Quantity::Code { letters: others, .. } if letters == others && !letters.is_empty());
        !matches!(statement.figure.quantity, Quantity::Code { .. }) && self.any(is_model)
    }

    /// Compares a claim with a statement; a table cell is read with the headings of its table.
    pub(super) fn likeness(&self, claim: &Figure, statement: &Statement) -> Agreement {
        let plain = likeness(claim, &statement.figure);
        let is_bare = matches!(&statement.figure.quantity, Quantity::Amount { unit, .. } if *unit == Unit::COUNT);
        if !statement.in_table || !is_bare || plain == Agreement::Same {
            return plain;
        }
        let cell = self.likeness_to_cell(claim, &statement.figure);
        // The headings are more specific about the unit of a cell.
        if plain == Agreement::Loose && has_unit(claim) {
            cell
        } else {
            plain.max(cell)
        }
    }

    /// Compares a claim with a figure, without context.
    pub(super) fn likeness_of(&self, claim: &Figure, figure: &Figure) -> Agreement {
        likeness(claim, figure)
    }

    /// Compares a claim with the number of a table cell, with the units and powers of ten in the headings.
    fn likeness_to_cell(&self, claim: &Figure, cell: &Figure) -> Agreement {
        let Quantity::Amount { unit, .. } = &claim.quantity else {
            return Agreement::Unlike;
        };
        let is_money = |d: &Dimension| matches!(d, Dimension::Money(_));
        let TableHeadings { powers, dimensions } = &self.headings;
        let other_money = is_money(&unit.dimension)
            && dimensions.iter().any(is_money)
            && !dimensions.contains(&unit.dimension);
        if other_money {
            return Agreement::Unlike;
        }
        likeness_to_cell(claim, cell, powers)
    }

    /// Returns true if the original gives the claim's number with another unit of the same dimension. The same number
    /// without a unit elsewhere then supports nothing.
    fn has_other_unit(&self, claim: &Figure) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &claim.quantity else {
            return false;
        };
        let money = |d: Dimension| matches!(d, Dimension::Money(_));
        self.all
            .iter()
            .any(|statement| match &statement.figure.quantity {
                Quantity::Amount {
                    from: low,
                    unit: Unit::COUNT,
                    otherwise: Some(metres),
                    ..
                } if **metres == *from && unit.dimension == Dimension::Length => {
                    // "16.5m" is not a length in feet.
                    *unit != known::METRE && low > from
                }
                Quantity::Amount {
                    from: low,
                    to: high,
                    unit: other,
                    ..
                } => {
                    let alike = unit.dimension == other.dimension
                        || (money(unit.dimension) && money(other.dimension));
                    unit.dimension != Dimension::Count
                        && alike
                        && unit != other
                        && ((from, to) == (low, high)
                            || (from == to && (from == low || from == high)))
                }
                _ => false,
            })
    }

    /// Gives the verdict on a range whose ends the original states separately, or on a result that it gives in words.
    fn both_ends(&self, pair: &Pairing<'_, '_>, cited: &[u32]) -> Option<FigureVerdict> {
        let claim = pair.claim.figure;
        let is_result = matches!(claim.quantity, Quantity::Pair { .. });
        let ends = match &claim.quantity {
            Quantity::Amount { from, to, unit, .. }
                if from != to && !self.has_turned_pair(claim) =>
            {
                [(*from, *unit), (*to, *unit)]
            }
            Quantity::Pair { first, second, .. } => [
                (Number::whole(*first), Unit::COUNT),
                (Number::whole(*second), Unit::COUNT),
            ],
            _ => return None,
        };
        let stated = ends.map(|(value, unit)| {
            let end = Figure {
                quantity: Quantity::Amount {
                    from: value,
                    to: value,
                    unit,
                    otherwise: None,
                },
                ..claim.clone()
            };
            // One or two goals are often expressed in words that are not figures.
            let is_small = value <= Number::whole(2) && is_result;
            let other_unit = self.has_other_unit(&end);
            let says = |s: &Statement| match self.likeness(&end, s) {
                Agreement::Same => true,
                Agreement::Loose => !other_unit,
                _ => false,
            };
            let of_result = |s: &Statement| !is_result || pair.may_be_of_result(&s.figure);
            let stating = self.all.iter().enumerate();
            let stating = stating.filter(|(_, s)| says(s) && of_result(s));
            let indices: Vec<usize> = stating.map(|(index, _)| index).collect();
            (is_small, indices)
        });
        let [low, high] = stated.each_ref().map(|(_, indices)| indices.as_slice());
        if let Some(turned) = pair.turned_change(low, high) {
            return Some(FigureVerdict::Reversed(turned));
        }
        if let ([stated, ..], [_, ..], true) = (low, high, pair.goes_against_itself()) {
            return Some(FigureVerdict::Reversed(*stated));
        }
        // Harrowby 3, Castlemere 2.
        if is_result && let Some(place) = self.adjacent(&stated) {
            return Some(found(vec![place]));
        }
        let stated = stated.map(|(is_small, indices)| {
            let places = indices.into_iter().map(|index| self.all[index].place);
            (is_small, places.collect::<Vec<FigurePlace>>())
        });
        if stated
            .iter()
            .any(|(is_small, places)| !is_small && places.is_empty())
        {
            return None;
        }
        let [low, high] = stated.map(|(_, places)| places);
        if is_result && self.has_other_pair(claim, cited) {
            return None;
        }
        // A draw at one, and a win to nil, are told in words: won by two clean goals, in two sets.
        let is_told_in_words = ends.iter().all(|(value, _)| *value <= Number::whole(1))
            || is_result
                && ends.iter().any(|(value, _)| *value == Number::whole(0))
                && pair.may_have_duals()
                && !self.any(|quantity| matches!(quantity, Quantity::Pair { .. }));
        if low.is_empty() && high.is_empty() && !is_told_in_words {
            return None;
        }
        if low.is_empty() || high.is_empty() {
            return Some(FigureVerdict::CannotTell(Doubt::OneMissing));
        }
        let together: Vec<FigurePlace> = low
            .iter()
            .filter(|place| high.contains(place))
            .copied()
            .collect();
        if !together.is_empty() {
            return Some(found(together));
        }
        if self.has_other_range(claim, cited) {
            return None;
        }
        // The ends are in different places: takes the cited places, or else those of the end that is not cited.
        let looked_at =
            |places: &[FigurePlace]| places.iter().any(|place| is_looked_at(*place, cited));
        Some(found(match (looked_at(&low), looked_at(&high)) {
            (true, true) => low
                .into_iter()
                .chain(high)
                .filter(|place| is_looked_at(*place, cited))
                .collect(),
            (true, false) => high,
            _ => low,
        }))
    }

    /// Returns true if a claim that nothing supports may still be right.
    fn is_open(&self, claim: &Figure, cited: &[u32]) -> bool {
        match &claim.quantity {
            Quantity::Relative(_) | Quantity::Named(_) => true,
            Quantity::Amount { from, to, unit, .. } => {
                let is_small = *to <= Number::whole(2) && claim.in_words;
                let may_be_said_otherwise = match unit.dimension {
                    // "Two countries", "half of them".
                    Dimension::Count if *to < Number::whole(1) => !self.has_parts(),
                    Dimension::Count | Dimension::Times | Dimension::Point => is_small,
                    Dimension::Months | Dimension::Seconds if *to == Number::whole(1) => true,
                    // Twelve months: a year, which is no figure.
                    Dimension::Months if to.times(unit.size) == Some(Number::whole(12)) => !self
                        .any(|quantity| {
                            matches!(quantity, Quantity::Amount { unit, .. }
                            if unit.dimension == Dimension::Months)
                        }),
                    // "The first three months": the first quarter.
                    Dimension::Months if self.is_first_part(*to, *unit, cited) => true,
                    // "The first 20 days of July": from 1 to 20 July.
                    Dimension::Seconds
                        if unit.size == known::DAY.size && self.is_first_days(*to, cited) =>
                    {
                        true
                    }
                    // Two days ago: the day before yesterday, last Monday.
                    Dimension::Seconds => {
                        unit.size == known::DAY.size
                            && *to < Number::whole(8)
                            && self.leans(cited, |span| {
                                matches!(
                                    span,
                                    RelativePeriod::OneDay(_) | RelativePeriod::Weekday(_)
                                )
                            })
                    }
                    _ => false,
                };
                from == to && may_be_said_otherwise
            }
            Quantity::Some { .. } => false,
            Quantity::Date(claimed) => self.is_open_date(*claimed, cited),
            Quantity::Clock { .. } => {
                !self.any(|quantity| matches!(quantity, Quantity::Clock { .. }))
            }
            Quantity::Fold(times) => {
                *times < 3 || !self.any(|quantity| matches!(quantity, Quantity::Fold(3..)))
            }
            Quantity::Ordinal(..=10) => true,
            Quantity::Ordinal(_) => {
                claim.in_words && !self.any(|quantity| matches!(quantity, Quantity::Ordinal(_)))
            }
            Quantity::Pair { .. } => false,
            // 5G may be the fifth generation (الجيل الخامس), unless the original has 4G.
            Quantity::Code {
                letters,
                number,
                suffix,
            } => {
                letters.is_empty()
                    && !self.any(|quantity| match quantity {
                        Quantity::Code {
                            letters,
                            number: other,
                            suffix: end,
                        } => letters.is_empty() && (number == other || suffix == end),
                        _ => false,
                    })
            }
        }
    }

    /// Returns true if the cited paragraphs name the first day of a month and then the day with this number.
    fn is_first_days(&self, days: Number, cited: &[u32]) -> bool {
        let day = |statement: &Statement| match &statement.figure.quantity {
            Quantity::Date(date) => date.day.map(|day| (statement.place, u64::from(day))),
            _ => None,
        };
        self.all.windows(2).any(|two| {
            is_looked_at(two[0].place, cited)
                && day(&two[0]).is_some_and(|(place, first)| {
                    let last = day(&two[1]).filter(|(other, _)| *other == place);
                    first == 1 && last.is_some_and(|(_, last)| Number::whole(last) == days)
                })
        })
    }

    /// Returns true if this number of months may be the part of a year that the cited paragraphs name: a quarter, a half, or
    /// the months from January.
    fn is_first_part(&self, months: Number, unit: Unit, cited: &[u32]) -> bool {
        let Some(months) = months.times(unit.size).and_then(Number::as_whole) else {
            return false;
        };
        let mut begins = false;
        self.all.iter().any(|statement| {
            if !is_looked_at(statement.place, cited) {
                return false;
            }
            match &statement.figure.quantity {
                Quantity::Date(date) => {
                    let is_part = match date.part {
                        Some(DatePart::Quarter(quarter)) => u64::from(quarter) * 3 == months,
                        Some(DatePart::Half(half)) => u64::from(half) * 6 == months,
                        _ => false,
                    };
                    let is_last = begins && date.month.map(u64::from) == Some(months);
                    begins |= date.month == Some(1);
                    is_part || is_last
                }
                _ => false,
            }
        })
    }

    /// Returns true if the cited paragraphs have a result that shares only one number with the claim, or has them in reverse
    /// order.
    fn has_other_pair(&self, claim: &Figure, cited: &[u32]) -> bool {
        let Quantity::Pair { first, second, .. } = &claim.quantity else {
            return false;
        };
        // A draw, and a win to nil, are often expressed in words.
        if first == second || *first == 0 || *second == 0 {
            return false;
        }
        self.all.iter().any(|statement| {
            is_looked_at(statement.place, cited)
                && match &statement.figure.quantity {
                    Quantity::Pair {
                        first: one,
                        second: other,
                        ..
                    } => {
                        (first == one) != (second == other)
                            || (first != second && (first, second) == (other, one))
                    }
                    _ => false,
                }
        })
    }

    /// Returns true if the cited paragraphs have a range that shares only one end with the claim.
    fn has_other_range(&self, claim: &Figure, cited: &[u32]) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &claim.quantity else {
            return false;
        };
        self.all.iter().any(|s| match &s.figure.quantity {
            Quantity::Amount {
                from: low,
                to: high,
                unit: other,
                ..
            } => {
                low != high
                    && unit == other
                    && (low == from) != (high == to)
                    && is_looked_at(s.place, cited)
            }
            _ => false,
        })
    }

    /// Returns true if the original has a result that is the claim's range in reverse order.
    fn has_turned_pair(&self, claim: &Figure) -> bool {
        self.all.iter().any(|s| {
            matches!(s.figure.quantity, Quantity::Pair { .. })
                && likeness(claim, &s.figure) == Agreement::Different
        })
    }

    /// Returns true if the original has fractions or percentages.
    fn has_parts(&self) -> bool {
        self.any(|quantity| match quantity {
            Quantity::Amount { from, unit, .. } => {
                unit.dimension == Dimension::Percent
                    || (unit.dimension == Dimension::Count && *from < Number::whole(1))
            }
            _ => false,
        })
    }

    pub(super) fn any(&self, of: impl Fn(&Quantity) -> bool) -> bool {
        self.all
            .iter()
            .any(|statement| of(&statement.figure.quantity))
    }
}

/// Returns the largest number of things or of money in each place.
fn largest(statements: &[Statement]) -> BTreeMap<FigurePlace, Number> {
    let mut largest = BTreeMap::new();
    for statement in statements {
        let Quantity::Amount { to, unit, .. } = &statement.figure.quantity else {
            continue;
        };
        if matches!(unit.dimension, Dimension::Money(_) | Dimension::Count) {
            let most = largest.entry(statement.place).or_insert(*to);
            *most = (*to).max(*most);
        }
    }
    largest
}

/// Returns true if a claim is a result and a statement is a single number.
fn is_half_of_result(claim: &Figure, statement: &Figure) -> bool {
    matches!(claim.quantity, Quantity::Pair { .. })
        && matches!(&statement.quantity, Quantity::Amount { from, to, .. } if from == to)
}

/// Returns true if a claim has a unit.
fn has_unit(claim: &Figure) -> bool {
    matches!(&claim.quantity, Quantity::Amount { unit, .. } if *unit != Unit::COUNT)
}

/// Returns the verdict that the original states a figure in these places.
pub(super) fn found(places: Vec<FigurePlace>) -> FigureVerdict {
    let mut numbers: Vec<u32> = places.into_iter().flatten().collect();
    numbers.sort_unstable();
    numbers.dedup();
    FigureVerdict::Found(numbers)
}

/// Returns true if a place is relevant for a claim: a cited paragraph, any paragraph if none is cited, the title or a
/// heading.
pub(super) fn is_looked_at(place: FigurePlace, cited: &[u32]) -> bool {
    cited.is_empty() || place.is_none_or(|place| cited.contains(&place))
}

/// Returns the reason why a figure of an ambiguous kind cannot be decided.
fn open_reason(claim: &Figure) -> Doubt {
    let is_time = match &claim.quantity {
        Quantity::Date(_) | Quantity::Clock { .. } => true,
        Quantity::Amount { unit, .. } => {
            matches!(unit.dimension, Dimension::Months | Dimension::Seconds)
        }
        _ => false,
    };
    if is_time {
        Doubt::Reckoned
    } else {
        Doubt::InWords
    }
}
