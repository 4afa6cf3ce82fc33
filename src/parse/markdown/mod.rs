//! From Markdown to a [`Body`]: HTML with holes, numbered paragraphs, topic passages, citations and links.
//!
//! Takes the Markdown of one file and how far its author is trusted; gives a body and diagnostics, and never fails. It
//! knows no other file: what a link leads to and which topics exist is for `link` to say.
//!
//! pulldown-cmark reads the Markdown and a `Writer` takes its events; each kind of element has a file here.

mod addresses;
mod attributes;
mod blocks;
mod captions;
mod charts;
mod citations;
mod comments;
mod dates;
mod elements;
mod emphasis;
mod fences;
mod findings;
mod footnotes;
mod headings;
mod lines;
mod link_faults;
mod links;
mod marks;
mod paragraphs;
mod passages;
mod pictures;
mod prose;
mod raw;
mod runs;
mod shown;
mod slips;
mod tables;
mod tags;
mod writer;

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, BrokenLinkCallback, CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::diagnostic::{Diagnostic, codes};
use crate::lang::When;
use crate::lang::figures::Figure;
use crate::parse::fields::Located;
use crate::parse::html::Html;
use crate::parse::prose::{Kind, Prose};

pub use headings::anchor;
use writer::Writer;

/// True if markup may do more than structure a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// The desk's own text: raw HTML passes, headings carry topics, brackets cite paragraphs.
    Trusted,
    /// An original: nothing in it does anything on the page but structure its text, and its paragraphs are numbered.
    Untrusted,
}

/// A file of Markdown after its front matter has been read.
#[derive(Debug, Clone, Copy)]
pub struct MarkdownInput<'t> {
    /// The file.
    pub path: &'t Arc<str>,
    /// All that is in it.
    pub file: &'t str,
    /// Where its Markdown begins.
    pub start: usize,
    /// Whose text it is.
    pub trust: Trust,
    /// Its language (BCP 47).
    pub lang: &'t str,
    /// Texts of its front matter that readers see, in the order in which they see them.
    pub head: &'t [(Kind, &'t Located<String>)],
}

impl<'t> MarkdownInput<'t> {
    /// The Markdown.
    pub fn markdown(&self) -> &'t str {
        self.file.get(self.start..).unwrap_or_default()
    }
}

/// The body of a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body {
    /// The HTML.
    pub html: Html,
    /// The numbered paragraphs of an original: the first is p1.
    pub paragraphs: Vec<Paragraph>,
    /// The topic passages of a summary, in the order of their headings; one may lie within another.
    pub passages: Vec<Passage>,
    /// The citations of a summary.
    pub citations: Vec<Citation>,
    /// Links and pictures that lead somewhere within the site.
    pub links: Vec<Link>,
    /// Those of them that are pictures: indices into the links.
    pub pictures: Vec<u32>,
    /// Text that may be meant as a citation, which depends on how many paragraphs the original has.
    pub lookalikes: Vec<Lookalike>,
    /// What the text's own HTML would have a browser load, and only the page's policy decides about.
    pub resources: Vec<Resource>,
    /// The ids of the headings.
    pub anchors: Vec<String>,
    /// The indices of the ids in alphabetical order.
    pub(super) sorted_anchors: Box<[u32]>,
    /// The text as its reader reads it, from the title on.
    pub prose: Prose,
    /// The figures in the prose, in its order.
    pub figures: Vec<Figure>,
    /// The sentences of a desk's text that name a date, in its order, once for each date.
    pub dated: Vec<Dated>,
}

impl Body {
    /// Returns true if a heading has this id.
    pub fn has_anchor(&self, id: &str) -> bool {
        let anchor = |index: &u32| self.anchors[*index as usize].as_str();
        self.sorted_anchors
            .binary_search_by(|index| anchor(index).cmp(id))
            .is_ok()
    }
}

/// A sentence that names a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The date.
    pub when: When,
    /// The sentence, without markup and citations.
    pub sentence: Box<str>,
    /// The index of its first citation.
    pub citation: Option<u32>,
    /// A place in the body's HTML that is within the same passages.
    pub html: u32,
}

/// A paragraph, list item or table row of an original that holds text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Where its text stands in the body's HTML, without the element around it.
    pub html: Range<usize>,
    /// Where it stands in the file.
    pub source: Range<usize>,
    /// What element is around it.
    pub shape: Shape,
}

/// The elements that hold numbered paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `<p>`, or the content of a tight `<li>`.
    Block,
    /// `<tr>`
    Row,
}

/// A heading with a topic and everything down to the next heading of its level or above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Ids of its topics.
    pub topics: Vec<Located<String>>,
    /// Where it stands in the body's HTML.
    pub html: Range<usize>,
}

/// A citation of paragraphs of the original.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The numbers of the paragraphs.
    pub paragraphs: Box<[RangeInclusive<u32>]>,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// Text that may be meant as a citation: a number or a page in square brackets, or a letter and a number in round ones.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lookalike {
    /// As the author wrote it.
    pub words: Box<str>,
    /// The citation in its right form, without brackets.
    pub meant: Box<str>,
    /// The highest number in it.
    pub highest: u32,
    /// True if it can be a page of something: `(p. 3)`, `[page 3]`.
    pub is_aside: bool,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// A link or picture that leads somewhere within the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As the author wrote it.
    pub target: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
    /// How the text uses what it leads to.
    pub used: LinkUse,
}

/// How a text uses what a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkUse {
    /// A reader follows it.
    Page,
    /// It is shown as a picture.
    Picture,
    /// It is played or shown within the page: a video, a sound, a document.
    Media,
}

/// Something that a browser would have to load for a page, as the page's own HTML asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Its address, as the author wrote it.
    pub url: String,
    /// The element that asks for it.
    pub element: Box<str>,
    /// The directive of the page's policy that decides.
    pub directive: &'static str,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// Maximum number of quotations and lists that begin in one line. Browsers lay out a few hundred elements in each other.
const MOST_NESTED: usize = 100;

/// Returns the beginning of the first line in which more than [`MOST_NESTED`] quotations and lists begin.
fn nested_too_deep(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        let mut count = 0;
        while let Some(after) = past_mark(rest) {
            (rest, count) = (after, count + 1);
        }
        if count > MOST_NESTED {
            return Some(at..at + 1);
        }
        at += line.len();
    }
    None
}

/// Returns what follows the mark of a quotation or of an item that a line begins with.
fn past_mark(line: &str) -> Option<&str> {
    let line = line.trim_start_matches([' ', '\t']);
    if let Some(rest) = line.strip_prefix('>') {
        return Some(rest);
    }
    let digits = line.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => line.strip_prefix(['-', '*', '+'])?,
        _ => line[digits..].strip_prefix(['.', ')'])?,
    };
    rest.starts_with([' ', '\t']).then_some(rest)
}

/// Turns the Markdown of a file into a body.
pub fn body(input: &MarkdownInput<'_>, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let MarkdownInput { trust, head, .. } = *input;
    let mut text = input.markdown();
    if let Some(line) = nested_too_deep(text) {
        let message = format!("more than {MOST_NESTED} quotations and lists begin in this line");
        let found = Diagnostic::new(codes::NESTED_TOO_DEEP, input.path, message);
        let span = line.start + input.start..line.end + input.start;
        let help = "put a backslash before the first mark, if readers are to see all of them";
        diagnostics.push(found.at(span).help(help));
        text = "";
    }
    let mended = comments::mended(text, trust);
    let copy = emphasis::straightened(mended.as_deref().unwrap_or(text), trust);
    let read = copy.as_deref().or(mended.as_deref()).unwrap_or(text);
    let parser = parser(read, trust);
    let mut writer = Writer::new(input, diagnostics);
    for (kind, line) in head {
        writer.line(*kind, line);
    }
    writer.check_references();
    for (label, definition) in parser.reference_definitions().iter() {
        writer.check_definition(label, definition.span.clone());
        writer.has_numbered_links |= label.bytes().all(|b| b.is_ascii_digit());
    }
    let events = parser.into_offset_iter();
    let mut events = events
        .map(|(event, span)| (emphasis::original(event, &span, read, text), span))
        .peekable();
    while let Some((event, span)) = events.next() {
        let is_start = trust == Trust::Trusted && matches!(event, Event::Start(Tag::Paragraph));
        let next = events.peek().filter(|_| is_start).map(|(event, _)| event);
        if !matches!(
            next,
            Some(Event::Start(Tag::Image { .. } | Tag::Link { .. }))
        ) {
            writer.event(event, span);
            continue;
        }
        let mut paragraph = vec![(event, span)];
        for (event, span) in events.by_ref() {
            let is_end = matches!(event, Event::End(TagEnd::Paragraph));
            paragraph.push((event, span));
            if is_end {
                break;
            }
        }
        writer.paragraph(paragraph);
    }
    writer.finish()
}

/// The events of a Markdown text, with their places.
fn events(text: &str, trust: Trust) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    parser(text, trust).into_offset_iter()
}

fn parser(text: &str, trust: Trust) -> Parser<'_, impl BrokenLinkCallback<'_>> {
    let mut options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    if trust == Trust::Trusted {
        options |= Options::ENABLE_HEADING_ATTRIBUTES;
    }
    let cite = move |link: BrokenLink<'_>| {
        citations::is_citation(&link, text).then(|| (CowStr::from(""), CowStr::from("")))
    };
    let callback = (trust == Trust::Trusted).then_some(cite);
    Parser::new_with_broken_link_callback(text, options, callback)
}
