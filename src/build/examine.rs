//! Finds all faults of a site from sources that are already loaded, and keeps the linked site for queries.
//!
//! `inspect` runs it once, with empty memos; the language server runs it after every edit, with the memos of the last run.

use crate::build::cards;
use crate::build::publication::{LinkedSite, Publication};
use crate::build::{Memos, PhaseTimings, Rendered, free, render_samples, theme};
use crate::diagnostic::{Diagnostic, any_error};
use crate::link::BuildOptions;
use crate::load::Sources;
use crate::parse::{Documents, parse};
use crate::plan::plan;

/// A site that was parsed, linked and checked.
pub struct Examination<'e> {
    pub sources: &'e Sources,
    /// The parsed files, including drafts.
    pub documents: &'e Documents,
    /// The linked and checked site; `None` if the configuration is invalid.
    pub publication: Option<Publication<'e>>,
    /// The findings of all phases up to `check`, not sorted.
    pub found: Vec<Diagnostic>,
}

/// Runs the phases up to `check`, and calls `then` with the result.
pub fn examine<T>(
    sources: &Sources,
    options: &BuildOptions,
    memos: &Memos,
    timings: &mut PhaseTimings,
    then: impl FnOnce(Examination<'_>, &mut PhaseTimings) -> T,
) -> T {
    let mut found = sources.faults();
    let (documents, parsed) = parse(sources, &memos.parsed);
    found.extend(parsed);
    timings.record("parse");
    let publication = Publication::new(&documents, sources, options, memos, &mut found, timings);
    let examination = Examination {
        sources,
        documents: &documents,
        publication,
        found,
    };
    let result = then(examination, timings);
    free(documents);
    result
}

impl<'e> Examination<'e> {
    /// Returns the site including texts that are held back; `None` if the configuration is invalid.
    pub fn whole(&self) -> Option<&LinkedSite<'e>> {
        self.publication.as_ref().map(Publication::whole)
    }

    /// Plans the site and renders pages of it to find faults of templates. Adds the findings to `found`, which holds
    /// all earlier ones: a site with errors is not rendered.
    pub fn render(
        &self,
        memos: &Memos,
        timings: &mut PhaseTimings,
        found: &mut Vec<Diagnostic>,
    ) -> Rendered {
        let Some(publication) = &self.publication else {
            return Rendered::default();
        };
        let LinkedSite { site, checked } = &publication.published;
        cards::check_fonts(site, self.sources, found);
        let (plan, planned) = plan(site, checked, None, &memos.register);
        found.extend(planned);
        let theme = theme(site, &plan, self.sources, found);
        timings.record("plan");
        let rendered = match theme.filter(|_| !any_error(found)) {
            Some(theme) => render_samples(site, &plan, &theme, self.sources, found),
            None => Rendered::default(),
        };
        timings.record("render");
        rendered
    }
}
