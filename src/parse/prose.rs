//! Prose: a text as its reader reads it, without markup, and the way back to the bytes of the file.
//!
//! Takes pieces of text with their places in the file, in the order of the file; gives a [`Prose`]. The words themselves
//! are not kept a second time: a prose knows which bytes of the file they are, and [`Prose::text`] puts them together
//! again. So that of ten thousand articles it takes a few megabytes.
//!
//! | in the file | in the prose |
//! |---|---|
//! | markup, tags of HTML, code blocks, pictures | nothing |
//! | words between tags of HTML, a picture's caption and credit | the same words |
//! | an entity such as `&amp;` | its character |
//! | code within a line, a bare address | U+FFFC |
//! | the end of a line within a paragraph | a space |
//! | a citation, a footnote's mark, and the space before it | nothing |
//! | the end of a block | a blank line |

use std::ops::Range;

use crate::parse::fields::Located;
use crate::parse::html::small;

/// What stands for words that are none: OBJECT REPLACEMENT CHARACTER.
pub const OBJECT: &str = "\u{FFFC}";

/// What stands between two blocks.
const BREAK: &str = "\n\n";

/// The text of a file as a reader reads it. Places in it are bytes of [`Prose::text`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// Its blocks, in the order of the file. Between two of them stands a blank line.
    pub blocks: Vec<Block>,
    /// The words, in order and without overlaps.
    pieces: Vec<Piece>,
    /// The pieces whose words are not those of the file, in order.
    spelled: Vec<Spelled>,
    /// Where each of the body's citations stands, in order.
    pub citations: Vec<u32>,
    /// Where text stands that is probably meant as a citation and is none, in order.
    pub unread_citations: Vec<u32>,
    /// The words that lead to other sites, in order.
    pub outside: Vec<Outside>,
    /// The words that an element of HTML says to be in another language, in the order of their ends.
    pub foreign: Vec<Range<u32>>,
}

/// A stretch of prose that no sentence crosses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// The number of the original's paragraph that it is, or is a part of.
    pub paragraph: Option<u32>,
}

impl Block {
    /// Its bytes in the prose.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The title, from the front matter.
    Title,
    /// The description, from the front matter.
    Description,
    /// The author's name, from the front matter.
    Author,
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list, or a paragraph in one.
    Item,
    /// A paragraph in a block quotation.
    Quotation,
    /// A cell of a table, which may be the first of its row that holds text.
    Cell {
        /// True if a row begins with it.
        is_first: bool,
    },
}

/// A link to another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Where its words begin.
    pub start: u32,
    /// Where they end; for a link in a footnote, the same place, which is that of the footnote's mark.
    pub end: u32,
    /// Where it leads.
    pub url: Box<str>,
}

/// Words that stand together in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    /// Where they stand in the prose.
    place: u32,
    /// How many bytes they are in the prose.
    length: u32,
    /// Where they stand in the file.
    source: u32,
}

/// What a piece reads, where the file has it in another form.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spelled {
    /// The index of the piece.
    piece: u32,
    /// How many bytes it is in the file.
    length: u32,
    text: Box<str>,
}

impl Prose {
    /// The words, put together from those of the file that the prose was made from.
    pub fn text(&self, file: &str) -> String {
        let mut text = String::with_capacity(self.len());
        let mut ends = self.blocks.iter().map(|block| block.end as usize);
        let mut end = ends.next();
        let mut spelled = self.spelled.iter().peekable();
        for (index, piece) in self.pieces.iter().enumerate() {
            while text.len() < piece.place as usize {
                if end == Some(text.len()) {
                    end = ends.next();
                    text.push_str(BREAK);
                } else {
                    text.push(' ');
                }
            }
            match spelled.next_if(|spelled| spelled.piece as usize == index) {
                Some(spelled) => text.push_str(&spelled.text[..piece.length as usize]),
                None => {
                    let from = piece.source as usize;
                    let words = file.get(from..from + piece.length as usize);
                    text.push_str(words.unwrap_or_default());
                }
            }
        }
        text
    }

    /// Returns true if a part of the prose is said to be in another language than the text.
    pub fn is_foreign(&self, part: &Range<usize>) -> bool {
        let holds =
            |one: &Range<u32>| one.start as usize <= part.start && part.end <= one.end as usize;
        self.foreign.iter().any(holds)
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.pieces
            .last()
            .map_or(0, |last| (last.place + last.length) as usize)
    }

    /// Returns true if it holds no words.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Where a part of the prose stands in the file, with the markup within it.
    pub fn in_file(&self, part: &Range<usize>) -> Range<usize> {
        let start = self.start_in_file(part.start);
        let end = self.end_in_file(part.end);
        start..end.max(start)
    }

    /// Where in the file that stands which begins at this place.
    fn start_in_file(&self, place: usize) -> usize {
        let after = self.pieces.partition_point(|p| p.place as usize <= place);
        let Some(index) = after.checked_sub(1) else {
            return self.pieces.first().map_or(0, |p| p.source as usize);
        };
        let piece = &self.pieces[index];
        let within = place - piece.place as usize;
        match self.pieces.get(after) {
            // A space between two pieces belongs to neither.
            Some(next) if within >= piece.length as usize => next.source as usize,
            _ if self.spelled_at(index).is_some() => piece.source as usize,
            _ => piece.source as usize + within,
        }
    }

    /// Where in the file that ends which ends at this place.
    fn end_in_file(&self, place: usize) -> usize {
        let after = self.pieces.partition_point(|p| (p.place as usize) < place);
        let Some(index) = after.checked_sub(1) else {
            return self.start_in_file(place);
        };
        let piece = &self.pieces[index];
        match self.spelled_at(index) {
            Some(spelled) => (piece.source + spelled.length) as usize,
            None => {
                piece.source as usize + (place - piece.place as usize).min(piece.length as usize)
            }
        }
    }

    fn spelled_at(&self, piece: usize) -> Option<&Spelled> {
        let index = self
            .spelled
            .binary_search_by_key(&piece, |s| s.piece as usize);
        index.ok().map(|index| &self.spelled[index])
    }

    /// Gives back the memory that growing took beyond need.
    pub(super) fn trimmed(self) -> Prose {
        Prose {
            blocks: self.blocks.as_slice().to_vec(),
            pieces: self.pieces.as_slice().to_vec(),
            spelled: self.spelled,
            citations: self.citations.as_slice().to_vec(),
            unread_citations: self.unread_citations,
            outside: self.outside,
            foreign: self.foreign,
        }
    }
}

/// The texts of a front matter that readers see, as far as they are there.
pub fn head<'l>(
    lines: [(Kind, &'l Option<Located<String>>); 2],
) -> Vec<(Kind, &'l Located<String>)> {
    let there = |(kind, line): (Kind, &'l Option<Located<String>>)| Some((kind, line.as_ref()?));
    lines.into_iter().filter_map(there).collect()
}

/// The block that is being written.
#[derive(Debug, Default)]
pub(super) struct OpenBlock {
    /// Its words so far.
    pub(super) text: String,
    /// Where it begins in the prose; has a meaning once there are words.
    start: usize,
}

impl OpenBlock {
    /// Where in the prose the next words will stand.
    pub(super) fn place(&self, prose: &Prose) -> usize {
        if self.text.is_empty() {
            let last = prose.blocks.last();
            last.map_or(0, |last| last.end as usize + BREAK.len())
        } else {
            self.start + self.text.len()
        }
    }

    /// Adds words, which are written in these bytes of the file. White space at the beginning of a block is left out.
    pub(super) fn push(
        &mut self,
        prose: &mut Prose,
        words: &str,
        source: Range<usize>,
        file: &str,
    ) {
        let is_verbatim = file.get(source.clone()) == Some(words);
        let skipped = if self.text.is_empty() {
            words.len() - words.trim_start().len()
        } else {
            0
        };
        let words = &words[skipped..];
        if words.is_empty() {
            return;
        }
        let place = self.place(prose);
        if self.text.is_empty() {
            self.start = place;
        }
        self.text.push_str(words);
        if !is_verbatim {
            prose.spelled.push(Spelled {
                piece: small(prose.pieces.len()),
                length: small(source.len()),
                text: words.into(),
            });
        }
        let piece = Piece {
            place: small(place),
            length: small(words.len()),
            source: small(source.start + if is_verbatim { skipped } else { 0 }),
        };
        if !(is_verbatim && prose.extend(&piece)) {
            prose.pieces.push(piece);
        }
    }

    /// Adds the end of a line, or the border of an element that reads as one.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// Takes white space off the end.
    pub(super) fn trim(&mut self, prose: &mut Prose) {
        let length = self.text.trim_end().len();
        if length < self.text.len() {
            self.text.truncate(length);
            prose.truncate(self.start + length);
            // A link whose words end with a space ends before it.
            let end = small(self.start + length);
            let beyond = prose.outside.iter_mut().rev();
            for link in beyond.take_while(|link| link.end > end) {
                link.end = end;
                link.start = link.start.min(end);
            }
        }
    }

    /// Ends the block, if it holds words, and gives the place where it begins. Its words stay until it is cleared.
    pub(super) fn close(
        &mut self,
        prose: &mut Prose,
        kind: Kind,
        paragraph: Option<u32>,
    ) -> Option<usize> {
        self.trim(prose);
        if self.text.is_empty() {
            return None;
        }
        prose.blocks.push(Block {
            start: small(self.start),
            end: small(self.start + self.text.len()),
            kind,
            paragraph,
        });
        Some(self.start)
    }
}

impl Prose {
    /// Lets the last piece go on, where this one goes on in the file where the last one ends.
    fn extend(&mut self, piece: &Piece) -> bool {
        let index = self.pieces.len().wrapping_sub(1);
        let is_spelled = |s: &Spelled| s.piece as usize == index;
        match self.pieces.last_mut() {
            Some(last)
                if last.place + last.length == piece.place
                    && last.source + last.length == piece.source
                    && !self.spelled.last().is_some_and(is_spelled) =>
            {
                last.length += piece.length;
                true
            }
            _ => false,
        }
    }

    /// Takes off what stands from this place on.
    fn truncate(&mut self, place: usize) {
        while let Some(last) = self.pieces.last_mut() {
            if (last.place as usize) < place {
                last.length = last.length.min(small(place) - last.place);
                return;
            }
            self.pieces.pop();
            let index = self.pieces.len();
            self.spelled.pop_if(|s| s.piece as usize == index);
        }
    }
}
