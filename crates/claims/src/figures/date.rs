//! Reads dates: full dates, months, years, decades, and parts of them; with both sets of Arabic month names and in both
//! calendars (Gregorian and Hijri).

use crate::figures::figure::{Hedge, PartialDate, Quantity, RelativePeriod};
use crate::figures::languages::DateOrder;
use crate::figures::lexicon::Meaning::{
    self, BeforeChrist, Decade, Gregorian, Hijri, HijriMonth, HijriMonthOf, Month, MonthOf,
    MonthPerhaps, Of, Ordinal, PartOf, Per, Relative, Teen, Tens, The, Tight, Unit as UnitWord,
    YearBefore, YearWord,
};
use crate::figures::read::FigureReader;
use crate::figures::tokens::FigureTokenKind;
use crate::figures::units::{Dimension, Unit, known};

/// The name of a month.
#[derive(Clone, Copy)]
pub(super) struct MonthName {
    pub month: u8,
    pub hijri: bool,
    /// True if the words have no other meaning than the month.
    certain: bool,
    pub next: usize,
    /// A second, different month given as another name of the first one (يونيو/تموز), and the index of its token.
    other: Option<(u8, usize)>,
}

/// The four-digit numbers that count as years.
const YEARS: std::ops::RangeInclusive<u64> = 1900..=2099;

impl FigureReader<'_> {
    /// Reads a date.
    pub(super) fn date(&mut self, at: usize) -> Option<usize> {
        self.quarter_or_half(at)
            .or_else(|| self.part_of_date(at))
            .or_else(|| self.numeric_date(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.years(at))
    }

    /// Reads the beginning, middle or end of the period that follows: mid-2022, منتصف عام 2022, late June.
    fn part_of_date(&mut self, at: usize) -> Option<usize> {
        let PartOf(part) = self.meaning(at)? else {
            return None;
        };
        let start = self.past(self.past_hyphen(at + 1), &[Of, The]);
        let before = self.figures.len();
        // Only periods longer than a day have parts.
        let next = self
            .month_first(start)
            .or_else(|| self.decade(start))
            .or_else(|| self.years(start))
            .or_else(|| {
                let (year, hijri, next) = self.year_number(start, YEARS)?;
                let moment = PartialDate {
                    year: Some(year),
                    hijri,
                    ..PartialDate::default()
                };
                self.push(start, next, Quantity::Date(moment), Hedge::EXACT);
                Some(next)
            })?;
        let from = self.tokens[at].start();
        // In his mid-fifties: no figure.
        let Some(first) = self.figures.get_mut(before) else {
            return Some(next);
        };
        if let Quantity::Date(moment) = &mut first.quantity {
            moment.part = moment.part.or(Some(part));
            first.range.start = from;
        }
        Some(next)
    }

    /// Reads a date in numbers: 2023-09-13, 13/09/2023, 13.09.2023, 10/6/1445هـ.
    fn numeric_date(&mut self, at: usize) -> Option<usize> {
        let first = self.numeral(at)?.plain(4)?;
        let mark = self.mark(at + 1).filter(|m| matches!(m, '-' | '/' | '.'))?;
        let second = self.numeral(at + 2)?.plain(2)?;
        let third = self.numeral(at + 4)?.plain(4)?;
        let glued = (at + 1..=at + 4).all(|piece| self.is_glued(piece));
        if !self.is_mark(at + 3, mark) || !glued {
            return None;
        }
        let mut moment = PartialDate::default();
        let (day, month, year) = match (first, third) {
            (1000.., 1..=31) => (third, second, first),
            (1..=31, 1000..) if second > 12 && first <= 12 => (second, first, third),
            (1..=31, 1000..) => {
                moment.swappable = self.is_swappable(first, second);
                (first, second, third)
            }
            (1..=31, 0..=99) if self.numeral(at + 4)?.digits == 2 => {
                moment.swappable = self.is_swappable(first, second);
                (
                    first,
                    second,
                    if third < 50 {
                        2000 + third
                    } else {
                        1900 + third
                    },
                )
            }
            _ => return None,
        };
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let (hijri, next) = self.era(at + 5);
        moment.hijri = hijri.unwrap_or((1300..1500).contains(&year));
        moment.day = Some(day as u8);
        moment.month = Some(month as u8);
        moment.year = u16::try_from(year).ok();
        self.push(at, next, Quantity::Date(moment), Hedge::EXACT);
        Some(next)
    }

    /// Returns true if the first two numbers of a date may be its month and day.
    fn is_swappable(&self, first: u64, second: u64) -> bool {
        self.grammar.date_order == DateOrder::Open && first <= 12 && second <= 12
    }

    /// Reads a date that begins with its day: 13 September 2023, the 13th of September, الثالث عشر من أيلول, 13-15
    /// September.
    fn day_and_month(&mut self, at: usize) -> Option<usize> {
        let (day, next) = self.day(at)?;
        let mut days = vec![(day, at, next)];
        let mut next = next;
        // 13-15 September, 13 and 14 September, 13 و14 سبتمبر
        let joined = match self.mark(next) {
            Some('-' | '–' | ',' | '/') => Some(next + 1),
            _ if self.is(next, Meaning::To) => Some(next + 1),
            _ => self.and(next),
        };
        if let Some(second) = joined
            && let Some((other, end)) = self.day(second)
            && self.month(self.past(end, &[Of, The])).is_some()
        {
            days.push((other, second, end));
            next = end;
        }
        let month = self.month(self.past(next, &[Of, The]))?;
        let (year, next) = self.year_after(month.next, month.hijri);
        let (mut hijri, mut end) = (month.hijri, next);
        if year.is_some() {
            let (era, after) = self.era(next);
            (hijri, end) = (era.unwrap_or(month.hijri), after);
        }
        let last = days.len() - 1;
        let slip = month.other.map(|(other, from)| {
            let moment = PartialDate {
                hijri,
                year,
                month: Some(other),
                day: days.last().map(|day| day.0),
                ..PartialDate::default()
            };
            (from, moment)
        });
        for (index, (day, from, to)) in days.into_iter().enumerate() {
            let moment = PartialDate {
                hijri,
                year,
                month: Some(month.month),
                day: Some(day),
                ..PartialDate::default()
            };
            let whole = slip.map_or(end, |(from, _)| from - 1);
            let to = if index == last { whole } else { to };
            self.push(from, to, Quantity::Date(moment), Hedge::EXACT);
        }
        // Two different months for one day: the second is checked against the original as well.
        if let Some((from, moment)) = slip {
            self.push(from, end, Quantity::Date(moment), Hedge::EXACT);
        }
        Some(end)
    }

    /// Reads a day of the month, in digits or, in Arabic, as an ordinal.
    fn day(&self, at: usize) -> Option<(u8, usize)> {
        // العشرين من شباط, الثلاثين من يونيو
        if let Some((prefix, Tens(tens @ (20 | 30)))) = self.word(at)
            && prefix.article
        {
            return Some((tens, at + 1));
        }
        if let Some(numeral) = self.numeral(at) {
            let day = numeral.plain(2).filter(|day| (1..=31).contains(day))?;
            let suffix = self.has_suffix(at + 1, self.grammar.ordinal_suffixes);
            return Some((day as u8, at + 1 + usize::from(suffix)));
        }
        let (day, next) = self.place(at)?;
        u8::try_from(day)
            .ok()
            .filter(|day| *day <= 31)
            .map(|day| (day, next))
    }

    /// Reads an ordinal in words: الثالث عشر, الخامس والعشرين, twentieth.
    pub(super) fn place(&self, at: usize) -> Option<(u32, usize)> {
        // الثانية means both "the second" (ordinal) and "the second" (time).
        let is_second = self.word(at).is_some_and(|(prefix, meaning)| {
            prefix.article && meaning == UnitWord(known::SECOND, 0)
        });
        let meaning = match self.meaning(at)? {
            _ if is_second => Ordinal(2),
            meaning => meaning,
        };
        match meaning {
            // المئة والخامس
            Meaning::Hundreds(count) if self.word(at).is_some_and(|(prefix, _)| prefix.article) => {
                let next = self.and(at + 1)?;
                let (place, end) = self.place(next).filter(|(place, _)| *place < 100)?;
                Some((100 * u32::from(count) + place, end))
            }
            Ordinal(place) => {
                let place = u32::from(place);
                let (place, next) = match self.word(at + 1) {
                    Some((prefix, Teen)) if !prefix.and && !prefix.article && place < 10 => {
                        Some((place + 10, at + 2))
                    }
                    Some((prefix, Tens(tens))) if prefix.and && place < 10 => {
                        Some((place + u32::from(tens), at + 2))
                    }
                    _ if is_second => None,
                    _ => Some((place, at + 1)),
                }?;
                // الخامس والعشرون بعد المئة
                match self.meaning(next + 1) {
                    Some(Meaning::Hundreds(count))
                        if self.is_one_of(next, self.grammar.after_ordinal) =>
                    {
                        Some((100 * u32::from(count) + place, next + 2))
                    }
                    _ => Some((place, next)),
                }
            }
            // twenty-first, twenty-third
            Tens(tens) if self.grammar.juxtaposes => {
                let next = self.past_hyphen(at + 1);
                let ones = match self.meaning(next)? {
                    Ordinal(place @ 1..=9) => u32::from(place),
                    Meaning::Fraction(1, place @ 3..=9)
                        if !self.is_one_of(next, self.grammar.only_parts) =>
                    {
                        u32::from(place)
                    }
                    _ if self.is_word(next, self.grammar.second) => 2,
                    _ => return None,
                };
                Some((u32::from(tens) + ones, next + 1))
            }
            _ => None,
        }
    }

    /// Reads a month's name, perhaps of two words, perhaps in both Arabic sets: كانون الأول, حزيران/يونيو, يونيو (حزيران).
    pub(super) fn month(&self, at: usize) -> Option<MonthName> {
        let first = self.month_name(at)?;
        let (open, close) = match self.mark(first.next) {
            Some('/') => (true, false),
            Some('(') => (true, true),
            Some('-') => (true, false),
            _ => (false, false),
        };
        if open && let Some(second) = self.month_name(first.next + 1) {
            let closed = !close || self.is_mark(second.next, ')');
            if closed
                && second.hijri == first.hijri
                && self.grammar.paired_months
                && self.mark(first.next) != Some('-')
                && second.month != first.month
            {
                return Some(MonthName {
                    certain: true,
                    next: second.next + usize::from(close),
                    other: Some((second.month, first.next + 1)),
                    ..first
                });
            }
            if closed && second.month == first.month && second.hijri == first.hijri {
                return Some(MonthName {
                    certain: true,
                    next: second.next + usize::from(close),
                    ..first
                });
            }
        }
        Some(first)
    }

    fn month_name(&self, at: usize) -> Option<MonthName> {
        let named = |month, hijri, certain, next| {
            Some(MonthName {
                month,
                hijri,
                certain,
                next,
                other: None,
            })
        };
        let capital = self.grammar.capital_months;
        // ذو القعدة, ذي الحجة
        if let Some(HijriMonth(month @ 11..)) = self.meaning(at + 1)
            && self.is_one_of(at, self.grammar.month_openers)
        {
            return named(month, true, true, at + 2);
        }
        match self.meaning(at)? {
            Month(month) if !capital || self.is_capital(at) => {
                // Sept.
                let dot = self.piece(at).chars().count() <= 4
                    && self.is_mark(at + 1, '.')
                    && self.numeral(at + 2).is_some();
                named(month, false, true, at + 1 + usize::from(dot))
            }
            MonthPerhaps(month) if !capital || self.is_capital(at) => {
                named(month, false, false, at + 1)
            }
            MonthOf(first, second) => match self.meaning(at + 1)? {
                Ordinal(1) => named(first, false, true, at + 2),
                Ordinal(2) => named(second, false, true, at + 2),
                _ => None,
            },
            HijriMonth(month) => named(month, true, false, at + 1),
            HijriMonthOf(first, second) => match self.meaning(at + 1) {
                Some(Ordinal(1)) => named(first, true, false, at + 2),
                Some(Ordinal(2)) => named(second, true, false, at + 2),
                _ if self.is_one_of(at + 1, self.grammar.second_month) => {
                    named(second, true, false, at + 2)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Reads a date that begins with a month: September 2023, September 13, 2023, يونيو 2024, July.
    fn month_first(&mut self, at: usize) -> Option<usize> {
        let month = self.month(at)?;
        let mut moment = PartialDate {
            hijri: month.hijri,
            month: Some(month.month),
            ..PartialDate::default()
        };
        let mut next = month.next;
        if self.grammar.month_before_day
            && let Some((day, end)) = self.day(next).filter(|_| self.numeral(next).is_some())
            && !self.is_unit(end)
        {
            moment.day = Some(day);
            next = end;
        }
        let (year, end) = self.year_after(next, month.hijri);
        moment.year = year;
        if year.is_some() {
            let (era, after) = self.era(end);
            moment.hijri = era.unwrap_or(month.hijri);
            next = after;
        }
        let dated = moment.day.is_some() || moment.year.is_some();
        if !dated && !month.certain && !self.opens_a_month(at) {
            return None;
        }
        // A person's name: June Carter.
        if !dated
            && self.is_capital(month.next)
            && self.grammar.capital_months
            && !self.opens_a_month(at)
        {
            return None;
        }
        // A person's name: Jan Egeland.
        if moment.day.is_none()
            && self.is_one_of(at, self.grammar.month_like_names)
            && (self.is_capital(month.next) || !dated && !self.opens_a_month(at))
        {
            return None;
        }
        if month.hijri
            && !dated
            && self.meaning(at.checked_sub(1)?) != Some(UnitWord(known::MONTH, 0))
        {
            return None;
        }
        let whole = month.other.map_or(next, |(_, from)| from - 1);
        self.push(at, whole, Quantity::Date(moment), Hedge::EXACT);
        if let Some((other, from)) = month.other {
            let slip = PartialDate {
                month: Some(other),
                ..moment
            };
            self.push(from, next, Quantity::Date(slip), Hedge::EXACT);
        }
        // July 13-15, May 14 to 25
        if moment.day.is_some()
            && year.is_none()
            && (matches!(self.mark(next), Some('-' | '–')) || self.is(next, Meaning::To))
            && let Some((day, end)) = self.day(next + 1)
            && !self.is_unit(end)
            && self.month(end).is_none()
        {
            let (year, end) = self.year_after(end, month.hijri);
            moment.year = year;
            if let Some(Quantity::Date(first)) = self.figures.last_mut().map(|f| &mut f.quantity) {
                first.year = year;
            }
            moment.day = Some(day);
            self.push(next + 1, end, Quantity::Date(moment), Hedge::EXACT);
            return Some(end);
        }
        Some(next)
    }

    /// Returns true if the preceding word shows that an ambiguous word is a month's name here.
    fn opens_a_month(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        matches!(
            self.meaning(before),
            Some(
                YearBefore
                    | PartOf(_)
                    | Relative
                    | Per
                    | UnitWord(known::MONTH, _)
                    | Meaning::Between
            )
        ) || self.is_one_of(before, self.grammar.before_month)
            || self.word(at).is_some_and(|(prefix, _)| {
                prefix.preposition && !self.is_one_of(at, self.grammar.not_months)
            })
    }

    /// Reads the year after a month, if one follows: "2023", ", 2023", "من عام 2023".
    pub(super) fn year_after(&self, at: usize, hijri: bool) -> (Option<u16>, usize) {
        let mut next = at;
        if self.is_mark(next, ',') && self.grammar.comma_before_year {
            next += 1;
        }
        next = self.past(next, &[Of, Per]);
        let said = matches!(self.meaning(next), Some(UnitWord(known::YEAR, _)));
        let dated = said || self.tells_era(next + 1);
        // إضراب أبريل 1340 رحلة: a number with a noun after it.
        let counts = !hijri && !said && matches!(self.kind(next + 1), Some(FigureTokenKind::Other));
        let range = match hijri {
            _ if dated => 1..=2999,
            _ if counts => 1500..=2099,
            true => 100..=1500,
            false => 1300..=2099,
        };
        match self.year_number(next + usize::from(said), range) {
            Some((year, _, end)) => (Some(year), end),
            None => (None, at),
        }
    }

    /// Reads a number that is a year, without its era.
    fn year_number(
        &self,
        at: usize,
        range: std::ops::RangeInclusive<u64>,
    ) -> Option<(u16, bool, usize)> {
        let year = self
            .numeral(at)?
            .plain(4)
            .filter(|year| range.contains(year))?;
        if self.is_unit(at + 1) && !self.is_one_of(at + 1, self.grammar.year_after_number) {
            return None;
        }
        let next = at + 1 + usize::from(self.precedes_year_noun(at + 1));
        Some((u16::try_from(year).ok()?, false, next))
    }

    /// Returns true if the token is a word for "year" in a form that follows the number.
    fn precedes_year_noun(&self, at: usize) -> bool {
        self.is_one_of(at, self.grammar.year_after_number)
    }

    /// Returns true if the token after a number is a unit or a counted noun.
    pub(super) fn is_unit(&self, at: usize) -> bool {
        let at = self.past_hyphen(at);
        match self.word(at) {
            Some((prefix, UnitWord(unit, count)))
                if !prefix.and && !prefix.article && !prefix.preposition =>
            {
                // "In 2023 dollars" is rare. In "2023 عام", the word is no unit, but belongs to the next year.
                count < 2 && !(unit == known::YEAR && self.numeral(at + 1).is_some())
            }
            Some((prefix, Meaning::Percent | Meaning::Scale { .. } | Meaning::Scales(_))) => {
                !prefix.and
            }
            Some((_, Tight(UnitWord(..) | Meaning::Scale { .. }))) => self.is_glued(at),
            Some((_, Per)) => {
                matches!(self.meaning(at + 1), Some(Meaning::Hundreds(1)))
                    || self.is_percent_phrase(at)
            }
            _ if self.is_percent_phrase(at) => true,
            _ => matches!(self.mark(at), Some('%' | '$' | '€' | '£' | '°')),
        }
    }

    /// Reads the calendar after a year: true for Hijri, false for Gregorian.
    fn era(&self, at: usize) -> (Option<bool>, usize) {
        match self.meaning(at) {
            Some(Hijri) => (Some(true), at + 1),
            Some(Gregorian) => (Some(false), at + 1),
            _ => (None, at),
        }
    }

    /// Reads years: 2022, عام 2022, between 2016 and 2021, 2023-24, عامي 2016 و2021.
    pub(super) fn years(&mut self, at: usize) -> Option<usize> {
        let said = matches!(self.meaning(at), Some(UnitWord(known::YEAR, _) | YearWord));
        let start = if said { at + 1 } else { at };
        let named = said && self.is(start, Hijri);
        let start = start + usize::from(named || (said && self.is(start, Gregorian)));
        let start = if said && self.is_mark(start, ':') {
            start + 1
        } else {
            start
        };
        let wide = said
            || self.numeral(at).is_some_and(|_| self.tells_era(at + 1))
            || self.follows_in(at)
            || self.precedes_year_noun(at + 1);
        let range = if said {
            1..=2999
        } else if wide {
            1000..=2999
        } else {
            YEARS
        };
        if let Some(end) = self.years_before_christ(start) {
            return Some(end);
        }
        let (year, _, next) = match self.year_number(start, range.clone()) {
            Some(found) => found,
            // سنة 1967 مليونا: after the word for "year", a number is a year, whatever follows.
            None if said
                && self
                    .numeral(start)
                    .and_then(|n| n.plain(4))
                    .is_some_and(|y| YEARS.contains(&y)) =>
            {
                let year = self.numeral(start)?.plain(4)?;
                (u16::try_from(year).ok()?, false, start + 1)
            }
            None if self.tells_era(start + 1) => {
                let year = self.numeral(start)?.plain(4)?;
                (u16::try_from(year).ok()?, false, start + 1)
            }
            None => return None,
        };
        let (era, end) = self.era(next);
        let ancient = self.before_christ(next);
        let end = ancient.unwrap_or(end);
        // The 1990s are a decade.
        if self.has_suffix(self.past_hyphen(next), self.grammar.decade_suffixes) {
            return None;
        }
        let hijri = era == Some(true) || named || (at > 0 && self.is(at - 1, Hijri));
        let moment = |year| PartialDate {
            year: Some(year),
            hijri,
            ancient: ancient.is_some(),
            ..PartialDate::default()
        };
        self.push(start, end, Quantity::Date(moment(year)), Hedge::EXACT);
        // 2016-2021, 2023-24, 2023/24
        if matches!(self.mark(end), Some('-' | '–' | '/'))
            && let Some(second) = self.numeral(end + 1)
        {
            // With spaces on both sides, only the next year is certain: 2010 - 11.
            let is_next = |short: u64| short == u64::from(year + 1) % 100;
            let is_apart = !self.is_glued(end) && !self.is_glued(end + 1);
            let short = second.plain(2).filter(|short| {
                second.digits == 2 && (self.is_glued(end + 1) || is_apart && is_next(*short))
            });
            let full = second
                .plain(4)
                .filter(|y| second.digits == 4 && YEARS.contains(y));
            let other = full
                .or(short.map(|s| u64::from(year) / 100 * 100 + s))
                .filter(|y| *y > u64::from(year));
            if let Some(other) = other.and_then(|y| u16::try_from(y).ok()) {
                self.push(
                    end + 1,
                    end + 2,
                    Quantity::Date(moment(other)),
                    Hedge::EXACT,
                );
                return Some(end + 2);
            }
        }
        Some(end)
    }

    /// Reads two years if the era after the second shows that both are BC: 2620–2480 BC, بين عامي 2620 و2480 قبل الميلاد.
    fn years_before_christ(&mut self, at: usize) -> Option<usize> {
        let (year, next) = (u16::try_from(self.numeral(at)?.plain(4)?).ok()?, at + 1);
        let joined = match self.mark(next) {
            Some('-' | '–') => next + 1,
            _ if self.is(next, Meaning::To) => next + 1,
            _ => self.and(next)?,
        };
        let other = u16::try_from(self.numeral(joined)?.plain(4)?).ok()?;
        let end = self.before_christ(joined + 1)?;
        for (from, to, year) in [(at, next, year), (joined, end, other)] {
            let date = PartialDate {
                year: Some(year),
                ancient: true,
                ..PartialDate::default()
            };
            self.push(from, to, Quantity::Date(date), Hedge::EXACT);
        }
        Some(end)
    }

    fn tells_era(&self, at: usize) -> bool {
        matches!(self.meaning(at), Some(Hijri))
            || self.before_christ(at).is_some()
            || self.grammar.eras.contains(&self.piece(at))
    }

    /// Skips the era of a year BC: BC, ق.م, قبل الميلاد. `None` if it does not follow.
    fn before_christ(&self, at: usize) -> Option<usize> {
        let phrase = self
            .grammar
            .before_christ
            .iter()
            .find_map(|phrase| self.past_phrase(at, phrase));
        phrase.or_else(|| self.is(at, BeforeChrist).then_some(at + 1))
    }

    /// Returns true if one of these suffixes follows a number without space.
    pub(super) fn has_suffix(&self, at: usize, suffixes: &[&str]) -> bool {
        self.is_glued(at) && suffixes.contains(&self.piece(at))
    }

    fn is_percent_phrase(&self, at: usize) -> bool {
        let phrases = self.grammar.percent_phrases;
        self.may_begin_unit(at)
            && phrases
                .iter()
                .any(|phrase| self.past_phrase(at, phrase).is_some())
    }

    /// Returns true if "in" or "since" stands before.
    fn follows_in(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.is_one_of(before, self.grammar.before_year))
    }

    /// Reads a decade: the 1990s, the '90s, the nineties, التسعينيات.
    pub(super) fn decade(&mut self, at: usize) -> Option<usize> {
        let mut moment = PartialDate {
            decade: true,
            ..PartialDate::default()
        };
        let next = if let Some(Decade(decade)) = self.meaning(at) {
            if self.is_decade_of_life(at) {
                return Some(at + 1);
            }
            moment.year = Some(decade.into());
            self.century(at + 1, &mut moment)
        } else {
            let start = if self.is_mark(at, '\'') { at + 1 } else { at };
            let number = self.numeral(start)?;
            let next = start + 1;
            // "10's" is not a decade.
            let next = if self.is_mark(next, '\'') && number.digits == 4 {
                next + 1
            } else {
                next
            };
            let next = self.past_hyphen(next);
            if !self.has_suffix(next, self.grammar.decade_suffixes) {
                return None;
            }
            let year = number.plain(4).filter(|year| year.is_multiple_of(10))?;
            moment.year = u16::try_from(year).ok();
            next + 1 + usize::from(self.precedes_year_noun(next + 1))
        };
        self.push(at, next, Quantity::Date(moment), Hedge::EXACT);
        Some(next)
    }

    /// Returns true if a word for a decade refers to an age: in his fifties, في الخمسينيات من عمره.
    fn is_decade_of_life(&self, at: usize) -> bool {
        let grammar = self.grammar;
        // In his mid-fifties, in her late fifties.
        let is_part =
            |at: usize| self.is_mark(at, '-') || matches!(self.meaning(at), Some(PartOf(_)));
        let owner = (at.saturating_sub(3)..at).rev().find(|at| !is_part(*at));
        owner.is_some_and(|owner| self.is_one_of(owner, grammar.before_decade_of_life))
            || (at + 1..at + 3).any(|after| self.is_one_of(after, grammar.after_decade_of_life))
    }

    /// Reads the century after an Arabic decade: تسعينيات القرن الماضي, تسعينيات القرن العشرين.
    fn century(&self, at: usize, moment: &mut PartialDate) -> usize {
        if !matches!(self.meaning(at), Some(UnitWord(known::CENTURY, _))) {
            return at;
        }
        let decade = moment.year.unwrap_or_default();
        match self.meaning(at + 1) {
            Some(Relative) if self.is_one_of(at + 1, self.grammar.last_century) => {
                moment.year = Some(1900 + decade);
                at + 2
            }
            Some(Relative) => {
                moment.year = Some(2000 + decade);
                at + 2
            }
            _ => match self.place(at + 1).or_else(|| match self.meaning(at + 1)? {
                Tens(tens) => Some((tens.into(), at + 2)),
                _ => None,
            }) {
                Some((century @ 1..=30, next)) => {
                    moment.year = u16::try_from((century - 1) * 100).ok().map(|c| c + decade);
                    next
                }
                _ => at,
            },
        }
    }

    /// Reads a date relative to the day of publication: yesterday, last year, الشهر الجاري.
    pub(super) fn relative(&mut self, at: usize) -> Option<usize> {
        let (span, next) = match self.word(at)? {
            // "Monday, 25 March" is a full date.
            _ if self.named_day(at).is_some() && self.precedes_date(at + 1) => return Some(at + 1),
            _ if let Some(span) = self.named_day(at) => (span, at + 1),
            (_, Relative) => match self.meaning(at + 1)? {
                UnitWord(unit, 0) => (self.span(unit, at)?, at + 2),
                Month(_) | MonthPerhaps(_) => (RelativePeriod::Month, at + 1),
                _ => return None,
            },
            (prefix, UnitWord(unit, 0)) if prefix.article || self.follows_article(at) => {
                match self.meaning(at + 1) {
                    Some(Relative) => (self.span(unit, at + 1)?, at + 2),
                    _ => return None,
                }
            }
            _ => return None,
        };
        self.push(at, next, Quantity::Relative(span), Hedge::EXACT);
        Some(next)
    }
}

impl FigureReader<'_> {
    /// Returns true if an article stands before a word: la semaine, l'an.
    fn follows_article(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| match self.mark(before) {
            Some('\'' | '’') => before.saturating_sub(1),
            _ => before,
        });
        before.is_some_and(|before| self.is(before, The))
    }

    /// Returns the day that a word names: yesterday, Monday, اليوم.
    fn named_day(&self, at: usize) -> Option<RelativePeriod> {
        match self.word(at)? {
            // أول من أمس
            (_, Meaning::OneDay(-1)) if at > 1 && self.is(at - 2, Ordinal(1)) => {
                Some(RelativePeriod::OneDay(-2))
            }
            (_, Meaning::OneDay(by)) => Some(RelativePeriod::OneDay(by)),
            (_, Meaning::Weekday(day)) => Some(RelativePeriod::Weekday(day)),
            (_, Meaning::Ones(_)) => self
                .language
                .weekday(self.piece(at))
                .map(RelativePeriod::Weekday),
            (prefix, UnitWord(known::DAY, 0)) if prefix.article && !self.is(at + 1, Relative) => {
                Some(RelativePeriod::OneDay(0))
            }
            _ => None,
        }
    }

    /// Returns the period of a relative date in this unit; `relative` is the index of its word: last, next.
    fn span(&self, unit: Unit, relative: usize) -> Option<RelativePeriod> {
        let is_one_of = |words: &[&str]| self.is_one_of(relative, words);
        match unit.dimension {
            Dimension::Months if unit == known::MONTH => Some(RelativePeriod::Month),
            Dimension::Months if unit == Unit::YEAR => Some(RelativePeriod::Year(
                if is_one_of(self.grammar.this_period) {
                    Some(0)
                } else if is_one_of(self.grammar.last_period) {
                    Some(-1)
                } else if is_one_of(self.grammar.next_period) {
                    Some(1)
                } else {
                    None
                },
            )),
            Dimension::Months => Some(RelativePeriod::Year(None)),
            Dimension::Seconds if unit == known::WEEK => Some(RelativePeriod::Month),
            _ => None,
        }
    }

    /// Returns true if a date with its day begins here, perhaps after commas and further names of days.
    fn precedes_date(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..3 {
            let comma = matches!(self.mark(at), Some(',' | '(' | '/'));
            if !comma && self.named_day(at).is_none() {
                break;
            }
            at += 1;
        }
        match self.day(at) {
            Some((_, next)) => self.month(self.past(next, &[Of, The])).is_some(),
            None => self
                .month(at)
                .is_some_and(|month| self.day(month.next).is_some()),
        }
    }
}
