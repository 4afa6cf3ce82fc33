//! Editions of the briefing: pages, lists, feeds and data; editions made of a day, week or month; editions that are
//! held back; and the file that `mujaz new edition` creates.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::{put, tree};
use serde_json::Value;
use tempfile::TempDir;

const CONFIG: &str = "base_url = \"https://harbour-brief.net/\"\ndefault_language = \"en\"\n\n[languages.en]\ntitle = \"Brief\"\nlocale = \"en-GB\"\n\n[languages.ar]\ntitle = \"موجز\"\nlocale = \"ar-EG\"\nnumerals = \"latn\"\n";

/// A site with an article of each of these days; `config` is put at the end of its configuration.
fn site(config: &str, days: &[(&str, &str)]) -> TempDir {
    let site = TempDir::new().expect("a folder");
    put(site.path(), "config.toml", format!("{CONFIG}\n{config}"));
    put(
        site.path(),
        "content/publishers.toml",
        "[times]\nname.en = \"The Times\"\n",
    );
    for (slug, day) in days {
        let folder = format!("content/articles/{slug}");
        put(
            site.path(),
            &format!("{folder}/original.en.md"),
            format!(
                "+++\ntitle = \"The {slug}\"\npublisher = \"times\"\nrights = \"full\"\npublished = {day}\n+++\n\nThe {slug} has 12 cranes.\n"
            ),
        );
        put(
            site.path(),
            &format!("{folder}/summary.en.md"),
            format!("+++\ntitle = \"A {slug}\"\n+++\n\nThe {slug} has 12 cranes [p1].\n"),
        );
        put(
            site.path(),
            &format!("{folder}/summary.ar.md"),
            format!("+++\ntitle = \"خبر {slug}\"\n+++\n\nفيه 12 رافعة [p1].\n"),
        );
    }
    site
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    let status = output.status.code().expect("no signal ends it");
    (status, text(output.stdout) + &text(output.stderr))
}

fn built(site: &TempDir) {
    let (status, said) = run(site.path(), &["build", "--now", "2025-09-10T12:00:00Z"]);
    assert_eq!(status, 0, "{said}");
}

fn page(site: &TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join("public").join(path)).expect(path)
}

/// Returns the ids of the editions that have a page in a language.
fn editions(site: &TempDir, lang: &str) -> Vec<String> {
    let folder = site.path().join("public").join(lang).join("editions");
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let entries = entries.map(|entry| entry.expect("an entry"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().into_string().expect("a name"));
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names
}

#[test]
fn a_site_without_editions_has_no_such_pages() {
    let site = site("", &[("port", "2025-08-18")]);
    built(&site);
    assert!(!site.path().join("public/en/editions").exists());
    assert!(!page(&site, "en/index.html").contains("editions"));
}

#[test]
fn an_edition_is_made_for_each_span_that_has_articles() {
    let days = [
        // A Friday and the Saturday after it: one week in Britain, two in Egypt.
        ("port", "2025-08-15"),
        ("bridge", "2025-08-16"),
        ("tunnel", "2025-09-01"),
    ];
    for (config, expected) in [
        (
            "every = \"day\"",
            &["2025-08-15", "2025-08-16", "2025-09-01"][..],
        ),
        ("every = \"week\"", &["2025-w33", "2025-w36"]),
        ("every = \"month\"", &["2025-08", "2025-09"]),
    ] {
        let site = site(&format!("[editions]\n{config}\n"), &days);
        built(&site);
        for lang in ["en", "ar"] {
            assert_eq!(editions(&site, lang), expected, "{lang}: {config}");
        }
    }
    let site = site("[editions]\nevery = \"week\"\n", &days);
    let config = fs::read_to_string(site.path().join("config.toml")).expect("it is there");
    let config = config.replace("default_language = \"en\"", "default_language = \"ar\"");
    put(site.path(), "config.toml", config);
    built(&site);
    assert_eq!(editions(&site, "en"), ["2025-w33", "2025-w34", "2025-w36"]);
    let week = page(&site, "en/editions/2025-w34/index.html");
    assert!(
        week.contains("16–22 August 2025") && week.contains("Week 34"),
        "{week}"
    );
    let week = page(&site, "ar/editions/2025-w34/index.html");
    assert!(
        week.contains("نشرة الأسبوع من 16 إلى 22 أغسطس 2025"),
        "{week}"
    );
    assert!(week.contains("/en/editions/2025-w34/"), "its counterpart");
}

#[test]
fn an_edition_with_a_file_takes_the_place_of_one_that_is_made() {
    let days = [("port", "2025-08-18"), ("bridge", "2025-08-19")];
    let site = site("[editions]\nevery = \"day\"\n", &days);
    put(
        site.path(),
        "content/editions/2025-08-18.en.md",
        "+++\ntitle = \"Two days\"\nto = 2025-08-19\nauthors = [\"Omar Zaki\"]\n+++\n\nA [port](../articles/port/summary.en.md) has 12 cranes [port p1].\n",
    );
    built(&site);
    assert_eq!(editions(&site, "en"), ["2025-08-18"]);
    assert_eq!(editions(&site, "ar"), ["2025-08-18", "2025-08-19"]);
    let edition = page(&site, "en/editions/2025-08-18/index.html");
    for part in [
        "Two days",
        "18–19 August 2025",
        "/en/articles/port/#p1",
        "A bridge",
        "Omar Zaki",
    ] {
        assert!(edition.contains(part), "{part}: {edition}");
    }
    assert!(page(&site, "en/index.html").contains("/en/editions/2025-08-18/"));
    assert!(
        page(&site, "ar/index.html").contains("/ar/editions/2025-08-19/"),
        "the newest"
    );
    let list = page(&site, "en/editions/index.html");
    assert!(list.contains("In Arabic") && list.contains("/ar/editions/2025-08-19/"));
    let map = page(&site, "sitemap.xml");
    assert!(map.contains("/en/editions/2025-08-18/") && map.contains("/ar/editions/"));
    let older = page(&site, "ar/editions/2025-08-19/index.html");
    assert!(older.contains("نشرة أقدم") && older.contains("/ar/editions/2025-08-18/"));
    for feed in ["en/editions/feed.xml", "en/editions/feed.json"] {
        let feed = page(&site, feed);
        assert!(
            feed.contains("Two days")
                && feed.contains("https://harbour-brief.net/en/articles/port/#p1"),
            "{feed}"
        );
        assert!(feed.contains("A bridge"), "its articles are listed: {feed}");
    }
    assert!(page(&site, "feeds.opml").contains("/en/editions/feed.xml"));
    let data: Value =
        serde_json::from_str(&page(&site, "en/editions/2025-08-18/edition.json")).expect("JSON");
    assert_eq!(data["id"], "2025-08-18");
    assert_eq!(
        (&data["from"], &data["to"]),
        (&"2025-08-18".into(), &"2025-08-19".into())
    );
    assert_eq!(data["articles"][0]["id"], "bridge");
    assert_eq!(data["text"], "A port has 12 cranes.");
    assert_eq!(data["counterparts"][0]["language"], "ar");
}

#[test]
fn what_is_held_back_is_in_no_edition_and_an_edition_can_be_held_back() {
    let days = [("port", "2025-08-18"), ("bridge", "2025-08-18")];
    let site = site("[editions]\nevery = \"month\"\n", &days);
    for lang in ["en", "ar"] {
        put(
            site.path(),
            &format!("content/articles/bridge/summary.{lang}.md"),
            "+++\ntitle = \"Zanzibar\"\npublish = 2025-12-01T06:00:00Z\n+++\n\nThe bridge has 12 cranes [p1].\n",
        );
    }
    put(
        site.path(),
        "content/editions/2025-08-18.en.md",
        "+++\ntitle = \"The day\"\narticles = [\"port\", \"bridge\"]\n+++\n\nA port has 12 cranes [port p1].\n",
    );
    put(
        site.path(),
        "content/editions/december.en.md",
        "+++\ntitle = \"Quetzal\"\ndate = 2025-12-01\npublish = 2025-12-01T06:00:00Z\narticles = [\"bridge\"]\n+++\n\nA bridge has 12 cranes [bridge p1].\n",
    );
    put(
        site.path(),
        "content/editions/draft.en.md",
        "+++\ntitle = \"Yggdrasil\"\ndate = 2025-08-01\ndraft = true\narticles = [\"port\"]\n+++\n\nA port.\n",
    );
    let (status, said) = run(site.path(), &["build", "--now", "2025-09-10T12:00:00Z"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("edition-article-held"), "{said}");
    assert!(
        said.contains("content/editions/december.en.md"),
        "what is held, until when: {said}"
    );
    for (path, bytes) in tree(&site.path().join("public")) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for word in ["zanzibar", "bridge", "quetzal", "december", "yggdrasil"] {
            assert!(
                !text.contains(word) && !path.contains(word),
                "{word} in {path}"
            );
        }
    }
    let (status, said) = run(site.path(), &["build", "--now", "2025-12-02T12:00:00Z"]);
    assert_eq!(status, 0, "{said}");
    assert_eq!(editions(&site, "en"), ["2025-08", "2025-08-18", "december"]);
    let edition = page(&site, "en/editions/2025-08-18/index.html");
    assert!(edition.contains("Zanzibar") && edition.contains("/en/articles/bridge/"));
}

#[test]
fn the_file_of_an_edition_is_begun_in_each_language() {
    let site = site("", &[("port", "2025-02-25")]);
    let (status, said) = run(site.path(), &["new", "edition", "2025-W9"]);
    assert_eq!(status, 0, "{said}");
    assert_eq!(
        said,
        "content/editions/2025-w09.en.md\ncontent/editions/2025-w09.ar.md\n"
    );
    let (status, said) = run(
        site.path(),
        &[
            "new",
            "edition",
            "summit",
            "--from",
            "2025-02-20",
            "--to",
            "2025-02-27",
        ],
    );
    assert_eq!(status, 0, "{said}");
    let (status, said) = run(site.path(), &["build", "--drafts", "--now", "2025-09-10"]);
    assert_eq!(status, 0, "{said}");
    for id in ["2025-w09", "summit"] {
        let edition = page(&site, &format!("en/editions/{id}/index.html"));
        assert!(
            edition.contains("A port") && edition.contains("Draft"),
            "{edition}"
        );
    }
    for (arguments, message) in [
        (&["2025-w53"][..], "no such week"),
        (&["2025-w09"], "exists already"),
        (&["a/b"], "cannot stand in an address"),
        (
            &["autumn", "--from", "2025-10-02", "--to", "2025-10-01"],
            "before it begins",
        ),
        (&["autumn", "--from", "October"], "2025-08-18"),
    ] {
        let arguments = [&["new", "edition"], arguments].concat();
        let (status, said) = run(site.path(), &arguments);
        assert_eq!(status, 2, "{said}");
        assert!(said.contains(message), "{message}: {said}");
    }
}

#[test]
fn status_names_the_editions_that_are_held_back() {
    let site = site("", &[("port", "2025-08-18")]);
    put(
        site.path(),
        "content/editions/2025-08-18.en.md",
        "+++\ntitle = \"The day\"\npublish = 2025-12-01T06:00:00Z\n+++\n\nA port.\n",
    );
    let (_, said) = run(site.path(), &["status", "--now", "2025-09-10T12:00:00Z"]);
    assert!(
        said.contains("content/editions/2025-08-18.en.md: until 2025-12-01T06:00:00Z"),
        "{said}"
    );
    let (_, said) = run(
        site.path(),
        &["status", "--next", "--now", "2025-09-10T12:00:00Z"],
    );
    assert_eq!(said, "2025-12-01T06:00:00Z\n");
}

#[test]
fn a_citation_says_which_article_it_leads_to_and_the_page_what_it_holds() {
    let site = site("", &[("port", "2025-08-18"), ("bridge", "2025-08-18")]);
    put(
        site.path(),
        "content/editions/2025-08-18.en.md",
        "+++\ntitle = \"The day\"\n+++\n\nThe port has 12 cranes [port p1], ![a map](../articles/port/map.svg) and a bridge [bridge p1].\n",
    );
    put(
        site.path(),
        "content/articles/port/map.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"3\"></svg>",
    );
    built(&site);
    let edition = page(&site, "en/editions/2025-08-18/index.html");
    for part in [
        "title=\"A port · paragraph 1 of the original\"",
        "title=\"A bridge · paragraph 1 of the original\"",
        "\"@type\":\"CollectionPage\"",
        "\"datePublished\":\"2025-08-18\"",
        "/en/articles/port/map.svg",
    ] {
        assert!(edition.contains(part), "{part}: {edition}");
    }
    let map = site.path().join("public/en/articles/port/map.svg");
    assert!(map.exists(), "what an edition shows is published");
    let (status, said) = run(site.path(), &["check", "--now", "2025-09-10"]);
    assert_eq!(status, 0, "{said}");
    assert!(!said.contains("map.svg"), "{said}");
}

/// The unmet requirements of an edition → the reason why it is held back, in English.
#[test]
fn an_edition_that_does_not_pass_the_gate_is_held_back() {
    let english = "content/editions/2025-08-18.en.md";
    let sound = "+++\ntitle = \"The day\"\narticles = [\"port\"]\nreviewers = [\"Omar Zaki\"]\n+++\n\nA port has 12 cranes [port p1].\n";
    let arabic = "+++\ntitle = \"نشرة اليوم\"\narticles = [\"port\"]\nreviewers = [\"عمر زكي\"]\n+++\n\nفي الميناء 12 رافعة [port p1].\n";
    let wrong = sound.replace("12 cranes", "13 cranes");
    let unreviewed = sound.replace("reviewers", "authors");
    let draft = arabic.replace("articles", "draft = true\narticles");
    for (require, english_text, arabic_text, why) in [
        ("no-warnings", sound, Some(arabic), ""),
        // The languages disagree as well.
        ("no-warnings", &wrong, Some(arabic), "2 warnings"),
        ("all-languages", sound, None, "no text in `ar`"),
        (
            "all-languages",
            sound,
            Some(draft.as_str()),
            "no text in `ar`",
        ),
        ("all-languages", &wrong, Some(arabic), ""),
        ("reviewer", sound, Some(arabic), ""),
        ("reviewer", &unreviewed, Some(arabic), "no reviewer"),
        // Only summaries are sealed; these articles are not.
        (
            "reviewer\", \"all-languages",
            &unreviewed,
            Some(arabic),
            "no reviewer",
        ),
    ] {
        let site = site(
            &format!("[publish]\nrequire = [\"{require}\"]\n"),
            &[("port", "2025-08-18")],
        );
        for lang in ["en", "ar"] {
            let path = format!("content/articles/port/summary.{lang}.md");
            let text = fs::read_to_string(site.path().join(&path)).expect(&path);
            let text = text.replace("+++\n\n", "reviewers = [\"Omar Zaki\"]\n+++\n\n");
            put(site.path(), &path, text);
        }
        put(site.path(), english, english_text);
        if let Some(text) = arabic_text {
            put(site.path(), "content/editions/2025-08-18.ar.md", text);
        }
        let (_, said) = run(site.path(), &["status", "--now", "2025-09-10T12:00:00Z"]);
        let line = said.lines().find(|line| line.contains(english));
        let expected = (!why.is_empty()).then(|| format!("{english}: {why}"));
        assert_eq!(line, expected.as_deref(), "{require}: {said}");
        built(&site);
        let is_there = site.path().join("public/en/editions/2025-08-18").exists();
        assert_eq!(is_there, why.is_empty(), "{require}: {why}");
        if require.contains("all-languages") && !why.is_empty() {
            assert!(!site.path().join("public/ar/editions/2025-08-18").exists());
            let is_waiting = said.contains("2025-08-18.ar.md: waits for its text in `en`");
            assert_eq!(is_waiting, arabic_text == Some(arabic), "{said}");
        }
    }
}

/// Without warnings, an edition would be published without an article that it names: it waits for it.
#[test]
fn an_edition_waits_for_an_article_that_does_not_pass_the_gate() {
    let site = site(
        "[publish]\nrequire = [\"no-warnings\"]\n",
        &[("port", "2025-08-18"), ("bridge", "2025-08-18")],
    );
    for lang in ["en", "ar"] {
        put(
            site.path(),
            &format!("content/articles/bridge/summary.{lang}.md"),
            "+++\ntitle = \"A bridge\"\npublish = 2025-12-01T06:00:00Z\n+++\n\nIt has 12 cranes [p1].\n",
        );
    }
    put(
        site.path(),
        "content/editions/2025-08-18.en.md",
        "+++\ntitle = \"The day\"\narticles = [\"port\", \"bridge\"]\n+++\n\nA port has 12 cranes [port p1].\n",
    );
    put(
        site.path(),
        "content/editions/2025-08-19.en.md",
        "+++\ntitle = \"Another\"\narticles = [\"port\"]\n+++\n\nA bridge has 12 cranes [bridge p1].\n",
    );
    let (_, said) = run(site.path(), &["status", "--now", "2025-09-10T12:00:00Z"]);
    for day in ["18", "19"] {
        let line = format!("content/editions/2025-08-{day}.en.md: waits for the article `bridge`");
        assert!(said.contains(&line), "{said}");
    }
    built(&site);
    assert_eq!(editions(&site, "en"), [""; 0]);
    let (status, said) = run(site.path(), &["build", "--now", "2025-12-02T12:00:00Z"]);
    assert_eq!(status, 0, "{said}");
    assert_eq!(editions(&site, "en"), ["2025-08-18", "2025-08-19"]);
}

/// A summary may be held longer in one language than in the other: an edition waits for the one in its own.
#[test]
fn an_edition_says_until_when_the_summary_in_its_language_is_held() {
    let site = site("", &[("port", "2025-08-18"), ("bridge", "2025-08-18")]);
    for (lang, publish) in [("en", "2025-12-01"), ("ar", "2025-11-01")] {
        put(
            site.path(),
            &format!("content/articles/bridge/summary.{lang}.md"),
            format!(
                "+++\ntitle = \"A bridge\"\npublish = {publish}T06:00:00Z\n+++\n\nIt has 12 cranes [p1].\n"
            ),
        );
        put(
            site.path(),
            &format!("content/editions/2025-08-18.{lang}.md"),
            "+++\ntitle = \"The day\"\narticles = [\"port\"]\n+++\n\nA bridge has 12 cranes [bridge p1].\n",
        );
    }
    let (_, said) = run(site.path(), &["check", "--now", "2025-09-10T12:00:00Z"]);
    for (lang, publish) in [("en", "2025-12-01"), ("ar", "2025-11-01")] {
        let place = format!("content/editions/2025-08-18.{lang}.md");
        let mut notes = said
            .split("\n\n")
            .filter(|note| note.contains("edition-article-held"));
        let note = notes.find(|note| note.contains(&place));
        assert!(
            note.is_some_and(|note| note.contains(publish)),
            "{lang}: {said}"
        );
    }
}

/// The page shows how many figures of the edition's own words were found, and the data list them; counts of its own
/// articles are left out.
#[test]
fn what_was_found_of_an_edition_is_on_its_page_and_in_its_data() {
    let site = site("", &[("port", "2025-08-18"), ("bridge", "2025-08-17")]);
    put(
        site.path(),
        "content/editions/2025-08-18.en.md",
        "+++\ntitle = \"The day\"\narticles = [\"port\", \"bridge\"]\n+++\n\nTwo articles today. The port has 12 cranes [port p1]. The bridge has 13 [bridge p1]. “The port has 12 cranes” [port p1].\n",
    );
    put(
        site.path(),
        "content/editions/2025-08-17.en.md",
        "+++\ntitle = \"No figures\"\narticles = [\"bridge\"]\n+++\n\nCranes, above all [bridge p1].\n",
    );
    built(&site);
    let edition = page(&site, "en/editions/2025-08-18/index.html");
    assert!(
        edition.contains("2/3</b>") && edition.contains("figures found in the original"),
        "{edition}"
    );
    assert!(edition.contains("Not found in the original:"), "{edition}");
    assert!(edition.contains("Word for word: 1 quotation"), "{edition}");
    let none = page(&site, "en/editions/2025-08-17/index.html");
    assert!(!none.contains("class=proof"), "{none}");
    let data: Value =
        serde_json::from_str(&page(&site, "en/editions/2025-08-18/edition.json")).expect("JSON");
    let claims = data["claims"].as_array().expect("a list");
    let said: Vec<String> = claims
        .iter()
        .map(|claim| {
            let place = &claim["places"][0];
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            format!(
                "{}: {} {}",
                text(&claim["text"]),
                text(&claim["verdict"]),
                text(&place["article"])
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "12: found port",
            "13: absent ",
            "The port has 12 cranes: found port",
            "12: found port"
        ]
    );
    let schema = fs::read_to_string(crate::common::repository("docs/claims.schema.json"));
    let schema: Value = serde_json::from_str(&schema.expect("it is there")).expect("JSON");
    let faults = crate::common::schema::faults(&schema, &data, true);
    assert!(faults.is_empty(), "{faults:?}");
}

/// Readers of an edition can follow its citations, also where only the edition cites a paragraph.
#[test]
fn a_paragraph_that_only_an_edition_cites_is_published() {
    let site = site("", &[("port", "2025-08-18")]);
    let original = |draft: &str| {
        put(
            site.path(),
            "content/articles/port/original.en.md",
            "+++\ntitle = \"The port\"\npublisher = \"times\"\nrights = \"cited\"\npublished = 2025-08-18\n+++\n\nThe port has 12 cranes.\n\nZeppelins come.\n\nWalruses go.\n",
        );
        put(
            site.path(),
            "content/editions/2025-08-18.en.md",
            format!(
                "+++\ntitle = \"The day\"\narticles = [\"port\"]\n{draft}+++\n\nOne came [port p2].\n"
            ),
        );
        built(&site);
        page(&site, "en/articles/port/index.html")
    };
    let article = original("");
    assert!(article.contains("Zeppelins come."), "{article}");
    assert!(!article.contains("Walruses go."), "{article}");
    let edition = page(&site, "en/editions/2025-08-18/index.html");
    assert!(edition.contains("/en/articles/port/#p2"), "{edition}");
    for unpublished in ["draft = true\n", "publish = 2030-01-01T00:00:00Z\n"] {
        assert!(
            !original(unpublished).contains("Zeppelins come."),
            "{unpublished}"
        );
    }
}

#[test]
fn the_translators_of_an_edition_are_named() {
    let site = site("", &[("port", "2025-08-18")]);
    put(
        site.path(),
        "content/editions/2025-08-18.en.md",
        "+++\ntitle = \"The day\"\nauthors = [\"Sara Said\"]\ntranslators = [\"Layla Hasan\"]\n+++\n\nA port.\n",
    );
    built(&site);
    let edition = page(&site, "en/editions/2025-08-18/index.html");
    for part in [
        "Translated by",
        "/en/authors/layla-hasan/",
        "\"translator\"",
    ] {
        assert!(edition.contains(part), "{part}: {edition}");
    }
    let own = page(&site, "en/authors/layla-hasan/index.html");
    assert!(own.contains("/en/editions/2025-08-18/"), "{own}");
    let authors = page(&site, "en/authors/index.html");
    assert!(authors.contains("1 edition"), "{authors}");
    assert!(page(&site, "en/editions/feed.xml").contains("Layla Hasan"));
    let data: Value =
        serde_json::from_str(&page(&site, "en/editions/2025-08-18/edition.json")).expect("JSON");
    assert_eq!(data["translators"], serde_json::json!(["Layla Hasan"]));
}

#[test]
fn the_reviewers_of_an_edition_are_named() {
    let site = site("", &[("port", "2025-08-18")]);
    put(
        site.path(),
        "content/editions/2025-08-18.en.md",
        "+++\ntitle = \"The day\"\nauthors = [\"Sara Said\"]\nreviewers = [\"Omar Zaki\"]\n+++\n\nA port.\n",
    );
    built(&site);
    let edition = page(&site, "en/editions/2025-08-18/index.html");
    assert!(
        edition.contains("Reviewed by") && edition.contains("Omar Zaki"),
        "{edition}"
    );
    let data: Value =
        serde_json::from_str(&page(&site, "en/editions/2025-08-18/edition.json")).expect("JSON");
    assert_eq!(data["reviewers"], serde_json::json!(["Omar Zaki"]));
}

/// An edition is found by the words of its own text, in its language; an edition made of articles has no words of its
/// own. Needs Node.js.
#[test]
fn an_edition_is_found_by_the_words_of_its_own_text() {
    let site = site(
        "[editions]\nevery = \"month\"\n",
        &[("port", "2025-08-18"), ("bridge", "2025-07-18")],
    );
    put(
        site.path(),
        "content/editions/2025-08-18.en.md",
        "+++\ntitle = \"The day\"\n+++\n\nThe zeppelin over the port was seen [port p1].\n",
    );
    put(
        site.path(),
        "content/editions/2025-08-18.ar.md",
        "+++\ntitle = \"نشرة اليوم\"\n+++\n\nشوهد المنطاد فوق الميناء [port p1].\n",
    );
    built(&site);
    let script = site.path().join("search.mjs");
    let folder = site.path().join("public/search");
    fs::write(
        &script,
        "import { readFileSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const folder = pathToFileURL(process.argv[2] + '/');
const reader = readdirSync(folder).find((name) => name.startsWith('reader.'));
const { open } = await import(new URL(reader, folder));
const fetch = async (url) => new Response(readFileSync(url));
for (const [lang, query] of [['en', 'zeppelin'], ['ar', 'المنطاد'], ['en', 'July']]) {
  const index = await open(new URL(`${lang}/index.json`, folder), { fetch });
  const answer = await index.search(query);
  const hits = answer.kinds.edition.isWhole ? answer.kinds.edition.hits : [];
  for (const hit of hits) console.log((await answer.show(hit)).address);
}
",
    )
    .expect("a file");
    let output = Command::new("node").arg(&script).arg(&folder).output();
    let Ok(output) = output else {
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        said,
        "en=en/editions/2025-08-18/\nar=ar/editions/2025-08-18/\n"
    );
    let search = page(&site, "ar/search/index.html");
    assert!(
        search.contains("النشرات") && search.contains("value=edition"),
        "{search}"
    );
}

/// A site with an article of two originals that disagree, and two others.
fn ferry() -> TempDir {
    let site = site("", &[("port", "2025-08-18"), ("quay", "2025-08-18")]);
    let original = |title: &str, text: &str| {
        format!(
            "+++\ntitle = \"{title}\"\npublisher = \"times\"\nurl = \"https://press.net/{title}\"\nrights = \"full\"\npublished = 2025-08-18\n+++\n\n{text}\n"
        )
    };
    let folder = site.path().join("content/articles/ferry");
    for (name, text) in [
        (
            "original.en.md",
            original(
                "captain",
                "There were 86 passengers aboard, the captain said.\n\nA ticket costs 4,900 roubles, and the crew has eleven hands.",
            ),
        ),
        (
            "original.coastline.en.md",
            original(
                "coastline",
                "Port records list 92 passengers on a ship that can carry 200.\n\nWithout freight it would need about 150 passengers on every crossing to cover its costs.",
            ),
        ),
        (
            "summary.en.md",
            "+++\ntitle = \"A ferry\"\n+++\n\nThere were 86 passengers aboard by the captain [p1], or 92 by the records of the port [coastline p1].\n".into(),
        ),
        (
            "summary.ar.md",
            "+++\ntitle = \"عبّارة\"\n+++\n\nأبحرت العبّارة [p1] [coastline p1].\n".into(),
        ),
        (
            "quay.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"3\"></svg>".into(),
        ),
    ] {
        put(&folder, name, text);
    }
    site
}

/// Returns the codes, messages and helps of the findings in the editions of a site, without isolates.
fn findings(site: &TempDir) -> Vec<[String; 3]> {
    let (_, said) = run(
        site.path(),
        &["check", "--format", "json", "--now", "2025-09-10"],
    );
    let data: Value = serde_json::from_str(&said).expect("JSON");
    let found = data["diagnostics"].as_array().expect("a list").iter();
    let own = found.filter(|one| {
        let path = one["path"].as_str().unwrap_or_default();
        path.starts_with("content/editions/")
    });
    let text = |one: &Value, key: &str| {
        let text = one[key].as_str().unwrap_or_default();
        text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
    };
    own.map(|one| ["code", "message", "help"].map(|key| text(one, key)))
        .collect()
}

/// The words of an edition in English and in Arabic → the codes of the findings, each with words of its message or help.
#[test]
fn the_words_of_an_edition_are_traced_as_those_of_a_summary() {
    let picture = |caption: &str| format!("![A quay](../articles/ferry/quay.svg \"{caption}\")");
    let (right, wrong) = (
        picture("The quay with 86 passengers [ferry p1], or 92 [ferry coastline p1] | Photo: AP"),
        picture("The quay with 87 passengers [ferry p1]"),
    );
    for (english, arabic, expected) in [
        // Each figure is its own citation's.
        (
            "The ferry had 86 passengers by the captain [ferry p1], or 92 by the port [ferry coastline p1].",
            "",
            &[][..],
        ),
        (
            "The ferry had 92 passengers by the captain [ferry p1], or 86 by the port [ferry coastline p1].",
            "",
            &[
                (
                    "figure-not-in-cited",
                    "“92” stands in ferry coastline p1, not in ferry p1, which has “86",
                ),
                (
                    "figure-not-in-cited",
                    "“86” stands in ferry p1, not in ferry coastline p1, which has “92",
                ),
            ],
        ),
        (
            "Some say 92 passengers and some 86 [ferry p1] [ferry coastline p1].",
            "",
            &[],
        ),
        (
            "The captain [ferry p1] speaks of 86 passengers, the port of 92 [ferry coastline p1].",
            "",
            &[],
        ),
        // Other originals of a cited article.
        (
            "There were 86 passengers aboard [ferry p1].",
            "",
            &[(
                "originals-disagree",
                "“86” stands in ferry p1, but ferry coastline p1 seems to have another figure for it: “",
            )],
        ),
        (
            "There were 86 passengers aboard [ferry p1], on a ship for 200 [ferry coastline p1].",
            "",
            &[("originals-disagree", "92 passengers")],
        ),
        // Both languages.
        (
            "A ticket costs 4,900 roubles [ferry p2].",
            "ثمن التذكرة 4900 روبل [ferry p2].",
            &[],
        ),
        (
            "A ticket costs 7,400 roubles [ferry p2].",
            "ثمن التذكرة 4900 روبل [ferry p2].",
            &[
                ("figure-not-in-original", "7,400"),
                (
                    "languages-disagree",
                    "is said here for ferry p2, and “4900 روبل” in `ar`",
                ),
            ],
        ),
        // The edition's own articles.
        ("Three articles this week.", "ثلاث مقالات هذا الأسبوع.", &[]),
        ("Here are 3 articles.", "هذه 3 مقالات.", &[]),
        (
            "Four articles this week.",
            "",
            &[("figure-not-in-original", "Four")],
        ),
        (
            "Three tankers this week.",
            "",
            &[("figure-not-in-original", "Three")],
        ),
        // Captions.
        (&right, "", &[]),
        (
            &wrong,
            "",
            &[(
                "figure-not-in-original",
                "“87” is not in the main original of `ferry`",
            )],
        ),
    ] {
        let site = ferry();
        for (lang, words) in [("en", english), ("ar", arabic)] {
            if !words.is_empty() {
                put(
                    site.path(),
                    &format!("content/editions/2025-08-18.{lang}.md"),
                    format!(
                        "+++\ntitle = \"X\"\narticles = [\"ferry\", \"port\", \"quay\"]\n+++\n\n{words}\n"
                    ),
                );
            }
        }
        let found = findings(&site);
        let codes: Vec<&str> = found.iter().map(|[code, ..]| code.as_str()).collect();
        let expected_codes: Vec<&str> = expected.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, expected_codes, "{english}: {found:#?}");
        for ([_, message, _], (_, words)) in found.iter().zip(expected) {
            assert!(message.contains(words), "{english}: {message}");
        }
    }
}

/// Advice for an edition can be followed in an edition.
#[test]
fn a_quotation_in_translation_is_bound_with_the_name_of_its_article() {
    for (citation, meant) in [
        ("[ferry p1]", "`[ferry p4 «…»]`"),
        ("[ferry coastline p1]", "`[ferry coastline p4 «…»]`"),
        ("[ferry p1] [ferry coastline p1]", "`[ferry p4 «…»]`"),
    ] {
        let site = ferry();
        let words = format!("قال القبطان «على متن العبّارة ركاب كثيرون» {citation}.");
        put(
            site.path(),
            "content/editions/2025-08-18.ar.md",
            format!("+++\ntitle = \"نشرة\"\narticles = [\"ferry\"]\n+++\n\n{words}\n"),
        );
        let found = findings(&site);
        let unbound = found.iter().find(|[code, ..]| code == "quote-unbound");
        let [.., help] = unbound.expect("a note");
        assert!(help.contains(meant), "{citation}: {help}");
    }
}

/// The days of editions with files, and the one that the front page leads to on 20 August 2025.
#[test]
fn the_front_page_leads_to_the_newest_edition_whose_days_are_over() {
    let file =
        |front: &str| format!("+++\ntitle = \"X\"\n{front}articles = [\"port\"]\n+++\n\nA port.\n");
    for (files, newest, first) in [
        (
            &[("2025-08", ""), ("2025-08-20", "")][..],
            "2025-08-20",
            "2025-08-20",
        ),
        (&[("2025-08", ""), ("2025-07", "")], "2025-07", "2025-08"),
        (
            &[("2025-w34", ""), ("2025-08-15", "")],
            "2025-08-15",
            "2025-w34",
        ),
        // A file that gives its own day appeared on it.
        (
            &[("2025-w34", "date = 2025-08-19\n"), ("2025-08-15", "")],
            "2025-w34",
            "2025-w34",
        ),
        (
            &[
                ("2025-08", "publish = 2025-08-19T06:00:00Z\n"),
                ("2025-07", ""),
            ],
            "2025-08",
            "2025-08",
        ),
        // There is no other.
        (&[("2025-08", "")], "2025-08", "2025-08"),
    ] {
        let site = site("", &[("port", "2025-07-14")]);
        for (id, front) in files {
            put(
                site.path(),
                &format!("content/editions/{id}.en.md"),
                file(front),
            );
        }
        let (status, said) = run(site.path(), &["build", "--now", "2025-08-20T12:00:00Z"]);
        assert_eq!(status, 0, "{said}");
        let home = page(&site, "en/index.html");
        assert!(
            home.contains(&format!("/en/editions/{newest}/")),
            "{files:?}: {newest}"
        );
        let list = page(&site, "en/editions/index.html");
        let place = |id: &str| list.find(&format!("/en/editions/{id}/")).expect(id);
        let is_first = files.iter().all(|(id, _)| place(first) <= place(id));
        assert!(is_first, "{files:?}: {first}");
    }
}

/// Files of days of a week that is over → the note on the articles that are in no edition.
#[test]
fn articles_that_a_file_keeps_out_of_the_edition_of_their_week_are_named() {
    let days = [("port", "2025-07-14"), ("bridge", "2025-07-18")];
    let week = "2025-07-14 to 2025-07-20";
    for (files, now, expected) in [
        (
            &[("2025-w29", "from = 2025-07-17\nto = 2025-07-20\n")][..],
            "2025-08-20",
            "this file",
        ),
        (
            &[("2025-w29", "draft = true\n")],
            "2025-08-20",
            "this draft",
        ),
        (
            &[("2025-w29", "publish = 2025-09-01T06:00:00Z\n")],
            "2025-08-20",
            "",
        ),
        (&[("2025-w29", "")], "2025-08-20", ""),
        (
            &[
                ("a", "from = 2025-07-14\nto = 2025-07-16\n"),
                ("b", "from = 2025-07-17\nto = 2025-07-20\n"),
            ],
            "2025-08-20",
            "",
        ),
        // The week is not over.
        (
            &[("2025-w29", "from = 2025-07-14\nto = 2025-07-15\n")],
            "2025-07-19",
            "",
        ),
    ] {
        let site = site("[editions]\nevery = \"week\"\n", &days);
        for (id, front) in files {
            put(
                site.path(),
                &format!("content/editions/{id}.en.md"),
                format!("+++\ntitle = \"X\"\n{front}+++\n\nA week.\n"),
            );
        }
        let (_, said) = run(site.path(), &["check", "--now", now]);
        assert_eq!(
            said.contains("edition-uncovered"),
            !expected.is_empty(),
            "{files:?}: {said}"
        );
        if !expected.is_empty() {
            let named = if expected == "this draft" {
                "`bridge`, `port` are"
            } else {
                "`port` is"
            };
            let note =
                format!("for {expected}, no edition is made of {week}, and {named} in no edition");
            assert!(said.contains(&note), "{said}");
        }
    }
}
