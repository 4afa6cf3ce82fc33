//! Files for programs rather than readers: what each of them says.
//!
//! An export is planned like a page, with an output path of its own and a view that holds all it depends on; but no theme
//! has a say in it, so `render/exports` writes it without a template. One family of exports is one file here and there.

mod robots;

pub use robots::RobotsView;

use crate::plan::{Made, Plan, Planner};

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
}

/// What an export says. It is hashed as all that decides its bytes.
#[derive(Debug, Hash)]
pub enum View {
    /// `robots.txt`.
    Robots(RobotsView),
}

impl Planner<'_> {
    pub(super) fn exports(&mut self) {
        self.export("robots.txt".into(), Kind::Robots);
    }

    fn export(&mut self, output: String, kind: Kind) {
        self.want(None, Made::Export(Export { output, kind }));
    }
}

impl Plan<'_> {
    /// What an export says.
    pub fn export(&self, export: &Export) -> View {
        match export.kind {
            Kind::Robots => View::Robots(self.robots()),
        }
    }
}
