//! Fetches a page from the web: one GET request, redirects followed and reported, within limits of time and size, and from
//! public addresses only unless the caller allows others.
//!
//! [`fetch`] returns a [`FetchedPage`] or a [`FetchError`] whose message says what to do. No proxy is used, nothing is
//! stored, no cookie is sent, and no request is repeated.

mod body;
mod place;

use std::time::{Duration, Instant};

use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, http};
use url::Url;

pub use place::is_public;

/// Name under which requests are sent.
pub const USER_AGENT: &str = concat!(
    "Mujaz/",
    env!("CARGO_PKG_VERSION"),
    " (reads single pages at an editor's request)"
);

/// Limits of a request, and the addresses that it may reach.
#[derive(Debug, Clone)]
pub struct FetchOptions {
    /// Maximum time of the whole request, including redirects.
    pub timeout: Duration,
    /// Maximum size of the page, in bytes, also after decompression.
    pub max_bytes: usize,
    /// Maximum number of redirects.
    pub max_redirects: usize,
    /// True if addresses of this machine and of private networks may be reached.
    pub allow_private: bool,
}

impl Default for FetchOptions {
    fn default() -> Self {
        FetchOptions {
            timeout: Duration::from_secs(30),
            max_bytes: 10 * 1024 * 1024,
            max_redirects: 8,
            allow_private: false,
        }
    }
}

/// A page that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedPage {
    /// The bytes, decompressed.
    pub bytes: Vec<u8>,
    /// The address that the page came from, after redirects.
    pub address: String,
    /// The redirects that led there, in order.
    pub redirects: Vec<Redirect>,
    /// The media type that the server names, in lower case and without parameters.
    pub media_type: Option<String>,
    /// The character set that the server names.
    pub charset: Option<String>,
}

/// A response that redirects to another address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The requested address.
    pub from: String,
    /// The address that the response redirects to.
    pub to: String,
    /// True if the server says that the page has moved permanently.
    pub is_permanent: bool,
}

/// The reason why no page was fetched, and the redirects that were followed before.
///
/// The message does not repeat the requested address, since the caller names it: `https://a.example/b: the server …`.
/// The last address of a chain of redirects is named at the end.
#[derive(Debug, thiserror::Error)]
#[error("{kind}{}", redirected(kind, redirects))]
pub struct FetchError {
    /// The reason of the failure.
    pub kind: FetchErrorKind,
    /// The redirects that were followed, in order.
    pub redirects: Vec<Redirect>,
}

/// The reasons why a page cannot be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchErrorKind {
    /// The text is not a web address.
    #[error(
        "this is not an address of a page: only http and https addresses without a user name can be fetched"
    )]
    Address,
    /// A redirect has a target that is not a web address.
    #[error(
        "the server redirects to `{to}`, which is not an address of a page: only http and https addresses without a user \
         name can be fetched"
    )]
    RedirectTarget {
        /// The address as the redirect names it.
        to: String,
    },
    /// The host's address belongs to this machine or to a private network.
    #[error(
        "the host is on this machine or in a private network, which pages are not fetched from"
    )]
    Private,
    /// The host's name is unknown.
    #[error("no host is known by this name; check the address, and the connection to the web")]
    UnknownHost,
    /// The server cannot be reached.
    #[error("the server cannot be reached: {why}")]
    Connection {
        /// The error in words.
        why: String,
    },
    /// The server refused or failed.
    #[error("the server answered with {code}{}", reason(*code))]
    Status {
        /// The status code, from 400.
        code: u16,
    },
    /// Redirects form a loop, or are too many.
    #[error("the server leads from redirect to redirect and never to a page")]
    Redirects,
    /// The time is over.
    #[error("the server took longer than {seconds} seconds")]
    Slow {
        /// The limit in seconds.
        seconds: u64,
    },
    /// The page is larger than allowed.
    #[error("the page has more than {limit} bytes, as no article's page has")]
    Large {
        /// The limit in bytes.
        limit: usize,
    },
    /// The connection ended before the page did.
    #[error("the page broke off after {got} bytes")]
    Truncated {
        /// Number of bytes that arrived.
        got: usize,
    },
    /// The page's compression is unknown or damaged.
    #[error("the page is compressed in a way that cannot be undone ({encoding})")]
    Encoding {
        /// The encoding that the server names.
        encoding: String,
    },
}

impl FetchError {
    /// Returns true if the page no longer exists, according to the server.
    pub fn is_gone(&self) -> bool {
        matches!(self.kind, FetchErrorKind::Status { code: 404 | 410 })
    }
}

/// Returns the address that failed, if redirects led there, to be printed after a message.
fn redirected(kind: &FetchErrorKind, redirects: &[Redirect]) -> String {
    match (kind, redirects.last()) {
        // The last address of a circle says nothing, and may be the one that was asked.
        (FetchErrorKind::Redirects, _) | (_, None) => String::new(),
        (_, Some(last)) => format!(" (redirected to {})", last.to),
    }
}

/// Returns a well-known status code's meaning, to be printed after it.
fn reason(code: u16) -> &'static str {
    match code {
        401 | 402 | 407 => ": it wants a login or a subscription",
        403 | 451 => ": it does not give this page to programs, or not to this country",
        404 => ": there is no such page",
        410 => ": the page was removed",
        429 => ": it was asked too often",
        500..=599 => ": the server has a fault; try again later",
        _ => "",
    }
}

/// Fetches the page at an address.
///
/// # Errors
/// Returns an error if no page arrives whole within the limits, with a status below 400.
pub fn fetch(address: &str, options: &FetchOptions) -> Result<FetchedPage, FetchError> {
    let mut redirects = Vec::new();
    match follow(address, options, &mut redirects) {
        Ok(page) => Ok(FetchedPage { redirects, ..page }),
        Err(kind) => Err(FetchError { kind, redirects }),
    }
}

/// Fetches a page and adds each redirect that it follows to `redirects`, even if no page is fetched in the end.
fn follow(
    address: &str,
    options: &FetchOptions,
    redirects: &mut Vec<Redirect>,
) -> Result<FetchedPage, FetchErrorKind> {
    let deadline = Instant::now() + options.timeout;
    let mut at = web_address(address).ok_or(FetchErrorKind::Address)?;
    loop {
        let response = request(&at, options, deadline)?;
        let status = response.status().as_u16();
        if let (301 | 302 | 303 | 307 | 308, Some(to)) = (status, location(&response, &at)) {
            let to = web_address(&to).ok_or(FetchErrorKind::RedirectTarget { to })?;
            let seen = redirects.iter().any(|hop| hop.from == to.as_str()) || to == at;
            if seen || redirects.len() >= options.max_redirects {
                return Err(FetchErrorKind::Redirects);
            }
            redirects.push(Redirect {
                from: at.to_string(),
                to: to.to_string(),
                is_permanent: matches!(status, 301 | 308),
            });
            at = to;
            continue;
        }
        if !(200..300).contains(&status) {
            return Err(FetchErrorKind::Status { code: status });
        }
        let (media_type, charset) = content_type(&response);
        let bytes = body::read(response, options)?;
        return Ok(FetchedPage {
            bytes,
            address: at.to_string(),
            redirects: Vec::new(),
            media_type,
            charset,
        });
    }
}

/// Parses an address of the web, and removes its fragment. Returns `None` for anything else, and for an address with a login.
fn web_address(address: &str) -> Option<Url> {
    let mut url = Url::parse(address.trim()).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    if !is_web || !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    url.set_fragment(None);
    Some(url)
}

/// Returns the target of a redirect as an absolute address.
fn location(response: &http::Response<ureq::Body>, at: &Url) -> Option<String> {
    let named = response.headers().get("location")?;
    // Servers write letters outside ASCII as they are.
    let named = String::from_utf8_lossy(named.as_bytes());
    let to = at.join(named.trim()).ok()?;
    Some(to.to_string())
}

/// Returns the media type and the character set of an answer.
fn content_type(response: &http::Response<ureq::Body>) -> (Option<String>, Option<String>) {
    let named = response.headers().get("content-type");
    let Some(named) = named.and_then(|value| value.to_str().ok()) else {
        return (None, None);
    };
    let mut parts = named.split(';').map(str::trim);
    let media_type = parts.next().map(str::to_ascii_lowercase);
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (key.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_string())
    });
    (media_type.filter(|name| !name.is_empty()), charset)
}

/// Sends one request and returns the head of the response; the body is not read yet.
fn request(
    at: &Url,
    options: &FetchOptions,
    deadline: Instant,
) -> Result<http::Response<ureq::Body>, FetchErrorKind> {
    let left = deadline.saturating_duration_since(Instant::now());
    let slow = || FetchErrorKind::Slow {
        seconds: options.timeout.as_secs(),
    };
    if left.is_zero() {
        return Err(slow());
    }
    let config = Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(left))
        .user_agent(USER_AGENT)
        .accept("text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,*/*;q=0.1")
        .accept_encoding("gzip, br")
        .proxy(None)
        .build();
    let resolver = place::Guarded::new(options.allow_private);
    let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
    agent.get(at.as_str()).call().map_err(|error| match error {
        ureq::Error::Timeout(_) => slow(),
        ureq::Error::HostNotFound => FetchErrorKind::UnknownHost,
        ureq::Error::Other(inner) if inner.is::<place::PrivatePlace>() => FetchErrorKind::Private,
        ureq::Error::Io(error) => io_error(&error, slow),
        error => FetchErrorKind::Connection {
            why: error.to_string(),
        },
    })
}

fn io_error(error: &std::io::Error, slow: impl Fn() -> FetchErrorKind) -> FetchErrorKind {
    match error.kind() {
        std::io::ErrorKind::TimedOut | std::io::ErrorKind::WouldBlock => slow(),
        _ => FetchErrorKind::Connection {
            why: error.to_string(),
        },
    }
}
