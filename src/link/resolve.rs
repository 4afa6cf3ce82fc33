//! What links lead to: from the words that an author wrote to an address, or a diagnostic with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::diagnostic::{Diagnostic, nearest};
use crate::link::Grouped;
use crate::link::address::Address;
use crate::link::pictures;
use crate::link::site::{Article, Shown, Targets};
use crate::parse::config::{BaseUrl, Language};
use crate::parse::markdown::{Body, Link};
use crate::parse::{Attachment, Documents};

/// Everything that a link within the site can lead to.
pub struct Resolver<'s> {
    base: BaseUrl,
    /// What each source file became, by path.
    files: BTreeMap<&'s str, Page<'s>>,
    /// Every address that a link from the root of the site may name, and the page's ids where they are known.
    addresses: BTreeMap<Address, Option<&'s Body>>,
    /// Attachments and originals, by path: the languages that have them and where they stand there.
    beside: BTreeMap<&'s str, Vec<(&'s str, Beside)>>,
    /// Attachments, by the address of the file in each language.
    attached: BTreeMap<Address, &'s Attachment>,
    /// Files that exist but are not published.
    unpublished: BTreeSet<&'s str>,
    documents: &'s Documents,
}

/// A page that a source file became.
struct Page<'s> {
    address: Address,
    body: &'s Body,
}

/// Where a file stands that has no page of its own: beside an article's page, or on it.
struct Beside {
    address: Address,
    fragment: Option<&'static str>,
}

impl<'s> Resolver<'s> {
    /// Gathers what links can lead to.
    pub fn new(
        base: &BaseUrl,
        languages: &'s [Language],
        documents: &'s Documents,
        articles: &[Article<'s>],
        topics: &[&'s str],
        pages: &Grouped<'s>,
    ) -> Self {
        let mut resolver = Resolver {
            base: base.clone(),
            files: BTreeMap::new(),
            addresses: BTreeMap::new(),
            beside: BTreeMap::new(),
            attached: BTreeMap::new(),
            unpublished: BTreeSet::new(),
            documents,
        };
        resolver.fixed(languages, documents, topics);
        for article in articles {
            resolver.article(article);
            resolver.months(article, languages);
        }
        for text in documents
            .topics
            .iter()
            .filter(|t| topics.contains(&t.id.as_str()))
        {
            let address = Address::entry(&text.lang, "topics", &text.id);
            resolver.page(&text.path, address, &text.body);
        }
        for text in pages.values().flatten().flatten() {
            resolver.page(
                &text.path,
                Address::standing(&text.lang, &text.id),
                &text.body,
            );
        }
        let summaries = documents.summaries.iter().map(|s| &s.path);
        let originals = documents.originals.iter().map(|o| &o.path);
        let attachments = documents.attachments.iter().map(|a| &a.path);
        for path in summaries.chain(originals).chain(attachments) {
            if !resolver.files.contains_key(path.as_ref())
                && !resolver.beside.contains_key(path.as_ref())
            {
                resolver.unpublished.insert(path);
            }
        }
        resolver
    }

    /// Pages that every site has.
    fn fixed(&mut self, languages: &[Language], documents: &Documents, topics: &[&str]) {
        self.addresses.insert(Address::root(), None);
        for Language { tag, .. } in languages {
            self.addresses.insert(Address::home(tag), None);
            for section in ["topics", "archive", "publishers", "names"] {
                self.addresses.insert(Address::section(tag, section), None);
            }
            let topics = topics.iter().map(|id| ("topics", *id));
            let publishers = documents
                .publishers
                .iter()
                .map(|p| ("publishers", p.id.value.as_str()));
            let names = documents
                .names
                .iter()
                .map(|n| ("names", n.id.value.as_str()));
            for (section, id) in topics.chain(publishers).chain(names) {
                self.addresses
                    .insert(Address::entry(tag, section, id), None);
            }
        }
    }

    fn article(&mut self, article: &Article<'s>) {
        let editions = || article.editions.iter().flatten();
        for edition in editions() {
            let summary = edition.summary;
            self.page(&summary.path, edition.address.clone(), &summary.body);
        }
        let original = editions().map(|edition| {
            let address = edition.address.clone();
            let fragment = Some("original");
            (edition.summary.lang.as_str(), Beside { address, fragment })
        });
        self.beside
            .insert(&article.original.path, original.collect());
        for attachment in article.attachments.iter().copied() {
            let places = editions()
                .map(|edition| {
                    let address = edition.address.file(&attachment.name);
                    self.addresses.insert(address.clone(), None);
                    self.attached.insert(address.clone(), attachment);
                    let fragment = None;
                    (edition.summary.lang.as_str(), Beside { address, fragment })
                })
                .collect();
            self.beside.insert(&attachment.path, places);
        }
    }

    fn months(&mut self, article: &Article<'s>, languages: &[Language]) {
        for (index, language) in languages.iter().enumerate() {
            if let Some(date) = article.date(index, index) {
                let month = Address::month(&language.tag, date.year(), date.month());
                self.addresses.insert(month, None);
            }
        }
    }

    fn page(&mut self, path: &'s str, address: Address, body: &'s Body) {
        self.addresses.insert(address.clone(), Some(body));
        self.files.insert(path, Page { address, body });
    }

    /// Where each link of a body leads, in the order of the body's links, and what its pictures are; a broken link is
    /// reported and leads nowhere.
    pub fn body(
        &self,
        path: &Arc<str>,
        lang: &str,
        body: &Body,
        found: &mut Vec<Diagnostic>,
    ) -> Targets<'s> {
        let link = |link: &Link| {
            self.link(path, lang, body, &link.target)
                .unwrap_or_else(|broken| {
                    found.push(broken.diagnostic(path, link));
                    String::new()
                })
        };
        let picture = |link: &u32| self.picture(path, lang, body.links.get(*link as usize)?);
        Targets {
            hrefs: body.links.iter().map(link).collect(),
            pictures: body.pictures.iter().map(picture).collect(),
        }
    }

    /// The picture that a link leads to, if that is beside an article.
    fn picture(&self, path: &str, lang: &str, link: &Link) -> Option<Shown<'s>> {
        let place = link.target.split('#').next().unwrap_or_default();
        let place = percent_decode_str(place).decode_utf8_lossy();
        let (address, ..) = self.place(path, lang, &place).ok()?;
        pictures::shown(self.attached.get(address)?, address, &self.base)
    }

    fn link(&self, path: &str, lang: &str, body: &Body, target: &str) -> Result<String, Broken> {
        let (place, fragment) = match target.split_once('#') {
            Some((place, fragment)) => (place, Some(fragment)),
            None => (target, None),
        };
        let fragment = fragment.map(|f| percent_decode_str(f).decode_utf8_lossy().into_owned());
        let place = percent_decode_str(place).decode_utf8_lossy().into_owned();
        if place.is_empty() {
            return match fragment {
                Some(fragment) => self.anchor(String::new(), Some(body), &fragment),
                None => Err(Broken::file("it names nothing", None)),
            };
        }
        // A file with an error of its own may well become the page that is meant.
        let is_unread = |file: String| self.documents.unread.contains(file.as_str());
        if !place.starts_with('/') && beside(path, &place).is_some_and(is_unread) {
            return Ok(String::new());
        }
        let (address, body, own_fragment) = self.place(path, lang, &place)?;
        let href = address.href(&self.base);
        match (fragment, own_fragment) {
            (Some(fragment), None) => self.anchor(href, body, &fragment),
            (None, Some(own)) => Ok(format!("{href}#{own}")),
            (Some(fragment), Some(_)) => Ok(format!("{href}#{fragment}")),
            (None, None) => Ok(href),
        }
    }

    /// What stands at a place that an author named: its address, and the text there and the part of it that is meant, where
    /// there is one.
    fn place(
        &self,
        path: &str,
        lang: &str,
        place: &str,
    ) -> Result<(&Address, Option<&'s Body>, Option<&'static str>), Broken> {
        match place.strip_prefix('/') {
            Some(rest) => self.page_at(rest),
            None => self.page_of(path, lang, place),
        }
    }

    /// A link to a part of a page. The ids of pages that no single text makes are not known and taken on trust.
    fn anchor(&self, href: String, body: Option<&Body>, fragment: &str) -> Result<String, Broken> {
        let Some(body) = body else {
            return Ok(format!("{href}#{fragment}"));
        };
        let is_paragraph = fragment
            .strip_prefix('p')
            .is_some_and(|n| n.parse::<usize>().is_ok());
        let known = body.anchors.iter().any(|anchor| anchor == fragment)
            || is_paragraph
            || matches!(fragment, "main" | "original" | "summary");
        if known {
            return Ok(format!("{href}#{fragment}"));
        }
        let near = nearest(fragment, body.anchors.iter().map(String::as_str));
        Err(Broken {
            code: "anchor-broken",
            why: format!("there is no heading `#{fragment}` on that page"),
            help: match (near, body.anchors.is_empty()) {
                (Some(near), _) => format!("did you mean `#{near}`?"),
                (None, true) => "the page has no headings".into(),
                (None, false) => format!("its headings are #{}", body.anchors.join(", #")),
            },
        })
    }

    fn page_at(
        &self,
        rest: &str,
    ) -> Result<(&Address, Option<&'s Body>, Option<&'static str>), Broken> {
        let address = Address::written(rest);
        if let Some((address, body)) = self.addresses.get_key_value(&address) {
            return Ok((address, *body, None));
        }
        let near = nearest_path(address.as_str(), self.addresses.keys().map(Address::as_str));
        let near = near.map(|near| format!("did you mean `/{near}`?"));
        Err(Broken::file(
            &format!("the site has no page `/{}`", address.as_str()),
            near,
        ))
    }

    fn page_of(
        &self,
        path: &str,
        lang: &str,
        place: &str,
    ) -> Result<(&Address, Option<&'s Body>, Option<&'static str>), Broken> {
        let Some(file) = beside(path, place) else {
            return Err(Broken::file("it leaves the site's folder", None));
        };
        if let Some(page) = self.files.get(file.as_str()) {
            return Ok((&page.address, Some(page.body), None));
        }
        if let Some(places) = self.beside.get(file.as_str()) {
            let own = places
                .iter()
                .find(|(tag, _)| *tag == lang)
                .or(places.first());
            if let Some((_, place)) = own {
                return Ok((&place.address, None, place.fragment));
            }
        }
        if self.unpublished.contains(file.as_str()) {
            let why =
                format!("{file} is not published: it is a draft, or its article has no summary");
            return Err(Broken::file(
                &why,
                Some("publish it, or remove the link".into()),
            ));
        }
        let files = self.files.keys().chain(self.beside.keys()).copied();
        let near = nearest_path(&file, files).map(|near| format!("did you mean {near}?"));
        Err(Broken::file(&format!("there is no file {file}"), near))
    }
}

/// A link that leads nowhere.
struct Broken {
    code: &'static str,
    why: String,
    help: String,
}

impl Broken {
    fn file(why: &str, help: Option<String>) -> Self {
        let otherwise = "link to a file of the site by its path from here, as in ../article/summary.en.md, or to a page from the root, as in /en/topics/";
        Broken {
            code: "link-broken",
            why: why.to_owned(),
            help: help.unwrap_or_else(|| otherwise.to_owned()),
        }
    }

    fn diagnostic(self, path: &Arc<str>, link: &Link) -> Diagnostic {
        let message = if link.target.is_empty() {
            "this link names no address".into()
        } else {
            format!("the link to `{}` is broken: {}", link.target, self.why)
        };
        Diagnostic::error(self.code, path, message)
            .at(link.span.clone())
            .help(self.help)
    }
}

/// The path that a mistyped one was most likely meant to be: one that differs in a single part, and little in that.
fn nearest_path<'p>(path: &str, paths: impl Iterator<Item = &'p str>) -> Option<&'p str> {
    let parts: Vec<&str> = path.split('/').collect();
    let is_near = |other: &&str| {
        let others: Vec<&str> = other.split('/').collect();
        let mut pairs = parts.iter().zip(&others).filter(|(a, b)| a != b);
        let near = pairs
            .next()
            .and_then(|(mistyped, meant)| nearest(mistyped, [*meant]));
        near.is_some() && pairs.next().is_none() && others.len() == parts.len()
    };
    nearest(path, paths.filter(is_near))
}

/// The path of a file named from another file; `None` where it leaves the site.
fn beside(path: &str, place: &str) -> Option<String> {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in place.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{beside, nearest_path};

    #[test]
    fn a_path_is_suggested_where_one_part_of_it_is_mistyped() {
        let paths = [
            "a/treaty/summary.en.md",
            "a/treaty/summary.ar.md",
            "en/topics/economy/",
        ];
        for (path, meant) in [
            ("a/traety/summary.en.md", Some("a/treaty/summary.en.md")),
            ("a/treaty/sumary.ar.md", Some("a/treaty/summary.ar.md")),
            ("en/topics/econmy/", Some("en/topics/economy/")),
            ("a/معاهدة/summary.ar.md", None),
            ("a/treaty/picture.png", None),
            ("treaty/summary.en.md", None),
        ] {
            assert_eq!(nearest_path(path, paths.into_iter()), meant, "{path}");
        }
    }

    #[test]
    fn paths_are_taken_from_the_file_that_names_them() {
        let path = "content/articles/x/summary.ar.md";
        for (place, expected) in [
            ("a.png", Some("content/articles/x/a.png")),
            ("./a.png", Some("content/articles/x/a.png")),
            (
                "../y/summary.ar.md",
                Some("content/articles/y/summary.ar.md"),
            ),
            ("../../pages/about.ar.md", Some("content/pages/about.ar.md")),
            ("../../../../../etc/passwd", None),
        ] {
            assert_eq!(beside(path, place).as_deref(), expected, "{place}");
        }
    }
}
