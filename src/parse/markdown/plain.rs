//! Finds Markdown and citations in texts that are printed as they stand: corrections, notes, names, titles of the site.
//!
//! Takes one such text with its place; returns `markup-shown` for the first mark, and `citation-misplaced` for each citation.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::parse::citation::{self, Likeness};
use crate::parse::fields::Located;
use crate::parse::markdown::marks::{self, Beside};
use crate::parse::markdown::shown::{named_citations, shown};
use crate::parse::prose::Kind;

/// Checks one text.
pub fn check_plain(path: &Arc<str>, text: &Located<String>) -> Vec<Diagnostic> {
    let words = text.value.as_str();
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut report = |code, message: String, help: &str| {
        let one = Diagnostic::new(code, path, message);
        found.push(one.at(text.span.clone()).help(help));
    };
    if let Some(range) = first_mark(words) {
        let message = format!("readers would see `{}` as it stands here", &words[range]);
        report(
            codes::MARKUP_SHOWN,
            message,
            "delete it: this text has no markup",
        );
    }
    for range in citations(words) {
        let message = format!(
            "`{}` stands where nothing can be cited, and readers would see it",
            &words[range]
        );
        report(
            codes::CITATION_MISPLACED,
            message,
            "take it out of this text",
        );
    }
    found
}

/// Returns the range of the first mark that readers would see, with its word.
fn first_mark(text: &str) -> Option<Range<usize>> {
    let beside = Beside {
        is_head: true,
        has_note_marks: false,
        is_list: false,
    };
    let marks = shown(text, Kind::Title);
    let stray = marks::stray(text, beside, |_| false);
    let marks = marks.into_iter().map(|mark| mark.range).chain(stray);
    marks.min_by_key(|range| range.start)
}

/// Returns the ranges of what is certainly meant as a citation.
fn citations(text: &str) -> Vec<Range<usize>> {
    let mut ranges = named_citations(text);
    let marked = citation::lookalikes(text).into_iter();
    let marked = marked.filter(|one| one.likeness == Likeness::Marked);
    ranges.extend(marked.map(|one| one.range));
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|later, first| later.start < first.end);
    ranges
}
