//! Writes `edition.json`: see `docs/data.md`.

use serde::Serialize;

use crate::lang::verify::{CLAIMS_VERSION, Claim};
use crate::plan::exports::data::ParagraphNames;
use crate::plan::exports::editions::IssueData;
use crate::render::exports::data::{claims, figure_words};
use crate::render::exports::json;
use crate::render::exports::plain::text;
use crate::render::fill::FillContext;

#[derive(Serialize)]
struct IssueJson<'v, 'p> {
    #[serde(flatten)]
    about: &'v IssueData<'p>,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(flatten)]
    claims: Option<Claims>,
}

/// The claims of an edition that has a text of its own.
#[derive(Serialize)]
struct Claims {
    claims_version: u32,
    claims: Vec<Claim>,
}

/// Returns the data of an edition as JSON.
pub(super) fn issue(view: &IssueData<'_>, style: FillContext<'_>) -> Vec<u8> {
    let told = view.told.as_ref();
    json(&IssueJson {
        about: view,
        text: told.map_or(String::new(), |told| {
            let html = &told.body.html;
            text(html, 0..html.text.len(), style)
        }),
        claims: told.map(|told| Claims {
            claims_version: CLAIMS_VERSION,
            claims: claims(
                told,
                ParagraphNames::OfEdition(&view.paragraphs),
                &figure_words(told, style),
            ),
        }),
    })
}
