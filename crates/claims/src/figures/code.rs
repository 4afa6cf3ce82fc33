//! Reads figures that are neither amounts nor dates: model numbers (Su-57), times of day (10:30), multiplicative words
//! (trilateral) and ordinals (the 12th round).

use crate::figures::cardinal::Cardinal;
use crate::figures::designation::is_formula;
use crate::figures::figure::{Hedge, Quantity, Sign};
use crate::figures::lexicon::Meaning::{
    self, Fraction, HalfDay, Multiplicity, Ones, Ordinal, Tight, Unit as UnitWord,
};
use crate::figures::lexicon::normalize;
use crate::figures::number::Number;
use crate::figures::read::FigureReader;
use crate::figures::spelling::same_word;
use crate::figures::tokens::FigureTokenKind;
use crate::figures::units::{Dimension, Unit, known};

/// The letter before a paragraph number in a citation: [p4].
const CITATION: &str = "p";

/// Maximum length of the name before a code's number, in characters.
const LONGEST_NAME: usize = 16;

impl FigureReader<'_> {
    /// Reads a model or code number: Su-57, سو-57, COVID-19, F16, 5G.
    pub(super) fn code(&mut self, at: usize) -> Option<usize> {
        match self.kind(at)? {
            FigureTokenKind::Other => self.code_by_name(at),
            // A known word can be a name as well: T-72, C-130.
            FigureTokenKind::Word(_, Tight(_) | Meaning::A) => self.code_by_name(at),
            FigureTokenKind::Word(..)
                if self.is_capital(at) && self.piece(at).chars().count() == 1 =>
            {
                self.code_by_name(at)
            }
            FigureTokenKind::Numeral(_) => self.code_by_number(at),
            _ => None,
        }
    }

    fn code_by_name(&mut self, at: usize) -> Option<usize> {
        let mut number_at = at + 1;
        if matches!(self.mark(number_at), Some('-' | '–')) && self.is_glued(number_at) {
            number_at += 1;
        }
        let numeral = self
            .numeral(number_at)
            .filter(|_| self.is_glued(number_at))?;
        // If a month or a counted noun follows, it is a number: "pre-2014", "anti-35%".
        let number = numeral.plain(6)?;
        let name = self.piece(at);
        let is_name = name.chars().count() <= LONGEST_NAME
            && (!name.starts_with(char::is_lowercase) || number_at == at + 1);
        let is_prefix = self.is_one_of(at, self.grammar.not_codes);
        let is_clitic = self.grammar.clitic_letters
            && name.chars().count() == 1
            && !name.starts_with(|c: char| c.is_lowercase() || c.is_uppercase())
            && number_at == at + 1;
        if let Some(next) = self.part_by_letter(at, number_at) {
            return Some(next);
        }
        if self.is_named_number(at, number_at) {
            return Some(number_at + 1);
        }
        if name == CITATION {
            return Some(number_at + 1);
        }
        if !is_name || is_prefix || is_clitic {
            return None;
        }
        let mut next = number_at + 1;
        let mut suffix = "";
        if self.is_glued(next)
            && matches!(
                self.kind(next),
                Some(FigureTokenKind::Other | FigureTokenKind::Word(..))
            )
            && self.piece(next).chars().count() <= 3
        {
            suffix = self.piece(next);
            next += 1;
        }
        // CO2, H2O
        if number_at == at + 1 && is_formula(self.language.code_name(name), number, suffix) {
            return Some(next);
        }
        // "Su-57s" and "F-16Cs" are plurals.
        let suffix = suffix
            .strip_suffix(self.grammar.plural_suffix)
            .unwrap_or(suffix);
        let code = Quantity::Code {
            letters: normalized(self.language.code_name(name)),
            number,
            suffix: normalized(suffix),
        };
        self.push(at, next, code, Hedge::EXACT);
        Some(next)
    }

    /// Returns true if a name and a number form a fixed name, which is not a figure; prefixes may be joined to the name:
    /// COVID-19, وكوفيد 19.
    pub(super) fn is_named_number(&self, at: usize, number_at: usize) -> bool {
        let Some(number) = self.numeral(number_at).and_then(|n| n.plain(6)) else {
            return false;
        };
        let name = self.piece(at);
        let is_named = |(known, of): &(&str, u64)| {
            *of == number && (same_word(name, known) || self.is_word_with_clitics(name, known))
        };
        self.grammar.numbered_names.iter().any(is_named)
    }

    /// Returns true if a word is another word with joined prefixes.
    fn is_word_with_clitics(&self, word: &str, known: &str) -> bool {
        let mut starts = word.char_indices().skip(1).map(|(at, _)| at);
        starts.any(|at| {
            let (clitics, rest) = word.split_at(at);
            self.language.without_clitics(clitics).is_empty() && same_word(rest, known)
        })
    }

    /// Reads a number with a letter that is not a unit: 5G, 3D.
    fn code_by_number(&mut self, at: usize) -> Option<usize> {
        if let Some(next) = self.telephone_with_hyphens(at) {
            return Some(next);
        }
        if let Some(next) = self.part_by_letter(at + 1, at) {
            return Some(next);
        }
        let number = self.numeral(at)?.plain(6)?;
        // 5-G
        if self.is_mark(at + 1, '-')
            && self.is_glued(at + 1)
            && self.is_glued(at + 2)
            && self.piece(at + 2) == "G"
        {
            let code = Quantity::Code {
                letters: "".into(),
                number,
                suffix: normalized("G"),
            };
            self.push(at, at + 3, code, Hedge::EXACT);
            return Some(at + 3);
        }
        let letters = self.piece(at + 1);
        let is_word = match self.kind(at + 1) {
            Some(FigureTokenKind::Other) => true,
            // 2A6
            Some(FigureTokenKind::Word(..)) => {
                self.is_glued(at + 2) && self.numeral(at + 2).is_some()
            }
            _ => false,
        };
        let is_code = self.is_glued(at + 1)
            && is_word
            && letters.len() <= 2
            && letters.bytes().all(|b| b.is_ascii_uppercase());
        let is_generation = self.is_glued(at + 1) && matches!(letters, "G" | "D" | "K" | "T");
        if !is_code && !is_generation {
            return None;
        }
        // 2A6
        let more = self.is_glued(at + 2) && self.numeral(at + 2).is_some();
        let next = at + 2 + usize::from(more);
        let suffix = format!("{letters}{}", if more { self.piece(at + 2) } else { "" });
        let code = Quantity::Code {
            letters: "".into(),
            number,
            suffix: normalized(&suffix),
        };
        self.push(at, next, code, Hedge::EXACT);
        Some(next)
    }

    /// Reads a time of day: 10:30, 10am, الساعة العاشرة والنصف.
    pub(super) fn clock(&mut self, at: usize) -> Option<usize> {
        if let Some(next) = self.clock_past(at) {
            return Some(next);
        }
        let hour_word = self.is_hour_word(at) || self.is_hour_by_itself(at);
        let start = at + usize::from(self.is_hour_word(at));
        let (mut hour, mut next) = match self.numeral(start) {
            Some(numeral) if numeral.digits == 0 => return self.clock_with_dot(start),
            Some(numeral) if numeral.digits == 4 => {
                return self.clock_of_four(start, numeral.plain(4)?);
            }
            Some(numeral) => (numeral.plain(2)?, start + 1),
            None if hour_word => self.hour_in_words(start)?,
            None => return None,
        };
        let mut minutes = 0;
        // 1:41.20 is a runner's time.
        let seconds = self.is_mark(next, ':')
            && self.is_glued(next)
            && self.is_glued(next + 1)
            && self
                .numeral(next + 1)
                .is_some_and(|n| n.digits == 0 && n.value < Number::whole(60));
        if seconds {
            return self.duration(start, [None, Some(hour)], next + 1);
        }
        let colon =
            matches!(self.mark(next), Some(':')) && self.is_glued(next) && self.is_glued(next + 1);
        if colon && let Some(after) = self.numeral(next + 1).filter(|n| n.digits == 2) {
            minutes = after.plain(2)?;
            next += 2;
        } else if hour_word
            && self.is_one_of(next, self.grammar.less)
            && let Some(Fraction(1, parts)) = self.meaning(next + 1)
        {
            // الثامنة إلا ربعا
            (hour, minutes) = ((hour + 11) % 12, 60 - 60 / u64::from(parts));
            next += 2;
        } else if hour_word {
            (minutes, next) = self.minutes_in_words(next);
        } else {
            self.half_day(next)?;
        }
        if colon
            && self.is_mark(next, ':')
            && self.is_glued(next)
            && self.numeral(next + 1).is_some()
        {
            return self.duration(start, [Some(hour), Some(minutes)], next + 1);
        }
        let half = self.half_day(next);
        let next = half.map_or(next, |(_, end)| end);
        if hour > 24 || minutes > 59 {
            return None;
        }
        let afternoon = half.is_some_and(|(afternoon, _)| afternoon) && hour < 12;
        let all = (hour % 24) * 60 + minutes + if afternoon { 720 } else { 0 };
        // -4 at night is a temperature.
        if self.sign(start, next) != Sign::Unsigned {
            return None;
        }
        let clock = Quantity::Clock {
            minutes: all as u16,
            half: half.is_none() && hour <= 12,
        };
        self.push(start, next, clock, Hedge::EXACT);
        Some(next)
    }

    /// Reads a duration whose seconds are the token `at`: 2:06:26, 1:41.20.
    fn duration(&mut self, start: usize, parts: [Option<u64>; 2], at: usize) -> Option<usize> {
        let seconds = self.numeral(at)?.value;
        let [hours, minutes] = parts.map(Option::unwrap_or_default);
        let whole = Number::whole(hours * 3600 + minutes * 60);
        let value = whole.plus(seconds)?;
        let quantity = Quantity::Amount {
            from: value,
            to: value,
            unit: known::SECOND,
            otherwise: None,
        };
        let hedge = self.hedge(start, at + 1);
        self.push(start, at + 1, quantity, hedge);
        Some(at + 1)
    }

    /// Reads a time of four digits with a time zone: 2211 GMT.
    fn clock_of_four(&mut self, at: usize, digits: u64) -> Option<usize> {
        let (hour, minutes) = (digits / 100, digits % 100);
        let has_zone = matches!(
            self.piece(at + 1),
            "GMT" | "UTC" | "BST" | "CET" | "EST" | "EDT"
        );
        if !has_zone || hour > 23 || minutes > 59 {
            return None;
        }
        let clock = Quantity::Clock {
            minutes: (hour * 60 + minutes) as u16,
            half: false,
        };
        self.push(at, at + 1, clock, Hedge::EXACT);
        Some(at + 1)
    }

    /// Reads a time relative to the hour: half past four, a quarter to seven.
    fn clock_past(&mut self, at: usize) -> Option<usize> {
        let start = self.past(at, &[Meaning::A]);
        let Fraction(1, parts @ (2 | 4)) = self.meaning(start)? else {
            return None;
        };
        let before = self.is(start + 1, Meaning::To);
        if !before && !self.is_one_of(start + 1, self.grammar.past) {
            return None;
        }
        let hour = match self.meaning(start + 2) {
            Some(Ones(hour)) => hour.into(),
            _ => self.numeral(start + 2)?.plain(2)?,
        };
        if !(1..=12).contains(&hour) {
            return None;
        }
        let part = 60 / u64::from(parts);
        let all = if before {
            hour * 60 + 720 - part
        } else {
            hour * 60 + part
        };
        let half = self.half_day(start + 3);
        let next = half.map_or(start + 3, |(_, end)| end);
        let clock = Quantity::Clock {
            minutes: (all % 720) as u16,
            half: true,
        };
        self.push(at, next, clock, Hedge::EXACT);
        Some(next)
    }

    /// Returns true if the token is an Arabic hour without the word for "hour": السادسة صباحا, الثالثة والنصف.
    fn is_hour_by_itself(&self, at: usize) -> bool {
        let Some((prefix, meaning)) = self.word(at) else {
            return false;
        };
        let is_hour = match meaning {
            Ordinal(1..=10) => self.language.may_be_hour(self.piece(at)),
            Ones(1) => true,
            UnitWord(known::SECOND, 0) => true,
            _ => false,
        };
        if !is_hour || !prefix.article {
            return false;
        }
        let teen = matches!(self.word(at + 1), Some((prefix, Meaning::Teen)) if !prefix.and);
        let next = at + 1 + usize::from(teen);
        self.half_day(next).is_some()
            || self.is_one_of(next, self.grammar.less)
            || self.and(next).is_some_and(|part| match self.word(part) {
                Some((prefix, Fraction(1, _))) => prefix.article,
                _ => self.minutes_in_words(next).1 > next,
            })
    }

    /// Reads a time with a dot: 10.30 p.m.
    fn clock_with_dot(&mut self, at: usize) -> Option<usize> {
        let (hour, minutes) = self.piece(at).split_once('.')?;
        let (hour, minutes): (u16, u16) = (hour.parse().ok()?, minutes.parse().ok()?);
        let (afternoon, next) = self.half_day(at + 1)?;
        if hour > 12 || minutes > 59 {
            return None;
        }
        let minutes = hour % 12 * 60 + minutes + if afternoon { 720 } else { 0 };
        let clock = Quantity::Clock {
            minutes,
            half: false,
        };
        self.push(at, next, clock, Hedge::EXACT);
        Some(next)
    }

    fn is_hour_word(&self, at: usize) -> bool {
        let article = self.word(at).is_some_and(|(prefix, _)| prefix.article);
        article && matches!(self.meaning(at), Some(UnitWord(known::HOUR, 0)))
    }

    fn hour_in_words(&self, at: usize) -> Option<(u64, usize)> {
        match self.meaning(at)? {
            Ones(1) => Some((1, at + 1)),
            UnitWord(known::SECOND, 0) => match self.meaning(at + 1) {
                Some(Meaning::Teen) => Some((12, at + 2)),
                _ => Some((2, at + 1)),
            },
            Ordinal(hour) => match self.word(at + 1) {
                Some((prefix, Meaning::Teen)) if !prefix.and => {
                    Some((u64::from(hour) + 10, at + 2))
                }
                _ => Some((hour.into(), at + 1)),
            },
            _ => None,
        }
    }

    fn minutes_in_words(&self, at: usize) -> (u64, usize) {
        let Some(next) = self.and(at) else {
            return (0, at);
        };
        match self.meaning(next) {
            Some(Fraction(1, parts)) => (60 / u64::from(parts), next + 1),
            _ => {
                let minutes = match self.numeral(next) {
                    Some(numeral) => numeral.plain(2).map(|minutes| (minutes, next + 1)),
                    None => self.below_hundred(next, true),
                };
                match minutes {
                    Some((minutes, end))
                        if matches!(self.meaning(end), Some(UnitWord(known::MINUTE, _))) =>
                    {
                        (minutes, end + 1)
                    }
                    _ => (0, at),
                }
            }
        }
    }

    /// Reads the half of the day that follows: false for morning, true for afternoon.
    fn half_day(&self, at: usize) -> Option<(bool, usize)> {
        match self.meaning(at) {
            Some(HalfDay(afternoon) | Tight(&HalfDay(afternoon))) => Some((afternoon, at + 1)),
            _ => self
                .grammar
                .half_days
                .iter()
                .find_map(|(phrase, half)| Some((*half, self.past_phrase(at, phrase)?))),
        }
    }

    /// Reads a multiplicative word: trilateral, ثلاثي, three-way.
    pub(super) fn fold(&mut self, at: usize) -> Option<usize> {
        let Multiplicity(times) = self.meaning(at)? else {
            return None;
        };
        self.push(at, at + 1, Quantity::Fold(times.into()), Hedge::EXACT);
        Some(at + 1)
    }

    /// Reads an ordinal that implies a count: the seventh year in a row, العام السابع على التوالي.
    fn in_a_row(&mut self, at: usize) -> Option<usize> {
        let time = |at: usize| match self.meaning(at) {
            Some(UnitWord(unit, 0)) if measures_time(unit) => Some(unit),
            _ => None,
        };
        let row = |at: usize| {
            let phrases = self.grammar.in_a_row.iter();
            phrases
                .filter_map(|phrase| self.past_phrase(at, phrase))
                .next()
        };
        let (place, unit, end) = if let Some(unit) = time(at) {
            let (place, next) = self.place_of_any(at + 1)?;
            (place, unit, row(next)?)
        } else {
            let (place, next) = self.place_of_any(at)?;
            match time(next) {
                Some(unit) => (place, unit, row(next + 1)?),
                None if self.is_one_of(next, self.grammar.consecutive) => {
                    (place, time(next + 1)?, next + 2)
                }
                None => return None,
            }
        };
        // From the eleventh on, an ordinal is a figure of its own.
        if place > 10 {
            return None;
        }
        let all = Cardinal::of(Number::whole(place.into()), end);
        self.push_amount(at, end, all, unit, Hedge::EXACT);
        Some(end)
    }

    /// Reads an ordinal, even if it is a word for a fraction as well: third.
    fn place_of_any(&self, at: usize) -> Option<(u32, usize)> {
        match self.meaning(at)? {
            Fraction(1, place @ 3..=10) if !self.is_one_of(at, self.grammar.only_parts) => {
                Some((place.into(), at + 1))
            }
            _ => self.place(at).filter(|(place, _)| *place > 1),
        }
    }

    /// Reads an ordinal: 12th, third, الثاني عشر. "First" and "second" in words are not worth checking.
    pub(super) fn ordinal(&mut self, at: usize) -> Option<usize> {
        if let Some(next) = self.in_a_row(at) {
            return Some(next);
        }
        let (place, next) = match self.place(at) {
            Some(place) => place,
            // A third round: the word is a fraction elsewhere ("a third of").
            None if !self.grammar.fractions_stand_alone => self.place_of_any(at)?,
            None => return None,
        };
        if place <= 2 {
            return None;
        }
        self.push(at, next, Quantity::Ordinal(place), Hedge::EXACT);
        Some(next)
    }

    /// Returns true if "No." stands before a number.
    fn follows_number_sign(&self, at: usize) -> bool {
        let signs = self.grammar.number_signs;
        signs.iter().any(|sign| self.ends_phrase(at, sign))
    }

    /// Reads an ordinal in digits: 12th, No. 1.
    pub(super) fn ordinal_in_digits(&mut self, at: usize) -> Option<usize> {
        if self.follows_number_sign(at)
            && !self.is_unit(at + 1)
            && let Some(place) = self.numeral(at)?.plain(2)
            && let Ok(place) = u32::try_from(place)
        {
            self.push(at, at + 1, Quantity::Ordinal(place), Hedge::EXACT);
            return Some(at + 1);
        }
        let place = self.numeral(at)?.value.as_whole()?;
        let suffix = self.has_suffix(at + 1, self.grammar.ordinal_suffixes);
        if !suffix {
            return None;
        }
        let place = u32::try_from(place).ok()?;
        self.push(at, at + 2, Quantity::Ordinal(place), Hedge::EXACT);
        Some(at + 2)
    }

    /// Reads a multiplicative word that contains a number: three-way, five-party, ثلاثة أطراف.
    pub(super) fn made_fold(&mut self, at: usize) -> Option<usize> {
        let times = match self.meaning(at)? {
            Ones(times) => u32::from(times),
            _ => return None,
        };
        let next = self.past_hyphen(at + 1);
        let is_fold = next > at + 1 && self.is_one_of(next, self.grammar.fold_nouns);
        if !is_fold {
            return None;
        }
        self.push(at, next + 1, Quantity::Fold(times), Hedge::EXACT);
        Some(next + 1)
    }
}

/// Returns true if a unit measures time.
fn measures_time(unit: Unit) -> bool {
    matches!(unit.dimension, Dimension::Months | Dimension::Seconds)
}

/// Returns a code's letters in the form in which they are compared.
fn normalized(letters: &str) -> Box<str> {
    match normalize(letters.as_bytes()) {
        Some(folded) => String::from_utf8_lossy(folded.bytes()).into(),
        None => letters.to_lowercase().into(),
    }
}
