//! Marks the words of an original that a summary quotes in its citations (`[p4 «…»]`).
//!
//! Takes the citations and the original's body; returns marks around these words, in the order of the HTML. Words are left
//! unmarked if a mark would overlap another element without nesting.

use std::ops::Range;

use crate::lang::fold;
use crate::parse::html::{Hole, Html};
use crate::parse::markdown::{Body, Citation};
use crate::plan::body::PageMark;

/// Marks the words that a summary's citations quote in the cited paragraphs.
pub(super) fn bound_marks<'a>(
    original: &Body,
    citations: &[Citation],
) -> Vec<(usize, PageMark<'a>)> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for citation in citations {
        let Some(bound) = &citation.bound else {
            continue;
        };
        let last = original.paragraphs.len().try_into().unwrap_or(u32::MAX);
        let numbers = citation
            .paragraphs
            .iter()
            .flat_map(|range| *range.start()..=(*range.end()).min(last));
        let paragraphs = numbers.filter_map(|number| original.paragraphs.get(number as usize - 1));
        for paragraph in paragraphs {
            for part in bound
                .words
                .split(['…', '⋯'])
                .flat_map(|part| part.split("..."))
            {
                found.extend(place(&original.html, &paragraph.html, part));
            }
        }
    }
    found.sort_unstable_by_key(|range| (range.start, range.end));
    let mut marks = Vec::new();
    let mut end = 0;
    for range in found {
        if range.start >= end {
            marks.push((range.start, PageMark::BoundStart));
            marks.push((range.end, PageMark::BoundEnd));
            end = range.end;
        }
    }
    marks
}

/// Returns the range of the words in a paragraph, if an element can be put around them.
fn place(html: &Html, paragraph: &Range<usize>, words: &str) -> Option<Range<usize>> {
    let sought: Vec<char> = letters(words, 0).into_iter().map(|(c, _)| c).collect();
    let text = html.text.get(paragraph.clone())?;
    let letters = letters(text, paragraph.start);
    if sought.is_empty() || letters.len() < sought.len() {
        return None;
    }
    let is_same = |window: &&[(char, Range<usize>)]| window.iter().map(|(c, _)| c).eq(&sought);
    let found = letters.windows(sought.len()).find(is_same)?;
    let range = with_tags(
        text,
        found.first()?.1.start - paragraph.start..found.last()?.1.end - paragraph.start,
    );
    let range = paragraph.start + range.start..paragraph.start + range.end;
    can_be_marked(html, &range).then_some(range)
}

/// Extends a range over end tags after it, and start tags before it, of elements that have only one of their tags
/// inside it.
fn with_tags(text: &str, mut range: Range<usize>) -> Range<usize> {
    let unclosed = |range: &Range<usize>| {
        let tags = text[range.clone()].split('<').skip(1);
        let (ends, starts): (Vec<&str>, Vec<&str>) = tags.partition(|tag| tag.starts_with('/'));
        let starts = starts.iter().filter(|tag| !is_void(tag)).count();
        (
            starts.saturating_sub(ends.len()),
            ends.len().saturating_sub(starts),
        )
    };
    while unclosed(&range).0 > 0
        && text[range.end..].starts_with("</")
        && let Some(length) = text[range.end..].find('>')
    {
        range.end += length + 1;
    }
    while unclosed(&range).1 > 0
        && text[..range.start].ends_with('>')
        && let Some(start) = text[..range.start].rfind('<')
    {
        range.start = start;
    }
    range
}

/// Returns true if a tag, without its `<`, belongs to an element without content.
fn is_void(tag: &str) -> bool {
    tag.starts_with("br") || tag.starts_with("img") || tag.starts_with("wbr")
}

/// The folded letters and digits of HTML, with their places; `start` is the offset of the HTML.
fn letters(html: &str, start: usize) -> Vec<(char, Range<usize>)> {
    let mut letters = Vec::new();
    let mut in_tag = false;
    for (at, c) in html.char_indices() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag && c.is_alphanumeric() => {
                let place = start + at..start + at + c.len_utf8();
                let folded = fold(c.encode_utf8(&mut [0; 4]));
                letters.extend(folded.text().chars().map(|c| (c, place.clone())));
            }
            _ => {}
        }
    }
    letters
}

/// Returns true if every element that begins or ends within a part of the HTML does both there.
fn can_be_marked(html: &Html, part: &Range<usize>) -> bool {
    let text = &html.text[part.clone()];
    let mut depth = 0_i32;
    for (at, _) in text.match_indices('<') {
        let rest = &text[at..];
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        depth += match () {
            () if tag.starts_with("</") => -1,
            () if is_void(&tag[1..]) => 0,
            () => 1,
        };
        if depth < 0 {
            return false;
        }
    }
    let mut open = 0_i32;
    for (place, hole) in &html.holes {
        let place = *place as usize;
        let begins = matches!(hole, Hole::FigureStart(_) | Hole::RunStart(_))
            && (part.start..part.end).contains(&place);
        let ends = matches!(hole, Hole::FigureEnd(_) | Hole::RunEnd(_))
            && part.start < place
            && place <= part.end;
        open += i32::from(begins) - i32::from(ends);
        if open < 0 {
            return false;
        }
    }
    depth == 0 && open == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_across_markup_that_fits_within_them() {
        for (html, words, expected) in [
            (
                "<p>He said «one two» there.</p>",
                "One two",
                Some("one two"),
            ),
            (
                "<p>He said one <em>two</em> there.</p>",
                "said one two",
                Some("said one <em>two</em>"),
            ),
            (
                "<p>He said <em>one</em> two.</p>",
                "one two",
                Some("<em>one</em> two"),
            ),
            ("<p>He said one <em>two three</em>.</p>", "one two", None),
            (
                "<p>قال إنّ الأُخوّة لا تُقهر.</p>",
                "الأخوة لا تقهر",
                Some("الأُخوّة لا تُقهر"),
            ),
            (
                "<p>He said one,<br>two there.</p>",
                "one two",
                Some("one,<br>two"),
            ),
            ("<p>He said nothing.</p>", "one two", None),
            ("<p>Nothing.</p>", "…", None),
        ] {
            let body = Html {
                text: html.into(),
                ..Html::default()
            };
            let found = place(&body, &(0..html.len()), words).map(|range| &html[range]);
            assert_eq!(found, expected, "{html}");
        }
    }
}
