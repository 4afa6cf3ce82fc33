//! What links lead to: from the words that an author wrote to an address, or a diagnostic with its place.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use percent_encoding::percent_decode_str;

use crate::diagnostic::{Diagnostic, nearest};
use crate::link::Grouped;
use crate::link::address::{ARTICLES_DATA, Address, FEEDS, OPML, SITEMAP};
use crate::link::pictures;
use crate::link::site::{Article, Shown, Targets, names_of, publishers_of};
use crate::parse::config::{BaseUrl, Language};
use crate::parse::markdown::{Body, Link};
use crate::parse::{Attachment, Documents};

/// Everything that a link within the site can lead to.
pub struct Resolver<'r, 's> {
    base: &'r BaseUrl,
    languages: &'s [Language],
    documents: &'s Documents,
    /// In the order of their slugs.
    articles: &'r [Article<'s>],
    topics: &'r [&'s str],
    /// Topics' introductions and standing pages, by the path of their file.
    texts: BTreeMap<&'s str, Page<'s>>,
    /// Made for the first link that names a page from the root of the site: there are as many as pages.
    addresses: OnceLock<Addresses<'s>>,
}

/// Every address that a link from the root of the site may name, and what is known of it.
type Addresses<'s> = BTreeMap<Address, Known<'s>>;

/// A page that a source file became.
struct Page<'s> {
    address: Address,
    body: &'s Body,
}

/// What is known of an address beyond that it is one.
#[derive(Clone, Copy)]
enum Known<'s> {
    /// A page that no single text makes.
    Page,
    /// The text of the page.
    Text(&'s Body),
    /// A file beside an article.
    File(&'s Attachment),
}

/// Where a link leads: an address, what is known of it, and the part of the page that is meant.
struct Place<'p, 's> {
    address: Cow<'p, Address>,
    known: Known<'s>,
    fragment: Option<&'static str>,
}

impl<'r, 's> Resolver<'r, 's> {
    /// Gathers what links can lead to.
    pub fn new(
        base: &'r BaseUrl,
        languages: &'s [Language],
        documents: &'s Documents,
        articles: &'r [Article<'s>],
        topics: &'r [&'s str],
        pages: &Grouped<'s>,
    ) -> Self {
        let is_known = |id: &str| topics.contains(&id);
        let introductions = documents.topics.iter().filter(|t| is_known(&t.id));
        let introductions = introductions.map(|text| {
            let address = Address::entry(&text.lang, "topics", &text.id);
            (text.as_ref(), address)
        });
        let pages = pages.values().flatten().flatten().map(|text| {
            let address = Address::standing(&text.lang, &text.id);
            (*text, address)
        });
        let texts = introductions.chain(pages).map(|(text, address)| {
            let body = &text.body;
            (text.path.as_ref(), Page { address, body })
        });
        Resolver {
            base,
            languages,
            documents,
            articles,
            topics,
            texts: texts.collect(),
            addresses: OnceLock::new(),
        }
    }

    /// The addresses of all pages and files.
    fn addresses(&self) -> &Addresses<'s> {
        self.addresses.get_or_init(|| {
            let mut addresses = self.fixed();
            for article in self.articles {
                for edition in article.editions.iter().flatten() {
                    let body = &edition.summary.body;
                    addresses.insert(edition.address.clone(), Known::Text(body));
                    let files = article.attachments.iter();
                    let files =
                        files.map(|file| (edition.address.file(&file.name), Known::File(file)));
                    addresses.extend(files);
                }
                addresses.extend(self.months(article).map(|month| (month, Known::Page)));
            }
            let texts = self.texts.values();
            addresses.extend(texts.map(|page| (page.address.clone(), Known::Text(page.body))));
            addresses
        })
    }

    /// Pages that every site has.
    fn fixed(&self) -> Addresses<'s> {
        let mut addresses = Addresses::from([(Address::root(), Known::Page)]);
        let files = [SITEMAP, OPML, "robots.txt"].map(Address::written);
        addresses.extend(files.map(|file| (file, Known::Page)));
        let publishers = publishers_of(self.articles);
        for Language {
            tag, preference, ..
        } in self.languages
        {
            let home = Address::home(tag);
            addresses.insert(home.file(ARTICLES_DATA), Known::Page);
            let feeds = self
                .topics
                .iter()
                .map(|id| Address::entry(tag, "topics", id));
            for page in feeds.chain([home.clone()]) {
                addresses.extend(FEEDS.map(|feed| (page.file(feed), Known::Page)));
            }
            addresses.insert(home, Known::Page);
            for section in FRONTS {
                addresses.insert(Address::section(tag, section), Known::Page);
            }
            let topics = self.topics.iter().map(|id| ("topics", *id));
            let publishers = publishers.iter().map(|index| {
                let publisher = &self.documents.publishers[*index];
                ("publishers", publisher.id.value.as_str())
            });
            let names = names_of(self.articles, preference).into_iter();
            let names = names.map(|index| ("names", self.documents.names[index].id.value.as_str()));
            let entries: Vec<_> = topics.chain(publishers).chain(names).collect();
            for (section, id) in entries {
                addresses.insert(Address::section(tag, section), Known::Page);
                addresses.insert(Address::entry(tag, section, id), Known::Page);
            }
        }
        addresses
    }

    fn months(&self, article: &Article<'s>) -> impl Iterator<Item = Address> {
        let languages = self.languages.iter();
        languages.filter_map(|language| {
            let date = article.date(&language.preference)?;
            Some(Address::month(&language.tag, date.year(), date.month()))
        })
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
        let place = self.place(path, lang, &place).ok()?;
        let Known::File(file) = place.known else {
            return None;
        };
        pictures::shown(file, &place.address, self.base)
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
        let Place {
            address,
            known,
            fragment: own_fragment,
            ..
        } = self.place(path, lang, &place)?;
        let href = address.href(self.base);
        match (fragment, own_fragment) {
            (Some(fragment), None) => self.anchor(href, known.text(), &fragment),
            (None, Some(own)) => Ok(format!("{href}#{own}")),
            (Some(fragment), Some(_)) => Ok(format!("{href}#{fragment}")),
            (None, None) => Ok(href),
        }
    }

    /// What stands at a place that an author named.
    fn place(&self, path: &str, lang: &str, place: &str) -> Result<Place<'_, 's>, Broken> {
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

    fn page_at(&self, rest: &str) -> Result<Place<'_, 's>, Broken> {
        let address = Address::written(rest);
        if let Some((address, known)) = self.addresses().get_key_value(&address) {
            return Ok(Place {
                address: Cow::Borrowed(address),
                known: *known,
                fragment: None,
            });
        }
        if let Some(broken) = self.without_article(&address) {
            return Err(broken);
        }
        let known = self.addresses().keys().map(Address::as_str);
        let near = nearest_path(address.as_str(), known);
        let near = near.map(|near| format!("did you mean `/{near}`?"));
        Err(Broken::file(
            &format!("the site has no page `/{}`", address.as_str()),
            near,
        ))
    }

    /// Explains why a listed name or publisher has no page at its address.
    fn without_article(&self, address: &Address) -> Option<Broken> {
        let (tag, rest) = address.as_str().split_once('/')?;
        let (section, id) = rest.trim_end_matches('/').split_once('/')?;
        self.languages.iter().find(|language| language.tag == tag)?;
        let (mut names, mut publishers) = (
            self.documents.names.iter(),
            self.documents.publishers.iter(),
        );
        let (is_listed, why) = match section {
            "names" => (
                names.any(|name| name.id.value == id),
                "no published article mentions it",
            ),
            "publishers" => (
                publishers.any(|publisher| publisher.id.value == id),
                "it has no published article",
            ),
            _ => return None,
        };
        let why = format!("`{id}` has no page in `{tag}`, since {why}");
        is_listed.then(|| {
            Broken::file(
                &why,
                Some("remove the link, or publish such an article".into()),
            )
        })
    }

    fn page_of(&self, path: &str, lang: &str, place: &str) -> Result<Place<'_, 's>, Broken> {
        let Some(file) = beside(path, place) else {
            return Err(Broken::file("it leaves the site's folder", None));
        };
        if let Some(page) = self.texts.get(file.as_str()) {
            return Ok(Place {
                address: Cow::Borrowed(&page.address),
                known: Known::Text(page.body),
                fragment: None,
            });
        }
        if let Some(place) = self.in_article(&file, lang) {
            return Ok(place);
        }
        if self.paths().any(|path| path == file) {
            let why =
                format!("{file} is not published: it is a draft, or its article has no summary");
            return Err(Broken::file(
                &why,
                Some("publish it, or remove the link".into()),
            ));
        }
        let files = self.texts.keys().copied().chain(self.published());
        let near = nearest_path(&file, files).map(|near| format!("did you mean {near}?"));
        Err(Broken::file(&format!("there is no file {file}"), near))
    }

    /// Where a file of an article's folder stands: a summary on its page; an original on the page, and an attachment beside
    /// it, in the first language that readers of the link's language prefer.
    fn in_article(&self, file: &str, lang: &str) -> Option<Place<'_, 's>> {
        let (slug, name) = file.strip_prefix("content/articles/")?.split_once('/')?;
        let place = self
            .articles
            .binary_search_by(|article| article.slug.cmp(slug));
        let article = &self.articles[place.ok()?];
        let editions = article.editions.iter().flatten();
        if let Some(edition) = editions.clone().find(|e| *e.summary.path == *file) {
            return Some(Place {
                address: Cow::Borrowed(&edition.address),
                known: Known::Text(&edition.summary.body),
                fragment: None,
            });
        }
        let language = self
            .languages
            .iter()
            .find(|language| language.tag == lang)?;
        let (_, edition) = article.edition_for(&language.preference)?;
        if *article.original.path == *file {
            return Some(Place {
                address: Cow::Borrowed(&edition.address),
                known: Known::Page,
                fragment: Some("original"),
            });
        }
        let mut files = article.attachments.iter();
        let file = files.find(|beside| beside.name == name)?;
        Some(Place {
            address: Cow::Owned(edition.address.file(name)),
            known: Known::File(file),
            fragment: None,
        })
    }

    /// The files of all articles, published or not.
    fn paths(&self) -> impl Iterator<Item = &'s str> {
        let documents = self.documents;
        let summaries = documents.summaries.iter().map(|s| s.path.as_ref());
        let originals = documents.originals.iter().map(|o| o.path.as_ref());
        let attachments = documents.attachments.iter().map(|a| a.path.as_ref());
        summaries.chain(originals).chain(attachments)
    }

    /// The files of all articles that are published.
    fn published(&self) -> impl Iterator<Item = &'s str> {
        self.articles.iter().flat_map(|article| {
            let editions = article.editions.iter().flatten();
            let attachments = article.attachments.iter();
            editions
                .map(|edition| edition.summary.path.as_ref())
                .chain([article.original.path.as_ref()])
                .chain(attachments.map(|beside| beside.path.as_ref()))
        })
    }
}

impl<'s> Known<'s> {
    fn text(self) -> Option<&'s Body> {
        match self {
            Known::Text(body) => Some(body),
            Known::Page | Known::File(_) => None,
        }
    }
}

/// Front pages of the sections that every site has.
const FRONTS: [&str; 2] = ["chronology", "archive"];

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
