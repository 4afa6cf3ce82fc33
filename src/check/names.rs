//! Names of the register in summaries.

use crate::check::{Reading, Subject};
use crate::diagnostic::Diagnostic;
use crate::link::site::{Edition, Site};

/// The register of names, ready to be looked up.
pub struct Names<'s> {
    _site: &'s Site<'s>,
}

impl<'s> Names<'s> {
    /// Takes the register of a site.
    pub fn new(site: &'s Site<'s>) -> Self {
        Names { _site: site }
    }

    /// Checks the names in a summary.
    pub fn check(
        &self,
        subject: &Subject<'_>,
        edition: &Edition<'_>,
        summary: &Reading<'_>,
        found: &mut Vec<Diagnostic>,
    ) {
        let _ = (subject, edition, summary, found);
    }
}
