//! Finds links with the full address of the site itself that lead to no page.
//!
//! Takes the plan; reports `link-own`. `link` checks only links by path; a full address looks like a link to another site
//! there.

use crate::diagnostic::{Diagnostic, codes};
use crate::link::address::{Address, decoded};
use crate::parse::markdown::LinkUse;
use crate::plan::Plan;

impl Plan<'_> {
    /// Reports the links of all texts to pages of the site that do not exist.
    pub(super) fn broken_own_links(&self) -> Vec<Diagnostic> {
        let base = &self.site.base;
        let root = format!("{}{}", base.origin, base.path);
        let mut found = Vec::new();
        for (path, body, targets) in self.site.linked_texts() {
            // The page of a link that lost its address is held back, which is reported.
            let held = body.links.iter().zip(&targets.hrefs);
            let held: Vec<&str> = held
                .filter(|(link, href)| link.used == LinkUse::Web && href.is_empty())
                .map(|(link, _)| link.target.as_str())
                .collect();
            for link in &body.prose.outside {
                if held.contains(&&*link.url) {
                    continue;
                }
                let rest = link.url.strip_prefix(&root).unwrap_or("x");
                if !rest.is_empty() && !rest.starts_with('/') || self.has_page(rest) {
                    continue;
                }
                let message = format!(
                    "the link to `{}` is broken: the site has no such page",
                    link.url
                );
                let words = body
                    .prose
                    .in_file(&(link.start as usize..link.end as usize));
                let broken = Diagnostic::new(codes::LINK_OWN, path, message).at(words);
                found.push(broken.help(
                    "link to the file of the text by its path from here, as in ../article/summary.en.md: such links are checked, and follow the page",
                ));
            }
        }
        found
    }

    /// Returns true if a file is planned at an address, given from the root of the site. Files with an extension may be
    /// on the host already.
    pub fn has_page(&self, rest: &str) -> bool {
        let place = rest.split(['?', '#']).next().unwrap_or_default();
        let place = decoded(place.trim_start_matches('/'));
        let name = place.rsplit('/').next().unwrap_or_default();
        let is_file = name.contains('.') && name != "index.html";
        let folder = place.trim_end_matches("index.html").trim_end_matches('/');
        let page = match folder {
            "" => Address::written(""),
            folder => Address::written(&format!("{folder}/")),
        };
        is_file || self.target(&page.output()).is_some()
    }
}
