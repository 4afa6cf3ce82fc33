//! `serve`: a site in memory, at an address of this machine, that follows its sources.
//!
//! Takes a site's folder; gives the server and tells what becomes of each change. It is the same pipeline as a build, with a
//! memo and without `write`: the output folder is left alone.
//!
//! 1. The watcher names what was touched, and the sources are refreshed.
//! 2. A [`SiteSnapshot`] is made of them, on a thread of its own. If there is something wrong, the last good one stays.
//! 3. Everybody who looks at the site is told of the new [`State`]: `http` answers requests from it, `live` tells the
//!    browsers that have pages open.

mod guard;
mod http;
mod live;
mod scaled;
mod snapshot;

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::build::Memos;
use crate::clock::Clock;
use crate::diagnostic::{Diagnostic, any_error};
use crate::link::Options;
use crate::load::{Sources, load};
use crate::watch::{Touched, Watcher};
use snapshot::{SiteSnapshot, SnapshotEvent};

/// What is to be served, and where.
#[derive(Debug, Clone)]
pub struct Request {
    /// The site's folder.
    pub site: PathBuf,
    /// Drafts and address; scheme and host are the server's.
    pub options: Options,
    /// What decides which day it is. Asked at every change.
    pub clock: Clock,
    /// The host that people reach it by, as they gave it.
    pub host: String,
    /// 0 for any that is free.
    pub port: u16,
    /// Whether browsers go to the page that was just saved.
    pub follow: bool,
    /// Whether the folder is looked through every second, for file systems that tell of no changes.
    pub poll: bool,
}

/// What is told of a server.
#[derive(Debug)]
pub enum ServeEvent<'a> {
    /// The site can be reached at this address.
    At(&'a str),
    /// The folder is looked through every second, and why.
    Polled(String),
    /// There is a new state of the site, or of what is wrong with it.
    Now {
        /// What changed, unless it is the first.
        changed: &'a BTreeSet<Arc<str>>,
        /// The sources that it is about.
        sources: &'a Sources,
        /// What was found in them.
        found: &'a [Diagnostic],
        /// What the browser shows of them.
        shown: Shown,
        /// How many drafts are left out.
        drafts_left_out: usize,
        /// How long it took from reading what changed.
        took: Duration,
        /// How long each phase took, in their order.
        timings: &'a [(&'static str, Duration)],
    },
    /// Pages cannot be rendered. The first that were stay as they were, if there is an earlier site.
    Faults {
        /// The sources that it is about.
        sources: &'a Sources,
        /// What was found.
        faults: &'a [Diagnostic],
        /// Whether there is an earlier site whose pages could all be rendered.
        has_earlier: bool,
    },
}

/// What the browser shows of the sources as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The site that is made of them.
    Site,
    /// The last site without errors.
    EarlierSite,
    /// The errors alone: there was no site without errors yet.
    Errors,
}

/// What everybody who looks at the site knows.
#[derive(Debug, Clone, Default)]
struct State {
    /// The site; none before the first that is good.
    snapshot: Option<SiteSnapshot>,
    /// The last of which every page could be rendered, for pages of the present one that cannot.
    proven: Option<SiteSnapshot>,
    /// What keeps the site from being as its sources are, with the sources that it is about.
    errors: Arc<(Arc<Sources>, Vec<Diagnostic>)>,
    /// The address of the page that was just saved, for browsers that follow, and which change that was.
    go: Option<(u64, String)>,
}

/// Something happened.
enum Event {
    Touched(Touched),
    SnapshotEvent(SnapshotEvent),
    Closed(String),
}

/// Serves a site until the process is ended.
///
/// # Errors
/// Why it cannot: the address, or the folder.
pub fn serve(request: &Request, mut tell: impl FnMut(ServeEvent<'_>)) -> Result<(), String> {
    let listener = listen(request)?;
    let address = listener
        .local_addr()
        .map_err(|error| format!("the server's own address is not known: {error}"))?;
    let (events, happened) = channel();
    let (state, seen) = watch::channel(Arc::new(State::default()));
    let guard = guard::Guard::new(&request.host, address);
    http_thread(listener, guard, seen, events.clone());
    let (watcher, reason) = Watcher::start(&request.site, request.poll);
    if let Some(reason) = reason {
        tell(ServeEvent::Polled(reason));
    }
    let start = Instant::now();
    let (sources, _) = load(&request.site);
    watch_thread(watcher, events.clone());
    let mut director = Director {
        request,
        options: Options {
            origin: Some(origin(request, address)),
            ..request.options.clone()
        },
        sources: Arc::new(sources),
        memos: Arc::new(Memos::default()),
        preparing: Arc::default(),
        events,
        state,
        number: 0,
        current: None,
        next: None,
        is_announced: false,
    };
    director.next = Some(Change {
        paths: BTreeSet::new(),
        since: start,
    });
    director.prepare();
    for event in happened {
        match event {
            Event::Touched(touched) => director.touched(touched, &mut tell),
            Event::SnapshotEvent(news) => director.news(news, &mut tell),
            Event::Closed(why) => return Err(why),
        }
    }
    Ok(())
}

/// What changed, and since when.
struct Change {
    paths: BTreeSet<Arc<str>>,
    since: Instant,
}

/// Who decides what is shown. One site is made at a time, so that memory holds no more than the one before, the one that is
/// shown and the one to come, however fast changes follow each other.
struct Director<'r> {
    request: &'r Request,
    options: Options,
    sources: Arc<Sources>,
    memos: Arc<Memos>,
    /// How many showings are being made.
    preparing: Arc<AtomicUsize>,
    events: Sender<Event>,
    state: watch::Sender<Arc<State>>,
    /// How many showings there were.
    number: u64,
    /// What the one that is being made is made for.
    current: Option<Change>,
    /// What changed since; the next is made when that one is.
    next: Option<Change>,
    is_announced: bool,
}

impl Director<'_> {
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
        let next = self.next.get_or_insert(Change { paths, since });
        next.paths.extend(changed);
        self.prepare();
    }

    /// Has a site made of the sources as they are, if something changed and none is being made.
    fn prepare(&mut self) {
        if self.current.is_some() || self.next.is_none() {
            return;
        }
        self.current = self.next.take();
        self.number += 1;
        self.options.today = Some(self.request.clock.today());
        let events = self.events.clone();
        SiteSnapshot::start(
            self.number,
            self.sources.clone(),
            self.options.clone(),
            self.memos.clone(),
            self.preparing.clone(),
            // Nobody listens only when the process ends.
            move |news| drop(events.send(Event::SnapshotEvent(news))),
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
                        true => Shown::EarlierSite,
                        false => Shown::Errors,
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
        // Who is told where the site is may ask for it at once.
        self.announce(Some(&shown), tell);
        self.prepare();
        tell(ServeEvent::Now {
            changed: &change.paths,
            sources: &shown.sources,
            found: &shown.found,
            shown: Shown::Site,
            drafts_left_out: shown.drafts_left_out,
            took: change.since.elapsed(),
            timings: &shown.timings,
        });
    }

    /// Says where the site is, once there is something to see.
    fn announce(&mut self, snapshot: Option<&SiteSnapshot>, tell: &mut impl FnMut(ServeEvent<'_>)) {
        if !self.is_announced {
            self.is_announced = true;
            let base = snapshot.map_or("", |snapshot| &snapshot.base);
            let origin = self.options.origin.as_deref().unwrap_or_default();
            tell(ServeEvent::At(&format!("{origin}{base}/")));
        }
    }

    fn update(&self, change: impl FnOnce(&mut State)) {
        self.state.send_modify(|state| {
            let mut new = State::clone(state);
            change(&mut new);
            *state = Arc::new(new);
        });
    }
}

fn errors(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.retain(|finding| any_error(std::slice::from_ref(finding)));
    found
}

/// Scheme and host of the site's addresses.
fn origin(request: &Request, address: SocketAddr) -> String {
    let port = address.port();
    match address.ip() {
        // Every address of the machine is the server's; this one is there on any.
        ip if ip.is_unspecified() => format!("http://127.0.0.1:{port}"),
        IpAddr::V6(ip) => format!("http://[{ip}]:{port}"),
        IpAddr::V4(_) if request.host.parse::<IpAddr>().is_err() => {
            format!("http://{}:{port}", request.host)
        }
        IpAddr::V4(ip) => format!("http://{ip}:{port}"),
    }
}

fn listen(request: &Request) -> Result<TcpListener, String> {
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

/// Answers requests, on threads of its own.
fn http_thread(
    listener: TcpListener,
    guard: guard::Guard,
    state: watch::Receiver<Arc<State>>,
    events: Sender<Event>,
) {
    thread::spawn(move || {
        let served = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .and_then(|runtime| runtime.block_on(http::serve(listener, guard, state)));
        let why = match served {
            Ok(()) => "the server has ended".to_owned(),
            Err(error) => format!("the server cannot go on: {error}"),
        };
        let _ = events.send(Event::Closed(why));
    });
}

/// Hands on what was touched, from a thread of its own.
fn watch_thread(mut watcher: Watcher, events: Sender<Event>) {
    thread::spawn(move || {
        while let Some(touched) = watcher.wait() {
            if events.send(Event::Touched(touched)).is_err() {
                return;
            }
        }
    });
}
