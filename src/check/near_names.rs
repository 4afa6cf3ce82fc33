//! Finds spellings in summaries that are one letter away from the name of a listed person whom the original mentions.
//!
//! Takes the register and the texts; returns notes. Only names of several words are compared: all words but one must be
//! equal. If the original itself has the spelling, it is another person's name and is not reported.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::CheckedText;
use crate::diagnostic::{Diagnostic, codes, is_one_edit};
use crate::lang::is_alphanumeric;
use crate::lang::verify::{NameKind, NameVerdict, OriginalNames};
use crate::link::site::{Site, primary};

/// Minimum length of a word that is one letter away, in letters: shorter ones are mostly other names.
const LONG: usize = 5;

/// Maximum number of listed people for a word of their names by which similar names are found. If more people share a
/// given name, they are found only by family name.
const MOST_WITH_WORD: usize = 40;

/// Maximum number of spellings near a name that are looked up in the originals of a summary; further ones are not reported.
const MOST_NEAR: usize = 100;

/// The listed people with names of several words.
pub struct NearNames<'s> {
    /// Maps each word of a name to the names that contain it, by language.
    by_word: BTreeMap<&'s str, BTreeMap<&'s str, Vec<NearName<'s>>>>,
    /// All spellings of all names, by language: each is right, or reported as a variant.
    listed: BTreeSet<(&'s str, &'s str)>,
}

#[derive(Debug, Clone, Copy)]
struct NearName<'s> {
    name: usize,
    spelling: &'s str,
    /// Index of the word in the spelling.
    word: usize,
}

impl<'s> NearNames<'s> {
    pub fn new(site: &'s Site<'_>) -> NearNames<'s> {
        let mut by_word: BTreeMap<_, BTreeMap<_, Vec<NearName<'_>>>> = BTreeMap::new();
        let all = site.names.iter().flat_map(|entry| {
            let variants = entry.variants.iter();
            let variants = variants.flat_map(|(lang, all)| all.iter().map(move |one| (lang, one)));
            entry.preferred.iter().chain(variants)
        });
        let listed = all.map(|(lang, spelling)| (primary(lang), spelling.as_str()));
        let listed = listed.collect();
        let people = site.names.iter().enumerate();
        for (name, entry) in people.filter(|(_, entry)| entry.kind == NameKind::Person) {
            for (lang, spelling) in &entry.preferred {
                if spelling.split(' ').count() < 2 {
                    continue;
                }
                let by_word = by_word.entry(primary(lang)).or_default();
                for (word, text) in spelling.split(' ').enumerate() {
                    let candidate = NearName {
                        name,
                        spelling,
                        word,
                    };
                    by_word.entry(text).or_default().push(candidate);
                }
            }
        }
        NearNames { by_word, listed }
    }

    /// Returns a note for each spelling of a summary that is near the name of a person whom an original mentions.
    pub fn check(
        &self,
        summary: &CheckedText<'_>,
        originals: &[CheckedText<'_>],
        mentioned: &mut [OriginalNames<'_>],
    ) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = Vec::new();
        for (range, candidate) in self.near(&summary.text, summary.lang) {
            let written = &summary.text[range.clone()];
            let is_stated = originals
                .iter()
                .any(|original| has_words(&original.text, written));
            let mut each = mentioned.iter_mut();
            let is_mentioned =
                each.any(|names| names.verdict(candidate.name) == NameVerdict::Spelled);
            if is_mentioned && !is_stated {
                found.push(note(summary, &range, written, candidate.spelling));
            }
        }
        found
    }

    fn near(&self, text: &str, lang: &str) -> Vec<(Range<usize>, NearName<'s>)> {
        let Some(by_word) = self.by_word.get(primary(lang)) else {
            return Vec::new();
        };
        let words = words(text);
        let mut near: Vec<(Range<usize>, NearName<'_>)> = Vec::new();
        let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (index, word) in words.iter().enumerate() {
            let known = by_word.get(&text[word.clone()]);
            let known = known.filter(|known| known.len() <= MOST_WITH_WORD);
            for candidate in known.into_iter().flatten() {
                if near.len() == MOST_NEAR {
                    return near;
                }
                let start = index.checked_sub(candidate.word);
                let count = candidate.spelling.split(' ').count();
                let window = start.and_then(|start| words.get(start..start + count));
                let Some([first, .., last]) = window else {
                    continue;
                };
                let range = first.start..last.end;
                let is_new = !seen.contains(&(range.start, range.end))
                    && !self.listed.contains(&(primary(lang), &text[range.clone()]));
                if is_new && is_near(&text[range.clone()], candidate.spelling) {
                    seen.insert((range.start, range.end));
                    near.push((range, *candidate));
                }
            }
        }
        near
    }
}

fn note(
    summary: &CheckedText<'_>,
    range: &Range<usize>,
    written: &str,
    spelling: &str,
) -> Diagnostic {
    let message =
        format!("“{written}” is one letter away from “{spelling}”, whom the original mentions");
    let near = Diagnostic::new(codes::NAME_NEAR, summary.path, message);
    summary.at(near, range).help(format!(
        "did you mean “{spelling}”? If it is somebody else, add an entry for them to content/names.toml; if the spelling is meant, waive it and say why"
    ))
}

/// Returns true if two names of several words differ by one letter in one word.
fn is_near(written: &str, spelling: &str) -> bool {
    // An Arabic prefix such as «و» is no difference.
    if written.ends_with(spelling) {
        return false;
    }
    let (mut own, mut other) = (written.split(' '), spelling.split(' '));
    let mut differing = 0;
    loop {
        match (own.next(), other.next()) {
            (None, None) => return differing == 1,
            (Some(own), Some(other)) if own == other => {}
            (Some(own), Some(other)) => {
                let is_long = own.chars().count().min(other.chars().count()) >= LONG;
                let starts = |word: &str| word.chars().next();
                if !is_long || starts(own) != starts(other) || !is_one_edit(own, other) {
                    return false;
                }
                differing += 1;
            }
            _ => return false,
        }
    }
}

/// Returns true if a text has these words as whole ones: "Sean O'Neil" is not a match in "Sean O'Neill".
fn has_words(text: &str, words: &str) -> bool {
    let is_whole = |at: usize| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        !before.ends_with(is_alphanumeric) && !after.starts_with(is_alphanumeric)
    };
    text.match_indices(words).any(|(at, _)| is_whole(at))
}

/// Returns the ranges of the words of a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    for (at, c) in text.char_indices() {
        let is_part = is_alphanumeric(c) || matches!(c, '-' | '\'' | '’');
        match words.last_mut().filter(|_| is_open && is_part) {
            Some(word) => word.end = at + c.len_utf8(),
            None if is_part => words.push(at..at + c.len_utf8()),
            None => {}
        }
        is_open = is_part;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn names_are_near_if_one_letter_differs() {
        for (written, spelling, expected) in [
            ("Walid Naser", "Walid Nasser", true),
            ("Walid Nasser", "Walid Nasser", false),
            ("Walid Naseer", "Walid Nasser", true),
            ("Walif Naser", "Walid Nasser", false),
            ("Ali Omar", "Ali Omer", false),
            ("Walid Kasser", "Walid Nasser", false),
            ("وليد الناصري", "وليد الناصر", true),
            ("ووضاح الناصر", "وضاح الناصر", false),
        ] {
            assert_eq!(is_near(written, spelling), expected, "{written}");
        }
    }
}
