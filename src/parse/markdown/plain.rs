//! Finds Markdown and citations in texts that are printed unchanged: corrections, notes, names, titles of the site.
//!
//! Takes one such text with its place; returns `markup-shown` for the first mark, and `citation-misplaced` for each citation.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::parse::citation::{self, Certainty};
use crate::parse::fields::Located;
use crate::parse::markdown::marks::{self, MarkContext};
use crate::parse::markdown::shown::{named_citations, shown};
use crate::parse::prose::ProseBlockKind;

/// Checks one text.
pub fn check_plain(path: &Arc<str>, text: &Located<String>) -> Vec<Diagnostic> {
    let words = text.value.as_str();
    let mut found: Vec<Diagnostic> = check_unseen(path, text).into_iter().collect();
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

/// Reports the first character of a text that changes its direction or is invisible. Bodies, and the titles of
/// summaries, topics and pages, have a check of their own.
pub fn check_unseen(path: &Arc<str>, text: &Located<String>) -> Option<Diagnostic> {
    let first = |of: fn(char) -> bool| text.value.chars().find(|c| of(*c));
    let (code, c, what) = if let Some(c) = first(|c| matches!(c, '\u{202D}' | '\u{202E}')) {
        let what = "shows the text in another order than it is written in";
        (codes::DIRECTION_OVERRIDE, c, what)
    } else if let Some(c) = unpaired(&text.value) {
        let what = "turns the direction of the text, and nothing pairs it";
        (codes::DIRECTION_MARK_UNPAIRED, c, what)
    } else {
        let is_unseen = |c| matches!(c, '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}');
        let what = "cannot be seen and does nothing here";
        (codes::DIRECTION_MARK_USELESS, first(is_unseen)?, what)
    };
    let message = format!("U+{:04X} {what}", c as u32);
    let found = Diagnostic::new(code, path, message).at(text.span.clone());
    Some(found.help("delete it"))
}

/// Returns the first embedding or isolate that is opened and not closed, or closed and not opened.
fn unpaired(text: &str) -> Option<char> {
    let mut open: Vec<(char, char)> = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202A}' | '\u{202B}' => open.push((c, '\u{202C}')),
            '\u{2066}'..='\u{2068}' => open.push((c, '\u{2069}')),
            '\u{202C}' | '\u{2069}' if open.pop().is_none_or(|(_, end)| end != c) => {
                return Some(c);
            }
            _ => {}
        }
    }
    open.first().map(|(c, _)| *c)
}

/// Returns the range of the first mark that readers would see, with its word.
fn first_mark(text: &str) -> Option<Range<usize>> {
    let beside = MarkContext {
        is_head: true,
        has_note_marks: false,
        is_list: false,
    };
    let marks = shown(text, ProseBlockKind::Title);
    let stray = marks::stray(text, beside, |_| false);
    let marks = marks.into_iter().map(|mark| mark.range).chain(stray);
    marks.min_by_key(|range| range.start)
}

/// Returns the ranges of texts that are certainly meant as citations.
fn citations(text: &str) -> Vec<Range<usize>> {
    let mut ranges = named_citations(text);
    let marked = citation::lookalikes(text).into_iter();
    let marked = marked.filter(|one| one.likeness == Certainty::Marked);
    ranges.extend(marked.map(|one| one.range));
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|later, first| later.start < first.end);
    ranges
}
