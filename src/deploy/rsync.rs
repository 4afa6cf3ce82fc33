//! A folder of another machine as a place for a site, by the `rsync` of this machine over ssh.
//!
//! Takes an [`Ssh`]; runs `rsync` for each step, with lists of files on its standard input, so that no name of a file is an
//! argument or goes through a shell, here or there. It needs rsync 3.1 or later on both machines.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::record::is_plain;
use super::{Fault, Found, Place, Sent, Upload};
use crate::parse::deploy::Ssh;

/// A folder of another machine.
#[derive(Debug)]
pub struct Rsync {
    ssh: Ssh,
    /// The folder that all of the site's files are in.
    site: PathBuf,
    /// A folder of this machine for a file at a time, and empty but for that.
    scratch: PathBuf,
}

/// rsync's word for files that were not there or changed on the way.
const PARTIAL: i32 = 23;
/// Its word for folders of this machine that are not there, which is meant when something is removed.
const VANISHED: i32 = 24;
/// Its words where ssh did not let it through, or not for long.
const CLOSED: &str = "connection unexpectedly closed";

impl Rsync {
    /// Prepares to reach a folder; asks nothing of it yet.
    ///
    /// # Errors
    /// That there is no rsync here.
    pub fn new(ssh: &Ssh, site: &Path) -> Result<Rsync, Fault> {
        let here = Command::new("rsync").arg("--version").output();
        if !here.is_ok_and(|output| output.status.success()) {
            let fault = Fault::new("there is no rsync on this machine");
            return Err(fault.help("install it, as in apt-get install rsync"));
        }
        // rsync takes a relative path that has a colon for a machine.
        let whole = |e| Fault::new(format!("the current folder cannot be read: {e}"));
        let site = std::path::absolute(site).map_err(whole)?;
        let scratch =
            scratch().map_err(|e| Fault::new(format!("no temporary folder can be made: {e}")))?;
        Ok(Rsync {
            ssh: ssh.clone(),
            site,
            scratch,
        })
    }

    /// The folder there, or a file in it.
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
            // Times in lists are those of this zone, and messages in this language.
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

    /// Runs rsync with a list on its standard input.
    fn run(&self, command: &mut Command, list: Vec<u8>) -> io::Result<Output> {
        let mut child = command.spawn()?;
        let stdin = child.stdin.take();
        let feeder = std::thread::spawn(move || {
            // Where rsync is gone, its status says why.
            stdin.map(|mut stdin| stdin.write_all(&list))
        });
        let output = child.wait_with_output();
        let _ = feeder.join();
        output
    }

    fn fault(&self, what: &str, output: io::Result<Output>) -> Fault {
        let output = match output {
            Ok(output) => output,
            Err(e) => return Fault::new(format!("rsync cannot be run: {e}")),
        };
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().filter(|line| !line.trim().is_empty());
        // What rsync adds is how, and not why.
        let is_how = |line: &&str| line.starts_with("rsync error:") || line.contains(CLOSED);
        let (how, why): (Vec<_>, Vec<_>) = said.partition(is_how);
        let is_about_ssh = how.iter().any(|line| line.contains(CLOSED));
        let why = why.last().or(how.last()).copied().unwrap_or("it was ended");
        let fault = Fault::new(format!("{} {what}: {}", self.shown(), why.trim()));
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

    /// Runs rsync, and says what could not be done where it fails.
    fn done(&self, what: &str, command: &mut Command, list: Vec<u8>) -> Result<(), Fault> {
        let output = self.run(command, list);
        match &output {
            Ok(done) if done.status.success() => Ok(()),
            _ => Err(self.fault(what, output)),
        }
    }
}

/// What a folder of another machine holds.
#[derive(Debug, Default, PartialEq, Eq)]
struct Listing {
    files: BTreeMap<String, Found>,
    folders: BTreeSet<String>,
    /// Links, devices and the like.
    others: BTreeSet<String>,
}

impl Rsync {
    fn look(&self) -> Result<Listing, Fault> {
        let mut command = self.command();
        command.args(["--list-only", "--recursive", "--no-human-readable", "--"]);
        command.arg(self.there(""));
        let output = self.run(&mut command, Vec::new());
        match &output {
            Ok(done) if done.status.success() => {
                Ok(Listing::read(&String::from_utf8_lossy(&done.stdout)))
            }
            // 2 is the system's number for what is not there: this is the first deploy.
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

    /// Removes files, and folders that are empty. Some of them may stay.
    fn delete(&self, paths: &[String]) -> Result<Output, Fault> {
        let mut command = self.command();
        command.args([
            "--files-from=-",
            "--from0",
            "--dirs",
            "--no-implied-dirs",
            "--delete-missing-args",
            "--",
        ]);
        // What is not in this folder is removed there.
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

impl Place for Rsync {
    fn list(&self) -> Result<BTreeMap<String, Found>, Fault> {
        Ok(self.look()?.files)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Fault> {
        let copy = self.scratch.join("read");
        let mut command = self.command();
        command.arg("--").arg(self.there(path)).arg(&copy);
        self.done(&format!("does not give {path}"), &mut command, Vec::new())?;
        let bytes = std::fs::read(&copy).map_err(|e| Fault::new(format!("{e}")))?;
        let _ = std::fs::remove_file(&copy);
        Ok(bytes)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        let copy = self.scratch.join(path);
        std::fs::write(&copy, bytes)
            .map_err(|e| Fault::new(format!("{} cannot be written: {e}", copy.display())))?;
        let mut command = self.command();
        command.args(["--times", "--chmod=F644,D755", "--"]);
        command.arg(&copy).arg(self.there(""));
        let done = self.done(&format!("does not take {path}"), &mut command, Vec::new());
        let _ = std::fs::remove_file(&copy);
        done
    }

    fn put(&self, files: &[Upload], sent: &mut Sent<'_>) -> Result<(), Fault> {
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

    fn remove(&self, paths: &[String]) -> Result<(), Fault> {
        let output = self.delete(paths)?;
        let left = self.look()?;
        if let Some(path) = paths.iter().find(|path| left.files.contains_key(*path)) {
            return Err(self.fault(&format!("does not remove {path}"), Ok(output)));
        }
        // One level after the other: a folder is empty only once those within it are gone.
        let mut emptied: Vec<String> = emptied(paths, &left).into_iter().collect();
        while let Some(depth) = emptied.iter().map(|f| f.matches('/').count()).max() {
            let is_deepest = |folder: &String| folder.matches('/').count() == depth;
            let (level, rest): (Vec<_>, Vec<_>) = emptied.into_iter().partition(is_deepest);
            self.delete(&level)?;
            emptied = rest;
        }
        Ok(())
    }

    fn has_folders(&self) -> bool {
        true
    }

    fn portion(&self) -> usize {
        // Each portion is a connection of its own.
        1000
    }
}

/// What a folder holds, rather than the folder.
fn within(folder: &Path) -> OsString {
    let mut path = folder.as_os_str().to_owned();
    path.push("/");
    path
}

/// A list of files as rsync reads it. What begins with `#` or `;` would be a remark.
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
    /// Reads what `rsync --list-only` prints: a line for each with its rights, size, day, time and path.
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

/// Reads a line of a listing. None of one whose path is none that could be ours.
fn entry(line: &str) -> Option<(String, Found)> {
    let mut rest = line;
    let mut fields = [""; 4];
    for field in &mut fields {
        (*field, rest) = rest.trim_start_matches(' ').split_once(' ')?;
    }
    let [_, size, day, time] = fields;
    let size = size.replace([',', '.'], "").parse().ok()?;
    let path = unescaped(rest)?;
    let tag = seconds(day, time).map(|seconds| seconds.to_string());
    is_plain(&path).then_some((path, Found { size, tag }))
}

/// The folders that removing these files has left empty, and those that hold nothing but such folders.
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

/// A name of a list, in which rsync writes what is not to be printed as `\#` and three octal digits.
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

/// Seconds since 1970 of a time in UTC, as in `2026/11/20` and `16:30:52`.
fn seconds(day: &str, time: &str) -> Option<i64> {
    let day = jiff::civil::Date::strptime("%Y/%m/%d", day).ok()?;
    let time = jiff::civil::Time::strptime("%H:%M:%S", time).ok()?;
    let moment = day.to_datetime(time);
    Some(jiff::tz::Offset::UTC.to_timestamp(moment).ok()?.as_second())
}

/// What will be found to be the time of a file once it is there.
fn tag_of(place: &Path) -> Option<String> {
    let modified = std::fs::metadata(place)
        .and_then(|metadata| metadata.modified())
        .ok()?;
    let since = modified.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(since.as_secs().to_string())
}

/// A new folder that nobody else can look into.
fn scratch() -> io::Result<PathBuf> {
    let base = std::env::temp_dir();
    let process = std::process::id();
    for n in 0..1000 {
        let folder = base.join(format!("mujaz-deploy-{process}-{n}"));
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(&folder) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|()| folder),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

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
            // A backslash is never ours.
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
