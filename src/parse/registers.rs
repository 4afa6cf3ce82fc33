//! The desk's two registers: `publishers.toml` and `names.toml`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::lang::parse_tag;
use crate::parse::article::web_address;
use crate::parse::fields::{Fields, Located, parse_table};
use crate::parse::slug;

/// Who publishes originals: an entry of `publishers.toml`.
#[derive(Debug)]
pub struct Publisher {
    /// The file.
    pub path: Arc<str>,
    /// Its id.
    pub id: Located<String>,
    /// What it is called, by language.
    pub name: BTreeMap<String, String>,
    /// Its own site.
    pub url: Option<String>,
}

/// What kind of thing a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A state, body, company or party.
    Organisation,
    /// A place.
    Place,
    /// Anything else with a name: a weapon, a ship, a treaty.
    Thing,
}

impl NameKind {
    const WORDS: [&'static str; 4] = ["person", "organisation", "place", "thing"];
    /// All kinds, in the order in which they are listed.
    pub const ALL: [NameKind; 4] = [
        NameKind::Person,
        NameKind::Organisation,
        NameKind::Place,
        NameKind::Thing,
    ];

    /// The word for it in `names.toml`.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// A name and its spellings: an entry of `names.toml`.
#[derive(Debug)]
pub struct Name {
    /// The file.
    pub path: Arc<str>,
    /// Its id.
    pub id: Located<String>,
    /// What it stands for.
    pub kind: NameKind,
    /// The spelling that summaries use, by language.
    pub preferred: BTreeMap<String, String>,
    /// Other spellings that occur in the press, by language.
    pub variants: BTreeMap<String, Vec<String>>,
}

/// Reads `publishers.toml`.
pub fn publishers(
    path: &Arc<str>,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Publisher> {
    let table = parse_table(path, text, 0, diagnostics);
    let mut fields = Fields::new(&table, path, 0, "publishers.toml", diagnostics);
    let mut publishers = Vec::new();
    for id in fields.keys() {
        let Some(mut entry) = fields.table(id.value, "a publisher") else {
            continue;
        };
        let name = by_language(&mut entry, "name");
        let url = web_address(&mut entry, "url");
        if name.is_empty() {
            entry.report(nameless(path, "publisher", id.value, id.span.clone()));
        }
        entry.finish();
        if !slug::is_slug(id.value) {
            fields.report(slug::unfit(path, "id", id.value).at(id.span.clone()));
        }
        let id = Located {
            value: id.value.to_owned(),
            span: id.span,
        };
        publishers.push(Publisher {
            path: path.clone(),
            id,
            name,
            url,
        });
    }
    publishers
}

/// Reads `names.toml`.
pub fn names(path: &Arc<str>, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Name> {
    let table = parse_table(path, text, 0, diagnostics);
    let mut fields = Fields::new(&table, path, 0, "names.toml", diagnostics);
    let mut names: Vec<Name> = Vec::new();
    for item in fields.tables("name", "a list of tables that begin with [[name]]") {
        let Some(mut entry) = fields.open("name", item, "a name") else {
            continue;
        };
        let id = entry.required("id");
        let kind = entry.one_of("kind", &NameKind::WORDS);
        let preferred = spellings(&mut entry);
        let variants = variants(&mut entry);
        if preferred.is_empty() {
            let span = entry.span();
            let name = id.as_ref().map_or("", |id| &id.value);
            entry.report(nameless(path, "name", name, span));
        }
        entry.finish();
        let Some(id) = id else { continue };
        if !slug::is_slug(&id.value) {
            fields.report(slug::unfit(path, "id", &id.value).at(id.span.clone()));
        }
        if names.iter().any(|name| name.id.value == id.value) {
            fields.report(
                Diagnostic::error(
                    "id-twice",
                    path,
                    format!("two names have the id `{}`", id.value),
                )
                .at(id.span.clone())
                .help("give one of them another id, or make their spellings one entry"),
            );
            continue;
        }
        let kind = kind.map_or(NameKind::Thing, |kind| NameKind::ALL[kind.value]);
        names.push(Name {
            path: path.clone(),
            id,
            kind,
            preferred,
            variants,
        });
    }
    fields.finish();
    names
}

fn nameless(path: &Arc<str>, what: &str, id: &str, span: Range<usize>) -> Diagnostic {
    Diagnostic::error(
        "key-missing",
        path,
        format!("the {what} `{id}` is called nothing in any language"),
    )
    .at(span)
    .help(if what == "name" {
        "add its spelling in a language, as in `ar = \"…\"`"
    } else {
        "add its name in a language, as in `name.ar = \"…\"`"
    })
}

/// A table from languages to texts.
fn by_language<'t>(fields: &mut Fields<'t, '_, '_>, key: &'t str) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let Some(mut table) = fields.table(key, "a table by language") else {
        return texts;
    };
    for lang in table.keys() {
        if let (Some(tag), Some(text)) = (language(&mut table, &lang), table.required(lang.value)) {
            texts.insert(tag, text.value);
        }
    }
    table.finish();
    texts
}

/// The spellings of a name: all keys that are language tags.
fn spellings(entry: &mut Fields<'_, '_, '_>) -> BTreeMap<String, String> {
    let known = ["id", "kind", "variants"];
    let mut preferred = BTreeMap::new();
    for key in entry.unread_keys(&known) {
        // A key that is no tag stays unread and is reported as unknown.
        if let Ok(tag) = parse_tag(key.value)
            && let Some(text) = entry.required(key.value)
        {
            preferred.insert(tag, text.value);
        }
    }
    preferred
}

fn variants(entry: &mut Fields<'_, '_, '_>) -> BTreeMap<String, Vec<String>> {
    let mut variants = BTreeMap::new();
    let Some(mut table) = entry.table("variants", "`variants`") else {
        return variants;
    };
    for lang in table.keys() {
        if let Some(tag) = language(&mut table, &lang) {
            let spellings = table.strings(lang.value);
            variants.insert(tag, spellings.into_iter().map(|s| s.value).collect());
        }
    }
    table.finish();
    variants
}

fn language(table: &mut Fields<'_, '_, '_>, lang: &Located<&str>) -> Option<String> {
    match parse_tag(lang.value) {
        Ok(tag) => Some(tag),
        Err(error) => {
            let path = table.path();
            table.report(
                Diagnostic::error("language-tag", path, error.to_string())
                    .at(lang.span.clone())
                    .help("use the tag of a language, such as ar or en"),
            );
            None
        }
    }
}
