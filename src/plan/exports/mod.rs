//! Files for programs rather than readers: the view of each.
//!
//! An export is planned like a page: it has an output path, and a view that holds everything that it depends on. But themes
//! do not affect it: `render/exports` writes it without a template. One family of exports is one module here and one there.

pub mod data;
pub mod editions;
pub mod email;
pub mod epub;
pub mod feeds;
pub mod figures;
mod hosting;
mod opml;
mod people;
mod robots;
pub mod sitemap;

pub use hosting::{HeadersView, RedirectsView};
pub use opml::{OpmlView, OutlineView};
pub use people::SecurityView;
pub use robots::RobotsView;

use crate::link::address::{
    ARTICLE_DATA, ARTICLES_DATA, Address, FEEDS, FIGURES_DATA, ISSUE_DATA, ISSUE_EMAIL,
    ISSUE_EMAIL_TOGETHER, OPML, SITEMAP,
};
use crate::plan::exports::data::{ArticleData, ArticlesData};
use crate::plan::exports::editions::IssueData;
use crate::plan::exports::email::EmailView;
use crate::plan::exports::epub::BookView;
use crate::plan::exports::feeds::{FeedOf, FeedSubject, FeedView};
use crate::plan::exports::figures::FiguresData;
use crate::plan::exports::sitemap::{IndexView, SitemapView};
use crate::plan::planner::{Made, Planner};
use crate::plan::{Index, Job, Kind as PageKind, Plan, same_file};

/// An export: a file that is made without a template, such as a feed, and what it is made from.
#[derive(Debug, Clone)]
pub struct Export {
    /// The path in the output folder.
    pub output: String,
    kind: Kind,
}

/// The kind of an export. Numbers are indices into the site's lists.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Robots,
    Opml,
    /// The sitemap, or the index of its parts if it has several.
    Sitemap,
    /// A part of a split sitemap, counted from 1.
    SitemapPart(usize),
    Atom(FeedOf),
    JsonFeed(FeedOf),
    /// The articles of a language.
    Articles(usize),
    Article {
        language: usize,
        article: usize,
    },
    /// The register of a language as JSON.
    FiguresJson(usize),
    /// The same as CSV.
    FiguresCsv(usize),
    /// An edition of the briefing.
    Issue {
        language: usize,
        issue: usize,
    },
    /// An edition as an e-mail.
    Email {
        language: usize,
        issue: usize,
        form: EmailForm,
        /// True if it has the edition's other languages as well.
        is_together: bool,
    },
    /// An edition as a book.
    IssueBook {
        language: usize,
        issue: usize,
    },
    /// A topic as a book.
    TopicBook {
        language: usize,
        topic: usize,
    },
    Headers,
    Redirects,
    NoJekyll,
    Security,
    Humans,
}

/// The forms of an e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EmailForm {
    Html,
    Plain,
    /// Both, with the fields of a message.
    Message,
}

/// The view of an export. Its hash covers everything that decides the file's bytes.
#[derive(Debug, Hash)]
pub enum View<'p> {
    Robots(RobotsView),
    /// `feeds.opml`.
    Opml(OpmlView),
    /// `sitemap.xml`, or one of its parts.
    Sitemap(SitemapView<'p>),
    /// `sitemap.xml`, if there are several parts.
    SitemapIndex(IndexView),
    /// `feed.xml`.
    Atom(FeedView<'p>),
    /// `feed.json`.
    JsonFeed(FeedView<'p>),
    /// `articles.json`.
    Articles(ArticlesData<'p>),
    /// `figures.json`.
    FiguresJson(FiguresData<'p>),
    /// `figures.csv`.
    FiguresCsv(FiguresData<'p>),
    /// `article.json`.
    Article(Option<Box<ArticleData<'p>>>),
    /// `edition.json`.
    Issue(Option<Box<IssueData<'p>>>),
    /// `email.html`, `email.txt` or `email.eml`, in the languages in which it is made.
    Email(EmailForm, Vec<EmailView<'p>>),
    /// A book, of which `render` makes the files and `build` the archive.
    Book(Option<Box<BookView<'p>>>),
    Headers(HeadersView),
    Redirects(RedirectsView),
    Security(SecurityView),
    /// A file with this text.
    Text(String),
}

impl Planner<'_> {
    pub(super) fn exports(&mut self) {
        let publish = &self.site.config.publish;
        self.export("robots.txt".into(), Kind::Robots);
        self.export("_headers".into(), Kind::Headers);
        self.export("_redirects".into(), Kind::Redirects);
        self.export(".nojekyll".into(), Kind::NoJekyll);
        if publish.security.is_some() {
            self.export(people::SECURITY.into(), Kind::Security);
        }
        if publish.humans.is_some() {
            self.export("humans.txt".into(), Kind::Humans);
        }
        self.export(OPML.into(), Kind::Opml);
        self.export(SITEMAP.into(), Kind::Sitemap);
        for language in 0..self.site.languages.len() {
            let topics = (0..self.site.topics.len()).map(FeedSubject::Topic);
            for subject in [FeedSubject::All].into_iter().chain(topics) {
                self.feed(FeedOf { language, subject });
            }
            let home = Address::home(self.tag(language));
            let list = home.file(ARTICLES_DATA).output();
            self.export(list, Kind::Articles(language));
            if self.site.config.figures.enabled {
                let page = Address::section(self.tag(language), "figures");
                let [json, csv] = FIGURES_DATA.map(|name| page.file(name).output());
                self.export(json, Kind::FiguresJson(language));
                self.export(csv, Kind::FiguresCsv(language));
            }
        }
    }

    pub(super) fn feed(&mut self, feed: FeedOf) {
        let page = feed.page(self.site);
        let [atom, json] = FEEDS.map(|name| page.file(name).output());
        self.export(atom, Kind::Atom(feed));
        self.export(json, Kind::JsonFeed(feed));
    }

    /// Lists the files beside the page of an edition.
    pub(super) fn issue_exports(&mut self, language: usize, issue: usize, page: &Address) {
        let output = page.file(ISSUE_DATA).output();
        self.export(output, Kind::Issue { language, issue });
        if self.site.config.editions.epub {
            self.export(page.book().output(), Kind::IssueBook { language, issue });
        }
        let editions = &self.site.config.editions;
        let languages = self.site.issues[issue].texts.iter().flatten().count();
        let email = editions.email.then_some((ISSUE_EMAIL, false));
        let together = editions.email_together && languages > 1;
        let together = together.then_some((ISSUE_EMAIL_TOGETHER, true));
        for (names, is_together) in email.into_iter().chain(together) {
            let forms = [EmailForm::Html, EmailForm::Plain, EmailForm::Message];
            for (name, form) in names.into_iter().zip(forms) {
                let kind = Kind::Email {
                    language,
                    issue,
                    form,
                    is_together,
                };
                self.export(page.file(name).output(), kind);
            }
        }
    }

    /// Adds the e-book of a topic to the list of exports, if the site asks for it.
    pub(super) fn topic_exports(&mut self, language: usize, topic: usize, page: &Address) {
        if self.site.config.topics.epub {
            self.export(page.book().output(), Kind::TopicBook { language, topic });
        }
    }

    fn export(&mut self, output: String, kind: Kind) {
        self.want(None, Made::Export(Export { output, kind }));
    }
}

/// Returns `true` if an output path, in lower case, is reserved for an export that is derived from other files, whatever the
/// site contains.
pub(super) fn follows(output: &str) -> bool {
    let is_data = || {
        let mut parts = output.rsplit('/');
        parts.next() == Some(ARTICLE_DATA) && parts.nth(1) == Some("articles")
    };
    is_data() || sitemap::part_number(output).is_some()
}

impl Plan<'_> {
    /// Returns all files for programs.
    pub fn exports(&self) -> Vec<Export> {
        let articles = self.jobs.iter().filter_map(article_data);
        let parts = self.sitemap_parts().map(|part| Export {
            output: sitemap::part_name(part),
            kind: Kind::SitemapPart(part),
        });
        let planned = self.exports.iter().cloned();
        planned.chain(parts).chain(articles).collect()
    }

    /// Returns the derived export at an output path: the data of an article, derived from its page, or a part of the
    /// sitemap. There are so many that they are not planned in advance.
    pub(super) fn following(&self, output: &str) -> Option<Export> {
        if let Some(part) = sitemap::part_number(output) {
            return self.sitemap_parts().contains(&part).then(|| Export {
                output: output.to_owned(),
                kind: Kind::SitemapPart(part),
            });
        }
        let page = format!("{}index.html", output.strip_suffix(ARTICLE_DATA)?);
        match self.taken.get(&same_file(&page))?.what {
            Index::Job(index) => article_data(self.jobs.get(index)?),
            _ => None,
        }
    }

    /// Returns the view of an export.
    pub fn export(&self, export: &Export) -> View<'_> {
        match export.kind {
            Kind::Robots => View::Robots(self.robots()),
            Kind::Headers => View::Headers(self.headers()),
            Kind::Redirects => View::Redirects(self.redirects()),
            // The file's existence is enough: without it, Jekyll leaves out files that begin with a dot or an underscore.
            Kind::NoJekyll => View::Text(String::new()),
            Kind::Security => (self.security()).map_or(View::Text(String::new()), View::Security),
            Kind::Humans => View::Text(self.humans() + "\n"),
            Kind::Opml => View::Opml(self.opml()),
            Kind::Sitemap if self.sitemap_parts().is_empty() => View::Sitemap(self.sitemap(0)),
            Kind::Sitemap => View::SitemapIndex(self.sitemap_index()),
            Kind::SitemapPart(number) => View::Sitemap(self.sitemap(number - 1)),
            Kind::Atom(feed) => View::Atom(self.feed(feed)),
            Kind::JsonFeed(feed) => View::JsonFeed(self.feed(feed)),
            Kind::Articles(language) => View::Articles(self.articles_data(language)),
            Kind::FiguresJson(language) => View::FiguresJson(self.figures_data(language)),
            Kind::FiguresCsv(language) => View::FiguresCsv(self.figures_data(language)),
            Kind::Issue { language, issue } => {
                View::Issue(self.issue_data(language, issue).map(Box::new))
            }
            Kind::Email {
                language,
                issue,
                form,
                is_together,
            } => View::Email(form, self.emails(language, issue, is_together)),
            Kind::IssueBook { language, issue } => {
                View::Book(self.issue_book(language, issue).map(Box::new))
            }
            Kind::TopicBook { language, topic } => {
                View::Book(Some(Box::new(self.topic_book(language, topic))))
            }
            Kind::Article { language, article } => {
                View::Article(self.article_data(language, article).map(Box::new))
            }
        }
    }
}

/// Returns the data export of an article's page; `None` for other pages.
fn article_data(job: &Job) -> Option<Export> {
    let PageKind::Article(article) = job.kind else {
        return None;
    };
    Some(Export {
        output: job.address.file(ARTICLE_DATA).output(),
        kind: Kind::Article {
            language: job.language,
            article,
        },
    })
}
