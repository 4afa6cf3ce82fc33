//! What Mujaz says about broken sites: for each fault the words that an editor reads.
//!
//! A case is a file in `tests/diagnostics/cases/`: a line on what it shows, the files that it lays over the sound site in
//! `tests/diagnostics/base/`, and what a build prints.
//!
//! ```text
//! A word on the case.
//!
//! === content/articles/treaty/summary.en.md
//! the file
//! === content/pages/about.en.md  removed
//! === printed
//! what is printed, with ⟨ ⟩ for FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, which cannot be seen
//! ```
//!
//! After a file's name stands how its text becomes bytes, where it is not plain: `crlf`, `bom`, and `bytes`, which reads
//! `\xNN`. `UPDATE=1 cargo test --test diagnostics` writes what is printed into the cases; read the difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use mujaz::build::{Request, build};
use mujaz::link::Options;
use mujaz::report::{report, tally};
use tempfile::TempDir;

/// A site in a folder of its own, which begins as the sound one.
struct Site(TempDir);

impl Site {
    fn new() -> Site {
        let site = Site(TempDir::new().expect("there is room for a temporary folder"));
        copy(&here().join("base"), site.0.path());
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let place = self.path(path);
        fs::create_dir_all(place.parent().expect("a file stands in a folder")).unwrap();
        fs::write(place, bytes).unwrap();
    }

    /// What a build prints, with isolates made visible and this folder left out.
    fn printed(&self) -> String {
        let outcome = build(&Request {
            site: self.0.path().into(),
            output: self.path("public"),
            options: Options::default(),
        });
        let text = report(
            &outcome.diagnostics,
            |path| outcome.sources.readable(path),
            false,
        );
        let tally = tally(&outcome.diagnostics);
        let real = fs::canonicalize(self.0.path()).unwrap();
        let text = text.replace(&real.display().to_string(), "/site");
        visible(&format!("{text}{tally}\n"))
    }
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir_all(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn visible(text: &str) -> String {
    text.replace('\u{2068}', "⟨").replace('\u{2069}', "⟩")
}

/// A case's parts: the line before each begins with `===`.
fn parts(case: &str) -> Vec<(&str, &str)> {
    case.split("\n=== ")
        .skip(1)
        .map(|part| part.split_once('\n').unwrap_or((part, "")))
        .collect()
}

fn bytes(text: &str, how: &[&str]) -> Vec<u8> {
    let mut text = text.to_owned();
    if !text.is_empty() {
        text.push('\n');
    }
    if how.contains(&"crlf") {
        text = text.replace('\n', "\r\n");
    }
    if how.contains(&"bom") {
        text.insert(0, '\u{FEFF}');
    }
    if !how.contains(&"bytes") {
        return text.into_bytes();
    }
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two digits follow \\x"));
        bytes.extend(&part.as_bytes()[2..]);
    }
    bytes
}

fn run(case: &str) -> String {
    let site = Site::new();
    for (name, text) in parts(case) {
        let mut words = name.split_whitespace();
        let path = words.next().expect("a part has a name");
        let how: Vec<&str> = words.collect();
        match path {
            "printed" => {}
            _ if how.contains(&"removed") => fs::remove_file(site.path(path)).unwrap(),
            _ => site.write(path, bytes(text, &how)),
        }
    }
    site.printed()
}

fn cases() -> Vec<(PathBuf, String)> {
    let mut cases: Vec<_> = fs::read_dir(here().join("cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect();
    cases.sort();
    cases
}

#[test]
fn the_sound_site_has_no_findings() {
    assert_eq!(Site::new().printed(), "\n");
}

#[test]
fn each_fault_is_printed_as_its_case_says() {
    let mut failed = Vec::new();
    for (path, case) in cases() {
        let (inputs, expected) = case
            .split_once("\n=== printed\n")
            .unwrap_or((case.trim_end(), ""));
        let printed = run(inputs);
        if printed == expected {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, format!("{inputs}\n=== printed\n{printed}")).unwrap();
        } else {
            failed.push(format!("{}\n{printed}", path.display()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
