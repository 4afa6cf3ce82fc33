//! Reads the texts that a client passes as arguments: either the text itself or the path of a file.

use std::borrow::Cow;
use std::path::Path;

use serde::Deserialize;

use crate::import::InputFormat;
use crate::lang::parse_tag;
use crate::mcp::server::ToolContext;
use crate::parse::markdown::Trust;
use crate::verify::draft::{Draft, DraftMetadata, decoded, kind_of};

/// Description of an argument that is a text, for clients.
pub const TEXT: &str = "The text itself: plain text, Markdown or HTML. Either this or the path";
/// Description of an argument that is a path, for clients.
pub const PATH: &str = "The path of a file below a folder that the server may read";
/// Description of an argument that is the path of a text or a document, for clients.
pub const DOCUMENT_PATH: &str = "The path of a file below a folder that the server may read: plain text, Markdown (.md), HTML (.html) or a Word document (.docx)";
/// Description of an argument that is a format, for clients.
pub const FORMAT: &str = "The format of the text; otherwise told by the path's ending, or by the text itself: front matter, # headings, tables, links and ** are Markdown";
/// Description of an argument that is a language, for clients.
pub const LANGUAGE: &str = "Its language, as a BCP 47 tag such as ar or en; otherwise told by the file's name or the words";

/// The format of a text, as a client names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextFormat {
    Text,
    Markdown,
    Html,
}

impl TextFormat {
    /// Returns the names of all formats, for the schema of an argument.
    pub const NAMES: [&'static str; 3] = ["text", "markdown", "html"];

    fn kind(self) -> InputFormat {
        match self {
            TextFormat::Text => InputFormat::PlainText,
            TextFormat::Markdown => InputFormat::Markdown,
            TextFormat::Html => InputFormat::Html,
        }
    }
}

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
    /// The format.
    pub format: Option<TextFormat>,
}

impl Input<'_> {
    /// Reads the text as an original or a summary.
    pub fn draft(&self, context: &ToolContext, trust: Trust) -> Result<Draft, String> {
        let bytes = self
            .bytes(context)?
            .ok_or_else(|| format!("there is no {0}; pass `{0}` or `{0}_path`", self.name))?;
        let language = match self.language {
            Some(tag) => Some(parse_tag(tag).map_err(|error| {
                format!("`{tag}` is not a language: {error}; write a tag such as ar or en")
            })?),
            None => None,
        };
        let by_name = self.path.map(|path| kind_of(Path::new(path)));
        let source = DraftMetadata {
            path: self.path.unwrap_or(self.name),
            kind: self.format.map(TextFormat::kind).or(by_name),
            language: language.as_deref(),
        };
        let shown = self.shown();
        Draft::read(&source, &bytes, trust).map_err(|fault| format!("{shown} {fault}"))
    }

    /// Returns the text; `None` if the client passed none.
    pub fn read(&self, context: &ToolContext) -> Result<Option<String>, String> {
        let text = self.bytes(context)?.map(|bytes| decoded(&bytes));
        text.transpose()
            .map_err(|fault| format!("{} {fault}", self.shown()))
    }

    /// Returns the bytes of the text; `None` if the client passed none.
    fn bytes(&self, context: &ToolContext) -> Result<Option<Cow<'_, [u8]>>, String> {
        match (self.text, self.path) {
            (Some(_), Some(_)) => Err(format!(
                "`{0}` and `{0}_path` are both given; pass one of them",
                self.name
            )),
            (Some(text), None) => Ok(Some(text.as_bytes().into())),
            (None, Some(path)) => context.roots.bytes(path).map(|bytes| Some(bytes.into())),
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
