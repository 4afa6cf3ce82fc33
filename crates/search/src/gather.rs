//! Turns records into sequences of tokens, without keeping their text.

use crate::intern::Interner;
use crate::language::WrittenPercentages;
use crate::record::Record;
use crate::token::{BLOCK, END, tokens};

/// The first character of the token that begins a heading; the heading's anchor follows.
pub const HEADING: char = '\u{5}';

/// The records that one thread gathered.
#[derive(Debug, Default)]
pub struct Shard {
    pub tokens: Interner,
    /// The tokens of all its records, by number.
    pub stream: Vec<u32>,
    pub records: Vec<GatheredRecord>,
    /// A buffer in which a block's first token, and parts of tokens, are assembled.
    buffer: String,
    /// The percentages in words of the current record.
    percentages: WrittenPercentages,
}

/// A record whose text is replaced by a range of the stream of tokens.
#[derive(Debug)]
pub struct GatheredRecord {
    pub kind: usize,
    pub day: Option<i32>,
    pub address: String,
    pub tags: Vec<String>,
    /// Index of its first token in the stream: title and notes, each with an end token; then blocks.
    pub start: usize,
    /// Index after the last token that is displayed. Keywords follow, each with an end token.
    pub shown: usize,
    /// Index after its last token.
    pub end: usize,
}

impl Shard {
    /// Adds a record.
    pub fn add(mut self, record: Record) -> Self {
        let start = self.stream.len();
        for line in std::iter::once(&record.title).chain(&record.notes) {
            self.line(line);
        }
        for block in &record.blocks {
            self.buffer.clear();
            self.buffer
                .push(if block.is_heading { HEADING } else { BLOCK });
            self.buffer.push_str(&block.anchor);
            self.stream.push(self.tokens.add(&self.buffer));
            self.text(&block.text);
        }
        let shown = self.stream.len();
        for keyword in &record.keywords {
            self.line(keyword);
        }
        for percentage in std::mem::take(&mut self.percentages.found) {
            self.line(&percentage);
        }
        self.records.push(GatheredRecord {
            kind: record.kind,
            day: record.day,
            address: record.address,
            tags: record.tags,
            start,
            shown,
            end: self.stream.len(),
        });
        self
    }

    fn line(&mut self, text: &str) {
        self.text(text);
        self.stream.push(self.tokens.add(END));
    }

    fn text(&mut self, text: &str) {
        let Shard {
            tokens: known,
            stream,
            buffer,
            percentages,
            ..
        } = self;
        tokens(text, buffer, |token| {
            stream.push(known.add(token));
            percentages.take(token);
        });
        percentages.take(END);
    }
}
