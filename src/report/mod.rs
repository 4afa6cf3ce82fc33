//! Formats findings as human-readable text. For programs see [`json()`], [`sarif()`] and [`github()`].
//!
//! Takes diagnostics and a function that returns sources; returns text with or without colours. In a left-to-right line a
//! caret marks the words. Terminals disagree about columns in lines with right-to-left text. There the words are repeated
//! on their own line, isolated.

mod github;
pub mod json;
pub mod place;
mod sarif;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::codes::Code;
use crate::diagnostic::secrets::masked;
use crate::diagnostic::{Diagnostic, Severity, beginning};
use crate::lang::{Direction, first_strong, isolate};

pub use github::github;
pub use json::json;
pub use place::folder;
pub use sarif::sarif;

/// Maximum number of characters of a source line in a message.
const LONGEST: usize = 100;
/// Number of characters shown before the words of a finding, if the line is cut.
const BEFORE: usize = 40;
/// Maximum number of findings shown with the same message.
const SAME: usize = 3;
/// Maximum number of findings shown with the same code.
const OF_A_CODE: usize = 20;
/// Placeholders for FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE until a message is rendered: the renderer would
/// replace the real characters as an attack. These are noncharacters, which no source can contain.
const ISOLATE: char = '\u{FDD2}';
const POP: char = '\u{FDD3}';

/// A human-readable position in a text. Line and column count from 1; columns are characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// Returns the position of a byte offset. A byte order mark at the start of the text has no column.
pub fn position(text: &str, at: usize) -> Position {
    let at = floor(text, at);
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let line = 1 + text[..start].matches('\n').count();
    let bom = usize::from(start == 0 && text.starts_with('\u{FEFF}') && at > 0);
    Position {
        line,
        column: 1 + text[start..at].chars().count() - bom,
    }
}

/// Formats findings as text. `source` returns the text of a file by its path, as far as it is valid UTF-8.
///
/// If many findings have the same message or code, only the first ones are shown, with the number of the others.
pub fn report<'s>(
    diagnostics: &[Diagnostic],
    source: impl Fn(&str) -> Option<&'s str>,
    coloured: bool,
) -> String {
    let renderer = if coloured {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    let what = |d: &'_ Diagnostic| (d.code, d.message.clone(), d.help.clone());
    let mut same: BTreeMap<_, Repetition> = BTreeMap::new();
    for diagnostic in diagnostics {
        same.entry(what(diagnostic)).or_default().all += 1;
    }
    let mut codes: BTreeMap<(Severity, Code), CodeFindings<'_>> = BTreeMap::new();
    // The texts of the files, without secrets.
    let mut texts: BTreeMap<&str, Option<Cow<'_, str>>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let code = codes
            .entry((diagnostic.severity, diagnostic.code))
            .or_default();
        let same = same.entry(what(diagnostic)).or_default();
        // If only one is left out, the line that says so would be no shorter than the finding.
        let is_one_of_many = same.shown == SAME && same.all > SAME + 1;
        if is_one_of_many || code.shown == OF_A_CODE {
            code.left_out.push(&diagnostic.path);
            continue;
        }
        same.shown += 1;
        code.shown += 1;
        let text = texts
            .entry(&diagnostic.path)
            .or_insert_with(|| source(&diagnostic.path).map(|text| masked(&diagnostic.path, text)));
        out.push_str(&one(diagnostic, text.as_deref(), &renderer));
        out.push_str("\n\n");
    }
    for ((severity, code), CodeFindings { left_out, .. }) in &codes {
        if !left_out.is_empty() {
            out.push_str(&more(*severity, *code, left_out));
        }
    }
    out
}

/// Number of findings with the same message, and of those that are shown.
#[derive(Default)]
struct Repetition {
    all: usize,
    shown: usize,
}

/// The findings of one code.
#[derive(Default)]
struct CodeFindings<'d> {
    shown: usize,
    /// Paths of the findings that are not shown, in order.
    left_out: Vec<&'d str>,
}

/// Returns the line about findings of a code that are not shown: their number and some of their files.
fn more(severity: Severity, code: Code, left_out: &[&str]) -> String {
    let mut files = left_out.to_vec();
    files.dedup();
    let (n, m) = (left_out.len(), files.len());
    let first: Vec<_> = files.iter().take(SAME).map(|path| tame(path)).collect();
    let first = first.join(", ");
    let such = if m > SAME { ", such as" } else { ":" };
    format!(
        "{}[{code}]: {n} more, not shown, in {m} file{}{such} {first}\n\n",
        severity.word(),
        if m == 1 { "" } else { "s" },
    )
}

/// Returns the number of errors, warnings and notes in words; empty if there are none.
pub fn tally(diagnostics: &[Diagnostic]) -> String {
    let mut parts = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let n = diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .count();
        if n > 0 {
            let plural = if n == 1 { "" } else { "s" };
            parts.push(format!("{n} {}{plural}", severity.word()));
        }
    }
    parts.join(", ")
}

fn one(diagnostic: &Diagnostic, source: Option<&str>, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = for_people(&diagnostic.message);
    let title = level
        .primary_title(message.as_str())
        .id(diagnostic.code.name());
    let path = tame(&diagnostic.path);
    let place = source.zip(diagnostic.span.clone());
    let excerpt = place.as_ref().map(|(text, span)| Excerpt::new(text, span));
    let mut group = Group::with_title(title);
    let origin = |at: Position| {
        Origin::path(path.as_str())
            .line(at.line)
            .char_column(at.column)
    };
    let mut edit = MessageEdit::None;
    match excerpt.as_ref().map(|excerpt| (excerpt, excerpt.shown())) {
        Some((excerpt, ShownPart::Line(line, span))) => {
            let annotation = AnnotationKind::Primary.span(span);
            let is_whole = excerpt.line.chars().count() <= LONGEST;
            let mut snippet = Snippet::source(line)
                .line_start(excerpt.at.line)
                .fold(false)
                .annotation(annotation);
            if is_whole {
                snippet = snippet.path(path.as_str());
            } else {
                group = group.element(origin(excerpt.at));
                edit = MessageEdit::Join;
            }
            group = group.element(snippet);
        }
        Some((excerpt, ShownPart::Words(words))) => {
            group = group.element(origin(excerpt.at));
            edit = MessageEdit::Words(words);
        }
        None => group = group.element(Origin::path(path.as_str())),
    }
    let help = diagnostic.help.as_deref().map(for_people);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let text = renderer.render(&[group]);
    let text = text.replace(ISOLATE, "\u{2068}").replace(POP, "\u{2069}");
    edit.apply(&text, message.lines().count())
}

/// A change of the rendered message that the renderer itself cannot make.
enum MessageEdit {
    None,
    /// Inserts the quoted words on their own line, after the line with path and position.
    Words(String),
    /// Removes the line `:::`, which the renderer puts between that line and an excerpt that does not start at column 1.
    Join,
}

impl MessageEdit {
    /// Edits a rendered message; `place` is the index of the line with path and position.
    fn apply(&self, text: &str, place: usize) -> String {
        let mut out = String::with_capacity(text.len());
        for (index, line) in text.lines().enumerate() {
            if matches!(self, MessageEdit::Join) && index == place + 2 {
                continue;
            }
            if index > 0 {
                out.push('\n');
            }
            out.push_str(line);
            if let (MessageEdit::Words(words), true) = (self, index == place) {
                write!(out, "\n    {words}").expect("a String takes any text");
            }
        }
        out
    }
}

/// The line of a finding, and the byte range and position of the finding in it.
struct Excerpt<'s> {
    line: &'s str,
    span: Range<usize>,
    at: Position,
}

impl<'s> Excerpt<'s> {
    fn new(text: &'s str, span: &Range<usize>) -> Self {
        let start = floor(text, span.start);
        let end = floor(text, span.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |n| n + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        let line = text[line_start..line_end].trim_end_matches('\r');
        let to = (end - line_start).min(line.len());
        let from = (start - line_start).min(to);
        Excerpt {
            line,
            span: from..to,
            at: position(text, start),
        }
    }

    /// Returns the excerpt for a message: the line or a part of it, with carets under the words; or only the words, if
    /// the line has right-to-left text.
    fn shown(&self) -> ShownPart {
        if !has_rtl(self.line) {
            let (line, span) = self.cut();
            let (line, span) = without_c1(&line, span);
            return ShownPart::Line(line, span);
        }
        let after = &self.line[self.span.start..];
        let words = [&self.line[self.span.clone()], after, self.line]
            .into_iter()
            .map(str::trim)
            .find(|words| !words.is_empty())
            .unwrap_or_default();
        ShownPart::Words(isolate(&tame(&beginning(words, LONGEST))))
    }

    /// Returns the words and the text around them, at most [`LONGEST`] characters, and the byte range of the words in it.
    fn cut(&self) -> (String, Range<usize>) {
        let Range { start, end } = self.span;
        if self.line.chars().count() <= LONGEST {
            return (self.line.to_owned(), start..end);
        }
        let before = self.line[..start].char_indices().rev();
        let from = before.map(|(at, _)| at).nth(BEFORE).unwrap_or(0);
        // Cut before a word rather than inside it.
        let from = match self.line[from..start].find(' ') {
            Some(space) if from > 0 => from + space + 1,
            _ => from,
        };
        let after = self.line[from..].char_indices();
        let most = after.map(|(at, _)| from + at).nth(LONGEST);
        let to = match most {
            // Cut after a word rather than inside it, but never before the words of the finding.
            Some(most) => {
                let rest = &self.line[from..most];
                let is_between = self.line[most..].starts_with(' ');
                let space = rest.rfind(' ').map(|space| from + space);
                let whole = space.filter(|space| *space > start && (*space >= end || end > most));
                whole.filter(|_| !is_between).unwrap_or(most)
            }
            None => self.line.len(),
        };
        let head = if from > 0 { "…" } else { "" };
        let tail = if to < self.line.len() { "…" } else { "" };
        let shift = |at: usize| at.min(to) - from + head.len();
        let line = format!("{head}{}{tail}", &self.line[from..to]);
        (line, shift(start)..shift(end))
    }
}

/// The part of a line that a message shows.
enum ShownPart {
    /// A line, and the byte range in it to mark with carets.
    Line(String, Range<usize>),
    /// Isolated words.
    Words(String),
}

/// Returns the nearest character boundary at or before a byte offset.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Isolates the right-to-left words of a message, so that they do not change the direction of the words around them. Text
/// in quotation marks is isolated as a whole; elsewhere each run of right-to-left words.
fn for_people(text: &str) -> String {
    let text = tame(text);
    if !has_rtl(&text) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.as_str();
    while let Some((at, open)) = rest.char_indices().find(|(_, c)| "`\"“‘«‹".contains(*c)) {
        let close = match open {
            '“' => '”',
            '‘' => '’',
            '«' => '»',
            '‹' => '›',
            other => other,
        };
        let (before, after) = (&rest[..at], &rest[at + open.len_utf8()..]);
        let Some((quoted, after)) = after.split_once(close) else {
            break;
        };
        isolate_words(before, &mut out);
        out.push(open);
        isolate_part(quoted, &mut out);
        out.push(close);
        rest = after;
    }
    isolate_words(rest, &mut out);
    out
}

fn isolate_words(text: &str, out: &mut String) {
    let core = |word: &'_ str| {
        word.trim_end_matches([' ', '\n', ',', ':', ';', '.', '?'])
            .len()
    };
    let mut words = text.split_inclusive([' ', '\n']).peekable();
    while let Some(word) = words.next() {
        if !has_rtl(word) {
            out.push_str(word);
            continue;
        }
        let mut run = word.to_owned();
        let mut last = word;
        // A run continues while only white space separates two words.
        while last[core(last)..].trim().is_empty()
            && let Some(next) = words.next_if(|next| has_rtl(next))
        {
            run.push_str(next);
            last = next;
        }
        let end = run.len() - (last.len() - core(last));
        isolate_part(&run[..end], out);
        out.push_str(&run[end..]);
    }
}

fn isolate_part(text: &str, out: &mut String) {
    if has_rtl(text) {
        out.push(ISOLATE);
        out.push_str(text);
        out.push(POP);
    } else {
        out.push_str(text);
    }
}

/// Returns true if a text contains right-to-left letters.
fn has_rtl(text: &str) -> bool {
    let mut bytes = [0; 4];
    text.chars()
        .any(|c| !c.is_ascii() && first_strong(c.encode_utf8(&mut bytes)) == Some(Direction::Rtl))
}

/// Returns a text without the characters that could reorder or rewrite a terminal's line, or that are used as isolates
/// here.
pub fn tame(text: &str) -> String {
    let is_wild = |c: char| c.is_control() && c != '\n' || is_bidi_control(c);
    text.chars()
        .map(|c| match c {
            ISOLATE | POP => '\u{FFFD}',
            c if is_wild(c) => '\u{FFFD}',
            c => c,
        })
        .collect()
}

/// Replaces the control characters from U+0080 to U+009F, which the renderer does not replace: some terminals execute
/// them, such as U+009B, which begins a command. Returns the line, and the range of the same words in it.
fn without_c1(line: &str, span: Range<usize>) -> (String, Range<usize>) {
    let clean = |text: &str| text.replace(|c: char| matches!(c, '\u{80}'..='\u{9F}'), "\u{FFFD}");
    let (before, words) = (clean(&line[..span.start]), clean(&line[span.clone()]));
    let span_now = before.len()..before.len() + words.len();
    (before + &words + &clean(&line[span.end..]), span_now)
}

/// Returns true for the explicit directional formatting characters (UAX #9, section 2). Sources may contain them,
/// messages must not.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_1() {
        for (text, at, line, column) in [
            ("abc", 0, 1, 1),
            ("abc", 3, 1, 4),
            ("a\nb", 2, 2, 1),
            ("a\r\nb", 3, 2, 1),
            ("مرحبا بكم", 11, 1, 7),
            ("\u{FEFF}abc", 3, 1, 1),
            ("\u{FEFF}abc", 4, 1, 2),
            ("abc", 99, 1, 4),
            // An offset inside a character means its start.
            ("م", 1, 1, 1),
        ] {
            assert_eq!(
                position(text, at),
                Position { line, column },
                "{text:?} {at}"
            );
        }
    }

    #[test]
    fn right_to_left_words_of_a_message_are_isolated() {
        for (text, expected) in [
            ("no topic `economy`", "no topic `economy`"),
            ("no topic `اقتصاد`; add it", "no topic `[اقتصاد]`; add it"),
            ("cannot be \"نعم لا\"", "cannot be \"[نعم لا]\""),
            (
                "add content/topics/اقتصاد/index.ar.md: now",
                "add [content/topics/اقتصاد/index.ar.md]: now",
            ),
            ("“نعم لا” is not", "“[نعم لا]” is not"),
            ("an open ` and مرحبا", "an open ` and [مرحبا]"),
            ("the name زين بحري is not", "the name [زين بحري] is not"),
            ("زين بحري, نعم لا: two", "[زين بحري], [نعم لا]: two"),
            ("«نعم a لا» and ‘نعم لا’", "«[نعم a لا]» and ‘[نعم لا]’"),
            ("a \u{202E}trick", "a \u{FFFD}trick"),
        ] {
            let got = for_people(text).replace(ISOLATE, "[").replace(POP, "]");
            assert_eq!(got, expected);
        }
    }
}
