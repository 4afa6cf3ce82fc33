//! Reports `articles-lost` if a site lost more than half of its articles or texts since the last build, or would publish
//! less than half as many as before.
//!
//! Compares the recorded facts of the last build with this one.

use std::collections::BTreeSet;

use crate::build::{BuildRequest, Ready};
use crate::built::{BuildInfo, Extent};
use crate::diagnostic::{Diagnostic, codes, counted};
use crate::link::site::Site;

/// Reports that most of the articles or texts disappeared since the last build, or are no longer published.
pub fn find(
    request: &BuildRequest,
    ready: &Ready<'_>,
    now: &BuildInfo,
    earlier: &BuildInfo,
) -> Option<Diagnostic> {
    let (message, help) =
        missing(request, now, earlier).or_else(|| unpublished(request, ready, now, earlier))?;
    let found = Diagnostic::new(codes::ARTICLES_LOST, &"content".into(), message);
    Some(found.help(help))
}

/// Reports that most of the sources disappeared.
fn missing(
    request: &BuildRequest,
    now: &BuildInfo,
    earlier: &BuildInfo,
) -> Option<(String, &'static str)> {
    let (now, earlier) = (now.extent?, earlier.extent?);
    let message = format!(
        "the last build into {} had {} and {}, and now there are {} and {}",
        request.output.display(),
        counted(earlier.articles, "article"),
        counted(earlier.texts, "text"),
        now.articles,
        now.texts,
    );
    let help = "mount what is missing, or bring it back; if that is all there is, build once with --allow-empty";
    now.is_less_than_half_of(earlier).then_some((message, help))
}

/// Reports that most published texts became drafts or are held back, although their sources exist.
///
/// A build with drafts shows them all, and one for another address is another site.
fn unpublished(
    request: &BuildRequest,
    ready: &Ready<'_>,
    now: &BuildInfo,
    earlier: &BuildInfo,
) -> Option<(String, &'static str)> {
    if request.options.drafts || now.base != earlier.base {
        return None;
    }
    let (count, before) = (now.published?, earlier.published?);
    // The last text of a small site is withdrawn by hand.
    let is_one = before.texts <= count.texts + 1;
    let is_loss = count.is_less_than_half_of(before) && !is_one;
    if !is_loss || has_expired(request, ready, earlier, count, before) {
        return None;
    }
    let message = format!(
        "the last build into {} published {} in {}, and this one would publish {} in {}: {}",
        request.output.display(),
        counted(before.articles, "article"),
        counted(before.texts, "text"),
        count.articles,
        count.texts,
        reasons(ready),
    );
    let help = "`mujaz status` lists the texts that are not published, with the reasons; change them back, or, if that is meant, build once with --allow-empty";
    Some((message, help))
}

/// Returns why texts are not published, in words.
fn reasons(ready: &Ready<'_>) -> String {
    let (drafts, held) = (ready.site.drafts_left_out, ready.holds.iter().count());
    match (drafts, held) {
        (0, 0) => "the others have no summary".into(),
        (0, held) => format!("texts held back: {held}"),
        (drafts, 0) => format!("drafts: {drafts}"),
        (drafts, held) => format!("drafts: {drafts}, texts held back: {held}"),
    }
}

/// Returns true if the lost texts are those that expired by now, as the last build announced.
fn has_expired(
    request: &BuildRequest,
    ready: &Ready<'_>,
    earlier: &BuildInfo,
    count: Extent,
    before: Extent,
) -> bool {
    let zone = ready.site.config.timezone.as_ref();
    let now = request.options.now.map(|now| now.time(zone));
    let is_announced = earlier
        .validity
        .until
        .is_some_and(|until| now.is_some_and(|now| until <= now));
    is_announced && (count.texts + ready.holds.expired()) * 2 >= before.texts
}

/// Counts the articles that readers get, and the texts of articles and editions.
pub fn published(site: &Site<'_>) -> Extent {
    let public = site.articles.iter().flat_map(|article| {
        let editions = article.editions.iter().flatten();
        let public = editions.filter(|edition| !edition.is_unpublished());
        public.map(|_| article.slug)
    });
    let texts: Vec<&str> = public.collect();
    let issues = site.issues.iter().flat_map(|issue| &issue.texts).flatten();
    let issues = issues.filter(|issue| issue.text.is_some() && !issue.is_unpublished());
    Extent {
        articles: texts.iter().collect::<BTreeSet<_>>().len(),
        texts: texts.len() + issues.count(),
    }
}
