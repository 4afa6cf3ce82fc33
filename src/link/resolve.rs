//! Resolves links: turns the target that an author wrote into an address, or reports it as broken, with its place.
//!
//! Takes the documents and the gathered articles; returns the addresses, pictures and named files of each body. It looks up
//! targets among the documents only, and never on disk.

mod anchors;
mod broken;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use percent_encoding::percent_decode_str;

use crate::diagnostic::Diagnostic;
use crate::lang::nfc;
use crate::link::address::{
    ARTICLES_DATA, Address, FEEDS, FIGURES_DATA, ISSUE_DATA, ISSUE_EMAIL, ISSUE_EMAIL_TOGETHER,
    OPML, SITEMAP,
};
use crate::link::held::Hold;
use crate::link::named::NamedFile;
use crate::link::near::{nearest_path, twin};
use crate::link::originals::original_anchor;
use crate::link::people::People;
use crate::link::resolve::broken::{Broken, expired, held};
use crate::link::site::{Article, ShownPicture, Targets, names_of, publishers_of};
use crate::link::standing::StandingTexts;
use crate::link::{pictures, policy};
use crate::parse::config::{BaseUrl, Language};
use crate::parse::issue::IssueText;
use crate::parse::layout::{FileRole, role};
use crate::parse::markdown::{Body, Link, LinkUse, Resource, web_href};
use crate::parse::{Attachment, Documents};

/// The table of all targets of links within the site.
pub struct Resolver<'r, 's> {
    base: &'r BaseUrl,
    languages: &'s [Language],
    documents: &'s Documents,
    /// Sorted by slug.
    articles: &'r [Article<'s>],
    topics: &'r [&'s str],
    /// The resolver of the site including texts that are held back; `None` if nothing is held back.
    whole: Option<&'r Resolver<'r, 's>>,
    /// Introductions of topics, and standing pages, by the path of their file.
    texts: BTreeMap<&'s str, SourcePage<'s>>,
    /// The addresses of editions, with the text of each.
    issues: Vec<(Address, Option<&'s IssueText>)>,
    /// Built when the first link with a leading `/` is resolved, since it is large: it has an entry for every page.
    addresses: OnceLock<Addresses<'s>>,
}

/// Every address that a link with a leading `/` may have, with the kind of its target.
type Addresses<'s> = BTreeMap<Address, KnownTarget<'s>>;

/// A page that is made from a single file.
struct SourcePage<'s> {
    address: Address,
    body: &'s Body,
}

/// The kind of a link's target, with its content if needed.
#[derive(Clone, Copy)]
enum KnownTarget<'s> {
    /// A page that is not made from a single text.
    Page,
    /// A page that is made from this text.
    Text(&'s Body),
    /// The page of an article (an index), made from this summary.
    Summary(usize, &'s Body),
    /// An original of an article (both are indices), which is a part of its page.
    Original(usize, usize),
    /// A file in an article's folder.
    File(&'s Attachment),
}

/// The target of a link: address, kind, and the part of the page.
struct ResolvedTarget<'p, 's> {
    address: Cow<'p, Address>,
    known: KnownTarget<'s>,
    fragment: Option<Cow<'static, str>>,
}

/// The resolved links of a body.
pub struct ResolvedBody<'s> {
    /// Address of each link, and the pictures.
    pub targets: Targets<'s>,
    /// The files in articles' folders that the body names.
    pub files: Vec<NamedFile>,
}

/// The target of a link as the author wrote it, split and percent-decoded.
struct WrittenTarget {
    /// The path, without query and fragment.
    place: String,
    /// The query after the `?`, not decoded.
    query: Option<String>,
    /// The fragment after the `#`, decoded.
    fragment: Option<String>,
}

impl WrittenTarget {
    fn new(target: &str) -> Self {
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let (place, fragment) = match target.split_once('#') {
            Some((place, fragment)) => (place, Some(decoded(fragment))),
            None => (target, None),
        };
        let (place, query) = match place.split_once('?') {
            Some((place, query)) => (place, Some(query.to_owned())),
            None => (place, None),
        };
        WrittenTarget {
            // The paths of files, and the addresses made of them, are composed.
            place: nfc(&decoded(place)).into_owned(),
            query,
            fragment,
        }
    }

    /// Returns the path with the `?` and the query, for a file whose name contains a `?`.
    fn with_query(&self) -> Option<String> {
        let query = percent_decode_str(self.query.as_deref()?).decode_utf8_lossy();
        Some(format!("{}?{query}", self.place))
    }
}

/// Returns the path in the site's folder that a link in the file at `path` names; `None` if it begins with `/`, or is
/// outside the site's folder.
pub fn path_of(path: &str, target: &str) -> Option<String> {
    let place = WrittenTarget::new(target).place;
    let is_path = !place.is_empty() && !place.starts_with('/');
    is_path.then(|| beside(path, &place)).flatten()
}

impl<'r, 's> Resolver<'r, 's> {
    /// Prepares the tables for looking up targets.
    pub fn new(
        base: &'r BaseUrl,
        languages: &'s [Language],
        documents: &'s Documents,
        articles: &'r [Article<'s>],
        standing: &'r StandingTexts<'s>,
    ) -> Self {
        let topics = &standing.topic_ids;
        let is_known = |id: &str| topics.contains(&id);
        let introductions = documents.topics.iter().filter(|t| is_known(&t.id));
        let introductions = introductions.map(|text| {
            let address = Address::entry(&text.lang, "topics", &text.id);
            (text.as_ref(), address)
        });
        let pages = standing.pages.values().flatten().flatten().map(|text| {
            let address = Address::standing(&text.lang, &text.id);
            (*text, address)
        });
        let texts = introductions.chain(pages).map(|(text, address)| {
            let body = &text.body;
            (text.path.as_ref(), SourcePage { address, body })
        });
        Resolver {
            base,
            languages,
            documents,
            articles,
            topics,
            whole: None,
            texts: texts.collect(),
            issues: Vec::new(),
            addresses: OnceLock::new(),
        }
    }

    /// Adds the pages of editions.
    pub fn with_issues(mut self, issues: Vec<(Address, Option<&'s IssueText>)>) -> Self {
        for (address, text) in &issues {
            if let Some(text) = *text {
                let (address, body) = (address.clone(), &text.body);
                self.texts.insert(&text.path, SourcePage { address, body });
            }
        }
        Resolver { issues, ..self }
    }

    /// Adds the resolver of the site including held-back texts. Links that only it resolves lead to such texts.
    pub fn with_whole(self, whole: Option<&'r Resolver<'r, 's>>) -> Self {
        Resolver { whole, ..self }
    }

    /// Returns the table of all pages and files, by address.
    fn addresses(&self) -> &Addresses<'s> {
        self.addresses.get_or_init(|| {
            let mut addresses = self.fixed();
            let config = self.documents.config.as_ref();
            for (index, article) in self.articles.iter().enumerate() {
                for edition in article.editions.iter().flatten() {
                    let summary = KnownTarget::Summary(index, &edition.summary.body);
                    addresses.insert(edition.address.clone(), summary);
                    if self.has_parallel(article) {
                        addresses.insert(edition.address.parallel(), KnownTarget::Page);
                    }
                    let files = article.attachments.iter();
                    let files = files
                        .map(|file| (edition.address.file(&file.name), KnownTarget::File(file)));
                    addresses.extend(files);
                }
                addresses.extend(self.months(article).map(|month| (month, KnownTarget::Page)));
            }
            for (address, _) in &self.issues {
                addresses.insert(address.file(ISSUE_DATA), KnownTarget::Page);
                if config.is_some_and(|config| config.editions.epub) {
                    addresses.insert(address.book(), KnownTarget::Page);
                }
                if config.is_some_and(|config| config.editions.email) {
                    let files = ISSUE_EMAIL.map(|name| (address.file(name), KnownTarget::Page));
                    addresses.extend(files);
                }
                if config.is_some_and(|config| config.editions.email_together) {
                    let files =
                        ISSUE_EMAIL_TOGETHER.map(|name| (address.file(name), KnownTarget::Page));
                    addresses.extend(files);
                }
                addresses.insert(address.clone(), KnownTarget::Page);
            }
            let texts = self.texts.values();
            addresses
                .extend(texts.map(|page| (page.address.clone(), KnownTarget::Text(page.body))));
            addresses
        })
    }

    /// Returns `true` if an article has parallel pages.
    fn has_parallel(&self, article: &Article<'_>) -> bool {
        let config = self.documents.config.as_ref();
        config.is_some_and(|config| article.has_parallel(config))
    }

    /// Returns the addresses of pages and files that do not depend on single texts.
    fn fixed(&self) -> Addresses<'s> {
        let config = self.documents.config.as_ref();
        let mut addresses = Addresses::from([(Address::root(), KnownTarget::Page)]);
        let files = [SITEMAP, OPML, "robots.txt"].map(Address::written);
        addresses.extend(files.map(|file| (file, KnownTarget::Page)));
        let publishers = publishers_of(self.articles);
        let issue_texts = self.issues.iter().filter_map(|(_, text)| *text);
        let people = People::new(self.articles, issue_texts, &self.documents.names);
        for Language {
            tag, preference, ..
        } in self.languages
        {
            let editions = self
                .articles
                .iter()
                .filter_map(|a| a.edition_for(preference));
            let summaries = || editions.clone().map(|(_, edition)| edition.summary);
            let issues = self.issue_texts(preference);
            let of_issues = issues.iter().flat_map(|text| people.of_issue(text));
            let authors = summaries().flat_map(|s| people.of(s)).chain(of_issues);
            let authors: BTreeSet<usize> = authors.collect();
            let has_corrections = summaries().any(|summary| !summary.corrections.is_empty())
                || issues.iter().any(|text| !text.corrections.is_empty());
            if has_corrections {
                let page = Address::section(tag, "corrections");
                addresses.extend(FEEDS.map(|feed| (page.file(feed), KnownTarget::Page)));
                addresses.insert(page, KnownTarget::Page);
            }
            if !self.issues.is_empty() {
                let page = Address::section(tag, "editions");
                addresses.extend(FEEDS.map(|feed| (page.file(feed), KnownTarget::Page)));
                addresses.insert(page, KnownTarget::Page);
            }
            let home = Address::home(tag);
            addresses.insert(home.file(ARTICLES_DATA), KnownTarget::Page);
            let feeds = self
                .topics
                .iter()
                .map(|id| Address::entry(tag, "topics", id));
            if config.is_some_and(|config| config.topics.epub) {
                let books = feeds.clone().map(|page| page.book());
                addresses.extend(books.map(|book| (book, KnownTarget::Page)));
            }
            for page in feeds.chain([home.clone()]) {
                addresses.extend(FEEDS.map(|feed| (page.file(feed), KnownTarget::Page)));
            }
            addresses.insert(home, KnownTarget::Page);
            let search = config.is_some_and(|config| config.search.enabled);
            let search = search.then_some("search");
            let figures = config.is_some_and(|config| config.figures.enabled);
            let figures = figures.then_some("figures");
            for section in FRONTS.into_iter().chain(search).chain(figures) {
                addresses.insert(Address::section(tag, section), KnownTarget::Page);
            }
            let files = figures.iter().flat_map(|section| {
                let page = Address::section(tag, section);
                FIGURES_DATA.map(|name| page.file(name))
            });
            addresses.extend(files.map(|file| (file, KnownTarget::Page)));
            let made = people.all.iter().enumerate();
            let made = made.filter(|(index, _)| authors.contains(index));
            let made = made.map(|(_, person)| ("authors", person.id.as_str()));
            let topics = self.topics.iter().map(|id| ("topics", *id));
            let publishers = publishers.iter().map(|index| {
                let publisher = &self.documents.publishers[*index];
                ("publishers", publisher.id.value.as_str())
            });
            let names = names_of(self.articles, preference).into_iter();
            let names = names.map(|index| ("names", self.documents.names[index].id.value.as_str()));
            let of_people = people.all.iter().enumerate();
            let of_people = of_people.filter(|(index, _)| authors.contains(index));
            for (_, person) in of_people {
                let page = Address::entry(tag, "authors", &person.id);
                addresses.extend(FEEDS.map(|feed| (page.file(feed), KnownTarget::Page)));
            }
            let entries: Vec<_> = topics.chain(publishers).chain(names).chain(made).collect();
            for (section, id) in entries {
                addresses.insert(Address::section(tag, section), KnownTarget::Page);
                addresses.insert(Address::entry(tag, section, id), KnownTarget::Page);
            }
        }
        addresses
    }

    /// Returns the text of each edition that readers of a language are shown, as
    /// [`Issue::text_for`](crate::link::site::Issue::text_for) does.
    fn issue_texts(&self, preference: &[usize]) -> Vec<&'s IssueText> {
        let mut best: BTreeMap<String, (usize, Option<&'s IssueText>)> = BTreeMap::new();
        for (address, text) in &self.issues {
            let address = address.below_site().to_string();
            let Some((tag, id)) = address.split_once('/') else {
                continue;
            };
            let own = self.languages.iter().position(|l| l.tag == tag);
            let rank = preference.iter().position(|index| Some(*index) == own);
            let rank = rank.unwrap_or(usize::MAX);
            let entry = best.entry(id.to_owned()).or_insert((rank, *text));
            if rank < entry.0 {
                *entry = (rank, *text);
            }
        }
        best.into_values().filter_map(|(_, text)| text).collect()
    }

    fn months(&self, article: &Article<'s>) -> impl Iterator<Item = Address> {
        let languages = self.languages.iter();
        languages.filter_map(|language| {
            let date = article.date(&language.preference)?;
            Some(Address::month(&language.tag, date.year(), date.month()))
        })
    }

    /// Resolves the links of a body: returns the address of each link, in order, the pictures, and the files that it
    /// names. A broken link is reported and gets an empty address.
    pub fn body(
        &self,
        path: &Arc<str>,
        lang: &str,
        body: &Body,
        found: &mut Vec<Diagnostic>,
    ) -> ResolvedBody<'s> {
        self.check_resources(path, body, found);
        let mut files = Vec::new();
        let mut hrefs = Vec::with_capacity(body.links.len());
        for (index, link) in body.links.iter().enumerate() {
            if link.used == LinkUse::Web {
                hrefs.push(self.web(path, lang, body, link, found));
                continue;
            }
            let (href, file) = match self.link(path, lang, body, &link.target) {
                Ok(resolved) => resolved,
                Err(_)
                    if link.used == LinkUse::Page
                        && self.is_held(path, lang, body, &link.target) =>
                {
                    found.push(self.held(path, lang, link, &link.target));
                    (String::new(), None)
                }
                Err(mut broken) => {
                    if broken.help.is_none() {
                        broken.help = self.likely(path, lang, link);
                    }
                    found.push(broken.diagnostic(path, link));
                    (String::new(), None)
                }
            };
            hrefs.push(href);
            files.extend(file.map(|address| NamedFile {
                link: index,
                address,
            }));
        }
        let picture = |link: &u32| self.picture(path, lang, body.links.get(*link as usize)?);
        ResolvedBody {
            targets: Targets {
                hrefs,
                pictures: body.pictures.iter().map(picture).collect(),
            },
            files,
        }
    }

    /// Returns the address of a link to the web. If it is the full address of a page of this site that is held back,
    /// returns an empty address and reports it.
    fn web(
        &self,
        path: &Arc<str>,
        lang: &str,
        body: &Body,
        link: &Link,
        found: &mut Vec<Diagnostic>,
    ) -> String {
        let config = self.documents.config.as_ref();
        let bases = config.map(|config| &config.base_url).into_iter();
        let own = bases
            .chain([self.base])
            .find_map(|base| base.below(&link.target));
        let is_held = |own: &&str| {
            self.link(path, lang, body, own).is_err() && self.is_held(path, lang, body, own)
        };
        if let Some(own) = own.filter(is_held) {
            found.push(self.held(path, lang, link, own));
            return String::new();
        }
        web_href(&link.target)
    }

    /// Returns true if the target of a link is a page that exists but is held back.
    fn is_held(&self, path: &str, lang: &str, body: &Body, target: &str) -> bool {
        let resolved = |whole: &&Resolver<'_, 's>| whole.link(path, lang, body, target).is_ok();
        self.whole.as_ref().is_some_and(resolved)
    }

    /// Reports a link to a page that is held back, whose path is `target`.
    fn held(&self, path: &Arc<str>, lang: &str, link: &Link, target: &str) -> Diagnostic {
        match self.is_expired(path, lang, target) {
            true if path.starts_with("content/editions/") => expired(path, link),
            _ => held(path, link),
        }
    }

    /// Returns true if a link leads to an article that has expired, or to a file beside it.
    fn is_expired(&self, path: &str, lang: &str, target: &str) -> bool {
        let Some(whole) = self.whole else {
            return false;
        };
        let Ok(place) = whole.written_place(path, lang, &WrittenTarget::new(target)) else {
            return false;
        };
        let editions = whole.articles.iter().flat_map(|article| &article.editions);
        let mut expired = editions.flatten().filter(|edition| {
            let hold = edition.held.as_ref();
            hold.is_some_and(Hold::is_expired)
        });
        expired.any(|edition| place.address.as_str().starts_with(edition.address.as_str()))
    }

    /// Returns advice on a broken link that names a folder, leaves out the language, or names a file of the article's own folder
    /// by another path.
    fn likely(&self, path: &str, lang: &str, link: &Link) -> Option<String> {
        let place = WrittenTarget::new(&link.target).place;
        let place = place.trim_end_matches("index.html").trim_end_matches('/');
        let meant = |target: String| Some(format!("did you mean `{target}`?"));
        let name = place.rsplit('/').next().filter(|name| !name.is_empty())?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let files = self.documents.attachments.iter();
        let mut same = files.filter_map(|file| file.path.strip_prefix(folder)?.strip_prefix('/'));
        let is_same = |own: &&str| {
            own.rsplit('/')
                .next()
                .is_some_and(|own| nfc(own) == nfc(name))
        };
        if let Some(own) = same.find(is_same) {
            return meant(own.to_owned());
        }
        if link.used != LinkUse::Page {
            return None;
        }
        if let Some(rest) = place.strip_prefix('/') {
            let address = Address::written(&format!("{lang}/{rest}/"));
            let known = self.addresses().get_key_value(&address);
            return known.and_then(|(address, _)| meant(format!("/{}", address.as_str())));
        }
        let named = beside(path, place)?;
        let stem = named.trim_end_matches(".md").trim_end_matches(".html");
        let depth = folder.split('/').count();
        let relative = |file: &str| {
            let same = folder.split('/').zip(file.split('/'));
            let same = same.take_while(|(a, b)| a == b).count();
            let rest: Vec<&str> = file.split('/').skip(same).collect();
            format!("{}{}", "../".repeat(depth - same), rest.join("/"))
        };
        let article = stem.strip_prefix("content/articles/").unwrap_or(stem);
        let article = self.article(article.rsplit('/').next()?);
        if let Some((_, edition)) = article.and_then(|article| {
            let own = self
                .languages
                .iter()
                .find(|language| language.tag == lang)?;
            article.edition_for(&own.preference)
        }) {
            return meant(relative(&edition.summary.path));
        }
        let texts = [
            format!("{stem}/index.{lang}.md"),
            format!("{stem}.{lang}.md"),
        ];
        let text = texts
            .iter()
            .find(|text| self.texts.contains_key(text.as_str()))?;
        meant(relative(text))
    }

    /// Reports resources in the text's own HTML that the site's Content-Security-Policy forbids.
    fn check_resources(&self, path: &Arc<str>, body: &Body, found: &mut Vec<Diagnostic>) {
        let config = self.documents.config.as_ref();
        let allow = config.map_or(&[][..], |config| &config.publish.allow[..]);
        let forbidden = |resource: &&Resource| !policy::allows(allow, resource);
        let forbidden = body.resources.iter().filter(forbidden);
        found.extend(forbidden.map(|resource| policy::forbidden(path, resource)));
    }

    /// Returns the picture that a link points to; `None` if it is not a picture in an article's folder, or its size is
    /// unknown.
    fn picture(&self, path: &str, lang: &str, link: &Link) -> Option<ShownPicture<'s>> {
        let written = WrittenTarget::new(&link.target);
        let place = self.written_place(path, lang, &written).ok()?;
        let KnownTarget::File(file) = place.known else {
            return None;
        };
        pictures::shown(file, &place.address, self.base)
    }

    /// Resolves a link to an `href`. If the target is a file in an article's folder, also returns its address without
    /// query and fragment.
    fn link(
        &self,
        path: &str,
        lang: &str,
        body: &Body,
        target: &str,
    ) -> Result<(String, Option<Address>), Broken> {
        let written = WrittenTarget::new(target);
        if written.place.is_empty() {
            return match &written.fragment {
                Some(fragment) => {
                    let article = self.article_of(path);
                    Ok((self.anchor("", Some(body), article, fragment)?, None))
                }
                None => Err(Broken::file("it names nothing", None)),
            };
        }
        // A file that could not be parsed may well make the page that is meant, so the link is not reported.
        let is_unread = |file: String| self.documents.unread.contains(file.as_str());
        let named = (!written.place.starts_with('/')).then(|| beside(path, &written.place));
        if let Some(Some(file)) = named
            && (self.is_of_unread_original(&file) || is_unread(file))
        {
            return Ok((String::new(), None));
        }
        let ResolvedTarget {
            address,
            known,
            fragment: own_fragment,
        } = self.written_place(path, lang, &written)?;
        let mut href = address.href(self.base);
        let is_in_name = matches!(known, KnownTarget::File(file) if file.name.contains('?'));
        if let Some(query) = written.query.filter(|_| !is_in_name) {
            href.push('?');
            href.push_str(&query);
        }
        let href = match (written.fragment, own_fragment) {
            (Some(fragment), None) => match known {
                // A PDF accepts `#page=…`, a video `#t=…`.
                KnownTarget::File(_) => format!("{href}#{fragment}"),
                KnownTarget::Summary(article, body) => {
                    self.anchor(&href, Some(body), Some(article), &fragment)?
                }
                _ => self.anchor(&href, known.text(), None, &fragment)?,
            },
            (None, Some(own)) => format!("{href}#{own}"),
            (Some(fragment), Some(_)) => match known {
                KnownTarget::Original(article, original) => {
                    let fragment = self.in_original(article, original, &fragment)?;
                    format!("{href}#{fragment}")
                }
                _ => format!("{href}#{fragment}"),
            },
            (None, None) => href,
        };
        let file = matches!(known, KnownTarget::File(_)).then(|| address.into_owned());
        Ok((href, file))
    }

    /// Looks up the path of a link. Tries it with the query first, since a `?` may be part of a file's name.
    fn written_place(
        &self,
        path: &str,
        lang: &str,
        written: &WrittenTarget,
    ) -> Result<ResolvedTarget<'_, 's>, Broken> {
        let whole = written.with_query();
        let whole = whole.and_then(|place| self.place(path, lang, &place).ok());
        whole.map_or_else(|| self.place(path, lang, &written.place), Ok)
    }

    /// Returns true if a file belongs to an article whose original could not be parsed, so that the article is not
    /// published.
    fn is_of_unread_original(&self, file: &str) -> bool {
        let rest = file.strip_prefix("content/articles/");
        let slug = rest.and_then(|rest| rest.split('/').next());
        let original = slug.map(|slug| format!("content/articles/{slug}/original."));
        original.is_some_and(|prefix| self.documents.is_unread(&prefix))
            && self.paths().any(|path| path == file)
    }

    /// Looks up a path: relative to the root of the site if it begins with `/`, otherwise to the file that contains the
    /// link.
    fn place(&self, path: &str, lang: &str, place: &str) -> Result<ResolvedTarget<'_, 's>, Broken> {
        match place.strip_prefix('/') {
            Some(rest) => self.page_at(rest),
            None => self.page_of(path, lang, place),
        }
    }

    /// Returns the index of the article whose folder has the file at `path`.
    fn article_of(&self, path: &str) -> Option<usize> {
        let (slug, _) = path.strip_prefix("content/articles/")?.split_once('/')?;
        let place = self
            .articles
            .binary_search_by(|article| article.slug.cmp(slug));
        place.ok()
    }

    fn page_at(&self, rest: &str) -> Result<ResolvedTarget<'_, 's>, Broken> {
        let address = Address::written(rest);
        if let Some((address, known)) = self.addresses().get_key_value(&address) {
            return Ok(ResolvedTarget {
                address: Cow::Borrowed(address),
                known: *known,
                fragment: None,
            });
        }
        if let Some(broken) = self.without_article(&address) {
            return Err(broken);
        }
        let known = || self.addresses().keys().map(Address::as_str);
        // Some authors write the base path of the site, which every link gets automatically.
        let base = self.base.path.trim_start_matches('/');
        let below = address.as_str().strip_prefix(base);
        let below = below.and_then(|rest| rest.strip_prefix('/'));
        let below = below.filter(|rest| !base.is_empty() && known().any(|page| page == *rest));
        let near = match below {
            Some(rest) => Some(format!(
                "write `/{rest}`: links begin at the root of the site, and get `{}` by themselves",
                self.base.path
            )),
            None => meant(address.as_str(), known(), |near| format!("`/{near}`")),
        };
        Err(Broken::file(
            &format!("the site has no page `/{}`", address.as_str()),
            near,
        ))
    }

    /// Explains why the page of a listed name or publisher does not exist.
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

    fn page_of(
        &self,
        path: &str,
        lang: &str,
        place: &str,
    ) -> Result<ResolvedTarget<'_, 's>, Broken> {
        let Some(file) = beside(path, place) else {
            return Err(Broken::file("it leaves the site's folder", None));
        };
        if let Some(page) = self.texts.get(file.as_str()) {
            return Ok(ResolvedTarget {
                address: Cow::Borrowed(&page.address),
                known: KnownTarget::Text(page.body),
                fragment: None,
            });
        }
        if let Some(place) = self.in_article(&file, lang) {
            return Ok(place);
        }
        let saved = self.documents.attachments.iter();
        if saved.filter(|a| a.is_capture()).any(|a| *a.path == *file) {
            let why = format!("{file} is the saved page of an original, which is never published");
            let help = "link to the original instead, as in original.<lang>.md or by its address";
            return Err(Broken::file(&why, Some(help.into())));
        }
        if self.paths().any(|path| path == file) {
            let why = format!(
                "{file} is not published: it is a draft or held back, or its article has no summary"
            );
            return Err(Broken::file(
                &why,
                Some("publish it, or remove the link".into()),
            ));
        }
        let files = self.texts.keys().copied().chain(self.published());
        let near = meant(&file, files, str::to_owned);
        if near.is_none() && is_never_published(&file) {
            let why = format!("{file} is never published");
            let help = "remove the link; readers get the texts below content/, and the files in articles' folders that texts name";
            return Err(Broken::file(&why, Some(help.into())));
        }
        Err(Broken::file(&format!("there is no file {file}"), near))
    }

    /// Finds the address of a file in an article's folder. A summary has its own page. An original is a part of an
    /// article's page, and an attachment a file next to it, in the language of the article that the readers of `lang`
    /// prefer.
    fn in_article(&self, file: &str, lang: &str) -> Option<ResolvedTarget<'_, 's>> {
        let (slug, name) = file.strip_prefix("content/articles/")?.split_once('/')?;
        let article = self.article(slug)?;
        let index = self
            .articles
            .binary_search_by(|other| other.slug.cmp(article.slug));
        let index = index.ok()?;
        let editions = article.editions.iter().flatten();
        if let Some(edition) = editions.clone().find(|e| *e.summary.path == *file) {
            return Some(ResolvedTarget {
                address: Cow::Borrowed(&edition.address),
                known: KnownTarget::Summary(index, &edition.summary.body),
                fragment: None,
            });
        }
        let language = self
            .languages
            .iter()
            .find(|language| language.tag == lang)?;
        let (_, edition) = article.edition_for(&language.preference)?;
        let mut originals = article.originals.iter();
        if let Some(place) = originals.position(|original| *original.path == *file) {
            let id = article.originals[place].id.as_deref();
            return Some(ResolvedTarget {
                address: Cow::Borrowed(&edition.address),
                known: KnownTarget::Original(index, place),
                fragment: Some(original_anchor(id).into()),
            });
        }
        let files = article.attachments.iter();
        let mut same = files.clone().filter(|beside| beside.name == name);
        let mut alike = files.filter(|beside| nfc(&beside.name) == nfc(name));
        let file = same.next().or_else(|| alike.next())?;
        Some(ResolvedTarget {
            address: Cow::Owned(edition.address.file(&file.name)),
            known: KnownTarget::File(file),
            fragment: None,
        })
    }

    /// Returns the article in a folder. Compares in NFC if needed, since some systems store decomposed file names.
    fn article(&self, slug: &str) -> Option<&'r Article<'s>> {
        let articles = self.articles;
        let place = articles.binary_search_by(|article| article.slug.cmp(slug));
        let same = place.ok().map(|index| &articles[index]);
        let is_alike = |article: &&Article<'_>| nfc(article.slug) == nfc(slug);
        same.or_else(|| articles.iter().find(is_alike))
    }

    /// Returns the paths of all files of articles and editions, published or not.
    fn paths(&self) -> impl Iterator<Item = &'s str> {
        let documents = self.documents;
        let summaries = documents.summaries.iter().map(|s| s.path.as_ref());
        let originals = documents.originals.iter().map(|o| o.path.as_ref());
        let attachments = documents.attachments.iter().map(|a| a.path.as_ref());
        let issues = documents.issues.iter().map(|issue| issue.path.as_ref());
        let articles = summaries.chain(originals).chain(attachments);
        articles.chain(issues)
    }

    /// Returns the paths of all files of published articles.
    fn published(&self) -> impl Iterator<Item = &'s str> + Clone {
        self.articles.iter().flat_map(|article| {
            let editions = article.editions.iter().flatten();
            let attachments = article.attachments.iter();
            editions
                .map(|edition| edition.summary.path.as_ref())
                .chain(
                    article
                        .originals
                        .iter()
                        .map(|original| original.path.as_ref()),
                )
                .chain(attachments.map(|beside| beside.path.as_ref()))
        })
    }
}

impl<'s> KnownTarget<'s> {
    fn text(self) -> Option<&'s Body> {
        match self {
            KnownTarget::Text(body) | KnownTarget::Summary(_, body) => Some(body),
            KnownTarget::Page | KnownTarget::Original(..) | KnownTarget::File(_) => None,
        }
    }
}

/// Sections that every site has, each with a front page.
const FRONTS: [&str; 2] = ["chronology", "archive"];

/// Returns true for files that are sources of a site but are never published: its configuration, registers and themes.
fn is_never_published(file: &str) -> bool {
    match role(file) {
        FileRole::Config | FileRole::Environment | FileRole::Publishers | FileRole::Names => true,
        FileRole::ThemeManifest
        | FileRole::Template
        | FileRole::Catalogue { .. }
        | FileRole::Asset => true,
        FileRole::Remarks => true,
        FileRole::Misplaced(_) => !file.starts_with("content/"),
        _ => false,
    }
}

/// Returns "did you mean …" for a path that does not exist. Explains the difference if it is hard to see.
fn meant<'p>(
    path: &str,
    paths: impl Iterator<Item = &'p str> + Clone,
    shown: impl Fn(&str) -> String,
) -> Option<String> {
    if let Some((twin, difference)) = twin(path, paths.clone()) {
        return Some(format!("did you mean {}? {difference}", shown(twin)));
    }
    let near = nearest_path(path, paths)?;
    Some(format!("did you mean {}?", shown(near)))
}

/// Resolves `place` relative to the file at `path`; returns `None` if it leaves the site's folder.
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
    use super::beside;

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
