//! Writes feeds as JSON Feed, version 1.1.
//!
//! Data without a standard field is in objects named `_mujaz`, as the format's section on extensions requires: the same
//! feed, or the same article, in other languages.

use std::borrow::Cow;

use serde::Serialize;

use crate::parse::config::BaseUrl;
use crate::plan::exports::feeds::{EntryView, FeedView};
use crate::render::exports::atom::moment;
use crate::render::exports::{content_of, json, titled};
use crate::render::fill::FillContext;

#[derive(Serialize)]
struct Feed<'f> {
    version: &'static str,
    title: &'f str,
    home_page_url: &'f str,
    feed_url: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'f str>,
    language: &'f str,
    authors: [Author<'f>; 1],
    #[serde(skip_serializing_if = "is_nowhere")]
    _mujaz: Elsewhere<'f>,
    items: Vec<FeedItem<'f>>,
}

#[derive(Serialize)]
struct Author<'f> {
    name: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'f str>,
}

#[derive(Serialize)]
struct FeedItem<'f> {
    id: &'f str,
    url: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'f str>,
    title: Cow<'f, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'f str>,
    content_html: String,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'f>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'f str>,
    language: &'f str,
    #[serde(skip_serializing_if = "says_nothing")]
    _mujaz: About<'f>,
}

/// The extension of Mujaz, for a feed.
#[derive(Serialize)]
struct Elsewhere<'f> {
    counterparts: Vec<Counterpart<'f>>,
}

/// The extension of Mujaz, for an article.
#[derive(Serialize)]
struct About<'f> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    counterparts: Vec<Counterpart<'f>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    translators: &'f [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    reviewers: &'f [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    assistance: Option<&'f str>,
}

#[derive(Serialize)]
struct Counterpart<'f> {
    language: &'f str,
    url: &'f str,
}

fn is_nowhere(elsewhere: &Elsewhere<'_>) -> bool {
    elsewhere.counterparts.is_empty()
}

fn says_nothing(about: &About<'_>) -> bool {
    let About {
        counterparts,
        translators,
        reviewers,
        assistance,
    } = about;
    counterparts.is_empty()
        && translators.is_empty()
        && reviewers.is_empty()
        && assistance.is_none()
}

/// Returns a feed as JSON Feed.
pub(super) fn json_feed(feed: &FeedView<'_>, style: FillContext<'_>, base: &BaseUrl) -> Vec<u8> {
    let author = |name| Author { name, url: None };
    let item = |entry: &'_ EntryView<'_>| content_of(feed, entry, style, base);
    let items = feed.entries.iter().map(|entry| FeedItem {
        id: &entry.id,
        url: &entry.page,
        external_url: entry.original.as_ref().map(|(url, ..)| *url),
        title: titled(entry),
        summary: entry.standfirst.as_deref(),
        content_html: item(entry),
        date_published: moment(entry.published),
        date_modified: moment(entry.updated),
        authors: entry.authors.iter().map(|name| author(name)).collect(),
        tags: entry
            .topics
            .iter()
            .map(|(_, title)| title.as_str())
            .collect(),
        language: feed.lang,
        _mujaz: About {
            counterparts: counterparts(
                entry
                    .elsewhere
                    .iter()
                    .map(|(lang, url)| (*lang, url.as_str())),
            )
            .counterparts,
            translators: &entry.translators,
            reviewers: &entry.reviewers,
            assistance: entry.assistance.as_deref(),
        },
    });
    json(&Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: &feed.forms[1],
        description: feed.description.as_deref(),
        language: feed.lang,
        authors: [Author {
            name: &feed.publisher,
            url: Some(&feed.home),
        }],
        _mujaz: counterparts(
            feed.elsewhere
                .iter()
                .map(|(lang, [_, url])| (*lang, url.as_str())),
        ),
        items: items.collect(),
    })
}

fn counterparts<'f>(elsewhere: impl Iterator<Item = (&'f str, &'f str)>) -> Elsewhere<'f> {
    Elsewhere {
        counterparts: elsewhere
            .map(|(language, url)| Counterpart { language, url })
            .collect(),
    }
}
