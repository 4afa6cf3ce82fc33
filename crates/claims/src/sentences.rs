//! Splits running text into sentences.
//!
//! Takes a paragraph and returns the byte ranges of its sentences. A sentence ends after `.`, `!`, `?`, `؟` or `…` and the
//! quotation marks and brackets that follow, if white space comes next and then no lowercase letter. A full stop that
//! belongs to a word does not end a sentence: after initials (J. R., U.S., م. ع.), titles and other abbreviations (Mr., د.),
//! and after "No." before a number. In ambiguous cases two sentences are treated as one, since checks claim less of two
//! sentences together than of each.

use std::ops::Range;

/// Abbreviations that a name or a number follows, so that no sentence ends with them; in lowercase.
const LEADING: &[&str] = &[
    "adm", "apr", "arts", "aug", "brig", "capt", "cf", "cmdr", "col", "cpl", "dec", "dr", "e.g",
    "feb", "fig", "figs", "gen", "gov", "hon", "i.e", "jan", "jul", "jun", "lt", "maj", "messrs",
    "mr", "mrs", "ms", "mt", "mx", "nov", "oct", "p", "pp", "pres", "prof", "rep", "rev", "sen",
    "sept", "sep", "sgt", "sr", "st", "supt", "vol", "vs", "v",
    // Arabic: professor doctor, the honourable, page(s), number.
    "أ.د", "ا.د", "د", "أ", "م", "ص", "ج", "ت", "ط", "ف", "رقم",
];

/// Abbreviations if a number follows; otherwise ordinary words, which can end a sentence.
const BEFORE_NUMBER: &[&str] = &["no", "nos", "art", "sec", "ch", "ca", "approx"];

/// Abbreviations that can end a sentence; they do if one of [`STARTERS`] comes next.
const TRAILING: &[&str] = &[
    "a.m", "p.m", "etc", "inc", "ltd", "co", "corp", "jr", "bros", "dept", "est", "u.s", "u.k",
    "u.n", "e.u", "d.c",
];

/// Capitalized words that, after an abbreviation, begin a new sentence.
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "It",
    "He",
    "She",
    "They",
    "We",
    "But",
    "And",
    "In",
    "On",
    "At",
    "By",
    "For",
    "From",
    "If",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "Its",
    "Their",
    "His",
    "Her",
    "As",
    "After",
    "Before",
    "When",
    "While",
    "Since",
    "No",
    "Yet",
    "So",
    "Some",
    "Most",
    "Many",
    "Both",
    "Officials",
    "Analysts",
];

/// Maximum length of a sentence, in bytes: some 700 English or 350 Arabic words. A longer one is divided.
pub const LONGEST_SENTENCE: usize = 4096;

/// Divides a text between sentences into pieces that have at most this many bytes, or one sentence; returns their places.
pub(crate) fn pieces(text: &str, most: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut sentences = sentences(text).peekable();
    std::iter::from_fn(move || {
        let mut piece = sentences.next()?;
        while let Some(next) = sentences.next_if(|next| next.end - piece.start <= most) {
            piece.end = next.end;
        }
        Some(piece)
    })
}

/// Returns the first sentence of a text that is longer than [`LONGEST_SENTENCE`], as far as it is treated as one
/// sentence.
pub fn too_long(text: &str) -> Option<Range<usize>> {
    if text.len() <= LONGEST_SENTENCE {
        return None;
    }
    let mut sentences = sentences(text);
    let mut range = sentences.next()?;
    loop {
        let mut last = text[range.clone()].chars().rev().take(3);
        let is_divided = range.len() + MARGIN > LONGEST_SENTENCE && !last.any(is_mark);
        let next = sentences.next();
        if is_divided && next.is_some() {
            return Some(range);
        }
        range = next?;
    }
}

/// Maximum distance, in bytes, before the length limit in which a sentence that is too long is divided at white space.
const MARGIN: usize = 512;

/// Returns the last boundary of characters at or before a place; the end of the text if the place is beyond it.
pub(crate) fn floor(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// Returns the offset at which to divide a sentence that begins at `start` and is too long; `limit` is the end of its
/// maximum length.
fn division(text: &str, start: usize, limit: usize) -> usize {
    let from = floor(text, limit.saturating_sub(MARGIN).max(start));
    let space = text[from..limit].rfind(char::is_whitespace);
    space.map_or(limit, |at| from + at)
}

/// Returns the byte ranges of the sentences of a paragraph, in order, without the white space between them.
pub fn sentences(paragraph: &str) -> Sentences<'_> {
    Sentences {
        text: paragraph,
        at: 0,
    }
}

/// Iterator over the byte ranges of the sentences of a paragraph.
#[derive(Debug, Clone)]
pub struct Sentences<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Sentences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = &self.text[self.at..];
        let start = self.at + (rest.len() - rest.trim_start().len());
        if start == self.text.len() {
            return None;
        }
        let limit = floor(self.text, start + LONGEST_SENTENCE);
        let window = &self.text[..limit];
        let mut from = start;
        let end = loop {
            let Some((at, mark)) = next_mark(window, from) else {
                break match limit == self.text.len() {
                    true => self.text.trim_end().len(),
                    false => division(self.text, start, limit),
                };
            };
            let after = at + mark.len_utf8();
            let closed = after + closing(&window[after..]);
            if ends_sentence(&window[start..], at - start, mark, closed - start) {
                break closed;
            }
            from = after;
        };
        self.at = end;
        Some(start..end)
    }
}

/// Returns the next character that may end a sentence, with its offset.
fn next_mark(text: &str, from: usize) -> Option<(usize, char)> {
    text[from..]
        .char_indices()
        .find(|(_, c)| is_mark(*c))
        .map(|(at, c)| (from + at, c))
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '…' | '۔')
}

/// Returns the length in bytes of the marks, quotation marks and brackets that a text begins with.
fn closing(text: &str) -> usize {
    let is_closing = |c: char| {
        is_mark(c)
            || matches!(
                c,
                '"' | '\'' | '’' | '”' | '“' | '»' | '«' | '›' | ')' | ']' | '}' | '″' | '‟'
            )
            || matches!(
                c,
                '\u{200E}' | '\u{200F}' | '\u{202C}' | '\u{2069}' | '\u{61C}'
            )
    };
    text.len() - text.trim_start_matches(is_closing).len()
}

/// Returns true if a sentence ends with the mark at `at`; `closed` is the end of the marks and closing signs after it.
fn ends_sentence(sentence: &str, at: usize, mark: char, closed: usize) -> bool {
    let rest = &sentence[closed..];
    let next = rest.trim_start();
    if next.is_empty() {
        return true;
    }
    // The mark is not followed by white space: it is a decimal point, or a quotation opens right after it.
    if next.len() == rest.len() {
        return false;
    }
    let first = next.trim_start_matches([
        '"', '\'', '“', '”', '‘', '«', '(', '[', '\u{2067}', '\u{2068}', '\u{200F}',
    ]);
    if first.starts_with(char::is_lowercase) {
        return false;
    }
    match mark {
        '.' if sentence[at + 1..].starts_with('.') => !sentence[..at].ends_with(['[', '(']),
        '…' => !sentence[..at].ends_with(['[', '(']),
        '.' => !is_of_word(sentence, at, first),
        _ => true,
    }
}

/// Returns true if the full stop at `at` belongs to the word before it.
fn is_of_word(sentence: &str, at: usize, next: &str) -> bool {
    let before = &sentence[..at];
    let word = before
        .rsplit(|c: char| c.is_whitespace() || "\"'“”‘’«»()[]/-–—".contains(c))
        .next()
        .unwrap_or_default();
    if word.is_empty()
        || !word
            .chars()
            .all(|c| c.is_alphabetic() || c == '.' || is_mark_above(c))
    {
        return false;
    }
    let lower = word.to_lowercase();
    let starts = || {
        let first: &str = next
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        STARTERS.contains(&first)
    };
    let is = |list: &[&str]| list.contains(&lower.as_str());
    if is(BEFORE_NUMBER) {
        return next.starts_with(char::is_numeric);
    }
    // م after a year is "AD", as هـ is "AH": like any word, it can end a sentence.
    let before_word = before[..before.len() - word.len()].trim_end();
    let after_number = before_word.ends_with(char::is_numeric);
    if is(LEADING) {
        return !after_number;
    }
    let is_initials = lower.split('.').all(|part| {
        let mut letters = part.chars().filter(|c| !is_mark_above(*c));
        letters.next().is_some() && letters.next().is_none()
    });
    // A single capital is an initial; but "I" is a word, and so is a letter after a number or in "Plan B".
    let is_one = lower.chars().count() == 1;
    match () {
        () if is(TRAILING) => !starts(),
        () if is_initials && is_one => word != "I" && !after_number && !starts(),
        () => is_initials && !starts(),
    }
}

/// Returns true for the tatweel and for the marks above and below Arabic letters.
fn is_mark_above(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_paragraph_falls_into_its_sentences() {
        let table: &[&[&str]] = &[
            &[],
            &["One sentence without an end"],
            &["It rose by 3.5 per cent.", "Then it fell."],
            &["Why?", "Nobody knows!", "So it is…", "And on."],
            &["“We are ready.”", "The minister left."],
            &["(It is so.)", "Next."],
            &["“Are you sure?” he asked.", "No answer came."],
            &["Mr. Smith met Dr. Jones and Gen. Lee.", "They spoke."],
            &[
                "The U.S. Senate met.",
                "It adjourned at 5 p.m.",
                "The vote failed.",
            ],
            &["J. R. Brown spoke of Resolution No. 5 of 2019.", "He left."],
            &["He said no.", "She agreed."],
            &["Figures vs. words, e.g. Ten, are hard.", "Yes."],
            &["It cost $1.2 million.", "35% of it was paid."],
            &["He quoted “the end […] of it”.", "All heard."],
            &["The road is long... but fine.", "It ends."],
            &["He visited on Jan. 5 and again on Feb. 7.", "Nobody came."],
            &["قال إن النسبة بلغت 3.5 في المئة.", "وتراجعت بعد ذلك."],
            &["هل يعود؟", "لا أحد يعرف!", "وانتهى الأمر."],
            &["التقى د. سامي عون أ.د. منى فهد؛ ثم غادرا.", "ولم يصرحا."],
            &["«نحن مستعدون.»", "وغادر الوزير."],
            &["صدر القرار عام 2019 م.", "ونُفذ بعده."],
            &["ينظر ص. 12 من الكتاب.", "وفيه تفصيل."],
        ];
        for expected in table {
            let paragraph = expected.join(" ");
            let got: Vec<&str> = sentences(&paragraph)
                .map(|range| &paragraph[range])
                .collect();
            assert_eq!(&got, expected);
        }
    }

    proptest! {
        #[test]
        fn sentences_are_whole_and_in_order(text in "([A-Za-zاب .!?؟…”\"\\])\u{640}\u{A0}]|\\PC){0,60}") {
            let mut last = 0;
            for range in sentences(&text) {
                prop_assert!(range.start >= last && range.start < range.end);
                let between = &text[last..range.start];
                prop_assert!(between.trim().is_empty(), "{between:?}");
                prop_assert!(!text[range.clone()].trim().is_empty());
                last = range.end;
            }
            prop_assert!(text[last..].trim().is_empty());
        }
    }
}
