//! Writes the notes below the text of an edition, which resolve the numbers of its citations.

use crate::parse::html::Hole;
use crate::plan::body::{CrossReferences, PageBody};
use crate::plan::notes::SourceNote;
use crate::render::fill::{FillContext, escape, write_own_text, write_plain_text};

/// Writes a note as HTML: its number, the article as a link to `href`, the original's publisher, and the paragraphs. `attributes`
/// are those of the link, with a space before each.
pub(super) fn write_note(
    note: &SourceNote<'_>,
    href: &str,
    attributes: &str,
    style: FillContext<'_>,
    out: &mut String,
) {
    out.push('[');
    out.push_str(&note.number);
    out.push_str("] <a href=\"");
    escape(href, out);
    out.push('"');
    out.push_str(attributes);
    out.push('>');
    write_own_text(&note.title, style, out);
    out.push_str("</a>");
    if !note.publisher.text.is_empty() {
        out.push_str(" · ");
        write_own_text(&note.publisher, style, out);
    }
    out.push_str(" · ");
    write_plain_text(&note.paragraphs, style, out);
}

/// Returns the number of notes that a body needs up to a byte offset. Numbers follow the order of the text.
pub(super) fn notes_until(body: &PageBody<'_>, end: usize) -> usize {
    let CrossReferences::Articles(pages) = &body.cross_references else {
        return 0;
    };
    let numbers = body.html.holes_in(&(0..end)).iter().map(|(_, hole)| {
        let Hole::Citation(index) = hole else {
            return 0;
        };
        let page = pages.get(*index as usize).and_then(Option::as_ref);
        let numbers = page.map_or(&[][..], |page| &page.notes);
        numbers.iter().copied().max().unwrap_or(0)
    });
    numbers.max().unwrap_or(0) as usize
}
