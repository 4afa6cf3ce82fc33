//! Checks the quotations of a summary against an original.
//!
//! Words can be compared if the quotation is in the original's language: in a summary in that language, or in another one if
//! the quotation is in the original's script and the summary is not. Between languages of one script, a quotation can only
//! be found; it never gets another verdict.

use std::ops::Range;

use crate::quotes::{QuotationMatch, QuotationSource, has_few_words, quotations};
use crate::verify::document::{Binding, BlockKind, Document, TextBlock};
use mujaz_locale::is_in_script_of;

/// Maximum number of quotations of a summary that are searched for.
const MOST_QUOTATIONS: usize = 1_000;

/// Number of quotations that are searched for even in a very long original.
const FEWEST: usize = 100;

/// Maximum number of bytes that are searched for all quotations of a summary.
const MOST_SEARCHED: usize = 20_000_000;

/// Maximum length of the address before a caption, in characters.
const LONGEST_ADDRESS: usize = 500;

/// The result of checking one quotation of a summary against the original.
#[derive(Debug)]
pub struct JudgedQuotation {
    /// Byte range of the quotation's words in the summary.
    pub range: Range<usize>,
    /// The paragraphs that its sentences cite, ascending; empty if one of the citations is invalid.
    pub cited: Vec<u32>,
    /// The numbered paragraphs that contain the quoted words, ascending; without titles and headings.
    pub paragraphs: Vec<u32>,
    /// Index of the binding with the original words that the quotation translates.
    pub binding: Option<usize>,
    /// The verdict.
    pub verdict: QuotationVerdict,
}

/// The result of looking for the words of a binding in the original.
#[derive(Debug)]
pub struct JudgedBinding {
    /// The numbered paragraphs that contain the words, ascending; without titles and headings.
    pub paragraphs: Vec<u32>,
    /// The verdict: found, absent, or elsewhere.
    pub verdict: QuotationVerdict,
}

impl JudgedQuotation {
    /// Returns the paragraphs that contain the quotation, if its sentences cite only others.
    pub fn not_in_cited(&self) -> Option<&[u32]> {
        let is_missed = matches!(self.verdict, QuotationVerdict::Found(_))
            && !self.paragraphs.is_empty()
            && !self.cited.is_empty()
            && !self
                .paragraphs
                .iter()
                .any(|number| self.cited.contains(number));
        is_missed.then_some(&self.paragraphs)
    }
}

/// The verdict on a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuotationVerdict {
    /// The original contains the quoted words, in these blocks (indices).
    Found(Vec<usize>),
    /// The original does not contain the quoted words. Holds the most similar passage: the block's index and a byte
    /// range in the block.
    Absent(Option<(usize, Range<usize>)>),
    /// Summary and original are in different languages, and no words of the original are bound to the quotation.
    Translated,
    /// The quotation has too few words.
    FewWords,
    /// The summary has too many quotations to search for this one as well.
    TooMany,
    /// The sentence links to another source.
    Elsewhere,
}

/// The words of an original, prepared for the search for quotations.
#[derive(Debug)]
pub struct OriginalQuotations<'d> {
    document: &'d Document<'d>,
    /// `None` until the first search.
    source: Option<QuotationSource<'d>>,
}

impl<'d> OriginalQuotations<'d> {
    /// Takes an original. Its words are read when a summary has something to search for.
    pub fn new(document: &'d Document<'d>) -> OriginalQuotations<'d> {
        OriginalQuotations {
            document,
            source: None,
        }
    }

    fn source(&mut self) -> &QuotationSource<'d> {
        let document = self.document;
        self.source.get_or_insert_with(|| {
            let texts = document.blocks.iter().map(|block| document.words(block));
            QuotationSource::new(&texts.collect::<Vec<_>>())
        })
    }

    /// Searches for the words of a summary's bindings. Returns a result for each binding, in order.
    pub fn judge_bindings(&mut self, summary: &Document<'_>) -> Vec<JudgedBinding> {
        if summary.bindings.is_empty() {
            return Vec::new();
        }
        let original = self.document;
        let source = self.source();
        let judge = |binding: &Binding<'_>| {
            let sentence = summary.sentence_at(binding.place.saturating_sub(1));
            let verdict = match source.verdict_on_any(&binding.words) {
                _ if sentence.is_some_and(|s| s.is_elsewhere) => QuotationVerdict::Elsewhere,
                QuotationMatch::Found(blocks) => QuotationVerdict::Found(blocks),
                QuotationMatch::Absent { nearest } => QuotationVerdict::Absent(nearest),
                QuotationMatch::CannotTell => QuotationVerdict::Absent(None),
            };
            JudgedBinding {
                paragraphs: match &verdict {
                    QuotationVerdict::Found(blocks) => original.paragraphs_of(blocks),
                    _ => Vec::new(),
                },
                verdict,
            }
        };
        summary.bindings.iter().map(judge).collect()
    }

    /// Checks the quotations of a summary. `bindings` holds the results for the summary's bindings.
    pub fn judge(
        &mut self,
        summary: &Document<'_>,
        bindings: &[JudgedBinding],
    ) -> Vec<JudgedQuotation> {
        let found = find(summary);
        if found.is_empty() {
            return Vec::new();
        }
        let bound = bound(&found, summary);
        let original = self.document;
        let is_same = summary.primary_language() == original.primary_language();
        let source = self.source();
        let most = (MOST_SEARCHED / original.text.len().max(1)).clamp(FEWEST, MOST_QUOTATIONS);
        let judge = |(index, (range, binding)): (usize, (Range<usize>, Option<usize>))| {
            let words = summary.text.get(range.clone()).unwrap_or_default();
            let is_comparable =
                is_same || is_in_script_of(words, &original.language, &summary.language);
            let verdict = match index < most {
                true => judge_one(source, summary, &range),
                false => QuotationVerdict::TooMany,
            };
            let verdict = match verdict {
                QuotationVerdict::TooMany => QuotationVerdict::TooMany,
                verdict @ (QuotationVerdict::Found(_) | QuotationVerdict::Elsewhere) => verdict,
                verdict => match binding.and_then(|index| bindings.get(index)) {
                    Some(binding) => binding.verdict.clone(),
                    None if is_comparable || has_few_words(words) => verdict,
                    None => QuotationVerdict::Translated,
                },
            };
            JudgedQuotation {
                cited: summary.cited_by(&range),
                paragraphs: match &verdict {
                    QuotationVerdict::Found(blocks) => original.paragraphs_of(blocks),
                    _ => Vec::new(),
                },
                binding,
                verdict,
                range,
            }
        };
        let found = found.into_iter().zip(bound);
        found.enumerate().map(judge).collect()
    }
}

/// Returns for each quotation the index of the binding that follows it in its sentence before any other quotation.
fn bound(quotations: &[Range<usize>], summary: &Document<'_>) -> Vec<Option<usize>> {
    let mut bound = vec![None; quotations.len()];
    for (index, binding) in summary.bindings.iter().enumerate() {
        let before = quotations.partition_point(|range| range.end <= binding.place);
        let Some(nearest) = before.checked_sub(1) else {
            continue;
        };
        let sentence = summary.sentence_at(quotations[nearest].end.saturating_sub(1));
        if sentence.is_some_and(|s| binding.place <= s.range.end) {
            bound[nearest].get_or_insert(index);
        }
    }
    bound
}

fn judge_one(
    source: &QuotationSource<'_>,
    summary: &Document<'_>,
    range: &Range<usize>,
) -> QuotationVerdict {
    let sentence = summary.sentence_at(range.start);
    if sentence.is_some_and(|sentence| sentence.is_elsewhere) {
        return QuotationVerdict::Elsewhere;
    }
    match source.verdict(summary.text.get(range.clone()).unwrap_or_default()) {
        QuotationMatch::Found(blocks) => QuotationVerdict::Found(blocks),
        QuotationMatch::Absent { nearest } => QuotationVerdict::Absent(nearest),
        QuotationMatch::CannotTell => QuotationVerdict::FewWords,
    }
}

/// Finds the quotations of a text: words between marks, and block quotations.
fn find(summary: &Document<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    found.extend(
        quotations(&summary.text)
            .into_iter()
            .filter(|quotation| !is_caption(&summary.text[..quotation.whole.start]))
            .map(|quotation| quotation.range),
    );
    for block in &summary.blocks {
        let Some(whole) = quoted_block(block, summary.words(block)) else {
            continue;
        };
        let whole = block.range.start + whole.start..block.range.start + whole.end;
        let is_within = |q: &Range<usize>| q.start >= whole.start && q.end <= whole.end;
        // A block that is set in marks is one quotation; other marks in it belong to the original.
        if !found
            .iter()
            .any(|q| is_within(q) && q.len() * 2 > whole.len())
        {
            found.retain(|quotation| !is_within(quotation));
            found.push(whole);
        }
    }
    found.sort_by_key(|quotation| quotation.start);
    found
}

/// Returns true if a quotation mark after this text begins a caption: `![…](file.jpg "`. Invalid Markdown of a picture
/// is reported by another finding.
pub fn is_caption(before: &str) -> bool {
    // A longer address is not looked at: a text can be one word with many quotation marks.
    let start = before.char_indices().rev().nth(LONGEST_ADDRESS);
    let before = &before[start.map_or(0, |(at, _)| at)..];
    let last = before.trim_end().rsplit(char::is_whitespace).next();
    last.is_some_and(|word| word.contains("]("))
}

/// Returns the range of the words of a block quotation, without a trailing dash and name.
fn quoted_block(block: &TextBlock, words: &str) -> Option<Range<usize>> {
    if block.kind != BlockKind::Quotation || words.starts_with(['—', '–', '―']) {
        return None;
    }
    let end = [" — ", " – ", " ― "]
        .iter()
        .filter_map(|dash| words.rfind(dash))
        .max();
    // A dash in the middle of a sentence separates words; a name after a dash is short.
    let end = end.filter(|at| words[*at..].split_whitespace().count() <= 6);
    Some(0..end.unwrap_or(words.len()))
}
