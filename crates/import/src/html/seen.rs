//! What readers see of an article's day and author beside its text. Pure.

use super::labels::Label;
use super::page::{Chunk, Page};
use super::select::{Selection, is_prose};
use crate::days::Calendar;
use crate::people::{self, House};

/// The longest text that is looked at, by weight; of a longer one, its beginning.
const LONGEST: usize = 90;
/// How many chunks above the title and below the text are looked at.
const NEAR: usize = 8;

/// The day that a page shows near its article, as YYYY-MM-DD: between the title and the text first, then above the title,
/// then below the text, then wherever an element says that it is the day of publication.
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

/// The author whom a line near the article names, and nothing else.
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
