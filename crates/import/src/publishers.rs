//! Finds the entry of publishers.toml for an article's publisher, or makes a new one. Pure.

use super::{slug, words};

/// The id of an unknown publisher.
pub(super) const UNKNOWN: &str = crate::placeholder::UNKNOWN_PUBLISHER;

/// Prefixes of a host that do not change the publisher.
const HOST_PREFIXES: [&str; 4] = ["www.", "m.", "amp.", "mobile."];

/// The name and address from which a publisher is identified.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PublisherClues<'a> {
    /// The publisher's name.
    pub name: Option<&'a str>,
    /// The article's address.
    pub url: Option<&'a str>,
}

impl PublisherClues<'_> {
    /// Returns true if neither a name nor an address of a publisher is given.
    pub(super) fn is_nobody(&self) -> bool {
        self.name.is_none() && self.own_url().and_then(host).is_none()
    }

    fn host(&self) -> Option<String> {
        host(self.url?)
    }

    /// Returns the address unless its host names a machine, as the host of a copy or a test server does.
    fn own_url(&self) -> Option<&str> {
        self.url.filter(|url| !is_on_machine(url))
    }
}

/// Returns the id of the publisher's entry in the list, and the way in which it was found, in words.
///
/// The address takes precedence over the name: `www.north.example` matches `https://north.example`, and so does
/// `ar.north.example` unless an entry has that very host. Names are compared in all their languages, ignoring vowel signs
/// and case.
pub(super) fn find(list: &toml::Table, said: PublisherClues) -> Option<(String, &'static str)> {
    let by_host = said.host().and_then(|host| {
        let fit = |(id, entry): (&String, &toml::Value)| {
            let own = self::host(entry.get("url")?.as_str()?)?;
            let below = host
                .strip_suffix(&own)
                .is_some_and(|rest| rest.ends_with('.'));
            (host == own || below).then(|| (own.len(), id.clone()))
        };
        // The longest host is the most specific; of several entries with the same host, the first wins.
        list.iter()
            .filter_map(fit)
            .reduce(|a, b| if b.0 > a.0 { b } else { a })
    });
    if let Some((_, id)) = by_host {
        return Some((id, "by its address"));
    }
    let name = words::folded(said.name?);
    let named = |entry: &toml::Value| {
        let names = entry.get("name").and_then(toml::Value::as_table);
        names.is_some_and(|names| {
            names
                .values()
                .filter_map(toml::Value::as_str)
                .any(|n| words::folded(n) == name)
        })
    };
    let (id, _) = list.iter().find(|(_, entry)| named(entry))?;
    Some((id.clone(), "by its name"))
}

/// Makes a new entry for a publisher: its id, which is free in the list, and its lines. Returns `None` if neither a name
/// nor an address of a publisher is given.
///
/// `language` is the language of the name.
pub(super) fn new_entry(
    list: &toml::Table,
    said: PublisherClues,
    language: &str,
) -> Option<(String, String)> {
    let url = said.own_url();
    let host = url.and_then(host);
    // If only the address is known, the host serves as the name.
    let name = said.name.or(host.as_deref())?;
    let id = slug::of_name(name)
        .or_else(|| slug::of_name(host.as_deref()?))
        .unwrap_or_else(|| "publisher".to_string());
    // This ends, because a list has finitely many entries.
    let free = (2_u64..).map(|n| format!("{id}-{n}"));
    let id = std::iter::once(id.clone())
        .chain(free)
        .find(|id| !list.contains_key(id))
        .unwrap_or_default();
    let mut lines = format!("[{id}]\nname.{language} = {}\n", toml_string(name));
    if let Some(origin) = url.and_then(origin) {
        lines.push_str(&format!("url = {}\n", toml_string(&format!("{origin}/"))));
    }
    Some((id, lines))
}

/// Returns a web address up to the end of its host.
fn origin(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    url.get(..url.len() - rest.len() + host.len())
}

/// Returns true if the host of a web address is an IP address or `localhost`: it names a machine, not a publisher.
fn is_on_machine(url: &str) -> bool {
    let host = origin(url).and_then(|origin| origin.split_once("://"));
    let Some((_, host)) = host else {
        return false;
    };
    let name = host.split(':').next().unwrap_or_default();
    let last = name.trim_end_matches('.').rsplit('.').next();
    let last = last.unwrap_or_default();
    // Only IPv6 addresses are in brackets, and only IPv4 addresses end in a number.
    let is_number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    host.starts_with('[') || is_number || last.eq_ignore_ascii_case("localhost")
}

/// Returns the host of a web address in lower case, without [`HOST_PREFIXES`].
pub(super) fn host(url: &str) -> Option<String> {
    let (_, host) = origin(url)?.split_once("://")?;
    let host = host.split(':').next()?.to_lowercase();
    let host = HOST_PREFIXES
        .iter()
        .find_map(|prefix| host.strip_prefix(prefix))
        .unwrap_or(&host);
    let fits = |c: char| c.is_alphanumeric() || c == '.' || c == '-';
    (host.contains('.') && host.chars().all(fits)).then(|| host.to_string())
}

/// Returns a TOML string on one line, so that no line of a value can close the front matter.
pub(super) fn toml_string(text: &str) -> String {
    toml::Value::String(words::one_line(text)).to_string()
}
