//! A `mujaz serve` that runs beside a test, and requests to it, byte for byte as they are given.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Nothing on this machine takes so long unless it never comes.
pub const TIMEOUT: Duration = Duration::from_secs(20);

/// A program that runs until the test ends.
pub struct Running {
    child: Child,
    /// What it prints, on either stream, as it comes.
    lines: Receiver<String>,
}

impl Running {
    /// Starts `mujaz`.
    pub fn start(site: &Path, args: &[&str]) -> Running {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mujaz"))
            .args(args)
            .arg("--site")
            .arg(site)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let (sender, lines) = channel();
        let out = child.stdout.take().expect("it is piped");
        let err = child.stderr.take().expect("it is piped");
        for stream in [Box::new(out) as Box<dyn Read + Send>, Box::new(err)] {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    // Nobody listens any more once the test has ended.
                    let _ = sender.send(line);
                }
            });
        }
        Running { child, lines }
    }

    /// Waits for a line in which a text stands.
    pub fn line(&self, text: &str) -> String {
        let end = Instant::now() + TIMEOUT;
        let mut before = Vec::new();
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) if line.contains(text) => return line,
                Ok(line) => before.push(line),
                Err(_) => panic!("no line with {text:?} came: {before:#?}"),
            }
        }
    }

    /// The lines that have come and were not waited for.
    pub fn lines(&self) -> Vec<String> {
        self.lines.try_iter().collect()
    }

    /// Ends it as Ctrl-C does; gives its status, and how long it took. None where a signal ended it.
    pub fn interrupt(mut self) -> (Option<i32>, Duration) {
        let start = Instant::now();
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &pid]).status();
        assert!(sent.expect("kill runs").success());
        (self.wait(), start.elapsed())
    }

    /// Waits for its end; gives its status.
    pub fn wait(&mut self) -> Option<i32> {
        let end = Instant::now() + TIMEOUT;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().expect("it is ours") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it does not end");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A server.
pub struct Server {
    pub running: Running,
    pub port: u16,
    /// The path of the site.
    pub base: String,
}

impl Server {
    /// Serves a site at a port that is free, and waits until it is there.
    pub fn start(site: &Path, args: &[&str]) -> Server {
        let args = [&["serve", "--port", "0"], args].concat();
        let running = Running::start(site, &args);
        let address = running.line("http://");
        let (port, base) = address
            .strip_prefix("http://127.0.0.1:")
            .and_then(|rest| rest.split_once('/'))
            .expect("the address of the server");
        Server {
            port: port.parse().expect("a port"),
            base: format!("/{}", base.trim_end_matches('/')),
            running,
        }
    }

    /// Scheme and host.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks for a path, by `GET`.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Asks for a path.
    pub fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let port = self.port;
        let headers: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n"
        );
        Answer::read(&self.raw(request.as_bytes())).expect("an answer")
    }

    /// A connection on which these bytes were sent.
    pub fn connection(&self, request: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream
            .set_read_timeout(Some(TIMEOUT))
            .expect("a time that is not zero");
        // A server that has heard enough may close while it is being written to.
        let _ = stream.write_all(request);
        stream
    }

    /// Everything that comes back for these bytes, until the server closes the connection.
    pub fn raw(&self, request: &[u8]) -> Vec<u8> {
        let mut answer = Vec::new();
        // A connection that is reset has given what it gave.
        let _ = self.connection(request).read_to_end(&mut answer);
        answer
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads one; `None` where the bytes are none.
    pub fn read(bytes: &[u8]) -> Option<Answer> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        };
        Some(Answer {
            status,
            headers: lines.filter_map(header).collect(),
            body: bytes[end + 4..].to_vec(),
        })
    }

    /// The value of a header; empty where it has none.
    pub fn header(&self, name: &str) -> &str {
        let header = self.headers.iter().find(|(own, _)| own == name);
        header.map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body of a page without the script that the server puts into it.
    pub fn page(&self) -> String {
        let text = self.text();
        let script = text
            .rfind("<script src=\"")
            .filter(|at| text[*at..].contains("/.mujaz/live.js\""));
        let Some(start) = script else { return text };
        let end = "</script>";
        let rest = text[start..]
            .find(end)
            .map_or("", |at| &text[start + at + end.len()..]);
        [&text[..start], rest].concat()
    }
}
