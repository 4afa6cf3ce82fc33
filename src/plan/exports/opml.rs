//! `feeds.opml`: a list of the feeds of languages, topics, editions and corrections, for programs that subscribe to several at once (OPML 2.0).
//!
//! It lists only the Atom feeds: otherwise programs would subscribe to each feed twice.

use crate::plan::Plan;
use crate::plan::exports::feeds::{FeedOf, FeedSubject};

/// The content of `feeds.opml`.
#[derive(Debug, Hash)]
pub struct OpmlView {
    /// The site's title in its default language.
    pub title: String,
    /// Indexed by language: the feed of all topics, one for each topic, then those of editions and corrections.
    pub languages: Vec<Vec<OutlineView>>,
}

/// A feed in the list.
#[derive(Debug, Hash)]
pub struct OutlineView {
    /// The title, isolated so that it can stand in text of any direction.
    pub title: String,
    /// The language (BCP 47).
    pub lang: String,
    /// The absolute address.
    pub feed: String,
    /// The absolute address of the page that the feed belongs to.
    pub page: String,
}

impl Plan<'_> {
    pub(super) fn opml(&self) -> OpmlView {
        let languages = (0..self.site.languages.len()).map(|language| {
            let topics = (0..self.site.topics.len()).map(FeedSubject::Topic);
            let corrections = self.has_section(language, "corrections");
            let corrections = corrections.then_some(FeedSubject::Corrections);
            let editions = self.has_section(language, "editions");
            let editions = editions.then_some(FeedSubject::Editions);
            let feeds = [FeedSubject::All].into_iter().chain(topics);
            feeds
                .chain(editions)
                .chain(corrections)
                .map(|subject| self.outline(FeedOf { language, subject }))
                .collect()
        });
        OpmlView {
            title: self.site_title(self.site.default).to_owned(),
            languages: languages.collect(),
        }
    }

    fn outline(&self, feed: FeedOf) -> OutlineView {
        let page = feed.page(self.site);
        OutlineView {
            title: self.feed_title(feed).into_owned(),
            lang: self.tag(feed.language).to_owned(),
            feed: page.file("feed.xml").absolute(&self.site.base),
            page: page.absolute(&self.site.base),
        }
    }
}
