//! Reads the XML of a document's parts as a sequence of tags and texts.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::WordError;

/// Maximum depth of elements: tables in tables in text boxes have some dozens.
const MAX_DEPTH: usize = 400;

/// A tag or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum XmlToken {
    Open(XmlTag),
    /// An end tag, with the element's name.
    Close(String),
    Text(String),
}

/// A start tag. Names from the part's main vocabulary have no prefix: `p`, but `mc:Fallback`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct XmlTag {
    pub name: String,
    /// Local names and values of the attributes.
    attributes: Vec<(String, String)>,
}

impl XmlTag {
    /// Returns the value of the attribute with this local name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the attribute `val`.
    pub(super) fn value(&self) -> Option<&str> {
        self.get("val")
    }

    /// Returns true unless the `val` attribute switches the property off.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value(), Some("0" | "false" | "off" | "none"))
    }
}

/// The tokens of a part.
pub(super) struct XmlTokens<'x> {
    reader: Reader<&'x [u8]>,
    /// The prefix of the root element.
    prefix: Option<String>,
    /// The end tag of an empty element, which follows its start tag.
    pending: Option<String>,
    depth: usize,
}

impl<'x> XmlTokens<'x> {
    pub(super) fn of(text: &'x str) -> Self {
        XmlTokens {
            reader: Reader::from_str(text),
            prefix: None,
            pending: None,
            depth: 0,
        }
    }

    /// Returns the next token; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<XmlToken>, WordError> {
        if let Some(name) = self.pending.take() {
            return Ok(Some(XmlToken::Close(name)));
        }
        loop {
            let event = self.reader.read_event().map_err(|_| WordError::Damaged)?;
            let token = match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(WordError::TooDeep);
                    }
                    XmlToken::Open(tag(&start, &mut self.prefix)?)
                }
                Event::Empty(start) => {
                    let tag = tag(&start, &mut self.prefix)?;
                    self.pending = Some(tag.name.clone());
                    XmlToken::Open(tag)
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    let name = named(end.name().into_inner(), &mut self.prefix);
                    XmlToken::Close(name)
                }
                Event::Text(text) => XmlToken::Text(text.xml10_content().into_owned()),
                Event::CData(text) => XmlToken::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().ok().flatten();
                    let named =
                        || resolve_xml_entity(&reference.xml10_content()).map(str::to_owned);
                    match character.map(String::from).or_else(named) {
                        Some(text) => XmlToken::Text(text),
                        None => continue,
                    }
                }
                Event::Eof if self.depth > 0 => return Err(WordError::Damaged),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(token));
        }
    }
}

fn tag(start: &BytesStart<'_>, prefix: &mut Option<String>) -> Result<XmlTag, WordError> {
    let name = named(start.name().into_inner(), prefix);
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| WordError::Damaged)?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|_| WordError::Damaged)?;
        let local = attribute.key.local_name().into_inner().to_owned();
        attributes.push((local, value.into_owned()));
    }
    Ok(XmlTag { name, attributes })
}

/// Returns the name of an element, without the prefix that the root has.
fn named(name: &str, prefix: &mut Option<String>) -> String {
    let (own, local) = name.split_once(':').unwrap_or(("", name));
    let root = prefix.get_or_insert_with(|| own.to_owned());
    match own == root {
        true => local.to_owned(),
        false => name.to_owned(),
    }
}
