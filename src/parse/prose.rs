//! Prose: a text as readers see it, without markup, with a mapping back to the bytes of the file.
//!
//! Takes pieces of text with their ranges in the file, in order; returns a [`Prose`]. The words are not stored twice: a
//! prose stores their byte ranges in the file, and [`Prose::text`] rebuilds them. So the prose of ten thousand articles
//! takes a few megabytes.
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

/// Placeholder for text that is not words: OBJECT REPLACEMENT CHARACTER.
pub const OBJECT: &str = "\u{FFFC}";

/// Separator between two blocks.
const BREAK: &str = "\n\n";

/// The text of a file as readers see it. Offsets in it are offsets in [`Prose::text`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// The blocks, in the order of the file, separated by blank lines.
    pub blocks: Vec<ProseBlock>,
    /// The pieces of words, in order and without overlaps.
    pieces: Vec<ProsePiece>,
    /// Texts of the pieces whose words differ from those of the file, in order.
    spelled: Vec<Spelled>,
    /// Offsets of the body's citations, in order.
    pub citations: Vec<u32>,
    /// Offsets of text that is probably meant as a citation but is not one, in order.
    pub unread_citations: Vec<u32>,
    /// The links to other sites, in order.
    pub outside: Vec<Outside>,
    /// Ranges of words in HTML elements that are marked as another language, in the order of their ends.
    pub foreign: Vec<Range<u32>>,
}

/// A range of prose that no sentence crosses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProseBlock {
    /// Start offset.
    pub start: u32,
    /// End offset.
    pub end: u32,
    pub kind: ProseBlockKind,
    /// Number of the original's paragraph that contains the block.
    pub paragraph: Option<u32>,
}

impl ProseBlock {
    /// Returns the block's byte range in the prose.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The kind of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProseBlockKind {
    /// The title, from the front matter.
    Title,
    /// The description, from the front matter.
    Description,
    /// The author's name, from the front matter.
    Author,
    Heading,
    Paragraph,
    /// An item of a list, or a paragraph in one.
    Item,
    /// A paragraph in a block quotation.
    Quotation,
    /// A cell of a table.
    Cell {
        /// True if it is the first cell of its row that contains text.
        is_first: bool,
    },
}

/// A link to another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Start offset of the link's words.
    pub start: u32,
    /// End offset of the link's words. For a link in a footnote, start and end are the offset of the footnote's
    /// reference.
    pub end: u32,
    /// The link's target.
    pub url: Box<str>,
}

/// Words that are contiguous in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ProsePiece {
    /// Offset in the prose.
    place: u32,
    /// Length in the prose, in bytes.
    length: u32,
    /// Offset in the file.
    source: u32,
}

/// The text of a piece that is written in another form in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spelled {
    /// Index of the piece.
    piece: u32,
    /// Length in the file, in bytes.
    length: u32,
    text: Box<str>,
}

impl Prose {
    /// Returns the words. `file` is the text of the file that the prose was made from.
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

    /// Returns true if a part of the prose is marked as another language than the text's.
    pub fn is_foreign(&self, part: &Range<usize>) -> bool {
        let holds =
            |one: &Range<u32>| one.start as usize <= part.start && part.end <= one.end as usize;
        self.foreign.iter().any(holds)
    }

    /// Returns the length of the prose, in bytes.
    pub fn len(&self) -> usize {
        self.pieces
            .last()
            .map_or(0, |last| (last.place + last.length) as usize)
    }

    /// Returns true if the prose contains no words.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Returns the range in the file of a part of the prose, including the markup within it.
    pub fn in_file(&self, part: &Range<usize>) -> Range<usize> {
        let start = self.start_in_file(part.start);
        let end = self.end_in_file(part.end);
        start..end.max(start)
    }

    /// Converts the start of a range to an offset in the file.
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

    /// Converts the end of a range to an offset in the file.
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

    /// Sorts the unread citations, and frees the memory that was reserved but not used.
    pub(super) fn trimmed(mut self) -> Prose {
        // Malformed citations are recorded before text that only looks like a citation, so offsets are not in order.
        self.unread_citations.sort_unstable();
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

/// Returns the texts of a front matter that readers see and that exist.
pub fn head<'l>(
    lines: [(ProseBlockKind, &'l Option<Located<String>>); 2],
) -> Vec<(ProseBlockKind, &'l Located<String>)> {
    let there =
        |(kind, line): (ProseBlockKind, &'l Option<Located<String>>)| Some((kind, line.as_ref()?));
    lines.into_iter().filter_map(there).collect()
}

/// The block that is being written.
#[derive(Debug, Default)]
pub(super) struct OpenBlock {
    /// The words so far.
    pub(super) text: String,
    /// The start offset in the prose; only valid if the block has words.
    start: usize,
}

impl OpenBlock {
    /// Returns the offset in the prose at which the next words will begin.
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
        let piece = ProsePiece {
            place: small(place),
            length: small(words.len()),
            source: small(source.start + if is_verbatim { skipped } else { 0 }),
        };
        if !(is_verbatim && prose.extend(&piece)) {
            prose.pieces.push(piece);
        }
    }

    /// Adds a line break, or a boundary of an element that reads like one.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// Removes white space at the end.
    pub(super) fn trim(&mut self, prose: &mut Prose) {
        let length = self.text.trim_end().len();
        if length < self.text.len() {
            self.text.truncate(length);
            prose.truncate(self.start + length);
            // A link whose words end with a space ends before the space.
            let end = small(self.start + length);
            let beyond = prose.outside.iter_mut().rev();
            for link in beyond.take_while(|link| link.end > end) {
                link.end = end;
                link.start = link.start.min(end);
            }
        }
    }

    /// Ends the block if it contains words, and returns its start offset. The words stay until the block is cleared.
    pub(super) fn close(
        &mut self,
        prose: &mut Prose,
        kind: ProseBlockKind,
        paragraph: Option<u32>,
    ) -> Option<usize> {
        self.trim(prose);
        if self.text.is_empty() {
            return None;
        }
        prose.blocks.push(ProseBlock {
            start: small(self.start),
            end: small(self.start + self.text.len()),
            kind,
            paragraph,
        });
        Some(self.start)
    }
}

impl Prose {
    /// Extends the last piece by this one, if they are contiguous in the prose and in the file. Returns true if it was
    /// extended.
    fn extend(&mut self, piece: &ProsePiece) -> bool {
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

    /// Removes everything from this offset on.
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
