//! Writes `_headers` and `_redirects`.

use crate::plan::exports::{HeadersView, RedirectsView};

/// Permissions that no page needs, and that browsers should deny.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
     microphone=(), midi=(), payment=(), usb=()";

/// Caches for a year: files with a digest in their name never change.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Caches pages but revalidates them each time, so that a correction is seen at once.
const ASK: &str = "public, max-age=0, must-revalidate";

/// Folders of a language that have feeds.
const FEED_FOLDERS: [&str; 5] = [
    "",
    "topics/:topic/",
    "authors/:author/",
    "editions/",
    "corrections/",
];
/// Files of feeds with their media types, which do not follow from the names.
const FEED_TYPES: [(&str, &str); 2] = [
    ("feed.xml", "application/atom+xml; charset=utf-8"),
    ("feed.json", "application/feed+json; charset=utf-8"),
];

/// Returns `_headers`: rules of paths and headers. All rules that match a path apply, and hosts join duplicate values,
/// so no two rules set the same header for the same path.
pub(super) fn headers(view: &HeadersView, inline: bool) -> String {
    let path = &view.path;
    let policy = view.policy.of_site(inline);
    let mut rules = format!(
        "{path}/*\n  Content-Security-Policy: {policy}; frame-ancestors 'none'\n  \
         X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n  \
         Permissions-Policy: {PERMISSIONS}\n  Cross-Origin-Opener-Policy: same-origin\n\n\
         {path}/assets/*\n  Cache-Control: {FOR_EVER}\n\n{path}/\n  Cache-Control: {ASK}\n"
    );
    for language in &view.languages {
        rules.push_str(&format!("\n{path}/{language}/*\n  Cache-Control: {ASK}\n"));
        for folder in FEED_FOLDERS {
            for (file, kind) in FEED_TYPES {
                rules.push_str(&format!(
                    "\n{path}/{language}/{folder}{file}\n  Content-Type: {kind}\n"
                ));
            }
        }
    }
    rules
}

/// Returns `_redirects`: lines of source, target and status. If a host ignores a line and serves the page at the old
/// address, that page redirects as well.
pub(super) fn redirects(view: &RedirectsView) -> String {
    let moved = view
        .moved
        .iter()
        .map(|(from, to)| format!("{from} {to} 301\n"));
    let missing = view
        .missing
        .iter()
        .map(|(folder, page)| format!("{folder}* {page} 404\n"));
    moved.chain(missing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::policy::Policy;

    #[test]
    fn headers_hold_below_the_path_of_the_site_and_none_is_given_twice() {
        for (path, languages) in [("", &["ar", "en"][..]), ("/briefing", &["en"])] {
            let view = HeadersView {
                path: path.into(),
                languages: languages.iter().map(|tag| (*tag).to_owned()).collect(),
                policy: Policy::default(),
            };
            let rules = headers(&view, false);
            let (mut paths, mut names) = (Vec::new(), Vec::new());
            for line in rules.lines().filter(|line| !line.is_empty()) {
                match line.strip_prefix("  ") {
                    // A header may be in several rules only if no path can match two of them.
                    Some(header) => names.push((paths.last().copied(), header.split(": ").next())),
                    None => paths.push(line),
                }
            }
            assert!(
                paths
                    .iter()
                    .all(|rule| rule.starts_with(&format!("{path}/"))),
                "{rules}"
            );
            let caches = names
                .iter()
                .filter(|(_, name)| *name == Some("Cache-Control"));
            let cached: Vec<_> = caches.filter_map(|(path, _)| *path).collect();
            let all = format!("{path}/*");
            assert!(!cached.contains(&all.as_str()), "{rules}");
            assert!(
                cached.contains(&format!("{path}/assets/*").as_str()),
                "{rules}"
            );
            assert!(rules.contains("frame-ancestors 'none'"), "{rules}");
            assert!(rules.contains("script-src 'self';"), "{rules}");
            for folder in [
                "",
                "topics/:topic/",
                "authors/:author/",
                "editions/",
                "corrections/",
            ] {
                let feed =
                    format!("{path}/en/{folder}feed.xml\n  Content-Type: application/atom+xml");
                assert!(rules.contains(&feed), "{feed}: {rules}");
            }
        }
    }

    #[test]
    fn what_has_moved_comes_before_what_is_missing() {
        let pair = |(a, b): (&str, &str)| (a.to_owned(), b.to_owned());
        let view = RedirectsView {
            moved: vec![pair(("/b/ar/old/", "/b/ar/articles/new/"))],
            missing: [("/b/ar/", "/b/ar/404.html"), ("/b/", "/b/404.html")]
                .map(pair)
                .into(),
        };
        assert_eq!(
            redirects(&view),
            "/b/ar/old/ /b/ar/articles/new/ 301\n/b/ar/* /b/ar/404.html 404\n/b/* /b/404.html 404\n"
        );
    }
}
