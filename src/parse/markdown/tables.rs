//! Tables: their head, rows and cells.
//!
//! Takes the events of a table; gives its elements. A row of an original is a numbered paragraph.

use std::ops::Range;

use pulldown_cmark::Alignment;

use crate::parse::markdown::Shape;
use crate::parse::markdown::writer::Writer;

/// The table that is being written.
#[derive(Default)]
pub(super) struct Table {
    /// Of its columns.
    alignments: Vec<Alignment>,
    /// The index of the next cell in its row.
    cell: usize,
    in_head: bool,
}

impl Writer<'_, '_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.table = Table {
            alignments,
            ..Table::default()
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
        self.table.cell = 0;
        self.speech.row = Some(true);
        self.open_frame("<tr", Shape::Row, span);
    }

    pub(super) fn end_row(&mut self, tag: &str) {
        self.speech.row = None;
        self.close_frame(tag);
    }

    pub(super) fn start_cell(&mut self) {
        let tag = if self.table.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        };
        // Logical sides: the first column stands where reading begins.
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
