//! Parses citations of paragraphs: `[p4]`, `[p4-p6]`, `[p2, p7]`, `[p4 «…»]`.
//!
//! In Markdown they are links without a definition. Decides if such a link is a citation; writes a hole and adds an entry
//! to the body's citations, or reports what is wrong with it.

use crate::diagnostic::codes;
use std::ops::{Range, RangeInclusive};

use pulldown_cmark::{BrokenLink, LinkType};

use crate::parse::citation;
use crate::parse::html::{Hole, small};
use crate::parse::markdown::writer::Writer;
use crate::parse::markdown::{BoundWords, Citation, Trust};

/// Returns true if a link in `text` without a definition is meant as a citation.
pub(super) fn is_citation(link: &BrokenLink<'_>, text: &str) -> bool {
    match link.link_type {
        LinkType::Shortcut | LinkType::Collapsed => citation::read(&link.reference).is_some(),
        // Two citations without a space between them look like a link with a label.
        LinkType::Reference => citation::read(&label(&text[link.span.clone()])).is_some(),
        _ => false,
    }
}

impl Writer<'_, '_> {
    /// Reports a link definition that would replace every citation of its paragraphs.
    pub(super) fn check_definition(&mut self, label: &str, span: Range<usize>) {
        if self.trust == Trust::Trusted && citation::read(label).is_some() {
            let message = format!("this definition makes a link of every citation `[{label}]`");
            let span = self.place(span);
            let help = "give the link another label, such as `[source]`".into();
            self.report(codes::CITATION_SHADOWED, message, span, help);
        }
    }

    /// Reports a citation that is the text of a link, as in `[p4](Reuters)`.
    pub(super) fn check_linked(&mut self, span: &Range<usize>) {
        let words = self.text[span.clone()].strip_prefix('[');
        let words = words.and_then(|words| words.split(']').next());
        let is_citation = |words: &&str| matches!(citation::read(words), Some(Ok(_)));
        if self.trust == Trust::Untrusted {
            return;
        }
        if let Some(words) = words.filter(is_citation) {
            let message = format!("`[{words}]` is the text of a link here, and cites nothing");
            let target = self.text[span.clone()]
                .split_once("](")
                .map_or("", |(_, target)| target);
            let help = match target.starts_with('#') {
                true => format!("write `[{words}]` alone: it leads to the paragraph"),
                false => "put a space between the citation and the bracket after it".into(),
            };
            let place = self.place(span.clone());
            self.report(codes::CITATION_MALFORMED, message, place, help);
        }
    }

    pub(super) fn citation(&mut self, span: Range<usize>) {
        let label = label(&self.text[span.clone()]);
        let place = self.place(span);
        if self.picture > 0 && matches!(citation::read(&label), Some(Ok(_))) {
            let message =
                format!("`[{label}]` stands in the text for a picture, which cannot cite");
            let help = "move it behind the picture, or into the caption".into();
            return self.report(codes::CITATION_MISPLACED, message, place, help);
        }
        self.cite(&label, place);
    }

    /// Writes the citation with this label, or reports what is wrong with it. `place` is its range in the file.
    pub(super) fn cite(&mut self, label: &str, place: Range<usize>) {
        match citation::read(label) {
            Some(Ok(reference)) => {
                // A normal space before a citation would allow a line break there.
                if self.html.text.ends_with(' ') {
                    self.html.text.pop();
                    self.html.text.push('\u{A0}');
                }
                let bound = reference.words.map(|words| self.bound_words(words, &place));
                self.add_citation(reference.paragraphs, bound, place);
            }
            Some(Err(why)) => {
                let message = format!("`[{label}]` is not a citation: {why}");
                let help = match citation::repaired(label) {
                    Some(meant) => format!("did you mean `[{meant}]`?"),
                    None => "write it as `[p4]`, `[p4-p6]` or `[p2, p7]`".into(),
                };
                self.report(codes::CITATION_MALFORMED, message, place, help);
            }
            None => {}
        }
    }

    /// Returns the words that a citation at `place` gives, on one line. Marks of a block quotation between their lines are left out.
    fn bound_words(&self, words: &str, place: &Range<usize>) -> BoundWords {
        let citation = self.file.get(place.clone()).unwrap_or_default();
        let span = match citation.find(words) {
            Some(start) => place.start + start..place.start + start + words.len(),
            None => place.clone(),
        };
        let lines = words
            .lines()
            .map(|line| line.trim_start_matches(['>', ' ', '\t']));
        let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        BoundWords {
            words: words.join(" ").into(),
            span,
        }
    }

    /// Leaves a hole for a citation, which stands at `span` in the file.
    pub(super) fn add_citation(
        &mut self,
        paragraphs: Box<[RangeInclusive<u32>]>,
        bound: Option<BoundWords>,
        span: Range<usize>,
    ) {
        let index = small(self.body.citations.len());
        self.html.hole(Hole::Citation(index));
        self.say_citation();
        self.body.citations.push(Citation {
            paragraphs,
            bound,
            span,
        });
    }
}

/// Returns the text of a citation without its brackets: of `[p4]`, `[p4][]` or `[p4][p6]`.
fn label(citation: &str) -> String {
    let inner = citation.trim_end_matches("[]");
    let inner = inner.trim_start_matches('[').trim_end_matches(']');
    inner.replace("][", ", ")
}
