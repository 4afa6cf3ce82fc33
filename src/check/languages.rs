//! Compares the summaries of one article in several languages with each other.
//!
//! Takes an article's summaries; reports `languages-disagree` if two of them give contradictory figures for the same
//! paragraph, and `languages-differ`, a note for each summary on content that only it has.
//!
//! A figure is compared with the figures of the other summary whose sentences cite a paragraph that its own sentence cites.
//! Two figures disagree if they contradict each other, neither has a match on the other side, and
//!
//! - at least one of them is not in the paragraphs that its sentence cites; or
//! - only these two have no match, they cite the same paragraphs, and are numbers of one unit that differ in at most one
//!   digit.
//!
//! In other cases, the two editors have only selected different figures of one paragraph.

use crate::diagnostic::codes;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::{ArticleUnderCheck, CheckedText, FigureTrace, Obstacle, Traces};
use crate::diagnostic::Diagnostic;
use crate::lang::figures::{Figure, Number, Quantity, Unit, agree, contradict};
use crate::link::site::Edition;

/// Maximum ratio of two numbers that may mean the same thing, if both are in the original.
const NEAR: u64 = 5;

/// Maximum number of items that a note lists.
const LISTED: usize = 6;

/// Compares the summaries of an article.
pub fn check(subject: &ArticleUnderCheck<'_>, traces: &Traces, found: &mut Vec<Diagnostic>) {
    let sides: Vec<ComparedText<'_>> = subject
        .comparable()
        .filter_map(|(language, edition, summary)| {
            let side = ComparedText::new(summary, &traces.get(language)?.as_ref()?.figures);
            Some(ComparedText {
                names: &edition.names,
                topics: topic_ids(edition),
                ..side
            })
        })
        .collect();
    let numbering = subject.article.numbering();
    let disputed = disagreements(&sides, |numbers| numbering.list(numbers), found);
    if sides.len() > 1 {
        for (index, own) in sides.iter().enumerate() {
            let others = || {
                sides
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| *i != index)
                    .map(|(_, s)| s)
            };
            let alone = own.claims.iter().filter(|claim| {
                // Numbers in words are often just grammar: "two states" is a dual in other languages.
                !claim.figure.in_words
                    && !disputed.contains(&(index, claim.index))
                    && others().all(|side| side.leaves_out(claim))
            });
            let alone: Vec<&CitedFigure> = alone.collect();
            found.extend(differ(subject, own, &alone, &others().collect::<Vec<_>>()));
        }
    }
}

/// Reports the contradictory figures of texts in several languages. Returns the figures: the index of the text, and that of
/// the figure among those of its body. `list` formats the numbers of paragraphs.
pub(super) fn disagreements(
    sides: &[ComparedText<'_>],
    list: impl Fn(&[u32]) -> String,
    found: &mut Vec<Diagnostic>,
) -> BTreeSet<(usize, usize)> {
    let mut disputed = BTreeSet::new();
    for (index, one) in sides.iter().enumerate() {
        for (offset, other) in sides[index + 1..].iter().enumerate() {
            disagree(one, other, &list, |first, second, diagnostic| {
                disputed.insert((index, first));
                disputed.insert((index + 1 + offset, second));
                found.push(diagnostic);
            });
        }
    }
    disputed
}

/// A text in one language: a summary, or an edition of the briefing.
pub(super) struct ComparedText<'s> {
    summary: &'s CheckedText<'s>,
    traces: &'s [FigureTrace],
    claims: Vec<CitedFigure>,
    /// Indices of the listed names that a summary mentions, ascending.
    names: &'s [usize],
    /// The ids of a summary's topics.
    topics: BTreeSet<String>,
}

/// A figure and the paragraphs that its sentence cites.
struct CitedFigure {
    /// Index among the body's figures.
    index: usize,
    /// The figure, or one end if it is a range.
    figure: Figure,
    cites: Vec<u32>,
}

impl CitedFigure {
    fn shares_paragraph(&self, other: &CitedFigure) -> bool {
        self.cites
            .iter()
            .any(|number| other.cites.binary_search(number).is_ok())
    }
}

/// Returns the figures of a summary that were compared and whose sentences cite paragraphs. If a sentence has several citations, a
/// figure belongs to the next one.
fn claims(summary: &CheckedText<'_>, traces: &[FigureTrace]) -> Vec<CitedFigure> {
    let is_compared = |(index, _): &(usize, &Figure)| {
        !matches!(
            traces.get(*index),
            Some(FigureTrace::Unchecked(Obstacle::TooMany))
        )
    };
    let claim = |(index, figure): (usize, &Figure)| {
        let sentence = summary
            .sentence_at(figure.range.start)
            .filter(|s| !s.cites.is_empty() && !s.is_elsewhere);
        let end = figure.range.end;
        let ends = sentence.map(|sentence| (sentence, figure.ends()));
        ends.into_iter().flat_map(move |(sentence, ends)| {
            ends.into_iter().map(move |figure| CitedFigure {
                index,
                figure,
                cites: summary.cited_for(sentence, end),
            })
        })
    };
    summary
        .body
        .figures
        .iter()
        .enumerate()
        .filter(is_compared)
        .flat_map(claim)
        .collect()
}

impl<'s> ComparedText<'s> {
    /// Takes a text with the verdicts on the figures of its body, in its order.
    pub(super) fn new(summary: &'s CheckedText<'s>, traces: &'s [FigureTrace]) -> Self {
        ComparedText {
            summary,
            traces,
            claims: claims(summary, traces),
            names: &[],
            topics: BTreeSet::new(),
        }
    }
}

impl ComparedText<'_> {
    /// Returns true if one of the summary's figures has the same value as a figure of another summary.
    fn agrees(&self, claim: &CitedFigure) -> bool {
        let shared = self.claims.iter().filter(|own| own.shares_paragraph(claim));
        shared
            .into_iter()
            .any(|own| agree(&own.figure, &claim.figure))
    }

    /// Returns the claims that match no claim of another summary.
    fn without_partner(&self, other: &ComparedText<'_>) -> Vec<&CitedFigure> {
        self.claims
            .iter()
            .filter(|claim| !other.agrees(claim))
            .collect()
    }

    /// Returns true if a figure is not in the paragraphs that its sentence cites.
    fn is_astray(&self, claim: &CitedFigure) -> bool {
        match self.traces.get(claim.index) {
            Some(FigureTrace::Absent) => true,
            Some(FigureTrace::Found(places)) => {
                !places.is_empty() && !places.iter().any(|place| claim.cites.contains(place))
            }
            _ => false,
        }
    }

    /// Returns true if the check of a figure against the original gave a decision.
    fn is_decided(&self, claim: &CitedFigure) -> bool {
        matches!(
            self.traces.get(claim.index),
            Some(FigureTrace::Absent | FigureTrace::Found(_))
        )
    }

    /// Returns true if the summary has a sentence that cites the same paragraphs, but not this figure.
    fn leaves_out(&self, claim: &CitedFigure) -> bool {
        self.summary
            .sentences
            .iter()
            .any(|s| s.cites == claim.cites)
            && !self
                .summary
                .body
                .figures
                .iter()
                .any(|own| agree(own, &claim.figure))
    }

    fn words(&self, figure: &Figure) -> &str {
        self.summary
            .text
            .get(figure.range.clone())
            .unwrap_or_default()
    }
}

/// Reports each pair of contradictory figures, with their indices.
fn disagree(
    one: &ComparedText<'_>,
    other: &ComparedText<'_>,
    list: &impl Fn(&[u32]) -> String,
    mut report: impl FnMut(usize, usize, Diagnostic),
) {
    let mine = one.without_partner(other);
    let theirs = other.without_partner(one);
    let mut taken = BTreeSet::new();
    for first in &mine {
        let second = theirs.iter().find(|second| {
            first.shares_paragraph(second)
                && !taken.contains(&second.index)
                && one.is_decided(first)
                && other.is_decided(second)
                && contradict(&first.figure, &second.figure)
                && (one.is_astray(first)
                    || other.is_astray(second)
                    || stand_alone(first, &mine, second, &theirs))
        });
        if let Some(second) = second {
            taken.insert(second.index);
            report(
                first.index,
                second.index,
                disagreement(one, other, (first, second), list),
            );
        }
    }
}

/// Returns true if two numbers must mean the same thing although the original states both: they look alike, and no
/// other figure that cites their paragraphs is unmatched. If a side has more unmatched figures, the two sides report
/// different things.
fn stand_alone(
    first: &CitedFigure,
    mine: &[&CitedFigure],
    second: &CitedFigure,
    theirs: &[&CitedFigure],
) -> bool {
    let is_alone = |claims: &[&CitedFigure], of: &CitedFigure| {
        let shared = claims.iter().filter(|claim| claim.shares_paragraph(of));
        shared.filter(|claim| !claim.figure.in_words).count() == 1
    };
    first.cites == second.cites
        && is_alone(mine, second)
        && is_alone(theirs, first)
        && is_like(&first.figure, &second.figure)
}

/// Returns true if two figures are numbers in digits with the same unit, and differ in at most one digit. Numbers without a
/// unit may count different things.
fn is_like(one: &Figure, other: &Figure) -> bool {
    let number = |figure: &Figure| match figure.quantity {
        Quantity::Amount { from, to, unit, .. }
            if from == to && unit != Unit::COUNT && !figure.in_words =>
        {
            Some((to, unit))
        }
        _ => None,
    };
    let Some(((one, unit), (other, same))) = number(one).zip(number(other)) else {
        return false;
    };
    let is_near = |small: Number, great: Number| {
        let far = small.times(Number::whole(NEAR));
        far.is_some_and(|far| far >= great)
    };
    unit == same && is_near(one, other) && is_near(other, one)
}

/// Builds the finding that two figures contradict each other, in the summary whose figure the original does not have, or
/// else in the second.
fn disagreement(
    one: &ComparedText<'_>,
    other: &ComparedText<'_>,
    (first, second): (&CitedFigure, &CitedFigure),
    list: &impl Fn(&[u32]) -> String,
) -> Diagnostic {
    let is_wrong = one.traces.get(first.index) == Some(&FigureTrace::Absent);
    let ((here, mine), (there, theirs)) = match is_wrong {
        true => ((one, first), (other, second)),
        false => ((other, second), (one, first)),
    };
    let shared: Vec<u32> = mine
        .cites
        .iter()
        .copied()
        .filter(|number| theirs.cites.binary_search(number).is_ok())
        .collect();
    let message = format!(
        "“{}” is said here for {}, and “{}” in `{}`",
        here.words(&mine.figure),
        list(&shared),
        there.words(&theirs.figure),
        there.summary.lang,
    );
    let found = Diagnostic::new(codes::LANGUAGES_DISAGREE, here.summary.path, message);
    let help = format!(
        "see what the original says, and what {} does",
        there.summary.path
    );
    here.summary.at(found, &mine.figure.range).help(help)
}

/// Builds a note on content that only one summary has.
fn differ(
    subject: &ArticleUnderCheck<'_>,
    own: &ComparedText<'_>,
    figures: &[&CitedFigure],
    others: &[&ComparedText<'_>],
) -> Option<Diagnostic> {
    let mut alone: Vec<String> = Vec::new();
    alone.extend(
        figures
            .iter()
            .map(|claim| format!("“{}”", own.words(&claim.figure))),
    );
    alone.dedup();
    alone.extend(names(subject, own, others));
    alone.extend(topics(subject, own, others));
    if alone.is_empty() {
        return None;
    }
    let rest = alone.len().saturating_sub(LISTED);
    alone.truncate(LISTED);
    let mut message = format!("only `{}` has {}", own.summary.lang, alone.join(", "));
    if rest > 0 {
        message.push_str(&format!(" and {rest} more"));
    }
    let found = Diagnostic::new(codes::LANGUAGES_DIFFER, own.summary.path, message);
    let first: Option<&Range<usize>> = figures.first().map(|claim| &claim.figure.range);
    let found = match first {
        Some(range) => own.summary.at(found, range),
        None => found,
    };
    Some(found.help("nothing is wrong with it, if readers of one language are to be told more"))
}

/// Returns the listed names that only one summary mentions.
fn names<'n>(
    subject: &'n ArticleUnderCheck<'_>,
    own: &'n ComparedText<'_>,
    others: &'n [&ComparedText<'_>],
) -> impl Iterator<Item = String> + 'n {
    let alone = own.names.iter().filter(|name| {
        others
            .iter()
            .all(|other| other.names.binary_search(name).is_err())
    });
    alone.filter_map(|name| {
        let name = subject.site.names.get(*name)?;
        let spelling = name
            .preferred
            .get(own.summary.lang)
            .or(name.preferred.values().next())?;
        Some(format!("the name “{spelling}”"))
    })
}

/// Returns the topics that only one summary has. Unknown topics have a finding of their own.
fn topics(
    subject: &ArticleUnderCheck<'_>,
    own: &ComparedText<'_>,
    others: &[&ComparedText<'_>],
) -> Vec<String> {
    let has_unknown = |side: &&ComparedText<'_>| {
        let is_known = |id: &str| subject.site.topics.iter().any(|topic| topic.id == id);
        side.topics.iter().any(|id| !is_known(id))
    };
    if has_unknown(&own) || others.iter().any(has_unknown) {
        return Vec::new();
    }
    let theirs: BTreeSet<&String> = others.iter().flat_map(|side| &side.topics).collect();
    let alone = own.topics.iter().filter(|topic| !theirs.contains(topic));
    alone.map(|topic| format!("the topic `{topic}`")).collect()
}

fn topic_ids(edition: &Edition<'_>) -> BTreeSet<String> {
    let summary = edition.summary;
    let passages = summary.body.passages.iter().flat_map(|p| &p.topics);
    let topics = passages.chain(&summary.topics);
    topics.map(|topic| topic.value.clone()).collect()
}
