//! Defines [`FigureGrammar`]: the rules by which languages differ in writing figures (decimal mark, order of dates,
//! bounds, currencies), as data.

use crate::figures::figure::Bound;
use crate::figures::units::Unit;

/// A sequence of words as written, in lowercase.
pub type WrittenPhrase = &'static [&'static str];

/// Phrases and the bounds that they express.
type Bounds = &'static [(WrittenPhrase, Bound)];

/// The order of the parts of a date in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// Day, month, year.
    DayFirst,
    /// Day and month may be in either order.
    Open,
}

/// The grammar of a language, as far as figures need it.
#[derive(Debug)]
pub struct FigureGrammar {
    // Digits.
    /// True if a comma is the decimal mark: 1,234 is slightly more than one.
    pub decimal_comma: bool,
    /// Order of dates in digits.
    pub date_order: DateOrder,
    /// True if the first number of a result such as 3-1 belongs to the first side. False in right-to-left text.
    pub orders_results: bool,
    /// Suffixes of ordinals in digits: 12th.
    pub ordinal_suffixes: &'static [&'static str],
    /// Suffixes of decades in digits: 1990s.
    pub decade_suffixes: &'static [&'static str],
    /// Abbreviations whose full stop is part of the word.
    pub abbreviations: &'static [&'static str],

    /// True if words are joined and must be split.
    pub splits_words: bool,
    /// Words without their last vowel, whose apostrophe is part of the word.
    pub elisions: &'static [&'static str],

    // Numbers in words.
    /// True if a power of ten is a number without "one": مليون.
    pub bare_scales: bool,
    /// True if tens and ones, hundreds and tens are juxtaposed: twenty five.
    pub juxtaposes: bool,
    /// True if hundreds are counted beyond nine: fifteen hundred.
    pub counts_hundreds: bool,
    /// True if the word for "of" also means "from".
    pub of_is_from: bool,
    /// Particles after the second of two numbers that show a change from the first to the second, in languages that join "from" to
    /// the end of the first one.
    pub change_particles: &'static [&'static str],
    /// True if digits may continue after a power of ten: 2 тыс. 500.
    pub digits_continue: bool,
    /// True if "and" usually joins the groups of a number and does not separate amounts.
    pub and_continues: bool,
    /// True if "and a half" needs its article.
    pub half_needs_article: bool,
    /// Words besides "and" that join a half to a number: два с половиной.
    pub part_joins: &'static [&'static str],
    /// True if all words for fractions can stand alone, not only "half".
    pub fractions_stand_alone: bool,
    /// Forms of powers of ten that are a dual only directly before a noun.
    pub duals_before_nouns: &'static [&'static str],
    /// Words before a fraction word that show that it is a fraction: "by a third".
    pub before_part: &'static [&'static str],
    /// Words after a fraction word that show that it is a fraction: "a third of".
    pub after_part: &'static [&'static str],
    /// Words for fractions that are not ordinals.
    pub only_parts: &'static [&'static str],
    /// Phrases between a part and the whole ("out of every"); true if digits may stand before them.
    pub shares: &'static [(WrittenPhrase, bool)],
    /// Capital letters that are powers of ten directly after digits, as their lowercase forms are.
    pub capital_scales: &'static [&'static str],
    /// The letter that means million or metre.
    pub million_or_metre: &'static str,
    /// The ordinal that is a unit of time as well ("second").
    pub second: &'static str,
    /// Words before the size of a change, after which "to" begins no range: by 30 dinars to 290.
    pub change_before: &'static [&'static str],
    /// Words between an ordinal and the hundreds that are added to it: الخامس بعد المئة.
    pub after_ordinal: &'static [&'static str],
    /// Words after a fraction that make it a round of a cup: ربع النهائي, a quarter-final.
    pub finals: &'static [&'static str],
    /// True if the tenth and the hundredth part are written like ordinals: نه دهم, nine tenths.
    pub ordinals_are_parts: bool,
    /// Words that follow a hyphen and turn a number into an adjective: three-way.
    pub fold_nouns: &'static [&'static str],
    /// True if a unit alone may mean one: سنة ونصف.
    pub units_stand_alone: bool,
    /// Words two places after a unit of time that make it a period by itself: قبل عقد من الزمن.
    pub after_span: &'static [&'static str],

    /// Phrases after an ordinal and a period that imply a count: the seventh year in a row.
    pub in_a_row: &'static [WrittenPhrase],
    /// Adjectives between ordinal and period that imply a count: the seventh consecutive year.
    pub consecutive: &'static [&'static str],

    // Bounds and signs.
    /// Phrases before a number, in addition to the single words of the lexicon.
    pub bounds_before: Bounds,
    /// Phrases after a number.
    pub bounds_after: Bounds,
    /// Words for "more than" that before a period also mean "during": 12% over five years.
    pub during: &'static [&'static str],
    /// Phrases before a number that make it negative.
    pub minus_before: &'static [WrittenPhrase],
    /// Phrases after a number and its unit that make it negative.
    pub minus_after: &'static [WrittenPhrase],

    // Units.
    /// Phrases for "per cent" after a number.
    pub percent_phrases: &'static [WrittenPhrase],
    /// Units of several words after a number.
    pub unit_phrases: &'static [(WrittenPhrase, Unit)],
    /// Words between a number and its unit that do not change it: metric tons.
    pub unit_adjectives: &'static [&'static str],
    /// Words for "parts", as in parts per million.
    pub parts: &'static [&'static str],
    /// True if "points" after a percentage make it percentage points.
    pub points_after_percent: bool,
    /// Abbreviations for "hour" after a slash.
    pub per_hour: &'static [&'static str],
    /// Abbreviations for "second" after a slash.
    pub per_second: &'static [&'static str],
    /// Prefixes of words before a length that make it a speed: per second if true, otherwise per hour.
    pub rate_before: &'static [(&'static str, bool)],
    /// True if the hour of a speed needs its article: في الساعة.
    pub rates_need_article: bool,
    /// Stems of adjectives that are units directly after their number: десятидневный.
    pub unit_stems: &'static [(&'static str, Unit)],
    /// Stems of adjectives that name the country of a currency, with the country's code (ISO 3166).
    pub countries: &'static [(&'static str, &'static str)],
    /// True if adjectives of countries follow the noun of the currency.
    pub country_follows: bool,
    /// The article that may be joined to an adjective of a country.
    pub article: &'static str,
    /// Abbreviations of currencies with full stops: ر.س.
    pub money_phrases: &'static [(WrittenPhrase, Unit)],
    /// Words that show that a unit of mass or money is one of mass: "weighs 20 pounds".
    pub weight_words: &'static [&'static str],

    // Dates and times.
    /// True if months begin with a capital, and are other words without one.
    pub capital_months: bool,
    /// True if the lexicon has all forms of the names of months, so that a word next to a day that is one edit away
    /// from a month's name is a misspelling.
    pub plain_months: bool,
    /// Other words that are one edit away from the name of a month.
    pub near_months: &'static [&'static str],
    /// Words between a day of the week and its date: الأحد الموافق 15 نوفمبر.
    pub weekday_links: &'static [&'static str],
    /// True if a month may precede its day: July 13.
    pub month_before_day: bool,
    /// True if a month may be given by two names, one after the other.
    pub paired_months: bool,
    /// First words of months' names of two words.
    pub month_openers: &'static [&'static str],
    /// Words after the name of two Hijri months that select the second: the "al" of "Rabi al-Thani".
    pub second_month: &'static [&'static str],
    /// Words before a month whose name is also an everyday word.
    pub before_month: &'static [&'static str],
    /// Words that look like such a month with a preposition.
    pub not_months: &'static [&'static str],
    /// True if a comma may precede the year.
    pub comma_before_year: bool,
    /// Forms of "year" that follow the year's number: 2025 год.
    pub year_after_number: &'static [&'static str],
    /// Words that make any number of four digits after them a year.
    pub before_year: &'static [&'static str],
    /// Words for the era of a year.
    pub eras: &'static [&'static str],
    /// Phrases for BC.
    pub before_christ: &'static [WrittenPhrase],
    /// Words for the previous century: القرن الماضي.
    pub last_century: &'static [&'static str],
    /// Words that make a period the present one: this, current.
    pub this_period: &'static [&'static str],
    /// Words that refer to the previous period: last, previous.
    pub last_period: &'static [&'static str],
    /// Words that refer to the next period: next, coming.
    pub next_period: &'static [&'static str],
    /// Words for a quarter of a year, after or before its number.
    pub quarters: &'static [&'static str],
    /// Words for a quarter that need a year, since they have other meanings: الفصل الثاني is a chapter.
    pub unsure_quarters: &'static [&'static str],
    /// Words for the last part of a year: the last quarter of 2024.
    pub last_of_year: &'static [&'static str],
    /// Words for a half of a year or month, after or before its number.
    pub halves: &'static [&'static str],
    /// Words for the last quarter or half, after the noun: الربع الأخير.
    pub last_part: &'static [&'static str],
    /// Letters for a quarter of a year: Q3.
    pub quarter_letters: &'static [&'static str],
    /// Letters for a half: H1.
    pub half_letters: &'static [&'static str],
    /// "Half past".
    pub past: &'static [&'static str],
    /// "Less", as in الثامنة إلا ربعا.
    pub less: &'static [&'static str],
    /// Words before a decade of somebody's life: in his fifties.
    pub before_decade_of_life: &'static [&'static str],
    /// Words that mark a decade as one of somebody's life, up to two words after it.
    pub after_decade_of_life: &'static [&'static str],
    /// Phrases for morning (false) and afternoon (true) of several tokens: a.m.
    pub half_days: &'static [(WrittenPhrase, bool)],

    // Codes.
    /// Phrases before a number in a list or an order: No. 1.
    pub number_signs: &'static [WrittenPhrase],
    /// Names with a fixed number, which is often omitted: COVID-19.
    pub numbered_names: &'static [(&'static str, u64)],
    /// Names that look like a month's abbreviation.
    pub month_like_names: &'static [&'static str],
    /// Words before a number that do not make it a code: pre-2014.
    pub not_codes: &'static [&'static str],
    /// True if a single letter directly before digits is a preposition.
    pub clitic_letters: bool,
    /// The plural suffix of codes: Su-57s.
    pub plural_suffix: &'static str,
}

impl FigureGrammar {
    /// The grammar of a language without a module.
    pub const PLAIN: FigureGrammar = FigureGrammar {
        decimal_comma: false,
        date_order: DateOrder::Open,
        orders_results: true,
        ordinal_suffixes: &[],
        decade_suffixes: &[],
        abbreviations: &[],
        splits_words: false,
        elisions: &[],
        bare_scales: false,
        juxtaposes: false,
        counts_hundreds: false,
        of_is_from: false,
        change_particles: &[],
        digits_continue: false,
        and_continues: false,
        half_needs_article: false,
        part_joins: &[],
        fractions_stand_alone: false,
        before_part: &[],
        after_part: &[],
        only_parts: &[],
        shares: &[],
        capital_scales: &[],
        million_or_metre: "",
        second: "",
        change_before: &[],
        after_ordinal: &[],
        finals: &[],
        ordinals_are_parts: false,
        fold_nouns: &[],
        units_stand_alone: false,
        after_span: &[],
        in_a_row: &[],
        consecutive: &[],
        bounds_before: &[],
        bounds_after: &[],
        during: &[],
        minus_before: &[],
        minus_after: &[],
        percent_phrases: &[],
        unit_phrases: &[],
        unit_adjectives: &[],
        parts: &[],
        points_after_percent: false,
        per_hour: &[],
        per_second: &[],
        rate_before: &[],
        duals_before_nouns: &[],
        rates_need_article: false,
        unit_stems: &[],
        countries: &[],
        country_follows: false,
        article: "",
        money_phrases: &[],
        weight_words: &[],
        capital_months: false,
        plain_months: false,
        near_months: &[],
        weekday_links: &[],
        month_before_day: false,
        paired_months: false,
        month_openers: &[],
        second_month: &[],
        before_month: &[],
        not_months: &[],
        comma_before_year: false,
        year_after_number: &[],
        before_year: &[],
        eras: &[],
        before_christ: &[],
        last_century: &[],
        this_period: &[],
        last_period: &[],
        next_period: &[],
        quarters: &[],
        unsure_quarters: &[],
        last_of_year: &[],
        halves: &[],
        last_part: &[],
        quarter_letters: &["Q"],
        half_letters: &["H"],
        past: &[],
        less: &[],
        before_decade_of_life: &[],
        after_decade_of_life: &[],
        half_days: &[],
        number_signs: &[],
        numbered_names: &[],
        month_like_names: &[],
        not_codes: &[],
        clitic_letters: false,
        plural_suffix: "",
    };
}
