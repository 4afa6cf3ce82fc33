//! Turns the text of an edition into paragraphs of plain text.
//!
//! Takes the HTML of the page; returns paragraphs that keep the information for readers of plain text: the marks and
//! numbers of lists, the columns of tables, the descriptions of pictures, and the addresses of links, as notes.

use crate::render::exports::content::absolute;
use crate::render::exports::markup::{HtmlToken, Omission, attributes, has_class, tokens};
use crate::render::exports::plain::decoded;

/// The mark between two columns of a table.
const COLUMN: &str = " | ";

/// A paragraph of plain text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PlainParagraph {
    /// Nesting depth of quotations around the paragraph.
    pub quotes: usize,
    /// The list mark before the paragraph, after spaces for each outer list.
    pub mark: String,
    pub text: String,
    /// True if the paragraph is a line that must stay unchanged.
    pub is_fixed: bool,
    /// True if an empty line precedes the paragraph.
    pub is_apart: bool,
}

/// The page and language of a text whose HTML is converted to plain text.
pub(super) struct PlainContext<'c> {
    /// The absolute address of the text's page.
    pub page: &'c str,
    /// Scheme and host of the site.
    pub origin: &'c str,
    /// Number of notes that the text has already: those of its citations.
    pub notes: usize,
    /// Writes a number in the digits of the text's language.
    pub digits: &'c dyn Fn(usize) -> String,
}

/// Returns the paragraphs of a text, and the addresses of its links, numbered after its other notes.
pub(super) fn plain_body(
    html: &str,
    context: &PlainContext<'_>,
) -> (Vec<PlainParagraph>, Vec<String>) {
    let mut reader = BodyReader {
        context,
        paragraphs: Vec::new(),
        current: PlainParagraph {
            is_apart: true,
            ..PlainParagraph::default()
        },
        has_space: false,
        lists: Vec::new(),
        quotes: 0,
        is_in_footnotes: false,
        is_preformatted: false,
        cells: 0,
        links: Vec::new(),
        closings: Vec::new(),
        addresses: Vec::new(),
    };
    let mut omission = Omission::default();
    for (place, token) in tokens(html) {
        if omission.takes(token, &[]) {
            continue;
        }
        match token {
            HtmlToken::Text => reader.text(&html[place]),
            HtmlToken::Open(name, own) => reader.open(&name.to_ascii_lowercase(), own),
            HtmlToken::Close(name) => reader.close(&name.to_ascii_lowercase()),
            HtmlToken::Other => {}
        }
    }
    reader.end_paragraph(true);
    (reader.paragraphs, reader.addresses)
}

/// A list that is open.
#[derive(Debug)]
struct OpenPlainList {
    /// The number of the next item; `None` if the items have no numbers.
    next: Option<usize>,
    /// True if the list's items are the author's own footnotes.
    has_footnotes: bool,
}

/// A link that is open.
struct OpenLink {
    /// The absolute address; `None` if the link needs no note.
    address: Option<String>,
    /// Offset of the link's text in the paragraph.
    start: usize,
}

struct BodyReader<'r> {
    context: &'r PlainContext<'r>,
    paragraphs: Vec<PlainParagraph>,
    current: PlainParagraph,
    /// True if white space precedes the next word.
    has_space: bool,
    lists: Vec<OpenPlainList>,
    quotes: usize,
    /// True in the section with the author's own footnotes.
    is_in_footnotes: bool,
    is_preformatted: bool,
    /// Number of cells of the current row so far.
    cells: usize,
    links: Vec<OpenLink>,
    /// The open `q`, `sup`, `figcaption` and `span` elements, each with the text to write at its end.
    closings: Vec<(String, &'static str)>,
    addresses: Vec<String>,
}

impl BodyReader<'_> {
    fn text(&mut self, text: &str) {
        if self.is_preformatted {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.end_line();
                }
                self.current.text.push_str(&decoded(line));
            }
            return;
        }
        for (index, word) in text.split(char::is_whitespace).enumerate() {
            self.has_space |= index > 0;
            if !word.is_empty() {
                self.push(&decoded(word));
            }
        }
    }

    /// Appends words to the current paragraph.
    fn push(&mut self, words: &str) {
        let text = &mut self.current.text;
        if self.has_space && !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        self.has_space = false;
        text.push_str(words);
    }

    /// Ends a line of the current paragraph.
    fn end_line(&mut self) {
        self.end_paragraph(false);
    }

    /// Ends the current paragraph, if it has any text. If `is_apart`, an empty line precedes the next one.
    fn end_paragraph(&mut self, is_apart: bool) {
        self.has_space = false;
        let is_empty = self.current.text.trim().is_empty();
        // Empty lines of code stay.
        let is_line_of_code = self.is_preformatted && !self.current.is_apart;
        if is_empty && !is_line_of_code {
            self.current.is_apart |= is_apart;
            return;
        }
        let next = PlainParagraph {
            is_apart,
            ..PlainParagraph::default()
        };
        let mut own = std::mem::replace(&mut self.current, next);
        own.quotes = self.quotes;
        own.is_fixed = self.is_preformatted;
        self.paragraphs.push(own);
    }

    fn open(&mut self, name: &str, own: &str) {
        match name {
            "ul" | "ol" => self.open_list(name, own),
            "li" => self.open_item(),
            "tr" => {
                self.end_line();
                self.cells = 0;
            }
            "td" | "th" => {
                if self.cells > 0 {
                    self.current.text.push_str(COLUMN);
                }
                (self.cells, self.has_space) = (self.cells + 1, false);
            }
            "br" | "dt" | "dd" | "option" => self.end_line(),
            "hr" => {
                self.end_paragraph(true);
                self.push("* * *");
                self.end_paragraph(true);
            }
            "blockquote" => {
                self.end_paragraph(true);
                self.quotes += 1;
            }
            "pre" => {
                self.end_paragraph(true);
                self.is_preformatted = true;
            }
            "img" => self.picture(own),
            "a" => self.open_link(own),
            "q" | "sup" | "span" | "figcaption" => self.open_with_marks(name, own),
            // A paragraph within an item goes on in its line.
            "p" if !self.current.mark.is_empty() && self.current.text.is_empty() => {}
            _ if is_block(name) => {
                self.is_in_footnotes |= has_class(own, &["footnotes"]);
                self.end_paragraph(true);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "ul" | "ol" => {
                self.end_paragraph(false);
                self.lists.pop();
                self.current.is_apart |= self.lists.is_empty();
            }
            "li" => {
                self.end_line();
                // An item without text has no line.
                self.current.mark.clear();
            }
            "tr" | "dt" | "dd" | "option" => self.end_line(),
            "td" | "th" => self.has_space = false,
            "blockquote" => {
                self.end_paragraph(true);
                self.quotes = self.quotes.saturating_sub(1);
            }
            "pre" => {
                if !self.current.text.is_empty() {
                    self.end_paragraph(true);
                }
                self.is_preformatted = false;
                self.end_paragraph(true);
            }
            "a" => self.close_link(),
            "q" | "sup" | "span" | "figcaption" => self.close_with_marks(name),
            _ if is_block(name) => self.end_paragraph(true),
            _ => {}
        }
    }

    fn open_list(&mut self, name: &str, own: &str) {
        let is_outermost = self.lists.is_empty();
        self.end_paragraph(is_outermost);
        let start = attributes(own).find(|(name, _)| *name == "start");
        let start = start.and_then(|(_, value)| value.parse().ok());
        self.lists.push(OpenPlainList {
            next: (name == "ol").then(|| start.unwrap_or(1)),
            has_footnotes: self.is_in_footnotes,
        });
    }

    fn open_item(&mut self) {
        self.end_line();
        let depth = self.lists.len().saturating_sub(1);
        let mark = match self.lists.last_mut() {
            Some(OpenPlainList {
                next: Some(next),
                has_footnotes,
            }) => {
                let number = (self.context.digits)(*next);
                *next += 1;
                match has_footnotes {
                    true => footnote_mark(&number) + " ",
                    false => format!("{number}. "),
                }
            }
            _ => "- ".to_owned(),
        };
        self.current.mark = format!("{}{mark}", "  ".repeat(depth));
    }

    /// Writes the description of a picture as a line of its own.
    fn picture(&mut self, own: &str) {
        let alt = attributes(own).find(|(name, _)| *name == "alt");
        let Some((_, alt)) = alt.filter(|(_, alt)| !alt.trim().is_empty()) else {
            return;
        };
        self.end_line();
        self.push(&format!("[{}]", decoded(alt.trim())));
        self.end_line();
    }

    fn open_link(&mut self, own: &str) {
        let href = attributes(own).find(|(name, _)| *name == "href");
        let address = href
            .filter(|_| !has_class(own, &["cite"]))
            .and_then(|(_, href)| {
                let href = decoded(href.trim());
                let (before, rest) = absolute(&href, self.context.page, self.context.origin)?;
                Some([before, rest].concat())
            });
        // A link to a place in the text itself, such as that of a footnote.
        let own_page = format!("{}#", self.context.page);
        self.links.push(OpenLink {
            address: address.filter(|address| !address.starts_with(&own_page)),
            start: self.current.text.len(),
        });
    }

    fn close_link(&mut self) {
        let Some(OpenLink { address, start }) = self.links.pop() else {
            return;
        };
        let Some(address) = address else {
            return;
        };
        let shown = self.current.text.get(start..).unwrap_or_default().trim();
        if shown == address || format!("mailto:{shown}") == address {
            return;
        }
        let known = self.addresses.iter().position(|own| *own == address);
        let index = known.unwrap_or_else(|| {
            self.addresses.push(address);
            self.addresses.len() - 1
        });
        let number = (self.context.digits)(self.context.notes + index + 1);
        self.has_space = true;
        self.push(&format!("[{number}]"));
    }

    fn open_with_marks(&mut self, name: &str, own: &str) {
        let (before, after) = match name {
            "q" if has_class(own, &["bound"]) => ("(", ")"),
            "q" => ("“", "”"),
            "sup" if has_class(own, &["fnref"]) => ("[*", "]"),
            "span" if has_class(own, &["credit", "unit"]) => ("· ", ""),
            _ => ("", ""),
        };
        if name == "figcaption" {
            self.end_line();
        }
        if !before.is_empty() {
            self.has_space |= name != "q";
            self.push(before);
            self.has_space = false;
        }
        self.closings.push((name.to_owned(), after));
    }

    fn close_with_marks(&mut self, name: &str) {
        if self.closings.last().is_some_and(|(own, _)| own == name)
            && let Some((_, after)) = self.closings.pop()
            && !after.is_empty()
        {
            self.has_space = false;
            self.push(after);
        }
        if name == "figcaption" {
            self.end_line();
        }
    }
}

/// Returns the mark of a footnote, which differs from the number of a source.
fn footnote_mark(number: &str) -> String {
    format!("[*{number}]")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "table"
            | "figure"
            | "section"
            | "div"
            | "dl"
            | "details"
            | "article"
            | "aside"
            | "address"
            | "header"
            | "footer"
            | "main"
            | "nav"
    )
}
