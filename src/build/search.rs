//! Stages the search index like other outputs. If the records of a language have changed, its whole index is rebuilt.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use mujaz_search::{IndexFile, reader, reader_name};
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::link::site::Site;
use crate::load::Sources;
use crate::memo::{Digest, Memo};
use crate::search::{files, inputs};
use crate::write::OutputWriter;

/// The folder of the index in the output.
pub const FOLDER: &str = "search/";

/// The files of an index, by their paths in the output, with the digest of each.
pub type StagedIndex = Vec<(String, Digest)>;

/// Stages the search index of every language; returns the findings.
pub(super) fn stage_index(
    writer: &OutputWriter,
    site: &Site<'_>,
    sources: &Sources,
    memo: &Memo<Arc<StagedIndex>>,
) -> Vec<Diagnostic> {
    if !site.config.search.enabled {
        return Vec::new();
    }
    // One language after the other: making an index uses all threads, and takes memory.
    let languages = site.searched();
    let staged = languages
        .iter()
        .map(|language| stage_language(writer, site, sources, memo, language));
    let mut faults: Vec<Diagnostic> = staged.filter_map(Result::err).flatten().collect();
    memo.sweep();
    let (path, bytes) = reader_file();
    faults.extend(writer.stage(&path, &bytes).err());
    faults
}

/// Stages the index of a language. If its records have not changed, the files of the last build are kept.
fn stage_language(
    writer: &OutputWriter,
    site: &Site<'_>,
    sources: &Sources,
    memo: &Memo<Arc<StagedIndex>>,
    language: &str,
) -> Result<(), Vec<Diagnostic>> {
    let is_new = Cell::new(false);
    let make = || {
        is_new.set(true);
        let stage = |(path, bytes): (String, Vec<u8>)| {
            let hash = writer.stage(&path, &bytes)?;
            Ok::<_, Diagnostic>((path, hash))
        };
        let files = index(site, sources, language).into_par_iter();
        let staged: Vec<Result<(String, Digest), Diagnostic>> = files.map(stage).collect();
        if staged.iter().any(Result::is_err) {
            return Err(staged.into_iter().filter_map(Result::err).collect());
        }
        let staged: StagedIndex = staged.into_iter().flatten().collect();
        Ok(Arc::new(staged))
    };
    let inputs = || inputs(site, sources, language);
    let files = memo.try_reuse(language, inputs, make)?;
    if is_new.get() {
        return Ok(());
    }
    let kept = files
        .par_iter()
        .map(|(path, hash)| writer.holds(path, *hash));
    let kept: Vec<bool> = kept
        .collect::<Result<_, _>>()
        .map_err(|fault| vec![fault])?;
    if kept.iter().all(|is_kept| *is_kept) {
        let keep = |(path, hash): &(String, Digest)| writer.keep(path, *hash).err();
        let faults: Vec<Diagnostic> = files.par_iter().filter_map(keep).collect();
        return if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        };
    }
    // Somebody has deleted or changed a file in the output since.
    make().map(drop)
}

/// The search index in `serve`: the files of each language that was requested so far, by output path.
#[derive(Debug, Default)]
pub struct SearchIndex(BTreeMap<String, BTreeMap<String, Vec<u8>>>);

impl SearchIndex {
    /// Returns a file of the index by its path in the output, or `None` for anything else. The index of a language is made when
    /// its first file is asked for.
    pub fn file(&mut self, site: &Site<'_>, sources: &Sources, path: &str) -> Option<Vec<u8>> {
        if !site.config.search.enabled {
            return None;
        }
        let (reader, bytes) = reader_file();
        if path == reader {
            return Some(bytes);
        }
        let language = path.strip_prefix(FOLDER)?.split('/').next()?;
        if !site.searched().contains(&language) {
            return None;
        }
        let made = self.0.entry(language.to_owned());
        let made = made.or_insert_with(|| index(site, sources, language).into_iter().collect());
        made.get(path).cloned()
    }
}

/// The files of a language by their paths in the output.
fn index(site: &Site<'_>, sources: &Sources, language: &str) -> Vec<(String, Vec<u8>)> {
    let path = |file: IndexFile| (format!("{FOLDER}{language}/{}", file.name), file.bytes);
    files(site, sources, language)
        .into_iter()
        .map(path)
        .collect()
}

/// The reader's module, beside the indexes.
fn reader_file() -> (String, Vec<u8>) {
    (format!("{FOLDER}{}", reader_name()), reader().into_bytes())
}
