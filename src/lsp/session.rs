//! A conversation with a client about one site: applies edits, publishes findings, and answers requests.
//!
//! Everything here takes some milliseconds even on the largest site, so no request of the client waits longer. The
//! whole site is examined on another thread; meanwhile, [`Current`] has the last known state.

use std::collections::VecDeque;
use std::sync::mpsc::Sender;

use lsp_server::{ErrorCode, Message, Notification, RequestId, Response};
use lsp_types::notification::{
    Cancel, DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Exit,
    Notification as Method, PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{ExecuteCommand, Initialize, Request as RequestMethod, Shutdown};
use lsp_types::{MessageType, ShowMessageParams, Uri};
use serde_json::Value;

use crate::clock::Now;
use crate::link::BuildOptions;
use crate::lsp::client::Client;
use crate::lsp::connection::{ClientConnection, LspEvent};
use crate::lsp::current::{Current, PartExaminer, scope};
use crate::lsp::documents::Workspace;
use crate::lsp::examiner::{ExaminationJob, Examined, ExaminedSite};
use crate::lsp::findings::PublishedFindings;
use crate::lsp::requests::{answer, error, response};
use crate::lsp::server::Ended;
use crate::lsp::transport::Incoming;
use crate::lsp::view::RequestView;
use crate::watch::Touched;

/// Returns true if an event may change the site.
fn is_edit(event: &LspEvent) -> bool {
    match event {
        LspEvent::Touched(_) => true,
        LspEvent::Incoming(Incoming::Message(Message::Notification(told))) => matches!(
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
    connection: ClientConnection,
    client: Client,
    workspace: Workspace,
    /// Drafts and address, and the time of the last event.
    options: BuildOptions,
    /// A page with the documentation of all codes, whose fragments are the codes.
    page: Option<Uri>,
    /// Takes the site to the thread that examines it.
    jobs: Sender<ExaminationJob>,
    part_examiner: PartExaminer,
    /// `None` until the site was examined for the first time.
    current: Option<Current>,
    /// True while the whole site is being examined.
    is_under_examination: bool,
    /// True if the last examination of the whole site failed.
    is_failed: bool,
    /// Events that came and are not handled yet.
    pending: VecDeque<LspEvent>,
    /// Requests that came before the site was examined for the first time.
    waiting: Vec<lsp_server::Request>,
    published: PublishedFindings,
    is_shut_down: bool,
}

impl Session {
    pub fn new(
        (connection, client): (ClientConnection, Client),
        workspace: Workspace,
        options: BuildOptions,
        page: Option<Uri>,
        (jobs, part_examiner): (Sender<ExaminationJob>, PartExaminer),
    ) -> Session {
        Session {
            connection,
            client,
            workspace,
            options,
            page,
            jobs,
            part_examiner,
            current: None,
            is_under_examination: false,
            is_failed: false,
            pending: VecDeque::new(),
            waiting: Vec::new(),
            published: PublishedFindings::default(),
            is_shut_down: false,
        }
    }

    /// Handles an event, and the edits that follow it; returns the reason if it is the last one.
    pub fn take(&mut self, event: LspEvent, now: Now) -> Option<Ended> {
        self.options.now = Some(now);
        if let Some(ended) = self.handle(event, now) {
            return Some(ended);
        }
        // Of several edits in a row, only the last state is examined.
        self.fetch();
        let edits = self
            .pending
            .iter()
            .take_while(|event| is_edit(event))
            .count();
        let edits: Vec<LspEvent> = self.pending.drain(..edits).collect();
        for edit in edits {
            self.apply(edit);
        }
        self.show_edits();
        None
    }

    /// Examines the whole site if it changed, unless it is being examined.
    pub fn start_examination(&mut self, now: Now) {
        if self.is_under_examination || !std::mem::take(&mut self.workspace.is_changed) {
            return;
        }
        self.options.now = Some(now);
        let job = ExaminationJob {
            sources: self.workspace.newest.clone(),
            options: self.options.clone(),
        };
        self.is_under_examination = self.jobs.send(job).is_ok();
    }

    /// Examines the articles that were edited, and publishes the findings.
    fn show_edits(&mut self) {
        let Some(current) = &mut self.current else {
            return;
        };
        let edited = self.workspace.unshown();
        for path in &edited {
            let (examiner, options) = (&self.part_examiner, &self.options);
            // If it fails, the examination of the whole site says why.
            let _ = current.take_edit(&mut self.workspace, path, examiner, options);
        }
        for path in &edited {
            self.publish(&scope(path));
        }
    }

    /// Publishes the findings of the files whose path begins with `scope`.
    fn publish(&mut self, scope: &str) {
        let Some(current) = &self.current else { return };
        let (workspace, page) = (&self.workspace, self.page.as_ref());
        for params in self
            .published
            .update(&current.found, scope, workspace, page)
        {
            self.connection.notify::<PublishDiagnostics>(params);
        }
    }

    /// Takes over the result of an examination of the whole site.
    fn take_examined(&mut self, examined: Examined, now: Now) {
        match examined {
            Examined::Site(site) => self.take_site(*site),
            // Those of a site that changed meanwhile are found again.
            Examined::Templates(_) if self.is_under_examination || self.workspace.is_changed => {}
            Examined::Templates(found) => {
                if let Some(current) = &mut self.current {
                    current.set_templates(found);
                    self.publish("");
                }
            }
            Examined::Failed(why) => {
                self.is_under_examination = false;
                self.is_failed = true;
                self.connection.notify::<ShowMessage>(ShowMessageParams {
                    typ: MessageType::ERROR,
                    message: format!("the site cannot be checked as it is now: {why}"),
                });
            }
        }
        for request in std::mem::take(&mut self.waiting) {
            self.answer(request, now);
        }
    }

    fn take_site(&mut self, site: ExaminedSite) {
        self.is_under_examination = false;
        self.is_failed = false;
        let (mut current, sources) =
            Current::new(site, self.current.take(), &self.workspace.sources);
        self.workspace.sources = sources;
        // What was typed meanwhile is examined again by itself.
        for path in self.workspace.unshown() {
            let (examiner, options) = (&self.part_examiner, &self.options);
            let _ = current.take_edit(&mut self.workspace, &path, examiner, options);
        }
        self.current = Some(current);
        self.publish("");
    }

    /// Returns the next event.
    pub fn next(&mut self) -> LspEvent {
        self.fetch();
        let gone = || LspEvent::Gone("the client has gone".into());
        let pending = self.pending.pop_front();
        pending.unwrap_or_else(|| self.connection.inbox.recv().unwrap_or_else(|_| gone()))
    }

    /// Takes the events that have come. Requests that the client cancels are answered at once.
    fn fetch(&mut self) {
        while let Ok(event) = self.connection.inbox.try_recv() {
            if let LspEvent::Incoming(Incoming::Message(Message::Notification(told))) = &event
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
        let is_pending = |event: &LspEvent| matches!(event, LspEvent::Incoming(Incoming::Message(Message::Request(asked))) if asked.id == id);
        let pending = self.pending.iter().position(is_pending);
        let waiting = self.waiting.iter().position(|asked| asked.id == id);
        if let Some(index) = pending {
            self.pending.remove(index);
        } else if let Some(index) = waiting {
            self.waiting.remove(index);
        } else {
            return;
        }
        let why = "the client took the request back";
        self.connection.refuse(id, ErrorCode::RequestCanceled, why);
    }

    /// Handles an event; returns the reason if it is the last one.
    fn handle(&mut self, event: LspEvent, now: Now) -> Option<Ended> {
        match event {
            LspEvent::Gone(why) => return Some(Ended::Lost(why)),
            LspEvent::Examined(examined) => self.take_examined(examined, now),
            LspEvent::Incoming(Incoming::Invalid(id, code, why)) => {
                self.connection.refuse_invalid(id, code, &why);
            }
            LspEvent::Incoming(Incoming::Message(Message::Notification(told)))
                if told.method == Exit::METHOD =>
            {
                return Some(match self.is_shut_down {
                    true => Ended::Shutdown,
                    false => Ended::Lost("the client ended without `shutdown`".into()),
                });
            }
            LspEvent::Incoming(Incoming::Message(Message::Request(asked))) => {
                self.answer(asked, now)
            }
            edit if is_edit(&edit) => self.apply(edit),
            LspEvent::Incoming(Incoming::Message(_)) | LspEvent::Touched(_) => {}
        }
        None
    }

    fn answer(&mut self, asked: lsp_server::Request, now: Now) {
        let id = asked.id.clone();
        if self.is_shut_down {
            let why = "the server is shut down";
            return self.connection.refuse(id, ErrorCode::InvalidRequest, why);
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
        let Some(current) = &self.current else {
            if !self.is_failed {
                return self.waiting.push(asked);
            }
            let why = "the site cannot be checked as it is now";
            return self.connection.refuse(id, ErrorCode::RequestFailed, why);
        };
        let is_command = asked.method == ExecuteCommand::METHOD;
        let answer = self.answer_from(current, asked, now);
        // The only command explains a code: clients show no results of commands.
        if let (true, Some(Value::String(message))) = (is_command, &answer.result) {
            self.connection.notify::<ShowMessage>(ShowMessageParams {
                typ: MessageType::INFO,
                message: message.clone(),
            });
        }
        self.connection.send(answer);
    }

    /// Returns the answer to a request, with the site of the article that it is about.
    fn answer_from(&self, current: &Current, asked: lsp_server::Request, now: Now) -> Response {
        let id = asked.id.clone();
        let (workspace, client) = (&self.workspace, &self.client);
        let uri = asked.params.pointer("/textDocument/uri");
        let uri = uri.and_then(|uri| serde_json::from_value::<Uri>(uri.clone()).ok());
        let path = uri.and_then(|uri| workspace.root.path(&uri));
        let path = path.filter(|path| workspace.sources.content(path).is_some());
        // A request about no file needs no article either.
        let path = path.unwrap_or_else(|| "config.toml".into());
        let config = current.documents.config.as_ref();
        let today = now.today(config.and_then(|config| config.timezone.as_ref()));
        let (sources, options) = (&workspace.sources, &self.options);
        let answer = self
            .part_examiner
            .examine(sources, &path, options, |examination| {
                let view = RequestView {
                    documents: &current.documents,
                    site: examination.whole().map(|whole| &whole.site),
                    workspace,
                    found: &current.found,
                    today,
                };
                answer(&view, client, asked)
            });
        answer.unwrap_or_else(|panicked| {
            let why = error(ErrorCode::InternalError, panicked.to_string());
            response(id, Err(why))
        })
    }

    /// Applies a change of a text, or of files.
    fn apply(&mut self, event: LspEvent) {
        match event {
            LspEvent::Touched(Touched { paths, polled }) => {
                if let Some(reason) = polled {
                    let message =
                        format!("{reason}; the folder is looked through every second instead");
                    self.connection.log(MessageType::INFO, message);
                }
                self.workspace.refresh(&paths);
            }
            LspEvent::Incoming(Incoming::Message(Message::Notification(told))) => {
                let method = told.method.clone();
                if let Err(why) = change(&mut self.workspace, told) {
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
