//! The keys of front matter and of the site's TOML files, from the schemas that `mujaz schema` prints.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::parse::layout::FileRole;

const FRONT_MATTER: &str = include_str!("../../docs/front-matter.schema.json");
const CONFIG: &str = include_str!("../../docs/config.schema.json");
const NAMES: &str = include_str!("../../docs/names.schema.json");
const PUBLISHERS: &str = include_str!("../../docs/publishers.schema.json");

/// The parts of a JSON Schema that describe keys.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct KeySchema {
    pub description: String,
    #[serde(rename = "enum")]
    pub values: Vec<Value>,
    pub properties: BTreeMap<String, KeySchema>,
    /// A schema, or whether there may be any.
    #[serde(rename = "additionalProperties")]
    additional: Value,
    items: Option<Box<KeySchema>>,
    #[serde(rename = "$defs")]
    definitions: BTreeMap<String, KeySchema>,
}

impl KeySchema {
    /// Returns the schema of the TOML in a file of this role; `None` if it has none.
    pub fn of(role: &FileRole) -> Option<KeySchema> {
        let (text, part) = match role {
            FileRole::Summary { .. } => (FRONT_MATTER, "summary"),
            FileRole::Original { .. } => (FRONT_MATTER, "original"),
            FileRole::Topic { .. } | FileRole::Page { .. } => (FRONT_MATTER, "standing"),
            FileRole::Issue { .. } => (FRONT_MATTER, "edition"),
            FileRole::Config => (CONFIG, ""),
            FileRole::Names => (NAMES, ""),
            FileRole::Publishers => (PUBLISHERS, ""),
            _ => return None,
        };
        // A test parses all of them.
        let mut schema: KeySchema = serde_json::from_str(text).ok()?;
        match part {
            "" => Some(schema),
            part => schema.definitions.remove(part),
        }
    }

    /// Returns the schema of a table in it, by the keys of its heading.
    pub fn table<'k>(mut self, keys: impl IntoIterator<Item = &'k str>) -> Option<KeySchema> {
        for key in keys {
            self = match self.properties.remove(key) {
                Some(schema) => schema,
                None if self.additional.is_object() => {
                    serde_json::from_value(self.additional).ok()?
                }
                None => return None,
            };
            if let Some(items) = self.items {
                self = *items;
            }
        }
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_has_keys() {
        let (article, lang) = (String::new(), String::new());
        for (role, table, key) in [
            (
                FileRole::Summary {
                    article: article.clone(),
                    lang: lang.clone(),
                },
                vec![],
                "topics",
            ),
            (
                FileRole::Summary {
                    article: article.clone(),
                    lang: lang.clone(),
                },
                vec!["waive"],
                "why",
            ),
            (
                FileRole::Original {
                    id: None,
                    article: article.clone(),
                    lang: lang.clone(),
                },
                vec![],
                "rights",
            ),
            (
                FileRole::Original {
                    id: None,
                    article,
                    lang: lang.clone(),
                },
                vec!["sources"],
                "publisher",
            ),
            (
                FileRole::Topic {
                    id: lang.clone(),
                    lang: lang.clone(),
                },
                vec![],
                "weight",
            ),
            (
                FileRole::Page {
                    slug: lang.clone(),
                    lang,
                },
                vec![],
                "menu",
            ),
            (
                FileRole::Issue {
                    id: String::new(),
                    lang: String::new(),
                },
                vec![],
                "articles",
            ),
            (FileRole::Config, vec!["editions"], "every"),
            (FileRole::Config, vec![], "base_url"),
            (FileRole::Config, vec!["languages", "ar"], "title"),
            (FileRole::Names, vec!["name"], "kind"),
            (FileRole::Publishers, vec!["desk"], "name"),
        ] {
            let schema = KeySchema::of(&role).and_then(|schema| schema.table(table));
            let keys: Vec<String> = schema.unwrap_or_default().properties.into_keys().collect();
            assert!(keys.iter().any(|own| own == key), "{role:?}: {keys:?}");
        }
        assert!(KeySchema::of(&FileRole::Asset).is_none());
    }
}
