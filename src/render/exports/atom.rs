//! Writes feeds in Atom (RFC 4287).

use crate::lang::Date;
use crate::parse::config::BaseUrl;
use crate::parse::config::FeedContent;
use crate::plan::exports::feeds::{EntryView, FeedView};
use crate::render::exports::xml::Xml;
use crate::render::exports::{content_of, titled};
use crate::render::fill::{FillContext, escape};

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";
/// The media type of Atom.
const ATOM: &str = "application/atom+xml";
/// The media type of JSON Feed.
const JSON: &str = "application/feed+json";

/// The update time of a feed without entries: Atom requires one.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// Returns a feed in Atom.
pub(super) fn atom(feed: &FeedView<'_>, style: FillContext<'_>, base: &BaseUrl) -> Vec<u8> {
    let mut xml = Xml::new();
    let [own, json] = &feed.forms;
    xml.open("feed", &[("xmlns", NAMESPACE), ("xml:lang", feed.lang)]);
    xml.text("id", &[], own);
    xml.text("title", &[], &feed.title);
    if let Some(description) = &feed.description {
        xml.text("subtitle", &[], description);
    }
    let updated = feed.entries.iter().map(|entry| entry.updated).max();
    xml.text("updated", &[], &updated.map_or(NEVER.into(), moment));
    link(&mut xml, "self", ATOM, feed.lang, own);
    link(&mut xml, "alternate", "text/html", feed.lang, &feed.page);
    link(&mut xml, "alternate", JSON, feed.lang, json);
    for (lang, [other, _]) in &feed.elsewhere {
        link(&mut xml, "alternate", ATOM, lang, other);
    }
    xml.open("author", &[]);
    xml.text("name", &[], &feed.publisher);
    xml.text("uri", &[], &feed.home);
    xml.close("author");
    xml.text("generator", &[], "Mujaz");
    for entry in &feed.entries {
        write_entry(&mut xml, feed, entry, style, base);
    }
    xml.close("feed");
    xml.finish()
}

fn write_entry(
    xml: &mut Xml,
    feed: &FeedView<'_>,
    entry: &EntryView<'_>,
    style: FillContext<'_>,
    base: &BaseUrl,
) {
    xml.open("entry", &[]);
    xml.text("id", &[], &entry.id);
    xml.text("title", &[], &titled(entry));
    // Programs that know only one alternate link take the first one, or the one in the feed's language.
    link(xml, "alternate", "text/html", feed.lang, &entry.page);
    for (lang, page) in &entry.elsewhere {
        link(xml, "alternate", "text/html", lang, page);
    }
    if let Some((url, lang, title)) = &entry.original {
        let attributes = [
            ("rel", "via"),
            ("hreflang", lang),
            ("href", url),
            ("title", title),
        ];
        xml.empty("link", &attributes);
    }
    xml.text("published", &[], &moment(entry.published));
    xml.text("updated", &[], &moment(entry.updated));
    for author in &entry.authors {
        xml.open("author", &[]);
        xml.text("name", &[], author);
        xml.close("author");
    }
    for contributor in entry.translators.iter().chain(&entry.reviewers) {
        xml.open("contributor", &[]);
        xml.text("name", &[], contributor);
        xml.close("contributor");
    }
    for (id, title) in &entry.topics {
        let attributes = [("term", *id), ("scheme", &feed.topics), ("label", title)];
        xml.empty("category", &attributes);
    }
    let content = content_of(feed, entry, style, base);
    let base = ("xml:base", entry.page.as_str());
    match feed.content {
        FeedContent::Full => {
            if let Some(standfirst) = &entry.standfirst {
                xml.text("summary", &[], standfirst);
            }
            xml.text("content", &[("type", "html"), base], &content);
        }
        // A part of the text is not content but a summary (RFC 4287, section 4.2.13).
        FeedContent::Lead => {
            let mut lead = String::new();
            if let Some(standfirst) = &entry.standfirst {
                lead.push_str("<p>");
                escape(standfirst, &mut lead);
                lead.push_str("</p>\n");
            }
            lead.push_str(&content);
            xml.text("summary", &[("type", "html"), base], &lead);
        }
    }
    xml.close("entry");
}

fn link(xml: &mut Xml, rel: &str, kind: &str, lang: &str, href: &str) {
    xml.empty(
        "link",
        &[
            ("rel", rel),
            ("type", kind),
            ("hreflang", lang),
            ("href", href),
        ],
    );
}

/// Returns the start of a day (RFC 3339). Front matter has dates without a time.
pub(super) fn moment(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
