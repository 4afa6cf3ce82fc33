//! Splits a quotation into words, ellipses, and square brackets.
//!
//! Takes the words between the marks; returns [`QuotationPiece`]s, which must be found in this order.

use std::ops::Range;

use super::words::{is_arabic, words};

/// A part of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuotationPiece {
    /// Words that must occur unchanged, in the form of `words`, with a space after each.
    Run(String),
    /// An ellipsis: omitted words.
    Gap,
    /// Brackets: words of the editor that replace some words of the original, or none.
    Insert,
    /// A word with brackets inside it: letters of the editor, which replace letters of the original or are added.
    Altered {
        /// The letters before the brackets.
        before: String,
        /// The letters in the brackets.
        inside: String,
        /// The letters after the brackets.
        after: String,
    },
}

/// Editors' remarks in brackets about the preceding words.
const REMARKS: [&str; 6] = [
    "sic",
    "emphasis added",
    "كذا",
    "هكذا",
    "كذا في الأصل",
    "هكذا في الأصل",
];
/// Maximum number of letters in brackets beside other letters that count as part of that word; more are a separate word.
const ENDING: usize = 4;

impl QuotationPiece {
    /// Returns true if the editor may have altered this word of the original; `word` has the form of `words`, without the
    /// space.
    ///
    /// Beginning and end must match the original. A capital at the beginning ([T]he) changes no letter; in Arabic, letters
    /// at the beginning are additions ([و]نقاتل).
    pub fn can_be(&self, word: &str) -> bool {
        let QuotationPiece::Altered {
            before,
            inside,
            after,
        } = self
        else {
            return false;
        };
        let literal = [before.as_str(), inside, after].concat();
        let added =
            inside.starts_with(is_arabic) || inside.chars().count() > 1 || !before.is_empty();
        let kept = word.len() >= before.len() + after.len()
            && word.starts_with(before.as_str())
            && word.ends_with(after.as_str());
        word == literal || (added && kept)
    }
}

/// Splits a quotation into pieces. Neither the first nor the last is a gap or an insertion, since a quotation may be cut
/// anywhere.
pub fn pieces(text: &str) -> Vec<QuotationPiece> {
    let mut pieces = Vec::new();
    let mut run = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let found = ellipsis(&text[at..])
            .map(|length| (run..at, Some(QuotationPiece::Gap), at + length))
            .or_else(|| bracket(text, run, at));
        let Some((before, piece, end)) = found else {
            at += c.len_utf8();
            continue;
        };
        push_run(&mut pieces, &text[before]);
        pieces.extend(piece);
        run = end;
        at = end;
    }
    push_run(&mut pieces, &text[run..]);
    let is_content =
        |p: &QuotationPiece| matches!(p, QuotationPiece::Run(_) | QuotationPiece::Altered { .. });
    let start = pieces.iter().position(is_content).unwrap_or(pieces.len());
    let end = pieces
        .iter()
        .rposition(is_content)
        .map_or(start, |last| last + 1);
    pieces.truncate(end);
    pieces.drain(..start);
    pieces
}

/// Returns the number of words that come from the original: separated by white space, without words in separate brackets.
pub fn count_words(text: &str) -> usize {
    let mut depth = 0usize;
    let mut count = 0;
    for word in text.split_whitespace() {
        let opens = word.matches('[').count();
        let bare = word.find('[').map_or(word, |at| &word[..at]);
        let whole = depth == 0 && opens == 0;
        if (whole && word.contains(char::is_alphanumeric))
            || (depth == 0 && !whole && touches(word, bare))
        {
            count += 1;
        }
        depth = (depth + opens).saturating_sub(word.matches(']').count());
    }
    count
}

/// Returns true if a word with brackets in it has letters outside them.
fn touches(word: &str, before: &str) -> bool {
    let after = word.rfind(']').map_or("", |at| &word[at..]);
    before.contains(char::is_alphanumeric) || after.contains(char::is_alphanumeric)
}

fn push_run(pieces: &mut Vec<QuotationPiece>, text: &str) {
    let mut run = String::new();
    words(text, &mut run, |_, _| ());
    if !run.is_empty() {
        pieces.push(QuotationPiece::Run(run));
    }
}

/// Returns the length of an ellipsis at the beginning of a text: …, two or more dots, three dots with spaces between them,
/// and any of these in round or square brackets.
fn ellipsis(text: &str) -> Option<usize> {
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some(inside) = text.strip_prefix(open) {
            let inside = inside.trim_start();
            let rest = &inside[dots(inside)?..];
            let rest = rest.trim_start().strip_prefix(close)?;
            return Some(text.len() - rest.len());
        }
    }
    dots(text)
}

fn dots(text: &str) -> Option<usize> {
    let end = text.len() - text.trim_start_matches(['.', '…']).len();
    if end >= 2 {
        return Some(end);
    }
    text.starts_with(". . .").then_some(". . .".len())
}

/// Reads the bracket at `at`, if it is closed: the range of the run before it, the piece, and the end of the bracket.
///
/// `run` is the start of the words before it.
fn bracket(
    text: &str,
    run: usize,
    at: usize,
) -> Option<(Range<usize>, Option<QuotationPiece>, usize)> {
    let inside = text[at..].strip_prefix('[')?;
    let inside = inside[..inside.find(']')?].trim();
    let end = at + text[at..].find(']')? + ']'.len_utf8();
    if REMARKS.iter().any(|r| r.eq_ignore_ascii_case(inside)) {
        return Some((run..at, None, end));
    }
    let is_of_word =
        |c: char| c.is_alphanumeric() || matches!(c, '\u{640}' | '\u{64B}'..='\u{652}');
    let head = run + text[run..at].trim_end_matches(is_of_word).len();
    let tail = text.len() - text[end..].trim_start_matches(is_of_word).len();
    let beside = head < at || tail > end;
    let ending = inside.chars().all(char::is_alphanumeric) && inside.chars().count() <= ENDING;
    let piece = if beside && ending && !inside.is_empty() {
        QuotationPiece::Altered {
            before: joined(&text[head..at]),
            inside: joined(inside),
            after: joined(&text[end..tail]),
        }
    } else {
        QuotationPiece::Insert
    };
    Some((run..head, Some(piece), tail))
}

/// Returns a part of a word in the form of `words`, without spaces.
fn joined(text: &str) -> String {
    let mut out = String::new();
    words(text, &mut out, |_, _| ());
    out.retain(|c| c != ' ');
    out
}
