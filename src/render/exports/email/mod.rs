//! Writes an edition as an e-mail: as HTML, as plain text, and as a message of both.
//!
//! What only the list knows is a placeholder below `example.invalid`, a domain that never exists (RFC 2606), so that a message
//! that is sent as it is reaches nobody.

mod html;
mod message;
mod plain_text;

pub(super) use html::html;
pub(super) use message::message;
pub(super) use plain_text::plain_text;

/// The address at which readers unsubscribe.
const UNSUBSCRIBE: &str = "https://example.invalid/unsubscribe";
