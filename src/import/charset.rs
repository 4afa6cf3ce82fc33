//! Which character set a file is in, and its text in it. Pure.
//!
//! A byte order mark decides; then whether the bytes are UTF-8, for text in another set hardly ever is, and browsers write
//! UTF-8 under whatever a page says of itself; then what the page says, then what the bytes are like.

use super::Decoded;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, WINDOWS_1252, WINDOWS_1256};
use unicode_script::{Script, UnicodeScript};

/// The character set that a file was read in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charset {
    /// Its name, as the WHATWG's Encoding Standard has it.
    pub name: &'static str,
    /// How it was told.
    pub how: How,
    /// What a page says that it is in.
    pub declared: Option<String>,
    /// How many characters could not be read and stand as U+FFFD in the text.
    pub damaged: usize,
}

/// How a character set was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The bytes are valid UTF-8.
    Valid,
    /// A byte order mark says so.
    Mark,
    /// The page says so in a `<meta>`.
    Declared,
    /// Its letters are likely ones.
    Guessed,
}

impl Charset {
    /// Whether the bytes are UTF-8 without any doubt.
    pub fn is_plain_utf8(&self) -> bool {
        self.name == UTF_8.name() && self.how != How::Guessed && self.damaged == 0
    }
}

/// How many bytes from the start a `<meta>` is looked for in: the standard asks for 1024, sites write more before it.
const HEAD: usize = 16 * 1024;

/// Reads bytes in the character set that they are in.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decode_in(bytes, encoding, How::Mark, None);
    }
    let declared = declared(&bytes[..bytes.len().min(HEAD)]);
    if std::str::from_utf8(bytes).is_ok() {
        return decode_in(bytes, UTF_8, How::Valid, declared);
    }
    let said = declared
        .as_deref()
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        // ASCII was read to find it, so it cannot be UTF-16.
        .map(Encoding::output_encoding);
    match said {
        Some(said) if fits(bytes, said) => decode_in(bytes, said, How::Declared, declared),
        _ => decode_in(bytes, guess(bytes), How::Guessed, declared),
    }
}

fn decode_in(
    bytes: &[u8],
    encoding: &'static Encoding,
    how: How,
    declared: Option<String>,
) -> Decoded {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    // A damaged character that was in the file as U+FFFD before is damaged, too.
    let damaged = text.matches(char::REPLACEMENT_CHARACTER).count();
    Decoded {
        text: text.into_owned(),
        charset: Charset {
            name: encoding.name(),
            how,
            declared,
            damaged,
        },
    }
}

/// Whether bytes can be in the character set that their page names.
///
/// UTF-8 with a few bytes of damage is still UTF-8. windows-1252, which is also what pages mean that say iso-8859-1, is
/// what programs write that know no better: Arabic in it is windows-1256.
fn fits(bytes: &[u8], said: &'static Encoding) -> bool {
    if said == UTF_8 {
        let text = String::from_utf8_lossy(bytes);
        let (mut damaged, mut whole) = (0_usize, 0_usize);
        for c in text.chars() {
            damaged += usize::from(c == char::REPLACEMENT_CHARACTER);
            whole += usize::from(!c.is_ascii() && c != char::REPLACEMENT_CHARACTER);
        }
        return damaged * 10 <= whole;
    }
    said != WINDOWS_1252 || !reads_as_arabic(bytes)
}

/// The character set that bytes are most like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // In a few words of Arabic there is too little for the detector to tell it from other alphabets of one byte.
    if guess != ISO_8859_6 && guess.is_single_byte() && reads_as_arabic(bytes) {
        return WINDOWS_1256;
    }
    guess
}

/// Whether bytes are Arabic in windows-1256: read so, their words are in Arabic letters alone. In the bytes of other
/// alphabets, those of windows-1256 that are Latin letters with accents stand between its Arabic ones.
fn reads_as_arabic(bytes: &[u8]) -> bool {
    let (text, _) = WINDOWS_1256.decode_without_bom_handling(bytes);
    let (mut arabic, mut other) = (0_usize, 0_usize);
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_ascii())
    {
        let is_arabic = word.chars().count() > 1
            && word
                .chars()
                .all(|c| c.script() == Script::Arabic || is_mark(c));
        *(if is_arabic { &mut arabic } else { &mut other }) += 1;
    }
    // One-letter words and words with a stray digit are in every text.
    arabic > 3 * other
}

/// A vowel sign or the tatweel.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64b}'..='\u{652}')
}

/// What a page says in its head that it is in: `<meta charset=…>`, `<meta … content="text/html; charset=…">`, or an XML
/// declaration's `encoding`.
fn declared(head: &[u8]) -> Option<String> {
    let head: String = head
        .iter()
        .map(|&b| b.to_ascii_lowercase() as char)
        .collect();
    let in_xml = head
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|rest| value(rest.split("?>").next()?, "encoding"));
    let mut metas = head.split("<meta").skip(1);
    metas
        .find_map(|rest| value(rest.split('>').next()?, "charset"))
        .or(in_xml)
}

/// The value after a key and `=`, in quotes or not.
fn value(tag: &str, key: &str) -> Option<String> {
    tag.match_indices(key).find_map(|(at, _)| {
        let rest = tag[at + key.len()..].trim_start().strip_prefix('=')?;
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(|c: char| c.is_whitespace() || "\"';/>".contains(c));
        let label = &rest[..end.unwrap_or(rest.len())];
        (!label.is_empty()).then(|| label.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x() {
        for t in [
            "انتهى الحصاد",
            "حصاد مبكر",
            "في",
            "شمال",
            "انتهى الحصاد في الشمال مبكرًا هذا العام",
            "قال: «نعم»",
            "پیمان در پیونگ‌یانگ امضا شد",
            "café à la crème",
            "Été",
            "naïve façade – “so”",
            "Дом стоит",
            "Привет, мир",
            "Größe Straße Übung",
        ] {
            for e in [
                WINDOWS_1256,
                WINDOWS_1252,
                encoding_rs::WINDOWS_1251,
                ISO_8859_6,
            ] {
                let (b, _, bad) = e.encode(t);
                if bad {
                    continue;
                }
                let mut d = EncodingDetector::new(Iso2022JpDetection::Deny);
                d.feed(&b, true);
                println!(
                    "{t} in {}: {}",
                    e.name(),
                    d.guess(None, Utf8Detection::Deny).name()
                );
            }
        }
    }
}
