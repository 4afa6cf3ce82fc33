//! Puts the output folder on a host: uploads changed files, and removes deleted ones.
//!
//! Takes an output folder ([`OutputSite`]), a [`DeployStore`] and what is known of that place ([`StoreSurvey`]); makes
//! a [`DeployPlan`] and carries it out. It works with files and digests only, and never reads the content of pages.
//!
//! 1. [`OutputSite::open`] lists the output folder and refuses one that is not a complete build.
//! 2. [`Lock::take`] keeps other deploys away from the place.
//! 3. [`StoreSurvey::take`] lists the files at the place and reads the [`record`] that the last deploy left there.
//! 4. [`plan()`] compares the two. It changes nothing, so a dry run shows its result.
//! 5. [`carry_out`] first marks in the record which files are about to change. Then it uploads assets, then pages, then
//!    files that refer to pages, such as feeds; then it removes files. The record is written again at checkpoints, so it
//!    is never wrong. A deploy that is stopped or killed is continued by the next one.
//!
//! A host is a [`DeployStore`]: a [`folder`], another machine by [`rsync`], or a bucket (`cloud`).

#[cfg(feature = "cloud")]
pub mod cloud;
pub mod folder;
pub mod headers;
pub mod lock;
pub mod plan;
pub mod record;
pub mod refuse;
pub mod rsync;
pub mod secrets;
pub mod site;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use blake3::Hash;

pub use lock::Lock;
pub use plan::{DeployPlan, Upload, UploadEffect, plan};
pub use record::{DeployRecord, DeployedFile, RECORD};
pub use site::OutputSite;

use lock::LOCK;
use record::RecordState;

/// A destination that a site can be deployed to. All paths are relative to it, with `/` as separator.
pub trait DeployStore {
    /// Lists every file at the place, by path.
    ///
    /// # Errors
    /// Returns why the place cannot be listed.
    fn list(&self) -> Result<BTreeMap<String, StoredFile>, DeployError>;

    /// Reads a small file.
    ///
    /// # Errors
    /// Returns why the file cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, DeployError>;

    /// Reads a small file; returns `None` if there is none.
    ///
    /// # Errors
    /// Returns why the file cannot be read.
    fn read_if_any(&self, path: &str) -> Result<Option<Vec<u8>>, DeployError>;

    /// Creates a small file; returns false if one exists. If two deploys do so at once, one of them succeeds, or the place
    /// keeps the file of the last one.
    ///
    /// # Errors
    /// Returns why the file cannot be created.
    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, DeployError>;

    /// Writes a small file; overwrites an existing one.
    ///
    /// # Errors
    /// Returns why the file cannot be written.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), DeployError>;

    /// Uploads files, each as a whole or not at all; overwrites existing ones. Calls `sent` for each uploaded file, with
    /// its later [`StoredFile::tag`]. If `sent` returns false, starts no further file.
    ///
    /// # Errors
    /// Returns why a file cannot be uploaded. The files reported to `sent` are uploaded.
    fn put(&self, files: &[Upload], sent: &mut Sent<'_>) -> Result<(), DeployError>;

    /// Removes files. A file that does not exist is no error.
    ///
    /// # Errors
    /// Returns why a file cannot be removed.
    fn remove(&self, paths: &[String]) -> Result<(), DeployError>;

    /// Returns the digest of a file; `None` if the place cannot compute it without a download.
    ///
    /// # Errors
    /// Returns why the file cannot be read.
    fn digest(&self, _path: &str) -> Result<Option<Hash>, DeployError> {
        Ok(None)
    }

    /// Removes temporary files that a killed deploy left at the place. Called by the deploy that holds the lock.
    ///
    /// # Errors
    /// Returns why they cannot be removed.
    fn clean(&self) -> Result<(), DeployError> {
        Ok(())
    }

    /// Returns the path of the file that a temporary file at this path was to become; `None` if it is not a temporary
    /// file.
    fn temporary_of(&self, _path: &str) -> Option<String> {
        None
    }

    /// Returns true if a file and a folder cannot have the same name.
    fn has_folders(&self) -> bool;

    /// Returns the number of files to upload between two checkpoints of the record.
    fn portion(&self) -> usize;
}

/// Called for each uploaded file, with its tag; returns false to stop.
pub type Sent<'a> = dyn FnMut(&Upload, Option<String>) -> bool + 'a;

/// A file at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Size in bytes.
    pub size: u64,
    /// A value that changes whenever the file does, such as an `ETag` or a modification time; `None` if the place has none.
    pub tag: Option<String>,
}

/// An error, with advice for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeployError {
    /// What failed, and why.
    pub message: String,
    /// Advice for the user.
    pub help: Option<String>,
}

impl DeployError {
    /// Creates a fault without advice.
    pub fn new(message: impl Into<String>) -> Self {
        DeployError {
            message: message.into(),
            help: None,
        }
    }

    /// Adds advice for the user.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for DeployError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

/// The state of a place before a deploy.
#[derive(Debug)]
pub struct StoreSurvey {
    /// All files there, without the record.
    pub found: BTreeMap<String, StoredFile>,
    /// The record of the last deploy.
    pub record: DeployRecord,
    /// True if there is a record but it is invalid. Then every file is uploaded, and none counts as deployed earlier.
    pub damaged: bool,
}

impl StoreSurvey {
    /// Lists a place and reads its record.
    ///
    /// # Errors
    /// Returns why the place cannot be read, or that a later version of Mujaz wrote its record.
    pub fn take(place: &dyn DeployStore) -> Result<StoreSurvey, DeployError> {
        let mut found = place.list()?;
        found.remove(LOCK);
        let read = match found.remove(RECORD) {
            Some(_) => record::read(&place.read(RECORD)?),
            None => RecordState::Sound(DeployRecord::default()),
        };
        let (record, damaged) = match read {
            RecordState::Sound(record) => (record, false),
            RecordState::Damaged => (DeployRecord::default(), true),
            RecordState::Later(version) => {
                let message = format!(
                    "{RECORD} at the target has version {version}, which a later version of Mujaz wrote"
                );
                return Err(
                    DeployError::new(message).help("deploy with that one, or remove the file")
                );
            }
        };
        Ok(StoreSurvey {
            found,
            record,
            damaged,
        })
    }
}

/// Progress of a deploy, and a way to stop it, for another thread.
#[derive(Debug, Default)]
pub struct DeployProgress {
    /// Number of files to upload or remove.
    pub files: AtomicUsize,
    /// Number of files done.
    pub done: AtomicUsize,
    /// Number of bytes uploaded.
    pub bytes: AtomicU64,
    /// Set to true to stop before the next file.
    pub stop: AtomicBool,
}

impl DeployProgress {
    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Everything in the plan is done.
    Done,
    /// The deploy was asked to stop. The next deploy continues it.
    Stopped,
}

/// Number of files removed by one call.
const REMOVALS: usize = 500;

/// Carries out a plan. The record at the place is never wrong, even if the process is killed.
///
/// # Errors
/// Returns why the place failed, or that the lock was broken. The record then has the completed steps, if it could
/// still be written.
pub fn carry_out(
    place: &dyn DeployStore,
    lock: &Lock<'_>,
    plan: &DeployPlan,
    survey: StoreSurvey,
    progress: &DeployProgress,
) -> Result<Ending, DeployError> {
    let mut work = Work {
        place,
        lock,
        record: survey.record,
        progress,
        written: Instant::now(),
        pause: Duration::ZERO,
    };
    let total = plan.uploads.len() + plan.removals.len();
    progress.files.store(total, Ordering::Relaxed);
    let is_stale = plan.settle(&mut work.record);
    if total == 0 && !is_stale && !survey.damaged {
        return Ok(Ending::Done);
    }
    work.save()?;
    let ended = work.run(plan);
    let saved = work.save();
    match ended {
        // What made the uploads fail probably made the record fail, too; the first fault is more informative.
        Err(fault) if !progress.is_stopped() => Err(fault),
        Err(_) => saved.map(|()| Ending::Stopped),
        Ok(ending) => saved.map(|()| ending),
    }
}

/// A deploy in progress.
struct Work<'a> {
    place: &'a dyn DeployStore,
    /// Checked before each write, since somebody may break it.
    lock: &'a Lock<'a>,
    record: DeployRecord,
    progress: &'a DeployProgress,
    /// Time of the last write of the record.
    written: Instant,
    /// Time to wait before the record is written again.
    pause: Duration,
}

/// Minimum ratio of upload time to the time for writing the record. It limits the cost of checkpoints.
const SHARE: u32 = 5;

impl Work<'_> {
    fn run(&mut self, plan: &DeployPlan) -> Result<Ending, DeployError> {
        let (first, last) = if self.place.has_folders() {
            plan.removals_by_need()
        } else {
            (Vec::new(), plan.removals.clone())
        };
        self.remove(&first)?;
        // A portion never spans two stages, so a stage is complete before the next one begins.
        for stage in plan.uploads.chunk_by(|a, b| a.stage == b.stage) {
            for portion in stage.chunks(self.place.portion()) {
                if self.progress.is_stopped() {
                    return Ok(Ending::Stopped);
                }
                self.put(portion)?;
                self.checkpoint()?;
            }
        }
        if self.progress.is_stopped() {
            return Ok(Ending::Stopped);
        }
        self.remove(&last)?;
        Ok(Ending::Done)
    }

    fn put(&mut self, portion: &[Upload]) -> Result<(), DeployError> {
        self.lock.check()?;
        let Work {
            place,
            record,
            progress,
            ..
        } = self;
        place.put(portion, &mut |upload, tag| {
            record.files.insert(upload.path.clone(), upload.entry(tag));
            progress.done.fetch_add(1, Ordering::Relaxed);
            progress.bytes.fetch_add(upload.size, Ordering::Relaxed);
            !progress.is_stopped()
        })
    }

    fn remove(&mut self, paths: &[String]) -> Result<(), DeployError> {
        for portion in paths.chunks(REMOVALS) {
            self.lock.check()?;
            self.place.remove(portion)?;
            for path in portion {
                self.record.files.remove(path);
            }
            let n = portion.len();
            self.progress.done.fetch_add(n, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Writes the record if the last write was long enough ago.
    fn checkpoint(&mut self) -> Result<(), DeployError> {
        if self.written.elapsed() >= self.pause {
            return self.save();
        }
        Ok(())
    }

    fn save(&mut self) -> Result<(), DeployError> {
        let start = Instant::now();
        self.lock.check()?;
        self.place.write(RECORD, &self.record.to_bytes())?;
        self.written = Instant::now();
        self.pause = (self.written - start) * SHARE;
        Ok(())
    }
}
