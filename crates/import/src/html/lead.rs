//! Finds a text above an article that may be its lead, if that is in doubt. Pure.
//!
//! [`super::select`] takes the leads that it is sure of. Other texts between the title and the body can still be leads:
//! a standfirst without a full stop, or one in a box.

use super::labels::ElementRole;
use super::page::{Chunk, ChunkedPage};
use super::select::{Selection, is_prose};
use crate::furniture::{self, Furniture};
use crate::{Why, notices, sift, title, words};

/// Number of chunks above the text that are searched if the page shows no title.
const NEAR: usize = 4;
/// Minimum weight of a lead: kickers, dates and names are shorter.
const SHORTEST: usize = 40;
/// Minimum number of words of a lead in scripts with spaces.
const LEAST_WORDS: usize = 6;
/// Maximum weight of a lead.
const LONGEST: usize = 1000;

/// Returns the text nearest above the article's first sentence that may be its lead and was left out.
///
/// A line with the `author` that is not a sentence is the byline.
pub(super) fn possible(
    page: &ChunkedPage,
    selection: &Selection,
    headline: Option<&str>,
    author: Option<&str>,
) -> Option<String> {
    let chunks = &page.chunks;
    let is_kept = |at: &usize| selection.dropped[*at].is_none() && is_prose(&chunks[*at]);
    let mut kept = (0..chunks.len()).filter(is_kept);
    let first = kept.next()?;
    let title = selection.title.filter(|&at| at < first);
    let from = title.map_or(first.saturating_sub(NEAR), |at| at + 1);
    let headline = headline.map(words::folded);
    let author = author.map(words::folded);
    let table = Furniture::table();
    let fits = |at: &usize| {
        let chunk = &chunks[*at];
        let text = chunk.text.as_str();
        let folded = words::folded(text);
        let names_author = author
            .as_ref()
            .is_some_and(|author| folded.contains(author.as_str()));
        let is_repeated = || {
            let kept = (0..chunks.len()).filter(is_kept);
            kept.map(|at| chunks[at].text.as_str()).any(|other| {
                words::folded(other).contains(&folded) || sift::is_repeated(text, other)
            })
        };
        selection.dropped[*at] == Some(Why::Outside)
            && (SHORTEST..=LONGEST).contains(&chunk.weight)
            && (words::count(text) >= LEAST_WORDS || text.contains(words::is_ideograph))
            && chunk.linked * 2 <= chunk.letters
            && (title.is_some() || words::ends_sentence(text))
            && is_plain(page, chunk)
            && !headline
                .as_ref()
                .is_some_and(|headline| repeats_headline(&folded, headline))
            && (words::ends_sentence(text) || !is_line_of_data(text))
            && (!names_author || words::ends_sentence(text))
            && !table.holds(text)
            && !notices::is_credited(text)
            && !title::is_day(text)
            && furniture::author(text).is_none()
            && furniture::published(text).is_none()
            && !is_repeated()
    };
    let found = (from..first).rev().find(fits)?;
    Some(chunks[found].text.clone())
}

/// Returns true if a folded text has most words of the headline and few others: then it is the headline with its
/// kicker.
fn repeats_headline(text: &str, headline: &str) -> bool {
    let shared = headline.split(' ').filter(|word| text.contains(word));
    let (all, shared) = (words::count(headline), shared.count());
    shared * 10 >= all * 6 && words::count(text) <= all * 2
}

/// Returns true if a text without a full stop gives a day and a time, or ends with a credit in brackets.
fn is_line_of_data(text: &str) -> bool {
    text.chars().filter(|c| c.is_numeric()).count() >= 4 || text.ends_with(')')
}

/// Returns true if a chunk is visible, and is in no list, table or element whose label excludes it.
fn is_plain(page: &ChunkedPage, chunk: &Chunk) -> bool {
    page.around(chunk).all(|at| {
        let element = &page.elements[at];
        let is_fit = |label: &ElementRole| {
            matches!(
                label,
                ElementRole::Body | ElementRole::Lead | ElementRole::Frame
            )
        };
        !element.hidden
            && element.labels.iter().all(is_fit)
            && !matches!(
                element.name.as_str(),
                "li" | "td" | "th" | "figure" | "figcaption" | "form" | "nav"
            )
    })
}
