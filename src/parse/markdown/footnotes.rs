//! Footnotes, which are written at the end of the body in the order of their first reference.
//!
//! Takes references and definitions as they come; a definition is written apart, with its own numbered paragraphs, and put
//! into the body when all is read.

use crate::diagnostic::codes;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::parse::html::{Hole, Html, small};
use crate::parse::markdown::Trust;
use crate::parse::markdown::paragraphs::Frame;
use crate::parse::markdown::writer::Writer;

/// The footnotes of a body.
#[derive(Default)]
pub(super) struct Notes {
    /// The number of each label that has been referred to.
    numbers: BTreeMap<String, usize>,
    definitions: Vec<Note>,
    /// The labels of the definitions that have begun, and where they stand in the file.
    defined: BTreeMap<String, Range<usize>>,
    /// The labels that are referred to and not defined, and where that stands in the file.
    pub(super) unknown: Vec<(String, Range<usize>)>,
    /// Indices of the paragraphs in the definition that is being written.
    own: Vec<usize>,
    /// What is around the definitions that are being written, the outermost first.
    outer: Vec<Outer>,
}

/// A footnote's text.
struct Note {
    label: String,
    html: Html,
    /// Indices of the paragraphs in it.
    paragraphs: Vec<usize>,
}

/// What is around the definition of a footnote, put aside while it is written.
struct Outer {
    html: Html,
    frames: Vec<Frame>,
    /// The label of the definition.
    label: String,
    /// Indices of the paragraphs in the definition around it, if any.
    own: Vec<usize>,
}

impl Notes {
    /// The label of the definition that is being written, if one is.
    pub(super) fn current(&self) -> Option<&str> {
        self.outer.last().map(|outer| outer.label.as_str())
    }

    /// The labels that are defined.
    pub(super) fn labels(&self) -> impl Iterator<Item = &str> {
        self.defined.keys().map(String::as_str)
    }

    /// The labels that are defined and not referred to, and where they stand in the file.
    pub(super) fn unused(&self) -> Vec<(String, Range<usize>)> {
        let unused = self
            .defined
            .iter()
            .filter(|(label, _)| !self.numbers.contains_key(*label));
        unused
            .map(|(label, span)| (label.clone(), span.clone()))
            .collect()
    }

    /// Takes note of a numbered paragraph, which moves with the definition that it is in, if one is being written.
    pub(super) fn paragraph(&mut self, index: usize) {
        if !self.outer.is_empty() {
            self.own.push(index);
        }
    }
}

impl Writer<'_, '_> {
    fn note_id(&self, number: usize) -> String {
        let whose = if self.trust == Trust::Trusted {
            's'
        } else {
            'o'
        };
        format!("fn-{whose}{number}")
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        if self.picture > 0 {
            return;
        }
        self.say_reference(label);
        let next = self.notes.numbers.len() + 1;
        let first = !self.notes.numbers.contains_key(label);
        let number = *self.notes.numbers.entry(label.to_owned()).or_insert(next);
        let id = self.note_id(number);
        // Isolated, or it would stand before a number that it follows in a line from right to left.
        self.tag("<sup dir=\"ltr\" class=\"fnref\"");
        if first {
            let hole = Hole::Id(self.html.id(format!("{id}-ref")));
            self.html.hole(hole);
        }
        self.tag("><a role=\"doc-noteref\" href=\"");
        let hole = Hole::Local(self.html.id(id));
        self.html.hole(hole);
        self.tag("\">");
        self.html.hole(Hole::Number(small(number)));
        self.tag("</a></sup>");
    }

    pub(super) fn start_footnote(&mut self, label: &str, span: Range<usize>) {
        self.end_block();
        self.depth += 1;
        let place = self.label_of(&span, label);
        let is_new = self.notes.defined.insert(label.to_owned(), place).is_none();
        if self.trust == Trust::Trusted && !is_new {
            let message = format!("the footnote `[^{label}]` is defined for the second time");
            let span = self.label_of(&span, label);
            let help = "give one of the two another name, here and where it is referred to".into();
            self.report(codes::FOOTNOTE_TWICE, message, span, help);
        }
        self.notes.outer.push(Outer {
            html: std::mem::take(&mut self.html),
            frames: std::mem::take(&mut self.frames),
            label: label.to_owned(),
            own: std::mem::take(&mut self.notes.own),
        });
    }

    /// Where the label of a definition stands in the file, with its brackets.
    fn label_of(&self, span: &Range<usize>, label: &str) -> Range<usize> {
        let end = self.text[span.clone()]
            .find(']')
            .map_or(label.len(), |at| at + 1);
        self.place(span.start..(span.start + end).min(span.end))
    }

    pub(super) fn end_footnote(&mut self) {
        self.end_block();
        self.depth -= 1;
        if let Some(outer) = self.notes.outer.pop() {
            let html = std::mem::replace(&mut self.html, outer.html);
            self.frames = outer.frames;
            self.notes.definitions.push(Note {
                label: outer.label,
                html,
                paragraphs: std::mem::replace(&mut self.notes.own, outer.own),
            });
        }
    }

    /// Writes all definitions, those that nothing refers to last.
    pub(super) fn footnotes(&mut self) {
        let mut definitions = std::mem::take(&mut self.notes.definitions);
        let mut numbers = std::mem::take(&mut self.notes.numbers);
        definitions.sort_by_key(|note| numbers.get(&note.label).copied().unwrap_or(usize::MAX));
        if !definitions.is_empty() {
            self.html
                .text
                .push_str("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
            for note in definitions {
                // A second definition of a label is nobody's, and has no id.
                let number = numbers.remove(&note.label);
                self.footnote(number, note.html, note.paragraphs);
            }
            self.html.text.push_str("</ol></section>\n");
        }
    }

    fn footnote(&mut self, number: Option<usize>, definition: Html, paragraphs: Vec<usize>) {
        self.html.text.push_str("<li");
        if let Some(number) = number {
            let id = self.note_id(number);
            let hole = Hole::Id(self.html.id(id));
            self.html.hole(hole);
        }
        self.html.text.push('>');
        let shift = self.html.append(definition);
        for index in paragraphs {
            let paragraph = &mut self.body.paragraphs[index];
            paragraph.html = paragraph.html.start + shift..paragraph.html.end + shift;
        }
        if let Some(number) = number {
            let id = format!("{}-ref", self.note_id(number));
            self.html
                .text
                .push_str("<a class=\"fnback\" role=\"doc-backlink\" href=\"");
            let hole = Hole::Local(self.html.id(id));
            self.html.hole(hole);
            self.html.text.push_str("\">↑</a>");
        }
        self.html.text.push_str("</li>\n");
    }
}
