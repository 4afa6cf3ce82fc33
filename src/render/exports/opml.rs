//! Writes `feeds.opml` (OPML 2.0).

use crate::plan::exports::{OpmlView, OutlineView};
use crate::render::exports::xml::Xml;

/// Returns a list of feeds as OPML.
pub(super) fn opml(view: &OpmlView) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("opml", &[("version", "2.0")]);
    xml.open("head", &[]);
    xml.text("title", &[], &view.title);
    xml.close("head");
    xml.open("body", &[]);
    for feeds in &view.languages {
        let Some(whole) = feeds.first() else { continue };
        // A folder for each language.
        xml.open(
            "outline",
            &[("text", &whole.title), ("title", &whole.title)],
        );
        for feed in feeds {
            outline(&mut xml, feed);
        }
        xml.close("outline");
    }
    xml.close("body");
    xml.close("opml");
    xml.finish()
}

fn outline(xml: &mut Xml, feed: &OutlineView) {
    xml.empty(
        "outline",
        &[
            // OPML uses this type for feeds of any format.
            ("type", "rss"),
            ("text", &feed.title),
            ("title", &feed.title),
            ("language", &feed.lang),
            ("xmlUrl", &feed.feed),
            ("htmlUrl", &feed.page),
        ],
    );
}
