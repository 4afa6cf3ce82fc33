//! Classifies the characters of a text and finds the ends of words, gaps and enclosed parts.
//!
//! Takes byte offsets in a text; returns the class of the character there, or the offset where something ends.

use std::ops::Range;

use unicode_bidi::BidiClass;
use unicode_script::{Script, UnicodeScript};

use super::Writing;
use crate::direction::Direction;

/// The class of a character, relative to the writing of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CharClass {
    /// A letter of the text's own script; in a right-to-left text, also the digits and punctuation of its script.
    Own,
    /// A letter of the other direction; in a left-to-right text, also Arabic digits and punctuation.
    Other,
    /// A letter of another script with the text's own direction.
    Strange,
    /// An ASCII digit, 0 to 9.
    Digit,
    /// A mark on the letter before it.
    Mark,
    Space,
    /// An opening bracket or quotation mark.
    Open,
    /// A closing bracket or quotation mark.
    Close,
    /// A quotation mark that may open or close.
    Fence,
    /// A placeholder for something other than text, such as code, which keeps its order by itself.
    Object,
    /// Everything else: punctuation and symbols.
    Sign,
}

/// Returns `false` if a text certainly has no runs. A fast test of its bytes, which rules out most texts.
pub(super) fn may_have_runs(text: &str, writing: Writing) -> bool {
    match (writing.direction, writing.script) {
        // True for any byte outside of ASCII, Latin letters, combining marks, and general punctuation.
        (Direction::Ltr, Some(Script::Latin)) => {
            position(text.as_bytes(), |b| b >= 0xCD && b != 0xE2).is_some()
        }
        (Direction::Ltr, _) => true,
        // True for digits and for letters other than those of Arabic and related scripts.
        (Direction::Rtl, _) => position(text.as_bytes(), is_start_in_rtl).is_some(),
    }
}

/// Returns the offset of the first matching byte. Searches in blocks without early exit, so that the compiler can vectorize
/// the loop.
fn position(bytes: &[u8], is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let mut start = 0;
    for block in bytes.chunks(64) {
        if block.iter().fold(false, |any, b| any | is_wanted(*b)) {
            return block
                .iter()
                .position(|b| is_wanted(*b))
                .map(|at| start + at);
        }
        start += block.len();
    }
    None
}

/// Returns `true` if this byte may begin a digit, or a character of another direction or script, in a right-to-left text.
fn is_start_in_rtl(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, 0xC3..=0xD7 | 0xE0 | 0xE1 | 0xE3..=0xED | 0xF0..)
}

/// Reads the characters of a text, given the script and direction of its language.
#[derive(Clone, Copy)]
pub(super) struct CharReader<'t> {
    pub(super) text: &'t str,
    pub(super) writing: Writing,
}

impl CharReader<'_> {
    pub(super) fn is_rtl(&self) -> bool {
        self.writing.direction == Direction::Rtl
    }

    /// Returns the character at an offset.
    pub(super) fn char(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// Returns the character before an offset.
    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// Returns the class of the character at an offset.
    pub(super) fn kind(&self, at: usize) -> Option<CharClass> {
        self.char(at).map(|c| self.kind_of(c))
    }

    /// Returns the class of the character before an offset.
    pub(super) fn kind_before(&self, at: usize) -> Option<CharClass> {
        self.char_before(at).map(|c| self.kind_of(c))
    }

    pub(super) fn kind_of(&self, c: char) -> CharClass {
        match c {
            '0'..='9' => CharClass::Digit,
            'a'..='z' | 'A'..='Z' => self.letter(Direction::Ltr, Script::Latin),
            '\u{621}'..='\u{64A}' => self.letter(Direction::Rtl, Script::Arabic),
            // Common ranges, without a lookup in the tables.
            '\u{5D0}'..='\u{5EA}' => self.letter(Direction::Rtl, Script::Hebrew),
            '\u{410}'..='\u{44F}' => self.letter(Direction::Ltr, Script::Cyrillic),
            '\u{4E00}'..='\u{9FFF}' => self.letter(Direction::Ltr, Script::Han),
            '\u{AC00}'..='\u{D7A3}' => self.letter(Direction::Ltr, Script::Hangul),
            // In a left-to-right text, these occur only between Arabic words.
            '،' | '؛' if !self.is_rtl() => CharClass::Sign,
            '،' | '؛' | '؟' | '٪' | '٫' | '٬' | '٠'..='٩' | '۰'..='۹' | '۔' => {
                self.letter(Direction::Rtl, Script::Common)
            }
            '(' | '[' | '{' | '«' | '‹' | '“' | '‘' | '„' | '‚' => CharClass::Open,
            ')' | ']' | '}' | '»' | '›' | '”' | '’' => CharClass::Close,
            '"' => CharClass::Fence,
            '\u{FFFC}' => CharClass::Object,
            c if c.is_whitespace() => CharClass::Space,
            c if c.is_ascii() => CharClass::Sign,
            c => match unicode_bidi::bidi_class(c) {
                BidiClass::L => self.letter(Direction::Ltr, c.script()),
                BidiClass::R | BidiClass::AL | BidiClass::AN => {
                    self.letter(Direction::Rtl, c.script())
                }
                BidiClass::NSM => CharClass::Mark,
                _ => CharClass::Sign,
            },
        }
    }

    fn letter(&self, direction: Direction, script: Script) -> CharClass {
        if direction != self.writing.direction {
            CharClass::Other
        } else if is_written_with(self.writing.script, script) {
            CharClass::Own
        } else {
            CharClass::Strange
        }
    }

    /// Returns the first offset from `at` on where a run may begin.
    pub(super) fn next_start(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        if self.is_rtl() {
            let mut from = 0;
            loop {
                let place = from + position(&rest.as_bytes()[from..], is_start_in_rtl)?;
                let kind = rest.get(place..).and_then(|r| r.chars().next());
                if kind.is_some_and(|c| self.begins(c)) {
                    return Some(at + place);
                }
                from = place + 1;
            }
        }
        let mut letters = rest.char_indices();
        let found = letters.find(|(_, c)| !c.is_ascii_punctuation() && self.begins(*c));
        found.map(|(place, _)| at + place)
    }

    fn begins(&self, c: char) -> bool {
        match self.kind_of(c) {
            // Arabic punctuation alone is not a word.
            CharClass::Other | CharClass::Strange => c.is_alphanumeric(),
            CharClass::Digit => self.is_rtl(),
            _ => false,
        }
    }

    /// Returns `true` if a part has a letter of the Arabic script, after which digits count as Arabic ones (UAX #9, rule
    /// W2).
    pub(super) fn has_arabic_letter(&self, part: Range<usize>) -> bool {
        let bytes = self.text.as_bytes().get(part).unwrap_or_default();
        bytes.iter().any(|b| matches!(b, 0xD8..=0xDB))
    }

    /// Returns the end of the word with a letter or digit at `at`: letters of this kind, digits, and the signs between them.
    pub(super) fn word_end(&self, at: usize, kind: CharClass) -> usize {
        let mut end = at;
        let mut here = at;
        while let Some(c) = self.char(here) {
            let next = here + c.len_utf8();
            match self.kind_of(c) {
                k if k == kind || k == CharClass::Digit || k == CharClass::Mark => end = next,
                CharClass::Sign => {}
                CharClass::Close if matches!(c, '’') => {}
                // f(x), f()
                CharClass::Open if c == '(' && here == end => match self.closing(here, kind) {
                    Some(close) if !self.text[here..close].contains(char::is_whitespace) => {
                        here = close;
                        end = close;
                        continue;
                    }
                    _ => break,
                },
                _ => break,
            }
            here = next;
        }
        end
    }

    /// Returns the offset after the mark that closes the one at `at`; `None` if something other than words of this kind,
    /// digits and signs is between them.
    pub(super) fn closing(&self, at: usize, kind: CharClass) -> Option<usize> {
        let open = self.char(at)?;
        let mut here = at + open.len_utf8();
        let mut inner = 0usize;
        while let Some(c) = self.char(here) {
            let next = here + c.len_utf8();
            match self.kind_of(c) {
                _ if is_pair(open, c) && inner == 0 => {
                    // An apostrophe is not a closing mark.
                    let is_apostrophe =
                        c == '’' && self.char(next).is_some_and(char::is_alphanumeric);
                    if !is_apostrophe {
                        return Some(next);
                    }
                }
                CharClass::Open => inner += 1,
                CharClass::Close if c != '’' => inner = inner.checked_sub(1)?,
                CharClass::Own | CharClass::Object => return None,
                CharClass::Other | CharClass::Strange if self.kind_of(c) != kind => return None,
                _ => {}
            }
            here = next;
        }
        None
    }
}

/// Returns `true` if `close` closes what `open` opens.
pub(super) fn is_pair(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('(', ')')
            | ('[', ']')
            | ('{', '}')
            | ('«', '»')
            | ('‹', '›')
            | ('“', '”')
            | ('‘', '’')
            | ('„', '“' | '”')
            | ('‚', '‘' | '’')
            | ('"', '"')
    )
}

/// Returns `true` if a language of the script `own` is also written with letters of `script`.
fn is_written_with(own: Option<Script>, script: Script) -> bool {
    match (own, script) {
        (None, _) | (_, Script::Common | Script::Inherited | Script::Unknown) => true,
        (Some(Script::Hiragana), Script::Han | Script::Katakana) => true,
        (Some(Script::Hangul), Script::Han) => true,
        (Some(Script::Han), Script::Bopomofo) => true,
        (Some(own), script) => own == script,
    }
}
