//! A text under check: its words, its sentences, and what each sentence rests on.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::lang::{fold, sentences};
use crate::load::Sources;
use crate::parse::markdown::Body;
use crate::parse::prose::{Block, Kind, Prose};

/// A text with its words put together.
pub struct Reading<'s> {
    /// The file.
    pub path: &'s Arc<str>,
    /// Its language (BCP 47).
    pub lang: &'s str,
    /// The document's body.
    pub body: &'s Body,
    /// The words of the body's prose.
    pub text: String,
    /// Its sentences, in order; none of an original, where nothing asks for them.
    pub sentences: Vec<Sentence>,
}

/// A sentence of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the prose.
    pub range: Range<usize>,
    /// The index of its block.
    pub block: usize,
    /// The paragraphs of the original that it cites, ascending.
    pub cites: Vec<u32>,
    /// Whether it cites a paragraph that the original does not have, or in a form that is not read, so that nobody knows which one is
    /// meant.
    pub is_misled: bool,
    /// Indices of its links to other sites, in the prose.
    pub outside: Range<usize>,
}

impl<'s> Reading<'s> {
    /// Reads a document, without its sentences.
    pub fn new(path: &'s Arc<str>, lang: &'s str, body: &'s Body, sources: &Sources) -> Self {
        let file = sources.text(path).unwrap_or_default();
        Reading {
            path,
            lang,
            body,
            text: body.prose.text(file),
            sentences: Vec::new(),
        }
    }

    /// Adds its sentences, which may cite the paragraphs up to the one with the number `last`.
    pub fn with_sentences(mut self, last: u32) -> Self {
        self.split(last);
        self
    }

    /// The prose.
    pub fn prose(&self) -> &'s Prose {
        &self.body.prose
    }

    /// The words of a block.
    pub fn words(&self, block: &Block) -> &str {
        self.text.get(block.range()).unwrap_or_default()
    }

    /// The language without region and script, in which two texts are comparable word for word.
    pub fn primary_language(&self) -> &'s str {
        self.lang.split('-').next().unwrap_or(self.lang)
    }

    /// The sentence that a place of the prose lies in.
    pub fn sentence_at(&self, place: usize) -> Option<&Sentence> {
        let after = self.sentences.partition_point(|s| s.range.start <= place);
        let sentence = &self.sentences[after.checked_sub(1)?];
        (place < sentence.range.end).then_some(sentence)
    }

    /// The paragraphs that the sentences of a part of the prose cite, ascending; none if one of them cites a paragraph that the
    /// original does not have.
    pub fn cited_by(&self, part: &Range<usize>) -> Vec<u32> {
        let overlaps = |s: &&Sentence| s.range.start < part.end && part.start < s.range.end;
        let sentences = self.sentences.iter().filter(overlaps);
        if sentences.clone().any(|sentence| sentence.is_misled) {
            return Vec::new();
        }
        let mut cites: Vec<u32> = sentences.flat_map(|s| s.cites.iter().copied()).collect();
        cites.sort_unstable();
        cites.dedup();
        cites
    }

    /// The paragraphs that a sentence cites for what ends at `place`: those of the next citation in it and of others beside
    /// that; those of the whole sentence, where none comes.
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
        let citations = self.body.citations.iter().skip(from).take(beside);
        let ranges = citations.flat_map(|citation| &citation.paragraphs);
        let is_cited = |number: &u32| ranges.clone().any(|range| range.contains(number));
        sentence.cites.iter().copied().filter(is_cited).collect()
    }

    /// A finding about a part of the prose.
    pub fn at(&self, diagnostic: Diagnostic, part: &Range<usize>) -> Diagnostic {
        diagnostic.at(self.prose().in_file(part))
    }

    /// Finds the sentences, and which citations and links are theirs.
    fn split(&mut self, last: u32) {
        let prose = self.prose();
        let (mut citation, mut link) = (0, 0);
        let mut found = Vec::new();
        for (index, block) in prose.blocks.iter().enumerate() {
            for sentence in sentences(self.words(block)) {
                let start = block.range().start;
                let range = start + sentence.start..start + sentence.end;
                let mut cites = Vec::new();
                let unread = &prose.unread_citations;
                let first = unread.partition_point(|at| (*at as usize) < range.start);
                let mut is_misled = unread
                    .get(first)
                    .is_some_and(|at| (*at as usize) < range.end);
                // A citation that stands between two sentences belongs to the one that it stands right after.
                while let Some(place) = prose.citations.get(citation)
                    && *place as usize <= range.end
                {
                    let cited = self.body.citations.get(citation);
                    for range in cited.iter().flat_map(|c| &c.paragraphs) {
                        cites.extend(*range.start()..=(*range.end()).min(last));
                        is_misled |= *range.end() > last;
                    }
                    citation += 1;
                    // Many citations of all paragraphs would take more memory than there is.
                    if cites.len() > 4 * last as usize {
                        cites.sort_unstable();
                        cites.dedup();
                    }
                }
                cites.sort_unstable();
                cites.dedup();
                let first = link;
                while prose
                    .outside
                    .get(link)
                    .is_some_and(|o| (o.start as usize) <= range.end)
                {
                    link += 1;
                }
                found.push(Sentence {
                    range,
                    block: index,
                    cites,
                    is_misled,
                    outside: first..link,
                });
            }
        }
        self.sentences = found;
        self.join_rows();
    }

    /// Lets all cells of a row rest on what any of them cites.
    fn join_rows(&mut self) {
        let blocks = &self.prose().blocks;
        let is_cell = |s: &Sentence| matches!(blocks[s.block].kind, Kind::Cell { .. });
        let begins = |s: &Sentence| blocks[s.block].kind == Kind::Cell { is_first: true };
        let mut from = 0;
        while from < self.sentences.len() {
            if !is_cell(&self.sentences[from]) {
                from += 1;
                continue;
            }
            let first = self.sentences[from].block;
            let rest = self.sentences[from..].iter();
            let length = rest
                .take_while(|s| is_cell(s) && (s.block == first || !begins(s)))
                .count();
            let row = &mut self.sentences[from..from + length];
            let mut cites: Vec<u32> = row.iter().flat_map(|s| s.cites.iter().copied()).collect();
            cites.sort_unstable();
            cites.dedup();
            let outside = row[0].outside.start..row[length - 1].outside.end;
            let is_misled = row.iter().any(|sentence| sentence.is_misled);
            for sentence in row {
                sentence.cites.clone_from(&cites);
                sentence.is_misled = is_misled;
                sentence.outside = outside.clone();
            }
            from += length;
        }
    }
}

/// Returns true if two texts are the same but for marks, capitals and white space; or the words of one stand in the other.
pub fn overlaps(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let [one, other] =
        [one.text(), other.text()].map(|text| text.trim_matches(|c: char| !c.is_alphanumeric()));
    !one.is_empty() && !other.is_empty() && (holds(one, other) || holds(other, one))
}

/// Returns true if a text holds words as whole words.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let is_border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        is_border(text[..at].chars().next_back())
            && is_border(text[at + words.len()..].chars().next())
    })
}
