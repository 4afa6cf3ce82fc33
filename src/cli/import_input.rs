//! Checks the arguments of `mujaz import`: which are texts, and which articles the site already has.
//!
//! Takes arguments and texts; returns advice on those that cannot be imported.

use std::path::Path;
use std::sync::Arc;

use crate::import::InputFormat;
use crate::lang::{parse_tag, script_of_language, tag_meant};
use crate::link::{SameArticle, same_article, same_url};
use crate::load::{Sources, load};
use crate::memo::Memo;
use crate::parse::article::web_address_fault;
use crate::parse::{Documents, parse};

/// Returns the format of a file by its extension; `None` if the extension is ambiguous.
pub fn kind_of(file: &Path) -> Option<InputFormat> {
    match ending(file).as_str() {
        "md" | "markdown" | "mdown" => Some(InputFormat::Markdown),
        "html" | "htm" | "xhtml" | "shtml" => Some(InputFormat::Html),
        _ => None,
    }
}

/// The formats that can be imported, for messages.
const READ: &str = "an article is read from text (.txt), Markdown (.md), Word (.docx), the source of a saved page (.html, \
                    .htm), an address of a page, or standard input (-)";

/// Extensions of documents of word processors that are not read.
const DOCUMENTS: [&str; 5] = ["doc", "odt", "rtf", "pages", "wpd"];

/// Types of files that are not articles, with their extensions.
const FOREIGN: &[(&str, &[&str])] = &[
    (
        "data",
        &[
            "json", "jsonl", "ndjson", "geojson", "csv", "tsv", "yaml", "yml", "toml", "ini",
            "sql", "sqlite", "db",
        ],
    ),
    ("a feed or XML", &["xml", "rss", "atom", "opml"]),
    (
        "a style sheet or a program",
        &["css", "js", "mjs", "ts", "py", "rs", "sh", "php", "exe"],
    ),
    (
        "a picture",
        &[
            "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "tif", "tiff", "heic", "ico",
        ],
    ),
    (
        "sound or film",
        &[
            "mp3", "m4a", "wav", "ogg", "flac", "mp4", "mov", "mkv", "webm", "avi",
        ],
    ),
    (
        "a spreadsheet or slides",
        &["xls", "xlsx", "ods", "ppt", "pptx", "odp"],
    ),
    ("a book", &["epub", "mobi", "azw3"]),
    (
        "an archive",
        &["zip", "gz", "tar", "tgz", "7z", "rar", "xz"],
    ),
];

/// Returns advice on a file that is not an article by its extension or its text; `None` for all others.
pub fn foreign(file: &Path, text: &str) -> Option<String> {
    let ending = ending(file);
    if DOCUMENTS.contains(&ending.as_str()) {
        return Some(
            "this is a document of a word processor; open it there, save it as Word (.docx), and import that"
                .into(),
        );
    }
    let by_ending = FOREIGN
        .iter()
        .find(|(_, endings)| endings.contains(&ending.as_str()));
    let what = match by_ending {
        Some((what, _)) => what,
        None if is_json(text) => "data (JSON)",
        None => return None,
    };
    Some(format!(
        "this is {what}, and {READ}; copy the article's text into a file of one of these, and import that"
    ))
}

/// Returns true if a text is JSON, by its beginning and its end.
fn is_json(text: &str) -> bool {
    let text = text.trim_start_matches('\u{FEFF}').trim();
    let inner = |open, close| text.strip_prefix(open)?.strip_suffix(close);
    let object = inner('{', '}').is_some_and(|inner: &str| inner.trim_start().starts_with('"'));
    let list =
        inner('[', ']').is_some_and(|inner: &str| inner.trim_start().starts_with(['{', '"', '[']));
    let has_key = text.contains("\":") || text.contains("\" :");
    (object || list) && has_key
}

fn ending(file: &Path) -> String {
    let ending = file.extension().and_then(|ending| ending.to_str());
    ending.unwrap_or_default().to_ascii_lowercase()
}

/// Parses the tag of a language that exists.
pub fn language(text: &str) -> Result<String, String> {
    let meant = || match tag_meant(text) {
        Some(meant) => format!("did you mean {meant}?"),
        None => "write the tag of a language, such as ar, en or pt-BR".into(),
    };
    match parse_tag(text) {
        Ok(tag) if script_of_language(&tag).is_some() => Ok(tag),
        Ok(tag) => Err(format!("no language is known by `{tag}`: {}", meant())),
        Err(error) => Err(format!("{error}: {}", meant())),
    }
}

/// Parses a web address.
pub fn web_address(text: &str) -> Result<String, String> {
    match web_address_fault(text) {
        None => Ok(text.to_owned()),
        Some(help) => Err(format!("this is not an address on the web; {help}")),
    }
}

/// The articles of the site, and those that were imported since it was read.
pub struct KnownArticles {
    documents: Documents,
    sources: Sources,
    imported: Vec<ImportedArticle>,
}

struct ImportedArticle {
    folder: String,
    url: Option<String>,
    body: String,
}

impl KnownArticles {
    /// Reads the articles of a site.
    pub fn load(site: &Path) -> Self {
        let (sources, _) = load(site);
        let (documents, _) = parse(&sources, &Memo::<Arc<_>>::disabled());
        KnownArticles {
            documents,
            sources,
            imported: Vec::new(),
        }
    }

    /// Returns the tags of the site's languages; `None` if its configuration has errors.
    pub fn languages(&self) -> Option<Vec<String>> {
        let languages = self.documents.config.as_ref()?.languages.iter();
        Some(languages.map(|language| language.tag.clone()).collect())
    }

    /// Returns a message if the site already has an article with the same address or text.
    pub fn same(&self, url: Option<&str>, title: &str, body: &str) -> Option<String> {
        let (place, what) = self.find(url, title, body)?;
        Some(format!(
            "nothing was made: {place} has {what} already; --again makes another folder of it all the same"
        ))
    }

    fn find(&self, url: Option<&str>, title: &str, body: &str) -> Option<(String, &'static str)> {
        let (address, text) = ("this address", "this text");
        for imported in &self.imported {
            let is_same_url = same_url(url, imported.url.as_deref());
            if is_same_url || imported.body == body {
                let what = if is_same_url { address } else { text };
                return Some((imported.folder.clone(), what));
            }
        }
        match same_article(&self.documents, &self.sources, url, (title, body))? {
            SameArticle::Address(original) => Some((original.path.to_string(), address)),
            SameArticle::Text(original) => Some((original.path.to_string(), text)),
        }
    }

    /// Adds an article that was imported.
    pub fn add(&mut self, folder: &str, url: Option<&str>, body: &str) {
        self.imported.push(ImportedArticle {
            folder: folder.to_owned(),
            url: url.map(str::to_owned),
            body: body.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_told_from_text() {
        for (text, expected) in [
            ("{\"title\": \"x\"}", true),
            (" [\n {\"a\":1}]\n", true),
            ("\u{FEFF}{ \"a\" : 1 }", true),
            ("[p1] Two states signed.", false),
            ("{a} text {b}", false),
            ("[\"Quoted\", said he]", false),
        ] {
            assert_eq!(is_json(text), expected, "{text}");
        }
    }

    #[test]
    fn a_language_is_one_that_there_is() {
        for (text, expected) in [
            ("ar", Ok("ar")),
            ("EN-gb", Ok("en-GB")),
            ("xx", Err("no language is known by `xx`")),
            ("arabic", Err("did you mean ar?")),
            ("en_GB", Err("did you mean en-GB?")),
            ("no tag", Err("is not a language tag")),
        ] {
            match (language(text), expected) {
                (Ok(tag), Ok(expected)) => assert_eq!(tag, expected),
                (Err(why), Err(expected)) => assert!(why.contains(expected), "{text}: {why}"),
                (got, _) => panic!("{text}: {got:?}"),
            }
        }
    }
}
