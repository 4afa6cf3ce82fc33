//! Finds summaries that copy the original's words.
//!
//! Takes a summary in the original's language; reports `original-copied` if most of the summary stands verbatim in the
//! original, or most of the original in the summary. Quotations do not count.

use crate::diagnostic::codes;
use std::ops::Range;

use crate::check::figures::numbers;
use crate::check::originals::of_original;
use crate::check::oversights::{at_beginning, own_blocks, words};
use crate::check::{ArticleUnderCheck, CheckedText};
use crate::diagnostic::Diagnostic;
use crate::lang::fold;
use crate::lang::quotes::quotations;
use crate::parse::prose::ProseBlockKind;

/// Minimum number of copied words. A summary of one sentence may consist of a sentence of the original.
const RUN: usize = 8;
/// Minimum number of copied words, since a summary of one sentence may be a sentence of the original.
const COPIED: usize = 40;
/// Minimum share of copied words, as a percentage.
const SHARE: usize = 60;

/// Reports a summary if most of its words are copied from the original, in the same order.
pub fn check(
    subject: &ArticleUnderCheck<'_>,
    summary: &CheckedText<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let named = |finding: Diagnostic, index: usize| match subject.originals.len() {
        1 => finding,
        _ => of_original(finding, subject.article.originals[index].id.as_deref()),
    };
    for (index, original) in subject.originals.iter().enumerate() {
        found.extend(copy(original, summary).map(|finding| named(finding, index)));
    }
}

/// Returns a finding if a summary is a copy of an original.
fn copy(original: &CheckedText<'_>, summary: &CheckedText<'_>) -> Option<Diagnostic> {
    if summary.primary_language() != original.primary_language() {
        return None;
    }
    let own = told(summary);
    if own.len() < COPIED {
        return None;
    }
    let paragraphs = paragraphs(original);
    let runs = Runs::of(paragraphs.iter().map(|(_, words)| words.as_slice()));
    let copied = runs.covered(&own);
    let all: usize = paragraphs.iter().map(|(_, words)| words.len()).sum();
    // A summary that contains the whole original and something more is a copy as well.
    let is_summary = copied * 100 >= own.len() * SHARE;
    let is_original = copied * 100 >= all * SHARE && copied * 2 >= own.len();
    if copied < COPIED || !(is_summary || is_original) {
        return None;
    }
    let theirs = Runs::of([own.as_slice()]);
    let from = paragraphs
        .iter()
        .filter(|(number, words)| *number > 0 && theirs.covered(words) > 0);
    let from: Vec<u32> = from.map(|(number, _)| *number).collect();
    let share = copied * 100 / own.len();
    let message = format!(
        "{share}% of this summary stands word for word in the original ({})",
        numbers(&from)
    );
    let copy = Diagnostic::new(codes::ORIGINAL_COPIED, summary.path, message);
    let help = "tell it in your own words; put words that are to stay between quotation marks";
    Some(at_beginning(summary, copy).help(help))
}

/// A word in folded form, by its hash.
type WordHash = u64;

/// Returns the words of a text.
fn hashed(text: &str) -> Vec<WordHash> {
    let folded = fold(text);
    words(folded.text()).map(hash).collect()
}

/// Returns the hash of a word.
fn hash(word: &str) -> WordHash {
    word.bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| mix(hash, byte.into()))
}

/// Returns the hash of some words in a row.
fn hash_of_run(run: &[WordHash]) -> u64 {
    run.iter().fold(0, |hash, word| mix(hash, *word))
}

/// Adds a number to a hash. Multiplying by this prime, FNV's, spreads each bit over the higher ones.
fn mix(hash: u64, number: u64) -> u64 {
    ((hash ^ number).wrapping_mul(0x100_0000_01B3)).rotate_left(29)
}

/// Returns the words of a summary outside headings and quotations.
fn told(summary: &CheckedText<'_>) -> Vec<WordHash> {
    let quoted: Vec<Range<usize>> = quotations(&summary.text)
        .into_iter()
        .map(|quotation| quotation.range)
        .collect();
    let mut words = Vec::new();
    for block in own_blocks(summary).filter(|block| block.kind != ProseBlockKind::Heading) {
        let mut at = block.range().start;
        for quotation in quoted.iter().filter(|q| block.range().contains(&q.start)) {
            if quotation.start >= at {
                words.extend(hashed(&summary.text[at..quotation.start]));
                at = quotation.end;
            }
        }
        words.extend(hashed(
            summary.text.get(at..block.range().end).unwrap_or_default(),
        ));
    }
    words
}

/// Returns the words of each paragraph of an original, with its number.
fn paragraphs(original: &CheckedText<'_>) -> Vec<(u32, Vec<WordHash>)> {
    let blocks = original.prose().blocks.iter();
    let text = blocks.filter_map(|block| Some((block.paragraph?, hashed(original.words(block)))));
    text.collect()
}

/// The hashes of all runs of words of some texts, sorted.
struct Runs(Vec<u64>);

impl Runs {
    fn of<'w>(texts: impl IntoIterator<Item = &'w [WordHash]>) -> Self {
        let runs = texts.into_iter().flat_map(|words| words.windows(RUN));
        let mut runs: Vec<u64> = runs.map(hash_of_run).collect();
        runs.sort_unstable();
        Runs(runs)
    }

    /// Returns the number of words of a text that are in one of the runs.
    fn covered(&self, words: &[WordHash]) -> usize {
        let (mut covered, mut end) = (0, 0);
        for (at, run) in words.windows(RUN).enumerate() {
            if self.0.binary_search(&hash_of_run(run)).is_ok() {
                covered += at + RUN - end.max(at);
                end = at + RUN;
            }
        }
        covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_runs_are_counted_once() {
        let words = |text: &str| hashed(text);
        let original = words("a b c d e f g h i j k l m n");
        let runs = Runs::of([original.as_slice()]);
        for (text, covered) in [
            ("a b c d e f g h", 8),
            ("x a b c d e f g h i y", 9),
            ("a b c d e f g x h i j k l m n", 0),
            ("a b c d e f g h x g h i j k l m n", 16),
            ("", 0),
        ] {
            assert_eq!(runs.covered(&words(text)), covered, "{text}");
        }
    }
}
