//! `mujaz verify` for people and programs, and the schema of its output.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::schema::faults;
use serde_json::Value;
use tempfile::TempDir;

const ORIGINAL: &str = "\
Treaty signed after long talks

Two states signed a treaty on 19 June 2024. “We will never sign before the audit is complete,” the minister said.

Trade is to grow by 35% to 1.2 million tonnes. Exports fell by 12% last year.

At least 30 people were killed in the flood.
";

const SUMMARY: &str = "\
+++
title = \"معاهدة بعد 40 يوما\"
+++

وقّعت دولتان معاهدة في 19 يونيو 2024 [p1]. وستنمو التجارة بنسبة 53% [p2]، بعد أن ارتفعت الصادرات 12% [p2].

قُتل أقل من 30 شخصا [p3].
";

const NAMES: &str = "\
[[name]]
id = \"oslo\"
kind = \"place\"
en = \"Oslo\"
ar = \"أوسلو\"
";

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("there is room for a temporary folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// Exit status, standard output and standard error of `mujaz verify`.
fn verify(folder: &Path, args: &[&str], input: &str) -> (i32, String, String) {
    run(folder, &[&["verify"], args].concat(), input)
}

fn run(folder: &Path, args: &[&str], input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(folder)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("mujaz runs");
    // It may end before it reads anything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().expect("mujaz ends");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().expect("an exit status"),
        text(output.stdout),
        text(output.stderr),
    )
}

fn schema() -> Value {
    let (status, text, _) = run(Path::new("."), &["schema", "claims"], "");
    assert_eq!(status, 0);
    serde_json::from_str(&text).expect("the schema is JSON")
}

/// The claims as `words: verdict reason`.
fn said(record: &Value) -> Vec<String> {
    let claims = record["claims"].as_array().expect("claims").iter();
    claims
        .map(|claim| {
            let [text, verdict, reason] =
                ["text", "verdict", "reason"].map(|key| claim[key].as_str().unwrap_or_default());
            format!("{text}: {verdict} {reason}")
        })
        .collect()
}

#[test]
fn every_claim_is_listed_with_its_verdict() {
    let folder = folder(&[
        ("o.txt", ORIGINAL.as_bytes()),
        ("s.ar.md", SUMMARY.as_bytes()),
    ]);
    let args = ["--original", "o.txt", "--summary", "s.ar.md"];
    let (status, out, err) = verify(folder.path(), &args, "");
    assert_eq!((status, err.as_str()), (1, ""));
    for words in [
        "o.txt: English; 3 paragraphs",
        "contradicted figure    “12%”",
        "p2 “Exports fell by 12% last year”",
        "1 found, 2 absent, 2 contradicted",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    let (status, out, _) = verify(
        folder.path(),
        &[&args[..], &["--format", "json"]].concat(),
        "",
    );
    assert_eq!(status, 1);
    let record: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        said(&record),
        [
            "40 يوما: absent not-stated",
            "19 يونيو 2024: found stated",
            "53%: absent not-stated",
            "12%: contradicted reversed",
            "30: contradicted other-bound",
        ]
    );
    let exports = &record["claims"][3];
    assert_eq!(exports["understood"]["direction"], "up");
    assert_eq!(exports["understood"]["unit"]["measures"], "percent");
    assert_eq!(exports["code"], "figure-reversed");
    assert_eq!(exports["cited"], serde_json::json!([2]));
    assert_eq!(exports["places"][0]["paragraph"], 2);
    assert_eq!(exports["places"][0]["text"], "12%");
    assert_eq!(
        (&exports["line"], &exports["column"]),
        (&5.into(), &98.into())
    );
    assert_eq!(record["original"]["paragraphs"], 3);
    assert_eq!(faults(&schema(), &record, false), [""; 0]);
}

#[test]
fn what_check_prints_and_what_verify_prints_fit_one_schema() {
    let site = crate::common::repository(".");
    let (_, out, _) = run(&site, &["check", "--format", "json"], "");
    let record: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(faults(&schema(), &record, true), [""; 0]);
    let claims = record["claims"].as_array().unwrap();
    for kind in ["figure", "quotation", "name"] {
        assert!(claims.iter().any(|claim| claim["kind"] == kind), "{kind}");
    }
    // A claim has the code of each finding at its place, and no other.
    let place = |one: &Value| -> String {
        ["code", "path", "line", "column", "end_line", "end_column"]
            .map(|key| one[key].to_string())
            .join(" ")
    };
    let codes = [
        "figure-not-in-original",
        "figure-reversed",
        "figure-of-another",
        "figure-bound",
        "figure-not-in-cited",
        "quote-not-in-original",
        "name-not-in-original",
        "figure-unchecked",
        "quote-unchecked",
    ];
    let of_claims: Vec<String> = claims.iter().map(place).collect();
    let found = record["diagnostics"].as_array().unwrap().iter();
    let unchecked = record["unchecked"].as_array().unwrap().iter();
    for finding in found.chain(unchecked) {
        if codes.contains(&finding["code"].as_str().unwrap()) {
            assert!(of_claims.contains(&place(finding)), "{finding}");
        }
    }
}

#[test]
fn texts_of_every_form_are_read() {
    let page = "<html><body><article><h1>Flood</h1><p>The flood killed fewer than 30 people [p3], the ministry said in a long statement that it read out on Sunday.</p><p>Nothing more was known about it in the evening, and the roads are still closed.</p></article></body></html>";
    let folder = folder(&[
        ("o.txt", ORIGINAL.as_bytes()),
        ("s.html", page.as_bytes()),
        (
            "s.txt",
            "Exports rose by 12% [p2].\n\n35 states signed.".as_bytes(),
        ),
        ("n.toml", NAMES.as_bytes()),
    ]);
    let args = [
        "--original",
        "o.txt",
        "--summary",
        "s.html",
        "--summary",
        "s.txt",
        "--summary",
        "-",
        "--names",
        "n.toml",
        "--format",
        "json",
    ];
    let (status, out, err) = verify(folder.path(), &args, "It was signed in Oslo in 2024.");
    assert_eq!((status, err.as_str()), (1, ""));
    let record: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        said(&record),
        [
            "30: contradicted other-bound",
            "12%: contradicted reversed",
            "35: absent not-stated",
            "Oslo: absent not-stated",
            "2024: found stated",
        ]
    );
    assert_eq!(record["claims"][0]["cited"], serde_json::json!([3]));
    assert_eq!(record["claims"][0]["line"], Value::Null);
    assert_eq!(record["claims"][0]["block"], 1);
    assert_eq!(record["claims"][2]["line"], 3);
    assert_eq!(faults(&schema(), &record, false), [""; 0]);
}

#[test]
fn one_language_and_unknown_languages_are_no_fault() {
    let greek = "Σκοτώθηκαν 35 άνθρωποι στο ατύχημα.";
    for (original, summary, status, words) in [
        (
            "At least 30 people died.",
            "At least 30 people died.",
            0,
            "1 found",
        ),
        (
            greek,
            "The accident killed 35 people.",
            0,
            "und; read by its digits alone",
        ),
        (greek, "The accident killed 53 people.", 1, "1 absent"),
        (greek, greek, 0, "1 found"),
        (
            "Zwanzig Schiffe kamen im Mai 2024 an.",
            "Twenty ships came in May 2024.",
            0,
            "o: Deutsch; read by its digits alone",
        ),
        (
            "Labindalawang barko ang dumating noong Mayo 2024.",
            "12 ships came in May 2024.",
            0,
            "o: und; read by its digits alone",
        ),
        ("35 killed in Gaza", "35 killed", 0, "o: English;"),
        (
            "Nothing happened.",
            "Nothing happened.",
            0,
            "no figures, quotations or listed names",
        ),
    ] {
        let folder = folder(&[("o", original.as_bytes()), ("s", summary.as_bytes())]);
        let args = ["--original", "o", "--summary", "s"];
        let (exit, out, err) = verify(folder.path(), &args, "");
        assert_eq!((exit, err.as_str()), (status, ""), "{out}");
        assert!(out.contains(words), "{words}\n{out}");
    }
}

#[test]
fn bad_input_is_named_and_nothing_hangs() {
    let large = vec![b'a'; 50 * 1024 * 1024];
    let folder = folder(&[
        ("large.txt", &large),
        ("binary", b"\x00\x01\x02\xff\xfe\x00 text"),
        (
            "noise",
            &(0..4000_u32)
                .map(|n| (n * 7919 % 251) as u8 | 0x80)
                .collect::<Vec<u8>>(),
        ),
        ("document.pdf", b"%PDF-1.7 text"),
        ("empty.txt", b" \n"),
        ("dots.txt", b"... -- !\n"),
        (
            "page.html",
            b"<html><body><script>x()</script></body></html>",
        ),
        ("bad.toml", b"[[name]]\nid = 5\n"),
        ("s.txt", b"It cost 5 million euros."),
    ]);
    for (args, words) in [
        (
            &["--original", "large.txt", "--summary", "s.txt"][..],
            "large.txt has more than the 32 MiB",
        ),
        (
            &["--original", "binary", "--summary", "s.txt"],
            "binary is not text",
        ),
        (
            &["--original", "noise", "--summary", "s.txt"],
            "noise is not text",
        ),
        (
            &["--original", "document.pdf", "--summary", "s.txt"],
            "document.pdf is a PDF document",
        ),
        (
            &["--original", "s.txt", "--summary", "empty.txt"],
            "empty.txt is empty",
        ),
        (
            &["--original", "s.txt", "--summary", "dots.txt"],
            "dots.txt has no words",
        ),
        (
            &["--original", "page.html", "--summary", "s.txt"],
            "page.html has no",
        ),
        (
            &["--original", "none.txt", "--summary", "s.txt"],
            "none.txt cannot be read",
        ),
        (&["--original", ".", "--summary", "s.txt"], ". is a folder"),
        (
            &["--original", "-", "--summary", "-"],
            "standard input can be read once",
        ),
        (
            &[
                "--original",
                "s.txt",
                "--summary",
                "s.txt",
                "--names",
                "bad.toml",
            ],
            "bad.toml: ",
        ),
        (
            &[
                "--original",
                "s.txt",
                "--summary",
                "s.txt",
                "--original-language",
                "x_y",
            ],
            "x_y",
        ),
        (
            &["--original", "s.txt", "--summary", "./s.txt"],
            "./s.txt is given as the original and as a summary of it",
        ),
        (
            &["--original", "none.txt", "--summary", "s.txt", "empty.txt"],
            "`empty.txt` follows no option; repeat the option for each file",
        ),
        (&["--original", "s.txt"], "--summary <FILE>"),
        (&["--pairs", "empty.txt"], "empty.txt has no pairs"),
        (&["--pairs", "none.jsonl"], "none.jsonl cannot be read"),
    ] {
        let (status, out, err) = verify(folder.path(), args, "");
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}\n{err}");
        assert!(err.contains(words), "{words}\n{err}");
    }
}

/// Texts that are probably the wrong way round, or copies of each other.
#[test]
fn exchanged_texts_are_named() {
    let short = "The new harbour opened on Sunday after nine years of work, and the ministry of transport paid for cranes.\n";
    let long = format!(
        "{short}\n{}",
        "Ships come from everywhere, say the people of the old town. ".repeat(9)
    );
    let folder = folder(&[
        ("short.txt", short.as_bytes()),
        ("copy.txt", short.as_bytes()),
        ("long.txt", long.as_bytes()),
    ]);
    for (original, summary, words) in [
        ("long.txt", "short.txt", ""),
        (
            "short.txt",
            "long.txt",
            "are the original and the summary exchanged?",
        ),
        (
            "short.txt",
            "copy.txt",
            "copy.txt has the words of short.txt",
        ),
    ] {
        let args = ["--original", original, "--summary", summary];
        let (_, _, err) = verify(folder.path(), &args, "");
        assert_eq!(err.is_empty(), words.is_empty(), "{err}");
        assert!(err.contains(words), "{words}\n{err}");
    }
}

/// A pipe without a writer would be waited for without end.
#[test]
#[cfg(unix)]
fn a_pipe_as_a_file_is_refused_and_that_of_a_shell_is_read() {
    let folder = folder(&[("s.txt", b"It cost 5 million euros.")]);
    let made = Command::new("mkfifo")
        .arg(folder.path().join("pipe"))
        .status()
        .expect("mkfifo runs");
    assert!(made.success());
    for args in [
        &["--original", "pipe", "--summary", "s.txt"][..],
        &["--original", "s.txt", "--summary", "pipe"],
        &[
            "--original",
            "s.txt",
            "--summary",
            "s.txt",
            "--names",
            "pipe",
        ],
        &["--pairs", "pipe"],
    ] {
        let (status, out, err) = verify(folder.path(), args, "");
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}\n{err}");
        let words = "pipe is a pipe, not a file; use `-` to read from standard input";
        assert!(err.contains(words), "{err}");
    }
    let args = ["--original", "/dev/fd/0", "--summary", "s.txt"];
    let (status, out, err) = verify(folder.path(), &args, "It cost 5 million euros.");
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
}

#[test]
fn pairs_are_answered_in_their_order() {
    let mut lines = String::new();
    for n in 0..1500 {
        let figure = if n % 2 == 0 { 35 } else { 53 };
        lines.push_str(&format!(
            "{{\"id\": {n}, \"original\": \"The accident killed 35 people.\", \"summary\": \"قُتل {figure} شخصا.\"}}\n"
        ));
    }
    let folder = folder(&[("pairs.jsonl", lines.as_bytes())]);
    let args = ["--pairs", "pairs.jsonl", "--format", "json"];
    let (status, out, err) = verify(folder.path(), &args, "");
    assert_eq!(status, 1);
    assert_eq!(
        err,
        "1500 pairs, 750 with warnings; 750 found, 750 absent\n"
    );
    let schema = schema();
    for (n, line) in out.lines().enumerate() {
        let record: Value = serde_json::from_str(line).unwrap();
        assert_eq!(record["id"], n);
        let verdict = if n % 2 == 0 { "found" } else { "absent" };
        assert_eq!(record["claims"][0]["verdict"], verdict);
        assert_eq!(faults(&schema, &record, false), [""; 0]);
    }
    assert_eq!(out.lines().count(), 1500);
}

#[test]
fn a_line_that_is_no_pair_keeps_no_other_back() {
    let lines = [
        r#"{"id": "a", "original": "It cost 5 million euros.", "summary": "It cost 5 million euros."}"#,
        "nonsense",
        r#"{"id": "b", "original": "", "summary": "x"}"#,
        r#"{"id": "c", "original": "x"}"#,
        r#"{"id": "d", "original": "x", "summary": "x", "sumary": "x"}"#,
        r#"{"id": "e", "original": "x", "summary": "x", "published": "soon"}"#,
        r#"{"id": "f", "original": "x", "summary": "x", "original_language": "x_y"}"#,
        "",
        r#"{"id": "g", "original": "It cost 5 million euros.", "summaries": ["It cost 5 million euros.", "كلف 5 ملايين يورو."]}"#,
    ];
    let folder = folder(&[("p.jsonl", lines.join("\n").as_bytes())]);
    let args = ["--pairs", "p.jsonl", "--format", "json"];
    let (status, out, err) = verify(folder.path(), &args, "");
    assert_eq!(status, 2);
    assert_eq!(
        err,
        "2 pairs, 0 with warnings, 6 lines that are no pairs; 3 found\n"
    );
    let schema = schema();
    for line in out.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        assert_eq!(faults(&schema, &record, false), [""; 0]);
    }
    let errors: Vec<(Value, Value)> = out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|record| record.get("error").is_some())
        .map(|record| (record["id"].clone(), record["line"].clone()))
        .collect();
    let expected = [
        (Value::Null, 2),
        ("b".into(), 3),
        ("c".into(), 4),
        ("d".into(), 5),
        ("e".into(), 6),
        ("f".into(), 7),
    ];
    let expected: Vec<(Value, Value)> = expected
        .into_iter()
        .map(|(id, line): (Value, i32)| (id, line.into()))
        .collect();
    // A key that is wrong makes the line no pair, so its id is not known.
    let known: Vec<&Value> = errors.iter().map(|(_, line)| line).collect();
    assert_eq!(
        known,
        expected.iter().map(|(_, line)| line).collect::<Vec<_>>()
    );
}

/// A citation that leads nowhere is listed like a claim, whatever form the draft has.
#[test]
fn citations_of_paragraphs_that_do_not_exist_are_wrong() {
    for (name, draft, words) in [
        (
            "s.en.txt",
            "A treaty was signed [p1]. It was long [p9].",
            "1:39     wrong        citation  “[p9]”",
        ),
        (
            "s.en.md",
            "# Talks\n\nA treaty was signed [p1-p7].\n",
            "3:21     wrong        citation  “[p1-p7]”",
        ),
        ("s.en.md", "A treaty was signed [p1-2].\n", "did you mean"),
        (
            "s.en.html",
            "<!doctype html><title>Talks</title><p>A treaty was signed by two states after long talks [p9].</p>",
            "the original has no paragraph p9",
        ),
    ] {
        let folder = folder(&[("o.txt", ORIGINAL.as_bytes()), (name, draft.as_bytes())]);
        let args = ["--original", "o.txt", "--summary", name];
        let (status, out, err) = verify(folder.path(), &args, "");
        assert_eq!((status, err.as_str()), (1, ""), "{draft}: {out}");
        assert!(out.contains(words), "{words}: {out}");
        assert!(out.contains("1 wrong citation\n"), "{out}");
        let (_, out, _) = verify(
            folder.path(),
            &[&args[..], &["--format", "json"]].concat(),
            "",
        );
        let record: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(
            record["findings"].as_array().map(Vec::len),
            Some(1),
            "{out}"
        );
        assert_eq!(faults(&schema(), &record, false), [""; 0]);
    }
}

/// Markdown with everything that shifts the numbers of paragraphs if it is read as plain text.
const MARKDOWN: &str = "\
+++
title = \"Talks of 2024\"
publisher = \"agency\"
+++

Two states signed a treaty on 19 June 2024.

## Trade

| year | tonnes |
|------|--------|
| 2024 | 35     |

- Exports fell by 12%.
- Ships arrived from [the old port](https://example.org/port) in 4 days.
";

/// A text says the same whether it is a file or comes through standard input.
#[test]
fn standard_input_is_read_as_a_file_of_its_format() {
    let summary = "+++\ntitle = \"Talks\"\ndate = 2031-01-02\n+++\n\n## 2019\n\nExports fell by 12% [p4]. [Others](https://example.org/x) say 77%.\n";
    let page = "<!doctype html><html><body><article><h1>Flood</h1><p>The flood killed 30 people in the valley, the ministry said in a long statement that it read out on Sunday.</p></article></body></html>";
    let plain = "Exports fell by 12% [p4].\n\nIt was in 2024.\n";
    let folder = folder(&[("o.en.md", MARKDOWN.as_bytes())]);
    for (name, text) in [("s.md", summary), ("s.html", page), ("s.txt", plain)] {
        fs::write(folder.path().join(name), text).unwrap();
        let json = |args: &[&str], input: &str| -> Value {
            let args = [args, &["--format", "json", "--summary-language", "en"]].concat();
            let (_, out, err) = verify(folder.path(), &args, input);
            let out = out.replace(&format!("\"{name}\""), "\"-\"");
            serde_json::from_str(&out).unwrap_or_else(|_| panic!("{err}"))
        };
        let of_file = json(&["--original", "o.en.md", "--summary", name], "");
        let of_input = json(&["--original", "o.en.md", "--summary", "-"], text);
        assert_eq!(of_input, of_file, "{name}");
    }
    let (_, of_file, _) = verify(
        folder.path(),
        &["--original", "o.en.md", "--summary", "s.md"],
        "",
    );
    assert!(
        of_file.contains("o.en.md: English; 5 paragraphs"),
        "{of_file}"
    );
    let args = [
        "--original",
        "-",
        "--original-language",
        "en",
        "--summary",
        "s.md",
    ];
    let (_, of_input, err) = verify(folder.path(), &args, MARKDOWN);
    assert_eq!(
        of_input.replace("-: English", "o.en.md: English"),
        of_file,
        "{err}"
    );
}

/// If the format is not clear from the text, an option determines it.
#[test]
fn options_name_the_format_of_standard_input() {
    let lines = "One line of the text has `4` ships\nand the next has `5`, so that both together are one paragraph of it.\n\n---\n\nThe last.";
    let fragment = "<p>Four ships came into the harbour on Sunday, and the ministry of transport said that more would come.</p><p>They left in the evening of the same day, as the people of the old town say.</p>";
    let folder = folder(&[("s.txt", b"4 ships"), ("o.md", lines.as_bytes())]);
    let args = ["--original", "-", "--summary", "s.txt"];
    for (option, text, words) in [
        ("--markdown", lines, "-: English; 2 paragraphs"),
        ("--html", fragment, "-: English; 2 paragraphs"),
    ] {
        let (_, out, err) = verify(folder.path(), &[&args[..], &[option]].concat(), text);
        assert!(out.contains(words), "{out}{err}");
    }
    let args = ["--original", "o.md", "--summary", "s.txt", "--markdown"];
    let (status, _, err) = verify(folder.path(), &args, "");
    assert_eq!(status, 2);
    assert!(err.contains("none of the texts is `-`"), "{err}");
}

/// Findings that make the exit status 1 are never listed or counted as found.
#[test]
fn a_variant_of_a_name_is_wrong() {
    let names = format!("{NAMES}variants.en = [\"Osloo\"]\n");
    let folder = folder(&[
        ("o.txt", b"They met in Oslo in 2024."),
        ("s.txt", b"They met in Osloo in 2024."),
        ("n.toml", names.as_bytes()),
    ]);
    let args = [
        "--original",
        "o.txt",
        "--summary",
        "s.txt",
        "--names",
        "n.toml",
    ];
    let (status, out, _) = verify(folder.path(), &args, "");
    assert_eq!(status, 1, "{out}");
    let words = "wrong        name      “Osloo”: the list of names has another spelling of it; write “Oslo”";
    assert!(out.contains(words), "{out}");
    assert!(out.ends_with("  1 found, 1 wrong spelling\n"), "{out}");
}

/// The languages of the command line are those of pairs that name none.
#[test]
fn the_languages_of_pairs_can_be_named_for_all() {
    let pairs = [
        r#"{"original": "35 killed", "summary": "35 killed"}"#,
        r#"{"original": "35 killed", "summary": "35 killed", "original_language": "fr", "summary_language": "ru"}"#,
    ];
    let folder = folder(&[("p.jsonl", pairs.join("\n").as_bytes())]);
    let args = [
        "--pairs",
        "p.jsonl",
        "--format",
        "json",
        "--original-language",
        "de",
        "--summary-language",
        "fa",
    ];
    let (_, out, err) = verify(folder.path(), &args, "");
    let languages: Vec<(String, String)> = out
        .lines()
        .map(|line| {
            let record: Value = serde_json::from_str(line).unwrap();
            let language = |one: &Value| one["language"].as_str().unwrap_or_default().to_owned();
            (
                language(&record["original"]),
                language(&record["summaries"][0]),
            )
        })
        .collect();
    let expected = [("de", "fa"), ("fr", "ru")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(languages, expected, "{err}");
}

/// Title and description are checked in the front matter of every program, or it is said that they are not.
#[test]
fn titles_are_checked_or_named() {
    for (front, words) in [
        (
            "+++\ntitle = \"Treaty of 99 states\"\ndescription = \"It cost 88 million\"\n+++",
            "2 absent",
        ),
        (
            "+++\ntitle = \"Treaty of 99 states\"\nno toml\ndescription = \"It cost 88 million\"\n+++",
            "2 absent",
        ),
        (
            "---\ntitle: Treaty of 99 states\ndescription: >\n  It cost\n  88 million\ntags: [a]\n---",
            "2 absent",
        ),
        (
            "---\ntitle: \"Treaty of 99 states\"\ndescription: 'It cost 88 million'\n---",
            "2 absent",
        ),
        ("---\ntitle: [99]\n---", "1 unread title"),
        (
            "+++\ntitle = Treaty of 99 states\n+++",
            "2:1      wrong        title     “title = Treaty of 99 states”: this cannot be read",
        ),
    ] {
        let summary = format!("{front}\n\nA treaty was signed on 19 June 2024.\n");
        let folder = folder(&[("o.txt", ORIGINAL.as_bytes()), ("s.md", summary.as_bytes())]);
        let args = ["--original", "o.txt", "--summary", "s.md"];
        let (status, out, err) = verify(folder.path(), &args, "");
        assert_eq!((status, err.as_str()), (1, ""), "{out}");
        assert!(out.contains(words), "{front}: {out}");
        assert!(out.contains("1 found"), "{front}: {out}");
    }
}
