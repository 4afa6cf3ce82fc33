//! A whole build: the phases in their order.
//!
//! 1. [`load`](crate::load) reads the site's folder.
//! 2. [`parse`](crate::parse) turns each file into a document.
//! 3. [`link`](crate::link) turns the documents into a site.
//! 4. [`check`](mod@crate::check) holds the summaries against their originals.
//! 5. [`plan`](crate::plan) lists the pages and their views.
//! 6. [`render`](crate::render) turns each page into bytes, and
//! 7. [`write`](crate::write) puts aside what changed, page by page, and moves it into place once all are well.
//!
//! Every phase gives what it found; nothing is written where anything found is an error. An [`inspect`]ion ends with the
//! sixth, for which it renders some pages and drops them.

mod cards;
mod compressed;
mod pictures;
pub mod search;
mod stage;

use crate::diagnostic::codes;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::card::Fonts;
use crate::check::{Checked, Tally, Traces, check, is_aside};
use crate::diagnostic::{Diagnostic, any_error, sort};
use crate::link::site::Site;
use crate::link::{Options, References, link};
use crate::load::{Sources, load};
use crate::memo::{Digest, Memo};
use crate::parse::catalogue::Catalogue;
use crate::parse::config::Language;
use crate::parse::{Documents, Parsed, parse};
use crate::plan::{Job, Plan, plan};
use crate::render::fill::Style;
use crate::render::theme::{LanguageContext, Theme};
use crate::render::{Finish, Renderer, Scratch, minified};
use crate::write::{Report, Writer, note_failure};

pub use cards::drawn;

/// What a build is to do.
#[derive(Debug, Clone)]
pub struct Request {
    /// The site's folder.
    pub site: PathBuf,
    /// The folder that the site is written to.
    pub output: PathBuf,
    /// Drafts and address.
    pub options: Options,
}

/// What a build did.
#[derive(Debug)]
pub struct Outcome {
    /// The sources, for excerpts in messages.
    pub sources: Arc<Sources>,
    /// Everything that was found, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// What was written; `None` where errors kept the output as it was.
    pub report: Option<Report>,
    /// How many pages the site has.
    pub pages: usize,
    /// How many drafts are left out of it.
    pub drafts_left_out: usize,
    /// How many of them were rendered: those that are not as they were.
    pub rendered: usize,
    /// How long each phase took, in their order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// How far a build is, for whoever watches it from another thread.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many pages are to be rendered, copies of pictures to be made and cards to be drawn; 0 until that is known.
    pub pages: AtomicUsize,
    /// How many of them are, or need not be.
    pub rendered: AtomicUsize,
    /// Held while files are being put into their places: who ends the process meanwhile leaves it half done.
    pub committing: Mutex<()>,
}

/// A stop-watch over the phases.
pub struct PhaseTimings {
    last: Instant,
    timings: Vec<(&'static str, Duration)>,
}

impl PhaseTimings {
    /// Starts it.
    pub fn start() -> Self {
        PhaseTimings {
            last: Instant::now(),
            timings: Vec::new(),
        }
    }

    /// The phase that has just ended.
    pub fn record(&mut self, phase: &'static str) {
        let now = Instant::now();
        self.timings.push((phase, now - self.last));
        self.last = now;
    }

    /// How long each phase took, in their order.
    pub fn timings(&self) -> &[(&'static str, Duration)] {
        &self.timings
    }
}

/// What a build keeps for the next one of the same site: what came of each file, summary, article and page, for as long as
/// all that it came from stays the same.
#[derive(Debug, Default)]
pub struct Memos {
    /// By file.
    pub parsed: Memo<Arc<Parsed>>,
    /// By article's folder.
    pub linked: Memo<Arc<References>>,
    /// By article.
    pub checked: Memo<Arc<Checked>>,
    /// By output path: the digest of the page's bytes.
    pub pages: Memo<Digest>,
    /// The fonts of the machine.
    pub fonts: Memo<Arc<Fonts>>,
}

impl Memos {
    /// For a build that nothing comes after.
    pub fn disabled() -> Self {
        Memos {
            parsed: Memo::disabled(),
            linked: Memo::disabled(),
            checked: Memo::disabled(),
            pages: Memo::disabled(),
            fonts: Memo::disabled(),
        }
    }
}

/// Builds a site.
pub fn build(request: &Request) -> Outcome {
    build_watched(request, &Progress::default())
}

/// Builds a site and says on the way how far it is.
pub fn build_watched(request: &Request, progress: &Progress) -> Outcome {
    let mut timings = PhaseTimings::start();
    let (sources, _) = load(&request.site);
    timings.record("load");
    build_from(
        Arc::new(sources),
        request,
        &Memos::disabled(),
        progress,
        timings,
    )
}

/// Builds a site from sources that have been read already, with what earlier builds left in `memos`.
pub fn rebuild(
    sources: Arc<Sources>,
    request: &Request,
    memos: &Memos,
    progress: &Progress,
) -> Outcome {
    build_from(sources, request, memos, progress, PhaseTimings::start())
}

fn build_from(
    sources: Arc<Sources>,
    request: &Request,
    memos: &Memos,
    progress: &Progress,
    mut timings: PhaseTimings,
) -> Outcome {
    let (mut pages, mut drafts_left_out) = (0, 0);
    let rendered = AtomicUsize::new(0);
    let made = prepare(
        &sources,
        &request.options,
        memos,
        &mut timings,
        |ready, found, timings| {
            pages = ready.plan.jobs.len();
            drafts_left_out = ready.site.drafts_left_out;
            let writer = stage::stage_site(
                request,
                &sources,
                ready,
                memos,
                (progress, &rendered),
                found,
            );
            timings.record("render");
            let held = progress.committing.lock();
            let _held = held.unwrap_or_else(PoisonError::into_inner);
            let report = writer.and_then(|writer| commit(writer, found));
            timings.record("write");
            report
        },
    );
    let (report, diagnostics) = made;
    let report = report.flatten();
    // Where another build has the output, that one says how it went.
    let is_locked = diagnostics.iter().any(|d| d.code == codes::OUTPUT_LOCKED);
    if report.is_none() && !is_locked {
        note_failure(&request.output);
    }
    Outcome {
        sources,
        diagnostics,
        report,
        pages,
        drafts_left_out,
        rendered: rendered.into_inner(),
        timings: timings.timings,
    }
}

/// A site that is ready to be printed.
pub struct Ready<'p> {
    /// The site.
    pub site: &'p Site<'p>,
    /// Its pages.
    pub plan: &'p Plan<'p>,
    /// The theme.
    pub theme: &'p Theme,
    /// What prints them.
    pub renderer: Renderer<'p>,
    /// What came of checking each article.
    checked: &'p [Arc<Checked>],
}

impl Ready<'_> {
    /// What could not be checked of the summaries, in the order of files and places.
    pub fn unchecked(&self) -> Vec<Diagnostic> {
        unchecked(self.checked)
    }
}

fn unchecked(checked: &[Arc<Checked>]) -> Vec<Diagnostic> {
    let each = checked.iter().flat_map(|checked| &checked.unchecked);
    let mut all: Vec<Diagnostic> = each.cloned().collect();
    sort(&mut all);
    all
}

/// All phases up to rendering. A site without errors is handed to `then`, with what was found and the stop-watch; gives
/// what `then` gives, and everything that was found, in the order of files and places.
pub fn prepare<T>(
    sources: &Sources,
    options: &Options,
    memos: &Memos,
    timings: &mut PhaseTimings,
    then: impl FnOnce(&Ready<'_>, &mut Vec<Diagnostic>, &mut PhaseTimings) -> T,
) -> (Option<T>, Vec<Diagnostic>) {
    let mut found = sources.faults();
    let (documents, parsed) = parse(sources, &memos.parsed);
    found.extend(parsed);
    timings.record("parse");
    let (site, linked) = link(&documents, sources, options, &memos.linked);
    found.extend(linked);
    timings.record("link");
    let printed = site.and_then(|site| {
        let checked = check(&site, sources, &memos.checked, &mut found);
        // Who builds is told what readers would be misled by, and asks `check` for the rest.
        found.retain(|d| !is_aside(d));
        timings.record("check");
        let fonts = cards::fonts_of(&site, sources, memos, &mut found);
        let (plan, planned) = plan(&site, &checked, fonts.as_deref());
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
        };
        Some(then(&ready, &mut found, timings))
    });
    sort(&mut found);
    free(documents);
    (printed, found)
}

/// Frees the documents of a site, which takes a tenth of a second where they are many: nobody has to wait for it.
fn free(documents: Documents) {
    rayon::spawn(move || drop(documents));
}

/// What an inspection came upon.
#[derive(Debug)]
pub struct Inspection {
    /// The sources, for excerpts in messages.
    pub sources: Sources,
    /// Everything that was found, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// The articles that were checked, in the order of their slugs.
    pub articles: Vec<Inspected>,
    /// What could not be checked of them, in the order of files and places.
    pub unchecked: Vec<Diagnostic>,
    /// How many pages were rendered, for what is wrong with templates.
    pub rendered: Rendered,
    /// How long each phase took, in their order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// What was traced of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// The article's folder.
    pub slug: String,
    /// How many summaries it has.
    pub summaries: usize,
    /// How their figures came out.
    pub figures: Tally,
    /// How their quotations came out.
    pub quotations: Tally,
}

/// Finds everything that a build would find, and writes nothing. Of a large site, it renders some pages of each kind alone.
pub fn inspect(folder: &Path, options: &Options) -> Inspection {
    let mut timings = PhaseTimings::start();
    let (sources, mut diagnostics) = load(folder);
    timings.record("load");
    let (articles, unchecked, rendered) = look(options, &sources, &mut diagnostics, &mut timings);
    sort(&mut diagnostics);
    Inspection {
        sources,
        diagnostics,
        articles,
        unchecked,
        rendered,
        timings: timings.timings,
    }
}

fn look(
    options: &Options,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
    timings: &mut PhaseTimings,
) -> (Vec<Inspected>, Vec<Diagnostic>, Rendered) {
    let memos = Memos::disabled();
    let (documents, parsed) = parse(sources, &memos.parsed);
    found.extend(parsed);
    timings.record("parse");
    let (site, linked) = link(&documents, sources, options, &memos.linked);
    found.extend(linked);
    timings.record("link");
    let Some(site) = site else {
        return Default::default();
    };
    let checked = check(&site, sources, &memos.checked, found);
    timings.record("check");
    let (plan, planned) = plan(&site, &checked, None);
    found.extend(planned);
    let theme = theme(&site, &plan, sources, found);
    timings.record("plan");
    let rendered = match theme.filter(|_| !any_error(found)) {
        Some(theme) => render_samples(&site, &plan, &theme, found),
        None => Rendered::default(),
    };
    timings.record("render");
    let inspected = site.articles.iter().zip(&checked);
    let inspected = inspected
        .map(|(article, checked)| inspected_article(article.slug, &checked.traces))
        .collect();
    drop(plan);
    drop(site);
    free(documents);
    (inspected, unchecked(&checked), rendered)
}

/// Up to so many pages a site is rendered as a whole for an inspection.
const RENDERED_WHOLE: usize = 500;

/// So many pages of each kind in each language are rendered of a larger site.
const SAMPLES: usize = 8;

/// How many pages an inspection rendered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rendered {
    /// How many.
    pub pages: usize,
    /// How many the site has.
    pub of: usize,
}

/// Renders pages for what is wrong with their templates, and drops them.
fn render_samples(
    site: &Site<'_>,
    plan: &Plan<'_>,
    theme: &Theme,
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
    let render = |scratch: &mut Scratch, job: &&Job| renderer.render(&plan.page(job), scratch);
    let rendered = samples.par_iter().map_init(Scratch::default, render);
    found.par_extend(rendered.filter_map(Result::err));
    Rendered {
        pages: samples.len(),
        of: plan.jobs.len(),
    }
}

fn inspected_article(slug: &str, traces: &Traces) -> Inspected {
    let traces = || traces.iter().flatten();
    Inspected {
        slug: slug.to_owned(),
        summaries: traces().count(),
        figures: traces().map(|trace| trace.figure_tally()).sum(),
        quotations: traces().map(|trace| trace.quotation_tally()).sum(),
    }
}

/// The theme that a planned site is rendered with; `None` where a template is at fault.
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
    Theme::new(
        sources,
        &site.config.theme.value,
        &site.base,
        &contexts,
        found,
    )
}

/// How each of a site's languages writes what stands in holes.
pub fn styles<'s>(site: &'s Site<'_>, theme: &'s Theme) -> Vec<Style<'s>> {
    let contexts = site.languages.iter().zip(&site.words);
    let style = |(language, words): (&'s Language, &'s Catalogue)| Style {
        locale: &language.locale,
        words,
        languages: site.languages,
        sizes: &theme.sizes,
    };
    contexts.map(style).collect()
}

/// Moves what was staged into place.
fn commit(writer: Writer, found: &mut Vec<Diagnostic>) -> Option<Report> {
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
