//! Measures the nearness of two figures' clauses: whether they have the same subject.
//!
//! Words that occur in both sentences increase the nearness: the rarer they are in the original and the closer to both
//! figures, the more.

use crate::figures::clause::concepts::{FALL, RISE};
use crate::figures::clause::{Clause, Word, Wording};

/// Distance, in words, at which a word has half its weight.
const HALF: f32 = 4.0;

/// Weight of a word in a neighbouring sentence.
const NEIGHBOUR: f32 = 0.7;

/// Weight of a word of rise or fall, which says little about the subject.
const CHANGE: f32 = 0.3;

/// Weight of a word that stands closer to another number.
const OTHERS: f32 = 0.5;

/// Minimum difference of a word's shares that counts in favour of a place.
const AHEAD: f32 = 0.2;

/// Distance that a comma or a conjunction adds, in words.
const CROSSING: f32 = 4.0;

/// The nearness of a clause of one text to the clauses of another.
#[derive(Debug, Clone, Default)]
pub struct Nearness {
    /// The weighted mean of the shares, from 0 to 1.
    pub score: f32,
    /// For each word of the clause that occurs in the other text, by ascending keys: its share in the other clause, from 0
    /// to 1.
    shares: Vec<(u32, f32)>,
}

impl Nearness {
    /// Returns the number of words that clearly favour this place over another one, and the number of words compared. Words
    /// of rise and fall are ignored.
    pub fn ahead_of(&self, other: &Nearness) -> (usize, usize) {
        let both = self
            .shares
            .iter()
            .zip(&other.shares)
            .filter(|((key, _), _)| ![RISE, FALL].contains(key));
        let ahead = both
            .clone()
            .filter(|((_, ours), (_, theirs))| ours - theirs >= AHEAD);
        (ahead.count(), both.count())
    }
}

impl Wording<'_> {
    /// Returns the nearness of a clause of this text to a clause of the original, from the words that they share and
    /// the distance of these words to the figure.
    pub fn nearness(&self, clause: &Clause, original: &Wording<'_>, other: &Clause) -> Nearness {
        let theirs = &other.weights;
        self.share(clause, original, |key, weight| {
            match theirs.binary_search_by_key(&key, |(key, _)| *key) {
                Ok(index) => (theirs[index].1 / weight).min(1.0),
                Err(_) => 0.0,
            }
        })
    }

    /// Returns the coverage of a clause of this text by a sentence of the original: the shared words, at any distance, also
    /// in neighbouring sentences. Never less than the nearness.
    pub fn coverage(&self, clause: &Clause, original: &Wording<'_>, other: &Clause) -> Nearness {
        let sentence = original
            .words
            .get(other.sentence.start)
            .map_or(0, |word| word.sentence);
        let start = original
            .words
            .partition_point(|word| word.sentence + 1 < sentence);
        let end = original
            .words
            .partition_point(|word| word.sentence <= sentence + 1);
        let around = &original.words[start..end];
        self.share(clause, original, |key, _| {
            let places = around.iter().filter(|word| word.key == key);
            let shares = places.map(|word| {
                if word.sentence == sentence {
                    1.0
                } else {
                    NEIGHBOUR
                }
            });
            shares.fold(0.0, f32::max)
        })
    }

    /// Returns the weighted mean of a function over the words of a clause that occur in the original.
    fn share(
        &self,
        clause: &Clause,
        original: &Wording<'_>,
        of: impl Fn(u32, f32) -> f32,
    ) -> Nearness {
        let mut nearness = Nearness::default();
        let (mut shared, mut all) = (0.0, 0.0);
        for (key, weight) in clause.weights.iter().copied() {
            // Words that the original never uses favour no place.
            let frequency = original.frequency(key);
            if frequency > 0 {
                let rarity = weight / (1.0 + (frequency as f32).ln());
                let share = of(key, weight);
                all += rarity;
                shared += rarity * share;
                nearness.shares.push((key, share));
            }
        }
        nearness.score = if all == 0.0 { 0.0 } else { shared / all };
        nearness
    }

    /// Returns the keys of a clause's sentence, ascending, with their weights: 1 beside the figure, less with distance.
    pub(super) fn weights(&self, clause: &Clause) -> Vec<(u32, f32)> {
        let mut weights = Vec::with_capacity(clause.sentence.len());
        let before: Vec<usize> = (clause.sentence.start..clause.figure.start).rev().collect();
        let after: Vec<usize> = (clause.figure.end..clause.sentence.end).collect();
        self.weigh(&before, &after, clause, &mut weights);
        self.weigh(&after, &before, clause, &mut weights);
        weights.sort_unstable_by(|(one, x), (other, y)| one.cmp(other).then(y.total_cmp(x)));
        weights.dedup_by_key(|(key, _)| *key);
        weights
    }

    /// Adds the weights of the words on one side of a figure; both sides begin beside the figure.
    fn weigh(
        &self,
        places: &[usize],
        other_side: &[usize],
        clause: &Clause,
        weights: &mut Vec<(u32, f32)>,
    ) {
        let part = self
            .words
            .get(clause.figure.start)
            .map_or(0, |word| word.part);
        let is_numeral = |place: &&usize| self.words[**place].numeral;
        // The numbers around a word: none further away can be closer.
        let (beyond, mut behind) = (other_side.iter().find(is_numeral), None);
        let mut ahead = places.iter().filter(is_numeral).peekable();
        let mut crossed = 0.0;
        for (distance, place) in places.iter().enumerate() {
            let word = &self.words[*place];
            if ahead.next_if_eq(&place).is_some() {
                behind = Some(place);
            }
            if self.grammar.conjunctions.iter().any(|c| word.is(*c)) {
                crossed += CROSSING;
            }
            if word.key == 0 {
                continue;
            }
            let parts = word.part.abs_diff(part).min(3) as f32 * CROSSING;
            let distance = distance as f32 + crossed + parts;
            let mut weight = HALF / (HALF + distance);
            if [RISE, FALL].contains(&word.key) {
                weight *= CHANGE;
            }
            let others = [beyond, behind, ahead.peek().copied()];
            if others
                .into_iter()
                .flatten()
                .any(|other| self.is_nearer(*place, *other, distance))
            {
                weight *= OTHERS;
            }
            weights.push((word.key, weight));
        }
    }

    /// Returns true if a number is closer to a word than `distance`.
    fn is_nearer(&self, word: usize, number: usize, distance: f32) -> bool {
        let parts = self.words[number].part.abs_diff(self.words[word].part) as f32 * CROSSING;
        number.abs_diff(word) as f32 - 1.0 + parts < distance
    }

    /// Returns the number of sentences of the text that contain a key.
    fn frequency(&self, key: u32) -> u32 {
        let found = self.frequencies.binary_search_by_key(&key, |(key, _)| *key);
        found.map_or(0, |index| self.frequencies[index].1)
    }
}

/// Returns the number of sentences that contain each key, by ascending keys.
pub(super) fn frequencies(words: &[Word]) -> Vec<(u32, u32)> {
    let mut all: Vec<(u32, u32)> = words
        .iter()
        .filter(|word| word.key != 0)
        .map(|word| (word.key, word.sentence))
        .collect();
    all.sort_unstable();
    all.dedup();
    let mut counted: Vec<(u32, u32)> = Vec::new();
    for (key, _) in all {
        match counted.last_mut() {
            Some((last, count)) if *last == key => *count += 1,
            _ => counted.push((key, 1)),
        }
    }
    counted
}
