//! Quotations of a summary held against its original.
//!
//! Takes a summary in the original's language; gives its quotations, what came of each, and `quote-not-in-original`. A
//! block quotation is a quotation as well, without the line at its end that says whose it is.

use crate::diagnostic::codes;
use std::ops::Range;

use crate::check::figures::stands;
use crate::check::{FigureTrace, Obstacle, QuotationTrace, Reading, Subject};
use crate::diagnostic::{Diagnostic, beginning};
use crate::lang::quotes::{Source, Verdict, quotations};
use crate::parse::prose::{Block, Kind};

/// The most characters of the original's nearest passage that a message shows.
const SHOWN: usize = 160;

/// Holds the quotations of a summary against the original.
pub fn check(
    subject: &Subject<'_>,
    summary: &Reading<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<QuotationTrace> {
    let original = &subject.original;
    let quotations = quotations_of(summary);
    if quotations.is_empty() || summary.primary_language() != original.primary_language() {
        let verdict = |range: Range<usize>| QuotationTrace {
            words: words(summary, &range).into(),
            range,
            verdict: FigureTrace::Unchecked(Obstacle::Translated),
        };
        return quotations.into_iter().map(verdict).collect();
    }
    let texts: Vec<&str> = original
        .prose()
        .blocks
        .iter()
        .map(|b| original.words(b))
        .collect();
    let source = Source::new(&texts);
    let trace = |range: Range<usize>| {
        let verdict = one(subject, summary, &source, &range, found);
        QuotationTrace {
            words: words(summary, &range).into(),
            range,
            verdict,
        }
    };
    quotations.into_iter().map(trace).collect()
}

/// Holds one quotation against the original.
fn one(
    subject: &Subject<'_>,
    summary: &Reading<'_>,
    source: &Source<'_>,
    range: &Range<usize>,
    found: &mut Vec<Diagnostic>,
) -> FigureTrace {
    let sentence = summary.sentence_at(range.start);
    if sentence.is_some_and(|sentence| subject.is_elsewhere(summary, sentence)) {
        return FigureTrace::Elsewhere;
    }
    match source.verdict(words(summary, range)) {
        Verdict::Found(texts) => {
            let blocks = &subject.original.prose().blocks;
            let numbers = texts
                .iter()
                .filter_map(|index| blocks.get(*index)?.paragraph);
            let mut numbers: Vec<u32> = numbers.collect();
            numbers.sort_unstable();
            numbers.dedup();
            FigureTrace::Found(numbers.into())
        }
        Verdict::Absent { nearest } => {
            let message = "the original does not contain the words of this quotation";
            let absent = Diagnostic::new(codes::QUOTE_NOT_IN_ORIGINAL, summary.path, message);
            let help = help(subject, nearest);
            found.push(summary.at(absent, range).help(help));
            FigureTrace::Absent
        }
        Verdict::CannotTell => FigureTrace::Unchecked(Obstacle::FewWords),
    }
}

/// The words of a quotation.
fn words<'r>(summary: &'r Reading<'_>, range: &Range<usize>) -> &'r str {
    summary.text.get(range.clone()).unwrap_or_default()
}

/// What to do about a quotation that the original does not contain.
fn help(subject: &Subject<'_>, nearest: Option<(usize, Range<usize>)>) -> String {
    let near = nearest.and_then(|(index, range)| {
        let block = subject.original.prose().blocks.get(index)?;
        let words = subject.original.words(block).get(range)?;
        Some((block.paragraph, words))
    });
    let Some((place, words)) = near else {
        return "quote its words as they are, or tell in your own words what it says, without the marks".into();
    };
    let shown = beginning(words, SHOWN);
    format!("the original has “{shown}” {}", stands(place))
}

/// The quotations of a text: words between marks, and blocks.
fn quotations_of(summary: &Reading<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    found.extend(
        quotations(&summary.text)
            .into_iter()
            .map(|quotation| quotation.range),
    );
    for block in &summary.prose().blocks {
        let Some(whole) = quoted_block(block, summary.words(block)) else {
            continue;
        };
        let whole = block.range().start + whole.start..block.range().start + whole.end;
        let is_within = |q: &Range<usize>| q.start >= whole.start && q.end <= whole.end;
        // A block that is set in marks is one quotation; other marks in it are the original's own.
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

/// The words of a block quotation, without a dash and a name after them.
fn quoted_block(block: &Block, words: &str) -> Option<Range<usize>> {
    if block.kind != Kind::Quotation || words.starts_with(['—', '–', '―']) {
        return None;
    }
    let end = [" — ", " – ", " ― "]
        .iter()
        .filter_map(|dash| words.rfind(dash))
        .max();
    // A dash in the middle of a sentence parts words of it; a name after it is short.
    let end = end.filter(|at| words[*at..].split_whitespace().count() <= 6);
    Some(0..end.unwrap_or(words.len()))
}
