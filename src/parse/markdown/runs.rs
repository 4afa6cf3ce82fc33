//! Marks runs of another direction or language in a block.
//!
//! Takes a block when it ends; adds a hole before and after each run in its HTML, so that a page can make an element of
//! it. The words stay unchanged.

use std::ops::Range;

use crate::lang::{Run, runs};
use crate::parse::html::BidiRun;
use crate::parse::markdown::writer::BodyWriter;

/// Inline elements that a run may contain as a whole.
const INLINE: [&str; 4] = ["em", "strong", "del", "a"];

impl BodyWriter<'_, '_> {
    /// Finds the runs of the current block and marks them.
    pub(super) fn find_runs(&mut self) {
        let text = std::mem::take(&mut self.prose.block.text);
        for run in runs(&text, self.writing) {
            self.set_run_apart(&text, &run);
        }
        self.prose.block.text = text;
    }

    fn set_run_apart(&mut self, text: &str, run: &Run) {
        let ends = (
            self.in_html(text, run.range.start, false),
            self.in_html(text, run.range.end, true),
        );
        let (Some((start, _)), Some((end, _))) = ends else {
            return;
        };
        if let Some(part) = self.part_in_html(start..end) {
            // At most one figure crosses each end of the run, so two calls suffice.
            self.html.fit_figures(&part);
            self.html.fit_figures(&part);
            let apart = BidiRun {
                direction: run.direction,
                is_isolated: run.is_isolated,
                script: run.script,
            };
            self.html.set_bidi_run(&part, apart);
        }
    }

    /// Returns the part of the HTML that an element can be put around: the given part, extended by elements that begin or
    /// end at its borders. Returns `None` if there is none.
    fn part_in_html(&self, part: Range<usize>) -> Option<Range<usize>> {
        let html = self.html.text.as_str();
        let mut part = part;
        while !is_whole(html.get(part.clone())?) {
            if let Some(start) = opened(&html[..part.start]) {
                part.start = start;
            } else if let Some(length) = closed(&html[part.end..]) {
                part.end += length;
            } else {
                return None;
            }
        }
        Some(part)
    }
}

/// Returns true if every element that begins or ends in this part also ends or begins in it.
fn is_whole(html: &str) -> bool {
    let mut depth = 0usize;
    for tag in html.split('<').skip(1) {
        let is_void = ["br", "img", "wbr", "!--"]
            .iter()
            .any(|v| tag.starts_with(v));
        if tag.starts_with('/') {
            let Some(less) = depth.checked_sub(1) else {
                return false;
            };
            depth = less;
        } else if !is_void {
            depth += 1;
        }
    }
    depth == 0
}

/// Returns the offset of the start tag right before this position.
fn opened(before: &str) -> Option<usize> {
    let tag = before.strip_suffix('>')?.rfind('<')?;
    let name = before[tag + 1..].split([' ', '>']).next()?;
    INLINE.contains(&name).then_some(tag)
}

/// Returns the length of the end tag right after this position.
fn closed(after: &str) -> Option<usize> {
    let name = after.strip_prefix("</")?.split('>').next()?;
    INLINE.contains(&name).then_some(name.len() + 3)
}
