//! `verify`: loose texts → every claim of the summaries with its verdict, without a site.
//!
//! Takes an original and summaries as text; returns records for people and for programs. The comparison is the same as
//! for `check` (`lang::verify`). It may not touch the file system or the clock.

mod citations;
pub mod draft;
mod front;
pub mod names;
pub mod pairs;
mod table;

use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, codes, sort};
use crate::lang::Date;
use crate::lang::figures::is_known;
use crate::lang::verify::{self, CLAIMS_VERSION, Claim, ClaimVerdict, Document, Register};
use crate::report::json::{JsonFinding, LocatedClaim, located, located_findings};
use crate::report::place::Places;
pub use draft::Draft;
pub use table::{claim_line, explanation, finding_kind, finding_line, preferred, table};

/// Information that is not in the texts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Knowledge<'k> {
    /// The names to search for; `None` to check no names.
    pub names: Option<&'k Register<'k>>,
    /// Publication date of the original, if the user gave one.
    pub published: Option<Date>,
    /// Languages of the texts of pairs that name none.
    pub languages: VerifyLanguages<'k>,
}

/// Languages that the user named for all pairs.
#[derive(Debug, Clone, Copy, Default)]
pub struct VerifyLanguages<'k> {
    pub original: Option<&'k str>,
    pub summary: Option<&'k str>,
}

/// An original and summaries of it, with the verdicts on their claims.
#[derive(Debug)]
pub struct Verified {
    original: Draft,
    paragraphs: u32,
    summaries: Vec<Draft>,
    /// Path and claims of each summary; the claims' ranges are bytes of its text.
    claims: Vec<(Arc<str>, Vec<Claim>)>,
    /// Findings about citations and front matter in the summaries, sorted.
    findings: Vec<Diagnostic>,
}

/// Checks summaries against an original.
pub fn verify(original: Draft, summaries: Vec<Draft>, knowledge: Knowledge<'_>) -> Verified {
    let ready = original.ready(None);
    let document = ready.document();
    let paragraphs = document.paragraphs();
    let drafts: Vec<_> = summaries
        .iter()
        .map(|summary| summary.ready(Some((&original, paragraphs))))
        .collect();
    let documents: Vec<Document<'_>> = drafts.iter().map(|draft| draft.document()).collect();
    let options = verify::VerifyOptions {
        published: knowledge.published.or(original.published),
        names: knowledge.names,
        beside: Vec::new(),
    };
    let reports = verify::verify(&document, &documents, &options);
    let mut claims = Vec::new();
    for ((report, draft), summary) in reports.into_iter().zip(&drafts).zip(&summaries) {
        let mut found = report.claims;
        for claim in &mut found {
            claim.range = draft.in_file(&claim.range);
        }
        claims.push((summary.path.clone(), found));
    }
    let mut findings: Vec<Diagnostic> = summaries
        .iter()
        .flat_map(|draft| {
            let unread = unread_titles(draft);
            unread.chain(citation_faults(draft, &original, paragraphs))
        })
        .collect();
    sort(&mut findings);
    drop(documents);
    drop(drafts);
    drop(document);
    drop(ready);
    Verified {
        original,
        paragraphs,
        summaries,
        claims,
        findings,
    }
}

/// Returns a finding for each title and description that is not compared, since its front matter cannot be read.
fn unread_titles(summary: &Draft) -> impl Iterator<Item = Diagnostic> {
    summary.unread.iter().map(|span| {
        let message = "this cannot be read, so its words are not checked";
        Diagnostic::new(codes::TOML_SYNTAX, &summary.path, message)
            .at(span.clone())
            .help("write it on one line, as in `title = \"Two states sign a treaty\"`")
    })
}

/// Returns the faults of a summary's citations, without places if its text differs from that of its file.
fn citation_faults(summary: &Draft, original: &Draft, last: u32) -> Vec<Diagnostic> {
    let mut found = citations::faults(&summary.path, summary.text(), &original.path, last);
    if summary.file().is_none() {
        for one in &mut found {
            one.span = None;
        }
    }
    found
}

/// The record of a comparison.
#[derive(Serialize)]
pub struct VerifyRecord<'v> {
    claims_version: u32,
    original: OriginalRecord<'v>,
    summaries: Vec<SummaryRecord<'v>>,
    claims: Vec<LocatedClaim<'v>>,
    findings: Vec<JsonFinding<'v>>,
}

#[derive(Serialize)]
struct OriginalRecord<'v> {
    path: &'v str,
    language: &'v str,
    read_by: &'static str,
    paragraphs: u32,
}

#[derive(Serialize)]
struct SummaryRecord<'v> {
    path: &'v str,
    language: &'v str,
    read_by: &'static str,
    found: usize,
    absent: usize,
    contradicted: usize,
    undecided: usize,
    elsewhere: usize,
}

impl Verified {
    /// Returns true if a claim would probably mislead a reader of a summary, or a citation is invalid.
    pub fn has_warnings(&self) -> bool {
        self.all().any(Claim::is_warning) || !self.findings.is_empty()
    }

    /// Returns the findings on citations and front matter of the summaries, sorted by file and place.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Returns the path and the claims of each summary; the claims' ranges are bytes of its text.
    pub fn claims(&self) -> &[(Arc<str>, Vec<Claim>)] {
        &self.claims
    }

    /// Returns the original.
    pub fn original(&self) -> &Draft {
        &self.original
    }

    /// Returns the summaries.
    pub fn summaries(&self) -> &[Draft] {
        &self.summaries
    }

    /// Returns the number of the original's paragraphs.
    pub fn paragraphs(&self) -> u32 {
        self.paragraphs
    }

    /// Returns all claims.
    pub fn all(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter().flat_map(|(_, claims)| claims)
    }

    /// Returns the number of the block of text, from 1, that has a claim of a page or a Word document, which has no lines; `None` for
    /// the title, and for a claim with a line.
    pub fn block(&self, path: &str, claim: &Claim) -> Option<usize> {
        let summary = self
            .summaries
            .iter()
            .find(|summary| *summary.path == *path)?;
        if summary.file().is_some() || claim.range.is_empty() {
            return None;
        }
        let before = summary.text().get(..claim.range.start)?;
        let blocks = before
            .split("\n\n")
            .filter(|block| !block.trim().is_empty());
        let begins = before.is_empty() || before.ends_with("\n\n");
        Some(blocks.count() + usize::from(begins))
    }

    /// Returns the record for programs.
    pub fn record(&self) -> VerifyRecord<'_> {
        let mut places = Places::new(|path: &str| self.file(path));
        VerifyRecord {
            claims_version: CLAIMS_VERSION,
            original: OriginalRecord {
                path: &self.original.path,
                language: &self.original.language,
                read_by: read_by(&self.original.language),
                paragraphs: self.paragraphs,
            },
            summaries: self
                .summaries
                .iter()
                .zip(&self.claims)
                .map(|(summary, (_, claims))| {
                    let count = |verdict| claims.iter().filter(|c| c.verdict == verdict).count();
                    SummaryRecord {
                        path: &summary.path,
                        language: &summary.language,
                        read_by: read_by(&summary.language),
                        found: count(ClaimVerdict::Found),
                        absent: count(ClaimVerdict::Absent),
                        contradicted: count(ClaimVerdict::Contradicted),
                        undecided: count(ClaimVerdict::Undecided),
                        elsewhere: count(ClaimVerdict::Elsewhere),
                    }
                })
                .collect(),
            claims: located(&self.claims, &mut places)
                .into_iter()
                .zip(
                    self.claims
                        .iter()
                        .flat_map(|(path, of)| of.iter().map(move |one| (path, one))),
                )
                .map(|(located, (path, claim))| located.in_block(self.block(path, claim)))
                .collect(),
            findings: located_findings(&self.findings, &mut places),
        }
    }

    /// Returns the text of a summary's file; `None` if the claims' offsets are not offsets of the file.
    pub fn file(&self, path: &str) -> Option<&str> {
        let summary = self.summaries.iter().find(|summary| *summary.path == *path);
        summary.and_then(Draft::file)
    }
}

/// Returns the method for reading figures in a language: `grammar`, or `digits` if only digits are read.
pub fn read_by(language: &str) -> &'static str {
    if is_known(language) {
        "grammar"
    } else {
        "digits"
    }
}
