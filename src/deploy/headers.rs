//! Decides the HTTP headers of each file: its type, its language, and how long it may be cached.
//!
//! Takes a path of the site; returns the values of three headers, and the stage in which the file is uploaded. It reads no
//! files.

use std::collections::BTreeSet;

use crate::media::content_type;

/// For files whose names contain a digest of their content: they never change, so browsers may cache them for a year, the
/// longest useful time (RFC 9111, section 1.2.2).
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For all other files: browsers must ask each time if the file changed.
const ASK_AGAIN: &str = "public, max-age=0, must-revalidate";

/// Minimum length, in characters, of a digest in a file name.
const DIGEST: usize = 10;

/// The stage of a deploy in which a file is uploaded. Files that others need are uploaded first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// A file that pages load or link to.
    Asset,
    Page,
    /// A file with links for readers or programs, such as a feed, a sitemap or `_redirects`.
    Guide,
}

impl Stage {
    /// Returns the stage of a file.
    pub fn of(path: &str) -> Stage {
        let path = uncompressed(path);
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending {
            "html" => Stage::Page,
            "xml" | "json" | "csv" | "opml" | "txt" => Stage::Guide,
            _ if matches!(name, "_redirects" | "_headers") => Stage::Guide,
            _ => Stage::Asset,
        }
    }
}

/// The HTTP headers of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headers {
    pub content_type: String,
    pub cache_control: &'static str,
    /// `Content-Language`; only for pages and feeds in one language.
    pub language: Option<String>,
}

impl Headers {
    /// Returns the headers of the file at a path, in a site with these languages.
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

    /// Returns a short digest of the headers: 8 hexadecimal digits.
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

/// Returns true if the name of an asset or of a search file contains a digest of its content, as in
/// `assets/nashra.0123456789.css`.
fn is_named_by_digest(path: &str) -> bool {
    let is_hex = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    (path.starts_with("assets/") || path.starts_with("search/"))
        && uncompressed(path)
            .rsplit('.')
            .nth(1)
            .is_some_and(|part| part.len() >= DIGEST && part.chars().all(is_hex))
}

/// Returns a path without the `.gz` or `.br` of a compressed copy.
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
            ("search/ar/d.0123456789ab.bin", Stage::Asset, true, None),
            ("search/ar/index.json", Stage::Guide, false, None),
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
