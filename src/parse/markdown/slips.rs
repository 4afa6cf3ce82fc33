//! Finds slips in the text itself: characters that cannot be published, and markup that is not recognized as its author
//! meant it.
//!
//! Takes the Markdown, and each text when it is parsed; only reports diagnostics.

use crate::diagnostic::codes;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::parse::markdown::Trust;
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::text::{is_forbidden, no_character};

impl BodyWriter<'_, '_> {
    /// Records a range of the Markdown in which no `&` begins a reference: code, or text after a backslash.
    pub(super) fn note_ampersands(&mut self, span: &Range<usize>) {
        if self.text[span.clone()].contains('&') {
            self.plain_ampersands.push(span.clone());
        }
    }

    /// Reports references such as `&#27;` to characters that cannot be published. Every text must have been parsed.
    pub(super) fn check_references(&mut self) {
        // Footnotes may be parsed in another order.
        self.plain_ampersands
            .sort_unstable_by_key(|range| range.start);
        let plain = std::mem::take(&mut self.plain_ampersands);
        let is_plain = |at: usize| {
            let index = plain.partition_point(|range| range.end <= at);
            plain.get(index).is_some_and(|range| range.start <= at)
        };
        // Only `&` is searched for: a search for one byte is many times faster than one for two.
        for (at, _) in self.text.match_indices('&') {
            let Some(digits) = self.text[at + 1..].strip_prefix('#') else {
                continue;
            };
            // The search ends where the longest reference ends; otherwise many unclosed `&#` would take very long.
            let Some(end) = digits.bytes().take(9).position(|b| b == b';') else {
                continue;
            };
            let digits = &digits[..end];
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            // CommonMark reads U+0000 as U+FFFD, which can be published.
            let c = number.ok().filter(|n| *n != 0).and_then(char::from_u32);
            if let Some(c) = c.filter(|c| is_forbidden(*c) && !is_plain(at)) {
                let span = self.place(at..at + digits.len() + 3);
                let found = no_character(self.path, c).at(span);
                self.diagnostics.push(found);
            }
        }
    }

    /// Reports markup that is not recognized as its author meant it, so that readers would see it.
    pub(super) fn check_text(&mut self, text: &str, span: &Range<usize>) {
        if !self.check_marks(text, span) {
            self.check_topics(text, span);
        }
    }

    /// Reports marks of blocks, such as `##`, after an invisible character. Returns true if there is one.
    fn check_marks(&mut self, text: &str, span: &Range<usize>) -> bool {
        // The UTF-8 form of every invisible character in question begins with one of these bytes.
        let may_hide = matches!(text.as_bytes().first(), Some(0xD8 | 0xE2 | 0xEF));
        if may_hide && let Some((hidden, mark)) = hidden_mark(text) {
            let at = span.start;
            if self.text[..at].ends_with('\n') || at == 0 {
                let code = hidden as u32;
                let before = text.find(mark).unwrap_or_default();
                let place = self.place(at..at + before + mark.len());
                let message = format!(
                    "an invisible character, U+{code:04X}, keeps the `{mark}` after it from being read as markup"
                );
                let found = Diagnostic::new(codes::MARK_HIDDEN, self.path, message);
                let help = "delete all of the line up to that mark, and type the mark anew";
                self.diagnostics.push(found.at(place).help(help));
                return true;
            }
        }
        false
    }

    /// Reports topics that are not in braces at the end of a heading.
    fn check_topics(&mut self, text: &str, span: &Range<usize>) {
        if self.trust == Trust::Untrusted {
            return;
        }
        let Some((place, why)) = self.topic_unread(text, span) else {
            return;
        };
        let message = format!("readers would see this `{{ topic=… }}`, for it {why}");
        let help = "it stands at the end of a line that begins with `#`, as in `## Trade { topic=economy }`";
        self.report(codes::TOPIC_UNREAD, message, place, help.into());
    }

    /// Returns the place where a part of the text names a topic as in headings, and the reason why it is not
    /// recognized.
    fn topic_unread(
        &self,
        text: &str,
        span: &Range<usize>,
    ) -> Option<(Range<usize>, &'static str)> {
        let is_topic = |after: &str| {
            let name = after
                .trim_start_matches(['{', ':', '%', ' ', '\u{A0}'])
                .get(.."topic".len());
            name.is_some_and(|name| name.eq_ignore_ascii_case("topic"))
        };
        let is_escaped = self.text[..span.start].ends_with('\\');
        let braces = text.split_once(['{', '｛', '﹛']).filter(|_| !is_escaped);
        if let Some((_, after)) = braces.filter(|(_, after)| is_topic(after)) {
            let why = match () {
                () if !after.contains(['}', '｝', '﹜']) => "has no `}`",
                () if text.contains("{{") || text.contains("{%") => "stands in doubled braces",
                () if text.contains(['｛', '﹛']) => "stands in other braces than `{` and `}`",
                () => "does not end a heading",
            };
            return Some((self.braces(span), why));
        }
        // Within a heading, also square brackets, round brackets and no brackets are recognized.
        self.heading.as_ref()?;
        let at = ["topic=", "topics=", "Topic="]
            .iter()
            .filter_map(|name| text.find(name))
            .min()?;
        let end = text[at..]
            .find([' ', ')', ']'])
            .map_or(text.len(), |n| at + n);
        let is_verbatim = self.text.get(span.clone()) == Some(text);
        let place = match is_verbatim {
            true => self.place(span.start + at..span.start + end),
            false => self.place(span.clone()),
        };
        Some((place, "does not stand in braces"))
    }

    /// Returns the range of `{ … }` within a part of the text, or from `{` to its end.
    fn braces(&self, span: &Range<usize>) -> Range<usize> {
        let part = &self.text[span.clone()];
        let from = part.find(['{', '｛', '﹛']).unwrap_or_default();
        let end = part[from..]
            .char_indices()
            .find(|(_, c)| matches!(c, '}' | '｝' | '﹜'));
        let to = end.map_or(part.len(), |(n, c)| from + n + c.len_utf8());
        self.place(span.start + from..span.start + to)
    }
}

/// Returns the invisible character at the beginning of a line and the block's mark after it, such as `##`.
fn hidden_mark(text: &str) -> Option<(char, &str)> {
    let is_invisible = |c: char| matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    let hidden = text.chars().next().filter(|c| is_invisible(*c))?;
    let line = text.trim_start_matches(is_invisible);
    let (mark, rest) = line.split_once([' ', '\t'])?;
    let is_number = |mark: &str| {
        mark.strip_suffix(['.', ')'])
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_mark = matches!(mark, "#" | "##" | "###" | "####" | "#####" | "######")
        || matches!(mark, "-" | "*" | "+" | ">" | "|")
        || is_number(mark);
    (is_mark && !rest.trim().is_empty()).then_some((hidden, mark))
}
