//! Finds markup that readers would see, and text that looks like a citation but is not.
//!
//! Takes each block of a trusted text when it ends, as readers see it; reports diagnostics, adds the body's look-alikes
//! of citations, and returns their ranges in the block, since numbers in them are not figures. Text after a backslash is
//! meant to be visible.

use crate::diagnostic::codes;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, nearest};
use crate::parse::citation::{self, Certainty};
use crate::parse::html::small;
use crate::parse::markdown::link_faults::{self, LinkFault, is_address, is_spaced_file};
use crate::parse::markdown::marks::{self, MarkContext};
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::markdown::{Cites, DoubtfulCitation, Trust};
use crate::parse::prose::ProseBlockKind;

/// Markup in a text that readers would see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ShownMarkup {
    /// Byte range, with the adjacent word.
    pub(super) range: Range<usize>,
    /// Offset of the mark.
    at: usize,
    markup: ShownMarkupKind,
}

/// The kinds of markup that readers would see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ShownMarkupKind {
    Emphasis,
    Code,
    Link,
    Picture,
    Footnote,
    InlineNote,
    Comment,
    Template,
    Attributes,
    Wiki,
    Highlight,
    Script,
    Emoji,
    Container,
    Alert,
    Task,
    Entity,
    Backslash,
    Table,
    Tag,
}

/// Maximum number of unknown footnotes of a text for which a similar one is searched.
const MOST_SUGGESTIONS: usize = 50;

impl ShownMarkupKind {
    /// Returns true if all such marks in a block are reported, not only the first. If marks come in pairs, the second
    /// one is not a separate fault.
    fn is_each_reported(self) -> bool {
        !matches!(
            self,
            ShownMarkupKind::Code
                | ShownMarkupKind::Highlight
                | ShownMarkupKind::Container
                | ShownMarkupKind::Table
        )
    }

    /// Returns the advice.
    fn help(self) -> &'static str {
        match self {
            ShownMarkupKind::Emphasis => {
                "put the marks right beside the first and the last word of one paragraph, as in `**word**`, with a space before and after them; write `\\*` for an asterisk that readers are to see"
            }
            ShownMarkupKind::Code => {
                "put the same number of backticks before and after the words, or use the quotation mark ’"
            }
            ShownMarkupKind::Link => {
                "write a link as `[words](address)`, without a space between the brackets and without spaces in the address"
            }
            ShownMarkupKind::Picture => "write a picture as `![what it shows](file.jpg)`",
            ShownMarkupKind::Footnote => "",
            ShownMarkupKind::InlineNote => {
                "write `[^note]` here, and the note in a paragraph that begins with `[^note]:`"
            }
            ShownMarkupKind::Comment => "write a comment as `<!-- words -->`, or delete it",
            ShownMarkupKind::Template => "delete it: texts have no shortcodes and no template tags",
            ShownMarkupKind::Attributes => {
                "attributes stand at the end of a line that begins with `#`"
            }
            ShownMarkupKind::Wiki => "write a link as `[words](address)`",
            ShownMarkupKind::Highlight => "write `**words**`, or `<mark>words</mark>`",
            ShownMarkupKind::Script => "write `<sup>2</sup>`, `<sub>2</sub>` or `<ins>words</ins>`",
            ShownMarkupKind::Emoji => "write the character itself, or delete it",
            ShownMarkupKind::Container => "delete it: texts have no such blocks",
            ShownMarkupKind::Alert => "delete it: texts have no such boxes",
            ShownMarkupKind::Task => "delete the box: lists have none",
            ShownMarkupKind::Entity => "write the character itself",
            ShownMarkupKind::Tag => "delete it: this text has no HTML",
            ShownMarkupKind::Backslash => {
                "delete the backslash; for a new line within a paragraph, end the line before it with `<br>`"
            }
            ShownMarkupKind::Table => {
                "put an empty line before the table, and as many cells into the line `|---|---|` as its head has"
            }
        }
    }
}

impl BodyWriter<'_, '_> {
    /// Checks the current block, which begins at `start` in the prose. Returns the ranges that look like citations,
    /// references to footnotes or comments: numbers in them are not figures.
    pub(super) fn check_block(&mut self, start: usize, kind: ProseBlockKind) -> Vec<Range<usize>> {
        let may_have_any =
            kind == ProseBlockKind::Heading || self.prose.block.text.contains(is_sign);
        if self.trust == Trust::Untrusted || !may_have_any {
            return Vec::new();
        }
        let text = std::mem::take(&mut self.prose.block.text);
        // Markdown in an HTML block is reported separately.
        let mut notes = Vec::new();
        if !self.in_html {
            notes = self.check_shown(&text, start, kind);
        }
        self.check_doubled_brackets(&text, start);
        let mut lookalikes = self.check_lookalikes(&text, start, kind);
        lookalikes.extend(notes);
        if kind == ProseBlockKind::Heading {
            lookalikes.extend(heading_number(&text));
        }
        self.prose.block.text = text;
        lookalikes
    }

    /// Reports markup that readers would see. Returns the references to missing footnotes, and the unclosed comments.
    fn check_shown(&mut self, text: &str, start: usize, kind: ProseBlockKind) -> Vec<Range<usize>> {
        let beside = MarkContext {
            is_head: is_head(kind),
            has_note_marks: self.has_note_marks,
            is_list: self.is_unread_list,
        };
        let mut all = shown(text, kind);
        let stray = marks::stray(text, beside, |at| self.is_escaped(start, text, at, kind));
        all.extend(stray.into_iter().map(|mark| ShownMarkup {
            range: with_word(text, mark.clone(), ShownMarkupKind::Emphasis),
            at: mark.start,
            markup: ShownMarkupKind::Emphasis,
        }));
        all.sort_by_key(|one| one.at);
        self.has_note_marks |= marks::has_note_mark(text);
        let mut seen = Vec::new();
        let mut notes = Vec::new();
        for ShownMarkup { range, at, markup } in all {
            let span = self.in_block(start, &range);
            if self.is_escaped(start, text, at, kind) {
                continue;
            }
            if markup == ShownMarkupKind::Footnote {
                let label = text[range.clone()]
                    .trim_start_matches("[^")
                    .trim_end_matches(']');
                self.notes.unknown.push((label.to_owned(), span));
                notes.push(range);
                continue;
            }
            if markup == ShownMarkupKind::Comment && text[at..].starts_with("<!--") {
                // An unclosed comment hides the rest from readers.
                notes.push(at..text.len());
            }
            if markup == ShownMarkupKind::Attributes {
                // Numbers in attributes, such as a width, are no figures.
                let end = text[at..].find('}').map_or(text.len(), |n| at + n + 1);
                notes.push(at..end);
            }
            if seen.contains(&markup) && !markup.is_each_reported() {
                continue;
            }
            seen.push(markup);
            self.report_shown(&text[range.clone()], &text[at..], markup, kind, span);
        }
        notes
    }

    /// Reports one mark that readers would see. `words` is the mark with the adjacent word; `rest` is the text from the
    /// mark on.
    fn report_shown(
        &mut self,
        words: &str,
        rest: &str,
        markup: ShownMarkupKind,
        kind: ProseBlockKind,
        span: Range<usize>,
    ) {
        if markup == ShownMarkupKind::Comment && rest.starts_with("<!--") {
            return match is_head(kind) {
                true => self.report_shown_comment(span),
                false => self.report_open_comment(span),
            };
        }
        let mut message = format!("readers would see `{words}` as it stands here");
        let fault = match markup {
            ShownMarkupKind::Link | ShownMarkupKind::Picture if !is_head(kind) => {
                link_fault(beginning(rest))
            }
            _ => None,
        };
        // A citation is no part of the text that is checked.
        let is_after_citation = (self.file.get(span.start.saturating_sub(1)..span.end))
            .is_some_and(|written| written.contains("]]("));
        let fault = match fault {
            Some(LinkFault::StartMissing) if is_after_citation => Some(LinkFault::CitationWithin),
            fault => fault,
        };
        if let Some(fault) = fault {
            message.push_str(&format!(": {}", fault.why()));
        }
        let help = match fault {
            _ if is_head(kind) => "delete it: the texts of a front matter have no markup",
            Some(fault) => fault.help(),
            None => markup.help(),
        };
        let found = Diagnostic::new(codes::MARKUP_SHOWN, self.path, message);
        self.diagnostics.push(found.at(span).help(help));
    }

    /// Reports citations in two pairs of brackets.
    fn check_doubled_brackets(&mut self, text: &str, start: usize) {
        let citations = self.body.prose.citations.iter().enumerate().rev();
        let here = citations.take_while(|(_, place)| **place as usize >= start);
        let mut doubled = Vec::new();
        for (index, place) in here {
            let place = *place as usize - start;
            let before = text
                .get(..place)
                .is_some_and(|before| before.ends_with('['));
            let after = text
                .get(place..)
                .is_some_and(|after| after.starts_with(']'));
            if before && after {
                doubled.extend(
                    self.body
                        .citations
                        .get(index)
                        .map(|citation| citation.span.clone()),
                );
            }
        }
        for span in doubled {
            let citation = &self.file[span.clone()];
            let message = format!("readers would see brackets around `{citation}`");
            let help = format!("did you mean `{citation}`?");
            self.report(codes::CITATION_MALFORMED, message, span, help);
        }
    }

    /// Reports text that looks like a citation but is not; passes it to `link` if the decision depends on the original.
    fn check_lookalikes(
        &mut self,
        text: &str,
        start: usize,
        kind: ProseBlockKind,
    ) -> Vec<Range<usize>> {
        let is_head = is_head(kind);
        let mut named = self.check_named(text, start, kind);
        named.sort_by_key(|range| range.start);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for one in citation::lookalikes(text) {
            let at = one.range.start;
            if holds(&named, at) || ranges.last().is_some_and(|last| last.contains(&at)) {
                continue;
            }
            let span = self.in_block(start, &one.range);
            let is_quiet = match one.likeness {
                Certainty::Marked => false,
                Certainty::Bare => is_head || self.has_numbered_links,
                Certainty::Named | Certainty::Aside => is_head,
            };
            if is_quiet || self.is_escaped(start, text, one.range.start, kind) {
                continue;
            }
            if let Some(label) = self.footnote_meant(&text[one.range.clone()]) {
                let words = &text[one.range.clone()];
                let message = format!("`{words}` refers to no footnote: readers would see it");
                let help =
                    format!("did you mean `[^{label}]`? This text has a footnote of that name");
                self.report(codes::CITATION_DOUBTFUL, message, span, help);
                ranges.push(one.range);
                continue;
            }
            // The paragraphs that its sentence relies on are unknown.
            let is_unsure = matches!(one.likeness, Certainty::Named | Certainty::Aside);
            if !is_unsure {
                let place = small(start + one.range.start);
                self.body.prose.unread_citations.push(place);
            }
            let words = &text[one.range.clone()];
            match (one.likeness, one.meant) {
                (Certainty::Marked, _) if self.in_html => {}
                (Certainty::Marked, meant) => self.report_marked(words, meant, span, is_head),
                (likeness, Some(meant)) => self.body.lookalikes.push(DoubtfulCitation {
                    words: words.into(),
                    name: one.name.map(Box::from),
                    article: one.article.map(Box::from),
                    meant: meant.into(),
                    highest: one.highest,
                    is_aside: likeness == Certainty::Aside,
                    span,
                }),
                (_, None) => continue,
            }
            // A word and a number may be anything, as in `[Article 3]`.
            if one.likeness != Certainty::Named {
                ranges.push(one.range);
            }
        }
        ranges.extend(named);
        ranges.sort_by_key(|range| range.start);
        if self.cites == Cites::Articles && !is_head {
            self.note_words_alone(text, start, kind, &ranges);
        }
        ranges
    }

    /// Passes to `link` each word in brackets, without a paragraph, that may be the slug of an article. `ranges` are
    /// those of other look-alikes.
    fn note_words_alone(
        &mut self,
        text: &str,
        start: usize,
        kind: ProseBlockKind,
        ranges: &[Range<usize>],
    ) {
        for range in citation::words_alone(text) {
            if holds(ranges, range.start) || self.is_escaped(start, text, range.start, kind) {
                continue;
            }
            let words = &text[range.clone()];
            self.body.lookalikes.push(DoubtfulCitation {
                words: words.into(),
                name: Some(words.trim_matches(['[', ']']).into()),
                article: None,
                meant: "p1".into(),
                highest: 1,
                is_aside: true,
                span: self.in_block(start, &range),
            });
        }
    }

    /// Returns the name of the footnote that a number in brackets probably refers to: `[1]` if there is `[^1]:`.
    fn footnote_meant<'w>(&self, words: &'w str) -> Option<&'w str> {
        let label = words.strip_prefix('[')?.strip_suffix(']')?;
        self.footnote_labels.contains(label).then_some(label)
    }

    /// Reports citations with a name, `[reuters p4]`, where none are parsed: in texts of the front matter, and in texts
    /// without an original.
    fn check_named(&mut self, text: &str, start: usize, kind: ProseBlockKind) -> Vec<Range<usize>> {
        if !is_head(kind) && self.cites != Cites::Original {
            return Vec::new();
        }
        let mut ranges = named_citations(text);
        ranges.retain(|range| !self.is_escaped(start, text, range.start, kind));
        for range in &ranges {
            let span = self.in_block(start, range);
            self.report_marked(&text[range.clone()], None, span, true);
        }
        ranges
    }

    /// Reports text that is certainly meant as a citation.
    fn report_marked(
        &mut self,
        words: &str,
        meant: Option<String>,
        span: Range<usize>,
        is_head: bool,
    ) {
        let inner = words.strip_prefix('[').and_then(|w| w.strip_suffix(']'));
        let is_right = inner.is_some_and(|inner| matches!(citation::read(inner), Some(Ok(_))));
        if is_head || is_right {
            let message =
                format!("`{words}` stands where nothing can be cited, and readers would see it");
            let help = "move it behind a sentence of the text".into();
            return self.report(codes::CITATION_MISPLACED, message, span, help);
        }
        let why = match words.contains(['«', '“', '„', '"', '‹', '「', '『', '《']) {
            true => "its words end with a quotation mark and a bracket, and hold no bracket",
            false => "each paragraph is written as p and its number",
        };
        let message = format!("`{words}` is not a citation: {why}");
        let help = match meant {
            Some(meant) => format!("did you mean `[{meant}]`?"),
            None => "write it as `[p4]`, `[p4-p6]` or `[p2, p7]`".into(),
        };
        self.report(codes::CITATION_MALFORMED, message, span, help);
    }

    /// Reports a tag such as `<p3>`, which was probably meant as a citation.
    pub(super) fn check_tag(&mut self, html: &str, span: &Range<usize>) {
        let inner = html
            .strip_prefix('<')
            .and_then(|html| html.strip_suffix('>'));
        if let Some(meant) = inner.and_then(citation::repaired) {
            let span = self.place(span.clone());
            self.report_marked(html, Some(meant), span, false);
        }
    }

    /// Reports footnotes that are referenced but not defined, and those that are never referenced.
    pub(super) fn check_footnotes(&mut self) {
        for (index, (label, span)) in std::mem::take(&mut self.notes.unknown)
            .into_iter()
            .enumerate()
        {
            let message =
                format!("there is no footnote `[^{label}]`, and readers would see these brackets");
            let near = (index < MOST_SUGGESTIONS).then(|| nearest(&label, self.notes.labels()));
            let help = match near.flatten() {
                _ if citation::repaired(&label).is_some_and(|meant| meant == label) => {
                    format!("did you mean `[{label}]`?")
                }
                Some(near) => format!("did you mean `[^{near}]`?"),
                None => {
                    format!("add the note as a paragraph of its own that begins with `[^{label}]:`")
                }
            };
            self.report(codes::FOOTNOTE_UNKNOWN, message, span, help);
        }
        for (label, span) in self.notes.unused() {
            let message = format!("nothing refers to the footnote `[^{label}]`");
            let found = Diagnostic::new(codes::FOOTNOTE_UNUSED, self.path, message);
            let help =
                format!("put `[^{label}]` behind the words that it is about, or delete the note");
            self.diagnostics.push(found.at(span).help(help));
        }
    }

    /// Returns the range in the file of a part of the current block, which begins at `start` in the prose.
    fn in_block(&self, start: usize, range: &Range<usize>) -> Range<usize> {
        self.body
            .prose
            .in_file(&(start + range.start..start + range.end))
    }

    /// Returns true if the author wrote this character with a backslash or as an entity, so that it is meant to be
    /// visible. Texts of the front matter have neither.
    fn is_escaped(&self, start: usize, text: &str, at: usize, kind: ProseBlockKind) -> bool {
        if is_head(kind) {
            return false;
        }
        let place = self.in_block(start, &(at..at + 1)).start;
        let before = &self.file[..place];
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        let is_spelled = text[at..].chars().next() != self.file[place..].chars().next();
        backslashes % 2 == 1 || is_spelled
    }
}

/// Returns true if a character occurs in markup or in look-alikes of citations.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '*' | '_'
            | '~'
            | '`'
            | '['
            | ']'
            | '('
            | ')'
            | '{'
            | '}'
            | '<'
            | '>'
            | '='
            | ':'
            | '^'
            | '&'
            | '\\'
            | '|'
    ) || matches!(c, '【' | '】' | '［' | '］' | '（' | '〔')
        || matches!(
            c,
            '⟦' | '⟧' | '⟨' | '⟩' | '〈' | '〉' | '❲' | '❳' | '⁅' | '⁆'
        )
}

/// Maximum distance in which the end of markup is searched for, in bytes. It keeps the time proportional to the length
/// of the text.
const REACH: usize = 400;

/// Returns the markup in a block that readers would see, in order. A table comes first, by its first mark.
pub(super) fn shown(text: &str, kind: ProseBlockKind) -> Vec<ShownMarkup> {
    let mut found: Vec<ShownMarkup> = table(text).into_iter().collect();
    let has_highlight = text.matches("==").count() == 2;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at < end || !(is_sign(c) || matches!(c, '!' | '^' | '-' | '+')) {
            continue;
        }
        if let Some((length, markup)) = markup_at(text, at, kind, has_highlight) {
            let range = with_word(text, at..at + length, markup);
            end = at + length;
            // The rest of a picture is a part of the same fault.
            if markup == ShownMarkupKind::Picture {
                let rest = beginning(&text[end..]);
                let closing = rest.find(']').filter(|n| !rest[..*n].contains('['));
                end += closing.map_or(0, |n| n + 1);
            }
            found.push(ShownMarkup { range, at, markup });
        }
    }
    found
}

/// Returns the markup that begins at a position, and its length.
fn markup_at(
    text: &str,
    at: usize,
    kind: ProseBlockKind,
    has_highlight: bool,
) -> Option<(usize, ShownMarkupKind)> {
    let (before, rest) = (&text[..at], &text[at..]);
    let mark = rest.chars().next()?;
    let reach = beginning(rest);
    // Longer runs are not markup.
    let run = reach.chars().take(8).take_while(|c| *c == mark).count();
    let after = rest[run * mark.len_utf8()..].chars().next();
    let last = before.chars().next_back();
    // This is the rest of a longer run.
    if last == Some(mark) && "*_~=:".contains(mark) {
        return None;
    }
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let is_head = is_head(kind);
    match mark {
        '<' if is_head && tag(reach).is_some() => Some((tag(reach)?, ShownMarkupKind::Tag)),
        '`' => Some((run, ShownMarkupKind::Code)),
        '!' if rest.starts_with("![") => Some((2, ShownMarkupKind::Picture)),
        '!' if is_swapped(&reach[1..]) => Some((2, ShownMarkupKind::Picture)),
        '^' if rest.starts_with("^[") => Some((2, ShownMarkupKind::InlineNote)),
        '<' if rest.starts_with("<!--") => {
            let end = reach.find("-->").filter(|_| is_head);
            Some((end.map_or(4, |end| end + 3), ShownMarkupKind::Comment))
        }
        '-' if rest.starts_with("-->") => Some((3, ShownMarkupKind::Comment)),
        '{' => braces(reach, is_head).map(|markup| (1, markup)),
        '^' | '~' | '+' | ':' if run <= 2 => script_or_emoji(reach, last),
        '[' => opening_bracket(reach, before, kind),
        ']' => closing_bracket(reach, is_head),
        ')' if rest.strip_prefix(")[").is_some_and(is_address) && !is_swapped_picture(before) => {
            Some((2, ShownMarkupKind::Link))
        }
        '=' if run == 2 && has_highlight && (touches(last) != touches(after)) => {
            Some((run, ShownMarkupKind::Highlight))
        }
        ':' if run >= 3 => Some((run, ShownMarkupKind::Container)),
        '&' => entity(reach).map(|length| (length, ShownMarkupKind::Entity)),
        '\\' if after.is_none_or(|c| !c.is_ascii() && !c.is_alphanumeric()) && run == 1 => {
            Some((1, ShownMarkupKind::Backslash))
        }
        _ => None,
    }
}

/// Returns the range of a number at the start of a heading: `1.`, `2)`, `3.1`.
pub(super) fn named_citations(text: &str) -> Vec<Range<usize>> {
    let opening = text.match_indices('[').filter_map(|(at, _)| {
        let inner = beginning(&text[at + 1..]).split(']').next()?;
        let end = at + 1 + inner.len();
        let (names, paragraphs) = citation::names(inner, Cites::Articles);
        if names.article.is_none() || !text[end..].starts_with(']') {
            return None;
        }
        let is_sound = matches!(citation::read(paragraphs.trim()), Some(Ok(_)));
        is_sound.then_some(at..end + 1)
    });
    opening.collect()
}

/// Returns the range of a heading's own number: `1.`, `2)`, `3.1`.
fn heading_number(text: &str) -> Option<Range<usize>> {
    let number = text.split_whitespace().next()?;
    let is_number = number.starts_with(char::is_numeric)
        && number
            .chars()
            .all(|c| c.is_numeric() || matches!(c, '.' | ')' | '-'))
        && number.contains(['.', ')', '-']);
    let start = text.len() - text.trim_start().len();
    is_number.then(|| start..start + number.len())
}

/// Returns true if a block is a text of the front matter, which has no markup.
fn is_head(kind: ProseBlockKind) -> bool {
    matches!(
        kind,
        ProseBlockKind::Title | ProseBlockKind::Description | ProseBlockKind::Author
    )
}

/// Returns the fault of a link or picture; the text begins with its first bracket, or inside the link.
fn link_fault(rest: &str) -> Option<LinkFault> {
    match rest.as_bytes() {
        [b'!', b'(', ..] | [b')', ..] => Some(LinkFault::Swapped),
        [b'!', ..] => link_faults::fault(rest),
        [b'[', ..] => Some(LinkFault::BracketMissing),
        [b']', b'(', ..] => link_faults::target_fault(&rest[2..]).or(Some(LinkFault::StartMissing)),
        [b']', b' ', b'(', ..] => Some(LinkFault::SpaceBetweenBrackets),
        _ => None,
    }
}

/// Returns the length of the HTML tag at the beginning of a text.
fn tag(rest: &str) -> Option<usize> {
    const NAMES: [&str; 22] = [
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "em", "font", "i", "img",
        "ins", "mark", "p", "q", "small", "span", "strong", "sub", "sup",
    ];
    let end = rest.find('>')?;
    let inner = rest[1..end].trim_matches('/');
    if inner.starts_with(char::is_whitespace) {
        return None;
    }
    let name = inner.split_whitespace().next()?.to_ascii_lowercase();
    let name = name.trim_end_matches('/');
    NAMES.contains(&name).then_some(end + 1)
}

/// Returns the markup of other dialects around a word: `^2^`, `~2~` inside a word, `++words++`, `:smile:`. `last` is
/// the character before `rest`.
fn script_or_emoji(rest: &str, last: Option<char>) -> Option<(usize, ShownMarkupKind)> {
    const LONGEST: usize = 30;
    let is_after_letter = last.is_some_and(char::is_alphanumeric);
    let mark = match rest.chars().next()? {
        '+' if rest.starts_with("++") && !is_after_letter => "++",
        '^' => "^",
        '~' if is_after_letter => "~",
        ':' if !is_after_letter => ":",
        _ => return None,
    };
    let (inner, after) = rest[mark.len()..].split_once(mark)?;
    let is_bounded = (1..=LONGEST).contains(&inner.len()) && !after.starts_with(mark);
    let is_word = |c: char| c.is_alphanumeric();
    let is_inner = match mark {
        "++" => inner.starts_with(is_word) && inner.ends_with(is_word),
        ":" => inner.len() > 2 && inner.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'),
        _ => inner.chars().all(is_word),
    };
    let is_ended = mark != ":" || !after.starts_with(is_word);
    let markup = if mark == ":" {
        ShownMarkupKind::Emoji
    } else {
        ShownMarkupKind::Script
    };
    (is_bounded && is_inner && is_ended).then_some((inner.len() + 2 * mark.len(), markup))
}

/// Returns the markup of template tags and attributes in braces.
fn braces(rest: &str, is_head: bool) -> Option<ShownMarkupKind> {
    if rest.starts_with("{{") || rest.starts_with("{%") {
        // A topic in doubled braces is reported separately.
        let is_topic = rest[2..].trim_start().starts_with("topic");
        return (!is_topic).then_some(ShownMarkupKind::Template);
    }
    let inner = rest[1..].trim_start();
    if is_head && inner.starts_with("topic") && inner.contains('}') {
        return Some(ShownMarkupKind::Attributes);
    }
    let key = inner.split(['=', '}']).next().unwrap_or_default();
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if is_key && key != "topic" && inner[key.len()..].starts_with('=') && inner.contains('}') {
        return Some(ShownMarkupKind::Attributes);
    }
    let word = inner.strip_prefix(['#', '.', ':'])?;
    let is_attribute = word.starts_with(char::is_alphabetic) && inner.contains('}');
    is_attribute.then_some(ShownMarkupKind::Attributes)
}

/// Returns footnotes, links in double brackets, and boxes of other programs.
fn opening_bracket(
    rest: &str,
    before: &str,
    kind: ProseBlockKind,
) -> Option<(usize, ShownMarkupKind)> {
    let (inner, _) = rest[1..].split_once(']').unwrap_or_default();
    if let Some(label) = inner.strip_prefix('^') {
        return (!label.is_empty()).then_some((inner.len() + 2, ShownMarkupKind::Footnote));
    }
    if inner.starts_with('[') && rest.contains("]]") {
        return Some((2, ShownMarkupKind::Wiki));
    }
    let is_alert = inner
        .strip_prefix('!')
        .is_some_and(|word| word.starts_with(char::is_alphabetic));
    let is_task = kind == ProseBlockKind::Item && matches!(inner, " " | "x" | "X");
    // The form `[words(https://…)`.
    let is_bare = inner.is_empty() || inner.contains('[');
    let opened = rest[1..].split(['[', ']']).next().unwrap_or_default();
    let is_unclosed = is_bare
        && opened
            .split_once('(')
            .is_some_and(|(words, target)| !words.is_empty() && target.starts_with("http"));
    match () {
        () if is_unclosed => Some((1, ShownMarkupKind::Link)),
        () if is_alert => Some((inner.len() + 2, ShownMarkupKind::Alert)),
        () if is_task && before.is_empty() && rest.starts_with('[') => {
            Some((inner.len() + 2, ShownMarkupKind::Task))
        }
        () => None,
    }
}

/// Returns true if a picture's brackets are in the wrong order: `(what it shows)[file.jpg]`.
fn is_swapped(rest: &str) -> bool {
    let words = rest
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(")["));
    words.is_some_and(|(words, target)| !words.contains(['(', ')']) && is_address(target))
}

/// Returns true if the brackets at the end of a text belong to such a picture.
fn is_swapped_picture(before: &str) -> bool {
    before
        .rfind('(')
        .is_some_and(|open| before[..open].ends_with('!'))
}

/// Returns links whose two parts do not match.
fn closing_bracket(rest: &str, is_head: bool) -> Option<(usize, ShownMarkupKind)> {
    if let Some(target) = rest.strip_prefix("](") {
        let target = target.trim_start();
        // Two unrelated brackets: `[sic](so the minister)`.
        let first = target.split([' ', ')']).next().unwrap_or_default();
        // Where there is no markup at all, a word alone is a target as well.
        let is_word = is_head && target.starts_with(&format!("{first})")) && !first.is_empty();
        let is_target =
            is_word || is_address(target) || first.contains('.') || is_spaced_file(target);
        return is_target.then_some((2, ShownMarkupKind::Link));
    }
    if rest.strip_prefix("] (").is_some_and(is_address) {
        return Some((3, ShownMarkupKind::Link));
    }
    let label = rest.strip_prefix("][")?.split(']').next()?;
    let is_label = label.starts_with(char::is_alphabetic) && label != "sic" && !label.contains('…');
    is_label.then_some((2, ShownMarkupKind::Link))
}

/// Returns the length of an entity such as `&nbsp;` in a text.
fn entity(rest: &str) -> Option<usize> {
    let name = &rest[1..];
    if name.starts_with("nbsp") {
        return Some("&nbsp".len() + usize::from(name.starts_with("nbsp;")));
    }
    let length = name.find(';')?;
    let body = name[..length].strip_prefix('#').unwrap_or(&name[..length]);
    let is_name = (2..=8).contains(&body.len()) && body.bytes().all(|b| b.is_ascii_alphanumeric());
    is_name.then_some(length + 2)
}

/// Returns a table that is read as a paragraph.
fn table(text: &str) -> Option<ShownMarkup> {
    let first = text.find('|')?;
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let has_rule = ["|--", "|:-", "--|", "-:|", "|——", "|––"]
        .iter()
        .any(|rule| plain.contains(rule));
    let is_row = first == 0 && text.ends_with('|') && text.matches('|').count() > 2;
    (has_rule || is_row).then(|| ShownMarkup {
        range: with_word(text, first..first + 1, ShownMarkupKind::Table),
        at: first,
        markup: ShownMarkupKind::Table,
    })
}

/// Returns the first [`REACH`] bytes of a text, in which the end of markup is searched for.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Returns the range of a mark and the adjacent word, so that a message shows its place.
fn with_word(text: &str, mark: Range<usize>, markup: ShownMarkupKind) -> Range<usize> {
    if matches!(
        markup,
        ShownMarkupKind::Footnote
            | ShownMarkupKind::Entity
            | ShownMarkupKind::Alert
            | ShownMarkupKind::Task
    ) {
        return mark;
    }
    let after = beginning(&text[mark.end..]);
    let word = after.find(char::is_whitespace).unwrap_or(after.len());
    if word > 0 {
        return mark.start..mark.end + word;
    }
    let mut far = mark.start.saturating_sub(REACH);
    while !text.is_char_boundary(far) {
        far += 1;
    }
    let before = &text[far..mark.start];
    let first = mark.start - before.len();
    first
        + before.rfind(char::is_whitespace).map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        })..mark.end
}

/// Returns true if one of the ranges, which are sorted and disjoint, contains an offset.
fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let before = ranges.partition_point(|range| range.start <= at);
    before > 0 && ranges[before - 1].contains(&at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_that_readers_would_see() {
        for (text, kind, expected) in [
            (
                "one `two",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Code),
            ),
            (
                "see [the report] (https://a.example)",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Link),
            ),
            (
                "see [the report](https://a.example/a b)",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Link),
            ),
            (
                "see (the report)[https://a.example]",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Link),
            ),
            (
                "see [the report][source]",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Link),
            ),
            (
                "![a map] (map.png)",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Picture),
            ),
            (
                "said[^who].",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Footnote),
            ),
            (
                "said^[the minister].",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::InlineNote),
            ),
            (
                "one <!-- two",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Comment),
            ),
            (
                "one two -->",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Comment),
            ),
            (
                "{{ youtube(id=1) }}",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Template),
            ),
            (
                "{% note %}",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Template),
            ),
            (
                "a paragraph {#id}",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Attributes),
            ),
            (
                "see [[the treaty]]",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Wiki),
            ),
            (
                "one ==two== three",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Highlight),
            ),
            (
                "H~2~O",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Script),
            ),
            (
                "10 m^2^",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Script),
            ),
            (
                "one ++two++",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Script),
            ),
            (
                "one :smile:",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Emoji),
            ),
            (
                "a title { topic=economy }",
                ProseBlockKind::Title,
                Some(ShownMarkupKind::Attributes),
            ),
            (
                "x{width=300}",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Attributes),
            ),
            (
                "see [y](my file.pdf)",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Link),
            ),
            (
                "[رابط](الملف الأول.pdf)",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Link),
            ),
            (
                "!(The port)[pic.png]",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Picture),
            ),
            (
                "at 10:30:45, C++ and C++, ~5 or ~6, 2^n, a:b:c, {a, b}, [a](so he said. Then)",
                ProseBlockKind::Paragraph,
                None,
            ),
            (
                "::: note",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Container),
            ),
            (
                "[!NOTE] one",
                ProseBlockKind::Quotation,
                Some(ShownMarkupKind::Alert),
            ),
            ("[ ] one", ProseBlockKind::Item, Some(ShownMarkupKind::Task)),
            (
                "one&nbsp;two",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Entity),
            ),
            (
                "one &#8221; two",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Entity),
            ),
            (
                "the end\\",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Backslash),
            ),
            (
                "| a | b | |---| | 1 |",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Table),
            ),
            (
                "one<br>two",
                ProseBlockKind::Title,
                Some(ShownMarkupKind::Tag),
            ),
            (
                "one<br/>two",
                ProseBlockKind::Title,
                Some(ShownMarkupKind::Tag),
            ),
            (
                "one <i class=x>two</i>",
                ProseBlockKind::Author,
                Some(ShownMarkupKind::Tag),
            ),
            (
                "5*3*2, a * b * c, snake_case_name, 3 < b > 2, <x>, price* and cost*",
                ProseBlockKind::Title,
                None,
            ),
            (
                "see [y]( https://a.example/c d)",
                ProseBlockKind::Paragraph,
                Some(ShownMarkupKind::Link),
            ),
            (
                "5 * 3, price*, [sic], […], (a), C:\\dir, a_b, 3 < 5 & 6",
                ProseBlockKind::Paragraph,
                None,
            ),
            (
                "sign here: ______ or ***** or snake__case",
                ProseBlockKind::Paragraph,
                None,
            ),
            (
                "[sic](so the minister), [x][sic], a: b:: c, x == y, A|B",
                ProseBlockKind::Paragraph,
                None,
            ),
            (
                "AT&T; R&D; a {set}, {1, 2}",
                ProseBlockKind::Paragraph,
                None,
            ),
        ] {
            let found = shown(text, kind);
            assert_eq!(
                found.first().map(|one| one.markup),
                expected,
                "{text}: {found:?}"
            );
        }
    }
}
