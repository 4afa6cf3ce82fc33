//! What a server shows is what a build from nothing writes, but for the script that is put into its pages: after every edit
//! of a long script, as the system tells the server of it.

use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use mujaz::build::{BuildProgress, BuildRequest, Memos, rebuild};
use mujaz::link::BuildOptions;
use mujaz::load::load;

use crate::common::server::{Server, TIMEOUT};
use crate::common::{Tree, copy_golden, difference, tree};
use crate::incremental::{bring, long_script};

#[test]
fn a_server_shows_what_a_build_writes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = folder.path().join("site");
    copy_golden("bilingual", &site);
    let mut history = vec![tree(&site)];
    let server = Server::start(&site, &[]);
    let options = BuildOptions {
        origin: Some(server.origin()),
        allow_empty: true,
        ..BuildOptions::default()
    };
    let mut log = String::new();
    let (mut good, mut mended) = (0, None);
    for step in long_script(60) {
        let before = &history[history.len() - 1];
        let after = step.applied(&history, mended.as_ref());
        let told = step.told(mended.as_ref());
        log += &format!("- {told}\n{}", difference(before, &after));
        bring(&site, before, &after);
        let output = tempfile::tempdir().expect("a temporary folder");
        let request = BuildRequest {
            site: site.clone(),
            output: output.path().to_owned(),
            options: options.clone(),
            program: None,
        };
        let (sources, _) = load(&site);
        let memos = Memos::disabled();
        let cold = rebuild(
            Arc::new(sources),
            &request,
            &memos,
            &BuildProgress::default(),
        );
        if cold.report.is_some() {
            let difference = shown(&server, &tree(output.path()));
            assert_eq!(difference, "", "{log}");
            (good, mended) = (good + 1, None);
        } else {
            mended.get_or_insert_with(|| before.clone());
        }
        history.push(after);
    }
    assert!(good >= 20, "too few of the states could be built: {good}");
}

/// Returns the differences of the server's pages and files from those of a build, after waiting for the server. The
/// policies of pages differ: the server uses one policy for all pages, since their styles change while they are open.
fn shown(server: &Server, built: &Tree) -> String {
    let policed = built
        .iter()
        .map(|(path, body)| (path.clone(), unpoliced(body)));
    let cold: Tree = policed.collect();
    let end = Instant::now() + TIMEOUT;
    loop {
        // An edit may have brought the site below another path.
        let root = server.get("/");
        let base = root.header("location").trim_end_matches('/');
        let page = |path: &String| {
            let answer = server.get(&format!("{base}/{}", escaped(path)));
            let body = if path.ends_with(".bin") {
                answer.body.clone()
            } else {
                unpoliced(answer.page().as_bytes())
            };
            (answer.status == 200).then(|| (path.clone(), body))
        };
        let now: Tree = cold.keys().filter_map(page).collect();
        let found = difference(&cold, &now);
        if found.is_empty() || Instant::now() > end {
            return found;
        }
        sleep(Duration::from_millis(20));
    }
}

/// Returns a page without its policy; other files unchanged.
fn unpoliced(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let Some((before, rest)) = text.split_once("<meta http-equiv=\"Content-Security-Policy\"")
    else {
        return body.to_vec();
    };
    let (_, after) = rest.split_once('>').expect("the end of a tag");
    [before, after].concat().into_bytes()
}

/// Returns a path as written in a request.
fn escaped(path: &str) -> String {
    let escape = |byte: u8| match byte {
        b'/' | b'.' | b'-' | b'0'..=b'9' | b'a'..=b'z' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(escape).collect()
}
