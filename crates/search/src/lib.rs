//! A full-text index for a static site: takes records, makes files. A browser searches them with a module of 8 kB
//! (compressed), without a server and without WebAssembly.
//!
//! ```
//! use mujaz_search::{Record, RecordBlock, Settings, analyser, index};
//!
//! let settings = Settings {
//!     language: "en".into(),
//!     kinds: vec!["article".into()],
//!     ..Settings::default()
//! };
//! let record = Record {
//!     address: "articles/wolves/".into(),
//!     title: "Wolves are back".into(),
//!     blocks: vec![RecordBlock {
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
//!   // title and excerpt are lists of { text, mark }, with `mark` true for matches; #anchor is the excerpt's paragraph.
//! }
//! ```
//!
//! # What is found
//!
//! - Words in any of their forms. Forms are determined once for each distinct word, when the index is made: by rules for
//!   Arabic (prefixes, endings, broken plurals), by Snowball stemmers for seventeen languages, or by an
//!   [`Analyser`](language::Analyser) of the caller's. The reader's module has no stemmer.
//! - Words in any spelling with the same [`fold()`]ed form: capitals, accents, tashkeel, hamzas, ة and ه, the digits of
//!   any script.
//! - Names in each of their spellings ([`Settings::names`]): `Lavrov` finds لافروف.
//! - Percentages: `35%` finds 35%, ٣٥٪ and 35 per cent; if there are none, 35.
//! - Phrases in quotation marks. A word after `-` excludes the records that contain it.
//! - If no text contains a word: its broken plurals or singulars; longer words that begin with it; then words that sound
//!   alike or are one edit away, or two words if it was written without the space between them. `answer.near` contains
//!   the last two, so that a page can say what it shows instead.
//!
//! Records with all words come first; if there are any, only they are returned, and `kinds[…].isWhole` is true. They are
//! ranked by BM25F over title, keywords, headings, text and notes, times up to 1.1 for recent ones. A record must have
//! all `tags`, and its day must be between `from` and `to`.
//!
//! # The files
//!
//! Numbers are LEB128 (`varint`), signed ones in zigzag form. Strings are bytes of an alphabet: ASCII as it is, the 128
//! characters from `base` as 0x80 to 0xFF, others as 0x7F and three bytes. Sorted strings are front-coded: the number of
//! bytes shared with the previous string, the number of further bytes, these bytes. Records are numbered by kind, then by
//! day, oldest first. All files but one are named by a letter and the digest of their content, so they can be cached for
//! ever, and the same records give the same files on any machine.
//!
//! | file | content |
//! |---|---|
//! | [`index.json`](MANIFEST) | `format`, `reader` (the module's name), `records` (their number), `kinds` (`[name, first, count]`), `base`, `prefixes` and `endings` that may be removed, `patterns` of broken plurals (regular expression and replacement), `sounds` of letters, and the names of the other files: of `dictionary` each with its first key, of `postings` with its first byte and size, of `texts` with its first record |
//! | `d.….bin`, 12 kB | dictionary: keys, front-coded; for each the number of its references and each of them: the step from the last block's offset (zigzag) times two, plus one if it is weak; unless the step is 0, the block's length. Key `~…` is a sound, `U+0001…` a tag |
//! | `p.….bin`, 60 kB | postings: a block for each class of words. Its header has the number of words and for each: the word, front-coded, the number of records that contain it, the length of its list, the length of its list of following words. Then the lists, a byte for each record: the step to it in the three high bits, or 7 if a number follows that is added to it; in the low bits the word's weight `w` there, as `3.7·log2(1 + 8·w)`. After the block's length: for each record the words that follow the word there, each a hash of seven bits, all but the last with the high bit |
//! | `x.….bin`, 60 kB | texts: for each record the length of its address, the address in UTF-8, then tokens: a number in the table, or 0, a length and the token. U+0004 ends title and each note; U+0003 and U+0005 begin a block and a heading, followed by its anchor; U+0002 means that no space is there |
//! | `t.….bin` | table: the 4,096 most frequent tokens, the 127 first of them by frequency, front-coded |
//! | `l.….bin` | the lengths of the texts of 4,096 records |
//! | `w.….bin` | days: for each kind the number of runs and for each run the step from the last day plus one, or 0 for none, and the number of records |
//!
//! A search fetches the manifest, the days, and a file of the dictionary for each word; then, by range requests (RFC
//! 9110, section 14), the blocks of its classes and the texts of the results. If a host does not support ranges, it
//! fetches whole files.
//!
//! # Limits and errors
//!
//! - [`index()`] does not fail: it takes values and returns values. Tokens of more than 120 bytes are cut or, if they
//!   contain no letters, left out. Each record's [`kind`](Record::kind) must be in [`Settings::kinds`]; otherwise the
//!   kinds after it would be numbered wrongly.
//! - Languages without spaces between words are found only by whole stretches of text and by their beginnings.
//! - Phrases with more than two dozen hits are only compared by hashes: one in a hundred pairs of words may not be
//!   adjacent.
//! - Memory while the index is made: four bytes for each word of the texts, and the files.
//! - The module throws what `fetch` throws, and an `Error` with address and status if a response is not OK, such as 404
//!   for a file of an index that was replaced: open it again with `cache: 'reload'`.

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
pub use record::{IndexFile, Record, RecordBlock, SearchName, Settings};

/// The version of the format.
pub const FORMAT: u32 = 1;

/// The name of the manifest, which lists all other files of an index.
pub const MANIFEST: &str = "index.json";

/// The source of the reader's module.
const SOURCE: &str = include_str!("reader.js");

/// JavaScript operators and punctuation whose spaces are removed from the published module. No string and no pattern of
/// the module contains one of them with its spaces.
const SPACED: [&str; 13] = [
    " => ", " === ", " = ", " && ", " || ", " ? ", " : ", " + ", ", ", "; ", "{ ", " }", ") {",
];

/// Returns the reader's module as it is published: without comments, indentation and spaces around operators.
pub fn reader() -> String {
    let lines = SOURCE.lines().map(str::trim_start);
    let code = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    let code: String = code.flat_map(|line| [line, "\n"]).collect();
    SPACED.iter().fold(code, |code, sign| {
        code.replace(sign, &sign.replace(' ', ""))
    })
}

/// Returns the name of the reader's module, which changes with its content. It belongs in the folder above that of an
/// index.
pub fn reader_name() -> String {
    format!(
        "reader.{}.js",
        &blake3::hash(reader().as_bytes()).to_hex()[..12]
    )
}
