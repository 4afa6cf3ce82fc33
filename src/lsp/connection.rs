//! The connection to the client: a thread that reads messages, one that writes them, and the events that come.

use std::io::{BufReader, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use lsp_server::{ErrorCode, Message, Notification, RequestId};
use lsp_types::notification::{LogMessage, Notification as Method};
use lsp_types::{LogMessageParams, MessageType};
use serde::Serialize;

use crate::lsp::examiner::Examined;
use crate::lsp::requests::{error, response};
use crate::lsp::transport::{self, Incoming};
use crate::watch::Touched;

/// An event that the server handles.
pub enum LspEvent {
    Incoming(Incoming),
    /// Nothing more will come from the client, for this reason.
    Gone(String),
    Touched(Touched),
    /// The examination of the whole site has come to a result.
    Examined(Examined),
}

/// Starts the threads. Returns the connection, a sender of further events, and a receiver that is notified when the
/// last message is written.
pub fn connect(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> (ClientConnection, Sender<LspEvent>, Receiver<()>) {
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
    (ClientConnection { inbox, outbox }, events, written)
}

/// Reads messages, and forwards them.
fn listen(mut input: BufReader<impl Read>, events: &Sender<LspEvent>) {
    loop {
        let event = match transport::read(&mut input) {
            Ok(Some(incoming)) => LspEvent::Incoming(incoming),
            Ok(None) => LspEvent::Gone("the client closed its stream".into()),
            Err(why) => LspEvent::Gone(why),
        };
        let is_last = matches!(event, LspEvent::Gone(_));
        if events.send(event).is_err() || is_last {
            return;
        }
    }
}

/// Writes messages until the last one.
fn speak(mut output: impl Write, messages: &Receiver<Vec<u8>>, events: &Sender<LspEvent>) {
    while let Ok(message) = messages.recv() {
        if let Err(error) = transport::write(&mut output, &message) {
            // The server may have ended already.
            let _ = events.send(LspEvent::Gone(format!(
                "the client takes no messages: {error}"
            )));
            return;
        }
    }
}

/// The connection to the client.
pub struct ClientConnection {
    pub inbox: Receiver<LspEvent>,
    outbox: Sender<Vec<u8>>,
}

impl ClientConnection {
    pub fn send(&self, message: impl Into<Message>) {
        // If the client takes nothing any more, an event says so.
        let _ = self.outbox.send(transport::encoded(&message.into()));
    }

    pub fn notify<N: Method>(&self, params: impl Serialize) {
        self.send(Notification::new(N::METHOD.to_owned(), params));
    }

    pub fn log(&self, typ: MessageType, message: String) {
        self.notify::<LogMessage>(LogMessageParams { typ, message });
    }

    pub fn refuse(&self, id: RequestId, code: ErrorCode, why: &str) {
        self.send(response(id, Err(error(code, why))));
    }

    /// Answers an invalid message with an error.
    pub fn refuse_invalid(&self, id: Option<RequestId>, code: ErrorCode, why: &str) {
        match id {
            Some(id) => self.refuse(id, code, why),
            None => drop(self.outbox.send(transport::encoded_error(code, why))),
        }
    }
}
