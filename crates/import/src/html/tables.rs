//! Distinguishes tables of data from tables for layout, and reads their rows. Pure.
//!
//! Pages, especially old ones, use tables for layout: their cells are read as paragraphs. A table of data has at least
//! two rows of two cells, no nested table, and no long text in its cells.

use super::clean::{CleanToken, number};
use super::inline::InlineBuffer;
use std::collections::BTreeMap;

/// Maximum length of a cell's text in a table of data, in bytes.
const LONG_CELL: usize = 600;
/// Maximum number of columns. Cells beyond it are still appended to their row, one column each.
const MAX_COLUMNS: usize = 100;

/// The state of an open table.
struct OpenHtmlTable {
    start: usize,
    cells: usize,
    /// Length of the current cell's text, in bytes.
    length: usize,
    /// Number of rows with two cells or more.
    rows: usize,
    is_layout: bool,
}

/// Returns the tables of data: maps the index of a start tag to the index of its end tag.
pub(super) fn of_data(tokens: &[CleanToken]) -> BTreeMap<usize, usize> {
    let mut found = BTreeMap::new();
    let mut open: Vec<OpenHtmlTable> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            CleanToken::Open("table", _) => {
                if let Some(outer) = open.last_mut() {
                    outer.is_layout = true;
                }
                open.push(OpenHtmlTable {
                    start: at,
                    cells: 0,
                    length: 0,
                    rows: 0,
                    is_layout: false,
                });
            }
            CleanToken::Close("table") => {
                if let Some(table) = open.pop().filter(|t| t.rows >= 2 && !t.is_layout) {
                    found.insert(table.start, at);
                }
            }
            token => {
                if let Some(table) = open.last_mut() {
                    table.see(token);
                }
            }
        }
    }
    found
}

impl OpenHtmlTable {
    fn see(&mut self, token: &CleanToken) {
        match token {
            CleanToken::Open("tr", _) => self.cells = 0,
            CleanToken::Open("td" | "th", _) => {
                self.cells += 1;
                self.length = 0;
                self.rows += usize::from(self.cells == 2);
            }
            CleanToken::Open(name, _) => {
                let structure = matches!(
                    *name,
                    "blockquote" | "figure" | "ul" | "ol" | "article" | "section"
                );
                self.is_layout |= structure || matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
            }
            CleanToken::Text(text) => {
                self.length += text.trim().len();
                self.is_layout |= self.length > LONG_CELL;
            }
            CleanToken::Close(_) => {}
        }
    }
}

/// Returns the rows of a table of data: the texts of their cells, the same number in each row. Rows without text are left
/// out.
///
/// The text of a cell that spans several places is in the first of them. `inline` must contain no text; it tracks the
/// elements that are open around the table.
pub(super) fn rows(tokens: &[CleanToken], inline: &mut InlineBuffer) -> Vec<Vec<String>> {
    let mut grid = Grid::default();
    let mut in_cell = false;
    for token in tokens {
        match token {
            CleanToken::Open("tr", _) => grid.new_row(),
            CleanToken::Open("td" | "th", attributes) => {
                in_cell = true;
                grid.open(attributes);
            }
            CleanToken::Close("td" | "th") => {
                in_cell = false;
                grid.fill(inline.one_line());
            }
            token if in_cell => inline.take(token),
            _ => {}
        }
    }
    grid.finished()
}

/// Returns the texts in a table's captions. `inline` is as for [`rows`].
pub(super) fn captions(tokens: &[CleanToken], inline: &mut InlineBuffer) -> Vec<String> {
    let mut captions = Vec::new();
    let mut in_caption = false;
    for token in tokens {
        match token {
            CleanToken::Open("caption", _) => in_caption = true,
            CleanToken::Close("caption") => {
                in_caption = false;
                captions.push(inline.one_line());
            }
            token if in_caption => inline.take(token),
            _ => {}
        }
    }
    captions.retain(|text| !text.is_empty());
    captions
}

/// A table's cells, placed in rows and columns as they are read.
#[derive(Default)]
struct Grid {
    rows: Vec<Vec<String>>,
    /// For each column, the number of further rows that a cell from above spans.
    from_above: Vec<usize>,
    columns: usize,
    rowspan: usize,
}

impl Grid {
    fn new_row(&mut self) {
        self.rows.push(Vec::new());
    }

    fn open(&mut self, attributes: &str) {
        let span = |name| number(attributes, name).unwrap_or(1).clamp(1, MAX_COLUMNS);
        (self.columns, self.rowspan) = (span("colspan"), span("rowspan"));
    }

    /// Puts a cell into the next free place of the last row.
    fn fill(&mut self, text: String) {
        let (columns, rowspan) = (self.columns, self.rowspan);
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        let mut texts = Some(text);
        while let Some(above) = self
            .from_above
            .get_mut(row.len())
            .filter(|above| **above > 0)
        {
            *above -= 1;
            row.push(String::new());
        }
        for _ in 0..columns.min(MAX_COLUMNS.saturating_sub(row.len()).max(1)) {
            if self.from_above.len() <= row.len() {
                self.from_above.resize(row.len() + 1, 0);
            }
            self.from_above[row.len()] = rowspan - 1;
            row.push(texts.take().unwrap_or_default());
        }
    }

    fn finished(mut self) -> Vec<Vec<String>> {
        self.rows
            .retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut self.rows {
            row.resize(columns, String::new());
        }
        self.rows
    }
}
