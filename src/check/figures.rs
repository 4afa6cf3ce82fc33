//! Figures of a summary held against its original.
//!
//! Takes a summary; gives what came of each of its figures, `figure-not-in-original` and `figure-not-in-cited`.

use crate::check::{FigureTrace, Obstacle, Reading, Sentence, Subject};
use crate::diagnostic::Diagnostic;
use crate::lang::figures::{Claim, Figure, Place, Statement, Statements, Verdict};
use crate::parse::article::Original;
use crate::parse::prose::Kind;

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

/// Holds the figures of a summary against the original.
pub fn check(
    subject: &Subject<'_>,
    summary: &Reading<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<FigureTrace> {
    let trace = |figure: &Figure| {
        let sentence = summary.sentence_at(figure.range.start);
        if sentence.is_some_and(|s| subject.is_elsewhere(summary, s)) {
            return FigureTrace::Elsewhere;
        }
        let cites = sentence.map_or(&[][..], |s| &s.cites);
        let claim = Claim {
            figure,
            cited: cites,
            beside: &summary.body.figures,
        };
        match subject.statements.verdict(claim) {
            Verdict::Found(paragraphs) => {
                found.extend(not_cited(summary, figure, &paragraphs, cites));
                FigureTrace::Found(paragraphs.into())
            }
            Verdict::Absent(near) => {
                found.push(absent(subject, summary, figure, near));
                FigureTrace::Absent
            }
            Verdict::CannotTell(doubt) => FigureTrace::Unchecked(Obstacle::Figure(doubt)),
        }
    };
    summary.body.figures.iter().map(trace).collect()
}

impl Subject<'_> {
    /// Whether a sentence links to another site than the original's: what it says is that site's.
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
    let found = Diagnostic::warning("figure-not-in-original", summary.path, message);
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
    let found = Diagnostic::note("figure-not-in-cited", summary.path, message);
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
