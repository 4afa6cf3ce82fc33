//! Writes `edition.json`: see `docs/data.md`.

use serde::Serialize;

use crate::plan::exports::editions::IssueData;
use crate::render::exports::json;
use crate::render::exports::plain::text;
use crate::render::fill::Style;

#[derive(Serialize)]
struct Issue<'v, 'p> {
    #[serde(flatten)]
    about: &'v IssueData<'p>,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
}

/// Returns the data of an edition as JSON.
pub(super) fn issue(view: &IssueData<'_>, style: Style<'_>) -> Vec<u8> {
    let html = view.body.as_ref();
    json(&Issue {
        about: view,
        text: html.map_or(String::new(), |html| {
            text(html.0, 0..html.0.text.len(), style)
        }),
    })
}
