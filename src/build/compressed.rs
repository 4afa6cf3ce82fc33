//! Staging compressed copies beside text files, for hosts that send them as they are.
//!
//! To compress takes longer than to render. A copy that an earlier build left and that still stands for its file is taken as
//! it is: to find that out takes a tenth of the time. Within a process, the memo knows.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::build::Memos;
use crate::build::stage::stage_made;
use crate::coding::Coding;
use crate::diagnostic::Diagnostic;
use crate::memo::Digest;
use crate::write::{StagedFile, Writer};

/// The endings of names of text files.
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

/// A file of fewer bytes fits into the first packets that a host sends, whatever it does.
const SMALLEST: u64 = 1024;

/// Stages copies in these codings of all text files that have been staged; gives what is wrong.
pub(super) fn stage_copies(writer: &Writer, memos: &Memos, codings: &[Coding]) -> Vec<Diagnostic> {
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
    // An author may have put a file of that name beside the other.
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
    writer: &Writer,
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
