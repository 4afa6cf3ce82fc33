//! Passages: a heading with a topic and everything down to the next heading of its level or above.
//!
//! Takes the attributes of headings and where headings begin; gives the body's passages.

use crate::diagnostic::codes;
use std::ops::Range;

use crate::diagnostic::nearest;
use crate::parse::fields::Located;
use crate::parse::markdown::Passage;
use crate::parse::markdown::headings::Attribute;
use crate::parse::markdown::writer::Writer;

/// A topic passage whose end has not come.
pub(super) struct OpenPassage {
    /// Its index in `Body::passages`.
    index: usize,
    /// The level of its heading.
    level: u8,
}

impl Writer<'_, '_> {
    /// Begins a passage on these topics at `start`, with the heading that stands there.
    pub(super) fn open_passage(&mut self, topics: Vec<Located<String>>, level: u8, start: usize) {
        self.open.push(OpenPassage {
            index: self.body.passages.len(),
            level,
        });
        self.body.passages.push(Passage {
            topics,
            html: start..start,
        });
    }

    /// Ends the passages of this level and below.
    pub(super) fn close_passages(&mut self, level: u8) {
        while let Some(open) = self.open.pop_if(|open| open.level >= level) {
            self.body.passages[open.index].html.end = self.html.text.len();
        }
    }

    /// The topics among a heading's attributes; any other attribute is a slip.
    pub(super) fn topics(
        &mut self,
        attrs: &[Attribute<'_>],
        span: &Range<usize>,
    ) -> Vec<Located<String>> {
        let mut topics = Vec::new();
        for (name, value) in attrs {
            let value = value.as_deref().unwrap_or_default();
            match name.as_ref() {
                "topic" if self.depth > 0 => self.report(
                    codes::TOPIC_NESTED,
                    "a heading within a quotation or a list begins no passage".into(),
                    self.within(span, "topic"),
                    "put the heading at the margin".into(),
                ),
                "topic" if value.is_empty() => self.report(
                    codes::TOPIC_EMPTY,
                    "this heading names no topic".into(),
                    self.within(span, "topic"),
                    "write `{ topic=… }` with the id of a topic".into(),
                ),
                "topic" => topics.push(Located {
                    value: value.to_owned(),
                    span: self.within(span, value),
                }),
                other => {
                    let help = match nearest(other, ["topic"]) {
                        Some(_) => "did you mean `topic`?".into(),
                        None => "a heading takes `{ topic=… }`, `{ #id }` and `{ .class }`".into(),
                    };
                    let message = format!("a heading has no attribute `{other}`");
                    self.report(
                        codes::ATTRIBUTE_UNKNOWN,
                        message,
                        self.within(span, other),
                        help,
                    );
                }
            }
        }
        topics
    }
}
