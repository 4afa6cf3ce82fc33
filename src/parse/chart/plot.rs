//! Computes the layout of a chart: bars, or a line with its scale.
//!
//! Takes a chart; returns positions in percent of its width and height, written for CSS or an SVG path.

use crate::parse::chart::{Chart, ChartKind};

/// Maximum number of steps of a scale.
const STEPS: f64 = 4.0;

/// Total length of the labels below a line that fits on a phone, in characters.
const LETTERS: usize = 28;

/// A bar: its start and its length along the direction of text, in percent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Start of the bar.
    pub start: String,
    /// Length of the bar.
    pub length: String,
}

/// A line through numbers, with its scale and labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plot {
    /// The lines of the scale, lowest first.
    pub ticks: Vec<Tick>,
    /// Maximum number of characters of a number on the scale, with marks between thousands.
    pub width: usize,
    /// The line as an SVG path in a box of 100 by 100.
    pub way: String,
    /// The numbers as an SVG path of dots.
    pub stops: String,
    /// The labels that fit below the line.
    pub labels: Vec<AxisLabel>,
}

/// A line of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The height, in percent.
    pub at: String,
    /// The number, in ASCII digits.
    pub digits: String,
}

/// A label below a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AxisLabel {
    /// The distance from the left, in percent.
    pub at: String,
    /// Index of the label's row.
    pub row: usize,
}

/// Returns the bars of a chart, one for each row; `None` for each row of a line chart.
pub fn bars(chart: &Chart) -> Vec<Option<Bar>> {
    let sizes: Vec<f64> = sizes(chart);
    let bar = |start: f64, length: f64| {
        Some(Bar {
            start: hundredths(start),
            length: hundredths(length),
        })
    };
    match chart.kind {
        ChartKind::Line => vec![None; sizes.len()],
        ChartKind::Bars => {
            let lowest = sizes.iter().copied().fold(0.0, f64::min);
            let span = sizes.iter().copied().fold(0.0, f64::max) - lowest;
            let part = |size: f64| if span > 0.0 { size / span } else { 0.0 };
            let place = |size: &f64| bar(part(size.min(0.0) - lowest), part(size.abs()));
            sizes.iter().map(place).collect()
        }
        // Each part begins where the previous one ends, so that together they visibly make the whole.
        ChartKind::Share => {
            let total: f64 = sizes.iter().sum();
            let whole = if chart.is_percent() {
                total.max(100.0)
            } else {
                total
            };
            let mut before = 0.0;
            let place = |size: &f64| {
                let start = before;
                before += size;
                bar(start / whole, size / whole)
            };
            sizes.iter().map(place).collect()
        }
    }
}

/// Returns the line of a line chart, drawn from left to right.
pub fn line(chart: &Chart) -> Plot {
    let sizes = sizes(chart);
    let scale = Scale::new(&sizes);
    let along = along(chart);
    let Way { way, stops } = path(&along, &sizes, &scale);
    let ticks = scale.ticks();
    let width = |tick: &Tick| tick.digits.len() + tick.digits.len() / 3;
    Plot {
        width: ticks.iter().map(width).max().unwrap_or_default(),
        ticks,
        way,
        stops,
        labels: labels(chart, &along),
    }
}

/// A line through points, without a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The line, as an SVG path in a box of 100 by 100.
    pub way: String,
    /// The points, as a path of dots.
    pub stops: String,
}

/// Draws a line through points; `along` are their places from left to right, ascending.
pub fn through(along: &[f64], sizes: &[f64]) -> Way {
    let scale = Scale::new(sizes);
    let first = along.first().copied().unwrap_or_default();
    let span = along.last().map_or(0.0, |last| last - first);
    let part = |at: f64| if span > 0.0 { (at - first) / span } else { 0.0 };
    let along: Vec<f64> = along.iter().map(|at| part(*at)).collect();
    path(&along, sizes, &scale)
}

/// Writes a line as paths. `along` are parts of the width.
fn path(along: &[f64], sizes: &[f64], scale: &Scale) -> Way {
    let points: Vec<(String, String)> = along
        .iter()
        .zip(sizes)
        .map(|(x, y)| (hundredths(*x), hundredths(1.0 - scale.part(*y))))
        .collect();
    let joined = |letters: [&str; 2], end: &str| -> String {
        let point = |(at, (x, y)): (usize, &(String, String))| {
            format!("{}{x} {y}{end}", letters[at.min(1)])
        };
        points.iter().enumerate().map(point).collect()
    };
    Way {
        way: joined(["M", "L"], ""),
        stops: joined(["M", "M"], "h0"),
    }
}

fn sizes(chart: &Chart) -> Vec<f64> {
    chart.rows.iter().map(|row| row.amount.value.size).collect()
}

/// Returns the horizontal position of each row, from 0 to 1: by its year, or in even steps.
fn along(chart: &Chart) -> Vec<f64> {
    let places: Vec<f64> = match chart.years() {
        Some(years) => years.into_iter().map(f64::from).collect(),
        None => (0..chart.rows.len()).map(|at| at as f64).collect(),
    };
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return places;
    };
    places
        .iter()
        .map(|at| (at - first) / (last - first))
        .collect()
}

/// Returns the labels that fit: the first, the last, and evenly spaced ones between them.
fn labels(chart: &Chart, along: &[f64]) -> Vec<AxisLabel> {
    let last = chart.rows.len() - 1;
    let length = |row: &crate::parse::chart::ChartRow| row.label.value.chars().count();
    let longest = chart.rows.iter().map(length).max().unwrap_or_default();
    let most = (LETTERS / (longest + 2)).clamp(2, 8);
    let step = last.div_ceil(most - 1);
    let room = 1.0 / most as f64;
    let shown = |row: &usize| {
        let is_step = row.is_multiple_of(step) && 1.0 - along[*row] >= room;
        let is_apart = *row == 0 || along[*row] - along[row.saturating_sub(step)] >= room;
        *row == last || is_step && is_apart
    };
    let label = |row: usize| AxisLabel {
        at: hundredths(along[row]),
        row,
    };
    (0..=last).filter(shown).map(label).collect()
}

/// A scale between round numbers. Its step is 1, 2 or 5 times a power of ten.
struct Scale {
    lowest: f64,
    highest: f64,
    /// The step: its digit and its power of ten.
    digit: i64,
    power: i32,
    /// The lowest number as a multiple of the step, and the number of steps.
    first: i64,
    count: i64,
}

impl Scale {
    fn new(sizes: &[f64]) -> Scale {
        let mut low = sizes.iter().copied().fold(f64::INFINITY, f64::min);
        let mut high = sizes.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // The scale begins at zero, unless that would flatten the line.
        if low >= 0.0 && low <= high / 2.0 {
            low = 0.0;
        }
        if low == high {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        if low == high {
            high = 1.0;
        }
        let rough = (high - low) / STEPS;
        let mut power = rough.log10().floor() as i32;
        let digit = [1, 2, 5].into_iter().find(|d| size(*d, power) >= rough);
        let digit = digit.unwrap_or_else(|| {
            power += 1;
            1
        });
        let step = size(digit, power);
        let first = (low / step).floor() as i64;
        let count = (high / step).ceil() as i64 - first;
        Scale {
            lowest: first as f64 * step,
            highest: (first + count) as f64 * step,
            digit,
            power,
            first,
            count,
        }
    }

    /// Returns the height of a number on the scale, from 0 to 1.
    fn part(&self, number: f64) -> f64 {
        (number - self.lowest) / (self.highest - self.lowest)
    }

    fn ticks(&self) -> Vec<Tick> {
        let tick = |step: i64| Tick {
            at: hundredths(step as f64 / self.count as f64),
            digits: digits((self.first + step) * self.digit, self.power),
        };
        (0..=self.count).map(tick).collect()
    }
}

fn size(digit: i64, power: i32) -> f64 {
    digit as f64 * 10_f64.powi(power)
}

/// Writes an integer times a power of ten exactly.
fn digits(number: i64, power: i32) -> String {
    if number == 0 {
        return "0".into();
    }
    let sign = if number < 0 { "-" } else { "" };
    let digits = number.unsigned_abs().to_string();
    match usize::try_from(power) {
        Ok(zeros) => format!("{sign}{digits}{}", "0".repeat(zeros)),
        Err(_) => {
            let decimals = power.unsigned_abs() as usize;
            let padded = format!("{digits:0>width$}", width = decimals + 1);
            let (whole, rest) = padded.split_at(padded.len() - decimals);
            format!("{sign}{whole}.{rest}")
        }
    }
}

/// Writes a fraction in percent, with two decimals at most.
fn hundredths(part: f64) -> String {
    let written = format!("{:.2}", part * 100.0);
    let short = written.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" {
        "0".into()
    } else {
        short.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::chart::{ChartNumber, ChartRow};
    use crate::parse::fields::Located;

    fn chart(kind: ChartKind, unit: &str, rows: &[(&str, &str)]) -> Chart {
        let located = |value: &str| Located {
            value: value.to_owned(),
            span: 0..0,
        };
        let row = |(label, digits): &(&str, &str)| ChartRow {
            label: located(label),
            amount: Located {
                value: ChartNumber::read(digits).expect("a number"),
                span: 0..0,
            },
            cites: None,
        };
        Chart {
            kind,
            title: located("Title"),
            unit: Some(unit.to_owned()),
            rows: rows.iter().map(row).collect(),
        }
    }

    #[test]
    fn bars_begin_at_zero_and_parts_where_the_last_one_ended() {
        type Case = (
            ChartKind,
            &'static str,
            &'static [&'static str],
            &'static str,
        );
        let table: &[Case] = &[
            (ChartKind::Bars, "t", &["10", "5", "0"], "0+100 0+50 0+0"),
            (ChartKind::Bars, "t", &["-5", "15"], "0+25 25+75"),
            (ChartKind::Bars, "t", &["-5", "-10"], "50+50 0+100"),
            (ChartKind::Bars, "t", &["0", "0"], "0+0 0+0"),
            (ChartKind::Share, "t", &["1", "3"], "0+25 25+75"),
            (ChartKind::Share, "%", &["30", "20.5"], "0+30 30+20.5"),
            (ChartKind::Share, "%", &["67", "34"], "0+66.34 66.34+33.66"),
        ];
        for (kind, unit, numbers, expected) in table {
            let rows: Vec<_> = numbers.iter().map(|n| ("a", *n)).collect();
            let bars = bars(&chart(*kind, unit, &rows)).into_iter().flatten();
            let got: Vec<_> = bars.map(|b| format!("{}+{}", b.start, b.length)).collect();
            assert_eq!(got.join(" "), *expected);
        }
    }

    #[test]
    fn a_scale_has_round_numbers() {
        for (numbers, expected) in [
            (&["1200", "4020"][..], "0 2000 4000 6000"),
            (&["90", "100"], "90 95 100"),
            (&["-3", "7"], "-5 0 5 10"),
            (&["0.1", "0.35"], "0 0.1 0.2 0.3 0.4"),
            (&["5", "5"], "0 2 4 6"),
            (&["0", "0"], "0 0.5 1.0"),
        ] {
            let sizes: Vec<f64> = numbers.iter().map(|n| n.parse().unwrap()).collect();
            let ticks = Scale::new(&sizes).ticks();
            let got: Vec<_> = ticks.into_iter().map(|tick| tick.digits).collect();
            assert_eq!(got.join(" "), expected, "{numbers:?}");
        }
    }

    #[test]
    fn a_line_takes_its_steps_from_its_years() {
        let years = [("2000", "0"), ("2005", "50"), ("2020", "100")];
        let plot = line(&chart(ChartKind::Line, "t", &years));
        assert_eq!(plot.way, "M0 100L25 50L100 0");
        assert_eq!(plot.stops, "M0 100h0M25 50h0M100 0h0");
        let months = [("January", "0"), ("February", "50"), ("March", "100")];
        assert_eq!(
            line(&chart(ChartKind::Line, "t", &months)).way,
            "M0 100L50 50L100 0"
        );
    }

    #[test]
    fn labels_stand_where_there_is_room() {
        for (labels, expected) in [
            (&["2000", "2001", "2002", "2003"][..], "2000 2001 2002 2003"),
            (&["2000", "2001", "2010"], "2000 2010"),
            (
                &["January 2024", "February 2024", "March 2024"],
                "January 2024 March 2024",
            ),
            (&["a", "b", "c", "d", "e", "f", "g", "h", "i"], "a c e g i"),
        ] {
            let rows: Vec<_> = labels.iter().map(|label| (*label, "1")).collect();
            let chart = chart(ChartKind::Line, "t", &rows);
            let shown = line(&chart).labels.into_iter();
            let got: Vec<_> = shown
                .map(|l| chart.rows[l.row].label.value.clone())
                .collect();
            assert_eq!(got.join(" "), expected);
        }
    }
}
