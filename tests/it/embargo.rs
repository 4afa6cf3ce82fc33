//! Texts under embargo and expired ones: they are nowhere in the output, and appear and disappear at their times.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::{book, put, tree};
use mujaz::build::{BuildProgress, BuildRequest, Memos, build, rebuild};
use mujaz::clock::Now;
use mujaz::link::BuildOptions;
use mujaz::load::load;
use tempfile::TempDir;

const CONFIG: &str = "base_url = \"https://harbour-brief.net/\"\ndefault_language = \"en\"\ntimezone = \"Africa/Cairo\"\n\n[languages.en]\ntitle = \"Brief\"\nlocale = \"en-GB\"\n\n[languages.ar]\ntitle = \"موجز\"\n\n[editions]\nevery = \"day\"\n";

/// Words that occur only in the texts under embargo: in their slugs, titles, bodies, names, topics, publishers and
/// files.
const SECRETS: [&str; 11] = [
    "zeppelin",
    "مناطيد",
    "zeplin",
    "Quagga",
    "قواغا",
    "4,711",
    "secretplan",
    "herald",
    "Herald",
    "hushhush",
    "unveiling",
];

/// Links to the text under embargo: by the path of its file, by the full address of its page, and in HTML.
const AHEAD: &str = " See [what follows](../zeppelin/summary.en.md), [more](https://harbour-brief.net/en/articles/zeplin/#p1) and <a href=\"https://harbour-brief.net/en/articles/zeplin/\">all of it</a>.";

/// A site with an open article and one that is held back in both languages, with everything that an article can have.
fn site(held: &str) -> TempDir {
    let site = TempDir::new().expect("a folder");
    let original = |publisher: &str, text: &str| {
        format!(
            "+++\ntitle = \"An original\"\npublisher = \"{publisher}\"\nrights = \"full\"\nurl = \"https://press.net/{publisher}\"\npublished = 2025-03-01\n+++\n\n{text}\n"
        )
    };
    for (path, text) in [
        ("config.toml", CONFIG.to_owned()),
        (
            "content/publishers.toml",
            "[times]\nname.en = \"The Times\"\n\n[herald]\nname.en = \"The Herald\"\n".into(),
        ),
        (
            "content/names.toml",
            "[[name]]\nid = \"quagga\"\nkind = \"thing\"\nen = \"Quagga\"\nar = \"قواغا\"\n".into(),
        ),
        (
            "content/articles/open/original.en.md",
            original("times", "The port has 12 cranes."),
        ),
        (
            "content/articles/open/summary.en.md",
            format!("+++\ntitle = \"The port\"\n+++\n\nThe port has 12 cranes [p1].{AHEAD}\n"),
        ),
        (
            "content/articles/open/summary.ar.md",
            "+++\ntitle = \"الميناء\"\n+++\n\nفي الميناء 12 رافعة [p1].\n".into(),
        ),
        (
            "content/articles/zeppelin/original.en.md",
            original(
                "herald",
                "The Quagga has 4,711 bolts. The unveiling is on 3 September 2025.",
            ),
        ),
        (
            "content/articles/zeppelin/summary.en.md",
            format!(
                "+++\ntitle = \"A zeppelin\"\nslug = \"zeplin\"\naliases = [\"/en/hushhush/\"]\n{held}+++\n\nThe Quagga has 4,711 bolts [p1]; its unveiling is on 3 September 2025. See [the plan](secretplan.pdf).\n"
            ),
        ),
        (
            "content/articles/zeppelin/summary.ar.md",
            format!("+++\ntitle = \"مناطيد\"\n{held}+++\n\nفي قواغا 4,711 مسمارا [p1].\n"),
        ),
        (
            "content/articles/zeppelin/secretplan.pdf",
            "%PDF-1.4".into(),
        ),
    ] {
        put(site.path(), path, text);
    }
    site
}

fn request(site: &Path, now: &str) -> BuildRequest {
    BuildRequest {
        site: site.into(),
        output: site.join("public"),
        options: BuildOptions {
            now: Some(Now::parse(now).expect(now)),
            ..BuildOptions::default()
        },
        program: Some(blake3::hash(b"this version")),
    }
}

/// Returns the secrets that occur in an output: in a name, or in any byte, including state files.
fn leaks(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let place = entry.expect("an entry").path();
            let name = place.to_string_lossy().into_owned();
            let bytes = if place.is_dir() {
                walk(&place, found);
                Vec::new()
            } else {
                fs::read(&place).expect("a file")
            };
            // The bytes of a book are compressed.
            let bytes = match name.ends_with(".epub") {
                true => book::files(&bytes)
                    .into_iter()
                    .flat_map(|file| [file.name.into_bytes(), file.bytes].concat())
                    .collect(),
                false => bytes,
            };
            for secret in SECRETS {
                let is_in_name = place
                    .file_name()
                    .is_some_and(|n| n.to_string_lossy().contains(secret));
                let is_inside = bytes
                    .windows(secret.len())
                    .any(|part| part == secret.as_bytes());
                if is_in_name || is_inside {
                    found.push(format!("{secret} in {name}"));
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, &mut found);
    found
}

#[test]
fn no_byte_of_the_output_tells_of_what_is_held_back() {
    for (held, now) in [
        ("publish = 2025-09-01\n", "2025-08-31"),
        ("publish = 2025-09-01\n", "2025-08-31T20:59:59Z"),
        ("publish = 2025-09-01T06:00:00+03:00\n", "2025-09-01"),
        (
            "publish = 2025-09-01T06:00:00+03:00\n",
            "2025-09-01T02:59:59Z",
        ),
        ("expires = 2025-06-01\n", "2025-06-01"),
        ("publish = 2025-04-01\nexpires = 2025-06-01\n", "2025-08-31"),
    ] {
        let site = site(held);
        let outcome = build(&request(site.path(), now));
        assert!(outcome.report.is_some(), "{:?}", outcome.diagnostics);
        let leaks = leaks(&site.path().join("public"));
        assert!(leaks.is_empty(), "{held}{now}: {leaks:#?}");
        assert_eq!(outcome.held.len(), 2);
    }
}

const EDITION: &str = "content/editions/2025-03-02.en.md";

/// Adds an edition to the site of [`site`] with these words of its own, in all forms that an edition is published in.
fn put_edition(site: &Path, config: &str, front: &str, words: &str) {
    let config = format!("{CONFIG}email = true\nepub = true\n{config}");
    put(site, "config.toml", config);
    let text = format!("+++\ntitle = \"The day\"\n{front}+++\n\n{words}\n");
    put(site, EDITION, text);
}

/// The reason why the article is held back, and the use of it in an edition: a citation, a link, a bound quotation, a
/// caption, a chart.
#[test]
fn an_edition_whose_words_rest_on_what_is_held_back_is_held_back() {
    let gate = "\n[publish]\nrequire = [\"reviewer\"]\n";
    let topic = "\n[publish.topics.air]\nrequire = [\"sealed\"]\n";
    let cited = "The Quagga has 4,711 bolts [zeppelin p1].";
    let linked = "The Quagga has [4,711 bolts](../articles/zeppelin/summary.en.md).";
    let address = "The Quagga has [4,711 bolts](/en/articles/zeplin/#p1).";
    let full = "The Quagga has [4,711 bolts](https://harbour-brief.net/en/articles/zeplin/).";
    let bound = "“A Quagga” [zeppelin p1 «The Quagga»].";
    let chart = "```chart\nkind = \"bars\"\ntitle = \"Quagga\"\nunit = \"bolts\"\ncsv = \"Quagga, 4711, zeppelin p1\\nPort, 12, open p1\"\n```";
    let embargo = "publish = 2025-09-01\n";
    for (held, config, words) in [
        (embargo, "", cited),
        (embargo, "", linked),
        (embargo, "", address),
        (embargo, "", full),
        (embargo, "", bound),
        (embargo, "", chart),
        ("draft = true\n", "", cited),
        ("topics = [\"air\"]\n", topic, cited),
        ("", gate, cited),
        ("", gate, linked),
    ] {
        let site = site(held);
        let path = site.path();
        if held.contains("air") {
            put(
                path,
                "content/topics/air/index.en.md",
                "+++\ntitle = \"Air\"\n+++\n",
            );
        }
        if held.contains("draft") {
            let open = "content/articles/open/summary.en.md";
            let text = fs::read_to_string(path.join(open)).expect(open);
            put(path, open, text.replace(AHEAD, ""));
        }
        let reviewed = "reviewers = [\"Omar\"]\narticles = [\"open\"]\n";
        put_edition(path, config, reviewed, words);
        let outcome = build(&request(path, "2025-08-31"));
        assert!(outcome.report.is_some(), "{:?}", outcome.diagnostics);
        assert_eq!(
            leaks(&path.join("public")),
            Vec::<String>::new(),
            "{held}{config}{words}"
        );
        let reasons: Vec<&str> = outcome
            .held
            .iter()
            .filter(|(file, _)| **file == *EDITION)
            .map(|(_, why)| why.as_str())
            .collect();
        let waits = ["waits for the article `zeppelin`"];
        assert_eq!(reasons, waits, "{held}{config}{words}");
        let (_, out, _) = run(path, &["status", "--now", "2025-08-31"]);
        assert!(out.contains(waits[0]), "{out}");
    }
}

/// An edition that only lists an article is published without it; a waiting edition is published together with the
/// article.
#[test]
fn an_edition_waits_for_what_it_cites_and_not_for_what_it_lists() {
    let held = "publish = 2025-09-01\n";
    let listed = "articles = [\"open\", \"zeppelin\"]\n";
    let site = site(held);
    let page = site.path().join("public/en/editions/2025-03-02/index.html");
    put_edition(site.path(), "", listed, "A port.");
    let outcome = build(&request(site.path(), "2025-08-31"));
    assert!(page.is_file(), "{:?}", outcome.held);
    assert_eq!(leaks(&site.path().join("public")), Vec::<String>::new());
    put_edition(
        site.path(),
        "",
        listed,
        "The Quagga has 4,711 bolts [zeppelin p1].",
    );
    build(&request(site.path(), "2025-08-31"));
    assert!(!page.is_file());
    build(&request(site.path(), "2025-09-01"));
    let published = fs::read_to_string(page).expect("it is due");
    assert!(published.contains("4,711 bolts") && published.contains("/en/articles/zeplin/#p1"));
}

/// After an article has expired, the editions that named it stay, and nothing asks to change them.
#[test]
fn an_edition_outlives_the_articles_that_it_names() {
    for require in ["", "\n[publish]\nrequire = [\"no-warnings\"]\n"] {
        let site = site("expires = 2025-06-01\n");
        let path = site.path();
        let front =
            "articles = [\"open\", \"zeppelin\"]\ndescription = \"A Quagga of 4,711 bolts\"\n";
        let words =
            "The Quagga has 4,711 bolts [zeppelin p1]. [More](../articles/zeppelin/summary.en.md).";
        put_edition(path, require, front, words);
        let open = "content/articles/open/summary.en.md";
        let text = fs::read_to_string(path.join(open)).expect(open);
        let text = text.replace(AHEAD, "");
        put(path, open, text);
        let page = path.join("public/en/editions/2025-03-02/index.html");
        for (now, is_linked) in [("2025-05-31", true), ("2025-08-31", false)] {
            let outcome = build(&request(path, now));
            assert!(page.is_file(), "{require} {now}: {:?}", outcome.held);
            let published = fs::read_to_string(&page).expect("a page");
            assert_eq!(published.contains("zeplin"), is_linked, "{published}");
            let (status, _, out) = run(path, &["check", "--now", now]);
            assert_eq!(status, 0, "{out}");
            let notes = out
                .matches("it expired at 2025-06-01T00:00:00+03:00")
                .count();
            let links = out.matches("leads to an article that has expired").count();
            assert_eq!(
                (notes, links),
                if is_linked { (0, 0) } else { (2, 1) },
                "{out}"
            );
        }
    }
    // An edition of later days can still be put right.
    let site = site("expires = 2025-03-01\n");
    put_edition(site.path(), "", "articles = [\"zeppelin\"]\n", "A port.");
    let (_, _, out) = run(site.path(), &["check", "--now", "2025-08-31"]);
    assert!(
        out.contains("warning[edition-article-held]")
            && out.contains("before the days of this edition"),
        "{out}"
    );
}

/// Ignoring a finding changes the output for the desk, not for readers.
#[test]
fn readers_are_told_the_same_where_findings_are_ignored() {
    let words = "The Quagga has 4,711 bolts [zeppelin p1].";
    let pages = ["", "\n[check]\nignore = [\"edition-article-held\"]\n"].map(|ignore| {
        let site = site("expires = 2025-06-01\n");
        put_edition(site.path(), ignore, "articles = [\"open\"]\n", words);
        let outcome = build(&request(site.path(), "2025-08-31"));
        assert!(outcome.report.is_some(), "{:?}", outcome.diagnostics);
        ["index.html", "edition.json"].map(|name| {
            let page = site.path().join("public/en/editions/2025-03-02").join(name);
            fs::read_to_string(page).expect(name)
        })
    });
    assert!(
        !pages[0][0].contains("Could not be checked"),
        "{}",
        pages[0][0]
    );
    assert_eq!(pages[0], pages[1]);
}

#[test]
fn what_is_due_is_published_at_its_moment() {
    for (held, now) in [
        ("publish = 2025-09-01\n", "2025-09-01"),
        ("publish = 2025-09-01\n", "2025-08-31T21:00:00Z"),
        (
            "publish = 2025-09-01T06:00:00+03:00\n",
            "2025-09-01T03:00:00Z",
        ),
        ("expires = 2025-09-01\n", "2025-08-31"),
    ] {
        let site = site(held);
        let outcome = build(&request(site.path(), now));
        assert!(outcome.held.is_empty(), "{held}{now}");
        let page = site.path().join("public/en/articles/zeplin/index.html");
        assert!(page.is_file(), "{held}{now}");
        let open = fs::read_to_string(site.path().join("public/en/articles/open/index.html"));
        assert!(open.expect("a page").contains("/en/articles/zeplin/"));
    }
}

#[test]
fn with_drafts_nothing_is_said_to_be_held_back() {
    let site = site("publish = 2025-09-01\n");
    let mut request = request(site.path(), "2025-08-31");
    request.options.drafts = true;
    assert!(build(&request).held.is_empty());
    assert!(
        site.path()
            .join("public/en/articles/zeplin/index.html")
            .is_file()
    );
}

/// The date of a text may be the day on which it becomes public, and no later one.
#[test]
fn a_text_under_embargo_has_the_date_of_its_day() {
    for (held, expected) in [
        ("date = 2025-09-01\npublish = 2025-09-01\n", 0),
        ("date = 2025-09-01\npublish = 2025-08-31T22:30:00Z\n", 0),
        ("date = 2025-09-02\npublish = 2025-09-01\n", 2),
        ("date = 2025-09-01\n", 2),
    ] {
        let site = site(held);
        let found = build(&request(site.path(), "2025-08-31T12:00:00Z")).diagnostics;
        let future = found.iter().filter(|d| d.code.name() == "date-future");
        assert_eq!(future.count(), expected, "{held}");
    }
}

/// A build notices that a moment has passed, though no file has changed; one of the same period ends early.
#[test]
fn a_moment_that_passes_is_a_change() {
    let site = site("publish = 2025-09-01T06:00:00+03:00\nexpires = 2025-09-01T18:00:00+03:00\n");
    let output = site.path().join("public");
    let page = output.join("en/articles/zeplin/index.html");
    for (now, is_there, is_unchanged) in [
        ("2025-09-01T05:00:00+03:00", false, false),
        ("2025-09-01T06:00:00+03:00", true, false),
        ("2025-09-01T17:59:59+03:00", true, true),
        ("2025-09-01T18:00:00+03:00", false, false),
        ("2025-09-01T07:00:00+03:00", true, false),
        ("2025-09-02T07:00:00+03:00", false, false),
    ] {
        let outcome = build(&request(site.path(), now));
        assert_eq!(page.is_file(), is_there, "{now}");
        assert_eq!(outcome.is_unchanged, is_unchanged, "{now}");
        if !is_there {
            assert_eq!(leaks(&output), Vec::<String>::new(), "{now}");
        }
    }
}

/// With memos from an earlier moment, a build gives the same files as a fresh one.
#[test]
fn warm_equals_cold_while_moments_pass() {
    let site = site("publish = 2025-09-01T06:00:00+03:00\nexpires = 2025-09-01T18:00:00+03:00\n");
    let (memos, progress) = (Memos::default(), BuildProgress::default());
    for now in [
        "2025-09-01T05:00:00+03:00",
        "2025-09-01T06:00:00+03:00",
        "2025-09-01T05:30:00+03:00",
        "2025-09-01T19:00:00+03:00",
        "2025-09-01T12:00:00+03:00",
    ] {
        let (sources, _) = load(site.path());
        let warm = BuildRequest {
            output: site.path().join("warm"),
            ..request(site.path(), now)
        };
        rebuild(sources.into(), &warm, &memos, &progress);
        let cold = BuildRequest {
            output: site.path().join("cold"),
            ..request(site.path(), now)
        };
        build(&cold);
        assert!(tree(&warm.output) == tree(&cold.output), "{now}");
    }
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    let status = output.status.code().expect("no signal ends it");
    (status, text(output.stdout), text(output.stderr))
}

#[test]
fn commands_say_what_is_held_and_when_the_next_build_is_due() {
    let site = site("publish = 2025-09-01\nexpires = 2026-01-01T12:00:00Z\n");
    let path = site.path();
    let (status, out, _) = run(path, &["build", "--now", "2025-08-30"]);
    assert_eq!(status, 0);
    let line =
        "held back: content/articles/zeppelin/summary.en.md, until 2025-09-01T00:00:00+03:00\n";
    assert!(out.contains(line), "{out}");
    let (_, out, _) = run(path, &["status", "--now", "2025-08-30"]);
    assert!(
        out.contains("held until 2025-09-01T00:00:00+03:00"),
        "{out}"
    );
    assert!(out.contains("2 held back"), "{out}");
    for (now, next) in [
        ("2025-08-30", "2025-09-01T00:00:00+03:00\n"),
        ("2025-09-01", "2026-01-01T14:00:00+02:00\n"),
        ("2026-01-02", ""),
    ] {
        let (status, out, _) = run(path, &["status", "--next", "--now", now]);
        assert_eq!((status, out.as_str()), (0, next), "{now}");
    }
    let (_, out, _) = run(path, &["status", "--now", "2026-01-02"]);
    assert!(
        out.contains("held expired at 2026-01-01T14:00:00+02:00")
            || out.contains("expired at 2026-01-01T14:00:00+02:00"),
        "{out}"
    );
}

/// The requirement, the additions to the English and the Arabic summary, and the reasons in `status` for each.
#[test]
fn a_text_that_lacks_what_the_site_requires_is_held_and_status_says_why() {
    let seal = "sealed = { date = 2025-08-01, digest = \"0123456789abcdef\" }\n";
    for (require, english, arabic, held) in [
        ("\"sealed\"", "", "", &["not sealed", "not sealed"][..]),
        (
            "\"sealed\"",
            seal,
            "",
            &["changed since it was sealed", "not sealed"],
        ),
        (
            "\"reviewer\"",
            "reviewers = [\"Sara Said\"]\n",
            "",
            &["no reviewer"],
        ),
        (
            "\"reviewer\", \"all-languages\"",
            "reviewers = [\"Sara Said\"]\n",
            "",
            &["waits for its summary in `ar`", "no reviewer"],
        ),
        (
            "\"all-languages\"",
            "",
            "publish = 2025-09-01\n",
            &[
                "waits for its summary in `ar`",
                "until 2025-09-01T00:00:00+03:00",
            ],
        ),
        (
            "\"all-languages\"",
            "",
            "draft = true\n",
            &["no summary in `ar`"],
        ),
        ("\"no-warnings\"", seal, "", &["1 warning"]),
        ("", "", "", &[]),
    ] {
        let site = site("");
        let path = site.path();
        put(
            path,
            "config.toml",
            format!("{CONFIG}\n[publish]\nrequire = [{require}]\n"),
        );
        // The other article meets every requirement.
        for lang in ["en", "ar"] {
            let file = format!("content/articles/open/summary.{lang}.md");
            let text = fs::read_to_string(path.join(&file)).expect("a summary");
            let text = text.replace("+++\ntitle", "+++\nreviewers = [\"Omar\"]\ntitle");
            put(path, &file, text.replace(AHEAD, ""));
        }
        run(path, &["seal", "open", "--now", "2025-08-30"]);
        for (lang, front) in [("en", english), ("ar", arabic)] {
            let file = format!("content/articles/zeppelin/summary.{lang}.md");
            let text = fs::read_to_string(path.join(&file)).expect("a summary");
            put(
                path,
                &file,
                text.replacen("+++\n", &format!("+++\n{front}"), 1),
            );
        }
        let outcome = build(&request(path, "2025-08-31"));
        assert!(
            outcome.report.is_some(),
            "{require}: {:?}",
            outcome.diagnostics
        );
        let reasons: Vec<&str> = outcome.held.iter().map(|(_, why)| why.as_str()).collect();
        let mut expected = held.to_vec();
        // They are in the order of their paths.
        if expected.len() == 2 {
            expected.reverse();
        }
        assert_eq!(reasons, expected, "{require} {english}{arabic}");
        let (_, out, _) = run(path, &["status", "--now", "2025-08-31"]);
        for reason in held {
            assert!(out.contains(reason), "{reason}: {out}");
        }
        if held.len() == 2 {
            assert_eq!(
                leaks(&path.join("public")),
                Vec::<String>::new(),
                "{require}"
            );
        }
    }
}

/// The requirements of a topic apply to its own texts.
#[test]
fn a_topic_requires_more_of_its_texts() {
    let site = site("topics = [\"air\"]\n");
    let path = site.path();
    let topic = "+++\ntitle = \"Air\"\n+++\n";
    put(path, "content/topics/air/index.en.md", topic);
    let config = format!("{CONFIG}\n[publish.topics.air]\nrequire = [\"sealed\"]\n");
    put(path, "config.toml", config);
    let outcome = build(&request(path, "2025-08-31"));
    assert_eq!(outcome.held.len(), 2, "{:?}", outcome.diagnostics);
    assert_eq!(leaks(&path.join("public")), Vec::<String>::new());
    let (status, ..) = run(path, &["seal", "zeppelin", "--now", "2025-08-31"]);
    assert_eq!(status, 0);
    let outcome = build(&request(path, "2025-08-31"));
    assert!(outcome.held.is_empty(), "{:?}", outcome.held);
}

#[test]
fn the_desk_sees_what_is_held_marked_and_deploys_none_of_it() {
    let site = site("publish = 2025-09-01T06:30:00+03:00\n");
    let target = TempDir::new().expect("a folder");
    let config = format!(
        "{CONFIG}\n[deploy.here]\nto = \"{}\"\n",
        target.path().display()
    );
    put(site.path(), "config.toml", config);
    let now = ["--now", "2025-08-30"];
    let (status, ..) = run(site.path(), &[&["build", "--drafts"][..], &now].concat());
    assert_eq!(status, 0);
    let page = |path: &str| fs::read_to_string(site.path().join(path)).expect(path);
    let english = page("public/en/articles/zeplin/index.html");
    assert!(
        english.contains("Embargoed until 1 September 2025, 06:30"),
        "{english}"
    );
    let arabic = page("public/ar/articles/zeppelin/index.html");
    assert!(arabic.contains("محظور النشر حتى"), "{arabic}");
    assert!(page("public/en/index.html").contains("Embargoed until"));
    let (status, _, complaint) = run(site.path(), &["deploy", "here"]);
    assert_eq!(status, 1, "{complaint}");
    assert!(complaint.contains("held back"), "{complaint}");
    // A site that was built for a later time has a text that nobody may see yet.
    run(site.path(), &["build", "--now", "2025-09-02"]);
    let (status, _, complaint) = run(site.path(), &[&["deploy", "here"][..], &now].concat());
    assert_eq!(status, 1, "{complaint}");
    assert!(
        complaint.contains("under embargo until 2025-09-01T06:30:00+03:00"),
        "{complaint}"
    );
}
