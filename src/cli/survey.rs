//! Reads, parses, links and checks a site once, for several commands.

use std::path::Path;

use crate::check::check;
use crate::diagnostic::{Diagnostic, sort};
use crate::link::site::Site;
use crate::link::{Options, link};
use crate::load::{Sources, load};
use crate::memo::Memo;
use crate::parse::{Documents, parse};

/// A site with all findings in it.
pub struct Survey<'s> {
    /// The files of the site.
    pub sources: &'s Sources,
    /// The parsed files, including drafts.
    pub documents: &'s Documents,
    /// The linked site; `None` if the configuration is invalid.
    pub site: Option<Site<'s>>,
    /// All findings, sorted by file and position.
    pub found: Vec<Diagnostic>,
}

/// Surveys the site in a folder, and calls `ask` with the result.
pub fn survey<T>(root: &Path, options: &Options, ask: impl FnOnce(&Survey<'_>) -> T) -> T {
    let (sources, mut found) = load(root);
    let (documents, parsed) = parse(&sources, &Memo::disabled());
    found.extend(parsed);
    let (site, linked) = link(&documents, &sources, options, &Memo::disabled());
    found.extend(linked);
    if let Some(site) = &site {
        check(site, &sources, &Memo::disabled(), &mut found);
    }
    sort(&mut found);
    ask(&Survey {
        sources: &sources,
        documents: &documents,
        site,
        found,
    })
}
