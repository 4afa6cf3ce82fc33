//! Checks seals: whether an original and its summary have changed since the summary was checked.

use crate::check::{ArticleUnderCheck, CheckedText};
use crate::diagnostic::codes::{self, Code};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::Date;
use crate::link::originals::ParagraphNumbering;
use crate::link::site::Edition;
use crate::load::Sources;
use crate::parse::article::{Original, Seal, Summary};
use crate::seal::{
    BrokenSeal, ParagraphChange, PassageKind, SealState, Since, in_words, renumbered,
    renumbered_from, standing, summary_changes,
};

/// Maximum number of changes of a summary that are reported separately.
const MOST_CHANGES: usize = 8;

/// Findings that a new seal resolves.
const MENDED: [Code; 4] = [
    codes::SEAL_INVALID,
    codes::SEAL_ORIGINAL_ONLY,
    codes::SUMMARY_CHANGED,
    codes::SUMMARY_STALE,
];

/// Returns the findings that prevent a summary from being sealed.
pub fn against(
    found: &[Diagnostic],
    summary: &Summary,
    originals: &[&Original],
) -> Vec<Diagnostic> {
    let is_against = |d: &&Diagnostic| {
        let path = d.path.as_ref();
        let is_its_own = path == summary.path.as_ref()
            && d.severity != Severity::Note
            && !MENDED.contains(&d.code);
        let is_of_original = d.severity == Severity::Error
            && originals.iter().any(|original| *original.path == *path);
        is_its_own || is_of_original
    };
    found.iter().filter(is_against).cloned().collect()
}

/// Checks the seal of a summary. Returns its date if it is still valid: only then may a page say that the summary was
/// checked.
pub fn check(
    subject: &ArticleUnderCheck<'_>,
    edition: &Edition<'_>,
    text: &CheckedText<'_>,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Date> {
    let summary = edition.summary;
    let seal = summary.sealed.as_ref()?;
    let slug = subject.article.slug;
    let again = format!("check the summary and run `mujaz seal {slug}`");
    let article = subject.article;
    match standing(summary, &article.originals, |path| sources.text(path)) {
        SealState::Unsealed => {}
        SealState::Sealed(day) => return Some(day),
        SealState::Malformed => {
            let message = "a digest of this seal is not 16 digits from 0 to f";
            let malformed = Diagnostic::new(codes::SEAL_INVALID, &summary.path, message);
            found.push(malformed.at(seal.digest.span.clone()).help(again));
        }
        SealState::OriginalOnly(date) => {
            let message = format!(
                "this seal of {date} covers the original only: the summary may have changed since, and the page does not say that it was checked"
            );
            let note = Diagnostic::new(codes::SEAL_ORIGINAL_ONLY, &summary.path, message);
            found.push(note.at(seal.digest.span.clone()).help(again));
        }
        SealState::Broken(broken) => {
            found.extend(original_changes(
                edition,
                article.numbering(),
                &broken,
                &again,
            ));
            found.extend(lost_citations(edition, &article.originals, sources, &again));
            found.extend(changes_of_summary(text, seal, &broken, &again));
        }
    }
    None
}

/// Reports changes of the original.
fn original_changes(
    edition: &Edition<'_>,
    numbering: &ParagraphNumbering,
    broken: &BrokenSeal,
    again: &str,
) -> Option<Diagnostic> {
    let summary = edition.summary;
    let seal = summary.sealed.as_ref()?;
    let what = match numbering.is_plain() {
        true => "the original has changed since it was sealed",
        false => "the originals have changed since they were sealed",
    };
    let message = format!("{what} on {}", broken.date);
    let finding = |message: String| {
        Diagnostic::new(codes::SUMMARY_STALE, &summary.path, message).at(seal.digest.span.clone())
    };
    match &broken.original {
        Since::Unchanged => None,
        Since::ChangedSomewhere => Some(finding(message).help(again)),
        Since::Changed(changes) => {
            let name = |number| numbering.name(number).to_string();
            let message = format!("{message}: {}", in_words(changes, name));
            let help = [&where_to_look(edition, numbering, changes), again].concat();
            Some(finding(message).help(help))
        }
    }
}

/// Reports citations of paragraphs that were removed since the summary was sealed. Their numbers now belong to other
/// paragraphs.
fn lost_citations(
    edition: &Edition<'_>,
    originals: &[&Original],
    sources: &Sources,
    again: &str,
) -> Vec<Diagnostic> {
    let summary = edition.summary;
    let renumbered = renumbered(summary, originals, |path| sources.text(path));
    let lost = renumbered.lost.into_iter();
    lost.map(|span| {
        let message = "the paragraph that this cited when the summary was sealed is no longer in the original";
        Diagnostic::new(codes::SUMMARY_STALE, &summary.path, message)
            .at(span)
            .help(format!("cite another paragraph, or take out what only that one said; {again}"))
    })
    .collect()
}

/// Reports changes of the summary. A finding is placed at the changed sentence if that still exists.
fn changes_of_summary(
    text: &CheckedText<'_>,
    seal: &Seal,
    broken: &BrokenSeal,
    again: &str,
) -> Vec<Diagnostic> {
    let since = format!("after the summary was sealed on {}", broken.date);
    let finding = |message: String| {
        let digest = seal.summary.as_ref().unwrap_or(&seal.digest);
        Diagnostic::new(codes::SUMMARY_CHANGED, text.path, message)
            .at(digest.span.clone())
            .help(again)
    };
    let changes = match &broken.summary {
        Since::Unchanged => return Vec::new(),
        Since::ChangedSomewhere => Vec::new(),
        Since::Changed(changes) => summary_changes(changes, &broken.passages),
    };
    if changes.is_empty() {
        return vec![finding(format!("something was changed {since}"))];
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    for change in changes.iter().take(MOST_CHANGES) {
        let finding = finding(format!("{} {since}", change.message()));
        let prose = |kind: PassageKind| kind != PassageKind::NoProse;
        let passage = change.passage().filter(|passage| prose(passage.kind));
        found.push(match passage {
            Some(passage) => text.at(finding, &passage.range),
            None => finding,
        });
    }
    if let Some(more) = changes.len().checked_sub(MOST_CHANGES).filter(|n| *n > 0) {
        let plural = if more == 1 {
            "change was"
        } else {
            "changes were"
        };
        found.push(finding(format!("{more} more {plural} made {since}")));
    }
    found
}

/// Returns the parts of the summary that depend on the changes, as the beginning of a sentence; empty if unknown.
fn where_to_look(
    edition: &Edition<'_>,
    numbering: &ParagraphNumbering,
    changes: &[ParagraphChange],
) -> String {
    let cites = |from: u32, to: u32| {
        let ranges = edition.citations.iter().flat_map(|c| &c.paragraphs);
        let mut ranges = ranges;
        ranges.any(|range| *range.start() <= to && *range.end() >= from)
    };
    if let Some(from) = renumbered_from(changes).filter(|from| cites(*from, u32::MAX)) {
        let from = numbering.name(from);
        return format!("paragraphs are numbered anew from {from} on, see to the citations; ");
    }
    let cited = changes.iter().filter_map(|change| match *change {
        ParagraphChange::Changed(from, to) if cites(from, to) => {
            Some(numbering.list(&Vec::from_iter(from..=to)))
        }
        _ => None,
    });
    let cited: Vec<String> = cited.collect();
    if cited.is_empty() {
        return String::new();
    }
    format!("the summary cites {}; ", cited.join(", "))
}
