//! Parses an article's files: its original and its summaries.

use crate::diagnostic::codes;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::lang::Date;
use crate::parse::corrections::{Correction, corrections};
use crate::parse::due::Availability;
use crate::parse::extra::Extra;
use crate::parse::fields::{Fields, Located};
use crate::parse::file_name::{self, NameUse};
use crate::parse::html::small;
use crate::parse::markdown::{Body, Cites, MarkdownInput, Trust, body};
use crate::parse::prose::{ProseBlockKind, head};
use crate::parse::sketch::sketch;
use crate::parse::slug;
use crate::parse::text::split;
use crate::parse::unseen;

/// The part of an original's text that may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Rights {
    /// No text; the page links to the publisher's page.
    #[default]
    Link,
    /// The paragraphs that summaries cite.
    Cited,
    /// The whole text.
    Full,
}

impl Rights {
    const WORDS: [&'static str; 3] = ["link", "cited", "full"];
    const ALL: [Rights; 3] = [Rights::Link, Rights::Cited, Rights::Full];

    /// Returns the variant's name, as written in front matter.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// Returns the names of all variants.
    pub fn words() -> [&'static str; 3] {
        Self::WORDS
    }
}

/// An original of an article: `original.<lang>.md`, or `original.<id>.<lang>.md`.
#[derive(Debug)]
pub struct Original {
    /// Path of the file.
    pub path: Arc<str>,
    /// Name of the article's folder, which is its slug.
    pub article: String,
    /// The id in the file's name, which is used in citations: `[reuters p4]`. `None` for the original that is cited
    /// without an id.
    pub id: Option<String>,
    /// The original's language (BCP 47), not necessarily one of the site's.
    pub lang: String,
    pub title: String,
    /// Id of the publisher.
    pub publisher: Option<Located<String>>,
    /// Web address at which the original was published.
    pub url: Option<String>,
    /// Byte range of `url` in the file.
    pub url_span: Option<Range<usize>>,
    pub author: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The day on which the copy was made.
    pub retrieved: Option<Date>,
    /// Web address of a copy, such as one in a web archive.
    pub archived: Option<String>,
    /// Digest of the saved page that is kept next to the original.
    pub capture: Option<String>,
    /// The dates above, with their keys and byte ranges in the file.
    pub dates: Vec<KeyedDate>,
    /// The part of the original's text that may be published.
    pub rights: Rights,
    /// The sources that the original itself names.
    pub sources: Vec<SourceEntry>,
    pub body: Body,
    /// A sketch of the text, used to find other originals with nearly the same text.
    pub sketch: Vec<u64>,
}

impl Original {
    /// Returns the number of numbered paragraphs, which is also the number of the last one.
    pub fn paragraphs(&self) -> u32 {
        small(self.body.paragraphs.len())
    }
}

/// An entry of `sources`.
#[derive(Debug)]
pub struct SourceEntry {
    /// Id of the publisher.
    pub publisher: Located<String>,
    pub title: Option<String>,
    /// The web address.
    pub url: Option<String>,
}

/// A summary of an article in one language: `summary.<lang>.md`.
#[derive(Debug)]
pub struct Summary {
    /// Path of the file.
    pub path: Arc<str>,
    /// Name of the article's folder, which is its slug.
    pub article: String,
    /// The summary's language, one of the site's.
    pub lang: String,
    pub title: String,
    /// The date in its front matter; `None` if it is the original's.
    pub date: Option<Date>,
    /// The same date, with its key and byte range in the file.
    pub dates: Vec<KeyedDate>,
    /// The standfirst.
    pub description: Option<String>,
    /// Ids of topics in addition to those of its passages.
    pub topics: Vec<Located<String>>,
    pub authors: Vec<String>,
    /// Those who translated it, or what it is made from.
    pub translators: Vec<String>,
    /// Names of the reviewers.
    pub reviewers: Vec<String>,
    /// Machine assistance in writing it, described for readers.
    pub assistance: Option<String>,
    /// The URL segment; `None` to use the folder's name.
    pub slug: Option<Located<String>>,
    /// True if the text is not to be published yet.
    pub draft: bool,
    /// Period in which the summary is public.
    pub available: Availability,
    /// The changes since the publication, the newest first.
    pub corrections: Vec<Correction>,
    /// Further addresses that redirect to it.
    pub aliases: Vec<Located<String>>,
    /// The record that the summary was checked against the original.
    pub sealed: Option<Seal>,
    /// Findings that the author accepts.
    pub waive: Vec<Waiver>,
    /// Whatever the theme's templates make use of.
    pub extra: Extra,
    pub body: Body,
    /// Offset of the text in the file.
    pub body_start: usize,
}

/// A record that a summary was checked against its original, with the digests of both at that time.
#[derive(Debug, PartialEq, Eq)]
pub struct Seal {
    /// The day of the check.
    pub date: Located<Date>,
    /// Digest of the original.
    pub digest: Located<String>,
    /// Digests of the original's paragraphs, which show later changes.
    pub paragraphs: Option<Located<String>>,
    /// Digest of the summary; `None` in seals of earlier versions, which cover only the original.
    pub summary: Option<Located<String>>,
    /// Digests of the summary's passages, which show later changes.
    pub sentences: Option<Located<String>>,
}

/// A finding that a summary's author accepts.
#[derive(Debug, PartialEq, Eq)]
pub struct Waiver {
    /// Code of the finding.
    pub code: Located<String>,
    /// The words that the finding is about; `None` if the waiver covers all findings with the code.
    pub text: Option<Located<String>>,
    /// The reason why the text is correct nevertheless.
    pub why: String,
    /// True if readers see the reason.
    pub public: bool,
}

/// A date of front matter, with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyedDate {
    pub key: &'static str,
    /// The date and its byte range in the file.
    pub date: Located<Date>,
}

impl KeyedDate {
    fn new(key: &'static str, date: &Option<Located<Date>>) -> Option<KeyedDate> {
        let date = date.clone()?;
        Some(KeyedDate { key, date })
    }
}

/// Keys of other programs for which an original has another name.
const ORIGINAL_SYNONYMS: [(&str, &str); 12] = [
    ("date", "published"),
    ("publishDate", "published"),
    ("pubDate", "published"),
    ("authors", "author"),
    ("byline", "author"),
    ("source", "publisher"),
    ("link", "url"),
    ("accessed", "retrieved"),
    ("archive", "archived"),
    ("archive_url", "archived"),
    ("license", "rights"),
    ("licence", "rights"),
];

/// Keys of other programs without an equivalent in an original, each with advice.
const ORIGINAL_HINTS: [(&str, &str); 7] = [
    ("lang", "the file's name gives the language: original.en.md"),
    (
        "language",
        "the file's name gives the language: original.en.md",
    ),
    ("topics", "it belongs in the article's summaries"),
    (
        "tags",
        "topics belong into the article's summaries: `topics = [\"…\"]`",
    ),
    ("draft", "it belongs in the article's summaries"),
    ("slug", "it belongs in the article's summaries"),
    ("description", "it belongs in the article's summaries"),
];

/// Parses an original; `None` if too much of it is invalid.
pub fn original(
    path: &Arc<str>,
    (article, id): (String, Option<String>),
    lang: String,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Original> {
    let parts = split(path, text, diagnostics)?;
    let owner = "an original's front matter";
    let mut fields = Fields::new(&parts.front, path, owner, diagnostics);
    let (mut original, title, author) = original_front_matter(&mut fields, (article, id), lang);
    let has_url = fields.has("url");
    fields.finish();
    let head = head([
        (ProseBlockKind::Title, &title),
        (ProseBlockKind::Author, &author),
    ]);
    let input = MarkdownInput {
        path,
        file: text,
        start: parts.body_start,
        trust: Trust::Untrusted,
        cites: Cites::Original,
        lang: &original.lang,
        head: &head,
    };
    original.body = body(&input, diagnostics);
    original.sketch = sketch(&original.body.prose.text(text));
    original.title = title.map(|t| t.value).unwrap_or_default();
    original.author = author.map(|a| a.value);
    if original.body.paragraphs.is_empty() {
        diagnostics.push(
            Diagnostic::new(codes::TEXT_MISSING, path, "this original has no text")
                .help("put the article's paragraphs after the front matter"),
        );
    }
    if original.rights == Rights::Link && !has_url {
        diagnostics.push(no_address(path));
    }
    Some(original)
}

/// Reads the front matter of an original. Returns the original without its texts, and its title and author, which are
/// parsed later with the body.
fn original_front_matter(
    fields: &mut Fields<'_, '_, '_>,
    (article, id): (String, Option<String>),
    lang: String,
) -> (Original, Option<Located<String>>, Option<Located<String>>) {
    fields.synonyms(&ORIGINAL_SYNONYMS);
    fields.hints(&ORIGINAL_HINTS);
    let title = fields.required("title");
    let publisher = fields.required("publisher");
    let url = fields.string("url");
    let url_span = url.as_ref().map(|url| url.span.clone());
    let url = url.and_then(|url| on_the_web(fields, "url", url));
    let author = fields.string("author");
    if let Some(author) = &author {
        fields.check_unseen(author);
    }
    let published = fields.date("published");
    let retrieved = fields.date("retrieved");
    let archived = web_address(fields, "archived");
    let capture = fields.string("capture");
    let rights = fields.one_of("rights", &Rights::WORDS);
    let original = Original {
        path: fields.path().clone(),
        article,
        id,
        lang,
        title: String::new(),
        publisher,
        url,
        url_span,
        author: None,
        dates: [("published", &published), ("retrieved", &retrieved)]
            .into_iter()
            .filter_map(|(key, date)| KeyedDate::new(key, date))
            .collect(),
        published: published.map(|d| d.value),
        retrieved: retrieved.map(|d| d.value),
        archived,
        capture: capture.map(|c| c.value),
        rights: rights.map(|r| Rights::ALL[r.value]).unwrap_or_default(),
        sources: references(fields),
        body: Body::default(),
        sketch: Vec::new(),
    };
    (original, title, author)
}

/// Reports an original whose text may not be published and that has no address to link to instead.
fn no_address(path: &Arc<str>) -> Diagnostic {
    Diagnostic::new(
        codes::URL_MISSING,
        path,
        "the text of this original is not published, and no `url` says where to read it",
    )
    .help("add `url = \"https://…\"`, or say with `rights = \"cited\"` or \"full\" that it may be published")
}

/// Keys of other programs for which a summary has another name.
const SUMMARY_SYNONYMS: [(&str, &str); 31] = [
    ("tags", "topics"),
    ("categories", "topics"),
    ("summary", "description"),
    ("subtitle", "description"),
    ("category", "topics"),
    ("topic", "topics"),
    ("published", "date"),
    ("publishDate", "publish"),
    ("publish_date", "publish"),
    ("publish_on", "publish"),
    ("embargo", "publish"),
    ("pubDate", "date"),
    ("expiryDate", "expires"),
    ("expiry_date", "expires"),
    ("unpublish", "expires"),
    ("unpublishDate", "expires"),
    ("author", "authors"),
    ("translator", "translators"),
    ("translated_by", "translators"),
    ("reviewer", "reviewers"),
    ("editor", "reviewers"),
    ("editors", "reviewers"),
    ("reviewed_by", "reviewers"),
    ("ai", "assistance"),
    ("permalink", "slug"),
    ("path", "slug"),
    ("correction", "corrections"),
    ("errata", "corrections"),
    ("alias", "aliases"),
    ("params", "extra"),
    ("redirect_from", "aliases"),
];

/// Keys of other programs without an equivalent in a summary, each with advice.
const SUMMARY_HINTS: [(&str, &str); 14] = [
    (
        "url",
        "the address of the original stands in its own file; that of the summary's page is its `slug`",
    ),
    ("lang", "the file's name gives the language: summary.en.md"),
    (
        "language",
        "the file's name gives the language: summary.en.md",
    ),
    (
        "locale",
        "the file's name gives the language: summary.en.md",
    ),
    (
        "lastmod",
        "take it out: `mujaz seal` records the day on which a summary was checked, and `corrections` what was changed",
    ),
    (
        "updated",
        "take it out: `mujaz seal` records the day on which a summary was checked",
    ),
    (
        "modified",
        "take it out: `mujaz seal` records the day on which a summary was checked",
    ),
    ("publisher", "it belongs in the article's original"),
    ("rights", "it belongs in the article's original"),
    ("sources", "it belongs in the article's original"),
    (
        "weight",
        "articles are in the order of their dates: see `date`",
    ),
    (
        "layout",
        "take it out: the kind of a page follows from its file",
    ),
    (
        "template",
        "take it out: the kind of a page follows from its file",
    ),
    (
        "type",
        "take it out: the kind of a page follows from its file",
    ),
];

/// Parses a summary; `None` if too much of it is invalid.
pub fn summary(
    path: &Arc<str>,
    article: String,
    lang: String,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Summary> {
    let parts = split(path, text, diagnostics)?;
    let owner = "a summary's front matter";
    let mut fields = Fields::new(&parts.front, path, owner, diagnostics);
    let (mut summary, title, description) = summary_front_matter(&mut fields, article, lang);
    fields.finish();
    check_addresses(&mut summary, diagnostics);
    let head = head([
        (ProseBlockKind::Title, &title),
        (ProseBlockKind::Description, &description),
    ]);
    let input = MarkdownInput {
        path,
        file: text,
        start: parts.body_start,
        trust: Trust::Trusted,
        cites: Cites::Originals,
        lang: &summary.lang,
        head: &head,
    };
    summary.body = body(&input, diagnostics);
    summary.body_start = parts.body_start;
    summary.title = title.map(|t| t.value).unwrap_or_default();
    summary.description = description.map(|d| d.value);
    if !has_content(&summary.body) && !summary.draft {
        diagnostics.push(
            Diagnostic::new(codes::TEXT_MISSING, path, "this summary has no text")
                .help("write it after the front matter, or set `draft = true`"),
        );
    }
    Some(summary)
}

/// Reads the front matter of a summary. Returns the summary without its texts, and its title and description, which are
/// parsed later with the body.
fn summary_front_matter(
    fields: &mut Fields<'_, '_, '_>,
    article: String,
    lang: String,
) -> (Summary, Option<Located<String>>, Option<Located<String>>) {
    fields.synonyms(&SUMMARY_SYNONYMS);
    fields.hints(&SUMMARY_HINTS);
    let title = fields.required("title");
    let date = fields.date("date");
    let description = fields.string("description");
    let mut summary = Summary {
        path: fields.path().clone(),
        article,
        lang,
        title: String::new(),
        dates: KeyedDate::new("date", &date).into_iter().collect(),
        date: date.map(|d| d.value),
        description: None,
        topics: fields.strings("topics"),
        authors: people(fields, "authors"),
        translators: people(fields, "translators"),
        reviewers: people(fields, "reviewers"),
        assistance: fields.plain_string("assistance").map(|text| text.value),
        slug: fields.string("slug"),
        draft: fields.boolean("draft").unwrap_or(false),
        available: availability(fields),
        corrections: corrections(fields),
        aliases: fields.strings("aliases"),
        sealed: seal(fields),
        waive: waivers(fields),
        extra: fields.extra("extra"),
        body: Body::default(),
        body_start: 0,
    };
    let correction = |one: &Correction| KeyedDate {
        key: "corrections",
        date: one.date.clone(),
    };
    summary
        .dates
        .extend(summary.corrections.iter().map(correction));
    summary
        .corrections
        .sort_by_key(|correction| Reverse(correction.date.value));
    (summary, title, description)
}

/// Removes a slug and aliases that are invalid, and reports them.
fn check_addresses(summary: &mut Summary, diagnostics: &mut Vec<Diagnostic>) {
    let path = &summary.path;
    summary.slug = summary
        .slug
        .take()
        .filter(|slug| slug::check(path, "slug", slug, diagnostics));
    summary
        .aliases
        .retain(|alias| slug::check_alias(path, alias, diagnostics));
}

/// Returns true if a body has content other than headings.
fn has_content(body: &Body) -> bool {
    const EMBEDDED: [&str; 8] = [
        "<img", "<svg", "<video", "<audio", "<iframe", "<object", "<canvas", "<table",
    ];
    let html = &body.html.text;
    let is_heading = |kind| {
        matches!(
            kind,
            ProseBlockKind::Heading
                | ProseBlockKind::Title
                | ProseBlockKind::Description
                | ProseBlockKind::Author
        )
    };
    let mut blocks = body.prose.blocks.iter();
    blocks.any(|block| !is_heading(block.kind) && !block.range().is_empty())
        || EMBEDDED.iter().any(|tag| html.contains(tag))
        || body
            .prose
            .blocks
            .iter()
            .all(|block| block.kind != ProseBlockKind::Heading)
            && has_words(html)
}

/// Returns true if an HTML text has words outside its tags and comments.
fn has_words(html: &str) -> bool {
    let mut rest = html;
    loop {
        let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if text.contains(char::is_alphanumeric) {
            return true;
        }
        let end = if tag.starts_with("<!--") { "-->" } else { ">" };
        match tag.find(end) {
            Some(at) => rest = &tag[at + end.len()..],
            None => return false,
        }
    }
}

fn references(fields: &mut Fields<'_, '_, '_>) -> Vec<SourceEntry> {
    let form = "{ publisher = \"…\", title = \"…\" }";
    let mut references = Vec::new();
    for item in fields.tables("sources", "sources = [{ publisher = \"…\" }]") {
        let Some(mut source) = fields.open("sources", item, "an entry of `sources`", form) else {
            continue;
        };
        let publisher = source.required("publisher");
        let title = source.string("title");
        if let Some(title) = &title {
            source.check_unseen(title);
        }
        let title = title.map(|title| title.value);
        let url = web_address(&mut source, "url");
        source.finish();
        references.extend(publisher.map(|publisher| SourceEntry {
            publisher,
            title,
            url,
        }));
    }
    references
}

/// Maximum number of people in a list. Each person has a page that lists the article with all of them, so the time for
/// pages grows with the square of the number.
const MOST_PEOPLE: usize = 100;

/// Reads a list of people. An empty name is reported, and a repeated name is used once.
pub(super) fn people<'t>(fields: &mut Fields<'t, '_, '_>, key: &'t str) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    for name in fields.strings(key) {
        fields.check_plain(&name);
        let person = name.value.trim().to_owned();
        if unseen::is_blank(&person) {
            let message = format!("a name of `{key}` is empty");
            let found = Diagnostic::new(codes::VALUE_EMPTY, fields.path(), message);
            fields.report(
                found
                    .at(name.span)
                    .help("write the name, or take the entry out"),
            );
        } else if people.contains(&person) {
            continue;
        } else if people.len() == MOST_PEOPLE {
            let message = format!("`{key}` has more than {MOST_PEOPLE} names");
            let found = Diagnostic::new(codes::VALUE_UNKNOWN, fields.path(), message);
            let help =
                format!("keep the first {MOST_PEOPLE} in `{key}`, and name the others in the text");
            fields.report(found.at(name.span).help(help));
            break;
        } else {
            // A person has a page, whose folder is named after them.
            let folder = slug::meant(&person);
            let fault =
                file_name::fault(fields.path(), "folder of a name", &folder, NameUse::Folder);
            if let Some(fault) = fault {
                fields.report(fault.at(name.span));
            }
            people.push(person);
        }
    }
    people
}

/// Reads `publish` and `expires`.
fn availability(fields: &mut Fields<'_, '_, '_>) -> Availability {
    Availability {
        publish: fields.due("publish"),
        expires: fields.due("expires"),
    }
}

fn seal(fields: &mut Fields<'_, '_, '_>) -> Option<Seal> {
    // A seal cannot be written by hand.
    if fields.has("sealed") && !fields.is_table("sealed") {
        let value = fields.place_of("sealed");
        let found = Diagnostic::new(
            codes::VALUE_TYPE,
            fields.path(),
            "a seal is not written by hand",
        );
        let found = found.help("take this line out and run `mujaz seal ARTICLE`, which writes it");
        fields.reserve(&["sealed"]);
        fields.report(match value {
            Some(span) => found.at(span),
            None => found,
        });
        return None;
    }
    let form = "sealed = { date = 2025-08-31, digest = \"…\" }";
    let mut sealed = fields.table("sealed", "`sealed`", form)?;
    let date = sealed.date("date");
    let digest = sealed.required("digest");
    let paragraphs = sealed.string("paragraphs");
    let summary = sealed.string("summary");
    let sentences = sealed.string("sentences");
    sealed.finish();
    Some(Seal {
        date: date?,
        digest: digest?,
        paragraphs,
        summary,
        sentences,
    })
}

pub(super) fn waivers(fields: &mut Fields<'_, '_, '_>) -> Vec<Waiver> {
    let form = "{ code = \"…\", text = \"…\", why = \"…\" }";
    let mut waivers = Vec::new();
    for item in fields.tables("waive", "waive = [{ code = \"…\", why = \"…\" }]") {
        let Some(mut waiver) = fields.open("waive", item, "an entry of `waive`", form) else {
            continue;
        };
        waiver.synonyms(&[
            ("reason", "why"),
            ("because", "why"),
            ("comment", "why"),
            ("note", "why"),
            ("words", "text"),
            ("id", "code"),
            ("finding", "code"),
        ]);
        let code = waiver.required("code");
        let text = waiver.string("text").or_else(|| waiver.as_written("text"));
        let why = waiver.required("why");
        let public = waiver.boolean("public").unwrap_or(false);
        waiver.finish();
        // A waiver without its reason is reported; what it waives need not be reported as well.
        waivers.extend(code.map(|code| Waiver {
            code,
            text,
            why: why.map(|why| why.value).unwrap_or_default(),
            public,
        }));
    }
    waivers
}

/// Reads a web address.
pub fn web_address<'t>(fields: &mut Fields<'t, '_, '_>, key: &'t str) -> Option<String> {
    let url = fields.string(key)?;
    on_the_web(fields, key, url)
}

/// Reads a list of web addresses.
pub fn web_addresses<'t>(fields: &mut Fields<'t, '_, '_>, key: &'t str) -> Vec<String> {
    let urls = fields.strings(key).into_iter();
    urls.filter_map(|url| on_the_web(fields, key, url))
        .collect()
}

/// Returns the text if it is a web address; else reports a diagnostic.
fn on_the_web(fields: &mut Fields<'_, '_, '_>, key: &str, url: Located<String>) -> Option<String> {
    let Some(help) = web_address_fault(&url.value) else {
        return Some(url.value);
    };
    let message = format!("`{key}` is not an address on the web");
    let found = Diagnostic::new(codes::URL_INVALID, fields.path(), message);
    fields.report(found.at(url.span).help(help));
    None
}

/// Returns advice on a text that is not a web address; `None` if it is one.
pub fn web_address_fault(url: &str) -> Option<String> {
    if is_on_the_web(url) {
        return None;
    }
    let in_full = format!("https://{url}");
    let is_without_scheme = url.contains('.') && !url.contains(':') && is_on_the_web(&in_full);
    Some(match is_without_scheme {
        true => format!("did you mean {in_full}?"),
        false => "write it in full, as in https://example.org/article".into(),
    })
}

fn is_on_the_web(url: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| url.strip_prefix(scheme));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| !host.is_empty())
        && !url.chars().any(|c| c.is_whitespace() || c.is_control())
}
