//! Formats findings as one JSON object, for programs.
//!
//! Takes diagnostics and a function that returns sources; returns text. Its keys are a stable interface: keys may be added,
//! but never renamed or removed.

use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::verify::{CLAIMS_VERSION, Claim};
use crate::report::is_bidi_control;
use crate::report::place::Places;

/// All findings, their number by severity, and the claims that could not be checked.
#[derive(Serialize)]
struct JsonFindings<'d> {
    diagnostics: Vec<JsonFinding<'d>>,
    errors: usize,
    warnings: usize,
    notes: usize,
    unchecked: Vec<Unchecked<'d>>,
    claims_version: u32,
    claims: Vec<LocatedClaim<'d>>,
}

/// A claim with its place in a file; the place is null if the file cannot be read.
#[derive(Serialize)]
pub struct LocatedClaim<'d> {
    path: &'d str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    /// Number of the block of text, from 1, if the file has no lines of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<usize>,
    #[serde(flatten)]
    claim: &'d Claim,
}

impl LocatedClaim<'_> {
    /// Adds the number of the block of text that has the claim.
    pub fn in_block(mut self, block: Option<usize>) -> Self {
        self.block = block;
        self
    }
}

/// A figure or quotation that could not be checked.
#[derive(Serialize)]
struct Unchecked<'d> {
    code: &'d str,
    path: &'d str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'d str,
}

/// A finding. Its position is null if it is about a whole file.
#[derive(Serialize)]
pub struct JsonFinding<'d> {
    code: &'d str,
    severity: &'d str,
    path: &'d str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'d str,
    help: Option<&'d str>,
}

/// Returns findings as a JSON object, with a line break at the end:
///
/// ```text
/// {"diagnostics": [{"code", "severity", "path", "line", "column", "end_line", "end_column", "message", "help"}],
///  "errors": n, "warnings": n, "notes": n,
///  "unchecked": [{"code", "path", "line", "column", "end_line", "end_column", "message"}],
///  "claims_version": 1, "claims": [{"path", "line", "column", "end_line", "end_column", "kind", "text", …}]}
/// ```
///
/// `unchecked` lists the figures and quotations that could not be checked, which do not count as findings. `claims` has
/// every claim of every summary, as `docs/claims.schema.json` describes it; the ranges of `claims` are bytes of their
/// files.
///
/// Paths are relative to the site. Lines and columns count from 1; columns are characters; the end is the position after
/// the last character. `source` returns the text of a file by its path.
pub fn json<'s>(
    diagnostics: &[Diagnostic],
    unchecked: &[Diagnostic],
    claims: &[(Arc<str>, Vec<Claim>)],
    source: impl Fn(&str) -> Option<&'s str>,
) -> String {
    let mut places = Places::new(source);
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .count()
    };
    let findings = JsonFindings {
        diagnostics: located_findings(diagnostics, &mut places),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        unchecked: unchecked
            .iter()
            .map(|one| without_help(one, &mut places))
            .collect(),
        claims_version: CLAIMS_VERSION,
        claims: located(claims, &mut places),
    };
    text(&findings)
}

/// Returns findings with their lines and columns, for JSON.
pub fn located_findings<'d, 's>(
    diagnostics: &'d [Diagnostic],
    places: &mut Places<impl Fn(&str) -> Option<&'s str>>,
) -> Vec<JsonFinding<'d>> {
    let findings = diagnostics.iter();
    findings.map(|one| finding(one, places)).collect()
}

/// Claims with their lines and columns, for JSON; their ranges are bytes of their files.
pub fn located<'d, 's>(
    claims: &'d [(Arc<str>, Vec<Claim>)],
    places: &mut Places<impl Fn(&str) -> Option<&'s str>>,
) -> Vec<LocatedClaim<'d>> {
    let all = claims
        .iter()
        .flat_map(|(path, claims)| claims.iter().map(move |claim| (path, claim)));
    all.map(|(path, claim)| {
        let found = places.find_at(path, claim.range.clone());
        let region = found.map(|(region, _)| region);
        LocatedClaim {
            path,
            line: region.map(|region| region.start.line),
            column: region.map(|region| region.start.column),
            end_line: region.map(|region| region.end.line),
            end_column: region.map(|region| region.end.column),
            block: None,
            claim,
        }
    })
    .collect()
}

fn without_help<'d, 's>(
    one: &'d Diagnostic,
    places: &mut Places<impl Fn(&str) -> Option<&'s str>>,
) -> Unchecked<'d> {
    let JsonFinding {
        code,
        path,
        line,
        column,
        end_line,
        end_column,
        message,
        severity: _,
        help: _,
    } = finding(one, places);
    Unchecked {
        code,
        path,
        line,
        column,
        end_line,
        end_column,
        message,
    }
}

fn finding<'d, 's>(
    diagnostic: &'d Diagnostic,
    places: &mut Places<impl Fn(&str) -> Option<&'s str>>,
) -> JsonFinding<'d> {
    let region = places.find(diagnostic).map(|(region, _)| region);
    JsonFinding {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.word(),
        path: &diagnostic.path,
        line: region.map(|region| region.start.line),
        column: region.map(|region| region.start.column),
        end_line: region.map(|region| region.end.line),
        end_column: region.map(|region| region.end.column),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
    }
}

/// Returns a value as JSON that is safe to show in a terminal or an editor. Characters that reorder text or are invisible
/// are escaped; they occur only in strings.
pub fn text(value: &impl Serialize) -> String {
    let plain = serde_json::to_string_pretty(value)
        .expect("a value of texts, numbers and lists can be written as JSON");
    let mut text = without_wild(&plain);
    text.push('\n');
    text
}

/// Returns a value as such JSON on one line.
pub fn line(value: &impl Serialize) -> String {
    let plain = serde_json::to_string(value)
        .expect("a value of texts, numbers and lists can be written as JSON");
    let mut text = without_wild(&plain);
    text.push('\n');
    text
}

/// JSON with escapes for characters that reorder text or cannot be seen.
fn without_wild(plain: &str) -> String {
    let mut text = String::with_capacity(plain.len() + 1);
    for c in plain.chars() {
        if is_wild(c) {
            text.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            text.push(c);
        }
    }
    text
}

/// Returns true if a character reorders text, ends a line in some programs only, or is invisible. All such characters are
/// in the Basic Multilingual Plane, so one `\u` escape suffices. Line feeds are exempt: they format the JSON itself.
fn is_wild(c: char) -> bool {
    is_bidi_control(c)
        || (c.is_control() && c != '\n')
        || matches!(
            c,
            '\u{061C}' | '\u{200B}'
                ..='\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{FEFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    #[test]
    fn an_object_holds_every_finding() {
        let summary = "content/articles/treaty/summary.ar.md".into();
        let text = "وقّعت دولتان\nمعاهدة [p9].";
        let at = text.find("[p9]").unwrap();
        let found = [
            Diagnostic::new(
                codes::CONFIG_MISSING,
                &"config.toml".into(),
                "there is no config.toml",
            ),
            Diagnostic::new(codes::CITATION_UNKNOWN, &summary, "no paragraph \"p9\"")
                .severity(Severity::Warning)
                .at(at..at + 4)
                .help("p1 to p4"),
            Diagnostic::new(
                codes::LANGUAGES_DIFFER,
                &summary,
                "a \u{202E}trick\u{2069}\u{7F}",
            )
            .at(0..text.len()),
        ];
        let source = |path: &str| path.ends_with(".md").then_some(text);
        let unchecked = [Diagnostic::new(
            codes::QUOTE_UNCHECKED,
            &summary,
            "“معاهدة” could not be checked",
        )
        .at(at..at + 4)];
        let json = json(&found, &unchecked, &[], source);
        assert_eq!(
            json,
            r#"{
  "diagnostics": [
    {
      "code": "config-missing",
      "severity": "error",
      "path": "config.toml",
      "line": null,
      "column": null,
      "end_line": null,
      "end_column": null,
      "message": "there is no config.toml",
      "help": null
    },
    {
      "code": "citation-unknown",
      "severity": "warning",
      "path": "content/articles/treaty/summary.ar.md",
      "line": 2,
      "column": 8,
      "end_line": 2,
      "end_column": 12,
      "message": "no paragraph \"p9\"",
      "help": "p1 to p4"
    },
    {
      "code": "languages-differ",
      "severity": "note",
      "path": "content/articles/treaty/summary.ar.md",
      "line": 1,
      "column": 1,
      "end_line": 2,
      "end_column": 13,
      "message": "a \u202etrick\u2069\u007f",
      "help": null
    }
  ],
  "errors": 1,
  "warnings": 1,
  "notes": 1,
  "unchecked": [
    {
      "code": "quote-unchecked",
      "path": "content/articles/treaty/summary.ar.md",
      "line": 2,
      "column": 8,
      "end_line": 2,
      "end_column": 12,
      "message": "“معاهدة” could not be checked"
    }
  ],
  "claims_version": 1,
  "claims": []
}
"#
        );
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        let message = &read["diagnostics"][2]["message"];
        assert_eq!(message, "a \u{202E}trick\u{2069}\u{7F}", "nothing is lost");
    }

    #[test]
    fn no_findings_are_an_empty_list() {
        assert_eq!(
            json(&[], &[], &[], |_| None),
            "{\n  \"diagnostics\": [],\n  \"errors\": 0,\n  \"warnings\": 0,\n  \"notes\": 0,\n  \"unchecked\": [],\n  \"claims_version\": 1,\n  \"claims\": []\n}\n"
        );
    }
}
