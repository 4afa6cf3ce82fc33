//! Reads saved pages as `mujaz import` does, and prints what it found as JSON: to measure imports on sets of pages.
//!
//! Reads the paths of the pages from standard input, one per line, and prints one line of JSON for each:
//!
//! ```sh
//! find pages -name '*.html' | cargo run --release -p mujaz-import --example saved_pages > found.jsonl
//! ```

use mujaz_import::{InputFormat, ReadOptions, decode, read};
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for path in std::io::stdin().lock().lines() {
        let path = path?;
        let bytes = std::fs::read(&path)?;
        let mut found = article(&bytes);
        found["path"] = json!(path);
        writeln!(out, "{found}")?;
        out.flush()?;
    }
    Ok(())
}

/// Returns the article in a page, or the reason why it cannot be read.
fn article(bytes: &[u8]) -> Value {
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(error) => return json!({ "error": error.to_string() }),
    };
    match read(&decoded.text, InputFormat::Html, &ReadOptions::default()) {
        Err(error) => json!({ "error": error.to_string() }),
        Ok(found) => json!({
            "title": found.title,
            "author": found.author,
            "published": found.published,
            "publisher": found.publisher,
            "language": found.language,
            "url": found.url,
            "body": found.body,
            "taken": found.taken.iter().map(|(field, place)| (format!("{field:?}"), place)).collect::<Vec<_>>(),
            "possible_lead": found.possible_lead,
            "remarks": found.remarks,
            "dropped": found.dropped.iter().map(|line| json!([format!("{:?}", line.why), line.text])).collect::<Vec<_>>(),
        }),
    }
}
