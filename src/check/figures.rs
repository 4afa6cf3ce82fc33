//! Figures of a summary held against its original.
//!
//! Takes a summary; gives what came of each of its figures, and the findings `figure-not-in-original`, `figure-reversed`,
//! `figure-of-another`, `figure-not-in-cited` and `figure-bound`.

use crate::check::{FigureTrace, Obstacle, Reading, Sentence, Subject};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::diagnostic::codes;
use crate::lang::figures::{
    Claim, Designation, Figure, Place, Reservation, Rival, Statement, Statements, Verdict, Wording,
};
use crate::parse::article::Original;
use crate::parse::prose::Kind;

/// Maximum number of figures of a summary that are checked.
const MOST_FIGURES: usize = 1_000;

/// Maximum number of comparisons of a summary's figures with those of its original and with each other: a summary of 500
/// figures and an original of 3,000 are within it.
const MOST_COMPARISONS: usize = 2_000_000;

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

/// The figures of an original: of its text, its title and its author's name.
pub fn statements(original: &Original) -> Statements {
    let blocks = &original.body.prose.blocks;
    let mut block = 0;
    let statement = |figure: &Figure| {
        while block + 1 < blocks.len() && blocks[block].range().end <= figure.range.start {
            block += 1;
        }
        let block = blocks.get(block);
        Statement {
            place: block.and_then(|block| block.paragraph),
            in_table: block.is_some_and(|block| matches!(block.kind, Kind::Cell { .. })),
            figure: figure.clone(),
        }
    };
    let figures = original.body.figures.iter().map(statement).collect();
    Statements::new(figures, original.published, &original.lang)
}

/// Reads the words of the original, if any summary has a figure to be held against it.
pub fn wording<'o>(subject: &'o Subject<'_>) -> Option<Wording<'o>> {
    let has_figures = subject
        .editions()
        .any(|(.., summary)| !summary.body.figures.is_empty());
    has_figures.then(|| Wording::new(&subject.original.text, subject.original.lang))
}

/// Holds the figures of a summary against the original, whose words are `original`.
pub fn check(
    subject: &Subject<'_>,
    original: Option<&Wording<'_>>,
    summary: &Reading<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<FigureTrace> {
    let Some(original) = original else {
        return Vec::new();
    };
    let wording = Wording::new(&summary.text, summary.lang);
    let trace = |figure: &Figure| {
        let sentence = summary.sentence_at(figure.range.start);
        if sentence.is_some_and(|s| subject.is_elsewhere(summary, s)) {
            return FigureTrace::Elsewhere;
        }
        // Of a citation that leads nowhere nobody knows what it should lead to: it has a finding of its own.
        let cites = sentence.filter(|s| !s.is_misled);
        let cites = cites.map_or(&[][..], |s| &s.cites);
        let claim = Claim {
            figure,
            cited: cites,
            beside: &summary.body.figures,
            wording: &wording,
        };
        let report = Report {
            subject,
            original,
            summary,
            wording: &wording,
            figure,
        };
        match subject.statements.verdict(claim, original) {
            Verdict::Found(paragraphs) => {
                found.extend(not_cited(summary, figure, &paragraphs, cites));
                FigureTrace::Found(paragraphs.into())
            }
            Verdict::FoundBut(paragraphs, Reservation::Bound(stated)) => {
                found.push(report.bound(stated));
                found.extend(not_cited(summary, figure, &paragraphs, cites));
                FigureTrace::Found(paragraphs.into())
            }
            Verdict::FoundBut(paragraphs, Reservation::Cited(rival)) => {
                found.push(report.cited_has_another(&paragraphs, rival));
                FigureTrace::Found(paragraphs.into())
            }
            Verdict::OtherBound(stated) => {
                found.push(report.other_bound(stated));
                FigureTrace::Absent
            }
            Verdict::Reversed(stated) => {
                found.push(report.reversed(stated));
                FigureTrace::Absent
            }
            Verdict::OfAnother(rival) => {
                found.push(report.of_another(rival));
                FigureTrace::Absent
            }
            Verdict::Absent(near) => match designated(subject, figure) {
                Some(paragraphs) => {
                    found.extend(not_cited(summary, figure, &paragraphs, cites));
                    FigureTrace::Found(paragraphs.into())
                }
                None => {
                    found.push(absent(subject, summary, figure, near));
                    FigureTrace::Absent
                }
            },
            Verdict::CannotTell(doubt) => FigureTrace::Unchecked(Obstacle::Figure(doubt)),
        }
    };
    let figures = &summary.body.figures;
    let each = figures.len() + subject.statements.all().len();
    let most = MOST_FIGURES.min(MOST_COMPARISONS / each.max(1));
    let (compared, rest) = figures.split_at(figures.len().min(most));
    let mut traces: Vec<FigureTrace> = compared.iter().map(trace).collect();
    if let Some(first) = rest.first() {
        found.push(too_many(summary, first, compared.len()));
    }
    traces.extend(
        rest.iter()
            .map(|_| FigureTrace::Unchecked(Obstacle::TooMany)),
    );
    traces
}

impl Subject<'_> {
    /// Returns true if a sentence links to another site than the original's: what it says is that site's.
    pub fn is_elsewhere(&self, summary: &Reading<'_>, sentence: &Sentence) -> bool {
        let links = summary.prose().outside.get(sentence.outside.clone());
        let own = self.article.original.url.as_deref().map(plain);
        links
            .unwrap_or_default()
            .iter()
            .any(|link| Some(plain(&link.url)) != own)
    }
}

/// An address without what makes no difference to where it leads.
fn plain(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or(url);
    let url = url.split_once("//").map_or(url, |(_, rest)| rest);
    url.strip_prefix("www.")
        .unwrap_or(url)
        .trim_end_matches('/')
}

/// A figure of a summary that something is to be said about.
struct Report<'r, 's> {
    subject: &'r Subject<'s>,
    original: &'r Wording<'r>,
    summary: &'r Reading<'s>,
    wording: &'r Wording<'r>,
    figure: &'r Figure,
}

impl Report<'_, '_> {
    /// The figure with the words around it.
    fn claimed(&self) -> String {
        excerpt(&self.summary.text, self.wording, self.figure)
    }

    /// A statement of the original with the words around it, and where it stands.
    fn stated(&self, index: usize) -> (String, String) {
        let statement = &self.subject.statements.all()[index];
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

    /// The bound is one that the original's excludes.
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

    /// The direction or the sign is the opposite one.
    fn reversed(&self, stated: usize) -> Diagnostic {
        let (words, place) = self.stated(stated);
        let claimed = self.claimed();
        let message =
            format!("“{claimed}” says the opposite of the original, which has “{words}” {place}");
        let found = Diagnostic::new(codes::FIGURE_REVERSED, self.summary.path, message);
        self.at(found)
            .help("say whether it rose or fell as the original does; or waive it and say why")
    }

    /// The number belongs to something else.
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

    /// A cited paragraph has another figure in its place.
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

    /// The original does not say the bound.
    fn bound(&self, stated: usize) -> Diagnostic {
        let (words, place) = self.stated(stated);
        let claimed = self.claimed();
        let message = format!("“{claimed}” is “{words}” in the original, {place}");
        let found = Diagnostic::new(codes::FIGURE_BOUND, self.summary.path, message);
        self.at(found)
            .help("nothing is wrong with it, if both mean the same here")
    }
}

/// A figure with a few words on both sides of it, of its own sentence.
fn excerpt(text: &str, wording: &Wording<'_>, figure: &Figure) -> String {
    let words = text.get(wording.around(figure)).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs that have a model number, however its name and number are joined: F-35, F35, F 35; `None` if none has.
fn designated(subject: &Subject<'_>, figure: &Figure) -> Option<Vec<u32>> {
    let original = &subject.original;
    let places = Designation::of(figure)?.places(&original.text, original.lang);
    let blocks = &original.prose().blocks;
    let paragraph = |place: &usize| {
        let index = blocks.partition_point(|block| block.range().end <= *place);
        blocks.get(index)?.paragraph
    };
    let mut paragraphs: Vec<u32> = places.iter().filter_map(paragraph).collect();
    paragraphs.dedup();
    (!places.is_empty()).then_some(paragraphs)
}

fn absent(
    subject: &Subject<'_>,
    summary: &Reading<'_>,
    figure: &Figure,
    near: Option<usize>,
) -> Diagnostic {
    let words = &summary.text[figure.range.clone()];
    let mut message = format!("“{words}” is not in the original");
    let near = near.and_then(|index| subject.statements.all().get(index));
    if let Some(near) = near
        && let Some(words) = subject.original.text.get(near.figure.range.clone())
    {
        let place = stands(near.place);
        message.push_str(&format!("; the original has “{words}” {place}"));
    }
    let found = Diagnostic::new(codes::FIGURE_NOT_IN_ORIGINAL, summary.path, message);
    summary.at(found, &figure.range).help(
        "correct it; or, if it comes from elsewhere, link its sentence to that source; or waive it and say why",
    )
}

/// Where in an original something stands.
pub fn stands(place: Place) -> String {
    match place {
        Some(number) => format!("in p{number}"),
        None => "in its title or a heading".into(),
    }
}

/// A note, where a figure stands in the original, but in no paragraph that its sentence cites.
fn not_cited(
    summary: &Reading<'_>,
    figure: &Figure,
    stated: &[u32],
    cites: &[u32],
) -> Option<Diagnostic> {
    let [first, ..] = stated else {
        // Its title or a heading states it, which nobody can cite.
        return None;
    };
    if cites.is_empty() || stated.iter().any(|number| cites.contains(number)) {
        return None;
    }
    let words = &summary.text[figure.range.clone()];
    let (there, here) = (numbers(stated), numbers(cites));
    let message = format!("“{words}” stands in {there} of the original, not in {here}");
    let found =
        Diagnostic::new(codes::FIGURE_NOT_IN_CITED, summary.path, message).severity(Severity::Note);
    let help = format!("cite the paragraph that has it: `[p{first}]`");
    Some(summary.at(found, &figure.range).help(help))
}

/// Paragraphs as people list them: `p2, p4-p6`.
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
