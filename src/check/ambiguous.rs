//! Finds spellings in `names.toml` that belong to more than one name.
//!
//! Takes the register; reports `name-ambiguous` at each place of such a spelling. Such a spelling does not identify a name,
//! so nothing is reported where a summary has one.

use crate::diagnostic::codes;
use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::lang::verify::spelling_key;
use crate::link::site::Site;
use crate::parse::registers::{Name, SpellingPlace};

/// Reports each name that shares spellings with earlier ones: once, at the first of these spellings.
pub fn check(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let mut shared: BTreeMap<(usize, usize), Vec<&SpellingPlace>> = BTreeMap::new();
    for places in shared_spellings(site.names).values() {
        let Some(earliest) = places.iter().map(|(name, _)| *name).min() else {
            continue;
        };
        for (name, place) in places.iter().filter(|(name, _)| *name != earliest) {
            shared.entry((*name, earliest)).or_default().push(*place);
        }
    }
    for ((name, other), mut places) in shared {
        places.sort_by_key(|place| place.span.start);
        let other = &site.names[other].id.value;
        found.extend(ambiguous(&site.names[name], &places, other));
    }
}

fn ambiguous(name: &Name, places: &[&SpellingPlace], other: &str) -> Option<Diagnostic> {
    let first = places.first()?;
    let mut spellings: Vec<String> = places
        .iter()
        .map(|place| format!("\"{}\"", place.spelling))
        .collect();
    spellings.dedup();
    let are = match spellings.len() {
        1 => "is a spelling",
        _ => "are spellings",
    };
    let message = format!(
        "{} {are} of `{}`, and of `{other}`",
        spellings.join(", "),
        name.id.value
    );
    let help = match places.iter().all(|place| place.is_variant) {
        true => "take it out of all but one of them; until then it is not corrected in summaries",
        false => {
            "write the name in full, so that the two differ; or make the two one entry, if they are the same"
        }
    };
    let found = Diagnostic::new(codes::NAME_AMBIGUOUS, &name.path, message);
    Some(found.at(first.span.clone()).help(help))
}

/// Returns the spellings that several names share, each with the indices of the names and the places.
fn shared_spellings(names: &[Name]) -> BTreeMap<(String, String), Vec<(usize, &SpellingPlace)>> {
    let mut by_spelling: BTreeMap<_, Vec<(usize, &SpellingPlace)>> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        for place in &name.places {
            let places = by_spelling.entry(spelling_key(&place.lang, &place.spelling));
            places.or_default().push((index, place));
        }
    }
    by_spelling.retain(|_, places| places.iter().any(|(name, _)| *name != places[0].0));
    by_spelling
}
