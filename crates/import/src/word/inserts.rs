//! Keeps markup within lines (links, emphasis) apart from the text of blocks, which is plain.
//!
//! In the text, each piece of markup is represented by a placeholder: its index between two noncharacters, which no text
//! contains. Escaping leaves placeholders unchanged; at the end they are replaced by the markup.

use super::super::words;

const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// The pieces of markup of a document.
#[derive(Debug, Default)]
pub(super) struct Inserts(Vec<String>);

impl Inserts {
    /// Stores a piece of markup; returns its placeholder.
    pub(super) fn mark(&mut self, markup: String) -> String {
        self.0.push(markup);
        format!("{OPEN}{}{CLOSE}", self.0.len() - 1)
    }

    /// Returns a text with its placeholders replaced by the markup.
    pub(super) fn filled(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut parts = text.split(OPEN);
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (index, rest) = part.split_once(CLOSE).unwrap_or((part, ""));
            let markup = index
                .parse()
                .ok()
                .and_then(|index: usize| self.0.get(index));
            out.push_str(markup.map_or("", String::as_str));
            out.push_str(rest);
        }
        out
    }
}

/// Returns a text without marks, on one line.
pub(super) fn without(text: &str) -> String {
    words::one_line(&Inserts::default().filled(text))
}

/// Returns the text without characters that could be mistaken for a placeholder or cannot be published.
pub(super) fn fit(text: &str) -> String {
    text.replace(words::is_unfit, "")
}

/// Returns true if a parser recognizes emphasis around `inner` between these characters (CommonMark 0.31, section 6.2).
pub(super) fn is_emphasis(before: Option<char>, inner: &str, after: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
    let (first, last) = (inner.chars().next(), inner.chars().next_back());
    let starts = is_word(first) || !is_word(before);
    let ends = is_word(last) || !is_word(after);
    first.is_some() && starts && ends
}
