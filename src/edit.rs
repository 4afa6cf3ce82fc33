//! Replaces and creates source files, for the few commands that write the user's own files.
//!
//! Takes the path of a file, its content when it was read, and its new content. It replaces the file as a whole or not at
//! all. A file that somebody changed in the meantime is left alone. New files are created in the same way, several of them
//! together.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::files;

/// The reason why a file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The content differs from the content that was read.
    #[error("it was changed in the meantime, by an editor perhaps; run the command again")]
    Changed,
    /// An error of the file system.
    #[error("it cannot be written: {0}; see whether the file and its folder are yours to change")]
    Io(#[from] io::Error),
}

/// Replaces the content of the file at `place`, which was `before` when it was read, by `after`.
///
/// At any moment the old or the new file exists as a whole. Permissions stay. If `place` is a symbolic link, its target
/// is changed. If both contents are equal, nothing happens.
pub fn replace(place: &Path, before: &[u8], after: &[u8]) -> Result<(), EditError> {
    if before == after {
        return Ok(());
    }
    let real = fs::canonicalize(place)?;
    let new = temporary(&real);
    let done = write_like(&new, &real, after).and_then(|_locked| {
        if files::read_real(&real)? != before {
            return Err(EditError::Changed);
        }
        Ok(fs::rename(&new, &real)?)
    });
    if done.is_err() {
        // The temporary file is useless now. If it cannot be removed, the first error is still the one to report.
        let _ = fs::remove_file(&new);
    }
    done
}

/// Creates files with their contents: all of them or none, and each as a whole, even if the disk is full. If the
/// command is killed, some may be missing: calling the function again creates them. Returns the file that could not be
/// created, and why.
///
/// # Errors
/// Returns the error of the system; `AlreadyExists` if a file exists with another content, or all of them exist.
pub fn create(new: &[(PathBuf, &[u8])]) -> Result<(), (PathBuf, io::Error)> {
    let mut created = CreatedFiles::default();
    let mut missing = Vec::new();
    for (place, bytes) in new {
        if place.symlink_metadata().is_err() {
            missing.push((place, *bytes));
        } else if files::read_own(place).ok().as_deref() != Some(*bytes) {
            return Err((place.clone(), io::ErrorKind::AlreadyExists.into()));
        }
    }
    if missing.is_empty()
        && let Some((place, _)) = new.first()
    {
        return Err((place.clone(), io::ErrorKind::AlreadyExists.into()));
    }
    // Where some are there, a command was killed.
    let halves = new.iter().filter(|_| missing.len() < new.len());
    halves
        .filter_map(|(place, _)| place.parent())
        .for_each(clean);
    for (place, bytes) in &missing {
        created
            .write(place, bytes)
            .map_err(|error| (place.to_path_buf(), error))?;
    }
    // The first comes last: where it is missing, the command has to be repeated.
    for (place, _) in missing.iter().rev() {
        created
            .put(place)
            .map_err(|error| (place.to_path_buf(), error))?;
    }
    created.is_done = true;
    Ok(())
}

/// The folders and files that [`create`] has created. They are removed if it fails.
#[derive(Default)]
struct CreatedFiles {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    /// Temporary files, each locked, so that [`clean`] leaves it.
    temporary: Vec<(PathBuf, fs::File)>,
    is_done: bool,
}

impl CreatedFiles {
    /// Writes the temporary file of a new file.
    fn write(&mut self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        let above = place.ancestors().skip(1);
        let missing: Vec<&Path> = above.take_while(|folder| !folder.exists()).collect();
        for folder in missing
            .into_iter()
            .rev()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_owned());
        }
        let new = temporary(place);
        let mut file = files::create_anew(&new)?;
        // Not every file system has locks.
        let _ = file.try_lock();
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        self.temporary.push((new, file));
        written
    }

    /// Gives a new file its name. Fails if it exists.
    fn put(&mut self, place: &Path) -> io::Result<()> {
        let new = temporary(place);
        match fs::hard_link(&new, place) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            // Not every file system has links.
            Err(_) if place.symlink_metadata().is_err() => fs::rename(&new, place)?,
            linked => linked?,
        }
        self.files.push(place.to_owned());
        Ok(())
    }
}

impl Drop for CreatedFiles {
    fn drop(&mut self) {
        // What cannot be removed does no harm: temporary files are hidden.
        for (place, _) in &self.temporary {
            let _ = fs::remove_file(place);
        }
        if self.is_done {
            return;
        }
        for place in &self.files {
            let _ = fs::remove_file(place);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Returns the path of the temporary file for a file. It is hidden, so it is not part of a site if the command is
/// killed.
fn temporary(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}{TEMPORARY}"))
}

/// End of the names of temporary files.
const TEMPORARY: &str = ".mujaz-new";

/// Removes the temporary files that killed commands left in a folder and below it. Follows no links, and leaves the files of
/// commands that are running. Failures are ignored: such files do no harm.
pub fn clean(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (place, name) = (entry.path(), entry.file_name());
        let is_temporary =
            (name.to_str()).is_some_and(|name| name.starts_with('.') && name.ends_with(TEMPORARY));
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => clean(&place),
            Ok(kind) if kind.is_file() && is_temporary => {
                let opened = files::open_own(&place);
                if opened.is_ok_and(|file| file.try_lock().is_ok()) {
                    let _ = fs::remove_file(&place);
                }
            }
            _ => {}
        }
    }
}

/// Writes a new file with the permissions of another one. Returns it, locked, so that [`clean`] leaves it.
fn write_like(new: &Path, like: &Path, bytes: &[u8]) -> Result<fs::File, EditError> {
    let mut file = files::create_anew(new)?;
    // Not every file system has locks.
    let _ = file.try_lock();
    file.write_all(bytes)?;
    file.set_permissions(fs::metadata(like)?.permissions())?;
    file.sync_all()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_created_together_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let files = [(at("a/b/one"), &b"1"[..]), (at("a/two"), b"2")];
        // A folder cannot be created where a file is.
        let blocked = [files[0].clone(), (at("file/three"), b"3")];
        fs::write(at("file"), "x").unwrap();
        assert!(create(&blocked).is_err());
        assert!(!at("a").exists(), "what was created is removed");
        create(&files).unwrap();
        assert_eq!(
            fs::read_dir(at("a")).unwrap().count(),
            2,
            "no temporary file is left"
        );
        let (place, error) = create(&files).unwrap_err();
        assert_eq!(
            (place, error.kind()),
            (at("a/b/one"), io::ErrorKind::AlreadyExists)
        );
        // After a command that was killed, the missing ones are created; a file with another content is kept.
        fs::remove_file(at("a/two")).unwrap();
        create(&files).unwrap();
        assert_eq!(fs::read(at("a/two")).unwrap(), b"2");
        fs::write(at("a/two"), "mine").unwrap();
        fs::remove_file(at("a/b/one")).unwrap();
        assert_eq!(create(&files).unwrap_err().0, at("a/two"));
        assert!(!at("a/b/one").exists());
    }

    #[test]
    fn a_file_is_replaced_unless_it_changed_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a.md");
        for (held, before, after, holds) in [
            ("old", "old", "new", "new"),
            ("old", "old", "old", "old"),
            ("theirs", "old", "new", "theirs"),
        ] {
            fs::write(&place, held).unwrap();
            let done = replace(&place, before.as_bytes(), after.as_bytes());
            assert_eq!(done.is_ok(), held == before, "{held}");
            assert_eq!(fs::read_to_string(&place).unwrap(), holds);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{held}");
        }
        fs::remove_file(&place).unwrap();
        assert!(replace(&place, b"old", b"new").is_err());
        assert!(!place.exists(), "what is gone stays gone");
    }

    #[test]
    fn what_is_equal_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a.md");
        fs::write(&place, "same").unwrap();
        let before = fs::metadata(&place).unwrap().modified().unwrap();
        replace(&place, b"same", b"same").unwrap();
        assert_eq!(fs::metadata(&place).unwrap().modified().unwrap(), before);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.md"), folder.path().join("a.md"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        replace(&link, b"old", b"new").unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let mode = fs::metadata(&real).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[test]
    fn what_killed_commands_left_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("below")).unwrap();
        for name in [
            ".a.md.mujaz-new",
            "below/.b.md.mujaz-new",
            "a.md",
            ".hidden",
            "c.mujaz-new",
        ] {
            fs::write(at(name), "x").unwrap();
        }
        let running = fs::File::create(at(".running.mujaz-new")).unwrap();
        running.lock().unwrap();
        clean(folder.path());
        for (name, stays) in [
            (".a.md.mujaz-new", false),
            ("below/.b.md.mujaz-new", false),
            ("a.md", true),
            (".hidden", true),
            ("c.mujaz-new", true),
            (".running.mujaz-new", true),
        ] {
            assert_eq!(at(name).exists(), stays, "{name}");
        }
    }
}
