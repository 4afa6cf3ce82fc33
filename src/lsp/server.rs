//! The loop of the server: examines the site, publishes what is found, and answers requests until a text changes.

use std::collections::{BTreeSet, VecDeque};
use std::io::{BufReader, Read, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use lsp_server::{ErrorCode, Message, Notification, RequestId, Response};
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Exit, LogMessage,
    Notification as Method, PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{ExecuteCommand, Initialize, Request as RequestMethod, Shutdown};
use lsp_types::{InitializeParams, LogMessageParams, MessageType, ShowMessageParams, Uri};
use mujaz_guard::guard;
use serde::Serialize;
use serde_json::Value;

use crate::build::{Examination, Memos, PhaseTimings, examine};
use crate::clock::Clock;
use crate::diagnostic::{Diagnostic, sort};
use crate::link::Options;
use crate::load::load;
use crate::lsp::client::Client;
use crate::lsp::documents::Workspace;
use crate::lsp::findings::Published;
use crate::lsp::parent::wait_until_gone;
use crate::lsp::places::Root;
use crate::lsp::requests::{answer, error, response};
use crate::lsp::transport::{self, Incoming};
use crate::lsp::view::View;
use crate::watch::{Touched, Watcher};

/// Time without an event after which templates are tried as well.
const IDLE_DELAY: Duration = Duration::from_millis(300);

/// Time that the last messages may take to be written.
const FAREWELL: Duration = Duration::from_secs(2);

/// The options of the server.
#[derive(Debug, Clone)]
pub struct Request {
    /// The site's folder, if the user named one; otherwise that of the folder that the client has open counts.
    pub site: Option<PathBuf>,
    /// The site around the current folder, for a client that has no folder open.
    pub here: Option<PathBuf>,
    /// Drafts and address.
    pub options: Options,
    /// Decides which day it is; asked at every change.
    pub clock: Clock,
    /// A page with the documentation of all codes, whose fragments are the codes.
    pub page: Option<Uri>,
    /// True if the folder is scanned every second, for file systems that do not report changes.
    pub poll: bool,
}

/// How the server ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The client asked for it, as the protocol has it.
    Shutdown,
    /// The client has gone without a word, for this reason.
    Lost(String),
}

/// An event that the server handles.
enum Event {
    Incoming(Incoming),
    /// Nothing more will come from the client, for this reason.
    Gone(String),
    Touched(Touched),
}

/// What is to be done after an examination.
enum Step {
    /// A text of the editor, or a file on disk, may have changed.
    Apply(Event),
    End(Ended),
}

/// Serves a client until it ends or goes.
pub fn serve(
    request: Request,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> Ended {
    let (events, inbox) = channel();
    let (outbox, messages) = channel::<Vec<u8>>();
    let sender = events.clone();
    thread::spawn(move || listen(BufReader::new(input), &sender));
    let sender = events.clone();
    let (done, written) = channel();
    thread::spawn(move || {
        speak(output, &messages, &sender);
        // Nobody waits if the server ended by itself.
        let _ = done.send(());
    });
    let mut link = Link { inbox, outbox };
    let ended = match greet(&mut link, &request) {
        Ok((client, site)) => converse(link, request, client, site, events),
        Err(ended) => {
            drop(link);
            ended
        }
    };
    let _ = written.recv_timeout(FAREWELL);
    ended
}

/// Reads messages, and hands them on.
fn listen(mut input: BufReader<impl Read>, events: &Sender<Event>) {
    loop {
        let event = match transport::read(&mut input) {
            Ok(Some(incoming)) => Event::Incoming(incoming),
            Ok(None) => Event::Gone("the client closed its stream".into()),
            Err(why) => Event::Gone(why),
        };
        let is_last = matches!(event, Event::Gone(_));
        if events.send(event).is_err() || is_last {
            return;
        }
    }
}

/// Writes messages until the last one.
fn speak(mut output: impl Write, messages: &Receiver<Vec<u8>>, events: &Sender<Event>) {
    while let Ok(message) = messages.recv() {
        if let Err(error) = transport::write(&mut output, &message) {
            // The server may have ended already.
            let _ = events.send(Event::Gone(format!(
                "the client takes no messages: {error}"
            )));
            return;
        }
    }
}

/// The ends of the streams to the client.
struct Link {
    inbox: Receiver<Event>,
    outbox: Sender<Vec<u8>>,
}

impl Link {
    fn send(&self, message: impl Into<Message>) {
        // If the client takes nothing any more, an event says so.
        let _ = self.outbox.send(transport::encoded(&message.into()));
    }

    fn notify<N: Method>(&self, params: impl Serialize) {
        self.send(Notification::new(N::METHOD.to_owned(), params));
    }

    fn log(&self, typ: MessageType, message: String) {
        self.notify::<LogMessage>(LogMessageParams { typ, message });
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, why: &str) {
        self.send(response(id, Err(error(code, why))));
    }

    /// Answers what is no message.
    fn refuse_invalid(&self, id: Option<RequestId>, code: ErrorCode, why: &str) {
        match id {
            Some(id) => self.refuse(id, code, why),
            None => drop(self.outbox.send(transport::encoded_error(code, why))),
        }
    }
}

/// Waits for the client's `initialize` and answers it; returns the client, and the folder of its site.
fn greet(link: &mut Link, request: &Request) -> Result<(Client, PathBuf), Ended> {
    let lost = |why: &str| Ended::Lost(why.to_owned());
    loop {
        let event = link.inbox.recv().map_err(|_| lost("the client has gone"))?;
        match event {
            Event::Gone(why) => return Err(Ended::Lost(why)),
            Event::Touched(_) => {}
            Event::Incoming(Incoming::Invalid(id, code, why)) => {
                link.refuse_invalid(id, code, &why)
            }
            Event::Incoming(Incoming::Message(Message::Request(asked))) => {
                if asked.method != Initialize::METHOD {
                    let why = "the server waits for `initialize`";
                    link.refuse(asked.id, ErrorCode::ServerNotInitialized, why);
                    continue;
                }
                let client = match serde_json::from_value::<InitializeParams>(asked.params) {
                    Ok(params) => Client::new(&params),
                    Err(fault) => {
                        let why = format!("the parameters of `initialize` are invalid: {fault}");
                        link.refuse(asked.id, ErrorCode::InvalidParams, &why);
                        continue;
                    }
                };
                let site = request.site.clone().or_else(|| client.site());
                let Some(site) = site.or_else(|| request.here.clone()) else {
                    let why = "there is no config.toml in the folder that is open, or above it; open the folder of a site, or name it: `mujaz lsp --site DIR`";
                    link.refuse(asked.id, ErrorCode::RequestFailed, why);
                    return Err(lost(why));
                };
                let answer = serde_json::to_value(client.answer()).unwrap_or_default();
                link.send(response(asked.id, Ok(answer)));
                return Ok((client, site));
            }
            Event::Incoming(Incoming::Message(Message::Notification(told))) => {
                if told.method == Exit::METHOD {
                    return Err(lost("the client ended before `initialize`"));
                }
            }
            Event::Incoming(Incoming::Message(Message::Response(_))) => {}
        }
    }
}

/// Serves a client that has introduced itself.
fn converse(
    link: Link,
    request: Request,
    client: Client,
    site: PathBuf,
    events: Sender<Event>,
) -> Ended {
    watch_parent(client.process, events.clone());
    let root = Root::new(&site);
    // Watch first: what changes while the site is read is read again.
    watch_site(&root, request.poll, events);
    let (sources, _) = load(root.folder());
    let mut workspace = Workspace::new(root, sources, client.encoding);
    let mut server = Server {
        link,
        pending: VecDeque::new(),
        published: Published::default(),
        of_templates: Vec::new(),
        is_shut_down: false,
        client,
        page: request.page.clone(),
    };
    let memos = Memos::default();
    let mut options = request.options.clone();
    loop {
        let today = request.clock.today();
        options.today = Some(today);
        let mut timings = PhaseTimings::start();
        let step = guard(|| {
            let sources = &workspace.sources;
            examine(
                sources,
                &options,
                &memos,
                &mut timings,
                |examination, timings| server.attend(&workspace, examination, timings, today),
            )
        });
        let step = step.unwrap_or_else(|panicked| {
            let message = format!("the site cannot be checked as it is now: {panicked}");
            server.link.notify::<ShowMessage>(ShowMessageParams {
                typ: MessageType::ERROR,
                message,
            });
            server.wait_for_change()
        });
        let mut event = match step {
            Step::End(ended) => return ended,
            Step::Apply(event) => event,
        };
        // Of several edits in a row, only the last state is examined.
        loop {
            server.apply(&mut workspace, event);
            server.fetch();
            match server.pending.pop_front() {
                Some(next) if is_edit(&next) => event = next,
                Some(next) => {
                    server.pending.push_front(next);
                    break;
                }
                None => break,
            }
        }
    }
}

/// Ends the process some time after that of the client has gone, whatever it is doing.
fn watch_parent(process: Option<u32>, events: Sender<Event>) {
    let Some(process) = process else { return };
    thread::spawn(move || {
        wait_until_gone(process);
        let why = format!("the client's process, {process}, has ended");
        // The server may have ended already.
        let _ = events.send(Event::Gone(why));
        thread::sleep(2 * FAREWELL);
        std::process::exit(1);
    });
}

fn watch_site(root: &Root, poll: bool, events: Sender<Event>) {
    let (mut watcher, reason) = Watcher::start(root.folder(), poll);
    if let Some(reason) = reason {
        let polled = Touched {
            paths: BTreeSet::new(),
            polled: Some(reason),
        };
        let _ = events.send(Event::Touched(polled));
    }
    thread::spawn(move || {
        while let Some(touched) = watcher.wait() {
            if events.send(Event::Touched(touched)).is_err() {
                return;
            }
        }
    });
}

/// Returns true if an event may change the site.
fn is_edit(event: &Event) -> bool {
    match event {
        Event::Touched(_) => true,
        Event::Incoming(Incoming::Message(Message::Notification(told))) => matches!(
            told.method.as_str(),
            DidOpenTextDocument::METHOD
                | DidChangeTextDocument::METHOD
                | DidCloseTextDocument::METHOD
        ),
        _ => false,
    }
}

/// A conversation with a client.
struct Server {
    link: Link,
    /// Events that came and are not handled yet.
    pending: VecDeque<Event>,
    published: Published,
    /// The last findings on templates, which are tried only while nothing happens.
    of_templates: Vec<Diagnostic>,
    is_shut_down: bool,
    client: Client,
    page: Option<Uri>,
}

impl Server {
    /// Publishes what was found, and answers requests until something changes.
    fn attend(
        &mut self,
        workspace: &Workspace,
        mut examination: Examination<'_>,
        timings: &mut PhaseTimings,
        today: crate::lang::Date,
    ) -> Step {
        let own = std::mem::take(&mut examination.found);
        let mut found = self.publish(workspace, &own);
        let mut are_templates_tried = false;
        loop {
            let event = match self.next(!are_templates_tried) {
                Some(event) => event,
                None => {
                    are_templates_tried = true;
                    let mut all = own.clone();
                    examination.render(timings, &mut all);
                    self.of_templates = all.split_off(own.len());
                    found = self.publish(workspace, &own);
                    continue;
                }
            };
            let view = View {
                examination: &examination,
                workspace,
                found: &found,
                today,
            };
            if let Some(step) = self.handle(event, Some(&view)) {
                return step;
            }
        }
    }

    /// Waits for a change, and answers no request until then.
    fn wait_for_change(&mut self) -> Step {
        loop {
            let Some(event) = self.next(false) else {
                continue;
            };
            if let Some(step) = self.handle(event, None) {
                return step;
            }
        }
    }

    /// Publishes findings and those on templates; returns all of them, sorted.
    fn publish(&mut self, workspace: &Workspace, found: &[Diagnostic]) -> Vec<Diagnostic> {
        let mut all = [found, &self.of_templates].concat();
        sort(&mut all);
        for params in self.published.update(&all, workspace, self.page.as_ref()) {
            self.link.notify::<PublishDiagnostics>(params);
        }
        all
    }

    /// Returns the next event; `None` if there is none for a while and `is_brief` is true.
    fn next(&mut self, is_brief: bool) -> Option<Event> {
        self.fetch();
        if let Some(event) = self.pending.pop_front() {
            return Some(event);
        }
        let gone = || Event::Gone("the client has gone".into());
        if !is_brief {
            return Some(self.link.inbox.recv().unwrap_or_else(|_| gone()));
        }
        match self.link.inbox.recv_timeout(IDLE_DELAY) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(gone()),
        }
    }

    /// Takes the events that have come. Requests that the client takes back are answered at once.
    fn fetch(&mut self) {
        while let Ok(event) = self.link.inbox.try_recv() {
            if let Event::Incoming(Incoming::Message(Message::Notification(told))) = &event
                && told.method == Cancel::METHOD
            {
                let id = told.params.get("id").cloned().unwrap_or_default();
                self.cancel(id);
                continue;
            }
            self.pending.push_back(event);
        }
    }

    fn cancel(&mut self, id: Value) {
        let Ok(id) = serde_json::from_value::<RequestId>(id) else {
            return;
        };
        let is_meant = |event: &Event| matches!(event, Event::Incoming(Incoming::Message(Message::Request(asked))) if asked.id == id);
        if let Some(index) = self.pending.iter().position(is_meant) {
            self.pending.remove(index);
            self.link.refuse(
                id,
                ErrorCode::RequestCanceled,
                "the client took the request back",
            );
        }
    }

    /// Handles an event; returns a step if the examination is over. `view` is `None` if the site cannot be examined.
    fn handle(&mut self, event: Event, view: Option<&View<'_>>) -> Option<Step> {
        if is_edit(&event) {
            return Some(Step::Apply(event));
        }
        match event {
            Event::Gone(why) => return Some(Step::End(Ended::Lost(why))),
            Event::Incoming(Incoming::Invalid(id, code, why)) => {
                self.link.refuse_invalid(id, code, &why);
            }
            Event::Incoming(Incoming::Message(Message::Notification(told))) => {
                if told.method == Exit::METHOD {
                    let ended = match self.is_shut_down {
                        true => Ended::Shutdown,
                        false => Ended::Lost("the client ended without `shutdown`".into()),
                    };
                    return Some(Step::End(ended));
                }
            }
            Event::Incoming(Incoming::Message(Message::Request(asked))) => self.answer(asked, view),
            Event::Incoming(Incoming::Message(Message::Response(_))) | Event::Touched(_) => {}
        }
        None
    }

    fn answer(&mut self, asked: lsp_server::Request, view: Option<&View<'_>>) {
        let id = asked.id.clone();
        if self.is_shut_down {
            return self
                .link
                .refuse(id, ErrorCode::InvalidRequest, "the server is shut down");
        }
        match asked.method.as_str() {
            Shutdown::METHOD => {
                self.is_shut_down = true;
                self.link.send(response(id, Ok(Value::Null)));
                return;
            }
            Initialize::METHOD => {
                let why = "the server is initialized already";
                return self.link.refuse(id, ErrorCode::InvalidRequest, why);
            }
            _ => {}
        }
        let Some(view) = view else {
            let why = "the site cannot be checked as it is now";
            return self.link.refuse(id, ErrorCode::RequestFailed, why);
        };
        let is_command = asked.method == ExecuteCommand::METHOD;
        let client = &self.client;
        let answer: Response = match guard(|| answer(view, client, asked)) {
            Ok(answer) => answer,
            Err(panicked) => response(
                id,
                Err(error(ErrorCode::InternalError, panicked.to_string())),
            ),
        };
        // The only command explains a code: clients show no results of commands.
        if let (true, Some(Value::String(message))) = (is_command, &answer.result) {
            self.link.notify::<ShowMessage>(ShowMessageParams {
                typ: MessageType::INFO,
                message: message.clone(),
            });
        }
        self.link.send(answer);
    }

    /// Applies a change of a text, or of files.
    fn apply(&mut self, workspace: &mut Workspace, event: Event) {
        match event {
            Event::Touched(Touched { paths, polled }) => {
                if let Some(reason) = polled {
                    let message =
                        format!("{reason}; the folder is looked through every second instead");
                    self.link.log(MessageType::INFO, message);
                }
                workspace.refresh(&paths);
            }
            Event::Incoming(Incoming::Message(Message::Notification(told))) => {
                let method = told.method.clone();
                if let Err(why) = change(workspace, told) {
                    self.link
                        .log(MessageType::WARNING, format!("{method}: {why}"));
                }
            }
            _ => {}
        }
    }
}

/// Applies a notification about a document.
fn change(workspace: &mut Workspace, told: Notification) -> Result<(), String> {
    fn read<T: serde::de::DeserializeOwned>(params: Value) -> Result<T, String> {
        serde_json::from_value(params)
            .map_err(|fault| format!("the parameters are invalid: {fault}"))
    }
    let (uri, is_done, why) = match told.method.as_str() {
        DidOpenTextDocument::METHOD => {
            let params: lsp_types::DidOpenTextDocumentParams = read(told.params)?;
            let document = params.text_document;
            let uri = document.uri.clone();
            let is_done = workspace.open(document.uri, document.version, document.text);
            (
                uri,
                is_done,
                "is not in the site's folder, and nothing is known of it",
            )
        }
        DidChangeTextDocument::METHOD => {
            let params: lsp_types::DidChangeTextDocumentParams = read(told.params)?;
            let document = params.text_document;
            let is_done = workspace.change(&document.uri, document.version, params.content_changes);
            (document.uri, is_done, "is not open")
        }
        _ => {
            let params: lsp_types::DidCloseTextDocumentParams = read(told.params)?;
            let uri = params.text_document.uri;
            let is_done = workspace.close(&uri);
            (uri, is_done, "is not open")
        }
    };
    match is_done {
        true => Ok(()),
        false => Err(format!("{} {why}", uri.as_str())),
    }
}
