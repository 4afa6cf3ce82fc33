//! Converts the parsed value of a figure, and the information from its context (bound, direction, counted thing), to
//! JSON: the field `understood`.

use serde::Serialize;

use crate::figures::{
    ChangeDirection, Country, Currency, DatePart, Dimension, Figure, Number, Quantity,
    RelativePeriod, Sign, StatedBound, Unit, Wording, concept_name,
};
use crate::verify::document::Document;

/// The information from the words around a figure. Kept small, since a large site has many figures.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FigureContext {
    /// The bound of the number.
    pub bound: StatedBound,
    /// Direction of a change (rise, fall, gain, loss); `None` if the figure is not one.
    pub direction: Option<ChangeDirection>,
    /// True if the number is the level reached ("rose to"), false if it is the change ("rose by").
    pub is_level: bool,
    /// The sign of the number.
    pub sign: Sign,
    details: Option<Box<Details>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
struct Details {
    /// The words for the counted thing.
    counted: Option<Box<str>>,
    /// The concept of these words; 0 if there is none.
    concept: u32,
    /// The event that the counted thing takes part in, as a concept; 0 if there is none.
    event: u32,
    /// Index of the figure that gives the time.
    when: Option<u32>,
}

impl FigureContext {
    /// Reads the words around a figure of a text.
    pub fn new(document: &Document<'_>, wording: &Wording<'_>, figure: &Figure) -> FigureContext {
        let clause = wording.clause(figure);
        let counted = clause.counted_words();
        let details = Details {
            counted: counted
                .and_then(|range| document.text.get(range))
                .map(Into::into),
            concept: clause.counted_concept(),
            event: clause.event(),
            when: when(document, figure),
        };
        FigureContext {
            bound: match clause.bound {
                StatedBound::Plain => StatedBound::of(figure.bound),
                bound => bound,
            },
            direction: clause.direction,
            is_level: clause.is_level(),
            sign: match figure.sign {
                Sign::Unsigned if clause.negative => Sign::Minus,
                sign => sign,
            },
            details: (details != Details::default()).then(|| Box::new(details)),
        }
    }
}

/// Maximum number of figures between a figure and its date. The limit keeps the running time linear.
const FIGURES_BETWEEN: usize = 32;

/// Returns the index of the nearest date in the sentence of a figure; `None` if the figure is a date itself.
fn when(document: &Document<'_>, figure: &Figure) -> Option<u32> {
    let is_date =
        |figure: &Figure| matches!(figure.quantity, Quantity::Date(_) | Quantity::Relative(_));
    if is_date(figure) {
        return None;
    }
    let sentence = document.sentence_at(figure.range.start)?;
    let distance = |other: &Figure| {
        if other.range.start >= figure.range.end {
            other.range.start - figure.range.end
        } else {
            figure.range.start.saturating_sub(other.range.end)
        }
    };
    let here = document
        .figures
        .partition_point(|other| other.range.start < figure.range.start);
    let first = here.saturating_sub(FIGURES_BETWEEN);
    let near = document.figures.iter().enumerate().skip(first);
    near.take(here - first + FIGURES_BETWEEN)
        .filter(|(_, other)| is_date(other) && sentence.range.contains(&other.range.start))
        .min_by_key(|(_, other)| distance(other))
        .and_then(|(index, _)| u32::try_from(index).ok())
}

/// The parsed value of a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Understood {
    /// A figure.
    Figure(Box<UnderstoodFigure>),
    /// A listed name.
    Name(UnderstoodName),
}

/// The parsed value of a figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnderstoodFigure {
    #[serde(flatten)]
    quantity: QuantityRecord,
    bound: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    level: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    sign: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<CountedRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<String>,
}

/// The thing that a figure counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct CountedRecord {
    text: Box<str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    concept: Option<&'static str>,
}

/// The register's data for a listed name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnderstoodName {
    #[serde(rename = "type")]
    pub(super) is: &'static str,
    pub(super) id: String,
    pub(super) stands_for: &'static str,
    /// The spelling that should replace the name; `None` if it is correct.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) preferred: Option<String>,
}

impl UnderstoodName {
    /// Returns the spelling that should replace the name.
    pub fn preferred(&self) -> Option<&str> {
        self.preferred.as_deref()
    }
}

/// A number in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
enum JsonNumber {
    Whole(u64),
    Decimal(f64),
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct UnitRecord {
    /// The measured dimension.
    measures: &'static str,
    /// The base unit of `size`.
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<&'static str>,
    /// The size of this unit in base units.
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<JsonNumber>,
    /// Country of the currency (ISO 3166).
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum QuantityRecord {
    Amount {
        value: JsonNumber,
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<JsonNumber>,
        unit: UnitRecord,
    },
    OrderOfMagnitude {
        value: u64,
    },
    Date {
        #[serde(skip_serializing_if = "Option::is_none")]
        year: Option<i32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        month: Option<u8>,
        #[serde(skip_serializing_if = "Option::is_none")]
        day: Option<u8>,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        decade: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        part: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        calendar: Option<&'static str>,
    },
    RelativeDate {
        span: &'static str,
    },
    Time {
        minutes: u16,
        half_day: bool,
    },
    Multiplicity {
        value: u32,
    },
    Ordinal {
        value: u32,
    },
    Pair {
        first: u64,
        second: u64,
        ordered: bool,
    },
    UnitAlone {
        unit: UnitRecord,
    },
    Code {
        letters: Box<str>,
        value: u64,
        #[serde(skip_serializing_if = "str::is_empty")]
        suffix: Box<str>,
    },
}

impl UnderstoodFigure {
    /// Combines a figure's value with the information from the words around it; `text_of` returns the words of a figure of
    /// the same text by its index.
    pub fn new(
        figure: &Figure,
        context: &FigureContext,
        text_of: impl Fn(usize) -> Option<String>,
    ) -> UnderstoodFigure {
        let details = context.details.as_deref();
        let counted = details.and_then(|details| {
            Some(CountedRecord {
                text: details.counted.clone()?,
                concept: concept_name(details.concept),
            })
        });
        let when = details.and_then(|details| details.when);
        UnderstoodFigure {
            quantity: quantity(&figure.quantity),
            bound: bound_word(context.bound),
            direction: context.direction.map(direction_word),
            level: context.is_level,
            sign: match context.sign {
                Sign::Unsigned => None,
                Sign::Plus => Some("plus"),
                Sign::Minus => Some("minus"),
            },
            counted,
            event: details.and_then(|details| concept_name(details.event)),
            when: when.and_then(|index| text_of(index as usize)),
        }
    }

    /// Returns the understood information besides the number, in words for people: `at least, people`.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.bound != "none" {
            remarks.push(self.bound.replace('-', " "));
        }
        remarks.extend(self.sign.map(str::to_owned));
        remarks.extend(self.direction.map(str::to_owned));
        remarks.extend(
            self.counted
                .as_ref()
                .map(|counted| counted.text.to_string()),
        );
        remarks.extend(self.event.map(str::to_owned));
        remarks.extend(self.when.as_ref().map(|when| when.to_string()));
        remarks
    }
}

fn quantity(quantity: &Quantity) -> QuantityRecord {
    match quantity {
        Quantity::Amount { from, to, unit, .. } => QuantityRecord::Amount {
            value: value(*from),
            to: (from != to).then(|| value(*to)),
            unit: unit_record(*unit),
        },
        Quantity::Some { order } => QuantityRecord::OrderOfMagnitude { value: *order },
        Quantity::Date(date) => QuantityRecord::Date {
            year: date.year.map(|year| {
                let year = i32::from(year);
                if date.ancient { -year } else { year }
            }),
            month: date.month,
            day: date.day,
            decade: date.decade,
            part: date.part.map(part_word),
            calendar: date.hijri.then_some("hijri"),
        },
        Quantity::Relative(span) => QuantityRecord::RelativeDate {
            span: match span {
                RelativePeriod::OneDay(_) => "day",
                RelativePeriod::Weekday(_) => "weekday",
                RelativePeriod::Month => "month",
                RelativePeriod::Year(_) => "year",
            },
        },
        Quantity::Clock { minutes, half } => QuantityRecord::Time {
            minutes: *minutes,
            half_day: *half,
        },
        Quantity::Fold(times) => QuantityRecord::Multiplicity { value: *times },
        Quantity::Ordinal(place) => QuantityRecord::Ordinal { value: *place },
        Quantity::Pair {
            first,
            second,
            ordered,
        } => QuantityRecord::Pair {
            first: *first,
            second: *second,
            ordered: *ordered,
        },
        Quantity::Named(unit) => QuantityRecord::UnitAlone {
            unit: unit_record(*unit),
        },
        Quantity::Code {
            letters,
            number,
            suffix,
        } => QuantityRecord::Code {
            letters: letters.clone(),
            value: *number,
            suffix: suffix.clone(),
        },
    }
}

fn value(number: Number) -> JsonNumber {
    match number.as_whole() {
        Some(whole) => JsonNumber::Whole(whole),
        None => JsonNumber::Decimal(number.to_f64()),
    }
}

fn part_word(part: DatePart) -> String {
    match part {
        DatePart::Early => "early".into(),
        DatePart::Mid => "mid".into(),
        DatePart::Late => "late".into(),
        DatePart::Quarter(quarter) => format!("quarter-{quarter}"),
        DatePart::Half(half) => format!("half-{half}"),
    }
}

fn unit_record(unit: Unit) -> UnitRecord {
    let (measures, base) = match unit.dimension {
        Dimension::Count => ("count", None),
        Dimension::Percent => ("percent", None),
        Dimension::Point => ("percentage-point", None),
        Dimension::Money(currency) => ("money", Some(currency_word(currency))),
        Dimension::Coin => ("coin", None),
        Dimension::Mass => ("mass", Some("gram")),
        Dimension::Length => ("length", Some("tenth-of-millimetre")),
        Dimension::Area => ("area", Some("square-metre")),
        Dimension::Volume => ("volume", Some("millilitre")),
        Dimension::Barrel => ("barrel", None),
        Dimension::Speed => ("speed", Some("kilometre-per-hour")),
        Dimension::Power => ("power", Some("watt")),
        Dimension::Energy => ("energy", Some("watt-hour")),
        Dimension::Celsius => ("temperature", Some("degree-celsius")),
        Dimension::Fahrenheit => ("temperature", Some("degree-fahrenheit")),
        Dimension::Data => ("data", Some("byte")),
        Dimension::Frequency => ("frequency", Some("hertz")),
        Dimension::Months => ("duration", Some("month")),
        Dimension::Seconds => ("duration", Some("second")),
        Dimension::Times => ("times", None),
    };
    let is_one = unit.size == Number::whole(1);
    UnitRecord {
        measures,
        base,
        size: (base.is_some() && !is_one).then(|| value(unit.size)),
        country: unit
            .country
            .map(|country: Country| country.code().to_owned()),
    }
}

fn currency_word(currency: Currency) -> &'static str {
    match currency {
        Currency::Dollar => "dollar",
        Currency::Euro => "euro",
        Currency::Pound => "pound",
        Currency::Rouble => "rouble",
        Currency::Yuan => "yuan",
        Currency::Yen => "yen",
        Currency::Won => "won",
        Currency::Riyal => "riyal",
        Currency::Dirham => "dirham",
        Currency::Dinar => "dinar",
        Currency::Shekel => "shekel",
        Currency::Rupee => "rupee",
        Currency::Franc => "franc",
        Currency::Krona => "krona",
        Currency::Peso => "peso",
        Currency::Real => "real",
        Currency::Rand => "rand",
        Currency::Toman => "toman",
        Currency::Shilling => "shilling",
        Currency::Rupiah => "rupiah",
        Currency::Hryvnia => "hryvnia",
        Currency::Tenge => "tenge",
        Currency::Zloty => "zloty",
    }
}

fn bound_word(bound: StatedBound) -> &'static str {
    match bound {
        StatedBound::Plain => "none",
        StatedBound::Exactly => "exactly",
        StatedBound::About => "about",
        StatedBound::Nearly => "nearly",
        StatedBound::AtLeast => "at-least",
        StatedBound::Over => "over",
        StatedBound::AtMost => "at-most",
        StatedBound::Under => "under",
        StatedBound::Unclear => "unclear",
    }
}

fn direction_word(direction: ChangeDirection) -> &'static str {
    match direction {
        ChangeDirection::Up => "up",
        ChangeDirection::Down => "down",
        ChangeDirection::Profit => "profit",
        ChangeDirection::Loss => "loss",
    }
}
