//! Finds the unpublished articles that the sentences of an edition cite or link to: the edition is held back until they are
//! published.
//!
//! Takes a linked site, all documents (drafts are no part of a site) and what is held back; returns, for an edition, the
//! slugs of such articles among those that its sentences cite or link to. Publishing its sentences without the citations
//! would reveal what these articles say.
//!
//! An article that has expired is not among them: it was public, and an edition that named it then stays.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::link::address::{Address, decoded};
use crate::link::held::Holds;
use crate::link::site::{LinkedIssue, Site};
use crate::parse::Documents;
use crate::parse::config::BaseUrl;
use crate::parse::issue::IssueText;

/// The visibility of a summary to readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visibility {
    Public,
    Draft,
    /// The text is held back until a moment, or until it meets the site's requirements.
    Waiting,
    Expired,
}

/// The articles and summaries that are not published.
pub(super) struct Unpublished<'s> {
    /// The articles of which a summary is not public, by slug: the language and state of each summary.
    articles: BTreeMap<&'s str, Vec<(&'s str, Visibility)>>,
    /// The address of each summary that is held back and was never public, with its article.
    pages: BTreeMap<String, &'s str>,
    /// The address for which the site is built, and that of its configuration.
    bases: [&'s BaseUrl; 2],
}

impl<'s> Unpublished<'s> {
    pub fn new(site: &'s Site<'_>, documents: &'s Documents, holds: &Holds) -> Self {
        let mut articles: BTreeMap<&str, Vec<(&str, Visibility)>> = BTreeMap::new();
        // An article without a summary is not published either.
        for original in &documents.originals {
            articles.entry(&original.article).or_default();
        }
        let is_of_site = |lang: &str| site.languages.iter().any(|own| own.tag == lang);
        let summaries = documents.summaries.iter();
        for summary in summaries.filter(|summary| is_of_site(&summary.lang)) {
            let state = match holds.get(&summary.path) {
                _ if summary.draft => Visibility::Draft,
                Some(hold) if hold.is_expired() => Visibility::Expired,
                Some(_) => Visibility::Waiting,
                None => Visibility::Public,
            };
            let entry = articles.entry(&summary.article).or_default();
            entry.push((&summary.lang, state));
        }
        articles.retain(|slug, summaries| {
            let is_public = |(_, state): &(&str, Visibility)| *state == Visibility::Public;
            let is_unread = || documents.is_unread(&format!("content/articles/{slug}/"));
            (summaries.is_empty() || !summaries.iter().all(is_public)) && !is_unread()
        });
        let mut pages = BTreeMap::new();
        for article in &site.articles {
            for edition in article.editions.iter().flatten() {
                let hold = holds.get(&edition.summary.path);
                if hold.is_some_and(|hold| !hold.is_expired()) {
                    pages.insert(site.href(&edition.address), article.slug);
                }
            }
        }
        let bases = [&site.base, &site.config.base_url];
        Unpublished {
            articles,
            pages,
            bases,
        }
    }

    /// Returns the slugs of the articles that the sentences of an edition cite or link to and that are not published yet.
    pub fn named_in(&self, linked: &LinkedIssue<'_>, text: &IssueText) -> BTreeSet<String> {
        let citations = text.body.citations.iter();
        let cited = citations.filter_map(|citation| citation.names.article.as_deref());
        let cited = cited.filter(|slug| self.is_awaited(slug, &text.lang));
        let links = linked.targets.hrefs.iter();
        cited
            .chain(links.filter_map(|href| self.page_at(href)))
            .chain(
                linked
                    .targets
                    .hrefs
                    .iter()
                    .filter_map(|href| self.own_page(href)),
            )
            .map(str::to_owned)
            .collect()
    }

    /// Notes each article that an edition waits for, with the reason. An edition that appears later than the article anyway does
    /// not wait for it.
    pub fn notes(
        &self,
        text: &IssueText,
        waits_for: &BTreeSet<String>,
        holds: &Holds,
    ) -> Vec<Diagnostic> {
        let note = |slug: &String| {
            let summaries = self
                .articles
                .get(slug.as_str())
                .map_or(&[][..], Vec::as_slice);
            let path = |lang: &str| format!("content/articles/{slug}/summary.{lang}.md");
            // The edition waits for the summary in its language, if there is one.
            let own = summaries.iter().filter(|(lang, _)| *lang == text.lang);
            let others = summaries.iter().filter(|(lang, _)| *lang != text.lang);
            let held = own
                .chain(others)
                .map(|(lang, _)| path(lang))
                .find(|path| holds.get(path).is_some_and(|hold| !hold.is_expired()));
            let reason = match &held {
                Some(path) if holds.outlasts(&text.path, path) => return None,
                Some(path) => holds
                    .get(path)
                    .map(|hold| format!("it is held back ({})", holds.reason(hold))),
                None if summaries.is_empty() => Some("it has no summary".into()),
                None => Some("its summaries are drafts".into()),
            }?;
            let message = format!(
                "this edition waits for the article `{slug}`, which is not published: {reason}"
            );
            let found = Diagnostic::new(codes::EDITION_ARTICLE_HELD, &text.path, message);
            let found = found.severity(Severity::Note).help(
                "publish the article, give the edition a later `publish`, or take out what rests on the article",
            );
            let mut citations = text.body.citations.iter();
            let cited = citations.find(|one| one.names.article.as_deref() == Some(slug.as_str()));
            let listed = text
                .articles
                .iter()
                .flatten()
                .find(|one| one.value == *slug);
            let span = cited.map(|one| &one.span).or(listed.map(|one| &one.span));
            Some(match span {
                Some(span) => found.at(span.clone()),
                None => found,
            })
        };
        waits_for.iter().filter_map(note).collect()
    }

    /// Returns true if readers of a language cannot see an article yet: its summary in that language is held back, or
    /// no summary was ever public.
    fn is_awaited(&self, slug: &str, lang: &str) -> bool {
        let Some(summaries) = self.articles.get(slug) else {
            return false;
        };
        let mut states = summaries.iter().map(|(_, state)| *state);
        let was_public =
            states.any(|state| matches!(state, Visibility::Public | Visibility::Expired));
        summaries.contains(&(lang, Visibility::Waiting)) || !was_public
    }

    /// Returns the article whose held-back summary has the page at a full address of the site.
    fn own_page(&self, url: &str) -> Option<&'s str> {
        let below = self.bases.iter().find_map(|base| base.below(url))?;
        let place = below.split(['?', '#']).next().unwrap_or_default();
        self.page_at(&Address::written(&decoded(place)).href(self.bases[0]))
    }

    /// Returns the article whose held-back summary has the page at an address, or a file next to it.
    fn page_at(&self, href: &str) -> Option<&'s str> {
        let before = self
            .pages
            .range::<str, _>((Bound::Unbounded, Bound::Included(href)))
            .next_back();
        let (page, slug) = before?;
        href.starts_with(page.as_str()).then_some(slug)
    }
}
