//! Tables of letters: which script a name is written in, and which sound each of its consonants stands for.
//!
//! Names in two scripts are compared by their consonants. The classes are the same for all scripts; a script is a row of the
//! tables.

/// The scripts that are distinguished in names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Hangul,
}

/// Returns the script of a name. A name without letters counts as Latin.
pub fn script(name: &str) -> Script {
    match name.chars().find(|c| c.is_alphabetic()) {
        Some('\u{400}'..='\u{52F}') => Script::Cyrillic,
        Some('\u{600}'..='\u{6FF}') => Script::Arabic,
        Some('\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}') => Script::Hangul,
        _ => Script::Latin,
    }
}

/// The class of each consonant, as a Latin letter, and the letters of all scripts that belong to it.
const CONSONANTS: [(u8, &str); 10] = [
    (b'b', "bpبپбп"),
    (b'f', "fvفڤвф"),
    (b't', "tتطثт"),
    (b'd', "dدضд"),
    (b'k', "ckqgjقكکغجخگкгх"),
    (b's', "szسصزشذظچژсзжшщцч"),
    (b'l', "lلл"),
    (b'r', "rرр"),
    (b'm', "mمм"),
    (b'n', "nنн"),
];

/// All letters in [`CONSONANTS`] come before this one; their UTF-8 has at most two bytes.
const END: usize = 0x700;

/// [`CONSONANTS`] by letter: 0 for letters without a class. A word's sound is asked for often enough that a search through the
/// strings takes a twentieth of a check.
static CLASSES: [u8; END] = classes();

const fn classes() -> [u8; END] {
    let mut classes = [0; END];
    let mut row = 0;
    while row < CONSONANTS.len() {
        let (class, letters) = CONSONANTS[row];
        let bytes = letters.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let first = bytes[at] as usize;
            let letter = match first {
                0..0x80 => first,
                _ => {
                    at += 1;
                    (first & 0x1F) << 6 | (bytes[at] as usize & 0x3F)
                }
            };
            classes[letter] = class;
            at += 1;
        }
        row += 1;
    }
    classes
}

/// Pairs of a letter and a silent letter after it.
const SILENT: [(char, char); 1] = [('p', 'h')];

/// Returns the class of a lowercase consonant; `None` for vowels, silent letters and letters that are written in one script
/// only.
pub fn consonant(letter: char, last: Option<char>) -> Option<u8> {
    if last.is_some_and(|last| SILENT.contains(&(last, letter))) {
        return None;
    }
    let class = *CLASSES.get(letter as usize)?;
    (class != 0).then_some(class)
}

/// The class of the first sound of a code name, as a Latin letter, and the letters that belong to it.
const INITIALS: [(char, &str); 9] = [
    ('t', "tтتط"),
    ('k', "kкكقhхخهحqxgгغc"),
    ('m', "mмم"),
    ('n', "nнن"),
    ('l', "lлل"),
    ('r', "rрر"),
    ('s', "sсسصzзز"),
    ('b', "bбبpп"),
    ('d', "dдدض"),
];

/// Returns the class of the sound that a code name begins with; `None` for vowels and for letters that may have several
/// sounds.
pub fn initial(name: &str) -> Option<char> {
    let letter = name.chars().next()?;
    let mut classes = INITIALS.iter();
    let (class, _) = classes.find(|(_, letters)| letters.contains(letter))?;
    Some(*class)
}

/// Short words that are joined to the beginning of a code name.
const JOINED: [&str; 11] = [
    "و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "ول", "وب",
];

/// Returns true if the beginning of a code name is only a short word joined to it.
pub fn is_joined(beginning: &str) -> bool {
    JOINED.contains(&beginning)
}

/// The letters for vowels, of scripts in which they are counted.
const VOWELS: &str = "aeiouyäöüáéíóúèаеёиоуыэюяاويى";

/// Returns the number of groups of vowels in a name. A vowel at the beginning counts; the article does not, so that a name
/// with it has one group more than in other scripts.
pub fn vowel_groups(name: &str) -> usize {
    let mut groups = 0;
    let mut was_vowel = false;
    for letter in name.chars().flat_map(char::to_lowercase) {
        let is_vowel = VOWELS.contains(letter);
        groups += usize::from(is_vowel && !was_vowel);
        was_vowel = is_vowel;
    }
    groups
}
