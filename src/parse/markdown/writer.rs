//! The writer: takes the events of a text in order and builds its body.
//!
//! An event is handled by a line here, or by a method in the file for its kind of element. All of them write through
//! [`BodyWriter::tag`] and [`BodyWriter::inline`], or directly into the HTML where no picture's alternative text can be
//! open.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};
use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use crate::diagnostic::Diagnostic;
use crate::lang::{Writing, with_isolates};
use crate::parse::html::{Html, small};
use crate::parse::markdown::charts::Fence;
use crate::parse::markdown::elements::Elements;
use crate::parse::markdown::footnotes::Notes;
use crate::parse::markdown::headings::{OpenHeading, UsedAnchors};
use crate::parse::markdown::lines::OpenList;
use crate::parse::markdown::paragraphs::{NumberedElement, is_block};
use crate::parse::markdown::passages::OpenPassage;
use crate::parse::markdown::prose::ProseBuilder;
use crate::parse::markdown::raw::RawBlock;
use crate::parse::markdown::tables::OpenMarkdownTable;
use crate::parse::markdown::{Body, Cites, MarkdownInput, ParagraphElement, Trust};

/// A body that is being written, with the state at the current position.
pub(super) struct BodyWriter<'t, 'd> {
    pub(super) path: &'t Arc<str>,
    /// Text of the whole file.
    pub(super) file: &'t str,
    /// The file's Markdown.
    pub(super) text: &'t str,
    /// Offset of the Markdown in the file.
    pub(super) offset: usize,
    pub(super) trust: Trust,
    /// The texts that the text can cite.
    pub(super) cites: Cites,
    /// The language of the text (BCP 47).
    pub(super) lang: &'t str,
    /// The script and direction of that language.
    pub(super) writing: Writing,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
    pub(super) html: Html,
    pub(super) body: Body,
    /// The open elements that may get a paragraph number, outermost first.
    pub(super) frames: Vec<NumberedElement>,
    /// Number of open quotations, lists and footnotes.
    pub(super) depth: usize,
    /// The open passages, outermost first.
    pub(super) open: Vec<OpenPassage>,
    pub(super) heading: Option<OpenHeading>,
    pub(super) anchors: UsedAnchors,
    pub(super) table: OpenMarkdownTable,
    /// The open lists, outermost first.
    pub(super) lists: Vec<OpenList>,
    /// Number of open pictures, whose content is alternative text.
    pub(super) picture: usize,
    /// Offset of the open picture's text in the HTML, and the picture's range in the Markdown.
    pub(super) undescribed: Option<(usize, Range<usize>)>,
    /// Offset of the open link's words in the HTML, and the link's range in the Markdown.
    pub(super) wordless: Option<(usize, Range<usize>)>,
    /// True while the words of a citation are skipped.
    pub(super) skip: bool,
    /// The closing tags of open links and pictures.
    pub(super) ends: Vec<&'static str>,
    pub(super) notes: Notes,
    /// The text of an HTML block in an untrusted text.
    pub(super) raw: Option<String>,
    /// An HTML block in a trusted text, whose tags may span several lines.
    pub(super) block: Option<RawBlock>,
    pub(super) prose: ProseBuilder,
    pub(super) elements: Elements,
    /// Labels of the text's footnotes, as they are written.
    pub(super) footnote_labels: BTreeSet<&'t str>,
    /// True if the text defines links with numbers as labels, so that a number in brackets may be such a link.
    pub(super) has_numbered_links: bool,
    /// True if an asterisk at the end of a word referred to a note so far.
    pub(super) has_note_marks: bool,
    /// True if lines of the current paragraph were reported as an unread list.
    pub(super) is_unread_list: bool,
    /// True if comments in the current untrusted HTML block are left out.
    pub(super) hides_comments: bool,
    /// True while inside such a comment.
    pub(super) in_comment: bool,
    /// True if the current untrusted HTML block consists of comments.
    pub(super) is_comment: bool,
    /// True while an HTML block is written.
    pub(super) in_html: bool,
    /// The chart that is being read.
    pub(super) fence: Option<Fence>,
    /// Ranges of the Markdown in which no `&` begins a reference.
    pub(super) plain_ampersands: Vec<Range<usize>>,
}

/// Returns the labels of the footnotes that a text defines. Definitions in code are included, which does no harm.
fn footnote_labels(text: &str) -> BTreeSet<&str> {
    let definitions = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("[^"));
    definitions
        .filter_map(|definition| Some(definition.split_once("]:")?.0))
        .collect()
}

impl<'t, 'd> BodyWriter<'t, 'd> {
    /// Begins the body of a file.
    pub(super) fn new(input: &MarkdownInput<'t>, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        let text = input.markdown();
        BodyWriter {
            path: input.path,
            file: input.file,
            text,
            offset: input.start,
            trust: input.trust,
            cites: input.cites,
            lang: input.lang,
            writing: Writing::of(input.lang),
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
            anchors: UsedAnchors::default(),
            table: OpenMarkdownTable::default(),
            lists: Vec::new(),
            picture: 0,
            undescribed: None,
            wordless: None,
            skip: false,
            ends: Vec::new(),
            notes: Notes::default(),
            raw: None,
            block: None,
            prose: ProseBuilder::default(),
            elements: Elements::default(),
            footnote_labels: footnote_labels(text),
            has_numbered_links: false,
            has_note_marks: false,
            is_unread_list: false,
            hides_comments: false,
            in_comment: false,
            is_comment: false,
            in_html: false,
            fence: None,
            plain_ampersands: Vec::new(),
        }
    }

    pub(super) fn event(&mut self, event: Event<'t>, span: Range<usize>) {
        if self.skip {
            if matches!(event, Event::End(TagEnd::Link)) {
                self.skip = false;
            }
            return;
        }
        match &event {
            Event::Code(_) => self.note_ampersands(&span),
            Event::Text(text) if self.text.get(span.clone()) == Some(&**text) => {
                self.note_ampersands(&span);
            }
            _ => {}
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.take_chart(&span) => {}
            Event::Text(text) => {
                self.check_text(&text, &span);
                self.check_unmarked(&text, &span);
                self.say(&text, &span);
                self.inline(&text);
            }
            Event::Code(code) => {
                self.say_object(&span);
                self.tag("<code dir=\"ltr\">");
                self.inline(&code);
                self.tag("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, &span),
            // Labels are compared case-insensitively.
            Event::FootnoteReference(label) => self.footnote_reference(&label.to_lowercase()),
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
            Tag::Paragraph => {
                self.check_lines(&span);
                self.open_frame("<p", ParagraphElement::Block, span);
            }
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                self.check_underlined(&span);
                self.start_heading(level, id, &classes, &attrs, span);
            }
            Tag::BlockQuote(_) => self.start_quotation(),
            Tag::CodeBlock(kind) => self.start_code(&kind, span),
            Tag::HtmlBlock => self.start_html(span),
            Tag::List(first) => self.start_list(first, span),
            Tag::Item => {
                self.note_item(&span);
                self.open_frame("<li", ParagraphElement::Block, span);
            }
            Tag::FootnoteDefinition(label) => self.start_footnote(&label.to_lowercase(), span),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_table_head(span),
            Tag::TableRow => self.start_row(span),
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
            // These extensions are not enabled.
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
            TagEnd::BlockQuote(_) => self.end_quotation(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::List(ordered) => self.end_list(ordered),
            TagEnd::Item => self.close_frame("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::Table => self.tag("</tbody></table>\n"),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.end_row("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
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

    /// Writes text that readers see.
    pub(super) fn inline(&mut self, text: &str) {
        match &mut self.heading {
            Some(heading) => heading.text.push_str(text),
            None if !text.trim_start().is_empty() => self.number(),
            None => {}
        }
        let written = if self.picture > 0 {
            let text = with_isolates(text, self.writing);
            escape_html(&mut self.html.text, &text)
        } else {
            escape_html_body_text(&mut self.html.text, text)
        };
        written.expect("a String takes any text");
    }

    /// Writes markup. It is left out in the alternative text of a picture.
    pub(super) fn tag(&mut self, markup: &str) {
        if self.picture == 0 {
            self.html.text.push_str(markup);
        }
    }

    /// Writes the end of a line; in the alternative text of a picture, a space.
    pub(super) fn tag_or_space(&mut self, markup: &str) {
        self.say_space();
        self.html
            .text
            .push_str(if self.picture == 0 { markup } else { " " });
        if let Some(heading) = &mut self.heading {
            heading.text.push(' ');
        }
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.html.text.push(' ');
        self.html.text.push_str(name);
        self.html.text.push_str("=\"");
        escape_html(&mut self.html.text, value).expect("a String takes any text");
        self.html.text.push('"');
    }

    /// Ends all open elements and returns the body.
    pub(super) fn finish(mut self) -> Body {
        self.close_passages(0);
        self.check_footnotes();
        self.check_open_elements();
        self.footnotes();
        self.end_block();
        self.finish_prose();
        self.body.citations.shrink_to_fit();
        let anchors = &self.body.anchors;
        let mut sorted_anchors: Vec<u32> = (0..small(anchors.len())).collect();
        sorted_anchors.sort_unstable_by_key(|index| &anchors[*index as usize]);
        Body {
            sorted_anchors: sorted_anchors.into(),
            html: self.html.trimmed(),
            ..self.body
        }
    }
}
