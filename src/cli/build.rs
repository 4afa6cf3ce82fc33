//! `mujaz build`

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::build::{Outcome, Progress, Request, build, build_watched};
use crate::cli::{Global, Status, apart, complain, print, tell};
use crate::diagnostic::{Diagnostic, Severity, any_error};
use crate::link::Options;
use crate::report::{report, tally};

/// How long a build may take before it shows how far it is.
const PROGRESS_DELAY: Duration = Duration::from_millis(400);

/// Options of `mujaz build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Write links from page to page, for a site that is opened from the disk
    #[arg(long)]
    relative: bool,
    /// Build even if `content` is missing, or most of the articles are gone since the last build
    #[arg(long)]
    allow_empty: bool,
}

/// Builds the site and says what came of it.
pub fn run(build: &Build, global: &Global) -> Status {
    let site = match global.site() {
        Ok(site) => site,
        Err(message) => {
            complain(&message);
            return Status::Usage;
        }
    };
    let request = Request {
        output: global.output(&site),
        site,
        options: Options {
            drafts: global.drafts,
            today: Some(global.today()),
            base_url: global.base_url.clone(),
            relative: build.relative,
            allow_empty: build.allow_empty,
            ..Options::default()
        },
    };
    if let Err(message) = apart::refuse_output(&request.output, &request.site) {
        complain(&message);
        return Status::Usage;
    }
    let start = Instant::now();
    let outcome = watched(global, &request);
    say(global, &outcome.diagnostics, |path| {
        outcome.sources.readable(path)
    });
    if global.verbose {
        tell(&timing_lines(&outcome.timings));
    }
    if !global.quiet {
        conclude(&outcome, &request, start);
    }
    status(&outcome.diagnostics)
}

/// How long each phase took, a line each.
pub fn timing_lines(timings: &[(&'static str, Duration)]) -> String {
    let line =
        |(phase, time): &(&str, Duration)| format!("{phase:>7} {:>6} ms\n", time.as_millis());
    timings.iter().map(line).collect()
}

/// Builds, with a bar on a terminal if it takes long.
fn watched(global: &Global, request: &Request) -> Outcome {
    let progress = Progress::default();
    if global.quiet || !std::io::stderr().is_terminal() {
        return build(request);
    }
    std::thread::scope(|scope| {
        let (done, is_done) = mpsc::channel::<()>();
        scope.spawn(|| show(&progress, is_done));
        let outcome = build_watched(request, &progress);
        drop(done);
        outcome
    })
}

/// Shows how far the build is until the other end of `is_done` is dropped.
fn show(progress: &Progress, is_done: mpsc::Receiver<()>) {
    let ended = |wait| is_done.recv_timeout(wait) != Err(mpsc::RecvTimeoutError::Timeout);
    if ended(PROGRESS_DELAY) {
        return;
    }
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} pages and pictures")
        .expect("the template is well formed");
    let bar = ProgressBar::new(0).with_style(style);
    loop {
        bar.set_length(progress.pages.load(Ordering::Relaxed) as u64);
        bar.set_position(progress.rendered.load(Ordering::Relaxed) as u64);
        if ended(Duration::from_millis(100)) {
            bar.finish_and_clear();
            return;
        }
    }
}

/// Prints findings, errors alone where the caller wants quiet.
pub fn say<'s>(
    global: &Global,
    diagnostics: &[Diagnostic],
    source: impl Fn(&str) -> Option<&'s str>,
) {
    let shown: Vec<Diagnostic> = diagnostics
        .iter()
        .filter(|d| !global.quiet || d.severity == Severity::Error)
        .cloned()
        .collect();
    tell(&report(&shown, source, global.coloured()));
}

/// Prints errors, and of the other findings those that were not there the last time.
pub fn say_new<'s>(
    global: &Global,
    diagnostics: &[Diagnostic],
    before: &[Diagnostic],
    source: impl Fn(&str) -> Option<&'s str>,
) {
    // Places move with every line that is put in before them.
    let said = |d: &Diagnostic| (d.path.clone(), d.code, d.message.clone());
    let before: BTreeSet<_> = before.iter().map(said).collect();
    let is_new = |d: &&Diagnostic| d.severity == Severity::Error || !before.contains(&said(d));
    let shown: Vec<Diagnostic> = diagnostics.iter().filter(is_new).cloned().collect();
    say(global, &shown, source);
}

/// Says what a build wrote.
pub fn conclude(outcome: &Outcome, request: &Request, start: Instant) {
    let tally = tally(&outcome.diagnostics);
    let Some(report) = &outcome.report else {
        tell(&format!(
            "nothing was written, and {} is as it was: {tally}\n",
            request.output.display()
        ));
        return;
    };
    let mut line = format!(
        "{} pages in {} ms: {} files written, {} unchanged, {} removed in {}",
        outcome.pages,
        start.elapsed().as_millis(),
        report.written.len(),
        report.unchanged,
        report.removed.len(),
        request.output.display(),
    );
    line.push_str(&left_out(outcome.drafts_left_out));
    if !tally.is_empty() {
        line.push_str("; ");
        line.push_str(&tally);
    }
    print(&format!("{line}\n"));
}

/// The part of a line on drafts that are left out; empty where there are none.
pub fn left_out(drafts: usize) -> String {
    match drafts {
        0 => String::new(),
        1 => "; 1 draft left out (--drafts includes it)".into(),
        n => format!("; {n} drafts left out (--drafts includes them)"),
    }
}

fn status(diagnostics: &[Diagnostic]) -> Status {
    let in_config =
        |d: &Diagnostic| d.severity == Severity::Error && d.path.as_ref() == "config.toml";
    match () {
        () if !any_error(diagnostics) => Status::Done,
        () if diagnostics.iter().any(in_config) => Status::Usage,
        () => Status::Failed,
    }
}
