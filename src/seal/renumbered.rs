//! Renumbers the citations of a summary after its original gained or lost paragraphs.
//!
//! Takes a sealed summary and its original as they are now; gives the edits of its file. The seal knows the paragraphs as
//! they were, and the passages of the summary: only citations in passages that did not change since are renumbered, so that
//! no citation is renumbered twice, and none that somebody corrected.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::parse::article::{Original, Summary};
use crate::seal::changes::{matches, renumbering};
use crate::seal::{Fingerprint, SummaryText, part_digests};

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
    // A seal does not say where the paragraphs of a further original began.
    let [Original { id: None, .. }] = originals else {
        return None;
    };
    let seal = summary.sealed.as_ref()?;
    let before = part_digests(&seal.paragraphs.as_ref()?.value)?;
    let now = Fingerprint::of_originals(originals, &text).parts;
    let numbers = renumbering(&before, &now);
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
            let new = label(old, &numbers)?;
            (unchanged.contains(&passage) && new != old).then(|| (citation.span.clone(), new))
        });
    Some(edits.collect())
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
    use super::label;

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
