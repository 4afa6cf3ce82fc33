//! `mujaz watch`: builds the site, and again at every change.
//!
//! Takes the options; prints the findings and a line about each build.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use clap::Args;

use crate::build::{BuildOutcome, BuildProgress, BuildRequest, Memos, rebuild};
use crate::cli::build::{conclude, left_out, say, say_new, timing_lines};
use crate::cli::{CommandStatus, Global, apart, complain, print_event, tell};
use crate::link::BuildOptions;
use crate::load::load;
use crate::watch::{POLLING, RETRY_DELAY, Touched, Watcher};

/// Options of `mujaz watch`.
#[derive(Debug, Args)]
pub struct Watch {
    /// Scan the folder every second, for file systems that report no changes
    #[arg(long)]
    poll: bool,
    /// Build even if `content` is missing, or most of the articles disappeared since the last build
    #[arg(long)]
    allow_empty: bool,
}

impl Watch {
    /// Builds the site, and again at every change, until the process ends.
    pub fn run(&self, global: &Global) -> CommandStatus {
        let site = match global.site() {
            Ok(site) => site,
            Err(message) => {
                complain(&message);
                return CommandStatus::Usage;
            }
        };
        let mut request = BuildRequest {
            output: global.output(&site),
            site,
            options: BuildOptions {
                allow_empty: self.allow_empty,
                ..global.options()
            },
            program: None,
        };
        if let Err(message) = apart::refuse_output(&request.output, &request.site) {
            complain(&message);
            return CommandStatus::Usage;
        }
        let progress = Arc::new(BuildProgress::default());
        if let Err(message) = end_between_commits(&progress) {
            complain(&message);
            return CommandStatus::Failed;
        }
        let (mut watcher, reason) = Watcher::start(&request.site, self.poll);
        tell_of_polling(reason);
        let memos = Memos::default();
        let start = Instant::now();
        let (sources, _) = load(&request.site);
        let environment = request.options.environment.as_deref();
        let mut sources = Arc::new(sources.with_environment(environment));
        let mut last = rebuild(sources.clone(), &request, &memos, &progress);
        say(global, &last.diagnostics, |path| sources.readable(path));
        if !global.quiet {
            conclude(&last, &request, start);
            print_event("waiting for changes; Ctrl-C ends it\n");
        }
        let is_incomplete = sources.is_incomplete();
        let wait = |last: &BuildOutcome| {
            let retry = is_incomplete.load(Ordering::Relaxed).then_some(RETRY_DELAY);
            let due = global.clock().wait_for(last.next);
            due.into_iter().chain(retry).min()
        };
        while let Some(Touched { paths, polled }) = watcher.wait_at_most(wait(&last)) {
            tell_of_polling(polled);
            let is_due = global.clock().has_come(last.next);
            let start = Instant::now();
            drop(last.sources);
            let changed = Arc::make_mut(&mut sources).refresh(&request.site, &paths);
            if changed.is_empty() && !is_due {
                last.sources = sources.clone();
                continue;
            }
            request.options.now = Some(global.now());
            let outcome = rebuild(sources.clone(), &request, &memos, &progress);
            say_new(global, &outcome.diagnostics, &last.diagnostics, |path| {
                sources.readable(path)
            });
            if !global.quiet {
                let what = match changed.len() {
                    0 => "a text is due".to_owned(),
                    _ => named(changed.iter()),
                };
                print_event(&line(&what, &outcome, start));
            }
            if global.verbose {
                tell(&timing_lines(&outcome.timings));
            }
            last = outcome;
        }
        CommandStatus::Done
    }
}

/// Returns a line about one rebuild.
fn line(changed: &str, outcome: &BuildOutcome, start: Instant) -> String {
    let ms = start.elapsed().as_millis();
    match &outcome.report {
        Some(report) => {
            let removed = match report.removed.len() {
                0 => String::new(),
                n => format!(", {n} removed"),
            };
            format!(
                "{changed}: {} pages rendered, {} files written{removed} in {ms} ms{}\n",
                outcome.rendered,
                report.written.len(),
                left_out(outcome.drafts_left_out),
            )
        }
        None => format!("{changed}: nothing was written, the site is as it was ({ms} ms)\n"),
    }
}

/// Returns the first of the changed paths, and the number of others.
pub fn named<'p>(mut changed: impl ExactSizeIterator<Item = &'p Arc<str>>) -> String {
    let more = changed.len().saturating_sub(1);
    match (changed.next(), more) {
        (None, _) => String::new(),
        (Some(path), 0) => path.to_string(),
        (Some(path), more) => format!("{path} and {more} more"),
    }
}

/// Prints why the folder is polled, if the system cannot watch it.
pub fn tell_of_polling(reason: Option<String>) {
    if let Some(reason) = reason {
        let seconds = POLLING.as_secs();
        tell(&format!(
            "note: {reason}; looking through the folder every {seconds} s instead\n"
        ));
    }
}

/// Makes Ctrl-C end the process at once, but never while files are being moved into place.
fn end_between_commits(progress: &Arc<BuildProgress>) -> Result<(), String> {
    let progress = progress.clone();
    let end = move || {
        let held = progress.committing.lock();
        let _held = held.unwrap_or_else(PoisonError::into_inner);
        // 128 and the number of SIGINT, as in shells.
        std::process::exit(130);
    };
    ctrlc::set_handler(end).map_err(|error| format!("Ctrl-C cannot be listened to: {error}"))
}
