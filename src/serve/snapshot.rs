//! A site as it stands at one moment, on a thread of its own that renders the pages that are asked for.
//!
//! Takes sources and what earlier builds left; tells first whether there is a site to show, then answers as long as anybody
//! holds its [`SiteSnapshot`]. In between, when nobody asks, it prerenders: it renders every page that is not as it was, so that a
//! template's fault is known before somebody opens the page. No page is kept: rendering one takes less than a millisecond.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;
use tokio::sync::oneshot;

use crate::build::search::{FOLDER, Index};
use crate::build::{Memos, PhaseTimings, Ready, drawn, prepare};
use crate::diagnostic::{Diagnostic, sort};
use crate::link::Options;
use crate::load::{Content, Picture, Sources};
use crate::plan::{Job, Target};
use crate::render::Scratch;

/// How long no page has been requested before prerendering begins.
const IDLE_DELAY: Duration = Duration::from_millis(100);

/// Pages prerendered between two looks for requests: a request waits for them for a few milliseconds.
const BATCH: usize = 48;

/// A site that can be asked for its pages.
#[derive(Debug, Clone)]
pub struct SiteSnapshot {
    asks: Sender<Ask>,
    /// Tells it from earlier and later ones.
    pub number: u64,
    /// The path that the site stands under: empty, or as in `/briefing`.
    pub base: Arc<str>,
    /// What it was made from.
    pub sources: Arc<Sources>,
    /// What was found in it.
    pub found: Arc<Vec<Diagnostic>>,
    /// What could not be checked of its summaries.
    pub unchecked: Arc<Vec<Diagnostic>>,
    /// How many drafts are left out of it.
    pub drafts_left_out: usize,
    /// How long each phase took, in their order.
    pub timings: Arc<[(&'static str, Duration)]>,
}

/// What became of the sources.
#[derive(Debug)]
pub enum SnapshotEvent {
    /// There is a site to show.
    Ready(SiteSnapshot),
    /// There is none: everything that was found in these sources.
    Failed(Arc<Sources>, Vec<Diagnostic>),
    /// All pages of the site with this number were rendered; what was found wrong.
    Prerendered(u64, Vec<Diagnostic>),
}

/// A question.
#[derive(Debug)]
enum Ask {
    /// What stands at this path below the site's base, percent-decoded and without its first `/`.
    At(String, oneshot::Sender<Answer>),
    /// The address, from the root of the host, of the page that a source file makes.
    PageOf(Arc<str>, oneshot::Sender<Option<String>>),
}

/// What stands at an address.
#[derive(Debug)]
pub enum Answer {
    /// A page.
    Page(Page),
    /// A file of the theme, of a text, or for programs, or a preview card, by its name and what is in it.
    Bytes(String, Vec<u8>),
    /// A file that is published as it is.
    File(PathBuf),
    /// A smaller copy of a picture: its path in the output, the picture's in the site's folder, and its width.
    Scaled(String, Arc<str>, u32),
    /// Nothing, but there is a page at this path, relative to the site's base.
    Elsewhere(String),
    /// Nothing; the site's own page that says so.
    Nothing(Option<Page>),
    /// A page that cannot be rendered.
    Fault(Diagnostic),
}

/// A page.
#[derive(Debug)]
pub struct Page {
    /// All of it.
    pub html: String,
    /// The files of its texts.
    pub sources: Vec<Arc<str>>,
}

impl SiteSnapshot {
    /// Makes a site of sources, on a thread of its own, and tells of it. `preparing` counts how many are being made: as long
    /// as one is, none prerenders.
    pub fn start(
        number: u64,
        sources: Arc<Sources>,
        options: Options,
        memos: Arc<Memos>,
        preparing: Arc<AtomicUsize>,
        tell: impl Fn(SnapshotEvent) + Send + 'static,
    ) {
        preparing.fetch_add(1, Ordering::Relaxed);
        thread::spawn(move || {
            let mut timings = PhaseTimings::start();
            let shown = prepare(
                &sources,
                &options,
                &memos,
                &mut timings,
                |ready, found, timings| {
                    sort(found);
                    preparing.fetch_sub(1, Ordering::Relaxed);
                    let (asks, inbox) = channel();
                    tell(SnapshotEvent::Ready(SiteSnapshot {
                        asks,
                        number,
                        base: ready.site.base.path.as_str().into(),
                        sources: sources.clone(),
                        found: Arc::new(std::mem::take(found)),
                        unchecked: Arc::new(ready.unchecked()),
                        drafts_left_out: ready.site.drafts_left_out,
                        timings: timings.timings().into(),
                    }));
                    attend(ready, &sources, &memos, &preparing, &inbox, |faults| {
                        tell(SnapshotEvent::Prerendered(number, faults));
                    });
                },
            );
            if let (None, found) = shown {
                preparing.fetch_sub(1, Ordering::Relaxed);
                tell(SnapshotEvent::Failed(sources, found));
            }
        });
    }

    /// What stands at a path; `None` if the site is no longer there.
    pub async fn at(&self, path: &str) -> Option<Answer> {
        let (reply, answer) = oneshot::channel();
        self.asks.send(Ask::At(path.to_owned(), reply)).ok()?;
        answer.await.ok()
    }

    /// The address of the page that a source file makes, from the root of the host.
    pub fn page_of(&self, source: &Arc<str>) -> Option<String> {
        let (reply, answer) = oneshot::channel();
        self.asks.send(Ask::PageOf(source.clone(), reply)).ok()?;
        answer.blocking_recv().ok()?
    }
}

/// Answers until nobody can ask any more.
fn attend(
    ready: &Ready<'_>,
    sources: &Sources,
    memos: &Memos,
    preparing: &AtomicUsize,
    inbox: &Receiver<Ask>,
    prerendered: impl FnOnce(Vec<Diagnostic>),
) {
    let index = &Mutex::new(Index::default());
    thread::scope(|scope| {
        // Making a part of the index takes seconds, for which no page waits.
        let searched = |path: String, reply: oneshot::Sender<Answer>| {
            scope.spawn(move || {
                let mut index = index.lock().unwrap_or_else(PoisonError::into_inner);
                let found = match index.file(ready.site, sources, memos, &path) {
                    Some(bytes) => Answer::Bytes(path, bytes),
                    None => Answer::Nothing(missing(ready, &path, &mut Scratch::default())),
                };
                drop(reply.send(found));
            });
        };
        let mut scratch = Scratch::default();
        let mut answer = |ask| answer(ready, sources, ask, &searched, &mut scratch);
        let mut rest = ready.plan.jobs.chunks(BATCH);
        let mut faults = Vec::new();
        let mut lull = IDLE_DELAY;
        loop {
            match inbox.recv_timeout(lull) {
                Ok(ask) => {
                    answer(ask);
                    lull = IDLE_DELAY;
                }
                Err(RecvTimeoutError::Disconnected) => return,
                // Somebody waits for the next site.
                Err(RecvTimeoutError::Timeout) if preparing.load(Ordering::Relaxed) > 0 => {
                    lull = IDLE_DELAY;
                }
                Err(RecvTimeoutError::Timeout) => {
                    lull = Duration::ZERO;
                    let Some(jobs) = rest.next() else { break };
                    faults.par_extend(prerender(ready, memos, jobs));
                }
            }
        }
        memos.pages.sweep();
        sort(&mut faults);
        prerendered(faults);
        while let Ok(ask) = inbox.recv() {
            answer(ask);
        }
    });
}

/// Renders pages that are not as they were; gives what is wrong with them.
fn prerender<'r>(
    ready: &'r Ready<'_>,
    memos: &'r Memos,
    jobs: &'r [Job],
) -> impl ParallelIterator<Item = Diagnostic> + 'r {
    jobs.par_iter()
        .map_init(Scratch::default, move |scratch, job| {
            let page = ready.plan.page(job);
            let digest = || ready.renderer.digest(&page);
            memos.pages.try_reuse(&page.output, digest, || {
                ready.renderer.render(&page, scratch)?;
                Ok::<_, Diagnostic>(blake3::hash(scratch.page.as_bytes()))
            })
        })
        .filter_map(Result::err)
}

fn answer(
    ready: &Ready<'_>,
    sources: &Sources,
    ask: Ask,
    searched: &impl Fn(String, oneshot::Sender<Answer>),
    scratch: &mut Scratch,
) {
    // Who asked may have gone, which is no fault.
    match ask {
        Ask::At(path, reply) if path.starts_with(FOLDER) => searched(path, reply),
        Ask::At(path, reply) => drop(reply.send(at(ready, sources, &path, scratch))),
        Ask::PageOf(source, reply) => {
            let job = ready.plan.page_of(&source);
            drop(reply.send(job.map(|job| job.address.href(&ready.site.base))));
        }
    }
}

/// What stands at a path.
fn at(ready: &Ready<'_>, sources: &Sources, path: &str, scratch: &mut Scratch) -> Answer {
    let is_folder = path.is_empty() || path.ends_with('/');
    let output = if is_folder {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    if let Some(asset) = ready
        .theme
        .assets
        .iter()
        .find(|asset| asset.output == output)
    {
        return Answer::Bytes(output, asset.bytes.clone());
    }
    match ready.plan.target(&output) {
        Some(Target::Page(job)) => {
            page(ready, job, scratch).map_or_else(Answer::Fault, Answer::Page)
        }
        Some(Target::Copy(copy)) => match sources.content(copy.source) {
            Some(Content::Attached(place) | Content::Picture(Picture { place, .. })) => {
                Answer::File(place.clone())
            }
            _ => Answer::Bytes(
                output,
                sources.bytes(copy.source).unwrap_or_default().to_vec(),
            ),
        },
        Some(Target::Export(export)) => {
            let view = ready.plan.export(&export);
            Answer::Bytes(output, ready.renderer.export(&view))
        }
        Some(Target::Card(card)) => match drawn(ready.plan, card) {
            Ok(bytes) => Answer::Bytes(output, bytes),
            Err(fault) => Answer::Fault(fault),
        },
        Some(Target::Scaled(copy)) => Answer::Scaled(output, copy.source.clone(), copy.width),
        None if !is_folder && ready.plan.target(&format!("{path}/index.html")).is_some() => {
            Answer::Elsewhere(format!("{path}/"))
        }
        None => Answer::Nothing(missing(ready, path, scratch)),
    }
}

/// The page that says that nothing is there, in the language that the address begins with.
fn missing(ready: &Ready<'_>, path: &str, scratch: &mut Scratch) -> Option<Page> {
    let language = path.split('/').next().unwrap_or_default();
    let outputs = [format!("{language}/404.html"), "404.html".to_owned()];
    let job = outputs
        .iter()
        .find_map(|output| match ready.plan.target(output) {
            Some(Target::Page(job)) => Some(job),
            _ => None,
        });
    page(ready, job?, scratch).ok()
}

fn page(ready: &Ready<'_>, job: &Job, scratch: &mut Scratch) -> Result<Page, Diagnostic> {
    let page = ready.plan.page(job);
    ready.renderer.render(&page, scratch)?;
    Ok(Page {
        html: ready.renderer.opened(scratch.page.clone()),
        sources: ready.plan.source_paths(job),
    })
}
