//! Finds, in names with several spellings, the words that stand for each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::Name;
use crate::token::words;

/// Maximum number of words of a short spelling.
const SHORT: usize = 2;

/// The aliases and entities derived from a list of names.
#[derive(Debug, Default)]
pub struct Names {
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
    /// The words of its other spellings, which say less on their own: "council" of "UN Security Council".
    pub weak: Vec<String>,
}

impl Names {
    /// Makes aliases and entities from the names in an index's settings.
    pub fn new(names: &[Name]) -> Self {
        let mut this = Names::default();
        for name in names {
            this.add(name);
        }
        this
    }

    fn add(&mut self, name: &Name) {
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
            self.align(&spellings);
        }
        let is_even = spellings
            .windows(2)
            .all(|pair| pair[0].len() == pair[1].len());
        if !(is_even && name.is_ordered) && spellings.iter().any(|spelling| spelling.len() > 1) {
            let is_short = |spelling: &[String]| spelling.len() <= SHORT;
            let (short, long): (Vec<_>, Vec<_>) = spellings.iter().partition(|s| is_short(s));
            let wholes = tokens.iter().flatten().filter_map(|w| w.whole.clone());
            let keys: BTreeSet<String> =
                short.into_iter().flatten().cloned().chain(wholes).collect();
            let weak: BTreeSet<String> = long.into_iter().flatten().cloned().collect();
            self.entities.push(Entity {
                weak: weak.difference(&keys).cloned().collect(),
                keys: keys.into_iter().collect(),
                spellings,
            });
        }
    }

    /// Makes words at the same position of spellings with equal length aliases of each other.
    fn align(&mut self, spellings: &[Vec<String>]) {
        for one in spellings {
            for other in spellings.iter().filter(|other| other.len() == one.len()) {
                for (word, alias) in one.iter().zip(other).filter(|(word, alias)| word != alias) {
                    self.aliases
                        .entry(word.clone())
                        .or_default()
                        .insert(alias.clone());
                }
            }
        }
    }
}
