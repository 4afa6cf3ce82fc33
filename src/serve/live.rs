//! Live reload: the script that is put into each served page, and the requests that it makes.
//!
//! Takes the state of the site. Gives a stream of server-sent events that says when something changed, and for each open
//! page its current status as JSON. The stream is not bound to a page: all tabs of a browser share one (`connection.js`),
//! since a browser opens few connections to a host. The script is inserted while serving; built pages do not contain it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response, StatusCode};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_core::Stream;
use percent_encoding::percent_decode_str;
use serde::Serialize;
use tokio::sync::watch;

use super::ServerState;
use super::snapshot::{RenderedPage, SnapshotResponse};
use crate::diagnostic::secrets::masked;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::{Direction, first_strong};
use crate::load::Sources;
use crate::report::floor;
use crate::report::place::Places;

const SCRIPT: &str = include_str!("live.js");
const CONNECTION: &str = include_str!("connection.js");
const STYLE: &str = include_str!("live.css");

/// Delay after which a browser that lost the server connects again.
const RETRY: Duration = Duration::from_millis(500);

/// Maximum number of characters shown on each side of the words that a finding is about.
const AROUND: usize = 100;

/// Answers a request for one of the server's own files, events or statuses.
pub(super) async fn respond(
    name: &str,
    state: watch::Receiver<Arc<ServerState>>,
    request: &Parts,
    base: &str,
) -> Response<Body> {
    let text = |kind: &'static str, text: &'static str| {
        let mut response = Response::new(Body::from(text));
        let kind = HeaderValue::from_static(kind);
        response.headers_mut().insert(CONTENT_TYPE, kind);
        response
    };
    match name {
        "live.js" => text("text/javascript; charset=utf-8", SCRIPT),
        "live.css" => text("text/css; charset=utf-8", STYLE),
        "connection.js" => text("text/javascript; charset=utf-8", CONNECTION),
        "events" => Sse::new(events(state))
            .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
            .into_response(),
        "status" => {
            let tab = Tab::new(request.uri.query().unwrap_or_default(), base);
            let state = state.borrow().clone();
            let status = tab.status(&state).await;
            let mut response = Response::new(Body::from(status));
            let kind = HeaderValue::from_static("application/json");
            response.headers_mut().insert(CONTENT_TYPE, kind);
            response
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Inserts the live-reload script into a page, before the end of its body.
pub(super) fn inject(html: String, base: &str) -> String {
    let version = version(&html);
    let Version { version, content } = version;
    let script = format!(
        "<script src=\"{base}/.mujaz/live.js\" data-version=\"{version}\" data-content=\"{content}\" defer></script>"
    );
    let end = html.rfind("</body>").unwrap_or(html.len());
    let (before, after) = html.split_at(end);
    [before, &script, after].concat()
}

/// Returns the page that is shown while no page of the site is available.
pub(super) fn waiting(base: &str) -> String {
    let page = "<!DOCTYPE html><html lang=\"en\" data-mujaz=\"waiting\"><head><meta charset=\"utf-8\"><title>Mujaz</title>\
        <style>:root{color-scheme:light dark}</style></head><body></body></html>";
    inject(page.to_owned(), base)
}

/// The digests of a page: of all its bytes, and of everything but style sheets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Version {
    version: String,
    content: String,
}

fn version(html: &str) -> Version {
    let hex = |text: &str| blake3::hash(text.as_bytes()).to_hex()[..32].to_owned();
    Version {
        version: hex(html),
        content: hex(&without_styles(html)),
    }
}

/// Removes `<link rel=stylesheet>` and `<style>` from a page.
fn without_styles(html: &str) -> String {
    let mut rest = html;
    let mut out = String::with_capacity(html.len());
    while let Some(at) = rest
        .find("<link")
        .into_iter()
        .chain(rest.find("<style"))
        .min()
    {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (end, is_style) = if rest.starts_with("<style") {
            let close = "</style>";
            (rest.find(close).map(|end| end + close.len()), true)
        } else {
            let end = rest.find('>').map(|end| end + 1);
            let tag = &rest[..end.unwrap_or(rest.len())];
            (end, tag.contains("stylesheet"))
        };
        let end = end.unwrap_or(rest.len());
        if !is_style {
            out.push_str(&rest[..end]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Returns the stream of events for a browser. It sends `changed` at the start and whenever the state changes, and `go`
/// with the address of the page that was just saved.
fn events(
    state: watch::Receiver<Arc<ServerState>>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let (sender, receiver) = tokio::sync::mpsc::channel(16);
    tokio::spawn(announce(state, sender));
    tokio_stream::wrappers::ReceiverStream::new(receiver)
}

/// Sends events until the browser goes away or the server ends.
async fn announce(
    mut state: watch::Receiver<Arc<ServerState>>,
    browser: tokio::sync::mpsc::Sender<Result<Event, Infallible>>,
) {
    let last_go = |state: &ServerState| state.go.as_ref().map_or(0, |(number, _)| *number);
    let mut gone_to = last_go(&state.borrow());
    let mut first = Some(RETRY);
    loop {
        let now = state.borrow_and_update().clone();
        let changed = Event::default().event("changed").data("{}");
        let mut events = vec![match first.take() {
            Some(retry) => changed.retry(retry),
            None => changed,
        }];
        if let Some((number, url)) = &now.go
            && *number > gone_to
        {
            gone_to = *number;
            let url = serde_json::json!({ "url": url }).to_string();
            events.push(Event::default().event("go").data(url));
        }
        drop(now);
        for event in events {
            if browser.send(Ok(event)).await.is_err() {
                return;
            }
        }
        tokio::select! {
            changed = state.changed() => if changed.is_err() { return },
            () = browser.closed() => return,
        }
    }
}

/// An open page in a browser.
struct Tab {
    /// Path of the page below the site's base.
    path: String,
    /// Digest of the page that the tab shows, as the tab sent it.
    shown: String,
}

/// The current status of a page, for the tab that shows it.
#[derive(Serialize)]
struct TabStatus<'s> {
    /// The page's digests; `None` if the page cannot be rendered or no longer exists.
    page: Option<Version>,
    /// True if the page is no longer in the site.
    gone: bool,
    state: LiveStatus<'s>,
}

impl Tab {
    fn new(query: &str, base: &str) -> Self {
        let given = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let value = pairs
                .find(|(key, _)| *key == name)
                .map_or("", |(_, value)| value);
            let value = value.replace('+', " ");
            percent_decode_str(&value).decode_utf8_lossy().into_owned()
        };
        // The page's path is percent-encoded twice: once as a path, once as part of the query.
        let page = given("page");
        let page = percent_decode_str(&page).decode_utf8_lossy().into_owned();
        let path = page.strip_prefix(base).unwrap_or(&page);
        Tab {
            path: path.trim_start_matches('/').to_owned(),
            shown: given("version"),
        }
    }

    /// Returns the current status of the page, as JSON.
    async fn status(&self, state: &ServerState) -> String {
        let (page, is_there, fault) = self.page(state).await;
        let version = page.as_ref().map(|page| version(&page.html));
        // A tab whose page was removed keeps snapshot it, unless it already shows the 404 page.
        let shows = |version: &Version| version.version == self.shown;
        let version = version.filter(|version| is_there || shows(version));
        let sources = page.map(|page| page.sources).unwrap_or_default();
        let status = TabStatus {
            gone: !is_there && version.is_none(),
            page: version,
            state: LiveStatus::new(state, &sources, fault.as_ref()),
        };
        serde_json::to_string(&status).unwrap_or_default()
    }

    /// Returns the current page or, if it cannot be rendered, the last one that could. The second value is false if the
    /// page does not exist and this is the 404 page. The third is the fault that prevents rendering, if any.
    async fn page(&self, state: &ServerState) -> (Option<RenderedPage>, bool, Option<Diagnostic>) {
        let Some(snapshot) = &state.snapshot else {
            return (None, true, None);
        };
        match (snapshot.at(&self.path).await, &state.proven) {
            (Some(SnapshotResponse::Page(page)), _) => (Some(page), true, None),
            (Some(SnapshotResponse::Nothing(page)), _) => (page, false, None),
            (Some(SnapshotResponse::Fault(fault)), Some(proven)) => {
                match proven.at(&self.path).await {
                    Some(SnapshotResponse::Page(page)) => (Some(page), true, Some(fault)),
                    _ => (None, true, Some(fault)),
                }
            }
            (Some(SnapshotResponse::Fault(fault)), None) => (None, true, Some(fault)),
            _ => (None, true, None),
        }
    }
}

/// The state of the site for the page.
#[derive(Serialize)]
struct LiveStatus<'s> {
    errors: Vec<LiveFinding<'s>>,
    findings: Vec<LiveFinding<'s>>,
    /// Findings on parts of the page that could not be checked.
    unchecked: Vec<LiveFinding<'s>>,
    counts: LiveCounts,
}

/// Number of findings on the whole site, by severity.
#[derive(Serialize)]
struct LiveCounts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct LiveFinding<'s> {
    severity: &'static str,
    code: &'static str,
    path: &'s str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'s str,
    help: Option<&'s str>,
    excerpt: Option<LiveExcerpt>,
}

/// The words that a finding is about, with the rest of their line.
#[derive(Serialize)]
struct LiveExcerpt {
    before: String,
    words: String,
    after: String,
    line: usize,
    dir: &'static str,
}

impl<'s> LiveStatus<'s> {
    fn new(state: &'s ServerState, of: &[Arc<str>], fault: Option<&'s Diagnostic>) -> Self {
        let (sources, errors) = state.errors.as_ref();
        // Prerendering finds the same fault, but later.
        let fault = fault.filter(|fault| !errors.contains(fault));
        let snapshot = state.snapshot.iter();
        let faults = snapshot.flat_map(|snapshot| findings(fault.into_iter(), &snapshot.sources));
        let mut told: Vec<LiveFinding<'_>> = findings(errors.iter(), sources);
        told.extend(faults);
        let found = state.snapshot.iter().flat_map(|snapshot| {
            let here = snapshot
                .found
                .iter()
                .filter(|found| of.contains(&found.path));
            findings(here, &snapshot.sources)
        });
        let unchecked = state.snapshot.iter().flat_map(|snapshot| {
            let all = snapshot.unchecked.iter();
            findings(all.filter(|one| of.contains(&one.path)), &snapshot.sources)
        });
        let all = || {
            state
                .snapshot
                .iter()
                .flat_map(|snapshot| snapshot.found.iter())
        };
        let count = |severity| all().filter(|found| found.severity == severity).count();
        LiveStatus {
            findings: found.collect(),
            unchecked: unchecked.collect(),
            counts: LiveCounts {
                errors: told.len(),
                warnings: count(Severity::Warning),
                notes: count(Severity::Note),
            },
            errors: told,
        }
    }
}

fn findings<'s>(
    found: impl Iterator<Item = &'s Diagnostic>,
    sources: &'s Sources,
) -> Vec<LiveFinding<'s>> {
    let mut places = Places::new(|path: &str| sources.readable(path));
    // The texts of the files, without secrets.
    let mut texts: BTreeMap<&str, Cow<'_, str>> = BTreeMap::new();
    let finding = |found: &'s Diagnostic| {
        let region = places.find(found).map(|(region, _)| region);
        let text = texts.entry(&found.path).or_insert_with(|| {
            masked(
                &found.path,
                sources.readable(&found.path).unwrap_or_default(),
            )
        });
        LiveFinding {
            severity: found.severity.word(),
            code: found.code.name(),
            path: &found.path,
            line: region.map(|region| region.start.line),
            column: region.map(|region| region.start.column),
            message: &found.message,
            help: found.help.as_deref(),
            excerpt: region.and_then(|region| excerpt(found, text, region.start.line)),
        }
    };
    found.map(finding).collect()
}

/// Returns the line on which a finding begins, split around the words of the finding.
fn excerpt(found: &Diagnostic, text: &str, line: usize) -> Option<LiveExcerpt> {
    let span = found.span.clone()?;
    let start = floor(text, span.start);
    let begin = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let stop = floor(text, span.end).clamp(start, end);
    let dir = main_direction(&text[begin..end]).as_str();
    Some(LiveExcerpt {
        before: last(&text[begin..start]).to_owned(),
        words: text[start..stop].to_owned(),
        after: first(&text[stop..end]).to_owned(),
        line,
        dir,
    })
}

/// Returns the direction of most strong characters of a line. The first one does not suffice: in front matter it belongs
/// to a key.
fn main_direction(line: &str) -> Direction {
    let mut bytes = [0; 4];
    let directions = line
        .chars()
        .filter_map(|c| first_strong(c.encode_utf8(&mut bytes)));
    let (rtl, ltr): (Vec<_>, Vec<_>) = directions.partition(|d| *d == Direction::Rtl);
    if rtl.len() > ltr.len() {
        Direction::Rtl
    } else {
        Direction::Ltr
    }
}

fn first(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(AROUND)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn last(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .nth(AROUND.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_are_no_content() {
        let page = |styles: &str, body: &str| {
            format!("<html><head>{styles}<link rel=icon href=x></head><body>{body}</body></html>")
        };
        let one = page(
            "<link rel=stylesheet href=/a.1.css><style>a{}</style>",
            "text",
        );
        let other = page(
            "<style>b{}</style><link href=/a.2.css rel=\"stylesheet\">",
            "text",
        );
        assert_eq!(version(&one).content, version(&other).content);
        assert_ne!(version(&one).version, version(&other).version);
        let body = page("", "text <style");
        assert_ne!(version(&one).content, version(&body).content);
        assert!(without_styles(&one).contains("<link rel=icon href=x>"));
    }

    #[test]
    fn the_script_is_put_before_the_end_of_the_body() {
        let page = inject("<body>a</body></html>".into(), "/briefing");
        assert!(
            page.starts_with("<body>a<script src=\"/briefing/.mujaz/live.js\""),
            "{page}"
        );
        assert!(page.ends_with("</script></body></html>"), "{page}");
        assert!(inject("a".into(), "").contains("live.js"));
    }
}
