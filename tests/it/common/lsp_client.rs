//! A client of `mujaz lsp`, which speaks JSON-RPC to the program and carries out the edits that it gets.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::server::TIMEOUT;

/// A language server that runs beside a test, and is killed when the value is dropped.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    root: PathBuf,
    last_id: i64,
    version: i64,
    /// The last findings of each file, by path in the site.
    pub findings: BTreeMap<String, Vec<Value>>,
    /// Everything that was published, in order: path, version of the text, findings.
    pub published: Vec<(String, Option<i64>, Vec<Value>)>,
    /// Messages of the server for its user or its log.
    pub told: Vec<String>,
}

/// The capabilities of a client that can do everything.
pub fn able() -> Value {
    json!({
        "textDocument": {
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "rename": { "prepareSupport": true },
        },
        "workspace": {
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["rename"] },
        },
    })
}

impl Client {
    /// Starts the server on a site, and introduces a client with these capabilities.
    pub fn with(site: &Path, capabilities: Value) -> Client {
        let mut client = Client::silent(site, &["--now", "2026-11-28"]);
        let answer = client.ask(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": uri(&client.root),
                "capabilities": capabilities,
            }),
        );
        assert_eq!(answer["result"]["serverInfo"]["name"], "mujaz", "{answer}");
        client.tell("initialized", json!({}));
        client
    }

    pub fn start(site: &Path) -> Client {
        Client::with(site, able())
    }

    /// Starts the server, and says nothing.
    pub fn silent(site: &Path, args: &[&str]) -> Client {
        let root = fs::canonicalize(site).expect("a folder");
        let mut child = Command::new(env!("CARGO_BIN_EXE_mujaz"))
            .arg("lsp")
            .args(args)
            .current_dir(&root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let output = child.stdout.take().expect("it is piped");
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = message(&mut output) {
                // The receiver is gone once the test has ended.
                let _ = sender.send(message);
            }
        });
        Client {
            input: child.stdin.take(),
            child,
            messages,
            root,
            last_id: 0,
            version: 0,
            findings: BTreeMap::new(),
            published: Vec::new(),
            told: Vec::new(),
        }
    }

    /// Returns the URI of a file of the site.
    pub fn uri(&self, path: &str) -> String {
        uri(&self.root.join(path))
    }

    /// Sends raw bytes.
    pub fn send(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("it is open");
        // A server that has ended takes nothing.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        let message = json!({ "jsonrpc": "2.0", "method": method, "params": params });
        self.send(&framed(&message.to_string()));
    }

    /// Sends a request, and waits for its answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.last_id += 1;
        let id = self.last_id;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.send(&framed(&message.to_string()));
        self.answer(json!(id))
    }

    /// Waits for the answer to the request with this id.
    pub fn answer(&mut self, id: Value) -> Value {
        let end = Instant::now() + TIMEOUT;
        loop {
            let message = self.next(end).expect("an answer comes");
            if message.get("method").is_none() && message["id"] == id {
                return message;
            }
        }
    }

    /// Returns the next message, and records its content; `None` if none comes.
    fn next(&mut self, end: Instant) -> Option<Value> {
        let left = end.saturating_duration_since(Instant::now());
        let message = self.messages.recv_timeout(left).ok()?;
        let params = &message["params"];
        match message["method"].as_str() {
            Some("textDocument/publishDiagnostics") => {
                let root = uri(&self.root) + "/";
                let uri = params["uri"].as_str().expect("a URI");
                let path = decoded(uri.strip_prefix(&root).unwrap_or(uri));
                let found = params["diagnostics"].as_array().expect("a list").clone();
                let version = params["version"].as_i64();
                self.published.push((path.clone(), version, found.clone()));
                if found.is_empty() {
                    self.findings.remove(&path);
                } else {
                    self.findings.insert(path, found);
                }
            }
            Some("window/logMessage" | "window/showMessage") => {
                let message = params["message"].as_str().unwrap_or_default();
                self.told.push(message.to_owned());
            }
            _ => {}
        }
        Some(message)
    }

    /// Waits until a file has a finding of this code.
    pub fn wait_for(&mut self, path: &str, code: &str) {
        let what = format!("{code} in {path}");
        self.wait_until(&what, |client| client.codes(path).contains(&code));
    }

    /// Waits until a file has no finding of this code.
    pub fn wait_gone(&mut self, path: &str, code: &str) {
        let what = format!("the end of {code} in {path}");
        self.wait_until(&what, |client| !client.codes(path).contains(&code));
    }

    /// Waits until something holds.
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&Client) -> bool) {
        let end = Instant::now() + TIMEOUT;
        while !holds(self) {
            if self.next(end).is_none() {
                panic!("{what} never came: {:#?} {:?}", self.findings, self.told);
            }
        }
    }

    /// Takes all messages until none has come for a moment.
    pub fn settle(&mut self) {
        while self
            .next(Instant::now() + Duration::from_millis(1500))
            .is_some()
        {}
    }

    /// Returns the codes of the findings of a file.
    pub fn codes(&self, path: &str) -> Vec<&str> {
        let found = self.findings.get(path).into_iter().flatten();
        found.filter_map(|one| one["code"].as_str()).collect()
    }

    pub fn open(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        self.tell(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "markdown", "version": 0, "text": text } }),
        );
    }

    /// Replaces the whole text of an open document; returns its new version.
    pub fn change(&mut self, path: &str, text: &str) -> i64 {
        self.version += 1;
        let document = json!({ "uri": self.uri(path), "version": self.version });
        let changes = json!([{ "text": text }]);
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.tell("textDocument/didChange", params);
        self.version
    }

    /// Returns the codes that were published first for a version of a text, sorted; `None` if nothing was.
    pub fn first_codes(&self, path: &str, version: i64) -> Option<Vec<&str>> {
        let mut all = self.published.iter();
        let is_meant =
            |(own, of, _): &&(String, Option<i64>, _)| own == path && *of == Some(version);
        let (_, _, found) = all.find(is_meant)?;
        let mut codes: Vec<&str> = found
            .iter()
            .filter_map(|one| one["code"].as_str())
            .collect();
        codes.sort_unstable();
        Some(codes)
    }

    /// Asks about the place before the mark `|` in a text of the site; the text is opened without the mark.
    pub fn ask_at(&mut self, method: &str, path: &str, marked: &str, more: Value) -> Value {
        let at = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        self.open(path, &text);
        let position = position(&text, at);
        let mut params = json!({ "textDocument": { "uri": self.uri(path) }, "position": position });
        let fields = params.as_object_mut().expect("an object");
        fields.extend(more.as_object().cloned().unwrap_or_default());
        let answer = self.ask(method, params);
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    /// Asks for the actions at a mark in a text, which is opened without the mark.
    pub fn actions(&mut self, path: &str, marked: &str) -> Vec<Value> {
        let at = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        self.open(path, &text);
        let position = position(&text, at);
        let range = json!({ "start": position, "end": position });
        let params = json!({
            "textDocument": { "uri": self.uri(path) },
            "range": range,
            "context": { "diagnostics": [] },
        });
        let answer = self.ask("textDocument/codeAction", params);
        answer["result"].as_array().expect("a list").clone()
    }

    /// Closes the server's input.
    pub fn close_input(&mut self) {
        self.input = None;
    }

    /// Waits for the server to end; returns its exit status and its standard error.
    pub fn wait(&mut self) -> (Option<i32>, String) {
        let end = Instant::now() + TIMEOUT;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().expect("it is ours") {
                let mut told = String::new();
                let error = self.child.stderr.as_mut().expect("it is piped");
                error.read_to_string(&mut told).expect("it prints UTF-8");
                return (status.code(), told);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("the server never ended");
    }

    /// Ends the server as the protocol has it.
    pub fn end(mut self) {
        let answer = self.ask("shutdown", Value::Null);
        assert!(answer.get("error").is_none(), "{answer}");
        self.tell("exit", Value::Null);
        assert_eq!(self.wait(), (Some(0), String::new()));
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns a message with its header.
pub fn framed(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn message(input: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some((_, value)) => length = value.parse().expect("a length"),
            None => break,
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}

/// Returns the URI of a path, with all but plain characters escaped.
pub fn uri(path: &Path) -> String {
    let mut uri = String::from("file://");
    for byte in path.to_str().expect("UTF-8").bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' => uri.push(byte.into()),
            byte if byte.is_ascii_alphanumeric() => uri.push(byte.into()),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// Returns a part of a URI without escapes.
pub fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two digits"));
        bytes.extend(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// Returns the position of a byte offset, counted in UTF-16.
pub fn position(text: &str, at: usize) -> Value {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let line = text[..at].matches('\n').count();
    json!({ "line": line, "character": text[start..at].encode_utf16().count() })
}

/// Returns the byte offset of a position, counted in UTF-16.
pub fn offset(text: &str, position: &Value) -> usize {
    let line = position["line"].as_u64().expect("a line") as usize;
    let mut left = position["character"].as_u64().expect("a character") as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut at = start;
    for c in text[start..].chars() {
        if left < c.len_utf16() {
            break;
        }
        left -= c.len_utf16();
        at += c.len_utf8();
    }
    at
}

/// Returns a text after edits of the protocol.
pub fn edited(text: &str, edits: &Value) -> String {
    let edits = edits.as_array().expect("a list").iter();
    let mut edits: Vec<(usize, usize, &str)> = edits
        .map(|edit| {
            let [start, end] = ["start", "end"].map(|end| offset(text, &edit["range"][end]));
            (start, end, edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort();
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}
