//! A value of JSON-LD: what there is of JSON in it, and no more.

use std::borrow::Cow;

/// A value. Objects keep the order in which their keys were given.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node<'a> {
    /// A text, unescaped.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(u64),
    /// A list.
    List(Vec<Node<'a>>),
    /// An object.
    Object(Vec<(&'static str, Node<'a>)>),
}

impl<'a> Node<'a> {
    /// The object with one more key.
    pub fn with(mut self, key: &'static str, value: Node<'a>) -> Self {
        if let Node::Object(fields) = &mut self {
            fields.push((key, value));
        }
        self
    }

    /// The object with one more key, if there is a value for it.
    pub fn with_some(self, key: &'static str, value: Option<Node<'a>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The object with one more key, whose value is a list, or the one thing in it; without the key where there is nothing.
    pub fn with_any(self, key: &'static str, values: Vec<Node<'a>>) -> Self {
        if values.is_empty() {
            return self;
        }
        self.with(key, list(values))
    }
}

/// An object of a type of schema.org.
pub fn object<'a>(kind: &'static str) -> Node<'a> {
    Node::Object(vec![("@type", text(kind))])
}

/// A text.
pub fn text<'a>(text: impl Into<Cow<'a, str>>) -> Node<'a> {
    Node::Text(text.into())
}

/// A list; of one thing, the thing itself, which says the same in JSON-LD.
pub fn list(mut values: Vec<Node<'_>>) -> Node<'_> {
    match values.len() {
        1 => values.remove(0),
        _ => Node::List(values),
    }
}
