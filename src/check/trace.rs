//! Defines [`Trace`]: for each figure, quotation and name of a text, where its originals state it. Pages and data files are
//! made from it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::lang::Date;
use crate::lang::figures::Doubt;
use crate::lang::verify::{FigureContext, Reason};

/// The trace of one summary, or of the text of an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Trace {
    /// Verdicts on the body's figures, in its order.
    pub figures: Vec<FigureTrace>,
    /// Values and reasons for these figures, in the same order.
    pub readings: Vec<FigureReading>,
    /// Listed names, in the order of the text.
    pub names: Vec<NameTrace>,
    /// Quotations, in the order of the text.
    pub quotations: Vec<QuotationTrace>,
    /// Date of the summary's seal; `None` if the original or the summary has changed since, or if there is no seal.
    pub sealed: Option<Date>,
    /// For an edition: the paragraphs that its verdicts refer to, by the numbers used in the verdicts. Empty for a summary, whose
    /// paragraphs are numbered by its article.
    pub paragraphs: BTreeMap<u32, TracedParagraph>,
}

/// A paragraph of an original, as an edition cites it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TracedParagraph {
    /// Slug of the article.
    pub article: Box<str>,
    /// Id of the original; `None` for the main one.
    pub original: Option<Box<str>>,
    /// Number in the original.
    pub number: u32,
}

/// The context of a figure, and the reason for its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FigureReading {
    pub reason: Reason,
    /// The information from the words around the figure.
    pub context: FigureContext,
}

/// A listed name and its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NameTrace {
    /// Start offset in the summary's prose.
    pub start: u32,
    pub words: Box<str>,
    /// Index in the register.
    pub name: usize,
    /// True if it is a variant that should be replaced by the preferred spelling.
    pub is_variant: bool,
    /// The reason for its verdict.
    pub reason: Reason,
}

impl NameTrace {
    /// Returns the name's byte range in the summary's prose.
    pub fn range(&self) -> Range<usize> {
        let start = self.start as usize;
        start..start + self.words.len()
    }
}

/// The verdict on a figure.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FigureTrace {
    /// The original states the claim in these paragraphs, ascending; empty if only its title or a heading does.
    Found(Box<[u32]>),
    /// The original does not state the claim.
    Absent,
    /// The claim could not be checked: the texts do not allow a decision.
    Unchecked(Obstacle),
    /// The sentence links to another site, to which the claim belongs.
    Elsewhere,
    /// The figure counts the edition's own articles. Originals need not state it.
    OwnCount,
}

/// The reason why a figure or quotation could not be checked.
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
    /// The summary or an original is in another language than its file says, or the original is not written yet.
    NotComparable,
}

/// A quotation and its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QuotationTrace {
    /// Byte range of the quotation's words in the summary's prose.
    pub range: Range<usize>,
    pub words: Box<str>,
    /// The verdict, with the paragraphs that contain the quotation's words.
    pub verdict: FigureTrace,
}

/// Number of figures or quotations by verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VerdictCounts {
    /// Found in the original.
    pub traced: usize,
    /// Not found.
    pub absent: usize,
    /// Could not be checked.
    pub unchecked: usize,
    /// Attributed to another site.
    pub elsewhere: usize,
}

impl VerdictCounts {
    /// Counts a verdict.
    pub fn count(&mut self, verdict: &FigureTrace) {
        let count = match verdict {
            FigureTrace::Found(_) => &mut self.traced,
            FigureTrace::Absent => &mut self.absent,
            FigureTrace::Unchecked(_) => &mut self.unchecked,
            FigureTrace::Elsewhere => &mut self.elsewhere,
            FigureTrace::OwnCount => return,
        };
        *count += 1;
    }
}

impl QuotationTrace {
    /// Returns the reason for its verdict.
    pub fn reason(&self) -> Reason {
        match &self.verdict {
            FigureTrace::Found(_) => Reason::Stated,
            FigureTrace::Absent => Reason::NotStated,
            FigureTrace::Unchecked(Obstacle::Translated) => Reason::Translated,
            FigureTrace::Unchecked(Obstacle::NotComparable) => Reason::NotComparable,
            FigureTrace::Unchecked(Obstacle::TooMany) => Reason::TooMany,
            FigureTrace::Unchecked(_) => Reason::FewWords,
            FigureTrace::Elsewhere | FigureTrace::OwnCount => Reason::OtherSource,
        }
    }
}

impl Trace {
    /// Turns "not in the original" into "could not be checked", for texts that cannot be compared.
    pub(super) fn make_undecided(&mut self) {
        let undecided = FigureTrace::Unchecked(Obstacle::NotComparable);
        for (figure, reading) in self.figures.iter_mut().zip(&mut self.readings) {
            if *figure == FigureTrace::Absent {
                *figure = undecided.clone();
                reading.reason = Reason::NotComparable;
            }
        }
        for quotation in &mut self.quotations {
            if quotation.verdict == FigureTrace::Absent {
                quotation.verdict = undecided.clone();
            }
        }
    }

    /// Returns the counts of the figures.
    pub fn figure_tally(&self) -> VerdictCounts {
        tally(self.figures.iter())
    }

    /// Returns the counts of the quotations.
    pub fn quotation_tally(&self) -> VerdictCounts {
        tally(self.quotations.iter().map(|quotation| &quotation.verdict))
    }
}

impl std::iter::Sum for VerdictCounts {
    fn sum<I: Iterator<Item = VerdictCounts>>(tallies: I) -> VerdictCounts {
        tallies.fold(VerdictCounts::default(), |a, b| VerdictCounts {
            traced: a.traced + b.traced,
            absent: a.absent + b.absent,
            unchecked: a.unchecked + b.unchecked,
            elsewhere: a.elsewhere + b.elsewhere,
        })
    }
}

fn tally<'t>(verdicts: impl Iterator<Item = &'t FigureTrace>) -> VerdictCounts {
    let mut tally = VerdictCounts::default();
    verdicts.for_each(|verdict| tally.count(verdict));
    tally
}
