//! Checks pairs of texts on standard input, a JSON object a line, and prints the claims with a warning of each: the quickest way to
//! see what a change of the rules does to thousands of pairs, for only this crate is compiled.
//!
//! ```text
//! cargo run --release -p mujaz-claims --example pairs < pairs.jsonl > warned.jsonl
//! ```
//!
//! A line in: `{"id": "7", "original": "…", "original_language": "en", "summary": "…", "summary_language": "ar"}`, and `published`,
//! a day, if it is known. A line out: `{"id": "7", "warned": [["40%", "of-another"]]}`, with the words and the reason of each claim.
//! `mujaz verify --pairs` prints all claims of a pair and reads its texts as Markdown; here paragraphs are separated by an empty line.

use std::io::{self, BufRead, BufWriter, Write};

use mujaz_claims::verify::{Claim, Document, Severity, VerifyOptions, verify};
use mujaz_locale::Date;
use serde::Deserialize;

#[derive(Deserialize)]
struct TextPair {
    id: String,
    original: String,
    original_language: String,
    summary: String,
    summary_language: String,
    published: Option<String>,
}

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let pair: TextPair = serde_json::from_str(&line?).map_err(|error| {
            io::Error::other(format!("line {} is not a pair: {error}", number + 1))
        })?;
        let warned = warned(&pair);
        let answer = serde_json::json!({ "id": pair.id, "warned": warned });
        writeln!(out, "{answer}")?;
    }
    out.flush()
}

/// Returns the words and the reason of each claim with a warning.
fn warned(pair: &TextPair) -> Vec<(String, &'static str)> {
    let original = Document::plain(&pair.original, &pair.original_language);
    let summaries = [Document::plain(&pair.summary, &pair.summary_language)];
    let options = VerifyOptions {
        published: pair.published.as_deref().and_then(Date::parse),
        ..VerifyOptions::default()
    };
    let reports = verify(&original, &summaries, &options);
    let claims = reports.into_iter().flat_map(|report| report.claims);
    let is_warned = |claim: &Claim| claim.reason.severity() == Some(Severity::Warning);
    let warned = claims.filter(is_warned);
    warned
        .map(|claim| (claim.text, claim.reason.word()))
        .collect()
}
