//! Converts byte offsets of a text to positions of the protocol, and back.
//!
//! A line ends with `\n`, `\r\n` or `\r`. A character is a unit of UTF-16, or of UTF-8 if the client offers it.

use std::ops::Range;

use lsp_types::{Position, PositionEncodingKind};

/// The unit in which a client counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
}

impl Encoding {
    /// Selects UTF-8 if the client offers it; otherwise UTF-16, which every client supports.
    pub fn negotiated(offered: Option<&[PositionEncodingKind]>) -> Encoding {
        match offered {
            Some(offered) if offered.contains(&PositionEncodingKind::UTF8) => Encoding::Utf8,
            _ => Encoding::Utf16,
        }
    }

    /// Returns the encoding's name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn length(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.encode_utf16().count(),
        }
    }
}

/// The lines of a text.
#[derive(Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    /// Offset of the start of each line.
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'t> LineIndex<'t> {
    /// Finds the lines of a text.
    pub fn new(text: &'t str, encoding: Encoding) -> LineIndex<'t> {
        let bytes = text.as_bytes();
        let is_end = |(at, byte): &(usize, &u8)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let ends = bytes.iter().enumerate().filter(is_end);
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1));
        LineIndex {
            text,
            starts: starts.collect(),
            encoding,
        }
    }

    /// Returns the position of a byte offset. An offset beyond the end gives the end; one within a character gives the
    /// character's start.
    pub fn position(&self, at: usize) -> Position {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= at) - 1;
        let before = &self.text[self.starts[line]..at];
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position::new(number(line), number(self.encoding.length(before)))
    }

    /// Returns the range of a byte range.
    pub fn range(&self, span: &Range<usize>) -> lsp_types::Range {
        let end = span.end.max(span.start);
        lsp_types::Range::new(self.position(span.start), self.position(end))
    }

    /// Returns the byte offset of a position. A position beyond the end of a line gives the end of the line, before its
    /// line break; one beyond the last line gives the end of the text.
    pub fn offset(&self, position: Position) -> usize {
        let Some(start) = self.starts.get(position.line as usize) else {
            return self.text.len();
        };
        let line = self.line(*start);
        let mut left = position.character as usize;
        let mut at = 0;
        for c in line.chars() {
            let units = match self.encoding {
                Encoding::Utf8 => c.len_utf8(),
                Encoding::Utf16 => c.len_utf16(),
            };
            if left < units {
                break;
            }
            left -= units;
            at += c.len_utf8();
        }
        start + at
    }

    /// Returns the byte range of a range of the protocol.
    pub fn span(&self, range: lsp_types::Range) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    /// Returns the line that starts at an offset, without its line break.
    fn line(&self, start: usize) -> &'t str {
        let rest = &self.text[start..];
        &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_has_a_position_and_every_position_an_offset() {
        for text in [
            "",
            "a",
            "\n",
            "one\ntwo",
            "one\r\ntwo\r\n",
            "one\rtwo\n\rthree",
            "وقّعت\r\nدولتان 😀 معاهدة\n",
            "\u{FEFF}+++\n",
        ] {
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                let lines = LineIndex::new(text, encoding);
                for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
                    let is_second = c == '\n' && text[..at].ends_with('\r');
                    let position = lines.position(at);
                    let back = lines.offset(position);
                    assert_eq!(
                        back,
                        at - usize::from(is_second),
                        "{text:?} {at} {position:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn characters_are_counted_in_the_unit_that_was_agreed() {
        let text = "x\nأ😀b";
        for (encoding, at, character) in [
            (Encoding::Utf16, "x\nأ".len(), 1),
            (Encoding::Utf16, "x\nأ😀".len(), 3),
            (Encoding::Utf8, "x\nأ".len(), 2),
            (Encoding::Utf8, "x\nأ😀".len(), 6),
        ] {
            let lines = LineIndex::new(text, encoding);
            assert_eq!(lines.position(at), Position::new(1, character));
            assert_eq!(lines.offset(Position::new(1, character)), at);
        }
        let lines = LineIndex::new(text, Encoding::Utf16);
        assert_eq!(lines.offset(Position::new(1, 2)), 4, "half a pair");
        assert_eq!(lines.position(5), Position::new(1, 1), "half a character");
        assert_eq!(lines.offset(Position::new(0, 99)), 1, "beyond the line");
        assert_eq!(lines.offset(Position::new(9, 0)), text.len());
        assert_eq!(lines.position(999), Position::new(1, 4));
    }
}
