//! Renumbers the citations of a summary after its original gained or lost paragraphs.
//!
//! Takes a sealed summary and its originals as they are now; returns the edits of its file. The seal knows the paragraphs
//! as they were, and the passages of the summary: only citations in passages that did not change since are renumbered, so
//! that no citation is renumbered twice, and none that somebody corrected.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::parse::article::{Original, Summary};
use crate::seal::changes::{matches, renumbering};
use crate::seal::{BETWEEN_ORIGINALS, Fingerprint, SummaryText, part_digests, run_of_digests};

/// Returns the byte ranges of citations that name other paragraphs than when the summary was sealed, each with its new text.
/// Citations of a removed paragraph stay. `text` returns the text of a file.
pub fn renumbered<'t>(
    summary: &Summary,
    originals: &[&Original],
    text: impl Fn(&str) -> Option<&'t str>,
) -> Vec<(Range<usize>, String)> {
    edits(summary, originals, text).unwrap_or_default()
}

fn edits<'t>(
    summary: &Summary,
    originals: &[&Original],
    text: impl Fn(&str) -> Option<&'t str>,
) -> Option<Vec<(Range<usize>, String)>> {
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
    let citations = summary.body.prose.citations.iter();
    let edits = citations
        .zip(&summary.body.citations)
        .filter_map(|(place, citation)| {
            // A passage has the citations up to its end; see `passages`.
            let end = |index: &usize| passages[*index].range.end >= *place as usize;
            let passage = (0..passages.len()).find(end)?;
            let old = file.get(citation.span.clone())?;
            let id = citation.names.original.as_deref();
            let cited = originals.iter().position(|one| one.id.as_deref() == id)?;
            // The id may have digits, too.
            let names = id.map_or(Some(0), |id| Some(old.find(id)? + id.len()))?;
            let (names, paragraphs) = old.split_at(names);
            let new = format!("{names}{}", label(paragraphs, numbers.get(cited)?)?);
            (unchanged.contains(&passage) && new != old).then(|| (citation.span.clone(), new))
        });
    Some(edits.collect())
}

/// Returns the digests of the paragraphs of each original as they were sealed, for originals whose paragraphs are now those of
/// `now`; `None` if a seal of an earlier version does not tell which paragraphs were those of which original.
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
    let is_number = |c: char| c.is_ascii_digit() || "p-–,،[] \t\r\n".contains(c);
    // What follows are the words that a quotation is bound to.
    let end = citation.find(|c| !is_number(c)).unwrap_or(citation.len());
    let (mut rest, words) = citation.split_at(end);
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

#[cfg(test)]
mod tests {
    use super::{label, sealed_paragraphs};

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
}
