//! Cuts a rendered shell into its block elements, each into a skeleton and values.
//!
//! Takes the shell's text, and a function that processes an element's piece; gives the processed shell. Reads tags, quoted
//! attributes and comments as HTML's tokenizer does; where a shell's elements are not closed in their order, or a tag cannot be
//! read, it gives nothing.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr3};

/// Begin and end of a token. Unicode noncharacters, which no source contains.
const TOKEN: &str = "\u{FDD7}";
const TOKEN_END: &str = "\u{FDD8}";
/// The character in a token for the value with index 0; the following ones are for the others.
const FIRST_INDEX: u32 = 0xF0000;
/// The first byte of all noncharacters, which is rare in other text.
const FIRST: u8 = 0xEF;

/// The treatment of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Processed by itself: white space in it and around it depends on nothing but its name.
    Block,
    /// Part of the block around it.
    Inline,
    /// Has no end tag (HTML, section 13.1.2).
    Void,
    /// The content is left in the skeleton as it is: white space counts in it, or it follows other rules.
    Opaque,
    /// The content is no HTML, and the minifier does not change it.
    Raw,
}

impl Kind {
    fn of(name: &str) -> Kind {
        match name {
            "address" | "article" | "aside" | "blockquote" | "dd" | "details" | "div" | "dl"
            | "dt" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4"
            | "h5" | "h6" | "header" | "hgroup" | "li" | "main" | "nav" | "ol" | "p" | "search"
            | "section" | "summary" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead"
            | "tr" | "ul" => Kind::Block,
            "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta"
            | "source" | "track" | "wbr" => Kind::Void,
            "iframe" | "math" | "noscript" | "pre" | "svg" | "template" | "textarea" => {
                Kind::Opaque
            }
            "script" | "style" => Kind::Raw,
            _ => Kind::Inline,
        }
    }
}

/// Returns true if the value of an attribute can be a token. The minifier treats others by their values, which have defaults
/// or are keywords.
fn can_be_token(attribute: &str) -> bool {
    match attribute {
        "alt" | "cite" | "class" | "content" | "datetime" | "dir" | "href" | "hreflang" | "id"
        | "lang" | "src" | "title" => true,
        _ => attribute.starts_with("data-") || attribute.starts_with("aria-"),
    }
}

/// A value that was cut out of a shell.
pub enum Value<'s> {
    /// A text or an attribute's value, with its quotation marks escaped.
    Escaped(&'s str),
    /// The content of a script or a style sheet.
    Raw(&'s str),
    /// An element within, processed.
    Element { name: &'s str, html: String },
}

impl Value<'_> {
    pub fn as_str(&self) -> &str {
        match self {
            Value::Escaped(text) | Value::Raw(text) => text,
            Value::Element { html, .. } => html,
        }
    }
}

/// A block element, or what is around all of them, cut into a skeleton and values.
pub struct Piece<'s> {
    pub skeleton: String,
    pub values: Vec<Value<'s>>,
    /// Offset of its start in the shell.
    start: usize,
    /// Number of elements that are open around it.
    depth: usize,
}

impl<'s> Piece<'s> {
    fn new(start: usize, depth: usize) -> Self {
        Piece {
            skeleton: String::with_capacity(256),
            values: Vec::with_capacity(8),
            start,
            depth,
        }
    }

    /// Adds a value and its token.
    fn value(&mut self, value: Value<'s>, suffix: &str) {
        let index = u32::try_from(self.values.len()).ok();
        let index = index.and_then(|index| char::from_u32(FIRST_INDEX + index));
        self.skeleton.push_str(TOKEN);
        // A token without an index fits no value.
        self.skeleton.extend(index);
        self.skeleton.push_str(suffix);
        self.skeleton.push_str(TOKEN_END);
        self.values.push(value);
    }

    /// Adds a text between tags. White space at its borders remains in the skeleton.
    fn text(&mut self, text: &'s str) {
        let words = text.trim_matches(is_space);
        if words.is_empty() || Traits::of(words).is_none() {
            self.skeleton.push_str(text);
        } else {
            self.around(text, words, Value::Escaped(words));
        }
    }

    /// Adds the content of a script or a style sheet.
    fn raw(&mut self, text: &'s str) {
        let words = text.trim_matches(is_space);
        if words.is_empty() {
            self.skeleton.push_str(text);
        } else {
            self.around(text, words, Value::Raw(words));
        }
    }

    /// Adds a value that stands for `words`, a part of `text`.
    fn around(&mut self, text: &'s str, words: &'s str, value: Value<'s>) {
        let before = text.len() - text.trim_start_matches(is_space).len();
        self.skeleton.push_str(&text[..before]);
        self.value(value, "");
        self.skeleton.push_str(&text[before + words.len()..]);
    }

    /// Adds a start tag.
    fn tag(&mut self, tag: &'s str) {
        let is_viewport = tag.starts_with("<meta") && tag.contains("viewport");
        let mut rest = tag;
        while let Some(quote) = memchr2(b'"', b'\'', rest.as_bytes()) {
            let (before, quoted) = rest.split_at(quote);
            let Some(length) = memchr(quoted.as_bytes()[0], &quoted.as_bytes()[1..]) else {
                break;
            };
            let value = &quoted[1..=length];
            self.skeleton.push_str(before);
            match suffix(before, value).filter(|_| !is_viewport) {
                Some(suffix) => {
                    self.skeleton.push_str(&quoted[..1]);
                    self.value(Value::Escaped(value), suffix);
                    self.skeleton.push_str(&quoted[..1]);
                }
                None => self.skeleton.push_str(&quoted[..length + 2]),
            }
            rest = &quoted[length + 2..];
        }
        self.skeleton.push_str(rest);
    }

    /// Adds an element within.
    fn element(&mut self, name: &'s str, html: String) {
        self.skeleton.extend(["<", name, ">"]);
        self.value(Value::Element { name, html }, "");
        self.skeleton.extend(["</", name, ">"]);
    }
}

/// Returns what a token must contain to be treated as an attribute's value, `None` if no token is. `before` is the tag up to
/// the quotation mark.
fn suffix(before: &str, value: &str) -> Option<&'static str> {
    let name = before.strip_suffix('=')?;
    let name = name.rsplit(is_space).next()?;
    if !can_be_token(name) || value.is_empty() {
        return None;
    }
    let traits = Traits::of(value)?;
    match (traits.double, traits.single) {
        (false, false) if traits.needs_quotes => Some(" "),
        (false, false) => Some(""),
        // The attribute gets the other quotation marks, unless it contains both.
        (true, false) => Some("&quot;"),
        (false, true) => Some("&#39;"),
        (true, true) => None,
    }
}

/// Characters in a value that decide whether a token can stand for it.
#[derive(Debug, Clone, Copy, Default)]
struct Traits {
    /// A double quotation mark.
    double: bool,
    /// A single one.
    single: bool,
    /// Another character for which an attribute needs quotation marks.
    needs_quotes: bool,
}

impl Traits {
    /// Returns `None` if the minifier would change the value itself.
    fn of(value: &str) -> Option<Traits> {
        let mut traits = Traits::default();
        // White space at the beginning counts as doubled.
        let mut last = b' ';
        for (at, &byte) in value.as_bytes().iter().enumerate() {
            match byte {
                b' ' if last == b' ' => return None,
                b' ' | b'=' | b'`' => traits.needs_quotes = true,
                b'&' if value[at..].starts_with("&quot;") => traits.double = true,
                b'&' if value[at..].starts_with("&#39;") => traits.single = true,
                b'"' => traits.double = true,
                b'\'' => traits.single = true,
                b'&' | b'<' | b'>' | b'\t' | b'\n' | b'\r' | b'\x0C' => return None,
                FIRST if value[at..].starts_with(TOKEN) || value[at..].starts_with(TOKEN_END) => {
                    return None;
                }
                _ => {}
            }
            last = byte;
        }
        (last != b' ').then_some(traits)
    }
}

/// Cuts a shell.
pub struct Cutter<'s> {
    shell: &'s str,
    /// Offset of what is read next.
    at: usize,
    /// Names of the elements that are open, outermost first.
    open: Vec<&'s str>,
    /// The pieces that are open, outermost first. The first is what is around all block elements.
    pieces: Vec<Piece<'s>>,
}

impl<'s> Cutter<'s> {
    pub fn new(shell: &'s str) -> Self {
        Cutter {
            shell,
            at: 0,
            open: Vec::new(),
            pieces: vec![Piece::new(0, 0)],
        }
    }

    /// Cuts the shell and processes each piece with `process`, which takes the piece and its text, inner ones first.
    /// Returns the outermost, processed; `None` if the shell cannot be cut.
    pub fn run(mut self, process: &mut impl FnMut(Piece<'s>, &'s str) -> String) -> Option<String> {
        while self.at < self.shell.len() {
            let rest = &self.shell[self.at..];
            let length = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            self.pieces.last_mut()?.text(&rest[..length]);
            self.at += length;
            if length < rest.len() {
                self.markup(&rest[length..], process)?;
            }
        }
        let outermost = self.pieces.pop()?;
        let is_whole = self.open.is_empty() && self.pieces.is_empty();
        is_whole.then(|| process(outermost, self.shell))
    }

    /// Reads what begins with `<`: a tag, a comment, a declaration.
    fn markup(
        &mut self,
        rest: &'s str,
        process: &mut impl FnMut(Piece<'s>, &'s str) -> String,
    ) -> Option<()> {
        if let Some(comment) = rest.strip_prefix("<!--") {
            let length = comment.find("-->")? + "<!---->".len();
            self.copied(&rest[..length]);
        } else if rest.starts_with("<!") {
            let length = memchr(b'>', rest.as_bytes())? + 1;
            self.copied(&rest[..length]);
        } else if let Some(end) = rest.strip_prefix("</") {
            let name = name(end)?;
            let length = memchr(b'>', rest.as_bytes())? + 1;
            self.end(name, &rest[..length], process)?;
        } else {
            let name = name(&rest[1..])?;
            let tag = &rest[..tag_length(rest)?];
            self.start(name, tag, &rest[tag.len()..])?;
        }
        Some(())
    }

    /// Adds a part of the shell to the skeleton as it is.
    fn copied(&mut self, part: &'s str) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.skeleton.push_str(part);
        }
        self.at += part.len();
    }

    fn start(&mut self, name: &'s str, tag: &'s str, rest: &'s str) -> Option<()> {
        let kind = Kind::of(name);
        if kind == Kind::Block {
            self.pieces.push(Piece::new(self.at, self.open.len()));
        }
        let piece = self.pieces.last_mut()?;
        piece.tag(tag);
        self.at += tag.len();
        if matches!(kind, Kind::Raw | Kind::Opaque) {
            let length = rest.find(&format!("</{name}"))?;
            match kind {
                Kind::Raw => piece.raw(&rest[..length]),
                _ => piece.skeleton.push_str(&rest[..length]),
            }
            self.at += length;
        }
        if kind != Kind::Void {
            self.open.push(name);
        }
        Some(())
    }

    fn end(
        &mut self,
        name: &'s str,
        tag: &'s str,
        process: &mut impl FnMut(Piece<'s>, &'s str) -> String,
    ) -> Option<()> {
        if self.open.pop() != Some(name) {
            return None;
        }
        self.copied(tag);
        if Kind::of(name) == Kind::Block && self.pieces.last()?.depth == self.open.len() {
            let piece = self.pieces.pop()?;
            let whole = &self.shell[piece.start..self.at];
            let html = process(piece, whole);
            self.pieces.last_mut()?.element(name, html);
        }
        Some(())
    }
}

/// Returns the name of an element at the start of a text.
fn name(text: &str) -> Option<&str> {
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    let length = text.bytes().take_while(is_name).count();
    (length > 0).then(|| &text[..length])
}

/// Returns the length of the start tag that a text begins with. A `>` in quotation marks does not end it.
fn tag_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        at += memchr3(b'"', b'\'', b'>', &bytes[at..])?;
        match bytes[at] {
            b'>' => return Some(at + 1),
            quote => at += 1 + memchr(quote, &bytes[at + 1..])? + 1,
        }
    }
}

/// Returns true for white space as HTML counts it.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

/// A token in a skeleton.
pub struct Token {
    /// The bytes.
    pub range: Range<usize>,
    /// The index of its value; `None` if it cannot be read.
    pub index: Option<usize>,
}

/// Returns the tokens of a processed skeleton, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(start) = find(text.as_bytes(), TOKEN, at) {
        let inner = start + TOKEN.len();
        let Some(end) = find(text.as_bytes(), TOKEN_END, inner) else {
            break;
        };
        let index = text[inner..].chars().next();
        let index = index.and_then(|c| u32::from(c).checked_sub(FIRST_INDEX));
        at = end + TOKEN_END.len();
        tokens.push(Token {
            range: start..at,
            index: index.map(|index| index as usize),
        });
    }
    tokens
}

/// Returns where one of the marks stands, at or after a place.
fn find(bytes: &[u8], mark: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = memchr(FIRST, bytes.get(at..)?) {
        at += found;
        if bytes[at..].starts_with(mark.as_bytes()) {
            return Some(at);
        }
        at += 1;
    }
    None
}
