//! Writes XML: each element on its own line, and only characters that XML 1.0 allows.

use std::borrow::Cow;

use pulldown_cmark::{self as markdown, Parser};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Names and values of attributes.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// An XML document under construction.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// Begins a document.
    pub(super) fn new() -> Self {
        let mut xml = Xml(Writer::new_with_indent(
            Vec::with_capacity(16 * 1024),
            b' ',
            0,
        ));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml
    }

    /// Writes the start tag of an element with child elements.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Start(start(name, attributes)));
    }

    /// Writes the end tag of an element.
    pub(super) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element that contains a text.
    pub(super) fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&fit(text))));
        self.close(name);
    }

    /// Writes an empty element.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// Returns the document.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("a Vec takes any bytes");
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, fit(value)));
    }
    start
}

/// Appends a text, escaped for an element or for a value in quotation marks.
pub(super) fn write_escaped(text: &str, out: &mut String) {
    let mut rest = text;
    // Nearly all of a text is written as it is.
    while let Some(at) = rest
        .bytes()
        .position(|byte| MAY_BE_ESCAPED[usize::from(byte)])
    {
        let (before, after) = rest.split_at(at);
        let c = after.chars().next().unwrap_or_default();
        let (c, after) = after.split_at(c.len_utf8());
        out.push_str(before);
        out.push_str(match c {
            "&" => "&amp;",
            "<" => "&lt;",
            ">" => "&gt;",
            "\"" => "&quot;",
            c if c.chars().all(is_fit) => c,
            _ => "",
        });
        rest = after;
    }
    out.push_str(rest);
}

/// True for the bytes with which the characters begin that are escaped or that XML 1.0 does not allow: controls, and U+FFFE and
/// U+FFFF.
const MAY_BE_ESCAPED: [bool; 256] = {
    let mut may_be = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        may_be[byte] = true;
        byte += 1;
    }
    may_be[b'&' as usize] = true;
    may_be[b'<' as usize] = true;
    may_be[b'>' as usize] = true;
    may_be[b'"' as usize] = true;
    may_be[0xEF] = true;
    may_be
};

/// Returns a text of HTML with its character references decoded.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    let Some((before, mut rest)) = text.split_once('&') else {
        return Cow::Borrowed(text);
    };
    let mut out = before.to_owned();
    loop {
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
        let (name, after) = rest.split_at(length.unwrap_or(rest.len()));
        match after.strip_prefix(';').zip(reference(name)) {
            Some((after, characters)) => {
                out.push_str(&characters);
                rest = after;
            }
            None => out.push('&'),
        }
        let Some((before, after)) = rest.split_once('&') else {
            out.push_str(rest);
            return Cow::Owned(out);
        };
        out.push_str(before);
        rest = after;
    }
}

/// Returns the characters of a reference, given the text between `&` and `;`; `None` if there is no such reference.
fn reference(name: &str) -> Option<Cow<'static, str>> {
    Some(Cow::Borrowed(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "nbsp" => "\u{A0}",
        "#x27" | "#39" => "'",
        "" => return None,
        // CommonMark has the references of HTML, more than two thousand.
        _ => {
            let written = format!("&{name};");
            let mut texts = Parser::new(&written).filter_map(|event| match event {
                markdown::Event::Text(text) => Some(text.into_string()),
                _ => None,
            });
            let text = texts.next().filter(|text| *text != written)?;
            return Some(Cow::Owned(text));
        }
    }))
}

fn is_fit(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        _ => c >= ' ',
    }
}

/// Removes characters that XML 1.0 forbids, escaped or not (production 2, `Char`).
fn fit(text: &str) -> Cow<'_, str> {
    // All other characters are allowed. The loop has no exit, so that it takes many bytes at once.
    let may_be_unfit = |byte: u8| {
        (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0xEF)
    };
    let is_suspect = text
        .bytes()
        .fold(false, |any, byte| any | may_be_unfit(byte));
    if !is_suspect || text.chars().all(is_fit) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| is_fit(*c)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out_and_the_rest_escaped() {
        for (text, written) in [
            ("Kim & Putin <b>", "Kim &amp; Putin &lt;b&gt;"),
            ("a\u{0}b\u{8}c\u{1F}d\u{FFFE}e\u{FFFF}", "abcde"),
            ("tab\tline\n", "tab\tline\n"),
            (
                "\u{7F}\u{85}\u{E000}\u{10FFFF}",
                "\u{7F}\u{85}\u{E000}\u{10FFFF}",
            ),
            ("]]>", "]]&gt;"),
            ("\u{2067}نمو\u{2069}", "\u{2067}نمو\u{2069}"),
        ] {
            let mut xml = Xml::new();
            xml.text("t", &[], text);
            let bytes = String::from_utf8(xml.finish()).unwrap();
            assert!(bytes.ends_with(&format!("<t>{written}</t>\n")), "{bytes}");
        }
        let mut xml = Xml::new();
        xml.empty("t", &[("a", "\"1\" & '2' <\u{1}3>")]);
        let bytes = String::from_utf8(xml.finish()).unwrap();
        assert!(bytes.contains("&quot;1&quot; &amp; "), "{bytes}");
        assert!(bytes.contains("&lt;3"), "{bytes}");
    }
}
