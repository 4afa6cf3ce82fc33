//! `robots.txt`: tells crawlers which pages they may read, and where the sitemap is (RFC 9309).
//!
//! Crawlers request it only at the root of a host (section 2.3). For a site below a path, nobody requests the file, so
//! it says which of its lines belongs in the file at the root.

use crate::link::address::{Address, SITEMAP};
use crate::plan::Plan;

/// The content of `robots.txt`, which allows everything.
#[derive(Debug, Hash)]
pub struct RobotsView {
    /// The site's path with a `/` at its end: `/`, or for example `/briefing/`.
    pub path: String,
    /// Scheme and host.
    pub origin: String,
    /// The absolute address of the sitemap.
    pub sitemap: String,
}

impl Plan<'_> {
    pub(super) fn robots(&self) -> RobotsView {
        let base = &self.site.base;
        RobotsView {
            path: format!("{}/", base.path),
            origin: base.origin.clone(),
            sitemap: Address::written(SITEMAP).absolute(base),
        }
    }
}
