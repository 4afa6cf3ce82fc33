//! The messages about broken sites, for each fault.
//!
//! A case is a file in `tests/diagnostics/cases/`: a description, the files that it lays over the sound site in
//! `tests/diagnostics/base/`, and the output: of a build and, if that finds no error, of `mujaz check`.
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
//! `\xNN`. `UPDATE=1 cargo test --test it diagnostics::` writes what is printed into the cases; read the difference.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::common::font_for_tests;
use mujaz::build::{BuildRequest, build, inspect};
use mujaz::clock::Now;
use mujaz::diagnostic::{any_error, codes, sort};
use mujaz::link::BuildOptions;
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

    /// Returns the output of a build and, if it finds no error, the notes of `mujaz check`, with isolates made visible
    /// and without this folder.
    fn printed(&self) -> String {
        let mut outcome = build(&BuildRequest {
            site: self.0.path().into(),
            output: self.path("public"),
            options: options(),
            program: None,
        });
        if !any_error(&outcome.diagnostics) {
            let inspection = inspect(self.0.path(), &options());
            outcome.diagnostics.extend(inspection.diagnostics);
            sort(&mut outcome.diagnostics);
        }
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

/// The options of a build on 28 November 2026.
fn options() -> BuildOptions {
    BuildOptions {
        now: Now::parse("2026-11-28"),
        ..BuildOptions::default()
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
    site(case).printed()
}

/// Returns the site of each case, with the name of the case.
pub fn sites() -> impl Iterator<Item = (String, TempDir)> {
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    cases().into_iter().map(move |(path, case)| {
        let inputs = case.split("\n=== printed\n").next().unwrap_or_default();
        (name(&path), site(inputs).0)
    })
}

fn site(case: &str) -> Site {
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
    site
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

/// Every code that a phase of a build gives has a case that shows it.
#[test]
fn every_code_has_a_case() {
    let mut shown: String = cases().into_iter().map(|(_, case)| case).collect();
    shown.push_str(include_str!("diagnostics.rs"));
    let without: Vec<_> = codes::all()
        .filter(|code| !shown.contains(&format!("[{code}]:")) && !ELSEWHERE.contains(&code.name()))
        .collect();
    assert!(without.is_empty(), "no case shows {without:?}");
}

/// Codes that are covered by other tests: they need more than a site's sources, such as an output folder or a font, or
/// are in other lists than the findings.
const ELSEWHERE: [&str; 14] = [
    "articles-lost",
    "card-undrawn",
    "content-missing",
    "correction-missing",
    "figure-unchecked",
    "output-changed",
    "output-foreign",
    "output-io",
    "output-kept",
    "output-locked",
    "output-manifest",
    "output-path",
    "quote-unchecked",
    "word-unused",
];

/// A renamed folder: the next build suggests an alias, once.
#[test]
fn a_page_that_moved_is_noted() {
    let site = Site::new();
    assert!(!site.printed().contains("page-moved"));
    fs::rename(
        site.path("content/articles/treaty"),
        site.path("content/articles/moscow-treaty"),
    )
    .unwrap();
    let printed = site.printed();
    let expected = "\
note[page-moved]: the last build had a page /en/articles/treaty/, which is gone, and the page of this summary is new
--> content/articles/moscow-treaty/summary.en.md
 = help: if it is the same article, write `aliases = [\"/en/articles/treaty/\"]`, so that links to the old address lead here
";
    assert!(printed.contains(expected), "{printed}");
    assert!(!site.printed().contains("page-moved"));
}

/// A letter that no font has: the article is left without a card, and the others have theirs.
#[test]
fn a_letter_that_no_font_has_is_named() {
    let site = Site::new();
    let config = fs::read_to_string(site.path("config.toml")).unwrap();
    site.write("squares.ttf", font_for_tests::file());
    let cards = "\n[cards]\nfonts = [\"squares.ttf\"]\n";
    site.write("config.toml", config + cards);
    assert!(!site.printed().contains("card-font"), "{}", site.printed());

    let summary = "content/articles/treaty/summary.en.md";
    let text = fs::read_to_string(site.path(summary)).unwrap();
    let text = text.replacen("title = \"", "title = \"条約 ", 1);
    site.write(summary, text);
    let printed = site.printed();
    let expected = "\
note[card-font-missing]: 1 card could not be drawn: no font at hand has all of the letters, such as “条” (U+6761)
--> config.toml
 = help: install Noto Naskh Arabic and Noto Serif";
    assert!(printed.contains(expected), "{printed}");
}

#[test]
fn a_language_that_the_theme_has_no_words_in_is_named_once() {
    let site = Site::new();
    let config = fs::read_to_string(site.path("config.toml")).unwrap();
    site.write(
        "config.toml",
        config + "\n[languages.ru]\ntitle = \"Вкратце\"\n",
    );
    let printed = site.printed();
    assert!(
        printed.contains("\n\nwarning[word-missing]: the theme has no words in `ru` for `"),
        "{printed}"
    );
    assert!(printed.contains(" more; English stands in\n--> themes/nashra/i18n/ru.toml\n"));
    assert!(printed.ends_with("\n\n1 warning, 3 notes\n"), "{printed}");
}

#[test]
fn the_same_fault_in_very_many_files_is_counted() {
    let site = Site::new();
    for n in 0..200 {
        let text = format!("+++\ntitle = \"T\"\n+++\n\nNo paragraph [p{}].\n", n + 10);
        site.write(&format!("content/articles/a{n:03}/summary.en.md"), text);
        let original = site.path("content/articles/treaty/original.en.md");
        let original = fs::read_to_string(original).unwrap();
        let original = original.replace("/treaty\"", &format!("/{n}\""));
        site.write(
            &format!("content/articles/a{n:03}/original.en.md"),
            original,
        );
    }
    let printed = site.printed();
    assert_eq!(
        printed
            .matches("error[citation-unknown]: the original has no")
            .count(),
        20
    );
    let last: Vec<_> = printed.lines().rev().take(3).collect();
    assert_eq!(
        last,
        [
            "200 errors",
            "",
            "error[citation-unknown]: 180 more, not shown, in 180 files, such as \
             content/articles/a020/summary.en.md, content/articles/a021/summary.en.md, \
             content/articles/a022/summary.en.md",
        ]
    );
}

#[test]
fn a_file_too_large_for_a_text_is_refused_unread() {
    let site = Site::new();
    let file = fs::File::create(site.path("content/pages/about.en.md")).unwrap();
    file.set_len(50 * 1024 * 1024).unwrap();
    assert_eq!(
        site.printed(),
        "\
error[file-too-large]: this file has 50 MB; a text may have 10 MB at most
--> content/pages/about.en.md
 = help: split the text, or move what is no text of the site out of its folder

1 error
"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn symbolic_links_stay_within_the_site() {
    let site = Site::new();
    let elsewhere = TempDir::new().unwrap();
    fs::write(elsewhere.path().join("secret.md"), "secret").unwrap();
    let article = site.path("content/articles/treaty");
    symlink(
        elsewhere.path().join("secret.md"),
        article.join("secret.png"),
    )
    .unwrap();
    symlink(elsewhere.path(), site.path("content/pages/away")).unwrap();
    symlink("nothing.png", article.join("dangling.png")).unwrap();
    symlink("self.png", article.join("self.png")).unwrap();
    symlink("..", article.join("loop")).unwrap();
    symlink("map.svg", article.join("copy.svg")).unwrap();
    site.write("content/articles/treaty/map.svg", "<svg/>");
    let real = fs::canonicalize(elsewhere.path()).unwrap();
    let printed = site
        .printed()
        .replace(&real.display().to_string(), "/elsewhere");
    assert_eq!(
        printed,
        "\
error[symlink-broken]: this symbolic link leads to nothing
--> content/articles/treaty/dangling.png
 = help: remove the link, or put the file into its place

error[symlink-loop]: this symbolic link leads back to a folder that it stands in
--> content/articles/treaty/loop
 = help: remove the link

error[symlink-outside]: this symbolic link leaves the site: it leads to /elsewhere/secret.md
--> content/articles/treaty/secret.png
 = help: put a copy of the file into the site's folder instead

error[symlink-loop]: this symbolic link cannot be followed: Too many levels of symbolic links (os error 40)
--> content/articles/treaty/self.png
 = help: remove the link

error[symlink-outside]: this symbolic link leaves the site: it leads to /elsewhere
--> content/pages/away
 = help: put a copy of the file into the site's folder instead

5 errors
"
    );
}

#[test]
#[cfg(unix)]
fn what_cannot_be_read_is_named() {
    let site = Site::new();
    let place = site.path("content/pages/about.en.md");
    fs::set_permissions(&place, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&place).is_ok() {
        return; // Nothing is unreadable to root.
    }
    assert_eq!(
        site.printed(),
        "\
error[file-unreadable]: this cannot be read: permission denied
--> content/pages/about.en.md
 = help: give yourself the right to read it

1 error
"
    );
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_named() {
    let site = Site::new();
    let place = site.path("content/articles/treaty/socket.png");
    let _socket = std::os::unix::net::UnixListener::bind(place).unwrap();
    assert_eq!(
        site.printed(),
        "\
error[file-unreadable]: this is neither a file nor a folder
--> content/articles/treaty/socket.png
 = help: remove it from the site's folder

1 error
"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_name_is_utf8_and_holds_no_control_characters() {
    use std::os::unix::ffi::OsStrExt;
    let site = Site::new();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.png");
    fs::write(site.path("content/articles/treaty").join(name), "x").unwrap();
    site.write("content/articles/treaty/a\nb.png", "x");
    assert_eq!(
        site.printed(),
        "\
error[file-name]: the name of the file `a�b.png` holds a control character, or what is no character
--> content/articles/treaty/a�b.png
 = help: rename the file: letters, digits, hyphens and dots are safe everywhere

error[file-name]: the name of the file `caf�.png` is not UTF-8
--> content/articles/treaty/caf�.png
 = help: rename the file: letters, digits, hyphens and dots are safe everywhere

2 errors
"
    );
}

/// For any bytes in its files, a site is built or refused, and the output is safe for a terminal.
#[test]
fn no_bytes_make_a_build_panic() {
    use proptest::prelude::*;
    let path = prop::sample::select(vec![
        "config.toml",
        "content/names.toml",
        "content/publishers.toml",
        "content/articles/treaty/original.en.md",
        "content/articles/treaty/summary.en.md",
        "content/topics/economy/index.ar.md",
        "themes/nashra/i18n/ar.toml",
        "themes/nashra/theme.toml",
    ]);
    let noise = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..6),
        Just("\u{202E}".into()),
        Just("[p9]".into()),
        Just("\"\"\"".into()),
        Just("\n+++\n".into()),
        Just("[[x]]".into()),
    ];
    proptest!(ProptestConfig::with_cases(48), |(path in path, noise in noise, at in 0.0..1.0f64)| {
        let site = Site::new();
        let mut bytes = fs::read(site.path(path)).unwrap_or_default();
        let at = (at * bytes.len() as f64) as usize;
        let noise: Vec<u8> = noise;
        bytes.splice(at..at, noise);
        site.write(path, bytes);
        let printed = site.printed();
        let is_wild = |c: char| c.is_control() && c != '\n' || ('\u{202A}'..='\u{202E}').contains(&c);
        prop_assert!(!printed.chars().any(is_wild), "{printed:?}");
    });
}

/// Folders that are nested too deep for any site, and links that multiply folders.
#[test]
#[cfg(unix)]
fn folders_are_read_to_a_depth() {
    let site = Site::new();
    let article = site.path("content/articles/treaty");
    // Made from the bottom up, since a path to the lowest folder is longer than the system takes.
    let (above, below) = (site.path("above"), site.path("below"));
    fs::create_dir(&below).unwrap();
    for _ in 0..600 {
        fs::create_dir(&above).unwrap();
        fs::rename(&below, above.join("d")).unwrap();
        fs::rename(&above, &below).unwrap();
    }
    fs::rename(&below, article.join("d")).unwrap();
    let lowest = format!("content/articles/treaty{}", "/d".repeat(30));
    assert_eq!(
        site.printed(),
        format!(
            "\
error[folder-too-deep]: this folder lies more than 32 folders deep and is not read
--> {lowest}
 = help: move what belongs to the site further up, and remove the rest

1 error
"
        )
    );
}

/// Forty folders with two links each to the next: a million million paths.
#[test]
#[cfg(target_os = "linux")]
fn links_do_not_multiply_a_site() {
    let site = Site::new();
    let article = site.path("content/articles/treaty");
    for n in 0..40 {
        fs::create_dir(article.join(format!("d{n}"))).unwrap();
        symlink(format!("../d{}", n + 1), article.join(format!("d{n}/a"))).unwrap();
        symlink(format!("../d{}", n + 1), article.join(format!("d{n}/b"))).unwrap();
    }
    fs::create_dir(article.join("d40")).unwrap();
    let printed = site.printed();
    let first = "\
error[symlink-too-many]: this symbolic link is not followed: 4 others lead to the folder that it stands in
--> content/articles/treaty/d0/a/a/a/a/a
 = help: remove the link, or put the files into its place
";
    assert!(printed.starts_with(first), "{printed}");
}

/// A summary and an original of thousands of figures and quotations: a part of them is checked, and that is said.
#[test]
fn too_many_claims_are_counted_and_not_checked() {
    let site = Site::new();
    let claim = |n: usize| {
        let ships = 3 * n + 7;
        format!("The port took {ships} ships, he said: “the ship came in”.\n\n")
    };
    let text: String = (0..1200).map(claim).collect();
    site.write(
        "content/articles/treaty/summary.en.md",
        format!("+++\ntitle = \"The treaty\"\n+++\n\n{text}"),
    );
    let printed = site.printed();
    for expected in [
        "warning[claims-too-many]: the figures from here on are not checked: after 1000 of them, ",
        "warning[claims-too-many]: the quotations from here on are not checked: after 1000 of them, ",
    ] {
        assert!(printed.contains(expected), "{printed}");
    }
}
