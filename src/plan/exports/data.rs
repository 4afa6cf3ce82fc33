//! Data for other programs: a list of a language's articles, and a file for each of them.
//!
//! `docs/data.md` documents the fields and possible changes. Titles and names are as the authors wrote them, without
//! bidi isolation: users of the data put them into their own pages.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use crate::check::{NameTrace, Trace, TracedParagraph};
use crate::lang::Date;
use crate::lang::verify::in_language;
use crate::link::address::{Address, FEEDS};
use crate::link::originals::ParagraphNumbering;
use crate::link::site::{Article, Edition};
use crate::parse::article::Waiver;
use crate::parse::config::BaseUrl;
use crate::parse::corrections::Correction;
use crate::parse::markdown::Body;
use crate::plan::Plan;
use crate::plan::exports::feeds::{FeedOf, FeedSubject, lead};
use crate::plan::pages::people::public_notes;

/// The version of both formats. It changes when a field that a program may rely on is removed or changes its meaning.
pub(super) const VERSION: u32 = 1;

/// `articles.json`: all articles of a language, and the topics, publishers and names that they refer to.
#[derive(Debug, Hash, Serialize)]
pub struct ArticlesData<'a> {
    version: u32,
    language: &'a str,
    direction: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    url: AbsoluteUrl<'a>,
    feeds: FeedsData<'a>,
    topics: Vec<EntryData<'a>>,
    publishers: Vec<EntryData<'a>>,
    names: Vec<EntryData<'a>>,
    articles: Vec<LineData<'a>>,
}

/// A language's feeds.
#[derive(Debug, Hash, Serialize)]
struct FeedsData<'a> {
    atom: AbsoluteUrl<'a>,
    json: AbsoluteUrl<'a>,
}

/// A topic, publisher or name.
#[derive(Debug, Hash, Serialize)]
struct EntryData<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    name: &'a str,
    /// The language of `name`; `None` if it is the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    url: AbsoluteUrl<'a>,
}

/// An article in the list.
#[derive(Debug, Hash, Serialize)]
struct LineData<'a> {
    id: &'a str,
    url: AbsoluteUrl<'a>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(flatten)]
    dates: ArticleDates,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    topics: Vec<&'a str>,
    names: Vec<&'a str>,
    #[serde(skip_serializing_if = "is_not")]
    draft: bool,
}

/// Returns true if the flag is false, so that it is omitted.
pub(super) fn is_not(flag: &bool) -> bool {
    !flag
}

/// The dates on which an article was published, updated and sealed.
#[derive(Debug, Clone, Copy, Hash, Serialize)]
struct ArticleDates {
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Displayed<Date>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<Displayed<Date>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sealed: Option<Displayed<Date>>,
}

/// `article.json`: the data of an article. The text is not part of it, but is written from the summary.
#[derive(Debug, Hash, Serialize)]
pub struct ArticleData<'a> {
    version: u32,
    id: &'a str,
    language: &'a str,
    direction: &'static str,
    url: AbsoluteUrl<'a>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(flatten)]
    dates: ArticleDates,
    #[serde(skip_serializing_if = "is_not")]
    draft: bool,
    authors: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    translators: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    reviewers: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    assistance: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<CorrectionData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteData<'a>>,
    topics: Vec<EntryData<'a>>,
    names: Vec<EntryData<'a>>,
    counterparts: Vec<CounterpartData<'a>>,
    /// The main original.
    original: OriginalData<'a>,
    /// The other originals, by their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    further_originals: Vec<OriginalData<'a>>,
    /// The numbers of the originals' paragraphs.
    #[serde(skip)]
    pub numbering: &'a ParagraphNumbering,
    /// The summary, from which the text is written.
    #[serde(skip)]
    pub told: TextWithTrace<'a>,
    /// The byte offset in the HTML where the lead ends.
    #[serde(skip)]
    pub lead: usize,
    /// The language: an index into the site's languages.
    #[serde(skip)]
    pub language_index: usize,
}

/// A change that was made since the article was published.
#[derive(Debug, Hash, Serialize)]
pub(super) struct CorrectionData<'a> {
    date: Displayed<Date>,
    kind: &'static str,
    text: &'a str,
}

/// The reason why the desk accepts a text that was not found in the original.
#[derive(Debug, Hash, Serialize)]
pub(super) struct NoteData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    why: &'a str,
}

/// The article in another language.
#[derive(Debug, Hash, Serialize)]
struct CounterpartData<'a> {
    language: &'a str,
    title: &'a str,
    url: AbsoluteUrl<'a>,
}

/// The original that an article summarises.
#[derive(Debug, Hash, Serialize)]
struct OriginalData<'a> {
    /// The id in citations.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    language: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Displayed<Date>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retrieved: Option<Displayed<Date>>,
    rights: &'static str,
    paragraphs: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<EntryData<'a>>,
}

/// A summary or the text of an edition, with its trace by `check`.
#[derive(Debug)]
pub struct TextWithTrace<'a> {
    pub title: &'a str,
    pub description: Option<&'a str>,
    pub body: &'a Body,
    /// The results of `check` for the text; `None` if it was not checked.
    pub trace: Option<&'a Trace>,
    /// For each name that was traced, its entry in the register.
    pub names: Vec<TracedName<'a>>,
}

/// The entry of a listed name in a summary.
#[derive(Debug, Hash)]
pub struct TracedName<'a> {
    /// The id.
    pub id: &'a str,
    /// The kind of the named thing.
    pub kind: &'static str,
    /// The preferred spelling, if the text has another one.
    pub preferred: Option<&'a str>,
}

/// Converts a paragraph number in a verdict to an original and the number in that original.
#[derive(Debug, Clone, Copy, Hash)]
pub enum ParagraphNames<'a> {
    /// For a summary.
    OfArticle(&'a ParagraphNumbering),
    /// For an edition.
    OfEdition(&'a BTreeMap<u32, &'a TracedParagraph>),
}

impl Hash for TextWithTrace<'_> {
    /// Of the body, hashes only the HTML, whose digest represents the text's file and path.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self {
            title,
            description,
            body,
            trace,
            names,
        } = self;
        (title, description, &body.html, trace, names).hash(state);
    }
}

/// An address in the site, serialized as an absolute URL.
#[derive(Debug, Clone, Hash)]
pub struct AbsoluteUrl<'a> {
    address: Address,
    base: &'a BaseUrl,
}

impl Display for AbsoluteUrl<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.address.written_in_full(self.base).fmt(f)
    }
}

impl Serialize for AbsoluteUrl<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A value that is serialized as its `Display` form.
#[derive(Debug, Clone, Copy, Hash)]
pub struct Displayed<T>(pub(super) T);

impl<T: Display> Display for Displayed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Display> Serialize for Displayed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Returns the reasons of waivers that readers see.
pub(super) fn notes_data(waive: &[Waiver]) -> Vec<NoteData<'_>> {
    let notes = public_notes(waive);
    notes.map(|(text, why)| NoteData { text, why }).collect()
}

pub(super) fn correction_data(correction: &Correction) -> CorrectionData<'_> {
    CorrectionData {
        date: Displayed(correction.date.value),
        kind: correction.kind.word(),
        text: &correction.text.value,
    }
}

impl<'a> Plan<'a> {
    /// Returns the list of a language's articles.
    pub(super) fn articles_data(&self, language: usize) -> ArticlesData<'a> {
        let site = self.site;
        let this = &site.languages[language];
        let home = Address::home(&this.tag);
        let [atom, json] = FEEDS.map(|name| {
            let page = FeedOf {
                language,
                subject: FeedSubject::All,
            };
            self.place(page.page(site).file(name))
        });
        let own = self.lists[language].own.iter();
        let topics = 0..site.topics.len();
        // Only those that have a page.
        let listed = |lists: &'_ [Vec<usize>]| {
            let all = lists.iter().enumerate();
            let with_articles = all.filter(|(_, articles)| !articles.is_empty());
            with_articles.map(|(index, _)| index).collect::<Vec<_>>()
        };
        let publishers = listed(&self.lists[language].publishers).into_iter();
        let names = listed(&self.lists[language].names).into_iter();
        ArticlesData {
            version: VERSION,
            language: &this.tag,
            direction: this.locale.direction().as_str(),
            title: &this.title,
            description: &this.description,
            url: self.place(home),
            feeds: FeedsData { atom, json },
            topics: topics
                .map(|topic| self.topic_data(language, topic))
                .collect(),
            publishers: publishers
                .map(|publisher| self.publisher_data(language, publisher))
                .collect(),
            names: names.map(|name| self.name_data(language, name)).collect(),
            articles: own
                .filter_map(|article| self.line_data(language, *article))
                .collect(),
        }
    }

    fn line_data(&self, language: usize, index: usize) -> Option<LineData<'a>> {
        let site = self.site;
        let article = &site.articles[index];
        let edition = article.editions[language].as_ref()?;
        let publisher = article.references.publisher.map(|p| &site.publishers[p]);
        Some(LineData {
            id: article.slug,
            url: self.place(edition.address.clone()),
            title: &edition.summary.title,
            description: edition.summary.description.as_deref(),
            dates: self.dates_data(language, index, edition),
            publisher: publisher.map(|p| p.id.value.as_str()),
            topics: article
                .references
                .topics
                .iter()
                .map(|t| site.topics[*t].id)
                .collect(),
            names: edition
                .names
                .iter()
                .map(|name| site.names[*name].id.value.as_str())
                .collect(),
            draft: edition.is_unpublished(),
        })
    }

    /// Returns the data of an article; `None` if it has no summary in this language.
    pub(super) fn article_data(&self, language: usize, index: usize) -> Option<ArticleData<'a>> {
        let site = self.site;
        let this = &site.languages[language];
        let article = &site.articles[index];
        let edition = article.editions[language].as_ref()?;
        let summary = edition.summary;
        let counterpart = |(language, edition): (&'a str, &'a Edition<'a>)| CounterpartData {
            language,
            title: &edition.summary.title,
            url: self.place(edition.address.clone()),
        };
        Some(ArticleData {
            version: VERSION,
            id: article.slug,
            language: &this.tag,
            direction: this.locale.direction().as_str(),
            url: self.place(edition.address.clone()),
            title: &summary.title,
            description: summary.description.as_deref(),
            dates: self.dates_data(language, index, edition),
            draft: edition.is_unpublished(),
            authors: &summary.authors,
            translators: &summary.translators,
            reviewers: &summary.reviewers,
            assistance: summary.assistance.as_deref(),
            corrections: summary.corrections.iter().map(correction_data).collect(),
            notes: notes_data(&summary.waive),
            topics: article
                .references
                .topics
                .iter()
                .map(|topic| self.topic_data(language, *topic))
                .collect(),
            names: edition
                .names
                .iter()
                .map(|name| self.name_data(language, *name))
                .collect(),
            counterparts: self
                .other_editions(language, article)
                .map(counterpart)
                .collect(),
            original: self.original_data(language, article, 0),
            further_originals: (1..article.originals.len())
                .map(|index| self.original_data(language, article, index))
                .collect(),
            numbering: article.numbering(),
            told: TextWithTrace {
                title: &summary.title,
                description: summary.description.as_deref(),
                body: &summary.body,
                trace: self.trace(language, index),
                names: self.traced_names(language, self.trace(language, index)),
            },
            lead: lead(edition),
            language_index: language,
        })
    }

    /// Returns the entries of the names of a trace.
    pub(super) fn traced_names(
        &self,
        language: usize,
        trace: Option<&Trace>,
    ) -> Vec<TracedName<'a>> {
        let tag = self.tag(language);
        let traces = trace.map(|trace| trace.names.iter());
        let name = |trace: &NameTrace| {
            let name = &self.site.names[trace.name];
            TracedName {
                id: &name.id.value,
                kind: name.kind.word(),
                preferred: in_language(&name.preferred, tag)
                    .filter(|_| trace.is_variant)
                    .map(String::as_str),
            }
        };
        traces.into_iter().flatten().map(name).collect()
    }

    fn dates_data(&self, language: usize, index: usize, edition: &Edition<'_>) -> ArticleDates {
        let date = self.site.articles[index].date(self.site.preference(language));
        let trace = self.trace(language, index);
        ArticleDates {
            date: date.map(Displayed),
            updated: date.max(edition.changed()).map(Displayed),
            sealed: trace.and_then(|trace| trace.sealed).map(Displayed),
        }
    }

    fn original_data(
        &self,
        language: usize,
        article: &'a Article<'a>,
        index: usize,
    ) -> OriginalData<'a> {
        let original = article.originals[index];
        let references = &article.references.originals[index];
        OriginalData {
            id: original.id.as_deref(),
            language: &original.lang,
            title: &original.title,
            url: original.url.as_deref(),
            author: original.author.as_deref(),
            published: original.published.map(Displayed),
            retrieved: original.retrieved.map(Displayed),
            rights: original.rights.word(),
            paragraphs: original.paragraphs(),
            publisher: references
                .publisher
                .map(|publisher| self.publisher_data(language, publisher)),
        }
    }

    fn topic_data(&self, language: usize, topic: usize) -> EntryData<'a> {
        let link = self.topic_link(language, topic);
        self.entry_data(language, "topics", None, link.id, link.title)
    }

    fn publisher_data(&self, language: usize, publisher: usize) -> EntryData<'a> {
        let link = self.publisher_link(language, Some(publisher));
        self.entry_data(language, "publishers", None, link.id, link.title)
    }

    fn name_data(&self, language: usize, name: usize) -> EntryData<'a> {
        let link = self.name_link(language, name);
        let kind = self.site.names[name].kind.word();
        self.entry_data(language, "names", Some(kind), link.id, link.title)
    }

    fn entry_data(
        &self,
        language: usize,
        section: &str,
        kind: Option<&'static str>,
        id: &'a str,
        name: crate::plan::view::TextView<'a>,
    ) -> EntryData<'a> {
        EntryData {
            id,
            kind,
            name: name.text,
            language: name.lang,
            url: self.place(Address::entry(self.tag(language), section, id)),
        }
    }

    pub(super) fn place(&self, address: Address) -> AbsoluteUrl<'a> {
        AbsoluteUrl {
            address,
            base: &self.site.base,
        }
    }
}
