//! Parses `config.toml`: the settings of a site and its languages.

use crate::diagnostic::codes;
use std::ops::Range;
use std::sync::Arc;

use crate::clock::Zone;
use crate::diagnostic::{Diagnostic, nearest, secrets};
use crate::lang::{Calendar, Locale, LocaleError, LocaleOptions, Numerals, parse_tag, tag_meant};
use crate::load::BUILT_IN_THEME;
use crate::parse::base_url::BaseUrlFault;
use crate::parse::deploy::{DeployTarget, targets};
use crate::parse::extra::Extra;
use crate::parse::fallback::settle;
use crate::parse::fields::{Fields, Located};
use crate::parse::mailing::{self, Mailing};
use crate::parse::publish::{Publish, publish};
use crate::parse::slug;
use crate::parse::syntax::TomlTable;

pub use crate::parse::base_url::{BaseUrl, ROOT_MARK};

/// The configuration of a site: `config.toml`.
#[derive(Debug)]
pub struct Config {
    /// Path of the file.
    pub path: Arc<str>,
    /// The address of the site.
    pub base_url: BaseUrl,
    /// Tag of the language that `/` redirects to.
    pub default_language: String,
    pub theme: Located<String>,
    /// The time zone in which days of the site begin; `None` if there is none, or an unknown one.
    pub timezone: Option<Zone>,
    /// True if the file names a time zone.
    pub has_timezone: bool,
    /// The site's languages, in the order of the file.
    pub languages: Vec<Language>,
    /// Tags of all languages in the file, including those with an error in their table.
    pub written_languages: Vec<String>,
    /// True if the file may contain languages that could not be read.
    pub may_name_more: bool,
    /// Codes of findings that are not reported.
    pub ignore: Vec<Located<String>>,
    pub feeds: Feeds,
    /// The targets of `mujaz deploy`.
    pub targets: Vec<DeployTarget>,
    /// Files that are published beside the pages.
    pub publish: Publish,
    /// The preview cards; `None` if the site has none.
    pub cards: Option<Cards>,
    pub search: SearchConfig,
    /// The register of figures.
    pub figures: Optional,
    /// The pages with the texts of an article beside each other.
    pub parallel: Optional,
    /// The script with which readers copy a sentence and its source.
    pub copy: Optional,
    /// The editions of the briefing.
    pub editions: Editions,
    pub topics: Topics,
    /// Whatever the theme's templates make use of.
    pub extra: Extra,
}

/// The table `[editions]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Editions {
    /// The spans for which editions without files are made; `None` if none are made.
    pub every: Option<Every>,
    /// True if each edition is also made as an e-mail.
    pub email: bool,
    /// True if each edition is also sent as one e-mail with all its languages.
    pub email_together: bool,
    /// True if each edition is also made as an e-book.
    pub epub: bool,
    /// The list that e-mails are sent to.
    pub mailing: Mailing,
}

impl Default for Editions {
    fn default() -> Self {
        Editions {
            every: None,
            email: false,
            email_together: false,
            epub: true,
            mailing: Mailing::default(),
        }
    }
}

/// The table `[topics]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Topics {
    /// True if each topic is also made as an e-book.
    pub epub: bool,
}

/// The length of the spans of which editions are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Every {
    Day,
    Week,
    Month,
}

impl Every {
    const WORDS: [&'static str; 3] = ["day", "week", "month"];
    const ALL: [Every; 3] = [Every::Day, Every::Week, Every::Month];
}

/// The content of feeds: the table `[feeds]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feeds {
    /// The part of a summary that a feed contains.
    pub content: FeedContent,
    /// Maximum number of articles: 1 to [`Feeds::MOST`].
    pub items: usize,
}

/// The part of a summary that a feed contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FeedContent {
    /// The whole text.
    #[default]
    Full,
    /// The text before its first heading.
    Lead,
}

impl FeedContent {
    const WORDS: [&'static str; 2] = ["full", "lead"];
    const ALL: [FeedContent; 2] = [FeedContent::Full, FeedContent::Lead];
}

impl Feeds {
    /// Maximum number of articles: feed readers fetch the whole feed each time.
    pub const MOST: usize = 200;
}

impl Default for Feeds {
    fn default() -> Self {
        Feeds {
            content: FeedContent::default(),
            items: 20,
        }
    }
}

/// The table `[cards]`.
#[derive(Debug)]
pub struct Cards {
    /// Paths of font files, relative to the site's folder. If there are none, the system's fonts are used.
    pub fonts: Vec<Located<String>>,
}

/// A part of a site that can be switched on and off: the tables `[figures]`, `[parallel]` and `[copy]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Optional {
    /// True if the feature is enabled.
    pub enabled: bool,
}

/// The table `[search]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchConfig {
    /// True if there is a search page with an index.
    pub enabled: bool,
}

/// One of a site's languages.
#[derive(Debug)]
pub struct Language {
    /// The tag (BCP 47).
    pub tag: String,
    /// The language's own name, as in the language switcher: `name`, or else the known name of the language.
    pub name: String,
    /// Byte range of the table's name in the file.
    pub key: Range<usize>,
    /// The tags in `fallback`, as they are written.
    pub fallback: Vec<Located<String>>,
    /// Indices of the site's languages, in the order in which readers of this language get a text: itself first, then
    /// those in `fallback`, the default language, and all others in the order of the file.
    pub preference: Vec<usize>,
    /// The site's title in this language.
    pub title: String,
    /// The site's description in this language.
    pub description: String,
    /// The conventions for dates, numbers and lists.
    pub locale: Arc<Locale>,
}

/// Moves the findings in an overlay to its file: in the combined text they are beyond the end of `config.toml`.
pub fn relocate(found: &mut [Diagnostic], text: &str, overlay: &Arc<str>) {
    let start = text.len() + 1;
    for finding in found.iter_mut().filter(|d| *d.path == *"config.toml") {
        if let Some(span) = finding.span.as_mut().filter(|span| span.start >= start) {
            *span = span.start - start..span.end - start;
            finding.path = overlay.clone();
        }
    }
}

/// Parses `config.toml`, with the configuration of an environment laid over it (its path and text): its keys take the
/// place of those in `config.toml`, table by table. Returns `None` if too much of it is invalid to continue. Spans in
/// the overlay are offsets in a text that consists of `config.toml`, a line feed and the overlay; see [`relocate`].
pub fn config(
    path: &Arc<str>,
    text: &str,
    overlay: Option<(&Arc<str>, &str)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Config> {
    let whole = [text, "\n", overlay.map_or("", |(_, text)| text)].concat();
    let mut found = Vec::new();
    let config = config_of(path, &whole, text.len(), overlay, &mut found);
    hide_secrets(&mut found, &whole, overlay);
    diagnostics.append(&mut found);
    config
}

/// Hides the secrets of both files in the messages of their findings.
fn hide_secrets(found: &mut [Diagnostic], whole: &str, overlay: Option<(&Arc<str>, &str)>) {
    let known = secrets::secrets(whole);
    let above = overlay.map(|(path, text)| (path, text, secrets::secrets(text)));
    secrets::hide(found, |found| {
        let span = found.span.as_ref()?;
        match &above {
            Some((path, text, known)) if found.path == **path => {
                secrets::secrets_at(text, known, span)
            }
            _ => secrets::secrets_at(whole, &known, span),
        }
    });
}

/// Parses the text of both files, of which the first has `length` bytes.
fn config_of(
    path: &Arc<str>,
    whole: &str,
    length: usize,
    overlay: Option<(&Arc<str>, &str)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Config> {
    let start = length + 1;
    let mut table = TomlTable::parse(path, &whole[..length], 0, None, diagnostics);
    if let Some((path, _)) = overlay {
        let over = TomlTable::parse(path, &whole[start..], 0, None, diagnostics);
        table = table.overlay(over, whole, start);
    }
    let mut fields = Fields::new(&table, path, "config.toml", diagnostics);
    keys_elsewhere(&mut fields);
    let base_url = fields.required("base_url");
    let default = fields.required("default_language");
    let theme = fields.string("theme").unwrap_or(Located {
        value: BUILT_IN_THEME.into(),
        span: 0..0,
    });
    let has_timezone = fields.has("timezone");
    let timezone = timezone(&mut fields);
    let ignore = ignore(&mut fields);
    let feeds = feeds(&mut fields);
    let publish = publish(&mut fields);
    let cards = cards(&mut fields);
    let search = search(&mut fields);
    let figures = optional(&mut fields, "figures", "`figures`", "[figures]", true);
    let parallel = optional(&mut fields, "parallel", "`parallel`", "[parallel]", true);
    let copy = optional(&mut fields, "copy", "`copy`", "[copy]", false);
    let editions = editions(&mut fields);
    let topics = topics(&mut fields);
    let extra = fields.extra("extra");
    // These come last, so that all keys that may be below their headings by mistake are known.
    let targets = targets(&mut fields);
    let languages = languages(&mut fields);
    let base_url = base_url.and_then(|url| match BaseUrl::parse(&url.value) {
        Ok(base) => Some(base),
        Err(fault) => {
            fields.report(base_url_invalid(path, url.span, &fault));
            None
        }
    });
    // A table of languages under a misspelled name was reported already.
    let is_mistyped = |key: &Located<&str>| nearest(key.value, ["languages"]).is_some();
    let has_mistyped =
        !fields.is_sound() || fields.unread_keys(&["languages"]).iter().any(is_mistyped);
    fields.finish();
    let languages = languages?;
    let may_name_more = has_mistyped || languages.has_nameless;
    let default = default_language(path, default?, &languages, may_name_more, diagnostics)?;
    let LanguageTables {
        mut sound, written, ..
    } = languages;
    settle(path, &mut sound, &written, &default, diagnostics);
    Some(Config {
        path: path.clone(),
        base_url: base_url?,
        default_language: default,
        theme,
        timezone,
        has_timezone,
        languages: sound,
        written_languages: written,
        may_name_more,
        ignore,
        feeds,
        targets,
        publish,
        cards,
        search,
        figures,
        parallel,
        copy,
        editions,
        topics,
        extra,
    })
}

/// Registers keys that people write at the top of the file but that belong in tables, and keys of other generators.
fn keys_elsewhere(fields: &mut Fields<'_, '_, '_>) {
    fields.below(
        "[languages.ar]",
        &[
            "title",
            "description",
            "locale",
            "numerals",
            "calendar",
            "name",
            "fallback",
        ],
    );
    fields.below("[check]", &["ignore"]);
    fields.below("[feeds]", &["content", "items"]);
    fields.below("[cards]", &["fonts"]);
    fields.below("[editions]", &["every", "email", "email_together", "epub"]);
    fields.below("[editions]", &mailing::KEYS);
    fields.below("[publish]", &["require"]);
    fields.below("[deploy.production]", &["to"]);
    fields.synonyms(&[
        ("url", "base_url"),
        ("baseUrl", "base_url"),
        ("defaultContentLanguage", "default_language"),
        ("defaultLanguage", "default_language"),
        ("site_url", "base_url"),
        ("siteUrl", "base_url"),
        ("lang", "default_language"),
        ("language", "default_language"),
        ("languageCode", "default_language"),
        ("timeZone", "timezone"),
        ("time_zone", "timezone"),
        ("tz", "timezone"),
    ]);
    // Keys of other generators, and options that are given on the command line.
    fields.hints(&[
        (
            "menu",
            "a page is put into a menu by `menu = \"header\"` in its own front matter",
        ),
        (
            "menus",
            "a page is put into a menu by `menu = \"header\"` in its own front matter",
        ),
        (
            "buildDrafts",
            "drafts are built with `mujaz build --drafts`",
        ),
        (
            "build_drafts",
            "drafts are built with `mujaz build --drafts`",
        ),
        ("drafts", "drafts are built with `mujaz build --drafts`"),
        (
            "publishDir",
            "the folder to write to is given as in `mujaz build --output DIR`",
        ),
        (
            "output_dir",
            "the folder to write to is given as in `mujaz build --output DIR`",
        ),
        (
            "output",
            "the folder to write to is given as in `mujaz build --output DIR`",
        ),
        (
            "destination",
            "the folder to write to is given as in `mujaz build --output DIR`",
        ),
        (
            "contentDir",
            "texts stand in content/ in the site's folder, always",
        ),
        ("security", "write its heading as `[publish.security]`"),
        ("allow", "write its heading as `[publish.allow]`"),
        (
            "params",
            "did you mean `[extra]`? What stands in it is for the theme's templates",
        ),
        ("taxonomies", "topics are the folders of content/topics/"),
        (
            "paginate",
            "take it out: how long a list is does not depend on config.toml",
        ),
        (
            "permalinks",
            "an article's address is its folder's name, or the `slug` of its summary",
        ),
        ("markup", "take it out: Markdown is read in one way"),
    ]);
    if fields.is_table("language") {
        let tags = fields.keys_below("language");
        let tag = tags.first().copied().filter(|tag| parse_tag(tag).is_ok());
        let heading = format!("[languages.{}]", tag.unwrap_or("ar"));
        fields.meant("language", heading);
    }
}

/// Returns a diagnostic for an invalid `base_url`.
pub(super) fn base_url_invalid(
    path: &Arc<str>,
    span: Range<usize>,
    fault: &BaseUrlFault,
) -> Diagnostic {
    let message = format!("`base_url` is no address for a site: {}", fault.why);
    let help = match &fault.meant {
        Some(meant) => format!("did you mean {meant}?"),
        None => "write where the site will stand, as in https://example.org/briefing/".into(),
    };
    Diagnostic::new(codes::URL_INVALID, path, message)
        .at(span)
        .help(help)
}

/// Reads the name of the site's time zone.
fn timezone(fields: &mut Fields<'_, '_, '_>) -> Option<Zone> {
    let name = fields.string("timezone")?;
    let zone = Zone::new(&name.value);
    if zone.is_none() {
        let names = Zone::names();
        let city = |zone: &&String| {
            let city = zone.rsplit('/').next().unwrap_or(zone);
            city.replace('_', " ")
                .eq_ignore_ascii_case(name.value.trim())
        };
        let near = names.iter().find(city).map(String::as_str);
        let near = near.or_else(|| nearest(&name.value, names.iter().map(String::as_str)));
        let help = match near {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "name a zone of the IANA database, such as Africa/Cairo, Asia/Riyadh, Europe/London or UTC; offsets and abbreviations are no zones".into(),
        };
        let message = format!("there is no time zone \"{}\"", name.value);
        let found = Diagnostic::new(codes::TIMEZONE_UNKNOWN, fields.path(), message);
        fields.report(found.at(name.span).help(help));
    }
    zone
}

/// Reads the table `[search]`. Without it, there is a search page.
fn search(fields: &mut Fields<'_, '_, '_>) -> SearchConfig {
    let mut enabled = None;
    if let Some(mut table) = fields.table("search", "`search`", "[search]") {
        enabled = table.boolean("enabled");
        table.finish();
    }
    SearchConfig {
        enabled: enabled.unwrap_or(true),
    }
}

/// Reads a table whose only key is `enabled`. `default` is the value for a site without the table.
fn optional(
    fields: &mut Fields<'_, '_, '_>,
    key: &'static str,
    what: &'static str,
    heading: &'static str,
    default: bool,
) -> Optional {
    let mut enabled = None;
    if let Some(mut table) = fields.table(key, what, heading) {
        enabled = table.boolean("enabled");
        table.finish();
    }
    Optional {
        enabled: enabled.unwrap_or(default),
    }
}

/// Words that people write in place of `epub`.
const BOOK_SYNONYMS: [(&str, &str); 4] = [
    ("ebook", "epub"),
    ("e-book", "epub"),
    ("book", "epub"),
    ("epub3", "epub"),
];

/// Reads the table `[editions]`.
fn editions(fields: &mut Fields<'_, '_, '_>) -> Editions {
    let Some(mut table) = fields.table("editions", "`editions`", "[editions]") else {
        return Editions::default();
    };
    table.synonyms(&[
        ("each", "every"),
        ("per", "every"),
        ("frequency", "every"),
        ("mail", "email"),
        ("e-mail", "email"),
        ("newsletter", "email"),
        ("emails_together", "email_together"),
        ("email_all", "email_together"),
        ("email_both", "email_together"),
        ("bilingual", "email_together"),
        ("sender", "from"),
        ("recipient", "to"),
        ("list", "to"),
        ("list-id", "list_id"),
        ("list_unsubscribe", "unsubscribe"),
    ]);
    table.synonyms(&BOOK_SYNONYMS);
    let every = table.one_of("every", &Every::WORDS);
    let editions = Editions {
        every: every.map(|every| Every::ALL[every.value]),
        email: table.boolean("email").unwrap_or(false),
        email_together: table.boolean("email_together").unwrap_or(false),
        epub: table.boolean("epub").unwrap_or(true),
        mailing: mailing::mailing(&mut table),
    };
    table.finish();
    editions
}

/// Reads the table `[topics]`.
fn topics(fields: &mut Fields<'_, '_, '_>) -> Topics {
    let Some(mut table) = fields.table("topics", "`topics`", "[topics]") else {
        return Topics::default();
    };
    table.synonyms(&BOOK_SYNONYMS);
    let topics = Topics {
        epub: table.boolean("epub").unwrap_or(false),
    };
    table.finish();
    topics
}

/// Reads the codes in `ignore` of the table `[check]`.
fn ignore(fields: &mut Fields<'_, '_, '_>) -> Vec<Located<String>> {
    let Some(mut check) = fields.table("check", "`check`", "[check]") else {
        return Vec::new();
    };
    let ignore = check.strings("ignore");
    check.finish();
    ignore
}

/// Reads the table `[feeds]`.
fn feeds(fields: &mut Fields<'_, '_, '_>) -> Feeds {
    let mut feeds = Feeds::default();
    let Some(mut table) = fields.table("feeds", "`feeds`", "[feeds]") else {
        return feeds;
    };
    if let Some(content) = table.one_of("content", &FeedContent::WORDS) {
        feeds.content = FeedContent::ALL[content.value];
    }
    if let Some(items) = table.whole("items") {
        let within = usize::try_from(items.value).ok();
        match within.filter(|n| (1..=Feeds::MOST).contains(n)) {
            Some(items) => feeds.items = items,
            None => {
                let message = format!("`items` cannot be {}", items.value);
                let help = format!("it can be any number from 1 to {}", Feeds::MOST);
                let found = Diagnostic::new(codes::VALUE_UNKNOWN, table.path(), message);
                table.report(found.at(items.span).help(help));
            }
        }
    }
    table.finish();
    feeds
}

/// Reads the table `[cards]`. A site only has cards if it has the table: their look depends on the machine's fonts, so
/// they must be asked for.
fn cards(fields: &mut Fields<'_, '_, '_>) -> Option<Cards> {
    let mut cards = fields.table("cards", "`cards`", "[cards]")?;
    let enabled = cards.boolean("enabled");
    let fonts = cards.strings("fonts");
    cards.finish();
    enabled.unwrap_or(true).then_some(Cards { fonts })
}

fn default_language(
    path: &Arc<str>,
    default: Located<String>,
    languages: &LanguageTables,
    may_name_more: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let tag = parse_tag(&default.value).unwrap_or_else(|_| default.value.clone());
    if languages.sound.iter().any(|language| language.tag == tag) {
        return Some(tag);
    }
    // A language with an error in its own table is not reported as unknown, too.
    if may_name_more || languages.written.contains(&tag) {
        return None;
    }
    let tags = languages.written.join(", ");
    let named = tag_meant(&default.value).filter(|meant| languages.written.contains(meant));
    let near = nearest(&tag, languages.written.iter().map(String::as_str));
    let help = match named.as_deref().or(near) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("it can be one of: {tags}; or add a table [languages.{tag}]"),
    };
    let message = format!(
        "the default language `{}` is none of the site's",
        default.value
    );
    let found = Diagnostic::new(codes::LANGUAGE_UNKNOWN, path, message);
    diagnostics.push(found.at(default.span).help(help));
    None
}

/// The tables below `languages`.
struct LanguageTables {
    /// The languages that could be read.
    sound: Vec<Language>,
    /// The tags of all languages, as written or as meant.
    written: Vec<String>,
    /// True if a table's name is not a language tag.
    has_nameless: bool,
}

fn languages(fields: &mut Fields<'_, '_, '_>) -> Option<LanguageTables> {
    let path = fields.path();
    let is_there = fields.has("languages");
    let mut languages = LanguageTables {
        sound: Vec::new(),
        written: Vec::new(),
        has_nameless: false,
    };
    let table = fields.table("languages", "`languages`", "[languages.ar]");
    let is_table = table.is_some();
    if let Some(mut table) = table {
        for key in table.keys() {
            let language = language(&mut table, &key);
            let Ok(tag) = parse_tag(key.value) else {
                // It was reported already; texts in the language that was meant need not be reported as well.
                let meant = tag_meant(key.value);
                // A tag with a region may be meant as the language alone.
                languages.has_nameless |= meant.as_ref().is_none_or(|tag| tag.contains('-'));
                languages.written.extend(meant);
                continue;
            };
            if languages.written.contains(&tag) {
                let message = format!("the language `{tag}` stands here for the second time");
                let found = Diagnostic::new(codes::ID_TWICE, path, message);
                table.report(found.at(key.span).help("make the two one table"));
                continue;
            }
            languages.written.push(tag);
            languages.sound.extend(language);
        }
    }
    let is_singular = fields.is_table("language");
    let is_missing = (is_table || !is_there) && !is_singular;
    if languages.written.is_empty() && fields.is_sound() && is_missing {
        fields.report(
            Diagnostic::new(codes::LANGUAGE_MISSING, path, "the site has no language")
                .help("add a table such as [languages.ar] with a `title` for each language"),
        );
    }
    (!languages.sound.is_empty()).then_some(languages)
}

/// Returns a diagnostic for a language without data or an invalid tag.
fn language_fault(
    path: &Arc<str>,
    key: &Located<&str>,
    locale: Option<&Located<String>>,
    error: &LocaleError,
) -> Diagnostic {
    let is_tag = matches!(error, LocaleError::Tag(_));
    // The fault is in the tag, or else in the locale.
    let (written, span) = match locale.filter(|_| !is_tag) {
        Some(locale) => (locale.value.as_str(), locale.span.clone()),
        None => (key.value, key.span.clone()),
    };
    let help = match tag_meant(written) {
        Some(meant) if is_tag => match meant.split_once('-') {
            Some((language, _)) => format!(
                "write `[languages.{language}]` with `locale = \"{meant}\"` if texts are named as in summary.{language}.md, or else \
                 `[languages.{meant}]`"
            ),
            None => format!("did you mean `[languages.{meant}]`?"),
        },
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => {
            "name a language such as ar or en, and a `locale` of it such as ar-EG or en-GB".into()
        }
    };
    Diagnostic::new(codes::LANGUAGE_TAG, path, error.to_string())
        .at(span)
        .help(help)
}

fn language<'t>(table: &mut Fields<'t, '_, '_>, key: &Located<&'t str>) -> Option<Language> {
    let path = table.path();
    let mut entry = table.table(key.value, "a language", "[languages.ar]")?;
    entry.synonyms(&[
        ("languageName", "name"),
        ("language_name", "name"),
        ("label", "name"),
        ("languageCode", "locale"),
        ("language_code", "locale"),
        ("region", "locale"),
        ("digits", "numerals"),
    ]);
    entry.hints(&[
        (
            "languageDirection",
            "take it out: the direction follows from the language",
        ),
        (
            "direction",
            "take it out: the direction follows from the language",
        ),
        (
            "dir",
            "take it out: the direction follows from the language",
        ),
        (
            "weight",
            "take it out: languages are in the order of this file",
        ),
        (
            "contentDir",
            "take it out: the name of each text gives its language, as in summary.en.md",
        ),
        ("disabled", "take the whole table out instead"),
    ]);
    let title = entry.required("title");
    if let Some(title) = &title {
        entry.check_plain(title);
    }
    let description = entry
        .plain_string("description")
        .map(|d| d.value)
        .unwrap_or_default();
    let locale = entry.string("locale");
    let numerals = entry.one_of("numerals", &Numerals::ALL.map(Numerals::name));
    let calendar = entry.one_of("calendar", &Calendar::ALL.map(Calendar::name));
    let name = entry.string("name").map(|name| name.value);
    let fallback = entry.strings("fallback");
    entry.finish();
    let options = LocaleOptions {
        tag: key.value,
        locale: locale.as_ref().map(|l| l.value.as_str()),
        numerals: numerals.map(|n| Numerals::ALL[n.value]),
        calendar: calendar.map(|c| Calendar::ALL[c.value]),
    };
    let locale = match Locale::new(options) {
        Ok(built) => Arc::new(built),
        Err(error) => {
            table.report(language_fault(path, key, locale.as_ref(), &error));
            return None;
        }
    };
    if !slug::is_slug(key.value) {
        table.report(slug::unfit(path, "language", key.value).at(key.span.clone()));
    }
    Some(Language {
        tag: locale.tag().to_owned(),
        name: name.unwrap_or_default(),
        key: key.span.clone(),
        fallback,
        preference: Vec::new(),
        title: title?.value,
        description,
        locale,
    })
}
