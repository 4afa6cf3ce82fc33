//! Fetches from servers on this machine that behave in each of the ways that servers do.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use mujaz_fetch::{FetchErrorKind, FetchOptions, FetchedPage, fetch};

/// Starts a server that answers each connection by a function of the request's first line. Returns its address.
fn server(answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let answer = std::sync::Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let answer = answer.clone();
            thread::spawn(move || {
                let request = head(&mut stream);
                answer(&request, &mut stream);
            });
        }
    });
    format!("http://{address}")
}

/// Reads a request up to its empty line.
fn head(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
        bytes.push(byte[0]);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns a server that gives one answer.
fn gives(head: &str, body: &[u8]) -> String {
    let mut whole = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n{head}\r\n",
        body.len()
    )
    .into_bytes();
    whole.extend_from_slice(body);
    server(move |_, stream| drop(stream.write_all(&whole)))
}

fn options() -> FetchOptions {
    FetchOptions {
        timeout: Duration::from_secs(3),
        max_bytes: 100_000,
        max_redirects: 5,
        allow_private: true,
    }
}

fn page(address: &str) -> FetchedPage {
    fetch(address, &options()).expect("a page")
}

fn error(address: &str) -> FetchErrorKind {
    fetch(address, &options()).expect_err("an error").kind
}

#[test]
fn a_page_comes_with_its_type_and_character_set() {
    for (head, media_type, charset) in [
        (
            "Content-Type: text/HTML; charset=\"windows-1256\"\r\n",
            Some("text/html"),
            Some("windows-1256"),
        ),
        ("Content-Type: text/plain\r\n", Some("text/plain"), None),
        ("", None, None),
    ] {
        let page = page(&gives(head, b"<p>One"));
        assert_eq!(page.bytes, b"<p>One");
        assert_eq!(page.media_type.as_deref(), media_type);
        assert_eq!(page.charset.as_deref(), charset);
        assert!(page.redirects.is_empty());
    }
}

#[test]
fn the_request_names_the_program_and_asks_once() {
    let (sender, requests) = std::sync::mpsc::channel();
    let sender = std::sync::Mutex::new(sender);
    let address = server(move |request, stream| {
        let _ = sender.lock().expect("a sender").send(request.to_string());
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    });
    page(&format!("{address}/a?b=c#d"));
    let requests: Vec<String> = requests.try_iter().collect();
    let [request] = requests.as_slice() else {
        panic!("{requests:?}")
    };
    assert!(request.starts_with("GET /a?b=c HTTP/1.1\r\n"), "{request}");
    assert!(
        request.to_lowercase().contains("user-agent: mujaz/"),
        "{request}"
    );
    assert!(!request.to_lowercase().contains("cookie"), "{request}");
}

#[test]
fn compressed_pages_are_decompressed() {
    let text = "The harvest ended early. ".repeat(100);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).expect("bytes");
    let gzip = gzip.finish().expect("bytes");
    let mut br = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut br, 4096, 5, 20);
    writer.write_all(text.as_bytes()).expect("bytes");
    drop(writer);
    for (encoding, bytes) in [("gzip", &gzip), ("br", &br)] {
        let head = format!("Content-Encoding: {encoding}\r\n");
        assert_eq!(
            page(&gives(&head, bytes)).bytes,
            text.as_bytes(),
            "{encoding}"
        );
        let half = &bytes[..bytes.len() / 2];
        assert!(
            matches!(error(&gives(&head, half)), FetchErrorKind::Truncated { .. }),
            "{encoding}"
        );
    }
    let odd = gives("Content-Encoding: zstd\r\n", b"x");
    assert!(matches!(error(&odd), FetchErrorKind::Encoding { .. }));
}

#[test]
fn a_small_answer_that_unpacks_to_a_large_page_is_refused() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&vec![b'a'; 5_000_000]).expect("bytes");
    let gzip = gzip.finish().expect("bytes");
    assert!(gzip.len() < 100_000);
    let large = gives("Content-Encoding: gzip\r\n", &gzip);
    assert!(matches!(
        error(&large),
        FetchErrorKind::Large { limit: 100_000, .. }
    ));
}

#[test]
fn redirects_are_followed_and_named() {
    let address = server(|request, stream| {
        let answer = match request.split(' ').nth(1) {
            Some("/a") => "HTTP/1.1 301 Moved\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n",
            Some("/b") => "HTTP/1.1 302 Found\r\nLocation: c?x=\u{e9}\r\nContent-Length: 0\r\n\r\n",
            _ => "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        };
        let _ = stream.write_all(answer.as_bytes());
    });
    let page = page(&format!("{address}/a"));
    assert_eq!(page.address, format!("{address}/c?x=%C3%A9"));
    let hops: Vec<(&str, bool)> = page
        .redirects
        .iter()
        .map(|hop| (hop.to.as_str(), hop.is_permanent))
        .collect();
    assert_eq!(
        hops,
        [
            (format!("{address}/b").as_str(), true),
            (page.address.as_str(), false)
        ]
    );
}

#[test]
fn redirects_without_an_end_are_refused() {
    let circle = server(|request, stream| {
        let to = if request.starts_with("GET /a ") {
            "/b"
        } else {
            "/a"
        };
        let answer = format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
        let _ = stream.write_all(answer.as_bytes());
    });
    assert!(matches!(
        error(&format!("{circle}/a")),
        FetchErrorKind::Redirects
    ));
    let longer = server(|request, stream| {
        let path = request.split(' ').nth(1).unwrap_or_default();
        let answer =
            format!("HTTP/1.1 302 Found\r\nLocation: {path}a\r\nContent-Length: 0\r\n\r\n");
        let _ = stream.write_all(answer.as_bytes());
    });
    assert!(matches!(error(&longer), FetchErrorKind::Redirects));
}

#[test]
fn redirects_lead_to_the_web_alone() {
    for to in [
        "file:///etc/passwd",
        "ftp://a.example/",
        "javascript:1",
        "https://user:word@a.example/",
    ] {
        let address = gives_redirect(to);
        assert!(
            matches!(error(&address), FetchErrorKind::RedirectTarget { .. }),
            "{to}"
        );
    }
}

fn gives_redirect(to: &str) -> String {
    let answer = format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
    server(move |_, stream| drop(stream.write_all(answer.as_bytes())))
}

#[test]
fn this_machine_and_private_networks_are_not_asked_unless_allowed() {
    let address = gives("", b"secret");
    let port = address.rsplit(':').next().expect("a port").to_string();
    let strict = FetchOptions {
        allow_private: false,
        ..options()
    };
    for host in [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "2130706433",
        "0x7f.1",
        "[::ffff:127.0.0.1]",
    ] {
        let found = fetch(&format!("http://{host}:{port}/"), &strict);
        assert!(
            matches!(&found, Err(error) if matches!(error.kind, FetchErrorKind::Private)),
            "{host}: {found:?}"
        );
    }
    // Neither by a redirect. The first server is allowed here, so both are; the schemes alone differ above.
    assert!(fetch(&address, &options()).is_ok());
}

#[test]
fn other_schemes_and_logins_are_no_addresses_of_pages() {
    for address in [
        "",
        "a.example",
        "file:///etc/passwd",
        "ftp://a.example/",
        "http://",
        "http://u:p@a.example/",
    ] {
        assert!(
            matches!(error(address), FetchErrorKind::Address),
            "{address}"
        );
    }
}

#[test]
fn statuses_tell_what_is_gone_from_what_failed() {
    for (status, gone) in [
        (404, true),
        (410, true),
        (403, false),
        (429, false),
        (500, false),
    ] {
        let answer = format!("HTTP/1.1 {status} No\r\nContent-Length: 4\r\n\r\noops");
        let address = server(move |_, stream| drop(stream.write_all(answer.as_bytes())));
        let error = fetch(&address, &options()).expect_err("an error");
        assert_eq!(error.is_gone(), gone, "{error}");
        assert!(error.to_string().contains(&status.to_string()), "{error}");
    }
}

#[test]
fn slow_and_endless_servers_do_not_hold_up_anybody() {
    let silent = server(|_, _| thread::sleep(Duration::from_secs(20)));
    let dripping = server(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n");
        while stream.write_all(b"a").is_ok() {
            thread::sleep(Duration::from_millis(100));
        }
    });
    let start = Instant::now();
    for address in [silent, dripping] {
        let error = error(&address);
        assert!(
            matches!(error, FetchErrorKind::Slow { seconds: 3, .. }),
            "{error}"
        );
    }
    assert!(start.elapsed() < Duration::from_secs(10));
    let endless = server(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        while stream.write_all(&[b'a'; 1000]).is_ok() {}
    });
    assert!(matches!(error(&endless), FetchErrorKind::Large { .. }));
}

#[test]
fn a_page_that_breaks_off_is_refused() {
    let short = server(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
    });
    assert!(matches!(
        error(&short),
        FetchErrorKind::Truncated { got: 9, .. }
    ));
    let chunked = server(|_, stream| {
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nonly this");
    });
    assert!(matches!(error(&chunked), FetchErrorKind::Truncated { .. }));
    let nothing = server(|_, _| {});
    assert!(matches!(error(&nothing), FetchErrorKind::Connection { .. }));
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        format!("http://{}", listener.local_addr().expect("an address"))
    };
    assert!(matches!(error(&closed), FetchErrorKind::Connection { .. }));
}

#[test]
fn messages_leave_the_address_to_the_caller_but_name_where_a_redirect_led() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let closed = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let faults = [
        server(|_, stream| drop(stream.write_all(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"))),
        server(|_, stream| drop(stream.write_all(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"))),
        server(|_, _| thread::sleep(Duration::from_secs(5))),
        gives("", &[b'a'; 100_001]),
        gives("Content-Encoding: zstd\r\n", b"x"),
        gives("Content-Encoding: gzip\r\n", b"x"),
        server(|_, stream| {
            drop(stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na"))
        }),
        server(|_, _| {}),
        closed.replace("http:", "https:"),
        gives("", b"not TLS").replace("http:", "https:"),
        closed,
    ];
    let limits = FetchOptions {
        timeout: Duration::from_secs(1),
        ..options()
    };
    for fault in faults {
        let address = format!("{fault}/a");
        let message = fetch(&address, &limits).expect_err("an error").to_string();
        assert!(!message.contains("127.0.0.1"), "{message}");
        let redirect = gives_redirect(&address);
        let message = fetch(&redirect, &limits).expect_err("an error").to_string();
        assert!(
            message.ends_with(&format!(" (redirected to {address})")),
            "{message}"
        );
        assert_eq!(message.matches("127.0.0.1").count(), 1, "{message}");
    }
    let own = server(|_, stream| {
        drop(stream.write_all(b"HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n"));
    });
    for address in [own, "http://".into(), "http://u:p@a.example/".into()] {
        let message = fetch(&address, &limits).expect_err("an error").to_string();
        assert!(
            !message.contains("127.0.0.1") && !message.contains("a.example"),
            "{message}"
        );
    }
    let private = fetch("http://localhost:1/", &FetchOptions::default());
    assert!(
        !private
            .expect_err("an error")
            .to_string()
            .contains("localhost")
    );
    let unknown = fetch("http://nowhere.invalid/", &limits);
    assert!(
        !unknown
            .expect_err("an error")
            .to_string()
            .contains("invalid")
    );
    let ftp = fetch(&gives_redirect("ftp://a.example/"), &limits);
    let ftp = ftp.expect_err("an error").to_string();
    assert!(ftp.contains("redirects to `ftp://a.example/`"), "{ftp}");
}
