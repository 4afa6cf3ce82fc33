//! Who did what: the bylines of articles, the pages of authors, and the list of corrections.
//!
//! Takes a language and, for an author's page, the person's index and the page's number; returns head and view.

use crate::link::address::Address;
use crate::link::site::Edition;
use crate::parse::article::{Summary, Waiver};
use crate::parse::corrections::Correction;
use crate::plan::exports::feeds::FeedSubject;
use crate::plan::lists::Corrected;
use crate::plan::page_context::{PageHead, plain};
use crate::plan::pages::{Slots, bare_head, on_page};
use crate::plan::view::{
    AuthorEntry, AuthorView, AuthorsView, Byline, CorrectedArticle, CorrectionView,
    CorrectionsView, Credit, IssueEntry, KindView, LinkView, NoteView, RegisterEntryView,
};
use crate::plan::{LIST_PAGE, Plan};

impl<'a> Plan<'a> {
    pub(super) fn authors(&self, language: usize) -> (PageHead<'a>, KindView<'a>) {
        let people = &self.site.people.all;
        let links = (0..people.len()).map(|index| {
            let note = people[index].listed;
            (
                self.author_link(language, index),
                note.and_then(|name| self.name_note(language, name)),
                self.lists[language].people[index].len()
                    + self.lists[language].people_issues[index].len(),
            )
        });
        let authors = self.entries(language, links).into_iter();
        let authors = authors
            .map(|entry| self.author_entry(language, entry))
            .collect();
        (
            self.section_head(language, "authors"),
            KindView::Authors(AuthorsView { authors }),
        )
    }

    /// Returns an entry of the list of authors, with the numbers of the person's articles and editions.
    fn author_entry(&self, language: usize, entry: RegisterEntryView<'a>) -> AuthorEntry<'a> {
        let RegisterEntryView { link, note, count } = entry;
        let people = &self.site.people.all;
        let index = people.binary_search_by(|person| person.id.as_str().cmp(link.id));
        let made = |lists: &[Vec<usize>]| index.map_or(0, |index| lists[index].len());
        let lists = &self.lists[language];
        AuthorEntry {
            link,
            note,
            count,
            articles: made(&lists.people),
            editions: made(&lists.people_issues),
        }
    }

    pub(super) fn author(
        &self,
        language: usize,
        index: usize,
        number: usize,
        slots: &mut Slots<'a>,
    ) -> (PageHead<'a>, KindView<'a>) {
        let person = &self.site.people.all[index];
        let list = &self.lists[language].people[index];
        let link = self.author_link(language, index);
        let first = |tag: &str| Address::entry(tag, "authors", &person.id);
        let total = |language: usize| {
            let articles = self.lists[language].people[index].len();
            // A person who made editions alone has one page.
            let has_page = self.lists[language].has_author(index);
            articles.div_ceil(LIST_PAGE).max(usize::from(has_page))
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
            editions: match number {
                1 => self.issues_of_author(language, index),
                _ => Vec::new(),
            },
            pagination: self.pagination(&first(self.tag(language)), number, total(language)),
        };
        let head = PageHead {
            title: link.title,
            number: (number > 1).then_some(number),
            section: "authors",
            counterparts: self.same_page(number, total, first),
            feed: Some(FeedSubject::Author(index)),
            ..bare_head()
        };
        (head, KindView::Author(view))
    }

    pub(super) fn corrections(
        &self,
        language: usize,
        number: usize,
    ) -> (PageHead<'a>, KindView<'a>) {
        let list = &self.lists[language].corrections;
        let first = |tag: &str| Address::section(tag, "corrections");
        let total = |language: usize| self.lists[language].corrections.len().div_ceil(LIST_PAGE);
        let shown = on_page(list, number, LIST_PAGE).iter();
        let entries =
            shown.filter_map(|(text, index)| self.corrected_text(language, *text, *index));
        let view = CorrectionsView {
            count: list.len(),
            entries: entries.collect(),
            feed: self.feed_href(language, FeedSubject::Corrections),
            pagination: self.pagination(&first(self.tag(language)), number, total(language)),
        };
        let head = PageHead {
            number: (number > 1).then_some(number),
            counterparts: self.same_page(number, total, first),
            feed: Some(FeedSubject::Corrections),
            ..self.section_head(language, "corrections")
        };
        (head, KindView::Corrections(view))
    }

    /// Returns the editions that a person made, newest first.
    fn issues_of_author(&self, language: usize, person: usize) -> Vec<IssueEntry<'a>> {
        let issues = self.lists[language].people_issues[person].iter();
        issues
            .filter_map(|index| self.issue_entry(language, *index))
            .collect()
    }

    /// Returns a correction of a text, by its index, with a link to the text.
    fn corrected_text(
        &self,
        language: usize,
        text: Corrected,
        index: usize,
    ) -> Option<CorrectedArticle<'a>> {
        let preference = self.site.preference(language);
        let (other, article, elsewhere) = match text {
            Corrected::Article(article) => {
                let article = &self.site.articles[article];
                let link = self.article_link(language, article)?;
                let (other, _) = article.edition_for(preference)?;
                (other, link, self.elsewhere(language, article))
            }
            Corrected::Issue(issue) => {
                let entry = self.issue_entry(language, issue)?;
                let (other, _) = self.site.issues[issue].text_for(preference)?;
                (other, entry.link, entry.elsewhere)
            }
        };
        let corrections = text.corrections(self.site, language);
        Some(CorrectedArticle {
            correction: self.correction_view(language, other, corrections.get(index)?),
            article,
            elsewhere,
        })
    }

    /// Returns the link to the page of an author. A listed person has the name that the register gives in the page's language.
    pub(in crate::plan) fn author_link(&self, language: usize, index: usize) -> LinkView<'a> {
        let person = &self.site.people.all[index];
        let registered = person
            .listed
            .map(|name| self.name_link(language, name).title);
        let title = registered.unwrap_or_else(|| {
            let written = |index: usize| person.names.get(self.tag(index)).copied();
            self.first_in(language, written)
                .unwrap_or(plain(&person.id))
        });
        LinkView {
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
        corrections
            .map(|correction| self.correction_view(language, other, correction))
            .collect()
    }

    /// Returns a correction of a text in the language `other` for a page of `language`.
    pub(in crate::plan) fn correction_view(
        &self,
        language: usize,
        other: usize,
        correction: &'a Correction,
    ) -> CorrectionView<'a> {
        CorrectionView {
            kind: self.word(language, correction.kind.word()),
            date: self.date(language, correction.date.value),
            text: self.text(language, self.tag(other), &correction.text.value),
        }
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

    /// Returns people as a list in the page's language, each with the text before the name: a comma, or "and".
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
    pub(super) fn notes(&self, waive: &'a [Waiver]) -> Vec<NoteView<'a>> {
        let notes = public_notes(waive);
        notes.map(|(words, why)| NoteView { words, why }).collect()
    }
}

/// Returns the words and the reason of each waiver that readers see. The words are `None` if the waiver is about the whole text.
pub(in crate::plan) fn public_notes(
    waive: &[Waiver],
) -> impl Iterator<Item = (Option<&str>, &str)> {
    let public = waive.iter().filter(|waiver| waiver.public);
    public.map(|waiver| {
        let words = waiver.text.as_ref().map(|text| text.value.as_str());
        (words, waiver.why.as_str())
    })
}
