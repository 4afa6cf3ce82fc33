//! Feeds: the newest articles of a language, of all topics or of one.
//!
//! An article is in the feeds of those languages in which it has a summary: otherwise a reader of several feeds would get
//! the same article twice. An article without a date is left out, since feeds are ordered by date.
//!
//! An entry's id is made of the site's address, the language and the article's folder. So it stays the same when the title,
//! the date or the translated segment of the address changes, and a feed reader never shows the article as new again. The
//! date of the last update is the article's date or, if later, the date of its seal or of its last correction: sealing says that a
//! text was reviewed.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::lang::{Date, Writing, isolated_text};
use crate::link::address::{Address, FEEDS};
use crate::link::site::{Article, Edition, LinkedIssue, Site, Topic};
use crate::parse::config::FeedContent;
use crate::plan::Plan;
use crate::plan::body::{BodyPart, FeedLink, PageBody};
use crate::plan::lists::Corrected;
use crate::plan::notes::SourceNote;
use crate::plan::page_context::plain;
use crate::plan::pages::article::summary_body;
use crate::plan::view::TextView;

/// Identifies a feed.
#[derive(Debug, Clone, Copy)]
pub(in crate::plan) struct FeedOf {
    /// An index into the site's languages.
    pub language: usize,
    pub subject: FeedSubject,
}

/// The articles that a feed contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedSubject {
    /// All articles.
    All,
    /// Articles of the topic with this index.
    Topic(usize),
    /// Articles and editions that the person with this index wrote, translated or reviewed.
    Author(usize),
    /// Articles and editions that have corrections, the last corrected first.
    Corrections,
    /// The editions of the briefing in place of articles.
    Editions,
}

impl FeedOf {
    /// Returns the address of the page that the feed belongs to.
    pub fn page(self, site: &Site<'_>) -> Address {
        let tag = &site.languages[self.language].tag;
        match self.subject {
            FeedSubject::All => Address::home(tag),
            FeedSubject::Topic(topic) => Address::entry(tag, "topics", site.topics[topic].id),
            FeedSubject::Author(index) => {
                Address::entry(tag, "authors", &site.people.all[index].id)
            }
            FeedSubject::Corrections => Address::section(tag, "corrections"),
            FeedSubject::Editions => Address::section(tag, "editions"),
        }
    }
}

/// A feed, in either format. Titles are isolated so that they can stand in text of any direction; addresses are absolute.
#[derive(Debug, Hash)]
pub struct FeedView<'a> {
    /// The language: an index into the site's languages.
    pub language: usize,
    /// Tag of that language (BCP 47).
    pub lang: &'a str,
    /// The direction, `ltr` or `rtl`.
    pub dir: &'static str,
    pub title: String,
    pub description: Option<String>,
    /// The address of the page that the feed belongs to.
    pub page: String,
    /// The feed's own addresses: as Atom, and as JSON Feed.
    pub forms: [String; 2],
    /// The same feed in other languages: the language, and both addresses.
    pub elsewhere: Vec<(&'a str, [String; 2])>,
    /// The site's title.
    pub publisher: String,
    /// The address of the language's front page.
    pub home: String,
    /// Scheme and host of the site.
    pub origin: &'a str,
    /// The address of the list of topics, as the scheme (namespace) of the topics' ids.
    pub topics: String,
    /// The part of a summary that entries hold.
    pub content: FeedContent,
    /// Newest first.
    pub entries: Vec<EntryView<'a>>,
}

/// An article in a feed.
#[derive(Debug, Hash)]
pub struct EntryView<'a> {
    /// The id, which is unique and never changes.
    pub id: String,
    /// The address of the entry's page.
    pub page: String,
    pub title: String,
    /// Label of a draft, or of a text that is not published now.
    pub label: Option<String>,
    pub published: Date,
    /// The date of publication or, if later, of the last seal or correction.
    pub updated: Date,
    /// The authors of the summary.
    pub authors: Vec<String>,
    /// Names of the translators.
    pub translators: Vec<String>,
    /// Names of the reviewers.
    pub reviewers: Vec<String>,
    /// Description of a machine's part in it, in words for readers.
    pub assistance: Option<String>,
    /// Corrections since the publication: kind and date in words, and the text. For an edition, also the reasons of
    /// waivers that readers see.
    pub corrections: Vec<(String, String)>,
    /// Ids and titles of the article's topics.
    pub topics: Vec<(&'a str, String)>,
    /// Language and page of the article's other summaries.
    pub elsewhere: Vec<(&'a str, String)>,
    /// The original's address, language and title; `None` if the original has no address.
    pub original: Option<(&'a str, &'a str, String)>,
    /// The summary's `description`.
    pub standfirst: Option<String>,
    /// The summary, or its lead; the text of an edition, if it has one.
    pub body: Option<PageBody<'a>>,
    /// The sources that the text of an edition cites, in order of their numbers.
    pub notes: Vec<SourceNote<'a>>,
    /// The articles of an edition.
    pub articles: Vec<ListedArticle<'a>>,
    /// Number of the summary's figures that were found in the original, and number of cited paragraphs, in words.
    pub proof: Option<String>,
}

/// An article in the list of an edition.
#[derive(Debug, Hash)]
pub struct ListedArticle<'a> {
    pub title: TextView<'a>,
    /// The absolute address of the article's page.
    pub url: String,
    /// The summary's `description`.
    pub standfirst: Option<TextView<'a>>,
    /// Names of the publishers of the article's originals, each once.
    pub publishers: Vec<TextView<'a>>,
}

/// The titles of a language's feeds, isolated for text of any direction. Precomputed, since every page names two of them.
#[derive(Debug)]
pub(in crate::plan) struct FeedTitles {
    /// The script and direction of the language.
    writing: Writing,
    /// The site's title.
    site: String,
    /// Indexed by topic.
    topics: Vec<String>,
}

impl FeedTitles {
    /// Returns the titles for each of a site's languages.
    pub(in crate::plan) fn of(site: &Site<'_>) -> Vec<FeedTitles> {
        let titles = site.languages.iter().enumerate().map(|(index, language)| {
            let writing = Writing::of(&language.tag);
            let title = isolated_text(&language.title, writing, writing.direction);
            let topic = |topic: &Topic<'_>| {
                let (text, own) = topic_title(site, index, topic);
                let own = own.map_or(writing, Writing::of);
                format!("{} · {title}", isolated_text(text, own, writing.direction))
            };
            FeedTitles {
                writing,
                topics: site.topics.iter().map(topic).collect(),
                site: title.into_owned(),
            }
        });
        titles.collect()
    }
}

/// Returns a topic's title for readers of a language, and the title's language if it differs.
fn topic_title<'s>(
    site: &'s Site<'_>,
    language: usize,
    topic: &'s Topic<'_>,
) -> (&'s str, Option<&'s str>) {
    let order = site.preference(language).iter().copied();
    let mut titles = order.filter_map(|index| {
        let title = topic.introductions[index].as_ref()?.standing.title.as_str();
        Some((
            title,
            (index != language).then(|| site.languages[index].tag.as_str()),
        ))
    });
    titles.next().unwrap_or((topic.id, None))
}

impl<'a> Plan<'a> {
    /// Returns the view of a feed.
    pub(super) fn feed(&self, feed: FeedOf) -> FeedView<'_> {
        let FeedOf { language, subject } = feed;
        let site = self.site;
        let this = &site.languages[language];
        let config = site.config.feeds;
        let entries: Vec<EntryView<'_>> = match subject {
            FeedSubject::Editions => {
                let issues = self.lists[language].issues.iter();
                let entries = issues.filter_map(|index| self.issue_as_entry(language, *index));
                entries.take(config.items).collect()
            }
            _ => {
                let texts = self.feed_texts(feed);
                let entries = texts.iter().filter_map(|text| match text {
                    Corrected::Article(index) => self.entry(language, *index),
                    Corrected::Issue(index) => self.issue_as_entry(language, *index),
                });
                entries.take(config.items).collect()
            }
        };
        let forms_in = |language| {
            let page = FeedOf { language, subject }.page(site);
            FEEDS.map(|name| page.file(name).absolute(&site.base))
        };
        let others = (0..site.languages.len())
            .filter(|other| *other != language && self.has_feed(*other, subject));
        let home = Address::home(&this.tag);
        FeedView {
            language,
            lang: &this.tag,
            dir: this.locale.direction().as_str(),
            title: self.feed_title(feed).into_owned(),
            description: self.feed_description(feed),
            page: feed.page(site).absolute(&site.base),
            forms: forms_in(language),
            elsewhere: others
                .map(|other| (self.tag(other), forms_in(other)))
                .collect(),
            publisher: self.site_title(language).to_owned(),
            home: home.absolute(&site.base),
            origin: &site.base.origin,
            topics: Address::section(&this.tag, "topics").absolute(&site.base),
            content: config.content,
            entries,
        }
    }

    /// Returns the texts of a feed, except the feed of editions, in order.
    fn feed_texts(&self, feed: FeedOf) -> Vec<Corrected> {
        let lists = &self.lists[feed.language];
        let articles = |list: &[usize]| list.iter().copied().map(Corrected::Article).collect();
        match feed.subject {
            FeedSubject::All => articles(&self.site.order[feed.language]),
            FeedSubject::Topic(topic) => articles(&lists.topics[topic]),
            FeedSubject::Author(author) => {
                let mut texts: Vec<Corrected> = articles(&lists.people[author]);
                let issues = lists.people_issues[author].iter().copied();
                texts.extend(issues.map(Corrected::Issue));
                // The sort is stable: texts of one day stay in their order, articles first.
                texts.sort_by_key(|text| Reverse(self.date_of(feed.language, *text)));
                texts
            }
            FeedSubject::Corrections => {
                let mut seen = BTreeSet::new();
                let texts = lists.corrections.iter().map(|(text, _)| *text);
                texts.filter(|text| seen.insert(*text)).collect()
            }
            FeedSubject::Editions => Vec::new(),
        }
    }

    fn date_of(&self, language: usize, text: Corrected) -> Option<Date> {
        match text {
            Corrected::Article(index) => {
                self.site.articles[index].date(self.site.preference(language))
            }
            Corrected::Issue(index) => self.site.issues[index].date(),
        }
    }

    /// Returns true if a language has a feed.
    fn has_feed(&self, language: usize, subject: FeedSubject) -> bool {
        let lists = &self.lists[language];
        match subject {
            FeedSubject::All | FeedSubject::Topic(_) => true,
            FeedSubject::Author(author) => lists.has_author(author),
            FeedSubject::Corrections => !lists.corrections.is_empty(),
            FeedSubject::Editions => !self.site.issues.is_empty(),
        }
    }

    /// Returns the feeds for a page: that of all articles, and that of its own subject.
    pub(in crate::plan) fn feed_links(
        &self,
        language: usize,
        subject: Option<FeedSubject>,
    ) -> Vec<FeedLink> {
        let feeds = [FeedSubject::All].into_iter().chain(subject);
        let link = |subject| {
            let feed = FeedOf { language, subject };
            let page = feed.page(self.site);
            FeedLink {
                title: self.feed_title(feed).into_owned(),
                forms: FEEDS.map(|name| self.site.href(&page.file(name))),
            }
        };
        feeds.map(link).collect()
    }

    /// Returns the address of an Atom feed, from the root of the host.
    pub(in crate::plan) fn feed_href(&self, language: usize, subject: FeedSubject) -> String {
        let page = FeedOf { language, subject }.page(self.site);
        self.site.href(&page.file(FEEDS[0]))
    }

    /// Returns the title of a feed, isolated for text of any direction.
    pub(super) fn feed_title(&self, feed: FeedOf) -> Cow<'_, str> {
        let FeedOf { language, subject } = feed;
        let titles = &self.titles[language];
        let with_site = |title: String| Cow::Owned(format!("{title} · {}", titles.site));
        match subject {
            FeedSubject::All => Cow::Borrowed(&titles.site),
            FeedSubject::Topic(topic) => Cow::Borrowed(&titles.topics[topic]),
            FeedSubject::Author(author) => {
                with_site(self.in_order(language, &self.author_link(language, author).title))
            }
            FeedSubject::Corrections => with_site(self.word(language, "corrections").to_owned()),
            FeedSubject::Editions => with_site(self.word(language, "editions").to_owned()),
        }
    }

    /// Returns the site's title in a language, isolated for text of any direction.
    pub(super) fn site_title(&self, language: usize) -> &str {
        &self.titles[language].site
    }

    fn feed_description(&self, feed: FeedOf) -> Option<String> {
        let text = match feed.subject {
            FeedSubject::All => plain(&self.site.languages[feed.language].description),
            FeedSubject::Topic(topic) => self.topic_description(feed.language, topic)?,
            FeedSubject::Author(_) | FeedSubject::Corrections | FeedSubject::Editions => {
                return None;
            }
        };
        (!text.text.is_empty()).then(|| self.in_order(feed.language, &text))
    }

    /// Returns a text with bidi isolation for a feed of this language, for places without markup.
    pub(super) fn in_order(&self, language: usize, text: &TextView<'_>) -> String {
        let own = self.titles[language].writing;
        let writing = text.lang.map_or(own, Writing::of);
        isolated_text(text.text, writing, own.direction).into_owned()
    }

    /// Returns an article as a feed's entry; `None` if it has no summary in the language, or no date.
    fn entry(&self, language: usize, index: usize) -> Option<EntryView<'a>> {
        let site = self.site;
        let article = &site.articles[index];
        let edition = article.editions[language].as_ref()?;
        let published = article.date(site.preference(language))?;
        let tag = self.tag(language);
        let summary = edition.summary;
        let own = |text: &str| self.in_order(language, &plain(text));
        let topics = article.references.topics.iter().map(|topic| {
            let link = self.topic_link(language, *topic);
            (link.id, self.in_order(language, &link.title))
        });
        let original = article.original;
        let original_title = || self.text(language, &original.lang, &original.title);
        let original = original.url.as_deref().map(|url| {
            let title = self.in_order(language, &original_title());
            (url, original.lang.as_str(), title)
        });
        Some(EntryView {
            id: Address::article(tag, article.slug).absolute(&site.base),
            page: edition.address.absolute(&site.base),
            title: own(&summary.title),
            label: self.edition_label(language, edition),
            published,
            updated: edition
                .changed()
                .map_or(published, |day| day.max(published)),
            authors: summary.authors.iter().map(|name| own(name)).collect(),
            translators: summary.translators.iter().map(|name| own(name)).collect(),
            reviewers: summary.reviewers.iter().map(|name| own(name)).collect(),
            assistance: summary.assistance.as_deref().map(own),
            corrections: self
                .correction_views(language, language, edition)
                .into_iter()
                .map(|one| {
                    (
                        format!("{}, {}", one.kind, one.date.text),
                        own(one.text.text),
                    )
                })
                .collect(),
            topics: topics.collect(),
            elsewhere: self
                .other_editions(language, article)
                .map(|(tag, edition)| (tag, edition.address.absolute(&site.base)))
                .collect(),
            original,
            standfirst: summary.description.as_deref().map(own),
            body: Some(summary_body(
                article,
                edition,
                self.shown_in_feeds(edition),
                None,
            )),
            notes: Vec::new(),
            articles: Vec::new(),
            proof: self
                .proof(language, index, edition)
                .map(|proof| self.proof_in_words(language, &proof)),
        })
    }

    /// Returns an edition as a feed's entry; `None` if the edition does not exist in the language.
    fn issue_as_entry(&self, language: usize, index: usize) -> Option<EntryView<'_>> {
        let site = self.site;
        let issue = &site.issues[index];
        let own = issue.texts[language].as_ref()?;
        let in_order = |text: &str| self.in_order(language, &plain(text));
        let authors = own.text.map_or(&[][..], |text| &text.authors);
        let translators = own.text.map_or(&[][..], |text| &text.translators);
        let reviewers = own.text.map_or(&[][..], |text| &text.reviewers);
        let description = own.text.and_then(|text| text.description.as_deref());
        let others = issue.texts.iter().enumerate();
        let others = others.filter(|(other, text)| *other != language && text.is_some());
        let page = |language: usize| issue.address(self.tag(language)).absolute(&site.base);
        Some(EntryView {
            id: page(language),
            page: page(language),
            title: in_order(&own.title),
            label: self.issue_label(language, own),
            published: own.date,
            updated: own.updated(),
            authors: authors.iter().map(|name| in_order(name)).collect(),
            translators: translators.iter().map(|name| in_order(name)).collect(),
            reviewers: reviewers.iter().map(|name| in_order(name)).collect(),
            assistance: None,
            corrections: self.issue_remarks(language, own),
            topics: Vec::new(),
            elsewhere: others
                .map(|(other, _)| (self.tag(other), page(other)))
                .collect(),
            original: None,
            standfirst: description.map(in_order),
            body: self.issue_body(own),
            notes: self.source_notes(language, own),
            articles: self.listed_articles(language, own),
            proof: None,
        })
    }

    /// Returns the articles of an edition.
    pub(super) fn listed_articles(
        &self,
        language: usize,
        issue: &LinkedIssue<'_>,
    ) -> Vec<ListedArticle<'a>> {
        let site = self.site;
        let articles = issue.articles.iter().filter_map(|index| {
            let article = &site.articles[*index];
            let (other, edition) = article.edition_for(site.preference(language))?;
            let text = |text: &'a str| self.text(language, self.tag(other), text);
            Some(ListedArticle {
                title: text(&edition.summary.title),
                url: edition.address.absolute(&site.base),
                standfirst: edition.summary.description.as_deref().map(text),
                publishers: self.publishers_of(language, article),
            })
        });
        articles.collect()
    }

    /// Returns the names of the publishers of an article's originals, each once.
    fn publishers_of(&self, language: usize, article: &Article<'_>) -> Vec<TextView<'a>> {
        let mut names: Vec<TextView<'a>> = Vec::new();
        for original in &article.references.originals {
            let name = self.publisher_link(language, original.publisher).title;
            if !name.text.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Returns the part of a summary that feeds hold.
    fn shown_in_feeds(&self, edition: &Edition<'_>) -> BodyPart<'a> {
        match self.site.config.feeds.content {
            FeedContent::Full => BodyPart::Whole,
            FeedContent::Lead => BodyPart::Excerpt(0..lead(edition)),
        }
    }

    /// Returns the editions of an article in other languages, with their tags.
    pub(super) fn other_editions(
        &self,
        language: usize,
        article: &'a Article<'a>,
    ) -> impl Iterator<Item = (&'a str, &'a Edition<'a>)> {
        let editions = article.editions.iter().enumerate();
        let site = self.site;
        editions
            .filter(move |(other, _)| *other != language)
            .filter_map(move |(other, edition)| {
                Some((site.languages[other].tag.as_str(), edition.as_ref()?))
            })
    }
}

/// Returns the byte offset in a summary's HTML where its lead ends: at the first heading with a topic, or else at the end.
pub(super) fn lead(edition: &Edition<'_>) -> usize {
    let body = &edition.summary.body;
    let first = body.passages.first();
    first.map_or(body.html.text.len(), |passage| passage.html.start)
}
