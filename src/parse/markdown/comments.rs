//! Comments of HTML that CommonMark would cut in two, so that readers would see their rest.
//!
//! A block of HTML that begins with another tag than a comment ends at an empty line, and so does a paragraph: a comment
//! that goes on over one would be read as text from there on. In a table, a `|` within a comment begins a cell.
//!
//! Takes Markdown; gives a copy of the same length, to be parsed in its place, in which such comments hold nothing but spaces,
//! and finds the comments that nothing closes.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::parse::markdown::{Trust, events};

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// Maximum number of comments mended in one text: each one takes a parse of its own.
const MAX_MENDED: usize = 64;

/// Returns the copy of a Markdown text in which every comment is one to CommonMark as well; `None` if there is none to mend.
pub(super) fn mended(text: &str, trust: Trust) -> Option<String> {
    if !text.contains(OPEN) {
        return None;
    }
    let mut copy: Option<String> = None;
    let mut from = 0;
    for _ in 0..MAX_MENDED {
        let read = copy.as_deref().unwrap_or(text);
        let Some(comment) = first_cut(read, trust, from) else {
            break;
        };
        from = comment.end;
        let inner = comment.start + OPEN.len()..comment.end - CLOSE.len();
        let spaces = " ".repeat(inner.len());
        copy.get_or_insert_with(|| text.to_owned())
            .replace_range(inner, &spaces);
    }
    copy
}

/// Returns where the first comment begins that nothing closes before the end of a block of HTML, or before the next comment.
pub(super) fn unclosed(html: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(open) = html[at..].find(OPEN).map(|n| at + n) {
        match end(html, open) {
            Some(end) if !is_doubled(&html[open..end]) => at = end,
            _ => return Some(open),
        }
    }
    None
}

/// Returns the parts of some HTML that are no comment. `is_open` says whether it begins in one, and is told whether it ends in one.
pub(super) fn visible(html: &str, is_open: &mut bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        if *is_open {
            let Some(end) = html[at..].find(CLOSE) else {
                return parts;
            };
            at += end + CLOSE.len();
            *is_open = false;
        }
        let open = html[at..].find(OPEN).map(|n| at + n);
        let part = at..open.unwrap_or(html.len());
        if !part.is_empty() {
            parts.push(part);
        }
        let Some(open) = open else {
            return parts;
        };
        match end(html, open) {
            Some(end) => at = end,
            None => {
                *is_open = true;
                return parts;
            }
        }
    }
}

/// Returns true if some HTML is comments alone.
pub(super) fn is_all_comments(html: &str) -> bool {
    let parts = visible(html, &mut false);
    html.contains(OPEN) && parts.into_iter().all(|part| html[part].trim().is_empty())
}

/// Returns where the comment ends that begins at a place.
fn end(text: &str, open: usize) -> Option<usize> {
    let inner = open + OPEN.len();
    // `<!-->` and `<!--->` are comments without words.
    if let Some(short) = [">", "->"].iter().find(|s| text[inner..].starts_with(**s)) {
        return Some(inner + short.len());
    }
    text[inner..]
        .find(CLOSE)
        .map(|length| inner + length + CLOSE.len())
}

/// Returns true if a comment holds the beginning of another, so that the first one is probably not closed.
fn is_doubled(comment: &str) -> bool {
    comment[OPEN.len()..].contains(OPEN)
}

/// Returns the first comment from a place on that CommonMark reads as text, or ends before its end.
fn first_cut(text: &str, trust: Trust, from: usize) -> Option<Range<usize>> {
    let parsed = Parsed::of(text, trust);
    let mut at = from;
    while let Some(open) = text[at..].find(OPEN).map(|n| at + n) {
        at = open + OPEN.len();
        let end = end(text, open)?;
        if let Some(whole) = Parsed::around(&parsed.whole, open) {
            at = at.max(whole.end);
        } else if let Some(block) = Parsed::around(&parsed.blocks, open) {
            if end > block.end && !is_doubled(&text[open..end]) {
                return Some(open..end);
            }
            at = at.max(end.min(block.end));
        } else if !text[..open].ends_with('\\')
            && end - open > OPEN.len() + CLOSE.len()
            && !is_doubled(&text[open..end])
        {
            return Some(open..end);
        }
    }
    None
}

/// What CommonMark makes of a text, as far as a comment can stand in it.
struct Parsed {
    /// Code and tags: what looks like a comment in code is none, and a comment within a line is complete.
    whole: Vec<Range<usize>>,
    /// Blocks of HTML.
    blocks: Vec<Range<usize>>,
}

impl Parsed {
    fn of(text: &str, trust: Trust) -> Parsed {
        let mut parsed = Parsed {
            whole: Vec::new(),
            blocks: Vec::new(),
        };
        for (event, span) in events(text, trust) {
            match event {
                Event::Start(Tag::CodeBlock(_)) | Event::Code(_) | Event::InlineHtml(_) => {
                    parsed.whole.push(span);
                }
                // A script and a style have no comments.
                Event::Start(Tag::HtmlBlock) if holds_no_comments(&text[span.clone()]) => {
                    parsed.whole.push(span);
                }
                Event::Start(Tag::HtmlBlock) => parsed.blocks.push(span),
                _ => {}
            }
        }
        parsed
    }

    /// Returns the range that a place stands in; the ranges are in order.
    fn around(ranges: &[Range<usize>], place: usize) -> Option<&Range<usize>> {
        let index = ranges.partition_point(|range| range.end <= place);
        ranges.get(index).filter(|range| range.start <= place)
    }
}

/// Returns true if a block of HTML is an element whose content is no markup.
pub(super) fn holds_no_comments(html: &str) -> bool {
    let html = html.trim_start().as_bytes();
    ["<script", "<style", "<textarea"].iter().any(|start| {
        html.get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_that_an_empty_line_cuts_are_mended() {
        for text in [
            "<div>\n<!-- a\n\nb -->\n</div>",
            "one <!-- a\n\nb --> two",
            "| a |\n|---|\n| x <!-- b | c --> |",
            "- a <!-- b\n\n  c -->",
            "<div><!-- `a\n\n``` -->\n\n`<!--`\n</div>",
        ] {
            let (open, close) = (
                text.find(OPEN).unwrap() + OPEN.len(),
                text.find(CLOSE).unwrap(),
            );
            let blank = " ".repeat(close - open);
            let expected = [&text[..open], &blank, &text[close..]].concat();
            assert_eq!(mended(text, Trust::Trusted), Some(expected), "{text}");
        }
        // What is right already, what is code, what is not closed, and what is meant to be seen.
        for text in [
            "one <!-- a\nb --> two\n\n<!-- c\n\nd -->",
            "`<!--`\n\n`-->`",
            "```\n<!--\n\n```\n\n-->",
            "one <!-- a\n\nb",
            "one \\<!-- a\n\nb -->",
            "<script>\n<!--\n</script>\n\na -->",
            "<!--> a\n\nb -->",
        ] {
            assert_eq!(mended(text, Trust::Trusted), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_comment_is_visible() {
        for (lines, expected) in [
            (&["a <!-- b --> c"][..], "a  c"),
            (&["<div><!-- b", "c --> d <!-- e -->", "f"], "<div> d f"),
            (&["<!-- a", "b"], ""),
            (&["<!--> a", "<!---> b"], " a b"),
        ] {
            let mut is_open = false;
            let mut shown = String::new();
            for line in lines {
                let parts = visible(line, &mut is_open);
                shown.extend(parts.into_iter().map(|part| &line[part]));
            }
            assert_eq!(shown, expected, "{lines:?}");
        }
        assert!(is_all_comments("<!-- a -->\n<!-- b -->\n"));
        assert!(!is_all_comments("<!-- a --> b") && !is_all_comments(""));
    }

    #[test]
    fn comments_that_nothing_closes_are_found() {
        for (html, at) in [
            ("<!-- a --> <!-- b -->", None),
            ("<div><!-- a", Some(5)),
            ("<!-- a --><!-- b", Some(10)),
            ("<!-- a\n<!-- b -->", Some(0)),
            ("<!--><!---> a", None),
        ] {
            assert_eq!(unclosed(html), at, "{html}");
        }
    }
}
