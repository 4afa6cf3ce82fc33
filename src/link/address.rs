//! Where each page of a site stands: the one place that knows the shape of its addresses.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::parse::config::BaseUrl;

/// Characters that may stand in a path as they are (RFC 3986, section 3.3).
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// Segments below a language that sections of the site take; no standing page may have them.
pub const SECTIONS: [&str; 12] = [
    "articles",
    "topics",
    "archive",
    "publishers",
    "names",
    "chronology",
    "search",
    "page",
    "404.html",
    "articles.json",
    "feed.xml",
    "feed.json",
];

/// The files of a feed, beside the page that it follows: in Atom, and as JSON Feed.
pub const FEEDS: [&str; 2] = ["feed.xml", "feed.json"];

/// The address of the sitemap, or of its index.
pub const SITEMAP: &str = "sitemap.xml";
/// The address of the list of feeds.
pub const OPML: &str = "feeds.opml";
/// The list of a language's articles, beside its front page.
pub const ARTICLES_DATA: &str = "articles.json";
/// What a program may want to know of an article, beside its page.
pub const ARTICLE_DATA: &str = "article.json";

/// The place of a page or file within the site, decoded, without a leading slash: `ar/articles/x/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// `/`, which leads to the default language.
    pub fn root() -> Self {
        Address(String::new())
    }

    /// A language's front page.
    pub fn home(lang: &str) -> Self {
        Address(format!("{lang}/"))
    }

    /// An article in a language.
    pub fn article(lang: &str, slug: &str) -> Self {
        Address(format!("{lang}/articles/{slug}/"))
    }

    /// The front page of a section: `topics`, `archive`, `chronology`, `publishers`, `names`.
    pub fn section(lang: &str, section: &str) -> Self {
        Address(format!("{lang}/{section}/"))
    }

    /// An entry of a section: a topic, publisher or name.
    pub fn entry(lang: &str, section: &str, id: &str) -> Self {
        Address(format!("{lang}/{section}/{id}/"))
    }

    /// The chronology of a topic.
    pub fn topic_chronology(lang: &str, id: &str) -> Self {
        Address(format!("{lang}/topics/{id}/chronology/"))
    }

    /// A month of the archive.
    pub fn month(lang: &str, year: i32, month: u8) -> Self {
        Address(format!("{lang}/archive/{year:04}/{month:02}/"))
    }

    /// A standing page.
    pub fn standing(lang: &str, slug: &str) -> Self {
        Address(format!("{lang}/{slug}/"))
    }

    /// The page for addresses that do not exist: of a language, or of the whole site.
    pub fn not_found(lang: Option<&str>) -> Self {
        match lang {
            Some(lang) => Address(format!("{lang}/404.html")),
            None => Address("404.html".into()),
        }
    }

    /// The page of this number of a list whose first page stands here.
    pub fn page(&self, number: usize) -> Self {
        match number {
            0 | 1 => self.clone(),
            _ => Address(format!("{}page/{number}/", self.0)),
        }
    }

    /// A file beside this page.
    pub fn file(&self, name: &str) -> Self {
        Address(format!("{}{name}", self.0))
    }

    /// A file that no page has for itself, such as a copy of a picture.
    pub fn asset(name: &str) -> Self {
        Address(format!("assets/{name}"))
    }

    /// An address that an author wrote from the root of the site, such as an alias.
    pub fn written(text: &str) -> Self {
        let text = text.trim_start_matches('/');
        let is_file = text
            .rsplit('/')
            .next()
            .is_some_and(|last| last.contains('.'));
        if text.is_empty() || text.ends_with('/') || is_file {
            Address(text.to_owned())
        } else {
            Address(format!("{text}/"))
        }
    }

    /// The address as text, decoded, without a leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file in the output that serves it.
    pub fn output(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.clone()
        }
    }

    /// The address below that of the site, as it stands in links.
    pub fn below_site(&self) -> impl fmt::Display {
        utf8_percent_encode(&self.0, PATH)
    }

    /// The address from the root of the host, as it stands in an `href`.
    pub fn href(&self, base: &BaseUrl) -> String {
        format!("{}/{}", base.prefix(), self.below_site())
    }

    /// The address in full.
    pub fn absolute(&self, base: &BaseUrl) -> String {
        self.written_in_full(base).to_string()
    }

    /// The address in full, to be written somewhere without being made a text first.
    pub fn written_in_full<'a>(&'a self, base: &'a BaseUrl) -> impl fmt::Display + use<'a> {
        InFull {
            address: self,
            base,
        }
    }
}

/// An address that prints itself in full.
struct InFull<'a> {
    address: &'a Address,
    base: &'a BaseUrl,
}

impl fmt::Display for InFull<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let InFull { address, base } = self;
        write!(f, "{}{}/{}", base.origin, base.path, address.below_site())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_a_file_and_a_link() {
        let base = BaseUrl::parse("https://example.org/news/").unwrap();
        for (address, output, href) in [
            (Address::root(), "index.html", "/news/"),
            (Address::home("ar"), "ar/index.html", "/news/ar/"),
            (
                Address::article("ar", "معاهدة"),
                "ar/articles/معاهدة/index.html",
                "/news/ar/articles/%D9%85%D8%B9%D8%A7%D9%87%D8%AF%D8%A9/",
            ),
            (
                Address::entry("en", "topics", "military").page(2),
                "en/topics/military/page/2/index.html",
                "/news/en/topics/military/page/2/",
            ),
            (
                Address::month("en", 2025, 8),
                "en/archive/2025/08/index.html",
                "/news/en/archive/2025/08/",
            ),
            (Address::not_found(None), "404.html", "/news/404.html"),
            (
                Address::article("en", "x").file("a b.png"),
                "en/articles/x/a b.png",
                "/news/en/articles/x/a%20b.png",
            ),
            (
                Address::written("/ar/old"),
                "ar/old/index.html",
                "/news/ar/old/",
            ),
        ] {
            assert_eq!(address.output(), output);
            assert_eq!(address.href(&base), href);
            assert_eq!(
                address.absolute(&base),
                format!("https://example.org{href}")
            );
        }
    }
}
