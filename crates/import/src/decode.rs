//! Bytes of a file → text. Takes the bytes, gives the text they are or says why they are none; touches nothing else.
//! Which character set they are in is `charset`'s question.

use super::charset::{self, Charset};

/// The largest file that is read as an article, in bytes. A long reading has tens of kilobytes; a page that was saved with
/// its pictures inside can have tens of megabytes.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// How many bytes of text there are to a NUL at least.
const TEXT_PER_NUL: usize = 200;

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
    /// A document of another program.
    #[error(
        "is {what}, not text; save its text as a text file or the page as HTML, and import that"
    )]
    Document {
        /// What the first bytes say it is.
        what: &'static str,
    },
    /// NUL bytes, of which a text has hardly any.
    #[error("is not text: byte {offset} is NUL; save the article as a UTF-8 text file")]
    Nul {
        /// The place of the first NUL, from 0.
        offset: usize,
    },
    /// Bytes that are text in no character set that is known.
    #[error(
        "is not text in any character set that can be told; save the article as a UTF-8 text file and import that"
    )]
    Unreadable,
    /// Nothing but white space, or nothing at all.
    #[error("is empty; put the article's text into it")]
    Empty,
}

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The character set that its bytes were read in.
    pub charset: Charset,
}

/// Gives the text that the bytes are: UTF-8 where they are valid UTF-8, else in the character set that a byte order mark
/// or a page's `<meta>` names, else in the one that the bytes are most like.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge { size: bytes.len() });
    }
    for (start, what) in DOCUMENTS {
        if bytes.starts_with(start) {
            return Err(DecodeError::Document { what });
        }
    }
    let decoded = charset::decode(bytes);
    // A page may have a stray one in a script; the reader of the text names those that it takes out.
    let nuls = decoded.text.matches('\0').count();
    if let Some(offset) = decoded.text.find('\0')
        && nuls * TEXT_PER_NUL > decoded.text.len()
    {
        return Err(DecodeError::Nul { offset });
    }
    if decoded.text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    if is_noise(&decoded) {
        return Err(DecodeError::Unreadable);
    }
    Ok(decoded)
}

/// Beginnings of files that are no text, and what such files are.
const DOCUMENTS: [(&[u8], &str); 6] = [
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"bplist00", "a Safari web archive"),
    (b"From: <Saved by ", "a web archive (MHTML)"),
    (b"MIME-Version: ", "a web archive (MHTML)"),
];

/// Returns true if bytes that were read in some character set are no text: one character in fifty is a control character or
/// could not be read. Text in UTF-8 is text.
fn is_noise(decoded: &Decoded) -> bool {
    let bad = |c: &char| {
        *c == char::REPLACEMENT_CHARACTER || (c.is_control() && !c.is_ascii_whitespace())
    };
    let (mut all, mut noise) = (0_usize, 0_usize);
    for c in decoded.text.chars() {
        all += 1;
        noise += usize::from(bad(&c));
    }
    !decoded.charset.is_plain_utf8() && noise * 50 > all
}
