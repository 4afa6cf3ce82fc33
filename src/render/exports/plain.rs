//! Turns a body into text without markup: paragraphs are separated by a blank line, items and rows by a line break, cells by
//! a tab. Citations and footnote marks are left out.

use std::ops::Range;

use crate::parse::html::{Hole, Html};
use crate::render::exports::markup::{HtmlToken, Omission, in_small_letters, tokens};
use crate::render::fill::FillContext;

/// The white space before the next word; the larger one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Cell,
    Line,
    Blank,
}

/// Returns a part of a body as text.
pub(super) fn text(html: &Html, part: Range<usize>, style: FillContext<'_>) -> String {
    let mut text = PlainTextWriter {
        out: String::with_capacity(part.len()),
        gap: Gap::None,
    };
    let mut omission = Omission::default();
    let mut holes = html.holes_in(&part).iter().peekable();
    for (place, token) in tokens(&html.text[part.clone()]) {
        let place = part.start + place.start..part.start + place.end;
        // A hole at the start of a tag comes before it; one within a tag is an attribute and is skipped.
        let before = if token == HtmlToken::Text {
            place.end
        } else {
            place.start + 1
        };
        let mut at = place.start;
        while let Some((hole_at, hole)) = holes.next_if(|(at, _)| (*at as usize) < before) {
            let hole_at = *hole_at as usize;
            if token == HtmlToken::Text && hole_at > at && !omission.is_on() {
                text.words(&html.text[at..hole_at]);
            }
            at = at.max(hole_at);
            if !omission.is_on() {
                text.hole(html, *hole, style);
            }
        }
        while holes
            .next_if(|(at, _)| (*at as usize) < place.end)
            .is_some()
        {}
        if omission.takes(token, &["fnref"]) {
            continue;
        }
        match token {
            HtmlToken::Text => text.words(&html.text[at..place.end]),
            HtmlToken::Open(name, _) | HtmlToken::Close(name) => text.tag(name),
            HtmlToken::Other => {}
        }
    }
    for (_, hole) in holes {
        text.hole(html, *hole, style);
    }
    text.out
}

/// The text written so far, and the pending white space.
struct PlainTextWriter {
    out: String,
    gap: Gap,
}

impl PlainTextWriter {
    fn tag(&mut self, name: &str) {
        let gap = match &*in_small_letters(name) {
            // A heading's tag is only `h` here, without its level, which is a hole.
            "p" | "h" | "ul" | "ol" | "table" | "figure" | "figcaption" | "blockquote"
            | "section" | "hr" | "pre" | "div" | "dl" | "details" | "h1" | "h2" | "h3" | "h4"
            | "h5" | "h6" | "article" | "aside" | "address" | "header" | "footer" | "main"
            | "nav" => Gap::Blank,
            "br" | "dd" | "dt" | "li" | "option" | "summary" | "tr" => Gap::Line,
            "td" | "th" => Gap::Cell,
            _ => return,
        };
        self.gap = self.gap.max(gap);
    }

    fn hole(&mut self, html: &Html, hole: Hole, style: FillContext<'_>) {
        match hole {
            Hole::Amount(index) => {
                if let Some(amount) = html.amounts.get(index as usize) {
                    self.push(&style.locale.amount(amount));
                }
            }
            // The space before a citation is left out with it.
            Hole::Citation(_) if self.gap == Gap::Space => self.gap = Gap::None,
            _ => {}
        }
    }

    /// Appends the words between tags: white space becomes one space, entities become characters.
    fn words(&mut self, text: &str) {
        for (index, word) in text.split(char::is_whitespace).enumerate() {
            if index > 0 {
                self.gap = self.gap.max(Gap::Space);
            }
            if word.contains('&') {
                self.push(&decoded(word));
            } else if !word.is_empty() {
                self.push(word);
            }
        }
    }

    fn push(&mut self, words: &str) {
        if !self.out.is_empty() {
            self.out.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Cell => "\t",
                Gap::Line => "\n",
                Gap::Blank => "\n\n",
            });
        }
        self.gap = Gap::None;
        self.out.push_str(words);
    }
}

/// Returns a word with its entities decoded: common named ones, and numeric ones.
pub(super) fn decoded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after
            .split_once(';')
            .and_then(|(name, after)| Some((character(name)?, after)));
        match entity {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "shy" => '\u{AD}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "laquo" => '«',
        "raquo" => '»',
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number).filter(|c| !c.is_control())?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Locale, LocaleOptions, Numerals};
    use crate::parse::catalogue::Catalogue;

    #[test]
    fn a_body_is_read_without_its_markup() {
        let locale = Locale::new(LocaleOptions {
            tag: "ar",
            locale: None,
            numerals: Some(Numerals::Arab),
            calendar: None,
        });
        let style = FillContext {
            locale: &locale.unwrap(),
            words: &Catalogue::default(),
            languages: &[],
            sizes: "",
        };
        // ^ is a citation, # an amount, @ the attribute of an id, ~ the level of a heading.
        for (written, expected) in [
            (
                "<p@>One\ntwo <em>three</em>\u{A0}^.</p>\n<p>Four ^ and five ^ six</p>",
                "One two three.\n\nFour and five six",
            ),
            ("<h~@ class=\"x\">Head</h~>\n<p>Text</p>", "Head\n\nText"),
            (
                "<ul>\n<li>a</li>\n<li>b ^</li>\n</ul>\n<p>c<br>\nd</p>",
                "a\nb\n\nc\nd",
            ),
            (
                "<figure class=\"chart line\"><figcaption>T <span class=\"unit\">t</span></figcaption>\n<div class=\"plot\"><div>#</div></div>\n<table><tbody>\n<tr><th>A</th><td>#\u{A0}^<span class=\"bar\"></span></td></tr>\n<tr><th>B</th><td>#</td></tr>\n</tbody></table></figure>",
                "T t\n\nA\t١٫٢\nB\t١٫٢",
            ),
            (
                "<p>a<sup class=\"fnref\"><a href=\"\">1</a></sup> b</p><section><ol><li><p>n</p><a class=\"fnback\">↑</a></li></ol></section>",
                "a b\n\nn",
            ),
            (
                "<p>Tom &amp; J&#x27;s &lt;b&gt; &nbsp;&mdash; &unknown; AT&T</p>",
                "Tom & J's <b> \u{A0}— &unknown; AT&T",
            ),
            ("<P>a</P><SCRIPT>b<c</SCRIPT><!-- d -->e", "a\n\ne"),
            ("", ""),
        ] {
            let mut html = Html {
                amounts: vec!["1.2".into()],
                ..Html::default()
            };
            for c in written.chars() {
                let at = u32::try_from(html.text.len()).unwrap();
                match c {
                    '^' => html.holes.push((at, Hole::Citation(0))),
                    // A numeric character reference also contains a `#`.
                    '#' if !html.text.ends_with('&') => html.holes.push((at, Hole::Amount(0))),
                    '@' => html.holes.push((at, Hole::Id(0))),
                    '~' => html.holes.push((at, Hole::Level(2))),
                    c => html.text.push(c),
                }
            }
            assert_eq!(
                text(&html, 0..html.text.len(), style),
                expected,
                "{written}"
            );
        }
    }
}
