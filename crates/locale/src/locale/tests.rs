//! Tables of expected output for each language.

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

/// Checks that a `Locale` can be shared by threads, since pages are rendered in parallel. This compiles only if
/// `icu_provider` has its feature `sync`, with which ICU4X's formatters hold their data in an `Arc`.
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
fn weeks_begin_where_the_locale_has_them_begin() {
    for (tag, locale, date, first, letters) in [
        (
            "ar",
            Some("ar-EG"),
            "الأربعاء، 19 يونيو 2024",
            "السبت",
            "س ح ن ث ر خ ج",
        ),
        (
            "ar",
            Some("ar-MA"),
            "الأربعاء، 19 يونيو 2024",
            "الاثنين",
            "ن ث ر خ ج س ح",
        ),
        (
            "en",
            Some("en-GB"),
            "Wednesday, 19 June 2024",
            "Monday",
            "M T W T F S S",
        ),
        (
            "en",
            Some("en-US"),
            "Wednesday, June 19, 2024",
            "Sunday",
            "S M T W T F S",
        ),
        (
            "fa",
            Some("fa-AF"),
            "چهارشنبه ۱۹ جون ۲۰۲۴",
            "شنبه",
            "ش ی د س چ پ ج",
        ),
        (
            "ko",
            None,
            "2024년 6월 19일 수요일",
            "일요일",
            "일 월 화 수 목 금 토",
        ),
    ] {
        let locale = configured(tag, locale, None, None);
        assert_eq!(locale.date_and_weekday(day("2024-06-19")), date, "{tag}");
        let week = locale.weekdays();
        assert_eq!(week[0].name, first, "{tag}");
        let written: Vec<_> = week.iter().map(|day| day.letter.as_str()).collect();
        assert_eq!(written.join(" "), letters, "{tag}");
        let follow = |pair: &[Weekday]| pair[1].number == (pair[0].number + 1) % 7;
        assert!(week.windows(2).all(follow), "{tag}");
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
            "13 ذي الحجة 1445 هـ",
        ),
        (
            "ar",
            Some(Numerals::Arab),
            IslamicUmalqura,
            "2024-06-19",
            "١٣ ذي الحجة ١٤٤٥ هـ",
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
            "12 ذي الحجة 1445 هـ",
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
        // The Arabic article counts: words with it are sorted under alef.
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
    // `qaa` is reserved for private use: CLDR has no data for it, and the root locale is used.
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
