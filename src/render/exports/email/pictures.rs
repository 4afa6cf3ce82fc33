//! Chooses the pictures of an e-mail: for each, the smallest file that is sharp at the width of the column, in a format
//! that mail programs show.
//!
//! Takes the HTML of the page. A picture of another format, such as WebP, which Outlook does not show, becomes a link with the
//! picture's description.

use std::ops::Range;

use crate::render::exports::markup::{HtmlToken, attributes, tokens};

/// Maximum width of a copy: screens have up to two pixels for each of the column's 600.
const WIDEST: u32 = 1_200;
/// Endings of files that all mail programs show.
const FORMATS: [&str; 4] = [".jpg", ".jpeg", ".png", ".gif"];
/// Extensions of picture files that some mail programs do not show.
const OTHER_FORMATS: [&str; 4] = [".webp", ".avif", ".svg", ".svgz"];

/// Returns HTML with the pictures that an e-mail shows.
pub(super) fn for_mail(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut links = 0_usize;
    for (place, token) in tokens(html) {
        match token {
            HtmlToken::Open(name, own) if name.eq_ignore_ascii_case("img") => {
                write_picture(html, place, own, links > 0, &mut out);
                continue;
            }
            HtmlToken::Open(name, _) if name.eq_ignore_ascii_case("a") => links += 1,
            HtmlToken::Close(name) if name.eq_ignore_ascii_case("a") => {
                links = links.saturating_sub(1)
            }
            _ => {}
        }
        out.push_str(&html[place]);
    }
    out
}

fn write_picture(html: &str, tag: Range<usize>, own: &str, is_in_link: bool, out: &mut String) {
    let value = |key: &str| {
        let mut found = attributes(own).filter(|(name, _)| name.eq_ignore_ascii_case(key));
        found.next().map(|(_, value)| value)
    };
    let Some(src) = value("src") else {
        out.push_str(&html[tag]);
        return;
    };
    let copies = value("srcset").map_or_else(Vec::new, candidates);
    let copies = copies
        .into_iter()
        .filter(|(file, _)| has_ending(file, &FORMATS));
    let copy = copies
        .filter(|(_, width)| *width <= WIDEST)
        .max_by_key(|(_, width)| *width);
    match copy {
        Some((copy, _)) => out.push_str(&html[tag].replacen(src, copy, 1)),
        None if has_ending(src, &OTHER_FORMATS) => {
            write_description(src, value("alt").unwrap_or_default(), is_in_link, out);
        }
        None => out.push_str(&html[tag]),
    }
}

/// Writes the description of a picture as a link to it. Texts are escaped as in the source.
fn write_description(src: &str, alt: &str, is_in_link: bool, out: &mut String) {
    if alt.trim().is_empty() {
        return;
    }
    if is_in_link {
        out.push_str(alt);
        return;
    }
    out.push_str("<a href=\"");
    out.push_str(src);
    out.push_str("\">");
    out.push_str(alt);
    out.push_str("</a>");
}

/// Returns the files of a `srcset`, each with its width.
fn candidates(srcset: &str) -> Vec<(&str, u32)> {
    let all = srcset.split(',').map(str::trim);
    let candidates = all.filter_map(|one| {
        let (file, width) = one.rsplit_once(' ')?;
        Some((file, width.strip_suffix('w')?.parse().ok()?))
    });
    candidates.collect()
}

/// Returns true if the path of an address ends in one of `endings`.
fn has_ending(address: &str, endings: &[&str]) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.to_ascii_lowercase();
    endings.iter().any(|ending| path.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_shows_small_pictures_of_formats_that_programs_know() {
        for (html, expected) in [
            (
                "<img src=\"/a.jpg\" alt=\"A\" srcset=\"/a-480.jpg 480w, /a-960.jpg 960w, /a-1600.jpg 1600w\" width=\"2400\">",
                "<img src=\"/a-960.jpg\" alt=\"A\" srcset=\"/a-480.jpg 480w, /a-960.jpg 960w, /a-1600.jpg 1600w\" width=\"2400\">",
            ),
            (
                "<img src=\"/a.png\" alt=\"\">",
                "<img src=\"/a.png\" alt=\"\">",
            ),
            (
                "<img src=\"https://a.org/picture?id=1\" alt=\"A\">",
                "<img src=\"https://a.org/picture?id=1\" alt=\"A\">",
            ),
            (
                "<img src=\"/a.webp\" alt=\"A &amp; b\" srcset=\"/a-960.webp 960w\">",
                "<a href=\"/a.webp\">A &amp; b</a>",
            ),
            (
                "<a href=\"/b/\"><img src=\"/a.svg\" alt=\"A\"></a>",
                "<a href=\"/b/\">A</a>",
            ),
            ("<p>a<img src=\"/a.avif\" alt=\"\"></p>", "<p>a</p>"),
        ] {
            assert_eq!(for_mail(html), expected, "{html}");
        }
    }
}
