//! Lowers the severity of findings in texts that are not published yet.
//!
//! A warning means that a reader would be misled or would miss something. Drafts, and originals whose summaries are all
//! drafts, have no readers: their warnings become notes, so that `check` does not fail on work in progress.

use crate::diagnostic::{Diagnostic, Severity};
use crate::link::site::Site;

/// Turns the warnings in unpublished texts into notes.
pub(super) fn demote(site: &Site<'_>, found: &mut [Diagnostic]) {
    for diagnostic in found {
        if diagnostic.severity == Severity::Warning && is_unpublished(site, &diagnostic.path) {
            diagnostic.severity = Severity::Note;
        }
    }
}

/// Returns true if a file belongs to an unpublished article, or is an unpublished summary.
fn is_unpublished(site: &Site<'_>, path: &str) -> bool {
    if path.starts_with("content/editions/") {
        let mut issues = site.issues.iter().flat_map(|issue| &issue.texts).flatten();
        return issues.any(|issue| {
            let own = issue.text.filter(|text| *text.path == *path);
            own.is_some_and(|text| text.draft)
        });
    }
    let Some(rest) = path.strip_prefix("content/articles/") else {
        return false;
    };
    let Some((slug, name)) = rest.split_once('/') else {
        return false;
    };
    // A file in a folder without any text belongs to no draft.
    if !(name.starts_with("summary.") || name.starts_with("original.")) {
        return false;
    }
    match site
        .articles
        .binary_search_by(|article| article.slug.cmp(slug))
    {
        Err(_) => true,
        Ok(index) => {
            let mut editions = site.articles[index].editions.iter().flatten();
            name.starts_with("summary.") && !editions.any(|e| *e.summary.path == *path)
        }
    }
}
