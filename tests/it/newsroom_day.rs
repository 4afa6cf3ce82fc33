//! `docs/newsroom.md` goes as it is written: its files are written, its commands run at the hours of their sections, and each prints and
//! makes what the text claims.
//!
//! A comment above a block says what the block is:
//!
//! | | |
//! |---|---|
//! | `file: PATH` | the content of a file; `file: PATH, instead of base_url` the lines that take the place of that key |
//! | `add: PATH` | lines for the end of its front matter |
//! | `append: PATH` | lines for its end |
//! | `replace: PATH, OLD` | what takes the place of `OLD` in it |
//! | `fails: TEXT` | a command that fails and prints `TEXT` |
//! | `makes: PATH` | commands after which the path exists |
//! | `prints` | lines that the commands before it print, in any order; "…" stands for anything |

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{put, repository};

#[test]
fn a_day_at_a_desk_goes_as_documented() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = Desk {
        folder: folder.path().to_owned(),
        now: "2026-11-30T08:00:00+02:00".to_owned(),
        printed: String::new(),
    };
    desk.run("mujaz init briefing", None);
    desk.folder.push("briefing");
    let text = fs::read_to_string(repository("docs/newsroom.md")).expect("the document");
    let mut directives: Vec<&str> = Vec::new();
    let mut lines = text.lines();
    let mut commands = 0;
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            let (hour, _) = heading.split_once(' ').expect(heading);
            desk.now = format!("2026-11-30T{hour}:00+02:00");
        } else if let Some(directive) = line.strip_prefix("<!-- ") {
            directives.push(directive.trim_end_matches(" -->"));
        } else if line.starts_with("```") {
            let block: String = lines
                .by_ref()
                .take_while(|line| *line != "```")
                .flat_map(|line| [line, "\n"])
                .collect();
            match line {
                "```sh" => commands += desk.run_all(&block, &directives),
                _ => directives
                    .iter()
                    .for_each(|directive| desk.apply(directive, &block)),
            }
            directives.clear();
        }
    }
    assert!(commands > 25, "{commands}");
    for (path, words) in [
        ("en/index.html", "+20 2 5550 0100"),
        (
            "en/articles/damietta-terminal/index.html",
            "Computed by the desk",
        ),
        (
            "en/articles/damietta-terminal/index.html",
            "to call at the new terminal",
        ),
        ("ar/articles/damietta-terminal/index.html", "ليلى حسن"),
        (
            "ar/articles/damietta-terminal/index.html",
            "مسودة أولى للترجمة",
        ),
        (
            "ar/corrections/index.html",
            "والصحيح أنهم العاملون في الميناء كله",
        ),
        ("en/corrections/index.html", "Adds the number of ships"),
        (
            "en/editions/2026-11-30/email.eml",
            "A grain terminal for Damietta",
        ),
    ] {
        let page = fs::read_to_string(folder.path().join("web").join(path)).expect(path);
        assert!(page.contains(words), "{path}: {words}");
        assert!(!page.contains("second pier"), "{path}");
    }
}

/// The folder in which the day continues, the hour, and the output of the last commands.
struct Desk {
    folder: PathBuf,
    now: String,
    printed: String,
}

impl Desk {
    /// Runs the commands of a block; returns how many.
    fn run_all(&mut self, block: &str, directives: &[&str]) -> usize {
        let mut fails = None;
        let mut makes = Vec::new();
        for directive in directives {
            match directive.split_once(": ") {
                Some(("fails", text)) => fails = Some(text),
                Some(("makes", path)) => makes.push(path),
                _ => panic!("{directive}"),
            }
        }
        self.printed.clear();
        block.lines().for_each(|line| self.run(line, fails));
        for path in makes {
            assert!(self.folder.join(path).exists(), "{block}{path}");
        }
        block.lines().count()
    }

    /// Runs a command line; `fails` is the expected output of a failing command.
    fn run(&mut self, line: &str, fails: Option<&str>) {
        if let Some(path) = line.strip_prefix("rm -r ") {
            fs::remove_dir_all(self.folder.join(path)).expect(path);
            return;
        }
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
            arguments.extend(["--now".to_owned(), self.now.clone()]);
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_mujaz"));
        let output = command.current_dir(&self.folder).args(arguments).output();
        let output = output.expect("the program runs");
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8(printed).expect("it prints UTF-8");
        let is_as_said = output.status.success() == fails.is_none();
        assert!(is_as_said, "{line}: {printed}");
        assert!(
            printed.contains(fails.unwrap_or_default()),
            "{line}: {printed}"
        );
        self.printed.push_str(&printed);
    }

    /// Applies a comment to the block below it.
    fn apply(&self, directive: &str, block: &str) {
        if directive == "prints" {
            for line in block.lines() {
                let is_printed = self.printed.lines().any(|printed| is_like(printed, line));
                assert!(is_printed, "{line}\nis not in\n{}", self.printed);
            }
            return;
        }
        let (what, about) = directive.split_once(": ").expect(directive);
        let (path, more) = match about.split_once(", ") {
            Some((path, more)) => (path, Some(more)),
            None => (about, None),
        };
        let text = match (what, more) {
            ("file", None) => block.to_owned(),
            ("file", Some(_)) => {
                let without = |line: &&str| !line.starts_with("base_url");
                let text = self.read(path);
                let rest: Vec<&str> = text.lines().filter(without).collect();
                format!("{block}{}\n", rest.join("\n"))
            }
            ("add", None) => {
                let text = self.read(path);
                let (front_matter, body) = text[4..].split_once("+++\n").expect(path);
                format!("+++\n{front_matter}{block}+++\n{body}")
            }
            ("append", None) => self.read(path) + block,
            ("replace", Some(old)) => {
                let text = self.read(path);
                assert!(text.contains(old), "{path}: {old}");
                text.replace(old, block.trim_end())
            }
            _ => panic!("{directive}"),
        };
        put(&self.folder, path, text);
    }

    fn read(&self, path: impl AsRef<Path>) -> String {
        let path = self.folder.join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

/// Returns true if a printed line matches `line`, in which "…" matches any text.
fn is_like(printed: &str, line: &str) -> bool {
    let mut parts = line.trim().split('…');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = printed.trim().strip_prefix(first) else {
        return false;
    };
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || line.ends_with('…')
}
