//! Changing a source in place: the few commands that write to an editor's own files do it here.
//!
//! Takes the place of a file, what it held when it was read, and what it is to hold; replaces it as a whole or leaves it
//! as it is. A file that someone else changed in the meantime is left alone.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Why a file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// It is another than the one that was read.
    #[error("it was changed in the meantime, by an editor perhaps; run the command again")]
    Changed,
    /// The file system does not let it happen.
    #[error("it cannot be written: {0}; see whether the file and its folder are yours to change")]
    Io(#[from] io::Error),
}

/// Puts `after` in the place of the file at `place`, which held `before` when it was read.
///
/// At any moment the old file or the new one is there as a whole. Permissions stay; where the place is a symbolic link,
/// the file that it leads to is the one that changes. Where both texts are equal, nothing happens.
pub fn replace(place: &Path, before: &[u8], after: &[u8]) -> Result<(), EditError> {
    if before == after {
        return Ok(());
    }
    let real = fs::canonicalize(place)?;
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    // A hidden file is no part of a site, should the command be killed before it is moved.
    let new = real.with_file_name(format!(".{name}.new"));
    let done = write_new(&new, &real, after).and_then(|()| {
        if fs::read(&real)? != before {
            return Err(EditError::Changed);
        }
        Ok(fs::rename(&new, &real)?)
    });
    if done.is_err() {
        // What could not be moved is of no use; that it stays is no second fault.
        let _ = fs::remove_file(&new);
    }
    done
}

/// Writes a new file with the permissions of another.
fn write_new(new: &Path, like: &Path, bytes: &[u8]) -> Result<(), EditError> {
    let mut file = fs::File::create(new)?;
    file.write_all(bytes)?;
    file.set_permissions(fs::metadata(like)?.permissions())?;
    Ok(file.sync_all()?)
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
}
