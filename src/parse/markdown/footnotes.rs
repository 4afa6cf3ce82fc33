//! Writes footnotes at the end of the body, in the order of their first reference.
//!
//! Takes references and definitions in the order of the text. A definition is written separately, with its own numbered
//! paragraphs, and inserted into the body at the end.

use crate::diagnostic::codes;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::parse::html::{Hole, Html, small};
use crate::parse::markdown::Trust;
use crate::parse::markdown::paragraphs::NumberedElement;
use crate::parse::markdown::writer::BodyWriter;

/// The footnotes of a body.
#[derive(Default)]
pub(super) struct Notes {
    /// The number of each label that was referenced.
    numbers: BTreeMap<String, usize>,
    definitions: Vec<Note>,
    /// The labels of the definitions that began, with their ranges in the file.
    defined: BTreeMap<String, Range<usize>>,
    /// The labels that are referenced but not defined, with the ranges of the references in the file.
    pub(super) unknown: Vec<(String, Range<usize>)>,
    /// Indices of the paragraphs in the current definition.
    own: Vec<usize>,
    /// The saved states around the open definitions, outermost first.
    outer: Vec<Outer>,
}

/// A footnote's text.
struct Note {
    label: String,
    html: Html,
    /// Indices of the definition's paragraphs.
    paragraphs: Vec<usize>,
}

/// The state around the definition of a footnote, saved while the definition is written.
struct Outer {
    html: Html,
    frames: Vec<NumberedElement>,
    /// The label of the definition.
    label: String,
    /// Indices of the paragraphs in the enclosing definition, if any.
    own: Vec<usize>,
}

impl Notes {
    /// Returns the label of the current definition; `None` if there is none.
    pub(super) fn current(&self) -> Option<&str> {
        self.outer.last().map(|outer| outer.label.as_str())
    }

    /// Returns the labels that are defined.
    pub(super) fn labels(&self) -> impl Iterator<Item = &str> {
        self.defined.keys().map(String::as_str)
    }

    /// Returns the labels that are defined but not referenced, with their ranges in the file.
    pub(super) fn unused(&self) -> Vec<(String, Range<usize>)> {
        let unused = self
            .defined
            .iter()
            .filter(|(label, _)| !self.numbers.contains_key(*label));
        unused
            .map(|(label, span)| (label.clone(), span.clone()))
            .collect()
    }

    /// Registers a numbered paragraph, which moves with its definition if it is in one.
    pub(super) fn paragraph(&mut self, index: usize) {
        if !self.outer.is_empty() {
            self.own.push(index);
        }
    }
}

impl BodyWriter<'_, '_> {
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
        // It is isolated; otherwise it would be displayed before a preceding number in a right-to-left line.
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

    /// Returns the range in the file of a definition's label, with its brackets.
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

    /// Writes all definitions, those without a reference last.
    pub(super) fn footnotes(&mut self) {
        let mut definitions = std::mem::take(&mut self.notes.definitions);
        let mut numbers = std::mem::take(&mut self.notes.numbers);
        definitions.sort_by_key(|note| numbers.get(&note.label).copied().unwrap_or(usize::MAX));
        if !definitions.is_empty() {
            self.html
                .text
                .push_str("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
            for note in definitions {
                // A second definition of a label has no reference, and no id.
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
