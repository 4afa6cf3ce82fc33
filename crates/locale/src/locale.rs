//! Dates, numbers, plurals, lists and the order of words in one language.
//!
//! Takes a language tag and what a site configured for it; gives text as CLDR has it (through ICU4X). Digits and calendar
//! are always named to ICU4X, never left to the locale: plain `ar` and `ar-EG` differ there.

use std::cmp::Ordering;

use fixed_decimal::Decimal;
use icu_calendar::Gregorian;
use icu_calendar::week::WeekInformation;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_datetime::fieldsets::enums::DateFieldSet;
use icu_datetime::fieldsets::{M, Y, YM, YMD, YMDE};
use icu_datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames};
use icu_datetime::{DateTimeFormatter, FixedCalendarDateTimeFormatter};
use icu_decimal::DecimalFormatter;
use icu_list::ListFormatter;
use icu_locale::{LanguageIdentifier, LocaleExpander};
use icu_plurals::{PluralCategory, PluralRules};
use thiserror::Error;
use writeable::TryWriteable;

use super::calendar::Calendar;
use super::date::{Date, When};
use super::direction::{Direction, direction_of};
use super::numerals::Numerals;
use super::tables::language_table;
use super::tag::{TagError, parse_tag};

/// What a site says about one of its languages.
#[derive(Debug, Clone, Copy)]
pub struct LocaleOptions<'a> {
    /// The language's tag.
    pub tag: &'a str,
    /// A more exact locale for dates, numbers and lists, such as `ar-SY`.
    pub locale: Option<&'a str>,
    /// The digits; the table's where none are given, and Latin ones for a language that is not listed.
    pub numerals: Option<Numerals>,
    /// A calendar to show dates in beside the Gregorian one.
    pub calendar: Option<Calendar>,
}

/// Why a [`Locale`] cannot be built, one case for each thing that can be wrong with a setting.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LocaleError {
    /// The language's tag is none.
    #[error(transparent)]
    Tag(TagError),
    /// The `locale` is no language tag.
    #[error("in `locale`: {0}")]
    Locale(TagError),
    /// The tag or the `locale` says more than language, script, region and variant.
    #[error(
        "`{0}` holds an extension; name the digits and the calendar with `numerals` and `calendar` instead"
    )]
    Extension(String),
    /// The `locale` is one of another language than the tag's.
    #[error("the locale `{locale}` is not one of the language `{tag}`")]
    OtherLanguage {
        /// The language's tag.
        tag: String,
        /// The locale that does not go with it.
        locale: String,
    },
    /// The `locale` is in another script than the language's text, so that dates would not fit into it.
    #[error("the locale `{locale}` is written in another script than `{tag}`")]
    OtherScript {
        /// The language's tag.
        tag: String,
        /// The locale that does not go with it.
        locale: String,
    },
    /// CLDR, as built into this program, lacks something for the locale.
    #[error("there is no data on {what} for `{locale}`: {cause}")]
    NoData {
        /// What is lacking.
        what: &'static str,
        /// The locale that was asked for.
        locale: String,
        /// What ICU4X says about it.
        cause: String,
    },
}

/// A day of the week, as a calendar heads its columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weekday {
    /// Its place in the week, from Monday, 0.
    pub number: u8,
    /// Its letter: `M`, `ن`.
    pub letter: String,
    /// Its name: `Monday`, `الاثنين`.
    pub name: String,
}

/// Everything that depends on one language: built once, then only read, from any thread.
#[derive(Debug)]
pub struct Locale {
    tag: String,
    direction: Direction,
    region: Option<String>,
    numerals: Numerals,
    date: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    date_and_weekday: FixedCalendarDateTimeFormatter<Gregorian, YMDE>,
    month_and_year: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    month: FixedCalendarDateTimeFormatter<Gregorian, M>,
    year: FixedCalendarDateTimeFormatter<Gregorian, Y>,
    second_date: Option<DateTimeFormatter<YMD>>,
    weekdays: [Weekday; 7],
    decimal: DecimalFormatter,
    plural_rules: PluralRules,
    list: ListFormatter,
    collator: CollatorBorrowed<'static>,
}

impl Locale {
    /// Builds the formatters of a language.
    ///
    /// Without `locale`, dates, numbers and lists are those of the tag itself or, for a bare language that the table lists,
    /// of the table's locale. Plurals, order and direction always follow the tag.
    pub fn new(options: LocaleOptions<'_>) -> Result<Locale, LocaleError> {
        let tag = parse_tag(options.tag).map_err(LocaleError::Tag)?;
        let id = identifier(&tag)?;
        let locale = identifier(&locale_for(&tag, options.locale)?)?;
        same_language_and_script(&id, &locale)?;
        let numerals = options
            .numerals
            .or(language_table(&tag).map(|e| e.numerals))
            .unwrap_or(Numerals::Latn);
        let lacking = Lacking(locale.to_string());
        let gregorian = with_settings(&locale, numerals, "gregory")?;
        let second_date = match options.calendar {
            Some(calendar) => {
                let settings = with_settings(&locale, numerals, calendar.name())?;
                let formatter = DateTimeFormatter::try_new((&settings).into(), YMD::long());
                Some(formatter.map_err(lacking.data("dates"))?)
            }
            None => None,
        };
        Ok(Locale {
            direction: direction_of(&id),
            region: locale.region.map(|region| region.to_string()),
            numerals,
            date: FixedCalendarDateTimeFormatter::try_new((&gregorian).into(), YMD::long())
                .map_err(lacking.data("dates"))?,
            date_and_weekday: FixedCalendarDateTimeFormatter::try_new(
                (&gregorian).into(),
                YMDE::long(),
            )
            .map_err(lacking.data("dates"))?,
            month_and_year: FixedCalendarDateTimeFormatter::try_new(
                (&gregorian).into(),
                YM::long(),
            )
            .map_err(lacking.data("dates"))?,
            month: FixedCalendarDateTimeFormatter::try_new((&gregorian).into(), M::long())
                .map_err(lacking.data("dates"))?,
            year: FixedCalendarDateTimeFormatter::try_new((&gregorian).into(), Y::long())
                .map_err(lacking.data("dates"))?,
            second_date,
            weekdays: weekdays(&gregorian).map_err(lacking.data("days of the week"))?,
            decimal: DecimalFormatter::try_new((&gregorian).into(), Default::default())
                .map_err(lacking.data("numbers"))?,
            plural_rules: PluralRules::try_new_cardinal((&id).into())
                .map_err(lacking.data("plurals"))?,
            list: ListFormatter::try_new_and((&gregorian).into(), Default::default())
                .map_err(lacking.data("lists"))?,
            collator: Collator::try_new((&id).into(), CollatorOptions::default())
                .map_err(lacking.data("the order of words"))?,
            tag,
        })
    }

    /// The language's tag, in canonical form.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The direction of the language's script.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The region of the locale for dates, numbers and lists, where one is named: `EG` of `ar-EG`.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// The digits in use.
    pub fn numerals(&self) -> Numerals {
        self.numerals
    }

    /// The date in full with the month's name: `19 June 2024`, `19 يونيو 2024`.
    pub fn date(&self, date: Date) -> String {
        match date.to_icu() {
            Some(day) => self.date.format(&day).to_string(),
            None => self.digits(&date.to_string()),
        }
    }

    /// The date in full with the day of the week: `Wednesday, 19 June 2024`, `الأربعاء، 19 يونيو 2024`.
    pub fn date_and_weekday(&self, date: Date) -> String {
        match date.to_icu() {
            Some(day) => self.date_and_weekday.format(&day).to_string(),
            None => self.digits(&date.to_string()),
        }
    }

    /// The days of the week, from the one that the locale's weeks begin with: Saturday in Egypt, Monday in Britain.
    pub fn weekdays(&self) -> &[Weekday; 7] {
        &self.weekdays
    }

    /// The date in the site's second calendar, with its era where CLDR gives one: `13 ذو الحجة 1445 هـ`. `None` where no
    /// second calendar was chosen.
    pub fn date_in_second_calendar(&self, date: Date) -> Option<String> {
        let formatter = self.second_date.as_ref()?;
        Some(formatter.format(&date.to_icu()?).to_string())
    }

    /// A day, a month of a year or a year: `19 June 2024`, `June 2024`, `2024`.
    pub fn when(&self, when: When) -> String {
        match (when.day(), when.month()) {
            (Some(day), _) => self.date(day),
            (None, Some(month)) => self.month_and_year(when.year(), month),
            (None, None) => self.year(when.year()),
        }
    }

    /// A month of a year, for an archive's heading: `June 2024`. A month that does not exist is shown as `2024-13`.
    pub fn month_and_year(&self, year: i32, month: u8) -> String {
        match Date::new(year, month, 1).and_then(Date::to_icu) {
            Some(day) => self.month_and_year.format(&day).to_string(),
            None => self.digits(&format!("{year:04}-{month:02}")),
        }
    }

    /// A month's name by itself (1 is January). A month that does not exist is shown as its number.
    pub fn month(&self, month: u8) -> String {
        match Date::new(2000, month, 1).and_then(Date::to_icu) {
            Some(day) => self.month.format(&day).to_string(),
            None => self.digits(&month.to_string()),
        }
    }

    /// A year by itself, without grouping: `2024`, `2024년`. Years outside 1 to 9999 are shown as bare numbers.
    pub fn year(&self, year: i32) -> String {
        match Date::new(year, 1, 1).and_then(Date::to_icu) {
            Some(day) => self.year.format(&day).to_string(),
            None => self.digits(&year.to_string()),
        }
    }

    /// A whole number, grouped as the locale does: `1,200,000`, `١٬٢٠٠٬٠٠٠`.
    pub fn integer(&self, number: u64) -> String {
        self.decimal.format(&Decimal::from(number)).to_string()
    }

    /// A number in ASCII digits, with `.` before decimals and `-` before a negative one, as the language writes it; with
    /// `%` at its end, a percentage: `1,200.50`, `35%`, `٣٥٪`. A text that is no number has its digits changed alone.
    pub fn amount(&self, text: &str) -> String {
        let (number, percent) = match text.strip_suffix('%') {
            Some(number) if self.numerals == Numerals::Latn => (number, "%"),
            Some(number) => (number, "٪"),
            None => (text, ""),
        };
        match Decimal::try_from_str(number) {
            Ok(number) => format!("{}{percent}", self.decimal.format(&number)),
            Err(_) => self.digits(text),
        }
    }

    /// The text with its ASCII digits in the language's digits: `p4` → `p٤`.
    pub fn digits(&self, text: &str) -> String {
        self.numerals.localise(text)
    }

    /// The CLDR plural category of a count: `zero`, `one`, `two`, `few`, `many` or `other`.
    pub fn plural(&self, count: u64) -> &'static str {
        match self.plural_rules.category_for(count) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }

    /// The items as a list that ends in "and": `a, b, and c`, `أ وب وج`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        self.list
            .format(items.iter().map(AsRef::as_ref))
            .to_string()
    }

    /// The order of two texts in the language (CLDR's collation). Texts that it holds equal are put in the order of their
    /// bytes, so that the order is total.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b).then_with(|| a.cmp(b))
    }
}

/// The items as a list in a language of which no [`Locale`] is at hand: `a, b, and c`.
pub fn list_in(tag: &str, items: &[&str]) -> String {
    let locale: icu_locale::Locale = tag.parse().unwrap_or(icu_locale::Locale::UNKNOWN);
    match ListFormatter::try_new_and((&locale).into(), Default::default()) {
        Ok(list) => list.format(items.iter()).to_string(),
        Err(_) => items.join(", "),
    }
}

/// The days of the week in the order of a locale.
fn weekdays(locale: &icu_locale::Locale) -> Result<[Weekday; 7], String> {
    let first = WeekInformation::try_new(locale.into()).map_err(|error| error.to_string())?;
    // ICU4X counts from Monday, 1.
    let first = first.first_weekday as usize - 1;
    let letters = Names::of("ccccc", locale)?;
    let names = Names::of("cccc", locale)?;
    let mut weekdays: [Weekday; 7] = Default::default();
    for (place, weekday) in weekdays.iter_mut().enumerate() {
        let number = (first + place) as u8 % 7;
        *weekday = Weekday {
            number,
            letter: letters.of_day(number),
            name: names.of_day(number),
        };
    }
    Ok(weekdays)
}

/// The names of the days in one of CLDR's widths, which no field set of ICU4X asks for.
struct Names {
    pattern: DateTimePattern,
    names: FixedCalendarDateTimeNames<Gregorian, DateFieldSet>,
}

impl Names {
    /// Those of a pattern such as `cccc`, by UTS #35.
    fn of(pattern: &str, locale: &icu_locale::Locale) -> Result<Names, String> {
        let pattern = DateTimePattern::try_from_pattern_str(pattern).map_err(|e| e.to_string())?;
        let mut names = FixedCalendarDateTimeNames::new_without_number_formatting(locale.into());
        names
            .include_for_pattern(&pattern)
            .map_err(|error| error.to_string())?;
        Ok(Names { pattern, names })
    }

    fn of_day(&self, number: u8) -> String {
        let mut name = String::new();
        // 1 January 2024 was a Monday.
        if let Some(day) = Date::new(2024, 1, number + 1).and_then(Date::to_icu) {
            let pattern = self.names.with_pattern_unchecked(&self.pattern);
            // Its names were included above, and a String takes any text.
            let _ = pattern.format(&day).try_write_to(&mut name);
        }
        name
    }
}

/// The locale whose error is reported when ICU4X has no data.
struct Lacking(String);

impl Lacking {
    /// Turns ICU4X's error about one kind of data into ours.
    fn data<E: ToString>(&self, what: &'static str) -> impl FnOnce(E) -> LocaleError {
        move |cause| LocaleError::NoData {
            what,
            locale: self.0.clone(),
            cause: cause.to_string(),
        }
    }
}

/// The locale to format in: the one configured or, for a bare language that the table lists, the table's.
fn locale_for(tag: &str, configured: Option<&str>) -> Result<String, LocaleError> {
    match (configured, language_table(tag)) {
        (Some(locale), _) => parse_tag(locale).map_err(LocaleError::Locale),
        (None, Some(entry)) if entry.tag == tag => Ok(entry.locale.to_owned()),
        (None, _) => Ok(tag.to_owned()),
    }
}

/// A canonical tag as language, script, region and variants; refused where it holds more.
fn identifier(tag: &str) -> Result<LanguageIdentifier, LocaleError> {
    // A tag with extensions is no language identifier.
    tag.parse()
        .map_err(|_| LocaleError::Extension(tag.to_owned()))
}

/// Refuses a locale whose dates could not stand in text of the tag's language.
fn same_language_and_script(
    tag: &LanguageIdentifier,
    locale: &LanguageIdentifier,
) -> Result<(), LocaleError> {
    let (tag_text, locale_text) = (tag.to_string(), locale.to_string());
    let expander = LocaleExpander::new_extended();
    if tag.language != locale.language {
        Err(LocaleError::OtherLanguage {
            tag: tag_text,
            locale: locale_text,
        })
    } else if expander.get_likely_script(tag) != expander.get_likely_script(locale) {
        Err(LocaleError::OtherScript {
            tag: tag_text,
            locale: locale_text,
        })
    } else {
        Ok(())
    }
}

/// The locale with its digits and its calendar named.
fn with_settings(
    locale: &LanguageIdentifier,
    numerals: Numerals,
    calendar: &str,
) -> Result<icu_locale::Locale, LocaleError> {
    let full = format!("{locale}-u-ca-{calendar}-nu-{}", numerals.name());
    full.parse()
        .map_err(|_| LocaleError::Locale(TagError::Malformed(full)))
}

#[cfg(test)]
mod tests;
