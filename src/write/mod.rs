//! `write`: outputs → disk, only what changed and what is gone.
//!
//! Takes paths and bytes, in any order and from any thread; gives a [`Report`]. Knows nothing of sites and pages: it may
//! use the standard library, blake3, rayon and `crate::diagnostic`.
//!
//! 1. [`Writer::open`] locks the output folder, reads what the last build wrote there and heals an interrupted one.
//! 2. [`Writer::stage`] compares each output with the manifest and puts what differs aside, within the same file system,
//!    so that memory holds one page at a time and a build that fails has touched nothing.
//! 3. [`Writer::commit`] first decides everything (`plan`), refusing as a whole if a file that is not Mujaz's is in the
//!    way; then moves the staged files to their places (`apply`), undoing all of it if one step fails.
//!
//! What it remembers lies in `.mujaz/` within the output folder, which it describes and with which it vanishes:
//!
//! | file | holds |
//! |---|---|
//! | `manifest` | what the last build says of itself; hash, size, modification time and path of every file that it left |
//! | `failed` | nothing: it is there while a build has failed since |
//! | `journal` | while a commit is under way: the files that it puts in place |
//! | `stage/` | while a build is under way: staged files and, during a commit, what they replaced |
//! | `lock` | locked while a build is under way |

mod apply;
mod disk;
mod manifest;
mod output;
mod plan;
#[cfg(test)]
mod tests;

use crate::diagnostic::codes;
use crate::diagnostic::{self, Diagnostic};
pub use disk::copy_hashing;
use disk::{Disk, Found, Stat, hash_file, hash_reader, look};
use manifest::{Manifest, Record, load_journal};
use std::fs::{self, File, TryLockError};
use std::io::{self, Seek, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

pub use output::{Output, Standing};

/// The folder within an output folder in which `write` keeps its own state; not a part of the site.
pub const STATE_FOLDER: &str = ".mujaz";

/// The file in that folder that is there while a build has failed since the last that succeeded.
const FAILED: &str = "failed";

/// Takes note in an output folder that a build failed, and left all as it was. A folder that no build wrote to is left alone.
pub fn note_failure(root: &Path) {
    let state = root.join(STATE_FOLDER);
    if state.join("manifest").is_file() {
        // Without it, nobody is warned that the output is an older one: no reason to fail twice.
        let _ = File::create(state.join(FAILED));
    }
}

/// What a commit did. Paths are relative to the output folder, with `/`, and sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that were created or replaced.
    pub written: Vec<String>,
    /// Files that are no longer part of the site and were removed.
    pub removed: Vec<String>,
    /// How many files were already as they should be.
    pub unchanged: usize,
    /// Files that somebody else changed: overwritten (`output-changed`) or kept (`output-kept`).
    pub named: Vec<Diagnostic>,
}

/// An output folder, locked by this process while it is open.
///
/// Dropping it without [`Writer::commit`] throws away what was staged: the output stays as it was.
#[derive(Debug)]
pub struct Writer {
    out: Folder,
    manifest: Manifest,
    /// What the build says of itself.
    facts: Vec<(String, String)>,
    staged: Mutex<Vec<Staged>>,
    stage_names: AtomicUsize,
    /// Some file had to be read because its time did not settle whether it is as recorded.
    reread: AtomicBool,
    named: Vec<Diagnostic>,
    /// Held for its lock alone.
    lock: File,
}

/// An output of this build as it was staged.
#[derive(Debug, Clone)]
pub struct StagedFile {
    /// Its path, relative to the output folder.
    pub path: String,
    /// The digest of its bytes.
    pub hash: blake3::Hash,
    /// How many there are.
    pub size: u64,
    /// Where its bytes are now.
    place: PathBuf,
}

/// An output of this build.
#[derive(Debug)]
struct Staged {
    path: String,
    record: Record,
    /// Where its bytes wait; `None` when they are in their place already.
    waiting: Option<PathBuf>,
}

impl Writer {
    /// Opens the output folder `root`, creating it where it is missing, and heals what an interrupted build left.
    ///
    /// # Errors
    /// `output-locked` when another build has it open; `output-foreign` when `root` or its `.mujaz` is not a folder;
    /// `output-io` with the system's reason.
    pub fn open(root: &Path) -> Result<Writer, Diagnostic> {
        Self::open_as(root, &root.display().to_string())
    }

    /// Like [`Writer::open`], with the name that diagnostics give the folder, such as `public`.
    ///
    /// # Errors
    /// As for [`Writer::open`].
    pub fn open_as(root: &Path, name: &str) -> Result<Writer, Diagnostic> {
        Self::open_on(Disk::default(), root, name)
    }

    fn open_on(disk: Disk, root: &Path, name: &str) -> Result<Writer, Diagnostic> {
        let out = Folder {
            root: root.to_owned(),
            name: name.trim_end_matches('/').to_owned(),
            disk,
        };
        let lock = out.lock()?;
        let mut writer = Writer {
            manifest: out.at("manifest", Manifest::load(&out.state("manifest")))?,
            out,
            facts: Vec::new(),
            staged: Mutex::default(),
            stage_names: AtomicUsize::new(0),
            reread: AtomicBool::new(false),
            named: Vec::new(),
            lock,
        };
        writer.heal()?;
        Ok(writer)
    }

    /// Takes what the build says of itself, as keys and values without line breaks, for [`Output::facts`].
    pub fn describe(&mut self, facts: Vec<(String, String)>) {
        self.facts = facts;
    }

    /// Takes one output of this build: `path` relative to the output folder, with `/` between its parts.
    ///
    /// Bytes that are in their place already are left alone; others wait on disk until [`Writer::commit`].
    ///
    /// Gives the digest of the bytes.
    ///
    /// # Errors
    /// `output-path` when the path could lead elsewhere; `output-io` with the system's reason.
    pub fn stage(&self, path: &str, bytes: &[u8]) -> Result<blake3::Hash, Diagnostic> {
        self.out.check(path)?;
        let hash = blake3::hash(bytes);
        if let Some(record) = self.out.at(path, self.in_place(path, hash))? {
            self.push(path, record, None);
            return Ok(hash);
        }
        let waiting = self.stage_path();
        let written = self.out.disk.create(&waiting).and_then(|mut file| {
            file.write_all(bytes)?;
            Stat::of(&file.metadata()?)
        });
        let stat = self.out.at(path, written)?;
        self.push(path, Record { hash, stat }, Some(waiting));
        Ok(hash)
    }

    /// Takes the output of an earlier build, if its bytes still have this digest; says whether they have.
    ///
    /// # Errors
    /// As for [`Writer::stage`].
    pub fn keep(&self, path: &str, hash: blake3::Hash) -> Result<bool, Diagnostic> {
        self.out.check(path)?;
        let record = self.out.at(path, self.in_place(path, hash))?;
        if let Some(record) = record {
            self.push(path, record, None);
        }
        Ok(record.is_some())
    }

    /// The digest of the output that an earlier build left at this path; for outputs whose paths say what is in them.
    pub fn recorded(&self, path: &str) -> Option<blake3::Hash> {
        let known = self.manifest.records.get(path);
        known.map(|record| record.hash)
    }

    /// The outputs that an earlier build left below this path, with the digests of their bytes.
    pub fn recorded_below(&self, prefix: &str) -> Vec<(String, blake3::Hash)> {
        let from = self.manifest.records.range(prefix.to_owned()..);
        let below = from.take_while(|(path, _)| path.starts_with(prefix));
        below
            .map(|(path, known)| (path.clone(), known.hash))
            .collect()
    }

    /// Takes a file as it is, such as an image, without holding it in memory.
    ///
    /// # Errors
    /// As for [`Writer::stage`]; the message names `from` where that cannot be read.
    pub fn stage_copy(&self, path: &str, from: &Path) -> Result<(), Diagnostic> {
        self.out.check(path)?;
        let copied = self.copy(path, from);
        let (record, waiting) = copied.map_err(|e| {
            let what = format!("cannot copy {} here", from.display());
            self.out.io_error(path, &what, &e)
        })?;
        self.push(path, record, waiting);
        Ok(())
    }

    fn copy(&self, path: &str, from: &Path) -> io::Result<(Record, Option<PathBuf>)> {
        let mut source = File::open(from)?;
        // Reading twice is cheaper than writing in vain, but only worth it where the size does not already differ.
        let size = source.metadata()?.len();
        if (self.manifest.records.get(path)).is_some_and(|known| known.stat.size == size) {
            let hash = hash_reader(&mut source)?;
            if let Some(record) = self.in_place(path, hash)? {
                return Ok((record, None));
            }
            source.rewind()?;
        }
        let waiting = self.stage_path();
        let mut file = self.out.disk.create(&waiting)?;
        let hash = copy_hashing(&mut source, &mut file)?;
        let stat = Stat::of(&file.metadata()?)?;
        Ok((Record { hash, stat }, Some(waiting)))
    }

    /// What has been staged so far, by path.
    pub fn outputs(&self) -> Vec<StagedFile> {
        let staged = self.staged.lock();
        let staged = staged.unwrap_or_else(PoisonError::into_inner);
        let output = |staged: &Staged| StagedFile {
            path: staged.path.clone(),
            hash: staged.record.hash,
            size: staged.record.stat.size,
            place: (staged.waiting.clone()).unwrap_or_else(|| self.out.target(&staged.path)),
        };
        let mut outputs: Vec<_> = staged.iter().map(output).collect();
        outputs.sort_by(|a, b| a.path.cmp(&b.path));
        outputs
    }

    /// The bytes of an output that was staged.
    ///
    /// # Errors
    /// `output-io` with the system's reason.
    pub fn read(&self, output: &StagedFile) -> Result<Vec<u8>, Diagnostic> {
        let read = fs::read(&output.place);
        read.map_err(|e| (self.out).io_error(&output.path, "cannot read this file again", &e))
    }

    /// The output that an earlier build left at this path, as it was recorded, and the bytes that are there now; `None` where
    /// there are none.
    ///
    /// # Errors
    /// `output-path` when the path could lead elsewhere; `output-io` with the system's reason.
    pub fn left(&self, path: &str) -> Result<Option<(blake3::Hash, Vec<u8>)>, Diagnostic> {
        self.out.check(path)?;
        let target = self.out.target(path);
        let Some(hash) = self.recorded(path) else {
            return Ok(None);
        };
        match self.out.at(path, look(&target))? {
            Found::File(_) => {
                let bytes = self.out.at(path, fs::read(&target))?;
                Ok(Some((hash, bytes)))
            }
            _ => Ok(None),
        }
    }

    /// Makes the output folder hold what was staged and no longer what only earlier builds wrote.
    ///
    /// # Errors
    /// Every reason at once, and the files are as they were: `output-foreign` for what is in the way and is not
    /// Mujaz's, `output-path` for outputs that exclude each other, `output-io` with the system's reason.
    pub fn commit(mut self) -> Result<Report, Vec<Diagnostic>> {
        let staged = self.staged.get_mut();
        let staged = std::mem::take(staged.unwrap_or_else(PoisonError::into_inner));
        let mut plan = plan::plan(&self.out, &self.manifest, staged).map_err(|mut errors| {
            diagnostic::sort(&mut errors);
            errors
        })?;
        let facts = std::mem::take(&mut self.facts);
        let same = plan.records == self.manifest.records && facts == self.manifest.facts;
        self.manifest.facts = facts;
        if !same || !plan.is_idle() || self.reread.load(Ordering::Relaxed) {
            self.manifest.records = std::mem::take(&mut plan.records);
            apply::apply(&self.out, &mut self.manifest, &plan)?;
        }
        // Where it is not there, there is nothing to remove; what cannot be removed only warns in vain.
        let _ = self.out.disk.remove_file(&self.out.state(FAILED));
        let mut named = std::mem::take(&mut self.named);
        named.append(&mut plan.named);
        diagnostic::sort(&mut named);
        Ok(Report {
            written: plan.writes.into_iter().map(|write| write.path).collect(),
            removed: plan.removals.into_iter().map(|gone| gone.path).collect(),
            unchanged: plan.unchanged,
            named,
        })
    }

    /// The record of the file at `path`, if Mujaz wrote it and it still has the content with this hash.
    fn in_place(&self, path: &str, hash: blake3::Hash) -> io::Result<Option<Record>> {
        let Some(known) = self.manifest.records.get(path).filter(|r| r.hash == hash) else {
            return Ok(None);
        };
        let target = self.out.target(path);
        let stat = match look(&target)? {
            Found::File(stat) if self.manifest.vouches(known, stat) => return Ok(Some(*known)),
            Found::File(stat) if stat.size == known.stat.size => stat,
            _ => return Ok(None),
        };
        self.reread.store(true, Ordering::Relaxed);
        let same = hash_file(&target)? == hash;
        Ok(same.then_some(Record { hash, stat }))
    }

    fn push(&self, path: &str, record: Record, waiting: Option<PathBuf>) {
        let staged = self.staged.lock();
        staged.unwrap_or_else(PoisonError::into_inner).push(Staged {
            path: path.to_owned(),
            record,
            waiting,
        });
    }

    /// A new name in the stage. Each thread has a folder of its own there, since creating files in one takes turns.
    fn stage_path(&self) -> PathBuf {
        let thread = rayon::current_thread_index().unwrap_or(0);
        let name = self.stage_names.fetch_add(1, Ordering::Relaxed);
        self.out.state(&format!("stage/{thread}/{name}"))
    }

    /// Clears what an interrupted build left behind and takes note of what it had already put in place.
    ///
    /// The manifest then tells the truth again: a path in the journal has its new content, or still the old one of the
    /// manifest, or is not there. What was being removed is in the manifest anyway.
    fn heal(&mut self) -> Result<(), Diagnostic> {
        let (out, records) = (&self.out, &mut self.manifest.records);
        out.at("stage", out.disk.remove_folder(&out.state("stage")))?;
        if self.manifest.damaged {
            let path = out.shown(&format!("{STATE_FOLDER}/manifest"));
            let message = "the list of what Mujaz wrote here is damaged, so nothing of it counts as written by Mujaz";
            let help = "files that are no longer part of the site have to be deleted by hand";
            self.named
                .push(Diagnostic::new(codes::OUTPUT_MANIFEST, &path, message).help(help));
        }
        let Some(journal) = out.at("journal", load_journal(&out.state("journal")))? else {
            return Ok(());
        };
        for (path, intent) in journal {
            let target = out.target(&path);
            match out.at(&path, look(&target))? {
                // The path stays known, for the sake of the folders that were made for it.
                Found::Nothing => {
                    records.entry(path).or_insert(intent.record);
                }
                Found::File(stat) if stat.size == intent.record.stat.size => {
                    let hash = out.at(&path, hash_file(&target))?;
                    if hash == intent.record.hash {
                        if intent.over_changed {
                            self.named.push(out.changed(&path));
                        }
                        records.insert(path, Record { hash, stat });
                    }
                }
                _ => {}
            }
        }
        out.at(
            "manifest",
            self.manifest.save(&out.disk, &out.state("manifest")),
        )?;
        out.at("journal", out.disk.remove_file(&out.state("journal")))
    }
}

impl Drop for Writer {
    /// Clears the stage; what cannot be removed now is removed when the folder is next opened.
    fn drop(&mut self) {
        let _ = self.out.disk.remove_folder(&self.out.state("stage"));
        // Closing the file is not enough: a process that was started meanwhile may hold a copy of it for a moment.
        let _ = self.lock.unlock();
    }
}

/// Where the output lies and what it is called.
#[derive(Debug)]
struct Folder {
    root: PathBuf,
    name: String,
    disk: Disk,
}

impl Folder {
    /// Where an output belongs.
    fn target(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Where a file of `write`'s own state belongs.
    fn state(&self, path: &str) -> PathBuf {
        self.root.join(STATE_FOLDER).join(path)
    }

    /// The output's path as an editor sees it.
    fn shown(&self, path: &str) -> Arc<str> {
        if path.is_empty() {
            return self.name.as_str().into();
        }
        format!("{}/{path}", self.name).into()
    }

    /// Turns the system's reason into a finding about `path`.
    fn at<T>(&self, path: &str, result: io::Result<T>) -> Result<T, Diagnostic> {
        result.map_err(|e| self.io_error(path, "cannot write this file", &e))
    }

    fn io_error(&self, path: &str, what: &str, error: &io::Error) -> Diagnostic {
        use io::ErrorKind::{InvalidFilename, PermissionDenied, QuotaExceeded, StorageFull};
        let found = Diagnostic::new(
            codes::OUTPUT_IO,
            &self.shown(path),
            format!("{what}: {error}"),
        );
        match error.kind() {
            PermissionDenied => found.help(
                "give yourself the right to write there, or choose another folder with --output",
            ),
            StorageFull | QuotaExceeded => {
                found.help("free some space, or choose another folder with --output")
            }
            InvalidFilename => found.help("shorten the name of the file or folder it comes from"),
            _ => found,
        }
    }

    /// Refuses what is in the way and must not be touched.
    fn foreign(&self, path: &str, message: &str) -> Diagnostic {
        Diagnostic::new(codes::OUTPUT_FOREIGN, &self.shown(path), message)
            .help("move it away, or choose another folder with --output")
    }

    /// Names a file that was overwritten although somebody had changed it.
    fn changed(&self, path: &str) -> Diagnostic {
        let message = "this file was changed since Mujaz wrote it, and the change was overwritten";
        Diagnostic::new(codes::OUTPUT_CHANGED, &self.shown(path), message).help(
            "make changes in the content or the theme: a build writes over those in its output",
        )
    }

    /// Names a file that was kept although it is no longer part of the site.
    fn kept(&self, path: &str) -> Diagnostic {
        let message = "this file is no longer part of the site, but was kept because it was changed since Mujaz wrote it";
        Diagnostic::new(codes::OUTPUT_KEPT, &self.shown(path), message)
            .help("delete it if nobody needs it; Mujaz will not touch it again")
    }

    /// Refuses paths that could lead out of the folder or into `.mujaz`. Callers do not make such paths: this is the
    /// second lock on the door.
    fn check(&self, path: &str) -> Result<(), Diagnostic> {
        let plain = |part: &str| {
            let mut components = Path::new(part).components();
            let normal = matches!(components.next(), Some(Component::Normal(p)) if p == part);
            normal && components.next().is_none()
        };
        let own = (path.split('/').next()).is_some_and(|p| p.eq_ignore_ascii_case(STATE_FOLDER));
        if path.contains(|c: char| c == '\\' || c.is_control())
            || !path.split('/').all(plain)
            || own
        {
            let message = format!("{path:?} cannot be the path of an output");
            return Err(Diagnostic::new(codes::OUTPUT_PATH, &self.shown(""), message).help(
                "a path has no empty part, \".\", \"..\", backslash or control character and is not in .mujaz",
            ));
        }
        Ok(())
    }

    /// Creates the folder and its state where they are missing, and locks them.
    fn lock(&self) -> Result<File, Diagnostic> {
        let cannot = |e: io::Error| self.io_error("", "cannot write to this folder", &e);
        if fs::metadata(&self.root).is_ok_and(|root| !root.is_dir()) {
            return Err(self.foreign("", "the output folder is not a folder"));
        }
        self.disk.make_folders(&self.root).map_err(cannot)?;
        let state = self.root.join(STATE_FOLDER);
        match look(&state).map_err(cannot)? {
            Found::Folder => {}
            Found::Nothing => self.disk.make_folders(&state).map_err(cannot)?,
            _ => {
                return Err(self.foreign(STATE_FOLDER, "Mujaz needs a folder of its own here"));
            }
        }
        let lock = self.disk.create(&self.state("lock")).map_err(cannot)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let message = "another build is writing to this folder";
                let help = "wait until it has ended, or choose another folder with --output";
                let locked = Diagnostic::new(codes::OUTPUT_LOCKED, &self.shown(""), message);
                return Err(locked.help(help));
            }
            // A file system without locks can still be written to.
            Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(e)) => return Err(cannot(e)),
        }
        let ignore = self.state(".gitignore");
        if look(&ignore).map_err(cannot)? == Found::Nothing {
            self.disk.replace(&ignore, "*\n").map_err(cannot)?;
        }
        Ok(lock)
    }
}
