//! The sound of a word: its consonants, in classes that are the same for Latin, Arabic and Cyrillic letters.

/// Maximum number of consonants.
const MOST: usize = 12;

/// Minimum number of consonants that tell words apart.
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

/// Returns the sound of a word, without the prefixes of Arabic.
pub fn sound(word: &str) -> Sound {
    let mut bare = word;
    for prefix in ["و", "ف", "ب", "ل", "ك"] {
        if let Some(rest) = bare.strip_prefix(prefix)
            && rest.starts_with("ال")
        {
            bare = rest;
            break;
        }
    }
    bare = bare
        .strip_prefix("لل")
        .or(bare.strip_prefix("ال"))
        .unwrap_or(bare);
    let mut sound = Sound::default();
    let mut last = None;
    for letter in bare.chars().flat_map(char::to_lowercase) {
        if let Some(class) = class(letter, last) {
            sound.push(class);
        }
        last = Some(letter);
    }
    sound
}

/// Returns the class of a letter; `None` for vowels and for letters that are written in one script only.
fn class(letter: char, last: Option<char>) -> Option<u8> {
    Some(match letter {
        'h' if last == Some('p') => return None,
        'b' | 'p' | 'ب' | 'پ' | 'б' | 'п' => b'b',
        'f' | 'v' | 'ف' | 'ڤ' | 'в' | 'ф' => b'f',
        't' | 'ت' | 'ط' | 'ث' | 'т' => b't',
        'd' | 'د' | 'ض' | 'д' => b'd',
        'c' | 'k' | 'q' | 'g' | 'j' | 'ق' | 'ك' | 'غ' | 'ج' | 'خ' | 'گ' | 'к' | 'г' | 'х' => {
            b'k'
        }
        's' | 'z' | 'س' | 'ص' | 'ز' | 'ش' | 'ذ' | 'ظ' | 'с' | 'з' | 'ж' | 'ш' | 'щ' | 'ц' | 'ч' => {
            b's'
        }
        'l' | 'ل' | 'л' => b'l',
        'r' | 'ر' | 'р' => b'r',
        'm' | 'م' | 'м' => b'm',
        'n' | 'ن' | 'н' => b'n',
        _ => return None,
    })
}
