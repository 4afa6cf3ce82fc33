//! The notes of an edition of the briefing: the sources that its text cites, numbered in order of the text.
//!
//! Takes an edition in a language; returns the number of each cited paragraph and, for the list below the text, the
//! source of each number. A paragraph has the same number in all citations, on the page, on paper, in e-mails and
//! books.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::Serialize;

use crate::link::site::{Edition, LinkedIssue};
use crate::parse::html::Hole;
use crate::plan::Plan;
use crate::plan::body::{BodyOriginals, original_anchor};
use crate::plan::pages::article::{originals_of, shown};
use crate::plan::view::TextView;

/// A source that the text of an edition cites.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SourceNote<'a> {
    /// The number, in the page's digits.
    pub number: String,
    /// The article's title.
    pub title: TextView<'a>,
    /// Name of the original's publisher.
    pub publisher: TextView<'a>,
    /// The cited paragraphs, in words.
    pub paragraphs: String,
    /// The paragraph numbers alone, such as `6–9`.
    pub paragraph_numbers: String,
    /// Address of the paragraph on the article's page, from the root of the host.
    pub url: String,
    /// The absolute address, which is printed on paper.
    pub address: String,
}

/// A text that an edition cites: an original of an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CitedText<'a> {
    /// The article's title.
    pub title: TextView<'a>,
    /// Name of the original's publisher.
    pub publisher: TextView<'a>,
    /// Address of the article's page, from the root of the host.
    pub url: String,
    /// The absolute address, which is printed on paper.
    pub address: String,
    /// The notes for the source's paragraphs, in order of their numbers.
    pub notes: Vec<SourceNote<'a>>,
}

/// The ranges of paragraphs that an edition cites.
struct CitedRanges {
    /// Each range once, in order of the text: the index of the article, and the numbers of the paragraphs.
    ranges: Vec<(usize, RangeInclusive<u32>)>,
    /// For each citation, the number of each of its ranges: its place among `ranges`, counted from 1.
    numbers: Vec<Vec<u32>>,
}

impl CitedRanges {
    fn new(issue: &LinkedIssue<'_>) -> Self {
        let mut ranges = Vec::new();
        let mut known: BTreeMap<(usize, u32, u32), u32> = BTreeMap::new();
        let mut number = |article: usize, range: &RangeInclusive<u32>| {
            let next = known.len() as u32 + 1;
            *known
                .entry((article, *range.start(), *range.end()))
                .or_insert_with(|| {
                    ranges.push((article, range.clone()));
                    next
                })
        };
        let mut numbers = vec![Vec::new(); issue.citations.len()];
        for index in order(issue) {
            let (Some(Some(cited)), Some(citation)) =
                (issue.cited.get(index), issue.citations.get(index))
            else {
                continue;
            };
            let ranges = citation.paragraphs.iter();
            numbers[index] = ranges.map(|range| number(cited.article, range)).collect();
        }
        CitedRanges { ranges, numbers }
    }
}

/// Returns the indices of an edition's citations in reading order: footnotes come after the text.
fn order<'i>(issue: &'i LinkedIssue<'_>) -> impl Iterator<Item = usize> + 'i {
    let holes = issue.text.map_or(&[][..], |text| &text.body.html.holes);
    holes.iter().filter_map(|(_, hole)| match hole {
        Hole::Citation(index) => Some(*index as usize),
        _ => None,
    })
}

/// Returns, for each citation of an edition, the number of the note of each of its ranges.
pub(super) fn note_numbers(issue: &LinkedIssue<'_>) -> Vec<Vec<u32>> {
    CitedRanges::new(issue).numbers
}

impl<'a> Plan<'a> {
    /// Returns the notes of an edition, in order of their numbers.
    pub(in crate::plan) fn source_notes(
        &self,
        language: usize,
        issue: &LinkedIssue<'_>,
    ) -> Vec<SourceNote<'a>> {
        let locale = &self.site.languages[language].locale;
        let ranges = (1..).zip(CitedRanges::new(issue).ranges);
        let notes = ranges.filter_map(|(number, (article, range))| {
            let article = &self.site.articles[article];
            let (other, edition) = article.edition_for(self.site.preference(language))?;
            let originals = originals_of(article, edition, None);
            let first = originals.numbering.name(*range.start());
            let anchor = match shown(article).contains(*range.start()) {
                true => first.anchor().to_string(),
                false => original_anchor(first.id),
            };
            let publisher = article.references.originals.get(first.original)?.publisher;
            Some(SourceNote {
                number: locale.integer(number),
                title: self.title_of(language, other, edition),
                publisher: self.publisher_link(language, publisher).title,
                paragraphs: self.paragraphs_in_words(language, &originals, &range),
                paragraph_numbers: self.paragraph_numbers(language, &originals, &range),
                url: format!("{}#{anchor}", self.site.href(&edition.address)),
                address: format!("{}#{anchor}", edition.address.absolute(&self.site.base)),
            })
        });
        notes.collect()
    }

    fn title_of(&self, language: usize, other: usize, edition: &Edition<'a>) -> TextView<'a> {
        self.text(language, self.tag(other), &edition.summary.title)
    }

    /// Returns the notes of an edition grouped by their source texts, each text at its first note.
    pub(in crate::plan) fn cited_texts(&self, notes: &[SourceNote<'a>]) -> Vec<CitedText<'a>> {
        let page = |url: &'_ str| url.split('#').next().unwrap_or_default().to_owned();
        let mut texts: Vec<CitedText<'a>> = Vec::new();
        for note in notes {
            let url = page(&note.url);
            let is_same = |text: &&mut CitedText<'_>| {
                text.url == url && text.publisher.text == note.publisher.text
            };
            match texts.iter_mut().find(is_same) {
                Some(text) => text.notes.push(note.clone()),
                None => texts.push(CitedText {
                    title: note.title.clone(),
                    publisher: note.publisher.clone(),
                    url,
                    address: page(&note.address),
                    notes: vec![note.clone()],
                }),
            }
        }
        texts
    }

    /// Returns the phrase for some paragraphs of an original.
    fn paragraphs_in_words(
        &self,
        language: usize,
        originals: &BodyOriginals<'_>,
        range: &RangeInclusive<u32>,
    ) -> String {
        let locale = &self.site.languages[language].locale;
        let numbers = self.paragraph_numbers(language, originals, range);
        let count = u64::from(range.end() - range.start()) + 1;
        let phrase = self.site.words[language].count("cite", locale.plural(count));
        phrase.unwrap_or("{p}").replace("{p}", &numbers)
    }

    fn paragraph_numbers(
        &self,
        language: usize,
        originals: &BodyOriginals<'_>,
        range: &RangeInclusive<u32>,
    ) -> String {
        let locale = &self.site.languages[language].locale;
        let [first, last] = [range.start(), range.end()].map(|n| originals.numbering.name(*n));
        let mut numbers = locale.digits(&first.number.to_string());
        if first.number != last.number {
            numbers.push('–');
            numbers.push_str(&locale.digits(&last.number.to_string()));
            if locale.turns_ranges() {
                numbers = format!("\u{2066}{numbers}\u{2069}");
            }
        }
        numbers
    }
}
