//! Concepts: the things and events that news texts mention, by their words in each language.
//!
//! The table of a language is a text file with a line for each concept: its name, which is the same in all languages, a
//! colon, and its words. It is hashed at compile time.

use crate::figures::clause::words::hash;

/// Number of slots in a table; several times the number of words.
const SLOTS: usize = 8192;

/// Words without significance.
pub const STOP: u32 = hash(b"stop");
/// Words for growth, and for values above zero.
pub const RISE: u32 = hash(b"rise");
/// Words for decline.
pub const FALL: u32 = hash(b"fall");
/// Words for earned money.
pub const PROFIT: u32 = hash(b"profit");
/// Words for lost money.
pub const LOSS: u32 = hash(b"loss");
/// Words for human beings in general, which apply to all counted people.
pub const PERSON: u32 = hash(b"person");
/// Words for the things that a result counts: goals, points, votes.
pub const RESULTS: [u32; 5] = [
    hash(b"goal"),
    hash(b"point"),
    hash(b"win"),
    hash(b"defeat"),
    hash(b"vote"),
];

/// The rise of prices.
pub const INFLATION: u32 = hash(b"inflation");

/// Words for a day.
pub const DAY: u32 = hash(b"day");

/// Words for points of an index or a result.
pub const POINT: u32 = hash(b"point");
/// Things of which a decrease is an improvement.
pub const BURDENS: [u32; 8] = [
    LOSS,
    hash(b"unemployment"),
    hash(b"inflation"),
    hash(b"debt"),
    hash(b"cost"),
    hash(b"price"),
    hash(b"crime"),
    hash(b"accident"),
];

/// Words for sums and differences.
pub const TOTAL: u32 = hash(b"total");
/// Words for the length of a life.
pub const LIFE: [u32; 4] = [hash(b"birth"), hash(b"killed"), hash(b"age"), hash(b"life")];

/// The concepts of a language, by the hashes of their words.
#[derive(Debug)]
pub struct ConceptTable {
    words: [u32; SLOTS],
    concepts: [u32; SLOTS],
}

impl ConceptTable {
    /// Parses a table: lines of `name: word word …`; lines that begin with `#` are comments.
    pub const fn read(file: &str) -> ConceptTable {
        let text = file.as_bytes();
        let mut table = ConceptTable {
            words: [0; SLOTS],
            concepts: [0; SLOTS],
        };
        let mut at = 0;
        while at < text.len() {
            let end = find(text, at, b'\n');
            if text[at] != b'#' {
                let colon = find(text, at, b':');
                if colon < end {
                    let (_, rest) = text.split_at(at);
                    let (name, _) = rest.split_at(colon - at);
                    let concept = hash(name);
                    let mut from = colon + 1;
                    while from < end {
                        let space = find(text, from, b' ');
                        let to = if space < end { space } else { end };
                        if to > from {
                            let (_, rest) = text.split_at(from);
                            let (word, _) = rest.split_at(to - from);
                            table.insert(hash(word), concept);
                        }
                        from = to + 1;
                    }
                }
            }
            at = end + 1;
        }
        table
    }

    const fn insert(&mut self, word: u32, concept: u32) {
        let mut slot = word as usize % SLOTS;
        while self.words[slot] != 0 && self.words[slot] != word {
            slot = (slot + 1) % SLOTS;
        }
        // If several lines have a word, the first one wins.
        if self.words[slot] == 0 {
            self.words[slot] = word;
            self.concepts[slot] = concept;
        }
    }

    /// Returns the concept of the word with this hash; 0 if there is none.
    pub fn concept(&self, word: u32) -> u32 {
        let mut slot = word as usize % SLOTS;
        while self.words[slot] != 0 {
            if self.words[slot] == word {
                return self.concepts[slot];
            }
            slot = (slot + 1) % SLOTS;
        }
        0
    }
}

/// The table whose lines define the names of all concepts.
const NAMES: &str = include_str!("concepts/en.txt");

/// Maximum number of lines of [`NAMES`].
const LINES: usize = 1024;

/// The hashes of the names of all concepts, with their start and length in [`NAMES`].
static NAMED: [(u32, u16, u8); LINES] = named();

const fn named() -> [(u32, u16, u8); LINES] {
    let text = NAMES.as_bytes();
    let mut named = [(0, 0, 0); LINES];
    let (mut at, mut count) = (0, 0);
    while at < text.len() {
        let end = find(text, at, b'\n');
        let colon = find(text, at, b':');
        if text[at] != b'#' && colon < end {
            let (_, rest) = text.split_at(at);
            let (name, _) = rest.split_at(colon - at);
            assert!(at <= u16::MAX as usize && name.len() <= u8::MAX as usize);
            named[count] = (hash(name), at as u16, name.len() as u8);
            count += 1;
        }
        at = end + 1;
    }
    named
}

/// Returns the name of a concept, which is the same in all languages; `None` if there is no such concept.
pub fn concept_name(concept: u32) -> Option<&'static str> {
    if concept == 0 {
        return None;
    }
    let (_, start, length) = NAMED.iter().find(|(hash, ..)| *hash == concept)?;
    NAMES.get(usize::from(*start)..usize::from(*start) + usize::from(*length))
}

/// Returns the offset of the next occurrence of a byte, or the end.
const fn find(text: &[u8], from: usize, byte: u8) -> usize {
    let mut at = from;
    while at < text.len() && text[at] != byte {
        at += 1;
    }
    at
}
