//! Serves a client: greets it, reads the site, and starts the threads of a session.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use lsp_server::{ErrorCode, Message};
use lsp_types::notification::{Exit, Notification as Method};
use lsp_types::request::{Initialize, Request as RequestMethod};
use lsp_types::{InitializeParams, Uri};

use crate::clock::Clock;
use crate::link::BuildOptions;
use crate::load::load;
use crate::lsp::client::Client;
use crate::lsp::connection::{ClientConnection, LspEvent, connect};
use crate::lsp::current::PartExaminer;
use crate::lsp::documents::Workspace;
use crate::lsp::examiner::start_examiner;
use crate::lsp::parent::wait_until_gone;
use crate::lsp::places::Root;
use crate::lsp::requests::response;
use crate::lsp::session::Session;
use crate::lsp::transport::Incoming;
use crate::watch::{Touched, Watcher, watch_in_background};

/// Maximum time for writing the last messages.
const FAREWELL: Duration = Duration::from_secs(2);

/// The options of the server.
#[derive(Debug, Clone)]
pub struct LspOptions {
    /// The site's folder, if the user named one; otherwise the site is found from the folder that the client has open.
    pub site: Option<PathBuf>,
    /// The site around the current folder, for a client that has no folder open.
    pub here: Option<PathBuf>,
    /// Drafts and address.
    pub options: BuildOptions,
    /// Decides which day it is; asked at every change.
    pub clock: Clock,
    /// A page with the documentation of all codes, whose fragments are the codes.
    pub page: Option<Uri>,
    /// True if the folder is scanned every second, for file systems that do not report changes.
    pub poll: bool,
}

/// The reason why the server ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The client requested it, as the protocol demands.
    Shutdown,
    /// The client has gone without a word, for this reason.
    Lost(String),
}

/// Serves a client until it ends the session or disappears.
pub fn serve(
    request: LspOptions,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> Ended {
    let (mut connection, events, written) = connect(input, output);
    let ended = match greet(&mut connection, &request) {
        Ok((client, site)) => converse(connection, request, client, site, events),
        Err(ended) => {
            drop(connection);
            ended
        }
    };
    let _ = written.recv_timeout(FAREWELL);
    ended
}

/// Waits for the client's `initialize` and answers it; returns the client, and the folder of its site.
fn greet(
    connection: &mut ClientConnection,
    request: &LspOptions,
) -> Result<(Client, PathBuf), Ended> {
    let lost = |why: &str| Ended::Lost(why.to_owned());
    loop {
        let event = connection
            .inbox
            .recv()
            .map_err(|_| lost("the client has gone"))?;
        match event {
            LspEvent::Gone(why) => return Err(Ended::Lost(why)),
            LspEvent::Touched(_) | LspEvent::Examined(_) => {}
            LspEvent::Incoming(Incoming::Invalid(id, code, why)) => {
                connection.refuse_invalid(id, code, &why)
            }
            LspEvent::Incoming(Incoming::Message(Message::Request(asked))) => {
                if asked.method != Initialize::METHOD {
                    let why = "the server waits for `initialize`";
                    connection.refuse(asked.id, ErrorCode::ServerNotInitialized, why);
                    continue;
                }
                let client = match serde_json::from_value::<InitializeParams>(asked.params) {
                    Ok(params) => Client::new(&params),
                    Err(fault) => {
                        let why = format!("the parameters of `initialize` are invalid: {fault}");
                        connection.refuse(asked.id, ErrorCode::InvalidParams, &why);
                        continue;
                    }
                };
                let site = request.site.clone().or_else(|| client.site());
                let Some(site) = site.or_else(|| request.here.clone()) else {
                    let why = "there is no config.toml in the folder that is open, or above it; open the folder of a site, or name it: `mujaz lsp --site DIR`";
                    connection.refuse(asked.id, ErrorCode::RequestFailed, why);
                    return Err(lost(why));
                };
                let answer = serde_json::to_value(client.answer()).unwrap_or_default();
                connection.send(response(asked.id, Ok(answer)));
                return Ok((client, site));
            }
            LspEvent::Incoming(Incoming::Message(Message::Notification(told))) => {
                if told.method == Exit::METHOD {
                    return Err(lost("the client ended before `initialize`"));
                }
            }
            LspEvent::Incoming(Incoming::Message(Message::Response(_))) => {}
        }
    }
}

/// Serves a client that has introduced itself.
fn converse(
    connection: ClientConnection,
    request: LspOptions,
    client: Client,
    site: PathBuf,
    events: Sender<LspEvent>,
) -> Ended {
    watch_parent(client.process, events.clone());
    let root = Root::new(&site);
    let examined = events.clone();
    // Watch first: what changes while the site is read is read again.
    let watcher = start_watcher(&root, request.poll, &events);
    let (sources, _) = load(root.folder());
    let sources = sources.with_environment(request.options.environment.as_deref());
    watch_in_background(watcher, sources.is_incomplete(), move |touched| {
        events.send(LspEvent::Touched(touched)).is_ok()
    });
    let workspace = Workspace::new(root, sources, client.encoding);
    let part_examiner = match PartExaminer::new() {
        Ok(examiner) => examiner,
        Err(error) => return Ended::Lost(format!("no thread can be started: {error}")),
    };
    let mut session = Session::new(
        (connection, client),
        workspace,
        request.options,
        request.page,
        (start_examiner(examined), part_examiner),
    );
    loop {
        session.start_examination(request.clock.now());
        let event = session.next();
        if let Some(ended) = session.take(event, request.clock.now()) {
            return ended;
        }
    }
}

/// Ends the process some time after the client's process has ended, even if it is busy.
fn watch_parent(process: Option<u32>, events: Sender<LspEvent>) {
    let Some(process) = process else { return };
    thread::spawn(move || {
        wait_until_gone(process);
        let why = format!("the client's process, {process}, has ended");
        // The server may have ended already.
        let _ = events.send(LspEvent::Gone(why));
        thread::sleep(2 * FAREWELL);
        std::process::exit(1);
    });
}

/// Watches the site's folder; reports if it can only be scanned.
fn start_watcher(root: &Root, poll: bool, events: &Sender<LspEvent>) -> Watcher {
    let (watcher, reason) = Watcher::start(root.folder(), poll);
    if let Some(reason) = reason {
        let polled = Touched {
            paths: BTreeSet::new(),
            polled: Some(reason),
        };
        let _ = events.send(LspEvent::Touched(polled));
    }
    watcher
}
