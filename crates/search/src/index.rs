//! Makes the files of an index from records.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::codec::{Alphabet, FrontCoder, varint, zigzag};
use crate::gather::{GatheredRecord, Shard};
use crate::language::Analyser;
use crate::names::NameAliases;
use crate::postings::{ClassBlock, Inverter};
use crate::record::{IndexFile, Record, Settings};
use crate::sound::SOUNDS;
use crate::texts::TokenTable;
use crate::vocabulary::{ShardTokens, Vocabulary};
use crate::{FORMAT, MANIFEST, reader_name};

/// Size at which a file of the dictionary ends, in bytes: a search for three words reads three of them.
const DICTIONARY_PIECE: usize = 12 << 10;
/// Size at which other files end, in bytes, and the number of files beyond which they become larger.
const PIECE: usize = 60 << 10;
const MOST_PIECES: usize = 150;
/// Number of records whose lengths are in one file.
const LENGTHS_PIECE: usize = 4096;

/// Builds the files of an index.
///
/// The same records in the same order give the same files, whatever the number of threads.
pub fn index(
    settings: &Settings,
    analyser: &dyn Analyser,
    records: impl IntoParallelIterator<Item = Record>,
) -> Vec<IndexFile> {
    let shards: Vec<Shard> = records
        .into_par_iter()
        .fold(Shard::default, Shard::add)
        .collect();
    let tokens = ShardTokens::new(&shards);
    let names = NameAliases::new(&settings.names, &settings.language);
    let vocabulary = Vocabulary::new(&shards, &tokens, analyser, &names);
    let alphabet = Alphabet::of(tokens.all.iter());
    let order = order(&shards);
    let mut files = IndexFiles::default();
    let made = Making {
        settings,
        shards: &shards,
        tokens: &tokens,
        vocabulary: &vocabulary,
        alphabet,
        order: &order,
    };
    let (postings, dictionary) = made.words(&mut files);
    let (texts, lengths, table) = made.texts(&mut files);
    let (kinds, when) = made.days(&mut files);
    let affixes = analyser.affixes();
    let manifest = json!({
        "format": FORMAT,
        "reader": reader_name(),
        "language": settings.language,
        "records": order.len(),
        "kinds": kinds,
        "base": alphabet.base,
        "prefixes": affixes.prefixes,
        "endings": affixes.endings,
        "patterns": affixes.patterns,
        "sounds": SOUNDS.iter().map(|(from, to)| (from.to_string(), Value::from(*to))).collect::<serde_json::Map<_, _>>(),
        "when": when,
        "table": table,
        "lengths": lengths,
        "dictionary": dictionary,
        "postings": postings,
        "texts": texts,
    });
    files
        .0
        .insert(MANIFEST.to_owned(), manifest.to_string().into_bytes());
    files
        .0
        .into_iter()
        .map(|(name, bytes)| IndexFile { name, bytes })
        .collect()
}

/// Returns the size at which files end if the total size is `bytes`.
fn piece_size(bytes: usize) -> usize {
    PIECE.max(bytes / MOST_PIECES)
}

/// Returns the records in the order of their numbers, as shard and index: by kind, oldest first.
fn order(shards: &[Shard]) -> Vec<(u32, u32)> {
    let each = (0..)
        .zip(shards)
        .flat_map(|(shard, s)| (0..s.records.len() as u32).map(move |index| (shard, index)));
    let mut order: Vec<(u32, u32)> = each.collect();
    let key = |(shard, index): &(u32, u32)| {
        let record = &shards[*shard as usize].records[*index as usize];
        (record.kind, record.day)
    };
    order.sort_by_key(key);
    order
}

/// The files by name. All but the manifest are named by their content.
#[derive(Default)]
struct IndexFiles(BTreeMap<String, Vec<u8>>);

impl IndexFiles {
    /// Adds a file and returns its name.
    fn add(&mut self, kind: char, bytes: Vec<u8>) -> String {
        let name = format!("{kind}.{}.bin", &blake3::hash(&bytes).to_hex()[..12]);
        self.0.insert(name.clone(), bytes);
        name
    }
}

/// The input of the functions that write the files.
struct Making<'m> {
    settings: &'m Settings,
    shards: &'m [Shard],
    tokens: &'m ShardTokens,
    vocabulary: &'m Vocabulary,
    alphabet: Alphabet,
    order: &'m [(u32, u32)],
}

impl Making<'_> {
    fn record(&self, at: &(u32, u32)) -> &GatheredRecord {
        &self.shards[at.0 as usize].records[at.1 as usize]
    }

    /// Writes postings and dictionary. Returns the entries of each for the manifest.
    fn words(&self, files: &mut IndexFiles) -> (Vec<Value>, Vec<Value>) {
        let Making {
            shards,
            tokens,
            vocabulary,
            alphabet,
            order,
            ..
        } = *self;
        let blocks = Inverter {
            shards,
            tokens,
            vocabulary,
            alphabet,
            order,
        }
        .blocks();
        let size = piece_size(blocks.iter().map(|block| block.bytes.len()).sum());
        let mut refs = Vec::with_capacity(blocks.len());
        let mut listed = Vec::new();
        let (mut piece, mut start) = (Vec::new(), 0u64);
        for ClassBlock { bytes, length } in blocks {
            if !piece.is_empty() && piece.len() + bytes.len() > size {
                let bytes = std::mem::take(&mut piece);
                let next = start + bytes.len() as u64;
                let size = bytes.len();
                listed.push(json!([start, files.add('p', bytes), size]));
                start = next;
            }
            refs.push((start + piece.len() as u64, length as u64));
            piece.extend(bytes);
        }
        let size = piece.len();
        listed.push(json!([start, files.add('p', piece), size]));
        (listed, self.dictionary(&refs, files))
    }

    /// Writes the dictionary, with the offset and length of each class's block. Returns the entries for the manifest.
    fn dictionary(&self, refs: &[(u64, u64)], files: &mut IndexFiles) -> Vec<Value> {
        let mut listed = Vec::new();
        let mut piece = Vec::new();
        let mut front = FrontCoder::default();
        let (mut first, mut last) = (String::new(), 0u64);
        for group in self.vocabulary.keys.chunk_by(|a, b| a.0 == b.0) {
            if piece.len() >= DICTIONARY_PIECE {
                listed.push(json!([first, files.add('d', std::mem::take(&mut piece))]));
                (front, last, first) = (FrontCoder::default(), 0, group[0].0.clone());
            }
            front.write(self.alphabet.bytes(&group[0].0), &mut piece);
            varint(group.len() as u64, &mut piece);
            for (_, class, is_weak) in group {
                let (place, length) = refs[*class as usize];
                let step = zigzag(place as i64 - last as i64);
                varint(step << 1 | u64::from(*is_weak), &mut piece);
                if step != 0 || place == 0 {
                    varint(length, &mut piece);
                }
                last = place;
            }
        }
        listed.push(json!([first, files.add('d', piece)]));
        listed
    }

    /// Writes the texts of records. Returns the manifest's entries for the texts, for their lengths and for the table.
    fn texts(&self, files: &mut IndexFiles) -> (Vec<Value>, Vec<String>, String) {
        let table = TokenTable::new(self.shards, self.tokens, self.order, self.alphabet);
        let write = |at: &(u32, u32)| {
            let shard = at.0 as usize;
            table.write(
                self.record(at),
                &self.shards[shard].stream,
                &self.tokens.of_shard[shard],
                self.tokens,
                self.alphabet,
            )
        };
        let texts: Vec<Vec<u8>> = self.order.par_iter().map(write).collect();
        let size = piece_size(texts.iter().map(Vec::len).sum());
        let mut listed = Vec::new();
        let mut lengths = Vec::new();
        for (group, texts) in texts.chunks(LENGTHS_PIECE).enumerate() {
            let mut first = group * LENGTHS_PIECE;
            let mut written = Vec::new();
            let mut piece: Vec<u8> = Vec::new();
            for (number, text) in (first..).zip(texts) {
                if !piece.is_empty() && piece.len() + text.len() > size {
                    listed.push(json!([first, files.add('x', std::mem::take(&mut piece))]));
                    first = number;
                }
                varint(text.len() as u64, &mut written);
                piece.extend(text);
            }
            listed.push(json!([first, files.add('x', piece)]));
            lengths.push(files.add('l', written));
        }
        (listed, lengths, files.add('t', table.bytes))
    }

    /// Writes the days of records. Returns the name, first record and number of records of each kind, and the file's
    /// name.
    fn days(&self, files: &mut IndexFiles) -> (Vec<Value>, String) {
        let mut out = Vec::new();
        let mut kinds = Vec::new();
        let mut start = 0;
        for (kind, name) in self.settings.kinds.iter().enumerate() {
            let count = self.order[start..]
                .iter()
                .take_while(|at| self.record(at).kind == kind)
                .count();
            let days: Vec<Option<i32>> = self.order[start..start + count]
                .iter()
                .map(|at| self.record(at).day)
                .collect();
            let runs: Vec<(Option<i32>, usize)> = days
                .chunk_by(|a, b| a == b)
                .map(|run| (run[0], run.len()))
                .collect();
            varint(runs.len() as u64, &mut out);
            let mut last = 0;
            for (day, count) in runs {
                // 0 stands for no day; the step from the previous day is written plus one.
                let step = day.map_or(0, |day| zigzag(i64::from(day) - i64::from(last)) + 1);
                varint(step, &mut out);
                varint(count as u64, &mut out);
                last = day.unwrap_or(last);
            }
            kinds.push(json!([name, start, count]));
            start += count;
        }
        (kinds, files.add('w', out))
    }
}
