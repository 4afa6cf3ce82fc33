//! Locates findings for programs: computes line and column ranges, and paths relative to the root of a report.
//!
//! Takes diagnostics and a function that returns sources; returns numbers and text.

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::report::{Position, floor};

/// A range of characters. Start and end are equal for a finding about a place between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    pub start: Position,
    /// Position of the character after the last.
    pub end: Position,
}

/// Computes the regions of findings. If the findings are sorted by file and place, it scans each file only once.
pub struct Places<S> {
    source: S,
    path: String,
    /// Position of the last finding's start; `None` if its file could not be read.
    last: Option<TextCursor>,
}

/// A position in a text that moves forward.
#[derive(Clone, Copy)]
struct TextCursor {
    byte: usize,
    at: Position,
}

const BEGINNING: TextCursor = TextCursor {
    byte: 0,
    at: Position { line: 1, column: 1 },
};

impl<'s, S: Fn(&str) -> Option<&'s str>> Places<S> {
    /// Takes a function that returns the text of a file by its path, as far as it is valid UTF-8.
    pub fn new(source: S) -> Self {
        Places {
            source,
            path: String::new(),
            last: None,
        }
    }

    /// Returns the region of a finding and the words there; `None` if it is about a whole file, or the file cannot be read.
    pub fn find(&mut self, diagnostic: &Diagnostic) -> Option<(Region, &'s str)> {
        self.find_at(&diagnostic.path, diagnostic.span.clone()?)
    }

    /// The region of a part of a file and the words there; `None` where the file cannot be read.
    pub fn find_at(&mut self, path: &str, span: Range<usize>) -> Option<(Region, &'s str)> {
        let text = (self.source)(path)?;
        let start = floor(text, span.start);
        let end = floor(text, span.end).max(start);
        let goes_on = self.path == path;
        let last = self.last.filter(|last| goes_on && last.byte <= start);
        let first = last.unwrap_or(BEGINNING).advance(text, start);
        if !goes_on {
            self.path = path.to_owned();
        }
        self.last = Some(first);
        let region = Region {
            start: first.at,
            end: first.advance(text, end).at,
        };
        Some((region, &text[start..end]))
    }
}

impl TextCursor {
    /// Moves forward to a byte offset at or after the current one. A byte order mark at the start of the text has no
    /// column.
    fn advance(mut self, text: &str, to: usize) -> TextCursor {
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

/// Returns the path of a site's folder, relative to the folder in which files of a report are looked up, such as the
/// root of a repository. It has `/` as separator, and is empty if both are the same or the site is not below `root`.
///
/// Both paths should be absolute, without symbolic links.
pub fn folder(site: &Path, root: &Path) -> String {
    let below = site.strip_prefix(root).unwrap_or(Path::new(""));
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Joins a site's folder, as [`folder`] returns it, and the path of a file in the site.
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

    /// Findings of each text are located in order, and in reverse order.
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
