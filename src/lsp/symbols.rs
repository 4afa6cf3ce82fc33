//! Finds the symbol at a position of a text: a citation, a name, an id or a link.

use std::ops::{Range, RangeInclusive};

use crate::link::path_of;
use crate::lsp::view::RequestView;
use crate::parse::article::{Original, Summary};
use crate::parse::citation::CitationNames;
use crate::parse::fields::Located;
use crate::parse::layout::{FileRole, role};
use crate::parse::markdown::{Body, Citation};

/// A thing that texts refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Symbol {
    /// Paragraphs of an original of an article.
    Paragraphs {
        article: String,
        /// Id of the original; `None` for the one that is cited without an id.
        original: Option<String>,
        numbers: Vec<RangeInclusive<u32>>,
    },
    /// A name, by its index in the register.
    Name(usize),
    /// A topic, by its id.
    Topic(String),
    /// A publisher, by its id.
    Publisher(String),
    /// An article, by its slug.
    Article(String),
    /// A file, by its path.
    File(String),
}

/// A symbol, and its byte range in the text.
pub type LocatedSymbol = (Symbol, Range<usize>);

/// Returns the symbol at an offset of a file.
pub fn symbol_at(view: &RequestView<'_>, path: &str, at: usize) -> Option<LocatedSymbol> {
    match role(path) {
        FileRole::Summary { article, .. } => in_summary(view, view.summary(path)?, article, at),
        FileRole::Original { article, .. } => in_original(view, view.original(path)?, article, at),
        FileRole::Topic { id, .. } => in_text(view, path, at)
            .or_else(|| in_front(view.text(path), at).map(|span| (Symbol::Topic(id), span))),
        FileRole::Issue { .. } => in_issue(view, path, at).or_else(|| in_text(view, path, at)),
        FileRole::Page { .. } => in_text(view, path, at),
        FileRole::Names => in_names(view, path, at),
        FileRole::Publishers => in_publishers(view, path, at),
        _ => None,
    }
}

fn in_summary(
    view: &RequestView<'_>,
    summary: &Summary,
    article: String,
    at: usize,
) -> Option<LocatedSymbol> {
    let citations = &summary.body.citations;
    if let Some(citation) = citations.iter().find(|c| touches(&c.span, at)) {
        let (numbers, span) = part(view.text(&summary.path), citation, at);
        let original = citation.names.original.as_deref().map(str::to_owned);
        let paragraphs = Symbol::Paragraphs {
            article,
            original,
            numbers,
        };
        return Some((paragraphs, span));
    }
    topics(summary)
        .find(|topic| touches(&topic.span, at))
        .map(|topic| (Symbol::Topic(topic.value.clone()), topic.span.clone()))
        .or_else(|| in_text(view, &summary.path, at))
        .or_else(|| {
            opening(view.text(&summary.path), at).map(|span| (Symbol::Article(article), span))
        })
}

/// Returns the article or the paragraphs that an edition cites at an offset.
fn in_issue(view: &RequestView<'_>, path: &str, at: usize) -> Option<LocatedSymbol> {
    let citations = &view.body(path)?.citations;
    let citation = citations.iter().find(|c| touches(&c.span, at))?;
    let article = citation.names.article.as_deref()?;
    let text = view.text(path);
    let label = text.get(citation.span.clone())?;
    let slug = label.find(article).map(|n| citation.span.start + n);
    if let Some(span) = slug.map(|start| start..start + article.len())
        && touches(&span, at)
    {
        return Some((Symbol::Article(article.to_owned()), span));
    }
    let (numbers, span) = part(text, citation, at);
    let paragraphs = Symbol::Paragraphs {
        article: article.to_owned(),
        original: citation.names.original.as_deref().map(str::to_owned),
        numbers,
    };
    Some((paragraphs, span))
}

fn in_original(
    view: &RequestView<'_>,
    original: &Original,
    article: String,
    at: usize,
) -> Option<LocatedSymbol> {
    publishers(original)
        .find(|publisher| touches(&publisher.span, at))
        .map(|id| (Symbol::Publisher(id.value.clone()), id.span.clone()))
        .or_else(|| name_in(view, &original.path, &original.body, at))
        .or_else(|| {
            let (number, span) = paragraph_at(original, at)?;
            let numbers = vec![number..=number];
            let paragraphs = Symbol::Paragraphs {
                article: article.clone(),
                original: original.id.clone(),
                numbers,
            };
            Some((paragraphs, span))
        })
        .or_else(|| {
            opening(view.text(&original.path), at).map(|span| (Symbol::Article(article), span))
        })
}

/// Returns the number of the paragraph of an original at an offset, with its range in the file.
pub fn paragraph_at(original: &Original, at: usize) -> Option<(u32, Range<usize>)> {
    let mut numbered = (1..).zip(&original.body.paragraphs);
    let (number, paragraph) = numbered.find(|(_, p)| touches(&p.source, at))?;
    Some((number, paragraph.source.clone()))
}

/// Returns the link or the name at an offset of a text.
fn in_text(view: &RequestView<'_>, path: &str, at: usize) -> Option<LocatedSymbol> {
    let body = view.body(path)?;
    let links = body.links.iter().filter(|link| touches(&link.span, at));
    // Of a picture within a link, the picture is the shorter one.
    let link = links.min_by_key(|link| link.span.len());
    if let Some(link) = link
        && let Some(symbol) = target(view, path, &link.target)
    {
        return Some((symbol, link.span.clone()));
    }
    name_in(view, path, body, at)
}

/// Returns the listed name at an offset of a text.
fn name_in(view: &RequestView<'_>, path: &str, body: &Body, at: usize) -> Option<LocatedSymbol> {
    let text = body.prose.text(view.text(path));
    let register = view.register();
    let mut names = register.find(&text).into_iter().map(|name| {
        let span = body.prose.in_file(&name.range);
        (Symbol::Name(name.index), span)
    });
    names.find(|(_, span)| touches(span, at))
}

/// Returns the symbol that a link leads to; `None` if it leaves the site.
pub fn target(view: &RequestView<'_>, path: &str, target: &str) -> Option<Symbol> {
    if let Some(path) = path_of(path, target) {
        return Some(Symbol::File(path));
    }
    let place = target.strip_prefix('/')?;
    let place = place.split(['?', '#']).next().unwrap_or(place);
    let place = percent_encoding::percent_decode_str(place).decode_utf8_lossy();
    let parts: Vec<&str> = place.split('/').filter(|part| !part.is_empty()).collect();
    // An address may begin with the path of the site.
    let id = |kind| {
        let at = parts.iter().position(|part| *part == kind)?;
        parts.get(at + 1).map(|id| (*id).to_owned())
    };
    let name = |id: String| view.names().iter().position(|name| name.id.value == id);
    id("topics")
        .map(Symbol::Topic)
        .or_else(|| id("publishers").map(Symbol::Publisher))
        .or_else(|| id("articles").map(Symbol::Article))
        .or_else(|| id("names").and_then(name).map(Symbol::Name))
        .or_else(|| text_at(view, &parts).map(Symbol::File))
}

/// Returns the path of the edition or the standing page at an address of the site, given by its segments.
fn text_at(view: &RequestView<'_>, segments: &[&str]) -> Option<String> {
    let path = match segments {
        [.., language, "editions", id] => format!("content/editions/{id}.{language}.md"),
        [.., language, slug] => format!("content/pages/{slug}.{language}.md"),
        _ => return None,
    };
    let is_there = view.workspace.sources.content(&path).is_some();
    is_there.then_some(path)
}

/// Returns the entry of names.toml at an offset.
fn in_names(view: &RequestView<'_>, path: &str, at: usize) -> Option<LocatedSymbol> {
    let text = view.text(path);
    let names = view.names().iter().enumerate();
    let start = |id: &Range<usize>| text[..id.start].rfind("[[name]]").unwrap_or(id.start);
    let before = names.filter(|(_, name)| start(&name.id.span) <= at);
    let (index, name) = before.max_by_key(|(_, name)| name.id.span.start)?;
    Some((Symbol::Name(index), name.id.span.clone()))
}

/// Returns the entry of publishers.toml at an offset.
fn in_publishers(view: &RequestView<'_>, path: &str, at: usize) -> Option<LocatedSymbol> {
    let text = view.text(path);
    let publishers = view.documents.publishers.iter();
    let start = |id: &Range<usize>| text[..id.start].rfind('\n').map_or(0, |n| n + 1);
    let before = publishers.filter(|publisher| start(&publisher.id.span) <= at);
    let publisher = before.max_by_key(|publisher| publisher.id.span.start)?;
    let id = &publisher.id;
    Some((Symbol::Publisher(id.value.clone()), id.span.clone()))
}

/// Returns the topics that a summary names: those of its front matter, then those of its passages.
pub fn topics(summary: &Summary) -> impl Iterator<Item = &Located<String>> {
    let passages = summary.body.passages.iter();
    let of_passages = passages.flat_map(|passage| &passage.topics);
    summary.topics.iter().chain(of_passages)
}

/// Returns the publishers that an original names: its own, then those of its sources.
pub fn publishers(original: &Original) -> impl Iterator<Item = &Located<String>> {
    let sources = original.sources.iter().map(|source| &source.publisher);
    original.publisher.iter().chain(sources)
}

/// Returns the part of a citation at an offset, such as `p7` in `[p2, p7]`; the whole citation if the offset is in no
/// part.
fn part(text: &str, citation: &Citation, at: usize) -> (Vec<RangeInclusive<u32>>, Range<usize>) {
    let all = || (citation.paragraphs.to_vec(), citation.span.clone());
    let Some(label) = text.get(citation.span.clone()) else {
        return all();
    };
    let start = citation.span.start;
    // The parts are in the order of the ranges: see `parse::citation`.
    let CitationNames { article, original } = &citation.names;
    let names = article.iter().chain(original);
    let mut from = names.fold(0, |from, name| {
        let at = label[from..].find(&**name);
        at.map_or(from, |at| from + at + name.len())
    });
    for range in &citation.paragraphs {
        let Some(begin) = label[from..].find('p').map(|n| from + n) else {
            break;
        };
        let end = label[begin..].find([',', '،', ']', '«', '“', '"', '„', '‹', '「']);
        let end = end.map_or(label.len(), |n| begin + n);
        let end = begin + label[begin..end].trim_end().len();
        let span = start + begin..start + end;
        if touches(&span, at) {
            return (vec![range.clone()], span);
        }
        from = end;
    }
    all()
}

/// Returns true if an offset is in a range or at its end.
pub fn touches(span: &Range<usize>, at: usize) -> bool {
    span.start <= at && at <= span.end
}

/// Returns the first line of a text's front matter, if the offset is in it: it stands for the folder of the text.
fn opening(text: &str, at: usize) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let end = start + text[start..].find(['\r', '\n'])?;
    (text[start..end].starts_with("+++") && at <= end).then_some(start..end)
}

/// Returns the range of the front matter, if the offset is in it.
fn in_front(text: &str, at: usize) -> Option<Range<usize>> {
    let first = opening(text, 0)?;
    let end = text[first.end..].find("\n+++").map(|n| first.end + n)?;
    (at <= end).then_some(first)
}
