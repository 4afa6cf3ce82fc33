//! Classifies a site's files by their paths.

use crate::diagnostic::Severity;
use crate::diagnostic::codes;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::{TagError, parse_tag, script_of_language, tag_meant};
use crate::load::is_configuration;
use crate::parse::{citation, slug, unseen};

/// The role of a file in a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileRole {
    Config,
    /// `config.<environment>.toml`, which is laid over `config.toml`.
    Environment,
    Publishers,
    Names,
    /// `content/articles/<slug>/original.<lang>.md` or `original.<id>.<lang>.md`
    Original {
        article: String,
        /// The id of a further original.
        id: Option<String>,
        lang: String,
    },
    /// `content/articles/<slug>/summary.<lang>.md`
    Summary {
        article: String,
        lang: String,
    },
    /// Any other file in an article's folder.
    Attachment {
        article: String,
        /// The file's path below it.
        name: String,
    },
    /// `content/topics/<id>/index.<lang>.md`
    Topic {
        id: String,
        lang: String,
    },
    /// `content/pages/<slug>.<lang>.md`
    Page {
        slug: String,
        lang: String,
    },
    /// `content/editions/<id>.<lang>.md`
    Issue {
        id: String,
        lang: String,
    },
    /// `themes/<theme>/theme.toml`
    ThemeManifest,
    /// `themes/<theme>/templates/<name>.html`
    Template,
    /// `themes/<theme>/i18n/<lang>.toml`
    Catalogue {
        lang: String,
    },
    /// `themes/<theme>/static/<name>`
    Asset,
    /// A file about its folder, such as `README.md` or `LICENSE`, for those who work on the site.
    Remarks,
    /// A file whose path has no meaning, with advice on what to do about it.
    Misplaced(String),
    /// A file in a folder of `content` that has no meaning: the path of that folder, and advice.
    MisplacedFolder(String, String),
}

/// Returns the role of the file at `path`.
pub fn role(path: &str) -> FileRole {
    let as_written = written_role(path);
    if !matches!(
        as_written,
        FileRole::Misplaced(_) | FileRole::MisplacedFolder(..)
    ) {
        return as_written;
    }
    // The name may look right and hold a character that cannot be seen.
    let visible = unseen::visible(path);
    let Some(c) = unseen::first(path) else {
        return as_written;
    };
    match written_role(&visible) {
        FileRole::Misplaced(_) | FileRole::MisplacedFolder(..) => as_written,
        _ => FileRole::Misplaced(format!(
            "the file's own name holds {}: rename it to {}",
            unseen::described(c),
            visible.rsplit('/').next().unwrap_or_default()
        )),
    }
}

fn written_role(path: &str) -> FileRole {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["config.toml"] => FileRole::Config,
        [name] if is_configuration(name) => FileRole::Environment,
        ["themes", name] | ["themes", _, .., name]
            if is_about_folder(name) && !path.contains("/static/") =>
        {
            FileRole::Remarks
        }
        ["content", name] if is_readme(name) => FileRole::Remarks,
        ["content", folder, name] if FOLDERS.contains(folder) && is_readme(name) => {
            FileRole::Remarks
        }
        ["content", "publishers.toml"] => FileRole::Publishers,
        ["content", "names.toml"] => FileRole::Names,
        ["content", "articles", article, name] => in_article(article, name),
        ["content", "articles", article, name @ ..] if !name.is_empty() => FileRole::Attachment {
            article: (*article).into(),
            name: name.join("/"),
        },
        ["content", "topics", id, name] => match suffixed(name, "index") {
            Some(Ok(lang)) => FileRole::Topic {
                id: (*id).into(),
                lang,
            },
            Some(Err(error)) => FileRole::Misplaced(tag_fault(&error)),
            None => FileRole::Misplaced(match meant_text(name, &["index"]) {
                Some(meant) => format!("did you mean {meant}?"),
                None => "a topic's folder holds index.<lang>.md and nothing else".into(),
            }),
        },
        ["content", "pages", name] => match page(name) {
            Some(Ok((slug, lang))) => FileRole::Page { slug, lang },
            Some(Err(error)) => FileRole::Misplaced(tag_fault(&error)),
            None => FileRole::Misplaced(page_name(name)),
        },
        ["content", "editions", name] => match page(name) {
            Some(Ok((id, lang))) => FileRole::Issue { id, lang },
            Some(Err(error)) => FileRole::Misplaced(tag_fault(&error)),
            None => FileRole::Misplaced(issue_name(name)),
        },
        ["themes", _, "theme.toml"] => FileRole::ThemeManifest,
        ["themes", _, "templates", _] if path.ends_with(".html") => FileRole::Template,
        ["themes", _, "i18n", name] => match name.strip_suffix(".toml").map(parse_tag) {
            Some(Ok(lang)) => FileRole::Catalogue { lang },
            _ => FileRole::Misplaced(match name.strip_suffix(".toml").and_then(tag_meant) {
                Some(meant) => format!("did you mean {meant}.toml?"),
                None => "a catalogue of words is named <lang>.toml".into(),
            }),
        },
        ["themes", _, "static", ..] => FileRole::Asset,
        ["themes", ..] => FileRole::Misplaced(
            "a theme holds theme.toml, templates/*.html, static/ and i18n/<lang>.toml".into(),
        ),
        ["content", folder, _, ..] if !FOLDERS.contains(folder) => {
            let help = match nearest(folder, FOLDERS) {
                Some(meant) => format!("did you mean content/{meant}?"),
                None => format!(
                    "if it is an article, move it to content/articles/{folder}; content/ holds {RULE}"
                ),
            };
            FileRole::MisplacedFolder(format!("content/{folder}"), help)
        }
        _ => FileRole::Misplaced(elsewhere(&parts)),
    }
}

/// Returns true for the names of files with a description or the licence of a theme in its folder: `README.md`,
/// `LICENSE-MIT`, `CHANGELOG`.
pub fn is_about_folder(name: &str) -> bool {
    const WORDS: [&str; 10] = [
        "license",
        "licence",
        "copying",
        "copyright",
        "ofl",
        "notice",
        "authors",
        "contributing",
        "changelog",
        "credits",
    ];
    let (word, ending) = word_and_ending(name);
    let is_remark = WORDS.contains(&&*word) && ["", "md", "txt", "rst"].contains(&&*ending);
    is_remark || is_readme(name)
}

/// Returns true for `README`, `readme.md` and the like. Other names may be the slug of a page whose language is
/// missing.
fn is_readme(name: &str) -> bool {
    let (word, ending) = word_and_ending(name);
    word == "readme" && ["", "md", "txt", "rst", "html"].contains(&&*ending)
}

/// Returns the first word of a file's name and its extension, in lower case.
fn word_and_ending(name: &str) -> (String, String) {
    let name = name.to_lowercase();
    let (stem, ending) = name.split_once('.').unwrap_or((&name, ""));
    let word = stem.split(['-', '_']).next().unwrap_or(stem);
    (word.to_owned(), ending.to_owned())
}

/// The folders of `content`.
const FOLDERS: [&str; 4] = ["articles", "editions", "topics", "pages"];
/// Names of the folders and files in `content`, for messages.
const RULE: &str =
    "articles/<slug>/, editions/, topics/<id>/, pages/, publishers.toml and names.toml";

/// Returns a finding on the language in a file's name, if it is not written as in addresses and the configuration, or if
/// it is unknown.
pub fn odd_tag(path: &Arc<str>, role: &FileRole) -> Option<Diagnostic> {
    let (lang, is_original) = match role {
        FileRole::Catalogue { lang } => {
            let is_known = script_of_language(lang).is_some();
            return (!is_known).then(|| {
                unknown_tag(path, lang)
                    .help("name it after the language of its words, as in ar.toml for Arabic")
            });
        }
        FileRole::Original { lang, .. } => (lang, true),
        FileRole::Summary { lang, .. }
        | FileRole::Topic { lang, .. }
        | FileRole::Page { lang, .. }
        | FileRole::Issue { lang, .. } => (lang, false),
        _ => return None,
    };
    let written = path.strip_suffix(".md")?.rsplit('.').next()?;
    let name = path.rsplit('/').next()?;
    if !written.eq_ignore_ascii_case(lang) {
        let message = format!(
            "the language in the name of this file is written `{written}`, and read as `{lang}`"
        );
        let odd = Diagnostic::new(codes::LANGUAGE_TAG, path, message).severity(Severity::Warning);
        let stem = name.strip_suffix(&format!("{written}.md"))?;
        return Some(odd.help(format!("did you mean {stem}{lang}.md?")));
    }
    // All other texts must be in a language of the site, which is checked elsewhere.
    if is_original && script_of_language(lang).is_none() {
        return Some(
            unknown_tag(path, lang)
                .help("name it after the language of the text, as in original.ar.md for Arabic"),
        );
    }
    None
}

fn unknown_tag(path: &Arc<str>, lang: &str) -> Diagnostic {
    let message = format!("`{lang}` in the name of this file is no language that is known");
    Diagnostic::new(codes::LANGUAGE_TAG, path, message).severity(Severity::Warning)
}

/// Returns a finding on the id of a further original, if no citation could name it or if it seems to be a language.
pub fn odd_id(path: &Arc<str>, role: &FileRole) -> Option<Diagnostic> {
    let FileRole::Original {
        id: Some(id), lang, ..
    } = role
    else {
        return None;
    };
    let named = |id: &str| format!("original.{id}.{lang}.md");
    let odd = |message: String, help: String| {
        Some(Diagnostic::new(codes::ORIGINAL_ID, path, message).help(help))
    };
    // Ids of three letters are more often those of agencies (`afp`) than of languages.
    let is_language = |tag: &str| {
        tag.len() == 2 && parse_tag(tag).is_ok_and(|tag| script_of_language(&tag).is_some())
    };
    if is_language(id) {
        let help = match script_of_language(lang) {
            // The id stands behind the language.
            None => {
                format!("the id stands before the language: did you mean original.{lang}.{id}.md?")
            }
            Some(_) => format!(
                "name it after its publisher, as in {}; the original that is cited without an id is named original.{lang}.md",
                named("reuters")
            ),
        };
        return odd(
            format!("the id `{id}` in the name of this original is a language"),
            help,
        );
    }
    if matches!(citation::read(id), Some(Ok(_))) {
        return odd(
            format!(
                "the id `{id}` in the name of this original is read as a paragraph in a citation"
            ),
            format!("name it after its publisher, as in {}", named("reuters")),
        );
    }
    if is_original_id(id) {
        return None;
    }
    let better = slug::meant(id).to_lowercase();
    let better = match is_original_id(&better) {
        true => better,
        false => "reuters".into(),
    };
    odd(
        format!("the id `{id}` in the name of this original cannot stand in a citation"),
        format!(
            "use letters, digits and hyphens, beginning with a letter, as in {}",
            named(&better)
        ),
    )
}

/// Returns true if a text is valid as the id of an original: letters, digits and hyphens, without capitals, beginning with
/// a letter.
pub fn is_original_id(text: &str) -> bool {
    let has_capitals = text.chars().any(char::is_uppercase);
    let begins_with_letter = text.chars().next().is_some_and(char::is_alphabetic);
    slug::is_slug(text) && begins_with_letter && !has_capitals && !text.contains(['.', '\u{200C}'])
}

/// Returns advice on a file of `content` that is in none of the known folders.
fn elsewhere(parts: &[&str]) -> String {
    let known = [
        "articles",
        "editions",
        "topics",
        "pages",
        "publishers.toml",
        "names.toml",
    ];
    let rule = format!("content/ holds {RULE}");
    match parts {
        ["content", name, ..] if !known.contains(name) => match nearest(name, known) {
            Some(meant) => format!("did you mean content/{meant}?"),
            None => rule,
        },
        ["content", "articles", _] => {
            "put it into a folder of its own, as in content/articles/treaty/original.ar.md".into()
        }
        ["content", "topics", _] => {
            "put it into the topic's folder, as in content/topics/economy/index.ar.md".into()
        }
        ["content", "topics", .., id, _] => {
            format!(
                "topics do not stand in folders of topics: move this one to content/topics/{id}"
            )
        }
        ["content", "editions", ..] => {
            "editions stand in content/editions/ itself, not in folders below it".into()
        }
        ["content", "pages", ..] => {
            "pages stand in content/pages/ itself, not in folders below it".into()
        }
        _ => rule,
    }
}

/// Returns the original name of a copy made by a file manager: summary.en.md for `summary.en copy.md`, `summary.en
/// (1).md` or `Copy of summary.en.md`.
fn copy_of(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let stem = lower.strip_suffix(".md")?;
    let first = ["copy of ", "نسخة من ", "копия "];
    let rest = first.iter().find_map(|start| stem.strip_prefix(start));
    let rest = rest.or_else(|| {
        let end = stem.find([' ', '(', '~'])?;
        let after = stem[end..].trim_matches(['-', '–', ' ', '(', ')', '~']);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let is_copy = ["copy", "copie", "نسخة", "копия"]
            .iter()
            .any(|word| after.starts_with(word))
            || is_number(after);
        is_copy.then(|| stem[..end].trim_end())
    })?;
    let (text, lang) = rest.rsplit_once('.')?;
    (!text.is_empty() && parse_tag(lang).is_ok()).then(|| format!("{rest}.md"))
}

/// Returns advice on an invalid language in a file's name. Some people write `en_GB`, as in POSIX locales.
fn tag_fault(error: &TagError) -> String {
    let (TagError::Malformed(tag) | TagError::NoLanguage(tag)) = error;
    match tag_meant(tag) {
        Some(meant) => format!("the language in its name: did you mean `{meant}`?"),
        None => format!("the language in its name: {error}"),
    }
}

fn in_article(article: &str, name: &str) -> FileRole {
    let article = article.to_owned();
    if let Some(text) = copy_of(name) {
        return FileRole::Misplaced(format!("it seems to be a copy of {text}: remove it"));
    }
    match further_original(name) {
        Some(Ok((id, lang))) => {
            return FileRole::Original {
                article,
                id: Some(id),
                lang,
            };
        }
        Some(Err(error)) => return FileRole::Misplaced(further_fault(name, &error)),
        None => {}
    }
    for (stem, is_original) in [("original", true), ("summary", false)] {
        match suffixed(name, stem) {
            Some(Ok(lang)) if is_original => {
                return FileRole::Original {
                    article,
                    id: None,
                    lang,
                };
            }
            Some(Ok(lang)) => return FileRole::Summary { article, lang },
            Some(Err(error)) if is_original => {
                return FileRole::Misplaced(original_fault(name, &error));
            }
            Some(Err(error)) => return FileRole::Misplaced(tag_fault(&error)),
            None => {}
        }
    }
    if name.to_lowercase().ends_with(".md") {
        return FileRole::Misplaced(match meant_text(name, &TEXTS) {
            Some(meant) => format!("did you mean {meant}?"),
            None => text_name(name),
        });
    }
    FileRole::Attachment {
        article,
        name: name.to_owned(),
    }
}

/// Stems of the names of an article's texts.
const TEXTS: [&str; 2] = ["original", "summary"];

/// Returns the name of the text that a file with another extension probably is: summary.en.md for `summary.en.txt`.
pub fn text_of_attachment(name: &str) -> Option<String> {
    meant_text(name, &TEXTS)
}

/// Returns the path that was probably meant for a misplaced file: for `content/topic/a/index.ar.md`, the same in
/// `content/topics`.
pub fn meant_path(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/')?;
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["content", "articles", _, _] => Some(format!("{folder}/{}", meant_text(name, &TEXTS)?)),
        ["content", "topics", _, _] => Some(format!("{folder}/{}", meant_text(name, &["index"])?)),
        ["content", written, rest @ ..] if !rest.is_empty() && !FOLDERS.contains(written) => {
            let meant = nearest(written, FOLDERS)?;
            Some(format!("content/{meant}/{}", rest.join("/")))
        }
        _ => None,
    }
}

/// Returns the name that was probably meant by a text's name with other case, separators or extension: summary.en.md
/// for `summary_en.MD`. Returns `None` if the name contains no language.
fn meant_text(name: &str, stems: &[&'static str]) -> Option<String> {
    const ENDINGS: [&str; 7] = ["md", "markdown", "mdown", "mkdn", "mkd", "text", "txt"];
    let lower = name.to_lowercase();
    let (rest, ending) = lower.rsplit_once('.')?;
    if !ENDINGS.contains(&ending) {
        return None;
    }
    // Some systems hide the extension that a program adds.
    let rest = rest.strip_suffix(".md").unwrap_or(rest);
    let (stem, lang) = rest.split_once(['.', '_', '-', ' '])?;
    let lang = parse_tag(&lang.replace('_', "-")).ok()?;
    script_of_language(&lang)?;
    let stem = match ending {
        "md" => nearest(stem, stems.iter().copied())?,
        // With other extensions, only exact stems count: any other text file may lie beside an article.
        _ => stems.iter().copied().find(|known| *known == stem)?,
    };
    Some(format!("{stem}.{lang}.md"))
}

/// Returns advice on a Markdown file in an article's folder whose name has no meaning.
fn text_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let stems = ["original", "summary"];
    let meant = lower
        .split('.')
        .next()
        .and_then(|stem| nearest(stem, stems));
    let rule = "an article's texts are named original.<lang>.md and summary.<lang>.md";
    match (meant, name.split('.').count()) {
        (Some(stem), 2) => format!(
            "the language is missing: name it {stem}.<lang>.md, as in {stem}.ar.md for an Arabic text and {stem}.en.md for an English one"
        ),
        (Some(stem), 3) => {
            let lang = name.split('.').nth(1).unwrap_or_default();
            format!("did you mean {stem}.{lang}.md?")
        }
        _ => format!("{rule}; notes of the desk stand better outside content/"),
    }
}

/// Returns the language of `<stem>.<lang>.md`; `None` if the name has another form.
fn suffixed(name: &str, stem: &str) -> Option<Result<String, TagError>> {
    let lang = name
        .strip_suffix(".md")?
        .strip_prefix(stem)?
        .strip_prefix('.')?;
    Some(tag(lang))
}

/// Returns advice on the name of an original whose language is invalid: it may be an id.
fn original_fault(name: &str, error: &TagError) -> String {
    let id = name
        .strip_prefix("original.")
        .and_then(|rest| rest.strip_suffix(".md"));
    match (id, error) {
        (Some(id), TagError::Malformed(tag) | TagError::NoLanguage(tag))
            if is_original_id(id) && tag_meant(tag).is_none() =>
        {
            format!(
                "the language is missing: a further original is named as in original.{id}.ar.md"
            )
        }
        _ => tag_fault(error),
    }
}

/// Returns advice on the name of a further original whose language is invalid: id and language may have changed places.
fn further_fault(name: &str, error: &TagError) -> String {
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        ["original", lang, id, "md"]
            if is_original_id(id)
                && parse_tag(lang).is_ok_and(|tag| script_of_language(&tag).is_some()) =>
        {
            format!("the id stands before the language: did you mean original.{id}.{lang}.md?")
        }
        _ => tag_fault(error),
    }
}

/// Returns id and language of `original.<id>.<lang>.md`; `None` if the name has another form.
fn further_original(name: &str) -> Option<Result<(String, String), TagError>> {
    let rest = name.strip_suffix(".md")?.strip_prefix("original.")?;
    let (id, lang) = rest.rsplit_once('.')?;
    (!id.is_empty()).then(|| tag(lang).map(|lang| (id.to_owned(), lang)))
}

/// Returns slug and language of `<slug>.<lang>.md`; `None` if the name has another form.
fn page(name: &str) -> Option<Result<(String, String), TagError>> {
    let (slug, lang) = name.strip_suffix(".md")?.rsplit_once('.')?;
    (!slug.is_empty()).then(|| tag(lang).map(|lang| (slug.to_owned(), lang)))
}

/// Returns advice on a file among the standing pages whose name has the wrong form.
fn page_name(name: &str) -> String {
    // A hyphen may be a part of the slug, as in how-to.md.
    let stem = name.split(['.', '_']).next().unwrap_or_default();
    let rest = name.get(stem.len()..).unwrap_or_default();
    match meant_text(&format!("index{rest}"), &["index"]) {
        Some(meant) => format!("did you mean {}?", meant.replacen("index", stem, 1)),
        None => "a standing page is named <slug>.<lang>.md, as in about.ar.md".into(),
    }
}

/// Returns advice on a file among the editions whose name has the wrong form.
fn issue_name(name: &str) -> String {
    let stem = name.split(['.', '_']).next().unwrap_or_default();
    let rest = name.get(stem.len()..).unwrap_or_default();
    match meant_text(&format!("index{rest}"), &["index"]) {
        Some(meant) => format!("did you mean {}?", meant.replacen("index", stem, 1)),
        None => "an edition is named <id>.<lang>.md, as in 2025-08-18.ar.md".into(),
    }
}

/// Returns a language tag in its canonical form. Most tags are two lower-case letters, for which no lookup is needed.
fn tag(lang: &str) -> Result<String, TagError> {
    match lang {
        "ar" | "en" => Ok(lang.to_owned()),
        _ => parse_tag(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_what_a_file_is() {
        let article = || "x".to_owned();
        for (path, expected) in [
            ("config.toml", FileRole::Config),
            ("content/names.toml", FileRole::Names),
            (
                "content/articles/x/original.ru.md",
                FileRole::Original {
                    article: article(),
                    id: None,
                    lang: "ru".into(),
                },
            ),
            (
                "content/articles/x/original.reuters.en.md",
                FileRole::Original {
                    article: article(),
                    id: Some("reuters".into()),
                    lang: "en".into(),
                },
            ),
            (
                "content/articles/x/original.وفا.ar.md",
                FileRole::Original {
                    article: article(),
                    id: Some("وفا".into()),
                    lang: "ar".into(),
                },
            ),
            (
                "content/articles/x/summary.EN-gb.md",
                FileRole::Summary {
                    article: article(),
                    lang: "en-GB".into(),
                },
            ),
            (
                "content/articles/x/a.png",
                FileRole::Attachment {
                    article: article(),
                    name: "a.png".into(),
                },
            ),
            (
                "content/articles/x/maps/a.png",
                FileRole::Attachment {
                    article: article(),
                    name: "maps/a.png".into(),
                },
            ),
            (
                "content/pages/about.us.ar.md",
                FileRole::Page {
                    slug: "about.us".into(),
                    lang: "ar".into(),
                },
            ),
        ] {
            assert_eq!(role(path), expected, "{path}");
        }
        for path in [
            "content/articles/x/notes.md",
            "content/articles/x/original.md",
            "content/articles/x/summary.draft.md",
            "content/articles/summary.ar.md",
            "content/pages/about.md",
            "content/topics/military/index.md",
            "content/names.txt",
            "themes/x/article.html",
        ] {
            assert!(
                matches!(
                    role(path),
                    FileRole::Misplaced(_) | FileRole::Attachment { .. }
                ),
                "{path}"
            );
        }
    }

    #[test]
    fn ids_of_originals_can_stand_in_citations() {
        for (name, is_sound) in [
            ("original.reuters.en.md", true),
            ("original.afp.fr.md", true),
            ("original.al-ahram.ar.md", true),
            ("original.الأهرام.ar.md", true),
            ("original.en.md", true),
            ("original.en.en.md", false),
            ("original.p4.en.md", false),
            ("original.Reuters.en.md", false),
            ("original.reuters news.en.md", false),
            ("original.24.en.md", false),
            ("original.a.b.en.md", false),
        ] {
            let path: Arc<str> = format!("content/articles/x/{name}").into();
            let role = role(&path);
            assert!(
                matches!(role, FileRole::Original { .. }),
                "{name}: {role:?}"
            );
            assert_eq!(odd_id(&path, &role).is_none(), is_sound, "{name}");
        }
    }

    #[test]
    fn a_copy_is_told_from_a_text() {
        for (name, of) in [
            ("summary.en copy.md", Some("summary.en.md")),
            ("summary.en copy 2.md", Some("summary.en.md")),
            ("summary.en - Copy.md", Some("summary.en.md")),
            ("summary.en (1).md", Some("summary.en.md")),
            ("Copy of summary.en.md", Some("summary.en.md")),
            ("نسخة من summary.ar.md", Some("summary.ar.md")),
            ("summary.en.md", None),
            ("summary en.md", None),
            ("notes.md", None),
        ] {
            assert_eq!(copy_of(name).as_deref(), of, "{name}");
        }
    }

    #[test]
    fn a_text_under_another_ending_or_sign_is_told_its_name() {
        for (path, meant) in [
            (
                "content/articles/x/summary.en.MD",
                "did you mean summary.en.md?",
            ),
            (
                "content/articles/x/summary_en.md",
                "did you mean summary.en.md?",
            ),
            (
                "content/articles/x/Summary-EN.md",
                "did you mean summary.en.md?",
            ),
            ("content/topics/x/index_en.md", "did you mean index.en.md?"),
            (
                "content/topics/x/index.ar.markdown",
                "did you mean index.ar.md?",
            ),
            ("content/pages/about.en.MD", "did you mean about.en.md?"),
            ("content/pages/about_ar.md", "did you mean about.ar.md?"),
        ] {
            assert_eq!(role(path), FileRole::Misplaced(meant.into()), "{path}");
        }
        for (name, meant) in [
            ("summary.en.txt", Some("summary.en.md")),
            ("summary.en.md.txt", Some("summary.en.md")),
            ("summary.en.markdown", Some("summary.en.md")),
            ("original.ar.markdown", Some("original.ar.md")),
            ("original.txt", None),
            ("original.en.pdf", None),
            ("summary.final.txt", None),
            ("notes.en.txt", None),
        ] {
            let path = format!("content/articles/x/{name}");
            assert!(matches!(role(&path), FileRole::Attachment { .. }), "{name}");
            assert_eq!(text_of_attachment(name).as_deref(), meant, "{name}");
        }
    }

    #[test]
    fn a_misplaced_file_is_known_by_the_path_that_was_meant() {
        for (path, meant) in [
            (
                "content/articles/x/orignal.ar.md",
                Some("content/articles/x/original.ar.md"),
            ),
            (
                "content/topic/economy/index.ar.md",
                Some("content/topics/economy/index.ar.md"),
            ),
            (
                "content/topics/economy/indx.ar.md",
                Some("content/topics/economy/index.ar.md"),
            ),
            ("content/notes/a.md", None),
            ("content/articles/x/notes.md", None),
        ] {
            assert_eq!(meant_path(path).as_deref(), meant, "{path}");
        }
    }
}
