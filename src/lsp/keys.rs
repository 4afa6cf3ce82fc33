//! The keys of front matter and of the site's TOML files, from the schemas that `mujaz schema` prints.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::parse::layout::Role;

const FRONT_MATTER: &str = include_str!("../../docs/front-matter.schema.json");
const CONFIG: &str = include_str!("../../docs/config.schema.json");
const NAMES: &str = include_str!("../../docs/names.schema.json");
const PUBLISHERS: &str = include_str!("../../docs/publishers.schema.json");

/// The parts of a JSON Schema that describe keys.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Schema {
    pub description: String,
    #[serde(rename = "enum")]
    pub values: Vec<Value>,
    pub properties: BTreeMap<String, Schema>,
    /// A schema, or whether there may be any.
    #[serde(rename = "additionalProperties")]
    additional: Value,
    items: Option<Box<Schema>>,
    #[serde(rename = "$defs")]
    definitions: BTreeMap<String, Schema>,
}

impl Schema {
    /// Returns the schema of the TOML in a file of this role; `None` if it has none.
    pub fn of(role: &Role) -> Option<Schema> {
        let (text, part) = match role {
            Role::Summary { .. } => (FRONT_MATTER, "summary"),
            Role::Original { .. } => (FRONT_MATTER, "original"),
            Role::Topic { .. } | Role::Page { .. } => (FRONT_MATTER, "standing"),
            Role::Issue { .. } => (FRONT_MATTER, "edition"),
            Role::Config => (CONFIG, ""),
            Role::Names => (NAMES, ""),
            Role::Publishers => (PUBLISHERS, ""),
            _ => return None,
        };
        // A test parses all of them.
        let mut schema: Schema = serde_json::from_str(text).ok()?;
        match part {
            "" => Some(schema),
            part => schema.definitions.remove(part),
        }
    }

    /// Returns the schema of a table in it, by the keys of its heading.
    pub fn table<'k>(mut self, keys: impl IntoIterator<Item = &'k str>) -> Option<Schema> {
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
                Role::Summary {
                    article: article.clone(),
                    lang: lang.clone(),
                },
                vec![],
                "topics",
            ),
            (
                Role::Summary {
                    article: article.clone(),
                    lang: lang.clone(),
                },
                vec!["waive"],
                "why",
            ),
            (
                Role::Original {
                    id: None,
                    article: article.clone(),
                    lang: lang.clone(),
                },
                vec![],
                "rights",
            ),
            (
                Role::Original {
                    id: None,
                    article,
                    lang: lang.clone(),
                },
                vec!["sources"],
                "publisher",
            ),
            (
                Role::Topic {
                    id: lang.clone(),
                    lang: lang.clone(),
                },
                vec![],
                "weight",
            ),
            (
                Role::Page {
                    slug: lang.clone(),
                    lang,
                },
                vec![],
                "menu",
            ),
            (
                Role::Issue {
                    id: String::new(),
                    lang: String::new(),
                },
                vec![],
                "articles",
            ),
            (Role::Config, vec!["editions"], "every"),
            (Role::Config, vec![], "base_url"),
            (Role::Config, vec!["languages", "ar"], "title"),
            (Role::Names, vec!["name"], "kind"),
            (Role::Publishers, vec!["desk"], "name"),
        ] {
            let schema = Schema::of(&role).and_then(|schema| schema.table(table));
            let keys: Vec<String> = schema.unwrap_or_default().properties.into_keys().collect();
            assert!(keys.iter().any(|own| own == key), "{role:?}: {keys:?}");
        }
        assert!(Schema::of(&Role::Asset).is_none());
    }
}
