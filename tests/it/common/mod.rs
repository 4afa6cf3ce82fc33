//! Helpers for the tests of whole sites: folders as values, a build in one call, and a readable difference of folders.

pub mod book;
pub mod code;
pub mod dom;
#[path = "../../../crates/media/src/card/font_for_tests.rs"]
pub mod font_for_tests;
pub mod lsp_client;
pub mod schema;
pub mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use mujaz::build::{BuildOutcome, BuildRequest, build};
use mujaz::diagnostic::Diagnostic;
use mujaz::link::BuildOptions;
use mujaz::write::STATE_FOLDER;

/// The content of every file below a folder, by path with `/` as separator.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Returns the path of a file or folder of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Returns the paths of all files below `root`, without the state files of `write`. A missing folder gives an empty set.
pub fn files(root: &Path) -> BTreeSet<String> {
    fn walk(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let entry = entry.expect("an entry that can be read");
            let name = entry.file_name().into_string().expect("a name in UTF-8");
            let path = format!("{prefix}{name}");
            if path == STATE_FOLDER {
                continue;
            }
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{path}/"), found);
            } else {
                found.insert(path);
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(root, "", &mut found);
    found
}

/// Returns all files below `root` with their content, without those that a build removes meanwhile.
pub fn tree(root: &Path) -> Tree {
    let read = |path: String| match fs::read(root.join(&path)) {
        Ok(bytes) => Some((path, bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => panic!("{path} cannot be read: {error}"),
    };
    files(root).into_iter().filter_map(read).collect()
}

/// Returns all files below `root` with their modification times.
pub fn times(root: &Path) -> BTreeMap<String, SystemTime> {
    files(root)
        .into_iter()
        .map(|path| {
            let metadata = fs::metadata(root.join(&path)).expect("a file that is there");
            (path, metadata.modified().expect("a file system with times"))
        })
        .collect()
}

/// Writes a file, and creates the folders that it needs.
pub fn put(root: &Path, path: &str, content: impl AsRef<[u8]>) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().expect("a path in a folder")).expect("a new folder");
    fs::write(place, content).expect("a new file");
}

/// Copies all files below a folder into another folder.
pub fn copy(from: &Path, to: &Path) {
    for (path, content) in tree(from) {
        put(to, &path, content);
    }
}

/// Copies the sample briefing, which is the repository's own site, without its preview cards: they depend on the
/// machine's fonts.
pub fn copy_sample(to: &Path) {
    let config = fs::read_to_string(repository("config.toml"));
    let config = config.expect("the sample's configuration");
    put(
        to,
        "config.toml",
        config.replace("[cards]", "[cards]\nenabled = false"),
    );
    copy(&repository("content"), &to.join("content"));
}

/// Returns the names of the golden cases, which are folders in `tests/golden/`.
pub fn golden_cases() -> BTreeSet<String> {
    fs::read_dir(repository("tests/golden"))
        .expect("tests/golden")
        .map(|entry| entry.expect("an entry that can be read"))
        .filter(|entry| entry.path().join("site").is_dir())
        .map(|entry| entry.file_name().into_string().expect("a name in UTF-8"))
        .collect()
}

/// Copies the site of a golden case, and adds the theme `plain`.
pub fn copy_golden(case: &str, to: &Path) {
    copy(&repository("tests/golden/theme"), &to.join("themes/plain"));
    copy(&repository("tests/golden").join(case).join("site"), to);
}

/// Builds a site into an output folder.
pub fn build_into(site: &Path, output: &Path, options: BuildOptions) -> BuildOutcome {
    build(&BuildRequest {
        site: site.to_owned(),
        output: output.to_owned(),
        options,
        program: None,
    })
}

/// Formats findings as lines of `severity code path`.
pub fn brief(found: &[Diagnostic]) -> String {
    found.iter().fold(String::new(), |mut lines, d| {
        writeln!(lines, "{} {} {}", d.severity.word(), d.code, d.path)
            .expect("a String takes any text");
        lines
    })
}

/// Describes the difference of two folders in readable form: missing and additional files, and changed lines. Empty if
/// they are equal.
pub fn difference(expected: &Tree, actual: &Tree) -> String {
    let paths: BTreeSet<&String> = expected.keys().chain(actual.keys()).collect();
    let mut out = String::new();
    for path in paths {
        let part = match (expected.get(path), actual.get(path)) {
            (Some(_), None) => format!("missing: {path}\n"),
            (None, Some(_)) => format!("one too many: {path}\n"),
            (Some(e), Some(a)) if e != a => format!("different: {path}\n{}", lines(e, a)),
            _ => continue,
        };
        out.push_str(&part);
    }
    out
}

/// Returns the lines in which two texts differ, without their common beginning and end.
fn lines(expected: &[u8], actual: &[u8]) -> String {
    let (expected, actual) = (
        String::from_utf8_lossy(expected),
        String::from_utf8_lossy(actual),
    );
    let (e, a): (Vec<&str>, Vec<&str>) = (
        expected.split_inclusive('\n').collect(),
        actual.split_inclusive('\n').collect(),
    );
    let start = e.iter().zip(&a).take_while(|(x, y)| x == y).count();
    let (e, a) = (&e[start..], &a[start..]);
    let end = e
        .iter()
        .rev()
        .zip(a.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let mut out = format!("  from line {}\n", start + 1);
    for (sign, lines) in [('-', &e[..e.len() - end]), ('+', &a[..a.len() - end])] {
        for line in lines {
            writeln!(out, "  {sign} {}", line.trim_end_matches('\n'))
                .expect("a String takes any text");
        }
    }
    out
}

/// Changes the last byte of a file, and leaves its size and its modification time.
pub fn alter_unseen(place: &Path) {
    let modified = std::fs::metadata(place).and_then(|found| found.modified());
    let mut bytes = std::fs::read(place).expect("a file");
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    std::fs::write(place, bytes).expect("it can be written");
    let file = std::fs::File::options()
        .write(true)
        .open(place)
        .expect("a file");
    file.set_modified(modified.expect("a time"))
        .expect("it can be changed");
}
