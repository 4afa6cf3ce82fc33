//! Reads and writes messages, one per line, on standard input and output.
//!
//! The transport of `rmcp` ignores lines that are too long or not JSON, so that a client waits forever for an answer.
//! This one answers them with an error. When the input ends, it first lets the pending requests be answered.
//!
//! An error about a message without a readable id has `"id": null`, as JSON-RPC 2.0 has it; `rmcp` would leave the id out, and
//! strict clients then take the answer for a notification.

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rmcp::RoleServer;
use rmcp::model::{
    ClientNotification, ErrorData, JsonRpcError, JsonRpcMessage, RequestId, ServerJsonRpcMessage,
};
use rmcp::service::{RxJsonRpcMessage, TxJsonRpcMessage};
use rmcp::transport::Transport;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::sync::watch;

/// Maximum length of a message, in bytes. A text of the maximum size fits in, even if each of its letters is escaped.
const LONGEST_MESSAGE: u64 = 192 * 1024 * 1024;

/// Maximum time for which pending requests are waited for after the input ended.
const GRACE: Duration = Duration::from_secs(300);

type Message = RxJsonRpcMessage<RoleServer>;

/// A line of the input.
enum InputLine {
    /// A message.
    Message(Box<Message>),
    /// A line that is not a message: the id of the request if it has one, and the error.
    Invalid(Option<RequestId>, ErrorData),
}

/// The streams to and from the client.
pub struct Streams {
    lines: Receiver<InputLine>,
    pending: Arc<Pending>,
}

impl Streams {
    /// Starts to read the input, on a thread of its own.
    pub fn open(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> Streams {
        let (sender, lines) = channel(1);
        std::thread::spawn(move || {
            let mut input = BufReader::with_capacity(1 << 16, input);
            while let Some(line) = read_line(&mut input) {
                if sender.blocking_send(line).is_err() {
                    break;
                }
            }
        });
        Streams {
            lines,
            pending: Arc::new(Pending {
                requests: Mutex::default(),
                state: watch::Sender::new(PendingState::default()),
                output: Mutex::new(Box::new(output)),
            }),
        }
    }
}

impl Transport<RoleServer> for Streams {
    type Error = io::Error;

    fn send(
        &mut self,
        item: TxJsonRpcMessage<RoleServer>,
    ) -> impl Future<Output = io::Result<()>> + Send + 'static {
        let pending = self.pending.clone();
        async move { pending.answer(&item) }
    }

    /// Returns the next message; `None` once the input has ended and its requests are answered, or nobody reads the output.
    /// It can be cancelled at any time without losing a message.
    async fn receive(&mut self) -> Option<Message> {
        loop {
            let line = tokio::select! {
                line = self.lines.recv() => line,
                () = self.pending.broken() => return None,
            };
            match line {
                Some(InputLine::Message(message)) => {
                    self.pending.note(&message);
                    return Some(*message);
                }
                Some(InputLine::Invalid(id, error)) => {
                    let answer = ServerJsonRpcMessage::error(error, id);
                    self.pending.answer(&answer).ok()?;
                }
                None => {
                    drop(tokio::time::timeout(GRACE, self.pending.none_left()).await);
                    return None;
                }
            }
        }
    }

    async fn close(&mut self) -> io::Result<()> {
        self.lines.close();
        Ok(())
    }
}

/// The requests that have not been answered, and the stream that takes the answers.
struct Pending {
    requests: Mutex<BTreeSet<String>>,
    state: watch::Sender<PendingState>,
    output: Mutex<Box<dyn Write + Send>>,
}

/// The part of [`Pending`] that tasks can wait on.
#[derive(Debug, Clone, Copy, Default)]
struct PendingState {
    /// Number of requests.
    requests: usize,
    /// True if the output cannot be written any more.
    is_broken: bool,
}

impl Pending {
    /// Notes a request, or that one is cancelled and gets no answer.
    fn note(&self, message: &Message) {
        match message {
            JsonRpcMessage::Request(request) => self.change(|requests| {
                requests.insert(key(&request.id));
            }),
            JsonRpcMessage::Notification(notification) => {
                if let ClientNotification::CancelledNotification(cancelled) =
                    &notification.notification
                    && let Some(id) = &cancelled.params.request_id
                {
                    self.change(|requests| {
                        requests.remove(&key(id));
                    });
                }
            }
            _ => {}
        }
    }

    /// Writes a message on a line of the output.
    fn answer(&self, message: &ServerJsonRpcMessage) -> io::Result<()> {
        let mut line = encoded(message).map_err(io::Error::other)?;
        line.push(b'\n');
        let mut output = self.output.lock().unwrap_or_else(PoisonError::into_inner);
        let written = output.write_all(&line).and_then(|()| output.flush());
        drop(output);
        if written.is_err() {
            self.state.send_modify(|state| state.is_broken = true);
        }
        let id = match message {
            JsonRpcMessage::Response(response) => Some(&response.id),
            JsonRpcMessage::Error(error) => error.id.as_ref(),
            _ => None,
        };
        if let Some(id) = id {
            self.change(|requests| {
                requests.remove(&key(id));
            });
        }
        written
    }

    fn change(&self, change: impl FnOnce(&mut BTreeSet<String>)) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut requests);
        let count = requests.len();
        drop(requests);
        self.state.send_modify(|state| state.requests = count);
    }

    async fn none_left(&self) {
        let done = |state: &PendingState| state.requests == 0 || state.is_broken;
        // The sender is a field of `self`, so it is not dropped meanwhile.
        drop(self.state.subscribe().wait_for(done).await);
    }

    async fn broken(&self) {
        drop(
            self.state
                .subscribe()
                .wait_for(|state| state.is_broken)
                .await,
        );
    }
}

fn key(id: &RequestId) -> String {
    format!("{id:?}")
}

/// Reads a line that is not empty; `None` at the end of the input.
fn read_line(input: &mut impl BufRead) -> Option<InputLine> {
    loop {
        let mut line = Vec::new();
        let mut limited = input.by_ref().take(LONGEST_MESSAGE);
        let length = limited.read_until(b'\n', &mut line).ok()?;
        if length == 0 {
            return None;
        }
        if length as u64 == LONGEST_MESSAGE && !line.ends_with(b"\n") {
            skip_line(input)?;
            let megabytes = LONGEST_MESSAGE / (1024 * 1024);
            let message = format!("the message has more than {megabytes} MiB, and was not read");
            return Some(InputLine::Invalid(
                None,
                ErrorData::invalid_request(message, None),
            ));
        }
        let text = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
        if !text.trim_ascii().is_empty() {
            return Some(parse(text.trim_ascii()));
        }
    }
}

/// Skips the rest of a line; `None` if the input cannot be read.
fn skip_line(input: &mut impl BufRead) -> Option<()> {
    loop {
        let available = input.fill_buf().ok()?;
        let end = available.iter().position(|byte| *byte == b'\n');
        let length = available.len();
        input.consume(end.map_or(length, |end| end + 1));
        if end.is_some() || length == 0 {
            return Some(());
        }
    }
}

/// Returns the bytes of a message.
fn encoded(message: &ServerJsonRpcMessage) -> serde_json::Result<Vec<u8>> {
    let JsonRpcMessage::Error(error @ JsonRpcError { id: None, .. }) = message else {
        return serde_json::to_vec(message);
    };
    let error = &error.error;
    serde_json::to_vec(&json!({ "jsonrpc": "2.0", "id": null, "error": error }))
}

fn parse(line: &[u8]) -> InputLine {
    match serde_json::from_slice::<Message>(line) {
        Ok(message) => InputLine::Message(Box::new(message)),
        Err(error) if is_json(line) => {
            let message = format!("this is no message of JSON-RPC 2.0: {error}");
            InputLine::Invalid(id_of(line), ErrorData::invalid_request(message, None))
        }
        Err(error) => {
            let message = format!("this line is not valid JSON: {error}; a message is one line");
            InputLine::Invalid(None, ErrorData::parse_error(message, None))
        }
    }
}

fn is_json(line: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(line).is_ok()
}

/// Returns the id of an invalid message; `None` if it has none, or if it may be a response, which must not be answered
/// with its own id.
fn id_of(line: &[u8]) -> Option<RequestId> {
    #[derive(Deserialize)]
    struct Envelope {
        id: RequestId,
        #[serde(rename = "method")]
        _method: IgnoredAny,
    }
    let envelope: Envelope = match line.first() {
        Some(b'{') => serde_json::from_slice(line).ok()?,
        _ => return None,
    };
    Some(envelope.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &str) -> Vec<String> {
        let mut input = input.as_bytes();
        let mut lines = Vec::new();
        while let Some(line) = read_line(&mut input) {
            lines.push(match line {
                InputLine::Message(_) => "message".to_owned(),
                InputLine::Invalid(None, error) => error.code.0.to_string(),
                InputLine::Invalid(Some(id), error) => format!("{id}: {}", error.code.0),
            });
        }
        lines
    }

    #[test]
    fn each_line_is_a_message_or_an_error() {
        let ping = r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#;
        assert_eq!(lines(&format!("{ping}\n\n\r\n{ping}\r\n")), ["message"; 2]);
        assert_eq!(lines(&format!("\u{feff}{ping}")), ["message"]);
        let half = &ping[..20];
        assert_eq!(
            lines(&format!("{half}\n{ping}\n{half}")),
            ["-32700", "message", "-32700"]
        );
        assert_eq!(lines("{}\n[]\n7\n"), ["-32600"; 3]);
        let wrong =
            "{\"id\":9,\"method\":\"ping\"}\n{\"id\":\"a\",\"method\":7}\n{\"id\":9}\n[9, 1]\n";
        let answers = ["9: -32600", "a: -32600", "-32600", "-32600"];
        assert_eq!(lines(wrong), answers);
    }
}
