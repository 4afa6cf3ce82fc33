//! Checks which of a sentence's citations supports a figure.
//!
//! If a sentence cites several paragraphs, a figure is found if one of them states it. But the words before a citation
//! belong to that citation: if its paragraph gives another figure of the same kind, and only another cited paragraph gives
//! the claimed one, the two were probably exchanged. `figure-not-in-cited` reports that, as it does in summaries.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::FigureTrace;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::lang::figures::{Figure, agree, contradict};
use crate::link::site::CitedOriginal;

use super::{ComparedPart, IssueCheck, StatedFigure};

/// The citations of a sentence (indices among the body's), divided by a figure.
struct DividedCitations {
    /// The first citation after the figure, with those directly after it.
    next: Range<usize>,
    /// All citations of the sentence.
    all: Range<usize>,
    /// The prose from the citation before, or from the sentence's begin, to `next`.
    clause: Range<usize>,
}

impl IssueCheck<'_> {
    /// Reports the figures that the citation after them contradicts and that another citation of their sentence
    /// supports. Figures with another finding are left out.
    pub(super) fn misplaced(
        &self,
        by_original: &BTreeMap<CitedOriginal, ComparedPart>,
        others: &[Diagnostic],
    ) -> Vec<Diagnostic> {
        let figures = self.text.body.figures.iter();
        let found = figures.filter_map(|figure| self.misplaced_figure(figure, by_original));
        let is_new = |one: &Diagnostic| others.iter().all(|other| other.span != one.span);
        found.filter(is_new).collect()
    }

    fn misplaced_figure(
        &self,
        figure: &Figure,
        by_original: &BTreeMap<CitedOriginal, ComparedPart>,
    ) -> Option<Diagnostic> {
        // Numbers in words are often just grammar.
        if figure.in_words {
            return None;
        }
        let DividedCitations { next, all, clause } = self.divided(figure)?;
        let part = |index: usize| {
            let cited = self.issue.cited[index]?;
            Some((cited, by_original.get(&cited)?))
        };
        let is_cited = |index: usize, number: u32| {
            let mut ranges = self.text.body.citations[index].paragraphs.iter();
            ranges.any(|range| range.contains(&number))
        };
        // The paragraphs of a citation that have the figure.
        let stating = |index: usize| {
            let (cited, part) = part(index)?;
            let FigureTrace::Found(stated) = part.figures.get(&figure.range.start)? else {
                return None;
            };
            let stated = stated.iter().filter(|number| is_cited(index, **number));
            let stated: Vec<u32> = stated
                .map(|number| self.paragraphs.number(cited, *number))
                .collect();
            (!stated.is_empty()).then_some(stated)
        };
        if next.clone().any(|index| stating(index).is_some()) {
            return None;
        }
        let stated = all
            .filter(|index| !next.contains(index))
            .find_map(stating)?;
        let statements = next.clone().flat_map(|index| {
            let statements = part(index).map_or(&[][..], |(_, part)| &part.statements);
            statements
                .iter()
                .filter(move |statement| is_cited(index, statement.paragraph))
        });
        let instead = self.contradicting(figure, clause, statements)?;
        let words = self.reading.text.get(figure.range.clone())?;
        let cited: Vec<u32> = next
            .flat_map(|index| &self.reading.citations[index].paragraphs)
            .flat_map(Clone::clone)
            .collect();
        let there = self.paragraphs.list(&stated);
        let message = format!(
            "“{words}” stands in {there}, not in {}, which has “{}”",
            self.paragraphs.list(&cited),
            instead.words
        );
        let found = Diagnostic::new(codes::FIGURE_NOT_IN_CITED, self.reading.path, message);
        let found = found.severity(Severity::Warning).help(format!(
            "correct the figure, or cite after it the paragraph that has it: `[{there}]`"
        ));
        Some(self.reading.at(found, &figure.range))
    }

    /// Returns the statement of the cited paragraphs that contradicts a figure; `None` if its clause gives one that
    /// does, since it may cite the paragraphs only for that figure.
    fn contradicting<'f>(
        &self,
        figure: &Figure,
        clause: Range<usize>,
        statements: impl Iterator<Item = &'f StatedFigure>,
    ) -> Option<&'f StatedFigure> {
        let figures = self.text.body.figures.iter();
        let beside: Vec<&Figure> = figures
            .filter(|other| clause.contains(&other.range.start))
            .collect();
        let rivals = statements.filter(|statement| contradict(figure, &statement.figure));
        let rivals: Vec<&StatedFigure> = rivals.collect();
        let is_given = |rival: &&StatedFigure| beside.iter().any(|own| agree(own, &rival.figure));
        match rivals.iter().any(is_given) {
            true => None,
            false => rivals.first().copied(),
        }
    }

    /// Divides the citations of a figure's sentence; `None` if the sentence belongs to another site, or no citation
    /// follows.
    fn divided(&self, figure: &Figure) -> Option<DividedCitations> {
        let sentence = self.reading.sentence_at(figure.range.start)?;
        if sentence.is_elsewhere {
            return None;
        }
        let places = &self.reading.prose().citations;
        let before = |place: usize| places.partition_point(|at| (*at as usize) < place);
        let all = before(sentence.range.start + 1)..before(sentence.range.end + 1);
        let first = before(figure.range.end).max(all.start);
        if first >= all.end {
            return None;
        }
        let place = places[first];
        let beside = places[first..all.end].iter();
        let next = first..first + beside.take_while(|at| **at == place).count();
        let begin = match first > all.start {
            true => places[first - 1] as usize,
            false => sentence.range.start,
        };
        Some(DividedCitations {
            next,
            all,
            clause: begin..place as usize,
        })
    }
}
