//! Writes the HTML of a body as XHTML, which e-readers parse as XML.
//!
//! Most of it comes from Markdown and is well-formed. Authors' own HTML may not be: end tags that are missing or too
//! many are corrected as browsers do, and elements that a book cannot have are left out, without their content if it is
//! a script.

use std::collections::BTreeSet;

use crate::render::exports::epub::elements::{BookElement, Model, element};
use crate::render::exports::epub::links::BookLinks;
use crate::render::exports::markup::{HtmlToken, Omission, attributes, tokens};
use crate::render::exports::xml::{decoded, write_escaped};

/// Attributes that any element may have.
const GLOBAL: [&str; 6] = ["class", "dir", "id", "lang", "role", "title"];
/// Roles that are kept.
const ROLES: [&str; 1] = ["doc-noteref"];

/// Appends HTML as XHTML.
pub(super) fn write_xhtml(html: &str, links: &BookLinks<'_>, out: &mut String) {
    let mut writer = XhtmlWriter {
        links,
        out,
        stack: Vec::new(),
        ids: BTreeSet::new(),
        number: None,
        notes: 0,
    };
    let mut omission = Omission::default();
    for (place, token) in tokens(html) {
        if omission.takes(token, &["fnback"]) {
            continue;
        }
        match token {
            HtmlToken::Text => writer.text(&html[place]),
            HtmlToken::Open(name, own) => writer.open(name, own),
            HtmlToken::Close(name) => writer.close(name),
            HtmlToken::Other => {}
        }
    }
    writer.close_to(0);
}

struct XhtmlWriter<'w, 'l> {
    links: &'w BookLinks<'l>,
    out: &'w mut String,
    /// The open elements, outermost first.
    stack: Vec<OpenElement>,
    /// The ids so far.
    ids: BTreeSet<String>,
    /// The number of a paragraph of an original, until the paragraph's text begins.
    number: Option<String>,
    /// Number of footnotes so far.
    notes: usize,
}

/// An open element, whose end tag has not been read.
#[derive(Clone, Copy)]
struct OpenElement {
    element: BookElement,
    /// The name in the end tag; `None` if the element is left out, and only its content is written.
    written: Option<&'static str>,
    /// True for the section of the footnotes, and for the list in it.
    has_notes: bool,
}

/// The content that is allowed at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Allowed {
    /// Text and elements of any kind.
    Flow,
    /// Text, and elements within lines.
    Phrasing,
    /// Only elements with this name, such as `li` in a list; no text.
    Only(&'static str),
}

impl XhtmlWriter<'_, '_> {
    fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.imply();
            self.flush_number();
        }
        write_escaped(&decoded(text), self.out);
    }

    fn open(&mut self, name: &str, own: &str) {
        let Some(element) = element(name) else {
            return;
        };
        let own: Vec<(String, String)> = attributes(own)
            .map(|(name, value)| (name.to_ascii_lowercase(), decoded(value).into_owned()))
            .collect();
        match element.model {
            Model::Void => self.void(element, &own),
            Model::Phrasing | Model::Transparent => self.phrasing(element, &own),
            Model::Item => self.item(element, &own),
            Model::Section | Model::Row | Model::Cell => self.table_part(element, &own),
            Model::Paragraph | Model::Flow | Model::Parent(_) => self.block(element, &own),
        }
    }

    fn close(&mut self, name: &str) {
        let Some(BookElement { name, .. }) = element(name) else {
            return;
        };
        let is_of_table = matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr");
        for (index, open) in self.stack.iter().enumerate().rev() {
            if open.element.name == name {
                return self.close_to(index);
            }
            // An end tag in a cell does not end what is around the table.
            if open.element.model == Model::Cell && !is_of_table {
                return;
            }
        }
    }

    /// Closes the open elements from this index on.
    fn close_to(&mut self, index: usize) {
        while self.stack.len() > index {
            let Some(open) = self.stack.pop() else { return };
            if let Some(name) = open.written {
                self.out.push_str("</");
                self.out.push_str(name);
                self.out.push('>');
            }
        }
    }

    /// Closes the innermost element that matches `is_it`, unless an element within it matches `is_limit`.
    fn close_open(
        &mut self,
        is_it: impl Fn(&BookElement) -> bool,
        is_limit: impl Fn(&BookElement) -> bool,
    ) {
        for (index, open) in self.stack.iter().enumerate().rev() {
            if is_it(&open.element) {
                return self.close_to(index);
            }
            if is_limit(&open.element) {
                return;
            }
        }
    }

    fn allowed(&self) -> Allowed {
        for open in self
            .stack
            .iter()
            .rev()
            .filter(|open| open.written.is_some())
        {
            return match open.element.model {
                Model::Transparent => continue,
                Model::Phrasing | Model::Paragraph => Allowed::Phrasing,
                Model::Parent(child) => Allowed::Only(child),
                Model::Section => Allowed::Only("tr"),
                Model::Row => Allowed::Only("td"),
                Model::Flow | Model::Item | Model::Cell | Model::Void => Allowed::Flow,
            };
        }
        Allowed::Flow
    }

    /// Opens the elements that text requires at this place: a list item, or the row and the cell of a table.
    fn imply(&mut self) {
        while let Allowed::Only(child) = self.allowed() {
            let Some(element) = element(child) else {
                return;
            };
            self.push(element, Some(element.name), &[]);
        }
    }

    fn phrasing(&mut self, element: BookElement, own: &[(String, String)]) {
        self.imply();
        if element.name == "a" && value(own, "class").is_some_and(|class| class == "cited") {
            return self.way_back(element, own);
        }
        self.flush_number();
        let is_nested = element.name == "a" && self.is_open("a");
        self.push(element, (!is_nested).then_some(element.name), own);
    }

    fn block(&mut self, element: BookElement, own: &[(String, String)]) {
        let is_limit =
            |one: &BookElement| !matches!(one.model, Model::Phrasing | Model::Transparent);
        self.close_open(|one| one.name == "p", is_limit);
        self.imply();
        let is_notes = element.name == "ol" && self.is_at_notes();
        let written = match self.allowed() {
            Allowed::Phrasing => {
                self.out.push_str("<br/>");
                None
            }
            _ if is_notes => None,
            _ => Some(element.written),
        };
        self.push(element, written, own);
    }

    /// Opens a list item and closes the previous one. Footnotes are not written as a list, so that e-readers can show them
    /// as pop-ups.
    fn item(&mut self, element: BookElement, own: &[(String, String)]) {
        let is_list = |one: &BookElement| matches!(one.model, Model::Parent(_));
        if self.is_in_notes() {
            self.close_open(|one| one.name == "li", is_list);
            return self.note(element, own);
        }
        let is_same = |one: &BookElement| one.model == Model::Item;
        self.close_open(is_same, is_list);
        let parent = match element.name {
            "li" => "ul",
            _ => "dl",
        };
        match self.allowed() {
            Allowed::Only("li") if element.name == "li" => {}
            Allowed::Only("dd") if element.name != "li" => {}
            Allowed::Phrasing => return self.push(element, None, own),
            _ => {
                self.imply();
                if let Some(list) = self::element(parent) {
                    self.push(list, Some(list.name), &[]);
                }
            }
        }
        self.push(element, Some(element.name), own);
    }

    fn table_part(&mut self, element: BookElement, own: &[(String, String)]) {
        let is_table = |one: &BookElement| one.name == "table";
        match element.model {
            Model::Cell => self.close_open(
                |one| one.model == Model::Cell,
                |one| is_table(one) || one.model == Model::Row,
            ),
            Model::Row => self.close_open(
                |one| one.model == Model::Row,
                |one| is_table(one) || one.model == Model::Section,
            ),
            _ => self.close_open(|one| one.model == Model::Section, is_table),
        }
        let row = || self::element("tr");
        let allowed = match (element.model, self.allowed()) {
            (Model::Cell, Allowed::Only("tr")) => {
                if let Some(row) = row() {
                    self.push(row, Some(row.name), &[]);
                }
                true
            }
            (Model::Cell, Allowed::Only("td")) => true,
            (Model::Row | Model::Section, Allowed::Only("tr")) => {
                element.model == Model::Row
                    || self.stack.last().is_some_and(|one| is_table(&one.element))
            }
            _ => false,
        };
        self.push(element, allowed.then_some(element.name), own);
    }

    fn void(&mut self, element: BookElement, own: &[(String, String)]) {
        self.imply();
        match element.name {
            "img" => self.picture(own),
            "hr" if self.allowed() != Allowed::Flow => {}
            name => {
                self.out.push('<');
                self.out.push_str(name);
                self.out.push_str("/>");
            }
        }
    }

    /// Writes a picture, or its description if the book does not have it.
    fn picture(&mut self, own: &[(String, String)]) {
        self.flush_number();
        let src = value(own, "src").unwrap_or_default();
        let alt = value(own, "alt").unwrap_or_default();
        let Some(file) = self.links.picture(src) else {
            return write_escaped(alt, self.out);
        };
        self.out.push_str("<img");
        self.attribute("src", file);
        self.attribute("alt", alt);
        for name in ["lang", "dir", "title"] {
            if let Some(value) = value(own, name).filter(|value| is_fit(name, value)) {
                self.attribute(name, value);
            }
        }
        self.out.push_str("/>");
    }

    /// Writes a footnote, which begins with its number: a link to its reference.
    fn note(&mut self, element: BookElement, own: &[(String, String)]) {
        self.notes += 1;
        self.out
            .push_str("<aside epub:type=\"footnote\" role=\"doc-footnote\"");
        let id = value(own, "id").unwrap_or_default();
        if self.is_new_id(id) {
            self.attribute("id", id);
        }
        self.out.push('>');
        let number = self.links.digits(self.notes);
        let back = self.links.href(&format!("#{id}-ref"));
        match back.filter(|_| !id.is_empty()) {
            Some(href) => {
                self.out
                    .push_str("<a class=\"number\" role=\"doc-backlink\"");
                self.attribute("href", &href);
                self.out.push('>');
                write_escaped(&number, self.out);
                self.out.push_str("</a> ");
            }
            None => {
                self.out.push_str("<span class=\"number\">");
                write_escaped(&number, self.out);
                self.out.push_str("</span> ");
            }
        }
        self.stack.push(OpenElement {
            element,
            written: Some("aside"),
            has_notes: false,
        });
    }

    /// Writes the number of a paragraph as a link to its citation in the chapter.
    fn way_back(&mut self, element: BookElement, own: &[(String, String)]) {
        let href = value(own, "href").and_then(|href| self.links.href(href));
        match (self.number.take(), href) {
            (Some(number), Some(href)) => {
                self.out
                    .push_str("<a class=\"number\" role=\"doc-backlink\"");
                self.attribute("href", &href);
                self.common(own, &["aria-label", "lang"]);
                self.out.push_str(">[");
                write_escaped(&number, self.out);
                self.out.push_str("]</a> ");
            }
            (number, _) => {
                self.number = number;
                self.flush_number();
            }
        }
        self.stack.push(OpenElement {
            element,
            written: None,
            has_notes: false,
        });
    }

    /// Writes the number of a paragraph that the chapter does not cite.
    fn flush_number(&mut self) {
        if let Some(number) = self.number.take() {
            self.out.push_str("<span class=\"number\">[");
            write_escaped(&number, self.out);
            self.out.push_str("]</span> ");
        }
    }

    /// Opens an element: writes its start tag if it is `written`.
    fn push(
        &mut self,
        element: BookElement,
        written: Option<&'static str>,
        own: &[(String, String)],
    ) {
        if let Some(number) = value(own, "data-p") {
            self.number = Some(number.to_owned());
        }
        let is_section = element.name == "section" && has(own, "class", "footnotes");
        let has_notes = is_section || (element.name == "ol" && self.is_at_notes());
        if let Some(name) = written {
            self.out.push('<');
            self.out.push_str(name);
            self.common(own, &GLOBAL);
            self.common(own, element.attributes);
            if is_section {
                self.out.push_str(" epub:type=\"footnotes\"");
            }
            self.out.push('>');
        }
        self.stack.push(OpenElement {
            element,
            written,
            has_notes,
        });
    }

    /// Writes the attributes that are among `kept` and have a valid value.
    fn common(&mut self, own: &[(String, String)], kept: &[&str]) {
        for name in kept {
            let Some(value) = value(own, name) else {
                continue;
            };
            match *name {
                "href" | "cite" => {
                    if let Some(href) = self.links.href(value) {
                        self.attribute(name, &href);
                    }
                }
                "id" if !self.is_new_id(value) => {}
                "reversed" => self.attribute(name, name),
                name if !is_fit(name, value) => {}
                "lang" => {
                    self.attribute("lang", value);
                    self.attribute("xml:lang", value);
                }
                "role" => {
                    self.attribute("role", value);
                    self.attribute("epub:type", "noteref");
                }
                name => self.attribute(name, value),
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        write_escaped(value, self.out);
        self.out.push('"');
    }

    fn is_new_id(&mut self, id: &str) -> bool {
        let starts = id.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        starts && id.chars().all(is_name) && self.ids.insert(id.to_owned())
    }

    fn is_open(&self, name: &str) -> bool {
        self.stack.iter().any(|open| open.element.name == name)
    }

    /// Returns true if the innermost list is that of the footnotes.
    fn is_in_notes(&self) -> bool {
        let mut open = self.stack.iter().rev();
        let list = open.find(|open| matches!(open.element.model, Model::Parent(_)));
        list.is_some_and(|list| list.has_notes)
    }

    /// Returns true if the innermost element is the section of the footnotes.
    fn is_at_notes(&self) -> bool {
        let open = self.stack.last();
        open.is_some_and(|open| open.has_notes && open.element.name == "section")
    }
}

fn value<'o>(own: &'o [(String, String)], name: &str) -> Option<&'o str> {
    let found = own.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str())
}

fn has(own: &[(String, String)], name: &str, word: &str) -> bool {
    value(own, name).is_some_and(|value| value.split_ascii_whitespace().any(|one| one == word))
}

/// Returns true if an attribute's value is valid.
fn is_fit(name: &str, value: &str) -> bool {
    let is_number = || !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    match name {
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "lang" => {
            !value.is_empty()
                && value
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        }
        "role" => ROLES.contains(&value),
        "scope" => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        "colspan" => is_number() && !value.trim_start_matches('0').is_empty(),
        "rowspan" | "start" | "value" => is_number(),
        "datetime" => {
            let is_part =
                |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b':' | b'T' | b'Z');
            !value.is_empty() && value.bytes().all(is_part)
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::epub::links::tests::with_links;

    #[test]
    fn html_becomes_xhtml() {
        for (html, expected) in [
            (
                "<p>a<br>b &amp; c &nbsp;&eacute; &unknown; 1 < 2</p>",
                "<p>a<br/>b &amp; c \u{A0}é &amp;unknown; 1 &lt; 2</p>",
            ),
            ("<P CLASS=x>a", "<p class=\"x\">a</p>"),
            ("<b><i>a</b>b</i>", "<b><i>a</i></b>b"),
            ("</p>a</div>", "a"),
            (
                "<p>a<p>b<ul><li>c<li>d</ul>",
                "<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul>",
            ),
            ("<ul>a<p>b</p></ul>", "<ul><li>a<p>b</p></li></ul>"),
            ("<li>a</li>", "<ul><li>a</li></ul>"),
            (
                "<ol reversed start=3><li value=2>a</ol>",
                "<ol reversed=\"reversed\" start=\"3\"><li value=\"2\">a</li></ol>",
            ),
            (
                "<table><td>a<td>b<tr><td>c</table>",
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            ),
            ("<table>a</table>", "<table><tr><td>a</td></tr></table>"),
            ("<td>a</td>", "a"),
            (
                "<table><thead><tr><th scope=col class=end>a</thead><tbody><tr><td colspan=\"2\" width=9>b</table>",
                "<table><thead><tr><th class=\"end\" scope=\"col\">a</th></tr></thead><tbody><tr><td colspan=\"2\">b</td></tr></tbody></table>",
            ),
            ("<span>a<div>b</div></span>", "<span>a<br/>b</span>"),
            (
                "<a href=\"https://a.org/\">a<a href=\"https://b.org/\">b</a></a>",
                "<a href=\"https://a.org/\">ab</a>",
            ),
            (
                "<a href=\"javascript:x()\" onclick=\"x()\">a</a>",
                "<a>a</a>",
            ),
            ("<custom-tag>a</custom-tag><font color=red>b</font>", "ab"),
            (
                "a<script>b()</script><style>c{}</style><!-- d --><svg><p>e</p></svg>",
                "a",
            ),
            (
                "<dl><dt>a<dd>b<dt>c</dl>",
                "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>",
            ),
            (
                "<p id=a>1</p><p id=a>2</p><p id=\"1 2\">3</p>",
                "<p id=\"a\">1</p><p>2</p><p>3</p>",
            ),
            (
                "<span lang=ru dir=ltr>РГ</span><bdi dir=up>x</bdi>",
                "<span dir=\"ltr\" lang=\"ru\" xml:lang=\"ru\">РГ</span><bdi>x</bdi>",
            ),
            ("a\u{1}b&#1;c", "abc"),
            (
                "<details><summary>a</summary><p>b</p></details>",
                "<div><p>a</p><p>b</p></div>",
            ),
            (
                "<img src=\"/en/a/quay.png\" alt='A \"b\"' srcset=x>",
                "<img src=\"images/1.png\" alt=\"A &quot;b&quot;\"/>",
            ),
            ("<img src=\"https://a.org/x.png\" alt=\"A\">", "A"),
            ("<h2>a<hr></h2><hr>", "<h2>a</h2><hr/>"),
            // An unclosed quotation mark takes the rest of the text as a value, as in browsers.
            ("<p title=\"a>b", "<p title=\"a&gt;b\"></p>"),
        ] {
            let mut out = String::new();
            with_links(|links| write_xhtml(html, links, &mut out));
            assert_eq!(out, expected, "{html}");
        }
    }

    #[test]
    fn footnotes_can_be_shown_where_they_are_referred_to() {
        let html = "<p>a<sup dir=\"ltr\" class=\"fnref\" id=\"fn-s1-ref\"><a role=\"doc-noteref\" href=\"#fn-s1\">1</a></sup></p>\n<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li id=\"fn-s1\"><p>b</p><ol><li>c</li></ol><a class=\"fnback\" href=\"#fn-s1-ref\">↑</a></li>\n</ol></section>";
        let mut out = String::new();
        with_links(|links| write_xhtml(html, links, &mut out));
        assert_eq!(
            out,
            "<p>a<sup class=\"fnref\" dir=\"ltr\" id=\"fn-s1-ref\"><a role=\"doc-noteref\" epub:type=\"noteref\" href=\"#fn-s1\">1</a></sup></p>\n<section class=\"footnotes\" epub:type=\"footnotes\">\n<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"fn-s1\"><a class=\"number\" role=\"doc-backlink\" href=\"#fn-s1-ref\">1</a> <p>b</p><ol><li>c</li></ol></aside>\n</section>"
        );
    }

    #[test]
    fn a_paragraph_of_an_original_begins_with_its_number() {
        let html = "<p id=\"p1\" class=\"par\" data-p=\"1\"><a class=\"cited\" href=\"#c1\" aria-label=\"Back\"></a>a <b>b</b></p><p id=\"p2\" class=\"par\" data-p=\"2\"><b>c</b></p><table><tr id=\"p3\" data-p=\"3\"><td>d</td></tr></table>";
        let mut out = String::new();
        with_links(|links| write_xhtml(html, links, &mut out));
        assert_eq!(
            out,
            "<p class=\"par\" id=\"p1\"><a class=\"number\" role=\"doc-backlink\" href=\"#c1\" aria-label=\"Back\">[1]</a> a <b>b</b></p><p class=\"par\" id=\"p2\"><span class=\"number\">[2]</span> <b>c</b></p><table><tr id=\"p3\"><td><span class=\"number\">[3]</span> d</td></tr></table>"
        );
    }
}
