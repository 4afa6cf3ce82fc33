//! Files for programs: from what an export says to its bytes.

use crate::memo::{Digest, digest};
use crate::plan::exports::{RobotsView, View};
use crate::render::Press;

impl Press<'_> {
    /// The digest of all that an export is made of.
    pub fn export_digest(&self, view: &View) -> Digest {
        digest(view)
    }

    /// An export's bytes.
    pub fn export(&self, view: &View) -> Vec<u8> {
        match view {
            View::Robots(view) => robots(view).into_bytes(),
        }
    }
}

fn robots(view: &RobotsView) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", view.sitemap)
}
