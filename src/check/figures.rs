//! Checks the figures of a summary against its original.
//!
//! Takes a summary; returns the verdict on each of its figures, and reports `figure-not-in-original`, `figure-reversed`,
//! `figure-of-another`, `figure-not-in-cited` and `figure-bound`.

use crate::check::originals::of_original;
use crate::check::{ArticleUnderCheck, CheckedText, FigureReading, FigureTrace, Obstacle};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::diagnostic::codes;
use crate::lang::figures::{
    Distinction, Doubt, Figure, FigurePlace, FigureVerdict, Reservation, Rival, Statements, Wording,
};
use crate::lang::verify::{Document, FigureContext, JudgedFigure, OriginalFigures};
use crate::parse::article::Original;

/// An original against which summaries are checked.
pub struct OriginalUnderCheck<'o, 's> {
    pub reading: &'o CheckedText<'s>,
    pub document: &'o Document<'o>,
    /// The figures and words; `None` if no summary has a figure to check.
    pub figures: Option<OriginalFigures<'o>>,
    /// The id, and true if it is one of several.
    pub name: (Option<&'o str>, bool),
}

impl OriginalUnderCheck<'_, '_> {
    /// Names the original in a finding, if it is one of several.
    pub fn named(&self, finding: Diagnostic) -> Diagnostic {
        match self.name {
            (id, true) => of_original(finding, id),
            (_, false) => finding,
        }
    }

    /// Returns the figure that the original has for the subject of a summary's figure, if it clearly has another one:
    /// its words with their context, and its place.
    pub fn contradiction(
        &self,
        document: &Document<'_>,
        wording: &Wording<'_>,
        figure: &Figure,
    ) -> Option<(String, FigurePlace)> {
        let original = self.figures.as_ref()?;
        let index = original.contradicting(document, wording, figure)?;
        let statement = &original.statements.all()[index];
        let words = excerpt(&self.reading.text, &original.wording, &statement.figure);
        Some((words, statement.place))
    }
}

/// Reads the figures and words of the originals, if any summary has a figure to check.
pub fn originals<'o, 's>(
    subject: &'o ArticleUnderCheck<'s>,
    documents: &'o [Document<'o>],
) -> Vec<OriginalUnderCheck<'o, 's>> {
    let has_figures = subject
        .editions()
        .any(|(.., summary)| !summary.body.figures.is_empty());
    let originals = subject.article.originals.iter();
    let is_one_of_several = originals.len() > 1;
    let each = originals.zip(&subject.originals).zip(documents);
    let under_check = |((original, reading), document): ((&&'s Original, _), &'o _)| {
        let figures = || OriginalFigures::new(document, original.published);
        OriginalUnderCheck {
            reading,
            document,
            figures: has_figures.then(figures),
            name: (original.id.as_deref(), is_one_of_several),
        }
    };
    each.map(under_check).collect()
}

/// A figure of a summary, checked against one original.
#[derive(Debug)]
pub struct CheckedFigure {
    pub trace: FigureTrace,
    pub reading: FigureReading,
    /// True if the figure's sentence cites the original.
    pub is_cited: bool,
    /// The words of the figure that a cited paragraph has instead of this one.
    pub instead: Option<String>,
    pub findings: Vec<Diagnostic>,
}

/// Checks the figures of a summary against an original. `wording` holds the words of the summary.
pub fn check(
    original: &OriginalUnderCheck<'_, '_>,
    (summary, document): (&CheckedText<'_>, &Document<'_>),
    wording: &Wording<'_>,
) -> Vec<CheckedFigure> {
    let Some(figures) = &original.figures else {
        return Vec::new();
    };
    let checked = |judged: JudgedFigure<'_>| {
        let report = FigureReporter {
            source: original.reading,
            statements: &figures.statements,
            original: &figures.wording,
            summary,
            wording,
            figure: judged.figure,
        };
        CheckedFigure {
            reading: FigureReading {
                reason: judged.reason(),
                context: FigureContext::new(document, wording, judged.figure),
            },
            is_cited: !judged.cited.is_empty(),
            instead: report.instead(&judged).or_else(|| {
                let is_absent = matches!(judged.verdict, Some(FigureVerdict::Absent(_)));
                let other = || original.contradiction(document, wording, judged.figure);
                let (words, place) = is_absent.then(other)??;
                let is_cited = place.is_some_and(|number| judged.cited.contains(&number));
                is_cited.then_some(words)
            }),
            findings: report.findings(&judged),
            trace: trace(judged.verdict),
        }
    };
    let judged = figures.judge(document, wording).into_iter();
    let mut checked: Vec<CheckedFigure> = judged.map(checked).collect();
    let left_out = FigureTrace::Unchecked(Obstacle::TooMany);
    if let Some(compared) = checked.iter().position(|one| one.trace == left_out) {
        let finding = too_many(summary, &document.figures[compared], compared);
        checked[compared].findings.push(finding);
    }
    checked
}

/// Reports that figures of a summary are not checked, from this one on.
fn too_many(summary: &CheckedText<'_>, first: &Figure, compared: usize) -> Diagnostic {
    let message = format!(
        "the figures from here on are not checked: after {compared} of them, it would take too long to compare more with the original"
    );
    let found = Diagnostic::new(codes::CLAIMS_TOO_MANY, summary.path, message);
    summary
        .at(found, &first.range)
        .help("divide the article, or move a table of figures into a file beside it")
}

/// Returns the part of a verdict that is stored.
fn trace(verdict: Option<FigureVerdict>) -> FigureTrace {
    match verdict {
        None => FigureTrace::Elsewhere,
        Some(FigureVerdict::Found(paragraphs) | FigureVerdict::FoundBut(paragraphs, _)) => {
            FigureTrace::Found(paragraphs.into())
        }
        Some(
            FigureVerdict::OtherBound(_)
            | FigureVerdict::Reversed(_)
            | FigureVerdict::OfAnother(_)
            | FigureVerdict::OtherThing(..)
            | FigureVerdict::Absent(_),
        ) => FigureTrace::Absent,
        Some(FigureVerdict::CannotTell(Doubt::TooMany)) => {
            FigureTrace::Unchecked(Obstacle::TooMany)
        }
        Some(FigureVerdict::CannotTell(doubt)) => FigureTrace::Unchecked(Obstacle::Figure(doubt)),
    }
}

/// The context for reporting a figure of a summary.
struct FigureReporter<'r, 's> {
    source: &'r CheckedText<'s>,
    statements: &'r Statements,
    original: &'r Wording<'r>,
    summary: &'r CheckedText<'s>,
    wording: &'r Wording<'r>,
    figure: &'r Figure,
}

impl FigureReporter<'_, '_> {
    /// Returns the words of the figure that a cited paragraph has in place of the claim.
    fn instead(&self, judged: &JudgedFigure<'_>) -> Option<String> {
        let index = match judged.verdict.as_ref()? {
            FigureVerdict::OtherBound(index)
            | FigureVerdict::Reversed(index)
            | FigureVerdict::OtherThing(index, _) => *index,
            FigureVerdict::OfAnother(rival) => rival.rival,
            _ => return None,
        };
        let statement = self.statements.all().get(index)?;
        let is_cited = statement
            .place
            .is_some_and(|number| judged.cited.contains(&number));
        is_cited.then(|| self.stated(index).0)
    }

    /// Returns the findings for a verdict.
    fn findings(&self, judged: &JudgedFigure<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        match &judged.verdict {
            None | Some(FigureVerdict::Found(_) | FigureVerdict::CannotTell(_)) => {}
            Some(FigureVerdict::FoundBut(_, Reservation::Bound(stated))) => {
                found.push(self.bound(*stated));
            }
            Some(FigureVerdict::FoundBut(paragraphs, Reservation::Cited(rival))) => {
                found.push(self.cited_has_another(paragraphs, *rival));
            }
            Some(FigureVerdict::OtherBound(stated)) => found.push(self.other_bound(*stated)),
            Some(FigureVerdict::Reversed(stated)) => found.push(self.reversed(*stated)),
            Some(FigureVerdict::OfAnother(rival)) => found.push(self.of_another(*rival)),
            Some(FigureVerdict::OtherThing(stated, distinction)) => {
                found.push(self.other_thing(*stated, *distinction));
            }
            Some(FigureVerdict::Absent(near)) => found.push(self.absent(*near)),
        }
        if let Some(paragraphs) = judged.not_in_cited() {
            found.push(self.not_cited(paragraphs, judged.cited));
        }
        found
    }

    /// Returns the claimed figure with the words around it.
    fn claimed(&self) -> String {
        excerpt(&self.summary.text, self.wording, self.figure)
    }

    /// Returns a statement of the original with the words around it, and the words for its place.
    fn stated(&self, index: usize) -> (String, String) {
        let statement = &self.statements.all()[index];
        let words = excerpt(&self.source.text, self.original, &statement.figure);
        (words, stands(statement.place))
    }

    fn at(&self, found: Diagnostic) -> Diagnostic {
        self.summary.at(found, &self.figure.range)
    }

    /// Reports a bound that contradicts the original's.
    fn other_bound(&self, stated: usize) -> Diagnostic {
        let (words, place) = self.stated(stated);
        let claimed = self.claimed();
        let message = format!(
            "“{claimed}” is not in the original, which has the number as “{words}” {place}"
        );
        let found = Diagnostic::new(codes::FIGURE_NOT_IN_ORIGINAL, self.summary.path, message);
        self.at(found)
            .help("say what the original says: at least, at most, about, or the number alone")
    }

    /// Reports the opposite direction or sign.
    fn reversed(&self, stated: usize) -> Diagnostic {
        let (words, place) = self.stated(stated);
        let claimed = self.claimed();
        let message =
            format!("“{claimed}” says the opposite of the original, which has “{words}” {place}");
        let found = Diagnostic::new(codes::FIGURE_REVERSED, self.summary.path, message);
        self.at(found)
            .help("say whether it rose or fell as the original does; or waive it and say why")
    }

    /// Reports a number that belongs to another subject.
    fn of_another(&self, rival: Rival) -> Diagnostic {
        let (words, place) = self.stated(rival.stated);
        let (nearer, there) = self.stated(rival.rival);
        let claimed = self.claimed();
        let message = format!(
            "“{claimed}” seems to have the number of something else: the original has “{words}” {place}, but “{nearer}” {there}"
        );
        let found = Diagnostic::new(codes::FIGURE_OF_ANOTHER, self.summary.path, message);
        self.at(found)
            .help("give the number that belongs here; or waive it and say why")
    }

    /// Reports a number that the original has only for something that the summary cannot mean.
    fn other_thing(&self, stated: usize, distinction: Distinction) -> Diagnostic {
        let (words, place) = self.stated(stated);
        let claimed = self.claimed();
        let (what, help) = match distinction {
            Distinction::Counted => (
                "counts something else",
                "name what is counted as the original does",
            ),
            Distinction::Base => (
                "is compared with another time",
                "compare it with the time that the original names",
            ),
            Distinction::Manner => (
                "takes the size of a change for the level reached, or the other way round",
                "say “by” or “to” as the original does",
            ),
            Distinction::Prospect => (
                "takes what is planned or expected for what has happened, or the other way round",
                "say whether it has happened as the original does",
            ),
        };
        let message = format!("“{claimed}” {what}: the original has “{words}” {place}");
        let found = Diagnostic::new(codes::FIGURE_OF_ANOTHER, self.summary.path, message);
        self.at(found)
            .help(format!("{help}; or waive it and say why"))
    }

    /// Reports that a cited paragraph has another figure instead.
    fn cited_has_another(&self, paragraphs: &[u32], rival: usize) -> Diagnostic {
        let words = &self.summary.text[self.figure.range.clone()];
        let (other, place) = self.stated(rival);
        let there = numbers(paragraphs);
        let message = format!(
            "“{words}” stands in {there} of the original; what is cited has “{other}” {place}"
        );
        let found = Diagnostic::new(codes::FIGURE_NOT_IN_CITED, self.summary.path, message);
        self.at(found)
            .help("correct the figure, or cite the paragraph that has it")
    }

    /// Reports a bound that the original does not state.
    fn bound(&self, stated: usize) -> Diagnostic {
        let (words, place) = self.stated(stated);
        let claimed = self.claimed();
        let message = format!("“{claimed}” is “{words}” in the original, {place}");
        let found = Diagnostic::new(codes::FIGURE_BOUND, self.summary.path, message);
        self.at(found)
            .help("nothing is wrong with it, if both mean the same here")
    }

    /// Reports a figure that the original does not state, with a similar one if there is one.
    fn absent(&self, near: Option<usize>) -> Diagnostic {
        let words = &self.summary.text[self.figure.range.clone()];
        let mut message = format!("“{words}” is not in the original");
        let near = near.and_then(|index| self.statements.all().get(index));
        if let Some(near) = near
            && let Some(words) = self.source.text.get(near.figure.range.clone())
        {
            let place = stands(near.place);
            message.push_str(&format!("; the original has “{words}” {place}"));
        }
        let found = Diagnostic::new(codes::FIGURE_NOT_IN_ORIGINAL, self.summary.path, message);
        self.at(found).help(
            "correct it; or, if it comes from elsewhere, link its sentence to that source; or waive it and say why",
        )
    }

    /// Reports a figure that the original has, but not in a cited paragraph.
    fn not_cited(&self, stated: &[u32], cites: &[u32]) -> Diagnostic {
        let words = &self.summary.text[self.figure.range.clone()];
        let (there, here) = (numbers(stated), numbers(cites));
        let message = format!("“{words}” stands in {there} of the original, not in {here}");
        let found = Diagnostic::new(codes::FIGURE_NOT_IN_CITED, self.summary.path, message)
            .severity(Severity::Note);
        let first = stated.first().copied().unwrap_or_default();
        let help = format!("cite the paragraph that has it: `[p{first}]`");
        self.at(found).help(help)
    }
}

/// Returns a figure with a few words of its sentence on both sides.
fn excerpt(text: &str, wording: &Wording<'_>, figure: &Figure) -> String {
    let words = text.get(wording.around(figure)).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the words for a place in an original.
pub fn stands(place: FigurePlace) -> String {
    match place {
        Some(number) => format!("in p{number}"),
        None => "in its title or a heading".into(),
    }
}

/// Formats paragraph numbers as a list: `p2, p4-p6`.
pub fn numbers(paragraphs: &[u32]) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for number in paragraphs {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => parts.push((*number, *number)),
        }
    }
    let part = |(first, last): &(u32, u32)| match first == last {
        true => format!("p{first}"),
        false => format!("p{first}-p{last}"),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
}
