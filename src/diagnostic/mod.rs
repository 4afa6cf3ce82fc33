//! Defines [`Diagnostic`], the type of all findings of all phases.
//!
//! A phase never prints and never stops at the first error: it returns its [`Diagnostic`]s beside its value. They are
//! collected, sorted and deduplicated ([`sort`]); `report` turns them into text.

pub mod codes;
pub mod secrets;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

pub use codes::{Code, Severity};

/// A finding: what is wrong, where, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Path of the file, relative to the site's folder, with `/` as separator.
    pub path: Arc<str>,
    /// Byte range in the file; `None` if the finding is about the whole file.
    pub span: Option<Range<usize>>,
    pub severity: Severity,
    pub code: Code,
    /// Description of the problem, in one sentence without a full stop.
    pub message: String,
    /// Advice on what to do, if there is any.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Creates a finding with the severity of its code.
    pub fn new(code: Code, path: &Arc<str>, message: impl Into<String>) -> Self {
        Diagnostic {
            path: path.clone(),
            span: None,
            severity: code.severity,
            code,
            message: message.into(),
            help: None,
        }
    }

    /// Sets a severity other than that of the code.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Sets the byte range that the finding is about.
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Sets the advice on what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Sorts findings by file and place, and removes duplicates.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| order(a).cmp(&order(b)));
    diagnostics.dedup();
}

/// Returns the sort key of a finding: the place first.
fn order(diagnostic: &Diagnostic) -> impl Ord {
    let Diagnostic {
        path,
        span,
        severity,
        code,
        message,
        help,
    } = diagnostic;
    let span = span.as_ref().map(|span| (span.start, span.end));
    (path, span, severity, code, message, help)
}

/// Returns true if any of the findings is an error, which stops a build.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// Maximum length of a word for which a similar one is searched, in characters.
const LONGEST_WORD: usize = 200;

/// Maximum number of words that are searched for a similar one.
const MOST_CANDIDATES: usize = 2_000;

/// Returns a number with its noun in English, for a noun whose plural ends in `s`: `1 claim`, `2 claims`.
pub fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Returns the candidate that a mistyped word was probably meant to be, for "did you mean".
///
/// The two may differ by at most one edit per three characters (Damerau–Levenshtein), so that short words do not match
/// at random. Case and punctuation between words are ignored if the two are then equal or nearly equal: `baseURL` is
/// near `base_url`.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    if length > LONGEST_WORD {
        return None;
    }
    candidates
        .into_iter()
        .take(MOST_CANDIDATES)
        .map(|c| (c.chars().count(), c))
        .map(|(other, c)| (distance(word, c), other, c))
        .filter(|(distance, other, _)| distance * 3 <= length.max(*other))
        .map(|(distance, _, c)| (distance, c))
        .min()
        .map(|(_, c)| c)
}

/// Returns true if two words differ by one letter, or by two that changed places.
pub fn is_one_edit(a: &str, b: &str) -> bool {
    strsim::damerau_levenshtein(a, b) == 1
}

/// Returns the number of edits between two words, as written or without case and punctuation, whichever is smaller.
fn distance(a: &str, b: &str) -> usize {
    let plain = |word: &str| {
        let letters = word.chars().filter(|c| !matches!(c, '-' | '_' | '.' | ' '));
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let as_written = strsim::damerau_levenshtein(a, b);
    let (a, b) = (plain(a), plain(b));
    if a.is_empty() || b.is_empty() {
        return as_written;
    }
    as_written.min(strsim::damerau_levenshtein(&a, &b))
}

/// Returns the first words of a text, at most `most` characters, with an ellipsis if the text is longer. A word is cut
/// only if it is the first one.
pub fn beginning(text: &str, most: usize) -> Cow<'_, str> {
    let Some((end, next)) = text.char_indices().nth(most) else {
        return text.into();
    };
    let start = &text[..end];
    let words = match start.rfind(char::is_whitespace) {
        Some(space) if !next.is_whitespace() => start[..space].trim_end(),
        _ => start.trim_end(),
    };
    let words = if words.is_empty() { start } else { words };
    format!("{words}…").into()
}

/// Returns true if a configuration key usually has a secret as its value. No message may show such a value.
pub fn names_secret(key: &str) -> bool {
    let key = key.to_lowercase().replace('-', "_");
    let words = [
        "secret",
        "passw",
        "passphrase",
        "token",
        "credential",
        "service_account",
    ];
    words.iter().any(|word| key.contains(word))
        || key
            .split('_')
            .any(|part| matches!(part, "key" | "sas" | "accesskey" | "apikey"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    #[test]
    fn the_beginning_of_a_text_ends_after_a_word() {
        for (text, most, expected) in [
            ("one two three", 20, "one two three"),
            ("one two three", 13, "one two three"),
            ("one two three", 9, "one two…"),
            ("one two three", 8, "one two…"),
            ("one two three", 7, "one two…"),
            ("one two three", 5, "one…"),
            ("interminable", 5, "inter…"),
            ("قالت الوزارة إن الميناء", 10, "قالت…"),
        ] {
            assert_eq!(beginning(text, most), expected, "{text} {most}");
        }
    }

    #[test]
    fn keys_that_name_secrets() {
        for (key, expected) in [
            ("secret_access_key", true),
            ("AWS_ACCESS_KEY_ID", true),
            ("account-key", true),
            ("sas_token", true),
            ("Password", true),
            ("key", true),
            ("region", false),
            ("keyboard", false),
            ("base_url", false),
        ] {
            assert_eq!(names_secret(key), expected, "{key}");
        }
    }

    #[test]
    fn the_nearest_word_is_suggested_only_when_it_is_near() {
        let keys = ["title", "publisher", "published", "rights", "base_url"];
        for (typed, meant) in [
            ("titel", Some("title")),
            ("publishr", Some("publisher")),
            ("Rights", Some("rights")),
            ("x", None),
            ("weather", None),
            ("PUBLISHER", Some("publisher")),
            ("baseURL", Some("base_url")),
            ("base-url", Some("base_url")),
            ("Base Url", Some("base_url")),
            ("_", None),
        ] {
            assert_eq!(nearest(typed, keys), meant, "{typed}");
        }
    }

    #[test]
    fn findings_come_in_the_order_of_the_text_and_once() {
        let a: Arc<str> = "a.md".into();
        let mut found = vec![
            Diagnostic::new(codes::LANGUAGES_DIFFER, &a, "late").at(9..10),
            Diagnostic::new(codes::LINK_BROKEN, &a, "early").at(1..2),
            Diagnostic::new(codes::LINK_BROKEN, &a, "early").at(1..2),
        ];
        sort(&mut found);
        assert_eq!(
            found.iter().map(|d| d.message.as_str()).collect::<Vec<_>>(),
            ["early", "late"]
        );
    }
}
