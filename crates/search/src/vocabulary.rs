//! Builds the vocabulary: the words of each token, and the classes of words that are found together.
//!
//! Each distinct token is folded once, and each distinct word is analysed once. Words with the same stem form a
//! **class**. Words have **ranks** in the order of their stems, so the words of a class are adjacent. Tags, and names
//! that are found as a whole, are words that no reader can type: they begin with [`TAG`] or [`ENTITY`].

use rayon::prelude::*;

use crate::gather::{HEADING, Shard};
use crate::intern::Interner;
use crate::language::{Analyser, Analysis};
use crate::names::{Entity, NameAliases};
use crate::sound::sound;
use crate::token::{BLOCK, END, TokenParts, words};

/// The first character of a tag's word.
pub const TAG: char = '\u{1}';
/// The first character of the word of a name that is found as a whole. Its words follow, separated by spaces.
pub const ENTITY: char = '\u{2}';
/// The first character of a key that is a sound.
pub const SOUND: char = '~';

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// The token has words, or is punctuation between words.
    Text,
    /// The token begins a block.
    Block,
    /// The token begins a heading.
    Heading,
    /// The token ends the title or a note.
    End,
}

/// A token's words, by their ranks.
#[derive(Debug)]
pub struct TokenWords {
    pub kind: TokenKind,
    pub parts: Vec<u32>,
    pub whole: Option<u32>,
}

/// The most frequent kinds of [`TokenWords`], packed into one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenCode(u32);

impl TokenCode {
    /// The code of all other tokens, whose words are looked up in [`Vocabulary::words`].
    const OTHER: TokenCode = TokenCode(u32::MAX);
    /// The code of a token without words.
    const SIGN: TokenCode = TokenCode(u32::MAX - 1);

    /// Returns the code of a token.
    pub fn of(token: &TokenWords) -> Self {
        match (token.kind, token.parts.as_slice(), token.whole) {
            (TokenKind::Text, [], _) => Self::SIGN,
            (TokenKind::Text, [rank], None) => TokenCode(*rank),
            _ => Self::OTHER,
        }
    }

    /// Returns the rank of the token's word; `None` unless it is a text with exactly one word.
    pub fn word(self) -> Option<u32> {
        (self.0 < Self::SIGN.0).then_some(self.0)
    }

    /// Returns true if the token has no words and does not begin or end anything.
    pub fn is_sign(self) -> bool {
        self == Self::SIGN
    }
}

/// The tokens of all shards.
pub struct ShardTokens {
    pub all: Interner,
    /// For each shard, the numbers of its tokens in `all`.
    pub of_shard: Vec<Vec<u32>>,
}

impl ShardTokens {
    /// Merges the tokens of all shards.
    pub fn new(shards: &[Shard]) -> Self {
        let mut all = Interner::default();
        let of_shard = shards
            .iter()
            .map(|shard| shard.tokens.iter().map(|token| all.add(token)).collect());
        let of_shard = of_shard.collect();
        ShardTokens { all, of_shard }
    }

    /// Counts how often each token occurs.
    fn counts(&self, shards: &[Shard]) -> Vec<u32> {
        let count = |shard: &Shard| {
            let mut counts = vec![0u32; shard.tokens.len()];
            shard.stream.iter().for_each(|id| counts[*id as usize] += 1);
            counts
        };
        let counts: Vec<Vec<u32>> = shards.par_iter().map(count).collect();
        let mut sums = vec![0; self.all.len()];
        for (ids, counts) in self.of_shard.iter().zip(counts) {
            ids.iter()
                .zip(counts)
                .for_each(|(id, count)| sums[*id as usize] += count);
        }
        sums
    }
}

/// The words of all records.
pub struct Vocabulary {
    /// The words of each token.
    pub words: Vec<TokenWords>,
    /// The word of each rank.
    pub by_rank: Vec<String>,
    /// The class of each rank.
    pub class_of: Vec<u32>,
    /// The number of occurrences of each rank's word.
    pub counts: Vec<u64>,
    /// The rank of the first word of each class; one more at the end.
    pub class_starts: Vec<u32>,
    /// The keys of classes, sorted: key, class, and true if it is weak.
    pub keys: Vec<(String, u32, bool)>,
    /// The rank of each tag, by its number in `tags`.
    pub tag_ranks: Vec<u32>,
    pub tags: Interner,
    /// For each name that is found as a whole: its rank, and the classes of the words of each spelling.
    pub entities: Vec<(u32, Vec<Vec<u32>>)>,
}

/// A word that has no rank yet.
struct Unranked {
    word: String,
    count: u64,
    analysis: Analysis,
}

impl Unranked {
    /// Makes a word that no reader can type, for a tag or a name.
    fn pseudo(word: String, keys: &[String], weak: &[String]) -> Self {
        let analysis = Analysis {
            stem: word.clone(),
            keys: keys.to_vec(),
            weak: weak.to_vec(),
        };
        Unranked {
            count: 0,
            analysis,
            word,
        }
    }
}

impl Vocabulary {
    /// Splits the tokens into words, and groups the words into classes.
    pub fn new(
        shards: &[Shard],
        tokens: &ShardTokens,
        analyser: &dyn Analyser,
        names: &NameAliases,
    ) -> Self {
        let split: Vec<_> = (0..tokens.all.len() as u32)
            .into_par_iter()
            .map(|id| split(tokens.all.get(id)))
            .collect();
        let mut distinct = Interner::default();
        let mut counts: Vec<u64> = Vec::new();
        let mut add = |word: &String, often: u32| {
            let id = distinct.add(word);
            counts.resize(distinct.len(), 0);
            counts[id as usize] += u64::from(often);
            id
        };
        let each = split.into_iter().zip(tokens.counts(shards));
        let words = each.map(|((kind, found), often)| TokenWords {
            kind,
            parts: found.parts.iter().map(|word| add(word, often)).collect(),
            whole: found.whole.as_ref().map(|word| add(word, often)),
        });
        let words: Vec<TokenWords> = words.collect();
        let count = |word: &str| distinct.find(word).map_or(0, |id| counts[id as usize]);
        let analyse = |id: u32| {
            let word = distinct.get(id);
            Unranked {
                word: word.to_owned(),
                count: counts[id as usize],
                analysis: analyser.analyse(word, &count),
            }
        };
        let mut all: Vec<Unranked> = (0..distinct.len() as u32)
            .into_par_iter()
            .map(analyse)
            .collect();
        let mut tags = Interner::default();
        shards
            .iter()
            .flat_map(|shard| &shard.records)
            .flat_map(|record| &record.tags)
            .for_each(|tag| {
                tags.add(tag);
            });
        let tag = |tag: &str| Unranked::pseudo(format!("{TAG}{tag}"), &[], &[]);
        all.extend(tags.iter().map(tag));
        all.extend(names.entities.iter().map(|Entity { keys, weak, .. }| {
            let words = [keys.as_slice(), weak].concat().join(" ");
            Unranked::pseudo(format!("{ENTITY}{words}"), keys, weak)
        }));
        let stem = |word: &String| analyser.analyse(word, &count).stem;
        let stems = names.entities.iter().map(|entity| {
            let spellings = entity.spellings.iter();
            spellings
                .map(|spelling| spelling.iter().map(stem).collect())
                .collect()
        });
        let stems = stems.collect();
        Self::ranked(all, words, distinct.len(), tags, stems, names)
    }

    /// Assigns ranks to the words in `all`. The first `plain` are words of texts, followed by one for each tag and one
    /// for each name.
    fn ranked(
        all: Vec<Unranked>,
        mut words: Vec<TokenWords>,
        plain: usize,
        tags: Interner,
        entity_stems: Vec<Vec<Vec<String>>>,
        names: &NameAliases,
    ) -> Self {
        let mut order: Vec<u32> = (0..all.len() as u32).collect();
        let place = |id: &u32| (&all[*id as usize].analysis.stem, &all[*id as usize].word);
        order.par_sort_unstable_by(|a, b| place(a).cmp(&place(b)));
        let mut rank_of = vec![0u32; all.len()];
        let (mut class_starts, mut class_of, mut stems) =
            (Vec::new(), Vec::new(), Vec::<&str>::new());
        for (rank, id) in (0..).zip(&order) {
            rank_of[*id as usize] = rank;
            let stem = all[*id as usize].analysis.stem.as_str();
            if stems.last() != Some(&stem) {
                stems.push(stem);
                class_starts.push(rank);
            }
            class_of.push(stems.len() as u32 - 1);
        }
        class_starts.push(order.len() as u32);
        for found in &mut words {
            found
                .parts
                .iter_mut()
                .chain(&mut found.whole)
                .for_each(|id| *id = rank_of[*id as usize]);
        }
        let class = |stem: &String| Some(stems.binary_search(&stem.as_str()).ok()? as u32);
        let spelling = |stems: &Vec<String>| stems.iter().map(class).collect::<Option<Vec<u32>>>();
        let first_entity = plain + tags.len();
        let entities = entity_stems.iter().zip(&rank_of[first_entity..]);
        let entities = entities
            .map(|(spellings, rank)| (*rank, spellings.iter().filter_map(spelling).collect()));
        let entities = entities.collect();
        let keys = keys(&all, &rank_of, &class_of, names);
        Vocabulary {
            words,
            by_rank: order
                .iter()
                .map(|id| all[*id as usize].word.clone())
                .collect(),
            counts: order.iter().map(|id| all[*id as usize].count).collect(),
            class_of,
            class_starts,
            keys,
            tag_ranks: rank_of[plain..first_entity].to_vec(),
            tags,
            entities,
        }
    }
}

/// Returns the kind of a token and its words.
fn split(token: &str) -> (TokenKind, TokenParts) {
    let kind = match token.chars().next() {
        Some(BLOCK) => TokenKind::Block,
        Some(HEADING) => TokenKind::Heading,
        _ if token == END => TokenKind::End,
        _ => return (TokenKind::Text, words(token)),
    };
    (kind, TokenParts::default())
}

/// Returns the keys of all classes, sorted. If a key is both strong and weak for a class, only the strong one is kept.
fn keys(
    all: &[Unranked],
    rank_of: &[u32],
    class_of: &[u32],
    names: &NameAliases,
) -> Vec<(String, u32, bool)> {
    let of_word = |(word, rank): (&Unranked, &u32)| {
        let class = class_of[*rank as usize];
        let Analysis { stem, keys, weak } = &word.analysis;
        let own = [&word.word, stem].into_iter().chain(keys);
        let aliases = own
            .clone()
            .chain(weak)
            .filter_map(|form| names.aliases.get(form))
            .flatten();
        let sounds = [&word.word, stem]
            .into_iter()
            .chain(keys.first())
            .filter_map(|form| sound(form));
        let sounds = sounds.map(|sound| (format!("{SOUND}{sound}"), class, true));
        let strong = own.chain(aliases).map(|key| (key.clone(), class, false));
        let weak = weak.iter().map(|key| (key.clone(), class, true));
        strong.chain(weak).chain(sounds).collect::<Vec<_>>()
    };
    let each = all.par_iter().zip(rank_of);
    let mut keys: Vec<(String, u32, bool)> = each.flat_map_iter(of_word).collect();
    keys.par_sort_unstable();
    keys.dedup_by(|later, earlier| later.0 == earlier.0 && later.1 == earlier.1);
    keys
}
