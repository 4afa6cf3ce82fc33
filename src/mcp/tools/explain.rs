//! The tool `explain`: the meaning of a code.

use rmcp::model::JsonObject;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ToolAnswer, ToolEntry, parsed};
use crate::diagnostic::codes::{known, near};
use crate::mcp::server::ToolContext;

pub const TOOL: ToolEntry = ToolEntry {
    name: "explain",
    title: "Explain a finding",
    description: "What a code such as figure-not-in-original means, with an example of wrong and right.",
    arguments,
    run,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExplainArguments {
    code: String,
}

fn arguments() -> (Value, &'static [&'static str]) {
    let properties = json!({
        "code": { "type": "string", "description": "The code of a finding" },
    });
    (properties, &["code"])
}

fn run(_: &ToolContext, arguments: JsonObject) -> Result<ToolAnswer, String> {
    let ExplainArguments { code } = parsed(arguments)?;
    let code = known(code.trim()).ok_or_else(|| {
        let advice = near(&code).map_or_else(
            || "codes stand in the answers of `verify` and `check`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        format!("there is no code `{code}`; {advice}")
    })?;
    let data = json!({
        "code": code.name(),
        "severity": code.severity.word(),
        "title": code.title,
    });
    Ok(ToolAnswer {
        text: code.text(),
        data,
    })
}
