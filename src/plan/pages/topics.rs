//! Topics: the list of them, and the pages of each topic with the passages on it.
//!
//! Takes a language and, for a topic's page, the topic and the page's number; returns head and view.

use crate::link::address::Address;
use crate::parse::markdown::Passage;
use crate::plan::body::{BodyPart, Filling};
use crate::plan::excerpts::FIGURES;
use crate::plan::exports::feeds::FeedSubject;
use crate::plan::page_context::PageHead;
use crate::plan::pages::article::summary_body;
use crate::plan::pages::plain::standing_body;
use crate::plan::pages::{Slots, bare_head, on_page};
use crate::plan::view::{KindView, TextView, TopicArticle, TopicEntry, TopicView, TopicsView};
use crate::plan::{Plan, TOPIC_PAGE, pages};

impl<'a> Plan<'a> {
    pub(super) fn topics(
        &self,
        language: usize,
        slots: &mut Slots<'a>,
    ) -> (PageHead<'a>, KindView<'a>) {
        let topics = (0..self.site.topics.len())
            .map(|topic| {
                let articles = &self.lists[language].topics[topic];
                let latest = articles.first().and_then(|a| self.teaser(language, *a));
                TopicEntry {
                    topic: self.topic_link(language, topic),
                    description: self.topic_description(language, topic),
                    count: articles.len(),
                    latest,
                    newest: self.brief(language, topic, slots),
                }
            })
            .collect();
        (
            self.section_head(language, "topics"),
            KindView::Topics(TopicsView { topics }),
        )
    }

    /// Returns a topic's description in a language. Another language's description replaces it only if the language has
    /// no text on the topic: a text without a description has none on purpose.
    pub(in crate::plan) fn topic_description(
        &self,
        language: usize,
        topic: usize,
    ) -> Option<TextView<'a>> {
        let texts = &self.site.topics[topic].introductions;
        let has_own = texts[language].is_some();
        self.first_in(language, |index| {
            let text = texts[index]
                .as_ref()
                .filter(|_| !has_own || index == language)?;
            text.standing.description.as_deref()
        })
    }

    pub(super) fn topic(
        &self,
        language: usize,
        topic: usize,
        number: usize,
        slots: &mut Slots<'a>,
    ) -> (PageHead<'a>, KindView<'a>) {
        let entry = &self.site.topics[topic];
        let list = &self.lists[language].topics[topic];
        let link = self.topic_link(language, topic);
        let own = entry.introductions[language].as_ref();
        let introduction = own
            .filter(|text| number == 1 && !text.standing.body.html.text.is_empty())
            .map(|text| slots.add(standing_body(text)));
        let is_first = number == 1;
        let figures = if is_first {
            self.newest_figures(language, topic, FIGURES, slots)
        } else {
            Vec::new()
        };
        let articles = on_page(list, number, TOPIC_PAGE)
            .iter()
            .map(|index| self.topic_article(language, topic, *index, slots))
            .collect();
        let first = |tag: &str| Address::entry(tag, "topics", entry.id);
        let total = |language: usize| pages(self.lists[language].topics[topic].len(), TOPIC_PAGE);
        let view = TopicView {
            topic: link.clone(),
            description: self.topic_description(language, topic),
            introduction,
            chronology: self.topic_chronology(language, topic),
            feed: self.feed_href(language, FeedSubject::Topic(topic)),
            book: (self.site.config.topics.epub)
                .then(|| self.site.href(&first(self.tag(language)).book())),
            count: list.len(),
            pulse: is_first.then(|| self.pulse(language, list)).flatten(),
            figures,
            articles,
            pagination: self.pagination(&first(self.tag(language)), number, total(language)),
        };
        let head = PageHead {
            title: link.title,
            number: (number > 1).then_some(number),
            description: own.and_then(|text| text.standing.description.as_deref()),
            section: "topics",
            extra: own.map(|text| &text.standing.extra),
            counterparts: self.same_page(number, total, first),
            feed: Some(FeedSubject::Topic(topic)),
            ..bare_head()
        };
        (head, KindView::Topic(view))
    }

    /// Returns an article for a topic's page, with its passages on that topic. Nested passages are part of the outer one, so
    /// only the outermost are returned.
    fn topic_article(
        &self,
        language: usize,
        topic: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> TopicArticle {
        let id = self.site.topics[topic].id;
        let article = &self.site.articles[index];
        let teaser = slots.fill(Filling::Teaser(index));
        let mut passages = Vec::new();
        let mut shown_to = 0;
        if let Some(edition) = &article.editions[language] {
            let on_topic =
                |passage: &&Passage| passage.topics.iter().any(|topic| topic.value == id);
            for passage in edition.summary.body.passages.iter().filter(on_topic) {
                if passage.html.end > shown_to {
                    shown_to = passage.html.end;
                    let part = BodyPart::Excerpt(passage.html.clone());
                    let own_page_url = self.site.href(&edition.address);
                    let body = summary_body(article, edition, part, Some(own_page_url));
                    passages.push(slots.add(body));
                }
            }
        }
        TopicArticle { teaser, passages }
    }
}
