//! `plan`: turns a [`Site`] into jobs, one per page: its address, its template, and the view that the template sees.
//!
//! It also takes the results of `check`: a page links figures to paragraphs of the original, and says how many were found.
//!
//! The list of jobs is made first, so that two pages with the same address are found before anything is rendered. A view is
//! made when its page is rendered ([`Plan::page`]), so the views of all pages are never in memory together. This phase may
//! not touch the file system, Tera or the clock.
//!
//! Feeds and other files for programs are planned in `exports`.

pub mod body;
mod bound;
mod calendar;
mod cards;
mod copies;
mod cross_references;
mod dates;
mod dispute;
mod excerpts;
pub mod exports;
pub mod extra;
mod figures;
mod front;
mod held;
mod lists;
mod marks;
pub mod metadata;
pub mod notes;
mod own_links;
mod page_context;
mod pages;
mod planner;
pub mod policy;
mod proof;
mod pulse;
mod related;
mod sentence;
mod source_map;
mod tracing;
pub mod view;

use crate::diagnostic::codes;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::card::Fonts;
use crate::check::CheckedSite;
use crate::diagnostic::Diagnostic;
use crate::lang::nfc;
use crate::link::address::Address;
use crate::link::site::Site;
use crate::parse::fields::Located;
use crate::parse::file_name::MOST_PATH_BYTES;
use crate::plan::body::Filling;
use crate::plan::exports::Export;
use crate::plan::exports::feeds::FeedTitles;
use crate::plan::exports::sitemap::Sitemap;
use crate::plan::figures::FigureRegister;
use crate::plan::lists::Lists;
use crate::plan::planner::{Made, Planner, Wanted};
use crate::plan::view::{KindView, PageView};

pub use cards::Card;
pub use figures::RegisterMemos;

/// Number of articles on one page of a topic. Such a page shows the articles' passages.
const TOPIC_PAGE: usize = 20;
/// Number of articles on one page of a publisher or name. Such a page shows only titles.
const LIST_PAGE: usize = 50;
/// Number of sentences on one page of a chronology.
const CHRONOLOGY_PAGE: usize = 60;
/// Number of articles on a language's front page.
const HOME_PAGE: usize = 24;
/// Number of these articles that follow the newest one with a full teaser.
const HOME_TEASERS: usize = 3;
/// Number of page links shown on each side of the current page in a pagination.
const AROUND: usize = 2;

/// All files to be made for a site.
#[derive(Debug)]
pub struct Plan<'a> {
    site: &'a Site<'a>,
    /// The results of checking the site.
    checked: &'a CheckedSite,
    /// Indexed by language.
    lists: Vec<Lists>,
    /// Indexed by language.
    titles: Vec<FeedTitles>,
    /// The pages, grouped by kind.
    pub jobs: Vec<PageJob>,
    /// Files that are published unchanged.
    pub copies: Vec<Copy<'a>>,
    /// Smaller copies of pictures; copies of the same picture are adjacent.
    pub scaled: Vec<Scaled<'a>>,
    /// Files for programs, without those that are derived from other files: see [`Plan::exports`].
    exports: Vec<Export>,
    /// Computed on first use.
    sitemap: OnceLock<Sitemap>,
    /// Preview cards, sorted by article and language.
    pub cards: Vec<Card>,
    /// The fonts for the cards; `None` if no cards are planned.
    fonts: Option<&'a Fonts>,
    /// The planned file at each output path. The key is the path in the form of [`same_file`].
    taken: HashMap<String, Taken<'a>, RandomState>,
}

/// An output path that is in use.
#[derive(Debug)]
struct Taken<'a> {
    /// The source file that the page is made for; `None` if every site has the page.
    by: Option<&'a Arc<str>>,
    what: FileIndex,
}

/// Refers to the file at an output path: an index into one of the plan's lists.
#[derive(Debug, Clone, Copy)]
enum FileIndex {
    Job(usize),
    Copy(usize),
    Scaled(usize),
    Export(usize),
    Card(usize),
}

/// The planned file at an output path.
#[derive(Debug)]
pub enum PlannedFile<'p> {
    Page(&'p PageJob),
    /// A file that is published unchanged.
    Copy(&'p Copy<'p>),
    Scaled(&'p Scaled<'p>),
    Export(Export),
    Card(&'p Card),
}

/// A page to be rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageJob {
    pub address: Address,
    /// The language: an index into the site's languages.
    pub language: usize,
    kind: PageKind,
}

impl Plan<'_> {
    /// Returns pages of every kind in every language, no more than `most` of each, spread over all.
    pub fn samples(&self, most: usize) -> Vec<&PageJob> {
        let group = |job: &PageJob| (job.language, std::mem::discriminant(&job.kind));
        let mut sizes: HashMap<_, usize> = HashMap::new();
        for job in &self.jobs {
            *sizes.entry(group(job)).or_default() += 1;
        }
        let mut seen: HashMap<_, usize> = HashMap::new();
        let is_sample = |job: &&PageJob| {
            let group = group(job);
            let place = seen.entry(group).or_default();
            *place += 1;
            (*place - 1).is_multiple_of(sizes[&group].div_ceil(most))
        };
        self.jobs.iter().filter(is_sample).collect()
    }
}

/// A file to be copied.
#[derive(Debug)]
pub struct Copy<'a> {
    /// The path in the output folder.
    pub output: String,
    /// The path in the site's folder.
    pub source: &'a Arc<str>,
}

/// A smaller copy of a picture, to be made.
#[derive(Debug, PartialEq, Eq)]
pub struct Scaled<'a> {
    /// The path in the output folder.
    pub output: String,
    /// The picture's path in the site's folder.
    pub source: &'a Arc<str>,
    /// Width in pixels.
    pub width: u32,
}

/// The kind of a page. Numbers are indices into the site's lists; `page` counts from 1.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum PageKind {
    Root,
    Home,
    Article(usize),
    /// The texts of an article side by side.
    Parallel(usize),
    Topics,
    Topic {
        topic: usize,
        page: usize,
    },
    Archive,
    Month(usize),
    Publishers,
    Publisher {
        publisher: usize,
        page: usize,
    },
    Names,
    Name {
        name: usize,
        page: usize,
    },
    /// The list of authors.
    Authors,
    Author {
        author: usize,
        page: usize,
    },
    /// A page of the list of corrections.
    Corrections(usize),
    /// A page of the list of editions.
    Editions(usize),
    /// An edition of the briefing.
    Edition(usize),
    Chronology {
        topic: Option<usize>,
        page: usize,
    },
    /// A page of the register of figures.
    Figures(usize),
    Standing(usize),
    Search,
    NotFound,
    Redirect(Address),
}

/// A page that is ready to be rendered.
#[derive(Debug)]
pub struct Page<'a> {
    /// The path in the output folder.
    pub output: String,
    /// The language: an index into the site's languages.
    pub language: usize,
    /// The part of the view that every page has.
    pub head: PageView<'a>,
    /// The part of the view that depends on the kind of page.
    pub view: KindView<'a>,
    /// The contents of its slots.
    pub fillings: Vec<Filling<'a>>,
}

/// Plans a site's pages, and reports those that would have the same address.
///
/// With `fonts`, articles get preview cards. Unchanged parts of the register of figures come from the memos.
pub fn plan<'a>(
    site: &'a Site<'a>,
    checked: &'a CheckedSite,
    fonts: Option<&'a Fonts>,
    memos: &RegisterMemos,
) -> (Plan<'a>, Vec<Diagnostic>) {
    let planner = || Planner::new(site);
    let mut planned = vec![planner().fronts_of_all()];
    let languages = (0..site.languages.len()).into_par_iter().map(|language| {
        let lists = Lists {
            figures: FigureRegister::new(site, &checked.articles, language, memos),
            ..Lists::new(site, language)
        };
        let planned = planner().language(language, &lists);
        (lists, planned)
    });
    let (lists, languages): (Vec<_>, Vec<_>) = languages.unzip();
    memos.sweep();
    planned.extend(languages);
    planned.push(planner().last());
    let (mut plan, mut found) = lay_out(site, checked, lists, planned);
    found.extend(plan.broken_own_links());
    found.extend(fonts.and_then(|fonts| plan.add_cards(fonts)));
    (plan, found)
}

/// Adds the planned files of all parts to one plan. A file whose path is already taken is reported instead.
fn lay_out<'a>(
    site: &'a Site<'a>,
    checked: &'a CheckedSite,
    lists: Vec<Lists>,
    planned: Vec<Planner<'a>>,
) -> (Plan<'a>, Vec<Diagnostic>) {
    let count = planned.iter().map(|planner| planner.wanted.len()).sum();
    let mut plan = Plan {
        site,
        checked,
        titles: FeedTitles::of(site),
        lists,
        jobs: Vec::with_capacity(count),
        copies: Vec::new(),
        scaled: Vec::new(),
        exports: Vec::new(),
        sitemap: OnceLock::new(),
        cards: Vec::new(),
        fonts: None,
        taken: HashMap::with_capacity_and_hasher(count, RandomState::default()),
    };
    let mut found = Vec::new();
    let mut told = HashSet::new();
    let mut aliases = Vec::new();
    for planner in planned {
        found.extend(planner.found);
        for wanted in planner.wanted {
            if let Some(alias) = wanted.alias {
                aliases.push((wanted.key.clone(), wanted.by, alias));
            }
            let (by, alias) = (wanted.by, wanted.alias.map(|alias| alias.span.start));
            let Err((other, fault)) = plan.add(wanted) else {
                continue;
            };
            // Two texts with one address have further pages in common, such as those beside their originals.
            if other.is_none() || told.insert((by, other, alias)) {
                found.push(fault);
            }
        }
    }
    // The page of an alias cannot stand in a folder that has the name of a file of the site, such as `_redirects`.
    for (key, by, alias) in aliases {
        let mut above = key.match_indices('/').map(|(at, _)| &key[..at]);
        let is_file = |name: &&str| plan.taken.contains_key(*name) || exports::follows(name);
        if let Some(file) = above.find(is_file) {
            let path = by.unwrap_or(&plan.site.config.path);
            let message = format!("the site has a file `/{file}`, so nothing can stand below it");
            let below = Diagnostic::new(codes::OUTPUT_PATH, path, message);
            found.push(
                below
                    .at(alias.span.clone())
                    .help("remove the alias, or change it"),
            );
        }
    }
    (plan, found)
}

impl<'a> Plan<'a> {
    /// Adds a file to the plan; returns a diagnostic if its path is too long or already taken, and the source of the
    /// file that took it.
    fn add(&mut self, wanted: Wanted<'a>) -> Result<(), (Option<&'a Arc<str>>, Diagnostic)> {
        let Wanted {
            key,
            by,
            alias,
            what,
        } = wanted;
        let twice = |what: Made<'_>, other| twice(&what.output(), by, alias, other, self.site);
        let output = what.output();
        if output.len() > MOST_PATH_BYTES {
            return Err((None, path_too_long(&output, by, alias, self.site)));
        }
        if exports::follows(&key) {
            return Err((None, twice(what, None)));
        }
        match self.taken.entry(key) {
            Entry::Occupied(other) => {
                let other = other.get().by;
                return Err((other, twice(what, other)));
            }
            Entry::Vacant(place) => {
                let what = match &what {
                    Made::Page(_) => FileIndex::Job(self.jobs.len()),
                    Made::Copy(_) => FileIndex::Copy(self.copies.len()),
                    Made::Scaled(_) => FileIndex::Scaled(self.scaled.len()),
                    Made::Export(_) => FileIndex::Export(self.exports.len()),
                };
                place.insert(Taken { by, what });
            }
        }
        match what {
            Made::Page(job) => self.jobs.push(job),
            Made::Copy(copy) => self.copies.push(copy),
            Made::Scaled(scaled) => self.scaled.push(scaled),
            Made::Export(export) => self.exports.push(export),
        }
        Ok(())
    }
}

/// Returns the diagnostic for a path that is too long for hosts.
fn path_too_long(
    output: &str,
    by: Option<&Arc<str>>,
    alias: Option<&Located<String>>,
    site: &Site<'_>,
) -> Diagnostic {
    let beginning: String = output.chars().take(40).collect();
    let message = format!(
        "the path of a file, `{beginning}…`, would have {} bytes, and hosts hold no more than {MOST_PATH_BYTES}",
        output.len()
    );
    let found = Diagnostic::new(
        codes::NAME_TOO_LONG,
        by.unwrap_or(&site.config.path),
        message,
    );
    match alias {
        Some(alias) => found.at(alias.span.clone()).help("shorten the alias"),
        None => found.help("shorten the names of its folders, or the `slug`"),
    }
}

/// Returns the diagnostic for two files with the same address.
fn twice(
    output: &str,
    by: Option<&Arc<str>>,
    alias: Option<&Located<String>>,
    other: Option<&Arc<str>>,
    site: &Site<'_>,
) -> Diagnostic {
    let address = output.strip_suffix("index.html").unwrap_or(output);
    // If one of the two has a slug of its own, the finding is about that line.
    let slug_of = |path: Option<&Arc<str>>| {
        let path = path.filter(|_| alias.is_none())?;
        let mut editions = site
            .articles
            .iter()
            .flat_map(|a| a.editions.iter().flatten());
        let edition = editions.find(|edition| edition.summary.path == *path)?;
        edition.summary.slug.as_ref()
    };
    let (by, other, slug) = match (slug_of(by), slug_of(other)) {
        (None, Some(slug)) => (other, by, Some(slug)),
        (slug, _) => (by, other, slug),
    };
    let other = match other {
        Some(other) => format!("{other} makes it, too"),
        None => "every site has a page there".into(),
    };
    let message = format!("two pages would stand at /{address}: {other}");
    let twice = Diagnostic::new(
        codes::ADDRESS_TWICE,
        by.unwrap_or(&site.config.path),
        message,
    );
    match alias {
        Some(alias) => twice
            .at(alias.span.clone())
            .help("remove the alias, or change it"),
        None if slug.is_some() => twice
            .at(slug.map(|slug| slug.span.clone()).unwrap_or_default())
            .help("write another `slug`, or take this line out"),
        None => twice.help("change the `slug`, or the name of the folder or file, of one of them"),
    }
}

/// Returns a key that is equal for two paths that are the same on some file system: macOS and Windows ignore case, and
/// macOS ignores whether letters with marks are composed (Unicode normalization).
fn same_file(output: &str) -> String {
    nfc(output).to_lowercase()
}

/// Returns the number of pages for a list of this length; an empty list has one page as well.
fn pages(length: usize, size: usize) -> usize {
    length.div_ceil(size).max(1)
}
