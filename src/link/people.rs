//! The people who made the summaries and the editions: authors, translators and reviewers, each with a page of their own.
//!
//! Takes the articles, the editions and the register of names; returns the people, by the names that summaries give them. A
//! person or desk that is listed in names.toml has the same page whatever the language; others are known by their name as
//! it is written.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::site::Article;
use crate::parse::article::Summary;
use crate::parse::issue::IssueText;
use crate::parse::registers::{Name, NameKind};
use crate::parse::slug;

/// A person who made summaries or editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person<'a> {
    /// The id of the listed name, or else a segment of an address derived from the name.
    pub id: String,
    /// The index of the name in names.toml; `None` if it is not listed.
    pub listed: Option<usize>,
    /// The name in summaries, by the tag of their language: the first one of each language.
    pub names: BTreeMap<&'a str, &'a str>,
}

/// The people of a site.
#[derive(Debug, Default)]
pub struct People<'a> {
    /// Sorted by id.
    pub all: Vec<Person<'a>>,
    /// The index of each person by the name in summaries.
    by_name: BTreeMap<&'a str, usize>,
}

impl<'a> People<'a> {
    /// Finds the people of all articles and editions.
    pub fn new(
        articles: &[Article<'a>],
        issues: impl Iterator<Item = &'a IssueText>,
        names: &'a [Name],
    ) -> Self {
        let listed = listed(names);
        let mut people: BTreeMap<String, Person<'a>> = BTreeMap::new();
        let mut ids: BTreeMap<&'a str, String> = BTreeMap::new();
        let editions = articles.iter().flat_map(|article| article.editions.iter());
        let summaries = editions.flatten().map(|edition| edition.summary);
        let of_summaries = summaries.flat_map(|own| named(own).map(|name| (name, &own.lang)));
        let of_issues = issues.flat_map(|own| named_by_issue(own).map(|name| (name, &own.lang)));
        for (name, lang) in of_summaries.chain(of_issues) {
            let index = listed.get(name).copied();
            let id = match index {
                Some(index) => names[index].id.value.clone(),
                None => slug::meant(name),
            };
            // A name without a letter has no address.
            if !slug::is_slug(&id) {
                continue;
            }
            ids.insert(name, id.clone());
            let person = people.entry(id.clone()).or_insert_with(|| Person {
                id,
                listed: None,
                names: BTreeMap::new(),
            });
            person.listed = person.listed.or(index);
            person.names.entry(lang).or_insert(name);
        }
        let all: Vec<Person<'a>> = people.into_values().collect();
        let place = |id: &String| all.binary_search_by(|person| person.id.cmp(id)).ok();
        let by_name = ids
            .iter()
            .filter_map(|(name, id)| Some((*name, place(id)?)))
            .collect();
        People { all, by_name }
    }

    /// Returns the index of the person with this name in summaries; `None` if the person has no page.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Returns the indices of the people who made a summary, each once.
    pub fn of(&self, summary: &Summary) -> BTreeSet<usize> {
        named(summary).filter_map(|name| self.index(name)).collect()
    }

    /// Returns the indices of the people who made an edition of the briefing, each once.
    pub fn of_issue(&self, text: &IssueText) -> BTreeSet<usize> {
        let names = named_by_issue(text);
        names.filter_map(|name| self.index(name)).collect()
    }
}

/// Returns the names of those who made a summary.
fn named(summary: &Summary) -> impl Iterator<Item = &str> {
    let Summary {
        authors,
        translators,
        reviewers,
        ..
    } = summary;
    let all = [authors, translators, reviewers].into_iter().flatten();
    all.map(String::as_str)
}

/// Returns the names of those who made an edition of the briefing.
fn named_by_issue(text: &IssueText) -> impl Iterator<Item = &str> {
    let IssueText {
        authors,
        translators,
        reviewers,
        ..
    } = text;
    let all = [authors, translators, reviewers].into_iter().flatten();
    all.map(String::as_str)
}

/// Returns the index of each listed person or organisation by all spellings of the name.
fn listed(names: &[Name]) -> BTreeMap<&str, usize> {
    let mut listed = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        if !matches!(name.kind, NameKind::Person | NameKind::Organisation) {
            continue;
        }
        let spellings = name
            .preferred
            .values()
            .chain(name.variants.values().flatten());
        for spelling in spellings {
            listed.entry(spelling.as_str()).or_insert(index);
        }
    }
    listed
}
