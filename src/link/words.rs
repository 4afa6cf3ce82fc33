//! Collects the theme's words in each of the site's languages, and reports missing ones.
//!
//! Takes the catalogues of the themes; returns a complete catalogue per language, in which English replaces missing words.

use crate::diagnostic::codes;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::endonym;
use crate::link::site::primary;
use crate::load::{BUILT_IN_THEME, Sources, built_in_file};
use crate::parse::catalogue::{Catalogue, catalogue};
use crate::parse::config::Config;
use crate::parse::{Documents, ThemeWords};

/// Tag of the language whose words replace missing ones.
pub const STAND_IN: &str = "en";

/// Prefix of the keys of languages' names; the language's tag follows.
const LANGUAGE: &str = "language_";

/// Returns the words of each language: those of the theme, over those of the built-in theme.
pub fn words(
    config: &Config,
    documents: &Documents,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) -> Vec<Catalogue> {
    let theme = config.theme.value.as_str();
    check_theme(config, sources, found);
    let layers = [BUILT_IN_THEME, theme];
    let replaced = replaced_words(sources);
    let own = documents.catalogues.iter().map(Arc::as_ref);
    let catalogues: Vec<&ThemeWords> = replaced
        .iter()
        .chain(own)
        .filter(|layer| layers.contains(&layer.theme.as_str()))
        .collect();
    let keys = catalogues.iter().flat_map(|layer| layer.words.keys());
    let all: BTreeSet<&str> = keys.collect();
    let stand_in = merged(&catalogues, &layers, STAND_IN);
    let mistyped = mistyped(&catalogues, sources, &all);
    let named = named_languages(config, documents);
    let built_in: BTreeSet<&str> = catalogues
        .iter()
        .filter(|layer| layer.theme == BUILT_IN_THEME)
        .flat_map(|layer| layer.words.keys())
        .collect();
    // A word that no template asks for is reported as unused, and is missing nowhere.
    let is_unasked = |key: &str| !built_in.contains(key) && !is_asked(key, sources);
    config
        .languages
        .iter()
        .map(|language| {
            let mut words = merged(&catalogues, &layers, &language.tag);
            let is_needed = |key: &str| match key.strip_prefix(LANGUAGE) {
                Some(tag) => named.contains(tag),
                None => true,
            };
            let missing = all.iter().copied();
            let missing = missing.filter(|key| !words.has(key) && is_needed(key));
            let missing: Vec<&str> = missing.collect();
            fill(&mut words, &stand_in, &missing);
            let is_told = |key: &&str| {
                let mut slips = mistyped.iter();
                slips.any(|slip| slip.key == *key || slip.meant == *key && words.has(slip.key))
            };
            let missing = missing.into_iter();
            let missing = missing.filter(|key| !is_told(key) && !is_unasked(key));
            let missing: Vec<&str> = missing.collect();
            if !missing.is_empty() {
                found.push(missing_words(theme, &language.tag, &missing));
            }
            words
        })
        .collect()
}

/// Returns true if a template uses a key, or computes keys with the same beginning.
fn is_asked(key: &str, sources: &Sources) -> bool {
    let starts = key.match_indices('_').map(|(at, _)| &key[..=at]);
    let starts: Vec<String> = starts
        .flat_map(|start| ['"', '\'', '`'].map(|quote| format!("{quote}{start}{quote}")))
        .collect();
    let mut templates = sources.below("themes/");
    templates.any(|source| {
        let text = sources
            .text(&source.path)
            .filter(|_| source.path.contains("/templates/"));
        text.is_some_and(|text| {
            text.contains(key) || starts.iter().any(|start| text.contains(start.as_str()))
        })
    })
}

/// A mistyped key of a catalogue. It is reported as unused, so the intended key is not reported as missing.
struct Mistyped<'d> {
    key: &'d str,
    meant: &'d str,
}

/// Returns the keys that only one language has, that no template uses, and that are close to a key of another language.
fn mistyped<'d>(
    catalogues: &[&'d ThemeWords],
    sources: &Sources,
    all: &BTreeSet<&'d str>,
) -> Vec<Mistyped<'d>> {
    let languages = |key: &str| -> BTreeSet<&str> {
        let having = catalogues.iter().filter(|layer| layer.words.has(key));
        having.map(|layer| layer.lang.as_str()).collect()
    };
    let is_named = |key: &str| {
        let mut templates = sources.below("themes/");
        templates.any(|source| {
            source.path.contains("/templates/")
                && sources
                    .text(&source.path)
                    .is_some_and(|text| text.contains(key))
        })
    };
    let keys = all.iter().copied();
    let (odd, others): (Vec<&str>, Vec<&str>) =
        keys.partition(|key| languages(key).len() == 1 && !is_named(key));
    let odd = odd.into_iter();
    odd.filter_map(|key| {
        let meant = nearest(key, others.iter().copied())?;
        Some(Mistyped { key, meant })
    })
    .collect()
}

/// Returns the tags of the languages whose names pages may show: those of the site, of originals and of names' spellings.
/// Each is in the set as a whole tag, and as its primary language alone.
fn named_languages<'d>(config: &'d Config, documents: &'d Documents) -> BTreeSet<&'d str> {
    let own = config
        .languages
        .iter()
        .map(|language| language.tag.as_str());
    let originals = documents.originals.iter();
    let originals = originals.map(|original| original.lang.as_str());
    let names = documents.names.iter();
    let spellings = names.flat_map(|name| name.preferred.keys().map(String::as_str));
    let tags = own.chain(originals).chain(spellings);
    tags.flat_map(|tag| [tag, primary(tag)]).collect()
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
        Diagnostic::new(
            codes::THEME_UNKNOWN,
            &config.path,
            format!("there is no theme `{}`", theme.value),
        )
        .at(theme.span.clone())
        .help(help),
    );
}

/// Returns the words of the built-in theme's files that the site replaces. The site's files are laid over them, so that
/// a site can change a single word.
fn replaced_words(sources: &Sources) -> Vec<ThemeWords> {
    let folder = format!("themes/{BUILT_IN_THEME}/i18n/");
    let own = sources.below(&folder);
    let replaced = own.filter_map(|source| {
        let built_in = built_in_file(&source.path)?;
        let lang = source.path.strip_prefix(&folder)?.strip_suffix(".toml")?;
        let text = std::str::from_utf8(built_in).ok()?;
        (sources.bytes(&source.path) != Some(built_in)).then(|| ThemeWords {
            theme: BUILT_IN_THEME.to_owned(),
            lang: lang.to_owned(),
            words: catalogue(&source.path, text, &mut Vec::new()),
        })
    });
    replaced.collect()
}

/// Returns the words of a language. Words of its primary language are included: those of `en` for `en-GB`.
fn merged(catalogues: &[&ThemeWords], layers: &[&str], tag: &str) -> Catalogue {
    let primary = tag.split('-').next().unwrap_or(tag);
    let mut merged = Catalogue::default();
    for layer in layers {
        for wanted in [primary, tag] {
            let layered = catalogues
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
    Diagnostic::new(
        codes::WORD_MISSING,
        &path.as_str().into(),
        format!("the theme has no words in `{tag}` for {shown}{more}; English stands in"),
    )
    .help(format!(
        "add them to {path}, which is laid over the theme's own words"
    ))
}

fn fill(words: &mut Catalogue, stand_in: &Catalogue, missing: &[&str]) {
    for key in missing {
        words.stood_in.insert((*key).to_owned());
        if let Some(counts) = stand_in.counts.get(*key) {
            words.counts.insert((*key).to_owned(), counts.clone());
        } else {
            let word = stand_in.words.get(*key).map_or(*key, String::as_str);
            words.words.insert((*key).to_owned(), word.to_owned());
        }
    }
}

/// Returns the name of a language in another language: `language_pt-BR` or `language_pt` from the catalogue, else the
/// language's own name for itself, else its tag.
pub fn language_name<'a>(words: &'a Catalogue, tag: &'a str) -> &'a str {
    let word = |tag: &str| words.words.get(&format!("{LANGUAGE}{tag}"));
    let word = word(tag).or_else(|| word(primary(tag)));
    let word = word.map(String::as_str);
    word.or_else(|| endonym(tag)).unwrap_or(tag)
}
