//! `mujaz import`: imports texts and saved pages as articles.
//!
//! Takes files or standard input; prints a report of each import. Reading and writing an article is done by the crate
//! `mujaz-import`.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::import_input::{KnownArticles, foreign, kind_of, language, web_address};
use crate::cli::{Global, Status, complain, date, print};
use crate::files;
use crate::import::{
    CreateOptions, Created, DecodeError, Imported, Kind, MAX_BYTES, ReadOptions, account, create,
    decode, read,
};
use crate::lang::Date;
use crate::parse::file_name::MOST_NAME_BYTES;
use crate::parse::slug::is_slug;

/// Arguments of `mujaz import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Files with the texts of articles or their saved pages; `-` reads one from standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Read standard input as Markdown; files are known by their ending
    #[arg(long)]
    markdown: bool,
    /// Read standard input as the source of a page, even if it does not begin as one
    #[arg(long, conflicts_with = "markdown")]
    html: bool,
    /// The article's language (BCP 47) [default: what its page says, or told by its script]
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<String>,
    /// The name of the article's folder, for a single article
    #[arg(long, value_parser = slug)]
    slug: Option<String>,
    /// Who published it: an id in content/publishers.toml [default: whom its page names]
    #[arg(long, value_name = "ID")]
    publisher: Option<String>,
    /// Where it was published
    #[arg(long, value_parser = web_address)]
    url: Option<String>,
    /// Who wrote it
    #[arg(long)]
    author: Option<String>,
    /// When it was published, as in 2025-08-31
    #[arg(long, value_name = "DATE", value_parser = date)]
    published: Option<Date>,
    /// Import an article that is in the site already, into another folder
    #[arg(long)]
    again: bool,
}

impl Import {
    /// Imports each file. A file that cannot be imported does not stop the others.
    pub fn run(&self, global: &Global) -> Status {
        let site = match global.site() {
            Ok(site) => site,
            Err(message) => {
                complain(&message);
                return Status::Usage;
            }
        };
        if self.slug.is_some() && self.files.len() > 1 {
            complain(
                "--slug names the folder of one article, and there are several files; import them one by one",
            );
            return Status::Usage;
        }
        let mut known = KnownArticles::load(&site);
        let Some(languages) = known.languages() else {
            complain("config.toml has errors; run `mujaz build` to see them");
            return Status::Usage;
        };
        let mut status = Status::Done;
        for file in &self.files {
            match self.one(global, &site, &languages, &mut known, file) {
                Ok(account) if global.quiet => drop(account),
                Ok(account) => print(&format!("{account}\n")),
                Err(message) => {
                    complain(&format!("{}: {message}", file.display()));
                    status = Status::Failed;
                }
            }
        }
        status
    }

    fn one(
        &self,
        global: &Global,
        site: &Path,
        languages: &[String],
        known: &mut KnownArticles,
        file: &Path,
    ) -> Result<String, String> {
        let is_input = file.as_os_str() == "-";
        if let Some(way_out) = not_a_file(file) {
            return Err(way_out);
        }
        let bytes = bytes(file, is_input)?;
        let decoded = decode(&bytes).map_err(|error| {
            // First bytes identify another program's document better than its name.
            let by_name = || foreign(file, "");
            match error {
                DecodeError::Nul { .. } | DecodeError::Unreadable => by_name(),
                _ => None,
            }
            .unwrap_or_else(|| error.to_string())
        })?;
        if let Some(way_out) = foreign(file, &decoded.text) {
            return Err(way_out);
        }
        let options = ReadOptions {
            language: self.language.clone(),
        };
        let kind = self.kind(file, is_input);
        let imported = read(&decoded.text, kind, &options).map_err(|e| e.to_string())?;
        let url = self.url.as_deref().or(imported.url.as_deref());
        if !self.again
            && let Some(message) = known.same(
                url,
                imported.title.as_deref().unwrap_or_default(),
                &imported.body,
            )
        {
            return Err(message);
        }
        let created = self.write(global, site, languages, file, &imported)?;
        known.add(&created.folder, created.url.as_deref(), &imported.body);
        Ok(account(
            &decoded.charset,
            &imported,
            &created,
            global.verbose,
        ))
    }

    fn write(
        &self,
        global: &Global,
        site: &Path,
        languages: &[String],
        file: &Path,
        imported: &Imported,
    ) -> Result<Created, String> {
        let published = self.published.map(|date| date.to_string());
        let today = global.today().to_string();
        let options = CreateOptions {
            languages,
            slug: self.slug.as_deref(),
            file_stem: file
                .file_stem()
                .and_then(|stem| stem.to_str())
                .filter(|stem| *stem != "-"),
            publisher: self.publisher.as_deref(),
            url: self.url.as_deref(),
            author: self.author.as_deref(),
            published: published.as_deref(),
            today: &today,
        };
        create(site, imported, &options).map_err(|e| e.to_string())
    }

    fn kind(&self, file: &Path, is_input: bool) -> Kind {
        match kind_of(file) {
            Some(kind) => kind,
            None if is_input && self.markdown => Kind::Markdown,
            None if is_input && self.html => Kind::Html,
            None => Kind::PlainText,
        }
    }
}

/// Returns advice on an argument that is a web address or a folder instead of a file; `None` for all others.
fn not_a_file(file: &Path) -> Option<String> {
    let text = file.to_str().unwrap_or_default();
    let lower = text.to_lowercase();
    let is_web = ["https:", "http:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme));
    let is_host = lower.starts_with("www.");
    if (is_web || is_host) && !file.exists() {
        let url = if is_web {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        // The shell interprets `&` and `?`, so the address is in quotation marks.
        return Some(format!(
            "this is an address, and pages are not fetched from the web: open it in a browser, save the page as HTML, and import that with `mujaz import page.html --url '{url}'`"
        ));
    }
    if lower.starts_with("file:") {
        return Some(
            "this is an address: name the file by its path, as in /home/mona/page.html".into(),
        );
    }
    file.is_dir().then(|| {
        "this is a folder: name the files in it, as in `mujaz import folder/*.html`".into()
    })
}

/// Reads a file or standard input, at most one byte more than an article may have.
fn bytes(file: &Path, is_input: bool) -> Result<Vec<u8>, String> {
    let limit = MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = if is_input {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        // A shell names the end of a pipe so, as in `mujaz import <(pandoc …)`.
        let opened = match file.starts_with("/dev/fd") || file == Path::new("/dev/stdin") {
            true => fs::File::open(file),
            false => files::open(file),
        };
        opened.and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map(|_| bytes)
        .map_err(|e| format!("this cannot be read: {e}"))
}

fn slug(text: &str) -> Result<String, String> {
    if text.len() > MOST_NAME_BYTES {
        Err(format!(
            "it has {} bytes, and a folder's name can have {MOST_NAME_BYTES}",
            text.len()
        ))
    } else if is_slug(text) {
        Ok(text.to_owned())
    } else {
        Err("use letters, digits and hyphens".into())
    }
}
