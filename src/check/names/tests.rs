//! Tables of names in summaries: findings, and the text after `check --fix`.

use super::*;
use crate::check::check;
use crate::link::{BuildOptions, link};
use crate::memo::Memo;
use crate::parse::parse;

const CONFIG: &str = r#"
base_url = "https://example.org/"
default_language = "ar"
[languages.ar]
title = "موجز"
description = "د"
[languages.en]
title = "Brief"
description = "d"
"#;

const NAMES: &str = r#"
[[name]]
id = "kim"
kind = "person"
ar = "كيم جونغ أون"
en = "Kim Jong Un"
variants.ar = ["كيم جونغ-أون", "كيم جونج أون"]
variants.en = ["Kim Jong-un"]

[[name]]
id = "lavrov"
kind = "person"
ar = "سيرغي لافروف"
en = "Sergei Lavrov"
variants.ar = ["سيرجي لافروف"]
variants.en = ["Sergey Lavrov"]

[[name]]
id = "shoigu"
kind = "person"
ar = "سيرغي شويغو"
en = "Sergei Shoigu"

[[name]]
id = "ali"
kind = "person"
ar = "علي"

[[name]]
id = "may"
kind = "person"
en = "May"

[[name]]
id = "pyongyang"
kind = "place"
ar = "بيونغ يانغ"
en = "Pyongyang"
variants.ar = ["بيونج يانج", "بيونغ-يانغ"]
variants.en = ["P'yongyang"]

[[name]]
id = "moscow"
kind = "place"
ar = "موسكو"
en = "Moscow"

[[name]]
id = "russia"
kind = "place"
ar = "روسيا"
en = "Russia"

[[name]]
id = "north-korea"
kind = "place"
ar = "كوريا الشمالية"
en = "North Korea"
variants.en = ["DPRK"]

[[name]]
id = "vladivostok"
kind = "place"
ar = "فلاديفوستوك"
en = "Vladivostok"
variants.ar = ["فلاديفستوك"]

[[name]]
id = "kremlin"
kind = "organisation"
ar = "الكرملين"
en = "the Kremlin"
variants.ar = ["الكرملن", "كرملين موسكو"]

[[name]]
id = "committee"
kind = "organisation"
ar = "اللجنة المركزية"
en = "Central Committee"
variants.ar = ["اللجنة الرئيسة", "هيئة الحزب"]

[[name]]
id = "desk"
kind = "organisation"
ar = "مكتب المثال"
en = "Example Desk"

[[name]]
id = "su-57"
kind = "thing"
ar = "سو-57"
en = "Su-57"
variants.en = ["Sukhoi 57"]
"#;

const SUMMARY: &str = "content/articles/x/summary.";

/// Returns a site with one article.
fn sources(language: &str, summary: &str, original_language: &str, original: &str) -> Sources {
    let mut sources = Sources::default();
    let mut add = |path: &str, text: &str| sources.insert(path, text.as_bytes().to_vec());
    add("config.toml", CONFIG);
    add("content/names.toml", NAMES);
    add(
        "content/publishers.toml",
        "[desk]\nname.en = \"Example Desk\"\n",
    );
    add(
        &format!("content/articles/x/original.{original_language}.md"),
        &format!(
            "+++\ntitle = \"-\"\npublisher = \"desk\"\nurl = \"https://example.org/\"\n+++\n{original}\n"
        ),
    );
    add(&format!("{SUMMARY}{language}.md"), summary);
    sources
}

/// Returns the findings on names in a summary, as (code, words of the file), and its text after `check --fix`.
fn checked(
    language: &str,
    summary: &str,
    original_language: &str,
    original: &str,
) -> (Vec<(&'static str, String)>, String) {
    let sources = sources(language, summary, original_language, original);
    let (documents, mut found) = parse(&sources, &Memo::disabled());
    let (site, linked) = link(
        &documents,
        &sources,
        &BuildOptions::default(),
        &Memo::disabled(),
    );
    found.extend(linked);
    let site = site.expect("the configuration is sound");
    check(&site, &sources, &Memo::disabled(), &mut found);
    found.retain(|d| ["name-variant", "name-not-in-original"].contains(&d.code.name()));
    let mut fixed = summary.to_owned();
    for fix in fixes(&site, &sources, &found).iter().rev() {
        fixed.replace_range(fix.span.clone(), &fix.new);
    }
    found.sort_by_key(|d| d.span.as_ref().map(|span| span.start));
    let words = |d: &Diagnostic| summary[d.span.clone().expect("a place")].to_owned();
    (
        found.iter().map(|d| (d.code.name(), words(d))).collect(),
        fixed,
    )
}

fn with_front(body: &str) -> String {
    format!("+++\ntitle = \"-\"\n+++\n{body}\n")
}

const ALL_AR: &str =
    "كيم لافروف علي بيونغ يانغ موسكو روسيا كوريا الشمالية فلاديفوستوك الكرملين اللجنة المركزية سو-57";
const ALL_EN: &str =
    "Kim Lavrov May Pyongyang Moscow Russia Vladivostok Kremlin Central Committee Su-57";

/// Columns: language and sentence of a summary, the variants in it, and the sentence after `check --fix`. The original
/// mentions every name.
#[test]
fn variants_are_reported_and_rewritten() {
    for (language, text, variants, fixed) in [
        // The preferred spelling, and others that are not listed.
        (
            "ar",
            "زار كيم جونغ أون موسكو.",
            &[][..],
            "زار كيم جونغ أون موسكو.",
        ),
        (
            "ar",
            "زار كِيم جونغ اون وكيـم موسكو.",
            &[],
            "زار كِيم جونغ اون وكيـم موسكو.",
        ),
        (
            "en",
            "Kim Jong Un and KIM JONG UN.",
            &[],
            "Kim Jong Un and KIM JONG UN.",
        ),
        // Variants, with marks and prefixes.
        (
            "ar",
            "زار كيم جونغ-أون موسكو.",
            &["كيم جونغ-أون"],
            "زار كيم جونغ أون موسكو.",
        ),
        (
            "ar",
            "زار كِيم جُونج أون موسكو.",
            &["كِيم جُونج أون"],
            "زار كيم جونغ أون موسكو.",
        ),
        (
            "ar",
            "في موسكو وبيونج يانج.",
            &["بيونج يانج"],
            "في موسكو وبيونغ يانغ.",
        ),
        (
            "ar",
            "ولبيونغ-يانغ موقف.",
            &["بيونغ-يانغ"],
            "ولبيونغ يانغ موقف.",
        ),
        (
            "en",
            "Kim Jong-un’s visit",
            &["Kim Jong-un"],
            "Kim Jong Un’s visit",
        ),
        (
            "en",
            "P’yongyang said so.",
            &["P’yongyang"],
            "Pyongyang said so.",
        ),
        (
            "en",
            "Two sukhoi\u{a0}57 jets",
            &[],
            "Two sukhoi\u{a0}57 jets",
        ),
        (
            "en",
            "Two Sukhoi\u{a0}57 jets",
            &["Sukhoi\u{a0}57"],
            "Two Su-57 jets",
        ),
        // The article and the prefixes before it.
        (
            "ar",
            "قال الكرملن وللكرملن وبالكرملن.",
            &["الكرملن", "لكرملن", "الكرملن"],
            "قال الكرملين وللكرملين وبالكرملين.",
        ),
        (
            "ar",
            "لكرملين موسكو رأي.",
            &["كرملين موسكو"],
            "للكرملين رأي.",
        ),
        (
            "ar",
            "للجنة الرئيسة رأي.",
            &["لجنة الرئيسة"],
            "للجنة المركزية رأي.",
        ),
        (
            "ar",
            "لهيئة الحزب رأي.",
            &["هيئة الحزب"],
            "للجنة المركزية رأي.",
        ),
        ("ar", "وهيئة الحزب.", &["هيئة الحزب"], "واللجنة المركزية."),
        // If other words would have to change, or if the file has more than the words, it is left to the editor.
        ("en", "The DPRK said so.", &["DPRK"], "The DPRK said so."),
        (
            "en",
            "A DPRK envoy said so.",
            &["DPRK"],
            "A North Korea envoy said so.",
        ),
        (
            "en",
            "Kim *Jong-un* came.",
            &["Kim *Jong-un"],
            "Kim *Jong-un* came.",
        ),
        (
            "en",
            "*Kim Jong-un* came.",
            &["Kim Jong-un"],
            "*Kim Jong Un* came.",
        ),
        // Quotations: accepted if the original spells it so; otherwise left to the editor.
        (
            "en",
            "“Kim Jong-un came,” he said.",
            &["Kim Jong-un"],
            "“Kim Jong-un came,” he said.",
        ),
        (
            "en",
            "> Sergey Lavrov came.",
            &["Sergey Lavrov"],
            "> Sergey Lavrov came.",
        ),
        (
            "ar",
            "قال: «جاء سيرجي لافروف اليوم».",
            &[],
            "قال: «جاء سيرجي لافروف اليوم».",
        ),
        (
            "ar",
            "قال: «جاء كيم جونج أون اليوم».",
            &["كيم جونج أون"],
            "قال: «جاء كيم جونج أون اليوم».",
        ),
    ] {
        let original = format!("{ALL_AR} سيرجي لافروف");
        let (found, after) = checked(language, &with_front(text), "ar", &original);
        let expected: Vec<_> = variants
            .iter()
            .map(|v| ("name-variant", (*v).to_owned()))
            .collect();
        assert_eq!(found, expected, "{text}");
        assert_eq!(after, with_front(fixed), "{text}");
        let (_, again) = checked(language, &after, "ar", &original);
        assert_eq!(again, after, "a second time: {text}");
    }
}

#[test]
fn titles_and_descriptions_are_checked_and_all_else_stays() {
    let summary = "\u{FEFF}+++\r\ndescription = \"Kim Jong-un \\u0041\" # Kim Jong-un\r\ntitle = \"On Kim Jong-un\"  \r\n+++\r\n\r\nBy Kim Jong-un  \r\n`Kim Jong-un` ![](Kim%20Jong-un.png)\r\n";
    let (found, fixed) = checked("en", summary, "en", ALL_EN);
    assert_eq!(found.len(), 3, "{found:?}");
    let expected = summary
        .replace("On Kim Jong-un", "On Kim Jong Un")
        .replace("By Kim Jong-un", "By Kim Jong Un");
    assert_eq!(fixed, expected, "a text with escapes is left to the editor");
}

/// Columns: languages and texts of summary and original, and the names that are reported as not mentioned.
#[test]
fn a_name_that_the_original_never_mentions_is_reported() {
    for (language, text, original_language, original, absent) in [
        (
            "en",
            "Sergei Lavrov came to Pyongyang.",
            "en",
            "The minister came to North Korea.",
            &["Sergei Lavrov"][..],
        ),
        (
            "en",
            "Lavrov came; Sergei Lavrov left.",
            "en",
            "The minister came.",
            &["Sergei Lavrov"],
        ),
        (
            "ar",
            "وصل سيرغي لافروف إلى فلاديفوستوك.",
            "ar",
            "وصل الوزير إلى المدينة.",
            &["سيرغي لافروف", "فلاديفوستوك"],
        ),
        (
            "ar",
            "وصل سيرغي لافروف إلى فلاديفوستوك.",
            "en",
            "The minister arrived in the city.",
            &["سيرغي لافروف", "فلاديفوستوك"],
        ),
        (
            "ar",
            "في موسكو ولفلاديفوستوك.",
            "ar",
            "أعلنت موسكو ذلك",
            &["فلاديفوستوك"],
        ),
        // Mentions in any spelling and any language.
        (
            "ar",
            "وصل سيرغي لافروف.",
            "en",
            "Sergey Lavrov arrived.",
            &[],
        ),
        ("en", "Pyongyang", "ar", "في بيونج يانج", &[]),
        // Mentions by short forms and metonyms.
        ("en", "Sergei Lavrov", "ar", "قال لافروف", &[]),
        ("ar", "قال شويغو", "ar", "سيرغي شويغو", &[]),
        // The first name of another person is not a mention.
        (
            "ar",
            "سيرغي شويغو",
            "ar",
            "قال سيرجي لافروف",
            &["سيرغي شويغو"],
        ),
        ("ar", "كيم جونغ أون", "en", "Mr Kim said", &[]),
        ("ar", "موسكو", "ar", "الوفد الروسي", &[]),
        ("en", "North Korea", "ar", "بيونغ يانغ", &[]),
        // Mentions of the publisher.
        ("en", "The Example Desk reports.", "en", "A town.", &[]),
        // A sentence that links to another site.
        (
            "en",
            "Sergei Lavrov was there, [another says](https://example.com/). A town.",
            "en",
            "A town.",
            &[],
        ),
        // A language in which the register has no spelling.
        ("en", "Sergei Lavrov", "ru", "Сергей Лавров", &[]),
        // Names that may be other words.
        ("ar", "بشكل فعلي، وهو أمر فعلي", "ar", "نص آخر", &[]),
        ("ar", "تاريخ بروسيا", "en", "The history of Prussia", &[]),
        ("en", "They may come.", "en", "They will.", &[]),
        // A doubtful case that is a name.
        ("ar", "قال علي", "ar", "نص آخر", &["علي"]),
        (
            "ar",
            "إلى فلاديفوستوك وبفلاديفوستوك",
            "ar",
            "نص آخر",
            &["فلاديفوستوك"],
        ),
    ] {
        let (found, _) = checked(language, &with_front(text), original_language, original);
        let expected: Vec<_> = absent
            .iter()
            .map(|a| ("name-not-in-original", (*a).to_owned()))
            .collect();
        assert_eq!(found, expected, "{text} ← {original}");
    }
}
