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
            let places = by_spelling.entry(spelling_key(&place.lang, &place.spelling));
            places.or_default().push((index, place));
        }
    }
    by_spelling.retain(|_, places| places.iter().any(|(name, _)| *name != places[0].0));
    by_spelling
}
