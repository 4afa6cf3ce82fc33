//! Classifies characters as letters or numbers, faster than the standard library.
//!
//! The standard library searches a table for each character beyond ASCII. These functions give the same results, and know the
//! letters of the most frequent scripts without a table.

/// Returns true if a character is a letter: the same as [`char::is_alphabetic`].
#[inline]
pub fn is_alphabetic(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphabetic(),
        // Arabic letters, tatweel and vowel signs.
        '\u{620}'..='\u{657}' => true,
        // Cyrillic letters.
        '\u{400}'..='\u{481}' => true,
        // Punctuation that is frequent: quotation marks, dashes, comma, question mark.
        '\u{2010}'..='\u{2027}' | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{A0}' | '«' | '»' => {
            false
        }
        // Hangul syllables.
        '\u{AC00}'..='\u{D7A3}' => true,
        _ => c.is_alphabetic(),
    }
}

/// Returns true if a character is a letter or part of a number: the same as [`char::is_alphanumeric`].
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' => true,
        _ => is_alphabetic(c) || is_numeric(c),
    }
}

/// Returns true if a character is part of a number: the same as [`char::is_numeric`].
#[inline]
pub fn is_numeric(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_digit(),
        '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' => true,
        '\u{400}'..='\u{65F}' | '\u{2010}'..='\u{2027}' | '\u{A0}' | '«' | '»' => false,
        '\u{AC00}'..='\u{D7A3}' => false,
        _ => c.is_numeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_as_the_standard_library_has_it() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_numeric(c), c.is_numeric(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }
}
