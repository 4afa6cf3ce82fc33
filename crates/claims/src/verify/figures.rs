//! Checks the figures of a summary against an original.

use crate::figures::{
    Designation, Doubt, Figure, FigureClaim, FigureVerdict, Quantity, Reservation, Statement,
    Statements, SummaryFigures, Wording,
};
use crate::verify::document::{BlockKind, Document, TextBlock};
use mujaz_locale::Date;

/// Maximum number of figures of a summary that are compared.
const MOST_FIGURES: usize = 1_000;

/// Maximum number of comparisons of a summary's figures with those of its original and with each other: enough for a
/// summary of 500 figures and an original of 3,000.
const MOST_COMPARISONS: usize = 2_000_000;

/// An original, prepared to check figures against it.
#[derive(Debug)]
pub struct OriginalFigures<'o> {
    /// Figures of the original.
    pub statements: Statements,
    /// Words of the original.
    pub wording: Wording<'o>,
    document: &'o Document<'o>,
}

/// The result of checking one figure of a summary against the original.
#[derive(Debug)]
pub struct JudgedFigure<'d> {
    /// The figure.
    pub figure: &'d Figure,
    /// The paragraphs that its sentence cites; empty if one of its citations is invalid.
    pub cited: &'d [u32],
    /// The verdict; `None` if its sentence links to another source, to which the figure belongs.
    pub verdict: Option<FigureVerdict>,
}

impl<'o> OriginalFigures<'o> {
    /// Reads the figures and the words of an original; `published` is its publication date.
    pub fn new(original: &'o Document<'o>, published: Option<Date>) -> OriginalFigures<'o> {
        OriginalFigures {
            statements: statements(original, published),
            wording: Wording::new(&original.text, &original.language),
            document: original,
        }
    }

    /// Checks the figures of a summary against the original; `wording` holds the words of the summary.
    pub fn judge<'d>(
        &self,
        summary: &'d Document<'_>,
        wording: &Wording<'_>,
    ) -> Vec<JudgedFigure<'d>> {
        let each = summary.figures.len() + self.statements.all().len();
        let most = MOST_FIGURES.min(MOST_COMPARISONS / each.max(1));
        let figures = &summary.figures;
        let beside = SummaryFigures::new(&figures[..most.min(figures.len())]);
        let judge = |(index, figure): (usize, &'d Figure)| {
            let sentence = summary.sentence_at(figure.range.start);
            let cited = sentence.filter(|s| !s.is_misled);
            let cited = cited.map_or(&[][..], |s| &s.cites);
            let claim = FigureClaim {
                figure,
                cited,
                beside: &beside,
                wording,
            };
            let is_elsewhere = sentence.is_some_and(|s| s.is_elsewhere);
            JudgedFigure {
                figure,
                cited,
                verdict: match index < most {
                    _ if is_elsewhere => None,
                    true => Some(self.verdict(claim)),
                    false => Some(FigureVerdict::CannotTell(Doubt::TooMany)),
                },
            }
        };
        // "Last year" and "(kg)" in a table make no claim of their own.
        let claims = |figure: &Figure| {
            !matches!(figure.quantity, Quantity::Relative(_) | Quantity::Named(_))
        };
        let figures = summary.figures.iter().enumerate();
        figures
            .filter(|(_, figure)| claims(figure))
            .map(judge)
            .collect()
    }

    /// Returns the statement (an index) that gives another number for the subject of a summary's figure, if there clearly is one
    /// and the summary does not give its number as well. `wording` holds the words of the summary.
    pub fn contradicting(
        &self,
        summary: &Document<'_>,
        wording: &Wording<'_>,
        figure: &Figure,
    ) -> Option<usize> {
        let each = summary.figures.len() + self.statements.all().len();
        if each > MOST_FIGURES {
            return None;
        }
        let beside = SummaryFigures::new(&summary.figures);
        let claim = FigureClaim {
            figure,
            cited: &[],
            beside: &beside,
            wording,
        };
        self.statements.contradicting(claim, &self.wording)
    }

    fn verdict(&self, claim: FigureClaim<'_>) -> FigureVerdict {
        match self.statements.verdict(claim, &self.wording) {
            FigureVerdict::Absent(near) => match self.designated(claim.figure) {
                Some(paragraphs) => FigureVerdict::Found(paragraphs),
                None => FigureVerdict::Absent(near),
            },
            verdict => verdict,
        }
    }

    /// Returns the paragraphs that contain a model number, in any way of joining its name and number: F-35, F35, F 35;
    /// `None` if it does not occur.
    fn designated(&self, figure: &Figure) -> Option<Vec<u32>> {
        let original = self.document;
        let places = Designation::of(figure)?.places(&original.text, &original.language);
        let paragraph = |place: &usize| original.block_at(*place)?.paragraph;
        let mut paragraphs: Vec<u32> = places.iter().filter_map(paragraph).collect();
        paragraphs.dedup();
        (!places.is_empty()).then_some(paragraphs)
    }
}

impl JudgedFigure<'_> {
    /// Returns the paragraphs that state the figure, if its sentence cites only others.
    pub fn not_in_cited(&self) -> Option<&[u32]> {
        let (FigureVerdict::Found(paragraphs)
        | FigureVerdict::FoundBut(paragraphs, Reservation::Bound(_))) = self.verdict.as_ref()?
        else {
            return None;
        };
        // Titles and headings cannot be cited.
        let is_missed = !paragraphs.is_empty()
            && !self.cited.is_empty()
            && !paragraphs.iter().any(|number| self.cited.contains(number));
        is_missed.then_some(paragraphs)
    }
}

/// Returns the figures of an original with their paragraphs.
pub fn statements(original: &Document<'_>, published: Option<Date>) -> Statements {
    let blocks = &original.blocks;
    let mut block = 0;
    let statement = |figure: &Figure| {
        while block + 1 < blocks.len() && blocks[block].range.end <= figure.range.start {
            block += 1;
        }
        let block = blocks.get(block);
        Statement {
            place: block.and_then(|block| block.paragraph),
            in_table: block.is_some_and(|block| matches!(block.kind, BlockKind::Cell { .. })),
            figure: figure.clone(),
        }
    };
    let figures = original.figures.iter().map(statement).collect();
    Statements::new(figures, published, &original.language).with_lists(lists(blocks))
}

/// Returns the numbers of items of the lists. A paragraph may stand between two items.
fn lists(blocks: &[TextBlock]) -> Vec<u64> {
    let mut lists = Vec::new();
    let (mut items, mut between) = (0, 0);
    for block in blocks {
        if block.kind == BlockKind::Item {
            items += 1;
            between = 0;
        } else if items > 0 {
            between += 1;
            if between > 1 {
                lists.push(items);
                items = 0;
            }
        }
    }
    lists.extend((items > 0).then_some(items));
    lists
}
