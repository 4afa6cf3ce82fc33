//! Numbers the paragraphs of an original: every paragraph, list item and table row that contains text.
//!
//! Is called when elements open and close, and when text occurs; adds the body's paragraphs, each with a hole for its
//! number. Trusted texts have no numbers.

use std::ops::Range;

use pulldown_cmark::Tag;

use crate::parse::html::{Hole, small};
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::markdown::{Paragraph, ParagraphElement, Trust};

/// An element that gets a paragraph number as soon as text occurs in it.
pub(super) struct NumberedElement {
    /// Offset in the HTML for inserting the element's attributes.
    attributes: usize,
    /// Offset in the HTML of the element's content.
    content: usize,
    /// Index in `Body::paragraphs`; `None` until it has text.
    pub(super) number: Option<usize>,
    /// End of the element's own text, once another block has begun in it, such as a list in a list item.
    end: Option<usize>,
    source: Range<usize>,
    shape: ParagraphElement,
}

impl BodyWriter<'_, '_> {
    pub(super) fn open_frame(&mut self, tag: &str, shape: ParagraphElement, span: Range<usize>) {
        self.html.text.push_str(tag);
        let attributes = self.html.text.len();
        self.html.text.push('>');
        if self.trust == Trust::Untrusted {
            self.frames.push(NumberedElement {
                attributes,
                content: attributes + 1,
                number: None,
                end: None,
                source: self.place(span),
                shape,
            });
        }
    }

    /// Gives the innermost element a number when its first text occurs.
    pub(super) fn number(&mut self) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        // Text after a block in a list item is the item's again.
        frame.end = None;
        if frame.number.is_some() {
            return;
        }
        frame.number = Some(self.body.paragraphs.len());
        self.notes.paragraph(self.body.paragraphs.len());
        self.body.paragraphs.push(Paragraph {
            html: frame.content..frame.content,
            source: frame.source.clone(),
            shape: frame.shape,
        });
        let hole = Hole::Paragraph(small(self.body.paragraphs.len()));
        self.html.hole_at(frame.attributes, hole);
    }

    pub(super) fn close_frame(&mut self, tag: &str) {
        self.end_block();
        if let Some(frame) = self.frames.pop()
            && let Some(number) = frame.number
        {
            let end = frame.end.unwrap_or(self.html.text.len());
            self.body.paragraphs[number].html.end = end;
        }
        self.html.text.push_str(tag);
    }

    /// Ends the text of the element around a block that begins here.
    pub(super) fn end_text(&mut self) {
        self.end_block();
        let here = self.html.text.len();
        if let Some(frame) = self.frames.last_mut() {
            frame.end.get_or_insert(here);
        }
    }
}

/// Returns true if an element can be in a list item beside its text.
pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Table(_)
    )
}
