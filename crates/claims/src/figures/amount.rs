//! Reads amounts: one or two numbers with their unit.
//!
//! 35%, ٣٥ في المئة, $5bn, 3,000 kg, 25 عامًا, عامين, 2 hours and 6 minutes, tens of thousands.

use crate::figures::cardinal::{Cardinal, power};
use crate::figures::figure::{Hedge, Quantity};
use crate::figures::lexicon::Meaning::{
    self, A, Fraction, Hundreds, Of, OrderOfMagnitude as Vague, OrderOfScale, Points, Scale,
    Scales, Several, The, Unit as UnitWord,
};
use crate::figures::measure::is_money;
use crate::figures::number::Number;
use crate::figures::read::FigureReader;
use crate::figures::tokens::FigureTokenKind;
use crate::figures::units::{Dimension, Unit, known};

/// A number with its unit as read from a text, and the index of the token after it.
#[derive(Clone, Copy)]
pub(super) struct ParsedAmount {
    pub cardinal: Cardinal,
    pub unit: Option<Unit>,
    pub next: usize,
}

impl FigureReader<'_> {
    /// Reads an amount.
    pub(super) fn amount(&mut self, at: usize) -> Option<usize> {
        self.range(at)
            .or_else(|| self.vague(at))
            .or_else(|| self.lone_unit(at))
    }

    pub(super) fn push_one(&mut self, at: usize, one: ParsedAmount) -> Option<usize> {
        let is_count = one.unit.is_none();
        if is_count
            && !one.cardinal.in_digits
            && one.cardinal.value <= Number::whole(1)
            && !one.cardinal.is_part
        {
            // "One of them" is not a figure.
            return None;
        }
        let hedge = if self.is_during(at, one.unit) {
            Hedge::EXACT
        } else {
            self.hedge(at, one.next)
        };
        self.push_amount(
            at,
            one.next,
            one.cardinal,
            one.unit.unwrap_or(Unit::COUNT),
            hedge,
        );
        Some(one.next)
    }

    /// Returns true if a duration is the period in which the amount before it was reached: 12% over five years.
    fn is_during(&self, at: usize, unit: Option<Unit>) -> bool {
        let measures_time = unit
            .is_some_and(|unit| matches!(unit.dimension, Dimension::Months | Dimension::Seconds));
        let follows_amount = at.checked_sub(2).is_some_and(|before| {
            matches!(
                self.kind(before),
                Some(
                    FigureTokenKind::Numeral(_)
                        | FigureTokenKind::Mark('%')
                        | FigureTokenKind::Word(_, Meaning::Percent | UnitWord(..) | Scale { .. })
                )
            )
        });
        measures_time && follows_amount && self.is_one_of(at - 1, self.grammar.during)
    }

    pub(super) fn push_amount(
        &mut self,
        at: usize,
        next: usize,
        cardinal: Cardinal,
        unit: Unit,
        hedge: Hedge,
    ) {
        let quantity = Quantity::Amount {
            from: cardinal.value,
            to: cardinal.value,
            unit,
            otherwise: cardinal.otherwise.map(Box::new),
        };
        self.push(at, next, quantity, hedge);
        self.sign_last(at, next);
    }

    /// Sets the sign of the last figure from the words around it.
    pub(super) fn sign_last(&mut self, at: usize, next: usize) {
        let sign = self.sign(at, next);
        if let Some(figure) = self.figures.last_mut() {
            figure.sign = sign;
        }
    }

    /// Multiplies a sum of money by the power of ten given by a letter after a space: £1 m. `None` if it becomes too
    /// large.
    fn with_letter_of_scale(&self, cardinal: Cardinal) -> Option<Cardinal> {
        let at = cardinal.next;
        match self.meaning(at) {
            Some(Meaning::Tight(Meaning::Scale { power: scale, .. }))
                if cardinal.power == 0
                    && cardinal.in_digits
                    && *scale >= 6
                    && !self.is_capital(at)
                    && !self.is_glued(at) =>
            {
                Some(Cardinal {
                    value: cardinal.value.times(power(u32::from(*scale))?)?,
                    mantissa: cardinal.value,
                    power: u32::from(*scale),
                    next: at + 1,
                    ..cardinal
                })
            }
            _ => Some(cardinal),
        }
    }

    /// Reads a number with the unit before or after it.
    pub(super) fn measured(&self, at: usize, joins: bool) -> Option<ParsedAmount> {
        if let Some((money, number)) = self.money_before(at) {
            let cardinal = self.cardinal(number, joins)?;
            let mut cardinal = self.with_letter_of_scale(cardinal)?;
            // $5m is 5 million, never 5 metres.
            cardinal.otherwise = cardinal.otherwise.filter(|_| cardinal.power == 0);
            return Some(ParsedAmount {
                cardinal,
                unit: Some(money),
                next: self.past_money_word(cardinal.next),
            });
        }
        let mut cardinal = self.cardinal(at, joins)?;
        let Some((unit, next)) = self.unit(cardinal) else {
            if cardinal.power == 6 && cardinal.in_digits && self.is_metre_letter(cardinal.next - 1)
            {
                cardinal.otherwise = Some(cardinal.mantissa);
            }
            return Some(ParsedAmount {
                cardinal,
                unit: None,
                next: cardinal.next,
            });
        };
        let next = self.and_part_of_unit(&mut cardinal, next);
        let one = ParsedAmount {
            cardinal,
            unit: Some(self.with_rate_before(unit, at)),
            next,
        };
        Some(self.and_all_less(one))
    }

    /// Adds the numbers of ever smaller units that follow: 2 hours, 6 minutes and 26 seconds.
    fn and_all_less(&self, one: ParsedAmount) -> ParsedAmount {
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

    /// Adds a number of a smaller unit: 3 hours and 20 minutes, متران و20 سنتيمترا.
    fn and_less(
        &self,
        one: ParsedAmount,
        smallest: Option<Number>,
    ) -> Option<(ParsedAmount, Number)> {
        let unit = one.unit?;
        let next = match self.and(one.next) {
            Some(next) => next,
            None if self.is_mark(one.next, ',') => self.and(one.next + 1).unwrap_or(one.next + 1),
            None if self.is_mark(one.next - 1, '%') => return None,
            None => one.next,
        };
        let cardinal = self.cardinal(next, true)?;
        if let Some(whole) = self.and_coins(one, cardinal, next) {
            return Some(whole);
        }
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
        // Uses the unit that was named first, so that its number stays meaningful: 1.2 metres.
        let value = all.times(unit.size.inverse()?)?;
        let measured = ParsedAmount {
            // "38 minutes and 20 seconds" also supports "38 minutes".
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

    /// Adds cents without their word: twelve euros and fifty.
    fn and_coins(
        &self,
        one: ParsedAmount,
        coins: Cardinal,
        at: usize,
    ) -> Option<(ParsedAmount, Number)> {
        let unit = one.unit.filter(|unit| is_money(*unit))?;
        let is_spoken = !one.cardinal.in_digits
            && !coins.in_digits
            && at > one.next
            && one.cardinal.power == 0
            && coins
                .value
                .as_whole()
                .is_some_and(|n| (5..100).contains(&n));
        let ends = matches!(self.kind(coins.next), None | Some(FigureTokenKind::Mark(_)));
        if !is_spoken || !ends {
            return None;
        }
        let size = Number::fraction(1, 100);
        let value = one.cardinal.value.plus(coins.value.times(size)?)?;
        let measured = ParsedAmount {
            cardinal: Cardinal {
                value,
                otherwise: Some(one.cardinal.value),
                ..one.cardinal
            },
            unit: Some(unit),
            next: coins.next,
        };
        Some((measured, size))
    }

    /// Adds a half or quarter after the unit: سنة ونصف, a year and a half. Returns the index of the next token.
    fn and_part_of_unit(&self, cardinal: &mut Cardinal, at: usize) -> usize {
        // ثلاث ساعات إلا ربعًا
        if cardinal.power == 0
            && self.is_one_of(at, self.grammar.less)
            && let Some(Fraction(_, denominator)) = self.meaning(at + 1)
            && cardinal.value > Number::whole(1)
        {
            let part = Number::fraction(1, denominator.into());
            cardinal.value = cardinal.value.distance(part);
            return at + 2;
        }
        let Some(next) = self.and(at) else { return at };
        // خمس درجات وثلاثة أعشار
        if let Some((tenths, after)) = self.decimal_parts(next)
            && cardinal.power == 0
            && let Some(value) = cardinal.value.plus(tenths)
        {
            cardinal.value = value;
            return after;
        }
        let after = self.past(next, &[A]);
        match self.meaning(after) {
            Some(Fraction(numerator, denominator))
                if after > next || !self.grammar.half_needs_article =>
            {
                let part = Number::fraction(numerator.into(), denominator.into());
                // مليوني دولار ونصف المليون
                if cardinal.power >= 3 && cardinal.is_whole_scale() {
                    let again = matches!(self.meaning(after + 1), Some(Scale { power, .. }) if u32::from(power) == cardinal.power);
                    if let Some(value) = power(cardinal.power)
                        .and_then(|scale| part.times(scale))
                        .and_then(|part| cardinal.value.plus(part))
                    {
                        cardinal.value = value;
                        return after + 1 + usize::from(again);
                    }
                }
                let Some(value) = cardinal.value.plus(part) else {
                    return at;
                };
                cardinal.value = value;
                // ساعة ونصف الساعة
                match self.meaning(after + 1) {
                    Some(UnitWord(..) | Points) if self.grammar.units_stand_alone => after + 2,
                    _ => after + 1,
                }
            }
            _ => at,
        }
    }

    /// Reads a unit that includes its number (عامين, a decade, a fortnight), or that a word of rounding makes a figure (أكثر
    /// من عام).
    fn lone_unit(&mut self, at: usize) -> Option<usize> {
        let start = at;
        let at = if self.is(at, A) { at + 1 } else { at };
        let (prefix, unit, count) = match self.word(at)? {
            (prefix, UnitWord(unit, count)) => (prefix, unit, count),
            // نقطة ونصف النقطة
            (prefix, Points) => (prefix, Unit::POINT, 0),
            _ => return None,
        };
        let hedge = self.hedge_before(start);
        let has_part = self
            .and(at + 1)
            .is_some_and(|next| matches!(self.meaning(self.past(next, &[A])), Some(Fraction(..))));
        // Year over year
        if start > 1 && self.meaning(start - 2) == Some(UnitWord(unit, count)) {
            return None;
        }
        let measures_time = matches!(unit.dimension, Dimension::Months | Dimension::Seconds);
        let counts = match count {
            2.. => self.numeral(at + 1).is_none(),
            1 => start < at || hedge.is_some(),
            _ if has_part && self.grammar.units_stand_alone && !prefix.article => true,
            // قبل عقد من الزمن
            _ if self.grammar.units_stand_alone
                && matches!(unit, known::DECADE | known::CENTURY) =>
            {
                let before = at.checked_sub(1).and_then(|before| self.meaning(before));
                !prefix.article
                    && (before == Some(Meaning::YearBefore)
                        || hedge.is_some()
                        || self.is_one_of(at + 2, self.grammar.after_span))
            }
            _ => {
                measures_time
                    && (has_part && (start < at || self.grammar.units_stand_alone)
                        || hedge.is_some()
                            && self.numeral(at + 1).is_none()
                            && !prefix.article
                            && !self.is(at + 1, Meaning::Relative))
            }
        };
        let lone = ParsedAmount {
            cardinal: Cardinal {
                value: Number::whole(1),
                ..self.nothing(at + 1)
            },
            unit: Some(unit),
            next: at + 1,
        };
        let compound = count < 2
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
        let one = ParsedAmount {
            cardinal,
            unit: Some(unit),
            next,
        };
        let one = self.and_all_less(one);
        self.push_amount(at, one.next, one.cardinal, unit, hedge);
        Some(one.next)
    }

    /// Reads a number of which only the order of magnitude is stated: tens of thousands, مئات الملايين, آلاف, several
    /// hundred.
    fn vague(&mut self, at: usize) -> Option<usize> {
        let (order, next) = match self.meaning(at)? {
            Vague(size) => {
                let then = self.past(at + 1, &[Of, The]);
                match self.meaning(then) {
                    Some(Scale { power, .. } | Scales(power)) => {
                        (size * 10_u64.checked_pow(power.into())?, then + 1)
                    }
                    _ => (size, at + 1),
                }
            }
            // Words for tens and scores may mean other things if nothing is counted.
            OrderOfScale(size) => {
                let then = self.past(at + 1, &[Of, The]);
                match self.meaning(then)? {
                    Scale { power, .. } | Scales(power) => {
                        (size * 10_u64.checked_pow(power.into())?, then + 1)
                    }
                    _ => return None,
                }
            }
            Scales(size) => {
                let then = self.past(at + 1, &[Of, The]);
                let by = match self.meaning(then) {
                    Some(Scales(power)) => power,
                    Some(Scale { power, .. }) if self.grammar.bare_scales => power,
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
        self.push(at, next, Quantity::Some { order }, Hedge::EXACT);
        Some(next)
    }

    /// Returns a placeholder cardinal, after which a unit without a number can be read.
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
