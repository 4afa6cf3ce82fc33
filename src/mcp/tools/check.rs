//! The tool `check`: everything that `mujaz check` finds in a site, or in some of its articles.

use std::path::Path;

use rmcp::model::JsonObject;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ToolAnswer, ToolEntry, parsed, without_isolates};
use crate::build::{Inspection, inspect};
use crate::diagnostic::{Diagnostic, Severity, codes, counted};
use crate::link::BuildOptions;
use crate::load::{PLACES, Sources};
use crate::mcp::server::ToolContext;
use crate::report::place::Places;
use crate::report::{tally, tame};

/// Maximum number of findings in an answer.
const MOST: usize = 50;

pub const TOOL: ToolEntry = ToolEntry {
    name: "check",
    title: "Check a site",
    description: "Everything that does not hold in a site of Mujaz, or in the articles named: figures, quotations, names, citations, links, languages, front matter. Each finding has its file, line and column, and what to do about it. Nothing is changed.",
    arguments,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckArguments {
    site: Option<String>,
    #[serde(default)]
    articles: Vec<String>,
    #[serde(default = "yes")]
    drafts: bool,
    #[serde(default)]
    notes: bool,
}

fn yes() -> bool {
    true
}

fn arguments() -> (Value, &'static [&'static str]) {
    let properties = json!({
        "site": { "type": "string", "description": "The site's folder, below a folder that the server may read; without it, that folder itself" },
        "articles": { "type": "array", "items": { "type": "string" }, "description": "The folders' names of the articles that are asked about; without them, the whole site" },
        "drafts": { "type": "boolean", "description": "Whether drafts are checked as well; default true" },
        "notes": { "type": "boolean", "description": "Whether to list notes, too, which fail no command; default false" },
    });
    (properties, &[])
}

fn run(context: &ToolContext, arguments: JsonObject) -> Result<ToolAnswer, String> {
    let arguments: CheckArguments = parsed(arguments)?;
    let asked = arguments.site.as_deref().unwrap_or(".");
    let site = context.roots.resolve(asked)?;
    refuse(context, &site, asked)?;
    let options = BuildOptions {
        drafts: arguments.drafts,
        now: Some(context.now),
        ..BuildOptions::default()
    };
    let inspection = inspect(&site, &options);
    for slug in &arguments.articles {
        let folder = format!("content/articles/{slug}/");
        if inspection.sources.below(&folder).next().is_none() {
            return Err(format!("there is no article `{slug}` in content/articles/"));
        }
    }
    Ok(answer(&inspection, &arguments))
}

/// Fails if a folder is not a site, or a part of it is outside the folders that may be read.
fn refuse(context: &ToolContext, site: &Path, asked: &str) -> Result<(), String> {
    for place in PLACES {
        let path = site.join(place);
        let real = path.canonicalize();
        // Whether there is anything outside is not told.
        if path.is_symlink() && !real.is_ok_and(|real| context.roots.contains(&real)) {
            return Err(format!(
                "`{place}` of this site is a link that leads out of {}, or to nothing; it is not read",
                context.roots.names()
            ));
        }
    }
    if !site.join("config.toml").is_file() {
        return Err(format!(
            "`{asked}` is not a site: it has no config.toml; name the site's folder, or hold a loose text against its original with `verify`"
        ));
    }
    Ok(())
}

/// Returns a finding without information on files outside the site: where a symbolic link leads, and whether its target
/// exists.
fn confined(found: &Diagnostic, sources: &Sources) -> Diagnostic {
    let is_of_link = match found.code {
        codes::SYMLINK_OUTSIDE | codes::SYMLINK_BROKEN | codes::SYMLINK_LOOP => true,
        codes::FILE_UNREADABLE => sources.place(&found.path).is_symlink(),
        _ => false,
    };
    if !is_of_link {
        return found.clone();
    }
    let message = "this symbolic link leads to no file of the site";
    Diagnostic::new(codes::SYMLINK_BROKEN, &found.path, message)
        .help("put a copy of the file into the site's folder instead, or remove the link")
}

fn answer(inspection: &Inspection, arguments: &CheckArguments) -> ToolAnswer {
    let is_asked_about = |path: &str| {
        let rest = path.strip_prefix("content/articles/");
        let slug = rest.and_then(|rest| rest.split('/').next());
        arguments.articles.is_empty()
            || path == "config.toml"
            || arguments
                .articles
                .iter()
                .any(|one| Some(one.as_str()) == slug)
    };
    let found: Vec<Diagnostic> = inspection
        .diagnostics
        .iter()
        .filter(|one| is_asked_about(&one.path))
        .map(|one| confined(one, &inspection.sources))
        .collect();
    let wanted = |one: &&Diagnostic| arguments.notes || one.severity != Severity::Note;
    let mut listed: Vec<&Diagnostic> = found.iter().filter(wanted).collect();
    let left_out = listed.len().saturating_sub(MOST);
    listed.truncate(MOST);
    let counts = tally(&found);
    let mut text = match counts.as_str() {
        "" => "Nothing found.\n".to_owned(),
        counts => format!("{counts}.\n"),
    };
    let mut places = Places::new(|path: &str| inspection.sources.readable(path));
    let mut records = Vec::new();
    for one in listed {
        let region = places.find(one).map(|(region, _)| region);
        let place = region.map_or_else(String::new, |region| {
            format!(":{}:{}", region.start.line, region.start.column)
        });
        let message = without_isolates(&tame(&one.message));
        let help = one
            .help
            .as_deref()
            .map(|help| without_isolates(&tame(help)));
        text.push_str(&format!(
            "\n{}{place}: {} {}: {message}\n",
            one.path,
            one.severity.word(),
            one.code
        ));
        if let Some(help) = &help {
            text.push_str(&format!("  {help}\n"));
        }
        records.push(json!({
            "code": one.code.name(),
            "severity": one.severity.word(),
            "path": *one.path,
            "line": region.map(|region| region.start.line),
            "column": region.map(|region| region.start.column),
            "end_line": region.map(|region| region.end.line),
            "end_column": region.map(|region| region.end.column),
            "message": message,
            "help": help,
        }));
    }
    if left_out > 0 {
        let left_out = counted(left_out, "finding");
        text.push_str(&format!(
            "\n{left_out} more; mend these and ask again, or name `articles`.\n"
        ));
    }
    let data = json!({ "findings": records, "left_out": left_out, "total": found.len() });
    ToolAnswer { text, data }
}
