//! How near the clauses of two figures are: whether they are about the same thing.
//!
//! Words that both sentences have count, the more the rarer they are in the original and the nearer they stand to both figures.

use crate::figures::clause::concepts::{FALL, RISE};
use crate::figures::clause::{Clause, Word, Wording};

/// How many words away a word counts for half.
const HALF: f32 = 4.0;

/// How much a word of a neighbouring sentence counts.
const NEIGHBOUR: f32 = 0.7;

/// What a word of rise and fall counts: what rises is more than that it does.
const CHANGE: f32 = 0.3;

/// What a word counts that stands nearer to another number.
const OTHERS: f32 = 0.5;

/// How much more of a word one place has to have than another to speak for it.
const AHEAD: f32 = 0.2;

/// How many words a comma or a conjunction stands for.
const CROSSING: f32 = 4.0;

/// How near a clause of one text is to a clause of another.
#[derive(Debug, Clone, Default)]
pub struct Nearness {
    /// The weighted mean of the shares, from 0 to 1.
    pub score: f32,
    /// For each word of the clause that the other text has at all, by ascending keys, how much of it the other clause has.
    shares: Vec<(u32, f32)>,
}

impl Nearness {
    /// How many words speak clearly for this place and against another one, and how many were looked at. Words of rise and
    /// fall speak for nothing.
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
    /// How near a clause of this text is to a clause of the original: how many of its words the other has, and whether they stand
    /// as near to the figure there.
    pub fn nearness(&self, clause: &Clause, original: &Wording<'_>, other: &Clause) -> Nearness {
        let theirs = &other.weights;
        self.share(clause, original, |key, weight| {
            match theirs.binary_search_by_key(&key, |(key, _)| *key) {
                Ok(index) => (theirs[index].1 / weight).min(1.0),
                Err(_) => 0.0,
            }
        })
    }

    /// How much of a clause of this text the sentence of a clause of the original has, wherever it stands there, and what
    /// neighbouring sentences add; no less than the nearness.
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

    /// What a function gives for each word of a clause that the original has at all.
    fn share(
        &self,
        clause: &Clause,
        original: &Wording<'_>,
        of: impl Fn(u32, f32) -> f32,
    ) -> Nearness {
        let mut nearness = Nearness::default();
        let (mut shared, mut all) = (0.0, 0.0);
        for (key, weight) in clause.weights.iter().copied() {
            // What the original never says is no reason for one place or another.
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

    /// The keys of a clause's sentence, ascending, each with its weight: 1 beside the figure, less farther off.
    pub(super) fn weights(&self, clause: &Clause) -> Vec<(u32, f32)> {
        let mut weights = Vec::with_capacity(clause.sentence.len());
        self.weigh(
            (clause.sentence.start..clause.figure.start).rev(),
            clause,
            &mut weights,
        );
        self.weigh(clause.figure.end..clause.sentence.end, clause, &mut weights);
        weights.sort_unstable_by(|(one, x), (other, y)| one.cmp(other).then(y.total_cmp(x)));
        weights.dedup_by_key(|(key, _)| *key);
        weights
    }

    fn weigh(
        &self,
        places: impl Iterator<Item = usize>,
        clause: &Clause,
        weights: &mut Vec<(u32, f32)>,
    ) {
        let part = self
            .words
            .get(clause.figure.start)
            .map_or(0, |word| word.part);
        let mut crossed = 0.0;
        for (distance, place) in places.enumerate() {
            let word = &self.words[place];
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
            if self.is_nearer_to_another(place, clause, distance) {
                weight *= OTHERS;
            }
            weights.push((word.key, weight));
        }
    }

    /// Returns true if another number of the sentence stands nearer to a word than the clause's figure does.
    fn is_nearer_to_another(&self, place: usize, clause: &Clause, distance: f32) -> bool {
        let word = &self.words[place];
        let mut numerals = clause
            .sentence
            .clone()
            .filter(|other| self.words[*other].numeral && !clause.figure.contains(other));
        numerals.any(|other| {
            let parts = self.words[other].part.abs_diff(word.part) as f32 * CROSSING;
            other.abs_diff(place) as f32 - 1.0 + parts < distance
        })
    }

    /// In how many sentences of the text a key stands.
    fn frequency(&self, key: u32) -> u32 {
        let found = self.frequencies.binary_search_by_key(&key, |(key, _)| *key);
        found.map_or(0, |index| self.frequencies[index].1)
    }
}

/// For each key the number of sentences that have it, by ascending keys.
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
