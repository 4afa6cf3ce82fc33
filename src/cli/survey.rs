//! Loads, parses, links and checks a site for the commands that need the linked site and all findings (`seal`, `status`,
//! `check --fix`, `schema cms`).

use std::path::Path;

use crate::build::publication::Publication;
use crate::build::{Memos, PhaseTimings};
use crate::diagnostic::{Diagnostic, sort};
use crate::link::BuildOptions;
use crate::link::held::Holds;
use crate::link::site::Site;
use crate::load::{Sources, load};
use crate::memo::Memo;
use crate::parse::{Documents, parse, relocate};

/// A site with all its findings.
pub struct SiteSurvey<'s> {
    /// The files of the site.
    pub sources: &'s Sources,
    /// The parsed files, including drafts.
    pub documents: &'s Documents,
    /// The linked site, including texts that are held back; `None` if the configuration is invalid.
    pub site: Option<&'s Site<'s>>,
    /// Summaries that are not published now, with the reasons.
    pub holds: Holds,
    /// All findings, sorted by file and position.
    pub found: Vec<Diagnostic>,
}

/// Surveys the site in a folder, and calls `ask` with the result.
pub fn survey<T>(root: &Path, options: &BuildOptions, ask: impl FnOnce(&SiteSurvey<'_>) -> T) -> T {
    let (sources, _) = load(root);
    let sources = sources.with_environment(options.environment.as_deref());
    let mut found = sources.faults();
    let (documents, parsed) = parse(&sources, &Memo::disabled());
    found.extend(parsed);
    let memos = Memos::disabled();
    let mut timings = PhaseTimings::start();
    let publication = Publication::new(
        &documents,
        &sources,
        options,
        &memos,
        &mut found,
        &mut timings,
    );
    relocate(&mut found, &sources);
    sort(&mut found);
    let site = publication
        .as_ref()
        .map(|publication| &publication.whole().site);
    let holds = publication
        .as_ref()
        .map(|publication| publication.holds.clone());
    ask(&SiteSurvey {
        sources: &sources,
        documents: &documents,
        site,
        holds: holds.unwrap_or_default(),
        found,
    })
}
