//! Parses the site's address: normalizes it, or rejects it with advice.
//!
//! Every link, feed and sitemap begins with it, so an address must be rejected if a browser would read it differently
//! than its author meant: `https://example.org//press` makes links to a host `press`.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// The site's address: an origin and, on some hosts, a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    /// Scheme and host, as in `https://example.org`.
    pub origin: String,
    /// The path without its last `/`: empty, or for example `/briefing`.
    pub path: String,
    /// True if links within the site are relative to the page, for a site that is opened from the disk.
    pub is_relative: bool,
}

/// Placeholder for the site's root in the links of pages that must work at any address. It is a Unicode noncharacter,
/// which no source contains.
pub const ROOT_MARK: &str = "\u{FDD4}";

/// Characters that must be encoded in a path. Everything beyond ASCII is encoded anyway. An address stands in
/// attributes, style sheets, policies and headers, so characters that begin or end something in one of these are
/// encoded, too.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'&')
    .add(b'(')
    .add(b')')
    .add(b',')
    .add(b';')
    .add(b'[')
    .add(b']')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// The reason why a text is not valid as a site's address, and the address that was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrlFault {
    /// The reason.
    pub why: String,
    /// The address that was probably meant; `None` if there is no guess.
    pub meant: Option<String>,
}

impl fmt::Display for BaseUrlFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)?;
        match &self.meant {
            Some(meant) => write!(f, "; did you mean {meant}?"),
            None => Ok(()),
        }
    }
}

/// Makes a fault without a guess.
fn fault(why: impl Into<String>) -> BaseUrlFault {
    BaseUrlFault {
        why: why.into(),
        meant: None,
    }
}

/// Makes a fault with `meant` as the guess, if that is a valid address.
fn slip(why: impl Into<String>, meant: &str) -> BaseUrlFault {
    let meant = BaseUrl::parse(meant).ok();
    BaseUrlFault {
        why: why.into(),
        meant: meant.map(|base| format!("{}{}/", base.origin, base.path)),
    }
}

impl BaseUrl {
    /// Parses an address. It must be absolute, with scheme `http` or `https`, and have only a host, optionally a port,
    /// and a path. It is normalized to the form that browsers use: case of scheme and host, repeated slashes, the
    /// scheme's default port, letters beyond ASCII.
    ///
    /// # Errors
    /// Returns the reason why it is invalid, with the address that was probably meant.
    pub fn parse(text: &str) -> Result<BaseUrl, BaseUrlFault> {
        let text = text.trim();
        if let Some(c) = text.chars().find(|c| is_invisible(*c)) {
            let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
            let why = format!("it holds an invisible character, U+{:04X}", c as u32);
            return Err(slip(why, &visible));
        }
        if text.contains('\\') {
            return Err(slip("it holds a backslash", &text.replace('\\', "/")));
        }
        let (scheme, rest) = scheme(text)?;
        if let Some(end) = rest.find(['?', '#']) {
            let why = format!("it can have no `{}`", &rest[end..=end]);
            return Err(slip(why, &format!("{scheme}{}", &rest[..end])));
        }
        if let Some(c) = rest.chars().find(|c| is_forbidden(*c)) {
            let shown = if c == ' ' {
                "a space".into()
            } else {
                format!("`{c}`")
            };
            return Err(fault(format!(
                "it holds {shown}, which no address can have"
            )));
        }
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host(scheme, authority, path)?;
        Ok(BaseUrl {
            origin: format!("{scheme}{host}"),
            path: self::path(scheme, &host, path)?,
            is_relative: false,
        })
    }

    /// Returns the part of a web address below the site's root, with its leading slash; `None` if it belongs to another
    /// site. The scheme does not matter, since hosts redirect from one to the other.
    pub fn below<'u>(&self, url: &'u str) -> Option<&'u str> {
        let (_, own) = self.origin.split_once("//")?;
        let (_, rest) = url.split_once("//")?;
        let host = rest.get(..own.len())?;
        let rest = rest[own.len()..].strip_prefix(self.path.as_str())?;
        let is_own = host.eq_ignore_ascii_case(own) && rest.starts_with('/');
        is_own.then_some(rest)
    }

    /// Returns a link within the site, which begins with [`BaseUrl::prefix`], as a full address.
    pub fn in_full(&self, link: &str) -> String {
        let below = link.strip_prefix(self.prefix()).unwrap_or(link);
        format!("{}{}{below}", self.origin, self.path)
    }

    /// Returns the beginning of a link within the site: the path or, if links are relative, a mark that the page replaces
    /// by its own path to the site's root.
    pub fn prefix(&self) -> &str {
        if self.is_relative {
            ROOT_MARK
        } else {
            &self.path
        }
    }
}

/// Returns the scheme of an address in lower case, with `://`, and the rest.
fn scheme(text: &str) -> Result<(&'static str, &str), BaseUrlFault> {
    for scheme in ["https://", "http://"] {
        let start = text.get(..scheme.len());
        if start.is_some_and(|start| start.eq_ignore_ascii_case(scheme)) {
            return Ok((scheme, &text[scheme.len()..]));
        }
    }
    let why = "it must begin with https:// or http://";
    let lower = text.to_ascii_lowercase();
    for (scheme, slip_of) in [("https://", "https:"), ("http://", "http:")] {
        if lower.starts_with(slip_of) {
            let rest = text[slip_of.len()..].trim_start_matches('/');
            return Err(slip(why, &format!("{scheme}{rest}")));
        }
    }
    // This accepts `example.org/press` and `//example.org/press`, but not `ftp://…`, `/press` and `press`.
    let rest = text.strip_prefix("//").unwrap_or(text);
    let host = rest.split('/').next().unwrap_or_default();
    if host.contains('.') && !rest.contains(':') {
        return Err(slip(why, &format!("https://{rest}")));
    }
    Err(fault(why))
}

/// Returns the normalized host of an address, with its port unless it is the scheme's default.
fn host(scheme: &str, authority: &str, path: &str) -> Result<String, BaseUrlFault> {
    if authority.is_empty() {
        let why = "it names no host";
        return Err(match path.trim_start_matches('/') {
            "" => fault(why),
            rest => slip(why, &format!("{scheme}{rest}")),
        });
    }
    // The text before it may be a password, so no message contains it.
    if let Some((_, host)) = authority.rsplit_once('@') {
        let why = "it holds a name or a password, which every page would show";
        return Err(slip(why, &format!("{scheme}{host}/{path}")));
    }
    let (name, port) = match authority
        .strip_prefix('[')
        .and_then(|v6| v6.split_once(']'))
    {
        Some((v6, port)) => {
            let fits = |b: u8| b.is_ascii_hexdigit() || matches!(b, b':' | b'.');
            let is_address = v6.contains(':') && v6.bytes().all(fits);
            if !is_address || !(port.is_empty() || port.starts_with(':')) {
                return Err(fault(format!("`{authority}` is no host")));
            }
            (
                format!("[{}]", v6.to_ascii_lowercase()),
                &port[port.len().min(1)..],
            )
        }
        None => {
            let (name, port) = authority.split_once(':').unwrap_or((authority, ""));
            (domain(name)?, port)
        }
    };
    if port.is_empty() {
        return Ok(name);
    }
    let number = port.parse::<u16>().ok().filter(|n| *n > 0);
    let digits = port.bytes().all(|b| b.is_ascii_digit());
    match number.filter(|_| digits) {
        None => Err(slip(
            format!("`{port}` is no port: that is a number from 1 to 65535"),
            &format!("{scheme}{name}/{path}"),
        )),
        Some(443) if scheme == "https://" => Ok(name),
        Some(80) if scheme == "http://" => Ok(name),
        Some(port) => Ok(format!("{name}:{port}")),
    }
}

/// Returns a host's name in lower case; a name in another script as `xn--…` (IDNA), which all programs understand.
fn domain(name: &str) -> Result<String, BaseUrlFault> {
    let refused = || fault(format!("`{name}` is no host"));
    let decoded = percent_decode_str(name)
        .decode_utf8()
        .map_err(|_| refused())?;
    let ascii = idna::domain_to_ascii(decoded.trim_end_matches('.')).map_err(|_| refused())?;
    let is_label = |label: &str| {
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        (1..=63).contains(&label.len())
            && label.bytes().all(fits)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if ascii.len() > 253 || !ascii.split('.').all(is_label) {
        return Err(refused());
    }
    Ok(ascii)
}

/// Returns the path of an address, with `/` before each part, percent-encoded as in links.
fn path(scheme: &str, host: &str, path: &str) -> Result<String, BaseUrlFault> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let up_to = |last: usize| format!("{scheme}{host}/{}", parts[..last].join("/"));
    let mut out = String::new();
    for (index, part) in parts.iter().enumerate() {
        let Ok(decoded) = percent_decode_str(part).decode_utf8() else {
            return Err(fault(format!("`{part}` in its path is not UTF-8")));
        };
        if matches!(&*decoded, "." | "..") {
            let plain: Vec<&str> = parts
                .iter()
                .copied()
                .filter(|other| other != part)
                .collect();
            let why = format!("its path holds `{part}`, which browsers take away");
            return Err(slip(why, &format!("{scheme}{host}/{}", plain.join("/"))));
        }
        if decoded.contains(['/', '\\']) || decoded.chars().any(char::is_control) {
            return Err(fault(format!("`{part}` cannot stand in its path")));
        }
        if let Some(at) = stray_percent(part) {
            let why = format!("`{}` in its path is no `%` with two digits", &part[at..]);
            return Err(fault(why));
        }
        let is_page = index + 1 == parts.len()
            && [".html", ".htm", ".php"]
                .iter()
                .any(|end| decoded.to_lowercase().ends_with(end));
        if is_page {
            let why = format!("it ends in a page, `{decoded}`, and has to be a folder");
            return Err(slip(why, &up_to(index)));
        }
        out.push('/');
        out.extend(utf8_percent_encode(part, ENCODED));
    }
    Ok(out)
}

/// Returns the offset of a `%` that does not begin an encoded byte.
fn stray_percent(part: &str) -> Option<usize> {
    let bytes = part.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let mut signs = part.match_indices('%').map(|(at, _)| at);
    signs.find(|at| !is_digit(at + 1) || !is_digit(at + 2))
}

fn is_forbidden(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "\"<>^`{|}".contains(c)
}

/// Returns true if a character is invisible. Such characters are often copied along with an address.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn an_address_is_brought_into_one_form() {
        for (text, origin, path) in [
            ("https://example.org", "https://example.org", ""),
            ("https://example.org/", "https://example.org", ""),
            ("https://example.org/a/b/", "https://example.org", "/a/b"),
            ("http://127.0.0.1:1111/", "http://127.0.0.1:1111", ""),
            (
                "https://example.org//press//",
                "https://example.org",
                "/press",
            ),
            ("https://example.org///", "https://example.org", ""),
            (
                "HTTPS://Example.ORG/Press/",
                "https://example.org",
                "/Press",
            ),
            ("https://example.org:443/", "https://example.org", ""),
            ("http://example.org:80/", "http://example.org", ""),
            ("https://example.org:8443/", "https://example.org:8443", ""),
            ("https://example.org:/", "https://example.org", ""),
            ("https://example.org./", "https://example.org", ""),
            (" https://example.org/ \n", "https://example.org", ""),
            ("https://localhost:8000", "https://localhost:8000", ""),
            ("http://[::1]:8000/", "http://[::1]:8000", ""),
            (
                "https://bücher.example/",
                "https://xn--bcher-kva.example",
                "",
            ),
            ("https://موقع.example/", "https://xn--4gbrim.example", ""),
            (
                "https://example.org/موجز/",
                "https://example.org",
                "/%D9%85%D9%88%D8%AC%D8%B2",
            ),
            (
                "https://example.org/%D9%85/",
                "https://example.org",
                "/%D9%85",
            ),
            (
                "https://example.org/'onclick='/a&b(c);d,e[f]/",
                "https://example.org",
                "/%27onclick=%27/a%26b%28c%29%3Bd%2Ce%5Bf%5D",
            ),
            (
                "https://example.org/~mona/",
                "https://example.org",
                "/~mona",
            ),
            (
                "https://example.org/it's/",
                "https://example.org",
                "/it%27s",
            ),
        ] {
            let base = BaseUrl::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
            assert_eq!((&*base.origin, &*base.path), (origin, path), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_the_one_that_was_meant() {
        for (text, why, meant) in [
            (
                "example.org/press",
                "must begin with",
                Some("https://example.org/press/"),
            ),
            (
                "//example.org",
                "must begin with",
                Some("https://example.org/"),
            ),
            (
                "https:/example.org",
                "must begin with",
                Some("https://example.org/"),
            ),
            (
                "https:example.org",
                "must begin with",
                Some("https://example.org/"),
            ),
            ("/briefing", "must begin with", None),
            ("ftp://example.org/", "must begin with", None),
            ("", "must begin with", None),
            ("https://", "names no host", None),
            (
                "https:///example.org",
                "names no host",
                Some("https://example.org/"),
            ),
            (
                "https://example.org/?x",
                "no `?`",
                Some("https://example.org/"),
            ),
            (
                "https://example.org/a#b",
                "no `#`",
                Some("https://example.org/a/"),
            ),
            (
                "https://mona:secret@example.org/a",
                "a password",
                Some("https://example.org/a/"),
            ),
            (
                "https://example.org\\press",
                "a backslash",
                Some("https://example.org/press/"),
            ),
            ("https://example.org/a b", "a space", None),
            ("https://example.org/\"a", "`\"`", None),
            ("https://example.org/<a>", "`<`", None),
            (
                "https://example.org/../x",
                "`..`",
                Some("https://example.org/x/"),
            ),
            (
                "https://example.org/./x",
                "`.`",
                Some("https://example.org/x/"),
            ),
            (
                "https://example.org/%2e%2E/x",
                "`%2e%2E`",
                Some("https://example.org/x/"),
            ),
            ("https://example.org/a%2Fb", "cannot stand", None),
            ("https://example.org/50%", "`%`", None),
            ("https://example.org/%zz", "`%zz`", None),
            (
                "https://example.org:port/",
                "no port",
                Some("https://example.org/"),
            ),
            (
                "https://example.org:99999/",
                "no port",
                Some("https://example.org/"),
            ),
            ("https://example..org/", "no host", None),
            ("https://-a.org/", "no host", None),
            ("https://exa$mple.org/", "no host", None),
            ("https://[::z]/", "no host", None),
            (
                "https://example.org/index.html",
                "ends in a page",
                Some("https://example.org/"),
            ),
            (
                "https://example\u{200B}.org/",
                "U+200B",
                Some("https://example.org/"),
            ),
            (
                "\u{202A}https://example.org/",
                "U+202A",
                Some("https://example.org/"),
            ),
        ] {
            let fault = BaseUrl::parse(text).expect_err(text);
            assert!(fault.why.contains(why), "{text}: {fault}");
            assert_eq!(fault.meant.as_deref(), meant, "{text}");
            assert!(!fault.to_string().contains("secret"), "{fault}");
        }
    }
}
