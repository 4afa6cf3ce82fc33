//! `mujaz serve` and `mujaz watch` as they run: ordinary and hostile requests to the server, byte for byte, and the
//! behaviour of both when something changes, breaks, or ends them.
//!
//! The requests are written by hand, since a client would not send most of them. In every table the last column is what a
//! user or an attacker gets.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::common::server::{Answer, Running, Server, TIMEOUT};
use crate::common::{copy_golden, copy_sample, put, tree};
use tempfile::TempDir;

/// The article of the sample, in its folder and in the site.
const ARTICLE: &str = "content/articles/treaty-one-year-on";
const PAGE: &str = "/ar/articles/treaty-one-year-on/";

/// Text that must never be served.
const SECRET: &str = "nobody may read this";

/// A copy of the sample, with secrets in it and beside it.
struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Site {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = Site { folder };
        copy_sample(&site.root());
        put(site.folder.path(), "secret.txt", SECRET);
        put(&site.root(), "secret.txt", SECRET);
        put(&site.root(), ".git/config", SECRET);
        put(&site.root(), "public/secret.html", SECRET);
        put(&site.root(), &format!("{ARTICLE}/.secret.txt"), SECRET);
        site
    }

    fn golden(case: &str) -> Site {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = Site { folder };
        copy_golden(case, &site.root());
        site
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn put(&self, path: &str, content: impl AsRef<[u8]>) {
        put(&self.root(), path, content);
    }

    /// Puts a file beside the article, and a link to it into the summary, without which it is not published.
    fn attach(&self, name: &str, content: impl AsRef<[u8]>) {
        self.put(&format!("{ARTICLE}/{name}"), content);
        let summary = self.root().join(format!("{ARTICLE}/summary.ar.md"));
        let text = fs::read_to_string(&summary).expect("a summary");
        fs::write(&summary, format!("{text}\n[{name}](<{name}>)\n")).expect("it can be written");
    }

    /// Replaces words of a file, which must contain them.
    fn edit(&self, path: &str, old: &str, new: &str) {
        let place = self.root().join(path);
        let text = fs::read_to_string(&place).expect("a text");
        assert!(text.contains(old), "{path} has no {old:?}");
        fs::write(place, text.replacen(old, new, 1)).expect("a file that can be written");
    }
}

/// Asks again and again until an answer is as wished.
fn until(what: &str, mut ask: impl FnMut() -> bool) {
    let end = Instant::now() + TIMEOUT;
    while !ask() {
        assert!(Instant::now() < end, "in vain: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn no_path_leaves_the_site() {
    let site = Site::new();
    let server = Server::start(&site.root(), &[]);
    let rows = [
        // Upwards, in every way of writing it.
        ("/../secret.txt", 404),
        ("/../../../../../../etc/passwd", 404),
        ("/ar/../../secret.txt", 404),
        ("/ar/../secret.txt", 404),
        ("/./secret.txt", 404),
        ("/%2e%2e/secret.txt", 404),
        ("/%2E%2E/secret.txt", 404),
        ("/%2e%2e%2fsecret.txt", 404),
        ("/%2E%2E%2Fsecret.txt", 404),
        ("/..%2fsecret.txt", 404),
        ("/..%2F..%2F..%2F..%2Fetc%2Fpasswd", 404),
        ("/.%2e/secret.txt", 404),
        ("/%2e./secret.txt", 404),
        ("/..\\secret.txt", 404),
        ("/..%5csecret.txt", 404),
        ("/..%5C..%5Csecret.txt", 404),
        ("/ar/articles/..%2f..%2f..%2fsecret.txt", 404),
        ("/assets/../../secret.txt", 404),
        ("/assets/%2e%2e/%2e%2e/secret.txt", 404),
        ("/.mujaz/../../secret.txt", 404),
        ("/.mujaz/%2e%2e/secret.txt", 404),
        ("/....//secret.txt", 404),
        ("/..;/secret.txt", 404),
        // Decoded twice.
        ("/%252e%252e/secret.txt", 404),
        ("/%252e%252e%252fsecret.txt", 404),
        ("/%25252e%25252e/secret.txt", 404),
        // What is no UTF-8: the longer ways of writing `.` and `/`.
        ("/%c0%ae%c0%ae/secret.txt", 404),
        ("/%e0%80%ae%e0%80%ae/secret.txt", 404),
        ("/..%c0%afsecret.txt", 404),
        ("/%ff%fe", 404),
        // Characters that look like them.
        ("/%ef%bc%8e%ef%bc%8e/secret.txt", 404),
        ("/..%e2%88%95secret.txt", 404),
        // NUL and others that end or turn a name.
        ("/secret.txt%00", 404),
        ("/secret.txt%00.html", 404),
        ("/ar/%00", 404),
        ("/%0d%0aX-Injected:%20yes", 404),
        ("/ar%0d%0aX-Injected:%20yes/", 404),
        // From the root.
        ("//etc/passwd", 404),
        ("///etc/passwd", 404),
        ("//secret.txt", 404),
        ("/%2fetc%2fpasswd", 404),
        ("/etc/passwd", 404),
        ("/C:/secret.txt", 404),
        ("/C:%5Csecret.txt", 404),
        // What is in the site's folder, and is no output.
        ("/secret.txt", 404),
        ("/secret.html", 404),
        ("/config.toml", 404),
        ("/content/names.toml", 404),
        ("/content/articles/treaty-one-year-on/summary.ar.md", 404),
        ("/ar/articles/treaty-one-year-on/summary.ar.md", 404),
        ("/ar/articles/treaty-one-year-on/original.ar.md", 404),
        ("/ar/articles/treaty-one-year-on/.secret.txt", 404),
        ("/themes/nashra/templates/base.html", 404),
        ("/public/secret.html", 404),
        ("/.git/config", 404),
        ("/assets/", 404),
        ("/ar/articles/", 404),
        // Escapes that are none.
        ("/%", 404),
        ("/%2", 404),
        ("/%zz", 404),
        ("/ar/%%32%65", 404),
        // Not the path's business.
        ("/ar/?page=../../secret.txt", 200),
        ("/ar/?../../secret.txt", 200),
        // Forms that are for proxies, or for nobody.
        ("file:///etc/passwd", 400),
        ("file://127.0.0.1/etc/passwd", 403),
        ("http://evil.example/ar/", 403),
        ("https://evil.example/../../secret.txt", 403),
        ("secret.txt", 403),
        ("*", 404),
        ("", 400),
    ];
    for (path, status) in rows {
        let answer = server.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert!(!answer.text().contains(SECRET), "{path}");
        assert_eq!(answer.header("x-injected"), "", "{path}");
    }
    assert_eq!(server.get("/ar/").status, 200);
}

#[test]
fn only_its_own_hosts_are_answered() {
    let site = Site::new();
    let server = Server::start(&site.root(), &[]);
    let port = server.port;
    let rows = [
        // The lines of the request that name a host, and the status.
        (format!("Host: 127.0.0.1:{port}\r\n"), 200),
        (format!("host:127.0.0.1:{port}\r\n"), 200),
        (format!("Host: localhost:{port}\r\n"), 200),
        (format!("Host: LOCALHOST:{port}\r\n"), 200),
        (format!("Host: [::1]:{port}\r\n"), 200),
        (String::new(), 403),
        ("Host:\r\n".into(), 403),
        ("Host: 127.0.0.1\r\n".into(), 403),
        ("Host: localhost\r\n".into(), 403),
        ("Host: 127.0.0.1:1\r\n".into(), 403),
        ("Host: 127.0.0.1:port\r\n".into(), 403),
        (format!("Host: 127.0.0.1:{port}0000\r\n"), 403),
        (format!("Host: evil.example:{port}\r\n"), 403),
        (format!("Host: localhost.evil.example:{port}\r\n"), 403),
        (format!("Host: 127.0.0.1.evil.example:{port}\r\n"), 403),
        (format!("Host: 127.0.0.1:{port}.evil.example\r\n"), 403),
        (format!("Host: evil.example#127.0.0.1:{port}\r\n"), 403),
        (format!("Host: 10.0.0.1:{port}\r\n"), 403),
        (format!("Host: user@127.0.0.1:{port}\r\n"), 403),
        (format!("Host: localhost:{port}@evil.example\r\n"), 403),
        (format!("Host: 127.0.0.1:{port}, evil.example\r\n"), 403),
        (
            format!("Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n"),
            403,
        ),
        (
            format!("Host: evil.example\r\nHost: 127.0.0.1:{port}\r\n"),
            403,
        ),
        (
            format!("Host: 127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}\r\n"),
            403,
        ),
        // Said otherwise, it does not count.
        (
            format!("Host: evil.example\r\nX-Forwarded-Host: 127.0.0.1:{port}\r\n"),
            403,
        ),
        (
            format!("Host: evil.example\r\nForwarded: host=127.0.0.1:{port}\r\n"),
            403,
        ),
    ];
    for (host, status) in rows {
        for path in [
            "/ar/",
            "/.mujaz/live.js",
            "/.mujaz/status?page=/ar/",
            "/.mujaz/events",
        ] {
            if status == 200 && path.contains("events") {
                continue;
            }
            let request = format!("GET {path} HTTP/1.1\r\nConnection: close\r\n{host}\r\n");
            let answer = Answer::read(&server.raw(request.as_bytes())).expect("an answer");
            assert_eq!(answer.status, status, "{path} {host:?}");
        }
    }
    // In the request's first line, as to a proxy: it has to be the same host.
    let rows = [
        (
            format!("http://127.0.0.1:{port}/ar/"),
            format!("127.0.0.1:{port}"),
            200,
        ),
        (
            format!("http://localhost:{port}/ar/"),
            format!("localhost:{port}"),
            200,
        ),
        (
            format!("http://127.0.0.1:{port}/ar/"),
            "evil.example".into(),
            403,
        ),
        (
            "http://evil.example/ar/".into(),
            format!("127.0.0.1:{port}"),
            403,
        ),
        ("http://evil.example/ar/".into(), "evil.example".into(), 403),
        (
            format!("http://user@127.0.0.1:{port}/ar/"),
            format!("127.0.0.1:{port}"),
            403,
        ),
    ];
    for (uri, host, status) in rows {
        let request = format!("GET {uri} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let answer = Answer::read(&server.raw(request.as_bytes())).expect("an answer");
        assert_eq!(answer.status, status, "{uri} {host}");
    }
    let old = Answer::read(&server.raw(b"GET /ar/ HTTP/1.0\r\n\r\n")).expect("an answer");
    assert_eq!(
        old.status, 403,
        "HTTP/1.0 needs no host, and a browser sends one"
    );
}

#[test]
fn it_is_there_to_be_read() {
    let site = Site::new();
    let server = Server::start(&site.root(), &[]);
    let before = tree(&site.root());
    let methods = [
        "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "FOO", "get",
    ];
    for method in methods {
        let body = ["Content-Length: 4\r\n\r\nbody"];
        for lines in [&[][..], &body] {
            let answer = server.ask(method, "/ar/", lines);
            let told = (answer.status, answer.header("allow"));
            assert_eq!(told, (405, "GET, HEAD"), "{method}");
        }
    }
    let answer = server.ask("HEAD", "/ar/", &[]);
    let whole = server.get("/ar/");
    assert_eq!((answer.status, answer.body.len()), (200, 0));
    for name in ["content-length", "content-type", "etag"] {
        assert_ne!(answer.header(name), "", "{name}");
        assert_eq!(answer.header(name), whole.header(name), "{name}");
    }
    assert_eq!(whole.header("access-control-allow-origin"), "");
    assert_eq!(tree(&site.root()), before);
}

#[test]
fn what_is_no_request_does_no_harm() {
    let site = Site::new();
    let server = Server::start(&site.root(), &[]);
    let head = format!("Host: 127.0.0.1:{}\r\nConnection: close\r\n", server.port);
    let good = format!("GET /ar/ HTTP/1.1\r\n{head}");
    let megabyte = "x".repeat(1 << 20);
    // None: the connection is closed without an answer.
    let rows: Vec<(&str, Vec<u8>, Option<u16>)> = vec![
        (
            "a header of 1 MB",
            format!("{good}X: {megabyte}\r\n\r\n").into(),
            Some(431),
        ),
        (
            "a header's name of 1 MB",
            format!("{good}{megabyte}: x\r\n\r\n").into(),
            Some(431),
        ),
        (
            "2,000 headers",
            format!("{good}{}\r\n", "X: x\r\n".repeat(2000)).into(),
            Some(431),
        ),
        (
            "an address of 1 MB",
            format!("GET /{megabyte} HTTP/1.1\r\n{head}\r\n").into(),
            Some(431),
        ),
        (
            "an address of 60 kB",
            format!("GET /{} HTTP/1.1\r\n{head}\r\n", &megabyte[..60_000]).into(),
            Some(404),
        ),
        (
            "a query of 60 kB",
            format!("GET /ar/?{} HTTP/1.1\r\n{head}\r\n", &megabyte[..60_000]).into(),
            Some(200),
        ),
        (
            "20,000 folders upwards",
            format!(
                "GET {}/secret.txt HTTP/1.1\r\n{head}\r\n",
                "/..".repeat(20_000)
            )
            .into(),
            Some(404),
        ),
        (
            "a method of 1 MB",
            format!("{megabyte} / HTTP/1.1\r\n{head}\r\n").into(),
            Some(431),
        ),
        (
            "a method that is none",
            format!("G@T /ar/ HTTP/1.1\r\n{head}\r\n").into(),
            Some(400),
        ),
        (
            "a space in the address",
            format!("GET /ar /x HTTP/1.1\r\n{head}\r\n").into(),
            Some(400),
        ),
        (
            "a version that is none",
            format!("GET /ar/ HTTP/9.9\r\n{head}\r\n").into(),
            Some(400),
        ),
        ("HTTP/0.9", b"GET /ar/\r\n".to_vec(), Some(400)),
        ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), None),
        (
            "TLS",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec(),
            Some(400),
        ),
        ("bytes", b"\0\x01\x02\xff\r\n\r\n".to_vec(), Some(400)),
        (
            "NUL in a header",
            format!("{good}X: a\0b\r\n\r\n").into(),
            Some(400),
        ),
        (
            "a header without a colon",
            format!("{good}X\r\n\r\n").into(),
            Some(400),
        ),
        (
            "a folded header",
            format!("{good}X: a\r\n b\r\n\r\n").into(),
            Some(400),
        ),
        (
            "a space before the colon",
            format!("{good}X : a\r\n\r\n").into(),
            Some(400),
        ),
        (
            "a length that is none",
            format!("{good}Content-Length: -1\r\n\r\n").into(),
            Some(400),
        ),
        (
            "two lengths",
            format!("{good}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab").into(),
            Some(400),
        ),
        (
            "a coding that is none",
            format!("{good}Transfer-Encoding: x\r\n\r\n").into(),
            Some(400),
        ),
        (
            "a body that never comes",
            format!("{good}Content-Length: 999999999999\r\n\r\n").into(),
            Some(200),
        ),
    ];
    for (what, request, status) in rows {
        let answer = Answer::read(&server.raw(&request));
        assert_eq!(answer.map(|answer| answer.status), status, "{what}");
    }
    // One good request, then rubbish: the one is answered, the other is not taken for a request.
    let request = format!(
        "GET /ar/ HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n\0rubbish\r\n\r\n",
        server.port
    );
    let answers = String::from_utf8_lossy(&server.raw(request.as_bytes())).into_owned();
    let statuses: Vec<&str> = answers.matches("HTTP/1.1 ").collect();
    assert_eq!(statuses.len(), 2, "{answers}");
    assert!(answers.starts_with("HTTP/1.1 200 ") && answers.contains("HTTP/1.1 400 "));
    // Half a request and then nothing, by many: others are answered all the same.
    let half: Vec<_> = (0..100)
        .map(|_| server.connection(b"GET /ar/ HT"))
        .collect();
    let mute: Vec<_> = (0..100).map(|_| server.connection(b"")).collect();
    assert_eq!(server.get("/ar/").status, 200);
    drop((half, mute));
    assert_eq!(server.get(PAGE).status, 200);
    assert_eq!(
        server
            .running
            .lines()
            .iter()
            .filter(|line| line.contains("panic"))
            .count(),
        0
    );
}

#[test]
fn a_file_is_what_its_ending_says() {
    let site = Site::new();
    let files = [
        // name, content type
        ("plan.svg", "image/svg+xml; charset=utf-8"),
        ("photo.png", "image/png"),
        ("photo.jpg", "image/jpeg"),
        ("photo.webp", "image/webp"),
        ("notes.txt", "text/plain; charset=utf-8"),
        ("data.csv", "text/csv; charset=utf-8"),
        ("data.json", "application/json"),
        ("data.xml", "text/xml; charset=utf-8"),
        ("paper.pdf", "application/pdf"),
        ("film.mp4", "video/mp4"),
        ("odd.zzz", "application/octet-stream"),
        ("ending", "application/octet-stream"),
        ("خريطة المرفأ.svg", "image/svg+xml; charset=utf-8"),
    ];
    for (name, _) in files {
        site.attach(name, format!("نص {name}"));
    }
    let server = Server::start(&site.root(), &[]);
    for (name, kind) in files {
        let path: String = name.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let answer = server.get(&format!("{PAGE}{path}"));
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, kind),
            "{name}"
        );
        assert_eq!(answer.text(), format!("نص {name}"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{name}");
    }
    let page = server.get("/ar/").text();
    let asset = |ending: &str| {
        let names = page.split(['"', ' ', '=', '>']);
        let mut names = names.filter(|name| name.starts_with("/assets/"));
        names
            .find(|name| name.ends_with(ending))
            .expect("an asset")
            .to_owned()
    };
    for (path, kind) in [
        ("/ar/", "text/html; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
        ("/ar/index.html", "text/html; charset=utf-8"),
        (asset(".css").as_str(), "text/css; charset=utf-8"),
        (asset(".svg").as_str(), "image/svg+xml; charset=utf-8"),
        ("/.mujaz/live.js", "text/javascript; charset=utf-8"),
        ("/.mujaz/live.css", "text/css; charset=utf-8"),
    ] {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, kind),
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
    }
}

#[test]
fn what_the_browser_has_is_not_sent_again() {
    let site = Site::new();
    site.attach("notes.txt", "0123456789");
    let server = Server::start(&site.root(), &[]);
    for path in ["/ar/", &format!("{PAGE}notes.txt")] {
        let whole = server.get(path);
        let tag = whole.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 10, "{path}: {tag}");
        let rows = [
            (format!("If-None-Match: {tag}"), 304),
            (format!("If-None-Match: W/{tag}"), 304),
            (format!("If-None-Match: \"a\", {tag}"), 304),
            ("If-None-Match: *".into(), 304),
            ("If-None-Match: \"a\"".into(), 200),
            ("If-None-Match: a".into(), 200),
            (format!("If-None-Match: \"{}", &tag[2..]), 200),
        ];
        for (header, status) in rows {
            let answer = server.ask("GET", path, &[&header]);
            assert_eq!(answer.status, status, "{path} {header}");
            assert_eq!(answer.header("etag"), tag, "{path} {header}");
            assert_eq!(answer.body.is_empty(), status == 304, "{path} {header}");
            assert_eq!(
                server.ask("HEAD", path, &[&header]).status,
                status,
                "{path} {header}"
            );
        }
    }
    let tag = server.get(PAGE).header("etag").to_owned();
    site.edit(
        &format!("{ARTICLE}/summary.ar.md"),
        "title = \"",
        "title = \"جديد: ",
    );
    let header = format!("If-None-Match: {tag}");
    until("another page has another tag", || {
        let answer = server.ask("GET", PAGE, &[&header]);
        answer.status == 200 && answer.text().contains("جديد: ")
    });
}

#[test]
fn a_part_is_sent_to_whom_asks_for_one() {
    let site = Site::new();
    site.attach("notes.txt", "0123456789");
    // Of a theme's file, which is in memory, and of a file of the folder: ten bytes each.
    site.put("themes/nashra/static/ten.txt", "0123456789");
    let server = Server::start(&site.root(), &[]);
    let digest = &blake3_of("0123456789")[..10];
    for path in [
        format!("{PAGE}notes.txt"),
        format!("/assets/ten.{digest}.txt"),
    ] {
        let tag = server.get(&path).header("etag").to_owned();
        let rows: &[(&[&str], u16, &str)] = &[
            (&["Range: bytes=0-3"], 206, "0123"),
            (&["Range: bytes=2-4"], 206, "234"),
            (&["Range: bytes=9-9"], 206, "9"),
            (&["Range: bytes=5-"], 206, "56789"),
            (&["Range: bytes=-3"], 206, "789"),
            (&["Range: bytes=0-99999"], 206, "0123456789"),
            (&["Range: bytes=10-"], 416, ""),
            (&["Range: bytes=99999-"], 416, ""),
            (&["Range: bytes=10-20"], 416, ""),
            (&["Range: bytes=-11"], 200, "0123456789"),
            (&["Range: bytes=0-1,4-5"], 200, "0123456789"),
            (&["Range: lines=0-1"], 200, "0123456789"),
            (&["Range: bytes=a-b"], 200, "0123456789"),
            (
                &["Range: bytes=99999999999999999999999-"],
                200,
                "0123456789",
            ),
            (
                &["Range: bytes=0-1", "If-Range: \"another\""],
                200,
                "0123456789",
            ),
            (
                &[
                    "Range: bytes=0-1",
                    "If-Range: Wed, 21 Oct 2015 07:28:00 GMT",
                ],
                200,
                "0123456789",
            ),
        ];
        for (headers, status, body) in rows {
            let answer = server.ask("GET", &path, headers);
            assert_eq!(
                (answer.status, answer.text().as_str()),
                (*status, *body),
                "{path} {headers:?}"
            );
            let named = answer.header("content-range");
            match status {
                206 => assert!(
                    named.starts_with("bytes ") && named.ends_with("/10"),
                    "{named}"
                ),
                416 => assert_eq!(named, "bytes */10", "{path} {headers:?}"),
                _ => assert_eq!(named, "", "{path} {headers:?}"),
            }
        }
        assert_eq!(server.get(&path).header("accept-ranges"), "bytes");
        let known = ["Range: bytes=0-1", &format!("If-None-Match: {tag}")];
        assert_eq!(server.ask("GET", &path, &known).status, 304);
        // A part, or the whole: never a part of something else.
        let same = ["Range: bytes=0-1", &format!("If-Range: {tag}")];
        let answer = server.ask("GET", &path, &same);
        assert!(matches!(
            (answer.status, answer.text().as_str()),
            (206, "01") | (200, "0123456789")
        ));
    }
}

fn blake3_of(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

#[test]
fn what_is_not_there_is_told_in_the_readers_language() {
    let site = Site::new();
    let server = Server::start(&site.root(), &[]);
    let rows = [
        ("/ar/nothing/", "lang=\"ar\""),
        ("/ar/articles/no-such-article/", "lang=\"ar\""),
        ("/en/nothing/", "lang=\"en\""),
        ("/en/articles/no-such-article/plan.svg", "lang=\"en\""),
        ("/nothing/", "lang=\"ar\""),
        ("/fr/", "lang=\"ar\""),
    ];
    for (path, lang) in rows {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        let text = answer
            .text()
            .replace("lang=ar", "lang=\"ar\"")
            .replace("lang=en", "lang=\"en\"");
        let html = text.find("<html").map(|at| &text[at..]).expect("a page");
        let tag = &html[..html.find('>').expect("a whole tag")];
        assert!(tag.contains(lang), "{path}: {tag}");
        assert!(text.contains("/.mujaz/live.js"), "{path}: it follows, too");
    }
}

#[test]
fn a_folder_has_a_slash_at_its_end() {
    let site = Site::new();
    let server = Server::start(&site.root(), &[]);
    for (path, to) in [
        ("/ar", "/ar/"),
        ("/en/about", "/en/about/"),
        ("/ar/articles/treaty-one-year-on", PAGE),
    ] {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (307, to),
            "{path}"
        );
    }
    // Never to another host.
    for path in [
        "//ar",
        "//evil.example",
        "/\\evil.example",
        "//evil.example/ar",
    ] {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (404, ""),
            "{path}"
        );
    }
}

#[test]
fn a_site_below_a_path_is_served_below_it() {
    let site = Site::golden("sub-path");
    let server = Server::start(&site.root(), &[]);
    assert_eq!(server.base, "/press/brief");
    let page = server.get("/press/brief/en/");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("src=\"/press/brief/.mujaz/live.js\""));
    // Links are those of the server, not of the host that the site is for.
    assert!(
        page.text()
            .contains(&format!("{}/press/brief/en/", server.origin()))
    );
    for (path, status, location) in [
        ("/", 307, "/press/brief/"),
        ("/press/brief", 307, "/press/brief/"),
        ("/press/brief/", 200, ""),
        ("/press/brief/en", 307, "/press/brief/en/"),
        ("/press/brief/en/articles/harbour/plan.svg", 200, ""),
        ("/press/brief/nothing/", 404, ""),
        ("/press/brief/.mujaz/live.js", 200, ""),
        ("/en/", 404, ""),
        ("/press/briefs/en/", 404, ""),
        ("/.mujaz/live.js", 404, ""),
        ("/press/brief/../secret.txt", 404, ""),
    ] {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (status, location),
            "{path}"
        );
    }
}

#[test]
fn what_is_searched_is_what_a_build_would_have_put_there() {
    let site = Site::new();
    let output = site.folder.path().join("built");
    let searchable = |output: &Path| {
        crate::common::build_into(&site.root(), output, mujaz::link::BuildOptions::default());
        let mut files = tree(output);
        files.retain(|path, _| path.starts_with("search/"));
        files
    };
    let server = Server::start(&site.root(), &[]);
    let holds = |files: &crate::common::Tree| {
        let same =
            |(path, bytes): (&String, &Vec<u8>)| server.get(&format!("/{path}")).body == *bytes;
        files.iter().all(same)
    };
    let before = searchable(&output);
    assert!(before.len() > 10 && holds(&before));
    assert_eq!(server.get("/search/fr/index.json").status, 404);

    // And what is searched is the text as it is now.
    site.edit(
        &format!("{ARTICLE}/summary.en.md"),
        "\n\n",
        "\n\nUnheard-of words. ",
    );
    until("the index is that of the new text", || {
        holds(&searchable(&output))
    });
}

#[test]
fn drafts_are_shown_to_those_who_ask() {
    let site = Site::golden("drafts");
    let path = "/en/articles/unfinished/";
    site.edit(
        "content/articles/unfinished/summary.en.md",
        "+++\n\n",
        "+++\n\n[The plan](plan.txt)\n\n",
    );
    let server = Server::start(&site.root(), &[]);
    assert_eq!(server.get(path).status, 404);
    assert_eq!(server.get("/en/articles/unfinished/plan.txt").status, 404);
    let server = Server::start(&site.root(), &["--drafts"]);
    assert_eq!(server.get(path).status, 200);
    assert_eq!(server.get("/en/articles/unfinished/plan.txt").status, 200);
}

#[test]
fn the_servers_own_are_few_and_the_output_is_left_alone() {
    let site = Site::golden("bilingual");
    let before = tree(&site.root());
    let server = Server::start(&site.root(), &[]);
    for (name, status) in [
        ("live.js", 200),
        ("live.css", 200),
        ("connection.js", 200),
        ("status", 200),
        ("", 404),
        ("live", 404),
        ("events/", 404),
        ("live.js/", 404),
        ("../", 404),
        ("manifest", 404),
        ("lock", 404),
    ] {
        assert_eq!(
            server.get(&format!("/.mujaz/{name}")).status,
            status,
            "{name}"
        );
    }
    assert_eq!(server.get("/en/").status, 200);
    site.edit("content/articles/harbour/summary.en.md", "nine", "ten");
    until("the page is another", || {
        server
            .get("/en/articles/harbour/")
            .text()
            .contains("ten years")
    });
    site.edit("content/articles/harbour/summary.en.md", "ten", "nine");
    until("it is as it was", || {
        server
            .get("/en/articles/harbour/")
            .text()
            .contains("nine years")
    });
    drop(server);
    assert_eq!(
        tree(&site.root()),
        before,
        "neither public/ nor anything else came to be"
    );
    assert!(!site.root().join("public").exists());
}

#[test]
fn a_browser_hears_of_every_change_and_asks_how_each_page_is() {
    let site = Site::golden("bilingual");
    let server = Server::start(&site.root(), &[]);
    let page = server.get("/en/articles/harbour/");
    let request = format!(
        "GET /.mujaz/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
        server.port
    );
    let mut stream = server.connection(request.as_bytes());
    let mut heard = String::new();
    let mut hear = |what: &str, text: &str| {
        let end = Instant::now() + TIMEOUT;
        while !heard.contains(text) {
            assert!(Instant::now() < end, "{what}: {heard}");
            let mut bytes = [0; 4096];
            let count = stream.read(&mut bytes).expect("the stream goes on");
            assert_ne!(count, 0, "{what}: {heard}");
            heard += &String::from_utf8_lossy(&bytes[..count]);
        }
        std::mem::take(&mut heard)
    };
    let first = hear("how things are", "event: changed");
    assert!(first.starts_with("HTTP/1.1 200 "), "{first}");
    assert!(first.contains("content-type: text/event-stream"), "{first}");
    assert!(first.contains("cache-control: no-cache"), "{first}");
    assert!(first.contains("retry:"), "{first}");

    let status = || {
        let address = "/.mujaz/status?page=%2Fen%2Farticles%2Fharbour%2F&version=x";
        let answer = server.get(address);
        assert_eq!(answer.header("content-type"), "application/json");
        serde_json::from_str::<serde_json::Value>(&answer.text()).expect("JSON")
    };
    let now = status();
    let version = now["page"]["version"].as_str().expect("a version");
    assert!(
        page.text().contains(&format!("data-version=\"{version}\"")),
        "the page that is served has that version: {now}"
    );
    assert_eq!(now["gone"], false);

    let summary = "content/articles/harbour/summary.en.md";
    site.edit(summary, "after nine years", "after ten years");
    hear("another page", "event: changed");
    until("the page is another", || status()["page"] != now["page"]);
    site.edit(summary, "title =", "titel =");
    hear("an error", "event: changed");
    until("what is wrong is told", || {
        status().to_string().contains("did you mean")
    });
    site.edit(summary, "titel =", "title =");
    hear("it is mended", "event: changed");
    until("nothing is wrong", || {
        status()["state"]["errors"] == serde_json::json!([])
    });
    fs::remove_dir_all(site.root().join("content/articles/harbour")).expect("it is there");
    hear("it is gone", "event: changed");
    until("it is gone", || status()["gone"] == true);
}

#[test]
fn a_server_without_a_good_site_says_what_the_browser_shows() {
    let site = Site::golden("bilingual");
    let summary = "content/articles/harbour/summary.en.md";
    site.edit(summary, "title =", "titel =");
    let server = Server::start(&site.root(), &[]);
    site.edit(summary, "titel =", "titl =");
    server
        .running
        .line("not shown, the browser lists the errors until they are mended");
    site.edit(summary, "titl =", "title =");
    server.running.line("shown");
    site.edit(summary, "title =", "titel =");
    server.running.line("the last good site stays");
}

#[test]
fn the_last_good_site_stays_until_it_is_mended() {
    let site = Site::golden("bilingual");
    let server = Server::start(&site.root(), &[]);
    let path = "/en/articles/harbour/";
    let good = server.get(path).page();
    server.running.line("shown");
    site.edit(
        "content/articles/harbour/summary.en.md",
        "title =",
        "titel =",
    );
    server.running.line("the last good site stays");
    assert_eq!(server.get(path).page(), good);
    site.edit(
        "content/articles/harbour/summary.en.md",
        "titel =",
        "title =",
    );
    server.running.line("shown");
    assert_eq!(server.get(path).page(), good);
}

#[test]
fn a_drawing_is_served_without_its_script() {
    let site = Site::golden("bilingual");
    site.edit(
        "content/articles/harbour/summary.en.md",
        "The harbour opened",
        "![Map](map.svg)\n\nThe harbour opened",
    );
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>";
    std::fs::write(
        site.root().join("content/articles/harbour/map.svg"),
        drawing,
    )
    .expect("a file");
    let server = Server::start(&site.root(), &[]);
    let answer = server.get("/en/articles/harbour/map.svg");
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .header("content-security-policy")
            .contains("script-src 'none'")
    );
}

#[test]
fn no_secret_of_the_configuration_is_served() {
    let site = Site::golden("bilingual");
    let server = Server::start(&site.root(), &[]);
    site.edit(
        "config.toml",
        "default_language",
        "password = \"hunter2\"\ndeploy = { x = { to = \"s3://b?hunter2\" } }\ndefault_language",
    );
    let status = || server.get("/.mujaz/status?page=%2Fen%2F&version=x").text();
    until("the error is told", || status().contains("password"));
    assert!(!status().contains("hunter2"), "{}", status());
}

#[test]
fn a_site_that_was_never_good_is_shown_once_it_is() {
    let site = Site::golden("bilingual");
    site.edit("config.toml", "theme", "thema");
    let server = Server::start(&site.root(), &[]);
    let waiting = server.get("/en/");
    assert_eq!(waiting.status, 503);
    assert!(waiting.text().contains("/.mujaz/live.js"), "it follows");
    site.edit("config.toml", "thema", "theme");
    until("it is mended", || server.get("/en/").status == 200);
}

#[test]
fn a_port_that_is_taken_is_told_with_a_way_out() {
    let site = Site::golden("bilingual");
    let server = Server::start(&site.root(), &[]);
    let port = server.port.to_string();
    let mut second = Running::start(&site.root(), &["serve", "--port", &port]);
    let told = second.line("port");
    assert!(
        told.contains(&format!("port {port} is taken")) && told.contains("--port 0"),
        "{told}"
    );
    assert_eq!(second.wait(), Some(1));
    let mut nowhere = Running::start(
        &site.root(),
        &["serve", "--port", "0", "--host", "192.0.2.1"],
    );
    nowhere.line("no server can be at 192.0.2.1");
    assert_eq!(nowhere.wait(), Some(1));
    let mut no_site = Running::start(site.folder.path(), &["serve", "--port", "0"]);
    assert_eq!(no_site.wait(), Some(2), "{:?}", no_site.lines());
}

/// Maximum time for "at once" on a machine that is busy with other tests.
const AT_ONCE: Duration = Duration::from_secs(2);

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_server_at_once() {
    let site = Site::golden("bilingual");
    let server = Server::start(&site.root(), &[]);
    // Also with a page that listens, and half a request.
    let request = format!(
        "GET /.mujaz/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
        server.port
    );
    let mut page = server.connection(request.as_bytes());
    let mut first = [0; 1];
    page.read_exact(&mut first).expect("it answers");
    let _half = server.connection(b"GET /en/");
    let (status, took) = server.running.interrupt();
    // A signal's end, or the number that shells give it.
    assert!(matches!(status, None | Some(130)), "{status:?}");
    assert!(took < AT_ONCE, "{took:?}");
}

/// Starts `mujaz watch`, and waits until the site is there.
fn watch(site: &Path) -> Running {
    let running = Running::start(site, &["watch"]);
    running.line("waiting for changes");
    running
}

#[test]
fn watch_says_on_a_line_what_it_did() {
    let site = Site::golden("bilingual");
    let public = site.root().join("public");
    let running = watch(&site.root());
    let page = public.join("en/articles/harbour/index.html");
    let other = fs::metadata(public.join("ar/about/index.html"))
        .and_then(|m| m.modified())
        .expect("a page");
    running.lines();

    site.edit(
        "content/articles/harbour/summary.en.md",
        "They hold",
        "Now they hold",
    );
    let line = running.line("summary.en.md: ");
    assert!(
        line.starts_with("content/articles/harbour/summary.en.md: "),
        "{line}"
    );
    for word in ["pages rendered", "files written", " ms"] {
        assert!(line.contains(word), "{line}");
    }
    let text = fs::read_to_string(&page).expect("the page");
    assert!(
        text.contains("Now they hold") && !text.contains(".mujaz"),
        "nothing is put into it"
    );
    let same = fs::metadata(public.join("ar/about/index.html"))
        .and_then(|m| m.modified())
        .expect("a page");
    assert_eq!(other, same, "what did not change is left alone");

    let good = tree(&public);
    site.edit(
        "content/articles/harbour/summary.en.md",
        "title =",
        "titel =",
    );
    let line = running.line("nothing was written");
    assert!(line.contains("summary.en.md"), "{line}");
    assert_eq!(tree(&public), good, "an error leaves what was there");
    site.edit(
        "content/articles/harbour/summary.en.md",
        "titel =",
        "title =",
    );
    let line = running.line("files written");
    assert!(line.contains("0 files written"), "{line}");
    assert_eq!(tree(&public), good);

    let teaser = "themes/plain/templates/teaser.html";
    site.edit(teaser, "<pre>", "<pre>{{ no_such_variable }}");
    running.line("nothing was written");
    assert_eq!(tree(&public), good);
    fs::rename(
        site.root().join("content/articles/harbour"),
        site.root().join("content/articles/port"),
    )
    .expect("it is there");
    running.line("nothing was written");
    site.edit(teaser, "{{ no_such_variable }}", "");
    running.line("files written");
    assert!(!page.exists() && public.join("en/articles/port/index.html").exists());
}

#[test]
fn a_burst_of_changes_comes_to_what_a_build_comes_to() {
    let site = Site::golden("bilingual");
    let running = watch(&site.root());
    running.lines();
    let article = tree(&site.root().join("content/articles/harbour"));
    for n in 0..200 {
        for (name, bytes) in &article {
            site.put(&format!("content/articles/harbour-{n}/{name}"), bytes);
        }
    }
    for n in (0..200).step_by(2) {
        fs::remove_dir_all(site.root().join(format!("content/articles/harbour-{n}")))
            .expect("it is there");
    }
    let public = site.root().join("public");
    until("the last of the burst is there", || {
        let odd = public.join("en/articles/harbour-199/index.html").exists();
        odd && !public.join("en/articles/harbour-198").exists()
            && !public.join("en/articles/harbour-0").exists()
    });
    let output = site.folder.path().join("cold");
    let cold = crate::common::build_into(&site.root(), &output, Default::default());
    assert!(
        cold.report.is_some(),
        "{}",
        crate::common::brief(&cold.diagnostics)
    );
    until("all of it is there", || tree(&public) == tree(&output));
}

/// Changes a site.
type Change = fn(&Site);

/// Changes of a site while it is watched, by people, file managers and version control: the effect, and the action.
const WHILE_WATCHED: [(&str, Change); 16] = [
    ("an original gets another language", |site| {
        site.rename(
            &format!("{HARBOUR}/original.ru.md"),
            &format!("{HARBOUR}/original.uk.md"),
        );
    }),
    ("a summary gets another language", |site| {
        site.rename(
            &format!("{HARBOUR}/summary.en.md"),
            &format!("{HARBOUR}/summary.fa.md"),
        );
    }),
    ("it gets its own back", |site| {
        site.rename(
            &format!("{HARBOUR}/summary.fa.md"),
            &format!("{HARBOUR}/summary.en.md"),
        );
    }),
    ("two articles change their folders", |site| {
        site.rename(HARBOUR, "content/articles/aside");
        site.rename("content/articles/quay", HARBOUR);
        site.rename("content/articles/aside", "content/articles/quay");
    }),
    ("a folder gets a capital letter", |site| {
        site.rename("content/articles/quay", "content/articles/Quay");
    }),
    ("and loses it", |site| {
        site.rename("content/articles/Quay", "content/articles/quay");
    }),
    ("the articles go away", |site| {
        site.rename("content/articles", "aside");
    }),
    ("and come back", |site| {
        site.rename("aside", "content/articles")
    }),
    (
        "all of the content goes away and comes back at once",
        |site| {
            site.rename("content", "aside");
            site.rename("aside", "content");
        },
    ),
    ("a publisher gets another name", |site| {
        let text = fs::read_to_string(site.root().join("content/publishers.toml"));
        let text = text
            .expect("a text")
            .replace("name.en = \"", "name.en = \"The ");
        site.put("content/publishers.toml", text);
    }),
    ("a language is another", |site| {
        site.edit("config.toml", "[languages.fa]", "[languages.ur]");
    }),
    ("and is what it was, and another is the default", |site| {
        site.edit("config.toml", "[languages.ur]", "[languages.fa]");
        site.edit(
            "config.toml",
            "default_language = \"en\"",
            "default_language = \"ar\"",
        );
    }),
    ("the address is another", |site| {
        site.edit(
            "config.toml",
            "https://example.org/",
            "https://example.org/brief/",
        );
    }),
    ("feeds are shorter, and nothing can be searched", |site| {
        site.edit(
            "config.toml",
            "theme =",
            "search.enabled = false\nfeeds.items = 1\ntheme =",
        );
    }),
    ("a template is one language's alone", |site| {
        site.put(
            "themes/plain/templates/teaser.ar.html",
            "<b>{{ teaser.title }}</b>",
        );
    }),
    ("the theme is another", |site| {
        site.edit("config.toml", "theme = \"plain\"", "theme = \"nashra\"");
    }),
];

const HARBOUR: &str = "content/articles/harbour";

impl Site {
    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.root().join(from), self.root().join(to)).expect("it is there");
    }
}

#[test]
fn whatever_happens_while_watched_comes_to_what_a_build_comes_to() {
    let site = Site::golden("three-languages");
    // The articles go away and come back: a build of a new folder, which is compared, has none to lose.
    let running = Running::start(&site.root(), &["watch", "--allow-empty"]);
    running.line("waiting for changes");
    let public = site.root().join("public");
    for (what, act) in WHILE_WATCHED {
        act(&site);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let cold = crate::common::build_into(&site.root(), folder.path(), Default::default());
        // What cannot be built leaves what was there.
        if cold.report.is_none() {
            continue;
        }
        let expected = tree(folder.path());
        let end = Instant::now() + TIMEOUT;
        while tree(&public) != expected {
            let difference = || crate::common::difference(&expected, &tree(&public));
            assert!(
                Instant::now() < end,
                "{what}: {}\n{:?}",
                difference(),
                running.lines()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_watching_with_nothing_half_written() {
    let site = Site::new();
    let public = site.root().join("public");
    let summary = format!("{ARTICLE}/summary.ar.md");
    for round in 0..6 {
        let running = watch(&site.root());
        site.edit(&summary, "title = \"", &format!("title = \"{round} "));
        std::thread::sleep(Duration::from_millis(17 * round));
        let (status, took) = running.interrupt();
        assert_eq!(status, Some(130));
        assert!(took < AT_ONCE, "{took:?}");
        for (path, bytes) in tree(&public)
            .iter()
            .filter(|(path, _)| path.ends_with("index.html"))
        {
            assert!(bytes.ends_with(b"</html>"), "{path} is whole");
        }
    }
    // The next build heals what was interrupted: it is that of a new folder.
    let running = watch(&site.root());
    drop(running);
    let output = site.folder.path().join("cold");
    crate::common::build_into(&site.root(), &output, Default::default());
    let mut warm = tree(&public);
    warm.remove("secret.html");
    assert_eq!(crate::common::difference(&tree(&output), &warm), "");
}

#[test]
fn output_within_what_is_watched_is_refused() {
    let site = Site::golden("bilingual");
    let output = site.root().join("content/public");
    let output = output.to_str().expect("a path in UTF-8");
    let mut running = Running::start(&site.root(), &["watch", "--output", output]);
    running.line("choose another folder with --output");
    assert_eq!(running.wait(), Some(2));
}

/// A client that sends half a request, or nothing, holds no connection for ever.
#[test]
fn half_a_request_is_dropped() {
    let site = Site::golden("rights-link");
    let server = Server::start(&site.root(), &[]);
    let halves = [
        "",
        "GET",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1",
        "GET / HTTP/1.1\r\nX: y\r\n",
    ];
    let start = Instant::now();
    let waiting: Vec<_> = halves.map(|half| server.connection(half.as_bytes())).into();
    for mut stream in waiting {
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .expect("a timeout");
        let mut answer = Vec::new();
        // An error says that the connection was closed, too.
        let _ = stream.read_to_end(&mut answer);
    }
    assert!(
        start.elapsed() < Duration::from_secs(40),
        "{:?}",
        start.elapsed()
    );
}

/// Clients that stay do not take the descriptors that pages and sources are read with.
#[cfg(unix)]
#[test]
fn clients_that_stay_keep_nobody_out() {
    let site = Site::golden("rights-link");
    let server = Server::start_limited(&site.root(), 128);
    let events = "/.mujaz/events";
    let ask = |path: &str| {
        let port = server.port;
        server
            .connection(format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").as_bytes())
    };
    let _listeners: Vec<_> = (0..100).map(|_| ask(events)).collect();
    let _silent: Vec<_> = (0..100).map(|_| ask("/")).collect();
    let page = "/en/articles/harbour/";
    assert_eq!(server.get(page).status, 200);
    site.edit(
        "content/articles/harbour/summary.en.md",
        "\n+++\n",
        "\n+++\n\nA zebrafish.\n",
    );
    until("the page is the new one", || {
        server.get(page).text().contains("zebrafish")
    });
    let lines = server.running.lines();
    assert!(
        !lines.iter().any(|line| line.contains("error")),
        "{lines:?}"
    );
}

/// However many files of the search index are asked for at once, one thread reads them.
#[cfg(target_os = "linux")]
#[test]
fn requests_for_the_search_index_share_a_thread() {
    let site = Site::new();
    let server = Server::start(&site.root(), &[]);
    let port = server.port;
    let ask = |_| {
        let request =
            format!("GET /search/en/index.json HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        server.connection(request.as_bytes())
    };
    let clients: Vec<_> = (0..200).map(ask).collect();
    let mut most = 0;
    let end = Instant::now() + Duration::from_secs(2);
    while Instant::now() < end {
        most = most.max(server.running.threads());
        std::thread::sleep(Duration::from_millis(1));
    }
    drop(clients);
    assert!(most < 40, "{most} threads");
}
