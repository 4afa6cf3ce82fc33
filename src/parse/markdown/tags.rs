//! Parses the tags of HTML that an author wrote, with the range of each attribute (WHATWG HTML, section 13.2.5).
//!
//! Takes a piece of HTML; returns tags and the text between them, in order and without gaps. Independent of Markdown,
//! links and files.

use std::collections::BTreeSet;
use std::ops::Range;

/// A piece of HTML, with its byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum HtmlPiece {
    /// Text between tags, with its character references as written.
    Text(Range<usize>),
    /// A start tag or an end tag.
    Tag(HtmlTag),
    /// A comment, a declaration or a processing instruction: everything that a browser treats as a comment.
    Comment(Range<usize>),
    /// The content of an element without markup, such as `<style>`.
    Other(Range<usize>),
}

/// A start tag or an end tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HtmlTag {
    /// The element's name, in lower case.
    pub(super) name: String,
    pub(super) is_end: bool,
    /// Byte range of the whole tag, from `<` to `>`.
    pub(super) range: Range<usize>,
    /// End offset of the name.
    pub(super) name_end: usize,
    /// The attributes in order. If a name occurs twice, only the first one counts, as in a browser.
    pub(super) attributes: Vec<HtmlAttribute>,
}

/// An attribute of a start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HtmlAttribute {
    /// The name, in lower case.
    pub(super) name: String,
    /// Byte range of the whole attribute.
    pub(super) range: Range<usize>,
    /// Byte range of the value as written, without quotation marks; empty if there is none.
    pub(super) value: Range<usize>,
}

impl HtmlTag {
    /// Returns the attribute with this name.
    pub(super) fn attribute(&self, name: &str) -> Option<&HtmlAttribute> {
        self.attributes.iter().find(|a| a.name == name)
    }
}

/// Maximum number of unclosed tags that are searched for in some HTML: each search may read to its end.
const MAX_UNCLOSED: usize = 64;

/// Splits HTML into its pieces. An unclosed tag is text, and so is everything from the [`MAX_UNCLOSED`]th on.
pub(super) fn pieces(html: &str) -> Vec<HtmlPiece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut unclosed = 0;
    while at < html.len() {
        if unclosed == MAX_UNCLOSED {
            pieces.push(HtmlPiece::Text(at..html.len()));
            break;
        }
        let piece = piece(html, at);
        let is_text = matches!(piece, HtmlPiece::Text(_));
        unclosed += usize::from(is_text && begins_tag(&html[at..]));
        let end = match &piece {
            HtmlPiece::Text(range) | HtmlPiece::Comment(range) | HtmlPiece::Other(range) => {
                range.end
            }
            HtmlPiece::Tag(tag) => tag.range.end,
        };
        let raw = match &piece {
            HtmlPiece::Tag(tag) if !tag.is_end && holds_no_markup(&tag.name) => {
                Some(end_of_raw(html, end, &tag.name))
            }
            _ => None,
        };
        pieces.push(piece);
        at = end;
        if let Some(raw) = raw.filter(|raw| *raw > at) {
            pieces.push(HtmlPiece::Other(at..raw));
            at = raw;
        }
    }
    pieces
}

/// Returns true if a text begins like a tag.
fn begins_tag(text: &str) -> bool {
    let name = text.strip_prefix("</").or(text.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Returns the piece that begins at an offset.
fn piece(html: &str, at: usize) -> HtmlPiece {
    let rest = &html[at..];
    let text = || {
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = rest[first..].find('<').map_or(rest.len(), |n| first + n);
        HtmlPiece::Text(at..at + length)
    };
    let Some(inner) = rest.strip_prefix('<') else {
        return text();
    };
    if let Some(comment) = inner.strip_prefix("!--") {
        let length = end_of_comment(comment).unwrap_or(comment.len());
        return HtmlPiece::Comment(at..at + "<!--".len() + length);
    }
    if inner.starts_with(['!', '?']) {
        let end = inner.find('>').map_or(html.len(), |n| at + n + 2);
        return HtmlPiece::Comment(at..end);
    }
    tag(html, at).map_or_else(text, HtmlPiece::Tag)
}

/// Returns the end of a comment, given the text after its `<!--` (WHATWG HTML, sections 13.2.5.43 to 13.2.5.52).
fn end_of_comment(comment: &str) -> Option<usize> {
    if let Some(end) = [">", "->"].into_iter().find(|end| comment.starts_with(end)) {
        return Some(end.len());
    }
    let is_end = |before: &str| before.ends_with("--") || before.ends_with("--!");
    let mut ends = comment.match_indices('>').map(|(at, _)| at);
    Some(ends.find(|at| is_end(&comment[..*at]))? + 1)
}

/// Returns the tag that begins at an offset; `None` if there is none or if it is not closed.
fn tag(html: &str, at: usize) -> Option<HtmlTag> {
    let is_end = html[at..].starts_with("</");
    let name_start = at + if is_end { 2 } else { 1 };
    let named = &html[name_start..];
    if !begins_tag(&html[at..]) {
        return None;
    }
    let length = named.find(|c: char| is_space(c) || matches!(c, '/' | '>'))?;
    let name_end = name_start + length;
    let mut attributes: Vec<HtmlAttribute> = Vec::new();
    let mut names = BTreeSet::new();
    let mut place = name_end;
    loop {
        place = skip(html, place, |c| is_space(c) || c == '/');
        if html[place..].starts_with('>') {
            break;
        }
        let attribute = attribute(html, place)?;
        place = attribute.range.end;
        if names.insert(attribute.name.clone()) {
            attributes.push(attribute);
        }
    }
    Some(HtmlTag {
        name: html[name_start..name_end].to_ascii_lowercase(),
        is_end,
        range: at..place + 1,
        name_end,
        attributes,
    })
}

/// Returns the attribute that begins at an offset.
fn attribute(html: &str, start: usize) -> Option<HtmlAttribute> {
    let first = html[start..].chars().next()?.len_utf8();
    let in_name = |c| !is_space(c) && !matches!(c, '/' | '>' | '=');
    let name_end = skip(html, start + first, in_name);
    let name = html[start..name_end].to_ascii_lowercase();
    let sign = skip(html, name_end, is_space);
    if !html[sign..].starts_with('=') {
        return Some(HtmlAttribute {
            name,
            range: start..name_end,
            value: name_end..name_end,
        });
    }
    let value = skip(html, sign + 1, is_space);
    let mark = html[value..].chars().next()?;
    let (value, end) = match mark {
        '"' | '\'' => {
            let inner = value + 1;
            let end = inner + html[inner..].find(mark)?;
            (inner..end, end + 1)
        }
        _ => {
            let end = skip(html, value, |c| !is_space(c) && c != '>');
            (value..end, end)
        }
    };
    Some(HtmlAttribute {
        name,
        range: start..end,
        value,
    })
}

/// Returns the first offset from `start` on whose character does not fit.
fn skip(html: &str, start: usize, fits: impl Fn(char) -> bool) -> usize {
    let rest = &html[start..];
    start + rest.find(|c| !fits(c)).unwrap_or(rest.len())
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

fn holds_no_markup(name: &str) -> bool {
    matches!(name, "script" | "style" | "textarea" | "title" | "xmp")
}

/// Returns the end of the content of an element without markup.
fn end_of_raw(html: &str, start: usize, name: &str) -> usize {
    let is_end = |at: &usize| {
        let after = &html[at + 2..];
        after
            .get(..name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name))
    };
    let mut ends = html[start..].match_indices("</").map(|(n, _)| start + n);
    ends.find(is_end).unwrap_or(html.len())
}

/// Decodes the character references in a value or text: numbers, and the names that occur in addresses and captions.
/// Other references are left unchanged.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let length = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
        let (name, tail) = after.split_at(length.unwrap_or(after.len()));
        match character(name) {
            Some(c) => {
                out.push(c);
                rest = tail.strip_prefix(';').unwrap_or(tail);
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Returns the character of a reference, given the text between `&` and `;`.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return number.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" | "AMP" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "colon" => ':',
        "sol" => '/',
        "bsol" => '\\',
        "period" => '.',
        "num" => '#',
        "quest" => '?',
        "Tab" => '\t',
        "NewLine" => '\n',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "laquo" => '«',
        "raquo" => '»',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "percnt" => '%',
        "euro" => '€',
        "pound" => '£',
        "dollar" => '$',
        "zwnj" => '\u{200C}',
        "zwj" => '\u{200D}',
        "lrm" => '\u{200E}',
        "rlm" => '\u{200F}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the tags of some HTML, each with its attributes.
    fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
        let tags = pieces(html).into_iter().filter_map(|piece| match piece {
            HtmlPiece::Tag(tag) => Some(tag),
            _ => None,
        });
        tags.map(|tag| {
            let attributes = tag.attributes.iter();
            let attributes = attributes.map(|a| (a.name.clone(), decoded(&html[a.value.clone()])));
            let slash = if tag.is_end { "/" } else { "" };
            (format!("{slash}{}", tag.name), attributes.collect())
        })
        .collect()
    }

    #[test]
    fn attributes_are_read_as_a_browser_reads_them() {
        for (html, name, attributes) in [
            ("<a href=\"x.md\">", "a", vec![("href", "x.md")]),
            ("<A HREF='x y.md'>", "a", vec![("href", "x y.md")]),
            ("<a href = x.md >", "a", vec![("href", "x.md")]),
            ("<a\nhref=\nx.md>", "a", vec![("href", "x.md")]),
            ("<img src=a/b.png>", "img", vec![("src", "a/b.png")]),
            ("<img src=\"a.png\"/>", "img", vec![("src", "a.png")]),
            (
                "<img src=\"a.png\"alt=\"\">",
                "img",
                vec![("src", "a.png"), ("alt", "")],
            ),
            (
                "<img alt src=a.png>",
                "img",
                vec![("alt", ""), ("src", "a.png")],
            ),
            (
                "<img alt=\"a > b\" src=c>",
                "img",
                vec![("alt", "a > b"), ("src", "c")],
            ),
            ("<a href=1 href=2>", "a", vec![("href", "1")]),
            (
                "<a href=\"?a=1&amp;b=2&#x26;c\">",
                "a",
                vec![("href", "?a=1&b=2&c")],
            ),
            (
                "<a href=\"?a&copy_b&x\">",
                "a",
                vec![("href", "?a&copy_b&x")],
            ),
            ("</figure >", "/figure", vec![]),
        ] {
            let expected: Vec<_> = attributes
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            assert_eq!(tags(html), [(name.to_owned(), expected)], "{html}");
        }
    }

    #[test]
    fn what_is_no_tag_has_no_attributes() {
        for html in [
            "<!-- <a href=x> -->",
            "1 < 2 and <3",
            "<a href=x",
            "<a href=\"x>",
            "<!doctype html>",
        ] {
            assert!(tags(html).is_empty(), "{html}");
        }
        let names = |html| {
            tags(html)
                .into_iter()
                .map(|(name, _)| name)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names("<style><a href=x></STYLE><b>"),
            ["style", "/style", "b"]
        );
        assert_eq!(
            names("<script>\"<a href=x>\"</script>"),
            ["script", "/script"]
        );
    }

    #[test]
    fn the_pieces_are_all_of_it() {
        for html in [
            "a<b>c</b><!-- d -->",
            "<",
            "<a",
            "é<é>",
            "<style>x",
            "<a b='",
        ] {
            let ranges = pieces(html).into_iter().map(|piece| match piece {
                HtmlPiece::Text(range) | HtmlPiece::Comment(range) | HtmlPiece::Other(range) => {
                    range
                }
                HtmlPiece::Tag(tag) => tag.range,
            });
            let all: String = ranges.map(|range| &html[range]).collect();
            assert_eq!(all, html);
        }
    }
}
