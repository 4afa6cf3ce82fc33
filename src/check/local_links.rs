//! Finds links to hosts that only the author's machine or network can reach, such as `localhost`.
//!
//! Takes the texts of a site; reports `link-local`.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::link::site::Site;
use crate::parse::hosts::{host, is_local};
use crate::parse::markdown::Body;

/// Checks all texts of a site.
pub fn check(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    for (path, body) in site.texts() {
        found.extend(local_links(path, body));
    }
}

fn local_links<'b>(
    path: &'b Arc<str>,
    body: &'b Body,
) -> impl Iterator<Item = Diagnostic> + use<'b> {
    let links = body.prose.outside.iter().filter(|link| {
        let is_web = link.url.starts_with("http://") || link.url.starts_with("https://");
        let host = host(&link.url);
        // An address without a host, or with its scheme twice, is reported by itself.
        is_web && !matches!(host.as_str(), "" | "http" | "https") && is_local(&host)
    });
    links.map(move |link| {
        let message = format!(
            "readers cannot follow the link to `{}`: it leads to the machine or network that they are in",
            link.url
        );
        let words = body.prose.in_file(&(link.start as usize..link.end as usize));
        let local = Diagnostic::new(codes::LINK_LOCAL, path, message).at(words);
        local.help("link to the public address; a page of this site is linked to by the path of its file, as in ../article/summary.en.md")
    })
}
