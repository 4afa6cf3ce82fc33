//! Fetching from the web: pages that are imported by address, and originals that are rechecked.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;

use tempfile::TempDir;

/// The answer of a server to a path.
#[derive(Clone)]
struct Answer {
    status: &'static str,
    head: String,
    body: Vec<u8>,
}

/// A server on this machine whose answers a test changes.
struct Web {
    address: String,
    answers: Arc<Mutex<BTreeMap<String, Answer>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Web {
    fn new() -> Web {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let answers: Arc<Mutex<BTreeMap<String, Answer>>> = Arc::default();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let (given, log) = (answers.clone(), asked.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (given, log) = (given.clone(), log.clone());
                thread::spawn(move || answer(stream, &given, &log));
            }
        });
        Web {
            address,
            answers,
            asked,
        }
    }

    fn give(&self, path: &str, status: &'static str, head: &str, body: impl AsRef<[u8]>) {
        let answer = Answer {
            status,
            head: head.to_string(),
            body: body.as_ref().to_vec(),
        };
        let mut answers = self.answers.lock().expect("answers");
        answers.insert(path.to_string(), answer);
    }

    fn page(&self, path: &str, body: &str) {
        self.give(
            path,
            "200 OK",
            "Content-Type: text/html; charset=utf-8\r\n",
            body,
        );
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

fn answer(
    mut stream: TcpStream,
    given: &Mutex<BTreeMap<String, Answer>>,
    log: &Mutex<Vec<String>>,
) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_string();
    let found = given.lock().expect("answers").get(&path).cloned();
    log.lock().expect("a log").push(path);
    let answer = found.unwrap_or(Answer {
        status: "404 Not Found",
        head: String::new(),
        body: b"nothing".to_vec(),
    });
    let head = format!(
        "HTTP/1.1 {}\r\nContent-Length: {}\r\nConnection: close\r\n{}\r\n",
        answer.status,
        answer.body.len(),
        answer.head
    );
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(&answer.body);
}

/// A new site in a folder of its own.
fn site() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let made = mujaz(folder.path(), &["init", ".", "-q"]);
    assert!(made.status.success(), "{made:?}");
    folder
}

fn mujaz(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(folder)
        .args(args)
        .output()
        .expect("the program runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const PARAGRAPHS: [&str; 3] = [
    "The wheat harvest in the north ended three weeks early, the ministry said, and the silos are full to the roof.",
    "It had been dry in spring, wet in May, and hot in June, so that the ears ripened ahead of time, growers said.",
    "The money, they were told, will come in September, and a tenth of the crop is kept as seed, as it always was.",
];

fn article(paragraphs: &[&str]) -> String {
    let text: String = paragraphs.iter().map(|p| format!("<p>{p}</p>")).collect();
    format!(
        "<!doctype html><html lang=en><head><title>Harvest ends early</title><meta property=og:site_name content='Field \
         Post'></head><body><article><h1>Harvest ends early</h1>{text}</article></body></html>"
    )
}

#[test]
fn a_page_is_imported_by_its_address_and_kept_as_evidence() {
    let (site, web) = (site(), Web::new());
    let page = article(&PARAGRAPHS);
    web.page("/2025/04/01/harvest", &page);
    web.give("/old", "301 Moved", "Location: /2025/04/01/harvest\r\n", "");
    let old = web.url("/old");
    let made = mujaz(
        site.path(),
        &["import", &old, "--allow-private", "--slug", "harvest"],
    );
    assert!(made.status.success(), "{made:?}");
    assert!(out(&made).contains("leads for good to"), "{}", out(&made));
    let folder = site.path().join("content/articles/harvest");
    let original = fs::read_to_string(folder.join("original.en.md")).expect("an original");
    for line in [
        format!("url = \"{}\"", web.url("/2025/04/01/harvest")),
        "published = 2025-04-01".into(),
        "capture = \"sha256-".into(),
    ] {
        assert!(original.contains(&line), "{line}\n{original}");
    }
    assert_eq!(
        fs::read(folder.join("capture.html")).expect("a capture"),
        page.as_bytes()
    );
    let asked = web.asked.lock().expect("a log").clone();
    assert_eq!(asked, ["/old", "/2025/04/01/harvest"]);
    // A capture is published nowhere.
    let built = mujaz(site.path(), &["build", "--drafts"]);
    assert!(built.status.success(), "{built:?}");
    for file in crate::common::files(&site.path().join("public")) {
        assert!(!file.contains("capture"), "{file}");
    }
    let again = mujaz(site.path(), &["import", &old, "--allow-private"]);
    assert!(err(&again).contains("nothing was made"), "{again:?}");
}

#[test]
fn a_servers_character_set_is_read() {
    let (site, web) = (site(), Web::new());
    let text = "أعلنت إدارة الميناء أن أول سفينة رست عند الرابعة فجرًا، وأن العمال باشروا التفريغ بعد فحص الرافعات كلها. ";
    let body = |meta: &str| {
        let page = format!(
            "<!doctype html><html lang=ar><head>{meta}<title>الميناء يستأنف العمل</title></head><body><article><h1>الميناء \
             يستأنف العمل</h1><p>{text}{text}</p></article></body></html>"
        );
        encoding_rs::WINDOWS_1256.encode(&page).0.into_owned()
    };
    let by_meta = body("<meta charset=windows-1256>");
    for (path, head, body) in [
        (
            "/header",
            "Content-Type: text/html; charset=windows-1256\r\n",
            body(""),
        ),
        ("/meta", "Content-Type: text/html\r\n", by_meta),
        ("/bytes", "", body("")),
    ] {
        web.give(path, "200 OK", head, body);
        let slug = &path[1..];
        let url = web.url(path);
        let args = ["import", &url, "--allow-private", "--again", "--slug", slug];
        let made = mujaz(site.path(), &args);
        assert!(made.status.success(), "{made:?}");
        let original = site
            .path()
            .join(format!("content/articles/{slug}/original.ar.md"));
        let original = fs::read_to_string(original).expect("an original");
        assert!(
            original.contains("رست عند الرابعة فجرًا"),
            "{path}: {original}"
        );
    }
}

#[test]
fn a_page_that_cannot_be_fetched_does_not_stop_the_others() {
    let (site, web) = (site(), Web::new());
    let urls: Vec<String> = ["/a", "/missing", "/b", "/film", "/c"]
        .iter()
        .map(|path| web.url(path))
        .collect();
    for (path, word) in [("/a", "wheat"), ("/b", "barley"), ("/c", "rye")] {
        let own: Vec<String> = PARAGRAPHS
            .iter()
            .map(|p| format!("{word}: {p} {word} {word}."))
            .collect();
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        web.page(
            path,
            &article(&own).replace("Harvest", &format!("Harvest of {word}")),
        );
    }
    web.give("/film", "200 OK", "Content-Type: video/mp4\r\n", b"film");
    let mut args = vec!["import", "--allow-private"];
    args.extend(urls.iter().map(String::as_str));
    let made = mujaz(site.path(), &args);
    assert_eq!(made.status.code(), Some(1), "{made:?}");
    assert!(
        out(&made).contains("3 of 5 imported, 2 not readable"),
        "{}",
        out(&made)
    );
    assert!(err(&made).contains("404"), "{}", err(&made));
    assert!(err(&made).contains("video/mp4"), "{}", err(&made));
}

#[test]
fn an_error_of_fetching_names_its_address_once() {
    let (site, web) = (site(), Web::new());
    web.give("/old", "301 Moved", "Location: /gone\r\n", "");
    web.give("/gone", "410 Gone", "", "");
    web.give("/busy", "503 Busy", "", "");
    web.give("/circle", "302 Found", "Location: /circle\r\n", "");
    web.give("/ftp", "302 Found", "Location: ftp://a.example/\r\n", "");
    web.give("/odd", "200 OK", "Content-Encoding: zstd\r\n", "x");
    web.give("/film", "200 OK", "Content-Type: video/mp4\r\n", "film");
    web.give("/empty", "200 OK", "Content-Type: text/html\r\n", "");
    let says = |url: &str, allow: &[&str]| {
        let ran = mujaz(site.path(), &[&["import", url][..], allow].concat());
        assert_eq!(ran.status.code(), Some(1), "{ran:?}");
        err(&ran)
    };
    for path in [
        "/missing", "/gone", "/busy", "/circle", "/ftp", "/odd", "/film", "/empty",
    ] {
        let message = says(&web.url(path), &["--allow-private"]);
        assert_eq!(message.matches("127.0.0.1").count(), 1, "{message}");
        assert!(message.contains(&web.url(path)), "{message}");
    }
    let refused = says(&web.url("/gone"), &[]);
    assert_eq!(refused.matches("127.0.0.1").count(), 1, "{refused}");
    // Where a redirect led is another address.
    let moved = says(&web.url("/old"), &["--allow-private"]);
    for address in [web.url("/old"), web.url("/gone")] {
        assert_eq!(moved.matches(&address).count(), 1, "{moved}");
    }
}

/// Imports the article at `/harvest`, and writes a summary of it that cites its second paragraph.
fn summarized(site: &Path, web: &Web) {
    web.page("/harvest", &article(&PARAGRAPHS));
    let url = web.url("/harvest");
    let made = mujaz(
        site,
        &["import", &url, "--allow-private", "--slug", "harvest"],
    );
    assert!(made.status.success(), "{made:?}");
    let summary = format!(
        "+++\ntitle = \"Harvest ends early\"\n+++\n\nIt was dry in spring [p2]. See [the ministry]({}).\n",
        web.url("/ministry")
    );
    fs::write(site.join("content/articles/harvest/summary.en.md"), summary).expect("a summary");
    web.page("/ministry", "<!doctype html><p>The ministry.");
}

#[test]
fn a_recheck_tells_what_became_of_originals_and_links() {
    let (site, web) = (site(), Web::new());
    summarized(site.path(), &web);
    let recheck = |args: &[&str]| {
        let args = [
            &["recheck", "harvest", "--allow-private", "--format", "json"],
            args,
        ]
        .concat();
        let ran = mujaz(site.path(), &args);
        let json: serde_json::Value = serde_json::from_str(&out(&ran)).expect("JSON");
        (ran.status.code(), json["answers"].clone())
    };
    let (status, answers) = recheck(&[]);
    assert_eq!(status, Some(0), "{answers}");
    assert_eq!(answers[0]["state"], "same", "{answers}");
    assert_eq!(answers[1]["role"], "link", "{answers}");

    // A cited paragraph changed, and another one came.
    let changed = [
        PARAGRAPHS[0],
        "It had been wet in spring, wet in May, and hot in June, so that the ears ripened ahead of time, growers said.",
        PARAGRAPHS[2],
        "A correction was made on Monday, since the figures of the spring had been wrong in an earlier version of this.",
    ];
    web.page("/harvest", &article(&changed));
    web.give("/ministry", "410 Gone", "", "");
    let (status, answers) = recheck(&[]);
    assert_eq!(status, Some(1), "{answers}");
    assert_eq!(answers[0]["state"], "changed", "{answers}");
    assert_eq!(answers[0]["changed"], serde_json::json!([2]), "{answers}");
    assert_eq!(answers[0]["cited"], serde_json::json!([2]), "{answers}");
    assert!(answers[0]["added"].as_u64() >= Some(1), "{answers}");
    assert_eq!(answers[1]["state"], "gone", "{answers}");
    let table = out(&mujaz(
        site.path(),
        &["recheck", "--allow-private", "harvest"],
    ));
    assert!(
        table.contains("not on the page any more: p2; summaries cite p2"),
        "{table}"
    );
    assert!(table.contains("2 addresses: 1 gone, 1 changed"), "{table}");

    // It moved.
    web.page("/new", &article(&PARAGRAPHS));
    web.give("/harvest", "308 Moved", "Location: /new\r\n", "");
    let (_, answers) = recheck(&["--originals-only"]);
    assert_eq!(answers[0]["state"], "moved", "{answers}");
    assert_eq!(answers[0]["moved_to"], web.url("/new"), "{answers}");
    assert_eq!(answers.as_array().map(Vec::len), Some(1));

    // It is gone, and then something else stands in its place; the original names a copy.
    let original = site.path().join("content/articles/harvest/original.en.md");
    let text = fs::read_to_string(&original).expect("an original");
    let text = text.replacen(
        "retrieved",
        "archived = \"https://archive.example/harvest\"\nretrieved",
        1,
    );
    fs::write(&original, text).expect("an original");
    web.give("/harvest", "404 Not Found", "", "");
    let (_, answers) = recheck(&["--originals-only"]);
    assert_eq!(answers[0]["state"], "gone", "{answers}");
    assert_eq!(
        answers[0]["archived"], "https://archive.example/harvest",
        "{answers}"
    );
    let other = ["Log in to go on reading: this page is for members of the reading club of the Field Post alone, says the club.";
        3];
    web.page("/harvest", &article(&other));
    let (_, answers) = recheck(&["--originals-only"]);
    assert_eq!(answers[0]["state"], "replaced", "{answers}");
    web.give("/harvest", "503 Busy", "", "");
    let (_, answers) = recheck(&["--originals-only"]);
    assert_eq!(answers[0]["state"], "unknown", "{answers}");
    assert!(!site.path().join(".mujaz-recheck.jsonl").exists());
}

#[test]
fn a_recheck_goes_on_where_an_interrupted_one_was() {
    let (site, web) = (site(), Web::new());
    summarized(site.path(), &web);
    let record = format!(
        "{{\"article\":\"harvest\",\"path\":\"content/articles/harvest/original.en.md\",\"url\":\"{}\",\"role\":\"original\",\
         \"state\":\"gone\"}}\n{{\"article\":\"har",
        web.url("/harvest")
    );
    let asked = || web.asked.lock().expect("a log").len();
    for (args, expected, requests) in [(&["--fresh"][..], "1 gone", 0), (&[], "1 gone", 0)] {
        fs::write(site.path().join(".mujaz-recheck.jsonl"), &record).expect("a record");
        let before = asked();
        let all = [
            &["recheck", "harvest", "--allow-private", "--originals-only"],
            args,
        ]
        .concat();
        let ran = mujaz(site.path(), &all);
        let is_fresh = !args.is_empty();
        assert_eq!(out(&ran).contains(expected), !is_fresh, "{ran:?}");
        assert_eq!(
            asked() - before,
            requests + usize::from(is_fresh),
            "{ran:?}"
        );
    }
    let unknown = mujaz(site.path(), &["recheck", "nothing"]);
    assert_eq!(unknown.status.code(), Some(2), "{unknown:?}");
    assert!(
        err(&unknown).contains("`mujaz status` lists the articles"),
        "{unknown:?}"
    );
}
