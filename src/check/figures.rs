//! Checks the figures of a summary against its original.
//!
//! Takes a summary; returns the verdict on each of its figures, and reports `figure-not-in-original`, `figure-reversed`,
//! `figure-of-another`, `figure-not-in-cited` and `figure-bound`.

use crate::check::{FigureReading, FigureTrace, Obstacle, Reading, Subject};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::diagnostic::codes;
use crate::lang::figures::{
    Doubt, Figure, Place, Reservation, Rival, Statements, Verdict, Wording,
};
use crate::lang::verify::{Document, FigureContext, JudgedFigure, OriginalFigures};

/// Reads the figures and words of the original, if any summary has a figure to check.
pub fn original<'o>(
    subject: &Subject<'_>,
    document: &'o Document<'_>,
) -> Option<OriginalFigures<'o>> {
    let has_figures = subject
        .editions()
        .any(|(.., summary)| !summary.body.figures.is_empty());
    let published = subject.article.original.published;
    has_figures.then(|| OriginalFigures::new(document, published))
}

/// Checks the figures of a summary against the original.
pub fn check(
    subject: &Subject<'_>,
    original: Option<&OriginalFigures<'_>>,
    (summary, document): (&Reading<'_>, &Document<'_>),
    found: &mut Vec<Diagnostic>,
) -> (Vec<FigureTrace>, Vec<FigureReading>) {
    let Some(original) = original else {
        return Default::default();
    };
    let wording = Wording::new(&summary.text, summary.lang);
    let (mut traces, mut readings) = (Vec::new(), Vec::new());
    for judged in original.judge(document, &wording) {
        readings.push(FigureReading {
            reason: judged.reason(),
            context: FigureContext::new(document, &wording, judged.figure),
        });
        let report = Report {
            subject,
            statements: &original.statements,
            original: &original.wording,
            summary,
            wording: &wording,
            figure: judged.figure,
        };
        found.extend(report.findings(&judged));
        traces.push(trace(judged.verdict));
    }
    let left_out = FigureTrace::Unchecked(Obstacle::TooMany);
    if let Some(compared) = traces.iter().position(|trace| *trace == left_out) {
        found.push(too_many(summary, &document.figures[compared], compared));
    }
    (traces, readings)
}

/// Reports that the figures of a summary are not checked from one of them on.
fn too_many(summary: &Reading<'_>, first: &Figure, compared: usize) -> Diagnostic {
    let message = format!(
        "the figures from here on are not checked: after {compared} of them, it would take too long to compare more with the original"
    );
    let found = Diagnostic::new(codes::CLAIMS_TOO_MANY, summary.path, message);
    summary
        .at(found, &first.range)
        .help("divide the article, or move a table of figures into a file beside it")
}

/// Returns the part of a verdict that is stored.
fn trace(verdict: Option<Verdict>) -> FigureTrace {
    match verdict {
        None => FigureTrace::Elsewhere,
        Some(Verdict::Found(paragraphs) | Verdict::FoundBut(paragraphs, _)) => {
            FigureTrace::Found(paragraphs.into())
        }
        Some(
            Verdict::OtherBound(_)
            | Verdict::Reversed(_)
            | Verdict::OfAnother(_)
            | Verdict::OtherThing(_)
            | Verdict::Absent(_),
        ) => FigureTrace::Absent,
        Some(Verdict::CannotTell(Doubt::TooMany)) => FigureTrace::Unchecked(Obstacle::TooMany),
        Some(Verdict::CannotTell(doubt)) => FigureTrace::Unchecked(Obstacle::Figure(doubt)),
    }
}

/// The context for reporting a figure of a summary.
struct Report<'r, 's> {
    subject: &'r Subject<'s>,
    statements: &'r Statements,
    original: &'r Wording<'r>,
    summary: &'r Reading<'s>,
    wording: &'r Wording<'r>,
    figure: &'r Figure,
}

impl Report<'_, '_> {
    /// Returns the findings for a verdict.
    fn findings(&self, judged: &JudgedFigure<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        match &judged.verdict {
            None | Some(Verdict::Found(_) | Verdict::CannotTell(_)) => {}
            Some(Verdict::FoundBut(_, Reservation::Bound(stated))) => {
                found.push(self.bound(*stated));
            }
            Some(Verdict::FoundBut(paragraphs, Reservation::Cited(rival))) => {
                found.push(self.cited_has_another(paragraphs, *rival));
            }
            Some(Verdict::OtherBound(stated)) => found.push(self.other_bound(*stated)),
            Some(Verdict::Reversed(stated)) => found.push(self.reversed(*stated)),
            Some(Verdict::OfAnother(rival)) => found.push(self.of_another(*rival)),
            Some(Verdict::OtherThing(stated)) => found.push(self.other_thing(*stated)),
            Some(Verdict::Absent(near)) => found.push(self.absent(*near)),
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
        let words = excerpt(
            &self.subject.original.text,
            self.original,
            &statement.figure,
        );
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

    /// Reports a number that the original has only for a thing that the summary cannot mean.
    fn other_thing(&self, stated: usize) -> Diagnostic {
        let (words, place) = self.stated(stated);
        let claimed = self.claimed();
        let message = format!(
            "“{claimed}” is something else than what the original counts: it has “{words}” {place}"
        );
        let found = Diagnostic::new(codes::FIGURE_OF_ANOTHER, self.summary.path, message);
        self.at(found)
            .help("name what is counted as the original does; or waive it and say why")
    }

    /// Reports that a cited paragraph has another figure in its place.
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
            && let Some(words) = self.subject.original.text.get(near.figure.range.clone())
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
pub fn stands(place: Place) -> String {
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
