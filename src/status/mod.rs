//! Reports the state of every summary of a site, as a table of articles and languages.
//!
//! Takes the documents of a site, their sources and the findings; returns the table as human-readable text or as JSON. It
//! touches no files and no clock.

mod table;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::Date;
use crate::link::held::Holds;
use crate::link::originals::{ParagraphNumbering, in_order};
use crate::load::Sources;
use crate::parse::Documents;
use crate::parse::article::{Original, Summary};
use crate::parse::layout::{FileRole, role};
use crate::seal::{BrokenSeal, SealState, Since, in_words, standing, summary_changes};

pub use table::table;

/// The state of all summaries of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SiteStatus {
    /// Tags of the site's languages, in the order of the configuration.
    pub languages: Vec<String>,
    /// The articles, newest first.
    pub articles: Vec<ArticleStatus>,
    /// The editions of the briefing that are held back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub editions: Vec<HeldEdition>,
    /// The next moment at which a text appears or disappears, as in RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    pub totals: SiteTotals,
}

/// An edition of the briefing that is held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldEdition {
    /// Path of the edition's file.
    pub path: String,
    /// The reason for which it is held back, in words.
    pub held: String,
}

/// The state of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleStatus {
    /// Name of the article's folder.
    pub article: String,
    /// The date, such as 2026-11-20.
    pub date: Option<String>,
    pub original: Option<OriginalStatus>,
    /// The other originals, by their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further_originals: Vec<OriginalStatus>,
    /// The state of the article's summary in each of the site's languages.
    pub summaries: Vec<SummaryStatus>,
}

/// An original, with the number of findings in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OriginalStatus {
    /// The id in citations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub language: String,
    #[serde(flatten)]
    pub findings: FindingCounts,
}

/// The state of a summary, which may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SummaryStatus {
    pub language: String,
    pub state: SummaryState,
    /// Date of the summary's seal.
    pub sealed: Option<String>,
    /// The changes of the original and of the summary since the seal, in words.
    pub changes: Vec<String>,
    /// The reason for which it is held back, in words; `None` if it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<String>,
    #[serde(flatten)]
    pub findings: FindingCounts,
}

/// The state of a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SummaryState {
    /// There is no summary.
    Missing,
    /// The file cannot be parsed.
    Unreadable,
    /// The summary is a draft, so it is not published yet.
    Draft,
    /// The summary has no seal: no check against the original is recorded.
    Unsealed,
    /// The seal, of an earlier version, covers the original only, which has not changed.
    OriginalOnly,
    /// The summary changed since the seal; the original did not.
    Changed,
    /// The original changed since the seal, or the seal is invalid.
    Stale,
    /// The seal is valid: summary and original are unchanged since the check.
    Sealed,
}

/// Number of findings, by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FindingCounts {
    /// Findings that stop a build.
    pub errors: usize,
    /// Findings that would mislead readers.
    pub warnings: usize,
    /// Findings that need no action.
    pub notes: usize,
}

/// The totals of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SiteTotals {
    /// Number of articles.
    pub articles: usize,
    /// Number of summaries in each state.
    pub states: BTreeMap<SummaryState, usize>,
    /// Number of summaries that are held back.
    pub held: usize,
    /// Number of findings in the whole site.
    #[serde(flatten)]
    pub findings: FindingCounts,
}

impl SummaryState {
    /// Returns the state as a word in English.
    pub fn word(self) -> &'static str {
        match self {
            SummaryState::Missing => "missing",
            SummaryState::Unreadable => "unreadable",
            SummaryState::Draft => "draft",
            SummaryState::Unsealed => "unsealed",
            SummaryState::OriginalOnly => "original only",
            SummaryState::Changed => "changed",
            SummaryState::Stale => "stale",
            SummaryState::Sealed => "sealed",
        }
    }
}

impl FindingCounts {
    fn add(&mut self, severity: Severity) {
        *match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        } += 1;
    }
}

impl SiteStatus {
    /// Returns the status as JSON, an object on several lines.
    pub fn to_json(&self) -> String {
        // Serialization can fail only for map keys that are not text and for infinite numbers, which `SiteStatus` does
        // not have.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// Computes the state of every summary. `languages` are the site's. An article's date is that of its summary in the
/// language `default` if that has one, then of those in the other languages, then of the original. `found` has all
/// findings of the site, `holds` the texts that are held back.
pub fn status(
    documents: &Documents,
    sources: &Sources,
    languages: &[&str],
    default: &str,
    found: &[Diagnostic],
    holds: &Holds,
) -> SiteStatus {
    let mut findings: BTreeMap<&str, FindingCounts> = BTreeMap::new();
    let mut all = FindingCounts::default();
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
            .chunk_by(|one, other| one.article == other.article)
            .map(|own| {
                (
                    own[0].article.as_str(),
                    in_order(own.iter().map(Arc::as_ref)),
                )
            })
            .collect(),
        summaries: documents
            .summaries
            .iter()
            .map(|s| ((s.article.as_str(), s.lang.as_str()), s.as_ref()))
            .collect(),
        sources,
        findings,
        holds,
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
    SiteStatus {
        languages: languages.iter().map(|tag| (*tag).to_owned()).collect(),
        totals: SiteTotals {
            articles: articles.len(),
            states,
            held: holds.iter().count(),
            findings: all,
        },
        editions: documents
            .issues
            .iter()
            .filter_map(|issue| {
                Some(HeldEdition {
                    path: issue.path.to_string(),
                    held: holds.reason(holds.get(&issue.path)?),
                })
            })
            .collect(),
        next: holds.next().map(|time| holds.zone().rfc3339(time)),
        articles,
    }
}

/// Returns the folders with texts of an article, even if these cannot be parsed.
fn slugs(sources: &Sources) -> BTreeSet<String> {
    let below = sources.below("content/articles/");
    let slug = |path: &str| match role(path) {
        FileRole::Original { article, .. } | FileRole::Summary { article, .. } => Some(article),
        _ => None,
    };
    below.filter_map(|source| slug(&source.path)).collect()
}

/// The texts and findings of all articles.
struct Desk<'a> {
    /// By article, in the order of [`crate::link::site::Article::originals`].
    originals: BTreeMap<&'a str, Vec<&'a Original>>,
    summaries: BTreeMap<(&'a str, &'a str), &'a Summary>,
    sources: &'a Sources,
    findings: BTreeMap<&'a str, FindingCounts>,
    holds: &'a Holds,
}

impl Desk<'_> {
    fn article(
        &self,
        slug: &str,
        languages: &[&str],
        default: &str,
    ) -> (Option<Date>, ArticleStatus) {
        let originals = self.originals.get(slug).map_or(&[][..], Vec::as_slice);
        let original = originals.first();
        let summaries = languages
            .iter()
            .map(|tag| self.summary(slug, tag, originals));
        let summaries = summaries.collect();
        let mut tags = [default].into_iter().chain(languages.iter().copied());
        let date = tags
            .find_map(|tag| self.summaries.get(&(slug, tag))?.date)
            .or(original.and_then(|original| original.published));
        let mut all = self.originals(slug).into_iter();
        let original = all.next();
        let status = ArticleStatus {
            article: slug.to_owned(),
            date: date.map(|date| date.to_string()),
            original,
            further_originals: all.collect(),
            summaries,
        };
        (date, status)
    }

    /// Returns the states of an article's originals, even of those that cannot be parsed, the main one first.
    fn originals(&self, slug: &str) -> Vec<OriginalStatus> {
        let prefix = format!("content/articles/{slug}/original.");
        let below = self.sources.below(&prefix);
        let states = below.filter_map(|source| match role(&source.path) {
            FileRole::Original { id, lang, .. } => Some(OriginalStatus {
                id,
                language: lang,
                findings: self.findings(&source.path),
            }),
            _ => None,
        });
        let mut states: Vec<OriginalStatus> = states.collect();
        states.sort_by(|one, other| one.id.cmp(&other.id));
        states
    }

    fn summary(&self, slug: &str, language: &str, originals: &[&Original]) -> SummaryStatus {
        let summary = self.summaries.get(&(slug, language));
        let path = match summary {
            Some(summary) => summary.path.to_string(),
            None => format!("content/articles/{slug}/summary.{language}.md"),
        };
        let (state, sealed, changes) = match summary {
            Some(summary) => self.state(summary, originals),
            None if self.sources.content(&path).is_some() => {
                (SummaryState::Unreadable, None, Vec::new())
            }
            None => (SummaryState::Missing, None, Vec::new()),
        };
        SummaryStatus {
            language: language.to_owned(),
            state,
            sealed: sealed.map(|date| date.to_string()),
            changes,
            held: self.holds.get(&path).map(|hold| self.holds.reason(hold)),
            findings: self.findings(&path),
        }
    }

    /// Returns the state of a summary, the date of its seal, and the changes since.
    fn state(
        &self,
        summary: &Summary,
        originals: &[&Original],
    ) -> (SummaryState, Option<Date>, Vec<String>) {
        let sealed = summary.sealed.as_ref().map(|seal| seal.date.value);
        let unchanged = |state, date| (state, date, Vec::new());
        if summary.draft {
            return unchanged(SummaryState::Draft, sealed);
        }
        if originals.is_empty() {
            return unchanged(SummaryState::Unsealed, None);
        }
        match standing(summary, originals, |path| self.sources.text(path)) {
            SealState::Unsealed => unchanged(SummaryState::Unsealed, None),
            SealState::Sealed(date) => unchanged(SummaryState::Sealed, Some(date)),
            SealState::OriginalOnly(date) => unchanged(SummaryState::OriginalOnly, Some(date)),
            SealState::Malformed => unchanged(SummaryState::Stale, None),
            SealState::Broken(broken) => {
                let state = match broken.original {
                    Since::Unchanged => SummaryState::Changed,
                    Since::Changed(_) | Since::ChangedSomewhere => SummaryState::Stale,
                };
                (state, Some(broken.date), changes(&broken, originals))
            }
        }
    }

    fn findings(&self, path: &str) -> FindingCounts {
        self.findings.get(path).copied().unwrap_or_default()
    }
}

/// Returns the changes since a summary was sealed, in words; those of the original come first.
fn changes(broken: &BrokenSeal, originals: &[&Original]) -> Vec<String> {
    let numbering = ParagraphNumbering::new(originals.iter().copied());
    let original = match &broken.original {
        Since::Unchanged => None,
        Since::Changed(changes) => Some(in_words(changes, |number| {
            numbering.name(number).to_string()
        })),
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
