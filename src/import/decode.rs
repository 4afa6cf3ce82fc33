//! Bytes of a file → text. Takes the bytes, gives the text they are or says why they are none; touches nothing else.

/// The largest file that is read as an article, in bytes. A long reading has tens of kilobytes; ten megabytes is
/// something else under a wrong name.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// Why bytes are not the text of an article. The messages go after the file's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// More than [`MAX_BYTES`].
    #[error(
        "has {size} bytes, more than the {MAX_BYTES} that an article may have; cut out the article and import that"
    )]
    TooLarge {
        /// The file's size in bytes.
        size: usize,
    },
    /// Text in UTF-16, which begins with a byte order mark.
    #[error("is UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8 FILE > NEW")]
    Utf16,
    /// A document of another program.
    #[error("is {what}, not text; save its text as a UTF-8 text file and import that")]
    Document {
        /// What the first bytes say it is.
        what: &'static str,
    },
    /// A NUL byte, which no text has.
    #[error("is not text: byte {offset} is NUL; save the article as a UTF-8 text file")]
    Nul {
        /// The place of the first NUL, from 0.
        offset: usize,
    },
    /// Bytes that are not UTF-8.
    #[error(
        "is not UTF-8 text from byte {offset} on; convert it first, for example Arabic Windows text: \
         iconv -f WINDOWS-1256 -t UTF-8 FILE > NEW"
    )]
    NotUtf8 {
        /// The place of the first byte that does not belong, from 0.
        offset: usize,
    },
    /// Nothing but white space, or nothing at all.
    #[error("is empty; put the article's text into it")]
    Empty,
}

/// Gives the text that the bytes are in UTF-8, without its byte order mark.
pub fn decode(bytes: &[u8]) -> Result<&str, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge { size: bytes.len() });
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(DecodeError::Utf16);
    }
    for (start, what) in [
        (&b"%PDF-"[..], "a PDF document"),
        (b"PK\x03\x04", "a zip archive or an office document"),
        (b"{\\rtf", "a rich text (RTF) document"),
    ] {
        if bytes.starts_with(start) {
            return Err(DecodeError::Document { what });
        }
    }
    if let Some(offset) = bytes.iter().position(|&b| b == 0) {
        return Err(DecodeError::Nul { offset });
    }
    let text = std::str::from_utf8(bytes).map_err(|e| DecodeError::NotUtf8 {
        offset: e.valid_up_to(),
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    Ok(text)
}
