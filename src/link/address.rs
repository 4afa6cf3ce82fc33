//! Defines the addresses of all pages and files of a site. No other module knows their form.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::parse::config::BaseUrl;

/// Characters that need no percent-encoding in a path (RFC 3986, section 3.3).
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

/// Reserved segments below a language: they belong to sections of the site, so no standing page may have one as its
/// slug.
pub const SECTIONS: [&str; 16] = [
    "articles",
    "editions",
    "topics",
    "archive",
    "publishers",
    "names",
    "authors",
    "corrections",
    "chronology",
    "figures",
    "search",
    "page",
    "404.html",
    "articles.json",
    "feed.xml",
    "feed.json",
];

/// File names of the feeds beside a page: Atom, and JSON Feed.
pub const FEEDS: [&str; 2] = ["feed.xml", "feed.json"];

/// Address of the sitemap, or of the sitemap index.
pub const SITEMAP: &str = "sitemap.xml";
/// Address of the list of feeds.
pub const OPML: &str = "feeds.opml";
/// File name of the list of a language's articles, beside its front page.
pub const ARTICLES_DATA: &str = "articles.json";
/// File name of an article's data for programs, beside its page.
pub const ARTICLE_DATA: &str = "article.json";

/// File name of an edition's data for programs, beside its page.
pub const ISSUE_DATA: &str = "edition.json";

/// File names of an edition as an e-mail, beside its page: HTML, plain text, and a message of both.
pub const ISSUE_EMAIL: [&str; 3] = ["email.html", "email.txt", "email.eml"];

/// File names of an edition as an e-mail in all its languages, in the same order.
pub const ISSUE_EMAIL_TOGETHER: [&str; 3] = [
    "email-together.html",
    "email-together.txt",
    "email-together.eml",
];

/// File names of the register of figures for programs, beside its first page: JSON, and CSV.
pub const FIGURES_DATA: [&str; 2] = ["figures.json", "figures.csv"];

/// The address of a page or file within the site, decoded, without a leading slash, such as `ar/articles/x/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// Returns `/`, which redirects to the default language.
    pub fn root() -> Self {
        Address(String::new())
    }

    /// Returns the address of a language's front page.
    pub fn home(lang: &str) -> Self {
        Address([lang, "/"].concat())
    }

    /// Returns the address of an article in a language.
    pub fn article(lang: &str, slug: &str) -> Self {
        Address([lang, "/articles/", slug, "/"].concat())
    }

    /// Returns the address of the parallel page of the article with this address.
    pub fn parallel(&self) -> Self {
        self.file("parallel/")
    }

    /// Returns the address of the front page of a section: `topics`, `archive`, `chronology`, `publishers`, `names`.
    pub fn section(lang: &str, section: &str) -> Self {
        Address([lang, "/", section, "/"].concat())
    }

    /// Returns the address of a topic, publisher or name in its section.
    pub fn entry(lang: &str, section: &str, id: &str) -> Self {
        Address([lang, "/", section, "/", id, "/"].concat())
    }

    /// Returns the address of a topic's chronology.
    pub fn topic_chronology(lang: &str, id: &str) -> Self {
        Address(format!("{lang}/topics/{id}/chronology/"))
    }

    /// Returns the address of a month in the archive.
    pub fn month(lang: &str, year: i32, month: u8) -> Self {
        Address(format!("{lang}/archive/{year:04}/{month:02}/"))
    }

    /// Returns the address of a standing page.
    pub fn standing(lang: &str, slug: &str) -> Self {
        Address(format!("{lang}/{slug}/"))
    }

    /// Returns the address of the 404 page of a language, or of the whole site.
    pub fn not_found(lang: Option<&str>) -> Self {
        match lang {
            Some(lang) => Address(format!("{lang}/404.html")),
            None => Address("404.html".into()),
        }
    }

    /// Returns the address of page `number` (from 1) of a list whose first page has this address.
    pub fn page(&self, number: usize) -> Self {
        match number {
            0 | 1 => self.clone(),
            _ => Address(format!("{}page/{number}/", self.0)),
        }
    }

    /// Returns the address of a file beside this page.
    pub fn file(&self, name: &str) -> Self {
        Address([&self.0, name].concat())
    }

    /// Returns the address of the e-book beside this page of an edition or a topic. It contains the page's id, since
    /// readers keep the file.
    pub fn book(&self) -> Self {
        let id = self.0.trim_end_matches('/').rsplit('/').next();
        self.file(&format!("{}.epub", id.unwrap_or_default()))
    }

    /// Returns the address of a file that pages share, such as a copy of a picture.
    pub fn asset(name: &str) -> Self {
        Address(format!("assets/{name}"))
    }

    /// Parses an address that an author wrote, relative to the root of the site, such as an alias. Appends a slash if the
    /// last segment has no `.`.
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

    /// Returns the address, decoded, without a leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the path of the output file that serves this address.
    pub fn output(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            [&self.0, "index.html"].concat()
        } else {
            self.0.clone()
        }
    }

    /// Returns the percent-encoded address, relative to the root of the site.
    pub fn below_site(&self) -> impl fmt::Display {
        utf8_percent_encode(&self.0, PATH)
    }

    /// Returns the percent-encoded address for an `href`, from the root of the host (or with the mark for relative links).
    pub fn href(&self, base: &BaseUrl) -> String {
        self.after([base.prefix(), ""])
    }

    /// Returns the full URL.
    pub fn absolute(&self, base: &BaseUrl) -> String {
        self.after([&base.origin, &base.path])
    }

    /// Returns the percent-encoded address after these parts. A page has hundreds of addresses, so they are written without
    /// [`fmt`].
    fn after(&self, before: [&str; 2]) -> String {
        let [first, second] = before;
        let mut url = String::with_capacity(first.len() + second.len() + 1 + self.0.len());
        url.extend([first, second, "/"]);
        url.extend(utf8_percent_encode(&self.0, PATH));
        url
    }

    /// Returns the full URL as a value that is formatted without an intermediate string.
    pub fn written_in_full<'a>(&'a self, base: &'a BaseUrl) -> impl fmt::Display + use<'a> {
        InFull {
            address: self,
            base,
        }
    }
}

/// Decodes the percent-encoded path of a link.
pub fn decoded(path: &str) -> Cow<'_, str> {
    percent_decode_str(path).decode_utf8_lossy()
}

/// An address that is formatted as a full URL.
struct InFull<'a> {
    address: &'a Address,
    base: &'a BaseUrl,
}

impl fmt::Display for InFull<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let InFull { address, base } = self;
        f.write_str(&base.origin)?;
        f.write_str(&base.path)?;
        f.write_str("/")?;
        utf8_percent_encode(&address.0, PATH).try_for_each(|part| f.write_str(part))
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
