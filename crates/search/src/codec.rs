//! Encodes numbers and strings for the files of an index.

/// Writes a number as LEB128: in groups of seven bits, lowest first; all bytes but the last have the high bit set.
pub fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Maps a signed number to an unsigned one: 0, -1, 1, -2 … to 0, 1, 2, 3 …
pub fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

/// The encoding of a language's characters. One byte each: ASCII below 0x7F as it is, and 128 characters from `base` as
/// 0x80 to 0xFF. Others take four bytes: 0x7F and the code point.
#[derive(Debug, Clone, Copy)]
pub struct Alphabet {
    /// The first of the 128 characters.
    pub base: u32,
}

impl Alphabet {
    /// Chooses the block of 128 characters that is most frequent in the strings, besides ASCII.
    pub fn of<'s>(strings: impl Iterator<Item = &'s str>) -> Self {
        let mut counts = vec![0u64; 0x200];
        for c in strings.flat_map(str::chars).filter(|c| !c.is_ascii()) {
            if let Some(count) = counts.get_mut((c as usize) >> 7) {
                *count += 1;
            }
        }
        let most =
            (1..counts.len()).max_by_key(|block| (counts[*block], std::cmp::Reverse(*block)));
        Alphabet {
            base: (most.unwrap_or(1) as u32) << 7,
        }
    }

    /// Writes a string.
    pub fn write(self, string: &str, out: &mut Vec<u8>) {
        for c in string.chars() {
            let code = c as u32;
            match code {
                0..0x7F => out.push(code as u8),
                _ if (self.base..self.base + 0x80).contains(&code) => {
                    out.push((code - self.base) as u8 | 0x80)
                }
                _ => {
                    out.push(0x7F);
                    out.extend_from_slice(&code.to_be_bytes()[1..]);
                }
            }
        }
    }

    /// Returns the encoded string.
    pub fn bytes(self, string: &str) -> Vec<u8> {
        let mut out = Vec::with_capacity(string.len());
        self.write(string, &mut out);
        out
    }
}

/// Writes a sequence of strings, each as the length of the prefix that it shares with the previous one, and the rest.
#[derive(Debug, Default)]
pub struct FrontCoder {
    last: Vec<u8>,
}

impl FrontCoder {
    /// Writes the number of shared bytes, the number of further bytes, and these.
    pub fn write(&mut self, bytes: Vec<u8>, out: &mut Vec<u8>) {
        let common = bytes
            .iter()
            .zip(&self.last)
            .take_while(|(a, b)| a == b)
            .count();
        varint(common as u64, out);
        varint((bytes.len() - common) as u64, out);
        out.extend_from_slice(&bytes[common..]);
        self.last = bytes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_strings_are_written_as_documented() {
        let mut out = Vec::new();
        for number in [0, 127, 128, 300] {
            varint(number, &mut out);
        }
        assert_eq!(out, [0, 127, 0x80, 1, 0xAC, 2]);
        assert_eq!([0, -1, 1, -2].map(zigzag), [0, 1, 2, 3]);
        let alphabet = Alphabet::of(["سد", "dam", "«"].into_iter());
        assert_eq!(alphabet.base, 0x600);
        assert_eq!(alphabet.bytes("aس«"), [0x61, 0xB3, 0x7F, 0, 0, 0xAB]);
    }
}
