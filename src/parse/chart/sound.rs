//! Checks that a chart's type suits its numbers: the years of a line are in order, and shares add up to a whole.

use crate::diagnostic::codes;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parse::chart::{Chart, ChartKind};

/// Returns the reason why a chart cannot show its numbers; `None` if it can.
pub(super) fn fault(chart: &Chart, path: &Arc<str>, fence: Range<usize>) -> Option<Diagnostic> {
    let sizes = chart.kind.sizes();
    let word = chart.kind.word();
    let count = chart.rows.len();
    if !sizes.contains(&count) {
        let (fewest, most) = (sizes.start(), sizes.end());
        let message =
            format!("`{word}` shows from {fewest} to {most} numbers, and this chart has {count}");
        let help = if count < *fewest {
            "say it in a sentence"
        } else {
            "leave out those that matter least, or put them together"
        };
        return Some(
            Diagnostic::new(codes::CHART_SIZE, path, message)
                .at(fence)
                .help(help),
        );
    }
    match chart.kind {
        ChartKind::Bars => None,
        ChartKind::Line => out_of_order(chart, path),
        ChartKind::Share => no_whole(chart, path, fence),
    }
}

/// Reports years that are out of order. A line follows time, so such a year would make it turn back.
fn out_of_order(chart: &Chart, path: &Arc<str>) -> Option<Diagnostic> {
    let years = chart.years()?;
    let at = (1..years.len()).find(|at| years[*at] <= years[*at - 1])?;
    let [before, here] = [at - 1, at].map(|at| &chart.rows[at].label);
    let message = format!(
        "in a line, years go forward, and {} comes after {}",
        here.value, before.value
    );
    Some(
        Diagnostic::new(codes::CHART_ORDER, path, message)
            .at(here.span.clone())
            .help("put the rows in the order of their years, each year once"),
    )
}

/// Reports numbers that are not shares of a whole: negative numbers, and percentages that add up to more than 100, with
/// a tolerance for rounding.
fn no_whole(chart: &Chart, path: &Arc<str>, fence: Range<usize>) -> Option<Diagnostic> {
    if let Some(row) = chart.rows.iter().find(|row| row.amount.value.size < 0.0) {
        let message = format!(
            "a share is a part of a whole, and {} is less than nothing",
            row.amount.value.digits
        );
        return Some(
            Diagnostic::new(codes::CHART_SHARE, path, message)
                .at(row.amount.span.clone())
                .help("show these numbers with `kind = \"bars\"`"),
        );
    }
    let total: f64 = chart.rows.iter().map(|row| row.amount.value.size).sum();
    let rounding = chart.rows.len() as f64 / 2.0;
    let message = match total {
        0.0 => "the parts of this whole are all nothing".to_owned(),
        _ if chart.is_percent() && total > 100.0 + rounding => {
            format!("these shares add up to {total}%")
        }
        _ => return None,
    };
    let help =
        "correct them; numbers that are no parts of one whole are shown with `kind = \"bars\"`";
    Some(
        Diagnostic::new(codes::CHART_SHARE, path, message)
            .at(fence)
            .help(help),
    )
}
