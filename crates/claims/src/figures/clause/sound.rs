//! Reduces a word to classes of consonants that are the same in all scripts, so that a name can be compared across
//! languages.

use crate::figures::languages::letters::consonant;

/// Maximum number of consonants.
const MOST: usize = 12;

/// Minimum number of consonants that suffice to distinguish words.
const LEAST: usize = 3;

/// The classes of a word's consonants, as lowercase letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sound {
    letters: [u8; MOST],
    length: usize,
}

impl Sound {
    fn push(&mut self, letter: u8) {
        // Doubled consonants are written once in Arabic.
        let last = self.length.checked_sub(1).map(|at| self.letters[at]);
        if self.length < MOST && last != Some(letter) {
            self.letters[self.length] = letter;
            self.length += 1;
        }
    }

    /// Returns the number of consonants.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Returns the number of consonants to insert, remove or replace to get from one word to the other.
    pub fn difference(&self, other: &Sound) -> usize {
        strsim::generic_levenshtein(&self.letters().to_vec(), &other.letters().to_vec())
    }

    fn letters(&self) -> &[u8] {
        &self.letters[..self.length]
    }

    /// Returns true if two words sound alike: the same consonants, except for an ending of one.
    pub fn is_like(&self, other: &Sound) -> bool {
        let (one, two) = (self.letters(), other.letters());
        let shorter = one.len().min(two.len());
        shorter >= LEAST && one.len().abs_diff(two.len()) <= 1 && one[..shorter] == two[..shorter]
    }
}

/// Returns the sound of a word without the longest matching prefix.
pub fn sound(word: &str, prefixes: &[&str]) -> Sound {
    let mut prefixes = prefixes.iter();
    let bare = prefixes.find_map(|prefix| word.strip_prefix(prefix));
    let mut sound = Sound::default();
    let mut last = None;
    let mut letters = bare
        .unwrap_or(word)
        .chars()
        .flat_map(char::to_lowercase)
        .peekable();
    while let Some(letter) = letters.next() {
        // Lucinia, Grace.
        let is_soft = letter == 'c' && matches!(letters.peek(), Some('e' | 'i' | 'y'));
        let letter = if is_soft { 's' } else { letter };
        if let Some(class) = consonant(letter, last) {
            sound.push(class);
        }
        last = Some(letter);
    }
    sound
}
