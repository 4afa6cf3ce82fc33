//! Checks the family names of persons whom no register lists; see `lang::verify::UnlistedNames`.
//!
//! Takes a summary and its originals; returns findings. A name is reported if no original of the summary has it.

use std::ops::Range;

use crate::check::CheckedText;
use crate::diagnostic::{Diagnostic, codes};
use crate::lang::verify::{Document, UnlistedNames, WrongName, is_unlisted};

/// Returns a finding for each person to whom a summary gives a family name that its originals do not. `listed` are the ranges of
/// the names that the register lists; `originals` hold the words and the people of each original, and the lines beside it.
pub fn check(
    (summary, document): (&CheckedText<'_>, &Document<'_>),
    listed: &[Range<usize>],
    originals: &[(&Document<'_>, UnlistedNames<'_>, Vec<&str>)],
) -> Vec<Diagnostic> {
    let judged = |(_, people, beside): &(&Document<'_>, UnlistedNames<'_>, Vec<&str>)| {
        people.judge(document, beside)
    };
    let by_original: Vec<Vec<WrongName>> = originals.iter().map(judged).collect();
    let Some((first, others)) = by_original.split_first() else {
        return Vec::new();
    };
    let is_in_all = |one: &&WrongName| {
        others
            .iter()
            .all(|wrong| wrong.iter().any(|other| other.range == one.range))
    };
    let wrong = first.iter().filter(is_in_all);
    let wrong = wrong.filter(|one| is_unlisted(&one.range, listed));
    wrong
        .map(|one| finding(summary, one, originals[0].0))
        .collect()
}

fn finding(summary: &CheckedText<'_>, wrong: &WrongName, original: &Document<'_>) -> Diagnostic {
    let written = &summary.text[wrong.range.clone()];
    let words = |range: &Option<Range<usize>>| {
        let range = range.clone()?;
        let paragraph = original
            .block_at(range.start)
            .and_then(|block| block.paragraph);
        let words = original.text.get(range)?;
        Some(match paragraph {
            Some(number) => format!("\"{words}\" (p{number})"),
            None => format!("\"{words}\""),
        })
    };
    let message = match (words(&wrong.instead), words(&wrong.other)) {
        (Some(instead), Some(other)) => {
            format!("the original has {instead} and {other}, but no \"{written}\"")
        }
        (Some(instead), None) => {
            format!("the original never mentions \"{written}\"; it has {instead}")
        }
        _ => format!("the original never mentions \"{written}\""),
    };
    let help = "correct the name, or link to where it is from; if the original spells it otherwise, list the person with both spellings in content/names.toml";
    let absent = Diagnostic::new(codes::NAME_NOT_IN_ORIGINAL, summary.path, message).help(help);
    summary.at(absent, &wrong.range)
}
