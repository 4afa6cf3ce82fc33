//! Folders that are written to, held against those that the site is made from.
//!
//! A build among the sources is read by the next one as a part of the site, and one that removes what is gone may take
//! sources with it. So `build`, `watch` and `deploy` refuse a folder that holds sources or lies in them.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use crate::load::PLACES;

/// Refuses an output folder that the site's sources lie in, or that lies in them: what to say.
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

/// The files and folders that a site is made from.
pub fn sources(site: &Path) -> impl Iterator<Item = PathBuf> {
    PLACES.iter().map(move |place| site.join(place))
}

/// The first of some places that a folder lies in or that lies in the folder.
pub fn overlap(folder: &Path, others: impl IntoIterator<Item = PathBuf>) -> Option<PathBuf> {
    let folder = real(folder);
    others.into_iter().find(|other| {
        let other = real(other);
        other.starts_with(&folder) || folder.starts_with(&other)
    })
}

/// Where a path really is: without symbolic links, though the last of its folders may not be there yet.
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
