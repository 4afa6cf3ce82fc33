//! Prepares a body's HTML for feeds, where it is read outside of its page.
//!
//! Takes the HTML of a page and the page's address; returns HTML in which every address is absolute, without parts that
//! work only on the page: ids, classes, styles, scripts, several sizes of a picture, the drawing of a chart.

use crate::render::exports::markup::{HtmlToken, Omission, attributes, in_small_letters, tokens};

/// Returns `true` for attributes that are kept, since they have a meaning outside of the page.
#[rustfmt::skip]
fn is_kept(name: &str) -> bool {
    matches!(
        name,
        "abbr" | "alt" | "cite" | "colspan" | "controls" | "datetime" | "dir" | "headers" | "height" | "href" | "hreflang"
            | "lang" | "poster" | "reversed" | "rowspan" | "scope" | "src" | "start" | "title" | "width"
    )
}

/// Attributes that are kept and whose value is an address.
const ADDRESSES: [&str; 4] = ["cite", "href", "poster", "src"];
/// Schemes that addresses may have. All others are removed as unsafe.
const SCHEMES: [&str; 4] = ["http:", "https:", "mailto:", "tel:"];

/// Appends HTML in the form for feeds. `page` is the absolute address of its page, `origin` its scheme and host.
pub(super) fn write_content(html: &str, page: &str, origin: &str, out: &mut String) {
    let mut omission = Omission::default();
    for (place, token) in tokens(html) {
        if omission.takes(token, &[]) {
            continue;
        }
        match token {
            HtmlToken::Text if html[place.clone()].starts_with('<') => {
                out.push_str("&lt;");
                out.push_str(&html[place.start + 1..place.end]);
            }
            HtmlToken::Text => out.push_str(&html[place]),
            // Unwrapped: a closed `details` would hide the table of a chart, and programs that do not know the element show
            // no box.
            HtmlToken::Open("details", _) | HtmlToken::Close("details") => {}
            HtmlToken::Open("summary", _) => out.push_str("<p>"),
            HtmlToken::Close("summary") => out.push_str("</p>"),
            HtmlToken::Open(name, own) => {
                out.push('<');
                out.push_str(name);
                for (name, value) in attributes(own) {
                    write_attribute(name, value, page, origin, out);
                }
                out.push('>');
            }
            HtmlToken::Close(_) => out.push_str(&html[place]),
            HtmlToken::Other => {}
        }
    }
}

/// Appends an attribute unless it is to be removed. `value` is escaped as in the HTML source.
fn write_attribute(name: &str, value: &str, page: &str, origin: &str, out: &mut String) {
    let name = in_small_letters(name);
    if !is_kept(&name) {
        return;
    }
    let (before, value) = if ADDRESSES.contains(&&*name) {
        match absolute(value.trim(), page, origin) {
            Some(address) => address,
            None => return,
        }
    } else {
        ("", value)
    };
    out.extend([" ", &*name, "=\"", before]);
    for (index, part) in value.split('"').enumerate() {
        out.push_str(if index > 0 { "&quot;" } else { "" });
        out.push_str(part);
    }
    out.push('"');
}

/// Makes an address of a page absolute: returns a prefix, and the value to append to it. `None` if the scheme is not
/// allowed.
pub(super) fn absolute<'v>(
    value: &'v str,
    page: &'v str,
    origin: &'v str,
) -> Option<(&'v str, &'v str)> {
    let begins = |scheme: &&str| {
        let start = value.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    if SCHEMES.iter().any(begins) {
        return Some(("", value));
    }
    if value.starts_with("//") {
        let scheme = origin.split("//").next().unwrap_or_default();
        return Some((scheme, value));
    }
    if value.starts_with('/') {
        return Some((origin, value));
    }
    let first = value.split(['/', '?', '#']).next().unwrap_or_default();
    // An escaped colon is not detected, but after the page's address it cannot begin a scheme.
    (!first.contains(':')).then_some((page, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_stands_by_itself() {
        for (html, expected) in [
            (
                "<p id=\"p1\" class=\"par\" data-p=\"1\">See <a class=\"x\" href=\"#p4\">[4]</a>.</p>",
                "<p>See <a href=\"https://a.org/b/en/x/#p4\">[4]</a>.</p>",
            ),
            (
                "<img src=\"/b/en/x/a.png\" alt=\"A &quot;b&quot;\" srcset=\"/b/c.png 480w\" sizes=\"1px\" width=\"4\" height=\"3\" loading=\"lazy\">",
                "<img src=\"https://a.org/b/en/x/a.png\" alt=\"A &quot;b&quot;\" width=\"4\" height=\"3\">",
            ),
            // HTML that an author wrote.
            (
                "<a href='map.png' onclick='x()' style='color:red'>m</a>",
                "<a href=\"https://a.org/b/en/x/map.png\">m</a>",
            ),
            (
                "<a href=\"//c.org/\">c</a><a href=\"HTTPS://c.org/\">d</a>",
                "<a href=\"https://c.org/\">c</a><a href=\"HTTPS://c.org/\">d</a>",
            ),
            (
                "<a href=\"mailto:a@b.org\">c</a>",
                "<a href=\"mailto:a@b.org\">c</a>",
            ),
            ("<a href=\" javascript:x()\">c</a>", "<a>c</a>"),
            (
                "<a href=\"?a:b\">c</a>",
                "<a href=\"https://a.org/b/en/x/?a:b\">c</a>",
            ),
            ("a<script>b()</script><style>c{}</style>d<!-- e -->", "ad"),
            ("a<svg><svg></svg><p>b</p></svg>c<input type=text>d", "acd"),
            ("1 < 2", "1 &lt; 2"),
            (
                "<div class=\"plot\"><div>1</div></div><details><summary>N</summary><table></table></details>",
                "<p>N</p><table></table>",
            ),
            (
                "<span lang=\"ru\" dir=\"ltr\">РГ</span> <bdi dir=\"ltr\">3–5%</bdi>",
                "<span lang=\"ru\" dir=\"ltr\">РГ</span> <bdi dir=\"ltr\">3–5%</bdi>",
            ),
        ] {
            let mut out = String::new();
            write_content(html, "https://a.org/b/en/x/", "https://a.org", &mut out);
            assert_eq!(out, expected, "{html}");
        }
    }
}
