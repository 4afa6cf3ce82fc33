//! Compares two versions of the registers: lists the publishers, names and topics that differ.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::build::Inspected;
use crate::load::Sources;

/// Ids of the entries that differ.
#[derive(Debug, Default)]
pub struct ChangedEntries {
    publishers: BTreeSet<String>,
    names: BTreeSet<String>,
    topics: BTreeSet<String>,
}

impl ChangedEntries {
    /// Compares the current registers of a site with the earlier ones.
    pub fn between(before: &Sources, now: &Sources, paths: &BTreeSet<String>) -> ChangedEntries {
        let differing = |path: &str, entries: fn(Table) -> BTreeMap<String, Value>| {
            let read = |sources: &Sources| {
                let table = sources.text(path).and_then(|text| text.parse().ok());
                entries(table.unwrap_or_default())
            };
            differing(&read(before), &read(now))
        };
        ChangedEntries {
            publishers: differing("content/publishers.toml", publishers),
            names: differing("content/names.toml", names),
            topics: paths.iter().filter_map(|path| topic_of(path)).collect(),
        }
    }

    /// Returns true if an article has a publisher, a name or a topic that changed.
    pub fn concern(&self, article: &Inspected) -> bool {
        let any =
            |of: &[String], changed: &BTreeSet<String>| of.iter().any(|id| changed.contains(id));
        any(&article.publishers, &self.publishers)
            || any(&article.names, &self.names)
            || any(&article.topics, &self.topics)
    }
}

/// Returns the keys whose values differ between two registers.
fn differing(before: &BTreeMap<String, Value>, now: &BTreeMap<String, Value>) -> BTreeSet<String> {
    let ids = before.keys().chain(now.keys());
    let ids = ids.filter(|id| before.get(*id) != now.get(*id));
    ids.cloned().collect()
}

fn publishers(table: Table) -> BTreeMap<String, Value> {
    table.into_iter().collect()
}

fn names(table: Table) -> BTreeMap<String, Value> {
    let Some(Value::Array(names)) = table.get("name") else {
        return BTreeMap::new();
    };
    let id = |name: &Value| name.get("id")?.as_str().map(str::to_owned);
    let entry = |name: &Value| Some((id(name)?, name.clone()));
    names.iter().filter_map(entry).collect()
}

/// Returns the id of the topic that a path belongs to.
fn topic_of(path: &str) -> Option<String> {
    let rest = path.strip_prefix("content/topics/")?;
    rest.split('/').next().map(str::to_owned)
}
