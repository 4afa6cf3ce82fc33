//! Holding a figure of one text against those of another.

use crate::lang::Date;
use crate::lang::figures::Figure;

/// Where in an original a figure stands: the number of a paragraph, or `None` for the title and the headings.
pub type Place = Option<u32>;

/// All figures of an original, for [`Statements::verdict`].
#[derive(Debug, Clone, Default)]
pub struct Statements {
    figures: Vec<(Place, Figure)>,
}

/// What comes of holding a figure against an original.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The original states it, in these paragraphs (ascending, without repeats; empty where only the title or a heading
    /// does).
    Found(Vec<u32>),
    /// The original does not state it; it may state something near.
    Absent(Option<Near>),
    /// It may or may not: the texts do not let a program decide.
    CannotTell,
}

/// A figure of the original that is near to one that it does not state.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// Where it stands.
    pub place: Place,
    /// Its index among the figures that [`Statements::new`] was given.
    pub index: usize,
}

impl Statements {
    /// Takes the figures of an original, in the order of its text, and the day when it was published, which the dates of
    /// its text leave out.
    pub fn new(figures: Vec<(Place, Figure)>, published: Option<Date>) -> Statements {
        let _ = published;
        Statements { figures }
    }

    /// The figures that were given to [`Statements::new`].
    pub fn figures(&self) -> &[(Place, Figure)] {
        &self.figures
    }

    /// Whether the original states what a figure says.
    pub fn verdict(&self, claim: &Figure) -> Verdict {
        let _ = claim;
        Verdict::CannotTell
    }

    /// Whether a part of the original, the paragraphs from `paragraphs`, states what a figure says.
    pub fn verdict_within(&self, claim: &Figure, paragraphs: &[u32]) -> Verdict {
        let _ = paragraphs;
        self.verdict(claim)
    }
}

/// Whether two figures of two texts, both said to come from the same paragraph, contradict each other: they are of one
/// kind (both percentages, both sums in one currency, both dates …) and cannot both be true of the same thing.
pub fn contradict(one: &Figure, other: &Figure) -> bool {
    let _ = (one, other);
    false
}

/// Whether two figures say the same, one of them perhaps rounded.
pub fn agree(one: &Figure, other: &Figure) -> bool {
    let _ = (one, other);
    false
}
