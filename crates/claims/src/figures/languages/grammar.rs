//! What languages differ in beyond their words, as data.

use crate::figures::figure::Bound;
use crate::figures::units::Unit;

/// Words one after the other, each as it is written, in small letters.
pub type Phrase = &'static [&'static str];

/// Phrases and the bound that they give a number.
type Bounds = &'static [(Phrase, Bound)];

/// In which order a date in digits has its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// Day, month, year.
    DayFirst,
    /// Day and month may stand in either order.
    Open,
}

/// A language's habits.
#[derive(Debug)]
pub struct Grammar {
    // Digits.
    /// A comma separates decimals: 1,234 is a little more than one.
    pub decimal_comma: bool,
    /// The order of dates in digits.
    pub date_order: DateOrder,
    /// In a result such as 3-1, the first number is the first side's. Not in text from right to left.
    pub orders_results: bool,
    /// Endings that make digits an ordinal: 12th.
    pub ordinal_suffixes: &'static [&'static str],
    /// Endings that make digits a decade: 1990s.
    pub decade_suffixes: &'static [&'static str],
    /// Abbreviations whose full stop belongs to them.
    pub abbreviations: &'static [&'static str],

    /// Words are written together and have to be taken apart.
    pub splits_words: bool,
    /// Words without their last vowel, whose apostrophe belongs to them.
    pub elisions: &'static [&'static str],

    // Numbers in words.
    /// A power of ten is a number without "one": مليون.
    pub bare_scales: bool,
    /// Tens and ones, hundreds and tens stand side by side: twenty five.
    pub juxtaposes: bool,
    /// Hundreds are counted beyond nine: fifteen hundred.
    pub counts_hundreds: bool,
    /// The word for "of" is the one for "from".
    pub of_is_from: bool,
    /// After a power of ten, digits may go on: 2 тыс. 500.
    pub digits_continue: bool,
    /// "And" joins the groups of a number as a rule, and does not separate amounts.
    pub and_continues: bool,
    /// "And a half" needs its article.
    pub half_needs_article: bool,
    /// Words besides "and" that join a half to a number: два с половиной.
    pub part_joins: &'static [&'static str],
    /// A word for a part is a part wherever it stands, not only "half".
    pub fractions_stand_alone: bool,
    /// Words before a part of a thing that may be something else: "by a third".
    pub before_part: &'static [&'static str],
    /// Words after it: "a third of".
    pub after_part: &'static [&'static str],
    /// Words for parts that are no ordinals.
    pub only_parts: &'static [&'static str],
    /// Between a part and the whole: "out of every"; whether digits may stand before it.
    pub shares: &'static [(Phrase, bool)],
    /// Capital letters that are powers of ten tight after digits, as their small ones are.
    pub capital_scales: &'static [&'static str],
    /// The letter that is a million or a metre.
    pub million_or_metre: &'static str,
    /// The word for an ordinal that is a unit of time as well.
    pub second: &'static str,
    /// What follows a hyphen and makes a number an adjective: three-way.
    pub fold_nouns: &'static [&'static str],
    /// A unit alone may count one of itself: سنة ونصف.
    pub units_stand_alone: bool,
    /// Two words after a span of time alone: قبل عقد من الزمن.
    pub after_span: &'static [&'static str],

    /// After an ordinal and a span of time, what makes of them a number: the seventh year in a row.
    pub in_a_row: &'static [Phrase],
    /// Adjectives between the two that do the same: the seventh consecutive year.
    pub consecutive: &'static [&'static str],

    // Bounds and signs.
    /// Phrases before a number, which the lexicon's single words do not cover.
    pub bounds_before: Bounds,
    /// Phrases after a number.
    pub bounds_after: Bounds,
    /// Words for "more than" that before a span of time mean "during" as well: 12% over five years.
    pub during: &'static [&'static str],
    /// Phrases before a number that make it negative.
    pub minus_before: &'static [Phrase],
    /// Phrases after a number and its unit that make it negative.
    pub minus_after: &'static [Phrase],

    // Units.
    /// Phrases after a number that are "per cent".
    pub percent_phrases: &'static [Phrase],
    /// Phrases for units of several words after a number.
    pub unit_phrases: &'static [(Phrase, Unit)],
    /// Words between a number and its unit that do not change it: metric tons.
    pub unit_adjectives: &'static [&'static str],
    /// Parts, in parts per million.
    pub parts: &'static [&'static str],
    /// "Points" after a percentage make it percentage points.
    pub points_after_percent: bool,
    /// Abbreviated hours and seconds below a fraction bar.
    pub per_hour: &'static [&'static str],
    /// See `per_hour`.
    pub per_second: &'static [&'static str],
    /// Beginnings of words before a length that make it one an hour or, where set, a second.
    pub rate_before: &'static [(&'static str, bool)],
    /// The hour of a speed needs its article: في الساعة.
    pub rates_need_article: bool,
    /// Beginnings of adjectives that are units tight after their number: десятидневный.
    pub unit_stems: &'static [(&'static str, Unit)],
    /// Beginnings of words that say whose money it is, with the country's code (ISO 3166).
    pub countries: &'static [(&'static str, &'static str)],
    /// Such words follow the noun of the money.
    pub country_follows: bool,
    /// The article that may be written together with them.
    pub article: &'static str,
    /// Abbreviated money with its full stops: ر.س.
    pub money_phrases: &'static [(Phrase, Unit)],
    /// Words after which a unit of mass and money is one of mass: "weighs 20 pounds".
    pub weight_words: &'static [&'static str],

    // Dates and times.
    /// Months begin with a capital, and are other words without one.
    pub capital_months: bool,
    /// A month may stand before its day: July 13.
    pub month_before_day: bool,
    /// A month may have its name in two sets, one after the other.
    pub paired_months: bool,
    /// The first of two words of some months.
    pub month_openers: &'static [&'static str],
    /// A word after the first of two months of one name that makes it the second.
    pub second_month: &'static [&'static str],
    /// Words before a month whose name is an everyday word.
    pub before_month: &'static [&'static str],
    /// Words that look like such a month with a preposition.
    pub not_months: &'static [&'static str],
    /// A comma may stand before the year.
    pub comma_before_year: bool,
    /// Forms of "year" that follow the year's number: 2025 год.
    pub year_after_number: &'static [&'static str],
    /// Words that make any number of four digits a year.
    pub before_year: &'static [&'static str],
    /// What tells a year's era.
    pub eras: &'static [&'static str],
    /// What makes a year one before Christ.
    pub before_christ: &'static [Phrase],
    /// Of the century before this one: القرن الماضي.
    pub last_century: &'static [&'static str],
    /// Words for a quarter of a year, after or before its number.
    pub quarters: &'static [&'static str],
    /// Those among them that are other things without a year: الفصل الثاني is a chapter.
    pub unsure_quarters: &'static [&'static str],
    /// Words for the last part of a year that is named.
    pub last_of_year: &'static [&'static str],
    /// Words for a half of a year or month, after or before its number.
    pub halves: &'static [&'static str],
    /// The last of them, after its noun: الربع الأخير.
    pub last_part: &'static [&'static str],
    /// Letters for a quarter of a year: Q3.
    pub quarter_letters: &'static [&'static str],
    /// Letters for a half: H1.
    pub half_letters: &'static [&'static str],
    /// "Half past".
    pub past: &'static [&'static str],
    /// "Less", in الثامنة إلا ربعا.
    pub less: &'static [&'static str],
    /// Morning (`false`) and afternoon in several pieces: a.m.
    pub half_days: &'static [(Phrase, bool)],

    // Codes.
    /// Phrases before a number in a list or a row: No. 1.
    pub number_signs: &'static [Phrase],
    /// Names that a number belongs to, and which are often left without it: COVID-19.
    pub numbered_names: &'static [(&'static str, u64)],
    /// Names that look like a month's abbreviation.
    pub month_like_names: &'static [&'static str],
    /// What stands before a number without making it a code: pre-2014.
    pub not_codes: &'static [&'static str],
    /// A single letter tight before digits is a preposition.
    pub clitic_letters: bool,
    /// The ending of several things with one code: Su-57s.
    pub plural_suffix: &'static str,
}

impl Grammar {
    /// A language of which nothing is known.
    pub const PLAIN: Grammar = Grammar {
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
        rates_need_article: false,
        unit_stems: &[],
        countries: &[],
        country_follows: false,
        article: "",
        money_phrases: &[],
        weight_words: &[],
        capital_months: false,
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
        quarters: &[],
        unsure_quarters: &[],
        last_of_year: &[],
        halves: &[],
        last_part: &[],
        quarter_letters: &["Q"],
        half_letters: &["H"],
        past: &[],
        less: &[],
        half_days: &[],
        number_signs: &[],
        numbered_names: &[],
        month_like_names: &[],
        not_codes: &[],
        clitic_letters: false,
        plural_suffix: "",
    };
}
