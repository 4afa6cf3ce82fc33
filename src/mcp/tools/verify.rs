//! The tool `verify`: lists the claims of a summary that must be corrected, with their places.

use rmcp::model::JsonObject;
use serde::Deserialize;
use serde_json::{Value, json};

use super::texts::{DOCUMENT_PATH, FORMAT, Input, LANGUAGE, PATH, TEXT, TextFormat};
use super::{ToolAnswer, ToolEntry, parsed, without_isolates};
use crate::diagnostic::counted;
use crate::lang::Date;
use crate::lang::verify::{Claim, ClaimVerdict, Register};
use crate::mcp::server::ToolContext;
use crate::parse::markdown::Trust;
use crate::parse::registers::Name;
use crate::report::place::{Places, Region};
use crate::verify::{
    Knowledge, Verified, VerifyLanguages, claim_line, explanation, finding_kind, finding_line,
    names, preferred, read_by, verify,
};

/// Maximum number of claims that an answer lists of each kind.
const MOST: usize = 40;

pub const TOOL: ToolEntry = ToolEntry {
    name: "verify",
    title: "Hold a summary against its original",
    description: "Holds every figure, quotation, listed name and citation of a summary against the original, in any two languages. Lists what has to be mended: its line and column, what is wrong, and what the original says instead, with its paragraph. Mend it by what the original says, or leave it out; then ask again.",
    arguments,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerifyArguments {
    original: Option<String>,
    original_path: Option<String>,
    original_language: Option<String>,
    original_format: Option<TextFormat>,
    summary: Option<String>,
    summary_path: Option<String>,
    summary_language: Option<String>,
    summary_format: Option<TextFormat>,
    names: Option<String>,
    names_path: Option<String>,
    published: Option<String>,
    #[serde(default)]
    all: bool,
}

fn arguments() -> (Value, &'static [&'static str]) {
    let properties = json!({
        "original": { "type": "string", "description": TEXT },
        "original_path": { "type": "string", "description": DOCUMENT_PATH },
        "original_language": { "type": "string", "description": LANGUAGE },
        "original_format": { "enum": TextFormat::NAMES, "description": FORMAT },
        "summary": { "type": "string", "description": TEXT },
        "summary_path": { "type": "string", "description": DOCUMENT_PATH },
        "summary_language": { "type": "string", "description": LANGUAGE },
        "summary_format": { "enum": TextFormat::NAMES, "description": FORMAT },
        "names": { "type": "string", "description": "Names with their spellings, as a site's content/names.toml" },
        "names_path": { "type": "string", "description": PATH },
        "published": { "type": "string", "description": "When the original was published, as in 2025-08-31: the day that “yesterday” is reckoned from" },
        "all": { "type": "boolean", "description": "List the claims that hold as well, with the paragraphs that state them; false unless given" },
    });
    (properties, &[])
}

fn run(context: &ToolContext, arguments: JsonObject) -> Result<ToolAnswer, String> {
    let arguments: VerifyArguments = parsed(arguments)?;
    let original = Input {
        name: "original",
        text: arguments.original.as_deref(),
        path: arguments.original_path.as_deref(),
        language: arguments.original_language.as_deref(),
        format: arguments.original_format,
    };
    let summary = Input {
        name: "summary",
        text: arguments.summary.as_deref(),
        path: arguments.summary_path.as_deref(),
        language: arguments.summary_language.as_deref(),
        format: arguments.summary_format,
    };
    let listed = Input {
        name: "names",
        text: arguments.names.as_deref(),
        path: arguments.names_path.as_deref(),
        language: None,
        format: None,
    };
    let published = match &arguments.published {
        Some(day) => Some(
            Date::parse(day)
                .ok_or_else(|| format!("`published` is “{day}”; write a day as 2025-08-31"))?,
        ),
        None => None,
    };
    let original = original.draft(context, Trust::Untrusted)?;
    let summary = summary.draft(context, Trust::Trusted)?;
    let listed = match listed.read(context)? {
        Some(text) => Some(names::read(listed.path.unwrap_or("names"), &text)?),
        None => None,
    };
    let register = Register::new(listed.iter().flatten().map(Name::entry));
    let knowledge = Knowledge {
        names: listed.is_some().then_some(&register),
        published,
        languages: VerifyLanguages::default(),
    };
    let verified = verify(original, vec![summary], knowledge);
    Ok(answer(&verified, arguments.all))
}

/// The claims of a summary, sorted by what an editor has to do about them.
#[derive(Default)]
struct Sorted<'v> {
    /// Claims that would mislead a reader.
    wrong: Vec<&'v Claim>,
    /// Claims that hold with a reservation, or could not be decided.
    doubtful: Vec<&'v Claim>,
    /// Claims that hold.
    plain: Vec<&'v Claim>,
}

fn answer(verified: &Verified, all: bool) -> ToolAnswer {
    let mut sorted = Sorted::default();
    for claim in verified.all() {
        let holds = claim.verdict == ClaimVerdict::Found && claim.code.is_none()
            || claim.verdict == ClaimVerdict::Elsewhere;
        match () {
            () if claim.is_warning() => sorted.wrong.push(claim),
            () if holds => sorted.plain.push(claim),
            () => sorted.doubtful.push(claim),
        }
    }
    let citations = verified.findings();
    let Sorted {
        wrong,
        doubtful,
        plain,
    } = &sorted;
    let mut text = match (wrong.len() + citations.len(), verified.all().count()) {
        (0, 0) => "Nothing to mend: no figures, quotations or listed names were found in the summary, so nothing was compared.\n".to_owned(),
        (0, all) => format!("Nothing to mend in {}.\n", counted(all, "claim")),
        (faults, all) => format!("{faults} to mend, in {}.\n", counted(all, "claim")),
    };
    let mut writer = ClaimWriter {
        places: Places::new(|path: &str| verified.file(path)),
        path: &verified.summaries()[0].path,
    };
    let languages = [verified.original(), &verified.summaries()[0]];
    for draft in languages {
        if read_by(&draft.language) == "digits" {
            text.push_str(&format!(
                "{} is in {}, of which only digits are read: numbers in words are not compared.\n",
                draft.path, draft.language
            ));
        }
    }
    let mend = writer.claims("To mend", wrong, &mut text);
    let mut citation_records = Vec::new();
    for finding in citations.iter().take(MOST) {
        let found = writer.places.find(finding);
        let line = finding_line(found, finding);
        text.push_str(&with_code(
            &without_isolates(&line),
            Some(finding.code.name()),
        ));
        citation_records.push(json!({
            "kind": finding_kind(finding),
            "text": found.map(|(_, words)| words),
            "place": position(found.map(|(region, _)| region)),
            "code": finding.code.name(),
            "why": finding.message,
            "help": finding.help,
        }));
    }
    let look = writer.claims("To look at yourself", doubtful, &mut text);
    let holds = match all {
        true => writer.claims("Holds", plain, &mut text),
        false => Vec::new(),
    };
    let mend: Vec<Value> = mend.into_iter().chain(citation_records).collect();
    let data = json!({
        "claims": verified.all().count(),
        "faults": wrong.len() + citations.len(),
        "paragraphs": verified.paragraphs(),
        "mend": mend,
        "look": look,
        "holds": holds,
    });
    ToolAnswer { text, data }
}

/// Writes claims with their places in the summary.
struct ClaimWriter<'v, S> {
    places: Places<S>,
    path: &'v str,
}

impl<'v, S: Fn(&str) -> Option<&'v str>> ClaimWriter<'v, S> {
    /// Appends claims to a text, with a heading, and returns them for programs.
    fn claims(&mut self, heading: &str, claims: &[&Claim], text: &mut String) -> Vec<Value> {
        if !claims.is_empty() {
            text.push_str(&format!("\n{heading} (line:column):\n"));
        }
        let mut records = Vec::new();
        for claim in claims.iter().take(MOST) {
            let found = self.places.find_at(self.path, claim.range.clone());
            let region = found.map(|(region, _)| region);
            let place = region.map_or("-".to_owned(), |region| {
                format!("{}:{}", region.start.line, region.start.column)
            });
            let line = claim_line(&place, claim);
            text.push_str(&with_code(&without_isolates(&line), claim.code));
            records.push(record(claim, region));
        }
        if claims.len() > MOST {
            let more = claims.len() - MOST;
            text.push_str(&format!("  … and {more} more\n"));
        }
        records
    }
}

/// Appends a code to a line, for the tool `explain`.
fn with_code(line: &str, code: Option<&str>) -> String {
    match code {
        Some(code) => format!("{} ({code})\n", line.trim_end()),
        None => line.to_owned(),
    }
}

fn record(claim: &Claim, region: Option<Region>) -> Value {
    json!({
        "kind": claim.kind,
        "text": claim.text,
        "place": position(region),
        "verdict": claim.verdict,
        "code": claim.code,
        "why": explanation(claim),
        "write": preferred(claim),
        "cited": claim.cited,
        "original": claim.places,
    })
}

fn position(region: Option<Region>) -> Value {
    match region {
        None => Value::Null,
        Some(Region { start, end }) => json!({
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
        }),
    }
}
