//! Writes links, and decides which targets are allowed.
//!
//! Takes a link's target and title; writes a harmless element, adds an entry to the body's links if the target is within
//! the site, or writes only the link's text.

use crate::diagnostic::codes;
use std::ops::Range;

use pulldown_cmark::LinkType;
use pulldown_cmark_escape::escape_href;

use crate::diagnostic::Diagnostic;
use crate::lang::{Direction, with_isolates};
use crate::parse::html::{Hole, small};
use crate::parse::markdown::addresses::{self, AddressError};
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::markdown::{Link, LinkUse, Trust};

/// The kind of a link's target.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum LinkTarget {
    /// A file, page or heading of the site.
    Within,
    /// The web, by a scheme that every browser supports.
    Outside,
    /// A scheme that could run code.
    Unsafe,
}

impl LinkTarget {
    pub(super) fn of(url: &str) -> LinkTarget {
        if url.starts_with("//") {
            return LinkTarget::Outside;
        }
        // RFC 3986, section 3.1. Browsers ignore white space and control characters in a scheme, so such schemes count as
        // unsafe.
        let end = url
            .find([':', '/', '?', '#'])
            .filter(|at| url[*at..].starts_with(':'));
        match end.map(|at| url[..at].to_ascii_lowercase()) {
            None => LinkTarget::Within,
            Some(scheme) => match scheme.as_str() {
                "http" | "https" | "mailto" | "tel" => LinkTarget::Outside,
                _ => LinkTarget::Unsafe,
            },
        }
    }
}

/// Returns a web address as written in a page: percent-encoded where necessary.
pub fn web_href(url: &str) -> String {
    let mut escaped = String::with_capacity(url.len());
    escape_href(&mut escaped, url).expect("a String takes any text");
    // The page escapes these two again.
    escaped.replace("&amp;", "&").replace("&#x27;", "'")
}

/// Returns true if an address is a web address: `https://…`, `http://…` or `//…`.
pub(super) fn is_web(url: &str) -> bool {
    let scheme = url.split_once("//").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.is_empty()
            || scheme.eq_ignore_ascii_case("https:")
            || scheme.eq_ignore_ascii_case("http:")
    })
}

/// Returns true if an address is a file on the author's machine: `file:…`, `C:\…`.
fn is_on_disk(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default();
    scheme.len() == 1 || scheme.eq_ignore_ascii_case("file")
}

impl BodyWriter<'_, '_> {
    pub(super) fn start_link(
        &mut self,
        kind: LinkType,
        url: &str,
        title: &str,
        span: Range<usize>,
    ) {
        if matches!(
            kind,
            LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown
        ) {
            self.skip = true;
            return self.citation(span);
        }
        self.check_title(title, &span);
        if matches!(kind, LinkType::Inline | LinkType::Reference) {
            self.check_linked(&span);
            self.check_parted_picture(url, &span);
        }
        let place = span.clone();
        // A picture that was replaced by a link can be inside a link, or contain one. HTML does not allow nested links.
        if self.ends.contains(&"</a>") {
            return self.ends.push("");
        }
        let mail;
        let url = if kind == LinkType::Email {
            mail = format!("mailto:{url}");
            &mail
        } else {
            url
        };
        match LinkTarget::of(url) {
            LinkTarget::Within if self.trust == Trust::Trusted => {
                self.tag("<a href=\"");
                self.link_hole(url, span, LinkUse::Page);
                self.tag("\"");
            }
            LinkTarget::Outside => {
                self.check_address(url, &span);
                self.prose.in_address = matches!(kind, LinkType::Autolink | LinkType::Email);
                self.start_outside(url);
                self.tag("<a rel=\"external");
                self.tag(if self.trust == Trust::Untrusted {
                    " nofollow ugc\" href=\""
                } else {
                    "\" href=\""
                });
                match self.trust == Trust::Trusted && is_web(url) {
                    true => self.link_hole(url, span, LinkUse::Web),
                    false => self.href(url),
                }
                self.tag("\"");
            }
            LinkTarget::Within | LinkTarget::Unsafe => return self.dropped_link(url, span),
        }
        if !title.is_empty() && self.picture == 0 {
            self.attribute("title", &with_isolates(title, self.writing));
        }
        if self.prose.in_address && self.writing.direction == Direction::Rtl {
            // An address always runs from left to right.
            self.tag(" dir=\"ltr\"");
        }
        self.tag(">");
        self.ends.push("</a>");
        if self.trust == Trust::Trusted && self.picture == 0 {
            self.wordless = Some((self.html.text.len(), place));
        }
    }

    pub(super) fn end_link(&mut self) {
        let tag = self.ends.pop().unwrap_or_default();
        if tag == "</a>" {
            self.check_words();
            self.prose.in_address = false;
            self.end_outside();
        }
        self.tag(tag);
    }

    /// Reports a link to a picture after `!` and a space, which was meant as a picture.
    fn check_parted_picture(&mut self, url: &str, span: &Range<usize>) {
        const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "svg", "gif", "webp", "avif"];
        let ending = url.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_picture = ENDINGS.iter().any(|one| ending.eq_ignore_ascii_case(one));
        let before = self.text[..span.start].trim_end_matches([' ', '\t', '\u{A0}']);
        let Some(sentence) = before.strip_suffix('!').filter(|_| is_picture) else {
            return;
        };
        // The exclamation mark of a sentence, or one after a backslash, is meant to be visible. In French, a space
        // precedes it.
        let is_first = sentence.is_empty() || sentence.ends_with('\n');
        let is_apart =
            is_first || (sentence.ends_with(char::is_whitespace) && !self.lang.starts_with("fr"));
        if self.trust == Trust::Trusted && is_apart && before.len() < span.start {
            let message = "readers would see `!` and a link here, and no picture";
            let found = Diagnostic::new(codes::MARKUP_SHOWN, self.path, message);
            let place = self.place(sentence.len()..span.end);
            let help = "delete the space after the `!`; a picture is written as `![what it shows](file.jpg)`";
            self.diagnostics.push(found.at(place).help(help));
        }
    }

    /// Reports the link that ends here if it contains neither words nor a picture.
    fn check_words(&mut self) {
        let Some((start, span)) = self.wordless.take() else {
            return;
        };
        let words = self.html.text.get(start..);
        if words.is_some_and(|words| words.trim().is_empty()) {
            let message = "this link has no words, so that readers neither see nor hear it";
            let found = Diagnostic::new(codes::LINK_WORDLESS, self.path, message);
            let help =
                "write them between the brackets, as in `[the report](https://example.org/report)`";
            self.diagnostics.push(found.at(self.place(span)).help(help));
        }
    }

    /// Drops a link that is harmful or invalid. Its text stays.
    fn dropped_link(&mut self, url: &str, span: Range<usize>) {
        self.ends.push("");
        if self.trust == Trust::Trusted {
            return self.report_unsafe(url, span);
        }
        let short: String = url.chars().take(60).collect();
        let message = format!("the original's link to `{short}` is shown as text alone");
        let found = Diagnostic::new(codes::ORIGINAL_LINK, self.path, message)
            .help("only web and mail addresses in full stay links in an original");
        let span = self.place(span);
        self.diagnostics.push(found.at(span));
    }

    /// Reports an invalid address in a trusted text.
    pub(super) fn check_address(&mut self, url: &str, span: &Range<usize>) {
        if self.trust == Trust::Untrusted {
            return;
        }
        if let Some(AddressError { why, help }) = addresses::fault(url) {
            let short: String = url.chars().take(60).collect();
            let message = format!("the link to `{short}` leads nowhere: {why}");
            self.report(
                codes::LINK_MALFORMED,
                message,
                self.place(span.clone()),
                help,
            );
        }
    }

    /// Reports an address in a trusted text that could run code.
    pub(super) fn report_unsafe(&mut self, url: &str, span: Range<usize>) {
        let short: String = url.chars().take(60).collect();
        let message = format!("a page may not link to `{short}`");
        let help = match is_on_disk(url) {
            true => "copy the file into the article's folder, and write its name alone",
            false => {
                "links begin with https:, http:, mailto: or tel:, or lead to a file of the site"
            }
        };
        self.report(codes::LINK_UNSAFE, message, self.place(span), help.into());
    }

    /// Adds a hole for the target of a link or picture, which `link` resolves.
    pub(super) fn link_hole(&mut self, target: &str, span: Range<usize>, used: LinkUse) {
        if self.picture > 0 {
            return;
        }
        self.html.hole(Hole::Link(small(self.body.links.len())));
        let span = self.place(span);
        self.body.links.push(Link {
            target: target.to_owned(),
            span,
            used,
        });
    }

    fn href(&mut self, url: &str) {
        if self.picture == 0 {
            escape_href(&mut self.html.text, url).expect("a String takes any text");
        }
    }
}
