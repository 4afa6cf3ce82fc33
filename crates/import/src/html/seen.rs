//! Finds an article's date and author in the visible text near it, since metadata can lack them or be wrong. Pure.

use super::clean::CleanToken;
use super::labels::ElementRole;
use super::page::{Chunk, ChunkedPage};
use super::select::{Selection, is_prose};
use crate::days::MonthNames;
use crate::people::{self, House};

/// Maximum weight of a text that is searched in full; longer texts are searched only at their beginning.
const LONGEST: usize = 90;
/// Number of chunks that are searched above the title and below the text.
const NEAR: usize = 8;

/// Number of chunks, from the first sentence on, that may begin with the day after a place or a lead.
const DATELINES: usize = 4;
/// Maximum length of the text before the day in these chunks, in characters.
const BEFORE_DAY: usize = 60;
/// Maximum weight of a text that gives a day and little else.
const DAY_ALONE: usize = 50;

/// Returns the day that a page shows near its article, as YYYY-MM-DD. The order: between the title and the text, within
/// the text, above the title, below the text, then any element labelled as a time or a byline; and last the only day
/// that stands on a line of its own anywhere. In each of these places, a labelled element takes precedence.
pub(super) fn day(
    page: &ChunkedPage,
    selection: &Selection,
    calendar: &MonthNames,
) -> Option<String> {
    let chunks = &page.chunks;
    let kept = |at: &usize| selection.dropped[*at].is_none() && is_prose(&chunks[*at]);
    let first = (0..chunks.len()).find(kept)?;
    let last = (0..chunks.len()).rev().find(kept).unwrap_or(first);
    let title = selection.title.filter(|&at| at < first);
    let from = title.unwrap_or_else(|| first.saturating_sub(NEAR));
    let is_marked = |at: &usize| {
        has(
            page,
            &chunks[*at],
            &[ElementRole::Time, ElementRole::Byline],
        )
    };
    let is_own = |at: &usize| {
        !has(
            page,
            &chunks[*at],
            &[ElementRole::Comments, ElementRole::Boilerplate],
        )
    };
    let read = |at: usize| calendar.find(&beginning(&chunks[at].text, LONGEST));
    let between = || (from..first).filter(is_own);
    let inside = || (first..last).filter(is_own);
    let dateline = |at: usize| calendar.find(&beginning(&chunks[at].text, BEFORE_DAY));
    let above = || (from.saturating_sub(NEAR)..from).rev().filter(is_own);
    let below = || (last..chunks.len()).take(NEAR).filter(is_own);
    let everywhere = || (0..chunks.len()).filter(is_own);
    between()
        .filter(is_marked)
        .find_map(read)
        .or_else(|| between().find_map(read))
        .or_else(|| read(first).filter(|_| is_own(&first)))
        .or_else(|| {
            let dropped = |at: &usize| selection.dropped[*at].is_some();
            inside().filter(dropped).filter(is_marked).find_map(read)
        })
        .or_else(|| inside().take(DATELINES).find_map(dateline))
        .or_else(|| above().find_map(read))
        .or_else(|| below().find_map(read))
        .or_else(|| everywhere().filter(is_marked).find_map(read))
        .or_else(|| {
            let alone = everywhere().filter(|&at| chunks[at].weight <= DAY_ALONE);
            let mut days: Vec<String> = alone.filter_map(read).collect();
            days.dedup();
            match days.as_slice() {
                [day] => Some(day.clone()),
                _ => None,
            }
        })
}

fn has(page: &ChunkedPage, chunk: &Chunk, labels: &[ElementRole]) -> bool {
    let own = page
        .around(chunk)
        .take(6)
        .flat_map(|at| &page.elements[at].labels);
    own.into_iter().any(|label| labels.contains(label))
}

fn beginning(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// Returns the author if a line near the article names one and nothing else.
pub(super) fn author(page: &ChunkedPage, selection: &Selection, house: &House) -> Option<String> {
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
                    &[
                        ElementRole::Comments,
                        ElementRole::Boilerplate,
                        ElementRole::Caption,
                    ],
                )
        })
        .find_map(|chunk| people::byline(&chunk.text, house))
        .or_else(|| {
            let above = first.checked_sub(1).filter(|&at| at >= from)?;
            bold_name(page, above, first, house)
        })
}

/// Returns the names in the paragraph directly above the first sentence, if it consists of names in bold.
fn bold_name(page: &ChunkedPage, above: usize, first: usize, house: &House) -> Option<String> {
    let elements = &page.elements;
    let (chunk, sentence) = (&page.chunks[above], &page.chunks[first]);
    let own = &elements[chunk.element];
    let is_sibling = own.name == "p" && own.parent == elements[sentence.element].parent;
    // Bold is open, and closed, right around the text.
    let mut tokens = page.tokens[chunk.tokens.clone()].iter();
    let is_blank =
        |token: &CleanToken| matches!(token, CleanToken::Text(text) if text.trim().is_empty());
    let is_bold = matches!(
        tokens.clone().find(|token| !is_blank(token)),
        Some(CleanToken::Open("b" | "strong", _))
    ) && matches!(
        tokens.rfind(|token| !is_blank(token) && !matches!(token, CleanToken::Open("br", _))),
        Some(CleanToken::Close("b" | "strong"))
    );
    let named = chunk.text.replace(" /", ", ").replace('/', ", ");
    (is_sibling && is_bold)
        .then(|| people::bare_names(&named, house))
        .flatten()
}
