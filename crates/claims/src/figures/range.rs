//! Reads ranges (3–5%, between 20,000 and 50,000, من 3 إلى 5, ما بين 20 و50 ألف) and pairs that look like ranges (3-1).
//!
//! A power of ten or a unit after both ends applies to both.

use crate::figures::amount::ParsedAmount;
use crate::figures::figure::{Course, Hedge, Quantity, Sign};
use crate::figures::lexicon::Meaning::{self, Between, Of, The, To};
use crate::figures::measure::is_money;
use crate::figures::number::Number;
use crate::figures::read::FigureReader;
use crate::figures::units::Unit;

impl FigureReader<'_> {
    /// Reads one number with its unit, or two.
    pub(super) fn range(&mut self, at: usize) -> Option<usize> {
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
        // From 8 to 14 September: two dates.
        if start > at
            && let Some(next) = self.date(start)
        {
            return Some(next);
        }
        if let Some(next) = self.ends(start, true, between) {
            return Some(next);
        }
        // "between five and twenty" must not be read as "between twenty-five".
        if between && let Some(next) = self.ends(start, false, true) {
            return Some(next);
        }
        if start > at {
            // Anything may follow "from"; it is read separately.
            return None;
        }
        let one = self.measured(at, true)?;
        self.push_one(at, one)
    }

    /// Skips the words after "between" or "from" that do not belong to the number: between the years 2016 and 2021.
    fn past_years(&self, at: usize) -> usize {
        self.past(at, &[The])
    }

    /// Returns true if a range may begin with this word.
    fn is_from(&self, at: usize) -> bool {
        self.is(at, Meaning::From)
            || (self.is(at, Of)
                && self.grammar.of_is_from
                && self.word(at).is_some_and(|(prefix, _)| !prefix.preposition))
    }

    /// Reads two numbers that are the ends of a range.
    fn ends(&mut self, at: usize, joins: bool, between: bool) -> Option<usize> {
        let from = self.measured(at, joins)?;
        let dash = matches!(self.mark(from.next), Some('-' | '–'));
        let next = match self.word(from.next) {
            _ if dash => from.next + 1,
            Some((_, To)) => from.next + 1,
            _ if between => self.and(from.next)?,
            _ => return self.listed(at, from),
        };
        let next = next + usize::from(self.is_from(next) || self.is(next, Between));
        let to = self.measured(next, joins)?;
        // -5 to 3 degrees: read as two numbers, since a range has only one sign.
        if self.sign(at, at) == Sign::Minus && self.sign(next, next) != Sign::Minus {
            return None;
        }
        // By 30 dinars to 290: a change and a level.
        let is_change = self.is_one_of(at.wrapping_sub(1), self.grammar.change_before);
        let apart =
            from.unit.is_some() && to.unit.is_none() && (!from.is_money() || is_change) && !between;
        if from.cardinal.is_part != to.cardinal.is_part || apart {
            return None;
        }
        // In languages where the order of results is not significant, 3-4 may be a range or a result.
        let is_open = !self.grammar.orders_results && from.unit.is_none() && to.unit.is_none();
        if dash
            && is_open
            && let Some(end) = self.pair(at, from, to)
        {
            return Some(end);
        }
        if dash && !self.is_range(from, to) {
            return self.pair(at, from, to);
        }
        if from.is_year() && to.is_year() {
            let years = self.years(at)?;
            let has_both = years > next;
            return Some(if has_both {
                years
            } else {
                self.years(next).unwrap_or(years)
            });
        }
        let falls = self.is_from(at.wrapping_sub(1));
        // "To repay $3bn to 5 people" is not a range.
        let is_paid = !dash && !between && !falls && from.is_money() && to.unit.is_none();
        if is_paid && from.cardinal.power >= 3 && to.cardinal.power == 0 {
            return None;
        }
        let (low, high) = shared_powers(from, to, dash, falls)?;
        let unit = match (from.unit, to.unit) {
            (None, unit) | (unit, None) => unit,
            // $3 to 5 dollars
            (Some(one), Some(other)) if is_one_unit(one, other) => {
                Some(if one.country.is_some() { one } else { other })
            }
            _ => return None,
        };
        let hedge = self.hedge(at, to.next);
        let quantity = Quantity::Amount {
            from: low.min(high),
            to: low.max(high),
            unit: unit.unwrap_or(Unit::COUNT),
            otherwise: None,
        };
        self.push(at, to.next, quantity, hedge);
        self.sign_last(at, to.next);
        let is_change = falls || self.grammar.change_particles.contains(&self.piece(to.next));
        if is_change
            && !dash
            && low != high
            && let Some(range) = self.figures.last_mut()
        {
            range.course = if low < high {
                Course::Rising
            } else {
                Course::Falling
            };
        }
        Some(to.next)
    }

    /// Reads two numbers that share the percent sign of the second: 28 and 35 per cent.
    fn listed(&mut self, at: usize, from: ParsedAmount) -> Option<usize> {
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
        // At 24.50, 1.2 per cent lower: only similar numbers form a list.
        let alike = from.cardinal.in_digits == to.cardinal.in_digits
            && (!self.is_mark(from.next, ',')
                || from.cardinal.value.denominator() == to.cardinal.value.denominator());
        if to.unit != Some(Unit::PERCENT) || to.cardinal.is_part || !alike {
            return None;
        }
        let hedge = self.hedge(at, to.next);
        self.push_amount(at, from.next, from.cardinal, Unit::PERCENT, hedge);
        self.push_amount(next, to.next, to.cardinal, Unit::PERCENT, hedge);
        Some(to.next)
    }

    /// Returns true if two numbers with a dash between them are a range, not a result or a code.
    fn is_range(&self, from: ParsedAmount, to: ParsedAmount) -> bool {
        let scaled = from
            .cardinal
            .scaled(to.cardinal.power)
            .unwrap_or(from.cardinal.value);
        let rises = from.cardinal.value < to.cardinal.value || scaled < to.cardinal.value;
        rises
            && from
                .unit
                .is_none_or(|unit| to.unit.is_none_or(|other| is_one_unit(unit, other)))
    }

    /// Reads a result such as 3-1.
    fn pair(&mut self, at: usize, from: ParsedAmount, to: ParsedAmount) -> Option<usize> {
        let (one, other) = (
            self.numeral(at)?.plain(2)?,
            self.numeral(to.next - 1)?.plain(2)?,
        );
        // Some texts write spaces on both sides: 4 - 2.
        let glued = self.is_glued(at + 1) == self.is_glued(at + 2);
        let ends = !matches!(self.mark(to.next), Some('-' | '/')) || !self.is_glued(to.next);
        if !glued || !ends || from.unit.is_some() || to.unit.is_some() {
            return None;
        }
        let pair = Quantity::Pair {
            first: one,
            second: other,
            ordered: self.grammar.orders_results,
        };
        self.push(at, to.next, pair, Hedge::EXACT);
        Some(to.next)
    }
}

/// Returns the two ends of a range; a power of ten after one of them may apply to the other as well.
fn shared_powers(
    from: ParsedAmount,
    to: ParsedAmount,
    dash: bool,
    falls: bool,
) -> Option<(Number, Number)> {
    let (low, high) = (from.cardinal, to.cardinal);
    let (mut lower, mut upper) = (low.value, high.value);
    let thousand = Number::whole(1000);
    let is_bare = low.power == 0 && lower < thousand;
    if low.power == 0 && high.power >= 3 {
        // 20 to 50 thousand, unless the first would then be greater; but "from 121 to 54 million" is a fall.
        let rises = from.shares_unit(&to) && lower <= high.mantissa;
        let far = high.mantissa.times(Number::whole(5))?;
        if rises || (falls && from.unit.is_none() && is_bare && lower < far) {
            lower = low.scaled(high.power)?;
        }
    } else if dash && is_bare && high.power == 0 && is_in_thousands(upper) {
        // 20-50,000
        lower = lower
            .times(thousand)
            .filter(|more| *more < upper)
            .unwrap_or(lower);
    } else if high.power == 0
        && low.power >= 3
        && upper < lower
        && from.is_money()
        && to.unit.is_none()
    {
        // $3bn to 5
        upper = high.scaled(low.power)?;
    }
    // From 2100 to 2.800: takes the reading in which the range rises.
    let other = high
        .otherwise
        .filter(|other| upper < lower && *other > lower);
    Some((lower, other.unwrap_or(upper)))
}

/// Returns true if two units may be the same.
fn is_one_unit(one: Unit, other: Unit) -> bool {
    one.size == other.size && one.is_compatible(other)
}

fn is_in_thousands(number: Number) -> bool {
    number
        .as_whole()
        .is_some_and(|n| n >= 1000 && n.is_multiple_of(1000))
}

impl ParsedAmount {
    /// Returns true if a power of ten after another number may apply to this one as well.
    fn shares_unit(&self, other: &ParsedAmount) -> bool {
        self.unit.is_none() || self.unit == other.unit || self.is_money()
    }

    /// Returns true if the amount can be a year: a number without a unit from 1900 to 2099, in digits.
    fn is_year(&self) -> bool {
        let value = self.cardinal.value.as_whole();
        let fits = value.is_some_and(|year| (1900..2100).contains(&year));
        fits && self.unit.is_none() && self.cardinal.in_digits && self.cardinal.otherwise.is_none()
    }

    fn is_money(&self) -> bool {
        self.unit.is_some_and(is_money)
    }
}
