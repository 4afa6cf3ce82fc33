//! Minifies a shell once for all pages that have the same skeleton.
//!
//! The shells of pages differ mostly in the values that templates print into them. Tera passes each printed value to an escape
//! function, after all filters, which puts marks around it ([`mark_values`]). So a rendered shell can be cut into its skeleton,
//! with a token in place of each value, and its values. [`Finisher`] minifies each skeleton once and puts the values into the
//! result.
//!
//! The result is the same as that of minifying the whole shell. So a value only becomes a token where it cannot change what the
//! minifier does around it: in text, and in a quoted attribute with a token that needs the same quotes. A shell with any other
//! value is minified as a whole.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use memchr::{memchr, memchr3};
use tera::Tera;

use crate::memo::{Digest, Memo};
use crate::render::Finish;

/// Begin and end of a printed value. Unicode noncharacters, which no source contains.
const OPEN: &str = "\u{FDD5}";
const CLOSE: &str = "\u{FDD6}";
/// Begin and end of a token.
const TOKEN: &str = "\u{FDD7}";
const TOKEN_END: &str = "\u{FDD8}";
/// The first byte of all of them, which is rare in other text.
const FIRST: u8 = 0xEF;

/// Number of skeletons that are kept at most. A site has some hundred.
const MOST: usize = 4096;

/// Makes Tera put marks around each value that it escapes.
pub(super) fn mark_values(tera: &mut Tera) {
    tera.set_escape_fn(|value, out| {
        out.write_all(OPEN.as_bytes())?;
        tera::escape_html(value, out)?;
        out.write_all(CLOSE.as_bytes())
    });
}

/// Returns escaped text with marks around it.
pub(super) fn marked_text(escaped: &str) -> String {
    format!("{OPEN}{escaped}{CLOSE}")
}

/// Post-processes shells, each skeleton once.
pub(super) struct Finisher {
    finish: Finish,
    /// Indexed by the skeleton.
    skeletons: Memo<Arc<Skeleton>>,
    kept: AtomicUsize,
    /// True if every shell is processed as a whole.
    pub is_whole: bool,
}

impl Finisher {
    /// Takes the function that processes a shell or a skeleton.
    pub fn new(finish: Finish) -> Self {
        Finisher {
            finish,
            skeletons: Memo::default(),
            kept: AtomicUsize::new(0),
            is_whole: false,
        }
    }

    /// Processes a rendered shell, or a part of one, and takes the marks out of it.
    pub fn finished(&self, shell: &[u8]) -> String {
        let shell = String::from_utf8_lossy(shell);
        let cut = cut(&shell).filter(|_| !self.is_whole);
        let filled = cut.and_then(|cut| self.skeleton(&cut.skeleton).filled(&cut.values));
        filled.unwrap_or_else(|| (self.finish)(without_marks(&shell).as_bytes()))
    }

    fn skeleton(&self, skeleton: &str) -> Arc<Skeleton> {
        // A skeleton is its own key, so there is nothing else to compare.
        let digest = || Digest::from_bytes([0; blake3::OUT_LEN]);
        let make = || {
            let made = Arc::new(Skeleton::new((self.finish)(skeleton.as_bytes())));
            if self.kept.fetch_add(1, Ordering::Relaxed) < MOST {
                Ok(made)
            } else {
                Err(made)
            }
        };
        let (Ok(skeleton) | Err(skeleton)) = self.skeletons.try_reuse(skeleton, digest, make);
        skeleton
    }
}

/// A processed skeleton.
#[derive(Debug)]
struct Skeleton {
    text: String,
    /// The tokens: their bytes in `text`, and the index of the value.
    tokens: Vec<(Range<usize>, usize)>,
}

impl Skeleton {
    fn new(text: String) -> Self {
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(start) = find(text.as_bytes(), TOKEN, at) {
            let inner = start + TOKEN.len();
            let Some(end) = find(text.as_bytes(), TOKEN_END, inner) else {
                break;
            };
            let digits = text[inner..end].bytes().take_while(u8::is_ascii_digit);
            let number = &text[inner..inner + digits.count()];
            at = end + TOKEN_END.len();
            // A number that cannot be read is the index of no value.
            tokens.push((start..at, number.parse().unwrap_or(usize::MAX)));
        }
        let mut indices: Vec<usize> = tokens.iter().map(|(_, index)| *index).collect();
        indices.sort_unstable();
        if !indices.into_iter().eq(0..tokens.len()) {
            // A value has no token or several: the skeleton fits no values.
            tokens.push((0..0, usize::MAX));
        }
        Skeleton { text, tokens }
    }

    /// Returns the text with values in place of the tokens; `None` unless each value has exactly one token.
    fn filled(&self, values: &[&str]) -> Option<String> {
        if self.tokens.len() != values.len() {
            return None;
        }
        let length: usize = values.iter().map(|value| value.len()).sum();
        let mut out = String::with_capacity(self.text.len() + length);
        let mut at = 0;
        for (token, index) in &self.tokens {
            out.push_str(&self.text[at..token.start]);
            push_unquoted(values.get(*index)?, &mut out);
            at = token.end;
        }
        out.push_str(&self.text[at..]);
        Some(out)
    }
}

/// Appends an escaped value with its quotes as they are.
fn push_unquoted(value: &str, out: &mut String) {
    let mut rest = value;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let quote = [("&#39;", '\''), ("&quot;", '"')];
        let quote = quote.iter().find(|(entity, _)| rest.starts_with(entity));
        let (entity, c) = quote.unwrap_or(&("&", '&'));
        out.push(*c);
        rest = &rest[entity.len()..];
    }
    out.push_str(rest);
}

/// A shell that is cut into skeleton and values.
struct Cut<'s> {
    skeleton: String,
    /// The values, escaped.
    values: Vec<&'s str>,
}

/// Cuts a rendered shell. Returns `None` if it has to be processed as a whole.
fn cut(shell: &str) -> Option<Cut<'_>> {
    let mut skeleton = String::with_capacity(shell.len());
    let mut values = Vec::new();
    let mut place = Place::Text;
    let mut rest = shell;
    while let Some(start) = find(rest.as_bytes(), OPEN, 0) {
        let (before, value) = (&rest[..start], &rest[start + OPEN.len()..]);
        if has_close(before) {
            return None;
        }
        let end = find(value.as_bytes(), CLOSE, 0)?;
        let (value, after) = (&value[..end], &value[end + CLOSE.len()..]);
        skeleton.push_str(before);
        place = place.after(before);
        if !value.is_empty() {
            let suffix = suffix(value, place, &skeleton, after)?;
            let index = values.len();
            write!(skeleton, "{TOKEN}{index}{suffix}{TOKEN_END}").expect("a String takes any text");
            values.push(value);
        }
        rest = after;
    }
    skeleton.push_str(rest);
    (!has_close(rest)).then_some(Cut { skeleton, values })
}

/// Returns true if there is an end of a value without its beginning: a filter has cut a value.
fn has_close(part: &str) -> bool {
    find(part.as_bytes(), CLOSE, 0).is_some()
}

/// Returns what a token must contain to be treated as the value, `None` if no token is. `before` and `after` are what stands
/// beside the value.
fn suffix(value: &str, place: Place, before: &str, after: &str) -> Option<&'static str> {
    let traits = Traits::of(value)?;
    // The end of an entity could be read together with the value.
    if before.ends_with(';') && !before.ends_with("&nbsp;") {
        return None;
    }
    match place {
        // Quotes and spaces between words make no difference in text.
        Place::Text => Some(""),
        Place::Quoted { quote, .. } => {
            let is_alone = before.ends_with(quote as char) && after.starts_with(quote as char);
            match (traits.double, traits.single) {
                (false, false) if traits.needs_quotes => Some(" "),
                (false, false) => Some(""),
                // The attribute gets the other quotes, unless it contains both.
                (true, false) if is_alone => Some("&quot;"),
                (false, true) if is_alone => Some("&#39;"),
                _ => None,
            }
        }
        Place::Tag { .. } | Place::Raw | Place::Comment => None,
    }
}

/// Characters in a value that decide whether a token can stand for it.
#[derive(Debug, Clone, Copy, Default)]
struct Traits {
    /// A double quotation mark.
    double: bool,
    /// A single one.
    single: bool,
    /// Another character for which an attribute needs quotes.
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
                // The marks and tokens of this module, and slots.
                FIRST if value[at..].starts_with(['\u{FDD0}', '\u{FDD5}', '\u{FDD7}']) => {
                    return None;
                }
                _ => {}
            }
            last = byte;
        }
        (last != b' ').then_some(traits)
    }
}

/// The place of a part of a shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    /// In a tag, outside quotes.
    Tag {
        /// True if a script or a style sheet follows.
        is_raw: bool,
    },
    /// In an attribute with this quote.
    Quoted {
        quote: u8,
        is_raw: bool,
    },
    /// In a script or a style sheet.
    Raw,
    Comment,
}

impl Place {
    /// Returns the place at the end of `text`, which begins at this place.
    fn after(self, text: &str) -> Place {
        let (mut place, mut rest) = (self, text);
        while !rest.is_empty() {
            let bytes = rest.as_bytes();
            let (next, end) = match place {
                Place::Text => {
                    let Some(found) = memchr(b'<', bytes) else {
                        return place;
                    };
                    let tag = &bytes[found + 1..];
                    let begins = |name: &[u8]| {
                        (tag.get(..name.len())).is_some_and(|own| own.eq_ignore_ascii_case(name))
                    };
                    let is_raw = begins(b"script") || begins(b"style");
                    let next = if begins(b"!--") {
                        Place::Comment
                    } else {
                        Place::Tag { is_raw }
                    };
                    (next, found + 1)
                }
                Place::Tag { is_raw } => {
                    let Some(found) = memchr3(b'"', b'\'', b'>', bytes) else {
                        return place;
                    };
                    let next = match bytes[found] {
                        b'>' if is_raw => Place::Raw,
                        b'>' => Place::Text,
                        quote => Place::Quoted { quote, is_raw },
                    };
                    (next, found + 1)
                }
                Place::Quoted { quote, is_raw } => {
                    let Some(found) = memchr(quote, bytes) else {
                        return place;
                    };
                    (Place::Tag { is_raw }, found + 1)
                }
                Place::Raw => {
                    let Some(found) = rest.find("</") else {
                        return place;
                    };
                    (Place::Tag { is_raw: false }, found + 2)
                }
                Place::Comment => {
                    let Some(found) = rest.find("-->") else {
                        return place;
                    };
                    (Place::Text, found + 3)
                }
            };
            place = next;
            rest = &rest[end..];
        }
        place
    }
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

/// Returns a shell without marks.
fn without_marks(shell: &str) -> String {
    shell.replace(OPEN, "").replace(CLOSE, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::minified;

    /// Renders a template's text, in which values stand between braces, as Tera would.
    fn rendered(template: &str, values: &[&str]) -> String {
        let mut parts = template.split("{}");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for (value, part) in values.iter().zip(parts) {
            let mut printed = Vec::new();
            tera::escape_html(value, &mut printed).unwrap();
            out.push_str(&marked_text(str::from_utf8(&printed).unwrap()));
            out.push_str(part);
        }
        out
    }

    const TEMPLATES: [&str; 16] = [
        "<p>{} and {}</p>",
        "<p> {} <b> {} </b></p>",
        "<p>{}{}</p>",
        "<a href=\"{}\" title=\"{}\">x</a>",
        "<a href='{}' class=\"a {} b\">x</a>",
        "<a href=\"/{}/#p{}\">x</a>",
        "<a title=\"it's {}\" lang=\"{}\">x</a>",
        "<a title=\"&quot;{}\" dir=\"{}\">x</a>",
        "<p>&lt;{} &amp;{} x</p>",
        "<p>a&nbsp;{}&nbsp;{}</p>",
        "<title>{}</title><textarea>{}</textarea>",
        "<script>let a = \"{}\";</script><p>{}</p>",
        "<script src=\"{}\">if (a < b) {}</script><p>x</p>",
        "<style>{}{color:red}</style><!-- {} --><p>x</p>",
        "<h{}><a href={}>x</a></h2>",
        "<nav><a>{}</a> <a>{}</a></nav><pre> {}\n</pre>",
    ];

    const VALUES: [&str; 22] = [
        "word",
        "two words",
        "",
        " ",
        " led by a space",
        "ends with one ",
        "two  spaces",
        "a line\nand one",
        "it's",
        "\"said\"",
        "it's \"said\"",
        "a&b",
        "copy",
        "a < b > c",
        "/ar/articles/سد/",
        "?a=1&copy=2",
        "a=1",
        "مقال عن السد",
        "\u{A0}x\u{A0}",
        "\u{FDD0}0\u{FDD1}",
        "2",
        "text",
    ];

    #[test]
    fn the_result_is_that_of_the_whole_shell() {
        for template in TEMPLATES {
            let finisher = Finisher::new(minified);
            for one in VALUES {
                for other in VALUES {
                    let shell = rendered(template, &[one, other, one]);
                    let whole = minified(without_marks(&shell).as_bytes());
                    assert_eq!(finisher.finished(shell.as_bytes()), whole, "{shell}");
                }
            }
        }
    }

    #[test]
    fn shells_that_differ_in_values_share_a_skeleton() {
        let finisher = Finisher::new(minified);
        let template = "<p class=\"{}\"><a href=\"{}\">{}</a></p>";
        for values in [
            ["a", "/b/", "one"],
            ["c", "/d/", "two words"],
            ["e", "/f/", "it's \"said\""],
        ] {
            finisher.finished(rendered(template, &values).as_bytes());
        }
        assert_eq!(finisher.skeletons.len(), 1);
    }

    #[test]
    fn marks_that_do_not_match_are_taken_out() {
        let finisher = Finisher::new(minified);
        for (shell, expected) in [
            (format!("<p>a{OPEN}b</p>"), "<p>ab</p>"),
            (format!("<p>a{CLOSE}b</p>"), "<p>ab</p>"),
            (
                format!("<p>{OPEN}a{OPEN}b{CLOSE}c{CLOSE}</p>"),
                "<p>abc</p>",
            ),
            (format!("<p>{CLOSE}a{OPEN}</p>"), "<p>a</p>"),
        ] {
            assert_eq!(finisher.finished(shell.as_bytes()), expected);
        }
    }
}
