//! Minifies page shells fast: elements that differ only in texts and attribute values are minified once.
//!
//! The shells of a site's pages differ in the texts and addresses that templates print, and in how often an element is
//! repeated. So a shell is cut into its block elements ([`cut`]). Each consists of values and a skeleton, with a token
//! in place of each text, attribute value and nested block element. [`Finisher`] minifies each skeleton once and puts
//! the values into the result.
//!
//! The result is the same as after minifying the whole shell: a value becomes a token only if it cannot influence the
//! minifier. A shell whose elements are not closed in their order is minified as a whole.

mod cut;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use memchr::memchr;

use crate::memo::{Digest, Memo};
use crate::render::Finish;
use crate::render::skeleton::cut::{CutValue, Cutter, ShellPiece, tokens};

/// Maximum number of skeletons that are kept. A site has some hundred that many pages share, and one for each text with
/// a unique order of elements.
const MOST: usize = 16_384;

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

    /// Processes a rendered shell, or a part of one.
    pub fn finished(&self, shell: &[u8]) -> String {
        let shell = match simdutf8::basic::from_utf8(shell) {
            Ok(shell) => Cow::Borrowed(shell),
            Err(_) => String::from_utf8_lossy(shell),
        };
        let processed = match self.is_whole {
            true => None,
            false => Cutter::new(&shell).run(&|piece, out| self.add_piece(piece, out)),
        };
        processed.unwrap_or_else(|| (self.finish)(shell.as_bytes()))
    }

    /// Processes a piece of a shell, and appends it to `out`, which is empty.
    fn add_piece(&self, piece: &ShellPiece<'_, '_>, out: &mut String) {
        if self.skeleton(piece.skeleton).fill(piece, out).is_none() {
            out.clear();
            out.push_str(&(self.finish)(piece.whole.as_bytes()));
        }
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
        let tokens = tokens(&text).into_iter();
        let mut tokens: Vec<(Range<usize>, usize)> = tokens
            .map(|token| (token.range, token.index.unwrap_or(usize::MAX)))
            .collect();
        let mut indices: Vec<usize> = tokens.iter().map(|(_, index)| *index).collect();
        indices.sort_unstable();
        if !indices.into_iter().eq(0..tokens.len()) {
            // A value has no token or several: the skeleton fits no values.
            tokens.push((0..0, usize::MAX));
        }
        Skeleton { text, tokens }
    }

    /// Appends the text to `out`, with the values of a piece in place of the tokens. Returns `None` unless each value has
    /// exactly one token.
    fn fill(&self, piece: &ShellPiece<'_, '_>, out: &mut String) -> Option<()> {
        if self.tokens.len() != piece.values.len() {
            return None;
        }
        let length: usize = piece.values.iter().map(CutValue::length).sum();
        out.reserve(self.text.len() + length);
        let mut at = 0;
        for (token, index) in &self.tokens {
            match piece.values.get(*index)? {
                CutValue::Escaped(value) => {
                    out.push_str(&self.text[at..token.start]);
                    push_unquoted(value, out);
                    at = token.end;
                }
                CutValue::Raw(value) => {
                    out.push_str(&self.text[at..token.start]);
                    out.push_str(value);
                    at = token.end;
                }
                CutValue::Element { name, html } => {
                    let around = self.around(token, name)?;
                    out.push_str(&self.text[at..around.start]);
                    out.push_str(&piece.elements[html.clone()]);
                    at = around.end;
                }
            }
        }
        out.push_str(&self.text[at..]);
        Some(())
    }

    /// Returns the bytes of the element whose content is a token; `None` if there is no such element.
    fn around(&self, token: &Range<usize>, name: &str) -> Option<Range<usize>> {
        let before = self.text[..token.start].strip_suffix('>')?;
        let before = before.strip_suffix(name)?.strip_suffix('<')?;
        let after = self.text[token.end..].strip_prefix("</")?;
        let after = after.strip_prefix(name)?.strip_prefix('>')?;
        Some(before.len()..self.text.len() - after.len())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::minified;

    /// Renders a template's text like Tera, with values in place of the expressions in braces.
    fn rendered(template: &str, values: &[&str]) -> String {
        let mut parts = template.split("{}");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for (value, part) in values.iter().zip(parts) {
            let mut printed = Vec::new();
            tera::escape_html(value, &mut printed).unwrap();
            out.push_str(str::from_utf8(&printed).unwrap());
            out.push_str(part);
        }
        out
    }

    const TEMPLATES: [&str; 24] = [
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
        "<ul>\n <li> {} </li>\n <li class=\"{}\">x</li> </ul>",
        "<div> <p>{}</p> {} <p> <b>{}</b> </p> <span>x</span> </div>",
        "<section><div></div> <div> </div>{}<a href=\"{}\">x</a></section>",
        "<li>a<p>{}</p></li> <dl><dt>{}</dt> <dd>{}</dd></dl>",
        "<table> <tr> <td>{}</td>\n<td title=\"{}\"></td></tr></table>",
        "<p>{}<div>{}</div>",
        "<p title=\"a > b\">{} < {}</p>",
        "<svg><p>{}</p></svg><textarea><p>{} </p></textarea><details><summary>{}</summary>x</details>",
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
                    let whole = minified(shell.as_bytes());
                    assert_eq!(finisher.finished(shell.as_bytes()), whole, "{shell}");
                }
            }
        }
    }

    #[test]
    fn shells_that_differ_in_values_and_repetitions_share_skeletons() {
        let finisher = Finisher::new(minified);
        let list = |words: &[&str]| {
            let item =
                |word: &&str| format!("<li class=\"{word}\"><a href=\"/{word}/\">{word}</a></li>");
            format!(
                "<main><ol>{}</ol></main>",
                words.iter().map(item).collect::<String>()
            )
        };
        finisher.finished(list(&["a", "b", "c"]).as_bytes());
        let before = finisher.skeletons.len();
        finisher.finished(list(&["d", "e", "f"]).as_bytes());
        assert_eq!(finisher.skeletons.len(), before);
        finisher.finished(list(&["d", "e"]).as_bytes());
        assert_eq!(finisher.skeletons.len(), before + 1, "a list of two items");
    }

    #[test]
    fn shells_whose_elements_are_not_closed_in_their_order_are_processed_whole() {
        for shell in [
            "<p>a<p>b",
            "<b><i>a</b></i>",
            "<p>a</p></div>",
            "<p title=\"a>b",
            "a < b",
            "<p>a</P>",
        ] {
            let finisher = Finisher::new(minified);
            assert_eq!(
                finisher.finished(shell.as_bytes()),
                minified(shell.as_bytes())
            );
        }
    }
}
