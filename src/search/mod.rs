//! Builds the search index of a site.
//!
//! [`records`] lists, for each language, its articles, the originals as far as they are published, names, topics,
//! publishers and standing pages, as plain text; [`mujaz_search`] makes the files of an index of them. Takes the linked
//! site and its sources; may not touch the file system, and does not depend on pages.

mod records;

use mujaz_search::{IndexFile, SearchName, Settings, analyser};
use rayon::prelude::*;

use crate::link::site::Site;
use crate::load::Sources;
use crate::memo::{Digest, digest};
use crate::parse::registers::{self, NameKind};

pub use records::RecordKind;

/// Returns the files of the index of a language.
pub fn files(site: &Site<'_>, sources: &Sources, language: &str) -> Vec<IndexFile> {
    let records = records::records(site, sources, language);
    let settings = settings(site, language);
    mujaz_search::index(&settings, &*analyser(language), records)
}

/// Returns the digest of all inputs of the index of a language. It takes a fifth of the time for the index itself.
pub fn inputs(site: &Site<'_>, sources: &Sources, language: &str) -> Digest {
    let records = records::records(site, sources, language);
    let records: Vec<Digest> = records.map(|record| digest(&record)).collect();
    let records = records.iter().flat_map(|digest| digest.as_bytes());
    digest(&(
        settings(site, language),
        records.copied().collect::<Vec<u8>>(),
    ))
}

fn settings(site: &Site<'_>, language: &str) -> Settings {
    let mut texts = site.issues.iter().flat_map(|issue| &issue.texts).flatten();
    let has_editions = texts.any(|issue| issue.text.is_some());
    let kinds = RecordKind::ALL.iter();
    let kinds = kinds.filter(|kind| has_editions || **kind != RecordKind::Edition);
    Settings {
        language: language.to_owned(),
        kinds: kinds.map(|kind| kind.word().to_owned()).collect(),
        names: site.names.iter().map(name).collect(),
    }
}

/// Converts a name of the register for the index.
fn name(name: &registers::Name) -> SearchName {
    SearchName {
        spellings: spellings(name).map(str::to_owned).collect(),
        is_ordered: name.kind == NameKind::Person,
    }
}

/// Returns every spelling of a name.
fn spellings(name: &registers::Name) -> impl Iterator<Item = &str> {
    let variants = name.variants.values().flatten();
    name.preferred.values().chain(variants).map(String::as_str)
}
