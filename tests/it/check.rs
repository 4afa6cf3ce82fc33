//! `mujaz check` as people and programs run it, and what it says was traced.
//!
//! What each finding reads like stands in `tests/diagnostics/`.

use std::fs;
use std::path::Path;
use std::process::Command;

use mujaz::build::inspect;
use mujaz::link::BuildOptions;
use tempfile::TempDir;

const ORIGINAL: &str = "\
+++
title = \"The treaty\"
publisher = \"example-desk\"
url = \"https://example.org/treaty\"
published = 2024-06-19
+++

Two states signed a treaty on 19 June 2024. “We will never sign before the audit is complete,” the minister said.

Trade is to grow by 35% to 1.2 million tonnes.
";

/// The sound site of `tests/diagnostics/` with another original and an English summary of this text.
fn site(summary: &str) -> TempDir {
    let site = TempDir::new().expect("there is room for a temporary folder");
    let base = crate::common::repository("tests/diagnostics/base");
    for path in crate::common::files(&base) {
        write(
            site.path(),
            &path,
            &fs::read_to_string(base.join(&path)).unwrap(),
        );
    }
    let folder = "content/articles/treaty";
    write(site.path(), &format!("{folder}/original.en.md"), ORIGINAL);
    let summary =
        format!("+++\ntitle = \"The treaty\"\n+++\n\n## Trade {{ topic=economy }}\n\n{summary}\n");
    write(site.path(), &format!("{folder}/summary.en.md"), &summary);
    let arabic = "+++\ntitle = \"المعاهدة\"\n+++\n\n## التجارة { topic=economy }\n\nنص.\n";
    write(site.path(), &format!("{folder}/summary.ar.md"), arabic);
    site
}

fn write(site: &Path, path: &str, text: &str) {
    let place = site.join(path);
    fs::create_dir_all(place.parent().expect("a file stands in a folder")).unwrap();
    fs::write(place, text).unwrap();
}

/// Exit status, standard output and standard error of `mujaz check`.
fn check(site: &TempDir, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(site.path())
        .arg("check")
        .args(args)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    (
        output.status.code().expect("no signal ends it"),
        text(output.stdout),
        text(output.stderr),
    )
}

/// A summary → the codes of its findings, and the last line of the output.
#[test]
fn what_was_checked_is_said_at_the_end() {
    let table: &[(&str, &[&str], i32, &str)] = &[
        (
            "Trade is to grow by 35% [p2].",
            &[],
            0,
            "1 figure traced; 0 quotations traced; nothing found",
        ),
        (
            "Trade grows by 53% [p2] to 1.2 million tonnes [p2].",
            &["figure-not-in-original"],
            1,
            "1 figure traced, 1 not in the original; 0 quotations traced; 1 warning",
        ),
        (
            "Trade grows by 35% [p1].",
            &["figure-not-in-cited"],
            0,
            "1 figure traced; 0 quotations traced; 1 note",
        ),
        (
            "Trade grows. By 35%. [p2] It does so.",
            &[],
            0,
            "1 figure traced; 0 quotations traced; nothing found",
        ),
        (
            "Trade grows by 70%, says [another study](https://example.net/).",
            &[],
            0,
            "0 figures traced, 1 of other sources; 0 quotations traced; nothing found",
        ),
        (
            "Trade grows by 70%, says [the original](http://www.example.org/treaty/).",
            &["figure-not-in-original"],
            1,
            "0 figures traced, 1 not in the original; 0 quotations traced; 1 warning",
        ),
        (
            "“We will never sign before the audit is complete” and “never sign” [p1].",
            &[],
            0,
            "0 figures traced; 1 quotation traced, 1 that could not be checked; nothing found",
        ),
        (
            "“We shall never sign before the audit is complete” [p1].",
            &["quote-not-in-original"],
            1,
            "0 figures traced; 0 quotations traced, 1 not in the original; 1 warning",
        ),
    ];
    for (summary, codes, status, line) in table {
        let site = site(summary);
        let inspection = inspect(site.path(), &BuildOptions::default());
        let found: Vec<_> = inspection
            .diagnostics
            .iter()
            .map(|d| d.code.name())
            .collect();
        assert_eq!(&found, codes, "{summary}");
        let (ended, out, err) = check(&site, &[]);
        assert_eq!(ended, *status, "{err}");
        assert_eq!(
            out,
            format!("1 article, 2 summaries: {line}\n"),
            "{summary}"
        );
    }
}

#[test]
fn what_could_not_be_checked_is_listed_where_it_is_asked_for() {
    let summary = "“We will never sign before the audit is complete” and “never sign” [p1]. Two of them signed [p2].";
    let site = site(summary);
    let arabic = "+++\ntitle = \"المعاهدة\"\n+++\n\n## التجارة { topic=economy }\n\nقال الوزير: «لن نوقّع قبل أن يكتمل التدقيق» [p1].\n";
    write(site.path(), "content/articles/treaty/summary.ar.md", arabic);
    let (_, out, err) = check(&site, &[]);
    assert!(out.contains("that could not be checked"), "{out}");
    assert!(!err.contains("could not be checked"), "{err}");
    let (ended, _, err) = check(&site, &["-v"]);
    assert_eq!(ended, 0, "they are no findings: {err}");
    for words in [
        "note[quote-unchecked]: “never sign” could not be checked: it has fewer than three words",
        "the summary is in `ar` and the original in `en`",
        "content/articles/treaty/summary.en.md:7:",
    ] {
        assert!(err.contains(words), "{words}: {err}");
    }
    let (_, out, _) = check(&site, &["--format", "json"]);
    let read: serde_json::Value = serde_json::from_str(&out).unwrap();
    let listed = read["unchecked"].as_array().unwrap();
    let counted = inspect(site.path(), &BuildOptions::default());
    let counted: usize = counted
        .articles
        .iter()
        .map(|a| a.figures.unchecked + a.quotations.unchecked)
        .sum();
    assert_eq!(listed.len(), counted, "{out}");
    assert!(
        listed
            .iter()
            .all(|one| one["line"].is_u64() && one["column"].is_u64()),
        "{out}"
    );
}

#[test]
fn nothing_is_written() {
    let site = site("Trade is to grow by 35% [p2].");
    let before = crate::common::files(site.path());
    check(&site, &[]);
    assert_eq!(crate::common::files(site.path()), before);
}

#[test]
fn articles_are_chosen_by_name() {
    let site = site("Trade grows by 53% [p2].");
    write(
        site.path(),
        "content/pages/about.en.md",
        "+++\ntitle = \"About\"\n+++\n\nThe the.\n",
    );
    for (args, status, found) in [
        (&[][..], 1, "2 warnings"),
        (&["treaty"], 1, "1 warning"),
        (&["content/articles/treaty/"], 1, "1 warning"),
    ] {
        let (ended, out, _) = check(&site, args);
        assert_eq!(ended, status);
        assert!(out.ends_with(&format!("; {found}\n")), "{out}");
    }
    let (ended, out, err) = check(&site, &["traety"]);
    assert_eq!((ended, out.as_str()), (2, ""));
    assert_eq!(
        err,
        "error: there is no article `traety` in content/articles/; did you mean `treaty`?\n"
    );
}

#[test]
fn programs_are_told_in_their_own_formats() {
    let site = site("Trade grows by 53% [p2].");
    for (format, begins, holds) in [
        ("json", "{", "\"code\": \"figure-not-in-original\""),
        ("sarif", "{", "\"ruleId\": \"figure-not-in-original\""),
        (
            "github",
            "::warning file=content/articles/treaty/summary.en.md,line=7",
            "title=figure-not-in-original",
        ),
    ] {
        let (ended, out, err) = check(&site, &["--format", format]);
        assert_eq!((ended, err.as_str()), (1, ""));
        assert!(out.starts_with(begins) && out.contains(holds), "{out}");
    }
}

#[test]
fn a_wrong_configuration_is_wrong_usage() {
    let site = site("Trade is to grow by 35% [p2].");
    write(site.path(), "config.toml", "base_url = 1\n");
    let (ended, _, err) = check(&site, &["treaty"]);
    assert_eq!(ended, 2, "{err}");
    assert!(err.contains("config.toml:1:12"), "{err}");
}

/// A date is in the future until its day has come, on whichever day that is asked.
#[test]
fn a_date_is_in_the_future_until_its_day() {
    let site = site("Two states signed a treaty on 19 June 2024 [p1].");
    for (now, expected) in [
        ("2024-06-18", true),
        ("2024-06-19", false),
        ("2062-01-01", false),
    ] {
        let (_, _, said) = check(&site, &["--now", now]);
        assert_eq!(said.contains("[date-future]"), expected, "{now}: {said}");
    }
}

/// Names that are invalid for a file system are found before a build uses them.
#[test]
fn a_name_that_is_too_long_is_found_with_its_place() {
    let site = site("Two states signed a treaty on 19 June 2024 [p1].");
    let path = "content/articles/treaty/summary.en.md";
    let text = fs::read_to_string(site.path().join(path)).unwrap();
    for (slug, expected) in [("م".repeat(127), false), ("م".repeat(128), true)] {
        let with = text.replacen("+++\n", &format!("+++\nslug = \"{slug}\"\n"), 1);
        write(site.path(), path, &with);
        let (_, _, said) = check(&site, &["--now", "2025-01-01"]);
        assert_eq!(said.contains("[name-too-long]"), expected, "{said}");
        assert_eq!(said.contains(&format!("{path}:2:8")), expected, "{said}");
    }
}

/// If an original is in another language than its name says, or is not written yet, nothing is reported as missing from
/// it: its figures and quotations are undecided, and listed.
#[test]
fn what_cannot_be_compared_is_listed() {
    let arabic = "+++\ntitle = \"المعاهدة\"\npublisher = \"example-desk\"\nurl = \"https://example.org/treaty\"\npublished = 2024-06-19\n+++\n\nوقّعت الدولتان معاهدة صداقة في العاصمة بحضور وفدين كبيرين من البلدين، واتفقتا على توسيع التجارة بينهما.\n";
    let blank = "+++\ntitle = \"The treaty\"\npublisher = \"example-desk\"\nurl = \"https://example.org/treaty\"\npublished = 2024-06-19\n+++\n\nPaste the text of the original here, with an empty line between paragraphs.\n";
    for original in [arabic, blank] {
        let site = site(
            "Trade is to grow by 47% to 8.3 million tonnes [p1]. “We sign before noon today”, he said [p1].",
        );
        write(
            site.path(),
            "content/articles/treaty/original.en.md",
            original,
        );
        let (_, out, err) = check(&site, &["-v"]);
        assert!(
            !format!("{out}{err}").contains("not in the original"),
            "{out}{err}"
        );
        assert!(
            out.contains("3 that could not be checked")
                || out.contains("2 that could not be checked"),
            "{out}"
        );
        for words in [
            "“47%”",
            "“8.3 million tonnes”",
            "“We sign before noon today”",
        ] {
            assert!(
                err.contains(&format!("{words} could not be checked")),
                "{words}: {err}"
            );
        }
    }
}
