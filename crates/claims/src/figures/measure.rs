//! Reads units after and before numbers: per cent, currencies, measures.

use crate::figures::cardinal::Cardinal;
use crate::figures::figure::{Hedge, Quantity};
use crate::figures::lexicon::Meaning::{
    self, A, Basis, Centesimal, Hundreds, Lot, Nautical, Of, Per, Percent, Points, Power, Scale,
    Scales, Tight, Unit as UnitWord,
};
use crate::figures::lexicon::normalize;
use crate::figures::number::Number;
use crate::figures::read::FigureReader;
use crate::figures::spelling::first_letter;
use crate::figures::tokens::FigureTokenKind;
use crate::figures::units::{Country, Dimension, Unit, currency_of_code, known};

impl FigureReader<'_> {
    /// Reads a currency before its number: $5, US$5, £E5, USD 5.
    pub(super) fn money_before(&self, at: usize) -> Option<(Unit, usize)> {
        if let Some(unit) = self.mark(at).and_then(currency) {
            let before = at.checked_sub(1).filter(|_| self.is_glued(at));
            let unit = before.map_or(unit, |before| with_letters(unit, self.piece(before)));
            if self.numeral(at + 1).is_some() {
                return Some((unit, at + 1));
            }
            // £E5
            let letters = with_letters(unit, self.piece(at + 1));
            let has_letters = letters != unit && self.is_glued(at + 1) && self.is_glued(at + 2);
            self.numeral(at + 2).filter(|_| has_letters)?;
            return Some((letters, at + 2));
        }
        // The preceding token may be a code that is not in the lexicon: no figure begins with it.
        let code = at.checked_sub(1).filter(|_| self.numeral(at).is_some());
        if let Some(unit) = code.and_then(|code| self.money_code(code)) {
            return Some((unit, at));
        }
        let unit = self.money_code(at)?;
        self.numeral(at + 1)?;
        Some((unit, at + 1))
    }

    /// Returns the currency of a code of three capitals (ISO 4217, or another code of the lexicon).
    fn money_code(&self, at: usize) -> Option<Unit> {
        let code = self.piece(at);
        if code.len() != 3
            || !code.bytes().all(|b| b.is_ascii_uppercase())
            || OTHER_MEANINGS.contains(&code)
        {
            return None;
        }
        currency_of_code(code).or_else(|| match self.meaning(at) {
            Some(UnitWord(unit, _) | Tight(&UnitWord(unit, _))) if is_money(unit) => Some(unit),
            _ => None,
        })
    }

    /// Returns the country of a currency's adjective, such as "Egyptian".
    fn country(&self, at: usize) -> Option<Country> {
        let word = self.piece(at);
        let word = word.strip_prefix(self.grammar.article).unwrap_or(word);
        let first = first_letter(word);
        let word = normalize(word.as_bytes())?;
        self.grammar.countries.iter().find_map(|(stem, code)| {
            if first_letter(stem) != first {
                return None;
            }
            let stem = normalize(stem.as_bytes())?;
            let fits = if stem.bytes().len() <= 3 {
                word.bytes() == stem.bytes()
            } else {
                word.bytes().starts_with(stem.bytes())
            };
            fits.then(|| Country::new(code))
        })
    }

    /// Adds to a currency the country that the next word names, in languages whose adjectives follow the noun.
    fn with_country_after(&self, (unit, next): (Unit, usize)) -> (Unit, usize) {
        if !is_money(unit) || unit.country.is_some() || !self.grammar.country_follows {
            return (unit, next);
        }
        match self.country(next) {
            Some(country) => (unit.of_country(country), next + 1),
            None => (unit, next),
        }
    }

    /// Returns true if the words around a pound show that it is a unit of weight.
    fn is_weight(&self, cardinal: Cardinal, next: usize) -> bool {
        let words = self.grammar.weight_words;
        if words.is_empty() {
            return false;
        }
        let near = cardinal.next.saturating_sub(6)..next + 3;
        let is_small = cardinal.power == 0 && cardinal.value < Number::whole(1000);
        (is_small && self.is(next, Of)) || near.into_iter().any(|at| self.is_one_of(at, words))
    }

    pub(super) fn is_currency(&self, mark: char) -> bool {
        currency(mark).is_some()
    }

    /// Skips the word for a currency after its sign: "$5 million dollars".
    pub(super) fn past_money_word(&self, at: usize) -> usize {
        match self.meaning(at) {
            Some(UnitWord(unit, _)) if is_money(unit) => at + 1,
            _ => at,
        }
    }

    /// Reads the unit after a number.
    pub(super) fn unit(&self, cardinal: Cardinal) -> Option<(Unit, usize)> {
        let at = self.past_hyphen(cardinal.next);
        if let Some(mark) = self.mark(at) {
            return self.unit_mark(at, mark);
        }
        // half of a per cent
        let is_of = match self.meaning(at) {
            Some(Of) => {
                let is_lot = || matches!(self.meaning(cardinal.next - 1), Some(Lot(_)));
                cardinal.is_part || cardinal.power > 0 || is_lot()
            }
            // Half a year; but "36 billion a year before" contains no years.
            Some(A) => cardinal.is_part,
            _ => false,
        };
        let at = if is_of { self.past(at, &[Of, A]) } else { at };
        let is_kind = self.is_one_of(at, self.grammar.unit_adjectives);
        let at = at + usize::from(is_kind && matches!(self.meaning(at + 1), Some(UnitWord(..))));
        if let Some(unit) = self.money_code(at) {
            return Some((unit, at + 1));
        }
        let (unit, next) = self
            .unit_phrase(at)
            .or_else(|| self.parts_per(at))
            .or_else(|| self.unit_word(at, cardinal))
            .or_else(|| self.money_after_adjective(at))?;
        if unit == known::POUND_STERLING && self.is_weight(cardinal, next) {
            return Some((known::POUND, next));
        }
        Some(self.with_country_after((unit, next)))
    }

    /// Reads a unit in words.
    fn unit_word(&self, at: usize, cardinal: Cardinal) -> Option<(Unit, usize)> {
        let (prefix, meaning) = self.word(at)?;
        // العشرين الشهر: the number does not count the noun, unless it is a fraction of it (ربع الساعة).
        if prefix.and || (prefix.article && !cardinal.is_part && matches!(meaning, UnitWord(..))) {
            return None;
        }
        let is_glued = self.is_glued(at);
        match meaning {
            Meaning::Celsius => Some((known::DEGREE, at + 1)),
            Percent | Per | Centesimal | Points | Basis => {
                self.hundredths(at, meaning, cardinal.is_part)
            }
            // sq m
            Power(power) if self.is_metre_letter(at + 1) => {
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
            // "1.5 m" is a length, "1.5m" may be a number.
            Tight(_) if !is_glued && self.is_metre_letter(at) && cardinal.in_digits => {
                Some(self.refined(known::METRE, at))
            }
            Tight(&Percent) if is_glued => Some((Unit::PERCENT, at + 1)),
            Tight(&UnitWord(unit, _)) if is_glued && cardinal.power == 0 => {
                Some(self.refined(unit, at))
            }
            // 30-second
            Meaning::Ordinal(2) if cardinal.value > Number::whole(1) && cardinal.next < at => self
                .is_word(at, self.grammar.second)
                .then_some((known::SECOND, at + 1)),
            _ => None,
        }
    }

    /// Reads per cent, per mille, percentage points, basis points, degrees Celsius.
    fn hundredths(&self, at: usize, meaning: Meaning, is_part: bool) -> Option<(Unit, usize)> {
        let next = self.past_hyphen(at + 1);
        match meaning {
            Percent => Some(self.points_after((Unit::PERCENT, at + 1))),
            // في المئة, في الألف
            Per => match self.word(at + 1).filter(|(prefix, _)| prefix.article)?.1 {
                Hundreds(1) => Some((Unit::PERCENT, at + 2)),
                Scale { power: 3, count: 1 } => Some((known::PER_MILLE, at + 2)),
                _ => None,
            },
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

    /// Returns true if a four-digit number stands at `at`; after the word for "year" it is a year.
    fn is_year_of_four(&self, at: usize) -> bool {
        let year = self.numeral(at).and_then(|numeral| numeral.plain(4));
        year.is_some_and(|year| year > 31)
    }

    /// Reads parts per million: جزء في المليون.
    fn parts_per(&self, at: usize) -> Option<(Unit, usize)> {
        let next = self.past(at + 1, &[Per]);
        match self.meaning(next)? {
            Scale { power, .. } if next > at + 1 && self.is_one_of(at, self.grammar.parts) => {
                let unit = Unit::part(Dimension::Percent, 100, 10_u64.checked_pow(power.into())?);
                Some((unit, next + 1))
            }
            _ => None,
        }
    }

    fn points_after(&self, (unit, next): (Unit, usize)) -> (Unit, usize) {
        if self.is(next, Points) && self.grammar.points_after_percent {
            (Unit::POINT, next + 1)
        } else {
            (unit, next)
        }
    }

    /// Returns true if the token is the letter that means million or metre.
    pub(super) fn is_metre_letter(&self, at: usize) -> bool {
        self.piece(at) == self.grammar.million_or_metre && !self.piece(at).is_empty()
    }

    /// Reads a unit of several words, as listed in the grammar of the language.
    fn unit_phrase(&self, at: usize) -> Option<(Unit, usize)> {
        if !self.may_begin_unit(at) {
            return None;
        }
        let percent = self
            .grammar
            .percent_phrases
            .iter()
            .find_map(|phrase| self.past_phrase(at, phrase));
        if let Some(next) = percent {
            return Some(self.points_after((Unit::PERCENT, next)));
        }
        self.unit_adjective(at)
            .or_else(|| self.first_phrase(at, self.grammar.unit_phrases))
            .or_else(|| self.first_phrase(at, self.grammar.money_phrases))
    }

    /// Reads an adjective of a unit that is joined to its number: the "дневный" of десятидневный.
    fn unit_adjective(&self, at: usize) -> Option<(Unit, usize)> {
        let stems = self.grammar.unit_stems;
        if stems.is_empty() || !self.is_glued(at) {
            return None;
        }
        let word = self.piece(at).to_lowercase();
        let fits = |stem: &str| {
            word.strip_prefix(stem)
                .is_some_and(|end| (1..=3).contains(&end.chars().count()))
        };
        let unit = stems.iter().find(|(stem, _)| fits(stem))?.1;
        Some((unit, at + 1))
    }

    /// Returns the speed if the word before the number makes its length a rate per hour or second: 시속 67㎞.
    pub(super) fn with_rate_before(&self, unit: Unit, at: usize) -> Unit {
        let words = self.grammar.rate_before;
        if words.is_empty() || unit.dimension != Dimension::Length {
            return unit;
        }
        let is_second = (at.saturating_sub(2)..at).rev().find_map(|before| {
            let word = self.piece(before);
            let told = words.iter().find(|(rate, _)| word.starts_with(rate));
            told.map(|(_, is_second)| *is_second)
        });
        match is_second {
            Some(false) if is_short(unit) => unit,
            Some(is_second) => unit.per_time(is_second).unwrap_or(unit),
            None => unit,
        }
    }

    /// Reads a sign after a number: %, $, °C.
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
            '㎞' => Some(self.refined(known::KILOMETRE, at)),
            '㎏' => Some((known::KILOGRAM, at + 1)),
            '㎡' => Some((known::SQUARE_METRE, at + 1)),
            '㎢' => Some((known::SQUARE_KILOMETRE, at + 1)),
            '㎝' => Some((known::CENTIMETRE, at + 1)),
            '㎜' => Some((known::MILLIMETRE, at + 1)),
            '㏊' => Some((known::HECTARE, at + 1)),
            '㎎' => Some((known::MILLIGRAM, at + 1)),
            '㎖' => Some((known::MILLILITRE, at + 1)),
            '㎥' => known::METRE.cubed().map(|unit| (unit, at + 1)),
            '㎾' => Some((known::KILOWATT, at + 1)),
            '㎿' => Some((known::MEGAWATT, at + 1)),
            mark => currency(mark).map(|unit| (unit, at + 1)),
        }
    }

    /// Returns a unit modified by the words after it: square, per hour, Celsius, nautical.
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
            Some(Centesimal | Meaning::Celsius) if unit == known::DEGREE => {
                return (unit, next + 1);
            }
            Some(UnitWord(known::DEGREE_FAHRENHEIT, _)) if unit == known::DEGREE => {
                return (known::DEGREE_FAHRENHEIT, next + 1);
            }
            // ميغاواط ساعة
            Some(UnitWord(known::HOUR, _)) if is_power => return (energy, next + 1),
            _ => {}
        }
        match self.time_below(next) {
            Some(time) if is_power && time == known::HOUR => (energy, next + 2),
            // Lengths of a metre or less per hour are levels of water and rain, not speeds.
            Some(known::HOUR) if is_short(unit) => (unit, next + 2),
            Some(time) => match unit.per_time(time == known::SECOND) {
                Some(speed) => (speed, next + 2),
                None => (unit, next),
            },
            // The text does not say what kind of degrees: of heat, of an earthquake, of a school.
            None if unit == known::DEGREE && self.piece(at).len() > 1 => (Unit::COUNT, next),
            None => (unit, next),
        }
    }

    /// Reads a power after a length: م², كم2, متر مربع.
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

    /// Reads the hour or second of a speed: كيلومتر في الساعة, miles an hour, km/h.
    fn time_below(&self, at: usize) -> Option<Unit> {
        if !self.is_mark(at, '/') && !self.is(at, Per) && !self.is(at, A) {
            return None;
        }
        match self
            .word(at + 1)
            .map(|(prefix, meaning)| (prefix.article, meaning))
        {
            // 5 أمتار في ساعة واحدة is not a speed.
            Some((false, UnitWord(known::HOUR, _)))
                if self.grammar.rates_need_article && self.is(at, Per) =>
            {
                None
            }
            Some((_, UnitWord(time @ (known::HOUR | known::SECOND), _))) => Some(time),
            _ if self.is_one_of(at + 1, self.grammar.per_hour) => Some(known::HOUR),
            _ if self.is_one_of(at + 1, self.grammar.per_second) => Some(known::SECOND),
            _ => None,
        }
    }

    /// Reads a currency after words that name its country: 5 million Egyptian pounds, US dollars.
    fn money_after_adjective(&self, at: usize) -> Option<(Unit, usize)> {
        // Cheap test first: usually there is no currency at all.
        let is_money_word =
            |next| matches!(self.meaning(next), Some(UnitWord(unit, _)) if is_money(unit));
        if !(at + 1..at + 5).any(is_money_word)
            || (!self.is_capital(at) && self.country(at).is_none())
        {
            return None;
        }
        for next in at + 1..at + 5 {
            match self.kind(next)? {
                FigureTokenKind::Word(_, &UnitWord(unit, _)) if is_money(unit) => {
                    let country = (at..next).find_map(|word| self.country(word));
                    // U.S.
                    let initials = || {
                        let from = self.tokens[at].start();
                        let initials = &self.text[from..self.tokens[next].start()];
                        let initials = initials.trim_end_matches([' ', '.', '-']).to_lowercase();
                        let mut all = self.grammar.countries.iter();
                        all.find(|(name, _)| *name == initials)
                            .map(|(_, code)| Country::new(code))
                    };
                    let unit = match country.or_else(initials) {
                        Some(country) if unit.country.is_none() => unit.of_country(country),
                        _ => unit,
                    };
                    return Some((unit, next + 1));
                }
                FigureTokenKind::Mark('.' | '-') => {}
                FigureTokenKind::Other | FigureTokenKind::Word(..)
                    if self.is_capital(next) || self.country(next).is_some() => {}
                _ => return None,
            }
        }
        None
    }

    /// Reads a percent sign before its number, which is frequent in Arabic texts: %35.
    pub(super) fn percent_before(&mut self, at: usize) -> Option<usize> {
        let follows_and = at > 0 && self.is(at - 1, Meaning::And);
        if !self.is_glued(at + 1) || (at > 0 && self.is_glued(at) && !follows_and) {
            return None;
        }
        let cardinal = self
            .numeral(at + 1)
            .and_then(|_| self.cardinal(at + 1, false))?;
        let next = cardinal.next
            + usize::from(self.is_mark(cardinal.next, '%') && self.is_glued(cardinal.next));
        let hedge = self.hedge(at, next);
        self.push_amount(at, next, cardinal, Unit::PERCENT, hedge);
        Some(next)
    }

    /// Reads a unit in brackets: (دولار), (kg), ($ million).
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
            self.push(start.min(next - 1), next, quantity, Hedge::EXACT);
            next
        })
    }
}

/// Returns true if a unit is a currency.
pub(super) fn is_money(unit: Unit) -> bool {
    matches!(unit.dimension, Dimension::Money(_))
}

/// Returns true if a length is too short for a speed per hour.
fn is_short(unit: Unit) -> bool {
    unit.dimension == Dimension::Length && unit.size <= known::METRE.size
}

fn raised(unit: Unit, power: u8) -> Option<Unit> {
    if power == 2 {
        unit.squared()
    } else {
        unit.cubed()
    }
}

/// Currency codes that usually mean something else: the Sustainable Development Goals, the climate summits.
const OTHER_MEANINGS: [&str; 3] = ["SDG", "COP", "SOS"];

/// Returns the currency for a sign with adjacent letters: HK$, £E.
fn with_letters(unit: Unit, letters: &str) -> Unit {
    let is = |other: Unit| unit.dimension == other.dimension;
    let code = match letters {
        "US" if is(known::DOLLAR) => "USD",
        "A" | "AU" | "AUD" if is(known::DOLLAR) => "AUD",
        "C" | "CA" | "CAN" | "Can" | "CAD" if is(known::DOLLAR) => "CAD",
        "HK" if is(known::DOLLAR) => "HKD",
        "S" | "SG" if is(known::DOLLAR) => "SGD",
        "NZ" if is(known::DOLLAR) => "NZD",
        "NT" | "TW" if is(known::DOLLAR) => "TWD",
        "J" if is(known::DOLLAR) => "JMD",
        "R" if is(known::DOLLAR) => return known::REAL,
        "Mex" | "MX" | "Mx" if is(known::DOLLAR) => "MXN",
        "CN" | "RMB" if is(known::YEN) => "CNY",
        "JP" if is(known::YEN) => "JPY",
        "E" | "LE" | "EG" if is(known::POUND_STERLING) => "EGP",
        "L" | "LL" if is(known::POUND_STERLING) => "LBP",
        "S" | "SY" if is(known::POUND_STERLING) => "SYP",
        _ => return unit,
    };
    currency_of_code(code).unwrap_or(unit)
}

fn currency(mark: char) -> Option<Unit> {
    Some(match mark {
        '$' => known::of("USD"),
        '€' => known::EURO,
        '£' => known::of("GBP"),
        '₺' => known::of("TRY"),
        '¥' | '￥' => known::YEN,
        '₽' => known::of("RUB"),
        '₩' | '￦' => known::of("KRW"),
        '₪' => known::SHEKEL,
        '₹' => known::of("INR"),
        '₴' => known::HRYVNIA,
        '₸' => known::TENGE,
        '﷼' => known::RIYAL,
        _ => return None,
    })
}
