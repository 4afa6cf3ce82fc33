//! Finds the changed paragraphs of an original by comparing the digests of its paragraphs.
//!
//! Takes the old and the new sequence of digests; returns the changes, with the current numbers of paragraphs, and a
//! description in words.

use std::ops::Range;

/// Maximum number of comparisons. If more were needed, everything between the common start and end counts as changed.
const MOST_COMPARISONS: usize = 4_000_000;

/// Maximum number of changes in a message.
const TOLD: usize = 8;

/// A change of neighbouring paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphChange {
    /// The paragraphs from the first to the last number, by current numbering, changed.
    Changed(u32, u32),
    /// The paragraphs from the first to the last number, by current numbering, are new.
    Added(u32, u32),
    /// Paragraphs were removed.
    Removed {
        /// Number of removed paragraphs.
        count: u32,
        /// Current number of the paragraph before the change; 0 at the beginning.
        after: u32,
    },
}

/// Returns the changes between two sequences, in order; empty if they are equal.
///
/// It uses the longest common subsequence, so a paragraph that only moved down because of new ones before it is not a
/// change.
pub fn compare(before: &[u16], now: &[u16]) -> Vec<ParagraphChange> {
    let mut changes = Vec::new();
    for (before, now) in gaps(before, now) {
        changes.extend(hunk(before.len(), now.len(), now.start));
    }
    changes
}

/// Returns the pairs of indices of equal parts in two sequences, in order.
pub(super) fn matches(before: &[u16], now: &[u16]) -> Vec<(usize, usize)> {
    let start = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let backwards = before[start..].iter().rev().zip(now[start..].iter().rev());
    let end = backwards.take_while(|(a, b)| a == b).count();
    let (before_end, now_end) = (before.len() - end, now.len() - end);
    let within = common(&before[start..before_end], &now[start..now_end]);
    let first = (0..start).map(|index| (index, index));
    let within = within.into_iter().map(|(b, n)| (start + b, start + n));
    let last = (0..end).map(|index| (before_end + index, now_end + index));
    first.chain(within).chain(last).collect()
}

/// Returns the ranges between the equal parts of two sequences, in order.
fn gaps(before: &[u16], now: &[u16]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut gaps = Vec::new();
    let mut done = (0, 0);
    let end = (before.len(), now.len());
    for (b, n) in matches(before, now).into_iter().chain([end]) {
        gaps.push((done.0..b, done.1..n));
        done = (b + 1, n + 1);
    }
    gaps
}

/// Returns the current number of each old paragraph; `None` for removed ones.
pub(super) fn renumbering(before: &[u16], now: &[u16]) -> Vec<Option<u32>> {
    let mut numbers = vec![None; before.len()];
    let number = |index: usize| u32::try_from(index + 1).ok();
    for (b, n) in matches(before, now) {
        numbers[b] = number(n);
    }
    // A paragraph that changed is in the place of the one that was there.
    for (b, n) in gaps(before, now) {
        for (b, n) in b.zip(n) {
            numbers[b] = number(n);
        }
    }
    numbers
}

/// Returns the changes between two matches: `before` old paragraphs became `now` new ones, which follow paragraph `after`.
fn hunk(before: usize, now: usize, after: usize) -> impl Iterator<Item = ParagraphChange> {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let both = before.min(now);
    let changed =
        (both > 0).then(|| ParagraphChange::Changed(number(after + 1), number(after + both)));
    let added =
        (now > both).then(|| ParagraphChange::Added(number(after + both + 1), number(after + now)));
    let removed = (before > both).then(|| ParagraphChange::Removed {
        count: number(before - both),
        after: number(after + both),
    });
    [changed, added, removed].into_iter().flatten()
}

/// Returns the longest common subsequence, as pairs of indices; empty if it would take too many comparisons.
fn common(before: &[u16], now: &[u16]) -> Vec<(usize, usize)> {
    let (rows, columns) = (before.len(), now.len());
    if rows.saturating_mul(columns) > MOST_COMPARISONS {
        return Vec::new();
    }
    // length[b][n]: length of the longest common subsequence of before[b..] and now[n..].
    let width = columns + 1;
    let mut length = vec![0u16; (rows + 1) * width];
    for b in (0..rows).rev() {
        for n in (0..columns).rev() {
            length[b * width + n] = if before[b] == now[n] {
                length[(b + 1) * width + n + 1] + 1
            } else {
                length[(b + 1) * width + n].max(length[b * width + n + 1])
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut b, mut n) = (0, 0);
    while b < rows && n < columns {
        if before[b] == now[n] {
            pairs.push((b, n));
            (b, n) = (b + 1, n + 1);
        } else if length[(b + 1) * width + n] >= length[b * width + n + 1] {
            b += 1;
        } else {
            n += 1;
        }
    }
    pairs
}

/// Describes the changes as a sentence without a full stop; `name` returns the name of a paragraph.
pub fn in_words(changes: &[ParagraphChange], name: impl Fn(u32) -> String) -> String {
    if changes.is_empty() {
        return "its title or a heading changed".into();
    }
    let told = changes.iter().take(TOLD);
    let mut parts: Vec<String> = told.map(|change| change.in_words(&name)).collect();
    if changes.len() > TOLD {
        parts.push("more changed further down".into());
    }
    parts.join(", ")
}

/// Returns the first paragraph number that differs from the old numbering because of added or removed paragraphs, if any.
pub fn renumbered_from(changes: &[ParagraphChange]) -> Option<u32> {
    changes.iter().find_map(|change| match change {
        ParagraphChange::Changed(..) => None,
        ParagraphChange::Added(from, _) => Some(*from),
        ParagraphChange::Removed { after, .. } => Some(after + 1),
    })
}

impl ParagraphChange {
    /// Formats a change as part of a sentence, such as `p4 changed`.
    fn in_words(&self, name: impl Fn(u32) -> String) -> String {
        match *self {
            ParagraphChange::Changed(from, to) if from == to => format!("{} changed", name(from)),
            ParagraphChange::Changed(from, to) => format!("{} to {} changed", name(from), name(to)),
            ParagraphChange::Added(from, to) if from == to => format!("{} was added", name(from)),
            ParagraphChange::Added(from, to) => {
                format!("{} to {} were added", name(from), name(to))
            }
            ParagraphChange::Removed { count, after } => {
                let removed = match count {
                    1 => "a paragraph was removed".to_owned(),
                    _ => format!("{count} paragraphs were removed"),
                };
                match after {
                    0 => format!("{removed} at the beginning"),
                    _ => format!("{removed} after {}", name(after)),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each letter is a paragraph: before, now, expected message.
    #[test]
    fn changes_are_told_by_the_numbers_of_today() {
        for (before, now, words) in [
            ("abcd", "abcd", "its title or a heading changed"),
            ("abcd", "abxd", "p3 changed"),
            ("abcd", "axyd", "p2 to p3 changed"),
            ("abcd", "abcxd", "p4 was added"),
            ("abcd", "xyabcd", "p1 to p2 were added"),
            ("abcd", "abd", "a paragraph was removed after p2"),
            ("abcd", "cd", "2 paragraphs were removed at the beginning"),
            ("abcdefg", "axcdefyg", "p2 changed, p7 was added"),
            ("abc", "axyc", "p2 changed, p3 was added"),
            (
                "axyc",
                "abc",
                "p2 changed, a paragraph was removed after p2",
            ),
            ("aa", "a", "a paragraph was removed after p1"),
            ("", "ab", "p1 to p2 were added"),
            ("ab", "", "2 paragraphs were removed at the beginning"),
            (
                "abcd",
                "dabc",
                "p1 was added, a paragraph was removed after p4",
            ),
        ] {
            let digests = |text: &str| text.bytes().map(u16::from).collect::<Vec<_>>();
            let changes = compare(&digests(before), &digests(now));
            let name = |number| format!("p{number}");
            assert_eq!(in_words(&changes, name), words, "{before} → {now}");
        }
    }

    #[test]
    fn paragraphs_are_numbered_anew() {
        for (before, now, expected) in [
            ("abc", "abc", vec![Some(1), Some(2), Some(3)]),
            ("abc", "xabc", vec![Some(2), Some(3), Some(4)]),
            ("abc", "axbyc", vec![Some(1), Some(3), Some(5)]),
            ("abc", "ac", vec![Some(1), None, Some(2)]),
            ("abc", "axc", vec![Some(1), Some(2), Some(3)]),
            ("abc", "axyc", vec![Some(1), Some(2), Some(4)]),
            ("ab", "", vec![None, None]),
        ] {
            let digests = |text: &str| text.bytes().map(u16::from).collect::<Vec<_>>();
            let numbers = renumbering(&digests(before), &digests(now));
            assert_eq!(numbers, expected, "{before} → {now}");
        }
    }

    #[test]
    fn very_long_texts_are_compared_in_bounded_time() {
        let before: Vec<u16> = (0..20_000).collect();
        let now: Vec<u16> = (0..20_000).rev().collect();
        assert_eq!(
            compare(&before, &now),
            [ParagraphChange::Changed(1, 20_000)]
        );
    }

    proptest! {
        #[test]
        fn changes_account_for_every_paragraph(
            before in prop::collection::vec(0u16..6, 0..12),
            now in prop::collection::vec(0u16..6, 0..12),
        ) {
            let changes = compare(&before, &now);
            prop_assert_eq!(changes.is_empty(), before == now);
            let growth: i64 = changes.iter().map(|change| match change {
                ParagraphChange::Changed(..) => 0,
                ParagraphChange::Added(from, to) => i64::from(to - from) + 1,
                ParagraphChange::Removed { count, .. } => -i64::from(*count),
            }).sum();
            prop_assert_eq!(growth, now.len() as i64 - before.len() as i64);
        }
    }
}
