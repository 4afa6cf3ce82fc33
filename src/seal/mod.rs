//! Seals: the record in a summary's front matter that it was checked against its original as it then stood.
//!
//! Takes the text of an original and the seal of a summary; tells whether the original is still the one that was sealed
//! and, where it is not, which paragraphs changed. Gives the text of a summary's file with a new seal. Touches no files
//! and knows no clock.
//!
//! A seal is `sealed = { date = 2026-11-20, digest = "…", paragraphs = "…" }`:
//!
//! | key | is |
//! |---|---|
//! | `date` | the day of the check |
//! | `digest` | the first 16 hexadecimal digits of the BLAKE3 hash of the original's text |
//! | `paragraphs` | 4 hexadecimal digits of the BLAKE3 hash of each numbered paragraph, one after the other |
//!
//! What is hashed is the text as a reader reads it: title, headings and paragraphs, runs of white space as one space, a
//! line feed after each. So an original whose markup is mended, or that gets another key in its front matter, stays the
//! one that was sealed. `digest` alone decides; `paragraphs` serves to say what changed, and may be missing.

mod changes;
mod front;

use crate::lang::Date;
use crate::parse::article::Seal;
use crate::parse::prose::{Block, Kind, Prose};

pub use changes::{Change, compare, in_words, renumbered_from};
pub use front::{Entries, with_seal};

/// How many hexadecimal digits a digest has.
const DIGEST_DIGITS: usize = 16;
/// How many of them stand for a paragraph.
const PARAGRAPH_DIGITS: usize = 4;

/// What a seal remembers of an original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// Of all of its text.
    digest: String,
    /// Of each numbered paragraph.
    paragraphs: Vec<u16>,
}

/// Whether a summary is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It was never sealed.
    Unsealed,
    /// It was checked on this day against the original that is there.
    Sealed(Date),
    /// The original changed since this day, in these paragraphs; `None` where the seal does not tell in which.
    Stale(Date, Option<Vec<Change>>),
    /// The seal's digest is none.
    Malformed,
}

impl Fingerprint {
    /// Takes the prose of an original and its text ([`Prose::text`]). Who wrote it is no part of it.
    pub fn of(prose: &Prose, text: &str) -> Fingerprint {
        let is_text = |block: &&Block| !matches!(block.kind, Kind::Author | Kind::Description);
        let words = |block: &Block| text.get(block.range()).unwrap_or_default();
        let blocks = prose.blocks.iter().filter(is_text);
        Fingerprint::new(blocks.map(|block| (block.paragraph, words(block))))
    }

    /// Takes the blocks of an original's text (its title, its headings, its paragraphs and what they consist of), in
    /// order, each with the number of the paragraph that it is a part of.
    pub fn new<'a>(blocks: impl IntoIterator<Item = (Option<u32>, &'a str)>) -> Fingerprint {
        let mut whole = blake3::Hasher::new();
        let mut parts: Vec<blake3::Hasher> = Vec::new();
        for (number, text) in blocks {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ") + "\n";
            whole.update(words.as_bytes());
            // Paragraphs are numbered from 1, in order and without gaps; one may come in several blocks.
            if let Some(index) = number.and_then(|number| (number as usize).checked_sub(1)) {
                if index >= parts.len() {
                    parts.resize_with(index + 1, blake3::Hasher::new);
                }
                parts[index].update(words.as_bytes());
            }
        }
        let short = |hasher: &blake3::Hasher| {
            let [a, b, ..] = *hasher.finalize().as_bytes();
            u16::from_be_bytes([a, b])
        };
        Fingerprint {
            digest: whole.finalize().to_hex()[..DIGEST_DIGITS].to_owned(),
            paragraphs: parts.iter().map(short).collect(),
        }
    }

    /// How many numbered paragraphs there are.
    pub fn paragraphs(&self) -> usize {
        self.paragraphs.len()
    }

    /// The seal that says of a summary that it was checked on this day.
    pub fn entries(&self, date: Date) -> Entries {
        let digits = |paragraph: &u16| format!("{paragraph:04x}");
        Entries {
            date,
            digest: self.digest.clone(),
            paragraphs: self.paragraphs.iter().map(digits).collect(),
        }
    }

    /// Whether a summary with this seal was checked against the original that this is of.
    pub fn standing(&self, seal: Option<&Seal>) -> Standing {
        let Some(seal) = seal else {
            return Standing::Unsealed;
        };
        let digest = &seal.digest.value;
        if digest.len() != DIGEST_DIGITS || !is_hexadecimal(digest) {
            return Standing::Malformed;
        }
        if digest.eq_ignore_ascii_case(&self.digest) {
            return Standing::Sealed(seal.date);
        }
        let paragraphs = seal.paragraphs.as_ref();
        let before = paragraphs.and_then(|digits| paragraph_digests(&digits.value));
        let changes = before.map(|before| compare(&before, &self.paragraphs));
        Standing::Stale(seal.date, changes)
    }
}

/// The digests of paragraphs that a seal remembers; `None` where its digits are not such.
fn paragraph_digests(digits: &str) -> Option<Vec<u16>> {
    if !digits.len().is_multiple_of(PARAGRAPH_DIGITS) || !is_hexadecimal(digits) {
        return None;
    }
    // All digits are ASCII, so that every byte is a character.
    let starts = (0..digits.len()).step_by(PARAGRAPH_DIGITS);
    let digest = |at: usize| u16::from_str_radix(&digits[at..at + PARAGRAPH_DIGITS], 16).ok();
    starts.map(digest).collect()
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::fields::Located;

    const TITLE: (Option<u32>, &str) = (None, "The treaty");

    fn print(paragraphs: &[&str]) -> Fingerprint {
        let numbered = (1..).map(Some).zip(paragraphs.iter().copied());
        Fingerprint::new([TITLE].into_iter().chain(numbered))
    }

    fn seal(digest: &str, paragraphs: Option<&str>) -> Seal {
        let located = |value: &str| Located {
            value: value.into(),
            span: 0..0,
        };
        Seal {
            date: day(),
            digest: located(digest),
            paragraphs: paragraphs.map(located),
        }
    }

    fn day() -> Date {
        Date::new(2026, 11, 20).unwrap()
    }

    /// Digests stand in people's files: another way to make them would make every seal stale.
    #[test]
    fn the_digest_of_a_text_stays_what_it_was() {
        let entries = print(&["Signed in June.", "Kept  for\nfive years."]).entries(day());
        assert_eq!(
            (entries.digest.as_str(), entries.paragraphs.as_str()),
            ("850ebee6087bb972", "e17336d2")
        );
        assert_eq!(
            print(&["Signed in\u{a0}June.", "Kept for five years. "]).entries(day()),
            entries,
            "white space is no part of it"
        );
    }

    #[test]
    fn a_seal_holds_as_long_as_the_text_is_the_same() {
        let before = print(&["a", "b", "c"]).entries(day());
        let (digest, paragraphs) = (before.digest.as_str(), before.paragraphs.as_str());
        let now = print(&["a", "x", "c"]);
        let changed = Some(vec![Change::Changed(2, 2)]);
        for (seal, now, expected) in [
            (None, &now, Standing::Unsealed),
            (
                Some(seal(digest, Some(paragraphs))),
                &print(&["a", "b", "c"]),
                Standing::Sealed(day()),
            ),
            (
                Some(seal(&digest.to_uppercase(), None)),
                &print(&["a", "b", "c"]),
                Standing::Sealed(day()),
            ),
            (
                Some(seal(digest, Some(paragraphs))),
                &now,
                Standing::Stale(day(), changed),
            ),
            (Some(seal(digest, None)), &now, Standing::Stale(day(), None)),
            (
                Some(seal(digest, Some("12é"))),
                &now,
                Standing::Stale(day(), None),
            ),
            (Some(seal("", None)), &now, Standing::Malformed),
            (
                Some(seal("not a digest here", None)),
                &now,
                Standing::Malformed,
            ),
            (
                Some(seal("0123456789abcdeg", None)),
                &now,
                Standing::Malformed,
            ),
        ] {
            assert_eq!(now.standing(seal.as_ref()), expected, "{seal:?}");
        }
    }

    #[test]
    fn a_change_of_the_title_alone_is_a_change() {
        let sealed = print(&["a"]).entries(day());
        let renamed = Fingerprint::new([(None, "The new treaty"), (Some(1), "a")]);
        let seal = seal(&sealed.digest, Some(&sealed.paragraphs));
        let expected = Standing::Stale(day(), Some(Vec::new()));
        assert_eq!(renamed.standing(Some(&seal)), expected);
    }

    /// A row of a table, or an item of a list that goes on after a list within it.
    #[test]
    fn a_paragraph_may_come_in_several_blocks() {
        let rows = |second: &'static str| {
            Fingerprint::new([(Some(1), "a"), (Some(2), "b"), (Some(1), second)])
        };
        assert_eq!(
            compare(&rows("c").paragraphs, &rows("d").paragraphs),
            [Change::Changed(1, 1)]
        );
    }
}
