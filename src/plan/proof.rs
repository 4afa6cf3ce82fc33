//! The proof of a summary: how many of its figures its original has, and which paragraphs it cites.
//!
//! Takes the trace of a summary, and its citations; returns the numbers and a cell for each paragraph of the original,
//! with the topic of the passage that cites it first. It is shown at the head of an article and, in a small form, in
//! lists.

use crate::check::{FigureTrace, Trace, VerdictCounts};
use crate::link::originals::ParagraphName;
use crate::link::site::{Article, Edition};
use crate::parse::html::{Hole, Html};
use crate::parse::issue::IssueText;
use crate::parse::markdown::Body;
use crate::plan::Plan;
use crate::plan::cross_references::first_citations;
use crate::plan::excerpts::figure_place;
use crate::plan::pages::article::shown;
use crate::plan::sentence::plain;
use crate::plan::tracing::is_comparable;
use crate::plan::view::{CellView, ProofView};

/// Maximum number of figures missing from the original that are named.
const NAMED: usize = 3;

impl<'a> Plan<'a> {
    /// Returns the proof of an article's summary in a language; `None` if it states no figure and cites nothing.
    pub(super) fn proof(
        &self,
        language: usize,
        index: usize,
        edition: &'a Edition<'a>,
    ) -> Option<ProofView<'a>> {
        let article = &self.site.articles[index];
        let trace = self.trace(language, index);
        let figures = trace.map_or_else(VerdictCounts::default, Trace::figure_tally);
        let quotations = match trace {
            Some(trace) if is_comparable(self.tag(language), article) => trace.quotation_tally(),
            _ => VerdictCounts::default(),
        };
        let cells = self.cells(article, edition);
        let cited = cells.iter().filter(|cell| cell.cited).count();
        let view = ProofView {
            found: figures.traced,
            total: figures.traced + figures.absent + figures.unchecked,
            absent: figures.absent,
            missing: trace.and_then(|trace| self.missing(language, &edition.summary.body, trace)),
            unclear: figures.unchecked,
            quotations: quotations.traced,
            cited,
            cells,
        };
        (view.total > 0 || cited > 0).then_some(view)
    }

    /// Returns the proof of an edition's own text; `None` if it states no figure and quotes nothing. It has no cells:
    /// the cited paragraphs are in its notes.
    pub(super) fn issue_proof(
        &self,
        language: usize,
        index: usize,
        text: &'a IssueText,
    ) -> Option<ProofView<'a>> {
        let trace = self.issue_trace(language, index)?;
        let figures = trace.figure_tally();
        let view = ProofView {
            found: figures.traced,
            total: figures.traced + figures.absent + figures.unchecked,
            absent: figures.absent,
            missing: self.missing(language, &text.body, trace),
            unclear: figures.unchecked,
            quotations: trace.quotation_tally().traced,
            cited: 0,
            cells: Vec::new(),
        };
        (view.total > 0 || view.quotations > 0).then_some(view)
    }

    /// Returns a proof as a line of text, for places without graphics.
    pub(super) fn proof_in_words(&self, language: usize, proof: &ProofView<'_>) -> String {
        let locale = &self.site.languages[language].locale;
        let integer = |n: usize| locale.integer(n as u64);
        let mut parts = Vec::new();
        if proof.total > 0 {
            let key = if proof.found == proof.total {
                "proof_all"
            } else {
                "proof_figures"
            };
            let words = self.count(language, key, proof.total);
            let (found, total) = (integer(proof.found), integer(proof.total));
            parts.push(format!("{found}/{total} {words}"));
        }
        if !proof.cells.is_empty() {
            let cited = self.word(language, "cited_of");
            let cited = cited.replace("{n}", &integer(proof.cited));
            parts.push(cited.replace("{of}", &integer(proof.cells.len())));
        }
        parts.join(" · ")
    }

    /// Returns the figures that the original does not state, as written in the summary.
    fn missing(&self, language: usize, body: &Body, trace: &Trace) -> Option<String> {
        let absent = (0..)
            .zip(&trace.figures)
            .filter(|(_, verdict)| **verdict == FigureTrace::Absent)
            .map(|(number, _)| number);
        let locale = &self.site.languages[language].locale;
        let words: Vec<String> = absent
            .filter_map(|number| {
                let start = |(_, hole): &&(u32, Hole)| *hole == Hole::FigureStart(number);
                let (place, _) = body.html.holes.iter().find(start)?;
                let words = plain(&body.html, figure_place(&body.html, *place, number));
                // The numbers of charts are written when a page is rendered.
                let words = match words.trim() {
                    "" => locale.amount(amount_at(&body.html, *place)?),
                    words => words.to_owned(),
                };
                Some(crate::lang::isolate(&words))
            })
            .take(NAMED)
            .collect();
        (!words.is_empty()).then(|| locale.list(&words))
    }

    /// A cell for each paragraph of an original.
    fn cells(&self, article: &'a Article<'a>, edition: &'a Edition<'a>) -> Vec<CellView<'a>> {
        let body = &edition.summary.body;
        let numbering = article.numbering();
        let first = first_citations(&edition.citations, numbering.last());
        let topics = topics_of_citations(body);
        let shown = shown(article);
        let label = |name: ParagraphName<'_>| {
            let is_first = name.number == 1 && article.originals.len() > 1;
            let label = edition.labels.get(name.original).filter(|_| is_first);
            label.map(|label| label.name.as_str())
        };
        (1..)
            .zip(first)
            .map(|(number, citation)| (number, numbering.name(number), citation))
            .map(|(number, name, citation)| CellView {
                number: name.number,
                anchor: name.anchor().to_string(),
                original: label(name),
                cited: citation.is_some(),
                topic: citation.and_then(|index| *topics.get(index as usize)?),
                shown: shown.contains(number),
            })
            .collect()
    }
}

/// Returns the number of a chart at an offset.
fn amount_at(html: &Html, place: u32) -> Option<&str> {
    let amount = html.holes.iter().find_map(|(at, hole)| match hole {
        Hole::Amount(index) if *at == place => html.amounts.get(*index as usize),
        _ => None,
    });
    amount.map(String::as_str)
}

/// Returns, for each citation of a summary, the topic of the innermost passage around it.
fn topics_of_citations(body: &Body) -> Vec<Option<&str>> {
    let mut topics = vec![None; body.citations.len()];
    for (place, hole) in &body.html.holes {
        let Hole::Citation(index) = hole else {
            continue;
        };
        let topic = topic_at(body, *place as usize);
        if let Some(slot) = topics.get_mut(*index as usize) {
            *slot = topic;
        }
    }
    topics
}

/// Returns the topic of the innermost passage around an offset in a summary's HTML.
pub(super) fn topic_at(body: &Body, place: usize) -> Option<&str> {
    let passages = body.passages.iter();
    let around = passages.filter(|passage| passage.html.contains(&place));
    let innermost = around.min_by_key(|passage| passage.html.len())?;
    let topic = innermost.topics.first()?;
    Some(&topic.value)
}
