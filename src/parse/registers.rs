//! Parses the two registers of a site: `publishers.toml` and `names.toml`.

use crate::diagnostic::codes;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::{is_common_word, parse_tag, tag_meant};

pub use crate::lang::verify::NameKind;
use crate::lang::verify::SpelledName;
use crate::parse::article::{web_address, web_addresses};
use crate::parse::fields::{Fields, Located};
use crate::parse::slug;
use crate::parse::syntax::TomlTable;

/// A publisher of originals: an entry of `publishers.toml`.
#[derive(Debug)]
pub struct Publisher {
    /// Path of the file.
    pub path: Arc<str>,
    pub id: Located<String>,
    /// The publisher's names, by language.
    pub name: BTreeMap<String, String>,
    /// Short descriptions, by language.
    pub note: BTreeMap<String, String>,
    /// The publisher's own site.
    pub url: Option<String>,
}

/// A name with its spellings: an entry of `names.toml`.
#[derive(Debug)]
pub struct Name {
    /// Path of the file.
    pub path: Arc<str>,
    pub id: Located<String>,
    /// The kind of the named thing.
    pub kind: NameKind,
    /// The spelling that summaries should use, by language.
    pub preferred: BTreeMap<String, String>,
    /// Other spellings that occur in the press, by language.
    pub variants: BTreeMap<String, Vec<String>>,
    /// The byte range of each spelling in the file.
    pub places: Vec<SpellingPlace>,
    /// Short descriptions, by language.
    pub note: BTreeMap<String, String>,
    /// The name in Latin letters, as transliterated from its own language.
    pub transliteration: Option<String>,
    /// Web addresses about this subject, such as an entry in an encyclopedia.
    pub same_as: Vec<String>,
}

/// A spelling of a name, with its byte range in `names.toml`.
#[derive(Debug)]
pub struct SpellingPlace {
    /// The language of the spelling.
    pub lang: String,
    pub spelling: String,
    /// True if the spelling is a variant, not the preferred one.
    pub is_variant: bool,
    /// Byte range in the file.
    pub span: Range<usize>,
}

impl Name {
    /// Returns the name in the form for searching texts.
    pub fn entry(&self) -> SpelledName<'_> {
        SpelledName {
            id: &self.id.value,
            kind: self.kind,
            preferred: &self.preferred,
            variants: &self.variants,
        }
    }
}

/// Parses `publishers.toml`.
pub fn publishers(
    path: &Arc<str>,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Publisher> {
    let table = TomlTable::parse(path, text, 0, None, diagnostics);
    let mut fields = Fields::new(&table, path, "publishers.toml", diagnostics);
    let mut publishers = Vec::new();
    for id in fields.keys() {
        let Some(mut entry) = fields.table(id.value, "a publisher", "[example-desk]") else {
            // It was reported already; originals that name it need not be reported as well.
            publishers.push(Publisher {
                path: path.clone(),
                id: Located {
                    value: id.value.to_owned(),
                    span: id.span,
                },
                name: BTreeMap::new(),
                note: BTreeMap::new(),
                url: None,
            });
            continue;
        };
        let name = by_language(&mut entry, "name");
        let note = by_language(&mut entry, "note").unwrap_or_default();
        let url = web_address(&mut entry, "url");
        let is_named_otherwise = name_under_other_key(&mut entry);
        if name == Some(BTreeMap::new()) && entry.is_sound() && !is_named_otherwise {
            let found = nameless(path, "publisher", id.value);
            entry.report(found.at(id.span.clone()));
        }
        let name = name.unwrap_or_default();
        entry.finish();
        if let Some(found) = slug::fault(path, "id", id.value) {
            fields.report(found.at(id.span.clone()));
        }
        let id = Located {
            value: id.value.to_owned(),
            span: id.span,
        };
        publishers.push(Publisher {
            path: path.clone(),
            id,
            name,
            note,
            url,
        });
    }
    publishers
}

/// Registers advice on keys that were probably meant as a publisher's name: `Name.en`, `title.en`, or `en` alone as in
/// names.toml. Returns true if there is one.
fn name_under_other_key(entry: &mut Fields<'_, '_, '_>) -> bool {
    let mut is_there = false;
    for key in entry.unread_keys(&["name", "note", "url"]) {
        let word = key.value.to_lowercase();
        if matches!(word.as_str(), "name" | "names" | "title" | "label") || is_near_name(&word) {
            entry.meant(key.value, "name".into());
            is_there = true;
        } else if let Some(tag) = parse_tag(key.value)
            .ok()
            .filter(|_| !entry.is_table(key.value))
        {
            entry.meant(key.value, format!("name.{tag}"));
            is_there = true;
        }
    }
    is_there
}

fn is_near_name(word: &str) -> bool {
    nearest(word, ["name"]).is_some()
}

/// Parses `names.toml`.
pub fn names(path: &Arc<str>, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Name> {
    let table = TomlTable::parse(path, text, 0, None, diagnostics);
    let mut fields = Fields::new(&table, path, "names.toml", diagnostics);
    fields.below("[[name]]", &["id", "kind", "variants", "same_as"]);
    let mut names: Vec<Name> = Vec::new();
    for item in fields.tables("name", "[[name]]") {
        let Some(mut entry) = fields.open("name", item, "a name", "[[name]]") else {
            continue;
        };
        let id = entry.required("id");
        let kind = entry.one_of("kind", &NameKind::WORDS);
        let mut places = Vec::new();
        let is_spelt = spellings(&mut entry, &mut places);
        variants(&mut entry, &mut places);
        refuse_common(&mut entry, &mut places);
        let note = by_language(&mut entry, "note").unwrap_or_default();
        let transliteration = entry.string("transliteration");
        let same_as = web_addresses(&mut entry, "same_as");
        if let (true, true, Some(id)) = (!is_spelt, entry.is_sound(), &id) {
            let found = nameless(path, "name", &id.value);
            entry.report(found.at(id.span.clone()));
        }
        entry.others("its spelling in each language, as in `ar = \"…\"`");
        entry.finish();
        let Some(id) = id else { continue };
        if let Some(found) = slug::fault(path, "id", &id.value) {
            fields.report(found.at(id.span.clone()));
        }
        if names.iter().any(|name| name.id.value == id.value) {
            fields.report(
                Diagnostic::new(
                    codes::ID_TWICE,
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
            preferred: preferred(&places),
            variants: listed_variants(&places),
            places,
            note,
            transliteration: transliteration.map(|text| text.value),
            same_as,
        });
    }
    fields.finish();
    names
}

fn preferred(places: &[SpellingPlace]) -> BTreeMap<String, String> {
    let preferred = places.iter().filter(|place| !place.is_variant);
    let preferred = preferred.map(|place| (place.lang.clone(), place.spelling.clone()));
    preferred.collect()
}

fn listed_variants(places: &[SpellingPlace]) -> BTreeMap<String, Vec<String>> {
    let mut variants: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for place in places.iter().filter(|place| place.is_variant) {
        let listed = variants.entry(place.lang.clone()).or_default();
        listed.push(place.spelling.clone());
    }
    variants
}

fn nameless(path: &Arc<str>, what: &str, id: &str) -> Diagnostic {
    Diagnostic::new(
        codes::KEY_MISSING,
        path,
        format!("the {what} `{id}` is called nothing in any language"),
    )
    .help(if what == "name" {
        "add its spelling in a language, as in `ar = \"…\"`"
    } else {
        "add its name in a language, as in `name.ar = \"…\"`"
    })
}

/// Reads a table from languages to texts: empty if it is missing, `None` if it was reported.
fn by_language<'t>(
    fields: &mut Fields<'t, '_, '_>,
    key: &'t str,
) -> Option<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    if !fields.has(key) {
        fields.reserve(&[key]);
        return Some(texts);
    }
    let mut table = fields.table(key, "a table by language", &format!("{key}.ar = \"…\""))?;
    let mut complete = true;
    for lang in table.keys() {
        let tag = language(&mut table, &lang);
        match tag.zip(table.required(lang.value)) {
            Some((tag, text)) => {
                table.check_plain(&text);
                texts.insert(tag, text.value);
            }
            None => complete = false,
        }
    }
    table.finish();
    (complete || !texts.is_empty()).then_some(texts)
}

/// The keys of a name that are not languages.
const KEYS_OF_NAMES: [&str; 6] = [
    "id",
    "kind",
    "variants",
    "note",
    "transliteration",
    "same_as",
];

/// Reads the preferred spellings of a name, from all keys that are language tags. Returns true if there is any such key.
fn spellings(entry: &mut Fields<'_, '_, '_>, places: &mut Vec<SpellingPlace>) -> bool {
    let mut is_spelt = false;
    for key in entry.unread_keys(&KEYS_OF_NAMES) {
        if spelt_below(entry, &key, places) {
            is_spelt = true;
            continue;
        }
        // A key that is not a language tag stays unread, and is reported as unknown.
        let Ok(lang) = parse_tag(key.value) else {
            if let Some(meant) = tag_meant(key.value) {
                entry.meant(key.value, meant);
                is_spelt = true;
            }
            continue;
        };
        is_spelt = true;
        let text = entry.required(key.value);
        places.extend(text.map(|text| SpellingPlace {
            lang,
            spelling: text.value,
            is_variant: false,
            span: text.span,
        }));
    }
    is_spelt
}

/// Reads spellings below a key of their own, as in `name.ar = "…"`, and registers advice on it. Returns false if the
/// key is of another kind.
fn spelt_below<'t>(
    entry: &mut Fields<'t, '_, '_>,
    key: &Located<&'t str>,
    places: &mut Vec<SpellingPlace>,
) -> bool {
    let languages = entry.keys_below(key.value);
    let texts = entry.texts_below(key.value);
    let is_other = nearest(key.value, KEYS_OF_NAMES).is_some() || texts.len() != languages.len();
    if is_other || languages.is_empty() || languages.iter().any(|lang| parse_tag(lang).is_err()) {
        return false;
    }
    entry.meant(key.value, format!("{} = \"…\"", languages[0]));
    for (lang, spelling, span) in texts {
        places.push(SpellingPlace {
            lang: parse_tag(lang).unwrap_or_else(|_| lang.to_owned()),
            spelling,
            is_variant: false,
            span,
        });
    }
    true
}

/// Reports spellings that are function words, and leaves them out: every text contains them, and `check --fix` would
/// replace them by the name. A capitalized one may be a name, such as `Will` or `WHO`.
fn refuse_common(entry: &mut Fields<'_, '_, '_>, places: &mut Vec<SpellingPlace>) {
    places.retain(|place| {
        let SpellingPlace { lang, spelling, .. } = place;
        let is_capital = spelling.starts_with(char::is_uppercase);
        if is_capital || !is_common_word(spelling, lang) {
            return true;
        }
        let message = format!("`{spelling}` is one of the most frequent words of `{lang}`, so it cannot be found as a name");
        let refused = Diagnostic::new(codes::NAME_COMMON, entry.path(), message);
        entry.report(refused.at(place.span.clone()).help(
            "remove it, or write the full name, as in `the old quay`; until then it is not looked for",
        ));
        false
    });
}

/// Reads the variants of a name.
fn variants(entry: &mut Fields<'_, '_, '_>, places: &mut Vec<SpellingPlace>) {
    let Some(mut table) = entry.table("variants", "`variants`", "variants.ar = [\"…\"]") else {
        return;
    };
    for key in table.keys() {
        if let Some(lang) = language(&mut table, &key) {
            let variants = table.strings(key.value);
            places.extend(variants.into_iter().map(|text| SpellingPlace {
                lang: lang.clone(),
                spelling: text.value,
                is_variant: true,
                span: text.span,
            }));
        }
    }
    table.finish();
}

fn language(table: &mut Fields<'_, '_, '_>, lang: &Located<&str>) -> Option<String> {
    match parse_tag(lang.value) {
        Ok(tag) => Some(tag),
        Err(error) => {
            let path = table.path();
            table.report(
                Diagnostic::new(codes::LANGUAGE_TAG, path, error.to_string())
                    .at(lang.span.clone())
                    .help(match tag_meant(lang.value) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => "use the tag of a language, such as ar or en".into(),
                    }),
            );
            None
        }
    }
}
