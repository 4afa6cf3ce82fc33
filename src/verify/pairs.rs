//! Verifies many pairs of an original and its summaries, one per line of JSON.
//!
//! Takes lines; returns a record for each, in order, processed in parallel. An invalid line gives a record with its
//! error and does not affect the others.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::import::{InputFormat, MAX_BODY};
use crate::lang::verify::ClaimVerdict;
use crate::lang::{Date, parse_tag};
use crate::report::json;
use crate::verify::draft::{Draft, DraftMetadata};
use crate::verify::{Knowledge, Verified, VerifyRecord, verify};

/// Number of pairs that are held in memory at once.
pub const BATCH: usize = 512;

/// A line of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PairLine {
    #[serde(default)]
    id: Value,
    original: String,
    #[serde(default)]
    summary: Option<String>,
    #[serde(default)]
    summaries: Vec<String>,
    #[serde(default)]
    original_language: Option<String>,
    #[serde(default)]
    summary_language: Option<String>,
    #[serde(default)]
    published: Option<String>,
    /// Arbitrary data that the file's owner wants to keep with a pair.
    #[serde(default, rename = "extra")]
    _extra: Value,
}

/// The result for a line.
#[derive(Debug)]
pub enum PairResult {
    /// The line's id and its claims.
    Verified(Box<(Value, Verified)>),
    /// An error in the line.
    Failed {
        /// The pair's id, if the line has one.
        id: Value,
        /// Line number, from 1.
        line: usize,
        /// Error message.
        error: String,
    },
}

#[derive(Serialize)]
struct AnswerRecord<'v> {
    id: &'v Value,
    #[serde(flatten)]
    record: VerifyRecord<'v>,
}

#[derive(Serialize)]
struct FailureRecord<'v> {
    id: &'v Value,
    line: usize,
    error: &'v str,
}

/// Verifies the summaries of each pair against its original; `first` is the number of the first line. Empty lines are
/// skipped.
pub fn batch(lines: &[String], first: usize, knowledge: Knowledge<'_>) -> Vec<PairResult> {
    let lines: Vec<(usize, &String)> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| (first + index, line))
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    let answer = |(number, line): &(usize, &String)| one(*number, line, knowledge);
    lines.par_iter().map(answer).collect()
}

fn one(line: usize, text: &str, knowledge: Knowledge<'_>) -> PairResult {
    let pair: PairLine = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(pair) => pair,
        Err(error) => {
            return PairResult::Failed {
                id: Value::Null,
                line,
                error: format!("this line is not a pair: {error}"),
            };
        }
    };
    match compare(&pair, knowledge) {
        Ok(verified) => PairResult::Verified(Box::new((pair.id, verified))),
        Err(error) => PairResult::Failed {
            id: pair.id,
            line,
            error,
        },
    }
}

fn compare(pair: &PairLine, knowledge: Knowledge<'_>) -> Result<Verified, String> {
    let language = |tag: &'_ Option<String>| match tag {
        Some(tag) => parse_tag(tag)
            .map(Some)
            .map_err(|error| format!("`{tag}` is not a language: {error}")),
        None => Ok(None),
    };
    let original_language = language(&pair.original_language)?;
    let summary_language = language(&pair.summary_language)?;
    let published = match &pair.published {
        Some(day) => Some(
            Date::parse(day)
                .ok_or_else(|| format!("`published` is “{day}”; write a day as 2025-08-31"))?,
        ),
        None => None,
    };
    let texts: Vec<&String> = pair.summary.iter().chain(&pair.summaries).collect();
    if texts.is_empty() {
        return Err("this pair has no `summary`".into());
    }
    if let Some(long) = texts.iter().find(|text| text.len() > MAX_BODY) {
        return Err(format!(
            "a summary has {} bytes, more than the {MAX_BODY} that a text may have",
            long.len()
        ));
    }
    let source = DraftMetadata {
        path: "original",
        kind: Some(InputFormat::PlainText),
        language: original_language
            .as_deref()
            .or(knowledge.languages.original),
    };
    let original = Draft::original(&source, &pair.original)
        .map_err(|error| format!("the original {error}"))?;
    let mut summaries = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let path = match texts.len() {
            1 => "summary".to_owned(),
            _ => format!("summary-{}", index + 1),
        };
        let source = DraftMetadata {
            path: &path,
            kind: Some(InputFormat::PlainText),
            language: summary_language.as_deref().or(knowledge.languages.summary),
        };
        summaries.push(Draft::summary(&source, text).map_err(|error| format!("{path} {error}"))?);
    }
    let knowledge = Knowledge {
        published: published.or(knowledge.published),
        ..knowledge
    };
    Ok(verify(original, summaries, knowledge))
}

impl PairResult {
    /// Returns the answer as a line of JSON.
    pub fn json(&self) -> String {
        match self {
            PairResult::Verified(verified) => {
                let (id, verified) = &**verified;
                let record = verified.record();
                json::line(&AnswerRecord { id, record })
            }
            PairResult::Failed { id, line, error } => json::line(&FailureRecord {
                id,
                line: *line,
                error,
            }),
        }
    }

    /// Returns the number of claims with a verdict.
    pub fn count(&self, outcome: ClaimVerdict) -> usize {
        match self {
            PairResult::Verified(verified) => {
                let claims = verified.1.all();
                claims.filter(|claim| claim.verdict == outcome).count()
            }
            PairResult::Failed { .. } => 0,
        }
    }

    /// Returns true if a claim would probably mislead a reader of a summary.
    pub fn has_warnings(&self) -> bool {
        matches!(self, PairResult::Verified(verified) if verified.1.has_warnings())
    }
}
