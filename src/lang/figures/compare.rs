//! Holding a figure of one text against all those of another.
//!
//! A claim is found where a statement says the same, absent where none does, and in between are the cases that a program
//! had better leave to people: there it says that it cannot tell.

use crate::lang::Date;
use crate::lang::figures::agree::{Likeness, likeness};
use crate::lang::figures::figure::{Figure, Moment, Quantity};
use crate::lang::figures::number::Number;
use crate::lang::figures::units::{Dimension, Unit};

/// Where in an original a figure stands: the number of a paragraph, or `None` for the title and the headings.
pub type Place = Option<u32>;

/// All figures of an original, for [`Statements::verdict`].
#[derive(Debug, Clone, Default)]
pub struct Statements {
    figures: Vec<(Place, Figure)>,
    published: Option<Date>,
    /// Whether figures in words were looked for as well.
    has_words: bool,
}

/// What comes of holding a figure against an original.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The original states it, in these paragraphs (ascending, without repeats; empty where only the title or a heading
    /// does).
    Found(Vec<u32>),
    /// The original does not state it; it may state something near.
    Absent(Option<Near>),
    /// It may or may not: the texts do not let a program decide.
    CannotTell,
}

/// A figure of the original that is near to one that it does not state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// Where it stands.
    pub place: Place,
    /// Its index among the figures that [`Statements::new`] was given.
    pub index: usize,
}

impl Statements {
    /// Takes the figures of an original, in the order of its text, the day when it was published, which the dates of its
    /// text leave out, and the original's language.
    pub fn new(
        figures: Vec<(Place, Figure)>,
        published: Option<Date>,
        language: &str,
    ) -> Statements {
        Statements {
            figures,
            published,
            has_words: super::is_known(language),
        }
    }

    /// The figures that were given to [`Statements::new`].
    pub fn figures(&self) -> &[(Place, Figure)] {
        &self.figures
    }

    /// Whether the original states what a figure says. `cited` are the paragraphs that the claim names; what the rest of
    /// the original leaves open, they may settle.
    pub fn verdict(&self, claim: &Figure, cited: &[u32]) -> Verdict {
        if claim.quantity == Quantity::Relative {
            return Verdict::CannotTell;
        }
        let mut best = Likeness::Unlike;
        let mut places = Vec::new();
        for (place, figure) in &self.figures {
            let likeness = likeness(claim, figure);
            if likeness == Likeness::Same {
                places.extend(place);
            }
            best = best.max(likeness);
        }
        if best == Likeness::Same {
            places.sort_unstable();
            places.dedup();
            return Verdict::Found(places);
        }
        if let Some(found) = self.both_ends(claim) {
            return found;
        }
        if let Some(found) = self.dated_by_publication(claim) {
            return found;
        }
        if best == Likeness::Perhaps || !self.has_words || self.is_open(claim, cited) {
            return Verdict::CannotTell;
        }
        Verdict::Absent(self.nearest(claim, cited))
    }

    /// A range whose ends the original states one by one; a result that it tells in words.
    fn both_ends(&self, claim: &Figure) -> Option<Verdict> {
        let ends = match &claim.quantity {
            Quantity::Amount { from, to, unit, .. } if from != to => [(*from, *unit), (*to, *unit)],
            Quantity::Pair(one, other) => [
                (Number::whole(*one), Unit::COUNT),
                (Number::whole(*other), Unit::COUNT),
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
                value <= Number::whole(2) && matches!(claim.quantity, Quantity::Pair(..));
            let places: Vec<Place> = self
                .figures
                .iter()
                .filter(|(_, figure)| likeness(&end, figure) == Likeness::Same)
                .map(|(place, _)| *place)
                .collect();
            (is_small, places)
        });
        if stated
            .iter()
            .any(|(is_small, places)| !is_small && places.is_empty())
        {
            return None;
        }
        let mut together: Vec<u32> = stated[0]
            .1
            .iter()
            .filter(|place| stated[1].1.contains(place))
            .copied()
            .flatten()
            .collect();
        together.sort_unstable();
        together.dedup();
        Some(if together.is_empty() {
            Verdict::CannotTell
        } else {
            Verdict::Found(together)
        })
    }

    /// A date whose year the original leaves to the day of its publication.
    fn dated_by_publication(&self, claim: &Figure) -> Option<Verdict> {
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
        if claimed.month.is_some() && likeness(claim, &dated(claim, whole)) == Likeness::Same {
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
        let places: Vec<u32> = self
            .figures
            .iter()
            .filter(|(_, figure)| match &figure.quantity {
                Quantity::Date(stated) if stated.year.is_none() => {
                    let stated = Moment {
                        year: Some(claimed_year),
                        ..*stated
                    };
                    likeness(claim, &dated(figure, stated)) == Likeness::Same
                }
                _ => false,
            })
            .filter_map(|(place, _)| *place)
            .collect();
        (!places.is_empty()).then_some(Verdict::Found(places))
    }

    /// Whether a claim that nothing bears out may be right all the same.
    fn is_open(&self, claim: &Figure, cited: &[u32]) -> bool {
        match &claim.quantity {
            Quantity::Relative => true,
            Quantity::Amount { from, to, unit, .. } => {
                let is_small = *to <= Number::whole(2) && claim.in_words;
                let may_be_said_otherwise = match unit.dimension {
                    // "Two countries", "half of them".
                    Dimension::Count if *to < Number::whole(1) => !self.has_parts(),
                    Dimension::Count | Dimension::Times => is_small,
                    Dimension::Months | Dimension::Seconds => *to <= Number::whole(1),
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
            Quantity::Ordinal(_) => claim.in_words,
            Quantity::Pair(..) => !self.any(|quantity| matches!(quantity, Quantity::Pair(..))),
            Quantity::Code { .. } => false,
        }
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
        self.figures.iter().any(|(_, figure)| of(&figure.quantity))
    }

    /// Whether a date may be what the original says by "yesterday" or "last year", reckoned from its publication.
    fn is_open_date(&self, claimed: Moment, cited: &[u32]) -> bool {
        if claimed.hijri {
            return false;
        }
        let Some(published) = self.published else {
            // Without the day of publication anything that leans on it may be meant.
            return self.leans(cited);
        };
        let Some(year) = claimed.year.map(i32::from) else {
            return self.leans(cited);
        };
        match (claimed.month, claimed.day) {
            _ if claimed.decade => false,
            (None, _) => (year - published.year()).abs() <= 1 && self.leans(cited),
            (Some(month), day) => {
                let days = |year: i32, month: u8, day: u8| {
                    year * 365 + i32::from(month) * 30 + i32::from(day)
                };
                let distance = days(year, month, day.unwrap_or(published.day()))
                    - days(published.year(), published.month(), published.day());
                // A day of the week is of this week or its neighbours; "last month" lies farther.
                let limit = if day.is_some() { 15 } else { 62 };
                distance.abs() <= limit && self.leans(cited)
            }
        }
    }

    /// Whether the cited paragraphs, or all where none is cited, tell a time that leans on the day of publication.
    fn leans(&self, cited: &[u32]) -> bool {
        self.figures.iter().any(|(place, figure)| {
            let looked_at = cited.is_empty() || place.is_none_or(|place| cited.contains(&place));
            looked_at
                && match &figure.quantity {
                    Quantity::Relative => true,
                    Quantity::Date(date) => date.year.is_none(),
                    _ => false,
                }
        })
    }

    /// What the original says that is most like a claim that it does not bear out.
    fn nearest(&self, claim: &Figure, cited: &[u32]) -> Option<Near> {
        let is_cited = |place: &Place| place.is_some_and(|place| cited.contains(&place));
        self.figures
            .iter()
            .enumerate()
            .filter_map(|(index, (place, figure))| {
                let distance = distance(claim, figure)?;
                Some((distance, !is_cited(place), index, *place))
            })
            .min()
            .map(|(_, _, index, place)| Near { place, index })
    }
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
        (Quantity::Pair(..), Quantity::Pair(..))
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
