//! `init`: a new site, ready to build.
//!
//! Takes a folder and writes the starter site that is built into the program. It overwrites nothing: where one of its
//! files exists already, it writes none.

use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, File, include_dir};

/// The starter site.
static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/init/site");

/// Writes the starter site into `folder` and gives how many files it has; or what to say to the user.
pub fn create(folder: &Path) -> Result<usize, String> {
    let files = files(&SITE);
    let places: Vec<_> = files.iter().map(|file| folder.join(name(file))).collect();
    if let Some(taken) = places.iter().find(|place| place.exists()) {
        return Err(format!(
            "{} exists already, so nothing was written; choose an empty folder",
            taken.display()
        ));
    }
    for (file, place) in files.iter().zip(&places) {
        write(place, file.contents())
            .map_err(|e| format!("{} cannot be written: {e}", place.display()))?;
    }
    Ok(files.len())
}

/// All files of a folder and those below it.
fn files<'d>(dir: &'d Dir<'d>) -> Vec<&'d File<'d>> {
    dir.files().chain(dir.dirs().flat_map(files)).collect()
}

/// A file's place in the new site. A `.gitignore` would hold for this repository, too, so it goes by another name here.
fn name(file: &File<'_>) -> String {
    let path = file.path().display().to_string();
    if path == "gitignore" {
        ".gitignore".into()
    } else {
        path
    }
}

fn write(place: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(place, bytes)
}
