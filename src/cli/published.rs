//! Finds out which figures of a summary readers have seen: those in the output of the last build.
//!
//! Takes the output folder and a summary; compares the values of its figures with those that `article.json` published, and
//! reports `correction-missing` if one was changed or is gone and no new entry of `corrections` tells readers.

use std::path::Path;

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, codes};
use crate::files;
use crate::lang::figures::{Figure, Quantity, agree, find};
use crate::lang::{fold, sentences};
use crate::link::address::ARTICLE_DATA;
use crate::link::site::Edition;

/// The parts of `article.json` that are read.
#[derive(Deserialize)]
struct Published {
    sealed: Option<String>,
    #[serde(default)]
    draft: bool,
    title: String,
    #[serde(default)]
    description: String,
    text: String,
    #[serde(default)]
    corrections: Vec<PublishedCorrection>,
}

#[derive(Deserialize)]
struct PublishedCorrection {
    date: String,
    text: String,
}

/// A summary that is being sealed.
pub struct Resealed<'s> {
    pub edition: &'s Edition<'s>,
    /// The text of its file.
    pub file: &'s str,
    /// True if the summary has changed since its last seal.
    pub is_changed: bool,
}

/// Returns a note if a summary was sealed and published with a figure that it no longer has, or has in another place, without a
/// new correction that says so. `output` is the folder of the last build.
pub fn correction_missing(output: &Path, resealed: &Resealed<'_>) -> Option<Diagnostic> {
    let summary = resealed.edition.summary;
    let note = |message: String| Diagnostic::new(codes::CORRECTION_MISSING, &summary.path, message);
    if !output.is_dir() {
        let message = format!(
            "this summary was sealed before and has changed since; whether readers saw another figure cannot be told: there is no build in {}",
            output.display()
        );
        let help = "name the folder of the last build with `--output`, or tell readers of a figure that was wrong in `corrections`";
        return resealed.is_changed.then(|| note(message).help(help));
    }
    let place = output.join(resealed.edition.address.file(ARTICLE_DATA).output());
    let published: Published = serde_json::from_slice(&files::read_own(&place).ok()?).ok()?;
    let sealed = published.sealed.as_deref()?;
    if published.draft || resealed.has_new_correction(&published.corrections) {
        return None;
    }
    let before = [&published.title, &published.description, &published.text];
    let before = FiguresOf::new(before.map(String::as_str).join("\n\n"), &summary.lang);
    let now = FiguresOf::new(summary.body.prose.text(resealed.file), &summary.lang);
    let (changed, what) = match before.replaced_in(&now) {
        Some(figure) => (figure, "has another figure"),
        None => (before.missing_in(&now)?, "lacks it"),
    };
    let message = format!(
        "this summary was published with “{}”, sealed on {sealed}, and now {what}",
        before.words(changed)
    );
    Some(note(message).help(
        "tell readers, as in `corrections = [{ date = 2025-09-01, kind = \"correction\", text = \"…\" }]` in its front matter; if the figure was right and is only left out, nothing is wrong",
    ))
}

impl Resealed<'_> {
    /// Returns true if the summary has a correction that was not published.
    fn has_new_correction(&self, published: &[PublishedCorrection]) -> bool {
        let mut own = self.edition.summary.corrections.iter();
        own.any(|correction| {
            let day = correction.date.value.to_string();
            let is_same =
                |old: &PublishedCorrection| old.date == day && old.text == correction.text.value;
            !published.iter().any(is_same)
        })
    }
}

/// A text with its figures.
struct FiguresOf {
    text: String,
    figures: Vec<Figure>,
}

/// A sentence: its words without its figures, and these.
type Sentence<'f> = (String, Vec<&'f Figure>);

impl FiguresOf {
    fn new(text: String, lang: &str) -> Self {
        let is_value = |figure: &Figure| {
            !matches!(figure.quantity, Quantity::Relative(_) | Quantity::Named(_))
        };
        let mut figures = find(&text, lang);
        figures.retain(is_value);
        FiguresOf { text, figures }
    }

    fn words(&self, figure: &Figure) -> &str {
        self.text.get(figure.range.clone()).unwrap_or_default()
    }

    fn has(&self, figure: &Figure) -> bool {
        self.figures.iter().any(|own| agree(own, figure))
    }

    /// Returns the first figure in place of which another text has another one: its value is gone there while a new one came,
    /// or the same sentence has another figure there. So figures that changed places are found.
    fn replaced_in(&self, now: &FiguresOf) -> Option<&Figure> {
        let gone = self.figures.iter().find(|figure| !now.has(figure));
        let has_new = now.figures.iter().any(|figure| !self.has(figure));
        let theirs = now.sentences();
        let same = self.sentences().into_iter().filter_map(|(words, figures)| {
            let mut alike = theirs.iter().filter(|(other, _)| *other == words);
            // Sentences that differ in nothing but figures may stand in any order.
            let is_kept = |other: &Vec<&Figure>| is_equal(&figures, other);
            let first = alike.clone().next()?;
            let is_there = alike.any(|(_, other)| is_kept(other));
            (!is_there && first.1.len() == figures.len()).then(|| (figures, first.1.clone()))
        });
        let mut pairs = same.flat_map(|(ours, theirs)| ours.into_iter().zip(theirs));
        let exchanged = pairs.find_map(|(old, new)| (!agree(old, new)).then_some(old));
        exchanged.or(gone.filter(|_| has_new))
    }

    /// Returns the first figure whose value another text does not have. Numbers in words are often just grammar.
    fn missing_in(&self, now: &FiguresOf) -> Option<&Figure> {
        let mut own = self.figures.iter().filter(|figure| !figure.in_words);
        own.find(|figure| !now.has(figure))
    }

    /// Returns the sentences that have figures.
    fn sentences(&self) -> Vec<Sentence<'_>> {
        let mut each = Vec::new();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            for range in sentences(line) {
                let range = start + range.start..start + range.end;
                let figures = self.figures.iter();
                let own: Vec<&Figure> = figures
                    .filter(|figure| range.contains(&figure.range.start))
                    .collect();
                if !own.is_empty() {
                    each.push((self.frame(range, &own), own));
                }
            }
            start += line.len();
        }
        each
    }

    /// Returns the words of a part of the text without its figures, in one form, whatever their marks and spaces.
    fn frame(&self, range: std::ops::Range<usize>, figures: &[&Figure]) -> String {
        let mut frame = String::new();
        let mut at = range.start;
        for figure in figures {
            frame.push_str(&plain(
                self.text.get(at..figure.range.start).unwrap_or_default(),
            ));
            frame.push('\u{0}');
            at = figure.range.end.min(range.end);
        }
        frame.push_str(&plain(self.text.get(at..range.end).unwrap_or_default()));
        frame
    }
}

fn is_equal(one: &[&Figure], other: &[&Figure]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| agree(one, other))
}

/// Returns the letters and digits of a text in one form.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let kept = folded.text().chars().filter(|c| c.is_alphanumeric());
    kept.collect()
}
