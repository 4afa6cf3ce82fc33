//! Numbers the paragraphs of all originals that an edition cites consecutively, so that citations in several languages
//! can be compared like those of an article's summaries.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::TracedParagraph;
use crate::link::site::{CitedOriginal, Issue, LinkedIssue, Site};
use crate::parse::issue::IssueText;
use crate::parse::markdown::Citation;

/// The consecutive numbers of the paragraphs of an edition's articles.
pub(super) struct Paragraphs<'s> {
    site: &'s Site<'s>,
    /// For each article (an index), the number of paragraphs before its first one.
    before: BTreeMap<usize, u32>,
}

impl<'s> Paragraphs<'s> {
    pub fn new(site: &'s Site<'s>, issue: &Issue<'_>) -> Self {
        let texts = || issue.texts.iter().flatten();
        let cited = texts().flat_map(|text| text.cited.iter().flatten());
        let cited = cited.map(|cited| cited.article);
        let listed = texts().flat_map(|text| text.articles.iter().copied());
        let articles: BTreeSet<usize> = cited.chain(listed).collect();
        let mut last = 0_u32;
        let before = articles.into_iter().map(|index| {
            let before = last;
            last = last.saturating_add(site.articles[index].numbering().last());
            (index, before)
        });
        Paragraphs {
            before: before.collect(),
            site,
        }
    }

    /// Returns the number of a paragraph of an original, which has this number there.
    pub fn number(&self, cited: CitedOriginal, paragraph: u32) -> u32 {
        let before = self.before.get(&cited.article).copied().unwrap_or(0);
        let numbering = self.site.articles[cited.article].numbering();
        let own = numbering.before(cited.original).saturating_add(paragraph);
        before.saturating_add(own)
    }

    /// Returns the citations of a text with these numbers. An omitted citation has no paragraphs.
    pub fn citations(&self, issue: &LinkedIssue<'_>, text: &IssueText) -> Vec<Citation> {
        let citations = text.body.citations.iter().zip(&issue.cited);
        let numbered = citations.map(|(citation, cited)| {
            let ranges = citation.paragraphs.iter().filter_map(|range| {
                let cited = (*cited)?;
                Some(self.number(cited, *range.start())..=self.number(cited, *range.end()))
            });
            Citation {
                paragraphs: ranges.collect(),
                ..citation.clone()
            }
        });
        numbered.collect()
    }

    /// Returns the article, the original and the number there of a paragraph with this number.
    pub fn traced(&self, number: u32) -> Option<TracedParagraph> {
        let mut holders = self.before.iter().rev();
        let (article, before) = holders.find(|(_, before)| **before < number)?;
        let article = &self.site.articles[*article];
        let name = article.numbering().name(number - before);
        Some(TracedParagraph {
            article: article.slug.into(),
            original: name.id.map(Box::from),
            number: name.number,
        })
    }

    /// Formats numbers as a list of paragraphs with the names of their articles: `treaty p2, ports reuters p4-p5`.
    pub fn list(&self, numbers: &[u32]) -> String {
        let mut parts: BTreeMap<(usize, usize), Vec<u32>> = BTreeMap::new();
        for number in numbers {
            let holder = self
                .before
                .iter()
                .rev()
                .find(|(_, before)| *before < number);
            let Some((article, before)) = holder else {
                continue;
            };
            let own = number - before;
            let original = self.site.articles[*article].numbering().name(own).original;
            parts.entry((*article, original)).or_default().push(own);
        }
        let parts = parts.iter().map(|((article, _), own)| {
            let article = &self.site.articles[*article];
            format!("{} {}", article.slug, article.numbering().list(own))
        });
        parts.collect::<Vec<_>>().join(", ")
    }
}
