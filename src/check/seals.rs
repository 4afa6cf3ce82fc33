//! Seals: whether an original is as it was when its summary was checked against it.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;
use crate::lang::Date;
use crate::link::site::Edition;
use crate::parse::article::Summary;
use crate::seal::{Change, Fingerprint, Standing, in_words, renumbered_from};

/// Checks the seal of a summary, and gives its day where it still holds.
pub fn check(
    subject: &Subject<'_>,
    edition: &Edition<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Date> {
    let summary = edition.summary;
    let seal = summary.sealed.as_ref()?;
    let again = format!(
        "check the summary and run `mujaz seal {}`",
        subject.article.slug
    );
    let finding = |message: String| {
        Diagnostic::warning("summary-stale", &summary.path, message).at(seal.digest.span.clone())
    };
    let original = &subject.original;
    match Fingerprint::of(original.prose(), &original.text).standing(Some(seal)) {
        Standing::Unsealed => {}
        Standing::Sealed(day) => return Some(day),
        Standing::Malformed => {
            let message = "the digest of this seal is not 16 digits from 0 to f";
            let malformed = Diagnostic::warning("seal-invalid", &summary.path, message);
            found.push(malformed.at(seal.digest.span.clone()).help(again));
        }
        Standing::Stale(date, None) => {
            let message = format!("the original has changed since it was sealed on {date}");
            found.push(finding(message).help(again));
        }
        Standing::Stale(date, Some(changes)) => {
            let message = format!(
                "the original has changed since it was sealed on {date}: {}",
                in_words(&changes)
            );
            let help = [where_to_look(summary, &changes), again].concat();
            found.push(finding(message).help(help));
        }
    }
    None
}

/// What of the summary depends on what changed, as the beginning of a sentence; empty where nothing can be said.
fn where_to_look(summary: &Summary, changes: &[Change]) -> String {
    let cites = |from: u32, to: u32| {
        let ranges = summary.body.citations.iter().flat_map(|c| &c.paragraphs);
        let mut ranges = ranges;
        ranges.any(|range| *range.start() <= to && *range.end() >= from)
    };
    if let Some(from) = renumbered_from(changes).filter(|from| cites(*from, u32::MAX)) {
        return format!("paragraphs are numbered anew from p{from} on, see to the citations; ");
    }
    let cited = changes.iter().filter_map(|change| match *change {
        Change::Changed(from, to) if cites(from, to) => Some(numbers(from, to)),
        _ => None,
    });
    let cited: Vec<String> = cited.collect();
    if cited.is_empty() {
        return String::new();
    }
    format!("the summary cites {}; ", cited.join(", "))
}

/// Paragraphs as a citation names them.
fn numbers(from: u32, to: u32) -> String {
    if from == to {
        format!("p{from}")
    } else {
        format!("p{from}-p{to}")
    }
}
