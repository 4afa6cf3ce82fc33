//! Defines [`Document`], a text to be compared: its words, blocks, figures and sentences.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use crate::figures::{self, Figure};
use crate::sentences::sentences;

/// Highest paragraph number that a plain text can cite.
const MOST_PARAGRAPHS: u32 = 10_000;

/// A text with its structure. Offsets are bytes of [`Document::text`].
#[derive(Debug, Clone)]
pub struct Document<'t> {
    /// The visible words. A blank line stands between two blocks, and no line break within a block.
    pub text: Cow<'t, str>,
    /// Language tag (BCP 47).
    pub language: Cow<'t, str>,
    /// Blocks, in order.
    pub blocks: Vec<TextBlock>,
    /// Figures, in order.
    pub figures: Cow<'t, [Figure]>,
    /// Sentences, in order. Not needed for an original.
    pub sentences: Cow<'t, [Sentence]>,
    /// Words of the original that are quoted in citations, in order. Not needed for an original.
    pub bindings: Vec<Binding<'t>>,
}

/// Words of the original that a citation quotes: `[p4 «…»]`. A translated quotation directly before the citation is
/// bound to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding<'t> {
    /// Offset of the citation, which is not part of the text itself.
    pub place: usize,
    /// The words.
    pub words: Cow<'t, str>,
    /// The paragraphs that the citation names.
    pub paragraphs: Cow<'t, [RangeInclusive<u32>]>,
}

/// A part of a text that no sentence crosses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBlock {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// Kind of the block.
    pub kind: BlockKind,
    /// Paragraph number in an original, from 1; `None` for titles and headings.
    pub paragraph: Option<u32>,
}

/// The kind of a block, as far as the comparison needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A title, heading or paragraph.
    Text,
    /// A list item.
    Item,
    /// A paragraph of a block quotation.
    Quotation,
    /// A cell of a table.
    Cell {
        /// True if it is the first cell of its row that contains text.
        is_first: bool,
    },
}

/// A sentence of a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// Index of its block.
    pub block: usize,
    /// Numbers of the cited paragraphs of the original, ascending.
    pub cites: Vec<u32>,
    /// True if a citation is invalid: it names a paragraph that the original does not have, or its form is not recognized.
    /// The intended paragraph is then unknown.
    pub is_misled: bool,
    /// True if the sentence links to a source other than the original, which its claims then belong to.
    pub is_elsewhere: bool,
}

/// A citation in a summary.
#[derive(Debug, Clone, Copy)]
pub struct Citation<'c> {
    /// Offset in the text, from which the citation itself is removed.
    pub place: usize,
    /// The cited paragraphs.
    pub paragraphs: &'c [RangeInclusive<u32>],
}

/// A link in a summary to another page.
#[derive(Debug, Clone, Copy)]
pub struct CitedLink<'l> {
    /// Offset of the link's first word in the text.
    pub place: usize,
    /// Target address.
    pub url: &'l str,
}

/// The citations and links of a summary.
#[derive(Debug, Clone, Copy, Default)]
pub struct SummaryReferences<'r> {
    /// Citations, in order.
    pub citations: &'r [Citation<'r>],
    /// Links, in order.
    pub links: &'r [CitedLink<'r>],
    /// Offsets of citations whose form is not recognized, in order.
    pub unread_citations: &'r [u32],
    /// Number of the original's last paragraph.
    pub last_paragraph: u32,
    /// Addresses of the originals themselves. Sentences that link to them are still checked against the originals.
    pub original_urls: &'r [&'r str],
}

impl<'t> Document<'t> {
    /// Takes a text with its blocks and finds its figures. The blocks keep their paragraph numbers; `sentences` stays empty.
    pub fn new(
        text: impl Into<Cow<'t, str>>,
        language: impl Into<Cow<'t, str>>,
        blocks: Vec<TextBlock>,
    ) -> Document<'t> {
        let (text, language) = (text.into(), language.into());
        let figures = figures::find(&text, &language);
        Document {
            text,
            language,
            blocks,
            figures: figures.into(),
            sentences: Cow::Borrowed(&[]),
            bindings: Vec::new(),
        }
    }

    /// Parses plain text: blank lines separate paragraphs, which are numbered from 1. Citations such as `[p4]`,
    /// `[p2, p7]`, `[p4-p6]` and `[p4 «…»]` are recognized. Byte offsets are those of `text`.
    pub fn plain(text: &str, language: &str) -> Document<'static> {
        let (words, cited) = without_citations(&joined_lines(text));
        let mut paragraph = 0;
        let blocks: Vec<TextBlock> = paragraphs(&words)
            .into_iter()
            .map(|range| {
                paragraph += 1;
                let is_item = has_list_label(words.get(range.clone()).unwrap_or_default());
                TextBlock {
                    kind: if is_item {
                        BlockKind::Item
                    } else {
                        BlockKind::Text
                    },
                    range,
                    paragraph: Some(paragraph),
                }
            })
            .collect();
        let mut document = Document::new(words, language.to_owned(), blocks);
        let citations: Vec<Citation<'_>> = cited
            .iter()
            .map(|cited| Citation {
                place: cited.place,
                paragraphs: &cited.paragraphs,
            })
            .collect();
        let references = SummaryReferences {
            citations: &citations,
            last_paragraph: MOST_PARAGRAPHS,
            ..SummaryReferences::default()
        };
        let sentences = split(&document.text, &document.blocks, &references);
        document.sentences = sentences.into();
        let bindings = cited.into_iter().filter(|cited| !cited.words.is_empty());
        document.bindings = bindings.collect();
        document
    }

    /// Returns the words of a block.
    pub fn words(&self, block: &TextBlock) -> &str {
        self.text.get(block.range.clone()).unwrap_or_default()
    }

    /// Returns the language without region and script. Two texts can be compared word by word if it is equal.
    pub fn primary_language(&self) -> &str {
        primary(&self.language)
    }

    /// Returns the highest paragraph number; 0 if no block is numbered.
    pub fn paragraphs(&self) -> u32 {
        let numbers = self.blocks.iter().filter_map(|block| block.paragraph);
        numbers.max().unwrap_or(0)
    }

    /// Returns the sentence that contains an offset of the text.
    pub fn sentence_at(&self, place: usize) -> Option<&Sentence> {
        sentence_at(&self.sentences, place)
    }

    /// Returns the paragraphs cited by the sentences that overlap a part of the text, ascending; empty if one of these
    /// sentences has an invalid citation.
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

    /// Returns the paragraph numbers of some of the blocks (indices), ascending.
    pub fn paragraphs_of(&self, blocks: &[usize]) -> Vec<u32> {
        let numbers = blocks
            .iter()
            .filter_map(|index| self.blocks.get(*index)?.paragraph);
        let mut numbers: Vec<u32> = numbers.collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Returns the block that contains an offset of the text.
    pub fn block_at(&self, place: usize) -> Option<&TextBlock> {
        let after = self
            .blocks
            .partition_point(|block| block.range.start <= place);
        let block = &self.blocks[after.checked_sub(1)?];
        (place < block.range.end).then_some(block)
    }
}

/// Returns true if a paragraph of a plain text begins with the label of a list item: "3. ", "3) ", "- ", "• ".
fn has_list_label(words: &str) -> bool {
    let rest = words.trim_start_matches(char::is_numeric);
    let label = match words.len() - rest.len() {
        0 => rest.strip_prefix(['-', '•', '*', '–']),
        1..=4 => rest.strip_prefix(['.', ')']),
        _ => None,
    };
    label.is_some_and(|rest| rest.starts_with(' '))
}

/// Returns a language tag without script and region.
pub(super) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Returns the sentence that contains an offset; `sentences` must be in order.
pub fn sentence_at(sentences: &[Sentence], place: usize) -> Option<&Sentence> {
    let after = sentences.partition_point(|s| s.range.start <= place);
    let sentence = &sentences[after.checked_sub(1)?];
    (place < sentence.range.end).then_some(sentence)
}

/// Splits a summary into sentences with their cited paragraphs.
///
/// A citation between two sentences belongs to the one directly before it. All cells of a table row share their citations
/// and links.
pub fn split(
    text: &str,
    blocks: &[TextBlock],
    references: &SummaryReferences<'_>,
) -> Vec<Sentence> {
    let is_own = |url: &str| {
        let mut own = references.original_urls.iter();
        own.any(|own| plain_address(own) == plain_address(url))
    };
    let (mut citation, mut link) = (0, 0);
    let mut found = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        for sentence in sentences(text.get(block.range.clone()).unwrap_or_default()) {
            let start = block.range.start;
            let range = start + sentence.start..start + sentence.end;
            let mut cites = Vec::new();
            let unread = references.unread_citations;
            let first = unread.partition_point(|at| (*at as usize) < range.start);
            let next = unread.get(first);
            let mut is_misled = next.is_some_and(|at| (*at as usize) < range.end);
            while let Some(next) = references.citations.get(citation)
                && next.place <= range.end
            {
                for cited in next.paragraphs {
                    cites.extend(*cited.start()..=(*cited.end()).min(references.last_paragraph));
                    is_misled |= *cited.end() > references.last_paragraph;
                }
                citation += 1;
                // Many citations of all paragraphs would take more memory than there is.
                if cites.len() > 4 * references.last_paragraph as usize {
                    cites.sort_unstable();
                    cites.dedup();
                }
            }
            cites.sort_unstable();
            cites.dedup();
            let mut is_elsewhere = false;
            while let Some(next) = references.links.get(link)
                && next.place <= range.end
            {
                is_elsewhere |= !is_own(next.url);
                link += 1;
            }
            found.push(Sentence {
                range,
                block: index,
                cites,
                is_misled,
                is_elsewhere,
            });
        }
    }
    join_rows(&mut found, blocks);
    found
}

/// Gives all cells of a row the citations and links of each of them.
fn join_rows(sentences: &mut [Sentence], blocks: &[TextBlock]) {
    let is_cell = |s: &Sentence| matches!(blocks[s.block].kind, BlockKind::Cell { .. });
    let begins = |s: &Sentence| blocks[s.block].kind == BlockKind::Cell { is_first: true };
    let mut from = 0;
    while from < sentences.len() {
        if !is_cell(&sentences[from]) {
            from += 1;
            continue;
        }
        let first = sentences[from].block;
        let rest = sentences[from..].iter();
        let length = rest
            .take_while(|s| is_cell(s) && (s.block == first || !begins(s)))
            .count();
        let row = &mut sentences[from..from + length];
        let mut cites: Vec<u32> = row.iter().flat_map(|s| s.cites.iter().copied()).collect();
        cites.sort_unstable();
        cites.dedup();
        let is_elsewhere = row.iter().any(|s| s.is_elsewhere);
        let is_misled = row.iter().any(|s| s.is_misled);
        for sentence in row {
            sentence.cites.clone_from(&cites);
            sentence.is_misled = is_misled;
            sentence.is_elsewhere = is_elsewhere;
        }
        from += length;
    }
}

/// Returns an address without the parts that do not change its target.
fn plain_address(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or(url);
    let url = url.split_once("//").map_or(url, |(_, rest)| rest);
    url.strip_prefix("www.")
        .unwrap_or(url)
        .trim_end_matches('/')
}

/// Replaces the line breaks within paragraphs by spaces, so that byte offsets do not change.
fn joined_lines(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let is_within =
            !line.trim().is_empty() && lines.peek().is_some_and(|next| !next.trim().is_empty());
        let content = line.trim_end_matches(['\r', '\n']);
        joined.push_str(content);
        let end = &line[content.len()..];
        if is_within {
            joined.extend(end.chars().map(|_| ' '));
        } else {
            joined.push_str(end);
        }
    }
    joined
}

/// Returns the byte ranges of the paragraphs of a text whose lines are joined.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let from = start + (line.len() - line.trim_start().len());
            found.push(from..from + words.len());
        }
        start += line.len();
    }
    found
}

/// Replaces citations by spaces and returns them with their places; the words of most are empty.
fn without_citations(text: &str) -> (String, Vec<Binding<'static>>) {
    let mut words = String::with_capacity(text.len());
    let mut cited = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find("[p") {
        let Some(length) = rest[open..].find(']') else {
            break;
        };
        let whole = &rest[open..=open + length];
        words.push_str(&rest[..open]);
        match citation(&whole[1..whole.len() - 1]) {
            Some((paragraphs, bound)) => {
                cited.push(Binding {
                    place: words.trim_end().len(),
                    words: bound.to_owned().into(),
                    paragraphs: paragraphs.into(),
                });
                words.extend(std::iter::repeat_n(' ', whole.len()));
            }
            None => words.push_str(whole),
        }
        rest = &rest[open + whole.len()..];
    }
    words.push_str(rest);
    (words, cited)
}

/// Parses the inside of a citation: `p4`, `p2, p7`, `p4-p6`, `p4 «…»`.
fn citation(text: &str) -> Option<(Vec<RangeInclusive<u32>>, &str)> {
    let (numbers, words) = match text.find(['«', '“', '„', '"']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let mut marks = words.trim_end().chars();
    if marks.next().is_some() && !matches!(marks.next_back(), Some('»' | '”' | '“' | '"')) {
        return None;
    }
    let number = |part: &str| -> Option<u32> {
        let digits = part.trim();
        digits.strip_prefix('p').unwrap_or(digits).parse().ok()
    };
    let range = |part: &str| match part.split_once(['-', '–']) {
        Some((first, last)) => Some(number(first)?..=number(last)?),
        None => number(part).map(|number| number..=number),
    };
    let paragraphs: Option<_> = numbers.split(',').map(range).collect();
    Some((paragraphs?, marks.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_keeps_its_offsets() {
        let text = "One line\nand\r\nanother [p2, p4-p5].\n\n\n  Second [p1]. Third.\n";
        let document = Document::plain(text, "en");
        let words: Vec<&str> = document.blocks.iter().map(|b| document.words(b)).collect();
        assert_eq!(
            words,
            ["One line and  another            .", "Second     . Third."]
        );
        assert_eq!(document.text.len(), text.len());
        let cites: Vec<&[u32]> = document.sentences.iter().map(|s| &*s.cites).collect();
        assert_eq!(cites, [&[2, 4, 5][..], &[1], &[]]);
        assert_eq!(document.paragraphs(), 2);
    }

    #[test]
    fn brackets_that_cite_nothing_are_text() {
        for text in [
            "A [pause] here.",
            "A [p] here.",
            "An [p4",
            "A [page 4] here.",
        ] {
            let document = Document::plain(text, "en");
            assert_eq!(document.text, text);
            assert!(document.sentences.iter().all(|s| s.cites.is_empty()));
        }
    }
}
