//! Runs `mujaz serve` (or another command) beside a test, and sends raw HTTP requests to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Timeout for everything that a test waits for; far longer than needed, so that slow machines pass.
pub const TIMEOUT: Duration = Duration::from_secs(20);

/// A running program, killed when the value is dropped.
pub struct Running {
    child: Child,
    /// Lines of its output, from both streams.
    lines: Receiver<String>,
}

impl Running {
    /// Starts `mujaz` with these arguments on a site.
    pub fn start(site: &Path, args: &[&str]) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mujaz"));
        command.args(args).arg("--site").arg(site);
        Running::spawn(command)
    }

    /// Starts a command, and reads its output.
    pub fn spawn(mut command: Command) -> Running {
        let mut child = command
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
                    // The receiver is gone once the test has ended.
                    let _ = sender.send(line);
                }
            });
        }
        Running { child, lines }
    }

    /// Returns the number of its threads.
    #[cfg(target_os = "linux")]
    pub fn threads(&self) -> usize {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id()));
        tasks.map_or(0, Iterator::count)
    }

    /// Waits for a line that contains a text, and returns it.
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

    /// Returns the lines received so far that no call has returned yet.
    pub fn lines(&self) -> Vec<String> {
        self.lines.try_iter().collect()
    }

    /// Interrupts the program as Ctrl-C does. Returns its exit status, `None` if a signal ended it, and the time it took.
    pub fn interrupt(mut self) -> (Option<i32>, Duration) {
        let start = Instant::now();
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &pid]).status();
        assert!(sent.expect("kill runs").success());
        (self.wait(), start.elapsed())
    }

    /// Waits for the end of the program; returns its exit status, or `None` if a signal ended it.
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
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A running server.
pub struct Server {
    pub running: Running,
    pub port: u16,
    /// Base path of the site.
    pub base: String,
}

impl Server {
    /// Serves a site at a free port, and waits until it is ready.
    pub fn start(site: &Path, args: &[&str]) -> Server {
        let args = [&["serve", "--port", "0"], args].concat();
        Server::ready(Running::start(site, &args))
    }

    /// Serves a site with a limit on the number of open files.
    #[cfg(unix)]
    pub fn start_limited(site: &Path, files: usize) -> Server {
        let mut shell = Command::new("sh");
        let script = "ulimit -n \"$1\"; exec \"$2\" serve --port 0 --site \"$3\"";
        shell.args(["-c", script, "sh", &files.to_string()]);
        shell.arg(env!("CARGO_BIN_EXE_mujaz")).arg(site);
        Server::ready(Running::spawn(shell))
    }

    /// Waits until a server that was started is ready.
    fn ready(running: Running) -> Server {
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

    /// Returns scheme and host.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Sends a `GET` request.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Sends a request.
    pub fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let port = self.port;
        let headers: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n"
        );
        Answer::read(&self.raw(request.as_bytes())).expect("an answer")
    }

    /// Opens a connection and sends these bytes.
    pub fn connection(&self, request: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream
            .set_read_timeout(Some(TIMEOUT))
            .expect("a time that is not zero");
        // The server may close the connection before it has read everything.
        let _ = stream.write_all(request);
        stream
    }

    /// Sends these bytes and returns everything that the server sends until it closes the connection.
    pub fn raw(&self, request: &[u8]) -> Vec<u8> {
        let mut answer = Vec::new();
        // If the connection is reset, what was received so far is the answer.
        let _ = self.connection(request).read_to_end(&mut answer);
        answer
    }
}

/// An HTTP response.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Names, in lower case, and values.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// Parses a response; returns `None` if it is malformed.
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

    /// Returns the value of a header; empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        let header = self.headers.iter().find(|(own, _)| own == name);
        header.map_or("", |(_, value)| value)
    }

    /// Returns the body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Returns the body of a page without the live-reload script that the server inserts.
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
