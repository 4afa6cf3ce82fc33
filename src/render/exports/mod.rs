//! Files for programs: from what an export says to its bytes.

mod hosting;
mod people;

use crate::memo::{Digest, digest};
use crate::plan::exports::{RobotsView, View};
use crate::render::{Press, relative};

impl Press<'_> {
    /// The digest of all that an export is made of.
    pub fn export_digest(&self, view: &View) -> Digest {
        digest(&(view, self.theme.has_programs))
    }

    /// An export's bytes.
    pub fn export(&self, view: &View) -> Vec<u8> {
        let text = match view {
            View::Robots(view) => robots(view),
            View::Headers(view) => hosting::headers(view, self.theme.has_programs),
            View::Redirects(view) => hosting::redirects(view),
            View::Security(view) => people::security(view),
            View::Text(text) => text.clone(),
        };
        relative::unmarked(text, &self.base.path).into_bytes()
    }
}

fn robots(view: &RobotsView) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", view.sitemap)
}
