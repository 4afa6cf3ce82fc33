//! Headings and their ids.
//!
//! Takes a heading's attributes and words; gives its element, with an id that no other element of the page has. The
//! headings of an original get none: no word of the press becomes an id of the page.

use std::ops::Range;

use pulldown_cmark::{CowStr, HeadingLevel};

use crate::parse::fields::Located;
use crate::parse::html::Hole;
use crate::parse::markdown::Author;
use crate::parse::markdown::writer::Writer;

/// A heading that is being written.
pub(super) struct Heading {
    /// Where its id goes.
    attributes: usize,
    /// The id that its author chose.
    id: Option<Located<String>>,
    /// Its words so far.
    pub(super) text: String,
    level: u8,
}

/// An attribute in a heading's braces and its value.
pub(super) type Attribute<'t> = (CowStr<'t>, Option<CowStr<'t>>);

impl<'t> Writer<'t, '_> {
    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr<'t>>,
        classes: &[CowStr<'t>],
        attrs: &[Attribute<'t>],
        span: Range<usize>,
    ) {
        let level = level as u8;
        if self.depth == 0 {
            self.close_passages(level);
        }
        let topics = self.topics(attrs, &span);
        let start = self.html.text.len();
        // The page's title is its only h1; an original stands below a heading of its own.
        let shown = match self.author {
            Author::Desk => level.max(2),
            Author::Press => (level + 2).min(6),
        };
        self.html.text.push_str("<h");
        self.html.hole(Hole::Level(shown));
        let attributes = self.html.text.len();
        if !classes.is_empty() {
            self.attribute("class", &classes.join(" "));
        }
        if !topics.is_empty() {
            let ids: Vec<_> = topics.iter().map(|t| t.value.as_str()).collect();
            self.attribute("data-topic", &ids.join(" "));
            if self.depth == 0 {
                self.open_passage(topics, level, start);
            }
        }
        self.html.text.push('>');
        let id = id.map(|id| Located {
            span: self.within(&span, &id),
            value: id.to_string(),
        });
        self.heading = Some(Heading {
            attributes,
            id,
            text: String::new(),
            level: shown,
        });
    }

    pub(super) fn end_heading(&mut self) {
        self.end_block();
        let Some(heading) = self.heading.take() else {
            return;
        };
        if self.author == Author::Desk {
            let wanted = match heading.id {
                Some(chosen) => {
                    self.check_anchor(&chosen);
                    chosen.value
                }
                None => anchor(&heading.text),
            };
            let id = self.unique_anchor(wanted);
            let hole = Hole::Id(self.html.id(id.clone()));
            self.html.hole_at(heading.attributes, hole);
            self.body.anchors.push(id);
        }
        self.html.text.push_str("</h");
        self.html.hole(Hole::Level(heading.level));
        self.html.text.push_str(">\n");
    }

    fn is_taken(&self, id: &String) -> bool {
        is_reserved(id) || self.body.anchors.contains(id)
    }

    /// An id that its author chose has to stay as it is, for others may link to it.
    fn check_anchor(&mut self, chosen: &Located<String>) {
        if self.is_taken(&chosen.value) {
            let message = format!("the id `#{}` is taken on this page", chosen.value);
            let help = "choose another".into();
            self.report("anchor-twice", message, chosen.span.clone(), help);
        }
    }

    fn unique_anchor(&self, wanted: String) -> String {
        if !self.is_taken(&wanted) {
            return wanted;
        }
        (2..)
            .map(|n| format!("{wanted}-{n}"))
            .find(|id| !self.is_taken(id))
            .expect("there is a free number, for the anchors are finite")
    }
}

/// The id of a heading, from its words: letters and digits, with `-` between words.
pub fn anchor(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            id.extend(c.to_lowercase());
        } else if (c.is_whitespace() || matches!(c, '-' | '_' | '–' | '—'))
            && !id.is_empty()
            && !id.ends_with('-')
        {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() {
        "section".into()
    } else {
        id.into()
    }
}

/// Whether an id is one that Mujaz or its templates give out: `p4`, `c4`, `main`, `original`, `summary`.
fn is_reserved(id: &str) -> bool {
    matches!(id, "main" | "original" | "summary")
        || id
            .strip_prefix(['p', 'c'])
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        || id.starts_with("fn-")
}
