//! Advice on a command line that names no command, or an argument that the command does not take.
//!
//! Takes the command line; returns messages that name the intended command. clap's own messages say what is wrong, but
//! suggest other commands only by similar spelling.

use std::path::{Component, Path, PathBuf};

use clap::CommandFactory;
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
    (&["version"], "`mujaz --version` prints the version"),
];

/// Options of other programs or of other commands, each with the equivalent here.
const OTHER_OPTIONS: &[(&[&str], &str)] = &[
    (&["--json", "-f"], "`--format json`"),
    (&["--sarif"], "`--format sarif`"),
    (&["-p", "-P", "--bind-port"], "`--port`"),
    (&["-H", "--bind", "--address", "--interface"], "`--host`"),
    (
        &["-D", "--buildDrafts", "--draft", "--include-drafts"],
        "`--drafts`",
    ),
    (
        &[
            "-o",
            "-d",
            "--destination",
            "--out",
            "--output-dir",
            "--dest",
        ],
        "`--output`",
    ),
    (&["-s", "-r", "--source", "--root", "--dir"], "`--site`"),
    (
        &["-b", "-u", "--baseURL", "--baseurl", "--url"],
        "`--base-url`",
    ),
    (&["-w", "--watch"], "`mujaz watch`"),
    (&["-O", "--navigate"], "`--open`"),
    (&["-a"], "`--all`"),
    (&["-l", "--language"], "`--lang`"),
    (&["-n", "--date", "--today", "--clock"], "`--now`"),
];

/// Returns the command of the command line, and whether it takes the option in backticks.
fn takes(command: &str, option: &str) -> bool {
    let option = option.trim_matches('`');
    let Some(long) = option.strip_prefix("--") else {
        return matches!(command, "build" | "serve");
    };
    let long = long.split(' ').next().unwrap_or(long);
    let cli = super::Cli::command();
    let has = |command: &clap::Command| {
        command
            .get_arguments()
            .any(|arg| arg.get_long() == Some(long))
    };
    has(&cli) || cli.find_subcommand(command).is_some_and(has)
}

/// Returns the reason why a folder is not a site, with advice.
pub fn no_site(site: &Path) -> String {
    let shown = site.display();
    if site.is_file() {
        let folder = match site.parent() {
            Some(folder) if folder != Path::new("") => folder.display().to_string(),
            _ => ".".into(),
        };
        return format!("{shown} is a file; name the site's folder, as in --site {folder}");
    }
    if !site.exists() {
        return format!(
            "there is no folder {shown}; run `mujaz init {shown}` to make a site there"
        );
    }
    let mut above = site.ancestors().skip(1);
    let is_site = |folder: &&Path| {
        folder.join("config.toml").is_file() && (**folder != *Path::new("") || site.is_relative())
    };
    if let Some(folder) = above.find(is_site) {
        let folder = match folder.to_str() {
            Some("") | None => ".".to_owned(),
            Some(folder) => folder.to_owned(),
        };
        return format!(
            "{shown} is a folder of the site in {folder}; name that one, as in --site {folder}"
        );
    }
    match other_config(site) {
        Some(advice) => format!("there is no config.toml in {shown}; {advice}"),
        None => format!(
            "there is no config.toml in {shown}; run `mujaz init {shown}` to make a site there"
        ),
    }
}

/// Returns advice on a configuration of another program, or under another name, in a folder.
pub fn other_config(folder: &Path) -> Option<String> {
    let names = [
        "config.yaml",
        "config.yml",
        "config.json",
        "hugo.toml",
        "hugo.yaml",
        "hugo.yml",
        "hugo.json",
        "zola.toml",
        "_config.yml",
        "_config.yaml",
        "mujaz.toml",
        "site.toml",
        "Config.toml",
        "config.toml.txt",
        "config.tml",
    ];
    let name = names.into_iter().find(|name| folder.join(name).is_file())?;
    Some(match name {
        "mujaz.toml" | "site.toml" | "Config.toml" | "config.toml.txt" | "config.tml" => {
            format!("rename {name} to config.toml")
        }
        _ => format!(
            "{name} is there, which Mujaz does not read: write config.toml in its place, for which `mujaz init DIR` makes an example"
        ),
    })
}

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
            if let Some(advice) = of_option(argument) {
                return Some(advice);
            }
            if typed_command().as_deref() == Some("verify") && !argument.starts_with('-') {
                return Some(format!(
                    "`{argument}` follows no option; repeat the option for each file, as in `--summary a.en.md --summary b.ar.md`"
                ));
            }
            let command = std::env::args()
                .skip(1)
                .find(|arg| WHOLE_SITE.iter().any(|(known, _)| known == arg))?;
            of_argument(&command, argument)
        }
        ErrorKind::MissingRequiredArgument if typed_command().as_deref() == Some("seal") => Some(
            "name the article that was checked, as in `mujaz seal harbour`, or all of them with `mujaz seal --all`".into(),
        ),
        _ => None,
    }
}

/// Returns the command that was typed.
fn typed_command() -> Option<String> {
    let cli = super::Cli::command();
    let mut args = std::env::args().skip(1);
    args.find(|arg| cli.find_subcommand(arg).is_some())
}

/// Returns advice on an option of another program.
fn of_option(argument: &str) -> Option<String> {
    let command = typed_command()?;
    let name = argument.split('=').next()?;
    let mut options = OTHER_OPTIONS.iter();
    let (_, meant) = options.find(|(names, _)| names.contains(&name))?;
    takes(&command, meant).then(|| format!("there is no option `{name}`; did you mean {meant}?"))
}

/// Commands for the whole site, each with a description of its effect.
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

/// Returns advice on an argument that should be an article's name and is another file or folder of the site; `None` for
/// an unknown name.
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

/// Returns the environments that a site has a configuration of, sorted.
pub fn environments(site: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(site).into_iter().flatten().flatten();
    let name = |entry: std::fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let environment = name.strip_prefix("config.")?.strip_suffix(".toml")?;
        (!environment.is_empty()).then(|| environment.to_owned())
    };
    let mut environments: Vec<String> = entries.filter_map(name).collect();
    environments.sort();
    environments
}
