//! Parses citations of paragraphs: `[p4]`, `[p4-p6]`, `[p2, p7]`, `[p4 «…»]`; of a further original `[reuters p4]`; in an
//! edition `[treaty p4]`, `[treaty reuters p4]`.
//!
//! In Markdown they are links without a definition. Decides if such a link is a citation; writes a hole and adds an
//! entry to the body's citations, or reports its fault.

use crate::diagnostic::codes;
use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use pulldown_cmark::{BrokenLink, LinkType};

use crate::parse::citation::{self, CitationNames, CitationReference};
use crate::parse::html::{Hole, small};
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::markdown::{BoundWords, Citation, Cites, Trust};
use crate::parse::unseen;

/// Returns true if a link in `text` without a definition has the form of a citation.
pub(super) fn is_citation(link: &BrokenLink<'_>, text: &str, cites: Cites) -> bool {
    match link.link_type {
        LinkType::Shortcut | LinkType::Collapsed => read(&link.reference, cites).is_some(),
        // Two citations without a space between them look like a link with a label.
        LinkType::Reference => read(&label(&text[link.span.clone()]), cites).is_some(),
        _ => false,
    }
}

/// A citation, or its fault.
pub(super) struct ParsedCitation<'l> {
    names: CitationNames,
    /// The label without the names.
    label: Cow<'l, str>,
    reference: Result<CitationReference<'l>, &'static str>,
}

/// Parses the label of a citation in a text that can cite these texts; `None` if it is not a citation.
pub(super) fn read(label: &str, cites: Cites) -> Option<ParsedCitation<'_>> {
    let (names, rest) = citation::names(label, cites);
    if let Some(reference) = citation::read(rest) {
        let label = Cow::Borrowed(rest);
        return Some(ParsedCitation {
            names,
            label,
            reference,
        });
    }
    let (names, rest) = citation::marked_names(label, cites)?;
    Some(ParsedCitation {
        names,
        label: Cow::Owned(rest),
        reference: Err("only a space belongs between a name and its paragraphs"),
    })
}

/// Returns the text of a link to a paragraph, as `3` in `[3](#p3)`, and the intended citation; `None` if the text is a
/// correct citation, or contains words.
fn linked_number(link: &str) -> Option<(&str, String)> {
    let (words, target) = link.strip_prefix('[')?.split_once("](#")?;
    let meant = citation::repaired(words)?;
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let target = citation::repaired(target.strip_suffix(')')?)?;
    let is_right = matches!(citation::read(words), Some(Ok(_)));
    (letters <= 2 && !is_right && target == meant).then_some((words, meant))
}

impl BodyWriter<'_, '_> {
    /// Reports a link definition that would replace every citation of its paragraphs.
    pub(super) fn check_definition(&mut self, label: &str, span: Range<usize>) {
        if self.trust == Trust::Trusted && read(label, self.cites).is_some() {
            let message = format!("this definition makes a link of every citation `[{label}]`");
            let span = self.place(span);
            let help = "give the link another label, such as `[source]`".into();
            self.report(codes::CITATION_SHADOWED, message, span, help);
        }
    }

    /// Reports a citation that is the text of a link, as in `[p4](Reuters)` and `[4](#p4)`.
    pub(super) fn check_linked(&mut self, span: &Range<usize>) {
        let words = self.text[span.clone()].strip_prefix('[');
        let words = words.and_then(|words| words.split(']').next());
        let cites = self.cites;
        let is_citation =
            |words: &&str| read(words, cites).is_some_and(|read| read.reference.is_ok());
        if self.trust == Trust::Untrusted {
            return;
        }
        if let Some((words, meant)) = linked_number(&self.text[span.clone()]) {
            let start = self.prose.block.text.len();
            self.prose.linked_citations.push(start..start + words.len());
            let message = format!("`[{words}]` is the text of a link here, and cites nothing");
            let place = self.place(span.clone());
            let help = format!("did you mean `[{meant}]`? It leads to the paragraph");
            return self.report(codes::CITATION_MALFORMED, message, place, help);
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
        let is_sound = read(&label, self.cites).is_some_and(|read| read.reference.is_ok());
        if self.picture > 0 && is_sound {
            let message =
                format!("`[{label}]` stands in the text for a picture, which cannot cite");
            let help = "move it behind the picture, or into the caption".into();
            return self.report(codes::CITATION_MISPLACED, message, place, help);
        }
        self.cite(&label, place);
    }

    /// Writes the citation with this label, or reports its fault. `place` is its range in the file.
    pub(super) fn cite(&mut self, label: &str, place: Range<usize>) {
        let Some(ParsedCitation {
            names,
            label: paragraphs,
            reference,
        }) = read(label, self.cites)
        else {
            return;
        };
        match reference {
            Ok(reference) => {
                // A normal space before a citation would allow a line break there.
                if self.html.text.ends_with(' ') {
                    self.html.text.pop();
                    self.html.text.push('\u{A0}');
                }
                let bound = reference.words.map(|words| self.bound_words(words, &place));
                self.add_citation(names, reference.paragraphs, bound, place);
            }
            Err(why) => {
                self.say_unread_citation();
                let message = format!("`[{label}]` is not a citation: {why}");
                let meant = citation::repaired(&paragraphs);
                let meant = meant.map(|meant| format!("{names}{meant}"));
                let differs = |meant: &String| {
                    unseen::difference(&format!("[{label}]"), &format!("[{meant}]"))
                };
                let help = match (meant.as_ref().and_then(differs), meant) {
                    (Some(difference), _) => difference,
                    (None, meant) => match meant {
                        Some(meant) => format!("did you mean `[{meant}]`?"),
                        None => format!(
                            "write it as `[{names}p4]`, `[{names}p4-p6]` or `[{names}p2, p7]`"
                        ),
                    },
                };
                self.report(codes::CITATION_MALFORMED, message, place, help);
            }
        }
    }

    /// Returns the words that a citation at `place` quotes, on one line. Marks of a block quotation between their lines
    /// are left out.
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

    /// Adds a hole for a citation at `span` in the file.
    pub(super) fn add_citation(
        &mut self,
        names: CitationNames,
        paragraphs: Box<[RangeInclusive<u32>]>,
        bound: Option<BoundWords>,
        span: Range<usize>,
    ) {
        let index = small(self.body.citations.len());
        self.html.hole(Hole::Citation(index));
        self.say_citation();
        self.body.citations.push(Citation {
            names,
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
