//! Splits running text into tokens: numerals, words and marks.
//!
//! Skips invisible characters, and web addresses, whose numbers are not figures.

use crate::figures::languages::{Before, FigureGrammar, FigureLanguage};
use crate::figures::lexicon::{Meaning, Prefix};
use crate::figures::number::Number;

/// A token: a piece of text.
#[derive(Debug, Clone, Copy)]
pub struct FigureToken {
    start: u32,
    end: u32,
    /// Kind of the token.
    pub kind: FigureTokenKind,
    /// True if the token directly follows the previous one, without a space.
    pub glued: bool,
}

impl FigureToken {
    /// Returns the start, as a byte offset.
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// Returns the end, as a byte offset.
    pub fn end(&self) -> usize {
        self.end as usize
    }
}

/// A text as tokens.
#[derive(Debug, Default)]
pub struct FigureTokens {
    /// Tokens, in order.
    pub all: Vec<FigureToken>,
    /// Numbers in digits, in order.
    pub numerals: Vec<Numeral>,
}

/// The kind of a token.
#[derive(Debug, Clone, Copy)]
pub enum FigureTokenKind {
    /// A number in digits: its index in [`FigureTokens::numerals`].
    Numeral(u32),
    /// A word of the lexicon, with its prefixes.
    Word(Prefix, &'static Meaning),
    /// Any other word.
    Other,
    /// Any other character.
    Mark(char),
}

impl FigureTokenKind {
    fn is_percent(self) -> bool {
        matches!(self, FigureTokenKind::Mark('%'))
    }
}

/// A number in digits.
#[derive(Debug, Clone, Copy)]
pub struct Numeral {
    /// Value of the number.
    pub value: Number,
    /// Value in the other reading of its separator; `None` if there is only one reading.
    pub otherwise: Option<Number>,
    /// Number of digits; 0 if it has separators.
    pub digits: u8,
}

impl Numeral {
    /// Returns the number if it has no separators and at most this many digits.
    pub fn plain(&self, digits: u8) -> Option<u64> {
        let fits = (1..=digits).contains(&self.digits);
        fits.then(|| self.value.as_whole()).flatten()
    }
}

/// Splits a text, which must be shorter than 4 GB, into tokens.
pub fn tokens(text: &str, language: &dyn FigureLanguage) -> FigureTokens {
    let (grammar, lexicon) = (language.grammar(), language.lexicon());
    let mut tokens = FigureTokens {
        all: Vec::with_capacity(text.len() / 5),
        numerals: Vec::new(),
    };
    let mut at = 0;
    let mut glued = false;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        let kind = if is_letter(c) {
            at = word_end(text, at);
            if let Some(end) = address_end(text, start, at) {
                at = end;
                FigureTokenKind::Other
            } else {
                if grammar.splits_words {
                    let before = tokens.before(glued);
                    at = start + language.first_piece(&text[start..at], before);
                }
                let meaning = lexicon.meaning(&text[start..at]);
                at = past_mark_of_word(text, start, at, grammar);
                meaning.map_or(FigureTokenKind::Other, |(prefix, meaning)| {
                    FigureTokenKind::Word(prefix, meaning)
                })
            }
        } else if c == ' ' || c.is_whitespace() {
            glued = false;
            continue;
        } else if digit(c).is_some() {
            let (numeral, end) = numeral(text, start, grammar);
            at = end;
            numeral.map_or(FigureTokenKind::Other, |numeral| tokens.number(numeral))
        } else if let Some(value) = vulgar(c) {
            tokens.number(Numeral {
                value,
                otherwise: None,
                digits: 0,
            })
        } else if is_invisible(c) {
            continue;
        } else {
            // 20~30 is a range.
            let joins = matches!(c, '~' | '∼' | '～')
                && glued
                && tokens.ends_in_number()
                && text[at..].starts_with(|next| digit(next).is_some());
            FigureTokenKind::Mark(if joins { '–' } else { unified(c) })
        };
        tokens.all.push(FigureToken {
            start: start as u32,
            end: at as u32,
            kind,
            glued,
        });
        glued = true;
    }
    tokens
}

impl FigureTokens {
    /// Returns the class of the last token, as context for the next word.
    fn before(&self, glued: bool) -> Before {
        match self.ends_in_number() {
            true if glued => Before::TightNumber,
            true => Before::Number,
            false => Before::Other,
        }
    }

    /// Returns true if the last token is a number, or a word that may be part of one.
    fn ends_in_number(&self) -> bool {
        self.all.last().is_some_and(|token| {
            matches!(
                token.kind,
                FigureTokenKind::Numeral(_)
                    | FigureTokenKind::Word(
                        _,
                        Meaning::Ones(_)
                            | Meaning::Tens(_)
                            | Meaning::Scale { .. }
                            | Meaning::Counter
                            | Meaning::Unit(..)
                            | Meaning::Percent
                            | Meaning::MonthNoun
                            | Meaning::OrderOfMagnitude(_)
                            | Meaning::Several
                            | Meaning::Hedge(_)
                    )
            ) || token.kind.is_percent()
        })
    }

    fn number(&mut self, numeral: Numeral) -> FigureTokenKind {
        self.numerals.push(numeral);
        FigureTokenKind::Numeral(self.numerals.len() as u32 - 1)
    }
}

/// Returns the end of a word, including the full stop of an abbreviation or the apostrophe of an elision.
fn past_mark_of_word(text: &str, start: usize, end: usize, grammar: &FigureGrammar) -> usize {
    let word = || &text[start..end];
    match text.as_bytes().get(end) {
        Some(b'.') if grammar.abbreviations.contains(&word()) => end + 1,
        Some(b'\'') if grammar.elisions.contains(&word()) => end + 1,
        Some(0xE2) if text[end..].starts_with('’') && grammar.elisions.contains(&word()) => {
            end + '’'.len_utf8()
        }
        _ => end,
    }
}

/// Returns the value of a digit of the European, Arabic-Indic, Persian, Devanagari, Bengali or full-width set.
pub fn digit(c: char) -> Option<u64> {
    Some(match c {
        '0'..='9' => u64::from(c) - u64::from('0'),
        '\u{0660}'..='\u{0669}' => u64::from(c) - 0x0660,
        '\u{06F0}'..='\u{06F9}' => u64::from(c) - 0x06F0,
        '\u{0966}'..='\u{096F}' => u64::from(c) - 0x0966,
        '\u{09E6}'..='\u{09EF}' => u64::from(c) - 0x09E6,
        '\u{FF10}'..='\u{FF19}' => u64::from(c) - 0xFF10,
        _ => return None,
    })
}

/// Returns the value of a fraction character.
fn vulgar(c: char) -> Option<Number> {
    let (numerator, denominator) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅛' => (1, 8),
        _ => return None,
    };
    Some(Number::fraction(numerator, denominator))
}

fn is_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | 'ء'..='ْ' | '\u{0670}')
        || (!c.is_ascii() && c.is_alphabetic())
}

fn word_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        // Fast path without decoding for ASCII and Arabic, the scripts of most words.
        match bytes.get(at) {
            Some(b'a'..=b'z' | b'A'..=b'Z') => at += 1,
            Some(0xD8) if matches!(bytes.get(at + 1), Some(0xA1..=0xBF)) => at += 2,
            Some(0xD9) if matches!(bytes.get(at + 1), Some(0x80..=0x92)) => at += 2,
            Some(byte) if byte.is_ascii() => return at,
            None => return at,
            Some(_) => match text[at..].chars().next() {
                Some(c) if is_letter(c) || c == '\u{200C}' => at += c.len_utf8(),
                _ => return at,
            },
        }
    }
}

/// Returns the end of a web or mail address that begins with this word.
fn address_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let word = &text[start..end];
    let rest = &text[end..];
    let begins = (rest.starts_with("://") && matches!(word, "http" | "https" | "ftp"))
        || (word == "www" && rest.starts_with('.'))
        || (rest.starts_with('@') && rest[1..].starts_with(is_letter));
    begins.then(|| {
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        end + length
    })
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Maps characters with the same meaning to one of them.
fn unified(c: char) -> char {
    match c {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2012}' | '\u{2212}' | '—' => '–',
        '٪' | '﹪' | '％' => '%',
        '’' | '‘' | 'ʼ' | '′' => '\'',
        '،' => ',',
        other => other,
    }
}

/// Groups of digits and the separators between them.
struct DigitGroups {
    /// Value, number of digits and end offset of each group.
    groups: [(u64, usize, usize); 8],
    /// The separator before each group except the first, unified.
    separators: [char; 8],
    count: usize,
}

/// Reads the numeral that begins at a digit, and returns it with its end offset. `None` if it is too large for a figure.
fn numeral(text: &str, start: usize, grammar: &FigureGrammar) -> (Option<Numeral>, usize) {
    let Some(found) = groups(text, start) else {
        let rest = &text[start..];
        let end = rest
            .find(|c| digit(c).is_none())
            .map_or(text.len(), |i| start + i);
        return (None, end);
    };
    // Within 13.09.2023 or 1,2,3, every group is a whole number.
    let mut before = text[..start].chars().rev();
    let in_chain = matches!(before.next(), Some('.' | ','))
        && before.next().is_some_and(|c| digit(c).is_some());
    let all = if in_chain { 1 } else { found.count };
    // Takes as many groups as form one number. In a list such as 1,2,3, the first number stands alone.
    for count in (1..=all).rev() {
        if let Some(numeral) = found.number(count, grammar) {
            // 13.09.2023 must not be read as 13.09 followed by something.
            let cut =
                count > 1 && count < all && !matches!(found.separators[count], ' ' | '\u{A0}');
            // "25 737 MAX" is two numbers, "25 737 people" one.
            let end = found.groups[count - 1].2;
            let is_name = count == 2
                && found.separators[1] == ' '
                && text[end..].trim_start().starts_with(char::is_uppercase);
            if !cut && !is_name {
                return (Some(numeral), end);
            }
        }
    }
    (None, found.groups[0].2)
}

fn groups(text: &str, start: usize) -> Option<DigitGroups> {
    let mut found = DigitGroups {
        groups: [(0, 0, 0); 8],
        separators: [' '; 8],
        count: 0,
    };
    let mut at = start;
    let mut separator = ' ';
    loop {
        let (mut value, mut length) = (0_u64, 0);
        let begins = at;
        for (within, c) in text[begins..].char_indices() {
            // Invisible characters between two digits, such as a zero-width space, do not separate them.
            if is_invisible(c) && found.count + length > 0 {
                continue;
            }
            let Some(digit) = digit(c) else { break };
            value = value.checked_mul(10)?.checked_add(digit)?;
            length += 1;
            at = begins + within + c.len_utf8();
        }
        if length == 0 || found.count == found.groups.len() {
            return Some(found);
        }
        found.groups[found.count] = (value, length, at);
        found.separators[found.count] = separator;
        found.count += 1;
        let Some(c) = text[at..].chars().next() else {
            return Some(found);
        };
        separator = match c {
            ',' | '،' => ',',
            '.' => '.',
            '\u{66C}' | '\'' | '’' => '٬',
            '\u{66B}' => '٫',
            ' ' => ' ',
            '\u{A0}' | '\u{2009}' | '\u{202F}' => '\u{A0}',
            _ => return Some(found),
        };
        at += c.len_utf8();
    }
}

impl DigitGroups {
    /// Returns the number that the first `count` groups form, if they form one.
    fn number(&self, count: usize, grammar: &FigureGrammar) -> Option<Numeral> {
        let (first, digits, _) = self.groups[0];
        if count == 1 {
            return Some(Numeral {
                value: Number::whole(first),
                otherwise: None,
                digits: digits as u8,
            });
        }
        let last = count - 1;
        let separator = self.separators[last];
        let grouped = |count: usize| self.grouped(count);
        let decimal = |whole: Option<u64>| {
            let (part, length, _) = self.groups[last];
            let scale = 10_u64.checked_pow(u32::try_from(length).ok()?)?;
            Number::whole(whole?).plus(Number::fraction(part, scale))
        };
        let made = |value, otherwise| {
            Some(Numeral {
                value,
                otherwise,
                digits: 0,
            })
        };
        match separator {
            '٫' => made(decimal(grouped(last))?, None),
            ' ' | '\u{A0}' | '٬' => made(Number::whole(grouped(count)?), None),
            // If a different separator precedes, the last one is the decimal mark.
            _ if last > 1 && self.separators[last - 1] != separator => {
                made(decimal(grouped(last))?, None)
            }
            _ if last > 1 => made(Number::whole(grouped(count)?), None),
            // In languages with a decimal comma, three digits after a comma are decimals; the other reading is a group of
            // thousands.
            ',' if grammar.decimal_comma => {
                made(decimal(Some(first))?, grouped(count).map(Number::whole))
            }
            '.' if grammar.decimal_comma && grouped(count).is_some() => {
                made(Number::whole(grouped(count)?), decimal(Some(first)))
            }
            ',' => match grouped(count) {
                Some(value) => made(Number::whole(value), None),
                None if self.groups[last].1 <= 2 => made(decimal(Some(first))?, None),
                None => None,
            },
            // Decimals do not end in three zeros.
            _ if self.groups[last].0 == 0 && grouped(count).is_some() => {
                made(Number::whole(grouped(count)?), None)
            }
            _ => made(decimal(Some(first))?, grouped(count).map(Number::whole)),
        }
    }

    /// Returns the first `count` groups as one whole number with thousands separators, in the European or Indian style.
    fn grouped(&self, count: usize) -> Option<u64> {
        let (first, digits, _) = self.groups[0];
        if count == 1 {
            return Some(first);
        }
        if digits > 3 || first == 0 {
            return None;
        }
        let separator = self.separators[1];
        let mut value = first;
        for (index, (part, length, _)) in self.groups[1..count].iter().enumerate() {
            let is_last = index + 2 == count;
            let fits = *length == 3 || (*length == 2 && !is_last && separator == ',');
            if !fits || self.separators[index + 1] != separator {
                return None;
            }
            let scale = if *length == 3 { 1000 } else { 100 };
            value = value.checked_mul(scale)?.checked_add(*part)?;
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let tokens = tokens(text, crate::figures::languages::of("und"));
        let shown = tokens.all.iter().map(|token| match token.kind {
            FigureTokenKind::Numeral(place) => {
                let n = tokens.numerals[place as usize];
                match (n.value.as_whole(), n.otherwise) {
                    (Some(whole), None) => whole.to_string(),
                    (None, None) => text[token.start()..token.end()].to_owned(),
                    (_, Some(_)) => format!("{}?", &text[token.start()..token.end()]),
                }
            }
            FigureTokenKind::Mark(c) => c.to_string(),
            _ => text[token.start()..token.end()].to_owned(),
        });
        shown.collect()
    }

    #[test]
    fn numerals_with_every_usual_separator() {
        for (text, pieces) in [
            ("1,200,000", "1200000"),
            ("1.200.000", "1200000"),
            ("١٬٢٠٠٬٠٠٠", "1200000"),
            ("١٢٠٠", "1200"),
            ("۱۲۰۰", "1200"),
            ("1 200 000", "1200000"),
            ("1\u{a0}200", "1200"),
            ("1\u{202f}200,5", "1\u{202f}200,5"),
            ("1'200", "1200"),
            ("1\u{200b}200", "1200"),
            ("4\u{ad}000", "4000"),
            ("12,\u{200b}345", "12345"),
            ("12\u{200f}٪", "12|%"),
            ("12,50,000", "1250000"),
            ("3.5", "3.5"),
            ("٣٫٥", "٣٫٥"),
            ("3,5", "3,5"),
            ("٣،٥", "٣،٥"),
            ("1,200", "1200"),
            ("1.200", "1.200?"),
            ("1,200.50", "1,200.50"),
            ("1.200,50", "1.200,50"),
            ("0.05", "0.05"),
            ("1,2,3", "1|,|2|,|3"),
            ("13.09.2023", "13|.|9|.|2023"),
            ("3.", "3|."),
            ("2022 300", "2022|300"),
            ("25 737 MAX", "25|737|MAX"),
            ("600 000 people", "600000|people"),
            (
                "see https://a.b/12 and www.c.d/3, 4",
                "see|https://a.b/12|and|www.c.d/3,|4",
            ),
            ("2½", "2|½"),
            ("１２００", "1200"),
            ("१२००", "1200"),
        ] {
            assert_eq!(read(text).join("|"), pieces, "{text}");
        }
    }
}
