//! Completes the languages of a site: the name of each, and the order in which its readers get texts that are missing in
//! it.
//!
//! Takes the parsed language tables; completes them, and reports contradictions between them.

use crate::diagnostic::codes;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::{endonym, parse_tag, tag_meant};
use crate::parse::config::Language;
use crate::parse::fields::Located;

/// Sets each language's name and order of preference. `written` contains the tags of all tables; `default` is the tag of
/// the default language.
pub fn settle(
    path: &Arc<str>,
    languages: &mut [Language],
    written: &[String],
    default: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    name_all(path, languages, diagnostics);
    let tags: Vec<String> = languages.iter().map(|l| l.tag.clone()).collect();
    let index_of = |tag: &str| tags.iter().position(|known| known == tag);
    for (own, language) in languages.iter_mut().enumerate() {
        let mut order = vec![own];
        let mut listed = vec![language.tag.clone()];
        for entry in &language.fallback {
            let tag = parse_tag(&entry.value).unwrap_or_else(|_| entry.value.clone());
            if let Some(wrong) = wrong_fallback(path, entry, &tag, &listed, written) {
                diagnostics.push(wrong);
                continue;
            }
            // A language with an error in its table has no index, and was reported already.
            order.extend(index_of(&tag));
            listed.push(tag);
        }
        for other in index_of(default).into_iter().chain(0..tags.len()) {
            if !order.contains(&other) {
                order.push(other);
            }
        }
        language.preference = order;
    }
}

/// Returns the fault of an entry of `fallback`. `listed` contains the language itself and the entries before this one.
fn wrong_fallback(
    path: &Arc<str>,
    entry: &Located<String>,
    tag: &str,
    listed: &[String],
    written: &[String],
) -> Option<Diagnostic> {
    if !written.iter().any(|known| known == tag) {
        let others = written.iter().filter(|known| !listed.contains(known));
        let others: Vec<&str> = others.map(String::as_str).collect();
        let named = tag_meant(tag).filter(|meant| others.contains(&meant.as_str()));
        let near = nearest(tag, others.iter().copied());
        let help = match named.as_deref().or(near) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None if others.is_empty() => format!("remove it, or add a table [languages.{tag}]"),
            None => format!("it can be one of: {}", others.join(", ")),
        };
        let message = format!(
            "the fallback language `{}` is none of the site's",
            entry.value
        );
        let found = Diagnostic::new(codes::LANGUAGE_UNKNOWN, path, message);
        return Some(found.at(entry.span.clone()).help(help));
    }
    let message = match listed.iter().position(|known| known == tag)? {
        0 => format!("`fallback` of `{tag}` names `{tag}` itself"),
        _ => format!("`fallback` names `{tag}` twice"),
    };
    let found = Diagnostic::new(codes::FALLBACK_REPEATED, path, message).at(entry.span.clone());
    Some(
        found
            .help("remove it: a language comes before its fallbacks, and each of them counts once"),
    )
}

/// Sets the names of languages without `name`, and reports ambiguous or unrecognizable names.
fn name_all(path: &Arc<str>, languages: &mut [Language], diagnostics: &mut Vec<Diagnostic>) {
    let mut unknown = Vec::new();
    for language in languages.iter_mut().filter(|l| l.name.trim().is_empty()) {
        match endonym(&language.tag) {
            Some(name) => language.name = name.to_owned(),
            None => {
                language.name = language.tag.clone();
                unknown.push(language.tag.clone());
            }
        }
    }
    for (index, language) in languages.iter().enumerate() {
        let tag = &language.tag;
        let namesake = languages[..index].iter().find(|l| l.name == language.name);
        let message = match namesake {
            _ if unknown.contains(tag) => {
                format!(
                    "it is not known what the language `{tag}` calls itself, so its tag stands in the switcher"
                )
            }
            Some(other) => format!(
                "`{}` and `{tag}` have one name in the switcher, {}",
                other.tag, language.name
            ),
            None => continue,
        };
        let help = format!("write its name as its readers do: `name = \"…\"` in [languages.{tag}]");
        let found = Diagnostic::new(codes::LANGUAGE_NAME, path, message);
        diagnostics.push(found.at(language.key.clone()).help(help));
    }
}
