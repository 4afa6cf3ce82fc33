//! Who did what: the bylines of articles, the pages of authors, and the list of corrections.
//!
//! Takes a language and, for an author's page, the person's index and the page's number; gives head and view.

use crate::link::address::Address;
use crate::link::site::Edition;
use crate::parse::article::Summary;
use crate::plan::exports::feeds::FeedSubject;
use crate::plan::page_context::{Head, plain};
use crate::plan::pages::{Slots, bare_head, on_page};
use crate::plan::view::{
    AuthorView, AuthorsView, Byline, CorrectedArticle, CorrectionView, CorrectionsView, Credit,
    Link, NoteView, View,
};
use crate::plan::{LIST_PAGE, Plan};

impl<'a> Plan<'a> {
    pub(super) fn authors(&self, language: usize) -> (Head<'a>, View<'a>) {
        let people = &self.site.people.all;
        let links = (0..people.len()).map(|index| {
            let note = people[index].listed;
            (
                self.author_link(language, index),
                note.and_then(|name| self.name_note(language, name)),
                &self.lists[language].people[index],
            )
        });
        let authors = self.entries(language, links);
        (
            self.section_head(language, "authors"),
            View::Authors(AuthorsView { authors }),
        )
    }

    pub(super) fn author(
        &self,
        language: usize,
        index: usize,
        number: usize,
        slots: &mut Slots<'a>,
    ) -> (Head<'a>, View<'a>) {
        let person = &self.site.people.all[index];
        let list = &self.lists[language].people[index];
        let link = self.author_link(language, index);
        let first = |tag: &str| Address::entry(tag, "authors", &person.id);
        let total = |language: usize| {
            let articles = self.lists[language].people[index].len();
            articles.div_ceil(LIST_PAGE)
        };
        let name = person
            .listed
            .filter(|name| !self.lists[language].names[*name].is_empty());
        let view = AuthorView {
            author: link.clone(),
            note: person
                .listed
                .and_then(|name| self.name_note(language, name)),
            name: name.map(|name| self.name_link(language, name)),
            feed: self.feed_href(language, FeedSubject::Author(index)),
            count: list.len(),
            pulse: (number == 1).then(|| self.pulse(language, list)).flatten(),
            articles: slots.teasers(on_page(list, number, LIST_PAGE)),
            pagination: self.pagination(&first(self.tag(language)), number, total(language)),
        };
        let head = Head {
            title: link.title,
            number: (number > 1).then_some(number),
            section: "authors",
            counterparts: self.same_page(number, total, first),
            feed: Some(FeedSubject::Author(index)),
            ..bare_head()
        };
        (head, View::Author(view))
    }

    pub(super) fn corrections(&self, language: usize, number: usize) -> (Head<'a>, View<'a>) {
        let list = &self.lists[language].corrections;
        let first = |tag: &str| Address::section(tag, "corrections");
        let total = |language: usize| self.lists[language].corrections.len().div_ceil(LIST_PAGE);
        let shown = on_page(list, number, LIST_PAGE).iter();
        let entries = shown.filter_map(|(article, index)| {
            let article = &self.site.articles[*article];
            let (other, edition) = article.edition_for(self.site.preference(language))?;
            Some(CorrectedArticle {
                correction: self
                    .correction_views(language, other, edition)
                    .swap_remove(*index),
                article: self.article_link(language, article)?,
                elsewhere: self.elsewhere(language, article),
            })
        });
        let view = CorrectionsView {
            count: list.len(),
            entries: entries.collect(),
            feed: self.feed_href(language, FeedSubject::Corrections),
            pagination: self.pagination(&first(self.tag(language)), number, total(language)),
        };
        let head = Head {
            number: (number > 1).then_some(number),
            counterparts: self.same_page(number, total, first),
            feed: Some(FeedSubject::Corrections),
            ..self.section_head(language, "corrections")
        };
        (head, View::Corrections(view))
    }

    /// Returns the link to the page of an author. A listed person has the name that the register gives in the page's language.
    pub(in crate::plan) fn author_link(&self, language: usize, index: usize) -> Link<'a> {
        let person = &self.site.people.all[index];
        let registered = person
            .listed
            .map(|name| self.name_link(language, name).title);
        let title = registered.unwrap_or_else(|| {
            let written = |index: usize| person.names.get(self.tag(index)).copied();
            self.first_in(language, written)
                .unwrap_or(plain(&person.id))
        });
        Link {
            id: &person.id,
            title,
            url: self
                .site
                .href(&Address::entry(self.tag(language), "authors", &person.id)),
        }
    }

    /// Returns the corrections of an edition in the language `other` for a page of `language`, the newest first.
    pub(in crate::plan) fn correction_views(
        &self,
        language: usize,
        other: usize,
        edition: &Edition<'a>,
    ) -> Vec<CorrectionView<'a>> {
        let corrections = edition.summary.corrections.iter();
        let view = |correction: &'a crate::parse::corrections::Correction| CorrectionView {
            kind: self.word(language, correction.kind.word()),
            date: self.date(language, correction.date.value),
            text: self.text(language, self.tag(other), &correction.text.value),
        };
        corrections.map(view).collect()
    }

    /// Returns the bylines of a summary: who wrote, translated and reviewed it.
    pub(super) fn bylines(&self, language: usize, summary: &'a Summary) -> Vec<Byline<'a>> {
        let roles = [
            ("summary", &summary.authors),
            ("translated_by", &summary.translators),
            ("reviewed_by", &summary.reviewers),
        ];
        let bylines = roles.into_iter().filter(|(_, people)| !people.is_empty());
        bylines
            .map(|(key, people)| Byline {
                label: self.word(language, key),
                people: self.credits(language, people),
            })
            .collect()
    }

    /// Returns people as a list in the page's language, each with what stands before the name: a comma, or "and".
    pub(super) fn credits(&self, language: usize, people: &'a [String]) -> Vec<Credit<'a>> {
        let list = self.site.languages[language].locale.list(people);
        let mut rest = list.as_str();
        let mut credits = Vec::with_capacity(people.len());
        for name in people {
            let (before, after) = rest.split_once(name.as_str()).unwrap_or(("", rest));
            rest = after;
            let index = self.site.people.index(name);
            credits.push(Credit {
                before: before.to_owned(),
                name,
                url: index.map(|index| self.author_link(language, index).url),
            });
        }
        credits
    }

    /// Returns the reasons of waivers that readers see.
    pub(super) fn notes(&self, summary: &'a Summary) -> Vec<NoteView<'a>> {
        let notes = public_notes(summary);
        notes.map(|(words, why)| NoteView { words, why }).collect()
    }
}

/// Returns the words and the reason of each waiver that readers see. The words are `None` if the waiver is about the whole text.
pub(in crate::plan) fn public_notes(
    summary: &Summary,
) -> impl Iterator<Item = (Option<&str>, &str)> {
    let public = summary.waive.iter().filter(|waiver| waiver.public);
    public.map(|waiver| {
        let words = waiver.text.as_ref().map(|text| text.value.as_str());
        (words, waiver.why.as_str())
    })
}
