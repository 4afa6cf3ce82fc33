//! The explanations of codes: each code that an editor can meet has one, each is of a code, and `docs/codes.md` holds them.
//!
//! `UPDATE=1 cargo test --test explain` writes the page; read the difference.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::{files, repository};
use mujaz::diagnostic::Severity;
use mujaz::explain::{entries, known, page};

/// Codes that are explained and that nothing gives yet.
const PENDING: &[&str] = &[
    "comma-arabic",
    "comma-latin",
    "digits-mixed",
    "direction-mark-unpaired",
    "direction-mark-useless",
    "direction-override",
    "figure-not-in-cited",
    "figure-not-in-original",
    "languages-differ",
    "languages-disagree",
    "letters-persian",
    "name-not-in-original",
    "name-variant",
    "picture-undescribed",
    "quote-not-in-original",
    "quote-unpaired",
    "seal-invalid",
    "summary-long",
    "summary-missing",
    "summary-stale",
    "waiver-unknown",
    "waiver-unused",
    "word-doubled",
];

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
