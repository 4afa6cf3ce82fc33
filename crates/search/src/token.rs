//! Splits a text into tokens, and tokens into words.
//!
//! A text is stored as **tokens**: a stretch between two spaces is cut at its first and last letter, so that `(word),` is
//! three tokens. A token without letters has a mark on the side without a space, so that the text can be put together
//! again. A token has **words** in folded form, mostly one; `low-interest` has `low`, `interest` and `lowinterest`, and `35%`
//! has `35` and `35%`.

use crate::fold::fold;

/// Marks the side of a token that has no space.
pub const JOINT: char = '\u{2}';
/// The first character of the token that begins a block; the block's anchor follows.
pub const BLOCK: char = '\u{3}';
/// The token that ends the title and each note.
pub const END: &str = "\u{4}";

/// Maximum length of a token, in bytes. Longer ones are cut: they are not words, and the length is stored in one byte.
const MOST: usize = 120;

/// Calls `take` with each token of a text.
pub fn tokens(text: &str, buffer: &mut String, mut take: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let rest = &bytes[start..];
        let length = rest
            .iter()
            .position(|byte| *byte <= b' ')
            .unwrap_or(rest.len());
        // Cutting at ASCII bytes keeps UTF-8 valid. Few space characters are not ASCII, and their first bytes differ
        // from those of most letters.
        let run = &text[start..start + length];
        start += length + 1;
        if !run.bytes().any(|byte| matches!(byte, 0xE1..=0xE3 | 0xC2)) {
            stretch(run, buffer, &mut take);
        } else {
            run.split(is_space)
                .for_each(|part| stretch(part, buffer, &mut take));
        }
    }
}

/// Calls `take` with the tokens of a stretch without spaces.
fn stretch(stretch: &str, buffer: &mut String, take: &mut impl FnMut(&str)) {
    if stretch.is_empty() {
        return;
    }
    // A shortcut: nearly every stretch begins and ends with a letter.
    if is_word_whole(stretch) {
        take(stretch);
        return;
    }
    let letters = stretch.char_indices().filter(|(_, c)| is_alphanumeric(*c));
    let (mut first, mut end) = (None, 0);
    for (at, c) in letters {
        first.get_or_insert(at);
        end = at + c.len_utf8();
    }
    let Some(first) = first else {
        cut(stretch, take);
        return;
    };
    // A combining mark after the last letter belongs to it.
    let marks = stretch[end..].chars().take_while(|c| is_mark(*c));
    let end = end + marks.map(char::len_utf8).sum::<usize>();
    let end = end + percent_sign(&stretch[..end], &stretch[end..]);
    if first > 0 {
        joined(&stretch[..first], "", buffer, take);
    }
    cut(&stretch[first..end], take);
    if end < stretch.len() {
        joined("", &stretch[end..], buffer, take);
    }
}

fn is_space(c: char) -> bool {
    c == ' ' || c == '\n' || (c.is_whitespace() && c != '\u{A0}' && c != '\u{202F}') || c < ' '
}

/// Returns true if a stretch begins and ends with an Arabic or ASCII letter or digit, and is short enough for one token.
fn is_word_whole(stretch: &str) -> bool {
    let is_letter = |c: char| matches!(c, 'ء'..='غ' | 'ف'..='ي') || c.is_ascii_alphanumeric();
    stretch.len() <= MOST && stretch.starts_with(is_letter) && stretch.ends_with(is_letter)
}

/// Returns true if a character is a letter or part of a number: the same as [`char::is_alphanumeric`], without a lookup
/// for frequent characters.
fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        'ء'..='ي' => true,
        '«' | '»' | '،' | '؛' | '؟' | '\u{2010}'..='\u{2027}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Returns the length of the percent sign that follows a number, and of the narrow space before it; 0 if there is none.
fn percent_sign(number: &str, rest: &str) -> usize {
    let sign = rest.trim_start_matches(['\u{A0}', '\u{202F}']);
    let first = sign.chars().next().filter(|c| matches!(c, '%' | '٪'));
    match first {
        Some(first) if number.ends_with(char::is_numeric) => {
            rest.len() - sign.len() + first.len_utf8()
        }
        _ => 0,
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// Calls `take` with the characters before or after the letters, marked with [`JOINT`].
fn joined(before: &str, after: &str, buffer: &mut String, take: &mut impl FnMut(&str)) {
    buffer.clear();
    buffer.push_str(before);
    buffer.push(JOINT);
    buffer.push_str(after);
    if buffer.len() <= MOST {
        take(buffer);
    }
}

/// Calls `take` with a token, in parts if it is too long.
fn cut(mut token: &str, take: &mut impl FnMut(&str)) {
    while token.len() > MOST {
        let end = (0..=MOST)
            .rev()
            .find(|end| token.is_char_boundary(*end))
            .unwrap_or(0);
        take(&token[..end]);
        token = &token[end..];
    }
    take(token);
}

/// The words of a token.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct TokenParts {
    /// The words in order.
    pub parts: Vec<String>,
    /// The words joined into one; `None` if the token has only one. For a percentage, the number with its sign.
    pub whole: Option<String>,
}

/// Returns the words of a token, or of a reader's query.
pub fn words(token: &str) -> TokenParts {
    let folded = fold(token);
    if folded.chars().all(is_alphanumeric) {
        let parts = if folded.is_empty() {
            Vec::new()
        } else {
            vec![folded]
        };
        return TokenParts { parts, whole: None };
    }
    let chars: Vec<char> = folded.chars().collect();
    let mut parts: Vec<String> = Vec::new();
    let mut part = String::new();
    for (at, c) in chars.iter().enumerate() {
        let between_digits = || {
            let is_digit = |c: Option<&char>| c.is_some_and(|c| c.is_numeric());
            at > 0 && is_digit(chars.get(at - 1)) && is_digit(chars.get(at + 1))
        };
        match c {
            c if is_alphanumeric(*c) => part.push(*c),
            // Separators of thousands are dropped; a decimal point stays.
            ',' | '٬' | '\u{A0}' | '\u{202F}' | ' ' | '\'' if between_digits() => {}
            '.' | '٫' if between_digits() => part.push('.'),
            '\'' if !part.is_empty()
                && chars[at + 1..]
                    .iter()
                    .take_while(|c| c.is_alphanumeric())
                    .count()
                    < 2 =>
            {
                break;
            }
            _ => parts.extend(Some(std::mem::take(&mut part)).filter(|p| !p.is_empty())),
        }
    }
    parts.extend(Some(part).filter(|p| !p.is_empty()));
    let number = token.strip_suffix(['%', '٪']).map(str::trim_end);
    let whole = match number.filter(|number| number.ends_with(char::is_numeric)) {
        Some(_) => parts.last().map(|last| percentage(last)),
        None => (parts.len() > 1).then(|| parts.concat()),
    };
    TokenParts { parts, whole }
}

/// Returns the word of a percentage whose last word is `last`.
pub fn percentage(last: &str) -> String {
    let is_digit = |c: char| c.is_numeric() || c == '.';
    let number = last.trim_end_matches(is_digit).len();
    format!("{}%", &last[number..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_words_and_what_stands_around_them() {
        for (text, expected) in [
            ("one two", &["one", "two"][..]),
            (
                "(one), two…",
                &["(\u{2}", "one", "\u{2}),", "two", "\u{2}…"],
            ),
            ("قال: «نعم»", &["قال", "\u{2}:", "«\u{2}", "نعم", "\u{2}»"]),
            ("low-interest — 1,500", &["low-interest", "—", "1,500"]),
            ("by 35%.", &["by", "35%", "\u{2}."]),
            ("35\u{202F}%", &["35\u{202F}%"]),
            ("%", &["%"]),
            ("", &[]),
        ] {
            let mut got = Vec::new();
            tokens(text, &mut String::new(), |token| got.push(token.to_owned()));
            assert_eq!(got, expected);
        }
    }

    #[test]
    fn every_character_is_as_the_standard_library_has_it() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn a_token_has_the_words_that_it_is_looked_for_by() {
        for (token, parts, whole) in [
            ("word", &["word"][..], None),
            ("Low-interest", &["low", "interest"], Some("lowinterest")),
            ("1,500", &["1500"], None),
            ("12.5", &["12.5"], None),
            ("Russia’s", &["russia"], None),
            ("l'eau", &["l", "eau"], Some("leau")),
            ("سو-57", &["سو", "57"], Some("سو57")),
            ("U.S", &["u", "s"], Some("us")),
            ("35%", &["35"], Some("35%")),
            ("٣٫٥٪", &["3.5"], Some("3.5%")),
            ("20-35%", &["20", "35"], Some("35%")),
            ("بـ35%", &["ب35"], Some("35%")),
            ("—", &[], None),
        ] {
            let got = words(token);
            assert_eq!(
                (
                    got.parts
                        .iter()
                        .map(String::as_str)
                        .collect::<Vec<_>>()
                        .as_slice(),
                    got.whole.as_deref()
                ),
                (parts, whole),
                "{token}"
            );
        }
    }
}
