//! Lays the text of an editor, which may not be saved, over a file of the site.

use super::walk::{is_left_over, is_loaded, is_unfit, too_large};
use super::{Content, LARGEST_TEXT, MOST_FOLDERS, Sources};
use crate::diagnostic::{Diagnostic, codes};

impl Sources {
    /// Replaces the content of a file by the text in an editor, or adds the file if it was never saved. Returns false
    /// without a change if the file is not a text of a site, or if the file on disk is unreadable or not UTF-8, which
    /// its own findings report. Also returns false if the editor's text is too large, which is then the file's finding.
    ///
    /// [`refresh`](Sources::refresh) restores the content on disk.
    pub fn overlay(&mut self, path: &str, text: &str) -> bool {
        if !is_text_of_site(path) {
            return false;
        }
        let size = text.len() as u64;
        if size > LARGEST_TEXT {
            self.files.remove(path);
            self.faults.insert(path.into(), vec![too_large(path, size)]);
            return false;
        }
        // What was too large in the editor or on disk no longer is.
        let is_too_large = |faults: &Vec<Diagnostic>| {
            faults
                .iter()
                .all(|fault| fault.code == codes::FILE_TOO_LARGE)
        };
        if self.faults.get(path).is_some_and(is_too_large) {
            self.faults.remove(path);
        }
        let is_text = match self.content(path) {
            Some(Content::Loaded { .. }) => self.text(path).is_some(),
            Some(Content::Attached(_) | Content::Picture(_)) => false,
            None => !self.failed().any(|failed| failed.as_ref() == path),
        };
        if is_text {
            self.insert(path, text.as_bytes().to_vec());
        }
        is_text
    }
}

/// Returns true if a file at this path is read as a text of the site; see `walk`.
fn is_text_of_site(path: &str) -> bool {
    let mut parts = path.split('/');
    let is_in_site = match parts.next() {
        Some("config.toml") => return parts.next().is_none(),
        Some("content" | "themes") => is_loaded(path),
        _ => false,
    };
    let is_fit = |part: &str| !part.is_empty() && !is_left_over(part) && !part.contains(is_unfit);
    is_in_site && path.split('/').count() <= MOST_FOLDERS && path.split('/').all(is_fit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_the_site_are_replaced_and_nothing_else_is() {
        let mut sources = Sources::default();
        sources.insert("content/articles/a/binary.md", vec![0xFF, 0xFE]);
        for (path, is_text) in [
            ("config.toml", true),
            ("config.toml/x", false),
            ("content/articles/a/summary.en.md", true),
            ("content/articles/a/chart.png", false),
            ("content/articles/a/.summary.en.md.swp", false),
            ("content/articles/a/.hidden.md", false),
            ("content//a.md", false),
            ("content/articles/a/binary.md", false),
            ("themes/own/templates/page.html", true),
            ("README.md", false),
            ("", false),
        ] {
            assert_eq!(sources.overlay(path, "new"), is_text, "{path}");
            let is_new = sources.text(path) == Some("new");
            assert_eq!(is_new, is_text, "{path}");
        }
        let long = "x".repeat(LARGEST_TEXT as usize + 1);
        sources.insert("content/names.toml", b"# names".to_vec());
        assert!(!sources.overlay("content/names.toml", &long));
        let codes: Vec<_> = sources.faults().iter().map(|fault| fault.code).collect();
        assert_eq!(codes, [codes::FILE_TOO_LARGE]);
        assert_eq!(sources.text("content/names.toml"), None);
        assert!(sources.overlay("content/names.toml", "# short"));
        assert!(sources.faults().is_empty());
    }
}
