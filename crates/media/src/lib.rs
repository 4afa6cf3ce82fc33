//! Files that are no text: pictures and smaller copies of them, preview cards, the fonts that these are set in, types of files.
//!
//! Takes bytes, words and names; returns measures, bytes and media types, always the same for the same input. `fonts` reads
//! the machine's fonts; nothing else here touches the file system, and nothing knows of sites.

pub mod card;
pub mod fonts;
pub mod picture;
pub mod types;

pub use types::content_type;
