//! Assigns each word of a sentence to the nearer of two figures in it.

use crate::figures::clause::concepts::{FALL, RISE};
use crate::figures::clause::sound::{Sound, sound};
use crate::figures::clause::{Clause, Word, Wording};
use crate::figures::figure::Figure;

/// Distance that a comma or a conjunction adds, in words.
const CROSSING: usize = 4;

/// Bit that marks the keys of negated words.
const DENIED: u32 = 1 << 30;

/// A word that belongs to one of two figures.
#[derive(Debug)]
pub struct OwnedWord {
    /// The key of the word.
    key: u32,
    /// The sound of the word; empty if it has too few consonants.
    sound: Sound,
    /// True if it belongs to the first figure.
    pub is_first: bool,
}

impl OwnedWord {
    /// Returns the key of the word.
    pub fn key(&self) -> u32 {
        self.key
    }

    /// Returns true if the word has this key.
    pub fn has_key(&self, key: u32) -> bool {
        self.key == key
    }

    /// Returns true if the word is in the table of concepts.
    pub fn is_concept(&self) -> bool {
        self.key >> 31 == 0
    }
}

impl Wording<'_> {
    /// Returns the words that belong to either of two figures of one paragraph. Words that occur twice are left out.
    pub fn owners(&self, one: &Clause, other: &Clause) -> Vec<OwnedWord> {
        let mut owners: Vec<OwnedWord> = Vec::new();
        let mut repeated: Vec<u32> = Vec::new();
        let both = one.sentence.clone().chain(
            other
                .sentence
                .clone()
                .filter(|_| !one.shares_sentence(other)),
        );
        let joins = self.joins(one);
        let apart = (!one.shares_sentence(other)).then(|| self.joins(other));
        let other_joins = apart.as_ref().unwrap_or(&joins);
        for at in both {
            let word = &self.words[at];
            if word.key == 0
                || word.numeral
                || [RISE, FALL].contains(&word.key)
                || one.figure.contains(&at)
                || other.figure.contains(&at)
            {
                continue;
            }
            // "39% satisfied, 52% not satisfied": the two are different words.
            let is_denied = at > 0 && self.words[at - 1].is_one_of(self.grammar.contrary);
            let key = if is_denied {
                word.key ^ DENIED
            } else {
                word.key
            };
            if owners.iter().any(|owner| owner.key == key) {
                repeated.push(key);
                continue;
            }
            let distance = |clause: &Clause, joins: &[u16]| {
                let is_here = clause.sentence.contains(&at);
                is_here.then(|| self.distance(at, clause, joins))
            };
            let is_first = match (distance(one, &joins), distance(other, other_joins)) {
                (Some(first), Some(second)) if first == second => continue,
                (Some(first), Some(second)) => first < second,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => continue,
            };
            owners.push(OwnedWord {
                key,
                ..self.owner(word, is_first)
            });
        }
        owners.retain(|owner| !repeated.contains(&owner.key));
        owners
    }

    pub(super) fn owner(&self, word: &Word, is_first: bool) -> OwnedWord {
        OwnedWord {
            key: word.key,
            sound: match word.is_concept() {
                true => Sound::default(),
                false => self.sound_of(word),
            },
            is_first,
        }
    }

    /// Returns the sound of a word, which is computed once: words of an original are compared with those of every
    /// claim.
    fn sound_of(&self, word: &Word) -> Sound {
        let at = self.words.partition_point(|other| other.start < word.start);
        let mut sounds = self.sounds.borrow_mut();
        if sounds.is_empty() {
            sounds.resize(self.words.len(), None);
        }
        let letters = || &self.text[word.start as usize..word.end as usize];
        *sounds[at].get_or_insert_with(|| sound(letters(), self.grammar.name_prefixes))
    }

    /// Returns the significant words of a figure's sentence, except words that belong to its figures, such as units.
    pub fn words_of(&self, clause: &Clause, figures: &[Figure]) -> Vec<OwnedWord> {
        let words = &self.words[clause.sentence.clone()];
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return Vec::new();
        };
        let sentence = first.start as usize..last.end as usize;
        // A sentence has few of the figures of a long text.
        let is_in_sentence = |figure: &&Figure| {
            figure.range.start < sentence.end && figure.range.end > sentence.start
        };
        let figures: Vec<&Figure> = figures.iter().filter(is_in_sentence).collect();
        let is_of_figure = |word: &Word| {
            let mut figures = figures.iter();
            figures.any(|figure| figure.range.contains(&(word.start as usize)))
        };
        let words = words.iter();
        let telling = words.filter(|word| word.key != 0 && !word.numeral && !is_of_figure(word));
        telling.map(|word| self.owner(word, true)).collect()
    }

    /// Does the same as [`Wording::words_of`] for the figure's part of the sentence only: "37% in tourism, Kim said".
    pub fn words_beside(&self, clause: &Clause, figures: &[Figure]) -> Vec<OwnedWord> {
        let part = self.words.get(clause.figure.start).map(|word| word.part);
        let is_beside = |at: &usize| self.words.get(*at).map(|word| word.part) == part;
        let mut at = clause.sentence.clone().filter(is_beside);
        let (Some(first), last) = (at.next(), at.last()) else {
            return Vec::new();
        };
        let beside = Clause {
            sentence: first..last.unwrap_or(first) + 1,
            ..Clause::default()
        };
        self.words_of(&beside, figures)
    }

    /// Returns true if two words are the same, in one language or across languages.
    pub fn is_like(&self, one: &OwnedWord, original: &Wording<'_>, two: &OwnedWord) -> bool {
        one.key == two.key || !self.shares_language(original) && one.sound.is_like(&two.sound)
    }

    /// Returns the number of conjunctions before each word of a figure's sentence, and at its end. Counted once for all
    /// words of the sentence.
    fn joins(&self, clause: &Clause) -> Vec<u16> {
        let words = self.words[clause.sentence.clone()].iter();
        let mut count = 0;
        let counts = words.map(|word| {
            count += u16::from(self.joins_clauses(word));
            count
        });
        std::iter::once(0).chain(counts).collect()
    }

    pub(super) fn joins_clauses(&self, word: &Word) -> bool {
        self.is_and(word) || word.is_one_of(self.grammar.conjunctions)
    }

    /// Returns the number of words between a word and a figure, more if commas or conjunctions stand between.
    fn distance(&self, at: usize, clause: &Clause, joins: &[u16]) -> usize {
        let word = &self.words[at];
        let (between, joins_itself) = if at < clause.figure.start {
            (at + 1..clause.figure.start, false)
        } else {
            (clause.figure.end..at, true)
        };
        let start = clause.sentence.start;
        // An empty range may end before it starts, within the figure.
        let end = between.end.max(between.start);
        let mut crossings = usize::from(joins[end - start] - joins[between.start - start]);
        // "…, against 39%": what stands before the conjunction belongs to the figure before it.
        let begins = between.end == clause.figure.start && between.end > between.start;
        crossings += usize::from(begins && self.joins_clauses(&self.words[between.end - 1]));
        // An "and" that is joined to the word, or to the figure after it.
        crossings += usize::from(joins_itself && self.joins_clauses(word));
        crossings += usize::from(!joins_itself && self.is_joined_by_and(clause));
        let part = self
            .words
            .get(clause.figure.start)
            .map_or(0, |word| word.part);
        crossings += part.abs_diff(word.part) as usize;
        between.len() + crossings * CROSSING
    }

    /// Returns true if "and" is joined to a figure: و28%.
    pub(super) fn is_joined_by_and(&self, clause: &Clause) -> bool {
        let Some(first) = self.words.get(clause.figure.start) else {
            return false;
        };
        let before = self.text[..first.start as usize].chars().next_back();
        let joined = before.filter(|c| c.is_alphabetic());
        self.is_and(first)
            || joined.is_some_and(|c| {
                let mut letter = [0; 4];
                self.grammar
                    .joined_and
                    .contains(&&*c.encode_utf8(&mut letter))
            })
    }
}
