//! Compares originals with the current content of the pages that they were taken from.
//!
//! Takes the documents of a site and the page fetched from each address; returns an [`AddressState`] per address. The
//! command fetches the pages and passes the results.

mod compare;
mod table;

pub use compare::{PageDifferences, compare};
pub use table::table;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::load::Sources;
use crate::parse::Documents;
use crate::parse::article::Original;

/// An address that the site relies on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Slug of the article.
    pub article: String,
    /// Path of the file that contains the address.
    pub path: String,
    /// The address.
    pub url: String,
    /// The role of the address in the file.
    pub role: AddressRole,
    /// The address of a copy, from the original's front matter.
    pub archived: Option<String>,
}

/// The role of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressRole {
    /// The page that an original was taken from.
    Original,
    /// A link to elsewhere in a summary.
    Link,
}

/// The state of a page at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageState {
    /// The page does not exist any more.
    Gone,
    /// The page exists, but has nothing of the original's text.
    Replaced,
    /// Paragraphs of the original are not on the page any more.
    Changed,
    /// The page could not be fetched or read, for a reason that may pass.
    Unknown,
    /// The page has the same text at another address.
    Moved,
    /// The page is unchanged.
    Same,
}

impl PageState {
    /// All states, the most urgent first.
    pub const ALL: [PageState; 6] = [
        PageState::Gone,
        PageState::Replaced,
        PageState::Changed,
        PageState::Unknown,
        PageState::Moved,
        PageState::Same,
    ];

    /// Returns the state's name in a table.
    pub fn word(self) -> &'static str {
        match self {
            PageState::Gone => "gone",
            PageState::Replaced => "replaced",
            PageState::Changed => "changed",
            PageState::Unknown => "unknown",
            PageState::Moved => "moved",
            PageState::Same => "same",
        }
    }
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressState {
    pub article: String,
    pub path: String,
    pub url: String,
    pub role: AddressRole,
    pub state: PageState,
    /// The address that the page has now, if redirects led there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub moved_to: Option<String>,
    /// Numbers of the original's paragraphs that are no longer on the page.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub changed: Vec<u32>,
    /// The changed paragraphs that a summary cites.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub cited: Vec<u32>,
    /// Number of paragraphs of the page that the original lacks.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub added: u32,
    /// The reason for the state, in words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub why: Option<String>,
    /// The address of a copy, from the original's front matter.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub archived: Option<String>,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Question {
    /// Returns an answer without details.
    pub fn answered(&self, state: PageState) -> AddressState {
        AddressState {
            article: self.article.clone(),
            path: self.path.clone(),
            url: self.url.clone(),
            role: self.role,
            state,
            moved_to: None,
            changed: Vec::new(),
            cited: Vec::new(),
            added: 0,
            why: None,
            archived: self.archived.clone(),
        }
    }
}

/// Returns the addresses of some articles, or of all if `articles` is empty: those of originals first, then the links
/// to elsewhere in summaries. Each address is asked once per role and article.
pub fn questions(documents: &Documents, articles: &[&str]) -> Vec<Question> {
    let is_wanted = |article: &str| articles.is_empty() || articles.contains(&article);
    let originals = documents.originals.iter().filter_map(|original| {
        Some(Question {
            article: original.article.clone(),
            path: original.path.to_string(),
            url: original.url.clone()?,
            role: AddressRole::Original,
            archived: original.archived.clone(),
        })
    });
    let mut questions: Vec<Question> = originals.filter(|q| is_wanted(&q.article)).collect();
    let mut known: BTreeSet<(String, String)> = questions
        .iter()
        .map(|q| (q.article.clone(), q.url.clone()))
        .collect();
    for summary in &documents.summaries {
        if !is_wanted(&summary.article) {
            continue;
        }
        for link in &summary.body.prose.outside {
            let url = link.url.to_string();
            let is_web = url.starts_with("https://") || url.starts_with("http://");
            if is_web && known.insert((summary.article.clone(), url.clone())) {
                questions.push(Question {
                    article: summary.article.clone(),
                    path: summary.path.to_string(),
                    url,
                    role: AddressRole::Link,
                    archived: None,
                });
            }
        }
    }
    questions
}

/// Returns the texts of an original's numbered paragraphs; the first is p1.
pub fn paragraphs(original: &Original, sources: &Sources) -> Vec<String> {
    let file = sources.text(&original.path).unwrap_or_default();
    let text = original.body.prose.text(file);
    let mut paragraphs = vec![String::new(); original.body.paragraphs.len()];
    for block in &original.body.prose.blocks {
        let Some(number) = block.paragraph else {
            continue;
        };
        let words = text.get(block.range()).unwrap_or_default();
        if let Some(paragraph) = (number as usize)
            .checked_sub(1)
            .and_then(|index| paragraphs.get_mut(index))
        {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(words);
        }
    }
    paragraphs
}

/// Returns the numbers of the paragraphs of an original that summaries cite.
pub fn cited(documents: &Documents, original: &Original) -> BTreeSet<u32> {
    let last = original.paragraphs();
    let own = documents.summaries.iter();
    let own = own.filter(|summary| summary.article == original.article);
    let citations = own.flat_map(|summary| &summary.body.citations);
    let citations =
        citations.filter(|citation| citation.names.original.as_deref() == original.id.as_deref());
    let ranges = citations.flat_map(|citation| &citation.paragraphs);
    ranges
        .flat_map(|range| *range.start()..=(*range.end()).min(last))
        .collect()
}

/// Returns the answers as JSON, an object on several lines.
pub fn to_json(answers: &[AddressState]) -> String {
    #[derive(Serialize)]
    struct RecheckReport<'a> {
        answers: &'a [AddressState],
        totals: BTreeMap<&'static str, usize>,
    }
    let totals = PageState::ALL.map(|state| {
        let many = answers.iter().filter(|answer| answer.state == state);
        (state.word(), many.count())
    });
    let report = RecheckReport {
        answers,
        totals: totals.into_iter().collect(),
    };
    // Serialization fails only for map keys that are not text and for infinite numbers, which a report does not have.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}
