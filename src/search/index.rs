//! The files of one part's index, made with pagefind.
//!
//! Takes a [`Bundle`] and a [`Speller`]; gives files with their paths below the part's folder. The same bundle gives the same
//! bytes, whatever the number of threads: pagefind sorts what it has gathered, and names files by what is in them.
//!
//! It takes about two milliseconds a record on one core, since each word is stemmed and each record compressed for itself,
//! and some 250 kB of memory while the index is made, since pagefind holds every word of it twice.

use std::collections::BTreeMap;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use rayon::prelude::*;

use crate::lang::{Writing, with_isolates};
use crate::search::records::{Bundle, Kind, Record};
use crate::search::spelling::Speller;

/// A file of the index.
#[derive(Debug, PartialEq, Eq)]
pub struct IndexFile {
    /// Its path below the folder of its bundle.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Raised when the same bundle gives other files than before: another release of pagefind, another way of asking it, other
/// forms beside a word.
pub const OUTPUT_VERSION: u32 = 3;

/// A record as pagefind takes it.
struct Written {
    url: String,
    kind: Kind,
    /// With riders (see [`spelling`](crate::search::spelling)), and with isolates where a line would lose its order, since the
    /// page that shows a part of it has nothing but characters.
    text: String,
    meta: BTreeMap<String, String>,
}

/// The files of a bundle, by path. To be called outside of a pool of threads: it waits for one of its own.
///
/// # Errors
/// Pagefind's reason.
pub fn files(bundle: &Bundle, speller: &Speller) -> Result<Vec<IndexFile>, String> {
    let writing = Writing::of(&bundle.language);
    let written = bundle.records.par_iter();
    let written = written.map(|record| write(record, speller, writing));
    let written: Vec<_> = written.collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| error.to_string())?;
    let made = runtime.block_on(made(&bundle.stems, written));
    let mut files = made.map_err(|error| error.to_string())?;
    let own = format!("wasm.{}.pagefind", bundle.stems);
    let has_own = files.iter().any(|file| file.path == own);
    files.retain(|file| is_used(&file.path, has_own));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn write(record: &Record, speller: &Speller, writing: Writing) -> Written {
    let line = |text: &str| speller.write(&[(0, &with_isolates(text, writing))], false);
    let blocks = record.text.blocks();
    let blocks: Vec<_> = blocks
        .map(|(marks, words)| (marks, with_isolates(words, writing)))
        .collect();
    let blocks: Vec<(usize, &str)> = blocks.iter().map(|(n, words)| (*n, &**words)).collect();
    let meta = record.meta.iter();
    Written {
        url: record.url.clone(),
        kind: record.kind,
        text: speller.write(&blocks, true),
        meta: meta
            .map(|(key, text)| ((*key).to_owned(), line(text)))
            .collect(),
    }
}

async fn made(
    stems: &str,
    records: Vec<Written>,
) -> Result<Vec<IndexFile>, Box<dyn std::error::Error + Send + Sync>> {
    let options = PagefindServiceConfig::builder()
        .keep_index_url(true)
        .force_language(stems.to_owned())
        .build();
    let mut index = PagefindIndex::new(Some(options))?;
    for Written {
        url,
        kind,
        text,
        meta,
    } in records
    {
        let filters = BTreeMap::from([("kind".to_owned(), vec![kind.word().to_owned()])]);
        let (meta, filters, language) = (Some(meta), Some(filters), stems.to_owned());
        index
            .add_custom_record(url, text, language, meta, filters, None)
            .await?;
    }
    let files = index.get_files().await?;
    let files = files.into_iter().map(|file| IndexFile {
        path: file.filename.to_string_lossy().replace('\\', "/"),
        bytes: file.contents,
    });
    Ok(files.collect())
}

/// Whether the search page reads a file: pagefind brings pages of its own for those who have none. What stems no language
/// serves a language that it does not know.
fn is_used(path: &str, knows_language: bool) -> bool {
    match path {
        "pagefind.js" | "pagefind-entry.json" => true,
        "wasm.unknown.pagefind" => !knows_language,
        _ => [
            ".pf_meta",
            ".pf_index",
            ".pf_filter",
            ".pf_fragment",
            ".pagefind",
        ]
        .iter()
        .any(|ending| path.ends_with(ending)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::records::Text;

    fn files(stems: &str, texts: &[&str]) -> Vec<IndexFile> {
        let record = |(number, text): (usize, &&str)| Record {
            url: format!("{stems}={stems}/{number}/"),
            kind: Kind::Article,
            text: Text::line((*text).to_owned()),
            meta: BTreeMap::from([("title", format!("Title {number}"))]),
        };
        let bundle = Bundle {
            language: stems.to_owned(),
            stems: stems.to_owned(),
            records: texts.iter().enumerate().map(record).collect(),
        };
        super::files(&bundle, &Speller::new(&[])).expect("an index")
    }

    #[test]
    fn an_index_has_what_the_page_needs_and_no_more() {
        for (language, program) in [("ar", "wasm.ar.pagefind"), ("ko", "wasm.unknown.pagefind")] {
            let files = files(language, &["صواريخ", "two"]);
            let fragments = files.iter().filter(|f| f.path.starts_with("fragment/"));
            assert_eq!(fragments.count(), 2);
            let programs = files.iter().filter(|f| f.path.starts_with("wasm."));
            let programs: Vec<&str> = programs.map(|f| f.path.as_str()).collect();
            assert_eq!(programs, [program]);
            assert!(files.iter().any(|f| f.path == "pagefind.js"));
            assert!(files.iter().all(|f| !f.path.contains("ui")));
        }
    }

    #[test]
    fn what_is_shown_of_a_record_keeps_its_order_on_a_line() {
        let record = |text: &str| Record {
            url: String::new(),
            kind: Kind::Article,
            text: Text::line(text.to_owned()),
            meta: BTreeMap::from([("title", text.to_owned())]),
        };
        for (language, text, expected) in [
            (
                "ar",
                "بين 3% و5% أمس",
                "بين \u{2066}3%\u{2069} و\u{2066}5%\u{2069} أمس",
            ),
            ("ar", "نمو كبير أمس", "نمو كبير أمس"),
            ("en", "Between 3% and 5%", "Between 3% and 5%"),
        ] {
            let written = write(&record(text), &Speller::new(&[]), Writing::of(language));
            let shown = |text: &str| {
                let words = text.split(' ').filter(|word| !word.starts_with("___"));
                let words = words.map(|word| word.split('|').next().unwrap_or_default());
                words.collect::<Vec<_>>().join(" ")
            };
            assert_eq!(shown(&written.text), expected);
            assert_eq!(shown(&written.meta["title"]), expected);
        }
    }

    #[test]
    fn the_same_records_give_the_same_bytes() {
        let texts: Vec<String> = (0..40)
            .map(|n| format!("كلمة{n} قال إن number{} é{n}", n % 7))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let once = files("ar", &texts);
        for _ in 0..3 {
            assert_eq!(files("ar", &texts), once);
        }
        assert!(!files("ar", &[]).is_empty());
    }
}
