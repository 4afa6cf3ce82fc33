//! Links, and which of them may lead where.
//!
//! Takes a link's target and title; gives an element that does no harm, an entry among the body's links where it leads
//! to something within the site, or the link's text alone.

use std::ops::Range;

use pulldown_cmark::LinkType;
use pulldown_cmark_escape::escape_href;

use crate::diagnostic::Diagnostic;
use crate::lang::{Direction, with_isolates};
use crate::parse::html::{Hole, small};
use crate::parse::markdown::writer::Writer;
use crate::parse::markdown::{Author, Link, LinkUse};

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a file, page or heading of the site.
    Within,
    /// To the web, by a scheme that every reader's program knows.
    Outside,
    /// By a scheme that could run something.
    Unsafe,
}

impl Target {
    pub(super) fn of(url: &str) -> Target {
        if url.starts_with("//") {
            return Target::Outside;
        }
        // RFC 3986, section 3.1; browsers skip white space and control characters in a scheme, so they count as unsafe.
        let end = url
            .find([':', '/', '?', '#'])
            .filter(|at| url[*at..].starts_with(':'));
        match end.map(|at| url[..at].to_ascii_lowercase()) {
            None => Target::Within,
            Some(scheme) => match scheme.as_str() {
                "http" | "https" | "mailto" | "tel" => Target::Outside,
                _ => Target::Unsafe,
            },
        }
    }
}

impl Writer<'_, '_> {
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
        if matches!(kind, LinkType::Inline | LinkType::Reference) {
            self.check_linked(&span);
        }
        // A picture that became a link can stand in a link, or hold one; HTML has no links within links.
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
        match Target::of(url) {
            Target::Within if self.author == Author::Desk => {
                self.tag("<a href=\"");
                self.link_hole(url, span, LinkUse::Page);
                self.tag("\"");
            }
            Target::Outside => {
                self.speech.in_address = matches!(kind, LinkType::Autolink | LinkType::Email);
                self.start_outside(url);
                self.tag("<a rel=\"external");
                self.tag(if self.author == Author::Press {
                    " nofollow ugc\" href=\""
                } else {
                    "\" href=\""
                });
                self.href(url);
                self.tag("\"");
            }
            Target::Within | Target::Unsafe => return self.dropped_link(url, span),
        }
        if !title.is_empty() && self.picture == 0 {
            self.attribute("title", &with_isolates(title, self.writing));
        }
        if self.speech.in_address && self.writing.direction == Direction::Rtl {
            // An address runs from left to right whatever stands in it.
            self.tag(" dir=\"ltr\"");
        }
        self.tag(">");
        self.ends.push("</a>");
    }

    pub(super) fn end_link(&mut self) {
        let tag = self.ends.pop().unwrap_or_default();
        if tag == "</a>" {
            self.speech.in_address = false;
            self.end_outside();
        }
        self.tag(tag);
    }

    /// A link that would do harm or lead nowhere: its text stays, without the link.
    fn dropped_link(&mut self, url: &str, span: Range<usize>) {
        self.ends.push("");
        if self.author == Author::Desk {
            return self.report_unsafe(url, span);
        }
        let short: String = url.chars().take(60).collect();
        let message = format!("the original's link to `{short}` is shown as text alone");
        let found = Diagnostic::note("original-link", self.path, message)
            .help("only web and mail addresses in full stay links in an original");
        let span = self.place(span);
        self.diagnostics.push(found.at(span));
    }

    /// Reports an address of the desk's that could run something.
    pub(super) fn report_unsafe(&mut self, url: &str, span: Range<usize>) {
        let short: String = url.chars().take(60).collect();
        let message = format!("a page may not link to `{short}`");
        let help = "links begin with https:, http:, mailto: or tel:, or lead to a file of the site";
        self.report("link-unsafe", message, self.place(span), help.into());
    }

    /// Leaves the target of a link or picture open, for `link` to say.
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
