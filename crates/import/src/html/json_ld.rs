//! Reads a page's metadata about its article in JSON-LD, in the vocabulary of schema.org. Pure.

use super::clean;
use crate::words;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// An article as JSON-LD describes it. Each text except the body is on one line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct JsonLdArticle {
    pub headline: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    /// The day of publication given by any other object in the scripts, such as the page.
    pub page_published: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub description: Option<String>,
    /// The article's text, plain or in markup, with its line breaks.
    pub body: Option<String>,
}

/// Reads the JSON-LD scripts of a page. Returns the first article in them, completed from later ones.
pub(super) fn read(scripts: &[String]) -> JsonLdArticle {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects = Vec::new();
    for value in &values {
        collect(value, &mut objects);
    }
    let mut article = JsonLdArticle {
        page_published: scripts
            .iter()
            .find_map(|script| raw_value(script, "datePublished")),
        ..JsonLdArticle::default()
    };
    let mut by_id = BTreeMap::new();
    for object in &objects {
        let id = object.get("@id").and_then(Value::as_str);
        if let Some((id, name)) = id.zip(name(object)) {
            by_id.entry(id).or_insert(name);
        }
    }
    for object in objects.iter().filter(|object| is_article(object)) {
        article.complete(object, &by_id);
    }
    article
}

/// Parses a script as people write them: in a comment or CDATA, with raw line breaks in its strings.
fn parse(script: &str) -> Option<Value> {
    let start = script.find(['{', '['])?;
    let end = script.rfind(['}', ']'])?;
    let json = script.get(start..=end)?;
    serde_json::from_str(json).ok().or_else(|| {
        let json = json.replace(|c: char| c.is_control(), " ");
        serde_json::from_str(&json).ok()
    })
}

/// Returns the first string with a key in a script, which need not be valid JSON.
fn raw_value(script: &str, key: &str) -> Option<String> {
    let (_, rest) = script.split_once(&format!("\"{key}\""))?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    let (value, _) = rest.strip_prefix('"')?.split_once('"')?;
    plain(value)
}

/// Collects all objects in a value, outer ones first. The parser limits nesting to 128 levels.
fn collect<'v>(value: &'v Value, objects: &mut Vec<&'v Map<String, Value>>) {
    match value {
        Value::Object(object) => {
            objects.push(object);
            object.values().for_each(|value| collect(value, objects));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, objects)),
        _ => {}
    }
}

/// Returns true if an object is an article: schema.org's Article or one of its subtypes.
fn is_article(object: &Map<String, Value>) -> bool {
    let is_article = |name: &str| {
        name.ends_with("Article") || name.ends_with("Posting") || matches!(name, "Report")
    };
    match object.get("@type") {
        Some(Value::String(name)) => is_article(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is_article),
        _ => false,
    }
}

impl JsonLdArticle {
    /// Fills missing fields from an object. An object may refer to another one by its `@id`.
    fn complete(&mut self, object: &Map<String, Value>, by_id: &BTreeMap<&str, String>) {
        let take = |slot: &mut Option<String>, found: Option<String>| {
            if slot.is_none() {
                *slot = found;
            }
        };
        let text = |key| object.get(key).and_then(Value::as_str).and_then(plain);
        take(
            &mut self.headline,
            text("headline").or_else(|| text("name")),
        );
        take(
            &mut self.author,
            object.get("author").and_then(|a| names(a, by_id)),
        );
        take(
            &mut self.publisher,
            object.get("publisher").and_then(|p| names(p, by_id)),
        );
        take(&mut self.published, text("datePublished"));
        take(
            &mut self.url,
            text("url").or_else(|| address(object.get("mainEntityOfPage")?)),
        );
        take(&mut self.language, text("inLanguage"));
        take(&mut self.description, text("description"));
        let body = object.get("articleBody").and_then(Value::as_str);
        take(
            &mut self.body,
            body.filter(|b| !b.trim().is_empty()).map(str::to_string),
        );
    }
}

/// Returns the names of one or several persons or organizations. `by_id` has the names of objects by their `@id`.
fn names(value: &Value, by_id: &BTreeMap<&str, String>) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    let values = match value {
        Value::Array(values) => values.as_slice(),
        value => std::slice::from_ref(value),
    };
    for value in values {
        let name = match value {
            Value::String(name) => plain(name),
            Value::Object(object) => name(object).or_else(|| {
                let id = object.get("@id")?.as_str()?;
                by_id.get(id).cloned()
            }),
            _ => None,
        };
        found.extend(name.filter(|name| seen.insert(name.clone())));
    }
    let arabic = found
        .iter()
        .any(|name| name.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)));
    let joined = found.join(if arabic { "، " } else { ", " });
    (!joined.is_empty()).then_some(joined)
}

fn name(object: &Map<String, Value>) -> Option<String> {
    object.get("name")?.as_str().and_then(plain)
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(url) => plain(url),
        Value::Object(object) => object.get("@id")?.as_str().and_then(plain),
        _ => None,
    }
}

/// Returns a string as text on one line. Markup and character references, which JSON-LD should not contain, are resolved.
fn plain(text: &str) -> Option<String> {
    let text = match text.contains(['&', '<']) {
        true => clean::text(text),
        false => words::one_line(text),
    };
    (!text.is_empty()).then_some(text)
}
