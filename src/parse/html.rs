//! HTML with holes: what `parse` can write of a body by itself, and the places that other files decide about.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use crate::lang::{Direction, Script};
use crate::memo::Digest;

/// A body's HTML. What depends on other files, on the page's language or on where the body is shown is left open, so
/// that the costly step, from Markdown to HTML, depends on one file alone.
///
/// A large site holds millions of holes, so a hole is kept to twelve bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html {
    /// The HTML around the holes.
    pub text: String,
    /// Places in `text`, in ascending order, and what goes there.
    pub holes: Vec<(u32, Hole)>,
    /// The ids that holes name.
    pub ids: Vec<String>,
    /// The numbers that holes name, in ASCII digits; one that ends in `%` is a percentage.
    pub amounts: Vec<String>,
    /// Where marks of charts stand and how large they are, in hundredths: the last letter of an attribute such as `data-x`,
    /// and its value. The page makes a custom property such as `--x` of each.
    pub measures: Vec<(char, String)>,
    /// The digest of the file that it was made from and the file's path, which stands for all of the above; none before a
    /// whole document is made of it.
    pub digest: Option<Digest>,
}

impl Hash for Html {
    /// Where the digest of the file is known, it stands for everything that was made from the file.
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

/// What goes into a place of an [`Html`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hole {
    /// An attribute ` id="…"`, an index into the ids; left out where the body is shown on another page than its own.
    Id(u32),
    /// The value of an `href` to an id of the same body: an index into the ids.
    Local(u32),
    /// The value of an `href` or `src`: an index into the body's links.
    Link(u32),
    /// The attributes of a picture on its size and its copies: an index into the body's pictures.
    Picture(u32),
    /// The attributes of a picture on its copies alone, where its author wrote the rest: an index into the body's pictures.
    PictureCopies(u32),
    /// The attributes of a picture on its size alone.
    PictureSize(u32),
    /// The attributes of a picture on when it is loaded alone.
    PictureLoading(u32),
    /// A whole citation: an index into the body's citations.
    Citation(u32),
    /// The attributes of the element that holds the paragraph of this number.
    Paragraph(u32),
    /// A number in the page's digits.
    Number(u32),
    /// A number as the page's language writes it: an index into the amounts.
    Amount(u32),
    /// What the page calls the numbers behind a chart.
    NumbersLabel,
    /// Before a figure: an index into the body's figures.
    FigureStart(u32),
    /// After that figure.
    FigureEnd(u32),
    /// The digit of a heading's level, more where the body is shown below a heading of another page.
    Level(u8),
    /// Before words of another direction or language.
    RunStart(BidiRun),
    /// After such words.
    RunEnd(BidiRun),
}

/// What sets a run of words apart from the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BidiRun {
    /// The run's direction.
    pub direction: Direction,
    /// True if it has to be isolated.
    pub is_isolated: bool,
    /// Its script, where it is more than a name in another language; which language has that script is for the site to say.
    pub script: Option<Script>,
}

/// A place or index as holes keep it. A text has at most [`LARGEST_TEXT`](crate::load::LARGEST_TEXT) bytes and its HTML
/// no more than a few dozen times that, so both fit.
pub(super) fn small(index: usize) -> u32 {
    u32::try_from(index).expect("a text is shorter than 4 GB")
}

impl Html {
    /// Leaves a hole at the end.
    pub(super) fn hole(&mut self, hole: Hole) {
        self.holes.push((small(self.text.len()), hole));
    }

    /// Leaves a hole at an earlier place.
    pub(super) fn hole_at(&mut self, at: usize, hole: Hole) {
        let at = small(at);
        let index = self.holes.partition_point(|(place, _)| *place <= at);
        self.holes.insert(index, (at, hole));
    }

    /// Leaves a hole at an earlier place, before those that are there.
    pub(super) fn hole_before(&mut self, at: usize, hole: Hole) {
        let at = small(at);
        let index = self.holes.partition_point(|(place, _)| *place < at);
        self.holes.insert(index, (at, hole));
    }

    /// Leaves a hole before and after a part of the text, around the figures in it and within those around it.
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

    /// The figures that lie within a part of the text.
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

    /// Moves the ends of figures out of a part of the text that they reach beyond: a figure then takes in all of the part or,
    /// where that holds another figure, no more than it had of it.
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
        // Widened to the border of the part, or cut off at the border on the other side.
        let (moved, place) = match (whole.is_empty(), is_start) {
            (true, true) | (false, false) => (Hole::FigureStart(index), start),
            (true, false) | (false, true) => (Hole::FigureEnd(index), end),
        };
        self.holes.retain(|(_, hole)| *hole != moved);
        if matches!(moved, Hole::FigureStart(_)) {
            self.hole_at(place as usize, moved);
        } else {
            self.hole_before(place as usize, moved);
        }
    }

    /// Notes an id and gives its index.
    pub(super) fn id(&mut self, id: String) -> u32 {
        self.ids.push(id);
        small(self.ids.len() - 1)
    }

    /// Notes a number and gives its index.
    pub(super) fn amount(&mut self, digits: String) -> u32 {
        self.amounts.push(digits);
        small(self.amounts.len() - 1)
    }

    /// Notes a measure and gives the attribute that holds it.
    pub(super) fn measure(&mut self, name: char, value: &str) -> String {
        self.measures.push((name, value.to_owned()));
        format!(" data-{name}=\"{value}\"")
    }

    /// Appends another body and gives how far its places moved.
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

    /// The holes within a part of the text, in order. What ends where the part ends belongs to it.
    pub fn holes_in(&self, part: &Range<usize>) -> &[(u32, Hole)] {
        let before = |limit: usize| {
            self.holes.partition_point(|(at, hole)| {
                let at = *at as usize;
                at < limit || (at == limit && matches!(hole, Hole::RunEnd(_) | Hole::FigureEnd(_)))
            })
        };
        &self.holes[before(part.start)..before(part.end)]
    }

    /// Gives back the memory that growing took beyond need.
    pub(super) fn trimmed(self) -> Html {
        // Copies, since an allocator may leave a shrunken text where it is, with all that it had reserved.
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
