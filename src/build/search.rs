//! Staging the search index, beside the rendering of the pages.
//!
//! Making it is by far the slowest part of a build. A file beside each language's index bears the digest of all that the index
//! is made from in its name, so that an index whose texts are as they were is taken as it is. Where no index is asked for, that of an
//! earlier build stays, whether or not it still fits.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;

use crate::diagnostic::Diagnostic;
use crate::link::site::Site;
use crate::load::Sources;
use crate::memo::digest;
use crate::search::index::RECIPE;
use crate::search::{Bundle, bundles, files};
use crate::write::Writer;

/// The folder of the index in the output.
pub const FOLDER: &str = "pagefind/";

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
    let bundles = bundles(site, sources);
    // Pagefind waits for threads of its own: it must not do so on one of the pool that renders pages.
    let staged = thread::scope(|scope| {
        let threads = bundles
            .iter()
            .map(|bundle| scope.spawn(move || stage_bundle(writer, bundle)));
        let threads: Vec<_> = threads.collect();
        let join = |thread: thread::ScopedJoinHandle<'_, _>| {
            thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().map(join).collect::<Vec<_>>()
    });
    staged.into_iter().filter_map(Result::err).collect()
}

/// The files of every language's index by their paths in the output, for a server. What cannot be made is left out.
pub fn index_files(site: &Site<'_>, sources: &Sources) -> BTreeMap<String, Vec<u8>> {
    if !site.config.search.enabled {
        return BTreeMap::new();
    }
    let of_bundle = |bundle: Bundle| {
        let path = format!("{FOLDER}{}/", bundle.language);
        let files = files(&bundle).unwrap_or_default();
        files
            .into_iter()
            .map(move |file| (format!("{path}{}", file.path), file.bytes))
    };
    let bundles = bundles(site, sources).into_iter();
    bundles.flat_map(of_bundle).collect()
}

/// Stages the index of a language, which is made if it is not what stands in its place.
fn stage_bundle(writer: &Writer, bundle: &Bundle) -> Result<(), Diagnostic> {
    let folder = format!("{FOLDER}{}/", bundle.language);
    let digest = digest(&(RECIPE, bundle)).to_hex();
    let mark = format!("{folder}made-from.{}", &digest[..16]);
    let mut kept = BTreeSet::new();
    if writer.recorded(&mark).is_some() && keep(writer, &folder, &mut kept)? {
        return Ok(());
    }
    let files = files(bundle).map_err(|why| {
        let message = format!("cannot make the search index: {why}");
        Diagnostic::error("output-io", &folder.as_str().into(), message)
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
