//! A minimal HTML tokenizer for bodies, used to leave out parts of them.
//!
//! Takes the HTML made from Markdown, with HTML that authors wrote in it; returns tags and the text between them.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr3};

/// A token of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HtmlToken<'t> {
    /// The text between tags.
    Text,
    /// A start tag: the element's name, and its attributes as they are written.
    Open(&'t str, &'t str),
    /// An end tag: the element's name.
    Close(&'t str),
    /// A comment or a declaration.
    Other,
}

/// Iterates over the tokens of some HTML, each with its byte range.
pub(super) struct HtmlTokens<'t> {
    html: &'t str,
    at: usize,
    /// The element whose content is not markup, while inside such an element.
    raw: Option<&'t str>,
}

/// Returns an iterator over the tokens of some HTML.
pub(super) fn tokens(html: &str) -> HtmlTokens<'_> {
    HtmlTokens {
        html,
        at: 0,
        raw: None,
    }
}

impl<'t> Iterator for HtmlTokens<'t> {
    type Item = (Range<usize>, HtmlToken<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = &self.html[start..];
        if rest.is_empty() {
            return None;
        }
        let (length, token) = match self.raw.take() {
            Some(name) => (end_of_raw(rest, name), HtmlToken::Text),
            None => self
                .tag(rest)
                .unwrap_or_else(|| (text(rest), HtmlToken::Text)),
        };
        self.at += length;
        Some((start..self.at, token))
    }
}

impl<'t> HtmlTokens<'t> {
    /// Returns the length and token of the tag or comment at the beginning of `rest`; `None` if there is none.
    fn tag(&mut self, rest: &'t str) -> Option<(usize, HtmlToken<'t>)> {
        let inner = rest.strip_prefix('<')?;
        if let Some(comment) = inner.strip_prefix("!--") {
            let end = comment
                .find("-->")
                .map_or(rest.len(), |at| at + "<!---->".len());
            return Some((end, HtmlToken::Other));
        }
        let (is_end, named) = match inner.strip_prefix('/') {
            Some(named) => (true, named),
            None => (false, inner),
        };
        let length = end_of_tag(rest);
        if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let is_declaration = inner.starts_with(['!', '?']) || is_end;
            return is_declaration.then_some((length, HtmlToken::Other));
        }
        let is_name = |c: char| !c.is_whitespace() && !matches!(c, '/' | '>');
        let name_length = named.find(|c| !is_name(c)).unwrap_or(named.len());
        let name = &named[..name_length];
        if is_end {
            return Some((length, HtmlToken::Close(name)));
        }
        let attributes = rest[1 + name_length..length].trim_end_matches('>');
        if matches!(
            &*in_small_letters(name),
            "script" | "style" | "textarea" | "title"
        ) {
            self.raw = Some(name);
        }
        Some((length, HtmlToken::Open(name, attributes)))
    }
}

/// Returns the length of the text at the beginning of `rest`: up to the next `<` after the first character.
fn text(rest: &str) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    memchr(b'<', &rest.as_bytes()[first..]).map_or(rest.len(), |at| first + at)
}

/// Returns the offset where the content of a raw text element ends.
fn end_of_raw(rest: &str, name: &str) -> usize {
    let ends_here = |at: &usize| {
        let after = rest.get(at + 2..at + 2 + name.len());
        after.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    let ends = rest.match_indices("</").map(|(at, _)| at);
    ends.into_iter().find(ends_here).unwrap_or(rest.len())
}

/// Returns the offset where a tag ends: after the first `>` that is in no quoted value.
fn end_of_tag(tag: &str) -> usize {
    let bytes = tag.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        at += found + 1;
        let quote = bytes[at - 1];
        if quote == b'>' {
            return at;
        }
        let Some(end) = memchr(quote, &bytes[at..]) else {
            break;
        };
        at += end + 1;
    }
    tag.len()
}

/// Returns names and values of attributes, as written.
pub(super) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        // The form in which `parse` writes them.
        if let Some(attribute) = rest.strip_prefix(' ')
            && let Some((name, after)) = split_name(attribute)
            && let Some(value) = after.strip_prefix("=\"")
            && let Some(length) = memchr(b'"', value.as_bytes())
        {
            rest = &value[length + 1..];
            return Some((name, &value[..length]));
        }
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let is_name = |c: char| !c.is_whitespace() && !matches!(c, '=' | '/');
        // An attribute has at least one character.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[first..]
            .find(|c| !is_name(c))
            .map_or(rest.len(), |at| first + at);
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            return Some((name, ""));
        };
        let value = value.trim_start();
        let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quoted {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        rest = after;
        Some((name, value))
    })
}

/// Splits a text after the ASCII letters, digits and hyphens at its beginning; `None` if there are none.
fn split_name(text: &str) -> Option<(&str, &str)> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let length = text.bytes().take_while(is_name).count();
    (length > 0).then(|| text.split_at(length))
}

/// Returns `true` if an element has one of these classes.
pub(super) fn has_class(attributes_text: &str, classes: &[&str]) -> bool {
    let mut own = attributes(attributes_text).filter(|(name, _)| *name == "class");
    own.any(|(_, value)| {
        value
            .split_whitespace()
            .any(|class| classes.contains(&class))
    })
}

/// Tracks which tokens are inside an element that is left out.
#[derive(Default)]
pub(super) struct Omission<'t> {
    name: &'t str,
    depth: usize,
}

/// Classes of elements that are left out: the drawing of a chart, whose numbers are in a table as well; the bars in that
/// table; and the links back from footnotes.
const OMITTED: [&str; 3] = ["plot", "bar", "fnback"];

/// Returns `true` if an element, by its lower-case name, is left out with its content.
fn is_omitted(name: &str) -> bool {
    matches!(
        name,
        "applet"
            | "button"
            | "embed"
            | "form"
            | "frame"
            | "frameset"
            | "iframe"
            | "input"
            | "link"
            | "meta"
            | "noscript"
            | "object"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "template"
            | "textarea"
    )
}

/// Returns `true` for a void element, which has no content and no end tag.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Returns the name of an element in lower case. Most names already are, so this rarely allocates.
pub(super) fn in_small_letters(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

impl<'t> Omission<'t> {
    /// Returns `true` if a token is left out. Elements with one of `classes` are left out as well.
    pub(super) fn takes(&mut self, token: HtmlToken<'t>, classes: &[&str]) -> bool {
        if self.depth > 0 {
            match token {
                HtmlToken::Open(name, _) if name.eq_ignore_ascii_case(self.name) => self.depth += 1,
                HtmlToken::Close(name) if name.eq_ignore_ascii_case(self.name) => self.depth -= 1,
                _ => {}
            }
            return true;
        }
        let HtmlToken::Open(name, attributes) = token else {
            return token == HtmlToken::Other;
        };
        let own = in_small_letters(name);
        let has_class = |classes| !attributes.is_empty() && has_class(attributes, classes);
        let is_omitted =
            is_omitted(&own) || has_class(&OMITTED) || !classes.is_empty() && has_class(classes);
        if is_omitted && !is_void(&own) {
            (self.name, self.depth) = (name, 1);
        }
        is_omitted
    }

    /// Returns `true` if the current position is inside an element that is left out.
    pub(super) fn is_on(&self) -> bool {
        self.depth > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_taken_apart_as_browsers_do() {
        use HtmlToken::{Close, Open, Other, Text};
        for (html, expected) in [
            ("a<b>c</b>", vec![Text, Open("b", ""), Text, Close("b")]),
            ("1 < 2 <3", vec![Text, Text, Text]),
            (
                "<a title=\"x>y\">z",
                vec![Open("a", " title=\"x>y\""), Text],
            ),
            ("<!-- <p> --><p>", vec![Other, Open("p", "")]),
            ("<!doctype html>", vec![Other]),
            (
                "<script>if (a < b) '<p>'</script>x",
                vec![Open("script", ""), Text, Close("script"), Text],
            ),
            ("<br/>", vec![Open("br", "/")]),
            ("<h>", vec![Open("h", "")]),
            ("<p", vec![Open("p", "")]),
            ("<style>", vec![Open("style", "")]),
            ("<", vec![Text]),
            ("<!-- never closed", vec![Other]),
            ("</>", vec![Other]),
        ] {
            let found: Vec<_> = tokens(html).map(|(_, token)| token).collect();
            assert_eq!(found, expected, "{html}");
            let places: String = tokens(html).map(|(place, _)| &html[place]).collect();
            assert_eq!(places, html);
        }
    }

    #[test]
    fn attributes_are_read_in_every_form() {
        for (text, expected) in [
            (
                " a=\"1 2\" b='3' c=4 d",
                vec![("a", "1 2"), ("b", "3"), ("c", "4"), ("d", "")],
            ),
            (" a = \"1\"/", vec![("a", "1")]),
            (" a=\"1", vec![("a", "1")]),
            (" =x", vec![("=x", "")]),
            ("", vec![]),
        ] {
            assert_eq!(attributes(text).collect::<Vec<_>>(), expected, "{text}");
        }
        assert!(has_class(" class=\"chart plot\"", &["plot"]));
        assert!(!has_class(" id=\"plot\" class=\"plots\"", &["plot"]));
    }
}
