//! Writes the files for programs: turns the view of an export into bytes.

mod atom;
mod content;
mod data;
mod editions;
mod email;
mod epub;
mod figures;
mod hosting;
mod json_feed;
mod markup;
mod notes;
mod opml;
mod people;
mod plain;
mod sitemap;
mod xml;

use std::borrow::Cow;

use serde::Serialize;

use crate::coding::archive::ArchiveEntry;
use crate::memo::{Digest, digest};
use crate::parse::config::BaseUrl;
use crate::plan::exports::email::EmailView;
use crate::plan::exports::epub::{BookPicture, BookView};
use crate::plan::exports::feeds::{EntryView, FeedView, ListedArticle};
use crate::plan::exports::{EmailForm, ExportView, RobotsView};
use crate::plan::notes::SourceNote;
use crate::render::fill::{FillContext, escape, write_body, write_own_text};
use crate::render::{Renderer, relative};

impl Renderer<'_> {
    /// Returns the digest of all inputs of an export.
    pub fn export_digest(&self, view: &ExportView<'_>) -> Digest {
        // Bodies contain words and digits of the page's language, so the theme's digest for that language counts.
        let style = match view {
            ExportView::Atom(feed) | ExportView::JsonFeed(feed) => Some(feed.language),
            ExportView::Article(Some(article)) => Some(article.language_index),
            ExportView::Issue(Some(issue)) => Some(issue.language_index),
            ExportView::Email(_, emails) => emails.first().map(|email| email.language),
            ExportView::Book(Some(book)) => Some(book.language),
            _ => None,
        };
        // Chapters of a book may be in other languages.
        let languages = match view {
            ExportView::Book(Some(book)) => {
                let languages = book.chapters.iter().map(|one| one.language);
                languages.map(|one| self.theme.digest(one)).collect()
            }
            _ => Vec::new(),
        };
        let theme = style.map(|language| self.theme.digest(language));
        digest(&(theme, languages, view, self.theme.has_programs))
    }

    /// Returns an export's bytes.
    pub fn export(&self, view: &ExportView<'_>) -> Vec<u8> {
        match view {
            ExportView::Robots(view) => robots(view).into_bytes(),
            ExportView::Headers(view) => self.text(hosting::headers(view, self.theme.has_programs)),
            ExportView::Redirects(view) => self.text(hosting::redirects(view)),
            ExportView::Security(view) => self.text(people::security(view)),
            ExportView::Text(text) => self.text(text.clone()),
            ExportView::Opml(view) => opml::opml(view),
            ExportView::Sitemap(view) => sitemap::sitemap(view),
            ExportView::SitemapIndex(view) => sitemap::index(view),
            ExportView::Atom(feed) => atom::atom(feed, self.styles[feed.language], self.base),
            ExportView::JsonFeed(feed) => {
                json_feed::json_feed(feed, self.styles[feed.language], self.base)
            }
            ExportView::Articles(view) => json(view),
            ExportView::FiguresJson(view) => json(view),
            ExportView::FiguresCsv(view) => figures::csv(view),
            ExportView::Article(None) | ExportView::Issue(None) => Vec::new(),
            // `build` packs the files of a book.
            ExportView::Book(_) => Vec::new(),
            ExportView::Email(form, parts) => self.email(*form, parts).into_bytes(),
            ExportView::Issue(Some(view)) => {
                editions::issue(view, self.styles[view.language_index])
            }
            ExportView::Article(Some(view)) => {
                data::article(view, self.styles[view.language_index])
            }
        }
    }

    /// Returns the files of a book, in the order in which they are packed. `read` returns the bytes of a picture.
    pub fn book(
        &self,
        view: &BookView<'_>,
        read: &dyn Fn(BookPicture<'_>) -> Option<Vec<u8>>,
    ) -> Vec<ArchiveEntry> {
        epub::book(view, &self.styles, self.base, read)
    }

    /// Returns an e-mail of one part for each of its languages.
    fn email(&self, form: EmailForm, parts: &[EmailView<'_>]) -> String {
        let html = || email::html(parts, &self.styles, self.base);
        let plain = || {
            let plain = email::plain_text(parts, &self.styles, self.base);
            relative::unmarked(plain, &self.base.path)
        };
        match form {
            EmailForm::Html => html(),
            EmailForm::Plain => plain(),
            EmailForm::Message => email::message(parts, &html(), &plain()),
        }
    }

    fn text(&self, text: String) -> Vec<u8> {
        relative::unmarked(text, &self.base.path).into_bytes()
    }
}

fn robots(view: &RobotsView) -> String {
    let RobotsView {
        path,
        origin,
        sitemap,
    } = view;
    let note = if path == "/" {
        String::new()
    } else {
        format!(
            "# Crawlers read this file at the root of a host alone (RFC 9309), and this site stands below a path of its host.\n\
             # For them to find the sitemap, add the last line to {origin}/robots.txt.\n"
        )
    };
    format!("{note}User-agent: *\nAllow: {path}\n\nSitemap: {sitemap}\n")
}

/// Returns the title of an entry, after the label of a draft or of a text that is held back.
fn titled<'e>(entry: &'e EntryView<'_>) -> Cow<'e, str> {
    match &entry.label {
        Some(label) => Cow::Owned(format!("[{label}] {}", entry.title)),
        None => Cow::Borrowed(&entry.title),
    }
}

/// Returns the HTML of an entry: the part of its summary that the feed holds, in an element with language and direction,
/// since few programs use those of the feed.
fn content_of(
    feed: &FeedView<'_>,
    entry: &EntryView<'_>,
    style: FillContext<'_>,
    base: &BaseUrl,
) -> String {
    let mut html = String::new();
    if let Some(body) = &entry.body {
        write_body(body, style, &mut html);
    }
    let html = relative::unmarked(html, &base.path);
    let mut out = String::with_capacity(html.len() + 64);
    out.push_str("<div lang=\"");
    escape(feed.lang, &mut out);
    out.push_str("\" dir=\"");
    out.push_str(feed.dir);
    out.push_str("\">");
    for (when, text) in &entry.corrections {
        out.push_str("<p><b>");
        escape(when, &mut out);
        out.push_str(":</b> ");
        escape(text, &mut out);
        out.push_str("</p>");
    }
    content::write_content(&html, &entry.page, &base.origin, &mut out);
    write_notes(&entry.notes, style, &mut out);
    write_articles(&entry.articles, style, &mut out);
    if let Some(proof) = &entry.proof {
        out.push_str("<p><small>");
        escape(proof, &mut out);
        out.push_str("</small></p>");
    }
    out.push_str("</div>");
    out
}

/// Writes the list of the sources that an edition's text cites.
fn write_notes(notes: &[SourceNote<'_>], style: FillContext<'_>, out: &mut String) {
    for (index, note) in notes.iter().enumerate() {
        out.push_str(if index == 0 { "<p>" } else { "<br>" });
        notes::write_note(note, &note.address, "", style, out);
    }
    if !notes.is_empty() {
        out.push_str("</p>");
    }
}

/// Writes the list of an edition's articles.
fn write_articles(articles: &[ListedArticle<'_>], style: FillContext<'_>, out: &mut String) {
    if articles.is_empty() {
        return;
    }
    out.push_str("<ul>");
    for article in articles {
        out.push_str("<li><a href=\"");
        escape(&article.url, out);
        out.push_str("\">");
        write_own_text(&article.title, style, out);
        out.push_str("</a>");
        if let Some(standfirst) = &article.standfirst {
            out.push_str("<br>");
            write_own_text(standfirst, style, out);
        }
        out.push_str("</li>");
    }
    out.push_str("</ul>");
}

/// Returns a value as JSON on one line.
fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(16 * 1024);
    serde_json::to_writer(&mut bytes, value)
        .expect("every key of these values is a text, and no value can fail");
    bytes.push(b'\n');
    bytes
}
