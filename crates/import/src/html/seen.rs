//! Finds an article's day and author in the text that readers see near it. Pure.

use super::labels::Label;
use super::page::{Chunk, Page};
use super::select::{Selection, is_prose};
use crate::days::Calendar;
use crate::people::{self, House};

/// Maximum weight of a text that is searched; of a longer one, only the beginning is.
const LONGEST: usize = 90;
/// Number of chunks that are searched above the title and below the text.
const NEAR: usize = 8;

/// Returns the day that a page shows near its article, as YYYY-MM-DD. The order: between the title and the text, above
/// the title, below the text, and then any element labelled as a time or a byline.
pub(super) fn day(page: &Page, selection: &Selection, calendar: &Calendar) -> Option<String> {
    let kept = |at: &usize| selection.dropped[*at].is_none() && is_prose(&page.chunks[*at]);
    let first = (0..page.chunks.len()).find(kept)?;
    let last = (0..page.chunks.len()).rev().find(kept).unwrap_or(first);
    let title = selection.title.filter(|&at| at < first);
    let from = title.unwrap_or_else(|| first.saturating_sub(NEAR));
    let between = (from..=first).chain((from.saturating_sub(NEAR)..from).rev());
    let below = (last..page.chunks.len()).take(NEAR);
    let marked = (0..page.chunks.len())
        .filter(|&at| has(page, &page.chunks[at], &[Label::Time, Label::Byline]));
    between
        .chain(below)
        .chain(marked)
        .map(|at| &page.chunks[at])
        .filter(|chunk| !has(page, chunk, &[Label::Comments, Label::Boilerplate]))
        .find_map(|chunk| calendar.find(&beginning(&chunk.text)))
}

fn has(page: &Page, chunk: &Chunk, labels: &[Label]) -> bool {
    let own = page
        .around(chunk)
        .take(6)
        .flat_map(|at| &page.elements[at].labels);
    own.into_iter().any(|label| labels.contains(label))
}

fn beginning(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// Returns the author if a line near the article names one and nothing else.
pub(super) fn author(page: &Page, selection: &Selection, house: &House) -> Option<String> {
    let kept = |at: &usize| selection.dropped[*at].is_none() && is_prose(&page.chunks[*at]);
    let first = (0..page.chunks.len()).find(kept)?;
    let last = (0..page.chunks.len()).rev().find(kept).unwrap_or(first);
    let title = selection.title.filter(|&at| at < first);
    let from = title.unwrap_or_else(|| first.saturating_sub(NEAR));
    let below = (last..page.chunks.len()).take(NEAR);
    (from..first)
        .chain(below)
        .map(|at| &page.chunks[at])
        .filter(|chunk| {
            chunk.weight <= LONGEST
                && !has(
                    page,
                    chunk,
                    &[Label::Comments, Label::Boilerplate, Label::Caption],
                )
        })
        .find_map(|chunk| people::byline(&chunk.text, house))
}
