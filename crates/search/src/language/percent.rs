//! The words that some languages write for the percent sign.

use crate::fold::fold;
use crate::token::{percentage, words};

/// Words after a number that mean the percent sign, in folded form.
const PERCENT: [&str; 13] = [
    "percent",
    "per cent",
    "pct",
    "في الميه",
    "في المايه",
    "بالميه",
    "بالمايه",
    "درصد",
    "فيصد",
    "pour cent",
    "prozent",
    "por ciento",
    "por cento",
];

/// Finds percentages that are written with words, token by token.
#[derive(Debug, Default)]
pub struct WrittenPercentages {
    /// A number, and the words after it that begin like the words for the sign.
    open: Option<(String, String)>,
    /// The percentages found, as words of the index: `35%`.
    pub found: Vec<String>,
}

impl WrittenPercentages {
    /// Takes the next token of a text.
    pub fn take(&mut self, token: &str) {
        if let Some((number, before)) = self.open.take() {
            let sign = match before.as_str() {
                "" => fold(token),
                before => format!("{before} {}", fold(token)),
            };
            if PERCENT.contains(&sign.as_str()) {
                let percentage = percentage(&number);
                if !self.found.contains(&percentage) {
                    self.found.push(percentage);
                }
            } else if PERCENT.iter().any(|whole| is_start(&sign, whole)) {
                self.open = Some((number, sign));
            }
        }
        if token.ends_with(char::is_numeric) {
            self.open = words(token)
                .parts
                .pop()
                .map(|number| (number, String::new()));
        }
    }
}

/// Returns true if the words are the first of `sign`, which has more.
fn is_start(words: &str, sign: &str) -> bool {
    sign.strip_prefix(words)
        .is_some_and(|rest| rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_folded() {
        for word in PERCENT {
            assert_eq!(fold(word), word);
        }
    }

    #[test]
    fn a_percentage_in_words_is_found() {
        for (text, expected) in [
            ("by 35 per cent", &["35%"][..]),
            ("1,500 Percent", &["1500%"]),
            ("بنسبة 35 في المئة", &["35%"]),
            ("بنسبة ٣٫٥ بالمائة", &["3.5%"]),
            ("35 per day", &[]),
            ("35 . percent", &[]),
        ] {
            let mut written = WrittenPercentages::default();
            text.split(' ').for_each(|token| written.take(token));
            assert_eq!(written.found, expected, "{text}");
        }
    }
}
