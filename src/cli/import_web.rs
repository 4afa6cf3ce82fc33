//! Fetches the pages that `mujaz import` is given by their addresses.
//!
//! Takes an address; returns the page's bytes with its digest, or a message that says what to do instead. Addresses of
//! one host are requested one after the other, with a pause between them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use mujaz_fetch::{FetchError, FetchErrorKind, FetchOptions, FetchedPage, fetch};

use crate::import::InputFormat;

/// Pause between two requests to one host.
const PAUSE: Duration = Duration::from_secs(1);

/// The hosts, each with the time of the last request.
#[derive(Debug, Default)]
pub struct Hosts(Mutex<BTreeMap<String, Arc<Mutex<Option<Instant>>>>>);

impl Hosts {
    /// Calls `ask` while no other request to the host is running, and after a pause since the last one.
    pub fn one_at_a_time<T>(&self, url: &str, ask: impl FnOnce() -> T) -> T {
        let last = {
            let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            hosts.entry(host(url)).or_default().clone()
        };
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(asked) = *last {
            thread::sleep(PAUSE.saturating_sub(asked.elapsed()));
        }
        let answer = ask();
        *last = Some(Instant::now());
        answer
    }
}

/// Returns the host and the port of an address, in lower case.
pub fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.to_lowercase()
}

/// Returns the address that an argument names; `None` if it names a file.
pub fn address(argument: &Path) -> Option<String> {
    let text = argument.to_str()?;
    let lower = text.to_lowercase();
    let is_web = lower.starts_with("https://") || lower.starts_with("http://");
    let is_host = lower.starts_with("www.") && !argument.exists();
    match (is_web, is_host) {
        (true, _) => Some(text.to_owned()),
        (_, true) => Some(format!("https://{text}")),
        _ => None,
    }
}

/// Fetches a page for an import.
pub fn page(url: &str, allow_private: bool, hosts: &Hosts) -> Result<FetchedPage, String> {
    let options = FetchOptions {
        allow_private,
        ..FetchOptions::default()
    };
    hosts
        .one_at_a_time(url, || fetch(url, &options))
        .map_err(|error| advice(&error))
}

/// Returns an error's message, and advice. The address is printed before it.
fn advice(error: &FetchError) -> String {
    match error.kind {
        FetchErrorKind::Address => {
            format!("{error}; give an address such as https://example.org/article")
        }
        FetchErrorKind::Private => {
            format!("{error}; --allow-private fetches from there all the same")
        }
        FetchErrorKind::UnknownHost => error.to_string(),
        FetchErrorKind::Status { code: 404 | 410 } => {
            format!(
                "{error}; check the address, or look for a copy of the page in an archive of the web"
            )
        }
        // The shell interprets `&` and `?`, so the address needs quotation marks.
        _ => format!(
            "{error}; open the page in a browser, save it as HTML, and run `mujaz import page.html --url '…'` with this \
             address between the quotation marks"
        ),
    }
}

/// Returns the format of a page by the media type that its server sends, or advice if the page is not text.
pub fn kind_of(page: &FetchedPage) -> Result<InputFormat, String> {
    match page.media_type.as_deref() {
        None | Some("text/html" | "application/xhtml+xml" | "application/octet-stream") => {
            Ok(InputFormat::Html)
        }
        Some("text/markdown") => Ok(InputFormat::Markdown),
        Some(kind) if kind.starts_with("text/") => Ok(InputFormat::PlainText),
        Some(kind) => Err(format!(
            "the server says that this is {kind}, and an article is read from a page or a text; copy the article's text into a \
             file and import that"
        )),
    }
}

/// Returns the remarks on how a page was reached.
pub fn remarks(url: &str, page: &FetchedPage) -> Vec<String> {
    let Some(last) = page.redirects.last() else {
        return Vec::new();
    };
    let for_good = page.redirects.iter().all(|hop| hop.is_permanent);
    let how = if for_good { "for good" } else { "for now" };
    let by = match page.redirects.len() {
        1 => String::new(),
        _ => {
            let hops = page.redirects[..page.redirects.len() - 1].iter();
            let hops: Vec<&str> = hops.map(|hop| hop.to.as_str()).collect();
            format!(", by way of {}", hops.join(" and "))
        }
    };
    vec![format!("{url} leads {how} to {}{by}.", last.to)]
}
