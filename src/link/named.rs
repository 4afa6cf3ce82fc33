//! Decides which files in the folders of articles are published: those that a published text links to or shows, and no
//! others.
//!
//! A text names a file by a link or a picture in its Markdown, or in a tag of its raw HTML. All other files in a folder
//! (copies of the original, saved pages, notes) are not published, which `attachment-unused` reports.

use crate::diagnostic::codes;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::nfc;
use crate::link::address::Address;
use crate::link::articles::missing_text;
use crate::link::resolve::path_of;
use crate::link::site::Article;
use crate::parse::article::{Original, Rights};
use crate::parse::markdown::{Body, LinkUse};
use crate::parse::{Attachment, Documents};

/// A file in an article's folder that a body names.
pub struct NamedFile {
    /// Index of the link that names it.
    pub link: usize,
    /// The address at which the file is published.
    pub address: Address,
}

/// Sets the files that each edition publishes: those whose addresses are in `named`.
pub(super) fn publish(articles: &mut [Article<'_>], named: &BTreeSet<Address>) {
    if named.is_empty() {
        return;
    }
    for article in articles {
        let attachments = &article.attachments;
        for edition in article.editions.iter_mut().flatten() {
            let address = &edition.address;
            let is_named = |file: &&&Attachment| named.contains(&address.file(&file.name));
            edition.files = attachments.iter().filter(is_named).copied().collect();
        }
    }
}

/// Reports the files in folders of published articles that no edition publishes.
pub(super) fn check_unused(
    articles: &[Article<'_>],
    documents: &Documents,
    found: &mut Vec<Diagnostic>,
) {
    let mut awaited = None;
    for article in articles {
        let is_published = |file: &Attachment| {
            let mut editions = article.editions.iter().flatten();
            editions.any(|edition| edition.files.iter().any(|own| own.path == file.path))
        };
        let unused = article
            .attachments
            .iter()
            .filter(|file| !is_published(file));
        // A broken link may mean one of these files, and is reported.
        if has_broken_file_link(article) {
            continue;
        }
        for file in unused {
            let awaited = awaited.get_or_insert_with(|| Awaited::new(articles, documents));
            if !awaited.holds(article, file, documents) && missing_text(file, documents).is_none() {
                found.push(unused_file(article, file));
            }
        }
    }
}

/// Returns true if a summary of an article names a file that does not exist.
fn has_broken_file_link(article: &Article<'_>) -> bool {
    let mut editions = article.editions.iter().flatten();
    editions.any(|edition| {
        let links = edition.summary.body.links.iter();
        let mut links = links.zip(&edition.targets.hrefs);
        links.any(|(link, href)| {
            let name = link.target.rsplit('/').next().unwrap_or_default();
            let is_file = match link.used {
                LinkUse::Page => name.contains('.') && !name.ends_with(".md"),
                LinkUse::Web => false,
                LinkUse::Picture | LinkUse::Media => true,
            };
            href.is_empty() && is_file
        })
    })
}

/// Paths of unpublished files that need no report, since a draft names them, or a link with its own error does.
struct Awaited(BTreeSet<String>);

impl Awaited {
    fn new(articles: &[Article<'_>], documents: &Documents) -> Self {
        let mut paths = BTreeSet::new();
        let published: BTreeSet<&str> = articles
            .iter()
            .flat_map(|article| article.editions.iter().flatten())
            .map(|edition| edition.summary.path.as_ref())
            .collect();
        for summary in &documents.summaries {
            let is_published = published.contains(summary.path.as_ref());
            paths.extend(names_of(&summary.path, &summary.body).map(|path| {
                // A published text publishes what it names, except if the case differs; that link is reported already.
                let path = nfc(&path).into_owned();
                if is_published {
                    path.to_lowercase()
                } else {
                    path
                }
            }));
        }
        // A published edition publishes what it names.
        for issue in &documents.issues {
            let named = names_of(&issue.path, &issue.body);
            paths.extend(named.map(|path| nfc(&path).into_owned()));
        }
        Awaited(paths)
    }

    fn holds(&self, article: &Article<'_>, file: &Attachment, documents: &Documents) -> bool {
        let path = nfc(&file.path);
        let folder = format!("content/articles/{}/", article.slug);
        self.0.contains(path.as_ref())
            || self.0.contains(&path.to_lowercase())
            // A text that could not be parsed may name it.
            || documents.is_unread(&folder)
    }
}

/// Returns the paths that the links of a text name, including paths of missing files.
fn names_of<'b>(path: &'b str, body: &'b Body) -> impl Iterator<Item = String> + 'b {
    body.links
        .iter()
        .filter_map(move |link| path_of(path, &link.target))
}

fn unused_file(article: &Article<'_>, file: &Attachment) -> Diagnostic {
    let name = file.name.rsplit('/').next().unwrap_or(&file.name);
    // A copy of the original beside it is left alone.
    if name.starts_with("summary.") && name.ends_with(".md") {
        let message = "this summary stands in a folder below its article's, and is not read";
        let help = format!(
            "move it to content/articles/{}/{name}, or out of content/",
            article.slug
        );
        let found = Diagnostic::new(codes::FILE_MISPLACED, &file.path, message);
        return found.severity(Severity::Warning).help(help);
    }
    let path: &Arc<str> = &file.path;
    let names_it = |original: &&&Original| {
        names_of(&original.path, &original.body).any(|named| nfc(&named) == nfc(&file.path))
    };
    let mut originals = article.originals.iter().filter(names_it);
    let is_of_original = originals.any(|original| original.rights != Rights::Full);
    let (message, help) = if is_of_original {
        (
            "only a part of the original that is not published names this file, so it is not published".into(),
            format!(
                "let a summary link to it or show it, as in `![What it shows]({})`, if it may be published",
                file.name
            ),
        )
    } else {
        (
            String::from("no text names this file, so it is not published"),
            format!(
                "link to it in a summary, as in `[the document]({})`, if readers are to have it; or move it out of content/",
                file.name
            ),
        )
    };
    Diagnostic::new(codes::ATTACHMENT_UNUSED, path, message).help(help)
}
