//! Decodes the bytes of a file to text, or returns the reason why they are not text. Pure. The character set is detected
//! by `charset`.

use super::charset::{self, Charset};

/// Maximum size of an imported file, in bytes. A long article has tens of kilobytes; a page saved with its pictures
/// inside can have tens of megabytes.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// Minimum number of bytes of text for each NUL.
const TEXT_PER_NUL: usize = 200;

/// The reason why bytes are not the text of an article. The messages are printed after the file's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The file has more than [`MAX_BYTES`].
    #[error(
        "has {size} bytes, more than the {MAX_BYTES} that an article may have; cut out the article and import that"
    )]
    TooLarge {
        /// The file's size in bytes.
        size: usize,
    },
    /// The file is a document of another program, such as a PDF.
    #[error("is {what}, not text; {advice}, and import that")]
    Document {
        /// The type of the document, according to its first bytes.
        what: &'static str,
        /// Advice, as in "save it as Word (.docx)".
        advice: &'static str,
    },
    /// The file contains more NUL bytes than text does.
    #[error("is not text: byte {offset} is NUL; save the article as a UTF-8 text file")]
    Nul {
        /// Offset of the first NUL in the text, from 0.
        offset: usize,
    },
    /// The bytes are not text in any known character set.
    #[error(
        "is not text in any character set that can be told; save the article as a UTF-8 text file and import that"
    )]
    Unreadable,
    /// The file is empty or contains only white space.
    #[error("is empty: there is no text to import")]
    Empty,
}

/// The text of a file, and its character set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The character set that the bytes were decoded in.
    pub charset: Charset,
}

/// Decodes bytes: in the character set of a byte order mark; else as UTF-8 if they are valid UTF-8; else in the character
/// set that a page's `<meta>` declares; else in the one that their statistics suggest.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    decode_from(bytes, None)
}

/// Decodes bytes that a server sent. `header` is the character set that the server named, which takes precedence over
/// the page's `<meta>`.
pub fn decode_from(bytes: &[u8], header: Option<&str>) -> Result<Decoded, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge { size: bytes.len() });
    }
    for (start, what, advice) in DOCUMENTS {
        if bytes.starts_with(start) {
            return Err(DecodeError::Document { what, advice });
        }
    }
    let decoded = charset::decode(bytes, header);
    // A page may have a stray NUL in a script. The reader of the text reports those that it removes.
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

const SAVE_TEXT: &str = "save its text as a text file or the page as HTML";
const SAVE_WORD: &str = "open it in a word processor, save it as Word (.docx)";

/// First bytes of files that are not text, the types of these files, and advice.
const DOCUMENTS: [(&[u8], &str, &str); 7] = [
    (
        b"%PDF-",
        "a PDF document",
        "save its text as a text file, or copy it into a Word document (.docx)",
    ),
    (
        b"PK\x03\x04",
        "a zip archive or an office document",
        SAVE_TEXT,
    ),
    (b"{\\rtf", "a rich text (RTF) document", SAVE_WORD),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Word document (.doc), or one with a password",
        SAVE_WORD,
    ),
    (b"bplist00", "a Safari web archive", SAVE_TEXT),
    (b"From: <Saved by ", "a web archive (MHTML)", SAVE_TEXT),
    (b"MIME-Version: ", "a web archive (MHTML)", SAVE_TEXT),
];

/// Returns true if decoded bytes are not text: one character in fifty is a control character or could not be decoded.
/// Undamaged UTF-8 always counts as text.
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
