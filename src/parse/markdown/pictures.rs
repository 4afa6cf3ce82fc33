//! Pictures: those of the site are shown, those of other hosts become links.
//!
//! Takes a picture's target and title; gives an `<img>`. What an author writes between its brackets is the text that
//! stands for it, in which there is no markup.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::diagnostic::Diagnostic;
use crate::parse::markdown::Author;
use crate::parse::markdown::links::Target;
use crate::parse::markdown::writer::Writer;

impl Writer<'_, '_> {
    pub(super) fn start_picture(&mut self, url: &str, title: &str, span: Range<usize>) {
        if self.picture > 0 {
            self.picture += 1;
            return;
        }
        if Target::of(url) == Target::Within {
            self.tag("<img src=\"");
            self.link_hole(url, span);
            self.tag("\" loading=\"lazy\"");
            if !title.is_empty() {
                self.attribute("title", title);
            }
            self.tag(" alt=\"");
            self.picture = 1;
            self.ends.push("\">");
            return;
        }
        // Reading a page asks no other host for anything: a picture that stands elsewhere becomes a link to it.
        self.start_link(LinkType::Inline, url, title, span.clone());
        if self.author == Author::Desk && Target::of(url) == Target::Outside {
            let span = self.place(span);
            self.diagnostics.push(
                Diagnostic::warning(
                    "picture-elsewhere",
                    self.path,
                    "this picture stands on another host and is shown as a link",
                )
                .at(span)
                .help("put the picture into the article's folder and name the file alone"),
            );
        }
    }

    pub(super) fn end_picture(&mut self) {
        self.picture = self.picture.saturating_sub(1);
        if self.picture == 0 {
            self.end_link();
        }
    }
}
