//! `robots.txt`: what crawlers may read, and where the sitemap stands (RFC 9309).

use crate::link::address::Address;
use crate::plan::Plan;

/// What `robots.txt` says: all may be read.
#[derive(Debug, Hash)]
pub struct RobotsView {
    /// The absolute address of the sitemap.
    pub sitemap: String,
}

impl Plan<'_> {
    pub(super) fn robots(&self) -> RobotsView {
        RobotsView {
            sitemap: Address::written("sitemap.xml").absolute(&self.site.base),
        }
    }
}
