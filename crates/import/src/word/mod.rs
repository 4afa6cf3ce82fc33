//! Reads a document of Word (`.docx`, ECMA-376) as an article. Pure.
//!
//! 1. `archive`: the archive → the texts of its parts, within limits;
//! 2. `xml`: a part → its tags and texts;
//! 3. `styles`: which paragraphs are headings, items of lists and quotations;
//! 4. `document`: the text → blocks, and a report of what was left out;
//! 5. this module: blocks → [`Imported`].
//!
//! The text is stored in blocks like any other. Markup that blocks cannot hold (links, emphasis, references to notes)
//! is stored separately, and placeholders in the text mark its position (`inserts`).

mod archive;
mod document;
mod inserts;
mod styles;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use mujaz_guard::guard_deep;

use super::sift::Sieve;
use super::{
    Dropped, Imported, MAX_BODY, MetadataField, ReadError, ReadOptions, ReadingDoubt, Why,
};
use super::{blocks, furniture, language, markdown, words};
use archive::Parts;
use document::{DocxDocument, DocxReader};
use styles::{ListNumbering, Styles};
use xml::{XmlToken, XmlTokens};

/// Maximum number of headers and footers that are read. Each section of a document has at most six.
const MAX_MARGINS: usize = 60;

/// The reason why a document cannot be read. The messages are printed after the file's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordError {
    /// The archive is that of another program.
    #[error("is {what}, not a Word document (.docx); {advice}")]
    Foreign {
        /// Kind of the file, for the message.
        what: &'static str,
        /// Advice, for the message.
        advice: &'static str,
    },
    /// The archive or its XML is invalid.
    #[error(
        "is a damaged Word document; open it in a word processor, save it anew as Word (.docx), and try that"
    )]
    Damaged,
    /// The document needs a password.
    #[error("is a Word document with a password; save it without one, and try that")]
    Encrypted,
    /// The document is beyond the limits.
    #[error(
        "is a Word document that unpacks to more than an article has; copy the article into a document of its own, and try that"
    )]
    TooLarge,
    /// The elements of the document are nested too deep.
    #[error(
        "is a Word document whose tables are nested hundreds deep, as no article's are; copy the article into a document of its own, and try that"
    )]
    TooDeep,
}

/// Returns true if bytes are an archive, as Word documents are.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads a Word document as an article.
///
/// # Errors
/// Returns a [`WordError`] if the bytes are not a readable document, and within it a [`ReadError`] if the document has
/// no article.
pub fn read_word(
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Result<Imported, ReadError>, WordError> {
    let document = document_of(bytes)?;
    Ok(imported(document, options))
}

fn document_of(bytes: &[u8]) -> Result<DocxDocument, WordError> {
    // A panic of one of the libraries that read archives and XML is an error about this document alone.
    guard_deep(|| read_parts(bytes)).unwrap_or(Err(WordError::Damaged))
}

/// Reads all parts of a document that have text.
fn read_parts(bytes: &[u8]) -> Result<DocxDocument, WordError> {
    let mut parts = Parts::open(bytes)?;
    foreign(&mut parts)?;
    let main = main_part(&mut parts)?;
    let text = parts.text(&main)?.ok_or(WordError::Damaged)?;
    let (folder, _) = main.rsplit_once('/').unwrap_or(("", &main));
    let beside = |name: &str| format!("{folder}/{name}");
    let styles = parts.text(&beside("styles.xml"))?;
    let numbering = parts.text(&beside("numbering.xml"))?;
    let styles = styles.map_or(Ok(Styles::default()), |text| Styles::read(&text))?;
    let numbering = numbering.map_or(Ok(ListNumbering::default()), |text| {
        ListNumbering::read(&text)
    })?;
    let mut reader = DocxReader::new(&styles, &numbering);
    let links = relationships(&mut parts, &main)?;
    reader.read(&text, links.targets)?;
    for (kind, prefix) in [("footnotes", ""), ("endnotes", "e")] {
        let part = beside(&format!("{kind}.xml"));
        if let Some(text) = parts.text(&part)? {
            let links = relationships(&mut parts, &part)?;
            reader.read_notes(&text, prefix, links.targets)?;
        }
    }
    for part in links.margins {
        if let Some(text) = parts.text(&format!("{folder}/{part}"))? {
            reader.read_margin(&text)?;
        }
    }
    let mut document = reader.finish();
    if let Some(text) = parts.text("docProps/core.xml")? {
        document.properties = properties(&text)?;
    }
    Ok(document)
}

/// Refuses archives of other programs.
fn foreign(parts: &mut Parts<'_>) -> Result<(), WordError> {
    const SAVE: &str = "open it in its program, save it as Word (.docx), and try that";
    const COPY: &str = "copy the article's text into a text file, and try that";
    let what = match () {
        () if parts.has("word/") => return Ok(()),
        () if parts.has("xl/") => ("a spreadsheet (.xlsx)", COPY),
        () if parts.has("ppt/") => ("slides (.pptx)", COPY),
        () if parts.has("Index/") || parts.has("index.apxl") => ("a document of Pages", SAVE),
        () if parts.has("META-INF/container.xml") => ("a book (.epub)", COPY),
        () if parts.has("content.xml") && parts.has("mimetype") => {
            ("an OpenDocument file (.odt)", SAVE)
        }
        () if parts.has("[Content_Types].xml") => return Ok(()),
        () => ("a zip archive", "unpack it, and try the files in it"),
    };
    let (what, advice) = what;
    Err(WordError::Foreign { what, advice })
}

/// Returns the name of the part with the text.
fn main_part(parts: &mut Parts<'_>) -> Result<String, WordError> {
    let text = parts.text("_rels/.rels")?.unwrap_or_default();
    let mut tokens = XmlTokens::of(&text);
    while let Some(token) = tokens.next()? {
        if let XmlToken::Open(tag) = token
            && tag
                .get("Type")
                .is_some_and(|kind| kind.ends_with("/officeDocument"))
            && let Some(target) = tag.get("Target")
        {
            return Ok(target.trim_start_matches('/').to_owned());
        }
    }
    Ok("word/document.xml".into())
}

/// The targets that a part of the document refers to.
#[derive(Default)]
struct Relationships {
    /// The addresses of links, by their ids.
    targets: BTreeMap<String, String>,
    /// The headers and footers, each once and at most [`MAX_MARGINS`].
    margins: BTreeSet<String>,
}

fn relationships(parts: &mut Parts<'_>, part: &str) -> Result<Relationships, WordError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let text = parts.text(&format!("{folder}/_rels/{name}.rels"))?;
    let mut found = Relationships::default();
    let Some(text) = text else { return Ok(found) };
    let mut tokens = XmlTokens::of(&text);
    while let Some(token) = tokens.next()? {
        let XmlToken::Open(tag) = token else { continue };
        let (Some(kind), Some(target)) = (tag.get("Type"), tag.get("Target")) else {
            continue;
        };
        if kind.ends_with("/hyperlink") {
            let id = tag.get("Id").unwrap_or_default();
            found.targets.insert(id.to_owned(), target.to_owned());
        } else if (kind.ends_with("/header") || kind.ends_with("/footer"))
            && found.margins.len() < MAX_MARGINS
        {
            found.margins.insert(target.to_owned());
        }
    }
    Ok(found)
}

/// The document's core properties. Programs fill them in with their user's data, so they are only hints.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Properties {
    title: Option<String>,
    author: Option<String>,
    /// The day on which the document was created, as YYYY-MM-DD.
    created: Option<String>,
}

fn properties(text: &str) -> Result<Properties, WordError> {
    let mut found = Properties::default();
    let mut element = String::new();
    let mut tokens = XmlTokens::of(text);
    while let Some(token) = tokens.next()? {
        match token {
            XmlToken::Open(tag) => element = tag.name,
            XmlToken::Close(_) => element.clear(),
            XmlToken::Text(text) => {
                let text = words::fit_line(&text);
                let place = match element.as_str() {
                    "dc:title" => &mut found.title,
                    "dc:creator" => &mut found.author,
                    "dcterms:created" => &mut found.created,
                    _ => continue,
                };
                *place = Some(text).filter(|text| !text.is_empty());
            }
        }
    }
    let day = found.created.take();
    found.created = day.and_then(|day| day.get(..10).map(str::to_owned));
    Ok(found)
}

/// Converts a document to an article: finds its title, its author and its day, as in plain text.
fn imported(mut document: DocxDocument, options: &ReadOptions) -> Result<Imported, ReadError> {
    let mut taken = BTreeMap::new();
    let mut title = document.take_title();
    if title.is_some() {
        taken.insert(MetadataField::Title, "its style".to_owned());
    }
    let has_headings = document.has_headings();
    let mut sieve = Sieve {
        blocks: std::mem::take(&mut document.blocks),
        dropped: std::mem::take(&mut document.dropped),
    };
    sieve.drop_from(0, Why::Separator, |b| furniture::is_separator(&b.text));
    let published = sieve.lift(Why::Published, 0, furniture::published);
    title = title.or_else(|| sieve.take_title());
    let author = sieve.lift(Why::Author, usize::from(title.is_none()), furniture::author);
    if let Some(title) = &title {
        sieve.drop_repeated(title);
    }
    let mut noticed = Vec::new();
    if !has_headings {
        blocks::mark_items(&mut sieve.blocks);
        noticed = blocks::mark_headings(&mut sieve.blocks);
    }
    let Sieve { blocks, dropped } = sieve;
    document.blocks = blocks;
    let body = document.markdown();
    let mut remarks = std::mem::take(&mut document.remarks);
    remarks.extend(
        document
            .properties
            .hint(author.is_none(), published.is_none()),
    );
    if title.is_none() && document.properties.title.is_some() {
        title.clone_from(&document.properties.title);
        taken.insert(MetadataField::Title, "the document's properties".to_owned());
    }
    let clean = |text: String| inserts::without(&text);
    let mut imported = Imported {
        title: title.map(clean),
        author: author.map(clean),
        published,
        taken,
        remarks,
        paragraphs: markdown::paragraphs(&body).len(),
        body,
        dropped: dropped.into_iter().map(readable).collect(),
        noticed: noticed
            .into_iter()
            .map(|one| super::Noticed {
                text: inserts::without(&one.text),
                ..one
            })
            .collect(),
        ..Imported::default()
    };
    check(&imported)?;
    escape_citations(&mut imported);
    language::settle(&mut imported, options.language.as_deref())?;
    Ok(imported)
}

impl Properties {
    /// Returns a note on the author and the day, unless the text names them.
    fn hint(&self, no_author: bool, no_day: bool) -> Option<String> {
        let author = self.author.as_ref().filter(|_| no_author);
        let day = self.created.as_ref().filter(|_| no_day);
        let said = match (author, day) {
            (Some(author), Some(day)) => {
                format!("that \u{2068}{author}\u{2069} made it on {day}")
            }
            (Some(author), None) => format!("that \u{2068}{author}\u{2069} made it"),
            (None, Some(day)) => format!("that it was made on {day}"),
            (None, None) => return None,
        };
        Some(format!(
            "The document's properties say {said}. If that is its author or the day of its publication, put it into the front matter."
        ))
    }
}

fn readable(dropped: Dropped) -> Dropped {
    Dropped {
        text: inserts::without(&dropped.text),
        ..dropped
    }
}

fn check(imported: &Imported) -> Result<(), ReadError> {
    let (body, dropped) = (&imported.body, imported.dropped.len());
    match () {
        () if body.trim().is_empty() => Err(ReadError::NothingLeft { dropped }),
        () if imported.paragraphs == 0 => Err(ReadError::NoParagraph),
        () if body.len() > MAX_BODY => Err(ReadError::TooLong { size: body.len() }),
        () => Ok(()),
    }
}

/// Reports text in the form of a citation: `write` has escaped it.
fn escape_citations(imported: &mut Imported) {
    let looks = |text: &str| {
        let rest = text.strip_prefix("\\[p");
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    for (at, _) in imported.body.match_indices("\\[p") {
        let rest = &imported.body[at..];
        if let Some(end) = rest.find("\\]").filter(|_| looks(rest)) {
            imported.noticed.push(super::Noticed {
                line: None,
                text: rest[..end].replace('\\', "") + "]",
                what: ReadingDoubt::Citation,
            });
        }
    }
}
