//! Reads the texts that a client passes as arguments: either the text itself or the path of a file.

use std::path::Path;

use crate::import::Kind;
use crate::lang::parse_tag;
use crate::mcp::server::Context;
use crate::verify::draft::{Draft, Source, decoded, kind_of};

/// Description of an argument that is a text, for clients.
pub const TEXT: &str = "The text itself: plain text, Markdown or HTML. Either this or the path";
/// Description of an argument that is a path, for clients.
pub const PATH: &str = "The path of a file below a folder that the server may read";
/// Description of an argument that is a language, for clients.
pub const LANGUAGE: &str = "Its language, as a BCP 47 tag such as ar or en; otherwise told by the file's name or the words";

/// A text as a client passes it.
pub struct Input<'a> {
    /// The name of the argument, for messages.
    pub name: &'static str,
    /// The text.
    pub text: Option<&'a str>,
    /// The path of its file.
    pub path: Option<&'a str>,
    /// The language.
    pub language: Option<&'a str>,
    /// The format of a text without a path.
    pub kind: Kind,
}

impl Input<'_> {
    /// Reads the text as an original or a summary.
    pub fn draft(
        &self,
        context: &Context,
        read: fn(&Source<'_>, &str) -> Result<Draft, String>,
    ) -> Result<Draft, String> {
        let text = self
            .read(context)?
            .ok_or_else(|| format!("there is no {0}; pass `{0}` or `{0}_path`", self.name))?;
        let language = match self.language {
            Some(tag) => Some(parse_tag(tag).map_err(|error| {
                format!("`{tag}` is not a language: {error}; write a tag such as ar or en")
            })?),
            None => None,
        };
        let source = Source {
            path: self.path.unwrap_or(self.name),
            kind: self.path.map_or(self.kind, |path| kind_of(Path::new(path))),
            language: language.as_deref(),
        };
        let shown = self.shown();
        read(&source, &text).map_err(|fault| format!("{shown} {fault}"))
    }

    /// Returns the text; `None` if the client passed none.
    pub fn read(&self, context: &Context) -> Result<Option<String>, String> {
        match (self.text, self.path) {
            (Some(_), Some(_)) => Err(format!(
                "`{0}` and `{0}_path` are both given; pass one of them",
                self.name
            )),
            (Some(text), None) => match decoded(text.as_bytes()) {
                Ok(text) => Ok(Some(text)),
                Err(fault) => Err(format!("{} {fault}", self.shown())),
            },
            (None, Some(path)) => context.roots.text(path).map(Some),
            (None, None) => Ok(None),
        }
    }

    fn shown(&self) -> String {
        match self.path {
            Some(path) => format!("`{path}`"),
            None => format!("the {}", self.name),
        }
    }
}
