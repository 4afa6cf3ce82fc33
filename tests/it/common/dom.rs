//! Reads a page as a browser does, with html5ever: elements, attributes and text, with white space folded.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

/// A piece of a page, in document order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// The start of an element, with its attributes sorted by name.
    Open(String, Vec<(String, String)>),
    /// Visible text, with white space folded as in CSS (`white-space: normal`).
    Text(String),
    /// The end of an element.
    Close(String),
}

/// Reads a page into pieces.
pub fn read(html: &str) -> Vec<Piece> {
    let document = parse_document(Document::default(), ParseOpts::default()).one(html);
    let mut reader = Reader::default();
    reader.children(&document, ROOT);
    reader.pieces
}

const ROOT: usize = 0;

/// Elements within a line of text. All others begin and end a line.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
];

/// Elements that behave like a word in a line of text.
const LIKE_A_WORD: [&str; 3] = ["img", "input", "wbr"];

/// Elements whose white space is not folded.
const VERBATIM: [&str; 4] = ["pre", "textarea", "script", "style"];

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    /// True if the line has text already.
    in_line: bool,
    /// True if there was white space after the last word.
    space: bool,
    verbatim: usize,
}

impl Reader {
    fn children(&mut self, document: &Document, node: usize) {
        for child in &document.node(node).children {
            match &document.node(*child).what {
                What::Element(name, attributes) => self.element(document, *child, name, attributes),
                What::Text(text) if self.verbatim > 0 => self.word(text),
                What::Text(text) => self.text(text),
                What::Document | What::Comment => {}
            }
        }
    }

    fn element(
        &mut self,
        document: &Document,
        node: usize,
        name: &QualName,
        attributes: &[Attribute],
    ) {
        let name = name.local.to_string();
        let mut attributes: Vec<_> = attributes
            .iter()
            .map(|a| (a.name.local.to_string(), a.value.to_string()))
            .collect();
        attributes.sort();
        if attributes.contains(&("name".into(), "viewport".into())) {
            // White space in this value has no meaning.
            attributes
                .iter_mut()
                .for_each(|(_, value)| value.retain(|c| c != ' '));
        }
        let is_inline = INLINE.contains(&name.as_str());
        if LIKE_A_WORD.contains(&name.as_str()) {
            self.word("");
        } else if !is_inline {
            self.new_line();
        }
        let verbatim = usize::from(VERBATIM.contains(&name.as_str()));
        self.verbatim += verbatim;
        self.pieces.push(Piece::Open(name.clone(), attributes));
        self.children(document, node);
        self.pieces.push(Piece::Close(name));
        self.verbatim -= verbatim;
        if !is_inline
            && !matches!(self.pieces.last(), Some(Piece::Close(n)) if LIKE_A_WORD.contains(&n.as_str()))
        {
            self.new_line();
        }
    }

    fn new_line(&mut self) {
        (self.in_line, self.space) = (false, false);
    }

    fn text(&mut self, text: &str) {
        // Only ASCII white space is folded in HTML; a no-break space is text.
        for (index, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            self.space |= index > 0;
            if !word.is_empty() {
                self.word(word);
            }
        }
    }

    fn word(&mut self, word: &str) {
        let space = if self.space && self.in_line { " " } else { "" };
        (self.in_line, self.space) = (true, false);
        match self.pieces.last_mut() {
            Some(Piece::Text(text)) => {
                text.push_str(space);
                text.push_str(word);
            }
            _ if space.is_empty() && word.is_empty() => {}
            _ => self.pieces.push(Piece::Text(format!("{space}{word}"))),
        }
    }
}

/// The tree that html5ever builds: nodes by index.
struct Document {
    nodes: RefCell<Vec<Node>>,
}

struct Node {
    what: What,
    parent: Option<usize>,
    children: Vec<usize>,
}

enum What {
    Document,
    Comment,
    Text(String),
    Element(QualName, Vec<Attribute>),
}

impl Default for Document {
    fn default() -> Self {
        let document = Document {
            nodes: RefCell::default(),
        };
        document.add(What::Document);
        document
    }
}

impl Document {
    fn node(&self, node: usize) -> Ref<'_, Node> {
        Ref::map(self.nodes.borrow(), |nodes| &nodes[node])
    }

    fn add(&self, what: What) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            what,
            parent: None,
            children: Vec::new(),
        });
        nodes.len() - 1
    }

    fn place(&self, node: usize) -> Option<(usize, usize)> {
        let nodes = self.nodes.borrow();
        let parent = nodes[node].parent?;
        let place = nodes[parent]
            .children
            .iter()
            .position(|child| *child == node)?;
        Some((parent, place))
    }

    /// Inserts text or a node among the children of `parent`. Text is joined to text before it.
    fn insert(&self, parent: usize, place: usize, new: NodeOrText<usize>) {
        let node = match new {
            NodeOrText::AppendNode(node) => {
                self.remove_from_parent(&node);
                node
            }
            NodeOrText::AppendText(new) => {
                let before = place
                    .checked_sub(1)
                    .map(|before| self.node(parent).children[before]);
                if let Some(before) = before
                    && let What::Text(text) = &mut self.nodes.borrow_mut()[before].what
                {
                    text.push_str(&new);
                    return;
                }
                self.add(What::Text(new.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes[node].parent = Some(parent);
        nodes[parent].children.insert(place, node);
    }
}

impl TreeSink for Document {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        ROOT
    }

    fn elem_name<'a>(&'a self, node: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.node(*node), |node| match &node.what {
            What::Element(name, _) => name,
            _ => unreachable!("html5ever asks for the names of elements alone"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        self.add(What::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(What::Comment)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(What::Comment)
    }

    fn append(&self, parent: &usize, new: NodeOrText<usize>) {
        let end = self.node(*parent).children.len();
        self.insert(*parent, end, new);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        previous: &usize,
        new: NodeOrText<usize>,
    ) {
        if self.place(*element).is_some() {
            self.append_before_sibling(element, new);
        } else {
            self.append(previous, new);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, node: &usize) -> usize {
        *node
    }

    fn same_node(&self, a: &usize, b: &usize) -> bool {
        a == b
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, new: NodeOrText<usize>) {
        if let Some((parent, place)) = self.place(*sibling) {
            self.insert(parent, place, new);
        }
    }

    fn add_attrs_if_missing(&self, node: &usize, new: Vec<Attribute>) {
        if let What::Element(_, attributes) = &mut self.nodes.borrow_mut()[*node].what {
            for attribute in new {
                if !attributes.iter().any(|a| a.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, node: &usize) {
        if let Some((parent, place)) = self.place(*node) {
            let mut nodes = self.nodes.borrow_mut();
            nodes[parent].children.remove(place);
            nodes[*node].parent = None;
        }
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        for child in &children {
            nodes[*child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }
}
