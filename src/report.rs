//! Findings as text for people: what, where, the words, why, and a way out.
//!
//! Takes diagnostics and a way to look up sources; gives text with or without colours. In a line of left-to-right text a
//! caret stands under the words. Where a line holds right-to-left text no terminal agrees with another about where a
//! column is, so the words are printed once more, isolated, on a line of their own.

use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::{Direction, first_strong, isolate};

/// The most characters of a source line that a message shows.
const LONGEST: usize = 120;

/// A place in a text, for people: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The position of a byte in a text.
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

/// All findings as text. `source` gives the text of a file by its path.
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
    for diagnostic in diagnostics {
        out.push_str(&one(diagnostic, source(&diagnostic.path), &renderer));
        out.push_str("\n\n");
    }
    out
}

/// How many errors, warnings and notes there are, in words; empty where there are none.
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
    let message = tame(&diagnostic.message);
    let title = level.primary_title(message.as_str()).id(diagnostic.code);
    let path = diagnostic.path.as_ref();
    let place = source.zip(diagnostic.span.clone());
    let excerpt = place.as_ref().map(|(text, span)| Excerpt::new(text, span));
    let mut group = Group::with_title(title);
    let mut words = String::new();
    match &excerpt {
        Some(excerpt) if excerpt.is_plain() => {
            let annotation = AnnotationKind::Primary.span(excerpt.span.clone());
            let snippet = Snippet::source(excerpt.line)
                .line_start(excerpt.at.line)
                .path(path)
                .fold(false)
                .annotation(annotation);
            group = group.element(snippet);
        }
        Some(excerpt) => {
            group = group.element(
                Origin::path(path)
                    .line(excerpt.at.line)
                    .char_column(excerpt.at.column),
            );
            words = excerpt.words();
        }
        None => group = group.element(Origin::path(path)),
    }
    let help = diagnostic.help.as_deref().map(tame);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let text = renderer.render(&[group]);
    match &excerpt {
        Some(excerpt) if !excerpt.is_plain() => with_words(&text, &words),
        _ => text,
    }
}

/// Puts the quoted words on a line of their own, after the line that names the place.
fn with_words(text: &str, words: &str) -> String {
    let mut out = String::new();
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out.push_str(line);
        if index == 1 {
            write!(out, "\n    {words}").expect("a String takes any text");
        }
    }
    out
}

/// The line of a finding and where it stands in it.
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

    /// Whether a caret can stand under the words: short lines of left-to-right text.
    fn is_plain(&self) -> bool {
        self.line.chars().count() <= LONGEST
            && !self.line.chars().any(|c| {
                let mut bytes = [0; 4];
                first_strong(c.encode_utf8(&mut bytes)) == Some(Direction::Rtl)
            })
    }

    /// The words of the finding, or those that follow its place, isolated.
    fn words(&self) -> String {
        let words = match &self.line[self.span.clone()] {
            "" => &self.line[self.span.start..],
            words => words,
        };
        let mut short: String = words.trim().chars().take(LONGEST).collect();
        if short.chars().count() < words.trim().chars().count() {
            short.push('…');
        }
        isolate(&tame(&short))
    }
}

/// The nearest boundary of a character at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Text without the characters that could reorder or rewrite a terminal's line, and with right-to-left words isolated.
fn tame(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' || is_bidi_control(c) {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect()
}

/// The explicit directional formatting characters (UAX #9, section 2), which a source may hold and a message must not.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
