//! Files for hosts: `_headers` and `_redirects`, which Netlify and Cloudflare Pages read, and `.nojekyll` for GitHub Pages.
//!
//! Paths in them are relative to the root of the host, so they begin with the site's own path.

use crate::link::address::Address;
use crate::plan::policy::Policy;
use crate::plan::{PageKind, Plan};

/// The content of `_headers`.
#[derive(Debug, Hash)]
pub struct HeadersView {
    /// The site's path: empty, or for example `/briefing`.
    pub path: String,
    /// The tags of the site's languages.
    pub languages: Vec<String>,
    /// Additional sources that pages may load.
    pub policy: Policy,
}

/// The content of `_redirects`.
#[derive(Debug, Hash)]
pub struct RedirectsView {
    /// Redirects: the old address and the new one.
    pub moved: Vec<(String, String)>,
    /// Pages for missing addresses: the folder, and the page that is served for missing addresses below it; deepest first.
    pub missing: Vec<(String, String)>,
}

impl Plan<'_> {
    pub(super) fn headers(&self) -> HeadersView {
        HeadersView {
            path: self.site.base.path.clone(),
            languages: self.tags(),
            policy: self.policy(),
        }
    }

    pub(super) fn redirects(&self) -> RedirectsView {
        let site = self.site;
        let moved = self.jobs.iter().filter_map(|job| match &job.kind {
            PageKind::Redirect(target) => Some((site.href(&job.address), site.href(target))),
            _ => None,
        });
        let mut moved: Vec<_> = moved.collect();
        moved.sort();
        let tags = self.tags();
        let of = |tag: &String| (Address::home(tag), Address::not_found(Some(tag)));
        let whole = (Address::root(), Address::not_found(None));
        let missing = tags.iter().map(of).chain([whole]);
        let missing = missing.map(|(folder, page)| (site.href(&folder), site.href(&page)));
        RedirectsView {
            moved,
            missing: missing.collect(),
        }
    }

    /// Returns the resources that the site's pages may load.
    pub fn policy(&self) -> Policy {
        Policy {
            allow: self.site.config.publish.allow.clone(),
        }
    }

    fn tags(&self) -> Vec<String> {
        let languages = self.site.languages.iter();
        languages.map(|language| language.tag.clone()).collect()
    }
}
