//! Which files of the articles' folders are published: those that a published text names, and no others.
//!
//! A text names a file by a link or picture in its Markdown, or within a tag, a style or a script of its raw HTML. Everything
//! else that lies in a folder (copies of the original, saved pages, notes) stays where it is, and `attachment-unused`
//! says so.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::lang::nfc;
use crate::link::address::Address;
use crate::link::resolve::path_of;
use crate::link::site::Article;
use crate::parse::article::Rights;
use crate::parse::markdown::Body;
use crate::parse::{Attachment, Documents};

/// A file beside an article that a body names.
pub struct NamedFile {
    /// The index of the link that names it; `None` where raw HTML does.
    pub link: Option<usize>,
    /// The address that it is named by.
    pub address: Address,
}

/// Lets each edition publish the files whose addresses are named.
pub(super) fn publish(articles: &mut [Article<'_>], named: &BTreeSet<Address>) {
    if named.is_empty() {
        return;
    }
    for article in articles {
        let attachments = &article.attachments;
        for edition in article.editions.iter_mut().flatten() {
            let address = &edition.address;
            let is_named = |file: &&&Attachment| named.contains(&address.file(&file.name));
            edition.files = attachments.iter().filter(is_named).copied().collect();
        }
    }
}

/// Reports the files of published articles that are not published.
pub(super) fn check_unused(
    articles: &[Article<'_>],
    documents: &Documents,
    found: &mut Vec<Diagnostic>,
) {
    let mut awaited = None;
    for article in articles {
        let is_published = |file: &Attachment| {
            let mut editions = article.editions.iter().flatten();
            editions.any(|edition| edition.files.iter().any(|own| own.path == file.path))
        };
        let unused = article
            .attachments
            .iter()
            .filter(|file| !is_published(file));
        for file in unused {
            let awaited = awaited.get_or_insert_with(|| Awaited::new(articles, documents));
            if !awaited.holds(article, file, documents) {
                found.push(unused_file(article, file));
            }
        }
    }
}

/// Files that are not published and need no finding: a draft names them, or a link that has an error of its own.
struct Awaited(BTreeSet<String>);

impl Awaited {
    fn new(articles: &[Article<'_>], documents: &Documents) -> Self {
        let mut paths = BTreeSet::new();
        let published: BTreeSet<&str> = articles
            .iter()
            .flat_map(|article| article.editions.iter().flatten())
            .map(|edition| edition.summary.path.as_ref())
            .collect();
        for summary in &documents.summaries {
            let is_published = published.contains(summary.path.as_ref());
            paths.extend(names_of(&summary.path, &summary.body).map(|path| {
                // What a published text names is published, unless the case of its letters is another.
                let path = nfc(&path).into_owned();
                if is_published {
                    path.to_lowercase()
                } else {
                    path
                }
            }));
        }
        Awaited(paths)
    }

    fn holds(&self, article: &Article<'_>, file: &Attachment, documents: &Documents) -> bool {
        let path = nfc(&file.path);
        let folder = format!("content/articles/{}/", article.slug);
        self.0.contains(path.as_ref())
            || self.0.contains(&path.to_lowercase())
            // A text that cannot be read may name it.
            || documents.is_unread(&folder)
    }
}

/// The paths that a text names, whether or not anything stands there.
fn names_of<'b>(path: &'b str, body: &'b Body) -> impl Iterator<Item = String> + 'b {
    let links = body.links.iter().map(|link| link.target.clone());
    let all = links.chain(html_addresses(&body.html.text));
    all.filter_map(move |target| path_of(path, &target))
}

fn unused_file(article: &Article<'_>, file: &Attachment) -> Diagnostic {
    let original = article.original;
    let path: &Arc<str> = &file.path;
    let is_of_original =
        names_of(&original.path, &original.body).any(|named| nfc(&named) == nfc(&file.path));
    let (message, help) = if is_of_original && original.rights != Rights::Full {
        (
            "only a part of the original that is not published names this file, so it is not published".into(),
            format!(
                "let a summary link to it or show it, as in `![What it shows]({})`, if it may be published",
                file.name
            ),
        )
    } else {
        (
            String::from("no text names this file, so it is not published"),
            format!(
                "link to it in a summary, as in `[the document]({})`, if readers are to have it; or move it out of content/",
                file.name
            ),
        )
    };
    Diagnostic::note("attachment-unused", path, message).help(help)
}

/// What could be an address in the tags, styles and scripts of an HTML text, without what links of Markdown left open. Gives
/// too much rather than too little: whoever asks looks whether a file stands there.
pub(super) fn html_addresses(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end..]);
            continue;
        }
        let end = tag_end(rest);
        let tag = &rest[..end];
        rest = &rest[end..];
        found.extend(words_of_tag(tag));
        for (open, close) in [("<style", "</style"), ("<script", "</script")] {
            let is_open = tag
                .get(..open.len())
                .is_some_and(|t| t.eq_ignore_ascii_case(open));
            if is_open {
                let end = rest.to_ascii_lowercase().find(close).unwrap_or(rest.len());
                found.extend(quoted_words(&rest[..end]));
                rest = &rest[end..];
            }
        }
    }
    found
}

/// Where a tag ends that begins a text: after the `>` that stands in no attribute.
fn tag_end(html: &str) -> usize {
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// The addresses in the attributes of a tag, also where an attribute lists them: `srcset`, `style`.
fn words_of_tag(tag: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (name, value) in attributes(tag) {
        let name = name.to_ascii_lowercase();
        let is_address = name.starts_with("data-")
            || matches!(
                name.as_str(),
                "src" | "href" | "xlink:href" | "poster" | "data" | "longdesc" | "cite"
            );
        if is_address {
            words.push(unescaped(value.trim()));
        } else if name.ends_with("srcset") {
            let first = |candidate: &str| candidate.split_whitespace().next().map(unescaped);
            words.extend(value.split(',').filter_map(first));
        } else if name == "style" {
            words.extend(quoted_words(value));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The attributes of a tag that have values.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let is_space = |c: char| c.is_whitespace();
    let mut rest = tag.split_once(is_space).map_or("", |(_, rest)| rest);
    loop {
        rest = rest.trim_start_matches(|c: char| is_space(c) || c == '/');
        let end = rest.find(|c: char| is_space(c) || matches!(c, '=' | '>'));
        let Some(end) = end.filter(|end| *end > 0) else {
            return found;
        };
        let name = &rest[..end];
        let Some(value) = rest[end..].trim_start().strip_prefix('=') else {
            rest = &rest[end..];
            continue;
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => {
                let end = value.find(|c: char| is_space(c) || c == '>');
                value.split_at(end.unwrap_or(value.len()))
            }
        };
        found.push((name, value));
        rest = after;
    }
}

/// What stands between quotation marks or in the brackets of `url(…)`.
fn quoted_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '(']) {
        let close = match rest.as_bytes()[at] {
            b'(' => ')',
            quote => char::from(quote),
        };
        let inner = &rest[at + 1..];
        let Some(end) = inner.find(close) else {
            rest = inner;
            continue;
        };
        let word = inner[..end].trim();
        if !word.is_empty() {
            words.push(unescaped(word));
        }
        // A list in an attribute holds `url(…)`, and brackets hold quotation marks.
        let is_list = word.contains(['(', '"', '\'']);
        rest = if is_list { inner } else { &inner[end + 1..] };
    }
    words
}

fn unescaped(word: &str) -> String {
    word.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::html_addresses;

    #[test]
    fn raw_html_names_files_in_tags_styles_and_scripts_alone() {
        for (html, named, not_named) in [
            ("<img src=\"a.png\" alt=\"b.png\">", "a.png", "src"),
            ("<img src=a.png>", "a.png", "img"),
            ("<a href='a b.pdf'>c.pdf</a>", "a b.pdf", "c.pdf"),
            ("<a href=\"a&amp;b.pdf\">", "a&b.pdf", "a&amp;b.pdf"),
            ("<img srcset=\"a.png 1x, b.png 2x\">", "b.png", "1x,"),
            ("<p style=\"background: url('a.png')\">x</p>", "a.png", "x"),
            ("<style>p { background: url(a.png) }</style>", "a.png", "p"),
            ("<script>fetch(\"a.json\")</script>", "a.json", "fetch"),
            (
                "<video poster=a.jpg><source src=b.mp4></video>",
                "b.mp4",
                "video",
            ),
            ("<a title=\"1 > 0\" href=a.png>", "a.png", "0"),
            (
                "<img alt=\"Bob's b.png\" src=\"a b.png\">",
                "a b.png",
                "Bob's b.png",
            ),
            (
                "<img alt='original.docx' src = a.png />",
                "a.png",
                "original.docx",
            ),
            (
                "<video controls data-poster='a.jpg'></video>",
                "a.jpg",
                "controls",
            ),
            ("<p>text</p><img src=a.png>", "a.png", "text"),
            ("<!-- <img src=b.png> --><img src=a.png>", "a.png", "b.png"),
        ] {
            let addresses = html_addresses(html);
            let has = |name: &str| addresses.iter().any(|own| own == name);
            assert!(has(named), "{html}: {addresses:?}");
            assert!(!has(not_named), "{html}: {addresses:?}");
        }
        for html in [
            "",
            "<",
            "<a",
            "<a href=\"",
            "a < b",
            "<!-- a",
            "<style>a",
            "<a href=\"\">x</a>",
        ] {
            assert!(!html_addresses(html).iter().any(String::is_empty), "{html}");
        }
    }
}
