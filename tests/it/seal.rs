//! `mujaz seal`: the seals that it writes, its refusals, and the findings of `check` after a change of the original.

use std::fs;
use std::path::Path;
use std::process::Command;

use mujaz::build::inspect;
use mujaz::link::BuildOptions;
use tempfile::TempDir;

/// The result of a command: exit status, standard output, standard error.
type Ran = (i32, String, String);

fn run(folder: &Path, args: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(folder)
        .args(args)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    let status = output.status.code().expect("no signal ends it");
    (status, text(output.stdout), text(output.stderr))
}

/// The sound site of `tests/diagnostics/`.
fn site() -> TempDir {
    let site = TempDir::new().expect("there is room for a temporary folder");
    crate::common::copy(
        &crate::common::repository("tests/diagnostics/base"),
        site.path(),
    );
    site
}

const ORIGINAL: &str = "content/articles/treaty/original.en.md";
const ENGLISH: &str = "content/articles/treaty/summary.en.md";
const ARABIC: &str = "content/articles/treaty/summary.ar.md";
/// A seal in the form of earlier versions, without the summary.
const OLD_SEAL: &str = "sealed = { date = 2026-11-20, digest = \"7501eb30eb30f6c9\", paragraphs = \"9bac74006fa46e70\" }";

/// The seal of a summary whose digest, and whose passages' digests, are these.
fn sealed(summary: &str, sentences: &str) -> String {
    let old = OLD_SEAL.trim_end_matches(" }");
    format!("{old}, summary = \"{summary}\", sentences = \"{sentences}\" }}")
}

/// The seal of the English summary of the sound site.
fn english() -> String {
    sealed("b7a75bf393f0992d", "1088034639863913")
}

/// The seal of its Arabic summary.
fn arabic() -> String {
    sealed("a44c4b5086e7e161", "3827441e1fcc1e7e")
}

fn read(site: &TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join(path)).expect("a text")
}

fn edit(site: &TempDir, path: &str, from: &str, to: &str) {
    let text = read(site, path);
    assert!(text.contains(from), "{path} holds {from}");
    crate::common::put(site.path(), path, text.replacen(from, to, 1));
}

fn seal(site: &TempDir, args: &[&str]) -> Ran {
    run(
        site.path(),
        &[&["seal", "--now", "2026-11-20"], args].concat(),
    )
}

/// The messages of the findings with this code.
fn found(site: &TempDir, code: &str) -> Vec<String> {
    let found = inspect(site.path(), &BuildOptions::default()).diagnostics;
    found
        .into_iter()
        .filter(|d| d.code.name() == code)
        .map(|d| d.message)
        .collect()
}

#[test]
fn a_seal_is_written_into_every_summary_and_nothing_else_changes() {
    let site = site();
    let before = crate::common::tree(site.path());
    let (status, out, err) = seal(&site, &["treaty"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(
        out,
        format!(
            "{ARABIC}: sealed on 2026-11-20 against 4 paragraphs\n{ENGLISH}: sealed on 2026-11-20 against 4 paragraphs\n"
        )
    );
    let mut expected = before;
    for (path, seal) in [(ARABIC, arabic()), (ENGLISH, english())] {
        let text = String::from_utf8(expected[path].clone()).unwrap();
        let sealed = text.replacen("\"\n+++\n", &format!("\"\n{seal}\n+++\n"), 1);
        expected.insert(path.into(), sealed.into_bytes());
    }
    let mut after = crate::common::tree(site.path());
    // What was sealed is kept apart from the site's texts, for the next seal.
    for lang in ["ar", "en"] {
        let record = format!(".mujaz-sealed/treaty.{lang}.json");
        assert!(after.remove(&record).is_some(), "{record}");
    }
    let difference = crate::common::difference(&expected, &after);
    assert!(difference.is_empty(), "{difference}");
    assert_eq!(found(&site, "summary-stale"), [""; 0]);
}

#[test]
fn sealing_again_on_the_same_day_touches_no_file() {
    let site = site();
    seal(&site, &["--all"]);
    let (tree, times) = (
        crate::common::tree(site.path()),
        crate::common::times(site.path()),
    );
    assert_eq!(seal(&site, &["--all"]).0, 0);
    assert!(crate::common::tree(site.path()) == tree && crate::common::times(site.path()) == times);
    let (status, _, _) = run(site.path(), &["seal", "treaty", "--now", "2026-11-21"]);
    assert_eq!(status, 0);
    let later = english().replace("2026-11-20", "2026-11-21");
    assert!(
        read(&site, ENGLISH).contains(&later),
        "another day is noted"
    );
}

#[test]
fn the_file_stays_as_its_editor_wrote_it() {
    let written = "\u{FEFF}+++\r\n# by hand\r\ntitle   = 'The treaty' # short  \r\nsealed.date = 2024-07-01\r\ntopics = [ \"economy\", ]\r\nsealed . digest = \"0123456789abcdef\" # of old\r\n\r\n+++\r\n\r\nTwo states   signed a treaty [p1].  \r\nEnd without a line end";
    let sealed = written
        .replace("2024-07-01", "2026-11-20")
        .replace("0123456789abcdef", "7501eb30eb30f6c9")
        .replace(
            "# of old\r\n",
            "# of old\r\nsealed . paragraphs = \"9bac74006fa46e70\"\r\nsealed . summary = \"71fe80a69d7c90c4\"\r\nsealed . sentences = \"10880346f60b\"\r\n",
        );
    let site = site();
    crate::common::put(site.path(), ENGLISH, written);
    let (status, _, err) = seal(&site, &["treaty", "--lang", "en"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(read(&site, ENGLISH), sealed);
}

#[test]
fn the_language_can_be_chosen_and_drafts_are_left() {
    let site = site();
    assert_eq!(seal(&site, &["treaty", "--lang", "en"]).0, 0);
    assert!(read(&site, ENGLISH).contains(&english()) && !read(&site, ARABIC).contains("sealed"));
    edit(&site, ARABIC, "title", "draft = true\ntitle");
    let (status, out, _) = seal(&site, &["treaty"]);
    assert_eq!(status, 0);
    assert!(
        out.contains(&format!("{ARABIC}: not sealed: it is a draft\n")),
        "{out}"
    );
    assert!(!read(&site, ARABIC).contains("sealed"));
}

/// Arguments, a change to the site before (file, words, other words), exit status, and message.
#[test]
fn what_cannot_be_sealed_is_refused_by_name() {
    let none = ("", "", "");
    for (args, change, status, said) in [
        (
            &["traety"][..],
            none,
            2,
            "there is no article `traety`; did you mean `treaty`?",
        ),
        (
            &["nothing-like-it"],
            none,
            2,
            "an article is named as its folder",
        ),
        (&[], none, 2, "mujaz seal --all"),
        (&["--all", "treaty"], none, 2, "cannot be used with"),
        (
            &["treaty", "--lang", "fr"],
            none,
            2,
            "`fr` is none of the site's languages: ar, en",
        ),
        (
            &["treaty"],
            ("config.toml", "[languages.ar]", "[languages"),
            2,
            "config.toml has errors",
        ),
        (
            &["treaty"],
            (ENGLISH, "[p1]", "[p9]"),
            1,
            "error[citation-unknown]: the original has no paragraph p9",
        ),
        (
            &["treaty"],
            (ENGLISH, "[p1]", "[p9]"),
            1,
            "summary.en.md is not sealed: 1 error; mend it",
        ),
        (
            &["treaty"],
            (ENGLISH, "[p1]", "![x](https://example.org/x.png)"),
            1,
            "warning[picture-elsewhere]",
        ),
        (
            &["treaty"],
            (
                ORIGINAL,
                "publisher = \"example-desk\"",
                "publisher = \"nobody\"",
            ),
            1,
            "error[publisher-unknown]",
        ),
        (
            &["treaty"],
            (
                "content/names.toml",
                "kind = \"person\"",
                "kind = \"persn\"",
            ),
            1,
            "the register of names",
        ),
        (
            &["treaty", "--lang", "en"],
            (ENGLISH, "title", "draft = true\ntitle"),
            1,
            "no summary in `en` to seal",
        ),
    ] {
        let site = site();
        if !change.0.is_empty() {
            edit(&site, change.0, change.1, change.2);
        }
        let before = read(&site, ENGLISH);
        let (exit, _, err) = seal(&site, args);
        assert_eq!(exit, status, "{args:?} {change:?}: {err}");
        assert!(err.contains(said), "{args:?} {change:?}: {err}");
        assert_eq!(read(&site, ENGLISH), before, "{args:?} {change:?}");
    }
}

#[test]
fn a_summary_that_is_refused_keeps_no_other_back() {
    let site = site();
    edit(&site, ENGLISH, "[p1]", "[p9]");
    let (status, out, _) = seal(&site, &["treaty"]);
    assert_eq!(status, 1);
    assert!(
        out.starts_with(ARABIC) && read(&site, ARABIC).contains(&arabic()),
        "{out}"
    );
    assert!(!read(&site, ENGLISH).contains("sealed"));
}

/// Nobody knows which summaries are in a folder that cannot be read.
#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_read_is_named() {
    for (args, expected) in [(&["--all"], 1), (&["treaty"], 0)] {
        let site = site();
        let folder = site.path().join("content/articles/other");
        std::os::unix::fs::symlink("/nowhere/at/all", folder).expect("a link");
        let (status, _, err) = seal(&site, args);
        let is_told = err.contains("content/articles/other: not sealed");
        assert_eq!(
            (is_told, status),
            (expected == 1, expected),
            "{args:?}: {err}"
        );
    }
}

/// A summary that is there and cannot be read is not passed over in silence.
#[test]
fn a_summary_that_cannot_be_read_is_named() {
    let spoils: [fn(&Path); 3] = [
        |place| fs::create_dir(place).expect("a folder"),
        |place| fs::write(place, "Text without front matter.\n").expect("a file"),
        |place| fs::write(place, [0xFF, 0xFE, 0xFF]).expect("a file"),
    ];
    for spoil in spoils {
        for args in [
            &["treaty"][..],
            &["--all"],
            &["treaty", "--lang", "en"],
            &["treaty", "--lang", "ar"],
        ] {
            let site = site();
            let place = site.path().join(ENGLISH);
            fs::remove_file(&place).expect("it is there");
            spoil(&place);
            let (status, _, err) = seal(&site, args);
            let is_told = err.contains(&format!("{ENGLISH}: not sealed: it cannot be read"));
            let is_wanted = args.last() != Some(&"ar");
            assert_eq!(
                (is_told, status),
                (is_wanted, i32::from(is_wanted)),
                "{args:?}: {err}"
            );
        }
    }
}

#[test]
fn a_summary_is_stale_when_the_text_of_its_original_changed() {
    for (from, to, said) in [
        // What a reader does not see, and what is not the text.
        ("It has 23 articles.", "It *has*  23\narticles.", None),
        (
            "published = 2024-06-19",
            "published = 2024-06-20\nauthor = \"A\"",
            None,
        ),
        ("example.org/treaty", "example.org/the-treaty", None),
        // What a reader reads.
        ("23", "24", Some("p2 changed")),
        ("- Trade", "A new one.\n\n- Trade", Some("p3 was added")),
        (
            "- Workers are to follow.\n",
            "",
            Some("a paragraph was removed after p3"),
        ),
        (
            "\"The treaty\"",
            "\"A treaty\"",
            Some("its title or a heading changed"),
        ),
        (
            "It has",
            "## More\n\nIt has",
            Some("its title or a heading changed"),
        ),
    ] {
        let site = site();
        seal(&site, &["treaty"]);
        edit(&site, ORIGINAL, from, to);
        let message = said.map(|said| {
            format!("the original has changed since it was sealed on 2026-11-20: {said}")
        });
        let stale = found(&site, "summary-stale");
        let expected: Vec<String> = message
            .iter()
            .flat_map(|m| [m.clone(), m.clone()])
            .collect();
        assert_eq!(stale, expected, "{from} → {to}");
        assert_eq!(
            seal(&site, &["treaty"]).0,
            0,
            "that it is stale keeps nobody from sealing it"
        );
        assert_eq!(found(&site, "summary-stale"), [""; 0], "{from} → {to}");
    }
}

/// A text in which everything can change that a summary may hold.
const RICH: &str = r#"+++
title = "The treaty"
description = "Signed in June"
+++

Two states signed a treaty [p1]. It has *23* articles [p2].

## Trade

- Trade is to double [p3].

| What | Trade |
|---|---|
| Goods | double [p3] |

See [the paper](https://example.org/paper) and `code 7`.

<p>Workers are to follow.</p>
"#;

/// A change to the sealed summary (words, other words), and the message.
#[test]
fn a_seal_breaks_when_a_reader_reads_something_else_in_the_summary() {
    let sealed = "after the summary was sealed on 2026-11-20";
    for (from, to, said) in [
        // What a reader does not see, and what claims nothing.
        ("*23* articles [p2].", "23\narticles [p2].", &[][..]),
        ("+++\n\nTwo", "topics = []\n+++\n\n\n\nTwo", &[]),
        ("title =", "authors = [\"Mona\"]\ntitle =", &[]),
        ("| Goods | double", "|   Goods   |   double", &[]),
        ("[p1]. It", "[p1].\n\nIt", &[]),
        ("Two states", "\u{200E}Two states", &[]),
        ("## Trade", "<!-- to do -->\n\n## Trade", &[]),
        // What a reader reads.
        ("\"The treaty\"", "\"A treaty\"", &["the title was changed"]),
        (
            "Signed in June",
            "Signed at last",
            &["the description was changed"],
        ),
        (
            "description = \"Signed in June\"\n",
            "",
            &["a sentence after “The treaty” was removed"],
        ),
        ("## Trade", "## More", &["this heading was changed"]),
        (
            "signed a treaty",
            "tore up a treaty",
            &["this sentence was changed"],
        ),
        (
            "It has *23*",
            "Washington has secretly threatened war. It has *23*",
            &["this sentence was added"],
        ),
        (
            " It has *23* articles [p2].",
            "",
            &["a sentence after “Two states signed a treaty.” was removed"],
        ),
        (
            "double [p3].",
            "shrink [p3].",
            &["this sentence was changed"],
        ),
        (
            "| Goods | double",
            "| Goods | less",
            &["this sentence was changed"],
        ),
        // What a sentence rests on.
        ("treaty [p1]", "treaty [p2]", &["this sentence was changed"]),
        ("treaty [p1]", "treaty", &["this sentence was changed"]),
        ("org/paper", "org/other", &["this sentence was changed"]),
        // What is no prose.
        (
            "`code 7`",
            "`code 8`",
            &["a picture, code or HTML was changed"],
        ),
        (
            "<p>Workers",
            "<p>Soldiers",
            &[
                "a picture, code or HTML was changed",
                "this sentence was changed",
            ],
        ),
    ] {
        let site = site();
        crate::common::put(site.path(), ENGLISH, RICH);
        let (status, _, err) = seal(&site, &["treaty"]);
        assert_eq!(status, 0, "{err}");
        edit(&site, ENGLISH, from, to);
        let expected: Vec<String> = said.iter().map(|s| format!("{s} {sealed}")).collect();
        assert_eq!(found(&site, "summary-changed"), expected, "{from} → {to}");
        assert_eq!(found(&site, "summary-stale"), [""; 0], "{from} → {to}");
        assert_eq!(claims(&site), said.is_empty(), "{from} → {to}");
        assert_eq!(
            seal(&site, &["treaty"]).0,
            0,
            "that it changed keeps nobody from sealing it"
        );
        assert_eq!(found(&site, "summary-changed"), [""; 0], "{from} → {to}");
        assert!(claims(&site), "{from} → {to}");
    }
}

/// Returns true if the English page says that the summary was checked.
fn claims(site: &TempDir) -> bool {
    let (status, _, err) = run(site.path(), &["build", "-q"]);
    assert_eq!(status, 0, "{err}");
    let page = read(site, "public/en/articles/treaty/index.html");
    let data = read(site, "public/en/articles/treaty/article.json");
    let says = page.contains("· checked ");
    assert_eq!(says, data.contains("\"sealed\""), "the data says the same");
    assert_eq!(says, page.contains("lastReviewed"), "so does the metadata");
    says
}

#[test]
fn every_changed_sentence_is_named_in_its_place() {
    let site = site();
    crate::common::put(site.path(), ENGLISH, RICH);
    seal(&site, &["treaty"]);
    edit(&site, ENGLISH, "Two states", "Some states");
    edit(&site, ENGLISH, "Trade is to double", "Trade is to halve");
    let (status, out, _) = run(site.path(), &["check", "--format", "json"]);
    assert_eq!(status, 1);
    let read: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let places: Vec<_> = (read["diagnostics"].as_array().expect("a list").iter())
        .filter(|d| d["code"] == "summary-changed")
        .map(|d| (d["line"].as_u64(), d["column"].as_u64()))
        .collect();
    assert_eq!(places, [(Some(7), Some(1)), (Some(11), Some(3))]);
    let (_, table) = (0, run(site.path(), &["status"]).1);
    assert!(table.contains("changed (sealed 2026-11-20)"), "{table}");
    assert!(
        table.contains("treaty, en: summary: “Some states signed a treaty.” was changed\n"),
        "{table}"
    );
}

#[test]
fn both_texts_can_change_and_both_are_named() {
    let site = site();
    seal(&site, &["treaty"]);
    edit(&site, ORIGINAL, "23", "24");
    edit(&site, ENGLISH, "[p1]", "[p1, p2]");
    assert_eq!(found(&site, "summary-stale").len(), 2);
    assert_eq!(found(&site, "summary-changed").len(), 1);
    assert!(!claims(&site));
}

/// A seal as versions before wrote it.
#[test]
fn a_seal_of_the_original_only_stays_readable_and_claims_nothing() {
    let site = site();
    edit(&site, ENGLISH, "\"\n+++", &format!("\"\n{OLD_SEAL}\n+++"));
    assert_eq!(found(&site, "summary-changed"), [""; 0]);
    assert_eq!(found(&site, "seal-original-only").len(), 1);
    assert!(!claims(&site), "nobody knows whether the summary changed");
    let table = run(site.path(), &["status"]).1;
    assert!(
        table.contains("original only (sealed 2026-11-20)"),
        "{table}"
    );
    edit(&site, ORIGINAL, "23", "24");
    assert_eq!(
        found(&site, "summary-stale"),
        ["the original has changed since it was sealed on 2026-11-20: p2 changed"]
    );
    assert_eq!(seal(&site, &["treaty"]).0, 0);
    assert!(claims(&site));
    assert!(!read(&site, ENGLISH).contains(OLD_SEAL));
}

#[test]
fn a_draft_that_becomes_public_keeps_its_seal() {
    let site = site();
    seal(&site, &["treaty"]);
    edit(&site, ENGLISH, "title", "draft = true\ntitle");
    assert_eq!(found(&site, "summary-changed"), [""; 0]);
    edit(&site, ENGLISH, "draft = true\n", "draft = false\n");
    assert_eq!(found(&site, "summary-changed"), [""; 0]);
    assert!(claims(&site));
}
