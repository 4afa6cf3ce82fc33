//! Values of JSON-LD. Only those types of JSON that the metadata needs.

use std::borrow::Cow;

/// A value. Objects keep the order in which their keys were added.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum JsonLdValue<'a> {
    /// A text, unescaped.
    Text(Cow<'a, str>),
    /// A non-negative integer.
    Number(u64),
    List(Vec<JsonLdValue<'a>>),
    Object(Vec<(&'static str, JsonLdValue<'a>)>),
}

impl<'a> JsonLdValue<'a> {
    /// Adds a key to an object.
    pub fn with(mut self, key: &'static str, value: JsonLdValue<'a>) -> Self {
        if let JsonLdValue::Object(fields) = &mut self {
            fields.push((key, value));
        }
        self
    }

    /// Adds a key to an object if there is a value for it.
    pub fn with_some(self, key: &'static str, value: Option<JsonLdValue<'a>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds a key whose value is the list, or its only element; adds nothing if the list is empty.
    pub fn with_any(self, key: &'static str, values: Vec<JsonLdValue<'a>>) -> Self {
        if values.is_empty() {
            return self;
        }
        self.with(key, list(values))
    }
}

/// Returns an object with a type of schema.org.
pub fn object<'a>(kind: &'static str) -> JsonLdValue<'a> {
    JsonLdValue::Object(vec![("@type", text(kind))])
}

/// Returns a text as a value.
pub fn text<'a>(text: impl Into<Cow<'a, str>>) -> JsonLdValue<'a> {
    JsonLdValue::Text(text.into())
}

/// Returns a list; of a single element, the element itself, which means the same in JSON-LD.
pub fn list(mut values: Vec<JsonLdValue<'_>>) -> JsonLdValue<'_> {
    match values.len() {
        1 => values.remove(0),
        _ => JsonLdValue::List(values),
    }
}
