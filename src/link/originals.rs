//! The paragraphs of all originals of an article, numbered in one sequence.
//!
//! A citation names an original by its id and a paragraph by its number in that original: `[reuters p4]`. Within the
//! program the paragraphs of an article's originals are numbered consecutively, in the order of the originals, so that
//! one number is enough for a paragraph: [`ParagraphNumbering`] converts between the two. With one original, both
//! numbers are equal.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use crate::parse::article::Original;
use crate::parse::markdown::Citation;

/// The consecutive numbers of the paragraphs of an article's originals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct ParagraphNumbering {
    parts: Vec<OriginalRange>,
}

/// The numbers of one original.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct OriginalRange {
    id: Option<Box<str>>,
    /// Number of paragraphs in the originals before this one.
    before: u32,
    /// Number of paragraphs of this original.
    paragraphs: u32,
}

/// A paragraph as citations name it. Its `Display` form is that of citations: `p4`, `reuters p4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParagraphName<'n> {
    /// Index of the paragraph's original.
    pub original: usize,
    /// Id of the paragraph's original.
    pub id: Option<&'n str>,
    /// The number in this original, from 1.
    pub number: u32,
}

impl fmt::Display for ParagraphName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id {
            Some(id) => write!(f, "{id} p{}", self.number),
            None => write!(f, "p{}", self.number),
        }
    }
}

/// The `id` of a paragraph on its page: `p4`, `reuters-p4`.
#[derive(Debug, Clone, Copy)]
pub struct Anchor<'n>(ParagraphName<'n>);

impl fmt::Display for Anchor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(id) = self.0.id {
            write!(f, "{id}-")?;
        }
        write!(f, "p{}", self.0.number)
    }
}

impl Anchor<'_> {
    /// Appends the id. A page has hundreds of them, so they are written without formatting.
    pub fn push_to(self, out: &mut String) {
        if let Some(id) = self.0.id {
            out.extend([id, "-"]);
        }
        out.push('p');
        out.push_str(&self.0.number.to_string());
    }
}

impl<'n> ParagraphName<'n> {
    /// Returns the paragraph's `id` on its page.
    pub fn anchor(self) -> Anchor<'n> {
        Anchor(self)
    }
}

/// Returns the originals of an article in their order: the one without an id first, the others by their ids. Of originals with
/// the same id, the first one stays.
pub fn in_order<'o>(originals: impl IntoIterator<Item = &'o Original>) -> Vec<&'o Original> {
    let mut ordered: Vec<&'o Original> = Vec::new();
    for original in originals {
        if ordered.iter().all(|other| other.id != original.id) {
            ordered.push(original);
        }
    }
    ordered.sort_by(|one, other| one.id.cmp(&other.id));
    ordered
}

/// Returns the id of the part of an article's page that shows the original with this id.
pub fn original_anchor(id: Option<&str>) -> String {
    match id {
        Some(id) => format!("original-{id}"),
        None => "original".into(),
    }
}

/// The paragraph number of a citation that names an unknown paragraph. No paragraph has it.
const UNKNOWN: u32 = u32::MAX;

impl ParagraphNumbering {
    /// Numbers the paragraphs of originals.
    pub fn new<'o>(originals: impl IntoIterator<Item = &'o Original>) -> ParagraphNumbering {
        let mut before = 0;
        let part = |original: &Original| {
            let part = OriginalRange {
                id: original.id.as_deref().map(Box::from),
                before,
                paragraphs: original.paragraphs(),
            };
            before += part.paragraphs;
            part
        };
        ParagraphNumbering {
            parts: originals.into_iter().map(part).collect(),
        }
    }

    /// Returns true if there is only one original, which is cited without an id.
    pub fn is_plain(&self) -> bool {
        matches!(self.parts.as_slice(), [OriginalRange { id: None, .. }])
    }

    /// Returns the number of all paragraphs, which is also the number of the last one.
    pub fn last(&self) -> u32 {
        let last = self.parts.last();
        last.map_or(0, |part| part.before + part.paragraphs)
    }

    /// Returns the index of the original with this id.
    pub fn position(&self, id: Option<&str>) -> Option<usize> {
        self.parts.iter().position(|part| part.id.as_deref() == id)
    }

    /// Returns the ids of the originals that have one.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| part.id.as_deref())
    }

    /// Returns the number of paragraphs in the originals before the one with this index.
    pub fn before(&self, original: usize) -> u32 {
        self.parts.get(original).map_or(0, |part| part.before)
    }

    /// Returns the numbers of an original's paragraphs.
    pub fn range(&self, original: usize) -> RangeInclusive<u32> {
        let paragraphs = self.parts.get(original).map_or(0, |part| part.paragraphs);
        let before = self.before(original);
        before + 1..=before + paragraphs
    }

    /// Returns the name of a paragraph.
    pub fn name(&self, number: u32) -> ParagraphName<'_> {
        let after = self.parts.partition_point(|part| part.before < number);
        let original = after.saturating_sub(1);
        ParagraphName {
            original,
            id: self.parts.get(original).and_then(|part| part.id.as_deref()),
            number: number - self.before(original).min(number),
        }
    }

    /// Returns the name of a paragraph of the original with this index.
    pub fn name_in(&self, original: usize, number: u32) -> ParagraphName<'_> {
        let part = self.parts.get(original);
        ParagraphName {
            original,
            id: part.and_then(|part| part.id.as_deref()),
            number,
        }
    }

    /// Returns the consecutive numbers of the paragraphs that a citation names.
    fn numbers(&self, citation: &Citation) -> Box<[RangeInclusive<u32>]> {
        let original = self.position(citation.names.original.as_deref());
        let part = original.and_then(|index| self.parts.get(index));
        let number = |range: &RangeInclusive<u32>| match part {
            Some(part) if *range.end() <= part.paragraphs => {
                part.before + range.start()..=part.before + range.end()
            }
            _ => UNKNOWN..=UNKNOWN,
        };
        citation.paragraphs.iter().map(number).collect()
    }

    /// Returns a citation with consecutive numbers.
    pub fn citation(&self, citation: &Citation) -> Citation {
        Citation {
            paragraphs: self.numbers(citation),
            ..citation.clone()
        }
    }

    /// Returns a summary's citations with consecutive numbers.
    pub fn citations<'c>(&self, citations: &'c [Citation]) -> Cow<'c, [Citation]> {
        if self.is_plain()
            && citations
                .iter()
                .all(|citation| citation.names.original.is_none())
        {
            return Cow::Borrowed(citations);
        }
        let numbered = citations.iter().map(|citation| self.citation(citation));
        numbered.collect()
    }

    /// Returns a summary's citations for the comparison with one original: citations of other originals name no paragraph.
    pub fn citations_of<'c>(
        &self,
        original: usize,
        citations: &'c [Citation],
    ) -> Cow<'c, [Citation]> {
        let part = self.parts.get(original);
        let id = part.and_then(|part| part.id.as_deref());
        let own = |citation: &Citation| citation.names.original.as_deref() == id;
        if citations.iter().all(own) {
            return Cow::Borrowed(citations);
        }
        let of_original = |citation: &Citation| Citation {
            paragraphs: match own(citation) {
                true => citation.paragraphs.clone(),
                false => Box::default(),
            },
            ..citation.clone()
        };
        citations.iter().map(of_original).collect()
    }

    /// Formats paragraphs as a list: `p2, p4-p6, reuters p1`.
    pub fn list(&self, paragraphs: &[u32]) -> String {
        let mut parts: Vec<(ParagraphName<'_>, u32)> = Vec::new();
        for number in paragraphs {
            let name = self.name(*number);
            match parts.last_mut() {
                Some((first, last))
                    if first.original == name.original && *last + 1 == name.number =>
                {
                    *last = name.number;
                }
                _ => parts.push((name, name.number)),
            }
        }
        let part = |(first, last): &(ParagraphName<'_>, u32)| match first.number == *last {
            true => first.to_string(),
            false => format!("{first}-p{last}"),
        };
        parts.iter().map(part).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::citation::CitationNames;

    fn numbering(parts: &[(Option<&str>, u32)]) -> ParagraphNumbering {
        let mut before = 0;
        let part = |(id, paragraphs): &(Option<&str>, u32)| {
            let part = OriginalRange {
                id: id.map(Box::from),
                before,
                paragraphs: *paragraphs,
            };
            before += paragraphs;
            part
        };
        ParagraphNumbering {
            parts: parts.iter().map(part).collect(),
        }
    }

    fn citation(name: Option<&str>, paragraphs: RangeInclusive<u32>) -> Citation {
        Citation {
            names: CitationNames {
                article: None,
                original: name.map(Box::from),
            },
            paragraphs: Box::new([paragraphs]),
            bound: None,
            span: 0..0,
        }
    }

    #[test]
    fn paragraphs_of_all_originals_have_one_number_and_one_name() {
        let numbering = numbering(&[(None, 3), (Some("afp"), 0), (Some("reuters"), 2)]);
        let names: Vec<String> = (1..=numbering.last())
            .map(|number| numbering.name(number).to_string())
            .collect();
        assert_eq!(names, ["p1", "p2", "p3", "reuters p1", "reuters p2"]);
        assert_eq!(numbering.name(5).anchor().to_string(), "reuters-p2");
        assert_eq!(numbering.list(&[1, 2, 3, 4, 5]), "p1-p3, reuters p1-p2");
        assert_eq!(numbering.list(&[2, 5]), "p2, reuters p2");
        assert_eq!(numbering.range(2), 4..=5);
    }

    #[test]
    fn citations_get_the_numbers_of_the_original_that_they_name() {
        let numbering = numbering(&[(None, 3), (Some("reuters"), 2)]);
        for (name, paragraphs, expected) in [
            (None, 2..=3, 2..=3),
            (None, 4..=4, UNKNOWN..=UNKNOWN),
            (Some("reuters"), 1..=2, 4..=5),
            (Some("reuters"), 3..=3, UNKNOWN..=UNKNOWN),
            (Some("afp"), 1..=1, UNKNOWN..=UNKNOWN),
        ] {
            let citations = [citation(name, paragraphs)];
            let numbered = numbering.citations(&citations);
            assert_eq!(*numbered[0].paragraphs, [expected], "{citations:?}");
        }
        let citations = [citation(None, 1..=1), citation(Some("reuters"), 2..=2)];
        let of_second = numbering.citations_of(1, &citations);
        assert!(of_second[0].paragraphs.is_empty());
        assert_eq!(*of_second[1].paragraphs, [2..=2]);
    }
}
