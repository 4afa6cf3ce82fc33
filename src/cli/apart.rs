//! Checks that output folders do not overlap with the site's sources.
//!
//! The next build would read output among the sources as a part of the site, and removing outdated files could delete
//! sources. So `build`, `watch` and `deploy` refuse a folder that contains sources or is inside them.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use crate::load::PLACES;

/// Fails with a message if the output folder contains sources of the site or is inside them.
pub fn refuse_output(output: &Path, site: &Path) -> Result<(), String> {
    let Some(source) = overlap(output, sources(site)) else {
        return Ok(());
    };
    Err(format!(
        "the output {} and {} lie within each other, and the site would be written among its sources; choose another folder with --output, or leave it out for {}",
        output.display(),
        source.display(),
        site.join("public").display(),
    ))
}

/// Returns the files and folders that a site is made from.
pub fn sources(site: &Path) -> impl Iterator<Item = PathBuf> {
    PLACES.iter().map(move |place| site.join(place))
}

/// Returns the first of `others` that contains the folder or is inside it.
pub fn overlap(folder: &Path, others: impl IntoIterator<Item = PathBuf>) -> Option<PathBuf> {
    let folder = real(folder);
    others.into_iter().find(|other| {
        let other = real(other);
        other.starts_with(&folder) || folder.starts_with(&other)
    })
}

/// Returns a path without symbolic links. Its last components need not exist.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut there = whole.as_path();
    let mut rest: Vec<OsString> = Vec::new();
    let mut real = loop {
        if let Ok(real) = there.canonicalize() {
            break real;
        }
        let Some(parent) = there.parent() else {
            break there.to_owned();
        };
        let last = there.components().next_back();
        rest.extend(last.map(|part| part.as_os_str().to_owned()));
        there = parent;
    };
    for part in rest.iter().rev() {
        if Path::new(part).components().next() == Some(Component::ParentDir) {
            real.pop();
        } else {
            real.push(part);
        }
    }
    real
}
