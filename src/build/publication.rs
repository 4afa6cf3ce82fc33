//! Links and checks a site, and leaves out texts that are held back.
//!
//! A text that is held back is checked like all others, so that its errors are known before it is due. So a site with such
//! texts is linked and checked twice: with them, for findings, and without them, for the pages.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::build::{Memos, PhaseTimings};
use crate::check::{CheckedSite, check, gate};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{self, Code};
use crate::link::held::{Holds, Withheld};
use crate::link::site::Site;
use crate::link::{BuildOptions, check_twice, link_without};
use crate::load::Sources;
use crate::parse::Documents;

/// A site that is linked and checked.
pub struct LinkedSite<'a> {
    pub site: Site<'a>,
    /// The results of checking it.
    pub checked: CheckedSite,
}

/// The public site and the whole site, which differ by the texts that are not published now.
pub struct Publication<'a> {
    /// The site that readers get; with `--drafts`, the whole site.
    pub published: LinkedSite<'a>,
    /// The site including texts that are held back; `None` if the published site has them all.
    pub whole: Option<LinkedSite<'a>>,
    pub holds: Holds,
}

impl<'a> Publication<'a> {
    /// Links and checks the documents; `None` if there is no usable configuration.
    pub fn new(
        documents: &'a Documents,
        sources: &Sources,
        options: &BuildOptions,
        memos: &Memos,
        found: &mut Vec<Diagnostic>,
        timings: &mut PhaseTimings,
    ) -> Option<Self> {
        let config = documents.config.as_ref();
        let holds = config.map(|config| Holds::due(documents, config, options.now, found));
        let mut holds = holds.unwrap_or_default();
        // Most articles are the same in both sites, and are not linked and checked twice.
        let own = Memos::default();
        let has_gate = config.is_some_and(|config| config.publish.has_requirements());
        let is_twice = has_gate || !holds.is_empty();
        let memos = match memos.linked.is_disabled() && is_twice {
            true => &own,
            false => memos,
        };
        if config.is_some() {
            found.extend_from_slice(&check_twice(documents, &memos.twice));
        }
        let earlier = found.clone();
        let mut linked = |withheld: Option<Withheld<'_, 'a>>, found: &mut Vec<Diagnostic>| {
            let (site, linked) = link_without(documents, sources, options, withheld, &memos.linked);
            found.extend(linked);
            timings.record("link");
            let site = site?;
            let checked = check(&site, sources, &memos.checked, found);
            timings.record("check");
            Some(LinkedSite { site, checked })
        };
        let mut whole = linked(None, found)?;
        let waiting = gate(
            &whole.site,
            documents,
            &whole.checked.articles,
            found,
            &mut holds,
        );
        whole.site.mark_held(&holds);
        if options.drafts || holds.is_empty() {
            found.extend(waiting);
            return Some(Publication {
                published: whole,
                whole: None,
                holds,
            });
        }
        let withheld = Withheld {
            holds: &holds,
            whole: &whole.site,
        };
        let mut public = earlier;
        let mut published = linked(Some(withheld), &mut public)?;
        let incomplete = incomplete_issues(&published.site);
        keep_traces(&mut published, &whole, &incomplete);
        let is_public = |d: &Diagnostic| {
            is_public(&d.path, &holds, &published.site, &whole.site)
                && (!incomplete.contains(&d.path) || OF_PUBLICATION.contains(&d.code))
        };
        public.retain(is_public);
        found.retain(|d| !is_public(d));
        found.append(&mut public);
        found.extend(waiting);
        Some(Publication {
            published,
            whole: Some(whole),
            holds,
        })
    }

    /// Returns the site including texts that are held back.
    pub fn whole(&self) -> &LinkedSite<'a> {
        self.whole.as_ref().unwrap_or(&self.published)
    }
}

/// Codes of findings that depend on which other texts are published.
const OF_PUBLICATION: [Code; 4] = [
    codes::EDITION_ARTICLE_ELSEWHERE,
    codes::EDITION_ARTICLE_HELD,
    codes::EDITION_EMPTY,
    codes::LINK_HELD,
];

/// Returns the paths of the editions that are published without an article that they name. Their words are checked against the
/// whole site: without the article, its figures and names would seem to be in no original.
fn incomplete_issues(site: &Site<'_>) -> BTreeSet<Arc<str>> {
    let texts = site.issues.iter().flat_map(|issue| &issue.texts).flatten();
    let incomplete = texts.filter(|text| text.is_incomplete);
    incomplete
        .filter_map(|text| Some(text.text?.path.clone()))
        .collect()
}

/// Uses the traces of the whole site for editions that are published without one of their articles, since they were
/// checked against it as well.
fn keep_traces(
    published: &mut LinkedSite<'_>,
    whole: &LinkedSite<'_>,
    incomplete: &BTreeSet<Arc<str>>,
) {
    if incomplete.is_empty() {
        return;
    }
    let LinkedSite { site, checked } = published;
    for (issue, own) in site.issues.iter().zip(&mut checked.issues) {
        let mut texts = issue.texts.iter().flatten().filter_map(|text| text.text);
        if texts.any(|text| incomplete.contains(&text.path)) {
            let whole_issues = whole.site.issues.iter().zip(&whole.checked.issues);
            let same = whole_issues
                .filter(|(other, _)| other.id == issue.id)
                .find_map(|(_, checked)| checked.clone());
            *own = same.or(own.take());
        }
    }
}

/// Returns false for a summary that is held back, and for the files of an article whose summaries are all held back.
fn is_public(path: &str, holds: &Holds, published: &Site<'_>, whole: &Site<'_>) -> bool {
    let slug = || path.strip_prefix("content/articles/")?.split('/').next();
    let has = |site: &Site<'_>, slug: &str| {
        let articles = &site.articles;
        articles.binary_search_by(|a| a.slug.cmp(slug)).is_ok()
    };
    let is_withdrawn = |slug| has(whole, slug) && !has(published, slug);
    holds.get(path).is_none() && !slug().is_some_and(is_withdrawn)
}
