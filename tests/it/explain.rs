//! The documentation of codes: `docs/codes.md` holds it, every code is used, and the examples are wrong and right.
//!
//! `UPDATE=1 cargo test --test it explain::` writes the page; read the difference.

use std::fs;

use crate::common::{build_into, copy, files, put, repository};
use mujaz::diagnostic::codes::{Code, all, known};
use mujaz::explain::page;
use mujaz::link::BuildOptions;
use tempfile::TempDir;

#[test]
fn every_code_is_used() {
    let root = repository("src");
    let files = files(&root).into_iter();
    let files =
        files.filter(|file| file.ends_with(".rs") && !file.starts_with("diagnostic/codes/"));
    let code: String = files
        .map(|file| fs::read_to_string(root.join(file)).expect("a source"))
        .collect();
    for entry in all() {
        let name = entry.name().replace('-', "_").to_uppercase();
        assert!(
            code.contains(&format!("codes::{name}")),
            "nothing reports {}: remove it from src/diagnostic/codes/",
            entry.name()
        );
    }
}

#[test]
fn the_page_of_codes_holds_what_is_explained() {
    let path = repository("docs/codes.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, page()).expect("docs/ can be written to");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page(),
        "docs/codes.md is not what src/diagnostic/codes/ says: run UPDATE=1 cargo test --test it explain::"
    );
}

/// A file of a site, and the text around an example in it.
type Frame = (&'static str, &'static str);

const SUMMARY: &str = "content/articles/treaty/summary.en.md";
const ORIGINAL: &str = "content/articles/treaty/original.en.md";

const TEXT: Frame = (SUMMARY, "+++\ntitle = \"T\"\n+++\n\n{}\n");
const KEYS: Frame = (SUMMARY, "+++\ntitle = \"T\"\n{}\n+++\n\nText.\n");
const ALL_KEYS: Frame = (SUMMARY, "+++\n{}\n+++\n\nText.\n");
const FILE: Frame = (SUMMARY, "{}\n");
const ORIGINAL_TEXT: Frame = (
    ORIGINAL,
    "+++\ntitle = \"T\"\npublisher = \"example-desk\"\n+++\n\nText.\n\n{}\n",
);
const ORIGINAL_KEYS: Frame = (
    ORIGINAL,
    "+++\ntitle = \"T\"\npublisher = \"example-desk\"\n{}\n+++\n\nText.\n",
);
const PUBLISHER: Frame = (ORIGINAL, "+++\ntitle = \"T\"\n{}\n+++\n\nText.\n");
const ORIGINAL_ALL_KEYS: Frame = (ORIGINAL, "+++\n{}\n+++\n\nText.\n");
const CONFIG: Frame = ("config.toml", "{}\n");
const THEME: Frame = (
    "config.toml",
    "base_url = \"https://example.org/\"\ndefault_language = \"en\"\n{}\n[languages.en]\ntitle = \"T\"\n",
);
const NAMES: Frame = ("content/names.toml", "{}\n");
const TEMPLATE: Frame = ("themes/nashra/templates/article.html", "{}\n");

/// The codes whose examples can be tested unchanged, in the sound site of `tests/diagnostics/`.
const TRIED: &[(&str, Frame)] = &[
    ("alias-invalid", KEYS),
    ("anchor-twice", TEXT),
    ("attribute-unknown", TEXT),
    ("chart-columns", TEXT),
    ("chart-data", TEXT),
    ("chart-misplaced", TEXT),
    ("chart-number", TEXT),
    ("chart-order", TEXT),
    ("chart-share", TEXT),
    ("chart-size", TEXT),
    ("citation-malformed", TEXT),
    ("citation-misplaced", TEXT),
    ("citation-shadowed", TEXT),
    ("citation-unknown", TEXT),
    ("date-invalid", ORIGINAL_KEYS),
    ("deploy-credential", THEME),
    ("deploy-destination", THEME),
    ("footnote-twice", TEXT),
    ("front-matter-missing", FILE),
    ("front-matter-open", FILE),
    ("id-twice", NAMES),
    ("key-missing", KEYS),
    ("key-unknown", ALL_KEYS),
    ("language-missing", CONFIG),
    ("language-tag", THEME),
    ("link-broken", TEXT),
    ("link-unsafe", TEXT),
    ("original-code", ORIGINAL_TEXT),
    ("original-link", ORIGINAL_TEXT),
    ("output-path", KEYS),
    ("picture-elsewhere", TEXT),
    ("publisher-unknown", PUBLISHER),
    ("slug-invalid", KEYS),
    ("template-missing", TEMPLATE),
    ("template-render", TEMPLATE),
    ("template-syntax", TEMPLATE),
    ("text-missing", FILE),
    ("theme-unknown", THEME),
    ("toml-syntax", ALL_KEYS),
    ("topic-empty", TEXT),
    ("topic-nested", TEXT),
    ("topic-unknown", TEXT),
    ("topic-unread", TEXT),
    ("url-invalid", ORIGINAL_KEYS),
    ("url-missing", ORIGINAL_ALL_KEYS),
    ("value-empty", ALL_KEYS),
    ("value-type", KEYS),
    ("value-unknown", ORIGINAL_KEYS),
];

/// Returns true if a build of the site with an example reports the example's code.
fn is_found(code: Code, (file, frame): Frame, example: &str) -> bool {
    let site = TempDir::new().expect("there is room for a temporary folder");
    copy(&repository("tests/diagnostics/base"), site.path());
    if let Some(given) = code.given {
        match given.place {
            place if place.ends_with(".toml") => put(site.path(), place, given.text),
            _ => {}
        }
    }
    put(site.path(), file, frame.replace("{}", example));
    let output = site.path().join("public");
    let outcome = build_into(site.path(), &output, BuildOptions::default());
    outcome.diagnostics.iter().any(|d| d.code == code)
}

#[test]
fn examples_are_wrong_and_right_as_they_say() {
    for (name, frame) in TRIED {
        let code = known(name).unwrap_or_else(|| panic!("there is no code {name}"));
        assert!(
            is_found(code, *frame, code.wrong),
            "{code} is not found in its example"
        );
        assert!(
            !is_found(code, *frame, code.right),
            "{code} is found where it is mended"
        );
    }
}
