//! Creates a new site that is ready to build.
//!
//! Takes a folder and writes the starter site, which is built into the program. It overwrites nothing: if any of its
//! files exists already, it writes none.

use std::io;
use std::path::{Component, Path, PathBuf};

use include_dir::File;

use crate::{edit, files, starter};

/// Writes the starter site into `folder`. Returns the number of its files, or a message for the user.
pub fn create(folder: &Path) -> Result<usize, String> {
    if let Some(site) = site_around(folder) {
        return Err(format!(
            "{} lies within the site in {}, so nothing was written; choose a folder outside of it, for example {}",
            folder.display(),
            site.display(),
            site.with_file_name("briefing").display(),
        ));
    }
    let files = starter::files();
    let places: Vec<_> = files.iter().map(|file| folder.join(name(file))).collect();
    if let Some(link) = places.iter().find_map(|place| link_above(place, folder)) {
        return Err(format!(
            "{} is a symbolic link, so nothing was written; choose an empty folder",
            link.display()
        ));
    }
    let contents = files.iter().map(|file| file.contents());
    let new: Vec<(PathBuf, &[u8])> = places.into_iter().zip(contents).collect();
    edit::create(&new).map_err(|(place, error)| match error.kind() {
        io::ErrorKind::AlreadyExists => format!(
            "{} exists already, so nothing was written; choose an empty folder",
            place.display()
        ),
        _ => format!("{} cannot be written: {error}", place.display()),
    })?;
    Ok(files.len())
}

/// Returns the first symbolic link among the folders above a place and below the site's folder.
fn link_above(place: &Path, folder: &Path) -> Option<PathBuf> {
    let above = place.ancestors().skip(1);
    let mut above = above.take_while(|place| *place != folder && !place.as_os_str().is_empty());
    above
        .find(|place| place.is_symlink())
        .map(Path::to_path_buf)
}

/// Returns the folder of the site that contains a folder; `None` if no site does.
fn site_around(folder: &Path) -> Option<PathBuf> {
    let whole = without_dots(&std::path::absolute(folder).ok()?);
    // Links are followed as far as there is something.
    let there = whole
        .ancestors()
        .find_map(|place| place.canonicalize().ok());
    let mut above: Vec<PathBuf> = whole.ancestors().skip(1).map(Path::to_path_buf).collect();
    above.extend(
        there
            .iter()
            .flat_map(|place| place.ancestors().map(Path::to_path_buf)),
    );
    let own = whole.canonicalize().ok();
    above.into_iter().find(|place| {
        let is_own = own.as_deref().is_some_and(|own| own == place) || *place == whole;
        !is_own && is_site(place)
    })
}

/// Returns a path without `..`.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

/// Returns true if a folder has a configuration of Mujaz. Other programs use files of that name, too.
fn is_site(folder: &Path) -> bool {
    let text = files::read_text(&folder.join("config.toml")).unwrap_or_default();
    let is_known = ["base_url", "default_language", "[languages"]
        .iter()
        .any(|key| text.contains(key));
    is_known || (folder.join("config.toml").is_file() && folder.join("content").is_dir())
}

/// Returns the path of a file in the new site. `.gitignore` has another name here, or it would apply to this repository,
/// too.
fn name(file: &File<'_>) -> String {
    let path = file.path().display().to_string();
    if path == "gitignore" {
        ".gitignore".into()
    } else {
        path
    }
}
