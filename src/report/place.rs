//! Where findings stand, for programs: regions of lines and columns, and the paths that they look files up by.
//!
//! Takes diagnostics and a way to look up sources; gives numbers and text.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::report::{Position, floor};

/// From a character to the one after the last; both are the same where a finding is about a place between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// The first character.
    pub start: Position,
    /// The character after the last.
    pub end: Position,
}

/// Finds the regions of findings. Findings that come in the order of their files and places, as sorted ones do, are
/// found by reading each file once.
pub struct Places<S> {
    source: S,
    path: String,
    /// Where the last finding began; `None` where its file cannot be read.
    last: Option<Cursor>,
}

/// A place in a text that moves on.
#[derive(Clone, Copy)]
struct Cursor {
    byte: usize,
    at: Position,
}

const BEGINNING: Cursor = Cursor {
    byte: 0,
    at: Position { line: 1, column: 1 },
};

impl<'s, S: Fn(&str) -> Option<&'s str>> Places<S> {
    /// `source` gives the text of a file by its path, as far as it can be read.
    pub fn new(source: S) -> Self {
        Places {
            source,
            path: String::new(),
            last: None,
        }
    }

    /// The region of a finding and the words there; `None` where it is about a file as a whole or its file cannot be
    /// read.
    pub fn find(&mut self, diagnostic: &Diagnostic) -> Option<(Region, &'s str)> {
        let span = diagnostic.span.clone()?;
        let text = (self.source)(&diagnostic.path)?;
        let start = floor(text, span.start);
        let end = floor(text, span.end).max(start);
        let goes_on = *self.path == *diagnostic.path;
        let last = self.last.filter(|last| goes_on && last.byte <= start);
        let first = last.unwrap_or(BEGINNING).advance(text, start);
        if !goes_on {
            self.path = diagnostic.path.as_ref().to_owned();
        }
        self.last = Some(first);
        let region = Region {
            start: first.at,
            end: first.advance(text, end).at,
        };
        Some((region, &text[start..end]))
    }
}

impl Cursor {
    /// Moves on to a byte at or after this one. A byte order mark at the beginning has no column.
    fn advance(mut self, text: &str, to: usize) -> Cursor {
        for c in text[self.byte..to].chars() {
            let is_mark = self.byte == 0 && c == '\u{FEFF}';
            self.byte += c.len_utf8();
            match c {
                '\n' => {
                    self.at.line += 1;
                    self.at.column = 1;
                }
                _ if is_mark => {}
                _ => self.at.column += 1,
            }
        }
        self
    }
}

/// The path of a site's folder from the folder that readers of a report look files up in, such as the root of a
/// repository; with `/` between its parts, and empty where they are the same or the site is not below it.
///
/// Both paths should be absolute, without symbolic links.
pub fn folder(site: &Path, root: &Path) -> String {
    let below = site.strip_prefix(root).unwrap_or(Path::new(""));
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// A site's file from where readers look it up, the site being in `folder`.
pub fn below(folder: &str, path: &str) -> String {
    match folder.trim_end_matches('/') {
        "" => path.to_owned(),
        folder => format!("{folder}/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::position;

    /// Each text's findings are found in one go, in order and in the opposite one.
    #[test]
    fn regions_are_counted_as_people_count() {
        for text in [
            "",
            "a",
            "one\ntwo\r\nthree\n",
            "\u{FEFF}+++\ntitle = \"المعاهدة\"\n+++\n",
            "وقّعت\nدولتان",
        ] {
            let spans = (0..=text.len()).map(|at| at..(at + 5).min(text.len()));
            let mut found: Vec<_> = spans
                .map(|span| {
                    Diagnostic::new(
                        crate::diagnostic::codes::LANGUAGES_DIFFER,
                        &"a.md".into(),
                        "",
                    )
                    .at(span)
                })
                .collect();
            for _ in 0..2 {
                let mut places = Places::new(|_: &str| Some(text));
                for diagnostic in &found {
                    let span = diagnostic.span.clone().unwrap();
                    let expected = (position(text, span.start), position(text, span.end));
                    let (region, _) = places.find(diagnostic).unwrap();
                    assert_eq!((region.start, region.end), expected, "{text:?} {span:?}");
                }
                found.reverse();
            }
        }
    }

    #[test]
    fn a_finding_without_a_place_has_no_region() {
        let whole = Diagnostic::new(
            crate::diagnostic::codes::LANGUAGES_DIFFER,
            &"a.md".into(),
            "",
        );
        assert!(Places::new(|_: &str| Some("a")).find(&whole).is_none());
        let unread = whole.at(0..1);
        assert!(Places::new(|_: &str| None).find(&unread).is_none());
    }

    #[test]
    fn a_site_is_named_from_the_root() {
        for (site, root, expected) in [
            ("/repo", "/repo", ""),
            ("/repo/a/b", "/repo", "a/b"),
            ("/elsewhere", "/repo", ""),
            ("/repo", "/repo/a", ""),
        ] {
            assert_eq!(folder(Path::new(site), Path::new(root)), expected);
        }
        assert_eq!(below("", "config.toml"), "config.toml");
        assert_eq!(below("a/b", "config.toml"), "a/b/config.toml");
        assert_eq!(below("a/", "config.toml"), "a/config.toml");
    }
}
