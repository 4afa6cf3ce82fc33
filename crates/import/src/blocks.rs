//! Turns lines into blocks: decides which lines make one paragraph, which are list items and which are headings. Pure.
//!
//! Files come in three shapes: one paragraph per line, with or without blank lines between; paragraphs wrapped at a width
//! and separated by blank lines; wrapped paragraphs without blank lines. The whole file decides if it is wrapped. The
//! evidence is a property that only wrapping causes: no line has room for the first word of the next one.

use super::lines::Line;
use super::words;
use super::{Noticed, ReadingDoubt};

/// The kind of a block.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Is {
    #[default]
    Paragraph,
    /// A heading of level 2 to 6; level 1 is the title's.
    Heading(u8),
    /// A list item; the block's text does not contain its bullet or number.
    Item {
        /// Number of list items that enclose this item's list.
        depth: usize,
        /// The item's number; `None` in a list without numbers.
        number: Option<u32>,
    },
    /// A further paragraph of the preceding list item.
    Continued {
        /// Number of list items that enclose that item's list.
        depth: usize,
    },
    /// A table row; the block's text is that of its cells.
    Row {
        /// True if this is the table's first row.
        first: bool,
    },
}

impl Is {
    /// An item of a list that is not nested and has no numbers.
    pub(super) const ITEM: Is = Is::Item {
        depth: 0,
        number: None,
    };
}

/// A paragraph, heading, list item or table row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// Number of its first line, from 1; `None` in a page, where line numbers mean nothing.
    pub line: Option<usize>,
    /// The text, on one line.
    pub text: String,
    pub is: Is,
    /// True if the block is in a block quotation.
    pub quoted: bool,
    /// The texts of a table row's cells; empty for other blocks.
    pub cells: Vec<String>,
    /// True if all words of the block are in links.
    pub linked: bool,
    /// True if all words of the block are bold.
    pub bold: bool,
}

/// Maximum width of a wrapped line, in characters: people and programs wrap at 60 to 100. A longer line is a paragraph.
const MAX_WIDTH: usize = 120;
/// Minimum width of wrapped text, in characters: shorter lines are verse, names or figures.
const MIN_WIDTH: usize = 40;
/// Maximum number of words of a heading.
const HEADING_WORDS: usize = 14;
/// Maximum number of words of a heading without punctuation at its end: such a line may also be a caption or a sentence
/// cut off.
const BARE_HEADING_WORDS: usize = 10;
/// Minimum length of a paragraph beside which a short line can be a heading, in characters.
const LONG: usize = 80;

/// Joins the lines into paragraphs.
pub(super) fn gather(lines: &[Line]) -> Vec<Block> {
    let width = wrapped_width(lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        match (before, blocks.last_mut(), width) {
            _ if line.text.is_empty() => {}
            (Some(before), Some(block), Some(width)) if continues(before, line, width) => {
                block.text.push(' ');
                block.text.push_str(&line.text);
            }
            _ => blocks.push(Block {
                line: Some(line.number),
                text: line.text.clone(),
                ..Block::default()
            }),
        }
        before = Some(line).filter(|l| !l.text.is_empty());
    }
    blocks
}

/// Returns the width at which a text is wrapped; `None` unless more than half of the pairs of neighbouring lines look
/// like wrapped lines.
fn wrapped_width(lines: &[Line]) -> Option<usize> {
    let neighbours = || {
        lines
            .windows(2)
            .map(|pair| (&pair[0], &pair[1]))
            .filter(|(a, b)| !a.text.is_empty() && !b.text.is_empty())
            .filter(|(a, b)| a.chars() <= MAX_WIDTH && b.chars() <= MAX_WIDTH)
    };
    let width = neighbours()
        .map(|(a, b)| a.chars().max(b.chars()))
        .max()
        .filter(|&width| width >= MIN_WIDTH)?;
    let pairs = neighbours().count();
    let wrapped = neighbours().filter(|(a, b)| continues(a, b, width)).count();
    (wrapped * 2 > pairs).then_some(width)
}

/// Returns true if a line continues in the next one, in a text wrapped at `width`.
fn continues(line: &Line, next: &Line, width: usize) -> bool {
    if line.chars() > MAX_WIDTH || next.chars() > MAX_WIDTH || without_bullet(&next.text).is_some()
    {
        return false;
    }
    let ends = words::ends_sentence(&line.text);
    if !ends && next.text.starts_with(char::is_lowercase) {
        return true;
    }
    // Vowel signs and wrapping by hand make widths inexact. After a full stop the line may be the last of its paragraph.
    let slack = if ends { 0 } else { width / 8 };
    let first_word = next.text.split_whitespace().next().unwrap_or_default();
    line.chars() + 1 + words::chars(first_word) + slack > width
}

impl Line {
    fn chars(&self) -> usize {
        words::chars(&self.text)
    }
}

/// Turns runs of two or more blocks that begin with a bullet into list items.
pub(super) fn mark_items(blocks: &mut [Block]) {
    let bulleted: Vec<bool> = blocks
        .iter()
        .map(|b| without_bullet(&b.text).is_some())
        .collect();
    for (i, block) in blocks.iter_mut().enumerate() {
        let beside = |j: Option<usize>| j.and_then(|j| bulleted.get(j)).copied() == Some(true);
        if block.is == Is::Paragraph
            && (beside(i.checked_sub(1)) || beside(Some(i + 1)))
            && let Some(text) = without_bullet(&block.text)
        {
            block.text = text.to_string();
            block.is = Is::ITEM;
        }
    }
}

/// Returns the text after a bullet; `None` if the text does not begin with one.
pub(super) fn without_bullet(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['-', '–', '—', '*', '•', '·', '▪', '●', '◦'])?;
    let spaced = rest.starts_with(char::is_whitespace) || text.starts_with(['•', '▪', '●', '◦']);
    let item = rest.trim_start();
    (spaced && item.contains(char::is_alphanumeric)).then_some(item)
}

/// Turns short lines between long paragraphs into headings, and reports them. Call it after [`mark_items`].
pub(super) fn mark_headings(blocks: &mut [Block]) -> Vec<Noticed> {
    let mut made = Vec::new();
    for i in 1..blocks.len().saturating_sub(1) {
        let (before, block, after) = (&blocks[i - 1], &blocks[i], &blocks[i + 1]);
        let stands_out = block.is == Is::Paragraph
            && without_bullet(&block.text).is_none()
            && (matches!(before.is, Is::Item { .. }) || words::chars(&before.text) >= LONG)
            && is_prose(after)
            && words::chars(&block.text) * 2 <= words::chars(&after.text);
        if stands_out && reads_as_heading(&block.text, &after.text) {
            blocks[i].is = Is::Heading(2);
            made.push(noticed(&blocks[i], ReadingDoubt::Heading));
        }
    }
    made
}

/// Turns bold paragraphs that look like headings and precede a paragraph into headings, and reports them. Many pages have
/// no other headings.
pub(super) fn mark_bold_headings(blocks: &mut [Block]) -> Vec<Noticed> {
    let mut made = Vec::new();
    for i in 1..blocks.len() {
        let (block, after) = (&blocks[i - 1], &blocks[i]);
        let is_heading = block.bold
            && block.is == Is::Paragraph
            && !block.quoted
            && after.is == Is::Paragraph
            && !after.bold
            && reads_as_heading(&block.text, &after.text);
        if is_heading {
            blocks[i - 1].is = Is::Heading(2);
            made.push(noticed(&blocks[i - 1], ReadingDoubt::Heading));
        }
    }
    made
}

/// Repairs the depths of list items after blocks were removed: an item cannot be deeper than its predecessor allows, and
/// a continuation whose item is gone becomes a paragraph.
pub(super) fn settle_depths(blocks: &mut [Block]) {
    let mut open = 0;
    let mut quoted = false;
    for block in blocks {
        open = if block.quoted == quoted { open } else { 0 };
        quoted = block.quoted;
        match &mut block.is {
            Is::Item { depth, .. } => {
                *depth = (*depth).min(open);
                open = *depth + 1;
            }
            Is::Continued { depth } if open > 0 => {
                *depth = (*depth).min(open - 1);
                open = *depth + 1;
            }
            Is::Continued { .. } => block.is = Is::Paragraph,
            _ => open = 0,
        }
    }
}

/// Returns a note for the editor about a block.
pub(super) fn noticed(block: &Block, what: ReadingDoubt) -> Noticed {
    Noticed {
        line: block.line,
        text: block.text.clone(),
        what,
    }
}

/// Returns true if a block is a long paragraph, not a list item or a line of data.
pub(super) fn is_prose(block: &Block) -> bool {
    let length = words::chars(&block.text);
    block.is == Is::Paragraph
        && without_bullet(&block.text).is_none()
        && length >= LONG
        && (length >= 2 * LONG || words::ends_sentence(&block.text))
}

/// Returns true if a line has the form of a heading. A line that introduces the quotation after it does not.
fn reads_as_heading(text: &str, after: &str) -> bool {
    let words = words::count(text);
    let form = match words::last_sign(text) {
        Some(':' | '：') => !words::opens_quotation(after),
        Some(_) if words::is_question(text) => true,
        Some(c) => c.is_alphanumeric() && words <= BARE_HEADING_WORDS,
        None => false,
    };
    form && words <= HEADING_WORDS && text.contains(char::is_alphabetic)
}
