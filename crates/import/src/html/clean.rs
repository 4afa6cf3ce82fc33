//! Reduces a page's markup to text and the elements that structure it. Pure.
//!
//! Ammonia turns the markup into well-formed HTML: only the elements listed here, no attributes except a few numbers,
//! and no scripts, styles, form controls or drawings. The result is simple enough to be read by a few lines of code.

use ammonia::Builder;
use std::borrow::Cow;

/// An element's tag, or text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CleanToken<'a> {
    /// A start tag: the element's name, and its attributes as written.
    Open(&'a str, Cow<'a, str>),
    /// An end tag; void elements have none.
    Close(&'a str),
    /// Text with its character references resolved.
    Text(Cow<'a, str>),
}

/// Elements that separate paragraphs.
const BLOCKS: [&str; 42] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements within a paragraph that affect how it is read.
const INLINE: [&str; 7] = ["a", "b", "br", "q", "strong", "sub", "sup"];
/// Elements whose content is not part of the page's text.
const NO_TEXT: [&str; 19] = [
    "audio", "button", "canvas", "datalist", "iframe", "input", "map", "math", "noscript",
    "object", "option", "script", "select", "style", "svg", "template", "textarea", "title",
    "video",
];
/// Element and attribute pairs that are kept if the value is a number.
const NUMBERS: [(&str, &str); 5] = [
    ("td", "colspan"),
    ("td", "rowspan"),
    ("th", "colspan"),
    ("th", "rowspan"),
    ("ol", "start"),
];

/// Returns true if an element separates paragraphs.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Returns the name as a static string if the element separates paragraphs.
pub(super) fn block_name(name: &str) -> Option<&'static str> {
    BLOCKS.iter().find(|block| **block == name).copied()
}

/// Returns the name as a static string if it is one of the kept elements within a paragraph.
pub(super) fn inline_name(name: &str) -> Option<&'static str> {
    INLINE.iter().find(|inline| **inline == name).copied()
}

/// Returns true if an element's content is not part of the page's text.
pub(super) fn is_no_text(name: &str) -> bool {
    name != "math" && NO_TEXT.contains(&name)
}

/// Returns the kept attributes of an element, written as [`tokens`] returns them.
pub(super) fn numbers(element: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let own = NUMBERS.iter().filter(|(name, _)| *name == element);
    let numbers = own.filter_map(|(_, attribute)| {
        let number = value(attribute).filter(|number| is_number(number))?;
        Some(format!("{attribute}=\"{number}\""))
    });
    numbers.collect::<Vec<_>>().join(" ")
}

fn is_number(value: &str) -> bool {
    (1..=9).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit())
}

/// Returns markup reduced to the elements that shape a text: well-formed, ready for [`tokens`].
pub(super) fn cleaned(markup: &str) -> String {
    let mut builder = Builder::empty();
    builder
        .clean_content_tags(Default::default())
        .add_tags(BLOCKS)
        .add_tags(INLINE)
        .add_clean_content_tags(NO_TEXT)
        .link_rel(None)
        .attribute_filter(|element, attribute, value| {
            (is_number(value) && NUMBERS.contains(&(element, attribute))).then(|| value.into())
        });
    builder.clean(&with_short_runs(markup)).to_string()
}

/// Maximum length of text without a tag, in bytes. A serializer takes quadratic time for such a text.
pub(super) const LONGEST_RUN: usize = 4 * 1024;

/// Inserts a paragraph start into markup wherever a text without tags becomes too long for a paragraph.
fn with_short_runs(markup: &str) -> Cow<'_, str> {
    let is_long = |run: &str| run.len() > LONGEST_RUN;
    if !markup.split('<').any(is_long) {
        return Cow::Borrowed(markup);
    }
    let mut short = String::with_capacity(markup.len() + markup.len() / 64);
    for (i, mut run) in markup.split('<').enumerate() {
        short.push_str(if i > 0 { "<" } else { "" });
        // Attributes are no text.
        let tag = if i > 0 {
            run.find('>').map_or(0, |at| at + 1)
        } else {
            0
        };
        short.push_str(&run[..tag]);
        run = &run[tag..];
        while let Some(at) = end_of_run(run) {
            short.push_str(&run[..at]);
            short.push_str("<p></p>");
            run = &run[at..];
        }
        short.push_str(run);
    }
    Cow::Owned(short)
}

/// Returns the place at which a text that is too long can be divided, without dividing a character reference.
fn end_of_run(text: &str) -> Option<usize> {
    let may_divide = |c: char| matches!(c, ' ' | '&') || !c.is_ascii();
    let mut rest = text.char_indices().skip_while(|(at, _)| *at < LONGEST_RUN);
    rest.find(|(_, c)| may_divide(*c)).map(|(at, _)| at)
}

/// Returns the text of a piece of markup on one line, with its character references resolved.
pub(super) fn text(markup: &str) -> String {
    let cleaned = cleaned(markup);
    let mut text = String::new();
    for token in tokens(&cleaned) {
        match token {
            CleanToken::Text(t) => text.push_str(&t),
            CleanToken::Open(name, _) | CleanToken::Close(name)
                if name == "br" || is_block(name) =>
            {
                text.push(' ')
            }
            _ => {}
        }
    }
    crate::words::one_line(&text)
}

/// Splits the result of [`cleaned`] into tokens.
pub(super) fn tokens(cleaned: &str) -> Vec<CleanToken<'_>> {
    let mut tokens = Vec::new();
    let mut rest = cleaned;
    while !rest.is_empty() {
        let (token, after) = match rest.strip_prefix('<') {
            Some(tag) => {
                let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
                let token = match tag.strip_prefix('/') {
                    Some(name) => CleanToken::Close(name),
                    None => {
                        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
                        CleanToken::Open(name, Cow::Borrowed(attributes))
                    }
                };
                (token, after)
            }
            None => {
                let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
                (CleanToken::Text(resolved(text)), after)
            }
        };
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// Resolves the four character references that the serializer writes.
fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut text = text.to_string();
    // The ampersand's comes last: `&amp;lt;` is `&lt;`.
    for (reference, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ] {
        text = text.replace(reference, sign);
    }
    Cow::Owned(text)
}

/// Returns the numeric value of an attribute.
pub(super) fn number(attributes: &str, name: &str) -> Option<usize> {
    let (_, rest) = attributes.split_once(name)?;
    rest.strip_prefix("=\"")?.split('"').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_divided_and_long_attributes_are_not() {
        let words = "word ".repeat(LONGEST_RUN / 4);
        let picture = format!("<img alt=\"{words}\">");
        assert_eq!(with_short_runs(&picture), picture);
        let text = format!("<p>{words}</p>");
        assert_eq!(with_short_runs(&text).matches("<p></p>").count(), 1);
        assert_eq!(with_short_runs(&text).replace("<p></p>", ""), text);
    }
}
