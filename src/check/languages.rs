//! Summaries of one article in several languages, held against each other.

use crate::check::{Subject, Traces};
use crate::diagnostic::Diagnostic;

/// Compares the summaries of an article.
pub fn check(subject: &Subject<'_>, traces: &Traces, found: &mut Vec<Diagnostic>) {
    let _ = (subject, traces, found);
}
