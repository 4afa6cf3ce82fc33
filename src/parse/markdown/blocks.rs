//! Writes blocks that need more than their tags: quotations, lists, code, and HTML.
//!
//! Takes their events; writes their elements. HTML of trusted texts is kept, that of untrusted ones is shown as text.

use crate::diagnostic::codes;
use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use crate::diagnostic::Diagnostic;
use crate::parse::markdown::raw::RawBlock;
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::markdown::{ParagraphElement, Trust, comments};

impl BodyWriter<'_, '_> {
    pub(super) fn start_quotation(&mut self) {
        self.depth += 1;
        self.prose.quotations += 1;
        self.tag("<blockquote>");
    }

    pub(super) fn end_quotation(&mut self) {
        self.depth -= 1;
        self.prose.quotations -= 1;
        self.tag("</blockquote>\n");
    }

    /// Starts a list, which is ordered if it has a first number.
    pub(super) fn start_list(&mut self, first: Option<u64>, span: Range<usize>) {
        self.open_list(span);
        self.depth += 1;
        match first {
            None => self.tag("<ul>"),
            Some(1) => self.tag("<ol>"),
            Some(n) => self.tag(&format!("<ol start=\"{n}\">")),
        }
    }

    pub(super) fn end_list(&mut self, ordered: bool) {
        self.depth -= 1;
        self.close_list();
        self.tag(if ordered { "</ol>\n" } else { "</ul>\n" });
    }

    pub(super) fn start_code(&mut self, kind: &CodeBlockKind<'_>, span: Range<usize>) {
        if self.start_chart(kind, span.clone()) {
            return;
        }
        if self.trust == Trust::Trusted {
            self.check_code(kind, &span);
        }
        if self.trust == Trust::Untrusted && self.frames.is_empty() {
            let found = Diagnostic::new(
                codes::ORIGINAL_CODE,
                self.path,
                "this part of the original is set as code: it has no number, and nobody can cite it",
            );
            let help =
                "remove the spaces or the marks that make it code, so that it is a paragraph";
            self.diagnostics.push(found.at(self.place(span)).help(help));
        }
        self.prose.in_code = true;
        self.tag("<pre dir=\"ltr\"><code");
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) = info.split_whitespace().next()
            && self.trust == Trust::Trusted
        {
            self.attribute("class", &format!("language-{language}"));
        }
        self.tag(">");
    }

    pub(super) fn end_code(&mut self) {
        if self.end_chart() {
            return;
        }
        self.prose.in_code = false;
        self.tag("</code></pre>\n");
    }

    /// Starts an HTML block. In an untrusted text it becomes a paragraph that shows its markup, without its comments.
    pub(super) fn start_html(&mut self, span: Range<usize>) {
        self.check_html_block(&span);
        match self.trust {
            Trust::Trusted => self.block = Some(RawBlock::default()),
            Trust::Untrusted => {
                let html = &self.text[span.clone()];
                self.in_comment = false;
                // An unclosed comment would hide the rest of the original.
                self.hides_comments = comments::unclosed(html).is_none();
                self.is_comment = self.hides_comments && comments::is_all_comments(html);
                if self.is_comment {
                    return;
                }
                self.raw = Some(String::new());
                self.open_frame("<p", ParagraphElement::Block, span);
            }
        }
    }

    pub(super) fn end_html(&mut self) {
        self.is_comment = false;
        if let Some(block) = self.block.take() {
            self.write_html_block(&block);
        }
        if let Some(raw) = self.raw.take() {
            self.inline(raw.trim_end());
            self.close_frame("</p>\n");
        }
    }

    /// Writes HTML within a block or within a line.
    pub(super) fn raw_html(&mut self, html: &str, span: &Range<usize>) {
        match (&mut self.raw, self.trust) {
            (Some(raw), _) => {
                let line = html.trim_end_matches(['\r', '\n']);
                let parts = match self.hides_comments {
                    true => comments::visible(line, &mut self.in_comment),
                    false => std::iter::once(0..line.len()).collect(),
                };
                for part in &parts {
                    raw.push_str(&line[part.clone()]);
                }
                raw.push_str(&html[line.len()..]);
                for part in parts {
                    self.say(
                        &line[part.clone()],
                        &(span.start + part.start..span.start + part.end),
                    );
                }
                self.say_space();
            }
            (None, Trust::Untrusted) if self.is_comment || html.starts_with("<!--") => {}
            (None, Trust::Untrusted) => {
                self.say(html, span);
                self.inline(html);
            }
            (None, Trust::Trusted) => match &mut self.block {
                Some(block) => block.push(html, span.start),
                None => {
                    self.check_tag(html.trim(), span);
                    self.write_inline_html(html, span);
                }
            },
        }
    }
}
