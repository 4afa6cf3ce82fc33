//! Finds where a symbol is defined, and every place that refers to it.

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use lsp_types::Location;
use rayon::prelude::*;

use crate::lsp::symbols::{Symbol, publishers, target, topics};
use crate::lsp::view::RequestView;
use crate::parse::citation::CitationNames;
use crate::parse::markdown::{Body, Citation};

/// A part of a file.
pub type FileRange = (Arc<str>, Range<usize>);

/// Returns the places where the symbol at an offset is defined. From a paragraph of an original, it leads back to the
/// citations of the paragraph.
pub fn definition(view: &RequestView<'_>, path: &str, symbol: &Symbol) -> Vec<Location> {
    let is_own_paragraph =
        matches!(symbol, Symbol::Paragraphs { .. }) && view.original(path).is_some();
    let places = match is_own_paragraph {
        true => mentions(view, symbol),
        false => definitions(view, symbol),
    };
    locations(view, &places)
}

/// Returns every place that refers to a symbol, sorted, with the places where it is defined if these are wanted.
pub fn references(
    view: &RequestView<'_>,
    symbol: &Symbol,
    with_definitions: bool,
) -> Vec<Location> {
    let mut places = mentions(view, symbol);
    if with_definitions {
        places.extend(definitions(view, symbol));
    }
    places.sort_by(|a, b| (&a.0, a.1.start).cmp(&(&b.0, b.1.start)));
    places.dedup();
    locations(view, &places)
}

fn locations(view: &RequestView<'_>, places: &[FileRange]) -> Vec<Location> {
    let location = |(path, span): &FileRange| view.location(path, span);
    places.iter().filter_map(location).collect()
}

/// Returns the places where a symbol is defined.
pub fn definitions(view: &RequestView<'_>, symbol: &Symbol) -> Vec<FileRange> {
    match symbol {
        Symbol::Paragraphs {
            article,
            original,
            numbers,
        } => {
            let Some(original) = view.original_of(article, original.as_deref()) else {
                return Vec::new();
            };
            let numbered = (1..).zip(&original.body.paragraphs);
            let named = numbered.filter(|(number, _)| names(numbers, *number));
            named
                .map(|(_, paragraph)| (original.path.clone(), paragraph.source.clone()))
                .collect()
        }
        Symbol::Name(index) => {
            let name = view.names().get(*index).into_iter();
            name.map(|name| (name.path.clone(), name.id.span.clone()))
                .collect()
        }
        Symbol::Topic(id) => {
            let topics = view.documents.topics.iter();
            let own = topics.filter(|topic| topic.id == *id);
            own.map(|topic| (topic.path.clone(), 0..0)).collect()
        }
        Symbol::Publisher(id) => {
            let publishers = view.documents.publishers.iter();
            let own = publishers.filter(|publisher| publisher.id.value == *id);
            own.map(|publisher| (publisher.path.clone(), publisher.id.span.clone()))
                .collect()
        }
        Symbol::Article(slug) => {
            let summaries = view.summaries_of(slug).map(|summary| summary.path.clone());
            let originals = view.originals_of(slug).into_iter();
            let originals = originals.map(|original| original.path.clone());
            summaries
                .chain(originals)
                .map(|path| (path, 0..0))
                .collect()
        }
        Symbol::File(path) => {
            let is_there = view.workspace.sources.content(path).is_some();
            is_there
                .then(|| (path.as_str().into(), 0..0))
                .into_iter()
                .collect()
        }
    }
}

/// Returns every place that refers to a symbol.
pub fn mentions(view: &RequestView<'_>, symbol: &Symbol) -> Vec<FileRange> {
    match symbol {
        Symbol::Paragraphs {
            article,
            original,
            numbers,
        } => {
            let summaries = view.summaries_of(article);
            let summaries = summaries.map(|summary| (&summary.path, &summary.body, None));
            let issues = view.issues().iter();
            let issues = issues.map(|issue| (&issue.path, &issue.body, Some(article.as_str())));
            let of_text = |(path, body, article): (&Arc<str>, &Body, Option<&str>)| {
                let own = body.citations.iter().filter(|citation| {
                    let CitationNames {
                        article: slug,
                        original: id,
                    } = &citation.names;
                    slug.as_deref() == article
                        && id.as_deref() == original.as_deref()
                        && overlap(numbers, citation)
                });
                let places = own.map(|citation| (path.clone(), citation.span.clone()));
                places.collect::<Vec<FileRange>>()
            };
            summaries.chain(issues).flat_map(of_text).collect()
        }
        Symbol::Name(index) => {
            let mut places = mentions_of_name(view, *index);
            places.extend(links_to_name(view, *index));
            places
        }
        Symbol::Topic(id) => {
            let mut places = Vec::new();
            for summary in view.summaries() {
                let own = topics(summary).filter(|topic| topic.value == *id);
                places.extend(own.map(|topic| (summary.path.clone(), topic.span.clone())));
            }
            places.extend(links(view, |_, symbol| match symbol {
                Symbol::Topic(other) => other == *id,
                Symbol::File(file) => is_in(&file, "topics", id),
                _ => false,
            }));
            places
        }
        Symbol::Publisher(id) => {
            let mut places = Vec::new();
            for original in view.originals() {
                let own = publishers(original).filter(|publisher| publisher.value == *id);
                places.extend(own.map(|one| (original.path.clone(), one.span.clone())));
            }
            places.extend(links(view, |_, symbol| {
                symbol == Symbol::Publisher(id.clone())
            }));
            places
        }
        Symbol::Article(slug) => {
            let mut places = in_issues(view, slug);
            places.extend(links(view, |target, symbol| match symbol {
                Symbol::Article(other) => other == *slug,
                // A text names the files beside it without the folder.
                Symbol::File(file) => is_in(&file, "articles", slug) && target.starts_with(".."),
                _ => false,
            }));
            places
        }
        Symbol::File(file) => links(view, |_, symbol| symbol == Symbol::File(file.clone())),
    }
}

/// Returns the places in which editions name an article: in their lists and in citations.
fn in_issues(view: &RequestView<'_>, slug: &str) -> Vec<FileRange> {
    let mut places = Vec::new();
    for issue in view.issues() {
        let listed = issue.articles.iter().flatten();
        let listed = listed.filter(|one| one.value == slug);
        places.extend(listed.map(|one| (issue.path.clone(), one.span.clone())));
        let text = view.text(&issue.path);
        for citation in &issue.body.citations {
            if citation.names.article.as_deref() != Some(slug) {
                continue;
            }
            let label = text.get(citation.span.clone()).unwrap_or_default();
            let at = label.find(slug).map(|at| citation.span.start + at);
            places.extend(at.map(|at| (issue.path.clone(), at..at + slug.len())));
        }
    }
    places
}

/// Returns true if a path is in the folder of an article or a topic.
pub fn is_in(path: &str, kind: &str, id: &str) -> bool {
    let rest = path
        .strip_prefix("content/")
        .and_then(|rest| rest.strip_prefix(kind));
    let rest = rest
        .and_then(|rest| rest.strip_prefix('/'))
        .and_then(|rest| rest.strip_prefix(id));
    rest.is_some_and(|rest| rest.starts_with('/'))
}

/// Returns the mentions of a name in all texts, and its other spellings in the register.
fn mentions_of_name(view: &RequestView<'_>, index: usize) -> Vec<FileRange> {
    let register = view.register();
    let of_text = |(path, body): &(&Arc<str>, &Body)| {
        let text = body.prose.text(view.text(path));
        let names = register.find(&text).into_iter();
        let own = names.filter(|name| name.index == index);
        let place = |range: &Range<usize>| ((*path).clone(), body.prose.in_file(range));
        own.map(|name| place(&name.range))
            .collect::<Vec<FileRange>>()
    };
    view.bodies().par_iter().flat_map_iter(of_text).collect()
}

/// Returns the links to the page of a name.
pub fn links_to_name(view: &RequestView<'_>, index: usize) -> Vec<FileRange> {
    links(view, |_, symbol| symbol == Symbol::Name(index))
}

/// Returns the places of all links for which `is_wanted` returns true. It gets the target as written and the symbol that
/// the target resolves to.
fn links(view: &RequestView<'_>, is_wanted: impl Fn(&str, Symbol) -> bool) -> Vec<FileRange> {
    let mut places = Vec::new();
    for (path, body) in view.bodies() {
        for link in &body.links {
            let symbol = target(view, path, &link.target);
            if symbol.is_some_and(|symbol| is_wanted(&link.target, symbol)) {
                places.push((path.clone(), link.span.clone()));
            }
        }
    }
    places
}

fn names(ranges: &[RangeInclusive<u32>], number: u32) -> bool {
    ranges.iter().any(|range| range.contains(&number))
}

fn overlap(numbers: &[RangeInclusive<u32>], citation: &Citation) -> bool {
    let mut cited = citation.paragraphs.iter();
    cited.any(|own| {
        let mut numbers = numbers.iter();
        numbers.any(|range| range.start() <= own.end() && own.start() <= range.end())
    })
}
