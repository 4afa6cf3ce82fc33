//! `check --since`: the findings that a change touches.
//!
//! Takes the findings of a site as it is and a git revision; returns those that the changes since that revision caused or
//! concern. These are the findings in
//!
//! 1. files that changed, and in all files of an article's folder if one of them changed;
//! 2. articles whose publisher, names or topics changed ([`registers`]);
//! 3. any other file, if the site at that revision did not have the finding.
//!
//! The third rule needs no list of dependencies: it covers links to deleted pages, settings, new spellings in
//! `names.toml`, and templates.

mod git;
mod registers;

use std::collections::BTreeSet;
use std::path::Path;

use crate::build::{Inspected, Inspection, inspect_sources};
use crate::diagnostic::Diagnostic;
use crate::link::BuildOptions;
use crate::load::Sources;
use git::{Difference, Repository};
use registers::ChangedEntries;

/// The changes to a site since a revision of git.
#[derive(Debug)]
pub struct RevisionChanges {
    /// Paths of changed files, relative to the site. A folder stands for everything below it.
    paths: BTreeSet<String>,
    /// Slugs of the articles that are touched by rules 1 and 2.
    articles: BTreeSet<String>,
    /// The findings that the site had at the revision.
    earlier: BTreeSet<FindingKey>,
}

/// Identifies a finding in a file that did not change.
type FindingKey = (String, &'static str, Option<(usize, usize)>, String);

impl RevisionChanges {
    /// Compares a site with its state at a git revision.
    ///
    /// # Errors
    /// Returns a message if git is missing, the site is not in a repository, or the revision is unknown.
    pub fn since(
        revision: &str,
        site: &Path,
        inspection: &Inspection,
        options: &BuildOptions,
    ) -> Result<RevisionChanges, String> {
        let repository = Repository::of(site)?;
        let difference = repository.since(revision, &inspection.sources)?;
        let before = sources_before(&inspection.sources, &difference);
        let changed = ChangedEntries::between(&before, &inspection.sources, &difference.paths);
        let mut articles: BTreeSet<String> = difference
            .paths
            .iter()
            .filter_map(|path| article_of(path))
            .map(str::to_owned)
            .collect();
        let concerned = |article: &&Inspected| changed.concern(article);
        let concerned = inspection.articles.iter().filter(concerned);
        articles.extend(concerned.map(|article| article.slug.clone()));
        let earlier = inspect_sources(&before, options);
        Ok(RevisionChanges {
            earlier: earlier.iter().map(key).collect(),
            paths: difference.paths,
            articles,
        })
    }

    /// Returns true if the change is about a finding.
    pub fn concerns(&self, finding: &Diagnostic) -> bool {
        self.touches(&finding.path) || !self.earlier.contains(&key(finding))
    }

    /// Returns true if a file changed, or is an article's that is touched.
    pub fn touches(&self, path: &str) -> bool {
        let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
        self.paths.contains(path)
            || folders.any(|folder| self.paths.contains(folder))
            || article_of(path).is_some_and(|slug| self.articles.contains(slug))
    }

    /// Returns the number of files that changed.
    pub fn files(&self) -> usize {
        self.paths.len()
    }

    /// Returns true if an article is touched.
    pub fn touches_article(&self, slug: &str) -> bool {
        self.articles.contains(slug)
    }
}

/// Returns the slug of the article that a path belongs to.
fn article_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("content/articles/")?;
    rest.split('/').next().filter(|slug| !slug.is_empty())
}

/// Returns the sources as they were at the revision.
fn sources_before(now: &Sources, difference: &Difference) -> Sources {
    let mut before = now.clone();
    for path in &difference.paths {
        before.remove(path);
    }
    for (path, bytes) in &difference.before {
        before.insert(path, bytes.clone());
    }
    before
}

fn key(finding: &Diagnostic) -> FindingKey {
    let span = finding.span.as_ref().map(|span| (span.start, span.end));
    let help = finding.help.as_deref().unwrap_or_default();
    let message = format!("{}\n{help}", finding.message);
    (finding.path.to_string(), finding.code.name(), span, message)
}
