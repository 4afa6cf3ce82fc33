//! Reads and writes messages of the base protocol: a header with the length, and JSON.
//!
//! Takes the two streams of the process. `lsp-server` has a reader of its own, which allocates as many bytes as a header
//! asks for and ends at the first invalid JSON; this one limits the length, and lets the server answer.

use std::io::{BufRead, Read, Write};

use lsp_server::{ErrorCode, Message, RequestId};
use serde::Deserialize;
use serde_json::{Value, json};

/// Maximum length of a message, in bytes: several times the largest text of a site.
const LONGEST_MESSAGE: u64 = 64 * 1024 * 1024;

/// Maximum length of a header, in bytes.
const LONGEST_HEADER: u64 = 4096;

/// A message from the client.
#[derive(Debug)]
pub enum Incoming {
    Message(Message),
    /// JSON that is not a message: its id if it has one, the error code, and the reason.
    Invalid(Option<RequestId>, ErrorCode, String),
}

/// Reads the next message; `None` at the end of the stream.
///
/// # Errors
/// Returns the reason why nothing more can be read: the stream ends within a message, or a header is invalid.
pub fn read(input: &mut impl BufRead) -> Result<Option<Incoming>, String> {
    let Some(length) = header(input)? else {
        return Ok(None);
    };
    let mut bytes = Vec::new();
    let read = input.take(length).read_to_end(&mut bytes);
    let read = read.map_err(|error| format!("the client cannot be read: {error}"))?;
    if (read as u64) < length {
        return Err(format!(
            "the client's stream ended within a message: {read} of {length} bytes came"
        ));
    }
    Ok(Some(message(&bytes)))
}

/// Reads the header of a message; returns the length of its content, or `None` at the end of the stream.
fn header(input: &mut impl BufRead) -> Result<Option<u64>, String> {
    // The limit is that of all its lines, so that a header without an end is one that is too long.
    let mut input = input.take(LONGEST_HEADER);
    let mut length = None;
    let mut is_first = true;
    loop {
        let mut line = Vec::new();
        let read = input.read_until(b'\n', &mut line);
        let read = read.map_err(|error| format!("the client cannot be read: {error}"))?;
        if read == 0 && is_first {
            return Ok(None);
        }
        is_first = false;
        let Some(line) = line.strip_suffix(b"\n") else {
            return Err(match input.limit() {
                0 => "the client sent a header without an end".into(),
                _ => "the client's stream ended within a message's header".into(),
            });
        };
        let line = String::from_utf8_lossy(line);
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        let (name, value) = line
            .split_once(':')
            .ok_or("the client sent a line that is no header of the language server protocol")?;
        if name.trim().eq_ignore_ascii_case("Content-Length") {
            let value = value.trim().parse::<u64>();
            let value = value.map_err(|_| "the client sent a Content-Length that is no number")?;
            if length.replace(value).is_some_and(|other| other != value) {
                return Err("the client sent two lengths of one message".into());
            }
        }
    }
    match length {
        Some(length) if length <= LONGEST_MESSAGE => Ok(Some(length)),
        Some(length) => Err(format!(
            "the client announced a message of {length} bytes; {LONGEST_MESSAGE} is the most"
        )),
        None => Err("the client sent a message without a Content-Length".into()),
    }
}

fn message(bytes: &[u8]) -> Incoming {
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => {
            let why = format!("this is not JSON: {error}");
            return Incoming::Invalid(None, ErrorCode::ParseError, why);
        }
    };
    let id = value.get("id").cloned();
    // An array would be read as the fields of a message.
    let is_object = value.is_object();
    match Message::deserialize(value) {
        Ok(message) if is_object => Incoming::Message(message),
        _ => Incoming::Invalid(
            id.and_then(|id| serde_json::from_value(id).ok()),
            ErrorCode::InvalidRequest,
            "this is no message of JSON-RPC: a request has an id and a method".into(),
        ),
    }
}

/// Returns the bytes of a message.
pub fn encoded(message: &Message) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into memory does not fail.
    let _ = message.write(&mut bytes);
    bytes
}

/// Returns the bytes of an error that answers no request in particular.
pub fn encoded_error(code: ErrorCode, why: &str) -> Vec<u8> {
    let error = json!({ "code": code as i32, "message": why });
    let body = json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Writes the bytes of a message.
///
/// # Errors
/// Returns the error of the stream.
pub fn write(output: &mut impl Write, message: &[u8]) -> std::io::Result<()> {
    output.write_all(message)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the messages of a stream, with a word for each, and the reason why the stream ended early.
    fn all(stream: &[u8]) -> (Vec<String>, Option<String>) {
        let mut input = stream;
        let mut words = Vec::new();
        loop {
            match read(&mut input) {
                Ok(None) => return (words, None),
                Err(why) => return (words, Some(why)),
                Ok(Some(Incoming::Message(Message::Request(request)))) => {
                    words.push(request.method)
                }
                Ok(Some(Incoming::Message(Message::Notification(one)))) => words.push(one.method),
                Ok(Some(Incoming::Message(Message::Response(_)))) => words.push("response".into()),
                Ok(Some(Incoming::Invalid(id, code, _))) => {
                    words.push(format!("{code:?} {}", id.is_some()));
                }
            }
        }
    }

    #[test]
    fn messages_are_read_and_faults_are_told() {
        let one = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let request = one(r#"{"jsonrpc":"2.0","id":1,"method":"a","params":{"x":"موجز"}}"#);
        let two = [request.as_str(), &one(r#"{"jsonrpc":"2.0","method":"b"}"#)].concat();
        for (stream, words, why) in [
            (String::new(), vec![], None),
            (two, vec!["a", "b"], None),
            (
                "content-length:2\nX: y\n\n{}".into(),
                vec!["InvalidRequest false"],
                None,
            ),
            (one("{"), vec!["ParseError false"], None),
            (one(r#"{"id":7}"#), vec!["response"], None),
            (one(r#"{"id":7,"method":8}"#), vec!["response"], None),
            (one("[]"), vec!["InvalidRequest false"], None),
            (one(&"[".repeat(100_000)), vec!["ParseError false"], None),
            (
                request[..request.len() - 1].into(),
                vec![],
                Some("within a message"),
            ),
            (
                "Content-Length: 5".into(),
                vec![],
                Some("within a message's header"),
            ),
            (
                "Content-Length: 99999999999\r\n\r\n".into(),
                vec![],
                Some("is the most"),
            ),
            (
                "Content-Length: x\r\n\r\n".into(),
                vec![],
                Some("is no number"),
            ),
            (
                "X: 1\r\n\r\n".into(),
                vec![],
                Some("without a Content-Length"),
            ),
            (
                "GET / HTTP/1.1\r\n\r\n".into(),
                vec![],
                Some("is no header"),
            ),
            ("x".repeat(10_000), vec![], Some("without an end")),
            ("X: y\r\n".repeat(10_000), vec![], Some("without an end")),
            (
                "Content-Length: 2\r\n".repeat(10_000),
                vec![],
                Some("without an end"),
            ),
            (
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ".into(),
                vec![],
                Some("two lengths"),
            ),
            // A length that is too small or too large.
            (
                request.replacen("Content-Length: ", "Content-Length: 1", 1),
                vec![],
                Some("within a message"),
            ),
            (
                request.replacen("Content-Length: 6", "Content-Length: ", 1),
                vec!["ParseError false"],
                Some("within a message's header"),
            ),
        ] {
            let (read, ended) = all(stream.as_bytes());
            assert_eq!(read, words, "{stream:.100}");
            assert_eq!(ended.is_some(), why.is_some(), "{stream:.100}");
            let ended = ended.unwrap_or_default();
            assert!(ended.contains(why.unwrap_or_default()), "{ended}");
        }
    }
}
