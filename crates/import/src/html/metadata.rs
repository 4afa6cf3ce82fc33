//! What a page says of its article beside the text: in JSON-LD, in `<meta>`, `<link>`, `<time>` and the like. Pure.
//!
//! Each thing is looked for in a fixed order, the most trustworthy place first, and goes with the place where it was found.

use super::json_ld::{self, Article};
use crate::{furniture, words};
use dom_smoothie::Readability;
use mujaz_locale::parse_tag;
use std::collections::BTreeSet;

/// The longest value that can be one of these things, in bytes: a text under a wrong name is none.
const LONGEST: usize = 2000;

/// A thing that a page says, and the place where it says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub value: String,
    pub place: String,
}

/// What a page says of its article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub title: Option<Found>,
    pub author: Option<Found>,
    pub publisher: Option<Found>,
    pub published: Option<Found>,
    pub url: Option<Found>,
    pub language: Option<Found>,
    /// The article's text in JSON-LD.
    pub body: Option<String>,
    /// Days of publication that cannot be read.
    pub unread_days: Vec<Found>,
}

/// What a page says, as it says it.
struct Said {
    /// The names of `<meta>` elements in lower case, and what they contain.
    metas: Vec<(String, String)>,
    article: Article,
    /// The first-level headings that hold text.
    headings: Vec<String>,
    /// The page's `<title>`.
    title: Option<String>,
}

/// Reads what a page says of its article. `source` is the page's source, in which browsers note where they saved it from.
pub(super) fn read(page: &Readability, source: &str) -> Metadata {
    let said = Said {
        metas: metas(page),
        article: json_ld::read(&texts(page, "script[type='application/ld+json']", false)),
        headings: texts(page, "h1", true),
        title: texts(page, "title", true).into_iter().next(),
    };
    let publisher = said.publisher();
    let site = publisher.as_ref().map(|found| found.value.as_str());
    let (published, unread_days) = said.published(page);
    Metadata {
        title: said.title(site),
        author: said.author(page, site),
        published,
        unread_days,
        url: said.url(page, source),
        language: said.language(page),
        publisher,
        body: said.article.body,
    }
}

/// The texts of a page's elements that hold some, on one line each if `tidy`.
fn texts(page: &Readability, selector: &str, tidy: bool) -> Vec<String> {
    let elements = page.doc.select(selector);
    let texts = elements.iter().map(|element| match tidy {
        true => words::fit_line(&element.text()),
        false => element.text().to_string(),
    });
    texts.filter(|text| !text.is_empty()).collect()
}

fn metas(page: &Readability) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for meta in page.doc.select("meta").iter() {
        let Some(content) = meta.attr("content") else {
            continue;
        };
        let content = words::one_line(&content);
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = meta.attr(key)
                && !content.is_empty()
            {
                metas.push((name.trim().to_lowercase(), content.clone()));
            }
        }
    }
    metas
}

/// A value found in JSON-LD.
fn json(property: &str, value: &Option<String>) -> Option<Found> {
    found(&format!("JSON-LD {property}"), value.clone()?)
}

fn found(place: &str, value: String) -> Option<Found> {
    let place = place.to_string();
    let value = words::fit_line(&value);
    if value.len() > LONGEST {
        return None;
    }
    (!value.is_empty()).then_some(Found { value, place })
}

impl Said {
    /// The first of some `<meta>` elements that is there, by the order of the names.
    fn meta(&self, names: &[&str]) -> Option<Found> {
        self.all(names).into_iter().next()
    }

    fn all(&self, names: &[&str]) -> Vec<Found> {
        let all = names
            .iter()
            .flat_map(|name| self.metas.iter().filter(move |(n, _)| n == name));
        all.filter_map(|(name, content)| found(name, content.clone()))
            .collect()
    }

    fn publisher(&self) -> Option<Found> {
        self.meta(&["og:site_name"])
            .or_else(|| json("publisher", &self.article.publisher))
            .or_else(|| {
                self.meta(&[
                    "dc.publisher",
                    "dcterms.publisher",
                    "publisher",
                    "application-name",
                ])
            })
            .filter(|found| !is_address(&found.value))
    }

    /// The headline that readers see, if a title for machines says the same; else the first of those titles.
    fn title(&self, site: Option<&str>) -> Option<Found> {
        let mut titles: Vec<Found> = json("headline", &self.article.headline)
            .into_iter()
            .collect();
        titles.extend(self.all(&["og:title", "twitter:title", "dc.title", "dcterms.title"]));
        titles.extend(self.title.clone().and_then(|title| found("<title>", title)));
        for title in &mut titles {
            title.value = without_site(&title.value, site);
        }
        let heading = self.headings.iter().find(|heading| {
            let heading = words::folded(heading);
            titles
                .iter()
                .map(|t| words::folded(&t.value))
                .any(|t| agree(&t, &heading))
        });
        match heading {
            Some(heading) => found("<h1>", heading.clone()),
            None if titles.is_empty() => match self.headings.as_slice() {
                [heading] => found("<h1>", heading.clone()),
                _ => None,
            },
            None => titles.into_iter().next(),
        }
    }

    /// The author, unless the publisher stands in that place.
    fn author(&self, page: &Readability, site: Option<&str>) -> Option<Found> {
        let site = site.map(words::folded);
        let mut all: Vec<Found> = json("author", &self.article.author).into_iter().collect();
        all.extend(self.all(&[
            "author",
            "article:author",
            "dc.creator",
            "dcterms.creator",
            "byl",
            "parsely-author",
        ]));
        let linked = texts(
            page,
            "[rel='author'], [itemprop='author'] [itemprop='name']",
            true,
        );
        all.extend(
            linked
                .into_iter()
                .filter_map(|name| found("rel=author", name)),
        );
        all.into_iter()
            .map(|mut author| {
                author.value = furniture::author(&author.value).unwrap_or(author.value);
                author
            })
            .find(|author| {
                let folded = words::folded(&author.value);
                let is_name = !is_address(&author.value) && words::chars(&author.value) <= 200;
                is_name && folded.contains(char::is_alphabetic) && Some(folded) != site
            })
    }

    /// The day of publication, and what stands in its places and cannot be read.
    fn published(&self, page: &Readability) -> (Option<Found>, Vec<Found>) {
        let mut all: Vec<Found> =
            self.all(&["article:published_time", "og:article:published_time"]);
        all.extend(json("datePublished", &self.article.published));
        all.extend(self.all(&[
            "datepublished",
            "date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "dcterms.date",
            "dcterms.created",
            "pubdate",
            "publishdate",
            "publish_date",
            "publish-date",
            "parsely-pub-date",
            "sailthru.date",
        ]));
        for selector in [
            "[itemprop='datePublished']",
            "time[pubdate]",
            "article time",
            "time",
        ] {
            let elements = page.doc.select(selector);
            let Some(first) = elements.iter().next() else {
                continue;
            };
            let written = first.attr("datetime").or_else(|| first.attr("content"));
            all.extend(written.and_then(|day| found("<time>", words::one_line(&day))));
        }
        let read = all
            .iter()
            .find_map(|said| found(&said.place, day(&said.value)?));
        let unread = if read.is_some() { Vec::new() } else { all };
        (read, unread)
    }

    /// The address that the page is to be known by.
    fn url(&self, page: &Readability, source: &str) -> Option<Found> {
        let links = page.doc.select("link[rel~='canonical']");
        let canonical = links.iter().find_map(|link| link.attr("href"));
        let canonical =
            canonical.and_then(|url| found("<link rel=canonical>", url.trim().to_string()));
        let places = canonical.into_iter().chain(self.all(&["og:url"]));
        let places = places
            .chain(json("url", &self.article.url))
            .chain(saved_from(source));
        places.into_iter().find(|url| is_address(&url.value))
    }

    /// The language, without a region: that says where the site is at home.
    fn language(&self, page: &Readability) -> Option<Found> {
        let html = page.doc.select("html");
        let lang = html.iter().next().and_then(|html| html.attr("lang"));
        let lang = lang.and_then(|tag| found("<html lang>", tag.trim().to_string()));
        let places = lang
            .into_iter()
            .chain(json("inLanguage", &self.article.language));
        let places =
            places.chain(self.all(&["og:locale", "content-language", "dc.language", "language"]));
        places.into_iter().find_map(|said| {
            let tag = said.value.replace('_', "-");
            let (language, rest) = tag.split_once('-').unwrap_or((&tag, ""));
            let script = rest.split('-').next().filter(|subtag| subtag.len() == 4);
            let tag = script.map_or(language.to_string(), |script| {
                format!("{language}-{script}")
            });
            let tag = parse_tag(&tag).ok().filter(|tag| tag != "und")?;
            found(&said.place, tag)
        })
    }
}

/// Whether two titles in folded form are one: one may have more at its beginning or end.
fn agree(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && (long.starts_with(short) || long.ends_with(short))
}

/// What stands between a title and a site's name.
const SEPARATORS: [&str; 7] = [" | ", " - ", " – ", " — ", " :: ", " » ", " • "];

/// A title without the site's name after or before it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(words::folded).filter(|site| !site.is_empty());
    let rest = halves(title)
        .find(|(_, half)| Some(words::folded(half)) == site)
        .map_or(title, |(rest, _)| rest);
    rest.trim().to_string()
}

/// The part of a title that a page shows on a line of its own, where it does not show the whole title and the rest may be
/// the site's name: at least three words, and the longest such part.
pub(super) fn shown<'t>(title: &'t str, lines: &[String]) -> Option<&'t str> {
    let parts: Vec<&str> = halves(title)
        .map(|(part, _)| part.trim())
        .filter(|part| words::count(part) >= 3)
        .collect();
    if parts.is_empty() {
        return None;
    }
    let lines: BTreeSet<String> = lines.iter().map(|line| words::folded(line)).collect();
    if lines.contains(&words::folded(title)) {
        return None;
    }
    let on_page = parts
        .into_iter()
        .filter(|part| lines.contains(&words::folded(part)));
    on_page.max_by_key(|part| part.len())
}

/// A title parted at each last and first of the separators, in both orders.
fn halves(title: &str) -> impl Iterator<Item = (&str, &str)> {
    SEPARATORS.iter().flat_map(|separator| {
        let last = title.rsplit_once(separator);
        let first = title.split_once(separator);
        let both = |(a, b)| [(a, b), (b, a)];
        last.into_iter().chain(first).flat_map(both)
    })
}

/// Whether a text is an address on the web, written in full.
fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| !host.is_empty())
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// The address that a browser wrote into the page when it saved it: `<!-- saved from url=(0030)https://… -->`.
fn saved_from(source: &str) -> Option<Found> {
    let (_, rest) = source.split_once("<!-- saved from url=(")?;
    let url = rest.split_once(')')?.1.split_whitespace().next()?;
    found("the browser's note", url.to_string())
}

/// The day, as YYYY-MM-DD, of an ISO date or date and time, also with slashes, or of the date of an e-mail's head. Days
/// that programs put where they know none are none.
fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let head = text.get(..10).map(|head| head.replace('/', "-"));
    let iso = head.and_then(|head| furniture::iso_date(&head));
    let iso = iso.filter(|_| text[10..].is_empty() || text[10..].starts_with(['T', 't', ' ']));
    let mail = || {
        let parser = jiff::fmt::rfc2822::DateTimeParser::new();
        Some(parser.parse_zoned(text).ok()?.date().to_string())
    };
    iso.or_else(mail)
        .filter(|day| !day.starts_with("000") && day != "1970-01-01")
}
