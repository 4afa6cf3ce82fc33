//! Reads quarters and halves of a year or month: Q3 2024, the third quarter, النصف الأول من أكتوبر.

use crate::figures::figure::{DatePart, Hedge, PartialDate, Quantity};
use crate::figures::lexicon::Meaning::{self, Of, Ordinal, Per, Relative, The, Unit as UnitWord};
use crate::figures::read::FigureReader;
use crate::figures::units::known;

impl FigureReader<'_> {
    /// Reads a quarter of a year, or a half of a year or month: the third quarter of 2024, النصف الأول من أكتوبر.
    pub(super) fn quarter_or_half(&mut self, at: usize) -> Option<usize> {
        let start = self.past(at, &[The]);
        let (part, next) = self
            .part_by_place(start)
            .or_else(|| self.place_of_part(start))
            .or_else(|| self.last_part(start))?;
        // One of several in a row: الربع الرابع على التوالي.
        let mut in_a_row = self.grammar.in_a_row.iter();
        if in_a_row.any(|phrase| self.past_phrase(next, phrase).is_some()) {
            return None;
        }
        // First-half profit: a hyphen makes the year unnecessary.
        let joined = self.is_mark(next.saturating_sub(2), '-');
        let is_sure = !(at..next).any(|word| self.is_one_of(word, self.grammar.unsure_quarters));
        let alone = joined || (is_sure && matches!(part, DatePart::Quarter(_)));
        self.push_part(at, next, part, alone)
    }

    /// Reads the last part of a named year: the last quarter of 2024, الربع الأخير من 2024. Without a year, the words mean
    /// the quarter before the current one.
    fn last_part(&self, at: usize) -> Option<(DatePart, usize)> {
        let is_last = |word| self.is_one_of(word, self.grammar.last_of_year);
        if !is_last(at) && !is_last(at + 1) {
            return None;
        }
        let noun = if is_last(at) { at + 1 } else { at };
        let part = self.part_of_noun(noun, 4).or_else(|| {
            self.part_of_noun(noun, 2)
                .filter(|part| matches!(part, DatePart::Half(_)))
        })?;
        let next = self.past(at + 2, &[Of, The, Per]);
        self.year_after(next, false).0?;
        Some((part, at + 2))
    }

    /// Reads an ordinal before its noun: third quarter.
    fn part_by_place(&self, at: usize) -> Option<(DatePart, usize)> {
        let (place, next) = self.place_of_few(at)?;
        let noun = self.past_hyphen(next);
        Some((self.part_of_noun(noun, place)?, noun + 1))
    }

    /// Reads a noun before its ordinal: الربع الثالث.
    fn place_of_part(&self, at: usize) -> Option<(DatePart, usize)> {
        // Words for a quarter are those for a fourth, or have no other meaning in a figure.
        if !matches!(
            self.meaning(at)?,
            Meaning::Fraction(1, 2 | 4) | Meaning::Small | Meaning::Counter
        ) {
            return None;
        }
        self.part_of_noun(at, 1)?;
        if self.is_one_of(at + 1, self.grammar.last_part) {
            let last = self
                .part_of_noun(at, 4)
                .or_else(|| self.part_of_noun(at, 2))?;
            return Some((last, at + 2));
        }
        let (place, next) = self.place_of_few(at + 1)?;
        Some((self.part_of_noun(at, place)?, next))
    }

    fn part_of_noun(&self, at: usize, place: u8) -> Option<DatePart> {
        let is_one = |nouns: &[&str]| !nouns.is_empty() && self.is_one_of(at, nouns);
        match place {
            1..=4 if is_one(self.grammar.quarters) => Some(DatePart::Quarter(place)),
            1..=2 if is_one(self.grammar.halves) => Some(DatePart::Half(place)),
            _ => None,
        }
    }

    /// Reads an ordinal from first to fourth, in words or digits.
    fn place_of_few(&self, at: usize) -> Option<(u8, usize)> {
        let digits = self.numeral(at).and_then(|n| n.plain(1));
        if let Some(place) = digits {
            let suffix = self.has_suffix(at + 1, self.grammar.ordinal_suffixes);
            return Some((place as u8, at + 1 + usize::from(suffix))).filter(|_| place > 0);
        }
        let place = match self.meaning(at)? {
            Ordinal(place) => place,
            Meaning::Fraction(1, place @ 3..=4) if !self.is_one_of(at, self.grammar.only_parts) => {
                place
            }
            _ => return None,
        };
        Some((place, at + 1))
    }

    /// Reads Q3, H1, 3Q: `letter` and `number` are the indices of the tokens.
    pub(super) fn part_by_letter(&mut self, letter: usize, number: usize) -> Option<usize> {
        let glued = self.is_glued(letter.max(number));
        let place = self.numeral(number)?.plain(1)?;
        let end = letter.max(number) + 1;
        let is_one = |letters: &[&str]| letters.contains(&self.piece(letter));
        let part = match place {
            1..=4 if is_one(self.grammar.quarter_letters) => DatePart::Quarter(place as u8),
            1..=2 if is_one(self.grammar.half_letters) => DatePart::Half(place as u8),
            _ => return None,
        };
        if !glued {
            return None;
        }
        // 1Q25, Q4'23
        let apostrophe = self.is_mark(end, '\'') && self.is_glued(end);
        let year_at = end + usize::from(apostrophe);
        if let Some(year) = self.numeral(year_at).filter(|_| self.is_glued(year_at)) {
            let is_short = year.digits == 2 && (apostrophe || letter > number);
            let date = PartialDate {
                part: Some(part),
                year: u16::try_from(2000 + year.plain(2)?).ok(),
                ..PartialDate::default()
            };
            if !is_short {
                return None;
            }
            let start = letter.min(number);
            self.push(start, year_at + 1, Quantity::Date(date), Hedge::EXACT);
            return Some(year_at + 1);
        }
        self.push_part(letter.min(number), end, part, true)
    }

    /// Adds a part of a year or month, with the year or month that follows. With `alone`, it needs none.
    pub(super) fn push_part(
        &mut self,
        at: usize,
        next: usize,
        part: DatePart,
        alone: bool,
    ) -> Option<usize> {
        let mut moment = PartialDate {
            part: Some(part),
            ..PartialDate::default()
        };
        let after = self.past(next, &[Of, The, Per]);
        let (year, end) = self.year_after(next, false);
        let mut end = if year.is_some() { end } else { next };
        moment.year = year;
        let mut of_year = false;
        if year.is_none() {
            if matches!(part, DatePart::Half(_))
                && let Some(month) = self.month(after)
            {
                let (year, past) = self.year_after(month.next, month.hijri);
                moment.month = Some(month.month);
                moment.hijri = month.hijri;
                moment.year = year;
                end = past;
            } else {
                // Of the year, of last year.
                let past = self.past(after, &[Relative]);
                of_year = matches!(self.meaning(past), Some(UnitWord(known::YEAR, _)));
            }
        }
        if !alone && moment.year.is_none() && moment.month.is_none() && !of_year {
            return None;
        }
        self.push(at, end, Quantity::Date(moment), Hedge::EXACT);
        Some(end)
    }
}
