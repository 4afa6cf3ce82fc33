//! Reads a page's metadata about its article: in JSON-LD, `<meta>`, `<link>`, `<time>` and the like. Pure.
//!
//! Each field is searched for in a fixed order, the most trustworthy place first, and returned with the place where it
//! was found.

use super::embedded;
use super::json_ld::{self, JsonLdArticle};
use super::labels::{self, ElementRole};
use crate::days::MonthNames;
use crate::people::{self, House};
use crate::{furniture, language, publishers, words};
use dom_smoothie::Readability;
use mujaz_locale::parse_tag;
use std::collections::BTreeSet;

/// Maximum length of a value, in bytes: a longer one is a text in the wrong place, and is ignored.
const LONGEST: usize = 2000;

/// A value, and the place in the page where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundValue {
    pub value: String,
    pub place: String,
}

/// The metadata of a page's article.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub title: Option<FoundValue>,
    pub author: Option<FoundValue>,
    pub publisher: Option<FoundValue>,
    pub published: Option<FoundValue>,
    pub url: Option<FoundValue>,
    pub language: Option<FoundValue>,
    /// The first language that the page names beside [`Metadata::language`].
    pub other_language: Option<FoundValue>,
    /// The article's text in JSON-LD.
    pub body: Option<String>,
    /// The article's text in the data of the page's scripts.
    pub embedded: Option<String>,
    /// The names of the publisher. None of them is accepted as an author.
    pub house: House,
    /// Further information on the day of publication.
    pub day: SaidDay,
    /// Descriptions of the article in the page, a sentence or two each.
    pub descriptions: Vec<String>,
    /// Days of publication that cannot be parsed.
    pub unread_days: Vec<FoundValue>,
}

/// Information about the day of publication besides the day itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SaidDay {
    /// True if it comes from a time in UTC, which can be another day where the page was published.
    pub is_utc: bool,
    /// The day in the first `<time>`, if no better place gives one.
    pub weak: Option<FoundValue>,
    /// The page's language and region, as the page names them.
    pub region: String,
}

/// The values of a page as written.
struct RawMetadata {
    /// Pairs of `<meta>` names, in lower case, and contents.
    metas: Vec<(String, String)>,
    article: JsonLdArticle,
    /// The first-level headings that contain text.
    headings: Vec<PageHeading>,
    /// The texts of the headings of the second and third level.
    lower_headings: Vec<String>,
    /// The page's `<title>`.
    title: Option<String>,
}

/// A heading, and the texts of the elements in it: one of them may be a kicker.
struct PageHeading {
    text: String,
    parts: Vec<String>,
    /// True if it is in an `<article>`.
    in_article: bool,
}

/// Reads the metadata of a page. `source` is the page's source: browsers note there the address of a saved page.
/// `address` is the page's address, if it is known.
pub(super) fn read(page: &Readability, source: &str, address: Option<&str>) -> Metadata {
    let said = RawMetadata {
        metas: metas(page),
        article: json_ld::read(&texts(page, "script[type='application/ld+json']", false)),
        headings: headings(page),
        lower_headings: texts(page, "h2, h3", true),
        title: texts(page, "title", true).into_iter().next(),
    };
    let publisher = said.publisher();
    let site = publisher.as_ref().map(|found| found.value.as_str());
    let url = said.url(page, source, address);
    let region = said.written_in(said.region(page));
    let calendar = MonthNames::new(&region);
    let (published, unread_days, is_utc) = said.published(page, &calendar);
    let languages = said.languages(page);
    let first = languages.first().map(|language| &language.value);
    let house = House::new(site, url.as_ref().map(|url| url.value.as_str()));
    Metadata {
        title: said.title(site).map(|title| said.below_site(title, &house)),
        author: said.author(page, &house),
        published,
        unread_days,
        house,
        day: SaidDay {
            is_utc,
            weak: said.weak_day(page, &calendar),
            region,
        },
        url,
        other_language: languages
            .iter()
            .find(|other| Some(&other.value) != first)
            .cloned(),
        language: languages.first().cloned(),
        publisher,
        descriptions: said.descriptions(),
        embedded: embedded::text(&texts(page, SCRIPTS_WITH_DATA, false)),
        body: said.article.body,
    }
}

/// Returns the texts of the elements that have any; each on one line if `tidy` is true.
fn texts(page: &Readability, selector: &str, tidy: bool) -> Vec<String> {
    let elements = page.doc.select(selector);
    let texts = elements.iter().map(|element| match tidy {
        true => words::fit_line(&element.text()),
        false => element.text().to_string(),
    });
    texts.filter(|text| !text.is_empty()).collect()
}

/// Returns the first-level headings of a page. Elements in a heading separate words, as they do on the page.
fn headings(page: &Readability) -> Vec<PageHeading> {
    let mut headings = Vec::new();
    for node in page.doc.select("h1").nodes() {
        let parts: Vec<String> = node
            .element_children()
            .iter()
            .map(|part| words::fit_line(&part.text()))
            .filter(|part| !part.is_empty())
            .collect();
        let mut text = words::fit_line(&node.text());
        // If the last word of an element touches the first of the next one, the page shows them on two lines.
        for pair in parts.windows(2) {
            text = text.replace(
                &format!("{}{}", pair[0], pair[1]),
                &format!("{} {}", pair[0], pair[1]),
            );
        }
        if !text.is_empty() {
            let in_article = node
                .ancestors_it(None)
                .any(|around| around.has_name("article"));
            headings.push(PageHeading {
                text,
                parts,
                in_article,
            });
        }
    }
    headings
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
                // Some pages put several names into one attribute.
                let names = name.split_whitespace().map(str::to_lowercase);
                metas.extend(names.map(|name| (name, content.clone())));
            }
        }
    }
    metas
}

/// Returns a value found in JSON-LD.
fn json(property: &str, value: &Option<String>) -> Option<FoundValue> {
    found(&format!("JSON-LD {property}"), value.clone()?)
}

fn found(place: &str, value: String) -> Option<FoundValue> {
    let place = place.to_string();
    let value = words::fit_line(&value);
    if value.len() > LONGEST {
        return None;
    }
    (!value.is_empty()).then_some(FoundValue { value, place })
}

impl RawMetadata {
    /// Returns the first `<meta>` element that exists, in the order of the names.
    fn meta(&self, names: &[&str]) -> Option<FoundValue> {
        self.all(names).into_iter().next()
    }

    fn all(&self, names: &[&str]) -> Vec<FoundValue> {
        let all = names
            .iter()
            .flat_map(|name| self.metas.iter().filter(move |(n, _)| n == name));
        all.filter_map(|(name, content)| found(name, content.clone()))
            .collect()
    }

    fn descriptions(&self) -> Vec<String> {
        let names = [
            "og:description",
            "description",
            "twitter:description",
            "dc.description",
        ];
        let found = self.all(&names).into_iter().map(|found| found.value);
        found.chain(self.article.description.clone()).collect()
    }

    fn publisher(&self) -> Option<FoundValue> {
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

    /// Returns the headline that readers see if one of the titles in the metadata agrees with it; else the first of those
    /// titles.
    fn title(&self, site: Option<&str>) -> Option<FoundValue> {
        let mut titles: Vec<FoundValue> = json("headline", &self.article.headline)
            .into_iter()
            .collect();
        titles.extend(self.all(&["og:title", "twitter:title", "dc.title", "dcterms.title"]));
        titles.extend(self.title.clone().and_then(|title| found("<title>", title)));
        for title in &mut titles {
            title.value = without_site(&title.value, site);
        }
        let folded: Vec<String> = titles.iter().map(|t| words::folded(&t.value)).collect();
        let is_title = |text: &String| folded.contains(&words::folded(text));
        let whole = self
            .headings
            .iter()
            .map(|heading| &heading.text)
            .find(|text| is_title(text));
        let part = || {
            self.headings
                .iter()
                .flat_map(|heading| &heading.parts)
                .find(|text| is_title(text))
        };
        let alike = || {
            let texts = self.headings.iter().map(|heading| &heading.text);
            texts.into_iter().find(|text| {
                let heading = words::folded(text);
                folded.iter().any(|t| agree(t, &heading))
            })
        };
        match whole.or_else(part).or_else(alike) {
            Some(heading) => found("<h1>", self.spelled(heading, &titles)),
            None if titles.is_empty() => match self.headings.as_slice() {
                [heading] => found("<h1>", heading.text.clone()),
                _ => None,
            },
            None => match self.own_heading(site, &folded) {
                Some(heading) => found("<h1>", heading.to_string()),
                None => titles.into_iter().next(),
            },
        }
    }

    /// Returns the only first-level heading in the article if it is as long as a headline: pages name other titles for
    /// search engines and social networks.
    fn own_heading(&self, site: Option<&str>, titles: &[String]) -> Option<&str> {
        let mut own = self.headings.iter().filter(|heading| heading.in_article);
        let first = own.next().filter(|_| own.next().is_none())?;
        let text = words::folded(&first.text);
        let is_site = site.is_some_and(|site| text.contains(&words::folded(site)))
            || titles.iter().any(|title| text.contains(title));
        let many = words::count(&first.text);
        (HEADLINE.contains(&many) && !is_site).then_some(first.text.as_str())
    }

    /// Returns a heading as the titles of the metadata spell it, if only spaces and punctuation differ, since a style
    /// sheet may add these between the elements of a heading.
    fn spelled(&self, heading: &str, titles: &[FoundValue]) -> String {
        let letters =
            |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        let own = letters(heading);
        let is_one = self
            .headings
            .iter()
            .any(|h| h.text == heading && !h.parts.is_empty());
        // What follows the headline in a title may be the name of the site.
        let parts = titles.iter().flat_map(|title| {
            let halves = halves(&title.value).map(|(half, _)| half.trim());
            std::iter::once(title.value.as_str()).chain(halves)
        });
        let same = parts
            .into_iter()
            .find(|part| is_one && letters(part) == own);
        same.unwrap_or(heading).to_string()
    }

    /// Returns the heading that is the article's title if the first-level one is the site's name: blogs put their name into
    /// `<h1>`, the title into `<h2>`, and both into `<title>`.
    fn below_site(&self, title: FoundValue, house: &House) -> FoundValue {
        let Some(whole) = self.title.as_deref().filter(|_| title.place == "<h1>") else {
            return title;
        };
        let (whole, name) = (words::folded(whole), words::folded(&title.value));
        if whole == name || !(whole.starts_with(&name) || whole.ends_with(&name)) {
            return title;
        }
        let is_site = house.is(&title.value);
        let many = words::count(&title.value);
        let is_title = |text: &&String| {
            let other = words::folded(text);
            let is_part = whole.starts_with(&other) || whole.ends_with(&other);
            let is_longer = words::count(text) > many && many <= SITE_WORDS;
            // What is left of `<title>` may be the name of a section.
            is_part
                && other != name
                && !house.is(text)
                && (is_site || is_longer)
                && words::count(text) >= 2
        };
        match self.lower_headings.iter().find(is_title) {
            Some(own) => FoundValue {
                value: own.clone(),
                place: "a heading below the site's name".to_string(),
            },
            None => title,
        }
    }

    /// Returns the author, unless the place contains the publisher's name or a placeholder.
    fn author(&self, page: &Readability, house: &House) -> Option<FoundValue> {
        let mut all: Vec<(FoundValue, bool)> = Vec::new();
        all.extend(json("author", &self.article.author).map(|author| (author, true)));
        let metas = self.all(&[
            "article:author",
            "author",
            "sailthru.author",
            "dc.creator",
            "dcterms.creator",
            "byl",
            "parsely-author",
            "dc:creator",
            "cxenseparse:author",
            "shareaholic:article_author_name",
            "article:author_name",
            "author_name",
            "og:article:author",
            "twitter:creator:name",
            "citation_author",
        ]);
        all.extend(metas.into_iter().map(|author| (author, true)));
        for (selector, nickname) in BYLINES {
            let place = match *selector {
                "[rel='author']" => "rel=author",
                _ => "the byline",
            };
            let named = texts_of_article(page, selector);
            all.extend(
                named
                    .into_iter()
                    .take(3)
                    .filter_map(|name| Some((found(place, name)?, *nickname))),
            );
        }
        all.extend(self.labelled(WRITTEN_BY).map(|author| (author, true)));
        let boxes = texts_of_boxes(page);
        all.extend(
            boxes
                .into_iter()
                .filter_map(|name| Some((found("the author's box", name)?, false))),
        );
        let read = |(author, nickname): &(FoundValue, bool)| {
            let value = people::authors(&author.value, house, *nickname)?;
            let place = author.place.clone();
            Some(FoundValue { value, place })
        };
        // Programs write a login or an agency's letters where pages show a name.
        let is_login = |found: &FoundValue| {
            let name = &found.value;
            let is_code = words::chars(name) <= 4 && !name.contains(char::is_lowercase);
            let is_small = !name.contains(char::is_uppercase);
            name.is_ascii() && !name.contains(' ') && (is_code || is_small)
        };
        let mut each = all.iter().filter_map(read);
        let first = each.next();
        match first {
            Some(login) if is_login(&login) => {
                Some(each.find(|other| !is_login(other)).unwrap_or(login))
            }
            first => first,
        }
    }

    /// Returns the value with one of some labels in a Twitter card.
    fn labelled(&self, labels: &[&str]) -> Option<FoundValue> {
        (1..=4).find_map(|n| {
            let said = self.meta(&[&format!("twitter:label{n}")])?;
            let label = said.value.to_lowercase();
            let is_it = labels.contains(&label.trim_end_matches([':', ' ']));
            is_it
                .then(|| self.meta(&[&format!("twitter:data{n}")]))
                .flatten()
        })
    }

    /// Returns the day of publication, the values in its places that cannot be parsed, and true if the day is from a time
    /// in UTC.
    fn published(
        &self,
        page: &Readability,
        calendar: &MonthNames,
    ) -> (Option<FoundValue>, Vec<FoundValue>, bool) {
        let mut all: Vec<FoundValue> =
            self.all(&["article:published_time", "og:article:published_time"]);
        all.extend(json("datePublished", &self.article.published));
        all.extend(self.all(DAYS));
        for selector in [
            "[itemprop='datePublished']",
            "time[pubdate]",
            "abbr.published",
            "time.entry-date",
            "time.published",
        ] {
            all.extend(times(page, selector).into_iter().take(1));
        }
        all.extend(json("datePublished", &self.article.page_published));
        let read = all.iter().find_map(|said| {
            let value = day(&said.value).or_else(|| calendar.find(&said.value))?;
            Some((found(&said.place, value)?, is_utc(&said.value)))
        });
        match read {
            Some((found, is_utc)) => (Some(found), Vec::new(), is_utc),
            None => (None, all, false),
        }
    }

    /// Returns the day in the first `<time>`, which may belong to another article.
    fn weak_day(&self, page: &Readability, calendar: &MonthNames) -> Option<FoundValue> {
        ["article time", "time"].iter().find_map(|selector| {
            let said = times(page, selector).into_iter().next()?;
            let value = day(&said.value).or_else(|| calendar.find(&said.value))?;
            found(&said.place, value)
        })
    }

    /// Returns the language and region that decide how dates are written.
    fn region(&self, page: &Readability) -> String {
        let html = page.doc.select("html");
        let lang = html.iter().next().and_then(|html| html.attr("lang"));
        let lang = lang
            .map(|lang| lang.trim().to_string())
            .filter(|lang| lang.len() >= 2);
        let locale = self
            .meta(&["og:locale"])
            .map(|found| found.value.replace('_', "-"));
        match (lang, locale) {
            (Some(lang), Some(locale)) if !lang.contains('-') && locale.starts_with(&lang) => {
                locale
            }
            (Some(lang), _) => lang,
            (None, locale) => locale.unwrap_or_default(),
        }
    }

    /// Returns the language of the titles by their letters, if the page names English or no language: themes often name
    /// English by default, but dates are then not in English.
    fn written_in(&self, region: String) -> String {
        let is_said = !region.is_empty() && !region.starts_with("en");
        let titles = self.headings.iter().map(|heading| heading.text.as_str());
        let titles: Vec<&str> = titles.chain(self.title.as_deref()).collect();
        match language::by_script(&titles.join(" ")).filter(|_| !is_said) {
            Some(language) if language != "en" => language.to_string(),
            _ => region,
        }
    }

    /// Returns the canonical address of the page.
    fn url(&self, page: &Readability, source: &str, address: Option<&str>) -> Option<FoundValue> {
        let links = page.doc.select("link[rel~='canonical']");
        let canonical = links.iter().find_map(|link| link.attr("href"));
        let canonical =
            canonical.and_then(|url| found("<link rel=canonical>", url.trim().to_string()));
        let places = canonical.into_iter().chain(self.all(&["og:url"]));
        let places = places
            .chain(json("url", &self.article.url))
            .chain(saved_from(source));
        let own = address.and_then(|url| found(FETCHED, url.to_string()));
        // A page may name its host's front page, or the page that it was copied from, as its canonical address.
        let is_own = |url: &FoundValue| match address {
            Some(address) => publishers::host(address) == publishers::host(&url.value),
            None => true,
        };
        let mut places = places.filter(|url| is_address(&url.value) && is_own(url));
        let has_path = |url: &str| {
            let rest = url.split_once("://").map_or("", |(_, rest)| rest);
            rest.split_once('/')
                .is_some_and(|(_, path)| !path.is_empty())
        };
        match own {
            Some(own) => Some(places.find(|url| has_path(&url.value)).unwrap_or(own)),
            None => places.next(),
        }
    }

    /// Returns the languages that the page names, without their regions, which only say where the site is based.
    fn languages(&self, page: &Readability) -> Vec<FoundValue> {
        let html = page.doc.select("html");
        let lang = html.iter().next().and_then(|html| html.attr("lang"));
        let lang = lang.and_then(|tag| found("<html lang>", tag.trim().to_string()));
        let places = lang
            .into_iter()
            .chain(json("inLanguage", &self.article.language));
        let places =
            places.chain(self.all(&["og:locale", "content-language", "dc.language", "language"]));
        let languages = places.into_iter().filter_map(|said| {
            let tag = said.value.replace('_', "-");
            let (language, rest) = tag.split_once('-').unwrap_or((&tag, ""));
            let script = rest.split('-').next().filter(|subtag| subtag.len() == 4);
            let tag = script.map_or(language.to_string(), |script| {
                format!("{language}-{script}")
            });
            let tag = parse_tag(&tag)
                .ok()
                .filter(|tag| tag != "und" && language::is_known(tag))?;
            found(&said.place, tag)
        });
        languages.collect()
    }
}

/// The source of an address that the page itself does not contain.
const FETCHED: &str = "the address that it came from";

/// Names of `<meta>` elements with the day of publication, the most explicit first.
const DAYS: &[&str] = &[
    "datepublished",
    "rnews:datepublished",
    "article:published",
    "article.published",
    "og:published_time",
    "og:pubdate",
    "published_time",
    "date_published",
    "published-date",
    "published_date",
    "publisheddate",
    "publication_date",
    "publication-date",
    "publicationdate",
    "pub_date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "citation_publication_date",
    "citation_online_date",
    "article_date_original",
    "article.created",
    "bt:pubdate",
    "cxenseparse:recs:publishtime",
    "release_date",
    "releasedate",
    "originalpublicationdate",
    "displaydate",
    "date",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "datecreated",
    "created",
    "issue_date",
];

/// Scripts with the data that a page is built from.
const SCRIPTS_WITH_DATA: &str = "script[type='application/json'], script#__NEXT_DATA__, script#__NUXT_DATA__, script[data-state]";

/// Number of words of a headline that is accepted without a title in the metadata.
const HEADLINE: std::ops::RangeInclusive<usize> = 4..=25;

/// Maximum number of words of a site's name.
const SITE_WORDS: usize = 4;

/// Labels of the author in a Twitter card, in lower case.
const WRITTEN_BY: &[&str] = &[
    "written by",
    "author",
    "geschrieben von",
    "verfasst von",
    "escrito por",
    "écrit par",
    "rédigé par",
    "scritto da",
    "geschreven door",
    "skrevet av",
    "skriven av",
    "napisane przez",
    "yazan",
    "автор",
    "написано автором",
    "כתוב על ידי",
    "كُتب بواسطة",
    "كتب بواسطة",
    "نوشته شده توسط",
];

/// Selectors of the places where pages show the author. True if a single word there is accepted as a name.
const BYLINES: &[(&str, bool)] = &[
    ("[itemprop='author'] [itemprop='name']", true),
    ("[rel='author']", true),
    (
        "a[href*='/author/'], a[href*='/authors/'], a[href*='/autor/'], a[href*='/autoren/'], a[href*='/autores/'], a[href*='/auteur/']",
        true,
    ),
    (
        ".author-name, .author_name, .authorname, .author__name, .byline-name, .byline__name, .p-author, .vcard .fn, .autor-name",
        true,
    ),
    ("[itemprop='author']", true),
    ("#author, #authors, #byline", false),
    (
        ".byline, .article-author, .post-author, .entry-author, .article__author, .story-author, .author, .autor, .autoren, .auteur, .writer",
        false,
    ),
    (
        "[class*='byline'], [class*='author'], [class*='autor'], [class*='Author'], [class*='Byline'], byline",
        false,
    ),
    (
        "a[href*='/profil/'], a[href*='/profiles/'], a[href*='/people/'], a[href*='/creator/'], a[href*='/redaktion/'], a[href*='/contributor'], a[href*='/columnist'], a[href*='/journalist'], a[href*='/reporter']",
        false,
    ),
    (
        ".submitted .username, .contributor a, .entry-author-link, .auteurs, .auteur",
        true,
    ),
];

/// Returns the names in the boxes about authors that pages put below articles.
fn texts_of_boxes(page: &Readability) -> Vec<String> {
    let selector = "[class*='author'] [rel='author'], .vcard [rel='author'], .author-title, .author-box [class*='name'], .author__box__top";
    let mut texts = Vec::new();
    for node in page.doc.select(selector).nodes().iter().take(5) {
        let in_comment = node
            .ancestors_it(None)
            .any(|around| labels::of(around).contains(&ElementRole::Comments));
        let text = words::fit_line(&node.text());
        if !in_comment && !text.is_empty() && words::chars(&text) <= 60 && !texts.contains(&text) {
            texts.push(text);
        }
    }
    // Several names are those of other articles' authors.
    if texts.len() > 1 {
        texts.clear();
    }
    texts
}

/// Returns the texts of elements that are not in a comment, a list of other articles or a box of the page; without parts
/// that are for screen readers only.
fn texts_of_article(page: &Readability, selector: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for node in page.doc.select(selector).nodes().iter().take(30) {
        let outside = node.ancestors_it(None).any(|around| {
            let labels = labels::of(around);
            labels.contains(&ElementRole::Comments) || labels.contains(&ElementRole::Boilerplate)
        });
        let in_article = node
            .ancestors_it(None)
            .any(|around| around.has_name("article"));
        let in_footer = node
            .ancestors_it(None)
            .any(|around| around.has_name("footer"));
        let outside = outside || (in_footer && !in_article);
        if outside {
            continue;
        }
        let mut text = String::new();
        let mut nodes = vec![*node];
        while let Some(node) = nodes.pop() {
            if node.is_text() {
                text.push_str(&node.text());
                text.push(' ');
            } else if !matches!(
                node.node_name().as_deref(),
                Some("script" | "style" | "time" | "noscript")
            ) && !labels::of(node).contains(&ElementRole::ScreenReader)
            {
                nodes.extend(node.children().into_iter().rev());
            }
        }
        let text = words::fit_line(&text);
        if !text.is_empty() && words::chars(&text) <= 120 {
            texts.push(text);
        }
    }
    texts
}

/// Returns the times that elements give, in an attribute or in words.
fn times(page: &Readability, selector: &str) -> Vec<FoundValue> {
    let elements = page.doc.select(selector);
    let said = elements.iter().take(5).filter_map(|element| {
        let written = ["datetime", "content", "title"]
            .iter()
            .find_map(|name| element.attr(name));
        let written = written
            .map(|written| written.to_string())
            .filter(|written| !written.trim().is_empty());
        let text = written.unwrap_or_else(|| element.text().to_string());
        (words::chars(&text) <= 120)
            .then(|| found("<time>", text))
            .flatten()
    });
    said.collect()
}

/// Returns true if a time is given in UTC.
fn is_utc(text: &str) -> bool {
    let text = text.trim();
    text.contains('T')
        && (text.ends_with('Z') || text.ends_with("+00:00") || text.ends_with("+0000"))
}

/// Returns true if two folded titles agree: one may have more words at its beginning or end.
fn agree(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && (long.starts_with(short) || long.ends_with(short))
}

/// Separators between a title and a site's name.
const SEPARATORS: [&str; 12] = [
    " | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " « ", " ‹ ", " │ ", "｜",
];

/// Returns a title without the site's name after or before it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(words::folded).filter(|site| !site.is_empty());
    let rest = halves(title)
        .find(|(_, half)| Some(words::folded(half)) == site)
        .map_or(title, |(rest, _)| rest);
    rest.trim().to_string()
}

/// Returns the part of a title that the page shows on a line of its own: of the parts with at least three words, the
/// longest. Returns `None` if the page shows the whole title. The rest may be the site's name.
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

/// Splits a title at the last and the first occurrence of each separator, and yields the halves in both orders.
fn halves(title: &str) -> impl Iterator<Item = (&str, &str)> {
    SEPARATORS.iter().flat_map(|separator| {
        let last = title.rsplit_once(separator);
        let first = title.split_once(separator);
        let both = |(a, b)| [(a, b), (b, a)];
        last.into_iter().chain(first).flat_map(both)
    })
}

/// Returns true if a text is a full web address.
fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| !host.is_empty())
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Returns the address that a browser wrote into the page when it saved it: `<!-- saved from url=(0030)https://… -->`.
fn saved_from(source: &str) -> Option<FoundValue> {
    let (_, rest) = source.split_once("<!-- saved from url=(")?;
    let url = rest.split_once(')')?.1.split_whitespace().next()?;
    found("the browser's note", url.to_string())
}

/// Returns the day, as YYYY-MM-DD, of an ISO date or date and time, also with slashes, or of an e-mail date (RFC 2822).
/// Default values of programs that do not know the day are ignored: years before 10, and 1970-01-01.
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
