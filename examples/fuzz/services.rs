//! Readers that talk to somebody: servers for editors, language models and browsers, and the client that fetches pages.
//!
//! Each is called in this process, over streams in memory or over a socket of this machine. A reader that does not end fails by
//! the time that its input takes.

use std::fs;
use std::io::{Cursor, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use mujaz::clock::{Clock, Now};
use mujaz::link::BuildOptions;
use mujaz::serve::ServeEvent;
use mujaz::{lsp, mcp, serve};
use mujaz_fetch::{FetchOptions, fetch};
use tempfile::TempDir;

/// A word in a file beside the site, which no answer has.
const SECRET: &str = "harbourmaster-7731";

/// Maximum time of a conversation.
const LONGEST: Duration = Duration::from_secs(30);

/// The site that servers serve, and a secret beside it.
static DESK: OnceLock<(TempDir, PathBuf)> = OnceLock::new();

fn site() -> &'static Path {
    let (_, site) = DESK.get_or_init(|| {
        let desk = TempDir::new().expect("a folder");
        let site = desk.path().join("site");
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/base");
        copy(&base, &site);
        fs::write(desk.path().join("secret"), SECRET).expect("a file");
        (desk, site)
    });
    site
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).expect("a copy")),
        }
    }
}

/// An output that can be read after the server that has it has ended.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Sink {
    fn text(&self) -> String {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8(all.clone()).expect("a server writes UTF-8")
    }
}

/// Runs a conversation on a thread of its own, and fails if it does not end.
fn ended<T: Send + 'static>(converse: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, result) = channel();
    let thread = std::thread::Builder::new().stack_size(mujaz::STACK);
    let thread = thread.spawn(move || drop(done.send(converse())));
    drop(thread.expect("a thread"));
    result
        .recv_timeout(LONGEST)
        .expect("the conversation ends, and without a panic")
}

/// The address of the site, as editors have it.
fn address() -> String {
    let uri = lsp::uri(site()).expect("the site has an absolute path");
    uri.as_str().trim_end_matches('/').to_owned()
}

/// The lines of an input, with the address of the site in place of its sign.
fn lines(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).replace("SITE", &address());
    text.lines().map(str::to_owned).collect()
}

/// A stream of the language server's protocol, whose messages each have the length that their header says.
pub fn editor_messages(bytes: &[u8]) {
    let begin = format!(
        r#"{{"jsonrpc":"2.0","id":1,"method":"initialize","params":{{"processId":null,"rootUri":"{}","capabilities":{{}}}}}}"#,
        address()
    );
    let initialized = r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#;
    let mut stream = Vec::new();
    let messages = [begin, initialized.into()].into_iter().chain(lines(bytes));
    for message in messages {
        stream.extend(format!("Content-Length: {}\r\n\r\n{message}", message.len()).bytes());
    }
    editor(stream);
}

/// A stream that an editor sends, as it is.
pub fn editor_stream(bytes: &[u8]) {
    editor(bytes.to_vec());
}

fn editor(stream: Vec<u8>) {
    let request = lsp::LspOptions {
        site: Some(site().to_owned()),
        here: None,
        options: BuildOptions::default(),
        clock: Clock::Fixed(Now::parse("2026-11-28").expect("a day")),
        page: None,
        poll: true,
    };
    let sink = Sink::default();
    let output = sink.clone();
    ended(move || lsp::serve(request, Cursor::new(stream), output));
    let answers = sink.text();
    assert!(answers.is_empty() || answers.starts_with("Content-Length: "));
    assert!(!answers.contains(SECRET), "a secret of another folder");
}

/// Lines that a client of the Model Context Protocol sends.
pub fn model_messages(bytes: &[u8]) {
    let begin = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"a","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
"#;
    let stream = [begin.as_bytes(), bytes].concat();
    let roots = [site().to_owned()];
    let sink = Sink::default();
    let output = sink.clone();
    let now = Now::parse("2026-11-28").expect("a day");
    let served = ended(move || mcp::serve(&roots, now, Cursor::new(stream), output));
    served.expect("the client spoke the protocol");
    let answers = sink.text();
    assert!(!answers.contains(SECRET), "a secret of another folder");
    for line in answers.lines() {
        let answer: serde_json::Value = serde_json::from_str(line).expect("an answer is JSON");
        let is_told = answer.get("id").is_some() || answer.get("method").is_some();
        assert!(is_told, "a message is an answer or tells something: {line}");
    }
}

/// Answers of a server, one for each connection; the last one is repeated.
pub fn server_answers(bytes: &[u8]) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let answers: Vec<Vec<u8>> = split(bytes, b"====")
        .into_iter()
        .map(without_other_hosts)
        .collect();
    let server = std::thread::spawn(move || {
        let last = answers.last().cloned().unwrap_or_default();
        let all = answers
            .into_iter()
            .chain(std::iter::repeat_with(|| last.clone()));
        for answer in all {
            let Ok((mut stream, from)) = listener.accept() else {
                return;
            };
            let mut asked = [0; 4096];
            let read = stream.read(&mut asked).unwrap_or(0);
            if read == 0 || asked.starts_with(b"END") {
                let _ = from;
                return;
            }
            // The client may have gone.
            let _ = stream.write_all(&answer);
        }
    });
    let options = FetchOptions {
        timeout: Duration::from_secs(2),
        max_bytes: 64 * 1024,
        max_redirects: 3,
        allow_private: true,
    };
    let start = Instant::now();
    let result = fetch(&format!("http://{address}/a"), &options);
    let taken = start.elapsed();
    if let Ok(mut end) = TcpStream::connect(address) {
        let _ = end.write_all(b"END");
    }
    server.join().expect("the server ends");
    assert!(taken < Duration::from_secs(10), "it takes {taken:?}");
    match result {
        Ok(page) => {
            assert!(page.bytes.len() <= options.max_bytes && page.redirects.len() <= 3);
            drop(mujaz::import::decode(&page.bytes));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fn split(bytes: &[u8], mark: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = vec![Vec::new()];
    let mut rest = bytes;
    while let Some((first, others)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(mark) {
            parts.push(Vec::new());
            rest = after;
            continue;
        }
        parts.last_mut().expect("a part").push(*first);
        rest = others;
    }
    parts
}

/// Keeps redirects on this server: other hosts are none of a fuzzer's to ask.
fn without_other_hosts(answer: Vec<u8>) -> Vec<u8> {
    let text: String = answer.iter().map(|byte| char::from(*byte)).collect();
    let lower = text.to_ascii_lowercase();
    let leads_away = lower.match_indices("location").any(|(at, word)| {
        let value = &lower[at + word.len()..];
        let value: String = value
            .chars()
            .take(600)
            .filter(|c| !c.is_whitespace())
            .collect();
        let value = value.trim_start_matches(':');
        value.starts_with(['/', '\\']) && value[1..].starts_with(['/', '\\'])
            || value
                .chars()
                .take_while(|c| *c != '/')
                .any(|c| c == ':' || c.is_control())
            || value.contains(['\\', '\0'])
    });
    match leads_away {
        true => b"HTTP/1.1 200 OK\r\n\r\n".to_vec(),
        false => answer,
    }
}

/// The address of the preview, which is started with the first input.
static PREVIEW: OnceLock<SocketAddr> = OnceLock::new();

fn preview() -> SocketAddr {
    *PREVIEW.get_or_init(|| {
        let request = serve::ServeOptions {
            site: site().to_owned(),
            options: BuildOptions::default(),
            clock: Clock::Fixed(Now::parse("2026-11-28").expect("a day")),
            host: "127.0.0.1".into(),
            port: 0,
            follow: false,
            poll: true,
        };
        let (sender, address) = channel();
        let built = sender.clone();
        std::thread::spawn(move || {
            let served = serve::serve(&request, |event| match event {
                ServeEvent::At(at) => drop(sender.send(at.to_owned())),
                ServeEvent::Now { .. } => drop(built.send(String::new())),
                _ => {}
            });
            served.expect("the preview goes on");
        });
        let at = address.recv().expect("an address");
        let _ = address.recv_timeout(LONGEST);
        let host = at.trim_start_matches("http://").split('/').next();
        host.expect("a host").parse().expect("an address")
    })
}

/// The bytes that a browser sends on a connection.
pub fn browser_requests(bytes: &[u8]) {
    let mut stream = TcpStream::connect(preview()).expect("the preview is there");
    stream
        .set_read_timeout(Some(Duration::from_secs(3)))
        .expect("a timeout");
    // The server may close the connection at any moment.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    // A stream of events does not end by itself.
    if let Err(error) = stream.take(1 << 20).read_to_end(&mut answer) {
        let is_open = matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
        assert!(
            is_open || error.kind() == ErrorKind::ConnectionReset,
            "{error}"
        );
    }
    let answer = String::from_utf8_lossy(&answer);
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1."),
        "{answer:.80}"
    );
    assert!(!answer.contains(SECRET), "a secret of another folder");
}
