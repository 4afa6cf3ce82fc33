//! Findings and their places.
//!
//! Takes places in the Markdown; gives places in the file, and diagnostics there.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::Code;
use crate::parse::markdown::writer::Writer;

impl Writer<'_, '_> {
    /// Where a part of the Markdown stands in the file.
    pub(super) fn place(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.offset..span.end + self.offset
    }

    /// Where a word stands within a part of the text; the whole part where it does not.
    pub(super) fn within(&self, span: &Range<usize>, word: &str) -> Range<usize> {
        let part = &self.text[span.clone()];
        match part.rfind(word) {
            Some(at) => self.place(span.start + at..span.start + at + word.len()),
            None => self.place(span.start..span.start + part.trim_end().len()),
        }
    }

    /// Reports an error in the text.
    pub(super) fn report(&mut self, code: Code, message: String, span: Range<usize>, help: String) {
        let found = Diagnostic::new(code, self.path, message)
            .at(span)
            .help(help);
        self.diagnostics.push(found);
    }
}
