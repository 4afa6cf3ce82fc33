//! A site as several commands look at it: read, parsed, linked and checked, with all that was found.

use std::path::Path;

use crate::check::check;
use crate::diagnostic::{Diagnostic, sort};
use crate::link::site::Site;
use crate::link::{Options, link};
use crate::load::{Sources, load};
use crate::memo::Memo;
use crate::parse::{Documents, parse};

/// A site and what was found in it.
pub struct Survey<'s> {
    /// Its files.
    pub sources: &'s Sources,
    /// What they say, drafts among them.
    pub documents: &'s Documents,
    /// The site; `None` where the configuration cannot be used.
    pub site: Option<Site<'s>>,
    /// Everything that was found, in the order of files and places.
    pub found: Vec<Diagnostic>,
}

/// Surveys the site in a folder and hands what it saw to `ask`.
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
