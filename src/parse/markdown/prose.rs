//! The prose of a body, written beside its HTML, and the figures in it.
//!
//! Takes the words as the writer comes upon them, with their places; gives the body's prose, its figures, and in the HTML
//! of the desk a hole before and after each figure, so that a page can make an element of it.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::codes;
use crate::lang::figures::{self, Quantity};
use crate::lang::{LONGEST_SENTENCE, too_long};
use crate::parse::fields::Located;
use crate::parse::html::{Hole, small};
use crate::parse::markdown::Trust;
use crate::parse::markdown::writer::Writer;
use crate::parse::prose::{Block, Kind, OBJECT, OpenBlock, Outside};

/// How far before a figure the beginning of an address is searched, in characters.
const LONGEST_ADDRESS: usize = 512;

/// The prose that is being written.
#[derive(Default)]
pub(super) struct ProseBuilder {
    /// The block around the current place.
    pub(super) block: OpenBlock,
    /// The words of that block, in order.
    pub(super) written: Vec<Written>,
    /// True if the current place lies in code, of which nothing is read.
    pub(super) in_code: bool,
    /// True if the words of the current place are an address.
    pub(super) in_address: bool,
    /// True if the current place lies in the credit of a picture, which says nothing of what an original says.
    pub(super) in_credit: bool,
    /// How many block quotations are around the current place.
    pub(super) quotations: usize,
    /// True if a row of a table is being written, and whether it holds text.
    pub(super) row: Option<bool>,
    /// Where the link to another site that is being written begins, and where it leads.
    link: Option<(usize, Box<str>)>,
    /// True if raw HTML has opened a link, in which no other link can stand.
    pub(super) in_raw_link: bool,
    /// Where footnotes are referred to, and their labels.
    references: Vec<(u32, String)>,
    /// Footnotes that hold a link to another site, and where it leads.
    sources: Vec<(String, Box<str>)>,
    /// The elements of HTML that are open and say to be in another language, each with the place where it begins.
    foreign: Vec<(String, u32)>,
    /// The last place that was looked up in the HTML. Places are asked for in their order, and words can be long.
    looked_up: Cell<LookedUp>,
}

/// A place in the words of a block, and how many bytes HTML takes for what stands before it.
#[derive(Debug, Clone, Copy, Default)]
struct LookedUp {
    /// The index of the words.
    written: usize,
    place: usize,
    escaped: usize,
}

/// Words that are written in one piece.
pub(super) struct Written {
    /// Where they stand in the block.
    at: usize,
    /// Where they stand in the HTML, escaped; `None` for what is no words.
    html: Option<usize>,
    /// True if they are a link's, which can hold no other link.
    is_link: bool,
}

impl Writer<'_, '_> {
    /// Adds a text of the front matter as a block of its own.
    pub(super) fn line(&mut self, kind: Kind, line: &Located<String>) {
        let source = self.words_of(line);
        let speech = &mut self.prose;
        speech
            .block
            .push(&mut self.body.prose, &line.value, source, self.file);
        self.close_block(kind);
    }

    /// Where the words of a text in TOML stand, within its quotation marks.
    fn words_of(&self, line: &Located<String>) -> Range<usize> {
        let raw = self.file.get(line.span.clone()).unwrap_or_default();
        match raw.find(line.value.as_str()) {
            Some(at) => line.span.start + at..line.span.start + at + line.value.len(),
            // A text with escapes: each part of it stands where all of it stands.
            None => line.span.clone(),
        }
    }

    /// Adds a text of TOML that is about to be written into the HTML.
    pub(super) fn say_line(&mut self, line: &Located<String>) {
        let source = self.words_of(line);
        self.say_at(&line.value, source);
    }

    /// Adds words that stand for those in these bytes of the file, and are not written into the HTML.
    pub(super) fn say_unwritten(&mut self, words: &str, source: Range<usize>) {
        let speech = &mut self.prose;
        speech.written.push(Written {
            at: speech.block.text.len(),
            html: None,
            is_link: false,
        });
        speech
            .block
            .push(&mut self.body.prose, words, source, self.file);
    }

    /// Adds words that are about to be written into the HTML.
    pub(super) fn say(&mut self, words: &str, span: &Range<usize>) {
        if self.picture > 0 || self.prose.in_code {
            return;
        }
        if self.prose.in_address {
            return self.say_object(span);
        }
        let source = self.place(span.clone());
        self.say_at(words, source);
    }

    pub(super) fn say_at(&mut self, words: &str, source: Range<usize>) {
        let before = self.prose.block.text.len();
        let speech = &mut self.prose;
        speech
            .block
            .push(&mut self.body.prose, words, source, self.file);
        // Of words that begin a block, white space is left out.
        let skipped = before + words.len() - self.prose.block.text.len();
        self.prose.written.push(Written {
            at: before,
            html: Some(self.html.text.len() + skipped),
            is_link: self.ends.contains(&"</a>") || self.prose.in_raw_link,
        });
    }

    /// Adds a mark in place of words that are none.
    pub(super) fn say_object(&mut self, span: &Range<usize>) {
        if self.picture == 0 && !self.prose.in_code {
            let source = self.place(span.clone());
            self.say_unwritten(OBJECT, source);
        }
    }

    /// Adds the end of a line.
    pub(super) fn say_space(&mut self) {
        if self.picture == 0 {
            self.prose.block.space();
        }
    }

    /// Takes note of where a citation stands.
    pub(super) fn say_citation(&mut self) {
        self.prose.block.trim(&mut self.body.prose);
        let place = self.prose.block.place(&self.body.prose);
        self.body.prose.citations.push(small(place));
    }

    /// Takes note of where a footnote is referred to.
    pub(super) fn say_reference(&mut self, label: &str) {
        let place = self.prose.block.place(&self.body.prose);
        self.prose.references.push((small(place), label.to_owned()));
    }

    /// Begins an element of HTML that says to be in a language.
    pub(super) fn start_language(&mut self, element: &str, tag: &str) {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        if !tag.is_empty() && primary(tag) != primary(self.lang) {
            let place = self.prose.block.place(&self.body.prose);
            self.prose.foreign.push((element.to_owned(), small(place)));
        }
    }

    /// Ends an element of HTML, which may have said to be in another language.
    pub(super) fn end_language(&mut self, element: &str) {
        if let Some((_, start)) = self.prose.foreign.pop_if(|(name, _)| name == element) {
            let end = small(self.prose.block.place(&self.body.prose));
            self.body.prose.foreign.push(start..end);
        }
    }

    /// Begins a link to another place on the web.
    pub(super) fn start_outside(&mut self, url: &str) {
        let is_site = ["https://", "http://", "//"]
            .iter()
            .any(|s| url.starts_with(s));
        if self.trust == Trust::Trusted && is_site {
            let place = self.prose.block.place(&self.body.prose);
            self.prose.link = Some((place, url.into()));
            if let Some(note) = self.notes.current() {
                self.prose.sources.push((note.to_owned(), url.into()));
            }
        }
    }

    /// Ends a link to another place on the web, if there is one.
    pub(super) fn end_outside(&mut self) {
        if let Some((start, url)) = self.prose.link.take() {
            let end = self.prose.block.place(&self.body.prose).max(start);
            self.body.prose.outside.push(Outside {
                start: small(start),
                end: small(end),
                url,
            });
        }
    }

    /// Ends the block around the current place, if it holds words.
    pub(super) fn end_block(&mut self) {
        let kind = match self.prose.row {
            _ if self.heading.is_some() => Kind::Heading,
            Some(is_first) => {
                let has_text = !self.prose.block.text.trim_end().is_empty();
                self.prose.row = Some(is_first && !has_text);
                Kind::Cell { is_first }
            }
            None if self.prose.quotations > 0 => Kind::Quotation,
            None if self.depth > 0 => Kind::Item,
            None => Kind::Paragraph,
        };
        self.close_block(kind);
    }

    /// Ends the block around the current place as one of this kind, if it holds words.
    pub(super) fn close_block(&mut self, kind: Kind) {
        let is_heading = kind == Kind::Heading;
        let number = self
            .frames
            .last()
            .filter(|_| !is_heading)
            .and_then(|f| f.number);
        let number = number.map(|index| small(index + 1));
        self.move_lone_citations(kind);
        let start = self.prose.block.close(&mut self.body.prose, kind, number);
        if let Some(start) = start {
            self.check_sentences(start);
            let lookalikes = self.check_block(start, kind);
            if !self.prose.in_credit {
                self.find_figures(start, kind, &lookalikes);
            }
            self.find_runs();
        }
        self.prose.block.text.clear();
        self.prose.written.clear();
        self.prose.looked_up.take();
    }

    /// Reports a sentence that is too long to be read as one.
    fn check_sentences(&mut self, start: usize) {
        let Some(sentence) = too_long(&self.prose.block.text) else {
            return;
        };
        let place = start + sentence.start..start + sentence.end;
        let span = self.body.prose.in_file(&place);
        let message = format!(
            "this sentence has more than {LONGEST_SENTENCE} bytes, and its figures, quotations and names are checked in parts"
        );
        let help = "end sentences with a full stop, and part paragraphs with a blank line";
        self.report(codes::SENTENCE_TOO_LONG, message, span, help.into());
    }

    /// Moves the citations of a block without words of its own to the end of the block before: on a line of their own below a
    /// paragraph, or in a cell of their own, they are that paragraph's or that cell's.
    fn move_lone_citations(&mut self, kind: Kind) {
        let is_first_cell = kind == Kind::Cell { is_first: true };
        if is_first_cell
            || kind == Kind::Heading
            || self.notes.current().is_some()
            || self.prose.block.text.contains(char::is_alphanumeric)
        {
            return;
        }
        let prose = &mut self.body.prose;
        let is_text = |block: &&Block| {
            let has_none = matches!(
                block.kind,
                Kind::Heading | Kind::Title | Kind::Description | Kind::Author
            );
            !has_none
        };
        let Some(last) = prose.blocks.last().filter(is_text) else {
            return;
        };
        let moved = prose.citations.iter_mut().rev();
        for place in moved.take_while(|place| **place > last.end) {
            *place = last.end;
        }
    }

    /// Finds the figures of a block that begins at `start`. Numbers in `lookalikes` are those of paragraphs.
    fn find_figures(&mut self, start: usize, kind: Kind, lookalikes: &[Range<usize>]) {
        let text = std::mem::take(&mut self.prose.block.text);
        let first = self.body.figures.len();
        let lookalikes = joined(lookalikes);
        for mut figure in figures::find(&text, self.lang) {
            // "Last year" and a table's "(kg)" claim nothing, but bear out what a summary says in full.
            let is_none = matches!(figure.quantity, Quantity::Relative(_) | Quantity::Named(_))
                && self.trust == Trust::Trusted;
            let after = lookalikes.partition_point(|one| one.end <= figure.range.start);
            let is_number = lookalikes
                .get(after)
                .is_some_and(|one| one.start < figure.range.end);
            let is_item = self.is_unread_list && is_item_number(&text, &figure.range);
            if is_none || is_number || is_item || is_in_address(&text, &figure.range) {
                continue;
            }
            self.mark_figure(&text, &figure.range);
            figure.range = start + figure.range.start..start + figure.range.end;
            self.body.figures.push(figure);
        }
        self.note_dates(&text, kind, start, first);
        self.prose.block.text = text;
    }

    /// Leaves a hole before and after a figure of the current block, unless an element begins or ends within it, or around
    /// it a link.
    fn mark_figure(&mut self, text: &str, figure: &Range<usize>) {
        if self.trust == Trust::Untrusted {
            return;
        }
        let ends = (
            self.in_html(text, start_of_word(text, figure.start), false),
            self.in_html(text, figure.end, true),
        );
        let (Some((start, false)), Some((end, false))) = ends else {
            return;
        };
        let is_whole = self
            .html
            .text
            .get(start..end)
            .is_some_and(|part| !part.contains('<'));
        let has_holes = || !self.html.holes_in(&(start + 1..end)).is_empty();
        if is_whole && start < end && !has_holes() {
            let index = small(self.body.figures.len());
            self.html.hole_at(start, Hole::FigureStart(index));
            self.html.hole_before(end, Hole::FigureEnd(index));
        }
    }

    /// Leaves a hole before and after a figure that is itself a hole, at this place of the HTML.
    pub(super) fn mark_hole(&mut self, at: usize, figure: usize) {
        let index = small(figure);
        self.html.hole_before(at, Hole::FigureStart(index));
        self.html.hole_at(at, Hole::FigureEnd(index));
    }

    /// Where a place of the current block stands in the HTML, as the beginning or the end of words, and whether in a link;
    /// `None` where there are no words.
    pub(super) fn in_html(&self, text: &str, place: usize, is_end: bool) -> Option<(usize, bool)> {
        let written = &self.prose.written;
        let before = written.partition_point(|w| w.at < place || (w.at == place && !is_end));
        let written = written.get(before.checked_sub(1)?)?;
        let last = self.prose.looked_up.get();
        let is_further = last.written == before && (written.at..=place).contains(&last.place);
        let (from, known) = match is_further {
            true => (last.place, last.escaped),
            false => (written.at, 0),
        };
        let (html, words) = (written.html?, text.get(from..place)?);
        // What HTML escapes in text is longer there; nothing else is written between words that stand side by side.
        let length = |byte: u8| -> usize {
            match byte {
                b'&' => 5,
                b'<' | b'>' => 4,
                _ => 1,
            }
        };
        let escaped = known + words.bytes().map(length).sum::<usize>();
        self.prose.looked_up.set(LookedUp {
            written: before,
            place,
            escaped,
        });
        Some((html + escaped, written.is_link))
    }

    /// Ends the prose: footnotes that lead to another site make the sentences do so that refer to them.
    pub(super) fn finish_prose(&mut self) {
        // Of several links in a footnote, the first counts.
        let sources = self.prose.sources.iter().rev();
        let sources: BTreeMap<&str, &str> = sources.map(|(note, url)| (&**note, &**url)).collect();
        for (place, label) in std::mem::take(&mut self.prose.references) {
            if let Some(url) = sources.get(&*label) {
                self.body.prose.outside.push(Outside {
                    start: place,
                    end: place,
                    url: (*url).into(),
                });
            }
        }
        self.body.prose.outside.sort_by_key(|o| (o.start, o.end));
        self.body.prose = std::mem::take(&mut self.body.prose).trimmed();
        self.body.figures.shrink_to_fit();
        self.body.dated.shrink_to_fit();
    }
}

/// Joins ranges that overlap; returns them in order.
fn joined(ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut ranges = ranges.to_vec();
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.dedup_by(|next, range| {
        let overlaps = next.start < range.end;
        if overlaps {
            range.end = range.end.max(next.end);
        }
        overlaps
    });
    ranges
}

/// Returns true if a figure is a part of an address of the web.
fn is_in_address(text: &str, figure: &Range<usize>) -> bool {
    let before = text[..figure.start].char_indices().rev();
    let before = before.take(LONGEST_ADDRESS);
    let word = before.take_while(|(_, c)| !c.is_whitespace()).last();
    let word = &text[word.map_or(figure.start, |(at, _)| at)..figure.end];
    word.contains("://") || word.contains("www.")
}

/// Returns true if a figure may be the number of an item, in lines that are no list: `1.` or `1)` before a word.
fn is_item_number(text: &str, figure: &Range<usize>) -> bool {
    let after = text[figure.end..].strip_prefix(['.', ')', '-', '–']);
    let before = text[..figure.start].chars().next_back();
    after.is_some_and(|after| after.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()))
        && before.is_none_or(|c| c.is_whitespace() || c == '(')
}

/// Where the word begins that a figure begins in: no element begins within a word, whose letters are joined. `بتسعة أشهر` is
/// marked as a whole; the و of `و2021` stands by itself.
fn start_of_word(text: &str, figure: usize) -> usize {
    let is_joined = text[figure..].starts_with(char::is_alphabetic);
    let letters = text[..figure].char_indices().rev().take_while(|(_, c)| {
        is_joined && (c.is_alphabetic() || matches!(c, '\u{64B}'..='\u{652}'))
    });
    letters.last().map_or(figure, |(at, _)| at)
}
