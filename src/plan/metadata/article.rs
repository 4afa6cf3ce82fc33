//! The metadata of an article's page.
//!
//! A summary is a work of its own that is based on the original (`isBasedOn`). It is neither a translation of the
//! original, a part of which it retells, nor of the summary in another language, which was written independently. So
//! `translationOfWork` and `workTranslation` are not used; `hreflang` and the common original connect the summaries. A
//! summary cites paragraphs of that original, so its `citation` holds only its links to other sites; the `citation` of
//! the original holds the sources that the original names itself.

use crate::lang::Date;
use crate::link::address::Address;
use crate::link::references::OriginalReferences;
use crate::link::site::{Edition, ShownPicture};
use crate::parse::article::Original;
use crate::parse::corrections::Correction;
use crate::parse::registers::NameKind;
use crate::plan::Plan;
use crate::plan::cards::CardSubject;
use crate::plan::metadata::Image;
use crate::plan::metadata::data::{JsonLdValue, object, text};
use crate::plan::pages::article::outside;

/// The digital source type (IPTC) of a text that people made with the help of a machine.
const ASSISTED: &str =
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

impl<'a> Plan<'a> {
    /// Adds the tags that only articles have.
    pub(super) fn article_tags(
        &self,
        language: usize,
        index: usize,
        tags: &mut Vec<(&'static str, String)>,
    ) {
        let article = &self.site.articles[index];
        if let Some(date) = article.date(self.site.preference(language)) {
            tags.push(("article:published_time", date.to_string()));
            let modified = self.modified(language, index, date);
            if modified != date {
                tags.push(("article:modified_time", modified.to_string()));
            }
        }
        let mut topics = article.references.topics.iter();
        let title =
            |topic: &usize| self.isolated(language, &self.topic_link(language, *topic).title);
        tags.extend(topics.next().map(|topic| ("article:section", title(topic))));
        tags.extend(topics.map(|topic| ("article:tag", title(topic))));
    }

    /// Returns the pictures of an article; the one that represents it comes first.
    pub(super) fn images(&self, language: usize, index: usize) -> Vec<Image> {
        let article = &self.site.articles[index];
        let Some(edition) = &article.editions[language] else {
            return Vec::new();
        };
        let card = self.card_image(
            language,
            CardSubject::Article(index),
            &edition.summary.title,
        );
        let mut shown = edition.targets.pictures.iter().flatten();
        let first = shown.find(|picture| is_for_previews(picture));
        let first = first.map(|picture| self.picture(picture));
        card.into_iter().chain(first).collect()
    }

    /// Returns the preview card of a text with this title.
    pub(super) fn card_image(
        &self,
        language: usize,
        subject: CardSubject,
        title: &str,
    ) -> Option<Image> {
        self.card(subject, language).map(|card| Image {
            url: card.address.absolute(&self.site.base),
            width: crate::card::WIDTH,
            height: crate::card::HEIGHT,
            alt: Some(self.isolated_own(language, title)),
        })
    }

    fn picture(&self, picture: &ShownPicture<'_>) -> Image {
        Image {
            url: picture.address.absolute(&self.site.base),
            width: picture.size.width.get(),
            height: picture.size.height.get(),
            alt: None,
        }
    }

    /// Returns an article as structured data.
    pub(super) fn article_node(
        &self,
        language: usize,
        index: usize,
        address: &Address,
        images: &[Image],
    ) -> Option<JsonLdValue<'a>> {
        let site = self.site;
        let article = &site.articles[index];
        let edition = article.editions[language].as_ref()?;
        let summary = edition.summary;
        let date = article.date(site.preference(language));
        let modified = date.map(|date| self.modified(language, index, date));
        let topics = article.references.topics.iter();
        let topics = topics.map(|topic| text(self.topic_link(language, *topic).title.text));
        let assisted = summary.assistance.as_ref();
        let source_type = assisted.map(|_| text(ASSISTED));
        let links = outside(edition).into_iter().map(text);
        let pictures = images.iter().map(|image| text(image.url.clone()));
        let originals = article.originals.iter().zip(&article.references.originals);
        let originals = originals
            .map(|(original, references)| self.original_node(language, original, references));
        let data = object("NewsArticle")
            .with("mainEntityOfPage", self.page_data(language, index, address))
            .with("headline", text(&*summary.title))
            .with_some("description", summary.description.as_deref().map(text))
            .with("inLanguage", text(self.tag(language)))
            .with_any("image", pictures.collect())
            .with_some("datePublished", date.map(day))
            .with_some("dateModified", modified.map(day))
            .with("author", self.author_nodes(language, &summary.authors))
            .with_any("translator", self.people_nodes(&summary.translators))
            .with_some("digitalSourceType", source_type)
            .with_any("correction", correction_nodes(&summary.corrections))
            .with("publisher", self.desk(language))
            .with_any("articleSection", topics.collect())
            .with_any("about", self.about(language, edition))
            .with_any("citation", links.collect())
            .with_any("isBasedOn", originals.collect());
        Some(data)
    }

    /// Returns the data of an article's page. The date of the last review belongs to the page, not to the article.
    fn page_data(&self, language: usize, index: usize, address: &Address) -> JsonLdValue<'a> {
        let sealed = self.trace(language, index).and_then(|trace| trace.sealed);
        let edition = self.site.articles[index].editions[language].as_ref();
        let reviewers = edition.map(|edition| edition.summary.reviewers.as_slice());
        object("WebPage")
            .with("@id", text(address.absolute(&self.site.base)))
            .with_some("lastReviewed", sealed.map(day))
            .with_any(
                "reviewedBy",
                self.people_nodes(reviewers.unwrap_or_default()),
            )
    }

    /// Returns the latest of an article's date, the day of its seal and that of its last correction: the last day on which it is
    /// known to have been edited.
    fn modified(&self, language: usize, index: usize, date: Date) -> Date {
        let sealed = self.trace(language, index).and_then(|trace| trace.sealed);
        let edition = self.site.articles[index].editions[language].as_ref();
        let corrected = edition.and_then(|edition| edition.corrected());
        let days = [sealed, corrected].into_iter().flatten();
        days.fold(date, Date::max)
    }

    /// Returns the authors of a summary, or the site's organization if no author is named.
    pub(super) fn author_nodes(&self, language: usize, authors: &'a [String]) -> JsonLdValue<'a> {
        if authors.is_empty() {
            return self.desk(language);
        }
        super::list(self.people_nodes(authors))
    }

    /// Returns people as structured data. Names listed as organizations, such as a desk, become organizations.
    pub(super) fn people_nodes(&self, names: &'a [String]) -> Vec<JsonLdValue<'a>> {
        let node = |name: &'a String| {
            let person = self.site.people.index(name);
            let listed = person.and_then(|index| self.site.people.all[index].listed);
            let kind = listed.map(|index| self.site.names[index].kind);
            let kind = match kind {
                Some(NameKind::Organisation) => "Organization",
                _ => "Person",
            };
            object(kind).with("name", text(name.as_str()))
        };
        names.iter().map(node).collect()
    }

    /// Returns the subjects of a summary: the listed names that it mentions.
    fn about(&self, language: usize, edition: &Edition<'_>) -> Vec<JsonLdValue<'a>> {
        let entry = |index: &usize| {
            let name = &self.site.names[*index];
            let kind = match name.kind {
                NameKind::Person => "Person",
                NameKind::Organisation => "Organization",
                NameKind::Place => "Place",
                NameKind::Thing => "Thing",
            };
            let same_as = name.same_as.iter().map(|url| text(&**url)).collect();
            object(kind)
                .with("name", text(self.name_link(language, *index).title.text))
                .with_any("sameAs", same_as)
        };
        edition.names.iter().map(entry).collect()
    }

    /// Returns an original as structured data.
    fn original_node(
        &self,
        language: usize,
        original: &'a Original,
        references: &OriginalReferences,
    ) -> JsonLdValue<'a> {
        let author = original.author.as_deref();
        object("NewsArticle")
            .with("headline", text(&*original.title))
            .with("inLanguage", text(&*original.lang))
            .with_some("url", original.url.as_deref().map(text))
            .with_some("datePublished", original.published.map(day))
            .with_some(
                "author",
                author.map(|name| object("Person").with("name", text(name))),
            )
            .with_some(
                "publisher",
                self.publisher_node(language, references.publisher),
            )
            .with_any(
                "citation",
                self.sources_data(language, original, references),
            )
    }

    /// Returns the sources that the original names.
    fn sources_data(
        &self,
        language: usize,
        original: &'a Original,
        references: &OriginalReferences,
    ) -> Vec<JsonLdValue<'a>> {
        let sources = original.sources.iter().zip(&references.sources);
        let source = sources.map(|(source, publisher)| {
            object("CreativeWork")
                .with_some("name", source.title.as_deref().map(text))
                .with_some("url", source.url.as_deref().map(text))
                .with_some("publisher", self.publisher_node(language, *publisher))
        });
        source.collect()
    }

    fn publisher_node(&self, language: usize, publisher: Option<usize>) -> Option<JsonLdValue<'a>> {
        let entry = &self.site.publishers[publisher?];
        let name = self.publisher_link(language, publisher).title.text;
        let data = object("Organization").with("name", text(name));
        Some(data.with_some("url", entry.url.as_deref().map(text)))
    }
}

/// Returns the corrections of a text as structured data.
pub(super) fn correction_nodes(corrections: &[Correction]) -> Vec<JsonLdValue<'_>> {
    let comment = |correction: &'_ Correction| {
        object("CorrectionComment")
            .with("datePublished", day(correction.date.value))
            .with("text", text(correction.text.value.clone()))
    };
    corrections.iter().map(comment).collect()
}

fn day<'a>(date: Date) -> JsonLdValue<'a> {
    text(date.to_string())
}

/// Returns `true` if link previews can show a picture of this format: none of them shows SVG, and few show AVIF.
fn is_for_previews(picture: &ShownPicture<'_>) -> bool {
    let name = picture.source.to_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif"]
        .iter()
        .any(|ending| name.ends_with(ending))
}
