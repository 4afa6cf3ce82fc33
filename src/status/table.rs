//! Formats the status as text: aligned columns, with colours on a terminal, and a last line with totals.

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::counted;
use crate::lang::{Direction, first_strong, isolate};
use crate::status::{
    ArticleStatus, FindingCounts, OriginalStatus, SiteStatus, SummaryState, SummaryStatus,
};

/// Text between two columns.
const GAP: &str = "  ";

/// A cell: pieces of text, each with its colour.
#[derive(Debug, Default)]
struct StatusCell(Vec<(String, TerminalColour)>);

/// Colours of the terminal (ECMA-48, SGR).
#[derive(Debug, Clone, Copy)]
enum TerminalColour {
    Plain,
    Bold,
    Dim,
    Red,
    Yellow,
    Green,
}

impl TerminalColour {
    fn code(self) -> &'static str {
        match self {
            TerminalColour::Plain => "",
            TerminalColour::Bold => "\u{1b}[1m",
            TerminalColour::Dim => "\u{1b}[2m",
            TerminalColour::Red => "\u{1b}[31m",
            TerminalColour::Yellow => "\u{1b}[33m",
            TerminalColour::Green => "\u{1b}[32m",
        }
    }
}

impl StatusCell {
    fn of(text: impl Into<String>, colour: TerminalColour) -> StatusCell {
        StatusCell(vec![(text.into(), colour)])
    }

    /// Adds the number of errors and warnings, such as `, 2 warnings`. Notes are left out: they need no action.
    fn with(mut self, findings: &FindingCounts) -> StatusCell {
        for (n, word, colour) in [
            (findings.errors, "error", TerminalColour::Red),
            (findings.warnings, "warning", TerminalColour::Yellow),
        ] {
            if n > 0 {
                self.0.push((", ".into(), TerminalColour::Plain));
                self.0.push((counted(n, word), colour));
            }
        }
        self
    }

    /// Returns the width of the cell in columns of a terminal.
    fn width(&self) -> usize {
        self.0.iter().map(|(text, _)| text.width()).sum()
    }

    fn write(&self, coloured: bool, out: &mut String) {
        for (text, colour) in &self.0 {
            let code = if coloured { colour.code() } else { "" };
            out.push_str(code);
            out.push_str(text);
            if !code.is_empty() {
                out.push_str("\u{1b}[0m");
            }
        }
    }
}

/// Formats the status as a table.
pub fn table(status: &SiteStatus, coloured: bool) -> String {
    let titles = ["article", "date", "original"].into_iter();
    let titles = titles.chain(status.languages.iter().map(String::as_str));
    let mut rows: Vec<Vec<StatusCell>> = vec![
        titles
            .map(|title| StatusCell::of(title, TerminalColour::Bold))
            .collect(),
    ];
    rows.extend(status.articles.iter().map(row));
    let columns = rows[0].len();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter()
                .map(|row| row[column].width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    for row in &rows {
        for (column, cell) in row.iter().enumerate() {
            cell.write(coloured, &mut out);
            if column + 1 < columns {
                out.push_str(&" ".repeat(widths[column] - cell.width()));
                out.push_str(GAP);
            }
        }
        out.push('\n');
    }
    status.articles.iter().for_each(|a| changes(a, &mut out));
    for edition in &status.editions {
        out.push_str(&format!("{}: {}\n", edition.path, edition.held));
    }
    out.push_str(&totals(status));
    out
}

/// Appends a line for each change since a summary of an article was sealed.
fn changes(article: &ArticleStatus, out: &mut String) {
    for summary in &article.summaries {
        let lines = summary.changes.iter();
        let slug = slug(&article.article);
        let lang = &summary.language;
        out.extend(lines.map(|change| format!("{slug}, {lang}: {}\n", isolated(change))));
    }
}

/// Isolates the quoted words in a change if they are written from right to left.
fn isolated(change: &str) -> String {
    let Some((before, (words, after))) = change
        .split_once('“')
        .and_then(|(before, rest)| Some((before, rest.rsplit_once('”')?)))
    else {
        return change.to_owned();
    };
    format!("{before}“{}”{after}", slug(words))
}

fn row(article: &ArticleStatus) -> Vec<StatusCell> {
    let date = article.date.as_deref().unwrap_or("–");
    let mut cells = vec![
        StatusCell::of(slug(&article.article), TerminalColour::Plain),
        StatusCell::of(date, TerminalColour::Plain),
        original(article),
    ];
    cells.extend(article.summaries.iter().map(summary));
    cells
}

/// Returns the name of an article's folder. A name written from right to left is isolated, so that the date stays in its
/// column.
fn slug(slug: &str) -> String {
    match first_strong(slug) {
        Some(Direction::Rtl) => isolate(slug),
        Some(Direction::Ltr) | None => slug.to_owned(),
    }
}

/// Returns the languages of an article's originals with their findings: `en, reuters ar`.
fn original(article: &ArticleStatus) -> StatusCell {
    let Some(original) = &article.original else {
        return StatusCell::of("missing", TerminalColour::Red);
    };
    let words = |original: &OriginalStatus| match &original.id {
        Some(id) => format!("{} {}", slug(id), original.language),
        None => original.language.clone(),
    };
    let mut cell = StatusCell::of(words(original), TerminalColour::Plain).with(&original.findings);
    for further in &article.further_originals {
        let more = StatusCell::of(words(further), TerminalColour::Plain).with(&further.findings);
        cell.0.push((", ".into(), TerminalColour::Plain));
        cell.0.extend(more.0);
    }
    cell
}

fn summary(summary: &SummaryStatus) -> StatusCell {
    let word = summary.state.word();
    let words = match (&summary.state, &summary.sealed) {
        (SummaryState::Sealed, Some(date)) => format!("{word} {date}"),
        (SummaryState::OriginalOnly | SummaryState::Changed | SummaryState::Stale, Some(date)) => {
            format!("{word} (sealed {date})")
        }
        _ => word.to_owned(),
    };
    let colour = match summary.state {
        SummaryState::Missing | SummaryState::Draft => TerminalColour::Dim,
        SummaryState::Unreadable => TerminalColour::Red,
        SummaryState::Unsealed => TerminalColour::Plain,
        SummaryState::OriginalOnly | SummaryState::Changed | SummaryState::Stale => {
            TerminalColour::Yellow
        }
        SummaryState::Sealed => TerminalColour::Green,
    };
    let mut cell = StatusCell::of(words, colour);
    if let Some(reason) = &summary.held {
        cell.0.push((", ".into(), TerminalColour::Plain));
        cell.0
            .push((format!("held {reason}"), TerminalColour::Yellow));
    }
    cell.with(&summary.findings)
}

/// Returns the last line, with the totals.
fn totals(status: &SiteStatus) -> String {
    let totals = &status.totals;
    let mut parts = vec![counted(totals.articles, "article")];
    let states = totals.states.iter().rev();
    parts.extend(states.map(|(state, n)| format!("{n} {}", state.word())));
    if totals.held > 0 {
        parts.push(format!("{} held back", totals.held));
    }
    let findings = [
        (totals.findings.errors, "error"),
        (totals.findings.warnings, "warning"),
    ];
    let findings = findings.into_iter().filter(|(n, _)| *n > 0);
    parts.extend(findings.map(|(n, word)| counted(n, word)));
    parts.join(", ") + "\n"
}
