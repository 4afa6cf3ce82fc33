//! `mujaz theme`: lists the files of the built-in theme, prints them, or copies them into the site's theme.

use std::collections::BTreeSet;
use std::fs;

use clap::{Args, Subcommand};

use crate::cli::new::{refuse_incomplete, unwritten};
use crate::cli::{CommandStatus, Global, apart, complain, print};
use crate::diagnostic::nearest;
use crate::edit;
use crate::load::{BUILT_IN_THEME, Sources, built_in, built_in_file, load};
use crate::memo::Memo;
use crate::parse::parse;

/// Arguments of `mujaz theme`.
#[derive(Debug, Args)]
pub struct ThemeCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the site's themes, and the files of the built-in one
    List,
    /// Print a file of the built-in theme
    Show {
        /// The file, such as templates/article.html
        file: String,
    },
    /// Copy a file of the built-in theme into the site's own theme, where it replaces the built-in one
    Copy {
        /// The file, such as templates/article.html
        file: String,
    },
}

impl ThemeCommand {
    /// Lists, prints or copies files of a theme.
    pub fn run(&self, global: &Global) -> CommandStatus {
        let done = match &self.action {
            Action::List => {
                list(global);
                Ok(())
            }
            Action::Show { file } => {
                contents(file).map(|bytes| print(&String::from_utf8_lossy(bytes)))
            }
            Action::Copy { file } => copy(global, file),
        };
        match done {
            Ok(()) => CommandStatus::Done,
            Err(message) => {
                complain(&message);
                CommandStatus::Usage
            }
        }
    }
}

/// Returns the files of the built-in theme, relative to it.
fn files() -> Vec<String> {
    let folder = format!("themes/{BUILT_IN_THEME}/");
    let sources = built_in();
    let files = sources.below(&folder);
    files
        .filter_map(|source| source.path.strip_prefix(&folder).map(str::to_owned))
        .collect()
}

/// Returns a given path relative to the theme.
fn relative(file: &str) -> &str {
    let file = file.strip_prefix("themes/").unwrap_or(file);
    file.strip_prefix(&format!("{BUILT_IN_THEME}/"))
        .unwrap_or(file)
}

fn contents(file: &str) -> Result<&'static [u8], String> {
    let file = relative(file);
    built_in_file(&format!("themes/{BUILT_IN_THEME}/{file}")).ok_or_else(|| {
        let files = files();
        // The name alone says which file is meant, if its folder is left out.
        let name = file.rsplit('/').next().unwrap_or(file);
        let mut same = files
            .iter()
            .filter(|own| own.rsplit('/').next() == Some(name));
        let near = nearest(file, files.iter().map(String::as_str));
        let meant = near
            .or_else(|| same.next().map(String::as_str))
            .map_or_else(
                || "`mujaz theme list` lists its files".to_owned(),
                |near| format!("did you mean {near}?"),
            );
        format!("the theme {BUILT_IN_THEME} has no file {file}; {meant}")
    })
}

fn list(global: &Global) {
    let mut out = String::new();
    if let Ok(site) = global.site() {
        let used = used(&load(&site).0);
        let mut themes = BTreeSet::from([BUILT_IN_THEME.to_owned()]);
        let folders = fs::read_dir(site.join("themes"))
            .into_iter()
            .flatten()
            .flatten();
        let folders = folders.filter(|entry| entry.path().is_dir());
        themes.extend(folders.map(|entry| entry.file_name().to_string_lossy().into_owned()));
        for theme in &themes {
            let built_in = if theme == BUILT_IN_THEME {
                " (built in)"
            } else {
                ""
            };
            let used = if *theme == used {
                ", used by this site"
            } else {
                ""
            };
            out.push_str(&format!("{theme}{built_in}{used}\n"));
        }
        out.push('\n');
    }
    out.push_str(&format!("Files of {BUILT_IN_THEME}:\n"));
    for file in files() {
        out.push_str(&format!("  {file}\n"));
    }
    print(&out);
}

/// Returns the name of the theme that a site uses.
fn used(sources: &Sources) -> String {
    let (documents, _) = parse(sources, &Memo::disabled());
    let config = documents.config;
    config.map_or_else(
        || BUILT_IN_THEME.to_owned(),
        |config| config.theme.value.clone(),
    )
}

fn copy(global: &Global, file: &str) -> Result<(), String> {
    let bytes = contents(file)?;
    let file = relative(file);
    let site = global.site()?;
    let (sources, _) = load(&site);
    // Its configuration says which theme it is.
    refuse_incomplete(&sources)?;
    let path = format!("themes/{}/{file}", used(&sources));
    let place = apart::within(&site, &path)?;
    edit::create(&[(place, bytes)]).map_err(|(_, error)| unwritten(&path, &error))?;
    if !global.quiet {
        print(&format!(
            "{path} takes the place of the built-in file from now on\n"
        ));
    }
    Ok(())
}
