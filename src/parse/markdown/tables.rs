//! Writes tables: their head, rows and cells.
//!
//! Takes the events of a table; writes its elements. A row of an original is a numbered paragraph.

use crate::diagnostic::Severity;
use crate::diagnostic::codes;
use std::ops::Range;

use pulldown_cmark::Alignment;

use crate::diagnostic::Diagnostic;
use crate::parse::markdown::ParagraphElement;
use crate::parse::markdown::writer::BodyWriter;

/// The table that is being written.
#[derive(Default)]
pub(super) struct OpenMarkdownTable {
    /// Alignments of the table's columns.
    alignments: Vec<Alignment>,
    /// Index of the next cell in the current row.
    cell: usize,
    in_head: bool,
}

impl BodyWriter<'_, '_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.table = OpenMarkdownTable {
            alignments,
            ..OpenMarkdownTable::default()
        };
        self.tag("<table>");
    }

    pub(super) fn start_table_head(&mut self, span: Range<usize>) {
        self.table.in_head = true;
        self.tag("<thead>");
        self.start_row(span);
    }

    pub(super) fn end_table_head(&mut self) {
        self.table.in_head = false;
        self.end_row("</tr>");
        self.tag("</thead><tbody>\n");
    }

    pub(super) fn start_row(&mut self, span: Range<usize>) {
        self.check_cells(&span);
        self.table.cell = 0;
        self.prose.row = Some(true);
        self.open_frame("<tr", ParagraphElement::Row, span);
    }

    /// Reports a row whose number of cells differs from the number of columns.
    fn check_cells(&mut self, span: &Range<usize>) {
        let row = self.text[span.clone()].trim_end();
        let (cells, columns) = (cells(row), self.table.alignments.len());
        let place = self.place(span.start..span.start + row.len());
        let found = if cells > columns {
            let message = format!(
                "this row has {cells} cells and its table {columns} columns: what stands in the others is lost"
            );
            Diagnostic::new(codes::TABLE_CELLS, self.path, message)
                .help("give the head and the line below it as many cells, or write `\\|` for a bar within a cell")
        } else if cells < columns {
            let message = format!(
                "this row has fewer cells than its table has columns: {cells} of {columns}"
            );
            Diagnostic::new(codes::TABLE_CELLS, self.path, message).severity(Severity::Warning)
                .help("add the others, empty where nothing is to be said; put an empty line between a table and the text below it")
        } else {
            return;
        };
        self.diagnostics.push(found.at(place));
    }

    pub(super) fn end_row(&mut self, tag: &str) {
        self.prose.row = None;
        self.close_frame(tag);
    }

    pub(super) fn start_cell(&mut self) {
        let tag = if self.table.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        };
        // The classes are logical: the first column is where reading begins.
        let class = match self.table.alignments.get(self.table.cell) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"end\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        self.table.cell += 1;
        self.tag(&format!("{tag}{class}>"));
    }

    pub(super) fn end_cell(&mut self) {
        self.end_block();
        self.tag(if self.table.in_head { "</th>" } else { "</td>" });
    }
}

/// Returns the number of cells of a row, which are separated by bars. Bars at its ends are optional.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let is_bar =
        |at: usize| row.as_bytes()[at] == b'|' && row.as_bytes()[..at].last() != Some(&b'\\');
    let bars = (0..row.len()).filter(|at| is_bar(*at));
    let ends_with_bar = !row.is_empty() && is_bar(row.len() - 1);
    bars.count() + 1 - usize::from(ends_with_bar)
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn cells_stand_between_bars() {
        for (row, expected) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a | b", 2),
            ("| a |", 1),
            ("| | b |", 2),
            ("| a \\| b | c |", 2),
            ("| أ | ب |  ", 2),
            ("text", 1),
        ] {
            assert_eq!(cells(row), expected, "{row}");
        }
    }
}
