//! Opens the archive that a Word document is, within limits. An entry is never decompressed beyond its limit, whatever size it
//! declares.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::ops::Bound::{Included, Unbounded};

use zip::ZipArchive;

use super::WordError;

/// Maximum number of entries: a long document with many pictures has hundreds.
const MAX_ENTRIES: usize = 10_000;
/// Maximum size of a part, in bytes. A long article has a megabyte of XML.
const MAX_PART: u64 = 32 * 1024 * 1024;
/// Maximum size of all parts that are read, in bytes.
const MAX_ALL: u64 = 64 * 1024 * 1024;

/// The parts of a document.
pub(super) struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: BTreeSet<String>,
    /// Number of bytes that may still be decompressed.
    left: u64,
}

impl<'b> Parts<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, WordError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| WordError::Damaged)?;
        if archive.len() > MAX_ENTRIES {
            return Err(WordError::TooLarge);
        }
        let names = archive
            .file_names()
            .flatten()
            .map(Cow::into_owned)
            .collect();
        Ok(Parts {
            archive,
            names,
            left: MAX_ALL,
        })
    }

    /// Returns true if there is a part with this name or, if the name ends in `/`, a part below it.
    pub(super) fn has(&self, name: &str) -> bool {
        match name.ends_with('/') {
            true => {
                let mut from = self.names.range::<str, _>((Included(name), Unbounded));
                from.next().is_some_and(|own| own.starts_with(name))
            }
            false => self.names.contains(name),
        }
    }

    /// Returns the text of a part; `None` if there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, WordError> {
        let name = name.trim_start_matches('/');
        if !self.has(name) {
            return Ok(None);
        }
        let file = self.archive.by_name(name).map_err(|_| WordError::Damaged)?;
        if file.encrypted() {
            return Err(WordError::Encrypted);
        }
        let limit = MAX_PART.min(self.left);
        let mut bytes = Vec::new();
        let read = file.take(limit + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > limit {
            return Err(WordError::TooLarge);
        }
        read.map_err(|_| WordError::Damaged)?;
        self.left -= bytes.len() as u64;
        text_of(bytes).map(Some)
    }
}

/// Returns XML as text: UTF-8, or UTF-16 with a byte order mark.
fn text_of(bytes: Vec<u8>) -> Result<String, WordError> {
    let (text, _, is_damaged) = match bytes.first() {
        Some(0xFE | 0xFF) => encoding_rs::UTF_16LE.decode(&bytes),
        _ => encoding_rs::UTF_8.decode(&bytes),
    };
    match is_damaged {
        true => Err(WordError::Damaged),
        false => Ok(text.into_owned()),
    }
}
