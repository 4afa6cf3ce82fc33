//! The source of a saved page → an article. Pure.
//!
//! 1. `metadata`: what the page says of its article: title, author, day, publisher, address, language;
//! 2. dom_smoothie finds the readable part;
//! 3. `clean`: ammonia leaves of it the elements that shape a text;
//! 4. `flow` (with `inline` and `tables`) makes blocks of it, and from there on a page is read as a text is;
//! 5. `rest` names whatever of the page is not in that part.

mod clean;
mod flow;
mod inline;
mod json_ld;
mod metadata;
mod rest;
mod tables;

use super::blocks;
use super::furniture::{self, Furniture};
use super::sift::{self, Sieve};
use super::{Dropped, Field, Imported, Why, write};
use dom_smoothie::{Config, Readability};
use metadata::{Found, Metadata};

/// How deep elements are nested in a page at most, as in browsers: the time to find the readable part grows with the
/// square of it.
const MAX_DEPTH: usize = 512;
/// How many elements a page has at most for the readable part to be looked for.
const MAX_ELEMENTS: usize = 200_000;

/// Whether a text is the source of a page: it begins with a doctype or the root element, after comments and an XML
/// declaration.
pub(super) fn is_page(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?xml") => "?>",
            _ => break,
        };
        let Some((_, after)) = rest.split_once(end) else {
            return false;
        };
        rest = after.trim_start();
    }
    let start: String = rest.chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    start == "<!doctype html"
        || ["<html>", "<html ", "<html\n", "<html\r", "<html\t"]
            .iter()
            .any(|s| start.starts_with(s))
}

/// Reads a page; the caller settles the language.
pub(super) fn read(source: &str) -> Imported {
    let config = Config {
        disable_json_ld: true,
        max_elements_to_parse: MAX_ELEMENTS,
        ..Config::default()
    };
    // No address is given that could be wrong.
    let mut page = match Readability::new(source, None, Some(config)) {
        Ok(page) => page,
        Err(_) => return Imported::default(),
    };
    let metadata = metadata::read(&page, source);
    let whole = clean::cleaned(source);
    let readable = (depth(&page) <= MAX_DEPTH)
        .then(|| page.parse().ok())
        .flatten();
    let (article, place) = match &readable {
        Some(article) => (clean::cleaned(&article.content), "the page's readable part"),
        None => (whole.clone(), "the whole page"),
    };
    sort_out(&whole, &article, place, metadata)
}

/// How deep the elements of a page are nested.
fn depth(page: &Readability) -> usize {
    let mut deepest = 0;
    let mut depth = 0_usize;
    let mut node = Some(page.doc.root());
    while let Some(at) = node {
        deepest = deepest.max(depth);
        if let Some(child) = at.first_child() {
            depth += 1;
            node = Some(child);
            continue;
        }
        let mut up = Some(at);
        node = None;
        while let Some(at) = up {
            if let Some(next) = at.next_sibling() {
                node = Some(next);
                break;
            }
            depth = depth.saturating_sub(1);
            up = at.parent();
        }
    }
    deepest
}

fn sort_out(whole: &str, article: &str, place: &str, metadata: Metadata) -> Imported {
    let tokens = clean::tokens(article);
    let flow = flow::read(&tokens);
    let mut sieve = Sieve {
        blocks: flow.blocks,
        dropped: flow.dropped,
    };
    let mut imported = taken(metadata);
    let table = Furniture::table();
    sieve.drop_from(0, Why::Separator, |b| furniture::is_separator(&b.text));
    sieve.drop_from(0, Why::Furniture, |b| table.holds(&b.text));
    sieve.drop_links();
    sieve.drop_tags(&table);
    if imported.published.is_none() {
        imported.published = sieve.lift(Why::Published, 0, furniture::published);
    }
    if imported.title.is_none() {
        imported.title = sieve.take_title();
    }
    if imported.author.is_none() {
        imported.author = sieve.lift(Why::Author, 0, furniture::author);
    }
    if let Some(title) = &imported.title {
        sieve.drop_repeated(title);
    }
    blocks::mark_items(&mut sieve.blocks);
    let mut noticed = blocks::mark_bold_headings(&mut sieve.blocks);
    noticed.extend(sift::short_end(&sieve.blocks));
    let known: Vec<&str> = imported
        .title
        .iter()
        .chain(&imported.author)
        .map(String::as_str)
        .collect();
    let outside = rest::outside(&clean::tokens(whole), &tokens, &known);
    sieve
        .dropped
        .extend(outside.into_iter().map(|text| Dropped {
            line: None,
            text,
            why: Why::Outside,
        }));
    imported.taken.insert(Field::Body, place.to_string());
    Imported {
        body: write::markdown(&sieve.blocks),
        paragraphs: sift::paragraphs(&sieve.blocks),
        noticed,
        dropped: sieve.dropped,
        ..imported
    }
}

/// An article of which nothing is known but what its page says beside the text.
fn taken(metadata: Metadata) -> Imported {
    let mut imported = Imported::default();
    let mut take = |field, found: Option<Found>| {
        let found = found?;
        imported.taken.insert(field, found.place);
        Some(found.value)
    };
    let title = take(Field::Title, metadata.title);
    let language = take(Field::Language, metadata.language);
    let publisher = take(Field::Publisher, metadata.publisher);
    let author = take(Field::Author, metadata.author);
    let published = take(Field::Published, metadata.published);
    let url = take(Field::Url, metadata.url);
    for day in metadata.unread_days {
        imported.remarks.push(format!(
            "The day of publication cannot be read from “{}” ({}): write it as `published = 2025-08-31`.",
            day.value, day.place
        ));
    }
    Imported {
        title,
        language: language.unwrap_or_default(),
        publisher,
        author,
        published,
        url,
        ..imported
    }
}
