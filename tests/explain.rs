//! The explanations of codes: each code that an editor can meet has one, each is of a code, and `docs/codes.md` holds them.
//!
//! `UPDATE=1 cargo test --test explain` writes the page; read the difference.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::{build_into, copy, files, put, repository};
use mujaz::diagnostic::Severity;
use mujaz::explain::{Entry, entries, known, page};
use mujaz::link::Options;
use tempfile::TempDir;

/// Codes that are explained and that nothing gives yet.
const PENDING: &[&str] = &[];

/// The code of `src/`, but for the explanations themselves and for tests.
fn sources() -> impl Iterator<Item = (String, String)> {
    let root = repository("src");
    let files = files(&root).into_iter();
    let files = files.filter(|file| file.ends_with(".rs") && !file.starts_with("explain/"));
    let files = files.filter(|file| !file.ends_with("/tests.rs"));
    files.map(move |file| {
        let text = fs::read_to_string(root.join(&file)).expect("a source");
        let code = text.split("mod tests {").next().unwrap_or_default();
        (file, code.to_owned())
    })
}

/// The codes that are written in the code as the first argument of a call, with how much each weighs there. Where a
/// finding's weight is decided elsewhere, there is none.
fn given() -> BTreeMap<String, BTreeSet<Option<Severity>>> {
    let mut given: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (_, code) in sources() {
        for (call, severity) in [
            ("Diagnostic::error(", Some(Severity::Error)),
            ("Diagnostic::warning(", Some(Severity::Warning)),
            ("Diagnostic::note(", Some(Severity::Note)),
            ("self.report(", None),
            ("code: ", None),
        ] {
            for after in code.split(call).skip(1) {
                let literal = after.trim_start().strip_prefix('"');
                let code = literal.and_then(|rest| rest.split('"').next());
                if let Some(code) = code {
                    given.entry(code.to_owned()).or_default().insert(severity);
                }
            }
        }
    }
    given
}

/// The codes that broken sites show in `tests/diagnostics/`: also those that reach a finding by way of a variable.
fn shown() -> BTreeSet<String> {
    let cases = repository("tests/diagnostics/cases");
    let mut shown = BTreeSet::new();
    for file in files(&cases) {
        let case = fs::read_to_string(cases.join(file)).expect("a case");
        for line in case.lines() {
            let is_finding = ["error[", "warning[", "note["]
                .iter()
                .find_map(|start| line.strip_prefix(start));
            let code = is_finding.and_then(|rest| rest.split_once("]: "));
            shown.extend(code.map(|(code, _)| code.to_owned()));
        }
    }
    shown
}

#[test]
fn every_code_is_explained() {
    let given = given();
    let shown = shown();
    assert!(given.len() > 30 && shown.len() > 30, "the codes are found");
    let unexplained: BTreeSet<_> = given.keys().chain(&shown).collect();
    let unexplained: Vec<_> = unexplained
        .into_iter()
        .filter(|code| known(code).is_none())
        .collect();
    assert!(
        unexplained.is_empty(),
        "src/explain/ has no entry for {unexplained:?}"
    );
}

#[test]
fn every_explanation_is_of_a_code() {
    let code: String = sources().map(|(_, code)| code).collect();
    for entry in entries() {
        let is_given = code.contains(&format!("\"{}\"", entry.code));
        let is_pending = PENDING.contains(&entry.code);
        assert!(
            is_given || is_pending,
            "nothing gives {}: take its entry out of src/explain/",
            entry.code
        );
        assert!(
            !(is_given && is_pending),
            "{} is given now: take it out of PENDING",
            entry.code
        );
    }
    for code in PENDING {
        assert!(
            known(code).is_some(),
            "PENDING has {code}, which has no entry"
        );
    }
}

/// An entry names the most that a finding of its code weighs.
#[test]
fn explanations_know_how_much_a_finding_weighs() {
    for (code, severities) in given() {
        // The heaviest comes first in the order of severities.
        let heaviest = severities.iter().flatten().next().copied();
        let (Some(heaviest), Some(entry)) = (heaviest, known(&code)) else {
            continue;
        };
        assert_eq!(entry.severity, heaviest, "{code}");
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
        "docs/codes.md is not what src/explain/ says: run UPDATE=1 cargo test --test explain"
    );
}

/// A file of a site, and what stands around an example in it.
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

/// The codes whose examples can be tried as they stand, in the sound site of `tests/diagnostics/`.
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

/// Whether a build of the site with an example finds what the example is of.
fn is_found(entry: &Entry, (file, frame): Frame, example: &str) -> bool {
    let site = TempDir::new().expect("there is room for a temporary folder");
    copy(&repository("tests/diagnostics/base"), site.path());
    if let Some(given) = entry.given {
        match given.place {
            place if place.ends_with(".toml") => put(site.path(), place, given.text),
            _ => {}
        }
    }
    put(site.path(), file, frame.replace("{}", example));
    let output = site.path().join("public");
    let outcome = build_into(site.path(), &output, Options::default());
    outcome.diagnostics.iter().any(|d| d.code == entry.code)
}

#[test]
fn examples_are_wrong_and_right_as_they_say() {
    for (code, frame) in TRIED {
        let entry = known(code).unwrap_or_else(|| panic!("{code} has no entry"));
        assert!(
            is_found(entry, *frame, entry.wrong),
            "{code} is not found in its example"
        );
        assert!(
            !is_found(entry, *frame, entry.right),
            "{code} is found where it is mended"
        );
    }
}
