//! Lays the text of an editor, which may not be saved, over a file of the site.

use super::walk::{is_left_over, is_loaded, is_unfit};
use super::{Content, LARGEST_TEXT, MOST_FOLDERS, Sources};

impl Sources {
    /// Replaces the content of a file by what an editor holds, or adds the file if it was never saved. Returns false, and
    /// changes nothing, if the file is no text of a site, or if what is on disk is no text: it cannot be read, is too large,
    /// or is not UTF-8. Then its own findings say so.
    ///
    /// [`refresh`](Sources::refresh) brings back what is on disk.
    pub fn overlay(&mut self, path: &str, text: &str) -> bool {
        if !is_text_of_site(path) || text.len() as u64 > LARGEST_TEXT {
            return false;
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
        assert!(!sources.overlay("content/names.toml", &long));
    }
}
