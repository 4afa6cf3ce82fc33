//! Finds text that its author meant as a link or as a citation but did not mark as one: `https://example.org` and `p3`
//! in the midst of a sentence.
//!
//! Takes each text as it is parsed; reports addresses, and passes text that looks like a citation to `link`, which
//! knows whether the original has such a paragraph.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, codes};
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::markdown::{DoubtfulCitation, Trust};

impl BodyWriter<'_, '_> {
    /// Reports addresses and paragraph numbers without marks in a text of the Markdown at `span`.
    pub(super) fn check_unmarked(&mut self, text: &str, span: &Range<usize>) {
        let is_linked = self.ends.contains(&"</a>") || self.elements.is_open("a");
        let is_plain = self.picture == 0 && !self.prose.in_code && !self.elements.is_open("code");
        // A text with entities or escapes differs from its source: places in it are unknown.
        let is_source = self.text.get(span.clone()) == Some(text);
        if self.trust == Trust::Untrusted || is_linked || !is_plain || !is_source {
            return;
        }
        for range in addresses(self.text, span) {
            let address = &self.text[range.clone()];
            let message = format!("`{address}` is no link: readers would see it as plain text");
            let plain = Diagnostic::new(codes::LINK_PLAIN, self.path, message);
            let help = format!("write `[words]({address})`, or `<{address}>`");
            self.diagnostics
                .push(plain.at(self.place(range)).help(help));
        }
        for range in paragraph_numbers(self.text, span) {
            let words = &self.text[range.clone()];
            self.body.lookalikes.push(DoubtfulCitation {
                words: words.into(),
                name: None,
                article: None,
                meant: words.into(),
                highest: words[1..].parse().unwrap_or(u32::MAX),
                is_aside: true,
                span: self.place(range),
            });
        }
    }
}

/// Returns the ranges of the web addresses in a part of a text, without the punctuation that follows them.
fn addresses(text: &str, part: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text[part.clone()].match_indices("http") {
        let at = part.start + at;
        let (before, rest) = (&text[..at], &text[at..part.end]);
        let is_scheme = rest.starts_with("http://") || rest.starts_with("https://");
        if !is_scheme || before.ends_with(char::is_alphanumeric) || is_target(before) {
            continue;
        }
        let is_end =
            |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '»' | '”' | '،' | '؛');
        let end = rest.find(is_end).unwrap_or(rest.len());
        let is_after = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '\'');
        let address = rest[..end].trim_end_matches(is_after);
        if address.len() > "https://".len() {
            found.push(at..at + address.len());
        }
    }
    found
}

/// Returns true if the text before an address makes it the target of a malformed link, which has its own finding:
/// `[words] (`, `words](<`, `[words(`, `(words)[`.
fn is_target(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '<']);
    let Some(before) = before.strip_suffix(['(', '[']) else {
        return false;
    };
    let is_apart = before.ends_with(char::is_whitespace) || before.is_empty();
    !is_apart || before.trim_end().ends_with([']', ')'])
}

/// Returns the ranges of the words `p3` in a part of a text.
fn paragraph_numbers(text: &str, part: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text[part.clone()].match_indices('p') {
        let at = part.start + at;
        let digits = text[at + 1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let end = at + 1 + digits;
        let is_first = text[..at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        let is_number = (1..=3).contains(&digits) && !text[at + 1..].starts_with('0');
        if is_first && is_number && ends_word(&text[end..]) {
            found.push(at..end);
        }
    }
    found
}

/// Returns true if a word ends before this text, and no decimal places follow.
fn ends_word(after: &str) -> bool {
    let mut after = after.chars();
    let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '،' | '؛');
    after.next().is_none_or(is_end) && !after.next().is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{addresses, paragraph_numbers};

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            (
                "See https://example.org/a_b?c=d.",
                &["https://example.org/a_b?c=d"][..],
            ),
            (
                "(http://example.org), http://example.net!",
                &["http://example.org", "http://example.net"],
            ),
            (
                "انظر https://example.org/تقرير، وفيه",
                &["https://example.org/تقرير"],
            ),
            (
                "The http:// in front, xhttp://example.org, https for all",
                &[],
            ),
            (
                "[a report] (https://example.org), a report](https://example.org)",
                &[],
            ),
            (
                "(a report)[https://example.org], [a report(https://example.org)",
                &[],
            ),
        ] {
            let found = addresses(text, &(0..text.len())).into_iter();
            let found: Vec<&str> = found.map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn paragraph_numbers_are_words_of_their_own() {
        for (text, expected) in [
            ("As p3 says, and p12.", &["p3", "p12"][..]),
            ("p1: the treaty", &["p1"]),
            ("وفي p4، أن", &["p4"]),
            (
                "mp3 p3.5 P3 p2p /p3 #p3 p0 p1234 20p (p3) p-3 [treaty p3]",
                &[],
            ),
        ] {
            let found = paragraph_numbers(text, &(0..text.len())).into_iter();
            let found: Vec<&str> = found.map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
