//! Reads the conditions of a statement besides its number: names, period and manner.
//!
//! Two figures of different texts contradict each other only if nothing but their numbers differs. So this errs on the side of
//! a difference: a word that may be a name counts as one.

use std::ops::Range;

use crate::figures::clause::{Clause, Wording};

/// The words of a text that limit its statements: names, such as that of the place that a figure is about, and words of
/// known concepts, such as directions and times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The keys of words that may be names, ascending.
    names: Vec<u32>,
    /// The keys of words that are certainly names, ascending. A capital letter at the start of a sentence proves
    /// nothing.
    certain: Vec<u32>,
    /// The concepts, ascending.
    concepts: Vec<u32>,
}

impl Scope {
    /// Returns true if both have the same names and concepts.
    pub fn is_same(&self, other: &Scope) -> bool {
        self.names == other.names && self.concepts == other.concepts
    }

    /// Returns true if both have a word that is certainly a name in at least one of them.
    pub fn shares_name(&self, other: &Scope) -> bool {
        let has = |names: &[u32], key: &u32| names.binary_search(key).is_ok();
        self.certain.iter().any(|key| has(&other.names, key))
            || other.certain.iter().any(|key| has(&self.names, key))
    }
}

/// The names of a text's title, and all of its words: enough to tell whether two texts are about one thing.
#[derive(Debug)]
pub struct TextSubject {
    title: Scope,
    /// The keys of the words of title and text, ascending.
    words: Vec<u32>,
}

impl TextSubject {
    /// Reads a text in a language (a BCP 47 tag).
    pub fn new(title: &str, text: &str, language: &str) -> TextSubject {
        let title = Wording::new(title, language);
        let text = Wording::new(text, language);
        let words = title.words.iter().chain(&text.words);
        let mut words: Vec<u32> = words.map(|word| word.key).collect();
        words.sort_unstable();
        words.dedup();
        TextSubject {
            title: title.scope(),
            words,
        }
    }

    /// Returns true if each text has all words of the other's title that may be names, and their titles or the sentences with
    /// these scopes share a name.
    pub fn is_shared(&self, other: &TextSubject, scopes: [&Scope; 2]) -> bool {
        (self.title.shares_name(&other.title) || scopes[0].shares_name(scopes[1]))
            && self.has_names_of(other)
            && other.has_names_of(self)
    }

    fn has_names_of(&self, other: &TextSubject) -> bool {
        let mut names = other.title.names.iter();
        names.all(|key| self.words.binary_search(key).is_ok())
    }
}

impl Wording<'_> {
    /// Returns the scope of the whole text.
    pub fn scope(&self) -> Scope {
        self.scope_in(0..self.words.len(), 0..0)
    }

    /// Returns the scope of the sentence of a figure, without the words of the figure itself.
    pub fn scope_of(&self, clause: &Clause) -> Scope {
        self.scope_in(clause.sentence.clone(), clause.figure.clone())
    }

    fn scope_in(&self, range: Range<usize>, figure: Range<usize>) -> Scope {
        let mut scope = Scope::default();
        for at in range.filter(|at| !figure.contains(at)) {
            let word = &self.words[at];
            if word.is_concept() {
                scope.concepts.push(word.key);
            } else if self.is_name(word) {
                scope.names.push(word.key);
                let is_first = at == 0 || self.words[at - 1].sentence != word.sentence;
                if !(is_first && self.grammar.capitals) {
                    scope.certain.push(word.key);
                }
            }
        }
        for keys in [&mut scope.names, &mut scope.certain, &mut scope.concepts] {
            keys.sort_unstable();
            keys.dedup();
        }
        scope
    }

    /// Returns true if the sentence of a clause says that its sources disagree.
    pub fn tells_of_disagreement(&self, clause: &Clause) -> bool {
        let mut words = self.words[clause.sentence.clone()].iter();
        words.any(|word| word.is_one_of(self.grammar.disagreeing))
    }
}

impl Clause {
    /// Returns true if both numbers are used in the same way: with the same bound, direction, rate and place in a
    /// comparison.
    pub fn is_meant_like(&self, other: &Clause) -> bool {
        let of = |clause: &Clause| {
            (
                clause.bound,
                clause.is_reached,
                (clause.direction, clause.manner),
                (clause.after_from, clause.after_to, clause.after_by),
                (clause.compared, clause.is_earlier, clause.is_difference),
                (clause.rate, clause.negative, clause.age),
                clause.numbered,
                clause.fate,
            )
        };
        of(self) == of(other)
    }
}
