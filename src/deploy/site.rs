//! The output folder as it is to go up: which files, what is in them, and whether they are a whole build.
//!
//! Takes the folder; gives its files by path. Reads a file only where the build's own list does not tell what is in it. While
//! it is held, no build writes there. Symbolic links are not followed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use blake3::Hash;
use rayon::prelude::*;

use super::Fault;
use super::record::{RECORD, is_plain};
use crate::built::BuildInfo;
use crate::parse::config::BaseUrl;
use crate::write::{Output, STATE_FOLDER, Standing};

/// Hidden files that somebody may have put beside the site on purpose. All others are editors' and systems' own.
const WANTED: [&str; 3] = [".well-known", ".nojekyll", ".htaccess"];

/// A site that can go up.
#[derive(Debug)]
pub struct Site {
    /// Its files, by path.
    pub files: BTreeMap<String, Local>,
    /// What an editor may want to know of it, a sentence each.
    pub notes: Vec<String>,
    output: Output,
    built: Option<BuildInfo>,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    /// Where it lies.
    pub place: PathBuf,
    /// The digest of its bytes.
    pub digest: Hash,
    /// Bytes.
    pub size: u64,
}

impl Site {
    /// Looks through an output folder.
    ///
    /// # Errors
    /// That it is missing, not a whole build, or cannot be read.
    pub fn open(root: &Path) -> Result<Site, Fault> {
        let shown = root.display();
        if !root.is_dir() {
            return Err(Fault::new(format!("there is no {shown}")).help("run `mujaz build` first"));
        }
        let unreadable = |e: io::Error| Fault::new(format!("{shown} cannot be read: {e}"));
        let output = Output::open(root).map_err(unreadable)?;
        if let Some(fault) = unfit(&output, root) {
            return Err(fault);
        }
        let mut walk = Walk {
            output: &output,
            places: BTreeMap::new(),
            left: Vec::new(),
        };
        walk.folder(root, "")?;
        let Walk { places, left, .. } = walk;
        let missing: Vec<&str> = (output.written().map(|(path, _)| path))
            .filter(|path| !places.contains_key(*path))
            .collect();
        if !missing.is_empty() {
            let message = format!(
                "{shown} lacks what the build wrote there: {}",
                some(&missing)
            );
            return Err(Fault::new(message).help("run `mujaz build` again"));
        }
        let files: Result<BTreeMap<_, _>, Fault> = (places.into_par_iter())
            .map(|(path, place)| {
                let unreadable = |e| Fault::new(format!("{} cannot be read: {e}", place.display()));
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
        let mut site = Site {
            files: files?,
            notes: Vec::new(),
            built: BuildInfo::from_pairs(output.facts()),
            output,
        };
        site.take_notes(&left);
        Ok(site)
    }

    /// A file below these places of the folder `root`, or one of them, that was changed since the last build began to write;
    /// its path as it stands there.
    pub fn newer(&self, root: &Path, places: &[&str]) -> Option<PathBuf> {
        let built = self.output.built()?;
        places
            .iter()
            .find_map(|place| newer(&root.join(place), built))
    }

    /// What the site was built with; `None` where the build did not say.
    pub fn built(&self) -> Option<&BuildInfo> {
        self.built.as_ref()
    }

    /// Whether a later build failed, and left the output as it was.
    pub fn has_failed(&self) -> bool {
        self.output.has_failed
    }

    /// The files that no build wrote.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let written: BTreeSet<&str> = self.output.written().map(|(path, _)| path).collect();
        let paths = self.files.keys().map(String::as_str);
        paths.filter(move |path| !written.contains(path))
    }

    /// The address that the site was built for: as its build says or, where it does not, as far as a file of it tells.
    /// `robots.txt` names the sitemap by its address.
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
        fs::read_to_string(&self.files.get(path)?.place).ok()
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
            ("was not written by the build, and goes up, too", foreign),
            ("was changed since the build, and goes up as it is", changed),
            ("is hidden or no file, and stays here", left),
        ] {
            if !paths.is_empty() {
                notes.push(format!("{} {what}", some(&paths)));
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

/// A file at a place or below it that was changed later than this, in nanoseconds since 1970.
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

/// Why an output folder cannot go up as it stands.
fn unfit(output: &Output, root: &Path) -> Option<Fault> {
    let shown = root.display();
    let (what, help) = match output.standing {
        Standing::Whole => return None,
        Standing::Unbuilt => (
            format!("{shown} holds no build: there is no {STATE_FOLDER}/manifest in it"),
            "run `mujaz build` first; a copy of the folder needs the hidden files, too",
        ),
        Standing::Busy => (
            format!("a build is writing to {shown}"),
            "wait until it has ended",
        ),
        Standing::Interrupted => (
            format!(
                "{shown} is half of one build and half of another: the last one was interrupted"
            ),
            "run `mujaz build` again, which mends it",
        ),
        Standing::Damaged => (
            format!("the list of what is in {shown} is damaged"),
            "remove the folder and run `mujaz build`",
        ),
    };
    Some(Fault::new(what).help(help))
}

/// The first of some paths, and how many more.
pub fn some(paths: &[&str]) -> String {
    match paths {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, more @ ..] => format!("{one} (and {} more)", more.len()),
    }
}

/// A walk through an output folder.
struct Walk<'o> {
    output: &'o Output,
    places: BTreeMap<String, PathBuf>,
    /// What stays where it is.
    left: Vec<String>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, path: &str) -> Result<(), Fault> {
        let unreadable =
            |e: io::Error| Fault::new(format!("{} cannot be read: {e}", folder.display()));
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
                return Err(Fault::new(message).help("rename it, or remove it"));
            };
            let kind = entry.file_type().map_err(unreadable)?;
            match () {
                () if path == STATE_FOLDER || path == RECORD => {}
                () if !self.is_wanted(&path) => self.left.push(path),
                () if kind.is_dir() => self.folder(&place, &path)?,
                () if kind.is_file() => drop(self.places.insert(path, place)),
                () => self.left.push(path),
            }
        }
        Ok(())
    }

    /// Whether a file or folder is part of the site: what the build wrote, and all that is not hidden.
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
