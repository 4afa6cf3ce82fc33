//! A folder on another machine as a place for a site, reached with the local `rsync` over ssh.
//!
//! Takes an [`Ssh`]; runs `rsync` for each step. Lists of files go to its standard input, so no file name is an argument
//! or passes through a shell, on either machine. It needs rsync 3.1 or later on both machines.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::record::is_plain;
use super::{DeployError, DeployStore, Sent, StoredFile, Upload};
use crate::parse::deploy::Ssh;

/// A folder on another machine.
#[derive(Debug)]
pub struct Rsync {
    ssh: Ssh,
    /// Path of the output folder on this machine.
    site: PathBuf,
    /// An empty temporary folder of this machine, for one file at a time.
    scratch: PathBuf,
    /// Locked while this process runs, so that the next deploy knows if it was killed.
    _scratch_lock: Option<File>,
}

/// Exit status of rsync if some files were missing or not transferred.
const PARTIAL: i32 = 23;
/// Exit status of rsync if source files vanished. It is expected when [`Rsync::delete`] names files that are missing here.
const VANISHED: i32 = 24;
/// Part of rsync's message if ssh refused or lost the connection.
const CLOSED: &str = "connection unexpectedly closed";

impl Rsync {
    /// Prepares access to a folder; opens no connection.
    ///
    /// # Errors
    /// Returns that this machine has no rsync, or that no temporary folder can be made.
    pub fn new(ssh: &Ssh, site: &Path) -> Result<Rsync, DeployError> {
        let here = Command::new("rsync").arg("--version").output();
        if !here.is_ok_and(|output| output.status.success()) {
            let fault = DeployError::new("there is no rsync on this machine");
            return Err(fault.help("install it, as in apt-get install rsync"));
        }
        // rsync takes a relative path with a colon for a host and a path.
        let whole = |e| DeployError::new(format!("the current folder cannot be read: {e}"));
        let site = std::path::absolute(site).map_err(whole)?;
        clean_scratch();
        let (scratch, lock) = scratch()
            .map_err(|e| DeployError::new(format!("no temporary folder can be made: {e}")))?;
        Ok(Rsync {
            ssh: ssh.clone(),
            site,
            scratch,
            _scratch_lock: lock,
        })
    }

    /// Returns rsync's name for the target folder, or for a file in it.
    fn there(&self, path: &str) -> String {
        format!("{}:{}/{path}", self.ssh.host, self.ssh.folder)
    }

    fn shown(&self) -> String {
        format!("{}:{}", self.ssh.host, self.ssh.folder)
    }

    fn command(&self) -> Command {
        let mut rsh = self.ssh.rsh.clone().unwrap_or_else(|| "ssh".into());
        if let Some(port) = self.ssh.port {
            rsh.push_str(&format!(" -p {port}"));
        }
        let mut command = Command::new("rsync");
        command
            // Make the times and messages of rsync independent of the user's time zone and language.
            .env("TZ", "UTC0")
            .env("LC_ALL", "C.UTF-8")
            .env_remove("RSYNC_RSH")
            .arg("--secluded-args")
            .arg("--8-bit-output")
            .arg(format!("--rsh={rsh}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs rsync with a list of files on its standard input.
    fn run(&self, command: &mut Command, list: Vec<u8>) -> io::Result<Output> {
        let mut child = command.spawn()?;
        let stdin = child.stdin.take();
        let feeder = std::thread::spawn(move || {
            // A write fails if rsync has ended; its exit status then says why.
            stdin.map(|mut stdin| stdin.write_all(&list))
        });
        let output = child.wait_with_output();
        let _ = feeder.join();
        output
    }

    fn fault(&self, what: &str, output: io::Result<Output>) -> DeployError {
        let output = match output {
            Ok(output) => output,
            Err(e) => return DeployError::new(format!("rsync cannot be run: {e}")),
        };
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().filter(|line| !line.trim().is_empty());
        // Such lines say how rsync ended, not why.
        let is_how = |line: &&str| line.starts_with("rsync error:") || line.contains(CLOSED);
        let (how, why): (Vec<_>, Vec<_>) = said.partition(is_how);
        let is_about_ssh = how.iter().any(|line| line.contains(CLOSED));
        let why = why.last().or(how.last()).copied().unwrap_or("it was ended");
        let fault = DeployError::new(format!("{} {what}: {}", self.shown(), why.trim()));
        fault.help(match output.status.code() {
            Some(127) => "is rsync installed on the other machine?",
            _ if why.contains("not found") => "is rsync installed on the other machine?",
            Some(255) => "try the same with ssh alone; `rsh` in config.toml can give it options",
            _ if is_about_ssh => {
                "try the same with ssh alone; `rsh` in config.toml can give it options"
            }
            _ => "deploy again, and it goes on from here",
        })
    }

    /// Runs rsync; returns a fault about `what` if it fails.
    fn done(&self, what: &str, command: &mut Command, list: Vec<u8>) -> Result<(), DeployError> {
        let output = self.run(command, list);
        match &output {
            Ok(done) if done.status.success() => Ok(()),
            _ => Err(self.fault(what, output)),
        }
    }
}

/// The content of the folder on the other machine.
#[derive(Debug, Default, PartialEq, Eq)]
struct Listing {
    files: BTreeMap<String, StoredFile>,
    folders: BTreeSet<String>,
    /// Symbolic links, devices and other special files.
    others: BTreeSet<String>,
}

impl Rsync {
    fn look(&self) -> Result<Listing, DeployError> {
        let mut command = self.command();
        command.args(["--list-only", "--recursive", "--no-human-readable", "--"]);
        command.arg(self.there(""));
        let output = self.run(&mut command, Vec::new());
        match &output {
            Ok(done) if done.status.success() => {
                Ok(Listing::read(&String::from_utf8_lossy(&done.stdout)))
            }
            // Error 2 (`ENOENT`): the folder does not exist yet, so this is the first deploy.
            Ok(done)
                if done.status.code() == Some(PARTIAL)
                    && done.stdout.is_empty()
                    && String::from_utf8_lossy(&done.stderr).contains("(2)") =>
            {
                Ok(Listing::default())
            }
            _ => Err(self.fault("cannot be listed", output)),
        }
    }

    /// Returns true if there is a file at a path.
    fn look_at(&self, path: &str) -> Result<bool, DeployError> {
        let mut command = self.command();
        command.args(["--list-only", "--"]).arg(self.there(path));
        let output = self.run(&mut command, Vec::new());
        match &output {
            Ok(done) if done.status.success() => Ok(!done.stdout.is_empty()),
            Ok(done)
                if done.status.code() == Some(PARTIAL)
                    && String::from_utf8_lossy(&done.stderr).contains("(2)") =>
            {
                Ok(false)
            }
            _ => Err(self.fault("cannot be listed", output)),
        }
    }

    /// Writes a small file, with further options of rsync.
    fn send(&self, path: &str, bytes: &[u8], options: &[&str]) -> Result<(), DeployError> {
        let copy = self.scratch.join(path);
        std::fs::write(&copy, bytes)
            .map_err(|e| DeployError::new(format!("{} cannot be written: {e}", copy.display())))?;
        let mut command = self.command();
        // A record of the same size and second is not the same record.
        command.args(["--times", "--ignore-times", "--chmod=F644,D755"]);
        command.args(options).arg("--");
        command.arg(&copy).arg(self.there(""));
        let done = self.done(&format!("does not take {path}"), &mut command, Vec::new());
        let _ = std::fs::remove_file(&copy);
        done
    }

    /// Removes files and empty folders. Some may remain, so the caller must check.
    fn delete(&self, paths: &[String]) -> Result<Output, DeployError> {
        let mut command = self.command();
        command.args([
            "--files-from=-",
            "--from0",
            "--dirs",
            "--no-implied-dirs",
            "--delete-missing-args",
            "--",
        ]);
        // `--delete-missing-args` removes at the target what is missing in the source; the empty folder lacks every path.
        command.arg(within(&self.scratch)).arg(self.there(""));
        let list = list(paths.iter().map(String::as_str));
        match self.run(&mut command, list) {
            Ok(done) if matches!(done.status.code(), Some(0 | VANISHED)) => Ok(done),
            output => Err(self.fault("does not remove all files", output)),
        }
    }
}

impl Drop for Rsync {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.scratch);
    }
}

impl DeployStore for Rsync {
    fn list(&self) -> Result<BTreeMap<String, StoredFile>, DeployError> {
        Ok(self.look()?.files)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, DeployError> {
        let copy = self.scratch.join("read");
        let mut command = self.command();
        command.arg("--").arg(self.there(path)).arg(&copy);
        self.done(&format!("does not give {path}"), &mut command, Vec::new())?;
        let bytes = std::fs::read(&copy).map_err(|e| DeployError::new(format!("{e}")))?;
        let _ = std::fs::remove_file(&copy);
        Ok(bytes)
    }

    fn read_if_any(&self, path: &str) -> Result<Option<Vec<u8>>, DeployError> {
        let is_there = self.look_at(path)?;
        is_there.then(|| self.read(path)).transpose()
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, DeployError> {
        // rsync does not say if it wrote the file. If two deploys create it at once, the last one's stays.
        self.send(path, bytes, &["--ignore-existing"])?;
        Ok(self.read(path)? == bytes)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), DeployError> {
        self.send(path, bytes, &[])
    }

    fn put(&self, files: &[Upload], sent: &mut Sent<'_>) -> Result<(), DeployError> {
        let mut command = self.command();
        command.args([
            "--files-from=-",
            "--from0",
            "--checksum",
            "--times",
            "--omit-dir-times",
            "--chmod=F644,D755",
            "--",
        ]);
        command.arg(within(&self.site)).arg(self.there(""));
        let list = list(files.iter().map(|upload| upload.path.as_str()));
        self.done("does not take all files", &mut command, list)?;
        for upload in files {
            sent(upload, tag_of(&upload.place));
        }
        Ok(())
    }

    fn remove(&self, paths: &[String]) -> Result<(), DeployError> {
        let output = self.delete(paths)?;
        let left = self.look()?;
        if let Some(path) = paths.iter().find(|path| left.files.contains_key(*path)) {
            return Err(self.fault(&format!("does not remove {path}"), Ok(output)));
        }
        // Level by level from the deepest: a folder is empty only after those within it are removed.
        let mut emptied: Vec<String> = emptied(paths, &left).into_iter().collect();
        while let Some(depth) = emptied.iter().map(|f| f.matches('/').count()).max() {
            let is_deepest = |folder: &String| folder.matches('/').count() == depth;
            let (level, rest): (Vec<_>, Vec<_>) = emptied.into_iter().partition(is_deepest);
            self.delete(&level)?;
            emptied = rest;
        }
        Ok(())
    }

    fn temporary_of(&self, path: &str) -> Option<String> {
        temporary_of(path)
    }

    fn has_folders(&self) -> bool {
        true
    }

    fn portion(&self) -> usize {
        // Each portion needs a new connection.
        1000
    }
}

/// Appends a `/` to a folder, which makes rsync copy its content instead of the folder itself.
fn within(folder: &Path) -> OsString {
    let mut path = folder.as_os_str().to_owned();
    path.push("/");
    path
}

/// Returns a list of files for `--files-from`. Each path gets `./`, since rsync takes a line with `#` or `;` at its start
/// for a comment.
fn list<'p>(paths: impl Iterator<Item = &'p str>) -> Vec<u8> {
    let mut list = Vec::new();
    for path in paths {
        list.extend(b"./");
        list.extend(path.as_bytes());
        list.push(0);
    }
    list
}

impl Listing {
    /// Reads the output of `rsync --list-only`: lines of permissions, size, date, time and path.
    fn read(text: &str) -> Listing {
        let mut listing = Listing::default();
        for line in text.lines() {
            let Some((path, found)) = entry(line) else {
                continue;
            };
            match line.as_bytes().first() {
                Some(b'-') => drop(listing.files.insert(path, found)),
                Some(b'd') => drop(listing.folders.insert(path)),
                _ => drop(listing.others.insert(path)),
            }
        }
        listing
    }
}

/// Reads a line of such a listing; returns `None` if it is malformed or its path cannot belong to the site.
fn entry(line: &str) -> Option<(String, StoredFile)> {
    let mut rest = line;
    let mut fields = [""; 4];
    for field in &mut fields {
        (*field, rest) = rest.trim_start_matches(' ').split_once(' ')?;
    }
    let [_, size, day, time] = fields;
    let size = size.replace([',', '.'], "").parse().ok()?;
    let path = unescaped(rest)?;
    let tag = seconds(day, time).map(|seconds| seconds.to_string());
    is_plain(&path).then_some((path, StoredFile { size, tag }))
}

/// Returns the folders that are empty after the removal of these files, or that contain only such folders.
fn emptied(removed: &[String], left: &Listing) -> BTreeSet<String> {
    let above = |path: &str| -> Vec<String> {
        path.match_indices('/')
            .map(|(end, _)| path[..end].to_owned())
            .collect()
    };
    let mut emptied: BTreeSet<String> = removed.iter().flat_map(|path| above(path)).collect();
    emptied.retain(|folder| left.folders.contains(folder));
    let others = left
        .folders
        .iter()
        .filter(|folder| !emptied.contains(*folder));
    let holding = left.files.keys().chain(&left.others).chain(others);
    let full: BTreeSet<String> = holding.flat_map(|path| above(path)).collect();
    &emptied - &full
}

/// Decodes a name in a listing, in which rsync writes an unprintable byte as `\#` and three octal digits. Returns `None`
/// if the result is not UTF-8.
fn unescaped(name: &str) -> Option<String> {
    let mut parts = name.split("\\#");
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let digits = part.get(..3)?;
        bytes.push(u8::from_str_radix(digits, 8).ok()?);
        bytes.extend(&part.as_bytes()[3..]);
    }
    String::from_utf8(bytes).ok()
}

/// Returns a UTC time, as in `2026/11/20` and `16:30:52`, in seconds since 1970.
fn seconds(day: &str, time: &str) -> Option<i64> {
    let day = jiff::civil::Date::strptime("%Y/%m/%d", day).ok()?;
    let time = jiff::civil::Time::strptime("%H:%M:%S", time).ok()?;
    let moment = day.to_datetime(time);
    Some(jiff::tz::Offset::UTC.to_timestamp(moment).ok()?.as_second())
}

/// Returns the tag that a file will have at the target: its modification time here, in seconds since 1970.
fn tag_of(place: &Path) -> Option<String> {
    let modified = std::fs::metadata(place)
        .and_then(|metadata| metadata.modified())
        .ok()?;
    let since = modified.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(since.as_secs().to_string())
}

/// Returns the final path of a file, given the path of the temporary file that rsync writes first (`.NAME.` and six random
/// characters); `None` if the path does not have that form.
fn temporary_of(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(f, n)| (f, n));
    let (name, random) = name.strip_prefix('.')?.rsplit_once('.')?;
    let is_random = random.len() == 6 && random.bytes().all(|b| b.is_ascii_alphanumeric());
    let whole = match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    };
    (is_random && !name.is_empty()).then_some(whole)
}

/// Prefix of the names of temporary folders.
const SCRATCH: &str = "mujaz-deploy-";

/// Creates a temporary folder that, on Unix, only this user can access, and locks it.
fn scratch() -> io::Result<(PathBuf, Option<File>)> {
    let base = std::env::temp_dir();
    let process = std::process::id();
    for n in 0..1000 {
        let folder = base.join(format!("{SCRATCH}{process}-{n}"));
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(&folder) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            made => {
                made?;
                let lock = locked(&folder);
                return Ok((folder, lock));
            }
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Locks a folder; returns `None` if another process has locked it, or if the system cannot lock folders.
fn locked(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.try_lock().is_ok().then_some(folder)
}

/// Removes the temporary folders of deploys that were killed. Failures are ignored: such folders do no harm.
fn clean_scratch() {
    let entries = std::fs::read_dir(std::env::temp_dir());
    for entry in entries.into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| {
            let numbers = name.strip_prefix(SCRATCH).unwrap_or_default();
            let parts = numbers.split_once('-');
            parts.is_some_and(|(a, b)| a.parse::<u32>().is_ok() && b.parse::<u32>().is_ok())
        });
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_ours && is_folder && locked(&entry.path()).is_some() {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn temporary_files_of_rsync() {
        for (path, expected) in [
            ("en/.index.html.aB3xYz", Some("en/index.html")),
            (".feed.xml.012345", Some("feed.xml")),
            (".htaccess", None),
            ("en/index.html.aB3xYz", None),
            ("en/.index.html.aB3xY", None),
            ("en/.index.html.aB3x-z", None),
            ("..abcdef", None),
        ] {
            assert_eq!(temporary_of(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn lines_of_a_list() {
        for (line, expected) in [
            (
                "-rw-r--r--             14 2026/11/20 16:11:00 a.html",
                Some(("a.html", 14, "1795191060")),
            ),
            (
                "-rw-r--r--      1,234,567 1970/01/01 00:00:09 a  b/ c",
                Some(("a  b/ c", 1_234_567, "9")),
            ),
            (
                "-rw-r--r--              0 1970/01/01 00:00:00 مقال/صورة 100%.png",
                Some(("مقال/صورة 100%.png", 0, "0")),
            ),
            (
                "-rw-r--r--              1 1970/01/01 00:00:00 \\#303\\#251",
                Some(("é", 1, "0")),
            ),
            // The site has no file with a backslash in its name.
            (
                "-rw-r--r--              1 1970/01/01 00:00:00 a\\#134#b",
                None,
            ),
            ("drwxr-xr-x          4,096 2026/11/20 16:11:00 .", None),
            ("-rw", None),
            ("", None),
        ] {
            let got = entry(line);
            let got = got
                .as_ref()
                .map(|(path, f)| (path.as_str(), f.size, f.tag.as_deref().unwrap_or("")));
            assert_eq!(got, expected, "{line}");
        }
    }

    #[test]
    fn folders_that_are_left_empty() {
        let line =
            |kind: &str, path: &str| format!("{kind}rw-r--r-- 0 1970/01/01 00:00:00 {path}\n");
        let left: String = [
            line("d", "."),
            line("d", "a"),
            line("d", "a/b"),
            line("d", "full"),
            line("-", "full/keep"),
            line("d", "linked"),
            line("l", "linked/x -> /y"),
            line("d", "above"),
            line("d", "above/empty"),
            line("d", "theirs"),
        ]
        .concat();
        let removed = ["a/b/c/f", "a/b/f", "full/f", "linked/f", "above/f", "top"];
        let emptied = emptied(&removed.map(str::to_owned), &Listing::read(&left));
        assert_eq!(emptied.into_iter().collect::<Vec<_>>(), ["a", "a/b"]);
    }
}
