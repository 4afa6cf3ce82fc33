//! Quotations of a summary held against its original.
//!
//! Takes a summary; gives its quotations, what came of each, and the findings `quote-not-in-original` and
//! `quote-not-in-cited`. A block quotation is a quotation as well, without the line at its end that says whose it is.
//!
//! Words can be compared where a quotation is in the original's language: in a summary in that language, and in any other one
//! where the quotation is written in the original's script and the summary is not. Between languages of one script, a
//! quotation that the original has is found, and of any other nothing is known.

use crate::diagnostic::codes;
use std::ops::Range;

use crate::check::figures::{numbers, stands};
use crate::check::{FigureTrace, Obstacle, QuotationTrace, Reading, Subject};
use crate::diagnostic::{Diagnostic, beginning};
use crate::lang::is_in_script_of;
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
    let is_same = summary.primary_language() == original.primary_language();
    let texts: Vec<&str> = match quotations.is_empty() {
        true => Vec::new(),
        false => original
            .prose()
            .blocks
            .iter()
            .map(|b| original.words(b))
            .collect(),
    };
    let source = Source::new(&texts);
    let mut quotations = quotations;
    let most = (MOST_SEARCHED / original.text.len().max(1)).clamp(FEWEST, MOST_QUOTATIONS);
    let rest = quotations.split_off(quotations.len().min(most));
    let trace = |range: Range<usize>| {
        let words = words(summary, &range);
        let is_comparable = is_same || is_in_script_of(words, original.lang, summary.lang);
        let verdict = one(subject, summary, &source, &range, is_comparable, found);
        QuotationTrace {
            words: words.into(),
            range,
            verdict,
        }
    };
    let mut traces: Vec<QuotationTrace> = quotations.into_iter().map(trace).collect();
    if let Some(first) = rest.first() {
        found.push(too_many(summary, first, traces.len()));
    }
    traces.extend(rest.into_iter().map(|range| QuotationTrace {
        words: words(summary, &range).into(),
        range,
        verdict: FigureTrace::Unchecked(Obstacle::TooMany),
    }));
    traces
}

/// Maximum number of quotations of a summary that are checked.
const MOST_QUOTATIONS: usize = 1_000;

/// So many quotations are checked however long the original is.
const FEWEST: usize = 100;

/// Maximum number of bytes that are searched for all quotations of a summary.
const MOST_SEARCHED: usize = 20_000_000;

/// Reports that the quotations of a summary are not checked from one of them on.
fn too_many(summary: &Reading<'_>, first: &Range<usize>, checked: usize) -> Diagnostic {
    let message = format!(
        "the quotations from here on are not checked: after {checked} of them, it would take too long to look for more in the original"
    );
    let found = Diagnostic::new(codes::CLAIMS_TOO_MANY, summary.path, message);
    let found = summary.at(found, first);
    found.help("divide the article, or quote less of the original")
}

/// Holds one quotation against the original. Where it may be in another language, it can be found, but not absent.
fn one(
    subject: &Subject<'_>,
    summary: &Reading<'_>,
    source: &Source<'_>,
    range: &Range<usize>,
    is_comparable: bool,
    found: &mut Vec<Diagnostic>,
) -> FigureTrace {
    let sentence = summary.sentence_at(range.start);
    if sentence.is_some_and(|sentence| subject.is_elsewhere(summary, sentence)) {
        return FigureTrace::Elsewhere;
    }
    match source.verdict(words(summary, range)) {
        Verdict::Found(texts) => {
            let blocks = &subject.original.prose().blocks;
            let cited = texts
                .iter()
                .filter_map(|index| blocks.get(*index)?.paragraph);
            let mut numbers: Vec<u32> = cited.collect();
            numbers.sort_unstable();
            numbers.dedup();
            found.extend(not_cited(summary, range, &numbers));
            FigureTrace::Found(numbers.into())
        }
        _ if !is_comparable => FigureTrace::Unchecked(Obstacle::Translated),
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

/// A note, where the original has a quotation, but in no paragraph that is cited for it.
fn not_cited(summary: &Reading<'_>, range: &Range<usize>, stated: &[u32]) -> Option<Diagnostic> {
    let [first, ..] = stated else {
        // Its title or a heading has it, which nobody can cite.
        return None;
    };
    let cites = summary.cited_by(range);
    if cites.is_empty() || stated.iter().any(|number| cites.contains(number)) {
        return None;
    }
    let (there, here) = (numbers(stated), numbers(&cites));
    let message = format!("this quotation stands in {there} of the original, not in {here}");
    let found = Diagnostic::new(codes::QUOTE_NOT_IN_CITED, summary.path, message);
    let help = format!("cite the paragraph that has it: `[p{first}]`");
    Some(summary.at(found, range).help(help))
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
            .filter(|quotation| !is_caption(&summary.text[..quotation.whole.start]))
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

/// Whether the marks after a text are those of a caption: `![…](file.jpg "`. A picture that is none has a finding of its own.
pub fn is_caption(before: &str) -> bool {
    let last = before.trim_end().rsplit(char::is_whitespace).next();
    last.is_some_and(|word| word.contains("]("))
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
