//! Links the texts that are not articles: introductions of topics, and standing pages.
//!
//! Takes the documents; returns the site's topics, in their order, and its pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::link::address::Address;
use crate::link::resolve::Resolver;
use crate::link::site::{LinkedStanding, StandingPage, Topic};
use crate::link::{language, language_twice, unknown_id};
use crate::parse::Documents;
use crate::parse::config::Config;
use crate::parse::slug;
use crate::parse::standing::StandingText;

/// Standing texts by id; for each id, one slot per language of the site.
type Grouped<'a> = BTreeMap<&'a str, Vec<Option<&'a StandingText>>>;

/// The standing texts of a site, whose links are not resolved yet.
pub(super) struct StandingTexts<'a> {
    /// The ids of the topics, in the order of the site.
    pub topic_ids: Vec<&'a str>,
    pub topics: Grouped<'a>,
    pub pages: Grouped<'a>,
}

impl<'a> StandingTexts<'a> {
    /// Groups the texts by id, and reports topics that `[publish.topics]` names but that do not exist.
    pub fn new(documents: &'a Documents, config: &Config, found: &mut Vec<Diagnostic>) -> Self {
        let topics = group(&documents.topics, config, found);
        let pages = group(&documents.pages, config, found);
        let topic_ids = ordered_topics(&topics);
        check_required_topics(config, &topic_ids, found);
        StandingTexts {
            topic_ids,
            topics,
            pages,
        }
    }

    /// Resolves the links of the topics' introductions; adds the files that they name to `files`.
    pub fn link_topics(
        &self,
        resolver: &Resolver<'_, 'a>,
        files: &mut BTreeSet<Address>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Topic<'a>> {
        let topics = self.topic_ids.iter().map(|id| Topic {
            id,
            introductions: linked(&self.topics[id], resolver, files, found),
        });
        topics.collect()
    }

    /// Resolves the links of the pages; adds the files that they name to `files`.
    pub fn link_pages(
        &self,
        resolver: &Resolver<'_, 'a>,
        files: &mut BTreeSet<Address>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<StandingPage<'a>> {
        let pages = self.pages.iter().map(|(slug, texts)| StandingPage {
            slug,
            texts: linked(texts, resolver, files, found),
        });
        pages.collect()
    }
}

/// Groups texts by id; reports ids that cannot be part of an address, and texts in a language that another one has.
fn group<'a>(
    texts: &'a [Arc<StandingText>],
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Grouped<'a> {
    let mut grouped = Grouped::new();
    let mut unfit = BTreeSet::new();
    for text in texts {
        // The texts of a topic share its folder, and its fault.
        if unfit.insert(text.id.as_str()) {
            found.extend(slug::fault(&text.path, "name", &text.id));
        }
        if let Some(language) = language(&text.path, &text.lang, config, found) {
            let places = grouped
                .entry(&text.id)
                .or_insert_with(|| vec![None; config.languages.len()]);
            match places[language] {
                Some(other) => found.push(language_twice(&text.path, &other.path, &text.lang)),
                None => places[language] = Some(text),
            }
        }
    }
    grouped
}

/// Returns the ids of the topics, sorted by weight (the lowest in any language; 0 by default), then by id.
fn ordered_topics<'a>(topics: &Grouped<'a>) -> Vec<&'a str> {
    let weight = |texts: &[Option<&StandingText>]| texts.iter().flatten().map(|t| t.weight).min();
    let mut ids: Vec<_> = topics
        .iter()
        .map(|(id, texts)| (weight(texts), *id))
        .collect();
    ids.sort_unstable();
    ids.into_iter().map(|(_, id)| id).collect()
}

/// Reports topics of `[publish.topics]` that do not exist.
fn check_required_topics(config: &Config, topics: &[&str], found: &mut Vec<Diagnostic>) {
    for (id, _) in &config.publish.topics {
        if !topics.contains(&id.value.as_str()) {
            let add = format!("add content/topics/{}/index.<lang>.md", id.value);
            let (code, path) = (codes::TOPIC_UNKNOWN, &config.path);
            found.push(unknown_id(code, "topic", path, id, topics, &add));
        }
    }
}

/// Resolves the links of the texts with one id; adds the files that they name to `files`.
fn linked<'a>(
    texts: &[Option<&'a StandingText>],
    resolver: &Resolver<'_, 'a>,
    files: &mut BTreeSet<Address>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Option<LinkedStanding<'a>>> {
    let link = |standing: &Option<&'a StandingText>| {
        let standing = (*standing)?;
        let resolved = resolver.body(&standing.path, &standing.lang, &standing.body, found);
        files.extend(resolved.files.into_iter().map(|file| file.address));
        Some(LinkedStanding {
            standing,
            targets: resolved.targets,
        })
    };
    texts.iter().map(link).collect()
}
