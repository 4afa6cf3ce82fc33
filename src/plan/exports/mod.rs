//! Views of the files for programs rather than readers.
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
use crate::plan::{FileIndex, PageJob, PageKind, Plan, same_file};

/// An export: a file made without a template, such as a feed, and the data that it is made from.
#[derive(Debug, Clone)]
pub struct Export {
    /// The path in the output folder.
    pub output: String,
    kind: ExportKind,
}

/// The kind of an export. Numbers are indices into the site's lists.
#[derive(Debug, Clone, Copy)]
enum ExportKind {
    Robots,
    Opml,
    /// The sitemap, or the index of its parts if there are several.
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
    /// The register of figures as CSV.
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
        /// True if the e-mail includes the edition's other languages.
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
    /// Both formats, with the header fields of a message.
    Message,
}

/// The view of an export. Its hash covers everything that decides the file's bytes.
#[derive(Debug, Hash)]
pub enum ExportView<'p> {
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
        self.export("robots.txt".into(), ExportKind::Robots);
        self.export("_headers".into(), ExportKind::Headers);
        self.export("_redirects".into(), ExportKind::Redirects);
        self.export(".nojekyll".into(), ExportKind::NoJekyll);
        if publish.security.is_some() {
            self.export(people::SECURITY.into(), ExportKind::Security);
        }
        if publish.humans.is_some() {
            self.export("humans.txt".into(), ExportKind::Humans);
        }
        self.export(OPML.into(), ExportKind::Opml);
        self.export(SITEMAP.into(), ExportKind::Sitemap);
        for language in 0..self.site.languages.len() {
            let topics = (0..self.site.topics.len()).map(FeedSubject::Topic);
            for subject in [FeedSubject::All].into_iter().chain(topics) {
                self.feed(FeedOf { language, subject });
            }
            let home = Address::home(self.tag(language));
            let list = home.file(ARTICLES_DATA).output();
            self.export(list, ExportKind::Articles(language));
            if self.site.config.figures.enabled {
                let page = Address::section(self.tag(language), "figures");
                let [json, csv] = FIGURES_DATA.map(|name| page.file(name).output());
                self.export(json, ExportKind::FiguresJson(language));
                self.export(csv, ExportKind::FiguresCsv(language));
            }
        }
    }

    pub(super) fn feed(&mut self, feed: FeedOf) {
        let page = feed.page(self.site);
        let [atom, json] = FEEDS.map(|name| page.file(name).output());
        self.export(atom, ExportKind::Atom(feed));
        self.export(json, ExportKind::JsonFeed(feed));
    }

    /// Lists the files beside the page of an edition.
    pub(super) fn issue_exports(&mut self, language: usize, issue: usize, page: &Address) {
        let output = page.file(ISSUE_DATA).output();
        self.export(output, ExportKind::Issue { language, issue });
        if self.site.config.editions.epub {
            self.export(
                page.book().output(),
                ExportKind::IssueBook { language, issue },
            );
        }
        let editions = &self.site.config.editions;
        let languages = self.site.issues[issue].texts.iter().flatten().count();
        let email = editions.email.then_some((ISSUE_EMAIL, false));
        let together = editions.email_together && languages > 1;
        let together = together.then_some((ISSUE_EMAIL_TOGETHER, true));
        for (names, is_together) in email.into_iter().chain(together) {
            let forms = [EmailForm::Html, EmailForm::Plain, EmailForm::Message];
            for (name, form) in names.into_iter().zip(forms) {
                let kind = ExportKind::Email {
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
            self.export(
                page.book().output(),
                ExportKind::TopicBook { language, topic },
            );
        }
    }

    fn export(&mut self, output: String, kind: ExportKind) {
        self.want(None, Made::Export(Export { output, kind }));
    }
}

/// Returns `true` if an output path, in lower case, is reserved for a derived export, regardless of the site's content.
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
            kind: ExportKind::SitemapPart(part),
        });
        let planned = self.exports.iter().cloned();
        planned.chain(parts).chain(articles).collect()
    }

    /// Returns the derived export at an output path: the data of an article, derived from its page, or a part of the
    /// sitemap. Since there are so many, they are not planned in advance.
    pub(super) fn following(&self, output: &str) -> Option<Export> {
        if let Some(part) = sitemap::part_number(output) {
            return self.sitemap_parts().contains(&part).then(|| Export {
                output: output.to_owned(),
                kind: ExportKind::SitemapPart(part),
            });
        }
        let page = format!("{}index.html", output.strip_suffix(ARTICLE_DATA)?);
        match self.taken.get(&same_file(&page))?.what {
            FileIndex::Job(index) => article_data(self.jobs.get(index)?),
            _ => None,
        }
    }

    /// Returns the view of an export.
    pub fn export(&self, export: &Export) -> ExportView<'_> {
        match export.kind {
            ExportKind::Robots => ExportView::Robots(self.robots()),
            ExportKind::Headers => ExportView::Headers(self.headers()),
            ExportKind::Redirects => ExportView::Redirects(self.redirects()),
            // The file's existence is enough: without it, Jekyll leaves out files that begin with a dot or an underscore.
            ExportKind::NoJekyll => ExportView::Text(String::new()),
            ExportKind::Security => {
                (self.security()).map_or(ExportView::Text(String::new()), ExportView::Security)
            }
            ExportKind::Humans => ExportView::Text(self.humans() + "\n"),
            ExportKind::Opml => ExportView::Opml(self.opml()),
            ExportKind::Sitemap if self.sitemap_parts().is_empty() => {
                ExportView::Sitemap(self.sitemap(0))
            }
            ExportKind::Sitemap => ExportView::SitemapIndex(self.sitemap_index()),
            ExportKind::SitemapPart(number) => ExportView::Sitemap(self.sitemap(number - 1)),
            ExportKind::Atom(feed) => ExportView::Atom(self.feed(feed)),
            ExportKind::JsonFeed(feed) => ExportView::JsonFeed(self.feed(feed)),
            ExportKind::Articles(language) => ExportView::Articles(self.articles_data(language)),
            ExportKind::FiguresJson(language) => {
                ExportView::FiguresJson(self.figures_data(language))
            }
            ExportKind::FiguresCsv(language) => ExportView::FiguresCsv(self.figures_data(language)),
            ExportKind::Issue { language, issue } => {
                ExportView::Issue(self.issue_data(language, issue).map(Box::new))
            }
            ExportKind::Email {
                language,
                issue,
                form,
                is_together,
            } => ExportView::Email(form, self.emails(language, issue, is_together)),
            ExportKind::IssueBook { language, issue } => {
                ExportView::Book(self.issue_book(language, issue).map(Box::new))
            }
            ExportKind::TopicBook { language, topic } => {
                ExportView::Book(Some(Box::new(self.topic_book(language, topic))))
            }
            ExportKind::Article { language, article } => {
                ExportView::Article(self.article_data(language, article).map(Box::new))
            }
        }
    }
}

/// Returns the data export of an article's page; `None` for other pages.
fn article_data(job: &PageJob) -> Option<Export> {
    let PageKind::Article(article) = job.kind else {
        return None;
    };
    Some(Export {
        output: job.address.file(ARTICLE_DATA).output(),
        kind: ExportKind::Article {
            language: job.language,
            article,
        },
    })
}
