//! `mujaz status` as people run it: the table, and the same for programs.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(folder)
        .args(args)
        .output()
        .expect("the program runs");
    let out = String::from_utf8(output.stdout).expect("it prints UTF-8");
    (output.status.code().expect("no signal ends it"), out)
}

fn original(title: &str, published: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\npublisher = \"example-desk\"\nurl = \"https://example.org/\"\npublished = {published}\n+++\n\nA text.\n"
    )
}

fn summary(front: &str) -> String {
    format!("+++\ntitle = \"-\"\n{front}+++\n\nA text [p1].\n")
}

/// A site with a summary in every state.
fn site() -> TempDir {
    let site = TempDir::new().expect("there is room for a temporary folder");
    crate::common::copy(
        &crate::common::repository("tests/diagnostics/base"),
        site.path(),
    );
    let put = |path: &str, text: String| {
        crate::common::put(site.path(), &format!("content/articles/{path}"), text);
    };
    put("port/original.en.md", original("The port", "2024-06-20"));
    put("port/summary.en.md", summary(""));
    put("port/summary.ar.md", summary("draft = true\n"));
    run(site.path(), &["seal", "port", "--now", "2026-11-20"]);
    run(
        site.path(),
        &["seal", "treaty", "--lang", "ar", "--now", "2026-11-19"],
    );
    put("رصيف/original.ru.md", original("Причал", "2025-01-02"));
    put(
        "رصيف/summary.ar.md",
        summary(
            "date = 2025-01-03\nsealed = { date = 2025-01-04, digest = \"0123456789abcdef\" }\n",
        ),
    );
    put("undated/summary.en.md", "no front matter".into());
    site
}

#[test]
fn every_summary_stands_in_the_table() {
    let site = site();
    let (status, out) = run(site.path(), &["status"]);
    let expected = "\
article  date        original  ar                                    en
رصيف     2025-01-03  ru        stale (sealed 2025-01-04), 1 warning  missing
port     2024-06-20  en        draft                                 sealed 2026-11-20
treaty   2024-06-19  en        sealed 2026-11-19                     unsealed
undated  –           missing   missing                               unreadable, 1 error
رصيف, ar: original: it changed
4 articles, 2 sealed, 1 stale, 1 unsealed, 1 draft, 1 unreadable, 2 missing, 1 error, 1 warning
";
    assert!(
        out.contains("\u{2068}رصيف\u{2069}"),
        "a name from right to left is isolated"
    );
    let out = out.replace(['\u{2068}', '\u{2069}'], "");
    assert_eq!((status, out.as_str()), (0, expected));
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let site = site();
    let (_, plain) = run(site.path(), &["status"]);
    let (_, coloured) = run(site.path(), &["status", "--color", "always"]);
    assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}[32msealed 2026-11-20\u{1b}[0m"));
    let mut without = coloured;
    for code in ["0", "1", "2", "31", "32", "33"] {
        without = without.replace(&format!("\u{1b}[{code}m"), "");
    }
    assert_eq!(without, plain, "colours move nothing");
}

#[test]
fn programs_read_the_same() {
    let site = site();
    let (status, out) = run(site.path(), &["status", "--format", "json"]);
    assert_eq!(status, 0);
    let read: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(read["languages"], serde_json::json!(["ar", "en"]));
    assert_eq!(
        read["articles"][1],
        serde_json::json!({
            "article": "port",
            "date": "2024-06-20",
            "original": { "language": "en", "errors": 0, "warnings": 0, "notes": 0 },
            "summaries": [
                { "language": "ar", "state": "draft", "sealed": null, "changes": [], "errors": 0, "warnings": 0, "notes": 0 },
                { "language": "en", "state": "sealed", "sealed": "2026-11-20", "changes": [], "errors": 0, "warnings": 0, "notes": 0 },
            ],
        })
    );
    assert_eq!(read["articles"][3]["original"], serde_json::Value::Null);
    assert_eq!(
        read["totals"]["states"],
        serde_json::json!({ "missing": 2, "unreadable": 1, "draft": 1, "unsealed": 1, "stale": 1, "sealed": 2 })
    );
    assert_eq!(read["totals"]["articles"], 4);
}

#[test]
fn a_site_that_cannot_be_read_has_no_status() {
    let site = site();
    crate::common::put(site.path(), "config.toml", "");
    let (status, out) = run(site.path(), &["status"]);
    assert_eq!((status, out.as_str()), (2, ""));
    let empty = TempDir::new().expect("a folder");
    assert_eq!(run(empty.path(), &["status"]).0, 2);
}
