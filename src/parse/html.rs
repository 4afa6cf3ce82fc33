//! HTML with holes: what `parse` can write of a body by itself, and the places that other files decide about.

use std::ops::Range;

/// A body's HTML. What depends on other files, on the page's language or on where the body is shown is left open, so
/// that the costly step, from Markdown to HTML, depends on one file alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Html {
    /// The HTML around the holes.
    pub text: String,
    /// Places in `text`, in ascending order, and what goes there.
    pub holes: Vec<(usize, Hole)>,
}

/// What goes into a place of an [`Html`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Hole {
    /// An attribute ` id="…"`; left out where the body is shown on another page than its own.
    Id(String),
    /// The value of an `href` to an id of the same body.
    Local(String),
    /// The value of an `href` or `src`: an index into the body's links.
    Link(usize),
    /// A whole citation: an index into the body's citations.
    Citation(usize),
    /// The attributes of the element that holds a numbered paragraph.
    Paragraph(usize),
    /// A number in the page's digits.
    Number(usize),
    /// The digit of a heading's level, one more where the body is shown below a heading of another page.
    Level(u8),
}

impl Html {
    /// Leaves a hole at the end.
    pub fn hole(&mut self, hole: Hole) {
        self.holes.push((self.text.len(), hole));
    }

    /// Leaves a hole at an earlier place.
    pub fn hole_at(&mut self, at: usize, hole: Hole) {
        let index = self.holes.partition_point(|(place, _)| *place <= at);
        self.holes.insert(index, (at, hole));
    }

    /// Appends another body and gives how far its places moved.
    pub fn append(&mut self, other: Html) -> usize {
        let shift = self.text.len();
        self.text.push_str(&other.text);
        self.holes
            .extend(other.holes.into_iter().map(|(at, hole)| (at + shift, hole)));
        shift
    }

    /// The holes within a part of the text, in order.
    pub fn holes_in(&self, part: &Range<usize>) -> &[(usize, Hole)] {
        let from = self.holes.partition_point(|(at, _)| *at < part.start);
        let to = self.holes.partition_point(|(at, _)| *at < part.end);
        &self.holes[from..to]
    }
}
