//! Reads the state of an output folder: the outputs that the last build wrote, and whether a build failed since.
//!
//! Takes the folder; returns the outputs with their digests, and the state of the build. While an [`Output`] exists, no
//! build can write to the folder.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{FileKind, Stat, hash_file, is_absent, look};
use super::manifest::Manifest;
use super::{FAILED, STATE_FOLDER};
use crate::files;

/// An output folder, as the last build left it.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    manifest: Manifest,
    /// The state of the last build.
    pub standing: BuildState,
    /// True if a later build failed and left the output unchanged.
    pub has_failed: bool,
    /// Kept open to hold the lock.
    _lock: Option<File>,
}

/// The state of the last build in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuildState {
    /// The build put all files into place.
    Whole,
    /// The folder has no build.
    Unbuilt,
    /// Another build is running.
    Busy,
    /// The build was interrupted while it put files into place: some files are from this build, some from the one
    /// before.
    Interrupted,
    /// The manifest is damaged, so its outputs are unknown.
    Damaged,
}

impl Output {
    /// Opens the output folder `root`, and keeps builds from writing to it.
    ///
    /// # Errors
    /// Returns the error of the system if an existing file cannot be read.
    pub fn open(root: &Path) -> io::Result<Output> {
        let state = root.join(STATE_FOLDER);
        let (lock, is_busy) = match files::open_own(&state.join("lock")) {
            Ok(file) => match file.try_lock_shared() {
                Err(TryLockError::WouldBlock) => (None, true),
                // A file system without locks can still be read.
                _ => (Some(file), false),
            },
            Err(e) if is_absent(&e) => (None, false),
            Err(e) => return Err(e),
        };
        let manifest = Manifest::load(&state.join("manifest"))?;
        let is_built = matches!(look(&state.join("manifest"))?, FileKind::File(_));
        let is_interrupted = look(&state.join("journal"))? != FileKind::Nothing;
        let standing = match () {
            () if is_busy => BuildState::Busy,
            () if is_interrupted => BuildState::Interrupted,
            () if manifest.damaged => BuildState::Damaged,
            () if !is_built => BuildState::Unbuilt,
            () => BuildState::Whole,
        };
        Ok(Output {
            root: root.to_owned(),
            has_failed: look(&state.join(FAILED))? != FileKind::Nothing,
            manifest,
            standing,
            _lock: lock,
        })
    }

    /// Returns the facts that the build recorded.
    pub fn facts(&self) -> &[(String, String)] {
        &self.manifest.facts
    }

    /// Returns the paths of the build's outputs with their digests, sorted by path.
    pub fn written(&self) -> impl Iterator<Item = (&str, blake3::Hash)> {
        let records = self.manifest.records.iter();
        records.map(|(path, record)| (path.as_str(), record.hash))
    }

    /// Returns the digest of the file at a path. Reads the file only if its size and time do not show that it is unchanged.
    ///
    /// # Errors
    /// Returns the error of the system if the file cannot be read.
    pub fn digest(&self, path: &str) -> io::Result<blake3::Hash> {
        let place = self.root.join(path);
        if let (Some(record), FileKind::File(stat)) =
            (self.manifest.records.get(path), look(&place)?)
            && self.manifest.vouches(record, stat)
        {
            return Ok(record.hash);
        }
        hash_file(&place)
    }

    /// Returns the time when the last build began to write, in nanoseconds since 1970; `None` if it is unknown.
    pub fn built(&self) -> Option<i128> {
        let lock = std::fs::symlink_metadata(self.root.join(STATE_FOLDER).join("lock"));
        Some(Stat::of(&lock.ok()?).ok()?.mtime)
    }
}
