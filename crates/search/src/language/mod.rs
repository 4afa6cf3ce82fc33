//! Analyses the words of a language: decides which of them are forms of the same word.
//!
//! An [`Analyser`] is called once for each distinct word when an index is made. [`analyser`] returns the one for a
//! language: rules for Arabic, Snowball stemmers for seventeen others, and an analyser that leaves words unchanged for
//! the rest.

mod arabic;
mod percent;
mod plurals;

use std::collections::BTreeMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::fold::fold;

pub use percent::WrittenPercentages;

/// Finds the forms of a word. All words are in folded form.
pub trait Analyser: Sync {
    /// Returns the forms of a word. `count` returns how often a word occurs in the texts, which decides ambiguous words.
    fn analyse(&self, word: &str, count: &dyn Fn(&str) -> u64) -> Analysis;

    /// Returns the prefixes and endings that the reader's module may remove from a word that no text contains.
    fn affixes(&self) -> Affixes;
}

/// The forms of a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    /// The word's stem. Words with the same stem are found together.
    pub stem: String,
    /// Further forms under which the word is found.
    pub keys: Vec<String>,
    /// Forms under which the word is found if no text contains them otherwise: the word without a letter that may be a
    /// prefix.
    pub weak: Vec<String>,
}

/// The prefixes and endings of a language's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Affixes {
    /// The prefixes, longest first.
    pub prefixes: Vec<&'static str>,
    /// The endings, each with its replacement, in the order in which they are tried.
    pub endings: Vec<(&'static str, &'static str)>,
    /// Patterns of plurals that are formed within the word, both ways: a regular expression for the whole word, and its
    /// replacement, as JavaScript has them.
    pub patterns: Vec<(String, String)>,
}

/// Returns the analyser for a language (BCP 47).
pub fn analyser(language: &str) -> Box<dyn Analyser> {
    let primary = language.split('-').next().unwrap_or(language);
    let algorithm = match primary {
        "ar" => return Box::new(arabic::Arabic::new()),
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return Box::new(UnchangedWords),
    };
    Box::new(Snowball {
        stemmer: Stemmer::create(algorithm),
        groups: if primary == "en" {
            WordForms::new(plurals::ENGLISH)
        } else {
            WordForms::default()
        },
        endings: if primary == "en" {
            ENGLISH_ENDINGS
        } else {
            &[]
        },
    })
}

/// English endings that a reader may have typed if the texts have another form, and their replacements.
const ENGLISH_ENDINGS: &[(&str, &str)] = &[
    ("ies", "i"),
    ("ied", "i"),
    ("y", "i"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ing", ""),
    ("ly", ""),
    ("e", ""),
    ("er", ""),
    ("ers", ""),
];

/// An analyser that leaves each word unchanged.
struct UnchangedWords;

impl Analyser for UnchangedWords {
    fn analyse(&self, word: &str, _: &dyn Fn(&str) -> u64) -> Analysis {
        Analysis {
            stem: word.to_owned(),
            ..Analysis::default()
        }
    }

    fn affixes(&self) -> Affixes {
        Affixes::default()
    }
}

/// An analyser with a Snowball stemmer.
struct Snowball {
    stemmer: Stemmer,
    groups: WordForms,
    endings: &'static [(&'static str, &'static str)],
}

impl Analyser for Snowball {
    fn analyse(&self, word: &str, _: &dyn Fn(&str) -> u64) -> Analysis {
        if !word.chars().any(char::is_alphabetic) {
            return UnchangedWords.analyse(word, &|_| 0);
        }
        if let Some(group) = self.groups.find(word) {
            return Analysis {
                stem: group[0].clone(),
                keys: group[1..].to_vec(),
                weak: Vec::new(),
            };
        }
        // Folding removed the accents that some stemmers expect. That does no harm, since it was done to the index and
        // the query alike.
        Analysis {
            stem: self.stemmer.stem(word).into_owned(),
            ..Analysis::default()
        }
    }

    fn affixes(&self) -> Affixes {
        Affixes {
            prefixes: Vec::new(),
            endings: self.endings.to_vec(),
            patterns: Vec::new(),
        }
    }
}

/// Groups of forms of one word: a singular and its plurals.
#[derive(Debug, Default)]
struct WordForms {
    by_form: BTreeMap<String, usize>,
    groups: Vec<Vec<String>>,
}

impl WordForms {
    fn new(table: &[&[&str]]) -> Self {
        let folded = |group: &&[&str]| group.iter().map(|form| fold(form)).collect();
        let groups: Vec<Vec<String>> = table.iter().map(folded).collect();
        let forms = groups.iter().enumerate();
        let by_form =
            forms.flat_map(|(index, group)| group.iter().map(move |form| (form.clone(), index)));
        WordForms {
            by_form: by_form.collect(),
            groups,
        }
    }

    /// Returns the forms of the group that contains a word, the singular first.
    fn find(&self, word: &str) -> Option<&[String]> {
        self.by_form
            .get(word)
            .map(|index| self.groups[*index].as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_language_meet_in_their_stem() {
        for (language, one, other) in [
            ("en", "treaties", "treaty"),
            ("en-GB", "wolves", "wolf"),
            ("ru", "договора", "договор"),
            ("fr", "accords", "accord"),
            ("xx", "word", "word"),
        ] {
            let analyser = analyser(language);
            let stem = |word: &str| analyser.analyse(word, &|_| 0).stem;
            assert_eq!(stem(one), stem(other), "{language}");
        }
    }

    #[test]
    fn every_form_of_the_tables_is_in_one_group_alone() {
        for table in [plurals::ARABIC, plurals::ENGLISH] {
            let groups = WordForms::new(table);
            let all: usize = groups.groups.iter().map(Vec::len).sum();
            assert_eq!(groups.by_form.len(), all, "a form stands twice");
            assert!(groups.groups.iter().all(|group| group.len() > 1));
        }
    }
}
