//! What was traced of a summary: what a page may claim of it.

use std::ops::Range;

use crate::lang::Date;
use crate::lang::figures::Doubt;

/// What was traced of one summary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Trace {
    /// For each figure of the body, in its order.
    pub figures: Vec<FigureTrace>,
    /// The quotations, in the order of the text.
    pub quotations: Vec<QuotationTrace>,
    /// The day of the summary's seal, where the original and the summary are still those that were sealed.
    pub sealed: Option<Date>,
}

/// What came of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FigureTrace {
    /// The original states it in these paragraphs, ascending; in none where its title or a heading does.
    Found(Box<[u32]>),
    /// The original does not state it.
    Absent,
    /// It could not be checked: the texts do not let a program decide.
    Unchecked(Obstacle),
    /// Its sentence links to another site, whose figure it is.
    Elsewhere,
}

/// Why a figure or quotation could not be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// The original may state the figure in another way.
    Figure(Doubt),
    /// The quotation is in another language than the original.
    Translated,
    /// The texts have too many figures or quotations to compare all of them.
    TooMany,
    /// The quotation has too few words, or the original has none.
    FewWords,
}

/// A quotation, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QuotationTrace {
    /// Where its words stand in the summary's prose.
    pub range: Range<usize>,
    /// Its words.
    pub words: Box<str>,
    /// What came of it; the paragraphs are those that its words stand in.
    pub verdict: FigureTrace,
}

/// How many of a kind came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found in the original.
    pub traced: usize,
    /// Not found.
    pub absent: usize,
    /// Could not be checked.
    pub unchecked: usize,
    /// Said to be another site's.
    pub elsewhere: usize,
}

impl Tally {
    /// Counts one more.
    pub fn count(&mut self, verdict: &FigureTrace) {
        *match verdict {
            FigureTrace::Found(_) => &mut self.traced,
            FigureTrace::Absent => &mut self.absent,
            FigureTrace::Unchecked(_) => &mut self.unchecked,
            FigureTrace::Elsewhere => &mut self.elsewhere,
        } += 1;
    }
}

impl Trace {
    /// How the figures came out.
    pub fn figure_tally(&self) -> Tally {
        tally(self.figures.iter())
    }

    /// How the quotations came out.
    pub fn quotation_tally(&self) -> Tally {
        tally(self.quotations.iter().map(|quotation| &quotation.verdict))
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        tallies.fold(Tally::default(), |a, b| Tally {
            traced: a.traced + b.traced,
            absent: a.absent + b.absent,
            unchecked: a.unchecked + b.unchecked,
            elsewhere: a.elsewhere + b.elsewhere,
        })
    }
}

fn tally<'t>(verdicts: impl Iterator<Item = &'t FigureTrace>) -> Tally {
    let mut tally = Tally::default();
    verdicts.for_each(|verdict| tally.count(verdict));
    tally
}
