//! Seals record, in a summary's front matter, that the summary was checked against its original, with digests of both.
//!
//! Takes the texts of an original and a summary, and the summary's seal; says whether both texts are unchanged since
//! and, if not, what changed. Returns the text of a summary's file with a new seal. It touches no files and no clock.
//!
//! A seal is `sealed = { date = 2026-11-20, digest = "…", paragraphs = "…", summary = "…", sentences = "…" }`:
//!
//! | key | value |
//! |---|---|
//! | `date` | the day of the check |
//! | `digest` | the first 16 hexadecimal digits of the BLAKE3 hash of the original's text |
//! | `paragraphs` | the first 4 hexadecimal digits of the BLAKE3 hash of each numbered paragraph, concatenated |
//!
//! If an article has several originals, `digest` covers their texts one after the other, each after its id, and `paragraphs`
//! has the paragraphs of all of them in this order, with a hyphen between two originals. Seals of earlier versions lack the
//! hyphens.
//!
//! | key | value |
//! |---|---|
//! | `summary` | as `digest`, for the summary |
//! | `sentences` | as `paragraphs`, for each passage of the summary ([`passages`]) |
//!
//! The hash of an original is that of the text that readers see: title, headings and paragraphs, each followed by a
//! line feed, with runs of white space replaced by one space. So a seal stays valid if the markup of an original is
//! corrected, or if its front matter gets another key. Only `digest` and `summary` decide if a seal is valid.
//! `paragraphs` and `sentences` say what changed, and may be missing. A seal without `summary` is of an earlier
//! version: it covers the original only, and no page mentions it.

mod changes;
mod front;
mod passages;
mod renumbered;
mod summary_changes;

use crate::lang::Date;
use crate::parse::article::{self, Original, Seal, Summary};
use crate::parse::fields::Located;
use crate::parse::prose::{ProseBlock, ProseBlockKind};

pub use changes::{ParagraphChange, compare, in_words, renumbered_from};
pub use front::{SealEntries, entry_place, with_seal};
pub use passages::{PassageKind, SealedPassage, SummaryText};
pub use renumbered::{Renumbered, renumbered};
pub use summary_changes::{SummaryChange, summary_changes};

/// Number of hexadecimal digits of a digest.
const DIGEST_DIGITS: usize = 16;
/// Number of hexadecimal digits for a paragraph or a passage.
const PART_DIGITS: usize = 4;
/// Separator between the digests of two originals.
const BETWEEN_ORIGINALS: &str = "-";

/// The digests of a text that a seal records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// Digest of the whole text.
    digest: String,
    /// Short digest of each part: of the numbered paragraphs of originals, or of the passages of a summary.
    parts: Vec<u16>,
    /// Number of parts of each original; empty for other texts.
    counts: Vec<usize>,
}

/// The result of comparing a seal with the current texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealState {
    /// The summary has no seal.
    Unsealed,
    /// The seal contains an invalid digest.
    Malformed,
    /// The seal of this date is valid for both texts.
    Sealed(Date),
    /// The seal of this date is valid for the original, and does not cover the summary.
    OriginalOnly(Date),
    /// A text changed since it was sealed.
    Broken(BrokenSeal),
}

/// The changes since a summary was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenSeal {
    /// Date of the seal.
    pub date: Date,
    pub original: Since,
    pub summary: Since,
    /// The current passages of the summary.
    pub passages: Vec<SealedPassage>,
}

/// The change of a text since it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// The text is unchanged, or the seal does not cover it.
    Unchanged,
    /// These parts changed. Empty if only text outside the parts changed, such as the title of an original.
    Changed(Vec<ParagraphChange>),
    /// The text changed, and the seal does not say which parts.
    ChangedSomewhere,
}

/// Compares a summary's seal with the current texts; `text` returns the text of a file.
pub fn standing<'t>(
    summary: &Summary,
    originals: &[&Original],
    text: impl Fn(&str) -> Option<&'t str>,
) -> SealState {
    let Some(seal) = &summary.sealed else {
        return SealState::Unsealed;
    };
    let original = Fingerprint::of_originals(originals, &text);
    original.standing(seal, || {
        SummaryText::of(summary, text(&summary.path).unwrap_or_default())
    })
}

/// A summary's text with a new seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedText {
    pub text: String,
    pub entries: SealEntries,
    /// Number of paragraphs of the sealed original.
    pub paragraphs: usize,
}

/// Returns the text of a summary's file with a seal of this day; `text` returns the text of a file. Returns the line to write
/// by hand if the front matter cannot be edited.
pub fn sealed<'t>(
    summary: &Summary,
    originals: &[&Original],
    text: impl Fn(&str) -> Option<&'t str>,
    date: Date,
) -> Result<SealedText, String> {
    let against = Fingerprint::of_originals(originals, &text);
    let file = text(&summary.path).unwrap_or_default();
    let entries = against.entries(&SummaryText::of(summary, file).fingerprint, date);
    let new = with_seal(file, summary.body_start, &entries);
    match new.filter(|new| has_seal(summary, new, &entries)) {
        Some(text) => Ok(SealedText {
            text,
            entries,
            paragraphs: against.parts(),
        }),
        None => Err(entries.line()),
    }
}

/// Returns true if the new text of a summary parses, and contains exactly this seal.
fn has_seal(old: &Summary, text: &str, seal: &SealEntries) -> bool {
    let mut found = Vec::new();
    let (folder, lang) = (old.article.clone(), old.lang.clone());
    let read = article::summary(&old.path, folder, lang, text, &mut found);
    let sealed = read.and_then(|summary| summary.sealed);
    sealed.is_some_and(|sealed| {
        let Seal {
            date,
            digest,
            paragraphs,
            summary,
            sentences,
        } = sealed;
        let value = |digits: Option<Located<String>>| digits.map_or(String::new(), |d| d.value);
        let read = SealEntries {
            date: date.value,
            digest: digest.value,
            paragraphs: value(paragraphs),
            summary: value(summary),
            sentences: value(sentences),
        };
        read == *seal
    })
}

impl Fingerprint {
    /// Computes the fingerprint of an article's originals; `text` returns the text of a file. Author and description are not
    /// part of it.
    pub fn of_originals<'t>(
        originals: &[&Original],
        text: impl Fn(&str) -> Option<&'t str>,
    ) -> Fingerprint {
        let texts: Vec<String> = originals
            .iter()
            .map(|original| {
                let file = text(&original.path).unwrap_or_default();
                original.body.prose.text(file)
            })
            .collect();
        let mut blocks: Vec<(Option<u32>, &str)> = Vec::new();
        let mut before = 0;
        for (original, text) in originals.iter().zip(&texts) {
            blocks.extend(original.id.as_deref().map(|id| (None, id)));
            let is_text = |block: &&ProseBlock| {
                !matches!(
                    block.kind,
                    ProseBlockKind::Author | ProseBlockKind::Description
                )
            };
            let words = |block: &ProseBlock| text.get(block.range()).unwrap_or_default();
            let own = original.body.prose.blocks.iter().filter(is_text);
            let number = |block: &ProseBlock| block.paragraph.map(|number| before + number);
            blocks.extend(own.map(|block| (number(block), words(block))));
            before += original.paragraphs();
        }
        let counts = originals.iter().map(|one| one.paragraphs() as usize);
        Fingerprint {
            counts: counts.collect(),
            ..Fingerprint::new(blocks)
        }
    }

    /// Computes the fingerprint of an original from the blocks of its text (title, headings, paragraphs and their parts),
    /// in order. Each block has the number of the paragraph that it belongs to, or `None`.
    pub fn new<'a>(blocks: impl IntoIterator<Item = (Option<u32>, &'a str)>) -> Fingerprint {
        let mut whole = blake3::Hasher::new();
        let mut parts: Vec<blake3::Hasher> = Vec::new();
        for (number, text) in blocks {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ") + "\n";
            whole.update(words.as_bytes());
            // Paragraphs are numbered from 1 without gaps. A paragraph may come in several blocks.
            if let Some(index) = number.and_then(|number| (number as usize).checked_sub(1)) {
                if index >= parts.len() {
                    parts.resize_with(index + 1, blake3::Hasher::new);
                }
                parts[index].update(words.as_bytes());
            }
        }
        Fingerprint {
            digest: whole.finalize().to_hex()[..DIGEST_DIGITS].to_owned(),
            parts: parts.iter().map(|part| short(&part.finalize())).collect(),
            counts: Vec::new(),
        }
    }

    /// Computes a fingerprint from a whole text and its parts.
    fn of_parts<'a>(whole: &str, parts: impl Iterator<Item = &'a str>) -> Fingerprint {
        let part = |part: &str| short(&blake3::hash(part.as_bytes()));
        Fingerprint {
            digest: blake3::hash(whole.as_bytes()).to_hex()[..DIGEST_DIGITS].to_owned(),
            parts: parts.map(part).collect(),
            counts: Vec::new(),
        }
    }

    /// Returns the parts of each original; all parts as one if there is only one original.
    fn of_each(&self) -> Vec<&[u16]> {
        if self.counts.len() < 2 {
            return vec![&self.parts];
        }
        let mut rest = self.parts.as_slice();
        let each = self.counts.iter().map(|count| {
            let (own, after) = rest.split_at((*count).min(rest.len()));
            rest = after;
            own
        });
        each.collect()
    }

    /// Returns the number of parts.
    pub fn parts(&self) -> usize {
        self.parts.len()
    }

    /// Returns the seal of this original and a summary, with the date of the check.
    pub fn entries(&self, summary: &Fingerprint, date: Date) -> SealEntries {
        let digits =
            |parts: &[u16]| -> String { parts.iter().map(|part| format!("{part:04x}")).collect() };
        SealEntries {
            date,
            digest: self.digest.clone(),
            paragraphs: self
                .of_each()
                .into_iter()
                .map(digits)
                .collect::<Vec<String>>()
                .join(BETWEEN_ORIGINALS),
            summary: summary.digest.clone(),
            sentences: digits(&summary.parts),
        }
    }

    /// Compares a seal with this fingerprint of the original and with the summary.
    fn standing(&self, seal: &Seal, summary: impl FnOnce() -> SummaryText) -> SealState {
        let Seal {
            date,
            digest,
            paragraphs,
            summary: sealed_summary,
            sentences,
        } = seal;
        let date = date.value;
        let digests = [Some(digest), sealed_summary.as_ref()];
        let is_digest = |digits: &str| digits.len() == DIGEST_DIGITS && is_hexadecimal(digits);
        if digests.into_iter().flatten().any(|d| !is_digest(&d.value)) {
            return SealState::Malformed;
        }
        let parts = |digits: &Option<Located<String>>| part_digests(&digits.as_ref()?.value);
        let original = self.since(&digest.value, parts(paragraphs));
        let Some(sealed_summary) = sealed_summary else {
            return match original {
                Since::Unchanged => SealState::OriginalOnly(date),
                original => SealState::Broken(BrokenSeal {
                    date,
                    original,
                    summary: Since::Unchanged,
                    passages: Vec::new(),
                }),
            };
        };
        let SummaryText {
            fingerprint,
            passages,
        } = summary();
        let summary = fingerprint.since(&sealed_summary.value, parts(sentences));
        if original == Since::Unchanged && summary == Since::Unchanged {
            return SealState::Sealed(date);
        }
        SealState::Broken(BrokenSeal {
            date,
            original,
            summary,
            passages,
        })
    }

    /// Compares the text with the digests of an earlier one.
    fn since(&self, digest: &str, parts: Option<Vec<u16>>) -> Since {
        if digest.eq_ignore_ascii_case(&self.digest) {
            return Since::Unchanged;
        }
        match parts {
            Some(before) => Since::Changed(compare(&before, &self.parts)),
            None => Since::ChangedSomewhere,
        }
    }
}

/// Returns the first 2 bytes of a digest, which a seal records for a part.
fn short(digest: &blake3::Hash) -> u16 {
    let [a, b, ..] = *digest.as_bytes();
    u16::from_be_bytes([a, b])
}

/// Parses the short digests in a seal; returns `None` if they are invalid.
fn part_digests(digits: &str) -> Option<Vec<u16>> {
    let each: Option<Vec<Vec<u16>>> = digits
        .split(BETWEEN_ORIGINALS)
        .map(run_of_digests)
        .collect();
    each.map(|each| each.concat())
}

/// Parses short digests of the parts of one text.
fn run_of_digests(digits: &str) -> Option<Vec<u16>> {
    if !digits.len().is_multiple_of(PART_DIGITS) || !is_hexadecimal(digits) {
        return None;
    }
    // All digits are ASCII, so byte offsets are character boundaries.
    let starts = (0..digits.len()).step_by(PART_DIGITS);
    let digest = |at: usize| u16::from_str_radix(&digits[at..at + PART_DIGITS], 16).ok();
    starts.map(digest).collect()
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLE: (Option<u32>, &str) = (None, "The treaty");

    fn print(paragraphs: &[&str]) -> Fingerprint {
        let numbered = (1..).map(Some).zip(paragraphs.iter().copied());
        Fingerprint::new([TITLE].into_iter().chain(numbered))
    }

    /// Returns a summary with these sentences.
    fn summary(sentences: &[&str]) -> SummaryText {
        let passage = |words: &&str| SealedPassage {
            kind: PassageKind::Sentence,
            range: 0..0,
            words: (*words).to_owned(),
        };
        SummaryText {
            fingerprint: Fingerprint::of_parts(&sentences.concat(), sentences.iter().copied()),
            passages: sentences.iter().map(passage).collect(),
        }
    }

    fn seal(digest: &str, paragraphs: Option<&str>, summary: Option<[&str; 2]>) -> Seal {
        let located = |value: &str| Located {
            value: value.into(),
            span: 0..0,
        };
        Seal {
            date: Located {
                value: day(),
                span: 0..0,
            },
            digest: located(digest),
            paragraphs: paragraphs.map(located),
            summary: summary.map(|[digest, _]| located(digest)),
            sentences: summary.map(|[_, sentences]| located(sentences)),
        }
    }

    fn day() -> Date {
        Date::new(2026, 11, 20).unwrap()
    }

    fn broken(original: Since, summary: Since, passages: Vec<SealedPassage>) -> SealState {
        SealState::Broken(BrokenSeal {
            date: day(),
            original,
            summary,
            passages,
        })
    }

    /// Digests are stored in users' files: if they were computed differently, every seal would become stale.
    #[test]
    fn the_digest_of_a_text_stays_what_it_was() {
        let summary = summary(&["They signed.", "It holds."]).fingerprint;
        let entries = |paragraphs: &[&str]| print(paragraphs).entries(&summary, day());
        let sealed = entries(&["Signed in June.", "Kept  for\nfive years."]);
        assert_eq!(
            (sealed.digest.as_str(), sealed.paragraphs.as_str()),
            ("850ebee6087bb972", "e17336d2")
        );
        assert_eq!(
            entries(&["Signed in\u{a0}June.", "Kept for five years. "]),
            sealed,
            "white space is no part of it"
        );
    }

    #[test]
    fn a_seal_holds_as_long_as_both_texts_are_the_same() {
        let (a, b) = (print(&["a", "b", "c"]), print(&["a", "x", "c"]));
        let (one, other) = (summary(&["1", "2"]), summary(&["1", "3"]));
        let sealed = a.entries(&one.fingerprint, day());
        let (digest, paragraphs) = (sealed.digest.as_str(), Some(sealed.paragraphs.as_str()));
        let of_summary = Some([sealed.summary.as_str(), sealed.sentences.as_str()]);
        let changed = || Since::Changed(vec![ParagraphChange::Changed(2, 2)]);
        let now = || other.passages.clone();
        use Since::{ChangedSomewhere, Unchanged};
        for (seal, original, text, expected) in [
            (
                seal(digest, paragraphs, of_summary),
                &a,
                &one,
                SealState::Sealed(day()),
            ),
            (
                seal(&digest.to_uppercase(), None, of_summary),
                &a,
                &one,
                SealState::Sealed(day()),
            ),
            (
                seal(digest, paragraphs, None),
                &a,
                &other,
                SealState::OriginalOnly(day()),
            ),
            (
                seal(digest, paragraphs, of_summary),
                &b,
                &one,
                broken(changed(), Unchanged, one.passages.clone()),
            ),
            (
                seal(digest, paragraphs, of_summary),
                &a,
                &other,
                broken(Unchanged, changed(), now()),
            ),
            (
                seal(digest, paragraphs, of_summary),
                &b,
                &other,
                broken(changed(), changed(), now()),
            ),
            (
                seal(digest, None, of_summary.map(|[digest, _]| [digest, "12é"])),
                &b,
                &other,
                broken(ChangedSomewhere, ChangedSomewhere, now()),
            ),
            (
                seal(digest, None, None),
                &b,
                &one,
                broken(ChangedSomewhere, Unchanged, Vec::new()),
            ),
            (seal("", None, of_summary), &a, &one, SealState::Malformed),
            (
                seal("0123456789abcdeg", None, None),
                &a,
                &one,
                SealState::Malformed,
            ),
            (
                seal(digest, None, Some(["checked by Mona", ""])),
                &a,
                &one,
                SealState::Malformed,
            ),
        ] {
            assert_eq!(
                original.standing(&seal, || text.clone()),
                expected,
                "{seal:?}"
            );
        }
    }

    #[test]
    fn a_change_of_the_title_alone_is_a_change() {
        let text = summary(&["1"]);
        let sealed = print(&["a"]).entries(&text.fingerprint, day());
        let renamed = Fingerprint::new([(None, "The new treaty"), (Some(1), "a")]);
        let seal = seal(
            &sealed.digest,
            Some(&sealed.paragraphs),
            Some([&sealed.summary, &sealed.sentences]),
        );
        let expected = broken(
            Since::Changed(Vec::new()),
            Since::Unchanged,
            text.passages.clone(),
        );
        assert_eq!(renamed.standing(&seal, || text), expected);
    }

    /// A paragraph is split if it is a table (one block per row), or a list item that continues after a nested list.
    #[test]
    fn a_paragraph_may_come_in_several_blocks() {
        let rows = |second: &'static str| {
            Fingerprint::new([(Some(1), "a"), (Some(2), "b"), (Some(1), second)])
        };
        assert_eq!(
            compare(&rows("c").parts, &rows("d").parts),
            [ParagraphChange::Changed(1, 1)]
        );
    }
}
