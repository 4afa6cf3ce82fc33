//! Finds article pages that disappeared since the last build while another one appeared: a folder or slug was probably
//! renamed.
//!
//! Takes the site and the outputs of the last build; returns notes that suggest `aliases`.

use std::collections::BTreeMap;

use crate::build::Ready;
use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::link::site::{Article, Edition};
use crate::load::Sources;
use crate::write::OutputWriter;

/// The article pages of a language that the last build did not have, by their path in the output.
type NewPages<'s> = BTreeMap<String, (&'s Article<'s>, &'s Edition<'s>)>;

/// Returns the pages of articles that are new since the last build, for each language; nothing for a first build.
pub fn new_pages<'s>(ready: &'s Ready<'_>, writer: &OutputWriter) -> Vec<NewPages<'s>> {
    let is_first = writer.recorded_facts().is_empty();
    let of_language = |language: usize| {
        let articles = ready.site.articles.iter().filter(|_| !is_first);
        let pages = articles.filter_map(|article| {
            let edition = article.editions[language].as_ref()?;
            let path = edition.address.output();
            let is_new = writer.recorded(&path).is_none();
            is_new.then_some((path, (article, edition)))
        });
        pages.collect()
    };
    (0..ready.site.languages.len()).map(of_language).collect()
}

/// Notes the removed pages that a new page probably replaces.
pub fn find(
    ready: &Ready<'_>,
    sources: &Sources,
    new: &[NewPages<'_>],
    removed: &[String],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (language, new) in ready.site.languages.iter().zip(new) {
        let start = format!("{}/articles/", language.tag);
        let gone: Vec<&str> = removed
            .iter()
            .filter_map(|path| path.strip_prefix(&start)?.strip_suffix("/index.html"))
            .filter(|segment| !segment.contains('/'))
            .collect();
        for segment in &gone {
            let is_only = gone.len() == 1 && new.len() == 1;
            let slugs = new.values().map(|(article, _)| article.slug);
            let near = nearest(segment, slugs);
            let mut pages = new.values();
            let successor = pages.find(|(article, _)| is_only || near == Some(article.slug));
            let Some((article, edition)) = successor else {
                continue;
            };
            let folder = format!("content/articles/{segment}/");
            // A draft, or what is held back, is still there.
            let is_there = sources.below(&folder).next().is_some();
            if !is_there || article.slug == *segment {
                found.push(moved(&format!("/{start}{segment}/"), edition));
            }
        }
    }
    found
}

fn moved(address: &str, edition: &Edition<'_>) -> Diagnostic {
    let message = format!(
        "the last build had a page {address}, which is gone, and the page of this summary is new"
    );
    let moved = Diagnostic::new(codes::PAGE_MOVED, &edition.summary.path, message);
    moved.help(format!(
        "if it is the same article, write `aliases = [\"{address}\"]`, so that links to the old address lead here"
    ))
}
