//! Amounts: a number or two with their unit.
//!
//! 35%, ٣٥ في المئة, $5bn, 3,000 kg, 25 عامًا, عامين, 3–5%, between 20,000 and 50,000, tens of thousands. Where one scale or
//! unit stands after both ends of a range, it serves both.

use crate::lang::figures::cardinal::Cardinal;
use crate::lang::figures::figure::{Quantity, Rounding};
use crate::lang::figures::lexicon::Meaning;
use crate::lang::figures::lexicon::Meaning::{
    A, Basis, Between, Centesimal, Fraction, Hundreds, Nautical, Of, Per, Percent, Points, Power,
    Scale, Scales, Several, Some as Vague, The, Tight, To, Unit as UnitWord,
};
use crate::lang::figures::number::Number;
use crate::lang::figures::read::Reader;
use crate::lang::figures::tokens::Kind;
use crate::lang::figures::units::{Dimension, Unit, known};

/// A number with its unit.
#[derive(Clone, Copy)]
struct Measured {
    cardinal: Cardinal,
    unit: Option<Unit>,
    next: usize,
}

impl Reader<'_> {
    /// Reads an amount.
    pub(super) fn amount(&mut self, at: usize) -> Option<usize> {
        self.range(at)
            .or_else(|| self.vague(at))
            .or_else(|| self.lone_unit(at))
    }

    /// One number with its unit, or two.
    fn range(&mut self, at: usize) -> Option<usize> {
        let between = self.is(at, Between);
        let start = if between || self.is_from(at) {
            self.past_years(at + 1)
        } else {
            at
        };
        let start = if between && self.is_mark(start, ':') {
            start + 1
        } else {
            start
        };
        // From 8 to 14 September is two dates.
        if start > at
            && let Some(next) = self.date(start)
        {
            return Some(next);
        }
        if let Some(next) = self.ends(start, true, between) {
            return Some(next);
        }
        // "between five and twenty" is no "between twenty-five".
        if between && let Some(next) = self.ends(start, false, true) {
            return Some(next);
        }
        if start > at {
            // What follows "from" may be anything; it is read for itself.
            return None;
        }
        let one = self.measured(at, true)?;
        self.push_one(at, one)
    }

    /// The word after "between" or "from" in "between the years 2016 and 2021" is none of the number's.
    fn past_years(&self, at: usize) -> usize {
        self.past(at, &[The])
    }

    /// Whether a range may begin with this word.
    fn is_from(&self, at: usize) -> bool {
        self.is(at, Of) && matches!(self.piece(at), "from" | "From" | "من" | "ومن")
    }

    /// Two numbers that are the ends of a range.
    fn ends(&mut self, at: usize, joins: bool, between: bool) -> Option<usize> {
        let from = self.measured(at, joins)?;
        let dash = matches!(self.mark(from.next), Some('-' | '–'));
        let next = match self.word(from.next) {
            _ if dash => from.next + 1,
            Some((_, To)) => from.next + 1,
            _ if between => self.and(from.next)?,
            Some((prefix, _)) if !prefix.and => return self.listed(at, from),
            _ => return self.listed(at, from),
        };
        let next = if self.is_from(next) || self.is(next, Between) {
            next + 1
        } else {
            next
        };
        let to = self.measured(next, joins)?;
        let apart = from.unit.is_some() && to.unit.is_none() && !from.is_money() && !between;
        if from.cardinal.is_part != to.cardinal.is_part || apart {
            return None;
        }
        // In Arabic, 3-4 may be a range or a result.
        let may_be_pair = !self.ordered && from.unit.is_none() && to.unit.is_none();
        if dash
            && may_be_pair
            && let Some(next) = self.pair(at, from, to)
        {
            return Some(next);
        }
        if dash && !self.is_range(from, to) {
            return self.pair(at, from, to);
        }
        let (mut low, mut high) = (from.cardinal, to.cardinal);
        // 20 to 50 thousand: the power serves both, unless the first would then be the greater.
        if low.power == 0
            && high.power >= 3
            && from.unit_is_shared(&to)
            && low.value <= high.mantissa
        {
            low.value = low.scaled(high.power)?;
            low.otherwise = None;
        }
        // 20-50,000; a fall from 121 to 54 million.
        let thousand = Number::whole(1000);
        let in_thousands = |n: Number| {
            n.as_whole()
                .is_some_and(|n| n >= 1000 && n.is_multiple_of(1000))
        };
        if dash
            && low.power == 0
            && high.power == 0
            && low.value < thousand
            && in_thousands(high.value)
            && let Some(more) = low.value.times(thousand).filter(|more| *more < high.value)
        {
            low.value = more;
        }
        let is_fall = self.is_from(at.wrapping_sub(1))
            && low.power == 0
            && high.power >= 3
            && from.unit.is_none()
            && low.value > high.mantissa
            && low.value < thousand
            && high
                .mantissa
                .times(Number::whole(5))
                .is_some_and(|far| low.value < far);
        if is_fall {
            low.value = low.scaled(high.power)?;
        }
        if high.power == 0
            && low.power >= 3
            && high.value < low.value
            && from.is_money()
            && to.unit.is_none()
        {
            high.value = high.scaled(low.power)?;
        }
        // From 2100 to 2.800: the reading in which it rises.
        if let Some(other) = high
            .otherwise
            .filter(|other| high.value < low.value && *other > low.value)
        {
            high.value = other;
        }
        if from.is_year() && to.is_year() {
            let years = self.years(at)?;
            return Some(if years > next {
                years
            } else {
                self.years(next).unwrap_or(years)
            });
        }
        let unit = match (from.unit, to.unit) {
            (None, unit) | (unit, None) => unit,
            (Some(one), Some(other)) if one == other => Some(one),
            _ => return None,
        };
        let rounding = self.rounding(at, to.next);
        let quantity = Quantity::Amount {
            from: low.value.min(high.value),
            to: low.value.max(high.value),
            unit: unit.unwrap_or(Unit::COUNT),
            otherwise: None,
        };
        self.push(at, to.next, quantity, rounding);
        Some(to.next)
    }

    /// Two numbers of which the second's percent sign serves both: 28 and 35 per cent.
    fn listed(&mut self, at: usize, from: Measured) -> Option<usize> {
        let next = if self.is_mark(from.next, ',') {
            from.next + 1
        } else {
            self.and(from.next)
                .or_else(|| self.is(from.next, Meaning::Or).then_some(from.next + 1))?
        };
        if from.unit.is_some() || from.cardinal.power > 0 {
            return None;
        }
        let to = self.measured(next, true)?;
        let alike = from.cardinal.in_digits == to.cardinal.in_digits;
        if to.unit != Some(Unit::PERCENT) || to.cardinal.is_part || !alike {
            return None;
        }
        let rounding = self.rounding(at, to.next);
        self.push_amount(at, from.next, from.cardinal, Unit::PERCENT, rounding);
        self.push_amount(next, to.next, to.cardinal, Unit::PERCENT, rounding);
        Some(to.next)
    }

    /// Whether two numbers with a dash between them are a range, not a result or a code.
    fn is_range(&self, from: Measured, to: Measured) -> bool {
        let scaled = from
            .cardinal
            .scaled(to.cardinal.power)
            .unwrap_or(from.cardinal.value);
        let rises = from.cardinal.value < to.cardinal.value || scaled < to.cardinal.value;
        rises
            && from
                .unit
                .is_none_or(|unit| to.unit.is_none_or(|other| unit == other))
    }

    /// A result such as 3-1.
    fn pair(&mut self, at: usize, from: Measured, to: Measured) -> Option<usize> {
        let (one, other) = (
            self.numeral(at)?.plain(2)?,
            self.numeral(to.next - 1)?.plain(2)?,
        );
        let glued = self.is_glued(at + 1) && self.is_glued(at + 2);
        let ends = !matches!(self.mark(to.next), Some('-' | '/')) || !self.is_glued(to.next);
        if !glued || !ends || from.unit.is_some() || to.unit.is_some() {
            return None;
        }
        let pair = Quantity::Pair {
            first: one,
            second: other,
            ordered: self.ordered,
        };
        self.push(at, to.next, pair, Rounding::Exact);
        Some(to.next)
    }

    fn push_one(&mut self, at: usize, one: Measured) -> Option<usize> {
        let is_count = one.unit.is_none();
        if is_count
            && !one.cardinal.in_digits
            && one.cardinal.value <= Number::whole(1)
            && !one.cardinal.is_part
        {
            // "One of them" is no figure.
            return None;
        }
        let rounding = self.rounding(at, one.next);
        self.push_amount(
            at,
            one.next,
            one.cardinal,
            one.unit.unwrap_or(Unit::COUNT),
            rounding,
        );
        Some(one.next)
    }

    fn push_amount(
        &mut self,
        at: usize,
        next: usize,
        cardinal: Cardinal,
        unit: Unit,
        rounding: Rounding,
    ) {
        let quantity = Quantity::Amount {
            from: cardinal.value,
            to: cardinal.value,
            unit,
            otherwise: cardinal.otherwise.map(Box::new),
        };
        self.push(at, next, quantity, rounding);
    }

    /// A number with the unit before or after it.
    fn measured(&self, at: usize, joins: bool) -> Option<Measured> {
        if let Some((money, number)) = self.money_before(at) {
            let mut cardinal = self.cardinal(number, joins)?;
            // $5m is 5 million and never 5 metres.
            cardinal.otherwise = cardinal.otherwise.filter(|_| cardinal.power == 0);
            return Some(Measured {
                cardinal,
                unit: Some(money),
                next: self.past_money_word(cardinal.next),
            });
        }
        let mut cardinal = self.cardinal(at, joins)?;
        let Some((unit, next)) = self.unit(cardinal) else {
            if self.piece(cardinal.next - 1) == "m" && cardinal.power == 6 && cardinal.in_digits {
                cardinal.otherwise = Some(cardinal.mantissa);
            }
            return Some(Measured {
                cardinal,
                unit: None,
                next: cardinal.next,
            });
        };
        let next = self.and_part_of_unit(&mut cardinal, next);
        let one = Measured {
            cardinal,
            unit: Some(unit),
            next,
        };
        Some(self.and_all_less(one))
    }

    /// Takes in numbers of smaller and smaller units: 2 hours, 6 minutes and 26 seconds.
    fn and_all_less(&self, one: Measured) -> Measured {
        let mut all = one;
        let mut smallest = one.unit.map(|unit| unit.size);
        for _ in 0..2 {
            match self.and_less(all, smallest) {
                Some((more, size)) => (all, smallest) = (more, Some(size)),
                None => break,
            }
        }
        all
    }

    /// Takes in a number of a smaller unit: 3 hours and 20 minutes, متران و20 سنتيمترا.
    fn and_less(&self, one: Measured, smallest: Option<Number>) -> Option<(Measured, Number)> {
        let unit = one.unit?;
        let next = match self.and(one.next) {
            Some(next) => next,
            None if self.is_mark(one.next, ',') => self.and(one.next + 1).unwrap_or(one.next + 1),
            None if self.piece(one.next - 1).ends_with('%') => return None,
            None => one.next,
        };
        let cardinal = self.cardinal(next, true)?;
        let (smaller, end) = self.unit(cardinal)?;
        let size = match (unit.dimension, smaller.dimension) {
            (Dimension::Money(_), Dimension::Coin) => Number::fraction(1, 100),
            (one, other) if one == other => smaller.size,
            _ => return None,
        };
        let is_part = size < smallest?
            && matches!(
                unit.dimension,
                Dimension::Months
                    | Dimension::Seconds
                    | Dimension::Length
                    | Dimension::Mass
                    | Dimension::Money(_)
            );
        let less = cardinal.value.times(size)?;
        if !is_part || less >= smallest? {
            return None;
        }
        let all = one.cardinal.value.times(unit.size)?.plus(less)?;
        // In the unit that was named first, so that its number keeps its sense: 1.2 metres.
        let value = all.times(unit.size.inverse()?)?;
        let measured = Measured {
            // "38 minutes and 20 seconds" bears out "38 minutes" as well.
            cardinal: Cardinal {
                value,
                otherwise: Some(one.cardinal.value),
                ..one.cardinal
            },
            unit: Some(unit),
            next: end,
        };
        Some((measured, size))
    }

    /// Money before its number: $5, US$5, USD 5.
    fn money_before(&self, at: usize) -> Option<(Unit, usize)> {
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
    fn past_money_word(&self, at: usize) -> usize {
        match self.meaning(at) {
            Some(UnitWord(unit, _)) if is_money(unit) => at + 1,
            _ => at,
        }
    }

    /// The unit after a number.
    fn unit(&self, cardinal: Cardinal) -> Option<(Unit, usize)> {
        let at = cardinal.next;
        let at = self.past_hyphen(at);
        if let Some(mark) = self.mark(at) {
            return self.unit_mark(at, mark);
        }
        let at = match self.piece(at) {
            // half of a per cent, ربع نقطة
            "of" | "a" | "an" if cardinal.is_part || cardinal.power > 0 => self.past(at, &[Of, A]),
            _ => at,
        };
        if let Some(found) = self.parts_per(at) {
            return Some(found);
        }
        let kinds = ["metric", "deadweight", "gross", "short", "long"];
        let at = at
            + usize::from(
                kinds.contains(&self.piece(at))
                    && matches!(self.meaning(at + 1), Some(UnitWord(..))),
            );
        let Some((prefix, meaning)) = self.word(at) else {
            return self.money_after_adjective(at);
        };
        // العشرين الشهر: the noun is not what is counted, unless it is a part of it (ربع الساعة).
        if prefix.and || (prefix.article && !cardinal.is_part && matches!(meaning, UnitWord(..))) {
            return None;
        }
        match meaning {
            Percent => Some((Unit::PERCENT, at + 1)).map(|found| self.points_after(found)),
            Per if self.piece(at + 1).eq_ignore_ascii_case("cent") => {
                Some(self.points_after((Unit::PERCENT, at + 2)))
            }
            Per => match self.word(at + 1)? {
                // في المئة, في الألف
                (prefix, Hundreds(1)) if prefix.article => Some((Unit::PERCENT, at + 2)),
                (prefix, Scale { power: 3, count: 1 }) if prefix.article => {
                    Some((known::PER_MILLE, at + 2))
                }
                _ => None,
            },
            Centesimal if self.piece(at).eq_ignore_ascii_case("celsius") => {
                Some((known::DEGREE, at + 1))
            }
            Centesimal => {
                let next = self.past_hyphen(at + 1);
                matches!(self.meaning(next)?, Points | Meaning::Point)
                    .then_some((Unit::POINT, next + 1))
            }
            Points => match self.meaning(at + 1) {
                Some(Centesimal) => Some((Unit::POINT, at + 2)),
                Some(Basis) => Some((known::BASIS_POINT, at + 2)),
                // ربع نقطة
                _ if cardinal.is_part => Some((Unit::POINT, at + 1)),
                _ => None,
            },
            Basis if self.is(at + 1, Points) => Some((known::BASIS_POINT, at + 2)),
            // sq m
            Power(power) if self.piece(at + 1) == "m" => {
                Some((raised(known::METRE, power)?, at + 2))
            }
            Power(power) => match self.meaning(self.past_hyphen(at + 1))? {
                UnitWord(unit, _) => Some((raised(unit, power)?, self.past_hyphen(at + 1) + 1)),
                _ => None,
            },
            Nautical => {
                matches!(self.meaning(at + 1), Some(UnitWord(unit, _)) if unit == known::MILE)
                    .then_some((known::NAUTICAL_MILE, at + 2))
            }
            // المليون عام 2023
            UnitWord(known::YEAR, 0)
                if self
                    .numeral(at + 1)
                    .and_then(|n| n.plain(4))
                    .is_some_and(|n| n > 31) =>
            {
                None
            }
            UnitWord(unit, _) => Some(self.refined(unit, at)),
            // 1.5 m is a length, 1.5m may be a number.
            Tight(_) if !self.is_glued(at) && self.piece(at) == "m" && cardinal.in_digits => {
                Some(self.refined(known::METRE, at))
            }
            Tight(&Percent) if self.is_glued(at) => Some((Unit::PERCENT, at + 1)),
            Tight(UnitWord(unit, _)) if self.is_glued(at) && cardinal.power == 0 => {
                Some(self.refined(*unit, at))
            }
            Meaning::MonthPerhaps(_) => None,
            // 30-second
            Meaning::Ordinal(2)
                if cardinal.value > Number::whole(1)
                    && self.piece(at).is_ascii()
                    && cardinal.next < at =>
            {
                Some((known::SECOND, at + 1))
            }
            _ => self.money_after_adjective(at),
        }
        .or_else(|| self.money_after_adjective(at))
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
    fn refined(&self, unit: Unit, at: usize) -> (Unit, usize) {
        let next = at + 1;
        if let Some(power) = match self.mark(next) {
            Some('²') => Some(2),
            Some('³') => Some(3),
            // كم2
            None if self.is_glued(next) => self
                .numeral(next)
                .and_then(|n| n.plain(1))
                .filter(|n| matches!(n, 2 | 3))
                .map(|n| n as u8),
            _ => None,
        } && let Some(unit) = raised(unit, power)
        {
            return (unit, next + 1);
        }
        match self.meaning(next) {
            Some(Power(power)) if raised(unit, power).is_some() => {
                return (raised(unit, power).unwrap_or(unit), next + 1);
            }
            Some(Nautical) if unit == known::MILE => return (known::NAUTICAL_MILE, next + 1),
            Some(Centesimal) if unit == known::DEGREE => return (unit, next + 1),
            Some(UnitWord(other, _))
                if unit == known::DEGREE && other == known::DEGREE_FAHRENHEIT =>
            {
                return (other, next + 1);
            }
            // ميغاواط ساعة
            Some(UnitWord(other, _))
                if unit.dimension == Dimension::Power && other == known::HOUR =>
            {
                return (
                    Unit {
                        dimension: Dimension::Energy,
                        size: unit.size,
                    },
                    next + 1,
                );
            }
            _ => {}
        }
        // كيلومتر في الساعة, miles an hour, km/h
        let slash = self.is_mark(next, '/') || self.is(next, Per) || self.is(next, A);
        let time = match self.meaning(next + 1) {
            _ if !slash => None,
            Some(UnitWord(time, _)) => Some(time),
            _ => match self.piece(next + 1) {
                "h" | "س" => Some(known::HOUR),
                "s" | "ث" | "second" => Some(known::SECOND),
                _ => None,
            },
        };
        match time {
            Some(time) if time == known::HOUR || time == known::SECOND => {
                if unit.dimension == Dimension::Power && time == known::HOUR {
                    let energy = Unit {
                        dimension: Dimension::Energy,
                        ..unit
                    };
                    return (energy, next + 2);
                }
                match unit.per_time(time == known::SECOND) {
                    Some(speed) => (speed, next + 2),
                    None => (unit, next),
                }
            }
            // Degrees of what, the text does not say: of heat, of an earthquake, of a school.
            _ if unit == known::DEGREE && self.piece(at).len() > 1 => (Unit::COUNT, next),
            _ => (unit, next),
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

    /// Takes in a half or quarter after the unit: سنة ونصف, a year and a half.
    fn and_part_of_unit(&self, cardinal: &mut Cardinal, at: usize) -> usize {
        let Some(next) = self.and(at) else { return at };
        let english = self.piece(at).is_ascii();
        let after = self.past(next, &[A]);
        match self.meaning(after) {
            Some(Fraction(numerator, denominator)) if after > next || !english => {
                let Some(value) = cardinal
                    .value
                    .plus(Number::fraction(numerator.into(), denominator.into()))
                else {
                    return at;
                };
                cardinal.value = value;
                // ساعة ونصف الساعة
                match self.meaning(after + 1) {
                    Some(UnitWord(..) | Points) if !english => after + 2,
                    _ => after + 1,
                }
            }
            _ => at,
        }
    }

    /// A unit that counts itself: عامين, a decade, a fortnight; or that a word of rounding makes one: أكثر من عام.
    fn lone_unit(&mut self, at: usize) -> Option<usize> {
        let start = at;
        let at = if self.is(at, A) { at + 1 } else { at };
        let (prefix, unit, count) = match self.word(at)? {
            (prefix, UnitWord(unit, count)) => (prefix, unit, count),
            // نقطة ونصف النقطة
            (prefix, Points) => (prefix, Unit::POINT, 0),
            _ => return None,
        };
        let rounding = self.rounding_before(start);
        let has_part = self
            .and(at + 1)
            .is_some_and(|next| matches!(self.meaning(self.past(next, &[A])), Some(Fraction(..))));
        let measures_time = matches!(unit.dimension, Dimension::Months | Dimension::Seconds);
        let counts = match count {
            2 => self.numeral(at + 1).is_none(),
            1 => start < at || rounding != Rounding::Exact,
            _ if has_part && !self.piece(at).is_ascii() && !prefix.article => true,
            // قبل عقد من الزمن
            _ if !self.piece(at).is_ascii() && matches!(unit, known::DECADE | known::CENTURY) => {
                let before = at.checked_sub(1).and_then(|before| self.meaning(before));
                !prefix.article
                    && (before == Some(Meaning::YearBefore)
                        || rounding != Rounding::Exact
                        || matches!(self.piece(at + 2), "الزمن" | "الزمان"))
            }
            _ => {
                measures_time
                    && (has_part && (start < at || !self.piece(at).is_ascii())
                        || rounding != Rounding::Exact
                            && self.numeral(at + 1).is_none()
                            && !prefix.article
                            && !self.is(at + 1, Meaning::Relative))
            }
        };
        let lone = Measured {
            cardinal: Cardinal {
                value: Number::whole(1),
                ..self.nothing(at + 1)
            },
            unit: Some(unit),
            next: at + 1,
        };
        let compound = count != 2
            && !prefix.article
            && self.and(at + 1).is_some()
            && self.and_less(lone, Some(unit.size)).is_some();
        if !counts && !compound {
            return None;
        }
        let (unit, next) = self.refined(unit, at);
        let mut cardinal = Cardinal {
            value: Number::whole(u64::from(count.max(1))),
            otherwise: None,
            next,
            power: 0,
            mantissa: Number::whole(1),
            in_digits: false,
            is_part: false,
        };
        let next = self.and_part_of_unit(&mut cardinal, next);
        let one = Measured {
            cardinal,
            unit: Some(unit),
            next,
        };
        let one = self.and_all_less(one);
        self.push_amount(at, one.next, one.cardinal, unit, rounding);
        Some(one.next)
    }

    /// An unknown number of a known size: tens of thousands, مئات الملايين, آلاف, several hundred.
    fn vague(&mut self, at: usize) -> Option<usize> {
        let (order, next) = match self.meaning(at)? {
            Vague(size) => {
                let then = self.past(at + 1, &[Of, The]);
                match self.meaning(then) {
                    Some(Scale { power, .. } | Scales(power)) => {
                        (size * 10_u64.checked_pow(power.into())?, then + 1)
                    }
                    // Tens and scores may be other things where nothing is counted.
                    _ if self.piece(at).is_ascii()
                        && !self.piece(at).eq_ignore_ascii_case("dozens") =>
                    {
                        return None;
                    }
                    _ => (size, at + 1),
                }
            }
            Scales(size) => {
                let then = self.past(at + 1, &[Of, The]);
                let by = match self.meaning(then) {
                    Some(Scales(power)) => power,
                    Some(Scale { power, .. }) if !self.piece(at).is_ascii() => power,
                    _ => 0,
                };
                let next = if by > 0 { then + 1 } else { at + 1 };
                (10_u64.checked_pow(u32::from(size) + u32::from(by))?, next)
            }
            Several => match self.meaning(at + 1)? {
                Scale { power, count: 1 } | Scales(power) => {
                    (10_u64.checked_pow(power.into())?, at + 2)
                }
                Vague(size) => (size, at + 2),
                Hundreds(1) => (100, at + 2),
                _ => return None,
            },
            _ => return None,
        };
        let (next, unit) = match self.unit(self.nothing(next)) {
            Some((unit, _)) if unit == Unit::PERCENT => return None,
            Some((_, end)) => (end, true),
            None => (next, false),
        };
        let _ = unit;
        self.push(at, next, Quantity::Some { order }, Rounding::Exact);
        Some(next)
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

    /// What a unit is looked for after where there is no number.
    fn nothing(&self, next: usize) -> Cardinal {
        Cardinal {
            value: Number::whole(0),
            otherwise: None,
            next,
            power: 3,
            mantissa: Number::whole(0),
            in_digits: false,
            is_part: false,
        }
    }
}

impl Measured {
    /// Whether a power of ten after another number may belong to this one as well.
    fn unit_is_shared(&self, other: &Measured) -> bool {
        self.unit.is_none() || self.unit == other.unit || self.is_money()
    }

    /// Whether it can be a year: a bare number of that size in digits.
    fn is_year(&self) -> bool {
        let value = self.cardinal.value.as_whole();
        let fits = value.is_some_and(|year| (1900..2100).contains(&year));
        fits && self.unit.is_none() && self.cardinal.in_digits && self.cardinal.otherwise.is_none()
    }

    fn is_money(&self) -> bool {
        self.unit.is_some_and(is_money)
    }
}

fn is_money(unit: Unit) -> bool {
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
