//! A conversation with a client about one site: publishes what an examination found, and answers requests until a text
//! changes.

use std::collections::VecDeque;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use lsp_server::{ErrorCode, Message, Notification, RequestId, Response};
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Exit,
    Notification as Method, PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{ExecuteCommand, Initialize, Request as RequestMethod, Shutdown};
use lsp_types::{MessageType, ShowMessageParams, Uri};
use mujaz_guard::guard;
use serde_json::Value;

use crate::build::{Examination, PhaseTimings};
use crate::clock::Now;
use crate::diagnostic::{Diagnostic, sort};
use crate::lsp::client::Client;
use crate::lsp::connection::{Connection, Event};
use crate::lsp::documents::Workspace;
use crate::lsp::findings::Published;
use crate::lsp::requests::{answer, error, response};
use crate::lsp::server::Ended;
use crate::lsp::transport::Incoming;
use crate::lsp::view::View;
use crate::watch::Touched;

/// Least time without an event after which templates are tried as well.
const IDLE_DELAY: Duration = Duration::from_millis(300);

/// The time without an event is so many times as long as the last try took: an edit that comes meanwhile waits for its end.
const IDLE_RATIO: u32 = 20;

/// The server's next step after an examination.
pub enum Step {
    /// A text of the editor, or a file on disk, may have changed.
    Apply(Event),
    End(Ended),
}

/// Returns true if an event may change the site.
pub fn is_edit(event: &Event) -> bool {
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
pub struct Session {
    connection: Connection,
    /// Events that came and are not handled yet.
    pub pending: VecDeque<Event>,
    published: Published,
    /// The last findings on templates, which are tried only while nothing happens.
    of_templates: Vec<Diagnostic>,
    /// Time that the last try of the templates took.
    trial: Duration,
    is_shut_down: bool,
    client: Client,
    page: Option<Uri>,
}

impl Session {
    pub fn new(connection: Connection, client: Client, page: Option<Uri>) -> Session {
        Session {
            connection,
            pending: VecDeque::new(),
            published: Published::default(),
            of_templates: Vec::new(),
            trial: Duration::ZERO,
            is_shut_down: false,
            client,
            page,
        }
    }

    /// Publishes what was found, and answers requests until something changes.
    pub fn attend(
        &mut self,
        workspace: &Workspace,
        mut examination: Examination<'_>,
        timings: &mut PhaseTimings,
        now: Now,
    ) -> Step {
        let config = examination.documents.config.as_ref();
        let today = now.today(config.and_then(|config| config.timezone.as_ref()));
        let own = std::mem::take(&mut examination.found);
        let mut found = self.publish(workspace, &own);
        let mut are_templates_tried = false;
        loop {
            let event = match self.next(!are_templates_tried) {
                Some(event) => event,
                None => {
                    are_templates_tried = true;
                    let mut all = own.clone();
                    timings.resume();
                    let before = timings.timings().len();
                    examination.render(timings, &mut all);
                    let phases = &timings.timings()[before..];
                    self.trial = phases.iter().map(|(_, time)| *time).sum();
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

    /// Shows why the site cannot be examined, and waits for a change.
    pub fn wait_for_change(&mut self, why: &str) -> Step {
        self.connection.notify::<ShowMessage>(ShowMessageParams {
            typ: MessageType::ERROR,
            message: format!("the site cannot be checked as it is now: {why}"),
        });
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
            self.connection.notify::<PublishDiagnostics>(params);
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
            return Some(self.connection.inbox.recv().unwrap_or_else(|_| gone()));
        }
        let delay = IDLE_DELAY.max(IDLE_RATIO * self.trial);
        match self.connection.inbox.recv_timeout(delay) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(gone()),
        }
    }

    /// Takes the events that have come. Requests that the client takes back are answered at once.
    pub fn fetch(&mut self) {
        while let Ok(event) = self.connection.inbox.try_recv() {
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
            self.connection.refuse(
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
                self.connection.refuse_invalid(id, code, &why);
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
            return self.connection.refuse(
                id,
                ErrorCode::InvalidRequest,
                "the server is shut down",
            );
        }
        match asked.method.as_str() {
            Shutdown::METHOD => {
                self.is_shut_down = true;
                self.connection.send(response(id, Ok(Value::Null)));
                return;
            }
            Initialize::METHOD => {
                let why = "the server is initialized already";
                return self.connection.refuse(id, ErrorCode::InvalidRequest, why);
            }
            _ => {}
        }
        let Some(view) = view else {
            let why = "the site cannot be checked as it is now";
            return self.connection.refuse(id, ErrorCode::RequestFailed, why);
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
            self.connection.notify::<ShowMessage>(ShowMessageParams {
                typ: MessageType::INFO,
                message: message.clone(),
            });
        }
        self.connection.send(answer);
    }

    /// Applies a change of a text, or of files.
    pub fn apply(&mut self, workspace: &mut Workspace, event: Event) {
        match event {
            Event::Touched(Touched { paths, polled }) => {
                if let Some(reason) = polled {
                    let message =
                        format!("{reason}; the folder is looked through every second instead");
                    self.connection.log(MessageType::INFO, message);
                }
                workspace.refresh(&paths);
            }
            Event::Incoming(Incoming::Message(Message::Notification(told))) => {
                let method = told.method.clone();
                if let Err(why) = change(workspace, told) {
                    self.connection
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
