//! Information about a desk's work: corrections, bylines and authors' pages, notes for readers; and the data for
//! themes.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::put;
use serde_json::Value;
use tempfile::TempDir;

const CONFIG: &str = "base_url = \"https://harbour-brief.net/\"\ndefault_language = \"en\"\n\n[languages.en]\ntitle = \"Brief\"\nlocale = \"en-GB\"\n\n[languages.ar]\ntitle = \"موجز\"\nlocale = \"ar-EG\"\nnumerals = \"latn\"\n";

/// A site with an article in two languages; `english` and `arabic` are put into the front matter of its summaries.
fn site(english: &str, arabic: &str) -> TempDir {
    let site = TempDir::new().expect("a folder");
    for (path, text) in [
        ("config.toml", CONFIG.to_owned()),
        ("content/publishers.toml", "[times]\nname.en = \"The Times\"\n".into()),
        (
            "content/names.toml",
            "[[name]]\nid = \"sara-said\"\nkind = \"person\"\nen = \"Sara Said\"\nar = \"سارة سعيد\"\nnote.en = \"our editor\"\n".into(),
        ),
        (
            "content/articles/port/original.en.md",
            "+++\ntitle = \"The port\"\npublisher = \"times\"\nrights = \"full\"\npublished = 2025-03-01\n+++\n\nThe port has 12 cranes and 40 ships.\n".into(),
        ),
        (
            "content/articles/port/summary.en.md",
            format!("+++\ntitle = \"The port\"\n{english}+++\n\nThe port has 12 cranes [p1].\n"),
        ),
        (
            "content/articles/port/summary.ar.md",
            format!("+++\ntitle = \"الميناء\"\n{arabic}+++\n\nفي الميناء 12 رافعة [p1].\n"),
        ),
    ] {
        put(site.path(), path, text);
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
    let (status, said) = run(site.path(), &["build", "--now", "2025-09-10"]);
    assert_eq!(status, 0, "{said}");
}

fn page(site: &TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join("public").join(path)).expect(path)
}

fn json(site: &TempDir, path: &str) -> Value {
    serde_json::from_str(&page(site, path)).expect("JSON")
}

/// Returns the data of a page in JSON-LD.
fn data(site: &TempDir, path: &str) -> String {
    let page = page(site, path);
    let start = page.find("application/ld+json").expect("data");
    page[start..start + page[start..].find("</script>").expect("an end")].to_owned()
}

#[test]
fn a_correction_is_told_to_readers_and_to_programs() {
    let site = site(
        "corrections = [\n  { date = 2025-09-01, kind = \"correction\", text = \"The port has 12 cranes, not 21.\" },\n  { date = 2025-09-03, kind = \"update\", text = \"Two ships came since.\" },\n]\n",
        "corrections = [{ date = 2025-09-02, kind = \"clarification\", text = \"الرافعات في الميناء الجديد.\" }]\n",
    );
    built(&site);
    let article = page(&site, "en/articles/port/index.html");
    let update = article.find("Two ships came since.").expect("the update");
    let correction = article.find("12 cranes, not 21").expect("the correction");
    assert!(update < correction, "the newest stands first");
    assert!(article.contains("Correction") && article.contains("1 September 2025"));
    let arabic = page(&site, "ar/articles/port/index.html");
    assert!(arabic.contains("توضيح") && arabic.contains("الرافعات في الميناء الجديد."));
    let list = page(&site, "en/corrections/index.html");
    assert!(list.contains("12 cranes, not 21") && list.contains("/en/articles/port/"));
    assert!(list.contains("/ar/corrections/"), "its counterpart");
    assert!(page(&site, "en/index.html").contains("/en/corrections/"));
    let data = data(&site, "en/articles/port/index.html");
    for part in [
        "CorrectionComment",
        "2025-09-03",
        "\"dateModified\":\"2025-09-03\"",
    ] {
        assert!(data.contains(part), "{part}: {data}");
    }
    let about = json(&site, "en/articles/port/article.json");
    assert_eq!(about["updated"], "2025-09-03");
    assert_eq!(about["corrections"][1]["kind"], "correction");
    for feed in ["en/feed.xml", "en/corrections/feed.xml"] {
        let feed = page(&site, feed);
        assert!(
            feed.contains("2025-09-03T00:00:00Z") && feed.contains("12 cranes, not 21"),
            "{feed}"
        );
    }
    assert!(page(&site, "sitemap.xml").contains("/en/corrections/"));
}

#[test]
fn a_site_without_corrections_and_people_has_no_such_pages() {
    let site = site("", "");
    built(&site);
    for path in [
        "en/corrections",
        "en/authors",
        "ar/corrections",
        "ar/authors",
    ] {
        assert!(!site.path().join("public").join(path).exists(), "{path}");
    }
    assert!(!page(&site, "en/index.html").contains("/en/corrections/"));
}

#[test]
fn who_did_what_stands_in_the_byline_on_pages_and_in_data() {
    let site = site(
        "authors = [\"Omar Zaki\", \"Sara Said\"]\ntranslators = [\"Mona Adel\"]\nreviewers = [\"Sara Said\"]\nassistance = \"A first draft of the translation\"\n",
        "authors = [\"سارة سعيد\"]\n",
    );
    built(&site);
    let article = page(&site, "en/articles/port/index.html");
    for part in [
        "/en/authors/omar-zaki/",
        "/en/authors/sara-said/",
        "Translated by",
        "/en/authors/mona-adel/",
        "Reviewed by",
        "A first draft of the translation",
    ] {
        assert!(article.contains(part), "{part}: {article}");
    }
    // A listed person has one page in all languages; the others have one where they did something.
    let sara = page(&site, "en/authors/sara-said/index.html");
    assert!(sara.contains("our editor") && sara.contains("/en/articles/port/"));
    assert!(
        sara.contains("hreflang=ar") || sara.contains("hreflang=\"ar\""),
        "{sara}"
    );
    assert!(page(&site, "ar/authors/sara-said/index.html").contains("سارة سعيد"));
    assert!(!site.path().join("public/ar/authors/omar-zaki").exists());
    assert!(page(&site, "en/authors/index.html").contains("Omar Zaki"));
    assert!(page(&site, "en/authors/omar-zaki/feed.xml").contains("The port"));
    let data = data(&site, "en/articles/port/index.html");
    for part in [
        "\"translator\"",
        "\"reviewedBy\"",
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
    ] {
        assert!(data.contains(part), "{part}: {data}");
    }
    let feed = page(&site, "en/feed.xml");
    assert!(
        feed.contains("<contributor>\n<name>Mona Adel</name>\n</contributor>"),
        "{feed}"
    );
    let feed = json(&site, "en/feed.json");
    assert_eq!(feed["items"][0]["_mujaz"]["reviewers"][0], "Sara Said");
    let about = json(&site, "en/articles/port/article.json");
    assert_eq!(about["translators"][0], "Mona Adel");
    assert_eq!(about["assistance"], "A first draft of the translation");
    let sitemap = page(&site, "sitemap.xml");
    assert!(sitemap.contains("/en/authors/sara-said/"), "{sitemap}");
}

#[test]
fn readers_see_the_reason_of_a_waiver_that_is_public() {
    for (public, is_shown) in [
        ("", false),
        (", public = false", false),
        (", public = true", true),
    ] {
        let site = site(
            &format!(
                "description = \"It has 2,400 berths\"\nwaive = [{{ code = \"figure-not-in-original\", text = \"2,400\", why = \"confirmed by the harbour master\"{public} }}]\n"
            ),
            "",
        );
        built(&site);
        let article = page(&site, "en/articles/port/index.html");
        assert_eq!(
            article.contains("confirmed by the harbour master"),
            is_shown,
            "{public}"
        );
        let about = json(&site, "en/articles/port/article.json");
        assert_eq!(about["notes"].is_array(), is_shown, "{about}");
    }
}

#[test]
fn seal_asks_for_a_correction_where_a_published_figure_was_changed() {
    let path = "content/articles/port/summary.en.md";
    let rewrite = |site: &TempDir, from: &str, to: &str| {
        let text = fs::read_to_string(site.path().join(path)).expect("a summary");
        put(site.path(), path, text.replace(from, to));
    };
    let seal = |site: &TempDir| {
        let (status, said) = run(site.path(), &["seal", "port", "--now", "2025-09-09"]);
        assert_eq!(status, 0, "{said}");
        said.contains("correction-missing")
    };
    let site = site("", "");
    assert!(!seal(&site), "nothing was published");
    built(&site);
    rewrite(&site, "The port has", "The harbour has");
    assert!(!seal(&site), "the figure is the same");
    rewrite(&site, "12 cranes", "40 ships");
    assert!(seal(&site), "readers saw 12");
    rewrite(
        &site,
        "title = ",
        "corrections = [{ date = 2025-09-09, kind = \"correction\", text = \"It has 40 ships.\" }]\ntitle = ",
    );
    assert!(!seal(&site), "readers are told");
}

#[test]
fn a_build_between_a_change_and_its_seal_hides_no_correction() {
    let path = "content/articles/port/summary.en.md";
    for require in ["", "\n[publish]\nrequire = [\"sealed\"]\n"] {
        let site = site("", "");
        put(site.path(), "config.toml", format!("{CONFIG}{require}"));
        let rewrite = |from: &str, to: &str| {
            let text = fs::read_to_string(site.path().join(path)).expect("a summary");
            put(site.path(), path, text.replace(from, to));
        };
        let seal = || {
            let arguments = ["seal", "port", "--lang", "en", "--now", "2025-09-09"];
            let (status, said) = run(site.path(), &arguments);
            assert_eq!(status, 0, "{said}");
            said
        };
        seal();
        built(&site);
        rewrite("12 cranes", "40 ships");
        built(&site);
        let said = seal();
        assert!(said.contains("correction-missing"), "{require}: {said}");
        assert!(said.contains("“12”"), "{require}: {said}");
        // The new text is not published yet, and then it is.
        assert!(!seal().contains("correction-missing"), "{require}");
        built(&site);
        rewrite("40 ships", "12 cranes");
        let told = "corrections = [{ date = 2025-09-09, kind = \"correction\", text = \"It has 12 cranes.\" }]\ntitle = ";
        rewrite("title = ", told);
        built(&site);
        let said = seal();
        assert!(!said.contains("correction-missing"), "{require}: {said}");
        // Without the record of the last seal, nothing can be told.
        built(&site);
        rewrite("12 cranes", "40 ships");
        built(&site);
        fs::remove_dir_all(site.path().join(".mujaz-sealed")).expect("the record");
        let said = seal();
        assert!(said.contains("cannot be told"), "{require}: {said}");
    }
}

#[test]
fn a_summary_that_readers_have_not_seen_needs_no_correction() {
    let path = "content/articles/port/summary.en.md";
    let site = site("publish = 2026-01-01T06:00:00Z\n", "");
    let seal = || {
        let arguments = ["seal", "port", "--lang", "en", "--now", "2025-09-09"];
        let (status, said) = run(site.path(), &arguments);
        assert_eq!(status, 0, "{said}");
        assert!(!said.contains("correction-missing"), "{said}");
    };
    seal();
    built(&site);
    let text = fs::read_to_string(site.path().join(path)).expect("a summary");
    put(site.path(), path, text.replace("12 cranes", "40 ships"));
    built(&site);
    seal();
}

/// The published text, the changed text, and the note; empty if there is none.
#[test]
fn a_correction_is_asked_for_by_the_values_of_figures() {
    let path = "content/articles/port/summary.en.md";
    let original = "content/articles/port/original.en.md";
    let told = "corrections = [{ date = 2025-09-09, kind = \"correction\", text = \"Told.\" }]\n";
    let both = "The port took 35% of the ships and 28% of the trains [p1].";
    for (front, before, after, said) in [
        (
            "",
            "It has half a million cranes [p1].",
            "It has 500,000 cranes [p1].",
            "",
        ),
        (
            "",
            "It has 12 cranes [p1].",
            "It has twelve cranes [p1].",
            "",
        ),
        ("", "It has 12 cranes [p1].", "Its cranes: 12 [p1].", ""),
        (
            "",
            both,
            "The port took 28% of the ships and 35% of the trains [p1].",
            "with “35%”",
        ),
        (
            "",
            "It has 12 cranes. It has 40 ships [p1].",
            "It has 40 ships. It has 12 cranes [p1].",
            "",
        ),
        (
            "",
            "It has 12 cranes. It has 40 ships [p1].",
            "It has 12 cranes [p1].",
            "now lacks it",
        ),
        (
            "",
            "It has 12 cranes [p1].",
            "It has 40 ships [p1].",
            "has another figure",
        ),
        // An earlier correction says nothing of this one.
        (
            told,
            "It has 12 cranes [p1].",
            "It has 40 ships [p1].",
            "has another figure",
        ),
    ] {
        let site = site(front, "");
        let text = fs::read_to_string(site.path().join(original)).expect("an original");
        let figures = "The port has 12 cranes and 40 ships, 500,000 cranes, 35% of the ships and of the trains, 28% of the trains and of the ships.";
        let text = text.replace("The port has 12 cranes and 40 ships.", figures);
        put(site.path(), original, text);
        let rewrite = |from: &str, to: &str| {
            let text = fs::read_to_string(site.path().join(path)).expect("a summary");
            put(site.path(), path, text.replace(from, to));
        };
        let seal = |output: &[&str]| {
            let arguments = [
                &["seal", "port", "--lang", "en", "--now", "2025-09-09"],
                output,
            ];
            let (status, said) = run(site.path(), &arguments.concat());
            assert_eq!(status, 0, "{said}");
            said
        };
        rewrite("The port has 12 cranes [p1].", before);
        seal(&[]);
        let elsewhere = ["--output", "dist"];
        let (status, built) = run(
            site.path(),
            &["build", "--now", "2025-09-10", "--output", "dist"],
        );
        assert_eq!(status, 0, "{built}");
        rewrite(before, after);
        let sealed = fs::read_to_string(site.path().join(path)).expect("a summary");
        let note = seal(&elsewhere);
        assert_eq!(
            note.contains("correction-missing"),
            !said.is_empty(),
            "{after}: {note}"
        );
        assert!(note.contains(said), "{after}: {note}");
        // Without a build to compare with, nothing can be told.
        put(site.path(), path, sealed);
        assert!(seal(&[]).contains("cannot be told"), "{after}");
        if !said.is_empty() {
            rewrite(
                "corrections = [",
                "corrections = [{ date = 2025-09-09, kind = \"correction\", text = \"New.\" }, ",
            );
            if front.is_empty() {
                rewrite(
                    "title = ",
                    "corrections = [{ date = 2025-09-09, kind = \"correction\", text = \"New.\" }]\ntitle = ",
                );
            }
            assert!(!seal(&elsewhere).contains("correction-missing"), "{after}");
        }
    }
}

#[test]
fn templates_see_what_a_desk_puts_into_extra() {
    let site = site(
        "extra = { colour = \"red\", tags = [1, 2.5, true, 2025-01-01], deep = { a = \"b\" } }\n",
        "",
    );
    put(
        site.path(),
        "config.toml",
        format!("theme = \"own\"\n{CONFIG}\n[extra]\ncolour = \"blue\"\nsite = \"all\"\n"),
    );
    put(site.path(), "themes/own/theme.toml", "name = \"own\"\n");
    put(
        site.path(),
        "themes/own/templates/article.html",
        "{% extends \"base.html\" %}{% block main %}<p>{{ extra.colour }}-{{ extra.site }}-{{ site.extra.colour }}{% if extra.tags is defined %}-{% for tag in extra.tags %}{{ tag }};{% endfor %}{{ extra.deep.a }}{% endif %}</p>{{ article.body }}{% endblock main %}",
    );
    built(&site);
    let english = page(&site, "en/articles/port/index.html");
    assert!(
        english.contains("red-all-blue-1;2.5;true;2025-01-01;b"),
        "{english}"
    );
    assert!(page(&site, "ar/articles/port/index.html").contains("blue-all-blue"));
    // A change of nothing but `extra` is a change of the pages.
    let config = fs::read_to_string(site.path().join("config.toml")).expect("a file");
    put(
        site.path(),
        "config.toml",
        config.replace("\"all\"", "\"other\""),
    );
    built(&site);
    assert!(page(&site, "ar/articles/port/index.html").contains("blue-other-blue"));
}

#[test]
fn an_environment_is_laid_over_the_configuration() {
    let site = site("", "");
    let path = site.path();
    put(
        path,
        "config.staging.toml",
        "base_url = \"https://staging.harbour-brief.net/\"\n\n[languages.en]\ntitle = \"Staging\"\n",
    );
    let (status, said) = run(path, &["build", "--env", "staging"]);
    assert_eq!(status, 0, "{said}");
    let home = page(&site, "en/index.html");
    assert!(home.contains("https://staging.harbour-brief.net/en/") && home.contains("Staging"));
    assert!(
        page(&site, "ar/index.html").contains("موجز"),
        "the rest stays"
    );
    built(&site);
    let home = page(&site, "en/index.html");
    assert!(home.contains("https://harbour-brief.net/en/") && !home.contains("Staging"));
    // Findings in it have its path and line.
    put(
        path,
        "config.staging.toml",
        "base_url = \"https://staging.harbour-brief.net/\"\n\n[languages.en]\ntitel = \"Staging\"\n",
    );
    let (status, said) = run(path, &["check", "--env", "staging"]);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("config.staging.toml:4:1"), "{said}");
    let (status, said) = run(path, &["build", "--env", "stagin"]);
    assert_eq!(status, 2);
    assert!(said.contains("did you mean --env staging?"), "{said}");
}
