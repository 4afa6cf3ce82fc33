//! Builds a whole site: runs the phases in their order.
//!
//! 1. [`load`](crate::load) reads the site's folder.
//! 2. [`parse`](crate::parse) turns each file into a document.
//! 3. [`link`](crate::link) turns the documents into a site.
//! 4. [`check`](mod@crate::check) compares the summaries with their originals.
//! 5. [`plan`](crate::plan) lists the pages and their views.
//! 6. [`render`](crate::render) turns each page into bytes.
//! 7. [`write`](crate::write) stages changed files, page by page, and moves them into place once all are complete.
//!
//! Every phase returns diagnostics; nothing is written if any of them is an error. [`inspect`] renders some
//! pages in phase 6 and drops them. A build from the same inputs as the last one, whose output is as it was, ends after
//! phase 1 (`unchanged`).

mod cards;
mod compressed;
mod examine;
mod exports;
mod losses;
mod moved;
mod pictures;
pub mod publication;
pub mod search;
mod stage;
mod template_links;
mod unchanged;

use crate::diagnostic::codes;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::build::publication::{LinkedSite, Publication};
use crate::build::unchanged::{Period, RecordedResult, unchanged};
use crate::card::Fonts;
use crate::check::{CheckResult, CheckedSite, FileClaims, Traces, VerdictCounts, claims, is_aside};
use crate::clock::UnixTime;
use crate::diagnostic::{Diagnostic, any_error, sort};
use crate::link::held::Holds;
use crate::link::site::{Article, Site};
use crate::link::{BuildOptions, References};
use crate::load::{Sources, load};
use crate::memo::{Digest, Memo};
use crate::parse::catalogue::Catalogue;
use crate::parse::config::Language;
use crate::parse::{Documents, Parsed, parse, relocate};
use crate::plan::{PageJob, Plan, RegisterMemos, plan};
use crate::render::fill::FillContext;
use crate::render::theme::{LanguageContext, Theme};
use crate::render::{Finish, Renderer, Scratch, minified};
use crate::write::{CommitReport, OutputWriter, note_failure};

pub use cards::drawn;
pub use examine::{Examination, examine};
pub use exports::export;

/// The input of a build.
#[derive(Debug, Clone)]
pub struct BuildRequest {
    /// The site's folder.
    pub site: PathBuf,
    /// The output folder.
    pub output: PathBuf,
    /// Drafts and address.
    pub options: BuildOptions,
    /// The digest of the running program. If it is known, a build from the same inputs as the last one ends early.
    pub program: Option<Digest>,
}

/// The result of a build.
#[derive(Debug)]
pub struct BuildOutcome {
    /// The sources, for excerpts in messages.
    pub sources: Arc<Sources>,
    /// All diagnostics, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// A report of the written files; `None` if errors left the output unchanged.
    pub report: Option<CommitReport>,
    /// Number of pages on the site.
    pub pages: usize,
    /// Number of drafts that the build leaves out.
    pub drafts_left_out: usize,
    /// The texts that are held back: path and reason.
    pub held: Vec<(Arc<str>, String)>,
    /// The next moment at which a text appears or disappears.
    pub next: Option<UnixTime>,
    /// Number of pages that were rendered, since they had changed.
    pub rendered: usize,
    /// True if inputs and output were unchanged since the last build, so that nothing was done.
    pub is_unchanged: bool,
    /// The duration of each phase, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// The progress of a build, for an observer on another thread.
#[derive(Debug, Default)]
pub struct BuildProgress {
    /// Number of pages to render, pictures to scale and cards to draw; 0 until it is known.
    pub pages: AtomicUsize,
    /// Number of items counted in `pages` that are done or unchanged.
    pub rendered: AtomicUsize,
    /// Held while files are moved into place: ending the process meanwhile leaves the output incomplete.
    pub committing: Mutex<()>,
}

/// Measures the duration of each phase.
pub struct PhaseTimings {
    last: Instant,
    timings: Vec<(&'static str, Duration)>,
}

impl PhaseTimings {
    /// Starts the clock.
    pub fn start() -> Self {
        PhaseTimings {
            last: Instant::now(),
            timings: Vec::new(),
        }
    }

    /// Starts the clock of the next phase now, after a pause.
    pub fn resume(&mut self) {
        self.last = Instant::now();
    }

    /// Records the phase that has just ended.
    pub fn record(&mut self, phase: &'static str) {
        let now = Instant::now();
        self.timings.push((phase, now - self.last));
        self.last = now;
    }

    /// Returns the duration of each phase, in order.
    pub fn timings(&self) -> &[(&'static str, Duration)] {
        &self.timings
    }
}

/// Caches results of a build for the next build of the same site: one for each file, article and page, valid as long as its
/// inputs stay the same.
#[derive(Debug, Default)]
pub struct Memos {
    /// Indexed by file.
    pub parsed: Memo<Arc<Parsed>>,
    /// Indexed by article's folder.
    pub linked: Memo<Arc<References>>,
    /// A single value: the findings on originals that are in the site twice.
    pub twice: Memo<Arc<[Diagnostic]>>,
    /// Indexed by article.
    pub checked: Memo<Arc<CheckResult>>,
    /// The register of figures.
    pub register: RegisterMemos,
    /// Indexed by output path: the digest of the file's bytes.
    pub pages: Memo<Digest>,
    /// Indexed by language: the files of the search index.
    pub search: Memo<Arc<search::StagedIndex>>,
    /// The fonts of the machine.
    pub fonts: Memo<Arc<Fonts>>,
}

impl Memos {
    /// Returns memos that cache nothing, for a single build.
    pub fn disabled() -> Self {
        Memos {
            parsed: Memo::disabled(),
            linked: Memo::disabled(),
            twice: Memo::disabled(),
            checked: Memo::disabled(),
            register: RegisterMemos::disabled(),
            pages: Memo::disabled(),
            search: Memo::disabled(),
            fonts: Memo::disabled(),
        }
    }
}

/// Starts the threads for parallel work, with the stack that they need. Called once, before any parallel work.
pub fn start_threads() {
    // Fails only if there are threads already.
    let _ = rayon::ThreadPoolBuilder::new()
        .stack_size(crate::STACK)
        .build_global();
}

/// Builds a site.
pub fn build(request: &BuildRequest) -> BuildOutcome {
    build_watched(request, &BuildProgress::default())
}

/// Builds a site and reports its progress.
pub fn build_watched(request: &BuildRequest, progress: &BuildProgress) -> BuildOutcome {
    let mut timings = PhaseTimings::start();
    let (sources, _) = load(&request.site);
    let sources = sources.with_environment(request.options.environment.as_deref());
    let sources = Arc::new(sources);
    let inputs = unchanged::inputs(request, &sources);
    timings.record("load");
    let same = inputs.and_then(|inputs| unchanged(request, &sources, inputs, &mut timings));
    same.unwrap_or_else(|| {
        let memos = Memos::disabled();
        build_from(sources, request, inputs, &memos, progress, timings)
    })
}

/// Builds a site from sources that are already loaded, with the results that earlier builds left in `memos`.
pub fn rebuild(
    sources: Arc<Sources>,
    request: &BuildRequest,
    memos: &Memos,
    progress: &BuildProgress,
) -> BuildOutcome {
    // Digests of all inputs would take longer than what this build has to do.
    let timings = PhaseTimings::start();
    build_from(sources, request, None, memos, progress, timings)
}

fn build_from(
    sources: Arc<Sources>,
    request: &BuildRequest,
    inputs: Option<Digest>,
    memos: &Memos,
    progress: &BuildProgress,
    mut timings: PhaseTimings,
) -> BuildOutcome {
    let (mut pages, mut drafts_left_out) = (0, 0);
    let (mut held, mut next) = (Vec::new(), None);
    let rendered = AtomicUsize::new(0);
    let made = prepare(
        &sources,
        &request.options,
        memos,
        &mut timings,
        |ready, found, timings| {
            pages = ready.plan.jobs.len();
            drafts_left_out = ready.site.drafts_left_out;
            // With drafts, nothing is left out.
            held = match request.options.drafts {
                true => Vec::new(),
                false => ready.holds.in_words(),
            };
            next = ready.holds.next();
            let mut writer = stage::stage_site(
                request,
                &sources,
                ready,
                memos,
                (progress, &rendered),
                found,
            );
            timings.record("render");
            // Cards depend on fonts, which are no part of the site.
            let inputs = inputs.filter(|_| ready.site.config.cards.is_none());
            // What is recorded stands in the output, which says nothing of texts that nobody may know of.
            let inputs = inputs.filter(|_| held.is_empty() && !is_on_unpublished(ready, found));
            if let (Some(writer), Some(inputs)) = (&mut writer, inputs) {
                let diagnostics = found.clone();
                let result = RecordedResult {
                    pages,
                    drafts_left_out,
                    diagnostics,
                };
                let period = Period::of(ready, request.options.now);
                writer.describe(unchanged::facts(inputs, &period, result));
            }
            let new = writer
                .as_ref()
                .map(|writer| moved::new_pages(ready, writer));
            let held = progress.committing.lock();
            let _held = held.unwrap_or_else(PoisonError::into_inner);
            let report = writer.and_then(|writer| commit(writer, found));
            timings.record("write");
            if let (Some(report), Some(new)) = (&report, &new) {
                found.extend(moved::find(ready, &sources, new, &report.removed));
            }
            report
        },
    );
    let (report, diagnostics) = made;
    let report = report.flatten();
    // If another build has locked the output, that build records its own failure.
    let is_locked = diagnostics.iter().any(|d| d.code == codes::OUTPUT_LOCKED);
    if report.is_none() && !is_locked {
        note_failure(&request.output);
    }
    BuildOutcome {
        sources,
        diagnostics,
        report,
        pages,
        drafts_left_out,
        held,
        next,
        rendered: rendered.into_inner(),
        is_unchanged: false,
        timings: timings.timings,
    }
}

/// Returns true if a finding is in a text that is not published, such as a draft.
fn is_on_unpublished(ready: &Ready<'_>, found: &[Diagnostic]) -> bool {
    // An edition that names a draft says so.
    if found.iter().any(|d| d.code == codes::EDITION_ARTICLE_HELD) {
        return true;
    }
    if ready.site.drafts_left_out == 0 {
        return false;
    }
    let editions = ready.site.articles.iter().flat_map(|a| &a.editions);
    let issues = ready.site.issues.iter().flat_map(|issue| &issue.texts);
    let issues = issues.flatten().filter_map(|issue| issue.text);
    let published: BTreeSet<&str> = editions
        .flatten()
        .map(|edition| &*edition.summary.path)
        .chain(issues.map(|issue| &*issue.path))
        .collect();
    let is_summary = |path: &str| {
        path.rsplit('/')
            .next()
            .is_some_and(|n| n.starts_with("summary."))
            || path.starts_with("content/editions/")
    };
    found
        .iter()
        .any(|d| is_summary(&d.path) && !published.contains(&*d.path))
}

/// A site that is ready to be rendered.
pub struct Ready<'p> {
    pub site: &'p Site<'p>,
    /// The pages.
    pub plan: &'p Plan<'p>,
    pub theme: &'p Theme,
    /// Renders the pages.
    pub renderer: Renderer<'p>,
    /// The results of checking the site.
    checked: &'p CheckedSite,
    /// Summaries that are not published now, with the reasons.
    pub holds: &'p Holds,
}

impl Ready<'_> {
    /// Returns the figures and quotations that could not be checked, sorted by file and place.
    pub fn unchecked(&self) -> Vec<Diagnostic> {
        unchecked(&self.checked.articles)
    }
}

fn unchecked(checked: &[Arc<CheckResult>]) -> Vec<Diagnostic> {
    let each = checked.iter().flat_map(|checked| &checked.unchecked);
    let mut all: Vec<Diagnostic> = each.cloned().collect();
    sort(&mut all);
    all
}

/// Runs all phases up to rendering. If there are no errors, calls `then` with the site, the diagnostics and the timings.
/// Returns the result of `then`, and all diagnostics, sorted by file and place.
pub fn prepare<T>(
    sources: &Sources,
    options: &BuildOptions,
    memos: &Memos,
    timings: &mut PhaseTimings,
    then: impl FnOnce(&Ready<'_>, &mut Vec<Diagnostic>, &mut PhaseTimings) -> T,
) -> (Option<T>, Vec<Diagnostic>) {
    let mut found = sources.faults();
    if options.allow_empty {
        found.retain(|d| d.code != codes::CONTENT_MISSING);
    }
    let (documents, parsed) = parse(sources, &memos.parsed);
    found.extend(parsed);
    timings.record("parse");
    let publication = Publication::new(&documents, sources, options, memos, &mut found, timings);
    let printed = publication.and_then(|publication| {
        let LinkedSite { site, checked } = publication.published;
        // A build reports only what would mislead readers; `mujaz check` reports the rest.
        found.retain(|d| !is_aside(d));
        let fonts = cards::fonts_of(&site, sources, memos, &mut found);
        let (plan, planned) = plan(&site, &checked, fonts.as_deref(), &memos.register);
        found.extend(planned);
        let theme = theme(&site, &plan, sources, &mut found);
        timings.record("plan");
        let theme = theme.filter(|_| !any_error(&found))?;
        let ready = Ready {
            renderer: Renderer::new(&theme, &plan, styles(&site, &theme), minified),
            site: &site,
            plan: &plan,
            theme: &theme,
            checked: &checked,
            holds: &publication.holds,
        };
        Some(then(&ready, &mut found, timings))
    });
    relocate(&mut found, sources);
    sort(&mut found);
    free(documents);
    (printed, found)
}

/// Frees the documents of a site in the background: for large sites it takes a tenth of a second.
fn free(documents: Documents) {
    rayon::spawn(move || drop(documents));
}

/// The result of an inspection.
#[derive(Debug)]
pub struct Inspection {
    /// The sources, for excerpts in messages.
    pub sources: Sources,
    /// All diagnostics, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The articles that were checked, sorted by slug.
    pub articles: Vec<Inspected>,
    /// Figures and quotations that could not be checked, sorted by file and place.
    pub unchecked: Vec<Diagnostic>,
    /// All claims of the checked articles with their verdicts; empty if [`inspect`] was called.
    pub claims: Vec<FileClaims>,
    /// Number of pages that were rendered to find faults of templates.
    pub rendered: Rendered,
    /// Number of drafts that were not checked.
    pub drafts_left_out: usize,
    /// The duration of each phase, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// The results of tracing one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// The article's folder.
    pub slug: String,
    /// Number of summaries.
    pub summaries: usize,
    /// The results for the figures of the article's summaries.
    pub figures: VerdictCounts,
    /// The results for the quotations of the article's summaries.
    pub quotations: VerdictCounts,
    /// Ids of the publishers of the original and of its sources.
    pub publishers: Vec<String>,
    /// Ids of the listed names that a summary mentions.
    pub names: Vec<String>,
    /// Ids of the topics of its summaries.
    pub topics: Vec<String>,
}

/// Returns the findings of a build without writing anything. Of a large site, only some pages of each kind are
/// rendered.
pub fn inspect(folder: &Path, options: &BuildOptions) -> Inspection {
    inspect_with(folder, options, false)
}

/// Does the same as [`inspect`], and returns every claim of the summaries.
pub fn inspect_with_claims(folder: &Path, options: &BuildOptions) -> Inspection {
    inspect_with(folder, options, true)
}

/// Returns the findings of a site that is in memory.
pub fn inspect_sources(sources: &Sources, options: &BuildOptions) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    look(
        options,
        false,
        sources,
        &mut found,
        &mut PhaseTimings::start(),
    );
    sort(&mut found);
    found
}

fn inspect_with(folder: &Path, options: &BuildOptions, wants_claims: bool) -> Inspection {
    let mut timings = PhaseTimings::start();
    let (sources, _) = load(folder);
    let sources = sources.with_environment(options.environment.as_deref());
    timings.record("load");
    let mut diagnostics = Vec::new();
    let seen = look(
        options,
        wants_claims,
        &sources,
        &mut diagnostics,
        &mut timings,
    );
    relocate(&mut diagnostics, &sources);
    sort(&mut diagnostics);
    Inspection {
        sources,
        diagnostics,
        articles: seen.articles,
        unchecked: seen.unchecked,
        claims: seen.claims,
        rendered: seen.rendered,
        drafts_left_out: seen.drafts_left_out,
        timings: timings.timings,
    }
}

/// The results of an inspection.
#[derive(Default)]
struct Seen {
    articles: Vec<Inspected>,
    unchecked: Vec<Diagnostic>,
    claims: Vec<FileClaims>,
    rendered: Rendered,
    drafts_left_out: usize,
}

fn look(
    options: &BuildOptions,
    wants_claims: bool,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
    timings: &mut PhaseTimings,
) -> Seen {
    let memos = Memos::disabled();
    examine(
        sources,
        options,
        &memos,
        timings,
        |mut examined, timings| {
            found.append(&mut examined.found);
            // What is held back is checked as well.
            let Some(whole) = examined.whole() else {
                return Seen::default();
            };
            let claims = if wants_claims {
                claims(&whole.site, sources)
            } else {
                Vec::new()
            };
            timings.record("claims");
            let rendered = examined.render(&memos, timings, found);
            let inspected = whole.site.articles.iter().zip(&whole.checked.articles);
            let inspected = inspected
                .map(|(article, checked)| inspected_article(&whole.site, article, &checked.traces))
                .collect();
            let publication = examined.publication.as_ref();
            Seen {
                articles: inspected,
                unchecked: unchecked(&whole.checked.articles),
                claims,
                rendered,
                drafts_left_out: publication.map_or(0, |p| p.published.site.drafts_left_out),
            }
        },
    )
}

/// Maximum number of pages of a site that an inspection renders as a whole.
const RENDERED_WHOLE: usize = 500;

/// Number of pages of each kind and language that are rendered of a larger site.
const SAMPLES: usize = 8;

/// Number of pages that an inspection rendered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rendered {
    /// Number of pages that were rendered.
    pub pages: usize,
    /// Number of pages of the site.
    pub of: usize,
}

/// Renders pages to find faults of their templates, and drops them.
fn render_samples(
    site: &Site<'_>,
    plan: &Plan<'_>,
    theme: &Theme,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) -> Rendered {
    // What a minifier makes of a page is no fault of its template.
    let as_it_is: Finish = |shell| String::from_utf8_lossy(shell).into_owned();
    let renderer = Renderer::new(theme, plan, styles(site, theme), as_it_is);
    let most = match plan.jobs.len() {
        0..=RENDERED_WHOLE => RENDERED_WHOLE,
        _ => SAMPLES,
    };
    let samples = plan.samples(most);
    let render = |scratch: &mut Scratch, job: &&PageJob| {
        let page = plan.page(job);
        match renderer.render(&page, scratch) {
            Ok(()) => renderer.shell_fault(&page, scratch, sources),
            Err(fault) => Some(fault),
        }
    };
    let rendered = samples.par_iter().map_init(Scratch::default, render);
    found.par_extend(rendered.flatten());
    Rendered {
        pages: samples.len(),
        of: plan.jobs.len(),
    }
}

fn inspected_article(site: &Site<'_>, article: &Article<'_>, traces: &Traces) -> Inspected {
    let traces = || traces.iter().flatten();
    let references = &article.references;
    let publishers = references.publishers();
    let publishers = publishers.map(|index| &site.publishers[index].id.value);
    let names = references
        .names
        .iter()
        .map(|index| &site.names[*index].id.value);
    let topics = references.topics.iter().map(|index| site.topics[*index].id);
    Inspected {
        slug: article.slug.to_owned(),
        publishers: publishers.cloned().collect(),
        names: names.cloned().collect(),
        topics: topics.map(str::to_owned).collect(),
        summaries: traces().count(),
        figures: traces().map(|trace| trace.figure_tally()).sum(),
        quotations: traces().map(|trace| trace.quotation_tally()).sum(),
    }
}

/// Makes the theme that a planned site is rendered with; `None` if a template has a fault.
pub fn theme(
    site: &Site<'_>,
    plan: &Plan<'_>,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Theme> {
    let contexts: Vec<LanguageContext<'_>> = site
        .languages
        .iter()
        .enumerate()
        .map(|(index, language)| LanguageContext {
            language,
            words: &site.words[index],
            shared: plan.shared(index),
        })
        .collect();
    template_links::check(&site.config.theme.value, &site.base, plan, sources, found);
    Theme::new(
        sources,
        &site.config.theme.value,
        &site.base,
        &contexts,
        found,
    )
}

/// Returns the style of each of a site's languages, for the filling of holes.
pub fn styles<'s>(site: &'s Site<'_>, theme: &'s Theme) -> Vec<FillContext<'s>> {
    let contexts = site.languages.iter().zip(&site.words);
    let style = |(language, words): (&'s Language, &'s Catalogue)| FillContext {
        locale: &language.locale,
        words,
        languages: site.languages,
        sizes: &theme.sizes,
    };
    contexts.map(style).collect()
}

/// Moves the staged files into place.
fn commit(writer: OutputWriter, found: &mut Vec<Diagnostic>) -> Option<CommitReport> {
    match writer.commit() {
        Ok(report) => {
            found.extend(report.named.iter().cloned());
            Some(report)
        }
        Err(diagnostics) => {
            found.extend(diagnostics);
            None
        }
    }
}
