//! Finds phrases of a theme without words, and phrases whose placeholders are not those of the built-in theme.
//!
//! Takes a catalogue of the site's theme; reports `word-placeholder` and `value-empty`. Which placeholders a phrase may have
//! and which it must have is read from the built-in theme's phrases with the same key in all its languages.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::key_span;
use crate::diagnostic::{Diagnostic, Severity, codes, nearest};
use crate::load::{BUILT_IN_THEME, Sources, built_in};
use crate::parse::catalogue::{Catalogue, catalogue};

/// The placeholders of the built-in theme's phrases, by key and by whether they are phrases with a number.
pub struct PhrasePlaceholders(BTreeMap<(String, bool), Expected>);

/// The placeholders of one phrase.
struct Expected {
    /// Placeholders that the phrase has in some language.
    known: BTreeSet<String>,
    /// Placeholders that the phrase has in every language.
    required: BTreeSet<String>,
}

impl PhrasePlaceholders {
    /// Reads the phrases of the built-in theme.
    pub fn new() -> PhrasePlaceholders {
        let sources: Sources = built_in();
        let folder = format!("themes/{BUILT_IN_THEME}/i18n/");
        let mut by_key: BTreeMap<(String, bool), Expected> = BTreeMap::new();
        for source in sources.below(&folder) {
            let text = sources.text(&source.path).unwrap_or_default();
            let words = catalogue(&source.path, text, &mut Vec::new());
            for (key, form, phrase) in phrases(&words).filter(|(_, form, _)| is_general(*form)) {
                let own: BTreeSet<String> = placeholders(phrase).map(str::to_owned).collect();
                let entry = by_key
                    .entry((key.to_owned(), form.is_some()))
                    .or_insert_with(|| Expected {
                        known: BTreeSet::new(),
                        required: own.clone(),
                    });
                entry.required.retain(|name| own.contains(name));
                entry.known.extend(own);
            }
        }
        PhrasePlaceholders(by_key)
    }

    /// Checks the phrases of a catalogue. `is_asked` returns true if one of the site's own templates uses a phrase:
    /// that template then determines its placeholders.
    pub fn check(
        &self,
        (path, text): (&Arc<str>, &str),
        words: &Catalogue,
        is_asked: impl Fn(&str) -> bool,
        found: &mut Vec<Diagnostic>,
    ) {
        for (key, form, phrase) in phrases(words) {
            let at = |found: Diagnostic| match span(text, key, form) {
                Some(span) => found.at(span),
                None => found,
            };
            if phrase.trim().is_empty() {
                let message = format!("`{}` has no words", name(key, form));
                let empty = Diagnostic::new(codes::VALUE_EMPTY, path, message);
                let help =
                    "write its words, or delete the line: the built-in theme's words stand in";
                found.push(at(empty.severity(Severity::Warning).help(help)));
                continue;
            }
            if form.is_none() && is_asked(key) {
                continue;
            }
            let own: BTreeSet<&str> = placeholders(phrase).collect();
            let Some(fault) = self.fault(key, form, &own) else {
                continue;
            };
            let message = format!("`{}` {}", name(key, form), fault.0);
            let wrong = Diagnostic::new(codes::WORD_PLACEHOLDER, path, message);
            found.push(at(wrong.help(fault.1)));
        }
    }

    /// Returns the fault of a phrase's placeholders, with advice.
    fn fault(
        &self,
        key: &str,
        form: Option<&str>,
        own: &BTreeSet<&str>,
    ) -> Option<(String, String)> {
        let expected = self.0.get(&(key.to_owned(), form.is_some()));
        let counted = form.is_some().then_some("n");
        // What a theme's own phrase stands for is known to its templates alone, unless it is one with a number.
        if expected.is_none() && counted.is_none() {
            return None;
        }
        let known = expected
            .iter()
            .flat_map(|e| e.known.iter().map(String::as_str));
        let known: BTreeSet<&str> = known.chain(counted).collect();
        if let Some(odd) = own.iter().find(|name| !known.contains(*name)) {
            let message = format!("has `{{{odd}}}`, and readers would see it as it stands");
            let missing = known.iter().filter(|name| !own.contains(*name)).copied();
            let missing: Vec<&str> = missing.collect();
            let near = nearest(odd, known.iter().copied());
            let near = near.or(match missing.as_slice() {
                [only] => Some(*only),
                _ => None,
            });
            let help = match near {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None if known.is_empty() => "delete it: this phrase has no such places".into(),
                None => format!("it can have {}", listed(&known)),
            };
            return Some((message, help));
        }
        if !is_general(form) {
            return None;
        }
        let required = expected
            .iter()
            .flat_map(|e| e.required.iter().map(String::as_str));
        let required = required.filter(|name| !own.contains(name));
        let missing: BTreeSet<&str> = required.collect();
        (!missing.is_empty()).then(|| {
            let message = format!("lacks {}, which readers would miss", listed(&missing));
            (message, "put it where it belongs in the phrase".into())
        })
    }
}

/// Returns true for a phrase without forms, and for the form `other`, which all numbers can have.
fn is_general(form: Option<&str>) -> bool {
    form.is_none_or(|form| form == "other")
}

/// Returns the phrases of a catalogue: key, plural category and text.
fn phrases(words: &Catalogue) -> impl Iterator<Item = (&str, Option<&str>, &str)> {
    let plain = words.words.iter();
    let plain = plain.map(|(key, text)| (key.as_str(), None, text.as_str()));
    let counted = words.counts.iter().flat_map(|(key, forms)| {
        let forms = forms.iter();
        forms.map(move |(form, text)| (key.as_str(), Some(form.as_str()), text.as_str()))
    });
    plain.chain(counted)
}

/// Returns the names in braces in a phrase.
fn placeholders(phrase: &str) -> impl Iterator<Item = &str> {
    let opened = phrase.split('{').skip(1);
    let names = opened.filter_map(|rest| Some(rest.split_once('}')?.0));
    names.filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
}

fn listed(names: &BTreeSet<&str>) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{{{name}}}`")).collect();
    names.join(", ")
}

/// Returns a phrase's name in a message.
fn name(key: &str, form: Option<&str>) -> String {
    match form {
        Some(form) => format!("{key}.{form}"),
        None => key.to_owned(),
    }
}

/// Returns the range of a phrase's key, or of the form's key below that.
fn span(text: &str, key: &str, form: Option<&str>) -> Option<Range<usize>> {
    let own = key_span(text, key)?;
    let Some(form) = form else { return Some(own) };
    let below = text[own.end..].find('\n').map(|at| own.end + at);
    let within = below.and_then(|below| {
        let part = &text[below..];
        let end = part.find("\n[").unwrap_or(part.len());
        let place = key_span(&part[..end], form)?;
        Some(below + place.start..below + place.end)
    });
    Some(within.unwrap_or(own))
}
