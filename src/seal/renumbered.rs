//! Renumbers the citations of a summary after paragraphs of its original were added or removed.
//!
//! Takes a sealed summary and its originals as they are now; returns the edits of its file. The seal has digests of the
//! old paragraphs and of the summary's passages. Only citations in unchanged passages are renumbered, so that no
//! citation is renumbered twice or after somebody corrected it.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use crate::parse::article::{Original, Summary};
use crate::parse::markdown::Citation;
use crate::seal::changes::{matches, renumbering};
use crate::seal::{BETWEEN_ORIGINALS, Fingerprint, SummaryText, part_digests, run_of_digests};

/// The citations of a summary after its original changed.
#[derive(Debug, Default)]
pub struct Renumbered {
    /// The byte ranges of citations whose paragraphs have other numbers than when the summary was sealed, each with its
    /// new text. Removed paragraphs are left out of it.
    pub edits: Vec<(Range<usize>, String)>,
    /// The byte ranges of citations all of whose paragraphs were removed. They stay unchanged, and now name other
    /// paragraphs.
    pub lost: Vec<Range<usize>>,
    /// Number of citations in `edits` some of whose paragraphs were removed.
    pub reduced: usize,
}

/// Returns the changes of a summary's citations; empty if it has no seal with digests of paragraphs. `text` returns the
/// text of a file.
pub fn renumbered<'t>(
    summary: &Summary,
    originals: &[&Original],
    text: impl Fn(&str) -> Option<&'t str>,
) -> Renumbered {
    read_seal(summary, originals, text).unwrap_or_default()
}

fn read_seal<'t>(
    summary: &Summary,
    originals: &[&Original],
    text: impl Fn(&str) -> Option<&'t str>,
) -> Option<Renumbered> {
    let seal = summary.sealed.as_ref()?;
    let now = Fingerprint::of_originals(originals, &text);
    let now = now.of_each();
    let before = sealed_paragraphs(&seal.paragraphs.as_ref()?.value, &now)?;
    let numbers: Vec<Vec<Option<u32>>> = before
        .iter()
        .zip(&now)
        .map(|(before, now)| renumbering(before, now))
        .collect();
    let file = text(&summary.path)?;
    let SummaryText {
        fingerprint,
        passages,
    } = SummaryText::of(summary, file);
    let sealed = part_digests(&seal.sentences.as_ref()?.value)?;
    let pairs = matches(&sealed, &fingerprint.parts).into_iter();
    let unchanged: BTreeSet<usize> = pairs.map(|(_, now)| now).collect();
    let mut renumbered = Renumbered::default();
    for (place, citation) in summary
        .body
        .prose
        .citations
        .iter()
        .zip(&summary.body.citations)
    {
        // A passage has the citations up to its end; see `passages`.
        let end = |index: &usize| passages[*index].range.end >= *place as usize;
        let passage = (0..passages.len()).find(end);
        if passage.is_some_and(|passage| unchanged.contains(&passage)) {
            renumbered.add(citation, originals, &numbers, file);
        }
    }
    Some(renumbered)
}

impl Renumbered {
    /// Adds a citation, unless it stays unchanged; `numbers` are the new numbers of the paragraphs of each original.
    fn add(
        &mut self,
        citation: &Citation,
        originals: &[&Original],
        numbers: &[Vec<Option<u32>>],
        file: &str,
    ) -> Option<()> {
        let old = file.get(citation.span.clone())?;
        let id = citation.names.original.as_deref();
        let cited = originals.iter().position(|one| one.id.as_deref() == id)?;
        let numbers = numbers.get(cited)?;
        // The id may have digits, too.
        let names = id.map_or(Some(0), |id| Some(old.find(id)? + id.len()))?;
        let (names, paragraphs) = old.split_at(names);
        match label(paragraphs, numbers) {
            Some(new) if new != paragraphs => {
                let new = format!("{names}{new}");
                self.edits.push((citation.span.clone(), new));
            }
            Some(_) => {}
            None => match reduced(paragraphs, &citation.paragraphs, numbers) {
                Reduced::To(rest) => {
                    let open = if names.is_empty() { "[" } else { " " };
                    let new = format!("{names}{open}{rest}");
                    self.edits.push((citation.span.clone(), new));
                    self.reduced += 1;
                }
                Reduced::ToNothing => self.lost.push(citation.span.clone()),
                Reduced::Unknown => {}
            },
        }
        Some(())
    }
}

/// Returns the sealed digests of the paragraphs of each original, whose current digests are in `now`; `None` if a seal
/// of an earlier version does not assign the paragraphs to the originals.
fn sealed_paragraphs(digits: &str, now: &[&[u16]]) -> Option<Vec<Vec<u16>>> {
    let each: Option<Vec<Vec<u16>>> = digits
        .split(BETWEEN_ORIGINALS)
        .map(run_of_digests)
        .collect();
    let each = each?;
    if each.len() == now.len() {
        return Some(each);
    }
    let [mut rest] = <[Vec<u16>; 1]>::try_from(each).ok()?;
    let pairs = matches(&rest, &now.concat());
    // An original ended between the last paragraph that is still in it and the first that is in the next.
    let mut ends = Vec::new();
    let mut end_now = 0;
    for own in now.iter().take(now.len().saturating_sub(1)) {
        end_now += own.len();
        let after = pairs.partition_point(|(_, now)| *now < end_now);
        let last = pairs[..after].last().map_or(0, |(before, _)| before + 1);
        let next = pairs.get(after).map_or(rest.len(), |(before, _)| *before);
        (last == next).then(|| ends.push(last))?;
    }
    let mut each = Vec::new();
    for end in ends.into_iter().rev() {
        each.insert(0, rest.split_off(end));
    }
    each.insert(0, rest);
    Some(each)
}

/// Returns a citation with new numbers; `None` if one of its paragraphs was removed.
fn label(citation: &str, numbers: &[Option<u32>]) -> Option<String> {
    let (mut rest, words) = numbers_and_words(citation);
    let mut out = String::with_capacity(citation.len());
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_ascii_digit());
        let (digits, after) = rest.split_at(end.unwrap_or(rest.len()));
        let number: usize = digits.parse().ok()?;
        let new = match numbers.get(number.checked_sub(1)?) {
            Some(new) => (*new)?,
            // It was never there.
            None => return None,
        };
        out.push_str(&new.to_string());
        rest = after;
    }
    Some([&out, rest, words].concat())
}

/// Splits a citation before the words that a quotation is bound to.
fn numbers_and_words(citation: &str) -> (&str, &str) {
    let is_number = |c: char| c.is_ascii_digit() || "p-–,،[] \t\r\n".contains(c);
    let end = citation.find(|c| !is_number(c)).unwrap_or(citation.len());
    citation.split_at(end)
}

/// A citation without the paragraphs that were removed.
#[derive(Debug, PartialEq, Eq)]
enum Reduced {
    /// The citation's new text, after its opening bracket and its names.
    To(String),
    /// All paragraphs of the citation were removed.
    ToNothing,
    /// The citation names paragraphs that never existed.
    Unknown,
}

/// Returns a citation of these paragraphs with new numbers, without those that were removed.
fn reduced(citation: &str, paragraphs: &[RangeInclusive<u32>], numbers: &[Option<u32>]) -> Reduced {
    let mut parts = Vec::new();
    for range in paragraphs {
        let from = (*range.start() as usize).checked_sub(1);
        let Some(new) = from.and_then(|from| numbers.get(from..*range.end() as usize)) else {
            return Reduced::Unknown;
        };
        let mut left = new.iter().flatten();
        match (left.next(), left.next_back()) {
            (Some(first), Some(last)) => parts.push(format!("p{first}-p{last}")),
            (Some(only), None) => parts.push(format!("p{only}")),
            (None, _) => {}
        }
    }
    if parts.is_empty() {
        return Reduced::ToNothing;
    }
    let (old, words) = numbers_and_words(citation);
    let comma = if old.contains('،') { "، " } else { ", " };
    let end = match words {
        "" => "]".to_owned(),
        words => format!(" {words}"),
    };
    Reduced::To(format!("{}{end}", parts.join(comma)))
}

#[cfg(test)]
mod tests {
    use super::{Reduced, label, reduced, sealed_paragraphs};
    use crate::parse::citation;

    #[test]
    fn a_seal_tells_which_paragraphs_were_those_of_which_original() {
        let now: [&[u16]; 2] = [&[0x1111, 0x2222], &[0x3333, 0x4444]];
        for (digits, expected) in [
            ("11112222-33334444", Some([2, 2])),
            // A paragraph of either original was removed since.
            ("11112222-aaaa33334444", Some([2, 3])),
            ("11112222aaaa-33334444", Some([3, 2])),
            // Seals of earlier versions.
            ("111122223333", Some([2, 1])),
            ("111133334444", Some([1, 2])),
            ("11112222aaaa3333", None),
            ("11112222-3333-4444", None),
            ("1111222-23333", None),
        ] {
            let each = sealed_paragraphs(digits, &now);
            let lengths = each.map(|each| each.iter().map(Vec::len).collect::<Vec<_>>());
            assert_eq!(lengths, expected.map(Vec::from), "{digits}");
        }
    }

    #[test]
    fn numbers_change_and_nothing_else() {
        let numbers = [Some(1), Some(3), None, Some(12)];
        for (old, new) in [
            ("[p1]", Some("[p1]")),
            ("[p2]", Some("[p3]")),
            ("[p1-p4]", Some("[p1-p12]")),
            ("[p2, p4]", Some("[p3, p12]")),
            ("[p2، p4]", Some("[p3، p12]")),
            ("[p2][p4]", Some("[p3][p12]")),
            ("[p2 «العقوبات 2 و3»]", Some("[p3 «العقوبات 2 و3»]")),
            ("[p3]", None),
            ("[p2, p3]", None),
            ("[p9]", None),
        ] {
            assert_eq!(label(old, &numbers).as_deref(), new, "{old}");
        }
    }

    #[test]
    fn removed_paragraphs_are_left_out() {
        let numbers = [Some(1), None, Some(2), Some(3), None];
        for (old, new) in [
            ("[p2, p4]", Some("p3]")),
            ("[p1، p2، p4]", Some("p1، p3]")),
            ("[p1-p2]", Some("p1]")),
            ("[p2-p4]", Some("p2-p3]")),
            ("[p2, p4 «العقوبات 2»]", Some("p3 «العقوبات 2»]")),
            ("[p2]", None),
            ("[p2, p5]", None),
        ] {
            let label = old.trim_matches(['[', ']']);
            let read = citation::read(label).unwrap().unwrap();
            let expected = new.map_or(Reduced::ToNothing, |new| Reduced::To(new.into()));
            assert_eq!(reduced(old, &read.paragraphs, &numbers), expected, "{old}");
        }
        assert_eq!(
            reduced("[p2, p9]", &[2..=2, 9..=9], &numbers),
            Reduced::Unknown
        );
    }
}
