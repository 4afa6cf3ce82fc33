//! Finds equivalent words in names with several spellings, so that a search for one spelling finds the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::SearchName;
use crate::token::words;

/// Maximum number of words of a short spelling.
const SHORT: usize = 2;

/// The aliases and entities derived from a list of names.
#[derive(Debug, Default)]
pub struct NameAliases {
    /// For a word of a name, the words at the same position in its other spellings.
    pub aliases: BTreeMap<String, BTreeSet<String>>,
    /// Names of several words whose spellings do not correspond word by word.
    pub entities: Vec<Entity>,
}

/// A name that is matched as a whole: wherever a text contains one spelling, the words of all spellings find the record.
#[derive(Debug)]
pub struct Entity {
    /// The words of each spelling.
    pub spellings: Vec<Vec<String>>,
    /// The words of its short spellings; each of them finds the name.
    pub keys: Vec<String>,
    /// The words of the other spellings, which are less specific on their own: "council" of "UN Security Council".
    pub weak: Vec<String>,
}

impl NameAliases {
    /// Makes aliases and entities from the names in an index's settings.
    pub fn new(names: &[SearchName], language: &str) -> Self {
        let mut this = NameAliases::default();
        for name in names {
            this.add(name, language);
        }
        this
    }

    fn add(&mut self, name: &SearchName, language: &str) {
        let tokens = |spelling: &String| spelling.split_whitespace().map(words).collect::<Vec<_>>();
        let tokens: Vec<_> = name.spellings.iter().map(tokens).collect();
        let spellings = tokens.iter().map(|spelling| {
            spelling
                .iter()
                .flat_map(|w| w.parts.iter().cloned())
                .collect()
        });
        let mut spellings: Vec<Vec<String>> = spellings.collect();
        spellings.retain(|spelling: &Vec<String>| !spelling.is_empty());
        if name.is_ordered || spellings.iter().all(|spelling| spelling.len() == 1) {
            self.align(&spellings, |_, _| true);
        } else {
            self.align(&spellings, is_variant);
        }
        let is_even = spellings
            .windows(2)
            .all(|pair| pair[0].len() == pair[1].len());
        if !(is_even && name.is_ordered) && spellings.iter().any(|spelling| spelling.len() > 1) {
            let is_short = |spelling: &[String]| spelling.len() <= SHORT;
            let (short, long): (Vec<_>, Vec<_>) = spellings.iter().partition(|s| is_short(s));
            let wholes = tokens.iter().flatten().filter_map(|w| w.whole.clone());
            let weak: BTreeSet<String> = long.into_iter().flatten().cloned().collect();
            // In a text of another script, a word of the name hardly means anything else.
            let foreign = weak.iter().filter(|word| is_foreign(word, language));
            let keys: BTreeSet<String> = (short.into_iter().flatten())
                .chain(foreign)
                .cloned()
                .chain(wholes)
                .collect();
            self.entities.push(Entity {
                weak: weak.difference(&keys).cloned().collect(),
                keys: keys.into_iter().collect(),
                spellings,
            });
        }
    }

    /// Makes words at the same position of spellings with equal length aliases of each other, if `is_alias` accepts them.
    fn align(&mut self, spellings: &[Vec<String>], is_alias: impl Fn(&str, &str) -> bool) {
        for one in spellings {
            for other in spellings.iter().filter(|other| other.len() == one.len()) {
                let pairs = one.iter().zip(other);
                for (word, alias) in pairs.filter(|(a, b)| a != b && is_alias(a, b)) {
                    self.aliases
                        .entry(word.clone())
                        .or_default()
                        .insert(alias.clone());
                }
            }
        }
    }
}

/// Minimum number of letters of a word that can be a variant of another.
const LEAST: usize = 5;

/// Returns true if two words are spellings of one word, such as فوستوتشني and فوستوشني: they begin and end alike, and
/// between that at most two letters differ.
fn is_variant(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let least = one.len().min(other.len());
    let start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let ends = one.iter().rev().zip(other.iter().rev());
    let end = ends.take(least - start).take_while(|(a, b)| a == b).count();
    least >= LEAST && start > 0 && one.len().max(other.len()) - start - end <= 2
}

/// Languages that are written in other scripts than the Latin one.
const NOT_LATIN: [&str; 22] = [
    "ar", "fa", "ur", "ps", "ckb", "he", "yi", "ru", "uk", "be", "bg", "mk", "el", "hy", "ka",
    "zh", "ja", "ko", "hi", "bn", "ta", "th",
];

/// Short words of names that stand in any text.
const COMMON: [&str; 12] = [
    "of", "for", "the", "and", "in", "on", "de", "des", "du", "la", "le", "et",
];

/// Returns true if a word is not in the script of a language.
fn is_foreign(word: &str, language: &str) -> bool {
    let primary = language.split('-').next().unwrap_or(language);
    let is_latin = word.chars().any(|c| c.is_alphabetic() && c < '\u{250}');
    let has_letters = word.chars().any(char::is_alphabetic);
    has_letters && is_latin == NOT_LATIN.contains(&primary) && !COMMON.contains(&word)
}
