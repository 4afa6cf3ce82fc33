//! Measures how an index is made: `cargo run --release -p mujaz-search --example measure -- ARTICLES FOLDER`.
//!
//! ARTICLES contains a folder per article, such as a site's `content/articles`; each `<name>.<language>.md` in it is a
//! record. Writes an index per language below FOLDER, with the reader's module beside them, and prints the time, the
//! memory and the sizes.

#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a program, not the library"
)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use mujaz_search::{Record, RecordBlock, Settings, analyser, index, reader, reader_name};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (Some(articles), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: measure ARTICLES FOLDER".into());
    };
    let mut texts: BTreeMap<String, Vec<(PathBuf, String)>> = BTreeMap::new();
    for article in fs::read_dir(articles)? {
        for file in fs::read_dir(article?.path())? {
            let path = file?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if let [_, language, "md"] = name.split('.').collect::<Vec<_>>()[..] {
                let text = fs::read_to_string(&path)?;
                texts
                    .entry(language.to_owned())
                    .or_default()
                    .push((path, text));
            }
        }
    }
    for (language, mut texts) in texts {
        texts.sort();
        let settings = Settings {
            language: language.clone(),
            kinds: vec!["article".into(), "original".into()],
            ..Settings::default()
        };
        let (before, start) = (processor_time(), Instant::now());
        let records = texts.par_iter().map(|(path, text)| record(path, text));
        let files = index(&settings, &*analyser(&language), records);
        let (wall, processor) = (start.elapsed(), processor_time() - before);
        let mut by_kind: BTreeMap<char, (usize, usize)> = BTreeMap::new();
        fs::create_dir_all(folder.join(&language))?;
        for file in &files {
            let sums = by_kind
                .entry(file.name.chars().next().unwrap_or_default())
                .or_default();
            *sums = (sums.0 + 1, sums.1 + file.bytes.len());
            fs::write(folder.join(&language).join(&file.name), &file.bytes)?;
        }
        println!(
            "{language}: {} records, {wall:.2?}, {processor:.2} s of processor time, files and bytes {by_kind:?}, peak {} MB",
            texts.len(),
            peak_memory() / 1024
        );
    }
    fs::write(folder.join(reader_name()), reader())?;
    Ok(())
}

/// Reads a file with front matter as a record.
fn record(path: &Path, text: &str) -> Record {
    let mut parts = text.splitn(3, "+++");
    let (front, body) = (
        parts.nth(1).unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let field = |key: &str| {
        let line = front
            .lines()
            .find_map(|line| line.strip_prefix(key)?.trim().strip_prefix('='));
        line.unwrap_or_default().trim().trim_matches('"').to_owned()
    };
    let date = field("published");
    let number = |range| {
        date.get(range)
            .and_then(|part: &str| part.parse::<i32>().ok())
    };
    let day = |(year, month, day): (i32, i32, i32)| year * 372 + month * 31 + day;
    let block = |(number, text): (usize, &str)| RecordBlock {
        text: text.to_owned(),
        anchor: format!("p{}", number + 1),
        is_heading: false,
    };
    Record {
        kind: usize::from(path.to_string_lossy().contains("original")),
        address: path
            .parent()
            .map(|path| path.to_string_lossy().into_owned())
            .unwrap_or_default(),
        title: field("title"),
        notes: vec![date.clone(), field("publisher")],
        blocks: body.trim().split("\n\n").enumerate().map(block).collect(),
        day: number(0..4)
            .zip(number(5..7))
            .zip(number(8..10))
            .map(|((y, m), d)| day((y, m, d))),
        tags: vec![format!("publisher={}", field("publisher"))],
        ..Record::default()
    }
}

/// Returns the processor time of all threads, in seconds.
fn processor_time() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let ticks = |index: usize| {
        fields
            .get(index)
            .and_then(|ticks| ticks.parse::<f64>().ok())
    };
    (ticks(11).unwrap_or_default() + ticks(12).unwrap_or_default()) / 100.0
}

/// Returns the peak memory use, in kilobytes.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}
