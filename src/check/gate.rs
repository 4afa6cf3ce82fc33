//! Finds the summaries and editions that do not meet the site's requirements for publication: `require` of `[publish]`
//! in `config.toml`. Independently of `require`, an edition that cites or links to an unpublished article is held back.
//!
//! Takes a checked site, the texts that are held back because of their time, and all findings; adds the texts that do not
//! meet the requirements to [`Holds`].

mod rests_on;

use std::collections::BTreeMap;
use std::sync::Arc;

use rests_on::Unpublished;

use crate::check::CheckResult;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::link::held::{Holds, Unmet};
use crate::link::site::{Article, Edition, Issue, LinkedIssue, Site};
use crate::parse::Documents;
use crate::parse::issue::IssueText;
use crate::parse::publish::Requirement;

/// Holds back the summaries and editions of a site that do not meet its requirements, and the editions that cite
/// unpublished articles. `checked` holds the results for its articles.
///
/// Returns a note for each article that an edition waits for, and a warning if no text meets the requirement for a reviewer.
pub fn gate(
    site: &Site<'_>,
    documents: &Documents,
    checked: &[Arc<CheckResult>],
    found: &[Diagnostic],
    holds: &mut Holds,
) -> Vec<Diagnostic> {
    let mut warnings: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in found.iter().filter(|d| d.severity != Severity::Note) {
        *warnings.entry(&finding.path).or_default() += 1;
    }
    let mut notes = Vec::new();
    if site.config.publish.has_requirements() {
        gate_articles(site, checked, &warnings, holds);
        notes.extend(unreviewed_site(site));
    }
    if site.issues.is_empty() {
        return notes;
    }
    let required = site.config.publish.requirements(std::iter::empty());
    let unpublished = Unpublished::new(site, documents, holds);
    for issue in &site.issues {
        let rules = (required.as_slice(), &unpublished);
        gate_issue(site, issue, rules, &warnings, holds, &mut notes);
    }
    notes
}

/// Reports that the site requires a reviewer and that no summary or edition names one, so that none is published.
fn unreviewed_site(site: &Site<'_>) -> Option<Diagnostic> {
    let required = site.config.publish.requirements(std::iter::empty());
    let mut summaries = site.articles.iter().flat_map(|a| &a.editions).flatten();
    let mut issues = site.issues.iter().flat_map(|issue| &issue.texts).flatten();
    let is_empty = site.articles.is_empty();
    let is_reviewed = summaries.any(|edition| !edition.summary.reviewers.is_empty())
        || issues.any(|issue| issue.text.is_some_and(|text| !text.reviewers.is_empty()));
    if is_empty || is_reviewed || !required.contains(&Requirement::Reviewer) {
        return None;
    }
    let message = "`require` of [publish] asks for a reviewer, and no summary or edition names one: none of them is published";
    let unmet = Diagnostic::new(codes::REVIEWERS_MISSING, &site.config.path, message);
    Some(unmet.help("write `reviewers = [\"…\"]` into the texts that were reviewed, or take \"reviewer\" out of `require`"))
}

/// Holds back the summaries that do not meet the requirements of the site and of their topics.
fn gate_articles(
    site: &Site<'_>,
    checked: &[Arc<CheckResult>],
    warnings: &BTreeMap<&str, usize>,
    holds: &mut Holds,
) {
    for (article, checked) in site.articles.iter().zip(checked) {
        let topics = article.references.topics.iter();
        let topics = topics.map(|topic| site.topics[*topic].id);
        let required = site.config.publish.requirements(topics);
        let subject = GateSubject {
            article,
            checked,
            warnings,
        };
        for (language, edition) in subject.editions() {
            let unmet = subject.unmet(language, edition, &required);
            if !unmet.is_empty() {
                holds.add_unmet(&edition.summary.path, unmet);
            }
        }
        if required.contains(&Requirement::AllLanguages) {
            hold_together(site, &subject.texts(), (Unmet::Missing, Unmet::Held), holds);
        }
    }
}

/// Holds back the texts of an edition that cite unpublished articles or do not meet the site's requirements. Editions
/// have no topics and no seal.
fn gate_issue(
    site: &Site<'_>,
    issue: &Issue<'_>,
    (required, unpublished): (&[Requirement], &Unpublished<'_>),
    warnings: &BTreeMap<&str, usize>,
    holds: &mut Holds,
    notes: &mut Vec<Diagnostic>,
) {
    let texts: Vec<Option<(&LinkedIssue<'_>, &IssueText)>> = issue
        .texts
        .iter()
        .map(|linked| {
            linked
                .as_ref()
                .and_then(|linked| Some((linked, linked.text?)))
        })
        .collect();
    for (linked, text) in texts.iter().flatten() {
        let mut waits_for = unpublished.named_in(linked, text);
        let mut unmet = Vec::new();
        for requirement in required {
            match requirement {
                Requirement::NoWarnings => {
                    let count = warnings.get(&*text.path).copied().unwrap_or(0);
                    unmet.extend((count > 0).then_some(Unmet::Warnings(count)));
                    waits_for.extend(held_articles(site, linked, text, holds));
                }
                Requirement::Reviewer => {
                    unmet.extend(text.reviewers.is_empty().then_some(Unmet::Unreviewed));
                }
                // Only summaries are sealed; and languages depend on the others.
                Requirement::Sealed | Requirement::AllLanguages => {}
            }
        }
        notes.extend(unpublished.notes(text, &waits_for, holds));
        unmet.extend(waits_for.into_iter().map(Unmet::ArticleHeld));
        if !unmet.is_empty() {
            holds.add_unmet(&text.path, unmet);
        }
    }
    if required.contains(&Requirement::AllLanguages) && texts.iter().any(Option::is_some) {
        let texts: Vec<_> = texts
            .iter()
            .map(|text| text.map(|(_, text)| (&text.path, text.draft)))
            .collect();
        hold_together(site, &texts, (Unmet::NoText, Unmet::TextHeld), holds);
    }
}

/// Returns the articles that an edition lists and whose summaries are all held back: the edition would be published
/// without them, with a warning. Expired articles are excluded: they would hold the edition back forever.
fn held_articles(
    site: &Site<'_>,
    linked: &LinkedIssue<'_>,
    text: &IssueText,
    holds: &Holds,
) -> Vec<String> {
    let is_held = |edition: &Edition<'_>| {
        let hold = holds.get(&edition.summary.path);
        hold.is_some_and(|hold| !hold.is_expired())
    };
    let is_waiting = |article: &&Article<'_>| article.editions.iter().flatten().all(is_held);
    let listed = linked.articles.iter().filter(|_| text.articles.is_some());
    let listed = listed.map(|index| &site.articles[*index]);
    listed
        .filter(is_waiting)
        .map(|one| one.slug.to_owned())
        .collect()
}

/// Makes the reason from the tag of a language.
type UnmetIn = fn(String) -> Unmet;

/// Holds back a text in all languages if it is missing or held back in one. `texts` are its files by language, with a
/// flag for drafts; `words` are the two reasons: missing in a language, held back in a language.
fn hold_together(
    site: &Site<'_>,
    texts: &[Option<(&Arc<str>, bool)>],
    words: (UnmetIn, UnmetIn),
    holds: &mut Holds,
) {
    let tag = |language: usize| site.languages[language].tag.clone();
    let numbered = || texts.iter().enumerate();
    let is_missing = |text: &Option<(&Arc<str>, bool)>| text.is_none_or(|(_, is_draft)| is_draft);
    let missing: Vec<Unmet> = numbered()
        .filter(|(_, text)| is_missing(text))
        .map(|(language, _)| words.0(tag(language)))
        .collect();
    let held: Vec<usize> = numbered()
        .filter(|(_, text)| text.is_some_and(|(path, _)| holds.get(path).is_some()))
        .map(|(language, _)| language)
        .collect();
    for (language, text) in numbered() {
        let Some((path, _)) = text else {
            continue;
        };
        let others = held.iter().filter(|other| **other != language);
        let others = others.map(|other| words.1(tag(*other)));
        let unmet: Vec<Unmet> = missing.iter().cloned().chain(others).collect();
        if !unmet.is_empty() {
            holds.add_unmet(path, unmet);
        }
    }
}

/// An article and the findings on it.
struct GateSubject<'s> {
    article: &'s Article<'s>,
    checked: &'s CheckResult,
    /// Number of errors and warnings by path.
    warnings: &'s BTreeMap<&'s str, usize>,
}

impl<'s> GateSubject<'s> {
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

    /// Returns the paths of the summaries, by language, with whether they are drafts.
    fn texts(&self) -> Vec<Option<(&'s Arc<str>, bool)>> {
        let editions = self.article.editions.iter();
        let texts = editions.map(|edition| {
            let summary = edition.as_ref()?.summary;
            Some((&summary.path, summary.draft))
        });
        texts.collect()
    }
}
