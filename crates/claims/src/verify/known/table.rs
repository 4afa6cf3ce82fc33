//! A table of well-known names, hashed when the crate is compiled.
//!
//! Reads text files with a line for each name; the format stands at the top of `countries.txt`.

use crate::figures::{NO_LETTERS, hash_more, hash_of};

/// Number of slots; about twice the number of patterns.
const SLOTS: usize = 1 << 14;

/// Number of bits of the filter by the first two letters of patterns.
const FILTER: usize = 1 << 14;

/// Number of files, one for each kind of names.
pub const KINDS: usize = 5;

/// Upper limit for the number of lines of all files.
const LINES: u16 = 1 << 10;

/// The Arabic article. It is left out after the first word of a name.
pub const ARTICLE: &str = "ال";

/// The endings of an adjective of origin in Arabic: its feminine, plurals and duals.
const ORIGIN: [&[u8]; 8] = [
    "".as_bytes(),
    "ه".as_bytes(),
    "ين".as_bytes(),
    "ون".as_bytes(),
    "ا".as_bytes(),
    "ات".as_bytes(),
    "ان".as_bytes(),
    "تين".as_bytes(),
];

/// A pattern in the table: the number of its line, and its properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamePattern(u16);

impl NamePattern {
    const CLAIM: u16 = 1 << 10;
    const PREFIX: u16 = 1 << 11;
    const CAPITALS: u16 = 1 << 12;
    const CONTINUES: u16 = 1 << 13;

    /// Returns the number of the line, from 1; 0 for the beginning of a name of several words.
    pub fn line(self) -> u16 {
        self.0 & (NamePattern::CLAIM - 1)
    }

    /// Returns true if the pattern certainly names its thing.
    pub fn is_claim(self) -> bool {
        self.0 & NamePattern::CLAIM != 0
    }

    /// Returns true if any ending may follow.
    pub fn is_prefix(self) -> bool {
        self.0 & NamePattern::PREFIX != 0
    }

    /// Returns true if the pattern is written in capital letters only.
    pub fn is_in_capitals(self) -> bool {
        self.0 & NamePattern::CAPITALS != 0
    }

    /// Returns true if it is the beginning of a name of several words.
    pub fn continues(self) -> bool {
        self.0 & NamePattern::CONTINUES != 0
    }
}

/// The patterns of some files, by the hashes of their letters.
#[derive(Debug)]
pub struct NameTable {
    keys: [u32; SLOTS],
    patterns: [u16; SLOTS],
    /// Bits for the first two letters of the patterns.
    beginnings: [u64; FILTER / 64],
    /// The first line of each file, if all lines are numbered consecutively from 1.
    first_lines: [u16; KINDS],
}

impl NameTable {
    /// Parses files, one for each kind of names.
    pub const fn read(files: &[&str; KINDS]) -> NameTable {
        let mut table = NameTable {
            keys: [0; SLOTS],
            patterns: [0; SLOTS],
            beginnings: [0; FILTER / 64],
            first_lines: [0; KINDS],
        };
        let (mut kind, mut line) = (0, 0);
        while kind < KINDS {
            let text = files[kind].as_bytes();
            table.first_lines[kind] = line + 1;
            let mut at = 0;
            while at < text.len() {
                let end = find(text, at, b'\n');
                if text[at] != b'#' {
                    line += 1;
                    table.read_line(text, find(text, at, b':') + 1, end, line);
                }
                at = end + 1;
            }
            kind += 1;
        }
        assert!(line < LINES);
        table
    }

    /// Returns the kind of the name in a line, and the line's index in its file, without comments.
    pub fn kind_of(&self, line: u16) -> (usize, usize) {
        let kinds = self.first_lines.iter();
        let kind = kinds.filter(|first| **first <= line).count() - 1;
        (kind, usize::from(line - self.first_lines[kind]))
    }

    const fn read_line(&mut self, text: &[u8], start: usize, end: usize, line: u16) {
        let mut from = start;
        let mut kind = NamePattern::CLAIM;
        while from < end {
            let space = find(text, from, b' ');
            let to = if space < end { space } else { end };
            if to == from + 1 && text[from] == b';' {
                kind = 0;
            } else if to > from {
                self.read_pattern(between(text, from, to), line | kind);
            }
            from = to + 1;
        }
    }

    const fn read_pattern(&mut self, word: &[u8], pattern: u16) {
        let mut state = NO_LETTERS;
        let (mut at, mut letters, mut is_in_capitals) = (0, 0, true);
        while at < word.len() {
            match word[at] {
                b'*' | b'~' => break,
                b'_' => self.insert(hash_of(state), NamePattern::CONTINUES),
                _ if at > 0
                    && word[at - 1] == b'_'
                    && starts_with(word, at, ARTICLE.as_bytes()) =>
                {
                    at += ARTICLE.len();
                }
                _ => {}
            }
            is_in_capitals &=
                word[at].is_ascii_uppercase() || word[at].is_ascii_digit() || word[at] == b'_';
            let next = after_letter(word, at);
            let longer = hash_more(state, between(word, at, next));
            letters += (longer != state) as u32;
            state = longer;
            if letters == 2 {
                let bit = hash_of(state) as usize % FILTER;
                self.beginnings[bit / 64] |= 1 << (bit % 64);
            }
            at = next;
        }
        let capitals = if is_in_capitals {
            NamePattern::CAPITALS
        } else {
            0
        };
        if at == word.len() {
            self.insert(hash_of(state), pattern | capitals);
        } else if word[at] == b'*' {
            self.insert(hash_of(state), pattern | capitals | NamePattern::PREFIX);
        } else {
            let mut ending = 0;
            while ending < ORIGIN.len() {
                self.insert(hash_of(hash_more(state, ORIGIN[ending])), pattern);
                ending += 1;
            }
        }
    }

    const fn insert(&mut self, key: u32, pattern: u16) {
        let mut slot = key as usize % SLOTS;
        while self.keys[slot] != 0 {
            if self.keys[slot] == key && self.patterns[slot] == pattern {
                return;
            }
            slot = (slot + 1) % SLOTS;
        }
        self.keys[slot] = key;
        self.patterns[slot] = pattern;
    }

    /// Returns the patterns with this hash.
    pub fn patterns(&self, key: u32) -> impl Iterator<Item = NamePattern> {
        let mut slot = key as usize % SLOTS;
        std::iter::from_fn(move || {
            while self.keys[slot] != 0 {
                let here = slot;
                slot = (slot + 1) % SLOTS;
                if self.keys[here] == key {
                    return Some(NamePattern(self.patterns[here]));
                }
            }
            None
        })
    }

    /// Returns true if a pattern may begin with the two letters that have this hash.
    pub fn may_begin(&self, key: u32) -> bool {
        let bit = key as usize % FILTER;
        self.beginnings[bit / 64] & (1 << (bit % 64)) != 0
    }
}

/// Returns the offset after the letter at an offset of a text in UTF-8.
const fn after_letter(text: &[u8], at: usize) -> usize {
    let mut next = at + 1;
    while next < text.len() && text[next] & 0xC0 == 0x80 {
        next += 1;
    }
    next
}

const fn starts_with(text: &[u8], at: usize, prefix: &[u8]) -> bool {
    let mut length = 0;
    while length < prefix.len() && at + length < text.len() && text[at + length] == prefix[length] {
        length += 1;
    }
    length == prefix.len()
}

const fn between(text: &[u8], from: usize, to: usize) -> &[u8] {
    let (_, rest) = text.split_at(from);
    rest.split_at(to - from).0
}

/// Returns the offset of the next occurrence of a byte, or the end.
const fn find(text: &[u8], from: usize, byte: u8) -> usize {
    let mut at = from;
    while at < text.len() && text[at] != byte {
        at += 1;
    }
    at
}
