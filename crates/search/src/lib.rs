//! A full-text index for a static site: records in, files out. A browser searches them without a server, without WebAssembly, with a
//! module of 8 kB.
//!
//! ```
//! use mujaz_search::{Block, Record, Settings, analyser, index};
//!
//! let settings = Settings {
//!     language: "en".into(),
//!     kinds: vec!["article".into()],
//!     ..Settings::default()
//! };
//! let record = Record {
//!     address: "articles/wolves/".into(),
//!     title: "Wolves are back".into(),
//!     blocks: vec![Block {
//!         text: "Cameras caught a pack of seven.".into(),
//!         anchor: "p1".into(),
//!         is_heading: false,
//!     }],
//!     ..Record::default()
//! };
//! let files = index(&settings, &*analyser("en"), vec![record]);
//! assert!(files.iter().any(|file| file.name == "index.json"));
//! // Write them into one folder, and `reader()` as `reader_name()` into the folder above.
//! ```
//!
//! In the browser:
//!
//! ```js
//! const { open } = await import('/search/reader.0123456789ab.js');
//! const index = await open('/search/en/index.json');
//! const answer = await index.search('"a pack" wolf -bear', { tags: ['topic=nature'], from: 20000, to: 20090 });
//! for (const hit of answer.kinds.article.hits.slice(0, 10)) {
//!   const { address, title, notes, excerpt, anchor } = await answer.show(hit);
//!   // title and excerpt are lists of { text, mark }: what was found is marked, and stands below #anchor.
//! }
//! ```
//!
//! # What is found
//!
//! - Words in any of their forms. Forms are found once for each distinct word, when the index is made: by rules for Arabic (what is
//!   joined before and after a word, plurals that are made within it), by Snowball stemmers for seventeen languages, and by whatever
//!   [`Analyser`](language::Analyser) the caller brings. The reader's module has no stemmer.
//! - Words in any spelling that [`fold()`] makes equal: capitals, accents, tashkeel, hamzas, ة and ه, the digits of any script.
//! - Names in each of their spellings ([`Settings::names`]): `Lavrov` finds لافروف.
//! - Phrases in quotation marks; what has a word behind `-` is left out.
//! - Where no text has a word: words that it begins; then words that sound alike or are one edit away. `answer.near` names the latter,
//!   so that a page can say what it shows instead.
//!
//! Records that have all words come first, alone; in `kinds[…].isWhole` the answer says whether there are any. They are ranked by
//! BM25F over title, keywords, headings, text and notes, times up to 1.1 for recent ones. `tags` are what a record must have, `from`
//! and `to` bound its day.
//!
//! # The files
//!
//! Numbers are LEB128 (`varint`), signed ones in zigzag form. Strings are bytes of an alphabet: ASCII as it is, the 128 characters from
//! `base` as 0x80 to 0xFF, others as 0x7F and three bytes. Sorted strings are front-coded: the number of bytes in common with the
//! string before, the number of further bytes, these bytes. Records have numbers: by kind, then by day, the oldest first. All files
//! but one are named by a letter and the digest of their content, so they can be cached for ever, and the same records give the same
//! files on any machine.
//!
//! | file | content |
//! |---|---|
//! | [`index.json`](MANIFEST) | `format`, `reader` (the module's name), `records` (their number), `kinds` (`[name, first, count]`), `base`, `prefixes` and `endings` that may be taken off, `sounds` of letters, and the names of the other files: of `dictionary` each with its first key, of `postings` with its first byte and size, of `texts` with its first record |
//! | `d.….bin`, 12 kB | dictionary: keys, front-coded; for each the number of its references and each of them: the step from the last block's place (zigzag) times two, plus one if it is weak; unless the step is 0, the block's length. Key `~…` is a sound, `U+0001…` a tag |
//! | `p.….bin`, 60 kB | postings: a block for each class of words. Its header has the number of words and for each: the word, front-coded, how many records have it, the length of its list, the length of what follows it. Then the lists, a byte for each record: the step to it in the three high bits, or 7 where a number follows that says how much longer it is; below them what the word counts there, `3.7·log2(1 + 8·w)`. Behind the block's length: for each record the words that follow the word there, each a hash of seven bits, all but the last with the high bit |
//! | `x.….bin`, 60 kB | texts: for each record the length of its address, the address in UTF-8, then tokens: a number in the table, or 0, a length and the token. U+0004 ends title and each note; U+0003 and U+0005 begin a block and a heading, followed by its anchor; U+0002 is where no space stands |
//! | `t.….bin` | table: the 4,096 most frequent tokens, the 127 first of them by frequency, front-coded |
//! | `l.….bin` | the lengths of the texts of 4,096 records |
//! | `w.….bin` | days: for each kind the number of runs and for each run the step from the last day plus one, or 0 for none, and the number of records |
//!
//! A search fetches the manifest, days, and a piece of the dictionary for each word; then, by ranges (RFC 9110, section 14), the blocks
//! of its classes and the texts of what is shown. Where a host knows no ranges, it fetches whole pieces.
//!
//! # Limits and errors
//!
//! - [`index()`] does not fail: it takes values and returns values. Tokens of more than 120 bytes are cut or, if they are signs, left
//!   out. A record whose [`kind`](Record::kind) is not in [`Settings::kinds`] must not be given: the kinds after it would be numbered
//!   wrongly.
//! - Languages that write no spaces between words are found by whole stretches and their beginnings alone.
//! - Phrases of more than two dozen hits are known by the hashes alone: one in a hundred pairs of words may stand apart.
//! - Memory while the index is made: four bytes for each word of the texts, and the files.
//! - The module throws what `fetch` throws, and an `Error` with address and status for an answer that is none, such as 404 for a piece
//!   of an index that was replaced: open it again with `cache: 'reload'`.

mod codec;
mod fold;
mod gather;
mod index;
mod intern;
pub mod language;
mod names;
mod postings;
mod record;
mod sound;
mod texts;
mod token;
mod vocabulary;

pub use fold::fold;
pub use index::index;
pub use language::analyser;
pub use record::{Block, IndexFile, Name, Record, Settings};

/// The version of the format.
pub const FORMAT: u32 = 1;

/// The name of the file that lists all others of an index.
pub const MANIFEST: &str = "index.json";

/// The reader's module, as it is written.
const SOURCE: &str = include_str!("reader.js");

/// Returns the reader's module as it is published: without comments and indentation.
pub fn reader() -> String {
    let lines = SOURCE.lines().map(str::trim_start);
    let code = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    code.flat_map(|line| [line, "\n"]).collect()
}

/// Returns the name of the reader's module, which changes with its content. It belongs into the folder above that of an index.
pub fn reader_name() -> String {
    format!(
        "reader.{}.js",
        &blake3::hash(reader().as_bytes()).to_hex()[..12]
    )
}
