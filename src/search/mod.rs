//! The search index: what of a site readers may look for, and the files that their browsers look for it in.
//!
//! 1. [`records`] says what is found: for each language, its articles, the originals as far as they are published, names,
//!    topics and standing pages, as plain text.
//! 2. [`spelling`] puts beside each word the other forms under which somebody may look for it.
//! 3. [`index`] makes the files with pagefind, which the script of the search page reads.
//!
//! Takes the linked site and its sources; gives files. It may not touch the file system, and knows nothing of pages.

pub mod index;
pub mod records;
pub mod spelling;

pub use index::{IndexFile, files};
pub use records::{Bundle, bundles};
