//! Checks the quotations of a summary against its original.
//!
//! Takes a summary; returns its quotations with their verdicts, and reports `quote-not-in-original` and
//! `quote-not-in-cited`. A block quotation is a quotation as well, without the attribution line at its end.

use crate::diagnostic::codes;
use std::ops::Range;

use crate::check::figures::{OriginalUnderCheck, numbers, stands};
use crate::check::{CheckedText, FigureTrace, Obstacle, QuotationTrace};
use crate::diagnostic::{Diagnostic, beginning};
use crate::lang::verify::quotations::{
    JudgedBinding, JudgedQuotation, OriginalQuotations, QuotationVerdict,
};
use crate::lang::verify::{Document, Reason};

/// Maximum number of characters of the most similar passage that a message shows.
const SHOWN: usize = 160;

/// A quotation of a summary, checked against one original.
#[derive(Debug)]
pub struct CheckedQuotation {
    pub trace: QuotationTrace,
    pub reason: Reason,
    /// True if the quotation's sentences cite the original.
    pub is_cited: bool,
    pub findings: Vec<Diagnostic>,
}

/// Checks the quotations of a summary against an original, whose words are `quotations`. `all` holds all originals of
/// the article. Adds to `found` the findings on the words that quotations are bound to.
pub fn check(
    (original, quotations): (&OriginalUnderCheck<'_, '_>, &mut OriginalQuotations<'_>),
    all: &[OriginalUnderCheck<'_, '_>],
    (summary, document): (&CheckedText<'_>, &Document<'_>),
    found: &mut Vec<Diagnostic>,
) -> Vec<CheckedQuotation> {
    let bindings = quotations.judge_bindings(document);
    check_bindings((original, all), (summary, document), &bindings, found);
    let checked = |judged: JudgedQuotation| {
        let mut found = Vec::new();
        let (reason, is_cited) = (judged.reason(), !judged.cited.is_empty());
        // Faults of the words that it is bound to are reported already.
        let is_bound = judged.binding.is_some();
        found.extend(not_cited(summary, &judged).filter(|_| !is_bound));
        let range = judged.range;
        let verdict = match judged.verdict {
            QuotationVerdict::Found(_) => FigureTrace::Found(judged.paragraphs.into()),
            QuotationVerdict::Absent(_) if is_bound => FigureTrace::Absent,
            QuotationVerdict::Absent(nearest) => {
                let message = "the original does not contain the words of this quotation";
                let absent = Diagnostic::new(codes::QUOTE_NOT_IN_ORIGINAL, summary.path, message);
                let help = help(original.reading, nearest);
                found.push(summary.at(absent, &range).help(help));
                FigureTrace::Absent
            }
            QuotationVerdict::Translated => {
                found.push(unbound(summary, &range));
                FigureTrace::Unchecked(Obstacle::Translated)
            }
            QuotationVerdict::FewWords => FigureTrace::Unchecked(Obstacle::FewWords),
            QuotationVerdict::TooMany => FigureTrace::Unchecked(Obstacle::TooMany),
            QuotationVerdict::Elsewhere => FigureTrace::Elsewhere,
        };
        CheckedQuotation {
            trace: QuotationTrace {
                words: words(summary, &range).into(),
                range,
                verdict,
            },
            reason,
            is_cited,
            findings: found,
        }
    };
    let judged = quotations.judge(document, &bindings);
    let mut checked: Vec<CheckedQuotation> = judged.into_iter().map(checked).collect();
    let is_left_out =
        |one: &CheckedQuotation| one.trace.verdict == FigureTrace::Unchecked(Obstacle::TooMany);
    if let Some(first) = checked.iter().position(is_left_out) {
        let finding = too_many(summary, &checked[first].trace.range, first);
        checked[first].findings.push(finding);
    }
    checked
}

/// Reports that quotations of a summary are not checked, from this one on.
fn too_many(summary: &CheckedText<'_>, first: &Range<usize>, checked: usize) -> Diagnostic {
    let message = format!(
        "the quotations from here on are not checked: after {checked} of them, it would take too long to look for more in the original"
    );
    let found = Diagnostic::new(codes::CLAIMS_TOO_MANY, summary.path, message);
    let found = summary.at(found, first);
    found.help("divide the article, or quote less of the original")
}

/// Reports the words of bindings that the original does not contain, or has in other paragraphs than their citations name.
fn check_bindings(
    (original, all): (&OriginalUnderCheck<'_, '_>, &[OriginalUnderCheck<'_, '_>]),
    (summary, document): (&CheckedText<'_>, &Document<'_>),
    bindings: &[JudgedBinding],
    found: &mut Vec<Diagnostic>,
) {
    for (index, (judged, (binding, span))) in bindings.iter().zip(summary.bindings()).enumerate() {
        let at =
            |code, message: &str| Diagnostic::new(code, summary.path, message).at(span.clone());
        if let QuotationVerdict::Absent(nearest) = &judged.verdict {
            let message = "the original does not contain the words that this quotation is bound to";
            let help = in_another(all, document, index)
                .unwrap_or_else(|| help(original.reading, nearest.clone()));
            let absent = at(codes::QUOTE_NOT_IN_ORIGINAL, message).help(help);
            found.push(original.named(absent));
        }
        let is_cited = |number: &u32| {
            binding
                .paragraphs
                .iter()
                .any(|range| range.contains(number))
        };
        if let Some(first) = judged.paragraphs.first()
            && !judged.paragraphs.iter().any(is_cited)
        {
            let there = numbers(&judged.paragraphs);
            let message = format!("these words stand in {there} of the original");
            let help = format!("cite the paragraph that has them: `[p{first} «…»]`");
            let elsewhere = at(codes::QUOTE_NOT_IN_CITED, &message).help(help);
            found.push(original.named(elsewhere));
        }
    }
}

/// Returns advice on the words of a binding (an index) that another original of the article has; `None` if none has them.
fn in_another(
    all: &[OriginalUnderCheck<'_, '_>],
    document: &Document<'_>,
    index: usize,
) -> Option<String> {
    // With one original, no other one can have them.
    if all.len() < 2 {
        return None;
    }
    all.iter().find_map(|other| {
        let judged = OriginalQuotations::new(other.document).judge_bindings(document);
        let first = judged.get(index)?.paragraphs.first()?;
        let cited = match other.name {
            (Some(id), _) => format!("{id} p{first}"),
            (None, _) => format!("p{first}"),
        };
        Some(format!("they stand in {cited}: cite it as `[{cited} «…»]`"))
    })
}

/// A note on a translated quotation without the words that it translates.
fn unbound(summary: &CheckedText<'_>, range: &Range<usize>) -> Diagnostic {
    let message = "nothing says which words of the original this quotation translates";
    let found = Diagnostic::new(codes::QUOTE_UNBOUND, summary.path, message);
    summary.at(found, range).help(
        "give them in the citation after it, as they stand in the original: `[p4 «…»]`; they are looked for there, and readers see them",
    )
}

/// Returns a note if the original has a quotation, but in no cited paragraph.
fn not_cited(summary: &CheckedText<'_>, judged: &JudgedQuotation) -> Option<Diagnostic> {
    let stated = judged.not_in_cited()?;
    let first = stated.first()?;
    let (there, here) = (numbers(stated), numbers(&judged.cited));
    let message = format!("this quotation stands in {there} of the original, not in {here}");
    let found = Diagnostic::new(codes::QUOTE_NOT_IN_CITED, summary.path, message);
    let help = format!("cite the paragraph that has it: `[p{first}]`");
    Some(summary.at(found, &judged.range).help(help))
}

/// Returns the words of a quotation.
fn words<'r>(summary: &'r CheckedText<'_>, range: &Range<usize>) -> &'r str {
    summary.text.get(range.clone()).unwrap_or_default()
}

/// Returns the help for a quotation that the original does not contain.
fn help(original: &CheckedText<'_>, nearest: Option<(usize, Range<usize>)>) -> String {
    let near = nearest.and_then(|(index, range)| {
        let block = original.prose().blocks.get(index)?;
        let words = original.words(block).get(range)?;
        Some((block.paragraph, words))
    });
    let Some((place, words)) = near else {
        return "quote its words as they are, or tell in your own words what it says, without the marks".into();
    };
    let shown = beginning(words, SHOWN);
    format!("the original has “{shown}” {}", stands(place))
}
