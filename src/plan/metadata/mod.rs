//! The metadata of a page: for link previews (Open Graph, ogp.me) and for search engines (JSON-LD with the vocabulary of
//! schema.org).
//!
//! Takes a page's job and head; returns tags and data. Titles in tags are shown to people as plain text, so runs of another
//! direction are isolated there; data holds them as they are written.

mod article;
pub mod data;

use crate::lang::{Writing, isolated_text, open_graph_locale};
use crate::link::address::Address;
use crate::plan::cards::CardSubject;
use crate::plan::metadata::data::{JsonLdValue, list, object, text};
use crate::plan::page_context::PageHead;
use crate::plan::view::{LinkView, TextView};
use crate::plan::{PageJob, PageKind, Plan, TOPIC_PAGE};

/// The metadata of a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PageMetadata<'a> {
    /// Name and content of each `<meta>`, in output order.
    pub tags: Vec<(&'static str, String)>,
    /// The content of `<script type="application/ld+json">`.
    pub data: Option<JsonLdValue<'a>>,
}

/// A picture that represents a page.
struct Image {
    /// The absolute address.
    url: String,
    /// Width in pixels, as is `height`.
    width: u32,
    height: u32,
    /// A description of the picture, if known.
    alt: Option<String>,
}

impl<'a> Plan<'a> {
    /// Returns the metadata of a page; `None` for pages that link previews and search engines should ignore.
    pub(super) fn metadata(
        &self,
        job: &PageJob,
        address: &Address,
        head: &PageHead<'a>,
    ) -> Option<PageMetadata<'a>> {
        if matches!(
            job.kind,
            PageKind::NotFound | PageKind::Redirect(_) | PageKind::Root
        ) {
            return None;
        }
        let images = match job.kind {
            PageKind::Article(index) | PageKind::Parallel(index) => {
                self.images(job.language, index)
            }
            PageKind::Edition(index) => {
                let own = self.site.issues[index].texts[job.language].as_ref();
                let card = own.and_then(|own| {
                    self.card_image(job.language, CardSubject::Issue(index), &own.title)
                });
                card.into_iter().collect()
            }
            _ => Vec::new(),
        };
        let mut tags = self.page_tags(job, address, head);
        image_tags(images.first(), &mut tags);
        if let PageKind::Article(index) = job.kind {
            self.article_tags(job.language, index, &mut tags);
        }
        let own = match job.kind {
            PageKind::Article(index) => self.article_node(job.language, index, address, &images),
            PageKind::Home => Some(self.site_node(job.language, address)),
            PageKind::Topic { topic, page } => {
                Some(self.topic_node(job.language, topic, page, address))
            }
            PageKind::Edition(index) => self.edition_node(job.language, index, address),
            _ => None,
        };
        let crumbs = self.crumbs_node(job.language, head);
        Some(PageMetadata {
            tags,
            data: graph(own.into_iter().chain(crumbs).collect()),
        })
    }

    /// Returns the tags that every page has.
    fn page_tags(
        &self,
        job: &PageJob,
        address: &Address,
        head: &PageHead<'_>,
    ) -> Vec<(&'static str, String)> {
        let site = self.site;
        let this = &site.languages[job.language];
        let locale = |index: usize| {
            let language = &site.languages[index];
            open_graph_locale(&language.tag, language.locale.region())
        };
        let kind = match job.kind {
            PageKind::Article(_) => "article",
            _ => "website",
        };
        let mut tags = vec![
            ("og:type", kind.to_owned()),
            ("og:title", self.isolated(job.language, &head.title)),
            ("og:url", address.absolute(&site.base)),
            ("og:site_name", self.isolated_own(job.language, &this.title)),
        ];
        if let Some(description) = head.description {
            let description = self.isolated_own(job.language, description);
            tags.push(("og:description", description));
        }
        tags.extend(locale(job.language).map(|own| ("og:locale", own)));
        let others = head.counterparts.iter().enumerate();
        let others = others.filter(|(index, other)| *index != job.language && other.is_some());
        tags.extend(others.filter_map(|(index, _)| Some(("og:locale:alternate", locale(index)?))));
        tags
    }

    /// Returns a text with bidi isolation, for places on a page of this language where markup is not possible.
    fn isolated(&self, language: usize, text: &TextView<'_>) -> String {
        let writing = Writing::of(text.lang.unwrap_or(self.tag(language)));
        let direction = self.site.languages[language].locale.direction();
        isolated_text(text.text, writing, direction).into_owned()
    }

    /// Does the same as [`Plan::isolated`] for a text in the page's own language.
    fn isolated_own(&self, language: usize, text: &str) -> String {
        self.isolated(language, &crate::plan::page_context::plain(text))
    }

    /// Returns the data of the site itself, for its front page.
    fn site_node(&self, language: usize, address: &Address) -> JsonLdValue<'a> {
        let this = &self.site.languages[language];
        object("WebSite")
            .with("url", text(address.absolute(&self.site.base)))
            .with("name", text(&*this.title))
            .with_some("description", filled(&this.description))
            .with("inLanguage", text(&*this.tag))
            .with("publisher", self.desk(language))
    }

    /// Returns the publisher of the site. All languages have the same `@id`; only the name differs.
    fn desk(&self, language: usize) -> JsonLdValue<'a> {
        let root = Address::root().absolute(&self.site.base);
        object("Organization")
            .with("@id", text(format!("{root}#desk")))
            .with("name", text(&*self.site.languages[language].title))
            .with("url", text(root))
    }

    /// Returns the data of a topic's page: its articles, in the order of the page.
    fn topic_node(
        &self,
        language: usize,
        topic: usize,
        page: usize,
        own: &Address,
    ) -> JsonLdValue<'a> {
        let articles = &self.lists[language].topics[topic];
        let before = (page - 1) * TOPIC_PAGE;
        let shown = articles.iter().skip(before).take(TOPIC_PAGE);
        let addresses = shown.filter_map(|index| {
            let article = &self.site.articles[*index];
            let (_, edition) = article.edition_for(self.site.preference(language))?;
            Some(edition.address.absolute(&self.site.base))
        });
        let items = (before + 1..).zip(addresses).map(|(position, url)| {
            object("ListItem")
                .with("position", JsonLdValue::Number(position as u64))
                .with("url", text(url))
        });
        object("CollectionPage")
            .with("url", text(own.absolute(&self.site.base)))
            .with("name", text(self.topic_link(language, topic).title.text))
            .with("inLanguage", text(self.tag(language)))
            .with(
                "mainEntity",
                object("ItemList")
                    .with("numberOfItems", JsonLdValue::Number(articles.len() as u64))
                    .with("itemListElement", JsonLdValue::List(items.collect())),
            )
    }

    /// Returns the data of an edition: its articles, in order.
    fn edition_node(
        &self,
        language: usize,
        index: usize,
        own: &Address,
    ) -> Option<JsonLdValue<'a>> {
        let issue = self.site.issues[index].texts[language].as_ref()?;
        let addresses = issue.articles.iter().filter_map(|index| {
            let article = &self.site.articles[*index];
            let (_, edition) = article.edition_for(self.site.preference(language))?;
            Some(edition.address.absolute(&self.site.base))
        });
        let items = (1..).zip(addresses).map(|(position, url)| {
            object("ListItem")
                .with("position", JsonLdValue::Number(position))
                .with("url", text(url))
        });
        let own_text = issue.text;
        let authors = own_text.map_or(&[][..], |text| &text.authors);
        let translators = own_text.map_or(&[][..], |text| &text.translators);
        let reviewers = own_text.map_or(&[][..], |text| &text.reviewers);
        let corrections = own_text.map_or(&[][..], |text| &text.corrections);
        let modified = issue.corrected().map(|_| text(issue.updated().to_string()));
        let node = object("CollectionPage")
            .with("url", text(own.absolute(&self.site.base)))
            .with("name", text(&*issue.title))
            .with("inLanguage", text(self.tag(language)))
            .with("datePublished", text(issue.date.to_string()))
            .with_some("dateModified", modified)
            .with_any("author", self.people_nodes(authors))
            .with_any("translator", self.people_nodes(translators))
            .with_any("reviewedBy", self.people_nodes(reviewers))
            .with_any("correction", article::correction_nodes(corrections))
            .with("publisher", self.desk(language))
            .with(
                "mainEntity",
                object("ItemList")
                    .with(
                        "numberOfItems",
                        JsonLdValue::Number(issue.articles.len() as u64),
                    )
                    .with("itemListElement", JsonLdValue::List(items.collect())),
            );
        Some(node)
    }

    /// Returns the breadcrumbs from the front page to this one; `None` for a page that has no breadcrumbs.
    fn crumbs_node(&self, language: usize, head: &PageHead<'a>) -> Option<JsonLdValue<'a>> {
        let way = self.way_to(language, head.kind, head.section);
        let above = (1..)
            .zip(&way)
            .map(|(position, link): (u64, &LinkView<'a>)| {
                let address = self.site.base.in_full(&link.url);
                crumb(position, link.title.text).with("item", text(address))
            });
        let mut items: Vec<JsonLdValue<'a>> = above.collect();
        if items.is_empty() {
            return None;
        }
        // The last one is the page itself, whose address may be left out.
        items.push(crumb(items.len() as u64 + 1, head.title.text));
        Some(object("BreadcrumbList").with("itemListElement", JsonLdValue::List(items)))
    }
}

fn crumb(position: u64, name: &str) -> JsonLdValue<'_> {
    object("ListItem")
        .with("position", JsonLdValue::Number(position))
        .with("name", text(name))
}

/// Adds the tags of a page's picture. Without a picture, a preview is only a line of text.
fn image_tags(image: Option<&Image>, tags: &mut Vec<(&'static str, String)>) {
    let Some(image) = image else {
        tags.push(("twitter:card", "summary".into()));
        return;
    };
    tags.push(("og:image", image.url.clone()));
    tags.push(("og:image:width", image.width.to_string()));
    tags.push(("og:image:height", image.height.to_string()));
    tags.extend(image.alt.clone().map(|alt| ("og:image:alt", alt)));
    tags.push(("twitter:card", "summary_large_image".into()));
}

/// Returns a page's data as one JSON-LD value; `None` if there is none.
fn graph(nodes: Vec<JsonLdValue<'_>>) -> Option<JsonLdValue<'_>> {
    let context = ("@context", text("https://schema.org"));
    (!nodes.is_empty()).then(|| JsonLdValue::Object(vec![context, ("@graph", list(nodes))]))
}

/// Returns a text as a value; `None` if it is empty.
fn filled(words: &str) -> Option<JsonLdValue<'_>> {
    (!words.is_empty()).then(|| text(words))
}
