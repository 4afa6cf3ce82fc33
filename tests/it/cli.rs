//! The command line: output, exit status and effects on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use tempfile::TempDir;

/// The result of a command.
#[derive(Debug)]
struct Ran {
    status: i32,
    out: String,
    err: String,
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mujaz"));
    command
        .current_dir(folder)
        .args(args)
        .env_remove("NO_COLOR");
    command
}

fn run(folder: &Path, args: &[&str]) -> Ran {
    run_with(folder, args, b"")
}

/// Runs the command with something on its standard input.
fn run_with(folder: &Path, args: &[&str], input: &[u8]) -> Ran {
    let mut child = command(folder, args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    // A command that reads nothing may be gone by now.
    let _ = child.stdin.take().expect("it is piped").write_all(input);
    let output = child.wait_with_output().expect("the program ends");
    Ran {
        status: output.status.code().expect("no signal ends it"),
        out: String::from_utf8(output.stdout).expect("it prints UTF-8"),
        err: String::from_utf8(output.stderr).expect("it prints UTF-8"),
    }
}

/// The sound site of `tests/diagnostics/`, in a folder of its own.
fn site() -> TempDir {
    let site = TempDir::new().expect("there is room for a temporary folder");
    let base = crate::common::repository("tests/diagnostics/base");
    for path in crate::common::files(&base) {
        write(site.path(), &path, fs::read(base.join(&path)).unwrap());
    }
    site
}

fn write(folder: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let place = folder.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, bytes).unwrap();
}

fn append(folder: &Path, path: &str, text: &str) {
    let before = fs::read_to_string(folder.join(path)).unwrap();
    write(folder, path, before + text);
}

const SUMMARY: &str = "content/articles/treaty/summary.en.md";

/// Every file below a folder, with its bytes and the time when it was written.
fn state(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let files = crate::common::files(folder).into_iter();
    files
        .map(|path| {
            let place = folder.join(&path);
            let time = fs::metadata(&place).unwrap().modified().unwrap();
            (path, (fs::read(place).unwrap(), time))
        })
        .collect()
}

#[test]
fn the_exit_status_tells_what_came_of_it() {
    let sound = site();
    let faulty = site();
    append(faulty.path(), SUMMARY, "\nNo such paragraph [p9].\n");
    let warned = site();
    append(
        warned.path(),
        SUMMARY,
        "\n![x](https://example.org/x.png)\n",
    );
    let misconfigured = site();
    append(misconfigured.path(), "config.toml", "\ntitel = \"x\"\n");
    let unconfigured = site();
    write(unconfigured.path(), "config.toml", "");
    let empty = TempDir::new().unwrap();
    for (folder, args, status) in [
        (&sound, &["build"][..], 0),
        (&sound, &["build", "-v"], 0),
        (&warned, &["build"], 0),
        (&faulty, &["build"], 1),
        (&faulty, &["build", "--quiet"], 1),
        (&misconfigured, &["build"], 2),
        (&empty, &["build"], 2),
        (&empty, &["import", "x.txt"], 2),
        (&unconfigured, &["import", "config.toml"], 2),
        (&sound, &["import", "nowhere.txt"], 1),
        (&sound, &["import"], 2),
        (&sound, &["import", "--slug", "x", "a.txt", "b.txt"], 2),
        (&sound, &["import", "--slug", "a/b", "a.txt"], 2),
        (&sound, &["import", "--published", "2024-02-30", "a.txt"], 2),
        (&sound, &["import", "--language", "no tag", "a.txt"], 2),
        (&sound, &["import", "--language", "xx", "a.txt"], 2),
        (
            &sound,
            &["import", "--url", "www.example.org/a", "a.txt"],
            2,
        ),
        (&sound, &[], 2),
        (&sound, &["biuld"], 2),
        (&sound, &["build", "--nonsense"], 2),
        (&sound, &["build", "extra"], 2),
        (&sound, &["build", "--quiet", "--verbose"], 2),
        (&sound, &["build", "--now", "31.8.2025"], 2),
        (&sound, &["build", "--base-url", "example.org"], 2),
        (&sound, &["build", "--color", "blue"], 2),
        (&sound, &["build", "--site", "nowhere"], 2),
        (&empty, &["explain"], 0),
        (&empty, &["explain", "citation-unknown"], 0),
        (&empty, &["explain", "citation-unkown"], 2),
        (&empty, &["explain", "link-broken", "link-unsafe"], 2),
        (&sound, &["completions"], 2),
        (&sound, &["completions", "tcsh"], 2),
        (&sound, &["--help"], 0),
        (&sound, &["build", "--help"], 0),
        (&sound, &["--version"], 0),
    ] {
        let ran = run(folder.path(), args);
        assert_eq!(ran.status, status, "{args:?}: {ran:?}");
        let is_said = !ran.err.is_empty();
        assert_eq!(
            is_said,
            status != 0 || folder.path() == warned.path() || args.contains(&"-v"),
            "{args:?}: {ran:?}"
        );
    }
}

#[test]
fn findings_go_to_standard_error_and_results_to_standard_output() {
    let site = site();
    let ran = run(site.path(), &["build"]);
    assert!(
        ran.out.contains("pages in") && ran.err.is_empty(),
        "{ran:?}"
    );
    append(site.path(), SUMMARY, "\nNo such paragraph [p9].\n");
    let ran = run(site.path(), &["build"]);
    assert!(ran.out.is_empty(), "{ran:?}");
    assert!(
        ran.err
            .contains("error[citation-unknown]: the original has no paragraph p9"),
        "{ran:?}"
    );
    assert!(ran.err.contains(&format!("{SUMMARY}:11:19")), "{ran:?}");
    assert!(
        ran.err
            .ends_with("nothing was written, and ./public is as it was: 1 error\n"),
        "{ran:?}"
    );
}

#[test]
fn a_build_that_fails_leaves_the_output_as_it_was() {
    for fault in [
        "\nNo such paragraph [p9].\n",
        "\n\u{1b}\n",
        "\n[x](nowhere.md)\n",
    ] {
        let site = site();
        assert_eq!(run(site.path(), &["build"]).status, 0);
        let before = state(&site.path().join("public"));
        append(site.path(), SUMMARY, fault);
        append(
            site.path(),
            "content/pages/about.en.md",
            "\nA change that is sound.\n",
        );
        assert_eq!(run(site.path(), &["build"]).status, 1, "{fault:?}");
        assert!(state(&site.path().join("public")) == before, "{fault:?}");
    }
    let site = site();
    append(site.path(), SUMMARY, "\nNo such paragraph [p9].\n");
    assert_eq!(run(site.path(), &["build"]).status, 1);
    assert!(
        !site.path().join("public").exists(),
        "nor is anything begun"
    );
}

#[test]
fn quiet_prints_errors_alone() {
    let site = site();
    append(site.path(), SUMMARY, "\n![x](https://example.org/x.png)\n");
    let ran = run(site.path(), &["build"]);
    assert!(ran.err.contains("warning[picture-elsewhere]"), "{ran:?}");
    let ran = run(site.path(), &["build", "--quiet"]);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    append(site.path(), SUMMARY, "\nNo such paragraph [p9].\n");
    let ran = run(site.path(), &["build", "-q"]);
    assert!(ran.err.starts_with("error[citation-unknown]"), "{ran:?}");
    assert!(
        !ran.err.contains("warning") && ran.out.is_empty(),
        "{ran:?}"
    );
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let site = site();
    append(site.path(), SUMMARY, "\nNo such paragraph [p9].\n");
    for (args, no_color, coloured) in [
        (&["build"][..], "", false),
        (&["build", "--color", "auto"], "", false),
        (&["build", "--color", "never"], "", false),
        (&["build", "--color", "always"], "", true),
        (&["--color=always", "build"], "1", true),
    ] {
        let output = command(site.path(), args)
            .env("NO_COLOR", no_color)
            .output()
            .unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(err.contains("\u{1b}["), coloured, "{args:?}: {err}");
        assert!(
            err.contains("the original has no paragraph p9"),
            "{args:?}: {err}"
        );
    }
}

#[test]
fn the_site_is_the_nearest_folder_or_the_one_that_is_named() {
    let site = site();
    let deep = site.path().join("content/articles/treaty");
    assert_eq!(run(&deep, &["build"]).status, 0);
    assert!(site.path().join("public/index.html").exists());
    let elsewhere = TempDir::new().unwrap();
    let ran = run(elsewhere.path(), &["build"]);
    assert_eq!(
        (ran.status, ran.err.as_str()),
        (
            2,
            "error: there is no config.toml here or in any folder above; run `mujaz init` to make a site, or name one with --site\n"
        )
    );
    let path = site.path().display().to_string();
    fs::remove_dir_all(site.path().join("public")).unwrap();
    assert_eq!(run(elsewhere.path(), &["build", "--site", &path]).status, 0);
    assert!(site.path().join("public/index.html").exists());
}

#[test]
fn the_output_goes_where_it_is_told_to() {
    let site = site();
    let ran = run(site.path(), &["build", "--output", "elsewhere/deep"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(site.path().join("elsewhere/deep/index.html").exists());
    assert!(!site.path().join("public").exists());
}

#[test]
fn no_output_goes_among_the_sources() {
    let site = site();
    let before = state(site.path());
    let outputs = [
        ".",
        "..",
        "content",
        "content/",
        "content/articles/treaty",
        "content/new/../../content/pages",
        "themes",
        "themes/mine",
        "config.toml",
    ];
    for output in outputs {
        for command in ["build", "watch", "deploy"] {
            // A target that nothing gets to: the output is looked at first.
            append_target(site.path(), command);
            let ran = run(site.path(), &[command, "--output", output]);
            assert_eq!(ran.status, 2, "{command} {output}: {ran:?}");
            let said = [
                "lie within each other",
                "choose another folder with --output",
            ];
            assert!(
                said.iter().all(|words| ran.err.contains(words)),
                "{command} {output}: {ran:?}"
            );
        }
    }
    let after = state(site.path());
    assert!(after.keys().eq(before.keys()), "{:?}", after.keys());
}

/// Adds a target to the configuration, for a command that needs one.
fn append_target(site: &Path, command: &str) {
    let config = fs::read_to_string(site.join("config.toml")).unwrap();
    if command == "deploy" && !config.contains("[deploy.") {
        append(site, "config.toml", "\n[deploy.a]\nto = \"../elsewhere\"\n");
    }
}

#[test]
fn the_address_can_be_another_than_the_configured_one() {
    let site = site();
    let page = || fs::read_to_string(site.path().join("public/en/index.html")).unwrap();
    run(site.path(), &["build"]);
    assert!(
        page().contains("https://example.org/brief/en/"),
        "{}",
        page()
    );
    run(
        site.path(),
        &["build", "--base-url", "http://127.0.0.1:1111/other"],
    );
    assert!(
        page().contains("http://127.0.0.1:1111/other/en/"),
        "{}",
        page()
    );
    assert!(!page().contains("/brief/"), "{}", page());
}

#[test]
fn drafts_are_published_where_they_are_asked_for() {
    let site = site();
    let text = fs::read_to_string(site.path().join(SUMMARY)).unwrap();
    write(
        site.path(),
        SUMMARY,
        text.replacen("title", "draft = true\ntitle", 1),
    );
    let page = site.path().join("public/en/articles/treaty/index.html");
    run(site.path(), &["build"]);
    assert!(!page.exists());
    run(site.path(), &["build", "--drafts"]);
    assert!(page.exists());
    run(site.path(), &["build"]);
    assert!(!page.exists());
}

#[test]
fn every_shell_gets_completions() {
    let here = TempDir::new().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(here.path(), &["completions", shell]);
        assert_eq!(ran.status, 0, "{shell}");
        for word in ["build", "import", "--base-url"] {
            let word = word.trim_start_matches('-');
            assert!(ran.out.contains(word), "{shell} completes {word}");
        }
        // The scripts for the others complete no arguments without a flag.
        if matches!(shell, "bash" | "zsh") {
            assert!(ran.out.contains("figure-not-in-original"), "{shell}");
        }
    }
}

#[test]
fn a_code_is_explained_where_there_is_no_site() {
    let here = TempDir::new().unwrap();
    let ran = run(here.path(), &["explain", "figure-not-in-original"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    for part in [
        "figure-not-in-original\n",
        "\nWrong:\n",
        "\nRight:\n",
        "53%",
        "waive = [{ code = \"figure-not-in-original\"",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let all = run(here.path(), &["explain"]);
    for part in ["Citations, topics and headings\n", "  link-broken  "] {
        assert!(all.out.contains(part), "{part}: {}", all.out);
    }
}

#[test]
fn a_mistyped_code_is_answered_with_the_nearest() {
    let here = TempDir::new().unwrap();
    for (typed, answer) in [
        ("citation-unkown", "did you mean `citation-unknown`?"),
        ("weather", "`mujaz explain` lists all codes"),
    ] {
        let ran = run(here.path(), &["explain", typed]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:?}");
        let expected = format!("error: there is no code `{typed}`; {answer}\n");
        assert!(ran.err.starts_with(&expected), "{ran:?}");
    }
}

#[test]
fn a_new_site_builds_without_a_finding() {
    let here = TempDir::new().unwrap();
    let ran = run(here.path(), &["init", "news"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.out.contains("`mujaz serve --open`"), "{ran:?}");
    let ran = run(here.path(), &["build", "--site", "news", "--drafts"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(here.path().join("news/public/index.html").exists());
}

#[test]
fn init_overwrites_nothing() {
    let here = TempDir::new().unwrap();
    write(here.path(), "content/names.toml", "mine");
    let ran = run(here.path(), &["init"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("names.toml exists already"), "{ran:?}");
    assert_eq!(
        crate::common::files(here.path()).len(),
        1,
        "nor does it write anything beside it"
    );
    let quiet = TempDir::new().unwrap();
    let ran = run(quiet.path(), &["init", "-q"]);
    assert_eq!(
        (ran.status, ran.out.as_str(), ran.err.as_str()),
        (0, "", "")
    );
}

const ARTICLE: &str = "A town library opens again\n\nThe library of the town opened its doors on Monday.\n\nIt had been closed for 14 months.\n";

#[test]
fn an_article_is_imported_from_a_file_and_from_standard_input() {
    let site = site();
    write(site.path(), "inbox/library.txt", ARTICLE);
    let from_file = [
        "import",
        "inbox/library.txt",
        "--slug",
        "from-file",
        "--now",
        "2025-08-31",
    ];
    let from_input = [
        "import",
        "-",
        "--slug",
        "from-input",
        "--now",
        "2025-08-31",
        "--again",
    ];
    let details = [
        "--publisher",
        "example-desk",
        "--url",
        "https://example.org/library",
    ];
    for (args, input) in [(&from_file[..], ""), (&from_input[..], ARTICLE)] {
        let args = [args, &details[..]].concat();
        let ran = run_with(site.path(), &args, input.as_bytes());
        assert_eq!(ran.status, 0, "{ran:?}");
        assert!(ran.out.contains(args[3]), "{ran:?}");
        let folder = site.path().join("content/articles").join(args[3]);
        let original = fs::read_to_string(folder.join("original.en.md")).unwrap();
        for part in [
            "title = \"A town library opens again\"",
            "publisher = \"example-desk\"",
            "retrieved = 2025-08-31",
            "It had been closed for 14 months.",
        ] {
            assert!(original.contains(part), "{part}: {original}");
        }
        assert!(folder.join("summary.ar.md").exists() && folder.join("summary.en.md").exists());
    }
    let ran = run(site.path(), &["build", "--drafts"]);
    assert_eq!(ran.status, 0, "what was imported builds: {ran:?}");
}

#[test]
fn an_import_overwrites_nothing_and_goes_on_after_a_fault() {
    let site = site();
    write(site.path(), "a.txt", ARTICLE);
    write(site.path(), "empty.txt", "");
    write(site.path(), "picture.png", b"\x89PNG\r\n\x1a\n\0\0\0");
    let ran = run(
        site.path(),
        &["import", "empty.txt", "nowhere.txt", "picture.png", "a.txt"],
    );
    assert_eq!(ran.status, 1, "{ran:?}");
    for name in ["empty.txt", "nowhere.txt", "picture.png"] {
        assert!(
            ran.err.contains(&format!("error: {name}: ")),
            "{name}: {ran:?}"
        );
    }
    let before = state(&site.path().join("content"));
    let again = run(site.path(), &["import", "a.txt", "--slug", "treaty"]);
    assert_eq!(again.status, 1, "{again:?}");
    assert!(state(&site.path().join("content")) == before);
}

/// `mujaz … | head` closes the pipe before everything is written.
#[test]
fn nobody_listening_is_no_reason_to_panic() {
    let site = site();
    append(site.path(), SUMMARY, "\n![x](https://example.org/x.png)\n");
    for args in [
        &["build"][..],
        &["completions", "bash"],
        &["explain"],
        &["--help"],
        &["nonsense"],
        &["init", "new"],
    ] {
        let mut child = command(site.path(), args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        drop(child.stderr.take());
        let status = child.wait().unwrap().code();
        assert!(matches!(status, Some(0..=2)), "{args:?}: {status:?}");
    }
}

/// Arguments of `import` that are not files.
#[test]
fn an_address_that_cannot_be_fetched_or_a_folder_is_answered() {
    let site = site();
    for (given, says) in [
        ("http://localhost:1/a?b=1&c", "--allow-private"),
        ("HTTP://127.0.0.1:1/", "--allow-private"),
        ("https://[::1]/a", "--allow-private"),
        ("www.nowhere.invalid/a", "no host is known by this name"),
        ("file:///tmp/a.html", "name the file by its path"),
        ("content", "this is a folder"),
    ] {
        let ran = run(site.path(), &["import", given]);
        assert_eq!(ran.status, 1, "{given}: {ran:?}");
        assert!(ran.err.contains(says), "{given}: {ran:?}");
        assert!(!ran.err.contains("os error"), "{given}: {ran:?}");
    }
}

#[test]
fn an_article_is_imported_once_unless_asked_for_again() {
    let site = site();
    write(site.path(), "a.txt", ARTICLE);
    write(site.path(), "same.md", ARTICLE);
    write(site.path(), "b.txt", ARTICLE.replace("library", "harbour"));
    let url = ["--url", "https://example.org/a"];
    let import = |args: &[&str]| run(site.path(), &[&["import"][..], args].concat());
    assert_eq!(import(&["a.txt", url[0], url[1]]).status, 0);
    let before = state(&site.path().join("content"));
    for (args, says) in [
        (
            &["a.txt"][..],
            "has this text already; --again makes another folder",
        ),
        (&["same.md"], "has this text already"),
        (
            &["b.txt", "--url", "https://www.example.org/a/?utm_source=x"],
            "has this address already",
        ),
    ] {
        let again = import(args);
        assert_eq!(again.status, 1, "{args:?}: {again:?}");
        assert!(again.err.contains(says), "{args:?}: {again:?}");
        assert!(state(&site.path().join("content")) == before, "{args:?}");
    }
    assert_eq!(import(&["a.txt", "--again"]).status, 0);
    let in_one_run = import(&["b.txt", "b.txt"]);
    assert_eq!(in_one_run.status, 1, "{in_one_run:?}");
    assert!(
        in_one_run.err.contains("has this text already"),
        "{in_one_run:?}"
    );
}

#[test]
fn what_cannot_be_an_article_is_refused_with_what_can() {
    let site = site();
    for (name, bytes) in [
        ("a.json", &b"{\"title\": \"A text\"}"[..]),
        ("a.csv", b"day,place\n1,Kiev\n"),
        (
            "a.xml",
            b"<rss><channel><title>A text</title></channel></rss>",
        ),
        ("a.css", b"p { color: red }"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0"),
        (
            "a.txt",
            b"[{\"title\": \"A text\", \"body\": \"Two states signed.\"}]",
        ),
    ] {
        write(site.path(), name, bytes);
        let ran = run(site.path(), &["import", name]);
        assert_eq!(ran.status, 1, "{name}: {ran:?}");
        assert!(ran.err.contains("Markdown (.md)"), "{name}: {ran:?}");
    }
    let ran = run(
        site.path(),
        &["import", "--url", "www.example.org/a", "a.txt"],
    );
    assert!(
        ran.err.contains("did you mean https://www.example.org/a?"),
        "{ran:?}"
    );
    let ran = run(site.path(), &["import", "--language", "arabic", "a.txt"]);
    assert!(ran.err.contains("did you mean ar?"), "{ran:?}");
}

#[test]
fn a_site_is_not_made_within_a_site() {
    let site = site();
    for folder in ["sub", "content/new", "content", "sub/../deeper/still"] {
        let ran = run(site.path(), &["init", folder]);
        assert_eq!(ran.status, 1, "{folder}: {ran:?}");
        assert!(
            ran.err.contains("lies within the site"),
            "{folder}: {ran:?}"
        );
        assert!(
            ran.err.contains("choose a folder outside"),
            "{folder}: {ran:?}"
        );
    }
    assert!(!site.path().join("sub").exists());
    let outside = TempDir::new().unwrap();
    write(outside.path(), "config.toml", "[tool]\nof = \"others\"\n");
    let ran = run(outside.path(), &["init", "new"]);
    assert_eq!(
        ran.status, 0,
        "another program's config.toml is no site: {ran:?}"
    );
}

#[test]
fn a_wrong_command_line_is_answered_with_the_right_one() {
    let site = site();
    for (args, says) in [
        (&["create", "article", "x"][..], "`mujaz new`"),
        (&["lint"], "`mujaz check`"),
        (&["server"], "`mujaz serve`"),
        (&["publish"], "`mujaz deploy`"),
        (&["check", SUMMARY], "run `mujaz check treaty`"),
        (
            &["check", "treaty/summary.en.md"],
            "run `mujaz check treaty`",
        ),
        (&["check", "config.toml"], "belongs to no article"),
        (&["check", "."], "is the whole site"),
        (&["check", "traety"], "did you mean `treaty`?"),
        (&["seal", SUMMARY], "run `mujaz seal treaty`"),
        (
            &["build", "content/articles/treaty"],
            "`mujaz check treaty` checks one article",
        ),
        (&["serve", "."], "--site ."),
        (&["status", "treaty"], "lists all articles"),
    ] {
        let ran = run(site.path(), args);
        assert_eq!(ran.status, 2, "{args:?}: {ran:?}");
        assert!(ran.err.contains(says), "{args:?}: {ran:?}");
    }
}

#[test]
fn a_habit_of_another_program_is_answered_with_what_is_written_here() {
    let site = site();
    for (args, advice) in [
        (&["status", "--json"][..], "did you mean `--format json`?"),
        (&["check", "--json"], "did you mean `--format json`?"),
        (&["serve", "-p", "8080"], "did you mean `--port`?"),
        (&["build", "-D"], "did you mean `--drafts`?"),
        (
            &["build", "--destination", "out"],
            "did you mean `--output`?",
        ),
        (&["build", "-w"], "did you mean `mujaz watch`?"),
        (&["seal"], "`mujaz seal --all`"),
        (
            &["seal", "treaty", "en"],
            "write `mujaz seal treaty --lang en`",
        ),
        (&["version"], "`mujaz --version` prints the version"),
        (
            &["build", "--now", "2026-02-31"],
            "there is no day 2026-02-31",
        ),
        (
            &["build", "--site", "config.toml"],
            "config.toml is a file; name the site's folder, as in --site .",
        ),
        (
            &["build", "--site", "content"],
            "content is a folder of the site in .",
        ),
        (
            &["build", "--site", "nowhere"],
            "there is no folder nowhere",
        ),
    ] {
        let ran = run(site.path(), args);
        assert_eq!(ran.status, 2, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(advice), "{args:?}: {}", ran.err);
    }
    let other = TempDir::new().unwrap();
    write(other.path(), "hugo.toml", "title = \"x\"\n");
    for args in [&["build"][..], &["build", "--site", "."]] {
        let ran = run(other.path(), args);
        assert!(ran.err.contains("hugo.toml is there"), "{}", ran.err);
    }
}

#[test]
fn drafts_that_are_left_out_are_counted() {
    let site = site();
    let summary = fs::read_to_string(site.path().join(SUMMARY)).unwrap();
    let draft = summary.replacen("title", "draft = true\ntitle", 1);
    write(site.path(), SUMMARY, &draft);
    let said = |args: &[&str]| run(site.path(), args).out;
    let one = "; 1 draft left out (--drafts includes it)";
    assert!(said(&["build"]).contains(one), "{}", said(&["build"]));
    assert!(!said(&["build", "--drafts"]).contains("left out"));
    assert_eq!(said(&["build", "-q"]), "");
    write(site.path(), "content/articles/treaty/summary.ar.md", &draft);
    let two = "; 2 drafts left out (--drafts includes them)";
    assert!(said(&["build"]).contains(two), "{}", said(&["build"]));
}

#[test]
fn check_finds_what_a_template_fails_on() {
    let site = site();
    let faulty =
        "{% extends \"base.html\" %}{% block main %}{{ article.nothing.here }}{% endblock %}";
    write(site.path(), "themes/nashra/templates/article.html", faulty);
    for command in ["build", "check"] {
        let ran = run(site.path(), &[command]);
        assert_eq!(ran.status, 1, "{command}: {ran:?}");
        assert!(
            ran.err.contains("themes/nashra/templates/article.html"),
            "{command}: {ran:?}"
        );
    }
}

/// "August 1" would be a day.
#[test]
fn an_archive_counts_articles_with_their_noun() {
    let site = site();
    // A month with more than three articles has a calendar.
    for number in 1..=4 {
        let folder = format!("content/articles/treaty-{number}");
        for file in ["original.en.md", "summary.ar.md", "summary.en.md"] {
            let text = site.path().join("content/articles/treaty").join(file);
            let mut text = fs::read_to_string(text).unwrap();
            if file.starts_with("summary") {
                text = text.replacen("title", "date = 2025-08-18\ntitle", 1);
            }
            write(site.path(), &format!("{folder}/{file}"), text);
        }
    }
    assert_eq!(run(site.path(), &["build"]).status, 0);
    for (language, count) in [("ar", ">4 مقالات<"), ("en", ">4 articles<")] {
        let page = site
            .path()
            .join(format!("public/{language}/archive/index.html"));
        let page = fs::read_to_string(page).unwrap();
        let caption = page.split("<caption>").nth(1).unwrap_or_default();
        let caption = caption.split("</caption>").next().unwrap_or_default();
        assert!(caption.contains(count), "{language}: {caption}");
    }
}

/// A program that reads a part of a result would take it for all.
#[test]
#[cfg(target_os = "linux")]
fn a_result_that_cannot_be_written_is_an_error() {
    let site = TempDir::new().expect("a folder");
    crate::common::copy(
        &crate::common::repository("tests/diagnostics/base"),
        site.path(),
    );
    for args in [
        &["check", "--format", "json"][..],
        &["status"],
        &["schema", "front-matter"],
        &["explain"],
        &["completions", "bash"],
        &["theme", "show", "templates/base.html"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full");
        let mut command = command(site.path(), args);
        command
            .stdout(full.expect("the device"))
            .stderr(Stdio::piped());
        let output = command.output().expect("the program runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {err}");
        assert!(err.contains("cannot write the output"), "{args:?}: {err}");
    }
}

#[test]
#[cfg(unix)]
fn a_configuration_that_cannot_be_read_is_not_missed_as_well() {
    let site = TempDir::new().expect("a folder");
    let root = site.path().join("site");
    crate::common::copy(&crate::common::repository("tests/diagnostics/base"), &root);
    let config = root.join("config.toml");
    fs::rename(&config, site.path().join("config.toml")).expect("a file");
    std::os::unix::fs::symlink("../config.toml", &config).expect("a link");
    let ran = run(&root, &["check"]);
    assert!(ran.err.contains("symlink-outside"), "{ran:?}");
    assert!(!ran.err.contains("there is no config.toml"), "{ran:?}");
}
