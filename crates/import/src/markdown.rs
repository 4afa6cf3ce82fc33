//! Reads Markdown as an article. Pure.
//!
//! The body stays as it is, except for line ends, control characters and text in the form of one of Mujaz's citations.
//! The title and another tool's front matter are removed from its beginning.

use super::{Dropped, Imported, Noticed, ReadingDoubt, Why};
use super::{furniture, lines, words};
use pulldown_cmark::{
    BrokenLink, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};
use std::ops::Range;

/// Returns the Markdown extensions that are enabled when an original is read here.
fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Reads Markdown. The caller sets the language.
pub(super) fn read(text: &str) -> Imported {
    let text = lines::one_kind_of_line_end(text);
    let text = text.trim_start_matches('\u{feff}');
    let (text, mut dropped) = lines::without_controls(text);
    let text = without_open_comments(&text);
    let text = without_local_targets(text, &mut dropped);
    let (front, mut start) = front_matter(&text);
    dropped.extend(front.dropped);

    let heading = first_heading(&text[start..]);
    let mut title = front.title;
    if let Some((heading, at)) = heading {
        let is_first = text[start..start + at.start].trim().is_empty();
        let again = title
            .as_ref()
            .is_some_and(|t| words::folded(t) == words::folded(&heading));
        if is_first && again {
            dropped.push(repeated(&text, start + at.start, &heading));
        }
        if is_first && (again || title.is_none()) {
            start += at.end;
        }
        title = title.or(Some(heading));
    }
    if let Some((paragraph, at)) = title.as_ref().and_then(|title| {
        first_block(&text[start..]).filter(|(p, _)| words::folded(p) == words::folded(title))
    }) {
        dropped.push(repeated(&text, start + at.start, &paragraph));
        start += at.end;
    }

    let (body, noticed) = without_citations(&text, start);
    let blank = text[start..].len() - text[start..].trim_start_matches('\n').len();
    let first_line = line_of(&text, start + blank);
    // Last, since every change of the markup can make references and comments of what was text.
    let body = without_control_references(body, first_line, &mut dropped);
    let body = without_open_comments(&body);
    let fit = |text: Option<String>| {
        text.map(|text| words::fit_line(&text))
            .filter(|text| !text.is_empty())
    };
    Imported {
        title: fit(title),
        author: fit(front.author),
        published: front.published,
        paragraphs: paragraphs(&body).len(),
        body,
        dropped,
        noticed,
        ..Imported::default()
    }
}

/// Length of the longest numeric reference: `&#`, seven digits that may have an `x` before them, and `;`.
const LONGEST_REFERENCE: usize = 11;

/// Returns a text with a backslash before each unclosed comment, which would hide the text after it.
fn without_open_comments(text: &str) -> String {
    const OPEN: &str = "<!--";
    if !text.contains(OPEN) {
        return text.to_string();
    }
    let is_open = |at: &Range<usize>| {
        let html = &text[at.clone()];
        html.trim_start().starts_with(OPEN) && !html.contains("-->")
    };
    let mut kept = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for (event, at) in Parser::new_ext(text, extensions()).into_offset_iter() {
        if matches!(event, Event::Start(Tag::HtmlBlock)) && is_open(&at) {
            kept.push_str(&text[done..at.start]);
            kept.push_str(&text[at.clone()].replace(OPEN, "\\<!--"));
            done = at.end;
        }
    }
    kept.push_str(&text[done..]);
    kept
}

/// Number of passes in which a text is searched for references. After each pass, the remaining markup may contain new
/// ones.
const REFERENCE_PASSES: usize = 4;

/// Removes character references, such as `&#x1;`, to characters that cannot be published. References in code, and after
/// a backslash, are text and stay.
fn without_control_references(
    mut text: String,
    first_line: usize,
    dropped: &mut Vec<Dropped>,
) -> String {
    for pass in 1..=REFERENCE_PASSES {
        if !text.contains("&#") {
            break;
        }
        // In the last pass, references in code and after backslashes are removed too.
        let literal = match pass {
            REFERENCE_PASSES => Vec::new(),
            _ => literal_ampersands(&text),
        };
        let references = control_references(&text, &literal);
        if references.is_empty() {
            break;
        }
        text = without_references(&text, first_line, &references, dropped);
    }
    text
}

/// Returns the references to characters that cannot be published, outside of some ranges, in order.
fn control_references(text: &str, literal: &[Range<usize>]) -> Vec<(Range<usize>, char)> {
    let is_literal = |at: usize| {
        let index = literal.partition_point(|range| range.end <= at);
        literal.get(index).is_some_and(|range| range.start <= at)
    };
    let places = text.match_indices("&#").map(|(at, _)| at);
    let found = places.filter(|at| !is_literal(*at)).filter_map(|at| {
        let (c, length) = reference(&text[at..])?;
        is_control(c).then_some((at..at + length, c))
    });
    found.collect()
}

/// Removes references from a text.
fn without_references(
    text: &str,
    first_line: usize,
    references: &[(Range<usize>, char)],
    dropped: &mut Vec<Dropped>,
) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut done = 0;
    let mut lines = LineCounter::new(text);
    for (at, c) in references {
        kept.push_str(&text[done..at.start]);
        // What is before it and what is after it must not become a reference together.
        if kept
            .bytes()
            .rev()
            .take(LONGEST_REFERENCE)
            .any(|b| b == b'&')
        {
            kept.push(' ');
        }
        let line = first_line - 1 + lines.line_of(at.start);
        dropped.push(lines::sign(line, *c, Why::ControlCharacter));
        done = at.end;
    }
    kept.push_str(&text[done..]);
    kept
}

/// Returns the ranges in which every `&` is literal: code, and text after a backslash.
fn literal_ampersands(text: &str) -> Vec<Range<usize>> {
    let is_literal = |event: &Event, at: &Range<usize>| match event {
        Event::Text(said) => text[at.clone()] == **said,
        Event::Code(_) => true,
        _ => false,
    };
    let events = Parser::new_ext(text, extensions()).into_offset_iter();
    let literal = events.filter(|(event, at)| is_literal(event, at));
    let mut ranges: Vec<Range<usize>> = literal.map(|(_, at)| at).collect();
    ranges.sort_unstable_by_key(|range| range.start);
    ranges
}

/// Returns the character of the numeric reference with which a text begins, and the length of the reference in bytes. A
/// reference to U+0000 does not count, since Markdown reads it as U+FFFD.
fn reference(text: &str) -> Option<(char, usize)> {
    let inner = text.strip_prefix("&#")?;
    let length = inner
        .bytes()
        .take(LONGEST_REFERENCE - 2)
        .position(|b| b == b';')?;
    let digits = &inner[..length];
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    let c = number.ok().filter(|n| *n != 0).and_then(char::from_u32)?;
    Some((c, length + "&#;".len()))
}

/// Returns true for a character that a reference must not name: one that cannot be published, or a control character other
/// than the white space of a text.
fn is_control(c: char) -> bool {
    words::is_unfit(c) || (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
}

/// Counts the lines before offsets that grow.
struct LineCounter<'t> {
    text: &'t str,
    offset: usize,
    line: usize,
}

impl<'t> LineCounter<'t> {
    fn new(text: &'t str) -> Self {
        let (offset, line) = (0, 1);
        LineCounter { text, offset, line }
    }

    /// Returns the number of the line that contains an offset. Offsets must not decrease.
    fn line_of(&mut self, offset: usize) -> usize {
        let offset = offset.max(self.offset);
        self.line += self.text[self.offset..offset].matches('\n').count();
        self.offset = offset;
        self.line
    }
}

/// Maximum depth of links and pictures within each other: a picture in a link, and one more.
const NESTED_TARGETS: usize = 3;

/// Returns a text without pictures and links whose files are not imported, so that the site has no link to them. The
/// words of links stay.
fn without_local_targets(mut text: String, dropped: &mut Vec<Dropped>) -> String {
    for _ in 0..NESTED_TARGETS {
        let targets = local_targets(&text);
        if targets.is_empty() {
            break;
        }
        let mut kept = String::with_capacity(text.len());
        let mut done = 0;
        let mut lines = LineCounter::new(&text);
        for target in targets {
            kept.push_str(&text[done..target.at.start]);
            if target.why == Why::Target {
                kept.push_str(&text[target.words]);
            }
            dropped.push(Dropped {
                line: Some(lines.line_of(target.at.start)),
                text: words::one_line(&target.to),
                why: target.why,
            });
            done = target.at.end;
        }
        kept.push_str(&text[done..]);
        text = kept;
    }
    text
}

/// A link to a file, or a picture, next to the text.
struct LocalTarget {
    at: Range<usize>,
    /// Byte range of the link's words.
    words: Range<usize>,
    to: String,
    why: Why,
}

/// Returns the links to files and the pictures next to the text, except those within another one.
fn local_targets(text: &str) -> Vec<LocalTarget> {
    let mut found: Vec<LocalTarget> = Vec::new();
    for (event, at) in Parser::new_ext(text, extensions()).into_offset_iter() {
        // The end of a paragraph comes with the range of all of it.
        let is_within = found
            .last()
            .is_some_and(|last| last.at.start <= at.start && at.end <= last.at.end);
        match event {
            _ if is_within => {
                // The words of a link reach from the first event within it to the last.
                if let Some(last) = found.last_mut().filter(|last| at != last.at) {
                    let is_first = last.words.is_empty();
                    let start = if is_first { at.start } else { last.words.start };
                    last.words = start..at.end.max(last.words.end);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) if is_local(&dest_url) => {
                found.push(LocalTarget {
                    words: at.start..at.start,
                    at,
                    to: dest_url.into_string(),
                    why: Why::Target,
                });
            }
            Event::Start(Tag::Image { dest_url, .. }) if is_local(&dest_url) => {
                found.push(LocalTarget {
                    words: at.start..at.start,
                    at,
                    to: dest_url.into_string(),
                    why: Why::Picture,
                });
            }
            _ => {}
        }
    }
    found
}

/// Returns true if an address names a file by its path, and not a place in the text, another site or a person.
fn is_local(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    let is_scheme = scheme.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    !address.is_empty() && !is_scheme && !address.starts_with('#') && !address.starts_with("//")
}

/// Returns the plain text of each paragraph, list item and table row that has text, in order.
pub(super) fn paragraphs(body: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut current = String::new();
    let mut in_heading = false;
    for event in Parser::new_ext(body, extensions()) {
        match event {
            Event::Text(t) | Event::Code(t) if !in_heading => current.push_str(&t),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => {
                current.push(' ');
            }
            Event::Start(Tag::Heading { .. }) => in_heading = true,
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::End(TagEnd::CodeBlock) => current.clear(),
            Event::Start(Tag::Item | Tag::List(_))
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead) => {
                found.push(words::one_line(&std::mem::take(&mut current)))
            }
            _ => {}
        }
    }
    found.retain(|p| !p.is_empty());
    found
}

/// Returns the text and range of the first level-1 heading.
fn first_heading(text: &str) -> Option<(String, Range<usize>)> {
    block_where(text, |tag| {
        matches!(
            tag,
            Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }
        )
    })
    .filter(|(heading, _)| !heading.is_empty())
}

/// Returns the text and range of the first block if it is a paragraph or a heading.
fn first_block(text: &str) -> Option<(String, Range<usize>)> {
    block_where(text, |tag| {
        matches!(tag, Tag::Heading { .. } | Tag::Paragraph)
    })
    .filter(|(_, at)| text[..at.start].trim().is_empty())
}

/// Returns the text and range of the first block whose start tag is `wanted`.
fn block_where(text: &str, wanted: impl Fn(&Tag) -> bool) -> Option<(String, Range<usize>)> {
    let events = Parser::new_ext(text, extensions()).into_offset_iter();
    let mut events = TextMergeWithOffset::new(events);
    let (tag, at) = events.find_map(|(event, at)| match event {
        Event::Start(tag) if wanted(&tag) => Some((tag.to_end(), at)),
        _ => None,
    })?;
    let mut content = String::new();
    for (event, _) in events {
        match event {
            Event::End(end) if end == tag => break,
            Event::Text(t) | Event::Code(t) => content.push_str(&t),
            Event::SoftBreak | Event::HardBreak => content.push(' '),
            _ => {}
        }
    }
    Some((words::one_line(&content), at))
}

/// Returns the body from `start` on, with a backslash before text in the form of a citation.
fn without_citations(text: &str, start: usize) -> (String, Vec<Noticed>) {
    let rest = &text[start..];
    let mut places: Vec<usize> = Vec::new();
    let callback = |link: BrokenLink| -> Option<(CowStr, CowStr)> {
        if is_citation(&link.reference) {
            places.push(link.span.start);
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(rest, extensions(), Some(callback));
    parser.for_each(drop);
    places.sort_unstable();
    places.dedup();

    let mut body = String::with_capacity(rest.len() + places.len() + 1);
    let mut noticed = Vec::new();
    let mut done = 0;
    let mut line = line_of(text, start);
    for place in places {
        body.push_str(&rest[done..place]);
        line += rest[done..place].matches('\n').count();
        body.push('\\');
        done = place;
        let end = rest[place..]
            .find(']')
            .map_or(rest.len(), |e| place + e + 1);
        noticed.push(Noticed {
            line: Some(line),
            text: words::one_line(&rest[place..end]),
            what: ReadingDoubt::Citation,
        });
    }
    body.push_str(&rest[done..]);
    let body = body.trim_start_matches('\n').trim_end();
    (format!("{body}\n"), noticed)
}

/// Returns true if a link's reference has the form of a citation: it begins with `p` and a digit.
fn is_citation(reference: &str) -> bool {
    let rest = reference.trim_start().strip_prefix(['p', 'P']);
    rest.is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
}

fn repeated(text: &str, offset: usize, title: &str) -> Dropped {
    Dropped {
        line: Some(line_of(text, offset)),
        text: title.to_string(),
        why: Why::RepeatedTitle,
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text[..offset].matches('\n').count()
}

/// The fields of another tool's front matter.
#[derive(Debug, Default)]
struct ForeignFrontMatter {
    title: Option<String>,
    author: Option<String>,
    published: Option<String>,
    dropped: Vec<Dropped>,
}

/// The syntax of front matter.
#[derive(Clone, Copy)]
enum Syntax {
    Yaml,
    Toml,
}

/// Reads front matter line by line. Returns it and its end offset, which is 0 without front matter.
///
/// Only values on one line of the top level are taken over; others are too complex.
fn front_matter(text: &str) -> (ForeignFrontMatter, usize) {
    let mut front = ForeignFrontMatter::default();
    let Some((syntax, end)) = front_matter_end(text) else {
        return (front, 0);
    };
    let mut nested = false;
    let last = text[..end].trim_end().matches('\n').count();
    for (i, line) in text[..end].lines().enumerate().take(last).skip(1) {
        // The keys of a TOML table are specific to the other tool.
        nested |= matches!(syntax, Syntax::Toml) && line.starts_with('[');
        if (nested || !front.takes(syntax, line)) && !line.trim().is_empty() {
            front.dropped.push(Dropped {
                line: Some(i + 1),
                text: line.trim().to_string(),
                why: Why::FrontMatter,
            });
        }
    }
    (front, end)
}

/// Returns true if a text begins with front matter of any tool.
pub(super) fn has_front_matter(text: &str) -> bool {
    front_matter_end(text).is_some()
}

/// Returns the syntax of a text's front matter and the offset after its closing line.
fn front_matter_end(text: &str) -> Option<(Syntax, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let (syntax, closing): (_, &[&str]) = match first.trim_end() {
        "---" => (Syntax::Yaml, &["---", "..."]),
        "+++" => (Syntax::Toml, &["+++"]),
        _ => return None,
    };
    let mut end = first.len();
    let mut any_key = false;
    for line in lines {
        end += line.len();
        if closing.contains(&line.trim_end()) {
            // Between two rules there is prose; front matter has at least one key.
            return any_key.then_some((syntax, end));
        }
        any_key |= pair(syntax, line).is_some();
    }
    None
}

impl ForeignFrontMatter {
    /// Takes over the value of a line if it is a plain title, author or date and the first of its kind. Returns true if
    /// it did.
    fn takes(&mut self, syntax: Syntax, line: &str) -> bool {
        let Some((key, value)) = pair(syntax, line) else {
            return false;
        };
        let value = match syntax {
            Syntax::Yaml => yaml_value(value),
            Syntax::Toml => toml_value(key, line),
        };
        let Some(value) = value.filter(|v| !v.is_empty()) else {
            return false;
        };
        let (slot, value) = match key {
            "title" => (&mut self.title, Some(value)),
            "author" | "authors" => (&mut self.author, Some(value)),
            "date" | "published" => (&mut self.published, furniture::iso_date(&value)),
            _ => return false,
        };
        let takes = slot.is_none() && value.is_some();
        if takes {
            *slot = value;
        }
        takes
    }
}

/// Returns the key and the raw value of a line of front matter.
fn pair(syntax: Syntax, line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(match syntax {
        Syntax::Yaml => ':',
        Syntax::Toml => '=',
    })?;
    let key = match syntax {
        Syntax::Yaml => key,
        Syntax::Toml => key.trim_end(),
    };
    let bare = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == '.';
    (!key.is_empty() && key.chars().all(bare)).then_some((key, value.trim()))
}

/// Returns the value of a plain YAML scalar: bare, or in quotes without escapes. Returns `None` for all other YAML.
fn yaml_value(written: &str) -> Option<String> {
    for quote in ['"', '\''] {
        if let Some(rest) = written.strip_prefix(quote) {
            let inner = rest.strip_suffix(quote)?;
            let plain = !inner.contains([quote, '\\']);
            return plain.then(|| words::one_line(inner));
        }
    }
    let special = written.starts_with([
        '[', '{', '|', '>', '&', '*', '!', '%', '@', '`', '#', '-', '?',
    ]);
    let plain = !special && !written.contains(" #") && !written.contains(": ");
    plain.then(|| words::one_line(written))
}

/// Returns the value of a TOML string, date, or list of strings on one line.
fn toml_value(key: &str, line: &str) -> Option<String> {
    let table: toml::Table = line.parse().ok()?;
    match table.get(key)? {
        toml::Value::String(s) => Some(words::one_line(s)),
        toml::Value::Datetime(d) => Some(d.to_string()),
        toml::Value::Array(all) => {
            let all: Option<Vec<&str>> = all.iter().map(toml::Value::as_str).collect();
            all.map(|names| words::one_line(&names.join(", ")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn references_to_control_characters_are_removed_unless_they_are_text() {
        for (text, body) in [
            ("a&#x1;b &#127;c &#xFFFE;d &#12;e", "ab c d e\n"),
            // Escaped, in code, no character at all, and one that can be published.
            (
                r"a \&#x1; `&#x1;` &#xD800; &#0; &#65;",
                "a \\&#x1; `&#x1;` &#xD800; &#0; &#65;\n",
            ),
            ("a &#x&#x1;1; b", "a &#x 1; b\n"),
            // Without the second reference, the first is no longer in code.
            ("`&#x1; b c d e f g`&#x1;`", "` b c d e f g``\n"),
            ("[a](https://b.org/&#x1;c)", "[a](https://b.org/c)\n"),
        ] {
            assert_eq!(read(text).body, body, "{text}");
        }
    }

    #[test]
    fn a_comment_that_nothing_closes_hides_nothing() {
        for (text, body) in [
            ("a\n\n<!-- b\n\nc", "a\n\n\\<!-- b\n\nc\n"),
            ("> <!-- b\n\nc -->", "> \\<!-- b\n\nc -->\n"),
            ("<!-- b -->\n\nc", "<!-- b -->\n\nc\n"),
            ("&#xFFFE;<!-- a", "\\<!-- a\n"),
        ] {
            assert_eq!(read(text).body, body, "{text}");
        }
    }

    #[test]
    fn nothing_leads_to_files_that_are_not_imported() {
        for (text, body) in [
            ("A ![map](map.png) here.", "A  here.\n"),
            (
                "![map](https://a.org/map.png)",
                "![map](https://a.org/map.png)\n",
            ),
            (
                "[The *plan*](files/plan.pdf \"x\") is here.",
                "The *plan* is here.\n",
            ),
            (
                "[![a](b.png)](c.png) and [d](#e), [f](mailto:g@h)",
                "and [d](#e), [f](mailto:g@h)\n",
            ),
            ("[a][b] c\n\n[b]: /d.html", "a c\n\n[b]: /d.html\n"),
            ("<https://a.org> `[a](b)`", "<https://a.org> `[a](b)`\n"),
        ] {
            assert_eq!(read(text).body.trim_start(), body, "{text}");
        }
    }
}
