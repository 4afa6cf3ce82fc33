//! `mujaz import`: imports texts and saved pages as articles.
//!
//! Takes files, addresses or standard input; prints a report of each import, or a line if there are many. Texts are read in
//! parallel and written one after the other, in the order in which they were named. Reading and writing an article is done by
//! the crate `mujaz-import`, fetching a page by `mujaz-fetch`.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use clap::Args;
use mujaz_fetch::FetchedPage;
use sha2::{Digest, Sha256};

use crate::cli::import_input::{KnownArticles, foreign, kind_of, language, web_address};
use crate::cli::import_lead::LeadChoice;
use crate::cli::import_report::{Done, ImportCounts, ImportProgress};
use crate::cli::import_web::{self, Hosts};
use crate::cli::{CommandStatus, Global, article_name, complain, date, print};
use crate::files;
use crate::import::{
    Capture, Charset, CreateOptions, CreatedArticle, DecodeError, FurtherOriginal, Imported,
    InputFormat, MAX_BYTES, ReadOptions, account, create, decode, decode_from, format_of,
    is_archive, read, read_word,
};
use crate::lang::Date;
use crate::parse::file_name::MOST_NAME_BYTES;
use crate::parse::layout::is_original_id;
use crate::parse::slug::is_slug;

/// Arguments of `mujaz import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Files with the texts of articles, as text, Markdown or Word, or their saved pages, or addresses of pages; `-` reads one
    /// from standard input
    #[arg(required = true, value_name = "FILE|URL")]
    files: Vec<PathBuf>,
    /// Read standard input as Markdown [default: detected from the text; files have their format by extension]
    #[arg(long)]
    markdown: bool,
    /// Read standard input as the source of a page, even if it does not begin like one
    #[arg(long, conflicts_with = "markdown")]
    html: bool,
    /// The article's language (BCP 47) [default: the page's language, or detected from the script]
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<String>,
    /// The name of the article's folder, for a single article
    #[arg(long, value_parser = slug)]
    slug: Option<String>,
    /// The article that gets the text as a further original, for a single text
    #[arg(long, value_name = "ARTICLE", requires = "id", conflicts_with = "slug")]
    into: Option<String>,
    /// The id of this further original in citations: `[ID p4]`
    #[arg(id = "id", long = "as", value_name = "ID", requires = "into", value_parser = original_id)]
    id: Option<String>,
    /// The publisher: an id in content/publishers.toml, or a name, which is added there [default: the page's publisher]
    #[arg(long, value_name = "ID")]
    publisher: Option<String>,
    /// The web address at which the article was published
    #[arg(long, value_parser = web_address)]
    url: Option<String>,
    /// The author
    #[arg(long)]
    author: Option<String>,
    /// The day of publication, as in 2025-08-31
    #[arg(long, value_name = "DATE", value_parser = date)]
    published: Option<Date>,
    /// Import an article again, into another folder, although the site has it already
    #[arg(long)]
    again: bool,
    /// Include a text above the article that may be its lead [default: ask on a terminal, else leave it out]
    #[arg(long)]
    keep_lead: bool,
    /// Fetch pages from this machine and from private networks, too
    #[arg(long)]
    allow_private: bool,
}

/// Maximum length of the id of an original, in bytes: the file name needs room for other parts.
const MOST_ID_BYTES: usize = 200;
/// Number of texts that are read before the articles of the first are written. It bounds the memory of a long run.
const BATCH: usize = 32;
/// Minimum number of texts for one line per article and a summary at the end.
const MANY: usize = 4;

/// A text that was read as an article.
struct ReadArticle {
    charset: Charset,
    imported: Imported,
    /// The fetched page, if the input was fetched.
    page: Option<FetchedPage>,
}

impl Import {
    /// Imports each file or page. One that cannot be imported does not stop the others.
    pub fn run(&self, global: &Global) -> CommandStatus {
        let site = match global.site() {
            Ok(site) => site,
            Err(message) => {
                complain(&message);
                return CommandStatus::Usage;
            }
        };
        if self.slug.is_some() && self.files.len() > 1 {
            complain(
                "--slug names the folder of one article, and there are several files; import them one by one",
            );
            return CommandStatus::Usage;
        }
        if self.into.is_some() && self.files.len() > 1 {
            complain(
                "--into adds one original, and there are several files; import them one by one, each with an id of its own",
            );
            return CommandStatus::Usage;
        }
        let mut known = KnownArticles::load(&site);
        let Some(languages) = known.languages() else {
            complain("config.toml has errors; run `mujaz build` to see them");
            return CommandStatus::Usage;
        };
        let hosts = Hosts::default();
        let progress = ImportProgress::new(global, self.files.len());
        let mut count = ImportCounts::default();
        let is_many = self.files.len() >= MANY;
        let lead = LeadChoice::here(self.keep_lead, global.quiet, is_many);
        for batch in self.files.chunks(BATCH) {
            let read = self.read_all(batch, &hosts, &progress);
            for (file, article) in batch.iter().zip(read) {
                let done = article.and_then(|mut article| {
                    if let Some(message) = self.known(&known, &article.imported) {
                        return Ok(Done::Known(message));
                    }
                    lead.settle(file, &mut article.imported);
                    self.one(global, &site, &languages, &mut known, file, &article)
                });
                progress.pause(|| count.report(global, file, done, is_many));
            }
        }
        progress.end();
        if is_many && !global.quiet {
            print(&count.summary());
        }
        count.status()
    }

    /// Reads texts in parallel, in their order.
    fn read_all(
        &self,
        files: &[PathBuf],
        hosts: &Hosts,
        progress: &ImportProgress,
    ) -> Vec<Result<ReadArticle, String>> {
        let next = AtomicUsize::new(0);
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let results: Vec<Mutex<Option<Result<ReadArticle, String>>>> =
            files.iter().map(|_| Mutex::new(None)).collect();
        let take = || {
            let index = next.fetch_add(1, Ordering::Relaxed);
            Some((index, files.get(index)?))
        };
        std::thread::scope(|scope| {
            for _ in 0..threads.min(files.len()) {
                scope.spawn(|| {
                    while let Some((index, file)) = take() {
                        let read = self.read(file, hosts);
                        *results[index]
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner) = Some(read);
                        progress.advance();
                    }
                });
            }
        });
        let each = results.into_iter().map(|result| {
            let result = result.into_inner().unwrap_or_else(PoisonError::into_inner);
            // Every index was taken by a thread, and a panic would have ended the scope.
            result.unwrap_or_else(|| Err("it was not read".into()))
        });
        each.collect()
    }

    /// Reads a file, a page on the web or standard input.
    fn read(&self, file: &Path, hosts: &Hosts) -> Result<ReadArticle, String> {
        let mut options = ReadOptions {
            language: self.language.clone(),
            url: self.url.clone(),
        };
        let read_as = |text: &str, kind, options: &ReadOptions| {
            read(text, kind, options).map_err(|error| error.to_string())
        };
        if let Some(url) = import_web::address(file) {
            let page = import_web::page(&url, self.allow_private, hosts)?;
            options.url.get_or_insert_with(|| page.address.clone());
            let kind = import_web::kind_of(&page)?;
            let decoded = decode_from(&page.bytes, page.charset.as_deref());
            let decoded = decoded.map_err(|error| format!("the page {error}"))?;
            let mut imported = read_as(&decoded.text, kind, &options)?;
            imported.url = imported.url.or_else(|| options.url.clone());
            imported.remarks.extend(import_web::remarks(&url, &page));
            return Ok(ReadArticle {
                charset: decoded.charset,
                imported,
                page: Some(page),
            });
        }
        if let Some(way_out) = not_a_file(file) {
            return Err(way_out);
        }
        let is_input = file.as_os_str() == "-";
        let bytes = bytes(file, is_input)?;
        if is_archive(&bytes) && bytes.len() <= MAX_BYTES {
            let article = read_word(&bytes, &options).map_err(|error| error.to_string())?;
            return Ok(ReadArticle {
                charset: Charset::utf8(),
                imported: article.map_err(|error| error.to_string())?,
                page: None,
            });
        }
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
        Ok(ReadArticle {
            imported: read_as(
                &decoded.text,
                self.kind(file, is_input, &decoded.text),
                &options,
            )?,
            charset: decoded.charset,
            page: None,
        })
    }

    /// Returns a message if the site has an article already, with or without the text that may be its lead. Returns
    /// `None` if the article is to be imported again.
    fn known(&self, known: &KnownArticles, imported: &Imported) -> Option<String> {
        let url = self.url.as_deref().or(imported.url.as_deref());
        let title = imported.title.as_deref().unwrap_or_default();
        let same = |imported: &Imported| known.same(url, title, &imported.body);
        let with_lead = || {
            let mut imported = imported.clone();
            imported.possible_lead.as_ref()?;
            imported.take_lead();
            same(&imported)
        };
        match self.again {
            true => None,
            false => same(imported).or_else(with_lead),
        }
    }

    /// Writes an article that was read, and returns the outcome.
    fn one(
        &self,
        global: &Global,
        site: &Path,
        languages: &[String],
        known: &mut KnownArticles,
        file: &Path,
        article: &ReadArticle,
    ) -> Result<Done, String> {
        let imported = &article.imported;
        let created = self.write(global, site, languages, file, article)?;
        known.add(&created.folder, created.url.as_deref(), &imported.body);
        let doubt = match imported.possible_lead {
            Some(_) => ", perhaps without its lead (--keep-lead takes it)",
            None => "",
        };
        let line = format!(
            "{}: {} paragraphs{doubt}",
            created.folder, imported.paragraphs
        );
        let account = account(&article.charset, imported, &created, global.verbose);
        Ok(Done::Imported { line, account })
    }

    fn write(
        &self,
        global: &Global,
        site: &Path,
        languages: &[String],
        file: &Path,
        article: &ReadArticle,
    ) -> Result<CreatedArticle, String> {
        let published = self.published.map(|date| date.to_string());
        let today = global.today().to_string();
        let is_page = import_web::address(file).is_some();
        let stem = file.file_stem().and_then(|stem| stem.to_str());
        // What a server sends as plain text is the original itself.
        let page = article.page.as_ref();
        let page = page.filter(|page| matches!(import_web::kind_of(page), Ok(InputFormat::Html)));
        let digest = page.map(|page| format!("sha256-{}", hex(&Sha256::digest(&page.bytes))));
        let capture = page.zip(digest.as_deref()).map(|(page, digest)| Capture {
            bytes: &page.bytes,
            digest,
        });
        let options = CreateOptions {
            languages,
            slug: self.slug.as_deref(),
            file_stem: stem.filter(|stem| *stem != "-" && !is_page),
            publisher: self.publisher.as_deref(),
            url: self.url.as_deref(),
            author: self.author.as_deref(),
            published: published.as_deref(),
            today: &today,
            capture,
            further: self
                .into
                .as_deref()
                .zip(self.id.as_deref())
                .map(|(article, id)| FurtherOriginal {
                    article: article_name(article),
                    id,
                }),
        };
        create(site, &article.imported, &options).map_err(|e| e.to_string())
    }

    fn kind(&self, file: &Path, is_input: bool, text: &str) -> InputFormat {
        match kind_of(file) {
            Some(kind) => kind,
            None if is_input && self.markdown => InputFormat::Markdown,
            None if is_input && self.html => InputFormat::Html,
            None if is_input => format_of(text),
            None => InputFormat::PlainText,
        }
    }
}

/// Returns bytes as hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns advice on an argument that is a file's address or a folder instead of a file; `None` for all others.
fn not_a_file(file: &Path) -> Option<String> {
    let lower = file.to_str().unwrap_or_default().to_lowercase();
    if lower.starts_with("file:") {
        return Some(
            "this is an address: name the file by its path, as in /home/mona/page.html".into(),
        );
    }
    if let Some(address) = address_meant(&lower).filter(|_| !file.exists()) {
        return Some(format!("there is no such file; did you mean `{address}`?"));
    }
    file.is_dir().then(|| {
        "this is a folder: name the files in it, as in `mujaz import folder/*.html`".into()
    })
}

/// Returns the web address that was probably meant by a file name, in lower case: `https//example.org/a`,
/// `<https://example.org/a>`, `example.org/a`.
fn address_meant(name: &str) -> Option<String> {
    let name = name.trim_matches(['<', '>', '"', ' ']);
    let schemes = [
        "https:", "http:", "https", "http", "hxxps:", "hxxp:", "ftp:", "ttps:",
    ];
    let begun = schemes
        .iter()
        .find_map(|scheme| name.strip_prefix(scheme))
        .filter(|rest| rest.starts_with([':', '/']) || name.contains(':'));
    let rest = begun.unwrap_or(name).trim_start_matches([':', '/']);
    let host = rest.split(['/', '?', '#']).next()?;
    let labels: Vec<&str> = host.split('.').collect();
    let is_label =
        |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_host = labels.len() > 1 && labels.iter().all(is_label);
    // Without a scheme, `page.html` is a file, and so is `folder.old/page.html`.
    let is_address = begun.is_some()
        || rest.contains('/') && matches!(labels.last(), Some(&("com" | "org" | "net" | "info")));
    (is_host && is_address).then(|| format!("https://{rest}"))
}

/// Reads a file or standard input, at most one byte more than an article may have.
fn bytes(file: &Path, is_input: bool) -> Result<Vec<u8>, String> {
    let limit = MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = if is_input {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        let opened = files::open_argument(file);
        opened.and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map(|_| bytes)
        .map_err(|error| match files::is_special_argument(&error) {
            true => format!("this is {error}"),
            false => format!("this cannot be read: {error}"),
        })
}

fn original_id(text: &str) -> Result<String, String> {
    match is_original_id(text) && text.len() <= MOST_ID_BYTES {
        true => Ok(text.to_owned()),
        false => Err("use small letters, digits and hyphens, beginning with a letter".into()),
    }
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
