//! Restores intended emphasis that CommonMark does not recognize: `بـ**«نورس»**`, `**“Gull”**of`.
//!
//! CommonMark looks at the characters before and after a run of `*`, `_` or `~~`: between a letter and a quotation mark,
//! such a run can only close (or only open) emphasis. The rule suits languages that put a space before a quotation mark,
//! but Arabic joins its particles to the word.
//!
//! Takes Markdown; returns a copy of the same length to parse instead, in which the characters beside such runs are
//! replaced, so that the runs open and close emphasis. Runs pair in their order within a block. Nothing is replaced if
//! that would change other markup, or if emphasis is not certainly meant. Offsets in the copy are offsets in the
//! Markdown, so that the parser's words can be replaced by the author's ([`original`]).

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::parse::markdown::{Trust, events};

/// Returns a copy of a Markdown text in which hindered runs open and close emphasis; `None` if there are none.
pub(super) fn straightened(text: &str, trust: Trust) -> Option<String> {
    if !may_be_hindered(text) {
        return None;
    }
    let parsed: Vec<_> = events(text, trust).collect();
    let inline = InlineText::of(text, &parsed);
    let mut changes = BTreeMap::new();
    for runs in inline.groups() {
        for kind in kinds(&runs) {
            let pairs = pairs(text, &kind);
            for (open, close) in pairs {
                inline.force(text, open, close, &mut changes);
            }
        }
    }
    let copy = changed(text, &changes)?;
    let is_same = skeleton(events(&copy, trust)) == skeleton(parsed.into_iter());
    is_same.then_some(copy)
}

/// Returns an event of a copy with the author's words.
pub(super) fn original<'t>(
    event: Event<'t>,
    span: &Range<usize>,
    copy: &str,
    text: &'t str,
) -> Event<'t> {
    match event {
        Event::Text(words) if copy.get(span.clone()) == Some(words.as_ref()) => {
            Event::Text(text.get(span.clone()).map_or(words, CowStr::from))
        }
        other => other,
    }
}

/// A run of equal marks of emphasis, such as `**`.
#[derive(Debug, Clone)]
struct EmphasisRun {
    at: Range<usize>,
    mark: u8,
    /// True if the parser recognizes the whole run as emphasis.
    is_read: bool,
    /// The block and the link that contain it.
    place: (usize, usize),
}

/// The parts of a Markdown text in which emphasis can occur: plain text, and runs of marks.
struct InlineText {
    /// Ranges of text that is not markup, in order.
    plain: Vec<Range<usize>>,
    /// The runs, in order.
    runs: Vec<EmphasisRun>,
    /// The start offsets of the marks that open and close each element.
    elements: Vec<(usize, usize)>,
}

impl InlineText {
    fn of(text: &str, parsed: &[(Event<'_>, Range<usize>)]) -> InlineText {
        let mut inline = InlineText {
            plain: Vec::new(),
            runs: Vec::new(),
            elements: Vec::new(),
        };
        let (mut block, mut links, mut next, mut in_code) = (0, vec![0], 0, false);
        for (event, span) in parsed {
            let place = (block, links.last().copied().unwrap_or_default());
            match event {
                Event::Start(Tag::Emphasis) => inline.read(text, span, 1, place),
                Event::Start(Tag::Strong) => inline.read(text, span, 2, place),
                Event::Start(Tag::Strikethrough) => {
                    // One tilde or two (GitHub Flavored Markdown, 6.5).
                    let is_double = text.as_bytes()[span.start..].starts_with(b"~~");
                    inline.read(text, span, 1 + usize::from(is_double), place);
                }
                Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                    next += 1;
                    links.push(next);
                }
                Event::End(TagEnd::Link | TagEnd::Image) => drop(links.pop()),
                Event::Start(tag) => {
                    in_code = matches!(tag, Tag::CodeBlock(_));
                    block += 1;
                }
                Event::End(_) => {
                    in_code = false;
                    block += 1;
                }
                Event::Text(words)
                    if !in_code && text.get(span.clone()) == Some(words.as_ref()) =>
                {
                    let is_escaped = text[..span.start].ends_with('\\');
                    match words.as_bytes() {
                        [mark @ (b'*' | b'_' | b'~')] if !is_escaped => {
                            inline.add(span.clone(), *mark, false, place);
                        }
                        _ => inline.plain.push(span.clone()),
                    }
                }
                _ => {}
            }
        }
        inline.join();
        inline.part_unequal();
        inline
    }

    /// Adds the opening and the closing run of an element.
    fn read(&mut self, text: &str, span: &Range<usize>, length: usize, place: (usize, usize)) {
        let mark = text.as_bytes()[span.start];
        let end = span.end.saturating_sub(length);
        if end > span.start + length {
            self.add(span.start..span.start + length, mark, true, place);
            self.add(end..span.end, mark, true, place);
            self.elements.push((span.start, end));
        }
    }

    fn add(&mut self, at: Range<usize>, mark: u8, is_read: bool, place: (usize, usize)) {
        self.runs.push(EmphasisRun {
            at,
            mark,
            is_read,
            place,
        });
    }

    /// Merges adjacent runs of the same mark.
    fn join(&mut self) {
        self.runs.sort_by_key(|run| run.at.start);
        self.runs.dedup_by(|next, run| {
            let is_one =
                run.at.end == next.at.start && run.mark == next.mark && run.place == next.place;
            if is_one {
                run.at.end = next.at.end;
                run.is_read &= next.is_read;
            }
            is_one
        });
    }

    /// Marks `**` and `*` as not recognized if the parser paired the two: if a run is hindered, the parser pairs its
    /// neighbour with the next run of any length.
    fn part_unequal(&mut self) {
        for (open, close) in &self.elements {
            let index = |at: usize| self.runs.partition_point(|run| run.at.end <= at);
            let (open, close) = (index(*open), index(*close));
            let length = |index: usize| self.runs.get(index).map(|run| run.at.len());
            if let (Some(1), Some(2)) | (Some(2), Some(1)) = (length(open), length(close)) {
                self.runs[open].is_read = false;
                self.runs[close].is_read = false;
            }
        }
    }

    /// Returns the runs grouped by block and link.
    fn groups(&self) -> Vec<Vec<&EmphasisRun>> {
        let mut groups: BTreeMap<(usize, usize), Vec<&EmphasisRun>> = BTreeMap::new();
        for run in &self.runs {
            groups.entry(run.place).or_default().push(run);
        }
        groups.into_values().collect()
    }

    /// Registers the characters to replace so that one run opens emphasis and another closes it.
    fn force(
        &self,
        text: &str,
        open: &EmphasisRun,
        close: &EmphasisRun,
        changes: &mut BTreeMap<usize, (char, Class)>,
    ) {
        let mut change = |at: Option<(usize, char)>, class| {
            // After a backslash, a mark in place of a letter would be an escape.
            let is_free = |&(at, c): &(usize, char)| {
                !c.is_whitespace() && self.is_plain(at) && !text[..at].ends_with('\\')
            };
            if let Some((at, c)) = at.filter(is_free) {
                // If two runs are close together, the character inside the emphasis decides.
                let noted = changes.entry(at).or_insert((c, class));
                if class == Class::Letter {
                    noted.1 = class;
                }
            }
        };
        change(before(text, &open.at), Class::Mark);
        change(after(text, &open.at), Class::Letter);
        change(before(text, &close.at), Class::Letter);
        change(after(text, &close.at), Class::Mark);
    }

    /// Returns true if a character can be replaced, since it is text and not part of any markup.
    fn is_plain(&self, at: usize) -> bool {
        let index = self.plain.partition_point(|part| part.end <= at);
        self.plain.get(index).is_some_and(|part| part.contains(&at))
    }
}

/// The class of a character in CommonMark's rule for emphasis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Mark,
}

impl Class {
    /// Returns a character of this class with as many bytes as another one.
    fn in_place_of(self, c: char) -> char {
        match (self, c.len_utf8()) {
            (Class::Letter, 1) => 'a',
            (Class::Letter, 2) => 'ك',
            (Class::Letter, 3) => 'ก',
            (Class::Letter, _) => '𐌀',
            (Class::Mark, 1) => ',',
            (Class::Mark, 2) => '«',
            (Class::Mark, 3) => '“',
            (Class::Mark, _) => '𐄀',
        }
    }
}

fn before(text: &str, run: &Range<usize>) -> Option<(usize, char)> {
    text[..run.start].char_indices().next_back()
}

fn after(text: &str, run: &Range<usize>) -> Option<(usize, char)> {
    let c = text[run.end..].chars().next()?;
    Some((run.end, c))
}

/// Returns true if a text contains a run of marks between a letter and a punctuation mark.
fn may_be_hindered(text: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text[from..].find(['*', '_', '~']) {
        let start = from + at;
        let mark = text.as_bytes()[start];
        let length = text[start..].bytes().take_while(|b| *b == mark).count();
        // A run has at least one mark, so the loop ends.
        from = start + length;
        if is_hindered(text, &(start..from)) {
            return true;
        }
    }
    false
}

/// Returns true if a run is between a letter and a punctuation mark, so that CommonMark lets it only open or only close.
fn is_hindered(text: &str, run: &Range<usize>) -> bool {
    let before = before(text, run).map(|(_, c)| c);
    let after = after(text, run).map(|(_, c)| c);
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    (is_letter(before) && is_mark(after)) || (is_mark(before) && is_letter(after))
}

/// Returns true if a character is neither white space nor punctuation. An invisible character counts as a letter.
fn is_letter(c: char) -> bool {
    !c.is_whitespace() && !is_mark(c)
}

fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || "«»‹›“”„‟‘’‚،؛؟٪۔…–—―‐‑•·¡¿§¶†‡′″「」『』【】（）［］。、，；：？！".contains(c)
}

/// Groups runs by mark and length: only equal ones pair with each other.
fn kinds<'r>(group: &[&'r EmphasisRun]) -> Vec<Vec<&'r EmphasisRun>> {
    let mut kinds: BTreeMap<(u8, usize), Vec<&EmphasisRun>> = BTreeMap::new();
    for run in group {
        let kind = (run.mark, run.at.len());
        if kind != (b'~', 1) {
            kinds.entry(kind).or_default().push(run);
        }
    }
    kinds.into_values().collect()
}

/// Pairs runs of a kind in their order. Returns no pairs if CommonMark recognizes all runs, or if emphasis is not
/// certainly meant.
fn pairs<'r>(text: &str, kind: &[&'r EmphasisRun]) -> Vec<(&'r EmphasisRun, &'r EmphasisRun)> {
    let is_meant = |run: &&EmphasisRun| !run.is_read && is_hindered(text, &run.at);
    if !kind.iter().any(is_meant) {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    let mut at = 0;
    while let Some(open) = kind.get(at) {
        match kind.get(at + 1).filter(|close| can_pair(text, open, close)) {
            Some(close) => {
                pairs.push((*open, *close));
                at += 2;
            }
            // Text that was emphasis would lose it.
            None if open.is_read => return Vec::new(),
            None => at += 1,
        }
    }
    pairs
}

/// Returns true if two runs can be the start and the end of one emphasis.
fn can_pair(text: &str, open: &EmphasisRun, close: &EmphasisRun) -> bool {
    let (Some((_, first)), Some((_, last))) = (after(text, &open.at), before(text, &close.at))
    else {
        return false;
    };
    let begins = text[open.at.end..].chars().nth(1);
    // A comma or similar mark followed by a space ends the text before it.
    let is_end = ",;:.!?،؛؟».”)]}".contains(first) && begins.is_none_or(char::is_whitespace);
    if open.at.end >= close.at.start || first.is_whitespace() || last.is_whitespace() || is_end {
        return false;
    }
    // A single asterisk can be a symbol, as in `2*(3+4)` and `price*, cost*`; a quotation between two of them is
    // emphasis.
    let is_single = open.at.len() == 1 && !(open.is_read && close.is_read);
    let is_in_name = open.mark == b'_' && first == '(';
    let is_product = before(text, &open.at).is_some_and(|(_, c)| c.is_numeric());
    !is_single || (is_pair(first, last) && !is_in_name && !is_product)
}

/// Returns true if two characters open and close a quotation or a bracket.
fn is_pair(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('«', '»')
            | ('‹', '›')
            | ('“', '”')
            | ('„', '“' | '”')
            | ('‘', '’')
            | ('"', '"')
            | ('(', ')')
            | ('[', ']')
            | ('﴾', '﴿')
            | ('﴿', '﴾')
    )
}

/// Returns the text with the changes applied; `None` if there are none.
fn changed(text: &str, changes: &BTreeMap<usize, (char, Class)>) -> Option<String> {
    if changes.is_empty() {
        return None;
    }
    let mut copy = String::with_capacity(text.len());
    let mut done = 0;
    for (at, (c, class)) in changes {
        copy.push_str(&text[done..*at]);
        copy.push(class.in_place_of(*c));
        done = at + c.len_utf8();
    }
    copy.push_str(&text[done..]);
    Some(copy)
}

/// Returns all events except words and emphasis, with their ranges, for a comparison.
fn skeleton<'e>(events: impl Iterator<Item = (Event<'e>, Range<usize>)>) -> Vec<String> {
    let is_kept = |event: &Event<'_>| {
        !matches!(
            event,
            Event::Text(_)
                | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
        )
    };
    let kept = events.filter(|(event, _)| is_kept(event));
    kept.map(|(event, span)| format!("{span:?} {event:?}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Tag, TagEnd};

    use super::{original, straightened};
    use crate::parse::markdown::{Trust, events};

    /// Returns a text with its emphasis marked as `⟨…⟩`.
    fn read(text: &str) -> String {
        let copy = straightened(text, Trust::Trusted);
        let copy = copy.as_deref().unwrap_or(text);
        let mut out = String::new();
        for (event, span) in events(copy, Trust::Trusted) {
            match original(event, &span, copy, text) {
                Event::Text(words) => out.push_str(&words),
                Event::Code(_) => out.push('…'),
                Event::SoftBreak => out.push('\n'),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => out.push('⟨'),
                Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {
                    out.push('⟩')
                }
                Event::End(TagEnd::Paragraph | TagEnd::TableCell) => out.push('¶'),
                _ => {}
            }
        }
        out.trim_end_matches('¶').into()
    }

    #[test]
    fn emphasis_beside_letters_and_quotation_marks_is_read_as_it_is_meant() {
        for (text, expected) in [
            (
                "سمّاها الناس بـ**«نورس المدينة»** في",
                "سمّاها الناس بـ⟨«نورس المدينة»⟩ في",
            ),
            ("وهي **«الأولى»**من نوعها", "وهي ⟨«الأولى»⟩من نوعها"),
            ("**«x»**و", "⟨«x»⟩و"),
            ("one ~é~[a", "one ⟨é⟩[a"),
            ("the **“Gull”**of the town", "the ⟨“Gull”⟩of the town"),
            ("بـ**«x»**و**«y»**.", "بـ⟨«x»⟩و⟨«y»⟩."),
            ("بـ**«x»** وبـ**«y»** و**z**", "بـ⟨«x»⟩ وبـ⟨«y»⟩ و⟨z⟩"),
            ("كلمة**،نص**", "كلمة⟨،نص⟩"),
            ("(**«x»**)و", "(⟨«x»⟩)و"),
            ("كلمة**(نص)**كلمة", "كلمة⟨(نص)⟩كلمة"),
            ("بـ*«نورس»* في", "بـ⟨«نورس»⟩ في"),
            ("بـ_«نورس»_ في", "بـ⟨«نورس»⟩ في"),
            ("بـ__«نورس»__ في", "بـ⟨«نورس»⟩ في"),
            ("بـ***«نورس»***في", "بـ⟨⟨«نورس»⟩⟩في"),
            ("بـ~~«نورس»~~في", "بـ⟨«نورس»⟩في"),
            ("\u{200F}**«x»**\u{200F} في", "\u{200F}⟨«x»⟩\u{200F} في"),
            ("- بـ**«x»**\n- **«y»**و", "⟨«x»⟩"),
            ("بـ**«x [y](z)»** في", "بـ⟨«x y»⟩ في"),
            ("[بـ**«x»**](z) في", "بـ⟨«x»⟩ في"),
            ("# بـ**«x»**", "بـ⟨«x»⟩"),
            ("**قال:**«x» و**y**", "⟨قال:⟩«x» و⟨y⟩"),
            ("**“x”**of بـ*«y»* في", "⟨“x”⟩of بـ⟨«y»⟩ في"),
            ("وال**\"x\"**ية بـ*«y»* في", "وال⟨\"x\"⟩ية بـ⟨«y»⟩ في"),
            ("بـ*«x»* **y:**ثم بـ*«z»* في", "بـ⟨«x»⟩ ⟨y:⟩ثم بـ⟨«z»⟩ في"),
        ] {
            if text.starts_with('-') {
                assert!(!read(text).contains('*'), "{}", read(text));
            } else {
                assert_eq!(read(text), expected, "{text}");
            }
        }
    }

    #[test]
    fn other_asterisks_stay_as_they_are() {
        for text in [
            "2*(3+4) and 5*(6)",
            "price*, and cost*.",
            "a ** b ** c",
            "a snake_case and file_(name)_x",
            "ends in**, but** is odd",
            "one **«x only",
            "\\*\\*«x»\\*\\*و",
            "بـ`**«x»**`و",
            "~5 km and ~(10) km",
            "بـ**«x\n\nفي»** ما",
        ] {
            let plain = text
                .replace('\\', "")
                .replace("`**«x»**`", "…")
                .replace("\n\n", "¶");
            assert_eq!(read(text), plain, "{text}");
        }
    }

    proptest! {
        #[test]
        fn words_stay_as_they_are(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "**", "*", "_", "__", "~~", "~", "é", "«", "»", "“", "”", "(", ")", "ب", "a", " ", "\n", "\n\n", "،", ".", "`", "[", "](x)", "\\",
                "- ", "| a |\n|---|\n", "&amp;", "<b>", "[p1]", "1", "\u{200F}", "😀",
            ]), 0..30),
        ) {
            let text = pieces.concat();
            let words = |text: &str| -> String {
                let is_word = |c: &char| !"*_~".contains(*c);
                read(text).chars().filter(is_word).filter(|c| !"⟨⟩".contains(*c)).collect()
            };
            if let Some(copy) = straightened(&text, Trust::Trusted) {
                prop_assert_eq!(copy.len(), text.len());
                let before: String = events(&text, Trust::Trusted)
                    .filter_map(|(event, _)| match event {
                        Event::Text(words) => Some(words.to_string()),
                        Event::Code(_) => Some("…".into()),
                        Event::SoftBreak => Some("\n".into()),
                        Event::End(TagEnd::Paragraph | TagEnd::TableCell) => Some("¶".into()),
                        _ => None,
                    })
                    .collect();
                let before: String = before.trim_end_matches('¶').chars().filter(|c| !"*_~".contains(*c)).collect();
                prop_assert_eq!(words(&text), before);
            }
        }
    }
}
