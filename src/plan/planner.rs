//! Lists the files of a site: its pages with their addresses, in the order of planning, and the files that are copied or
//! made for them.
//!
//! A [`Planner`] takes one part of the site and lists the files for it. [`Plan::add`](super::Plan) then merges the lists of
//! all parts and reports addresses that are used twice.

use crate::diagnostic::codes;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::link::address::{Address, SECTIONS};
use crate::link::site::Site;
use crate::parse::fields::Located;
use crate::plan::exports::Export;
use crate::plan::exports::feeds::{FeedOf, FeedSubject};
use crate::plan::lists::Lists;
use crate::plan::{
    CHRONOLOGY_PAGE, Copy, LIST_PAGE, PageJob, PageKind, Scaled, TOPIC_PAGE, pages, same_file,
};

/// A file that is planned if its address is free.
pub(super) struct Wanted<'a> {
    /// The output path in the form of [`same_file`], since some hosts and file systems ignore case.
    pub key: String,
    /// The source file that the file is made for; `None` if every site has it.
    pub by: Option<&'a Arc<str>>,
    /// The alias in that source file, for a redirect.
    pub alias: Option<&'a Located<String>>,
    pub what: Made<'a>,
}

/// The kinds of files to be made.
pub(super) enum Made<'a> {
    Page(PageJob),
    Copy(Copy<'a>),
    Scaled(Scaled<'a>),
    Export(Export),
}

impl Made<'_> {
    /// Returns the file's path in the output folder.
    pub fn output(&self) -> String {
        match self {
            Made::Page(job) => job.address.output(),
            Made::Copy(copy) => copy.output.clone(),
            Made::Scaled(scaled) => scaled.output.clone(),
            Made::Export(export) => export.output.clone(),
        }
    }
}

/// Lists the files for one part of a site.
pub(super) struct Planner<'a> {
    pub site: &'a Site<'a>,
    /// The listed files, in order.
    pub wanted: Vec<Wanted<'a>>,
    /// Problems with files that cannot be made.
    pub found: Vec<Diagnostic>,
}

impl<'a> Planner<'a> {
    /// Makes an empty planner for one part of a site.
    pub fn new(site: &'a Site<'a>) -> Self {
        Planner {
            site,
            wanted: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Lists the pages without a language.
    pub fn fronts_of_all(mut self) -> Self {
        let default = self.site.default;
        self.add(Address::root(), default, PageKind::Root, None);
        self.add(Address::not_found(None), default, PageKind::NotFound, None);
        self
    }

    /// Lists the pages of a language, and the files that belong to them.
    pub fn language(mut self, language: usize, lists: &Lists) -> Self {
        self.fronts(language, lists);
        self.articles(language);
        self.entries(language, lists);
        self.people(language, lists);
        self.editions(language, lists);
        self.chronologies(language, lists);
        self.figures(language, lists);
        self.standing(language);
        self
    }

    /// Lists the files that come after the pages of all languages.
    pub fn last(mut self) -> Self {
        self.scaled();
        self.exports();
        // Last, so that an alias never takes the address of a page.
        for language in 0..self.site.languages.len() {
            self.aliases(language);
        }
        self
    }

    fn fronts(&mut self, language: usize, lists: &Lists) {
        let tag = self.tag(language);
        self.add(Address::home(tag), language, PageKind::Home, None);
        self.add(
            Address::not_found(Some(tag)),
            language,
            PageKind::NotFound,
            None,
        );
        for (section, kind) in [
            ("topics", PageKind::Topics),
            ("archive", PageKind::Archive),
            ("publishers", PageKind::Publishers),
            ("names", PageKind::Names),
            ("authors", PageKind::Authors),
            ("search", PageKind::Search),
        ] {
            if lists.has_section(self.site, section) {
                self.add(Address::section(tag, section), language, kind, None);
            }
        }
        for (index, month) in lists.months.iter().enumerate() {
            let address = Address::month(tag, month.year, month.month);
            self.add(address, language, PageKind::Month(index), None);
        }
    }

    fn articles(&mut self, language: usize) {
        let site = self.site;
        for (index, article) in site.articles.iter().enumerate() {
            let Some(edition) = &article.editions[language] else {
                continue;
            };
            let path = &edition.summary.path;
            self.add(
                edition.address.clone(),
                language,
                PageKind::Article(index),
                Some(path),
            );
            if article.has_parallel(site.config) {
                let address = edition.address.parallel();
                self.add(address, language, PageKind::Parallel(index), Some(path));
            }
            for attachment in &edition.files {
                let output = edition.address.file(&attachment.name).output();
                let source = &attachment.path;
                self.want(Some(source), Made::Copy(Copy { output, source }));
            }
        }
    }

    fn entries(&mut self, language: usize, lists: &Lists) {
        let tag = self.tag(language);
        let site = self.site;
        for (topic, entry) in site.topics.iter().enumerate() {
            let first = Address::entry(tag, "topics", entry.id);
            let path = entry
                .introductions
                .iter()
                .flatten()
                .next()
                .map(|i| &i.standing.path);
            self.topic_exports(language, topic, &first);
            for page in 1..=pages(lists.topics[topic].len(), TOPIC_PAGE) {
                self.add(
                    first.page(page),
                    language,
                    PageKind::Topic { topic, page },
                    path,
                );
            }
        }
        for (publisher, entry) in site.publishers.iter().enumerate() {
            let first = Address::entry(tag, "publishers", &entry.id.value);
            for page in 1..=lists.publishers[publisher].len().div_ceil(LIST_PAGE) {
                let kind = PageKind::Publisher { publisher, page };
                self.add(first.page(page), language, kind, Some(&entry.path));
            }
        }
        for (name, entry) in site.names.iter().enumerate() {
            let first = Address::entry(tag, "names", &entry.id.value);
            for page in 1..=lists.names[name].len().div_ceil(LIST_PAGE) {
                self.add(
                    first.page(page),
                    language,
                    PageKind::Name { name, page },
                    Some(&entry.path),
                );
            }
        }
    }

    /// Lists the pages of people, and those of corrections.
    fn people(&mut self, language: usize, lists: &Lists) {
        let tag = self.tag(language);
        let site = self.site;
        for (author, entry) in site.people.all.iter().enumerate() {
            let first = Address::entry(tag, "authors", &entry.id);
            let pages = lists.people[author].len().div_ceil(LIST_PAGE);
            // A person who made editions alone has one page.
            for page in 1..=pages.max(usize::from(lists.has_author(author))) {
                let kind = PageKind::Author { author, page };
                self.add(first.page(page), language, kind, None);
            }
            if lists.has_author(author) {
                let subject = FeedSubject::Author(author);
                self.feed(FeedOf { language, subject });
            }
        }
        let first = Address::section(tag, "corrections");
        for page in 1..=lists.corrections.len().div_ceil(LIST_PAGE) {
            self.add(
                first.page(page),
                language,
                PageKind::Corrections(page),
                None,
            );
        }
        if !lists.corrections.is_empty() {
            let subject = FeedSubject::Corrections;
            self.feed(FeedOf { language, subject });
        }
    }

    /// Lists the pages of editions.
    fn editions(&mut self, language: usize, lists: &Lists) {
        let site = self.site;
        let first = Address::section(self.tag(language), "editions");
        for page in 1..=site.issues.len().div_ceil(LIST_PAGE) {
            self.add(first.page(page), language, PageKind::Editions(page), None);
        }
        for index in &lists.issues {
            let issue = &site.issues[*index];
            let text = issue.texts[language].as_ref().and_then(|own| own.text);
            let address = issue.address(self.tag(language));
            self.issue_exports(language, *index, &address);
            let kind = PageKind::Edition(*index);
            self.add(address, language, kind, text.map(|text| &text.path));
        }
        if !site.issues.is_empty() {
            let subject = FeedSubject::Editions;
            self.feed(FeedOf { language, subject });
        }
    }

    fn chronologies(&mut self, language: usize, lists: &Lists) {
        let tag = self.tag(language);
        let site = self.site;
        let first = Address::section(tag, "chronology");
        for page in 1..=pages(lists.dates.len(), CHRONOLOGY_PAGE) {
            let kind = PageKind::Chronology { topic: None, page };
            self.add(first.page(page), language, kind, None);
        }
        for (topic, entry) in site.topics.iter().enumerate() {
            let first = Address::topic_chronology(tag, entry.id);
            let dates = lists.topic_dates[topic].mentions.len();
            for page in 1..=dates.div_ceil(CHRONOLOGY_PAGE) {
                let topic = Some(topic);
                let kind = PageKind::Chronology { topic, page };
                self.add(first.page(page), language, kind, None);
            }
        }
    }

    fn figures(&mut self, language: usize, lists: &Lists) {
        let first = Address::section(self.tag(language), "figures");
        for page in 1..=lists.figures.pages.len() {
            self.add(first.page(page), language, PageKind::Figures(page), None);
        }
    }

    fn standing(&mut self, language: usize) {
        let tag = self.tag(language);
        let site = self.site;
        for (index, page) in site.pages.iter().enumerate() {
            let Some(text) = &page.texts[language] else {
                continue;
            };
            let path = &text.standing.path;
            if SECTIONS.contains(&page.slug) {
                self.found.push(
                    Diagnostic::new(
                        codes::SLUG_RESERVED,
                        path,
                        format!("`{}` is a section of every site, not a page", page.slug),
                    )
                    .help("give the file another name"),
                );
                continue;
            }
            self.add(
                Address::standing(tag, page.slug),
                language,
                PageKind::Standing(index),
                Some(path),
            );
        }
    }

    fn aliases(&mut self, language: usize) {
        let site = self.site;
        for edition in site
            .articles
            .iter()
            .filter_map(|a| a.editions[language].as_ref())
        {
            let path = &edition.summary.path;
            for alias in &edition.summary.aliases {
                let address = Address::written(&alias.value);
                let kind = PageKind::Redirect(edition.address.clone());
                self.add(address, language, kind, Some(path));
                if let Some(last) = self.wanted.last_mut() {
                    last.alias = Some(alias);
                }
            }
        }
    }

    fn add(&mut self, address: Address, language: usize, kind: PageKind, by: Option<&'a Arc<str>>) {
        let job = PageJob {
            address,
            language,
            kind,
        };
        self.want(by, Made::Page(job));
    }

    pub fn want(&mut self, by: Option<&'a Arc<str>>, what: Made<'a>) {
        self.wanted.push(Wanted {
            key: same_file(&what.output()),
            by,
            alias: None,
            what,
        });
    }

    /// Returns the language's tag.
    pub fn tag(&self, language: usize) -> &'a str {
        &self.site.languages[language].tag
    }
}
