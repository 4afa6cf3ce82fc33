//! Writes an imported article as a folder on disk. Takes the site's folder and an [`Imported`]; returns the written
//! files. Writes only below `content/`, the whole folder or nothing, and never overwrites an article.

use super::publishers::{self, PublisherClues, UNKNOWN, toml_string};
use super::{Imported, markdown, slug, title, words};
use crate::placeholder::placeholders;
use mujaz_locale::is_blank;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Options for the article that is imported, from the command line. Strings are plain text on one line.
#[derive(Debug, Clone, Copy, Default)]
pub struct CreateOptions<'a> {
    /// The site's languages, as BCP 47 tags. Each gets a draft summary.
    pub languages: &'a [String],
    /// The folder's name; if `None`, it is generated from the title, the file's name or the day.
    pub slug: Option<&'a str>,
    /// Name of the imported file without its extension; `None` if the text does not come from a file.
    pub file_stem: Option<&'a str>,
    /// An id in `content/publishers.toml`, or a name, which is added there if it is missing. If `None`, the publisher that the
    /// page names, else `unknown`.
    pub publisher: Option<&'a str>,
    /// The article's address; overrides the one in the page.
    pub url: Option<&'a str>,
    /// The author; overrides the one in the text.
    pub author: Option<&'a str>,
    /// The day of publication as YYYY-MM-DD; overrides the one in the text.
    pub published: Option<&'a str>,
    /// The day of the import as YYYY-MM-DD.
    pub today: &'a str,
    /// The fetched page, to be kept with the article.
    pub capture: Option<Capture<'a>>,
    /// The article that gets the text as a further original; `None` for an article of its own.
    pub further: Option<FurtherOriginal<'a>>,
}

/// A further original of an article that is in the site already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FurtherOriginal<'a> {
    /// Name of the article's folder.
    pub article: &'a str,
    /// The id in citations.
    pub id: &'a str,
}

/// A fetched page. It is evidence: Mujaz never publishes a file of the name [`Capture::FILE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capture<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// Their digest, for the front matter.
    pub digest: &'a str,
}

impl Capture<'_> {
    /// The name of the file that it is kept in.
    pub const FILE: &'static str = "capture.html";
}

/// The result of [`create`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreatedArticle {
    /// The folder's name.
    pub slug: String,
    /// The folder, relative to the site, with `/` between its parts.
    pub folder: String,
    /// The names of the files in it, the original first.
    pub files: Vec<String>,
    /// The title, as in the front matter.
    pub title: String,
    /// True if the text has no title and this title was made from its first words.
    pub title_made: bool,
    /// The publisher's id, as in the front matter.
    pub publisher: String,
    /// The way in which the page's publisher was found in publishers.toml, in words such as "by its address"; `None` if
    /// it was not found.
    pub publisher_by: Option<&'static str>,
    /// The author, as in the front matter.
    pub author: Option<String>,
    /// The day of publication, as in the front matter.
    pub published: Option<String>,
    /// The article's address, as in the front matter.
    pub url: Option<String>,
    /// Notes, in sentences, on further actions that were done or are still to be done.
    pub notes: Vec<String>,
}

/// The reason why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The folder exists already.
    #[error(
        "{folder} is there already and was left as it is; give the article another name, for example --slug {another}"
    )]
    Exists {
        /// The folder, relative to the site.
        folder: String,
        /// A similar name that is free.
        another: String,
    },
    /// The slug is invalid as a folder's name.
    #[error(
        "`{slug}` cannot be the name of an article's folder; use letters, digits, `-` and `_` alone, for example \
         --slug early-harvest"
    )]
    Slug {
        /// The given slug.
        slug: String,
    },
    /// The article that should get a further original does not exist.
    #[error(
        "{folder} is no article: there is no original in it, to which another one could be added"
    )]
    NoArticle {
        /// The folder, relative to the site.
        folder: String,
    },
    /// The article has an original with the id already.
    #[error("{file} is there already and was left as it is; give this original another id")]
    IdTaken {
        /// The file, relative to the site.
        file: String,
    },
    /// The language is not a BCP 47 tag.
    #[error("`{tag}` is not a language tag; write one such as ar, en or pt-BR")]
    Language {
        /// The given tag.
        tag: String,
    },
    /// The date is invalid.
    #[error("{what} is `{date}`, which is not a date; write it as 2025-08-14")]
    Date {
        /// The date's role, in words.
        what: &'static str,
        /// The given date.
        date: String,
    },
    /// `publishers.toml` is not valid TOML.
    #[error(
        "content/publishers.toml cannot be read, so the article's publisher could not be looked up or added: {why}; mend \
         the file, or name a publisher"
    )]
    Publishers {
        /// The parser's message.
        why: String,
    },
    /// The file system returned an error.
    #[error("cannot write {path}: {error}; nothing was imported")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        error: io::Error,
    },
}

/// The articles' folder, relative to the site.
const ARTICLES: &str = "content/articles";

/// Writes an article's folder: the original, and a draft summary in each of the site's languages.
///
/// `site` is the folder with config.toml. Adds the article's publisher to content/publishers.toml if it is missing
/// there, or `unknown` if the article names no publisher. On an error, nothing on disk changes.
pub fn create(
    site: &Path,
    imported: &Imported,
    options: &CreateOptions,
) -> Result<CreatedArticle, CreateError> {
    let today = date("the day of the import", options.today)?;
    let languages = languages(imported, options)?;
    let (title, title_made) = match &imported.title {
        Some(title) if words::chars(title) <= LONGEST_TITLE && !is_blank(title) => {
            (title.clone(), false)
        }
        _ => (made_title(imported, &today), true),
    };
    let published = match options.published {
        Some(day) => Some(date("the day of publication", day)?),
        None => imported.published.clone(),
    };
    let slug = match options.further {
        Some(further) => {
            check_further(site, further)?;
            further.article.to_owned()
        }
        None => free_slug(site, &title, &today, options)?,
    };
    let folder = format!("{ARTICLES}/{slug}");
    let publisher = publisher(site, imported, &languages, options)?;
    let own =
        |given: Option<&str>, read: &Option<String>| given.map(str::to_string).or(read.clone());
    let mut created = CreatedArticle {
        slug,
        folder,
        files: Vec::new(),
        title,
        title_made,
        publisher: publisher.id,
        publisher_by: publisher.by,
        author: own(options.author, &imported.author),
        published,
        url: own(options.url, &imported.url),
        notes: publisher.note.into_iter().collect(),
    };
    let digest = options.capture.map(|capture| capture.digest);
    let front = front_matter(&created, &today, digest);
    let original = format!("{front}\n{}", imported.body).into_bytes();
    let id = options
        .further
        .map_or(String::new(), |further| format!("{}.", further.id));
    let mut files = vec![(format!("original.{id}{}.md", imported.language), original)];
    if options.further.is_none() {
        for tag in &languages {
            let text = summary(&created.title, tag).into_bytes();
            files.push((format!("summary.{tag}.md"), text));
        }
    }
    if let Some(capture) = options.capture {
        let name = Capture::FILE.replacen("capture.", &format!("capture.{id}"), 1);
        files.push((name, capture.bytes.to_vec()));
    }
    let is_new = options.further.is_none();
    write_all(
        site,
        (&created.folder, is_new),
        &files,
        publisher.list.as_deref(),
    )?;
    created.files = files.into_iter().map(|(name, _)| name).collect();
    Ok(created)
}

/// Checks that an article exists and has no original with this id.
fn check_further(site: &Path, further: FurtherOriginal) -> Result<(), CreateError> {
    let FurtherOriginal { article, id } = further;
    let folder = format!("{ARTICLES}/{article}");
    let place = site.join(&folder);
    let entries = fs::read_dir(&place).into_iter().flatten().flatten();
    let names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.starts_with("original.") && name.ends_with(".md"))
        .collect();
    if names.is_empty() || !slug::is_valid(article) {
        return Err(CreateError::NoArticle { folder });
    }
    let prefix = format!("original.{id}.");
    match names.iter().find(|name| name.starts_with(&prefix)) {
        Some(name) => Err(CreateError::IdTaken {
            file: format!("{folder}/{name}"),
        }),
        None => Ok(()),
    }
}

/// Returns the languages to write summaries in, each once, in the order given. Fails on a tag that is invalid as a file
/// name.
fn languages<'a>(
    imported: &Imported,
    options: &CreateOptions<'a>,
) -> Result<Vec<&'a str>, CreateError> {
    let tags = options.languages.iter().map(String::as_str);
    if let Some(tag) = tags
        .clone()
        .chain([imported.language.as_str()])
        .find(|t| !is_language_tag(t))
    {
        return Err(CreateError::Language {
            tag: tag.to_string(),
        });
    }
    let mut seen = BTreeSet::new();
    Ok(tags.filter(|t| seen.insert(*t)).collect())
}

/// Returns true if a tag has the form of BCP 47: subtags of one to eight ASCII letters or digits, the first of two or
/// more letters.
fn is_language_tag(tag: &str) -> bool {
    tag.starts_with(|c: char| c.is_ascii_alphabetic())
        && tag.split('-').all(|subtag| {
            (1..=8).contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphanumeric())
        })
        && tag
            .split('-')
            .next()
            .is_some_and(|first| first.len() >= 2 && first.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// Makes a title from the first words of the text; from the day if the text has no words outside its markup.
fn made_title(imported: &Imported, today: &str) -> String {
    let paragraphs = markdown::paragraphs(&imported.body);
    let made = paragraphs.first().map(|p| title::made_from(p));
    made.filter(|t| !is_blank(t))
        .unwrap_or_else(|| today.to_string())
}

fn date(what: &'static str, date: &str) -> Result<String, CreateError> {
    super::furniture::iso_date(date)
        .filter(|d| d == date)
        .ok_or_else(|| CreateError::Date {
            what,
            date: date.to_string(),
        })
}

/// Returns the given slug if it is free, or generates one that is free.
fn free_slug(
    site: &Path,
    title: &str,
    today: &str,
    options: &CreateOptions,
) -> Result<String, CreateError> {
    let taken = |slug: &str| site.join(ARTICLES).join(slug).symlink_metadata().is_ok();
    let numbered = |slug: &str| {
        // This ends, because a folder has finitely many entries.
        (2_u64..)
            .map(|n| format!("{slug}-{n}"))
            .find(|s| !taken(s))
            .unwrap_or_default()
    };
    match options.slug {
        Some(slug) if !slug::is_valid(slug) => Err(CreateError::Slug {
            slug: slug.to_string(),
        }),
        Some(slug) if taken(slug) => Err(CreateError::Exists {
            folder: format!("{ARTICLES}/{slug}"),
            another: numbered(slug),
        }),
        Some(slug) => Ok(slug.to_string()),
        None => {
            let slug = slug::generated(title, options.file_stem, today);
            Ok(if taken(&slug) { numbered(&slug) } else { slug })
        }
    }
}

fn front_matter(created: &CreatedArticle, today: &str, capture: Option<&str>) -> String {
    let mut front = String::from("+++\n");
    let mut line = |key: &str, value: String| front.push_str(&format!("{key} = {value}\n"));
    line("title", toml_string(&created.title));
    line("publisher", toml_string(&created.publisher));
    if let Some(author) = &created.author {
        line("author", toml_string(author));
    }
    if let Some(url) = &created.url {
        line("url", toml_string(url));
    }
    if let Some(published) = &created.published {
        line("published", published.clone());
    }
    line("retrieved", today.to_string());
    if let Some(digest) = capture {
        line("capture", toml_string(digest));
    }
    front.push_str("# rights = \"link\"  # or \"cited\", \"full\"\n+++\n");
    front
}

fn summary(title: &str, tag: &str) -> String {
    // In a summary, brackets in the title could be a citation, and a comment would be seen: both are errors there.
    let title = title.replace('[', "(").replace(']', ")");
    let title = toml_string(&title.replace("<!--", "<! --"));
    let stub = placeholders(tag).stub;
    format!("+++\ntitle = {title}\ndraft = true\ntopics = []\n+++\n\n{stub}\n")
}

/// The publisher of an article.
struct ArticlePublisher {
    id: String,
    /// The way in which the page's publisher was found in the list, in words; `None` if it was not.
    by: Option<&'static str>,
    /// The new content of publishers.toml; `None` if it does not change.
    list: Option<String>,
    /// A note on an entry that is missing or was added.
    note: Option<String>,
}

/// Finds the publisher that was given or that the page names, or makes an entry for it.
fn publisher(
    site: &Path,
    imported: &Imported,
    languages: &[&str],
    options: &CreateOptions,
) -> Result<ArticlePublisher, CreateError> {
    let path = site.join(PUBLISHERS);
    let text = read_list(site, &path)?;
    let table: Result<toml::Table, _> = text.trim_start_matches('\u{feff}').parse();
    let known = |id: String, by, note| ArticlePublisher {
        id,
        by,
        list: None,
        note,
    };
    let is_listed = |id: &str| table.as_ref().is_ok_and(|table| table.contains_key(id));
    let given = options.publisher.filter(|given| *given != UNKNOWN);
    if let Some(id) = given.filter(|given| is_id(given) || is_listed(given)) {
        let missing = (table.is_ok() && !is_listed(id))
            .then(|| format!("content/publishers.toml has no publisher `{id}` yet: add it there."));
        return Ok(known(id.to_string(), None, missing));
    }
    let table = table.map_err(|error: toml::de::Error| CreateError::Publishers {
        why: match error.span() {
            Some(span) => {
                let line = text[..span.start.min(text.len())].matches('\n').count() + 1;
                format!("line {line}: {}", words::one_line(error.message()))
            }
            None => words::one_line(error.message()),
        },
    })?;
    let url = options.url.or(imported.url.as_deref());
    let said = match (given, options.publisher) {
        (Some(name), _) => PublisherClues {
            name: Some(name),
            url,
        },
        (None, Some(_)) => PublisherClues::default(),
        (None, None) => PublisherClues {
            name: imported.publisher.as_deref(),
            url,
        },
    };
    if let Some((id, by)) = publishers::find(&table, said) {
        return Ok(known(id, Some(by), None));
    }
    if said.is_nobody() && table.contains_key(UNKNOWN) {
        return Ok(known(UNKNOWN.to_string(), None, None));
    }
    let (id, lines, note) = added(&table, said, imported, languages);
    let list = Some(with_entry(&text, &lines));
    let note = Some(note);
    Ok(ArticlePublisher {
        id,
        by: None,
        list,
        note,
    })
}

/// Returns true if the given publisher is an id, not a name.
fn is_id(given: &str) -> bool {
    let is_of_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    given.chars().all(is_of_id)
}

/// Makes an entry for a publisher that is not in the list: its id, its lines, and a note about it.
fn added(
    table: &toml::Table,
    said: PublisherClues,
    imported: &Imported,
    languages: &[&str],
) -> (String, String, String) {
    if let Some((id, lines)) = publishers::new_entry(table, said, &imported.language) {
        let note = format!(
            "The publisher was not in content/publishers.toml: `{id}` was added there; see to its name in each \
             language."
        );
        return (id, lines, note);
    }
    // A site without languages still needs the publisher's name in some language.
    let names = match languages {
        [] => &[imported.language.as_str()],
        languages => languages,
    };
    let mut lines = format!("[{UNKNOWN}]\n");
    for tag in names {
        let name = toml_string(placeholders(tag).unknown);
        lines.push_str(&format!("name.{tag} = {name}\n"));
    }
    let note = "No publisher was named: `unknown` was added to content/publishers.toml and stands in the original.";
    (UNKNOWN.to_string(), lines, note.to_string())
}

/// Returns the text of publishers.toml with an entry appended.
fn with_entry(text: &str, lines: &str) -> String {
    let mut new = text.to_string();
    if !new.is_empty() {
        new.push_str(if new.ends_with('\n') { "\n" } else { "\n\n" });
    }
    new.push_str(lines);
    new
}

/// Writes the files into a hidden folder next to the article's, then renames that folder or, if the article exists,
/// moves the files into its folder. Before that, replaces publishers.toml in the same way. If the import is killed in
/// between, the next one finds the publisher in the list.
fn write_all(
    site: &Path,
    (folder, is_new): (&str, bool),
    files: &[(String, Vec<u8>)],
    publishers: Option<&str>,
) -> Result<(), CreateError> {
    let articles = site.join(ARTICLES);
    let target = site.join(folder);
    fs::create_dir_all(&articles).map_err(io_error(&articles))?;
    let articles = within(site, &articles)?;
    let list = match within(site, &site.join(PUBLISHERS)) {
        Err(CreateError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
            site.join(PUBLISHERS)
        }
        list => list?,
    };
    let beside_list = list.parent().unwrap_or(site);
    clean(&articles);
    clean(beside_list);
    let hidden = |name: &str| format!("{TEMPORARY}{}-{name}", std::process::id());

    let mut temporary = Temporary::new(articles.join(hidden("article")));
    fs::create_dir(&temporary.place).map_err(io_error(&temporary.place))?;
    temporary.lock();
    for (name, content) in files {
        write_new(&temporary.place.join(name), content)?;
    }
    let mut new_list = Temporary::new(beside_list.join(hidden("publishers.toml")));
    if let Some(content) = publishers {
        write_new(&new_list.place, content.as_bytes())?;
        new_list.lock();
    }
    // The list first: a publisher without an article is harmless, an article without its publisher is an error of the site.
    let mut old_list = Temporary::new(beside_list.join(hidden("old-publishers.toml")));
    if publishers.is_some() {
        if list.exists() {
            fs::copy(&list, &old_list.place).map_err(io_error(&list))?;
            old_list.lock();
        }
        fs::rename(&new_list.place, &list).map_err(io_error(&list))?;
    }
    let names = files.iter().map(|(name, _)| name);
    let placed = match is_new {
        // The rename fails if somebody else created the folder meanwhile, unless it is empty.
        true => fs::rename(&temporary.place, &target).map_err(io_error(&target)),
        false => {
            within(site, &target).and_then(|target| move_all(&temporary.place, &target, names))
        }
    };
    if placed.is_err() && publishers.is_some() {
        // The first error is the one to report.
        let _ = match old_list.place.exists() {
            true => fs::rename(&old_list.place, &list),
            false => fs::remove_file(&list),
        };
    }
    placed
}

/// Moves files into an article's folder, all of them or none. Replaces no file.
fn move_all<'n>(
    from: &Path,
    to: &Path,
    names: impl Iterator<Item = &'n String>,
) -> Result<(), CreateError> {
    let mut moved: Vec<PathBuf> = Vec::new();
    for name in names {
        let place = to.join(name);
        // A link to the file, unlike a rename, fails if the name is taken.
        if let Err(error) = fs::hard_link(from.join(name), &place) {
            moved.iter().for_each(|place| drop(fs::remove_file(place)));
            return Err(io_error(&place)(error));
        }
        moved.push(place);
    }
    Ok(())
}

/// Maximum length of a title, in characters. A longer one is a text whose end tag is missing.
const LONGEST_TITLE: usize = 300;

/// The list of publishers, relative to the site.
const PUBLISHERS: &str = "content/publishers.toml";

/// Resolves the symbolic links in the path of a file or folder of the site, and refuses one that is outside the site. `content`
/// may itself be a link to another place.
fn within(site: &Path, path: &Path) -> Result<PathBuf, CreateError> {
    let real = path.canonicalize().map_err(io_error(path))?;
    let mut homes = [site.to_path_buf(), site.join("content")].into_iter();
    if homes.any(|home| home.canonicalize().is_ok_and(|home| real.starts_with(home))) {
        return Ok(real);
    }
    let why = format!("it is a link out of the site, to {}", real.display());
    Err(io_error(path)(io::Error::other(why)))
}

/// Maximum length of publishers.toml in bytes, as for any text of a site.
const LONGEST_LIST: u64 = 10 * 1024 * 1024;

/// Reads the list of publishers; a missing one is empty.
fn read_list(site: &Path, path: &Path) -> Result<String, CreateError> {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(io_error(path)(error)),
    };
    let why = match found.is_file() {
        true if found.len() <= LONGEST_LIST => {
            let real = within(site, path)?;
            return fs::read_to_string(real).map_err(io_error(path));
        }
        true => "it is longer than 10 MB",
        false => "it is no regular file",
    };
    Err(io_error(path)(io::Error::other(why)))
}

/// Beginning of the names of temporary files and folders; the number of the process follows.
const TEMPORARY: &str = ".import-";

/// Removes the temporary files and folders that killed imports left in a folder. Leaves those of imports that are
/// running. Failures are ignored, since hidden files are not part of the site.
fn clean(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let rest = name.to_str().and_then(|name| name.strip_prefix(TEMPORARY));
        let number = rest.and_then(|rest| rest.split_once('-'));
        let is_temporary = number.is_some_and(|(number, _)| number.parse::<u32>().is_ok());
        let is_plain = entry
            .file_type()
            .is_ok_and(|kind| kind.is_dir() || kind.is_file());
        if is_temporary
            && is_plain
            && let Some(lock) = locked(&entry.path())
        {
            drop(Temporary {
                place: entry.path(),
                lock: Some(lock),
            });
        }
    }
}

/// Creates a new file and syncs it to disk, so that a later rename never exposes a half-written file.
fn write_new(path: &Path, content: &[u8]) -> Result<(), CreateError> {
    let mut file = fs::File::create_new(path).map_err(io_error(path))?;
    file.write_all(content)
        .and_then(|()| file.sync_all())
        .map_err(io_error(path))
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> CreateError {
    let path = path.to_path_buf();
    |error| CreateError::Io { path, error }
}

/// A file or folder that is removed on drop, if it still exists.
struct Temporary {
    place: PathBuf,
    /// Locked while the import runs, so that other imports do not remove the file; `None` if the system cannot lock
    /// folders.
    lock: Option<fs::File>,
}

impl Temporary {
    fn new(place: PathBuf) -> Self {
        Temporary { place, lock: None }
    }

    fn lock(&mut self) {
        self.lock = locked(&self.place);
    }
}

/// Locks a file or folder; returns `None` if another process has locked it, or if the system cannot lock it.
fn locked(place: &Path) -> Option<fs::File> {
    let opened = fs::File::open(place).ok()?;
    opened.try_lock().is_ok().then_some(opened)
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a successful rename it no longer exists. If it cannot be removed, the first error is the one to report.
        if self.place.is_dir() {
            let _ = fs::remove_dir_all(&self.place);
        } else {
            let _ = fs::remove_file(&self.place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_one_toml_string_on_one_line(text in any::<String>()) {
            let written = toml_string(&text);
            prop_assert!(!written.contains(['\n', '\r']), "{written}");
            let table: toml::Table = format!("title = {written}").parse().expect("a TOML string");
            let title = words::one_line(&text);
            prop_assert_eq!(table["title"].as_str(), Some(title.as_str()));
        }
    }

    #[test]
    fn a_language_tag_is_fit_for_a_file_name() {
        for (tag, fit) in [
            ("ar", true),
            ("pt-BR", true),
            ("zh-Hant-TW", true),
            ("", false),
            ("a", false),
            ("../ar", false),
            ("ar.md", false),
            ("ar_EG", false),
            ("english-abcdefghi", false),
        ] {
            assert_eq!(is_language_tag(tag), fit, "{tag}");
        }
    }
}
