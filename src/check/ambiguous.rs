//! Spellings in `names.toml` that belong to more than one name.
//!
//! Takes the register; gives `name-ambiguous` at each place of such a spelling, and the spellings for `names`, which says
//! nothing of them and never replaces one: which name is meant cannot be told.

use crate::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::lang::fold;
use crate::link::site::{Site, primary};
use crate::parse::registers::{Name, SpellingPlace};

/// Spellings that several names have in one language.
#[derive(Debug, Default)]
pub struct AmbiguousSpellings(BTreeSet<(String, String)>);

impl AmbiguousSpellings {
    /// Finds them in a register.
    pub fn new(names: &[Name]) -> Self {
        AmbiguousSpellings(shared_spellings(names).into_keys().collect())
    }

    /// Returns true if words of a text in a language are one of them.
    pub fn contains(&self, lang: &str, words: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&key(lang, words))
    }
}

/// Reports each place of a spelling that belongs to more than one name.
pub fn check(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    for places in shared_spellings(site.names).values() {
        for (name, place) in places {
            let others = places.iter().filter(|(other, _)| other != name);
            let mut others: Vec<&str> = others
                .map(|(other, _)| site.names[*other].id.value.as_str())
                .collect();
            others.sort_unstable();
            others.dedup();
            found.push(ambiguous(&site.names[*name], place, &others));
        }
    }
}

fn ambiguous(name: &Name, place: &SpellingPlace, others: &[&str]) -> Diagnostic {
    let others: Vec<String> = others.iter().map(|id| format!("`{id}`")).collect();
    let message = format!(
        "\"{}\" is a spelling of `{}`, and of {}",
        place.spelling,
        name.id.value,
        others.join(" and "),
    );
    let help = match place.is_variant {
        true => "take it out of all but one of them; until then it is not corrected in summaries",
        false => {
            "write the name in full, so that the two differ, or take the spelling out of the other name's variants"
        }
    };
    Diagnostic::new(codes::NAME_AMBIGUOUS, &name.path, message)
        .at(place.span.clone())
        .help(help)
}

/// Returns the spellings that more than one name has, each with the indices of the names and the places.
fn shared_spellings(names: &[Name]) -> BTreeMap<(String, String), Vec<(usize, &SpellingPlace)>> {
    let mut by_spelling: BTreeMap<_, Vec<(usize, &SpellingPlace)>> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        for place in &name.places {
            let places = by_spelling.entry(key(&place.lang, &place.spelling));
            places.or_default().push((index, place));
        }
    }
    by_spelling.retain(|_, places| places.iter().any(|(name, _)| *name != places[0].0));
    by_spelling
}

/// A spelling in the form in which names are looked for, with its language.
fn key(lang: &str, spelling: &str) -> (String, String) {
    let folded = fold(spelling).text().trim().to_owned();
    (primary(lang).to_owned(), folded)
}
