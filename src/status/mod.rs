//! Where every summary of a site stands: a table of articles and languages.
//!
//! Takes the documents of a site, their sources and what was found in them; gives the table, as text for people or as
//! JSON for programs. Touches nothing and knows no clock.

mod table;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::Date;
use crate::load::Sources;
use crate::parse::Documents;
use crate::parse::article::{Original, Summary};
use crate::parse::layout::{Role, role};
use crate::seal::{BrokenSeal, Since, Standing, in_words, standing, summary_changes};

pub use table::table;

/// Where the summaries of a site stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The site's languages, in the order of the configuration.
    pub languages: Vec<String>,
    /// The articles, the newest first.
    pub articles: Vec<ArticleStatus>,
    /// All of them together.
    pub totals: Totals,
}

/// Where an article stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleStatus {
    /// Its folder.
    pub article: String,
    /// Its date, as in 2026-11-20.
    pub date: Option<String>,
    /// Its original; `None` where there is none.
    pub original: Option<OriginalStatus>,
    /// Its summary in each of the site's languages.
    pub summaries: Vec<SummaryStatus>,
}

/// An original and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OriginalStatus {
    /// Its language.
    pub language: String,
    /// What was found in it.
    #[serde(flatten)]
    pub findings: Findings,
}

/// A summary, or the lack of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SummaryStatus {
    /// Its language.
    pub language: String,
    /// Where it stands.
    pub state: State,
    /// The day of its seal.
    pub sealed: Option<String>,
    /// What changed since, in the original and in the summary, in words.
    pub changes: Vec<String>,
    /// What was found in it.
    #[serde(flatten)]
    pub findings: Findings,
}

/// Where a summary stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// There is none.
    Missing,
    /// Its file cannot be read.
    Unreadable,
    /// It is not to be published yet.
    Draft,
    /// Nobody recorded that it was checked.
    Unsealed,
    /// Its seal covers the original only, which has not changed.
    OriginalOnly,
    /// It changed since it was checked; the original did not.
    Changed,
    /// The original changed since it was checked, or its seal cannot be read.
    Stale,
    /// It was checked, as it is, against the original as that is.
    Sealed,
}

/// How many findings of each severity there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// What stops a build.
    pub errors: usize,
    /// What would mislead readers.
    pub warnings: usize,
    /// What is worth knowing.
    pub notes: usize,
}

/// A site's articles together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// How many articles there are.
    pub articles: usize,
    /// How many summaries stand where.
    pub states: BTreeMap<State, usize>,
    /// What was found in all of the site.
    #[serde(flatten)]
    pub findings: Findings,
}

impl State {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            State::Missing => "missing",
            State::Unreadable => "unreadable",
            State::Draft => "draft",
            State::Unsealed => "unsealed",
            State::OriginalOnly => "original only",
            State::Changed => "changed",
            State::Stale => "stale",
            State::Sealed => "sealed",
        }
    }
}

impl Findings {
    fn add(&mut self, severity: Severity) {
        *match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        } += 1;
    }
}

impl Status {
    /// The status as JSON, an object on several lines.
    pub fn to_json(&self) -> String {
        // Maps have text for keys and nothing in it is a number that JSON lacks, the two faults that there could be.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// Tells where every summary stands. `languages` are the site's, the default one first in deciding on an article's date;
/// `found` is everything that was found in the site.
pub fn status(
    documents: &Documents,
    sources: &Sources,
    languages: &[&str],
    default: &str,
    found: &[Diagnostic],
) -> Status {
    let mut findings: BTreeMap<&str, Findings> = BTreeMap::new();
    let mut all = Findings::default();
    for diagnostic in found {
        findings
            .entry(&diagnostic.path)
            .or_default()
            .add(diagnostic.severity);
        all.add(diagnostic.severity);
    }
    let desk = Desk {
        originals: documents
            .originals
            .iter()
            .map(|o| (o.article.as_str(), o.as_ref()))
            .rev()
            .collect(),
        summaries: documents
            .summaries
            .iter()
            .map(|s| ((s.article.as_str(), s.lang.as_str()), s.as_ref()))
            .collect(),
        sources,
        findings,
    };
    let mut articles: Vec<(Option<Date>, ArticleStatus)> = slugs(sources)
        .iter()
        .map(|slug| desk.article(slug, languages, default))
        .collect();
    articles.sort_by(|(a, one), (b, other)| {
        (Reverse(a), &one.article).cmp(&(Reverse(b), &other.article))
    });
    let articles: Vec<ArticleStatus> = articles.into_iter().map(|(_, article)| article).collect();
    let mut states = BTreeMap::new();
    for summary in articles.iter().flat_map(|article| &article.summaries) {
        *states.entry(summary.state).or_default() += 1;
    }
    Status {
        languages: languages.iter().map(|tag| (*tag).to_owned()).collect(),
        totals: Totals {
            articles: articles.len(),
            states,
            findings: all,
        },
        articles,
    }
}

/// The folders that hold an article's texts, read or not.
fn slugs(sources: &Sources) -> BTreeSet<String> {
    let below = sources.below("content/articles/");
    let slug = |path: &str| match role(path) {
        Role::Original { article, .. } | Role::Summary { article, .. } => Some(article),
        _ => None,
    };
    below.filter_map(|source| slug(&source.path)).collect()
}

/// What is known of a site's articles.
struct Desk<'a> {
    originals: BTreeMap<&'a str, &'a Original>,
    summaries: BTreeMap<(&'a str, &'a str), &'a Summary>,
    sources: &'a Sources,
    findings: BTreeMap<&'a str, Findings>,
}

impl Desk<'_> {
    fn article(
        &self,
        slug: &str,
        languages: &[&str],
        default: &str,
    ) -> (Option<Date>, ArticleStatus) {
        let original = self.originals.get(slug).copied();
        let summaries = languages
            .iter()
            .map(|tag| self.summary(slug, tag, original));
        let summaries = summaries.collect();
        let mut tags = [default].into_iter().chain(languages.iter().copied());
        let date = tags
            .find_map(|tag| self.summaries.get(&(slug, tag))?.date)
            .or(original.and_then(|original| original.published));
        let status = ArticleStatus {
            article: slug.to_owned(),
            date: date.map(|date| date.to_string()),
            original: self.original(slug),
            summaries,
        };
        (date, status)
    }

    /// The first original of an article, which may be one that cannot be read.
    fn original(&self, slug: &str) -> Option<OriginalStatus> {
        let prefix = format!("content/articles/{slug}/original.");
        let mut below = self.sources.below(&prefix);
        below.find_map(|source| match role(&source.path) {
            Role::Original { lang, .. } => Some(OriginalStatus {
                language: lang,
                findings: self.findings(&source.path),
            }),
            _ => None,
        })
    }

    fn summary(&self, slug: &str, language: &str, original: Option<&Original>) -> SummaryStatus {
        let summary = self.summaries.get(&(slug, language));
        let path = match summary {
            Some(summary) => summary.path.to_string(),
            None => format!("content/articles/{slug}/summary.{language}.md"),
        };
        let (state, sealed, changes) = match summary {
            Some(summary) => self.state(summary, original),
            None if self.sources.content(&path).is_some() => (State::Unreadable, None, Vec::new()),
            None => (State::Missing, None, Vec::new()),
        };
        SummaryStatus {
            language: language.to_owned(),
            state,
            sealed: sealed.map(|date| date.to_string()),
            changes,
            findings: self.findings(&path),
        }
    }

    /// Where a summary stands, the day of its seal, and what changed since.
    fn state(
        &self,
        summary: &Summary,
        original: Option<&Original>,
    ) -> (State, Option<Date>, Vec<String>) {
        let sealed = summary.sealed.as_ref().map(|seal| seal.date);
        let unchanged = |state, date| (state, date, Vec::new());
        if summary.draft {
            return unchanged(State::Draft, sealed);
        }
        let Some(original) = original else {
            return unchanged(State::Unsealed, None);
        };
        match standing(summary, original, |path| self.sources.text(path)) {
            Standing::Unsealed => unchanged(State::Unsealed, None),
            Standing::Sealed(date) => unchanged(State::Sealed, Some(date)),
            Standing::OriginalOnly(date) => unchanged(State::OriginalOnly, Some(date)),
            Standing::Malformed => unchanged(State::Stale, None),
            Standing::Broken(broken) => {
                let state = match broken.original {
                    Since::Unchanged => State::Changed,
                    Since::Changed(_) | Since::ChangedSomewhere => State::Stale,
                };
                (state, Some(broken.date), changes(&broken))
            }
        }
    }

    fn findings(&self, path: &str) -> Findings {
        self.findings.get(path).copied().unwrap_or_default()
    }
}

/// What changed since a summary was sealed, in words: the original first.
fn changes(broken: &BrokenSeal) -> Vec<String> {
    let original = match &broken.original {
        Since::Unchanged => None,
        Since::Changed(changes) => Some(in_words(changes)),
        Since::ChangedSomewhere => Some("it changed".into()),
    };
    let summary = match &broken.summary {
        Since::Unchanged => Vec::new(),
        Since::Changed(changes) if !changes.is_empty() => {
            let changes = summary_changes(changes, &broken.passages);
            changes.iter().map(ToString::to_string).collect()
        }
        Since::Changed(_) | Since::ChangedSomewhere => vec!["it changed".to_owned()],
    };
    let original = original.map(|words| format!("original: {words}"));
    let summary = summary.into_iter().map(|words| format!("summary: {words}"));
    original.into_iter().chain(summary).collect()
}
