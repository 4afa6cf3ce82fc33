//! The phase `parse`: one file → a document and its diagnostics.
//!
//! Takes a single [`Source`]; returns its document, or as much of it as is valid. It never fails and never panics. It may
//! not use other files, the file system, Tera or the clock, so that its result only depends on the file and can be reused
//! as long as the file's hash is the same: a [`Memo`] keeps it from build to build.

pub mod article;
pub mod base_url;
pub mod catalogue;
pub mod chart;
pub mod citation;
pub mod config;
pub mod corrections;
pub mod day;
pub mod deploy;
pub mod due;
pub mod extra;
mod fallback;
pub mod fields;
pub mod file_name;
pub mod hosts;
pub mod html;
pub mod issue;
pub mod layout;
pub mod mailing;
pub mod manifest;
pub mod markdown;
mod number;
mod picture;
pub mod prose;
pub mod publish;
pub mod registers;
pub mod sketch;
pub mod slug;
pub mod standing;
pub mod syntax;
pub mod text;
mod toml_errors;
mod toml_slips;
pub mod unseen;

use crate::diagnostic::codes;
use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;

use mujaz_guard::guard;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::load::{Content, Source, Sources};
use crate::memo::{Digest, Memo, digest};
use crate::parse::article::{Original, Summary};
use crate::parse::catalogue::Catalogue;
use crate::parse::config::Config;
use crate::parse::file_name::NameUse;
use crate::parse::issue::IssueText;
use crate::parse::layout::FileRole;
use crate::parse::registers::{Name, Publisher};
use crate::parse::standing::StandingText;
use crate::picture::PictureProperties;

/// A picture or another file in an article's folder.
#[derive(Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Path of the file.
    pub path: Arc<str>,
    /// Name of the article's folder.
    pub article: String,
    /// The file's path below that folder.
    pub name: String,
    /// The picture's size and digest; `None` if the file is not a picture.
    pub picture: Option<Picture>,
}

impl Attachment {
    /// Returns true if the file is the page that an original was taken from, as saved by a browser. It is kept as
    /// evidence, and is never published.
    pub fn is_capture(&self) -> bool {
        const ENDINGS: [&str; 5] = ["html", "htm", "xhtml", "mhtml", "mht"];
        let name = self.name.to_ascii_lowercase();
        let is_page = name
            .strip_prefix("capture.")
            .and_then(|rest| rest.rsplit('.').next())
            .is_some_and(|ending| ENDINGS.contains(&ending));
        is_page || name.starts_with("capture_files/")
    }
}

/// A picture in an article's folder.
#[derive(Debug, PartialEq, Eq)]
pub struct Picture {
    /// Digest of the file.
    pub digest: Digest,
    /// The size, the format of its copies, and its flaw if it has one.
    pub measured: PictureProperties,
}

/// The content of one file. It is shared, since a memo may keep it for the next build.
#[derive(Debug, Clone)]
pub enum Document {
    Config(Arc<Config>),
    Publishers(Arc<[Publisher]>),
    Names(Arc<[Name]>),
    Original(Arc<Original>),
    Summary(Arc<Summary>),
    /// A file to be published beside an article.
    Attachment(Arc<Attachment>),
    Topic(Arc<StandingText>),
    Page(Arc<StandingText>),
    /// An edition of the briefing.
    Issue(Arc<IssueText>),
    Catalogue(Arc<ThemeWords>),
}

/// A theme's words in one language.
#[derive(Debug)]
pub struct ThemeWords {
    /// Name of the theme.
    pub theme: String,
    pub lang: String,
    pub words: Catalogue,
}

/// The result of parsing one file: its document, or `None` if it has none or cannot be read; and its diagnostics.
pub type Parsed = (Option<Document>, Vec<Diagnostic>);

impl Documents {
    /// Returns true if a file whose path has this prefix could not be read completely.
    pub fn is_unread(&self, prefix: &str) -> bool {
        self.unread
            .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
            .next()
            .is_some_and(|path| path.starts_with(prefix))
    }

    /// Takes over the documents of a part of the site: of articles and editions, only the files whose path begins with
    /// `kept`, and all other files; see [`Sources::part`].
    pub fn take_over(&mut self, part: Documents, kept: &str) {
        /// Replaces the documents of a sorted list whose path begins with a prefix.
        fn replace<T>(list: &mut Vec<T>, new: Vec<T>, prefix: &str, path: impl Fn(&T) -> &str) {
            let from = list.partition_point(|one| path(one) < prefix);
            let own = list[from..].iter();
            let count = own.take_while(|one| path(one).starts_with(prefix)).count();
            list.splice(from..from + count, new);
        }
        let Documents {
            config,
            publishers,
            names,
            originals,
            summaries,
            attachments,
            topics,
            pages,
            issues,
            catalogues,
            unread,
        } = part;
        replace(&mut self.originals, originals, kept, |one| &one.path);
        replace(&mut self.summaries, summaries, kept, |one| &one.path);
        replace(&mut self.attachments, attachments, kept, |one| &one.path);
        replace(&mut self.issues, issues, kept, |one| &one.path);
        let is_of_part = |path: &str| {
            path.starts_with(kept)
                || !["content/articles/", "content/editions/"]
                    .iter()
                    .any(|folder| path.starts_with(folder))
        };
        self.unread.retain(|path| !is_of_part(path));
        self.unread.extend(unread);
        let rest = Documents {
            config,
            publishers,
            names,
            topics,
            pages,
            catalogues,
            ..std::mem::take(self)
        };
        *self = rest;
    }
}

/// The documents of a site by kind, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Documents {
    /// `config.toml`; `None` if it is missing or invalid.
    pub config: Option<Arc<Config>>,
    pub publishers: Arc<[Publisher]>,
    pub names: Arc<[Name]>,
    pub originals: Vec<Arc<Original>>,
    pub summaries: Vec<Arc<Summary>>,
    /// The files to be published beside articles.
    pub attachments: Vec<Arc<Attachment>>,
    /// The topics' introductions.
    pub topics: Vec<Arc<StandingText>>,
    /// The standing pages.
    pub pages: Vec<Arc<StandingText>>,
    /// The editions of the briefing.
    pub issues: Vec<Arc<IssueText>>,
    /// The themes' words.
    pub catalogues: Vec<Arc<ThemeWords>>,
    /// The files that exist but could not be read completely. They have diagnostics of their own, so findings that only
    /// follow from them are not reported.
    pub unread: BTreeSet<Arc<str>>,
}

/// Parses every file of a site. The memo's results for unchanged files are reused.
pub fn parse(sources: &Sources, memo: &Memo<Arc<Parsed>>) -> (Documents, Vec<Diagnostic>) {
    let files: Vec<&Source> = sources.iter().collect();
    let parse = |source: &Source| {
        let overlay = sources
            .environment_config()
            .filter(|_| *source.path == *"config.toml");
        let parse = || Arc::new(document_with(source, overlay));
        let digest = || match overlay {
            Some(overlay) => digest(&(source.digest(), overlay.digest())),
            None => source.digest(),
        };
        let parsed = memo.reuse(&source.path, digest, parse);
        // Most files have no diagnostics, so only the others are kept for the loop below.
        let found = Some(&parsed).filter(|parsed| !parsed.1.is_empty()).cloned();
        (parsed.0.clone(), found)
    };
    let parsed: Vec<_> = files.par_iter().map(|source| parse(source)).collect();
    memo.sweep();
    let mut documents = Documents {
        unread: sources.failed().cloned().collect(),
        ..Documents::default()
    };
    let mut diagnostics = Vec::new();
    for (source, (document, parsed)) in files.into_iter().zip(parsed) {
        let found = parsed.as_ref().map_or(&[][..], |parsed| &parsed.1);
        let broken = found.iter().find(|d| match document {
            // A file without a place in an article's folder is read by nobody, unless it seems to be a text.
            None if d.code == codes::FILE_MISPLACED => !is_beside_texts(&source.path),
            None => d.severity == Severity::Error,
            Some(_) => d.code == codes::TOML_SYNTAX,
        });
        documents.unread.extend(broken.map(|d| d.path.clone()));
        // What refers to a text under a wrong name finds none under its right one: the name is the finding.
        let misplaced = found.iter().any(|d| d.code == codes::FILE_MISPLACED);
        let meant = misplaced.then(|| layout::meant_path(&source.path));
        documents.unread.extend(meant.flatten().map(Arc::from));
        diagnostics.extend_from_slice(found);
        documents.extend(document);
    }
    (documents, diagnostics)
}

impl Extend<Document> for Documents {
    fn extend<I: IntoIterator<Item = Document>>(&mut self, documents: I) {
        for document in documents {
            match document {
                Document::Config(config) => self.config = Some(config),
                Document::Publishers(publishers) => self.publishers = publishers,
                Document::Names(names) => self.names = names,
                Document::Original(original) => self.originals.push(original),
                Document::Summary(summary) => self.summaries.push(summary),
                Document::Attachment(attachment) => self.attachments.push(attachment),
                Document::Topic(topic) => self.topics.push(topic),
                Document::Page(page) => self.pages.push(page),
                Document::Issue(issue) => self.issues.push(issue),
                Document::Catalogue(words) => self.catalogues.push(words),
            }
        }
    }
}

/// Returns true for a file in an article's folder whose name does not begin like that of a text.
fn is_beside_texts(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split(['.', '_', '-', ' ']).next().unwrap_or_default();
    let is_text = nearest(&stem.to_lowercase(), ["original", "summary"]).is_some();
    path.starts_with("content/articles/") && !is_text
}

/// Parses one file. There is no document for a theme's template or asset, or for a file that cannot be read.
pub fn document(source: &Source) -> Parsed {
    document_with(source, None)
}

/// Parses one file; `overlay` is laid over it if it is `config.toml`.
fn document_with(source: &Source, overlay: Option<&Source>) -> Parsed {
    let parsed = guard(|| {
        let mut found = Vec::new();
        let document = read(source, overlay, &mut found);
        (document, found)
    });
    parsed.unwrap_or_else(|panicked| {
        let message = format!("this file cannot be read: {panicked}");
        let fault = Diagnostic::new(codes::FILE_UNREADABLE, &source.path, message);
        let help = "leave out half of it, again and again, to find the words that it fails on, and report them as a fault of Mujaz";
        (None, vec![fault.help(help)])
    })
}

/// Parses one file according to its role.
fn read(
    source: &Source,
    overlay: Option<&Source>,
    found: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let path = &source.path;
    match layout::role(path) {
        FileRole::Template | FileRole::Environment | FileRole::Remarks => None,
        FileRole::Asset => {
            let name = path.splitn(4, '/').last().unwrap_or_default();
            found.extend(file_name::fault(path, "file", name, NameUse::Asset));
            None
        }
        FileRole::Attachment { article, name } => {
            found.extend(file_name::fault(path, "file", &name, NameUse::File));
            Some(Document::Attachment(Arc::new(Attachment {
                path: path.clone(),
                article,
                name,
                picture: picture::picture(source, found),
            })))
        }
        FileRole::Misplaced(why) => {
            let message = "this file has no place in the site";
            found.push(Diagnostic::new(codes::FILE_MISPLACED, path, message).help(why));
            None
        }
        FileRole::MisplacedFolder(folder, why) => {
            // All files of the folder give the same finding, which is shown once.
            let message = "this folder has no place in the site";
            found.push(Diagnostic::new(codes::FILE_MISPLACED, &folder.into(), message).help(why));
            None
        }
        role => read_text(source, role, overlay, found),
    }
}

/// Parses a text of the site, or a TOML file.
fn read_text(
    source: &Source,
    role: FileRole,
    overlay: Option<&Source>,
    found: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let path = &source.path;
    let Content::Loaded { bytes, .. } = &source.content else {
        return None;
    };
    found.extend(layout::odd_tag(path, &role));
    found.extend(layout::odd_id(path, &role));
    let text = text::decode(path, bytes, found)?;
    let digest = Some(digest(&(path, source.digest())));
    match role {
        FileRole::Original { article, id, lang } => {
            let mut original = article::original(path, (article, id), lang, text, found)?;
            original.body.html.digest = digest;
            Some(Document::Original(Arc::new(original)))
        }
        FileRole::Summary { article, lang } => {
            let mut summary = article::summary(path, article, lang, text, found)?;
            summary.body.html.digest = digest;
            Some(Document::Summary(Arc::new(summary)))
        }
        FileRole::Topic { id, lang } => {
            let owner = "a topic's front matter";
            let mut topic = standing::standing(path, id, lang, text, owner, found)?;
            topic.body.html.digest = digest;
            Some(Document::Topic(Arc::new(topic)))
        }
        FileRole::Issue { id, lang } => {
            let mut issue = issue::issue(path, &id, lang, text, found)?;
            issue.body.html.digest = digest;
            Some(Document::Issue(Arc::new(issue)))
        }
        FileRole::Page { slug, lang } => {
            let owner = "a page's front matter";
            let mut page = standing::standing(path, slug, lang, text, owner, found)?;
            page.body.html.digest = digest;
            Some(Document::Page(Arc::new(page)))
        }
        _ => {
            let overlay = overlay.and_then(|overlay| overlay_text(overlay, found));
            table(path, role, text, overlay, found)
        }
    }
}

/// Returns the path and the text of the configuration that is laid over `config.toml`.
fn overlay_text<'s>(
    overlay: &'s Source,
    found: &mut Vec<Diagnostic>,
) -> Option<(&'s Arc<str>, &'s str)> {
    match &overlay.content {
        Content::Loaded { bytes, .. } => {
            let text = text::decode(&overlay.path, bytes, found)?;
            Some((&overlay.path, text))
        }
        Content::Attached(_) | Content::Picture(_) => None,
    }
}

/// Moves findings in the configuration of an environment to its own file.
pub fn relocate(found: &mut [Diagnostic], sources: &Sources) {
    if let (Some(overlay), Some(text)) = (sources.environment_config(), sources.text("config.toml"))
    {
        config::relocate(found, text, &overlay.path);
    }
}

/// Parses a TOML file.
fn table(
    path: &Arc<str>,
    role: FileRole,
    text: &str,
    overlay: Option<(&Arc<str>, &str)>,
    found: &mut Vec<Diagnostic>,
) -> Option<Document> {
    match role {
        FileRole::Config => {
            let config = config::config(path, text, overlay, found)?;
            Some(Document::Config(Arc::new(config)))
        }
        FileRole::Publishers => Some(Document::Publishers(
            registers::publishers(path, text, found).into(),
        )),
        FileRole::Names => Some(Document::Names(registers::names(path, text, found).into())),
        FileRole::Catalogue { lang } => {
            let theme = path.split('/').nth(1).unwrap_or_default().to_owned();
            let words = catalogue::catalogue(path, text, found);
            Some(Document::Catalogue(Arc::new(ThemeWords {
                theme,
                lang,
                words,
            })))
        }
        FileRole::ThemeManifest => {
            manifest::check(path, text, found);
            None
        }
        _ => None,
    }
}
