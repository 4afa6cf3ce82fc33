//! The words of the theme in each of the site's languages, and which are missing.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::language_table;
use crate::load::{BUILT_IN_THEME, Sources};
use crate::parse::Documents;
use crate::parse::catalogue::Catalogue;
use crate::parse::config::Config;

/// The language whose words stand in for missing ones.
const STAND_IN: &str = "en";

/// The words of each language: the theme's own laid over those of the built-in theme.
pub fn words(
    config: &Config,
    documents: &Documents,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) -> Vec<Catalogue> {
    let theme = config.theme.value.as_str();
    check_theme(config, sources, found);
    let layers = [BUILT_IN_THEME, theme];
    let all: BTreeSet<&str> = documents
        .catalogues
        .iter()
        .filter(|layer| layers.contains(&layer.theme.as_str()))
        .flat_map(|layer| layer.words.keys())
        .collect();
    let stand_in = merged(documents, &layers, STAND_IN);
    config
        .languages
        .iter()
        .map(|language| {
            let mut words = merged(documents, &layers, &language.tag);
            let missing: Vec<&str> = all.iter().copied().filter(|key| !words.has(key)).collect();
            if !missing.is_empty() {
                found.push(missing_words(theme, &language.tag, &missing));
                fill(&mut words, &stand_in, &missing);
            }
            words
        })
        .collect()
}

fn check_theme(config: &Config, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let theme = &config.theme;
    if sources
        .below(&format!("themes/{}/", theme.value))
        .next()
        .is_some()
    {
        return;
    }
    let themes: BTreeSet<&str> = sources
        .below("themes/")
        .filter_map(|source| source.path.split('/').nth(1))
        .collect();
    let help = match nearest(&theme.value, themes.iter().copied()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!(
            "put it into themes/{}/, or choose \"{BUILT_IN_THEME}\"",
            theme.value
        ),
    };
    found.push(
        Diagnostic::error(
            "theme-unknown",
            &config.path,
            format!("there is no theme `{}`", theme.value),
        )
        .at(theme.span.clone())
        .help(help),
    );
}

/// The words of a language, or of the language that its tag begins with: those of `en` serve `en-GB`.
fn merged(documents: &Documents, layers: &[&str], tag: &str) -> Catalogue {
    let primary = tag.split('-').next().unwrap_or(tag);
    let mut merged = Catalogue::default();
    for layer in layers {
        for wanted in [primary, tag] {
            let layered = documents
                .catalogues
                .iter()
                .filter(|words| words.theme == *layer && words.lang == wanted);
            for layer in layered {
                merged.words.extend(layer.words.words.clone());
                merged.counts.extend(layer.words.counts.clone());
            }
        }
    }
    merged
}

fn missing_words(theme: &str, tag: &str, missing: &[&str]) -> Diagnostic {
    let shown = missing
        .iter()
        .take(12)
        .map(|key| format!("`{key}`"))
        .collect::<Vec<_>>()
        .join(", ");
    let rest = missing.len().saturating_sub(12);
    let more = if rest > 0 {
        format!(" and {rest} more")
    } else {
        String::new()
    };
    let path = format!("themes/{theme}/i18n/{tag}.toml");
    Diagnostic::warning(
        "word-missing",
        &path.as_str().into(),
        format!("the theme has no words in `{tag}` for {shown}{more}; English stands in"),
    )
    .help(format!(
        "add them to {path}, which is laid over the theme's own words"
    ))
}

fn fill(words: &mut Catalogue, stand_in: &Catalogue, missing: &[&str]) {
    for key in missing {
        if let Some(counts) = stand_in.counts.get(*key) {
            words.counts.insert((*key).to_owned(), counts.clone());
        } else {
            let word = stand_in.words.get(*key).map_or(*key, String::as_str);
            words.words.insert((*key).to_owned(), word.to_owned());
        }
    }
}

/// The name of a language in the words of another: `language_ru` of the catalogue, or what the language calls itself, or
/// its tag.
pub fn language_name<'a>(words: &'a Catalogue, tag: &'a str) -> &'a str {
    let primary = tag.split('-').next().unwrap_or(tag);
    let word = words
        .words
        .get(&format!("language_{primary}"))
        .map(String::as_str);
    word.or(language_table(tag).map(|entry| entry.endonym))
        .unwrap_or(tag)
}
