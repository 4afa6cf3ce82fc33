//! Examines the whole site on a thread of its own, so that neither edits nor requests wait for it.
//!
//! Takes [`ExaminationJob`]s, one after the other; sends events with the results. When there are no jobs for a moment,
//! it tries the templates of the site as well.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use mujaz_guard::guard;

use crate::build::{Examination, Memos, PhaseTimings, examine};
use crate::diagnostic::{Diagnostic, sort};
use crate::link::BuildOptions;
use crate::load::Sources;
use crate::lsp::connection::LspEvent;
use crate::parse::Documents;

/// Least time without a job after which templates are tried as well.
const IDLE_DELAY: Duration = Duration::from_millis(300);

/// Ratio of the time to wait without a job to the duration of the last try. A job that comes during a try must wait for
/// its end.
const IDLE_RATIO: u32 = 20;

/// A site to examine.
pub struct ExaminationJob {
    pub sources: Sources,
    pub options: BuildOptions,
}

/// The result of an examination.
pub enum Examined {
    Site(Box<ExaminedSite>),
    /// All findings on templates.
    Templates(Vec<Diagnostic>),
    /// The reason why the site cannot be examined.
    Failed(String),
}

/// A site with its documents and the findings of all phases up to `check`.
pub struct ExaminedSite {
    pub sources: Sources,
    pub documents: Documents,
    pub found: Vec<Diagnostic>,
}

/// Starts the thread, which ends when the returned sender is dropped.
pub fn start_examiner(events: Sender<LspEvent>) -> Sender<ExaminationJob> {
    let (sender, jobs) = channel();
    let examiner = Examiner {
        jobs,
        events: events.clone(),
        trial: Duration::ZERO,
    };
    let thread = thread::Builder::new().stack_size(crate::STACK);
    if let Err(error) = thread.spawn(move || examiner.run()) {
        let failed = Examined::Failed(format!("no thread can be started: {error}"));
        // The session has the receiver.
        let _ = events.send(LspEvent::Examined(failed));
    }
    sender
}

struct Examiner {
    jobs: Receiver<ExaminationJob>,
    events: Sender<LspEvent>,
    /// Time that the last try of the templates took.
    trial: Duration,
}

impl Examiner {
    fn run(mut self) {
        let memos = Memos::default();
        let mut next = self.jobs.recv().ok();
        while let Some(job) = next {
            let done = guard(|| self.examine(&job, &memos));
            next = done.unwrap_or_else(|panicked| {
                self.tell(Examined::Failed(panicked.to_string()));
                self.jobs.recv().ok()
            });
        }
    }

    fn tell(&self, examined: Examined) {
        // The session may have ended already.
        let _ = self.events.send(LspEvent::Examined(examined));
    }

    /// Examines a site; returns the next job, or `None` if there will be none.
    fn examine(&mut self, job: &ExaminationJob, memos: &Memos) -> Option<ExaminationJob> {
        examine(
            &job.sources,
            &job.options,
            memos,
            &mut PhaseTimings::start(),
            |mut examination, timings| {
                let mut found = std::mem::take(&mut examination.found);
                sort(&mut found);
                self.tell(Examined::Site(Box::new(ExaminedSite {
                    sources: job.sources.clone(),
                    documents: examination.documents.clone(),
                    found: found.clone(),
                })));
                match self
                    .jobs
                    .recv_timeout(IDLE_DELAY.max(IDLE_RATIO * self.trial))
                {
                    Ok(job) => Some(job),
                    Err(RecvTimeoutError::Disconnected) => None,
                    Err(RecvTimeoutError::Timeout) => {
                        self.try_templates(&examination, memos, timings, found);
                        self.jobs.recv().ok()
                    }
                }
            },
        )
    }

    /// Renders samples of the pages. `found` holds the findings of the phases before.
    fn try_templates(
        &mut self,
        examination: &Examination<'_>,
        memos: &Memos,
        timings: &mut PhaseTimings,
        mut found: Vec<Diagnostic>,
    ) {
        let count = found.len();
        timings.resume();
        let before = timings.timings().len();
        examination.render(memos, timings, &mut found);
        let phases = &timings.timings()[before..];
        self.trial = phases.iter().map(|(_, time)| *time).sum();
        self.tell(Examined::Templates(found.split_off(count)));
    }
}
