//! Writes `email.txt`: plain text in the format "flowed" (RFC 3676), whose paragraphs are as wide as the reader's window.
//!
//! A citation is a number; the addresses stand at the end. Runs that a program without markup would put into a wrong order
//! are isolated, and nothing else.

use std::cell::RefCell;

use crate::lang::{Direction, Writing, first_strong, with_isolates};
use crate::plan::body::{Body, CrossReferences, original_anchor};
use crate::plan::exports::email::EmailView;
use crate::plan::view::Text;
use crate::render::exports::email::UNSUBSCRIBE;
use crate::render::exports::plain::text_with;
use crate::render::fill::Style;

/// Maximum length of a line, in characters, with the space at its end.
const LINE: usize = 76;

/// Returns an e-mail as plain text, with line feeds. `styles` are those of the site's languages.
pub(in crate::render::exports) fn plain_text(
    parts: &[EmailView<'_>],
    styles: &[Style<'_>],
) -> String {
    let mut out = String::new();
    for (index, view) in parts.iter().enumerate() {
        if index > 0 {
            out.push_str("\n* * *\n\n");
        }
        for (other, name) in others(parts, index) {
            let arrow = if other < index { '↑' } else { '↓' };
            out.push_str(&format!("{arrow} {name}\n\n"));
        }
        out.push_str(&part(view, styles[view.language]));
    }
    out
}

/// Returns the other languages of an e-mail: the place of each, and its name.
pub(super) fn others<'v>(
    parts: &'v [EmailView<'_>],
    own: usize,
) -> impl Iterator<Item = (usize, &'v str)> {
    let names = parts.iter().map(|part| part.language_name).enumerate();
    names.filter(move |(index, _)| *index != own)
}

/// Returns an e-mail in one of its languages.
fn part(view: &EmailView<'_>, style: Style<'_>) -> String {
    let mut notes = Vec::new();
    let body = view.body.as_ref();
    let body = body.map(|body| text_of(body, view.origin, style, &mut notes));
    let mut out = Flowed {
        writing: Writing::of(view.lang),
        out: String::new(),
    };
    out.paragraph(view.site);
    out.paragraph(&view.days);
    out.blank();
    out.paragraph(view.title);
    if let Some(standfirst) = view.standfirst {
        out.blank();
        out.paragraph(standfirst);
    }
    if let Some(body) = &body {
        out.blank();
        out.lines(body);
    }
    if !view.articles.is_empty() {
        out.blank();
        out.paragraph(view.words.articles);
        for article in &view.articles {
            out.blank();
            out.text(&article.title);
            if let Some(standfirst) = &article.standfirst {
                out.text(standfirst);
            }
            out.address(&article.url);
        }
    }
    if !notes.is_empty() {
        out.blank();
        out.paragraph(view.words.notes);
        for (index, note) in notes.iter().enumerate() {
            out.address(&format!("[{}] {note}", index + 1));
        }
    }
    out.blank();
    for (words, address) in [
        (view.words.on_the_web, view.page.as_str()),
        (view.words.unsubscribe, UNSUBSCRIBE),
    ] {
        out.paragraph(&format!("{words}:"));
        out.address(address);
    }
    out.out
}

/// Returns the text of a body, whose citations are numbers of `notes`.
fn text_of(body: &Body<'_>, origin: &str, style: Style<'_>, notes: &mut Vec<String>) -> String {
    let notes = RefCell::new(notes);
    let mark = |index: u32| {
        let CrossReferences::Articles(pages) = &body.cross_references else {
            return None;
        };
        let page = pages.get(index as usize)?.as_ref()?;
        let citation = body.citations.get(index as usize)?;
        let mut marks = String::new();
        let mut notes = notes.borrow_mut();
        for range in &citation.paragraphs {
            let source = page.originals.numbering.name(*range.start());
            let place = match page.shown.contains(*range.start()) {
                true => source.anchor().to_string(),
                false => original_anchor(source.id),
            };
            let note = format!("{origin}{}#{place}", page.url);
            let number = match notes.iter().position(|other| *other == note) {
                Some(index) => index + 1,
                None => {
                    notes.push(note);
                    notes.len()
                }
            };
            marks.push_str(&format!("[{number}]"));
        }
        Some(marks)
    };
    text_with(body.html, 0..body.html.text.len(), style, &mark)
}

/// Plain text in the format "flowed".
struct Flowed {
    writing: Writing,
    out: String,
}

impl Flowed {
    fn blank(&mut self) {
        self.out.push('\n');
    }

    /// Writes a text of several lines; an empty line is between paragraphs.
    fn lines(&mut self, text: &str) {
        for line in text.split('\n') {
            self.paragraph(&line.replace('\t', "  "));
        }
    }

    /// Writes a text that may be in another language.
    fn text(&mut self, text: &Text<'_>) {
        let writing = text.lang.map_or(self.writing, Writing::of);
        self.flow(&in_order(text.text, writing));
    }

    /// Writes a paragraph in the e-mail's language.
    fn paragraph(&mut self, text: &str) {
        self.flow(&in_order(text, self.writing));
    }

    /// Writes a line that must not be broken.
    fn address(&mut self, line: &str) {
        self.stuff(line);
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// Writes a paragraph. A line that ends in a space is continued by the next.
    fn flow(&mut self, text: &str) {
        let mut line = String::new();
        let mut length = 0;
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let own = word.chars().count() + 1;
            if length > 0 && length + own > LINE {
                self.stuff(&line);
                self.out.push_str(&line);
                self.out.push('\n');
                line.clear();
                length = 0;
            }
            line.push_str(word);
            line.push(' ');
            length += own;
        }
        let line = line.trim_end_matches(' ');
        self.stuff(line);
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// Writes the space that a line needs that would mean something else without it (RFC 3676, section 4.4).
    fn stuff(&mut self, line: &str) {
        if line.starts_with([' ', '>']) || line.starts_with("From ") {
            self.out.push(' ');
        }
    }
}

/// Returns a paragraph with isolates where its order would be wrong. A program takes its direction from its first letter.
pub(super) fn in_order(text: &str, writing: Writing) -> String {
    let own = writing.direction;
    let inner = with_isolates(text, writing);
    let inner = self_directed(&inner);
    match first_strong(&inner) {
        Some(direction) if direction != own => {
            let open = match own {
                Direction::Ltr => '\u{2066}',
                Direction::Rtl => '\u{2067}',
            };
            format!("{open}{inner}\u{2069}")
        }
        _ => inner,
    }
}

/// Replaces isolates that have a direction by those that take it from their first letter, where that is the same.
fn self_directed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\u{2066}', '\u{2067}']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut chars = from.chars();
        let open = chars.next().unwrap_or('\u{2068}');
        rest = chars.as_str();
        let own = match open {
            '\u{2066}' => Direction::Ltr,
            _ => Direction::Rtl,
        };
        let inside = &rest[..rest.find('\u{2069}').unwrap_or(rest.len())];
        let inside: String = inside
            .chars()
            .filter(|c| !('\u{2066}'..='\u{2069}').contains(c))
            .collect();
        let is_same = first_strong(&inside).map_or(own == Direction::Ltr, |found| found == own);
        out.push(if is_same { '\u{2068}' } else { open });
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flowed(lang: &str, text: &str) -> String {
        let mut out = Flowed {
            writing: Writing::of(lang),
            out: String::new(),
        };
        out.lines(text);
        out.out
    }

    #[test]
    fn a_paragraph_is_broken_where_a_reader_joins_it() {
        let long = "word ".repeat(40);
        let text = flowed("en", long.trim_end());
        let mut lines = text.lines();
        assert!(lines.all(|line| line.chars().count() <= LINE));
        let joined: String = text.replace(" \n", " ");
        assert_eq!(joined, format!("{}\n", long.trim_end()));
        for (line, expected) in [
            ("> quoted", " > quoted\n"),
            ("From here", " From here\n"),
            ("one\n\ntwo", "one\n\ntwo\n"),
            ("-- ", "--\n"),
        ] {
            assert_eq!(flowed("en", line), expected);
        }
    }

    #[test]
    fn isolates_stand_where_the_order_would_be_wrong() {
        for (lang, text, expected) in [
            ("en", "Plain words (1).", "Plain words (1)."),
            ("ar", "كلمات عربية (1).", "كلمات عربية (1)."),
            ("ar", "RT قالت ذلك.", "\u{2067}RT قالت ذلك.\u{2069}"),
        ] {
            assert_eq!(in_order(text, Writing::of(lang)), expected, "{text}");
        }
    }
}
