//! Finds text that looks like a citation but is not: `[3]`, `[ف3]`, `[p.3]`, `[p_3]`, `(p. 3)`, `【p3】`, `⟦p3⟧`.
//!
//! Takes running text; returns ranges, the certainty that a citation was meant, and the citation in its correct form. A
//! text between brackets is split into tokens ([`BracketToken`]), from which a list of paragraph numbers is parsed
//! ([`ParagraphList`]).

use std::ops::{Range, RangeInclusive};

use crate::parse::slug::is_slug;

/// Text that looks like a citation but is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookalike {
    /// Byte range, with the brackets.
    pub range: Range<usize>,
    /// The certainty that a citation was meant.
    pub likeness: Certainty,
    /// The word before the numbers, which may be the id of an original or, in an edition, the slug of an article.
    pub name: Option<String>,
    /// The word before that one, which may be the slug of an article.
    pub article: Option<String>,
    /// The citation that was probably meant, without brackets and name.
    pub meant: Option<String>,
    /// Highest number in the text.
    pub highest: u32,
}

/// The certainty that a citation was meant, highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// A word or letter for a paragraph, and square or other unusual brackets: `[p.3]`, `[ف3]`, `{p3}`, `[p3)`.
    Marked,
    /// Only numbers in square brackets: `[3]`. They may be something else, such as words that an editor inserted into a
    /// quotation.
    Bare,
    /// A word before numbers, which is a citation if it is the id of an original: `[reuters 3]`, `(reuters p3)`.
    Named,
    /// A letter for a paragraph in round brackets, or a word for a page or a note in square ones: `(p. 3)`, `[page 3]`,
    /// `[note 3]`; or a word for a paragraph in round brackets at the end of a sentence: `(paragraph 3).`
    Aside,
}

/// Words and letters for a paragraph, in lower case: English, Arabic, Persian, Russian and Hebrew ones, letters on the
/// `p` key of other keyboards, letters that look like `p`, and `ق` and `f`, which are meant as `ف`.
const MARKERS: [&str; 40] = [
    "p",
    "pp",
    "par",
    "pars",
    "para",
    "paras",
    "parag",
    "paragraph",
    "paragraphs",
    "¶",
    "¶¶",
    "§",
    "§§",
    "#",
    "№",
    "ف",
    "ب",
    "فق",
    "فقرة",
    "فقره",
    "الفقرة",
    "الفقره",
    "فقرات",
    "الفقرات",
    "الفقرتان",
    "الفقرتين",
    "ص",
    "ح",
    "پ",
    "بند",
    "پاراگراف",
    "р",
    "п",
    "пп",
    "абз",
    "абзац",
    "פ",
    "ρ",
    "f",
    "ق",
];

/// The markers that also count in round brackets, where most text means something else.
const MARKERS_IN_ASIDES: [&str; 7] = ["p", "pp", "par", "para", "paras", "¶", "ف"];

/// The markers that count in round brackets at the end of a sentence, or with a word such as "see" before them. Elsewhere
/// they mean the paragraph of another work: "Article 5 (paragraph 3) of the treaty".
const MARKERS_AT_ENDS: [&str; 17] = [
    "paragraph",
    "paragraphs",
    "parag",
    "pars",
    "§",
    "§§",
    "¶¶",
    "فقرة",
    "فقره",
    "الفقرة",
    "الفقره",
    "فقرات",
    "الفقرات",
    "الفقرتان",
    "الفقرتين",
    "پاراگراف",
    "абз",
];

/// Words for a page, a note or a number, which are markers as well. A citation with one is less certain.
const PAGES: [&str; 29] = [
    "page",
    "pages",
    "pg",
    "صفحة",
    "الصفحة",
    "стр",
    "с",
    "no",
    "nos",
    "nr",
    "num",
    "number",
    "n",
    "note",
    "notes",
    "fn",
    "footnote",
    "cite",
    "رقم",
    "الرقم",
    "هامش",
    "الهامش",
    "حاشية",
    "الحاشية",
    "ملاحظة",
    "الملاحظة",
    "مرجع",
    "المرجع",
    "прим",
];

/// The words of [`PAGES`] that mean a page.
const WORDS_FOR_PAGE: [&str; 7] = ["page", "pages", "pg", "صفحة", "الصفحة", "стр", "с"];

/// Words for "number" between a marker and its number: "paragraph no. 3".
const NUMBER_WORDS: [&str; 6] = ["no", "nr", "number", "رقم", "#", "№"];

/// Words before a reference.
const LEADS: [&str; 13] = [
    "see",
    "cf",
    "ref",
    "source",
    "from",
    "original",
    "انظر",
    "أنظر",
    "راجع",
    "المصدر",
    "الأصل",
    "см",
    "ينظر",
];

const OPENING: [char; 13] = [
    '[', '(', '{', '【', '［', '（', '〔', '｛', '⟦', '⟨', '〈', '❲', '⁅',
];
const CLOSING: [char; 13] = [
    ']', ')', '}', '】', '］', '）', '〕', '｝', '⟧', '⟩', '〉', '❳', '⁆',
];

/// Brackets in which bare numbers are not a citation.
const NEVER_BARE: [char; 5] = ['{', '｛', '⟨', '〈', '❲'];

/// Maximum length of the text between the brackets, in characters.
const LONGEST: usize = 60;

/// Maximum distance in which the beginning of a quotation is searched for, in characters.
const LONGEST_QUOTATION: usize = 1000;

/// Highest number that counts as a paragraph without a marker. Years and large quantities are above it.
const HIGHEST_BARE: u32 = 99;

/// Highest such number right before another word, where an editor may have inserted it: `[20] soldiers`.
const HIGHEST_BEFORE_WORD: u32 = 9;

/// Finds text that looks like a citation but is not. Citations in the correct form are found too, as
/// [`Certainty::Marked`]: where citations are parsed, they never reach this function as text.
pub fn find(text: &str) -> Vec<Lookalike> {
    let mut found: Vec<Lookalike> = Vec::new();
    if !text.contains(OPENING) && !text.contains(CLOSING) {
        return found;
    }
    let (mut end, mut unclosed) = (0, 0_usize);
    for (at, c) in text.char_indices().filter(|(_, c)| is_bracket(*c)) {
        if at < end {
            continue;
        }
        let one = match unclosed.checked_sub(1) {
            _ if OPENING.contains(&c) => opened(text, at, c),
            Some(less) => {
                unclosed = less;
                continue;
            }
            None => closed(text, at, c).or_else(|| reversed(text, at, c)),
        };
        match one {
            Some(one) => {
                end = one.range.end;
                found.push(one);
            }
            None => unclosed += usize::from(OPENING.contains(&c)),
        }
    }
    found
}

fn is_bracket(c: char) -> bool {
    OPENING.contains(&c) || CLOSING.contains(&c)
}

/// Returns the look-alike that begins with this bracket.
fn opened(text: &str, at: usize, open: char) -> Option<Lookalike> {
    let start = at + open.len_utf8();
    let rest = &text[start..];
    if open == '['
        && let Some(length) = beginning_with_words(rest)
    {
        let inner = rest.split(']').next().unwrap_or_default();
        let is_whole = inner.len() < rest.len() && matches!(super::read(inner), Some(Ok(_)));
        let range = match is_whole {
            true => at..start + inner.len() + 1,
            false => at..start + length,
        };
        return Some(Lookalike {
            range,
            likeness: Certainty::Marked,
            name: None,
            article: None,
            meant: None,
            highest: 0,
        });
    }
    let next = rest
        .char_indices()
        .take(LONGEST + 1)
        .find(|(_, c)| is_bracket(*c));
    let Some((length, close)) = next.filter(|(_, c)| CLOSING.contains(c)) else {
        // No bracket closes it: only the word after it is read.
        let word = first_characters(rest)
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let reference = ParagraphList::read(word).filter(|r| r.is_strict && !is_round(open))?;
        return Some(reference.at(at..start + word.len(), Certainty::Marked));
    };
    let range = at..start + length + close.len_utf8();
    let inner = &rest[..length];
    let Some(reference) = ParagraphList::read(inner) else {
        return named(inner, range);
    };
    let is_pair =
        OPENING.iter().position(|c| *c == open) == CLOSING.iter().position(|c| *c == close);
    if is_pair && is_round(open) {
        let is_meant = !inner.contains(char::is_uppercase)
            && (reference.markers_in_asides
                || reference.markers_at_ends && ends_sentence(&text[range.end..]));
        return is_meant.then(|| reference.at(range, Certainty::Aside));
    }
    if reference.is_page {
        // In a quotation, an editor may have inserted it.
        let is_page = !reference.is_note || !is_in_quotation(&text[..at]);
        return is_page.then(|| reference.at(range, Certainty::Aside));
    }
    if reference.is_marked {
        // The P-3 is an aircraft.
        let is_model = reference.is_hyphenated && inner.contains(char::is_uppercase);
        return (!is_model).then(|| reference.at(range, Certainty::Marked));
    }
    let is_bare = is_pair
        && !NEVER_BARE.contains(&open)
        && reference.can_be_bare()
        && stands_as_citation(text, &range, reference.highest());
    is_bare.then(|| reference.at(range, Certainty::Bare))
}

/// Returns the look-alike of a citation with one or two names, given the text between the brackets: `reuters 3`,
/// `reuters: p.3`, `treaty reuters 3`.
fn named(inner: &str, range: Range<usize>) -> Option<Lookalike> {
    const SEPARATORS: [char; 5] = [' ', ':', ',', '/', '\u{A0}'];
    let (first, rest) = inner.trim().split_once(SEPARATORS)?;
    if !is_slug(first) {
        return None;
    }
    let (article, name, reference) = match ParagraphList::read(rest) {
        Some(reference) => (None, first, reference),
        None => {
            let (second, rest) = rest.trim_start().split_once(SEPARATORS)?;
            let reference = ParagraphList::read(rest).filter(|_| is_slug(second))?;
            (Some(first.to_owned()), second, reference)
        }
    };
    Some(Lookalike {
        name: Some(name.to_owned()),
        article,
        ..reference.at(range, Certainty::Named)
    })
}

/// Returns the length of `p4 «`, the beginning of a citation that quotes words of its paragraph, if a text begins with
/// it.
fn beginning_with_words(text: &str) -> Option<usize> {
    let digits = text.strip_prefix('p')?;
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let words = rest.trim_start_matches([' ', '\n']);
    let mark = words.chars().next()?;
    let is_mark = matches!(mark, '«' | '“' | '„' | '"' | '‹' | '「' | '『' | '《');
    (rest.len() < digits.len() && is_mark).then(|| text.len() - words.len() + mark.len_utf8())
}

/// Returns the look-alike that ends with this bracket, which has no opening one.
fn closed(text: &str, at: usize, close: char) -> Option<Lookalike> {
    if is_round(close) {
        return None;
    }
    let before = text[..at]
        .rsplit(|c: char| c.is_whitespace() || is_bracket(c))
        .next()?;
    let reference = ParagraphList::read(before).filter(|reference| reference.is_strict)?;
    Some(reference.at(at - before.len()..at + close.len_utf8(), Certainty::Marked))
}

/// Returns the look-alike between a closing and an opening bracket: `]p3[`, which looks correct where it is typed between
/// right-to-left letters.
fn reversed(text: &str, at: usize, close: char) -> Option<Lookalike> {
    let start = at + close.len_utf8();
    let rest = first_characters(&text[start..]);
    let length = rest.find(is_bracket)?;
    let open = rest[length..].chars().next()?;
    let is_square = matches!((close, open), (']', '[') | ('］', '［'));
    let reference = ParagraphList::read(&rest[..length]).filter(|r| is_square && r.is_marked)?;
    let end = start + length + open.len_utf8();
    Some(reference.at(at..end, Certainty::Marked))
}

/// Returns true if the text after a bracket ends the sentence or a part of it: nothing, a full stop, a comma.
fn ends_sentence(after: &str) -> bool {
    let next = after.trim_start().chars().next();
    next.is_none_or(|c| {
        after.starts_with('\n') || matches!(c, '.' | ',' | ';' | '!' | '?' | '،' | '؛' | '؟' | '…')
    })
}

fn is_round(c: char) -> bool {
    matches!(c, '(' | ')' | '（' | '）')
}

/// Returns true if numbers in brackets are where a citation would be, and not where an editor inserts a word into a
/// quotation.
fn stands_as_citation(text: &str, range: &Range<usize>, highest: u32) -> bool {
    let after = &text[range.end..];
    if after.starts_with(['(', ':']) {
        return false;
    }
    let is_before_word = after.trim_start().starts_with(char::is_alphanumeric);
    !is_before_word || (highest <= HIGHEST_BEFORE_WORD && !is_in_quotation(&text[..range.start]))
}

/// Returns the beginning of a text in which a closing bracket is searched for.
fn first_characters(text: &str) -> &str {
    let end = text.char_indices().nth(LONGEST);
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

/// Returns true if a quotation is open at the end of a text, judging by its last characters.
fn is_in_quotation(before: &str) -> bool {
    let start = before.char_indices().rev().nth(LONGEST_QUOTATION);
    let before = &before[start.map_or(0, |(at, _)| at)..];
    let count = |marks: &[char]| before.chars().filter(|c| marks.contains(c)).count();
    count(&['«', '“', '„']) > count(&['»', '”']) || count(&['"']) % 2 == 1
}

/// Returns the ranges of single words in square brackets, `[treaty]`, with their brackets. In an edition such a word may be the
/// slug of an article; within a quotation an editor may have inserted it.
pub fn words_alone(text: &str) -> Vec<Range<usize>> {
    let opening = text.match_indices('[').filter_map(|(at, _)| {
        let inner = first_characters(&text[at + 1..]).split(']').next()?;
        let end = at + 1 + inner.len();
        let is_word = is_slug(inner) && inner.contains(char::is_alphabetic);
        let is_closed = text[end..].starts_with(']');
        (is_word && is_closed && !is_in_quotation(&text[..at])).then_some(at..end + 1)
    });
    opening.collect()
}

/// A token of the text between brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BracketToken<'t> {
    /// A number in European digits.
    Number(&'t str),
    /// Letters, or a symbol such as ¶.
    Word(&'t str),
    /// A comma, a semicolon, `&`, or a word for "and".
    Comma,
    /// A dash, or a word for "to".
    Dash,
    Slash,
    /// A full stop or a colon.
    Stop,
    /// A sign that occurs only between a marker and its number: `_`, `=`.
    Joint,
}

/// A list of paragraph numbers.
#[derive(Debug, Default)]
struct ParagraphList {
    ranges: Vec<RangeInclusive<u32>>,
    /// True if a word or letter marks the numbers as paragraphs.
    is_marked: bool,
    /// True if one of the markers is a word for a page.
    is_page: bool,
    /// True if one of the markers is a word for a note or a number.
    is_note: bool,
    /// True if a hyphen stands between a marker and its number: `p-3`.
    is_hyphenated: bool,
    /// True if all markers also count in round brackets.
    markers_in_asides: bool,
    /// True if all markers count in round brackets at the end of a sentence.
    markers_at_ends: bool,
    /// True if the text has the form `p3`.
    is_strict: bool,
    /// True if the text contains something that does not occur in a plain list of numbers.
    is_odd: bool,
}

impl ParagraphList {
    /// Parses a list of paragraph numbers; `None` if the text contains anything else.
    fn read(text: &str) -> Option<ParagraphList> {
        let plain = normalized(text);
        let tokens = tokens(&plain)?;
        let mut reference = ParagraphList {
            markers_in_asides: true,
            markers_at_ends: true,
            ..ParagraphList::default()
        };
        let tokens = without_stops(&tokens);
        let mut rest = reference.without_lead(tokens);
        let has_lead = rest.len() < tokens.len();
        let mut is_range = false;
        loop {
            let number;
            (number, rest) = reference.item(rest)?;
            match reference.ranges.last_mut().filter(|_| is_range) {
                Some(last) => *last = *last.start()..=number,
                None => reference.ranges.push(number..=number),
            }
            (is_range, rest) = match rest {
                [] => break,
                [BracketToken::Dash, rest @ ..] if !is_range => (true, rest),
                [BracketToken::Comma, rest @ ..] => (false, rest),
                [BracketToken::Slash, rest @ ..] => {
                    reference.is_odd = true;
                    (false, rest)
                }
                [BracketToken::Word(_), ..] => (false, rest),
                _ => return None,
            };
        }
        reference.markers_in_asides &= reference.is_marked;
        reference.markers_at_ends =
            reference.is_marked && !reference.is_page && (reference.markers_at_ends || has_lead);
        reference.is_strict = is_strict(&plain);
        Some(reference)
    }

    /// Skips an introductory word such as "see".
    fn without_lead<'r, 't>(&mut self, tokens: &'r [BracketToken<'t>]) -> &'r [BracketToken<'t>] {
        match tokens {
            [BracketToken::Word(word), BracketToken::Stop, rest @ ..]
            | [BracketToken::Word(word), rest @ ..]
                if LEADS.contains(word) =>
            {
                self.is_odd = true;
                rest
            }
            _ => tokens,
        }
    }

    /// Parses a number with the marker before or after it.
    fn item<'r, 't>(
        &mut self,
        tokens: &'r [BracketToken<'t>],
    ) -> Option<(u32, &'r [BracketToken<'t>])> {
        let (marker, number, rest) = match tokens {
            [
                BracketToken::Number(number),
                BracketToken::Word(word),
                rest @ ..,
            ] if !matches!(rest, [BracketToken::Number(_) | BracketToken::Stop, ..]) => {
                (Some(word), number, rest)
            }
            [BracketToken::Number(number), rest @ ..] => (None, number, rest),
            [BracketToken::Word(word), after @ ..] => match self.after_marker(after) {
                [BracketToken::Number(number), rest @ ..] => (Some(word), number, rest),
                _ => return None,
            },
            _ => return None,
        };
        if let Some(marker) = marker {
            let is_page = PAGES.contains(marker);
            if !is_page && !MARKERS.contains(marker) {
                return None;
            }
            self.is_page |= is_page;
            self.is_note |= is_page && !WORDS_FOR_PAGE.contains(marker);
            self.is_marked = true;
            self.markers_in_asides &= MARKERS_IN_ASIDES.contains(marker);
            self.markers_at_ends &=
                MARKERS_AT_ENDS.contains(marker) || MARKERS_IN_ASIDES.contains(marker);
        }
        self.is_odd |= number.starts_with('0');
        Some((number.parse().ok()?, rest))
    }

    /// Skips the text that may stand between a marker and its number: a full stop, another sign, a word for "number".
    fn after_marker<'r, 't>(&mut self, tokens: &'r [BracketToken<'t>]) -> &'r [BracketToken<'t>] {
        let rest = match tokens {
            [BracketToken::Word(word), BracketToken::Stop, rest @ ..]
            | [BracketToken::Word(word), rest @ ..]
                if NUMBER_WORDS.contains(word) =>
            {
                return rest;
            }
            [BracketToken::Stop, rest @ ..] => return rest,
            [BracketToken::Dash, rest @ ..] => {
                self.is_hyphenated = true;
                rest
            }
            [BracketToken::Slash | BracketToken::Joint, rest @ ..] => rest,
            _ => return tokens,
        };
        self.markers_in_asides = false;
        self.markers_at_ends = false;
        rest
    }

    fn highest(&self) -> u32 {
        self.ranges
            .iter()
            .map(|range| *range.end())
            .max()
            .unwrap_or_default()
    }

    /// Returns true if numbers without a marker can be those of paragraphs.
    fn can_be_bare(&self) -> bool {
        let is_right =
            |range: &RangeInclusive<u32>| *range.start() > 0 && range.start() <= range.end();
        !self.is_odd && self.ranges.iter().all(is_right) && self.highest() <= HIGHEST_BARE
    }

    /// Returns the citation in its correct form.
    fn meant(&self) -> Option<String> {
        let mut parts = Vec::new();
        for range in &self.ranges {
            let (one, other) = (*range.start(), *range.end());
            let (first, last) = (one.min(other), one.max(other));
            if first == 0 {
                return None;
            }
            parts.push(if first == last {
                format!("p{first}")
            } else {
                format!("p{first}-p{last}")
            });
        }
        Some(parts.join(", "))
    }

    fn at(&self, range: Range<usize>, likeness: Certainty) -> Lookalike {
        Lookalike {
            range,
            likeness,
            name: None,
            article: None,
            meant: self.meant(),
            highest: self.highest(),
        }
    }
}

/// Returns the citation that a text between brackets was probably meant to be.
pub fn repaired(label: &str) -> Option<String> {
    ParagraphList::read(label)?.meant()
}

/// Returns true if a text is a letter p and a number, or several of these joined by hyphens or commas.
fn is_strict(text: &str) -> bool {
    let mut parts = text.split(['-', ',']);
    parts.all(|part| {
        let digits = part.strip_prefix('p').unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Returns the tokens without full stops at the end: `[3.]`.
fn without_stops<'r, 't>(mut tokens: &'r [BracketToken<'t>]) -> &'r [BracketToken<'t>] {
    while let [rest @ .., BracketToken::Stop] = tokens {
        tokens = rest;
    }
    tokens
}

/// Returns the digit for a raised, lowered or circled one.
fn plain_digit(c: char) -> Option<char> {
    let value = match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => c as u32 - 0x2070,
        '₀'..='₉' => c as u32 - 0x2080,
        '①'..='⑨' => c as u32 - 0x2460 + 1,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Returns the text in lower case, with European digits and ASCII punctuation, and without invisible characters.
fn normalized(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_power = false;
    for text_char in text.chars() {
        let c = text_char;
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '٠'..='٩' => char::from_u32(c as u32 - 0x660 + 0x30).unwrap_or(c),
            '۰'..='۹' => char::from_u32(c as u32 - 0x6F0 + 0x30).unwrap_or(c),
            '،' | '؛' | '、' | ';' | '&' | '+' => ',',
            '—' | '‑' | '−' | '–' | '‐' | '~' => '-',
            '\u{640}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' => continue,
            _ if c.is_whitespace() => ' ',
            // A raised digit after another digit is a power or the mark of a note.
            _ if !is_power => plain_digit(c).unwrap_or(c),
            _ => c,
        };
        is_power = c.is_ascii_digit() && plain_digit(text_char).is_none();
        plain.extend(c.to_lowercase());
    }
    plain
}

/// Splits a normalized text; `None` if it contains a character that occurs in no reference.
fn tokens(text: &str) -> Option<Vec<BracketToken<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        let is_alike = |other: char| match c {
            _ if c.is_ascii_digit() => other.is_ascii_digit(),
            '¶' | '§' | '#' | '№' => other == c,
            _ if c.is_alphabetic() => other.is_alphabetic(),
            _ => false,
        };
        // The character itself always counts, so that the rest becomes shorter and the loop ends.
        let length = rest
            .find(|other| !is_alike(other))
            .unwrap_or(rest.len())
            .max(c.len_utf8());
        let word;
        (word, rest) = rest.split_at(length);
        tokens.push(match word {
            " " => continue,
            "," | "and" | "و" | "и" => BracketToken::Comma,
            "-" | "to" | "till" | "until" | "through" | "إلى" | "حتى" | "تا" => {
                BracketToken::Dash
            }
            "/" => BracketToken::Slash,
            "_" | "=" => BracketToken::Joint,
            "." | ":" => BracketToken::Stop,
            _ if c.is_ascii_digit() => BracketToken::Number(word),
            _ if c.is_alphabetic() || matches!(c, '¶' | '§' | '#' | '№') => {
                BracketToken::Word(word)
            }
            _ => return None,
        });
    }
    // A list can have "and" after a comma, as in `p3 , and p5`.
    tokens.dedup_by(|next, before| *next == BracketToken::Comma && *before == BracketToken::Comma);
    (!tokens.is_empty()).then_some(tokens)
}

#[cfg(test)]
mod tests {
    use super::{Certainty, find};

    /// Returns the look-alikes in a text: words, certainty, and the intended citation.
    fn found(text: &str) -> Vec<(&str, Certainty, Option<String>)> {
        let found = find(text).into_iter();
        let unnamed = found.filter(|one| one.likeness != Certainty::Named);
        unnamed
            .map(|one| (&text[one.range], one.likeness, one.meant))
            .collect()
    }

    #[test]
    fn what_looks_like_a_citation_is_found_with_what_was_meant() {
        use Certainty::{Aside, Bare, Marked};
        for (text, words, likeness, meant) in [
            ("secret [3].", "[3]", Bare, Some("p3")),
            ("سرّي [٣].", "[٣]", Bare, Some("p3")),
            ("secret [3, 5]", "[3, 5]", Bare, Some("p3, p5")),
            ("secret [3-5], and", "[3-5]", Bare, Some("p3-p5")),
            ("free [3] and more", "[3]", Bare, Some("p3")),
            ("secret ［３］.", "［３］", Bare, Some("p3")),
            ("he said “it is free [3].”", "[3]", Bare, Some("p3")),
            ("in a title [p4 «الأخوة»].", "[p4 «الأخوة»]", Marked, None),
            ("open [p4 «الأخوة", "[p4 «", Marked, None),
            ("secret [ف3].", "[ف3]", Marked, Some("p3")),
            ("secret [ب4].", "[ب4]", Marked, Some("p4")),
            ("سرّي ]p3[.", "]p3[", Marked, Some("p3")),
            ("سرّي ]p3، p5[ وحرّ", "]p3، p5[", Marked, Some("p3, p5")),
            ("سرّي ]ف3[", "]ف3[", Marked, Some("p3")),
            ("secret [ف٣، ف٤].", "[ف٣، ف٤]", Marked, Some("p3, p4")),
            ("secret [الفقرة 3]", "[الفقرة 3]", Marked, Some("p3")),
            ("secret [P 3]", "[P 3]", Marked, Some("p3")),
            ("secret [p.3]", "[p.3]", Marked, Some("p3")),
            ("secret [p. 3]", "[p. 3]", Marked, Some("p3")),
            ("secret [pp. 3–5]", "[pp. 3–5]", Marked, Some("p3-p5")),
            ("secret [ص3]", "[ص3]", Marked, Some("p3")),
            ("secret [ص. ٣]", "[ص. ٣]", Marked, Some("p3")),
            ("secret [para 3]", "[para 3]", Marked, Some("p3")),
            (
                "secret [see paragraph 3]",
                "[see paragraph 3]",
                Marked,
                Some("p3"),
            ),
            ("secret [¶3]", "[¶3]", Marked, Some("p3")),
            ("secret [#3]", "[#3]", Marked, Some("p3")),
            ("secret [3p]", "[3p]", Marked, Some("p3")),
            ("secret [р3]", "[р3]", Marked, Some("p3")),
            ("secret [ｐ３]", "[ｐ３]", Marked, Some("p3")),
            ("secret 【p3】", "【p3】", Marked, Some("p3")),
            ("secret {p3}", "{p3}", Marked, Some("p3")),
            ("secret [p3)", "[p3)", Marked, Some("p3")),
            ("secret (p3]", "(p3]", Marked, Some("p3")),
            ("secret [p3 and p5]", "[p3 and p5]", Marked, Some("p3, p5")),
            (
                "secret [p3, and p5]",
                "[p3, and p5]",
                Marked,
                Some("p3, p5"),
            ),
            ("secret [p3 و p5]", "[p3 و p5]", Marked, Some("p3, p5")),
            ("secret [p3 to 5]", "[p3 to 5]", Marked, Some("p3-p5")),
            ("secret [p3/p5]", "[p3/p5]", Marked, Some("p3, p5")),
            ("secret [p0]", "[p0]", Marked, None),
            (
                "secret [\u{200F}p3\u{200E}]",
                "[\u{200F}p3\u{200E}]",
                Marked,
                Some("p3"),
            ),
            ("secret [p3 and more", "[p3", Marked, Some("p3")),
            ("secret p3].", "p3]", Marked, Some("p3")),
            ("secret [page 3]", "[page 3]", Aside, Some("p3")),
            ("secret [صفحة 3]", "[صفحة 3]", Aside, Some("p3")),
            ("secret (p3).", "(p3)", Aside, Some("p3")),
            ("secret (p. 3)", "(p. 3)", Aside, Some("p3")),
            ("secret (ف3)", "(ف3)", Aside, Some("p3")),
            ("secret [3.].", "[3.]", Bare, Some("p3")),
            ("secret [³].", "[³]", Bare, Some("p3")),
            ("secret [③].", "[③]", Bare, Some("p3")),
            ("secret [p3.]", "[p3.]", Marked, Some("p3")),
            ("secret [p³]", "[p³]", Marked, Some("p3")),
            ("secret [p#3]", "[p#3]", Marked, Some("p3")),
            ("secret [p/3]", "[p/3]", Marked, Some("p3")),
            ("secret [p_3]", "[p_3]", Marked, Some("p3")),
            ("secret [p=3]", "[p=3]", Marked, Some("p3")),
            ("secret [p-3]", "[p-3]", Marked, Some("p3")),
            ("secret [ف-3]", "[ف-3]", Marked, Some("p3")),
            ("secret [f3]", "[f3]", Marked, Some("p3")),
            ("سرّي [ق3]", "[ق3]", Marked, Some("p3")),
            ("سرّي [الفقرة رقم ٣]", "[الفقرة رقم ٣]", Marked, Some("p3")),
            ("secret ⟦p3⟧", "⟦p3⟧", Marked, Some("p3")),
            ("secret ⟨p3⟩", "⟨p3⟩", Marked, Some("p3")),
            ("secret [no. 3]", "[no. 3]", Aside, Some("p3")),
            ("secret [note 3]", "[note 3]", Aside, Some("p3")),
            ("سرّي [رقم 3]", "[رقم 3]", Aside, Some("p3")),
            ("سرّي [الهامش ٣]", "[الهامش ٣]", Aside, Some("p3")),
            ("secret (paragraph 3).", "(paragraph 3)", Aside, Some("p3")),
            (
                "secret (see paragraph 3), and",
                "(see paragraph 3)",
                Aside,
                Some("p3"),
            ),
            ("سرّي (الفقرة 3).", "(الفقرة 3)", Aside, Some("p3")),
            ("سرّي (انظر ص3)", "(انظر ص3)", Aside, Some("p3")),
            ("secret (§ 3).", "(§ 3)", Aside, Some("p3")),
        ] {
            let meant = meant.map(str::to_owned);
            assert_eq!(found(text), [(words, likeness, meant)], "{text}");
        }
    }

    #[test]
    fn a_name_before_numbers_may_be_that_of_an_original() {
        for (text, name, meant) in [
            ("so [reuters 3].", "reuters", "p3"),
            ("so [reuters p.3].", "reuters", "p3"),
            ("so (reuters p3).", "reuters", "p3"),
            ("so [reuters: p3, 4].", "reuters", "p3, p4"),
            ("so [وفا ف٣].", "وفا", "p3"),
            ("so [treaty reuters p3].", "reuters", "p3"),
            ("so [treaty, reuters 3].", "reuters", "p3"),
            ("so [treaty/reuters p3].", "reuters", "p3"),
        ] {
            let found = find(text);
            let found: Vec<_> = found
                .iter()
                .map(|one| (one.name.as_deref(), one.meant.as_deref()))
                .collect();
            assert_eq!(found, [(Some(name), Some(meant))], "{text}");
        }
    }

    #[test]
    fn other_text_in_brackets_is_left_alone() {
        for text in [
            "he wrote [sic] and […] and [...]",
            "in [2024] and [1990-1995]",
            "“we sent [20] soldiers” and “[3] of them”",
            "lost [20] soldiers",
            "the P-3 Orion (P-3), (P3), the F-16 [F-16], a Su-57 (Su-57)",
            "(3) and (3-5) and (2024), { 3 }",
            "(page 2) [2nd] [3.5] [3%] [007] [0] [5-3] [10:30] [$3] [the 3 ships] [3 ships]",
            "(paragraph 3) of the treaty (المادة 3) (ص 3) (الفقرة 3) من المعاهدة (§ 3) of it",
            "(note 3). (no. 3). (page 3 of the report). (see page 3). (رقم 3). (p-3). [10³]",
            "the P-3 Orion [P-3], “he is [No. 3] now”, ⟨3⟩",
            "[treaty p4] [p] [¶] [ف]",
            "a list: a) one b) two",
            "[3](x) and [3]: x",
            "",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
