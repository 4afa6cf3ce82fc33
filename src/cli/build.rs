//! `mujaz build`: builds the site and writes it to the output folder.
//!
//! Takes the options; prints the findings and a summary, with a progress bar on a terminal. Also contains the printing of
//! findings that other commands share.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::build::{BuildOutcome, BuildProgress, BuildRequest, build, build_watched};
use crate::cli::{CommandStatus, Global, apart, complain, print, tell};
use crate::diagnostic::{Diagnostic, Severity, any_error};
use crate::link::BuildOptions;
use crate::load::is_config;
use crate::memo::{Digest, digest};
use crate::report::{report, tally};

/// Time until a build shows its progress.
const PROGRESS_DELAY: Duration = Duration::from_millis(400);

/// Options of `mujaz build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Write relative links, for a site that is opened from the disk
    #[arg(long)]
    relative: bool,
    /// Build even if `content` is missing, or most of the articles disappeared since the last build
    #[arg(long)]
    allow_empty: bool,
}

/// Builds the site and prints the result.
pub fn run(build: &Build, global: &Global) -> CommandStatus {
    let site = match global.site() {
        Ok(site) => site,
        Err(message) => {
            complain(&message);
            return CommandStatus::Usage;
        }
    };
    let request = BuildRequest {
        output: global.output(&site),
        site,
        options: BuildOptions {
            relative: build.relative,
            allow_empty: build.allow_empty,
            ..global.options()
        },
        program: program(),
    };
    if let Err(message) = apart::refuse_output(&request.output, &request.site) {
        complain(&message);
        return CommandStatus::Usage;
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

/// Returns a digest that identifies the running program: of its version, and of the path, length and modification time of its
/// file. `None` if the file cannot be found. The content is not read, since a program has some 60 MB.
fn program() -> Option<Digest> {
    let path = std::env::current_exe().ok()?;
    let file = path.metadata().ok()?;
    let modified = file.modified().ok()?;
    Some(digest(&(
        env!("CARGO_PKG_VERSION"),
        path,
        file.len(),
        modified,
    )))
}

/// Returns the time of each phase, one line each.
pub fn timing_lines(timings: &[(&'static str, Duration)]) -> String {
    let line =
        |(phase, time): &(&str, Duration)| format!("{phase:>7} {:>6} ms\n", time.as_millis());
    timings.iter().map(line).collect()
}

/// Builds the site; on a terminal, shows a progress bar if it takes long.
fn watched(global: &Global, request: &BuildRequest) -> BuildOutcome {
    let progress = BuildProgress::default();
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

/// Shows the progress of a build until the sender of `is_done` is dropped.
fn show(progress: &BuildProgress, is_done: mpsc::Receiver<()>) {
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

/// Prints findings; with `--quiet`, only errors.
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

/// Prints errors, and the other findings that are not in `before`.
pub fn say_new<'s>(
    global: &Global,
    diagnostics: &[Diagnostic],
    before: &[Diagnostic],
    source: impl Fn(&str) -> Option<&'s str>,
) {
    // Positions are ignored: they move with every line that is inserted before them.
    let said = |d: &Diagnostic| (d.path.clone(), d.code, d.message.clone());
    let before: BTreeSet<_> = before.iter().map(said).collect();
    let is_new = |d: &&Diagnostic| d.severity == Severity::Error || !before.contains(&said(d));
    let shown: Vec<Diagnostic> = diagnostics.iter().filter(is_new).cloned().collect();
    say(global, &shown, source);
}

/// Prints the outputs of a build.
pub fn conclude(outcome: &BuildOutcome, request: &BuildRequest, start: Instant) {
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
    if outcome.is_unchanged {
        line.push_str("; nothing has changed since the last build");
    }
    if !tally.is_empty() {
        line.push_str("; ");
        line.push_str(&tally);
    }
    print(&format!("{line}\n{}", held_lines(&outcome.held)));
}

/// Maximum number of texts that are listed as held back.
const MOST_HELD: usize = 20;

/// Returns a line for each text that is held back, with its path and the reason.
pub fn held_lines(held: &[(Arc<str>, String)]) -> String {
    let shown = held.iter().take(MOST_HELD);
    let mut lines: String = shown
        .map(|(path, reason)| format!("held back: {path}, {reason}\n"))
        .collect();
    if let Some(more) = held.len().checked_sub(MOST_HELD).filter(|n| *n > 0) {
        lines.push_str(&format!(
            "held back: {more} more; `mujaz status` lists them\n"
        ));
    }
    lines
}

/// Returns the part of a line about drafts that are left out; empty if there are none.
pub fn left_out(drafts: usize) -> String {
    match drafts {
        0 => String::new(),
        1 => "; 1 draft left out (--drafts includes it)".into(),
        n => format!("; {n} drafts left out (--drafts includes them)"),
    }
}

fn status(diagnostics: &[Diagnostic]) -> CommandStatus {
    let in_config = |d: &Diagnostic| d.severity == Severity::Error && is_config(&d.path);
    match () {
        () if !any_error(diagnostics) => CommandStatus::Done,
        () if diagnostics.iter().any(in_config) => CommandStatus::Usage,
        () => CommandStatus::Failed,
    }
}
