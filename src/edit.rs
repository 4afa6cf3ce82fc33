//! Replaces a source file in place, for the few commands that change the user's own files.
//!
//! Takes the path of a file, its content when it was read, and its new content. It replaces the file as a whole or not at
//! all. A file that somebody changed in the meantime is left alone.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::files;

/// The reason why a file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// Its content is no longer that which was read.
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
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    // A hidden file is not part of a site, in case the command is killed before the rename.
    let new = real.with_file_name(format!(".{name}{TEMPORARY}"));
    let done = write_new(&new, &real, after).and_then(|_locked| {
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
fn write_new(new: &Path, like: &Path, bytes: &[u8]) -> Result<fs::File, EditError> {
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
