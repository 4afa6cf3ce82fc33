//! Formats dates, numbers, plurals and lists, and sorts words, in one language.
//!
//! Takes a language tag and the site's settings for it; returns text by CLDR's rules (through ICU4X). Digits and calendar
//! are always passed to ICU4X explicitly, never left to the locale: `ar` and `ar-EG` have different defaults.

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
use super::weeks::WeekRule;

/// A site's settings for one of its languages.
#[derive(Debug, Clone, Copy)]
pub struct LocaleOptions<'a> {
    /// The language's tag.
    pub tag: &'a str,
    /// A more specific locale for dates, numbers and lists, such as `ar-SY`.
    pub locale: Option<&'a str>,
    /// The digits. `None` for those in the table, or Latin ones if the language is not listed.
    pub numerals: Option<Numerals>,
    /// A second calendar, in which dates are shown besides the Gregorian one.
    pub calendar: Option<Calendar>,
}

/// The reason why a [`Locale`] cannot be built; one variant for each fault that a setting can have.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LocaleError {
    /// The language's tag is invalid.
    #[error(transparent)]
    Tag(TagError),
    /// The `locale` is not a valid language tag.
    #[error("in `locale`: {0}")]
    Locale(TagError),
    /// The tag or the `locale` has more parts than language, script, region and variant.
    #[error(
        "`{0}` holds an extension; name the digits and the calendar with `numerals` and `calendar` instead"
    )]
    Extension(String),
    /// The `locale` is for another language than the tag.
    #[error("the locale `{locale}` is not one of the language `{tag}`")]
    OtherLanguage {
        /// The language's tag.
        tag: String,
        /// The locale that does not match it.
        locale: String,
    },
    /// The `locale` uses another script than the language's text, so that dates would not fit into the text.
    #[error("the locale `{locale}` is written in another script than `{tag}`")]
    OtherScript {
        /// The language's tag.
        tag: String,
        /// The locale that does not match it.
        locale: String,
    },
    /// CLDR, as built into this program, has no data of some kind for the locale.
    #[error("there is no data on {what} for `{locale}`: {cause}")]
    NoData {
        /// The kind of data that is missing.
        what: &'static str,
        /// The requested locale.
        locale: String,
        /// The error of ICU4X.
        cause: String,
    },
}

/// A day of the week, for the heading of a calendar's column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weekday {
    /// The number; 0 is Monday.
    pub number: u8,
    /// The abbreviation of one letter: `M`, `ن`.
    pub letter: String,
    /// The name: `Monday`, `الاثنين`.
    pub name: String,
}

/// The formatters of one language. Built once, then read from any thread.
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
    weeks: WeekRule,
    decimal: DecimalFormatter,
    plural_rules: PluralRules,
    list: ListFormatter,
    collator: CollatorBorrowed<'static>,
}

impl Locale {
    /// Builds the formatters of a language.
    ///
    /// Without `locale`, dates, numbers and lists follow the tag itself or, for a bare language that the table lists, the
    /// table's locale. Plurals, order and direction always follow the tag.
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
            weeks: WeekRule::of(&locale).map_err(lacking.data("weeks"))?,
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

    /// Returns the language's tag, in canonical form.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Returns the direction of the language's script.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Returns true if a range of numbers must be isolated to keep its order in a line of the language: Western digits
    /// in a right-to-left line. Arabic-Indic digits follow the line's direction.
    pub fn turns_ranges(&self) -> bool {
        self.numerals() == Numerals::Latn && self.direction() == Direction::Rtl
    }

    /// Returns the region of the locale for dates, numbers and lists: `EG` of `ar-EG`; `None` if the locale has none.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Returns the digits in use.
    pub fn numerals(&self) -> Numerals {
        self.numerals
    }

    /// Formats a date with the month's name: `19 June 2024`, `19 يونيو 2024`.
    pub fn date(&self, date: Date) -> String {
        match date.to_icu() {
            Some(day) => self.date.format(&day).to_string(),
            None => self.digits(&date.to_string()),
        }
    }

    /// Formats a date with the day of the week: `Wednesday, 19 June 2024`, `الأربعاء، 19 يونيو 2024`.
    pub fn date_and_weekday(&self, date: Date) -> String {
        match date.to_icu() {
            Some(day) => self.date_and_weekday.format(&day).to_string(),
            None => self.digits(&date.to_string()),
        }
    }

    /// Returns the days of the week, beginning with the locale's first day: Saturday in Egypt, Monday in Britain.
    pub fn weekdays(&self) -> &[Weekday; 7] {
        &self.weekdays
    }

    /// Returns the week rule of the locale's region.
    pub fn weeks(&self) -> WeekRule {
        self.weeks
    }

    /// Formats the day of the month alone, as it is in the formatted date, if the date begins with it: `18` of `18
    /// August 2025`; `None` for `August 18, 2025`.
    pub fn day_before_month(&self, date: Date) -> Option<String> {
        let day = self.digits(&date.day().to_string());
        let rest = self.date(date);
        let rest = rest.strip_prefix(&day)?;
        rest.starts_with(' ').then_some(day)
    }

    /// Formats the day and the month alone, as they are in the formatted date, if the date ends with the year: `29
    /// November` of `29 November 2025`; `None` for `2025년 11월 29일`.
    pub fn date_before_year(&self, date: Date) -> Option<String> {
        let text = self.date(date);
        let rest = text.strip_suffix(&self.year(date.year()))?;
        let rest = rest.strip_suffix(' ')?;
        rest.ends_with(char::is_alphabetic).then(|| rest.to_owned())
    }

    /// Formats a date in the site's second calendar, with its era if CLDR has one: `13 ذي الحجة 1445 هـ`. Returns `None` if
    /// no second calendar was chosen.
    pub fn date_in_second_calendar(&self, date: Date) -> Option<String> {
        let formatter = self.second_date.as_ref()?;
        let formatted = formatter.format(&date.to_icu()?).to_string();
        // Arabic puts the month after a day into the genitive. CLDR has the nominative of ذو القعدة and ذو الحجة alone.
        Some(formatted.replace(" ذو ", " ذي "))
    }

    /// Formats a day, a month of a year or a year: `19 June 2024`, `June 2024`, `2024`.
    pub fn when(&self, when: When) -> String {
        match (when.day(), when.month()) {
            (Some(day), _) => self.date(day),
            (None, Some(month)) => self.month_and_year(when.year(), month),
            (None, None) => self.year(when.year()),
        }
    }

    /// Formats a month of a year, for an archive's heading: `June 2024`. A month that does not exist is shown as `2024-13`.
    pub fn month_and_year(&self, year: i32, month: u8) -> String {
        match Date::new(year, month, 1).and_then(Date::to_icu) {
            Some(day) => self.month_and_year.format(&day).to_string(),
            None => self.digits(&format!("{year:04}-{month:02}")),
        }
    }

    /// Returns a month's name by itself (1 is January). A month that does not exist is shown as its number.
    pub fn month(&self, month: u8) -> String {
        match Date::new(2000, month, 1).and_then(Date::to_icu) {
            Some(day) => self.month.format(&day).to_string(),
            None => self.digits(&month.to_string()),
        }
    }

    /// Formats a year by itself, without grouping: `2024`, `2024년`. Years outside 1 to 9999 are shown as bare numbers.
    pub fn year(&self, year: i32) -> String {
        match Date::new(year, 1, 1).and_then(Date::to_icu) {
            Some(day) => self.year.format(&day).to_string(),
            None => self.digits(&year.to_string()),
        }
    }

    /// Formats a whole number with the locale's grouping: `1,200,000`, `١٬٢٠٠٬٠٠٠`.
    pub fn integer(&self, number: u64) -> String {
        self.decimal.format(&Decimal::from(number)).to_string()
    }

    /// Formats a number that is given in ASCII digits, with `.` before decimals and `-` before a negative one. With a `%` at
    /// its end, it is a percentage: `1,200.50`, `35%`, `٣٥٪`. In a text that is not a number, only the digits are replaced.
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

    /// Replaces ASCII digits in a text by the language's digits: `p4` → `p٤`.
    pub fn digits(&self, text: &str) -> String {
        self.numerals.localise(text)
    }

    /// Returns the CLDR plural category of a count: `zero`, `one`, `two`, `few`, `many` or `other`.
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

    /// Formats the items as a list with "and": `a, b, and c`, `أ وب وج`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        self.list
            .format(items.iter().map(AsRef::as_ref))
            .to_string()
    }

    /// Compares two texts by the language's order (CLDR's collation). Texts that collate as equal are compared by their
    /// bytes, so that the order is total.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b).then_with(|| a.cmp(b))
    }
}

/// Formats the items as a list in a language without a [`Locale`]: `a, b, and c`.
pub fn list_in(tag: &str, items: &[&str]) -> String {
    let locale: icu_locale::Locale = tag.parse().unwrap_or(icu_locale::Locale::UNKNOWN);
    match ListFormatter::try_new_and((&locale).into(), Default::default()) {
        Ok(list) => list.format(items.iter()).to_string(),
        Err(_) => items.join(", "),
    }
}

/// Returns the days of the week in the order of a locale.
fn weekdays(locale: &icu_locale::Locale) -> Result<[Weekday; 7], String> {
    let first = WeekInformation::try_new(locale.into()).map_err(|error| error.to_string())?;
    // ICU4X counts from 1 for Monday.
    let first = first.first_weekday as usize - 1;
    let letters = WeekdayNames::of("ccccc", locale)?;
    let names = WeekdayNames::of("cccc", locale)?;
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

/// Names of the days of the week in one of CLDR's widths. ICU4X's field sets do not offer them.
struct WeekdayNames {
    pattern: DateTimePattern,
    names: FixedCalendarDateTimeNames<Gregorian, DateFieldSet>,
}

impl WeekdayNames {
    /// Loads the names for a pattern such as `cccc` (UTS #35).
    fn of(pattern: &str, locale: &icu_locale::Locale) -> Result<WeekdayNames, String> {
        let pattern = DateTimePattern::try_from_pattern_str(pattern).map_err(|e| e.to_string())?;
        let mut names = FixedCalendarDateTimeNames::new_without_number_formatting(locale.into());
        names
            .include_for_pattern(&pattern)
            .map_err(|error| error.to_string())?;
        Ok(WeekdayNames { pattern, names })
    }

    fn of_day(&self, number: u8) -> String {
        let mut name = String::new();
        // 1 January 2024 was a Monday.
        if let Some(day) = Date::new(2024, 1, number + 1).and_then(Date::to_icu) {
            let pattern = self.names.with_pattern_unchecked(&self.pattern);
            // Cannot fail: the names are included above, and a String accepts any text.
            let _ = pattern.format(&day).try_write_to(&mut name);
        }
        name
    }
}

/// Builds errors for data missing from ICU4X; holds the locale that they name.
struct Lacking(String);

impl Lacking {
    /// Converts ICU4X's error about one kind of data into a [`LocaleError`].
    fn data<E: ToString>(&self, what: &'static str) -> impl FnOnce(E) -> LocaleError {
        move |cause| LocaleError::NoData {
            what,
            locale: self.0.clone(),
            cause: cause.to_string(),
        }
    }
}

/// Returns the locale for formats: the configured one or, for a bare language that the table lists, the table's.
fn locale_for(tag: &str, configured: Option<&str>) -> Result<String, LocaleError> {
    match (configured, language_table(tag)) {
        (Some(locale), _) => parse_tag(locale).map_err(LocaleError::Locale),
        (None, Some(entry)) if entry.tag == tag => Ok(entry.locale.to_owned()),
        (None, _) => Ok(tag.to_owned()),
    }
}

/// Parses a canonical tag into language, script, region and variants; fails if it has extensions.
fn identifier(tag: &str) -> Result<LanguageIdentifier, LocaleError> {
    // A tag with extensions is not a language identifier.
    tag.parse()
        .map_err(|_| LocaleError::Extension(tag.to_owned()))
}

/// Fails if dates in the locale would not fit into text of the tag's language.
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

/// Returns the locale with explicit digits and calendar.
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
