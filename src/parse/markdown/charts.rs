//! Writes charts, which are fenced blocks ` ```chart ` in trusted texts.
//!
//! Takes the block's range; writes a figure with its numbers in a table, and the same table into the prose, so that a
//! chart's numbers are compared with the original and linked to its paragraphs like all other figures.
//!
//! Bars grow in the direction of text, in Arabic from the right, like the labels of the table above them. A line runs to
//! the right in every language: lines in Arabic newspapers and schoolbooks do so too, and their readers would read a line
//! that rises to the left as falling.

use crate::diagnostic::codes;
use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use crate::lang::direction_of_language;
use crate::parse::chart::{Chart, ChartKind, ChartRow, RowCitation, chart, plot};
use crate::parse::html::Hole;
use crate::parse::markdown::Trust;
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::prose;

/// A chart's block that is being read.
pub(super) struct Fence {
    /// Byte range of the whole block.
    span: Range<usize>,
    /// Byte range of the text between the fences; `None` before its first line.
    text: Option<Range<usize>>,
}

impl BodyWriter<'_, '_> {
    /// Begins a chart and returns true if the block is a chart.
    pub(super) fn start_chart(&mut self, kind: &CodeBlockKind<'_>, span: Range<usize>) -> bool {
        let is_chart = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next() == Some("chart"),
            CodeBlockKind::Indented => false,
        };
        if !is_chart || self.trust == Trust::Untrusted {
            return false;
        }
        self.fence = Some(Fence { span, text: None });
        true
    }

    /// Adds a line to the open chart; returns false if there is none.
    pub(super) fn take_chart(&mut self, span: &Range<usize>) -> bool {
        let Some(fence) = &mut self.fence else {
            return false;
        };
        let start = fence.text.as_ref().map_or(span.start, |text| text.start);
        fence.text = Some(start..span.end);
        true
    }

    /// Writes the open chart; returns false if there is none.
    pub(super) fn end_chart(&mut self) -> bool {
        let Some(fence) = self.fence.take() else {
            return false;
        };
        let line = self.text[fence.span.clone()].lines().next();
        let line =
            fence.span.start..fence.span.start + line.map_or(0, |line| line.trim_end().len());
        let line = self.place(line);
        if self.depth > 0 {
            let message = "a chart stands in a list, a quotation or a footnote".into();
            let help = "put it at the margin, with an empty line before and after it".into();
            self.report(codes::CHART_MISPLACED, message, line, help);
            return true;
        }
        // An unclosed block mostly contains other text than a chart, so its content is not reported.
        if !self.check_fence(&fence.span) {
            return true;
        }
        let text = fence.text.unwrap_or(fence.span.end..fence.span.end);
        let toml = &self.text[text.clone()];
        let offset = self.place(text).start;
        if let Some(chart) = chart(self.path, toml, self.cites, offset, line, self.diagnostics) {
            self.write_chart(&chart);
        }
        true
    }

    fn write_chart(&mut self, chart: &Chart) {
        let word = chart.kind.word();
        self.tag(&format!("<figure class=\"chart {word}\"><figcaption>"));
        self.say_line(&chart.title);
        self.inline(&chart.title.value);
        self.close_block(prose::ProseBlockKind::Heading);
        if let Some(unit) = &chart.unit
            && !chart.is_percent()
        {
            self.tag(" <span class=\"unit\">");
            self.inline(unit);
            self.tag("</span>");
        }
        self.tag("</figcaption>\n");
        let is_line = chart.kind == ChartKind::Line;
        if is_line {
            self.write_plot(chart);
            self.tag("<details><summary>");
            self.html.hole(Hole::NumbersLabel);
            self.tag("</summary>");
        }
        self.tag("<table><tbody>\n");
        let bars = plot::bars(chart);
        for (row, bar) in chart.rows.iter().zip(bars) {
            self.write_row(chart, row, bar);
        }
        self.tag("</tbody></table>");
        self.tag(if is_line {
            "</details></figure>\n"
        } else {
            "</figure>\n"
        });
    }

    /// Writes a row of the table. A bar is below its text, except in a line chart.
    fn write_row(&mut self, chart: &Chart, row: &ChartRow, bar: Option<plot::Bar>) {
        self.prose.row = Some(true);
        self.tag("<tr><th scope=\"row\">");
        self.say_line(&row.label);
        self.inline(&row.label.value);
        self.end_block();
        self.tag("</th><td>");
        self.write_amount(chart, row);
        if let Some(bar) = bar {
            let plot::Bar { start, length } = bar;
            let less = if row.amount.value.size < 0.0 {
                " less"
            } else {
                ""
            };
            let start = self.html.measure('s', &start);
            let length = self.html.measure('l', &length);
            self.tag(&format!("<span class=\"bar{less}\"{start}{length}></span>"));
        }
        self.tag("</td></tr>\n");
        self.prose.row = None;
    }

    /// Writes the number of a row, which is in the prose with its unit, and its citation.
    fn write_amount(&mut self, chart: &Chart, row: &ChartRow) {
        let percent = if chart.is_percent() { "%" } else { "" };
        let number = row.amount.value.grouped();
        let words = match &chart.unit {
            Some(unit) if percent.is_empty() => format!("{number} {unit}"),
            _ => format!("{number}{percent}"),
        };
        self.say_unwritten(&words, row.amount.span.clone());
        let digits = format!("{}{percent}", row.amount.value.digits);
        let amount = self.html.amount(digits);
        let inner = self.html.text.len();
        self.html.hole(Hole::Amount(amount));
        if let Some(cites) = &row.cites {
            self.tag("\u{A0}");
            let RowCitation { names, paragraphs } = &cites.value;
            self.add_citation(names.clone(), paragraphs.clone(), None, cites.span.clone());
        }
        let before = self.body.figures.len();
        self.end_block();
        // The first figure in these words is the number; a unit may contain another one.
        if self.body.figures.len() > before {
            self.mark_hole(inner, before);
        }
    }

    /// Writes the picture of a line chart: its scale, its line and some of its labels. The table contains the same
    /// information.
    fn write_plot(&mut self, chart: &Chart) {
        let plot = plot::line(chart);
        let width = self.html.measure('w', &plot.width.to_string());
        let dir = direction_of_language(self.lang).as_str();
        let percent = if chart.is_percent() { "%" } else { "" };
        self.tag(&format!(
            "<div class=\"plot\" dir=\"ltr\" aria-hidden=\"true\"{width}>"
        ));
        for tick in plot.ticks {
            let height = self.html.measure('y', &tick.at);
            self.tag(&format!(
                "<span class=\"tick\"{height}><span><bdi dir=\"{dir}\">"
            ));
            let amount = self.html.amount(format!("{}{percent}", tick.digits));
            self.html.hole(Hole::Amount(amount));
            self.tag("</bdi></span></span>");
        }
        self.tag("<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\">");
        self.tag(&format!("<path class=\"way\" d=\"{}\"/>", plot.way));
        self.tag(&format!(
            "<path class=\"stops\" d=\"{}\"/></svg>",
            plot.stops
        ));
        for label in plot.labels {
            let place = self.html.measure('x', &label.at);
            self.tag(&format!("<span class=\"label\"{place}><bdi>"));
            self.inline(&chart.rows[label.row].label.value);
            self.tag("</bdi></span>");
        }
        self.tag("</div>\n");
    }
}
