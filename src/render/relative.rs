//! Makes links within the site relative, for a site that is opened from the disk or moved to any address.
//!
//! Parts that many pages share are rendered once, before it is known which page they go into. So a link begins with a
//! placeholder, which the finished page replaces by the path to the root of the site. On disk, no server maps a folder
//! to its page, so a link to a folder gets its `index.html`.

use crate::parse::config::ROOT_MARK;

/// Copies the page for the path `output` to `out`, with its links made relative.
pub(super) fn settle(page: &str, output: &str, out: &mut String) {
    let up = "../".repeat(output.matches('/').count());
    let mut parts = page.split(ROOT_MARK);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let part = part.strip_prefix('/').unwrap_or(part);
        // Addresses are percent-encoded and contain none of these characters.
        let is_end =
            |c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '#' | '?');
        let (path, rest) = part.split_at(part.find(is_end).unwrap_or(part.len()));
        out.push_str(&up);
        out.push_str(path);
        if path.is_empty() || path.ends_with('/') {
            out.push_str("index.html");
        }
        out.push_str(rest);
    }
}

/// Replaces the mark by the site's path, in a text for programs: they have no page that links could be relative to.
pub(super) fn unmarked(text: String, path: &str) -> String {
    if text.contains(ROOT_MARK) {
        text.replace(ROOT_MARK, path)
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_goes_from_its_page_to_a_file() {
        for (output, link, expected) in [
            ("index.html", "\"@/en/\"", "\"en/index.html\""),
            ("404.html", "@/", "index.html"),
            (
                "en/index.html",
                "href=@/assets/a.css>",
                "href=../assets/a.css>",
            ),
            (
                "en/404.html",
                "href=@/en/topics/>",
                "href=../en/topics/index.html>",
            ),
            (
                "en/articles/a/index.html",
                "\"@/en/articles/b/#p4\"",
                "\"../../../en/articles/b/index.html#p4\"",
            ),
            (
                "en/articles/a/index.html",
                "srcset=\"@/assets/x.480.png 480w, @/assets/x.960.png 960w\"",
                "srcset=\"../../../assets/x.480.png 480w, ../../../assets/x.960.png 960w\"",
            ),
            (
                "ar/old/index.html",
                "content=\"0; url=@/ar/new/\"",
                "content=\"0; url=../../ar/new/index.html\"",
            ),
            (
                "en/search/index.html",
                "action=@/en/search/?q=",
                "action=../../en/search/index.html?q=",
            ),
            ("en/index.html", "no link", "no link"),
        ] {
            let mut got = String::new();
            settle(&link.replace('@', ROOT_MARK), output, &mut got);
            assert_eq!(got, expected);
        }
    }
}
