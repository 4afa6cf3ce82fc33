//! Formats findings as SARIF 2.1.0 (an OASIS standard), the exchange format of analysis tools for code hosts and editors.
//!
//! Takes diagnostics and a function that returns sources; returns text. The documentation of codes comes from
//! [`crate::explain`].

use crate::diagnostic::codes::Code;
use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::report::json;
use crate::report::place::{Places, Region, below};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Symbol for the folder that paths are relative to; by convention the root of the repository.
const ROOT: &str = "%SRCROOT%";
/// Characters to percent-encode: all but `/` and the unreserved characters of RFC 3986. A colon in the first segment
/// would make it a scheme.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

#[derive(Serialize)]
struct Log<'d> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [SarifRun<'d>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'d> {
    tool: Tool<'d>,
    column_kind: &'static str,
    results: Vec<SarifResult<'d>>,
}

#[derive(Serialize)]
struct Tool<'d> {
    driver: Driver<'d>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'d> {
    name: &'static str,
    semantic_version: &'d str,
    rules: Vec<Rule>,
}

/// A code with its documentation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: SarifText,
    full_description: SarifText,
    help: Help,
    default_configuration: SarifConfiguration,
}

#[derive(Serialize)]
struct SarifText {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct SarifConfiguration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'d> {
    rule_id: &'d str,
    rule_index: usize,
    level: &'static str,
    message: SarifText,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: SarifRegion,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRegion {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "mujazFinding/v1")]
    finding: String,
}

/// Returns findings as a SARIF log of one run.
///
/// `folder` is the site's folder within the repository, or empty for the root. `version` is the version of Mujaz.
/// `source` returns the text of a file by its path in the site. Columns count characters.
pub fn sarif<'s>(
    diagnostics: &[Diagnostic],
    source: impl Fn(&str) -> Option<&'s str>,
    folder: &str,
    version: &str,
) -> String {
    let codes: BTreeSet<Code> = diagnostics.iter().map(|d| d.code).collect();
    let indices: BTreeMap<Code, usize> = codes.iter().copied().zip(0..).collect();
    let mut places = Places::new(source);
    let mut seen = BTreeMap::new();
    let results = diagnostics.iter().map(|diagnostic| {
        let place = places.find(diagnostic);
        let words = place.map_or(diagnostic.message.as_str(), |(_, words)| words);
        SarifResult {
            rule_id: diagnostic.code.name(),
            rule_index: indices[&diagnostic.code],
            level: diagnostic.severity.word(),
            message: message(diagnostic),
            locations: [location(
                diagnostic,
                place.map(|(region, _)| region),
                folder,
            )],
            partial_fingerprints: Fingerprints {
                finding: fingerprint(diagnostic, words, &mut seen),
            },
        }
    });
    let results = results.collect();
    let rules = codes.iter().map(|code| rule(*code));
    json::text(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [SarifRun {
            tool: Tool {
                driver: Driver {
                    name: "Mujaz",
                    semantic_version: version,
                    rules: rules.collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results,
        }],
    })
}

fn rule(code: Code) -> Rule {
    Rule {
        id: code.name(),
        short_description: SarifText {
            text: sentence(code.title),
        },
        full_description: SarifText {
            text: format!("{} {}", code.means, code.why),
        },
        help: Help {
            text: code.text(),
            markdown: code.markdown(),
        },
        default_configuration: SarifConfiguration {
            level: code.severity.word(),
        },
    }
}

/// Returns the message of a finding with its help. In SARIF `[…](…)` would be a link, so a space separates the two parts.
fn message(diagnostic: &Diagnostic) -> SarifText {
    let text = match &diagnostic.help {
        Some(help) => format!("{}\nHelp: {help}", sentence(&diagnostic.message)),
        None => sentence(&diagnostic.message),
    };
    SarifText {
        text: text.replace("](", "] ("),
    }
}

/// Ends a text with a full stop, unless it ends in a punctuation mark already.
fn sentence(text: &str) -> String {
    let is_ended = text.ends_with(['.', '?', '!', '؟']);
    format!("{text}{}", if is_ended { "" } else { "." })
}

fn location(diagnostic: &Diagnostic, region: Option<Region>, folder: &str) -> Location {
    let path = below(folder, &diagnostic.path);
    Location {
        physical_location: Physical {
            artifact_location: Artifact {
                uri: utf8_percent_encode(&path, ESCAPED).to_string(),
                uri_base_id: ROOT,
            },
            region: lines(region),
        },
    }
}

/// Returns a region; for a finding about a whole file its first line, since GitHub requires a line.
fn lines(region: Option<Region>) -> SarifRegion {
    match region {
        Some(Region { start, end }) => SarifRegion {
            start_line: start.line,
            start_column: Some(start.column),
            end_line: Some(end.line),
            end_column: Some(end.column),
        },
        None => SarifRegion {
            start_line: 1,
            start_column: None,
            end_line: None,
            end_column: None,
        },
    }
}

/// Returns an identifier of a finding that stays the same if lines are added, moved or removed around it. It depends on
/// the code, the file, the words, and a number that distinguishes findings with the same of these. `seen` counts such
/// findings.
fn fingerprint(diagnostic: &Diagnostic, words: &str, seen: &mut BTreeMap<String, usize>) -> String {
    let mut hasher = blake3::Hasher::new();
    let words: Vec<_> = words.split_whitespace().collect();
    for part in [diagnostic.code.name(), &diagnostic.path, &words.join(" ")] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    let alike = hasher.finalize().to_hex()[..16].to_owned();
    let nth = seen.entry(alike.clone()).or_insert(0);
    *nth += 1;
    format!("{alike}:{nth}")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::diagnostic::codes;

    const TEXT: &str = "+++\n+++\n\nارتفعت 53% [p4].\n\nثم 53%.\n";

    fn found(text: &str) -> Vec<Diagnostic> {
        let path = "content/articles/حصاد a:b/summary.ar.md".into();
        let figures = text.match_indices("53%").map(|(at, words)| {
            Diagnostic::new(
                codes::FIGURE_NOT_IN_ORIGINAL,
                &path,
                "no 53% in the original",
            )
            .at(at..at + words.len())
            .help("it has [35%](p4)")
        });
        let whole = Diagnostic::new(codes::TEXT_MISSING, &path, "is it empty?");
        let strange = Diagnostic::new(codes::LANGUAGES_DIFFER, &path, "it rains").at(0..0);
        figures.chain([whole, strange]).collect()
    }

    fn log(text: &str) -> Value {
        let text = sarif(&found(text), |_| Some(text), "brief", "1.2.3");
        serde_json::from_str(&text).expect("it is JSON")
    }

    #[test]
    fn a_log_says_who_found_what_where() {
        let log = log(TEXT);
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let driver = &run["tool"]["driver"];
        assert_eq!(driver["name"], "Mujaz");
        assert_eq!(driver["semanticVersion"], "1.2.3");
        assert_eq!(run["results"].as_array().map(Vec::len), Some(4));
        let first = &run["results"][0];
        assert_eq!(first["ruleId"], "figure-not-in-original");
        assert_eq!(first["level"], "warning");
        assert_eq!(
            first["message"]["text"], "no 53% in the original.\nHelp: it has [35%] (p4)",
            "a message is no link"
        );
        assert_eq!(
            first["locations"][0]["physicalLocation"],
            json!({
                "artifactLocation": {
                    "uri": "brief/content/articles/%D8%AD%D8%B5%D8%A7%D8%AF%20a%3Ab/summary.ar.md",
                    "uriBaseId": "%SRCROOT%",
                },
                "region": { "startLine": 4, "startColumn": 8, "endLine": 4, "endColumn": 11 },
            })
        );
        let whole = &run["results"][2];
        assert_eq!(whole["message"]["text"], "is it empty?");
        assert_eq!(
            whole["locations"][0]["physicalLocation"]["region"],
            json!({ "startLine": 1 }),
            "GitHub requires a line"
        );
    }

    #[test]
    fn each_result_refers_to_its_rule() {
        let log = log(TEXT);
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for result in run["results"].as_array().unwrap() {
            let index = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
        let ids: Vec<_> = rules
            .iter()
            .map(|rule| rule["id"].as_str().unwrap())
            .collect();
        assert_eq!(
            ids,
            ["figure-not-in-original", "languages-differ", "text-missing"]
        );
        let levels: Vec<_> = rules
            .iter()
            .map(|rule| &rule["defaultConfiguration"]["level"])
            .collect();
        assert_eq!(levels, ["warning", "note", "error"]);
        assert_eq!(
            rules[0]["shortDescription"]["text"],
            "A figure of the summary stands nowhere in the original."
        );
        assert!(
            rules[0]["help"]["markdown"]
                .as_str()
                .unwrap()
                .contains("```\n")
        );
    }

    #[test]
    fn a_fingerprint_outlives_lines_that_are_added_around() {
        let prints = |text: &str| -> Vec<String> {
            let log = log(text);
            let results = log["runs"][0]["results"].as_array().unwrap();
            let print = |r: &Value| r["partialFingerprints"]["mujazFinding/v1"].to_string();
            results.iter().map(print).collect()
        };
        let before = prints(TEXT);
        let moved = TEXT.replace("+++\n\n", "+++\n\nفقرة جديدة.\n\n");
        assert_eq!(before, prints(&moved));
        let different: std::collections::BTreeSet<_> = before.iter().collect();
        assert_eq!(different.len(), before.len(), "{before:?}");
    }

    #[test]
    fn a_run_without_findings_has_results() {
        let log: Value = serde_json::from_str(&sarif(&[], |_| None, "", "1.2.3")).unwrap();
        assert_eq!(log["runs"][0]["results"], json!([]));
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"], json!([]));
    }
}
