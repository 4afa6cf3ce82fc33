//! An article's files: its original and its summaries.

use crate::diagnostic::codes;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::lang::Date;
use crate::parse::fields::{Fields, Located};
use crate::parse::html::small;
use crate::parse::markdown::{Body, MarkdownInput, Trust, body};
use crate::parse::prose::{Kind, head};
use crate::parse::sketch::sketch;
use crate::parse::slug;
use crate::parse::text::split;

/// How much of an original may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Rights {
    /// None of its text; the page links to where it stands.
    #[default]
    Link,
    /// The paragraphs that summaries cite.
    Cited,
    /// All of it.
    Full,
}

impl Rights {
    const WORDS: [&'static str; 3] = ["link", "cited", "full"];
    const ALL: [Rights; 3] = [Rights::Link, Rights::Cited, Rights::Full];

    /// The word for it in front matter.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// The original of an article: `original.<lang>.md`.
#[derive(Debug)]
pub struct Original {
    /// The file.
    pub path: Arc<str>,
    /// The article's folder, which is its slug.
    pub article: String,
    /// Its language (BCP 47), not necessarily one of the site's.
    pub lang: String,
    /// Its title.
    pub title: String,
    /// The id of who published it.
    pub publisher: Option<Located<String>>,
    /// Where it was published.
    pub url: Option<String>,
    /// Where the file says so.
    pub url_span: Option<Range<usize>>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// When the desk took its copy.
    pub retrieved: Option<Date>,
    /// The dates above with the keys and places that they have in the file.
    pub dates: Vec<KeyedDate>,
    /// How much of it may be published.
    pub rights: Rights,
    /// What it draws on itself.
    pub sources: Vec<Reference>,
    /// Its text.
    pub body: Body,
    /// By which another original with nearly the same text is found.
    pub sketch: Vec<u64>,
}

impl Original {
    /// How many numbered paragraphs it has, which is also the number of the last.
    pub fn paragraphs(&self) -> u32 {
        small(self.body.paragraphs.len())
    }
}

/// An entry of `sources`.
#[derive(Debug)]
pub struct Reference {
    /// The id of who published it.
    pub publisher: Located<String>,
    /// What it is called.
    pub title: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
}

/// A summary of an article in one language: `summary.<lang>.md`.
#[derive(Debug)]
pub struct Summary {
    /// The file.
    pub path: Arc<str>,
    /// The article's folder, which is its slug.
    pub article: String,
    /// Its language, one of the site's.
    pub lang: String,
    /// Its title.
    pub title: String,
    /// Its date, where it is not the original's.
    pub date: Option<Date>,
    /// That date with its key and place in the file.
    pub dates: Vec<KeyedDate>,
    /// Its standfirst.
    pub description: Option<String>,
    /// Ids of topics beyond those of its passages.
    pub topics: Vec<Located<String>>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its URL segment, where it is not the folder's name.
    pub slug: Option<Located<String>>,
    /// True if it is not to be published yet.
    pub draft: bool,
    /// Addresses that lead to it.
    pub aliases: Vec<Located<String>>,
    /// When it was checked against the original.
    pub sealed: Option<Seal>,
    /// Findings that its author answers for.
    pub waive: Vec<Waiver>,
    /// Its text.
    pub body: Body,
    /// Where its text begins in the file.
    pub body_start: usize,
}

/// A record that a summary was checked against its original as it then stood.
#[derive(Debug, PartialEq, Eq)]
pub struct Seal {
    /// The day.
    pub date: Date,
    /// The digest of the original.
    pub digest: Located<String>,
    /// The digests of its paragraphs, which tell what changed since.
    pub paragraphs: Option<Located<String>>,
    /// The digest of the summary; `None` in seals of earlier versions, which cover the original only.
    pub summary: Option<Located<String>>,
    /// The digests of the summary's passages, which tell what changed since.
    pub sentences: Option<Located<String>>,
}

/// A finding that a summary's author answers for.
#[derive(Debug, PartialEq, Eq)]
pub struct Waiver {
    /// Its code.
    pub code: Located<String>,
    /// The words that it is about, where the waiver is for them alone.
    pub text: Option<Located<String>>,
    /// Why it is right all the same.
    pub why: String,
}

/// A date of front matter, with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyedDate {
    /// The key.
    pub key: &'static str,
    /// The date and its place.
    pub date: Located<Date>,
}

impl KeyedDate {
    fn new(key: &'static str, date: &Option<Located<Date>>) -> Option<KeyedDate> {
        let date = date.clone()?;
        Some(KeyedDate { key, date })
    }
}

/// Reads an original.
pub fn original(
    path: &Arc<str>,
    article: String,
    lang: String,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Original> {
    let parts = split(path, text, diagnostics)?;
    let owner = "an original's front matter";
    let mut fields = Fields::new(&parts.front, path, owner, diagnostics);
    let title = fields.required("title");
    let publisher = fields.required("publisher");
    let url = fields.string("url");
    let url_span = url.as_ref().map(|url| url.span.clone());
    let url = url.and_then(|url| on_the_web(&mut fields, "url", url));
    let author = fields.string("author");
    let published = fields.date("published");
    let retrieved = fields.date("retrieved");
    let rights = fields.one_of("rights", &Rights::WORDS);
    let sources = references(&mut fields);
    let has_url = fields.has("url");
    fields.finish();
    let head = head([(Kind::Title, &title), (Kind::Author, &author)]);
    let input = MarkdownInput {
        path,
        file: text,
        start: parts.body_start,
        trust: Trust::Untrusted,
        lang: &lang,
        head: &head,
    };
    let body = body(&input, diagnostics);
    if body.paragraphs.is_empty() {
        diagnostics.push(
            Diagnostic::new(codes::TEXT_MISSING, path, "this original has no text")
                .help("put the article's paragraphs after the front matter"),
        );
    }
    let rights = rights.map(|r| Rights::ALL[r.value]).unwrap_or_default();
    if rights == Rights::Link && url.is_none() && !has_url {
        diagnostics.push(
            Diagnostic::new(
                codes::URL_MISSING,
                path,
                "the text of this original is not published, and no `url` says where to read it",
            )
            .help("add `url = \"https://…\"`, or say with `rights = \"cited\"` or \"full\" that it may be published"),
        );
    }
    Some(Original {
        path: path.clone(),
        article,
        lang,
        title: title.map(|t| t.value).unwrap_or_default(),
        publisher,
        url,
        url_span,
        author: author.map(|a| a.value),
        dates: [("published", &published), ("retrieved", &retrieved)]
            .into_iter()
            .filter_map(|(key, date)| KeyedDate::new(key, date))
            .collect(),
        published: published.map(|d| d.value),
        retrieved: retrieved.map(|d| d.value),
        rights,
        sources,
        sketch: sketch(&body.prose.text(text)),
        body,
    })
}

/// Reads a summary.
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
    fields.synonyms(&[
        ("tags", "topics"),
        ("categories", "topics"),
        ("summary", "description"),
        ("subtitle", "description"),
        ("published", "date"),
    ]);
    let title = fields.required("title");
    let date = fields.date("date");
    let description = fields.string("description");
    let mut summary = Summary {
        path: path.clone(),
        article,
        lang,
        title: String::new(),
        dates: KeyedDate::new("date", &date).into_iter().collect(),
        date: date.map(|d| d.value),
        description: None,
        topics: fields.strings("topics"),
        authors: fields
            .strings("authors")
            .into_iter()
            .map(|a| a.value)
            .collect(),
        slug: fields.string("slug"),
        draft: fields.boolean("draft").unwrap_or(false),
        aliases: fields.strings("aliases"),
        sealed: seal(&mut fields),
        waive: waivers(&mut fields),
        body: Body::default(),
        body_start: parts.body_start,
    };
    fields.finish();
    summary.slug = summary
        .slug
        .filter(|slug| slug::check(path, "slug", slug, diagnostics));
    summary
        .aliases
        .retain(|alias| slug::check_alias(path, alias, diagnostics));
    let head = head([(Kind::Title, &title), (Kind::Description, &description)]);
    let input = MarkdownInput {
        path,
        file: text,
        start: parts.body_start,
        trust: Trust::Trusted,
        lang: &summary.lang,
        head: &head,
    };
    summary.body = body(&input, diagnostics);
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

/// Returns true if a body has anything for its readers beside headings.
fn has_content(body: &Body) -> bool {
    const EMBEDDED: [&str; 8] = [
        "<img", "<svg", "<video", "<audio", "<iframe", "<object", "<canvas", "<table",
    ];
    let html = &body.html.text;
    let is_heading = |kind| {
        matches!(
            kind,
            Kind::Heading | Kind::Title | Kind::Description | Kind::Author
        )
    };
    let mut blocks = body.prose.blocks.iter();
    blocks.any(|block| !is_heading(block.kind) && !block.range().is_empty())
        || EMBEDDED.iter().any(|tag| html.contains(tag))
        || body
            .prose
            .blocks
            .iter()
            .all(|block| block.kind != Kind::Heading)
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

fn references(fields: &mut Fields<'_, '_, '_>) -> Vec<Reference> {
    let form = "{ publisher = \"…\", title = \"…\" }";
    let mut references = Vec::new();
    for item in fields.tables("sources", "sources = [{ publisher = \"…\" }]") {
        let Some(mut source) = fields.open("sources", item, "an entry of `sources`", form) else {
            continue;
        };
        let publisher = source.required("publisher");
        let title = source.string("title").map(|t| t.value);
        let url = web_address(&mut source, "url");
        source.finish();
        references.extend(publisher.map(|publisher| Reference {
            publisher,
            title,
            url,
        }));
    }
    references
}

fn seal(fields: &mut Fields<'_, '_, '_>) -> Option<Seal> {
    // Nobody can write a seal by hand.
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
        date: date?.value,
        digest: digest?,
        paragraphs,
        summary,
        sentences,
    })
}

fn waivers(fields: &mut Fields<'_, '_, '_>) -> Vec<Waiver> {
    let form = "{ code = \"…\", text = \"…\", why = \"…\" }";
    let mut waivers = Vec::new();
    for item in fields.tables("waive", "waive = [{ code = \"…\", why = \"…\" }]") {
        let Some(mut waiver) = fields.open("waive", item, "an entry of `waive`", form) else {
            continue;
        };
        let code = waiver.required("code");
        let text = waiver.string("text");
        let why = waiver.required("why");
        waiver.finish();
        if let (Some(code), Some(why)) = (code, why) {
            waivers.push(Waiver {
                code,
                text,
                why: why.value,
            });
        }
    }
    waivers
}

/// An address on the web.
pub fn web_address<'t>(fields: &mut Fields<'t, '_, '_>, key: &'t str) -> Option<String> {
    let url = fields.string(key)?;
    on_the_web(fields, key, url)
}

/// A list of addresses on the web.
pub fn web_addresses<'t>(fields: &mut Fields<'t, '_, '_>, key: &'t str) -> Vec<String> {
    let urls = fields.strings(key).into_iter();
    urls.filter_map(|url| on_the_web(fields, key, url))
        .collect()
}

/// The address, if it is one on the web; a diagnostic where it is not.
fn on_the_web(fields: &mut Fields<'_, '_, '_>, key: &str, url: Located<String>) -> Option<String> {
    let Some(help) = web_address_fault(&url.value) else {
        return Some(url.value);
    };
    let message = format!("`{key}` is not an address on the web");
    let found = Diagnostic::new(codes::URL_INVALID, fields.path(), message);
    fields.report(found.at(url.span).help(help));
    None
}

/// Returns what to write instead of a text that is no address on the web; `None` for one that is.
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
