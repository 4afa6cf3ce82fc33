//! A build of the site up to `plan`, on its own thread, which renders the pages that are requested.
//!
//! Takes sources and the memos of earlier builds. It first reports whether the site can be shown, then answers requests
//! as long as anybody holds its [`SiteSnapshot`]. While there are no requests it prerenders: it renders every page that
//! changed, so that a template's error is found before somebody opens the page. No page is kept: rendering one takes less
//! than a millisecond. It writes nothing to disk.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;
use tokio::sync::oneshot;

use crate::STACK;
use crate::build::search::{FOLDER, SearchIndex};
use crate::build::{self, Memos, PhaseTimings, Ready, drawn, prepare};
use crate::clock::UnixTime;
use crate::diagnostic::{Diagnostic, sort};
use crate::link::BuildOptions;
use crate::load::{Content, PictureSource, Sources};
use crate::plan::{PageJob, PlannedFile};
use crate::render::Scratch;

/// Time without a request after which prerendering begins.
const IDLE_DELAY: Duration = Duration::from_millis(100);

/// Number of pages prerendered between two checks for requests. A request waits a few milliseconds for such a batch.
const BATCH: usize = 48;

/// A handle to a built site, which renders pages on request.
#[derive(Debug, Clone)]
pub struct SiteSnapshot {
    asks: Sender<Ask>,
    /// Number of this snapshot; later snapshots have greater ones.
    pub number: u64,
    /// Path that the site is served under, such as `/briefing`, or empty.
    pub base: Arc<str>,
    /// The sources it was built from.
    pub sources: Arc<Sources>,
    /// Everything that was found in the sources.
    pub found: Arc<Vec<Diagnostic>>,
    /// Findings on parts of the summaries that could not be checked.
    pub unchecked: Arc<Vec<Diagnostic>>,
    /// Number of drafts that the snapshot leaves out.
    pub drafts_left_out: usize,
    /// The next moment at which a text appears or disappears.
    pub next: Option<UnixTime>,
    /// Duration of each phase, in the order of the phases.
    pub timings: Arc<[(&'static str, Duration)]>,
}

/// An event in the life of a snapshot.
#[derive(Debug)]
pub enum SnapshotEvent {
    /// The site can be shown.
    Ready(SiteSnapshot),
    /// The site has errors: the sources, and all findings on them.
    Failed(Arc<Sources>, Vec<Diagnostic>),
    /// Prerendering of the snapshot with this number ended; the faults of the pages that cannot be rendered.
    Prerendered(u64, Vec<Diagnostic>),
}

/// A request to the snapshot's thread.
#[derive(Debug)]
enum Ask {
    /// Asks for the file at this path below the site's base, percent-decoded and without its first `/`.
    At(String, oneshot::Sender<SnapshotResponse>),
    /// Asks for the address, from the root of the host, of the page that a source file makes.
    PageOf(Arc<str>, oneshot::Sender<Option<String>>),
}

/// The answer to a request for a path.
#[derive(Debug)]
pub enum SnapshotResponse {
    Page(RenderedPage),
    /// Bytes made in memory, with the output path: a file of the theme, an export, a small text, a part of the search
    /// index, or a preview card.
    Bytes(String, Vec<u8>),
    /// Path, on disk, of a file that is published unchanged.
    File(PathBuf),
    /// A smaller copy of a picture: the copy's path in the output, the picture's path in the site's folder, and the width
    /// in pixels.
    Scaled(String, Arc<str>, u32),
    /// No file, but there is a page at this path, relative to the site's base.
    Elsewhere(String),
    /// No file; the site's 404 page, if it has one.
    Nothing(Option<RenderedPage>),
    /// A page, or a card, that cannot be rendered.
    Fault(Diagnostic),
}

/// A rendered page.
#[derive(Debug)]
pub struct RenderedPage {
    pub html: String,
    /// Paths of the source files of the page's texts.
    pub sources: Vec<Arc<str>>,
}

impl SiteSnapshot {
    /// Builds a site from sources on a new thread, and reports events to `tell`. `preparing` counts the snapshots that
    /// are being built: while it is not 0, no snapshot prerenders.
    pub fn start(
        number: u64,
        sources: Arc<Sources>,
        options: BuildOptions,
        memos: Arc<Memos>,
        preparing: Arc<AtomicUsize>,
        tell: impl Fn(SnapshotEvent) + Send + 'static,
    ) {
        preparing.fetch_add(1, Ordering::Relaxed);
        let builder = thread::Builder::new().stack_size(STACK);
        let builds = builder.spawn(move || {
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
                        next: ready.holds.next(),
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
        // As `thread::spawn`: without threads no server can run.
        drop(builds.expect("the system has threads"));
    }

    /// Returns the answer for a path; `None` if the snapshot's thread has ended.
    pub async fn at(&self, path: &str) -> Option<SnapshotResponse> {
        let (reply, answer) = oneshot::channel();
        self.asks.send(Ask::At(path.to_owned(), reply)).ok()?;
        answer.await.ok()
    }

    /// Returns the address, from the root of the host, of the page that a source file makes. Blocks until the snapshot
    /// answers.
    pub fn page_of(&self, source: &Arc<str>) -> Option<String> {
        let (reply, answer) = oneshot::channel();
        self.asks.send(Ask::PageOf(source.clone(), reply)).ok()?;
        answer.blocking_recv().ok()?
    }
}

/// Answers requests until every [`SiteSnapshot`] handle is dropped.
fn attend(
    ready: &Ready<'_>,
    sources: &Sources,
    memos: &Memos,
    preparing: &AtomicUsize,
    inbox: &Receiver<Ask>,
    prerendered: impl FnOnce(Vec<Diagnostic>),
) {
    thread::scope(|scope| {
        let (searches, searched) = channel();
        // Building the index of a large site takes a second; it has its own thread so that no page waits for it. If the system
        // has no thread left, the receiver is dropped, and requests for the index are answered as while the site is rebuilt.
        let _ = thread::Builder::new()
            .spawn_scoped(scope, move || attend_search(ready, sources, &searched));
        let mut scratch = Scratch::default();
        let mut answer = |ask| answer(ready, sources, ask, &searches, &mut scratch);
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
                // A newer snapshot is being built; leave the processors to it.
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

/// A request for a file of the search index.
type SearchRequest = (String, oneshot::Sender<SnapshotResponse>);

/// Answers requests for files of the search index, one after the other, until nobody can send any.
fn attend_search(ready: &Ready<'_>, sources: &Sources, inbox: &Receiver<SearchRequest>) {
    let mut index = SearchIndex::default();
    for (path, reply) in inbox {
        let found = match index.file(ready.site, sources, &path) {
            Some(bytes) => SnapshotResponse::Bytes(path, bytes),
            None => SnapshotResponse::Nothing(missing(ready, &path, &mut Scratch::default())),
        };
        // The client may have gone.
        drop(reply.send(found));
    }
}

/// Renders the pages that changed; returns the faults of those that cannot be rendered.
fn prerender<'r>(
    ready: &'r Ready<'_>,
    memos: &'r Memos,
    jobs: &'r [PageJob],
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
    searches: &Sender<SearchRequest>,
    scratch: &mut Scratch,
) {
    // A send fails if the client has gone, which is no error.
    match ask {
        Ask::At(path, reply) if path.starts_with(FOLDER) => drop(searches.send((path, reply))),
        Ask::At(path, reply) => drop(reply.send(at(ready, sources, &path, scratch))),
        Ask::PageOf(source, reply) => {
            let job = ready.plan.page_of(&source);
            drop(reply.send(job.map(|job| job.address.href(&ready.site.base))));
        }
    }
}

/// Returns the answer for a path.
fn at(ready: &Ready<'_>, sources: &Sources, path: &str, scratch: &mut Scratch) -> SnapshotResponse {
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
        return SnapshotResponse::Bytes(output, asset.bytes.clone());
    }
    match ready.plan.target(&output) {
        Some(PlannedFile::Page(job)) => {
            page(ready, job, scratch).map_or_else(SnapshotResponse::Fault, SnapshotResponse::Page)
        }
        Some(PlannedFile::Copy(copy)) => match sources.content(copy.source) {
            Some(Content::Attached(place) | Content::Picture(PictureSource { place, .. })) => {
                SnapshotResponse::File(place.clone())
            }
            _ => SnapshotResponse::Bytes(
                output,
                sources.bytes(copy.source).unwrap_or_default().to_vec(),
            ),
        },
        Some(PlannedFile::Export(export)) => {
            let view = ready.plan.export(&export);
            let card = |output: &str| match ready.plan.target(output)? {
                PlannedFile::Card(card) => Some(drawn(ready.plan, card)),
                _ => None,
            };
            match build::export(ready, sources, &output, &view, &card) {
                Ok(bytes) => SnapshotResponse::Bytes(output, bytes),
                Err(fault) => SnapshotResponse::Fault(fault),
            }
        }
        Some(PlannedFile::Card(card)) => match drawn(ready.plan, card) {
            Ok(bytes) => SnapshotResponse::Bytes(output, bytes),
            Err(fault) => SnapshotResponse::Fault(fault),
        },
        Some(PlannedFile::Scaled(copy)) => {
            SnapshotResponse::Scaled(output, copy.source.clone(), copy.width)
        }
        None if !is_folder && ready.plan.target(&format!("{path}/index.html")).is_some() => {
            SnapshotResponse::Elsewhere(format!("{path}/"))
        }
        None => SnapshotResponse::Nothing(missing(ready, path, scratch)),
    }
}

/// Renders the 404 page in the language at the start of the path, or in the site's default language.
fn missing(ready: &Ready<'_>, path: &str, scratch: &mut Scratch) -> Option<RenderedPage> {
    let language = path.split('/').next().unwrap_or_default();
    let outputs = [format!("{language}/404.html"), "404.html".to_owned()];
    let job = outputs
        .iter()
        .find_map(|output| match ready.plan.target(output) {
            Some(PlannedFile::Page(job)) => Some(job),
            _ => None,
        });
    page(ready, job?, scratch).ok()
}

fn page(
    ready: &Ready<'_>,
    job: &PageJob,
    scratch: &mut Scratch,
) -> Result<RenderedPage, Diagnostic> {
    let page = ready.plan.page(job);
    ready.renderer.render(&page, scratch)?;
    Ok(RenderedPage {
        html: ready.renderer.opened(scratch.page.clone()),
        sources: ready.plan.source_paths(job),
    })
}
