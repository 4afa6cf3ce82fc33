//! Tests whether the check of summaries finds errors and does not report correct texts.
//!
//! Each folder in `tests/integrity/` is a site whose summaries are right, with a file `faults.toml`:
//!
//! ```toml
//! [[fault]]
//! file = "content/articles/<slug>/summary.<lang>.md"
//! find = "words that stand once in the file"
//! replace = "what somebody wrote by mistake"
//! kind = "digits-swapped"            # one of KINDS
//! code = "figure-not-in-original"    # the finding that must come
//! ```
//!
//! The sites as they are, and the sample briefing, must give no warning and no error. Each fault, the only one in its article, must give
//! its finding at the words that it changed; `languages-disagree` may stand in either of the two summaries. What comes out
//! is counted in `INTEGRITY.md`: `UPDATE=1 cargo test --test it integrity::` writes its tables.
//!
//! The sites in [`BLIND`] were written by people who had not seen the code, and were not read before the first run. Their
//! misses and false alarms are counted and fail nothing; a count that changes fails until it is written down.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::common::repository;
use mujaz::check::check;
use mujaz::diagnostic::{Diagnostic, Severity};
use mujaz::link::{BuildOptions, link};
use mujaz::load::{Sources, load};
use mujaz::memo::Memo;
use mujaz::parse::parse;
use rayon::prelude::*;
use serde::Deserialize;

/// Sites whose writers had not seen the code: misses and false alarms are counted, but do not fail the test.
const BLIND: [&str; 2] = ["russian-korean", "second-readers"];

/// The kinds of faults, in the order of the table, with their labels.
const KINDS: [(&str, &str); 31] = [
    ("digits-swapped", "digits swapped"),
    ("digit-dropped", "a digit dropped"),
    ("digit-repeated", "a digit repeated"),
    ("digit-changed", "a digit changed"),
    ("scale-word", "thousand, million, billion"),
    ("number-word", "a number in words"),
    ("range-end", "an end of a range"),
    ("percent-points", "per cent and percentage points"),
    ("currency", "a currency"),
    ("unit", "a unit"),
    ("duration", "a duration"),
    ("year", "a year"),
    ("month", "a month"),
    ("day", "a day"),
    ("decade", "a decade"),
    ("hijri", "a Hijri date"),
    ("model-number", "a model or code number"),
    ("bound", "a bound: at least for at most"),
    ("approximation", "exactly for about"),
    ("sign", "a sign: -3 for 3"),
    ("direction", "a direction: rose for fell"),
    ("ordinal", "an ordinal"),
    (
        "wrong-thing-same-paragraph",
        "another thing's figure, same paragraph",
    ),
    (
        "wrong-thing-other-paragraph",
        "another thing's figure, other paragraph",
    ),
    ("currency-by-country", "a currency of another country"),
    ("stray-number", "a number that stands for something else"),
    ("quote-word", "a word of a quotation changed"),
    ("quote-added", "a word added to a quotation"),
    ("quote-dropped", "a word dropped from a quotation"),
    ("name-variant", "a variant of a name"),
    ("name-foreign", "a name that is not in the original"),
];

/// Bytes before and after a changed word in which its figure is searched.
const NEIGHBOURHOOD: usize = 60;

/// The groups of false alarms: a code, or all others.
const ALARMS: [(&str, &str); 8] = [
    ("figure-not-in-original", "on a figure"),
    ("figure-reversed", "on a direction"),
    ("figure-of-another", "on another thing's figure"),
    ("quote-not-in-original", "on a quotation"),
    ("name-variant", "on a spelling"),
    ("name-not-in-original", "on a name"),
    ("languages-disagree", "between languages"),
    (REST, "any other"),
];
const REST: &str = "";

/// The language of the original and that of the summary.
type Direction = (String, String);

/// Numbers by direction: how many, of how many.
type Row = BTreeMap<Direction, (usize, usize)>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Faults {
    fault: Vec<Fault>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    file: String,
    find: String,
    replace: String,
    kind: String,
    code: String,
    /// Why the check cannot find it, where it cannot: it counts as missed.
    missed: Option<String>,
}

/// A site of the tests.
struct Case {
    name: String,
    sources: Sources,
    faults: Vec<Fault>,
}

impl Case {
    fn is_blind(&self) -> bool {
        BLIND.contains(&self.name.as_str())
    }
}

/// The results over all sites.
#[derive(Default)]
struct Outcome {
    /// For each kind of fault, how many of them were found.
    recall: BTreeMap<String, Row>,
    /// For each kind of fault, how many of them were found under the expected code or another.
    warned: BTreeMap<String, Row>,
    /// For each code, how many false alarms there were; the second number is 0.
    alarms: BTreeMap<String, Row>,
    /// Number of correct summaries that were checked.
    clean: Row,
    /// Misses and false alarms, for people.
    failures: Vec<String>,
}

#[test]
fn every_fault_is_found_and_nothing_else() {
    let mut outcome = Outcome::default();
    for case in cases().iter().filter(|case| !case.is_blind()) {
        check_clean(case, &mut outcome);
        check_faults(case, &mut outcome);
    }
    let stale = compare("tables", &tables(&outcome));
    let failures = outcome.failures.join("\n\n");
    assert!(
        failures.is_empty(),
        "{} misses and false alarms\n\n{failures}\n",
        outcome.failures.len()
    );
    assert!(
        !stale,
        "the tables of INTEGRITY.md are out of date: UPDATE=1 cargo test --test it integrity::"
    );
}

/// `PRINT=1` prints the misses and false alarms.
#[test]
fn sites_by_others_come_out_as_written_down() {
    let mut all = String::new();
    for case in cases().iter().filter(|case| case.is_blind()) {
        let mut outcome = Outcome::default();
        check_clean(case, &mut outcome);
        check_faults(case, &mut outcome);
        if std::env::var_os("PRINT").is_some() {
            println!("{}", outcome.failures.join("\n\n"));
        }
        writeln!(all, "### {}\n\n{}", case.name, blind_tables(&outcome)).expect("a String");
    }
    assert!(
        !compare("blind tables", all.trim_end()),
        "the tables of INTEGRITY.md are out of date: UPDATE=1 cargo test --test it integrity::"
    );
}

/// A typing error in the faults themselves would give a fault that cannot be found.
#[test]
fn every_fault_can_be_planted() {
    let mut wrong = Vec::new();
    for case in cases() {
        for fault in &case.faults {
            let text = case.sources.text(&fault.file).unwrap_or_default();
            let times = text.matches(&fault.find).count();
            let known = KINDS.iter().any(|(kind, _)| *kind == fault.kind)
                && ALARMS.iter().any(|(code, _)| *code == fault.code);
            if times != 1 || !known || fault.find == fault.replace {
                wrong.push(format!("{}: found {times} times: {fault:?}", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The sites in `tests/integrity/`, by name, and the sample briefing.
fn cases() -> Vec<Case> {
    let folder = repository("tests/integrity");
    let mut sites: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("tests/integrity")
        .map(|entry| entry.expect("an entry that can be read").path())
        .filter(|path| path.join("config.toml").is_file())
        .collect();
    sites.sort();
    sites.push(repository(""));
    assert!(sites.len() > 1, "there are sites in {}", folder.display());
    sites.iter().map(|site| case(site)).collect()
}

fn case(site: &Path) -> Case {
    let (sources, found) = load(site);
    assert!(found.is_empty(), "{}: {found:?}", site.display());
    let faults = match fs::read_to_string(site.join("faults.toml")) {
        Ok(text) => toml::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: faults.toml: {error}", site.display())),
        Err(_) => Faults { fault: Vec::new() },
    };
    let name = site.file_name().unwrap_or_default();
    Case {
        name: name.to_string_lossy().into_owned(),
        sources,
        faults: faults.fault,
    }
}

/// Returns the findings of parse, link and check on a site, without notes.
fn findings(sources: &Sources) -> Vec<Diagnostic> {
    let (documents, mut found) = parse(sources, &Memo::disabled());
    let (site, linked) = link(
        &documents,
        sources,
        &BuildOptions::default(),
        &Memo::disabled(),
    );
    found.extend(linked);
    if let Some(site) = &site {
        check(site, sources, &Memo::disabled(), &mut found);
    }
    found.retain(|finding| finding.severity != Severity::Note);
    found
}

/// Counts the summaries of a site that is right, and whatever is said of them.
fn check_clean(case: &Case, outcome: &mut Outcome) {
    for source in case.sources.iter() {
        if source.path.contains("/summary.")
            && let Some(direction) = direction(&case.sources, &source.path)
        {
            outcome.clean.entry(direction).or_default().0 += 1;
        }
    }
    for finding in findings(&case.sources) {
        if let Some(direction) = direction(&case.sources, &finding.path) {
            let code = ALARMS.iter().find(|(code, _)| *code == finding.code.name());
            let code = code.map_or(REST, |(code, _)| code).to_owned();
            let row = outcome.alarms.entry(code).or_default();
            row.entry(direction).or_default().0 += 1;
        }
        let place = quoted(&case.sources, &finding);
        outcome.failures.push(format!(
            "FALSE ALARM {}: {}: {} {place}\n  {}",
            case.name, finding.path, finding.code, finding.message
        ));
    }
}

/// Plants the faults of a site, and counts which are found.
fn check_faults(case: &Case, outcome: &mut Outcome) {
    let mut misses: Vec<_> = rounds(&case.faults)
        .into_par_iter()
        .flat_map_iter(|round| misses(&case.sources, round))
        .collect();
    misses.sort_by_key(|(fault, _, _)| (&fault.file, &fault.code, &fault.find, &fault.replace));
    for (fault, miss, warned) in misses {
        let direction = direction(&case.sources, &fault.file)
            .unwrap_or_else(|| panic!("{}: no original beside it", fault.file));
        let row = outcome.recall.entry(fault.kind.clone()).or_default();
        let (found, all) = row.entry(direction.clone()).or_default();
        *found += usize::from(miss.is_none());
        *all += 1;
        let row = outcome.warned.entry(fault.kind.clone()).or_default();
        row.entry(direction).or_default().0 += usize::from(warned);
        let known = fault.missed.is_some();
        if known && miss.is_none() {
            outcome.failures.push(format!(
                "FOUND {}: {}: {}: take `missed` away",
                case.name, fault.file, fault.replace
            ));
        }
        outcome.failures.extend(miss.filter(|_| !known).map(|said| {
            format!(
                "MISS {}: {}: {} ({})\n  right: {}\n  wrong: {}{said}",
                case.name, fault.file, fault.code, fault.kind, fault.find, fault.replace
            )
        }));
    }
}

/// The folder of a fault's article, with a slash.
fn folder(fault: &Fault) -> &str {
    &fault.file[..fault.file.rfind('/').map_or(0, |slash| slash + 1)]
}

/// Faults that can be planted in one go, for articles are checked one by one: no more than one of each article.
fn rounds(faults: &[Fault]) -> Vec<Vec<&Fault>> {
    let mut planted = BTreeMap::<&str, usize>::new();
    let mut rounds = Vec::<Vec<&Fault>>::new();
    for fault in faults {
        let round = planted.entry(folder(fault)).or_default();
        if *round == rounds.len() {
            rounds.push(Vec::new());
        }
        rounds[*round].push(fault);
        *round += 1;
    }
    rounds
}

/// Plants faults. Returns each with `None` if it is found, else with the other findings on its article; and true if any
/// warning is at its words.
fn misses<'f>(right: &Sources, faults: Vec<&'f Fault>) -> Vec<(&'f Fault, Option<String>, bool)> {
    let mut sources = right.clone();
    for fault in &faults {
        let text = sources.text(&fault.file).unwrap_or_default();
        let wrong = text.replacen(&fault.find, &fault.replace, 1);
        sources.insert(&fault.file, wrong.into_bytes());
    }
    let found = findings(&sources);
    let miss = |fault: &'f Fault| {
        let at = right.text(&fault.file).unwrap_or_default();
        let changed = changed(fault, at.find(&fault.find).unwrap_or_default());
        let of_article = || found.iter().filter(|f| f.path.starts_with(folder(fault)));
        if of_article().any(|finding| tells(finding, fault, &changed)) {
            return (fault, None, true);
        }
        let warned = of_article().any(|finding| is_at(finding, fault, &changed));
        let said = of_article().map(|finding| {
            let place = quoted(&sources, finding);
            format!("\n  said: {} {place} {}", finding.code, finding.message)
        });
        (fault, Some(said.collect()), warned)
    };
    faults.into_iter().map(miss).collect()
}

/// Returns true if a finding is the one expected for a fault, provided that the article is the fault's.
fn tells(finding: &Diagnostic, fault: &Fault, changed: &Range<usize>) -> bool {
    finding.code.name() == fault.code
        && (fault.code == "languages-disagree" || is_at(finding, fault, changed))
}

/// Kinds of faults in a word beside a figure, which are reported at the figure.
const BESIDE: [&str; 4] = ["bound", "approximation", "sign", "direction"];

/// Returns true if a finding is at the words that a fault changed; for a word next to a figure, within its
/// neighbourhood.
fn is_at(finding: &Diagnostic, fault: &Fault, changed: &Range<usize>) -> bool {
    let near = match BESIDE.contains(&fault.kind.as_str()) {
        true => changed.start.saturating_sub(NEIGHBOURHOOD)..changed.end + NEIGHBOURHOOD,
        false => changed.clone(),
    };
    // A word that was left out after a number is missed at the number.
    let is_there = |span: &Range<usize>| touch(span, &near) || span.end + 1 == near.start;
    *finding.path == *fault.file && finding.span.as_ref().is_some_and(is_there)
}

/// The bytes of the file with the fault that differ from those of the right one, where `find` stood at `at`.
fn changed(fault: &Fault, at: usize) -> Range<usize> {
    let (right, wrong) = (&fault.find, &fault.replace);
    let same = |(a, b): &(char, char)| a == b;
    let bytes = |common: usize, (a, _): (char, char)| common + a.len_utf8();
    let pairs = right.chars().zip(wrong.chars());
    let start = pairs.take_while(same).fold(0, bytes);
    let (right_end, wrong_end) = (right[start..].chars().rev(), wrong[start..].chars().rev());
    let end = right_end.zip(wrong_end).take_while(same).fold(0, bytes);
    at + start..at + wrong.len() - end
}

/// Returns true if two ranges overlap or meet. A removed word leaves an empty range.
fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// Returns the languages of an article's original and of one of its files; `None` if the file does not belong to an
/// article, or is the original, or the article has several originals.
fn direction(sources: &Sources, path: &str) -> Option<Direction> {
    let (folder, file) = path.rsplit_once('/')?;
    let to = file.strip_prefix("summary.")?.strip_suffix(".md")?;
    let beside = format!("{folder}/original.");
    let original = sources.below(&beside).next()?;
    let from = original.path.strip_prefix(&beside)?.strip_suffix(".md")?;
    let is_one = !from.contains('.');
    is_one.then(|| (from.to_owned(), to.to_owned()))
}

/// The words that a finding is about.
fn quoted(sources: &Sources, finding: &Diagnostic) -> String {
    let text = sources.text(&finding.path).unwrap_or_default();
    let span = finding.span.clone().unwrap_or_default();
    format!("⟨{}⟩", text.get(span).unwrap_or_default())
}

/// Returns the two tables: faults that are found, and false alarms on correct texts.
fn tables(outcome: &Outcome) -> String {
    let directions: BTreeSet<&Direction> = outcome.clean.keys().collect();
    let mut out = String::new();
    head(&mut out, "Faults found", &directions);
    let mut all = Row::new();
    for (kind, words) in KINDS {
        let Some(row) = outcome.recall.get(kind) else {
            continue;
        };
        line(&mut out, words, row, &directions, true);
        for (direction, (found, planted)) in row {
            let sum = all.entry(direction.clone()).or_default();
            sum.0 += found;
            sum.1 += planted;
        }
    }
    line(&mut out, "**all**", &all, &directions, true);
    out.push('\n');
    head(&mut out, "False alarms", &directions);
    for (code, words) in ALARMS {
        let row = outcome.alarms.get(code).cloned().unwrap_or_default();
        line(&mut out, words, &row, &directions, false);
    }
    line(
        &mut out,
        "right summaries",
        &outcome.clean,
        &directions,
        false,
    );
    out
}

/// The table of a site by others: for each kind of fault, how many have the expected finding, and how many any warning.
fn blind_tables(outcome: &Outcome) -> String {
    let sum = |row: &Row| {
        row.values()
            .fold((0, 0), |sum, n| (sum.0 + n.0, sum.1 + n.1))
    };
    let mut out = String::from(
        "| fault | planted | with its finding | with any warning |\n|---|---:|---:|---:|\n",
    );
    let mut all = (0, 0, 0);
    for (kind, words) in KINDS {
        let Some(row) = outcome.recall.get(kind) else {
            continue;
        };
        let ((found, planted), (warned, _)) = (sum(row), sum(&outcome.warned[kind]));
        all = (all.0 + planted, all.1 + found, all.2 + warned);
        writeln!(out, "| {words} | {planted} | {found} | {warned} |").expect("a String");
    }
    writeln!(out, "| **all** | {} | {} | {} |\n", all.0, all.1, all.2).expect("a String");
    let alarms: usize = outcome.alarms.values().map(|row| sum(row).0).sum();
    let clean = sum(&outcome.clean).0;
    writeln!(
        out,
        "Wrong warnings on its {clean} right summaries: {alarms}."
    )
    .expect("a String");
    out
}

fn head(out: &mut String, what: &str, directions: &BTreeSet<&Direction>) {
    write!(out, "| {what} |").expect("a String takes any text");
    for (from, to) in directions {
        write!(out, " {from} → {to} |").expect("a String takes any text");
    }
    let rules = "---:|".repeat(directions.len() + 1);
    writeln!(out, " all |\n|---|{rules}").expect("a String takes any text");
}

/// A line of a table; with `of`, each number is one of so many.
fn line(out: &mut String, words: &str, row: &Row, directions: &BTreeSet<&Direction>, of: bool) {
    let cell = |(some, all): (usize, usize)| match (of, all) {
        (false, _) => some.to_string(),
        (true, 0) => "–".to_owned(),
        (true, _) => format!("{some} of {all}"),
    };
    let in_direction = |direction: &&Direction| row.get(*direction).copied().unwrap_or_default();
    write!(out, "| {words} |").expect("a String takes any text");
    for direction in directions {
        write!(out, " {} |", cell(in_direction(direction))).expect("a String takes any text");
    }
    let sum = row
        .values()
        .fold((0, 0), |sum, n| (sum.0 + n.0, sum.1 + n.1));
    writeln!(out, " {} |", cell(sum)).expect("a String takes any text");
}

/// Writes tables between their two marks in INTEGRITY.md if `UPDATE` is set; otherwise returns true if the file has
/// other tables.
fn compare(mark: &str, tables: &str) -> bool {
    // Both tests write the page.
    static PAGE: Mutex<()> = Mutex::new(());
    let _page = PAGE.lock();
    let begin = format!("<!-- {mark} -->\n");
    let end = format!("<!-- end of {mark} -->");
    let path = repository("INTEGRITY.md");
    let page = fs::read_to_string(&path).expect("INTEGRITY.md");
    let (before, rest) = page.split_once(&begin).expect("where the tables begin");
    let (_, after) = rest.split_once(&end).expect("where the tables end");
    let fresh = format!("{before}{begin}\n{tables}\n\n{end}{after}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &fresh).expect("INTEGRITY.md can be written");
        return false;
    }
    fresh != page
}
