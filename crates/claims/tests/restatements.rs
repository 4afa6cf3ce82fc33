//! Tables of originals and summaries: correct restatements without findings, and errors that must be found.
//!
//! A line of a file in `restatements/`: `W` (a warning is due), `N` (a note) or `-` (nothing), the original, `|||` and a
//! summary of it. Texts are Arabic unless a language tag and a space precede them. `¶` separates paragraphs; the summary cites
//! the first one, or none if it ends in `[]`. `CLAUSES=1` prints what was read of each figure.

#![allow(clippy::disallowed_methods, reason = "the test reads its own tables")]

use std::fs;
use std::path::Path;

use mujaz_claims::figures::{
    FigureClaim, FigureVerdict, Reservation, Statement, Statements, SummaryFigures, Wording, find,
};

/// Returns the language of a text and the text.
fn tagged(text: &str) -> (&str, &str) {
    let text = text.trim();
    match text.split_once(' ') {
        Some((tag, rest)) if tag.len() == 2 && tag.is_ascii() => (tag, rest),
        _ => ("ar", text),
    }
}

/// Returns the most severe finding for a summary of an original, and the verdicts on its figures.
fn said(original: &str, summary: &str) -> (char, String) {
    let (original_language, original) = tagged(original);
    let (language, summary) = tagged(summary);
    let (summary, cited) = match summary.strip_suffix("[]") {
        Some(summary) => (summary.trim_end(), &[][..]),
        None => (summary, &[1][..]),
    };
    let original = original.replace(" ¶ ", "\n");
    let place = |at: usize| 1 + original[..at].matches('\n').count() as u32;
    let statements = find(&original, original_language).into_iter();
    let statements = statements.map(|figure| Statement {
        place: Some(place(figure.range.start)),
        in_table: false,
        figure,
    });
    let published = mujaz_locale::Date::new(2025, 3, 1);
    let statements = Statements::new(statements.collect(), published, original_language);
    let (words, own) = (
        Wording::new(&original, original_language),
        Wording::new(summary, language),
    );
    let figures = find(summary, language);
    let (mut worst, mut all) = ('-', String::new());
    for figure in &figures {
        let claim = FigureClaim {
            figure,
            cited,
            beside: &SummaryFigures::new(&figures),
            wording: &own,
        };
        let verdict = statements.verdict(claim, &words);
        let due = match &verdict {
            FigureVerdict::Found(_) | FigureVerdict::CannotTell(_) => '-',
            FigureVerdict::FoundBut(_, Reservation::Bound(_)) => 'N',
            _ => 'W',
        };
        if due == 'W' || worst == '-' {
            worst = due;
        }
        all += &format!("\n    {:?}: {verdict:?}", &summary[figure.range.clone()]);
        if std::env::var_os("CLAUSES").is_some() {
            all += &format!("\n      {figure:?}\n      {:?}", own.clause(figure));
        }
    }
    if std::env::var_os("CLAUSES").is_some() {
        for statement in statements.all() {
            let figure = &statement.figure;
            all += &format!("\n      of {figure:?}\n      {:?}", words.clause(figure));
        }
    }
    (worst, all)
}

#[test]
fn right_restatements_are_silent_and_errors_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/restatements");
    let (mut wrong, mut count) = (Vec::new(), 0);
    let mut by_file = String::new();
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the tables")
        .map(|entry| entry.expect("a table").path())
        .collect();
    files.sort();
    for file in files {
        let before = (wrong.len(), count);
        let text = fs::read_to_string(&file).expect("a table in UTF-8");
        let lines = text.lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (due, pair) = line.split_once(' ').expect("what is due");
            let (original, summary) = pair.split_once("|||").expect("a summary");
            let (found, why) = said(original, summary);
            count += 1;
            if !due.starts_with(found) {
                wrong.push(format!("{line}\n  {found}{why}"));
            }
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let failed = wrong.len() - before.0;
        by_file += &format!("{name}: {failed} of {} fail\n", count - before.1);
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}\n{}\n{by_file}",
        wrong.len(),
        wrong.join("\n")
    );
}
