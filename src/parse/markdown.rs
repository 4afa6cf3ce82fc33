//! From Markdown to a [`Body`]: HTML with holes, numbered paragraphs, topic passages, citations and links.
//!
//! Takes the Markdown of one file and how far its author is trusted; gives a body and diagnostics, and never fails. It
//! knows no other file: what a link leads to and which topics exist is for `link` to say.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use pulldown_cmark::{
    Alignment, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser,
    Tag, TagEnd,
};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use crate::diagnostic::{Diagnostic, nearest};
use crate::parse::citation;
use crate::parse::fields::Located;
use crate::parse::html::{Hole, Html, small};
use crate::parse::text::{is_forbidden, no_character};

/// Whose text it is, which decides what its markup may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The desk's own text: raw HTML passes, headings carry topics, brackets cite paragraphs.
    Desk,
    /// An original: nothing in it does anything on the page but structure its text, and its paragraphs are numbered.
    Press,
}

/// The body of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    /// The ids of the headings.
    pub anchors: Vec<String>,
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

/// A link or picture that leads somewhere within the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As the author wrote it.
    pub target: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// Turns the Markdown in `text`, which begins `offset` bytes into the file, into a body.
pub fn body(
    path: &Arc<str>,
    text: &str,
    offset: usize,
    author: Author,
    diagnostics: &mut Vec<Diagnostic>,
) -> Body {
    let mut options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    if author == Author::Desk {
        options |= Options::ENABLE_HEADING_ATTRIBUTES;
    }
    let cite = |link: BrokenLink<'_>| {
        let is_citation = match link.link_type {
            LinkType::Shortcut | LinkType::Collapsed => citation::read(&link.reference).is_some(),
            // Two citations without a space between them look like a link with a label.
            LinkType::Reference => citation::read(&label(&text[link.span])).is_some(),
            _ => false,
        };
        is_citation.then(|| (CowStr::from(""), CowStr::from("")))
    };
    let callback = (author == Author::Desk).then_some(cite);
    let events = Parser::new_with_broken_link_callback(text, options, callback).into_offset_iter();
    let mut writer = Writer {
        path,
        text,
        offset,
        author,
        diagnostics,
        html: Html {
            text: String::with_capacity(2 * text.len()),
            ..Html::default()
        },
        body: Body::default(),
        frames: Vec::new(),
        depth: 0,
        open: Vec::new(),
        heading: None,
        alignments: Vec::new(),
        cell: 0,
        in_head: false,
        picture: 0,
        skip: false,
        ends: Vec::new(),
        notes: Notes::default(),
        raw: None,
    };
    writer.check_references();
    for (event, span) in events {
        writer.event(event, span);
    }
    writer.finish()
}

/// An element that gets a paragraph number as soon as text occurs in it.
struct Frame {
    /// Where its attributes go.
    attributes: usize,
    /// Where its content begins.
    content: usize,
    /// Its index in `Body::paragraphs`, once it has text.
    number: Option<usize>,
    /// Where its own text ends, once another block has begun in it: a list in a list item.
    end: Option<usize>,
    source: Range<usize>,
    shape: Shape,
}

/// A heading that is being written.
struct Heading {
    attributes: usize,
    /// The id that its author chose.
    id: Option<Located<String>>,
    text: String,
    level: u8,
}

/// A topic passage whose end has not come.
struct OpenPassage {
    index: usize,
    level: u8,
}

/// Footnotes, which are written at the end of the body in the order of their first reference.
#[derive(Default)]
struct Notes {
    numbers: BTreeMap<String, usize>,
    definitions: Vec<Note>,
    /// The labels of the definitions that have begun.
    defined: BTreeSet<String>,
    /// Indices of the paragraphs in the definition that is being written.
    own: Vec<usize>,
    /// What is around the definitions that are being written, the outermost first.
    outer: Vec<Outer>,
}

/// A footnote's text.
struct Note {
    label: String,
    html: Html,
    /// Indices of the paragraphs in it.
    paragraphs: Vec<usize>,
}

/// What is around the definition of a footnote, put aside while it is written.
struct Outer {
    html: Html,
    frames: Vec<Frame>,
    /// The label of the definition.
    label: String,
    /// Indices of the paragraphs in the definition around it, if any.
    own: Vec<usize>,
}

struct Writer<'t, 'd> {
    path: &'t Arc<str>,
    text: &'t str,
    offset: usize,
    author: Author,
    diagnostics: &'d mut Vec<Diagnostic>,
    html: Html,
    body: Body,
    frames: Vec<Frame>,
    /// How many quotations, lists and footnotes are around the current place.
    depth: usize,
    open: Vec<OpenPassage>,
    heading: Option<Heading>,
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: bool,
    /// How many pictures are around the current place: their content is the text that stands for them.
    picture: usize,
    /// Whether the words of a citation are being skipped.
    skip: bool,
    /// The closing tags of links and pictures.
    ends: Vec<&'static str>,
    notes: Notes,
    /// An HTML block of the press, collected as text.
    raw: Option<String>,
}

impl<'t> Writer<'t, '_> {
    fn event(&mut self, event: Event<'t>, span: Range<usize>) {
        if self.skip {
            if matches!(event, Event::End(TagEnd::Link)) {
                self.skip = false;
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                self.check_text(&text, &span);
                self.inline(&text);
            }
            Event::Code(code) => {
                self.tag("<code dir=\"ltr\">");
                self.inline(&code);
                self.tag("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::SoftBreak => self.tag_or_space("\n"),
            Event::HardBreak => self.tag_or_space("<br>\n"),
            Event::Rule => self.tag("<hr>"),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'t>, span: Range<usize>) {
        if is_block(&tag) {
            self.end_text();
        }
        match tag {
            Tag::Paragraph => self.open_frame("<p", Shape::Block, span),
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => self.start_heading(level, id, &classes, &attrs, span),
            Tag::BlockQuote(_) => {
                self.depth += 1;
                self.tag("<blockquote>");
            }
            Tag::CodeBlock(kind) => self.start_code(&kind, span),
            Tag::HtmlBlock => {
                if self.author == Author::Press {
                    self.raw = Some(String::new());
                    self.open_frame("<p", Shape::Block, span);
                }
            }
            Tag::List(first) => {
                self.depth += 1;
                match first {
                    None => self.tag("<ul>"),
                    Some(1) => self.tag("<ol>"),
                    Some(n) => self.tag(&format!("<ol start=\"{n}\">")),
                }
            }
            Tag::Item => self.open_frame("<li", Shape::Block, span),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label, span),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.tag("<table>");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.cell = 0;
                self.tag("<thead>");
                self.open_frame("<tr", Shape::Row, span);
            }
            Tag::TableRow => {
                self.cell = 0;
                self.open_frame("<tr", Shape::Row, span);
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.tag("<em>"),
            Tag::Strong => self.tag("<strong>"),
            Tag::Strikethrough => self.tag("<del>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, &dest_url, &title, span),
            Tag::Image {
                dest_url, title, ..
            } => self.start_picture(&dest_url, &title, span),
            // Extensions that are not switched on.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close_frame("</p>\n"),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => {
                self.depth -= 1;
                self.tag("</blockquote>\n");
            }
            TagEnd::CodeBlock => self.tag("</code></pre>\n"),
            TagEnd::HtmlBlock => {
                if let Some(raw) = self.raw.take() {
                    self.inline(raw.trim_end());
                    self.close_frame("</p>\n");
                }
            }
            TagEnd::List(ordered) => {
                self.depth -= 1;
                self.tag(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.close_frame("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::Table => self.tag("</tbody></table>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.close_frame("</tr>");
                self.tag("</thead><tbody>\n");
            }
            TagEnd::TableRow => self.close_frame("</tr>\n"),
            TagEnd::TableCell => self.tag(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis => self.tag("</em>"),
            TagEnd::Strong => self.tag("</strong>"),
            TagEnd::Strikethrough => self.tag("</del>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_picture(),
            TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    // Text

    /// Text that a reader sees.
    fn inline(&mut self, text: &str) {
        match &mut self.heading {
            Some(heading) => heading.text.push_str(text),
            None if !text.trim_start().is_empty() => self.number(),
            None => {}
        }
        let written = if self.picture > 0 {
            escape_html(&mut self.html.text, text)
        } else {
            escape_html_body_text(&mut self.html.text, text)
        };
        written.expect("a String takes any text");
    }

    /// Finds references such as `&#27;` to characters that cannot be published.
    fn check_references(&mut self) {
        for (at, _) in self.text.match_indices("&#") {
            let digits = &self.text[at + 2..];
            let Some((digits, _)) = digits.split_once(';').filter(|(d, _)| d.len() <= 8) else {
                continue;
            };
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            // CommonMark takes U+0000 for U+FFFD, which is a character.
            let c = number.ok().filter(|n| *n != 0).and_then(char::from_u32);
            if let Some(c) = c.filter(|c| is_forbidden(*c)) {
                let span = self.place(at..at + digits.len() + 3);
                let found = no_character(self.path, c).at(span);
                self.diagnostics.push(found);
            }
        }
    }

    /// Finds markup that an author meant and that is none, so that readers would see it.
    fn check_text(&mut self, text: &str, span: &Range<usize>) {
        // All invisible characters that are looked for begin with these bytes.
        let may_hide = matches!(text.as_bytes().first(), Some(0xD8 | 0xE2 | 0xEF));
        if may_hide && let Some((hidden, mark)) = hidden_mark(text) {
            let at = span.start;
            if self.text[..at].ends_with('\n') || at == 0 {
                let code = hidden as u32;
                let before = text.find(mark).unwrap_or_default();
                let place = self.place(at..at + before + mark.len());
                let message = format!(
                    "an invisible character, U+{code:04X}, keeps the `{mark}` after it from being read as markup"
                );
                let found = Diagnostic::warning("mark-hidden", self.path, message);
                let help = "delete all of the line up to that mark, and type the mark anew";
                self.diagnostics.push(found.at(place).help(help));
            }
        }
        let is_meant = self.author == Author::Desk
            && text.contains('{')
            && text
                .split('{')
                .skip(1)
                .any(|after| after.trim_start().starts_with("topic"));
        if is_meant {
            self.report(
                "topic-unread",
                "readers would see this `{ topic=… }`, for it does not end a heading".into(),
                self.braces(span),
                "it stands at the end of a line that begins with `#`, as in `## Trade { topic=economy }`"
                    .into(),
            );
        }
    }

    /// Markup, left out within the text that stands for a picture.
    fn tag(&mut self, markup: &str) {
        if self.picture == 0 {
            self.html.text.push_str(markup);
        }
    }

    fn tag_or_space(&mut self, markup: &str) {
        self.html
            .text
            .push_str(if self.picture == 0 { markup } else { " " });
        if let Some(heading) = &mut self.heading {
            heading.text.push(' ');
        }
    }

    fn raw_html(&mut self, html: &str) {
        match (&mut self.raw, self.author) {
            (Some(raw), _) => raw.push_str(html),
            (None, Author::Press) => self.inline(html),
            (None, Author::Desk) => self.tag(html),
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.html.text.push(' ');
        self.html.text.push_str(name);
        self.html.text.push_str("=\"");
        escape_html(&mut self.html.text, value).expect("a String takes any text");
        self.html.text.push('"');
    }

    // Numbered paragraphs

    fn open_frame(&mut self, tag: &str, shape: Shape, span: Range<usize>) {
        self.html.text.push_str(tag);
        let attributes = self.html.text.len();
        self.html.text.push('>');
        if self.author == Author::Press {
            self.frames.push(Frame {
                attributes,
                content: attributes + 1,
                number: None,
                end: None,
                source: self.place(span),
                shape,
            });
        }
    }

    /// Gives the innermost element its number when its first text comes.
    fn number(&mut self) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        // Text after a block that stands in a list item is the item's again.
        frame.end = None;
        if frame.number.is_some() {
            return;
        }
        frame.number = Some(self.body.paragraphs.len());
        if !self.notes.outer.is_empty() {
            self.notes.own.push(self.body.paragraphs.len());
        }
        self.body.paragraphs.push(Paragraph {
            html: frame.content..frame.content,
            source: frame.source.clone(),
            shape: frame.shape,
        });
        let hole = Hole::Paragraph(small(self.body.paragraphs.len()));
        self.html.hole_at(frame.attributes, hole);
    }

    fn close_frame(&mut self, tag: &str) {
        if let Some(frame) = self.frames.pop()
            && let Some(number) = frame.number
        {
            let end = frame.end.unwrap_or(self.html.text.len());
            self.body.paragraphs[number].html.end = end;
        }
        self.html.text.push_str(tag);
    }

    /// Ends the text of the element around a block that begins here.
    fn end_text(&mut self) {
        let here = self.html.text.len();
        if let Some(frame) = self.frames.last_mut() {
            frame.end.get_or_insert(here);
        }
    }

    // Headings and passages

    fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr<'t>>,
        classes: &[CowStr<'t>],
        attrs: &[(CowStr<'t>, Option<CowStr<'t>>)],
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
                self.open.push(OpenPassage {
                    index: self.body.passages.len(),
                    level,
                });
                self.body.passages.push(Passage {
                    topics,
                    html: start..start,
                });
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

    fn end_heading(&mut self) {
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

    fn close_passages(&mut self, level: u8) {
        while let Some(open) = self.open.pop_if(|open| open.level >= level) {
            self.body.passages[open.index].html.end = self.html.text.len();
        }
    }

    /// The topics among a heading's attributes; any other attribute is a slip.
    fn topics(
        &mut self,
        attrs: &[(CowStr<'t>, Option<CowStr<'t>>)],
        span: &Range<usize>,
    ) -> Vec<Located<String>> {
        let mut topics = Vec::new();
        for (name, value) in attrs {
            let value = value.as_deref().unwrap_or_default();
            match name.as_ref() {
                "topic" if self.depth > 0 => self.report(
                    "topic-nested",
                    "a heading within a quotation or a list begins no passage".into(),
                    self.within(span, "topic"),
                    "put the heading at the margin".into(),
                ),
                "topic" if value.is_empty() => self.report(
                    "topic-empty",
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
                    self.report("attribute-unknown", message, self.within(span, other), help);
                }
            }
        }
        topics
    }

    // Code and tables

    fn start_code(&mut self, kind: &CodeBlockKind<'t>, span: Range<usize>) {
        if self.author == Author::Press && self.frames.is_empty() {
            let found = Diagnostic::note(
                "original-code",
                self.path,
                "this part of the original is set as code: it has no number, and nobody can cite it",
            );
            let help =
                "remove the spaces or the marks that make it code, so that it is a paragraph";
            self.diagnostics.push(found.at(self.place(span)).help(help));
        }
        self.tag("<pre dir=\"ltr\"><code");
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) = info.split_whitespace().next()
            && self.author == Author::Desk
        {
            self.attribute("class", &format!("language-{language}"));
        }
        self.tag(">");
    }

    fn start_cell(&mut self) {
        let tag = if self.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        };
        // Logical sides: the first column stands where reading begins.
        let class = match self.alignments.get(self.cell) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"end\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        self.cell += 1;
        self.tag(&format!("{tag}{class}>"));
    }

    // Links, citations and pictures

    fn start_link(&mut self, kind: LinkType, url: &str, title: &str, span: Range<usize>) {
        if matches!(
            kind,
            LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown
        ) {
            self.skip = true;
            return self.citation(span);
        }
        // A picture that became a link can stand in a link, or hold one; HTML has no links within links.
        if self.ends.contains(&"</a>") {
            return self.ends.push("");
        }
        let mail;
        let url = if kind == LinkType::Email {
            mail = format!("mailto:{url}");
            &mail
        } else {
            url
        };
        match Target::of(url) {
            Target::Within if self.author == Author::Desk => {
                self.tag("<a href=\"");
                self.link_hole(url, span);
                self.tag("\"");
            }
            Target::Outside => {
                self.tag("<a rel=\"external");
                self.tag(if self.author == Author::Press {
                    " nofollow ugc\" href=\""
                } else {
                    "\" href=\""
                });
                self.href(url);
                self.tag("\"");
            }
            Target::Within | Target::Unsafe => return self.dropped_link(url, span),
        }
        if !title.is_empty() && self.picture == 0 {
            self.attribute("title", title);
        }
        self.tag(">");
        self.ends.push("</a>");
    }

    fn end_link(&mut self) {
        let tag = self.ends.pop().unwrap_or_default();
        self.tag(tag);
    }

    /// A link that would do harm or lead nowhere: its text stays, without the link.
    fn dropped_link(&mut self, url: &str, span: Range<usize>) {
        self.ends.push("");
        let span = self.place(span);
        let short: String = url.chars().take(60).collect();
        let found = match self.author {
            Author::Desk => Diagnostic::error(
                "link-unsafe",
                self.path,
                format!("a page may not link to `{short}`"),
            )
            .help("links begin with https:, http:, mailto: or tel:, or lead to a file of the site"),
            Author::Press => Diagnostic::note(
                "original-link",
                self.path,
                format!("the original's link to `{short}` is shown as text alone"),
            )
            .help("only web and mail addresses in full stay links in an original"),
        };
        self.diagnostics.push(found.at(span));
    }

    fn link_hole(&mut self, target: &str, span: Range<usize>) {
        if self.picture > 0 {
            return;
        }
        self.html.hole(Hole::Link(small(self.body.links.len())));
        let span = self.place(span);
        self.body.links.push(Link {
            target: target.to_owned(),
            span,
        });
    }

    fn href(&mut self, url: &str) {
        if self.picture == 0 {
            escape_href(&mut self.html.text, url).expect("a String takes any text");
        }
    }

    fn citation(&mut self, span: Range<usize>) {
        let label = label(&self.text[span.clone()]);
        match citation::read(&label) {
            Some(Ok(_)) if self.picture > 0 => {
                let message =
                    format!("`[{label}]` stands in the text for a picture, which cannot cite");
                let span = self.place(span);
                let help = "move it behind the picture, or into the caption".into();
                self.report("citation-misplaced", message, span, help);
            }
            Some(Ok(paragraphs)) => {
                // The space before a citation would let it stand alone on the next line.
                if self.html.text.ends_with(' ') {
                    self.html.text.pop();
                    self.html.text.push('\u{A0}');
                }
                self.html
                    .hole(Hole::Citation(small(self.body.citations.len())));
                let span = self.place(span);
                self.body.citations.push(Citation { paragraphs, span });
            }
            Some(Err(why)) => {
                let message = format!("`[{label}]` is not a citation: {why}");
                let span = self.place(span);
                let help = match citation::repaired(&label) {
                    Some(meant) => format!("did you mean `[{meant}]`?"),
                    None => "write it as `[p4]`, `[p4-p6]` or `[p2, p7]`".into(),
                };
                self.report("citation-malformed", message, span, help);
            }
            None => {}
        }
    }

    fn start_picture(&mut self, url: &str, title: &str, span: Range<usize>) {
        if self.picture > 0 {
            self.picture += 1;
            return;
        }
        if Target::of(url) == Target::Within {
            self.tag("<img src=\"");
            self.link_hole(url, span);
            self.tag("\" loading=\"lazy\"");
            if !title.is_empty() {
                self.attribute("title", title);
            }
            self.tag(" alt=\"");
            self.picture = 1;
            self.ends.push("\">");
            return;
        }
        // Reading a page asks no other host for anything: a picture that stands elsewhere becomes a link to it.
        self.start_link(LinkType::Inline, url, title, span.clone());
        if self.author == Author::Desk && Target::of(url) == Target::Outside {
            let span = self.place(span);
            self.diagnostics.push(
                Diagnostic::warning(
                    "picture-elsewhere",
                    self.path,
                    "this picture stands on another host and is shown as a link",
                )
                .at(span)
                .help("put the picture into the article's folder and name the file alone"),
            );
        }
    }

    fn end_picture(&mut self) {
        self.picture = self.picture.saturating_sub(1);
        if self.picture == 0 {
            self.end_link();
        }
    }

    // Footnotes

    fn note_id(&self, number: usize) -> String {
        let whose = if self.author == Author::Desk {
            's'
        } else {
            'o'
        };
        format!("fn-{whose}{number}")
    }

    fn footnote_reference(&mut self, label: &str) {
        if self.picture > 0 {
            return;
        }
        let next = self.notes.numbers.len() + 1;
        let first = !self.notes.numbers.contains_key(label);
        let number = *self.notes.numbers.entry(label.to_owned()).or_insert(next);
        let id = self.note_id(number);
        self.tag("<sup class=\"fnref\"");
        if first {
            let hole = Hole::Id(self.html.id(format!("{id}-ref")));
            self.html.hole(hole);
        }
        self.tag("><a role=\"doc-noteref\" href=\"");
        let hole = Hole::Local(self.html.id(id));
        self.html.hole(hole);
        self.tag("\">");
        self.html.hole(Hole::Number(small(number)));
        self.tag("</a></sup>");
    }

    fn start_footnote(&mut self, label: &str, span: Range<usize>) {
        self.depth += 1;
        let is_new = self.notes.defined.insert(label.to_owned());
        if self.author == Author::Desk && !is_new {
            let message = format!("the footnote `[^{label}]` is defined for the second time");
            let span = self.within(&span, label);
            let help = "give one of the two another name, here and where it is referred to".into();
            self.report("footnote-twice", message, span, help);
        }
        self.notes.outer.push(Outer {
            html: std::mem::take(&mut self.html),
            frames: std::mem::take(&mut self.frames),
            label: label.to_owned(),
            own: std::mem::take(&mut self.notes.own),
        });
    }

    fn end_footnote(&mut self) {
        self.depth -= 1;
        if let Some(outer) = self.notes.outer.pop() {
            let html = std::mem::replace(&mut self.html, outer.html);
            self.frames = outer.frames;
            self.notes.definitions.push(Note {
                label: outer.label,
                html,
                paragraphs: std::mem::replace(&mut self.notes.own, outer.own),
            });
        }
    }

    fn finish(mut self) -> Body {
        self.close_passages(0);
        let mut definitions = std::mem::take(&mut self.notes.definitions);
        let mut numbers = std::mem::take(&mut self.notes.numbers);
        definitions.sort_by_key(|note| numbers.get(&note.label).copied().unwrap_or(usize::MAX));
        if !definitions.is_empty() {
            self.html
                .text
                .push_str("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
            for note in definitions {
                // A second definition of a label is nobody's, and has no id.
                let number = numbers.remove(&note.label);
                self.footnote(number, note.html, note.paragraphs);
            }
            self.html.text.push_str("</ol></section>\n");
        }
        self.body.citations.shrink_to_fit();
        Body {
            html: self.html.trimmed(),
            ..self.body
        }
    }

    fn footnote(&mut self, number: Option<usize>, definition: Html, paragraphs: Vec<usize>) {
        self.html.text.push_str("<li");
        if let Some(number) = number {
            let id = self.note_id(number);
            let hole = Hole::Id(self.html.id(id));
            self.html.hole(hole);
        }
        self.html.text.push('>');
        let shift = self.html.append(definition);
        for index in paragraphs {
            let paragraph = &mut self.body.paragraphs[index];
            paragraph.html = paragraph.html.start + shift..paragraph.html.end + shift;
        }
        if let Some(number) = number {
            let id = format!("{}-ref", self.note_id(number));
            self.html
                .text
                .push_str("<a class=\"fnback\" role=\"doc-backlink\" href=\"");
            let hole = Hole::Local(self.html.id(id));
            self.html.hole(hole);
            self.html.text.push_str("\">↑</a>");
        }
        self.html.text.push_str("</li>\n");
    }

    // Places and findings

    fn place(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.offset..span.end + self.offset
    }

    /// Where a word stands within a part of the text; the whole part where it does not.
    fn within(&self, span: &Range<usize>, word: &str) -> Range<usize> {
        let part = &self.text[span.clone()];
        match part.rfind(word) {
            Some(at) => self.place(span.start + at..span.start + at + word.len()),
            None => self.place(span.start..span.start + part.trim_end().len()),
        }
    }

    /// Where `{ … }` stands within a part of the text, or `{` and what follows it.
    fn braces(&self, span: &Range<usize>) -> Range<usize> {
        let part = &self.text[span.clone()];
        let from = part.find('{').unwrap_or_default();
        let to = part[from..].find('}').map_or(part.len(), |n| from + n + 1);
        self.place(span.start + from..span.start + to)
    }

    fn report(&mut self, code: &'static str, message: String, span: Range<usize>, help: String) {
        let found = Diagnostic::error(code, self.path, message)
            .at(span)
            .help(help);
        self.diagnostics.push(found);
    }
}

/// Whether an element can stand in a list item beside its text.
fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Table(_)
    )
}

/// The invisible character at the beginning of a line and the block's mark that follows it, such as `##`.
fn hidden_mark(text: &str) -> Option<(char, &str)> {
    let is_invisible = |c: char| matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    let hidden = text.chars().next().filter(|c| is_invisible(*c))?;
    let line = text.trim_start_matches(is_invisible);
    let (mark, rest) = line.split_once([' ', '\t'])?;
    let is_number = |mark: &str| {
        mark.strip_suffix(['.', ')'])
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_mark = matches!(mark, "#" | "##" | "###" | "####" | "#####" | "######")
        || matches!(mark, "-" | "*" | "+" | ">" | "|")
        || is_number(mark);
    (is_mark && !rest.trim().is_empty()).then_some((hidden, mark))
}

/// The words of a citation, without its brackets: of `[p4]`, `[p4][]` or `[p4][p6]`.
fn label(citation: &str) -> String {
    let inner = citation.trim_end_matches("[]");
    let inner = inner.trim_start_matches('[').trim_end_matches(']');
    inner.replace("][", ", ")
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    /// To a file, page or heading of the site.
    Within,
    /// To the web, by a scheme that every reader's program knows.
    Outside,
    /// By a scheme that could run something.
    Unsafe,
}

impl Target {
    fn of(url: &str) -> Target {
        if url.starts_with("//") {
            return Target::Outside;
        }
        // RFC 3986, section 3.1; browsers skip white space and control characters in a scheme, so they count as unsafe.
        let end = url
            .find([':', '/', '?', '#'])
            .filter(|at| url[*at..].starts_with(':'));
        match end.map(|at| url[..at].to_ascii_lowercase()) {
            None => Target::Within,
            Some(scheme) => match scheme.as_str() {
                "http" | "https" | "mailto" | "tel" => Target::Outside,
                _ => Target::Unsafe,
            },
        }
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

/// Whether an id is one that Mujaz or its templates give out: `p4`, `main`, `original`, `summary`.
fn is_reserved(id: &str) -> bool {
    matches!(id, "main" | "original" | "summary")
        || id
            .strip_prefix('p')
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        || id.starts_with("fn-")
}
