//! Writes outputs to disk: only what changed, and removes what is gone.
//!
//! Takes paths and bytes, in any order and from any thread; returns a [`CommitReport`]. It does not depend on sites or
//! pages: it may use the standard library, blake3, rayon and `crate::diagnostic`.
//!
//! 1. [`OutputWriter::open`] locks the output folder, reads the manifest of the last build, and recovers from an
//!    interrupted build.
//! 2. [`OutputWriter::stage`] compares each output with the manifest. If it differs, it is written to a staging folder
//!    on the same file system. So memory holds one page at a time, and a failed build changes nothing.
//! 3. [`OutputWriter::commit`] first decides everything (`plan`), and refuses as a whole if a file that Mujaz did not
//!    write is in the way. Then it moves the staged files into place (`apply`), and undoes everything if a step fails.
//!
//! Its state is in `.mujaz/` within the output folder, so it is removed together with the outputs that it describes:
//!
//! | file | content |
//! |---|---|
//! | `manifest` | facts about the last build; hash, size, modification time and path of every file that it left |
//! | `failed` | empty; exists if a build failed since the last successful one |
//! | `journal` | during a commit: the files that it puts in place |
//! | `stage/` | during a build: the staged files; during a commit also the files that they replaced |
//! | `stage/tree/` | during a first build: the staged files, in the folders that they will be in, which are then moved as a whole |
//! | `lock` | locked during a build |

mod apply;
mod disk;
mod manifest;
mod output;
mod plan;
#[cfg(test)]
mod tests;

use crate::diagnostic::codes;
use crate::diagnostic::{self, Diagnostic};
use crate::files;
pub use disk::copy_hashing;
use disk::{Disk, FileKind, Stat, hash_file, hash_reader, look};
use manifest::{Manifest, OutputRecord, load_journal, peek};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Seek, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

pub use output::{BuildState, Output};

/// Name of the folder, within an output folder, for the state of `write`. It is not part of the site.
pub const STATE_FOLDER: &str = ".mujaz";

/// Name of the file, in that folder, that exists if a build failed since the last successful one.
const FAILED: &str = "failed";

/// Key of the digest of all inputs of a build. An interrupted build removes it, since the files then come from two
/// builds until the next build has ended.
pub const MADE_FROM: &str = "made-from";

/// Returns the value of [`MADE_FROM`] in an output folder, without reading the list of outputs and without checking that the
/// list is whole.
pub fn recorded_input(root: &Path) -> Option<String> {
    peek(&root.join(STATE_FOLDER).join("manifest"), MADE_FROM)
}

/// Folder in the stage for files that have the same paths there as in the output.
const TREE: &str = "stage/tree";

/// Records in an output folder that a build failed and left the output unchanged. Ignores a folder that no build wrote to.
pub fn note_failure(root: &Path) {
    let state = root.join(STATE_FOLDER);
    let is_built = matches!(look(&state), Ok(FileKind::Folder)) && state.join("manifest").is_file();
    if is_built {
        // Without the file the user is not warned that the output is older. That is no reason for another error.
        let _ = files::create_anew(&state.join(FAILED));
    }
}

/// The result of a commit. Paths are relative to the output folder, with `/` as separator, and sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommitReport {
    /// Files that were created or replaced.
    pub written: Vec<String>,
    /// Files that are no longer part of the site and were removed.
    pub removed: Vec<String>,
    /// Number of files that were already up to date.
    pub unchanged: usize,
    /// Reports of files that somebody else changed: overwritten ones (`output-changed`) and kept ones (`output-kept`).
    pub named: Vec<Diagnostic>,
}

/// An output folder, locked by this process while the value exists.
///
/// Dropping it without [`OutputWriter::commit`] discards the staged files: the output stays unchanged.
#[derive(Debug)]
pub struct OutputWriter {
    out: OutputFolder,
    manifest: Manifest,
    /// Facts about the build, as keys and values.
    facts: Vec<(String, String)>,
    staged: Mutex<Vec<StagedOutput>>,
    stage_names: AtomicUsize,
    /// True if no earlier build wrote to the folder, so that whole folders can be moved into place.
    is_first: bool,
    /// True if a file had to be read because size and time did not show that it is as recorded.
    reread: AtomicBool,
    /// Outputs whose bytes differ from the record, although their size and modification time do not.
    altered: Mutex<BTreeSet<String>>,
    /// True if no output of an earlier build is kept without comparison; see [`OutputWriter::make_everything`].
    makes_everything: bool,
    named: Vec<Diagnostic>,
    /// Kept open to hold the lock.
    lock: File,
}

/// A staged output of this build.
#[derive(Debug, Clone)]
pub struct StagedFile {
    /// Path, relative to the output folder.
    pub path: String,
    /// Digest of the output's bytes.
    pub hash: blake3::Hash,
    /// Size in bytes.
    pub size: u64,
    /// Current path on disk of the output's bytes.
    place: PathBuf,
}

/// An output of this build.
#[derive(Debug)]
struct StagedOutput {
    path: String,
    record: OutputRecord,
    /// Path on disk of the output's bytes in the stage; `None` if they are already in place.
    waiting: Option<PathBuf>,
}

impl OutputWriter {
    /// Opens the output folder `root`, or creates it, and recovers from an interrupted build.
    ///
    /// # Errors
    /// Returns `output-locked` if another build has the folder open; `output-foreign` if `root` or its `.mujaz` is not a
    /// folder; `output-io` for an error of the system.
    pub fn open(root: &Path) -> Result<OutputWriter, Diagnostic> {
        Self::open_as(root, &root.display().to_string())
    }

    /// Like [`OutputWriter::open`], with a name for the folder in diagnostics, such as `public`.
    ///
    /// # Errors
    /// Returns the errors of [`OutputWriter::open`].
    pub fn open_as(root: &Path, name: &str) -> Result<OutputWriter, Diagnostic> {
        Self::open_on(Disk::default(), root, name)
    }

    fn open_on(disk: Disk, root: &Path, name: &str) -> Result<OutputWriter, Diagnostic> {
        let out = OutputFolder {
            root: root.to_owned(),
            name: name.trim_end_matches('/').to_owned(),
            disk,
        };
        let lock = out.lock()?;
        let mut writer = OutputWriter {
            manifest: out.at_state("manifest", Manifest::load(&out.state("manifest")))?,
            out,
            facts: Vec::new(),
            staged: Mutex::default(),
            stage_names: AtomicUsize::new(0),
            is_first: false,
            reread: AtomicBool::new(false),
            altered: Mutex::default(),
            makes_everything: false,
            named: Vec::new(),
            lock,
        };
        writer.heal()?;
        writer.is_first = writer.manifest.records.is_empty();
        Ok(writer)
    }

    /// Adds facts about the build, as keys and values without line breaks; see [`Output::facts`].
    pub fn describe(&mut self, facts: Vec<(String, String)>) {
        self.facts.extend(facts);
    }

    /// Returns the facts that the last build recorded.
    pub fn recorded_facts(&self) -> &[(String, String)] {
        &self.manifest.facts
    }

    /// Keeps all outputs of the last build, if each still has the recorded bytes. Returns false if one has not.
    ///
    /// # Errors
    /// Returns the errors of [`OutputWriter::stage`].
    pub fn keep_all(&self) -> Result<bool, Diagnostic> {
        let records: Vec<(&String, &OutputRecord)> = self.manifest.records.iter().collect();
        let kept = records.par_iter().map(|(path, record)| {
            self.out.check(path)?;
            let record = self.out.at(path, self.in_place(path, record.hash))?;
            Ok(record.map(|record| StagedOutput {
                path: (*path).clone(),
                record,
                waiting: None,
            }))
        });
        let kept: Option<Vec<StagedOutput>> = kept.collect::<Result<_, Diagnostic>>()?;
        let Some(kept) = kept else {
            return Ok(false);
        };
        let staged = self.staged.lock();
        staged.unwrap_or_else(PoisonError::into_inner).extend(kept);
        Ok(true)
    }

    /// Stages an output of this build. `path` is relative to the output folder, with `/` as separator.
    ///
    /// Bytes that are already in place are not written again. Others wait on disk until [`OutputWriter::commit`].
    ///
    /// Returns the digest of the bytes.
    ///
    /// # Errors
    /// Returns `output-path` if the path could be outside the folder; `output-io` for an error of the system.
    pub fn stage(&self, path: &str, bytes: &[u8]) -> Result<blake3::Hash, Diagnostic> {
        self.out.check(path)?;
        let hash = blake3::hash(bytes);
        if let Some(record) = self.out.at(path, self.in_place(path, hash))? {
            self.push(path, record, None);
            return Ok(hash);
        }
        let written = self.create(path).and_then(|(waiting, mut file)| {
            file.write_all(bytes)?;
            Ok((waiting, Stat::of(&file.metadata()?)?))
        });
        let (waiting, stat) = self.out.at(path, written)?;
        self.push(path, OutputRecord { hash, stat }, Some(waiting));
        Ok(hash)
    }

    /// Keeps the output of an earlier build as one of this build, if its bytes still have this digest. Returns true if so.
    ///
    /// # Errors
    /// Returns the errors of [`OutputWriter::stage`].
    pub fn keep(&self, path: &str, hash: blake3::Hash) -> Result<bool, Diagnostic> {
        self.out.check(path)?;
        let record = self.out.at(path, self.in_place(path, hash))?;
        if let Some(record) = record {
            self.push(path, record, None);
        }
        Ok(record.is_some())
    }

    /// Keeps the output of an earlier build if its bytes have the digest that was recorded. The bytes are always read,
    /// regardless of size and time. Use it for an output that is not built again for comparison. Returns true if it is
    /// kept.
    ///
    /// # Errors
    /// Returns the errors of [`OutputWriter::stage`].
    pub fn keep_recorded(&self, path: &str) -> Result<bool, Diagnostic> {
        let Some((hash, bytes)) = self.left(path)? else {
            return Ok(false);
        };
        if blake3::hash(&bytes) != hash {
            let altered = self.altered.lock();
            altered
                .unwrap_or_else(PoisonError::into_inner)
                .insert(path.to_owned());
            return Ok(false);
        }
        self.keep(path, hash)
    }

    /// Returns true if [`OutputWriter::keep`] would keep an output of an earlier build.
    ///
    /// # Errors
    /// Returns the errors of [`OutputWriter::stage`].
    pub fn holds(&self, path: &str, hash: blake3::Hash) -> Result<bool, Diagnostic> {
        self.out.check(path)?;
        let record = self.out.at(path, self.in_place(path, hash))?;
        Ok(record.is_some())
    }

    /// Makes [`OutputWriter::recorded`] and [`OutputWriter::left`] return nothing, since another version of the program
    /// wrote the outputs, which may differ for the same sources.
    pub fn make_everything(&mut self) {
        self.makes_everything = true;
    }

    /// Returns the digest of an earlier build's output. Use it for outputs whose paths contain a digest of their
    /// inputs.
    pub fn recorded(&self, path: &str) -> Option<blake3::Hash> {
        let known = self.manifest.records.get(path);
        known
            .filter(|_| !self.makes_everything)
            .map(|record| record.hash)
    }

    /// Stages a copy of a file, such as an image, without reading it into memory as a whole.
    ///
    /// # Errors
    /// Returns the errors of [`OutputWriter::stage`]; the message names `from` if that cannot be read.
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

    fn copy(&self, path: &str, from: &Path) -> io::Result<(OutputRecord, Option<PathBuf>)> {
        let mut source = files::open_real(from)?;
        // If the sizes are equal, the contents probably are, too; then reading the file twice is cheaper than an
        // unnecessary write.
        let size = source.metadata()?.len();
        if (self.manifest.records.get(path)).is_some_and(|known| known.stat.size == size) {
            let hash = hash_reader(&mut source)?;
            if let Some(record) = self.in_place(path, hash)? {
                return Ok((record, None));
            }
            source.rewind()?;
        }
        let (waiting, mut file) = self.create(path)?;
        let hash = copy_hashing(&mut source, &mut file)?;
        let stat = Stat::of(&file.metadata()?)?;
        Ok((OutputRecord { hash, stat }, Some(waiting)))
    }

    /// Returns the outputs staged so far, sorted by path.
    pub fn outputs(&self) -> Vec<StagedFile> {
        let staged = self.staged.lock();
        let staged = staged.unwrap_or_else(PoisonError::into_inner);
        let output = |staged: &StagedOutput| StagedFile {
            path: staged.path.clone(),
            hash: staged.record.hash,
            size: staged.record.stat.size,
            place: (staged.waiting.clone()).unwrap_or_else(|| self.out.target(&staged.path)),
        };
        let mut outputs: Vec<_> = staged.iter().map(output).collect();
        outputs.sort_by(|a, b| a.path.cmp(&b.path));
        outputs
    }

    /// Returns the bytes of a staged output.
    ///
    /// # Errors
    /// Returns `output-io` for an error of the system.
    pub fn read(&self, output: &StagedFile) -> Result<Vec<u8>, Diagnostic> {
        let read = files::read_own(&output.place);
        read.map_err(|e| (self.out).io_error(&output.path, "cannot read this file again", &e))
    }

    /// Returns an output of an earlier build: its recorded digest, and its current bytes, which may differ. Returns
    /// `None` if it is not in the manifest or not on disk.
    ///
    /// # Errors
    /// Returns `output-path` if the path could be outside the folder; `output-io` for an error of the system.
    pub fn left(&self, path: &str) -> Result<Option<(blake3::Hash, Vec<u8>)>, Diagnostic> {
        self.out.check(path)?;
        let target = self.out.target(path);
        let Some(hash) = self.recorded(path) else {
            return Ok(None);
        };
        match self.out.at(path, look(&target))? {
            FileKind::File(_) => {
                let bytes = self.out.at(path, files::read_own(&target))?;
                Ok(Some((hash, bytes)))
            }
            _ => Ok(None),
        }
    }

    /// Makes the output folder contain the staged outputs, and removes those that only earlier builds wrote.
    ///
    /// # Errors
    /// Returns every reason at once; the files are then unchanged. `output-foreign`: a file that Mujaz did not write is
    /// in the way. `output-path`: two outputs exclude each other. `output-io`: an error of the system.
    pub fn commit(mut self) -> Result<CommitReport, Vec<Diagnostic>> {
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
        // If the `failed` file cannot be removed, the only harm is an unnecessary warning.
        let _ = self.out.disk.remove_file(&self.out.state(FAILED));
        let mut named = std::mem::take(&mut self.named);
        named.append(&mut plan.named);
        diagnostic::sort(&mut named);
        let removals = std::mem::take(&mut plan.removals);
        Ok(CommitReport {
            removed: removals.into_iter().map(|gone| gone.path).collect(),
            unchanged: plan.unchanged,
            named,
            written: plan.written(),
        })
    }

    /// Returns the record of the file at `path` if Mujaz wrote it and it still has the content with this hash.
    fn in_place(&self, path: &str, hash: blake3::Hash) -> io::Result<Option<OutputRecord>> {
        let Some(known) = self.manifest.records.get(path).filter(|r| r.hash == hash) else {
            return Ok(None);
        };
        let altered = self.altered.lock();
        if altered
            .unwrap_or_else(PoisonError::into_inner)
            .contains(path)
        {
            return Ok(None);
        }
        let target = self.out.target(path);
        let stat = match look(&target)? {
            FileKind::File(stat) if self.manifest.vouches(known, stat) => return Ok(Some(*known)),
            FileKind::File(stat) if stat.size == known.stat.size => stat,
            _ => return Ok(None),
        };
        self.reread.store(true, Ordering::Relaxed);
        let same = hash_file(&target)? == hash;
        Ok(same.then_some(OutputRecord { hash, stat }))
    }

    fn push(&self, path: &str, record: OutputRecord, waiting: Option<PathBuf>) {
        let staged = self.staged.lock();
        staged
            .unwrap_or_else(PoisonError::into_inner)
            .push(StagedOutput {
                path: path.to_owned(),
                record,
                waiting,
            });
    }

    /// Creates a file in the stage for an output. In a first build it has the output's path there, unless that is taken.
    fn create(&self, path: &str) -> io::Result<(PathBuf, File)> {
        if self.is_first {
            let place = self.out.state(TREE).join(path);
            if let Ok(file) = self.out.disk.create_new(&place) {
                return Ok((place, file));
            }
        }
        let place = self.stage_path();
        let file = self.out.disk.create(&place)?;
        Ok((place, file))
    }

    /// Returns a new path in the stage. Each thread has its own folder there, since creating files in one folder is
    /// serialized.
    fn stage_path(&self) -> PathBuf {
        let thread = rayon::current_thread_index().unwrap_or(0);
        let name = self.stage_names.fetch_add(1, Ordering::Relaxed);
        self.out.state(&format!("stage/{thread}/{name}"))
    }

    /// Removes what an interrupted build left in the stage, and records the files that it had already put in place.
    ///
    /// Afterwards the manifest is true again. A path in the journal has its new content, or still the old content of the
    /// manifest, or does not exist. Files that were being removed are in the manifest anyway.
    fn heal(&mut self) -> Result<(), Diagnostic> {
        let out = &self.out;
        out.at_state("stage", out.disk.remove_folder(&out.state("stage")))?;
        if self.manifest.damaged {
            let path = out.shown(&format!("{STATE_FOLDER}/manifest"));
            let message = "the list of what Mujaz wrote here is damaged, so nothing of it counts as written by Mujaz";
            let help = "files that are no longer part of the site have to be deleted by hand";
            self.named
                .push(Diagnostic::new(codes::OUTPUT_MANIFEST, &path, message).help(help));
        }
        let Some(journal) = out.at_state("journal", load_journal(&out.state("journal")))? else {
            return Ok(());
        };
        // The files are no longer those of one build.
        self.manifest.facts.retain(|(key, _)| key != MADE_FROM);
        let records = &mut self.manifest.records;
        for (path, intent) in journal {
            let target = out.target(&path);
            match out.at(&path, look(&target))? {
                // The path stays in the manifest, so that the folders that were made for it can be removed.
                FileKind::Nothing => {
                    records.entry(path).or_insert(intent.record);
                }
                FileKind::File(stat) if stat.size == intent.record.stat.size => {
                    let hash = out.at(&path, hash_file(&target))?;
                    if hash == intent.record.hash {
                        if intent.over_changed {
                            self.named.push(out.changed(&path));
                        }
                        records.insert(path, OutputRecord { hash, stat });
                    }
                }
                _ => {}
            }
        }
        out.at_state(
            "manifest",
            self.manifest.save(&out.disk, &out.state("manifest")),
        )?;
        out.at_state("journal", out.disk.remove_file(&out.state("journal")))
    }
}

impl Drop for OutputWriter {
    /// Removes the stage. If that fails, the next [`OutputWriter::open`] removes it.
    fn drop(&mut self) {
        let _ = self.out.disk.remove_folder(&self.out.state("stage"));
        // Closing the file does not suffice: a child process started meanwhile may hold a copy of the descriptor for a
        // moment.
        let _ = self.lock.unlock();
    }
}

/// The output folder, with its name in diagnostics.
#[derive(Debug)]
struct OutputFolder {
    root: PathBuf,
    name: String,
    disk: Disk,
}

impl OutputFolder {
    /// Returns the path on disk of an output.
    fn target(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Returns the path on disk of a file of `write`'s own state.
    fn state(&self, path: &str) -> PathBuf {
        self.root.join(STATE_FOLDER).join(path)
    }

    /// Returns the path of an output as diagnostics show it.
    fn shown(&self, path: &str) -> Arc<str> {
        if path.is_empty() {
            return self.name.as_str().into();
        }
        format!("{}/{path}", self.name).into()
    }

    /// Turns an error of the system into a diagnostic about `path`.
    fn at<T>(&self, path: &str, result: io::Result<T>) -> Result<T, Diagnostic> {
        result.map_err(|e| self.io_error(path, "cannot write this file", &e))
    }

    /// Turns an error of the system into a diagnostic about a file of `write`'s own state.
    fn at_state<T>(&self, path: &str, result: io::Result<T>) -> Result<T, Diagnostic> {
        result.map_err(|e| {
            let path = format!("{STATE_FOLDER}/{path}");
            let found = self.io_error(&path, "cannot use this file of Mujaz's own", &e);
            match found.help {
                Some(_) => found,
                None => found.help("move it away; the next build makes what it needs"),
            }
        })
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

    /// Reports a file in the way that must not be overwritten.
    fn foreign(&self, path: &str, message: &str) -> Diagnostic {
        Diagnostic::new(codes::OUTPUT_FOREIGN, &self.shown(path), message)
            .help("move it away, or choose another folder with --output")
    }

    /// Reports a file that was overwritten although somebody had changed it.
    fn changed(&self, path: &str) -> Diagnostic {
        let message = "this file was changed since Mujaz wrote it, and the change was overwritten";
        Diagnostic::new(codes::OUTPUT_CHANGED, &self.shown(path), message).help(
            "make changes in the content or the theme: a build writes over those in its output",
        )
    }

    /// Reports a file that was kept although it is no longer part of the site.
    fn kept(&self, path: &str) -> Diagnostic {
        let message = "this file is no longer part of the site, but was kept because it was changed since Mujaz wrote it";
        Diagnostic::new(codes::OUTPUT_KEPT, &self.shown(path), message)
            .help("delete it if nobody needs it; Mujaz will not touch it again")
    }

    /// Rejects paths that could be outside the folder or into `.mujaz`. Callers should never pass such paths; this is a
    /// second line of defence.
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

    /// Creates the folder and its state if they are missing, and locks them.
    fn lock(&self) -> Result<File, Diagnostic> {
        let cannot = |e: io::Error| self.io_error("", "cannot write to this folder", &e);
        if fs::metadata(&self.root).is_ok_and(|root| !root.is_dir()) {
            return Err(self.foreign("", "the output folder is not a folder"));
        }
        self.disk.make_folders(&self.root).map_err(cannot)?;
        let state = self.root.join(STATE_FOLDER);
        match look(&state).map_err(cannot)? {
            FileKind::Folder => {}
            FileKind::Nothing => self.disk.make_folders(&state).map_err(cannot)?,
            _ => {
                return Err(self.foreign(STATE_FOLDER, "Mujaz needs a folder of its own here"));
            }
        }
        let mut lock = match self.disk.open_lock(&self.state("lock")) {
            Err(error) if files::is_special(&error) => {
                return Err(self.foreign(".mujaz/lock", "Mujaz needs a file of its own here"));
            }
            opened => opened.map_err(cannot)?,
        };
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
        self.disk.stamp(&mut lock).map_err(cannot)?;
        let ignore = self.state(".gitignore");
        if look(&ignore).map_err(cannot)? == FileKind::Nothing {
            self.disk.replace(&ignore, "*\n").map_err(cannot)?;
        }
        Ok(lock)
    }
}
