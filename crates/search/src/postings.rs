//! Makes postings: for each word, the records that contain it, its weight in each, and the words that follow it there.

use rayon::prelude::*;

use crate::codec::{Alphabet, FrontCoder, varint};
use crate::gather::{GatheredRecord, Shard};
use crate::vocabulary::{ShardTokens, TokenCode, TokenKind, Vocabulary};

/// The fields of a record, as indices into [`WEIGHTS`].
const TITLE: usize = 0;
const NOTE: usize = 1;
const HEAD: usize = 2;
const TEXT: usize = 3;
const KEYWORD: usize = 4;

/// Weight of one occurrence of a word in each field.
const WEIGHTS: [f32; 5] = [6.0, 0.4, 2.0, 1.0, 1.5];
/// Usual number of words in each field; in a longer field, an occurrence weighs less. The numbers are fixed, so that a
/// record's weights do not depend on other records.
const LENGTHS: [f32; 5] = [10.0, 8.0, 20.0, 200.0, 12.0];
/// Influence of a field's length (b in BM25).
const LENGTH_WEIGHT: f32 = 0.6;

/// The records that contain a word.
#[derive(Debug, Default)]
struct PostingList {
    first: u32,
    /// The word's rounded weight in the first record.
    first_impact: u8,
    last: u32,
    count: u32,
    /// The records after the first, encoded.
    docs: Vec<u8>,
    next: Vec<u8>,
}

/// The lists for a range of consecutive records.
struct PostingsPart {
    /// For each rank, the index of its list plus one; 0 if it has none.
    slots: Vec<u32>,
    lists: Vec<PostingList>,
}

/// The encoded lists of the words of a class.
pub struct ClassBlock {
    pub bytes: Vec<u8>,
    /// Number of bytes that a search without phrases needs.
    pub length: usize,
}

/// The input from which the lists are made.
pub struct Inverter<'i> {
    pub shards: &'i [Shard],
    pub tokens: &'i ShardTokens,
    pub vocabulary: &'i Vocabulary,
    pub alphabet: Alphabet,
    /// The records, as shard and index, in the order of their numbers.
    pub order: &'i [(u32, u32)],
}

/// Properties of words, by rank, and codes of tokens.
struct ByRank<'i> {
    /// The hash that is stored with the preceding word.
    hashes: Vec<u8>,
    /// True if the word is so common that the words after it are not stored.
    is_common: Vec<bool>,
    /// For each class, the spellings of names whose first word belongs to it: the name's rank, and the classes of the
    /// words. Empty for most.
    names: Vec<Vec<(u32, &'i [u32])>>,
    /// The codes of tokens, by shard and token.
    codes: Vec<Vec<TokenCode>>,
}

impl<'i> Inverter<'i> {
    /// Makes the blocks of all classes.
    pub fn blocks(&self) -> Vec<ClassBlock> {
        let known = self.by_rank();
        let threads = rayon::current_num_threads();
        let size = self.order.len().div_ceil(threads * 2).max(64);
        let chunks: Vec<(u32, &[(u32, u32)])> =
            (0..).step_by(size).zip(self.order.chunks(size)).collect();
        let invert = |(first, chunk): (u32, &[(u32, u32)])| {
            let mut part = PostingsPart {
                slots: vec![0; self.vocabulary.by_rank.len()],
                lists: Vec::new(),
            };
            let mut found = RecordWords::default();
            for (doc, (shard, index)) in (first..).zip(chunk) {
                let record = &self.shards[*shard as usize].records[*index as usize];
                found.read(self, &known, *shard as usize, record);
                part.add(doc, &mut found, &known.is_common);
            }
            part
        };
        let parts: Vec<PostingsPart> = chunks.into_par_iter().map(invert).collect();
        let classes = self.vocabulary.class_starts.par_windows(2);
        let block = |bounds: &[u32]| self.block(&parts, bounds[0]..bounds[1]);
        classes.map(block).collect()
    }

    fn by_rank(&self) -> ByRank<'i> {
        let vocabulary = self.vocabulary;
        let limit = (self.order.len() / 2).max(50) as u64;
        let mut names = vec![Vec::new(); vocabulary.by_rank.len()];
        for (rank, spellings) in &vocabulary.entities {
            for spelling in spellings {
                let class = spelling[0] as usize;
                let starts = &vocabulary.class_starts;
                for first in starts[class]..starts[class + 1] {
                    names[first as usize].push((*rank, spelling.as_slice()));
                }
            }
        }
        let codes: Vec<TokenCode> = vocabulary.words.par_iter().map(TokenCode::of).collect();
        let of_shard = self.tokens.of_shard.par_iter();
        ByRank {
            hashes: vocabulary
                .by_rank
                .par_iter()
                .map(|word| hash(word))
                .collect(),
            is_common: vocabulary
                .counts
                .iter()
                .map(|count| *count > limit)
                .collect(),
            names,
            codes: of_shard
                .map(|ids| ids.iter().map(|id| codes[*id as usize]).collect())
                .collect(),
        }
    }

    fn block(&self, parts: &[PostingsPart], ranks: std::ops::Range<u32>) -> ClassBlock {
        let (mut header, mut docs, mut next) = (Vec::new(), Vec::new(), Vec::new());
        let mut front = FrontCoder::default();
        varint(u64::from(ranks.end - ranks.start), &mut header);
        for rank in ranks {
            let (docs_before, next_before) = (docs.len(), next.len());
            let (mut count, mut last) = (0, None);
            for part in parts {
                let Some(list) = part.list(rank) else {
                    continue;
                };
                put_record(list.first - last.unwrap_or(0), list.first_impact, &mut docs);
                docs.extend_from_slice(&list.docs);
                next.extend_from_slice(&list.next);
                count += list.count;
                last = Some(list.last);
            }
            front.write(
                self.alphabet.bytes(&self.vocabulary.by_rank[rank as usize]),
                &mut header,
            );
            varint(u64::from(count), &mut header);
            varint((docs.len() - docs_before) as u64, &mut header);
            varint((next.len() - next_before) as u64, &mut header);
        }
        let length = header.len() + docs.len();
        ClassBlock {
            bytes: [header, docs, next].concat(),
            length,
        }
    }
}

impl PostingsPart {
    fn list(&self, rank: u32) -> Option<&PostingList> {
        let slot = self.slots[rank as usize].checked_sub(1)?;
        Some(&self.lists[slot as usize])
    }

    /// Adds the words of a record, whose number is higher than all previous ones.
    fn add(&mut self, doc: u32, found: &mut RecordWords, is_common: &[bool]) {
        let norms = found.norms();
        // Most words occur only once in a record: their impact depends on the field alone and is computed here for all
        // fields.
        let once = norms.map(impact);
        for group in found.words.chunk_by(|a, b| a.rank() == b.rank()) {
            let rank = group[0].rank();
            let impact = match group {
                [word] => once[word.field()],
                _ => impact(group.iter().map(|word| norms[word.field()]).sum()),
            };
            let slot = &mut self.slots[rank as usize];
            if *slot == 0 {
                self.lists.push(PostingList {
                    first: doc,
                    first_impact: impact,
                    ..PostingList::default()
                });
                *slot = self.lists.len() as u32;
            } else {
                let list = &mut self.lists[*slot as usize - 1];
                put_record(doc - list.last, impact, &mut list.docs);
            }
            let list = &mut self.lists[*slot as usize - 1];
            list.last = doc;
            list.count += 1;
            if !is_common[rank as usize] {
                put_next(group, &mut list.next);
            }
        }
    }
}

/// Writes the hashes of the words that follow a word in a record: each once, the high bit set on all but the last.
fn put_next(group: &[Occurrence], out: &mut Vec<u8>) {
    let start = out.len();
    // Occurrences are sorted by field first, so equal hashes need not be neighbours.
    for word in group {
        let hash = word.next();
        if hash != 0 && !out[start..].contains(&hash) {
            out.push(hash);
        }
    }
    if out.len() == start {
        out.push(0);
    }
    let end = out.len() - 1;
    out[start..end].iter_mut().for_each(|hash| *hash |= 0x80);
}

/// A word of a record: its rank, its field, and the hash of the word after it, packed into one number for sorting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence(u64);

impl Occurrence {
    fn new(rank: u32, field: usize) -> Self {
        Occurrence((u64::from(rank) << 16) | ((field as u64) << 8))
    }

    fn rank(self) -> u32 {
        (self.0 >> 16) as u32
    }

    fn field(self) -> usize {
        (self.0 >> 8) as usize & 0xFF
    }

    fn next(self) -> u8 {
        self.0 as u8
    }
}

/// The words of one record.
#[derive(Debug, Default)]
struct RecordWords {
    words: Vec<Occurrence>,
    lengths: [f32; 5],
    /// The ranks of the words of the current block.
    block: Vec<u32>,
    /// Indices in the block at which a name may begin.
    starts: Vec<usize>,
    /// The last word of the block, as an index into `words`.
    last: Option<usize>,
}

impl RecordWords {
    fn read(&mut self, inverter: &Inverter, known: &ByRank, shard: usize, record: &GatheredRecord) {
        self.words.clear();
        self.lengths = [0.0; 5];
        let vocabulary = inverter.vocabulary;
        let (codes, ids) = (&known.codes[shard], &inverter.tokens.of_shard[shard]);
        let stream = &inverter.shards[shard].stream;
        let mut field = TITLE;
        for (at, token) in (record.start..).zip(&stream[record.start..record.end]) {
            if at == record.shown {
                self.end_block(vocabulary, known, field);
                field = KEYWORD;
            }
            let code = codes[*token as usize];
            if let Some(rank) = code.word() {
                self.add(rank, field, known);
                continue;
            }
            if code.is_sign() {
                continue;
            }
            let token = &vocabulary.words[ids[*token as usize] as usize];
            let next = match token.kind {
                TokenKind::Text => {
                    token
                        .parts
                        .iter()
                        .for_each(|rank| self.add(*rank, field, known));
                    self.words
                        .extend(token.whole.map(|rank| Occurrence::new(rank, field)));
                    continue;
                }
                TokenKind::End => {
                    if field == KEYWORD {
                        KEYWORD
                    } else {
                        NOTE
                    }
                }
                TokenKind::Block => TEXT,
                TokenKind::Heading => HEAD,
            };
            self.end_block(vocabulary, known, field);
            field = next;
        }
        self.end_block(vocabulary, known, field);
        let rank = |tag: &String| Some(vocabulary.tag_ranks[vocabulary.tags.find(tag)? as usize]);
        let tags = record.tags.iter().filter_map(rank);
        self.words
            .extend(tags.map(|rank| Occurrence::new(rank, NOTE)));
        self.words.sort_unstable();
    }

    /// Adds a word that follows the last one.
    fn add(&mut self, rank: u32, field: usize, known: &ByRank) {
        if let Some(last) = self.last {
            self.words[last].0 |= u64::from(known.hashes[rank as usize]);
        }
        self.last = Some(self.words.len());
        self.words.push(Occurrence::new(rank, field));
        if !known.names[rank as usize].is_empty() {
            self.starts.push(self.block.len());
        }
        self.block.push(rank);
        self.lengths[field] += 1.0;
    }

    /// Ends a block, and searches its words for names.
    fn end_block(&mut self, vocabulary: &Vocabulary, known: &ByRank, field: usize) {
        for start in self.starts.drain(..) {
            let here = &self.block[start..];
            for (rank, spelling) in &known.names[here[0] as usize] {
                let is_class =
                    |(rank, class): (&u32, &u32)| vocabulary.class_of[*rank as usize] == *class;
                if spelling.len() <= here.len() && here.iter().zip(*spelling).all(is_class) {
                    self.words.push(Occurrence::new(*rank, field));
                }
            }
        }
        self.block.clear();
        self.last = None;
    }

    /// Returns the weight of one occurrence in each field.
    fn norms(&self) -> [f32; 5] {
        let mut norms = WEIGHTS;
        for ((norm, length), usual) in norms.iter_mut().zip(self.lengths).zip(LENGTHS) {
            *norm /= 1.0 - LENGTH_WEIGHT + LENGTH_WEIGHT * (length / usual).min(4.0);
        }
        norms
    }
}

/// Rounds a word's weight in a record to one of 32 levels, on a logarithmic scale.
fn impact(weight: f32) -> u8 {
    (3.7 * (1.0 + 8.0 * weight).log2()).round().clamp(0.0, 31.0) as u8
}

/// Writes the step to a record and the word's weight there: in one byte if the step is short.
fn put_record(step: u32, impact: u8, out: &mut Vec<u8>) {
    const LONG: u32 = 7;
    out.push((step.min(LONG) as u8) << 5 | impact);
    if step >= LONG {
        varint(u64::from(step - LONG), out);
    }
}

/// Hashes a word to a number from 1 to 127, like the reader's module.
fn hash(word: &str) -> u8 {
    let hash = word.encode_utf16().fold(0u32, |hash, unit| {
        hash.wrapping_mul(31).wrapping_add(u32::from(unit))
    });
    ((hash ^ (hash >> 7) ^ (hash >> 15)) % 127 + 1) as u8
}
