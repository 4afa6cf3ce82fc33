//! Reads the corrections of a summary after its publication: `corrections` of its front matter.

use crate::lang::Date;
use crate::parse::fields::{Fields, Located};

/// A change of a published summary, in words for readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The day of the change.
    pub date: Located<Date>,
    pub kind: CorrectionKind,
    /// The change and its reason, in words for readers.
    pub text: Located<String>,
}

/// The kind of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorrectionKind {
    /// Something was wrong.
    Correction,
    /// Something could be misunderstood.
    Clarification,
    /// New facts became known.
    Update,
}

impl CorrectionKind {
    const WORDS: [&'static str; 3] = ["correction", "clarification", "update"];
    const ALL: [CorrectionKind; 3] = [
        CorrectionKind::Correction,
        CorrectionKind::Clarification,
        CorrectionKind::Update,
    ];

    /// Returns its name in front matter, which is also the key of the theme's word for it.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// Reads the list `corrections`.
pub(super) fn corrections(fields: &mut Fields<'_, '_, '_>) -> Vec<Correction> {
    let form = "{ date = 2025-09-01, kind = \"correction\", text = \"…\" }";
    let list = format!("corrections = [{form}]");
    let mut corrections = Vec::new();
    for item in fields.tables("corrections", &list) {
        let owner = "an entry of `corrections`";
        let Some(mut entry) = fields.open("corrections", item, owner, form) else {
            continue;
        };
        entry.synonyms(&[
            ("day", "date"),
            ("type", "kind"),
            ("note", "text"),
            ("why", "text"),
            ("description", "text"),
        ]);
        let has_date = entry.has("date");
        let date = entry.date("date");
        let has_kind = entry.has("kind");
        let kind = entry.one_of("kind", &CorrectionKind::WORDS);
        let text = entry.required("text");
        if let Some(text) = &text {
            entry.check_plain(text);
        }
        for (is_there, key) in [
            (has_date, "date = 2025-09-01"),
            (has_kind, "kind = \"correction\""),
        ] {
            // An unknown key may be meant as this one.
            if !is_there && entry.unread_keys(&["date", "kind", "text"]).is_empty() {
                entry.missing_key(key);
            }
        }
        entry.finish();
        if let (Some(date), Some(kind), Some(text)) = (date, kind, text) {
            corrections.push(Correction {
                date,
                kind: CorrectionKind::ALL[kind.value],
                text,
            });
        }
    }
    corrections
}
