//! Warm equals cold: after any sequence of edits, a build with memos writes the same files as a build from scratch.
//!
//! Random scripts of edits run over the golden sites and the sample. After each edit the sources are refreshed by just the
//! paths that a watcher names, and the site is rebuilt with the memos of the builds before. Then sources, findings and
//! output are those of a fresh folder and a fresh build, byte for byte; a build that fails leaves the output as it was. A
//! script that fails is made as short as it still fails, and printed with what each step changed. `links` holds what is
//! read anew against what is read at all, `served` the pages of a server against those of a build.
//!
//! Some dozens of scripts run by default, and as many as you like by
//! `MUJAZ_SCRIPTS=1000 cargo test --release --test it incremental::`.

mod edits;
#[cfg(unix)]
mod links;
mod served;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::common::{Tree, copy_golden, copy_sample, difference, files, golden_cases, put, tree};
use crate::images::{jpeg, png};
use crate::incremental::edits::{Kind, Named, Step, changed, step, touched};
use mujaz::build::{BuildOutcome, BuildProgress, BuildRequest, Memos, rebuild};
use mujaz::clock::Now;
use mujaz::diagnostic::{Diagnostic, codes};
use mujaz::link::BuildOptions;
use mujaz::load::{Content, Sources, load};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{TestCaseError, TestRunner};
use tempfile::TempDir;

/// Returns the number of scripts to run.
fn scripts(normally: u32) -> u32 {
    let asked = std::env::var("MUJAZ_SCRIPTS").ok();
    asked
        .and_then(|count| count.parse().ok())
        .unwrap_or(normally)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: scripts(32),
        // In milliseconds.
        max_shrink_time: 60_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn warm_equals_cold(
        site in site(),
        drafts in prop::bool::weighted(0.2),
        script in prop::collection::vec(step(), 1..12),
    ) {
        let mut warm = Warm::new(&site, drafts);
        warm.run(&script).map_err(TestCaseError::fail)?;
    }
}

/// Edits of single files that change the output for another file: the site, the file, words in it, their replacement,
/// and the changed output.
const FAR_AWAY: [(&str, &str, &str, &str, &str); 23] = [
    (
        "originals",
        "content/articles/strait/original.ru.md",
        "В первый день",
        "Новый абзац.\n\nВ первый день",
        "the numbers before those of a further original",
    ),
    (
        "originals",
        "content/publishers.toml",
        "Northwire\"",
        "Northwire Agency\"",
        "what a citation calls an original",
    ),
    (
        "originals",
        "content/articles/strait/original.northwire.en.md",
        "$40 million",
        "$41 million",
        "the findings of a further original",
    ),
    (
        "names-and-publishers",
        "content/names.toml",
        "Zayn al-Bahri",
        "Zayn of the Sea",
        "what a variant is one of",
    ),
    (
        "names-and-publishers",
        "content/names.toml",
        "\"Port Office\"",
        "\"Old Port Office\"",
        "who is mentioned",
    ),
    (
        "names-and-publishers",
        "content/names.toml",
        "kind = \"organisation\"",
        "kind = \"thing\"",
        "the names' groups",
    ),
    (
        "names-and-publishers",
        "content/publishers.toml",
        "Herald",
        "Zain",
        "a publisher on its articles",
    ),
    (
        "numerals-and-calendar",
        "config.toml",
        "numerals = \"arab\"",
        "numerals = \"latn\"",
        "the digits of citations",
    ),
    (
        "numerals-and-calendar",
        "config.toml",
        "ar-SY",
        "ar-EG",
        "the months' names",
    ),
    (
        "bilingual",
        "config.toml",
        "The Harbour Brief",
        "The Brief",
        "every page's masthead",
    ),
    (
        "bilingual",
        "content/topics/trade/index.en.md",
        "title = \"",
        "title = \"Old ",
        "a topic on its articles",
    ),
    (
        "bilingual",
        "content/pages/about.en.md",
        "title = \"",
        "title = \"Old ",
        "the menu",
    ),
    (
        "bilingual",
        "themes/plain/i18n/en.toml",
        "topics = \"Topics\"",
        "topics = \"Subjects\"",
        "a theme's word",
    ),
    (
        "bilingual",
        "themes/plain/templates/base.html",
        "kind: ",
        "sort: ",
        "a template that others extend",
    ),
    (
        "editions",
        "content/articles/harbour/summary.en.md",
        "title = \"",
        "title = \"Old ",
        "an article in its edition",
    ),
    (
        "editions",
        "content/articles/harbour/original.en.md",
        "2025-03-06",
        "2025-03-10",
        "the week of an article",
    ),
    (
        "editions",
        "config.toml",
        "every = \"week\"",
        "every = \"month\"",
        "the spans of editions",
    ),
    (
        "editions",
        "content/articles/harbour/original.en.md",
        "12 cranes",
        "14 cranes",
        "the findings of an edition",
    ),
    (
        "tracing",
        "content/articles/pier/summary.en.md",
        "title = \"",
        "title = \"Old ",
        "an article in lists of others",
    ),
    (
        "three-languages",
        "config.toml",
        "[languages.fa]",
        "[languages.fa]\nname = \"زبان\"",
        "what the switcher calls a language",
    ),
    (
        "names-and-publishers",
        "content/names.toml",
        "kind = \"place\"\n",
        "kind = \"place\"\nvariants.en = [\"Adamant\"]\n",
        "whether a name has a page",
    ),
    (
        "drafts",
        "content/articles/unfinished/summary.en.md",
        "draft = true",
        "draft = false",
        "what a draft alone mentions",
    ),
    (
        "names-and-publishers",
        "config.toml",
        "default_language",
        "check.ignore = [\"name-variant\"]\ndefault_language",
        "what is told",
    ),
];

/// Renamings of single files without other changes: the site, the old path, the new one, and the changed output.
const RENAMED: [(&str, &str, &str, &str); 6] = [
    (
        "originals",
        "content/articles/strait/original.northwire.en.md",
        "content/articles/strait/original.afp.en.md",
        "the id of an original",
    ),
    (
        "originals",
        "content/articles/strait/original.ru.md",
        "content/articles/strait/original.zarya.ru.md",
        "which original is the main one",
    ),
    (
        "slugs-and-aliases",
        "content/articles/harbour/original.ru.md",
        "content/articles/harbour/original.uk.md",
        "the language of an original, on its own page, on those of topics and in feeds",
    ),
    (
        "bilingual",
        "content/articles/harbour/original.en.md",
        "content/articles/harbour/original.fr.md",
        "the same in another site",
    ),
    (
        "bilingual",
        "content/articles/harbour/summary.ar.md",
        "content/articles/harbour/summary.fa.md",
        "a language that an article is no longer in",
    ),
    (
        "bilingual",
        "themes/plain/templates/teaser.html",
        "themes/plain/templates/teaser.ar.html",
        "a template that is one language's from now on",
    ),
];

#[test]
fn what_has_another_name_is_seen() {
    for (site, from, to, what) in RENAMED {
        let mut warm = Warm::new(site, false);
        let first = warm.history[0].clone();
        let mut other = first.clone();
        let bytes = other
            .remove(from)
            .unwrap_or_else(|| panic!("{site} has no {from}"));
        other.insert(to.to_owned(), bytes);
        for state in [other, first] {
            let outcome = warm.go_to(state, Named::Exactly);
            assert_eq!(warm.compare(&outcome), "", "{what}");
        }
    }
}

/// Pictures whose names, formats and sizes change: each copy and each size on a page follows.
#[test]
fn pictures_that_change_are_seen() {
    let mut warm = Warm::new("bilingual", false);
    let first = warm.history[0].clone();
    let at = |name: &str| format!("content/articles/harbour/{name}");
    let shown = |name: &str| {
        let mut tree = first.clone();
        for summary in ["summary.ar.md", "summary.en.md"] {
            let text = tree.get_mut(&at(summary)).expect("it is there");
            text.extend_from_slice(format!("\n\n![A quay]({name})\n").as_bytes());
        }
        tree
    };
    let with = |mut tree: Tree, name: &str, bytes: Vec<u8>| {
        tree.insert(at(name), bytes);
        tree
    };
    let quay = with(shown("quay.png"), "quay.png", png(900, 600));
    let states = [
        ("a picture comes", quay.clone()),
        (
            "it is of another size",
            with(quay.clone(), "quay.png", png(600, 900)),
        ),
        (
            "it is of another format than its name",
            with(quay.clone(), "quay.png", jpeg(900, 600)),
        ),
        (
            "it has another name",
            with(shown("pier.png"), "pier.png", png(900, 600)),
        ),
        (
            "it has another ending",
            with(shown("pier.jpg"), "pier.jpg", jpeg(900, 600)),
        ),
        (
            "only the case of its name changes",
            with(shown("pier.jpg"), "Pier.jpg", jpeg(900, 600)),
        ),
        (
            "two names hold one picture",
            with(quay.clone(), "pier.png", png(900, 600)),
        ),
        ("it is taken away", shown("quay.png")),
        ("all is as it was", first.clone()),
    ];
    for (what, state) in states {
        let outcome = warm.go_to(state, Named::Exactly);
        assert_eq!(warm.compare(&outcome), "", "{what}");
    }
}

/// A further original comes, goes, and comes back under another id.
#[test]
fn originals_that_come_and_go_are_seen() {
    let mut warm = Warm::new("originals", false);
    let first = warm.history[0].clone();
    let path = "content/articles/strait/original.northwire.en.md";
    let mut without = first.clone();
    let bytes = without.remove(path).expect("it is there");
    let summaries = ["summary.ar.md", "summary.en.md"];
    for name in summaries {
        let summary = format!("content/articles/strait/{name}");
        without.insert(summary, b"+++\ntitle = \"A\"\n+++\n\n12 [p1].\n".to_vec());
    }
    let mut third = first.clone();
    third.insert(path.replace("northwire", "afp"), bytes);
    for state in [without, first.clone(), third, first] {
        let outcome = warm.go_to(state, Named::Exactly);
        assert_eq!(warm.compare(&outcome), "");
    }
}

/// An original's language is shown with every excerpt of its summaries: renames each original in each site.
#[test]
fn an_original_in_another_language_is_seen_everywhere() {
    for site in golden_cases().into_iter().chain([SAMPLE.to_owned()]) {
        let mut warm = Warm::new(&site, false);
        let first = warm.history[0].clone();
        let originals = first.keys().filter(|path| path.contains("/original."));
        for path in originals.take(3) {
            let stem = path.rsplitn(3, '.').last().expect("a stem");
            for tag in ["uk", "ar"] {
                let mut other = first.clone();
                let bytes = other.remove(path).expect("it is there");
                other.insert(format!("{stem}.{tag}.md"), bytes);
                let outcome = warm.go_to(other, Named::Exactly);
                assert_eq!(warm.compare(&outcome), "", "{site}: {path} in {tag}");
            }
        }
    }
}

#[test]
fn what_is_far_away_is_seen() {
    for (site, path, old, new, what) in FAR_AWAY {
        let mut warm = Warm::new(site, false);
        let first = warm.history[0].clone();
        let mut before = warm.build();
        let text = String::from_utf8(first[path].clone()).expect("a text");
        assert!(text.contains(old), "{what}: {path} has no {old:?}");
        let mut other = first.clone();
        other.insert(path.to_owned(), text.replacen(old, new, 1).into_bytes());
        for state in [other, first] {
            let good = std::mem::take(&mut warm.good);
            let outcome = warm.go_to(state, Named::Exactly);
            assert_eq!(warm.compare(&outcome), "", "{what}");
            let is_told = outcome.diagnostics != before.diagnostics;
            assert!(is_told || good != warm.good, "{what}: nothing came of it");
            before = outcome;
        }
    }
}

#[test]
fn an_order_of_fallback_languages_is_seen() {
    let mut warm = Warm::new("three-languages", false);
    let mut without_arabic = warm.history[0].clone();
    without_arabic.remove("content/articles/harbour/summary.ar.md");
    let mut with_order = without_arabic.clone();
    let config = String::from_utf8(with_order["config.toml"].clone()).expect("a text");
    let config = config.replacen("[languages.ar]", "[languages.ar]\nfallback = [\"fa\"]", 1);
    with_order.insert("config.toml".to_owned(), config.into_bytes());
    for state in [without_arabic.clone(), with_order, without_arabic] {
        let good = std::mem::take(&mut warm.good);
        let outcome = warm.go_to(state, Named::Exactly);
        assert_eq!(warm.compare(&outcome), "");
        assert!(good != warm.good, "nothing came of it");
    }
}

/// A long script, the same each time.
fn long_script(steps: usize) -> Vec<Step> {
    let mut runner = TestRunner::deterministic();
    let script = prop::collection::vec(step(), steps).new_tree(&mut runner);
    script.expect("a script").current()
}

#[test]
fn the_memos_do_not_grow() {
    let mut warm = Warm::new("bilingual", false);
    let sizes = |warm: &Warm| {
        let Memos {
            parsed,
            linked,
            twice,
            checked,
            register,
            pages,
            search,
            fonts,
        } = &warm.memos;
        let (search, fonts) = (search.len(), fonts.len());
        [
            parsed.len(),
            linked.len(),
            twice.len(),
            checked.len(),
            register.count(),
            pages.len(),
            search,
            fonts,
        ]
    };
    let first = (sizes(&warm), warm.history[0].clone());
    let mut most = 0;
    for step in long_script(80) {
        warm.edit(&step);
        most = most.max(sizes(&warm).iter().sum());
    }
    assert!(
        most > first.0.iter().sum::<usize>(),
        "the site was never larger"
    );
    warm.go_to(first.1, Named::Tops);
    assert_eq!(
        sizes(&warm),
        first.0,
        "parsed, linked, twice, checked, register, pages, search, fonts"
    );
}

/// The sample, or a golden site by its name.
fn site() -> impl Strategy<Value = String> {
    let golden: Vec<String> = golden_cases().into_iter().collect();
    prop_oneof![
        6 => prop::sample::select(golden),
        1 => Just(SAMPLE.to_owned()),
    ]
}

const SAMPLE: &str = "the sample";

/// A site that is rebuilt with its memos.
struct Warm {
    folder: TempDir,
    options: BuildOptions,
    /// The states of the site so far, the present one last.
    history: Vec<Tree>,
    sources: Arc<Sources>,
    memos: Memos,
    /// The last state that could be built, where the present one cannot.
    mended: Option<Tree>,
    /// The output of the last successful build.
    good: Tree,
    /// The actions so far, for people.
    log: String,
}

impl Warm {
    fn new(site: &str, drafts: bool) -> Warm {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let place = folder.path().join("site");
        if site == SAMPLE {
            copy_sample(&place);
        } else {
            copy_golden(site, &place);
        }
        let (sources, _) = load(&place);
        let mut warm = Warm {
            options: BuildOptions {
                drafts,
                // A script may delete every article, which a build that knows an earlier one refuses otherwise.
                allow_empty: true,
                now: Now::parse("2026-11-28T12:00:00Z"),
                ..BuildOptions::default()
            },
            history: vec![tree(&place)],
            sources: Arc::new(sources),
            memos: Memos::default(),
            mended: None,
            good: Tree::new(),
            log: format!("in {site}:\n"),
            folder,
        };
        warm.build();
        warm.good = tree(&warm.output());
        warm
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn output(&self) -> PathBuf {
        self.folder.path().join("warm/public")
    }

    /// Does every step of a script; returns the differences from a build from scratch.
    fn run(&mut self, script: &[Step]) -> Result<(), String> {
        for (index, step) in script.iter().enumerate() {
            let outcome = self.edit(step);
            if step.compared || index + 1 == script.len() {
                let differences = self.compare(&outcome);
                if !differences.is_empty() {
                    return Err(format!("{}\n{differences}", self.log));
                }
            } else if outcome.report.is_some() {
                self.good = tree(&self.output());
            }
        }
        Ok(())
    }

    /// Does one step and builds with the memos.
    fn edit(&mut self, step: &Step) -> BuildOutcome {
        let after = step.applied(&self.history, self.mended.as_ref());
        let told = step.told(self.mended.as_ref());
        writeln!(self.log, "- {told}").expect("a String takes any text");
        if step.kind == Kind::LoseOutput {
            self.lose(step);
        }
        self.go_to(after, step.named)
    }

    /// Brings the site into another state and builds with the memos.
    fn go_to(&mut self, after: Tree, named: Named) -> BuildOutcome {
        let before = self.history.last().expect("there was a first state");
        let touched = touched(named, before, &after);
        writeln!(self.log, "  {named:?}: {touched:?}").expect("a String takes any text");
        self.log.push_str(&difference(before, &after));
        bring(&self.site(), before, &after);
        let site = self.site();
        Arc::make_mut(&mut self.sources).refresh(&site, &touched);
        self.history.push(after);
        let outcome = self.build();
        self.mended = match (&outcome.report, self.mended.take()) {
            (Some(_), _) => None,
            (None, None) => self.history.iter().nth_back(1).cloned(),
            (None, good) => good,
        };
        outcome
    }

    /// Deletes a file of the output.
    fn lose(&mut self, step: &Step) {
        let outputs: Vec<String> = files(&self.output()).into_iter().collect();
        if !outputs.is_empty() {
            let path = step.picks[0].get(&outputs);
            fs::remove_file(self.output().join(path)).expect("it is there");
            self.good.remove(path);
            writeln!(self.log, "  deleted {path}").expect("a String takes any text");
        }
    }

    fn build(&self) -> BuildOutcome {
        let sources = self.sources.clone();
        self.build_into(self.output(), sources, &self.memos)
    }

    fn build_into(&self, output: PathBuf, sources: Arc<Sources>, memos: &Memos) -> BuildOutcome {
        let request = BuildRequest {
            site: self.site(),
            output,
            options: self.options.clone(),
            program: None,
        };
        rebuild(sources, &request, memos, &BuildProgress::default())
    }

    /// Returns the differences of the last build from one from scratch.
    fn compare(&mut self, warm: &BuildOutcome) -> String {
        let (fresh, _) = load(&self.site());
        let mut found = sources_difference(&fresh, &self.sources);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let output = folder.path().join("cold/public");
        let cold = self.build_into(output.clone(), Arc::new(fresh), &Memos::disabled());
        found += &findings_difference(&cold.diagnostics, &warm.diagnostics);
        if cold.report.is_some() != warm.report.is_some() {
            let told = |report: bool| if report { "succeeds" } else { "fails" };
            let (cold, warm) = (told(cold.report.is_some()), told(warm.report.is_some()));
            found += &format!("the cold build {cold}, the warm one {warm}\n");
        }
        let written = tree(&self.output());
        if cold.report.is_some() {
            self.good = tree(&output);
            found += &self.excess(&cold);
        }
        found + &difference(&self.good, &written)
    }

    /// Returns superfluous values in the memos.
    fn excess(&self, cold: &BuildOutcome) -> String {
        let texts = |name: &str| {
            let paths = cold.sources.iter().map(|source| &source.path);
            paths
                .filter(|path| path.rsplit('/').next().is_some_and(|n| n.starts_with(name)))
                .count()
        };
        let editions = cold.sources.below("content/editions/").count();
        let bounds = [
            (
                "files",
                self.memos.parsed.len(),
                cold.sources.iter().count(),
            ),
            ("articles", self.memos.linked.len(), texts("original.")),
            (
                "checked articles and editions",
                self.memos.checked.len(),
                texts("original.") + editions,
            ),
            ("made files", self.memos.pages.len(), self.good.len()),
        ];
        let over = bounds.iter().filter(|(_, kept, most)| kept > most);
        over.map(|(what, kept, most)| format!("{kept} of {most} {what} are kept\n"))
            .collect()
    }
}

/// Takes a folder from one state to the next.
fn bring(root: &Path, before: &Tree, after: &Tree) {
    for path in changed(before, after) {
        if !after.contains_key(&path) {
            fs::remove_file(root.join(&path)).expect("it is there");
            let folders = Path::new(&path).ancestors().skip(1);
            for folder in folders.filter(|folder| *folder != Path::new("")) {
                // A folder that is not empty stays.
                let _ = fs::remove_dir(root.join(folder));
            }
        }
    }
    for path in changed(before, after) {
        if let Some(bytes) = after.get(&path) {
            put(root, &path, bytes);
        }
    }
}

/// Returns the digest of every file, or its path if it is published unchanged.
fn looks(sources: &Sources) -> BTreeMap<Arc<str>, String> {
    let look = |content: &Content| match content {
        Content::Loaded { hash, .. } => hash.to_string(),
        Content::Attached(place) => place.display().to_string(),
        Content::Picture(picture) => format!("{picture:?}"),
    };
    let files = sources.iter();
    files
        .map(|source| (source.path.clone(), look(&source.content)))
        .collect()
}

/// Returns the differences between sources and freshly loaded ones, as lines.
fn sources_difference(fresh: &Sources, refreshed: &Sources) -> String {
    let (fresh_files, files) = (looks(fresh), looks(refreshed));
    let mut out = String::new();
    for path in fresh_files.keys().chain(files.keys()) {
        if fresh_files.get(path) != files.get(path) {
            writeln!(out, "not refreshed: {path}").expect("a String takes any text");
        }
    }
    out + &findings_difference(&fresh.faults(), &refreshed.faults())
}

/// Returns the differences between the findings of two builds, as lines. Only a build over the output of another one
/// knows which pages disappeared.
fn findings_difference(cold: &[Diagnostic], warm: &[Diagnostic]) -> String {
    let of_site = |found: &[Diagnostic]| -> Vec<Diagnostic> {
        let of_site = found.iter().filter(|d| d.code != codes::PAGE_MOVED);
        of_site.cloned().collect()
    };
    let (cold, warm) = (&of_site(cold), &of_site(warm));
    if cold == warm {
        return String::new();
    }
    let only = |these: &[Diagnostic], those: &[Diagnostic], which: &str| {
        let these = these.iter().filter(|found| !those.contains(found));
        these.fold(String::new(), |all, found| {
            format!("{all}found in the {which} build alone: {found:?}\n")
        })
    };
    let lines = only(cold, warm, "cold") + &only(warm, cold, "warm");
    if lines.is_empty() {
        "the findings have another order, or number\n".into()
    } else {
        lines
    }
}
