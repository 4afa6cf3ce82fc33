//! Parses TOML to a table, and explains its syntax errors in words for editors.
//!
//! Takes the text of a file or of its front matter; returns a [`TomlTable`] and diagnostics, and never fails: invalid
//! parts are reported and left out, and the rest is still read.

use crate::diagnostic::codes;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::parse::toml_errors::explain;
use crate::parse::toml_slips;

/// Maximum number of lines of a text in which slips are looked for.
const SLIPS_SOUGHT: usize = 20;

/// Maximum number of lines of a text in which slips are searched for.
const MOST_FAULTS: usize = 100;

/// A table as written in a file.
#[derive(Debug)]
pub struct TomlTable<'s> {
    /// The keys and values. Their spans count from the beginning of the TOML.
    pub root: Spanned<DeTable<'s>>,
    /// Offset of the TOML in the file.
    pub offset: usize,
    /// The range for findings about the table as a whole: the line `+++` of front matter. `None` for a file of TOML.
    pub opening: Option<Range<usize>>,
    /// The source of the TOML.
    text: &'s str,
    /// Ranges of the TOML that do not parse.
    faults: Vec<Range<usize>>,
}

impl<'s> TomlTable<'s> {
    /// Parses the TOML in `text`, which begins at byte `offset` of the file.
    pub fn parse(
        path: &Arc<str>,
        text: &'s str,
        offset: usize,
        opening: Option<Range<usize>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut faults: Vec<Range<usize>> = Vec::new();
        // Parts of the text that an error makes unreadable. Further errors in them are consequences of it.
        let mut lost: Vec<Range<usize>> = Vec::new();
        // The lines in which slips were looked for.
        let mut sought: Vec<Range<usize>> = Vec::new();
        for (index, error) in errors.into_iter().enumerate() {
            let span = error.span().unwrap_or(0..0);
            // With this many faults, the rest is not TOML, or follows from the ones before.
            if index == MOST_FAULTS {
                lost.push(span.start..text.len());
                break;
            }
            if lost.iter().any(|part| part.contains(&span.start)) {
                continue;
            }
            if let Some(list) = unclosed_list(text, span.start, error.message()) {
                let found =
                    Diagnostic::new(codes::TOML_SYNTAX, path, "this list has no closing `]`")
                        .help("add it after the last entry");
                diagnostics.push(found.at(list + offset..list + offset + 1));
                // An error at the very end is within it, too.
                lost.push(list..text.len() + 1);
                faults.push(list..text.len());
                continue;
            }
            lost.extend(table_without_heading(text, span.start));
            if let Some((heading, name)) = single_brackets(text, span.start) {
                if !faults.contains(&heading) {
                    let message = match text.contains(&format!("[[{name}]]")) {
                        true => format!("`[{name}]` and `[[{name}]]` cannot stand in one file"),
                        false => format!("`[{name}]` stands here more than once"),
                    };
                    let help = format!(
                        "double the brackets, as in `[[{name}]]`: each entry has such a heading"
                    );
                    let found = Diagnostic::new(codes::TOML_SYNTAX, path, message).help(help);
                    diagnostics.push(found.at(heading.start + offset..heading.end + offset));
                }
                faults.extend([heading, span]);
                continue;
            }
            // A line is corrected on trial, which takes as long as parsing the whole text.
            let line = toml_slips::line_at(text, span.start);
            let slip = (sought.len() < SLIPS_SOUGHT && !sought.contains(&line))
                .then(|| toml_slips::find(text, line.clone()))
                .flatten();
            sought.push(line);
            if let Some(slip) = slip {
                lost.push(slip.lost.start..slip.lost.end + 1);
                faults.push(slip.lost);
                let found = Diagnostic::new(codes::TOML_SYNTAX, path, slip.message).help(slip.help);
                diagnostics.push(found.at(slip.span.start + offset..slip.span.end + offset));
                continue;
            }
            // A single slip in a line causes several errors of the parser.
            let in_one_line = |fault: &Range<usize>| {
                let (a, b) = (fault.end.min(span.start), fault.end.max(span.start));
                text.get(a..b)
                    .is_some_and(|between| !between.contains('\n'))
            };
            // After a faulty heading, the parser takes the first of several `[[name]]` for a table that cannot be repeated.
            let is_repeated = !faults.is_empty()
                && error.message().starts_with("duplicate key")
                && text[toml_slips::line_at(text, span.start)]
                    .trim_start()
                    .starts_with("[[");
            if !faults.iter().any(in_one_line) && !is_repeated {
                let found = explain(path, text, &span, error.message());
                diagnostics.push(found.at(span.start + offset..span.end + offset));
            }
            faults.push(span);
        }
        faults.extend(lost);
        TomlTable {
            root,
            offset,
            opening,
            text,
            faults,
        }
    }

    /// Lays another table over this one: its keys take the place of those here, table by table. `whole` is the text of both, in
    /// which the other begins at byte `start`; spans of the other count from there.
    pub fn overlay(mut self, other: TomlTable<'s>, whole: &'s str, start: usize) -> Self {
        let TomlTable { root, faults, .. } = other;
        lay_over(self.root.get_mut(), shifted_table(root.into_inner(), start));
        let shifted = faults.into_iter();
        let shifted = shifted.map(|fault| fault.start + start..fault.end + start);
        self.faults.extend(shifted);
        self.text = whole;
        self
    }

    /// Returns true if the whole text was parsed. If not, keys that seem to be missing may be in the invalid part.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// Returns the source at a range, which counts from the beginning of the TOML.
    pub fn written(&self, span: &Range<usize>) -> &'s str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// Returns true if a key or value was reported because it does not parse.
    pub fn is_faulty(&self, span: &Range<usize>) -> bool {
        let touches = |fault: &Range<usize>| fault.start <= span.end && fault.end >= span.start;
        self.faults.iter().any(touches)
    }
}

/// Merges the entries of a table into another one. Where both have a table, these are merged in the same way.
fn lay_over<'s>(base: &mut DeTable<'s>, over: DeTable<'s>) {
    for (key, value) in over {
        let name = key.get_ref().to_string();
        let below = base.get_mut(name.as_str()).map(Spanned::get_mut);
        if let (Some(DeValue::Table(below)), DeValue::Table(_)) = (below, value.get_ref()) {
            if let DeValue::Table(above) = value.into_inner() {
                lay_over(below, above);
            }
            continue;
        }
        base.remove(name.as_str());
        base.insert(key, value);
    }
}

fn shifted_table(table: DeTable<'_>, by: usize) -> DeTable<'_> {
    let entries = table.into_iter();
    entries
        .map(|(key, value)| {
            (
                shifted(key, by, |key| key),
                shifted(value, by, |v| within(v, by)),
            )
        })
        .collect()
}

/// Shifts the spans in a value.
fn within(value: DeValue<'_>, by: usize) -> DeValue<'_> {
    match value {
        DeValue::Array(items) => {
            let mut list = DeArray::new();
            for item in items {
                list.push(shifted(item, by, |item| within(item, by)));
            }
            DeValue::Array(list)
        }
        DeValue::Table(table) => DeValue::Table(shifted_table(table, by)),
        other => other,
    }
}

fn shifted<T>(spanned: Spanned<T>, by: usize, inner: impl FnOnce(T) -> T) -> Spanned<T> {
    let span = spanned.span();
    Spanned::new(span.start + by..span.end + by, inner(spanned.into_inner()))
}

/// Returns the range of the keys below the table heading that contains an error, since their table is unknown. Returns
/// `None` if the error is not in a heading.
fn table_without_heading(text: &str, error: usize) -> Option<Range<usize>> {
    let start = text.get(..error)?.rfind('\n').map_or(0, |at| at + 1);
    let mut lines = text[start..].split_inclusive('\n');
    let heading = lines.next()?;
    if !heading.trim_start().starts_with('[') {
        return None;
    }
    let below = lines.take_while(|line| !line.trim_start().starts_with('['));
    let below: usize = below.map(str::len).sum();
    // This ends before the last line feed, so that the next heading does not touch the range.
    let end = start + heading.len() + below;
    Some(error..end.saturating_sub(1).max(error + 1))
}

/// Returns the heading `[name]` in a file that also has `[[name]]`, and the name, if an error is in one of the two.
fn single_brackets(text: &str, error: usize) -> Option<(Range<usize>, &str)> {
    let start = text.get(..error)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next()?.trim();
    let name = heading_name(line)?.0;
    let mut at = 0;
    let mut single = None;
    // These are lists of tables, so a second heading with single brackets needs double ones.
    let is_list = matches!(
        name,
        "name" | "waive" | "sources" | "values" | "corrections"
    );
    let mut is_double = false;
    for line in text.split_inclusive('\n') {
        match heading_name(line.trim()) {
            Some((other, true)) => is_double |= other == name,
            Some((other, false)) if other == name && is_list && single.is_some() => {
                is_double = true;
            }
            Some((other, false)) if other == name && single.is_none() => {
                let indent = line.len() - line.trim_start().len();
                let end = at + indent + line.trim_start().find(']')? + 1;
                single = Some(at + indent..end);
            }
            _ => {}
        }
        at += line.len();
    }
    single.filter(|_| is_double).map(|single| (single, name))
}

/// Returns the name in the heading of a table, and true if its brackets are double.
fn heading_name(line: &str) -> Option<(&str, bool)> {
    let (rest, is_double) = match line.strip_prefix("[[") {
        Some(rest) => (rest, true),
        None => (line.strip_prefix('[')?, false),
    };
    let (name, _) = rest.split_once(']')?;
    Some((name.trim(), is_double))
}

/// Returns the start of an unclosed list, if an error is at the beginning of a key or a heading that the parser reads as
/// an entry of the list.
fn unclosed_list(text: &str, error: usize, message: &str) -> Option<usize> {
    let is_in_list = ["missing comma", "unclosed array", "extra `=`"]
        .iter()
        .any(|start| message.starts_with(start));
    if !is_in_list {
        return None;
    }
    let start = text.get(..error)?.rfind('\n').map_or(0, |at| at + 1);
    // An error after `=` is in a list on the same line.
    if text[start..error].contains('=') {
        return None;
    }
    let line = text[start..]
        .lines()
        .next()
        .unwrap_or_default()
        .trim_start();
    let is_key = line.split_once('=').is_some_and(|(key, _)| {
        let is_bare = |b: u8| b.is_ascii_alphanumeric() || b"-_. \"".contains(&b);
        !key.trim().is_empty() && key.bytes().all(is_bare)
    });
    let is_end = line.is_empty() && text[start..].trim().is_empty();
    if !is_key && !line.starts_with('[') && !is_end {
        return None;
    }
    // The last list that begins as the value of a key.
    let before = &text[..start];
    let (at, _) = before.match_indices('[').rev().find(|(at, _)| {
        let line = before[..*at].rsplit('\n').next().unwrap_or_default();
        line.trim_end().ends_with('=')
    })?;
    Some(at)
}

/// Returns the boolean that a word for yes or no means.
pub(super) fn spelt_boolean(value: &str) -> Option<bool> {
    match value.to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "نعم" | "صحيح" => Some(true),
        "false" | "no" | "off" | "n" | "لا" | "خطأ" => Some(false),
        _ => None,
    }
}
