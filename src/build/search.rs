//! Staging the search index, beside the rendering of the pages.
//!
//! Making it is by far the slowest part of a build. The index of a language consists of parts, each in a folder of its own. A
//! file in it bears the digest of all that the part is made from in its name, so that a part whose texts are as they were is
//! taken as it is. Where no index is asked for, that of an earlier build stays, whether or not it still fits.

use crate::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::build::Memos;
use crate::diagnostic::Diagnostic;
use crate::link::site::Site;
use crate::load::Sources;
use crate::memo::{Digest, digest};
use crate::search::index::OUTPUT_VERSION;
use crate::search::{Bundle, Part, Speller, bundle, files, parts};
use crate::write::Writer;

/// The folder of the index in the output.
pub const FOLDER: &str = "pagefind/";

/// So many parts are made at a time, since each takes up to a gigabyte of memory.
const PARALLELISM: usize = 2;

/// The files of a part by their paths below its folder.
pub type PartFiles = BTreeMap<String, Vec<u8>>;

/// Stages the index of every language; gives what is wrong.
pub(super) fn stage_index(
    writer: &Writer,
    site: &Site<'_>,
    sources: &Sources,
    is_asked_for: bool,
) -> Vec<Diagnostic> {
    if !site.config.search.enabled {
        return Vec::new();
    }
    if !is_asked_for {
        let kept = keep(writer, FOLDER, &mut BTreeSet::new());
        return kept.err().into_iter().collect();
    }
    let parts = parts(site);
    let speller = Speller::new(site.names);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut faults = Vec::new();
        while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
            let bundle = bundle(site, sources, part);
            faults.extend(stage_part(writer, part, &bundle, &speller).err());
        }
        faults
    };
    // Pagefind waits for threads of its own: it must not do so on one of the pool that renders pages.
    let mut faults = thread::scope(|scope| {
        let threads: Vec<_> = (0..PARALLELISM).map(|_| scope.spawn(work)).collect();
        let join = |thread: thread::ScopedJoinHandle<'_, Vec<_>>| {
            thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(join).collect::<Vec<_>>()
    });
    for (path, bytes) in lists(&parts) {
        faults.extend(writer.stage(&path, &bytes).err());
    }
    faults
}

/// The index of one site as a server has it, by the folder of each part: those that it was asked for.
#[derive(Debug, Default)]
pub struct Index(BTreeMap<String, Arc<PartFiles>>);

impl Index {
    /// A file of the index by its path in the output. A part is made when its first file is asked for, unless it is as it was
    /// on an earlier state of the site. `None` for what is no file of the index, and where it cannot be made.
    pub fn file(
        &mut self,
        site: &Site<'_>,
        sources: &Sources,
        memos: &Memos,
        path: &str,
    ) -> Option<Vec<u8>> {
        if !site.config.search.enabled {
            return None;
        }
        let parts = parts(site);
        if let Some(list) = lists(&parts).remove(path) {
            return Some(list);
        }
        let part = parts.iter().find(|part| path.starts_with(&folder(part)))?;
        let folder = folder(part);
        let name = &path[folder.len()..];
        if !self.0.contains_key(&folder) {
            let speller = Speller::new(site.names);
            let bundle = bundle(site, sources, part);
            let make = || {
                let files = files(&bundle, &speller)?.into_iter();
                Ok::<_, String>(Arc::new(files.map(|f| (f.path, f.bytes)).collect()))
            };
            let digest = || digest_of(&bundle, &speller);
            // What cannot be made is tried again when it is asked for again; the search page says that it did not come.
            let made = memos.index.try_reuse(&folder, digest, make).ok()?;
            self.0.insert(folder.clone(), made);
        }
        self.0.get(&folder)?.get(name).cloned()
    }
}

/// The folder of a part in the output.
fn folder(part: &Part) -> String {
    format!("{FOLDER}{}/{}/", part.language, part.number)
}

/// For each language a file that tells of how many parts its index consists.
fn lists(parts: &[Part]) -> BTreeMap<String, Vec<u8>> {
    let count = |part: &Part| {
        let path = format!("{FOLDER}{}/parts.json", part.language);
        (path, format!("{{\"parts\":{}}}", part.number).into_bytes())
    };
    // The last part of each language stands last.
    parts.iter().map(count).collect()
}

/// The digest of all that a part's index is made from.
fn digest_of(bundle: &Bundle, speller: &Speller) -> Digest {
    digest(&(OUTPUT_VERSION, speller.names(), bundle))
}

/// Stages the index of a part, which is made if it is not what stands in its place.
fn stage_part(
    writer: &Writer,
    part: &Part,
    bundle: &Bundle,
    speller: &Speller,
) -> Result<(), Diagnostic> {
    let folder = folder(part);
    let digest = digest_of(bundle, speller).to_hex();
    let mark = format!("{folder}made-from.{}", &digest[..16]);
    let mut kept = BTreeSet::new();
    if writer.recorded(&mark).is_some() && keep(writer, &folder, &mut kept)? {
        return Ok(());
    }
    let files = files(bundle, speller).map_err(|why| {
        let message = format!("cannot make the search index: {why}");
        Diagnostic::new(codes::OUTPUT_IO, &folder.as_str().into(), message)
            .help("`enabled = false` below [search] in config.toml builds the site without it")
    })?;
    let files = files
        .into_iter()
        .map(|file| (format!("{folder}{}", file.path), file.bytes));
    for (path, bytes) in files.chain([(mark, Vec::new())]) {
        if !kept.contains(&path) {
            writer.stage(&path, &bytes)?;
        }
    }
    Ok(())
}

/// Takes what an earlier build left below a folder and adds it to `kept`; says whether all of it is there as it was left.
fn keep(writer: &Writer, folder: &str, kept: &mut BTreeSet<String>) -> Result<bool, Diagnostic> {
    let recorded = writer.recorded_below(folder);
    let all = recorded.len();
    for (path, hash) in recorded {
        if writer.keep(&path, hash)? {
            kept.insert(path);
        }
    }
    Ok(kept.len() == all)
}
