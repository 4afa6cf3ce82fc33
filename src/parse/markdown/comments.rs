//! Mends HTML comments that CommonMark would cut in two, so that readers would see their rest.
//!
//! An HTML block that begins with a tag other than a comment ends at an empty line, and so does a paragraph: the rest of
//! a comment with an empty line in it would be read as text. In a table, a `|` within a comment begins a cell.
//!
//! Takes Markdown; returns a copy of the same length to parse instead, in which such comments contain only spaces. Also
//! finds comments that are not closed.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::parse::markdown::{Trust, events};

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// Maximum number of comments corrected in one text: each needs a parse of its own.
const MAX_MENDED: usize = 64;

/// Returns a copy of a Markdown text in which CommonMark recognizes every comment; `None` if none has to be changed.
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

/// Returns the offset of the first comment that is not closed before the end of an HTML block or before the next comment.
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

/// Returns the parts of some HTML that are outside comments. `is_open` is true if it begins inside a comment, and is set
/// to true if it ends inside one.
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

/// Returns true if some HTML consists of comments.
pub(super) fn is_all_comments(html: &str) -> bool {
    let parts = visible(html, &mut false);
    html.contains(OPEN) && parts.into_iter().all(|part| html[part].trim().is_empty())
}

/// Returns the end of the comment that begins at an offset.
fn end(text: &str, open: usize) -> Option<usize> {
    let inner = open + OPEN.len();
    // `<!-->` and `<!--->` are empty comments.
    if let Some(short) = [">", "->"].iter().find(|s| text[inner..].starts_with(**s)) {
        return Some(inner + short.len());
    }
    text[inner..]
        .find(CLOSE)
        .map(|length| inner + length + CLOSE.len())
}

/// Returns true if a comment contains the beginning of another, so that the first one is probably not closed.
fn is_doubled(comment: &str) -> bool {
    comment[OPEN.len()..].contains(OPEN)
}

/// Returns the first comment from an offset on that CommonMark reads as text or ends too early.
fn first_cut(text: &str, trust: Trust, from: usize) -> Option<Range<usize>> {
    let parsed = CommentContext::of(text, trust);
    let mut at = from;
    while let Some(open) = text[at..].find(OPEN).map(|n| at + n) {
        at = open + OPEN.len();
        let end = end(text, open)?;
        if let Some(whole) = CommentContext::around(&parsed.whole, open) {
            at = at.max(whole.end);
        } else if let Some(block) = CommentContext::around(&parsed.blocks, open) {
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

/// The parts of a text, as parsed by CommonMark, that determine which comments to mend.
struct CommentContext {
    /// Ranges of code, tags and inline comments. Comments in code are text, and inline ones are complete.
    whole: Vec<Range<usize>>,
    /// Ranges of HTML blocks.
    blocks: Vec<Range<usize>>,
}

impl CommentContext {
    fn of(text: &str, trust: Trust) -> CommentContext {
        let mut parsed = CommentContext {
            whole: Vec::new(),
            blocks: Vec::new(),
        };
        for (event, span) in events(text, trust) {
            match event {
                Event::Start(Tag::CodeBlock(_)) | Event::Code(_) | Event::InlineHtml(_) => {
                    parsed.whole.push(span);
                }
                // Scripts and styles contain no comments.
                Event::Start(Tag::HtmlBlock) if holds_no_comments(&text[span.clone()]) => {
                    parsed.whole.push(span);
                }
                Event::Start(Tag::HtmlBlock) => parsed.blocks.push(span),
                _ => {}
            }
        }
        parsed
    }

    /// Returns the range that contains a place. The ranges are in order.
    fn around(ranges: &[Range<usize>], place: usize) -> Option<&Range<usize>> {
        let index = ranges.partition_point(|range| range.end <= place);
        ranges.get(index).filter(|range| range.start <= place)
    }
}

/// Returns true if an HTML block is an element whose content is not markup.
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
        // Unchanged: correct comments, code, unclosed comments, and escaped ones.
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
