//! The results of `mujaz verify` on sources and summaries, correct and wrong ones, by people who had not seen the code.
//!
//! `tests/pairs/` holds the sets: each source has right summaries, and each of these has mistakes, a few words to be replaced;
//! or it has wrong summaries of their own.
//! INTEGRITY.md says what the program found when it met each set for the first time. The rules have been learnt from them
//! since, so they say nothing of the next text; they hold what was reached.

use std::fmt::Write;
use std::fs;

use mujaz_claims::verify::{ClaimVerdict, Document, VerifyOptions, verify};
use mujaz_locale::Date;
use serde::Deserialize;

#[derive(Deserialize)]
struct Set {
    sources: Vec<Source>,
}

#[derive(Deserialize)]
struct Source {
    id: String,
    language: String,
    /// The day of publication.
    #[serde(default)]
    published: Option<String>,
    /// Paragraphs.
    text: Vec<String>,
    summaries: Vec<Summary>,
    #[serde(default)]
    wrong: Vec<WrongSummary>,
}

#[derive(Deserialize)]
struct WrongSummary {
    language: String,
    kind: String,
    text: String,
}

#[derive(Deserialize)]
struct Summary {
    language: String,
    text: String,
    wrong: Vec<Mistake>,
}

#[derive(Deserialize)]
struct Mistake {
    kind: String,
    find: String,
    replace: String,
}

/// A set, with the least number of mistakes to find and the greatest number of right summaries to warn about.
const SETS: [(&str, usize, usize); 8] = [
    ("english", 111, 0),
    ("across", 72, 0),
    ("second", 77, 0),
    ("right", 0, 19),
    ("third", 76, 31),
    ("sixth", 103, 1),
    ("seventh", 74, 87),
    ("eighth", 67, 7),
];

/// Returns the claims of a summary that are warned about.
fn warned(source: &Source, language: &str, summary: &str) -> Vec<String> {
    let original = Document::plain(&source.text.join("\n\n"), &source.language);
    let reports = verify(
        &original,
        &[Document::plain(summary, language)],
        &VerifyOptions {
            published: source.published.as_deref().and_then(Date::parse),
            ..VerifyOptions::default()
        },
    );
    let claims = reports.into_iter().flat_map(|report| report.claims);
    let wrong = claims.filter(|claim| {
        matches!(
            claim.verdict,
            ClaimVerdict::Absent | ClaimVerdict::Contradicted
        )
    });
    wrong.map(|claim| claim.text.to_string()).collect()
}

#[test]
fn mistakes_are_found_and_right_summaries_are_left_alone() {
    for (name, least, most) in SETS {
        let text = fs::read_to_string(format!("tests/pairs/{name}.json")).expect("it is there");
        let set: Set = serde_json::from_str(&text).expect("it is a set");
        let (mut found, mut missed, mut alarms) = (0, String::new(), String::new());
        let mut count = 0;
        for source in &set.sources {
            for (index, summary) in source.summaries.iter().enumerate() {
                let place = format!("{} {}", source.id, index + 1);
                let right = warned(source, &summary.language, &summary.text);
                if !right.is_empty() {
                    writeln!(alarms, "{place}: {right:?}").expect("a text can be written to");
                }
                for Mistake {
                    kind,
                    find,
                    replace,
                } in &summary.wrong
                {
                    assert_eq!(
                        summary.text.matches(find.as_str()).count(),
                        1,
                        "{place}: {find}"
                    );
                    let wrong = summary.text.replace(find.as_str(), replace);
                    count += 1;
                    // What is warned about without the mistake as well says nothing of it.
                    let told = warned(source, &summary.language, &wrong);
                    if told.iter().any(|text| !right.contains(text)) {
                        found += 1;
                    } else {
                        writeln!(missed, "{place}: {kind}: {find} → {replace}")
                            .expect("a text can be written to");
                    }
                }
            }
        }
        for source in &set.sources {
            for WrongSummary {
                language,
                kind,
                text,
            } in &source.wrong
            {
                count += 1;
                if warned(source, language, text).is_empty() {
                    writeln!(missed, "{}: {kind}: {text}", source.id)
                        .expect("a text can be written to");
                } else {
                    found += 1;
                }
            }
        }
        let warned = alarms.lines().count();
        println!(
            "{name}: {found} of {count} mistakes found, {warned} right summaries warned about"
        );
        assert!(
            found >= least,
            "{name}: {found} of {count}, missed:\n{missed}"
        );
        assert!(warned <= most, "{name}: warned about:\n{alarms}");
    }
}
