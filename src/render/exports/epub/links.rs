//! Resolves the links of a book's texts: to another file of the book, or to the web.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;

use crate::render::exports::content::absolute;

/// A file with a text of the book. Numbers are indices into its chapters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContentDocument {
    /// The text of an edition, or the introduction of a topic.
    Front,
    Chapter(usize),
    Original(usize),
}

impl ContentDocument {
    /// Returns the file's name.
    pub(super) fn file(self) -> String {
        match self {
            ContentDocument::Front => "introduction.xhtml".to_owned(),
            ContentDocument::Chapter(index) => format!("article-{}.xhtml", index + 1),
            ContentDocument::Original(index) => format!("original-{}.xhtml", index + 1),
        }
    }
}

/// A text of a book.
pub(super) struct BookText {
    pub html: String,
    /// The ids of the text's elements.
    ids: BTreeSet<String>,
}

impl BookText {
    pub(super) fn new(html: String) -> Self {
        const ID: &str = " id=\"";
        let starts = memmem::find_iter(html.as_bytes(), ID);
        let ids = starts.filter_map(|at| html[at + ID.len()..].split('"').next());
        BookText {
            ids: ids.map(str::to_owned).collect(),
            html,
        }
    }
}

/// The texts of a book.
pub(super) struct Texts<'b> {
    /// The introduction, if there is one.
    pub front: Option<BookText>,
    pub chapters: Vec<BookText>,
    pub originals: Vec<BookText>,
    /// Address of the book's page, from the root of the host.
    pub path: &'b str,
    /// Address of each chapter's page, from the root of the host.
    pub pages: BTreeMap<&'b str, usize>,
    /// The addresses of the pictures in the book, from the root of the host, with their files.
    pub pictures: BTreeMap<String, String>,
    /// Scheme and host of the site.
    pub origin: &'b str,
}

/// The links of one text.
pub(super) struct BookLinks<'l> {
    pub texts: &'l Texts<'l>,
    /// The text's place.
    pub place: ContentDocument,
    /// Address of the text's page, from the root of the host.
    pub path: &'l str,
    /// Writes a number in the digits of the text's language.
    pub digits: &'l dyn Fn(usize) -> String,
}

impl BookLinks<'_> {
    /// Returns the address of a link in the book; `None` if it leads nowhere.
    pub(super) fn href(&self, href: &str) -> Option<String> {
        let href = href.trim();
        let texts = self.texts;
        if let Some(fragment) = href.strip_prefix('#') {
            let within = self.within(self.place, fragment);
            return within.or_else(|| Some(self.on_web(href)));
        }
        let path = href.strip_prefix(texts.origin).unwrap_or(href);
        let (page, fragment) = path.split_once('#').unwrap_or((path, ""));
        let place = match texts.pages.get(page) {
            Some(index) => Some(ContentDocument::Chapter(*index)),
            None if page == texts.path && texts.front.is_some() => Some(ContentDocument::Front),
            None => None,
        };
        if let Some(within) = place.and_then(|place| self.within(place, fragment)) {
            return Some(within);
        }
        self.is_allowed(href).then(|| self.on_web(href))
    }

    /// Returns the file of a picture.
    pub(super) fn picture(&self, src: &str) -> Option<&str> {
        self.texts.pictures.get(src.trim()).map(String::as_str)
    }

    /// Returns a number in the digits of the text's language.
    pub(super) fn digits(&self, number: usize) -> String {
        (self.digits)(number)
    }

    /// Returns the address of an element in one of the book's texts, or of the whole text; `None` if there is no such
    /// element. On an article's page, the original is on the same page; in the book, it is another file.
    fn within(&self, place: ContentDocument, fragment: &str) -> Option<String> {
        let number = |prefix| {
            let rest: &str = fragment.strip_prefix(prefix)?;
            (!rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())).then_some(rest)
        };
        let is_original = fragment == "original" || fragment.starts_with("original-");
        match place {
            _ if fragment.is_empty() => Some(place.file()),
            ContentDocument::Chapter(index) => {
                let original = ContentDocument::Original(index);
                let own = self.element(place, fragment);
                let element = own.or_else(|| self.element(original, fragment));
                let is_within = is_original || number("p").is_some();
                element.or_else(|| is_within.then(|| original.file()))
            }
            ContentDocument::Original(index) if number("c").is_some() => {
                self.element(ContentDocument::Chapter(index), fragment)
            }
            ContentDocument::Original(_) => {
                let element = self.element(place, fragment);
                element.or_else(|| is_original.then(|| place.file()))
            }
            ContentDocument::Front => self.element(place, fragment),
        }
    }

    /// Returns the address of the element with this id; `None` if the text has no such element.
    fn element(&self, place: ContentDocument, id: &str) -> Option<String> {
        let text = match place {
            ContentDocument::Front => self.texts.front.as_ref()?,
            ContentDocument::Chapter(index) => self.texts.chapters.get(index)?,
            ContentDocument::Original(index) => self.texts.originals.get(index)?,
        };
        let file = match place == self.place {
            true => String::new(),
            false => place.file(),
        };
        text.ids.contains(id).then(|| format!("{file}#{id}"))
    }

    fn is_allowed(&self, href: &str) -> bool {
        absolute(href, self.path, self.texts.origin).is_some()
    }

    /// Returns the full address of a link, with those characters encoded that no address has.
    fn on_web(&self, href: &str) -> String {
        let page = format!("{}{}", self.texts.origin, self.path);
        let (before, value) = absolute(href, &page, self.texts.origin).unwrap_or_default();
        let mut out = before.to_owned();
        for c in value.chars() {
            match c {
                ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => {
                    out.push_str(&format!("%{:02X}", u32::from(c)));
                }
                c if c.is_control() => {}
                c => out.push(c),
            }
        }
        out
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Calls `then` with the links of the first chapter of a book of two.
    pub fn with_links(then: impl FnOnce(&BookLinks<'_>)) {
        let text = |html: &str| BookText::new(html.to_owned());
        let first = "<i id=\"c1\"></i><li id=\"fn-s1\"></li><sup id=\"fn-s1-ref\"></sup>";
        let texts = Texts {
            front: Some(text("<p>In short.</p>")),
            chapters: vec![text(first), text("<h2 id=\"قمة\"></h2>")],
            originals: vec![
                text("<p id=\"p1\"></p><h1 id=\"original-wire\"></h1><p id=\"wire-p2\"></p>"),
                text(""),
            ],
            path: "/en/editions/e/",
            pages: BTreeMap::from([("/en/articles/a/", 0), ("/en/articles/b/", 1)]),
            pictures: BTreeMap::from([("/en/a/quay.png".into(), "images/1.png".into())]),
            origin: "https://s.org",
        };
        then(&BookLinks {
            texts: &texts,
            place: ContentDocument::Chapter(0),
            path: "/en/articles/a/",
            digits: &|number| number.to_string(),
        });
    }

    #[test]
    fn a_link_leads_into_the_book_or_to_the_web() {
        with_links(|links| {
            for (href, expected) in [
                ("#p1", Some("original-1.xhtml#p1")),
                ("#p9", Some("original-1.xhtml")),
                ("#original", Some("original-1.xhtml")),
                ("#wire-p2", Some("original-1.xhtml#wire-p2")),
                ("#original-wire", Some("original-1.xhtml#original-wire")),
                ("#original-gone", Some("original-1.xhtml")),
                ("#fn-s1", Some("#fn-s1")),
                ("#gone", Some("https://s.org/en/articles/a/#gone")),
                ("/en/articles/b/", Some("article-2.xhtml")),
                ("/en/articles/b/#قمة", Some("article-2.xhtml#قمة")),
                ("/en/articles/b/#p1", Some("original-2.xhtml")),
                (
                    "/en/articles/b/#gone",
                    Some("https://s.org/en/articles/b/#gone"),
                ),
                ("https://s.org/en/articles/b/", Some("article-2.xhtml")),
                ("/en/editions/e/", Some("introduction.xhtml")),
                ("/en/topics/x/", Some("https://s.org/en/topics/x/")),
                (
                    "https://a.org/a b?c=[1]",
                    Some("https://a.org/a%20b?c=%5B1%5D"),
                ),
                ("mailto:a@b.org", Some("mailto:a@b.org")),
                ("javascript:x()", None),
                ("data:text/html,x", None),
            ] {
                assert_eq!(links.href(href).as_deref(), expected, "{href}");
            }
        });
    }
}
