//! The view of each kind of page.
//!
//! Takes a job; returns its page: the head, the view that its template sees, and the contents of the page's slots. Each
//! family of pages has a module here; shared parts are in `page_context`.

mod archive;
pub(super) mod article;
mod chronology;
pub(super) mod editions;
pub(super) mod figures;
mod parallel;
pub(super) mod people;
pub(in crate::plan) mod plain;
mod registers;
mod search;
mod topics;

use crate::link::address::Address;
use crate::plan::body::{Filling, PageBody};
use crate::plan::page_context::{PageHead, plain};
use crate::plan::view::Slot;
use crate::plan::{Page, PageJob, PageKind, Plan};

/// The contents of a page's slots.
#[derive(Default)]
pub(super) struct Slots<'a>(Vec<Filling<'a>>);

impl<'a> Slots<'a> {
    /// Adds a slot for a body.
    fn add(&mut self, body: PageBody<'a>) -> Slot {
        self.fill(Filling::Body(body))
    }

    /// Adds a slot for the teaser of each of these articles.
    pub(super) fn teasers(&mut self, articles: &[usize]) -> Vec<Slot> {
        articles
            .iter()
            .map(|article| self.fill(Filling::Teaser(*article)))
            .collect()
    }

    pub(super) fn fill(&mut self, filling: Filling<'a>) -> Slot {
        self.0.push(filling);
        Slot(self.0.len() - 1)
    }
}

impl<'a> Plan<'a> {
    /// Makes a page with its view.
    pub fn page<'p>(&'p self, job: &PageJob) -> Page<'p> {
        let mut slots = Slots::default();
        let (head, view) = match &job.kind {
            PageKind::Root => self.root(),
            PageKind::Home => self.home(job.language, &mut slots),
            PageKind::Article(index) => self.article(job.language, *index, &mut slots),
            PageKind::Parallel(index) => self.parallel(job.language, *index, &mut slots),
            PageKind::Figures(page) => self.figures(job.language, *page, &mut slots),
            PageKind::Topics => self.topics(job.language, &mut slots),
            PageKind::Topic { topic, page } => self.topic(job.language, *topic, *page, &mut slots),
            PageKind::Archive => self.archive(job.language, &mut slots),
            PageKind::Month(index) => self.month(job.language, *index, &mut slots),
            PageKind::Publishers => self.publishers(job.language),
            PageKind::Publisher { publisher, page } => {
                self.publisher(job.language, *publisher, *page, &mut slots)
            }
            PageKind::Names => self.names(job.language),
            PageKind::Name { name, page } => self.name(job.language, *name, *page, &mut slots),
            PageKind::Authors => self.authors(job.language),
            PageKind::Author { author, page } => {
                self.author(job.language, *author, *page, &mut slots)
            }
            PageKind::Editions(page) => self.editions(job.language, *page),
            PageKind::Edition(index) => self.edition(job.language, *index, &mut slots),
            PageKind::Corrections(page) => self.corrections(job.language, *page),
            PageKind::Chronology { topic, page } => {
                self.chronology(job.language, *topic, *page, &mut slots)
            }
            PageKind::Standing(index) => self.standing(job.language, *index, &mut slots),
            PageKind::Search => self.search(job.language),
            PageKind::NotFound => self.not_found(job.language),
            PageKind::Redirect(target) => self.redirect(target),
        };
        let head = PageHead {
            kind: Self::template(&job.kind),
            ..head
        };
        // The canonical address of a redirect is its target.
        let address = match &job.kind {
            PageKind::Redirect(target) => target,
            _ => &job.address,
        };
        Page {
            output: job.address.output(),
            language: job.language,
            head: self.head(job, address, head, &mut slots),
            view,
            fillings: slots.0,
        }
    }

    /// Returns the head of a section's front page.
    fn section_head(&self, language: usize, section: &'static str) -> PageHead<'a> {
        PageHead {
            title: plain(self.word(language, section)),
            section,
            counterparts: (0..self.site.languages.len())
                .map(|other| {
                    let there = self.has_section(other, section);
                    there.then(|| Address::section(self.tag(other), section))
                })
                .collect(),
            ..bare_head()
        }
    }
}

/// Returns an empty head, for a page to fill in.
fn bare_head<'a>() -> PageHead<'a> {
    PageHead {
        kind: "",
        title: plain(""),
        number: None,
        description: None,
        section: "",
        counterparts: Vec::new(),
        feed: None,
        extra: None,
    }
}

/// Returns the items on page `number` (from 1) of a list.
pub(super) fn on_page<T>(list: &[T], number: usize, size: usize) -> &[T] {
    list.chunks(size).nth(number - 1).unwrap_or_default()
}
