//! Builds the prose of a body, beside its HTML, and finds the figures in it.
//!
//! Takes the words with their ranges as the writer reaches them; builds the body's prose and figures, and in the HTML of
//! trusted texts adds a hole before and after each figure, so that a page can make an element of it.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::codes;
use crate::lang::figures::{self, Quantity};
use crate::lang::{LONGEST_SENTENCE, too_long};
use crate::parse::fields::Located;
use crate::parse::html::{Hole, small};
use crate::parse::markdown::Trust;
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::prose::{OBJECT, OpenBlock, Outside, ProseBlock, ProseBlockKind};

/// Distance before a figure in which the beginning of an address is searched for, in characters.
const LONGEST_ADDRESS: usize = 512;

/// The state of building the prose.
#[derive(Default)]
pub(super) struct ProseBuilder {
    /// The current block.
    pub(super) block: OpenBlock,
    /// The pieces of words in the current block, in order.
    pub(super) written: Vec<ProseInHtml>,
    /// The texts of links in the current block that are meant as citations: numbers in them are not figures.
    pub(super) linked_citations: Vec<Range<usize>>,
    /// True while in code, which is not read.
    pub(super) in_code: bool,
    /// True while the words are an address.
    pub(super) in_address: bool,
    /// True while in the credit of a picture, which makes no claims about the original.
    pub(super) in_credit: bool,
    /// Number of block quotations around the current position.
    pub(super) quotations: usize,
    /// In a table row, true until one of its cells had text; `None` outside tables.
    pub(super) row: Option<bool>,
    /// Start and target of the open link to another site.
    link: Option<(usize, Box<str>)>,
    /// True if raw HTML has opened a link. Links cannot be nested.
    pub(super) in_raw_link: bool,
    /// Positions of references to footnotes, and their labels.
    references: Vec<(u32, String)>,
    /// Labels of footnotes that contain a link to another site, with its target.
    sources: Vec<(String, Box<str>)>,
    /// Open HTML elements that are marked as another language, with the positions at which they begin.
    foreign: Vec<(String, u32)>,
    /// The last position that was looked up in the HTML. Positions are looked up in order, and words can be long.
    looked_up: Cell<LookedUp>,
}

/// A position in the words of a block, and the length in HTML of the words before it, in bytes.
#[derive(Debug, Clone, Copy, Default)]
struct LookedUp {
    /// The index of the words.
    written: usize,
    place: usize,
    escaped: usize,
}

/// The figures of a block that are to be marked. They are added to the HTML when the block ends: adding them one by one
/// would move the later holes each time.
#[derive(Default)]
struct FigureHoles {
    /// The figures' parts of the HTML, and their indices into the body's figures.
    figures: Vec<(Range<usize>, u32)>,
    /// The ends (false) and starts (true) of the figures, in the order of
    /// [`Html::holes_in`](crate::parse::html::Html::holes_in).
    places: BTreeSet<(usize, bool)>,
}

/// A piece of words that is contiguous in the HTML.
pub(super) struct ProseInHtml {
    /// Offset in the block.
    at: usize,
    /// Offset of the piece in the HTML, where it is escaped; `None` if it is not written there as words.
    html: Option<usize>,
    /// True if the words are in a link. Links cannot be nested.
    is_link: bool,
}

impl BodyWriter<'_, '_> {
    /// Adds a text of the front matter as a block of its own.
    pub(super) fn line(&mut self, kind: ProseBlockKind, line: &Located<String>) {
        let source = self.words_of(line);
        let speech = &mut self.prose;
        speech
            .block
            .push(&mut self.body.prose, &line.value, source, self.file);
        self.close_block(kind);
    }

    /// Returns the range of a TOML text without its quotation marks.
    fn words_of(&self, line: &Located<String>) -> Range<usize> {
        let raw = self.file.get(line.span.clone()).unwrap_or_default();
        match raw.find(line.value.as_str()) {
            Some(at) => line.span.start + at..line.span.start + at + line.value.len(),
            // If the text contains escapes, each part gets the range of the whole text.
            None => line.span.clone(),
        }
    }

    /// Adds a text of TOML that is about to be written into the HTML.
    pub(super) fn say_line(&mut self, line: &Located<String>) {
        let source = self.words_of(line);
        self.say_at(&line.value, source);
    }

    /// Adds words that represent these bytes of the file and are not written into the HTML.
    pub(super) fn say_unwritten(&mut self, words: &str, source: Range<usize>) {
        let speech = &mut self.prose;
        speech.written.push(ProseInHtml {
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
        // White space at the beginning of a block is left out.
        let skipped = before + words.len() - self.prose.block.text.len();
        self.prose.written.push(ProseInHtml {
            at: before,
            html: Some(self.html.text.len() + skipped),
            is_link: self.ends.contains(&"</a>") || self.prose.in_raw_link,
        });
    }

    /// Adds a placeholder for text that is not words.
    pub(super) fn say_object(&mut self, span: &Range<usize>) {
        if self.picture == 0 && !self.prose.in_code {
            let source = self.place(span.clone());
            self.say_unwritten(OBJECT, source);
        }
    }

    /// Adds a line break.
    pub(super) fn say_space(&mut self) {
        if self.picture == 0 {
            self.prose.block.space();
        }
    }

    /// Removes white space before the current position. Elements that began in it now begin before it.
    fn trim_space(&mut self) {
        self.prose.block.trim(&mut self.body.prose);
        let place = self.prose.block.place(&self.body.prose);
        if let Some((start, _)) = &mut self.prose.link {
            *start = place.min(*start);
        }
        let place = small(place);
        let references = self.prose.references.iter_mut().map(|(at, _)| at);
        let foreign = self.prose.foreign.iter_mut().map(|(_, at)| at);
        for at in references.chain(foreign) {
            *at = place.min(*at);
        }
    }

    /// Registers a citation at the current position.
    pub(super) fn say_citation(&mut self) {
        self.trim_space();
        let place = self.prose.block.place(&self.body.prose);
        self.body.prose.citations.push(small(place));
    }

    /// Registers that the sentence at the current position cites something unknown.
    pub(super) fn say_unread_citation(&mut self) {
        self.trim_space();
        let place = self.prose.block.place(&self.body.prose);
        // The offset lies within the sentence, which may end here.
        if !self.prose.block.text.is_empty() {
            self.body.prose.unread_citations.push(small(place - 1));
        }
    }

    /// Registers a reference to a footnote at the current position.
    pub(super) fn say_reference(&mut self, label: &str) {
        let place = self.prose.block.place(&self.body.prose);
        self.prose.references.push((small(place), label.to_owned()));
    }

    /// Begins an HTML element that is marked with a language.
    pub(super) fn start_language(&mut self, element: &str, tag: &str) {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        if !tag.is_empty() && primary(tag) != primary(self.lang) {
            let place = self.prose.block.place(&self.body.prose);
            self.prose.foreign.push((element.to_owned(), small(place)));
        }
    }

    /// Ends an HTML element, which may be marked with another language.
    pub(super) fn end_language(&mut self, element: &str) {
        if let Some((_, start)) = self.prose.foreign.pop_if(|(name, _)| name == element) {
            let end = small(self.prose.block.place(&self.body.prose));
            self.body.prose.foreign.push(start..end);
        }
    }

    /// Begins a link to another site.
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

    /// Ends the open link to another site, if there is one.
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

    /// Ends the current block, if it contains words.
    pub(super) fn end_block(&mut self) {
        let kind = match self.prose.row {
            _ if self.heading.is_some() => ProseBlockKind::Heading,
            Some(is_first) => {
                let has_text = !self.prose.block.text.trim_end().is_empty();
                self.prose.row = Some(is_first && !has_text);
                ProseBlockKind::Cell { is_first }
            }
            None if self.prose.quotations > 0 => ProseBlockKind::Quotation,
            None if self.depth > 0 => ProseBlockKind::Item,
            None => ProseBlockKind::Paragraph,
        };
        self.close_block(kind);
    }

    /// Ends the current block with this kind, if it contains words.
    pub(super) fn close_block(&mut self, kind: ProseBlockKind) {
        let is_heading = kind == ProseBlockKind::Heading;
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
            let mut lookalikes = self.check_block(start, kind);
            lookalikes.append(&mut self.prose.linked_citations);
            if !self.prose.in_credit {
                self.find_figures(start, kind, &lookalikes);
            }
            self.find_runs();
        }
        self.prose.block.text.clear();
        self.prose.written.clear();
        self.prose.linked_citations.clear();
        self.prose.looked_up.take();
    }

    /// Reports a sentence that is too long to be treated as one.
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

    /// Moves the citations of a block without words to the end of the previous block: on a line of their own below a
    /// paragraph, or in a cell of their own, they belong to that paragraph or cell.
    fn move_lone_citations(&mut self, kind: ProseBlockKind) {
        let is_first_cell = kind == ProseBlockKind::Cell { is_first: true };
        if is_first_cell
            || kind == ProseBlockKind::Heading
            || self.notes.current().is_some()
            || self.prose.block.text.contains(char::is_alphanumeric)
        {
            return;
        }
        let prose = &mut self.body.prose;
        let is_text = |block: &&ProseBlock| {
            let has_none = matches!(
                block.kind,
                ProseBlockKind::Heading
                    | ProseBlockKind::Title
                    | ProseBlockKind::Description
                    | ProseBlockKind::Author
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

    /// Finds the figures of a block that begins at `start`. Numbers in `lookalikes` are paragraph numbers.
    fn find_figures(&mut self, start: usize, kind: ProseBlockKind, lookalikes: &[Range<usize>]) {
        let text = std::mem::take(&mut self.prose.block.text);
        let first = self.body.figures.len();
        let lookalikes = joined(lookalikes);
        let mut marks = FigureHoles::default();
        for mut figure in figures::find(&text, self.lang) {
            // "Last year", and "(kg)" in a table, are not claims, but in an original they support the explicit form in
            // a summary.
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
            self.mark_figure(&text, &figure.range, &mut marks);
            figure.range = start + figure.range.start..start + figure.range.end;
            self.body.figures.push(figure);
        }
        self.html.mark_figures(&marks.figures);
        self.note_dates(&text, kind, start, first);
        self.prose.block.text = text;
    }

    /// Adds a figure of the current block to those that are marked, unless an element begins or ends within it, or the
    /// figure is in a link.
    fn mark_figure(&mut self, text: &str, figure: &Range<usize>, marks: &mut FigureHoles) {
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
        let has_holes = || {
            let first_within = |from, to| marks.places.range((from, true)..(to, true)).next();
            first_within(start + 1, end).is_some()
                || !self.html.holes_in(&(start + 1..end)).is_empty()
        };
        if is_whole && start < end && !has_holes() {
            marks.places.extend([(start, true), (end, false)]);
            let index = small(self.body.figures.len());
            marks.figures.push((start..end, index));
        }
    }

    /// Adds holes before and after a figure that is itself a hole at this offset of the HTML.
    pub(super) fn mark_hole(&mut self, at: usize, figure: usize) {
        let index = small(figure);
        self.html.hole_before(at, Hole::FigureStart(index));
        self.html.hole_at(at, Hole::FigureEnd(index));
    }

    /// Returns the offset in the HTML of a position in the current block, as the start or the end of words, and true if
    /// it is in a link. Returns `None` if there are no words.
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

    /// Finishes the prose. A footnote with a link to another site counts as such a link in the sentences that refer to
    /// it.
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

/// Returns true if a figure is a part of a web address.
fn is_in_address(text: &str, figure: &Range<usize>) -> bool {
    let before = text[..figure.start].char_indices().rev();
    let before = before.take(LONGEST_ADDRESS);
    let word = before.take_while(|(_, c)| !c.is_whitespace()).last();
    let word = &text[word.map_or(figure.start, |(at, _)| at)..figure.end];
    word.contains("://") || word.contains("www.")
}

/// Returns true if a figure may be the number of an item in lines that are not a list: `1.` or `1)` before a word.
fn is_item_number(text: &str, figure: &Range<usize>) -> bool {
    let after = text[figure.end..].strip_prefix(['.', ')', '-', '–']);
    let before = text[..figure.start].chars().next_back();
    after.is_some_and(|after| after.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()))
        && before.is_none_or(|c| c.is_whitespace() || c == '(')
}

/// Returns the start of the word in which a figure begins, since an element must not begin within a word of joined
/// letters. `بتسعة أشهر` is marked as a whole; the و of `و2021` is left outside.
fn start_of_word(text: &str, figure: usize) -> usize {
    let is_joined = text[figure..].starts_with(char::is_alphabetic);
    let letters = text[..figure].char_indices().rev().take_while(|(_, c)| {
        is_joined && (c.is_alphabetic() || matches!(c, '\u{64B}'..='\u{652}'))
    });
    letters.last().map_or(figure, |(at, _)| at)
}
