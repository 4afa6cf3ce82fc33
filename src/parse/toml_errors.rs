//! Explains errors of the TOML parser (crate `toml` 1.2) in words for editors.
//!
//! Takes a text, the span of an error in it and the parser's message; returns a finding with advice, without its place.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::parse::syntax::spelt_boolean;
use crate::parse::{day, toml_slips};

/// The message and the advice where a value is missing.
const NO_VALUE: (&str, &str) = (
    "this key has no value",
    "write a key, the sign `=` and a value, as in `title = \"…\"`",
);

/// Errors of the parser by the beginnings of its messages, each with the message and the advice for editors. The first
/// entry that matches counts.
const ERRORS: [(&[&str], &str, &str); 12] = [
    (
        &["key with no value", "missing value"],
        NO_VALUE.0,
        NO_VALUE.1,
    ),
    (
        &["invalid unquoted key", "unquoted keys cannot be empty"],
        "this line does not begin with a key",
        "write it as in `title = \"…\"`; a key has Latin letters, digits, `-` and `_`, and a comment begins with `#`",
    ),
    (
        &["unexpected key or value"],
        "something follows the value on this line",
        "within a text in quotes, write `\\\"` for a quotation mark, or use “ ” or « »; a comment begins with `#`",
    ),
    (
        &[
            "invalid basic string, expected `\"`",
            "invalid literal string, expected `'`",
        ],
        "this text has no closing quotation mark",
        "end it with the mark that it begins with; a text of several lines stands between two `\"\"\"`",
    ),
    (
        &[
            "invalid multi-line basic string",
            "invalid multi-line literal string",
        ],
        "a text that begins with three quotation marks does not end with three",
        "add them at its end; a text of one line stands between two",
    ),
    (
        &["invalid basic string", "invalid literal string"],
        "a text may not hold control characters",
        "delete the character, which cannot be seen",
    ),
    (
        &["missing escaped value", "too few unicode"],
        "a backslash begins an escape such as `\\n` or `\\\"`, and this is none",
        "write `\\\\` for a backslash, or put the text between two `'`",
    ),
    (
        &["unclosed table", "unclosed array table"],
        "this heading of a table has no closing bracket",
        "write it as in `[languages.ar]` or `[[name]]`; a name with a space stands in quotes",
    ),
    (
        &["unclosed array"],
        "this list has no closing `]`",
        "add it",
    ),
    (
        &["unclosed inline table"],
        "this table has no closing `}`",
        "add it",
    ),
    (&["extra comma"], "there is a comma too many", "remove it"),
    (&["extra `=`"], "there is a `=` too many", "remove it"),
];

/// Explains an error of the parser at `span`, with advice.
pub(super) fn explain(path: &Arc<str>, text: &str, span: &Range<usize>, error: &str) -> Diagnostic {
    let of_value = wrong_date(path, text, span).or_else(|| wrong_value(path, text, span, error));
    if let Some(found) = of_value {
        return found;
    }
    let words = text.get(span.clone()).unwrap_or_default();
    let value = value_at(text, span);
    let before = text.get(..span.start).unwrap_or_default();
    let finding = |message: &str, help: &str| syntax_error(path, message, help);
    let starts = |start: &str| error.starts_with(start);
    if starts("duplicate key") {
        let message = format!("`{words}` stands here for the second time");
        return finding(&message, "keep one of the two");
    }
    if starts("invalid unquoted key") && words == ":" || follows_colon(text, span) {
        let help = "write it as in `title = \"…\"`";
        return finding("a key is followed by `=`, not by `:`", help);
    }
    if starts("cannot extend value") {
        let message = format!("`{words}` has a value already, and cannot be a table, too");
        return finding(&message, "keep one of the two");
    }
    if starts("unexpected key or value") && is_after_apostrophe(before) {
        return finding(
            "the text ends at this apostrophe",
            "put the text between two `\"` instead of two `'`; an apostrophe can stand there",
        );
    }
    if starts("invalid boolean") {
        let message = format!("`{words}` is not a value");
        return finding(&message, "write `true` or `false`, in small letters");
    }
    if starts("missing comma") {
        let message = comma_missing(text, span);
        return finding(&message, "put a comma between the entries");
    }
    let is_listed = |starts_of: &[&str]| starts_of.iter().any(|start| starts(start));
    if let Some((_, message, help)) = ERRORS.iter().find(|(of, ..)| is_listed(of)) {
        return finding(message, help);
    }
    let is_like_number = |c: char| c.is_ascii_digit() || "+-.".contains(c);
    if is_place_of_value(before) && value.starts_with(is_like_number) {
        return finding(
            "this is no number",
            "write it as in `10` or `0.5`; a text stands in quotes, and a date is written as 2025-08-31",
        );
    }
    let error = error.trim().replace('\n', ", ");
    finding(
        &format!("this is not valid TOML: {error}"),
        "write lines such as `title = \"…\"`; see https://toml.io",
    )
}

fn syntax_error(path: &Arc<str>, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(codes::TOML_SYNTAX, path, message.to_owned()).help(help)
}

/// Explains a date in another notation than TOML's.
fn wrong_date(path: &Arc<str>, text: &str, span: &Range<usize>) -> Option<Diagnostic> {
    let before = text.get(..span.start).unwrap_or_default();
    if let Some((message, help)) = day::fault(value_at(text, span)) {
        let line = before.rsplit('\n').next().unwrap_or_default();
        let is_moment = ["publish", "expires"]
            .iter()
            .any(|key| line.trim_start().starts_with(key));
        let help = if is_moment {
            day::for_moment(&help)
        } else {
            help
        };
        return Some(Diagnostic::new(codes::DATE_INVALID, path, message).help(help));
    }
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text[line..].lines().next().unwrap_or_default();
    let day = toml_slips::spelt_day(line)?;
    let message = "this is not how a date is written";
    let found = Diagnostic::new(codes::DATE_INVALID, path, message);
    Some(found.help(format!("write {day}, without quotes")))
}

/// Explains a missing value, a word for yes or no, or a text without quotation marks.
fn wrong_value(
    path: &Arc<str>,
    text: &str,
    span: &Range<usize>,
    error: &str,
) -> Option<Diagnostic> {
    let value = value_at(text, span);
    let before = text.get(..span.start).unwrap_or_default();
    if let (true, Some(meant)) = (before.trim_end().ends_with('='), spelt_boolean(value)) {
        let message = format!("`{value}` is not a value");
        let help = format!("write `true` or `false`: here `{meant}`; a text stands in quotes");
        return Some(syntax_error(path, &message, &help));
    }
    let is_value = is_place_of_value(before);
    let is_too_much = error.starts_with("unclosed") || error.starts_with("extra");
    if is_value && value.is_empty() && !is_too_much {
        return Some(syntax_error(path, NO_VALUE.0, NO_VALUE.1));
    }
    if error.starts_with("string values must be quoted") {
        return Some(unquoted(path, text.get(span.clone()).unwrap_or_default()));
    }
    (is_value && is_running_text(value)).then(|| unquoted(path, value))
}

/// Returns true if a value belongs after these words of a file: they end with `=`, or are in a list.
fn is_place_of_value(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_heading = line.trim_start().starts_with('[');
    before.trim_end().ends_with(['=', '[', ',']) && !is_heading
}

/// Returns true if a value is a text without quotation marks: it contains a word, and does not begin like another type of
/// value.
fn is_running_text(value: &str) -> bool {
    let is_word = |word: &str| word.starts_with(char::is_alphabetic);
    let has_word = value.split_whitespace().any(is_word);
    has_word && !value.starts_with(['"', '\'', '[', '{'])
}

/// Returns true if a text between two `'` ends here because of an apostrophe in a word.
fn is_after_apostrophe(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    value.starts_with('\'') && value.ends_with('\'')
}

/// Returns a message about two entries of a list without a comma between them. The second begins at `span`.
fn comma_missing(text: &str, span: &Range<usize>) -> String {
    let before = text.get(..span.start).unwrap_or_default().trim_end();
    let start = before.rfind([',', '[', '{', '\n']).map_or(0, |at| at + 1);
    let (first, second) = (before[start..].trim(), value_at(text, span));
    let is_short = |entry: &str| !entry.is_empty() && entry.chars().count() <= 40;
    if is_short(first) && is_short(second) && !first.contains('#') {
        return format!("a comma is missing between `{first}` and `{second}`");
    }
    "a comma is missing between these two".into()
}

/// Returns true if an error is where a value would be, after a key and `:`, as in YAML.
fn follows_colon(text: &str, span: &Range<usize>) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let key = line.trim_end().strip_suffix(':').unwrap_or_default().trim();
    !key.is_empty()
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// Explains a text without quotation marks, or with those of a word processor.
fn unquoted(path: &Arc<str>, words: &str) -> Diagnostic {
    let curly = words.starts_with(['“', '”', '„', '«', '»', '‘', '’']);
    let (message, help) = if curly {
        (
            "TOML does not know these quotation marks",
            "put the text between two straight `\"`; the others can stand within it",
        )
    } else {
        (
            "a text must stand in quotes",
            "put it between two straight `\"`, as in `title = \"…\"`",
        )
    };
    Diagnostic::new(codes::TOML_SYNTAX, path, message).help(help)
}

/// Returns the words from an offset to the end of the line, the list's entry or the table, without a comment.
fn value_at<'t>(text: &'t str, span: &Range<usize>) -> &'t str {
    let rest = text.get(span.start..).unwrap_or_default();
    let end = rest.find(['\n', ',', ']', '}', '#']).unwrap_or(rest.len());
    rest[..end].trim()
}
