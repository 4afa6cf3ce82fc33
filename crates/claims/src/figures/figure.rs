//! What a figure says.

use std::ops::Range;

use crate::figures::number::Number;
use crate::figures::units::Unit;

/// A figure in running text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The bytes of the text: the number with its unit, the date; without a word before it that marks it as rounded.
    pub range: Range<usize>,
    /// What it says.
    pub quantity: Quantity,
    /// True if the text marks it as rounded.
    pub rounding: Rounding,
    /// On which side of the number the text puts the true one.
    pub bound: Bound,
    /// The sign that the number is written or spoken with.
    pub sign: Sign,
    /// True if it is written in words alone, and so perhaps no more than a manner of speaking: "two countries".
    pub in_words: bool,
}

impl Figure {
    /// The ends of a range, each as a figure of its own; of any other figure, itself.
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
                    ..self.clone()
                })
                .into(),
            _ => vec![self.clone()],
        }
    }
}

/// What a figure says.
#[derive(Debug, Clone, PartialEq)]
pub enum Quantity {
    /// A number or, where `to` is another one, everything between two; of a unit.
    Amount {
        /// The number, or the lower end.
        from: Number,
        /// The number again, or the upper end.
        to: Number,
        /// What it is a number of.
        unit: Unit,
        /// What it says where it is read another way: 1.200 is 1,200 or 1.2; 38 minutes and 20 seconds are 38 minutes. Rare, and
        /// a large site holds a million figures, so it is kept apart.
        otherwise: Option<Box<Number>>,
    },
    /// An unknown number of a known size: tens of thousands.
    Some {
        /// Tens of thousands: 10,000.
        order: u64,
    },
    /// A day, a month, a year, a decade.
    Date(PartialDate),
    /// A date that leans on the day of publication: yesterday, last year. It claims nothing that could be held against
    /// another text, but lets dates of the other text stand for it.
    Relative(Span),
    /// A time of the day, in minutes; whether morning or afternoon is left open where `half` is set.
    Clock {
        /// Minutes since midnight, or since noon.
        minutes: u16,
        /// True if it counts from midnight or from noon alike.
        half: bool,
    },
    /// An adjective of number: trilateral, ثلاثي.
    Fold(u32),
    /// A place in a row: the 12th round.
    Ordinal(u32),
    /// Two numbers with a hyphen between them that are no range, such as a result: 3-1.
    Pair {
        /// The one that is written first.
        first: u64,
        /// The other.
        second: u64,
        /// True if their order tells who has which: not in text from right to left.
        ordered: bool,
    },
    /// A unit without a number, in brackets, as tables' headings have it.
    Named(Unit),
    /// A model or code number: Su-57.
    Code {
        /// What stands before the number, in small letters.
        letters: Box<str>,
        /// The number.
        number: u64,
        /// What stands after it, such as the `a` of Il-96a.
        suffix: Box<str>,
    },
}

/// How a text marks a number as rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Rounding {
    /// It does not.
    #[default]
    Exact,
    /// "about"
    About,
    /// "over": the true number is greater.
    Over,
    /// "nearly": the true number is less.
    Under,
}

/// On which side of a number the true one lies, by the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Bound {
    /// It is the number itself.
    #[default]
    Exact,
    /// It is near: about, nearly.
    About,
    /// It is the number or more.
    AtLeast,
    /// It is more.
    Over,
    /// It is the number or less.
    AtMost,
    /// It is less.
    Under,
}

/// What words around a number say of how exact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hedge {
    /// The side on which the true number lies.
    pub bound: Bound,
    /// How the number is rounded.
    pub rounding: Rounding,
}

impl Hedge {
    /// No such words.
    pub const EXACT: Hedge = Hedge::new(Bound::Exact, Rounding::Exact);
    /// "about"
    pub const ABOUT: Hedge = Hedge::new(Bound::About, Rounding::About);
    /// "nearly"
    pub const NEARLY: Hedge = Hedge::new(Bound::About, Rounding::Under);
    /// "-odd": a little more.
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

    /// The hedge of a bound as most words give it.
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

    /// Returns true if there are such words.
    pub fn is_some(self) -> bool {
        self != Hedge::EXACT
    }

    /// What it says after "not": no more than, not less than.
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
    /// It has none.
    #[default]
    Unsigned,
    /// Plus: +0.3%.
    Plus,
    /// Minus: −0.3%, minus 3, 5 degrees below zero.
    Minus,
}

/// A point in time as far as a text names it. At least one part is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PartialDate {
    /// True if it is of the Hijri calendar.
    pub hijri: bool,
    /// True if the year is one before Christ.
    pub ancient: bool,
    /// The year, or the first year of the decade.
    pub year: Option<u16>,
    /// True if a whole decade is meant. Then a year below 100 leaves the century open.
    pub decade: bool,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month, from 1.
    pub day: Option<u8>,
    /// Which part of the year or month.
    pub part: Option<Part>,
    /// True if day and month may stand the other way round, as in 3/4/2024.
    pub swappable: bool,
}

/// The former name of [`PartialDate`].
pub type Moment = PartialDate;

impl PartialDate {
    /// Year, month and day, as far as they are named.
    pub fn parts(&self) -> [Option<u16>; 3] {
        [
            self.year,
            self.month.map(u16::from),
            self.day.map(u16::from),
        ]
    }
}

/// How long what a relative date names is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Span {
    /// So many days after that of publication: -1 for yesterday.
    OneDay(i8),
    /// A day of the week, from Monday, 0: the one before or after that of publication.
    Weekday(u8),
    /// A week or a month: last month.
    Month,
    /// A year or more: this year.
    Year,
}

/// A part of a year or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Its beginning.
    Early,
    /// Its middle.
    Mid,
    /// Its end.
    Late,
    /// A quarter of a year, from 1.
    Quarter(u8),
    /// A half, from 1.
    Half(u8),
}
