//! Finds out which figures of a summary readers have seen: those in the output of the last build, or those that its last seal
//! covered.
//!
//! Takes the output folder and a summary; compares the values of its figures with those that `article.json` published, and
//! reports `correction-missing` if one was changed or is gone and no new entry of `corrections` tells readers. A build after the
//! change replaces `article.json`, so `seal` keeps the text that it covers in [`SEALED_TEXTS`].

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, codes};
use crate::edit::{EditError, create, replace};
use crate::files;
use crate::lang::Date;
use crate::lang::figures::{Figure, Quantity, agree, find};
use crate::lang::{fold, sentences};
use crate::link::address::ARTICLE_DATA;
use crate::link::site::Edition;

/// Folder of the site with the last sealed text of each summary. Builds do not read it.
const SEALED_TEXTS: &str = ".mujaz-sealed";

/// The parts of `article.json` that are read, and the record of a sealed text.
#[derive(Serialize, Deserialize)]
struct PublishedArticle {
    sealed: Option<String>,
    #[serde(default, skip_serializing)]
    draft: bool,
    #[serde(default, skip_serializing)]
    title: String,
    #[serde(default, skip_serializing)]
    description: String,
    text: String,
    #[serde(default)]
    corrections: Vec<PublishedCorrection>,
}

#[derive(Serialize, Deserialize)]
struct PublishedCorrection {
    date: String,
    text: String,
}

/// A summary that is being sealed.
pub struct Resealed<'s> {
    pub edition: &'s Edition<'s>,
    /// The content of its file.
    pub file: &'s str,
    /// True if the summary has changed since its last seal.
    pub is_changed: bool,
    /// True if the summary is to appear later.
    pub is_awaited: bool,
}

/// Returns a note if a summary was sealed and published with a figure that it no longer has, or has in another place,
/// without a new correction for it. `site` is the site's folder, `output` that of the last build.
pub fn correction_missing(
    site: &Path,
    output: &Path,
    resealed: &Resealed<'_>,
) -> Option<Diagnostic> {
    if !output.is_dir() {
        let why = format!("there is no build in {}", output.display());
        let help = "name the folder of the last build with `--output`, or tell readers of a figure that was wrong in `corrections`";
        return resealed.is_changed.then(|| resealed.untold(&why, help));
    }
    let place = output.join(resealed.edition.address.file(ARTICLE_DATA).output());
    let shown = read(&place).filter(|shown| shown.sealed.is_some() && !shown.draft);
    if shown.is_none() && resealed.is_awaited {
        return None;
    }
    let (published, was) = match shown {
        Some(shown) => (shown, "published"),
        // A build after the change replaced what was published under the seal.
        None => match read(&resealed.record(site)) {
            Some(sealed) => (sealed, "sealed"),
            None => {
                let why = format!(
                    "{} does not show it as it was sealed, and {SEALED_TEXTS}/ has no record of the last seal",
                    output.display()
                );
                let help = "tell readers of a figure that was wrong in `corrections`; from this seal on, a later change is compared with it";
                return resealed.is_changed.then(|| resealed.untold(&why, help));
            }
        },
    };
    resealed.compare(&published, was)
}

fn read(place: &Path) -> Option<PublishedArticle> {
    serde_json::from_slice(&files::read_own(place).ok()?).ok()
}

impl Resealed<'_> {
    fn note(&self, message: String) -> Diagnostic {
        let path = &self.edition.summary.path;
        Diagnostic::new(codes::CORRECTION_MISSING, path, message)
    }

    /// Notes that the figures that readers saw cannot be determined.
    fn untold(&self, why: &str, help: &str) -> Diagnostic {
        let message = format!(
            "this summary was sealed before and has changed since; whether readers saw another figure cannot be told: {why}"
        );
        self.note(message).help(help)
    }

    /// Reports a figure of an earlier text that the summary no longer has. `was` says whether that text was sealed or
    /// published.
    fn compare(&self, earlier: &PublishedArticle, was: &str) -> Option<Diagnostic> {
        let sealed = earlier.sealed.as_deref()?;
        if self.has_new_correction(&earlier.corrections) {
            return None;
        }
        let before = [&earlier.title, &earlier.description, &earlier.text];
        let before = before.map(String::as_str).join("\n\n");
        let before = FiguresOf::new(before, &self.edition.summary.lang);
        let now = FiguresOf::new(self.text(), &self.edition.summary.lang);
        let (changed, what) = match before.replaced_in(&now) {
            Some(figure) => (figure, "has another figure"),
            None => (before.missing_in(&now)?, "lacks it"),
        };
        let words = before.words(changed);
        let message = match was {
            "published" => format!(
                "this summary was published with “{words}”, sealed on {sealed}, and now {what}"
            ),
            _ => format!("this summary was sealed on {sealed} with “{words}”, and now {what}"),
        };
        let is_right = match was {
            "published" => "if the figure was right and is only left out, nothing is wrong",
            _ => "if readers never saw it, or it was right and is only left out, nothing is wrong",
        };
        Some(self.note(message).help(format!(
            "tell readers, as in `corrections = [{{ date = 2025-09-01, kind = \"correction\", text = \"…\" }}]` in its front matter; {is_right}"
        )))
    }

    /// Returns the text that readers see.
    fn text(&self) -> String {
        self.edition.summary.body.prose.text(self.file)
    }

    /// Returns the path of the record of the summary's last seal.
    fn record(&self, site: &Path) -> PathBuf {
        let summary = self.edition.summary;
        let name = format!("{}.{}.json", summary.article, summary.lang);
        site.join(SEALED_TEXTS).join(name)
    }

    /// Records the text sealed on a day, for the next comparison.
    pub fn keep(&self, site: &Path, date: Date) -> io::Result<()> {
        let corrections = self.edition.summary.corrections.iter();
        let corrections = corrections.map(|correction| PublishedCorrection {
            date: correction.date.value.to_string(),
            text: correction.text.value.clone(),
        });
        let sealed = PublishedArticle {
            sealed: Some(date.to_string()),
            draft: false,
            title: String::new(),
            description: String::new(),
            text: self.text(),
            corrections: corrections.collect(),
        };
        let record = serde_json::to_string_pretty(&sealed)? + "\n";
        let place = self.record(site);
        match files::read_own(&place) {
            Ok(before) => {
                replace(&place, &before, record.as_bytes()).map_err(|error| match error {
                    EditError::Io(error) => error,
                    changed => io::Error::other(changed),
                })
            }
            Err(_) => create(&[(place, record.as_bytes())]).map_err(|(_, error)| error),
        }
    }

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

/// A sentence: its words without its figures, and its figures.
type SentenceFigures<'f> = (String, Vec<&'f Figure>);

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

    /// Returns the first figure that another text replaces: its value is missing there while a new one was added, or
    /// the same sentence has another figure. This also finds figures that changed places.
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
    fn sentences(&self) -> Vec<SentenceFigures<'_>> {
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

    /// Returns the words of a part of the text without its figures, in a form without marks and spaces.
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
