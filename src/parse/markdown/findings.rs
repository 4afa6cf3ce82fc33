//! Reports findings with their ranges in the file.
//!
//! Takes ranges in the Markdown; returns ranges in the file, and adds diagnostics.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::Code;
use crate::parse::markdown::writer::BodyWriter;

impl BodyWriter<'_, '_> {
    /// Converts a range in the Markdown to a range in the file.
    pub(super) fn place(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.offset..span.end + self.offset
    }

    /// Returns the range in the file of a word within a part of the text; that of the whole part if it does not contain
    /// the word.
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
