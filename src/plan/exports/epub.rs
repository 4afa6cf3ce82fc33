//! An edition of the briefing, or a topic, as an e-book: `<id>.epub` beside its page.
//!
//! A book has a chapter per article and, after the chapters, the originals to the extent that their rights allow. It
//! depends only on the site's content, including its date, so a build at another time gives the same bytes.

use std::iter::once;
use std::sync::Arc;

use crate::lang::Date;
use crate::link::address::Address;
use crate::link::site::{Article, Edition, LinkedIssue};
use crate::parse::article::Rights;
use crate::plan::Plan;
use crate::plan::body::{BodyPart, PageBody, ShownPicture, original_anchor};
use crate::plan::cards::CardSubject;
use crate::plan::notes::SourceNote;
use crate::plan::page_context::plain;
use crate::plan::pages::article::{original_body, summary_body};
use crate::plan::pages::plain::standing_body;
use crate::plan::view::TextView;

/// Maximum number of articles in the book of a topic: the newest ones.
pub const MOST_ON_TOPIC: usize = 100;

/// The content of an e-book. Texts are as the authors wrote them, without bidi isolation.
#[derive(Debug, Hash)]
pub struct BookView<'a> {
    /// The language: an index into the site's languages.
    pub language: usize,
    /// Tag of that language (BCP 47).
    pub lang: &'a str,
    /// The direction, `ltr` or `rtl`.
    pub dir: &'static str,
    pub title: TextView<'a>,
    /// The days of an edition in words; `None` for a topic.
    pub days: Option<String>,
    pub standfirst: Option<TextView<'a>>,
    /// Names of the authors.
    pub authors: &'a [String],
    /// Names of the translators.
    pub translators: &'a [String],
    /// Names of the reviewers.
    pub reviewers: &'a [String],
    /// Byline: the authors, translators and reviewers in words, if there are any.
    pub byline: Option<String>,
    /// The date of the edition, or of the newest article.
    pub date: Option<Date>,
    /// The last day on which the book's content changed.
    pub modified: Option<Date>,
    /// Label of a draft, or of a text that is not published now.
    pub label: Option<String>,
    /// The site's title.
    pub site: &'a str,
    /// Scheme and host of the site.
    pub origin: &'a str,
    /// Address of the page, from the root of the host.
    pub path: String,
    /// The preview card on the cover: of the edition, or of a topic's first article; `None` if there is none.
    pub card: Option<BookCard<'a>>,
    /// The text of the edition, or the introduction of the topic; `None` if there is none.
    pub body: Option<PageBody<'a>>,
    /// Corrections of an edition and the reasons of waivers that readers see: a label, and the text.
    pub remarks: Vec<(String, String)>,
    /// The sources that the text of an edition cites, in order of their numbers.
    pub notes: Vec<SourceNote<'a>>,
    pub chapters: Vec<ChapterView<'a>>,
    pub words: BookWords<'a>,
}

/// A preview card.
#[derive(Debug, Hash)]
pub struct BookCard<'a> {
    /// The path in the output folder, which contains a digest of the picture's content.
    pub output: String,
    /// The title on the cover.
    pub title: &'a str,
}

/// A picture whose bytes a book needs.
#[derive(Debug, Clone, Copy)]
pub enum BookPicture<'b> {
    /// The file with this path in the site's folder.
    Source(&'b Arc<str>),
    /// The preview card with this path in the output folder.
    Card(&'b str),
}

/// An article: a chapter, and its originals in the appendix.
#[derive(Debug, Hash)]
pub struct ChapterView<'a> {
    /// Index of the chapter's language among the site's languages. It differs from the book's if the article is missing
    /// in that language.
    pub language: usize,
    pub lang: &'a str,
    pub dir: &'static str,
    pub title: &'a str,
    pub standfirst: Option<&'a str>,
    /// The date in words.
    pub date: Option<String>,
    /// Roles (author, translator, reviewer) in words, each with the names of its people.
    pub bylines: Vec<(&'a str, String)>,
    /// Description of a machine's part in the summary, in the words of the desk.
    pub assistance: Option<&'a str>,
    /// Kind and date in words, and the text, of each correction.
    pub corrections: Vec<(String, TextView<'a>)>,
    pub label: Option<String>,
    /// Address of the article's page, from the root of the host.
    pub path: String,
    pub body: PageBody<'a>,
    /// The originals, at least one; the main one first.
    pub originals: Vec<BookOriginal<'a>>,
}

/// An original in the appendix.
#[derive(Debug, Hash)]
pub struct BookOriginal<'a> {
    /// The id of the original's heading; `None` for the original that is cited without an id.
    pub anchor: Option<String>,
    pub title: TextView<'a>,
    /// Tag of the original's language.
    pub lang: &'a str,
    pub dir: &'static str,
    pub publisher: TextView<'a>,
    pub author: Option<TextView<'a>>,
    /// The date in words.
    pub published: Option<String>,
    pub url: Option<&'a str>,
    pub rights: Rights,
    /// The part of the original's text that its rights allow.
    pub body: Option<PageBody<'a>>,
}

/// The theme's words in a book.
#[derive(Debug, Hash)]
pub struct BookWords<'a> {
    pub cover: &'a str,
    pub contents: &'a str,
    pub originals: &'a str,
    /// The heading of the notes.
    pub notes: &'a str,
    /// Phrase that names the holders of the rights, with `{site}` and `{publishers}`.
    pub rights: &'a str,
    /// Note on an original that is not shown.
    pub rights_link: &'a str,
    /// Note on an original of which only a part is shown.
    pub rights_cited: &'a str,
    pub read_original: &'a str,
    pub assistance: &'a str,
}

impl<'a> BookView<'a> {
    /// Returns the pictures in the book's texts.
    pub fn pictures(&self) -> impl Iterator<Item = &'a ShownPicture<'a>> + '_ {
        let chapters = self.chapters.iter();
        let bodies = chapters.flat_map(|one| {
            let originals = one.originals.iter().filter_map(|own| own.body.as_ref());
            once(&one.body).chain(originals)
        });
        let bodies = self.body.iter().chain(bodies);
        bodies.flat_map(|body| body.targets.pictures.iter().flatten())
    }
}

impl<'a> Plan<'a> {
    /// Returns an edition as a book; `None` if the edition does not exist in this language.
    pub(super) fn issue_book(&self, language: usize, index: usize) -> Option<BookView<'a>> {
        let site = self.site;
        let issue = &site.issues[index];
        let own: &'a LinkedIssue<'a> = issue.texts[language].as_ref()?;
        let authors = own.text.map_or(&[][..], |text| &text.authors);
        let standfirst = own.text.and_then(|text| text.description.as_deref());
        let page = issue.address(self.tag(language));
        let book = self.book(language, plain(&own.title), page, &own.articles);
        Some(BookView {
            days: Some(self.days_of_issue(language, own)),
            standfirst: standfirst.map(plain),
            authors,
            translators: own.text.map_or(&[][..], |text| &text.translators),
            reviewers: own.text.map_or(&[][..], |text| &text.reviewers),
            byline: self.byline_of_issue(language, own),
            remarks: self.issue_remarks(language, own),
            date: Some(own.date),
            modified: book.modified.max(Some(own.updated())),
            label: self.issue_label(language, own),
            card: self
                .card(CardSubject::Issue(index), language)
                .map(|card| BookCard {
                    output: card.output.clone(),
                    title: &own.title,
                }),
            body: self.issue_body(own),
            notes: self.source_notes(language, own),
            ..book
        })
    }

    /// Returns a topic as a book.
    pub(super) fn topic_book(&self, language: usize, topic: usize) -> BookView<'a> {
        let entry = &self.site.topics[topic];
        let articles = &self.lists[language].topics[topic];
        let articles = &articles[..articles.len().min(MOST_ON_TOPIC)];
        let page = Address::entry(self.tag(language), "topics", entry.id);
        let title = self.topic_link(language, topic).title;
        let own = entry.introductions[language].as_ref();
        let own = own.filter(|text| !text.standing.body.html.text.trim().is_empty());
        BookView {
            standfirst: self.topic_description(language, topic),
            body: own.map(standing_body),
            ..self.book(language, title, page, articles)
        }
    }

    /// Returns a book of some articles, without the parts that only editions or only topics have.
    fn book(
        &self,
        language: usize,
        title: TextView<'a>,
        page: Address,
        articles: &[usize],
    ) -> BookView<'a> {
        let site = self.site;
        let this = &site.languages[language];
        let preference = site.preference(language);
        let found = articles.iter().filter_map(|index| {
            let article = &site.articles[*index];
            let (other, edition) = article.edition_for(preference)?;
            Some((article, other, edition))
        });
        let found: Vec<_> = found.collect();
        let dates = || found.iter().map(|(_, _, edition)| edition);
        let card = articles.first().zip(found.first());
        let card = card.and_then(|(index, (_, other, edition))| {
            Some(BookCard {
                output: self
                    .card(CardSubject::Article(*index), *other)?
                    .output
                    .clone(),
                title: &edition.summary.title,
            })
        });
        BookView {
            language,
            lang: &this.tag,
            dir: this.locale.direction().as_str(),
            title,
            days: None,
            standfirst: None,
            authors: &[],
            translators: &[],
            reviewers: &[],
            byline: None,
            date: dates().filter_map(|edition| edition.date).max(),
            modified: dates().map(|e| e.date.max(e.changed())).max().flatten(),
            label: None,
            card,
            site: &this.title,
            origin: &site.base.origin,
            path: self.path(&page),
            body: None,
            remarks: Vec::new(),
            notes: Vec::new(),
            chapters: found
                .iter()
                .map(|(article, other, edition)| self.chapter(language, article, *other, edition))
                .collect(),
            words: self.book_words(language),
        }
    }

    /// Returns an article as a chapter of a book in `language`, if it exists there in the language `other`.
    fn chapter(
        &self,
        language: usize,
        article: &'a Article<'a>,
        other: usize,
        edition: &'a Edition<'a>,
    ) -> ChapterView<'a> {
        let site = self.site;
        let this = &site.languages[other];
        let summary = edition.summary;
        let words = [
            ("summary", &summary.authors),
            ("translated_by", &summary.translators),
            ("reviewed_by", &summary.reviewers),
        ];
        let words = words.into_iter().filter(|(_, names)| !names.is_empty());
        let corrections = self.correction_views(other, other, edition).into_iter();
        ChapterView {
            language: other,
            lang: &this.tag,
            dir: this.locale.direction().as_str(),
            title: &summary.title,
            standfirst: summary.description.as_deref(),
            date: edition.date.map(|date| this.locale.date(date)),
            bylines: words
                .map(|(key, names)| (self.word(other, key), this.locale.list(names)))
                .collect(),
            assistance: summary.assistance.as_deref(),
            corrections: corrections
                .map(|one| (format!("{}, {}", one.kind, one.date.text), one.text))
                .collect(),
            label: self.edition_label(other, edition),
            path: self.path(&edition.address),
            body: summary_body(article, edition, BodyPart::Whole, None),
            originals: (0..article.originals.len())
                .map(|index| self.book_original(language, article, edition, index))
                .collect(),
        }
    }

    fn book_original(
        &self,
        language: usize,
        article: &'a Article<'a>,
        edition: &'a Edition<'a>,
        index: usize,
    ) -> BookOriginal<'a> {
        let original = article.originals[index];
        let tag = original.lang.as_str();
        let locale = &self.site.languages[language].locale;
        let publisher = article.references.originals[index].publisher;
        let publisher = self.publisher_link(language, publisher);
        let author = original.author.as_ref();
        BookOriginal {
            anchor: original.id.as_deref().map(|id| original_anchor(Some(id))),
            title: self.text(language, tag, &original.title),
            lang: tag,
            dir: crate::lang::direction_of_language(tag).as_str(),
            publisher: publisher.title,
            author: author.map(|author| self.text(language, tag, author)),
            published: original.published.map(|date| locale.date(date)),
            url: original.url.as_deref(),
            rights: original.rights,
            body: original_body(article, edition, index, self.tag(language)),
        }
    }

    fn book_words(&self, language: usize) -> BookWords<'a> {
        let word = |key| self.word(language, key);
        BookWords {
            cover: word("book_cover"),
            contents: word("book_contents"),
            originals: word("book_originals"),
            notes: word("sources"),
            rights: word("book_rights"),
            rights_link: word("rights_link"),
            rights_cited: word("rights_cited"),
            read_original: word("read_original"),
            assistance: word("assistance"),
        }
    }

    /// Returns the address of a page from the root of the host, without the mark for relative links.
    fn path(&self, address: &Address) -> String {
        format!("{}/{}", self.site.base.path, address.below_site())
    }
}
