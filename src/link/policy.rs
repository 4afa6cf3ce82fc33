//! Checks if the site's Content-Security-Policy allows the resources that a text's own HTML asks for.
//!
//! Every page has a policy, so that no other host is contacted unless config.toml allows it. A forbidden element shows
//! nothing in a browser, which authors may not notice; so it is reported.

use crate::diagnostic::codes;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parse::markdown::Resource;

/// Returns true if the policy allows a resource. `allow` has the sources that config.toml adds, by directive.
pub(super) fn allows(allow: &[(&'static str, Vec<String>)], resource: &Resource) -> bool {
    let mut sources = allow
        .iter()
        .filter(|(directive, _)| *directive == resource.directive)
        .flat_map(|(_, sources)| sources);
    sources.any(|source| matches_source(source, &resource.url))
}

/// Returns true if an address matches a source of a policy: a host, optionally with port and path (CSP level 3, section
/// 6.7.2.8).
fn matches_source(source: &str, url: &str) -> bool {
    let without_scheme = |text: &str| {
        let text = text.to_owned();
        let rest = text.strip_prefix("https://").or(text.strip_prefix("//"));
        rest.map(str::to_owned)
    };
    let (Some(source), Some(url)) = (without_scheme(source), without_scheme(url)) else {
        return false;
    };
    let parts = |text: &str| {
        let end = text.find(['/', '?', '#']).unwrap_or(text.len());
        (text[..end].to_ascii_lowercase(), text[end..].to_owned())
    };
    let ((host, path), (asked, place)) = (parts(&source), parts(&url));
    let is_host = match host.strip_prefix("*.") {
        Some(domain) => asked
            .strip_suffix(domain)
            .is_some_and(|rest| rest.ends_with('.')),
        None => host == "*" || asked == host,
    };
    let is_path = match path.as_str() {
        "" => true,
        folder if folder.ends_with('/') => place.starts_with(folder),
        file => place.split(['?', '#']).next() == Some(file),
    };
    is_host && is_path
}

/// Reports a resource that browsers will not load, with advice.
pub(super) fn forbidden(path: &Arc<str>, resource: &Resource) -> Diagnostic {
    let Resource {
        url,
        element,
        directive,
        span,
    } = resource;
    let url: String = url.chars().take(60).collect();
    let key = match *directive {
        "img-src" => Some("images"),
        "media-src" => Some("media"),
        "frame-src" => Some("frames"),
        "script-src" => Some("scripts"),
        _ => None,
    };
    let is_elsewhere = url.contains("//");
    let (message, help) = match (key, is_elsewhere) {
        (Some("scripts"), true) => (
            format!("browsers will not run `{url}`: pages ask no other host for anything"),
            "delete the element, or allow the host in config.toml, as `scripts` in [publish.allow]"
                .into(),
        ),
        (Some(key), true) => (
            format!(
                "browsers will not load `{url}` for this <{element}>: pages ask no other host for anything"
            ),
            format!(
                "put the file into the article's folder, link to it, or allow the host in config.toml, as `{key}` in [publish.allow]"
            ),
        ),
        (_, true) => (
            format!(
                "browsers will not let this <{element}> have `{url}`: pages have nothing to do with other hosts"
            ),
            "link to it instead".into(),
        ),
        (_, false) => (
            format!(
                "browsers will not show `{url}` in this <{element}>: no page of the site stands in another"
            ),
            "link to it instead, or write what it shows into the text".into(),
        ),
    };
    let code = match *directive {
        "img-src" => codes::PICTURE_ELSEWHERE,
        _ => codes::RESOURCE_FORBIDDEN,
    };
    Diagnostic::new(code, path, message)
        .at(span.clone())
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::matches_source;

    #[test]
    fn a_source_allows_what_it_names() {
        for (source, url, expected) in [
            ("https://maps.example", "https://maps.example/x?y", true),
            ("https://maps.example", "//maps.example/x", true),
            ("https://maps.example", "http://maps.example/x", false),
            ("https://maps.example", "https://maps.example.evil/", false),
            ("https://*.example", "https://a.maps.example/", true),
            ("https://*.example", "https://example/", false),
            ("https://maps.example/a/", "https://maps.example/a/b", true),
            ("https://maps.example/a/", "https://maps.example/b", false),
            ("https://maps.example:8443", "https://maps.example/", false),
        ] {
            assert_eq!(matches_source(source, url), expected, "{source} {url}");
        }
    }
}
