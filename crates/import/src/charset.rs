//! Detects the character set of a file and decodes its bytes. Pure.
//!
//! Evidence, strongest first: a byte order mark; the bytes if they are valid UTF-8, since text in another set hardly ever
//! is, and browsers save UTF-8 whatever the page declares; the server's header; the page's declaration; the statistics of
//! the bytes.

use super::Decoded;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use unicode_script::{Script, UnicodeScript};

/// The character set that a file was read in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charset {
    /// The name in the WHATWG's Encoding Standard.
    pub name: &'static str,
    /// The evidence for it.
    pub how: How,
    /// The character set that the page declares; `None` if it declares none.
    pub declared: Option<String>,
    /// Number of characters that could not be decoded. Each is U+FFFD in the text.
    pub damaged: usize,
}

impl Charset {
    /// Returns UTF-8, for a file whose format says so.
    pub fn utf8() -> Self {
        Charset {
            name: "UTF-8",
            how: How::Bytes,
            declared: None,
            damaged: 0,
        }
    }
}

/// The evidence for a character set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The bytes are valid UTF-8, except for a few damaged ones.
    Bytes,
    /// A byte order mark.
    Mark,
    /// The header with which a server sent the page.
    Header,
    /// A declaration in the page: a `<meta>` or the XML declaration.
    Declared,
    /// A guess from the statistics of the bytes.
    Guessed,
}

impl Charset {
    /// Returns true if the bytes are certainly UTF-8, without damaged characters.
    pub fn is_plain_utf8(&self) -> bool {
        self.name == UTF_8.name() && self.how != How::Guessed && self.damaged == 0
    }
}

/// Number of bytes from the start that are searched for a `<meta>`. The HTML standard requires 1024, but sites write more
/// before it.
const HEAD: usize = 16 * 1024;

/// Decodes bytes in the character set that is detected. `header` is the character set named by the server.
pub(super) fn decode(bytes: &[u8], header: Option<&str>) -> Decoded {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decode_in(bytes, encoding, How::Mark, None);
    }
    let declared = declared(&bytes[..bytes.len().min(HEAD)]);
    let header = header.map(str::trim);
    let by_header = header.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    // The bytes of UTF-16 can be valid UTF-8, but then they are full of control characters.
    if let Some(wide) = by_header.filter(|encoding| [UTF_16LE, UTF_16BE].contains(encoding)) {
        return decode_in(bytes, wide, How::Header, declared);
    }
    if is_utf8(bytes) {
        return decode_in(bytes, UTF_8, How::Bytes, declared);
    }
    let named = |label: Option<&str>| {
        let encoding = label.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
        encoding.filter(|encoding| *encoding != UTF_8)
    };
    let by_header = named(header).map(|encoding| (encoding, How::Header));
    // The declaration was found by reading the bytes as ASCII, so the file is not UTF-16.
    let by_page = named(declared.as_deref())
        .map(Encoding::output_encoding)
        .filter(|encoding| *encoding != UTF_8)
        .map(|encoding| (encoding, How::Declared));
    // Servers name windows-1252 by default for pages that say better themselves.
    let is_default = |(encoding, _): &(&Encoding, How)| *encoding == WINDOWS_1252;
    let said = match (by_header, by_page) {
        (Some(header), Some(page)) if is_default(&header) => Some(page),
        (header, page) => header.or(page),
    };
    match said {
        // Pages that declare iso-8859-1 mean windows-1252, and many programs write it by default.
        Some((said, how)) if said != WINDOWS_1252 || !reads_as_arabic(bytes) => {
            decode_in(bytes, said, how, declared)
        }
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
    // This also counts characters that were already U+FFFD in the file: they are damaged too.
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

/// Returns true if bytes are UTF-8. A few may be damaged or cut off: at most one in ten characters beyond ASCII.
fn is_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut damaged, mut whole) = (0_usize, 0_usize);
    for c in String::from_utf8_lossy(bytes).chars() {
        damaged += usize::from(c == char::REPLACEMENT_CHARACTER);
        whole += usize::from(!c.is_ascii() && c != char::REPLACEMENT_CHARACTER);
    }
    damaged * 10 <= whole
}

/// Returns the character set that the statistics of the bytes suggest.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // A few words of Arabic are too little for the detector: it takes them for Latin letters with accents.
    let (text, _) = guess.decode_without_bom_handling(bytes);
    let latin = [Script::Latin, Script::Common, Script::Inherited];
    let is_latin = text.chars().all(|c| latin.contains(&c.script()));
    if is_latin && reads_as_arabic(bytes) {
        return WINDOWS_1256;
    }
    guess
}

/// Returns true if bytes are Arabic in windows-1256: decoded so, their words contain only Arabic letters. The bytes of
/// other alphabets decode to a mixture of Arabic letters and the accented Latin letters of windows-1256.
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
    // The factor tolerates one-letter words and words with a stray digit, which occur in every text.
    arabic > 3 * other
}

/// Returns true for an Arabic vowel sign or the tatweel.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64b}'..='\u{652}')
}

/// Returns the character set that a page declares in its head: `<meta charset=…>`,
/// `<meta … content="text/html; charset=…">`, or an XML declaration's `encoding`.
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

/// Returns the value after a key and `=`, with or without quotation marks.
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
    use encoding_rs::{ISO_8859_6, WINDOWS_1251};

    #[test]
    fn the_character_set_is_told_by_marks_bytes_the_page_and_likelihood_in_that_order() {
        let sentence = "انتهى الحصاد في الشمال مبكرًا هذا العام، كما قالت الوزارة.";
        let meta = |charset: &str| format!("<html><meta charset={charset}><p>{sentence}</p>");
        let old = "<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=windows-1256\">نعم";
        for (text, written_in, name, how) in [
            (sentence, UTF_8, "UTF-8", How::Bytes),
            ("\u{feff}نعم", UTF_8, "UTF-8", How::Mark),
            ("ASCII", WINDOWS_1252, "UTF-8", How::Bytes),
            (sentence, WINDOWS_1256, "windows-1256", How::Guessed),
            ("في", WINDOWS_1256, "windows-1256", How::Guessed),
            ("قال: «نعم»", WINDOWS_1256, "windows-1256", How::Guessed),
            ("انتهى الحصاد", ISO_8859_6, "ISO-8859-6", How::Guessed),
            ("Été à la crème", WINDOWS_1252, "windows-1252", How::Guessed),
            ("Größe, Straße", WINDOWS_1252, "windows-1252", How::Guessed),
            ("УРОЖАЙ СОБРАН", WINDOWS_1251, "windows-1251", How::Guessed),
            (old, WINDOWS_1256, "windows-1256", How::Declared),
            (
                &meta("windows-1256"),
                WINDOWS_1256,
                "windows-1256",
                How::Declared,
            ),
            // The page's declaration is wrong.
            (&meta("windows-1256"), UTF_8, "UTF-8", How::Bytes),
            (&meta("utf-8"), WINDOWS_1256, "windows-1256", How::Guessed),
            (
                &meta("'iso-8859-1'"),
                WINDOWS_1256,
                "windows-1256",
                How::Guessed,
            ),
            (
                &meta("no-such-set"),
                WINDOWS_1256,
                "windows-1256",
                How::Guessed,
            ),
        ] {
            let (bytes, _, unmappable) = written_in.encode(text);
            assert!(!unmappable, "{text}");
            let decoded = decode(&bytes, None);
            assert_eq!(decoded.text, text.trim_start_matches('\u{feff}'));
            assert_eq!(
                (decoded.charset.name, decoded.charset.how),
                (name, how),
                "{text}"
            );
            assert_eq!(decoded.charset.damaged, 0, "{text}");
        }
    }

    #[test]
    fn a_servers_header_goes_before_the_page_but_for_its_default() {
        let sentence = "Урожай собран, сообщило министерство.";
        let (bytes, _, _) = WINDOWS_1251.encode(sentence);
        let page = [b"<meta charset=windows-1251><p>", bytes.as_ref()].concat();
        for (bytes, header, how) in [
            (bytes.as_ref(), Some("windows-1251"), How::Header),
            (&page[..], Some("windows-1251"), How::Header),
            (&page[..], Some("ISO-8859-1"), How::Declared),
            (&page[..], Some("utf-8"), How::Declared),
            (&page[..], Some("no-such-set"), How::Declared),
            (bytes.as_ref(), None, How::Guessed),
            (sentence.as_bytes(), Some("windows-1251"), How::Bytes),
        ] {
            let decoded = decode(bytes, header);
            assert!(
                decoded.text.ends_with(sentence),
                "{header:?}: {}",
                decoded.text
            );
            assert_eq!(decoded.charset.how, how, "{header:?}");
        }
        let utf16: Vec<u8> = sentence.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16, Some("utf-16le")).text, sentence);
    }

    #[test]
    fn damaged_utf8_is_utf8() {
        let text = "<meta charset=windows-1256>انتهى الحصاد في الشمال".as_bytes();
        let cut_off = decode(&text[..text.len() - 1], None);
        assert_eq!(
            (cut_off.charset.name, cut_off.charset.damaged),
            ("UTF-8", 1)
        );
        assert!(cut_off.text.ends_with("الشما\u{fffd}"), "{}", cut_off.text);
    }

    #[test]
    fn a_page_says_its_character_set_in_several_ways() {
        for (head, declared) in [
            ("<meta charset=\"UTF-8\">", Some("utf-8")),
            ("<META CHARSET = 'windows-1256' />", Some("windows-1256")),
            ("<meta name=a content=b><meta charset=x>", Some("x")),
            (
                "<meta http-equiv=content-type content='text/html;charset=cp1256'>",
                Some("cp1256"),
            ),
            (
                "<?xml version=\"1.0\" encoding=\"iso-8859-6\"?><html>",
                Some("iso-8859-6"),
            ),
            ("<script charset=utf-8></script>", None),
            ("<meta charset=>", None),
        ] {
            assert_eq!(
                super::declared(head.as_bytes()).as_deref(),
                declared,
                "{head}"
            );
        }
    }
}
