//! Lists the figures and quotations of a summary that could not be checked, with place and reason.
//!
//! They are not findings, since nothing is wrong with them, and are not counted. `mujaz check -v`, JSON and the browser list
//! them for users who want to check them manually.

use crate::diagnostic::codes;
use std::ops::Range;

use crate::check::{ArticleUnderCheck, CheckedText, FigureTrace, Obstacle, Trace};
use crate::diagnostic::Diagnostic;
use crate::lang::figures::Doubt;

/// Lists the claims of a summary that could not be checked, in the order of its text.
pub fn list(
    subject: &ArticleUnderCheck<'_>,
    summary: &CheckedText<'_>,
    trace: &Trace,
) -> Vec<Diagnostic> {
    let item = |range: &Range<usize>, verdict: &FigureTrace, is_figure: bool| {
        let FigureTrace::Unchecked(obstacle) = verdict else {
            return None;
        };
        let words = summary.text.get(range.clone()).unwrap_or_default();
        let message = format!(
            "“{words}” could not be checked: {}",
            reason(subject, summary, *obstacle)
        );
        let item = if is_figure {
            Diagnostic::new(codes::FIGURE_UNCHECKED, summary.path, message)
        } else {
            Diagnostic::new(codes::QUOTE_UNCHECKED, summary.path, message)
        };
        Some(summary.at(item, range))
    };
    let figures = summary.body.figures.iter().zip(&trace.figures);
    let figures = figures.filter_map(|(figure, verdict)| item(&figure.range, verdict, true));
    let quotations = trace.quotations.iter();
    let quotations = quotations.filter_map(|q| item(&q.range, &q.verdict, false));
    figures.chain(quotations).collect()
}

/// Returns the reason, as the end of a sentence.
fn reason(
    subject: &ArticleUnderCheck<'_>,
    summary: &CheckedText<'_>,
    obstacle: Obstacle,
) -> String {
    let mut languages: Vec<&str> = subject.originals.iter().map(|o| o.lang).collect();
    languages.dedup();
    let (own, theirs) = (summary.lang, languages.join("`, `"));
    match obstacle {
        Obstacle::Translated => format!(
            "the summary is in `{own}` and the original in `{theirs}`, and words can only be compared within a language"
        ),
        Obstacle::NotComparable if subject.has_blank_original => {
            "the original has no text yet".into()
        }
        Obstacle::NotComparable => {
            "the summary or the original is in another language than the name of its file says"
                .into()
        }
        Obstacle::TooMany | Obstacle::Figure(Doubt::TooMany) => {
            "the texts have too many of them to compare all".into()
        }
        Obstacle::FewWords => {
            "it has fewer than three words, which may stand anywhere".into()
        }
        Obstacle::Figure(Doubt::UnreadLanguage) => format!(
            "the original does not have it in digits, and numbers in words are not read in `{theirs}`"
        ),
        Obstacle::Figure(Doubt::Similar) => {
            "the original has something like it, which may or may not be the same".into()
        }
        Obstacle::Figure(Doubt::Reckoned) => {
            "the original may leave it to be counted or reckoned, or say a time in other words, such as “last year”".into()
        }
        Obstacle::Figure(Doubt::OneMissing) => {
            "the original has one of its two numbers in digits, and may say the other in words".into()
        }
        Obstacle::Figure(Doubt::InWords) => {
            "the original may say it in words that are no figure, such as “both”, “double” or “the first”".into()
        }
    }
}
