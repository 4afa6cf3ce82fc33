//! Builds the findings on links that lead nowhere, or to something that is held back.
//!
//! Takes a link and the reason; returns advice that depends on the purpose of the link.

use std::sync::Arc;

use crate::diagnostic::codes::{self, Code};
use crate::diagnostic::{Diagnostic, Severity};
use crate::link::mistyped;
use crate::parse::markdown::{Link, LinkUse};

/// The reason why a link is broken.
pub(super) struct Broken {
    pub code: Code,
    pub why: String,
    /// Advice specific to this link; if `None`, the general advice for its kind is given.
    pub help: Option<String>,
}

impl Broken {
    pub fn file(why: &str, help: Option<String>) -> Self {
        Broken {
            code: codes::LINK_BROKEN,
            why: why.to_owned(),
            help,
        }
    }

    pub fn diagnostic(self, path: &Arc<str>, link: &Link) -> Diagnostic {
        let (what, help) = match link.used {
            LinkUse::Page | LinkUse::Web => (
                "link to",
                "link to a file of the site by its path from here, as in ../article/summary.en.md, or to a page from the root, as in /en/topics/".to_owned(),
            ),
            LinkUse::Picture => ("picture", put_beside("the picture", path)),
            LinkUse::Media => ("file", put_beside("the file", path)),
        };
        let message = match link.used {
            LinkUse::Page if link.target.is_empty() => "this link names no address".into(),
            _ if link.target.is_empty() => format!("this {what} has no address"),
            LinkUse::Page | LinkUse::Web => {
                format!("the link to `{}` is broken: {}", link.target, self.why)
            }
            _ => format!("the {what} `{}` is missing: {}", link.target, self.why),
        };
        let elsewhere = || match link.used {
            LinkUse::Page => mistyped::elsewhere(&link.target),
            LinkUse::Web | LinkUse::Picture | LinkUse::Media => None,
        };
        let certain = mistyped::path(&link.target)
            .or(self.help)
            .or_else(elsewhere);
        Diagnostic::new(self.code, path, message)
            .at(link.span.clone())
            .help(certain.unwrap_or(help))
    }
}

/// Reports a link to a page that is held back.
pub(super) fn held(path: &Arc<str>, link: &Link) -> Diagnostic {
    let message = format!(
        "the link to `{}` leads to something that is held back: readers see its words without a link",
        link.target
    );
    let help = "remove the link, or hold this text back as well; `mujaz status` says what is held, until when and why";
    Diagnostic::new(codes::LINK_HELD, path, message)
        .at(link.span.clone())
        .help(help)
}

/// Notes a link of an edition to an article that has expired since.
pub(super) fn expired(path: &Arc<str>, link: &Link) -> Diagnostic {
    let message = format!(
        "the link to `{}` leads to an article that has expired: readers see its words without a link",
        link.target
    );
    let help = "leave it, since the edition stays as it was published; or remove the link";
    Diagnostic::new(codes::LINK_HELD, path, message)
        .severity(Severity::Note)
        .at(link.span.clone())
        .help(help)
}

/// Returns advice for a missing picture or other file.
fn put_beside(what: &str, path: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if folder.starts_with("content/articles/") {
        format!("put {what} into {folder}/, or name a file that is there")
    } else {
        format!(
            "put {what} into an article's folder, and name it by its path from here, as in ../articles/treaty/map.png"
        )
    }
}
