//! Holding a figure of one text against all those of another.
//!
//! A claim is found where a statement says the same, absent where none does, and in between are the cases that a program
//! had better leave to people: there it says that it cannot tell.

use crate::lang::Date;
use crate::lang::figures::agree::{Likeness, likeness, likeness_to_cell};
use crate::lang::figures::figure::{Figure, Moment, Quantity, Span};
use crate::lang::figures::number::Number;
use crate::lang::figures::units::{Dimension, Unit, known};

/// Where in an original a figure stands: the number of a paragraph, or `None` for the title and the headings.
pub type Place = Option<u32>;

/// A figure of an original.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Where it stands.
    pub place: Place,
    /// Whether it stands in a table, whose headings may tell its unit.
    pub in_table: bool,
    /// What it says.
    pub figure: Figure,
}

/// All figures of an original, for [`Statements::verdict`].
#[derive(Debug, Clone, Default)]
pub struct Statements {
    all: Vec<Statement>,
    published: Option<Date>,
    /// Whether figures in words were looked for as well.
    has_words: bool,
}

/// A figure that is to be held against an original.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'c> {
    /// The figure.
    pub figure: &'c Figure,
    /// The paragraphs that its sentence cites; what the rest of the original leaves open, they may settle.
    pub cited: &'c [u32],
    /// The figures of the same text.
    pub beside: &'c [Figure],
}

/// What comes of holding a figure against an original.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The original states it, in these paragraphs (ascending, without repeats; empty where only the title or a heading
    /// does).
    Found(Vec<u32>),
    /// The original does not state it; but it may state something near: its index in [`Statements::all`].
    Absent(Option<usize>),
    /// It may or may not: the texts do not let a program decide.
    CannotTell,
}

impl Statements {
    /// Takes the figures of an original, in the order of its text, the day when it was published, which the dates of its
    /// text leave out, and the original's language.
    pub fn new(all: Vec<Statement>, published: Option<Date>, language: &str) -> Statements {
        Statements {
            all,
            published,
            has_words: super::is_known(language),
        }
    }

    /// The figures that were given to [`Statements::new`].
    pub fn all(&self) -> &[Statement] {
        &self.all
    }

    /// Whether the original states what a figure says.
    pub fn verdict(&self, claim: Claim<'_>) -> Verdict {
        let Claim {
            figure: claim,
            cited,
            beside,
        } = claim;
        let (same, loose, open) = self.hold(claim, cited);
        if !same.is_empty() {
            return found(same);
        }
        if !loose.is_empty() && !self.has_other_unit(claim) {
            return found(loose);
        }
        if let Some(verdict) = self.both_ends(claim, cited) {
            return verdict;
        }
        if let Some(verdict) = self.dated_by_publication(claim, cited, beside) {
            return verdict;
        }
        let open = open || self.dated_by_context(claim, cited);
        if open || !self.has_words || self.is_open(claim, cited) {
            return Verdict::CannotTell;
        }
        Verdict::Absent(self.nearest(claim, cited))
    }

    /// Where the original says the same, where it gives the number without its unit, and whether it leaves it open where
    /// the claim points to.
    fn hold(&self, claim: &Figure, cited: &[u32]) -> (Vec<Place>, Vec<Place>, bool) {
        let (mut same, mut loose, mut open) = (Vec::new(), Vec::new(), false);
        for statement in &self.all {
            match self.likeness(claim, statement) {
                // A number elsewhere is no model, where the original has the same model with another number.
                Likeness::Same if self.is_other_model(claim, statement) => {}
                Likeness::Same => same.push(statement.place),
                Likeness::Loose if is_looked_at(statement.place, cited) => {
                    loose.push(statement.place);
                }
                Likeness::Perhaps => open |= is_looked_at(statement.place, cited),
                _ => {}
            }
        }
        (same, loose, open)
    }

    /// Whether a claim is a model number, a statement none, and the original has a model of that name.
    fn is_other_model(&self, claim: &Figure, statement: &Statement) -> bool {
        let Quantity::Code { letters, .. } = &claim.quantity else {
            return false;
        };
        let is_model = |quantity: &Quantity| matches!(quantity, Quantity::Code { letters: others, .. } if letters == others && !letters.is_empty());
        !matches!(statement.figure.quantity, Quantity::Code { .. }) && self.any(is_model)
    }

    /// How a claim stands to a statement; one in a table's cell is read with the table's headings.
    fn likeness(&self, claim: &Figure, statement: &Statement) -> Likeness {
        let plain = likeness(claim, &statement.figure);
        let is_bare = matches!(&statement.figure.quantity, Quantity::Amount { unit, .. } if *unit == Unit::COUNT);
        if !statement.in_table || !is_bare || plain == Likeness::Same {
            return plain;
        }
        let cell = self.likeness_to_cell(claim, &statement.figure);
        // Of a cell's unit, the headings know more.
        if plain == Likeness::Loose && has_unit(claim) {
            cell
        } else {
            plain.max(cell)
        }
    }

    /// How a claim stands to a number in a cell, by what the tables' headings say of units and powers of ten.
    fn likeness_to_cell(&self, claim: &Figure, cell: &Figure) -> Likeness {
        let Quantity::Amount { unit, .. } = &claim.quantity else {
            return Likeness::Unlike;
        };
        let (mut powers, mut units) = (vec![0], Vec::new());
        for heading in self.all.iter().filter(|statement| statement.in_table) {
            match &heading.figure.quantity {
                Quantity::Amount { from, unit, .. } => {
                    powers.extend(
                        [3, 6, 9]
                            .into_iter()
                            .filter(|power| *from == Number::whole(10_u64.pow(*power))),
                    );
                    units.push(unit.dimension);
                }
                Quantity::Some { order } => {
                    powers.extend(
                        [3, 6, 9]
                            .into_iter()
                            .filter(|power| *order == 10_u64.pow(*power)),
                    );
                }
                Quantity::Named(unit) => units.push(unit.dimension),
                _ => {}
            }
        }
        let is_money = |d: &Dimension| matches!(d, Dimension::Money(_));
        let other_money = is_money(&unit.dimension)
            && units.iter().any(is_money)
            && !units.contains(&unit.dimension);
        if other_money {
            return Likeness::Unlike;
        }
        likeness_to_cell(claim, cell, &powers)
    }

    /// Whether the original gives the claim's number with another unit of what the claim measures: then the same number
    /// without a unit elsewhere bears out nothing.
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
                    // 16.5m is no length in feet.
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

    /// A range whose ends the original states one by one; a result that it tells in words.
    fn both_ends(&self, claim: &Figure, cited: &[u32]) -> Option<Verdict> {
        let ends = match &claim.quantity {
            Quantity::Amount { from, to, unit, .. }
                if from != to && !self.has_turned_pair(claim) =>
            {
                [(*from, *unit), (*to, *unit)]
            }
            Quantity::Pair { first, second, .. } if !self.has_other_pair(claim, cited) => [
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
            // A goal or two are told in words that are no figures.
            let is_small =
                value <= Number::whole(2) && matches!(claim.quantity, Quantity::Pair { .. });
            let other_unit = self.has_other_unit(&end);
            let says = |s: &&Statement| match self.likeness(&end, s) {
                Likeness::Same => true,
                Likeness::Loose => !other_unit,
                _ => false,
            };
            let places: Vec<Place> = self.all.iter().filter(says).map(|s| s.place).collect();
            (is_small, places)
        });
        if stated
            .iter()
            .any(|(is_small, places)| !is_small && places.is_empty())
        {
            return None;
        }
        let [low, high] = stated.map(|(_, places)| places);
        if low.is_empty() || high.is_empty() {
            return Some(Verdict::CannotTell);
        }
        let together: Vec<Place> = low
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
        // Apart from each other: where the claim points to, or else where the end stands that is not there.
        let looked_at = |places: &[Place]| places.iter().any(|place| is_looked_at(*place, cited));
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

    /// A date whose year the original leaves to the day of its publication.
    fn dated_by_publication(
        &self,
        claim: &Figure,
        cited: &[u32],
        beside: &[Figure],
    ) -> Option<Verdict> {
        let (Quantity::Date(claimed), Some(published)) = (&claim.quantity, self.published) else {
            return None;
        };
        if claimed.hijri || claimed.decade {
            return None;
        }
        let (year, month) = (u16::try_from(published.year()).ok()?, published.month());
        let whole = Moment {
            year: Some(year),
            month: Some(month),
            day: Some(published.day()),
            ..Moment::default()
        };
        // The day itself, or its month with the year: the original says them in its front matter.
        let is_published =
            claimed.month.is_some() && likeness(claim, &dated(claim, whole)) == Likeness::Same;
        if is_published && !self.is_slip_of_date(claim, cited, beside) {
            return Some(Verdict::Found(Vec::new()));
        }
        let claimed_year = claimed.year?;
        let claimed_month = claimed.month?;
        let near = claimed_year == year
            || (claimed_year + 1 == year && claimed_month >= month)
            || (claimed_year == year + 1 && claimed_month <= month);
        if !near {
            return None;
        }
        let says = |statement: &&Statement| match &statement.figure.quantity {
            Quantity::Date(stated)
                if stated.year.is_none() && is_looked_at(statement.place, cited) =>
            {
                let stated = Moment {
                    year: Some(claimed_year),
                    ..*stated
                };
                likeness(claim, &dated(&statement.figure, stated)) == Likeness::Same
            }
            _ => false,
        };
        let places: Vec<Place> = self.all.iter().filter(says).map(|s| s.place).collect();
        (!places.is_empty()).then(|| found(places))
    }

    /// Whether the cited paragraphs have a date that differs from the claim in one part alone, and that no other figure of
    /// the summary takes up: then the claim is more likely a slip than the day of publication.
    fn is_slip_of_date(&self, claim: &Figure, cited: &[u32], beside: &[Figure]) -> bool {
        !cited.is_empty()
            && self.all.iter().any(|s| {
                let is_near = match (&claim.quantity, &s.figure.quantity) {
                    (Quantity::Date(claimed), Quantity::Date(stated)) => {
                        differs_once(*claimed, *stated)
                    }
                    _ => false,
                };
                let taken_up = || {
                    beside
                        .iter()
                        .any(|other| likeness(other, &s.figure) == Likeness::Same)
                };
                is_looked_at(s.place, cited) && is_near && !taken_up()
            })
    }

    /// Whether a date may be one that the original gives without its year, in a paragraph that names that year or the one
    /// before: nationalised in 1956 … resigned the following January.
    fn dated_by_context(&self, claim: &Figure, cited: &[u32]) -> bool {
        let Quantity::Date(claimed) = &claim.quantity else {
            return false;
        };
        let (Some(year), Some(_)) = (claimed.year, claimed.month) else {
            return false;
        };
        let names = |place: Place| {
            self.all.iter().any(|s| {
                s.place == place
                    && matches!(&s.figure.quantity, Quantity::Date(date)
                        if date.hijri == claimed.hijri && date.year.is_some_and(|y| y == year || y + 1 == year))
            })
        };
        self.all.iter().any(|s| match &s.figure.quantity {
            Quantity::Date(date) if date.year.is_none() && is_looked_at(s.place, cited) => {
                let with_year = Moment {
                    year: Some(year),
                    ..*date
                };
                likeness(claim, &dated(&s.figure, with_year)) == Likeness::Same && names(s.place)
            }
            _ => false,
        })
    }

    /// Whether a claim that nothing bears out may be right all the same.
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
                    // Two days ago: the day before yesterday, last Monday.
                    Dimension::Seconds => {
                        unit.size == known::DAY.size
                            && *to < Number::whole(8)
                            && self.leans(cited, |span| {
                                matches!(span, Span::OneDay(_) | Span::Weekday(_))
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
            // 5G: the fifth generation, الجيل الخامس.
            Quantity::Code { letters, number, .. } => {
                letters.is_empty()
                    && !self.any(|quantity| matches!(quantity, Quantity::Code { letters, number: other, .. } if letters.is_empty() && number == other))
            }
        }
    }

    /// Whether the places that a claim points to tell a result that shares one side with the claim's, or has them the other
    /// way round.
    fn has_other_pair(&self, claim: &Figure, cited: &[u32]) -> bool {
        let Quantity::Pair { first, second, .. } = &claim.quantity else {
            return false;
        };
        // A draw, and a win to nil, are often told in words.
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

    /// Whether the places that a claim points to have a range of which it shares one end alone.
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

    /// Whether the original tells a result that is the claim's range the other way round.
    fn has_turned_pair(&self, claim: &Figure) -> bool {
        self.all.iter().any(|s| {
            matches!(s.figure.quantity, Quantity::Pair { .. })
                && likeness(claim, &s.figure) == Likeness::Different
        })
    }

    /// Whether the original has parts or percentages.
    fn has_parts(&self) -> bool {
        self.any(|quantity| match quantity {
            Quantity::Amount { from, unit, .. } => {
                unit.dimension == Dimension::Percent
                    || (unit.dimension == Dimension::Count && *from < Number::whole(1))
            }
            _ => false,
        })
    }

    fn any(&self, of: impl Fn(&Quantity) -> bool) -> bool {
        self.all
            .iter()
            .any(|statement| of(&statement.figure.quantity))
    }

    /// Whether a date may be what the original says by "yesterday" or "last year", reckoned from its publication; or in the
    /// other calendar.
    fn is_open_date(&self, claimed: Moment, cited: &[u32]) -> bool {
        let dated = |hijri: bool| {
            self.any(|quantity| {
                matches!(quantity, Quantity::Date(stated) if stated.hijri == hijri && stated.month.is_some() | stated.year.is_some())
            })
        };
        if claimed.hijri {
            return !dated(true);
        }
        if dated(true) && !dated(false) {
            return true;
        }
        if claimed.decade {
            return false;
        }
        let Some(published) = self.published else {
            // Without the day of publication, any near day may be meant.
            return self.leans(cited, |_| true);
        };
        let year = claimed.year.map_or(published.year(), i32::from);
        let Some(month) = claimed.month else {
            return match (year - published.year()).abs() {
                0 => self.leans(cited, |_| true) || self.lacks_years(cited),
                1 => self.leans(cited, |span| span == Span::Year),
                _ => false,
            };
        };
        let months =
            (year * 12 + i32::from(month)) - (published.year() * 12 + i32::from(published.month()));
        match claimed.day {
            Some(day) => {
                let number = |year, month: u8, day: u8| day_number(year, month.into(), day.into());
                let claimed = number(year, month, day);
                let by = claimed - number(published.year(), published.month(), published.day());
                self.leans(cited, |span| match span {
                    Span::OneDay(days) => i64::from(days) == by,
                    // Day 0 of the count is a Thursday.
                    Span::Weekday(day) => {
                        by.abs() <= 6 && (claimed + 3).rem_euclid(7) == i64::from(day)
                    }
                    Span::Month | Span::Year => false,
                })
            }
            None => months.abs() <= 1 && self.leans(cited, |span| span != Span::Year),
        }
    }

    /// Whether the cited paragraphs, or all where none is cited, tell a time that leans on the day of publication.
    fn leans(&self, cited: &[u32], is: impl Fn(Span) -> bool) -> bool {
        self.all.iter().any(|statement| {
            is_looked_at(statement.place, cited)
                && matches!(&statement.figure.quantity, Quantity::Relative(span) if is(*span))
        })
    }

    /// Whether they have dates without a year.
    fn lacks_years(&self, cited: &[u32]) -> bool {
        self.all.iter().any(|statement| {
            is_looked_at(statement.place, cited)
                && matches!(&statement.figure.quantity, Quantity::Date(date) if date.year.is_none())
        })
    }

    /// What the original says that is most like a claim that it does not bear out.
    fn nearest(&self, claim: &Figure, cited: &[u32]) -> Option<usize> {
        let is_cited = |place: Place| place.is_some_and(|place| cited.contains(&place));
        let near = self.all.iter().enumerate().filter_map(|(index, s)| {
            Some((distance(claim, &s.figure)?, !is_cited(s.place), index))
        });
        near.min().map(|(.., index)| index)
    }
}

/// Whether a claim has a unit.
fn has_unit(claim: &Figure) -> bool {
    matches!(&claim.quantity, Quantity::Amount { unit, .. } if *unit != Unit::COUNT)
}

/// The verdict where the original states a figure in these places.
fn found(places: Vec<Place>) -> Verdict {
    let mut numbers: Vec<u32> = places.into_iter().flatten().collect();
    numbers.sort_unstable();
    numbers.dedup();
    Verdict::Found(numbers)
}

/// Whether a place is one that a claim points to: one of the paragraphs that it cites, or any where it cites none. The
/// title and the headings stand above all.
fn is_looked_at(place: Place, cited: &[u32]) -> bool {
    cited.is_empty() || place.is_none_or(|place| cited.contains(&place))
}

/// The number of a day of the Gregorian calendar, counted from 1 January 1970.
fn day_number(year: i32, month: i64, day: i64) -> i64 {
    // Years that begin in March, so that the day that is sometimes missing is the last.
    let shifted = (month + 9) % 12;
    let year = i64::from(year) - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * shifted + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Whether two days differ in one part alone, of those that both name.
fn differs_once(one: Moment, other: Moment) -> bool {
    let parts = |moment: Moment| {
        [
            moment.year,
            moment.month.map(u16::from),
            moment.day.map(u16::from),
        ]
    };
    let both = parts(one).into_iter().zip(parts(other));
    let differ = both.filter(|(a, b)| a.is_some() && b.is_some() && a != b);
    one.day.is_some() && other.day.is_some() && differ.count() == 1
}

/// A figure with another date.
fn dated(figure: &Figure, moment: Moment) -> Figure {
    Figure {
        quantity: Quantity::Date(moment),
        ..figure.clone()
    }
}

/// How far a statement is from a claim, for showing what an editor may have meant; `None` where it is not near at all.
fn distance(claim: &Figure, statement: &Figure) -> Option<usize> {
    match (&claim.quantity, &statement.quantity) {
        (
            Quantity::Amount { from, to, unit, .. },
            Quantity::Amount {
                from: low,
                to: high,
                unit: other,
                ..
            },
        ) => {
            let same_unit = unit.dimension == other.dimension;
            let loose = |d: Dimension| {
                matches!(d, Dimension::Count | Dimension::Percent | Dimension::Point)
            };
            let alike = same_unit
                || (from, to) == (low, high)
                || (loose(unit.dimension) && loose(other.dimension));
            let ends = number_distance(*from, *low)?.min(number_distance(*to, *high)?);
            let limit = if same_unit { 2 } else { 0 };
            (alike && ends <= limit).then_some(
                ends * 4 + usize::from(!same_unit) * 2 + usize::from(unit.size != other.size),
            )
        }
        (Quantity::Date(one), Quantity::Date(other)) => {
            if one.hijri != other.hijri || one.decade != other.decade {
                return None;
            }
            let differs = |a: Option<u16>, b: Option<u16>| match (a, b) {
                (Some(a), Some(b)) if a == b => 0,
                (None, _) => 0,
                (Some(_), None) => 1,
                (Some(_), Some(_)) => 2,
            };
            let parts = differs(one.year, other.year)
                + differs(one.month.map(u16::from), other.month.map(u16::from))
                + differs(one.day.map(u16::from), other.day.map(u16::from));
            let named = usize::from(one.year.is_some())
                + usize::from(one.month.is_some())
                + usize::from(one.day.is_some());
            let alone = named == 1 && one.year.is_some() && {
                let (a, b) = (
                    i32::from(one.year.unwrap_or(0)),
                    i32::from(other.year.unwrap_or(0)),
                );
                (a - b).abs() > 9
                    && number_distance(Number::whole(a as u64), Number::whole(b as u64))
                        .is_none_or(|d| d > 1)
            };
            (parts <= 2 && !alone).then_some(parts * 2)
        }
        (Quantity::Some { .. }, Quantity::Some { .. }) => Some(2),
        (
            Quantity::Code {
                letters, number, ..
            },
            Quantity::Code {
                letters: others,
                number: other,
                ..
            },
        ) => {
            let same_name = letters == others || letters.is_ascii() != others.is_ascii();
            let digits = number_distance(Number::whole(*number), Number::whole(*other))?;
            (same_name || number == other).then_some(digits * 2)
        }
        (Quantity::Pair { .. }, Quantity::Pair { .. })
        | (Quantity::Clock { .. }, Quantity::Clock { .. })
        | (Quantity::Fold(_), Quantity::Fold(_)) => Some(2),
        (Quantity::Ordinal(one), Quantity::Ordinal(other)) => {
            number_distance(Number::whole((*one).into()), Number::whole((*other).into()))
        }
        _ => None,
    }
}

/// How many digits would have to be changed, dropped, added or swapped to make one number of another, up to two; powers
/// of ten count as one.
fn number_distance(one: Number, other: Number) -> Option<usize> {
    if one == other {
        return Some(0);
    }
    let (a, b) = (one.digits(), other.digits());
    let edits = strsim::damerau_levenshtein(&a, &b);
    let limit = if a.len().max(b.len()) <= 1 { 1 } else { 2 };
    (edits <= limit).then_some(edits.max(1))
}
