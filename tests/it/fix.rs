//! `mujaz check --fix` as people run it: variants of names give way, and every other byte stays.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// Exit status, standard output, standard error.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(folder)
        .args(args)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    let status = output.status.code().expect("no signal ends it");
    (status, text(output.stdout), text(output.stderr))
}

const NAMES: &str = "[[name]]\nid = \"kim\"\nkind = \"person\"\nar = \"كيم جونغ أون\"\nen = \"Kim Jong Un\"\nvariants.ar = [\"كيم جونج أون\"]\nvariants.en = [\"Kim Jong-un\"]\n";
const ORIGINAL: &str = "+++\ntitle = \"Kim Jong-un\"\npublisher = \"example-desk\"\nurl = \"https://example.org/\"\npublished = 2025-03-09\n+++\n\nKim Jong-un spoke.\n";
const ENGLISH: &str = "content/articles/treaty/summary.en.md";
const ARABIC: &str = "content/articles/treaty/summary.ar.md";

/// A site in which two articles' summaries have variants.
fn site() -> TempDir {
    let site = TempDir::new().expect("there is room for a temporary folder");
    crate::common::copy(
        &crate::common::repository("tests/diagnostics/base"),
        site.path(),
    );
    let put = |path: &str, text: &str| crate::common::put(site.path(), path, text);
    put("content/names.toml", NAMES);
    for article in ["treaty", "other"] {
        let path = |name| format!("content/articles/{article}/{name}");
        put(&path("original.en.md"), ORIGINAL);
        put(
            &path("summary.en.md"),
            "+++\r\ntitle = \"Kim Jong-un\"  # Kim Jong-un\r\n+++\r\n\r\nKim Jong-un spoke [p1]: “Kim Jong-un spoke”.  \r\n",
        );
        put(
            &path("summary.ar.md"),
            "+++\ntitle = \"كلمة\"\n+++\n\nتكلم كيم جونج أون [p1] وسُئل عن كيم جونج أون.\n",
        );
    }
    site
}

fn read(site: &TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join(path)).expect("a text")
}

#[test]
fn variants_give_way_and_everything_else_stays() {
    let site = site();
    let mut expected = crate::common::tree(site.path());
    for article in ["treaty", "other"] {
        for (name, text) in [
            (
                "summary.en.md",
                "+++\r\ntitle = \"Kim Jong Un\"  # Kim Jong-un\r\n+++\r\n\r\nKim Jong Un spoke [p1]: “Kim Jong-un spoke”.  \r\n",
            ),
            (
                "summary.ar.md",
                "+++\ntitle = \"كلمة\"\n+++\n\nتكلم كيم جونغ أون [p1] وسُئل عن كيم جونغ أون.\n",
            ),
        ] {
            expected.insert(format!("content/articles/{article}/{name}"), text.into());
        }
    }
    let (status, _, err) = run(site.path(), &["check", "--fix"]);
    assert_eq!(status, 0, "{err}");
    assert!(
        err.contains(&format!("{ENGLISH}:2:10: Kim Jong-un → Kim Jong Un\n")),
        "{err}"
    );
    assert!(
        err.contains(&format!(
            "{ARABIC}:5:6: \u{2068}كيم جونج أون\u{2069} → \u{2068}كيم جونغ أون\u{2069}\n"
        )),
        "{err}"
    );
    let difference = crate::common::difference(&expected, &crate::common::tree(site.path()));
    assert!(difference.is_empty(), "{difference}");
    let times = crate::common::times(site.path());
    let (status, _, err) = run(site.path(), &["check", "--fix"]);
    assert_eq!((status, err.as_str()), (0, ""), "nothing is left to change");
    assert!(crate::common::times(site.path()) == times);
}

#[test]
fn only_what_is_asked_for_changes() {
    let site = site();
    let before = crate::common::tree(site.path());
    assert_eq!(run(site.path(), &["check"]).0, 1);
    assert_eq!(
        run(site.path(), &["check", "--fix", "traety", "other"]).0,
        2
    );
    assert!(
        crate::common::tree(site.path()) == before,
        "nothing without --fix, nor for an article that is not there"
    );
    let waived = read(&site, ENGLISH).replacen(
        "title",
        "waive = [{ code = \"name-variant\", text = \"Kim Jong-un\", why = \"the treaty has it so\" }]\r\ntitle",
        1,
    );
    crate::common::put(site.path(), ENGLISH, &waived);
    assert_eq!(
        run(site.path(), &["check", "--fix", "content/articles/treaty/"]).0,
        0
    );
    assert_eq!(read(&site, ENGLISH), waived, "what is waived stays");
    assert!(!read(&site, ARABIC).contains("جونج"));
    let other = "content/articles/other/summary.ar.md";
    assert!(crate::common::tree(site.path())[other] == before[other]);
}

#[test]
fn a_spelling_of_two_names_is_never_replaced() {
    let site = site();
    // A variant of one name is the preferred spelling of another, and one is a variant of both.
    let other = "\n[[name]]\nid = \"other\"\nkind = \"person\"\nar = \"كيم أون\"\nen = \"Kim jong-un\"\nvariants.ar = [\"كِيم جونج اون\"]\n";
    crate::common::put(site.path(), "content/names.toml", format!("{NAMES}{other}"));
    let before = crate::common::tree(site.path());
    let (status, _, err) = run(site.path(), &["check", "--fix"]);
    assert_eq!(status, 1, "{err}");
    assert_eq!(err.matches("warning[name-ambiguous]").count(), 1, "{err}");
    assert!(!err.contains("name-variant") && !err.contains('→'), "{err}");
    assert!(crate::common::tree(site.path()) == before);
}
