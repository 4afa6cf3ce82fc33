//! Compresses files into the content codings that hosts can send (RFC 9110, section 8.4.1).
//!
//! Takes bytes and gives the compressed bytes, always the same ones for the same input. It does not depend on sites.

pub mod archive;

use std::io::{Read, Write};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use mujaz_guard::guard;

/// A content coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coding {
    /// gzip (RFC 1952), without name or time of the file.
    Gzip,
    /// Brotli (RFC 7932).
    Brotli,
}

/// Brotli quality, up to 11. At 10 a page is about 10 % smaller than at 9 and takes five times as long; 11 takes twice as
/// long again for 1 % less.
const QUALITY: i32 = 10;
/// Size of the Brotli decoder's buffer, in bytes.
const BUFFER: usize = 1 << 14;

impl Coding {
    /// All codings.
    pub const ALL: [Coding; 2] = [Coding::Gzip, Coding::Brotli];

    pub fn name(self) -> &'static str {
        match self {
            Coding::Gzip => "gzip",
            Coding::Brotli => "brotli",
        }
    }

    /// Returns the file name extension of the coding, with its dot.
    pub fn ending(self) -> &'static str {
        match self {
            Coding::Gzip => ".gz",
            Coding::Brotli => ".br",
        }
    }

    /// Compresses bytes.
    pub fn encoded(self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len() / 3);
        let written = match self {
            Coding::Gzip => {
                let mut encoder = GzEncoder::new(&mut out, Compression::best());
                encoder.write_all(bytes).and_then(|()| encoder.try_finish())
            }
            Coding::Brotli => {
                let params = BrotliEncoderParams {
                    quality: QUALITY,
                    size_hint: bytes.len(),
                    ..BrotliEncoderParams::default()
                };
                let mut rest = bytes;
                brotli::BrotliCompress(&mut rest, &mut out, &params).map(drop)
            }
        };
        written.expect("a vector takes any bytes");
        out
    }

    /// Returns true if `coded` decompresses to these bytes, regardless of the encoder.
    pub fn stands_for(self, coded: &[u8], bytes: &[u8]) -> bool {
        // Whatever the decoder fails on is no copy of these bytes.
        guard(|| self.decodes_to(coded, bytes)).unwrap_or(false)
    }

    fn decodes_to(self, coded: &[u8], bytes: &[u8]) -> bool {
        let mut decoded = Vec::with_capacity(bytes.len() + 1);
        // One more byte than expected suffices to notice that the content is longer.
        let limit = bytes.len() as u64 + 1;
        let read = match self {
            Coding::Gzip => GzDecoder::new(coded).take(limit).read_to_end(&mut decoded),
            Coding::Brotli => {
                let decoder = brotli::Decompressor::new(coded, BUFFER);
                decoder.take(limit).read_to_end(&mut decoded)
            }
        };
        read.is_ok() && decoded == bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coded_text_is_shorter_always_the_same_and_stands_for_the_text_alone() {
        let text = "في المادة الرابعة: mutual assistance. ".repeat(100);
        let bytes = text.as_bytes();
        for coding in Coding::ALL {
            let coded = coding.encoded(bytes);
            assert!(coded.len() < bytes.len() / 10, "{}", coding.name());
            assert_eq!(coded, coding.encoded(bytes));
            assert!(coding.stands_for(&coded, bytes));
            for (coded, other) in [
                (&coded[..], &bytes[1..]),
                (&coded[..], &bytes[..bytes.len() - 1]),
                (&coded[..], b"other"),
                (&coded[..coded.len() / 2], bytes),
                (b"", bytes),
                (b"not coded at all", bytes),
            ] {
                assert!(!coding.stands_for(coded, other), "{}", coding.name());
            }
            assert!(coding.stands_for(&coding.encoded(b""), b""));
        }
    }
}
