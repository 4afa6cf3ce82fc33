//! Files for programs rather than readers: what each of them says.
//!
//! An export is planned like a page, with an output path of its own and a view that holds all it depends on; but no theme
//! has a say in it, so `render/exports` writes it without a template. One family of exports is one file here and there.

pub mod data;
pub mod feeds;
mod opml;
mod robots;
pub mod sitemap;

use std::ops::Range;

pub use opml::{OpmlView, OutlineView};
pub use robots::RobotsView;

use crate::link::address::{ARTICLE_DATA, ARTICLES_DATA, Address, FEEDS, OPML};
use crate::plan::exports::data::{ArticleData, ArticlesData};
use crate::plan::exports::feeds::{FeedOf, FeedView};
use crate::plan::exports::sitemap::{IndexView, SitemapView};
use crate::plan::{Index, Kind as PageKind, Plan, Planner};

/// A file for programs, to be made.
#[derive(Debug)]
pub struct Export {
    /// Its path in the output.
    pub output: String,
    kind: Kind,
}

/// The kinds of exports. Numbers are indices into the site's lists.
#[derive(Debug)]
enum Kind {
    Robots,
    Opml,
    /// Some of the sitemap's entries.
    Sitemap(Range<usize>),
    /// Of so many sitemaps.
    SitemapIndex(usize),
    Atom(FeedOf),
    JsonFeed(FeedOf),
    /// Of a language.
    Articles(usize),
    Article {
        language: usize,
        article: usize,
    },
}

/// What an export says. It is hashed as all that decides its bytes.
#[derive(Debug, Hash)]
pub enum View<'p> {
    /// `robots.txt`.
    Robots(RobotsView),
    /// `feeds.opml`.
    Opml(OpmlView),
    /// `sitemap.xml`, or one of several.
    Sitemap(SitemapView<'p>),
    /// `sitemap.xml`, where there are several.
    SitemapIndex(IndexView),
    /// `feed.xml`.
    Atom(FeedView<'p>),
    /// `feed.json`.
    JsonFeed(FeedView<'p>),
    /// `articles.json`.
    Articles(ArticlesData<'p>),
    /// `article.json`.
    Article(Option<Box<ArticleData<'p>>>),
}

impl Planner<'_> {
    pub(super) fn exports(&mut self) {
        self.export("robots.txt".into(), Kind::Robots);
        self.export(OPML.into(), Kind::Opml);
        self.sitemaps();
        for language in 0..self.site.languages.len() {
            let whole = FeedOf {
                language,
                topic: None,
            };
            self.feed(whole);
            for topic in 0..self.site.topics.len() {
                self.feed(FeedOf {
                    topic: Some(topic),
                    ..whole
                });
            }
            let home = Address::home(self.tag(language));
            let list = home.file(ARTICLES_DATA).output();
            self.export(list, Kind::Articles(language));
        }
        self.articles_data();
    }

    fn feed(&mut self, feed: FeedOf) {
        let page = feed.page(self.site);
        let [atom, json] = FEEDS.map(|name| page.file(name).output());
        self.export(atom, Kind::Atom(feed));
        self.export(json, Kind::JsonFeed(feed));
    }

    /// A file beside each article's page: none where something else has taken the page's place, which has been said.
    fn articles_data(&mut self) {
        let pages = self.jobs.iter().filter_map(|job| match job.kind {
            PageKind::Article(article) => Some((job, article)),
            _ => None,
        });
        let files = pages.map(|(job, article)| {
            let kind = Kind::Article {
                language: job.language,
                article,
            };
            (job.address.file(ARTICLE_DATA).output(), kind)
        });
        for (output, kind) in files.collect::<Vec<_>>() {
            self.export(output, kind);
        }
    }

    fn export(&mut self, output: String, kind: Kind) {
        let index = Index::Export(self.exports.len());
        if self.take(&output, None, index) {
            self.exports.push(Export { output, kind });
        }
    }
}

impl Plan<'_> {
    /// What an export says.
    pub fn export(&self, export: &Export) -> View<'_> {
        match &export.kind {
            Kind::Robots => View::Robots(self.robots()),
            Kind::Opml => View::Opml(self.opml()),
            Kind::Sitemap(part) => View::Sitemap(self.sitemap(part.clone())),
            Kind::SitemapIndex(parts) => View::SitemapIndex(self.sitemap_index(*parts)),
            Kind::Atom(feed) => View::Atom(self.feed(*feed)),
            Kind::JsonFeed(feed) => View::JsonFeed(self.feed(*feed)),
            Kind::Articles(language) => View::Articles(self.articles_data(*language)),
            Kind::Article { language, article } => {
                View::Article(self.article_data(*language, *article).map(Box::new))
            }
        }
    }
}
