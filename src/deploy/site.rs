//! Reads the output folder for a deploy: lists its files with their digests, and checks that it is a complete build.
//!
//! Takes the folder; returns its files by path. It reads a file only if the build's manifest does not have its current
//! digest. While an [`OutputSite`] exists, no build can write to the folder. Symbolic links are not followed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use blake3::Hash;
use rayon::prelude::*;

use super::DeployError;
use super::lock::LOCK;
use super::record::{RECORD, is_plain};
use crate::built::BuildInfo;
use crate::files;
use crate::parse::config::BaseUrl;
use crate::write::{BuildState, Output, STATE_FOLDER};

/// Hidden files and folders that are uploaded. All others belong to editors and systems.
const WANTED: [&str; 3] = [".well-known", ".nojekyll", ".htaccess"];

/// An output folder that can be deployed.
#[derive(Debug)]
pub struct OutputSite {
    pub files: BTreeMap<String, Local>,
    /// Messages for the user, one sentence each.
    pub notes: Vec<String>,
    output: Output,
    built: Option<BuildInfo>,
}

/// A file of the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    /// Path on this machine.
    pub place: PathBuf,
    /// Digest of the file's bytes.
    pub digest: Hash,
    /// Size in bytes.
    pub size: u64,
}

impl OutputSite {
    /// Opens and checks an output folder.
    ///
    /// # Errors
    /// Returns that the folder is missing, is not a complete build, or cannot be read.
    pub fn open(root: &Path) -> Result<OutputSite, DeployError> {
        let shown = root.display();
        if !root.is_dir() {
            return Err(
                DeployError::new(format!("there is no {shown}")).help("run `mujaz build` first")
            );
        }
        let unreadable = |e: io::Error| DeployError::new(format!("{shown} cannot be read: {e}"));
        let output = Output::open(root).map_err(unreadable)?;
        if let Some(fault) = unfit(&output, root) {
            return Err(fault);
        }
        let mut walk = OutputWalk {
            output: &output,
            places: BTreeMap::new(),
            left: Vec::new(),
        };
        walk.folder(root, "")?;
        let OutputWalk { places, left, .. } = walk;
        let missing: Vec<&str> = (output.written().map(|(path, _)| path))
            .filter(|path| !places.contains_key(*path))
            .collect();
        if !missing.is_empty() {
            let message = format!(
                "{shown} lacks what the build wrote there: {}",
                some(&missing)
            );
            return Err(DeployError::new(message).help("run `mujaz build` again"));
        }
        let files: Result<BTreeMap<_, _>, DeployError> = (places.into_par_iter())
            .map(|(path, place)| {
                let unreadable =
                    |e| DeployError::new(format!("{} cannot be read: {e}", place.display()));
                let size = fs::symlink_metadata(&place).map_err(unreadable)?.len();
                let digest = output.digest(&path).map_err(unreadable)?;
                Ok((
                    path,
                    Local {
                        place,
                        digest,
                        size,
                    },
                ))
            })
            .collect();
        let mut site = OutputSite {
            files: files?,
            notes: Vec::new(),
            built: BuildInfo::from_pairs(output.facts()),
            output,
        };
        site.take_notes(&left);
        Ok(site)
    }

    /// Returns a file that was changed after the last build began to write: the first one found at or below `places`,
    /// which are relative to `root`.
    pub fn newer(&self, root: &Path, places: &[&str]) -> Option<PathBuf> {
        let built = self.output.built()?;
        places
            .iter()
            .find_map(|place| newer(&root.join(place), built))
    }

    /// Returns the facts that the build recorded; `None` if it did not record them.
    pub fn built(&self) -> Option<&BuildInfo> {
        self.built.as_ref()
    }

    /// Returns true if a later build failed and left the output unchanged.
    pub fn has_failed(&self) -> bool {
        self.output.has_failed
    }

    /// Returns the files that no build wrote.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let written: BTreeSet<&str> = self.output.written().map(|(path, _)| path).collect();
        let paths = self.files.keys().map(String::as_str);
        paths.filter(move |path| !written.contains(path))
    }

    /// Returns the address that the site was built for, as its build recorded it. If the build recorded none, takes the
    /// address from `robots.txt`, which names the sitemap; returns `None` if that fails, too.
    pub fn base(&self) -> Option<BaseUrl> {
        if let Some(built) = &self.built {
            return Some(built.base.clone());
        }
        let robots = self.text("robots.txt")?;
        let sitemap = robots
            .lines()
            .find_map(|line| line.strip_prefix("Sitemap:"))?;
        BaseUrl::parse(sitemap.trim().strip_suffix("sitemap.xml")?).ok()
    }

    fn text(&self, path: &str) -> Option<String> {
        String::from_utf8(files::read_own(&self.files.get(path)?.place).ok()?).ok()
    }

    fn take_notes(&mut self, left: &[String]) {
        let written: BTreeMap<&str, Hash> = self.output.written().collect();
        let (mut foreign, mut changed) = (Vec::new(), Vec::new());
        for (path, file) in &self.files {
            match written.get(path.as_str()) {
                None => foreign.push(path.as_str()),
                Some(digest) if *digest != file.digest => changed.push(path.as_str()),
                Some(_) => {}
            }
        }
        let left: Vec<&str> = left.iter().map(String::as_str).collect();
        let mut notes = Vec::new();
        for (what, paths) in [
            ("files that the build did not write go up, too", foreign),
            (
                "files that were changed since the build go up as they are",
                changed,
            ),
            ("hidden files, and what is no file, stay here", left),
        ] {
            if !paths.is_empty() {
                notes.push(format!("{what}: {}", some(&paths)));
            }
        }
        let folded = self.files.keys().map(|path| (path.to_lowercase(), path));
        let mut seen: BTreeMap<String, &String> = BTreeMap::new();
        for (folded, path) in folded {
            if let Some(other) = seen.insert(folded, path) {
                notes.push(format!(
                    "{other} and {path} differ in capital letters alone: some hosts keep one of them"
                ));
            }
        }
        self.notes = notes;
    }
}

/// Maximum number of folders in a path, which has at most 1,024 bytes.
const MOST_FOLDERS: usize = 512;

/// Returns a file at or below `place` that was changed after `moment`, in nanoseconds since 1970.
fn newer(place: &Path, moment: i128) -> Option<PathBuf> {
    let metadata = fs::symlink_metadata(place).ok()?;
    if metadata.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(place)
            .ok()?
            .flatten()
            .map(|e| e.path())
            .collect();
        entries.sort();
        return entries.iter().find_map(|entry| newer(entry, moment));
    }
    let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let is_newer = i128::try_from(changed.as_nanos()).is_ok_and(|changed| changed > moment);
    is_newer.then(|| place.to_owned())
}

/// Returns the reason why an output folder cannot be deployed in its current state.
fn unfit(output: &Output, root: &Path) -> Option<DeployError> {
    let shown = root.display();
    let (what, help) = match output.standing {
        BuildState::Whole => return None,
        BuildState::Unbuilt => (
            format!("{shown} holds no build: there is no {STATE_FOLDER}/manifest in it"),
            "run `mujaz build` first; a copy of the folder needs the hidden files, too",
        ),
        BuildState::Busy => (
            format!("a build is writing to {shown}"),
            "wait until it has ended",
        ),
        BuildState::Interrupted => (
            format!(
                "{shown} is half of one build and half of another: the last one was interrupted"
            ),
            "run `mujaz build` again, which mends it",
        ),
        BuildState::Damaged => (
            format!("the list of what is in {shown} is damaged"),
            "remove the folder and run `mujaz build`",
        ),
    };
    Some(DeployError::new(what).help(help))
}

/// Number of paths that a message lists.
const MOST_LISTED: usize = 5;

/// Formats a list of paths for a message: the first ones, and the number of the others.
pub fn some(paths: &[&str]) -> String {
    match paths.split_at_checked(MOST_LISTED) {
        Some((first, more)) if !more.is_empty() => {
            format!("{} (and {} more)", first.join(", "), more.len())
        }
        _ => paths.join(", "),
    }
}

/// A walk through an output folder, with its results.
struct OutputWalk<'o> {
    output: &'o Output,
    places: BTreeMap<String, PathBuf>,
    /// Paths that are not uploaded.
    left: Vec<String>,
}

impl OutputWalk<'_> {
    fn folder(&mut self, folder: &Path, path: &str) -> Result<(), DeployError> {
        let unreadable =
            |e: io::Error| DeployError::new(format!("{} cannot be read: {e}", folder.display()));
        if path.matches('/').count() > MOST_FOLDERS {
            let message = format!("{} lies too deep for any host", folder.display());
            return Err(DeployError::new(message).help("remove it"));
        }
        let mut entries: Vec<_> = (fs::read_dir(folder).map_err(unreadable)?)
            .collect::<Result<_, _>>()
            .map_err(unreadable)?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            let place = entry.path();
            let below = |name: &str| match path {
                "" => name.to_owned(),
                path => format!("{path}/{name}"),
            };
            let plain = name.to_str().map(below).filter(|path| is_plain(path));
            let Some(path) = plain else {
                let message = format!(
                    "the name of {} cannot be that of a file on a host",
                    place.display()
                );
                return Err(DeployError::new(message).help("rename it, or remove it"));
            };
            let kind = entry.file_type().map_err(unreadable)?;
            match () {
                () if path == STATE_FOLDER || path == RECORD || path == LOCK => {}
                () if !self.is_wanted(&path) => self.left.push(path),
                () if kind.is_dir() => self.folder(&place, &path)?,
                () if kind.is_file() => drop(self.places.insert(path, place)),
                () => self.left.push(path),
            }
        }
        Ok(())
    }

    /// Returns true if a file or folder is part of the site: it is not hidden, or the build wrote it, or it is in
    /// [`WANTED`].
    fn is_wanted(&self, path: &str) -> bool {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let is_written = || {
            let mut written = self.output.written();
            written.any(|(w, _)| {
                w.strip_prefix(path)
                    .is_some_and(|r| r.is_empty() || r.starts_with('/'))
            })
        };
        !name.starts_with('.') || WANTED.contains(&name) || is_written()
    }
}
