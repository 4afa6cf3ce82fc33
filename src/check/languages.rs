//! Summaries of one article in several languages, held against each other.
//!
//! Takes an article's summaries; gives `languages-disagree`, where two give figures that cannot both be true for the same
//! paragraph, and `languages-differ`, a note for each summary on what it alone tells.
//!
//! A figure is paired with those of the other summary whose sentences cite a paragraph that its own cites, too. Two figures
//! disagree where they contradict each other and neither has one that agrees with it on the other side: an editor who tells
//! more in one language gives a figure without a partner on one side alone.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::figures::numbers;
use crate::check::{FigureTrace, Reading, Subject, Traces};
use crate::diagnostic::Diagnostic;
use crate::lang::figures::{Figure, Number, Quantity, Unit, agree, contradict};
use crate::link::site::Edition;

/// How many times as great one figure can be as another that is meant for the same thing: a slip of a digit or of a scale
/// word's ending, not one of metres for kilometres, which the original shows.
const FARTHEST: u64 = 20;

/// How many things a note lists.
const LISTED: usize = 6;

/// Compares the summaries of an article.
pub fn check(subject: &Subject<'_>, traces: &Traces, found: &mut Vec<Diagnostic>) {
    let sides: Vec<Side<'_>> = subject
        .editions()
        .filter_map(|(language, edition, summary)| {
            Some(Side {
                edition,
                summary,
                traces: &traces.get(language)?.as_ref()?.figures,
                claims: claims(subject, summary),
            })
        })
        .collect();
    let mut disputed = BTreeSet::new();
    for (index, one) in sides.iter().enumerate() {
        for (offset, other) in sides[index + 1..].iter().enumerate() {
            disagree(one, other, |first, second, diagnostic| {
                disputed.insert((index, first));
                disputed.insert((index + 1 + offset, second));
                found.push(diagnostic);
            });
        }
    }
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
                // Numbers in words are often no more than grammar: "two states" is a dual elsewhere.
                !claim.figure.in_words
                    && !disputed.contains(&(index, claim.index))
                    && others().all(|side| side.leaves_out(claim))
            });
            let alone: Vec<&Claim<'_>> = alone.collect();
            found.extend(differ(subject, own, &alone, &others().collect::<Vec<_>>()));
        }
    }
}

/// A summary in one language.
struct Side<'s> {
    edition: &'s Edition<'s>,
    summary: &'s Reading<'s>,
    traces: &'s [FigureTrace],
    claims: Vec<Claim<'s>>,
}

/// A figure and the paragraphs that its sentence cites.
struct Claim<'s> {
    /// Its index among the body's figures.
    index: usize,
    figure: &'s Figure,
    cites: Vec<u32>,
}

impl Claim<'_> {
    fn shares_paragraph(&self, other: &Claim<'_>) -> bool {
        self.cites
            .iter()
            .any(|number| other.cites.binary_search(number).is_ok())
    }
}

/// The figures of a summary whose sentences cite paragraphs. In a sentence with several citations, a figure rests on the
/// one that comes next.
fn claims<'s>(subject: &Subject<'_>, summary: &'s Reading<'_>) -> Vec<Claim<'s>> {
    let claim = |(index, figure): (usize, &'s Figure)| {
        let sentence = summary.sentence_at(figure.range.start)?;
        let is_own = !sentence.cites.is_empty() && !subject.is_elsewhere(summary, sentence);
        is_own.then(|| Claim {
            index,
            figure,
            cites: summary.cited_for(sentence, figure.range.end),
        })
    };
    let figures = summary.body.figures.iter().enumerate();
    figures.filter_map(claim).collect()
}

impl Side<'_> {
    /// Whether one of its figures says what a figure of another summary says.
    fn agrees(&self, claim: &Claim<'_>) -> bool {
        let shared = self.claims.iter().filter(|own| own.shares_paragraph(claim));
        shared
            .into_iter()
            .any(|own| agree(own.figure, claim.figure))
    }

    /// Whether the original states a figure in a paragraph that the figure's sentence cites.
    fn is_stated_where_cited(&self, claim: &Claim<'_>) -> bool {
        match self.traces.get(claim.index) {
            Some(FigureTrace::Found(places)) => places
                .iter()
                .any(|place| claim.cites.binary_search(place).is_ok()),
            _ => false,
        }
    }

    /// Whether it tells of the same paragraphs in a sentence of its own, without this figure.
    fn leaves_out(&self, claim: &Claim<'_>) -> bool {
        self.summary
            .sentences
            .iter()
            .any(|s| s.cites == claim.cites)
            && !self
                .summary
                .body
                .figures
                .iter()
                .any(|own| agree(own, claim.figure))
    }

    fn words(&self, figure: &Figure) -> &str {
        self.summary
            .text
            .get(figure.range.clone())
            .unwrap_or_default()
    }
}

/// Reports each pair of figures that contradict each other, with their indices.
fn disagree(one: &Side<'_>, other: &Side<'_>, mut report: impl FnMut(usize, usize, Diagnostic)) {
    let mine: Vec<&Claim<'_>> = one.claims.iter().filter(|c| !other.agrees(c)).collect();
    let theirs: Vec<&Claim<'_>> = other.claims.iter().filter(|c| !one.agrees(c)).collect();
    let mut taken = BTreeSet::new();
    for first in &mine {
        let second = theirs.iter().find(|second| {
            !taken.contains(&second.index)
                && is_contradiction(first, second)
                && (is_misplaced(one, first, other, second)
                    || is_misplaced(other, second, one, first)
                    || stand_alone(first, &mine, second, &theirs))
        });
        if let Some(second) = second {
            taken.insert(second.index);
            let diagnostic = disagreement(one, other, first, second);
            report(first.index, second.index, diagnostic);
        }
    }
}

/// Whether two figures cannot both be true of the same thing, and could be meant for it.
fn is_contradiction(first: &Claim<'_>, second: &Claim<'_>) -> bool {
    first.shares_paragraph(second)
        && is_alike(first.figure, second.figure)
        && contradict(first.figure, second.figure)
}

/// Whether two figures could be meant for the same thing: numbers of one unit, none more than
/// so many times as great as the other. A number in words and without a unit may be no more than a manner of speaking.
fn is_alike(one: &Figure, other: &Figure) -> bool {
    use Quantity::{Amount, Code, Date};
    match (&one.quantity, &other.quantity) {
        (
            Amount {
                from: a,
                to: b,
                unit,
                ..
            },
            Amount {
                from: c,
                to: d,
                unit: same,
                ..
            },
        ) => {
            let times = Number::whole(FARTHEST);
            let is_near =
                |small: Number, great: Number| small.times(times).is_some_and(|far| far >= great);
            let is_said = *unit != Unit::COUNT || !(one.in_words || other.in_words);
            unit == same && is_near(*a, *d) && is_near(*c, *b) && is_said
        }
        (Date(_), Date(_)) => true,
        (Code { .. }, _) | (_, Code { .. }) => false,
        _ => !one.in_words && !other.in_words,
    }
}

/// Whether the paragraphs that a figure's sentence cites do not state it, while they state the other's.
fn is_misplaced(one: &Side<'_>, first: &Claim<'_>, other: &Side<'_>, second: &Claim<'_>) -> bool {
    !one.is_stated_where_cited(first) && other.is_stated_where_cited(second)
}

/// Whether two figures are the only ones on either side that have no partner. Where a side has more of them, the two tell
/// of different things.
fn stand_alone(
    first: &Claim<'_>,
    mine: &[&Claim<'_>],
    second: &Claim<'_>,
    theirs: &[&Claim<'_>],
) -> bool {
    let count = |claims: &[&Claim<'_>], of: &Claim<'_>| {
        let shared = claims.iter().filter(|claim| claim.shares_paragraph(of));
        shared.filter(|claim| !claim.figure.in_words).count()
    };
    is_range(first.figure) == is_range(second.figure)
        && first.cites == second.cites
        && count(mine, second) <= 1
        && count(theirs, first) <= 1
}

fn is_range(figure: &Figure) -> bool {
    matches!(&figure.quantity, Quantity::Amount { from, to, .. } if from != to)
}

/// The finding that two figures contradict each other, in the summary whose figure the original does not have, or else in
/// the second.
fn disagreement(
    one: &Side<'_>,
    other: &Side<'_>,
    first: &Claim<'_>,
    second: &Claim<'_>,
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
        here.words(mine.figure),
        numbers(&shared),
        there.words(theirs.figure),
        there.summary.lang,
    );
    let found = Diagnostic::warning("languages-disagree", here.summary.path, message);
    let help = format!(
        "see what the original says, and what {} does",
        there.summary.path
    );
    here.summary.at(found, &mine.figure.range).help(help)
}

/// A note on what one summary alone tells.
fn differ(
    subject: &Subject<'_>,
    own: &Side<'_>,
    figures: &[&Claim<'_>],
    others: &[&Side<'_>],
) -> Option<Diagnostic> {
    let mut alone: Vec<String> = Vec::new();
    alone.extend(
        figures
            .iter()
            .map(|claim| format!("“{}”", own.words(claim.figure))),
    );
    alone.dedup();
    alone.extend(names(subject, own, others));
    alone.extend(topics(own, others));
    if alone.is_empty() {
        return None;
    }
    let rest = alone.len().saturating_sub(LISTED);
    alone.truncate(LISTED);
    let mut message = format!("only `{}` has {}", own.summary.lang, alone.join(", "));
    if rest > 0 {
        message.push_str(&format!(" and {rest} more"));
    }
    let found = Diagnostic::note("languages-differ", own.summary.path, message);
    let first: Option<&Range<usize>> = figures.first().map(|claim| &claim.figure.range);
    let found = match first {
        Some(range) => own.summary.at(found, range),
        None => found,
    };
    Some(found.help("nothing is wrong with it, if readers of one language are to be told more"))
}

/// The listed names that one summary alone mentions.
fn names<'n>(
    subject: &'n Subject<'_>,
    own: &'n Side<'_>,
    others: &'n [&Side<'_>],
) -> impl Iterator<Item = String> + 'n {
    let alone = own.edition.names.iter().filter(|name| {
        others
            .iter()
            .all(|other| other.edition.names.binary_search(name).is_err())
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

/// The topics that one summary alone has.
fn topics(own: &Side<'_>, others: &[&Side<'_>]) -> Vec<String> {
    let of = |side: &Side<'_>| -> BTreeSet<String> {
        let summary = side.edition.summary;
        let passages = summary.body.passages.iter().flat_map(|p| &p.topics);
        passages
            .chain(&summary.topics)
            .map(|topic| topic.value.clone())
            .collect()
    };
    let theirs: BTreeSet<String> = others.iter().flat_map(|side| of(side)).collect();
    let alone = of(own);
    alone
        .difference(&theirs)
        .map(|topic| format!("the topic `{topic}`"))
        .collect()
}
