//! `deploy`: the output folder → a host, only what changed and what is gone.
//!
//! Takes an output folder ([`Site`]), a [`Place`] and what is known of it ([`Survey`]); gives a [`Plan`] and carries it out.
//! Knows files and digests and nothing of what pages say.
//!
//! 1. [`Site::open`] looks through the output folder and refuses one that is not a whole build.
//! 2. [`Survey::take`] lists what is at the place and reads the [`record`] that the last deploy left there.
//! 3. [`plan()`] compares the two; it changes nothing, so it is also what a dry run shows.
//! 4. [`carry_out`] first marks in the record what is about to change; then puts assets, pages, and what leads to pages; then
//!    removes. After every portion that took a while the record is written again, so a deploy that is stopped or killed at any
//!    moment leaves one that is true, and the next goes on from there.
//!
//! A host is a [`Place`]: a [`folder`], another machine by [`rsync`], or a bucket ([`cloud`]).

#[cfg(feature = "cloud")]
pub mod cloud;
pub mod folder;
pub mod headers;
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

pub use plan::{Change, Plan, Upload, plan};
pub use record::{Entry, RECORD, Record};
pub use site::Site;

use record::Read;

/// Somewhere that a site can be put.
pub trait Place {
    /// Every file there, by its path below the place, with `/` between the parts.
    ///
    /// # Errors
    /// Why it cannot be told.
    fn list(&self) -> Result<BTreeMap<String, Found>, Fault>;

    /// The bytes of a small file that is there.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, Fault>;

    /// Puts a small file there, over one that may be there.
    ///
    /// # Errors
    /// Why it cannot be written.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Fault>;

    /// Puts files there, each as a whole or not at all, over those that may be there. Of each that is there it tells `sent`,
    /// with what [`Found::tag`] will be; where `sent` says no, it begins no other.
    ///
    /// # Errors
    /// Why one of them cannot be put there. Those that `sent` was told of are.
    fn put(&self, files: &[Upload], sent: &mut Sent<'_>) -> Result<(), Fault>;

    /// Removes files; that one is not there is no error.
    ///
    /// # Errors
    /// Why one of them cannot be removed.
    fn remove(&self, paths: &[String]) -> Result<(), Fault>;

    /// The digest of a file that is there; none where the place cannot tell without handing out all of it.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn digest(&self, _path: &str) -> Result<Option<Hash>, Fault> {
        Ok(None)
    }

    /// Whether a file and a folder of one name exclude each other.
    fn has_folders(&self) -> bool;

    /// How many files to put at once, between two looks at the record.
    fn portion(&self) -> usize;
}

/// What is told of a file that was put somewhere; says whether to go on.
pub type Sent<'a> = dyn FnMut(&Upload, Option<String>) -> bool + 'a;

/// A file as it is found at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Bytes.
    pub size: u64,
    /// What changes whenever the file does, where the place has something like that.
    pub tag: Option<String>,
}

/// Why something could not be done at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What could not be done, and why.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Fault {
    /// A fault without a way out.
    pub fn new(message: impl Into<String>) -> Self {
        Fault {
            message: message.into(),
            help: None,
        }
    }

    /// Says what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

/// What is known of a place before a deploy.
#[derive(Debug)]
pub struct Survey {
    /// What is there, but for the record.
    pub found: BTreeMap<String, Found>,
    /// What the last deploy said of it.
    pub record: Record,
    /// Why the record says nothing, where one is there: everything goes up then, and nothing counts as deployed earlier.
    pub damaged: bool,
}

impl Survey {
    /// Looks at a place.
    ///
    /// # Errors
    /// Why it cannot be looked at, or that its record was written by a later version.
    pub fn take(place: &dyn Place) -> Result<Survey, Fault> {
        let mut found = place.list()?;
        let read = match found.remove(RECORD) {
            Some(_) => record::read(&place.read(RECORD)?),
            None => Read::Sound(Record::default()),
        };
        let (record, damaged) = match read {
            Read::Sound(record) => (record, false),
            Read::Damaged => (Record::default(), true),
            Read::Later(version) => {
                let message = format!(
                    "{RECORD} at the target has version {version}, which a later version of Mujaz wrote"
                );
                return Err(Fault::new(message).help("deploy with that one, or remove the file"));
            }
        };
        Ok(Survey {
            found,
            record,
            damaged,
        })
    }
}

/// How far a deploy is, and whether it is to stop; for whoever watches it from another thread.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many files are to be put or removed.
    pub files: AtomicUsize,
    /// How many of them are.
    pub done: AtomicUsize,
    /// How many bytes went up.
    pub bytes: AtomicU64,
    /// Set by who wants it to stop at the next file.
    pub stop: AtomicBool,
}

impl Progress {
    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// How a deploy ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All of the plan is done.
    Done,
    /// It was asked to stop; the next goes on.
    Stopped,
}

/// How many removals go together.
const REMOVALS: usize = 500;

/// Does what a plan says. The record at the place is true at every moment, whatever ends this.
///
/// # Errors
/// Why the place did not take something. What was done until then is in the record, if the place still took that.
pub fn carry_out(
    place: &dyn Place,
    plan: &Plan,
    survey: Survey,
    progress: &Progress,
) -> Result<Ending, Fault> {
    let mut work = Work {
        place,
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
        // What kept the files from going up is likely to keep the record.
        Err(fault) if !progress.is_stopped() => Err(fault),
        Err(_) => saved.map(|()| Ending::Stopped),
        Ok(ending) => saved.map(|()| ending),
    }
}

/// A deploy under way.
struct Work<'a> {
    place: &'a dyn Place,
    record: Record,
    progress: &'a Progress,
    /// When the record was last written.
    written: Instant,
    /// How long to wait before it is written again.
    pause: Duration,
}

/// Between two times that the record is written, files go up for at least so many times as long as that took.
const SHARE: u32 = 5;

impl Work<'_> {
    fn run(&mut self, plan: &Plan) -> Result<Ending, Fault> {
        let (first, last) = if self.place.has_folders() {
            plan.removals_by_need()
        } else {
            (Vec::new(), plan.removals.clone())
        };
        self.remove(&first)?;
        // Stages are parts of their own: nothing of the next goes up before all of this one has.
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

    fn put(&mut self, portion: &[Upload]) -> Result<(), Fault> {
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

    fn remove(&mut self, paths: &[String]) -> Result<(), Fault> {
        for portion in paths.chunks(REMOVALS) {
            self.place.remove(portion)?;
            for path in portion {
                self.record.files.remove(path);
            }
            let n = portion.len();
            self.progress.done.fetch_add(n, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Writes the record if that was long enough ago.
    fn checkpoint(&mut self) -> Result<(), Fault> {
        if self.written.elapsed() >= self.pause {
            return self.save();
        }
        Ok(())
    }

    fn save(&mut self) -> Result<(), Fault> {
        let start = Instant::now();
        self.place.write(RECORD, &self.record.to_bytes())?;
        self.written = Instant::now();
        self.pause = (self.written - start) * SHARE;
        Ok(())
    }
}
