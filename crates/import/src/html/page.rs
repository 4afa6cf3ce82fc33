//! Splits a parsed page's text into chunks, each with the elements around it. Pure.
//!
//! A chunk is the text between two tags that separate paragraphs, or between two line breaks in a row. [`super::select`]
//! chooses among the chunks; [`super::flow`] turns the tokens into blocks.

use super::clean::{self, CleanToken};
use super::labels::{self, ElementRole};
use crate::words;
use dom_smoothie::Readability;
use std::borrow::Cow;
use std::ops::Range;

/// A node of the parsed document.
pub(super) type PageNode<'d> = dom_query::NodeRef<'d>;
/// The id of a node, which stays the same when the node is moved.
pub(super) type NodeId = dom_query::NodeId;

/// An element that separates paragraphs or has a label.
#[derive(Debug)]
pub(super) struct PageElement {
    pub name: String,
    pub parent: Option<usize>,
    /// The roles indicated by the element's class, id and other attributes.
    pub labels: Vec<ElementRole>,
    /// True if browsers do not show the element until a script does.
    pub hidden: bool,
    /// The node of the document; `None` for the page itself.
    pub node: Option<NodeId>,
    /// The class attribute, to compare siblings by.
    pub class: String,
}

/// A piece of text that is displayed on lines of its own.
#[derive(Debug)]
pub(super) struct Chunk {
    /// The range of its tokens in [`ChunkedPage::tokens`].
    pub tokens: Range<usize>,
    /// Index of the innermost element around it.
    pub element: usize,
    /// The text, on one line.
    pub text: String,
    /// Amount of text, see [`words::weight`].
    pub weight: usize,
    /// Number of letters and digits, and of those among them that are in links.
    pub letters: usize,
    pub linked: usize,
    /// True if the last character is in a link.
    pub ends_linked: bool,
    /// The text nodes, and the number of letters and digits of each.
    pub nodes: Vec<(NodeId, usize)>,
}

/// A page's text in chunks.
#[derive(Debug, Default)]
pub(super) struct ChunkedPage {
    pub elements: Vec<PageElement>,
    pub chunks: Vec<Chunk>,
    pub tokens: Vec<CleanToken<'static>>,
    /// Number of ruby annotations that were left out.
    pub readings: usize,
}

/// Maximum length of a drop capital, in characters: a quotation mark may stand before it.
const MAX_DROP_CAPITAL: usize = 3;

/// The next step of the walk: read a node, or leave an element.
enum WalkStep<'d> {
    Enter(PageNode<'d>),
    Leave(&'static str, Option<usize>),
}

/// Splits the body of a parsed page into chunks.
pub(super) fn read(document: &Readability) -> ChunkedPage {
    let mut builder = Builder {
        has_runs: is_of_word_processor(document),
        ..Builder::default()
    };
    builder.page.elements.push(PageElement {
        name: "body".to_string(),
        parent: None,
        labels: Vec::new(),
        hidden: false,
        node: None,
        class: String::new(),
    });
    let mut steps = vec![WalkStep::Enter(document.doc.root())];
    while let Some(step) = steps.pop() {
        match step {
            WalkStep::Enter(node) => builder.enter(node, &mut steps),
            WalkStep::Leave(name, outer) => builder.leave(name, outer),
        }
    }
    builder.end_chunk();
    builder.page
}

#[derive(Default)]
struct Builder {
    page: ChunkedPage,
    /// Index of the innermost open element.
    element: usize,
    /// Index of the token at which the current chunk begins.
    start: usize,
    nodes: Vec<(NodeId, usize)>,
    links: usize,
    linked: usize,
    ends_linked: bool,
    /// Indices of the elements around the text nodes.
    within: Vec<usize>,
    /// Number of line breaks right before, with only white space between them.
    breaks: usize,
    /// True if spans are runs of a line's text, as word processors write them.
    has_runs: bool,
    /// True if the last token was the end of an element that style sheets often put on a line of its own.
    after_span: bool,
}

impl Builder {
    fn enter<'d>(&mut self, node: PageNode<'d>, steps: &mut Vec<WalkStep<'d>>) {
        if node.is_text() {
            return self.text(node.id, &node.text());
        }
        let name = node
            .node_name()
            .map(|name| name.to_string())
            .unwrap_or_default();
        if clean::is_no_text(&name) || is_said_again(node) {
            return;
        }
        match name.as_str() {
            "head" | "rp" => return,
            "rt" => {
                self.page.readings += 1;
                return;
            }
            "math" => {
                let formula = formula(node);
                return self.text(node.id, &formula);
            }
            "br" => return self.line_break(),
            _ => {}
        }
        let leave = self.open(&name, node);
        steps.push(leave);
        let children: Vec<PageNode> = node.children();
        steps.extend(children.into_iter().rev().map(WalkStep::Enter));
    }

    /// Opens an element and returns the step that closes it.
    fn open<'d>(&mut self, name: &str, node: PageNode<'d>) -> WalkStep<'d> {
        let outer = self.element;
        if let Some(block) = clean::block_name(name) {
            self.end_chunk();
            self.element(name, node);
            let attributes = clean::numbers(block, &|attribute| {
                node.attr(attribute).map(|v| v.to_string())
            });
            self.page
                .tokens
                .push(CleanToken::Open(block, attributes.into()));
            self.start = self.page.tokens.len();
            return WalkStep::Leave(block, Some(outer));
        }
        if self.after_span && is_span(name) && !self.has_runs {
            self.separate();
        }
        self.after_span = false;
        let labelled = labels::of(node);
        let outer = (!labelled.is_empty() || labels::is_hidden(node)).then(|| {
            self.element(name, node);
            outer
        });
        if let Some(inline) = clean::inline_name(name) {
            self.links += usize::from(inline == "a");
            self.page
                .tokens
                .push(CleanToken::Open(inline, Cow::Borrowed("")));
            return WalkStep::Leave(inline, outer);
        }
        WalkStep::Leave(if is_span(name) { "span" } else { "" }, outer)
    }

    fn element(&mut self, name: &str, node: PageNode) {
        self.page.elements.push(PageElement {
            name: name.to_string(),
            parent: Some(self.element),
            labels: labels::of(node),
            hidden: labels::is_hidden(node),
            node: Some(node.id),
            class: node
                .attr("class")
                .map(|c| c.to_string())
                .unwrap_or_default(),
        });
        self.element = self.page.elements.len() - 1;
    }

    fn leave(&mut self, name: &'static str, outer: Option<usize>) {
        if clean::is_block(name) {
            self.end_chunk();
            if name != "hr" {
                self.page.tokens.push(CleanToken::Close(name));
            }
            self.start = self.page.tokens.len();
        } else if clean::inline_name(name).is_some() {
            self.links -= usize::from(name == "a");
            self.page.tokens.push(CleanToken::Close(name));
        }
        self.after_span |= matches!(name, "span" | "a");
        if let Some(outer) = outer {
            self.element = outer;
        }
    }

    fn text(&mut self, id: NodeId, text: &str) {
        if text.is_empty() {
            return;
        }
        self.after_span = false;
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if !text.trim().is_empty() {
            self.breaks = 0;
            self.ends_linked = self.links > 0;
            self.within.push(self.element);
        }
        if letters > 0 {
            self.nodes.push((id, letters));
        }
        self.linked += if self.links > 0 { letters } else { 0 };
        self.page
            .tokens
            .push(CleanToken::Text(Cow::Owned(text.to_string())));
    }

    /// Inserts a space between two elements whose words would otherwise run into each other.
    fn separate(&mut self) {
        self.page.tokens.push(CleanToken::Text(Cow::Borrowed(" ")));
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        self.page
            .tokens
            .push(CleanToken::Open("br", Cow::Borrowed("")));
        if self.breaks >= 2 {
            self.end_chunk();
        }
    }

    /// Ends the current chunk if it has text.
    fn end_chunk(&mut self) {
        self.after_span = false;
        let tokens = self.start..self.page.tokens.len();
        self.start = tokens.end;
        let nodes = std::mem::take(&mut self.nodes);
        let linked = std::mem::take(&mut self.linked);
        self.breaks = 0;
        let within = std::mem::take(&mut self.within);
        let text = one_line(&self.page.tokens[tokens.clone()]);
        if text.is_empty() {
            return;
        }
        self.page.chunks.push(Chunk {
            tokens,
            element: self.page.common(&within),
            ends_linked: self.ends_linked,
            weight: words::weight(&text),
            letters: nodes.iter().map(|(_, letters)| letters).sum(),
            text,
            linked,
            nodes,
        });
    }
}

/// Returns true if a word processor has written the page. Its spans are runs of text: their ends can be within a word.
fn is_of_word_processor(document: &Readability) -> bool {
    const PROGRAMS: [&str; 4] = [
        "Microsoft Word",
        "LibreOffice",
        "OpenOffice",
        "Aspose.Words",
    ];
    let of_google = "body.doc-content, ul[class*=\"lst-kix\"], ol[class*=\"lst-kix\"]";
    if document.doc.select(of_google).exists() {
        return true;
    }
    let generator = document.doc.select("meta[name=\"generator\" i]");
    let program = generator.attr("content").unwrap_or_default();
    PROGRAMS.iter().any(|name| program.starts_with(name))
}

/// Returns the text of some tokens on one line.
fn one_line(tokens: &[CleanToken]) -> String {
    let mut inline = super::inline::InlineBuffer::default();
    tokens.iter().for_each(|token| inline.take(token));
    inline.one_line()
}

/// Returns true for elements that pages often put on a line of their own with a style sheet.
fn is_span(name: &str) -> bool {
    matches!(name, "span" | "a" | "time" | "label" | "small" | "cite") || name.contains('-')
}

/// Returns true if an element shows a letter that the next element repeats for screen readers, as with a drop capital.
fn is_said_again(node: PageNode) -> bool {
    if node.attr("aria-hidden").as_deref() != Some("true") {
        return false;
    }
    let own = node.text();
    let own = own.trim();
    let again = node.next_sibling().filter(|next| next.is_element());
    let is_short = (1..=MAX_DROP_CAPITAL).contains(&own.chars().count());
    is_short && again.is_some_and(|next| next.text().trim() == own)
}

/// Returns the text of a formula, without its annotations in other notations.
fn formula(math: PageNode) -> String {
    let mut text = String::new();
    let mut nodes = vec![math];
    while let Some(node) = nodes.pop() {
        if node.is_text() {
            text.push_str(node.text().trim());
        } else if !matches!(
            node.node_name().as_deref(),
            Some("annotation" | "annotation-xml")
        ) {
            nodes.extend(node.children().into_iter().rev());
        }
    }
    text
}

impl ChunkedPage {
    /// Returns the elements around a chunk, innermost first.
    pub(super) fn around(&self, chunk: &Chunk) -> impl Iterator<Item = usize> {
        self.up(chunk.element)
    }

    /// Returns the innermost element that contains all of some elements.
    pub(super) fn common(&self, elements: &[usize]) -> usize {
        let Some((&first, others)) = elements.split_first() else {
            return 0;
        };
        let mut common: Vec<usize> = self.up(first).collect();
        for &other in others {
            let other: Vec<usize> = self.up(other).collect();
            common.retain(|at| other.contains(at));
        }
        common.first().copied().unwrap_or(0)
    }

    /// Returns an element and its ancestors, innermost first.
    pub(super) fn up(&self, element: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(element), |&at| self.elements[at].parent)
    }
}
