//! Finds topics, publishers and listed names without a name in a language in which readers see them, and spellings in the letters of
//! another language.
//!
//! Takes the site; reports `name-missing` and `name-script`.

use crate::diagnostic::Severity;
use crate::diagnostic::codes;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::lang::is_in_script_of;
use crate::lang::verify::in_language;
use crate::link::site::{Article, Site};
use crate::parse::registers::{Name, SpellingPlace};

/// Checks the topics and publishers of a site.
pub fn check(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    for (topic, entry) in site.topics.iter().enumerate() {
        let texts = || entry.introductions.iter().enumerate();
        let Some(other) = texts().find_map(|(_, text)| text.as_ref()) else {
            continue;
        };
        let path: &Arc<str> = &other.standing.path;
        for (language, _) in texts().filter(|(_, text)| text.is_none()) {
            let tag = &site.languages[language].tag;
            let is_met = articles(site, language).any(|a| a.references.topics.contains(&topic));
            let message = format!(
                "this topic has no title in `{tag}`; readers there see the one in `{}`",
                other.standing.lang
            );
            let missing = if is_met {
                Diagnostic::new(codes::NAME_MISSING, path, message)
            } else {
                Diagnostic::new(codes::NAME_MISSING, path, message).severity(Severity::Note)
            };
            let file = format!("content/topics/{}/index.{tag}.md", entry.id);
            found.push(missing.help(format!("add {file}; a title is enough")));
        }
    }
    publishers(site, found);
    for (index, name) in site.names.iter().enumerate() {
        unspelt(site, index, name, found);
        in_other_letters(name, found);
    }
}

/// Notes a listed name that articles mention and that has no spelling in a language that they have summaries in.
fn unspelt(site: &Site<'_>, index: usize, name: &Name, found: &mut Vec<Diagnostic>) {
    for (language, tag) in site.languages.iter().map(|l| &l.tag).enumerate() {
        let is_met = || articles(site, language).any(|a| a.references.names.contains(&index));
        if name.preferred.is_empty() || in_language(&name.preferred, tag).is_some() || !is_met() {
            continue;
        }
        let message = format!("the name `{}` has no spelling in `{tag}`", name.id.value);
        let missing = Diagnostic::new(codes::NAME_MISSING, &name.path, message);
        let missing = missing.severity(Severity::Note).at(name.id.span.clone());
        found.push(missing.help(format!(
            "add `{tag} = \"…\"`; until then it is not looked for in texts in that language, and readers see another spelling"
        )));
    }
}

/// Maximum number of languages of a name that are compared with each other; spellings in further ones are not judged.
const MOST_LANGUAGES: usize = 20;

/// Reports spellings in the letters of another language of the name, if that is certainly a mistake: two spellings were
/// exchanged, or a language in Latin letters has a spelling in other letters. Latin names occur in texts of all
/// scripts.
fn in_other_letters(name: &Name, found: &mut Vec<Diagnostic>) {
    let mut languages: Vec<&str> = Vec::new();
    for place in &name.places {
        if languages.len() < MOST_LANGUAGES && !languages.contains(&place.lang.as_str()) {
            languages.push(&place.lang);
        }
    }
    // A spelling of the first language in the letters of the second, for pairs of languages that were asked for.
    let mut known: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for place in &name.places {
        let SpellingPlace { lang, spelling, .. } = place;
        let mut others = languages.iter().filter(|other| **other != lang.as_str());
        let Some(other) = others.find(|other| is_in_script_of(spelling, other, lang)) else {
            continue;
        };
        let is_exchanged = *known.entry((*other, lang)).or_insert_with(|| {
            let mut of_other = name.places.iter().filter(|own| own.lang == *other);
            of_other.any(|own| is_in_script_of(&own.spelling, lang, other))
        });
        let is_latin = spelling.contains(|c: char| c.is_ascii_alphabetic());
        if !is_latin || is_exchanged {
            found.push(wrong_letters(name, place, other, is_exchanged));
        }
    }
}

fn wrong_letters(
    name: &Name,
    place: &SpellingPlace,
    other: &str,
    is_exchanged: bool,
) -> Diagnostic {
    let SpellingPlace { lang, spelling, .. } = place;
    let message = format!("“{spelling}”, the spelling in `{lang}`, is in the letters of `{other}`");
    let help = match is_exchanged {
        true => format!("exchange the spellings of `{lang}` and `{other}`"),
        false => format!("write it in the letters of `{lang}`"),
    };
    let wrong = Diagnostic::new(codes::NAME_SCRIPT, &name.path, message);
    wrong.at(place.span.clone()).help(help)
}

fn publishers(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    for (index, publisher) in site.publishers.iter().enumerate() {
        for (language, tag) in site.languages.iter().map(|l| &l.tag).enumerate() {
            let is_met = || {
                articles(site, language).any(|a| {
                    let mut originals = a.references.originals.iter();
                    originals.any(|original| original.publisher == Some(index))
                })
            };
            if publisher.name.is_empty() || publisher.name.contains_key(tag) || !is_met() {
                continue;
            }
            let id = &publisher.id;
            let message = format!("the publisher `{}` has no name in `{tag}`", id.value);
            let missing = Diagnostic::new(codes::NAME_MISSING, &publisher.path, message)
                .severity(Severity::Note);
            let help =
                format!("add `name.{tag} = \"…\"`; until then readers see another language's");
            found.push(missing.at(id.span.clone()).help(help));
        }
    }
}

/// Returns the articles that have a summary in a language.
fn articles<'s>(site: &'s Site<'_>, language: usize) -> impl Iterator<Item = &'s Article<'s>> {
    let articles = site.articles.iter();
    articles.filter(move |article| article.editions[language].is_some())
}
