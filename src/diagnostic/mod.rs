//! What Mujaz has to say to an editor: one type for every finding of every phase.
//!
//! A phase never prints and never stops at the first fault: it returns the [`Diagnostic`]s it found beside its value.
//! They are collected, sorted and deduplicated ([`sort`]) and shown together; `report` turns them into text.

pub mod codes;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

pub use codes::{Code, Severity};

/// One finding: what, where, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The file, relative to the site's folder, with `/` between its parts.
    pub path: Arc<str>,
    /// Bytes of that file that the finding is about; `None` where it is about the file as a whole.
    pub span: Option<Range<usize>>,
    /// How serious it is.
    pub severity: Severity,
    /// What kind of finding it is.
    pub code: Code,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// A way out, where there is one.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Makes a finding with the severity of its code.
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

    /// Sets another severity than the code has by itself.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Says which bytes of the file the finding is about.
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Says what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Puts findings into the order of files and places and drops those that say the same thing of the same place twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| order(a).cmp(&order(b)));
    diagnostics.dedup();
}

/// What findings are sorted by: place first.
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

/// Whether any of the findings stops a build.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// The candidate that a mistyped word was most likely meant to be, for "did you mean".
///
/// Near means at most one edit in three characters (Damerau–Levenshtein), so that short words do not match at random. Case and
/// the signs between words count for nothing where that makes the two equal or nearly so: `baseURL` is near `base_url`.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|c| (distance(word, c), c))
        .filter(|(distance, c)| distance * 3 <= word.chars().count().max(c.chars().count()))
        .min()
        .map(|(_, c)| c)
}

/// Returns the number of edits between two words, either as they are written or without case and signs, whichever is less.
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

/// Returns the first words of a text, no more than so many characters, with an ellipsis where others follow. A word is cut
/// only where it is the first.
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

/// Whether a key of a configuration is one that people give a secret to. No message shows its value.
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
