//! `plan`: [`Site`] → jobs, one for each page: its address, its template, and the view that the template sees.
//!
//! It takes what `check` traced of the site as well: a page ties figures to paragraphs, and says how many were traced.
//!
//! The list of jobs is made at once, so that two pages for one address are found before anything is rendered; a view is
//! made when its page is rendered ([`Plan::page`]), so that never all of them are in memory. It may not touch the file
//! system, Tera or the clock.
//!
//! Feeds and other files for programs are planned in `exports`.

pub mod body;
mod calendar;
mod copies;
mod dates;
mod excerpts;
pub mod exports;
mod heads;
mod lists;
mod origins;
mod pages;
mod pulse;
mod related;
mod sentence;
mod ties;
mod tracing;
pub mod view;

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::Checked;
use crate::diagnostic::Diagnostic;
use crate::link::address::{Address, SECTIONS};
use crate::link::site::Site;
use crate::plan::body::Filling;
use crate::plan::exports::Export;
use crate::plan::lists::Lists;
use crate::plan::view::{PageView, View};

/// Articles on a page of a topic, which shows their passages.
const TOPIC_PAGE: usize = 20;
/// Articles on a page of a publisher or name, which shows their titles.
const LIST_PAGE: usize = 50;
/// Sentences on a page of a chronology.
const CHRONOLOGY_PAGE: usize = 60;
/// Articles on a language's front page.
const HOME_PAGE: usize = 30;
/// Numbers shown on each side of a page's own in its pagination.
const AROUND: usize = 2;

/// Everything that is to be made of a site.
#[derive(Debug)]
pub struct Plan<'a> {
    site: &'a Site<'a>,
    /// What came of checking each article.
    checked: &'a [Arc<Checked>],
    /// By language.
    lists: Vec<Lists>,
    /// The pages, in the order of their kinds.
    pub jobs: Vec<Job>,
    /// Files that are published as they are.
    pub copies: Vec<Copy<'a>>,
    /// Smaller copies of pictures, those of one picture side by side.
    pub scaled: Vec<Scaled<'a>>,
    /// Files for programs.
    pub exports: Vec<Export>,
    /// By output path in lower case.
    taken: HashMap<String, Taken<'a>>,
}

/// An output path that something takes.
#[derive(Debug)]
struct Taken<'a> {
    /// The file that made it so, if one did.
    by: Option<&'a Arc<str>>,
    what: Index,
}

/// What takes an output path: an index into one of the plan's lists.
#[derive(Debug, Clone, Copy)]
enum Index {
    Job(usize),
    Copy(usize),
    Scaled(usize),
    Export(usize),
}

/// What stands at an output path.
#[derive(Debug)]
pub enum Target<'p> {
    /// A page.
    Page(&'p Job),
    /// A file that is published as it is.
    Copy(&'p Copy<'p>),
    /// A smaller copy of a picture.
    Scaled(&'p Scaled<'p>),
    /// A file for programs.
    Export(&'p Export),
}

/// A page to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Where it will stand.
    pub address: Address,
    /// Its language.
    pub language: usize,
    kind: Kind,
}

/// A file to be copied.
#[derive(Debug)]
pub struct Copy<'a> {
    /// Its path in the output.
    pub output: String,
    /// Its path in the site's folder.
    pub source: &'a Arc<str>,
}

/// A smaller copy of a picture, to be made.
#[derive(Debug, PartialEq, Eq)]
pub struct Scaled<'a> {
    /// Its path in the output.
    pub output: String,
    /// The picture's path in the site's folder.
    pub source: &'a Arc<str>,
    /// In pixels.
    pub width: u32,
}

/// The kinds of pages. Numbers are indices into the site's lists; `page` counts from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Root,
    Home,
    Article(usize),
    Topics,
    Topic { topic: usize, page: usize },
    Archive,
    Month(usize),
    Publishers,
    Publisher { publisher: usize, page: usize },
    Names,
    Name { name: usize, page: usize },
    Chronology { topic: Option<usize>, page: usize },
    Standing(usize),
    Search,
    NotFound,
    Redirect(Address),
}

/// A page that is ready to be rendered.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its path in the output.
    pub output: String,
    /// Its language: an index into the site's languages.
    pub language: usize,
    /// What every page has.
    pub head: PageView<'a>,
    /// What its kind has.
    pub view: View<'a>,
    /// What goes into its slots.
    pub fillings: Vec<Filling<'a>>,
}

/// Plans a site's pages, and finds those that would stand at the same address.
///
/// `checked` is what came of the site's articles, in their order.
pub fn plan<'a>(site: &'a Site<'a>, checked: &'a [Arc<Checked>]) -> (Plan<'a>, Vec<Diagnostic>) {
    let lists = (0..site.languages.len())
        .into_par_iter()
        .map(|language| Lists::new(site, language))
        .collect();
    let mut planner = Planner {
        site,
        lists,
        jobs: Vec::new(),
        copies: Vec::new(),
        taken: HashMap::with_capacity(2 * site.articles.len() * site.languages.len()),
        scaled: Vec::new(),
        exports: Vec::new(),
        found: Vec::new(),
    };
    planner.all();
    let Planner {
        lists,
        jobs,
        copies,
        scaled,
        exports,
        taken,
        found,
        ..
    } = planner;
    (
        Plan {
            site,
            checked,
            lists,
            jobs,
            copies,
            scaled,
            exports,
            taken,
        },
        found,
    )
}

struct Planner<'a> {
    site: &'a Site<'a>,
    lists: Vec<Lists>,
    jobs: Vec<Job>,
    copies: Vec<Copy<'a>>,
    scaled: Vec<Scaled<'a>>,
    exports: Vec<Export>,
    /// By output path in lower case, since some hosts and file systems take no notice of case.
    taken: HashMap<String, Taken<'a>>,
    found: Vec<Diagnostic>,
}

impl<'a> Planner<'a> {
    fn all(&mut self) {
        let site = self.site;
        self.add(Address::root(), site.default, Kind::Root, None);
        self.add(Address::not_found(None), site.default, Kind::NotFound, None);
        for language in 0..site.languages.len() {
            self.fronts(language);
            self.articles(language);
            self.entries(language);
            self.chronologies(language);
            self.standing(language);
        }
        self.scaled();
        self.exports();
        // Last, so that an alias never takes the address of a page.
        for language in 0..site.languages.len() {
            self.aliases(language);
        }
    }

    fn fronts(&mut self, language: usize) {
        let tag = self.tag(language);
        self.add(Address::home(tag), language, Kind::Home, None);
        self.add(
            Address::not_found(Some(tag)),
            language,
            Kind::NotFound,
            None,
        );
        for (section, kind) in [
            ("topics", Kind::Topics),
            ("archive", Kind::Archive),
            ("publishers", Kind::Publishers),
            ("names", Kind::Names),
        ] {
            self.add(Address::section(tag, section), language, kind, None);
        }
        if self.site.config.search.enabled {
            self.add(
                Address::section(tag, "search"),
                language,
                Kind::Search,
                None,
            );
        }
        for index in 0..self.lists[language].months.len() {
            let month = &self.lists[language].months[index];
            let address = Address::month(tag, month.year, month.month);
            self.add(address, language, Kind::Month(index), None);
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
                Kind::Article(index),
                Some(path),
            );
            for attachment in &article.attachments {
                let output = edition.address.file(&attachment.name).output();
                let index = Index::Copy(self.copies.len());
                if self.take(&output, Some(&attachment.path), index) {
                    self.copies.push(Copy {
                        output,
                        source: &attachment.path,
                    });
                }
            }
        }
    }

    fn entries(&mut self, language: usize) {
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
            for page in 1..=pages(self.lists[language].topics[topic].len(), TOPIC_PAGE) {
                self.add(
                    first.page(page),
                    language,
                    Kind::Topic { topic, page },
                    path,
                );
            }
        }
        for (publisher, entry) in site.publishers.iter().enumerate() {
            let first = Address::entry(tag, "publishers", &entry.id.value);
            for page in 1..=pages(self.lists[language].publishers[publisher].len(), LIST_PAGE) {
                let kind = Kind::Publisher { publisher, page };
                self.add(first.page(page), language, kind, Some(&entry.path));
            }
        }
        for (name, entry) in site.names.iter().enumerate() {
            let first = Address::entry(tag, "names", &entry.id.value);
            for page in 1..=pages(self.lists[language].names[name].len(), LIST_PAGE) {
                self.add(
                    first.page(page),
                    language,
                    Kind::Name { name, page },
                    Some(&entry.path),
                );
            }
        }
    }

    fn chronologies(&mut self, language: usize) {
        let tag = self.tag(language);
        let site = self.site;
        let first = Address::section(tag, "chronology");
        for page in 1..=pages(self.lists[language].dates.len(), CHRONOLOGY_PAGE) {
            let kind = Kind::Chronology { topic: None, page };
            self.add(first.page(page), language, kind, None);
        }
        for (topic, entry) in site.topics.iter().enumerate() {
            let first = Address::topic_chronology(tag, entry.id);
            let dates = self.lists[language].topic_dates[topic].mentions.len();
            for page in 1..=dates.div_ceil(CHRONOLOGY_PAGE) {
                let topic = Some(topic);
                let kind = Kind::Chronology { topic, page };
                self.add(first.page(page), language, kind, None);
            }
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
                    Diagnostic::error(
                        "slug-reserved",
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
                Kind::Standing(index),
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
                let kind = Kind::Redirect(edition.address.clone());
                let before = self.found.len();
                self.add(address, language, kind, Some(path));
                for twice in &mut self.found[before..] {
                    twice.span = Some(alias.span.clone());
                    twice.help = Some("remove the alias, or change it".into());
                }
            }
        }
    }

    fn add(&mut self, address: Address, language: usize, kind: Kind, path: Option<&'a Arc<str>>) {
        let index = Index::Job(self.jobs.len());
        if self.take(&address.output(), path, index) {
            self.jobs.push(Job {
                address,
                language,
                kind,
            });
        }
    }

    /// Takes an output path; a diagnostic where it is taken already.
    fn take(&mut self, output: &str, path: Option<&'a Arc<str>>, what: Index) -> bool {
        let key = output.to_lowercase();
        let Some(other) = self.taken.get(&key) else {
            self.taken.insert(key, Taken { by: path, what });
            return true;
        };
        let address = output.strip_suffix("index.html").unwrap_or(output);
        let by = match other.by {
            Some(other) => format!("{other} makes it, too"),
            None => "every site has a page there".into(),
        };
        let path = path.unwrap_or(&self.site.config.path);
        self.found.push(
            Diagnostic::error(
                "address-twice",
                path,
                format!("two pages would stand at /{address}: {by}"),
            )
            .help("change the `slug`, or the name of the folder or file, of one of them"),
        );
        false
    }

    fn tag(&self, language: usize) -> &'a str {
        &self.site.languages[language].tag
    }
}

/// How many pages a list of this length takes; an empty list has one, too.
fn pages(length: usize, size: usize) -> usize {
    length.div_ceil(size).max(1)
}
