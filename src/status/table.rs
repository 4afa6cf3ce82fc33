//! Formats the status as text: aligned columns, with colours on a terminal, and a last line with totals.

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::counted;
use crate::lang::{Direction, first_strong, isolate};
use crate::status::{ArticleStatus, Findings, OriginalStatus, State, Status, SummaryStatus};

/// Text between two columns.
const GAP: &str = "  ";

/// A cell: pieces of text, each with its colour.
#[derive(Debug, Default)]
struct Cell(Vec<(String, Colour)>);

/// Colours of the terminal (ECMA-48, SGR).
#[derive(Debug, Clone, Copy)]
enum Colour {
    Plain,
    Bold,
    Dim,
    Red,
    Yellow,
    Green,
}

impl Colour {
    fn code(self) -> &'static str {
        match self {
            Colour::Plain => "",
            Colour::Bold => "\u{1b}[1m",
            Colour::Dim => "\u{1b}[2m",
            Colour::Red => "\u{1b}[31m",
            Colour::Yellow => "\u{1b}[33m",
            Colour::Green => "\u{1b}[32m",
        }
    }
}

impl Cell {
    fn of(text: impl Into<String>, colour: Colour) -> Cell {
        Cell(vec![(text.into(), colour)])
    }

    /// Adds the number of errors and warnings, such as `, 2 warnings`. Notes are left out: they need no action.
    fn with(mut self, findings: &Findings) -> Cell {
        for (n, word, colour) in [
            (findings.errors, "error", Colour::Red),
            (findings.warnings, "warning", Colour::Yellow),
        ] {
            if n > 0 {
                self.0.push((", ".into(), Colour::Plain));
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
pub fn table(status: &Status, coloured: bool) -> String {
    let titles = ["article", "date", "original"].into_iter();
    let titles = titles.chain(status.languages.iter().map(String::as_str));
    let mut rows: Vec<Vec<Cell>> =
        vec![titles.map(|title| Cell::of(title, Colour::Bold)).collect()];
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

fn row(article: &ArticleStatus) -> Vec<Cell> {
    let date = article.date.as_deref().unwrap_or("–");
    let mut cells = vec![
        Cell::of(slug(&article.article), Colour::Plain),
        Cell::of(date, Colour::Plain),
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
fn original(article: &ArticleStatus) -> Cell {
    let Some(original) = &article.original else {
        return Cell::of("missing", Colour::Red);
    };
    let words = |original: &OriginalStatus| match &original.id {
        Some(id) => format!("{} {}", slug(id), original.language),
        None => original.language.clone(),
    };
    let mut cell = Cell::of(words(original), Colour::Plain).with(&original.findings);
    for further in &article.further_originals {
        let more = Cell::of(words(further), Colour::Plain).with(&further.findings);
        cell.0.push((", ".into(), Colour::Plain));
        cell.0.extend(more.0);
    }
    cell
}

fn summary(summary: &SummaryStatus) -> Cell {
    let word = summary.state.word();
    let words = match (&summary.state, &summary.sealed) {
        (State::Sealed, Some(date)) => format!("{word} {date}"),
        (State::OriginalOnly | State::Changed | State::Stale, Some(date)) => {
            format!("{word} (sealed {date})")
        }
        _ => word.to_owned(),
    };
    let colour = match summary.state {
        State::Missing | State::Draft => Colour::Dim,
        State::Unreadable => Colour::Red,
        State::Unsealed => Colour::Plain,
        State::OriginalOnly | State::Changed | State::Stale => Colour::Yellow,
        State::Sealed => Colour::Green,
    };
    let mut cell = Cell::of(words, colour);
    if let Some(reason) = &summary.held {
        cell.0.push((", ".into(), Colour::Plain));
        cell.0.push((format!("held {reason}"), Colour::Yellow));
    }
    cell.with(&summary.findings)
}

/// Returns the last line, with the totals.
fn totals(status: &Status) -> String {
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
