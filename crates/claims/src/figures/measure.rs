//! Units after and before numbers: per cent, money, measures.

use crate::figures::cardinal::Cardinal;
use crate::figures::figure::{Quantity, Rounding};
use crate::figures::lexicon::Meaning::{
    self, A, Basis, Centesimal, Hundreds, Nautical, Of, Per, Percent, Points, Power, Scale, Scales,
    Tight, Unit as UnitWord,
};
use crate::figures::number::Number;
use crate::figures::read::Reader;
use crate::figures::tokens::Kind;
use crate::figures::units::{Dimension, Unit, known};

impl Reader<'_> {
    /// Money before its number: $5, US$5, USD 5.
    pub(super) fn money_before(&self, at: usize) -> Option<(Unit, usize)> {
        if let Some(unit) = self.mark(at).and_then(currency) {
            self.numeral(at + 1)?;
            return Some((unit, at + 1));
        }
        let is_code =
            self.piece(at).len() == 3 && self.piece(at).bytes().all(|b| b.is_ascii_uppercase());
        match self.meaning(at) {
            Some(UnitWord(unit, _) | Tight(&UnitWord(unit, _))) if is_code && is_money(unit) => {
                self.numeral(at + 1)?;
                Some((unit, at + 1))
            }
            _ => None,
        }
    }

    pub(super) fn is_currency(&self, mark: char) -> bool {
        currency(mark).is_some()
    }

    /// "$5 million dollars" says it twice.
    pub(super) fn past_money_word(&self, at: usize) -> usize {
        match self.meaning(at) {
            Some(UnitWord(unit, _)) if is_money(unit) => at + 1,
            _ => at,
        }
    }

    /// The unit after a number.
    pub(super) fn unit(&self, cardinal: Cardinal) -> Option<(Unit, usize)> {
        let at = self.past_hyphen(cardinal.next);
        if let Some(mark) = self.mark(at) {
            return self.unit_mark(at, mark);
        }
        // half of a per cent
        let is_of = matches!(self.piece(at), "of" | "a" | "an");
        let is_many = cardinal.is_part || cardinal.power > 0;
        let at = if is_of && is_many {
            self.past(at, &[Of, A])
        } else {
            at
        };
        let is_kind = matches!(
            self.piece(at),
            "metric" | "deadweight" | "gross" | "short" | "long"
        );
        let at = at + usize::from(is_kind && matches!(self.meaning(at + 1), Some(UnitWord(..))));
        self.parts_per(at)
            .or_else(|| self.unit_word(at, cardinal))
            .or_else(|| self.money_after_adjective(at))
    }

    /// A unit in words.
    fn unit_word(&self, at: usize, cardinal: Cardinal) -> Option<(Unit, usize)> {
        let (prefix, meaning) = self.word(at)?;
        // العشرين الشهر: the noun is not what is counted, unless it is a part of it (ربع الساعة).
        if prefix.and || (prefix.article && !cardinal.is_part && matches!(meaning, UnitWord(..))) {
            return None;
        }
        let is_glued = self.is_glued(at);
        match meaning {
            Percent | Per | Centesimal | Points | Basis => {
                self.hundredths(at, meaning, cardinal.is_part)
            }
            // sq m
            Power(power) if self.piece(at + 1) == "m" => {
                Some((raised(known::METRE, power)?, at + 2))
            }
            Power(power) => match self.meaning(self.past_hyphen(at + 1))? {
                UnitWord(unit, _) => Some((raised(unit, power)?, self.past_hyphen(at + 1) + 1)),
                _ => None,
            },
            Nautical => {
                let is_mile = self.meaning(at + 1) == Some(UnitWord(known::MILE, 0));
                is_mile.then_some((known::NAUTICAL_MILE, at + 2))
            }
            // المليون عام 2023
            UnitWord(known::YEAR, 0) if self.is_year_of_four(at + 1) => None,
            UnitWord(unit, _) => Some(self.refined(unit, at)),
            // 1.5 m is a length, 1.5m may be a number.
            Tight(_) if !is_glued && self.piece(at) == "m" && cardinal.in_digits => {
                Some(self.refined(known::METRE, at))
            }
            Tight(&Percent) if is_glued => Some((Unit::PERCENT, at + 1)),
            Tight(&UnitWord(unit, _)) if is_glued && cardinal.power == 0 => {
                Some(self.refined(unit, at))
            }
            // 30-second
            Meaning::Ordinal(2) if cardinal.value > Number::whole(1) && cardinal.next < at => {
                self.piece(at).is_ascii().then_some((known::SECOND, at + 1))
            }
            _ => None,
        }
    }

    /// Per cent, per mille, percentage points, basis points; degrees of Celsius.
    fn hundredths(&self, at: usize, meaning: Meaning, is_part: bool) -> Option<(Unit, usize)> {
        let next = self.past_hyphen(at + 1);
        match meaning {
            Percent => Some(self.points_after((Unit::PERCENT, at + 1))),
            Per if self.piece(at + 1).eq_ignore_ascii_case("cent") => {
                Some(self.points_after((Unit::PERCENT, at + 2)))
            }
            // في المئة, في الألف
            Per => match self.word(at + 1).filter(|(prefix, _)| prefix.article)?.1 {
                Hundreds(1) => Some((Unit::PERCENT, at + 2)),
                Scale { power: 3, count: 1 } => Some((known::PER_MILLE, at + 2)),
                _ => None,
            },
            Centesimal if self.piece(at).eq_ignore_ascii_case("celsius") => {
                Some((known::DEGREE, at + 1))
            }
            Centesimal => matches!(self.meaning(next)?, Points | Meaning::Point)
                .then_some((Unit::POINT, next + 1)),
            Basis => self
                .is(at + 1, Points)
                .then_some((known::BASIS_POINT, at + 2)),
            _ => match self.meaning(at + 1) {
                Some(Centesimal) => Some((Unit::POINT, at + 2)),
                Some(Basis) => Some((known::BASIS_POINT, at + 2)),
                // ربع نقطة
                _ => is_part.then_some((Unit::POINT, at + 1)),
            },
        }
    }

    /// Whether a number of four digits stands here, which after its word is a year.
    fn is_year_of_four(&self, at: usize) -> bool {
        let year = self.numeral(at).and_then(|numeral| numeral.plain(4));
        year.is_some_and(|year| year > 31)
    }

    /// Parts per million, جزء في المليون.
    fn parts_per(&self, at: usize) -> Option<(Unit, usize)> {
        let parts = ["part", "parts", "جزء", "جزءا", "جزءًا", "جزءاً", "أجزاء"];
        let next = self.past(at + 1, &[Per]);
        match self.meaning(next)? {
            Scale { power, .. } if parts.contains(&self.piece(at)) && next > at + 1 => {
                let unit = Unit::part(Dimension::Percent, 100, 10_u64.checked_pow(power.into())?);
                Some((unit, next + 1))
            }
            _ => None,
        }
    }

    fn points_after(&self, (unit, next): (Unit, usize)) -> (Unit, usize) {
        if self.is(next, Points) && self.piece(next).starts_with("point") {
            (Unit::POINT, next + 1)
        } else {
            (unit, next)
        }
    }

    /// A sign after a number: %, $, °C.
    fn unit_mark(&self, at: usize, mark: char) -> Option<(Unit, usize)> {
        match mark {
            '%' => {
                let next = at + 1;
                let hyphen = self.past_hyphen(next);
                Some(self.points_after((
                    Unit::PERCENT,
                    if self.is(hyphen, Points) {
                        hyphen
                    } else {
                        next
                    },
                )))
            }
            '‰' => Some((known::PER_MILLE, at + 1)),
            '°' | 'º' => match self.piece(at + 1) {
                "F" => Some((known::DEGREE_FAHRENHEIT, at + 2)),
                "C" => Some((known::DEGREE, at + 2)),
                _ => Some((known::DEGREE, at + 1)),
            },
            '℃' => Some((known::DEGREE, at + 1)),
            mark => currency(mark).map(|unit| (unit, at + 1)),
        }
    }

    /// A unit with what follows it and changes it: square, per hour, Celsius, nautical.
    pub(super) fn refined(&self, unit: Unit, at: usize) -> (Unit, usize) {
        let next = at + 1;
        if let Some(unit) = self.power_after(next).and_then(|power| raised(unit, power)) {
            return (unit, next + 1);
        }
        let (energy, is_power) = (
            Unit {
                dimension: Dimension::Energy,
                ..unit
            },
            unit.dimension == Dimension::Power,
        );
        match self.meaning(next) {
            Some(Nautical) if unit == known::MILE => return (known::NAUTICAL_MILE, next + 1),
            Some(Centesimal) if unit == known::DEGREE => return (unit, next + 1),
            Some(UnitWord(known::DEGREE_FAHRENHEIT, _)) if unit == known::DEGREE => {
                return (known::DEGREE_FAHRENHEIT, next + 1);
            }
            // ميغاواط ساعة
            Some(UnitWord(known::HOUR, _)) if is_power => return (energy, next + 1),
            _ => {}
        }
        match self.time_below(next) {
            Some(time) if is_power && time == known::HOUR => (energy, next + 2),
            Some(time) => match unit.per_time(time == known::SECOND) {
                Some(speed) => (speed, next + 2),
                None => (unit, next),
            },
            // Degrees of what, the text does not say: of heat, of an earthquake, of a school.
            None if unit == known::DEGREE && self.piece(at).len() > 1 => (Unit::COUNT, next),
            None => (unit, next),
        }
    }

    /// A power after a length: م², كم2, متر مربع.
    fn power_after(&self, at: usize) -> Option<u8> {
        match (self.mark(at), self.meaning(at)) {
            (Some('²'), _) => Some(2),
            (Some('³'), _) => Some(3),
            (_, Some(Power(power))) => Some(power),
            _ if self.is_glued(at) => match self.numeral(at)?.plain(1)? {
                2 => Some(2),
                3 => Some(3),
                _ => None,
            },
            _ => None,
        }
    }

    /// The hour or second that a length is travelled in: كيلومتر في الساعة, miles an hour, km/h.
    fn time_below(&self, at: usize) -> Option<Unit> {
        if !self.is_mark(at, '/') && !self.is(at, Per) && !self.is(at, A) {
            return None;
        }
        match (self.meaning(at + 1), self.piece(at + 1)) {
            (Some(UnitWord(time @ (known::HOUR | known::SECOND), _)), _) => Some(time),
            (_, "h" | "س") => Some(known::HOUR),
            (_, "s" | "ث" | "second") => Some(known::SECOND),
            _ => None,
        }
    }

    /// Money after what tells whose it is: 5 million Egyptian pounds, US dollars.
    fn money_after_adjective(&self, at: usize) -> Option<(Unit, usize)> {
        if !self.is_capital(at) {
            return None;
        }
        for next in at + 1..at + 4 {
            match self.kind(next)? {
                Kind::Word(_, &UnitWord(unit, _)) if is_money(unit) => {
                    return Some((unit, next + 1));
                }
                Kind::Mark('.' | '-') => {}
                Kind::Other | Kind::Word(..) if self.is_capital(next) => {}
                _ => return None,
            }
        }
        None
    }

    /// %35, as Arabic texts often have it.
    pub(super) fn percent_before(&mut self, at: usize) -> Option<usize> {
        if !self.is_glued(at + 1) || (at > 0 && self.is_glued(at)) {
            return None;
        }
        let cardinal = self
            .numeral(at + 1)
            .and_then(|_| self.cardinal(at + 1, false))?;
        let next = cardinal.next
            + usize::from(self.is_mark(cardinal.next, '%') && self.is_glued(cardinal.next));
        let rounding = self.rounding(at, next);
        self.push_amount(at, next, cardinal, Unit::PERCENT, rounding);
        Some(next)
    }

    /// A unit in brackets: (دولار), (kg), ($ million).
    pub(super) fn named_unit(&mut self, at: usize) -> Option<usize> {
        let start = at + 1 + usize::from(self.mark(at + 1).and_then(currency).is_some());
        let (quantity, next) = match self.meaning(start) {
            Some(Scale { power, .. } | Scales(power) | Tight(&Scale { power, .. })) => (
                Quantity::Some {
                    order: 10_u64.checked_pow(power.into())?,
                },
                start + 1,
            ),
            Some(UnitWord(unit, _)) => (Quantity::Named(unit), start + 1),
            _ if self.is_mark(start, '%') => (Quantity::Named(Unit::PERCENT), start + 1),
            _ if start > at + 1 => (
                Quantity::Named(self.mark(at + 1).and_then(currency)?),
                start,
            ),
            _ => return None,
        };
        self.is_mark(next, ')').then(|| {
            self.push(start.min(next - 1), next, quantity, Rounding::Exact);
            next
        })
    }
}

/// Whether a unit is one of money.
pub(super) fn is_money(unit: Unit) -> bool {
    matches!(unit.dimension, Dimension::Money(_))
}

fn raised(unit: Unit, power: u8) -> Option<Unit> {
    if power == 2 {
        unit.squared()
    } else {
        unit.cubed()
    }
}

fn currency(mark: char) -> Option<Unit> {
    Some(match mark {
        '$' => known::DOLLAR,
        '€' => known::EURO,
        '£' | '₺' => known::POUND_STERLING,
        '¥' => known::YEN,
        '₽' => known::ROUBLE,
        '₩' => known::WON,
        '₪' => known::SHEKEL,
        '₹' => known::RUPEE,
        '﷼' => known::RIYAL,
        _ => return None,
    })
}
