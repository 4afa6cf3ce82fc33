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
//! Every phase gives what it found; nothing is written where anything found is an error. An [`inspect`]ion stops before
//! the sixth.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::check::{ASIDES, Tally, Traces, check};
use crate::diagnostic::{Diagnostic, any_error, sort};
use crate::link::site::Site;
use crate::link::{Options, link};
use crate::load::{Content, Sources, load};
use crate::parse::catalogue::Catalogue;
use crate::parse::config::Language;
use crate::parse::parse;
use crate::plan::{Job, Plan, plan};
use crate::render::fill::Style;
use crate::render::theme::{Theme, Voice};
use crate::render::{Scratch, minified};
use crate::write::{Report, Writer};

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
    pub sources: Sources,
    /// Everything that was found, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// What was written; `None` where errors kept the output as it was.
    pub report: Option<Report>,
    /// How many pages the site has.
    pub pages: usize,
    /// How long each phase took, in their order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// How far a build is, for whoever watches it from another thread.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many pages are to be rendered; 0 until that is known.
    pub pages: AtomicUsize,
    /// How many of them are.
    pub rendered: AtomicUsize,
}

/// A stop-watch over the phases.
struct Laps {
    last: Instant,
    laps: Vec<(&'static str, Duration)>,
}

impl Laps {
    fn start() -> Self {
        Laps {
            last: Instant::now(),
            laps: Vec::new(),
        }
    }

    /// The phase that has just ended.
    fn lap(&mut self, phase: &'static str) {
        let now = Instant::now();
        self.laps.push((phase, now - self.last));
        self.last = now;
    }
}

/// Builds a site.
pub fn build(request: &Request) -> Outcome {
    build_watched(request, &Progress::default())
}

/// Builds a site and says on the way how far it is.
pub fn build_watched(request: &Request, progress: &Progress) -> Outcome {
    let mut laps = Laps::start();
    let (sources, mut diagnostics) = load(&request.site);
    laps.lap("load");
    let (report, pages) = make(request, &sources, progress, &mut diagnostics, &mut laps);
    sort(&mut diagnostics);
    Outcome {
        sources,
        diagnostics,
        report,
        pages,
        timings: laps.laps,
    }
}

fn make(
    request: &Request,
    sources: &Sources,
    progress: &Progress,
    found: &mut Vec<Diagnostic>,
    laps: &mut Laps,
) -> (Option<Report>, usize) {
    let (documents, parsed) = parse(sources);
    found.extend(parsed);
    laps.lap("parse");
    let (site, linked) = link(&documents, sources, &request.options);
    found.extend(linked);
    laps.lap("link");
    let Some(site) = site else { return (None, 0) };
    let traces = check(&site, sources, found);
    // Who builds is told what readers would be misled by, and asks `check` for the rest.
    found.retain(|d| !ASIDES.contains(&d.code));
    laps.lap("check");
    let (plan, planned) = plan(&site, &traces);
    found.extend(planned);
    let theme = theme(&site, &plan, sources, found);
    laps.lap("plan");
    let pages = plan.jobs.len();
    match theme {
        Some(theme) if !any_error(found) => {
            let writer = render(request, sources, &site, &plan, &theme, progress, found);
            laps.lap("render");
            let report = writer.and_then(|writer| commit(writer, found));
            laps.lap("write");
            (report, pages)
        }
        _ => (None, pages),
    }
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

/// Finds everything that a build would find before it renders a page, and writes nothing.
pub fn inspect(folder: &Path, options: &Options) -> Inspection {
    let mut laps = Laps::start();
    let (sources, mut diagnostics) = load(folder);
    laps.lap("load");
    let articles = look(options, &sources, &mut diagnostics, &mut laps);
    sort(&mut diagnostics);
    Inspection {
        sources,
        diagnostics,
        articles,
        timings: laps.laps,
    }
}

fn look(
    options: &Options,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
    laps: &mut Laps,
) -> Vec<Inspected> {
    let (documents, parsed) = parse(sources);
    found.extend(parsed);
    laps.lap("parse");
    let (site, linked) = link(&documents, sources, options);
    found.extend(linked);
    laps.lap("link");
    let Some(site) = site else { return Vec::new() };
    let traces = check(&site, sources, found);
    laps.lap("check");
    let (plan, planned) = plan(&site, &traces);
    found.extend(planned);
    theme(&site, &plan, sources, found);
    laps.lap("plan");
    let inspected = site.articles.iter().zip(&traces);
    let inspected = inspected
        .map(|(article, traces)| inspected_article(article.slug, traces))
        .collect();
    drop(plan);
    drop(site);
    // Freeing the documents of a large site takes a tenth of a second, for which nobody has to wait.
    rayon::spawn(move || drop(documents));
    inspected
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
    let voices: Vec<Voice<'_>> = site
        .languages
        .iter()
        .enumerate()
        .map(|(index, language)| Voice {
            language,
            words: &site.words[index],
            shared: plan.shared(index),
        })
        .collect();
    Theme::new(
        sources,
        &site.config.theme.value,
        &site.base,
        &voices,
        found,
    )
}

/// Renders and stages every page; `None` where anything is at fault.
fn render(
    request: &Request,
    sources: &Sources,
    site: &Site<'_>,
    plan: &Plan<'_>,
    theme: &Theme,
    progress: &Progress,
    found: &mut Vec<Diagnostic>,
) -> Option<Writer> {
    progress.pages.store(plan.jobs.len(), Ordering::Relaxed);
    let writer = Writer::open(&request.output)
        .map_err(|fault| found.push(fault))
        .ok()?;
    let styles = styles(site);
    let shared: Vec<_> = (0..styles.len())
        .map(|language| theme.shared(plan, language, styles[language], minified))
        .filter_map(|shared| shared.map_err(|faults| found.extend(faults)).ok())
        .collect();
    if shared.len() < styles.len() {
        return None;
    }
    let before = found.len();
    let page = |scratch: &mut Scratch, job: &Job| {
        let page = plan.page(job);
        let language = page.language;
        theme.render(&page, &shared[language], styles[language], scratch)?;
        progress.rendered.fetch_add(1, Ordering::Relaxed);
        writer.stage(&page.output, scratch.page.as_bytes())
    };
    let pages = plan.jobs.par_iter().map_init(Scratch::default, page);
    found.par_extend(pages.filter_map(Result::err));
    found.extend(stage_files(&writer, sources, plan, theme));
    (!any_error(&found[before..])).then_some(writer)
}

/// How each of a site's languages writes what stands in holes.
pub fn styles<'s>(site: &'s Site<'_>) -> Vec<Style<'s>> {
    let voices = site.languages.iter().zip(&site.words);
    let style = |(language, words): (&'s Language, &'s Catalogue)| Style {
        locale: &language.locale,
        words,
        languages: site.languages,
    };
    voices.map(style).collect()
}

/// Stages what is published as it is: the theme's assets and the articles' files.
fn stage_files(
    writer: &Writer,
    sources: &Sources,
    plan: &Plan<'_>,
    theme: &Theme,
) -> Vec<Diagnostic> {
    let assets = theme
        .assets
        .iter()
        .map(|asset| writer.stage(&asset.output, &asset.bytes));
    let copies = plan
        .copies
        .iter()
        .map(|copy| match place(sources, copy.source) {
            Some(place) => writer.stage_copy(&copy.output, place),
            None => writer.stage(&copy.output, sources.bytes(copy.source).unwrap_or_default()),
        });
    assets.chain(copies).filter_map(Result::err).collect()
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

/// Where a file that is published as it is stands; `None` where it was loaded.
fn place<'s>(sources: &'s Sources, path: &str) -> Option<&'s Path> {
    match sources.content(path)? {
        Content::Attached(place) => Some(place),
        Content::Loaded { .. } => None,
    }
}
