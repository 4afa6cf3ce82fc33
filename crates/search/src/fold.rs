//! Folds words: spellings of one word have the same folded form.
//!
//! The reader's module has the same rules (`fold` in `reader.js`); `tests/reader.rs` compares the two. Both apply, in
//! this order: compatibility decomposition (NFKD), removal of marks and invisible characters, lower case, the table of
//! [`letter`], composition (NFC).

use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};

/// The zero of each script whose digits are folded to ASCII digits.
const ZEROS: [char; 20] = [
    '\u{660}', '\u{6F0}', '\u{7C0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}',
    '\u{BE6}', '\u{C66}', '\u{CE6}', '\u{D66}', '\u{E50}', '\u{ED0}', '\u{F20}', '\u{1040}',
    '\u{17E0}', '\u{1810}', '\u{1946}', '\u{A620}',
];

/// Returns the folded form of a word.
pub fn fold(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii()) {
        return word.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    if word.chars().all(is_plain_arabic) {
        word.chars().for_each(|c| letter(c, &mut out));
        return out;
    }
    let decomposed = DecomposingNormalizer::new_nfkd().normalize(word);
    for c in decomposed.chars().filter(|c| !is_removed(*c)) {
        for lower in c.to_lowercase().filter(|c| !is_removed(*c)) {
            letter(lower, &mut out);
        }
    }
    ComposingNormalizer::new_nfc().normalize(&out).into_owned()
}

/// Returns true if a character is an Arabic letter that does not decompose.
fn is_plain_arabic(c: char) -> bool {
    matches!(c, 'ء' | 'ا'..='غ' | 'ف'..='ي')
}

/// Writes the folded form of a letter or digit.
fn letter(c: char, out: &mut String) {
    let one = match c {
        'ٱ' => 'ا',
        'ة' => 'ه',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ß' => return out.push_str("ss"),
        'æ' => return out.push_str("ae"),
        'œ' => return out.push_str("oe"),
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'ı' => 'i',
        'ς' => 'σ',
        '’' | 'ʼ' | '‘' | '`' => '\'',
        _ => digit(c).unwrap_or(c),
    };
    out.push(one);
}

fn digit(c: char) -> Option<char> {
    if c < '\u{660}' {
        return None;
    }
    let zero = ZEROS
        .iter()
        .find(|zero| (0..10).contains(&(c as i64 - **zero as i64)))?;
    char::from_digit(c as u32 - *zero as u32, 10)
}

/// Returns true if folding removes a character: marks above and below letters, tatweel, and invisible characters.
fn is_removed(c: char) -> bool {
    matches!(c,
        '\u{AD}'
        | '\u{300}'..='\u{36F}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{61C}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{8D3}'..='\u{8FF}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_a_word_are_equal() {
        for (written, folded) in [
            ("Café", "cafe"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("مُعاهَدَة", "معاهده"),
            ("إستراتيجيّة", "استراتيجيه"),
            ("مستشفى", "مستشفي"),
            ("كـوريـا", "كوريا"),
            ("شؤون", "شوون"),
            ("١٥٠٠", "1500"),
            ("۱۵۰۰", "1500"),
            ("\u{2066}35%\u{2069}", "35%"),
            ("Ёлка", "елка"),
            ("한국", "한국"),
            ("İstanbul", "istanbul"),
            ("Russia’s", "russia's"),
        ] {
            assert_eq!(fold(written), folded);
        }
    }
}
