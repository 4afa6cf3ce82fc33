//! Takes e-books apart.

use std::io::{Cursor, Read};

use zip::{CompressionMethod, ZipArchive};

/// A file of an e-book.
pub struct BookFile {
    pub name: String,
    pub bytes: Vec<u8>,
    pub is_compressed: bool,
}

impl BookFile {
    /// Returns its text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect(&self.name)
    }
}

/// Returns the files of a book, in their order.
pub fn files(bytes: &[u8]) -> Vec<BookFile> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let files = (0..archive.len()).map(|index| {
        let mut file = archive.by_index(index).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        BookFile {
            name: file.name().expect("a name in UTF-8").into_owned(),
            bytes,
            is_compressed: file.compression() != CompressionMethod::Stored,
        }
    });
    files.collect()
}
