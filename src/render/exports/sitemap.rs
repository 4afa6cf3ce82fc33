//! Writes sitemaps and their index (sitemaps.org, version 0.9).

use crate::plan::exports::sitemap::{IndexView, SitemapView};
use crate::render::exports::xml::Xml;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Returns the XML of a sitemap.
pub(super) fn sitemap(view: &SitemapView<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("urlset", &[("xmlns", NAMESPACE), ("xmlns:xhtml", XHTML)]);
    for url in &view.urls {
        xml.open("url", &[]);
        xml.text("loc", &[], &url.address.absolute(view.base));
        if let Some(updated) = url.updated {
            xml.text("lastmod", &[], &updated.to_string());
        }
        // Never missing: a view contains the groups of all its pages.
        let Some(group) = view.groups.get(url.group) else {
            continue;
        };
        let alternates = group
            .alternates
            .iter()
            .map(|(lang, address)| (*lang, *address));
        let x_default = group.x_default.iter().map(|address| ("x-default", address));
        for (lang, address) in alternates.chain(x_default) {
            let href = address.absolute(view.base);
            xml.empty(
                "xhtml:link",
                &[("rel", "alternate"), ("hreflang", lang), ("href", &href)],
            );
        }
        xml.close("url");
    }
    xml.close("urlset");
    xml.finish()
}

/// Returns the XML of an index of sitemaps.
pub(super) fn index(view: &IndexView) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[("xmlns", NAMESPACE)]);
    for sitemap in &view.sitemaps {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], sitemap);
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
    xml.finish()
}
