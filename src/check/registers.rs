//! Finds topics and publishers without a name in a language in which readers see them.
//!
//! Takes the site; reports `name-missing`.

use crate::diagnostic::Severity;
use crate::diagnostic::codes;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::link::site::{Article, Site};

/// Checks the topics and publishers of a site.
pub fn check(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    for (topic, entry) in site.topics.iter().enumerate() {
        let texts = || entry.introductions.iter().enumerate();
        let Some(other) = texts().find_map(|(_, text)| text.as_ref()) else {
            continue;
        };
        let path: &Arc<str> = &other.standing.path;
        for (language, _) in texts().filter(|(_, text)| text.is_none()) {
            let tag = &site.languages[language].tag;
            let is_met = articles(site, language).any(|a| a.references.topics.contains(&topic));
            let message = format!(
                "this topic has no title in `{tag}`; readers there see the one in `{}`",
                other.standing.lang
            );
            let missing = if is_met {
                Diagnostic::new(codes::NAME_MISSING, path, message)
            } else {
                Diagnostic::new(codes::NAME_MISSING, path, message).severity(Severity::Note)
            };
            let file = format!("content/topics/{}/index.{tag}.md", entry.id);
            found.push(missing.help(format!("add {file}; a title is enough")));
        }
    }
    publishers(site, found);
}

fn publishers(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    for (index, publisher) in site.publishers.iter().enumerate() {
        for (language, tag) in site.languages.iter().map(|l| &l.tag).enumerate() {
            let is_met = || {
                articles(site, language).any(|a| {
                    let mut originals = a.references.originals.iter();
                    originals.any(|original| original.publisher == Some(index))
                })
            };
            if publisher.name.is_empty() || publisher.name.contains_key(tag) || !is_met() {
                continue;
            }
            let id = &publisher.id;
            let message = format!("the publisher `{}` has no name in `{tag}`", id.value);
            let missing = Diagnostic::new(codes::NAME_MISSING, &publisher.path, message)
                .severity(Severity::Note);
            let help =
                format!("add `name.{tag} = \"…\"`; until then readers see another language's");
            found.push(missing.at(id.span.clone()).help(help));
        }
    }
}

/// Returns the articles that have a summary in a language.
fn articles<'s>(site: &'s Site<'_>, language: usize) -> impl Iterator<Item = &'s Article<'s>> {
    let articles = site.articles.iter();
    articles.filter(move |article| article.editions[language].is_some())
}
