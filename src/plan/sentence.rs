//! Sentences of a body: finds the HTML of the sentence around an offset.
//!
//! Takes a body's HTML; returns ranges of it, for an excerpt on another page. An excerpt is well-formed: every element that
//! is opened in it is closed in it.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memrchr};

use crate::lang::{is_alphanumeric, sentences};
use crate::parse::html::{Hole, Html};

/// Returns the sentence around an offset in the HTML; the whole block if an element crosses the sentence's end; `None` if
/// there is no text, or no well-formed range.
pub fn sentence_around(html: &Html, place: usize) -> Option<Range<usize>> {
    let block = BlockText::new(html, block_around(&html.text, place)?);
    let at = block.plain.place_of(place);
    let sentence = sentences(&block.plain.text).find(|sentence| sentence.end > at)?;
    block.cut(&sentence)
}

/// Finds the sentences around several offsets in the HTML of a body, as [`sentence_around`] does. Reads a block once for all
/// offsets in it, if they come in the order of the text.
pub struct SentenceFinder<'h> {
    html: &'h Html,
    last: Option<(BlockText<'h>, Vec<Range<usize>>)>,
}

impl<'h> SentenceFinder<'h> {
    pub fn new(html: &'h Html) -> Self {
        SentenceFinder { html, last: None }
    }

    /// Returns the sentence around an offset.
    pub fn around(&mut self, place: usize) -> Option<Range<usize>> {
        let is_in = |(block, _): &(BlockText<'_>, _)| {
            block.block.start <= place && place <= block.block.end
        };
        if !self.last.as_ref().is_some_and(is_in) {
            let block = BlockText::new(self.html, block_around(&self.html.text, place)?);
            let found = sentences(&block.plain.text).collect();
            self.last = Some((block, found));
        }
        let (block, sentences) = self.last.as_ref()?;
        let at = block.plain.place_of(place);
        let sentence = sentences.iter().find(|sentence| sentence.end > at)?;
        block.cut(sentence)
    }
}

/// Returns the sentences of running text, grouped by block. A block that cannot be split into sentences is one part.
pub fn running_sentences(html: &Html) -> Vec<Vec<Range<usize>>> {
    let text = html.text.as_str();
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(range) = text.get(at..).and_then(|_| next_block(text, at)) {
        at = range.end.max(at + 1);
        let mut found: Vec<Range<usize>> = Vec::new();
        let block = BlockText::new(html, range);
        for sentence in sentences(&block.plain.text) {
            let Some(cut) = block.cut(&sentence) else {
                break;
            };
            match found.last() {
                // An element that crosses the end of a sentence: the part before it includes this sentence.
                Some(last) if cut.start < last.end => {
                    if cut.end > last.end {
                        break;
                    }
                }
                _ => found.push(cut),
            }
        }
        if !found.is_empty() {
            blocks.push(found);
        }
    }
    blocks
}

/// A block of a body's HTML, and its text.
struct BlockText<'h> {
    html: &'h Html,
    block: Range<usize>,
    plain: DecodedText,
}

impl<'h> BlockText<'h> {
    fn new(html: &'h Html, block: Range<usize>) -> Self {
        BlockText {
            html,
            plain: DecodedText::new(&html.text, block.clone()),
            block,
        }
    }

    /// Returns the HTML of a sentence; the whole block if an element crosses the sentence's end; `None` if no range is
    /// well-formed.
    fn cut(&self, sentence: &Range<usize>) -> Option<Range<usize>> {
        let text = self.html.text.as_str();
        let start = self.plain.in_html(sentence.start);
        let end = end_of_char(text, self.plain.in_html(sentence.end - 1) + 1);
        let (outer_start, outer_end) = (with_tags_before(text, start), with_tags_after(text, end));
        let mut ranges = [
            start..end,
            outer_start..end,
            start..outer_end,
            outer_start..outer_end,
            self.block.clone(),
        ]
        .into_iter();
        ranges.find(|range| is_whole(&text[range.clone()]) && has_whole_runs(self.html, range))
    }
}

/// Returns the next block of running text that begins at or after an offset.
fn next_block(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        at += text[at..].find(|c: char| !c.is_whitespace())?;
        if text[at..].starts_with('<') && !is_inline(&text[at..]) {
            at += text[at..].find('>')? + 1;
            continue;
        }
        let block = block_around(text, at)?;
        if is_running_text(text, at) && !is_code(&text[at..]) {
            return Some(at..block.end);
        }
        at = block.end.max(at + 1);
    }
}

/// Moves an offset back over the opening inline tags directly before it.
fn with_tags_before(text: &str, mut place: usize) -> usize {
    while text[..place].ends_with('>')
        && let Some(tag) = text[..place].rfind('<')
        && is_inline(&text[tag..])
        && !text[tag..].starts_with("</")
    {
        place = tag;
    }
    place
}

/// Moves an offset forward over the closing inline tags directly after it.
fn with_tags_after(text: &str, mut place: usize) -> usize {
    while text[place..].starts_with("</")
        && is_inline(&text[place..])
        && let Some(end) = text[place..].find('>')
    {
        place += end + 1;
    }
    place
}

/// Returns a part of the HTML as text without tags.
pub fn plain(html: &Html, part: Range<usize>) -> String {
    DecodedText::new(&html.text, part).text
}

/// Returns `true` if a part of the HTML has letters or digits outside of tags.
pub fn has_words(html: &Html, part: Range<usize>) -> bool {
    let mut rest = &html.text[part];
    loop {
        let next = memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
        if rest[..next].contains(is_alphanumeric) {
            return true;
        }
        // The tag or the entity; no entity that `parse` writes is a letter.
        let close = match rest[next..].starts_with('<') {
            true => b'>',
            false => b';',
        };
        let Some(end) = memchr(close, &rest.as_bytes()[next..]) else {
            return false;
        };
        rest = &rest[next + end + 1..];
    }
}

/// Returns a part of the HTML as text without tags, and where in this text a smaller part of the HTML is.
pub fn plain_with(html: &Html, part: Range<usize>, inner: &Range<usize>) -> (String, Range<usize>) {
    let plain = DecodedText::new(&html.text, part.clone());
    let place_of = |place: usize| match place.checked_sub(part.end) {
        None | Some(0) => plain.place_of(place),
        // Beyond the part.
        Some(_) => plain.text.len() + DecodedText::new(&html.text, part.end..place).text.len(),
    };
    let inner = place_of(inner.start)..place_of(inner.end);
    (plain.text, inner)
}

/// Returns a part of the HTML as text without tags, and without the spaces before citations.
pub fn plain_without_citations(html: &Html, part: Range<usize>) -> String {
    let mut text = String::with_capacity(part.len());
    let mut at = part.start;
    for (place, hole) in html.holes_in(&part) {
        if matches!(hole, Hole::Citation(_)) {
            text.push_str(&plain(html, at..*place as usize));
            text.truncate(text.trim_end_matches([' ', '\u{a0}']).len());
            at = *place as usize;
        }
    }
    text.push_str(&plain(html, at..part.end));
    text
}

/// Returns `true` if an offset in the HTML is within a tag.
pub fn is_in_tag(text: &str, place: usize) -> bool {
    let before = text.get(..place).unwrap_or_default();
    let last = memchr::memrchr2(b'<', b'>', before.as_bytes());
    last.is_some_and(|at| before.as_bytes()[at] == b'<')
}

/// Returns `true` if an offset is in running text: a paragraph or a list item, not a table, a heading, a caption or code.
pub fn is_running_text(text: &str, place: usize) -> bool {
    const RUNNING: &[&str] = &["p", "li", "dd", "blockquote", "div", "section"];
    let mut end = place;
    // A closing block tag before the offset means that the offset is in the surrounding block. That block is not looked up:
    // it counts as running text.
    while let Some(tag) = memrchr(b'<', &text.as_bytes()[..end]) {
        end = tag;
        let tag = &text[tag..];
        if is_code(tag) {
            return false;
        }
        if !is_inline(tag) {
            return tag.starts_with("</") || RUNNING.contains(&name_of(tag));
        }
    }
    true
}

/// Returns `true` if a tag opens an element with code.
fn is_code(tag: &str) -> bool {
    matches!(name_of(tag), "code" | "kbd" | "samp") && !tag.starts_with("</")
}

/// Returns the range of the innermost block around an offset, up to the nearest block tags.
fn block_around(text: &str, place: usize) -> Option<Range<usize>> {
    let mut start = place;
    loop {
        let Some(tag) = memrchr(b'<', text.get(..start)?.as_bytes()) else {
            start = 0;
            break;
        };
        if !is_inline(&text[tag..]) {
            start = tag + memchr(b'>', &text.as_bytes()[tag..])? + 1;
            break;
        }
        start = tag;
    }
    let mut end = place;
    while let Some(tag) = memchr(b'<', &text.as_bytes()[end..]) {
        end += tag;
        if !is_inline(&text[end..]) {
            return Some(start..end);
        }
        end += 1;
    }
    Some(start..text.len())
}

/// Returns `true` if a tag belongs to an inline element. Every other element ends a sentence.
fn is_inline(tag: &str) -> bool {
    #[rustfmt::skip]
    let is_inline = matches!(
        name_of(tag),
        "a" | "abbr" | "b" | "bdi" | "bdo" | "cite" | "code" | "data" | "del" | "dfn" | "em" | "i" | "ins" | "kbd" | "mark"
            | "q" | "s" | "samp" | "small" | "span" | "strong" | "sub" | "sup" | "time" | "u" | "var" | "wbr"
    );
    is_inline
}

/// Returns the name of a tag's element.
fn name_of(tag: &str) -> &str {
    let mark = |byte: &u8| matches!(byte, b'<' | b'/');
    let start = tag.bytes().position(|byte| !mark(&byte));
    let name = &tag[start.unwrap_or(tag.len())..];
    let end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    &name[..end.unwrap_or(name.len())]
}

/// Returns `true` if a part closes exactly the elements that it opens.
fn is_whole(part: &str) -> bool {
    let mut depth = 0_i32;
    for at in memchr_iter(b'<', part.as_bytes()) {
        let tag = &part[at..];
        depth += match tag.strip_prefix("</") {
            Some(_) => -1,
            None if tag.starts_with("<wbr") => 0,
            None => 1,
        };
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Returns `true` if every bidi run (an element, once its hole is filled) that begins or ends in the part lies wholly in it.
fn has_whole_runs(html: &Html, part: &Range<usize>) -> bool {
    let mut depth = 0_i32;
    for (_, hole) in html.holes_in(part) {
        depth += match hole {
            Hole::RunStart(_) => 1,
            Hole::RunEnd(_) => -1,
            _ => 0,
        };
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// The text of a part of the HTML, without tags and with entities decoded, and a map between the two.
struct DecodedText {
    text: String,
    /// The starts of aligned stretches: the offset in the text, and the offset in the HTML.
    stretches: Vec<(usize, usize)>,
}

impl DecodedText {
    fn new(html: &str, part: Range<usize>) -> DecodedText {
        let mut plain = DecodedText {
            text: String::with_capacity(part.len()),
            stretches: Vec::new(),
        };
        let mut at = part.start;
        while at < part.end {
            let rest = &html[at..part.end];
            let next = memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
            plain.stretches.push((plain.text.len(), at));
            plain.text.push_str(&rest[..next]);
            let rest = &rest[next..];
            at += next;
            if rest.starts_with('<') {
                at += memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
            } else if rest.starts_with('&') {
                let end = rest.find(';').map_or(rest.len(), |end| end + 1);
                plain.stretches.push((plain.text.len(), at));
                plain.text.push(character(&rest[..end]));
                at += end;
            }
        }
        plain
    }

    /// Converts an offset in the HTML to one in the text.
    fn place_of(&self, place: usize) -> usize {
        let after = self.stretches.partition_point(|(_, at)| *at <= place);
        let Some((start, at)) = after.checked_sub(1).map(|index| self.stretches[index]) else {
            return 0;
        };
        let end = self
            .stretches
            .get(after)
            .map_or(self.text.len(), |(start, _)| *start);
        (start + (place - at)).min(end)
    }

    /// Converts an offset in the text to one in the HTML.
    fn in_html(&self, place: usize) -> usize {
        let after = self.stretches.partition_point(|(start, _)| *start <= place);
        let (start, at) = after
            .checked_sub(1)
            .map_or((0, 0), |index| self.stretches[index]);
        at + (place - start)
    }
}

/// Returns the character of an entity. Only the entities that `parse` writes are known.
fn character(entity: &str) -> char {
    match entity {
        "&lt;" => '<',
        "&gt;" => '>',
        "&quot;" => '"',
        "&#39;" | "&#x27;" => '\'',
        _ => '&',
    }
}

/// Returns the end of the character, or of the entity, that an offset is in.
fn end_of_char(text: &str, mut place: usize) -> usize {
    while !text.is_char_boundary(place) {
        place += 1;
    }
    if text[..place].ends_with('&') {
        place += text[place..].find(';').map_or(0, |end| end + 1);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_out_whole() {
        for (html, word, sentence) in [
            ("<p>One. Two here. Three.</p>", "here", Some("Two here.")),
            ("<p>One. Two here.</p>", "One", Some("One.")),
            (
                "<p>One. <em>Two</em> here\u{a0}. Three.</p>",
                "here",
                Some("<em>Two</em> here\u{a0}."),
            ),
            // An element that crosses the end of a sentence.
            (
                "<p>One <em>two. Three</em> four.</p>",
                "four",
                Some("One <em>two. Three</em> four."),
            ),
            (
                "<ul>\n<li>First item</li>\n<li>Second <b>item</b></li>\n</ul>",
                "item</b>",
                Some("Second <b>item</b>"),
            ),
            (
                "<p>Tom &amp; Jerry. More.</p>",
                "Jerry",
                Some("Tom &amp; Jerry."),
            ),
            (
                "<p>He said &quot;no.&quot; She left.</p>",
                "no",
                Some("He said &quot;no.&quot;"),
            ),
            (
                "<p>وصل بوتين. ثم غادر لافروف المدينة.</p>",
                "لافروف",
                Some("ثم غادر لافروف المدينة."),
            ),
            ("<p>a</p><hr>", "<hr>", None),
            ("bare", "bare", Some("bare")),
            ("", "", None),
        ] {
            let at = html.find(word).unwrap();
            let body = Html {
                text: html.into(),
                ..Html::default()
            };
            let found = sentence_around(&body, at).map(|range| &html[range]);
            assert_eq!(found, sentence, "{html}");
        }
    }

    #[test]
    fn sentences_of_one_body_are_the_same_one_by_one_and_in_a_row() {
        let text = "<h2>A b</h2><p>One. <em>Two</em> &amp; 2. Three <b>four. Five</b> six.</p>\n<ul><li>a</li><li>b. c</li></ul> d";
        let html = Html {
            text: text.into(),
            ..Html::default()
        };
        let mut finder = SentenceFinder::new(&html);
        for at in (0..text.len()).chain((0..text.len()).rev()) {
            assert_eq!(finder.around(at), sentence_around(&html, at), "{at}");
        }
    }

    #[test]
    fn a_smaller_part_is_found_in_the_text_without_tags() {
        let text = "<p>a <em>20</em> b &amp; c 30</p>";
        let html = Html {
            text: text.into(),
            ..Html::default()
        };
        let place = |words: &str| text.find(words).unwrap();
        let sentence = place("a ")..place("</p>");
        for (from, to, words) in [
            ("20", "</em>", "20"),
            ("c ", "30", "c "),
            ("30", "</p>", "30"),
        ] {
            let (plain, range) = plain_with(&html, sentence.clone(), &(place(from)..place(to)));
            assert_eq!(plain, "a 20 b & c 30");
            assert_eq!(&plain[range], words);
        }
        assert!(has_words(&html, sentence));
        assert!(!has_words(&html, place(" &amp;")..place("c 30")));
    }

    #[test]
    fn running_text_is_cut_into_blocks_of_sentences() {
        for (html, blocks) in [
            (
                "<p>One. <em>Two</em> here.</p>\n<h2>Title</h2>\n<p>Three.</p>",
                &[&["One.", "<em>Two</em> here."][..], &["Three."]][..],
            ),
            (
                "<ul>\n<li>First item</li>\n<li>Second. Third.</li>\n</ul>",
                &[&["First item"], &["Second.", "Third."]],
            ),
            (
                "<table><tr><td>Cell.</td></tr></table><p>One.</p>",
                &[&["One."]],
            ),
            (
                "<p>One <em>two. Three</em> four.</p>",
                &[&["One <em>two. Three</em> four."]],
            ),
            ("<pre><code>One. Two.</code></pre>", &[]),
            ("<p></p>\n<p> </p>", &[]),
            ("bare. Text", &[&["bare.", "Text"]]),
            ("", &[]),
        ] {
            let body = Html {
                text: html.into(),
                ..Html::default()
            };
            let found = running_sentences(&body);
            let found: Vec<Vec<&str>> = found
                .iter()
                .map(|block| block.iter().map(|range| &html[range.clone()]).collect())
                .collect();
            assert_eq!(found, blocks, "{html}");
        }
    }

    #[test]
    fn tags_are_told_from_text() {
        let text = "a <a href=\"b\">c</a>";
        let of = |what: &str| is_in_tag(text, text.find(what).unwrap());
        assert!(!of("a") && of("b") && !of("c") && of("/a"));
    }
}
