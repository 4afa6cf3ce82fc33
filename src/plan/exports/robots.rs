//! `robots.txt`: what crawlers may read, and where the sitemap stands (RFC 9309).
//!
//! Crawlers ask for it at the root of a host alone (section 2.3). Below a path nobody reads it, so there it says which line
//! of it belongs into the one at the root.

use crate::link::address::{Address, SITEMAP};
use crate::plan::Plan;

/// What `robots.txt` says: all may be read.
#[derive(Debug, Hash)]
pub struct RobotsView {
    /// The path that the site stands under, with a `/` at its end: `/`, or as in `/briefing/`.
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
