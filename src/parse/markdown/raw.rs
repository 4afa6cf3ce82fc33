//! Writes the HTML of trusted texts: it is kept, and its addresses are checked and written like those of Markdown.
//!
//! Takes HTML with the positions of its bytes in the Markdown; writes the same HTML with a hole for every address within
//! the site, and adds entries to the body's links and pictures, and the words between tags to the prose.

use crate::diagnostic::codes;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::parse::fields::Located;
use crate::parse::html::{Hole, small};
use crate::parse::markdown::links::{LinkTarget, is_web};
use crate::parse::markdown::tags::{HtmlAttribute, HtmlPiece, HtmlTag, decoded, pieces};
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::markdown::{LinkUse, Resource};

/// An HTML block that is being read. CommonMark passes it line by line, without the marks of quotations and lists.
#[derive(Default)]
pub(super) struct RawBlock {
    text: String,
    /// Offset of each line in the text, and in the Markdown.
    lines: Vec<(usize, usize)>,
}

impl RawBlock {
    /// Adds a line with the offset `start` in the Markdown.
    pub(super) fn push(&mut self, html: &str, start: usize) {
        self.lines.push((self.text.len(), start));
        self.text.push_str(html);
    }

    /// Converts an offset in the text to one in the Markdown.
    fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(line, _)| *line <= at);
        let (line, start) = self.lines[line.saturating_sub(1)];
        start + at - line
    }
}

/// The use of the address in an attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AttributeUse {
    /// The target of a link.
    Link,
    /// The picture of an `<img>`.
    Picture,
    /// Another kind of picture: of a `<video>`, or a background.
    Poster,
    /// Several pictures, of which a browser shows one.
    PictureSet,
    /// Sound, video or subtitles.
    Media,
    /// A page embedded in the page.
    Frame,
    /// An object of any kind embedded in the page.
    Object,
    /// The address that a form is sent to.
    Form,
}

impl AttributeUse {
    /// Returns the use of an attribute of an element; `None` if its value is not an address.
    fn of(tag: &HtmlTag, attribute: &str) -> Option<AttributeUse> {
        Some(match (tag.name.as_str(), attribute) {
            ("a" | "area", "href" | "xlink:href") => Self::Link,
            ("blockquote" | "q" | "ins" | "del", "cite") => Self::Link,
            ("use", "href" | "xlink:href") => Self::Link,
            ("img", "src") => Self::Picture,
            ("img" | "source", "srcset") => Self::PictureSet,
            ("video", "poster") | ("input", "src") => Self::Poster,
            ("image", "href" | "xlink:href") => Self::Poster,
            (_, "background") => Self::Poster,
            ("video" | "audio" | "source" | "track", "src") => Self::Media,
            ("iframe" | "frame", "src") => Self::Frame,
            ("embed", "src") | ("object", "data") => Self::Object,
            ("form", "action") | ("button" | "input", "formaction") => Self::Form,
            _ => return None,
        })
    }

    /// Returns the directive of the page's policy that controls the loading of the address.
    fn directive(self) -> Option<&'static str> {
        match self {
            Self::Link => None,
            Self::Picture | Self::Poster | Self::PictureSet => Some("img-src"),
            Self::Media => Some("media-src"),
            Self::Frame => Some("frame-src"),
            Self::Object => Some("object-src"),
            Self::Form => Some("form-action"),
        }
    }

    fn link(self) -> LinkUse {
        match self {
            Self::Picture | Self::Poster | Self::PictureSet => LinkUse::Picture,
            Self::Media | Self::Frame | Self::Object => LinkUse::Media,
            Self::Link | Self::Form => LinkUse::Page,
        }
    }
}

impl BodyWriter<'_, '_> {
    /// Writes an inline tag.
    pub(super) fn write_inline_html(&mut self, html: &str, span: &Range<usize>) {
        // If the tag spans lines, `html` lacks the marks of a quotation.
        let place = |at: usize| match at + 1 < html.len() {
            true => span.start + at,
            false => span.end.saturating_sub(1),
        };
        self.write_html(html, &place, false);
    }

    /// Writes an HTML block.
    pub(super) fn write_html_block(&mut self, block: &RawBlock) {
        self.in_html = true;
        self.write_html(&block.text, &|at| block.place(at), true);
        self.end_block();
        self.in_html = false;
    }

    /// Writes HTML. `place` converts an offset in it to one in the Markdown.
    fn write_html(&mut self, html: &str, place: &dyn Fn(usize) -> usize, is_block: bool) {
        if self.picture > 0 {
            return;
        }
        for piece in pieces(html) {
            match piece {
                HtmlPiece::Text(range) => {
                    if is_block {
                        self.say_html(html, range.clone(), place);
                    }
                    self.tag(&html[range]);
                }
                HtmlPiece::Tag(tag) => {
                    if is_block && !is_inline(&tag.name) {
                        self.end_block();
                    }
                    if tag.name == "br" {
                        self.say_space();
                    }
                    let span = self.whole(place(tag.range.start)..place(tag.range.end - 1) + 1);
                    self.note_tag(&tag, html, &span);
                    if tag.is_end {
                        self.end_language(&tag.name);
                        if tag.name == "a" {
                            self.end_raw_link();
                        }
                        self.tag(&html[tag.range]);
                    } else {
                        self.write_start_tag(&tag, html, &span);
                    }
                }
                // Editors write notes to each other in comments, so comments are not published.
                HtmlPiece::Comment(_) => {}
                HtmlPiece::Other(range) => self.tag(&html[range]),
            }
        }
    }

    /// Adds the words of an HTML block to the prose, so that they are checked and indexed like all others.
    fn say_html(&mut self, html: &str, range: Range<usize>, place: &dyn Fn(usize) -> usize) {
        let mut at = range.start;
        for line in html[range].split_inclusive('\n') {
            let words = line.trim();
            if line.starts_with(char::is_whitespace) {
                self.say_space();
            }
            if !words.is_empty() {
                let start = place(at + line.len() - line.trim_start().len());
                let source = self.whole(start..start + words.len());
                let source = self.place(source);
                self.say_unwritten(&decoded(words), source);
            }
            if line.ends_with(char::is_whitespace) {
                self.say_space();
            }
            at += line.len();
        }
    }

    fn write_start_tag(&mut self, tag: &HtmlTag, html: &str, span: &Range<usize>) {
        self.check_inert(tag, html, span);
        if let Some(lang) = tag.attribute("lang") {
            self.start_language(&tag.name, &html[lang.value.clone()]);
        }
        self.tag(&html[tag.range.start..tag.name_end]);
        match tag.name.as_str() {
            "img" => self.check_alternative(tag, span),
            "a" => self.prose.in_raw_link = true,
            _ => {}
        }
        let mut at = tag.name_end;
        for attribute in &tag.attributes {
            if matches!(attribute.name.as_str(), "id" | "name")
                && (attribute.name == "id" || tag.name == "a")
            {
                let value = decoded(&html[attribute.value.clone()]);
                self.check_anchor(&Located {
                    value: value.clone(),
                    span: span.clone(),
                });
                self.body.anchors.push(value);
            }
            let Some(used) = AttributeUse::of(tag, &attribute.name) else {
                continue;
            };
            self.tag(html[at..attribute.range.start].trim_end());
            at = attribute.range.end;
            self.write_address(tag, attribute, used, html, span);
        }
        self.tag(&html[at..tag.range.end]);
    }

    /// Writes an attribute that contains an address.
    fn write_address(
        &mut self,
        tag: &HtmlTag,
        attribute: &HtmlAttribute,
        used: AttributeUse,
        html: &str,
        span: &Range<usize>,
    ) {
        let value = decoded(&html[attribute.value.clone()]);
        if used == AttributeUse::PictureSet {
            return self.write_picture_set(&value, &attribute.name, span);
        }
        let url = address(&value);
        match LinkTarget::of(&url) {
            _ if is_inline_picture(&url, used) => self.attribute(&attribute.name, &url),
            // A form without an address is sent to its own page.
            _ if used == AttributeUse::Form && url.is_empty() => {
                self.attribute(&attribute.name, "")
            }
            LinkTarget::Within => {
                if used == AttributeUse::Picture {
                    self.body.pictures.push(small(self.body.links.len()));
                }
                self.tag(&format!(" {}=\"", attribute.name));
                self.link_hole(&url, span.clone(), used.link());
                self.tag("\"");
                if used == AttributeUse::Picture {
                    self.size_raw_picture(tag);
                }
                if matches!(used, AttributeUse::Frame | AttributeUse::Object) {
                    self.note_resource(tag, &url, used, span);
                }
            }
            LinkTarget::Outside => {
                if used == AttributeUse::Link && is_web(&url) {
                    self.tag(&format!(" {}=\"", attribute.name));
                    self.link_hole(&url, span.clone(), LinkUse::Web);
                    self.tag("\"");
                } else {
                    self.attribute(&attribute.name, &url);
                }
                if used != AttributeUse::Link {
                    self.note_resource(tag, &url, used, span);
                } else if tag.name == "a" {
                    self.check_address(&url, span);
                    self.start_outside(&url);
                    if tag.attribute("rel").is_none() {
                        self.attribute("rel", "external");
                    }
                }
            }
            LinkTarget::Unsafe => self.report_unsafe(&url, span.clone()),
        }
    }

    /// Adds holes for the attributes that an `<img>` lacks: its size, its smaller copies, and its loading.
    fn size_raw_picture(&mut self, tag: &HtmlTag) {
        let has = |name| tag.attribute(name).is_some();
        let picture = small(self.body.pictures.len() - 1);
        if !has("srcset") && !has("sizes") {
            self.html.hole(Hole::PictureCopies(picture));
        }
        if !has("width") && !has("height") {
            self.html.hole(Hole::PictureSize(picture));
        }
        if !has("loading") && !has("decoding") {
            self.html.hole(Hole::PictureLoading(picture));
        }
    }

    /// Writes a `srcset`: addresses, each with a width or a density.
    fn write_picture_set(&mut self, value: &str, name: &str, span: &Range<usize>) {
        self.tag(&format!(" {name}=\""));
        for (index, (url, descriptor)) in candidates(value).into_iter().enumerate() {
            if index > 0 {
                self.tag(", ");
            }
            match LinkTarget::of(&url) {
                _ if is_inline_picture(&url, AttributeUse::PictureSet) => self.value(&url),
                LinkTarget::Within => self.link_hole(&url, span.clone(), LinkUse::Picture),
                LinkTarget::Outside => {
                    self.value(&url);
                    self.body.resources.push(Resource {
                        url,
                        element: "img".into(),
                        directive: "img-src",
                        span: self.place(span.clone()),
                    });
                }
                LinkTarget::Unsafe => self.report_unsafe(&url, span.clone()),
            }
            if !descriptor.is_empty() {
                self.tag(" ");
                self.value(&descriptor);
            }
        }
        self.tag("\"");
    }

    /// Registers an address that a browser would load, if the page's policy alone decides whether it may.
    fn note_resource(&mut self, tag: &HtmlTag, url: &str, used: AttributeUse, span: &Range<usize>) {
        if let Some(directive) = used.directive() {
            self.body.resources.push(Resource {
                url: url.to_owned(),
                element: tag.name.as_str().into(),
                directive,
                span: self.place(span.clone()),
            });
        }
    }

    /// Reports an `<img>` without `alt`. An empty one marks the picture as decoration, and is fine.
    fn check_alternative(&mut self, tag: &HtmlTag, span: &Range<usize>) {
        if tag.attribute("alt").is_none() && tag.attribute("aria-hidden").is_none() {
            let message = "nothing says what this picture shows to those who cannot see it";
            let found = Diagnostic::new(codes::PICTURE_UNDESCRIBED, self.path, message);
            let help = "add it, as in `alt=\"The harbour at dawn\"`; of a picture that only decorates, `alt=\"\"` says so";
            self.diagnostics
                .push(found.at(self.place(span.clone())).help(help));
        }
    }

    /// Returns a range of the Markdown, moved to character boundaries.
    fn whole(&self, span: Range<usize>) -> Range<usize> {
        let floor = |at: usize| {
            let mut at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(span.start);
        start..floor(span.end).max(start)
    }

    fn end_raw_link(&mut self) {
        if std::mem::take(&mut self.prose.in_raw_link) {
            self.end_outside();
        }
    }

    /// Writes a part of an attribute's value.
    fn value(&mut self, text: &str) {
        pulldown_cmark_escape::escape_html(&mut self.html.text, text)
            .expect("a String takes any text");
    }
}

/// Returns an address as a browser reads it: without white space around it, and without line breaks and tabs (WHATWG URL,
/// 4.4).
fn address(value: &str) -> String {
    let value = value.trim_matches(|c: char| c <= ' ');
    value.replace(['\t', '\n', '\r'], "")
}

/// Returns true if an address contains the picture itself (`data:`), which every page's policy allows.
fn is_inline_picture(url: &str, used: AttributeUse) -> bool {
    let start = url.get(.."data:image/".len());
    used.directive() == Some("img-src")
        && start.is_some_and(|start| start.eq_ignore_ascii_case("data:image/"))
}

/// Returns the addresses of a `srcset`, each with its descriptor (WHATWG HTML, section 4.8.4.2.1).
fn candidates(value: &str) -> Vec<(String, String)> {
    let mut candidates = Vec::new();
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return candidates;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace());
        let (url, after) = rest.split_at(end.unwrap_or(rest.len()));
        if let Some(url) = url.strip_suffix(',') {
            candidates.push((url.trim_end_matches(',').to_owned(), String::new()));
            rest = after;
            continue;
        }
        let (descriptor, after) = after.split_once(',').unwrap_or((after, ""));
        candidates.push((url.to_owned(), descriptor.trim().to_owned()));
        rest = after;
    }
}

/// Returns true if an element is inline, so that a sentence continues across its tags.
fn is_inline(name: &str) -> bool {
    const INLINE: [&str; 31] = [
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "img", "ins", "kbd", "mark", "q", "ruby", "s", "samp", "small", "span", "strong",
        "sub", "sup", "time", "u", "var", "wbr",
    ];
    INLINE.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_srcset_is_addresses_with_descriptors() {
        for (value, expected) in [
            ("a.png", vec![("a.png", "")]),
            ("a.png 1x, b.png 2x", vec![("a.png", "1x"), ("b.png", "2x")]),
            ("a.png, b.png 480w", vec![("a.png", ""), ("b.png", "480w")]),
            (
                " a,b.png 1x ,\n c.png",
                vec![("a,b.png", "1x"), ("c.png", "")],
            ),
            ("", vec![]),
        ] {
            let got = candidates(value);
            let got: Vec<_> = got.iter().map(|(u, d)| (u.as_str(), d.as_str())).collect();
            assert_eq!(got, expected, "{value}");
        }
    }
}
