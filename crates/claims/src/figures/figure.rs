//! Defines [`Figure`]: the place of a figure in a text, its parsed value ([`Quantity`]), rounding, bound and sign.

use std::ops::Range;

use crate::figures::number::Number;
use crate::figures::units::Unit;

/// A figure in running text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Byte range in the text: the number with its unit, or the date; without a preceding word of rounding.
    pub range: Range<usize>,
    /// The parsed value.
    pub quantity: Quantity,
    /// The rounding that the text indicates.
    pub rounding: Rounding,
    /// The stated bound: the side of the number on which the true value lies.
    pub bound: Bound,
    /// The written or spoken sign of the number.
    pub sign: Sign,
    /// Course of a range "from A to B": rising (22 to 27) or falling (27 to 22).
    pub course: Course,
    /// True if the figure is written in words alone, so that it may be a figure of speech: "two countries".
    pub in_words: bool,
}

impl Figure {
    /// Returns the ends of a range as separate figures; for any other figure, the figure itself.
    pub fn ends(&self) -> Vec<Figure> {
        match &self.quantity {
            Quantity::Amount { from, to, unit, .. } if from != to => [*from, *to]
                .map(|end| Figure {
                    quantity: Quantity::Amount {
                        from: end,
                        to: end,
                        unit: *unit,
                        otherwise: None,
                    },
                    course: Course::Unknown,
                    ..self.clone()
                })
                .into(),
            _ => vec![self.clone()],
        }
    }
}

/// The value of a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Quantity {
    /// A number or, if `to` differs from `from`, a range; with its unit.
    Amount {
        /// The number, or the lower end.
        from: Number,
        /// The same number, or the upper end.
        to: Number,
        /// Unit of the numbers.
        unit: Unit,
        /// The value in an alternative reading: 1.200 is 1,200 or 1.2; "38 minutes and 20 seconds" also supports "38
        /// minutes". Boxed, since it is rare and a large site has a million figures.
        otherwise: Option<Box<Number>>,
    },
    /// A number of which only the order of magnitude is known: tens of thousands.
    Some {
        /// The order of magnitude; for tens of thousands, 10,000.
        order: u64,
    },
    /// A day, a month, a year, a decade.
    Date(PartialDate),
    /// A date relative to the day of publication: yesterday, last year. As a claim it is not checked; as a statement it can
    /// support dates.
    Relative(RelativePeriod),
    /// A time of day. If `half` is set, it may be before or after noon.
    Clock {
        /// Minutes since midnight, or since noon.
        minutes: u16,
        /// True if the hour may count from midnight or from noon.
        half: bool,
    },
    /// A multiplicative word: double, trilateral, ثلاثي.
    Fold(u32),
    /// A position in an order: the 12th round.
    Ordinal(u32),
    /// Two numbers with a hyphen between them that are not a range, such as a result: 3-1.
    Pair {
        /// The number that is written first.
        first: u64,
        /// The number that is written second.
        second: u64,
        /// True if the order of the numbers is significant; in right-to-left text it is not.
        ordered: bool,
    },
    /// A unit in brackets without a number, as in table headings.
    Named(Unit),
    /// A model or code number: Su-57.
    Code {
        /// The letters before the number, in lowercase.
        letters: Box<str>,
        /// The number.
        number: u64,
        /// The letters after the number, such as the `a` of Il-96a.
        suffix: Box<str>,
    },
}

/// The rounding of a number, as the text indicates it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Rounding {
    /// The text does not say that the number is rounded.
    #[default]
    Exact,
    /// "about"
    About,
    /// "over": the true value is greater.
    Over,
    /// "nearly": the true value is less.
    Under,
}

/// The relation of a number to the true value, as the words around it indicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Bound {
    /// The true value is the number itself.
    #[default]
    Exact,
    /// The true value is close: about, nearly.
    About,
    /// The true value is the number or more.
    AtLeast,
    /// The true value is more.
    Over,
    /// The true value is the number or less.
    AtMost,
    /// The true value is less.
    Under,
}

/// The bound and rounding that words around a number indicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hedge {
    /// The bound.
    pub bound: Bound,
    /// The rounding.
    pub rounding: Rounding,
}

impl Hedge {
    /// The hedge of a number without such words.
    pub const EXACT: Hedge = Hedge::new(Bound::Exact, Rounding::Exact);
    /// "about"
    pub const ABOUT: Hedge = Hedge::new(Bound::About, Rounding::About);
    /// "nearly"
    pub const NEARLY: Hedge = Hedge::new(Bound::About, Rounding::Under);
    /// "-odd": slightly more.
    pub const ODD: Hedge = Hedge::new(Bound::About, Rounding::Over);
    /// "at least"
    pub const AT_LEAST: Hedge = Hedge::new(Bound::AtLeast, Rounding::Over);
    /// "over"
    pub const OVER: Hedge = Hedge::new(Bound::Over, Rounding::Over);
    /// "at most"
    pub const AT_MOST: Hedge = Hedge::new(Bound::AtMost, Rounding::Under);
    /// "under"
    pub const UNDER: Hedge = Hedge::new(Bound::Under, Rounding::Under);

    const fn new(bound: Bound, rounding: Rounding) -> Hedge {
        Hedge { bound, rounding }
    }

    /// Returns the hedge of a bound, with the rounding that most words for it imply.
    pub const fn of(bound: Bound) -> Hedge {
        match bound {
            Bound::Exact => Hedge::EXACT,
            Bound::About => Hedge::ABOUT,
            Bound::AtLeast => Hedge::AT_LEAST,
            Bound::Over => Hedge::OVER,
            Bound::AtMost => Hedge::AT_MOST,
            Bound::Under => Hedge::UNDER,
        }
    }

    /// Returns true unless the hedge is [`Hedge::EXACT`].
    pub fn is_some(self) -> bool {
        self != Hedge::EXACT
    }

    /// Returns the hedge after "not": no more than, not less than.
    pub fn negated(self) -> Hedge {
        match self.bound {
            Bound::Over => Hedge::AT_MOST,
            Bound::Under => Hedge::AT_LEAST,
            Bound::AtLeast => Hedge::UNDER,
            Bound::AtMost => Hedge::OVER,
            Bound::Exact | Bound::About => self,
        }
    }
}

/// The sign of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sign {
    /// The number has no sign.
    #[default]
    Unsigned,
    /// Plus: +0.3%.
    Plus,
    /// Minus: −0.3%, minus 3, 5 degrees below zero.
    Minus,
}

/// The order in which a text gives the ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Course {
    /// The figure is not a range from one number to another; "between 22 and 27" has no order.
    #[default]
    Unknown,
    /// From 22 to 27.
    Rising,
    /// From 27 to 22.
    Falling,
}

/// A date of which only some parts may be known; at least one part is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PartialDate {
    /// True if the date is in the Hijri calendar.
    pub hijri: bool,
    /// True if the year is BC.
    pub ancient: bool,
    /// The year, or the first year of the decade.
    pub year: Option<u16>,
    /// True if the date is a decade. A year below 100 then leaves the century open.
    pub decade: bool,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month, from 1.
    pub day: Option<u8>,
    /// Part of the year or month.
    pub part: Option<DatePart>,
    /// True if day and month may be swapped, as in 3/4/2024.
    pub swappable: bool,
}

impl PartialDate {
    /// Returns year, month and day; `None` for those that are not named.
    pub fn parts(&self) -> [Option<u16>; 3] {
        [
            self.year,
            self.month.map(u16::from),
            self.day.map(u16::from),
        ]
    }
}

/// The period that a relative date names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RelativePeriod {
    /// A day, as an offset in days from the day of publication: -1 for yesterday.
    OneDay(i8),
    /// A day of the week, from Monday, 0: the last one before or the first one after the day of publication.
    Weekday(u8),
    /// A week or a month: last month.
    Month,
    /// A year or more, as an offset in years: -1 for last year; `None` if the word for it leaves the direction open.
    Year(Option<i8>),
}

/// A part of a year or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatePart {
    /// The beginning.
    Early,
    /// The middle.
    Mid,
    /// The end.
    Late,
    /// A quarter of a year, from 1.
    Quarter(u8),
    /// A half, from 1.
    Half(u8),
}
