//! Writes captions and credits of pictures.
//!
//! A picture that is the only content of a paragraph and has a title becomes a figure, with the title as its caption:
//!
//! ```markdown
//! ![A ferry at the quay](ferry.jpg "The new ferry on its first day [p2] | Photo: Mona Haddad")
//! ```
//!
//! The text after the last bar with spaces around it is the credit; `\|` is a bar in the caption. A caption is a text
//! like any other: it can cite, and its claims are checked. A credit makes no claims about the original, so its figures
//! are not checked.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::parse::markdown::Cites;
use crate::parse::markdown::citations::read;
use crate::parse::markdown::links::LinkTarget;
use crate::parse::markdown::writer::BodyWriter;

/// The events of a paragraph, from its start to its end.
pub(super) type ParagraphEvents<'t> = Vec<(Event<'t>, Range<usize>)>;

impl<'t> BodyWriter<'t, '_> {
    /// Writes a paragraph, which may be a picture with a caption.
    pub(super) fn paragraph(&mut self, mut paragraph: ParagraphEvents<'t>) {
        match take_title(&mut paragraph) {
            Some((title, picture)) => {
                let paragraph_end = paragraph.len() - 1;
                self.end_text();
                self.tag("<figure class=\"picture\">");
                for (event, span) in paragraph.drain(1..paragraph_end) {
                    self.event(event, span);
                }
                self.caption(&title, &picture);
                self.tag("</figure>\n");
            }
            None => {
                for (event, span) in paragraph {
                    self.event(event, span);
                }
            }
        }
    }

    /// Writes a picture's title as its caption. `picture` is the range of the picture with its title.
    fn caption(&mut self, title: &str, picture: &Range<usize>) {
        self.check_title(title, picture);
        let raw = &self.text[picture.clone()];
        let (words, credit) = split_credit(title, raw);
        self.tag("<figcaption>");
        self.caption_words(words, raw, picture);
        self.end_block();
        if let Some(credit) = credit {
            if !words.is_empty() {
                self.tag(" ");
            }
            self.tag("<span class=\"credit\">");
            self.caption_words(credit, raw, picture);
            self.prose.in_credit = true;
            self.end_block();
            self.prose.in_credit = false;
            self.tag("</span>");
        }
        self.tag("</figcaption>");
    }

    /// Writes words of a caption, with the citations in them.
    fn caption_words(&mut self, words: &str, raw: &str, picture: &Range<usize>) {
        let mut rest = words;
        while let Some((before, label, after)) = next_citation(rest, raw, self.cites) {
            self.plain_words(before, picture);
            let place = self.within(picture, &format!("[{label}]"));
            self.cite(label, place);
            rest = after;
        }
        self.plain_words(rest, picture);
    }

    fn plain_words(&mut self, words: &str, picture: &Range<usize>) {
        if !words.is_empty() {
            let source = self.within(picture, words);
            self.say_at(words, source);
            self.inline(words);
        }
    }
}

/// Removes the title from a paragraph that only contains a picture of the site with a title, possibly in a link.
/// Returns it with the range of the picture.
fn take_title<'t>(paragraph: &mut ParagraphEvents<'t>) -> Option<(CowStr<'t>, Range<usize>)> {
    let last = paragraph.len().checked_sub(2)?;
    let is_link = |kind: &LinkType| {
        !matches!(
            kind,
            LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown
        )
    };
    let (start, end) = match (&paragraph.get(1)?.0, &paragraph[last].0) {
        (Event::Start(Tag::Link { link_type, .. }), Event::End(TagEnd::Link)) => {
            is_link(link_type).then_some((2, last.checked_sub(1)?))?
        }
        _ => (1, last),
    };
    let ends = |event: &Event<'_>| matches!(event, Event::End(TagEnd::Image));
    let inner = paragraph.get(start..=end)?;
    // The first picture ends where the paragraph does, so there is no second one.
    let first_end = inner.iter().position(|(event, _)| ends(event))?;
    if first_end + 1 != inner.len() {
        return None;
    }
    let (event, span) = &mut paragraph[start];
    let Event::Start(Tag::Image {
        dest_url, title, ..
    }) = event
    else {
        return None;
    };
    let is_caption = !title.trim().is_empty() && LinkTarget::of(dest_url) == LinkTarget::Within;
    is_caption.then(|| (std::mem::replace(title, CowStr::from("")), span.clone()))
}

/// Splits a title into caption and credit. `raw` is the picture as written, which distinguishes `\|` from `|`.
fn split_credit<'a>(title: &'a str, raw: &str) -> (&'a str, Option<&'a str>) {
    let bars: Vec<usize> = title.match_indices('|').map(|(at, _)| at).collect();
    let mut escaped = escaped_bars(raw);
    // The title comes last, so the last bars are its own.
    let own = escaped.split_off(escaped.len().saturating_sub(bars.len()));
    let is_escaped = |index: usize| {
        let missing = bars.len() - own.len();
        index.checked_sub(missing).is_some_and(|index| own[index])
    };
    let is_apart = |at: usize| {
        let (before, after) = (&title[..at], &title[at + 1..]);
        (before.is_empty() || before.ends_with(char::is_whitespace))
            && (after.is_empty() || after.starts_with(char::is_whitespace))
    };
    let mut separators = bars.iter().enumerate().rev();
    match separators.find(|(index, at)| !is_escaped(*index) && is_apart(**at)) {
        Some((_, at)) => {
            let credit = title[at + 1..].trim();
            (title[..*at].trim(), Some(credit).filter(|c| !c.is_empty()))
        }
        None => (title.trim(), None),
    }
}

/// Returns, for each bar in Markdown, true if it is escaped.
fn escaped_bars(raw: &str) -> Vec<bool> {
    const REFERENCES: [&str; 5] = ["&#124;", "&#x7c;", "&#X7C;", "&vert;", "&verbar;"];
    let mut bars = Vec::new();
    let mut is_escaped = false;
    for (at, c) in raw.char_indices() {
        match c {
            '|' => bars.push(is_escaped),
            '&' if REFERENCES.iter().any(|r| raw[at..].starts_with(r)) => bars.push(true),
            _ => {}
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    bars
}

/// Returns the words before the next citation in a caption, the citation's label, and the words after it. A citation that
/// is escaped in `raw` is text.
fn next_citation<'a>(
    words: &'a str,
    raw: &str,
    cites: Cites,
) -> Option<(&'a str, &'a str, &'a str)> {
    words.match_indices('[').find_map(|(at, _)| {
        let (label, after) = words[at + 1..].split_once(']')?;
        let is_text = raw.contains(&format!("\\[{label}"));
        (!is_text && read(label, cites).is_some()).then_some((&words[..at], label, after))
    })
}

#[cfg(test)]
mod tests {
    use super::split_credit;

    #[test]
    fn the_credit_follows_the_last_bar_that_stands_apart() {
        for (title, raw, expected) in [
            ("The quay", "\"The quay\"", ("The quay", None)),
            (
                "The quay | Photo: AP",
                "\"The quay | Photo: AP\"",
                ("The quay", Some("Photo: AP")),
            ),
            ("| Photo: AP", "\"| Photo: AP\"", ("", Some("Photo: AP"))),
            ("The quay |", "\"The quay |\"", ("The quay", None)),
            ("A | B | AP", "\"A | B | AP\"", ("A | B", Some("AP"))),
            ("A | B", "\"A \\| B\"", ("A | B", None)),
            ("A | B | AP", "\"A \\| B | AP\"", ("A | B", Some("AP"))),
            ("A | B | AP", "\"A | B \\| AP\"", ("A", Some("B | AP"))),
            ("A | B", "\"A &#124; B\"", ("A | B", None)),
            ("a|b", "\"a|b\"", ("a|b", None)),
            (
                "الرصيف | تصوير: منى",
                "![x|y](a \"الرصيف | تصوير: منى\")",
                ("الرصيف", Some("تصوير: منى")),
            ),
        ] {
            assert_eq!(split_credit(title, raw), expected, "{raw}");
        }
    }
}
