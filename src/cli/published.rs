//! Finds out which figures of a summary readers have seen: those in the output of the last build.
//!
//! Takes the output folder and a summary; returns what `article.json` says of it, if it was published and sealed.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, codes};
use crate::files;
use crate::lang::{Date, fold};
use crate::link::address::ARTICLE_DATA;
use crate::link::site::Edition;
use crate::parse::article::Summary;

/// The parts of `article.json` that are read.
#[derive(Deserialize)]
struct Published {
    sealed: Option<String>,
    #[serde(default)]
    draft: bool,
    figures: Vec<PublishedFigure>,
}

#[derive(Deserialize)]
struct PublishedFigure {
    text: String,
}

/// Returns a note if a summary was sealed and published with a figure that it no longer has, and has another one instead,
/// without a correction that says so. `text` is its file, `output` the folder of the last build.
pub fn correction_missing(output: &Path, edition: &Edition<'_>, text: &str) -> Option<Diagnostic> {
    let summary = edition.summary;
    let place = output.join(edition.address.file(ARTICLE_DATA).output());
    let published: Published = serde_json::from_slice(&files::read_own(&place).ok()?).ok()?;
    let sealed = Date::parse(published.sealed.as_deref()?)?;
    let corrected = edition.corrected();
    if published.draft || corrected.is_some_and(|day| day >= sealed) {
        return None;
    }
    let before = published.figures.iter().map(|figure| figure.text.as_str());
    let before: BTreeSet<String> = before.map(plain).collect();
    let now: BTreeSet<String> = figures(summary, text).map(|f| plain(&f)).collect();
    let is_gone = |figure: &&PublishedFigure| !now.contains(&plain(&figure.text));
    let gone = published.figures.iter().find(is_gone)?;
    now.iter().find(|figure| !before.contains(*figure))?;
    let message = format!(
        "this summary was published with “{}”, sealed on {sealed}, and now has another figure",
        gone.text
    );
    let help = "tell readers, as in `corrections = [{ date = 2025-09-01, kind = \"correction\", text = \"…\" }]` in its front matter";
    Some(Diagnostic::new(codes::CORRECTION_MISSING, &summary.path, message).help(help))
}

/// Returns the figures of a summary as they are written.
fn figures(summary: &Summary, file: &str) -> impl Iterator<Item = String> {
    let prose = summary.body.prose.text(file);
    let figures = summary.body.figures.iter();
    figures.filter_map(move |figure| Some(prose.get(figure.range.clone())?.to_owned()))
}

/// Returns the words of a figure in one form, whatever their digits, marks and spaces.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let kept = folded.text().chars().filter(|c| c.is_alphanumeric());
    kept.collect()
}
