//! `mujaz new`: creates the files of an article, a page, a topic, an edition or a name.
//!
//! Takes the options and the site; creates new files, or appends to the register of names. Never overwrites a file.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::atomic::Ordering;

use clap::{Args, Subcommand, ValueEnum};

use crate::cli::{CommandStatus, Global, apart, complain, print};
use crate::edit::{self, replace};
use crate::files;
use crate::import::placeholder::{UNKNOWN_PUBLISHER, new_texts, placeholders};
use crate::lang::verify::NameKind;
use crate::lang::{Date, parse_tag};
use crate::link::address::SECTIONS;
use crate::link::issues::{days, span_in_words, title_of_unit};
use crate::load::{Sources, load};
use crate::memo::Memo;
use crate::parse::catalogue::Catalogue;
use crate::parse::config::{Config, Language};
use crate::parse::issue::CalendarUnit;
use crate::parse::publish::Requirement;
use crate::parse::slug::is_slug;
use crate::parse::{Documents, parse};

/// Arguments of `mujaz new`.
#[derive(Debug, Args)]
pub struct New {
    #[command(subcommand)]
    what: NewSubcommand,
}

#[derive(Debug, Subcommand)]
enum NewSubcommand {
    /// Begin an article: its original and a draft of a summary in each language
    Article {
        /// The name of the article's folder, which is part of its address
        id: String,
        /// The original's title
        #[arg(long)]
        title: Option<String>,
        /// The original's language (BCP 47) [default: the language of most originals]
        #[arg(long, value_name = "TAG", value_parser = parse_tag)]
        language: Option<String>,
        /// The publisher: an id in content/publishers.toml [default: the publisher of most originals]
        #[arg(long, value_name = "ID")]
        publisher: Option<String>,
        /// The web address at which it was published
        #[arg(long)]
        url: Option<String>,
    },
    /// Begin a standing page in each language
    Page {
        /// The page's name, which is part of its address
        id: String,
    },
    /// Begin a topic in each language
    Topic {
        /// The topic's id, which is part of its address and used in `{ topic=… }`
        id: String,
    },
    /// Begin an edition of the briefing in each language
    Edition {
        /// The edition's id, which is part of its address: a day, week or month, as in 2025-08-18, 2025-w34 or 2025-08, or any other name
        id: String,
        /// The first day that it covers [default: the first day of its id]
        #[arg(long, value_name = "DATE", value_parser = day)]
        from: Option<Date>,
        /// The last day that it covers [default: the last day of its id]
        #[arg(long, value_name = "DATE", value_parser = day)]
        to: Option<Date>,
    },
    /// Add a name to content/names.toml
    Name {
        /// The name's id, which is part of its address
        id: String,
        /// The kind of thing that it names
        #[arg(long, value_enum)]
        kind: NewNameKind,
        /// A spelling in a language, as in `--spelling ar=موسكو`; can be given several times
        #[arg(long, value_name = "TAG=WORDS", required = true, value_parser = spelling)]
        spelling: Vec<(String, String)>,
    },
}

/// The kind of the named thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum NewNameKind {
    /// A human being.
    Person,
    /// A state, body, company or party.
    Organisation,
    /// A place.
    Place,
    /// Anything else with a name.
    Thing,
}

/// Files to write: their paths in the site, and their texts.
type NewFiles = Vec<(String, String)>;

impl New {
    /// Writes the files and lists them. Overwrites nothing.
    pub fn run(&self, global: &Global) -> CommandStatus {
        match self.write(global) {
            Ok(paths) => {
                if !global.quiet {
                    print(&format!("{}\n", paths.join("\n")));
                }
                CommandStatus::Done
            }
            Err(message) => {
                complain(&message);
                CommandStatus::Usage
            }
        }
    }

    fn write(&self, global: &Global) -> Result<Vec<String>, String> {
        let site = global.site()?;
        let (sources, _) = load(&site);
        refuse_incomplete(&sources)?;
        let (documents, _) = parse(&sources, &Memo::disabled());
        let config = documents
            .config
            .as_ref()
            .ok_or("config.toml has errors; run `mujaz check` to see them")?;
        let languages = &config.languages;
        if let NewSubcommand::Name { id, kind, spelling } = &self.what {
            fit(id)?;
            let own = documents.names.iter().map(|own| own.id.value.as_str());
            refuse_twin(id, own)?;
            return add_name(&site, &documents, id, *kind, spelling);
        }
        let files = match &self.what {
            NewSubcommand::Article {
                id,
                title,
                language,
                publisher,
                url,
            } => {
                fit(id)?;
                let own = documents.originals.iter().map(|own| own.article.as_str());
                refuse_twin(id, own)?;
                let known = ArticleDefaults {
                    title: title.as_deref().unwrap_or(id),
                    language: language.as_deref(),
                    publisher: publisher.as_deref(),
                    url: url.as_deref(),
                    today: global.today().to_string(),
                };
                article(&documents, languages, id, &known)?
            }
            NewSubcommand::Page { id } => {
                fit(id)?;
                if SECTIONS.contains(&id.as_str()) {
                    return Err(format!("`{id}` is a section of every site, not a page"));
                }
                refuse_twin(id, documents.pages.iter().map(|own| own.id.as_str()))?;
                standing(
                    languages,
                    id,
                    |tag| format!("content/pages/{id}.{tag}.md"),
                    None,
                )
            }
            NewSubcommand::Topic { id } => {
                fit(id)?;
                refuse_twin(id, documents.topics.iter().map(|own| own.id.as_str()))?;
                let weights = documents.topics.iter().map(|topic| topic.weight);
                let weight = weights.max().map(|heaviest| heaviest.saturating_add(1));
                let path = |tag: &str| format!("content/topics/{id}/index.{tag}.md");
                standing(languages, id, path, weight)
            }
            NewSubcommand::Edition { id, from, to } => {
                if let Some(day) = day_meant(id) {
                    return Err(format!(
                        "`{id}` cannot stand in an address; write the year first: did you mean {day}?"
                    ));
                }
                fit(id)?;
                edition(&documents, config, id, (*from, *to), global.today())?
            }
            NewSubcommand::Name { .. } => Vec::new(),
        };
        write_all(&site, &files)?;
        Ok(files.into_iter().map(|(path, _)| path).collect())
    }
}

/// The default values for a new article.
struct ArticleDefaults<'k> {
    title: &'k str,
    language: Option<&'k str>,
    publisher: Option<&'k str>,
    url: Option<&'k str>,
    today: String,
}

/// Maximum length of an id, in bytes: a file's name has 255, and adds a language and an ending.
const MOST_ID_BYTES: usize = 200;

fn fit(id: &str) -> Result<(), String> {
    if id.len() > MOST_ID_BYTES {
        return Err(format!(
            "the id has {} bytes, and the names of its files would be too long; write one of up to {MOST_ID_BYTES}",
            id.len()
        ));
    }
    if is_slug(id) {
        Ok(())
    } else {
        let better = crate::parse::markdown::anchor(id);
        Err(format!(
            "`{id}` cannot stand in an address; use letters, digits and hyphens, as in `{better}`"
        ))
    }
}

/// Refuses an id that differs from another one by capital letters alone: both would have one address.
fn refuse_twin<'i>(id: &str, ids: impl IntoIterator<Item = &'i str>) -> Result<(), String> {
    let is_twin = |other: &&str| *other != id && other.to_lowercase() == id.to_lowercase();
    match ids.into_iter().find(is_twin) {
        Some(other) => Err(format!(
            "`{other}` exists already, and differs from `{id}` by capital letters alone, which many hosts do not tell apart"
        )),
        None => Ok(()),
    }
}

fn article(
    documents: &Documents,
    languages: &[Language],
    id: &str,
    known: &ArticleDefaults<'_>,
) -> Result<NewFiles, String> {
    let folder = format!("content/articles/{id}");
    if documents
        .originals
        .iter()
        .any(|original| original.article == id)
    {
        return Err(format!("{folder}/ exists already, so nothing was written"));
    }
    let publisher = match known.publisher {
        Some(publisher) => publisher,
        None => {
            let ids = documents
                .originals
                .iter()
                .filter_map(|o| o.publisher.as_ref());
            let ids = ids.map(|publisher| publisher.value.as_str());
            let first = documents.publishers.first().map(|p| p.id.value.as_str());
            most(ids.filter(|id| *id != UNKNOWN_PUBLISHER)).or(first).ok_or(
                "content/publishers.toml names no publisher yet: add one there, as in `[herald]` with `name.en = \"The Herald\"`",
            )?
        }
    };
    if !documents.publishers.iter().any(|p| p.id.value == publisher) {
        return Err(format!(
            "content/publishers.toml has no publisher `{publisher}`; add it there first"
        ));
    }
    let own = documents
        .originals
        .iter()
        .map(|original| original.lang.as_str());
    let first = languages
        .first()
        .map_or("en", |language| language.tag.as_str());
    let language = known.language.or_else(|| most(own)).unwrap_or(first);
    let authors = documents
        .summaries
        .iter()
        .flat_map(|summary| &summary.authors);
    let author = most(authors.map(String::as_str));

    let title = quoted(known.title);
    let url = known
        .url
        .map_or(String::new(), |url| format!("url = {}\n", quoted(url)));
    let publisher = quoted(publisher);
    let today = &known.today;
    let text = new_texts(language).original;
    let original = format!(
        "+++\ntitle = {title}\npublisher = {publisher}\n{url}retrieved = {today}\nrights = \"link\"\n+++\n\n{text}\n"
    );
    let mut files = vec![(format!("{folder}/original.{language}.md"), original)];
    for language in languages {
        let tag = &language.tag;
        let topics: Vec<&str> = documents
            .topics
            .iter()
            .filter(|topic| topic.lang == *tag)
            .map(|topic| topic.id.as_str())
            .collect();
        let topics = match topics.len() {
            0 => "topics = []".to_owned(),
            _ => format!("topics = []  # {}", topics.join(", ")),
        };
        let authors = author.map_or(String::new(), |author| {
            format!("authors = [{}]\n", quoted(author))
        });
        let stub = placeholders(tag).stub;
        let summary =
            format!("+++\ntitle = {title}\ndraft = true\n{topics}\n{authors}+++\n\n{stub}\n");
        files.push((format!("{folder}/summary.{tag}.md"), summary));
    }
    Ok(files)
}

/// Makes the files of a topic's introductions or a standing page, one per language.
fn standing(
    languages: &[Language],
    id: &str,
    path: impl Fn(&str) -> String,
    weight: Option<i64>,
) -> NewFiles {
    let weight = weight.map_or(String::new(), |weight| format!("weight = {weight}\n"));
    let title = quoted(id);
    let file = |language: &Language| {
        let text = new_texts(&language.tag).page;
        (
            path(&language.tag),
            format!("+++\ntitle = {title}\n{weight}+++\n\n{text}\n"),
        )
    };
    languages.iter().map(file).collect()
}

/// Makes the files of an edition, one per language. They are drafts, titled as an edition without a file.
fn edition(
    documents: &Documents,
    config: &Config,
    id: &str,
    (from, to): (Option<Date>, Option<Date>),
    today: Date,
) -> Result<NewFiles, String> {
    let unit = CalendarUnit::of_id(id);
    let default = &config.default_language;
    let mut languages = config.languages.iter();
    let default = languages.find(|language| language.tag == *default);
    let weeks = default.map(|language| language.locale.weeks());
    let own = unit.zip(weeks).and_then(|(unit, weeks)| days(unit, weeks));
    if CalendarUnit::is_meant(id) {
        return Err(format!(
            "there is no day, week or month {id}; an edition is named as in 2025-08-18, 2025-w34 or 2025-08, or with words"
        ));
    }
    if own.is_none() && unit.is_some() {
        return Err(format!(
            "there is no such week as {id} in the site's calendar"
        ));
    }
    let id = unit.map_or_else(|| id.to_owned(), CalendarUnit::id);
    let written = [("from", from), ("to", to)];
    let mut front: String = written
        .iter()
        .filter_map(|(key, day)| Some(format!("{key} = {}\n", (*day)?)))
        .collect();
    if own.is_none() && to.is_none() {
        front = format!("date = {today}\n{front}");
    }
    let first = from.or(own.as_ref().map(|own| *own.start()));
    let last = to.or(own.map(|own| *own.end())).unwrap_or(today);
    let span = first.unwrap_or(last)..=last;
    if span.is_empty() {
        return Err(format!(
            "it would end on {last}, before it begins on {}",
            span.start()
        ));
    }
    if config.publish.require.contains(&Requirement::Reviewer) {
        front.push_str("reviewers = []\n");
    }
    // Other days than those of the id are in no phrase for a week or month.
    let unit = unit.filter(|_| from.is_none() && to.is_none());
    let file = |language: &Language| {
        let none = Catalogue::default();
        let words = words_of_theme(documents, config, &language.tag).unwrap_or(&none);
        let title = match unit {
            Some(unit) => title_of_unit(unit, &span, &language.locale, words),
            None => span_in_words(&span, &language.locale, words),
        };
        let text = new_texts(&language.tag).page;
        (
            format!("content/editions/{id}.{}.md", language.tag),
            format!(
                "+++\ntitle = {}\n{front}draft = true\n+++\n\n{text}\n",
                quoted(&title)
            ),
        )
    };
    Ok(config.languages.iter().map(file).collect())
}

/// Returns the words of the site's theme in a language, or those of any other theme that has some.
fn words_of_theme<'d>(
    documents: &'d Documents,
    config: &Config,
    lang: &str,
) -> Option<&'d Catalogue> {
    let own = documents.catalogues.iter().filter(|own| own.lang == lang);
    let best = own.max_by_key(|own| own.theme == config.theme.value)?;
    Some(&best.words)
}

/// Returns the probable day of an id such as `29/11/2026`, `29.11.2026` or `2026/11/29`. If the order of day and month
/// is ambiguous, the day comes first, as in most countries.
fn day_meant(id: &str) -> Option<Date> {
    if !id.contains(['/', '.']) {
        return None;
    }
    let parts: Vec<&str> = id.split(['/', '.']).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let date = |year: &str, month: &str, day: &str| {
        let year = (year.len() == 4).then(|| year.parse().ok())??;
        Date::new(year, month.parse().ok()?, day.parse().ok()?)
    };
    date(first, second, third)
        .or_else(|| date(third, second, first))
        .or_else(|| date(third, first, second))
}

/// Parses a date.
fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a day as in 2025-08-18".to_owned())
}

/// Creates files; writes none of them if one already exists. Completes files that a killed command left incomplete.
fn write_all(site: &Path, files: &NewFiles) -> Result<(), String> {
    let places: Result<Vec<_>, String> = files
        .iter()
        .map(|(path, text)| Ok((apart::within(site, path)?, text.as_bytes())))
        .collect();
    let places = places?;
    edit::create(&places).map_err(|(place, error)| {
        let at = places.iter().position(|(own, _)| *own == place);
        let path = at.map_or("", |at| &files[at].0);
        unwritten(path, &error)
    })
}

/// Fails if a file of the site cannot be read, since the new text depends on the other files.
pub(super) fn refuse_incomplete(sources: &Sources) -> Result<(), String> {
    match sources.is_incomplete().load(Ordering::Relaxed) {
        true => Err("a file of the site cannot be read, so nothing was written; run `mujaz check` to see which".into()),
        false => Ok(()),
    }
}

/// Returns the message that a file could not be created.
pub(super) fn unwritten(path: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists => format!("{path} exists already, so nothing was written"),
        _ => format!("{path} cannot be written: {error}"),
    }
}

/// Appends an entry to the register of names.
fn add_name(
    site: &Path,
    documents: &Documents,
    id: &str,
    kind: NewNameKind,
    spellings: &[(String, String)],
) -> Result<Vec<String>, String> {
    const PATH: &str = "content/names.toml";
    if documents.names.iter().any(|name| name.id.value == id) {
        return Err(format!(
            "{PATH} has a name `{id}` already, so nothing was written"
        ));
    }
    let place = apart::within(site, PATH)?;
    let before = match files::read_text(&place) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(format!("{PATH} cannot be read: {error}")),
    };
    let kind = NameKind::ALL[kind as usize].word();
    let mut entry = String::new();
    if let Some(before) = before.as_deref().filter(|before| !before.is_empty()) {
        entry.push_str(if before.ends_with('\n') { "\n" } else { "\n\n" });
    }
    entry.push_str(&format!(
        "[[name]]\nid = {}\nkind = \"{kind}\"\n",
        quoted(id)
    ));
    for (tag, words) in spellings {
        entry.push_str(&format!("{tag} = {}\n", quoted(words)));
    }
    match before {
        Some(before) => {
            let after = format!("{before}{entry}");
            replace(&place, before.as_bytes(), after.as_bytes())
                .map_err(|error| format!("{PATH}: {error}"))?;
        }
        None => edit::create(&[(place, entry.as_bytes())])
            .map_err(|(_, error)| unwritten(PATH, &error))?,
    }
    Ok(vec![PATH.to_owned()])
}

/// Parses `ar=موسكو`.
fn spelling(text: &str) -> Result<(String, String), String> {
    let (tag, words) = text
        .split_once('=')
        .ok_or("write the language and the spelling, as in ar=موسكو")?;
    let tag = parse_tag(tag.trim()).map_err(|error| error.to_string())?;
    if words.trim().is_empty() {
        return Err("the spelling is empty".into());
    }
    Ok((tag, words.trim().to_owned()))
}

/// Returns the most frequent value; of several, the first in alphabetical order.
fn most<'v>(values: impl Iterator<Item = &'v str>) -> Option<&'v str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let best = counts.values().max().copied()?;
    counts
        .into_iter()
        .find(|(_, n)| *n == best)
        .map(|(value, _)| value)
}

/// Returns a text as a TOML string on one line.
fn quoted(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    toml::Value::String(line.join(" ")).to_string()
}
