//! Splits a summary into passages, the parts for which a seal records a digest each.
//!
//! Takes a summary and the text of its file; returns its title, its description, its sentences and, as one last passage,
//! everything visible that is not prose: pictures, code and HTML. The digest of a sentence includes its citations and the
//! addresses of its links to other sites, since they are its evidence. White space, other front matter and emphasis are not
//! part of a passage.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::lang::sentences;
use crate::parse::article::Summary;
use crate::parse::markdown::Citation;
use crate::parse::prose::{ProseBlock, ProseBlockKind};
use crate::seal::Fingerprint;

/// A part of a summary that can be named if it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedPassage {
    pub kind: PassageKind,
    /// Byte range of the passage's words in the prose; empty if it is not prose.
    pub range: Range<usize>,
    /// The words on one line; empty if the passage is not prose.
    pub words: String,
}

/// The kind of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    Title,
    Description,
    Heading,
    /// A sentence, or a cell of a table.
    Sentence,
    /// All pictures, code and HTML.
    NoProse,
}

impl PassageKind {
    /// Returns the name of the kind in a message.
    pub fn word(self) -> &'static str {
        match self {
            PassageKind::Title => "the title",
            PassageKind::Description => "the description",
            PassageKind::Heading => "this heading",
            PassageKind::Sentence => "this sentence",
            PassageKind::NoProse => "a picture, code or HTML",
        }
    }

    fn of(block: &ProseBlock) -> PassageKind {
        match block.kind {
            ProseBlockKind::Title => PassageKind::Title,
            ProseBlockKind::Description => PassageKind::Description,
            ProseBlockKind::Heading => PassageKind::Heading,
            ProseBlockKind::Author
            | ProseBlockKind::Paragraph
            | ProseBlockKind::Item
            | ProseBlockKind::Quotation
            | ProseBlockKind::Cell { .. } => PassageKind::Sentence,
        }
    }
}

/// The passages of a summary, and their digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryText {
    /// Digests of the whole text, and of each passage.
    pub fingerprint: Fingerprint,
    /// The passages in the order of the text.
    pub passages: Vec<SealedPassage>,
}

impl SummaryText {
    /// Splits a summary; `file` is the text of its file.
    pub fn of(summary: &Summary, file: &str) -> SummaryText {
        let prose = &summary.body.prose;
        let text = prose.text(file);
        let mut marks = PassageEvidence::new(summary);
        let mut passages = Vec::new();
        let mut parts = Vec::new();
        // The digest of the whole must not depend on where sentences end, which another version may decide differently.
        let mut whole = String::new();
        for block in &prose.blocks {
            let words = text.get(block.range()).unwrap_or_default();
            let within: Vec<Range<usize>> = match PassageKind::of(block) {
                PassageKind::Sentence => sentences(words).collect(),
                _ => std::iter::once(0..words.len()).collect(),
            };
            for sentence in within {
                let range =
                    block.range().start + sentence.start..block.range().start + sentence.end;
                let words = one_line(text.get(range.clone()).unwrap_or_default());
                parts.push(format!("{words}{}", marks.until(range.end)));
                passages.push(SealedPassage {
                    kind: PassageKind::of(block),
                    range,
                    words,
                });
            }
            whole.push_str(&one_line(words));
            // Nor may it depend on where paragraphs end.
            whole.push(' ');
        }
        whole.push_str(&marks.all(&text));
        let no_prose = no_prose(file.get(summary.body_start..).unwrap_or_default());
        if !no_prose.is_empty() {
            whole.push_str(&no_prose);
            passages.push(SealedPassage {
                kind: PassageKind::NoProse,
                range: text.len()..text.len(),
                words: String::new(),
            });
            parts.push(no_prose);
        }
        SummaryText {
            fingerprint: Fingerprint::of_parts(&whole, parts.iter().map(String::as_str)),
            passages,
        }
    }
}

/// The citations of a summary and the addresses of its links to other sites, by position in the prose.
struct PassageEvidence {
    /// Byte offset in the prose and text of each mark, in order.
    marks: Vec<(usize, String)>,
    /// Number of marks already taken by `until`.
    taken: usize,
}

impl PassageEvidence {
    fn new(summary: &Summary) -> PassageEvidence {
        let prose = &summary.body.prose;
        let citations = prose.citations.iter().zip(&summary.body.citations);
        let citations = citations.map(|(place, citation)| (*place as usize, cited(citation)));
        let links = prose.outside.iter();
        let links = links.map(|link| (link.start as usize, format!("<{}>", link.url)));
        let mut marks: Vec<(usize, String)> = citations.chain(links).collect();
        // The sort is stable, so marks at the same position keep their order.
        marks.sort_by_key(|(place, _)| *place);
        PassageEvidence { marks, taken: 0 }
    }

    /// Takes the remaining marks up to an offset, and returns them as one string.
    fn until(&mut self, end: usize) -> String {
        let rest = &self.marks[self.taken..];
        let count = rest.iter().take_while(|(place, _)| *place <= end).count();
        self.taken += count;
        rest[..count]
            .iter()
            .map(|(_, mark)| mark.as_str())
            .collect()
    }

    /// Returns all marks, each with the number of visible characters before it.
    fn all(&self, text: &str) -> String {
        let mut out = String::new();
        let (mut from, mut count) = (0, 0);
        for (place, mark) in &self.marks {
            let words = text.get(from..*place).unwrap_or_default();
            let is_seen = |c: &char| !c.is_whitespace() && !is_mark(*c);
            count += words.chars().filter(is_seen).count();
            from = *place;
            out.push_str(&format!("{count}{mark}\n"));
        }
        out
    }
}

/// Returns a citation in a normal form that does not depend on how it was written.
fn cited(citation: &Citation) -> String {
    let Citation {
        names,
        paragraphs,
        bound,
        span: _,
    } = citation;
    let ranges = paragraphs.iter();
    let ranges = ranges.map(|range| format!("p{}-{}", range.start(), range.end()));
    let numbers = ranges.collect::<Vec<_>>().join(",");
    let numbers = format!("{names}{numbers}");
    match bound {
        Some(bound) => format!("[{numbers} «{}»]", bound.words),
        None => format!("[{numbers}]"),
    }
}

/// Replaces runs of white space by one space, and removes invisible marks of direction.
fn one_line(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_mark(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns true if a character only sets the direction of text.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Returns the visible Markdown that is not prose: one line for each run of the same kind. Leaves out charts, whose
/// words and numbers are prose, and comments, which are invisible.
fn no_prose(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut runs: Vec<(&str, String)> = Vec::new();
    let mut add = |kind: &'static str, text: &str| match runs.last_mut() {
        Some((last, run)) if *last == kind => run.push_str(text),
        _ => runs.push((kind, text.to_owned())),
    };
    let (mut pictures, mut in_code) = (0, false);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                pictures += 1;
                add("picture", &dest_url);
            }
            Event::End(TagEnd::Image) => pictures -= 1,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                if info.split_whitespace().next() == Some("chart") => {}
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if in_code => add("code", &text),
            Event::Text(text) if pictures > 0 => add("alt", &text),
            Event::Code(text) => add("code", &text),
            Event::Html(html) | Event::InlineHtml(html) => add("html", &html),
            _ => {}
        }
    }
    let lines = runs.into_iter().filter_map(|(kind, text)| {
        let text = one_line(&without_comments(&text));
        (!text.is_empty()).then(|| format!("{kind} {text}\n"))
    });
    lines.collect()
}

/// Removes HTML comments from a text. An unclosed comment extends to the end.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_prose_is_remembered_all_the_same() {
        for (markdown, expected) in [
            ("Plain *words* and [a link](https://example.org/).", ""),
            ("```chart\ntitle = \"x\"\n```", ""),
            ("| a | b |\n|---|---|\n| 1 | 2 |", ""),
            ("Some `code 3`.", "code code 3\n"),
            ("    four   spaces", "code four spaces\n"),
            (
                "![Two  ships](quay.jpg)",
                "picture quay.jpg\nalt Two ships\n",
            ),
            ("<p>War\n  threatened</p>", "html <p>War threatened</p>\n"),
            ("A <b>bold</b> word", "html <b></b>\n"),
            (
                "<!-- to do:\n  read it -->\n\nText <!-- here --> goes on",
                "",
            ),
        ] {
            assert_eq!(no_prose(markdown), expected, "{markdown}");
        }
    }
}
