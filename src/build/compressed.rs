//! Stages compressed copies of text files, for hosts that serve precompressed files.
//!
//! Compressing takes longer than rendering. A copy from an earlier build is kept if it decompresses to the same bytes:
//! checking this takes a tenth of the time. Within a process, the memo makes this check unnecessary.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::build::Memos;
use crate::build::stage::stage_made;
use crate::coding::Coding;
use crate::diagnostic::Diagnostic;
use crate::memo::Digest;
use crate::write::{OutputWriter, StagedFile};

/// The file name endings of text files.
const TEXTS: [&str; 12] = [
    ".css",
    ".csv",
    ".html",
    ".js",
    ".json",
    ".md",
    ".mjs",
    ".opml",
    ".svg",
    ".txt",
    ".xml",
    ".webmanifest",
];

/// Minimum size in bytes: smaller files fit into the first packets that a host sends, compressed or not.
const SMALLEST: u64 = 1024;

/// Stages copies in these codings of all text files that have been staged; returns the errors.
pub(super) fn stage_copies(
    writer: &OutputWriter,
    memos: &Memos,
    codings: &[Coding],
) -> Vec<Diagnostic> {
    if codings.is_empty() {
        return Vec::new();
    }
    let staged = writer.outputs();
    let taken: BTreeSet<&str> = staged.iter().map(|output| output.path.as_str()).collect();
    let is_text = |output: &&StagedFile| {
        let has = |ending: &&str| output.path.ends_with(*ending);
        output.size >= SMALLEST && TEXTS.iter().any(has)
    };
    let texts: Vec<&StagedFile> = staged.iter().filter(is_text).collect();
    let copies = texts.par_iter().flat_map_iter(|text| {
        let copy = |coding: &Coding| (*text, *coding, format!("{}{}", text.path, coding.ending()));
        codings.iter().map(copy)
    });
    // An author may have published a file with the name of the copy.
    let copies = copies.filter(|(.., path)| !taken.contains(path.as_str()));
    let staged = copies.map(|(text, coding, path)| {
        stage_made(
            &path,
            memos,
            writer,
            || text.hash,
            || stage(writer, text, coding, &path),
        )
    });
    staged.filter_map(Result::err).collect()
}

fn stage(
    writer: &OutputWriter,
    text: &StagedFile,
    coding: Coding,
    path: &str,
) -> Result<Digest, Diagnostic> {
    let bytes = writer.read(text)?;
    if let Some((hash, copy)) = writer.left(path)?
        && coding.stands_for(&copy, &bytes)
        && writer.keep(path, hash)?
    {
        return Ok(hash);
    }
    writer.stage(path, &coding.encoded(&bytes))
}
