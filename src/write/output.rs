//! What the last build left in an output folder, for those who read it.
//!
//! Takes the folder; gives what was written there, and how sure that is. While it is held, no build writes there.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Found, Stat, hash_file, is_absent, look};
use super::manifest::Manifest;
use super::{FAILED, STATE_FOLDER};

/// An output folder as the last build left it.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    manifest: Manifest,
    /// What there is to say of the last build.
    pub standing: Standing,
    /// Whether a build failed since, and left all as it was.
    pub has_failed: bool,
    /// Held for its lock alone.
    _lock: Option<File>,
}

/// How the last build in a folder ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It put everything into its place.
    Whole,
    /// There was none.
    Unbuilt,
    /// Another one is under way.
    Busy,
    /// It ended while it put files into their places: some are of this build, some of the one before.
    Interrupted,
    /// What it wrote cannot be told: the list of it is damaged.
    Damaged,
}

impl Output {
    /// Looks at the output folder `root`, and keeps builds from writing there.
    ///
    /// # Errors
    /// The system's reason, where something that is there cannot be read.
    pub fn open(root: &Path) -> io::Result<Output> {
        let state = root.join(STATE_FOLDER);
        let (lock, is_busy) = match File::open(state.join("lock")) {
            Ok(file) => match file.try_lock_shared() {
                Err(TryLockError::WouldBlock) => (None, true),
                // A file system without locks can still be read.
                _ => (Some(file), false),
            },
            Err(e) if is_absent(&e) => (None, false),
            Err(e) => return Err(e),
        };
        let manifest = Manifest::load(&state.join("manifest"))?;
        let is_built = matches!(look(&state.join("manifest"))?, Found::File(_));
        let is_interrupted = look(&state.join("journal"))? != Found::Nothing;
        let standing = match () {
            () if is_busy => Standing::Busy,
            () if is_interrupted => Standing::Interrupted,
            () if manifest.damaged => Standing::Damaged,
            () if !is_built => Standing::Unbuilt,
            () => Standing::Whole,
        };
        Ok(Output {
            root: root.to_owned(),
            has_failed: look(&state.join(FAILED))? != Found::Nothing,
            manifest,
            standing,
            _lock: lock,
        })
    }

    /// What the build said of itself.
    pub fn facts(&self) -> &[(String, String)] {
        &self.manifest.facts
    }

    /// The paths of what the build wrote, with the digests of what it wrote there, in order.
    pub fn written(&self) -> impl Iterator<Item = (&str, blake3::Hash)> {
        let records = self.manifest.records.iter();
        records.map(|(path, record)| (path.as_str(), record.hash))
    }

    /// The digest of the file at a path, read only where its size and time do not tell that it is as it was written.
    ///
    /// # Errors
    /// The system's reason, where it cannot be read.
    pub fn digest(&self, path: &str) -> io::Result<blake3::Hash> {
        let place = self.root.join(path);
        if let (Some(record), Found::File(stat)) = (self.manifest.records.get(path), look(&place)?)
            && self.manifest.vouches(record, stat)
        {
            return Ok(record.hash);
        }
        hash_file(&place)
    }

    /// When the last build began to write, in nanoseconds since 1970; none where nothing tells.
    pub fn built(&self) -> Option<i128> {
        let lock = std::fs::symlink_metadata(self.root.join(STATE_FOLDER).join("lock"));
        Some(Stat::of(&lock.ok()?).ok()?.mtime)
    }
}
