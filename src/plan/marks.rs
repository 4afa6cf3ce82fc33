//! Finds the parts of a summary that get an element of their own on the page, besides figures and citations: sentences that
//! can be linked to, and the first mention of each name that has a note.
//!
//! Takes a summary's body and its names; returns places in its HTML, in their order. Parts whose element would overlap
//! another one without nesting are left out.

use std::ops::Range;

use crate::link::site::Edition;
use crate::parse::html::{Hole, Html};
use crate::plan::Plan;
use crate::plan::body::PageMark;
use crate::plan::sentence::{SentenceFinder, is_running_text};

impl<'a> Plan<'a> {
    /// The marks of a summary on its own page.
    pub(super) fn marks(
        &self,
        language: usize,
        edition: &'a Edition<'a>,
    ) -> Vec<(usize, PageMark<'a>)> {
        let html = &edition.summary.body.html;
        let sentences = cited_sentences(html);
        let mut marks: Vec<(usize, PageMark<'a>)> = Vec::new();
        for (number, range) in &sentences {
            marks.push((range.start, PageMark::SentenceStart(*number)));
            marks.push((range.end, PageMark::SentenceEnd(*number)));
        }
        let mut taken: Vec<Range<usize>> = Vec::new();
        for name in edition.names.iter().copied() {
            let Some(note) = self.name_note(language, name) else {
                continue;
            };
            let places = self.spelled(language, name).ranges(html);
            let fits = |range: &Range<usize>| {
                can_be_marked(html, range)
                    && taken.iter().all(|other| !overlaps(other, range))
                    && sentences.iter().all(|(_, other)| !crosses(other, range))
            };
            if let Some(range) = places.into_iter().find(fits) {
                let url = self.name_link(language, name).url;
                marks.push((range.start, PageMark::NameStart { url, note }));
                marks.push((range.end, PageMark::NameEnd));
                taken.push(range);
            }
        }
        // Where one element ends another may begin; a sentence holds the names at its edges.
        marks.sort_by_key(|(place, mark)| {
            let order = match mark {
                PageMark::NameEnd | PageMark::BoundEnd => 0,
                PageMark::SentenceEnd(_) => 1,
                PageMark::SentenceStart(_) => 2,
                PageMark::NameStart { .. } | PageMark::BoundStart => 3,
            };
            (*place, order)
        });
        marks
    }
}

/// Returns the sentences of running text with citations, each with the number of its first citation, from 1.
fn cited_sentences(html: &Html) -> Vec<(u32, Range<usize>)> {
    let mut sentences: Vec<(u32, Range<usize>)> = Vec::new();
    let mut finder = SentenceFinder::new(html);
    for (place, hole) in &html.holes {
        let Hole::Citation(index) = hole else {
            continue;
        };
        let place = *place as usize;
        let told = sentences.last().map_or(0, |(_, last)| last.end);
        if place >= told
            && is_running_text(&html.text, place)
            && let Some(range) = finder.around(place)
            && range.start >= told
        {
            sentences.push((index + 1, range));
        }
    }
    sentences
}

/// Returns true if a link can be put around a part: it is running text without markup, outside of links.
fn can_be_marked(html: &Html, part: &Range<usize>) -> bool {
    let text = &html.text;
    let before = &text[..part.start];
    let is_in_link = match (before.rfind("<a "), before.rfind("</a>")) {
        (Some(open), Some(close)) => open > close,
        (open, _) => open.is_some(),
    };
    let after = html
        .holes
        .partition_point(|(place, _)| (*place as usize) < part.end);
    let inside = |(place, _): &&(u32, Hole)| *place as usize > part.start;
    let holes = html.holes[..after].iter();
    let last = holes.clone().rev().find_map(|(_, hole)| match hole {
        Hole::FigureStart(_) => Some(true),
        Hole::FigureEnd(_) => Some(false),
        _ => None,
    });
    !is_in_link
        && last != Some(true)
        && holes.rev().take_while(inside).next().is_none()
        && !text[part.clone()].contains('<')
        && is_running_text(text, part.start)
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Returns true if two parts overlap and the second is not within the first.
fn crosses(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    overlaps(outer, inner) && !(outer.start <= inner.start && inner.end <= outer.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_marked_in_running_text_alone() {
        for (html, can) in [
            ("<p>Lavrov spoke.</p>", true),
            ("<h2>Lavrov spoke</h2>", false),
            ("<p><a href=\"/x\">Mr Lavrov</a> spoke.</p>", false),
            ("<p><a href=\"/x\">He</a> met Lavrov.</p>", true),
        ] {
            let start = html.find("Lavrov").unwrap();
            let body = Html {
                text: html.into(),
                ..Html::default()
            };
            assert_eq!(can_be_marked(&body, &(start..start + 6)), can, "{html}");
        }
    }
}
