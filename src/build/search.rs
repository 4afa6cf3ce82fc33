//! Staging the search index, as any other output: it is made whole each time, in less than the time of writing it.

use std::collections::BTreeMap;

use mujaz_search::{IndexFile, reader, reader_name};
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::link::site::Site;
use crate::load::Sources;
use crate::search::files;
use crate::write::Writer;

/// The folder of the index in the output.
pub const FOLDER: &str = "search/";

/// Stages the index of every language; returns what is wrong.
pub(super) fn stage_index(writer: &Writer, site: &Site<'_>, sources: &Sources) -> Vec<Diagnostic> {
    if !site.config.search.enabled {
        return Vec::new();
    }
    let stage = |(path, bytes): (String, Vec<u8>)| writer.stage(&path, &bytes).err();
    let of_language = |language: &&str| {
        let files = index(site, sources, language).into_par_iter();
        files.filter_map(stage).collect::<Vec<_>>()
    };
    // One language after the other: making an index uses all threads, and takes memory.
    let faults = site
        .searched()
        .iter()
        .flat_map(of_language)
        .collect::<Vec<_>>();
    faults.into_iter().chain(stage(reader_file())).collect()
}

/// The index of one site as a server has it: of the languages that it was asked for.
#[derive(Debug, Default)]
pub struct Index(BTreeMap<String, BTreeMap<String, Vec<u8>>>);

impl Index {
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
