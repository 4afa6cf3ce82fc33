//! Drops boilerplate blocks (bylines, dates, notices) from the text of an article, and reports each of them. Pure.

use super::blocks::{self, Block, Is};
use super::furniture::{self, Furniture};
use super::{Dropped, Noticed, ReadingDoubt, Why, notices, title, words};
use std::collections::BTreeSet;

/// Number of lines from the top that are searched for the author and the day of publication.
const HEAD_LINES: usize = 4;
/// Minimum length of a lead that counts as repeated, in characters.
const REPEATED_CHARS: usize = 40;
/// Minimum number of headings in a row that are tags.
const TAG_HEADINGS: usize = 3;
/// Number of blocks at the end that are searched for the heading of a box about the author.
const ABOUT_BLOCKS: usize = 6;
/// A last line with fewer characters than this and no full stop is reported to the editor.
const SHORT_END: usize = 80;

/// The blocks that are left, and those that were dropped.
pub(super) struct Sieve {
    pub blocks: Vec<Block>,
    pub dropped: Vec<Dropped>,
}

impl Sieve {
    fn drop_at(&mut self, index: usize, why: Why) {
        let Block { line, text, .. } = self.blocks.remove(index);
        self.dropped.push(Dropped { line, text, why });
    }

    /// Drops the `unwanted` blocks from index `from` on.
    pub(super) fn drop_from(
        &mut self,
        from: usize,
        why: Why,
        mut unwanted: impl FnMut(&Block) -> bool,
    ) {
        for block in self.blocks.split_off(from) {
            if unwanted(&block) {
                let Block { line, text, .. } = block;
                self.dropped.push(Dropped { line, text, why });
            } else {
                self.blocks.push(block);
            }
        }
    }

    /// Drops lists of tags after the last sentence.
    pub(super) fn drop_tags(&mut self, table: &Furniture) {
        let is_tags = |b: &Block| table.is_tag_list(&b.text);
        let last_sentence = |b: &Block| words::ends_sentence(&b.text) && !is_tags(b);
        let end = self.blocks.iter().rposition(last_sentence);
        self.drop_from(end.map_or(0, |i| i + 1), Why::Tags, is_tags);
    }

    /// Drops notes at the end on agencies, translators and editors, unless no paragraph would be left.
    pub(super) fn drop_closing_notes(&mut self) {
        while self.blocks.len() > 1
            && let Some(last) = self.blocks.last()
            && !matches!(last.is, Is::Row { .. })
            && furniture::is_closing_note(&last.text)
            && self.blocks.iter().any(blocks::is_prose)
        {
            self.drop_at(self.blocks.len() - 1, Why::ClosingNote);
        }
    }

    /// Drops a box about the author at the end: its heading and the text below it, or paragraphs about an author.
    pub(super) fn drop_about_author(&mut self, author: Option<&str>) {
        let from = self.blocks.len().saturating_sub(ABOUT_BLOCKS);
        let heading = (from.max(1)..self.blocks.len())
            .find(|&at| notices::is_about_author(&self.blocks[at].text));
        if let Some(heading) = heading {
            self.drop_from(heading, Why::Byline, |_| true);
        }
        while self.blocks.len() > 1
            && let Some(last) = self.blocks.last()
            && last.is == Is::Paragraph
            && author.is_some_and(|author| notices::tells_of(&last.text, author))
        {
            self.drop_at(self.blocks.len() - 1, Why::Byline);
        }
    }

    /// Drops a run of three or more headings of one level with nothing between them, except the last one: the others
    /// are tags.
    pub(super) fn drop_tag_headings(&mut self) {
        let mut unwanted = vec![false; self.blocks.len()];
        let mut start = 0;
        for end in 1..=self.blocks.len() {
            let is_tag =
                |b: &Block| matches!(b.is, Is::Heading(_)) && !words::ends_sentence(&b.text);
            let is_heading = is_tag(&self.blocks[start]);
            let goes_on = end < self.blocks.len()
                && self.blocks[end].is == self.blocks[start].is
                && is_tag(&self.blocks[end]);
            if is_heading && goes_on {
                continue;
            }
            if is_heading && end - start >= TAG_HEADINGS {
                unwanted[start..end - 1].fill(true);
            }
            start = end;
        }
        let mut unwanted = unwanted.into_iter();
        self.drop_from(0, Why::Tags, |_| unwanted.next() == Some(true));
    }

    /// Drops headings at the end: nothing is below them.
    pub(super) fn drop_last_headings(&mut self) {
        while self.blocks.len() > 1
            && self
                .blocks
                .last()
                .is_some_and(|last| matches!(last.is, Is::Heading(_)))
        {
            self.drop_at(self.blocks.len() - 1, Why::Furniture);
        }
    }

    /// Drops blocks that consist of links and are not sentences, and headings with nothing else below them.
    pub(super) fn drop_links(&mut self) {
        let is_link = |b: &Block| {
            b.linked && !matches!(b.is, Is::Heading(_)) && !words::ends_sentence(&b.text)
        };
        // Reading from the end: are there links right below, and nothing else up to the next heading or the end?
        let mut links_alone = false;
        let mut nothing_else = true;
        let mut unwanted = vec![false; self.blocks.len()];
        for (block, unwanted) in self.blocks.iter().zip(&mut unwanted).rev() {
            let is_heading = matches!(block.is, Is::Heading(_));
            *unwanted = is_link(block) || (is_heading && links_alone);
            links_alone = is_link(block) && nothing_else;
            nothing_else = is_heading || (is_link(block) && nothing_else);
        }
        let mut unwanted = unwanted.into_iter();
        self.drop_from(0, Why::Links, |_| unwanted.next() == Some(true));
    }

    /// Drops the first of the topmost lines, from index `from` on, in which `read` finds a value, and returns that value.
    pub(super) fn lift(
        &mut self,
        why: Why,
        from: usize,
        read: fn(&str) -> Option<String>,
    ) -> Option<String> {
        let head = self.blocks.iter().take(HEAD_LINES).enumerate().skip(from);
        let (index, found) = head
            .take_while(|(_, b)| !blocks::is_prose(b))
            .find_map(|(i, b)| Some((i, read(&b.text)?)))?;
        self.drop_at(index, why);
        Some(found)
    }

    /// Drops lines at the top that repeat the author and, if the day is known, lines with a day.
    pub(super) fn drop_known(&mut self, author: Option<&str>, day_is_known: bool) {
        let author = author.map(words::folded);
        let why = |b: &Block| match b {
            _ if Some(words::folded(&b.text)) == author => Some(Why::Author),
            _ if day_is_known && title::is_day(&b.text) => Some(Why::Published),
            _ => None,
        };
        for _ in 0..HEAD_LINES {
            let head = self.blocks.iter().take(HEAD_LINES).enumerate();
            let mut head = head.take_while(|(_, b)| !blocks::is_prose(b));
            let Some((index, why)) = head.find_map(|(i, b)| Some((i, why(b)?))) else {
                return;
            };
            self.drop_at(index, why);
        }
    }

    /// Drops a lead that the paragraph after it repeats.
    pub(super) fn drop_repeated_lead(&mut self) {
        while let [first, second, ..] = self.blocks.as_slice()
            && first.is == Is::Paragraph
            && second.is == Is::Paragraph
            && is_repeated(&first.text, &second.text)
        {
            self.drop_at(0, Why::RepeatedLead);
        }
    }

    /// Removes and returns the first line if it looks like a title.
    pub(super) fn take_title(&mut self) -> Option<String> {
        let (first, rest) = self.blocks.split_first()?;
        let rest: Vec<&str> = rest.iter().map(|b| b.text.as_str()).collect();
        title::is_title(&first.text, &rest).then(|| words::one_line(&self.blocks.remove(0).text))
    }

    /// Drops repetitions of the title at the top. A text that consists only of them keeps its last line.
    pub(super) fn drop_repeated(&mut self, title: &str) {
        let title = words::folded(title);
        let is_title = |b: &&Block| words::folded(&b.text) == title;
        let repeated = self.blocks.iter().take_while(is_title).count();
        let repeated = repeated.min(self.blocks.len().saturating_sub(1));
        let dropped = self.blocks.drain(..repeated);
        self.dropped.extend(dropped.map(|b| Dropped {
            line: b.line,
            text: b.text,
            why: Why::RepeatedTitle,
        }));
    }
}

/// Returns true if the beginning of another text repeats a text, in the same or nearly the same words.
pub(super) fn is_repeated(text: &str, other: &str) -> bool {
    let (text, other) = (words::folded(text), words::folded(other));
    // Two identical paragraphs are not a lead and its paragraph.
    if words::chars(&text) < REPEATED_CHARS || text == other {
        return false;
    }
    let text: Vec<&str> = text.split(' ').collect();
    let other: Vec<&str> = other.split(' ').collect();
    let same = text.iter().zip(&other).take_while(|(a, b)| a == b).count();
    // Teasers are often cut off, in the middle of a word or before a mark.
    if same + 1 >= text.len() {
        return true;
    }
    // Two versions of one sentence: nearly all words are equal, and their numbers are nearly equal.
    let all: BTreeSet<&str> = other.iter().copied().collect();
    let shared = text.iter().filter(|word| all.contains(*word)).count();
    text.len() >= 8
        && shared * 10 >= text.len() * 9
        && other.len() * 10 <= text.len() * 12
        && same >= 2
}

/// Returns a note on the last block if it is a short line without a full stop, which may be boilerplate.
pub(super) fn short_end(blocks: &[Block]) -> Option<Noticed> {
    let last = blocks.last().filter(|_| blocks.len() > 1)?;
    let is_short = words::chars(&last.text) < SHORT_END && !words::ends_sentence(&last.text);
    is_short.then(|| blocks::noticed(last, ReadingDoubt::ShortEnd))
}

/// Returns the number of blocks that get a paragraph number.
pub(super) fn paragraphs(blocks: &[Block]) -> usize {
    let numbered = |b: &&Block| !matches!(b.is, Is::Heading(_));
    blocks.iter().filter(numbered).count()
}
