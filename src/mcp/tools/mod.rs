//! The tools: name, arguments and function of each.

mod check;
mod explain;
mod paragraphs;
mod texts;
mod verify;

use std::sync::Arc;

use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::mcp::server::ToolContext;

/// The answer of a tool: the same for readers and for programs.
#[derive(Debug)]
pub struct ToolAnswer {
    /// A text for the model.
    pub text: String,
    /// An object for programs.
    pub data: Value,
}

/// A tool.
pub struct ToolEntry {
    /// The name.
    pub name: &'static str,
    title: &'static str,
    description: &'static str,
    /// Returns the JSON Schemas of its arguments, by name; and which are required.
    arguments: fn() -> (Value, &'static [&'static str]),
    /// Answers a call, or returns a message about the failure.
    pub run: fn(&ToolContext, JsonObject) -> Result<ToolAnswer, String>,
}

/// All tools.
pub const TOOLS: [ToolEntry; 4] = [verify::TOOL, paragraphs::TOOL, check::TOOL, explain::TOOL];

impl ToolEntry {
    /// Returns the description for clients.
    pub fn described(&self) -> Tool {
        let (properties, required) = (self.arguments)();
        let schema = json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        let Value::Object(schema) = schema else {
            unreachable!("it is written as an object")
        };
        let hints = ToolAnnotations::with_title(self.title)
            .read_only(true)
            .idempotent(true)
            .open_world(false);
        Tool::new(self.name, self.description, Arc::new(schema)).with_annotations(hints)
    }
}

/// Parses the arguments of a tool.
fn parsed<T: DeserializeOwned>(arguments: JsonObject) -> Result<T, String> {
    serde_json::from_value(Value::Object(arguments))
        .map_err(|error| format!("the arguments cannot be used: {error}"))
}

/// Removes the marks around words from right to left, which help on a terminal and would end up in a text.
fn without_isolates(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
}
