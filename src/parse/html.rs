//! Defines [`Html`]: the HTML of a body with holes, which are places whose content depends on other files and is filled in
//! by `render`.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use crate::lang::{Direction, Script};
use crate::memo::Digest;

/// A body's HTML. Everything that depends on other files, on the page's language or on the page that shows the body is
/// left open, so that the expensive step, from Markdown to HTML, depends on one file only.
///
/// A large site has millions of holes, so the size of a hole is limited to twelve bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html {
    /// The HTML around the holes.
    pub text: String,
    /// Offsets in `text`, in ascending order, each with its hole.
    pub holes: Vec<(u32, Hole)>,
    /// The ids that holes refer to.
    pub ids: Vec<String>,
    /// The numbers that holes refer to, in ASCII digits; one that ends in `%` is a percentage.
    pub amounts: Vec<String>,
    /// Positions and sizes of marks in charts, in percent: each has the last letter of an attribute such as `data-x`,
    /// and its value. The page turns each into a custom property such as `--x`.
    pub measures: Vec<(char, String)>,
    /// Digest of the source file and its path, which represents all of the above; `None` until the document is
    /// complete.
    pub digest: Option<Digest>,
}

impl Hash for Html {
    /// If the digest of the file is known, it represents everything that was made from the file.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self {
            text,
            holes,
            ids,
            amounts,
            measures,
            digest,
        } = self;
        digest.hash(state);
        if digest.is_none() {
            (text, holes, ids, amounts, measures).hash(state);
        }
    }
}

/// A part of the HTML that is filled in when a page is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hole {
    /// An attribute ` id="…"`: an index into the ids. Left out on pages other than the body's own.
    Id(u32),
    /// The value of an `href` to an id of the same body: an index into the ids.
    Local(u32),
    /// The value of an `href` or `src`: an index into the body's links.
    Link(u32),
    /// The attributes for a picture's size and copies: an index into the body's pictures.
    Picture(u32),
    /// The attributes for a picture's copies only, if its author wrote the others: an index into the body's pictures.
    PictureCopies(u32),
    /// The attributes for a picture's size only: an index into the body's pictures.
    PictureSize(u32),
    /// The attributes for when a picture is loaded: an index into the body's pictures.
    PictureLoading(u32),
    /// A whole citation: an index into the body's citations.
    Citation(u32),
    /// The attributes of the element that contains the paragraph with this number.
    Paragraph(u32),
    /// A number, written in the page's digits.
    Number(u32),
    /// A number in the format of the page's language: an index into the amounts.
    Amount(u32),
    /// The label of the table with a chart's numbers, in the page's language.
    NumbersLabel,
    /// The start of a figure: an index into the body's figures.
    FigureStart(u32),
    /// The end of that figure.
    FigureEnd(u32),
    /// The digit of a heading's level, which is higher if the body is below a heading of another page.
    Level(u8),
    /// The start of words of another direction or language.
    RunStart(BidiRun),
    /// The end of such a run.
    RunEnd(BidiRun),
}

/// The properties of a run of words that differs from the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BidiRun {
    /// The run's direction.
    pub direction: Direction,
    /// True if the run must be isolated.
    pub is_isolated: bool,
    /// The run's script, if the run is more than a name in another language. The site decides which language uses the
    /// script.
    pub script: Option<Script>,
}

/// Converts an offset or index to the size that holes store. A text has at most
/// [`LARGEST_TEXT`](crate::load::LARGEST_TEXT) bytes, and its HTML at most a few dozen times as many, so both fit.
pub(super) fn small(index: usize) -> u32 {
    u32::try_from(index).expect("a text is shorter than 4 GB")
}

impl Html {
    /// Adds a hole at the end.
    pub(super) fn hole(&mut self, hole: Hole) {
        self.holes.push((small(self.text.len()), hole));
    }

    /// Adds a hole at an earlier offset, after those that are there.
    pub(super) fn hole_at(&mut self, at: usize, hole: Hole) {
        let at = small(at);
        let index = self.holes.partition_point(|(place, _)| *place <= at);
        self.holes.insert(index, (at, hole));
    }

    /// Adds a hole at an earlier offset, before those that are there.
    pub(super) fn hole_before(&mut self, at: usize, hole: Hole) {
        let at = small(at);
        let index = self.holes.partition_point(|(place, _)| *place < at);
        self.holes.insert(index, (at, hole));
    }

    /// Adds holes at the start and the end of figures, all at once. At the same offset, the holes come in this order:
    /// end of a figure, existing holes, start of a figure.
    pub(super) fn mark_figures(&mut self, marks: &[(Range<usize>, u32)]) {
        let Some(first) = marks.iter().map(|(part, _)| part.start).min() else {
            return;
        };
        let first = self.holes.partition_point(|(at, _)| *at < small(first));
        let later = self.holes.split_off(first);
        let ends = marks.iter().rev();
        let ends = ends.map(|(part, index)| (small(part.end), Hole::FigureEnd(*index)));
        let starts = marks.iter();
        let starts = starts.map(|(part, index)| (small(part.start), Hole::FigureStart(*index)));
        self.holes.extend(ends.chain(later).chain(starts));
        self.holes[first..].sort_by_key(|(at, _)| *at);
    }

    /// Adds holes at the start and the end of a part of the text: outside the figures within it, and inside the figures
    /// around it.
    pub(super) fn set_bidi_run(&mut self, part: &Range<usize>, apart: BidiRun) {
        let (start, end) = (small(part.start), small(part.end));
        let figures = self.figures_in(part);
        let is_inner = |index: u32| figures.contains(&index);
        let mut at = self.holes.partition_point(|(place, _)| *place < end);
        while let Some((place, Hole::FigureEnd(index))) = self.holes.get(at)
            && *place == end
            && is_inner(*index)
        {
            at += 1;
        }
        self.holes.insert(at, (end, Hole::RunEnd(apart)));
        let mut at = self.holes.partition_point(|(place, _)| *place < start);
        while let Some((place, hole)) = self.holes.get(at)
            && *place == start
            && !matches!(hole, Hole::FigureStart(index) if is_inner(*index))
        {
            at += 1;
        }
        self.holes.insert(at, (start, Hole::RunStart(apart)));
    }

    /// Returns the figures that lie within a part of the text.
    fn figures_in(&self, part: &Range<usize>) -> Vec<u32> {
        let (start, end) = (small(part.start), small(part.end));
        let from = self.holes.partition_point(|(place, _)| *place < start);
        let holes = self.holes[from..].iter();
        let holes = holes.take_while(|(place, _)| *place <= end);
        let mut begun = Vec::new();
        let mut whole = Vec::new();
        for (_, hole) in holes {
            match hole {
                Hole::FigureStart(index) => begun.push(*index),
                Hole::FigureEnd(index) if begun.contains(index) => whole.push(*index),
                _ => {}
            }
        }
        whole
    }

    /// Adjusts a figure that crosses a border of a part of the text: it is extended to contain the whole part or, if
    /// the part contains another figure, cut at the border to the text inside the part.
    pub(super) fn fit_figures(&mut self, part: &Range<usize>) {
        let whole = self.figures_in(part);
        let (start, end) = (small(part.start), small(part.end));
        let from = self.holes.partition_point(|(place, _)| *place <= start);
        let to = self.holes.partition_point(|(place, _)| *place < end);
        let crossing = self.holes[from..to]
            .iter()
            .find_map(|(_, hole)| match hole {
                Hole::FigureStart(index) | Hole::FigureEnd(index) if !whole.contains(index) => {
                    Some((*index, matches!(hole, Hole::FigureStart(_))))
                }
                _ => None,
            });
        let Some((index, is_start)) = crossing else {
            return;
        };
        // The end inside the part moves to its border, or the end outside moves to the border that the figure crosses.
        let (moved, place) = match (whole.is_empty(), is_start) {
            (true, true) | (false, false) => (Hole::FigureStart(index), start),
            (true, false) | (false, true) => (Hole::FigureEnd(index), end),
        };
        // A paragraph has many holes, and that one is near.
        let is_moved = |(_, hole): &(u32, Hole)| *hole == moved;
        let found = match moved {
            Hole::FigureStart(_) => self.holes[..to].iter().rposition(is_moved),
            _ => self.holes[from..]
                .iter()
                .position(is_moved)
                .map(|n| n + from),
        };
        if let Some(found) = found {
            self.holes.remove(found);
        }
        if matches!(moved, Hole::FigureStart(_)) {
            self.hole_at(place as usize, moved);
        } else {
            self.hole_before(place as usize, moved);
        }
    }

    /// Adds an id and returns its index.
    pub(super) fn id(&mut self, id: String) -> u32 {
        self.ids.push(id);
        small(self.ids.len() - 1)
    }

    /// Adds a number and returns its index.
    pub(super) fn amount(&mut self, digits: String) -> u32 {
        self.amounts.push(digits);
        small(self.amounts.len() - 1)
    }

    /// Adds a measure and returns the attribute that contains it.
    pub(super) fn measure(&mut self, name: char, value: &str) -> String {
        self.measures.push((name, value.to_owned()));
        format!(" data-{name}=\"{value}\"")
    }

    /// Appends another body and returns the number of bytes by which its offsets moved.
    pub(super) fn append(&mut self, other: Html) -> usize {
        let shift = self.text.len();
        let ids = small(self.ids.len());
        self.text.push_str(&other.text);
        let amounts = small(self.amounts.len());
        self.ids.extend(other.ids);
        self.amounts.extend(other.amounts);
        self.measures.extend(other.measures);
        let moved = other.holes.into_iter().map(|(at, hole)| {
            let hole = match hole {
                Hole::Id(index) => Hole::Id(index + ids),
                Hole::Local(index) => Hole::Local(index + ids),
                Hole::Amount(index) => Hole::Amount(index + amounts),
                other => other,
            };
            (at + small(shift), hole)
        });
        self.holes.extend(moved);
        shift
    }

    /// Returns the holes within a part of the text, in order. The end of a run or a figure at the part's end is included.
    pub fn holes_in(&self, part: &Range<usize>) -> &[(u32, Hole)] {
        let before = |limit: usize| {
            self.holes.partition_point(|(at, hole)| {
                let at = *at as usize;
                at < limit || (at == limit && matches!(hole, Hole::RunEnd(_) | Hole::FigureEnd(_)))
            })
        };
        &self.holes[before(part.start)..before(part.end)]
    }

    /// Frees the memory that was reserved but not used.
    pub(super) fn trimmed(self) -> Html {
        // The texts are copied, since an allocator may leave a shrunken one in place with all that it had reserved.
        Html {
            text: self.text.as_str().to_owned(),
            holes: self.holes.as_slice().to_vec(),
            ids: self.ids,
            amounts: self.amounts,
            measures: self.measures,
            digest: self.digest,
        }
    }
}
