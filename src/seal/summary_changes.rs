//! Lists the changes of a summary since it was sealed, passage by passage.
//!
//! Takes the changes of the passages' digests and the current passages; returns a list, and a description in words.

use std::fmt;

use crate::seal::{ParagraphChange, PassageKind, SealedPassage};

/// Maximum length, in characters, of a passage that a message quotes.
const EXCERPT: usize = 60;

/// A change of one passage, or the removal of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SummaryChange<'p> {
    /// The passage changed.
    Changed(&'p SealedPassage),
    /// The passage is new.
    Added(&'p SealedPassage),
    /// Number of removed passages, and the passage before them; `None` if they were at the beginning.
    Removed(u32, Option<&'p SealedPassage>),
}

/// Returns all changes, with one entry for each changed or added passage.
pub fn summary_changes<'p>(
    changes: &[ParagraphChange],
    passages: &'p [SealedPassage],
) -> Vec<SummaryChange<'p>> {
    let at = |number: u32| passages.get((number as usize).checked_sub(1)?);
    let mut all = Vec::new();
    for change in changes {
        match *change {
            ParagraphChange::Changed(from, to) => {
                all.extend((from..=to).filter_map(at).map(SummaryChange::Changed));
            }
            ParagraphChange::Added(from, to) => {
                all.extend((from..=to).filter_map(at).map(SummaryChange::Added));
            }
            ParagraphChange::Removed { count, after } => {
                all.push(SummaryChange::Removed(count, at(after)));
            }
        }
    }
    all
}

impl<'p> SummaryChange<'p> {
    /// Returns the changed or added passage; `None` for removed ones.
    pub fn passage(&self) -> Option<&'p SealedPassage> {
        match self {
            SummaryChange::Changed(passage) | SummaryChange::Added(passage) => Some(passage),
            SummaryChange::Removed(..) => None,
        }
    }

    /// Describes the change for a message that also shows the passage.
    pub fn message(&self) -> String {
        match self {
            SummaryChange::Changed(passage) => format!("{} was changed", passage.kind.word()),
            SummaryChange::Added(passage) => format!("{} was added", passage.kind.word()),
            SummaryChange::Removed(..) => self.to_string(),
        }
    }
}

/// Formats the change with the words of the passage, such as `“Ferries returned.” was changed`.
impl fmt::Display for SummaryChange<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |passage: &SealedPassage| match passage.kind {
            PassageKind::NoProse => passage.kind.word().to_owned(),
            _ => format!("“{}”", excerpt(&passage.words)),
        };
        match self {
            SummaryChange::Changed(passage) => write!(f, "{} was changed", named(passage)),
            SummaryChange::Added(passage) => write!(f, "{} was added", named(passage)),
            SummaryChange::Removed(count, after) => {
                match count {
                    1 => write!(f, "a sentence")?,
                    _ => write!(f, "{count} sentences")?,
                }
                match after {
                    Some(passage) => write!(f, " after {}", named(passage))?,
                    None => write!(f, " at the beginning")?,
                }
                write!(f, " {} removed", if *count == 1 { "was" } else { "were" })
            }
        }
    }
}

/// Returns the beginning of a text, cut at a space.
fn excerpt(words: &str) -> String {
    let Some((end, _)) = words.char_indices().nth(EXCERPT) else {
        return words.to_owned();
    };
    let cut = &words[..end];
    let whole = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Changes, and their description for a summary that now reads "One. Two. Three."
    #[test]
    fn changes_are_told_in_words_of_today() {
        let passage = |words: &str| SealedPassage {
            kind: PassageKind::Sentence,
            range: 0..0,
            words: words.into(),
        };
        let passages = ["One.", "Two.", "Three."].map(passage);
        for (change, said) in [
            (ParagraphChange::Changed(2, 2), "“Two.” was changed"),
            (
                ParagraphChange::Changed(2, 3),
                "“Two.” was changed, “Three.” was changed",
            ),
            (ParagraphChange::Added(3, 3), "“Three.” was added"),
            (
                ParagraphChange::Removed { count: 1, after: 0 },
                "a sentence at the beginning was removed",
            ),
            (
                ParagraphChange::Removed { count: 2, after: 3 },
                "2 sentences after “Three.” were removed",
            ),
        ] {
            let changes = summary_changes(&[change], &passages);
            let words: Vec<String> = changes.iter().map(SummaryChange::to_string).collect();
            assert_eq!(words.join(", "), said);
        }
        let long = "word ".repeat(30);
        assert_eq!(
            excerpt(&long),
            format!("{} …", "word ".repeat(12).trim_end())
        );
    }
}
