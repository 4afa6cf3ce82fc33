//! Writes the texts of records as results show them: tokens, with frequent ones replaced by numbers.

use rayon::prelude::*;

use crate::codec::{Alphabet, FrontCoder, varint};
use crate::gather::{GatheredRecord, Shard};
use crate::vocabulary::ShardTokens;

/// Number of tokens in the table.
const NUMBERED: usize = 4096;
/// Number of tokens whose table number fits in one byte.
const SHORT: usize = 127;

/// The table of frequent tokens.
pub struct TokenTable {
    /// For each token, its number in the table, from 1; 0 if it is not in the table.
    numbers: Vec<u32>,
    /// The encoded tokens.
    pub bytes: Vec<u8>,
}

impl TokenTable {
    /// Chooses the most frequent tokens of the oldest records. The number of these records is the largest power of two,
    /// so that a new record rarely changes the table, and with it the files of all texts.
    pub fn new(
        shards: &[Shard],
        tokens: &ShardTokens,
        order: &[(u32, u32)],
        alphabet: Alphabet,
    ) -> Self {
        let of = |(shard, index): &(u32, u32)| &shards[*shard as usize].records[*index as usize];
        let mut oldest = order.to_vec();
        oldest.sort_by_key(|at| of(at).day);
        oldest.truncate(1 << order.len().max(1).ilog2());
        let mut counts = vec![0u32; tokens.all.len()];
        for at in &oldest {
            let (record, ids) = (of(at), &tokens.of_shard[at.0 as usize]);
            for token in &shards[at.0 as usize].stream[record.start..record.shown] {
                counts[ids[*token as usize] as usize] += 1;
            }
        }
        let mut chosen: Vec<u32> = (0..counts.len() as u32)
            .filter(|id| counts[*id as usize] > 2)
            .collect();
        let by_count = |id: &u32| (std::cmp::Reverse(counts[*id as usize]), tokens.all.get(*id));
        chosen.par_sort_unstable_by(|a, b| by_count(a).cmp(&by_count(b)));
        chosen.truncate(NUMBERED);
        let short = chosen.len().min(SHORT);
        chosen[short..].sort_unstable_by_key(|id| tokens.all.get(*id));
        let mut numbers = vec![0; tokens.all.len()];
        let mut bytes = Vec::new();
        let mut front = FrontCoder::default();
        for (number, id) in (1..).zip(&chosen) {
            numbers[*id as usize] = number;
            front.write(alphabet.bytes(tokens.all.get(*id)), &mut bytes);
        }
        TokenTable { numbers, bytes }
    }

    /// Returns the displayed text of a record, encoded.
    pub fn write(
        &self,
        record: &GatheredRecord,
        stream: &[u32],
        ids: &[u32],
        tokens: &ShardTokens,
        alphabet: Alphabet,
    ) -> Vec<u8> {
        let mut out = Vec::with_capacity(record.address.len() + 2 * (record.shown - record.start));
        varint(record.address.len() as u64, &mut out);
        out.extend_from_slice(record.address.as_bytes());
        for token in &stream[record.start..record.shown] {
            let id = ids[*token as usize];
            match self.numbers[id as usize] {
                0 => {
                    let bytes = alphabet.bytes(tokens.all.get(id));
                    out.push(0);
                    varint(bytes.len() as u64, &mut out);
                    out.extend_from_slice(&bytes);
                }
                number => varint(u64::from(number), &mut out),
            }
        }
        out
    }
}
