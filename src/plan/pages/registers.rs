//! The registers: the lists of publishers and of names, and a page for each with its articles.
//!
//! Takes a language and, for an entry's page, its index and the page's number; returns head and view.

use std::collections::BTreeMap;

use crate::link::address::Address;
use crate::parse::registers::NameKind;
use crate::plan::body::Filling;
use crate::plan::page_context::PageHead;
use crate::plan::pages::{Slots, bare_head, on_page};
use crate::plan::view::{
    KindView, LinkView, NameArticle, NameGroup, NameView, NamesView, PublisherView, PublishersView,
    RegisterEntryView, Spelling, TextView,
};
use crate::plan::{LIST_PAGE, Plan};

impl<'a> Plan<'a> {
    pub(super) fn publishers(&self, language: usize) -> (PageHead<'a>, KindView<'a>) {
        let publishers = self.publisher_entries(language);
        (
            self.section_head(language, "publishers"),
            KindView::Publishers(PublishersView { publishers }),
        )
    }

    /// Returns the publishers that have articles, sorted by name in the language's collation order.
    pub(super) fn publisher_entries(&self, language: usize) -> Vec<RegisterEntryView<'a>> {
        let links = (0..self.site.publishers.len()).map(|index| {
            (
                self.publisher_link(language, Some(index)),
                self.by_tag(language, &self.site.publishers[index].note),
                self.lists[language].publishers[index].len(),
            )
        });
        self.entries(language, links)
    }

    pub(super) fn publisher(
        &self,
        language: usize,
        index: usize,
        number: usize,
        slots: &mut Slots<'a>,
    ) -> (PageHead<'a>, KindView<'a>) {
        let entry = &self.site.publishers[index];
        let list = &self.lists[language].publishers[index];
        let link = self.publisher_link(language, Some(index));
        let first = |tag: &str| Address::entry(tag, "publishers", &entry.id.value);
        let total = |language: usize| {
            let articles = self.lists[language].publishers[index].len();
            articles.div_ceil(LIST_PAGE)
        };
        let view = PublisherView {
            publisher: link.clone(),
            note: self.by_tag(language, &entry.note),
            url: entry.url.as_deref(),
            count: list.len(),
            pulse: (number == 1).then(|| self.pulse(language, list)).flatten(),
            articles: slots.teasers(on_page(list, number, LIST_PAGE)),
            pagination: self.pagination(&first(self.tag(language)), number, total(language)),
        };
        let head = PageHead {
            title: link.title,
            number: (number > 1).then_some(number),
            section: "publishers",
            counterparts: self.same_page(number, total, first),
            ..bare_head()
        };
        (head, KindView::Publisher(view))
    }

    pub(super) fn names(&self, language: usize) -> (PageHead<'a>, KindView<'a>) {
        let names = self.site.names;
        let groups = NameKind::ALL
            .into_iter()
            .map(|kind| {
                let of_kind = (0..names.len()).filter(|index| names[*index].kind == kind);
                let links = of_kind.map(|index| {
                    (
                        self.name_link(language, index),
                        self.name_note(language, index),
                        self.lists[language].names[index].len(),
                    )
                });
                NameGroup {
                    kind: kind.word(),
                    names: self.entries(language, links),
                }
            })
            .filter(|group| !group.names.is_empty())
            .collect();
        (
            self.section_head(language, "names"),
            KindView::Names(NamesView { groups }),
        )
    }

    pub(super) fn name(
        &self,
        language: usize,
        index: usize,
        number: usize,
        slots: &mut Slots<'a>,
    ) -> (PageHead<'a>, KindView<'a>) {
        let entry = &self.site.names[index];
        let list = &self.lists[language].names[index];
        let link = self.name_link(language, index);
        let first = |tag: &str| Address::entry(tag, "names", &entry.id.value);
        let total = |language: usize| {
            let articles = self.lists[language].names[index].len();
            articles.div_ceil(LIST_PAGE)
        };
        let mut spelled = self.spelled(language, index);
        let view = NameView {
            name: link.clone(),
            kind: entry.kind.word(),
            note: self.name_note(language, index),
            transliteration: entry.transliteration.as_deref(),
            spellings: self.spellings(language, &entry.preferred, &entry.variants),
            count: list.len(),
            pulse: (number == 1).then(|| self.pulse(language, list)).flatten(),
            articles: on_page(list, number, LIST_PAGE)
                .iter()
                .map(|article| NameArticle {
                    teaser: slots.fill(Filling::Teaser(*article)),
                    mentions: self.mentions(language, index, &mut spelled, *article, slots),
                })
                .collect(),
            pagination: self.pagination(&first(self.tag(language)), number, total(language)),
        };
        let head = PageHead {
            title: link.title,
            number: (number > 1).then_some(number),
            section: "names",
            counterparts: self.same_page(number, total, first),
            ..bare_head()
        };
        (head, KindView::Name(view))
    }

    /// Returns the description of a listed name.
    pub(in crate::plan) fn name_note(&self, language: usize, name: usize) -> Option<TextView<'a>> {
        self.by_tag(language, &self.site.names[name].note)
    }

    /// Returns the spellings of a name, those in the page's own language first.
    fn spellings(
        &self,
        language: usize,
        preferred: &'a BTreeMap<String, String>,
        variants: &'a BTreeMap<String, Vec<String>>,
    ) -> Vec<Spelling<'a>> {
        let own = self.tag(language);
        let mut spellings: Vec<_> = preferred
            .iter()
            .map(|(tag, text)| Spelling {
                lang: tag,
                dir: crate::lang::direction_of_language(tag).as_str(),
                language: self.language_name(language, tag),
                preferred: text,
                variants: variants.get(tag).map(Vec::as_slice).unwrap_or_default(),
            })
            .collect();
        spellings.sort_by_key(|spelling| spelling.lang != own);
        spellings
    }

    /// Returns the names that most articles mention, at most `most`, in the language's sort order.
    pub(super) fn most_mentioned(
        &self,
        language: usize,
        most: usize,
    ) -> Vec<RegisterEntryView<'a>> {
        let lists = &self.lists[language].names;
        let mut names: Vec<usize> = (0..lists.len()).collect();
        names.sort_by_key(|name| std::cmp::Reverse(lists[*name].len()));
        names.truncate(most);
        let links = names
            .into_iter()
            .map(|name| (self.name_link(language, name), None, lists[name].len()));
        self.entries(language, links)
    }

    /// Returns the links with their numbers of articles, in the language's sort order. Links without articles are left out.
    pub(super) fn entries(
        &self,
        language: usize,
        links: impl Iterator<Item = (LinkView<'a>, Option<TextView<'a>>, usize)>,
    ) -> Vec<RegisterEntryView<'a>> {
        let locale = &self.site.languages[language].locale;
        let mut entries: Vec<_> = links
            .filter(|(_, _, count)| *count > 0)
            .map(|(link, note, count)| RegisterEntryView { link, note, count })
            .collect();
        entries.sort_by(|a, b| locale.compare(a.link.title.text, b.link.title.text));
        entries
    }
}
