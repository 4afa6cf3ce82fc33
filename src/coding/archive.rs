//! Packs files into a ZIP archive, always the same one for the same files.
//!
//! Takes names and bytes; gives the bytes of the archive: for each file a local header and its data, then a central directory
//! (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16). A library would make its compressor ready anew for each file,
//! which takes longer than compressing a page of a book. Archives with ZIP64 extensions are not written.

use flate2::{Compress, Compression, Crc, FlushCompress};

/// Compression level, up to 9. At 6 an archive of text is a tenth smaller and takes three times as long.
const LEVEL: u32 = 1;

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path in the archive.
    pub name: String,
    pub bytes: Vec<u8>,
    /// False for a file that must not be compressed, or that is compressed already.
    pub is_compressed: bool,
}

/// Packs files in their order. Every file has the same time, the first that the format knows.
///
/// # Errors
/// Returns the reason if two files have the same name, or if the archive would be too large for the format.
pub fn packed(entries: &[Entry]) -> Result<Vec<u8>, String> {
    let mut names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    names.sort_unstable();
    if let Some(two) = names.windows(2).find(|two| two[0] == two[1]) {
        return Err(format!("the archive has two files {}", two[0]));
    }
    let size: usize = entries.iter().map(|entry| entry.bytes.len()).sum();
    let mut archive = Vec::with_capacity(size / 2);
    let mut directory = Vec::new();
    let mut compressor = Compressor::new();
    for entry in entries {
        let offset = number(archive.len())?;
        let data = entry
            .is_compressed
            .then(|| compressor.deflated(&entry.bytes));
        let data = data
            .transpose()?
            .filter(|data| data.len() < entry.bytes.len());
        let header = header(entry, data.as_deref())?;
        archive.extend(*b"PK\x03\x04");
        archive.extend(&header);
        archive.extend(entry.name.as_bytes());
        archive.extend(data.as_deref().unwrap_or(&entry.bytes));
        directory.extend(*b"PK\x01\x02");
        // Made on Unix, so that the permissions below count.
        directory.extend([20, 3]);
        directory.extend(&header);
        // No comment; the first disk; no internal attributes.
        directory.extend([0; 6]);
        directory.extend(PERMISSIONS.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let count = u16::try_from(entries.len())
        .ok()
        .filter(|count| *count < u16::MAX);
    let count = count.ok_or("the archive has too many files")?;
    let (start, length) = (number(archive.len())?, number(directory.len())?);
    archive.extend(directory);
    archive.extend(*b"PK\x05\x06\0\0\0\0");
    archive.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    archive.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
    archive.extend([0; 2]);
    Ok(archive)
}

/// The external attributes of a regular file that its owner may write and everybody may read.
const PERMISSIONS: u32 = 0o100_644 << 16;

/// Flag of a name in UTF-8.
const UTF8: u16 = 1 << 11;

/// 1980-01-01, as a date of MS-DOS.
const FIRST_DAY: u16 = 1 << 5 | 1;

/// Returns what the two headers of a file have in common. `data` are its compressed bytes, if it is compressed.
fn header(entry: &Entry, data: Option<&[u8]>) -> Result<[u8; 26], String> {
    let name = u16::try_from(entry.name.len()).map_err(|_| "a name is too long")?;
    let mut crc = Crc::new();
    crc.update(&entry.bytes);
    let method = if data.is_some() { 8 } else { 0 };
    let flags = if entry.name.is_ascii() { 0 } else { UTF8 };
    let packed = number(data.unwrap_or(&entry.bytes).len())?;
    let whole = number(entry.bytes.len())?;
    let mut header = [0; 26];
    // The version of the format that is needed to read it; then flags, method, time and date.
    for (at, value) in [20, flags, method, 0, FIRST_DAY].into_iter().enumerate() {
        header[2 * at..2 * at + 2].copy_from_slice(&u16::to_le_bytes(value));
    }
    for (at, value) in [crc.sum(), packed, whole].into_iter().enumerate() {
        header[10 + 4 * at..14 + 4 * at].copy_from_slice(&value.to_le_bytes());
    }
    // No extra field follows the name.
    header[22..24].copy_from_slice(&name.to_le_bytes());
    Ok(header)
}

/// Returns a size or an offset as the format has it.
fn number(value: usize) -> Result<u32, String> {
    let number = u32::try_from(value)
        .ok()
        .filter(|number| *number < u32::MAX);
    number.ok_or_else(|| "the archive is too large".to_owned())
}

/// A compressor for all files of an archive.
struct Compressor(Compress);

impl Compressor {
    fn new() -> Self {
        Compressor(Compress::new(Compression::new(LEVEL), false))
    }

    /// Returns bytes in the format of RFC 1951. A full flush ends with a whole byte and forgets what came before, so an empty last
    /// block makes a stream of its own of it, and the compressor need not be reset.
    fn deflated(&mut self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let mut data = Vec::with_capacity(bytes.len() / 2 + 64);
        let start = self.0.total_in();
        loop {
            let read = (self.0.total_in() - start) as usize;
            let compressed = self
                .0
                .compress_vec(&bytes[read..], &mut data, FlushCompress::Full);
            compressed.map_err(|error| error.to_string())?;
            let is_read = (self.0.total_in() - start) as usize == bytes.len();
            if is_read && data.len() < data.capacity() {
                break;
            }
            data.reserve(bytes.len() / 2 + 64);
        }
        data.extend(LAST_BLOCK);
        Ok(data)
    }
}

/// An empty last block with the fixed codes (RFC 1951, 3.2.6).
const LAST_BLOCK: [u8; 2] = [0x03, 0x00];

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use proptest::prelude::*;

    use super::*;

    fn entry(name: &str, text: &str, is_compressed: bool) -> Entry {
        Entry {
            name: name.into(),
            bytes: text.as_bytes().to_vec(),
            is_compressed,
        }
    }

    /// Returns the files of an archive as another program reads them.
    fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let count = archive.len();
        let read = |at: usize| {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            assert_eq!(file.unix_mode(), Some(0o100_644));
            (file.name().unwrap().into_owned(), bytes)
        };
        (0..count).map(read).collect()
    }

    #[test]
    fn the_first_file_stands_where_readers_look_for_it() {
        let entries = [
            entry("mimetype", "application/epub+zip", false),
            entry("a/نص.txt", &"text ".repeat(1000), true),
        ];
        let bytes = packed(&entries).unwrap();
        assert_eq!(packed(&entries).unwrap(), bytes);
        // OCF 4.2: the name at byte 30 and, with no extra field after it, the text at byte 38.
        assert_eq!(&bytes[..4], b"PK\x03\x04");
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
        assert!(bytes.len() < 400, "{}", bytes.len());
        let twice = [entry("a", "1", true), entry("a", "2", true)];
        assert!(packed(&twice).is_err());
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(
            files in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..300), 0_usize..400, any::<bool>()), 0..8),
        ) {
            let entries: Vec<Entry> = files.into_iter().enumerate().map(|(number, (bytes, times, is_compressed))| Entry {
                name: format!("ملف-{number}.txt"),
                bytes: bytes.repeat(times),
                is_compressed,
            }).collect();
            let expected: Vec<_> = entries.iter().map(|e| (e.name.clone(), e.bytes.clone())).collect();
            prop_assert_eq!(unpacked(&packed(&entries).unwrap()), expected);
        }
    }
}
