//! What a host is to say of a file: its type, its language, and how long it may be kept.
//!
//! Takes a path of the site; gives the values of three headers, and the order in which files go up.

use std::collections::BTreeSet;

use crate::media::content_type;

/// A name that says what is in the file never says anything else: browsers need not ask again for a year, the longest time
/// that is of use (RFC 9111, section 1.2.2).
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// All else may be shown only after asking whether it is still the same.
const ASK_AGAIN: &str = "public, max-age=0, must-revalidate";

/// How many characters of a digest stand in a name that holds one, at least.
const DIGEST: usize = 10;

/// When a file goes up: what others need goes before those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// What pages load and link to.
    Asset,
    /// Pages.
    Page,
    /// What sends readers and programs to pages.
    Guide,
}

impl Stage {
    /// The stage of a file.
    pub fn of(path: &str) -> Stage {
        let path = uncompressed(path);
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending {
            "html" => Stage::Page,
            "xml" | "json" | "opml" | "txt" => Stage::Guide,
            _ if matches!(name, "_redirects" | "_headers") => Stage::Guide,
            _ => Stage::Asset,
        }
    }
}

/// What a host is to say of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headers {
    /// `Content-Type`.
    pub content_type: String,
    /// `Cache-Control`.
    pub cache_control: &'static str,
    /// `Content-Language`, of pages and feeds in a language.
    pub language: Option<String>,
}

impl Headers {
    /// What to say of the file at a path, in a site of these languages.
    pub fn of(path: &str, languages: &BTreeSet<String>) -> Headers {
        let is_text = Stage::of(path) != Stage::Asset;
        let top = path.split_once('/').map(|(top, _)| top);
        Headers {
            content_type: content_type(path),
            cache_control: if is_named_by_digest(path) {
                FOR_EVER
            } else {
                ASK_AGAIN
            },
            language: top
                .filter(|tag| is_text && languages.contains(*tag))
                .map(str::to_owned),
        }
    }

    /// A few characters that differ where the headers do.
    pub fn mark(&self) -> String {
        let Headers {
            content_type,
            cache_control,
            language,
        } = self;
        let all = format!("{content_type}\n{cache_control}\n{language:?}");
        blake3::hash(all.as_bytes()).to_hex()[..8].to_owned()
    }
}

/// Whether an asset's name holds the digest of what is in it, as in `assets/nashra.0123456789.css`.
fn is_named_by_digest(path: &str) -> bool {
    let is_hex = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    path.starts_with("assets/")
        && uncompressed(path)
            .rsplit('.')
            .nth(1)
            .is_some_and(|part| part.len() >= DIGEST && part.chars().all(is_hex))
}

/// A path without the ending of a compressed copy.
fn uncompressed(path: &str) -> &str {
    let bare = path
        .strip_suffix(".gz")
        .or_else(|| path.strip_suffix(".br"));
    bare.unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_files() {
        let languages = BTreeSet::from(["ar".to_owned(), "en".to_owned()]);
        for (path, stage, keep, language) in [
            ("index.html", Stage::Page, false, None),
            ("ar/index.html", Stage::Page, false, Some("ar")),
            ("en/a/index.html.br", Stage::Page, false, Some("en")),
            ("en/feed.xml", Stage::Guide, false, Some("en")),
            ("sitemap.xml", Stage::Guide, false, None),
            ("robots.txt", Stage::Guide, false, None),
            ("_redirects", Stage::Guide, false, None),
            ("de/index.html", Stage::Page, false, None),
            ("en/a/map.png", Stage::Asset, false, None),
            ("assets/nashra.dfde4704d3.css", Stage::Asset, true, None),
            ("assets/nashra.dfde4704d3.css.gz", Stage::Asset, true, None),
            ("assets/icon.svg", Stage::Asset, false, None),
            (
                "assets/b-480.0123456789abcdef0123.jpg",
                Stage::Asset,
                true,
                None,
            ),
            ("en/a/report.2024061900.pdf", Stage::Asset, false, None),
        ] {
            let headers = Headers::of(path, &languages);
            assert_eq!(Stage::of(path), stage, "{path}");
            assert_eq!(headers.cache_control == FOR_EVER, keep, "{path}");
            assert_eq!(headers.language.as_deref(), language, "{path}");
        }
    }
}
