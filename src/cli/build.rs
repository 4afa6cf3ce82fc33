//! `mujaz build`

use std::time::Instant;

use crate::build::{Outcome, Request, build};
use crate::cli::{Global, Status, complain, print, tell};
use crate::diagnostic::{Diagnostic, Severity, any_error};
use crate::link::Options;
use crate::report::{report, tally};

/// Builds the site and says what came of it.
pub fn run(global: &Global) -> Status {
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
            base_url: global.base_url.clone(),
        },
    };
    let start = Instant::now();
    let outcome = build(&request);
    say(global, &outcome.diagnostics, |path| {
        outcome.sources.readable(path)
    });
    if global.verbose {
        for (phase, time) in &outcome.timings {
            tell(&format!("{phase:>7} {:>6} ms\n", time.as_millis()));
        }
    }
    if !global.quiet {
        conclude(&outcome, &request, start);
    }
    status(&outcome.diagnostics)
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

fn conclude(outcome: &Outcome, request: &Request, start: Instant) {
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
    if !tally.is_empty() {
        line.push_str("; ");
        line.push_str(&tally);
    }
    print(&format!("{line}\n"));
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
