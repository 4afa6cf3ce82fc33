//! Answers HTTP requests.
//!
//! Takes the state of the site; returns pages, assets, files and the stream of events. A path is looked up among the
//! outputs of the site only, so no request can reach another file.

use std::convert::Infallible;
use std::net::TcpListener;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, ETAG, HOST, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri};
use http_range_header::RangeUnsatisfiableError;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tokio::sync::watch;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use super::connections::{Activity, Connections};
use super::guard::Guard;
use super::opened::OpenedFile;
use super::scaled::Copies;
use super::snapshot::{RenderedPage, SnapshotResponse};
use super::{ServerState, live};
use crate::load::Sources;

/// Characters that are percent-encoded in a `Location` header.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Path of the server's own files and events, below the site's base.
const OWN: &str = ".mujaz/";

/// Delay before the next connection is accepted after an error.
const ACCEPT_DELAY: Duration = Duration::from_millis(100);

/// Maximum time for a client to send a request, and for a connection to wait for the next one. Otherwise, a client that
/// sends half a request would hold a connection and a file descriptor forever.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(15);

/// Answers requests until the listener fails.
pub(super) async fn serve(
    listener: TcpListener,
    guard: Guard,
    state: watch::Receiver<Arc<ServerState>>,
) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let copies = Arc::new(Copies::default());
    let answer = move |request: hyper::Request<Incoming>| {
        let (guard, state, copies) = (guard.clone(), state.clone(), copies.clone());
        let request = request.map(Body::new);
        async move { Ok::<_, Infallible>(answered(&guard, state, copies, request).await) }
    };
    let mut protocol = http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        .header_read_timeout(REQUEST_TIMEOUT);
    let mut connections = Connections::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // The client has gone, or there are too many open files: others may be closed soon.
            tokio::time::sleep(ACCEPT_DELAY).await;
            continue;
        };
        // A small answer is sent at once. Without that, it is only slower.
        let _ = stream.set_nodelay(true);
        let serve = |activity: Activity| {
            let answer = answer.clone();
            let service = service_fn(move |request| {
                activity.record();
                answer(request)
            });
            let connection = protocol.serve_connection(TokioIo::new(stream), service);
            // An error means that the client has gone, or has sent no request.
            async move { drop(connection.await) }
        };
        connections.spawn(serve).await;
    }
}

async fn answered(
    guard: &Guard,
    state: watch::Receiver<Arc<ServerState>>,
    copies: Arc<Copies>,
    request: Request,
) -> Response<Body> {
    let (request, _) = request.into_parts();
    if let Some(refusal) = refusal(guard, &request) {
        return refusal;
    }
    let mut response = respond(state, copies, &request).await;
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // A drawing that is opened by itself is a page of the site, and may hold a script.
    let is_drawing = |kind: &HeaderValue| kind.as_bytes().starts_with(b"image/svg+xml");
    if headers.get(CONTENT_TYPE).is_some_and(is_drawing) {
        headers.insert(
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("script-src 'none'; sandbox"),
        );
    }
    // A browser must never show a version older than the last save.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if request.method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    response
}

/// Returns the response that refuses a request for another host, or with another method than GET and HEAD; `None` if the
/// request is admitted.
fn refusal(guard: &Guard, request: &Parts) -> Option<Response<Body>> {
    let uri = &request.uri;
    let mut hosts = request.headers.get_all(HOST).iter();
    let host = (hosts.next(), hosts.next());
    let host = match (uri.authority(), host) {
        (_, (_, Some(_))) => None,
        (Some(authority), (Some(host), _)) if host.as_bytes() != authority.as_str().as_bytes() => {
            None
        }
        (Some(authority), _) => Some(authority.as_str()),
        (None, (host, _)) => host.and_then(|host| host.to_str().ok()),
    };
    if !host.is_some_and(|host| guard.admits(host)) {
        return Some(plain(
            StatusCode::FORBIDDEN,
            "This server answers requests for its own address and for localhost alone.\n",
        ));
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        let mut refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "This is a site to read.\n");
        refusal
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Some(refusal);
    }
    None
}

async fn respond(
    mut state: watch::Receiver<Arc<ServerState>>,
    copies: Arc<Copies>,
    request: &Parts,
) -> Response<Body> {
    let now = state.borrow_and_update().clone();
    let base = now
        .snapshot
        .as_ref()
        .map_or("", |snapshot| &snapshot.base)
        .to_owned();
    let Some(path) = path_below(&base, &request.uri) else {
        let path = request.uri.path();
        if path == "/" || path == &*base {
            return redirect(&format!("{base}/"));
        }
        return plain(StatusCode::NOT_FOUND, "There is nothing here.\n");
    };
    if let Some(own) = path.strip_prefix(OWN) {
        return live::respond(own, state, request, &base).await;
    }
    let Some(snapshot) = &now.snapshot else {
        let page = live::waiting(&base);
        return bytes(
            request,
            StatusCode::SERVICE_UNAVAILABLE,
            "index.html",
            page.into(),
        );
    };
    let answer = match (snapshot.at(&path).await, &now.proven) {
        // A page that cannot be rendered is served as it last could be.
        (Some(SnapshotResponse::Fault(_)), Some(proven)) => proven.at(&path).await,
        (answer, _) => answer,
    };
    let html = |page: RenderedPage| live::inject(page.html, &base).into_bytes();
    match answer {
        Some(SnapshotResponse::Page(page)) => {
            bytes(request, StatusCode::OK, "index.html", html(page))
        }
        Some(SnapshotResponse::Bytes(name, content)) => {
            bytes(request, StatusCode::OK, &name, content)
        }
        Some(SnapshotResponse::File(place)) => file(request, &place).await,
        Some(SnapshotResponse::Scaled(output, source, width)) => {
            let sources = snapshot.sources.clone();
            scaled(request, copies, sources, output, source, width).await
        }
        Some(SnapshotResponse::Elsewhere(path)) => {
            let path = utf8_percent_encode(&path, PATH);
            redirect(&format!("{base}/{path}"))
        }
        Some(SnapshotResponse::Nothing(Some(page))) => {
            bytes(request, StatusCode::NOT_FOUND, "404.html", html(page))
        }
        Some(SnapshotResponse::Nothing(None)) => {
            plain(StatusCode::NOT_FOUND, "There is nothing here.\n")
        }
        Some(SnapshotResponse::Fault(_)) => {
            let page = live::waiting(&base).into_bytes();
            bytes(
                request,
                StatusCode::INTERNAL_SERVER_ERROR,
                "index.html",
                page,
            )
        }
        None => plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "The site is being rebuilt.\n",
        ),
    }
}

/// Returns the decoded path below the site's base; `None` if the address is elsewhere or cannot be decoded.
fn path_below(base: &str, uri: &Uri) -> Option<String> {
    let path = uri.path().strip_prefix(base)?.strip_prefix('/')?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    Some(path.into_owned())
}

/// Answers with bytes in memory: all of them, the requested range, or 304 without a body if the browser has this version.
fn bytes(request: &Parts, status: StatusCode, name: &str, content: Vec<u8>) -> Response<Body> {
    let tag = format!("\"{}\"", &blake3::hash(&content).to_hex()[..32]);
    let headers = &request.headers;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let own = response.headers_mut();
    own.insert(CONTENT_TYPE, content_type(name));
    own.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    // Hexadecimal digits in quotation marks are always a valid header value.
    if let Ok(value) = HeaderValue::from_str(&tag) {
        own.insert(ETAG, value);
    }
    if status != StatusCode::OK {
        *response.body_mut() = Body::from(content);
        return response;
    }
    if is_known(headers, &tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    let length = content.len() as u64;
    let part = match range(headers, &tag, length) {
        None => content,
        Some(Err(())) => {
            *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            insert(
                response.headers_mut(),
                CONTENT_RANGE,
                format!("bytes */{length}"),
            );
            return response;
        }
        Some(Ok(range)) => {
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            let (start, end) = (*range.start(), *range.end());
            let value = format!("bytes {start}-{end}/{length}");
            insert(response.headers_mut(), CONTENT_RANGE, value);
            // The range lies within the content, so its ends fit `usize`.
            content[start as usize..=end as usize].to_vec()
        }
    };
    insert(
        response.headers_mut(),
        CONTENT_LENGTH,
        part.len().to_string(),
    );
    *response.body_mut() = Body::from(part);
    response
}

/// Returns true if `If-None-Match` has this tag or `*` (RFC 9110, section 13.1.2).
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(IF_NONE_MATCH).iter();
    known
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|value| value.trim().trim_start_matches("W/"))
        .any(|value| value == tag || value == "*")
}

/// Returns the requested range, or an error if it lies beyond the end. Returns `None`, so that the whole is sent, if
/// there is no range, if there are several, or if `If-Range` names another version (RFC 9110, sections 13.1.5 and 14.2).
fn range(headers: &HeaderMap, tag: &str, length: u64) -> Option<Result<RangeInclusive<u64>, ()>> {
    let wanted = headers.get(RANGE)?.to_str().ok()?;
    let is_this = |value: &HeaderValue| value.as_bytes() == tag.as_bytes();
    if !headers.get(IF_RANGE).is_none_or(is_this) {
        return None;
    }
    let parsed = http_range_header::parse_range_header(wanted).ok()?;
    match parsed.validate(length).as_deref() {
        Ok([range]) => Some(Ok(range.clone())),
        // A suffix longer than the content means the whole content (RFC 9110, section 14.1.2).
        Ok(_) | Err(RangeUnsatisfiableError::FileSuffixOutOfBounds) => None,
        Err(_) => Some(Err(())),
    }
}

/// Answers with a file of the site's folder, read from disk for this request.
async fn file(request: &Parts, place: &Path) -> Response<Body> {
    let mut asked = Request::new(Body::empty());
    // `OpenedFile` opens its own file, whatever path is asked for.
    *asked.uri_mut() = Uri::from_static("/file");
    *asked.method_mut() = request.method.clone();
    *asked.headers_mut() = request.headers.clone();
    let length = std::fs::symlink_metadata(place).map_or(0, |metadata| metadata.len());
    // `ServeDir` would refuse such a range, or send a part of another version. Without the header it sends the whole file.
    if range(&request.headers, "", length).is_none() {
        asked.headers_mut().remove(RANGE);
    }
    let files = ServeDir::with_backend("", OpenedFile(place.to_owned()));
    let mut response = match files.oneshot(asked).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    if response.headers().contains_key(CONTENT_TYPE) {
        let name = place.to_string_lossy();
        let kind = content_type(&name);
        response.headers_mut().insert(CONTENT_TYPE, kind);
    }
    response
}

/// Answers with a smaller copy of a picture, made on a blocking thread so that other requests do not wait.
async fn scaled(
    request: &Parts,
    copies: Arc<Copies>,
    sources: Arc<Sources>,
    output: String,
    source: Arc<str>,
    width: u32,
) -> Response<Body> {
    let name = output.clone();
    let make = move || copies.get(&sources, &output, &source, width);
    match tokio::task::spawn_blocking(make).await {
        Ok(Some(content)) => bytes(request, StatusCode::OK, &name, content),
        _ => plain(StatusCode::NOT_FOUND, "This picture has changed.\n"),
    }
}

/// Returns the media type of a file, by its name, as a header.
fn content_type(name: &str) -> HeaderValue {
    HeaderValue::from_str(&crate::media::content_type(name))
        .unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

fn redirect(to: &str) -> Response<Body> {
    let mut response = plain(StatusCode::TEMPORARY_REDIRECT, "");
    insert(response.headers_mut(), LOCATION, to.to_owned());
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

/// Inserts a header made by this module, whose characters are always valid in headers.
fn insert(headers: &mut HeaderMap, name: axum::http::HeaderName, value: String) {
    if let Ok(value) = HeaderValue::from_str(&value) {
        headers.insert(name, value);
    }
}
