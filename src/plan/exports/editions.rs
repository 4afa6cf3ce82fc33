//! Editions of the briefing for other programs: `edition.json` beside each.
//!
//! `docs/data.md` documents the fields. As in the data of articles, titles are as the authors wrote them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::TracedParagraph;
use crate::lang::Date;
use crate::link::site::LinkedIssue;
use crate::plan::Plan;
use crate::plan::exports::data::{
    AbsoluteUrl, CorrectionData, Displayed, NoteData, TextWithTrace, VERSION, correction_data,
    is_not, notes_data,
};

/// `edition.json`: the data of an edition.
#[derive(Debug, Hash, Serialize)]
pub struct IssueData<'a> {
    version: u32,
    id: &'a str,
    language: &'a str,
    direction: &'static str,
    url: AbsoluteUrl<'a>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    date: Displayed<Date>,
    from: Displayed<Date>,
    to: Displayed<Date>,
    authors: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    translators: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    reviewers: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<Displayed<Date>>,
    corrections: Vec<CorrectionData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteData<'a>>,
    #[serde(skip_serializing_if = "is_not")]
    draft: bool,
    articles: Vec<IssueArticleData<'a>>,
    counterparts: Vec<IssueCounterpart<'a>>,
    /// The text; `None` if the edition consists of its articles.
    #[serde(skip)]
    pub told: Option<TextWithTrace<'a>>,
    /// The paragraphs of published articles that the verdicts name.
    #[serde(skip)]
    pub paragraphs: BTreeMap<u32, &'a TracedParagraph>,
    /// The language: an index into the site's languages.
    #[serde(skip)]
    pub language_index: usize,
}

/// An article of an edition.
#[derive(Debug, Hash, Serialize)]
struct IssueArticleData<'a> {
    id: &'a str,
    title: &'a str,
    /// The language of the title and the page, if it is not the edition's.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    url: AbsoluteUrl<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Displayed<Date>>,
}

/// The edition in another language.
#[derive(Debug, Hash, Serialize)]
struct IssueCounterpart<'a> {
    language: &'a str,
    title: &'a str,
    url: AbsoluteUrl<'a>,
}

impl<'a> Plan<'a> {
    /// Returns the data of an edition; `None` if the edition does not exist in this language.
    pub(super) fn issue_data(&self, language: usize, index: usize) -> Option<IssueData<'a>> {
        let site = self.site;
        let this = &site.languages[language];
        let issue = &site.issues[index];
        let own = issue.texts[language].as_ref()?;
        let text = own.text;
        let articles = own.articles.iter().filter_map(|index| {
            let article = &site.articles[*index];
            let (other, edition) = article.edition_for(site.preference(language))?;
            Some(IssueArticleData {
                id: article.slug,
                title: &edition.summary.title,
                language: (other != language).then(|| self.tag(other)),
                url: self.place(edition.address.clone()),
                date: article.date(site.preference(language)).map(Displayed),
            })
        });
        let others = issue.texts.iter().enumerate();
        let others = others.filter(|(other, _)| *other != language);
        let counterpart = |(other, text): (usize, &'a Option<LinkedIssue<'a>>)| {
            let tag = self.tag(other);
            Some(IssueCounterpart {
                language: tag,
                title: &text.as_ref()?.title,
                url: self.place(issue.address(tag)),
            })
        };
        Some(IssueData {
            version: VERSION,
            id: &issue.id,
            language: &this.tag,
            direction: this.locale.direction().as_str(),
            url: self.place(issue.address(&this.tag)),
            title: &own.title,
            description: own.text.and_then(|text| text.description.as_deref()),
            date: Displayed(own.date),
            from: Displayed(*own.span.start()),
            to: Displayed(*own.span.end()),
            authors: own.text.map_or(&[], |text| &text.authors),
            translators: own.text.map_or(&[], |text| &text.translators),
            reviewers: own.text.map_or(&[], |text| &text.reviewers),
            updated: own.corrected().map(|_| Displayed(own.updated())),
            corrections: text.map_or(Vec::new(), |text| {
                text.corrections.iter().map(correction_data).collect()
            }),
            notes: text.map_or(Vec::new(), |text| notes_data(&text.waive)),
            draft: own.is_unpublished(),
            articles: articles.collect(),
            counterparts: others.filter_map(counterpart).collect(),
            told: text.map(|text| TextWithTrace {
                title: &text.title,
                description: text.description.as_deref(),
                body: &text.body,
                trace: self.issue_trace(language, index),
                names: self.traced_names(language, self.issue_trace(language, index)),
            }),
            paragraphs: self.paragraphs_of_issue(language, index),
            language_index: language,
        })
    }

    /// Returns the paragraphs that the verdicts on an edition's text name. Paragraphs of articles that are not
    /// published now are left out.
    fn paragraphs_of_issue(
        &self,
        language: usize,
        index: usize,
    ) -> BTreeMap<u32, &'a TracedParagraph> {
        let articles = &self.site.articles;
        let is_published = |paragraph: &TracedParagraph| {
            articles
                .binary_search_by(|article| article.slug.cmp(&paragraph.article))
                .is_ok()
        };
        let named = self
            .issue_trace(language, index)
            .map(|trace| &trace.paragraphs);
        let named = named.into_iter().flatten();
        named
            .filter(|(_, paragraph)| is_published(paragraph))
            .map(|(number, paragraph)| (*number, paragraph))
            .collect()
    }
}
