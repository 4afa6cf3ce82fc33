//! Editions of the briefing: a page for each, and their list.
//!
//! Takes a language and, for an edition's page, its index; returns head and view.

use crate::lang::language_table;
use crate::link::address::Address;
use crate::link::issues::span_in_words;
use crate::link::site::{CitedOriginal, Issue, LinkedIssue};
use crate::parse::issue::CalendarUnit;
use crate::plan::body::{BodyPart, CitedPage, CrossReferences, PageBody, ShownParagraphs};
use crate::plan::exports::feeds::FeedSubject;
use crate::plan::notes::note_numbers;
use crate::plan::page_context::{PageHead, plain};
use crate::plan::pages::article::{originals_of, shown};
use crate::plan::pages::{Slots, bare_head, on_page};
use crate::plan::view::{
    IssueEntry, IssueView, IssuesView, KindView, LinkView, SourceView, TextView,
};
use crate::plan::{LIST_PAGE, Plan};

impl<'a> Plan<'a> {
    pub(super) fn editions(&self, language: usize, number: usize) -> (PageHead<'a>, KindView<'a>) {
        let issues: Vec<usize> = (0..self.site.issues.len()).collect();
        let shown = on_page(&issues, number, LIST_PAGE).iter();
        let first = |tag: &str| Address::section(tag, "editions");
        let total = issues.len().div_ceil(LIST_PAGE);
        let view = IssuesView {
            count: issues.len(),
            entries: shown
                .filter_map(|index| self.issue_entry(language, *index))
                .collect(),
            feed: self.feed_href(language, FeedSubject::Editions),
            pagination: self.pagination(&first(self.tag(language)), number, total),
        };
        let head = PageHead {
            number: (number > 1).then_some(number),
            counterparts: self.same_page(number, |_| total, first),
            feed: Some(FeedSubject::Editions),
            ..self.section_head(language, "editions")
        };
        (head, KindView::Editions(view))
    }

    pub(super) fn edition(
        &self,
        language: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> (PageHead<'a>, KindView<'a>) {
        let issue = &self.site.issues[index];
        let Some(own) = &issue.texts[language] else {
            // Jobs are made only for editions that exist.
            return self.not_found(language);
        };
        let description = own.text.and_then(|text| text.description.as_deref());
        let body = self.issue_body(own).map(|body| slots.add(body));
        let authors = own.text.map_or(&[][..], |text| &text.authors);
        let translators = own.text.map_or(&[][..], |text| &text.translators);
        let reviewers = own.text.map_or(&[][..], |text| &text.reviewers);
        let citations = self.source_notes(language, own);
        let view = IssueView {
            title: &own.title,
            untitled: own.text.is_none(),
            standfirst: description,
            date: self.date(language, own.date),
            days: self.days_of_issue(language, own),
            week: self.week_of_issue(language, issue),
            authors: self.credits(language, authors),
            translators: self.credits(language, translators),
            reviewers: self.credits(language, reviewers),
            body,
            proof: own
                .text
                .and_then(|text| self.issue_proof(language, index, text)),
            cited: self.cited_texts(&citations),
            citations,
            corrections: own.text.map_or(Vec::new(), |text| {
                let corrections = text.corrections.iter();
                corrections
                    .map(|one| self.correction_view(language, language, one))
                    .collect()
            }),
            notes: own.text.map_or(Vec::new(), |text| self.notes(&text.waive)),
            address: issue.address(self.tag(language)).absolute(&self.site.base),
            count: own.articles.len(),
            articles: slots.teasers(&own.articles),
            sources: self.sources_of_issue(language, own),
            older: self.neighbouring_issue(language, index, 1),
            newer: self.neighbouring_issue(language, index, -1),
            feed: self.feed_href(language, FeedSubject::Editions),
            book: (self.site.config.editions.epub)
                .then(|| self.site.href(&issue.address(self.tag(language)).book())),
            draft: own.text.is_some_and(|text| text.draft),
            held: own
                .held
                .as_ref()
                .map(|hold| self.hold_in_words(language, hold)),
        };
        let texts = issue.texts.iter().enumerate();
        let counterparts =
            texts.map(|(other, text)| text.as_ref().map(|_| issue.address(self.tag(other))));
        let head = PageHead {
            title: plain(&own.title),
            description,
            section: "editions",
            counterparts: counterparts.collect(),
            feed: Some(FeedSubject::Editions),
            extra: own.text.map(|text| &text.extra),
            ..bare_head()
        };
        (head, KindView::Edition(Box::new(view)))
    }

    /// Returns an edition for a list, in the page's language or the most preferred other one.
    pub(super) fn issue_entry(&self, language: usize, index: usize) -> Option<IssueEntry<'a>> {
        let issue = &self.site.issues[index];
        let (other, text) = issue.text_for(self.site.preference(language))?;
        let tag = self.tag(other);
        let description = text.text.and_then(|text| text.description.as_deref());
        Some(IssueEntry {
            link: self.issue_link(language, index)?,
            standfirst: description.map(|text| self.text(language, tag, text)),
            lead: (text.text.is_none())
                .then(|| self.lead_title(language, text))
                .flatten(),
            date: self.date(language, text.date),
            days: self.days_of_issue(language, text),
            week: self.week_of_issue(language, issue),
            count: text.articles.len(),
            elsewhere: self.in_other_languages(language, |index| issue.texts[index].is_some()),
            draft: text.text.is_some_and(|text| text.draft),
            held: text
                .held
                .as_ref()
                .map(|hold| self.hold_in_words(language, hold)),
        })
    }

    /// Returns the title of the first article of an edition.
    fn lead_title(&self, language: usize, issue: &LinkedIssue<'_>) -> Option<TextView<'a>> {
        let article = &self.site.articles[*issue.articles.first()?];
        let (other, edition) = article.edition_for(self.site.preference(language))?;
        Some(self.text(language, self.tag(other), &edition.summary.title))
    }

    /// Returns the newest edition that has a page in this language: of those whose days are over, if there is one.
    pub(super) fn newest_issue(&self, language: usize) -> Option<IssueEntry<'a>> {
        let own = &self.lists[language].issues;
        let is_over = |index: &&usize| {
            let texts = self.site.issues[**index].texts.iter().flatten();
            !texts.clone().any(|text| text.is_running(self.site.today))
        };
        let newest = own.iter().find(is_over).or(own.first())?;
        self.issue_entry(language, *newest)
    }

    fn issue_link(&self, language: usize, index: usize) -> Option<LinkView<'a>> {
        let issue = &self.site.issues[index];
        let (other, text) = issue.text_for(self.site.preference(language))?;
        let tag = self.tag(other);
        Some(LinkView {
            id: &issue.id,
            title: self.text(language, tag, &text.title),
            url: self.site.href(&issue.address(tag)),
        })
    }

    /// Returns the edition `step` places further down the list of those in this language, which is sorted newest first.
    fn neighbouring_issue(
        &self,
        language: usize,
        index: usize,
        step: isize,
    ) -> Option<IssueEntry<'a>> {
        let own = &self.lists[language].issues;
        let place = own.iter().position(|other| *other == index)?;
        let other = own.get(place.checked_add_signed(step)?)?;
        self.issue_entry(language, *other)
    }

    /// Returns the days of an edition in words; a single day with its name.
    pub(in crate::plan) fn days_of_issue(
        &self,
        language: usize,
        issue: &LinkedIssue<'_>,
    ) -> String {
        let locale = &self.site.languages[language].locale;
        match issue.span.start() == issue.span.end() {
            true => locale.date_and_weekday(*issue.span.start()),
            false => span_in_words(&issue.span, locale, &self.site.words[language]),
        }
    }

    /// Returns the authors, translators and reviewers of an edition, in words; `None` if it names nobody.
    pub(in crate::plan) fn byline_of_issue(
        &self,
        language: usize,
        issue: &LinkedIssue<'_>,
    ) -> Option<String> {
        let text = issue.text?;
        let locale = &self.site.languages[language].locale;
        let roles = [
            ("edition_by", &text.authors),
            ("translated_by", &text.translators),
            ("reviewed_by", &text.reviewers),
        ];
        let named = roles.into_iter().filter(|(_, people)| !people.is_empty());
        let in_words = named
            .map(|(key, people)| format!("{} {}", self.word(language, key), locale.list(people)));
        let parts: Vec<String> = in_words.collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// Returns an edition's remarks besides its text: corrections, and reasons of waivers. Each has a label, such as
    /// kind and date, and a text.
    pub(in crate::plan) fn issue_remarks(
        &self,
        language: usize,
        issue: &'a LinkedIssue<'a>,
    ) -> Vec<(String, String)> {
        let Some(text) = issue.text else {
            return Vec::new();
        };
        let corrections = text.corrections.iter().map(|correction| {
            let view = self.correction_view(language, language, correction);
            let label = format!("{}, {}", view.kind, view.date.text);
            (label, view.text.text.to_owned())
        });
        let label = self.word(language, "desk_note").trim_end_matches(':');
        let table = language_table(self.tag(language));
        let (open, close) = table.map_or(("“", "”"), |table| table.quotes);
        let notes = self.notes(&text.waive).into_iter().map(|note| {
            let words = note.words.map(|words| format!("{open}{words}{close} "));
            (label.to_owned(), words.unwrap_or_default() + note.why)
        });
        corrections.chain(notes).collect()
    }

    /// Returns the originals of an edition's articles.
    fn sources_of_issue(&self, language: usize, issue: &LinkedIssue<'_>) -> Vec<SourceView<'a>> {
        let articles = issue
            .articles
            .iter()
            .map(|index| &self.site.articles[*index]);
        let originals = articles
            .flat_map(|article| article.originals.iter().zip(&article.references.originals));
        let sources = originals.map(|(original, references)| SourceView {
            publisher: self.publisher_link(language, references.publisher),
            title: Some(self.text(language, &original.lang, &original.title)),
            url: original.url.as_deref(),
        });
        sources.collect()
    }

    /// Returns the number of an edition's week in words; `None` if its id names no week.
    fn week_of_issue(&self, language: usize, issue: &Issue<'_>) -> Option<String> {
        let Some(CalendarUnit::Week(_, week)) = issue.unit else {
            return None;
        };
        let number = self.site.languages[language]
            .locale
            .digits(&week.to_string());
        Some(self.word(language, "week_number").replace("{n}", &number))
    }

    /// Returns the text of an edition as the body for a slot; `None` if it has none.
    pub(in crate::plan) fn issue_body(&self, issue: &'a LinkedIssue<'a>) -> Option<PageBody<'a>> {
        let body = &issue.text?.body;
        (!body.html.text.trim().is_empty()).then(|| PageBody {
            html: &body.html,
            part: BodyPart::Whole,
            targets: &issue.targets,
            citations: &issue.citations,
            shown: ShownParagraphs::None,
            own_page_url: None,
            originals: None,
            cross_references: CrossReferences::Articles(self.cited_pages(issue)),
            marks: Vec::new(),
        })
    }

    /// Returns the page that each citation of an edition leads to: that of the article in the edition's language, or else in
    /// the most preferred other one.
    fn cited_pages(&self, issue: &LinkedIssue<'a>) -> Vec<Option<CitedPage<'a>>> {
        let tag = issue.text.map_or("", |text| text.lang.as_str());
        let languages = self.site.languages.iter();
        let language = languages.map(|l| l.tag.as_str()).position(|own| own == tag);
        let preference = self.site.preference(language.unwrap_or(self.site.default));
        let page = |(cited, notes): (&Option<CitedOriginal>, Vec<u32>)| {
            let article = &self.site.articles[(*cited)?.article];
            let (other, edition) = article.edition_for(preference)?;
            Some(CitedPage {
                title: self.text(
                    language.unwrap_or(self.site.default),
                    self.tag(other),
                    &edition.summary.title,
                ),
                url: self.site.href(&edition.address),
                shown: shown(article),
                originals: originals_of(article, edition, None),
                notes,
            })
        };
        issue
            .cited
            .iter()
            .zip(note_numbers(issue))
            .map(page)
            .collect()
    }
}
