//! Writes `figures.csv`: see `docs/data.md`.

use crate::plan::exports::figures::{FigureData, FiguresData};

/// The columns, in order. The last columns are the same as in `figures.json`.
const COLUMNS: [&str; 15] = [
    "topic",
    "unit",
    "series",
    "disputed",
    "figure",
    "value",
    "value_to",
    "counts",
    "sentence",
    "article",
    "title",
    "date",
    "publisher",
    "paragraph",
    "url",
];

/// Returns the register as CSV (RFC 4180) in UTF-8, with a line of column names.
pub(super) fn csv(view: &FiguresData<'_>) -> Vec<u8> {
    let mut out = COLUMNS.join(",");
    out.push_str("\r\n");
    for figure in &view.figures {
        for (index, cell) in cells(figure).iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            push_cell(cell, &mut out);
        }
        out.push_str("\r\n");
    }
    out.into_bytes()
}

fn cells(figure: &FigureData<'_>) -> [String; COLUMNS.len()] {
    let FigureData {
        topic,
        unit,
        series,
        disputed,
        figure,
        value,
        value_to,
        counts,
        sentence,
        article,
        title,
        date,
        publisher,
        // The publisher tells the originals of an article apart.
        original: _,
        paragraph,
        url,
        draft: _,
    } = figure;
    let text = |text: &Option<&str>| text.unwrap_or_default().to_owned();
    let number = |value: &Option<_>| match value {
        Some(value) => format!("{value}"),
        None => String::new(),
    };
    [
        text(topic),
        (*unit).to_owned(),
        series.to_string(),
        if *disputed { "yes" } else { "" }.to_owned(),
        figure.clone(),
        number(value),
        number(value_to),
        counts.clone(),
        sentence.clone(),
        (*article).to_owned(),
        (*title).to_owned(),
        date.as_ref().map_or(String::new(), ToString::to_string),
        text(publisher),
        paragraph.to_string(),
        url.to_string(),
    ]
}

/// Appends a cell, in quotation marks if it needs them.
fn push_cell(cell: &str, out: &mut String) {
    if cell.contains([',', '"', '\n', '\r']) {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_if_it_has_marks_of_the_format() {
        for (cell, written) in [
            ("20,000", "\"20,000\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            ("a\nb", "\"a\nb\""),
            ("٢٠٬٠٠٠ عامل", "٢٠٬٠٠٠ عامل"),
            ("", ""),
        ] {
            let mut out = String::new();
            push_cell(cell, &mut out);
            assert_eq!(out, written);
        }
    }
}
