//! `docs/newsroom.md` goes as it is written: its files are written, its commands run, and each says or does what the text claims.
//!
//! A comment above a block says what the block is: `file: PATH` is the content of a file, `add: PATH` lines for the end of its
//! front matter, `replace: PATH, OLD, NEW` changes a word, and `fails: CODE` marks commands that report a finding. Commands
//! run on the day of the text.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::{put, repository};

const NOW: &str = "2026-11-30T09:00:00+02:00";

#[test]
fn a_day_at_a_desk_goes_as_documented() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("briefing");
    mujaz(folder.path(), "mujaz init briefing", None);
    let text = fs::read_to_string(repository("docs/newsroom.md")).expect("the document");
    let mut directives: Vec<&str> = Vec::new();
    let mut lines = text.lines();
    let mut commands = 0;
    while let Some(line) = lines.next() {
        if let Some(directive) = line.strip_prefix("<!-- ") {
            directives.push(directive.trim_end_matches(" -->"));
        } else if line.starts_with("```") {
            let block: String = lines
                .by_ref()
                .take_while(|line| *line != "```")
                .flat_map(|line| [line, "\n"])
                .collect();
            match line {
                "```sh" => commands += run_all(&site, &block, &mut directives),
                _ => directives
                    .drain(..)
                    .for_each(|directive| apply(&site, directive, &block)),
            }
        }
    }
    assert!(commands > 10, "{commands}");
    let english = fs::read_to_string(site.join("public/en/editions/2026-11-30/email.eml"));
    assert!(english.expect("a message").contains("Wheat comes ashore"));
    let arabic = fs::read_to_string(site.join("public/ar/corrections/index.html"));
    assert!(arabic.expect("a page").contains("حُذف عدد العاملين"));
}

/// Runs the commands of a block; returns how many.
fn run_all(site: &Path, block: &str, directives: &mut Vec<&str>) -> usize {
    let mut fails = None;
    for directive in directives.drain(..) {
        match directive.strip_prefix("fails: ") {
            Some(code) => fails = Some(code),
            None => apply(site, directive, ""),
        }
    }
    block.lines().for_each(|line| mujaz(site, line, fails));
    block.lines().count()
}

/// Runs a command line; `fails` is the code that it reports, if any.
fn mujaz(folder: &Path, line: &str, fails: Option<&str>) {
    let mut quoted = false;
    let split = |c: char| {
        quoted ^= c == '"';
        c == ' ' && !quoted
    };
    let mut arguments: Vec<String> = line
        .split(split)
        .map(|word| word.replace('"', ""))
        .collect();
    assert_eq!(arguments.remove(0), "mujaz", "{line}");
    if !line.contains("--now") {
        arguments.extend(["--now", NOW].map(str::to_owned));
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_mujaz"));
    let output = command.current_dir(folder).args(arguments).output();
    let output = output.expect("the program runs");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).expect("it prints UTF-8");
    assert_eq!(output.status.success(), fails.is_none(), "{line}: {said}");
    assert!(said.contains(fails.unwrap_or_default()), "{line}: {said}");
}

/// Does what a comment says of the block below it.
fn apply(site: &Path, directive: &str, block: &str) {
    let (what, about) = directive.split_once(": ").expect(directive);
    let mut parts = about.split(", ");
    let path = parts.next().expect(directive);
    let read = || fs::read_to_string(site.join(path)).expect(path);
    let text = match (what, parts.next(), parts.next()) {
        ("file", None, None) => block.to_owned(),
        ("file", Some(_), None) => {
            let without = |line: &&str| !line.starts_with("base_url");
            let rest: Vec<String> = read().lines().filter(without).map(str::to_owned).collect();
            format!("{block}{}\n", rest.join("\n"))
        }
        ("add", None, None) => {
            let text = read();
            let (front_matter, body) = text[4..].split_once("+++\n").expect(path);
            format!("+++\n{front_matter}{block}+++\n{body}")
        }
        ("replace", Some(old), Some(new)) => {
            assert!(read().contains(old), "{path}: {old}");
            read().replace(old, new)
        }
        _ => panic!("{directive}"),
    };
    put(site, path, text);
}
