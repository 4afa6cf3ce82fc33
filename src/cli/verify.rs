//! `mujaz verify`: verifies the claims of loose summaries against their original, without a site.
//!
//! Takes files or a file of pairs; prints every claim, for people or as JSON. The verification itself is in
//! [`crate::verify`].

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::{CommandStatus, Global, complain, date, print, tell};
use crate::files;
use crate::import::{InputFormat, MAX_BYTES};
use crate::lang::verify::{ClaimVerdict, Register};
use crate::lang::{Date, parse_tag};
use crate::parse::markdown::Trust;
use crate::parse::registers::Name;
use crate::report::json;
use crate::verify::draft::{Draft, DraftMetadata, decoded, kind_of};
use crate::verify::pairs::{BATCH, PairResult, batch};
use crate::verify::{Knowledge, VerifyLanguages, names, table, verify};

/// Maximum length of a line of a file of pairs, in bytes.
const LONGEST_LINE: u64 = 64 * 1024 * 1024;

/// Arguments of `mujaz verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// The original: a file with text, Markdown, HTML or a Word document; `-` is standard input
    #[arg(long, value_name = "FILE", required_unless_present = "pairs")]
    original: Option<PathBuf>,
    /// A summary of the original; can be given several times
    #[arg(long, value_name = "FILE", required_unless_present = "pairs")]
    summary: Vec<PathBuf>,
    /// A list of names with their spellings, in the format of content/names.toml
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    /// The original's day of publication, as in 2025-08-31, to which "yesterday" is relative
    #[arg(long, value_name = "DAY", value_parser = date)]
    published: Option<Date>,
    /// The original's language (BCP 47) [default: from the file name, as in original.ar.txt, or detected from the words]
    #[arg(long, value_name = "TAG", value_parser = parse_tag)]
    original_language: Option<String>,
    /// The summaries' language
    #[arg(long, value_name = "TAG", value_parser = parse_tag)]
    summary_language: Option<String>,
    /// Read standard input as Markdown [default: detected from the text]
    #[arg(long)]
    markdown: bool,
    /// Read standard input as the source of a page, even if it does not begin like one
    #[arg(long, conflicts_with = "markdown")]
    html: bool,
    /// The format of the claims
    #[arg(long, value_enum, default_value_t = VerifyFormat::Human)]
    format: VerifyFormat,
    /// Verify many pairs: a file with a JSON object in each line, `{"id", "original", "summary"}`; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["original", "summary", "markdown", "html"])]
    pairs: Option<PathBuf>,
}

/// The format in which claims are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum VerifyFormat {
    /// For people.
    Human,
    /// One JSON object; with --pairs, one in each line.
    Json,
}

impl Verify {
    /// Verifies the texts, and prints every claim.
    pub fn run(&self, global: &Global) -> CommandStatus {
        match self.verify(global) {
            Ok(status) => status,
            Err(message) => {
                complain(&message);
                CommandStatus::Usage
            }
        }
    }

    fn verify(&self, global: &Global) -> Result<CommandStatus, String> {
        let names = match &self.names {
            Some(file) => read_names(file)?,
            None => Vec::new(),
        };
        let register = Register::new(names.iter().map(Name::entry));
        let knowledge = Knowledge {
            names: self.names.is_some().then_some(&register),
            published: self.published,
            languages: VerifyLanguages {
                original: self.original_language.as_deref(),
                summary: self.summary_language.as_deref(),
            },
        };
        match &self.pairs {
            Some(file) => self.verify_pairs(file, knowledge),
            None => self.verify_files(global, knowledge),
        }
    }

    /// Returns the format of a file by its extension, and of standard input by the options; `None` to detect it from
    /// the text.
    fn kind(&self, file: &Path) -> Option<InputFormat> {
        match is_input(file) {
            true if self.markdown => Some(InputFormat::Markdown),
            true if self.html => Some(InputFormat::Html),
            true => None,
            false => Some(kind_of(file)),
        }
    }

    fn verify_files(
        &self,
        global: &Global,
        knowledge: Knowledge<'_>,
    ) -> Result<CommandStatus, String> {
        let original = self.original.iter();
        let inputs = original.chain(&self.summary).chain(&self.names);
        if inputs.filter(|file| is_input(file)).count() > 1 {
            return Err("standard input can be read once; name files for the other texts".into());
        }
        let mut texts = self.original.iter().chain(&self.summary);
        if (self.markdown || self.html) && !texts.any(|file| is_input(file)) {
            return Err(
                "--markdown and --html are for standard input, and none of the texts is `-`; a file's format is told by its ending"
                    .into(),
            );
        }
        let file = self.original.as_deref().unwrap_or(Path::new("-"));
        let original = (file, self.kind(file));
        let original = draft(
            original,
            self.original_language.as_deref(),
            Trust::Untrusted,
        )?;
        let language = self.summary_language.as_deref();
        let summaries: Result<Vec<Draft>, String> = self
            .summary
            .iter()
            .map(|file| draft((file, self.kind(file)), language, Trust::Trusted))
            .collect();
        let summaries = summaries?;
        for (file, summary) in self.summary.iter().zip(&summaries) {
            self.compare_with_original(file, &original, summary)?;
        }
        let verified = verify(original, summaries, knowledge);
        match self.format {
            VerifyFormat::Human => print(&table(&verified, global.quiet)),
            VerifyFormat::Json => print(&json::text(&verified.record())),
        }
        Ok(status(verified.has_warnings()))
    }

    /// Refuses a file that is given as both texts, and warns if the two texts seem to be exchanged or the same.
    fn compare_with_original(
        &self,
        file: &Path,
        original: &Draft,
        summary: &Draft,
    ) -> Result<(), String> {
        let (path, of) = (&summary.path, &original.path);
        let is_same = |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
        if self
            .original
            .as_deref()
            .is_some_and(|own| is_same(own, file))
        {
            return Err(format!(
                "{path} is given as the original and as a summary of it; name another file for one of them"
            ));
        }
        match resemblance(original.text(), summary.text()) {
            Resemblance::Same => tell(&format!(
                "note: {path} has the words of {of}: a text always agrees with itself\n"
            )),
            Resemblance::Exchanged => tell(&format!(
                "note: {path} is longer than {of} and has most of its words; are the original and the summary exchanged?\n"
            )),
            Resemblance::None => {}
        }
        Ok(())
    }

    fn verify_pairs(&self, file: &Path, knowledge: Knowledge<'_>) -> Result<CommandStatus, String> {
        let input: Box<dyn Read> = if is_input(file) {
            Box::new(std::io::stdin())
        } else {
            let opened = files::open_argument(file);
            Box::new(opened.map_err(|error| unreadable(file, &error))?)
        };
        let mut input = BufReader::new(input);
        let mut totals = VerifyTotals::default();
        let mut first = 1;
        loop {
            let lines = read_lines(&mut input).map_err(|error| unreadable(file, &error))?;
            if lines.is_empty() {
                break;
            }
            for answer in batch(&lines, first, knowledge) {
                totals.count(&answer);
                match (self.format, &answer) {
                    (VerifyFormat::Json, answer) => print(&answer.json()),
                    (VerifyFormat::Human, PairResult::Failed { line, error, .. }) => {
                        complain(&format!("{}:{line}: {error}", file.display()));
                    }
                    (VerifyFormat::Human, PairResult::Verified(verified)) => {
                        if verified.1.has_warnings() {
                            let id = &verified.0;
                            print(&format!("{id}\n{}\n", table(&verified.1, true)));
                        }
                    }
                }
            }
            first += lines.len();
        }
        if totals.pairs + totals.failed == 0 {
            return Err(format!(
                "{} has no pairs; write a JSON object with `original` and `summary` in each line",
                file.display()
            ));
        }
        let account = totals.account();
        match self.format {
            VerifyFormat::Human => print(&account),
            VerifyFormat::Json => tell(&account),
        }
        Ok(match totals.failed {
            0 => status(totals.with_warnings > 0),
            _ => CommandStatus::Usage,
        })
    }
}

/// The relation of two texts that are given as an original and its summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Resemblance {
    /// Both have the same words.
    Same,
    /// The summary seems to be the original, and the other way round.
    Exchanged,
    None,
}

/// Minimum number of different words of a text that is compared.
const COMPARED: usize = 12;

/// Compares the words of an original and a summary.
fn resemblance(original: &str, summary: &str) -> Resemblance {
    let all = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| word.chars().count() > 2);
        words.map(str::to_lowercase).collect()
    };
    let (own, other) = (all(original), all(summary));
    let (different, of_summary): (BTreeSet<_>, BTreeSet<_>) =
        (own.iter().collect(), other.iter().collect());
    if different.len() < COMPARED {
        return Resemblance::None;
    }
    if own == other {
        return Resemblance::Same;
    }
    let shared = different.intersection(&of_summary).count();
    match other.len() >= 2 * own.len() && 4 * shared >= 3 * different.len() {
        true => Resemblance::Exchanged,
        false => Resemblance::None,
    }
}

/// Totals over all pairs.
#[derive(Default)]
struct VerifyTotals {
    pairs: usize,
    with_warnings: usize,
    failed: usize,
    claims: [usize; ClaimVerdict::ALL.len()],
}

impl VerifyTotals {
    fn count(&mut self, answer: &PairResult) {
        match answer {
            PairResult::Verified(_) => self.pairs += 1,
            PairResult::Failed { .. } => self.failed += 1,
        }
        self.with_warnings += usize::from(answer.has_warnings());
        for (outcome, count) in ClaimVerdict::ALL.into_iter().zip(&mut self.claims) {
            *count += answer.count(outcome);
        }
    }

    fn account(&self) -> String {
        let claims: Vec<String> = ClaimVerdict::ALL
            .into_iter()
            .zip(self.claims)
            .filter(|(_, count)| *count > 0)
            .map(|(outcome, count)| format!("{count} {}", outcome.word()))
            .collect();
        let failed = match self.failed {
            0 => String::new(),
            n => format!(", {n} lines that are no pairs"),
        };
        let claims = if claims.is_empty() {
            "no claims".to_owned()
        } else {
            claims.join(", ")
        };
        format!(
            "{} pairs, {} with warnings{failed}; {claims}\n",
            self.pairs, self.with_warnings
        )
    }
}

fn status(has_warnings: bool) -> CommandStatus {
    if has_warnings {
        CommandStatus::Failed
    } else {
        CommandStatus::Done
    }
}

fn is_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn unreadable(file: &Path, error: &std::io::Error) -> String {
    let path = file.display();
    match () {
        () if file.is_dir() => format!("{path} is a folder; name a file"),
        () if files::is_special_argument(error) => format!("{path} is {error}"),
        () => format!("{path} cannot be read: {error}"),
    }
}

/// Reads the text of an original or a summary; `kind` is its format, or `None` to detect it from the text.
fn draft(
    (file, kind): (&Path, Option<InputFormat>),
    language: Option<&str>,
    trust: Trust,
) -> Result<Draft, String> {
    let path = file.display().to_string();
    let bytes = bytes(file)?;
    let source = DraftMetadata {
        path: &path,
        kind,
        language,
    };
    Draft::read(&source, &bytes, trust).map_err(|fault| format!("{path} {fault}"))
}

/// Reads a file or standard input, at most one byte more than a text may have.
fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    let limit = MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = if is_input(file) {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        files::open_argument(file).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map(|_| bytes)
        .map_err(|error| unreadable(file, &error))
}

/// Returns the next batch of lines of a file of pairs, as many as are held in memory at once.
fn read_lines(input: &mut impl BufRead) -> std::io::Result<Vec<String>> {
    let mut lines = Vec::new();
    while lines.len() < BATCH {
        let mut line = Vec::new();
        let length = input
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        if length == 0 {
            break;
        }
        lines.push(String::from_utf8_lossy(&line).into_owned());
    }
    Ok(lines)
}

/// Reads a list of names and their spellings.
fn read_names(file: &Path) -> Result<Vec<Name>, String> {
    let path = file.display().to_string();
    let text = decoded(&bytes(file)?).map_err(|fault| format!("{path} {fault}"))?;
    names::read(&path, &text)
}
