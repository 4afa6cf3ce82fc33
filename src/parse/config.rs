//! `config.toml`: what a site says about itself and its languages.

use crate::diagnostic::codes;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::{Calendar, Locale, LocaleError, LocaleOptions, Numerals, parse_tag, tag_meant};
use crate::load::BUILT_IN_THEME;
use crate::parse::base_url::BaseUrlFault;
use crate::parse::deploy::{Target, targets};
use crate::parse::fallback::settle;
use crate::parse::fields::{Fields, Located};
use crate::parse::publish::{Publish, publish};
use crate::parse::slug;
use crate::parse::syntax::Table;

pub use crate::parse::base_url::{BaseUrl, ROOT_MARK};

/// A site's configuration.
#[derive(Debug)]
pub struct Config {
    /// The file.
    pub path: Arc<str>,
    /// Where the site will stand.
    pub base_url: BaseUrl,
    /// The tag of the language that `/` leads to.
    pub default_language: String,
    /// The name of the theme.
    pub theme: Located<String>,
    /// The site's languages, in the order of the file.
    pub languages: Vec<Language>,
    /// The tags of all languages that it names, also of those with an error of their own.
    pub written_languages: Vec<String>,
    /// True if it may name languages that could not be read.
    pub may_name_more: bool,
    /// Codes of findings that nobody is to hear of.
    pub ignore: Vec<Located<String>>,
    /// What its feeds hold.
    pub feeds: Feeds,
    /// Where `mujaz deploy` takes the site.
    pub targets: Vec<Target>,
    /// What goes out beside the pages.
    pub publish: Publish,
    /// The preview cards, where the site wants them.
    pub cards: Option<Cards>,
    /// How readers search.
    pub search: Search,
    /// The register of figures.
    pub figures: Optional,
    /// The pages with the texts of an article beside each other.
    pub parallel: Optional,
    /// The script by which readers copy a sentence with its source.
    pub copy: Optional,
}

/// What feeds hold: the table `[feeds]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feeds {
    /// How much of a summary.
    pub content: FeedContent,
    /// How many articles at most: 1 to [`Feeds::MOST`].
    pub items: usize,
}

/// How much of a summary stands in a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FeedContent {
    /// All of it.
    #[default]
    Full,
    /// What stands before its first heading.
    Lead,
}

impl FeedContent {
    const WORDS: [&'static str; 2] = ["full", "lead"];
    const ALL: [FeedContent; 2] = [FeedContent::Full, FeedContent::Lead];
}

impl Feeds {
    /// More articles would be a feed that readers take long to fetch, again and again.
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
    /// Paths of font files, from the site's folder; where there is none, fonts are looked for on the machine.
    pub fonts: Vec<Located<String>>,
}

/// What a site may have or do without: the tables `[figures]`, `[parallel]` and `[copy]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Optional {
    /// True if the site has them.
    pub enabled: bool,
}

/// The table `[search]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Search {
    /// True if there is a search page with an index.
    pub enabled: bool,
}

/// One of a site's languages.
#[derive(Debug)]
pub struct Language {
    /// Its tag (BCP 47).
    pub tag: String,
    /// What it calls itself, as the language switcher shows it: `name`, or else what is known of the language.
    pub name: String,
    /// Where its table is named in the file.
    pub key: Range<usize>,
    /// The tags that `fallback` lists, as they are written.
    pub fallback: Vec<Located<String>>,
    /// Indices of the site's languages in the order in which its readers get a text: itself first, then those of
    /// `fallback`, the default language and all others in the order of the file.
    pub preference: Vec<usize>,
    /// The site's title in it.
    pub title: String,
    /// The site's description in it.
    pub description: String,
    /// How it writes dates, numbers and lists.
    pub locale: Arc<Locale>,
}

/// Reads `config.toml`. `None` where too little of it can be read to go on.
pub fn config(path: &Arc<str>, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Config> {
    let table = Table::parse(path, text, 0, None, diagnostics);
    let mut fields = Fields::new(&table, path, "config.toml", diagnostics);
    keys_elsewhere(&mut fields);
    let base_url = fields.required("base_url");
    let default = fields.required("default_language");
    let theme = fields.string("theme").unwrap_or(Located {
        value: BUILT_IN_THEME.into(),
        span: 0..0,
    });
    let ignore = ignore(&mut fields);
    let feeds = feeds(&mut fields);
    let publish = publish(&mut fields);
    let cards = cards(&mut fields);
    let search = search(&mut fields);
    let figures = optional(&mut fields, "figures", "`figures`", "[figures]", true);
    let parallel = optional(&mut fields, "parallel", "`parallel`", "[parallel]", true);
    let copy = optional(&mut fields, "copy", "`copy`", "[copy]", false);
    // Last, so that they know all keys of the file that may stand below their headings by mistake.
    let targets = targets(&mut fields);
    let languages = languages(&mut fields);
    let base_url = base_url.and_then(|url| match BaseUrl::parse(&url.value) {
        Ok(base) => Some(base),
        Err(fault) => {
            fields.report(base_url_invalid(path, url.span, &fault));
            None
        }
    });
    // A table of languages under a mistyped name has been reported as that.
    let is_mistyped = |key: &Located<&str>| nearest(key.value, ["languages"]).is_some();
    let has_mistyped =
        !fields.is_sound() || fields.unread_keys(&["languages"]).iter().any(is_mistyped);
    fields.finish();
    let languages = languages?;
    let may_name_more = has_mistyped || languages.has_nameless;
    let default = default_language(path, default?, &languages, may_name_more, diagnostics)?;
    let Languages {
        mut sound, written, ..
    } = languages;
    settle(path, &mut sound, &written, &default, diagnostics);
    Some(Config {
        path: path.clone(),
        base_url: base_url?,
        default_language: default,
        theme,
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
    })
}

/// Names the keys of tables that people write at the top of the file, and those that other generators have.
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
    fields.below("[deploy.production]", &["to"]);
    fields.synonyms(&[
        ("url", "base_url"),
        ("site_url", "base_url"),
        ("siteUrl", "base_url"),
        ("lang", "default_language"),
        ("language", "default_language"),
        ("languageCode", "default_language"),
    ]);
}

/// Says that a `base_url` is invalid.
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

/// The table `[search]`. Without it, readers can search.
fn search(fields: &mut Fields<'_, '_, '_>) -> Search {
    let mut enabled = None;
    if let Some(mut table) = fields.table("search", "`search`", "[search]") {
        enabled = table.boolean("enabled");
        table.finish();
    }
    Search {
        enabled: enabled.unwrap_or(true),
    }
}

/// A table with `enabled` alone; `default` holds for a site without it.
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

/// The codes in `ignore` of the table `[check]`.
fn ignore(fields: &mut Fields<'_, '_, '_>) -> Vec<Located<String>> {
    let Some(mut check) = fields.table("check", "`check`", "[check]") else {
        return Vec::new();
    };
    let ignore = check.strings("ignore");
    check.finish();
    ignore
}

/// The table `[feeds]`.
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

/// The table `[cards]`. A site has cards if it has the table: what they look like depends on the fonts of a machine, which
/// nobody has to bear with who did not ask for them.
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
    languages: &Languages,
    may_name_more: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let tag = parse_tag(&default.value).unwrap_or_else(|_| default.value.clone());
    if languages.sound.iter().any(|language| language.tag == tag) {
        return Some(tag);
    }
    // A language with an error of its own is not unknown, too.
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
struct Languages {
    /// Those that could be read.
    sound: Vec<Language>,
    /// The tags of all, as they were written or meant.
    written: Vec<String>,
    /// True if one stands under a name that gives no tag.
    has_nameless: bool,
}

fn languages(fields: &mut Fields<'_, '_, '_>) -> Option<Languages> {
    let path = fields.path();
    let is_there = fields.has("languages");
    let mut languages = Languages {
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
                // It has been reported; the texts in the language that was meant need not be as well.
                match tag_meant(key.value) {
                    Some(meant) => languages.written.push(meant),
                    None => languages.has_nameless = true,
                }
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
    if languages.written.is_empty() && fields.is_sound() && (is_table || !is_there) {
        fields.report(
            Diagnostic::new(codes::LANGUAGE_MISSING, path, "the site has no language")
                .help("add a table such as [languages.ar] with a `title` for each language"),
        );
    }
    (!languages.sound.is_empty()).then_some(languages)
}

/// What to say of a language that has no data, or that is none.
fn language_fault(
    path: &Arc<str>,
    key: &Located<&str>,
    locale: Option<&Located<String>>,
    error: &LocaleError,
) -> Diagnostic {
    let is_tag = matches!(error, LocaleError::Tag(_));
    // The tag is at fault, or else the locale.
    let (written, span) = match locale.filter(|_| !is_tag) {
        Some(locale) => (locale.value.as_str(), locale.span.clone()),
        None => (key.value, key.span.clone()),
    };
    let help = match tag_meant(written) {
        Some(meant) if is_tag => format!("did you mean `[languages.{meant}]`?"),
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
    let title = entry.required("title");
    let description = entry
        .string("description")
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
