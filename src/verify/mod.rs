//! `verify`: loose texts → every claim of the summaries with its verdict, without a site.
//!
//! Takes an original and summaries as text; returns records for people and for programs. The comparison is that of `check`
//! (`lang::verify`); this module decides nothing. It may not touch the file system or the clock.

pub mod draft;
pub mod pairs;
mod table;

use std::sync::Arc;

use serde::Serialize;

use crate::lang::Date;
use crate::lang::figures::is_known;
use crate::lang::verify::{self, CLAIMS_VERSION, Claim, Document, Outcome, Register};
use crate::report::json::{LocatedClaim, located};
use crate::report::place::Places;
pub use draft::Draft;
pub use table::table;

/// Information that is not in the texts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Knowledge<'k> {
    /// The names to search for; `None` to check no names.
    pub names: Option<&'k Register<'k>>,
    /// Publication date of the original, if the user gave one.
    pub published: Option<Date>,
}

/// An original and summaries of it, with the verdicts on their claims.
#[derive(Debug)]
pub struct Verified {
    original: Draft,
    paragraphs: u32,
    summaries: Vec<Draft>,
    /// Path and claims of each summary; the claims' ranges are bytes of its text.
    claims: Vec<(Arc<str>, Vec<Claim>)>,
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
    let options = verify::Options {
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
    drop(documents);
    drop(drafts);
    drop(document);
    drop(ready);
    Verified {
        original,
        paragraphs,
        summaries,
        claims,
    }
}

/// The record of a comparison.
#[derive(Serialize)]
pub struct Record<'v> {
    claims_version: u32,
    original: OriginalRecord<'v>,
    summaries: Vec<SummaryRecord<'v>>,
    claims: Vec<LocatedClaim<'v>>,
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
    /// Returns true if a claim would probably mislead a reader of a summary.
    pub fn has_warnings(&self) -> bool {
        self.all().any(Claim::is_warning)
    }

    /// Returns all claims.
    pub fn all(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter().flat_map(|(_, claims)| claims)
    }

    /// Returns the record for programs.
    pub fn record(&self) -> Record<'_> {
        let mut places = Places::new(|path: &str| self.file(path));
        Record {
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
                        found: count(Outcome::Found),
                        absent: count(Outcome::Absent),
                        contradicted: count(Outcome::Contradicted),
                        undecided: count(Outcome::Undecided),
                        elsewhere: count(Outcome::Elsewhere),
                    }
                })
                .collect(),
            claims: located(&self.claims, &mut places),
        }
    }

    /// Returns the text of a summary's file; `None` if the claims' offsets are not offsets of the file.
    fn file(&self, path: &str) -> Option<&str> {
        let summary = self.summaries.iter().find(|summary| *summary.path == *path);
        summary.and_then(Draft::file)
    }
}

/// Returns the way in which figures of a language are read: `grammar`, or `digits` if only digits are read.
pub fn read_by(language: &str) -> &'static str {
    if is_known(language) {
        "grammar"
    } else {
        "digits"
    }
}
