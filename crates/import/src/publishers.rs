//! Who published an article: the entry of publishers.toml that it is, or a new one. Pure.

use super::{slug, words};

/// The id of a publisher of whom nothing is known.
pub(super) const UNKNOWN: &str = crate::placeholder::UNKNOWN_PUBLISHER;

/// Beginnings of a host's name that do not make it another publisher's.
const HOST_PREFIXES: [&str; 4] = ["www.", "m.", "amp.", "mobile."];

/// What a page says of its publisher.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said<'a> {
    /// The publisher's name.
    pub name: Option<&'a str>,
    /// The article's address.
    pub url: Option<&'a str>,
}

impl Said<'_> {
    /// Returns true if nothing is said of the publisher, neither a name nor an address.
    pub(super) fn is_nobody(&self) -> bool {
        self.name.is_none() && self.host().is_none()
    }

    fn host(&self) -> Option<String> {
        host(self.url?)
    }
}

/// The id of the publisher in the list whom a page names, and what it was known by.
///
/// The address decides before the name: `www.north.example` is `https://north.example`, and so is `ar.north.example` where
/// no entry has that host itself. Names are compared in all their languages, without vowel signs and capitals.
pub(super) fn find(list: &toml::Table, said: Said) -> Option<(String, &'static str)> {
    let by_host = said.host().and_then(|host| {
        let fit = |(id, entry): (&String, &toml::Value)| {
            let own = self::host(entry.get("url")?.as_str()?)?;
            let below = host
                .strip_suffix(&own)
                .is_some_and(|rest| rest.ends_with('.'));
            (host == own || below).then(|| (own.len(), id.clone()))
        };
        // The longest host is the closest; of several with one host, the first stands.
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

/// A new entry for the publisher whom a page names: its id, which is free in the list, and its lines. `None` where the
/// page gives neither a name nor an address.
///
/// `language` is the one that the name is in.
pub(super) fn new_entry(
    list: &toml::Table,
    said: Said,
    language: &str,
) -> Option<(String, String)> {
    let host = said.host();
    // A publisher of whom nothing but the address is known is named by it.
    let name = said.name.or(host.as_deref())?;
    let id = slug::of_name(name)
        .or_else(|| slug::of_name(host.as_deref()?))
        .unwrap_or_else(|| "publisher".to_string());
    // Ends, because a list has finitely many entries.
    let free = (2_u64..).map(|n| format!("{id}-{n}"));
    let id = std::iter::once(id.clone())
        .chain(free)
        .find(|id| !list.contains_key(id))
        .unwrap_or_default();
    let mut lines = format!("[{id}]\nname.{language} = {}\n", toml_string(name));
    if let Some(origin) = said.url.and_then(origin) {
        lines.push_str(&format!("url = {}\n", toml_string(&format!("{origin}/"))));
    }
    Some((id, lines))
}

/// An address on the web up to its host's end.
fn origin(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    url.get(..url.len() - rest.len() + host.len())
}

/// The host in an address on the web, in lower case and without what does not make it another publisher's.
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

/// A TOML string on one line: no line of a value can close the front matter.
pub(super) fn toml_string(text: &str) -> String {
    toml::Value::String(words::one_line(text)).to_string()
}
