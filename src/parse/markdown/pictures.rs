//! Writes pictures: those of the site are shown, those of other hosts are replaced by links.
//!
//! Takes a picture's target and title; writes an `<img>`. The text between its brackets is the alternative text, which
//! has no markup.

use crate::diagnostic::codes;
use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::diagnostic::Diagnostic;
use crate::lang::with_isolates;
use crate::parse::html::{Hole, small};
use crate::parse::markdown::links::LinkTarget;
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::markdown::{LinkUse, Trust};

impl BodyWriter<'_, '_> {
    pub(super) fn start_picture(&mut self, url: &str, title: &str, span: Range<usize>) {
        if self.picture > 0 {
            self.picture += 1;
            return;
        }
        if LinkTarget::of(url) == LinkTarget::Within {
            self.check_title(title, &span);
            let index = small(self.body.pictures.len());
            self.body.pictures.push(small(self.body.links.len()));
            self.tag("<img src=\"");
            self.link_hole(url, span.clone(), LinkUse::Picture);
            self.tag("\"");
            self.html.hole(Hole::Picture(index));
            if !title.is_empty() {
                self.attribute("title", &with_isolates(title, self.writing));
            }
            self.tag(" alt=\"");
            self.picture = 1;
            self.ends.push("\">");
            self.undescribed = Some((self.html.text.len(), span));
            return;
        }
        // Reading a page must not request anything from other hosts, so a picture on another host is replaced by a link
        // to it.
        self.start_link(LinkType::Inline, url, title, span.clone());
        if self.trust == Trust::Trusted && LinkTarget::of(url) == LinkTarget::Outside {
            let span = self.place(span);
            self.diagnostics.push(
                Diagnostic::new(
                    codes::PICTURE_ELSEWHERE,
                    self.path,
                    "this picture stands on another host and is shown as a link",
                )
                .at(span)
                .help("put the picture into the article's folder and name the file alone"),
            );
        }
    }

    /// Reports the picture of a trusted text that ends here, if it has no alternative text.
    fn check_description(&mut self) {
        let Some((start, span)) = self.undescribed.take() else {
            return;
        };
        let is_described = self
            .html
            .text
            .get(start..)
            .is_some_and(|text| !text.trim().is_empty());
        if self.trust == Trust::Trusted && !is_described {
            let span = self.place(span);
            let message = "nothing says what this picture shows to those who cannot see it";
            let found = Diagnostic::new(codes::PICTURE_UNDESCRIBED, self.path, message);
            self.diagnostics.push(found.at(span).help(
                "write it between the brackets, as in `![The harbour at dawn](harbour.png)`",
            ));
        }
    }

    pub(super) fn end_picture(&mut self) {
        self.picture = self.picture.saturating_sub(1);
        if self.picture == 0 {
            self.check_description();
            self.end_link();
        }
    }
}
