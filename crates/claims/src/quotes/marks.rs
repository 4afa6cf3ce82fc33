//! Decides which quotation marks open, which close, and which form a pair.
//!
//! Takes a paragraph; returns pairs of marks, and unpaired marks. Typists use the marks of their keyboard, and programs turn
//! straight marks into arbitrary curly ones, in Arabic mostly the wrong ones. So the context of a mark decides, and its
//! shape only if the context is ambiguous:
//!
//! - it can open if it is directly followed by something that can begin a quotation;
//! - it can close if it directly follows something that can end one: no white space, no opening bracket, and no letters that
//!   Arabic joins to the next word (`بـ"`, `و"`).

use std::ops::Range;

use memchr::memchr2_iter;

use crate::sentences::pieces;

/// An opening and a closing mark that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkPair {
    /// The opening mark.
    pub open: Range<usize>,
    /// The closing mark.
    pub close: Range<usize>,
}

/// The quotation marks of a paragraph.
#[derive(Debug, Default)]
pub struct ParagraphMarks {
    /// Marks that form pairs, in no particular order.
    pub pairs: Vec<MarkPair>,
    /// Opening marks that are never closed, in order.
    pub open: Vec<Range<usize>>,
    /// Closing marks without an opening one, in order.
    pub stray: Vec<Range<usize>>,
}

/// A family of marks; marks of different families never close each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkFamily {
    /// “ ” „ ‟ ″ " and two single marks.
    Double,
    /// « »
    Guillemet,
    /// ‹ ›
    SingleGuillemet,
}

/// The function of a mark by its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkShape {
    Opens,
    Closes,
    Either,
}

/// The function of a mark in its context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkRole {
    Open,
    Close,
    /// A closing mark without an open one.
    Stray,
    /// Not a quotation mark: inches, or a Hebrew abbreviation.
    None,
}

/// A quotation mark in a paragraph.
#[derive(Debug)]
struct QuoteMark {
    range: Range<usize>,
    family: MarkFamily,
    shape: MarkShape,
    /// True if the mark may mean inches or minutes.
    straight: bool,
}

/// Maximum length of a paragraph whose marks are paired, in bytes. A longer one is divided between sentences.
const LONGEST_PARAGRAPH: usize = 32 * 1024;

/// Returns the byte ranges of the paragraphs of a text, which blank lines separate; none is empty.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> {
    whole_paragraphs(text).flat_map(|range| {
        let start = range.start;
        let is_long = range.len() > LONGEST_PARAGRAPH;
        let long = is_long.then(|| pieces(&text[range.clone()], LONGEST_PARAGRAPH));
        let parts = long.into_iter().flatten();
        let parts = parts.map(move |part| start + part.start..start + part.end);
        parts.chain((!is_long).then_some(range))
    })
}

fn whole_paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + (text[at..].len() - text[at..].trim_start().len());
            if start == text.len() {
                return None;
            }
            let end = blank_line(&text[start..]).map_or(text.len(), |length| start + length);
            at = end;
            if start < end {
                return Some(start..end);
            }
        }
    })
}

/// Returns the offset of the first blank line, or of the paragraph separator (U+2029).
fn blank_line(text: &str) -> Option<usize> {
    let mut line_end: Option<usize> = None;
    // The separator begins with this byte.
    for at in memchr2_iter(b'\n', 0xE2, text.as_bytes()) {
        if text.as_bytes()[at] != b'\n' {
            if text[at..].starts_with('\u{2029}') {
                return Some(at);
            }
            continue;
        }
        let is_blank = |end: &usize| text[*end..at].chars().all(char::is_whitespace);
        match line_end.filter(is_blank) {
            Some(end) => return Some(end),
            None => line_end = Some(at),
        }
    }
    None
}

/// Pairs the quotation marks of a paragraph.
pub fn pair(text: &str) -> ParagraphMarks {
    // Every mark begins with one of these bytes, and most paragraphs have none of them.
    let may_begin_mark = |byte: &u8| matches!(byte, b'\'' | b'"' | 0xC2 | 0xE2 | 0xEF);
    if !text.as_bytes().iter().any(may_begin_mark) {
        return ParagraphMarks::default();
    }
    let marks = marks(text);
    let mut paired = by_context(text, &marks);
    let straight_alone = marks
        .iter()
        .all(|m| m.family != MarkFamily::Double || m.shape == MarkShape::Either);
    if straight_alone && !(paired.open.is_empty() && paired.stray.is_empty()) {
        in_turns(text, &marks, &mut paired);
    }
    singles(text, &mut paired);
    paired
}

/// Pairs marks by their context.
fn by_context(text: &str, marks: &[QuoteMark]) -> ParagraphMarks {
    let mut paired = ParagraphMarks::default();
    let mut open: Vec<usize> = Vec::new();
    let mut last: Option<(usize, MarkRole)> = None;
    // `places`: for each family, the positions in `open` of its marks. `next` holds, for each mark, the next mark of
    // the same family.
    let mut places: [Vec<usize>; 3] = Default::default();
    let next = next_of_family(marks);
    for (i, mark) in marks.iter().enumerate() {
        let touching = last.filter(|&(end, _)| end == mark.range.start);
        let partner = places[mark.family as usize].last().copied();
        let context = QuoteMarkContext {
            text,
            after_mark: touching.map(|(_, role)| role),
            open: partner.map(|p| &marks[open[p]]),
            next: next[i].map(|next| &marks[next]),
        };
        let role = context.role(mark);
        match (role, partner) {
            (MarkRole::Open, _) => {
                places[mark.family as usize].push(open.len());
                open.push(i);
            }
            (MarkRole::Close, Some(partner)) => {
                let unclosed = open.drain(partner + 1..).map(|o| marks[o].range.clone());
                paired.open.extend(unclosed);
                for places in &mut places {
                    while places.pop_if(|place| *place >= partner).is_some() {}
                }
                if let Some(o) = open.pop() {
                    paired.pairs.push(MarkPair {
                        open: marks[o].range.clone(),
                        close: mark.range.clone(),
                    });
                }
            }
            (MarkRole::Close | MarkRole::Stray, _) => paired.stray.push(mark.range.clone()),
            (MarkRole::None, _) => {}
        }
        last = Some((mark.range.end, role));
    }
    paired
        .open
        .extend(open.into_iter().map(|o| marks[o].range.clone()));
    paired.open.sort_by_key(|r| r.start);
    paired
}

/// Returns for each mark the index of the next one of its family.
fn next_of_family(marks: &[QuoteMark]) -> Vec<Option<usize>> {
    let mut nearest = [None; 3];
    let mut next = vec![None; marks.len()];
    for (i, mark) in marks.iter().enumerate().rev() {
        next[i] = nearest[mark.family as usize].replace(i);
    }
    next
}

/// Pairs straight marks alternately as opening and closing, if their spaces are misleading and their number is even.
fn in_turns(text: &str, marks: &[QuoteMark], paired: &mut ParagraphMarks) {
    let straight: Vec<&QuoteMark> = marks
        .iter()
        .filter(|m| m.family == MarkFamily::Double && !is_between_hebrew(text, m))
        .collect();
    let of_straight = |range: &Range<usize>| {
        let found = straight.binary_search_by_key(&range.start, |m| m.range.start);
        found.is_ok_and(|index| straight[index].range == *range)
    };
    let measures = straight
        .iter()
        .any(|m| text[..m.range.start].ends_with(char::is_numeric));
    if straight.len() % 2 == 1 || measures {
        return;
    }
    paired.pairs.retain(|p| !of_straight(&p.open));
    paired.open.retain(|r| !of_straight(r));
    paired.stray.retain(|r| !of_straight(r));
    for two in straight.chunks_exact(2) {
        paired.pairs.push(MarkPair {
            open: two[0].range.clone(),
            close: two[1].range.clone(),
        });
    }
}

/// Returns the marks of a paragraph, except single ones. Two adjacent single marks count as one double mark: if they are
/// straight, or if they are curly and the text has both ‘‘ and ’’; otherwise ’’ ends a quotation and the one around it.
fn marks(text: &str) -> Vec<QuoteMark> {
    let curly = text.contains("‘‘") && text.contains("’’");
    let mut marks = Vec::new();
    let mut single: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let mark = match c {
            '\'' | '‘' | '’' if single == Some((at, c)) => {
                single = None;
                Some((
                    at - c.len_utf8()..end,
                    MarkFamily::Double,
                    MarkShape::Either,
                ))
            }
            '\'' => {
                single = Some((end, c));
                None
            }
            '‘' | '’' if curly => {
                single = Some((end, c));
                None
            }
            _ => family(c).map(|(family, shape)| (at..end, family, shape)),
        };
        marks.extend(mark.map(|(range, family, shape)| QuoteMark {
            range,
            family,
            shape,
            straight: shape == MarkShape::Either || c == '″',
        }));
    }
    marks
}

fn family(c: char) -> Option<(MarkFamily, MarkShape)> {
    Some(match c {
        '“' | '„' | '‟' => (MarkFamily::Double, MarkShape::Opens),
        '”' | '″' => (MarkFamily::Double, MarkShape::Closes),
        '"' | '＂' => (MarkFamily::Double, MarkShape::Either),
        '«' => (MarkFamily::Guillemet, MarkShape::Opens),
        '»' => (MarkFamily::Guillemet, MarkShape::Closes),
        '‹' => (MarkFamily::SingleGuillemet, MarkShape::Opens),
        '›' => (MarkFamily::SingleGuillemet, MarkShape::Closes),
        _ => return None,
    })
}

/// The context of a mark.
struct QuoteMarkContext<'a> {
    text: &'a str,
    /// Role of the directly preceding mark; `None` if there is none.
    after_mark: Option<MarkRole>,
    /// The last open mark of the same family.
    open: Option<&'a QuoteMark>,
    /// The next mark of the same family.
    next: Option<&'a QuoteMark>,
}

impl QuoteMarkContext<'_> {
    fn role(&self, mark: &QuoteMark) -> MarkRole {
        let before = self.before(mark);
        if is_between_hebrew(self.text, mark) {
            return MarkRole::None;
        }
        if mark.straight && before.chars().next_back().is_some_and(char::is_numeric) {
            return self.after_a_number();
        }
        let Some(open) = self.open else {
            return match (self.can_open(mark), self.can_close(mark)) {
                (true, false) => MarkRole::Open,
                (true, true) if mark.shape != MarkShape::Closes => MarkRole::Open,
                (false, false) if self.after(mark).trim_start().is_empty() => MarkRole::Stray,
                (false, false) => MarkRole::Open,
                _ => MarkRole::Stray,
            };
        };
        match (self.can_open(mark), self.can_close(mark)) {
            (true, false) => MarkRole::Open,
            (false, true) => MarkRole::Close,
            // A reversed quotation ends with a mark that usually opens, and so does „…“.
            _ if mark.shape == MarkShape::Opens && open.shape == MarkShape::Opens => {
                let low = self.glyph(open) == Some('„') && self.glyph(mark) == Some('“');
                if low { MarkRole::Close } else { MarkRole::Open }
            }
            _ => MarkRole::Close,
        }
    }

    /// Returns the role of a straight mark after a number. It never opens (5"); it closes an open quotation, unless the next
    /// mark can only close.
    fn after_a_number(&self) -> MarkRole {
        let next_closes = self
            .next
            .is_some_and(|next| self.can_close(next) && !self.can_open(next));
        if self.open.is_none() || next_closes {
            MarkRole::None
        } else {
            MarkRole::Close
        }
    }

    fn can_open(&self, mark: &QuoteMark) -> bool {
        let after = self.after(mark);
        if after.starts_with("..") {
            return true;
        }
        after.chars().next().is_some_and(|c| {
            !c.is_whitespace()
                && !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}')
                && !matches!(c, '،' | '؛' | '؟' | '۔' | '»' | '›' | '”' | '’')
        })
    }

    fn can_close(&self, mark: &QuoteMark) -> bool {
        let before = self.before(mark);
        let Some(last) = before.chars().next_back() else {
            return false;
        };
        match self.after_mark {
            Some(MarkRole::Open) => return false,
            Some(_) => return true,
            None => {}
        }
        if last.is_whitespace() || matches!(last, '(' | '[' | '{' | '‘') || follows_prefix(before)
        {
            return false;
        }
        // A mark between punctuation and a word opens: `word—"quoted"`, `said:"quoted"`.
        let starts_word = self
            .after(mark)
            .chars()
            .next()
            .is_some_and(char::is_alphanumeric);
        !(starts_word && matches!(last, '—' | '–' | '-' | ':' | '/' | '='))
    }

    fn glyph(&self, mark: &QuoteMark) -> Option<char> {
        self.text[mark.range.clone()].chars().next()
    }

    /// Returns the paragraph before a mark, without adjacent invisible characters.
    fn before(&self, mark: &QuoteMark) -> &str {
        self.text[..mark.range.start].trim_end_matches(is_invisible)
    }

    /// Returns the paragraph after a mark, without adjacent invisible characters.
    fn after(&self, mark: &QuoteMark) -> &str {
        self.text[mark.range.end..].trim_start_matches(is_invisible)
    }
}

/// Returns true if a text ends with a separate word of letters that Arabic joins to the next word: و ف, then ب ل ك, then the
/// article; a tatweel may follow.
fn follows_prefix(before: &str) -> bool {
    let bare = before.trim_end_matches('\u{640}');
    let word = &bare[bare.trim_end_matches(char::is_alphabetic).len()..];
    // `"و"` quotes the letter itself.
    let quoted = bare[..bare.len() - word.len()].ends_with(['"', '“', '”', '«', '‘', '\'']);
    let rest = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let rest = rest.strip_prefix(['ب', 'ل', 'ك']).unwrap_or(rest);
    !word.is_empty() && (rest.is_empty() || rest == "ال") && !quoted
}

/// Returns true if a mark stands before the last letter of a Hebrew word, as in abbreviations.
fn is_between_hebrew(text: &str, mark: &QuoteMark) -> bool {
    let is_hebrew = |c: &char| matches!(c, 'א'..='ת');
    let mut after = text[mark.range.end..].chars();
    text[..mark.range.start]
        .chars()
        .next_back()
        .is_some_and(|c| is_hebrew(&c))
        && after.next().is_some_and(|c| is_hebrew(&c))
        && !after.next().is_some_and(|c| is_hebrew(&c))
}

/// Adds the pairs of single marks that cannot be apostrophes and do not cross another pair.
fn singles(text: &str, paired: &mut ParagraphMarks) {
    let mut from = 0;
    while let Some(open) = opening_single(text, from) {
        from = open.end;
        let Some(close) = closing_single(text, &open) else {
            continue;
        };
        let pair = MarkPair { open, close };
        if !paired.pairs.iter().any(|other| crosses(&pair, other)) {
            from = pair.close.end;
            paired.pairs.push(pair);
        }
    }
}

fn crosses(one: &MarkPair, other: &MarkPair) -> bool {
    let starts_in = |a: &MarkPair, b: &MarkPair| {
        b.open.start < a.open.start && a.open.start < b.close.end && b.close.start < a.close.end
    };
    starts_in(one, other) || starts_in(other, one)
}

/// Clipped English words: the mark before them is an apostrophe.
const CLIPPED: [&str; 12] = [
    "bout", "cause", "cos", "em", "ere", "im", "n", "neath", "round", "til", "tis", "twas",
];

/// Returns the first single mark from `from` on that begins a word and is not the apostrophe of a clipped word (’em, ’90s).
fn opening_single(text: &str, from: usize) -> Option<Range<usize>> {
    text[from..].match_indices(['‘', '\'']).find_map(|(i, m)| {
        let range = from + i..from + i + m.len();
        let before = text[..range.start].trim_end_matches(is_invisible);
        let after = text[range.end..].trim_start_matches(is_invisible);
        let free = before
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || "([{“\"«‹—–:".contains(c))
            || follows_prefix(before);
        let word = first_word(after);
        let decade = word.starts_with(char::is_numeric) && word.ends_with('s');
        let begins = after
            .chars()
            .next()
            .is_some_and(|c| c.is_alphanumeric() || "[«“\"….".contains(c));
        (free && begins && !decade && !CLIPPED.contains(&word.as_str())).then_some(range)
    })
}

/// Words that cannot follow a possessive, so that a mark before them closes a quotation.
const NO_OWNED: [&str; 30] = [
    "according",
    "added",
    "as",
    "at",
    "but",
    "by",
    "for",
    "from",
    "had",
    "has",
    "he",
    "i",
    "in",
    "is",
    "it",
    "of",
    "on",
    "said",
    "says",
    "she",
    "that",
    "they",
    "to",
    "told",
    "was",
    "we",
    "were",
    "which",
    "who",
    "with",
];

/// Words that rarely follow a possessive (workers’ and employers’ rights).
const HARDLY_OWNED: [&str; 2] = ["and", "or"];

/// Returns the mark that closes a single one: of the same kind, at the end of a word, before the next opening one.
///
/// After an s, the mark may be a possessive (the workers’ rights); it is skipped unless the next word decides otherwise.
fn closing_single(text: &str, open: &Range<usize>) -> Option<Range<usize>> {
    let glyph = if text[open.clone()] == *"'" {
        '\''
    } else {
        '’'
    };
    let until = opening_single(text, open.end).map_or(text.len(), |next| next.start);
    let closing = |words: &[&str]| {
        text[open.end..until]
            .match_indices(glyph)
            .map(|(i, m)| open.end + i..open.end + i + m.len())
            .find(|range| closes(&text[..range.start], &text[range.end..], words))
    };
    closing(&NO_OWNED).or_else(|| closing(&HARDLY_OWNED))
}

/// Returns true if the single mark between two texts closes. After an s, it closes only if no word or one of `words`
/// follows.
fn closes(before: &str, after: &str, words: &[&str]) -> bool {
    let before = before.trim_end_matches(is_invisible);
    let after = after.trim_start_matches(is_invisible);
    let ends_word = before.ends_with(|c: char| !c.is_whitespace())
        && !after.starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’');
    let possessive =
        before.ends_with(['s', 'S', 'z', 'x']) && after.starts_with(char::is_whitespace);
    let next = first_word(after.trim_start());
    ends_word && (!possessive || next.is_empty() || words.contains(&next.as_str()))
}

/// Returns the letters and digits at the beginning of a text, in lowercase.
fn first_word(text: &str) -> String {
    let end = text.find(|c: char| !c.is_alphanumeric());
    text[..end.unwrap_or(text.len())].to_lowercase()
}

/// Returns the opening mark of a quotation that continues in the next paragraph: the first unclosed one, if no quotation of
/// its family begins after it and the next paragraph begins with a mark of its family.
pub fn continued(
    text: &str,
    marks: &ParagraphMarks,
    following: Option<&str>,
) -> Option<Range<usize>> {
    let kind = |text: &str| {
        text.chars()
            .next()
            .and_then(family)
            .map(|(family, _)| family)
    };
    let open = marks.open.first()?;
    let family = kind(&text[open.clone()])?;
    let following = following?.trim_start_matches(is_invisible);
    let alone = !marks
        .pairs
        .iter()
        .any(|p| p.open.start > open.start && kind(&text[p.open.clone()]) == Some(family));
    (alone && kind(following) == Some(family)).then(|| open.clone())
}

/// Trims white space and invisible characters from both ends of a range.
pub fn inside(text: &str, range: Range<usize>) -> Range<usize> {
    let outside = |c: char| c.is_whitespace() || is_invisible(c);
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start_matches(outside).len());
    let end = range.start + part.trim_end_matches(outside).len();
    start..end.max(start)
}

/// Returns true for invisible characters: direction marks, isolates and embeddings, joiners, soft hyphens, the byte order
/// mark.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
    )
}
