//! Gives every claim of a summary a verdict.
//!
//! [`verify`] takes an original and summaries of it; it returns each figure, quotation and listed name of each summary: its
//! text, its parsed value, the verdict with its reason, and the passages of the original that decided the verdict. The texts
//! can be in any languages.
//! ```
//! use mujaz_claims::verify::{ClaimVerdict, Document, VerifyOptions, verify};
//!
//! let original = Document::plain(
//!     "At least 30 people were killed in the flood, the ministry said.\n\n\
//!      It was the worst since 1998.",
//!     "en",
//! );
//! let summaries = [
//!     Document::plain("قُتل 30 شخصا على الأقل في أسوأ فيضان منذ عام 1989.", "ar"),
//! ];
//! let reports = verify(&original, &summaries, &VerifyOptions::default());
//!
//! let [killed, year] = &reports[0].claims[..] else { panic!() };
//! assert_eq!(killed.text, "30");
//! assert_eq!(killed.verdict, ClaimVerdict::Found);
//! assert_eq!(killed.places[0].paragraph, Some(1));
//! assert_eq!(year.verdict, ClaimVerdict::Absent);
//! assert_eq!(year.places[0].text.as_deref(), Some("1998"));
//! ```
//!
//! This module decides nothing itself: [`figures`](crate::figures) and [`quotes`](crate::quotes) compare, and this module
//! prepares the texts for them. Callers that need the comparison without the records use [`OriginalFigures`],
//! [`OriginalQuotations`] and [`Register::judge`].

mod claim;
mod document;
mod figures;
mod known;
mod names;
mod people;
pub mod quotations;
mod reason;
mod surnames;
mod understood;
mod unlisted;

pub use claim::{CLAIMS_VERSION, Claim, ClaimKind, PlaceRole, SourcePlace};
pub use document::{
    Binding, BlockKind, Citation, CitedLink, Document, Sentence, SummaryReferences, TextBlock,
    sentence_at, split,
};
pub use figures::{JudgedFigure, OriginalFigures, statements};
pub use names::{
    JudgedName, ListedName, NameKind, NameVerdict, OriginalNames, Quoted, Register, SpelledName,
    in_language, spelling_key,
};
pub use people::WrongName;
pub use quotations::OriginalQuotations;
pub use reason::{ClaimVerdict, Reason, Severity};
pub use understood::{FigureContext, Understood, UnderstoodFigure, UnderstoodName};
pub use unlisted::UnlistedNames;

use std::ops::Range;

use crate::figures::Wording;
use claim::ComparedPair;
use mujaz_locale::Date;

/// Information that is not in the texts.
#[derive(Debug, Clone, Default)]
pub struct VerifyOptions<'o> {
    /// Publication date of the original, to which "yesterday" and "this year" are relative.
    pub published: Option<Date>,
    /// The names to search for; `None` to check no names.
    pub names: Option<&'o Register<'o>>,
    /// Lines that belong to the original but are not in its text, such as the name of its publisher.
    pub beside: Vec<&'o str>,
}

/// The claims of a summary.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryReport {
    /// All claims, in the order of the text.
    pub claims: Vec<Claim>,
}

impl SummaryReport {
    /// Returns the number of claims with a verdict.
    pub fn count(&self, verdict: ClaimVerdict) -> usize {
        let of = self.claims.iter().filter(|claim| claim.verdict == verdict);
        of.count()
    }
}

/// Checks the claims of summaries against their original. Returns a report for each summary, in their order.
pub fn verify<'c>(
    original: &'c Document<'c>,
    summaries: &'c [Document<'c>],
    options: &VerifyOptions<'c>,
) -> Vec<SummaryReport> {
    let has_figures = summaries.iter().any(|summary| !summary.figures.is_empty());
    let figures = has_figures.then(|| OriginalFigures::new(original, options.published));
    let mut quotations = OriginalQuotations::new(original);
    let mut names = options
        .names
        .map(|register| OriginalNames::new(register, original, options.beside.clone()));
    let unlisted = UnlistedNames::new(original);
    let report = |summary: &'c Document<'c>| {
        let comparison = ComparedPair {
            original,
            summary,
            figures: figures.as_ref(),
        };
        let mut claims = Vec::new();
        if let Some(figures) = &figures {
            let wording = Wording::new(&summary.text, &summary.language);
            let judged = figures.judge(summary, &wording);
            claims.extend(judged.iter().map(|one| comparison.figure(one, &wording)));
        }
        let bindings = quotations.judge_bindings(summary);
        let judged = quotations.judge(summary, &bindings);
        claims.extend(judged.iter().map(|one| comparison.quotation(one)));
        if let (Some(register), Some(names)) = (options.names, &mut names) {
            let judged = register.judge(summary, names);
            claims.extend(judged.iter().map(|one| {
                let entry = register.entry(one.name.index);
                comparison.name(one, entry, names)
            }));
        }
        let wrong = unlisted.judge(summary, &options.beside);
        let listed: Vec<Range<usize>> = claims
            .iter()
            .filter(|claim| claim.kind == ClaimKind::Name)
            .map(|claim| claim.range.clone())
            .collect();
        let wrong = wrong.iter().filter(|one| is_unlisted(&one.range, &listed));
        claims.extend(wrong.map(|one| comparison.person(one)));
        claims.sort_by_key(|claim| (claim.range.start, claim.kind));
        SummaryReport { claims }
    };
    summaries.iter().map(report).collect()
}

/// Returns true if a name of a text overlaps with none that the register lists, which is checked against the register.
pub fn is_unlisted(name: &Range<usize>, listed: &[Range<usize>]) -> bool {
    !listed
        .iter()
        .any(|other| other.start < name.end && name.start < other.end)
}

#[cfg(test)]
mod tests;
