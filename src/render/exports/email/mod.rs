//! Writes an edition as an e-mail: as HTML, as plain text, and as a message of both.
//!
//! What only the list knows is a placeholder below `example.invalid`, a domain that never exists (RFC 2606), so that a message
//! that is sent as it is reaches nobody.

mod html;
mod message;
mod plain_text;

use crate::lang::Writing;
use crate::plan::exports::email::EmailView;
use crate::render::exports::email::plain_text::in_order;

pub(super) use html::html;
pub(super) use message::message;
pub(super) use plain_text::plain_text;

/// Returns the subject of an e-mail: its titles in all its languages, in order for readers of the first.
fn subject(parts: &[EmailView<'_>]) -> String {
    let titles: Vec<&str> = parts.iter().map(|part| part.title).collect();
    match (parts, titles.as_slice()) {
        (_, [title]) => (*title).to_owned(),
        ([first, ..], titles) => in_order(&titles.join(" | "), Writing::of(first.lang)),
        ([], _) => String::new(),
    }
}

/// The address at which readers unsubscribe.
const UNSUBSCRIBE: &str = "https://example.invalid/unsubscribe";
