//! Makes a large site for measuring: `cargo run --release --example corpus -- DIR [--articles 10000] [--seed 1]`.
//!
//! Writes a complete site into DIR, which must be new or empty: its configuration and tables, and so many articles, each
//! an Arabic original of about 600 words with a summary of about 150 words in Arabic and in English. All of it is
//! invented. The same seed gives the same bytes, and article n is the same however many there are. A summary's figures
//! and names are in the paragraphs that it cites, and both languages give the same ones: a check of them finds nothing.
//!
//! The parts: `names`, `topics` and `phrases` are tables of words and sentences; `rng` chooses; `voice` turns a sentence
//! into text; `article` composes one article; `site` has the other files. This file alone reads arguments and writes.

mod article;
mod names;
mod phrases;
mod rng;
mod site;
mod topics;
mod voice;

use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use article::{CorpusArticle, CorpusFile};
use voice::CorpusLanguage;

const USAGE: &str = "usage: corpus DIR [--articles N] [--seed N]";
/// Slugs number articles with five digits.
const MOST_ARTICLES: usize = 99_999;

fn main() -> ExitCode {
    let wanted = match CorpusOptions::parse(std::env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(message) => {
            eprintln!("corpus: {message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match write_site(&wanted) {
        Ok(tally) => {
            let CorpusOptions {
                folder,
                articles,
                seed,
            } = &wanted;
            println!(
                "{articles} articles from seed {seed} in {}\n{tally}",
                folder.display()
            );
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("corpus: {message}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line asks for.
pub(crate) struct CorpusOptions {
    pub(crate) folder: PathBuf,
    pub(crate) articles: usize,
    pub(crate) seed: u64,
}

impl CorpusOptions {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let (mut folder, mut articles, mut seed) = (None, 10_000, 1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--articles" => articles = number(&argument, arguments.next())?,
                "--seed" => seed = number(&argument, arguments.next())?,
                flag if flag.starts_with('-') => return Err(format!("there is no option {flag}")),
                _ if folder.is_some() => return Err(format!("{argument} is a DIR too many")),
                _ => folder = Some(PathBuf::from(argument)),
            }
        }
        let folder = folder.ok_or("DIR is missing: name a new or empty folder for the site")?;
        if articles > MOST_ARTICLES {
            return Err(format!(
                "--articles {articles} is more than {MOST_ARTICLES}"
            ));
        }
        Ok(CorpusOptions {
            folder,
            articles,
            seed,
        })
    }
}

fn number<N: std::str::FromStr>(option: &str, value: Option<String>) -> Result<N, String> {
    let value = value.ok_or(format!("{option} needs a number after it"))?;
    value
        .parse()
        .map_err(|_| format!("{option} {value}: that is not a whole number, or too large"))
}

pub(crate) fn write_site(wanted: &CorpusOptions) -> Result<CorpusCounts, String> {
    require_empty(&wanted.folder)?;
    let mut tally = CorpusCounts::default();
    for (path, contents) in site::files() {
        write(&wanted.folder.join(path), &contents)?;
        tally.others.add(contents.len(), 0);
    }
    let workers = thread::available_parallelism().map_or(1, |n| n.get());
    let parts: Vec<Result<CorpusCounts, String>> = thread::scope(|scope| {
        let start = |worker| scope.spawn(move || write_articles(wanted, worker, workers));
        let started: Vec<_> = (0..workers).map(start).collect();
        let panicked = |_| Err("a thread panicked; this is a fault of the generator".to_owned());
        started
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(panicked))
            .collect()
    });
    for part in parts {
        tally.merge(&part?);
    }
    Ok(tally)
}

/// Refuses a folder with anything in it, so that nothing is overwritten and nothing else is measured.
fn require_empty(folder: &Path) -> Result<(), String> {
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(format!("{}: {error}; name a new folder", folder.display())),
    };
    match entries.next() {
        None => Ok(()),
        Some(_) => Err(format!(
            "{} is not empty; name a new or empty folder",
            folder.display()
        )),
    }
}

/// Writes every `workers`th article, from number `worker`.
fn write_articles(
    wanted: &CorpusOptions,
    worker: usize,
    workers: usize,
) -> Result<CorpusCounts, String> {
    let mut tally = CorpusCounts::default();
    for index in (worker..wanted.articles).step_by(workers) {
        let article = CorpusArticle::draw(wanted.seed, index);
        let folder = wanted.folder.join("content/articles").join(&article.slug);
        let write_text = |name: &str, text: &CorpusFile, count: &mut Count| {
            count.add(text.file.len(), text.words);
            write(&folder.join(name), &text.file)
        };
        let [arabic, english] =
            [CorpusLanguage::Ar, CorpusLanguage::En].map(|tag| article.summary(tag));
        write_text("original.ar.md", &article.original(), &mut tally.originals)?;
        write_text("summary.ar.md", &arabic, &mut tally.arabic)?;
        write_text("summary.en.md", &english, &mut tally.english)?;
    }
    Ok(tally)
}

/// Writes a file, and makes its folder where there is none.
fn write(path: &Path, contents: &str) -> Result<(), String> {
    let in_folder = |folder: &Path| fs::create_dir_all(folder);
    let written: io::Result<()> = path
        .parent()
        .map_or(Ok(()), in_folder)
        .and_then(|()| fs::write(path, contents));
    written.map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// What was written.
#[derive(Default)]
pub(crate) struct CorpusCounts {
    originals: Count,
    arabic: Count,
    english: Count,
    others: Count,
}

impl CorpusCounts {
    fn merge(&mut self, other: &CorpusCounts) {
        self.originals.merge(&other.originals);
        self.arabic.merge(&other.arabic);
        self.english.merge(&other.english);
        self.others.merge(&other.others);
    }
}

impl fmt::Display for CorpusCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "                files        bytes  bytes each  words least/mean/most"
        )?;
        writeln!(f, "originals     {}", self.originals)?;
        writeln!(f, "summaries ar  {}", self.arabic)?;
        writeln!(f, "summaries en  {}", self.english)?;
        writeln!(f, "other files   {}", self.others)?;
        let mut all = Count::default();
        for count in [&self.originals, &self.arabic, &self.english, &self.others] {
            all.files += count.files;
            all.bytes += count.bytes;
        }
        write!(f, "all           {all}")
    }
}

/// Files of one kind: how many, their size, and the words in them.
#[derive(Default)]
struct Count {
    files: usize,
    bytes: usize,
    words: usize,
    least: usize,
    most: usize,
}

impl Count {
    fn add(&mut self, bytes: usize, words: usize) {
        self.merge(&Count {
            files: 1,
            bytes,
            words,
            least: words,
            most: words,
        });
    }

    fn merge(&mut self, other: &Count) {
        self.least = match (self.files, other.files) {
            (0, _) => other.least,
            (_, 0) => self.least,
            _ => self.least.min(other.least),
        };
        self.most = self.most.max(other.most);
        self.files += other.files;
        self.bytes += other.bytes;
        self.words += other.words;
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = self.files.max(1);
        write!(
            f,
            "{:7} {:12} {:11}",
            self.files,
            self.bytes,
            self.bytes / files
        )?;
        if self.words > 0 {
            write!(
                f,
                "  {:5} / {} / {}",
                self.least,
                self.words / files,
                self.most
            )?;
        }
        Ok(())
    }
}
