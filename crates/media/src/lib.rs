//! Files that are not text: pictures and smaller copies of them, preview cards, the fonts of cards, and media types.
//!
//! Takes bytes, words and names; returns sizes, bytes and media types, always the same for the same input. `fonts` reads
//! the machine's fonts; nothing else here touches the file system. The crate does not depend on sites.

pub mod card;
pub mod fonts;
pub mod picture;
pub mod types;

pub use types::content_type;
