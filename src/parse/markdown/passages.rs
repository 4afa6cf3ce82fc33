//! Finds passages: a heading with a topic, and everything up to the next heading of its level or above.
//!
//! Takes the attributes and the positions of headings; adds the body's passages.

use crate::diagnostic::codes;
use std::ops::Range;

use crate::diagnostic::nearest;
use crate::parse::fields::Located;
use crate::parse::markdown::headings::HeadingAttribute;
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::markdown::{Passage, Trust, attributes};

/// A topic passage that has not ended yet.
pub(super) struct OpenPassage {
    /// Index in `Body::passages`.
    index: usize,
    level: u8,
}

impl BodyWriter<'_, '_> {
    /// Begins a passage on these topics at offset `start`, the place of its heading.
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

    /// Returns the topics among a heading's attributes, and reports all other attributes. If the attributes are not
    /// written correctly, a single finding shows the correct form, and the probable topics are returned.
    pub(super) fn topics(
        &mut self,
        attrs: &[HeadingAttribute<'_>],
        span: &Range<usize>,
    ) -> Vec<Located<String>> {
        if self.trust == Trust::Untrusted {
            return Vec::new();
        }
        let written = &self.text[span.clone()];
        let whole = attributes::braces(written);
        let braces = whole.unwrap_or_default();
        let meant = attributes::read(braces);
        if attributes::is_exact(braces) || !self.report_malformed(braces, &meant, attrs, span) {
            self.check_attributes(whole, attrs, span);
        }
        let is_topic = !meant.topics.is_empty();
        if is_topic && self.depth > 0 {
            self.report(
                codes::TOPIC_NESTED,
                "a heading within a quotation or a list begins no passage".into(),
                self.within(span, meant.topics[0]),
                "put the heading at the margin".into(),
            );
            return Vec::new();
        }
        let topic = |topic: &&str| Located {
            value: (*topic).to_owned(),
            span: self.within(span, topic),
        };
        meant.topics.iter().map(topic).collect()
    }

    /// Reports malformed attributes with a clear meaning. Returns true if there are any.
    fn report_malformed(
        &mut self,
        braces: &str,
        meant: &attributes::MeantAttributes<'_>,
        attrs: &[HeadingAttribute<'_>],
        span: &Range<usize>,
    ) -> bool {
        let Some(right) = meant.written() else {
            return false;
        };
        // If only the name of a single attribute is misspelled, the message shows that name.
        let [first, ..] = attrs else {
            return false;
        };
        let is_bare = meant.topics.is_empty();
        let (name, value) = (first.0.as_ref(), first.1.as_deref());
        let is_name_alone =
            attrs.len() == 1 && name != "topic" && value.is_some_and(|v| !v.is_empty());
        if is_bare || is_name_alone {
            let message = format!("a heading has no attribute `{name}`");
            let help = format!("did you mean `{right}`?");
            self.report(
                codes::ATTRIBUTE_UNKNOWN,
                message,
                self.within(span, name),
                help,
            );
        } else {
            let place = self.within(span, &format!("{{{braces}}}"));
            let message = format!("`{{{braces}}}` is not how a heading names its topics");
            let help = format!("did you mean `{right}`?");
            self.report(codes::TOPIC_MALFORMED, message, place, help);
        }
        true
    }

    /// Reports attributes that a heading does not support, and those without a value. `braces` is the whole text between
    /// the braces: the parser leaves out words shorter than two characters.
    fn check_attributes(
        &mut self,
        braces: Option<&str>,
        attrs: &[HeadingAttribute<'_>],
        span: &Range<usize>,
    ) {
        if let Some(braces) = braces.filter(|b| b.split_whitespace().all(|word| word.len() < 2)) {
            let written = format!("{{{braces}}}");
            let place = self.within(span, &written);
            let message = format!(
                "`{written}` names nothing that a heading has, and readers would not see it"
            );
            let help = "write `{ topic=… }` with the id of a topic, or `\\{` where readers are to see braces";
            self.report(codes::TOPIC_EMPTY, message, place, help.into());
        }
        for (name, value) in attrs {
            match name.as_ref() {
                "topic" if value.as_deref().unwrap_or_default().is_empty() => self.report(
                    codes::TOPIC_EMPTY,
                    "this heading names no topic".into(),
                    self.within(span, "topic"),
                    "write `{ topic=… }` with the id of a topic".into(),
                ),
                "topic" => {}
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
    }
}
