//! Prepares a text for checking: its words as one string, its sentences, and the paragraphs that each sentence cites.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::lang::fold;
use crate::lang::verify::{
    self, Binding, BlockKind, Citation, CitedLink, Document, Sentence, SummaryReferences,
    sentence_at, split,
};
use crate::load::Sources;
use crate::parse::markdown::{self, Body};
use crate::parse::prose::{Prose, ProseBlock, ProseBlockKind};

/// A text with its words joined into one string.
pub struct CheckedText<'s> {
    /// Path of the file.
    pub path: &'s Arc<str>,
    /// Language tag (BCP 47).
    pub lang: &'s str,
    pub body: &'s Body,
    /// The body's citations. Those of a summary have the paragraph numbers of the originals that it is compared with.
    pub citations: Cow<'s, [markdown::Citation]>,
    /// The words of the body's prose.
    pub text: String,
    /// Sentences, in order; empty for an original, which needs none.
    pub sentences: Vec<Sentence>,
}

impl<'s> CheckedText<'s> {
    /// Reads a document, without its sentences.
    pub fn new(path: &'s Arc<str>, lang: &'s str, body: &'s Body, sources: &Sources) -> Self {
        let file = sources.text(path).unwrap_or_default();
        CheckedText::of_text(path, lang, body, file)
    }

    /// Reads a document from the text of its file, without its sentences.
    pub fn of_text(path: &'s Arc<str>, lang: &'s str, body: &'s Body, file: &str) -> Self {
        CheckedText {
            path,
            lang,
            body,
            citations: Cow::Borrowed(&body.citations),
            text: body.prose.text(file),
            sentences: Vec::new(),
        }
    }

    /// Replaces the citations by the same ones with other paragraph numbers.
    pub fn with_citations(self, citations: Cow<'s, [markdown::Citation]>) -> Self {
        CheckedText { citations, ..self }
    }

    /// Adds the sentences of a summary. `last_paragraph` is the highest paragraph number that it can cite; `original_urls` are
    /// the addresses of its originals.
    pub fn with_sentences(mut self, last_paragraph: u32, original_urls: &[&str]) -> Self {
        let prose = self.prose();
        let places = prose.citations.iter().zip(&*self.citations);
        let citations: Vec<Citation<'_>> = places
            .map(|(place, citation)| Citation {
                place: *place as usize,
                paragraphs: &citation.paragraphs,
            })
            .collect();
        let links: Vec<CitedLink<'_>> = prose
            .outside
            .iter()
            .map(|link| CitedLink {
                place: link.start as usize,
                url: &link.url,
            })
            .collect();
        let references = SummaryReferences {
            citations: &citations,
            links: &links,
            unread_citations: &prose.unread_citations,
            last_paragraph,
            original_urls,
        };
        self.sentences = split(&self.text, &self.blocks(), &references);
        self
    }

    /// Returns the text in the form in which it is compared with others.
    pub fn document(&self) -> Document<'_> {
        Document {
            text: Cow::Borrowed(&self.text),
            language: Cow::Borrowed(self.lang),
            blocks: self.blocks(),
            figures: Cow::Borrowed(&self.body.figures),
            sentences: Cow::Borrowed(&self.sentences),
            bindings: self.bindings().map(|(binding, _)| binding).collect(),
        }
    }

    /// Returns the words of the original that are quoted in citations, with their places in the file.
    pub fn bindings(&self) -> impl Iterator<Item = (Binding<'_>, &Range<usize>)> {
        let citations = self.prose().citations.iter().zip(&*self.citations);
        // Citations of other originals name no paragraph here.
        let own = citations.filter(|(_, citation)| !citation.paragraphs.is_empty());
        own.filter_map(|(place, citation)| {
            let bound = citation.bound.as_ref()?;
            let binding = Binding {
                place: *place as usize,
                words: Cow::Borrowed(&bound.words),
                paragraphs: Cow::Borrowed(&citation.paragraphs),
            };
            Some((binding, &bound.span))
        })
    }

    fn blocks(&self) -> Vec<verify::TextBlock> {
        let block = |block: &ProseBlock| verify::TextBlock {
            range: block.range(),
            kind: match block.kind {
                ProseBlockKind::Quotation => BlockKind::Quotation,
                ProseBlockKind::Cell { is_first } => BlockKind::Cell { is_first },
                ProseBlockKind::Title
                | ProseBlockKind::Description
                | ProseBlockKind::Author
                | ProseBlockKind::Heading
                | ProseBlockKind::Paragraph => BlockKind::Text,
                ProseBlockKind::Item => BlockKind::Item,
            },
            paragraph: block.paragraph,
        };
        self.prose().blocks.iter().map(block).collect()
    }

    pub fn prose(&self) -> &'s Prose {
        &self.body.prose
    }

    /// Returns the words of a block.
    pub fn words(&self, block: &ProseBlock) -> &str {
        self.text.get(block.range()).unwrap_or_default()
    }

    /// Returns the language without region and script. Two texts can be compared word by word if both languages are
    /// equal.
    pub fn primary_language(&self) -> &'s str {
        self.lang.split('-').next().unwrap_or(self.lang)
    }

    /// Returns the sentence that contains an offset of the prose.
    pub fn sentence_at(&self, place: usize) -> Option<&Sentence> {
        sentence_at(&self.sentences, place)
    }

    /// Returns the paragraphs that a sentence cites for a part that ends at `place`: those of the next citation and of
    /// adjacent ones; if none follows, those of the whole sentence.
    pub fn cited_for(&self, sentence: &Sentence, place: usize) -> Vec<u32> {
        let places = &self.prose().citations;
        let from = places.partition_point(|at| (*at as usize) < place);
        let next = places
            .get(from)
            .filter(|at| **at as usize <= sentence.range.end);
        let Some(next) = next else {
            return sentence.cites.clone();
        };
        let beside = places[from..].iter().take_while(|at| *at == next).count();
        let citations = self.citations.iter().skip(from).take(beside);
        let ranges = citations.flat_map(|citation| &citation.paragraphs);
        let is_cited = |number: &u32| ranges.clone().any(|range| range.contains(number));
        sentence.cites.iter().copied().filter(is_cited).collect()
    }

    /// Returns the paragraphs that a sentence cites for the part that ends at `place`: those of the next citation and
    /// the citations adjacent to it; if none follows, those of the whole sentence.
    pub fn at(&self, diagnostic: Diagnostic, part: &Range<usize>) -> Diagnostic {
        diagnostic.at(self.prose().in_file(part))
    }
}

/// Returns true if two texts are equal apart from marks, case and white space, or if one contains the words of the other.
pub fn overlaps(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let [one, other] =
        [one.text(), other.text()].map(|text| text.trim_matches(|c: char| !c.is_alphanumeric()));
    !one.is_empty() && !other.is_empty() && (holds(one, other) || holds(other, one))
}

/// Returns true if a text contains words as whole words.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let is_border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        is_border(text[..at].chars().next_back())
            && is_border(text[at + words.len()..].chars().next())
    })
}
