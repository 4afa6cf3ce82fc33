//! Parses the rows of `csv`, as spreadsheets write them: a label, a number and, optionally, a citation.
//!
//! Takes the text and its range in the file; returns cells with their ranges.

use crate::diagnostic::codes;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parse::chart::Cells;
use crate::parse::fields::Located;

/// Returns the rows of `csv`, with `None` for each that was reported. `text` is the chart's, and begins at byte `offset`
/// of the file.
pub(super) fn rows(
    csv: &Located<String>,
    path: &Arc<str>,
    text: &str,
    offset: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<Cells>> {
    let raw = csv.span.start.checked_sub(offset);
    let raw = raw.and_then(|start| text.get(start..csv.span.end - offset));
    // If the text contains escapes, each part gets the range of the whole text.
    let start = raw
        .and_then(|raw| raw.find(csv.value.as_str()))
        .map(|at| csv.span.start + at);
    let mut rows = Vec::new();
    let mut at = 0;
    for line in csv.value.split_inclusive('\n') {
        let place = |part: Range<usize>| match start {
            Some(start) => start + at + part.start..start + at + part.end,
            None => csv.span.clone(),
        };
        if !line.trim().is_empty() {
            rows.push(line_cells(line, place, path, diagnostics));
        }
        at += line.len();
    }
    rows
}

fn line_cells(
    line: &str,
    place: impl Fn(Range<usize>) -> Range<usize>,
    path: &Arc<str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Cells> {
    let mut columns = columns(line).into_iter().map(|(value, span)| Located {
        value,
        span: place(span),
    });
    let (label, value, cite) = (columns.next(), columns.next(), columns.next());
    let label = label.filter(|label| !label.value.is_empty());
    let (Some(label), Some(value), None) = (label, value, columns.next()) else {
        let start = line.len() - line.trim_start().len();
        let found = Diagnostic::new(
            codes::CHART_COLUMNS,
            path,
            "a line of `csv` has a label, a number and, if there is one, a citation",
        );
        let help = if line.contains('،') {
            "put `,` between them, not `،`"
        } else {
            "write it as in `Exports, 35, p4`; a label with a comma stands in quotes, and a number has no commas"
        };
        diagnostics.push(found.at(place(start..line.trim_end().len())).help(help));
        return None;
    };
    let cite = cite.filter(|cite| !cite.value.is_empty());
    Some(Cells { label, value, cite })
}

/// Splits a line into columns (RFC 4180): separated by commas, quoted if they contain one. A quotation mark within quotes
/// is doubled.
fn columns(line: &str) -> Vec<(String, Range<usize>)> {
    let mut columns = Vec::new();
    let mut start = 0;
    let mut in_quotes = false;
    let ends = line.char_indices().filter_map(|(at, c)| {
        in_quotes ^= c == '"';
        (c == ',' && !in_quotes).then_some(at)
    });
    let ends: Vec<usize> = ends.collect();
    for end in ends.into_iter().chain([line.len()]) {
        let part = &line[start..end];
        let from = start + part.len() - part.trim_start().len();
        let word = part.trim();
        let bare = word.strip_prefix('"').and_then(|w| w.strip_suffix('"'));
        let value = bare.map_or(word.to_owned(), |bare| bare.replace("\"\"", "\""));
        columns.push((value, from..from + word.len()));
        start = end + 1;
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn columns_stand_between_commas() {
        for (line, expected) in [
            ("Exports, 35, p4\n", &["Exports@0", "35@9", "p4@13"][..]),
            ("  a,b", &["a@2", "b@4"]),
            ("\"Oil, crude\", 3", &["Oil, crude@0", "3@14"]),
            (
                "\"The \"\"new\"\" road\",1\r\n",
                &["The \"new\" road@0", "1@19"],
            ),
            ("صادرات, 35", &["صادرات@0", "35@14"]),
            ("a,,", &["a@0", "@2", "@3"]),
            ("\"open, 3", &["\"open, 3@0"]),
        ] {
            let got: Vec<_> = columns(line)
                .into_iter()
                .map(|(value, span)| format!("{value}@{}", span.start))
                .collect();
            assert_eq!(got, expected, "{line}");
        }
    }
}
