//! Classifies characters: letters and numbers, faster than the standard library, and invisible characters.
//!
//! For letters and numbers the standard library searches a table for each character beyond ASCII. These functions give
//! the same results, but need no table for the letters of the most frequent scripts.

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

/// Returns true if a character is invisible. ZWNJ is not among them, since it is part of Persian words.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200D}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Returns true if a text has nothing visible: only white space and invisible characters.
pub fn is_blank(text: &str) -> bool {
    let is_unseen = |c: char| {
        c.is_whitespace()
            || is_invisible(c)
            || matches!(c, '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
                | '\u{180B}'..='\u{180F}' | '\u{200C}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
                | '\u{E0000}'..='\u{E0FFF}')
    };
    text.chars().all(is_unseen)
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
