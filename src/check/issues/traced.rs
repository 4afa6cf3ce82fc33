//! Makes the trace of an edition's text from the verdicts of the originals that its sentences are compared with.
//!
//! A claim is found if one of these originals supports it; otherwise the verdict is chosen as among several originals of an
//! article. Paragraphs have the numbers of [`Paragraphs`](super::paragraphs::Paragraphs).

use std::collections::{BTreeMap, BTreeSet};

use crate::check::originals::{OriginalVerdict, deciding};
use crate::check::{
    FigureReading, FigureTrace, NameTrace, Obstacle, QuotationTrace, Trace, TracedParagraph,
};
use crate::lang::figures::{Figure, Wording};
use crate::lang::verify::{FigureContext, Reason};
use crate::link::site::CitedOriginal;

use super::{ComparedPart, IssueCheck, claimed};

/// The verdict of an original on a claim, with its reason.
type OneVerdict<'v> = (CitedOriginal, &'v FigureTrace, Reason);

impl IssueCheck<'_> {
    /// Returns the trace of the text.
    pub(super) fn trace(&self, by_original: &BTreeMap<CitedOriginal, ComparedPart>) -> Trace {
        let document = self.reading.document();
        let wording = Wording::new(&self.reading.text, self.reading.lang);
        let mut trace = Trace {
            quotations: self.quotations(by_original),
            names: self.names(by_original),
            ..Trace::default()
        };
        for figure in claimed(&self.text.body.figures) {
            let (verdict, reason) = self.figure(figure, by_original);
            trace.figures.push(verdict);
            trace.readings.push(FigureReading {
                reason,
                context: FigureContext::new(&document, &wording, figure),
            });
        }
        trace.paragraphs = self.paragraphs_of(&trace);
        trace
    }

    /// Returns the verdict on a figure of the body, and its reason.
    fn figure(
        &self,
        figure: &Figure,
        by_original: &BTreeMap<CitedOriginal, ComparedPart>,
    ) -> (FigureTrace, Reason) {
        let place = figure.range.start;
        if self.own_counts.contains(&place) {
            return (FigureTrace::OwnCount, Reason::OtherSource);
        }
        let verdicts = by_original.iter().filter_map(|(cited, part)| {
            let verdict = part.figures.get(&place)?;
            Some((*cited, verdict, *part.reasons.get(&place)?))
        });
        let not_compared = FigureTrace::Unchecked(Obstacle::NotComparable);
        self.combined(verdicts.collect())
            .unwrap_or((not_compared, Reason::NotComparable))
    }

    fn quotations(
        &self,
        by_original: &BTreeMap<CitedOriginal, ComparedPart>,
    ) -> Vec<QuotationTrace> {
        let mut by_place: BTreeMap<usize, (&QuotationTrace, Vec<OneVerdict<'_>>)> = BTreeMap::new();
        for (cited, part) in by_original {
            for one in &part.quotations {
                let place = one.trace.range.start;
                let (_, verdicts) = by_place.entry(place).or_insert((&one.trace, Vec::new()));
                verdicts.push((*cited, &one.trace.verdict, one.reason));
            }
        }
        let combined = by_place.into_values().filter_map(|(trace, verdicts)| {
            let (verdict, _) = self.combined(verdicts)?;
            Some(QuotationTrace {
                verdict,
                ..trace.clone()
            })
        });
        combined.collect()
    }

    /// Returns the listed names. Each is checked against an original that has it, if there is one.
    fn names(&self, by_original: &BTreeMap<CitedOriginal, ComparedPart>) -> Vec<NameTrace> {
        let mut by_place: BTreeMap<(u32, usize), Vec<&NameTrace>> = BTreeMap::new();
        let parts = by_original.values();
        for one in parts.flat_map(|part| &part.names) {
            let place = (one.trace.start, one.trace.name);
            by_place.entry(place).or_default().push(&one.trace);
        }
        let combined = by_place.into_values().filter_map(|same| {
            let place = same.first()?.start as usize;
            // A surname is listed only for originals that never mention the person.
            if same.len() < self.candidates_at(place) {
                return None;
            }
            let verdicts = same.iter().map(|one| verdict_of(one.reason));
            let verdicts: Vec<OriginalVerdict> = verdicts.collect();
            Some(same[deciding(&verdicts)].clone())
        });
        combined.collect()
    }

    /// Returns the number of originals that the sentence at a place is compared with.
    fn candidates_at(&self, place: usize) -> usize {
        let mut sentences = self.reading.sentences.iter().zip(&self.candidates);
        let own = sentences.find(|(sentence, _)| sentence.range.contains(&place));
        own.and_then(|(_, candidates)| candidates.as_ref())
            .map_or(0, BTreeSet::len)
    }

    /// Combines the verdicts of several originals on a claim; `None` if there is none.
    fn combined(&self, mut verdicts: Vec<OneVerdict<'_>>) -> Option<(FigureTrace, Reason)> {
        let is_found = |(_, verdict, _): &OneVerdict<'_>| matches!(verdict, FigureTrace::Found(_));
        if verdicts.iter().any(is_found) {
            verdicts.retain(is_found);
        }
        let ranked: Vec<OriginalVerdict> = verdicts
            .iter()
            .map(|(.., reason)| verdict_of(*reason))
            .collect();
        let (_, verdict, reason) = *verdicts.get(deciding(&ranked))?;
        if !matches!(verdict, FigureTrace::Found(_)) {
            return Some((verdict.clone(), reason));
        }
        let stated = verdicts.iter().flat_map(|(cited, verdict, _)| {
            let numbers = match verdict {
                FigureTrace::Found(numbers) => &numbers[..],
                _ => &[],
            };
            let number = |number: &u32| self.paragraphs.number(*cited, *number);
            numbers.iter().map(number)
        });
        Some((FigureTrace::Found(stated.collect()), reason))
    }

    /// Returns the paragraphs that the verdicts of a trace name.
    fn paragraphs_of(&self, trace: &Trace) -> BTreeMap<u32, TracedParagraph> {
        let quotations = trace.quotations.iter().map(|one| &one.verdict);
        let verdicts = trace.figures.iter().chain(quotations);
        let numbers = verdicts.flat_map(|verdict| match verdict {
            FigureTrace::Found(numbers) => &numbers[..],
            _ => &[],
        });
        let named = numbers.filter_map(|number| Some((*number, self.paragraphs.traced(*number)?)));
        named.collect()
    }
}

/// Returns the verdict with a reason. All originals of a sentence have the same weight.
fn verdict_of(reason: Reason) -> OriginalVerdict {
    OriginalVerdict {
        reason,
        is_cited: false,
    }
}
