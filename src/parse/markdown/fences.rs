//! Finds unclosed blocks that continue to the end of a text, and paragraphs that indentation turns into code.
//!
//! Takes the range of a block in a trusted text; reports diagnostics.

use crate::diagnostic::codes;
use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use crate::diagnostic::{Diagnostic, nearest};
use crate::parse::citation;
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::markdown::{Trust, comments};

impl BodyWriter<'_, '_> {
    /// Checks a block of code: its fence, its name, its indentation.
    pub(super) fn check_code(&mut self, kind: &CodeBlockKind<'_>, span: &Range<usize>) {
        match kind {
            CodeBlockKind::Indented => self.check_indented(span),
            CodeBlockKind::Fenced(info) => {
                self.check_fence(span);
                let name = info.split_whitespace().next().unwrap_or_default();
                self.check_fence_name(name, span);
            }
        }
    }

    /// Checks a fenced block. Returns true if it is closed correctly.
    pub(super) fn check_fence(&mut self, span: &Range<usize>) -> bool {
        let text = &self.text[span.clone()];
        let first = text.lines().next().unwrap_or_default();
        let line = self.place(span.start..span.start + first.trim_end().len());
        let fence = fence(first);
        if !is_closed(text, fence) {
            let message = "this block is never closed: everything after it is a part of it".into();
            let help = format!("put a line {fence} after its last line");
            self.report(codes::FENCE_OPEN, message, line, help);
            return false;
        }
        if let Some(inner) = second_fence(text, fence) {
            let message = format!("this block goes on up to the fence of another, `{inner}`");
            let help = format!("put a line {fence} after its last line");
            self.report(codes::FENCE_OPEN, message, line, help);
            return false;
        }
        true
    }

    /// Reports a fenced block whose name is nearly `chart`.
    fn check_fence_name(&mut self, name: &str, span: &Range<usize>) {
        let is_near = nearest(&name.to_lowercase(), ["chart"]).is_some();
        if is_near && name != "chart" {
            let message = format!("`{name}` is no chart: readers would see these lines as code");
            let span = self.within(&(span.start..span.start + self.first_line(span)), name);
            self.report(
                codes::CHART_NAME,
                message,
                span,
                "did you mean `chart`?".into(),
            );
        }
    }

    /// Reports a paragraph that spaces or a tab turn into code.
    fn check_indented(&mut self, span: &Range<usize>) {
        let length = self.first_line(span);
        let place = self.place(span.start..span.start + length);
        let message = "the spaces or the tab before this line make code of it: its markup and its citations are shown as they stand";
        let found = Diagnostic::new(codes::CODE_UNMEANT, self.path, message);
        let help = "delete the spaces; code that is meant stands between two lines of ```";
        self.diagnostics.push(found.at(place).help(help));
    }

    /// Checks that an HTML block ends, and that it contains no Markdown, which is not parsed in it.
    pub(super) fn check_html_block(&mut self, span: &Range<usize>) {
        let html = &self.text[span.clone()];
        if self.trust == Trust::Untrusted {
            // An original's HTML is shown as text, except for comments, which are removed: an unclosed one would remove
            // everything after it.
            if html.trim_start().starts_with("<!--") && !html.contains("-->") {
                let at = span.start + html.len() - html.trim_start().len();
                self.report_open_comment(self.place(at..at + 4));
            }
            return;
        }
        let place = self.place(span.start..span.start + self.first_line(span));
        if let Some(end) = missing_end(html) {
            let message = format!(
                "nothing closes this, so that everything after it is a part of it; `{end}` is missing"
            );
            let help = format!("put `{end}` where it ends");
            return self.report(codes::HTML_OPEN, message, place, help);
        }
        if !comments::holds_no_comments(html)
            && let Some(at) = comments::unclosed(html)
        {
            return self.report_open_comment(self.place(span.start + at..span.start + at + 4));
        }
        if html.trim_start().starts_with(['!', '?']) || is_verbatim(html) {
            return;
        }
        if let Some(mark) = markdown_in(html) {
            let at = html.find(mark.as_str()).unwrap_or_default();
            let place = self.place(span.start + at..span.start + at + mark.len());
            let message =
                format!("Markdown is not read in a block of HTML: readers would see `{mark}`");
            let found = Diagnostic::new(codes::HTML_MARKDOWN, self.path, message);
            let help = "put an empty line after the tag before it and before the tag after it, or write it as HTML; a citation stands outside";
            self.diagnostics.push(found.at(place).help(help));
        }
    }

    /// Reports an unclosed comment: readers would see its text, or miss the text after it.
    pub(super) fn report_open_comment(&mut self, place: Range<usize>) {
        let message = "nothing closes this comment, or another one begins in it: readers would see it, or miss what follows it";
        let help = "put `-->` where it ends";
        self.report(codes::HTML_OPEN, message.into(), place, help.into());
    }

    /// Reports a comment in a text that cannot have comments: a title or a caption.
    pub(super) fn check_title(&mut self, title: &str, span: &Range<usize>) {
        if self.trust == Trust::Trusted && title.contains("<!--") {
            self.report_shown_comment(self.within(span, "<!--"));
        }
    }

    pub(super) fn report_shown_comment(&mut self, place: Range<usize>) {
        let message =
            "readers would see this comment: a title, a description and a caption have none";
        let help = "delete it, or move it into the text";
        self.report(codes::COMMENT_SHOWN, message.into(), place, help.into());
    }

    /// Returns the length of the first line of a block, in bytes, without white space at its end.
    pub(super) fn first_line(&self, span: &Range<usize>) -> usize {
        let line = self.text[span.clone()].lines().next();
        line.map_or(0, |line| line.trim_end().len())
    }
}

/// Returns the marks that open a fenced block.
fn fence(line: &str) -> &str {
    let line = line.trim_start();
    let mark = if line.starts_with('~') { '~' } else { '`' };
    &line[..line.len() - line.trim_start_matches(mark).len()]
}

/// Returns a line without the quotation marks (`>`) before it.
fn bare(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>']).trim_end()
}

/// Returns true if the last line of a block closes its fence.
fn is_closed(text: &str, fence: &str) -> bool {
    let last = text.trim_end().lines().skip(1).last();
    last.is_some_and(|line| {
        let line = bare(line);
        line.len() >= fence.len() && line.trim_start_matches(&fence[..1]).is_empty()
    })
}

/// Returns a line within a block that opens another block, so that a closing fence is missing between them.
fn second_fence<'t>(text: &'t str, fence: &str) -> Option<&'t str> {
    text.lines().skip(1).map(bare).find(|line| {
        let name = line.strip_prefix(fence).unwrap_or_default();
        name.trim().starts_with(char::is_alphabetic) && !name.contains('`')
    })
}

/// Returns the missing end of an HTML block that continues to the end of the text (CommonMark, section 4.6, kinds 1 to
/// 5).
fn missing_end(html: &str) -> Option<String> {
    let html = html.trim_start().to_lowercase();
    let ends = [("<!--", "-->"), ("<?", "?>"), ("<![cdata[", "]]>")];
    if let Some((start, end)) = ends.iter().find(|(start, _)| html.starts_with(start)) {
        return (!html[start.len()..].contains(end)).then(|| (*end).to_owned());
    }
    let names = ["script", "pre", "style", "textarea"];
    let name = names.iter().find(|name| {
        let rest = html
            .strip_prefix('<')
            .and_then(|html| html.strip_prefix(**name));
        rest.is_some_and(|rest| rest.starts_with([' ', '>', '\n', '\t']))
    })?;
    let end = format!("</{name}>");
    (!html.contains(&end)).then_some(end)
}

/// Returns true if an HTML block contains no text for readers: comments, scripts, styles, code.
fn is_verbatim(html: &str) -> bool {
    let html = html.trim_start().to_lowercase();
    [
        "<!--",
        "<script",
        "<style",
        "<pre",
        "<textarea",
        "<svg",
        "<math",
        "<code",
        "<?",
        "<!",
    ]
    .iter()
    .any(|start| html.starts_with(start))
}

/// Returns the first Markdown in an HTML block: a citation, emphasis or a link.
fn markdown_in(html: &str) -> Option<String> {
    let mut rest = html;
    // Tags are skipped. Each step consumes at least one character, so the loop ends.
    while !rest.is_empty() {
        let (text, after) = rest.split_once('<').unwrap_or((rest, ""));
        let is_marked = |one: &citation::Lookalike| one.likeness == citation::Certainty::Marked;
        let found = citation::lookalikes(text).into_iter().find(is_marked);
        if let Some(one) = found {
            return Some(text[one.range].to_owned());
        }
        if let Some(mark) = ["**", "](http", "](.", "](/"]
            .iter()
            .find(|mark| text.contains(**mark))
        {
            return Some((*mark).to_owned());
        }
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_closed_by_its_like() {
        for (text, closed, second) in [
            ("```\na\n```", true, None),
            ("```\na\n````  \n", true, None),
            ("```\na\n> ```", true, None),
            ("````\na\n```", false, None),
            ("```\na\n~~~", false, None),
            ("```", false, None),
            ("```chart\na\n", false, None),
            ("```chart\na\n\n```chart\nb\n```", true, Some("```chart")),
            ("```\na ```b\n```", true, None),
        ] {
            let fence = fence(text.lines().next().unwrap_or_default());
            assert_eq!(is_closed(text, fence), closed, "{text}");
            assert_eq!(second_fence(text, fence), second, "{text}");
        }
    }

    #[test]
    fn html_that_goes_on_to_the_end_is_found() {
        for (html, end) in [
            ("<!-- a", Some("-->")),
            ("<!-- a --> b", None),
            ("<pre>\na", Some("</pre>")),
            ("<style>a</style>", None),
            ("<div>\na", None),
            ("<precious>", None),
            ("<?php", Some("?>")),
        ] {
            assert_eq!(missing_end(html).as_deref(), end, "{html}");
        }
    }

    #[test]
    fn markdown_in_html_is_found() {
        for (html, mark) in [
            ("<div>\n**a** b</div>", Some("**")),
            ("<div>\nA [p3].\n</div>", Some("[p3]")),
            ("<p>See [a](http://b)</p>", Some("](http")),
            ("<div class=\"**\">\na (b) [c]\n</div>", None),
        ] {
            assert_eq!(markdown_in(html).as_deref(), mark, "{html}");
        }
    }
}
