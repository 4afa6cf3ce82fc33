//! `mujaz recheck`: checks whether the addresses that the site relies on still lead to the same text.
//!
//! Hosts are asked in parallel, each with one request at a time and a pause between two. Answers are recorded as they
//! arrive, so that an interrupted run can be continued; a completed run removes the record.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use clap::{Args, ValueEnum};
use mujaz_fetch::{FetchError, FetchErrorKind, FetchOptions, FetchedPage, fetch};

use crate::cli::import_report::ImportProgress;
use crate::cli::import_web::{Hosts, host, kind_of};
use crate::cli::{CommandStatus, Global, article_name, complain, composed, print, tell};
use crate::diagnostic::nearest;
use crate::files;
use crate::import::{ReadOptions, decode_from, read};
use crate::link::same_url;
use crate::load::{Sources, load};
use crate::memo::Memo;
use crate::parse::article::Original;
use crate::parse::{Documents, parse};
use crate::recheck::{
    AddressRole, AddressState, PageState, Question, cited, compare, paragraphs, questions, table,
    to_json,
};

/// Arguments of `mujaz recheck`.
#[derive(Debug, Args)]
pub struct Recheck {
    /// Articles to recheck [default: all]
    #[arg(value_name = "ARTICLE", value_parser = composed)]
    articles: Vec<String>,
    /// The format of the answers
    #[arg(long, value_enum, default_value_t = RecheckFormat::Human, value_name = "FORM")]
    format: RecheckFormat,
    /// Timeout for each page, in seconds
    #[arg(long, default_value_t = 20, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
    /// Check only the addresses of originals, not the links in summaries
    #[arg(long)]
    originals_only: bool,
    /// Check all addresses again, also those that an interrupted run has checked
    #[arg(long)]
    fresh: bool,
    /// Fetch pages from this machine and from private networks, too
    #[arg(long)]
    allow_private: bool,
}

/// The form in which the answers are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RecheckFormat {
    /// A table.
    Human,
    /// An object, for programs.
    Json,
}

/// Number of hosts that are asked in parallel.
const PARALLELISM: usize = 8;

/// The inputs of the answers, besides the web.
struct RecheckInputs {
    documents: Documents,
    sources: Sources,
}

impl Recheck {
    /// Asks all addresses and prints the answers. Fails if any page has changed.
    pub fn run(&self, global: &Global) -> CommandStatus {
        let root = match global.site() {
            Ok(root) => root,
            Err(message) => {
                complain(&message);
                return CommandStatus::Usage;
            }
        };
        let (sources, _) = load(&root);
        let (documents, _) = parse(&sources, &Memo::disabled());
        let site = RecheckInputs { documents, sources };
        let articles: Vec<&str> = self
            .articles
            .iter()
            .map(|name| article_name(name))
            .collect();
        let has = |name: &str| site.documents.originals.iter().any(|o| o.article == name);
        if let Some(unknown) = articles.iter().find(|name| !has(name)) {
            let known = site.documents.originals.iter();
            let near = nearest(unknown, known.map(|original| original.article.as_str()));
            let meant = near.map_or_else(
                || "`mujaz status` lists the articles".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            complain(&format!(
                "there is no article `{unknown}` with an original; {meant}"
            ));
            return CommandStatus::Usage;
        }
        let mut questions = questions(&site.documents, &articles);
        if self.originals_only {
            questions.retain(|question| question.role == AddressRole::Original);
        }
        let record = RecheckProgress::open(&root, self.fresh);
        if record.len() > 0 && !global.quiet {
            tell(&format!(
                "{} addresses were asked in an earlier run that was interrupted; --fresh asks them again.\n",
                record.len()
            ));
        }
        let answers = self.ask_all(global, &site, &questions, &record);
        record.close();
        print(&match self.format {
            RecheckFormat::Human => table(&answers, global.verbose),
            RecheckFormat::Json => to_json(&answers),
        });
        match answers.iter().all(|answer| answer.state == PageState::Same) {
            true => CommandStatus::Done,
            false => CommandStatus::Failed,
        }
    }

    /// Returns the answers in the order of the questions.
    fn ask_all(
        &self,
        global: &Global,
        site: &RecheckInputs,
        questions: &[Question],
        record: &RecheckProgress,
    ) -> Vec<AddressState> {
        let progress = ImportProgress::new(global, questions.len());
        let mut by_host: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, question) in questions.iter().enumerate() {
            by_host.entry(host(&question.url)).or_default().push(index);
        }
        let by_host: Vec<Vec<usize>> = by_host.into_values().collect();
        let (next, hosts) = (AtomicUsize::new(0), Hosts::default());
        let answers: Vec<Mutex<Option<AddressState>>> =
            questions.iter().map(|_| Mutex::new(None)).collect();
        std::thread::scope(|scope| {
            for _ in 0..PARALLELISM.min(by_host.len()) {
                scope.spawn(|| {
                    while let Some(own) = by_host.get(next.fetch_add(1, Ordering::Relaxed)) {
                        // A host that is busy is left alone.
                        let mut busy = None;
                        for &index in own {
                            let answer =
                                self.ask(site, &questions[index], record, &hosts, &mut busy);
                            *answers[index]
                                .lock()
                                .unwrap_or_else(PoisonError::into_inner) = Some(answer);
                            progress.advance();
                        }
                    }
                });
            }
        });
        progress.end();
        let each = answers.into_iter();
        each.filter_map(|answer| answer.into_inner().unwrap_or_else(PoisonError::into_inner))
            .collect()
    }

    /// Answers one question: from the record, or by asking.
    fn ask(
        &self,
        site: &RecheckInputs,
        question: &Question,
        record: &RecheckProgress,
        hosts: &Hosts,
        busy: &mut Option<String>,
    ) -> AddressState {
        if let Some(answer) = record.get(question) {
            return answer;
        }
        if let Some(why) = busy {
            let mut answer = question.answered(PageState::Unknown);
            answer.why = Some(format!("not asked, since another page of the host {why}"));
            return answer;
        }
        let options = FetchOptions {
            timeout: Duration::from_secs(self.timeout),
            allow_private: self.allow_private,
            ..FetchOptions::default()
        };
        let fetched = hosts.one_at_a_time(&question.url, || fetch(&question.url, &options));
        if let Err(error) = &fetched
            && let FetchErrorKind::Status {
                code: code @ (429 | 503),
            } = error.kind
        {
            *busy = Some(format!("answered with {code}"));
        }
        let answer = answer(site, question, fetched);
        record.add(&answer);
        answer
    }
}

/// Returns the state of an address from the fetched page.
fn answer(
    site: &RecheckInputs,
    question: &Question,
    fetched: Result<FetchedPage, FetchError>,
) -> AddressState {
    let page = match (fetched, question.role) {
        (Ok(page), _) => page,
        // A link may lead to a film or a large document: what matters is that it is there.
        (Err(error), AddressRole::Link) if matches!(error.kind, FetchErrorKind::Large { .. }) => {
            return question.answered(PageState::Same);
        }
        (Err(error), _) => {
            let state = match error.is_gone() {
                true => PageState::Gone,
                false => PageState::Unknown,
            };
            let mut answer = question.answered(state);
            answer.why = Some(error.to_string());
            if let FetchErrorKind::Status { .. } = error.kind {
                answer.moved_to = error.redirects.last().map(|hop| hop.to.clone());
                // Without the address, which is in `moved_to`.
                answer.why = Some(error.kind.to_string());
            }
            return answer;
        }
    };
    let has_moved =
        !page.redirects.is_empty() && !same_url(Some(&page.address), Some(&question.url));
    let original = site
        .documents
        .originals
        .iter()
        .find(|original| *original.path == *question.path)
        .filter(|_| question.role == AddressRole::Original);
    let mut answer = match original {
        Some(original) => compared(site, question, original, &page),
        None => question.answered(PageState::Same),
    };
    if has_moved {
        answer.moved_to = Some(page.address);
        if answer.state == PageState::Same {
            answer.state = PageState::Moved;
        }
    }
    answer
}

/// Compares an original with the page that its address leads to.
fn compared(
    site: &RecheckInputs,
    question: &Question,
    original: &Original,
    page: &FetchedPage,
) -> AddressState {
    let options = ReadOptions {
        language: Some(original.lang.clone()),
        ..ReadOptions::default()
    };
    let imported = decode_from(&page.bytes, page.charset.as_deref())
        .map_err(|error| format!("the page {error}"))
        .and_then(|decoded| {
            let kind = kind_of(page)?;
            read(&decoded.text, kind, &options).map_err(|error| error.to_string())
        });
    let imported = match imported {
        Ok(imported) => imported,
        Err(why) => {
            let mut answer = question.answered(PageState::Unknown);
            answer.why = Some(why);
            return answer;
        }
    };
    let comparison = compare(&paragraphs(original, &site.sources), &imported);
    let mut answer = question.answered(match &comparison {
        comparison if comparison.is_replaced => PageState::Replaced,
        comparison if !comparison.missing.is_empty() => PageState::Changed,
        _ => PageState::Same,
    });
    let cited = cited(&site.documents, original);
    let is_cited = |number: &&u32| cited.contains(number);
    answer.cited = comparison
        .missing
        .iter()
        .filter(is_cited)
        .copied()
        .collect();
    answer.changed = comparison.missing;
    answer.added = comparison.added;
    answer
}

/// The answers of a run that has not ended.
struct RecheckProgress {
    path: PathBuf,
    earlier: Vec<AddressState>,
    file: Mutex<Option<fs::File>>,
}

impl RecheckProgress {
    /// Reads the record of an interrupted run of a site, unless `fresh` is true, and opens it for more.
    fn open(site: &Path, fresh: bool) -> RecheckProgress {
        let path = site.join(".mujaz-recheck.jsonl");
        let text = match fresh {
            true => String::new(),
            false => files::read_own(&path)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .unwrap_or_default(),
        };
        // The last line may be cut off.
        let earlier: Vec<AddressState> = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        let mut record = RecheckProgress {
            path,
            earlier: Vec::new(),
            file: Mutex::new(None),
        };
        // Without a record, an interrupted run starts from the beginning, which is no reason to fail. The old record
        // stays until the new one is complete.
        let new = record.path.with_extension("new");
        record.file = Mutex::new(files::create_anew(&new).ok());
        earlier.iter().for_each(|answer| record.add(answer));
        let _ = fs::rename(&new, &record.path);
        record.earlier = earlier;
        record
    }

    fn len(&self) -> usize {
        self.earlier.len()
    }

    fn get(&self, question: &Question) -> Option<AddressState> {
        let is_same =
            |answer: &&AddressState| answer.url == question.url && answer.path == question.path;
        self.earlier.iter().find(is_same).cloned()
    }

    fn add(&self, answer: &AddressState) {
        let line = serde_json::to_string(answer).unwrap_or_default() + "\n";
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = file.as_mut() {
            let _ = file.write_all(line.as_bytes());
        }
    }

    /// Removes the record: the run has ended.
    fn close(&self) {
        let _ = fs::remove_file(&self.path);
    }
}
