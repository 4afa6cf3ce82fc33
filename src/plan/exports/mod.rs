//! Files for programs rather than readers: what each of them says.
//!
//! An export is planned like a page, with an output path of its own and a view that holds all it depends on; but no theme
//! has a say in it, so `render/exports` writes it without a template. One family of exports is one file here and there.

mod hosting;
mod people;
mod robots;

pub use hosting::{HeadersView, RedirectsView};
pub use people::SecurityView;
pub use robots::RobotsView;

use crate::plan::{Index, Plan, Planner};

/// A file for programs, to be made.
#[derive(Debug)]
pub struct Export {
    /// Its path in the output.
    pub output: String,
    kind: Kind,
}

/// The kinds of exports. Numbers are indices into the site's lists.
#[derive(Debug)]
enum Kind {
    Robots,
    Headers,
    Redirects,
    NoJekyll,
    Security,
    Humans,
}

/// What an export says. It is hashed as all that decides its bytes.
#[derive(Debug, Hash)]
pub enum View {
    /// `robots.txt`.
    Robots(RobotsView),
    /// `_headers`.
    Headers(HeadersView),
    /// `_redirects`.
    Redirects(RedirectsView),
    /// `security.txt`.
    Security(SecurityView),
    /// A file that says just this.
    Text(String),
}

impl Planner<'_> {
    pub(super) fn exports(&mut self) {
        let publish = &self.site.config.publish;
        self.export("robots.txt".into(), Kind::Robots);
        self.export("_headers".into(), Kind::Headers);
        self.export("_redirects".into(), Kind::Redirects);
        self.export(".nojekyll".into(), Kind::NoJekyll);
        if publish.security.is_some() {
            self.export(people::SECURITY.into(), Kind::Security);
        }
        if publish.humans.is_some() {
            self.export("humans.txt".into(), Kind::Humans);
        }
    }

    fn export(&mut self, output: String, kind: Kind) {
        let index = Index::Export(self.exports.len());
        if self.take(&output, None, index) {
            self.exports.push(Export { output, kind });
        }
    }
}

impl Plan<'_> {
    /// What an export says.
    pub fn export(&self, export: &Export) -> View {
        match export.kind {
            Kind::Robots => View::Robots(self.robots()),
            Kind::Headers => View::Headers(self.headers()),
            Kind::Redirects => View::Redirects(self.redirects()),
            // Its being there is all that it says: Jekyll would leave out what begins with a dot or an underscore.
            Kind::NoJekyll => View::Text(String::new()),
            Kind::Security => (self.security()).map_or(View::Text(String::new()), View::Security),
            Kind::Humans => View::Text(self.humans() + "\n"),
        }
    }
}
