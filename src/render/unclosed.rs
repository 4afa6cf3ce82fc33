//! Finds elements of a page's shell that are not closed, or closed without having been opened.
//!
//! Takes the shell as a template printed it, before bodies are put in; returns the first fault. Elements that HTML closes
//! by itself, such as `<p>` and `<li>`, are left alone.

/// Elements without content.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements whose end tags may be left out.
const OPTIONAL: [&str; 19] = [
    "html", "head", "body", "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot",
    "colgroup", "option", "optgroup", "rt", "rp", "caption",
];

/// Elements whose content is not parsed as markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// A fault of a tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TagFault<'s> {
    /// The start tag of an element that is not closed.
    Unclosed(&'s str),
    /// An end tag without a start tag.
    Stray(&'s str),
}

/// A tag: its text, its name in small letters, and whether it is an end tag.
struct ShellTag<'s> {
    text: &'s str,
    name: String,
    is_end: bool,
}

/// Returns the first fault of a shell.
pub(super) fn first_fault(shell: &str) -> Option<TagFault<'_>> {
    let mut open: Vec<ShellTag<'_>> = Vec::new();
    let mut rest = shell;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(tag) = tag(rest) else {
            rest = &rest[1..];
            continue;
        };
        rest = &rest[tag.text.len()..];
        if VOID.contains(&tag.name.as_str()) || OPTIONAL.contains(&tag.name.as_str()) {
            continue;
        }
        if tag.is_end {
            match open.iter().rposition(|other| other.name == tag.name) {
                None => return Some(TagFault::Stray(tag.text)),
                Some(start) if start + 1 < open.len() => {
                    return Some(TagFault::Unclosed(open[start + 1].text));
                }
                Some(_) => drop(open.pop()),
            }
        } else if RAW.contains(&tag.name.as_str()) {
            rest = after_raw(rest, &tag.name);
        } else if !is_self_closed(tag.text) {
            open.push(tag);
        }
    }
    open.first().map(|tag| TagFault::Unclosed(tag.text))
}

/// Returns the text after the content of a raw element, from the end of its end tag's name.
fn after_raw<'s>(content: &'s str, name: &str) -> &'s str {
    let is_end = |at: usize| {
        let own = content.get(at + 2..at + 2 + name.len());
        own.is_some_and(|own| own.eq_ignore_ascii_case(name))
    };
    let mut ends = content.match_indices("</").map(|(at, _)| at);
    ends.find(|at| is_end(*at))
        .map_or("", |at| &content[at + 2 + name.len()..])
}

/// Returns true for a tag such as `<path d="" />`. The slash of `<a href=/en/>` belongs to the address.
fn is_self_closed(tag: &str) -> bool {
    let rest = tag.strip_suffix("/>");
    rest.is_some_and(|rest| {
        !rest.contains('=')
            || rest.ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\''))
    })
}

/// Reads the tag that a text begins with; `None` if there is none.
fn tag(text: &str) -> Option<ShellTag<'_>> {
    let inner = text.strip_prefix('<')?;
    let (is_end, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let length = inner
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(inner.len());
    let name = inner[..length].to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    let end = text.char_indices().find(|(_, c)| match (quote, *c) {
        (None, '>') => true,
        (None, '"' | '\'') => {
            quote = Some(*c);
            false
        }
        (Some(open), c) if c == open => {
            quote = None;
            false
        }
        _ => false,
    });
    let (end, _) = end?;
    Some(ShellTag {
        text: &text[..=end],
        name,
        is_end,
    })
}

#[cfg(test)]
mod tests {
    use super::TagFault::{Stray, Unclosed};
    use super::*;

    #[test]
    fn elements_that_have_to_be_closed_are() {
        for (shell, expected) in [
            ("<main><p>a<p>b<ul><li>c</ul></main>", None),
            (
                "<main><div class=\"x>y\"><br><img src=a></div></main>",
                None,
            ),
            (
                "<script>if (a < b) \"<div>\"</script><title><b></title>",
                None,
            ),
            ("<svg><path d=\"\"/></svg><!-- <div> -->", None),
            (
                "<main><div class=\"x\"><p>a</main>",
                Some(Unclosed("<div class=\"x\">")),
            ),
            (
                "<main><a href=/en/>a</a><STYLE>b</STYLE><br/></main><hr/>",
                None,
            ),
            ("<section>", Some(Unclosed("<section>"))),
            ("<p>a</div>", Some(Stray("</div>"))),
            ("a < b <3", None),
        ] {
            assert_eq!(first_fault(shell), expected, "{shell}");
        }
    }
}
