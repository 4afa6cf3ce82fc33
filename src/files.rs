//! Opens and creates files without waiting for a pipe and without writing through a symbolic link.
//!
//! Takes paths; returns open files. It knows nothing of sites. Every function refuses pipes, sockets and devices at once,
//! with a [`SpecialFile`] in the error ([`open_argument`] accepts the pipes of a shell). They differ in the symbolic links
//! that they follow:
//!
//! | function | for | follows |
//! |---|---|---|
//! | [`open()`], [`open_argument`] | a file that the user named | all links |
//! | [`open_real`] | a source whose real path is known | no link, in no part of the path |
//! | [`open_own`], [`open_lock`] | a file that Mujaz wrote | no link in the last part of the path |
//! | [`create_anew`] | a file that Mujaz writes | no link in the last part of the path |

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The reason why a file was refused: it is a pipe, a socket or a device.
#[derive(Debug, thiserror::Error)]
#[error("this is neither a file nor a folder")]
pub struct SpecialFile;

/// The reason why an argument was refused, with advice.
#[derive(Debug, thiserror::Error)]
#[error("{0}, not a file; use `-` to read from standard input")]
struct SpecialArgument(&'static str);

/// Returns true if a file was refused because it is a pipe, a socket or a device.
pub fn is_special(error: &io::Error) -> bool {
    error
        .get_ref()
        .is_some_and(|inner| inner.is::<SpecialFile>())
}

/// Returns true if a path was refused because a part of it is a symbolic link.
pub fn is_link(error: &io::Error) -> bool {
    system::is_link(error)
}

/// Opens a regular file for reading.
///
/// # Errors
/// Returns the error of the system, or a [`SpecialFile`].
pub fn open(path: &Path) -> io::Result<File> {
    // Opening a device can have effects of its own, so it is not even opened.
    regular(&fs::metadata(path)?)?;
    checked(system::open(path)?)
}

/// Opens a file that is an argument of a command: a regular file, or a pipe that a shell opened, as in
/// `mujaz import <(pandoc …)`. Other pipes, sockets and devices are refused with advice that completes "the file is …".
///
/// # Errors
/// Returns the error of the system, or the advice.
pub fn open_argument(path: &Path) -> io::Result<File> {
    if path.starts_with("/dev/fd") || path == Path::new("/dev/stdin") {
        return File::open(path);
    }
    open(path).map_err(|error| match is_special(&error) {
        true => io::Error::other(SpecialArgument(special_kind(path))),
        false => error,
    })
}

/// Returns true if [`open_argument`] refused a file because it is a pipe, a socket or a device.
pub fn is_special_argument(error: &io::Error) -> bool {
    error
        .get_ref()
        .is_some_and(|inner| inner.is::<SpecialArgument>())
}

/// Returns the words for a file that is neither regular nor a folder.
fn special_kind(path: &Path) -> &'static str {
    #[cfg(unix)]
    if let Ok(metadata) = fs::metadata(path) {
        use std::os::unix::fs::FileTypeExt;
        let kind = metadata.file_type();
        return match () {
            () if kind.is_fifo() => "a pipe",
            () if kind.is_socket() => "a socket",
            () => "a device",
        };
    }
    let _ = path;
    "a special file"
}

/// Opens a regular file for reading; refuses a symbolic link as the last part of the path.
///
/// # Errors
/// Returns the error of the system, or a [`SpecialFile`].
pub fn open_own(path: &Path) -> io::Result<File> {
    let metadata = fs::symlink_metadata(path)?;
    if !metadata.is_symlink() {
        regular(&metadata)?;
    }
    checked(system::open_own(path)?)
}

/// Opens a regular file for reading; refuses a symbolic link as any part of the path. Use it for a path that had none when
/// it was found: somebody may have put a link there since.
///
/// # Errors
/// Returns the error of the system, or a [`SpecialFile`].
pub fn open_real(path: &Path) -> io::Result<File> {
    let metadata = fs::symlink_metadata(path)?;
    if !metadata.is_symlink() {
        regular(&metadata)?;
    }
    checked(system::open_real(path)?)
}

/// Reads a regular file, following symbolic links.
///
/// # Errors
/// Returns the errors of [`open()`].
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    read_all(open(path)?)
}

/// Reads a regular file without following symbolic links; see [`open_real`].
///
/// # Errors
/// Returns the errors of [`open_real`].
pub fn read_real(path: &Path) -> io::Result<Vec<u8>> {
    read_all(open_real(path)?)
}

/// Reads a file that Mujaz wrote; see [`open_own`].
///
/// # Errors
/// Returns the errors of [`open_own`].
pub fn read_own(path: &Path) -> io::Result<Vec<u8>> {
    read_all(open_own(path)?)
}

/// Maximum size of a text, in bytes. No text of a briefing is this long; a larger file is in the folder by mistake.
pub const LARGEST_TEXT: u64 = 10 * 1024 * 1024;

/// Reads a text of a site from a regular file, following symbolic links.
///
/// # Errors
/// Returns the errors of [`open()`], or that the file is longer than [`LARGEST_TEXT`] or not UTF-8.
pub fn read_text(path: &Path) -> io::Result<String> {
    let file = open(path)?;
    if file.metadata()?.len() > LARGEST_TEXT {
        let why = format!(
            "a text may have {} MB at most",
            LARGEST_TEXT / (1024 * 1024)
        );
        return Err(io::Error::new(ErrorKind::FileTooLarge, why));
    }
    String::from_utf8(read_all(file)?)
        .map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
}

/// Waits until everything that was written to the file system of a folder is on the disk, so that a rename after it
/// never exposes half of a file, even if the power fails. One call for all files costs far less than one for each. Only
/// Linux supports this; elsewhere nothing is done.
///
/// # Errors
/// Returns the error of the system: a disk that fails, most likely.
pub fn sync_system(folder: &Path) -> io::Result<()> {
    system::sync(folder)
}

/// Returns the number of files that the process may have open at one time; `None` if there is no limit, or it is unknown.
pub fn descriptor_limit() -> Option<u64> {
    system::descriptor_limit()
}

/// Creates a file for writing. Anything else at its path, except a folder, is removed first, so a symbolic link is not
/// followed.
///
/// # Errors
/// Returns the error of the system.
pub fn create_anew(path: &Path) -> io::Result<File> {
    const ATTEMPTS: usize = 8;
    for _ in 1..ATTEMPTS {
        match File::create_new(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => match fs::remove_file(path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            },
            done => return done,
        }
    }
    File::create_new(path)
}

/// Opens a lock file for reading and writing, or creates it. Its content stays. A symbolic link at its place is removed.
///
/// # Errors
/// Returns the error of the system, or a [`SpecialFile`].
pub fn open_lock(path: &Path) -> io::Result<File> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => fs::remove_file(path)?,
        Ok(found) => regular(&found)?,
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    checked(system::open_lock(path)?)
}

fn read_all(mut file: File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Checks an open file, since another file may have replaced the one that was checked before.
fn checked(file: File) -> io::Result<File> {
    regular(&file.metadata()?)?;
    Ok(file)
}

fn regular(metadata: &fs::Metadata) -> io::Result<()> {
    match () {
        () if metadata.is_file() => Ok(()),
        () if metadata.is_dir() => Err(ErrorKind::IsADirectory.into()),
        () => Err(io::Error::other(SpecialFile)),
    }
}

#[cfg(unix)]
mod system {
    use std::fs::File;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::path::{Component, Path};

    use rustix::fs::{self, CWD, Mode, OFlags};
    use rustix::io::Errno;

    // With `NONBLOCK`, opening a pipe that took the file's place does not wait for a writer.
    const READ: OFlags = OFlags::RDONLY
        .union(OFlags::CLOEXEC)
        .union(OFlags::NONBLOCK)
        .union(OFlags::NOCTTY);

    pub fn is_link(error: &io::Error) -> bool {
        error.raw_os_error() == Some(Errno::LOOP.raw_os_error())
    }

    pub fn descriptor_limit() -> Option<u64> {
        rustix::process::getrlimit(rustix::process::Resource::Nofile).current
    }

    pub fn open(path: &Path) -> io::Result<File> {
        Ok(fs::open(path, READ, Mode::empty())?.into())
    }

    pub fn open_own(path: &Path) -> io::Result<File> {
        Ok(fs::open(path, READ | OFlags::NOFOLLOW, Mode::empty())?.into())
    }

    pub fn open_lock(path: &Path) -> io::Result<File> {
        let flags = OFlags::RDWR
            | OFlags::CREATE
            | OFlags::CLOEXEC
            | OFlags::NONBLOCK
            | OFlags::NOCTTY
            | OFlags::NOFOLLOW;
        Ok(fs::open(path, flags, Mode::from_raw_mode(0o666))?.into())
    }

    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub fn sync(folder: &Path) -> io::Result<()> {
        Ok(fs::syncfs(File::open(folder)?)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub fn sync(_: &Path) -> io::Result<()> {
        Ok(())
    }

    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub fn open_real(path: &Path) -> io::Result<File> {
        match fs::openat2(
            CWD,
            path,
            READ,
            Mode::empty(),
            fs::ResolveFlags::NO_SYMLINKS,
        ) {
            Ok(file) => Ok(file.into()),
            // A kernel before 5.6 lacks `openat2`, and a sandbox may forbid it.
            Err(Errno::NOSYS | Errno::PERM) => step_by_step(path),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub fn open_real(path: &Path) -> io::Result<File> {
        step_by_step(path)
    }

    /// Opens each folder of the path inside the previous one, and refuses symbolic links.
    fn step_by_step(path: &Path) -> io::Result<File> {
        let mut folder: Option<OwnedFd> = None;
        let mut parts = path.components().peekable();
        while let Some(part) = parts.next() {
            let part = match part {
                Component::Prefix(_) | Component::CurDir => continue,
                Component::RootDir => Path::new("/"),
                Component::ParentDir => Path::new(".."),
                Component::Normal(name) => Path::new(name),
            };
            let mut flags = READ | OFlags::NOFOLLOW;
            if parts.peek().is_some() {
                flags |= OFlags::DIRECTORY;
            }
            folder = Some(match &folder {
                Some(above) => fs::openat(above, part, flags, Mode::empty())?,
                None => fs::openat(CWD, part, flags, Mode::empty())?,
            });
        }
        let opened = folder.ok_or(io::ErrorKind::NotFound)?;
        Ok(opened.into())
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn step_by_step_refuses_every_link_on_the_way() {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path().canonicalize().unwrap();
            std::fs::create_dir(root.join("real")).unwrap();
            std::fs::write(root.join("real/file"), "x").unwrap();
            std::os::unix::fs::symlink("real", root.join("link")).unwrap();
            std::os::unix::fs::symlink("file", root.join("real/other")).unwrap();
            for (path, is_open) in [
                ("real/file", true),
                ("link/file", false),
                ("real/other", false),
                ("real/none", false),
            ] {
                let path = root.join(path);
                assert_eq!(step_by_step(&path).is_ok(), is_open, "{path:?}");
                assert_eq!(open_real(&path).is_ok(), is_open, "{path:?}");
            }
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::{self, File, OpenOptions};
    use std::io;
    use std::path::Path;

    pub fn sync(_: &Path) -> io::Result<()> {
        Ok(())
    }

    pub fn is_link(_: &io::Error) -> bool {
        false
    }

    pub fn descriptor_limit() -> Option<u64> {
        None
    }

    pub fn open(path: &Path) -> io::Result<File> {
        File::open(path)
    }

    pub fn open_own(path: &Path) -> io::Result<File> {
        match fs::symlink_metadata(path)?.is_symlink() {
            true => Err(io::Error::other("it is a symbolic link")),
            false => File::open(path),
        }
    }

    pub fn open_real(path: &Path) -> io::Result<File> {
        open_own(path)
    }

    pub fn open_lock(path: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        options.open(path)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::unix::fs::symlink;

    fn pipe(at: &Path) {
        let made = std::process::Command::new("mkfifo").arg(at).status();
        assert!(made.unwrap().success());
    }

    #[test]
    fn a_pipe_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let (at, link) = (root.join("pipe"), root.join("link"));
        pipe(&at);
        symlink("pipe", &link).unwrap();
        for refused in [
            open(&at),
            open(&link),
            open_own(&at),
            open_real(&at),
            open_lock(&at),
        ] {
            assert!(is_special(&refused.unwrap_err()));
        }
        for refused in [open_own(&link), open_real(&link)] {
            assert!(is_link(&refused.unwrap_err()));
        }
        assert!(open(&root).is_err());
    }

    #[test]
    fn a_pipe_as_an_argument_is_refused_with_advice() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("pipe");
        pipe(&at);
        let error = open_argument(&at).unwrap_err();
        assert!(is_special_argument(&error));
        assert!(
            error.to_string().starts_with("a pipe, not a file; use `-`"),
            "{error}"
        );
    }

    #[test]
    fn nothing_is_written_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let precious = folder.path().join("precious");
        fs::write(&precious, "precious").unwrap();
        for name in ["to a file", "to nothing", "pipe", "file"] {
            let at = folder.path().join(name);
            match name {
                "to a file" => symlink(&precious, &at).unwrap(),
                "to nothing" => symlink("nothing", &at).unwrap(),
                "pipe" => pipe(&at),
                _ => fs::write(&at, "old and longer").unwrap(),
            }
            create_anew(&at).unwrap().write_all(b"new").unwrap();
            assert_eq!(fs::read_to_string(&at).unwrap(), "new", "{name}");
        }
        let lock = folder.path().join("lock");
        symlink(&precious, &lock).unwrap();
        open_lock(&lock).unwrap().write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(&precious).unwrap(), "precious");
        assert!(!folder.path().join("nothing").exists());
    }
}
