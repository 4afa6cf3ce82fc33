//! The changes of a summary since it was sealed, passage by passage.
//!
//! Takes the changes of its passages' digests and the passages as they are now; gives a list and words for people.

use std::fmt;

use crate::seal::{Change, Passage, PassageKind};

/// Number of characters of a passage that a message repeats.
const EXCERPT: usize = 60;

/// What happened to a passage, or to several that are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SummaryChange<'p> {
    /// It reads otherwise than before.
    Changed(&'p Passage),
    /// It is new.
    Added(&'p Passage),
    /// Passages are gone that followed this one, if any stood before them.
    Removed(u32, Option<&'p Passage>),
}

/// Every change, one for each passage that is there now.
pub fn summary_changes<'p>(changes: &[Change], passages: &'p [Passage]) -> Vec<SummaryChange<'p>> {
    let at = |number: u32| passages.get((number as usize).checked_sub(1)?);
    let mut all = Vec::new();
    for change in changes {
        match *change {
            Change::Changed(from, to) => {
                all.extend((from..=to).filter_map(at).map(SummaryChange::Changed));
            }
            Change::Added(from, to) => {
                all.extend((from..=to).filter_map(at).map(SummaryChange::Added));
            }
            Change::Removed { count, after } => {
                all.push(SummaryChange::Removed(count, at(after)));
            }
        }
    }
    all
}

impl<'p> SummaryChange<'p> {
    /// The passage that it is about, where that is still there.
    pub fn passage(&self) -> Option<&'p Passage> {
        match self {
            SummaryChange::Changed(passage) | SummaryChange::Added(passage) => Some(passage),
            SummaryChange::Removed(..) => None,
        }
    }

    /// What happened, for a message that shows the passage.
    pub fn message(&self) -> String {
        match self {
            SummaryChange::Changed(passage) => format!("{} was changed", passage.kind.word()),
            SummaryChange::Added(passage) => format!("{} was added", passage.kind.word()),
            SummaryChange::Removed(..) => self.to_string(),
        }
    }
}

/// What happened, with the words of the passage: `“Ferries returned.” was changed`.
impl fmt::Display for SummaryChange<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |passage: &Passage| match passage.kind {
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

/// The first words of a text, whole ones.
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

    /// Changes of passages, and what is said of a summary that now reads "One. Two. Three."
    #[test]
    fn changes_are_told_in_words_of_today() {
        let passage = |words: &str| Passage {
            kind: PassageKind::Sentence,
            range: 0..0,
            words: words.into(),
        };
        let passages = ["One.", "Two.", "Three."].map(passage);
        for (change, said) in [
            (Change::Changed(2, 2), "“Two.” was changed"),
            (
                Change::Changed(2, 3),
                "“Two.” was changed, “Three.” was changed",
            ),
            (Change::Added(3, 3), "“Three.” was added"),
            (
                Change::Removed { count: 1, after: 0 },
                "a sentence at the beginning was removed",
            ),
            (
                Change::Removed { count: 2, after: 3 },
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
