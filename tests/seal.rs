//! `mujaz seal` as people run it: what it writes into summaries, what it refuses, and what `check` says afterwards when an
//! original changes.

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use mujaz::build::inspect;
use mujaz::link::Options;
use tempfile::TempDir;

/// What came of a command: exit status, standard output, standard error.
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
    common::copy(&common::repository("tests/diagnostics/base"), site.path());
    site
}

const ORIGINAL: &str = "content/articles/treaty/original.en.md";
const ENGLISH: &str = "content/articles/treaty/summary.en.md";
const ARABIC: &str = "content/articles/treaty/summary.ar.md";
const SEAL: &str = "sealed = { date = 2026-11-20, digest = \"7501eb30eb30f6c9\", paragraphs = \"9bac74006fa46e70\" }";

fn read(site: &TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join(path)).expect("a text")
}

fn edit(site: &TempDir, path: &str, from: &str, to: &str) {
    let text = read(site, path);
    assert!(text.contains(from), "{path} holds {from}");
    common::put(site.path(), path, text.replacen(from, to, 1));
}

fn seal(site: &TempDir, args: &[&str]) -> Ran {
    run(
        site.path(),
        &[&["seal", "--now", "2026-11-20"], args].concat(),
    )
}

/// The messages of the findings with this code.
fn found(site: &TempDir, code: &str) -> Vec<String> {
    let found = inspect(site.path(), &Options::default()).diagnostics;
    found
        .into_iter()
        .filter(|d| d.code == code)
        .map(|d| d.message)
        .collect()
}

#[test]
fn a_seal_is_written_into_every_summary_and_nothing_else_changes() {
    let site = site();
    let before = common::tree(site.path());
    let (status, out, err) = seal(&site, &["treaty"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(
        out,
        format!(
            "{ARABIC}: sealed on 2026-11-20 against 4 paragraphs\n{ENGLISH}: sealed on 2026-11-20 against 4 paragraphs\n"
        )
    );
    let mut expected = before;
    for path in [ARABIC, ENGLISH] {
        let text = String::from_utf8(expected[path].clone()).unwrap();
        let sealed = text.replacen("\"\n+++\n", &format!("\"\n{SEAL}\n+++\n"), 1);
        expected.insert(path.into(), sealed.into_bytes());
    }
    let difference = common::difference(&expected, &common::tree(site.path()));
    assert!(difference.is_empty(), "{difference}");
    assert_eq!(found(&site, "summary-stale"), [""; 0]);
}

#[test]
fn sealing_again_on_the_same_day_touches_no_file() {
    let site = site();
    seal(&site, &["--all"]);
    let (tree, times) = (common::tree(site.path()), common::times(site.path()));
    assert_eq!(seal(&site, &["--all"]).0, 0);
    assert!(common::tree(site.path()) == tree && common::times(site.path()) == times);
    let (status, _, _) = run(site.path(), &["seal", "treaty", "--now", "2026-11-21"]);
    assert_eq!(status, 0);
    let later = SEAL.replace("2026-11-20", "2026-11-21");
    assert!(
        read(&site, ENGLISH).contains(&later),
        "another day is noted"
    );
}

#[test]
fn the_file_stays_as_its_editor_wrote_it() {
    let written = "\u{FEFF}+++\r\n# by hand\r\ntitle   = 'The treaty' # short  \r\nsealed.date = 2020-01-01\r\ntopics = [ \"economy\", ]\r\nsealed . digest = \"0123456789abcdef\" # of old\r\n\r\n+++\r\n\r\nTwo states   signed a treaty [p1].  \r\nEnd without a line end";
    let sealed = written
        .replace("2020-01-01", "2026-11-20")
        .replace("0123456789abcdef", "7501eb30eb30f6c9")
        .replace(
            "# of old\r\n",
            "# of old\r\nsealed . paragraphs = \"9bac74006fa46e70\"\r\n",
        );
    let site = site();
    common::put(site.path(), ENGLISH, written);
    let (status, _, err) = seal(&site, &["treaty", "--lang", "en"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(read(&site, ENGLISH), sealed);
}

#[test]
fn the_language_can_be_chosen_and_drafts_are_left() {
    let site = site();
    assert_eq!(seal(&site, &["treaty", "--lang", "en"]).0, 0);
    assert!(read(&site, ENGLISH).contains(SEAL) && !read(&site, ARABIC).contains("sealed"));
    edit(&site, ARABIC, "title", "draft = true\ntitle");
    assert_eq!(seal(&site, &["treaty"]).0, 0);
    assert!(!read(&site, ARABIC).contains("sealed"));
}

/// Arguments, a change to the site before (file, words, other words), exit status, and what is said.
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
        (&[], none, 2, "Usage: mujaz seal"),
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
        out.starts_with(ARABIC) && read(&site, ARABIC).contains(SEAL),
        "{out}"
    );
    assert!(!read(&site, ENGLISH).contains("sealed"));
}

/// A change to the sealed original (words, other words), and what is said of the summaries.
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
