//! Normalizes the words of a quotation and of its original for comparison.
//!
//! Takes text; returns its words one after the other, each with its byte range. In addition to `fold`:
//!
//! | in the text | in words |
//! |---|---|
//! | punctuation, dashes, brackets, quotation marks | nothing; they end a word |
//! | an apostrophe between two letters, in any typed form | ' |
//! | ؤ, ئ, ء | ء (مسؤول and مسئول, رؤوس and رءوس); مائة and مئة |
//! | ى, ة | ي, ه (الذى and الذي) |
//! | letters and digits side by side (الـ25, 20ألف) | two words |
//! | 1,200 and ١٬٢٠٠ | 1200 |
//! | 3.5 and ٣٫٥ and 3,5 | 3.5 |
//! | %, ٪, currency signs, &, +, =, ° | separate words, since they change the meaning |
//! | U.S. | us |
//! | ﻻ, ﬁ (presentation forms) | لا, fi |
//! | separate و ف ب ل ك, before a word or a quotation mark (`و قال`, `بـ"نص"`) | the beginning of that word |

use std::ops::Range;

use memchr::memchr;
use mujaz_locale::fold::{Folding, folding, is_print_form, print_form};
use mujaz_locale::{is_alphabetic, is_numeric};

/// The class of a character within words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharKind {
    Letter,
    Digit,
    Symbol,
    /// Anything that ends a word.
    Other,
}

/// A word that is being read.
struct UnfinishedWord {
    /// Offset of the word in the output.
    at: usize,
    /// Byte range of the word in the text.
    range: Range<usize>,
    kind: CharKind,
}

/// Appends the words of a text to `out`, with a space after each. Calls `each` with a word's offset in `out` and its byte
/// range in the text, including the marks on its last letter.
pub fn words(text: &str, out: &mut String, mut each: impl FnMut(usize, Range<usize>)) {
    // All presentation forms begin with this byte, and few other characters do.
    if memchr(0xEF, text.as_bytes()).is_none() || !text.contains(is_print_form) {
        return ordinary_words(text, out, each);
    }
    // Presentation forms: read a copy in ordinary letters, and map its offsets back to the text.
    let mut copy = String::with_capacity(text.len());
    let mut places = Vec::new();
    for (at, c) in text.char_indices() {
        places.push((copy.len(), at, at + c.len_utf8()));
        match print_form(c) {
            Some(letters) => copy.push_str(&letters),
            None => copy.push(c),
        }
    }
    let place = |at: usize| &places[places.partition_point(|(start, ..)| *start <= at) - 1];
    ordinary_words(&copy, out, |at, range| {
        let start = place(range.start).1;
        each(at, start..place(range.end - 1).2);
    });
}

fn ordinary_words(text: &str, out: &mut String, mut each: impl FnMut(usize, Range<usize>)) {
    let mut word: Option<UnfinishedWord> = None;
    // True after a separate prefix that may belong to the next word: white space or a quotation mark followed.
    let mut waiting = false;
    let mut at = 0;
    while let Some(raw) = text[at..].chars().next() {
        let plain = plain_letters(&text.as_bytes()[at..]);
        let end = at + plain.max(raw.len_utf8());
        let here = at..end;
        at = end;
        let c = if plain > 0 {
            raw
        } else {
            match compared(raw, &mut word, end, out) {
                Some(c) => c,
                None => continue,
            }
        };
        let kind = kind(c);
        if let (Some(w), CharKind::Other) = (&word, kind) {
            if let Some(inner) = inside_word(w, raw, &text[end..], out) {
                out.extend(inner);
                continue;
            }
            if is_prefix(&out[w.at..]) && (raw.is_whitespace() || is_quotation_mark(raw)) {
                waiting = true;
                continue;
            }
        }
        let goes_on = word.as_ref().is_some_and(|w| {
            w.kind == kind && kind != CharKind::Symbol && (!waiting || is_arabic(c))
        });
        waiting = false;
        if !goes_on {
            finish(&mut word, out, &mut each);
        }
        if kind == CharKind::Other {
            continue;
        }
        let w = word.get_or_insert(UnfinishedWord {
            at: out.len(),
            range: here.clone(),
            kind,
        });
        w.range.end = end;
        if plain > 0 {
            out.push_str(&text[here]);
        } else {
            out.push(c);
        }
    }
    finish(&mut word, out, &mut each);
}

/// Returns the length of the leading letters (UTF-8) that are compared unchanged: a to z, and the Arabic alphabet without
/// hamza, ة and ى. Most of a text consists of such letters.
fn plain_letters(text: &[u8]) -> usize {
    let mut at = 0;
    loop {
        at += match text[at..] {
            [b'a'..=b'z', ..] => 1,
            // ا to غ; ف to ي.
            [0xD8, 0xA7 | 0xA8 | 0xAA..=0xBA, ..] | [0xD9, 0x81..=0x88 | 0x8A, ..] => 2,
            _ => return at,
        }
    }
}

fn finish(
    word: &mut Option<UnfinishedWord>,
    out: &mut String,
    each: &mut impl FnMut(usize, Range<usize>),
) {
    if let Some(word) = word.take() {
        out.push(' ');
        each(word.at, word.range);
    }
}

/// Returns the character that `c` is compared as. `None` if `c` is ignored, or is a mark on the preceding letter, which then
/// extends the word's byte range.
fn compared(
    c: char,
    word: &mut Option<UnfinishedWord>,
    end: usize,
    out: &mut String,
) -> Option<char> {
    match c {
        'ؤ' | 'ئ' => {
            // مائة and مئة
            if c == 'ئ' && out.ends_with("ما") {
                out.pop();
            }
            return Some('ء');
        }
        // Egyptian newspapers use one for the other: فى, الحكومه.
        'ى' => return Some('ي'),
        'ة' => return Some('ه'),
        '٪' => return Some('%'),
        _ => {}
    }
    match folding(c) {
        Folding::To(to) => Some(to),
        Folding::Separator => Some(' '),
        Folding::Invisible | Folding::PrintForm => None,
        Folding::Lowercase => {
            // İ alone yields two characters; the second, a dot above, is dropped in both texts.
            c.to_lowercase().next()
        }
        Folding::Mark => {
            if let Some(word) = word {
                word.range.end = end;
                // A hamza above as a separate character.
                if c == '\u{654}' && out.ends_with(['و', 'ي', 'ى']) {
                    out.pop();
                    out.push('ء');
                }
            }
            None
        }
    }
}

fn kind(c: char) -> CharKind {
    match c {
        'ء'..='ي' | 'a'..='z' | '\u{300}'..='\u{36F}' => CharKind::Letter,
        '0'..='9' => CharKind::Digit,
        ' ' => CharKind::Other,
        '%' | '‰' | '$' | '&' | '+' | '=' | '°' | '£' | '¥' | '€' | '₽' | '₪' | '₩' | '₺' => {
            CharKind::Symbol
        }
        _ if is_alphabetic(c) => CharKind::Letter,
        _ if is_numeric(c) => CharKind::Digit,
        _ => CharKind::Other,
    }
}

/// Returns the comparison form of a mark within a word: an apostrophe, the separators of a number, the dots of U.S.; `None`
/// if it ends the word.
fn inside_word(word: &UnfinishedWord, mark: char, after: &str, out: &str) -> Option<Option<char>> {
    let next = after.chars().next()?;
    match (word.kind, mark) {
        (CharKind::Digit, ',' | '.' | '٫' | '٬' | '،') if next.is_numeric() => {
            let digits = after.chars().take_while(|c| c.is_numeric()).count();
            let groups = mark == '٬' || (mark == ',' && digits == 3);
            Some((!groups).then_some('.'))
        }
        (CharKind::Letter, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′')
            if next.is_alphabetic() && !out.ends_with(is_arabic) =>
        {
            Some(Some('\''))
        }
        (CharKind::Letter, '.') if next.is_alphabetic() && !out.ends_with(is_arabic) => {
            let initial = &out[word.at..];
            let one_letter = initial.chars().count() == 1 || after.chars().nth(1) == Some('.');
            let then_ends = !after.chars().nth(1).is_some_and(char::is_alphabetic);
            (one_letter && then_ends).then_some(None)
        }
        _ => None,
    }
}

/// Returns true if a word is one letter that Arabic joins to the next word.
fn is_prefix(word: &str) -> bool {
    matches!(word, "و" | "ف" | "ب" | "ل" | "ك")
}

/// Returns true for a letter of the Arabic script.
pub fn is_arabic(c: char) -> bool {
    matches!(c, 'ء'..='ي' | '\u{671}'..='\u{6D3}' | '\u{6D5}' | '\u{750}'..='\u{77F}')
}

fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“'..='‟' | '‘' | '’' | '«' | '»' | '‹' | '›' | '″'
    )
}
