//! The search index: what of a site readers may look for, and the files that their browsers look for it in.
//!
//! 1. [`records`] says what is found: for each language, its articles, the originals as far as they are published, names,
//!    topics and standing pages, as plain text; in parts, so that a large site takes no more memory at a time than a small
//!    one, and a new article changes the last part alone.
//! 2. [`spelling`] puts beside each word the other forms under which somebody may look for it.
//! 3. [`index`] makes the files of a part with pagefind, which the script of the search page reads.
//!
//! Takes the linked site and its sources; gives files. It may not touch the file system, and knows nothing of pages.

pub mod index;
pub mod records;
pub mod spelling;

pub use index::{IndexFile, files};
pub use records::{Bundle, Part, bundle, parts};
pub use spelling::Speller;
