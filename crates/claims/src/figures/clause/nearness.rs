//! How near the clauses of two figures are: whether they are about the same thing.
//!
//! Words that both sentences have count, the more the rarer they are in the original and the nearer they stand to both figures.

use crate::figures::clause::{Clause, Wording};

/// How many words away a word counts for half.
const HALF: f32 = 4.0;

/// How much a word of a neighbouring sentence counts.
const NEIGHBOUR: f32 = 0.7;

/// How many words a comma or a conjunction stands for.
const CROSSING: f32 = 4.0;

impl Wording<'_> {
    /// How near a clause of this text is to a clause of the original, from 0 to 1: how many of its words the other has, and
    /// whether they stand as near to the figure there.
    pub fn nearness(&self, clause: &Clause, original: &Wording<'_>, other: &Clause) -> f32 {
        let theirs = original.weights(other);
        self.share(clause, original, |key, weight| match theirs.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(index) => (theirs[index].1 / weight).min(1.0),
            Err(_) => 0.0,
        })
    }

    /// How much of a clause of this text the sentence of a clause of the original has, wherever it stands there, and what
    /// neighbouring sentences add; from 0 to 1, and no less than the nearness.
    pub fn coverage(&self, clause: &Clause, original: &Wording<'_>, other: &Clause) -> f32 {
        let sentence = original.words.get(other.sentence.start).map_or(0, |word| word.sentence);
        let start = original.words.partition_point(|word| word.sentence + 1 < sentence);
        let end = original.words.partition_point(|word| word.sentence <= sentence + 1);
        let around = &original.words[start..end];
        self.share(clause, original, |key, _| {
            let places = around.iter().filter(|word| word.key == key);
            let shares = places.map(|word| if word.sentence == sentence { 1.0 } else { NEIGHBOUR });
            shares.fold(0.0, f32::max)
        })
    }

    /// The weighted mean of what a function gives for each word of a clause that the original has at all.
    fn share(&self, clause: &Clause, original: &Wording<'_>, of: impl Fn(u32, f32) -> f32) -> f32 {
        let (mut shared, mut all) = (0.0, 0.0);
        for (key, weight) in self.weights(clause) {
            // What the original never says is no reason for one place or another.
            let frequency = original.frequency(key);
            if frequency > 0 {
                let rarity = weight / (1.0 + (frequency as f32).ln());
                all += rarity;
                shared += rarity * of(key, weight);
            }
        }
        if all == 0.0 { 0.0 } else { shared / all }
    }

    /// The keys of a clause's sentence, ascending, each with its weight: 1 beside the figure, less farther off.
    fn weights(&self, clause: &Clause) -> Vec<(u32, f32)> {
        let mut weights = Vec::with_capacity(clause.sentence.len());
        let after = self.words[clause.figure.end..clause.sentence.end].iter();
        let before = self.words[clause.sentence.start..clause.figure.start].iter().rev();
        let number = self.words.get(clause.figure.start).map_or(0, |word| word.part);
        self.weigh(before, number, &mut weights);
        self.weigh(after, number, &mut weights);
        weights.sort_unstable_by(|(one, x), (other, y)| one.cmp(other).then(y.total_cmp(x)));
        weights.dedup_by_key(|(key, _)| *key);
        weights
    }

    fn weigh<'w>(&self, words: impl Iterator<Item = &'w super::Word>, part: u32, weights: &mut Vec<(u32, f32)>) {
        let mut crossed = 0.0;
        for (distance, word) in words.enumerate() {
            if self.grammar.conjunctions.iter().any(|c| word.is(*c)) {
                crossed += CROSSING;
            }
            if word.key != 0 {
                let parts = word.part.abs_diff(part).min(3) as f32 * CROSSING;
                weights.push((word.key, HALF / (HALF + distance as f32 + crossed + parts)));
            }
        }
    }

    /// In how many sentences of the text a key stands.
    fn frequency(&self, key: u32) -> u32 {
        let frequencies = self.frequencies.get_or_init(|| {
            let mut all: Vec<(u32, u32)> = self.words.iter().filter(|word| word.key != 0).map(|word| (word.key, word.sentence)).collect();
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
        });
        frequencies.binary_search_by_key(&key, |(key, _)| *key).map_or(0, |index| frequencies[index].1)
    }
}
