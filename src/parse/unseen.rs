//! Finds the differences between words that look alike: invisible characters, unusual spaces, and Cyrillic or Greek letters
//! that look like Latin ones.
//!
//! Takes words from files or from files' names; returns the characters, or describes the difference. All findings that
//! suggest another word use this module to explain the difference if both words look the same.

use std::borrow::Cow;

pub use crate::lang::{is_blank, is_invisible};

/// Returns true for white space other than that of a keyboard's space bar, tab and return.
pub fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Describes an invisible character or an unusual space, as in "an invisible character, U+200F".
pub fn described(c: char) -> String {
    let kind = match is_odd_space(c) {
        true => "a space of another kind",
        false => "an invisible character",
    };
    format!("{kind}, U+{:04X}", c as u32)
}

/// Returns the first invisible character or unusual space of a text.
pub fn first(text: &str) -> Option<char> {
    text.chars().find(|c| is_invisible(*c) || is_odd_space(*c))
}

/// Returns a text without invisible characters, with normal spaces.
pub fn visible(text: &str) -> Cow<'_, str> {
    if first(text).is_none() {
        return text.into();
    }
    let kept = text.chars().filter(|c| !is_invisible(*c));
    kept.map(|c| if is_odd_space(c) { ' ' } else { c })
        .collect()
}

/// Returns the Latin letter that a Cyrillic or Greek one looks like.
pub fn latin_twin(c: char) -> Option<char> {
    Some(match c {
        'а' | 'α' => 'a',
        'с' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'ν' => 'v',
        'ԝ' => 'w',
        'х' => 'x',
        'у' => 'y',
        _ => return None,
    })
}

/// Returns a text with Latin letters for those that look like them, without invisible characters.
fn latin(text: &str) -> String {
    let visible = visible(text);
    visible
        .chars()
        .map(|c| latin_twin(c).unwrap_or(c))
        .collect()
}

/// Describes how a written word differs from the intended one, if the two look the same.
pub fn difference(written: &str, meant: &str) -> Option<String> {
    if written == meant || latin(written).trim() != latin(meant).trim() {
        return None;
    }
    if let Some(c) = first(written).filter(|c| !meant.contains(*c)) {
        return Some(format!(
            "it holds {}: type it anew as `{meant}`",
            described(c)
        ));
    }
    let twin = |c: &char| latin_twin(*c).is_some() && !meant.contains(*c);
    written.chars().find(twin).map(|c| {
        format!(
            "its `{c}` is not the Latin letter but U+{:04X}: type it anew as `{meant}`",
            c as u32
        )
    })
}

/// Returns the candidate that looks the same as a written word, and the difference.
pub fn twin<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<(&'c str, String)> {
    let difference = |meant: &'c str| Some((meant, difference(written, meant)?));
    candidates.into_iter().find_map(difference)
}

#[cfg(test)]
mod tests {
    use super::{difference, is_blank, twin};

    #[test]
    fn a_text_of_nothing_visible_is_blank() {
        for (text, expected) in [
            ("", true),
            (" \u{A0}", true),
            ("\u{200B}\u{200D}", true),
            ("\u{AD}", true),
            ("\u{34F}\u{115F}", true),
            ("a\u{200B}", false),
            ("می\u{200C}روم", false),
            ("…", false),
        ] {
            assert_eq!(is_blank(text), expected, "{text:?}");
        }
    }

    #[test]
    fn words_that_look_the_same_are_told_apart() {
        for (written, meant, says) in [
            ("\u{200F}economy", "economy", Some("U+200F")),
            ("eco\u{200B}nomy", "economy", Some("U+200B")),
            ("my\u{A0}topic", "my topic", Some("U+00A0")),
            ("есonomy", "economy", Some("U+0435")),
            ("р1", "p1", Some("U+0440")),
            ("economy", "economy", None),
            ("econmy", "economy", None),
        ] {
            let got = difference(written, meant);
            let is_right = match says {
                Some(says) => got.as_ref().is_some_and(|got| got.contains(says)),
                None => got.is_none(),
            };
            assert!(is_right, "{written}: {got:?}");
        }
        let found = twin("\u{200F}ar", ["en", "ar"]);
        assert_eq!(found.map(|(meant, _)| meant), Some("ar"));
    }
}
