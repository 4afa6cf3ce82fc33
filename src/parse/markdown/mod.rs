//! Converts Markdown to a [`Body`]: HTML with holes, numbered paragraphs, topic passages, citations and links.
//!
//! Takes the Markdown of one file and the trust in its author; returns a body and diagnostics, and never fails. It reads
//! no other file: `link` resolves the targets of links and the topics.
//!
//! pulldown-cmark parses the Markdown, and a `BodyWriter` handles its events. Each kind of element has a file here.

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
mod plain;
mod prose;
mod raw;
mod runs;
mod shown;
mod slips;
mod tables;
mod tags;
mod unmarked;
mod writer;

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, BrokenLinkCallback, CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::diagnostic::{Diagnostic, codes};
use crate::lang::When;
use crate::lang::figures::Figure;
use crate::parse::citation::CitationNames;
use crate::parse::fields::Located;
use crate::parse::html::Html;
use crate::parse::prose::{Prose, ProseBlockKind};

pub use crate::parse::citation::Cites;
pub use headings::anchor;
pub use links::web_href;
pub use plain::{check_plain, check_unseen};
use writer::BodyWriter;

/// The trust in a text's author, which determines what its markup may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// A trusted text: raw HTML is kept, headings have topics, brackets cite paragraphs.
    Trusted,
    /// An original: its markup can only structure its text, and its paragraphs are numbered.
    Untrusted,
}

/// A Markdown file whose front matter was read.
#[derive(Debug, Clone, Copy)]
pub struct MarkdownInput<'t> {
    /// Path of the file.
    pub path: &'t Arc<str>,
    /// Text of the whole file.
    pub file: &'t str,
    /// Offset of the Markdown in the file.
    pub start: usize,
    /// The trust in the text's author.
    pub trust: Trust,
    /// The texts that the text can cite.
    pub cites: Cites,
    /// The language (BCP 47).
    pub lang: &'t str,
    /// Visible texts of the front matter, in the order of the page.
    pub head: &'t [(ProseBlockKind, &'t Located<String>)],
}

impl<'t> MarkdownInput<'t> {
    /// Returns the Markdown.
    pub fn markdown(&self) -> &'t str {
        self.file.get(self.start..).unwrap_or_default()
    }
}

/// The body of a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body {
    pub html: Html,
    /// The numbered paragraphs of an original; the first is p1.
    pub paragraphs: Vec<Paragraph>,
    /// The topic passages of a summary, in the order of their headings. They can be nested.
    pub passages: Vec<Passage>,
    /// The citations of a summary.
    pub citations: Vec<Citation>,
    /// The links and pictures with a target within the site, and the links to the web.
    pub links: Vec<Link>,
    /// Indices of those links that are pictures.
    pub pictures: Vec<u32>,
    /// Text that may be meant as a citation, depending on the original's number of paragraphs.
    pub lookalikes: Vec<DoubtfulCitation>,
    /// The files that the text's HTML makes a browser load, if only the page's policy decides about them.
    pub resources: Vec<Resource>,
    /// The ids of the headings.
    pub anchors: Vec<String>,
    /// The indices of the ids in alphabetical order.
    pub(super) sorted_anchors: Box<[u32]>,
    /// The visible text, from the title on.
    pub prose: Prose,
    /// The figures in the prose, in its order.
    pub figures: Vec<Figure>,
    /// The sentences of a trusted text that name a date, in order, once for each date.
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
    pub when: When,
    /// The sentence, without markup and citations.
    pub sentence: Box<str>,
    /// Index of the sentence's first citation.
    pub citation: Option<u32>,
    /// An offset in the body's HTML within the same passages.
    pub html: u32,
}

/// A paragraph, list item or table row of an original that contains text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Range of the paragraph's text in the body's HTML, without the element around it.
    pub html: Range<usize>,
    /// Byte range in the file.
    pub source: Range<usize>,
    /// The element around it.
    pub shape: ParagraphElement,
}

/// The elements that contain numbered paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphElement {
    /// `<p>`, or the content of a tight `<li>`.
    Block,
    /// `<tr>`
    Row,
}

/// A heading with a topic, and the text up to the next heading of the same or a higher level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Ids of the passage's topics.
    pub topics: Vec<Located<String>>,
    /// The range in the body's HTML.
    pub html: Range<usize>,
}

/// A citation of paragraphs of the original.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The names before the paragraphs.
    pub names: CitationNames,
    /// Numbers of the paragraphs.
    pub paragraphs: Box<[RangeInclusive<u32>]>,
    /// The words of these paragraphs that a translated quotation is bound to.
    pub bound: Option<BoundWords>,
    /// The place in the file.
    pub span: Range<usize>,
}

/// Words of the original that a citation quotes, to which a translated quotation is bound.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BoundWords {
    /// The words, on one line.
    pub words: Box<str>,
    /// Byte range in the file, without the quotation marks around them.
    pub span: Range<usize>,
}

/// Text that may be meant as a citation: a number or a page in square brackets, or a letter and a number in round ones.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DoubtfulCitation {
    /// The text as written.
    pub words: Box<str>,
    /// The word before the numbers. The text is a citation only if this word is the id of an original or, in an
    /// edition, the slug of an article.
    pub name: Option<Box<str>>,
    /// The word before that one.
    pub article: Option<Box<str>>,
    /// The citation in its correct form, without brackets and name.
    pub meant: Box<str>,
    /// Highest number in the text.
    pub highest: u32,
    /// True if the text may be something else, such as a page of another work: `(p. 3)`, `[page 3]`, `p3`.
    pub is_aside: bool,
    /// Byte range in the file.
    pub span: Range<usize>,
}

impl DoubtfulCitation {
    /// Returns the advice for an author who did not mean a citation. Only brackets can be escaped.
    pub fn escape_advice(&self) -> String {
        match self.words.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            true => format!("write `<span>{}</span>`", self.words),
            false => format!("write `\\{}`", self.words),
        }
    }
}

/// A link or picture with a target within the site, or a link to the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address as written.
    pub target: String,
    /// Byte range in the file.
    pub span: Range<usize>,
    /// The text's use of the target.
    pub used: LinkUse,
}

/// A text's use of a link's target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkUse {
    /// A page or file that readers follow the link to.
    Page,
    /// A full web address, which may belong to the site itself.
    Web,
    /// A picture that is shown.
    Picture,
    /// A video, sound or document that is played or shown within the page.
    Media,
}

/// A file that a browser would have to load for a page, because the page's own HTML contains its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// The address as written.
    pub url: String,
    /// The element that contains the address.
    pub element: Box<str>,
    /// The directive of the page's policy that applies to the resource.
    pub directive: &'static str,
    /// Byte range in the file.
    pub span: Range<usize>,
}

/// Maximum number of quotations and lists that begin in one line. Browsers support a few hundred nested elements.
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

/// Returns the rest of a line after the mark of a quotation or of an item that it begins with.
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

/// Converts the Markdown of a file to a body.
pub fn body(input: &MarkdownInput<'_>, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let MarkdownInput {
        trust, cites, head, ..
    } = *input;
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
    let parser = parser(read, trust, cites);
    let mut writer = BodyWriter::new(input, diagnostics);
    for (kind, line) in head {
        writer.line(*kind, line);
    }
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
    writer.check_references();
    writer.finish()
}

/// Returns the events of a Markdown text, with their ranges.
fn events(text: &str, trust: Trust) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    parser(text, trust, Cites::Original).into_offset_iter()
}

fn parser(text: &str, trust: Trust, cites: Cites) -> Parser<'_, impl BrokenLinkCallback<'_>> {
    let mut options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    if trust == Trust::Trusted {
        options |= Options::ENABLE_HEADING_ATTRIBUTES;
    }
    let cite = move |link: BrokenLink<'_>| {
        citations::is_citation(&link, text, cites).then(|| (CowStr::from(""), CowStr::from("")))
    };
    let callback = (trust == Trust::Trusted).then_some(cite);
    Parser::new_with_broken_link_callback(text, options, callback)
}
