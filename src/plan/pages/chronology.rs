//! Chronologies: what summaries say of dates, in the order of the dates; of the whole site, and of each topic that has
//! any.
//!
//! Takes a language, a topic or none, and the page's number; gives head and view. A chronology tells how one thing came of
//! another, so it begins with the oldest; where it takes several pages, a list of years leads to the later ones.

use crate::link::address::Address;
use crate::parse::article::Rights;
use crate::plan::body::Filling;
use crate::plan::dates::{Mention, TopicDates};
use crate::plan::page_context::{Head, plain};
use crate::plan::pages::{Slots, bare_head, on_page};
use crate::plan::view::{
    ChronologyDate, ChronologyEntry, ChronologyView, ChronologyYear, DateView, View, YearLink,
};
use crate::plan::{CHRONOLOGY_PAGE, Plan, pages};

impl<'a> Plan<'a> {
    pub(super) fn chronology<'p>(
        &'p self,
        language: usize,
        topic: Option<usize>,
        number: usize,
        slots: &mut Slots<'p>,
    ) -> (Head<'p>, View<'p>) {
        let first = |tag: &str| self.chronology_address(tag, topic);
        let mentions = self.dated(language, topic);
        let total = |language: usize| match (self.dated(language, topic).len(), topic) {
            (0, Some(_)) => 0,
            (length, _) => pages(length, CHRONOLOGY_PAGE),
        };
        let here = first(self.tag(language));
        let view = ChronologyView {
            topic: topic.map(|topic| self.topic_link(language, topic)),
            count: mentions.len(),
            index: self.year_links(language, mentions, &here),
            years: self.years(language, on_page(mentions, number, CHRONOLOGY_PAGE), slots),
            pagination: self.pagination(&here, number, total(language)),
        };
        let title = match self.topic_dates(language, topic) {
            Some(dates) => dates.title.as_str(),
            None => self.word(language, "chronology"),
        };
        let head = Head {
            title: plain(title),
            number: (number > 1).then_some(number),
            section: if topic.is_some() {
                "topics"
            } else {
                "chronology"
            },
            counterparts: self.same_page(number, total, first),
            ..bare_head()
        };
        (head, View::Chronology(view))
    }

    /// The address of a topic's chronology; `None` where it has no date.
    pub(super) fn topic_chronology(&self, language: usize, topic: usize) -> Option<String> {
        let is_empty = self.dated(language, Some(topic)).is_empty();
        let address = self.chronology_address(self.tag(language), Some(topic));
        (!is_empty).then(|| self.site.href(&address))
    }

    fn chronology_address(&self, tag: &str, topic: Option<usize>) -> Address {
        match topic {
            Some(topic) => Address::topic_chronology(tag, self.site.topics[topic].id),
            None => Address::section(tag, "chronology"),
        }
    }

    fn topic_dates(&self, language: usize, topic: Option<usize>) -> Option<&TopicDates> {
        self.lists[language].topic_dates.get(topic?)
    }

    fn dated(&self, language: usize, topic: Option<usize>) -> &[Mention] {
        match self.topic_dates(language, topic) {
            Some(dates) => &dates.mentions,
            None => &self.lists[language].dates,
        }
    }

    /// Every year of a chronology, with the page that it begins on. Each page has them all, so they are looked for by halves:
    /// a long chronology has many pages and few years.
    fn year_links(&self, language: usize, mentions: &[Mention], first: &Address) -> Vec<YearLink> {
        let locale = &self.site.languages[language].locale;
        let mut links = Vec::new();
        let mut at = 0;
        while let Some(mention) = mentions.get(at) {
            let year = mention.when.year();
            let page = first.page(at / CHRONOLOGY_PAGE + 1);
            links.push(YearLink {
                year: locale.year(year),
                url: format!("{}#y{year}", self.site.href(&page)),
            });
            at += mentions[at..].partition_point(|mention| mention.when.year() <= year);
        }
        links
    }

    fn years(
        &self,
        language: usize,
        mentions: &[Mention],
        slots: &mut Slots<'a>,
    ) -> Vec<ChronologyYear> {
        let locale = &self.site.languages[language].locale;
        let years = mentions.chunk_by(|a, b| a.when.year() == b.when.year());
        let year = |mentions: &[Mention]| {
            let dates = mentions.chunk_by(|a, b| a.when == b.when);
            let year = mentions[0].when.year();
            ChronologyYear {
                year: locale.year(year),
                id: format!("y{year}"),
                dates: dates
                    .map(|of_date| self.date_view(language, of_date, slots))
                    .collect(),
            }
        };
        years.map(year).collect()
    }

    fn date_view(
        &self,
        language: usize,
        mentions: &[Mention],
        slots: &mut Slots<'a>,
    ) -> ChronologyDate {
        let locale = &self.site.languages[language].locale;
        let when = mentions[0].when;
        let second = when
            .day()
            .and_then(|day| locale.date_in_second_calendar(day));
        ChronologyDate {
            date: when.month().map(|_| DateView {
                iso: when.to_string(),
                text: locale.when(when),
                second,
            }),
            entries: mentions
                .iter()
                .filter_map(|mention| self.chronology_entry(language, mention, slots))
                .collect(),
        }
    }

    fn chronology_entry(
        &self,
        language: usize,
        mention: &Mention,
        slots: &mut Slots<'a>,
    ) -> Option<ChronologyEntry> {
        let article = &self.site.articles[mention.article];
        let (other, edition) = article.edition_for(self.site.preference(language))?;
        let dated = edition.summary.body.dated.get(mention.dated)?;
        let link = self.article_link(language, article)?;
        // A citation has an id where its page shows the paragraph.
        let spot = match (dated.citation, article.original.rights) {
            (Some(citation), Rights::Cited | Rights::Full) => format!("#c{}", citation + 1),
            _ => String::new(),
        };
        let tag = self.tag(other);
        Some(ChronologyEntry {
            sentence: slots.fill(Filling::Text(self.text(language, tag, &dated.sentence))),
            url: format!("{}{spot}", link.url),
            title: slots.fill(Filling::Text(link.title)),
            elsewhere: self.elsewhere(language, article),
            draft: edition.summary.draft,
        })
    }
}
