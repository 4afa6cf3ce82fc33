//! Tiny sites and the output for each of their files.
//!
//! A case is a folder in `tests/golden/`: `site/` is built, with the theme in `tests/golden/theme/` laid under it as
//! `plain`, and the output (of an e-book its files) is compared with `expected/`: the content of the files that the case is about, and the names of
//! all others, which stand in `expected/FILES`. So a change of every page changes two cases and not twenty. That theme prints the views field by field, so that
//! an expected page reads like a table and the built-in theme can change without a change here. What the build found
//! stands in `expected/FINDINGS`, a line for each finding; where there is none, the build must have found nothing.
//!
//! `UPDATE_GOLDEN=1 cargo test --test it golden::` writes what is built into `expected/`. Read the difference before you
//! commit it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::dom::{self, Piece};
use crate::common::{
    Tree, book, brief, build_into, copy_golden, difference, golden_cases, put, repository, tree,
};
use mujaz::clock::Now;
use mujaz::lang::Date;
use mujaz::link::BuildOptions;
use mujaz::load;

/// A golden case.
struct Case {
    folder: &'static str,
    /// The files whose content is compared, as patterns of [`matches`].
    about: &'static [&'static str],
    /// The folder of the expected files.
    expected: &'static str,
    drafts: bool,
    /// The day of the build, in the site's time zone; `None` where it changes nothing.
    day: Option<(i32, u8, u8)>,
    /// The environment whose configuration is laid over `config.toml`.
    environment: Option<&'static str>,
    shows: &'static str,
}

const EVERYTHING: &[&str] = &["*"];

const fn case(folder: &'static str, about: &'static [&'static str], shows: &'static str) -> Case {
    Case {
        folder,
        about,
        expected: "expected",
        drafts: false,
        day: None,
        environment: None,
        shows,
    }
}

/// The files compared in the case of texts that are held back.
const HELD: &[&str] = &[
    "??/index.html",
    "??/feed.xml",
    "??/editions/*",
    "??/topics/*",
    "editions/*",
    "sitemap.xml",
];

const CASES: [Case; 28] = [
    case(
        "environment",
        &["en/about/*", "en/articles/port/index.html"],
        "templates see what a site and a page put into [extra]",
    ),
    Case {
        environment: Some("staging"),
        expected: "expected-staging",
        ..case(
            "environment",
            &["en/about/*", "en/articles/port/index.html", "sitemap.xml"],
            "the configuration of an environment lies over that of the site, key by key",
        )
    },
    Case {
        day: Some((2025, 9, 15)),
        ..case(
            "held",
            HELD,
            "texts under embargo, expired, and held by the gate of the site or of a topic are nowhere, nor is an edition whose words rest on one; e-mails of one language and of both; a topic's e-book",
        )
    },
    Case {
        expected: "expected-drafts",
        drafts: true,
        day: Some((2025, 9, 15)),
        ..case("held", HELD, "with --drafts they are there, and marked")
    },
    case(
        "originals",
        &[
            "??/articles/*",
            "??/publishers/*",
            "??/figures/*",
            "??/feed.xml",
        ],
        "an article with two originals of different rights: citations by id, a panel for each with its own numbers and ids, footnotes of both, bound words, the parallel page, and the data",
    ),
    case(
        "editions",
        &[
            "??/index.html",
            "??/editions/*",
            "sitemap.xml",
            "feeds.opml",
        ],
        "editions with files and those made of a week's articles, which begins on Saturday for the default language; citations of several articles; an edition in one language; older and newer ones",
    ),
    case(
        "newsroom",
        &[
            "??/articles/*",
            "??/authors/*",
            "??/corrections/*",
            "??/feed.*",
            "sitemap.xml",
        ],
        "bylines and the pages of authors, one for a listed person in all languages; corrections on the article, on a page of their own and in feeds; a note of the editors",
    ),
    case(
        "bilingual",
        EVERYTHING,
        "two languages as peers; every form of citation; passages, one within another and one with two topics; menus",
    ),
    case(
        "missing-language",
        &[
            "??/index.html",
            "*/articles/*",
            "*/topics/*",
            "*/archive/index.html",
            "*/feed.xml",
            "sitemap.xml",
        ],
        "what lacks a language is listed there all the same, marked as such, and the switcher goes to the nearest page",
    ),
    case(
        "rights-link",
        &["*/articles/*", "*/articles.json", "??/feed.xml"],
        "nothing of the original's text is published; citations lead to the box that names it",
    ),
    case(
        "rights-cited",
        &[
            "*/articles/*",
            "*/articles.json",
            "*/topics/*/index.html",
            "??/feed.xml",
        ],
        "just the paragraphs that a summary of any language cites are published, with marks where others are left out",
    ),
    case(
        "drafts",
        &[
            "??/index.html",
            "*/articles/*",
            "*/articles.json",
            "*/archive/index.html",
            "??/feed.xml",
            "sitemap.xml",
        ],
        "a draft is no part of the site",
    ),
    Case {
        expected: "expected-drafts",
        drafts: true,
        ..case(
            "drafts",
            &[
                "??/index.html",
                "*/articles/*",
                "*/articles.json",
                "*/archive/index.html",
                "??/feed.xml",
                "sitemap.xml",
            ],
            "with --drafts it is, and says so",
        )
    },
    case(
        "slugs-and-aliases",
        &[
            "*/articles/*",
            "*/topics/*/index.html",
            "ar/قديم/*",
            "en/about/*",
            "harbour/*",
            "_redirects",
            "sitemap.xml",
        ],
        "translated addresses, addresses that have moved, links between sources, to headings, attachments and originals",
    ),
    case(
        "sub-path",
        EVERYTHING,
        "a site below a path of its host: every address begins with it, and the files do not lie in it",
    ),
    case(
        "names-and-publishers",
        &["*/names/*", "*/publishers/*", "*/articles/*/index.html"],
        "the registers: spellings, the order of each language, what an original draws on, names that nobody mentions",
    ),
    case(
        "numerals-and-calendar",
        &[
            "??/index.html",
            "*/articles/*",
            "*/archive/*",
            "*/chronology/*",
        ],
        "Arabic digits, the months of Damascus, a second calendar, plurals and lists of authors",
    ),
    case(
        "three-languages",
        &[
            "index.html",
            "??/index.html",
            "*/articles/*",
            "_redirects",
            "sitemap.xml",
        ],
        "Arabic, English and Persian, and originals in Russian, which is no language of the site",
    ),
    case(
        "template-overrides",
        &["??/index.html", "*/articles/*/index.html", "assets/*"],
        "article.ar.html comes before article.rtl.html, and that before article.html; assets carry a digest",
    ),
    case(
        "untrusted-original",
        &["*/articles/*", "*/feed.xml", "*/feed.json"],
        "markup, script, style and schemes of an original do nothing; its text is kept",
    ),
    case(
        "footnotes",
        &["*/articles/*", "*/topics/*", "??/feed.xml"],
        "both texts of a page have notes of their own, and a passage on a topic's page leads to them",
    ),
    case(
        "tracing",
        &["*/articles/*", "*/topics/*/index.html", "*/articles.json"],
        "figures lead to the paragraphs that are cited for them, and those back; what was traced, not found, left open; seals",
    ),
    case(
        "charts",
        &["*/articles/*", "*/topics/*/index.html", "??/feed.xml"],
        "bars, a line and shares from either form of data, in the digits of each language; in a passage on a topic's page",
    ),
    case(
        "chronology",
        &["*/chronology/*"],
        "days, months and years in their order, of the site and of topics; once in an article; what lacks a language",
    ),
    Case {
        expected: "expected-drafts",
        drafts: true,
        ..case(
            "chronology",
            &["*/chronology/*"],
            "a draft says that it is one",
        )
    },
    case(
        "figures",
        &["*/figures/*", "*/parallel/index.html", "sitemap.xml"],
        "the register of figures with its data: topics, units, a series with a chart, sources that disagree; parallel pages: rows, gaps, tables, and none without rights",
    ),
    case(
        "paragraph-numbers",
        &["*/articles/*"],
        "what is numbered in an original: paragraphs, list items and table rows that hold text, and no headings",
    ),
    case(
        "dates",
        &[
            "??/index.html",
            "*/articles/*/index.html",
            "*/archive/*",
            "??/feed.xml",
        ],
        "a summary's own date, the original's, and none at all, in lists, archive and months",
    ),
];

#[test]
fn sites_become_what_is_expected() {
    let mut differences = String::new();
    for case in &CASES {
        let folder = repository("tests/golden").join(case.folder);
        let built = build_case(case);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            update(&folder.join(case.expected), &built);
        }
        let difference = difference(&tree(&folder.join(case.expected)), &built);
        if !difference.is_empty() {
            let (folder, shows) = (case.folder, case.shows);
            differences.push_str(&format!("\n{folder} ({shows}):\n{difference}"));
        }
    }
    assert!(
        differences.is_empty(),
        "{differences}\nIf that is what is wanted: UPDATE_GOLDEN=1 cargo test --test it golden::"
    );
}

#[test]
fn every_folder_is_a_case() {
    let listed: BTreeSet<String> = CASES.iter().map(|case| case.folder.to_owned()).collect();
    assert_eq!(golden_cases(), listed);
}

/// Builds the site of a case; returns its files, except those of the built-in theme, and the findings.
fn build_case(case: &Case) -> Tree {
    let folder = tempfile::tempdir().expect("a folder for the site");
    copy_golden(case.folder, folder.path());
    let output = folder.path().join("public");
    let options = BuildOptions {
        drafts: case.drafts,
        base_url: None,
        now: case
            .day
            .and_then(|(year, month, day)| Date::new(year, month, day))
            .map(Now::Day),
        environment: case.environment.map(str::to_owned),
        ..BuildOptions::default()
    };
    let outcome = build_into(folder.path(), &output, options);
    let found = brief(&outcome.diagnostics);
    assert!(outcome.report.is_some(), "{}: {found}", case.folder);
    let mut built = tree(&output);
    // The index changes with every word; `mujaz-search` has tests of its own.
    built.retain(|path, _| !path.starts_with("search/"));
    take_built_in_assets(&mut built);
    let mut kept = Tree::new();
    let mut others = String::new();
    for (path, content) in built {
        if case.about.iter().any(|pattern| matches(pattern, &path)) {
            if path.ends_with(".epub") {
                let files = book::files(&content).into_iter();
                kept.extend(files.map(|file| (format!("{path}/{}", file.name), file.bytes)));
            } else {
                kept.insert(path, content);
            }
        } else {
            others.push_str(&path);
            others.push('\n');
        }
    }
    if !others.is_empty() {
        kept.insert("FILES".into(), others.into_bytes());
    }
    if !outcome.diagnostics.is_empty() {
        kept.insert("FINDINGS".into(), found.into_bytes());
    }
    kept
}

/// Returns whether a path fits a pattern, in which `*` is any text and `?` any character.
fn matches(pattern: &str, path: &str) -> bool {
    let (mut pattern_rest, mut path_rest) = (pattern.chars(), path.chars());
    match (pattern_rest.next(), path_rest.next()) {
        (None, None) => true,
        (Some('*'), None) => matches(pattern_rest.as_str(), path),
        (Some('*'), Some(_)) => {
            matches(pattern_rest.as_str(), path) || matches(pattern, path_rest.as_str())
        }
        (Some('?'), Some(_)) => matches(pattern_rest.as_str(), path_rest.as_str()),
        (Some(sign), Some(c)) if sign == c => matches(pattern_rest.as_str(), path_rest.as_str()),
        _ => false,
    }
}

/// Removes the static files of the built-in theme from an output. The name of each must contain its digest.
fn take_built_in_assets(built: &mut Tree) {
    let sources = load::built_in();
    let folder = format!("themes/{}/static/", load::BUILT_IN_THEME);
    for source in sources.below(&folder) {
        let name = &source.path[folder.len()..];
        let (stem, ending) = name.rsplit_once('.').expect("an ending");
        let (start, end) = (format!("assets/{stem}."), format!(".{ending}"));
        let is_it = |path: &&String| path.starts_with(&start) && path.ends_with(&end);
        let asset = built.keys().find(is_it).cloned().expect(name);
        let bytes = built.remove(&asset).expect("it was found");
        let digest = blake3::hash(&bytes).to_hex();
        assert_eq!(asset, format!("{start}{}{end}", &digest[..10]));
    }
}

fn update(expected: &Path, built: &Tree) {
    if expected.exists() {
        fs::remove_dir_all(expected).expect("a folder that can be removed");
    }
    for (path, content) in built {
        put(expected, path, content);
    }
}

/// A topic's page shows 20 articles: 41 of them take three pages.
#[test]
fn a_long_topic_is_spread_over_pages() {
    let folder = tempfile::tempdir().expect("a folder for the site");
    copy_golden("rights-link", folder.path());
    for number in 1..=40 {
        let article = format!("content/articles/more-{number:02}");
        let month = 1 + number % 12;
        put(
            folder.path(),
            &format!("{article}/original.en.md"),
            format!(
                "+++\ntitle = \"Original {number}\"\npublisher = \"herald\"\nurl = \"https://herald.example/\"\n\
                 published = 2024-{month:02}-11\n+++\n\nText.\n"
            ),
        );
        put(
            folder.path(),
            &format!("{article}/summary.en.md"),
            format!("+++\ntitle = \"Summary {number}\"\ntopics = [\"harbours\"]\n+++\n\nText.\n"),
        );
    }
    let output = folder.path().join("public");
    build_into(folder.path(), &output, BuildOptions::default());
    let topic = "/en/topics/harbours/";
    for (page, file, expected) in [
        (
            1,
            "en/topics/harbours/index.html",
            format!(
                "page 1 of 3\nnext: {topic}page/2/\n  1 {topic} (this)\n  2 {topic}page/2/\n  3 {topic}page/3/\n"
            ),
        ),
        (
            2,
            "en/topics/harbours/page/2/index.html",
            format!(
                "page 2 of 3\nprevious: {topic}\nnext: {topic}page/3/\n  1 {topic}\n  2 {topic}page/2/ (this)\n  \
                 3 {topic}page/3/\n"
            ),
        ),
        (
            3,
            "en/topics/harbours/page/3/index.html",
            format!(
                "page 3 of 3\nprevious: {topic}page/2/\n  1 {topic}\n  2 {topic}page/2/\n  3 {topic}page/3/ (this)\n"
            ),
        ),
    ] {
        let text = fs::read_to_string(output.join(file)).expect(file);
        assert!(text.contains(&expected), "{file}:\n{text}");
        assert!(text.contains("articles: 41\n"), "{file}:\n{text}");
        let shown = text.matches("\n    url: ").count();
        assert_eq!(shown, if page < 3 { 20 } else { 1 }, "{file}:\n{text}");
        // The introduction stands on the first page alone.
        assert_eq!(text.contains("<header>"), page == 1, "{file}:\n{text}");
    }
    assert!(!output.join("en/topics/harbours/page/1").exists());
    assert!(!output.join("en/topics/harbours/page/4").exists());
}

/// A page has sixty sentences, a day is listed once per article, and each year can be reached from every page.
#[test]
fn a_long_chronology_is_spread_over_pages() {
    let folder = tempfile::tempdir().expect("a folder for the site");
    copy_golden("rights-link", folder.path());
    for number in 0..65 {
        let article = format!("content/articles/more-{number:02}");
        let text = format!("It opened on 3 May {}.", 1980 + number / 2);
        put(
            folder.path(),
            &format!("{article}/original.en.md"),
            format!(
                "+++\ntitle = \"O\"\npublisher = \"herald\"\nurl = \"https://herald.example/\"\n+++\n\n{text}\n"
            ),
        );
        put(
            folder.path(),
            &format!("{article}/summary.en.md"),
            format!(
                "+++\ntitle = \"Summary {number}\"\ntopics = [\"harbours\"]\n+++\n\n{text} {text}\n"
            ),
        );
    }
    let output = folder.path().join("public");
    build_into(folder.path(), &output, BuildOptions::default());
    for chronology in ["en/chronology/", "en/topics/harbours/chronology/"] {
        let read = |page: &str| {
            let file = format!("{chronology}{page}index.html");
            fs::read_to_string(output.join(&file)).expect(&file)
        };
        let (first, second) = (read(""), read("page/2/"));
        let told = |text: &str| text.matches("It opened on 3 May").count();
        assert_eq!((told(&first), told(&second)), (60, 5));
        for page in [&first, &second] {
            assert!(page.contains("sentences: 65\n"), "{page}");
            assert!(
                page.contains(&format!("year: 1980 /{chronology}#y1980\n")),
                "{page}"
            );
            // Of 2009 and 2010, the one begins and the other stands as a whole on the second page.
            assert!(
                page.contains(&format!("year: 2009 /{chronology}#y2009\n")),
                "{page}"
            );
            assert!(
                page.contains(&format!("year: 2010 /{chronology}page/2/#y2010\n")),
                "{page}"
            );
        }
        assert!(
            second.contains(&format!("previous: /{chronology}\n")),
            "{second}"
        );
        assert!(!output.join(chronology).join("page/3").exists());
    }
}

/// The same as `untrusted-original` says, in the built-in theme and as a browser reads it.
#[test]
fn nothing_of_an_original_does_anything() {
    let folder = tempfile::tempdir().expect("a folder for the site");
    copy_golden("untrusted-original", folder.path());
    let config = fs::read_to_string(folder.path().join("config.toml")).expect("a configuration");
    put(
        folder.path(),
        "config.toml",
        config.replace("\"plain\"", "\"nashra\""),
    );
    let output = folder.path().join("public");
    build_into(folder.path(), &output, BuildOptions::default());
    let page = output.join("en/articles/trap/index.html");
    let pieces = dom::read(&fs::read_to_string(page).expect("the article's page"));
    // The theme's own style and search box stand before the main part, where nothing of an original can be.
    let is_main = |piece: &Piece| matches!(piece, Piece::Open(name, _) if name == "main");
    let body = pieces.iter().skip_while(|piece| !is_main(piece));
    let mut links = 0;
    for piece in body {
        let Piece::Open(name, attributes) = piece else {
            continue;
        };
        assert!(
            ![
                "script", "style", "iframe", "object", "embed", "svg", "math", "form", "input",
                "base"
            ]
            .contains(&name.as_str()),
            "<{name}> came through"
        );
        for (attribute, value) in attributes {
            assert!(
                !attribute.starts_with("on") && attribute != "style",
                "{attribute} came through"
            );
            if matches!(attribute.as_str(), "href" | "src" | "action") {
                links += 1;
                let harmless = ["https://", "mailto:", "/", "#"];
                assert!(
                    harmless.iter().any(|start| value.starts_with(start)),
                    "{attribute}=\"{value}\" came through"
                );
            }
            if attribute == "src" {
                assert!(
                    value.starts_with('/'),
                    "the page asks another host: {value}"
                );
            }
        }
    }
    assert!(links > 10, "the page has links, or this says nothing");
}
