//! Dates, numbers, plurals, lists and the order of words in one language.
//!
//! Takes a language tag and what a site configured for it; gives text as CLDR has it (through ICU4X). Digits and calendar
//! are always named to ICU4X, never left to the locale: plain `ar` and `ar-EG` differ there.

use std::cmp::Ordering;

use fixed_decimal::Decimal;
use icu_calendar::Gregorian;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_datetime::fieldsets::{M, Y, YM, YMD};
use icu_datetime::{DateTimeFormatter, FixedCalendarDateTimeFormatter};
use icu_decimal::DecimalFormatter;
use icu_list::ListFormatter;
use icu_locale::{LanguageIdentifier, LocaleExpander};
use icu_plurals::{PluralCategory, PluralRules};
use thiserror::Error;

use super::calendar::Calendar;
use super::date::Date;
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

/// Everything that depends on one language: built once, then only read, from any thread.
#[derive(Debug)]
pub struct Locale {
    tag: String,
    direction: Direction,
    numerals: Numerals,
    date: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    month_and_year: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    month: FixedCalendarDateTimeFormatter<Gregorian, M>,
    year: FixedCalendarDateTimeFormatter<Gregorian, Y>,
    second_date: Option<DateTimeFormatter<YMD>>,
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
            numerals,
            date: FixedCalendarDateTimeFormatter::try_new((&gregorian).into(), YMD::long())
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

    /// The date in the site's second calendar, with its era where CLDR gives one: `13 ذو الحجة 1445 هـ`. `None` where no
    /// second calendar was chosen.
    pub fn date_in_second_calendar(&self, date: Date) -> Option<String> {
        let formatter = self.second_date.as_ref()?;
        Some(formatter.format(&date.to_icu()?).to_string())
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
mod tests {
    use super::*;

    fn locale(tag: &str) -> Locale {
        configured(tag, None, None, None)
    }

    fn configured(
        tag: &str,
        locale: Option<&str>,
        numerals: Option<Numerals>,
        calendar: Option<Calendar>,
    ) -> Locale {
        Locale::new(LocaleOptions {
            tag,
            locale,
            numerals,
            calendar,
        })
        .unwrap()
    }

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// The pages are rendered in parallel. This does not compile unless `icu_provider` is built with its feature `sync`,
    /// which makes ICU4X's formatters count their data with `Arc`.
    #[test]
    fn a_locale_is_shared_by_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Locale>();
    }

    #[test]
    fn dates_are_written_as_the_locale_does() {
        use Numerals::{Arab, ArabExt, Latn};
        for (tag, locale, numerals, date, month_and_year, month, year) in [
            (
                "ar",
                None,
                None,
                "19 يونيو 2024",
                "يونيو 2024",
                "يونيو",
                "2024",
            ),
            (
                "ar",
                None,
                Some(Arab),
                "١٩ يونيو ٢٠٢٤",
                "يونيو ٢٠٢٤",
                "يونيو",
                "٢٠٢٤",
            ),
            (
                "ar",
                Some("ar-EG"),
                None,
                "19 يونيو 2024",
                "يونيو 2024",
                "يونيو",
                "2024",
            ),
            (
                "ar-EG",
                None,
                Some(Arab),
                "١٩ يونيو ٢٠٢٤",
                "يونيو ٢٠٢٤",
                "يونيو",
                "٢٠٢٤",
            ),
            (
                "ar",
                Some("ar-SY"),
                None,
                "19 حزيران 2024",
                "حزيران 2024",
                "حزيران",
                "2024",
            ),
            (
                "ar",
                Some("ar-SY"),
                Some(Arab),
                "١٩ حزيران ٢٠٢٤",
                "حزيران ٢٠٢٤",
                "حزيران",
                "٢٠٢٤",
            ),
            (
                "ar",
                Some("ar-MA"),
                None,
                "19 يونيو 2024",
                "يونيو 2024",
                "يونيو",
                "2024",
            ),
            (
                "en",
                None,
                None,
                "June 19, 2024",
                "June 2024",
                "June",
                "2024",
            ),
            (
                "en",
                Some("en-GB"),
                None,
                "19 June 2024",
                "June 2024",
                "June",
                "2024",
            ),
            (
                "fa",
                None,
                None,
                "۱۹ ژوئن ۲۰۲۴",
                "ژوئن ۲۰۲۴",
                "ژوئن",
                "۲۰۲۴",
            ),
            (
                "fa",
                None,
                Some(Latn),
                "19 ژوئن 2024",
                "ژوئن 2024",
                "ژوئن",
                "2024",
            ),
            (
                "ur",
                None,
                Some(ArabExt),
                "۱۹ جون، ۲۰۲۴",
                "جون ۲۰۲۴",
                "جون",
                "۲۰۲۴",
            ),
            (
                "he",
                None,
                None,
                "19 ביוני 2024",
                "יוני 2024",
                "יוני",
                "2024",
            ),
            (
                "ru",
                None,
                None,
                "19 июня 2024\u{202f}г.",
                "июнь 2024\u{202f}г.",
                "июнь",
                "2024",
            ),
            (
                "ko",
                None,
                None,
                "2024년 6월 19일",
                "2024년 6월",
                "6월",
                "2024년",
            ),
        ] {
            let l = configured(tag, locale, numerals, None);
            let written = (
                l.date(day("2024-06-19")),
                l.month_and_year(2024, 6),
                l.month(6),
                l.year(2024),
            );
            let expected = (
                date.into(),
                month_and_year.into(),
                month.into(),
                year.into(),
            );
            assert_eq!(written, expected, "{tag} {locale:?}");
            assert_eq!(l.date_in_second_calendar(day("2024-06-19")), None);
        }
    }

    #[test]
    fn a_second_calendar_uses_the_same_digits() {
        use Calendar::{Hebrew, IslamicCivil, IslamicUmalqura, Persian};
        for (tag, numerals, calendar, date, written) in [
            (
                "ar",
                None,
                IslamicUmalqura,
                "2024-06-19",
                "13 ذو الحجة 1445 هـ",
            ),
            (
                "ar",
                Some(Numerals::Arab),
                IslamicUmalqura,
                "2024-06-19",
                "١٣ ذو الحجة ١٤٤٥ هـ",
            ),
            (
                "ar-EG",
                None,
                IslamicUmalqura,
                "2024-07-07",
                "1 محرم 1446 هـ",
            ),
            (
                "ar",
                None,
                IslamicCivil,
                "2024-06-19",
                "12 ذو الحجة 1445 هـ",
            ),
            ("fa", None, Persian, "2024-06-19", "۳۰ خرداد ۱۴۰۳"),
            ("he", None, Hebrew, "2024-06-19", "י״ג בסיוון ה׳תשפ״ד"),
            (
                "en",
                None,
                IslamicUmalqura,
                "2024-06-19",
                "Dhuʻl-Hijjah 13, 1445 AH",
            ),
        ] {
            let l = configured(tag, None, numerals, Some(calendar));
            let second = l.date_in_second_calendar(day(date));
            assert_eq!(second.as_deref(), Some(written), "{tag}");
        }
    }

    #[test]
    fn months_and_years_that_do_not_exist_are_shown_as_numbers() {
        let l = configured("ar", None, Some(Numerals::Arab), None);
        assert_eq!(l.month(13), "١٣");
        assert_eq!(l.month_and_year(2024, 0), "٢٠٢٤-٠٠");
        assert_eq!(l.year(0), "٠");
        assert_eq!(l.year(-44), "-٤٤");
    }

    #[test]
    fn whole_numbers_are_grouped_in_the_digits_chosen() {
        use Numerals::{Arab, Latn};
        for (tag, numerals, number, written) in [
            ("ar", None, 1_200_000, "1,200,000"),
            ("ar", Some(Arab), 1_200_000, "١٬٢٠٠٬٠٠٠"),
            ("ar-EG", None, 600_000, "600,000"),
            ("ar-EG", Some(Arab), 600_000, "٦٠٠٬٠٠٠"),
            ("en", None, 999, "999"),
            ("en", Some(Arab), 1_000, "١,٠٠٠"),
            ("fa", None, 28_000, "۲۸٬۰۰۰"),
            ("fa", Some(Latn), 28_000, "28,000"),
            ("ru", None, 28_000, "28\u{a0}000"),
            ("en", None, u64::MAX, "18,446,744,073,709,551,615"),
        ] {
            let l = configured(tag, None, numerals, None);
            assert_eq!(l.integer(number), written, "{tag}");
        }
    }

    #[test]
    fn counts_fall_into_the_categories_of_cldr() {
        for (tag, counts) in [
            (
                "ar",
                &[
                    (0, "zero"),
                    (1, "one"),
                    (2, "two"),
                    (3, "few"),
                    (10, "few"),
                    (11, "many"),
                    (99, "many"),
                    (100, "other"),
                    (102, "other"),
                    (103, "few"),
                    (111, "many"),
                ][..],
            ),
            (
                "en",
                &[(0, "other"), (1, "one"), (2, "other"), (11, "other")],
            ),
            (
                "ru",
                &[
                    (1, "one"),
                    (2, "few"),
                    (5, "many"),
                    (11, "many"),
                    (21, "one"),
                ],
            ),
            ("he", &[(1, "one"), (2, "two"), (3, "other")]),
            ("ko", &[(0, "other"), (1, "other")]),
        ] {
            for &(count, category) in counts {
                assert_eq!(locale(tag).plural(count), category, "{tag} {count}");
            }
        }
    }

    #[test]
    fn lists_end_in_and() {
        for (tag, region, items, list) in [
            ("ar", None, &["أ", "ب", "ج"][..], "أ وب وج"),
            ("ar", None, &["أ", "ب"], "أ وب"),
            ("ar", None, &["أ"], "أ"),
            ("ar", None, &[], ""),
            ("en", None, &["a", "b", "c"], "a, b, and c"),
            ("en", Some("en-GB"), &["a", "b", "c"], "a, b and c"),
            ("he", None, &["א", "ב", "ג"], "א, ב וג"),
            ("ru", None, &["а", "б", "в"], "а, б и в"),
        ] {
            let l = configured(tag, region, None, None);
            assert_eq!(l.list(items), list, "{tag}");
        }
    }

    #[test]
    fn words_are_put_in_the_language_s_order() {
        for (tag, ordered) in [
            (
                "ar",
                &[
                    "آب",
                    "أحمد",
                    "إيران",
                    "باريس",
                    "بيونغ يانغ",
                    "روسيا",
                    "كوريا",
                    "موسكو",
                    "مُوسكو",
                    "يونيو",
                ][..],
            ),
            // The article counts: words with it stand together under alef.
            ("ar", &["الصين", "اليابان", "روسيا"]),
            ("en", &["élan", "Kim", "kimono", "Lavrov", "Zürich"]),
            ("ru", &["ёж", "ель", "жар"]),
            ("ko", &["가", "나", "다"]),
        ] {
            let l = locale(tag);
            for pair in ordered.windows(2) {
                let order = l.compare(pair[0], pair[1]);
                assert_eq!(order, Ordering::Less, "{tag}: {pair:?}");
            }
        }
    }

    #[test]
    fn only_equal_texts_compare_as_equal() {
        let l = locale("ar");
        // The zero width non-joiner has no weight in collation.
        assert_eq!(l.compare("كيم", "كيم\u{200c}"), Ordering::Less);
        assert_eq!(l.compare("كيم\u{200c}", "كيم"), Ordering::Greater);
        assert_eq!(l.compare("كيم", "كيم"), Ordering::Equal);
    }

    #[test]
    fn a_tag_and_its_locale_must_fit() {
        for (tag, locale, message) in [
            (
                "arabic language",
                None,
                "`arabic language` is not a language tag; language tags look like `ar`, `en-GB` or `az-Arab`",
            ),
            (
                "ar",
                Some("ar_EG"),
                "in `locale`: `ar_EG` is not a language tag; language tags look like `ar`, `en-GB` or `az-Arab`",
            ),
            (
                "ar",
                Some("en-GB"),
                "the locale `en-GB` is not one of the language `ar`",
            ),
            (
                "az-Arab",
                Some("az"),
                "the locale `az` is written in another script than `az-Arab`",
            ),
            (
                "ar",
                Some("ar-EG-u-nu-latn"),
                "`ar-EG-u-nu-latn` holds an extension; name the digits and the calendar with `numerals` and `calendar` instead",
            ),
        ] {
            let error = Locale::new(LocaleOptions {
                tag,
                locale,
                numerals: None,
                calendar: None,
            })
            .map(|_| ())
            .unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn every_language_can_be_built() {
        // `qaa` is reserved for private use: CLDR says nothing about it, and the root locale stands in.
        for tag in ["tr", "zh-Hant", "az-Arab", "ckb", "dv", "yi", "und", "qaa"] {
            let l = locale(tag);
            assert_eq!(l.tag(), tag);
            assert!(l.date(day("2024-06-19")).contains("2024"), "{tag}");
        }
        assert_eq!(locale("AR-eg").tag(), "ar-EG");
        assert_eq!(locale("ar").direction(), Direction::Rtl);
        assert_eq!(locale("en").direction(), Direction::Ltr);
        assert_eq!(locale("fa").numerals(), Numerals::ArabExt);
        assert_eq!(locale("ar").digits("p4"), "p4");
    }
}
