//! Writes headings and their ids.
//!
//! Takes a heading's attributes and words; writes its element, with an id that is unique on the page. The headings of an
//! original get no ids, so that no untrusted text becomes an id of the page.

use crate::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{CowStr, HeadingLevel};

use crate::diagnostic::Diagnostic;
use crate::parse::fields::Located;
use crate::parse::html::Hole;
use crate::parse::markdown::Trust;
use crate::parse::markdown::writer::BodyWriter;

/// The heading that is being written.
pub(super) struct OpenHeading {
    /// Offset in the HTML for inserting the id.
    attributes: usize,
    /// The id chosen by the author; `None` if there is none.
    id: Option<Located<String>>,
    /// The words read so far.
    pub(super) text: String,
    level: u8,
    /// The range in the file, without the end of its line.
    span: Range<usize>,
}

/// An attribute in a heading's braces, and its value.
pub(super) type HeadingAttribute<'t> = (CowStr<'t>, Option<CowStr<'t>>);

impl<'t> BodyWriter<'t, '_> {
    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr<'t>>,
        classes: &[CowStr<'t>],
        attrs: &[HeadingAttribute<'t>],
        span: Range<usize>,
    ) {
        let level = level as u8;
        if self.depth == 0 {
            self.close_passages(level);
        }
        let topics = self.topics(attrs, &span);
        let start = self.html.text.len();
        // The page's title is its only h1, and an original is below a heading of its own.
        let shown = match self.trust {
            Trust::Trusted => level.max(2),
            Trust::Untrusted => (level + 2).min(6),
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
        self.heading = Some(OpenHeading {
            attributes,
            id,
            text: String::new(),
            level: shown,
            span: self.place(span.start..span.start + self.first_line(&span)),
        });
    }

    pub(super) fn end_heading(&mut self) {
        self.end_block();
        let Some(heading) = self.heading.take() else {
            return;
        };
        if self.trust == Trust::Trusted && heading.text.trim().is_empty() {
            let place = heading.span.clone();
            let message = "this heading has no words, and readers would see an empty line";
            let found = Diagnostic::new(codes::MARK_UNREAD, self.path, message);
            let help = "write its words before the braces, or delete it";
            self.diagnostics.push(found.at(place).help(help));
        }
        if self.trust == Trust::Trusted {
            let wanted = match heading.id {
                Some(chosen) => {
                    self.check_anchor(&chosen);
                    chosen.value
                }
                None => anchor(&heading.text),
            };
            let id = self.anchors.give(wanted);
            let hole = Hole::Id(self.html.id(id.clone()));
            self.html.hole_at(heading.attributes, hole);
            self.body.anchors.push(id);
        }
        self.html.text.push_str("</h");
        self.html.hole(Hole::Level(heading.level));
        self.html.text.push_str(">\n");
    }

    /// Reports a chosen id that is reserved or taken. It is kept unchanged, since other pages may link to it.
    pub(super) fn check_anchor(&mut self, chosen: &Located<String>) {
        let id = chosen.value.as_str();
        let message = if is_reserved(id) {
            format!("the id `#{id}` is one that pages give out themselves")
        } else if self.anchors.given.contains(id) {
            format!("the id `#{id}` is taken on this page")
        } else {
            return;
        };
        self.report(
            codes::ANCHOR_TWICE,
            message,
            chosen.span.clone(),
            "choose another".into(),
        );
    }
}

/// The ids of a text's headings so far.
#[derive(Default)]
pub(super) struct UsedAnchors {
    given: BTreeSet<String>,
    /// For each id that was wanted more than once, the number to try next.
    next: BTreeMap<String, u64>,
}

impl UsedAnchors {
    /// Returns a unique id: the wanted one or, if that is taken or reserved, the same with a number.
    fn give(&mut self, wanted: String) -> String {
        let mut id = wanted;
        if is_reserved(&id) || self.given.contains(&id) {
            let next = self.next.entry(id.clone()).or_insert(2);
            // No reserved id ends with a hyphen and a number, so only assigned ids can conflict, and the search ends.
            // It continues from the last number, so that many equal headings do not take quadratic time.
            id = loop {
                let numbered = format!("{id}-{next}");
                *next += 1;
                if !self.given.contains(&numbered) {
                    break numbered;
                }
            };
        }
        self.given.insert(id.clone());
        id
    }
}

/// Makes a heading's id from its words: letters and digits, with `-` between words.
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

/// Returns true if an id is used by Mujaz or its templates: `p4`, `c4`, `s4`, `main`, `original`, `summary`, `fn-s1`.
/// All ids with the prefix `fn-` are reserved for footnotes, of which Mujaz uses `fn-s1`, `fn-o1`, `fn-s1-ref` and the
/// like.
fn is_reserved(id: &str) -> bool {
    matches!(id, "main" | "original" | "summary")
        || id
            .strip_prefix(['p', 'c', 's'])
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        || id.starts_with("fn-")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{UsedAnchors, anchor, is_reserved};

    fn given(texts: &[&str]) -> Vec<String> {
        let mut anchors = UsedAnchors::default();
        texts
            .iter()
            .map(|text| anchors.give(anchor(text)))
            .collect()
    }

    #[test]
    fn ids_are_numbered_where_they_are_taken_or_reserved() {
        for (texts, ids) in [
            (&["FN SCAR rifles"][..], &["fn-scar-rifles-2"][..]),
            (
                &["FN", "FN", "FN – the party"],
                &["fn", "fn-2", "fn-the-party-2"],
            ),
            (
                &["fn-s1", "fn s1 ref", "fn o"],
                &["fn-s1-2", "fn-s1-ref-2", "fn-o-2"],
            ),
            (
                &["P 4", "p4", "c1", "Main"],
                &["p-4", "p4-2", "c1-2", "main-2"],
            ),
            (&["A 2", "A", "A"], &["a-2", "a", "a-3"]),
            (&["!", "?"], &["section", "section-2"]),
        ] {
            assert_eq!(given(texts), ids, "{texts:?}");
        }
    }

    /// A search from 2 for each heading would take hours here.
    #[test]
    fn many_equal_headings_are_soon_numbered() {
        let texts = vec!["FN"; 20_000];
        let ids: BTreeSet<_> = given(&texts).into_iter().collect();
        assert_eq!(ids.len(), texts.len());
    }

    proptest! {
        #[test]
        fn any_headings_get_ids_of_their_own(
            texts in prop::collection::vec("(fn|FN|p|c|main|original|summary|s|o|ref|[0-9]|[ -]|\\PC){0,6}", 0..30),
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let ids = given(&texts);
            let once: BTreeSet<_> = ids.iter().collect();
            prop_assert_eq!(once.len(), texts.len());
            for id in ids {
                // A reserved id with a number after it is not one that a page uses.
                let numbered = id.rsplit_once('-').is_some_and(|(_, n)| n.parse::<u64>().is_ok());
                prop_assert!(!is_reserved(&id) || numbered, "{}", id);
            }
        }
    }
}
