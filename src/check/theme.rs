//! Finds files and words of a theme that nothing uses: often a misspelled name, so that the built-in one is shown.
//!
//! Takes the sources of the active theme and of the built-in one; reports `theme-file-unused` and `word-unused`. Names that
//! a template computes are never reported.

mod phrases;

use crate::diagnostic::Severity;
use crate::diagnostic::codes;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::check::theme::phrases::PhrasePlaceholders;
use crate::diagnostic::{Diagnostic, nearest};
use crate::link::site::Site;
use crate::load::{BUILT_IN_THEME, Source, Sources, built_in_file};
use crate::parse::catalogue::catalogue;
use crate::parse::layout::is_about_folder;

/// Checks the theme of a site.
pub fn check(site: &Site<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let name = site.config.theme.value.as_str();
    let mut layers = vec![BUILT_IN_THEME];
    layers.extend((name != BUILT_IN_THEME).then_some(name));
    unused_themes(&layers, sources, found);
    let theme = ThemeFiles::new(&layers, site, sources);
    let mut placeholders = None;
    for source in theme.files.iter().filter(|source| is_own(source, sources)) {
        let path: &str = &source.path;
        let Some((folder, name)) = parts(path) else {
            continue;
        };
        match folder {
            "templates" => found.extend(theme.check_template(&source.path, name)),
            "static" => found.extend(theme.check_asset(&source.path, name)),
            "i18n" => {
                theme.check_words(source, found);
                let text = sources.text(&source.path).unwrap_or_default();
                let words = catalogue(&source.path, text, &mut Vec::new());
                let placeholders = placeholders.get_or_insert_with(PhrasePlaceholders::new);
                let is_asked = |key: &str| theme.is_asked_by_own(key);
                placeholders.check((&source.path, text), &words, is_asked, found);
            }
            _ => {}
        }
    }
}

/// Reports the themes of a site that its configuration does not name.
fn unused_themes(layers: &[&str], sources: &Sources, found: &mut Vec<Diagnostic>) {
    let own = sources.below("themes/").filter(|s| is_own(s, sources));
    // A file in `themes/` itself belongs to no theme.
    let folder = |s: &'_ &Source| s.path.split('/').nth(2).is_some();
    let own: Vec<&Source> = own.filter(folder).collect();
    let names = own.iter().filter_map(|s| s.path.split('/').nth(1));
    let names: BTreeSet<&str> = names.collect();
    for name in names.into_iter().filter(|name| !layers.contains(name)) {
        let path = format!("themes/{name}").into();
        let message = "the site does not use this theme";
        let unused = Diagnostic::new(codes::THEME_FILE_UNUSED, &path, message);
        found.push(unused.severity(Severity::Note).help(format!(
            "set `theme = \"{name}\"` in config.toml, or remove the folder"
        )));
    }
}

/// Returns the folder of a theme's file, and its path below that.
fn parts(path: &str) -> Option<(&str, &str)> {
    path.splitn(3, '/').nth(2)?.split_once('/')
}

/// Returns true if a file belongs to the site and not to the built-in theme.
fn is_own(source: &Source, sources: &Sources) -> bool {
    built_in_file(&source.path).is_none_or(|own| sources.bytes(&source.path) != Some(own))
}

/// The files of the active theme and of the built-in one.
struct ThemeFiles<'s> {
    files: Vec<&'s Source>,
    site: &'s Site<'s>,
    sources: &'s Sources,
    /// Names of the built-in templates.
    templates: BTreeSet<&'s str>,
    /// The words that every theme has.
    words: BTreeSet<String>,
}

impl<'s> ThemeFiles<'s> {
    fn new(layers: &[&str], site: &'s Site<'s>, sources: &'s Sources) -> Self {
        let files = sources.below("themes/").filter(|source| {
            let theme = source.path.split('/').nth(1);
            theme.is_some_and(|theme| layers.contains(&theme))
        });
        let files: Vec<&Source> = files.collect();
        let built_in = || {
            let files = files.iter().map(|source| &*source.path);
            files.filter(|path| built_in_file(path).is_some())
        };
        let templates = built_in()
            .filter_map(parts)
            .filter(|(folder, _)| *folder == "templates");
        let templates = templates.map(|(_, name)| name).collect();
        let mut words = BTreeSet::new();
        for path in built_in().filter(|path| path.contains("/i18n/")) {
            let text = built_in_file(path).and_then(|bytes| std::str::from_utf8(bytes).ok());
            let own = catalogue(&path.into(), text.unwrap_or_default(), &mut Vec::new());
            words.extend(own.keys().map(str::to_owned));
        }
        ThemeFiles {
            files,
            site,
            sources,
            templates,
            words,
        }
    }

    /// Returns the texts of the theme's files, except one file.
    fn texts(&self, except: &str) -> impl Iterator<Item = &'s str> {
        let texts = self
            .files
            .iter()
            .filter(move |source| *source.path != *except);
        let texts = texts.filter(|source| !source.path.contains("/i18n/"));
        texts.filter_map(|source| self.sources.text(&source.path))
    }

    fn check_template(&self, path: &Arc<str>, name: &str) -> Option<Diagnostic> {
        let stem = name.strip_suffix(".html")?;
        let (stem, suffix) = match stem.rsplit_once('.') {
            Some((stem, suffix)) => (stem, Some(suffix)),
            None => (stem, None),
        };
        let tags = || {
            self.site
                .languages
                .iter()
                .map(|language| language.tag.as_str())
        };
        if let Some(suffix) = suffix
            && !tags().chain(["rtl", "ltr"]).any(|known| known == suffix)
        {
            let message =
                format!("nothing uses this template: `{suffix}` is no language of the site");
            let unused = Diagnostic::new(codes::THEME_FILE_UNUSED, path, message);
            let near = nearest(suffix, tags().chain(["rtl", "ltr"]));
            return Some(unused.help(match near {
                Some(near) => format!("did you mean {stem}.{near}.html?"),
                None => "name it <template>.<language>.html, <template>.rtl.html or <template>.ltr.html".into(),
            }));
        }
        let own = format!("{stem}.html");
        let part = stem
            .strip_prefix("shared_")
            .map(|part| format!("shared.{part}"));
        let is_named = |text: &str| {
            text.contains(&own) || part.as_ref().is_some_and(|part| text.contains(part))
        };
        if self.templates.contains(own.as_str()) || self.texts(path).any(is_named) {
            return None;
        }
        let unused = Diagnostic::new(codes::THEME_FILE_UNUSED, path, "nothing uses this template");
        let stems = self.templates.iter();
        let stems = stems.map(|name| name.strip_suffix(".html").unwrap_or(name));
        Some(unused.help(match nearest(stem, stems) {
            Some(near) => format!("did you mean {near}.html?"),
            None => "include, import or extend it in another template, or remove it".into(),
        }))
    }

    fn check_asset(&self, path: &Arc<str>, name: &str) -> Option<Diagnostic> {
        let base = name.rsplit('/').next().unwrap_or(name);
        let is_licence = is_about_folder(base);
        let is_built_in =
            built_in_file(&format!("themes/{BUILT_IN_THEME}/static/{name}")).is_some();
        // The name may be computed by a template; then any name is possible.
        let is_made = |text: &str| {
            let calls = text.split("asset(").skip(1);
            let names = calls.filter_map(|call| call.trim_start().strip_prefix("name"));
            names
                .map(|rest| rest.trim_start_matches([' ', '=']))
                .any(|name| {
                    !name.starts_with(['"', '\'', '`'])
                        || name
                            .split(')')
                            .next()
                            .is_some_and(|call| call.contains('~'))
                })
        };
        let contents = self.sources.below("content/");
        let contents = contents.filter(|source| source.path.ends_with(".md"));
        let contents = contents.filter_map(|source| self.sources.text(&source.path));
        let config = self.sources.text("config.toml");
        let is_used = is_licence
            || is_built_in
            || self
                .texts(path)
                .any(|text| text.contains(base) || is_made(text))
            || config
                .into_iter()
                .chain(contents)
                .any(|text| text.contains(base));
        if is_used {
            return None;
        }
        let unused = Diagnostic::new(
            codes::THEME_FILE_UNUSED,
            path,
            "nothing names this file of the theme",
        )
        .severity(Severity::Note);
        let built_in = self.files.iter().filter_map(|source| parts(&source.path));
        let built_in = built_in.filter(|(folder, other)| *folder == "static" && *other != name);
        Some(
            unused.help(match nearest(name, built_in.map(|(_, name)| name)) {
                Some(near) => format!("did you mean {near}?"),
                None => format!(
                    "name it in a template, as in `{{{{ asset(name=\"{name}\") }}}}`, or remove it"
                ),
            }),
        )
    }

    /// Returns true if one of the site's own templates uses a key of the catalogue.
    fn is_asked_by_own(&self, key: &str) -> bool {
        let templates = self
            .files
            .iter()
            .filter(|source| source.path.contains("/templates/") && is_own(source, self.sources));
        let mut texts = templates.filter_map(|source| self.sources.text(&source.path));
        texts.any(|text| has_word(text, key))
    }

    fn check_words(&self, source: &Source, found: &mut Vec<Diagnostic>) {
        let Some(text) = self.sources.text(&source.path) else {
            return;
        };
        let templates: Vec<&str> = self.texts("").collect();
        let Some(computed) = computed_keys(&templates) else {
            return;
        };
        let words = catalogue(&source.path, text, &mut Vec::new());
        for key in words.keys() {
            let is_asked = || {
                computed.iter().any(|start| key.starts_with(start))
                    || templates.iter().any(|text| has_word(text, key))
            };
            if self.words.contains(key) || key.starts_with("language_") || is_asked() {
                continue;
            }
            let message = format!("no template asks for the word `{key}`");
            let unused = Diagnostic::new(codes::WORD_UNUSED, &source.path, message);
            let unused = match key_span(text, key) {
                Some(span) => unused.at(span),
                None => unused,
            };
            found.push(
                unused.help(match nearest(key, self.words.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => {
                        format!("ask for it in a template, as in `{{{{ t.{key} }}}}`, or remove it")
                    }
                }),
            );
        }
    }
}

/// Returns the prefixes of keys that templates compute, as in `t["kind_" ~ name.kind]`. `None` if a template may ask for any
/// key, as in `t[key]`.
fn computed_keys<'t>(templates: &[&'t str]) -> Option<Vec<&'t str>> {
    let mut starts = Vec::new();
    for text in templates {
        for (at, _) in text.match_indices("t[") {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.') {
                continue;
            }
            let index = text[at + 2..].trim_start();
            let quote = index
                .chars()
                .next()
                .filter(|c| matches!(c, '"' | '\'' | '`'))?;
            let (start, _) = index[1..].split_once(quote)?;
            if start.is_empty() {
                return None;
            }
            starts.push(start);
        }
    }
    Some(starts)
}

/// Returns true if a text contains a key as a whole word.
fn has_word(text: &str, key: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(key).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + key.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// Returns the range of a key in a catalogue: at the beginning of a line, or of a table's name.
fn key_span(text: &str, key: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start_matches([' ', '\t', '[', '"', '\'']);
        let at = start + line.len() - inner.len();
        let rest = inner.strip_prefix(key);
        if rest.is_some_and(|rest| rest.starts_with([' ', '=', '.', ']', '"', '\'', '\t'])) {
            return Some(at..at + key.len());
        }
        start += line.len();
    }
    None
}
