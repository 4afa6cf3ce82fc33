//! `parse`: one file → a document and its diagnostics.
//!
//! Takes a single [`Source`] and gives what it says, or as much of it as can be read; it never fails and never panics. It
//! may not touch other files, the file system, Tera or the clock, so that its result depends on the file alone and can
//! be reused as long as the file's hash is the same.

pub mod article;
pub mod catalogue;
pub mod chart;
mod citation;
pub mod config;
mod day;
pub mod fields;
pub mod html;
pub mod layout;
pub mod markdown;
pub mod prose;
pub mod registers;
pub mod slug;
pub mod standing;
pub mod syntax;
mod text;

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Severity};
use crate::load::{Content, Source, Sources};
use crate::parse::article::{Original, Summary};
use crate::parse::catalogue::Catalogue;
use crate::parse::config::Config;
use crate::parse::layout::Role;
use crate::parse::registers::{Name, Publisher};
use crate::parse::standing::Standing;

/// A picture or another file in an article's folder.
#[derive(Debug)]
pub struct Attachment {
    /// The file.
    pub path: Arc<str>,
    /// The article's folder.
    pub article: String,
    /// Its path below that folder.
    pub name: String,
}

/// What one file says.
#[derive(Debug)]
pub enum Document {
    /// `config.toml`
    Config(Config),
    /// `publishers.toml`
    Publishers(Vec<Publisher>),
    /// `names.toml`
    Names(Vec<Name>),
    /// An original.
    Original(Box<Original>),
    /// A summary.
    Summary(Box<Summary>),
    /// A file to be published beside an article.
    Attachment(Attachment),
    /// A topic's introduction.
    Topic(Standing),
    /// A standing page.
    Page(Standing),
    /// A theme's words in one language.
    Catalogue {
        /// The theme's name.
        theme: String,
        /// The language.
        lang: String,
        /// The words.
        words: Catalogue,
    },
}

impl Documents {
    /// Whether a file of which not all could be read has a path that begins so.
    pub fn is_unread(&self, prefix: &str) -> bool {
        self.unread
            .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
            .next()
            .is_some_and(|path| path.starts_with(prefix))
    }
}

/// All documents of a site, by kind, each kind in the order of the files' paths.
#[derive(Debug, Default)]
pub struct Documents {
    /// `config.toml`, where it can be read.
    pub config: Option<Config>,
    /// All publishers.
    pub publishers: Vec<Publisher>,
    /// All names.
    pub names: Vec<Name>,
    /// All originals.
    pub originals: Vec<Box<Original>>,
    /// All summaries.
    pub summaries: Vec<Box<Summary>>,
    /// All files to be published beside articles.
    pub attachments: Vec<Attachment>,
    /// All topics' introductions.
    pub topics: Vec<Standing>,
    /// All standing pages.
    pub pages: Vec<Standing>,
    /// All catalogues: theme, language, words.
    pub catalogues: Vec<(String, String, Catalogue)>,
    /// The files that are there and of which not all could be read. They have diagnostics of their own, and what depends
    /// on them needs none.
    pub unread: BTreeSet<Arc<str>>,
}

/// Parses every file of a site.
pub fn parse(sources: &Sources) -> (Documents, Vec<Diagnostic>) {
    let files: Vec<&Source> = sources.iter().collect();
    let parsed: Vec<_> = files.into_par_iter().map(document).collect();
    let mut documents = Documents {
        unread: sources.failed().cloned().collect(),
        ..Documents::default()
    };
    let mut diagnostics = Vec::new();
    for (document, found) in parsed {
        let broken = found.iter().find(|d| match document {
            None => d.severity == Severity::Error,
            Some(_) => d.code == "toml-syntax",
        });
        documents.unread.extend(broken.map(|d| d.path.clone()));
        diagnostics.extend(found);
        match document {
            None => {}
            Some(Document::Config(config)) => documents.config = Some(config),
            Some(Document::Publishers(publishers)) => documents.publishers = publishers,
            Some(Document::Names(names)) => documents.names = names,
            Some(Document::Original(original)) => documents.originals.push(original),
            Some(Document::Summary(summary)) => documents.summaries.push(summary),
            Some(Document::Attachment(attachment)) => documents.attachments.push(attachment),
            Some(Document::Topic(topic)) => documents.topics.push(topic),
            Some(Document::Page(page)) => documents.pages.push(page),
            Some(Document::Catalogue { theme, lang, words }) => {
                documents.catalogues.push((theme, lang, words));
            }
        }
    }
    (documents, diagnostics)
}

/// Parses one file. `None` where it is no document: a theme's template or asset, or a file that cannot be read.
pub fn document(source: &Source) -> (Option<Document>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let document = read(source, &mut found);
    (document, found)
}

fn read(source: &Source, found: &mut Vec<Diagnostic>) -> Option<Document> {
    let path = &source.path;
    let role = layout::role(path);
    match role {
        Role::Template | Role::Asset => return None,
        Role::Attachment { article, name } => {
            return Some(Document::Attachment(Attachment {
                path: path.clone(),
                article,
                name,
            }));
        }
        Role::Misplaced(why) => {
            found.push(
                Diagnostic::error("file-misplaced", path, "this file has no place in the site")
                    .help(why),
            );
            return None;
        }
        _ => {}
    }
    let Content::Loaded { bytes, .. } = &source.content else {
        return None;
    };
    let text = text::decode(path, bytes, found)?;
    match role {
        Role::Original { article, lang } => article::original(path, article, lang, text, found)
            .map(|o| Document::Original(Box::new(o))),
        Role::Summary { article, lang } => article::summary(path, article, lang, text, found)
            .map(|s| Document::Summary(Box::new(s))),
        Role::Topic { id, lang } => {
            standing::standing(path, id, lang, text, "a topic's front matter", found)
                .map(Document::Topic)
        }
        Role::Page { slug, lang } => {
            standing::standing(path, slug, lang, text, "a page's front matter", found)
                .map(Document::Page)
        }
        _ => table(path, role, text, found),
    }
}

/// Parses a TOML file.
fn table(path: &Arc<str>, role: Role, text: &str, found: &mut Vec<Diagnostic>) -> Option<Document> {
    match role {
        Role::Config => config::config(path, text, found).map(Document::Config),
        Role::Publishers => Some(Document::Publishers(registers::publishers(
            path, text, found,
        ))),
        Role::Names => Some(Document::Names(registers::names(path, text, found))),
        Role::Catalogue { lang } => {
            let theme = path.split('/').nth(1).unwrap_or_default().to_owned();
            let words = catalogue::catalogue(path, text, found);
            Some(Document::Catalogue { theme, lang, words })
        }
        Role::ThemeManifest => {
            let table = syntax::Table::parse(path, text, 0, None, found);
            let mut manifest = fields::Fields::new(&table, path, "theme.toml", found);
            for key in ["name", "license", "author", "version"] {
                manifest.string(key);
            }
            manifest.reserve(&["title", "description"]);
            manifest.finish();
            None
        }
        _ => None,
    }
}
