//! Checks HTML in trusted texts: elements that have no effect on the page, and tags without their partners.
//!
//! Takes the tags of a text in their order; only reports diagnostics.

use crate::diagnostic::codes::{self, Code};
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::parse::citation;
use crate::parse::markdown::Resource;
use crate::parse::markdown::links::LinkTarget;
use crate::parse::markdown::tags::{HtmlTag, decoded};
use crate::parse::markdown::writer::BodyWriter;

/// The state of checking a text's HTML.
#[derive(Default)]
pub(super) struct Elements {
    /// The open elements, outermost first, with the ranges of their start tags in the Markdown.
    open: Vec<(String, Range<usize>)>,
    /// The kinds of HTML without effect that were reported already.
    inert: Vec<Inert>,
}

impl Elements {
    /// Returns true if an element of this name is open.
    pub(super) fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|(open, _)| open == name)
    }
}

/// A kind of HTML that the policy of every page forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inert {
    Script,
    Style,
    Handler,
    StyleAttribute,
    Link,
    FrameText,
}

/// Elements that need an end tag (WHATWG HTML, section 13.1.2.4, lists those that do not).
const NEED_AN_END: [&str; 70] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "data",
    "del",
    "details",
    "dfn",
    "dialog",
    "div",
    "dl",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "i",
    "iframe",
    "ins",
    "kbd",
    "label",
    "legend",
    "main",
    "map",
    "mark",
    "nav",
    "object",
    "ol",
    "picture",
    "q",
    "ruby",
    "s",
    "samp",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "template",
    "time",
    "u",
    "ul",
    "var",
    "video",
];

/// Elements without content, which have no end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements of HTML (WHATWG HTML, section 4 and 16.2), without custom ones.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fencedframe",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "plaintext",
    "pre",
    "progress",
    "q",
    "rb",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "selectedcontent",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
    "xmp",
];

/// Maximum number of open elements around a tag that are searched. Browsers nest no deeper: Chromium stops at 512.
const DEEPEST: usize = 512;

/// Returns true if an element contains names that are not elements of HTML.
fn is_drawing(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

/// Returns true if an element is part of HTML, or may be defined by a script of the page.
fn is_known(name: &str) -> bool {
    name.contains('-') || ELEMENTS.binary_search(&name).is_ok()
}

impl BodyWriter<'_, '_> {
    /// Tracks a tag, and reports an end tag without a start tag. `span` is its range in the Markdown.
    pub(super) fn note_tag(&mut self, tag: &HtmlTag, html: &str, span: &Range<usize>) {
        let open = &mut self.elements.open;
        if !tag.is_end {
            let mut around = open.iter().rev().take(DEEPEST);
            let is_foreign = is_drawing(&tag.name) || around.any(|(name, _)| is_drawing(name));
            let is_citation = citation::repaired(&tag.name).is_some();
            if !is_foreign && !is_known(&tag.name) && !is_citation {
                let words = &html[tag.range.clone()];
                let message =
                    format!("`{words}` is no element of HTML, and readers would not see it");
                let help =
                    format!("write `\\{words}` for words between angle brackets, or delete it");
                return self.warn(codes::HTML_UNKNOWN, message, span, &help);
            }
            let is_whole = is_foreign && html[tag.range.clone()].ends_with("/>");
            if !is_whole && !VOID.contains(&tag.name.as_str()) {
                open.push((tag.name.clone(), span.clone()));
            }
            return;
        }
        let mut around = open.iter().rev().take(DEEPEST);
        match around.position(|(name, _)| *name == tag.name) {
            Some(back) => {
                open.remove(open.len() - 1 - back);
            }
            None => {
                let name = &tag.name;
                let message = format!("nothing before this `</{name}>` in the text opens it");
                let help = format!(
                    "delete it, or put `<{name}>` where the element begins; an element ends in the text in which it begins"
                );
                self.warn(codes::HTML_UNBALANCED, message, span, &help);
            }
        }
    }

    /// Reports elements that the text does not close.
    pub(super) fn check_open_elements(&mut self) {
        for (name, span) in std::mem::take(&mut self.elements.open) {
            if NEED_AN_END.contains(&name.as_str()) {
                let message = format!("nothing closes this <{name}>: `</{name}>` is missing");
                let help = format!("put `</{name}>` where the element ends");
                self.warn(codes::HTML_UNBALANCED, message, &span, &help);
            }
        }
    }

    /// Reports HTML without effect on a page, the first of each kind in a text.
    pub(super) fn check_inert(&mut self, tag: &HtmlTag, html: &str, span: &Range<usize>) {
        let value = |name| {
            let attribute = tag.attribute(name)?;
            Some(decoded(&html[attribute.value.clone()]))
        };
        let source = value("src").filter(|src| LinkTarget::of(src) == LinkTarget::Outside);
        match (tag.name.as_str(), source) {
            ("script", Some(url)) => self.body.resources.push(Resource {
                url,
                element: "script".into(),
                directive: "script-src",
                span: self.place(span.clone()),
            }),
            ("script", None) if value("type").is_none_or(|kind| is_script(&kind)) => {
                self.report_inert(Inert::Script, "<script>", span);
            }
            ("style", _) => self.report_inert(Inert::Style, "<style>", span),
            ("base", _) => self.report_page_wide(
                "<base>",
                "changes where the links of the whole page lead",
                span,
            ),
            ("meta", _)
                if value("http-equiv")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("refresh")) =>
            {
                self.report_page_wide(
                    "<meta http-equiv=\"refresh\">",
                    "takes readers to another page",
                    span,
                );
            }
            ("link", _) => self.report_inert(Inert::Link, "<link>", span),
            ("iframe", _) if tag.attribute("srcdoc").is_some() => {
                self.report_inert(Inert::FrameText, "srcdoc", span);
            }
            _ => {}
        }
        for attribute in &tag.attributes {
            let written = &html[attribute.range.clone()];
            let name = attribute.name.as_str();
            let is_handler = name.strip_prefix("on").is_some_and(|event| {
                event.len() > 2 && event.bytes().all(|b| b.is_ascii_lowercase())
            });
            if is_handler {
                self.report_inert(Inert::Handler, written, span);
            } else if name == "style" {
                self.report_inert(Inert::StyleAttribute, written, span);
            }
        }
    }

    /// Reports an element that acts on the whole page.
    fn report_page_wide(&mut self, written: &str, what: &str, span: &Range<usize>) {
        let message = format!("`{written}` in a text {what}");
        self.warn(codes::LINK_UNSAFE, message, span, "delete it");
    }

    fn report_inert(&mut self, kind: Inert, written: &str, span: &Range<usize>) {
        if self.elements.inert.contains(&kind) {
            return;
        }
        self.elements.inert.push(kind);
        let short: String = written.chars().take(60).collect();
        let message =
            format!("`{short}` does nothing: the policy of every page blocks it in a text");
        let help = match kind {
            Inert::Script => {
                "delete it, or move it into a template of the theme; a script of another host runs where `scripts` in [publish.allow] of config.toml names that"
            }
            Inert::Handler => "delete it, or move what it does into a script of the theme",
            Inert::Style => "delete it, or move its rules into the style sheet of the theme",
            Inert::Link => "delete it: what a page loads belongs in a template of the theme",
            Inert::FrameText => {
                "delete it, or write the content of the frame as a part of the text"
            }
            Inert::StyleAttribute => {
                "delete it, or write `class=\"…\"` and a rule for that class in the style sheet of the theme"
            }
        };
        self.warn(codes::HTML_INERT, message, span, help);
    }

    fn warn(&mut self, code: Code, message: String, span: &Range<usize>, help: &str) {
        let place = self.place(span.clone());
        let found = Diagnostic::new(code, self.path, message);
        self.diagnostics.push(found.at(place).help(help));
    }
}

/// Returns true if a `<script>` of this type is executed, and is not data such as JSON-LD.
fn is_script(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    kind.is_empty()
        || kind == "module"
        || kind.ends_with("javascript")
        || kind.ends_with("ecmascript")
}
