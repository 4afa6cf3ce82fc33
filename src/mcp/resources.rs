//! The texts that a client can read as resources.

use rmcp::model::{ReadResourceResult, Resource, ResourceContents};

/// A text with its address.
struct ResourceText {
    uri: &'static str,
    name: &'static str,
    description: &'static str,
    mime_type: &'static str,
    text: &'static str,
}

const TEXTS: [ResourceText; 2] = [
    ResourceText {
        uri: "mujaz://guide/summary",
        name: "How to write a summary that passes",
        description: "What is held against the original, how paragraphs are cited, and how each kind of fault is mended. Read it before you write a summary.",
        mime_type: "text/markdown",
        text: include_str!("../../docs/summary-guide.md"),
    },
    ResourceText {
        uri: "mujaz://schema/claims",
        name: "JSON Schema of claims",
        description: "The form in which `mujaz verify --format json` and `mujaz check --format json` describe claims.",
        mime_type: "application/schema+json",
        text: include_str!("../../docs/claims.schema.json"),
    },
];

/// Returns the list of resources.
pub fn list() -> Vec<Resource> {
    let resource = |text: &ResourceText| {
        Resource::new(text.uri, text.name)
            .with_description(text.description)
            .with_mime_type(text.mime_type)
            .with_size(text.text.len() as u64)
    };
    TEXTS.iter().map(resource).collect()
}

/// Returns a resource; `None` if there is none with this address.
pub fn read(uri: &str) -> Option<ReadResourceResult> {
    let text = TEXTS.iter().find(|text| text.uri == uri)?;
    let contents = ResourceContents::text(text.text, text.uri).with_mime_type(text.mime_type);
    Some(ReadResourceResult::new(vec![contents]))
}

/// Returns the addresses of all resources, for messages.
pub fn addresses() -> String {
    TEXTS.map(|text| text.uri).join(", ")
}
