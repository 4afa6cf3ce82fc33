//! References between a summary and the original on the same page: which paragraph a figure leads to, and which citation a
//! paragraph leads back to.
//!
//! Takes a summary's body and its trace by `check`; returns numbers of paragraphs and indices of citations. It depends
//! on neither HTML nor pages.

use std::ops::Range;
use std::rc::Rc;

use crate::check::FigureTrace;
use crate::link::site::Edition;
use crate::parse::markdown::Citation;
use crate::parse::prose::{ProseBlock, ProseBlockKind};
use crate::plan::body::{FigureReference, ShownParagraphs};

/// Returns, for each figure of a summary, the paragraph that it leads to.
///
/// The paragraph states the figure, is shown on the page, and is named by a citation in the same block: the first such
/// citation after the figure, or else the nearest one before it. Without such a citation a figure leads nowhere, even
/// if the original states it: a small figure such as "two" may mean something else there.
pub fn figure_references(
    edition: &Edition<'_>,
    traces: &[FigureTrace],
    shown: ShownParagraphs<'_>,
) -> Rc<[Option<FigureReference>]> {
    let figures = edition.summary.body.figures.iter().zip(traces);
    let tie = |(figure, trace): (&crate::lang::figures::Figure, &FigureTrace)| {
        let FigureTrace::Found(stated) = trace else {
            return None;
        };
        let paragraph = nearest_cited(edition, &figure.range, stated, shown)?;
        let leads_there = |citation: &Citation| {
            let mut ranges = citation.paragraphs.iter();
            ranges.any(|range| *range.start() == paragraph)
        };
        Some(FigureReference {
            paragraph,
            is_cited: edition.citations.iter().any(leads_there),
        })
    };
    figures.map(tie).collect()
}

/// Returns the paragraph among `stated` whose citation is nearest to the figure.
fn nearest_cited(
    edition: &Edition<'_>,
    figure: &Range<usize>,
    stated: &[u32],
    shown: ShownParagraphs<'_>,
) -> Option<u32> {
    let prose = &edition.summary.body.prose;
    let block = block_around(&prose.blocks, figure.start)?;
    let places = &prose.citations;
    let after = |place: usize| places.partition_point(|at| (*at as usize) < place);
    // A citation at the very end of a block belongs to that block.
    let (first, next, end) = (after(block.start), after(figure.end), after(block.end + 1));
    let in_order = (next..end).chain((first..next).rev());
    let citations = in_order.filter_map(|index| edition.citations.get(index));
    let named = |citation: &Citation| {
        let is_named = |number: &&u32| citation.paragraphs.iter().any(|r| r.contains(number));
        let mut shown = stated.iter().filter(|number| shown.contains(**number));
        shown.find(is_named).copied()
    };
    citations.filter_map(named).next()
}

/// Returns the byte range of the block around an offset in the prose; for a table cell, that of its row.
fn block_around(blocks: &[ProseBlock], place: usize) -> Option<Range<usize>> {
    let index = blocks.partition_point(|block| block.end as usize <= place);
    let mut row = index..index + 1;
    blocks.get(index)?;
    let is_cell = |block: &ProseBlock| matches!(block.kind, ProseBlockKind::Cell { .. });
    let begins = |block: &ProseBlock| block.kind == ProseBlockKind::Cell { is_first: true };
    if is_cell(&blocks[index]) {
        while row.start > 0 && !begins(&blocks[row.start]) && is_cell(&blocks[row.start - 1]) {
            row.start -= 1;
        }
        while let Some(next) = blocks.get(row.end)
            && is_cell(next)
            && !begins(next)
        {
            row.end += 1;
        }
    }
    Some(blocks[row.start].range().start..blocks[row.end - 1].range().end)
}

/// Returns, for each paragraph of an original, from p1, the index of the first citation that names it.
pub fn first_citations(citations: &[Citation], paragraphs: u32) -> Vec<Option<u32>> {
    let mut first = vec![None; paragraphs as usize];
    for (index, citation) in (0..).zip(citations) {
        for range in &citation.paragraphs {
            for number in *range.start()..=(*range.end()).min(paragraphs) {
                // Paragraphs are numbered from 1. `parse` accepts no p0 in a citation; the wrapped index would be out of
                // bounds.
                if let Some(place) = first.get_mut((number as usize).wrapping_sub(1)) {
                    place.get_or_insert(index);
                }
            }
        }
    }
    first
}
