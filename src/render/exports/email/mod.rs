//! Writes an edition as an e-mail: as HTML, as plain text, and as a message of both.
//!
//! If the site names no sender or recipient, it is a placeholder below `example.invalid`, a domain that never exists
//! (RFC 2606), so that a message sent unchanged reaches nobody.

mod html;
mod message;
mod pictures;
mod plain_body;
mod plain_text;

use crate::lang::Writing;
use crate::plan::exports::email::EmailView;
use crate::render::exports::email::plain_text::in_order;

pub(super) use html::html;
pub(super) use message::message;
pub(super) use plain_text::plain_text;

/// Returns the subject of an e-mail: its titles in all its languages, in order for readers of the first.
fn subject(parts: &[EmailView<'_>]) -> String {
    let titles: Vec<String> = parts.iter().map(titled).collect();
    match (parts, titles.as_slice()) {
        (_, [title]) => title.clone(),
        ([first, ..], titles) => in_order(&titles.join(" | "), Writing::of(first.lang)),
        ([], _) => String::new(),
    }
}

/// Returns the title of an e-mail, after the label of a draft or of an edition that is held back, so that nobody sends
/// it by mistake.
fn titled(part: &EmailView<'_>) -> String {
    match &part.label {
        Some(label) => format!("[{label}] {}", part.title),
        None => part.title.to_owned(),
    }
}
