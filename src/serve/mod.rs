//! Serves a site from memory, at an address of this machine, and rebuilds it when its sources change.
//!
//! Takes a site's folder, runs the server, and reports the outcome of each change. It runs the same pipeline as a build,
//! with a memo and without `write`: it never touches the output folder.
//!
//! 1. The watcher names the paths that were touched, and the sources are refreshed.
//! 2. A new [`SiteSnapshot`] is made of them, on its own thread. If the sources have errors, the last good snapshot stays.
//! 3. The new [`ServerState`] is published: `http` answers requests from it, and `live` informs the browsers that have
//!    pages open.

mod connections;
mod guard;
mod http;
mod live;
mod opened;
mod scaled;
mod snapshot;

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::build::Memos;
use crate::clock::{Clock, UnixTime};
use crate::diagnostic::{Diagnostic, any_error};
use crate::link::BuildOptions;
use crate::load::{Sources, load};
use crate::watch::{Touched, Watcher, watch_in_background};
use snapshot::{SiteSnapshot, SnapshotEvent};

/// The options of `serve`.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    pub site: PathBuf,
    /// Drafts and address. Scheme and host are replaced by the server's own.
    pub options: BuildOptions,
    /// Decides which day it is; asked at every change.
    pub clock: Clock,
    /// Host of the server, as the user gave it.
    pub host: String,
    /// Port of the server; 0 for any free port.
    pub port: u16,
    /// True if browsers go to the page that was just saved.
    pub follow: bool,
    /// True if the folder is scanned every second, for file systems that do not report changes.
    pub poll: bool,
}

/// An event that `serve` reports to its caller.
#[derive(Debug)]
pub enum ServeEvent<'a> {
    /// The site can be reached at this address.
    At(&'a str),
    /// The folder is scanned every second, for this reason.
    Polled(String),
    /// The site was rebuilt, or has new errors.
    Now {
        /// Paths of the sources that changed; empty for the first build.
        changed: &'a BTreeSet<Arc<str>>,
        /// The sources of this build.
        sources: &'a Sources,
        /// All findings on the sources.
        found: &'a [Diagnostic],
        /// What the browser shows.
        shown: BrowserView,
        /// Number of drafts left out.
        drafts_left_out: usize,
        /// Time from reading the change to this event.
        took: Duration,
        /// Duration of each phase, in the order of the phases.
        timings: &'a [(&'static str, Duration)],
    },
    /// Pages cannot be rendered, which was found by prerendering pages that nobody has opened. An earlier site stays,
    /// if there is one.
    Faults {
        /// The sources that were rendered.
        sources: &'a Sources,
        faults: &'a [Diagnostic],
        /// True if the pages of an earlier site could all be rendered.
        has_earlier: bool,
    },
}

/// What the browser shows after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrowserView {
    /// The site of these sources.
    Site,
    /// The last site without errors.
    EarlierSite,
    /// The list of errors: no site without errors was built yet.
    Errors,
}

/// The current state of the server, shared with all its tasks.
#[derive(Debug, Clone, Default)]
struct ServerState {
    /// The site that is shown; `None` until the first build without errors.
    snapshot: Option<SiteSnapshot>,
    /// The last snapshot of which every page could be rendered. It serves pages that the current one cannot render.
    proven: Option<SiteSnapshot>,
    /// Errors for which no snapshot of the current sources can be made, with these sources.
    errors: Arc<(Arc<Sources>, Vec<Diagnostic>)>,
    /// The page of the text that was saved last, for browsers that follow changes: the number of the first snapshot
    /// with it, and its address.
    go: Option<(u64, String)>,
}

/// An event that the director handles.
enum DirectorEvent {
    Touched(Touched),
    SnapshotEvent(SnapshotEvent),
    Closed(String),
}

/// Serves a site until the process ends or the server fails.
///
/// # Errors
/// Returns a message if the server cannot use its address, or if it stops.
pub fn serve(request: &ServeOptions, mut tell: impl FnMut(ServeEvent<'_>)) -> Result<(), String> {
    let listener = listen(request)?;
    let address = listener
        .local_addr()
        .map_err(|error| format!("the server's own address is not known: {error}"))?;
    let (events, happened) = channel();
    let (state, seen) = watch::channel(Arc::new(ServerState::default()));
    let guard = guard::Guard::new(&request.host, address);
    http_thread(listener, guard, seen, events.clone());
    let (watcher, reason) = Watcher::start(&request.site, request.poll);
    if let Some(reason) = reason {
        tell(ServeEvent::Polled(reason));
    }
    let start = Instant::now();
    let (sources, _) = load(&request.site);
    let own_events = events.clone();
    watch_in_background(watcher, sources.is_incomplete(), move |touched| {
        own_events.send(DirectorEvent::Touched(touched)).is_ok()
    });
    let mut director = Director {
        request,
        options: BuildOptions {
            origin: Some(origin(request, address)),
            ..request.options.clone()
        },
        sources: Arc::new(sources.with_environment(request.options.environment.as_deref())),
        memos: Arc::new(Memos::default()),
        preparing: Arc::default(),
        events,
        state,
        number: 0,
        current: None,
        next: None,
        is_announced: false,
    };
    director.next = Some(ChangedPaths {
        paths: BTreeSet::new(),
        since: start,
    });
    director.prepare();
    loop {
        let next = director.next_change();
        let event = match request.clock.wait_for(next) {
            None => happened.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(wait) => happened.recv_timeout(wait),
        };
        match event {
            Ok(DirectorEvent::Touched(touched)) => director.touched(touched, &mut tell),
            Ok(DirectorEvent::SnapshotEvent(news)) => director.news(news, &mut tell),
            Ok(DirectorEvent::Closed(why)) => return Err(why),
            Err(RecvTimeoutError::Timeout) if request.clock.has_come(next) => director.due(),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

/// A set of changed paths, with the time when the first change was noticed.
struct ChangedPaths {
    paths: BTreeSet<Arc<str>>,
    since: Instant,
}

/// Decides which snapshot is shown. It makes one snapshot at a time, even if changes follow each other quickly. So
/// memory holds at most three: the previous one, the current one and the one that is being built.
struct Director<'r> {
    request: &'r ServeOptions,
    options: BuildOptions,
    sources: Arc<Sources>,
    memos: Arc<Memos>,
    /// Number of snapshots that are being built.
    preparing: Arc<AtomicUsize>,
    events: Sender<DirectorEvent>,
    state: watch::Sender<Arc<ServerState>>,
    /// Number of snapshots so far.
    number: u64,
    /// The change that caused the snapshot that is being built.
    current: Option<ChangedPaths>,
    /// Changes since then. The next snapshot is started when the current build ends.
    next: Option<ChangedPaths>,
    is_announced: bool,
}

impl Director<'_> {
    /// Returns the next moment at which a text of the site appears or disappears; `None` while a snapshot is being built.
    fn next_change(&self) -> Option<UnixTime> {
        let is_building = self.current.is_some();
        let state = self.state.borrow();
        let snapshot = state.snapshot.as_ref().filter(|_| !is_building);
        snapshot.and_then(|snapshot| snapshot.next)
    }

    /// Starts a snapshot of the same sources, since a text is due.
    fn due(&mut self) {
        self.next.get_or_insert(ChangedPaths {
            paths: BTreeSet::new(),
            since: Instant::now(),
        });
        self.prepare();
    }

    fn touched(&mut self, touched: Touched, tell: &mut impl FnMut(ServeEvent<'_>)) {
        if let Some(reason) = touched.polled {
            tell(ServeEvent::Polled(reason));
        }
        let since = Instant::now();
        let sources = Arc::make_mut(&mut self.sources);
        let changed = sources.refresh(&self.request.site, &touched.paths);
        if changed.is_empty() {
            return;
        }
        let paths = BTreeSet::new();
        let next = self.next.get_or_insert(ChangedPaths { paths, since });
        next.paths.extend(changed);
        self.prepare();
    }

    /// Starts a snapshot of the current sources, if something changed and no other snapshot is being built.
    fn prepare(&mut self) {
        if self.current.is_some() || self.next.is_none() {
            return;
        }
        self.current = self.next.take();
        self.number += 1;
        self.options.now = Some(self.request.clock.now());
        let events = self.events.clone();
        SiteSnapshot::start(
            self.number,
            self.sources.clone(),
            self.options.clone(),
            self.memos.clone(),
            self.preparing.clone(),
            // The send fails only when the process ends.
            move |news| drop(events.send(DirectorEvent::SnapshotEvent(news))),
        );
    }

    fn news(&mut self, news: SnapshotEvent, tell: &mut impl FnMut(ServeEvent<'_>)) {
        match news {
            SnapshotEvent::Ready(snapshot) => self.show(snapshot, tell),
            SnapshotEvent::Failed(sources, found) => {
                let Some(change) = self.current.take() else {
                    return;
                };
                let has_earlier = self.state.borrow().snapshot.is_some();
                tell(ServeEvent::Now {
                    changed: &change.paths,
                    sources: &sources,
                    found: &found,
                    shown: match has_earlier {
                        true => BrowserView::EarlierSite,
                        false => BrowserView::Errors,
                    },
                    drafts_left_out: 0,
                    took: change.since.elapsed(),
                    timings: &[],
                });
                self.update(|state| state.errors = Arc::new((sources, errors(found))));
                self.announce(None, tell);
                self.prepare();
            }
            SnapshotEvent::Prerendered(number, faults) => {
                let state = self.state.borrow().clone();
                let Some(snapshot) = state.snapshot.clone().filter(|s| s.number == number) else {
                    return;
                };
                if faults.is_empty() {
                    self.update(|state| state.proven = Some(snapshot));
                } else {
                    tell(ServeEvent::Faults {
                        sources: &snapshot.sources,
                        faults: &faults,
                        has_earlier: state.proven.is_some(),
                    });
                    let sources = snapshot.sources;
                    self.update(|state| state.errors = Arc::new((sources, errors(faults))));
                }
            }
        }
    }

    fn show(&mut self, snapshot: SiteSnapshot, tell: &mut impl FnMut(ServeEvent<'_>)) {
        let Some(change) = self.current.take() else {
            return;
        };
        let go = self.request.follow.then(|| {
            let page = change.paths.iter().find_map(|path| snapshot.page_of(path));
            page.map(|page| (snapshot.number, page))
        });
        let shown = snapshot.clone();
        self.update(|state| {
            state.errors = Arc::default();
            state.go = go.flatten().or(state.go.take());
            state.snapshot = Some(snapshot);
        });
        // Publish the site before its address: the caller may request a page at once.
        self.announce(Some(&shown), tell);
        self.prepare();
        tell(ServeEvent::Now {
            changed: &change.paths,
            sources: &shown.sources,
            found: &shown.found,
            shown: BrowserView::Site,
            drafts_left_out: shown.drafts_left_out,
            took: change.since.elapsed(),
            timings: &shown.timings,
        });
    }

    /// Reports the address of the site once, after the first build.
    fn announce(&mut self, snapshot: Option<&SiteSnapshot>, tell: &mut impl FnMut(ServeEvent<'_>)) {
        if !self.is_announced {
            self.is_announced = true;
            let base = snapshot.map_or("", |snapshot| &snapshot.base);
            let origin = self.options.origin.as_deref().unwrap_or_default();
            tell(ServeEvent::At(&format!("{origin}{base}/")));
        }
    }

    fn update(&self, change: impl FnOnce(&mut ServerState)) {
        self.state.send_modify(|state| {
            let mut new = ServerState::clone(state);
            change(&mut new);
            *state = Arc::new(new);
        });
    }
}

fn errors(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.retain(|finding| any_error(std::slice::from_ref(finding)));
    found
}

/// Returns scheme and host of the site's addresses.
fn origin(request: &ServeOptions, address: SocketAddr) -> String {
    let port = address.port();
    match address.ip() {
        // The server listens on every address of the machine. The loopback address exists on all machines.
        ip if ip.is_unspecified() => format!("http://127.0.0.1:{port}"),
        IpAddr::V6(ip) => format!("http://[{ip}]:{port}"),
        IpAddr::V4(_) if request.host.parse::<IpAddr>().is_err() => {
            format!("http://{}:{port}", request.host)
        }
        IpAddr::V4(ip) => format!("http://{ip}:{port}"),
    }
}

fn listen(request: &ServeOptions) -> Result<TcpListener, String> {
    let host = request.host.trim_start_matches('[').trim_end_matches(']');
    let port = request.port;
    let listener = TcpListener::bind((host, port)).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => format!(
            "port {port} is taken, by another `mujaz serve` perhaps; choose one with --port, or --port 0 for any that is free"
        ),
        _ => format!("no server can be at {host}, port {port}: {error}"),
    })?;
    listener
        .set_nonblocking(true)
        .map_err(|error| format!("no server can be at {host}, port {port}: {error}"))?;
    Ok(listener)
}

/// Maximum number of threads that open files and scale pictures for requests.
const MOST_BLOCKING: usize = 16;

/// Answers requests on threads of its own.
fn http_thread(
    listener: TcpListener,
    guard: guard::Guard,
    state: watch::Receiver<Arc<ServerState>>,
    events: Sender<DirectorEvent>,
) {
    thread::spawn(move || {
        let served = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(MOST_BLOCKING)
            .enable_all()
            .build()
            .and_then(|runtime| runtime.block_on(http::serve(listener, guard, state)));
        let why = match served {
            Ok(()) => "the server has ended".to_owned(),
            Err(error) => format!("the server cannot go on: {error}"),
        };
        let _ = events.send(DirectorEvent::Closed(why));
    });
}
