//! Chronologies: sentences from summaries by the dates that they mention; one for the whole site, and one for each topic
//! that has dates.
//!
//! Takes a language, a topic if any, and the page's number; returns head and view. A chronology shows the course of
//! events, so it begins with the oldest. If it has several pages, a list of years links to the later ones.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::lang::{When, is_alphanumeric};
use crate::link::address::Address;
use crate::parse::html::Hole;
use crate::parse::markdown::{Body, Dated};
use crate::plan::body::Filling;
use crate::plan::dates::{DateMention, TopicDates};
use crate::plan::page_context::{PageHead, plain};
use crate::plan::pages::{Slots, bare_head, on_page};
use crate::plan::sentence::{plain as words_of, sentence_around};
use crate::plan::view::{
    ChronologyDate, ChronologyEntry, ChronologyView, ChronologyYear, DateView, KindView, YearLink,
};
use crate::plan::{CHRONOLOGY_PAGE, Plan, pages};

/// A dated sentence, and the other dates that it names.
type DatedMention<'m> = (&'m DateMention, Vec<When>);

impl<'a> Plan<'a> {
    pub(super) fn chronology<'p>(
        &'p self,
        language: usize,
        topic: Option<usize>,
        number: usize,
        slots: &mut Slots<'p>,
    ) -> (PageHead<'p>, KindView<'p>) {
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
        let head = PageHead {
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
        (head, KindView::Chronology(view))
    }

    /// Returns the address of a topic's chronology; `None` if the topic has no dates.
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

    fn dated(&self, language: usize, topic: Option<usize>) -> &[DateMention] {
        match self.topic_dates(language, topic) {
            Some(dates) => &dates.mentions,
            None => &self.lists[language].dates,
        }
    }

    /// Returns every year of a chronology, with the page on which it begins. Since every page has this list, and a long
    /// chronology has many pages but few years, the years are found by binary search.
    fn year_links(
        &self,
        language: usize,
        mentions: &[DateMention],
        first: &Address,
    ) -> Vec<YearLink> {
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
        mentions: &[DateMention],
        slots: &mut Slots<'a>,
    ) -> Vec<ChronologyYear<'a>> {
        let locale = &self.site.languages[language].locale;
        let shown = self.told_once(language, mentions);
        let years = shown.chunk_by(|(a, _), (b, _)| a.when.year() == b.when.year());
        let year = |told: &[DatedMention<'_>]| {
            let dates = told.chunk_by(|(a, _), (b, _)| a.when == b.when);
            let year = told[0].0.when.year();
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

    /// Assigns each sentence to the first date that it names, with its other dates. A year that would have no entries
    /// keeps its own, since a list of years links to it.
    fn told_once<'m>(&self, language: usize, mentions: &'m [DateMention]) -> Vec<DatedMention<'m>> {
        let mut told: Vec<DatedMention<'m>> = Vec::with_capacity(mentions.len());
        let mut first: BTreeMap<(usize, &str), usize> = BTreeMap::new();
        for year in mentions.chunk_by(|a, b| a.when.year() == b.when.year()) {
            let before = told.len();
            let mut again: Vec<&'m DateMention> = Vec::new();
            for mention in year {
                let key = (mention.article, self.sentence(language, mention));
                match first.get(&key) {
                    Some(place) => {
                        told[*place].1.push(mention.when);
                        again.push(mention);
                    }
                    None => {
                        first.insert(key, told.len());
                        told.push((mention, Vec::new()));
                    }
                }
            }
            if told.len() == before {
                told.extend(again.into_iter().map(|mention| (mention, Vec::new())));
            }
        }
        told
    }

    /// The words of a dated sentence.
    fn sentence(&self, language: usize, mention: &DateMention) -> &'a str {
        let article = &self.site.articles[mention.article];
        let edition = article.edition_for(self.site.preference(language));
        let dated = edition.and_then(|(_, edition)| edition.summary.body.dated.get(mention.dated));
        dated.map_or("", |dated| &dated.sentence)
    }

    /// A date in the page's language: a day, a month or a year.
    fn when_view(&self, language: usize, when: When) -> DateView {
        let locale = &self.site.languages[language].locale;
        let second = when
            .day()
            .and_then(|day| locale.date_in_second_calendar(day));
        DateView {
            iso: when.to_string(),
            text: locale.when(when),
            second,
        }
    }

    fn date_view(
        &self,
        language: usize,
        told: &[DatedMention<'_>],
        slots: &mut Slots<'a>,
    ) -> ChronologyDate<'a> {
        let when = told[0].0.when;
        ChronologyDate {
            date: when.month().map(|_| self.when_view(language, when)),
            entries: told
                .iter()
                .filter_map(|(mention, also)| self.chronology_entry(language, mention, also, slots))
                .collect(),
        }
    }

    fn chronology_entry(
        &self,
        language: usize,
        mention: &DateMention,
        also: &[When],
        slots: &mut Slots<'a>,
    ) -> Option<ChronologyEntry<'a>> {
        let article = &self.site.articles[mention.article];
        let (other, edition) = article.edition_for(self.site.preference(language))?;
        let dated = edition.summary.body.dated.get(mention.dated)?;
        let link = self.article_link(language, article)?;
        // A citation has an id only if its page shows the paragraph.
        let spot = match dated.citation {
            Some(citation) if article.shows_text() => format!("#c{}", citation + 1),
            _ => String::new(),
        };
        let tag = self.tag(other);
        let topics = edition
            .dates
            .iter()
            .nth(mention.dated)
            .map(|(_, topics)| topics);
        let topics = topics.unwrap_or_default().iter();
        let cited = (other == language).then(|| cited_sentence(&edition.summary.body, dated));
        let cited = cited.flatten();
        let sentence = cited.and_then(|part| self.excerpt(language, mention.article, part, slots));
        Some(ChronologyEntry {
            sentence: sentence.unwrap_or_else(|| {
                slots.fill(Filling::Text(self.text(language, tag, &dated.sentence)))
            }),
            also: also
                .iter()
                .map(|when| self.when_view(language, *when))
                .collect(),
            topics: topics
                .map(|topic| self.topic_link(language, *topic))
                .collect(),
            url: format!("{}{spot}", link.url),
            title: slots.fill(Filling::Text(link.title)),
            elsewhere: self.elsewhere(language, article),
            draft: edition.summary.draft,
            held: self.held(language, edition),
        })
    }
}

/// Returns the range of a dated sentence in its body's HTML, with its citations; `None` if it cites nothing, or if the
/// HTML sentence around its citation is longer or shorter.
fn cited_sentence(body: &Body, dated: &Dated) -> Option<Range<usize>> {
    let citation = Hole::Citation(dated.citation?);
    let (place, _) = body.html.holes.iter().find(|(_, hole)| *hole == citation)?;
    let part = sentence_around(&body.html, *place as usize)?;
    has_as_many_letters(&words_of(&body.html, part.clone()), &dated.sentence).then_some(part)
}

/// Returns `true` if two texts have the same number of letters and digits. They usually differ only in the spaces
/// before citations, so their common beginning is skipped.
fn has_as_many_letters(one: &str, other: &str) -> bool {
    let pairs = one.char_indices().zip(other.chars());
    let mut different = pairs.filter(|((_, a), b)| a != b);
    let same = different.next().map(|((at, _), _)| at);
    let same = same.unwrap_or(one.len().min(other.len()));
    let letters = |text: &str| text[same..].chars().filter(|c| is_alphanumeric(*c)).count();
    letters(one) == letters(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_from_where_two_texts_differ() {
        for (one, other, is_equal) in [
            ("", "", true),
            ("a b.", "a b.", true),
            ("a b\u{a0}.", "a b.", true),
            ("سنة 2024 .", "سنة 2024.", true),
            ("سنة", "سنة!", true),
            ("a b", "a", false),
            ("a", "a b", false),
            ("a bc", "a b c", true),
        ] {
            assert_eq!(has_as_many_letters(one, other), is_equal, "{one} / {other}");
        }
    }
}
