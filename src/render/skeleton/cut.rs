//! Cuts a rendered shell into its block elements, each into a skeleton and values.
//!
//! Takes the shell's text, and a function that processes an element's piece; returns the processed shell. Reads tags,
//! quoted attributes and comments as HTML's tokenizer does; returns `None` if the elements of the shell are not properly
//! nested or a tag cannot be parsed.

use std::ops::Range;

use memchr::{memchr, memchr3};

/// Begin and end of a token. Unicode noncharacters, which no source contains.
const TOKEN: &str = "\u{FDD7}";
const TOKEN_END: &str = "\u{FDD8}";
/// The character for the value with index 0 in a token; the following characters are for the others.
const FIRST_INDEX: u32 = 0xF0000;
/// The first byte of all noncharacters, which is rare in other text.
const FIRST: u8 = 0xEF;

/// The treatment of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ElementTreatment {
    /// Processed by itself: white space in it and around it depends only on its name.
    Block,
    /// The element is part of the block around it.
    Inline,
    /// Has no end tag (HTML, section 13.1.2).
    Void,
    /// The element is copied unchanged: white space in it is significant (`pre`, `textarea`), or rules of its own apply in
    /// it (`svg`, `template`).
    Opaque,
    /// The content is not HTML, and the minifier does not change it.
    Raw,
}

impl ElementTreatment {
    fn of(name: &str) -> ElementTreatment {
        match name {
            "address" | "article" | "aside" | "blockquote" | "dd" | "details" | "div" | "dl"
            | "dt" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4"
            | "h5" | "h6" | "header" | "hgroup" | "li" | "main" | "nav" | "ol" | "p" | "search"
            | "section" | "summary" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead"
            | "tr" | "ul" => ElementTreatment::Block,
            "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta"
            | "source" | "track" | "wbr" => ElementTreatment::Void,
            "iframe" | "math" | "noscript" | "pre" | "svg" | "template" | "textarea" => {
                ElementTreatment::Opaque
            }
            "script" | "style" => ElementTreatment::Raw,
            _ => ElementTreatment::Inline,
        }
    }
}

/// Returns true if the value of an attribute can be a token. For other attributes, the minifier depends on the value,
/// which may be a default or a keyword.
fn can_be_token(attribute: &str) -> bool {
    match attribute {
        "alt" | "cite" | "class" | "content" | "datetime" | "dir" | "href" | "hreflang" | "id"
        | "lang" | "src" | "title" => true,
        _ => attribute.starts_with("data-") || attribute.starts_with("aria-"),
    }
}

/// A value that was cut out of a shell.
pub enum CutValue<'s> {
    /// A text or an attribute's value that contains escaped quotation marks.
    Escaped(&'s str),
    /// A text or an attribute's value without them, or the content of a script or a style sheet.
    Raw(&'s str),
    /// An element within, processed: its bytes in [`ShellPiece::elements`].
    Element { name: &'s str, html: Range<usize> },
}

impl CutValue<'_> {
    /// Returns the length of the value, with its quotation marks escaped.
    pub fn length(&self) -> usize {
        match self {
            CutValue::Escaped(text) | CutValue::Raw(text) => text.len(),
            CutValue::Element { html, .. } => html.len(),
        }
    }
}

/// A block element, or the text around all of them, cut into a skeleton and values.
pub struct ShellPiece<'c, 's> {
    pub skeleton: &'c str,
    pub values: &'c [CutValue<'s>],
    /// The processed elements within.
    pub elements: &'c str,
    /// The text of the piece in the shell.
    pub whole: &'s str,
}

/// A piece whose end has not been read: offset of its start in the shell, and the start of its parts in the lists of
/// the [`Cutter`].
#[derive(Default)]
struct OpenPiece {
    start: usize,
    skeleton: usize,
    value: usize,
    element: usize,
}

/// Returns the text that a token must contain to be treated as an attribute's value; `None` if no token can be.
/// `before` is the tag up to the quotation mark.
fn suffix(before: &str, traits: Traits) -> Option<&'static str> {
    let name = before.strip_suffix('=')?;
    let start = name.bytes().rposition(|byte| byte.is_ascii_whitespace());
    if !can_be_token(&name[start.map_or(0, |at| at + 1)..]) {
        return None;
    }
    match (traits.double, traits.single) {
        (false, false) if traits.needs_quotes => Some(" "),
        (false, false) => Some(""),
        // The attribute gets the other quotation marks, unless it contains both.
        (true, false) => Some("&quot;"),
        (false, true) => Some("&#39;"),
        (true, true) => None,
    }
}

/// Characters in a value that decide whether a token can replace it.
#[derive(Debug, Clone, Copy, Default)]
struct Traits {
    /// A double quotation mark.
    double: bool,
    /// A single one.
    single: bool,
    /// Another character for which an attribute needs quotation marks.
    needs_quotes: bool,
    /// An escaped quotation mark.
    has_escapes: bool,
}

/// Bytes that [`Traits`] look at, by value. All others have no effect.
const NOTED: [bool; 256] = {
    let mut noted = [false; 256];
    let bytes = b" =`\"'&<>\t\n\r\x0C";
    let mut at = 0;
    while at < bytes.len() {
        noted[bytes[at] as usize] = true;
        at += 1;
    }
    noted[FIRST as usize] = true;
    noted
};

impl Traits {
    /// Returns `None` if the value is empty, or if the minifier would change it.
    fn of(value: &str) -> Option<Traits> {
        let mut traits = Traits::default();
        let bytes = value.as_bytes();
        // White space at the beginning and at the end counts as doubled.
        if matches!(bytes, [] | [b' ', ..] | [.., b' ']) {
            return None;
        }
        for (at, &byte) in bytes.iter().enumerate() {
            if !NOTED[usize::from(byte)] {
                continue;
            }
            match byte {
                b' ' if bytes[at - 1] == b' ' => return None,
                b' ' | b'=' | b'`' => traits.needs_quotes = true,
                b'&' if value[at..].starts_with("&quot;") => {
                    (traits.double, traits.has_escapes) = (true, true);
                }
                b'&' if value[at..].starts_with("&#39;") => {
                    (traits.single, traits.has_escapes) = (true, true);
                }
                b'"' => traits.double = true,
                b'\'' => traits.single = true,
                FIRST if value[at..].starts_with(TOKEN) || value[at..].starts_with(TOKEN_END) => {
                    return None;
                }
                FIRST => {}
                _ => return None,
            }
        }
        Some(traits)
    }

    /// Returns the value that has these traits.
    fn value(self, text: &str) -> CutValue<'_> {
        match self.has_escapes {
            true => CutValue::Escaped(text),
            false => CutValue::Raw(text),
        }
    }
}

/// Cuts a shell. Skeletons, values and processed elements of the open pieces are in one list each: those of an inner piece come
/// after those of the pieces around it, and are removed when it is processed.
pub struct Cutter<'s> {
    shell: &'s str,
    /// Offset of the next byte to read.
    at: usize,
    /// Offset of the first byte that is not yet in the skeletons. The text between two values is copied at once.
    copied: usize,
    /// Names of the open elements, outermost first, each with a flag for block elements.
    open: Vec<(&'s str, bool)>,
    /// The open pieces, outermost first. The first is the text around all block elements.
    pieces: Vec<OpenPiece>,
    skeletons: String,
    values: Vec<CutValue<'s>>,
    elements: String,
    /// The piece that was processed last.
    processed: String,
}

impl<'s> Cutter<'s> {
    pub fn new(shell: &'s str) -> Self {
        Cutter {
            shell,
            at: 0,
            copied: 0,
            open: Vec::with_capacity(16),
            pieces: vec![OpenPiece::default()],
            skeletons: String::with_capacity(shell.len() / 2),
            values: Vec::with_capacity(64),
            elements: String::with_capacity(shell.len()),
            processed: String::with_capacity(shell.len()),
        }
    }

    /// Cuts the shell and processes each piece with `process`, which appends the result to a text, inner ones first.
    /// Returns the processed outermost piece; `None` if the shell cannot be cut.
    pub fn run(mut self, process: &impl Fn(&ShellPiece<'_, 's>, &mut String)) -> Option<String> {
        while self.at < self.shell.len() {
            let rest = &self.shell[self.at..];
            let length = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            self.text(&rest[..length]);
            if length < rest.len() {
                self.markup(&rest[length..], process)?;
            }
        }
        let outermost = self.pieces.pop()?;
        let is_whole = self.open.is_empty() && self.pieces.is_empty();
        is_whole.then(|| {
            self.process(&outermost, process);
            self.processed
        })
    }

    /// Processes a piece that ends here.
    fn process(&mut self, piece: &OpenPiece, process: &impl Fn(&ShellPiece<'_, 's>, &mut String)) {
        self.copy_to(self.at);
        self.processed.clear();
        let cut = ShellPiece {
            skeleton: &self.skeletons[piece.skeleton..],
            values: &self.values[piece.value..],
            elements: &self.elements,
            whole: &self.shell[piece.start..self.at],
        };
        process(&cut, &mut self.processed);
        self.skeletons.truncate(piece.skeleton);
        self.values.truncate(piece.value);
        self.elements.truncate(piece.element);
    }

    /// Copies the text up to an offset that is not yet in the skeletons.
    fn copy_to(&mut self, end: usize) {
        self.skeletons.push_str(&self.shell[self.copied..end]);
        self.copied = end;
    }

    /// Adds a value and its token.
    fn add(&mut self, value: CutValue<'s>, suffix: &str) {
        let first = self.pieces.last().map_or(0, |piece| piece.value);
        let index = u32::try_from(self.values.len() - first).ok();
        let index = index.and_then(|index| char::from_u32(FIRST_INDEX + index));
        self.skeletons.push_str(TOKEN);
        // A token without an index fits no value.
        if let Some(index) = index {
            self.skeletons.push(index);
        }
        self.skeletons.push_str(suffix);
        self.skeletons.push_str(TOKEN_END);
        self.values.push(value);
    }

    /// Adds a value and its token in place of a part of the shell.
    fn add_at(&mut self, range: Range<usize>, value: CutValue<'s>, suffix: &str) {
        self.copy_to(range.start);
        self.add(value, suffix);
        self.copied = range.end;
    }

    /// Reads a text between tags. White space at its borders remains in the skeleton.
    fn text(&mut self, text: &'s str) {
        let rest = text.trim_ascii_start();
        if !rest.is_empty()
            && let words = rest.trim_ascii_end()
            && let Some(traits) = Traits::of(words)
        {
            let start = self.at + text.len() - rest.len();
            self.add_at(start..start + words.len(), traits.value(words), "");
        }
        self.at += text.len();
    }

    /// Reads the content of a script or a style sheet.
    fn raw(&mut self, text: &'s str) {
        let words = text.trim_ascii();
        if !words.is_empty() {
            let start = self.at + text.len() - text.trim_ascii_start().len();
            self.add_at(start..start + words.len(), CutValue::Raw(words), "");
        }
        self.at += text.len();
    }

    /// Reads markup that begins with `<`: a tag, a comment, a declaration.
    fn markup(
        &mut self,
        rest: &'s str,
        process: &impl Fn(&ShellPiece<'_, 's>, &mut String),
    ) -> Option<()> {
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.at += comment.find("-->")? + "<!---->".len();
        } else if rest.starts_with("<!") {
            self.at += memchr(b'>', rest.as_bytes())? + 1;
        } else if let Some(end) = rest.strip_prefix("</") {
            let name = name(end)?;
            self.at += memchr(b'>', rest.as_bytes())? + 1;
            self.end(name, process)?;
        } else {
            self.start(name(&rest[1..])?, rest)?;
        }
        Some(())
    }

    fn start(&mut self, name: &'s str, rest: &'s str) -> Option<()> {
        let kind = ElementTreatment::of(name);
        if kind == ElementTreatment::Block {
            self.copy_to(self.at);
            self.pieces.push(OpenPiece {
                start: self.at,
                skeleton: self.skeletons.len(),
                value: self.values.len(),
                element: self.elements.len(),
            });
        }
        let rest = &rest[self.tag(name, rest)?..];
        if matches!(kind, ElementTreatment::Raw | ElementTreatment::Opaque) {
            let length = rest.find(&format!("</{name}"))?;
            match kind {
                ElementTreatment::Raw => self.raw(&rest[..length]),
                _ => self.at += length,
            }
        }
        if kind != ElementTreatment::Void {
            self.open.push((name, kind == ElementTreatment::Block));
        }
        Some(())
    }

    /// Reads the start tag that a text begins with; returns its length. A `>` in quotation marks does not end it.
    fn tag(&mut self, name: &str, text: &'s str) -> Option<usize> {
        let (bytes, start) = (text.as_bytes(), self.at);
        // The minifier reads the words of a viewport's `content`, which may stand before its `name`.
        let is_whole = name == "meta" && text[..tag_length(text)?].contains("viewport");
        let mut at = 1 + name.len();
        loop {
            at += memchr3(b'"', b'\'', b'>', &bytes[at..])?;
            if bytes[at] == b'>' {
                self.at = start + at + 1;
                return Some(at + 1);
            }
            let value = at + 1;
            let end = value + memchr(bytes[at], &bytes[value..])?;
            if !is_whole
                && let Some(traits) = Traits::of(&text[value..end])
                && let Some(suffix) = suffix(&text[..at], traits)
            {
                let range = start + value..start + end;
                self.add_at(range, traits.value(&text[value..end]), suffix);
            }
            at = end + 1;
        }
    }

    fn end(
        &mut self,
        name: &'s str,
        process: &impl Fn(&ShellPiece<'_, 's>, &mut String),
    ) -> Option<()> {
        let (opened, is_block) = self.open.pop()?;
        if opened != name {
            return None;
        }
        if is_block {
            let piece = self.pieces.pop()?;
            self.process(&piece, process);
            let start = self.elements.len();
            self.elements.push_str(&self.processed);
            let html = start..self.elements.len();
            self.skeletons.extend(["<", name, ">"]);
            self.add(CutValue::Element { name, html }, "");
            self.skeletons.extend(["</", name, ">"]);
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

/// A token in a skeleton.
pub struct SkeletonToken {
    /// The bytes.
    pub range: Range<usize>,
    /// The index of the token's value; `None` if it cannot be read.
    pub index: Option<usize>,
}

/// Returns the tokens of a processed skeleton, in order.
pub fn tokens(text: &str) -> Vec<SkeletonToken> {
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
        tokens.push(SkeletonToken {
            range: start..at,
            index: index.map(|index| index as usize),
        });
    }
    tokens
}

/// Returns the first position of a mark at or after an offset.
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
