//! Table of the HTML elements that a book may have, and what each may contain.

/// The content model of an element: its content, and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Model {
    /// Occurs within a line, and contains elements of the same kind.
    Phrasing,
    /// Occurs within a line, and contains the same as its parent may.
    Transparent,
    /// A block with lines of text.
    Paragraph,
    /// A block with blocks or text.
    Flow,
    /// A block that contains only elements with this name.
    Parent(&'static str),
    /// An item of a list, or a term or description.
    Item,
    /// A group of a table's rows.
    Section,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// Has no content.
    Void,
}

/// An element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BookElement {
    pub name: &'static str,
    /// The element's name in a book.
    pub written: &'static str,
    pub model: Model,
    /// The attributes that the element may have besides those of all elements.
    pub attributes: &'static [&'static str],
}

const NONE: &[&str] = &[];
const CELL: &[&str] = &["colspan", "headers", "rowspan"];

/// All elements that are kept. Of other elements, only the content is kept.
const ELEMENTS: [(&str, &str, Model, &[&str]); 64] = [
    ("a", "a", Model::Transparent, &["href", "aria-label"]),
    ("p", "p", Model::Paragraph, NONE),
    ("span", "span", Model::Phrasing, NONE),
    ("q", "q", Model::Phrasing, NONE),
    ("em", "em", Model::Phrasing, NONE),
    ("strong", "strong", Model::Phrasing, NONE),
    ("bdi", "bdi", Model::Phrasing, NONE),
    ("sup", "sup", Model::Phrasing, NONE),
    ("li", "li", Model::Item, &["value"]),
    ("ul", "ul", Model::Parent("li"), NONE),
    ("ol", "ol", Model::Parent("li"), &["reversed", "start"]),
    ("br", "br", Model::Void, NONE),
    ("h1", "h1", Model::Paragraph, NONE),
    ("h2", "h2", Model::Paragraph, NONE),
    ("h3", "h3", Model::Paragraph, NONE),
    ("h4", "h4", Model::Paragraph, NONE),
    ("h5", "h5", Model::Paragraph, NONE),
    ("h6", "h6", Model::Paragraph, NONE),
    ("div", "div", Model::Flow, NONE),
    ("section", "section", Model::Flow, NONE),
    ("blockquote", "blockquote", Model::Flow, &["cite"]),
    ("figure", "figure", Model::Flow, NONE),
    ("figcaption", "div", Model::Flow, NONE),
    ("img", "img", Model::Void, NONE),
    ("hr", "hr", Model::Void, NONE),
    ("pre", "pre", Model::Paragraph, NONE),
    ("table", "table", Model::Parent("tr"), NONE),
    ("thead", "thead", Model::Section, NONE),
    ("tbody", "tbody", Model::Section, NONE),
    ("tfoot", "tfoot", Model::Section, NONE),
    ("tr", "tr", Model::Row, NONE),
    ("td", "td", Model::Cell, CELL),
    (
        "th",
        "th",
        Model::Cell,
        &["abbr", "colspan", "headers", "rowspan", "scope"],
    ),
    ("b", "b", Model::Phrasing, NONE),
    ("i", "i", Model::Phrasing, NONE),
    ("u", "u", Model::Phrasing, NONE),
    ("s", "s", Model::Phrasing, NONE),
    ("abbr", "abbr", Model::Phrasing, NONE),
    ("bdo", "bdo", Model::Phrasing, NONE),
    ("cite", "cite", Model::Phrasing, NONE),
    ("code", "code", Model::Phrasing, NONE),
    ("del", "del", Model::Transparent, &["datetime"]),
    ("dfn", "dfn", Model::Phrasing, NONE),
    ("ins", "ins", Model::Transparent, &["datetime"]),
    ("kbd", "kbd", Model::Phrasing, NONE),
    ("mark", "mark", Model::Phrasing, NONE),
    ("samp", "samp", Model::Phrasing, NONE),
    ("small", "small", Model::Phrasing, NONE),
    ("sub", "sub", Model::Phrasing, NONE),
    ("time", "time", Model::Phrasing, &["datetime"]),
    ("var", "var", Model::Phrasing, NONE),
    ("wbr", "wbr", Model::Void, NONE),
    ("article", "div", Model::Flow, NONE),
    ("aside", "div", Model::Flow, NONE),
    ("header", "div", Model::Flow, NONE),
    ("footer", "div", Model::Flow, NONE),
    ("main", "div", Model::Flow, NONE),
    ("nav", "div", Model::Flow, NONE),
    ("address", "div", Model::Flow, NONE),
    ("details", "div", Model::Flow, NONE),
    ("summary", "p", Model::Paragraph, NONE),
    ("dl", "dl", Model::Parent("dd"), NONE),
    ("dt", "dt", Model::Item, NONE),
    ("dd", "dd", Model::Item, NONE),
];

/// Returns the element with a name, in letters of any case; `None` if a book has no such element.
pub(super) fn element(name: &str) -> Option<BookElement> {
    let is_it = |(own, ..): &&(&str, _, _, _)| own.eq_ignore_ascii_case(name);
    let (name, written, model, attributes) = ELEMENTS.iter().find(is_it)?;
    Some(BookElement {
        name,
        written,
        model: *model,
        attributes,
    })
}
