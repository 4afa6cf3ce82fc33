//! Writes a page's metadata: `<meta>` elements, and data in a script element that browsers do not run.
//!
//! Takes the metadata that `plan` made; returns HTML. It bypasses the templates and the minifier, like the head's links.

use std::fmt::Write;

use crate::plan::metadata::PageMetadata;
use crate::plan::metadata::data::JsonLdValue;
use crate::render::fill::escape;

/// Writes a page's metadata to `out`.
pub(super) fn write_metadata(metadata: &PageMetadata<'_>, out: &mut String) {
    for (name, content) in &metadata.tags {
        // Open Graph is RDFa, which uses the attribute `property`; other metadata uses HTML's own `name`.
        let attribute = if name.starts_with("twitter:") {
            "name"
        } else {
            "property"
        };
        out.extend(["<meta ", attribute, "=\"", name, "\" content=\""]);
        escape(content, out);
        out.push_str("\">");
    }
    if let Some(data) = &metadata.data {
        out.push_str("<script type=\"application/ld+json\">");
        write_node(data, out);
        out.push_str("</script>");
    }
}

fn write_node(node: &JsonLdValue<'_>, out: &mut String) {
    match node {
        JsonLdValue::Text(text) => write_text(text, out),
        JsonLdValue::Number(number) => write!(out, "{number}").expect("a String takes any text"),
        JsonLdValue::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write_node(item, out);
            }
            out.push(']');
        }
        JsonLdValue::Object(fields) => {
            out.push('{');
            for (index, (key, value)) in fields.iter().enumerate() {
                out.extend([if index > 0 { ",\"" } else { "\"" }, key, "\":"]);
                write_node(value, out);
            }
            out.push('}');
        }
    }
}

/// Writes a JSON string (RFC 8259, section 7). In a script element, a text must neither end the element nor open a comment,
/// so `<` is escaped. So are U+2028 and U+2029, which end a line in old JavaScript.
fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut start = 0;
    // U+2028 and U+2029 are the bytes E2 80 A8 and E2 80 A9.
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | b'<' | 0..=0x1F | 0x7F | 0xE2);
    while let Some(found) = text.as_bytes()[start..].iter().position(is_special) {
        let at = start + found;
        out.push_str(&text[start..at]);
        let c = text[at..].chars().next().unwrap_or_default();
        start = at + c.len_utf8();
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '<' | '\0'..='\u{1F}' | '\u{7F}' | '\u{2028}' | '\u{2029}' => {
                write!(out, "\\u{:04x}", u32::from(c)).expect("a String takes any text");
            }
            c => out.push(c),
        }
    }
    out.push_str(&text[start..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::metadata::data::{object, text};

    #[test]
    fn no_text_ends_the_script_or_the_string() {
        for (words, expected) in [
            ("موجز", r#""موجز""#),
            (r#"a "b" \c"#, r#""a \"b\" \\c""#),
            ("</script>", r#""\u003c/script>""#),
            ("<!--<script>", r#""\u003c!--\u003cscript>""#),
            ("a\nb\tc", r#""a\u000ab\u0009c""#),
            ("a\u{2028}b\u{2029}", r#""a\u2028b\u2029""#),
            ("& ' >", r#""& ' >""#),
        ] {
            let mut out = String::new();
            write_text(words, &mut out);
            assert_eq!(out, expected);
            let read: String = serde_json::from_str(&out).expect("JSON");
            assert_eq!(read, words);
        }
    }

    #[test]
    fn values_are_written_as_json() {
        let data = object("Thing")
            .with(
                "list",
                JsonLdValue::List(vec![JsonLdValue::Number(1), text("b")]),
            )
            .with_any("none", Vec::new())
            .with_any("one", vec![text("x")])
            .with_some("nothing", None);
        let metadata = PageMetadata {
            tags: vec![
                ("og:title", "a \"b\" <c>".into()),
                ("twitter:card", "summary".into()),
            ],
            data: Some(data),
        };
        let mut out = String::new();
        write_metadata(&metadata, &mut out);
        assert_eq!(
            out,
            "<meta property=\"og:title\" content=\"a &quot;b&quot; &lt;c&gt;\">\
             <meta name=\"twitter:card\" content=\"summary\">\
             <script type=\"application/ld+json\">{\"@type\":\"Thing\",\"list\":[1,\"b\"],\"one\":\"x\"}</script>"
        );
    }
}
