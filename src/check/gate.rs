//! Finds the summaries that lack what the site requires of a text to be published: `require` of `[publish]` in `config.toml`.
//!
//! Takes a checked site, with what is held back for its time, and all findings; holds summaries back for what they lack.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::Checked;
use crate::diagnostic::{Diagnostic, Severity};
use crate::link::held::{Holds, Unmet};
use crate::link::site::{Article, Edition, Site};
use crate::parse::publish::Requirement;

/// Holds back the summaries of a site that do not meet its requirements. `checked` holds the results for its articles.
pub fn gate(site: &Site<'_>, checked: &[Arc<Checked>], found: &[Diagnostic], holds: &mut Holds) {
    if !site.config.publish.has_requirements() {
        return;
    }
    let mut warnings: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in found.iter().filter(|d| d.severity != Severity::Note) {
        *warnings.entry(&finding.path).or_default() += 1;
    }
    for (article, checked) in site.articles.iter().zip(checked) {
        let topics = article.references.topics.iter();
        let topics = topics.map(|topic| site.topics[*topic].id);
        let required = site.config.publish.requirements(topics);
        let subject = Subject {
            site,
            article,
            checked,
            warnings: &warnings,
        };
        for (language, edition) in subject.editions() {
            let unmet = subject.unmet(language, edition, &required);
            if !unmet.is_empty() {
                holds.add_unmet(&edition.summary.path, unmet);
            }
        }
        if required.contains(&Requirement::AllLanguages) {
            subject.hold_together(holds);
        }
    }
}

/// An article and what was found in it.
struct Subject<'s> {
    site: &'s Site<'s>,
    article: &'s Article<'s>,
    checked: &'s Checked,
    /// Number of errors and warnings by path.
    warnings: &'s BTreeMap<&'s str, usize>,
}

impl<'s> Subject<'s> {
    /// Returns the editions, with the index of their language.
    fn editions(&self) -> impl Iterator<Item = (usize, &'s Edition<'s>)> {
        let editions = self.article.editions.iter().enumerate();
        editions.filter_map(|(language, edition)| Some((language, edition.as_ref()?)))
    }

    /// Returns the requirements that an edition does not meet by itself.
    fn unmet(
        &self,
        language: usize,
        edition: &Edition<'_>,
        required: &[Requirement],
    ) -> Vec<Unmet> {
        let summary = edition.summary;
        let unmet = required.iter().filter_map(|requirement| match requirement {
            Requirement::Sealed => {
                let trace = self.checked.traces.get(language)?.as_ref();
                let is_sealed = trace.is_some_and(|trace| trace.sealed.is_some());
                let unmet = match summary.sealed {
                    Some(_) => Unmet::SealBroken,
                    None => Unmet::Unsealed,
                };
                (!is_sealed).then_some(unmet)
            }
            Requirement::NoWarnings => {
                let originals = self.article.originals.iter().map(|original| &original.path);
                let paths = std::iter::once(&summary.path).chain(originals);
                let counts = paths.map(|path| self.warnings.get(&**path).copied().unwrap_or(0));
                let count: usize = counts.sum();
                (count > 0).then_some(Unmet::Warnings(count))
            }
            Requirement::Reviewer => summary.reviewers.is_empty().then_some(Unmet::Unreviewed),
            // This one depends on the others.
            Requirement::AllLanguages => None,
        });
        unmet.collect()
    }

    /// Holds back all editions if one is missing or held back.
    fn hold_together(&self, holds: &mut Holds) {
        let tag = |language: usize| self.site.languages[language].tag.clone();
        let missing: Vec<Unmet> = self
            .article
            .editions
            .iter()
            .enumerate()
            .filter(|(_, edition)| edition.as_ref().is_none_or(|e| e.summary.draft))
            .map(|(language, _)| Unmet::Missing(tag(language)))
            .collect();
        let held: Vec<usize> = self
            .editions()
            .filter(|(_, edition)| holds.get(&edition.summary.path).is_some())
            .map(|(language, _)| language)
            .collect();
        for (language, edition) in self.editions() {
            let others = held.iter().filter(|other| **other != language);
            let others = others.map(|other| Unmet::Held(tag(*other)));
            let unmet: Vec<Unmet> = missing.iter().cloned().chain(others).collect();
            if !unmet.is_empty() {
                holds.add_unmet(&edition.summary.path, unmet);
            }
        }
    }
}
