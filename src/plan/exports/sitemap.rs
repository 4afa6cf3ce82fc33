//! The sitemap: every page that search engines may offer, and its counterparts (sitemaps.org, version 0.9; `xhtml:link` with
//! `hreflang`, as search engines read it).
//!
//! It leaves out redirects, error pages, search pages, and lists in which no article is in the page's own language. A page
//! that is left out is not a counterpart of any other page either, so alternates are always mutual.

use std::collections::HashMap;
use std::ops::Range;

use crate::lang::Date;
use crate::link::address::Address;
use crate::link::site::Site;
use crate::parse::config::BaseUrl;
use crate::plan::lists::{Corrected, Lists};
use crate::plan::pages::on_page;
use crate::plan::{CHRONOLOGY_PAGE, LIST_PAGE, PageJob, PageKind, Plan, TOPIC_PAGE};

/// The limits for one sitemap (sitemaps.org).
#[derive(Debug, Clone, Copy)]
struct Limits {
    urls: usize,
    bytes: usize,
}

const LIMITS: Limits = Limits {
    urls: 50_000,
    bytes: 50 * 1024 * 1024,
};

/// Upper bound, in bytes, for the markup around one address; the same for the start and end of a sitemap.
const AROUND: usize = 96;

/// The pages that search engines may offer.
#[derive(Debug, Default)]
pub(in crate::plan) struct Sitemap {
    /// The entries, in the order of the jobs.
    entries: Vec<SitemapEntry>,
    /// Sets of pages that are the same page in several languages: indices into the jobs.
    groups: Vec<Vec<usize>>,
    /// Ranges of the entries, each short enough for one sitemap; at least one.
    parts: Vec<Range<usize>>,
}

#[derive(Debug)]
struct SitemapEntry {
    /// An index into the jobs.
    job: usize,
    /// An index into the groups.
    group: usize,
    /// The date of the page's newest content, if known.
    updated: Option<Date>,
}

/// The content of a sitemap.
#[derive(Debug, Hash)]
pub struct SitemapView<'p> {
    /// The base address of the site.
    pub base: &'p BaseUrl,
    pub urls: Vec<UrlView<'p>>,
    /// Sets of pages that are the same page in several languages.
    pub groups: Vec<GroupView<'p>>,
}

/// A page in a sitemap.
#[derive(Debug, Hash)]
pub struct UrlView<'p> {
    pub address: &'p Address,
    /// The date of the page's newest content, if known.
    pub updated: Option<Date>,
    /// The page's group, as an index into the groups.
    pub group: usize,
}

/// Pages that are the same page in several languages.
#[derive(Debug, Hash)]
pub struct GroupView<'p> {
    /// Language and address of each; empty if there is only one.
    pub alternates: Vec<(&'p str, &'p Address)>,
    /// The address for readers of other languages; `None` if there are no alternates.
    pub x_default: Option<Address>,
}

/// The content of the index of several sitemaps.
#[derive(Debug, Hash)]
pub struct IndexView {
    /// Their absolute addresses.
    pub sitemaps: Vec<String>,
}

/// A key that is equal for versions of a page in different languages.
#[derive(PartialEq, Eq, Hash)]
enum PageIdentity<'k> {
    Kind(&'k PageKind),
    // Year and month instead of the index in `PageKind::Month`, which counts only the months of one language.
    Month(i32, u8),
}

impl Sitemap {
    fn new(site: &Site<'_>, lists: &[Lists], jobs: &[PageJob], limits: Limits) -> Self {
        let mut sitemap = Sitemap::default();
        let mut known = HashMap::with_capacity(jobs.len());
        for (index, job) in jobs.iter().enumerate() {
            let own = OwnLists {
                site,
                lists: &lists[job.language],
                language: job.language,
            };
            if !own.speaks(&job.kind) {
                continue;
            }
            let same = match job.kind {
                PageKind::Month(month) => {
                    let month = &own.lists.months[month];
                    PageIdentity::Month(month.year, month.month)
                }
                _ => PageIdentity::Kind(&job.kind),
            };
            let group = *known.entry(same).or_insert(sitemap.groups.len());
            if group == sitemap.groups.len() {
                sitemap
                    .groups
                    .push(Vec::with_capacity(site.languages.len()));
            }
            sitemap.groups[group].push(index);
            sitemap.entries.push(SitemapEntry {
                job: index,
                group,
                updated: own.updated(&job.kind),
            });
        }
        sitemap.parts = sitemap.parts(jobs, &site.base, limits);
        sitemap
    }

    /// Returns the parts that stay within the limits; at least one.
    fn parts(&self, jobs: &[PageJob], base: &BaseUrl, limits: Limits) -> Vec<Range<usize>> {
        let length = |job: &usize| AROUND + length_in_full(&jobs[*job].address, base);
        let mut parts = Vec::new();
        let (mut start, mut bytes) = (0, AROUND);
        for (index, entry) in self.entries.iter().enumerate() {
            let own = length(&entry.job);
            // The alternates, and the one for readers of other languages, which is a copy of one of them.
            let group: usize = self.groups[entry.group].iter().map(length).sum();
            let added = 2 * own + 2 * group;
            let is_full = index - start >= limits.urls || bytes + added > limits.bytes;
            if is_full && index > start {
                parts.push(start..index);
                (start, bytes) = (index, AROUND);
            }
            bytes += added;
        }
        parts.push(start..self.entries.len());
        parts
    }
}

/// Returns an upper bound for the length of an absolute address in a sitemap, in bytes.
fn length_in_full(address: &Address, base: &BaseUrl) -> usize {
    let bytes = address.as_str().bytes();
    let length = |byte: u8| match byte {
        b'/' | b'-' | b'.' | b'_' => 1,
        b if b.is_ascii_alphanumeric() => 1,
        b if b.is_ascii() => "&apos;".len(),
        _ => "%D9".len(),
    };
    base.origin.len() + base.path.len() + 1 + bytes.map(length).sum::<usize>()
}

/// The lists of one language.
struct OwnLists<'l> {
    site: &'l Site<'l>,
    lists: &'l Lists,
    language: usize,
}

impl OwnLists<'_> {
    /// Returns `true` if a page has content in its own language, so that search engines may offer it.
    fn speaks(&self, kind: &PageKind) -> bool {
        let has_own = |articles: &[usize]| articles.iter().any(|article| self.is_own(*article));
        match *kind {
            PageKind::Root | PageKind::Search | PageKind::NotFound | PageKind::Redirect(_) => false,
            PageKind::Topic { topic, page } => {
                let own = &self.site.topics[topic].introductions[self.language];
                let articles = on_page(&self.lists.topics[topic], page, TOPIC_PAGE);
                own.is_some() && page == 1 || has_own(articles)
            }
            PageKind::Publisher { publisher, page } => {
                let all = &self.lists.publishers[publisher];
                all.is_empty() || has_own(on_page(all, page, LIST_PAGE))
            }
            PageKind::Name { name, page } => {
                let all = &self.lists.names[name];
                all.is_empty() || has_own(on_page(all, page, LIST_PAGE))
            }
            PageKind::Author { author, page } => {
                let issues = &self.lists.people_issues[author];
                let has_own_issue =
                    page == 1 && issues.iter().any(|index| self.lists.issues.contains(index));
                has_own_issue || has_own(on_page(&self.lists.people[author], page, LIST_PAGE))
            }
            PageKind::Corrections(page) => {
                let mut shown = on_page(&self.lists.corrections, page, LIST_PAGE).iter();
                shown.any(|(text, _)| match text {
                    Corrected::Article(index) => self.is_own(*index),
                    Corrected::Issue(index) => self.lists.issues.contains(index),
                })
            }
            PageKind::Editions(page) => {
                let mut shown = (0..self.site.issues.len())
                    .skip((page - 1) * LIST_PAGE)
                    .take(LIST_PAGE);
                shown.any(|index| self.site.issues[index].texts[self.language].is_some())
            }
            // One without a file of its own consists of its articles.
            PageKind::Edition(index) => {
                let text = self.site.issues[index].texts[self.language].as_ref();
                text.is_some_and(|issue| issue.text.is_some() || has_own(&issue.articles))
            }
            PageKind::Month(month) => has_own(&self.lists.months[month].articles),
            PageKind::Chronology { topic, page } => {
                let all = match topic {
                    Some(topic) => &self.lists.topic_dates[topic].mentions,
                    None => &self.lists.dates,
                };
                let mut mentions = on_page(all, page, CHRONOLOGY_PAGE).iter();
                all.is_empty() || mentions.any(|mention| self.is_own(mention.article))
            }
            PageKind::Figures(page) => {
                let register = &self.lists.figures;
                // Every figure is in the page's own language.
                page == 1 || page <= register.pages.len()
            }
            PageKind::Home
            | PageKind::Article(_)
            | PageKind::Parallel(_)
            | PageKind::Topics
            | PageKind::Archive
            | PageKind::Publishers
            | PageKind::Names
            | PageKind::Authors
            | PageKind::Standing(_) => true,
        }
    }

    fn is_own(&self, article: usize) -> bool {
        self.site.articles[article].editions[self.language].is_some()
    }

    /// Returns the date of a page's newest content: for an article its own dates, for a list the date of its newest article.
    fn updated(&self, kind: &PageKind) -> Option<Date> {
        let newest = |articles: &[usize]| self.date(*articles.first()?);
        match *kind {
            PageKind::Article(article) | PageKind::Parallel(article) => {
                let article = &self.site.articles[article];
                let changed = article.editions[self.language].as_ref()?.changed();
                article
                    .date(self.site.preference(self.language))
                    .max(changed)
            }
            PageKind::Home => newest(&self.site.order[self.language]),
            PageKind::Topic { topic, page: 1 } => newest(&self.lists.topics[topic]),
            PageKind::Publisher { publisher, page: 1 } => newest(&self.lists.publishers[publisher]),
            PageKind::Name { name, page: 1 } => newest(&self.lists.names[name]),
            PageKind::Author { author, page: 1 } => newest(&self.lists.people[author]),
            PageKind::Corrections(1) => {
                let (text, index) = self.lists.corrections.first()?;
                let corrections = text.corrections(self.site, self.language);
                Some(corrections.get(*index)?.date.value)
            }
            PageKind::Editions(1) => {
                let newest = self.lists.issues.first()?;
                Some(
                    self.site.issues[*newest].texts[self.language]
                        .as_ref()?
                        .date,
                )
            }
            PageKind::Edition(index) => {
                let issue = self.site.issues[index].texts[self.language].as_ref()?;
                Some(issue.updated())
            }
            PageKind::Month(month) => newest(&self.lists.months[month].articles),
            _ => None,
        }
    }

    fn date(&self, article: usize) -> Option<Date> {
        self.site.articles[article].date(self.site.preference(self.language))
    }
}

/// Returns the file name of a part of a split sitemap; `number` counts from 1.
pub(super) fn part_name(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// Returns the number of a part of a split sitemap, given its file name.
pub(super) fn part_number(name: &str) -> Option<usize> {
    let number = name.strip_prefix("sitemap-")?.strip_suffix(".xml")?;
    let number = number.parse().ok()?;
    (part_name(number) == name).then_some(number)
}

impl Plan<'_> {
    /// Returns the pages that search engines may offer, computed on first use.
    fn offered(&self) -> &Sitemap {
        let limits = LIMITS;
        self.sitemap
            .get_or_init(|| Sitemap::new(self.site, &self.lists, &self.jobs, limits))
    }

    /// Returns the numbers of the sitemap's parts; empty if it is not split.
    pub(super) fn sitemap_parts(&self) -> Range<usize> {
        match self.offered().parts.len() {
            1 => 1..1,
            count => 1..count + 1,
        }
    }

    /// Returns a part of the sitemap, counted from 0. If the sitemap is not split, part 0 is all of it.
    pub(super) fn sitemap(&self, part: usize) -> SitemapView<'_> {
        let sitemap = self.offered();
        let part = sitemap.parts.get(part).cloned().unwrap_or_default();
        let url = |entry: &SitemapEntry| UrlView {
            address: &self.jobs[entry.job].address,
            updated: entry.updated,
            group: entry.group,
        };
        SitemapView {
            base: &self.site.base,
            urls: sitemap.entries[part].iter().map(url).collect(),
            groups: sitemap.groups.iter().map(|jobs| self.group(jobs)).collect(),
        }
    }

    fn group(&self, jobs: &[usize]) -> GroupView<'_> {
        if jobs.len() < 2 {
            return GroupView {
                alternates: Vec::new(),
                x_default: None,
            };
        }
        let jobs = || jobs.iter().map(|job| &self.jobs[*job]);
        // As in the pages' heads: the root redirects to one of the front pages; elsewhere the default language is used.
        let x_default = match jobs().find(|job| job.language == self.site.default) {
            Some(job) if job.kind == PageKind::Home => Some(Address::root()),
            job => job.map(|job| job.address.clone()),
        };
        GroupView {
            alternates: jobs()
                .map(|job| (self.tag(job.language), &job.address))
                .collect(),
            x_default,
        }
    }

    pub(super) fn sitemap_index(&self) -> IndexView {
        let names = self.sitemap_parts().map(part_name);
        IndexView {
            sitemaps: names
                .map(|name| Address::written(&name).absolute(&self.site.base))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a sitemap with this many articles in each of two languages.
    fn sitemap_of(articles: usize) -> (Sitemap, Vec<PageJob>) {
        let jobs = (0..2).flat_map(|language| {
            (0..articles).map(move |article| PageJob {
                address: Address::article(["ar", "en"][language], &format!("مقالة-{article:03}")),
                language,
                kind: PageKind::Article(article),
            })
        });
        let entry = |job| SitemapEntry {
            job,
            group: job % articles,
            updated: None,
        };
        let sitemap = Sitemap {
            parts: Vec::new(),
            entries: (0..2 * articles).map(entry).collect(),
            groups: (0..articles)
                .map(|article| vec![article, article + articles])
                .collect(),
        };
        (sitemap, jobs.collect())
    }

    #[test]
    fn a_long_sitemap_is_split_before_a_limit_is_passed() {
        let base = BaseUrl::parse("https://example.org/news/").unwrap();
        let all = usize::MAX;
        for (articles, urls, bytes, expected) in [
            (50, 100, all, vec![100]),
            (50, 99, all, vec![99, 1]),
            (50, 40, all, vec![40, 40, 20]),
            // Each takes 1,008 bytes at most.
            (3, all, 3000, vec![2, 2, 2]),
            // An entry that is too long by itself must still be in some part.
            (2, all, 10, vec![1, 1, 1, 1]),
            (0, 10, 10, vec![0]),
        ] {
            let (sitemap, jobs) = sitemap_of(articles.max(1));
            let sitemap = if articles == 0 {
                Sitemap::default()
            } else {
                sitemap
            };
            let parts = sitemap.parts(&jobs, &base, Limits { urls, bytes });
            let lengths: Vec<usize> = parts.iter().map(Range::len).collect();
            assert_eq!(
                lengths, expected,
                "{articles} articles, {urls} URLs, {bytes} bytes"
            );
            assert!(
                parts
                    .iter()
                    .zip(parts.iter().skip(1))
                    .all(|(a, b)| a.end == b.start)
            );
        }
    }

    #[test]
    fn an_address_is_never_longer_than_it_is_taken_to_be() {
        let base = BaseUrl::parse("https://example.org/a-b/").unwrap();
        for (address, at_most) in [
            ("en/articles/x-1_2.y/", 0),
            ("ar/articles/معاهدة-الشراكة/", 0),
            ("en/a b/it's/", 24),
        ] {
            let address = Address::written(address);
            let written = address.absolute(&base).replace('\'', "&apos;");
            let taken = length_in_full(&address, &base);
            assert!(
                written.len() <= taken && taken <= written.len() + at_most,
                "{written}"
            );
        }
    }
}
