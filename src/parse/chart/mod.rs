//! Parses charts: from the TOML of a fenced block to a title, a unit and rows of numbers.
//!
//! Takes the text between the fences and its offset in the file; returns a [`Chart`], or `None` and diagnostics. It
//! writes no HTML and compares no number with an original: `parse::markdown` writes the chart, also into the prose.

mod amount;
mod csv;
pub mod plot;
mod sound;

use crate::diagnostic::codes;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parse::citation::{self, CitationNames, Cites};
use crate::parse::fields::{Fields, Located};
use crate::parse::syntax::TomlTable;

pub use amount::ChartNumber;

/// The form of a row in `values`, for messages.
const ROW: &str = "{ label = \"…\", value = 10, cite = \"p4\" }";

/// The way in which a chart shows its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// A bar for each number, from zero.
    Bars,
    /// A line through the numbers, from first to last.
    Line,
    /// Each number as a share of the whole.
    Share,
}

impl ChartKind {
    const WORDS: [&'static str; 3] = ["bars", "line", "share"];
    const ALL: [ChartKind; 3] = [ChartKind::Bars, ChartKind::Line, ChartKind::Share];

    /// Returns the kind's name, as written in a chart.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// Returns the minimum and maximum number of rows for which the chart is readable.
    fn sizes(self) -> RangeInclusive<usize> {
        match self {
            ChartKind::Bars => 2..=20,
            ChartKind::Line => 3..=60,
            ChartKind::Share => 2..=8,
        }
    }
}

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub kind: ChartKind,
    pub title: Located<String>,
    /// The unit of the numbers, in the form in which it follows a number in a sentence.
    pub unit: Option<String>,
    /// The numbers, in the order of the file.
    pub rows: Vec<ChartRow>,
}

impl Chart {
    /// Returns true if the numbers are percentages.
    pub fn is_percent(&self) -> bool {
        matches!(self.unit.as_deref(), Some("%" | "٪"))
    }

    /// Returns the labels as years, if each is a number of four digits. A line then has gaps for missing years.
    pub fn years(&self) -> Option<Vec<u16>> {
        let year = |row: &ChartRow| {
            let digits = ChartNumber::read(&row.label.value)?.digits;
            (digits.len() == 4).then(|| digits.parse().ok())?
        };
        self.rows.iter().map(year).collect()
    }
}

/// A labelled number of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartRow {
    /// The label.
    pub label: Located<String>,
    pub amount: Located<ChartNumber>,
    /// The paragraphs that state the number, with the range of the citation in the file.
    pub cites: Option<Located<RowCitation>>,
}

/// A row whose number and citation are not parsed yet.
struct Cells {
    label: Located<String>,
    value: Located<String>,
    cite: Option<Located<String>>,
}

/// Parses the chart in `text`, which begins at byte `offset` of the file. `fence` is the range of the opening line, `cites` the
/// texts that its rows can cite.
pub fn chart(
    path: &Arc<str>,
    text: &str,
    cites: Cites,
    offset: usize,
    fence: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Chart> {
    let table = TomlTable::parse(path, text, offset, Some(fence.clone()), diagnostics);
    let mut fields = Fields::new(&table, path, "a chart", diagnostics);
    let kind = if fields.has("kind") {
        fields.one_of("kind", &ChartKind::WORDS).map(|k| k.value)
    } else {
        fields.required("kind");
        None
    };
    let title = fields.required("title");
    let unit = fields.string("unit").map(|unit| unit.value);
    let has = [fields.has("values"), fields.has("csv")];
    let listed = listed(&mut fields);
    let csv = fields.string("csv");
    let is_sound = fields.is_sound();
    fields.finish();
    let cells = match has {
        [true, false] => listed,
        [false, true] => csv::rows(&csv?, path, text, offset, diagnostics),
        _ if !is_sound => return None,
        [both, _] => {
            diagnostics.push(no_data(path, both).at(fence));
            return None;
        }
    };
    // A part of the rows that did not parse was reported already.
    let is_read = is_sound || !cells.is_empty();
    // Every row is parsed, so that all faults are found at once.
    let rows: Vec<Option<ChartRow>> = cells
        .into_iter()
        .map(|cells| row(cells?, cites, path, diagnostics))
        .collect();
    let chart = Chart {
        kind: ChartKind::ALL[kind?],
        title: title?,
        unit: unit.filter(|unit| !unit.trim().is_empty()),
        rows: rows.into_iter().collect::<Option<_>>()?,
    };
    if !is_read {
        return None;
    }
    let found = sound::fault(&chart, path, fence);
    let is_right = found.is_none();
    diagnostics.extend(found);
    is_right.then_some(chart)
}

fn no_data(path: &Arc<str>, both: bool) -> Diagnostic {
    let (message, help) = if both {
        (
            "this chart has its numbers twice, in `values` and in `csv`",
            "keep one of the two".to_owned(),
        )
    } else {
        (
            "this chart has no numbers",
            format!("list them as in `values = [{ROW}]`, or as lines of `csv`"),
        )
    };
    Diagnostic::new(codes::CHART_DATA, path, message).help(help)
}

/// Returns the rows of `values`, with `None` for each that was reported.
fn listed(fields: &mut Fields<'_, '_, '_>) -> Vec<Option<Cells>> {
    let items = fields.tables("values", &format!("values = [{ROW}]"));
    let cells = items.into_iter().map(|item| {
        let mut row = fields.open("values", item, "an entry of `values`", ROW)?;
        let label = row.required("label");
        let value = row.number("value");
        let cite = row.string("cite");
        row.finish();
        Some(Cells {
            label: label?,
            value: value?,
            cite,
        })
    });
    cells.collect()
}

/// Parses the number and the citation of a row.
fn row(
    cells: Cells,
    cites: Cites,
    path: &Arc<str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ChartRow> {
    let Cells { label, value, cite } = cells;
    let amount = ChartNumber::read(&value.value);
    if amount.is_none() {
        let message = format!("`{}` is no number for a chart", value.value);
        let found = Diagnostic::new(codes::CHART_NUMBER, path, message).at(value.span.clone());
        diagnostics.push(found.help(format!(
            "write digits alone, at most {}, with a point before decimals: 1200000, 3.5; `unit` says what it is a number of",
            amount::DIGITS
        )));
    }
    let cites = match cite {
        Some(cite) => Some(citation(cite, cites, path, diagnostics)?),
        None => None,
    };
    Some(ChartRow {
        label,
        amount: Located {
            value: amount?,
            span: value.span,
        },
        cites,
    })
}

/// The citation of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowCitation {
    /// The names before the paragraphs.
    pub names: CitationNames,
    /// Numbers of the paragraphs.
    pub paragraphs: Box<[RangeInclusive<u32>]>,
}

/// Parses the citation of a row: `p4`, or `[p4]` as in a sentence.
fn citation(
    cite: Located<String>,
    cites: Cites,
    path: &Arc<str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Located<RowCitation>> {
    let label = cite.value.trim();
    let bare = label.strip_prefix('[').and_then(|l| l.strip_suffix(']'));
    let whole = bare.unwrap_or(label);
    let cites = match cites {
        // What such a text cites is reported where it is linked.
        Cites::Original => Cites::Originals,
        cites => cites,
    };
    let (names, label) = citation::names(whole, cites);
    let why = match citation::read(label) {
        Some(Ok(reference)) if reference.words.is_none() => {
            return Some(Located {
                value: RowCitation {
                    names,
                    paragraphs: reference.paragraphs,
                },
                span: cite.span,
            });
        }
        Some(Ok(_)) => "a chart cites paragraphs without their words",
        Some(Err(why)) => why,
        None => "each paragraph is written as p and its number",
    };
    let message = format!("`{whole}` is not a citation: {why}");
    let help = match citation::repaired(label) {
        Some(meant) => format!("did you mean `{names}{meant}`?"),
        None => format!("write it as `{names}p4`, `{names}p4-p6` or `{names}p2, p7`"),
    };
    let found = Diagnostic::new(codes::CITATION_MALFORMED, path, message);
    diagnostics.push(found.at(cite.span).help(help));
    None
}
