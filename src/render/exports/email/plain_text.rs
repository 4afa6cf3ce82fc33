//! Writes `email.txt`: plain text in the format "flowed" (RFC 3676), whose paragraphs are as wide as the reader's window.
//!
//! Citations and links are numbers, which are resolved in notes after the text. Only runs that would be in a wrong
//! order without markup are isolated.

use crate::lang::{Direction, Writing, first_strong, isolate, with_isolates};
use crate::parse::config::BaseUrl;
use crate::plan::body::PageBody;
use crate::plan::exports::email::EmailView;
use crate::plan::view::TextView;
use crate::render::exports::email::plain_body::{PlainContext, PlainParagraph, plain_body};
use crate::render::exports::email::titled;
use crate::render::fill::{FillContext, write_body};
use crate::render::relative;

/// Maximum length of a line, in characters, with the space at its end.
const LINE: usize = 76;

/// Returns an e-mail as plain text, with line feeds. `styles` has one entry per language of the site.
pub(in crate::render::exports) fn plain_text(
    parts: &[EmailView<'_>],
    styles: &[FillContext<'_>],
    base: &BaseUrl,
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
        out.push_str(&part(view, styles[view.language], base));
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
fn part(view: &EmailView<'_>, style: FillContext<'_>, base: &BaseUrl) -> String {
    let mut out = Flowed {
        writing: Writing::of(view.lang),
        out: String::new(),
    };
    out.paragraph(view.site);
    if let Some(days) = &view.days {
        out.paragraph(days);
    }
    out.blank();
    out.paragraph(&titled(view));
    if let Some(standfirst) = view.standfirst {
        out.blank();
        out.paragraph(standfirst);
    }
    if let Some(byline) = &view.byline {
        out.blank();
        out.paragraph(byline);
    }
    for (label, text) in &view.remarks {
        out.blank();
        out.paragraph(&format!("{label}: {text}"));
    }
    let mut addresses = Vec::new();
    if let Some(body) = &view.body {
        let (paragraphs, of_links) = paragraphs_of(body, view, style, base);
        for paragraph in &paragraphs {
            out.body_paragraph(paragraph);
        }
        addresses = of_links;
    }
    write_notes(view, &addresses, style, &mut out);
    write_articles(view, &mut out);
    out.blank();
    let web = (view.words.on_the_web, view.page.as_str());
    let unsubscribe = view.unsubscribe.map(|url| (view.words.unsubscribe, url));
    for (words, address) in [web].into_iter().chain(unsubscribe) {
        out.paragraph(&format!("{words}:"));
        out.address(address);
    }
    out.out
}

/// Returns the text of a body, and the addresses of its links.
fn paragraphs_of(
    body: &PageBody<'_>,
    view: &EmailView<'_>,
    style: FillContext<'_>,
    base: &BaseUrl,
) -> (Vec<PlainParagraph>, Vec<String>) {
    let mut html = String::new();
    write_body(body, style, &mut html);
    let html = relative::unmarked(html, &base.path);
    let digits = |number: usize| style.locale.digits(&number.to_string());
    let context = PlainContext {
        page: &view.page,
        origin: view.origin,
        notes: view.notes.len(),
        digits: &digits,
    };
    plain_body(&html, &context)
}

/// Writes the notes for the numbers in the text: the cited sources, then the addresses of links.
fn write_notes(
    view: &EmailView<'_>,
    addresses: &[String],
    style: FillContext<'_>,
    out: &mut Flowed,
) {
    if view.notes.is_empty() && addresses.is_empty() {
        return;
    }
    out.blank();
    out.paragraph(view.words.notes);
    for note in &view.notes {
        let title = match note.title.lang {
            Some(_) => isolate(note.title.text),
            None => note.title.text.to_owned(),
        };
        let publisher = match note.publisher.text {
            "" => String::new(),
            name => format!(" · {name}"),
        };
        out.paragraph(&format!(
            "[{}] {title}{publisher} · {}",
            note.number, note.paragraphs
        ));
        out.address(&note.address);
    }
    for (number, address) in (view.notes.len() + 1..).zip(addresses) {
        let number = style.locale.digits(&number.to_string());
        out.address(&format!("[{number}] {address}"));
    }
}

fn write_articles(view: &EmailView<'_>, out: &mut Flowed) {
    if view.articles.is_empty() {
        return;
    }
    out.blank();
    out.paragraph(view.words.articles);
    for article in &view.articles {
        out.blank();
        out.text(&article.title);
        if let Some(standfirst) = &article.standfirst {
            out.text(standfirst);
        }
        if !article.publishers.is_empty() {
            let names: Vec<&str> = article.publishers.iter().map(|name| name.text).collect();
            out.paragraph(&format!("{} {}", view.words.publisher, names.join(" · ")));
        }
        out.address(&article.url);
    }
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

    /// Writes a paragraph of the edition's text.
    fn body_paragraph(&mut self, paragraph: &PlainParagraph) {
        let PlainParagraph {
            quotes,
            mark,
            text,
            is_fixed,
            is_apart,
        } = paragraph;
        if *is_apart {
            self.blank();
        }
        let text = match is_fixed {
            true => text.clone(),
            false => in_order(text, self.writing),
        };
        let mut lines = Flowed {
            writing: self.writing,
            out: String::new(),
        };
        match is_fixed {
            true => lines.address(&format!("{mark}{text}")),
            false => lines.flow(mark, &text),
        }
        if *quotes == 0 {
            self.out.push_str(&lines.out);
            return;
        }
        // A quotation has a mark before each of its lines (RFC 3676, section 4.5).
        for line in lines.out.lines() {
            self.out.push_str(&">".repeat(*quotes));
            if !line.starts_with(' ') {
                self.out.push(' ');
            }
            self.out.push_str(line);
            self.out.push('\n');
        }
    }

    /// Writes a text that may be in another language.
    fn text(&mut self, text: &TextView<'_>) {
        let writing = text.lang.map_or(self.writing, Writing::of);
        self.flow("", &in_order(text.text, writing));
    }

    /// Writes a paragraph in the e-mail's language.
    fn paragraph(&mut self, text: &str) {
        self.flow("", &in_order(text, self.writing));
    }

    /// Writes a line that must not be broken.
    fn address(&mut self, line: &str) {
        self.stuff(line);
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// Writes a paragraph after the mark of a list, if any. A line that ends in a space is continued by the next.
    fn flow(&mut self, mark: &str, text: &str) {
        let mut line = mark.to_owned();
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

    /// Inserts a space before a line that would otherwise have another meaning (RFC 3676, section 4.4).
    fn stuff(&mut self, line: &str) {
        if line.starts_with([' ', '>']) || line.starts_with("From ") {
            self.out.push(' ');
        }
    }
}

/// Returns a paragraph with isolates where its order would be wrong. Programs take its direction from its first letter.
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

/// Replaces isolates with an explicit direction by isolates with the direction of their first letter, if both
/// directions are equal.
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
        for line in text.split('\n') {
            out.paragraph(line);
        }
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
