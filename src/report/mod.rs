//! Findings as text for people: what, where, the words, why, and a way out. For programs see [`json()`], [`sarif()`] and
//! [`github()`].
//!
//! Takes diagnostics and a way to look up sources; gives text with or without colours. In a line of left-to-right text a
//! caret stands under the words. Where a line holds right-to-left text no terminal agrees with another about where a
//! column is, so the words are printed once more, isolated, on a line of their own.

mod github;
mod json;
pub mod place;
mod sarif;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::codes::Code;
use crate::diagnostic::{Diagnostic, Severity, beginning, names_secret};
use crate::lang::{Direction, first_strong, isolate};

pub use github::github;
pub use json::json;
pub use place::folder;
pub use sarif::sarif;

/// The most characters of a source line that a message shows.
const LONGEST: usize = 100;
/// How many of them stand before the words of a finding, where a line is cut.
const BEFORE: usize = 40;
/// How many findings that say the same of different places are shown.
const SAME: usize = 3;
/// How many findings of one code are shown.
const OF_A_CODE: usize = 20;
/// Stand for FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE until a message is rendered, for the renderer takes those
/// for an attack. No source can hold these noncharacters.
const ISOLATE: char = '\u{FDD2}';
const POP: char = '\u{FDD3}';

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

/// Findings as text. `source` gives the text of a file by its path, as far as it can be read.
///
/// Where very many say the same, the first of them are shown and the others counted, so that they do not drown the rest.
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
    let mut same: BTreeMap<_, Same> = BTreeMap::new();
    for diagnostic in diagnostics {
        same.entry(what(diagnostic)).or_default().all += 1;
    }
    let mut codes: BTreeMap<(Severity, Code), CodeFindings<'_>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let code = codes
            .entry((diagnostic.severity, diagnostic.code))
            .or_default();
        let same = same.entry(what(diagnostic)).or_default();
        // A line that says that one more is not shown would be no shorter than that one.
        let is_one_of_many = same.shown == SAME && same.all > SAME + 1;
        if is_one_of_many || code.shown == OF_A_CODE {
            code.left_out.push(&diagnostic.path);
            continue;
        }
        same.shown += 1;
        code.shown += 1;
        out.push_str(&one(diagnostic, source(&diagnostic.path), &renderer));
        out.push_str("\n\n");
    }
    for ((severity, code), CodeFindings { left_out, .. }) in &codes {
        if !left_out.is_empty() {
            out.push_str(&more(*severity, *code, left_out));
        }
    }
    out
}

/// How many findings say the same, and how many of them are shown.
#[derive(Default)]
struct Same {
    all: usize,
    shown: usize,
}

/// The findings of one code.
#[derive(Default)]
struct CodeFindings<'d> {
    shown: usize,
    /// The files of those that are not shown, in order.
    left_out: Vec<&'d str>,
}

/// How many findings of a code are not shown, and where they are.
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
    let message = for_people(&diagnostic.message);
    let title = level
        .primary_title(message.as_str())
        .id(diagnostic.code.name());
    let path = tame(&diagnostic.path);
    let place = source.zip(diagnostic.span.clone());
    let excerpt = place.as_ref().map(|(text, span)| {
        let excerpt = Excerpt::new(text, span);
        if *diagnostic.path == *"config.toml" {
            excerpt.without_secret()
        } else {
            excerpt
        }
    });
    let mut group = Group::with_title(title);
    let origin = |at: Position| {
        Origin::path(path.as_str())
            .line(at.line)
            .char_column(at.column)
    };
    let mut edit = Edit::None;
    match excerpt.as_ref().map(|excerpt| (excerpt, excerpt.shown())) {
        Some((excerpt, Shown::Line(line, span))) => {
            let annotation = AnnotationKind::Primary.span(span);
            let is_whole = line == excerpt.line;
            let mut snippet = Snippet::source(line)
                .line_start(excerpt.at.line)
                .fold(false)
                .annotation(annotation);
            if is_whole {
                snippet = snippet.path(path.as_str());
            } else {
                group = group.element(origin(excerpt.at));
                edit = Edit::Join;
            }
            group = group.element(snippet);
        }
        Some((excerpt, Shown::Words(words))) => {
            group = group.element(origin(excerpt.at));
            edit = Edit::Words(words);
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

/// What the renderer cannot do itself.
enum Edit {
    None,
    /// Puts words on a line of their own after the place.
    Words(String),
    /// Takes out the line `:::` that the renderer puts between a place and an excerpt that is not counted from the
    /// beginning of its line.
    Join,
}

impl Edit {
    /// Edits a rendered message, whose place stands in the line of this index.
    fn apply(&self, text: &str, place: usize) -> String {
        let mut out = String::with_capacity(text.len());
        for (index, line) in text.lines().enumerate() {
            if matches!(self, Edit::Join) && index == place + 2 {
                continue;
            }
            if index > 0 {
                out.push('\n');
            }
            out.push_str(line);
            if let (Edit::Words(words), true) = (self, index == place) {
                write!(out, "\n    {words}").expect("a String takes any text");
            }
        }
        out
    }
}

/// The line of a finding and where it stands in it.
struct Excerpt<'s> {
    line: Cow<'s, str>,
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
            line: line.into(),
            span: from..to,
            at: position(text, start),
        }
    }

    /// The same with asterisks for the bytes of a value whose key names a secret, so that carets stay in their place.
    fn without_secret(mut self) -> Self {
        let mut parts = self.line.match_indices('=').map(|(at, _)| at);
        let is_secret = |at: &usize| {
            let before = self.line[..*at].trim_end_matches([' ', '\t', '"', '\'']);
            let key = before.rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-'));
            key.into_iter().next().is_some_and(names_secret)
        };
        let from_key = parts.find(is_secret).map(|at| at + 1..self.line.len());
        for secret in from_key.into_iter().chain(password(&self.line)) {
            let hidden = self.line[secret.clone()].bytes();
            let hidden: String = hidden.map(|b| if b == b' ' { ' ' } else { '*' }).collect();
            self.line.to_mut().replace_range(secret, &hidden);
        }
        self
    }

    /// What a message shows of the line: all of it or a part with a caret under the words, or the words alone, where
    /// the line holds right-to-left text.
    fn shown(&self) -> Shown {
        if !has_rtl(&self.line) {
            let (line, span) = self.cut();
            return Shown::Line(line, span);
        }
        let after = &self.line[self.span.start..];
        let words = [&self.line[self.span.clone()], after, &*self.line]
            .into_iter()
            .map(str::trim)
            .find(|words| !words.is_empty())
            .unwrap_or_default();
        Shown::Words(isolate(&tame(&beginning(words, LONGEST))))
    }

    /// The words and what is around them, no more than a terminal shows, and where the words stand in that.
    fn cut(&self) -> (String, Range<usize>) {
        let Range { start, end } = self.span;
        if self.line.chars().count() <= LONGEST {
            return (self.line.clone().into_owned(), start..end);
        }
        let before = self.line[..start].char_indices().rev();
        let from = before.map(|(at, _)| at).nth(BEFORE).unwrap_or(0);
        // A cut before a word rather than in it.
        let from = match self.line[from..start].find(' ') {
            Some(space) if from > 0 => from + space + 1,
            _ => from,
        };
        let after = self.line[from..].char_indices();
        let most = after.map(|(at, _)| from + at).nth(LONGEST);
        let to = match most {
            // A cut after a word rather than in it, but never before the words of the finding.
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

/// Where the password of an address stands in a line, as in `ssh://user:password@host/`.
fn password(line: &str) -> Option<Range<usize>> {
    let start = line.find("://")? + 3;
    let end = line[start..].find(['/', '"', '\'']);
    let authority = &line[start..end.map_or(line.len(), |end| start + end)];
    let (who, _) = authority.rsplit_once('@')?;
    let colon = who.find(':')?;
    Some(start + colon + 1..start + who.len())
}

/// What a message shows of a line.
enum Shown {
    /// A line, and the part of it under which carets stand.
    Line(String, Range<usize>),
    /// Words, isolated.
    Words(String),
}

/// The nearest boundary of a character at or before a byte.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A message's text with its right-to-left words isolated, so that they do not turn the words around them: those in
/// quotes of any kind as a whole, elsewhere each run of such words.
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
        // The run goes on where nothing but white space stands between two words.
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

/// Whether a text holds letters that are read from right to left.
fn has_rtl(text: &str) -> bool {
    let mut bytes = [0; 4];
    text.chars()
        .any(|c| !c.is_ascii() && first_strong(c.encode_utf8(&mut bytes)) == Some(Direction::Rtl))
}

/// Text without the characters that could reorder or rewrite a terminal's line, or that stand for isolates here.
fn tame(text: &str) -> String {
    let is_wild = |c: char| c.is_control() && c != '\n' || is_bidi_control(c);
    text.chars()
        .map(|c| match c {
            ISOLATE | POP => '\u{FFFD}',
            c if is_wild(c) => '\u{FFFD}',
            c => c,
        })
        .collect()
}

/// The explicit directional formatting characters (UAX #9, section 2), which a source may hold and a message must not.
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
            // The middle of a character is its beginning.
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
    fn the_value_of_a_secret_is_hidden() {
        for (line, shown) in [
            ("secret_key = \"ab c\"", "secret_key = *** **"),
            (
                "{ to = \"s3://b\", \"token\" = 'x' }",
                "{ to = \"s3://b\", \"token\" = *** *",
            ),
            ("# password=hunter2", "# password=*******"),
            ("title = \"a key = b\"", "title = \"a key = **"),
            ("region = \"eu\"", "region = \"eu\""),
            (
                "to = 'ssh://me:p:w@host:2/x@y'",
                "to = 'ssh://me:***@host:2/x@y'",
            ),
            ("to = 'ssh://me@host:22/x'", "to = 'ssh://me@host:22/x'"),
            ("secret = 'https://a:b@c'", "secret = ***************"),
            ("مفتاح = \"x\"", "مفتاح = \"x\""),
            ("=", "="),
        ] {
            let excerpt = Excerpt::new(line, &(0..line.len())).without_secret();
            assert_eq!(excerpt.line, shown);
            assert_eq!(excerpt.line.len(), line.len());
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
