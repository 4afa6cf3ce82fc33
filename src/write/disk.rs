//! The operations on the file system that `write` uses.
//!
//! Takes and gives paths and `io::Error`s; it does not depend on outputs or manifests. Every change of the file system
//! goes through [`Disk`]. So tests can make a single operation fail, or all operations from some moment on, as if the
//! process had been killed.

use crate::files;
use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The metadata that shows, without reading it, that a file is probably unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stat {
    /// Size in bytes.
    pub size: u64,
    /// Last modification, in nanoseconds since 1970 (negative before).
    pub mtime: i128,
}

impl Stat {
    /// Returns size and time from the metadata of an open file or of `symlink_metadata`.
    pub fn of(metadata: &fs::Metadata) -> io::Result<Stat> {
        let modified = metadata.modified()?;
        // No overflow: the seconds of a representable time are an i64, so their nanoseconds fit an i128.
        let mtime = match modified.duration_since(UNIX_EPOCH) {
            Ok(after) => after.as_nanos() as i128,
            Err(before) => -(before.duration().as_nanos() as i128),
        };
        Ok(Stat {
            size: metadata.len(),
            mtime,
        })
    }
}

/// The kind of file at a path. Symbolic links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Nothing,
    Folder,
    File(Stat),
    /// A symbolic link, a pipe or a device; never written by Mujaz.
    Other,
}

/// Returns the kind of file at `path`. Its parents must be known to be real folders.
pub(super) fn look(path: &Path) -> io::Result<FileKind> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => Stat::of(&metadata).map(FileKind::File),
        Ok(metadata) if metadata.is_dir() => Ok(FileKind::Folder),
        Ok(_) => Ok(FileKind::Other),
        Err(e) if is_absent(&e) => Ok(FileKind::Nothing),
        Err(e) => Err(e),
    }
}

/// Returns true if the error means that nothing exists at the path.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Returns the hash of a file's content.
pub(super) fn hash_file(path: &Path) -> io::Result<blake3::Hash> {
    hash_reader(&mut files::open_own(path)?)
}

/// Returns the hash of the rest of a file, without reading it into memory as a whole.
pub(super) fn hash_reader(from: &mut File) -> io::Result<blake3::Hash> {
    Ok(blake3::Hasher::new().update_reader(from)?.finalize())
}

/// Copies everything from `from` to `to` and returns its hash.
///
/// # Errors
/// Returns the error of the system from reading or writing.
pub fn copy_hashing(from: &mut impl Read, to: &mut impl io::Write) -> io::Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 128 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize()),
            Ok(n) => {
                hasher.update(&buffer[..n]);
                to.write_all(&buffer[..n])?;
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

/// The operations that change the file system.
#[derive(Debug, Default)]
pub(super) struct Disk {
    #[cfg(test)]
    pub fault: std::sync::Arc<super::tests::InjectedFaults>,
}

impl Disk {
    /// Creates a file for writing, and its folder if that is missing. Replaces anything else at the path, except a
    /// folder.
    pub fn create(&self, path: &Path) -> io::Result<File> {
        self.operation()?;
        with_folder(path, files::create_anew)
    }

    /// Like [`Disk::create`], but fails if the file exists.
    pub fn create_new(&self, path: &Path) -> io::Result<File> {
        self.operation()?;
        with_folder(path, |path| File::create_new(path))
    }

    /// Opens a lock file, or creates it.
    pub fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.operation()?;
        files::open_lock(path)
    }

    /// Replaces the content of an open lock file by a line, so that its modification time is now.
    pub fn stamp(&self, lock: &mut File) -> io::Result<()> {
        self.operation()?;
        lock.set_len(0)?;
        lock.write_all(b"\n")
    }

    /// Waits until everything written so far is on the disk.
    pub fn sync(&self, folder: &Path) -> io::Result<()> {
        self.operation()?;
        files::sync_system(folder)
    }

    /// Replaces the file at `path` atomically: at any moment, even if the power fails, the old or the new one
    /// exists as a whole. Returns its modification time.
    pub fn replace(&self, path: &Path, text: &str) -> io::Result<i128> {
        let new = path.with_extension("new");
        self.operation()?;
        let mut file = files::create_anew(&new)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        let stat = Stat::of(&fs::symlink_metadata(&new)?)?;
        self.rename(&new, path)?;
        Ok(stat.mtime)
    }

    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operation()?;
        fs::rename(from, to)
    }

    pub fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operation()?;
        fs::hard_link(from, to)
    }

    pub fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.operation()?;
        fs::create_dir(path)
    }

    pub fn make_folders(&self, path: &Path) -> io::Result<()> {
        self.operation()?;
        fs::create_dir_all(path)
    }

    pub fn remove_empty_folder(&self, path: &Path) -> io::Result<()> {
        self.operation()?;
        fs::remove_dir(path)
    }

    /// Removes a file. A missing file is not an error.
    pub fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.operation()?;
        absent_is_fine(fs::remove_file(path))
    }

    /// Removes a folder with its content, without following links, or the file or link at its place. A missing folder
    /// is not an error.
    pub fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.operation()?;
        match look(path)? {
            FileKind::Nothing => Ok(()),
            FileKind::Folder => absent_is_fine(fs::remove_dir_all(path)),
            FileKind::File(_) | FileKind::Other => absent_is_fine(fs::remove_file(path)),
        }
    }

    #[cfg(not(test))]
    fn operation(&self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn operation(&self) -> io::Result<()> {
        self.fault.strike()
    }
}

/// Creates a file, and its folder if that is missing.
fn with_folder(path: &Path, create: impl Fn(&Path) -> io::Result<File>) -> io::Result<File> {
    match create(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            create(path)
        }
        done => done,
    }
}

fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(e) if is_absent(&e) => Ok(()),
        other => other,
    }
}
