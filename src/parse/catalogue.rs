//! Parses a theme's words in one language: `i18n/<lang>.toml`.

use crate::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parse::fields::Fields;
use crate::parse::syntax::TomlTable;

/// The CLDR plural categories, which are the keys of a phrase with a number.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The words of one language.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
pub struct Catalogue {
    /// Words and phrases, by key.
    pub words: BTreeMap<String, String>,
    /// Phrases with a number, by key and plural category; `{n}` is replaced by the number.
    pub counts: BTreeMap<String, BTreeMap<String, String>>,
    /// Keys whose words are in English, since the theme has no words for them in this language.
    pub stood_in: BTreeSet<String>,
}

impl Catalogue {
    /// Returns true if the catalogue has a word or phrase with this key.
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key) || self.counts.contains_key(key)
    }

    /// Returns all keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words
            .keys()
            .chain(self.counts.keys())
            .map(String::as_str)
    }

    /// Returns the phrase with this key for a number of this plural category.
    pub fn count(&self, key: &str, category: &str) -> Option<&str> {
        let phrases = self.counts.get(key)?;
        phrases
            .get(category)
            .or_else(|| phrases.get("other"))
            .map(String::as_str)
    }
}

/// Parses a catalogue.
pub fn catalogue(path: &Arc<str>, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Catalogue {
    let table = TomlTable::parse(path, text, 0, None, diagnostics);
    let mut fields = Fields::new(&table, path, "a catalogue of words", diagnostics);
    let mut catalogue = Catalogue::default();
    for key in fields.keys() {
        if !fields.is_table(key.value) {
            let word = fields.string(key.value).map(|word| word.value);
            catalogue
                .words
                .extend(word.map(|word| (key.value.to_owned(), word)));
            continue;
        }
        let Some(mut phrases) = fields.table(key.value, "a phrase with a number", "") else {
            continue;
        };
        let by_category: BTreeMap<String, String> = CATEGORIES
            .iter()
            .filter_map(|category| Some(((*category).to_owned(), phrases.string(category)?.value)))
            .collect();
        phrases.finish();
        if !by_category.contains_key("other") {
            fields.report(
                Diagnostic::new(
                    codes::KEY_MISSING,
                    path,
                    format!("`{}` has no form `other`", key.value),
                )
                .at(key.span.clone())
                .help(
                    "add `other = \"… {n} …\"`, which serves numbers without a form of their own",
                ),
            );
        }
        catalogue.counts.insert(key.value.to_owned(), by_category);
    }
    catalogue
}
