//! Advice on a command line that names no command, or an argument that the command does not take.
//!
//! Takes what was typed; returns messages that name the intended command. clap's own messages say what is wrong, but
//! suggest other commands only by similar spelling.

use std::path::{Component, Path, PathBuf};

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Words that other programs use for a command here, each with advice on what to do instead.
const OTHER_COMMANDS: &[(&[&str], &str)] = &[
    (
        &["create", "add"],
        "`mujaz import FILE` makes the folder of a new article from its text, `mujaz new` an empty article, page, topic or name, \
         and `mujaz init DIR` a new site",
    ),
    (
        &["preview", "server", "dev", "start", "run", "live"],
        "`mujaz serve` shows the site in the browser",
    ),
    (
        &["publish", "upload", "push", "sync"],
        "`mujaz deploy` takes public/ to a host",
    ),
    (
        &["generate", "render", "make", "compile"],
        "`mujaz build` makes the site in public/",
    ),
    (
        &["lint", "validate", "test", "doctor"],
        "`mujaz check` finds what is wrong",
    ),
    (
        &["fix", "format", "fmt"],
        "`mujaz check --fix` puts the preferred spelling of names in the place of variants",
    ),
    (
        &["list", "ls", "info", "overview"],
        "`mujaz status` lists every summary",
    ),
    (
        &["clean", "clear"],
        "`mujaz build` removes what it made earlier and no longer makes; public/ can be deleted at any time",
    ),
    (
        &["sign", "approve", "confirm"],
        "`mujaz seal ARTICLE` records that its summaries were checked",
    ),
];

/// Returns advice to print instead of clap's message; `None` if clap's message suffices.
pub fn advice(error: &clap::Error) -> Option<String> {
    let word = |kind| match error.get(kind)? {
        ContextValue::String(word) => Some(word.as_str()),
        _ => None,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = word(ContextKind::InvalidSubcommand)?;
            let lower = typed.to_lowercase();
            let mut commands = OTHER_COMMANDS.iter();
            let (_, advice) = commands.find(|(words, _)| words.contains(&lower.as_str()))?;
            Some(format!("there is no command `{typed}`; {advice}"))
        }
        ErrorKind::UnknownArgument => {
            let argument = word(ContextKind::InvalidArg)?;
            let command = std::env::args()
                .skip(1)
                .find(|arg| WHOLE_SITE.iter().any(|(known, _)| known == arg))?;
            of_argument(&command, argument)
        }
        _ => None,
    }
}

/// Commands for the whole site, each with a description of what it does with it.
const WHOLE_SITE: &[(&str, &str)] = &[
    ("build", "makes the whole site"),
    ("watch", "makes the whole site"),
    ("serve", "shows the whole site"),
    ("status", "lists all articles"),
];

/// Returns advice on an argument that a command does not take.
fn of_argument(command: &str, argument: &str) -> Option<String> {
    if argument.starts_with('-') {
        return None;
    }
    let is_site = Path::new(argument).join("config.toml").is_file();
    let (_, does) = WHOLE_SITE.iter().find(|(known, _)| *known == command)?;
    let way_out = match (is_site, article_of(argument)) {
        (true, _) => format!("name its folder as in `mujaz {command} --site {argument}`"),
        (false, Some(article)) => format!("`mujaz check {article}` checks one article"),
        (false, None) => {
            "`mujaz check ARTICLE` checks one article, and --site DIR names another site".into()
        }
    };
    Some(format!(
        "`mujaz {command}` takes no `{argument}`: it {does}; {way_out}"
    ))
}

/// Returns the slug of the article that a path belongs to, judged by the path alone.
fn article_of(path: &str) -> Option<&str> {
    let mut parts = path
        .split(['/', '\\'])
        .skip_while(|part| *part != "articles");
    parts.nth(1).filter(|slug| !slug.is_empty())
}

/// Returns advice on an argument that should be an article's name and is another file or folder of the site; `None` for a
/// name that is just unknown.
pub fn not_an_article(command: &str, given: &str, site: &Path) -> Option<String> {
    let path = Path::new(given);
    let places = [
        path.to_path_buf(),
        site.join(path),
        site.join("content/articles").join(path),
    ];
    let is_plain = path.components().count() == 1 && path.extension().is_none();
    let here = places.iter().find(|place| place.exists())?;
    let within = below(here, site);
    let parts: Vec<&str> = within.iter().flat_map(|path| names(path)).collect();
    let what = if here.is_dir() { "a folder" } else { "a file" };
    let rule = match command {
        "check" => "without a name, `mujaz check` checks the whole site",
        _ => "articles are named by their folders in content/articles/",
    };
    Some(match parts.as_slice() {
        ["content", "articles", slug, ..] => {
            format!("{given} is {what} of the article `{slug}`; run `mujaz {command} {slug}`")
        }
        _ if is_plain && !matches!(given, "." | "..") => return None,
        [] if within.is_some() => format!("{given} is the whole site; {rule}"),
        [] => format!(
            "{given} is {what} outside the site; articles are named by their folders in content/articles/, and --site DIR \
             names another site"
        ),
        _ => format!("{given} belongs to no article; {rule}"),
    })
}

/// Returns a path relative to the site's folder; `None` if it is outside.
fn below(place: &Path, site: &Path) -> Option<PathBuf> {
    let (place, site) = (place.canonicalize().ok()?, site.canonicalize().ok()?);
    Some(place.strip_prefix(site).ok()?.to_path_buf())
}

fn names(path: &Path) -> impl Iterator<Item = &str> {
    path.components().filter_map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    })
}
